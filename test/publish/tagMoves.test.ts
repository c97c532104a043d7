import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeProofs } from "../../src/smoke/smokeRequirement.ts";
import { planMoves, type Candidate, type TagState, type Ties } from "../../src/publish/tagMoves.ts";
import type { SmokeRequirement } from "../../src/matrix/requestValues.ts";
import type { Outcome, ProbeResult, Report } from "../../src/smoke/smokeReport.ts";
import { cleanChecks, reportOf, sha256 } from "./images.ts";

const LOCAL = { local: true };
const AWAY = { local: false };
const context = { libraries: ["torch"], gpuLibraries: ["torch"] };

const candidate = (name: string, given: Partial<Candidate> = {}): Candidate => ({
  cell: name,
  digest: sha256(name),
  immutable: `${name}-r0123456789ab`,
  rolling: [name],
  order: name,
  standIn: false,
  requirement: "gpu",
  reports: [reportOf(sha256(name), { gpu: true })],
  context,
  checks: cleanChecks(sha256(name)),
  ...given,
});

const now = (state: Record<string, TagState>): Map<string, TagState> =>
  new Map(Object.entries(state));
const tags = (plan: ReturnType<typeof planMoves>): string[] => plan.moves.map(({ tag }) => tag);
const why = (plan: ReturnType<typeof planMoves>): string[] => plan.kept.map(({ code }) => code);

describe("planMoves", () => {
  it("moves immutable tags first, then rolling ones, latest at the very end", () => {
    const plan = planMoves(
      [
        candidate("a", { rolling: ["a", "torch", "latest"] }),
        candidate("b", { rolling: ["b", "rapids"] }),
      ],
      now({}),
      AWAY,
    );
    expect(tags(plan).slice(0, 2)).toEqual(["a-r0123456789ab", "b-r0123456789ab"]);
    expect(tags(plan).slice(2, -1).toSorted()).toEqual(["a", "b", "rapids", "torch"]);
    expect(tags(plan).at(-1)).toBe("latest");
    expect(plan.kept).toEqual([]);
  });

  it("moves nothing that is where it belongs", () => {
    const a = candidate("a");
    const there = now({
      "a-r0123456789ab": { digest: a.digest, order: "a" },
      a: { digest: a.digest, order: "a" },
    });
    expect(planMoves([a], there, AWAY)).toEqual({ moves: [], kept: [] });
  });

  it("says what a tag named before", () => {
    expect(
      planMoves([candidate("b")], now({ b: { digest: "sha256:old", order: "a" } }), AWAY).moves.at(
        -1,
      ),
    ).toEqual({
      tag: "b",
      kind: "rolling",
      cell: "b",
      digest: sha256("b"),
      order: "b",
      from: "sha256:old",
    });
  });

  it("never moves a rolling tag back to something older", () => {
    const plan = planMoves(
      [candidate("a", { rolling: ["a", "torch"] })],
      now({ torch: { digest: "sha256:newer", order: "b" } }),
      AWAY,
    );
    expect(tags(plan)).toEqual(["a-r0123456789ab", "a"]);
    expect(plan.kept).toMatchObject([{ tag: "torch", code: "newer-there" }]);
  });

  it("leaves a rolling tag among equals unless told, and moves it over what has no order", () => {
    const plan = (ties?: Ties) =>
      planMoves(
        [candidate("a", { rolling: ["same", "foreign"] })],
        now({ same: { digest: "sha256:x", order: "a" }, foreign: { digest: "sha256:y" } }),
        ties === undefined ? AWAY : { ...AWAY, ties },
      );
    expect(tags(plan())).toEqual(["a-r0123456789ab", "foreign"]);
    expect(plan().kept).toMatchObject([{ tag: "same", code: "equal-there" }]);
    expect(plan().kept[0]?.message).toMatch(/dl-env promote --replace-equal$/);
    expect(tags(plan("move"))).toEqual(["a-r0123456789ab", "same", "foreign"]);
  });

  it("names the tag that stays once, and repeats --stand-in where it was needed", () => {
    const kept = (cell: string, tag: string, order: string): string | undefined =>
      planMoves(
        [candidate(cell, { rolling: [tag], order: "1" })],
        now({ [tag]: { digest: "sha256:x", order } }),
        AWAY,
      ).kept[0]?.message;
    const standIn = "torch-cuda12.8.1-stand-in-py3.11";
    expect(kept("a", "a", "1")).toBe(
      "a stays with sha256:x, an image neither older nor newer than the one tested now. " +
        "To move it all the same: dl-env promote --replace-equal",
    );
    expect(kept("a", "torch", "1")).toContain("newer than that of a. To move");
    expect(kept("a", "a", "2")).toBe(
      "a stays with sha256:x, an image newer than the one tested now.",
    );
    expect(kept(standIn, "torch", "1")).toMatch(/: dl-env promote --replace-equal --stand-in$/);
  });

  it("moves no tag of an image that has an order to one that has none", () => {
    const plan = planMoves(
      [candidate("a", { order: undefined })],
      now({ a: { digest: "sha256:x", order: "0" } }),
      AWAY,
    );
    expect(plan.kept).toMatchObject([{ tag: "a", code: "newer-there" }]);
  });

  it("gives a tag that several want to the newest that is proven", () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => candidate(name, { rolling: ["torch"] }));
    const plan = planMoves([a!, { ...c!, reports: [] }, b!], now({}), AWAY);
    expect(plan.moves.filter(({ tag }) => tag === "torch").map(({ cell }) => cell)).toEqual(["b"]);
  });

  it("does not move an immutable tag, nor the rolling ones of that cell", () => {
    const plan = planMoves(
      [candidate("a")],
      now({ "a-r0123456789ab": { digest: "sha256:other" } }),
      AWAY,
    );
    expect(plan.moves).toEqual([]);
    expect(why(plan)).toEqual(["tag-taken"]);
  });

  it("keeps a stand-in on this machine", () => {
    const standIn = candidate("a", { standIn: true });
    expect(why(planMoves([standIn], now({}), AWAY))).toEqual(["stand-in"]);
    expect(planMoves([standIn], now({}), AWAY).moves).toEqual([]);
    expect(tags(planMoves([standIn], now({}), LOCAL))).toEqual(["a-r0123456789ab", "a"]);
  });

  it.each<[SmokeRequirement, string, readonly Report[], string | undefined]>([
    ["gpu", "a pass on a GPU", [reportOf("d", { gpu: true })], undefined],
    ["gpu", "nothing", [], "not-tested"],
    ["gpu", "a pass on the CPU alone", [reportOf("d")], "not-proven"],
    ["gpu", "a failure", [reportOf("d", { gpu: true, cpu: "fail" })], "not-proven"],
    ["cpu", "a pass on the CPU, the GPU unavailable", [reportOf("d")], undefined],
    ["cpu", "a failure on the CPU", [reportOf("d", { cpu: "fail" })], "not-proven"],
    ["cpu", "only skipped checks", [reportOf("d", { cpu: "skipped" })], "not-proven"],
    ["covered", "a pass on the CPU and nothing that covers", [reportOf("d")], "not-proven"],
    ["covered", "a pass on a GPU of its own", [reportOf("d", { gpu: true })], undefined],
  ])("with smoke.require: %s and %s promotes or says why", (requirement, _what, reports, code) => {
    const plan = planMoves([candidate("a", { requirement, reports })], now({}), AWAY);
    expect(plan.kept[0]?.code).toBe(code);
    expect(plan.moves.length).toBe(code === undefined ? 2 : 0);
  });

  it("with smoke.require: covered promotes what passed layer by layer in other cells", () => {
    const coverage = [
      { layer: "base", passedIn: ["b"] },
      { layer: "torch", passedIn: ["b", "c"] },
    ];
    const covered = candidate("a", {
      requirement: "covered",
      reports: [reportOf("d")],
      context: { ...context, coverage },
    });
    expect(planMoves([covered], now({}), AWAY).moves.length).toBe(2);
    const bare = {
      ...covered,
      context: { ...context, coverage: [...coverage, { layer: "numpy", passedIn: [] }] },
    };
    expect(why(planMoves([bare], now({}), AWAY))).toEqual(["not-proven"]);
  });
});

