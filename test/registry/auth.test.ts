import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parseChallenges } from "../../src/registry/challenge.ts";
import { authFiles, findCredentials, keysFor } from "../../src/registry/credentials.ts";
import { safeUrl } from "../../src/secrets/safeUrl.ts";
import { makeSecrets } from "../../src/secrets/mask.ts";
import type { RunOptions } from "../../src/system/ports.ts";
import { startFakeRegistry } from "../fakes/registry.ts";
import { startTokenServer, type TokenServerOptions } from "../fakes/tokenServer.ts";
import {
  blob,
  putImage,
  readAll,
  rejection,
  repositoryAt,
  tempFolder,
  testSystem,
} from "./world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const folder = async (): Promise<string> => {
  const { dir, remove } = await tempFolder();
  closing.push(remove);
  return dir;
};

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const PASSWORD = "canary-p@ss/w:rd";

describe("parseChallenges", () => {
  it.each([
    [undefined, []],
    ["", []],
    ['Basic realm="Registry"', [{ scheme: "basic", parameters: { realm: "Registry" } }]],
    [
      'Bearer realm="https://auth.example/token",service="registry.example",scope="repository:a/b:pull,push"',
      [
        {
          scheme: "bearer",
          parameters: {
            realm: "https://auth.example/token",
            service: "registry.example",
            scope: "repository:a/b:pull,push",
          },
        },
      ],
    ],
    [
      'BEARER Realm = "a" , Error="insufficient_scope", Basic realm=plain',
      [
        { scheme: "bearer", parameters: { realm: "a", error: "insufficient_scope" } },
        { scheme: "basic", parameters: { realm: "plain" } },
      ],
    ],
    [
      'Bearer realm="say \\"hi\\"",realm="second"',
      [{ scheme: "bearer", parameters: { realm: 'say "hi"' } }],
    ],
    [
      "Negotiate, Basic realm=x",
      [
        { scheme: "negotiate", parameters: {} },
        { scheme: "basic", parameters: { realm: "x" } },
      ],
    ],
    ['Bearer realm="unclosed', [{ scheme: "bearer", parameters: {} }]],
    [
      `Bearer realm="${"a".repeat(100_000)}"`,
      [{ scheme: "bearer", parameters: { realm: "a".repeat(100_000) } }],
    ],
  ])("reads %j", (header, challenges) => {
    const found = parseChallenges(header);
    expect(found.slice(0, challenges.length)).toEqual(challenges);
  });
});

