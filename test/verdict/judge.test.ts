import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import type { TagList } from "../../src/catalog/tagLists.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import type { ScreenInputs } from "../../src/matrix/screen.ts";
import { judge, openQuestions } from "../matrix/judging.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { builtIn, TODAY } from "../catalog/builtIn.ts";
import { answersTo, lockFor } from "../matrix/answers.ts";
import { requestFrom } from "../matrix/requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

interface Options {
  readonly rest?: string;
  readonly lists?: ReadonlyMap<string, TagList>;
  readonly today?: string;
  readonly answers?: (
    asked: ReadonlyMap<string, Parameters<typeof lockFor>[0]>,
  ) => ReadonlyMap<string, Answer>;
}

const judged = (matrix: string, options: Options = {}): JudgedCell[] => {
  const request = requestFrom(catalog, matrix, options.rest ?? "");
  const cells = expandCells(request, catalog);
  const inputs: ScreenInputs = {
    request,
    catalog,
    today: options.today ?? TODAY,
    lists: options.lists ?? new Map(),
  };
  return judge(cells, {
    ...inputs,
    request,
    answers: (options.answers ?? answersTo)(openQuestions(cells, inputs)),
  });
};

const table = (cells: readonly JudgedCell[]): string[] =>
  cells.map(
    ({ cell, verdict }) =>
      `${cell.id}: ${verdict.kind}${verdict.kind === "accepted" ? "" : ` ${verdict.reasons.map((reason) => `${reason.code} -> ${reason.nearest ?? "nothing"}`).join(", ")}`}`,
  );

