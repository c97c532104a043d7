import { afterEach, describe, expect, it } from "vitest";
import { FIRST_ATTEMPTS, MOST_ATTEMPTS } from "../../src/registry/hostHealth.ts";
import { LONGEST_WAIT, retryAfter } from "../../src/registry/retryTable.ts";
import { startFakeRegistry, type FakeRegistryOptions } from "../fakes/registry.ts";
import { blob, putImage, readAll, rejection, repositoryAt, testSystem } from "./world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: FakeRegistryOptions = {}, given: { chunk?: number } = {}) => {
  const fake = await startFakeRegistry(options);
  closing.push(fake.close);
  const sys = testSystem();
  return { fake, sys, repository: repositoryAt(sys, `${fake.host}/team/images`, given) };
};

/** Faults the first `times` requests that match. */
const first = (
  times: number,
  matches: (asked: { method: string; url: string }) => boolean,
  fault: ReturnType<NonNullable<FakeRegistryOptions["fault"]>>,
): NonNullable<FakeRegistryOptions["fault"]> => {
  let left = times;
  return (asked) => {
    if (!matches(asked) || left === 0) return undefined;
    left -= 1;
    return fault;
  };
};

const any = (): boolean => true;

describe("what is tried again", () => {
  it.each([500, 502, 503, 504, 408])(
    "is a question answered with status %i, with growing pauses",
    async (status) => {
      const { repository, sys } = await start({ fault: first(3, any, { kind: "status", status }) });
      expect(await repository.tags()).toEqual([]);
      expect(sys.pauses).toEqual([400, 800, 1600]);
    },
  );

  it("is a connection that ends without an answer", async () => {
    const { repository, fake } = await start({ fault: first(2, any, { kind: "reset" }) });
    expect(await repository.resolve("x")).toBeUndefined();
    expect(fake.asked.length).toBe(3);
  });

  it("is a registry that wants fewer requests, after the time it asks for", async () => {
    const { repository, sys } = await start({
      fault: first(2, any, { kind: "status", status: 429, headers: { "retry-after": "7" } }),
    });
    await repository.tags();
    expect(sys.pauses).toEqual([7000, 7000]);
  });

  it("is nothing else: a refusal is told at once, with the registry's own code and detail", async () => {
    const body = JSON.stringify({
      errors: [{ code: "UNSUPPORTED", message: "no such thing here", detail: { why: "policy 7" } }],
    });
    const { repository, fake } = await start({
      fault: () => ({ kind: "status", status: 400, body }),
    });
    const { code, exit, message, hint } = await rejection(repository.manifest("t"));
    expect([code, exit]).toEqual(["registry-refused", 3]);
    expect(message).toContain('status 400, UNSUPPORTED, no such thing here; {"why":"policy 7"}');
    expect(hint).toContain("curl -sSI http://127.0.0.1:");
    expect(fake.asked.length).toBe(1);
  });

  it("ends after the attempts that a host gets that never answered", async () => {
    const { repository, fake } = await start({ fault: () => ({ kind: "status", status: 503 }) });
    expect((await rejection(repository.tags())).code).toBe("registry-broken");
    expect(fake.asked.length).toBe(FIRST_ATTEMPTS);
  });

  it("is not waited for longer than the table says, and the message says how long it would be", async () => {
    const { repository, sys } = await start({
      fault: () => ({ kind: "status", status: 429, headers: { "retry-after": "21600" } }),
    });
    const { code, message } = await rejection(repository.tags());
    expect(code).toBe("registry-limit");
    expect(message).toContain("come back in 360 minutes");
    expect(sys.pauses).toEqual([]);
  });

  it("names the address when nobody answers", async () => {
    const sys = testSystem();
    const { code, exit, message } = await rejection(repositoryAt(sys, "127.0.0.1:1/x/y").tags());
    expect([code, exit]).toEqual(["network", 3]);
    expect(message).toContain("http://127.0.0.1:1/v2/x/y/tags/list");
    expect(sys.pauses.length).toBe(FIRST_ATTEMPTS - 1);
  });

  it("reads Retry-After as seconds or as a date", () => {
    expect(retryAfter("3", 0)).toBe(3000);
    expect(retryAfter("Thu, 01 Jan 1970 00:00:10 GMT", 4000)).toBe(6000);
    expect(retryAfter("Thu, 01 Jan 1970 00:00:10 GMT", 60_000)).toBe(0);
    expect(retryAfter("soon", 0)).toBeUndefined();
    expect(retryAfter(undefined, 0)).toBeUndefined();
    expect(LONGEST_WAIT).toBeLessThanOrEqual(120_000);
  });
});

