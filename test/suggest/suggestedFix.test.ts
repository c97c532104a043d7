import { describe, expect, test } from "vitest";
import type { SuggestFacts } from "../../src/suggest/change.ts";
import { minorOf } from "../../src/catalog/versions.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import { questionOf, type Question } from "../../src/matrix/question.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { changesFor } from "../../src/suggest/changes.ts";
import { explain } from "../../src/resolve/explain.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import { findFix, fixHint } from "../../src/suggest/findFix.ts";
import { withSuggestedFixes } from "../../src/suggest/suggestedFix.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { recordedConflicts } from "../resolve/conflicts.ts";
import { silent } from "../resolve/world.ts";

const catalog = await loadCatalog(realSystem({ log: silent }));
const facts = (change: Partial<SuggestFacts> = {}): SuggestFacts => ({
  catalog,
  request: { pins: {}, wheelCuda: "exact", slim: false },
  possible: () => true,
  ...change,
});

const cell = (change: Partial<Cell> = {}): Cell => ({
  id: "mine-cuda12.8.1-ubuntu22.04-py3.12",
  set: "mine",
  libraries: ["numpy", "torch", "cudf", "cuml", "cugraph", "uv"],
  cuda: "12.8.1",
  ubuntu: "22.04",
  python: "3.12",
  pythonFrom: "standalone",
  flavor: "base",
  platform: "linux/amd64",
  ...change,
});

const text = (name: string): string =>
  recordedConflicts().find((conflict) => conflict.name === name)?.text ?? "";

/** An index on which a question can be had when `good` says so. */
const index = (good: (question: Question) => boolean) => {
  const asked: Question[] = [];
  const ask = (question: Question): Promise<Answer> => {
    asked.push(question);
    const runtime =
      question.constraints.find((line) => line.startsWith("nvidia-cuda-runtime")) ?? "";
    const [name = "", version = ""] = runtime.replace(".*", ".90").split("==");
    const wheel = {
      name,
      version,
      file: `${name.replaceAll("-", "_")}-${version}-py3-none-any.whl`,
      sha256: "ab".repeat(32),
      download: 1,
    };
    const conflict: Answer = {
      kind: "conflict",
      reasons: [{ code: "packages-disagree", message: "x.", source: "resolver" }],
      detail: "x",
    };
    const cuml = question.requirements
      .filter((line) => line.startsWith("cuml-cu12"))
      .map(() => ({
        ...wheel,
        name: "cuml-cu12",
        version: "26.2.0",
        file: "cuml_cu12-26.2.0-py3-none-any.whl",
      }));
    return Promise.resolve(
      good(question)
        ? {
            kind: "locked",
            lock: makeLock(question, [wheel, ...cuml], {
              created: "2026-11-21T10:00:00.000Z",
              uv: "0.13.8",
            }),
          }
        : conflict,
    );
  };
  return { asked, ask };
};

const asks = (question: Question, name: string): boolean =>
  question.requirements.some((line) => line.startsWith(name));
const tryAll = async (
  from: Cell,
  name: string,
  good: (question: Question) => boolean,
  using = facts(),
) => {
  const { reasons, packages } = explain(
    text(name),
    questionOf(from, { pins: using.request.pins, wheelCuda: "exact" }, catalog),
  );
  const outside = index(good);
  const { fix: way } = await findFix(
    outside.ask,
    changesFor({ cell: from, code: reasons[0].code, packages }, using),
    using,
  );
  return { hint: way === undefined ? undefined : fixHint(way), asked: outside.asked };
};

