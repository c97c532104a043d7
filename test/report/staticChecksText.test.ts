import { describe, expect, test } from "vitest";
import { checkProblems } from "../../src/inspect/checkProblems.ts";
import { checkLines, checkTally } from "../../src/report/staticChecksText.ts";
import type { ReportedFinding } from "../../src/inspect/checkReport.ts";
import { STATIC_CHECKS } from "../../src/inspect/staticChecks.ts";
import { cleanChecks, sha256 } from "../publish/images.ts";

const LIBCUDA: ReportedFinding = {
  check: "driver libraries",
  code: "driver-library",
  message: "A library of the driver is in the image.",
  path: "/usr/lib/libcuda.so.1",
  layer: "RUN cp",
  hint: "Choose another base: dl-env plan",
};
const ROOT: ReportedFinding = {
  check: "start",
  code: "root-user",
  message: "The image starts as root.",
  hint: "End with: USER 1000:0",
};
const report = (cell: string, ...findings: ReportedFinding[]) => ({
  ...cleanChecks(sha256(cell), findings),
  cell,
});

describe("what the checks found", () => {
  test("is a sentence and a hint for each finding, with place and layer where there are any", () => {
    expect(checkLines(report("one", LIBCUDA, ROOT))).toEqual([
      "  driver libraries: A library of the driver is in the image (/usr/lib/libcuda.so.1, from RUN cp). (driver-library)",
      "    Choose another base: dl-env plan",
      "  start: The image starts as root. (root-user)",
      "    End with: USER 1000:0",
    ]);
  });
  test("is one problem for all cells that have it", () => {
    expect(
      checkProblems([
        report("one", LIBCUDA),
        report("two", LIBCUDA, ROOT),
        report("three", LIBCUDA),
        report("four", LIBCUDA),
        report("five"),
      ]),
    ).toEqual([
      {
        code: "driver-library",
        message:
          "one, two, three and 1 more: A library of the driver is in the image (/usr/lib/libcuda.so.1, from RUN cp).",
        hint: LIBCUDA.hint,
      },
      { code: "root-user", message: "two: The image starts as root.", hint: ROOT.hint },
    ]);
  });
  test("is counted, and its absence is said too", () => {
    expect(checkTally(report("one", LIBCUDA))).toBe("1 finding in its files");
    expect(checkTally(report("one"))).toBe(
      `${Object.keys(STATIC_CHECKS).length} static checks passed`,
    );
  });
});
