import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpRequest, HttpResponse } from "../../src/system/ports.ts";
import { startFakeRegistry, type FakeRegistryOptions } from "../fakes/registry.ts";
import { startHostileServer, type HostileServer } from "../fakes/hostileServer.ts";
import { blob, readAll, rejection, repositoryAt, testSystem } from "./world.ts";

const PASSWORD = "canary-password";
const BASIC = `Basic ${Buffer.from(`user:${PASSWORD}`).toString("base64")}`;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A machine that is logged in to these hosts. */
const loggedIn = async (...hosts: string[]) => {
  const home = await mkdtemp(join(tmpdir(), "dl-env-origins-"));
  closing.push(() => rm(home, { recursive: true, force: true }));
  const file = join(home, "auth.json");
  const auth = Buffer.from(`user:${PASSWORD}`).toString("base64");
  await writeFile(
    file,
    JSON.stringify({ auths: Object.fromEntries(hosts.map((host) => [host, { auth }])) }),
  );
  return testSystem({ env: { REGISTRY_AUTH_FILE: file } });
};

/** Another host that wants a login of its own: all that it is sent is noted. */
const startEvil = async (): Promise<HostileServer> => {
  const evil = await startHostileServer((request, response, host) => {
    if (request.url?.startsWith("/token") === true) response.end('{"token":"t"}');
    else
      response
        .writeHead(401, { "www-authenticate": `Bearer realm="http://${host}/token",service="x"` })
        .end();
  });
  closing.push(evil.close);
  return evil;
};

const sentTo = (evil: HostileServer): (string | undefined)[] =>
  evil.asked.map(({ authorization }) => authorization).filter((value) => value !== undefined);

const registryWith = async (options: FakeRegistryOptions) => {
  const fake = await startFakeRegistry(options);
  closing.push(fake.close);
  return { fake, repository: repositoryAt(await loggedIn(fake.host), `${fake.host}/team/app`) };
};

const BASIC_AUTH = {
  challenge: 'Basic realm="registry"',
  accepts: (authorization: string | undefined) => authorization === BASIC,
};

describe("a host that a registry redirects to", () => {
  it.each([
    ["before the registry asked for a login", undefined],
    ["after the registry was given its login", BASIC_AUTH],
  ])("gets no credentials for a login of its own, %s", async (_, auth) => {
    const evil = await startEvil();
    const { repository } = await registryWith({
      storage: `http://${evil.host}`,
      ...(auth === undefined ? {} : { auth }),
    });
    const source = blob("content");
    await repository.writeBlob(source);
    const { code, message } = await rejection(readAll(repository.readBlob(source.digest)));
    expect(code).toBe("bad-redirect");
    expect(message).toContain(`http://${evil.host}`);
    expect(message).toContain("credentials");
    expect(evil.asked.map(({ url }) => url).some((url) => url.startsWith("/token"))).toBe(false);
    expect(sentTo(evil)).toEqual([]);
    // The registry's own way of asking still stands.
    await repository.writeBlob(blob("more"));
  });

  it("gets none by a manifest either", async () => {
    const evil = await startEvil();
    const { repository } = await registryWith({
      fault: ({ url }) =>
        url.includes("/manifests/")
          ? { kind: "status", status: 307, headers: { location: `http://${evil.host}/x` } }
          : undefined,
    });
    expect((await rejection(repository.manifest("latest"))).code).toBe("bad-redirect");
    expect(evil.asked.length).toBe(1);
    expect(sentTo(evil)).toEqual([]);
  });
});

describe("a host that an upload is sent on to", () => {
  it.each([undefined, 100])("gets no credentials (pieces of %s bytes)", async (chunk) => {
    const evil = await startEvil();
    const fake = await startFakeRegistry({
      auth: BASIC_AUTH,
      fault: ({ method, headers }) =>
        method === "POST" && headers.authorization === BASIC
          ? { kind: "status", status: 202, headers: { location: `http://${evil.host}/upload/1` } }
          : undefined,
    });
    closing.push(fake.close);
    const repository = repositoryAt(
      await loggedIn(fake.host),
      `${fake.host}/team/app`,
      chunk === undefined ? {} : { chunk },
    );
    const { code } = await rejection(repository.writeBlob(blob("0123456789".repeat(50))));
    expect(code).toBe("bad-redirect");
    expect(evil.asked.length).toBe(1);
    expect(sentTo(evil)).toEqual([]);
  });
});

