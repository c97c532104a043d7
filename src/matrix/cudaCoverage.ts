import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import { releaseOf } from "./cudaRelease.ts";
import { matrixLine } from "./matrixLine.ts";
import type { Reason } from "./reason.ts";
import type { RuleContext } from "./ruleContext.ts";

/**
 * `cuda-not-covered`: what the catalog says of wheels begins with its oldest CUDA and ends with the
 * majors that it knows; whether there is an image has no part in it.
 */
export const cudaCoverage = (cell: Cell, { catalog }: RuleContext): Reason[] => {
  const minors = [...new Set(catalog.cuda.map(({ minor }) => minor))].sort(compareVersions);
  const [oldest = "0"] = minors;
  const isOlder = compareVersions(minorOf(cell.cuda), oldest) < 0;
  const isKnown = releaseOf(catalog, cell.cuda, cell.ubuntu) !== undefined;
  if (isKnown || (!isOlder && catalog.wheels[majorOf(cell.cuda)] !== undefined)) return [];
  const nearest = isOlder ? oldest : minors.at(-1);
  return [
    {
      code: "cuda-not-covered",
      message:
        `The catalog's facts about wheels are for CUDA ${oldest} to ${minors.at(-1)}; ` +
        `CUDA ${cell.cuda} is ${isOlder ? "older" : "newer"}.`,
      source: "matrix/cuda.yml",
      ...(nearest === undefined ? {} : { hint: matrixLine("cuda", nearest) }),
    },
  ];
};
