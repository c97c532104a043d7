import type { Catalog } from "../../src/catalog/facts.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import type { Question } from "../../src/matrix/question.ts";
import type { Reason } from "../../src/matrix/reason.ts";
import type { Request } from "../../src/matrix/request.ts";
import { rulesFor } from "../../src/matrix/rules.ts";
import {
  openQuestions as questionsOf,
  openScreen,
  type ScreenInputs,
} from "../../src/matrix/screen.ts";
import { questionKey } from "../../src/resolve/lockKey.ts";
import { judge as judgeScreened, type JudgeInputs } from "../../src/verdict/judge.ts";
import { withNearest } from "../../src/suggest/nearest.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";

// The stages from cells to verdicts in one call, for tests and benches that look at their end.

/** The distinct questions of these cells, by key. */
export const openQuestions = (
  cells: readonly Cell[],
  inputs: ScreenInputs,
): Map<string, Question> =>
  new Map(
    questionsOf(cells.map(openScreen(inputs))).map((question) => [questionKey(question), question]),
  );

/** Whether neither rules nor bases speak against a cell. */
export const possibleCells = (inputs: ScreenInputs): ((cell: Cell) => boolean) => {
  const screen = openScreen(inputs);
  return (cell) => screen(cell).question !== undefined;
};

/** Verdicts with the nearest accepted cell of the same list. */
export const judge = (cells: readonly Cell[], inputs: JudgeInputs & ScreenInputs): JudgedCell[] =>
  withNearest(judgeScreened(cells.map(openScreen(inputs)), inputs), inputs.catalog);

/** What the catalog says against one cell; empty when it knows nothing against it. */
export const rulesAgainst = (
  cell: Cell,
  request: Pick<Request, "pins" | "wheelCuda" | "cudnn">,
  catalog: Catalog,
  today: string,
): readonly Reason[] => rulesFor({ request, catalog, today })(cell);
