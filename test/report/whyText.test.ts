import { expect, test } from "vitest";
import type { ExplainedCell } from "../../src/commands/planCommand.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { whyText } from "../../src/report/whyText.ts";

const plan = { cells: [{ cell: "torch-1", lock: { download: 1, packages: {} } }] };
const explained = {
  cell: { id: "torch-1", libraries: ["torch"] },
  verdict: {
    kind: "accepted",
    base: { tag: "12.8.1-base-ubuntu24.04", asOf: "2026-11-21T00:00:00Z" },
    lock: "0123456789abcdef",
  },
};

const why = (notes: ExplainedCell["notes"]): string =>
  whyText({ ...explained, notes } as unknown as ExplainedCell, plan as unknown as Plan);

test("what is worth knowing of an accepted cell stands below its packages, with its source", () => {
  const note = { code: "not-measured", message: "It is so.", source: "matrix/libraries" } as const;
  expect(why([note])).toBe(
    `${why([])}\n\n  It is so. [not-measured]\n    source: matrix/libraries`,
  );
});
