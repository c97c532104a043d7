import { describe, expect, test } from "vitest";
import { readInputs } from "../../src/action/inputs.ts";
import type { StepContext } from "../../src/action/runStep.ts";
import { stepOutcome } from "../../src/action/steps/stepOutcome.ts";
import type { Exit } from "../../src/commands/outcomeOf.ts";
import type { PromoteOutcome } from "../../src/commands/promoteCommand.ts";
import type { LoadOutcome } from "../../src/commands/loadCommand.ts";
import type { Problem } from "../../src/errors/error.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const logged: string[] = [];
const log = {
  info: (text: string) => void logged.push(text),
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: <T>(_: string, work: () => Promise<T>) => work(),
};
const context: StepContext = {
  sys: realSystem({ log }),
  inputs: readInputs((name) => (name === "command" ? "promote" : "")),
  rights: { secrets: false, push: false, caches: "read", gpu: false },
  row: "pull request",
  folder: "/nowhere",
};

const load = (exit: Exit, problems: readonly Problem[] = []): LoadOutcome => ({
  kind: "load",
  result: { name: "localhost/dl-env:torch", into: "podman" },
  problems,
  exit,
});

const promote = (problems: readonly Problem[]): PromoteOutcome => ({
  kind: "promote",
  result: { moves: [], kept: [], done: true },
  images: [],
  expected: [],
  problems,
  exit: 1,
});

describe("a step that ran a command", () => {
  test.each([0, 1, 2, 3] as const)("ends with the command's own exit %i", (exit) => {
    expect(stepOutcome(context, load(exit), { outputs: {} }).exit).toBe(exit);
  });

  test("logs the text that the command line prints", () => {
    logged.length = 0;
    stepOutcome(context, load(0), { outputs: {} });
    expect(logged).toEqual([outcomeText(load(0))]);
  });

  test("says how a run goes on after a problem, and leaves a hint that is there", () => {
    const { problems } = stepOutcome(
      context,
      load(3, [
        { code: "cells-unknown", message: "One could not be judged." },
        { code: "cell-left", message: "Another was not built.", hint: "Type this." },
      ]),
      { outputs: {} },
    );
    expect(problems?.map(({ hint }) => hint)).toEqual([
      expect.stringMatching(/: gh run rerun$/),
      "Type this.",
    ]);
  });

  test("says of tags that stay how they move later, whatever kept them", () => {
    const { problems } = stepOutcome(
      context,
      promote([{ code: "tag-taken", message: "The tag is another's." }]),
      { outputs: {} },
    );
    expect(problems?.[0]?.hint).toMatch(/: gh run rerun --failed$/);
  });
});
