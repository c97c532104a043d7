import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { realActionsHost } from "../../src/system/actionsHost.ts";
import { actionsLog } from "../../src/system/actionsLog.ts";
import { readOutputs } from "../bundle/runner.ts";
import { hostile, runs } from "../hostile/values.ts";

let printed = "";
let folder = "";
const saved = { ...process.env };

beforeEach(async () => {
  printed = "";
  folder = await mkdtemp(join(tmpdir(), "dl-env-host-"));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.env = { ...saved };
  await rm(folder, { recursive: true, force: true });
});

/**
 * Commands as the runner takes them from standard output: actions/runner, ActionCommand.TryParseV2.
 */
const commands = (): { command: string; properties: Record<string, string>; data: string }[] =>
  printed.split(/\r\n|\r|\n/).flatMap((line) => {
    const text = line.trimStart();
    if (!text.startsWith("::")) return [];
    const end = text.indexOf("::", 2);
    if (end === -1) return [];
    const [command = "", ...rest] = text.slice(2, end).split(" ");
    const decode = (value: string): string =>
      value
        .replaceAll("%0D", "\r")
        .replaceAll("%0A", "\n")
        .replaceAll("%3A", ":")
        .replaceAll("%2C", ",")
        .replaceAll("%25", "%");
    const properties = Object.fromEntries(
      rest
        .join(" ")
        .split(",")
        .filter((part) => part !== "")
        .map((part) => [
          part.slice(0, part.indexOf("=")),
          decode(part.slice(part.indexOf("=") + 1)),
        ]),
    );
    return [
      {
        command,
        properties,
        data: text
          .slice(end + 2)
          .replaceAll("%0D", "\r")
          .replaceAll("%0A", "\n")
          .replaceAll("%25", "%"),
      },
    ];
  });

describe("what the runner reads from a step", () => {
  test("a hostile annotation is one command with the text that was meant", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, message, file) => {
        printed = "";
        realActionsHost().annotate({ level: "error", title, message, place: { file, line: 3 } });
        const [one, ...more] = commands();
        expect(more).toEqual([]);
        expect(one?.command).toBe("error");
        expect(one?.data).toBe(message);
        expect(one?.properties["title"] ?? "").toBe(title);
      }),
      { numRuns: runs(2000) },
    );
  });

  test("a hostile log line, group title or progress is no command", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        printed = "";
        const { log } = actionsLog({ print: (line) => line, now: () => Date.now() });
        log.info(text);
        log.warn(text);
        log.debug(text);
        await log.group(text, () => log.group(text, () => Promise.resolve()));
        expect(commands().map(({ command }) => command)).toEqual(["debug", "group", "endgroup"]);
        expect(printed).not.toContain("##[");
      }),
      { numRuns: runs(1000) },
    );
  });

  test("hostile progress is no command; a line comes before ten seconds are over, and none when all is done", async () => {
    vi.useFakeTimers();
    try {
      await fc.assert(
        fc.asyncProperty(hostile, async (text) => {
          const { log } = actionsLog({ print: (line) => line, now: () => Date.now() });
          let end = (): void => undefined;
          const until = new Promise<void>((resolve) => {
            end = resolve;
          });
          log.progress(() => text, until);
          printed = "";
          await vi.advanceTimersByTimeAsync(10_000);
          expect(printed).not.toBe("");
          expect(commands()).toEqual([]);
          expect(printed).not.toContain("##[");
          end();
          printed = "";
          await vi.advanceTimersByTimeAsync(30_000);
          expect(printed).toBe("");
        }),
        { numRuns: runs(300) },
      );
    } finally {
      vi.useRealTimers();
    }
  });

  test("hostile outputs come back as they were, and make no other output", async () => {
    const file = join(folder, "output");
    await writeFile(file, "");
    process.env["GITHUB_OUTPUT"] = file;
    const host = realActionsHost();
    const values = fc.sample(
      hostile.filter((text) => !/[\r\n]$/.test(text) && text.isWellFormed()),
      300,
    );
    values.forEach((value, index) => host.output(`o${index}`, value));
    const read = readOutputs(await readFile(file, "utf8"));
    expect(Object.keys(read)).toHaveLength(values.length);
    expect(values.filter((value, index) => read[`o${index}`] !== value)).toEqual([]);
  });

  test("a stage that fails ends its group, and its time says so", async () => {
    let clock = 0;
    const { log, times } = actionsLog({ print: (line) => line, now: () => clock });
    const work = async (): Promise<never> => {
      clock += 1000;
      return Promise.reject(new Error("no"));
    };
    await expect(log.group("Locks", work)).rejects.toThrow("no");
    expect(commands().map(({ command }) => command)).toEqual(["group", "endgroup"]);
    expect(times).toEqual([{ title: "Locks", time: 1000, failed: true }]);
  });

  test("outside a runner there is no summary file, and that is no error", async () => {
    delete process.env["GITHUB_STEP_SUMMARY"];
    await expect(realActionsHost().summary("x")).resolves.toBeUndefined();
  });
});
