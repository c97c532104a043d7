import { expect, test } from "vitest";
import { bytes, count, duration } from "../../src/text/units.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.00 kB"],
  [1_500_000, "1.50 MB"],
  [15_400_000, "15.4 MB"],
  [869_000_000, "869 MB"],
  [999_999_999, "1.00 GB"],
  [5_210_000_000, "5.21 GB"],
])("%i bytes read %s", (number, text) => {
  expect(bytes(number)).toBe(text);
});

test.each([
  [90, "0.1 s"],
  [59_900, "59.9 s"],
  [59_990, "1 min 00 s"],
  [125_000, "2 min 05 s"],
])("%i ms read %s", (number, text) => {
  expect(duration(number)).toBe(text);
});

test("one is singular", () => {
  expect([count(1, "cell"), count(0, "cell"), count(2, "cell")]).toEqual([
    "1 cell",
    "0 cells",
    "2 cells",
  ]);
});
