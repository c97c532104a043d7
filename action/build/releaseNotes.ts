/** The text below the heading of level two that begins with `title`; undefined without one. */
const section = (changelog: string, title: string): string | undefined =>
  changelog
    .split(/^## /m)
    .find((part) => part.split("\n", 1)[0]?.split(" ", 1)[0] === title)
    ?.split("\n")
    .slice(1)
    .join("\n")
    .trim();

/** Its entries: each begins with a dash, and what is before the first of them. */
const entries = (text: string): string[] =>
  text
    .split(/^(?=- )/m)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

/**
 * What a release changes: the changelog's section of that version, or the unreleased one, without
 * the entries that the release before it had already. Throws when nothing is left.
 */
export const releaseNotes = (changelog: string, version: string, before = ""): string => {
  const text = section(changelog, version) ?? section(changelog, "Unreleased");
  if (text === undefined)
    throw new Error(`CHANGELOG.md has neither a heading ## ${version} nor ## Unreleased`);
  const known = new Set(entries(before));
  const left = entries(text).filter((entry) => !known.has(entry));
  if (left.length === 0)
    throw new Error("CHANGELOG.md says nothing that the release before has not said already");
  return `${left.join("\n")}\n`;
};
