import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog } from "../src/catalog/load.ts";
import { decodeRequest } from "../src/matrix/decodeRequest.ts";
import { expandCells } from "../src/matrix/expand.ts";
import type { Cell } from "../src/matrix/cell.ts";
import { openQuestions, openScreen } from "../src/matrix/screen.ts";
import { judge } from "../src/verdict/judge.ts";
import type { JudgedCell } from "../src/verdict/verdict.ts";
import { withNearest } from "../src/suggest/nearest.ts";
import { openResolver } from "../src/resolve/resolve.ts";
import type { Answer } from "../src/resolve/answer.ts";
import { withSuggestedFixes } from "../src/suggest/suggestedFix.ts";
import type { Log } from "../src/system/ports.ts";
import { realSystem } from "../src/system/realSystem.ts";

/** Three CUDAs x two Ubuntus x four Pythons x the catalog's four sets. */
export const RESOLVE_REQUEST = `to: oci:x
matrix:
  cuda: ["12.4", "12.8", "13.0"]
  ubuntu: ["22.04", "24.04"]
  python: ["3.10", "3.11", "3.12", "3.13"]
  set: [base, torch, rapids, full]
`;

export interface ResolveFigures {
  readonly cells: number;
  readonly questions: number;
  readonly locked: number;
  readonly conflicts: number;
  readonly unreachable: number;
  /** Questions that uv was asked cold, those of hints and of older releases among them. */
  readonly runs: number;
  readonly coldMs: number;
  /** Of this process and of every uv that it ran. */
  readonly coldProcessorMs: number;
  /** Answers are remembered: what a second plan takes. */
  readonly warmMs: number;
  readonly warmProcessorMs: number;
  /** Answers are forgotten, uv's own copies of the index are not. */
  readonly staleMs: number;
}

const silent: Log = {
  info: () => {},
  warn: () => {},
  debug: () => {},
  group: (_, work) => work(),
  progress: () => {},
};

const count = (answers: ReadonlyMap<string, Answer>, kind: Answer["kind"]): number =>
  [...answers.values()].filter((answer) => answer.kind === kind).length;

/** Of /proc/self/stat: a tick is 10 ms on every Linux that Node runs on. */
const TICK = 10;

/** Milliseconds of processor time of this process and of its children that ended. */
const processorMs = (): number => {
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return ticks * TICK;
};

interface Resolved {
  readonly ms: number;
  readonly processorMs: number;
  readonly runs: number;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly judged: readonly JudgedCell[];
}

/**
 * Resolves the matrix three times in folders of its own: with nothing known, with everything
 * remembered, and with uv's copies only.
 */
export const measureResolve = async (
  text = RESOLVE_REQUEST,
  log: Log = silent,
): Promise<ResolveFigures & { readonly judged: readonly JudgedCell[] }> => {
  const folder = mkdtempSync(join(tmpdir(), "dl-env-bench-"));
  const before = { ...process.env };
  Object.assign(process.env, {
    XDG_CACHE_HOME: `${folder}/cache`,
    UV_CACHE_DIR: `${folder}/uv`,
    RUNNER_TOOL_CACHE: before["RUNNER_TOOL_CACHE"] ?? `${folder}/tools`,
  });
  try {
    const sys = realSystem({ log });
    const catalog = await loadCatalog(sys);
    const request = decodeRequest(text, "bench", { catalog });
    const screen = openScreen({ request, catalog, today: catalog.asOf, lists: new Map() });
    const cells = expandCells(request, catalog).map(screen);
    const questions = openQuestions(cells);
    const possible = (cell: Cell): boolean => screen(cell).question !== undefined;
    const once = async (): Promise<Resolved> => {
      const started = performance.now();
      const processorBefore = processorMs();
      const resolver = openResolver(sys, {
        tool: catalog.uv,
        indexes: catalog.indexes,
        mirrors: {},
      });
      try {
        const asked = await resolver.askAll(questions);
        const answers = await resolver.comparedWithNewest(questions, asked);
        const judged = await withSuggestedFixes(
          resolver.ask,
          judge(cells, { request, catalog, answers }),
          { catalog, request, possible },
        );
        return {
          ms: performance.now() - started,
          processorMs: processorMs() - processorBefore,
          runs: resolver.runs(),
          answers,
          judged,
        };
      } finally {
        await resolver.close();
      }
    };
    const cold = await once();
    const warm = await once();
    rmSync(`${folder}/cache/dl-env/answers`, { recursive: true, force: true });
    const stale = await once();
    return {
      cells: cells.length,
      questions: questions.length,
      locked: count(cold.answers, "locked"),
      conflicts: count(cold.answers, "conflict"),
      unreachable: count(cold.answers, "unreachable"),
      runs: cold.runs,
      coldMs: cold.ms,
      coldProcessorMs: cold.processorMs,
      warmMs: warm.ms,
      warmProcessorMs: warm.processorMs,
      staleMs: stale.ms,
      judged: withNearest(stale.judged, catalog),
    };
  } finally {
    for (const name of ["XDG_CACHE_HOME", "UV_CACHE_DIR", "RUNNER_TOOL_CACHE"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    rmSync(folder, { recursive: true, force: true });
  }
};

const seconds = (ms: number): string =>
  ms < 2000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;

/** The figures as lines for a person; needs a package index. */
export const resolveLines = async (): Promise<string[]> => {
  const found = await measureResolve();
  return [
    `${found.cells} cells, ${found.questions} questions: ${found.locked} locks, ${found.conflicts} conflicts, ${found.unreachable} not asked`,
    `cold ${seconds(found.coldMs)}, with uv's copies ${seconds(found.staleMs)}, warm ${seconds(found.warmMs)}`,
    `uv was asked ${found.runs} questions; processor time cold ${seconds(found.coldProcessorMs)}, warm ${seconds(found.warmProcessorMs)}`,
  ];
};

if (import.meta.main) for (const line of await resolveLines()) console.log(line);
