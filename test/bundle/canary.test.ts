import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CANARIES, formsOf, traces } from "../secrets/canaries.ts";
import { runAction } from "./runner.ts";

/** Everything that is left in the runner's temporary folder, names and content. */
const leftIn = async (folder: string): Promise<string> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(join(entry.parentPath, entry.name), "utf8")),
  );
  return [...names.map(({ name }) => name), ...texts].join("\n");
};

test("a value that no input calls a secret is shown by the same messages, so the tests below can fail", async () => {
  const canary = CANARIES[0] ?? "";
  const step = await runAction(
    { command: "plan" },
    {
      files: {
        "dl-env.yml": `to: oci:./images\nmatrix:\n  cuda: [${JSON.stringify(canary)}]\n  ubuntu: ["24.04"]\n`,
      },
    },
  );
  expect(step.annotations.some(({ message }) => message.includes(canary))).toBe(true);
});

describe("secrets of a step, with debug on", () => {
  test.each(CANARIES)(
    "%j is in no log, annotation, output, summary or file, also when a message quotes it",
    async (canary) => {
      let left = "";
      const quoted = formsOf(canary)
        .map((form) => JSON.stringify(form))
        .join(", ");
      const step = await runAction(
        {
          command: "plan",
          "registry-username": "ada",
          "registry-password": canary,
          "github-token": `${canary}t`,
        },
        {
          files: {
            "dl-env.yml": `to: oci:./images\nmatrix:\n  cuda: [${quoted}]\n  ubuntu: [${quoted}]\n  set: [${quoted}]\n`,
          },
          env: { RUNNER_DEBUG: "1", ACTIONS_STEP_DEBUG: "true" },
          keep: async (folder) => {
            left = await leftIn(join(folder, "temp"));
          },
        },
      );
      expect(step.code).toBe(2);
      expect(step.annotations.length).toBeGreaterThan(0);
      // This is how the runner is told what to hide; it prints no such line.
      const log = step.log
        .split("\n")
        .filter((line) => !line.startsWith("::add-mask::"))
        .join("\n");
      const all = [
        log,
        step.annotations.map(({ message }) => message).join("\n"),
        JSON.stringify(step.outputs),
        step.summary,
        left,
      ].join("\n");
      expect(traces(all, [canary])).toEqual([]);
      expect(left).not.toContain("dl-env-login");
    },
  );
});
