import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { indexAsOf } from "../fakes/indexAsOf.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { judge, openQuestions } from "../matrix/judging.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import { locksOf, type Answer } from "../../src/resolve/answer.ts";
import type { Question } from "../../src/matrix/question.ts";
import { resolveAll } from "../resolve/resolveAll.ts";
import type { Log } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

// The combinations that were measured by hand on 2026-11-21 (torch, RAPIDS and all else together),
// asked again of the real index: one question for each end of a range of Pythons, and `full` for
// every Python.

const silent: Log = {
  info: () => {},
  warn: () => {},
  debug: () => {},
  group: (_, work) => work(),
  progress: () => {},
};
const real = realSystem({ log: silent });
const catalog = await loadCatalog(real);
/** The index of the day on which the catalog was read. */
let sys = real;
const home = mkdtempSync(join(tmpdir(), "dl-env-tables-"));

const CORE =
  "torch, torchvision, cupy, cudf, cuml, xgboost, polars-gpu, jupyterlab, numpy, scipy, pandas, matplotlib, seaborn, scikit-learn, scikit-image, tqdm";
const SETS = `sets:\n  core: [${CORE}]\n  without-torch: [cupy, cudf, cuml, cugraph, cuvs, cucim, raft, xgboost, polars-gpu, dali]\n`;

interface Row {
  readonly set: string;
  readonly cuda: string;
  readonly pythons: readonly string[];
  /** Package -> beginning of its version; absent where no Python has a cell. */
  readonly holds?: Readonly<Record<string, string>>;
}

const ACCEPTED: readonly Row[] = [
  {
    set: "core",
    cuda: "12.4",
    pythons: ["3.10", "3.13"],
    holds: { torch: "2.6.0", "cuml-cu12": "26.2.", "cudf-cu12": "26.2." },
  },
  {
    set: "core",
    cuda: "12.8",
    pythons: ["3.10", "3.13"],
    holds: { torch: "2.10.0", "cuml-cu12": "26.2.", "cudf-cu12": "26.2." },
  },
  // On Python 3.11 and newer it is a part of full, below.
  { set: "core", cuda: "13.0", pythons: ["3.10"], holds: { torch: "2.14.", "cuml-cu13": "26.2." } },
  {
    set: "full",
    cuda: "13.0",
    pythons: ["3.11", "3.12", "3.13", "3.14"],
    holds: { torch: "2.14." },
  },
  {
    set: "full",
    cuda: "13.2",
    pythons: ["3.11", "3.12", "3.13", "3.14"],
    holds: { torch: "2.15." },
  },
  { set: "without-torch", cuda: "12.9", pythons: ["3.12"] },
];

const REJECTED: readonly Row[] = [{ set: "core", cuda: "12.4", pythons: ["3.14"] }];

/** What the default index does not have, and an index that is closed here may. */
const NOT_KNOWN: readonly Row[] = [
  { set: "core", cuda: "12.6", pythons: ["3.10", "3.11", "3.12", "3.13", "3.14"] },
  { set: "core", cuda: "12.8", pythons: ["3.14"] },
  { set: "core", cuda: "13.2", pythons: ["3.10"] },
  { set: "full", cuda: "13.0", pythons: ["3.10"] },
  { set: "full", cuda: "13.2", pythons: ["3.10"] },
  { set: "without-torch", cuda: "12.9", pythons: ["3.10"] },
];

/**
 * Cells of RAPIDS 26.02 that only NVIDIA's own index has, and of a torch that only PyTorch's has.
 */
const ELSEWHERE = [
  { set: "full", cuda: "12.4", index: "nvidia", who: "cuGraph and cuVS need" },
  { set: "full", cuda: "12.8", index: "nvidia", who: "cuGraph and cuVS need" },
  { set: "core", cuda: "12.9", index: "pytorch-cu129", who: "PyTorch and torchvision need" },
] as const;

