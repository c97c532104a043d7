import type { Catalog } from "../catalog/facts.ts";
import { loadCatalog } from "../catalog/load.ts";
import { wrongRequest } from "../errors/error.ts";
import { gatherHost } from "../host/gatherHost.ts";
import type { Host } from "../suggest/driverFit.ts";
import { hostFrom } from "../suggest/pickHost.ts";
import { pick as pickCell, type Picked, type PickInputs } from "../suggest/pick.ts";
import { optionsLine, pickLine, type Asked } from "../suggest/pickLine.ts";
import { pickWay } from "../suggest/pickWay.ts";
import { pickRequest } from "../suggest/pickRequest.ts";
import { planCells } from "../pipeline.ts";
import { sessionWith, type Session } from "../session.ts";
import type { System } from "../system/ports.ts";
import { warnOnce } from "../system/warnOnce.ts";
import type { Exit, OutcomeOf } from "./outcomeOf.ts";

/**
 * Cards by name or compute capability, separated by commas; default: all that nvidia-smi names. A
 * Python is x.y; default: each release's own.
 */
export type PickRequest = Asked;

export interface PickOutcome extends OutcomeOf<
  "pick",
  Picked & {
    readonly host: Host;
    /** Where nothing fits: what to change, as a command that gives something. */
    readonly way?: string;
  }
> {
  /** The options with which `init` writes what was picked. */
  readonly typed: string;
  /** What was looked through: a dl-env.yml for one cell is made from it. */
  readonly request: Session["request"];
}

/** Whatever its card is, a machine with an Arm processor runs none of the images. */
const checkProcessor = ({ arch }: Pick<System["env"], "arch">): void => {
  if (arch !== "arm64") return;
  throw wrongRequest({
    code: "gpu-of-another-platform",
    message:
      "This machine has an Arm processor. It needs images for linux/arm64, and dl-env makes " +
      "images for linux/amd64.",
    hint: 'Name the card and driver of another machine: dl-env pick --gpu "RTX 4090" --driver 580.95.05 --with torch',
  });
};

/** The host as asked for; what was not said is read from nvidia-smi. */
const hostOf = async (sys: System, options: PickRequest, catalog: Catalog): Promise<Host> => {
  const runtime = options.engine ?? "docker";
  if (options.gpu !== undefined && options.driver !== undefined)
    return hostFrom({ gpu: options.gpu, driver: options.driver, runtime }, catalog);
  const { smi } = await gatherHost(sys);
  const cards = smi.kind === "ran" ? smi.gpus : [];
  if (cards.length > 0) checkProcessor(sys.env);
  const name =
    options.gpu ?? (cards.length === 0 ? undefined : cards.map((card) => card.name).join(","));
  const driver = options.driver ?? cards[0]?.driver;
  if (name === undefined) {
    throw wrongRequest({
      code: "no-gpu-named",
      message: "nvidia-smi lists no GPU on this machine, and --gpu was not given.",
      hint: 'Name one: dl-env pick --gpu "RTX 4090" --driver 550.54.15 --with torch',
    });
  }
  return hostFrom({ gpu: name, ...(driver === undefined ? {} : { driver }), runtime }, catalog);
};

/** A request for every cell that may be picked from, with each release's own Python or all. */
const requestOf = (
  sys: System,
  options: PickRequest & { readonly everyPython?: boolean },
  catalog: Catalog,
): Session["request"] => {
  if (options.with.length === 0)
    throw wrongRequest({
      code: "no-libraries",
      message: "No library was given.",
      hint: "Give some: dl-env pick --with torch,cudf",
    });
  const { python, ubuntu, everyPython = false } = options;
  const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
  const wanted = {
    libraries: options.with,
    everyPython,
    ...(python === undefined ? {} : { python }),
    ...(ubuntu === undefined ? {} : { ubuntu }),
  };
  return pickRequest(wanted, catalog, today);
};

const exitOfPick = ({ best, missing }: Picked): Exit => {
  if (best !== undefined) return 0;
  return missing.some(({ isUnknown }) => isUnknown === true) ? 3 : 1;
};

interface Found {
  readonly request: Session["request"];
  readonly inputs: PickInputs;
  readonly picked: Picked;
}

interface About {
  readonly host: Host;
  readonly catalog: Catalog;
  readonly asked: Asked;
}

const lookThrough = async (
  sys: System,
  request: Session["request"],
  { host, catalog, asked }: About,
): Promise<Found> => {
  const folder = sys.env.cwd;
  const planned = await planCells(
    sessionWith(sys, { request, catalog, folder, options: { offline: asked.offline === true } }),
  );
  const { judged, locks } = planned;
  const again = pickLine({ ...asked, offline: false });
  const inputs = { judged, locks, host, catalog, again };
  return { request, inputs, picked: pickCell(inputs) };
};

/**
 * The best cell for a card and a driver, two alternatives, and for what cannot be had the reason.
 * Where nothing fits with the releases' own Pythons, the catalog's are tried. Exit 1 when nothing
 * fits, 3 when something might, could it only be asked about.
 */
export const pick = async (world: System, options: PickRequest): Promise<PickOutcome> => {
  // Both looks meet the same servers.
  const sys = warnOnce(world);
  const catalog = await loadCatalog(sys);
  const own = requestOf(sys, options, catalog);
  const host = await hostOf(sys, options, catalog);
  const about = { host, catalog, asked: options };
  const first = await lookThrough(sys, own, about);
  const isDone = first.picked.best !== undefined || options.python !== undefined;
  const { request, inputs, picked } = isDone
    ? first
    : await lookThrough(sys, requestOf(sys, { ...options, everyPython: true }, catalog), about);
  const exit = exitOfPick(picked);
  const way = exit === 1 ? pickWay(inputs, options) : undefined;
  return {
    kind: "pick",
    result: { host, ...picked, ...(way === undefined ? {} : { way }) },
    request,
    typed: optionsLine(options),
    problems: [],
    exit,
  };
};
