import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TIERS, importsOf, tierProblems } from "../../lint/tiers.ts";

const sourcesOf = (entries: Readonly<Record<string, string>>): Map<string, string> =>
  new Map(Object.entries(entries));

describe("the tiers of src/", () => {
  it("let a folder import from one below it", () => {
    expect(
      tierProblems(sourcesOf({ "src/plan/a.ts": 'import { b } from "../catalog/b.ts";\n' })),
    ).toEqual([]);
  });

  it.each([
    ["upwards", "src/catalog/a.ts", 'import { b } from "../plan/b.ts";'],
    ["upwards for a type alone", "src/system/a.ts", 'import type { B } from "../report/b.ts";'],
    ["later", "src/errors/a.ts", 'const b = await import("../system/b.ts");'],
    ["by re-export", "src/resolve/a.ts", 'export { b } from "../suggest/b.ts";'],
    ["from another shell", "src/cli/a.ts", 'import { b } from "../action/b.ts";'],
    ["between registry and host", "src/host/a.ts", 'import { b } from "../registry/b.ts";'],
    ["from the session in a stage", "src/layer/a.ts", 'import type { S } from "../session.ts";'],
    ["over several lines", "src/image/a.ts", 'import {\n  b,\n} from "../engine/b.ts";'],
  ])("refuse an import %s", (_, path, source) => {
    expect(tierProblems(sourcesOf({ [path]: `${source}\n` }))).toHaveLength(1);
  });

  it("refuse a folder that they do not place", () => {
    expect(tierProblems(sourcesOf({ "src/utils/a.ts": "" }))).toEqual([
      'src/utils/a.ts: lint/tiers.ts does not place "utils"',
    ]);
  });

  it("refuse a fifth file in src/ itself", () => {
    const files = ["cli.ts", "action.ts", "pipeline.ts", "session.ts", "text.ts"];
    const loose = sourcesOf(Object.fromEntries(files.map((name) => [`src/${name}`, ""])));
    expect(tierProblems(loose).join()).toMatch("at most 4");
  });

  it.each(["docs/design.md", "CONTRIBUTING.md"])("are the ones that %s lists", (path) => {
    const page = readFileSync(join(import.meta.dirname, "../..", path), "utf8");
    const rows = [...page.matchAll(/^\| `src\/([a-z.]+?)\/?` \|/gm)].map(([, name]) => name);
    expect(new Set(rows)).toEqual(new Set(TIERS.flat()));
    expect(rows).toHaveLength(TIERS.flat().length);
  });

  it("see every way to import", () => {
    const source =
      'import "./a.ts";\nimport b from "./b.ts";\nexport * from "../c.ts";\nimport("../d/e.ts");\n';
    expect(importsOf(source)).toEqual(["./a.ts", "./b.ts", "../c.ts", "../d/e.ts"]);
    expect(importsOf("import('../a.ts'); import(`../b.ts`);")).toEqual(["../a.ts", "../b.ts"]);
  });
});
