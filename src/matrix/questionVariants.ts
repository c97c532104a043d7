import type { Library, LibraryRelease } from "../catalog/libraryFacts.ts";

/** A library and the entry of its library.yml that is asked for. */
export interface ChosenRelease {
  readonly library: Library;
  readonly release: LibraryRelease;
}

interface Options {
  readonly library: Library;
  /** The preferred first; none where the library cannot be had. */
  readonly releases: readonly LibraryRelease[];
}

/**
 * From where and how new. `leave`: what prefers an index of its own is taken from elsewhere.
 * `take`: what prefers the default index is taken from one of its own. `low`: the oldest entry.
 */
interface Preference {
  readonly leave: boolean;
  readonly take: boolean;
  readonly low: boolean;
}

const PREFERENCES: readonly Preference[] = [
  { leave: false, take: false },
  { leave: true, take: false },
  { leave: false, take: true },
  { leave: true, take: true },
].flatMap((where) => [
  { ...where, low: false },
  { ...where, low: true },
]);

const chosenBy = (
  releases: readonly LibraryRelease[],
  { leave, take, low }: Preference,
): LibraryRelease | undefined => {
  const preferred = releases[0]?.index;
  const isLeft = preferred === undefined ? take : leave;
  const wanted = releases.filter(({ index }) => (index === preferred) !== isLeft);
  const from = wanted.length === 0 ? releases.filter(({ index }) => index === preferred) : wanted;
  return low ? from.at(-1) : from[0];
};

/**
 * What may be asked for the libraries of one cell, the preferred first and each once: entries of
 * one index go together, since builds of two makers do not.
 */
export const questionVariants = (
  options: readonly Options[],
): readonly (readonly ChosenRelease[])[] => {
  const distinct = new Map<string, readonly ChosenRelease[]>();
  for (const preference of PREFERENCES) {
    const chosen = options.flatMap(({ library, releases }) => {
      const release = chosenBy(releases, preference);
      return release === undefined ? [] : [{ library, release }];
    });
    const key = chosen
      .map(({ library, release }) => `${library.name} ${library.releases.indexOf(release)}`)
      .join();
    if (!distinct.has(key)) distinct.set(key, chosen);
  }
  return [...distinct.values()];
};
