import { DAY } from "../text/units.ts";
import { createHash } from "node:crypto";
import { addedIndexes, defaultIndex } from "../resolve/indexSettings.ts";
import { cacheFolder } from "../system/cacheFolder.ts";
import type { RunCache } from "../system/actionsCache.ts";
import type { System } from "../system/ports.ts";
import type { ActionInputs, CommandName } from "./inputs.ts";
import type { StepContext } from "./runStep.ts";

// What a resolver read and answered, kept between runs: index pages and metadata of uv, our
// answers, sizes of wheels. Never layers or wheels.

/** Commands that ask the resolver; jobs that work on a plan have their locks from it. */
const ASKING: ReadonlySet<CommandName> = new Set(["plan", "lock", "generate", "watch", "check"]);

/** Changes when what is kept, or where, changes. */
const FORMAT = 1;
/** Bytes in all, and of one file, before compression. */
const CACHE_LIMIT = 100_000_000;
const FILE_LIMIT = 20_000_000;
/** Whether this step asks a resolver, and this run may at least read what others kept. */
export const usesCache = (
  { command, offline, planFolder, stage }: ActionInputs,
  { caches }: StepContext["rights"],
): boolean =>
  caches !== "none" &&
  ASKING.has(command) &&
  !offline &&
  planFolder === undefined &&
  stage !== "comment";

const hash = (texts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16);

const textsIn = async ({ files }: System, folder: string, pattern: RegExp): Promise<string[]> => {
  const names = (await files.list(folder)).filter((name) => pattern.test(name));
  return Promise.all(
    names.map(async (name) => `${name}\n${(await files.readText(`${folder}/${name}`)) ?? ""}`),
  );
};

export interface CacheKeys {
  readonly key: string;
  /** What counts where that key is not there, the closest first. */
  readonly prefixes: readonly string[];
}

/**
 * By catalog, by request and locks, and by day: the first run of a day keeps what the others of
 * that day find.
 */
export const cacheKeys = async (sys: System, file: string): Promise<CacheKeys> => {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";
  const catalog = `dl-env-${FORMAT}-${hash(await textsIn(sys, `${sys.env.projectRoot}/matrix`, /\.yml$/))}-`;
  const request = `${catalog}${hash([(await sys.files.readText(file)) ?? "", ...(await textsIn(sys, `${folder}/locks`, /\.json$/))])}-`;
  return {
    key: `${request}${new Date(sys.clock.now()).toISOString().slice(0, 10)}`,
    prefixes: [request, catalog],
  };
};

const uvFolder = ({ env }: System): string =>
  env.get("UV_CACHE_DIR") || `${env.get("XDG_CACHE_HOME") || `${env.home}/.cache`}/uv`;

/**
 * Pages of an index that asks for a login may hold signed addresses, so then nothing of uv's is
 * kept.
 */
const asksForLogin = async (sys: System): Promise<boolean> => {
  const index = await defaultIndex(sys);
  const written = [
    ...addedIndexes(sys),
    ...("address" in index ? [index.address] : []),
    ...(index.from === "uv.toml" ? [(await sys.files.readText(index.file)) ?? ""] : []),
  ];
  return (
    written.some((text) => /\/\/[^/\s]*@/.test(text)) ||
    Boolean(sys.env.get("UV_KEYRING_PROVIDER")) ||
    (await sys.files.stat(`${sys.env.home}/.netrc`)) !== undefined
  );
};

interface Found {
  /** Relative to the folder of its source. */
  readonly path: string;
  readonly size: number;
}

/** Files under a folder, in the order of their names. */
const walk = async (sys: System, folder: string, at = ""): Promise<Found[]> => {
  const found: Found[] = [];
  for (const name of await sys.files.list(`${folder}${at}`)) {
    const path = `${at}/${name}`;
    const stat = await sys.files.stat(`${folder}${path}`);
    if (stat?.kind === "directory") found.push(...(await walk(sys, folder, path)));
    else if (stat?.kind === "file") found.push({ path, size: stat.size });
  }
  return found;
};

interface Source {
  readonly name: "ours" | "uv";
  readonly folder: string;
  readonly wanted: (path: string) => boolean;
}