describe("credentials", () => {
  const system = async (files: Record<string, unknown>, env: Record<string, string> = {}) => {
    const home = await folder();
    for (const [path, content] of Object.entries(files)) {
      await mkdir(join(home, path, ".."), { recursive: true });
      await writeFile(
        join(home, path),
        typeof content === "string" ? content : JSON.stringify(content),
      );
    }
    const settled = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replace("HOME", home)]),
    );
    return {
      home,
      sys: testSystem({ home, env: { XDG_RUNTIME_DIR: join(home, "run"), ...settled } }),
    };
  };
  const entry = (user: string) => ({ auth: base64(`${user}:${PASSWORD}`) });
  const userAt = async (
    given: Awaited<ReturnType<typeof system>>,
    host: string,
    repository = "team/app",
  ): Promise<string | undefined> => {
    const found = await findCredentials(given.sys, host, repository);
    return found?.kind === "password"
      ? `${found.username} ${found.password === PASSWORD ? "ok" : found.password}`
      : found?.kind;
  };

  it("come from docker's config.json", async () => {
    const given = await system({
      ".docker/config.json": { auths: { "registry.example": entry("dora") } },
    });
    expect(await userAt(given, "registry.example")).toBe("dora ok");
    expect(await userAt(given, "other.example")).toBeUndefined();
  });

  it("of Docker Hub stand under its old address", async () => {
    const given = await system({
      ".docker/config.json": { auths: { "https://index.docker.io/v1/": entry("hubert") } },
    });
    expect(await userAt(given, "docker.io", "team/app")).toBe("hubert ok");
  });

  it("come from podman's auth.json, the most telling path first", async () => {
    const given = await system({
      "run/containers/auth.json": {
        auths: {
          "registry.example": entry("host"),
          "registry.example/team": entry("team"),
          "registry.example/team/app": entry("app"),
        },
      },
    });
    expect(await userAt(given, "registry.example", "team/app")).toBe("app ok");
    expect(await userAt(given, "registry.example", "team/other")).toBe("team ok");
    expect(await userAt(given, "registry.example", "else/x")).toBe("host ok");
  });

  it("are looked for in DOCKER_CONFIG first, and in REGISTRY_AUTH_FILE alone when that is set", async () => {
    const files = {
      "private/config.json": { auths: { "r.example": entry("private") } },
      ".docker/config.json": { auths: { "r.example": entry("home") } },
      "only.json": { auths: { "x.example": entry("only") } },
    };
    expect(await userAt(await system(files, { DOCKER_CONFIG: "HOME/private" }), "r.example")).toBe(
      "private ok",
    );
    const alone = await system(files, { REGISTRY_AUTH_FILE: "HOME/only.json" });
    expect(await userAt(alone, "x.example")).toBe("only ok");
    expect(await userAt(alone, "r.example")).toBeUndefined();
    expect(authFiles(alone.sys.env)).toHaveLength(1);
  });

  it("are not looked for where a relative DOCKER_CONFIG leads: what it starts would look elsewhere", async () => {
    const given = await system(
      { ".docker/config.json": { auths: { "r.example": entry("home") } } },
      { DOCKER_CONFIG: ".docker" },
    );
    expect(authFiles(given.sys.env)[0]).toBe(`${given.sys.env.home}/.docker/config.json`);
    expect(await userAt(given, "r.example")).toBe("home ok");
  });

  it("may be tokens", async () => {
    const given = await system({
      ".docker/config.json": {
        auths: {
          "a.example": { identitytoken: "refresh" },
          "b.example": { registrytoken: "bearer" },
          "c.example": {},
        },
      },
    });
    expect(await userAt(given, "a.example")).toBe("identity");
    expect(await userAt(given, "b.example")).toBe("token");
    expect(await userAt(given, "c.example")).toBeUndefined();
  });

  it.each([
    ["credHelpers", { credHelpers: { "registry.example": "fake" } }],
    ["credsStore", { credsStore: "fake", auths: { "registry.example": {} } }],
  ])(
    "come from a helper program named by %s, which gets nothing in its arguments",
    async (_name, config) => {
      const given = await system({ ".docker/config.json": config });
      const calls: { argv: readonly string[]; input: unknown }[] = [];
      const sys = {
        ...given.sys,
        processes: {
          ...given.sys.processes,
          run: async (argv: readonly string[], options?: { input?: unknown }) => {
            calls.push({ argv, input: options?.input });
            return {
              code: 0,
              stdout: JSON.stringify({
                ServerURL: "registry.example",
                Username: "helped",
                Secret: PASSWORD,
              }),
              stderr: "",
              timedOut: false,
            };
          },
        },
      };
      expect(await userAt({ ...given, sys }, "registry.example")).toBe("helped ok");
      expect(calls).toEqual([
        { argv: ["docker-credential-fake", "get"], input: "registry.example" },
      ]);
    },
  );

  it("from a real helper program reach us over its standard output", async () => {
    const given = await system({ ".docker/config.json": { credsStore: "dl-env-test" } });
    const program = join(given.home, "docker-credential-dl-env-test");
    await writeFile(
      program,
      `#!/bin/sh\nread -r server\n[ "$1" = get ] || exit 9\n[ "$server" = known.example ] || { echo 'credentials not found in native keychain'; exit 1; }\nprintf '{"ServerURL":"%s","Username":"<token>","Secret":"t"}' "$server"\n`,
      { mode: 0o755 },
    );
    const { processes } = given.sys;
    const sys = {
      ...given.sys,
      processes: {
        ...given.sys.processes,
        run: (argv: readonly string[], options: RunOptions) =>
          processes.run([join(given.home, argv[0] ?? ""), ...argv.slice(1)], options),
      },
    };
    expect(await userAt({ ...given, sys }, "known.example")).toBe("identity");
    expect(await userAt({ ...given, sys }, "unknown.example")).toBeUndefined();
  });

  it.each([
    [{ code: 1, stdout: `boom ${PASSWORD}`, stderr: PASSWORD }, "exit code 1"],
    [{ code: 0, stdout: PASSWORD, stderr: "" }, "did not answer with JSON"],
    [{ code: 0, stdout: "{}", stderr: "" }, "no Username and Secret"],
  ])("from a helper that fails are an error without what it said (%#)", async (result, why) => {
    const given = await system({ ".docker/config.json": { credsStore: "broken" } });
    const sys = {
      ...given.sys,
      processes: { ...given.sys.processes, run: async () => ({ ...result, timedOut: false }) },
    };
    const { code, message } = await rejection(findCredentials(sys, "r.example", "x"));
    expect(code).toBe("credential-helper-failed");
    expect(message).toContain(why);
    expect(message).not.toContain(PASSWORD);
  });

  it("in a helper whose name is no program's name are refused", async () => {
    const given = await system({ ".docker/config.json": { credsStore: "../../bin/evil" } });
    expect((await rejection(findCredentials(given.sys, "r.example", "x"))).code).toBe(
      "wrong-auth-file",
    );
  });

  it.each(["{", "[1]", '{"auths": 7}', '{"auths":{"r":{"auth":7}}}'])(
    "in a file that holds %j are an error that names the file and quotes nothing",
    async (text) => {
      const given = await system({ ".docker/config.json": text });
      const { code, exit, message } = await rejection(findCredentials(given.sys, "r.example", "x"));
      expect([code, exit]).toEqual(["wrong-auth-file", 2]);
      expect(message).toContain(".docker/config.json");
    },
  );

  it("stand under the forms that docker and podman write", () => {
    expect(keysFor("r.example:5000", "a/b")).toEqual([
      "r.example:5000/a/b",
      "r.example:5000/a",
      "r.example:5000",
      "https://r.example:5000",
      "https://r.example:5000/v1/",
      "https://r.example:5000/v2/",
      "http://r.example:5000",
    ]);
  });
});

