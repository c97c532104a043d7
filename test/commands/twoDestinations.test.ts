import { afterEach, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { openSession } from "../../src/session.ts";
import { keepReport } from "../../src/smoke/describedImage.ts";
import { startFakeRegistry, type Asked, type FakeRegistry, type Fault } from "../fakes/registry.ts";
import { rejection } from "../registry/world.ts";
import { hurried, named, reportOfCell } from "./wholeRun.ts";

const CELLS = 2;

let world: CommandWorld<FakeRegistry> | undefined;
let second: FakeRegistry | undefined;
afterEach(async () => {
  await world?.close();
  await second?.close();
  [world, second] = [undefined, undefined];
});

/** What a registry does with writes of tags of images, once that begins. */
type Failing = (asked: Asked) => Fault | undefined;

const isTagPut = ({ method, url }: Asked): boolean =>
  method === "PUT" && /\/team\/images\/manifests\/(?!sha256|dl-env-)/.test(url);

/** Some tags are put, and then no more. */
const after =
  (taken: number, fault: Fault): Failing =>
  (asked) => {
    if (!isTagPut(asked)) return undefined;
    taken -= 1;
    return taken < 0 ? fault : undefined;
  };

/** Everything of a repository, as another registry has it after a copy. */
const copied = (from: FakeRegistry, to: FakeRegistry): void => {
  for (const [name, blobs] of from.blobs) to.blobs.set(name, new Map(blobs));
  for (const [name, manifests] of from.manifests) to.manifests.set(name, new Map(manifests));
};

it.each<[string, () => Failing]>([
  ["fails", () => after(2, { kind: "status", status: 503 })],
  ["refuses", () => after(2, { kind: "status", status: 403 })],
  ["ends connections", () => after(0, { kind: "reset" })],
])(
  "of two destinations that one run promotes to, one whose registry %s leaves the other whole, and a plain run ends it",
  async (_, failing) => {
    let broken: Failing | undefined;
    world = await openWorldIn(CELLS, () =>
      startFakeRegistry({ fault: (asked) => broken?.(asked) }),
    );
    second = await startFakeRegistry();
    copied(world.registry, second);
    const { folder, registry } = world;
    const file = `${folder}/dl-env.yml`;
    const sys = hurried(world.sys);
    const wells = { file, to: `${second.host}/team/images` };
    for (const options of [{ file }, wells]) {
      const built = await build(sys, options);
      const session = await openSession(sys, options);
      for (const image of built.result.images)
        await keepReport(session, built.planned, reportOfCell(built.planned, image));
    }
    broken = failing();
    const [failed, well] = await Promise.all([
      rejection(promote(sys, { file })),
      promote(sys, wells),
    ]);
    expect(failed).toMatchObject({ code: "promotion-stopped", exit: 3 });
    expect(failed.message).toContain(registry.host);
    expect([well.exit, well.problems]).toEqual([0, []]);
    const whole = named(second);
    expect(whole.size).toBeGreaterThan(2 * CELLS);
    for (const [tag, digest] of named(registry)) expect(digest).toBe(whole.get(tag));
    expect(named(registry).size).toBeLessThan(whole.size);
    broken = undefined;
    const again = await promote(hurried(world.sys), { file });
    expect([again.exit, again.problems]).toEqual([0, []]);
    expect(named(registry)).toEqual(whole);
    expect((await promote(sys, wells)).result.moves).toEqual([]);
    expect(named(second)).toEqual(whole);
  },
  60_000,
);
