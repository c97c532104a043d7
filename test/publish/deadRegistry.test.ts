import { afterEach, describe, expect, it } from "vitest";
import { DlEnvError, unreachable } from "../../src/errors/error.ts";
import { failedCells, failedError, failedProblems } from "../../src/plan/failedCells.ts";
import { promoteWith } from "./promoteWith.ts";
import type { Promotion } from "../../src/publish/readPromotions.ts";
import { startFakeRegistry } from "../fakes/registry.ts";
import { repositoryAt, testSystem } from "../registry/world.ts";
import { sha256 } from "./images.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const promotionOf = (cell: string): Promotion => ({
  cell,
  digest: sha256(cell),
  immutable: `${cell}-r000000000000`,
  rolling: [cell],
  labels: {},
  requirement: "cpu",
  context: { libraries: [], libraryProbes: true } as unknown as Promotion["context"],
  checks: () => Promise.reject(new Error("not reached")),
});

describe("a destination that does not answer", () => {
  it("stops a promotion of 1,000 cells within a minute, with exit 3, and says how many were not tried", async () => {
    const fake = await startFakeRegistry({ fault: () => ({ kind: "status", status: 503 }) });
    closing.push(fake.close);
    const sys = testSystem();
    const to = repositoryAt(sys, `${fake.host}/team/images`);
    const cells = Array.from({ length: 1000 }, (_, at) => promotionOf(`cell-${at}`));
    const error: unknown = await promoteWith(sys)(to, cells).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DlEnvError);
    const { exit, message, more } = error as DlEnvError;
    expect(exit).toBe(3);
    const texts = [message, ...more.map((problem) => problem.message)];
    const told = texts.find((text) => text.startsWith("Stopped after"));
    const [, tried, left] = /^Stopped after (\d+) cells for the same cause, (\d+) not tried/.exec(
      told ?? "",
    )!;
    expect(Number(tried) + Number(left)).toBe(1000);
    expect(Number(tried)).toBeLessThan(12);
    expect(fake.asked.length).toBeLessThan(50);
    expect(sys.pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(60_000);
  });
});

describe("cells that failed", () => {
  const network = (cell: string) =>
    failedCells(
      [cell],
      unreachable({ code: "network", message: `No answer to ${cell}.`, hint: "x" }),
    );
  const down = (cells: readonly string[]) =>
    failedCells(
      cells,
      unreachable({ code: "registry-down", message: "It is not asked any more.", hint: "x" }),
    );

  it("for a registry that was given up are one problem, which counts those before them", () => {
    const left = Array.from({ length: 997 }, (_, at) => `left-${at}`);
    const failed = [...["a", "b", "c"].flatMap(network), ...down(left)];
    expect(failedProblems(failed).map(({ message }) => message)).toEqual([
      "a: No answer to a.",
      "b: No answer to b.",
      "c: No answer to c.",
      "Stopped after 3 cells for the same cause, 997 not tried " +
        "(left-0, left-1, left-2 and 994 more). It is not asked any more.",
    ]);
    expect(failedError(failed)?.exit).toBe(3);
  });
});
