import { afterEach, describe, expect, it } from "vitest";
import { DOCKER_LIST, OCI_INDEX } from "../../src/registry/repository.ts";
import {
  startFakeRegistry,
  type Answer,
  type Asked,
  type FakeRegistryOptions,
} from "../fakes/registry.ts";
import { blob, putImage, rejection, repositoryAt, testSystem } from "./world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (
  options: FakeRegistryOptions = {},
  given: { chunk?: number; isDestination?: boolean } = {},
) => {
  const fake = await startFakeRegistry(options);
  closing.push(fake.close);
  const repository = repositoryAt(testSystem(), `${fake.host}/team/images`, given);
  return { fake, repository };
};

const without = (answer: Answer, ...names: readonly string[]): Answer => ({
  ...answer,
  headers: Object.fromEntries(
    Object.entries(answer.headers ?? {}).filter(([name]) => !names.includes(name)),
  ),
});

describe.each([405, 501])("a registry that answers a HEAD with %i", (status) => {
  const refusesHead: FakeRegistryOptions = {
    fault: ({ method }) => (method === "HEAD" ? { kind: "status", status } : undefined),
  };

  it("tells the digest of a tag, and that there is none", async () => {
    const { repository } = await start(refusesHead);
    const digest = await putImage(repository, "{}", ["x"], "t");
    expect(await repository.resolve("t")).toBe(digest);
    expect(await repository.resolve("other")).toBeUndefined();
  });

  it("tells whether a blob is there, by its first byte, and is not taken for one that has it", async () => {
    const { repository, fake } = await start(refusesHead);
    const { digest, size } = blob("0123456789");
    expect(await repository.hasBlob(digest, size)).toBe(false);
    fake.blobs.set("team/images", new Map([[digest, Buffer.from("0123456789")]]));
    expect(await repository.hasBlob(digest, size)).toBe(true);
    const cut = await start(refusesHead);
    cut.fake.blobs.set("team/images", new Map([[digest, Buffer.from("0123")]]));
    expect(await cut.repository.hasBlob(digest, size)).toBe(false);
  });
});

describe("the address of an upload", () => {
  const uploads = (alter: (location: string) => string | undefined): FakeRegistryOptions => ({
    alters: ({ url }, answer) => {
      const location = answer.headers?.["location"];
      if (!url.includes("/blobs/uploads/") || location === undefined) return answer;
      const other = alter(location);
      const bare = without(answer, "location");
      return other === undefined
        ? bare
        : { ...bare, headers: { ...bare.headers, location: other } };
    },
  });

  it.each<[string, (location: string) => string | undefined]>([
    ["of an inner name", (location) => `http://inner.example:5000${location}`],
    ["of an inner name and path", (location) => `https://inner.example/docker${location}`],
    ["that is missing, where the upload has an id", () => undefined],
  ])("%s is of the registry that was asked", async (_, alter) => {
    for (const chunk of [undefined, 100]) {
      const { repository, fake } = await start(
        uploads(alter),
        chunk === undefined ? {} : { chunk },
      );
      const source = blob("0123456789".repeat(50));
      expect(await repository.writeBlob(source)).toBe(true);
      expect(fake.blobs.get("team/images")?.get(source.digest)?.byteLength).toBe(500);
    }
  });

  it("that nothing says is an error, and no guess", async () => {
    const { repository } = await start({
      alters: (_, answer) => without(answer, "location", "docker-upload-uuid"),
    });
    expect((await rejection(repository.writeBlob(blob("x")))).code).toBe("bad-redirect");
  });
});