describe("several reports of one digest", () => {
  const pass = reportOf("d", { gpu: true, at: "2026-11-02T00:00:00Z" });
  const cpuOnly = reportOf("d", { at: "2026-11-03T00:00:00Z" });
  const failed = reportOf("d", { gpu: true, cpu: "fail", at: "2026-11-03T00:00:00Z" });

  it("prove it when one of them does and no newer one failed", () => {
    expect(judgeProofs([cpuOnly, pass], "gpu", context).ok).toBe(true);
    expect(judgeProofs([failed, pass], "gpu", context).ok).toBe(false);
    expect(judgeProofs([pass, { ...failed, at: "2026-11-01T00:00:00Z" }], "gpu", context).ok).toBe(
      true,
    );
  });
});

describe("planMoves, whatever it is given", () => {
  const name = fc.constantFrom("a", "b", "c", "d");
  const outcome = fc.constantFrom<Outcome>("pass", "fail", "unavailable", "skipped");
  const result = fc.record({
    library: fc.constantFrom("torch", "cupy"),
    check: fc.constant("x"),
    device: fc.constantFrom<ProbeResult["device"]>("cpu", "gpu"),
    outcome,
    seconds: fc.constant(1),
    facts: fc.constant({}),
  });
  const report = fc
    .array(result, { maxLength: 4 })
    .map((results): Report => ({ ...reportOf("d", { gpu: true }), results }));
  const candidates = fc.uniqueArray(
    fc
      .record({
        cell: name,
        order: fc.option(name, { nil: undefined }),
        rolling: fc.uniqueArray(fc.constantFrom("t1", "t2", "t3", "latest")),
        standIn: fc.boolean(),
        requirement: fc.constantFrom<SmokeRequirement>("gpu", "covered", "cpu"),
        reports: fc.array(report, { maxLength: 2 }),
      })
      .map((given) => candidate(given.cell, given)),
    { selector: ({ cell }) => cell },
  );
  const state = fc.dictionary(
    fc.constantFrom("t1", "t2", "t3", "latest", "a-r0123456789ab"),
    fc.record({ digest: name.map(sha256), order: name }),
  );

  it("moves no tag to an untested or failed image, each tag once, none back, and latest last", () => {
    fc.assert(
      fc.property(candidates, state, fc.boolean(), (given, current, local) => {
        const { moves } = planMoves(given, now(current), { local });
        const byCell = new Map(given.map((one) => [one.cell, one]));
        for (const { cell, tag, kind } of moves) {
          const one = byCell.get(cell)!;
          expect(one.reports.length).toBeGreaterThan(0);
          expect(one.reports[0]!.results.every((found) => found.outcome !== "fail")).toBe(true);
          expect(one.standIn && !local).toBe(false);
          expect(kind === "immutable" ? current[tag] : undefined).toBeUndefined();
          expect((current[tag]?.order ?? "") > (one.order ?? "~")).toBe(false);
        }
        expect(new Set(moves.map(({ tag }) => tag)).size).toBe(moves.length);
        const kinds = moves.map(({ kind }) => ["immutable", "rolling", "latest"].indexOf(kind));
        expect(kinds).toEqual(kinds.toSorted((a, b) => a - b));
      }),
      { numRuns: 3000 },
    );
  });
});