describe("an upload", () => {
  const content = blob("0123456789".repeat(50), 13);

  it.each(["POST", "PUT"])(
    "is begun again when the connection of its %s is lost",
    async (method) => {
      const { repository } = await start({
        fault: first(2, (asked) => asked.method === method, { kind: "reset", after: 30 }),
      });
      expect(await repository.writeBlob(content)).toBe(true);
      expect((await readAll(repository.readBlob(content.digest))).equals(content.bytes)).toBe(true);
    },
  );

  it.each(["POST", "PUT"])("is begun again when its %s is answered with 503", async (method) => {
    const { repository } = await start({
      fault: first(2, (asked) => asked.method === method, { kind: "status", status: 503 }),
    });
    expect(await repository.writeBlob(content)).toBe(true);
  });

  it("is given up after as many attempts as a host that answers others gets, not their square", async () => {
    const { repository, fake } = await start({
      fault: (asked) => (asked.method === "POST" ? { kind: "status", status: 503 } : undefined),
    });
    expect((await rejection(repository.writeBlob(content))).code).toBe("registry-broken");
    expect(fake.asked.filter(({ method }) => method === "POST").length).toBe(MOST_ATTEMPTS);
    const { repository: limited, fake: strict } = await start({
      fault: (asked) => (asked.method === "POST" ? { kind: "status", status: 429 } : undefined),
    });
    expect((await rejection(limited.writeBlob(content))).code).toBe("registry-limit");
    expect(strict.asked.filter(({ method }) => method === "POST").length).toBe(6);
  });

  it("in pieces goes on where the registry has come to, and is opened anew only then", async () => {
    const source = blob("abcdefghij".repeat(50), 13);
    const { repository, fake } = await start(
      {
        fault: first(1, (asked) => asked.method === "PATCH" && asked.url.includes("u1"), {
          kind: "reset",
          after: 40,
        }),
      },
      { chunk: 100 },
    );
    await repository.writeBlob(source);
    expect((await readAll(repository.readBlob(source.digest))).equals(source.bytes)).toBe(true);
    const ranges = fake.asked
      .filter(({ method }) => method === "PATCH")
      .map(({ headers }) => headers["content-range"]);
    expect(ranges).toEqual(["0-99", "40-139", "140-239", "240-339", "340-439", "440-499"]);
    expect(source.opened).toBe(2);
  });

  it("in pieces reads its source once when nothing goes wrong", async () => {
    const source = blob("klmnopqrst".repeat(50), 13);
    const { repository } = await start({}, { chunk: 64 });
    await repository.writeBlob(source);
    expect(source.opened).toBe(1);
  });

  it("is sent whole to a registry that takes no pieces", async () => {
    const { repository, fake } = await start({ pieces: false }, { chunk: 100 });
    expect(await repository.writeBlob(content)).toBe(true);
    expect(fake.asked.filter(({ method }) => method === "PUT").length).toBe(1);
  });

  it("tells a refusal of the registry in its own words", async () => {
    const body = JSON.stringify({ errors: [{ code: "DENIED", message: "quota exceeded" }] });
    const { repository } = await start({
      fault: (asked) =>
        asked.method === "POST" ? { kind: "status", status: 403, body } : undefined,
    });
    const { code, message, hint } = await rejection(repository.writeBlob(content));
    expect(code).toBe("registry-denied");
    expect(message).toContain("DENIED, quota exceeded");
    expect(hint).toMatch(/docker login 127\.0\.0\.1:\d+$/);
  });

  it.each([
    [507, ""],
    [500, '{"errors":[{"code":"UNKNOWN","detail":"write /data: no space left on device"}]}'],
    [503, "insufficient storage: no space left on device"],
    [413, '{"errors":[{"code":"DENIED","message":"storage quota exceeded"}]}'],
    [
      403,
      '{"errors":[{"code":"DENIED","message":"adding 10.0 MiB of storage resource, which when updated to current usage of 99.9 MiB will exceed the configured upper limit of 100.0 MiB"}]}',
    ],
    [403, '{"errors":[{"code":"DENIED","message":"Quota has been exceeded on namespace"}]}'],
  ])("into a registry without room is told as that (status %i)", async (status, body) => {
    const { repository } = await start({
      fault: (asked) => (asked.method === "POST" ? { kind: "status", status, body } : undefined),
    });
    const { code, exit, message, hint } = await rejection(repository.writeBlob(content));
    expect([code, exit]).toEqual(["registry-full", 3]);
    expect(message).toContain(`no room left, and refused`);
    expect(hint).toMatch(/dl-env store prune$/);
  });

  it("into a registry without room is told as that each time, not as a registry that is down", async () => {
    const body = '{"errors":[{"code":"UNKNOWN","detail":"no space left on device"}]}';
    const { repository } = await start({
      fault: (asked) =>
        asked.method === "POST" ? { kind: "status", status: 500, body } : undefined,
    });
    const codes: string[] = [];
    for (const text of ["a", "b", "c", "d", "e", "f"])
      codes.push((await rejection(repository.writeBlob(blob(text)))).code);
    expect([...new Set(codes)]).toEqual(["registry-full"]);
  });

  it("that could not be mounted is given back", async () => {
    const { repository, fake } = await start({ mounts: false });
    const other = repositoryAt(testSystem(), `${fake.host}/team/other`);
    await other.writeBlob(content);
    expect(await repository.mountBlob(content.digest, other)).toBe(false);
    expect(fake.lines().at(-1)).toMatch(/^DELETE .*\/blobs\/uploads\//);
  });
});

describe("a download", () => {
  it("goes on where its connection was lost", async () => {
    const source = blob("0123456789".repeat(100_000), 4096);
    const { repository, fake } = await start({
      fault: first(2, (asked) => asked.method === "GET" && asked.url.includes("/blobs/"), {
        kind: "cut",
        after: 200_000,
      }),
    });
    await repository.writeBlob(source);
    expect((await readAll(repository.readBlob(source.digest))).equals(source.bytes)).toBe(true);
    const ranges = fake.asked
      .filter(({ method }) => method === "GET")
      .map(({ headers }) => headers.range);
    expect(ranges).toEqual([undefined, "bytes=200000-", "bytes=400000-"]);
  });

  it("that is not what its digest names is refused at its end", async () => {
    const source = blob("true content");
    const { repository, fake } = await start();
    await repository.writeBlob(source);
    fake.blobs.get("team/images")?.set(source.digest, Buffer.from("other content"));
    const { code, message } = await rejection(readAll(repository.readBlob(source.digest)));
    expect(code).toBe("digest-mismatch");
    expect(message).toContain(source.digest);
  });

  it.each([
    ["ftp://127.0.0.1/x", "neither http nor https"],
    ["http://[", "cannot be read"],
    ["", "redirects again, after 5 redirects"],
  ])("does not follow a redirect to %j", async (location, why) => {
    const { repository } = await start({
      fault: (asked) =>
        asked.url.includes("/blobs/")
          ? { kind: "status", status: 307, headers: { location } }
          : undefined,
    });
    const { code, message } = await rejection(readAll(repository.readBlob(blob("x").digest)));
    expect(code).toBe("bad-redirect");
    expect(message).toContain(why);
  });
});

describe("a registry that misbehaves", () => {
  const lists = (link: string, names: (url: string) => string[] = () => ["a"]) =>
    start({
      fault: ({ url }) =>
        url.includes("tags/list")
          ? {
              kind: "status",
              status: 200,
              headers: { link: `<${link}>; rel="next"` },
              body: JSON.stringify({ tags: names(url) }),
            }
          : undefined,
    });

  it.each([
    ["a link to the page itself", "/v2/team/images/tags/list?n=1", () => ["a"]],
    ["an empty page", "/v2/team/images/tags/list?last=a", () => []],
  ])(
    "ends a list of tags with an error at %s, not with what came before",
    async (_, link, names) => {
      const { repository } = await lists(link, names);
      const { code, message } = await rejection(repository.tags());
      expect(code).toBe("tags-without-end");
      expect(message).toContain("a part of it is not used");
    },
  );

  it.each(["http://[", "/elsewhere", "/v2/team/images/manifests/x"])(
    "whose next page is at %j gives no part of a list",
    async (link) => {
      const { repository } = await lists(link);
      expect((await rejection(repository.tags())).code).toBe("registry-nonsense");
    },
  );

  it("that names itself by another host in its links is asked for the next page where it was asked before", async () => {
    const { repository, fake } = await start({
      pageSize: 2,
      linkOrigin: "http://inner.example:8081",
    });
    for (const tag of ["a", "b", "c", "d", "e"]) await putImage(repository, "{}", [], tag);
    expect(await repository.tags()).toEqual(["a", "b", "c", "d", "e"]);
    expect(fake.lines().filter((line) => line.includes("tags/list")).length).toBe(3);
  });

  it.each([
    ["a prefix of its own", '</inner/docker/v2/images/tags/list?last=b&n=2>; rel="next"'],
    ["a comma in it", '</v2/team/images/tags/list?last=b&n=2&token=x,y>; rel="next"'],
    ["the page before as well", '</v2/x/tags/list?last=>; rel="prev", <?last=b&n=2>; rel="next"'],
    ["several relations", '<?last=b&n=2>; title="more"; rel="last next"'],
    ["no quotes", "<http://inner.example:1/v2/team/images/tags/list?last=b&n=2>;rel=next"],
  ])("whose next page has %s is asked for it", async (_, link) => {
    const { repository } = await start({
      fault: ({ url }) => {
        if (!url.includes("tags/list")) return undefined;
        const isLater = url.startsWith("/v2/team/images/tags/list?last=b");
        const body = JSON.stringify({ tags: isLater ? ["c"] : ["a", "b"] });
        return { kind: "status", status: 200, body, ...(isLater ? {} : { headers: { link } }) };
      },
    });
    expect(await repository.tags()).toEqual(["a", "b", "c"]);
  });

  it.each(['/v2/team/images/tags/list?last=b; rel="next"', '<?last=b; rel="next"'])(
    "that says %j says that there is more, and gives no part of a list",
    async (link) => {
      const body = JSON.stringify({ tags: ["a", "b"] });
      const { repository } = await start({
        fault: ({ url }) =>
          url.includes("tags/list")
            ? { kind: "status", status: 200, body, headers: { link } }
            : undefined,
      });
      expect((await rejection(repository.tags())).code).toBe("registry-nonsense");
    },
  );

  it.each([404, 403, 400])(
    "that answers %i to a later page gives no part of a list",
    async (status) => {
      const { repository } = await start({
        pageSize: 2,
        fault: ({ url }) => (url.includes("last=") ? { kind: "status", status } : undefined),
      });
      for (const tag of ["a", "b", "c"]) await putImage(repository, "{}", [], tag);
      expect((await rejection(repository.tags())).code).toMatch(/^registry-/);
    },
  );

  it.each(["<html>", "[]", '{"tags":7}', ""])(
    "that answers %j to a question for tags is told in a sentence",
    async (body) => {
      const { repository } = await start({ fault: () => ({ kind: "status", status: 200, body }) });
      expect((await rejection(repository.tags())).code).toBe("registry-nonsense");
    },
  );

  it("that gives another manifest than the digest names is found out", async () => {
    const { repository, fake } = await start();
    const digest = await putImage(repository, "{}", ["x"], "t");
    const other = fake.manifests.get("team/images");
    other?.set(digest, {
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      bytes: Buffer.from("{}"),
    });
    expect((await rejection(repository.manifest(digest))).code).toBe("digest-mismatch");
  });

  it("that lists no tags at all, as some do, has none", async () => {
    const { repository } = await start({
      fault: () => ({ kind: "status", status: 200, body: '{"name":"x","tags":null}' }),
    });
    expect(await repository.tags()).toEqual([]);
  });
});

describe("requests", () => {
  it("are few: 1,000 tags in pages of 100 are ten, a blob that is there is one HEAD in a process, a tag is resolved by one HEAD", async () => {
    const { repository, fake } = await start({ pageSize: 100 });
    const bytes = Buffer.from("{}");
    for (let count = 0; count < 1000; count += 1) {
      const at =
        fake.manifests.get("team/images") ??
        new Map<string, { mediaType: string; bytes: Buffer }>();
      fake.manifests.set(
        "team/images",
        at.set(`t${count}`, { mediaType: "application/json", bytes }),
      );
    }
    expect((await repository.tags()).length).toBe(1000);
    expect(fake.asked.length).toBe(10);
    expect(await repository.resolve("t7")).toMatch(/^sha256:/);
    expect(fake.lines().at(-1)).toBe("HEAD /v2/team/images/manifests/t7");
    const source = blob("there");
    await repository.writeBlob(source);
    const other = repositoryAt(testSystem(), `${fake.host}/team/images`);
    expect(await other.writeBlob(source)).toBe(false);
    expect(other.traffic.requests).toBe(1);
    expect(await other.writeBlob(source)).toBe(false);
    expect(other.traffic.requests).toBe(1);
  });
});

describe("writers side by side", () => {
  it("send a blob once", async () => {
    const { repository, fake } = await start();
    const source = blob("wanted by many");
    const moved = await Promise.all(Array.from({ length: 10 }, () => repository.writeBlob(source)));
    expect(moved.filter(Boolean).length).toBe(1);
    expect(fake.asked.filter(({ method }) => method === "PUT").length).toBe(1);
  });

  it("put a manifest again that met a blob half-linked, as distribution on a file system says it", async () => {
    const body = JSON.stringify({
      errors: [
        { code: "DIGEST_INVALID", message: "provided digest did not match uploaded content" },
      ],
    });
    const { repository, sys } = await start({
      fault: first(2, ({ method, url }) => method === "PUT" && url.includes("/manifests/"), {
        kind: "status",
        status: 400,
        body,
      }),
    });
    const digest = await putImage(repository, "{}", ["x"], "t");
    expect(await repository.resolve("t")).toBe(digest);
    expect(sys.pauses).toEqual([100, 200]);
  });
});
