import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dle-interrupt-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/**
 * Works as a run does: a private folder, a half-written file, a lock, a program that ignores
 * SIGTERM.
 */
const WORK = `
import { onInterrupt } from "${join(import.meta.dirname, "../../src/system/interrupt.ts")}";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { realFiles } from "${join(import.meta.dirname, "../../src/system/files.ts")}";
import { realProcesses } from "${join(import.meta.dirname, "../../src/system/processes.ts")}";
const dir = process.argv[1];
onInterrupt((signal) => ({ log: "stopped by " + signal }));
const work = await realFiles.makeTemp("w-", dir + "/tmp");
await realFiles.write(work + "/deep/file", "x");
void realFiles.write(dir + "/out/blob", (async function* () { yield Buffer.from("half"); await new Promise(() => {}); })());
void realFiles.withLock(dir + "/lock", () => new Promise(() => {}));
void realProcesses.run(["sh", "-c", "trap '' TERM; echo $$ > " + dir + "/stubborn; while :; do sleep 1; done"], { cwd: "/" });
const told = setInterval(() => {
  const has = (path) => existsSync(dir + "/" + path);
  if (!has("lock") || !has("stubborn") || !has("out") || !has("tmp")) return;
  if (readFileSync(dir + "/stubborn", "utf8") === "" || !readdirSync(dir + "/out").some((name) => name.endsWith(".part"))) return;
  clearInterval(told);
  console.log("ready");
}, 20);
setInterval(() => {}, 1000);
`;

test("an interrupted process leaves no private folder, no half-written file, no lock and no program behind", async () => {
  const child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", WORK, dir], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => (said += String(chunk)));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  expect((await readdir(dir)).sort()).toEqual(["lock", "out", "stubborn", "tmp"]);
  expect(await readdir(join(dir, "out"))).toEqual([expect.stringMatching(/^blob\..*\.part$/)]);
  child.kill("SIGTERM");
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(143);
  expect(said).toBe("stopped by SIGTERM\n");
  expect((await readdir(dir)).sort()).toEqual(["out", "stubborn", "tmp"]);
  expect([await readdir(join(dir, "out")), await readdir(join(dir, "tmp"))]).toEqual([[], []]);
});
