import type { BuiltImage } from "./build.ts";
import type { Runtime } from "./engine/engine.ts";
import { chooseRuntime, gpuArguments, type Gpus } from "./engine/runtime.ts";
import { foundProblem } from "./errors.ts";
import { PROBE_FOLDER } from "./image/files.ts";
import type { Cell } from "./matrix/cell.ts";
import type { Plan } from "./plan/plan.ts";
import type { Ingredients } from "./plan/recipes.ts";
import { archiveOf } from "./publish/archive.ts";
import { promote, type Promoted, type Promotion } from "./publish/promote.ts";
import { readProofs, writeProof } from "./publish/proofs.ts";
import { engineName, VIEW_TAG, writeView } from "./publish/view.ts";
import { isLayout } from "./registry/layout.ts";
import type { Session } from "./session.ts";
import { meets, type DecisionContext } from "./smoke/decide.ts";
import type { Report } from "./smoke/report.ts";
import type { RunOptions } from "./system/ports.ts";
import { smoke } from "./smoke/run.ts";
import { openWork } from "./work.ts";

export interface Proven {
  readonly image: BuiltImage;
  readonly report: Report;
  /** False when a proof was there already and nothing was run. */
  readonly ran: boolean;
  /** Whether tags may move to it, and if not, why. */
  readonly ok: boolean;
  readonly reasons: readonly string[];
}

export interface ProveOptions {
  readonly gpus: Gpus;
  /** Whether images stay in the engine that ran them. */
  readonly keep?: boolean;
}

/** The libraries of a cell whose probe is in its image; one from a catalog of one's own may have none. */
const probed = ({ recipes }: Ingredients, cell: Cell): string[] => {
  const layers = recipes.get(cell.id)?.layers ?? [];
  const paths = new Set(layers.flatMap((layer) => (layer.kind === "files" ? layer.files.map(({ path }) => path) : [])));
  return cell.libraries.filter((name) => paths.has(`${PROBE_FOLDER}/${name}.py`));
};

const contextOf = (session: Session, ingredients: Ingredients, cell: Cell): DecisionContext => {
  const libraries = probed(ingredients, cell);
  return { libraries, gpuLibraries: libraries.filter((name) => session.catalog.libraries.get(name)?.gpu === true) };
};

const cellOf = ({ judged }: Ingredients, id: string): Cell => {
  const found = judged.find(({ cell }) => cell.id === id);
  if (found === undefined) throw new TypeError(`no cell ${id}`);
  return found.cell;
};

const call = async (session: Session, runtime: Runtime, args: readonly string[], options: Pick<RunOptions, "input" | "cwd"> = {}): Promise<string> => {
  const result = await session.sys.processes.run([...runtime.argv, ...args], { env: runtime.env, ...options });
  if (result.code === 0) return result.stdout;
  const said = result.stderr.trim().split("\n").at(-1) ?? "";
  throw foundProblem({ code: "load-failed", message: `${runtime.name} ${runtime.version} did not take an image to test: ${said}.`, hint: `See whether it works, and how much room it has: ${runtime.name} info` });
};

const lastLine = (text: string): string => text.trim().split("\n").at(-1)?.trim() ?? "";

/** Gets an image that has no tag yet into an engine, under the name of its cell. */
const fetchInto = async (session: Session, runtime: Runtime, image: BuiltImage, work: string): Promise<string> => {
  const name = engineName(image.cell);
  const { to, sys } = session;
  if (runtime.name === "docker" && isLayout(to)) {
    await call(session, runtime, ["load"], { input: archiveOf(to, image.digest, name) });
    return name;
  }
  let id: string;
  let viewed: string | undefined;
  if (isLayout(to)) {
    // A relative path: podman makes a name of it, which must be in lower case, and reads a colon in it as the end.
    const view = `view-${image.digest.slice(7, 19)}`;
    await writeView(sys.files, to, image.digest, `${work}/${view}`);
    id = lastLine(await call(session, runtime, ["pull", "--quiet", `oci:${view}:${VIEW_TAG}`], { cwd: work }));
    viewed = `localhost/${view}:latest`;
  } else {
    const insecure = runtime.name === "podman" && to.local ? ["--tls-verify=false"] : [];
    await call(session, runtime, ["pull", "--quiet", ...insecure, `${to.name}@${image.digest}`]);
    id = `${to.name}@${image.digest}`;
  }
  await call(session, runtime, ["tag", id, name]);
  // Takes only the other name away, since the image has one more now.
  await call(session, runtime, ["rmi", viewed ?? id]);
  return name;
};

const runProbes = async (session: Session, runtime: Runtime, image: BuiltImage, libraries: readonly string[], options: ProveOptions, work: string): Promise<Report> => {
  const name = await fetchInto(session, runtime, image, work);
  const gpus = gpuArguments(runtime, options.gpus);
  const report = await smoke(session.sys, runtime, name, { digest: image.digest, cell: image.cell, libraries, gpus, runArguments: ["--network=none"] });
  if (options.keep !== true) await call(session, runtime, ["rmi", "--force", name]);
  return report;
};

/** Whether a report that meets the requirement is bound to this digest already. */
export const hasProof = async (session: Session, ingredients: Ingredients, image: Pick<BuiltImage, "cell" | "digest">): Promise<boolean> => {
  const context = contextOf(session, ingredients, cellOf(ingredients, image.cell));
  return (await readProofs(session.to, image.digest)).some((report) => meets(report, session.request.smoke.require, context).ok);
};

/** Runs the probes of each image that has no proof which meets the requirement, and keeps the report beside the image. */
export const proveImages = async (session: Session, ingredients: Ingredients, images: readonly BuiltImage[], options: ProveOptions): Promise<Proven[]> => {
  const { sys, request, to } = session;
  const work = await openWork(sys);
  let runtime: Promise<Runtime> | undefined;
  const proven: Proven[] = [];
  try {
    for (const image of images) {
      const cell = cellOf(ingredients, image.cell);
      const context = contextOf(session, ingredients, cell);
      const earlier = (await readProofs(to, image.digest)).find((report) => meets(report, request.smoke.require, context).ok);
      const report = earlier ?? (await runProbes(session, await (runtime ??= chooseRuntime(sys, work.dir)), image, context.libraries, options, work.dir));
      if (earlier === undefined) await writeProof(to, report);
      const { ok, reasons } = meets(report, request.smoke.require, context);
      proven.push({ image, report, ran: earlier === undefined, ok, reasons });
      sys.log.progress(`Tested ${proven.length} of ${images.length} images`);
    }
    return proven;
  } finally {
    await work.close();
  }
};

/** Moves tags to the images that have the proof they need: immutable ones, rolling ones, `latest`. */
export const promoteImages = (session: Session, ingredients: Ingredients, plan: Plan, images: readonly BuiltImage[], dryRun: boolean): Promise<Promoted> => {
  const promotions = images.map(({ cell, digest }): Promotion => {
    const [immutable = "", ...rolling] = plan.cells.find((one) => one.cell === cell)?.tags ?? [];
    return { cell, digest, immutable, rolling, requirement: session.request.smoke.require, context: contextOf(session, ingredients, cellOf(ingredients, cell)) };
  });
  return promote(session.to, promotions, { dryRun });
};