const sourcesOf = async (sys: System): Promise<Source[]> => [
  {
    name: "ours",
    folder: cacheFolder(sys.env),
    wanted: (path) => /^\/(?:(?:answers|platforms)\/[^/]+\.json|sizes\.json)$/.test(path),
  },
  ...((await asksForLogin(sys))
    ? []
    : [
        {
          name: "uv" as const,
          folder: uvFolder(sys),
          wanted: (path: string) =>
            /^\/simple-v\d+\//.test(path) || /^\/wheels-v\d+\/.*\.msgpack$/.test(path),
        },
      ]),
];

/** An answer says itself when it was asked for; one that is a day old is of no more use. */
const isOld = (path: string, text: string, now: number): boolean =>
  path.startsWith("/answers/") && now - Number(/"asked":(\d+)/.exec(text)?.[1] ?? 0) > DAY;

/** Only these folders of a source are walked: the others are large. */
const TOPS: Readonly<Record<Source["name"], RegExp>> = {
  ours: /^(?:answers|platforms|sizes\.json)$/,
  uv: /^(?:simple|wheels)-v\d+$/,
};

interface GatherOptions {
  readonly isSecret: (text: string) => boolean;
  /** bytes */
  readonly limit?: number;
}

/**
 * Copies what is to be kept into the folder; what `isSecret` finds a secret in stays out. Returns
 * the number of files.
 */
export const gather = async (
  sys: System,
  into: string,
  { isSecret, limit = CACHE_LIMIT }: GatherOptions,
): Promise<number> => {
  await sys.files.remove(into);
  let [left, count] = [limit, 0];
  for (const { name, folder, wanted } of await sourcesOf(sys)) {
    const tops = (await sys.files.list(folder)).filter((top) => TOPS[name].test(top));
    const found = (
      await Promise.all(
        tops.map(async (top) =>
          (await sys.files.stat(`${folder}/${top}`))?.kind === "file"
            ? [{ path: `/${top}`, size: 0 }]
            : walk(sys, folder, `/${top}`),
        ),
      )
    ).flat();
    for (const { path, size } of found) {
      const from = `${folder}${path}`;
      if (!wanted(path) || size > Math.min(left, FILE_LIMIT)) continue;
      const bytes = await sys.files.readBytes(from);
      const text = Buffer.from(bytes ?? []).toString("latin1");
      if (bytes === undefined || isOld(path, text, sys.clock.now()) || isSecret(text)) continue;
      await sys.files.write(`${into}/${name}${path}`, bytes);
      left -= bytes.length;
      count += 1;
    }
  }
  return count;
};

/**
 * Puts what was kept where uv and we look for it, and only where nothing is: what this machine
 * knows itself is newer.
 */
export const place = async (sys: System, from: string): Promise<number> => {
  let count = 0;
  for (const { name, folder, wanted } of await sourcesOf(sys)) {
    for (const { path } of (await walk(sys, `${from}/${name}`)).filter((found) =>
      wanted(found.path),
    )) {
      const bytes =
        (await sys.files.stat(`${folder}${path}`)) === undefined
          ? await sys.files.readBytes(`${from}/${name}${path}`)
          : undefined;
      if (bytes === undefined) continue;
      await sys.files.write(`${folder}${path}`, bytes);
      count += 1;
    }
  }
  return count;
};

/**
 * Runs the step with what earlier runs kept, and keeps what it learned where this run may. A cache
 * that does not work is told once and changes nothing else.
 */
export const withCache = async <T>(
  { sys, inputs, rights }: StepContext,
  { cache, mask }: { readonly cache: RunCache; readonly mask: (text: string) => string },
  work: () => Promise<T>,
): Promise<T> => {
  const folder = `${sys.env.get("RUNNER_TEMP") ?? sys.env.cwd}/dl-env-cache`;
  const { key, prefixes } = await cacheKeys(sys, inputs.file);
  const restored = await cache.restore(folder, key, prefixes);
  if (restored.trouble !== undefined)
    sys.log.info(
      "The cache of earlier runs could not be used, so all answers are fetched " +
        `again: ${restored.trouble}`,
    );
  else if (restored.key !== undefined)
    sys.log.debug(`${await place(sys, folder)} files of the cache ${restored.key} are used`);
  try {
    return await work();
  } finally {
    if (
      rights.caches === "write" &&
      restored.trouble === undefined &&
      restored.key !== key &&
      (await gather(sys, folder, { isSecret: (text) => mask(text) !== text })) > 0
    ) {
      const { trouble } = await cache.save(folder, key);
      if (trouble !== undefined)
        sys.log.info(`The answers of this run could not be cached for later runs: ${trouble}`);
    }
    await sys.files.remove(folder);
  }
};
