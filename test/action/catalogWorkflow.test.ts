import { execFile, execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";

const WORKFLOW = join(import.meta.dirname, "../../.github/workflows/catalog.yml");

/** `gh` over a list of pull requests in a file; `create` fails where the list says so. */
const GH = `#!/bin/sh
set -eu
list="$PULLS"
case "$1 $2" in
  "auth setup-git") ;;
  "pr list")
    while [ $# -gt 0 ]; do
      case $1 in --state) state=$2 ;; --jq) query=$2 ;; esac
      shift
    done
    jq -r --arg state "$state" '[.[] | select((.state == "OPEN") == ($state == "open"))]' "$list" | jq -r "$query" ;;
  "pr edit")
    jq --argjson number "$3" --rawfile body "$5" 'map(if .number == $number then .body = $body else . end)' "$list" >"$list.new"
    mv "$list.new" "$list" ;;
  "pr create")
    for last; do :; done
    jq --rawfile body "$last" '. + [{number: (length + 1), state: "OPEN", body: $body}]' "$list" >"$list.new"
    mv "$list.new" "$list" ;;
esac
`;

interface Pull {
  number: number;
  state: "OPEN" | "CLOSED" | "MERGED";
  body: string;
}

let folder = "";
let script = "";
const at = (name: string): string => join(folder, name);
const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.invalid", ...args], {
    cwd: at(cwd),
    encoding: "utf8",
  }).trim();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-catalog-"));
  const workflow = parse(await readFile(WORKFLOW, "utf8")) as {
    jobs: { propose: { steps: { name: string; run?: string }[] } };
  };
  script = workflow.jobs.propose.steps.find(({ name }) => name === "Propose")?.run ?? "";
  for (const name of ["bin", "proposal", "origin"]) await mkdir(at(name));
  await writeFile(at("bin/gh"), GH);
  await chmod(at("bin/gh"), 0o755);
  await writeFile(at("pulls.json"), "[]");
  git("origin", "init", "-q", "-b", "main");
  await writeFile(at("origin/newest.yml"), "uv: 1\n");
  git("origin", "add", "-A");
  git("origin", "commit", "-q", "-m", "first");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const pulls = async (): Promise<Pull[]> =>
  JSON.parse(await readFile(at("pulls.json"), "utf8")) as Pull[];
/** What somebody does with the newest pull request. */
const decide = async (state: Pull["state"]): Promise<void> => {
  const all = await pulls();
  const newest = all.at(-1);
  // As the web page's editor leaves it.
  if (newest !== undefined)
    Object.assign(newest, { state, body: newest.body.replaceAll("\n", "\r\n") });
  await writeFile(at("pulls.json"), JSON.stringify(all));
};

/** One week: what the catalog's update found; what the step printed. */
const week = async (...found: readonly string[]): Promise<string> => {
  await rm(at("work"), { recursive: true, force: true });
  git(".", "clone", "-q", "-b", "main", at("origin"), at("work"));
  await writeFile(at("work/newest.yml"), `${found.join("\n")}\n`);
  const patch = execFileSync("git", ["diff", "--binary"], { cwd: at("work"), encoding: "utf8" });
  await writeFile(at("proposal/catalog.patch"), patch);
  git("work", "checkout", "-q", ".");
  await writeFile(at("proposal/found.txt"), `${found.join("\n")}\nWritten: matrix/newest.yml\n`);
  return new Promise((resolve, reject) => {
    execFile(
      "bash",
      ["-e", "-c", script],
      {
        cwd: at("work"),
        env: {
          PATH: `${at("bin")}:${process.env["PATH"] ?? ""}`,
          HOME: folder,
          PULLS: at("pulls.json"),
          PROPOSAL: at("proposal"),
          RUNNER_TEMP: folder,
          BASE: "main",
        },
      },
      (error, stdout, stderr) =>
        error === null ? resolve(stdout) : reject(new Error(`${stdout}${stderr}`)),
    );
  });
};

const UV = "new        uv 2 (the catalog has 1)";
const TORCH = "new        torch 3 (the catalog has 2)";

describe("the weekly proposal of what the catalog lacks", () => {
  test("is one pull request, which the next week brings up to date", async () => {
    await week(UV);
    await week(UV, TORCH);
    const [only, ...more] = await pulls();
    expect([only?.state, more]).toEqual(["OPEN", []]);
    expect(only?.body).toContain(`    ${TORCH}\n`);
    expect(git("origin", "show", "dl-env-catalog:newest.yml")).toBe(`${UV}\n${TORCH}`);
  });

  test("is not opened again when somebody closed it, until there is something else", async () => {
    await week(UV);
    await decide("CLOSED");
    const before = git("origin", "rev-parse", "dl-env-catalog");
    expect(await week(UV)).toMatch(/^::notice .*closed.*: gh pr list --head dl-env-catalog/);
    expect(await week(UV, "not asked  cards: no answer")).toContain("::notice");
    expect(await pulls()).toHaveLength(1);
    expect(git("origin", "rev-parse", "dl-env-catalog")).toBe(before);
    await week(UV, TORCH);
    expect((await pulls()).map(({ state }) => state)).toEqual(["CLOSED", "OPEN"]);
  });

  test("is opened again after one that was merged, and brought up to date when it is reopened", async () => {
    await week(UV);
    await decide("MERGED");
    await week(UV);
    expect((await pulls()).map(({ state }) => state)).toEqual(["MERGED", "OPEN"]);
    await decide("CLOSED");
    await decide("OPEN");
    expect(await week(UV)).not.toContain("::notice");
  });

  test("leaves a branch alone on which somebody committed", async () => {
    await week(UV);
    git("origin", "switch", "-q", "dl-env-catalog");
    git("origin", "commit", "-q", "--allow-empty", "-m", "by hand");
    git("origin", "switch", "-q", "main");
    const before = git("origin", "rev-parse", "dl-env-catalog");
    expect(await week(UV, TORCH)).toMatch(/^::notice .*: git push origin --delete dl-env-catalog/m);
    expect(git("origin", "rev-parse", "dl-env-catalog")).toBe(before);
  });
});
