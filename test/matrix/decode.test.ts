import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Catalog } from "../../src/catalog/facts.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import { engineChoices } from "../../src/engine/engineNames.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { builtIn } from "../catalog/builtIn.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const SMALL = "to: oci:./images\nmatrix:\n  cuda: [12.8]\n  ubuntu: [24.04]\n";

const refused = (text: string): DlEnvError => {
  try {
    decodeRequest(text, "dl-env.yml", { catalog, engines: engineChoices() });
  } catch (error) {
    if (error instanceof DlEnvError) return error;
    throw error;
  }
  throw new Error("was not refused");
};

describe("defaults", () => {
  test("what is true or false may be written either way", () => {
    const read = (text: string): object =>
      decodeRequest(`${SMALL}${text}`, "dl-env.yml", { catalog });
    expect(read("bytecode: false\nslim: true\nsudo: true\n")).toMatchObject({
      bytecode: false,
      slim: true,
      sudo: true,
    });
    expect(read("bytecode: true\nslim: false\n")).toMatchObject({ bytecode: true, slim: false });
    expect(read("")).toMatchObject({ bytecode: true, slim: false, sudo: false });
    expect(refused(`${SMALL}bytecode: maybe\n`).code).toBe("wrong-value");
  });

  test("a request of four lines has all the rest", () => {
    const request = decodeRequest(SMALL, "dl-env.yml", { catalog });
    expect(request).toMatchObject({
      to: "oci:./images",
      store: "oci:./images",
      engine: "auto",
      build: "link",
      matrix: {
        cuda: ["12.8"],
        ubuntu: ["24.04"],
        python: ["ubuntu"],
        flavor: ["base"],
        set: ["base"],
      },
      include: [],
      exclude: [],
      pins: {},
      smoke: { require: "gpu" },
      apt: { maxAgeDays: 7 },
      cudnn: "wheels",
      wheelCuda: "exact",
      sudo: false,
    });
    expect(request.default).toBeUndefined();
  });

  test("layers of a registry live beside its images", () => {
    expect(
      decodeRequest(SMALL.replace("oci:./images", "docker.io/me/dl-env"), "f", { catalog }).store,
    ).toBe("docker.io/me/dl-env-layers");
    expect(decodeRequest(`${SMALL}store: localhost:5000/layers\n`, "f", { catalog }).store).toBe(
      "localhost:5000/layers",
    );
  });

  test("one value needs no list, and unquoted versions keep their digits", () => {
    const request = decodeRequest(
      "to: oci:x\nmatrix:\n  cuda: 12.8\n  ubuntu: 24.04\n  python: 3.10\n",
      "f",
      { catalog },
    );
    expect(request.matrix).toMatchObject({ cuda: ["12.8"], ubuntu: ["24.04"], python: ["3.10"] });
  });

  test("a bare version in `pins` means that version, and names are normalised", () => {
    const request = decodeRequest(
      `${SMALL}pins: { Torch: 2.6.0, scikit_learn: ">= 1.5, <2" }\n`,
      "f",
      { catalog },
    );
    expect(request.pins).toEqual({ torch: "==2.6.0", "scikit-learn": ">=1.5,<2" });
  });

  test("places say where each key and matrix value stands", () => {
    const { places } = decodeRequest(SMALL, "dl-env.yml", { catalog });
    expect(places["to"]).toEqual({ file: "dl-env.yml", line: 1, column: 5 });
    expect(places["matrix.cuda.0"]).toEqual({ file: "dl-env.yml", line: 3, column: 10 });
    expect(
      decodeRequest("to: oci:x\nmatrix:\n  cuda: 12.8\n  ubuntu: 24.04\n", "f", { catalog }).places[
        "matrix.cuda.0"
      ],
    ).toMatchObject({ line: 3, column: 9 });
  });

  test("a first look does not check names, so that it can find `catalog`", () => {
    const text = `${SMALL}catalog: ./my-matrix\ndefault: { set: unheard-of }\n`;
    expect(decodeRequest(text, "f", { catalog, tolerant: true }).catalog).toBe("./my-matrix");
    expect(() => decodeRequest(text, "f", { catalog })).toThrow(/no set `unheard-of`/);
  });
});

