import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import type { Problem } from "../../src/errors/error.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import { pinWarnings } from "../../src/verdict/pinWarnings.ts";
import { withOwnPackages } from "../../src/matrix/ownPackages.ts";
import { requestWarnings, requireCells } from "../../src/matrix/requestWarnings.ts";
import type { Lock } from "../../src/resolve/lock.ts";
import { builtIn } from "../catalog/builtIn.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const SMALL = 'to: oci:./images\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: ["24.04"]\n';

const warned = (text: string): Problem[] => {
  const request = decodeRequest(text, "dl-env.yml", { catalog });
  return requestWarnings(request, catalog, expandCells(request, catalog));
};

describe("what has no effect is told with its place and what was probably meant", () => {
  test.each([
    [
      "an exclude of a CUDA that the matrix lacks",
      `${SMALL}exclude: [{ cuda: "12.4" }]\n`,
      "matches-nothing",
      11,
      /excludes nothing/,
      /cuda: 12.8.1$/,
    ],
    [
      "an exclude whose values never meet",
      SMALL.replace("12.8", '12.8", "12.4').concat("exclude: [{ cuda: '12.4', set: torch }]\n"),
      "matches-nothing",
      11,
      /cuda 12.4, set torch/,
      /set: base$/,
    ],
    [
      "an include of what is there already",
      `${SMALL}include: [{ cuda: "12.8" }]\n`,
      "matches-nothing",
      11,
      /already has/,
      /dl-env plan$/,
    ],
    [
      "a default that is no cell",
      `${SMALL}default: { cuda: "13.0" }\n`,
      "matches-nothing",
      10,
      /latest/,
      /cuda: 12.8.1$/,
    ],
    [
      "a set that nothing asks for",
      `${SMALL}sets: { mine: [numpy] }\n`,
      "matches-nothing",
      15,
      /set `mine`/,
      /set: \[base, mine\]$/,
    ],
    [
      "a mirror of a host that was misspelt",
      `${SMALL}mirrors: { dokcer.io: mirror.example }\n`,
      "unused-mirror",
      23,
      /`dokcer.io`/,
      /Did you mean: docker.io$/,
    ],
    [
      "a mirror of a host that nothing asks",
      `${SMALL}mirrors: { unheard-of.example: mirror.example }\n`,
      "unused-mirror",
      32,
      /never used/,
      /docker.io/,
    ],
  ])("%s", (_what, text, code, column, message, hint) => {
    const found = warned(text);
    expect(found).toMatchObject([{ code, place: { file: "dl-env.yml", line: 5, column } }]);
    expect(found[0]?.message).toMatch(message);
    expect(found[0]?.hint).toMatch(hint);
  });

  test.each([
    [
      "an exclude that leaves something out",
      SMALL.replace("12.8", '12.8", "12.4').concat("exclude: [{ cuda: '12.4' }]\n"),
    ],
    [
      "an exclude of what an include brings back in another flavor",
      SMALL.replace("12.8", '12.8", "12.4').concat(
        "exclude: [{ cuda: '12.4' }]\ninclude: [{ cuda: '12.4', flavor: runtime }]\n",
      ),
    ],
    [
      "a default among several cells",
      SMALL.replace("12.8", '12.8", "12.4').concat("default: { cuda: '12.4' }\n"),
    ],
    [
      "a set that only an include asks for",
      `${SMALL}sets: { mine: [numpy] }\ninclude: [{ set: mine }]\n`,
    ],
    [
      "mirrors of a registry, of a part of it, of an index and of one's own registry",
      `${SMALL.replace("oci:./images", "registry.example:5000/team/x")}mirrors: { docker.io: m.example, docker.io/nvidia: m.example/n, "https://download.pytorch.org": m.example, "registry.example:5000": m.example }\n`,
    ],
  ])("%s is no reason to warn", (_what, text) => {
    expect(warned(text)).toEqual([]);
  });
});

