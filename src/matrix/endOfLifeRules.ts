import type { UbuntuRelease } from "../catalog/facts.ts";
import { compareVersions } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import { releaseOf } from "./cudaRelease.ts";
import { matrixLine } from "./matrixLine.ts";
import type { Reason } from "./reason.ts";
import type { RuleContext } from "./ruleContext.ts";

/** `cuda-end-of-life`: NVIDIA rebuilds the images of this release no longer. */
export const cudaEndOfLife = (cell: Cell, { catalog, today }: RuleContext): Reason[] => {
  const release = releaseOf(catalog, cell.cuda, cell.ubuntu);
  const ended = release?.endOfLife ?? release?.endedBy;
  if (release === undefined || ended === undefined || ended > today) return [];
  const newer = catalog.cuda.findLast(
    (other) =>
      other.minor === release.minor &&
      other.images[cell.ubuntu] !== undefined &&
      (other.endOfLife ?? other.endedBy ?? "9999") > today,
  );
  const successor = newer === undefined ? "" : ` Its successor is ${newer.version}.`;
  return [
    {
      code: "cuda-end-of-life",
      message:
        (release.endOfLife === undefined
          ? `By ${ended} NVIDIA listed its images of CUDA ${cell.cuda} as ended.`
          : `NVIDIA ended its images of CUDA ${cell.cuda} on ${ended}; they are no longer rebuilt.`) +
        successor,
      source: release.source,
      ...(newer === undefined ? {} : { hint: matrixLine("cuda", newer.version) }),
    },
  ];
};

/** `ubuntu-end-of-life`: the release gets no security updates. */
export const ubuntuEndOfLife = (
  release: UbuntuRelease | undefined,
  { catalog, today }: RuleContext,
): Reason[] => {
  if (release === undefined || release.endOfLife > today) return [];
  const next = catalog.ubuntu.find(
    (other) => compareVersions(other.name, release.name) > 0 && other.endOfLife > today,
  );
  const name = release.name === "stand-in" ? "The stand-in's Debian" : `Ubuntu ${release.name}`;
  return [
    {
      code: "ubuntu-end-of-life",
      message: `${name} has had no security updates since ${release.endOfLife}.`,
      source: release.source,
      ...(next === undefined ? {} : { hint: matrixLine("ubuntu", next.name) }),
    },
  ];
};
