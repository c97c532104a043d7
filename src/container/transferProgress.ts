import type { Log, ProcessBytes, RunOptions } from "../system/ports.ts";
import { bytes } from "../text/units.ts";

/** What is given to the call of an engine so that the way of an image into it can be seen. */
export type WatchedCall = Pick<RunOptions, "onStart" | "onOutputLine">;

interface Layers {
  readonly seen: Set<string>;
  readonly done: Set<string>;
}

/** `docker pull` where it draws nothing: `<12 hex>: Pull complete`. */
const countLayer = ({ seen, done }: Layers, line: string): void => {
  const [, layer, state] = /^([0-9a-f]{12}): (.+)$/.exec(line.trim()) ?? [];
  if (layer === undefined) return;
  seen.add(layer);
  if (state === "Pull complete" || state === "Already exists") done.add(layer);
};

/** An engine's own process moves the bytes, or a daemon does that says how many layers it has. */
const farText = ({ seen, done }: Layers, moved: ProcessBytes | undefined): string => {
  if (seen.size > 0) return `, ${done.size} of ${seen.size} layers`;
  return moved === undefined
    ? ""
    : `, ${bytes(moved.read)} read and ${bytes(moved.written)} written`;
};

/** Shows how far an engine is with an image while `work` calls it. */
export const watchedTransfer = <T>(
  log: Pick<Log, "progress">,
  title: string,
  work: (call: WatchedCall) => Promise<T>,
): Promise<T> => {
  const layers: Layers = { seen: new Set(), done: new Set() };
  let ask: () => ProcessBytes | undefined = () => undefined;
  const working = work({
    onStart: (moved) => {
      ask = moved;
    },
    onOutputLine: (line) => countLayer(layers, line),
  });
  log.progress(() => `${title}${farText(layers, ask())}`, working);
  return working;
};
