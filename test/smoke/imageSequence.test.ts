import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { HeldImage } from "../../src/smoke/imageInEngine.ts";
import { byChain, inSequence } from "../../src/smoke/imageSequence.ts";

/** An engine with room for some images; what cannot be brought or run rejects. */
const engineWith = (options: { room?: number; missing?: string; broken?: string } = {}) => {
  const { room = 2, missing, broken } = options;
  const there = new Set<string>();
  const events: string[] = [];
  const failed: string[] = [];
  const bring = async (name: string): Promise<HeldImage> => {
    await Promise.resolve();
    if (name === missing || there.size >= room) throw new Error(`no ${name}`);
    there.add(name);
    events.push(`+${name}`);
    return {
      id: name,
      keep: () => Promise.resolve(),
      release: async () => {
        there.delete(name);
        events.push(`-${name}`);
      },
    };
  };
  const work = async (name: string): Promise<void> => {
    expect(there).toContain(name);
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (name === broken) throw new Error(`broken ${name}`);
    events.push(name);
  };
  const onFailed = (name: string): void => void failed.push(name);
  return { there, events, failed, steps: { bring, work, onFailed } };
};

test("an image goes once the next is there, and at most two are there", async () => {
  const engine = engineWith();
  await inSequence(["a", "b", "c"], engine.steps);
  expect(engine.events).toEqual(["+a", "+b", "a", "-a", "+c", "b", "-b", "c", "-c"]);
  expect(engine.failed).toEqual([]);
});

test("where two do not fit, the first goes before the next comes", async () => {
  const engine = engineWith({ room: 1 });
  await inSequence(["a", "b", "c"], engine.steps);
  expect(engine.events).toEqual(["+a", "a", "-a", "+b", "b", "-b", "+c", "c", "-c"]);
  expect(engine.failed).toEqual([]);
});

test.each(["a", "b", "c"])("%s that cannot be brought or run leaves the others", async (name) => {
  for (const fault of [{ missing: name }, { broken: name }]) {
    const engine = engineWith(fault);
    await inSequence(["a", "b", "c"], engine.steps);
    expect(engine.failed).toEqual([name]);
    expect(engine.events.filter((event) => /^\w/.test(event))).toEqual(
      ["a", "b", "c"].filter((one) => one !== name),
    );
    expect(engine.there.size).toBe(0);
  }
});

test("nothing to do brings nothing", async () => {
  const engine = engineWith();
  await inSequence([], engine.steps);
  expect(engine.events).toEqual([]);
});

test("images with a common beginning are neighbours, and none is lost", () => {
  const chains = { a: "xy1", b: "pq1", c: "xy2", d: "pq2", e: "xz1" };
  const ordered = byChain(Object.keys(chains), (name) =>
    chains[name as keyof typeof chains].split(""),
  );
  expect(ordered).toEqual(["a", "c", "e", "b", "d"]);
  fc.assert(
    fc.property(fc.array(fc.array(fc.constantFrom("x", "y", "z"))), (many) => {
      const sorted = (chains: readonly string[][]) => chains.map((one) => one.join("")).sort();
      expect(sorted(byChain(many, (chain) => chain))).toEqual(sorted(many));
    }),
  );
});
