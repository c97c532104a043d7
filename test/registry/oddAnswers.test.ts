import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { putArtifact } from "../../src/registry/artifact.ts";
import { bind, putTagged, referrersOf } from "../../src/registry/referrers.ts";
import { statedWait } from "../../src/registry/statedWait.ts";
import { moveBlob } from "../../src/registry/storedBase.ts";
import { tagsForWriting } from "../../src/registry/tagsForWriting.ts";
import { startFakeRegistry, type Asked, type FakeRegistryOptions } from "../fakes/registry.ts";
import { startTokenServer } from "../fakes/tokenServer.ts";
import { blob, putImage, rejection, repositoryAt, testSystem } from "./world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: FakeRegistryOptions = {}) => {
  const fake = await startFakeRegistry(options);
  closing.push(fake.close);
  const sys = testSystem();
  return {
    fake,
    sys,
    repository: repositoryAt(sys, `${fake.host}/team/images`),
    other: repositoryAt(sys, `${fake.host}/team/other`),
  };
};

const isMount = ({ method, url }: Asked): boolean => method === "POST" && url.includes("mount=");

describe("a mount", () => {
  it.each([402, 406, 409, 410, 412, 414, 416, 451])(
    "that is refused with %i is an upload",
    async (status) => {
      const { repository, other } = await start({
        fault: (asked) => (isMount(asked) ? { kind: "status", status } : undefined),
      });
      const source = blob("shared");
      await other.writeBlob(source);
      expect(await moveBlob(source, other, repository)).toBe(true);
    },
  );

  it.each([409, 429, 500, 503])(
    "whose upload cannot be given back (%i) is an upload all the same",
    async (status) => {
      const { repository, other } = await start({
        mounts: false,
        fault: ({ method }) => (method === "DELETE" ? { kind: "status", status } : undefined),
      });
      const source = blob("shared");
      await other.writeBlob(source);
      expect(await moveBlob(source, other, repository)).toBe(true);
    },
  );

  it("answered with an upload without an address is an upload", async () => {
    const { repository, other } = await start({
      fault: (asked) => (isMount(asked) ? { kind: "status", status: 202 } : undefined),
    });
    const source = blob("shared");
    await other.writeBlob(source);
    expect(await moveBlob(source, other, repository)).toBe(true);
  });
});

