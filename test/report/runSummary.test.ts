import type { CatalogCode } from "../../src/errors/codes.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlannedCell } from "../../src/plan/plan.ts";
import { renderSummary, SUMMARY_LIMIT, type RunSummary } from "../../src/report/runSummary.ts";
import { code, prose } from "../../src/report/summaryMarkup.ts";
import { hostile, runs } from "../hostile/values.ts";
import { cleanChecks } from "../publish/images.ts";
import { plannedCell, plannedLayer, planOf } from "../plan/cells.ts";

const rejected = plannedCell({
  cell: "torch-cuda12.4.1-ubuntu24.04-py3.12",
  verdict: "rejected",
  state: "none",
  reasons: [
    {
      code: "no-base-image",
      message: "NVIDIA never published 12.4.1 with Ubuntu 24.04.",
      source: "catalog",
      nearest: "torch-cuda12.8.1-ubuntu24.04-py3.12",
    },
  ],
});
const run: RunSummary = {
  title: "dl-env plan",
  problems: [],
  stages: [{ title: "Locks", time: 2340, failed: false }],
  plan: planOf(
    [plannedCell({ lock: { key: "k", packages: {}, download: 3_210_000_000 } }), rejected],
    [plannedLayer(), plannedLayer({ layer: "wheel-2", state: "stored" })],
  ),
};

/** The text as GitHub reads it: our own tags taken away, entities decoded. */
const withoutOurTags = (text: string): string => text.replaceAll(/<\/?code>|<br>/g, "");

describe("the step summary", () => {
  test("has the verdicts with reason and nearest cell, sizes and times", () => {
    const text = renderSummary(run);
    expect(text).toContain("✅ accepted | missing | 3.21 GB |");
    expect(text).toContain("❌ rejected");
    expect(text).toContain(
      "NVIDIA never published 12.4.1 with Ubuntu 24.04. Nearest: <code>torch&#45;cuda12&#46;8&#46;1",
    );
    expect(text).toContain("| Locks | 2.3 s |");
    expect(text).not.toContain("wheel-2");
  });

  test("has what the checks found in images, one row each", () => {
    const findings = [
      {
        check: "driver libraries",
        code: "driver-library" as const,
        message: "A library of the driver is in the image; it would hide the host's.",
        path: "/usr/lib/libcuda.so.1",
        layer: "base",
        hint: "Type x",
      },
    ];
    const text = renderSummary({
      ...run,
      checks: [cleanChecks("sha256:aa"), cleanChecks("sha256:bb", findings)],
    });
    expect(text).toContain("### Static checks of the images");
    expect(text).toContain("| <code>cell</code> | <code>sha256&#58;aa</code> | 0 |  |");
    expect(text).toContain(
      "| 1 | <code>driver&#45;library</code> A library of the driver is in the image; it would hide the host&#39;s (/usr/lib/libcuda.so.1, from base). |",
    );
  });

  test("of a failed run names the problem with its place and what to type", () => {
    const text = renderSummary({
      ...run,
      problems: [
        {
          code: "no-request",
          message: "There is no file dl-env.yml.",
          place: { file: "dl-env.yml", line: 3 },
          hint: "Write one.",
        },
      ],
    });
    expect(text).toContain("### What went wrong");
    expect(text).toContain(
      "<code>dl&#45;env&#46;yml&#58;3</code> There is no file dl-env.yml. Write one. (<code>no&#45;request</code>)",
    );
  });

  test("of 20,000 cells stays below GitHub's limit, and says how many rows were cut and where they are", () => {
    const cells: PlannedCell[] = Array.from({ length: 20_000 }, (_, index) => ({
      ...rejected,
      cell: `${rejected.cell}-${index}`,
    }));
    const text = renderSummary({
      ...run,
      plan: planOf(cells, [plannedLayer()]),
      files: ["plan.json"],
    });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expect(Buffer.byteLength(text)).toBeGreaterThan(SUMMARY_LIMIT / 2);
    const shown = text.split("\n").filter((line) => line.includes("❌ rejected")).length;
    expect(text).toContain(
      `**Cut: ${20_000 - shown} of 20000 cells are not shown here.** The full text is in <code>plan&#46;json</code>.`,
    );
    expect(text).toContain("| Locks | 2.3 s |");
  });

  test("fits any limit that holds its heads", () => {
    const cells = Array.from({ length: 300 }, () => rejected);
    const layers = Array.from({ length: 300 }, (_, index) =>
      plannedLayer({ layer: `wheel-${index}` }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 4000, max: 200_000 }), (limit) => {
        expect(
          Buffer.byteLength(renderSummary({ ...run, plan: planOf(cells, layers) }, limit)),
        ).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 50 },
    );
  });

  test("values from outside open no tag, link, image, mention, column or line", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const span = code(value);
        expect(span).not.toMatch(/[\n\r|]/);
        expect(withoutOurTags(span)).not.toMatch(/[<>`*_[\]!@\\]|:\/\/|&(?!#\d+;)/);
        const sentence = prose(value);
        expect(sentence).not.toMatch(
          /[\n\r|<>`*_[\]!\\]|@\w|(?:https?|www)(?::\/\/|\.)|&(?!#\d+;)/i,
        );
      }),
      { numRuns: runs(5000) },
    );
  });

  test("a hostile cell stays one row of the table", () => {
    fc.assert(
      fc.property(hostile, hostile, (name, message) => {
        const cell = {
          ...rejected,
          cell: name,
          reasons: [{ code: "offline" as const, message, source: "s", nearest: name }],
        };
        const text = renderSummary({
          title: name,
          problems: [{ code: name as CatalogCode, message, hint: message, place: { file: name } }],
          stages: [{ title: name, time: 1, failed: true }],
          plan: planOf([cell], []),
          notes: [message],
        });
        const rows = text.split("\n").filter((line) => line.includes("❌ rejected"));
        expect(rows).toHaveLength(1);
        expect((rows[0] ?? "").split("|")).toHaveLength(7);
      }),
      { numRuns: runs(1000) },
    );
  });
});
