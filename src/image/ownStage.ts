import { runWord, wrapped } from "./quote.ts";
import type { OwnEntry } from "./recipe.ts";

const NEXT = " \\\n        ";

/** A command over paths of the stage, in as many lines as it needs. */
const over = (command: string, entries: readonly OwnEntry[]): string =>
  `${wrapped(
    command,
    entries.map(({ path }) => runWord(`/layer${path}`)),
    { next: NEXT, width: 100 },
  )};`;

const groups = (
  entries: readonly OwnEntry[],
  keyOf: (entry: OwnEntry) => string,
): Map<string, OwnEntry[]> => Map.groupBy(entries, keyOf);

const octal = (mode: number): string => mode.toString(8).padStart(4, "0");

/**
 * The stage `own`: the same files, links and folders, owners and modes as in the layer of one's own
 * files, whatever the modes of the folder that is copied.
 */
export const ownStage = (entries: readonly OwnEntry[]): string => {
  const folders = entries.filter(({ content }) => content.kind === "directory");
  const files = entries.filter(({ content }) => content.kind === "file");
  const owned = entries.filter(({ uid, gid }) => uid !== 0 || gid !== 0);
  const lines = [
    "chmod -R u=rwX,go=rX /layer;",
    ...(folders.length === 0 ? [] : [over("mkdir -p", folders)]),
    ...[...groups([...folders, ...files], ({ mode }) => octal(mode))]
      // chmod -R gave these, by whether a file may be run: lists of paths stay short.
      .filter(([mode]) => mode !== "0644" && mode !== "0755")
      .map(([mode, some]) => over(`chmod ${mode}`, some)),
    ...[...groups(owned, ({ uid, gid }) => `${uid}:${gid}`)].map(([owner, some]) =>
      over(`chown -h ${owner}`, some),
    ),
  ];
  const hasFiles = folders.length < entries.length;
  return `
# Files that dl-env.yml names.
FROM system AS own
${hasFiles ? "COPY own/ /layer/\n" : ""}RUN set -eu; umask 022; mkdir -p /layer; ${lines.join(" \\\n    ").replace(/;$/, "")}
`;
};
