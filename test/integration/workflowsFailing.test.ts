import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { makeStandIn } from "../../src/engine/standIn.ts";
import { standInLayout, standInTag } from "../../src/engine/standInNames.ts";
import { releaseOf } from "../../src/matrix/cudaRelease.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { openAct, type ActRun, type ActWorld } from "../fakes/act.ts";
import { pushBase, pushBrokenBase } from "../fakes/pushedBase.ts";
import { engines } from "./engines.ts";

const root = join(import.meta.dirname, "..", "..");
const { registry } = engines();

const bases = `${registry}/failing${process.pid}/cuda`;
const [GOOD, BROKEN] = ["12.8.1-base-debian12", "12.9.1-base-debian12"];
const catalogFiles = {
  "bases/ubuntu.yml": `debian-12:\n  tag: debian12\n  glibc: "2.36"\n  python: "3.11"\n  end-of-life: 2099-06-30\n  source: this test\n`,
  "bases/cuda.yml": `sources:\n  here: this test\nreleases:\n${["12.8.1", "12.9.1"].map((version) => `  ${version}:\n    images: { debian-12: [base] }\n    repository: ${bases}\n    sources: [here]\n`).join("")}`,
};
const target = (name: string): string => `${registry}/failing${process.pid}/${name}`;
const request = (name: string): string =>
  `to: ${target(name)}\ncatalog: bases\nengine: podman\nmatrix:\n  cuda: ["12.8.1", "12.9.1"]\n  ubuntu: [debian-12]\n  set: [tiny]\nsets:\n  tiny: [numpy]\nslim: true\nsmoke:\n  require: cpu\n`;

const env = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] =>
    /^(?:CONTAINERS_|DOCKER_|BUILDX_|BUILDKIT_|XDG_RUNTIME|REGISTRY_|STORAGE_)/.test(entry[0]),
  ),
);

const tags = async (name: string): Promise<string[]> => {
  const response = await fetch(
    `http://${registry}/v2/${name.slice(registry.length + 1)}/tags/list`,
  );
  return response.status === 404
    ? []
    : (((await response.json()) as { tags: string[] | null }).tags ?? []).sort();
};

/** Two calls of one reusable workflow in one run, each with a file of its own. */
const twoCalls = async (): Promise<string> => {
  const text = await readFile(join(root, ".github/workflows/images.yml"), "utf8");
  const grants = (/^# Permissions that a caller must grant: (.*)\.$/m.exec(text)?.[1] ?? "")
    .split(", ")
    .map((line) => `      ${line}\n`)
    .join("");
  const call = (name: string, inputs: string): string =>
    `  ${name}:\n    uses: OWNER/dl-env-action/.github/workflows/images.yml@v1\n    permissions:\n${grants}    with:\n      file: ${name}.yml\n      prefix: ${name}\n${inputs}`;
  return `name: both\non: [push]\npermissions: {}\njobs:\n${call("linked", "")}${call("whole", "      build: engine\n")}`;
};

/**
 * The jobs of one call, without the names of what calls them and act's number of the matrix entry,
 * sorted. act has one result for all entries of a matrix, so of those only their names count here,
 * and what they told elsewhere.
 */
const jobsOf = (run: ActRun, call: string): string[] =>
  Object.entries(run.jobs)
    .filter(([name]) => name.split("/").includes(call))
    .map(
      ([name, result]) =>
        [name.slice(name.lastIndexOf("/") + 1).replace(/-\d+$/, ""), result] as const,
    )
    .map(([name, result]) => (name.startsWith("layers ") ? name : `${name}: ${result}`))
    .sort();

let world: ActWorld;
let run: ActRun;

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(join(root, ".ci/lint-workflows"), ["--tools"]);
  const sys = realSystem();
  const open = openRepository(sys);
  const catalog = await loadCatalog(sys);
  const release = releaseOf(catalog, "12.8.1", "stand-in");
  const layout = open(`oci:${standInLayout(sys)}`);
  if (release !== undefined && !(await layout.tags()).includes(standInTag("12.8.1")))
    await makeStandIn(sys, { cuda: release, drivers: catalog.drivers }, layout);
  await pushBase(layout, open(bases), standInTag("12.8.1"), GOOD, "good");
  await pushBrokenBase(open(bases), GOOD, BROKEN);
  world = await openAct(join(stdout.split(" ", 1)[0] ?? "", "act"), {
    ...catalogFiles,
    "linked.yml": request("linked"),
    "whole.yml": request("whole"),
    ".github/workflows/both.yml": await twoCalls(),
  });
  run = await world.run("push", { workflow: "both.yml", env });
});
afterAll(() => world.close());

const problems = (call: string): string[] =>
  run.errors.filter((error) => error.split("|", 1)[0]?.split("/").includes(call) === true);

describe("two calls in one run, where one of two bases is broken", () => {
  test("the run is red, and its name is not all that says so", () => {
    expect(run.code).not.toBe(0);
  });

  test("layers: the job that makes the broken cell's layer and the link are red, the other cell goes all the way", () => {
    expect(jobsOf(run, "linked")).toEqual([
      "layers 1 of 2, 2 with an engine",
      expect.stringMatching(/^layers 2 of 2, \d by uv$/) as string,
      "link: failure",
      "plan: success",
      "promote: success",
      "smoke 1 of 1, 1 images: success",
    ]);
    const told = problems("linked");
    expect(
      told.some(
        (text) =>
          text.includes("/layers 1 of 2") &&
          text.includes("tiny-cuda12.9.1-debian12-py3.11: The base"),
      ),
    ).toBe(true);
    expect(
      told.some(
        (text) =>
          text.includes("/link|") && text.includes("tiny-cuda12.9.1-debian12-py3.11 was not built"),
      ),
    ).toBe(true);
    expect(told.some((text) => text.includes("12.8.1") || text.includes("/layers 2 of 2"))).toBe(
      false,
    );
  });

  test("whole images: one job a cell, their digests travel as artifacts, and the broken cell stops no other", () => {
    expect(jobsOf(run, "whole")).toEqual([
      "layers 1 of 2, 1 whole with an engine",
      "layers 2 of 2, 1 whole with an engine",
      "link: failure",
      "plan: success",
      "promote: success",
      "smoke 1 of 1, 1 images: success",
    ]);
    expect(problems("whole").filter((text) => text.includes("/layers 1 of 2"))).toEqual([]);
    expect(
      problems("whole").some(
        (text) =>
          text.includes("/layers 2 of 2") &&
          text.includes("tiny-cuda12.9.1-debian12-py3.11: The base"),
      ),
    ).toBe(true);
    expect(
      problems("whole").some(
        (text) => text.includes("/link|") && text.includes("no job built its image"),
      ),
    ).toBe(true);
  });

  test("summaries name the broken cell too", () => {
    const failed = run.summaries.filter((summary) => summary.includes("### What went wrong"));
    expect(failed.length).toBeGreaterThanOrEqual(4);
    for (const summary of failed) expect(summary).toMatch(/cuda12(?:\.|&#46;)9/);
  });

  test("tags are those of the good cell in both places, and the broken one has none", async () => {
    for (const name of ["linked", "whole"]) {
      const moved = await tags(target(name));
      expect(moved).toContain("tiny-cuda12.8.1-debian12-py3.11");
      expect(moved.filter((tag) => tag.includes("12.9"))).toEqual([]);
    }
  });
});
