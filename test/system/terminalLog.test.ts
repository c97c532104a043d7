import { expect, test } from "vitest";
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

test("on a terminal progress overwrites itself, keeps to the width, and is gone when its stage ends, also by an error", async () => {
  const { written, log: made } = log(true, {}, 30);
  await made
    .group("Stage", () =>
      Promise.reject(new Error(made.progress("1 of 2 and so on and so on and so on") as never)),
    )
    .catch(() => undefined);
  expect(written).toEqual([
    "\u001B[1mStage\u001B[0m\n",
    `\r\u001B[2K${"1 of 2 and so on and so on and".slice(0, 29)}`,
    "\r\u001B[2K",
  ]);
  const unknownWidth = log(true, {}, 0);
  unknownWidth.log.progress("1 of 2");
  expect(unknownWidth.written.join("")).toContain("1 of 2");
});

test("elsewhere progress is a line now and then, and the last one of a stage always", async () => {
  const { written, log: made } = log(false);
  await made.group("Stage", () => {
    for (let step = 1; step <= 5; step += 1) made.progress(`${step} of 5`);
    return Promise.resolve();
  });
  expect(written).toEqual(["Stage\n", "5 of 5\n"]);
});
