import { afterEach, describe, expect, it } from "vitest";
import { startFakeRegistry, type Asked, type FakeRegistryOptions } from "../fakes/registry.ts";
import { startTokenServer } from "../fakes/tokenServer.ts";
import { MOST_ATTEMPTS } from "../../src/registry/hostHealth.ts";
import { moveBlob } from "../../src/registry/storedBase.ts";
import {
  blob,
  largeBlob,
  putImage,
  readAll,
  rejection,
  repositoryAt,
  testSystem,
} from "./world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: FakeRegistryOptions = {}, given: { chunk?: number } = {}) => {
  const fake = await startFakeRegistry(options);
  closing.push(fake.close);
  const sys = testSystem();
  return {
    fake,
    sys,
    repository: repositoryAt(sys, `${fake.host}/team/images`, given),
    other: repositoryAt(sys, `${fake.host}/team/other`),
  };
};

const isMount = ({ method, url }: Asked): boolean => method === "POST" && url.includes("mount=");

describe("a mount that is refused", () => {
  it.each([400, 401, 403, 404, 405, 415, 422, 501])("with %i is an upload", async (status) => {
    const { repository, other, fake } = await start({
      fault: (asked) => (isMount(asked) ? { kind: "status", status } : undefined),
    });
    const source = blob("shared");
    await other.writeBlob(source);
    expect(await moveBlob(source, other, repository)).toBe(true);
    expect(await repository.hasBlob(source.digest)).toBe(true);
    expect(fake.asked.filter(isMount).length).toBe(1);
  });

  it.each([401, 403, 400])(
    "by a token service that gives no token for two repositories at once, with %i, is an upload",
    async (status) => {
      const tokens = await startTokenServer({
        life: 60,
        issue: (_, access) => (access.length > 1 ? undefined : "good"),
        refusal: status,
      });
      const { repository, other } = await start({
        auth: {
          challenge: `Bearer realm="${tokens.realm}"`,
          accepts: (authorization) => authorization === "Bearer good",
        },
      });
      closing.push(tokens.close);
      const source = blob("shared");
      await other.writeBlob(source);
      expect(await moveBlob(source, other, repository)).toBe(true);
    },
  );

  it("is an error where the registry is down", async () => {
    const { repository, other } = await start({
      fault: (asked) => (isMount(asked) ? { kind: "status", status: 503 } : undefined),
    });
    const source = blob("shared");
    await other.writeBlob(source);
    expect((await rejection(repository.mountBlob(source.digest, other))).code).toBe(
      "registry-broken",
    );
  });
});

describe("an answer that breaks off", () => {
  it.each([
    ["tags", "tags/list"],
    ["manifest", "/manifests/"],
  ] as const)("is asked for again: %s", async (what, path) => {
    let left = 3;
    const { repository, fake } = await start({
      fault: ({ method, url }) => {
        if (method !== "GET" || !url.includes(path) || left === 0) return undefined;
        left -= 1;
        return { kind: "cut", after: 5 };
      },
    });
    const digest = await putImage(repository, "{}", ["x"], "t");
    const before = fake.asked.length;
    const answer =
      what === "tags" ? await repository.tags() : (await repository.manifest("t"))?.digest;
    expect(answer).toEqual(what === "tags" ? ["t"] : digest);
    expect(fake.asked.length - before).toBe(4);
  });

  it("for ever is told as the network's fault", async () => {
    const { repository } = await start({
      fault: ({ url }) => (url.includes("tags/list") ? { kind: "cut", after: 5 } : undefined),
    });
    await putImage(repository, "{}", [], "t");
    const { code, exit, message } = await rejection(repository.tags());
    expect([code, exit]).toEqual(["network", 3]);
    expect(message).toContain("was cut off");
  });
});

describe("a content network before a registry", () => {
  it.each([520, 521, 522, 523, 524, 525, 526, 527])("is asked again after %i", async (status) => {
    let left = 2;
    const { repository } = await start({
      fault: () => {
        left -= 1;
        return left >= 0 ? { kind: "status", status } : undefined;
      },
    });
    expect(await repository.tags()).toEqual([]);
  });
});

/** A seeded choice: the same in every run. */
const chance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
};

const MIB = 1024 * 1024;

