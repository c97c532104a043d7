import type { LayerSpec } from "../image/recipe.ts";
import type { System } from "../system/ports.ts";
import { bytes, count, duration } from "../text/units.ts";

/** What is being done for a layer, and how far it is in bytes; undefined where nobody knows. */
export type LayerPhase =
  | { readonly kind: "building" }
  | { readonly kind: "unpacking"; readonly unpacked: () => number | undefined }
  | { readonly kind: "downloading"; readonly received: () => number }
  | { readonly kind: "packing"; readonly packed: () => number }
  | { readonly kind: "storing"; readonly sent: () => number; readonly size: number }
  | { readonly kind: "reading"; readonly read: () => number; readonly size: number };

/** Takes what is being done for a layer from now on. */
export type TellPhase = (phase: LayerPhase) => void;

interface Following {
  readonly spec: LayerSpec;
  phase: LayerPhase;
}

const phaseText = ({ phase, spec }: Following): string => {
  switch (phase.kind) {
    case "building":
      return "being built";
    case "unpacking": {
      const unpacked = phase.unpacked();
      const far = unpacked === undefined ? "" : `, ${bytes(unpacked)} unpacked`;
      return `fetching ${bytes(spec.download)}${far}`;
    }
    case "downloading":
      return `fetching, ${bytes(phase.received())} of ${bytes(spec.download)}`;
    case "packing":
      return `packing, ${bytes(phase.packed())} written`;
    case "storing":
      return `storing, ${bytes(phase.sent())} of ${bytes(phase.size)}`;
    case "reading":
      return `looking through its files, ${bytes(phase.read())} of ${bytes(phase.size)}`;
  }
};

/** Bytes of its download that are here for certain. */
const fetchedOf = ({ phase, spec }: Following): number => {
  switch (phase.kind) {
    case "building":
    case "unpacking":
      return 0;
    case "downloading":
      return Math.min(phase.received(), spec.download);
    case "packing":
    case "storing":
    case "reading":
      return spec.download;
  }
};

/** A layer that is stored, as a line for those who look for mistakes. */
const doneText = (spec: LayerSpec, size: number, took: number): string =>
  `${spec.title} is ${bytes(size)}, took ${duration(took)}`;

/** Shows how far the making of layers is, of all and of each. */
export interface LayerProgress {
  /** Shows how many layers are stored until `until` is settled. */
  all(until: Promise<unknown>): void;
  /** Makes and stores one layer, of which is shown what is told. */
  one<T extends { readonly size: number }>(
    spec: LayerSpec,
    work: (tell: TellPhase) => Promise<T>,
  ): Promise<T>;
}

/** Progress of the making of these layers. */
export const layerProgress = (
  { log, clock }: Pick<System, "log" | "clock">,
  specs: readonly LayerSpec[],
): LayerProgress => {
  const total = specs.reduce((sum, { download }) => sum + download, 0);
  const running = new Set<Following>();
  let [layers, stored, fetched] = [0, 0, 0];
  const text = (): string => {
    const now = [...running].reduce((sum, one) => sum + fetchedOf(one), fetched);
    const far = `${layers} of ${count(specs.length, "layer")} stored (${bytes(stored)})`;
    return `${far}, ${bytes(now)} of ${bytes(total)} fetched`;
  };
  const all: LayerProgress["all"] = (until) => log.progress(text, until);
  const one: LayerProgress["one"] = async (spec, work) => {
    const began = clock.now();
    const following: Following = { spec, phase: { kind: "building" } };
    running.add(following);
    const working = work((phase) => {
      following.phase = phase;
    });
    log.progress(
      () => `${spec.title}: ${phaseText(following)}, ${duration(clock.now() - began)}`,
      working,
    );
    try {
      const result = await working;
      layers += 1;
      stored += result.size;
      fetched += spec.download;
      log.debug(doneText(spec, result.size, clock.now() - began));
      return result;
    } finally {
      running.delete(following);
    }
  };
  return { all, one };
};