describe("a mistake has file:line:column, what was expected, and what was meant", () => {
  test.each([
    [
      "an unknown key",
      `${SMALL}engin: podman\n`,
      5,
      1,
      "unknown-key",
      /no key `engin`; expected to, store, engine/,
      "Did you mean: engine",
    ],
    [
      "an unknown key deep inside",
      SMALL.replace("  cuda:", "  cudda: [1]\n  cuda:"),
      3,
      3,
      "unknown-key",
      /`matrix.cudda`/,
      "Did you mean: cuda",
    ],
    [
      "a missing key",
      "matrix:\n  cuda: [12.8]\n  ubuntu: [24.04]\n",
      1,
      1,
      "missing-key",
      /`to` is missing/,
      "Write for example: to: oci:./images",
    ],
    [
      "a missing axis",
      "to: oci:x\nmatrix:\n  ubuntu: [24.04]\n",
      3,
      3,
      "missing-key",
      /`matrix.cuda` is missing/,
      expect.stringContaining("cuda: ["),
    ],
    [
      "a word that is not allowed",
      `${SMALL}engine: podmann\n`,
      5,
      9,
      "wrong-value",
      /must be auto, buildx.* podman.*; found `podmann`/,
      "Did you mean: podman",
    ],
    [
      "a map in the place of values",
      SMALL.replace("[12.8]", "{ a: b }"),
      3,
      9,
      "wrong-value",
      /must be a text or a list/,
      expect.stringContaining("cuda: ["),
    ],
    [
      "a list in a list",
      SMALL.replace("[24.04]", "[[24.04]]"),
      4,
      12,
      "wrong-value",
      /`matrix.ubuntu.0` must be a text; found a list/,
      expect.stringContaining("ubuntu: ["),
    ],
    [
      "a list where a text is expected",
      SMALL.replace("oci:./images", "[oci:./images]"),
      1,
      5,
      "wrong-value",
      /`to` must be a text; found a list/,
      "Write for example: to: oci:./images",
    ],
    [
      "an empty list",
      SMALL.replace("[12.8]", "[]"),
      3,
      9,
      "wrong-value",
      /must not be empty; found an empty list/,
      expect.stringContaining("cuda: ["),
    ],
    [
      "a CUDA major alone",
      SMALL.replace("12.8", "12"),
      3,
      10,
      "wrong-value",
      /`12` could be any of them/,
      expect.stringMatching(/"12\.6", "12\.8" or "12\.9"$/),
    ],
    [
      "a CUDA major that is none",
      SMALL.replace("12.8", "99"),
      3,
      10,
      "wrong-value",
      /could be any/,
      expect.stringMatching(/^Write one of: "13\.\d"$/),
    ],
    [
      "a CUDA that is no version",
      SMALL.replace("12.8", "cu128"),
      3,
      10,
      "wrong-value",
      /x.y or x.y.z/,
      expect.stringContaining("cuda: ["),
    ],
    [
      "an unknown Ubuntu",
      SMALL.replace("24.04", "24.40"),
      4,
      12,
      "unknown-ubuntu",
      /no Ubuntu `24.40`/,
      "Did you mean: 24.04",
    ],
    [
      "half a name of an Ubuntu",
      SMALL.replace("24.04", "24"),
      4,
      12,
      "unknown-ubuntu",
      /no Ubuntu `24`/,
      "Did you mean: 24.04",
    ],
    [
      "a set without a name",
      `${SMALL}sets: { "": [numpy] }\n`,
      5,
      13,
      "wrong-value",
      /A key in `sets` must not be empty/,
      expect.stringContaining("sets: {"),
    ],
    [
      "a Python of three numbers",
      SMALL.replace("  ubuntu:", "  python: [3.12.4]\n  ubuntu:"),
      4,
      12,
      "wrong-value",
      /x.y; found `3.12.4`/,
      "Did you mean: 3.12",
    ],
    [
      "a key that belongs one level deeper",
      `${SMALL}python: ["3.12"]\n`,
      SMALL.trimEnd().split("\n").length + 1,
      1,
      "unknown-key",
      /no key `python`/,
      "Write it under: matrix: { python: … }",
    ],
    [
      "an unknown flavor",
      SMALL.replace("  ubuntu:", "  flavor: [cudnn-rutime]\n  ubuntu:"),
      4,
      12,
      "unknown-flavor",
      /no flavor/,
      "Did you mean: cudnn-runtime",
    ],
    [
      "an unknown set",
      SMALL.replace("  ubuntu:", "  set: [tocrh]\n  ubuntu:"),
      4,
      9,
      "unknown-set",
      /no set `tocrh`/,
      "Did you mean: torch",
    ],
    [
      "what is no package in a set of one's own",
      `${SMALL}sets: { mine: ["torch=2"] }\n`,
      5,
      16,
      "requirement",
      /`torch=2` has one `=` for a version/,
      "Write it like: torch==2",
    ],
    [
      "an unknown name in `exclude`",
      `${SMALL}exclude:\n  - { cuda: 12.8, set: bsae }\n`,
      6,
      24,
      "unknown-set",
      /no set `bsae`/,
      "Did you mean: base",
    ],
    [
      "a name that cannot stand in a tag",
      `${SMALL}sets: { My_Set: [numpy] }\n`,
      5,
      9,
      "wrong-value",
      /set's name/,
      "Write my-set",
    ],
    [
      "a pin that is no range",
      `${SMALL}pins: { torch: =2 }\n`,
      5,
      16,
      "wrong-value",
      /range of PEP 440/,
      expect.stringContaining("torch:"),
    ],
    [
      "a tag in `to`",
      SMALL.replace("oci:./images", "me/dl-env:latest"),
      1,
      5,
      "wrong-destination",
      /tag or a digest/,
      "Write me/dl-env",
    ],
    [
      "an address in `to`",
      SMALL.replace("oci:./images", "https://docker.io/me/x"),
      1,
      5,
      "wrong-destination",
      /must not have a scheme/,
      "Write docker.io/me/x",
    ],
    [
      "`oci` alone",
      SMALL.replace("oci:./images", "oci"),
      1,
      5,
      "wrong-destination",
      /names no folder; found `oci`/,
      "Did you mean: oci:./images",
    ],
    [
      "a word alone",
      SMALL.replace("oci:./images", "images"),
      1,
      5,
      "wrong-destination",
      /neither oci:DIR nor a repository/,
      expect.stringContaining("Did you mean the folder oci:images"),
    ],
    [
      "a registry alone",
      SMALL.replace("oci:./images", "ghcr.io"),
      1,
      5,
      "wrong-destination",
      /without a repository/,
      "Write for example ghcr.io/you/images",
    ],
    [
      "a registry with its port alone",
      SMALL.replace("oci:./images", "localhost:5000"),
      1,
      5,
      "wrong-destination",
      /without a repository/,
      "Write for example localhost:5000/you/images",
    ],
    [
      "a path",
      SMALL.replace("oci:./images", "./images"),
      1,
      5,
      "wrong-destination",
      /is a path/,
      "Did you mean: oci:./images",
    ],
    [
      "a home folder that nobody expands",
      SMALL.replace("oci:./images", "oci:~/images"),
      1,
      5,
      "wrong-destination",
      /only a shell expands/,
      "Write the folder out, for example oci:./images",
    ],
    [
      "a word alone in `store`",
      `${SMALL}store: layers\n`,
      5,
      8,
      "wrong-destination",
      /`store` is neither/,
      expect.stringContaining("oci:layers"),
    ],
    [
      "a set named like the tag",
      `${SMALL}sets: { latest: [numpy] }\n`,
      5,
      9,
      "wrong-value",
      /the tag of the cell/,
      "Write another name, such as mine",
    ],
    ...["sha256-" + "ab".repeat(32), "wheel-0123456789abcdef", `inventory-${"0".repeat(32)}-x`].map(
      (name): [string, string, number, number, string, RegExp, string] => [
        `a set named like a tag of dl-env's own (${name.slice(0, 9)})`,
        `${SMALL}sets: { ${name}: [numpy] }\n`,
        5,
        9,
        "wrong-value",
        /dl-env names its own layers and reports so/,
        "Write another name, such as mine",
      ],
    ),
    [
      "a mirror that is no address",
      `${SMALL}mirrors: { docker.io: "http://a b" }\n`,
      5,
      23,
      "wrong-mirror",
      /mirror of docker.io/,
      expect.stringContaining("mirror.example"),
    ],
    [
      "a mirror by another protocol",
      `${SMALL}mirrors: { docker.io: "ftp://x" }\n`,
      5,
      23,
      "wrong-mirror",
      /mirror of docker.io/,
      expect.stringContaining("mirror.example"),
    ],
    [
      "a mirror of no address",
      `${SMALL}mirrors: { "a b": mirror.example }\n`,
      5,
      12,
      "wrong-mirror",
      /left side/,
      expect.stringContaining("docker.io: "),
    ],
    [
      "a file with nothing in it",
      "# to: x\n",
      1,
      1,
      "no-request",
      /This file is empty/,
      expect.stringContaining("> dl-env.yml"),
    ],
    [
      "a word for a file",
      "hello\n",
      1,
      1,
      "wrong-value",
      /map of keys and values; found `hello`/,
      expect.stringContaining("> dl-env.yml"),
    ],
    [
      "a value of a thousand letters",
      `${SMALL}engine: ${"a".repeat(1000)}\n`,
      5,
      9,
      "wrong-value",
      /found `a{80}…`/,
      "Write for example: engine: auto",
    ],
    [
      "an alias without its anchor",
      SMALL.replace("12.8", "*x"),
      3,
      10,
      "yaml-syntax",
      /no anchor `&x`/,
      expect.stringContaining("dl-env plan"),
    ],
    [
      "a key that stands twice",
      `${SMALL}to: oci:x\n`,
      5,
      1,
      "yaml-syntax",
      /occurs twice/,
      expect.stringContaining("Keep one"),
    ],
    [
      "a tab",
      SMALL.replace("  cuda", "\tcuda"),
      3,
      1,
      "yaml-syntax",
      /a tab/,
      expect.stringContaining("spaces"),
    ],
    [
      "capitals in `to`",
      SMALL.replace("oci:./images", "docker.io/Me/x"),
      1,
      5,
      "wrong-destination",
      /lower case/,
      "Write docker.io/me/x",
    ],
    [
      "no folder in `to`",
      SMALL.replace("oci:./images", "'oci:'"),
      1,
      5,
      "wrong-destination",
      /no folder/,
      expect.stringContaining("oci:./images"),
    ],
    [
      "days that are none",
      `${SMALL}apt: { maxAge: soon }\n`,
      5,
      16,
      "wrong-value",
      /number of days/,
      "Write for example: apt: { maxAge: 7 }",
    ],
    [
      "a rule without days",
      `${SMALL}retention: { untagAfter: never }\n`,
      5,
      26,
      "wrong-value",
      /number of days/,
      "Write for example: retention: { untagAfter: 30 }",
    ],
    [
      "broken YAML",
      `${SMALL}pins: {\n`,
      6,
      1,
      "yaml-syntax",
      /not YAML/,
      expect.stringContaining("dl-env plan"),
    ],
  ])("%s", (_what, text, line, column, code, message, hint) => {
    const error = refused(text);
    expect(error).toMatchObject({ exit: 2, code, place: { file: "dl-env.yml", line, column } });
    expect(error.message).toMatch(message);
    expect(error.hint).toEqual(hint);
  });

  test("aliases that stand for too much are told with the line of one of them", () => {
    const tens = (name: string, of: string): string =>
      `${name}: &${name} [${Array.from({ length: 10 }, () => of).join(", ")}]\n`;
    const error = refused(
      `${tens("a", "x")}${tens("b", "*a")}${tens("c", "*b")}${tens("d", "*c")}`,
    );
    expect([error.code, error.place?.line]).toEqual(["yaml-syntax", 2]);
  });

  test("three mistakes of different kinds come in one answer, in the order of the file", () => {
    const error = refused(
      "to: oci:x\nengin: podman\nmatrix:\n  cuda: [12]\n  ubuntu: [24.04]\nbuild: linkk\n",
    );
    expect([error, ...error.more].map((problem) => [problem.code, problem.place?.line])).toEqual([
      ["unknown-key", 2],
      ["wrong-value", 4],
      ["wrong-value", 6],
    ]);
  });
});