describe("verdicts", () => {
  test("the twelve cells: 12.4 has no image for 24.04, all others are accepted", () => {
    expect(
      table(judged("cuda: [12.4, 12.8, 13.0], ubuntu: [22.04, 24.04], set: [base, torch]")),
    ).toEqual([
      "base-cuda12.4.1-ubuntu22.04-py3.10: accepted",
      "base-cuda12.4.1-ubuntu24.04-py3.12: rejected no-base-image -> base-cuda12.8.1-ubuntu24.04-py3.12",
      "base-cuda12.8.1-ubuntu22.04-py3.10: accepted",
      "base-cuda12.8.1-ubuntu24.04-py3.12: accepted",
      "base-cuda13.0.3-ubuntu22.04-py3.10: accepted",
      "base-cuda13.0.3-ubuntu24.04-py3.12: accepted",
      "torch-cuda12.4.1-ubuntu22.04-py3.10: accepted",
      "torch-cuda12.4.1-ubuntu24.04-py3.12: rejected no-base-image -> torch-cuda12.8.1-ubuntu24.04-py3.12",
      "torch-cuda12.8.1-ubuntu22.04-py3.10: accepted",
      "torch-cuda12.8.1-ubuntu24.04-py3.12: accepted",
      "torch-cuda13.0.3-ubuntu22.04-py3.10: accepted",
      "torch-cuda13.0.3-ubuntu24.04-py3.12: accepted",
    ]);
  });

  test("a cell that needs an index that does not answer is unknown, and says which index", () => {
    const [cell] = judged("cuda: [12.9], ubuntu: [24.04], set: [torch]");
    expect(cell?.verdict).toMatchObject({
      kind: "unknown",
      reasons: [{ code: "index-unreachable", message: expect.stringContaining("pytorch-cu129") }],
      base: { tag: expect.stringContaining("12.9.2-base") },
    });
  });

  test("a cell that needs an index that does not answer names the libraries that need it, in the catalog's words", () => {
    const silent: Options["answers"] = (asked) =>
      new Map(
        [...asked].map(([key, { indexes }]) => [
          key,
          {
            kind: "unreachable",
            reason: { code: "index-unreachable", message: "x.", source: "resolver" },
            ...(indexes[0] === undefined
              ? {}
              : { index: { name: indexes[0], cause: "the connection was refused" } }),
          },
        ]),
      );
    const messages = (matrix: string, rest = ""): string[] =>
      judged(matrix, { answers: silent, rest }).flatMap(({ verdict }) =>
        verdict.kind === "unknown" ? verdict.reasons.map(({ message }) => message) : [],
      );
    expect(messages("cuda: [12.9], ubuntu: [24.04], set: [torch]")).toEqual([
      "PyTorch and torchvision need the package index pytorch-cu129, which could not be queried: the connection was refused.",
    ]);
    expect(
      messages(
        "cuda: [12.8], ubuntu: [24.04], set: [mine]",
        "sets: { mine: [torch, cuvs, numpy] }\n",
      ),
    ).toEqual([
      "cuVS needs the package index nvidia, which could not be queried: the connection was refused.",
    ]);
    expect(messages("cuda: [12.8], ubuntu: [24.04]")).toEqual(["x."]);
  });

  test("a cell that nobody asked about is unknown, never accepted", () => {
    const [cell] = judged("cuda: [12.8], ubuntu: [24.04]", { answers: () => new Map() });
    expect(cell?.verdict).toMatchObject({ kind: "unknown", reasons: [{ code: "not-asked" }] });
  });

  test("what the catalog rejects is rejected although nothing could be asked", () => {
    const [cell] = judged("cuda: [12.5], ubuntu: [22.04], set: [torch]", {
      answers: () => new Map(),
      today: "2027-03-01",
    });
    expect(cell?.verdict.kind).toBe("rejected");
  });

  test("rules and the missing base are told together", () => {
    const [cell] = judged("cuda: [12.4], ubuntu: [24.04], python: [3.14], set: [torch]");
    expect(cell?.verdict).toMatchObject({
      kind: "rejected",
      reasons: [{ code: "no-base-image" }, { code: "torch-python-too-new" }],
    });
  });

  test("a conflict that the resolver found is the reason, with its own text kept", () => {
    const answers: Options["answers"] = (asked) =>
      new Map(
        [...asked.keys()].map((key) => [
          key,
          {
            kind: "conflict",
            detail: "long",
            reasons: [
              {
                code: "packages-disagree",
                message: "They disagree.",
                source: "resolver",
                detail: "long",
              },
            ],
          },
        ]),
      );
    const [cell] = judged("cuda: [12.8], ubuntu: [24.04]", { answers });
    expect(cell?.verdict).toMatchObject({
      kind: "rejected",
      reasons: [{ code: "packages-disagree", detail: "long" }],
    });
  });

  test("a lock that holds a wheel of another CUDA is rejected although the resolver accepted it", () => {
    const answers: Options["answers"] = (asked) =>
      new Map(
        [...asked].map(([key, question]) => {
          const { lock } = lockFor(question);
          const wheels = lock.wheels.map((wheel) =>
            wheel.name === "torch" ? { ...wheel, version: "2.4.1" } : wheel,
          );
          return [key, { kind: "locked", lock: { ...lock, wheels } }];
        }),
      );
    const [cell] = judged("cuda: [12.8], ubuntu: [24.04], set: [torch]", { answers });
    expect(cell?.verdict).toMatchObject({
      kind: "rejected",
      reasons: expect.arrayContaining([expect.objectContaining({ code: "torch-of-another-cuda" })]),
    });
  });

  test("an index that could not be queried, and a pin that holds nothing, are said of the accepted cell", () => {
    const notes = (rest: string) =>
      judged("cuda: [12.8], ubuntu: [24.04], set: [torch]", { rest }).flatMap(({ verdict }) =>
        verdict.kind === "accepted" ? (verdict.notes ?? []) : [],
      );
    expect(notes("")).toMatchObject([
      {
        code: "index-not-asked",
        message: expect.stringMatching(/^PyTorch and torchvision for CUDA 12.8 .*pytorch-cu128/),
      },
    ]);
    const pins =
      "pins: { cudf: '==26.2.*', cudf-cu13: '==26.2.*', cupy: '>=14', torch: '>=2.8' }\n";
    expect(notes(pins).map(({ code, message }) => [code, message])).toContainEqual([
      "pin-holds-nothing",
      "The pin of cudf holds nothing here: no package of the cell has that name.",
    ]);
    expect(notes(pins)).toHaveLength(2);
  });

  test("the registry's list wins over the catalog's copy, for each repository by itself", () => {
    const lists = new Map([
      ["docker.io/nvidia/cuda", { tags: new Set(["12.8.1-base-ubuntu24.04"]), asOf: TODAY }],
    ]);
    expect(table(judged("cuda: [12.8], ubuntu: [22.04, 24.04, stand-in]", { lists }))).toEqual([
      "base-cuda12.8.1-ubuntu22.04-py3.10: rejected no-base-image -> base-cuda12.8.1-ubuntu24.04-py3.12",
      "base-cuda12.8.1-ubuntu24.04-py3.12: accepted",
      "base-cuda12.8.1-stand-in-py3.11: accepted",
    ]);
  });

  test("only cells that nothing else decides are asked about, each question once", () => {
    const request = requestFrom(
      catalog,
      "cuda: [12.4, 12.8], ubuntu: [22.04, 24.04], python: [3.12], flavor: [base, runtime], set: [torch]",
    );
    const cells = expandCells(request, catalog);
    expect(cells).toHaveLength(8);
    expect(openQuestions(cells, { request, catalog, today: TODAY, lists: new Map() }).size).toBe(2);
  });
});