const world = async (
  given: Partial<TokenServerOptions> & {
    challenge?: (realm: string) => string;
    auth?: Record<string, unknown>;
    storage?: string;
    mounts?: boolean;
    now?: () => number;
  } = {},
) => {
  const valid = new Map<string, { until: number; scopes: readonly string[] }>();
  const now = given.now ?? (() => Date.now());
  const tokens = await startTokenServer({
    life: 60,
    issue: (request, _access, serial) => {
      if (
        request.authorization !== `Basic ${base64(`user:${PASSWORD}`)}` &&
        request.identity !== "canary-refresh-token"
      )
        return undefined;
      const token = `canary-token-${serial}`;
      valid.set(token, { until: now() + (given.life ?? 60) * 1000, scopes: request.scopes });
      return token;
    },
    ...given,
  });
  const fake = await startFakeRegistry({
    ...(given.storage === undefined ? {} : { storage: given.storage }),
    auth: {
      challenge:
        given.challenge?.(tokens.realm) ?? `Bearer realm="${tokens.realm}",service="registry.test"`,
      accepts: (authorization, asked) => {
        const token = valid.get((authorization ?? "").replace(/^Bearer /, ""));
        if (token === undefined || token.until <= now()) return false;
        return (
          asked.method === "GET" ||
          asked.method === "HEAD" ||
          token.scopes.some((scope) => scope.endsWith("push"))
        );
      },
    },
  });
  closing.push(tokens.close, fake.close);
  const home = await folder();
  await mkdir(join(home, ".docker"));
  await writeFile(
    join(home, ".docker/config.json"),
    JSON.stringify({ auths: { [fake.host]: given.auth ?? { auth: base64(`user:${PASSWORD}`) } } }),
  );
  const sys = testSystem({
    home,
    env: { XDG_RUNTIME_DIR: join(home, "run") },
    ...(given.now === undefined ? {} : { now: given.now }),
  });
  return {
    tokens,
    fake,
    sys,
    valid,
    repository: repositoryAt(sys, `${fake.host}/team/app`),
    other: repositoryAt(sys, `${fake.host}/team/other`),
  };
};

