import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { withOwnPackages } from "../../src/matrix/ownPackages.ts";
import type { Reason } from "../../src/matrix/reason.ts";
import { questionOf, type Question } from "../../src/matrix/question.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import type { SuggestFacts } from "../../src/suggest/change.ts";
import { dropChanges } from "../../src/suggest/dropChanges.ts";
import { ownChanges } from "../../src/suggest/ownChanges.ts";
import { plainHint } from "../../src/suggest/plainHint.ts";
import { withSuggestedFixes } from "../../src/suggest/suggestedFix.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { requestFrom } from "../matrix/requests.ts";

let builtInFacts: Catalog;
beforeAll(async () => {
  builtInFacts = await builtIn();
});

interface Given {
  readonly cell: Cell;
  readonly facts: SuggestFacts;
}

/** The cell of a set of one's own with these entries in dl-env.yml. */
const given = (...entries: readonly string[]): Given => givenIn(undefined, entries);

/** The same, where packages come from a file of requirements: each entry is a line of it. */
const givenIn = (file: string | undefined, entries: readonly string[]): Given => {
  const set = entries.map((entry) => `    - '${entry}'\n`).join("");
  const inYaml = requestFrom(
    builtInFacts,
    'cuda: ["12.8"], ubuntu: ["24.04"], python: ["3.12"], set: [mine]',
    `sets:\n  mine:\n${set}slim: true\n`,
  );
  const packages = Object.entries(inYaml.packages).map(
    ([key, one]) =>
      [
        key,
        file === undefined ? one : { ...one, source: `${file}:${entries.indexOf(key) + 1}` },
      ] as const,
  );
  const request = { ...inYaml, packages: Object.fromEntries(packages) };
  const catalog = withOwnPackages(builtInFacts, request);
  const [cell] = expandCells(request, catalog);
  if (cell === undefined) throw new Error("no cell");
  return { cell, facts: { catalog, request, possible: () => true } };
};

/** What an index says that has these versions. */
const lockOf = (question: Question, versions: Readonly<Record<string, string>>) =>
  makeLock(
    question,
    Object.entries(versions).map(([name, version]) => ({
      name,
      version,
      file: `${name.replaceAll("-", "_")}-${version}-py3-none-any.whl`,
      sha256: "ab".repeat(32),
      download: 1,
    })),
    { created: "2026-11-21T10:00:00.000Z", uv: "0.13.8" },
  );

const rejected = (cell: Cell, reason: Pick<Reason, "code"> & Partial<Reason>): JudgedCell => ({
  cell,
  verdict: {
    kind: "rejected",
    reasons: [{ message: "x.", source: "resolver", ...reason }],
  },
});

const firstReason = ([one]: readonly JudgedCell[]) =>
  one?.verdict.kind === "rejected" ? one.verdict.reasons[0] : undefined;

describe("other versions of what a set names", () => {
  test("are those of each package of the conflict, then of all that the set names with versions", () => {
    const { cell, facts } = given("ray>=0.50", "einops==0.8.1", "tomli");
    const changes = ownChanges({ cell, code: "packages-disagree", packages: ["ray>1"] }, facts);
    expect(changes.map(({ question }) => question.requirements)).toEqual([
      ["einops==0.8.1", "ray", "tomli", `uv==${facts.catalog.uv.version}`],
      ["einops", "ray", "tomli", `uv==${facts.catalog.uv.version}`],
    ]);
  });

  test("are told with the version that was found and the line to change", () => {
    const { cell, facts } = givenIn("requirements.txt", ["tomli", "ray>=0.50"]);
    const [change] = ownChanges({ cell, code: "packages-disagree", packages: ["ray"] }, facts);
    if (change === undefined) throw new Error("no change");
    const lock = lockOf(change.question, { ray: "0.49.2", tomli: "2.0.0" });
    expect(change.summary(lock)).toBe("With ray 0.49.2 it works");
    expect(change.where).toBe("write");
    expect(change.lines(lock)).toEqual(["ray==0.49.2 (requirements.txt:2)"]);
  });

  test("leave a library's own floor, and let go of what the set says of it", () => {
    const { cell, facts } = given("torch==2.9.0", "numpy");
    const [change] = ownChanges({ cell, code: "packages-disagree", packages: ["torch"] }, facts);
    const torch = (question: Question | undefined): string | undefined =>
      question?.requirements.find((line) => line.startsWith("torch"));
    expect(torch(questionOf(cell, facts.request, facts.catalog))).toMatch(/==2\.9\.0$/);
    expect(torch(change?.question)).toMatch(/^torch>=[\d.]+$/);
  });

  test("are tried all at once where a rule names all that are wrong", () => {
    const { cell, facts } = given("ray>=0.50", "einops==0.8.1");
    const packages = ["ray", "einops"];
    expect(ownChanges({ cell, code: "pin-out-of-range", packages }, facts)).toHaveLength(1);
    expect(ownChanges({ cell, code: "packages-disagree", packages }, facts)).toHaveLength(3);
  });

  test("are none where the set names no version", () => {
    const { cell, facts } = given("ray", "numpy");
    expect(ownChanges({ cell, code: "packages-disagree", packages: ["ray"] }, facts)).toEqual([]);
  });
});

