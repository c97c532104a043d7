import { expect, test } from "vitest";
import type { Built } from "../../src/build.ts";
import { builtText } from "../../src/commands/build.ts";

const built: Built = { images: [{ cell: "one", digest: `sha256:${"a".repeat(64)}`, made: true, size: 5 }], checks: [], layers: ["wheel-a", "rest-b"], moved: 34_300_000, left: [], failed: [] };

test("the last word of a build says what was made, what was there, what moved, and how long it took", () => {
  expect(builtText(built, { reused: 10, took: 125_000 }).split("\n").at(-1)).toBe("2 layers made, 10 reused, 34.3 MB of layers moved, in 2 min 05 s.");
});
