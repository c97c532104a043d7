import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

// Builds on a disk of their own, a small one in memory.
const DISK = "80m";

let dir: string;
let disk: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dl-env-disk-"));
  disk = join(dir, "disk");
  execFileSync("mkdir", [disk]);
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISK}`, "tmpfs", disk]);
});
afterEach(async () => {
  execFileSync("umount", [disk]);
  await rm(dir, { recursive: true, force: true });
});

interface Build {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

const build = (layout: string, home: string, ...sizes: string[]): Build => {
  const argv = [join(import.meta.dirname, "spaceChild.ts"), join(disk, layout), join(dir, "go")];
  const child = spawn(process.execPath, [...argv, ...sizes], {
    env: { ...process.env, HOME: home, XDG_CACHE_HOME: join(disk, "cache") },
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, said: () => text, ended };
};

const reserved = async ({ child, said }: Build): Promise<void> => {
  while (!said().includes("reserved\n")) await once(child.stdout!, "data");
};

const goOn = (): Promise<void> => writeFile(join(dir, "go"), "");

const left = async (): Promise<string[]> =>
  (await readdir(disk, { recursive: true })).filter((name) => /making|\.part$|\/w-/.test(name));

test("a second build on the same disk is told at once what the first has reserved, and fits after it", async () => {
  const first = build("a", dir, "5", "5", "5", "5", "5");
  await reserved(first);
  const second = build("b", dir, "14", "14", "3");
  expect(await second.ended).toBe(3);
  expect(second.said()).toMatch(/Storing 3 layers \(31\.0 MB\) and making layer 0 \(42\.0 MB\)/);
  expect(second.said()).toMatch(
    new RegExp(
      `only 8\\d\\.\\d MB are free, of which 40\\.0 MB are reserved by process ${first.child.pid} since`,
    ),
  );
  expect(second.said()).toContain("[disk-full]");
  await goOn();
  expect(await first.ended).toBe(0);
  expect(await build("b", dir, "7", "7", "3").ended).toBe(0);
  expect(await left()).toEqual([]);
});

test("a build that was killed holds nothing any more", async () => {
  const first = build("a", dir, "15");
  await reserved(first);
  first.child.kill("SIGKILL");
  await first.ended;
  await goOn();
  expect(await build("a", dir, "15").ended).toBe(0);
  expect((await left()).filter((name) => name.includes("space"))).toEqual([]);
});

test("a disk that is full in the end is told with the same code and exit, and no part of a layer stays", async () => {
  await goOn();
  await writeFile(join(disk, "of-somebody-else"), Buffer.alloc(70_000_000));
  const only = build("a", dir, "1=40");
  expect(await only.ended).toBe(3);
  expect(only.said()).toContain("[disk-full]");
  expect(await left()).toEqual([]);
});
