import { visibleLine } from "../text/visible.ts";
import { hintFor } from "./checkHints.ts";
import type { ReportedFinding } from "./checkReport.ts";
import type { Expected, ImageView } from "./imageView.ts";
import { staticFindings } from "./staticChecks.ts";

/** A step of a build is a page of shell; its beginning says which one it is. */
const shortTitle = (title: string): string => {
  const line = title
    .replace(/^dl-env: /, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
};

/**
 * Runs the static checks over an image, whose paths and texts are its own: what is invisible in
 * them is made visible. Pure but for what the view reads.
 */
export const findingsOf = async (
  image: ImageView,
  expected: Expected,
): Promise<ReportedFinding[]> =>
  (await staticFindings(image, expected)).map((finding) => {
    const layer = finding.path === undefined ? undefined : image.layerOf(finding.path);
    const { path, message } = finding;
    return {
      ...finding,
      message: visibleLine(message),
      ...(path === undefined ? {} : { path: visibleLine(path) }),
      ...(layer === undefined || layer === "" ? {} : { layer: visibleLine(shortTitle(layer)) }),
      hint: hintFor(finding.code),
    };
  });
