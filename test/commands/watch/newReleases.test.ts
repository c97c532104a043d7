import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { withCuda } from "../../../src/commands/watch/editMatrix.ts";
import { newReleases } from "../../../src/commands/watch/newReleases.ts";
import { quietWarning } from "../../../src/commands/watch/quietSchedule.ts";
import { hostile, runs } from "../../hostile/values.ts";

const catalog = {
  ubuntu: ["22.04", "24.04"].map((name) => ({
    name,
    tag: `ubuntu${name}`,
    glibc: "2.39",
    python: "3.12",
    preReleasePythons: {},
    endOfLife: "2029",
    source: "s",
  })),
};
const request = {
  matrix: {
    cuda: ["12.8", "13.0"],
    ubuntu: ["24.04"],
    python: ["ubuntu"],
    flavor: ["base", "devel"],
    set: ["torch"],
  },
};

describe("new CUDA releases", () => {
  test("are those newer than the matrix with an image for its Ubuntu and flavor, the newest patch of each", () => {
    const tags = [
      "13.3.0-base-ubuntu24.04",
      "13.3.1-base-ubuntu24.04",
      "13.3.1-devel-ubuntu24.04",
      "13.10.0-base-ubuntu24.04",
      "13.4.0-base-ubuntu22.04",
      "13.5.0-runtime-ubuntu24.04",
      "13.6.0-base-ubi9",
      "12.9.1-base-ubuntu24.04",
      "13.0.9-base-ubuntu24.04",
      "latest",
      "",
    ];
    expect(newReleases(tags, catalog, request)).toEqual([
      {
        minor: "13.3",
        version: "13.3.1",
        tags: ["13.3.1-base-ubuntu24.04", "13.3.1-devel-ubuntu24.04"],
      },
      { minor: "13.10", version: "13.10.0", tags: ["13.10.0-base-ubuntu24.04"] },
    ]);
  });

  test("whatever stands in a tag list, only digits and dots come out as a version", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            hostile,
            hostile.map((text) => `13.9.${text}-base-ubuntu24.04`),
            hostile.map((text) => `13.9.1-base-ubuntu24.04${text}`),
          ),
        ),
        (tags) => {
          for (const { minor, version } of newReleases(tags, catalog, request))
            expect(`${minor} ${version}`).toMatch(/^\d+\.\d+ \d+\.\d+\.\d+$/);
        },
      ),
      { numRuns: runs(500) },
    );
  });
});

describe("dl-env.yml with a CUDA added", () => {
  test("keeps comments, order and everything else", () => {
    const text =
      '# ours\nto: ghcr.io/you/images\nmatrix:\n  cuda: ["12.8", "13.0"] # newest last\n  ubuntu: ["24.04"]\nsmoke:\n  require: cpu # no GPU\n';
    expect(withCuda(text, "dl-env.yml", ["13.3"])).toBe(
      '# ours\nto: ghcr.io/you/images\nmatrix:\n  cuda: ["12.8", "13.0", "13.3"] # newest last\n  ubuntu: ["24.04"]\nsmoke:\n  require: cpu # no GPU\n',
    );
  });

  test.each([
    [
      "a list in lines",
      "matrix:\n  cuda:\n    - '12.8' # why\n  ubuntu: ['24.04']\n",
      ["12.8", "13.10"],
    ],
    ["one value", "matrix: { cuda: '12.8', ubuntu: '24.04' }\n", ["12.8", "13.10"]],
  ])("works for %s, and 13.10 stays 13.10", (_, text, cuda) => {
    const edited = withCuda(text, "dl-env.yml", ["13.10"]);
    expect((parse(edited) as { matrix: { cuda: string[] } }).matrix.cuda).toEqual(cuda);
  });

  test.each(["to: x\n", "matrix: 3\n", "matrix:\n  cuda: {a: 1}\n", "a: [\n"])(
    "refuses %j, which has no list to add to",
    (text) => {
      expect(() => withCuda(text, "dl-env.yml", ["13.3"])).toThrow("cannot be edited");
    },
  );
});

describe("a quiet repository", () => {
  const now = Date.parse("2026-11-21T00:00:00Z");
  const ago = (days: number): string => new Date(now - days * 86_400_000).toISOString();

  test.each([0, 44])("%i days after the last commit nothing is said", (days) => {
    expect(quietWarning(ago(days), now)).toBeUndefined();
  });
  test("from day 45 it says how many days are left", () => {
    expect(quietWarning(ago(45), now)).toContain("in 15 days");
  });
  test("after day 60 it says that the schedule may be off", () => {
    expect(quietWarning(ago(61), now)).toContain("has switched this schedule off");
  });
  test("a date that cannot be read says nothing", () => {
    expect(quietWarning("", now)).toBeUndefined();
  });
});
