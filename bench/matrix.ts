import type { Catalog } from "../src/catalog/facts.ts";
import { loadCatalog } from "../src/catalog/load.ts";
import { expandCells } from "../src/matrix/expand.ts";
import { questioner } from "../src/matrix/question.ts";
import { rememberRanges } from "../src/matrix/ranges.ts";
import type { Request } from "../src/matrix/request.ts";
import { rulesFor } from "../src/matrix/rules.ts";
import { decodeRequest } from "../src/matrix/decode.ts";
import { questionKey } from "../src/resolve/key.ts";
import type { Question } from "../src/resolve/lock.ts";
import { realSystem } from "../src/system/real.ts";

export interface MatrixFigures {
  readonly cells: number;
  readonly rejected: number;
  readonly questions: number;
  readonly expandMs: number;
  readonly judgeMs: number;
  readonly keyMs: number;
  readonly totalMs: number;
  /** What the work added to the resident set, in MB. */
  readonly megabytes: number;
}

/** A request whose product has about `count` cells: all CUDAs, Ubuntus, Pythons and flavors, times as many sets as that takes. */
export const largeRequest = (catalog: Catalog, count: number): Request => {
  const cuda = [...new Set(catalog.cuda.map((release) => release.version))];
  const perSet = cuda.length * 3 * 5 * 5;
  const libraries = [...catalog.libraries.keys()];
  const sets = Array.from({ length: Math.ceil(count / perSet) }, (_, index) => `s${index}: [${[...new Set([0, 1, 2, 5].map((step) => libraries[(index * 3 + step * 7) % libraries.length]))].join(", ")}]`);
  const names = sets.map((set) => set.split(":")[0]);
  const text = `to: oci:x
matrix:
  cuda: [${cuda.join(", ")}]
  ubuntu: [22.04, 24.04, 26.04]
  python: [3.10, 3.11, 3.12, 3.13, 3.14]
  flavor: [base, runtime, devel, cudnn-runtime, cudnn-devel]
  set: [${names.join(", ")}]
sets:
${sets.map((set) => `  ${set}`).join("\n")}
`;
  return decodeRequest(text, "bench", catalog);
};

/** Expands, judges by rules and keys about `count` cells once. */
export const measureMatrix = (catalog: Catalog, count: number): MatrixFigures => {
  const request = largeRequest(catalog, count);
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const cells = expandCells(request, catalog).slice(0, count);
  const expanded = performance.now();
  const inRange = rememberRanges();
  const rules = rulesFor(request, catalog, catalog.asOf, inRange);
  let rejected = 0;
  for (const cell of cells) if (rules(cell).length > 0) rejected += 1;
  const judged = performance.now();
  const question = questioner(request, catalog, inRange);
  const keys = new Map<Question, string>();
  for (const cell of cells) {
    const asked = question(cell);
    if (!keys.has(asked)) keys.set(asked, questionKey(asked));
  }
  const keyed = performance.now();
  return {
    cells: cells.length,
    rejected,
    questions: keys.size,
    expandMs: expanded - started,
    judgeMs: judged - expanded,
    keyMs: keyed - judged,
    totalMs: keyed - started,
    megabytes: (process.memoryUsage().rss - before) / 1e6,
  };
};

const line = (figures: MatrixFigures): string =>
  `${figures.cells} cells: expanded ${figures.expandMs.toFixed(0)} ms, judged by rules ${figures.judgeMs.toFixed(0)} ms, keyed ${figures.keyMs.toFixed(0)} ms, ` +
  `together ${figures.totalMs.toFixed(0)} ms; ${figures.rejected} rejected, ${figures.questions} questions, +${figures.megabytes.toFixed(0)} MB`;

/** The figures as lines for a person: `npm run bench` prints them. */
export const benchMatrix = async (): Promise<string[]> => {
  const started = performance.now();
  const catalog = await loadCatalog(realSystem());
  const loaded = performance.now() - started;
  const small = measureMatrix(catalog, 10_000);
  const peak = process.resourceUsage().maxRSS / 1000;
  return [
    `catalog loaded in ${loaded.toFixed(0)} ms (target: under 100)`,
    `${line(small)}; whole process ${peak.toFixed(0)} MB (targets: 250 ms, 200 MB)`,
    `${line(measureMatrix(catalog, 100_000))} (target: 3000 ms)`,
  ];
};

if (import.meta.main) for (const text of await benchMatrix()) console.log(text);