describe("the nearest accepted cell", () => {
  const nearest = (matrix: string, id: string, rest = ""): string | undefined => {
    const found = judged(matrix, { rest }).find((entry) => entry.cell.id === id);
    return found?.verdict.kind === "rejected" ? found.verdict.reasons[0].nearest : "not rejected";
  };

  test("changes the fewest axes", () => {
    expect(
      nearest(
        "cuda: [12.4, 12.8], ubuntu: [22.04, 24.04], python: [3.12]",
        "base-cuda12.4.1-ubuntu24.04-py3.12",
      ),
    ).toBe("base-cuda12.4.1-ubuntu22.04-py3.12");
  });

  test("changes the flavor before Python, Python before Ubuntu, Ubuntu before CUDA", () => {
    const axes =
      "cuda: [12.4, 13.2], ubuntu: [22.04, 24.04], python: [3.13, 3.14], flavor: [base, cudnn-runtime], set: [torch]";
    expect(nearest(axes, "torch-cuda12.4.1-ubuntu22.04-py3.14")).toBe(
      "torch-cuda12.4.1-ubuntu22.04-py3.13",
    );
    expect(nearest(axes, "torch-cuda12.4.1-ubuntu24.04-py3.13")).toBe(
      "torch-cuda12.4.1-ubuntu22.04-py3.13",
    );
    expect(nearest(axes, "torch-cuda12.4.1-ubuntu22.04-py3.13-cudnn-runtime")).toBe(
      "torch-cuda12.4.1-ubuntu22.04-py3.13",
    );
  });

  test("among equals takes the closest version, the newer of two equally close", () => {
    expect(
      nearest(
        "cuda: [12.4, 12.5, 12.6, 12.8], ubuntu: [22.04], set: [torch]",
        "torch-cuda12.5.1-ubuntu22.04-py3.10",
      ),
    ).toBe("torch-cuda12.6.3-ubuntu22.04-py3.10");
    expect(
      nearest(
        "cuda: [12.4, 12.5, 13.0], ubuntu: [22.04], set: [torch]",
        "torch-cuda12.5.1-ubuntu22.04-py3.10",
        "exclude: [{ cuda: 13.0, set: base }]",
      ),
    ).toBe("torch-cuda13.0.3-ubuntu22.04-py3.10");
  });

  test("is nothing when no cell is accepted", () => {
    expect(
      nearest("cuda: [12.5], ubuntu: [22.04], set: [torch]", "torch-cuda12.5.1-ubuntu22.04-py3.10"),
    ).toBeUndefined();
  });
});
