import type { Cell } from "./cell.ts";
import { releaseOf } from "./cudaRelease.ts";
import { librariesOf } from "./libraryRelease.ts";
import { matrixLine } from "./matrixLine.ts";
import type { Reason } from "./reason.ts";
import type { RuleContext } from "./ruleContext.ts";

/**
 * `two-cudnns`: a `cudnn-*` base brings a cuDNN, a library's wheels bring another, and something
 * loads one. A wheel that brings its own finds it by its RPATH; the base's is not loaded instead.
 */
export const cudnnRule = (cell: Cell, { catalog, request }: RuleContext): Reason[] => {
  if (!cell.flavor.startsWith("cudnn")) return [];
  const libraries = librariesOf(cell, catalog);
  const bringing = libraries.find(({ bringsCudnn }) => bringsCudnn);
  const reading = libraries.find(({ usesCudnn }) => usesCudnn);
  if (bringing === undefined || reading === undefined) return [];
  const version = releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn;
  const base = `the flavor ${cell.flavor} brings ${version === undefined ? "one" : version} too`;
  const { ownCopy, twoCopies } = catalog.cudnn;
  return [
    {
      code: "two-cudnns",
      message:
        `${bringing.title}'s wheels bring a cuDNN, and ${base}.` +
        (request.cudnn === "system"
          ? ` They load their own by its path, so \`cudnn: system\` cannot be kept.`
          : ""),
      source: request.cudnn === "system" ? ownCopy : twoCopies,
      hint: matrixLine("flavor", cell.flavor.replace(/^cudnn-/, "")),
    },
  ];
};