describe("a package left out", () => {
  test("is told with the line that names it, where a file does", () => {
    const { cell, facts } = givenIn("requirements.txt", ["numpy", "ray>=0.50"]);
    const [change] = dropChanges({ cell, code: "packages-disagree", packages: ["ray"] }, facts);
    if (change === undefined) throw new Error("no change");
    const lock = lockOf(change.question, { numpy: "2.4.6" });
    expect(change.question.requirements).toEqual(["numpy", `uv==${facts.catalog.uv.version}`]);
    expect(change.summary(lock)).toBe("Without ray it works");
    expect(change.where).toBe("remove");
    expect(change.lines(lock)).toEqual(["ray (requirements.txt:2)"]);
  });

  test("of the catalog's is told as a set without it", () => {
    const { cell, facts } = given("numpy", "torch");
    const [change] = dropChanges({ cell, code: "packages-disagree", packages: ["torch"] }, facts);
    if (change === undefined) throw new Error("no change");
    expect(change.where).toBeUndefined();
    expect(change.lines(lockOf(change.question, {}))).toEqual([
      "sets: { mine-without-torch: [numpy] }",
      'matrix: { set: ["mine-without-torch"] }',
    ]);
  });
});

describe("a package without wheels in the version asked for", () => {
  const detail =
    "Because lonely==1.0 has no wheels and you require lonely==1.0, we can conclude that your " +
    "requirements are unsatisfiable.";
  const answerTo =
    (code: "source-only" | "no-wheels", asked: Question[] = []) =>
    (question: Question): Promise<Answer> => {
      asked.push(question);
      const alone = question.requirements.length === 1 && question.requirements[0] === "lonely";
      return Promise.resolve({
        kind: "conflict",
        detail,
        reasons: [
          {
            code: alone ? code : "packages-disagree",
            message: alone ? "alone." : "x.",
            source: "resolver",
          },
        ],
      });
    };

  test("is asked for alone, and what was found is the reason", async () => {
    const { cell, facts } = given("numpy", "lonely==1.0");
    const asked: Question[] = [];
    const judged = [rejected(cell, { code: "no-wheels", detail })];
    const found = await withSuggestedFixes(answerTo("source-only", asked), judged, facts);
    expect(asked).toMatchObject([{ requirements: ["lonely"], constraints: [] }]);
    expect(firstReason(found)).toMatchObject({ code: "source-only", message: "alone." });
    expect(firstReason(found)?.hint).toContain(
      "uv pip install setuptools wheel && uv pip install --no-build-isolation lonely",
    );
  });

  test.each([
    ["sklearn", "Did you mean: scikit-learn"],
    ["pytorch", "Did you mean: torch"],
  ])("that only goes by the name of another is told as that: %s", async (name, meant) => {
    const { cell, facts } = given("numpy", name);
    const judged = [
      rejected(cell, { code: "source-only", detail: detail.replaceAll("lonely==1.0", name) }),
    ];
    const found = await withSuggestedFixes(answerTo("source-only"), judged, facts);
    expect(firstReason(found)?.hint).toBe(meant);
  });

  test("keeps its reason where other versions have wheels", async () => {
    const { cell, facts } = given("numpy", "lonely==1.0");
    const judged = [rejected(cell, { code: "no-wheels", detail })];
    const found = await withSuggestedFixes(answerTo("no-wheels"), judged, facts);
    expect(firstReason(found)).toMatchObject({ code: "no-wheels", message: "x." });
    expect(firstReason(found)?.hint).not.toContain("--no-build-isolation");
  });
});

describe("a package that no index has", () => {
  test.each([
    ["cv2", "Did you mean: opencv"],
    ["yaml", "Did you mean: pyyaml"],
    ["cudatoolkit", 'Leave it out; dl-env.yml says it: matrix: { cuda: ["12.8"] }'],
    ["torhc", "Did you mean: torch"],
  ])("%s is told as what was meant", (name, hint) => {
    expect(plainHint("package-missing", name, builtInFacts)).toBe(hint);
  });
});

describe("packages with versions that a rule refuses", () => {
  test("are let go with what then stands in their way, and no others", async () => {
    const { cell, facts } = given("torch==2.0.1", "tied==1.0", "free==3.0");
    const detail =
      "Because tied==1.0 depends on torch<2.1 and you require tied==1.0, we can conclude that " +
      "your requirements are unsatisfiable.";
    const message = "The pin requires torch 2.0.1; PyTorch needs 2.7 or newer.";
    const judged = [rejected(cell, { code: "pin-out-of-range", message, hint: "h" })];
    const ask = (question: Question): Promise<Answer> =>
      Promise.resolve(
        question.requirements.includes("tied==1.0")
          ? {
              kind: "conflict",
              detail,
              reasons: [{ code: "packages-disagree", message: "x.", source: "resolver" }],
            }
          : {
              kind: "locked",
              lock: lockOf(question, {
                torch: "2.10.0",
                tied: "2.0",
                free: "3.0",
                "nvidia-cuda-runtime-cu12": "12.8.90",
              }),
            },
      );
    const found = await withSuggestedFixes(ask, judged, facts);
    expect(firstReason(found)?.hint?.split("\n")).toEqual([
      "With torch 2.10.0, tied 2.0 it works; write:",
      "torch==2.10.0 (dl-env.yml)",
      "tied==2.0 (dl-env.yml)",
    ]);
  });
});