/** A token service that answers with this text. */
const startTokens = async (text: string, status = 200): Promise<string> => {
  const server = createServer((_, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
};

describe("a token", () => {
  it.each([
    '{"token":"good"}',
    '{"token":"good","expires_in":null}',
    '{"token":"good","expires_in":"300"}',
    '{"token":"good","expires_in":{}}',
    '{"token":"good","expires_in":0}',
    '{"token":"good","expires_in":-1}',
    '{"token":null,"access_token":"good"}',
    '{"token":"","access_token":"good"}',
    '{"token":false,"access_token":"good"}',
    '{"token":"good","access_token":{}}',
    '{"token":"good","refresh_token":null,"issued_at":7,"scope":[]}',
  ])("may come as %s", async (text) => {
    const realm = await startTokens(text);
    const { repository } = await start({
      auth: {
        challenge: `Bearer realm="${realm}"`,
        accepts: (authorization) => authorization === "Bearer good",
      },
    });
    expect(await repository.tags()).toEqual([]);
  });

  it.each(["", "[]", "null", '"good"', '{"token":7}', '{"tokens":"good"}', "<html>"])(
    "is none of %j",
    async (text) => {
      const realm = await startTokens(text);
      const { repository } = await start({
        auth: { challenge: `Bearer realm="${realm}"`, accepts: () => false },
      });
      expect((await rejection(repository.tags())).exit).toBe(3);
    },
  );
});

describe("a registry's list of referrers", () => {
  it.each([301, 302, 303, 307, 308, 410, 415, 422])(
    "is none where it answers %i",
    async (status) => {
      const { repository } = await start({
        fault: ({ url }) =>
          url.includes("/referrers/")
            ? { kind: "status", status, headers: { location: "/elsewhere" } }
            : undefined,
      });
      const digest = await putImage(repository, "{}", ["x"]);
      const content = new TextEncoder().encode("{}");
      const type = "application/vnd.dl-env.test+json";
      await bind(repository, { digest, type, content, at: "2026-11-01T00:00:00Z" });
      expect((await referrersOf(repository, digest)).length).toBe(1);
    },
  );

  it.each([429, 500, 503])("is not known where it answers %i", async (status) => {
    const { repository } = await start({
      fault: ({ url }) => (url.includes("/referrers/") ? { kind: "status", status } : undefined),
    });
    const digest = await putImage(repository, "{}", ["x"]);
    expect((await rejection(referrersOf(repository, digest))).exit).toBe(3);
  });
});

describe("a manifest that is refused", () => {
  const type = "application/vnd.dl-env.test+json";
  const files = [{ type, content: new TextEncoder().encode("{}") }];
  const isPut = ({ method, url }: Asked): boolean =>
    method === "PUT" && url.includes("/manifests/");

  it("for a tag that may not move is no question of its types", async () => {
    const { repository, fake } = await start({
      refusesMove: (tag) => ({
        status: 400,
        message: `The image tag '${tag}' already exists and cannot be overwritten.`,
      }),
    });
    const put = (text: string): Promise<void> =>
      putTagged(repository, { tag: "note", type, content: new TextEncoder().encode(text) });
    await put("1");
    expect((await rejection(put("2"))).code).toBe("tag-immutable");
    expect(fake.asked.filter(isPut).length).toBe(2);
  });

  it("for want of room is no question of its types", async () => {
    const { repository } = await start({
      fault: (asked) =>
        isPut(asked)
          ? { kind: "status", status: 400, body: "write /data: no space left on device" }
          : undefined,
    });
    expect((await rejection(putArtifact(repository, { type, files }))).code).toBe("registry-full");
  });
});

describe("a time to wait", () => {
  it.each([
    ["-1", undefined],
    ["-30", undefined],
    ["0", 0],
    ["2, 2", 2000],
    ["120s", 120_000],
    ["5 seconds", 5000],
    ["1e3", undefined],
    ["", undefined],
    ["soon", undefined],
  ])("%j is %s", (value, expected) => {
    const headers = { "retry-after": value };
    expect(statedWait({ status: 429, headers }, Date.parse("2026-11-28T10:00:00Z"))).toBe(expected);
  });
});

describe("a repository that is not there yet", () => {
  it.each([401, 403, 400])(
    "to a token service that gives readers none (%i) has no tags once it was written to",
    async (status) => {
      const tokens = await startTokenServer({
        life: 60,
        issue: (_, access) =>
          access.some(({ actions }) => actions.includes("push")) ? "good" : undefined,
        refusal: status,
      });
      closing.push(tokens.close);
      const { repository } = await start({
        auth: {
          challenge: `Bearer realm="${tokens.realm}"`,
          accepts: (authorization) => authorization === "Bearer good",
        },
      });
      expect(await tagsForWriting(repository)).toEqual([]);
    },
  );
});

describe("a manifest that is to be removed", () => {
  it.each([401, 403, 400])(
    "stays where the token service gives no token for that (%i)",
    async (status) => {
      const tokens = await startTokenServer({
        life: 60,
        issue: (_, access) =>
          access.some(({ actions }) => actions.includes("delete")) ? undefined : "good",
        refusal: status,
      });
      closing.push(tokens.close);
      const { repository } = await start({
        auth: {
          challenge: `Bearer realm="${tokens.realm}"`,
          accepts: (authorization) => authorization === "Bearer good",
        },
      });
      await putImage(repository, "{}", ["x"], "t");
      expect((await repository.remove("t")).kind).toBe("refused");
      expect(await repository.tags()).toEqual(["t"]);
    },
  );

  it.each([406, 410, 422, 426, 451])("stays where that is refused with %i", async (status) => {
    const { repository } = await start({
      fault: ({ method }) => (method === "DELETE" ? { kind: "status", status } : undefined),
    });
    await putImage(repository, "{}", ["x"], "t");
    expect((await repository.remove("t")).kind).toBe("refused");
  });
});
