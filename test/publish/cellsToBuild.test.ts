import { describe, expect, it } from "vitest";
import { assignedCells, type JobAssignment } from "../../src/plan/jobAssignment.ts";
import { cellsLeft, cellsToBuild } from "../../src/publish/cellsToBuild.ts";
import { earlierImages } from "../../src/publish/earlierImages.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { plannedCell, planOf } from "../plan/cells.ts";

const BASE = { tag: "docker.io/nvidia/cuda:1", asOf: "2026-11-21" };
const PLAN = planOf(
  [
    plannedCell({ cell: "lacks-layers", state: "missing" }),
    plannedCell({ cell: "has-layers", state: "layers" }),
    plannedCell({ cell: "linked", state: "linked", tags: ["linked-r1"] }),
    plannedCell({ cell: "no-base", state: "unknown", base: BASE }),
    plannedCell({ cell: "rejected", state: "none", verdict: "rejected" }),
  ],
  [],
);
const HANDED = { locks: "/locks", cells: PLAN.cells.map(({ cell }) => cell) };
const REQUEST: JobAssignment = { kind: "request" };
const LAYERS: JobAssignment = { kind: "layers", ...HANDED, layers: ["wheel-1"], parallel: 2 };
const WHOLE: JobAssignment = { kind: "whole-images", ...HANDED, images: ["lacks-layers"] };
const link = (built: Readonly<Record<string, string>> = {}): JobAssignment => ({
  kind: "link",
  ...HANDED,
  built,
});

describe("the cells that a job builds", () => {
  it.each<[string, "link" | "engine", JobAssignment, string[]]>([
    ["all that are not linked", "link", REQUEST, ["lacks-layers", "has-layers"]],
    ["those of its plan", "link", { kind: "cells", ...HANDED }, ["lacks-layers", "has-layers"]],
    ["all, for its layers are any cell's", "link", LAYERS, ["lacks-layers", "has-layers"]],
    ["the whole images that it was given", "engine", WHOLE, ["lacks-layers"]],
    ["those that lack nothing but the link", "link", link(), ["has-layers"]],
    ["none, where others built whole images", "engine", link(), []],
  ])("are %s (build: %s)", (_what, build, assignment, cells) => {
    expect([...cellsToBuild({ build, assignment }, PLAN)]).toEqual(cells);
  });

  it.each<[string, "link" | "engine", JobAssignment, string[]]>([
    ["whose base is not known", "link", REQUEST, ["no-base"]],
    ["that lack a layer, where others make them", "link", link(), ["no-base", "lacks-layers"]],
    [
      "that no job built, where others build them",
      "engine",
      link({ "has-layers": "sha256:1" }),
      ["no-base", "lacks-layers"],
    ],
  ])("leave those %s (build: %s)", (_what, build, assignment, cells) => {
    expect(cellsLeft({ build, assignment }, PLAN).map(({ cell }) => cell)).toEqual(cells);
  });

  it("are told of a base that could not be read by its name", () => {
    expect(cellsLeft({ build: "link", assignment: REQUEST }, PLAN)[0]?.why).toBe(
      "its base docker.io/nvidia/cuda:1 could not be read",
    );
  });
});

describe("an assignment", () => {
  it("names its cells, and none where it is all of dl-env.yml", () => {
    expect(assignedCells(REQUEST)).toBeUndefined();
    expect(assignedCells(LAYERS)).toEqual(new Set(HANDED.cells));
  });
});

describe("the images that are there before a job makes any", () => {
  const there = new Map([
    ["linked-r1", "sha256:a"],
    ["sha256:b", "sha256:b"],
  ]);
  const to = {
    resolve: (reference: string) => Promise.resolve(there.get(reference)),
  } as unknown as Repository;

  it("have their immutable tag, or were built whole by another job and are in the destination", async () => {
    const assignment = link({ "has-layers": "sha256:b", "lacks-layers": "sha256:gone" });
    expect(await earlierImages(to, assignment, PLAN)).toEqual([
      { cell: "linked", digest: "sha256:a", made: false, size: 0 },
      { cell: "has-layers", digest: "sha256:b", made: true, size: 0 },
    ]);
    expect(await earlierImages(to, REQUEST, PLAN)).toEqual([
      { cell: "linked", digest: "sha256:a", made: false, size: 0 },
    ]);
  });
});
