import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { oldCatalog } from "../../src/catalog/catalogAge.ts";
import { plan } from "../../src/commands/planCommand.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import { requestText } from "../matrix/requests.ts";
import { testSystem } from "../registry/world.ts";
import { builtIn } from "./builtIn.ts";

test("a catalog is old after 30 days", () => {
  expect(oldCatalog({ asOf: "2026-11-01" }, "2026-12-01")).toBeUndefined();
  expect(oldCatalog({ asOf: "2026-11-01" }, "2026-12-02")).toEqual({
    asOf: "2026-11-01",
    days: 31,
  });
});

test.each([
  [30, false],
  [45, true],
])("after %i days the first line of a plan says so: %s", async (days, says) => {
  const home = mkdtempSync(join(tmpdir(), "dl-env-age-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const file = join(home, "dl-env.yml");
  writeFileSync(file, requestText("cuda: ['12.8'], ubuntu: ['24.04'], set: [base]"));
  const { asOf } = await builtIn();
  const sys = testSystem({
    home,
    env: { XDG_CACHE_HOME: join(home, "cache") },
    now: () => Date.parse(asOf) + days * 86_400_000,
  });
  const text = outcomeText(await plan(sys, { file, offline: true }));
  expect(text.startsWith(`The catalog is ${days} days old (${asOf})`)).toBe(says);
});