const prepared = ({ set, cuda, pythons }: Row) => {
  const request = decodeRequest(
    `to: oci:x\nmatrix: { cuda: ["${cuda}"], ubuntu: ["22.04"], python: [${pythons.map((python) => `"${python}"`).join(", ")}], set: [${set}] }\n${SETS}`,
    "dl-env.yml",
    { catalog },
  );
  const cells = expandCells(request, catalog);
  const inputs = { request, catalog, today: catalog.asOf, lists: new Map() };
  return { cells, inputs, questions: [...openQuestions(cells, inputs).values()] };
};

let answers: ReadonlyMap<string, Answer>;
const CLOSED = "http://127.0.0.1:9";
const asked = (questions: readonly Question[]) =>
  resolveAll(sys, questions, {
    tool: catalog.uv,
    indexes: catalog.indexes,
    mirrors: { "pypi.nvidia.com": CLOSED, "download.pytorch.org": CLOSED },
  });

const judged = (row: Row): JudgedCell[] => {
  const { cells, inputs } = prepared(row);
  return judge(cells, { ...inputs, answers });
};

beforeAll(async () => {
  vi.stubEnv("XDG_CACHE_HOME", `${home}/cache`);
  vi.stubEnv("UV_CACHE_DIR", `${home}/uv`);
  sys = await indexAsOf(real, catalog);
  answers = await asked(
    [
      ...ACCEPTED,
      ...REJECTED,
      ...NOT_KNOWN,
      ...ELSEWHERE.map((row) => ({ ...row, pythons: ["3.12"] })),
    ].flatMap((row) => prepared(row).questions),
  );
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

describe("the measured table against the real index", () => {
  test.each(ACCEPTED)("$set for CUDA $cuda is accepted on Python $pythons", (row) => {
    const found = judged(row);
    expect(
      found.map(({ verdict }) =>
        verdict.kind === "accepted" ? "accepted" : verdict.reasons[0].message,
      ),
    ).toEqual(row.pythons.map(() => "accepted"));
    const locks = locksOf(answers);
    for (const { verdict } of found) {
      const wheels = verdict.kind === "accepted" ? (locks.get(verdict.lock)?.wheels ?? []) : [];
      for (const [name, version] of Object.entries(row.holds ?? {}))
        expect(wheels.find((wheel) => wheel.name === name)?.version).toMatch(
          new RegExp(`^${version.replaceAll(".", "\\.")}`),
        );
    }
  });

  test.each(NOT_KNOWN)(
    "$set for CUDA $cuda is unknown on Python $pythons: an index that may have it is closed here",
    (row) => {
      const found = judged(row);
      expect(found.map(({ verdict }) => verdict.kind)).toEqual(row.pythons.map(() => "unknown"));
      for (const { verdict } of found)
        expect(verdict.kind === "unknown" ? verdict.reasons[0].message : "").toMatch(
          /the package index (?:nvidia|pytorch-cu\d+), which could not be queried/,
        );
    },
  );

  test.each(REJECTED)(
    "$set for CUDA $cuda is rejected on Python $pythons, with a source and something to do",
    (row) => {
      const found = judged(row);
      expect(found.map(({ verdict }) => verdict.kind)).toEqual(row.pythons.map(() => "rejected"));
      const reasons = found.flatMap(({ verdict }) =>
        verdict.kind === "rejected" ? verdict.reasons : [],
      );
      for (const reason of reasons)
        expect(reason).toMatchObject({
          source: expect.stringMatching(/./) as string,
          hint: expect.stringContaining("matrix: {") as string,
        });
    },
  );

  test.each(ELSEWHERE)(
    "$set for CUDA $cuda is unknown where the index $index does not answer, never accepted and never rejected",
    ({ index, who, ...row }) => {
      const [cell] = judged({ ...row, pythons: ["3.12"] });
      expect(cell?.verdict).toMatchObject({
        kind: "unknown",
        reasons: [
          {
            code: "index-unreachable",
            message: `${who} the package index ${index}, which could not be queried: the connection was refused.`,
            hint: expect.stringContaining(CLOSED) as string,
          },
        ],
      });
    },
  );
});
