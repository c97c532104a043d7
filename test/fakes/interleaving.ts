import { setImmediate } from "node:timers/promises";

/** The same sequence of numbers from 0 up to 1 for the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** One of several that take turns. */
export interface Runner {
  readonly name: string;
  /** How often it gets a turn, compared with the others. */
  readonly weight: number;
  /** Gets no turn after this many; as if it had been killed then. */
  readonly turns?: number;
  /** `turn` is to be awaited before each request. */
  readonly run: (turn: () => Promise<void>) => Promise<unknown>;
}

export interface Ended {
  readonly name: string;
  readonly end: "done" | "killed" | "failed";
  readonly error?: unknown;
}

interface Waiting {
  readonly runner: Runner;
  readonly go: () => void;
}

/**
 * Lets runners run one request at a time, in an order that the numbers decide, until each is at its
 * end. Who is killed is killed right after a request was done, or before it was, as turns fall.
 */
export const interleave = async (
  runners: readonly Runner[],
  random: () => number,
): Promise<Ended[]> => {
  const waiting: Waiting[] = [];
  const ended: Ended[] = [];
  const left = new Map(runners.map((runner) => [runner, runner.turns ?? Number.MAX_SAFE_INTEGER]));
  for (const runner of runners)
    void runner
      .run(() => new Promise<void>((go) => waiting.push({ runner, go })))
      .then(
        () => ended.push({ name: runner.name, end: "done" }),
        (error: unknown) => ended.push({ name: runner.name, end: "failed", error }),
      );
  for (;;) {
    await setImmediate();
    const able = waiting.filter(({ runner }) => (left.get(runner) ?? 0) > 0);
    const total = able.reduce((sum, { runner }) => sum + runner.weight, 0);
    let at = random() * total;
    const next = able.find(({ runner }) => (at -= runner.weight) < 0) ?? able.at(-1);
    if (next === undefined) break;
    waiting.splice(waiting.indexOf(next), 1);
    left.set(next.runner, (left.get(next.runner) ?? 0) - 1);
    next.go();
  }
  const names = new Set(ended.map(({ name }) => name));
  const killed = runners.filter(({ name }) => !names.has(name));
  return [...ended, ...killed.map(({ name }): Ended => ({ name, end: "killed" }))];
};
