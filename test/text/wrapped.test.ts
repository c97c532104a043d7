import { expect, test } from "vitest";
import { wrapped } from "../../src/text/wrapped.ts";

test.each([
  ["one two three", 7, ["one two", "  three"]],
  ["  one two three", 9, ["  one two", "  three"]],
  ["a-word-longer-than-that", 5, ["a-word-longer-than-that"]],
  ["To see it: dl-env build --stand-in", 20, ["To see it:", "  dl-env build --stand-in"]],
  ["To see it: dl-env build --stand-in", 80, ["To see it: dl-env build --stand-in"]],
  ["The command dl-env build makes it", 20, ["The command dl-env", "  build makes it"]],
])("%j in %i columns", (text, width, lines) => {
  expect(wrapped(text, width, "  ")).toEqual(lines);
});
