import { expect, test } from "vitest";
import { judgeBase } from "../../src/matrix/base.ts";
import { newestCell } from "../../src/suggest/newestCell.ts";
import { pickRequest } from "../../src/suggest/pickRequest.ts";
import { builtIn, TODAY } from "../catalog/builtIn.ts";

test("the newest cell of each set stands on a base that was seen", async () => {
  const catalog = await builtIn();
  const sets = [...catalog.sets.keys()];
  const bases = sets.map((set) => {
    const request = pickRequest({ libraries: [set] }, catalog, TODAY);
    const cell = newestCell(request, catalog, TODAY);
    const base =
      cell === undefined ? undefined : judgeBase(cell, { catalog, list: undefined, today: TODAY });
    return `${set}: ${base?.kind ?? "none"}`;
  });
  expect(bases).toEqual(sets.map((set) => `${set}: there`));
});
