import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  imagesBuiltBefore,
  writeBuildState,
  type BuildStateFacts,
} from "../../src/publish/buildState.ts";
import type { Plan, PlannedCell } from "../../src/plan/plan.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { tempFolder, testSystem } from "../registry/world.ts";

const sys = testSystem();
let dir: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
});
afterEach(() => remove());

const sessionTo = (name: string): BuildStateFacts => ({
  sys,
  folder: dir,
  to: layoutRepository(sys, `${dir}/${name}`),
});

const cell = (name: string, key: string): PlannedCell =>
  ({ cell: name, tags: [`${name}-r${key}`], state: "layers" }) as unknown as PlannedCell;
const plan = (...cells: PlannedCell[]): Plan => ({ cells }) as unknown as Plan;
const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const built = (name: string, digit: string) => ({
  images: [{ cell: name, digest: digest(digit), made: true, size: 1 }],
  checks: [],
  layers: [],
  moved: 0,
  left: [],
  failed: [],
});

describe("what was built", () => {
  it("is kept cell by cell, whatever was built in between", async () => {
    const session = sessionTo("images");
    await writeBuildState(session, plan(cell("one", "a")), built("one", "1"));
    await writeBuildState(session, plan(cell("two", "b")), built("two", "2"));
    expect(
      (await imagesBuiltBefore(session, plan(cell("one", "a"), cell("two", "b")))).map((image) => [
        image.cell,
        image.digest,
      ]),
    ).toEqual([
      ["one", digest("1")],
      ["two", digest("2")],
    ]);
  });
  it("is replaced by a later build of the same cell, and does not count for another recipe", async () => {
    const session = sessionTo("images");
    await writeBuildState(session, plan(cell("one", "a")), built("one", "1"));
    await writeBuildState(session, plan(cell("one", "b")), built("one", "3"));
    expect(
      (await imagesBuiltBefore(session, plan(cell("one", "b")))).map((image) => image.digest),
    ).toEqual([digest("3")]);
    expect(await imagesBuiltBefore(session, plan(cell("one", "a")))).toEqual([]);
  });
  it("does not count for another destination", async () => {
    await writeBuildState(sessionTo("images"), plan(cell("one", "a")), built("one", "1"));
    expect(await imagesBuiltBefore(sessionTo("others"), plan(cell("one", "a")))).toEqual([]);
    await writeBuildState(sessionTo("others"), plan(cell("two", "b")), built("two", "2"));
    expect(await imagesBuiltBefore(sessionTo("others"), plan(cell("one", "a")))).toEqual([]);
  });
});
