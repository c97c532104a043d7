import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitOutputs, OUTPUT_LIMIT } from "../../src/action/fitOutputs.ts";
import { withoutCommands } from "../../src/system/workflowText.ts";
import { hostile, runs } from "../hostile/values.ts";

/** How the runner finds commands: ActionCommand.TryParseV2 and TryParse in actions/runner. */
const isCommand = (line: string): boolean =>
  line.trimStart().startsWith("::") || line.includes("##[");

describe("what tools print", () => {
  test("no line of it is a workflow command", () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 4 }), (parts) => {
        const shown = withoutCommands(parts.join("\n"));
        expect(shown.split(/\r\n|\r|\n/).filter(isCommand)).toEqual([]);
      }),
      { numRuns: runs(5000) },
    );
  });

  test("ordinary lines stay as they are", () => {
    const text = "std::vector\nhttp://x\n  a::b\n# [1] ok";
    expect(withoutCommands(text)).toBe(text);
  });
});

describe("outputs", () => {
  test("stay under GitHub's limit together, and what does not fit is a file that the output names", () => {
    const outputs = new Map([
      ["plan", "p".repeat(400_000)],
      ["report", "r".repeat(300_000)],
      ["cells", "[]"],
    ]);
    const { values, files } = fitOutputs(outputs, "/tmp/out");
    expect([...files.keys()]).toEqual(["plan.json"]);
    expect(JSON.parse(values.get("plan") ?? "")).toEqual({
      file: "/tmp/out/plan.json",
      bytes: 400_000,
    });
    expect(values.get("report")).toBe("r".repeat(300_000));
  });

  test("whatever their sizes, nothing is lost and the limit holds", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom("plan", "matrix", "cells", "report"),
          fc.integer({ min: 0, max: 600_000 }),
        ),
        (sizes) => {
          const outputs = new Map(
            Object.entries(sizes).map(([name, size]) => [name, "é".repeat(size)]),
          );
          const { values, files } = fitOutputs(outputs, "/out");
          expect(
            [...values].reduce((sum, [name, value]) => sum + 2 * (name.length + value.length), 0),
          ).toBeLessThanOrEqual(OUTPUT_LIMIT);
          for (const [name, value] of outputs)
            expect(files.get(`${name}.json`) ?? values.get(name)).toBe(value);
        },
      ),
      { numRuns: 50 },
    );
  });
});