describe("a registry that keeps less of a piece than it was sent", () => {
  it("is sent the rest from where it says to be, in the same upload", async () => {
    const { repository, fake } = await start(
      { keeps: (bytes) => Math.ceil(bytes / 2) },
      { chunk: 100 },
    );
    const source = blob("0123456789".repeat(50));
    expect(await repository.writeBlob(source)).toBe(true);
    expect(fake.blobs.get("team/images")?.get(source.digest)?.byteLength).toBe(500);
    expect(fake.asked.filter(({ method }) => method === "POST").length).toBe(1);
  });

  it("is not believed where it says that of pieces that it has", async () => {
    const { repository, fake } = await start(
      {
        alters: ({ method }, answer) =>
          method === "PATCH"
            ? { ...answer, headers: { ...answer.headers, range: "0-49" } }
            : answer,
      },
      { chunk: 100 },
    );
    const source = blob("0123456789".repeat(50));
    expect(await repository.writeBlob(source)).toBe(true);
    expect(fake.asked.filter(({ method }) => method === "PATCH").length).toBe(5);
  });
});

describe("a list of tags", () => {
  const NAMES = Array.from({ length: 2500 }, (_, at) => `t${String(at).padStart(4, "0")}`);
  const page = (url: string, all: readonly string[]): string => {
    const { searchParams } = new URL(url, "http://fake");
    const from = all.indexOf(searchParams.get("last") ?? "") + 1;
    return JSON.stringify({ tags: all.slice(from, from + Number(searchParams.get("n") ?? 7)) });
  };
  const listing = (answer: (url: string) => { status: number; body?: string }) =>
    start({
      fault: ({ url }) =>
        url.includes("tags/list") ? { kind: "status", ...answer(url) } : undefined,
    });

  it("whose pages are full and name no next one goes on all the same", async () => {
    const { repository, fake } = await listing((url) => ({ status: 200, body: page(url, NAMES) }));
    expect(await repository.tags()).toEqual(NAMES);
    expect(fake.asked.length).toBe(3);
  });

  it.each([200, 400, 404])(
    "of as many names as were asked for ends where the page after it (%i) has nothing new",
    async (status) => {
      const all = NAMES.slice(0, 1000);
      const { repository } = await listing((url) =>
        url.includes("last=")
          ? { status, body: JSON.stringify({ tags: all }) }
          : { status: 200, body: page(url, all) },
      );
      expect(await repository.tags()).toEqual(all);
    },
  );

  it.each([400, 416, 422])(
    "is asked for without a number where that is refused with %i",
    async (status) => {
      const { repository } = await listing((url) =>
        url.includes("?n=") ? { status } : { status: 200, body: JSON.stringify({ tags: ["a"] }) },
      );
      expect(await repository.tags()).toEqual(["a"]);
    },
  );

  it("is read where the registry sends it on to", async () => {
    const { repository, fake } = await start({
      fault: ({ url }) =>
        url.includes("tags/list") && !url.includes("there")
          ? { kind: "status", status: 301, headers: { location: `${url}&there` } }
          : undefined,
    });
    await putImage(repository, "{}", [], "t");
    expect(await repository.tags()).toEqual(["t"]);
    expect(fake.lines().filter((line) => line.includes("tags/list")).length).toBe(2);
  });
});

