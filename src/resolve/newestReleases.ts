import { compare } from "@renovatebot/pep440";
import type { PinnedWheel } from "../catalog/facts.ts";
import { DlEnvError } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { askNewest, type Newest } from "./askNewest.ts";
import { openAsking } from "./openAsking.ts";
import { FINAL_ONLY } from "./preReleases.ts";
import { normalised } from "./pylock.ts";

/** Where the newest releases are looked for on the default index. */
interface NewestPlace {
  /** uv, with which it is asked. */
  readonly tool: PinnedWheel;
  readonly platform: string;
}

export interface NewestQuestion extends NewestPlace {
  readonly packages: readonly string[];
  /**
   * x.y, ascending. What has a wheel for one of the two last counts; the others are for packages
   * that have none for those.
   */
  readonly pythons: readonly string[];
}

export interface NewestAnswer {
  /** Package -> its newest release with a wheel; packages without one are absent. */
  readonly found: ReadonlyMap<string, string>;
  /** Set when the index could not be queried: then `found` is not whole. */
  readonly failure?: string;
}

export interface NewestWheelQuestion extends NewestPlace {
  readonly package: string;
  /** x.y */
  readonly python: string;
}

/** The wheel, or why it is not known; a sentence. */
export type NewestWheel =
  { readonly wheel: PinnedWheel } | { readonly wheel?: undefined; readonly failure: string };

/**
 * Pythons that are always asked: a release without wheels for the last one often has them a week
 * later.
 */
const ALWAYS = 2;
const RETRIES = 1;

type AskDefault = (packages: readonly string[], python: string) => Promise<Newest>;

/** Lets `work` ask the default index; without uv on this machine that is the failure. */
const withDefaultIndex = async <T>(
  sys: System,
  { tool, platform }: NewestPlace,
  work: (ask: AskDefault) => Promise<T>,
): Promise<T | { readonly failure: string }> => {
  const uv = openAsking(sys, { tool, indexes: new Map(), mirrors: {} });
  try {
    const asking = { ...(await uv.start()), retries: RETRIES };
    return await work((requirements, python) =>
      askNewest(asking, { requirements, constraints: [], python, platform, indexes: [] }, [
        FINAL_ONLY,
      ]),
    );
  } catch (error) {
    // The rest can be compared still.
    if (error instanceof DlEnvError && error.exit === 3) return { failure: error.message };
    throw error;
  } finally {
    await uv.close();
  }
};

/** Asks for each Python in turn, the newest first. */
const forPythons = async (
  sys: System,
  { packages: all, pythons }: NewestQuestion,
  ask: AskDefault,
): Promise<NewestAnswer> => {
  const found = new Map<string, string>();
  for (const [at, python] of pythons.toReversed().entries()) {
    const packages = at < ALWAYS ? all : all.filter((name) => !found.has(normalised(name)));
    if (packages.length === 0) break;
    const asked = ask(packages, python);
    sys.log.progress(() => `asking for the newest releases for Python ${python}`, asked);
    const newest = await asked;
    if (newest.failure !== undefined) return { found: new Map(), failure: newest.failure };
    for (const { name, version } of newest.wheels) {
      const before = found.get(name);
      if (before === undefined || compare(version, before) > 0) found.set(name, version);
    }
  }
  return { found };
};

/**
 * The newest release of each package that has a wheel, as the default index has it now.
 * Pre-releases do not count.
 */
export const newestReleases = async (
  sys: System,
  question: NewestQuestion,
): Promise<NewestAnswer> => {
  if (question.packages.length === 0) return { found: new Map() };
  const answer = await withDefaultIndex(sys, question, (ask) => forPythons(sys, question, ask));
  return { found: new Map(), ...answer };
};

/** The newest wheel of one package on the default index, with its checksum. */
export const newestWheel = (sys: System, question: NewestWheelQuestion): Promise<NewestWheel> =>
  withDefaultIndex(sys, question, async (ask) => {
    const newest = await ask([question.package], question.python);
    if (newest.failure !== undefined) return newest;
    const [found] = newest.wheels;
    return found === undefined
      ? {
          failure: `The package index has no wheel of ${question.package} for this platform.`,
        }
      : { wheel: { version: found.version, wheelSha256: found.sha256, wheelFile: found.file } };
  });
