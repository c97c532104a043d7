import { execFileSync } from "node:child_process";
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
  const links = [...read("README.md").matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
    (match) => match[1] ?? "",
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
});

test("README.md has a row for every key of dl-env.yml", () => {
  const table =
    /\| key \| what it says \| default \|\n([\s\S]*?)\n\n/.exec(read("README.md"))?.[1] ?? "";
  const rows = table
    .split("\n")
    .flatMap((row) =>
      [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""),
    );
  interface Schema {
    readonly properties?: Readonly<Record<string, Schema>>;
  }
  const { properties = {} } = JSON.parse(read("docs/schema/dl-env.schema.json")) as Schema;
  const keys = Object.entries(properties).flatMap(([key, value]) =>
    ["smoke", "apt", "retention"].includes(key)
      ? Object.keys(value.properties ?? {}).map((name) => `${key}.${name}`)
      : [key],
  );
  expect(keys.length).toBeGreaterThan(15);
  expect([...rows].sort()).toEqual([...keys].sort());
});

test("no file names an owner of this repository: whoever copies a line puts theirs in", () => {
  const named = execFileSync(
    "git",
    [
      "grep",
      "--untracked",
      "-IhoE",
      "(uses: |ghcr\\.io/|github\\.com[/:])[A-Za-z0-9_-]+/dl-env-action",
    ],
    { cwd: root, encoding: "utf8" },
  );
  const owners = [...named.matchAll(/([\w-]+)\/dl-env-action$/gm)].map(([, owner]) => owner);
  expect(owners.length).toBeGreaterThan(10);
  expect([...new Set(owners)]).toEqual(["OWNER"]);
});