describe("a manifest", () => {
  const typed = (type: string | undefined): FakeRegistryOptions => ({
    alters: ({ method, url }, answer) => {
      if (method !== "GET" || !url.includes("/manifests/")) return answer;
      const bare = without(answer, "content-type");
      return type === undefined
        ? bare
        : { ...bare, headers: { ...bare.headers, "content-type": type } };
    },
  });
  const INDEX = { schemaVersion: 2, manifests: [] };

  it.each([
    undefined,
    "text/plain; charset=utf-8",
    "application/json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v1+prettyjws",
  ])("is of the type that it says itself, whatever its header does: %s", async (type) => {
    const { repository } = await start(typed(type));
    const bytes = Buffer.from(JSON.stringify({ ...INDEX, mediaType: OCI_INDEX }));
    await repository.putManifest({ bytes, mediaType: OCI_INDEX }, "t");
    expect((await repository.manifest("t"))?.mediaType).toBe(OCI_INDEX);
  });

  it("that says none is of the type that its header says, else of what it looks like", async () => {
    const bytes = Buffer.from(JSON.stringify(INDEX));
    for (const [type, expected] of [
      ["Application/vnd.docker.distribution.manifest.list.v2+JSON", DOCKER_LIST],
      ["text/html", OCI_INDEX],
    ] as const) {
      const { repository } = await start(typed(type));
      await repository.putManifest({ bytes, mediaType: OCI_INDEX }, "t");
      expect((await repository.manifest("t"))?.mediaType).toBe(expected);
    }
  });

  it("whose digest is answered with another one is read", async () => {
    const wrong = `sha256:${"0".repeat(64)}`;
    const { repository, fake } = await start({
      alters: ({ method }, answer) =>
        method === "HEAD"
          ? { ...answer, headers: { ...answer.headers, "docker-content-digest": wrong } }
          : answer,
    });
    const digest = await putImage(repository, "{}", ["x"], "t");
    expect(await repository.resolve(digest)).toBe(digest);
    expect(fake.lines().at(-1)).toMatch(/^GET /);
  });

  it.each(["", "sha256:short", "unknown"])(
    "is put where the digest in the answer is %j",
    async (digest) => {
      const { repository } = await start({
        alters: ({ method }, answer) =>
          method === "PUT"
            ? { ...answer, headers: { ...answer.headers, "docker-content-digest": digest } }
            : answer,
      });
      expect(await putImage(repository, "{}", ["x"], "t")).toMatch(/^sha256:[0-9a-f]{64}$/);
    },
  );
});

describe("a manifest that may not be seen (401)", () => {
  const hides = (asked: Asked): boolean => asked.url.endsWith("/manifests/t");
  const hidden = (fault?: FakeRegistryOptions["fault"]) =>
    start(
      {
        fault: (asked, count) =>
          hides(asked) && asked.method !== "PUT"
            ? { kind: "status", status: 401 }
            : fault?.(asked, count),
      },
      { isDestination: true },
    );

  it("is not there where the whole list of tags has none of its name", async () => {
    const { repository } = await hidden();
    await putImage(repository, "{}", ["x"], "other");
    expect([await repository.resolve("t"), await repository.manifest("t")]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("is denied where the list has it, may not be seen either, or is of a repository that is no destination", async () => {
    const { repository, fake } = await hidden();
    await putImage(repository, "{}", ["x"], "t");
    expect((await rejection(repository.resolve("t"))).code).toBe("registry-denied");
    const none = await hidden(({ url }) =>
      url.includes("tags/list") ? { kind: "status", status: 403 } : undefined,
    );
    await putImage(none.repository, "{}", ["x"], "other");
    expect((await rejection(none.repository.resolve("t"))).code).toBe("registry-denied");
    fake.manifests.get("team/images")?.delete("t");
    const read = repositoryAt(testSystem(), repository.name);
    expect((await rejection(read.resolve("t"))).code).toBe("registry-denied");
    expect(await repository.resolve("t")).toBeUndefined();
  });
});

describe("a write that is sent on", () => {
  it("to another server goes nowhere, and takes nothing along", async () => {
    const other = await startFakeRegistry();
    closing.push(other.close);
    const { repository } = await start({
      fault: ({ method, url }) =>
        method === "PUT" && url.includes("/manifests/")
          ? { kind: "status", status: 307, headers: { location: `http://${other.host}${url}` } }
          : undefined,
    });
    expect((await rejection(putImage(repository, "{}", ["x"], "t"))).code).toBe("registry-refused");
    expect(other.asked).toEqual([]);
  });

  it("for ever is given up", async () => {
    const { repository } = await start({
      fault: ({ method, url }) =>
        method === "PUT" ? { kind: "status", status: 308, headers: { location: url } } : undefined,
    });
    expect((await rejection(putImage(repository, "{}", ["x"], "t"))).code).toBe("bad-redirect");
  });
});
