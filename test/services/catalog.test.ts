import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { indexAsOf } from "../fakes/indexAsOf.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { questionOf } from "../../src/matrix/question.ts";
import { rulesAgainst } from "../matrix/judging.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { checkLock } from "../../src/verdict/lockRules.ts";
import { questionKey } from "../../src/resolve/lockKey.ts";
import { resolveAll } from "../resolve/resolveAll.ts";
import type { Log } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

// What the catalog says before a resolver is asked, held against the real index: a limit must be a
// conflict there, and what no limit speaks against must resolve without a wheel of another CUDA.

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
const home = mkdtempSync(join(tmpdir(), "dl-env-catalog-"));

interface Asked {
  readonly cuda: string;
  readonly python: string;
  readonly libraries: string;
}

const cellOf = ({ cuda, python, libraries }: Asked) => {
  const request = decodeRequest(
    `to: oci:x\nmatrix: { cuda: [${cuda}], ubuntu: [22.04], python: ["${python}"], set: [mine] }\nsets: { mine: [${libraries}] }\n`,
    "dl-env.yml",
    { catalog },
  );
  const [cell] = expandCells(request, catalog);
  if (cell === undefined) throw new Error("no cell");
  return { cell, request, question: questionOf(cell, request, catalog) };
};

const LIMITED: readonly Asked[] = [{ cuda: "12.4", python: "3.14", libraries: "torch" }];

/** What the default index does not have, and an index that is closed here may. */
const NOT_KNOWN: readonly Asked[] = [
  { cuda: "13.2", python: "3.10", libraries: "torch" },
  { cuda: "12.6", python: "3.12", libraries: "torch, cuml" },
  { cuda: "12.8", python: "3.14", libraries: "torch, cuml" },
  { cuda: "13.0", python: "3.10", libraries: "cugraph" },
  { cuda: "12.8", python: "3.10", libraries: "cuvs" },
  { cuda: "13.0", python: "3.12", libraries: "cuxfilter, cugraph" },
];

const FREE: readonly Asked[] = [
  { cuda: "12.4", python: "3.12", libraries: "cudf, cugraph, cuvs, dali" },
  { cuda: "12.6", python: "3.12", libraries: "torch, cudf, cupy" },
  { cuda: "12.8", python: "3.11", libraries: "torch, cuml, xgboost, polars-gpu" },
  { cuda: "13.0", python: "3.10", libraries: "cudf, xgboost" },
  { cuda: "13.2", python: "3.14", libraries: "torch, cugraph, cupy" },
];

/** Where nothing answers. */
const CLOSED = {
  "pypi.nvidia.com": "http://127.0.0.1:9",
  "download.pytorch.org": "http://127.0.0.1:9",
};
let answers: ReadonlyMap<string, Answer>;

beforeAll(async () => {
  vi.stubEnv("XDG_CACHE_HOME", `${home}/cache`);
  vi.stubEnv("UV_CACHE_DIR", `${home}/uv`);
  sys = await indexAsOf(real, catalog);
  answers = await resolveAll(
    sys,
    [...LIMITED, ...NOT_KNOWN, ...FREE].map((asked) => cellOf(asked).question),
    { tool: catalog.uv, indexes: catalog.indexes, mirrors: CLOSED },
  );
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

describe("the catalog against the real index", () => {
  test.each(LIMITED)(
    "CUDA $cuda, Python $python with $libraries: what a limit rejects cannot be resolved",
    (asked) => {
      const { cell, request, question } = cellOf(asked);
      expect(rulesAgainst(cell, request, catalog, catalog.asOf).length).toBeGreaterThan(0);
      expect(answers.get(questionKey(question))?.kind).toBe("conflict");
    },
  );

  test.each(NOT_KNOWN)(
    "CUDA $cuda, Python $python with $libraries: what another index may have is neither rejected nor accepted",
    (asked) => {
      const { cell, request, question } = cellOf(asked);
      expect(rulesAgainst(cell, request, catalog, catalog.asOf)).toEqual([]);
      expect(answers.get(questionKey(question))?.kind).toBe("unreachable");
    },
  );

  test.each(FREE)(
    "CUDA $cuda, Python $python with $libraries: what nothing speaks against resolves, and holds no wheel of another CUDA",
    (asked) => {
      const { cell, request, question } = cellOf(asked);
      expect(rulesAgainst(cell, request, catalog, catalog.asOf)).toEqual([]);
      const answer = answers.get(questionKey(question));
      expect(answer?.kind).toBe("locked");
      const against =
        answer?.kind === "locked"
          ? checkLock(answer.lock, { ...cell, wheelCuda: request.wheelCuda }, catalog)
          : undefined;
      expect(against).toEqual([]);
    },
  );
});
