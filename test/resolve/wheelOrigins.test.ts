import { expect, test } from "vitest";
import { originsIn } from "../../src/resolve/wheelOrigins.ts";

test("each package's index is known by its name, whatever login its address has", () => {
  const text = [
    "Ours_Core==1.0",
    "    # from http://ada:****@h.example/simple",
    "numpy==2.1",
    "    # from https://pypi.example/simple",
    "torch==2.7+cu128",
    "    # from https://t.example/cu128/",
    "",
  ].join("\n");
  expect([
    ...originsIn(text, [
      { name: "lab", address: "http://h.example/simple/", own: true },
      { name: "pytorch", address: "https://t.example/cu128" },
    ]),
  ]).toEqual([
    ["ours-core", "lab"],
    ["torch", "pytorch"],
  ]);
});