describe("a registry behind a token service", () => {
  it("is asked once without a token, then with one for what is done, then with the same", async () => {
    const { repository, tokens, fake } = await world();
    await repository.tags();
    await repository.resolve("x");
    await repository.hasBlob(blob("x").digest);
    expect(tokens.asked).toEqual([
      {
        method: "GET",
        service: "registry.test",
        scopes: ["repository:team/app:pull"],
        authorization: `Basic ${base64(`user:${PASSWORD}`)}`,
        identity: null,
      },
    ]);
    expect(fake.asked.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      ...Array.from({ length: 3 }, () => "Bearer canary-token-1"),
    ]);
    expect(repository.traffic.requests).toBe(5);
  });

  it("gives a token for push that also serves to read", async () => {
    const { repository, tokens } = await world();
    await repository.writeBlob(blob("first"));
    await repository.tags();
    await readAll(repository.readBlob(blob("first").digest));
    expect(tokens.asked.map(({ scopes }) => scopes)).toEqual([["repository:team/app:pull,push"]]);
  });

  it("is asked for both repositories when a blob is mounted", async () => {
    const { repository, other, tokens } = await world();
    await other.writeBlob(blob("shared"));
    expect(await repository.mountBlob(blob("shared").digest, other)).toBe(true);
    expect(tokens.asked.at(-1)?.scopes).toEqual([
      "repository:team/app:pull,push",
      "repository:team/other:pull",
    ]);
  });

  it("gives a refresh token's owner a token by POST", async () => {
    const { repository, tokens } = await world({ auth: { identitytoken: "canary-refresh-token" } });
    await repository.tags();
    expect(tokens.asked).toEqual([
      {
        method: "POST",
        service: "registry.test",
        scopes: ["repository:team/app:pull"],
        authorization: undefined,
        identity: "canary-refresh-token",
      },
    ]);
  });

  it("has its token renewed before it ends, all through a long push", async () => {
    const time = { now: 1_000_000 };
    const { repository, tokens, fake } = await world({ life: 60, now: () => time.now });
    for (let count = 0; count < 20; count += 1) {
      await repository.writeBlob(blob(`blob ${count}`));
      time.now += 20_000;
    }
    await putImage(repository, "{}", ["end"], "end");
    expect(tokens.asked.length).toBeGreaterThan(6);
    const refusals = fake.asked.filter(({ headers }) => headers.authorization === undefined).length;
    expect(refusals).toBe(1);
  });

  it("that calls a token void gets a new one, once", async () => {
    const { repository, tokens, valid } = await world();
    await repository.tags();
    valid.clear();
    await repository.tags();
    expect(tokens.asked.length).toBe(2);
    valid.clear();
    const stubborn = await world({ issue: (_request, _access, serial) => `never-good-${serial}` });
    const { code, message } = await rejection(stubborn.repository.tags());
    expect(code).toBe("registry-denied");
    expect(message).toContain("does not allow this account to list the tags");
    expect(stubborn.tokens.asked.length).toBe(1);
  });

  it("whose token service fails for a moment is asked again", async () => {
    const { repository, tokens } = await world({ faults: [503, 429] });
    await repository.tags();
    expect(tokens.asked.length).toBe(3);
  });

  it("that shares one question among requests side by side", async () => {
    const { repository, tokens } = await world();
    await Promise.all(Array.from({ length: 20 }, (_, index) => repository.resolve(`t${index}`)));
    expect(tokens.asked.length).toBe(1);
  });

  it("that does not know us is told with what to type, and without a secret", async () => {
    const { repository, fake } = await world({ auth: { auth: base64(`user:wrong-${PASSWORD}`) } });
    const { code, exit, message, hint } = await rejection(repository.tags());
    expect([code, exit]).toEqual(["login-refused", 3]);
    expect(hint).toBe(`Log in with an account that may: docker login ${fake.host}`);
    expect(message).not.toContain(PASSWORD);
  });

  it.each(["http://tokens.example/token", "nonsense", "ftp://tokens.example/"])(
    "is not given credentials for a realm at %s",
    async (realm) => {
      const { repository, tokens } = await world({
        challenge: () => `Bearer realm="${realm}",service="x"`,
      });
      expect((await rejection(repository.tags())).code).toBe("unsafe-realm");
      expect(tokens.asked).toEqual([]);
    },
  );

  it("repeats no secret even when the registry sends it back to us", async () => {
    const echo = `you sent canary-token-1 and ${PASSWORD} and ${base64(`user:${PASSWORD}`)} Bearer abcdefghijklmnop`;
    const tokens = await startTokenServer({ life: 60, issue: () => "canary-token-1" });
    const fake = await startFakeRegistry({
      fault: (_asked, count) =>
        count === 1
          ? undefined
          : {
              kind: "status",
              status: 400,
              body: JSON.stringify({
                errors: [
                  { code: "X", message: echo, detail: { asked: encodeURIComponent(PASSWORD) } },
                ],
              }),
            },
      auth: { challenge: `Bearer realm="${tokens.realm}"`, accepts: () => false },
    });
    closing.push(tokens.close, fake.close);
    const home = await folder();
    await writeFile(
      join(home, "auth.json"),
      JSON.stringify({ auths: { [fake.host]: { auth: base64(`user:${PASSWORD}`) } } }),
    );
    const sys = testSystem({ env: { REGISTRY_AUTH_FILE: join(home, "auth.json") } });
    const { message } = await rejection(repositoryAt(sys, `${fake.host}/team/app`).tags());
    expect(message).toContain("you sent *** and *** and ***");
    for (const secret of [
      "canary",
      PASSWORD,
      base64(`user:${PASSWORD}`),
      encodeURIComponent(PASSWORD),
      "abcdefghijklmnop",
    ])
      expect(message).not.toContain(secret);
  });

  it("hands no token on to the storage that it redirects to", async () => {
    const seen: (string | undefined)[] = [];
    const content = blob("kept elsewhere");
    const storage = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end(content.bytes);
    });
    await new Promise<void>((resolve) => storage.listen(0, "127.0.0.1", resolve));
    closing.push(
      () =>
        new Promise((resolve) => {
          storage.close(() => resolve());
          storage.closeAllConnections();
        }),
    );
    const { repository, fake } = await world({
      storage: `http://127.0.0.1:${(storage.address() as AddressInfo).port}`,
    });
    await repository.writeBlob(content);
    expect((await readAll(repository.readBlob(content.digest))).equals(content.bytes)).toBe(true);
    expect(fake.asked.at(-1)?.headers.authorization).toMatch(/^Bearer canary/);
    expect(seen).toEqual([undefined]);
  });
});

