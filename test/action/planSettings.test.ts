import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { handoverFiles } from "../../src/action/handover.ts";
import { readInputs } from "../../src/action/inputs.ts";
import { settingsOf } from "../../src/action/planSettings.ts";
import type { StepContext } from "../../src/action/runStep.ts";
import { givenPlan, stepOptions } from "../../src/action/steps/assignment.ts";
import { sessionOptions } from "../../src/action/steps/stepOptions.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { plannedCell, planOf } from "../plan/cells.ts";

const root = join(import.meta.dirname, "..", "..");
const plan = planOf([plannedCell({ cell: "a", tags: ["a-r000000000001", "a"] })], []);

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-settings-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A value of each input that decides a plan, other than its default. */
const VALUES: Readonly<Record<string, string>> = {
  file: "other/dl-env.yml",
  to: "ghcr.io/you/others",
  engine: "podman",
  build: "engine",
  require: "covered",
  "stand-in": "true",
};
/** Decide what is resolved and which cells are planned: the locks and cells of plan.json say it. */
const IN_THE_PLAN = ["update", "cells", "offline"];
/** How the work is dealt out, how much is asked again, and who logs in: nothing of the plan. */
const ELSEWHERE = ["command", "max-jobs", "disk", "full", "github-token"];

const inputsOf = (given: Readonly<Record<string, string>>) =>
  readInputs((name) => given[name] ?? "");

const planJob = async (given: Readonly<Record<string, string>>): Promise<void> => {
  const inputs = inputsOf({ command: "plan", ...given });
  const planned = { plan, locks: new Map(), apt: new Map() };
  const files = handoverFiles(planned, [], settingsOf(inputs));
  const { files: disk } = realSystem();
  for (const [name, text] of files) await disk.write(`${folder}/${name}`, text);
};

const laterJob = async (given: Readonly<Record<string, string>>) => {
  const context: StepContext = {
    sys: realSystem(),
    inputs: inputsOf({ command: "smoke", "plan-folder": folder, ...given }),
    rights: { secrets: false, push: false, caches: "none", gpu: false },
    row: "",
    folder,
  };
  return stepOptions(context, await givenPlan(context));
};

describe("what a plan was made with", () => {
  test.each(Object.keys(VALUES))("%s reaches every later job by plan.json alone", async (name) => {
    const given = { [name]: VALUES[name] ?? "" };
    await planJob(given);
    const { assignment, ...options } = await laterJob({});
    expect(options).toEqual(sessionOptions(inputsOf({ command: "smoke", ...given })));
    expect(options).not.toEqual(sessionOptions(inputsOf({ command: "smoke" })));
    expect(assignment?.kind).toBe("cells");
  });

  test("holds for every input that the workflow gives to the step that plans", async () => {
    const workflow = parse(await readFile(join(root, ".github/workflows/images.yml"), "utf8")) as {
      jobs: Record<string, { steps?: { with?: Record<string, string> }[] }>;
    };
    const given = (name: string): string[] =>
      (workflow.jobs[name]?.steps ?? []).flatMap((step) =>
        step.with?.["command"] === undefined ? [] : Object.keys(step.with),
      );
    const known = [...Object.keys(VALUES), ...IN_THE_PLAN, ...ELSEWHERE];
    const logins = (name: string): boolean => /^(?:registry|oidc-connection)/.test(name);
    expect(given("plan").filter((name) => !known.includes(name) && !logins(name))).toEqual([]);
    const again = Object.keys(workflow.jobs)
      .filter((name) => name !== "plan")
      .flatMap((name) => given(name).filter((input) => input in VALUES || input === "cells"));
    expect(again).toEqual([]);
  });

  test("holds for every setting of a session: a new one is a line in plan.json or a reason", () => {
    const inputs = inputsOf({
      command: "plan",
      ...VALUES,
      update: "true",
      offline: "true",
      cells: "a",
    });
    const travels = Object.keys(settingsOf(inputs));
    // Not the plan's: how long an answer counts is the same for every step.
    const rest = ["answerMaxAgeMs", ...IN_THE_PLAN];
    expect(Object.keys(sessionOptions(inputs)).sort()).toEqual([...travels, ...rest].sort());
  });

  test.each([
    ["require", "gpu", 'is "gpu", but the plan was made with "covered"'],
    ["to", "ghcr.io/you/images", "but the plan was made without it"],
  ])("a later job that is given another %s is refused", async (name, value, message) => {
    await planJob({ require: "covered" });
    await expect(laterJob({ [name]: value })).rejects.toThrow(message);
  });

  test("a plan of an earlier version, which does not say it, leaves a job its own inputs", async () => {
    const { files } = realSystem();
    await files.write(`${folder}/plan.json`, JSON.stringify(plan));
    expect((await laterJob({ require: "cpu" })).require).toBe("cpu");
  });
});
