import { expect, test } from "vitest";
import type { Built } from "../../src/publish/builtImages.ts";
import { requireAccepted } from "../../src/commands/requireAccepted.ts";
import { builtText } from "../../src/report/buildText.ts";
import type { Plan } from "../../src/plan/plan.ts";

const built: Built = {
  images: [{ cell: "one", digest: `sha256:${"a".repeat(64)}`, made: true, size: 5 }],
  checks: [],
  layers: ["wheel-a", "rest-b"],
  moved: 34_300_000,
  left: [],
  failed: [],
};

test("the last word of a build says what was made, what was there, what moved, and how long it took", () => {
  expect(builtText(built, { reused: 10, took: 125_000 }).split("\n").at(-1)).toBe(
    "2 layers made, 10 reused, 34.3 MB of layers moved, in 2 min 05 s.",
  );
});

const totals = { cells: 1, accepted: 0, rejected: 1, unknown: 0, download: 0, missing: 0 };
const none = (more: Partial<typeof totals>): Plan =>
  ({
    totals: { ...totals, ...more },
    cells: [
      {
        cell: "one",
        verdict: more.unknown === 1 ? "unknown" : "rejected",
        reasons: [{ code: "x", message: "Because of this.", source: "s" }],
      },
    ],
  }) as unknown as Plan;

test("nothing to build is no success: 1 when every cell is rejected, 3 when one could not be judged", () => {
  expect(() => requireAccepted(none({}), "build")).toThrow(
    expect.objectContaining({
      exit: 1,
      code: "nothing-accepted",
      message: "No cell is accepted, so there is nothing to build. Because of this.",
    }) as Error,
  );
  expect(() => requireAccepted(none({ unknown: 1 }), "lock")).toThrow(
    expect.objectContaining({ exit: 3, code: "cells-unknown" }) as Error,
  );
  expect(() => requireAccepted(none({ accepted: 1 }), "write")).not.toThrow();
});
