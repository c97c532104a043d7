import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readmeWith } from "../../action/build/readme.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (name: string): string => readFileSync(join(root, name), "utf8");

test("the tables of inputs and outputs in README.md are those of action.yml", () => {
  expect(read("README.md")).toBe(readmeWith(read("README.md"), read("action.yml")));
});

test("every file that README.md links to is there", () => {
  const links = [...read("README.md").matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? "");
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
});
