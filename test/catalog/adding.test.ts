import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { questionOf } from "../../src/matrix/question.ts";
import { rulesAgainst } from "../matrix/judging.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { builtIn, TODAY } from "./builtIn.ts";

const page = new URL("../../docs/adding-a-library.md", import.meta.url);
const files = new Map<string, string>();
let folder: string;
let catalog: Catalog;

beforeAll(async () => {
  for (const [, path = "", text = ""] of (await readFile(page, "utf8")).matchAll(
    /<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)```/g,
  ))
    files.set(path, text);
  folder = await mkdtemp(join(tmpdir(), "dl-env-adding-"));
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  catalog = await loadCatalog(realSystem(), folder);
});
afterAll(() => rm(folder, { recursive: true }));

test("the page has the two files of a library, a set and a request", () => {
  expect([...files.keys()]).toEqual([
    "libraries/lightgbm/library.yml",
    "libraries/lightgbm/probe.py",
    "sets.yml",
    "dl-env.yml",
  ]);
});

test("one folder outside the tree adds a library that a request can use", () => {
  const request = decodeRequest(files.get("dl-env.yml") ?? "", "dl-env.yml", { catalog });
  const [cell] = expandCells(request, catalog);
  expect(cell?.id).toBe("boosting-cuda12.8.1-ubuntu24.04-py3.12");
  expect(cell?.libraries).toContain("lightgbm");
  const question = questionOf(cell as NonNullable<typeof cell>, request, catalog);
  expect(question.requirements).toContain("lightgbm>=4.5");
  expect(rulesAgainst(cell as NonNullable<typeof cell>, request, catalog, TODAY)).toEqual([]);
  expect(catalog.libraries.get("lightgbm")?.folder).toBe(join(folder, "libraries/lightgbm"));
});

test("its limit speaks before any resolver is asked", () => {
  const request = decodeRequest(
    (files.get("dl-env.yml") ?? "").replace("  set:", "  python: [3.9]\n  set:"),
    "dl-env.yml",
    { catalog },
  );
  const [cell] = expandCells(request, catalog);
  const codes = rulesAgainst(cell as NonNullable<typeof cell>, request, catalog, TODAY).map(
    (reason) => reason.code,
  );
  expect(codes).toEqual(["python-not-available", "lightgbm-python-too-old"]);
});

test("its folder in matrix/ itself is enough: the built-in catalog then has it, and all it had", async () => {
  const root = await mkdtemp(join(tmpdir(), "dl-env-newcomer-"));
  try {
    await cp(new URL("../../matrix", import.meta.url), join(root, "matrix"), { recursive: true });
    for (const [path, text] of files) {
      if (!path.startsWith("libraries/")) continue;
      await mkdir(dirname(join(root, "matrix", path)), { recursive: true });
      await writeFile(join(root, "matrix", path), text);
    }
    const sys = realSystem();
    const grown = await loadCatalog({ files: sys.files, env: { ...sys.env, projectRoot: root } });
    const before = await builtIn();
    expect(grown.libraries.get("lightgbm")?.folder).toBe(join(root, "matrix/libraries/lightgbm"));
    expect([...grown.libraries.keys()].filter((name) => name !== "lightgbm")).toEqual([
      ...before.libraries.keys(),
    ]);
    // A set of dl-env.yml can name it, and what it has of its own is in no table of the project.
    const request = decodeRequest(
      "to: oci:./images\nsets: { mine: [lightgbm] }\nmatrix: { cuda: [12.8], ubuntu: [24.04], set: [mine] }\n",
      "dl-env.yml",
      { catalog: grown },
    );
    const [cell] = expandCells(request, grown);
    expect(rulesAgainst(cell as NonNullable<typeof cell>, request, grown, TODAY)).toEqual([]);
  } finally {
    await rm(root, { recursive: true });
  }
});

test("a library's own codes need no row in docs/errors.md", async () => {
  const limit = catalog.libraries.get("lightgbm")?.limits[0];
  expect(limit?.code).toBe("lightgbm-python-too-old");
  const table = await readFile(new URL("../../docs/errors.md", import.meta.url), "utf8");
  expect(table).not.toContain("lightgbm-python-too-old");
});
