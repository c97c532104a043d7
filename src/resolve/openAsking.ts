import type { PackageIndex, PinnedWheel } from "../catalog/facts.ts";
import { cacheFolder } from "../system/cacheFolder.ts";
import type { System } from "../system/ports.ts";
import type { Asking } from "./askUv.ts";
import { indexAccess } from "./indexAccess.ts";
import { namesForUv } from "./indexSecrets.ts";
import { namedIndexes } from "./namedIndexes.ts";
import { resolvingPython } from "./resolvingPython.ts";
import { uvOnce, type Uv } from "./uv.ts";
import { openSizes } from "./wheelSizes.ts";

/** What decides how questions are asked. */
export interface AskingOptions {
  readonly tool: PinnedWheel;
  readonly indexes: ReadonlyMap<string, PackageIndex>;
  readonly mirrors: Readonly<Record<string, string>>;
  /** Asks again, whatever is committed or remembered. */
  readonly update?: boolean;
}

/** The indexes of these names, at the addresses where they are asked. */
export const namesOf =
  (options: Pick<AskingOptions, "indexes" | "mirrors">): Asking["named"] =>
  (names) =>
    namedIndexes(names, options.indexes, options.mirrors);

interface OpenedAsking {
  readonly asking: Omit<Asking, "retries">;
  readonly work: string;
}

const beginAsking = async (sys: System, options: AskingOptions): Promise<OpenedAsking> => {
  const uv: Uv = await uvOnce(sys, options.tool);
  // Not in the shared temporary folder: uv looks for settings in every folder above the one it
  // runs in.
  const work = await sys.files.makeTemp("ask-", `${cacheFolder(sys.env)}/tmp`);
  const access = await indexAccess(sys, { uv, work }, options.update === true);
  const python = await resolvingPython(sys, uv, work);
  const named = namesOf(options);
  return {
    work,
    asking: {
      sys,
      uv,
      work,
      access,
      python,
      named,
      forUv: namesForUv(sys),
      sizes: openSizes(sys, {
        file: `${cacheFolder(sys.env)}/sizes.json`,
        named: named([...options.indexes.keys()]),
      }),
    },
  };
};

/** uv and its folder, made when the first question must really be asked. */
export const openAsking = (
  sys: System,
  options: AskingOptions,
): { start: () => Promise<Omit<Asking, "retries">>; close: () => Promise<void> } => {
  let started: Promise<OpenedAsking> | undefined;
  return {
    start: async () => {
      started ??= beginAsking(sys, options);
      return (await started).asking;
    },
    close: async () => {
      const opened = await started?.catch(() => undefined);
      if (opened === undefined) return;
      await sys.files.remove(opened.work);
      await opened.asking.sizes.keep();
    },
  };
};