describe("a large upload", () => {
  it.each(Array.from({ length: 20 }, (_, seed) => [seed]))(
    "in 24 pieces succeeds where one answer in ten is 503 (seed %i)",
    async (seed) => {
      const next = chance(seed * 7919 + 1);
      const { repository, fake } = await start(
        { fault: () => (next() < 0.1 ? { kind: "status", status: 503 } : undefined) },
        { chunk: MIB },
      );
      const source = await largeBlob(24);
      expect(await repository.writeBlob(source)).toBe(true);
      expect(fake.blobs.get("team/images")?.get(source.digest)?.byteLength).toBe(24 * MIB);
      expect(fake.asked.length).toBeLessThan(2 * 27);
    },
  );

  it("is given up when nothing moves, after the attempts that a host that answers others gets", async () => {
    const { repository, fake } = await start(
      { fault: ({ method }) => (method === "PATCH" ? { kind: "status", status: 503 } : undefined) },
      { chunk: MIB },
    );
    expect((await rejection(repository.writeBlob(await largeBlob(3)))).code).toBe(
      "registry-broken",
    );
    expect(fake.asked.filter(({ method }) => method === "PATCH").length).toBe(MOST_ATTEMPTS);
  });

  it("goes on in a new session where the registry lost the first one", async () => {
    let lost = false;
    const { repository, fake } = await start(
      {
        fault: ({ method, url }) => {
          if (method === "PATCH" && url.includes("u1") && !lost) {
            lost = true;
            return { kind: "reset" };
          }
          return method === "GET" && url.includes("u1")
            ? { kind: "status", status: 404 }
            : undefined;
        },
      },
      { chunk: MIB },
    );
    const source = await largeBlob(3);
    await repository.writeBlob(source);
    expect(fake.blobs.get("team/images")?.get(source.digest)?.byteLength).toBe(3 * MIB);
  });

  it("whose last answer was lost is looked for before it is sent again", async () => {
    let lost = false;
    const { repository, fake } = await start(
      {
        late: ({ method }) => {
          if (method !== "PUT" || lost) return false;
          lost = true;
          return true;
        },
      },
      { chunk: MIB },
    );
    const source = await largeBlob(3);
    await repository.writeBlob(source);
    expect(fake.asked.filter(({ method }) => method === "PATCH").length).toBe(3);
  });

  it.each([
    ["in pieces", 8 * MIB, 8],
    ["whole", 64 * MIB, 8],
  ])("%s is sent in smaller pieces where a proxy finds it too large", async (_, chunk, size) => {
    const { repository, fake } = await start(
      {
        fault: ({ headers }) =>
          Number(headers["content-length"] ?? 0) > 2 * MIB
            ? { kind: "status", status: 413 }
            : undefined,
      },
      { chunk },
    );
    const source = await largeBlob(size + 1);
    await repository.writeBlob(source);
    expect(fake.blobs.get("team/images")?.get(source.digest)?.byteLength).toBe((size + 1) * MIB);
  });

  it("is refused where even a MiB is too large", async () => {
    const { repository } = await start(
      {
        fault: ({ headers }) =>
          Number(headers["content-length"] ?? 0) > 1000
            ? { kind: "status", status: 413 }
            : undefined,
      },
      { chunk: 4 * MIB },
    );
    const { code, message } = await rejection(repository.writeBlob(await largeBlob(5)));
    expect(code).toBe("registry-refused");
    expect(message).toContain("413");
  });
});

describe("the address of an upload", () => {
  it.each([undefined, 100])(
    "may be relative to the one that was asked (pieces of %s)",
    async (chunk) => {
      const { repository } = await start(
        { relativeLocation: true },
        chunk === undefined ? {} : { chunk },
      );
      const source = blob("0123456789".repeat(50));
      expect(await repository.writeBlob(source)).toBe(true);
      expect((await readAll(repository.readBlob(source.digest))).equals(source.bytes)).toBe(true);
    },
  );
});

describe("a download", () => {
  it("that is cut every 2 MiB comes to its end", async () => {
    const { repository, fake } = await start({
      fault: ({ method, url }) =>
        method === "GET" && url.includes("/blobs/") ? { kind: "cut", after: 2 * MIB } : undefined,
    });
    const source = await largeBlob(20);
    await repository.writeBlob(source);
    expect((await readAll(repository.readBlob(source.digest))).byteLength).toBe(20 * MIB);
    expect(fake.asked.filter(({ method }) => method === "GET").length).toBeLessThan(15);
  });
});
