import { wrongRequest } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { csvLine } from "../text/csv.ts";

/** Which GPUs a container gets. */
export type Gpus =
  | { readonly kind: "all" }
  | { readonly kind: "none" }
  /** Indexes (`0`), MIG devices by index (`1:0`), UUIDs (`GPU-…`, `MIG-…`). */
  | { readonly kind: "some"; readonly ids: readonly string[] };

/** How an engine is asked for GPUs: by its option `--gpus`, or by CDI device names. */
export type GpuWay = "gpus" | "cdi";

const ID = /^(?:\d+(?::\d+)?|(?:GPU|MIG)-[A-Za-z0-9-]+)$/;

const wrongGpus = (text: string, words: string): Error =>
  wrongRequest({
    code: "run-gpus",
    message: `Invalid --gpus "${text}".`,
    hint: `Give ${words}, or different indexes and UUIDs separated by commas: --gpus 0,1`,
  });

const chosen = (text: string): Gpus | undefined => {
  if (text === "all" || text === "none") return { kind: text };
  const ids = text.split(",").map((id) => id.trim());
  return ids.every((id) => ID.test(id)) && new Set(ids).size === ids.length
    ? { kind: "some", ids }
    : undefined;
};

const parse = (text: string, words: string): Gpus => {
  const gpus = chosen(text);
  if (gpus === undefined) throw wrongGpus(text, words);
  return gpus;
};

/** Whether `parseGpusOrAuto` takes it. */
export const isGpusOrAuto = (text: string): boolean =>
  text === "auto" || chosen(text) !== undefined;

/**
 * `all`, `none`, or indexes and UUIDs separated by commas, none of them twice. Rejects anything
 * else with `run-gpus`.
 */
export const parseGpus = (text: string): Gpus => parse(text, "all, none");

/** The same, and `auto`: all GPUs where this host has a driver, else none. */
export const parseGpusOrAuto = async (sys: Pick<System, "files">, text: string): Promise<Gpus> => {
  if (text !== "auto") return parse(text, "auto, all, none");
  return { kind: (await sys.files.stat("/dev/nvidiactl")) === undefined ? "none" : "all" };
};

/** CDI device names: `nvidia.com/gpu=all`, `nvidia.com/gpu=0`. */
export const cdiDevices = (gpus: Gpus): string[] => {
  switch (gpus.kind) {
    case "none":
      return [];
    case "all":
      return ["nvidia.com/gpu=all"];
    case "some":
      return gpus.ids.map((id) => `nvidia.com/gpu=${id}`);
  }
};

/**
 * Options that hand GPUs to a container. podman takes CDI names; before 5.0 it accepts `--gpus all`
 * and gives none, so it is never asked that way. docker takes `--gpus`, whose value is CSV (a list
 * needs quotes in it), or, from 25 on where it is switched on, CDI names too.
 */
export const gpuOptions = (gpus: Gpus, way: GpuWay): readonly string[] => {
  if (gpus.kind === "none") return [];
  if (way === "cdi") return cdiDevices(gpus).map((device) => `--device=${device}`);
  return [
    gpus.kind === "all" ? "--gpus=all" : `--gpus=${csvLine([`device=${gpus.ids.join(",")}`])}`,
  ];
};
