import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const CHILD = `${import.meta.dirname}/progressChild.ts`;

interface Seen {
  /** milliseconds since the start, with what came then */
  readonly at: number;
  readonly text: string;
}

/** What a command writes, and when. */
const watched = async (
  argv: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<{ out: Seen[]; err: Seen[] }> => {
  const [program, ...args] = argv;
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", TERM: "xterm", ...env },
  });
  const began = Date.now();
  const take = (stream: typeof child.stdout): Seen[] => {
    const seen: Seen[] = [];
    stream.on("data", (chunk: Buffer) =>
      seen.push({ at: Date.now() - began, text: chunk.toString() }),
    );
    return seen;
  };
  const both = { out: take(child.stdout), err: take(child.stderr) };
  await new Promise((resolve) => child.once("close", resolve));
  return both;
};

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "dle-progress-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** In a terminal of its own, by script(1). */
const inTerminal = (time: number, env?: Readonly<Record<string, string>>) =>
  watched(["script", "-qec", `${process.execPath} ${CHILD} ${time} ${dir}/late`, "/dev/null"], env);

type Delay = ReturnType<typeof monitorEventLoopDelay>;

/** Milliseconds by which timers are late on a machine that has other work: there, and here. */
const lateness = async (here: Delay, file: string): Promise<number> =>
  here.max / 1e6 + Number(await readFile(join(dir, file), "utf8"));

const watching = (): Delay => {
  const late = monitorEventLoopDelay({ resolution: 10 });
  late.enable();
  return late;
};

const figures = (seen: readonly Seen[]): { at: number; bytes: number }[] =>
  seen.flatMap(({ at, text }) =>
    [...text.matchAll(/(\d+) bytes written/g)].map(([, bytes]) => ({ at, bytes: Number(bytes) })),
  );

describe.concurrent("progress of a process, in bytes", () => {
  test("moves at least every second on a terminal, drawn over what was there", async () => {
    const late = watching();
    const { out } = await inTerminal(6000);
    const told = figures(out);
    expect(told.length).toBeGreaterThanOrEqual(5);
    const gaps = told.slice(1).map(({ at }, index) => at - (told[index]?.at ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1000 + (await lateness(late, "late")));
    expect(told.at(-1)?.bytes).toBeGreaterThan((told[0]?.bytes ?? 0) + 1_000_000);
    const text = out.map((one) => one.text).join("");
    expect(text).toContain("\u001B[2K");
    expect(text.trimEnd().endsWith("done")).toBe(true);
  });

  test("is a plain line less than ten seconds after the one before in a pipe, and never on standard output", async () => {
    const late = watching();
    const { out, err } = await watched([process.execPath, CHILD, "11000", `${dir}/late-pipe`]);
    expect(out.map(({ text }) => text).join("")).toBe("done\n");
    const [first] = figures(err);
    // From the line before it: how long Node takes to start is not what is measured.
    expect(err[0]?.text).toContain("Working");
    expect((first?.at ?? Infinity) - (err[0]?.at ?? 0)).toBeLessThan(
      10_000 + (await lateness(late, "late-pipe")),
    );
    expect(first?.bytes).toBeGreaterThan(1_000_000);
    expect(err.map(({ text }) => text).join("")).not.toContain("\u001B");
  });

  test.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])(
    "draws nothing on a terminal with %o",
    async (env) => {
      const { out } = await inTerminal(2500, env);
      expect(out.map(({ text }) => text).join("")).toBe("Working\r\ndone\r\n");
    },
  );
});