describe("a registry with Basic authentication", () => {
  it("gets the password, and only after it asked", async () => {
    const { repository, fake, valid } = await world({ challenge: () => 'Basic realm="registry"' });
    valid.set(`Basic ${base64(`user:${PASSWORD}`)}`, {
      until: Number.POSITIVE_INFINITY,
      scopes: ["push"],
    });
    await repository.tags();
    expect(fake.asked.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      `Basic ${base64(`user:${PASSWORD}`)}`,
    ]);
  });

  it("is told as denied when there is nothing to send", async () => {
    const fake = await startFakeRegistry({
      auth: { challenge: 'Basic realm="x"', accepts: () => false },
    });
    closing.push(fake.close);
    const { code, message } = await rejection(
      repositoryAt(testSystem(), `${fake.host}/team/app`).tags(),
    );
    expect(code).toBe("registry-denied");
    expect(message).toContain("anonymous access");
    expect(fake.asked.length).toBe(1);
  });
});

describe("secrets", () => {
  it("are hidden in every encoding that runs meet", () => {
    const secrets = makeSecrets();
    secrets.add('s3cr3t/+=&"x');
    for (const form of [
      's3cr3t/+=&"x',
      base64('s3cr3t/+=&"x'),
      encodeURIComponent('s3cr3t/+=&"x'),
      JSON.stringify('s3cr3t/+=&"x'),
    ])
      expect(secrets.hide(`a ${form} b`)).not.toMatch(/s3cr3t|czNjcjN0/);
  });

  it("are not in addresses that are shown", () => {
    expect(safeUrl("https://user:pw@r.example/v2/x?token=abc#f")).toBe("https://r.example/v2/x");
  });
});
