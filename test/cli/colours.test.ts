import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeCache } from "../codeCache.ts";

const CLI = join(import.meta.dirname, "../../src/cli.ts");

/** A cell that never existed: its verdict needs no server. */
const REQUEST = `to: oci:./images
matrix: { cuda: ["12.8"], ubuntu: ["20.04"] }
`;

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "dle-colours-"));
  await writeFile(join(dir, "dl-env.yml"), REQUEST);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const output = (
  argv: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
): Promise<string> =>
  new Promise((resolve) => {
    const [program, ...args] = argv;
    const own = {
      ...codeCache(),
      PATH: process.env["PATH"] ?? "",
      HOME: dir,
      TERM: "xterm",
      ...env,
    };
    execFile(program, args, { cwd: dir, env: own }, (_, stdout) => resolve(stdout));
  });

const PLAN = [CLI, "plan", "--offline"] as const;
const inPipe = (env: Readonly<Record<string, string>>, ...more: readonly string[]) =>
  output([process.execPath, ...PLAN, ...more], env);
const inTerminal = (env: Readonly<Record<string, string>>) =>
  output(["script", "-qec", [process.execPath, ...PLAN].join(" "), "/dev/null"], env);

const RED = "\u001B[31mrejected\u001B[39m";

describe.concurrent("the verdicts of a plan", () => {
  test("have a colour on a terminal, and in a pipe where FORCE_COLOR says so", async () => {
    expect(await inTerminal({})).toContain(RED);
    expect(await inPipe({ FORCE_COLOR: "1" })).toContain(RED);
  });

  test("have none in a pipe, with NO_COLOR, on a dumb terminal and in JSON", async () => {
    const plain = await inPipe({});
    expect(plain).toContain("rejected");
    expect(plain).not.toContain("\u001B");
    expect(await inTerminal({ NO_COLOR: "1" })).not.toContain("\u001B");
    expect(await inTerminal({ TERM: "dumb" })).not.toContain("\u001B");
    const json = await inPipe({ FORCE_COLOR: "1" }, "--json");
    expect(JSON.parse(json)).toMatchObject({ totals: { rejected: 1 } });
    expect(json).not.toContain("\u001B");
  });
});
