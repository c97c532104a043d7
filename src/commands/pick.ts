import type { Catalog, Gpu } from "../catalog/facts.ts";
import { loadCatalog } from "../catalog/load.ts";
import { wrongRequest } from "../errors.ts";
import { gatherHost } from "../host/gather.ts";
import { requireGpu } from "../matrix/gpu.ts";
import type { Host } from "../matrix/driverFit.ts";
import { pick as pickCell } from "../matrix/pick.ts";
import { pickRequest, requestForCell } from "../matrix/pickRequest.ts";
import { planCells } from "../pipeline.ts";
import { pickText } from "../report/pick.ts";
import { sessionWith } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { CommandResult } from "./result.ts";

export interface PickOptions {
  /** Name of the card; default: the first that nvidia-smi names. */
  readonly gpu?: string;
  readonly driver?: string;
  readonly with: readonly string[];
  /** x.y; default: each release's own. */
  readonly python?: string;
  readonly ubuntu?: string;
  readonly engine?: "docker" | "podman";
  readonly offline?: boolean;
}

const named = (name: string, catalog: Catalog): Gpu => requireGpu(name, catalog);

/** The host as asked for; what was not said is read from nvidia-smi. */
const hostOf = async (sys: System, options: PickOptions, catalog: Catalog): Promise<Host> => {
  const runtime = options.engine ?? "docker";
  if (options.gpu !== undefined && options.driver !== undefined) return { gpu: named(options.gpu, catalog), driver: options.driver, runtime };
  const { smi } = await gatherHost(sys);
  const [first] = smi.kind === "ran" ? smi.gpus : [];
  const name = options.gpu ?? first?.name;
  const driver = options.driver ?? first?.driver;
  if (name === undefined) {
    throw wrongRequest({ code: "no-gpu-named", message: "nvidia-smi names no card on this machine, and none was named.", hint: "Name one: dl-env pick --gpu \"RTX 4090\" --driver 550.54.15 --with torch" });
  }
  return { gpu: named(name, catalog), ...(driver === undefined ? {} : { driver }), runtime };
};

/** The best cell for a card and a driver, two alternatives, and for what cannot be had the reason. Exit 1 when nothing fits. */
export const pick = async (sys: System, options: PickOptions): Promise<CommandResult> => {
  const catalog = await loadCatalog(sys);
  if (options.with.length === 0) throw wrongRequest({ code: "no-libraries", message: "No library was named.", hint: "Name some: dl-env pick --with torch,cudf" });
  const host = await hostOf(sys, options, catalog);
  const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
  const { python, ubuntu, offline } = options;
  const request = pickRequest({ libraries: options.with, ...(python === undefined ? {} : { python }), ...(ubuntu === undefined ? {} : { ubuntu }) }, catalog, today);
  const session = sessionWith(sys, { request, catalog, folder: sys.env.cwd, options: { offline: offline === true } });
  const { judged, locks } = await planCells(session);
  const picked = pickCell({ judged, locks, host, catalog });
  const text = pickText(picked, host, (choice) => requestForCell(choice.cell, request));
  return { text, json: { host, ...picked }, exit: picked.best === undefined ? 1 : 0 };
};