describe("pins", () => {
  const judgedAs = (kind: "accepted" | "rejected"): JudgedCell[] => [
    { verdict: { kind } } as unknown as JudgedCell,
  ];
  const locks = new Map([
    ["key", { wheels: [{ name: "numpy" }, { name: "torch" }] } as unknown as Lock],
  ]);
  const request = () =>
    decodeRequest(
      `${SMALL}pins: { Nunpy: "2", torch: "==2.10.0", nonsense-pkg: "1" }\n`,
      "dl-env.yml",
      { catalog },
    );

  test("of packages that are in no lock are told, with a near name", () => {
    expect(pinWarnings(request(), judgedAs("accepted"), { locks, catalog })).toMatchObject([
      { code: "unused-pin", place: { line: 5, column: 16 }, hint: "Did you mean: numpy" },
      {
        code: "unused-pin",
        message: expect.stringContaining("nonsense-pkg") as string,
        hint: expect.stringContaining("Remove the line") as string,
      },
    ]);
  });

  test("of a library hold its package for each CUDA; the names of those are proposed for what is no library", () => {
    const names = ["cudf-cu12", "pylibcudf-cu12", "pylibcudf-cu13"].map((name) => ({ name }));
    const found = new Map([["key", { wheels: names } as unknown as Lock]]);
    const text = `${SMALL}pins: { cudf: "==26.6.0", pylibcudf: "<27" }\n`;
    const pinned = decodeRequest(text, "dl-env.yml", { catalog });
    expect(pinWarnings(pinned, judgedAs("accepted"), { locks: found, catalog })).toMatchObject([
      {
        code: "unused-pin",
        message: "The package pylibcudf is in no cell, so its pin has no effect.",
        hint: "Did you mean: pylibcudf-cu12 or pylibcudf-cu13",
      },
    ]);
  });

  test("may be meant for a cell that was not accepted, so nothing is said then", () => {
    expect(
      pinWarnings(request(), [...judgedAs("accepted"), ...judgedAs("rejected")], {
        locks,
        catalog,
      }),
    ).toEqual([]);
  });
});

test("an exclude that leaves nothing is refused at its place", () => {
  const request = decodeRequest(`${SMALL}exclude: [{ cuda: "12.8" }]\n`, "dl-env.yml", { catalog });
  expect(() => requireCells(request, expandCells(request, catalog))).toThrow(
    expect.objectContaining({
      exit: 2,
      code: "no-cells",
      place: { file: "dl-env.yml", line: 5, column: 11 },
    }) as Error,
  );
});

describe("a package with nearly the name of a library", () => {
  test("packages of the request's own are no libraries that it could be mistaken for", () => {
    const text = `${SMALL}sets: { mine: ["pydantic~=2.0", "tokenizers==0.12.1"] }\ninclude: [{ set: mine }]\n`;
    const request = decodeRequest(text, "dl-env.yml", { catalog });
    const whole = withOwnPackages(catalog, request);
    expect(requestWarnings(request, whole, expandCells(request, whole))).toEqual([]);
  });

  const warnedOf = (name: string) => {
    const text = `${SMALL}sets: { mine: [numpy, "${name}"] }\ninclude: [{ set: mine }]\n`;
    const request = decodeRequest(text, "dl-env.yml", { catalog });
    return requestWarnings(request, catalog, expandCells(request, catalog));
  };

  test.each([
    ["troch", "torch"],
    ["pytorch", "torch"],
    ["sklearn>=0", "scikit-learn"],
    ["pandsa", "pandas"],
  ])("%s is told, since the index may have it: %s", (written, meant) => {
    expect(warnedOf(written)).toMatchObject([
      { code: "near-library", hint: `Did you mean: ${meant}` },
    ]);
  });

  test.each([
    "einops",
    "numba",
    "torch>=2.8",
    "scikit-image",
    "open-clip-torch",
    "accelerate>=1",
    "peft",
  ])("%s is near to none", (written) => {
    expect(warnedOf(written)).toEqual([]);
  });
});
