import { describe, expect, test } from "vitest";
import { AUDIENCE, dockerHubLogin } from "../../src/action/dockerHubLogin.ts";
import { readInputs } from "../../src/action/inputs.ts";
import { loginFor } from "../../src/action/registryLogin.ts";
import { RIGHTS_TABLE, type Rights } from "../../src/action/runRights.ts";
import type { StepContext } from "../../src/action/runStep.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import type { HttpRequest, HttpResponse, System } from "../../src/system/ports.ts";

const CONNECTION = "0d9f2c1a-7b3e-4c58-9a61-2f4be8d07c93";

const answer = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({
  status,
  headers,
  body: (async function* () {
    yield Buffer.from(JSON.stringify(body));
  })(),
  discard: () => Promise.resolve(),
});

interface World {
  readonly sys: System;
  readonly requests: HttpRequest[];
  readonly hidden: string[];
  readonly waited: number[];
}

/**
 * GitHub and Docker as their documentation says; `answers` stands in for Docker's, one after the
 * other.
 */
const worldOf = (
  answers: readonly HttpResponse[],
  env: Readonly<Record<string, string>> = {
    ACTIONS_ID_TOKEN_REQUEST_URL: "https://runner.example/token?api-version=2.0",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "req-t0ken",
  },
): World => {
  const requests: HttpRequest[] = [];
  const waited: number[] = [];
  const real = realSystem({
    log: {
      info: () => undefined,
      warn: () => undefined,
      debug: () => undefined,
      progress: () => undefined,
      group: (_, work) => work(),
    },
  });
  const left = [...answers];
  const sys: System = {
    ...real,
    env: { ...real.env, get: (name) => env[name] },
    clock: {
      now: () => 0,
      sleep: (milliseconds) => {
        waited.push(milliseconds);
        return Promise.resolve();
      },
    },
    http: {
      request: (request) => {
        requests.push(request);
        if (request.url.startsWith("https://runner.example/"))
          return Promise.resolve(answer(200, { count: 1, value: "id-t0ken" }));
        return Promise.resolve(
          left.shift() ?? answer(200, { access_token: "hub-t0ken", expires_in: 300 }),
        );
      },
    },
  };
  return { sys, requests, hidden: [], waited };
};

const login = ({ sys, hidden }: World): ReturnType<typeof dockerHubLogin> =>
  dockerHubLogin(
    sys,
    { username: "team", connection: CONNECTION },
    { seconds: 3600, hide: (secret) => hidden.push(secret) },
  );

describe("the login to Docker Hub by OIDC", () => {
  test("asks GitHub for an id token made out for Docker, exchanges it, and hides both", async () => {
    const world = worldOf([]);
    expect(await login(world)).toEqual({
      host: "docker.io",
      username: "team",
      password: "hub-t0ken",
    });
    const [first, second] = world.requests;
    expect(first).toMatchObject({
      method: "GET",
      url: `https://runner.example/token?api-version=2.0&audience=${encodeURIComponent(AUDIENCE)}`,
      headers: { authorization: "Bearer req-t0ken" },
    });
    expect(second).toMatchObject({
      method: "POST",
      url: "https://identity.docker.com/oauth/token",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(Object.fromEntries(new URLSearchParams(second?.body as string))).toEqual({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      subject_token: "id-t0ken",
      connection_id: CONNECTION,
      expires_in: "3600",
    });
    expect(world.hidden).toEqual(["id-t0ken", "hub-t0ken"]);
  });

  test("waits as long as Docker says and tries again", async () => {
    const world = worldOf([answer(429, {}, { "retry-after": "7" }), answer(503, {})]);
    await login(world);
    expect(world.waited[0]).toBe(7000);
    expect(world.requests).toHaveLength(4);
  });

  test("that Docker refuses says what to compare, and repeats nothing of the answer", async () => {
    const world = worldOf([answer(403, { error_description: "id-t0ken is not for you" })]);
    const error = await login(world).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({
      code: "oidc-refused",
      exit: 3,
      message: "Docker refused to log this run in to Docker Hub (status 403).",
    });
    expect(JSON.stringify(error)).not.toContain("id-t0ken");
  });

  test("an answer without a token is refused", async () => {
    await expect(login(worldOf([answer(200, { access_token: "" })]))).rejects.toMatchObject({
      code: "oidc-refused",
    });
  });

  test("a job without the permission is told which one", async () => {
    await expect(login(worldOf([], {}))).rejects.toMatchObject({
      code: "no-id-token",
      exit: 2,
      hint: expect.stringContaining("id-token: write") as string,
    });
  });
});

const contextWith = (
  world: World,
  given: Readonly<Record<string, string>>,
  rights: Rights,
): StepContext => ({
  sys: world.sys,
  inputs: readInputs((name) => given[name] ?? ""),
  rights,
  row: "a row",
  folder: "",
});

describe("the credentials of a step", () => {
  test.each(RIGHTS_TABLE.map(({ name, may }) => [name, may] as const))(
    "in the row %j are used just where the table allows secrets",
    async (_, may) => {
      const world = worldOf([]);
      const byToken = await loginFor(
        contextWith(
          world,
          { command: "plan", "registry-username": "ada", "registry-password": "x" },
          may,
        ),
        () => undefined,
      );
      const byOidc = await loginFor(
        contextWith(
          world,
          { command: "plan", "registry-username": "team", "oidc-connection": CONNECTION },
          may,
        ),
        () => undefined,
      );
      expect([byToken !== undefined, byOidc !== undefined, world.requests.length > 0]).toEqual([
        may.secrets,
        may.secrets,
        may.secrets,
      ]);
    },
  );

  test("last as long as a job for what builds, and an hour for the rest", async () => {
    const lifetime = async (command: string): Promise<string | null> => {
      const world = worldOf([]);
      await loginFor(
        contextWith(
          world,
          { command, "registry-username": "team", "oidc-connection": CONNECTION },
          { secrets: true, push: true, caches: "write", gpu: true },
        ),
        () => undefined,
      );
      return new URLSearchParams(world.requests[1]?.body as string).get("expires_in");
    };
    expect([
      await lifetime("build"),
      await lifetime("smoke"),
      await lifetime("plan"),
      await lifetime("promote"),
    ]).toEqual(["21600", "21600", "3600", "3600"]);
  });

  test.each([
    [
      "no UUID",
      { "oidc-connection": "abc", "registry-username": "team" },
      "must be the id of a connection",
    ],
    [
      "another registry",
      { "oidc-connection": CONNECTION, "registry-username": "team", registry: "ghcr.io" },
      "works with Docker Hub only",
    ],
    [
      "a password too",
      { "oidc-connection": CONNECTION, "registry-username": "team", "registry-password": "x" },
      "exclude each other",
    ],
    ["no organization", { "oidc-connection": CONNECTION }, "needs the organization"],
  ])("a connection with %s is refused", (_, given, message) => {
    expect(() =>
      readInputs((name) => (({ command: "plan", ...given }) as Record<string, string>)[name] ?? ""),
    ).toThrow(message);
  });
});
