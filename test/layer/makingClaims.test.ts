import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findWholeLayer } from "../../src/layer/storedLayers.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { tempFolder, testSystem } from "../registry/world.ts";

let dir: string;
let remove: () => Promise<void>;
let fake: FakeRegistry | undefined;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
});
afterEach(async () => {
  await fake?.close();
  fake = undefined;
  await remove();
});

interface Build {
  readonly child: ChildProcess;
  /** What it printed on both streams, and its exit code, when it ended. */
  readonly ended: Promise<{ text: string; code: number | null }>;
}

const NAMES = ["aa", "bb", "cc"];
const notesFile = (): string => join(dir, "notes");
const notes = async (): Promise<string[][]> =>
  (await readFile(notesFile(), "utf8").catch(() => ""))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(" "));

const build = async (to: string, name: string): Promise<Build> => {
  const work = join(dir, name);
  await mkdir(work, { recursive: true });
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "makingChild.ts"), to, work, notesFile(), ...NAMES],
    { env: { ...process.env, HOME: dir, XDG_CACHE_HOME: join(dir, "cache") } },
  );
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<{ text: string; code: number | null }>((resolve) =>
    child.once("close", (code) => resolve({ text, code })),
  );
  return { child, ended };
};

const began = async (count: number): Promise<void> => {
  while ((await notes()).length < count) await new Promise((resolve) => setTimeout(resolve, 20));
};

const goOn = (): Promise<void> => writeFile(`${notesFile()}.go`, "");

const areWhole = async (store: Repository): Promise<void> => {
  for (const name of NAMES)
    expect(await findWholeLayer(store, `files-${name.padEnd(32, "0")}`)).toBeDefined();
};

describe.each([
  ["a registry", async () => `${(fake = await startFakeRegistry()).host}/team/layers`],
  ["a folder", () => Promise.resolve(`oci:${dir}/images`)],
] as const)("two builds into %s", (_what, open) => {
  it("make each layer once; the one that waits says for whom, and makes others meanwhile", async () => {
    const to = await open();
    const first = await build(to, "first");
    await began(1);
    const second = await build(to, "second");
    await began(2);
    await goOn();
    const ends = await Promise.all([first.ended, second.ended]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    const made = await notes();
    expect(Object.keys(Object.groupBy(made, ([name = ""]) => name))).toHaveLength(made.length);
    expect(made).toHaveLength(NAMES.length);
    // The second one made the next layer while the first was at the first.
    expect(made[1]).toEqual(["bb", String(second.child.pid)]);
    expect(ends[1].text).toMatch(
      new RegExp(`aa is being made by process ${first.child.pid} since \\d{4}-.*the rest goes on`),
    );
    const store = openRepository(testSystem())(to);
    await areWhole(store);
    const left = await readdir(dir, { recursive: true });
    expect(left.filter((path) => /\.(making|lock)$/.test(path))).toEqual([]);
  }, 120_000);

  it("lose nothing when one is killed: the other takes over what it made", async () => {
    const to = await open();
    const first = await build(to, "first");
    await began(1);
    const second = await build(to, "second");
    await began(2);
    first.child.kill("SIGKILL");
    await first.ended;
    await goOn();
    expect((await second.ended).code).toBe(0);
    const made = Object.groupBy(await notes(), ([name = ""]) => name);
    expect([made["aa"]?.length, made["bb"]?.length, made["cc"]?.length]).toEqual([2, 1, 1]);
    await areWhole(openRepository(testSystem())(to));
  }, 120_000);
});

it("what another host says that it makes is made here too where it gives no sign of life, and told", async () => {
  const to = `oci:${dir}/images`;
  await mkdir(join(dir, "images"));
  await goOn();
  const claim = join(dir, "images", `files-${"aa".padEnd(32, "0")}.making`);
  await writeFile(claim, `42 zzzz 1 x other-host ${Date.UTC(2026, 0, 2)}`);
  const { text, code } = await (await build(to, "only")).ended;
  expect(code).toBe(0);
  expect((await notes()).map(([name]) => name)).toEqual(["bb", "cc", "aa"]);
  const who = "process 42 of another host or container (other-host) since 2026-01-02";
  expect(text).toContain(`aa is being made by ${who}`);
  expect(text).toMatch(
    /aa is made here too, although .* no sign of life for (?:[4-9]|\d\d)\.\d s\. .*: rm /,
  );
}, 120_000);
