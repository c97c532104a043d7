import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { DlEnvError } from "../../src/errors/error.ts";
import { COMMANDS, readInputs } from "../../src/action/inputs.ts";
import { makeProgram } from "../../src/cli/program.ts";
import { OUTPUTS } from "../../src/action/fitOutputs.ts";
import { hostile, runs } from "../hostile/values.ts";

/** Further outputs that the reusable workflows read; always small. */
const SMALL_OUTPUTS = ["plan-id", "folder", "may", "smoke", "whole", "destination"] as const;

const from =
  (given: Readonly<Record<string, string>>) =>
  (name: string): string =>
    given[name] ?? "";
const read = (given: Readonly<Record<string, string>>) =>
  readInputs(from({ command: "plan", ...given }));
/** undefined when it is decoded; anything but a DlEnvError is thrown on. */
const exitOf = (given: Readonly<Record<string, string>>): number | undefined => {
  try {
    read(given);
    return undefined;
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return error.exit;
  }
};
const mistakes = (given: Readonly<Record<string, string>>): string[] => {
  try {
    read(given);
    return [];
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return [error.message, ...error.more.map(({ message }) => message)];
  }
};

describe("inputs of the action", () => {
  test("what is left out has the defaults of action.yml", async () => {
    const action = parse(await readFile(join(import.meta.dirname, "../../action.yml"), "utf8")) as {
      inputs: Record<string, { default?: string }>;
    };
    const defaults = Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? ""]),
    );
    const { command: _command, ...rest } = defaults;
    expect(read(rest)).toEqual(read({}));
    expect(read({})).toEqual({
      command: "plan",
      file: "dl-env.yml",
      cells: [],
      offline: false,
      update: false,
      dryRun: false,
      replaceEqual: false,
      full: false,
      standIn: false,
      stage: "all",
      sample: 0,
      maxJobs: 20,
      disk: 14 * 1024 ** 3,
      smokePolicy: "changed",
      gpuMinutes: 60,
    });
  });

  test("action.yml names every input that is read and no other, and every output", async () => {
    const action = parse(await readFile(join(import.meta.dirname, "../../action.yml"), "utf8")) as {
      inputs: object;
      outputs: object;
    };
    const asked = new Set<string>();
    readInputs((name) => {
      asked.add(name);
      return name === "command" ? "plan" : "";
    });
    expect(Object.keys(action.inputs).sort()).toEqual([...asked].sort());
    expect(Object.keys(action.outputs).sort()).toEqual([...OUTPUTS, ...SMALL_OUTPUTS].sort());
  });

  test("are the options of the command line, one for one, but for what only jobs of a workflow need", () => {
    const WORKFLOW = [
      "command",
      "stage",
      "shard",
      "plan-folder",
      "plan-id",
      "max-jobs",
      "disk",
      "smoke-policy",
      "gpu-minutes",
      "registry",
      "registry-username",
      "registry-password",
      "oidc-connection",
      "github-token",
      "proposal-token",
    ];
    const LINE = ["json", "debug", "why", "base", "fix", "for"];
    const asked: string[] = [];
    readInputs((name) => {
      asked.push(name);
      return name === "command" ? "plan" : "";
    });
    const program = makeProgram("0", () => Promise.resolve());
    const options = program.commands
      .filter((one) => COMMANDS.some((name) => name === one.name()))
      .flatMap((one) => one.options.map(({ long }) => (long ?? "").replace(/^--/, "")));
    const line = new Set(options.filter((name) => !LINE.includes(name)));
    expect([...new Set(asked)].filter((name) => !WORKFLOW.includes(name)).sort()).toEqual(
      [...line].sort(),
    );
  });

  test.each(["yes", "no", "1", "0", "True", "TRUE", "on", "y", "truee", "tru e"])(
    "%j is no boolean",
    (value) => {
      expect(mistakes({ offline: value })).toEqual([
        `The input offline is ${JSON.stringify(value)}, but must be true or false.`,
      ]);
    },
  );

  test.each([
    "0x10",
    "1e3",
    "+1",
    "-1",
    "01",
    "1.0",
    "1 0",
    "١",
    "Infinity",
    "NaN",
    "0",
    "257",
    "99999999999999999999",
  ])("%j is no number of jobs", (value) => {
    expect(mistakes({ "max-jobs": value })).toHaveLength(1);
  });

  test.each([
    ["1", 1],
    ["256", 256],
    [" 20 ", 20],
  ])("%j is %i jobs", (value, jobs) => {
    expect(read({ "max-jobs": value }).maxJobs).toBe(jobs);
  });

  test("cells come one a line or with commas, without the empty ones", () => {
    expect(read({ cells: "a\n b \n\nc, d\n" }).cells).toEqual(["a", "b", "c", "d"]);
  });

  test("a name that is nearly right is told with the right one", () => {
    expect(mistakes({ "smoke-policy": "corner" })[0]).toContain("changed, corners, all");
  });

  test("a login is what was given of it: a run without secrets has no use for the rest", () => {
    expect(read({ "registry-username": "ada" }).registry).toEqual({ username: "ada" });
    expect(read({}).registry).toBeUndefined();
  });

  test("whatever stands in an input, it is decoded or refused with a DlEnvError of exit 2", () => {
    const names = [
      "command",
      "cells",
      "offline",
      "max-jobs",
      "engine",
      "shard",
      "smoke-policy",
      "disk",
      "plan-id",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), hostile, (name, value) => {
        expect([undefined, 2]).toContain(exitOf({ [name]: value }));
      }),
      { numRuns: runs(2000) },
    );
  });
});
