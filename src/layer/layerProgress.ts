import type { LayerSpec } from "../image/recipe.ts";
import type { System } from "../system/ports.ts";
import { bytes, duration } from "../text/units.ts";

/**
 * Logs how far the making of layers is: how many, how much of what is to be fetched, how long, and
 * what is being made.
 */
export const layerProgress = (
  { log, clock }: Pick<System, "log" | "clock">,
  specs: readonly LayerSpec[],
): { begin: (spec: LayerSpec) => (size: number) => void } => {
  const began = clock.now();
  const total = specs.reduce((sum, { download }) => sum + download, 0);
  const busy = new Set<LayerSpec>();
  let [done, fetched] = [0, 0];
  const report = (last = ""): void => {
    const names = [...busy].map(({ title }) => title).join(", ");
    log.progress(
      `Layers: ${done} of ${specs.length} made, ${bytes(fetched)} of ${bytes(total)} ` +
        "fetched, " +
        `${duration(clock.now() - began)}${last}${names === "" ? "" : `; making ${names}`}`,
    );
  };
  const begin = (spec: LayerSpec): ((size: number) => void) => {
    const from = clock.now();
    busy.add(spec);
    report();
    return (size) => {
      busy.delete(spec);
      done += 1;
      fetched += spec.download;
      report(`; ${spec.title} is ${bytes(size)}, took ${duration(clock.now() - from)}`);
    };
  };
  return { begin };
};
