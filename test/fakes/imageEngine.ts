import type { Processes, RunResult } from "../../src/system/ports.ts";
import type { ShownImage } from "../../src/container/shownImage.ts";

/** An engine of a host, as far as names of images go: several processes may use one. */
export interface ImageEngine {
  /** Id by name. */
  readonly names: Map<string, string>;
  /** Ids of the images that are there; one without a name that nobody uses is gone. */
  readonly images: Map<string, ShownImage>;
  /** Ids that a container runs. */
  readonly used: Set<string>;
  readonly calls: string[];
  readonly processes: Processes;
  /** Called before each call, to let others work in between. */
  before: (args: readonly string[]) => Promise<void>;
}

const answer = (code: number, stdout = "", stderr = ""): RunResult => ({
  code,
  stdout,
  stderr,
  timedOut: false,
});
const MISSING = answer(1, "", "Error: image not known");

/** `registry` is what references of images that can be pulled name. */
export const imageEngine = (registry: ReadonlyMap<string, ShownImage>): ImageEngine => {
  const names = new Map<string, string>();
  const images = new Map<string, ShownImage>();
  const used = new Set<string>();
  const calls: string[] = [];
  const idOf = (name: string): string | undefined =>
    names.get(name) ?? (images.has(name) ? name : undefined);
  const commands: Record<string, (args: readonly string[]) => RunResult> = {
    pull: (args) => {
      const reference = args.at(-1) ?? "";
      const image = registry.get(reference);
      if (image === undefined) return MISSING;
      images.set(image.id, image);
      names.set(reference, image.id);
      return answer(0, image.id);
    },
    tag: ([from = "", to = ""]) => {
      const id = idOf(from);
      if (id === undefined) return MISSING;
      names.set(to, id);
      return answer(0);
    },
    rmi: (args) => {
      const name = args.at(-1) ?? "";
      const id = names.get(name);
      if (id === undefined) return MISSING;
      const isLast = [...names.values()].filter((one) => one === id).length === 1;
      if (isLast && used.has(id) && !args.includes("--force"))
        return answer(2, "", "Error: image is in use by a container");
      names.delete(name);
      if (isLast) images.delete(id);
      return answer(0);
    },
    image: ([, name = ""]) => {
      const image = images.get(idOf(name) ?? "");
      if (image === undefined) return MISSING;
      const shown = { Id: image.id.slice("sha256:".length), RootFS: { Layers: image.diffIds } };
      return answer(0, JSON.stringify([shown]));
    },
  };
  const engine: ImageEngine = {
    names,
    images,
    used,
    calls,
    before: () => Promise.resolve(),
    processes: {
      run: async (argv) => {
        const [, command = "", ...args] = argv;
        await engine.before([command, ...args]);
        calls.push([command, ...args].join(" "));
        return commands[command]?.(args) ?? answer(125);
      },
      find: () => Promise.resolve(undefined),
    },
  };
  return engine;
};