/** Registries as a table from address to answer; requests are noted. */
const network = (
  answers: Readonly<
    Record<string, { status: number; headers?: Record<string, string>; body?: string }>
  >,
) => {
  const asked: HttpRequest[] = [];
  const request = async (wanted: HttpRequest): Promise<HttpResponse> => {
    asked.push(wanted);
    const { origin, pathname } = new URL(wanted.url);
    const {
      status,
      headers = {},
      body = "",
    } = answers[`${origin}${pathname}`] ?? answers[origin] ?? { status: 404 };
    return {
      status,
      headers,
      body: (async function* () {
        yield Buffer.from(body);
      })(),
      discard: () => Promise.resolve(),
    };
  };
  const authorizations = (): (string | undefined)[] =>
    asked.map(({ headers }) => headers?.["authorization"]);
  return { asked, request, authorizations };
};

describe("over http, except on loopback,", () => {
  it.each([
    ["Basic", 'Basic realm="x"'],
    ["Bearer", 'Bearer realm="https://auth.example/token",service="x"'],
  ])("a registry that asks for a login by %s gets none", async (_, challenge) => {
    const { request, authorizations } = network({
      "http://registry-1.docker.io": { status: 401, headers: { "www-authenticate": challenge } },
      "https://auth.example/token": { status: 401 },
    });
    const system = await loggedIn("docker.io", "https://index.docker.io/v1/");
    const repository = repositoryAt({ ...system, http: { request } }, "docker.io/team/app", {
      mirrors: { "docker.io": "http://docker.io" },
    });
    const { code, exit, message, hint } = await rejection(repository.tags());
    expect([code, exit]).toEqual(["unencrypted-login", 3]);
    expect(message).toContain("credentials are sent over https only");
    expect(hint).toMatch(/curl -sSI https:\/\/docker\.io\/v2\/$/);
    expect(authorizations().every((value) => value === undefined)).toBe(true);
  });

  it("a token for anyone is still taken", async () => {
    const { request, authorizations } = network({
      "http://mirror.example": {
        status: 401,
        headers: { "www-authenticate": 'Bearer realm="http://mirror.example/token"' },
      },
      "http://mirror.example/token": { status: 200, body: '{"token":"anyone"}' },
    });
    const system = await loggedIn("mirror.example");
    const repository = repositoryAt({ ...system, http: { request } }, "docker.io/team/app", {
      mirrors: { "docker.io": "http://mirror.example" },
    });
    await rejection(repository.tags());
    expect(authorizations()).toEqual([undefined, undefined, "Bearer anyone"]);
  });
});

describe("a registry over https", () => {
  const at = async (answers: Parameters<typeof network>[0]) => {
    const net = network(answers);
    const system = await loggedIn("registry.example");
    const repository = repositoryAt(
      { ...system, http: { request: net.request } },
      "registry.example/team/app",
    );
    return { ...net, repository };
  };

  it.each(["http://127.0.0.1:9999/token", "http://registry.example/token", "http://localhost/"])(
    "cannot have its password sent in clear to %s",
    async (realm) => {
      const { repository, asked } = await at({
        "https://registry.example": {
          status: 401,
          headers: { "www-authenticate": `Bearer realm="${realm}"` },
        },
      });
      expect((await rejection(repository.tags())).code).toBe("unsafe-realm");
      expect(asked.length).toBe(1);
    },
  );

  it("may name a token service on another host, over https", async () => {
    const { repository, authorizations } = await at({
      "https://registry.example": {
        status: 401,
        headers: { "www-authenticate": 'Bearer realm="https://other:pw@auth.example/token"' },
      },
      "https://auth.example/token": { status: 200, body: '{"token":"good"}' },
    });
    await rejection(repository.tags());
    expect(authorizations()).toEqual([undefined, BASIC, "Bearer good"]);
  });

  it.each(["http://storage.example/x", "http://127.0.0.1:1/x", "http://registry.example/x"])(
    "cannot lead back to http, at %s",
    async (location) => {
      const { repository, asked } = await at({
        "https://registry.example": { status: 307, headers: { location } },
      });
      const { code, message } = await rejection(repository.manifest("latest"));
      expect(code).toBe("bad-redirect");
      expect(message).toContain("not encrypted");
      expect(asked.length).toBe(1);
    },
  );
});

describe("a token", () => {
  it.each([
    { token: null, access_token: "good", expires_in: null },
    { token: "", access_token: "good" },
    { access_token: "good", expires_in: 300 },
    { token: "good", access_token: null },
  ])("is read from %j", async (answer) => {
    const { request, authorizations } = network({
      "https://registry.example": {
        status: 401,
        headers: { "www-authenticate": 'Bearer realm="https://registry.example/token"' },
      },
      "https://registry.example/token": { status: 200, body: JSON.stringify(answer) },
    });
    const system = testSystem();
    const repository = repositoryAt({ ...system, http: { request } }, "registry.example/team/app");
    await rejection(repository.tags());
    expect(authorizations().at(-1)).toBe("Bearer good");
  });
});
