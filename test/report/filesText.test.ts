import { expect, test } from "vitest";
import { generateText } from "../../src/report/filesText.ts";

const written = (onStandIn: readonly string[]): string =>
  generateText({ result: { out: "made", cells: { a: [], b: [] }, onStandIn }, problems: [] });

test("a Containerfile is built by docker, and one on a stand-in by dl-env, which hands that over", () => {
  expect(written([])).toContain("Build one with: docker build -f made/a/Containerfile made/a");
  expect(written(["a", "b"])).toContain(
    "Build one with: dl-env build --build engine --stand-in --cells a",
  );
});
