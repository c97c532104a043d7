import type { Catalog } from "../catalog/facts.ts";
import { loadCatalog } from "../catalog/load.ts";
import { engineChoices } from "../engine/engineNames.ts";
import { foundProblem, unreachable, wrongRequest } from "../errors/error.ts";
import { gatherHost } from "../host/gatherHost.ts";
import type { Cell } from "../matrix/cell.ts";
import { checkDestination } from "../matrix/checkDestinations.ts";
import { decodeRequest } from "../matrix/decodeRequest.ts";
import type { Request } from "../matrix/request.ts";
import { driverFit } from "../suggest/driverFit.ts";
import { driverFrom } from "../suggest/pickHost.ts";
import { firstRequest } from "../suggest/firstRequest.ts";
import { newestCell } from "../suggest/newestCell.ts";
import { pickLine } from "../suggest/pickLine.ts";
import { pickRequest } from "../suggest/pickRequest.ts";
import type { System } from "../system/ports.ts";
import { ignoreImages } from "./init/ignoreImages.ts";
import { pick, type PickRequest } from "./pickCommand.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

/** What a first dl-env.yml is made from; `gpu` may also be `any`. */
export interface InitRequest extends PickRequest {
  readonly file: string;
  readonly to: string;
  /** Of dl-env. */
  readonly version: string;
}

export type InitOutcome = OutcomeOf<
  "init",
  {
    readonly file: string;
    /** Id of the one cell in it. */
    readonly cell: string;
    /** What it was chosen for: the GPU, or `any`. */
    readonly gpu: string;
    /** The driver that was named. */
    readonly driver?: string;
    /** Lines added to .gitignore. */
    readonly ignored: readonly string[];
  }
>;

interface Chosen {
  readonly cell: Cell;
  readonly request: Pick<Request, "sets">;
  readonly gpu: string;
}

/** The command that says why nothing fits. */
const lineOf = (options: InitRequest): string =>
  pickLine({
    ...options,
    gpu: options.gpu === undefined || options.gpu === "any" ? "RTX 4090" : options.gpu,
  });

const nothingFits = (options: InitRequest): Error =>
  foundProblem({
    code: "nothing-fits",
    message: "No combination of the catalog fits, so no dl-env.yml was written.",
    hint: `See why: ${lineOf(options)}`,
  });

const notAllAsked = (options: InitRequest): Error =>
  unreachable({
    code: "fit-unknown",
    message:
      "No combination was found, but not all could be asked about; no dl-env.yml was written.",
    hint: `See what could not: ${lineOf(options)}`,
  });

/** The CUDAs that a driver runs by itself, then those that it runs at all; without one, all. */
const cudasFor = (
  { driver, engine = "docker" }: InitRequest,
  cudas: readonly string[],
  catalog: Catalog,
): readonly (readonly string[])[] => {
  if (driver === undefined) return [cudas];
  const host = { gpus: [], driver: driverFrom(driver), runtime: engine };
  const fits = cudas.map((cuda) => ({ cuda, fit: driverFit(host, cuda, catalog).kind }));
  return [
    fits.filter(({ fit }) => fit === "own").map(({ cuda }) => cuda),
    fits.filter(({ fit }) => fit === "own" || fit === "minor-version").map(({ cuda }) => cuda),
  ];
};

/** For any card: by the catalog alone, and by the driver where one is named. */
const chooseForAny = (sys: System, options: InitRequest, catalog: Catalog): Chosen => {
  const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
  const { with: libraries, python, ubuntu } = options;
  const wanted = {
    libraries,
    ...(python === undefined ? {} : { python }),
    ...(ubuntu === undefined ? {} : { ubuntu }),
  };
  const request = pickRequest(wanted, catalog, today);
  for (const cudas of cudasFor(options, request.matrix.cuda, catalog)) {
    const matrix = { ...request.matrix, cuda: cudas };
    const cell =
      cudas.length === 0 ? undefined : newestCell({ ...request, matrix }, catalog, today);
    if (cell !== undefined) return { cell, request, gpu: "any" };
  }
  throw nothingFits(options);
};

const choose = async (sys: System, options: InitRequest, catalog: Catalog): Promise<Chosen> => {
  const { smi } = options.gpu === undefined ? await gatherHost(sys) : { smi: undefined };
  const here = smi?.kind === "ran" ? smi.gpus.map(({ name }) => name).join(",") : "";
  const gpu = options.gpu ?? (here === "" ? "any" : here);
  if (gpu === "any") return chooseForAny(sys, options, catalog);
  const { result, request, exit } = await pick(sys, { ...options, gpu });
  if (result.best === undefined)
    throw exit === 3 ? notAllAsked({ ...options, gpu }) : nothingFits({ ...options, gpu });
  return { cell: result.best.cell, request, gpu };
};

/** Rejects with `request-exists` where the file is there: nobody is asked anything for that. */
export const requireNoRequest = async (
  sys: Pick<System, "env" | "files">,
  file: string,
): Promise<void> => {
  const path = file.startsWith("/") ? file : `${sys.env.cwd}/${file}`;
  if ((await sys.files.stat(path)) === undefined) return;
  throw wrongRequest({
    code: "request-exists",
    message: `${file} is there already, and is left as it is.`,
    hint: "Look at what it says with dl-env plan, or write another: dl-env init --file other.yml",
  });
};

/**
 * `dl-env init`: writes a dl-env.yml of one cell, for a GPU or for any, and keeps its images out of
 * git. Never overwrites: rejects with `request-exists`.
 */
export const init = async (sys: System, options: InitRequest): Promise<InitOutcome> => {
  const { file, to, version } = options;
  await requireNoRequest(sys, file);
  const [wrong] = checkDestination("The destination", to, { file: "--to" });
  if (wrong !== undefined) throw wrongRequest(wrong);
  const path = file.startsWith("/") ? file : `${sys.env.cwd}/${file}`;
  if (options.with.length === 0)
    throw wrongRequest({
      code: "no-libraries",
      message: "No library was given.",
      hint: "Give some: dl-env init --with torch",
    });
  const catalog = await loadCatalog(sys);
  const { cell, request, gpu } = await choose(sys, options, catalog);
  const text = firstRequest({ cell, request, to, version, gpu: gpu !== "any" });
  // What cannot be read back is not written: `to` is the user's own word.
  decodeRequest(text, file, { catalog, engines: engineChoices() });
  await sys.files.write(path, text);
  const ignored = await ignoreImages(sys, path, to);
  const { driver } = options;
  return {
    kind: "init",
    result: { file, cell: cell.id, gpu, ignored, ...(driver === undefined ? {} : { driver }) },
    problems: [],
    exit: 0,
  };
};
