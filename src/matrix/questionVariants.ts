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

/** From where and how new: the preferred index or the other, the newest entry or the oldest. */
const PREFERENCES = [
  { near: true, low: false },
  { near: true, low: true },
  { near: false, low: false },
  { near: false, low: true },
] as const;

const chosenBy = (
  releases: readonly LibraryRelease[],
  { near, low }: (typeof PREFERENCES)[number],
): LibraryRelease | undefined => {
  const [first] = releases;
  const alike = releases.filter(({ index }) => (index === first?.index) === near);
  const from = alike.length === 0 ? releases : alike;
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
