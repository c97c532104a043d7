import { spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { closureReader } from "../../src/registry/closure.ts";
import { layoutRepository, type LayoutRepository } from "../../src/registry/layout.ts";
import { blobPath } from "../../src/registry/layoutFolder.ts";
import { readProofs } from "../../src/smoke/proofs.ts";
import { tempFolder, testSystem } from "../registry/world.ts";

// More of them: DL_ENV_KILLS=50.
const KILLS = Number(process.env["DL_ENV_KILLS"] ?? 4);
const sys = testSystem();
let dir: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
});
afterEach(() => remove());

/** Runs the child to its end, or kills it after some milliseconds; true when it came to its end. */
const run = (folder: string, killAfter?: number): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "killedChild.ts"), folder], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const timer =
      killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });

const publicTags = async (to: LayoutRepository): Promise<string[]> =>
  (await to.tags()).filter((tag) => /^(cell|torch)/.test(tag));

/** Public tags that name something untested or incomplete. */
const wrongTags = async (to: LayoutRepository): Promise<string[]> => {
  const { damageOf } = closureReader(to);
  const wrong: string[] = [];
  for (const tag of await publicTags(to)) {
    const digest = (await to.resolve(tag)) ?? "";
    const proofs = await readProofs(to, digest);
    if (proofs.length === 0 || (await damageOf(tag)).length > 0) wrong.push(tag);
  }
  return wrong;
};

const inodes = async (to: LayoutRepository): Promise<Map<string, string>> =>
  new Map(
    await Promise.all(
      (await to.blobs()).map(async ({ digest }) => {
        const { ino, mtimeMs } = await stat(blobPath(to.dir, digest));
        return [digest, `${ino} ${mtimeMs}`] as const;
      }),
    ),
  );

test(`killed at ${KILLS} moments, a layout has no tag of an untested or incomplete image, and a re-run ends it without writing a finished blob again`, async () => {
  // A first start compiles what later ones find compiled; it would say too long a time.
  expect(await run(`${dir}/first`)).toBe(true);
  const began = performance.now();
  expect(await run(`${dir}/whole`)).toBe(true);
  const whole = performance.now() - began;
  const ends = await publicTags(layoutRepository(sys, `${dir}/whole/images`));
  expect(ends).toHaveLength(7);
  let killed = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const folder = `${dir}/${kill}`;
    // The beginning of a process writes nothing: later moments are of more interest.
    const finished = await run(folder, whole * (0.3 + (0.7 * (kill + Math.random())) / KILLS));
    killed += finished ? 0 : 1;
    const to = layoutRepository(sys, `${folder}/images`);
    expect(await wrongTags(to)).toEqual([]);
    const before = await inodes(to);
    expect(await run(folder)).toBe(true);
    const again = layoutRepository(sys, `${folder}/images`);
    expect(await publicTags(again)).toEqual(ends);
    expect(await wrongTags(again)).toEqual([]);
    const after = await inodes(again);
    expect([...before].filter(([digest, ino]) => after.get(digest) !== ino)).toEqual([]);
  }
  expect(killed).toBeGreaterThan(0);
}, 600_000);
