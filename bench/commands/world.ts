import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog } from "../../src/catalog/load.ts";
import { withTagLists, type TagList } from "../../src/catalog/tagLists.ts";
import type { LayerSpec, MadeLayer } from "../../src/image/recipe.ts";
import { inventoriesOf } from "../../src/inspect/inspector.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { openQuestions, openScreen } from "../../src/matrix/screen.ts";
import type { Question } from "../../src/matrix/question.ts";
import { planCells } from "../../src/pipeline.ts";
import { distinctLayers } from "../../src/plan/makePlan.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import { encodeLock, lockFileName } from "../../src/resolve/lockfile.ts";
import { openSession } from "../../src/session.ts";
import type { Log, System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { startDistribution, type Distribution } from "../../test/fakes/distribution.ts";
import { putBase, sha256 } from "../../test/publish/images.ts";
import { standInLayer } from "./layerContent.ts";

const silent: Log = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  group: (_title, work) => work(),
  progress: () => undefined,
};

/** Libraries of the catalog that need no GPU and have no rules of their own. */
const LIBRARIES = [
  "matplotlib",
  "numpy",
  "pandas",
  "polars",
  "scikit-image",
  "scikit-learn",
  "scipy",
  "tqdm",
];
const CUDA = ["12.4", "12.8", "13.0"];
/** Releases whose support ends long after all others of the catalog. */
const UBUNTU = ["24.04", "26.04"];

/** Every way to take some of the libraries, the smallest first. */
const sets = (count: number): string[][] =>
  Array.from({ length: 2 ** LIBRARIES.length - 1 }, (_, bits) =>
    LIBRARIES.filter((_name, at) => ((bits + 1) >> at) % 2 === 1),
  )
    .sort((a, b) => a.length - b.length)
    .slice(0, count);

const requestText = (host: string, cells: number): string => {
  const names = sets(Math.ceil(cells / (CUDA.length * UBUNTU.length)));
  return `to: ${host}/team/images
matrix:
  cuda: [${CUDA.map((one) => `"${one}"`).join(", ")}]
  ubuntu: [${UBUNTU.map((one) => `"${one}"`).join(", ")}]
  set: [${names.map((_, at) => `s${at}`).join(", ")}]
sets:
${names.map((libraries, at) => `  s${at}: [${libraries.join(", ")}]`).join("\n")}
smoke: { require: cpu }
mirrors: { docker.io: "${host}" }
`;
};

/** A machine of its own: nothing of the user's is read or written. */
export const systemIn = (folder: string): System => {
  const real = realSystem({ log: silent });
  const get = (name: string): string | undefined =>
    name === "XDG_CACHE_HOME" ? `${folder}/.cache` : undefined;
  return { ...real, env: { ...real.env, home: folder, cwd: folder, get } };
};

const lockOf = (question: Question): string => {
  const wheels = question.requirements.map((requirement) => {
    const name = /^[a-z0-9-]+/.exec(requirement)?.[0] ?? requirement;
    return {
      name,
      version: "9.0",
      file: `${name.replaceAll("-", "_")}-9.0-py3-none-any.whl`,
      sha256: sha256(name).slice("sha256:".length),
      download: 9_000_000,
    };
  });
  return encodeLock(makeLock(question, wheels, { created: "2026-11-21T00:00:00Z", uv: "0.9.0" }));
};

const environmentOf = (tag: string): string[] => [
  `CUDA_VERSION=${tag.split("-", 1)[0]}`,
  "NVIDIA_VISIBLE_DEVICES=all",
  "NVIDIA_DRIVER_CAPABILITIES=compute,utility",
];

const basesOf = (
  text: string,
  catalog: Awaited<ReturnType<typeof loadCatalog>>,
): { readonly tags: string[]; readonly questions: (list: TagList) => Question[] } => {
  const request = decodeRequest(text, "dl-env.yml", { catalog });
  const cells = expandCells(request, catalog);
  const today = new Date().toISOString().slice(0, 10);
  return {
    tags: [
      ...new Set(cells.map(({ cuda, ubuntu, flavor }) => `${cuda}-${flavor}-ubuntu${ubuntu}`)),
    ],
    questions: (list) => {
      const lists = new Map([["docker.io/nvidia/cuda", list]]);
      const listed = withTagLists(catalog, lists);
      const screen = openScreen({ request, catalog: listed, today, lists });
      return openQuestions(expandCells(request, listed).map(screen));
    },
  };
};

/** A registry for images, layers and bases. */
type Served = Pick<Distribution, "host" | "close">;

export interface CommandWorld<Registry extends Served = Distribution> {
  readonly folder: string;
  readonly sys: System;
  readonly registry: Registry;
  readonly close: () => Promise<void>;
}

/**
 * A folder with a dl-env.yml of so many cells and their locks, a registry on loopback with the
 * bases, and all layers in the store: what is left is to link them. `start` may leave credentials
 * in the folder, which is the user's home.
 */
export const openWorldIn = async <Registry extends Served>(
  cells: number,
  start: (folder: string) => Promise<Registry>,
): Promise<CommandWorld<Registry>> => {
  const folder = await mkdtemp(join(tmpdir(), "dl-env-bench-"));
  const registry = await start(folder);
  const sys = systemIn(folder);
  const text = requestText(registry.host, cells);
  await writeFile(join(folder, "dl-env.yml"), text);
  const { tags, questions } = basesOf(text, await loadCatalog(sys));
  const bases = openRepository(sys)(`${registry.host}/nvidia/cuda`);
  for (const tag of tags)
    await putBase(bases, tag, [{ [`usr/local/cuda/${tag}`]: tag }], { env: environmentOf(tag) });
  await mkdir(join(folder, "locks"));
  const list = { tags: new Set(tags), asOf: "2026-11-21" };
  for (const question of questions(list))
    await writeFile(join(folder, "locks", lockFileName(question)), lockOf(question));
  const session = await openSession(sys, { file: join(folder, "dl-env.yml") });
  const { recipes } = await planCells(session, { writes: true });
  const work = await mkdtemp(join(folder, "layers-"));
  const inventories = inventoriesOf(session);
  const keep = async (made: MadeLayer, spec: LayerSpec): Promise<void> => {
    await storeLayer(sys, session.store, { spec, made });
    await inventories.keep(made);
  };
  for (const { spec } of distinctLayers(recipes.values()).values())
    await keep(await standInLayer(work, spec), spec);
  return {
    folder,
    sys,
    registry,
    close: async () => {
      await registry.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** The same on distribution 2.8. */
export const openWorld = (cells: number): Promise<CommandWorld> =>
  openWorldIn(cells, () => startDistribution());
