import type { BuiltImage } from "../publish/built.ts";
import type { Gpus } from "../container/gpus.ts";
import { chooseRuntime } from "../container/chooseRuntime.ts";
import type { Runtime } from "../container/runtime.ts";
import { failedCells, type FailedCell } from "../plan/failedCells.ts";
import { PROBE_FOLDER } from "../image/imagePaths.ts";
import { inspector } from "../inspect/inspector.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { callEngine, loadAs } from "../container/load.ts";
import { proven } from "../publish/planMoves.ts";
import { promote, type Promoted, type Promotion } from "../publish/promote.ts";
import { readProofs, writeProof } from "./proofs.ts";
import { localName } from "../registry/layoutIndex.ts";
import { isLayout } from "../registry/layout.ts";
import type { Session } from "../session.ts";
import { checkReasons, type CheckReport } from "../inspect/checkReport.ts";
import { meets, type DecisionContext } from "./decide.ts";
import type { Report } from "./report.ts";
import { smoke } from "./runProbes.ts";
import { openWork } from "../system/work.ts";

export interface Proven {
  readonly image: BuiltImage;
  /** What the static checks found. */
  readonly checks: CheckReport;
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
  /** What runs them, where that is known already; else this host is looked at. */
  readonly runtime?: Runtime;
}

/** The libraries of a cell whose probe is in its image; one from a catalog of one's own may have none. */
const probed = ({ recipes }: PlanInputs, cell: Cell): string[] => {
  const layers = recipes.get(cell.id)?.layers ?? [];
  const paths = new Set(
    layers.flatMap((layer) => (layer.kind === "files" ? layer.files.map(({ path }) => path) : [])),
  );
  return cell.libraries.filter((name) => paths.has(`${PROBE_FOLDER}/${name}.py`));
};

const contextOf = (session: Session, inputs: PlanInputs, cell: Cell): DecisionContext => {
  const libraries = probed(inputs, cell);
  return {
    libraries,
    gpuLibraries: libraries.filter((name) => session.catalog.libraries.get(name)?.gpu === true),
  };
};

const cellOf = ({ judged }: PlanInputs, id: string): Cell => {
  const found = judged.find(({ cell }) => cell.id === id);
  if (found === undefined) throw new TypeError(`no cell ${id}`);
  return found.cell;
};

/** Gets an image that has no tag yet into an engine, under the name of its cell. */
const fetchInto = async (
  session: Session,
  runtime: Runtime,
  image: BuiltImage,
): Promise<string> => {
  const name = localName(image.cell);
  const { to, sys } = session;
  if (isLayout(to)) {
    await loadAs(sys, runtime, to, image.digest, name);
    return name;
  }
  // Pulled by the engine itself, which then need not write the whole image into a file first.
  const reference = `${to.name}@${image.digest}`;
  const insecure = runtime.name === "podman" && to.local ? ["--tls-verify=false"] : [];
  await callEngine(sys, runtime, ["pull", "--quiet", ...insecure, reference], name);
  await callEngine(sys, runtime, ["tag", reference, name], name);
  // Takes only the other name away, since the image has one more now.
  await callEngine(sys, runtime, ["rmi", reference], name);
  return name;
};

const runProbes = async (
  session: Session,
  runtime: Runtime,
  image: BuiltImage,
  libraries: readonly string[],
  options: ProveOptions,
): Promise<Report> => {
  const name = await fetchInto(session, runtime, image);
  try {
    return await smoke(session.sys, runtime, name, {
      digest: image.digest,
      cell: image.cell,
      libraries,
      gpus: options.gpus,
    });
  } finally {
    if (options.keep !== true)
      await callEngine(session.sys, runtime, ["rmi", "--force", name], name);
  }
};

/** Whether a report that meets the requirement is bound to this digest already. */
export const hasProof = async (
  session: Session,
  inputs: PlanInputs,
  image: Pick<BuiltImage, "cell" | "digest">,
): Promise<boolean> => {
  const context = contextOf(session, inputs, cellOf(inputs, image.cell));
  return proven(await readProofs(session.to, image.digest), session.request.smoke.require, context)
    .ok;
};

interface Proving {
  readonly inspect: (image: BuiltImage) => Promise<CheckReport>;
  readonly run: (libraries: readonly string[]) => Promise<Report>;
}

const proveOne = async (
  session: Session,
  inputs: PlanInputs,
  image: BuiltImage,
  { inspect, run }: Proving,
): Promise<Proven> => {
  const { request, to } = session;
  const context = contextOf(session, inputs, cellOf(inputs, image.cell));
  const checks = await inspect(image);
  const reports = await readProofs(to, image.digest);
  const isProven = proven(reports, request.smoke.require, context).ok;
  const earlier = isProven
    ? reports.find((report) => meets(report, request.smoke.require, context).ok)
    : undefined;
  const report = earlier ?? (await run(context.libraries));
  if (earlier === undefined) await writeProof(to, report);
  const reasons = [
    ...checkReasons(checks),
    ...meets(report, request.smoke.require, context).reasons,
  ];
  return { image, checks, report, ran: earlier === undefined, ok: reasons.length === 0, reasons };
};

/** What came of testing: reports, and the images that could not be tested at all. */
export interface Tested {
  readonly proven: readonly Proven[];
  readonly failed: readonly FailedCell[];
}

/** Checks each image, runs the probes of those that have no proof which meets the requirement, and keeps the report beside the image. One that cannot be run leaves the others going. */
export const proveImages = async (
  session: Session,
  inputs: PlanInputs,
  images: readonly BuiltImage[],
  options: ProveOptions,
): Promise<Tested> => {
  const { sys } = session;
  const work = await openWork(sys);
  const inspect = inspector(session, inputs);
  let runtime = options.runtime === undefined ? undefined : Promise.resolve(options.runtime);
  const done: Proven[] = [];
  const failed: FailedCell[] = [];
  try {
    for (const image of images) {
      try {
        const run: Proving["run"] = async (libraries) =>
          runProbes(
            session,
            await (runtime ??= chooseRuntime(sys, work.dir)),
            image,
            libraries,
            options,
          );
        done.push(await proveOne(session, inputs, image, { inspect, run }));
      } catch (error) {
        failed.push(...failedCells([image.cell], error));
      }
      sys.log.progress(`Tested ${done.length + failed.length} of ${images.length} images`);
    }
    return { proven: done, failed };
  } finally {
    await work.close();
  }
};

/** Moves tags to the images in which the checks find nothing and that have the proof they need: immutable ones, rolling ones, `latest`. */
export const promoteImages = (
  session: Session,
  inputs: PlanInputs,
  plan: Plan,
  images: readonly BuiltImage[],
  dryRun: boolean,
): Promise<Promoted> => {
  const inspect = inspector(session, inputs);
  const promotions = images.map((image): Promotion => {
    const { cell, digest } = image;
    const [immutable = "", ...rolling] = plan.cells.find((one) => one.cell === cell)?.tags ?? [];
    return {
      cell,
      digest,
      immutable,
      rolling,
      requirement: session.request.smoke.require,
      context: contextOf(session, inputs, cellOf(inputs, cell)),
      checks: () => inspect(image),
    };
  });
  return promote(session.to, promotions, { dryRun });
};
