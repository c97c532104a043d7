import type { Cell } from "./cell.ts";
import { releaseOf } from "./cudaRelease.ts";
import { librariesOf } from "./libraryRelease.ts";
import { matrixLine } from "./matrixLine.ts";
import type { Reason } from "./reason.ts";
import type { RuleContext } from "./ruleContext.ts";

/** `two-cudnns`: a `cudnn-*` base brings a cuDNN, and a library's wheels bring or load another. */
export const cudnnRule = (cell: Cell, { catalog, request }: RuleContext): Reason[] => {
  if (!cell.flavor.startsWith("cudnn") || request.cudnn === "system") return [];
  const libraries = librariesOf(cell, catalog);
  const user =
    libraries.find((library) => library.bringsCudnn) ??
    libraries.find((library) => library.usesCudnn);
  if (user === undefined) return [];
  const version = releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn;
  const base = `the flavor ${cell.flavor} brings ${version === undefined ? "one" : version} too`;
  return [
    {
      code: "two-cudnns",
      message: user.bringsCudnn
        ? `${user.title}'s wheels bring a cuDNN, and ${base}.`
        : `${user.title} loads the cuDNN that it finds first, and ${base}.`,
      source: catalog.cudnn.twoCopies,
      hint:
        `${matrixLine("flavor", cell.flavor.replace(/^cudnn-/, ""))}, or ask for the ` +
        "base's cuDNN: cudnn: system",
    },
  ];
};
