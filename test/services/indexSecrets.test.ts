import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { resolveAll } from "../resolve/resolveAll.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const BASIC = `Basic ${Buffer.from("ada:canary").toString("base64")}`;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) await close();
});

/** An index that wants a login, has nothing, and notes what it is sent. */
const startIndex = async () => {
  const sent: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    sent.push(request.headers.authorization);
    response
      .writeHead(request.headers.authorization === BASIC ? 404 : 401, {
        "www-authenticate": 'Basic realm="index"',
      })
      .end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
};

/**
 * uv itself asks an index that a repository's catalog calls "corp"; the user has a secret of that
 * name.
 */
const askIndex = async (packages: readonly string[] | undefined, bound: boolean) => {
  const index = await startIndex();
  const usual = await startIndex();
  const cache = await mkdtemp(join(tmpdir(), "dl-env-index-"));
  closing.push(() => rm(cache, { recursive: true, force: true }));
  const sys = realSystem();
  const catalog = await loadCatalog(sys);
  vi.stubEnv("UV_INDEX_CORP_USERNAME", "ada");
  vi.stubEnv("UV_INDEX_CORP_PASSWORD", "canary");
  vi.stubEnv("UV_DEFAULT_INDEX", `http://${usual.host}/simple`);
  vi.stubEnv("UV_CACHE_DIR", cache);
  if (bound) vi.stubEnv("DL_ENV_INDEX_CORP_HOST", index.host);
  const corp = {
    name: "corp",
    url: `http://${index.host}/simple`,
    packages,
    about: "",
    source: "",
  };
  await resolveAll(
    sys,
    [
      {
        requirements: ["dl-env-no-such-package"],
        constraints: [],
        python: "3.12",
        platform: "x86_64-manylinux_2_35",
        indexes: ["corp"],
      },
    ],
    { tool: catalog.hostUv, indexes: new Map([["corp", corp]]), mirrors: {}, update: true },
  );
  return { sent: index.sent, usual: usual.sent };
};

describe("uv", { timeout: 120_000 }, () => {
  it.each([
    ["every package", undefined],
    ["some packages", ["dl-env-no-such-package"]],
  ])(
    "sends the secret of an index that a repository names only to the host that the user named (%s)",
    async (_, packages) => {
      const unbound = await askIndex(packages, false);
      expect(unbound.sent.length).toBeGreaterThan(0);
      expect(unbound.sent.filter((value) => value !== undefined)).toEqual([]);
      expect(unbound.usual.filter((value) => value !== undefined)).toEqual([]);
      const named = await askIndex(packages, true);
      expect(named.sent).toContain(BASIC);
      expect(named.usual.filter((value) => value !== undefined)).toEqual([]);
    },
  );
});
