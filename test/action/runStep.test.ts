import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foundProblem, unreachable } from "../../src/errors/error.ts";
import { readInputs } from "../../src/action/inputs.ts";
import {
  assertMay,
  runStep,
  StepFailed,
  type StepCommand,
  type StepContext,
} from "../../src/action/runStep.ts";
import type { ActionsHost, Annotation } from "../../src/system/actionsHost.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { largePlan } from "../plan/cells.ts";

let folder = "";
let outputs: Map<string, string>;
let annotations: Annotation[];
let summary = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-step-"));
  outputs = new Map();
  annotations = [];
  summary = "";
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const host: ActionsHost = {
  input: () => "",
  output: (name, value) => outputs.set(name, value),
  annotate: (annotation) => annotations.push(annotation),
  hide: () => undefined,
  summary: (markdown) => {
    summary += markdown;
    return Promise.resolve();
  },
  debugging: false,
};
const silent = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: <T>(_: string, work: () => Promise<T>) => work(),
};
const rights = { secrets: false, push: false, caches: "read", gpu: false } as const;
const context = (): StepContext => ({
  sys: realSystem({ log: silent }),
  inputs: readInputs((name) => (name === "command" ? "plan" : "")),
  rights,
  row: "pull request",
  folder,
});
const run = (command: StepCommand, print = (text: string): string => text): Promise<number> =>
  runStep(command, context(), {
    host,
    times: [{ title: "Planning", time: 1500, failed: false }],
    print,
    help: (text) => text.replace("docker login", "gh secret set"),
  });

describe("a step", () => {
  test("that fails says why in an annotation and in the summary, with the times so far, and ends with the error's code", async () => {
    const code = await run(() =>
      Promise.reject(
        unreachable({ code: "network", message: "No answer came.", hint: "Look: curl -I x" }),
      ),
    );
    expect(code).toBe(3);
    expect(annotations).toEqual([
      { level: "error", title: "network", message: "No answer came.\nLook: curl -I x" },
    ]);
    expect(summary).toContain("## dl-env plan failed");
    expect(summary).toContain("No answer came.");
    expect(summary).toContain("| Planning | 1.5 s |");
  });

  test("that fails half-way still hands over what it had", async () => {
    const code = await run(() =>
      Promise.reject(
        new StepFailed(foundProblem({ code: "engine-failed", message: "It broke." }), {
          exit: 0,
          outputs: { digests: "{}" },
          notes: ["One image was linked."],
        }),
      ),
    );
    expect(code).toBe(1);
    expect(outputs.get("digests")).toBe("{}");
    expect(summary).toContain("One image was linked.");
  });

  test("that throws what is no error of ours does not pass green", async () => {
    const bad: unknown = "just a text";
    expect(await run(() => Promise.reject(bad as Error))).not.toBe(0);
    expect(annotations[0]?.title).toBe("internal");
  });

  test("with a plan of 10,000 cells writes a summary and outputs below GitHub's limits, and the whole plan to a file", async () => {
    const plan = largePlan(10_000);
    await run(() =>
      Promise.resolve({ exit: 0, plan, outputs: { plan: JSON.stringify(plan), changed: "true" } }),
    );
    expect(Buffer.byteLength(summary)).toBeLessThan(1_048_576);
    expect(
      [...outputs].reduce((sum, [name, value]) => sum + 2 * (name.length + value.length), 0),
    ).toBeLessThan(1_000_000);
    const { file } = JSON.parse(outputs.get("plan") ?? "") as { file: string };
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(plan);
    expect(await readdir(folder)).toEqual(["plan.json"]);
  });

  test("masks annotations, outputs, files and the summary", async () => {
    const print = (text: string): string => text.replaceAll("hunter22", "***");
    await run(
      () =>
        Promise.resolve({
          exit: 0,
          outputs: { report: "hunter22" },
          files: new Map([["a.txt", "hunter22"]]),
          notes: ["hunter22"],
          annotations: [{ level: "warning", title: "hunter22", message: "hunter22" }],
        }),
      print,
    );
    expect(
      JSON.stringify([
        [...outputs],
        annotations,
        summary,
        await readFile(join(folder, "a.txt"), "utf8"),
      ]),
    ).not.toContain("hunter22");
  });

  test("that may not push is refused with the row of the table", () => {
    expect(() => {
      assertMay(context(), "push", "write to docker.io/you/images");
    }).toThrow("This run may not write to docker.io/you/images (pull request).");
  });
});
