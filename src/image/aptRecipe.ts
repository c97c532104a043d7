import { hash } from "node:crypto";
import { REMAKE } from "../resolve/lockPlace.ts";
import type { AptSnapshots } from "../catalog/facts.ts";
import { foundProblem } from "../errors/error.ts";
import type { AptLock } from "../resolve/lock.ts";
import { instructionValue, runWord, wrapped } from "./quote.ts";

/** What decides the packages that apt installs in a build. */
export interface AptRecipe {
  readonly apt: AptLock;
  /** Of the release; absent where its distribution has none. */
  readonly snapshots?: AptSnapshots;
  /** Text of image/apt/apt.sh. */
  readonly installer: string;
}

/** A file of a build context; path from the context's folder. */
export interface ContextFile {
  readonly path: string;
  readonly content: string;
}

/** Build argument with the address of the snapshot service, so that a mirror can stand for it. */
export const SNAPSHOTS_ARG = "APT_SNAPSHOTS";

/** Folder of apt's files in a build context, and where a build sees it. */
const FOLDER = "apt";
const MOUNTED = "/mnt/apt";

/** What a RUN that calls apt begins with. */
export const APT_MOUNTS = `--mount=type=secret,id=ca --mount=type=bind,source=${FOLDER},target=${MOUNTED}`;

/** Names that only some images of a release need. */
export const aptExtras = ({
  python,
  pythonFrom,
  sudo,
  libraryPackages,
}: {
  readonly python: string;
  readonly pythonFrom: "ubuntu" | "standalone";
  readonly sudo: boolean;
  /** What `libraryPackages` says of the cell. */
  readonly libraryPackages: readonly string[];
}): string[] => [
  ...(pythonFrom === "ubuntu" ? [`python${python}`, `python${python}-venv`] : []),
  ...(sudo ? ["sudo"] : []),
  ...libraryPackages,
];

const unknownService = (release: string): Error =>
  foundProblem({
    code: "apt-lock-stale",
    message:
      `The apt lock of ${release} names a snapshot, and the catalog has no snapshot ` +
      "service for that release.",
    hint: REMAKE,
  });

const snapshotsOf = ({
  apt,
  snapshots,
}: Pick<AptRecipe, "apt" | "snapshots">): AptSnapshots | undefined => {
  if (apt.snapshot === undefined) return undefined;
  if (snapshots === undefined) throw unknownService(apt.release);
  return snapshots;
};

/** The ARG that a stage needs before it calls apt; empty for a release without snapshots. */
export const aptArgument = (recipe: Pick<AptRecipe, "apt" | "snapshots">): string => {
  const snapshots = snapshotsOf(recipe);
  return snapshots === undefined
    ? ""
    : `ARG ${SNAPSHOTS_ARG}=${instructionValue(snapshots.address)}\n`;
};

/** apt.sh, and the versions and digests that it holds packages against. */
export const aptFiles = ({
  apt,
  installer,
}: Pick<AptRecipe, "apt" | "installer">): ContextFile[] => {
  const lines = apt.packages?.map(
    ({ name, version, sha256, upgrades }) =>
      `${sha256} ${name}=${version}${upgrades === true ? " upgrades" : ""}\n`,
  );
  return [
    { path: `${FOLDER}/apt.sh`, content: installer },
    ...(lines === undefined ? [] : [{ path: `${FOLDER}/packages.txt`, content: lines.join("") }]),
  ];
};

/** Lines of shell that call apt.sh with these words, within a RUN that has APT_MOUNTS. */
export const aptCall = (recipe: AptRecipe, words: readonly string[]): string[] => {
  const snapshots = snapshotsOf(recipe);
  const { snapshot = "", asOf } = recipe.apt;
  const mounted = hash(
    "sha256",
    JSON.stringify(aptFiles(recipe).map(({ content }) => content)),
  ).slice(0, 12);
  return [
    ...(snapshots === undefined
      ? []
      : [
          `export SNAPSHOT="$${SNAPSHOTS_ARG}/${snapshot}" ` +
            `SUITES=${runWord(snapshots.suites.join(" "))} ` +
            `COMPONENTS=${runWord(snapshots.components.join(" "))};`,
        ]),
    // This does nothing but differ: engines reuse what they remember of a RUN with the same text,
    // whatever has changed in what it mounts.
    `: ${runWord(`packages as of ${asOf}, files ${mounted}`)}; sh ` +
      `${MOUNTED}/apt.sh \\\n        ` +
      `${wrapped("", words.map(runWord), { next: " \\\n        ", width: 100 })};`,
  ];
};
