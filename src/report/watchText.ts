import type { GoneCell, WatchReport, WatchedRelease } from "../commands/watch/watchReport.ts";
import { fewNames } from "../text/fewNames.ts";
import { count } from "../text/units.ts";
import { outsideText } from "./storeText.ts";
import { code, prose } from "./summaryMarkup.ts";

const catalogText = (releases: readonly WatchedRelease[], hasCatalog: boolean): string[] => {
  if (hasCatalog)
    return [
      "They are added to the list of CUDA images in this repository's catalog too, " +
        "with the date on which they were read.",
      "",
    ];
  const unknown = releases.filter(({ known }) => !known);
  return unknown.length === 0
    ? []
    : [
        "The catalog of the dl-env in use does not know CUDA " +
          `${unknown.map(({ minor }) => minor).join(", ")} yet, so the checks fail until ` +
          "a newer version is used.",
        "",
      ];
};

/**
 * The pull request about new CUDA releases. `catalog`: whether this repository's own list of images
 * is edited too.
 */
export const pullText = (
  releases: readonly WatchedRelease[],
  { catalog }: { readonly catalog: boolean },
): { title: string; body: string } => ({
  title: `Add CUDA ${releases.map(({ minor }) => minor).join(", ")} to the matrix`,
  body: [
    "NVIDIA has published images that fit this matrix:",
    "",
    ...releases.map(({ version, tags }) => `- CUDA ${code(version)}: ${tags.map(code).join(", ")}`),
    "",
    ...catalogText(releases, catalog),
    "The checks of this pull request show whether the libraries work together. " +
      "Close it, and this release is not proposed again; reopen it, and each nightly run " +
      "brings it up to date. With a commit of yours on top, the branch is left as it is.",
  ].join("\n"),
});

/** The last word on a pull request that is out of date. */
export const OVERTAKEN =
  "This release is no longer news: it is in the matrix, a newer one is, or its images are gone. " +
  "So this pull request is closed.";

/** The last word on the issue that says that pull requests cannot be opened. */
export const ALLOWED = "No branch waits for its pull request any more.";

/** The issue that says that pull requests cannot be opened, with the branches that wait. */
export const notAllowedText = (
  branches: readonly string[],
  { base }: { readonly base: string },
): { title: string; body: string } => ({
  title: "New CUDA releases wait for a pull request",
  body: [
    "A nightly run wrote new CUDA releases into branches, but the settings of this repository " +
      "do not let Actions open pull requests, as is GitHub's default.",
    "",
    ...branches.map((branch) => `- ${code(branch)}, to merge into ${code(base)}`),
    "",
    "Allow it in Settings, Actions, General: *Allow GitHub Actions to create and approve pull " +
      "requests*. Or open them yourself: `gh pr create --head BRANCH`. Or close this issue, and " +
      "it is not opened again for these branches.",
  ].join("\n"),
});

/** The issue about bases that are gone. */
export const goneText = (gone: readonly GoneCell[]): { title: string; body: string } => ({
  title: `${count(gone.length, "cell")} without a base image`,
  body: [
    "The registry no longer lists the base images of these cells. Their images and " +
      "tags stay as they are; they are not built again.",
    "",
    ...gone.slice(0, 100).map(({ cell, message }) => `- ${code(cell)}: ${prose(message)}`),
    ...(gone.length > 100 ? [`- and ${gone.length - 100} more`] : []),
    "",
    "Remove them from the matrix, and this issue is closed automatically.",
  ].join("\n"),
});

export const SETTLED = "Every cell of the matrix has a base image again.";

/** What a night found, for people. */
export const watchText = ({
  changed,
  unfinished,
  gone,
  releases,
  apt,
  unknown,
  outside = [],
  retention,
  quiet,
  lastLook,
}: WatchReport): string =>
  [
    changed.length === 0
      ? "Nothing to build."
      : `${count(changed.length, "cell")} to build: ` +
        `${changed.slice(0, 20).join(", ")}${changed.length > 20 ? ", …" : ""}`,
    ...(unfinished.length === 0
      ? []
      : [
          `A promotion of ${fewNames(unfinished)} did not come to its end. To finish it: ` +
            "dl-env promote",
        ]),
    ...releases.map(({ version, tags }) => `CUDA ${version} is new: ${tags.join(", ")}`),
    ...gone.map(({ cell, message }) => `${cell} no longer has a base image: ${message}`),
    ...apt.map(({ message, hint }) => `${message}${hint === undefined ? "" : ` ${hint}`}`),
    ...unknown.slice(0, 20).map(({ cell, message }) => `${cell} could not be judged: ${message}`),
    ...outsideText(outside, retention),
    ...(lastLook === undefined
      ? []
      : [
          `No base was pushed since everything was looked at, on ${lastLook.slice(0, 10)} at ` +
            `${lastLook.slice(11, 16)} UTC. To look at everything: dl-env watch --full`,
        ]),
    ...(quiet === undefined ? [] : [quiet]),
  ].join("\n");
