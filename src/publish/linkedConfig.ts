import type { ImageConfig } from "../image/recipe.ts";
import type { ImageConfigFile } from "../registry/manifest.ts";

interface LayerEntry {
  readonly diffId: string;
  readonly title: string;
}

type HistoryEntry = NonNullable<ImageConfigFile["history"]>[number];

/** The earliest time there is, for bases that do not say when they were made. */
const EPOCH = "1970-01-01T00:00:00Z";

const splitEnv = (env: readonly string[]): Map<string, string> =>
  new Map(
    env.map((entry) => {
      const equals = entry.indexOf("=");
      return equals === -1 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );

/** The base's variables in their order, less the dropped ones, ours in their place or behind. */
export const mergedEnv = (
  base: readonly string[],
  config: Pick<ImageConfig, "env" | "dropEnv">,
): string[] => {
  const merged = splitEnv(base);
  for (const name of config.dropEnv) merged.delete(name);
  for (const [name, value] of Object.entries(config.env).sort(([a], [b]) => (a < b ? -1 : 1)))
    merged.set(name, value);
  return [...merged].map(([name, value]) => `${name}=${value}`);
};

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * History must have one entry with content per layer, or engines refuse the image; a base whose
 * history does not fit gets a plain one.
 */
const baseHistory = (base: ImageConfigFile): readonly HistoryEntry[] => {
  const history = base.history ?? [];
  const filled = history.filter((entry) => entry.empty_layer !== true).length;
  return filled === base.rootfs.diff_ids.length
    ? history
    : base.rootfs.diff_ids.map(() => ({ created: base.created ?? EPOCH, created_by: "base" }));
};

const ifGiven = <K extends string, T>(key: K, value: T | null | undefined): { [P in K]?: T } =>
  value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });

/** What runs: the base's settings, with our user, environment, labels, entrypoint and command. */
const runConfig = (
  base: NonNullable<ImageConfigFile["config"]>,
  own: ImageConfig,
): Record<string, unknown> => {
  const exposed = sorted({
    ...base.ExposedPorts,
    ...Object.fromEntries(own.exposed.map((port) => [port, {}])),
  });
  return {
    User: own.user,
    ...(Object.keys(exposed).length === 0 ? {} : { ExposedPorts: exposed }),
    Env: mergedEnv(base.Env ?? [], own),
    // Both are always set: runtime flavors bring an entrypoint of their own.
    Entrypoint: own.entrypoint,
    Cmd: own.cmd,
    ...ifGiven("Volumes", base.Volumes),
    WorkingDir: own.workdir,
    Labels: sorted({ ...base.Labels, ...own.labels }),
    ...ifGiven("StopSignal", base.StopSignal),
    ...ifGiven("Shell", base.Shell),
    ...ifGiven("Healthcheck", base.Healthcheck),
  };
};

/**
 * The config of a linked image: the base's, with what is ours in `config`, and our layers around
 * its own.
 */
export const linkedConfig = ({
  base,
  own,
  below,
  above,
  created = base.created ?? EPOCH,
}: {
  readonly base: ImageConfigFile;
  readonly own: ImageConfig;
  /** Our layers below the base's and above them, each from the bottom up. */
  readonly below: readonly LayerEntry[];
  readonly above: readonly LayerEntry[];
  /** ISO date-time; default the base's own. */
  readonly created?: string;
}): Record<string, unknown> => {
  const diffIds = (layers: readonly LayerEntry[]): string[] => layers.map(({ diffId }) => diffId);
  const history = (layers: readonly LayerEntry[]): HistoryEntry[] =>
    layers.map(({ title }) => ({ created, created_by: `dl-env: ${title}` }));
  return {
    architecture: base.architecture,
    os: base.os,
    created,
    config: runConfig(base.config ?? {}, own),
    rootfs: {
      type: "layers",
      diff_ids: [...diffIds(below), ...base.rootfs.diff_ids, ...diffIds(above)],
    },
    history: [...history(below), ...baseHistory(base), ...history(above)],
  };
};