describe("whatever stands in the file", () => {
  /** True when the text was decoded, or refused as a person needs it. */
  const isAnswered = (text: string): boolean => {
    try {
      decodeRequest(text, "dl-env.yml", { catalog });
      return true;
    } catch (error) {
      if (!(error instanceof DlEnvError)) throw error;
      return (
        error.exit === 2 &&
        [error, ...error.more].every(
          (problem) => problem.place?.file === "dl-env.yml" && problem.message.endsWith("."),
        )
      );
    }
  };

  test.each([
    ["nothing", ""],
    ["a comment", "# to: x\n"],
    ["a word", "hello\n"],
    ["a list", "- to: oci:x\n"],
    ["two documents", "to: oci:x\n---\nto: oci:y\n"],
    ["an alias to itself", "to: &a [*a]\n"],
    [
      "aliases of aliases of aliases",
      `a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [${"*a, ".repeat(9)}*a]\nc: &c [${"*b, ".repeat(9)}*b]\nd: [${"*c, ".repeat(9)}*c]\n`,
    ],
    ["keys that every object has", "__proto__: { to: x }\nconstructor: 1\nto: oci:x\n"],
  ])("%s is answered", (_what, text) => {
    expect(isAnswered(text)).toBe(true);
  });

  test("it is decoded or refused with its place, and never breaks", () => {
    const keys = fc.constantFrom(
      "to",
      "store",
      "matrix",
      "cuda",
      "ubuntu",
      "python",
      "flavor",
      "set",
      "sets",
      "pins",
      "include",
      "exclude",
      "default",
      "mirrors",
      "smoke",
      "require",
      "apt",
      "maxAge",
      "sudo",
      "engin",
      "__proto__",
    );
    const scalar = fc.constantFrom(
      "12.8",
      "24.04",
      "base",
      "torch",
      "oci:x",
      "true",
      "gpu",
      "",
      "7",
      "==2.6",
      "x y",
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        scalar,
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(keys, tie("tree"), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(keys, tree, { maxKeys: 8 }), (value) => {
        expect(isAnswered(stringify(value))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
