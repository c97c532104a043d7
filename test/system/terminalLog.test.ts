import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeSecrets } from "../../src/secrets/mask.ts";
import { terminalLog } from "../../src/system/terminalLog.ts";

const log = (screen: boolean, env: NodeJS.ProcessEnv = {}, columns = 80) => {
  const written: string[] = [];
  const stream = {
    isTTY: screen,
    columns,
    write: (text: string) => written.push(text),
  } as unknown as NodeJS.WriteStream;
  return { written, log: terminalLog({ debug: false, stream, env }) };
};

test("on a terminal warnings are coloured, unless NO_COLOR is set or the terminal is dumb; an empty NO_COLOR is not set", () => {
  const warned = (screen: boolean, env: NodeJS.ProcessEnv): string => {
    const { written, log: made } = log(screen, env);
    made.warn("x");
    return written.join("");
  };
  expect(warned(true, {})).toBe("\u001B[33mwarning: x\u001B[0m\n");
  expect(warned(true, { NO_COLOR: "" })).toContain("\u001B[33m");
  expect([
    warned(true, { NO_COLOR: "1" }),
    warned(true, { TERM: "dumb" }),
    warned(false, {}),
  ]).toEqual(["warning: x\n", "warning: x\n", "warning: x\n"]);
});

/** Work that ends when it is told to. */
const work = () => {
  let end = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { until, end: () => end() };
};

describe("what goes on", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("on a terminal is drawn at least every second, keeps to the width, and is gone when its stage ends, also by an error", async () => {
    const { written, log: made } = log(true, {}, 30);
    const { until } = work();
    const stage = made.group("Stage", async () => {
      made.progress(() => "1 of 2 and so on and so on and so on", until);
      await new Promise((resolve) => setTimeout(resolve, 5000));
      throw new Error("no");
    });
    stage.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(500);
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(4400);
    const drawn = written.filter((text) => text.includes("Stage, "));
    expect(drawn.length).toBeGreaterThanOrEqual(4);
    expect(written.join("")).toContain(`${"1 of 2 and so on and so on and so on".slice(0, 29)}\n`);
    expect(written.join("")).not.toContain("1 of 2 and so on and so on and s");
    const before = written.length;
    await vi.advanceTimersByTimeAsync(5000);
    await expect(stage).rejects.toThrow("no");
    // What is written last takes away what was drawn, though the work it was about goes on.
    expect(written.length).toBe(before + 1);
    expect(written.at(-1)).not.toContain("Stage");
  });

  test("a line of the log stands above what is drawn", async () => {
    const { written, log: made } = log(true);
    const { until, end } = work();
    made.progress(() => "1 of 2", until);
    await vi.advanceTimersByTimeAsync(500);
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(600);
    made.info("a line");
    const text = written.join("");
    expect(text.lastIndexOf("1 of 2")).toBeGreaterThan(text.indexOf("a line\n"));
    end();
  });

  test.each([
    ["a pipe", false, {}],
    ["a terminal with NO_COLOR", true, { NO_COLOR: "1" }],
    ["a terminal that is dumb", true, { TERM: "dumb" }],
  ])(
    "in %s is a plain line before ten seconds are over, and one for all there is",
    async (_, screen, env) => {
      const { written, log: made } = log(screen, env);
      const { until, end } = work();
      const stage = made.group("Stage", async () => {
        made.progress(() => "1 of 2", until);
        made.progress(async () => Promise.resolve("3 B"), until);
        await until;
      });
      await vi.advanceTimersByTimeAsync(29_000);
      end();
      await stage;
      await vi.advanceTimersByTimeAsync(29_000);
      expect(written).toEqual([
        "Stage\n",
        "Stage, 9.0 s; 1 of 2; 3 B\n",
        "Stage, 18.0 s; 1 of 2; 3 B\n",
        "Stage, 27.0 s; 1 of 2; 3 B\n",
      ]);
    },
  );

  test("short stages are not silent together", async () => {
    const { written, log: made } = log(false);
    for (const title of ["One", "Two", "Three"])
      await Promise.all([
        made.group(title, () => new Promise((resolve) => setTimeout(resolve, 4000))),
        vi.advanceTimersByTimeAsync(4000),
      ]);
    expect(written).toEqual(["One\n", "Two\n", "Three\n", "Three, 1.0 s\n"]);
  });

  test("what cannot be measured keeps its last words, and the work goes on", async () => {
    const { written, log: made } = log(false);
    const { until, end } = work();
    let asked = 0;
    made.progress(() => {
      asked += 1;
      if (asked > 1) throw new Error("gone");
      return "1 of 2";
    }, until);
    await vi.advanceTimersByTimeAsync(20_000);
    end();
    expect(written).toEqual(["1 of 2\n", "1 of 2\n"]);
  });

  test("says the bytes that a stage moved, and hides secrets", async () => {
    const written: string[] = [];
    const stream = { write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
    const traffic = { received: 500, sent: 0 };
    const secrets = makeSecrets();
    secrets.add("hunter2hunter2");
    const made = terminalLog({ debug: false, stream, env: {}, traffic, secrets });
    const stage = made.group("Stage hunter2hunter2", async () => {
      traffic.received += 2_000_000;
      await new Promise((resolve) => setTimeout(resolve, 10_000));
    });
    await vi.advanceTimersByTimeAsync(10_000);
    await stage;
    expect(written).toEqual(["Stage ***\n", "Stage ***, 9.0 s, 2.00 MB received\n"]);
  });
});
