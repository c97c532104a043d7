import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pLimit from "p-limit";
import type { Catalog } from "../src/catalog/facts.ts";
import { loadCatalog } from "../src/catalog/load.ts";
import { lockLayers } from "../src/image/wheelLayers.ts";
import type { LayerSpec } from "../src/image/recipe.ts";
import type { LayerTools } from "../src/layer/layerWork.ts";
import { makeLayer } from "../src/layer/makeLayer.ts";
import { overlapProblems, type LayerWithPaths } from "../src/layer/overlappingPaths.ts";
import { decodePaths } from "../src/layer/pathList.ts";
import { decodeRequest } from "../src/matrix/decodeRequest.ts";
import { expandCells } from "../src/matrix/expand.ts";
import { questioner } from "../src/matrix/question.ts";
import { namedIndexes } from "../src/resolve/namedIndexes.ts";
import { indexAccess } from "../src/resolve/indexAccess.ts";
import { resolveAll } from "../test/resolve/resolveAll.ts";
import type { Lock } from "../src/resolve/lock.ts";
import { ensureUv, interpreterFor } from "../src/resolve/uv.ts";
import type { System } from "../src/system/ports.ts";
import { realSystem } from "../src/system/realSystem.ts";

/**
 * Makes every layer of one cell's lock and lays them over each other: which paths are shared, which
 * differ, does everything import. Gigabytes.
 */
const { values } = parseArgs({
  options: {
    cuda: { type: "string", default: "12.4" },
    set: { type: "string", default: "torch" },
    python: { type: "string", default: "3.11" },
    keep: { type: "string" },
  },
});

const lockOf = async (
  sys: System,
  catalog: Catalog,
): Promise<{ lock: Lock; imports: string[] }> => {
  const text = `to: oci:x\nmatrix:\n  cuda: ["${values.cuda}"]\n  ubuntu: ["22.04"]\n  python: ["${values.python}"]\n  set: [${values.set}]\n`;
  const request = decodeRequest(text, "bench", { catalog });
  const [cell] = expandCells(request, catalog);
  if (cell === undefined) throw new Error("no such cell");
  const question = questioner(request, catalog)(cell);
  const [answer] = [
    ...(
      await resolveAll(sys, [question], { tool: catalog.uv, indexes: catalog.indexes, mirrors: {} })
    ).values(),
  ];
  if (answer?.kind !== "locked") throw new Error(`no lock: ${JSON.stringify(answer)}`);
  return {
    lock: answer.lock,
    imports: cell.libraries.flatMap((name) => catalog.libraries.get(name)?.imports ?? []),
  };
};

const openTools = async (sys: System, catalog: Catalog, work: string): Promise<LayerTools> => {
  const uv = await ensureUv(sys, catalog.uv);
  const access = await indexAccess(sys, { uv, work }, false);
  return {
    uv: uv.path,
    interpreter: await interpreterFor(sys, uv, work),
    environment: (names) => access(namedIndexes(names, catalog.indexes, {})),
    compilingPython: () => Promise.reject(new Error("nothing is compiled here")),
    mirrors: {},
  };
};

const unpack = (file: string, into: string): void => {
  const { status } = spawnSync("tar", ["-xzf", file, "-C", into], { stdio: "inherit" });
  if (status !== 0) throw new Error(`tar failed on ${file}`);
};

const importAll = (root: string, imports: readonly string[]): void => {
  for (const name of imports) {
    const { status, stderr } = spawnSync(`python${values.python}`, ["-c", `import ${name}`], {
      env: { ...process.env, PYTHONPATH: `${root}/opt/venv/lib/python3/site-packages` },
      encoding: "utf8",
    });
    console.log(`import ${name}: ${status === 0 ? "ok" : stderr.trim().split("\n").at(-1)}`);
  }
};

const work = mkdtempSync(join(tmpdir(), "dl-env-bench-"));
try {
  const sys = realSystem();
  const catalog = await loadCatalog(sys);
  const { lock, imports } = await lockOf(sys, catalog);
  const tools = await openTools(sys, catalog, work);
  const { wheels, frequent } = lockLayers(lock, catalog, { bytecode: false });
  const specs = [...wheels, ...frequent];
  if (values.keep !== undefined) await sys.files.makeDir(values.keep);
  const started = performance.now();
  let [download, unpacked, stored] = [0, 0, 0];
  const one = async (spec: LayerSpec): Promise<LayerWithPaths> => {
    if (spec.kind !== "wheel" && spec.kind !== "rest") throw new TypeError(spec.kind);
    const made = await makeLayer({ sys, tools, work }, spec);
    download += spec.download;
    unpacked += made.unpacked;
    stored += made.size;
    if (values.keep !== undefined) unpack(made.file, values.keep);
    await sys.files.remove(made.file);
    return {
      title: spec.title,
      packages: spec.wheels.map(({ name }) => name),
      paths: decodePaths(made.paths ?? new Uint8Array()),
    };
  };
  const limit = pLimit(2);
  const laid = await Promise.all(specs.map((spec) => limit(() => one(spec))));
  const owners = new Map<string, number>();
  for (const { paths } of laid)
    for (const path of paths.keys()) owners.set(path, (owners.get(path) ?? 0) + 1);
  const shared = [...owners].filter(([, count]) => count > 1);
  console.log(
    `${lock.wheels.length} wheels in ${laid.length} layers: ${(download / 1e9).toFixed(2)} GB fetched, ${(unpacked / 1e9).toFixed(2)} GB unpacked, ${(stored / 1e9).toFixed(2)} GB of blobs, ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
  console.log(
    `${owners.size} paths, ${shared.length} in more than one layer: ${shared.map(([path, count]) => `${path} (${count})`).join(", ")}`,
  );
  for (const [without, problems] of [
    ["without laid-last", overlapProblems(laid, {})],
    ["with laid-last", overlapProblems(laid, catalog.overlapWinners)],
  ] as const) {
    console.log(`${without}: ${problems.length} problems`);
    for (const { message } of problems) console.log(`  ${message}`);
  }
  if (values.keep !== undefined) importAll(values.keep, imports);
} finally {
  rmSync(work, { recursive: true, force: true });
}
