import type { Catalog } from "../catalog/facts.ts";
import { loadCatalog } from "../catalog/load.ts";
import { wrongRequest } from "../errors/error.ts";
import { gatherHost } from "../host/gatherHost.ts";
import type { Host } from "../suggest/driverFit.ts";
import { hostFrom } from "../suggest/pickHost.ts";
import { pick as pickCell, type Picked } from "../suggest/pick.ts";
import { pickRequest } from "../suggest/pickRequest.ts";
import { planCells } from "../pipeline.ts";
import { sessionWith, type Session } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { Exit, OutcomeOf } from "./outcomeOf.ts";

export interface PickRequest {
  /**
   * Names or compute capabilities of cards, separated by commas; default: all that nvidia-smi
   * names.
   */
  readonly gpu?: string;
  readonly driver?: string;
  readonly with: readonly string[];
  /** x.y; default: each release's own. */
  readonly python?: string;
  readonly ubuntu?: string;
  readonly engine?: "docker" | "podman";
  readonly offline?: boolean;
}

export interface PickOutcome extends OutcomeOf<"pick", Picked & { readonly host: Host }> {
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
  readonly picked: Picked;
}

const lookThrough = async (
  sys: System,
  request: Session["request"],
  { host, catalog, offline }: { host: Host; catalog: Catalog; offline: boolean },
): Promise<Found> => {
  const folder = sys.env.cwd;
  const planned = await planCells(
    sessionWith(sys, { request, catalog, folder, options: { offline } }),
  );
  const { judged, locks } = planned;
  return { request, picked: pickCell({ judged, locks, host, catalog }) };
};

/**
 * The best cell for a card and a driver, two alternatives, and for what cannot be had the reason.
 * Where nothing fits with the releases' own Pythons, the catalog's are tried. Exit 1 when nothing
 * fits, 3 when something might, could it only be asked about.
 */
export const pick = async (sys: System, options: PickRequest): Promise<PickOutcome> => {
  const catalog = await loadCatalog(sys);
  const own = requestOf(sys, options, catalog);
  const host = await hostOf(sys, options, catalog);
  const about = { host, catalog, offline: options.offline === true };
  const first = await lookThrough(sys, own, about);
  const isDone = first.picked.best !== undefined || options.python !== undefined;
  const { request, picked } = isDone
    ? first
    : await lookThrough(sys, requestOf(sys, { ...options, everyPython: true }, catalog), about);
  return {
    kind: "pick",
    result: { host, ...picked },
    request,
    problems: [],
    exit: exitOfPick(picked),
  };
};
