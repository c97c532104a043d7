import { compare } from "@renovatebot/pep440";
import type { PinnedWheel } from "../catalog/facts.ts";
import { DlEnvError } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { requirementsText } from "./questionFiles.ts";
import { indexAccess } from "./indexAccess.ts";
import { normalised } from "./pylock.ts";
import { cacheFolder } from "../system/cacheFolder.ts";
import { resolvingPython } from "./resolvingPython.ts";
import { whyUnreachable } from "./indexFailures.ts";
import { uvOnce } from "./uv.ts";

export interface NewestQuestion {
  readonly tool: PinnedWheel;
  readonly packages: readonly string[];
  /**
   * x.y, ascending. What has a wheel for one of the two last counts; the others are for packages
   * that have none for those.
   */
  readonly pythons: readonly string[];
  readonly platform: string;
}

export interface NewestAnswer {
  /** Package -> its newest release with a wheel; packages without one are absent. */
  readonly found: ReadonlyMap<string, string>;
  /** Set when the index could not be queried: then `found` is not whole. */
  readonly failure?: string;
}

/**
 * Milliseconds for one run; many packages take some seconds when the index' pages are not in uv's
 * cache.
 */
const TIMEOUT = 120_000;

/**
 * Pythons that are always asked: a release without wheels for the last one often has them a week
 * later.
 */
const ALWAYS = 2;

type Answer =
  | { readonly kind: "found"; readonly versions: readonly (readonly [string, string])[] }
  | { readonly kind: "none" }
  | { readonly kind: "failed"; readonly why: string };

/**
 * Asks for the newest releases of some packages at once; each by itself, since dependencies are not
 * followed.
 */
type Ask = (packages: readonly string[], python: string) => Promise<Answer>;

const pinned = (text: string): (readonly [string, string])[] =>
  text.split("\n").flatMap((line) => {
    const [, name, version] = /^([A-Za-z0-9._-]+)==(\S+)/.exec(line) ?? [];
    return name === undefined || version === undefined
      ? []
      : [[normalised(name), version] as const];
  });

const argumentsFor = (file: string, python: string, platform: string): readonly string[] => [
  "pip",
  "compile",
  file,
  "--no-deps",
  "--system",
  "--python-version",
  python,
  "--python-platform",
  platform,
  "--only-binary",
  ":all:",
  "--prerelease",
  "disallow",
  "--resolution",
  "highest",
  "--no-header",
  "--no-annotate",
  "--quiet",
];

const openAsk = async (
  sys: System,
  { tool, platform }: NewestQuestion,
  work: string,
): Promise<Ask> => {
  const uv = await uvOnce(sys, tool);
  // The index' pages are asked for once, not for every Python again; what is ten minutes old is new
  // enough.
  const access = await indexAccess(sys, { uv, work }, false);
  const env = { ...(await access([])), UV_HTTP_RETRIES: "1" };
  const worksBy = await resolvingPython(sys, uv, work);
  return async (packages, python) => {
    const file = `${work}/newest.in`;
    await sys.files.write(file, requirementsText(packages));
    const { code, stdout, stderr, timedOut } = await sys.processes.run(
      [uv.path, ...argumentsFor(file, python, platform), ...worksBy],
      { cwd: work, env, timeout: TIMEOUT },
    );
    if (code === 0) return { kind: "found", versions: pinned(stdout) };
    const failure = whyUnreachable(stderr, [], timedOut);
    if (failure !== undefined) return { kind: "failed", why: failure.reason.message };
    return stderr.includes("No solution found")
      ? { kind: "none" }
      : { kind: "failed", why: `uv ended with code ${code} and gave no result.` };
  };
};

/**
 * One package without a wheel spoils the answer for all that were asked with it: then each half is
 * asked by itself.
 */
const inHalves = async (ask: Ask, packages: readonly string[], python: string): Promise<Answer> => {
  const answer = await ask(packages, python);
  if (answer.kind !== "none" || packages.length < 2) return answer;
  const middle = Math.ceil(packages.length / 2);
  const versions: (readonly [string, string])[] = [];
  for (const half of [packages.slice(0, middle), packages.slice(middle)]) {
    const part = await inHalves(ask, half, python);
    if (part.kind === "failed") return part;
    if (part.kind === "found") versions.push(...part.versions);
  }
  return { kind: "found", versions };
};

/**
 * The newest release of each package that has a wheel, as the default index has it now.
 * Pre-releases do not count.
 */
export const newestReleases = async (
  sys: System,
  question: NewestQuestion,
): Promise<NewestAnswer> => {
  const found = new Map<string, string>();
  if (question.packages.length === 0) return { found };
  const work = await sys.files.makeTemp("newest-", `${cacheFolder(sys.env)}/tmp`);
  try {
    const ask = await openAsk(sys, question, work);
    for (const [at, python] of question.pythons.toReversed().entries()) {
      const packages =
        at < ALWAYS
          ? question.packages
          : question.packages.filter((name) => !found.has(normalised(name)));
      if (packages.length === 0) break;
      const asked = inHalves(ask, packages, python);
      sys.log.progress(() => `asking for the newest releases for Python ${python}`, asked);
      const answer = await asked;
      if (answer.kind === "failed") return { found: new Map(), failure: answer.why };
      if (answer.kind === "none") continue;
      for (const [name, version] of answer.versions) {
        const before = found.get(name);
        if (before === undefined || compare(version, before) > 0) found.set(name, version);
      }
    }
    return { found };
  } catch (error) {
    // Without uv on this machine the rest can be compared still.
    if (error instanceof DlEnvError && error.exit === 3)
      return { found: new Map(), failure: error.message };
    throw error;
  } finally {
    await sys.files.remove(work);
  }
};
