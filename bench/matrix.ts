import type { Catalog } from "../src/catalog/facts.ts";
import { loadCatalog } from "../src/catalog/load.ts";
import { decodeRequest } from "../src/matrix/decodeRequest.ts";
import { expandCells } from "../src/matrix/expand.ts";
import { openQuestions, openScreen } from "../src/matrix/screen.ts";
import { questionKey } from "../src/resolve/lockKey.ts";
import { withNearest } from "../src/suggest/nearest.ts";
import { judge } from "../src/verdict/judge.ts";
import type { Request } from "../src/matrix/request.ts";
import { rulesFor } from "../src/matrix/rules.ts";
import { realSystem } from "../src/system/realSystem.ts";

/**
 * Milliseconds by the clock and by the processor: on a busy machine only the second says what the
 * work costs.
 */
interface Cost {
  readonly clock: number;
  readonly processor: number;
}

const measured = <T>(work: () => T): { readonly result: T; readonly cost: Cost } => {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const result = work();
  const clock = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { result, cost: { clock, processor: (user + system) / 1000 } };
};

const costText = ({ clock, processor }: Cost): string =>
  `${clock.toFixed(0)} ms (${processor.toFixed(0)} ms of processor)`;

/**
 * A request whose product has at least `count` cells: all CUDAs, Ubuntus, Pythons and flavors,
 * times as many sets as that takes.
 */
export const largeRequest = (catalog: Catalog, count: number): Request => {
  const cuda = [...new Set(catalog.cuda.map((release) => release.version))];
  const perSet = cuda.length * 3 * 5 * 5;
  const libraries = [...catalog.libraries.keys()];
  const names = Array.from({ length: Math.ceil(count / perSet) }, (_, index) => `s${index}`);
  const set = (index: number): string =>
    [
      ...new Set([0, 7, 14, 35].map((step) => libraries[(index * 3 + step) % libraries.length])),
    ].join(", ");
  const text = `to: oci:x
matrix:
  cuda: [${cuda.join(", ")}]
  ubuntu: [22.04, 24.04, 26.04]
  python: [3.10, 3.11, 3.12, 3.13, 3.14]
  flavor: [base, runtime, devel, cudnn-runtime, cudnn-devel]
  set: [${names.join(", ")}]
sets:
${names.map((name, index) => `  ${name}: [${set(index)}]`).join("\n")}
`;
  return decodeRequest(text, "bench", { catalog });
};

/**
 * Expands cells, judges them by base and rules, keys their questions, and names nearest cells: all
 * of `plan` but what the outside says.
 */
const whole = (catalog: Catalog, count: number): string => {
  const request = largeRequest(catalog, count);
  const before = process.memoryUsage().rss;
  const { result, cost } = measured(() => {
    const cells = expandCells(request, catalog).slice(0, count);
    const inputs = { request, catalog, today: catalog.asOf, lists: new Map() };
    const screened = cells.map(openScreen(inputs));
    const questions = new Set(openQuestions(screened).map(questionKey));
    const judged = withNearest(judge(screened, { request, catalog, answers: new Map() }), catalog);
    return {
      cells,
      questions,
      rejected: judged.filter(({ verdict }) => verdict.kind === "rejected").length,
    };
  });
  const added = (process.memoryUsage().rss - before) / 1e6;
  const peak = process.resourceUsage().maxRSS / 1000;
  return `${result.cells.length} cells expanded, judged and keyed in ${costText(cost)}: ${result.rejected} rejected, ${result.questions.size} questions; +${added.toFixed(0)} MB, the process ${peak.toFixed(0)} MB (targets: 250 ms, 200 MB)`;
};

const byRules = (catalog: Catalog, count: number): string => {
  const request = largeRequest(catalog, count);
  const cells = expandCells(request, catalog).slice(0, count);
  const { result, cost } = measured(() => {
    const rules = rulesFor({ request, catalog, today: catalog.asOf });
    return cells.filter((cell) => rules(cell).length > 0).length;
  });
  return `${cells.length} cells judged by rules in ${costText(cost)}: ${result} rejected (target: 3000 ms)`;
};

const started = performance.now();
const cpu = process.cpuUsage();
const catalog = await loadCatalog(realSystem());
const { user, system } = process.cpuUsage(cpu);
console.log(
  `catalog loaded in ${costText({ clock: performance.now() - started, processor: (user + system) / 1000 })} (target: under 100 ms)`,
);
console.log(whole(catalog, 10_000));
console.log(byRules(catalog, 100_000));