describe("the change that makes a cell possible", () => {
  test("is to drop one library, when that is enough", async () => {
    const { hint, asked } = await tryAll(
      cell({ libraries: ["numpy", "torch", "cuml", "uv"], cuda: "12.6.3" }),
      "core-12.6-3.12",
      (question) => !asks(question, "cuml"),
    );
    expect(hint).toBe(
      'Without cuml it works; put into dl-env.yml:\nsets: { mine-without-cuml: [numpy, torch] }\nmatrix: { set: ["mine-without-cuml"] }',
    );
    expect(asked).toHaveLength(1);
  });

  test("takes those along that need what is dropped: torchvision does not stay without torch", async () => {
    const { asked } = await tryAll(
      cell({ libraries: ["numpy", "torch", "torchvision", "cuml", "uv"] }),
      "core-12.6-3.12",
      () => false,
    );
    const without = asked.filter(
      (question) => !question.requirements.some((line) => line.startsWith("torch>")),
    );
    expect(without.length).toBeGreaterThan(0);
    expect(without.filter((question) => asks(question, "torchvision"))).toEqual([]);
  });

  test("is to drop several, when one is not enough", async () => {
    const { hint } = await tryAll(
      cell(),
      "core-cugraph-12.8-3.12",
      (question) => !asks(question, "cuml") && !asks(question, "cugraph"),
    );
    expect(hint).toContain("Without cuml, cugraph it works");
    expect(hint).toContain("sets: { mine-without-cuml-cugraph: [numpy, torch, cudf] }");
  });

  test("is another Python, when no build exists for this one", async () => {
    const { hint, asked } = await tryAll(
      cell({ python: "3.14", cuda: "12.4.1", libraries: ["torch", "uv"] }),
      "core-12.4-3.14",
      ({ python }) => python !== "3.14",
    );
    expect(hint).toBe(
      'With Python 3.13 it works; put into dl-env.yml:\nmatrix: { python: ["3.13"] }',
    );
    expect(asked).toHaveLength(1);
  });

  test("is another CUDA, when dropping does not help", async () => {
    const { hint } = await tryAll(cell(), "core-cugraph-12.8-3.12", ({ constraints }) =>
      constraints.some((line) => line.includes("13.0")),
    );
    expect(hint).toBe('With CUDA 13.0 it works; put into dl-env.yml:\nmatrix: { cuda: ["13.0"] }');
  });

  test("is another release in place of one's own pin, before anything is dropped", async () => {
    const using = facts({
      request: { pins: { "cuml-cu12": "==26.10.0" }, wheelCuda: "exact", slim: false },
    });
    const { hint } = await tryAll(
      cell({ libraries: ["torch", "cuml", "uv"] }),
      "torch-cuml26.10-12.4",
      (question) => !question.requirements.some((line) => line.includes("26.10.0")),
      using,
    );
    expect(hint).toBe(
      'With cuml-cu12 26.2.0 it works; put into dl-env.yml:\npins: { cuml-cu12: "==26.2.0" }',
    );
  });

  test("keeps the pins that are not in the way, and lets several go where one is not enough", async () => {
    const pins = { "cuml-cu12": "==26.10.0", "cudf-cu12": "==26.10.*", numpy: ">=2" };
    const using = facts({ request: { pins, wheelCuda: "exact", slim: false } });
    const { hint, asked } = await tryAll(
      cell({ libraries: ["numpy", "torch", "cudf", "cuml", "uv"] }),
      "torch-cuml26.10-12.4",
      (question) => !question.requirements.some((line) => line.includes("26.10.")),
      using,
    );
    expect(hint).toBe(
      'With cuml-cu12 26.2.0 it works; put into dl-env.yml:\npins: { numpy: ">=2", cuml-cu12: "==26.2.0" }',
    );
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  test("is never one that the catalog's rules or bases forbid", async () => {
    const using = facts({
      possible: ({ cuda, python, libraries }) =>
        cuda.startsWith("12.8") &&
        python === "3.12" &&
        libraries.includes("cuml") &&
        libraries.includes("cugraph") &&
        libraries.includes("torch"),
    });
    const { asked } = await tryAll(cell(), "core-cugraph-12.8-3.12", () => true, using);
    expect(asked).toEqual([]);
  });

  test("is looked for with at most eight questions", async () => {
    const { hint, asked } = await tryAll(cell(), "core-cugraph-12.8-3.12", () => false);
    expect(hint).toBeUndefined();
    expect(asked.length).toBeLessThanOrEqual(8);
    expect(asked.length).toBeGreaterThan(4);
  });

  test("is not one whose packages fail a check", async () => {
    const { ask } = index(() => true);
    const changes = changesFor(
      { cell: cell({ python: "3.14" }), code: "no-build-for-python", packages: ["torch"] },
      facts(),
    );
    const wrong = async (question: Question): Promise<Answer> => {
      const answer = await ask(question);
      if (answer.kind !== "locked") return answer;
      const placeholder = {
        name: "cuml-cu12",
        version: "0.0.0a0",
        file: "cuml_cu12-0.0.0a0-py3-none-any.whl",
        sha256: "cd".repeat(32),
        download: 1,
      };
      return {
        kind: "locked",
        lock: makeLock(question, [...answer.lock.wheels, placeholder], answer.lock),
      };
    };
    expect((await findFix(wrong, changes, facts())).fix).toBeUndefined();
    expect((await findFix(ask, changes, facts())).fix).toBeDefined();
  });
});

describe("cells of a plan", () => {
  const conflict = (name: string, one: Cell): JudgedCell => ({
    cell: one,
    verdict: {
      kind: "rejected",
      reasons: explain(text(name), questionOf(one, { pins: {}, wheelCuda: "exact" }, catalog))
        .reasons,
    },
  });

  test("get a hint for each conflict, found once for cells that ask the same, and nothing else changes", async () => {
    const [one, same] = [
      cell({ libraries: ["torch", "cuml", "uv"] }),
      cell({ id: "other", ubuntu: "24.04", libraries: ["torch", "cuml", "uv"] }),
    ];
    const outside = index((question) => !asks(question, "cuml"));
    const notAsked: JudgedCell = {
      cell: cell({ id: "third" }),
      verdict: {
        kind: "unknown",
        reasons: [{ code: "index-unreachable", message: "x.", source: "resolver" }],
      },
    };
    const found = await withSuggestedFixes(
      outside.ask,
      [conflict("core-12.6-3.12", one), conflict("core-12.6-3.12", same), notAsked],
      facts(),
    );
    expect(outside.asked).toHaveLength(1);
    expect(found[2]).toBe(notAsked);
    for (const { verdict } of found.slice(0, 2))
      expect(verdict).toMatchObject({
        reasons: [
          {
            code: "packages-disagree",
            hint: expect.stringContaining("Without cuml it works") as string,
          },
        ],
      });
  });

  test("end in something to type also when nothing helps", async () => {
    const one = cell({ libraries: ["torch", "cuml", "uv"] });
    const [found] = await withSuggestedFixes(
      index(() => false).ask,
      [conflict("core-12.6-3.12", one)],
      facts(),
    );
    expect(found?.verdict).toMatchObject({
      reasons: [
        {
          hint: `No single change was found that helps; see the full chain: dl-env plan --why ${one.id}`,
        },
      ],
    });
  });

  test("whose library the catalog lacks there are told what was found to work, and not its set without it unasked", async () => {
    const lacking = (libraries: string[]): JudgedCell => ({
      cell: cell({ libraries, cuda: "12.4.1" }),
      verdict: {
        kind: "rejected",
        reasons: [
          { code: "library-not-available", message: "x.", source: "s", hint: "sets: { mine: [] }" },
        ],
      },
    });
    const hintWith = async (libraries: string[], good: (question: Question) => boolean) => {
      const possible = ({ cuda, libraries: left }: Cell): boolean =>
        !left.includes("torchcodec") || minorOf(cuda) === "12.8";
      const [found] = await withSuggestedFixes(index(good).ask, [lacking(libraries)], {
        ...facts(),
        possible,
      });
      return hintOf(found);
    };
    expect(await hintWith(["torchcodec", "torch", "uv"], () => true)).toMatch(
      /^With CUDA 12\.8 it works; put into dl-env.yml:\nmatrix: \{ cuda: /,
    );
    expect(
      await hintWith(["torchcodec", "torch", "uv"], (one) => !asks(one, "torchcodec")),
    ).toContain("sets: { mine-without-torchcodec: [torch] }");
    expect(await hintWith(["torchcodec", "torch", "uv"], () => false)).toMatch(/^No single change/);
  });

  const hintOf = (judged: JudgedCell | undefined): string =>
    judged?.verdict.kind === "rejected" ? (judged.verdict.reasons[0].hint ?? "") : "";

  test("say that not all was tried, where more could be than are", async () => {
    const many = ["cuml", "cugraph", "cudf", "cupy", "xgboost", "polars", "torchvision"];
    const one = cell({ libraries: ["numpy", "torch", ...many, "uv"] });
    const using = facts({
      request: {
        pins: { numpy: ">=2", torch: ">=2", polars: ">=1" },
        wheelCuda: "exact",
        slim: false,
      },
    });
    const judged = [conflict("core-12.6-3.12", one)];
    const [found] = await withSuggestedFixes(index(() => false).ask, judged, using);
    expect(hintOf(found)).toMatch(/^8 of \d+ changes were tried\. None of them helped; /);
  });

  test("say that an index gave no answer, which is no sign that nothing helps", async () => {
    const silence: Answer = {
      kind: "unreachable",
      reason: { code: "index-unreachable", message: "x.", source: "resolver" },
    };
    const judged = [conflict("core-12.6-3.12", cell({ libraries: ["torch", "cuml", "uv"] }))];
    const [found] = await withSuggestedFixes(() => Promise.resolve(silence), judged, facts());
    expect(hintOf(found)).toMatch(/^\d+ of the \d+ changes tried could not be asked\. /);
  });

  test("say that nothing was tried, where conflicts before it took the turns; the cells asked for come first", async () => {
    const judged = Array.from({ length: 70 }, (_, at) =>
      conflict(
        "core-12.6-3.12",
        cell({ id: `n${at}`, libraries: ["torch", "cuml", `lib${at}`, "uv"], python: `3.${at}` }),
      ),
    );
    const { ask } = index(() => false);
    const last = hintOf((await withSuggestedFixes(ask, judged, facts())).at(-1));
    expect(last).toBe(
      "No change was tried: the plan has more conflicts than are searched; ask for this cell alone: dl-env plan --cells n69",
    );
    const chosen = await withSuggestedFixes(ask, judged, facts({ first: ["n69"] }));
    expect(hintOf(chosen.at(-1))).toContain("dl-env plan --why n69");
  });
});
