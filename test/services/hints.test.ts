import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { draw } from "../../bench/accepted/draw.ts";
import { followHint } from "../../bench/accepted/followHint.ts";
import { judgeText } from "../../bench/accepted/judge.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { openResolver } from "../../src/resolve/resolve.ts";
import type { Log } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const silent: Log = {
  info: () => {},
  warn: () => {},
  debug: () => {},
  group: (_, work) => work(),
  progress: () => {},
};

/** `seed/matrices`; more than the few of every run by: DL_ENV_HINTS=7501/40 */
const [seed = 0, matrices = 0] = (process.env["DL_ENV_HINTS"] ?? "7502/2").split("/").map(Number);

const home = mkdtempSync(join(tmpdir(), "dl-env-hints-"));
vi.stubEnv("XDG_CACHE_HOME", `${home}/cache`);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

test("what the hint of a rejected cell says to type gives a cell that is not rejected", async () => {
  const sys = realSystem({ log: silent });
  const catalog = await loadCatalog(sys);
  const tool = catalog.hostUv;
  const resolver = openResolver(sys, { tool, indexes: catalog.indexes, mirrors: {} });
  const followed: Record<string, string> = {};
  try {
    for (const { text } of draw(seed, catalog).take(matrices)) {
      const judged = await judgeText(text, catalog, resolver);
      for (const one of judged.cells) {
        if (one.verdict.kind !== "rejected") continue;
        const [{ message, hint = "" }] = one.verdict.reasons;
        const about = `${one.cell.set}: ${message}\n${hint}`;
        if (followed[about] !== undefined) continue;
        const outcome = await followHint(judged, one, { catalog, resolver });
        if (outcome !== undefined) followed[about] = `${outcome.kind} ${outcome.told}`.trim();
      }
    }
  } finally {
    await resolver.close();
  }
  expect(Object.keys(followed).length).toBeGreaterThan(matrices);
  expect(
    Object.entries(followed).filter(([, outcome]) => !/^(?:accepted|unknown)/.test(outcome)),
  ).toEqual([]);
}, 600_000);
