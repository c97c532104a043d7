import { z } from "zod";
import { wrongRequest } from "../errors/error.ts";
import type { Planned } from "../pipeline.ts";
import { encodeAptLock, encodeLock, aptLockFileName, lockFileName } from "../resolve/lockfile.ts";
import type { Files } from "../system/ports.ts";
import { planSettings, type PlanSettings } from "./planSettings.ts";

// What the plan's job hands to the jobs after it: plan.json, the locks it chose, and what each
// shard makes.

/** Of the plan of an earlier job, only what the later ones need. */
const planFile = z.object({
  format: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{16}$/),
  cells: z.array(
    z.object({
      cell: z.string(),
      verdict: z.enum(["accepted", "rejected", "unknown"]),
      tags: z.array(z.string()),
      base: z
        .object({
          tag: z.string().optional(),
          asOf: z.string().optional(),
          digest: z.string().optional(),
          platformDigest: z.string().optional(),
        })
        .optional(),
    }),
  ),
  to: z.string().optional(),
  /** Absent in plans of versions before 2026-11-28. */
  made: planSettings.optional(),
});
export type HandedPlan = z.infer<typeof planFile>;

const shardFile = z.array(
  z.object({
    shard: z.number().int(),
    layers: z.array(z.string()),
    cells: z.array(z.string()),
    parallel: z.number().int().positive(),
  }),
);
const smokeFile = z.array(
  z.object({
    shard: z.number().int(),
    cells: z.array(z.object({ cell: z.string(), digest: z.string() })),
  }),
);

const digestFile = z.record(z.string(), z.string().regex(/^sha256:[0-9a-f]{64}$/));

const json = (value: unknown): string => `${JSON.stringify(value)}\n`;

/**
 * Files of the plan's job, relative to the output folder. `made` is what the plan was made with,
 * beside dl-env.yml.
 */
export const handoverFiles = (
  { plan, locks, apt }: Pick<Planned, "plan" | "locks" | "apt">,
  shards: readonly object[],
  made: PlanSettings,
): Map<string, string> => {
  const files = new Map([
    ["plan.json", json({ ...plan, made })],
    ["shards.json", json(shards)],
  ]);
  for (const lock of locks.values())
    files.set(`locks/${lockFileName(lock.question)}`, encodeLock(lock));
  for (const lock of apt.values())
    files.set(`locks/${aptLockFileName(lock.release)}`, encodeAptLock(lock));
  return files;
};

/** What the plan's job handed over and later jobs need too: the plan and its locks. */
export const handedFiles = async (files: Files, folder: string): Promise<Map<string, string>> => {
  const locks = (await files.list(`${folder}/locks`)).map((name) => `locks/${name}`);
  const texts = new Map<string, string>();
  for (const name of ["plan.json", ...locks]) {
    const text = await files.readText(`${folder}/${name}`);
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
};

const readFile = async <T>(
  files: Files,
  { folder, name }: { readonly folder: string; readonly name: string },
  decoder: z.ZodType<T>,
): Promise<T> => {
  const text = await files.readText(`${folder}/${name}`);
  const wrong = (message: string): Error =>
    wrongRequest({
      code: "wrong-plan",
      message,
      place: { file: `${folder}/${name}` },
      hint:
        "Give the folder that the artifact of the plan was unpacked in: plan-folder: " +
        "${{ runner.temp }}/dl-env-plan",
    });
  if (text === undefined) throw wrong(`There is no ${name} in ${folder}.`);
  try {
    return decoder.parse(JSON.parse(text));
  } catch {
    throw wrong(`${name} is not in the format that the plan's job writes.`);
  }
};

/** The plan that this job was given; anything but the plan with this id is refused. */
export const readPlan = async (
  files: Files,
  folder: string,
  id: string | undefined,
): Promise<HandedPlan> => {
  const plan = await readFile(files, { folder, name: "plan.json" }, planFile);
  if (id === undefined || plan.id === id) return plan;
  throw wrongRequest({
    code: "wrong-plan",
    message: `This is the plan ${plan.id}, but the job was started for plan ${id}.`,
    place: { file: `${folder}/plan.json` },
    hint: "Give two calls in one run different prefixes, for example: prefix: second",
  });
};

const shardOf = <T extends { shard: number }>(
  all: readonly T[],
  shard: number,
  folder: string,
): T => {
  const found = all.find((one) => one.shard === shard);
  if (found !== undefined) return found;
  throw wrongRequest({
    code: "wrong-plan",
    message: `The plan has no shard ${shard}; it has ${all.length}.`,
    place: { file: folder },
    hint: "Leave the input out to work on everything: shard:",
  });
};

/** What one shard makes: layers, or whole images where it names cells. */
export const readShard = async (
  files: Files,
  folder: string,
  shard: number,
): Promise<{ layers: readonly string[]; cells: readonly string[]; parallel: number }> =>
  shardOf(await readFile(files, { folder, name: "shards.json" }, shardFile), shard, folder);

/** Name of the file with the digests that one shard built whole. */
export const BUILT_FILE = (shard: number): string => `built-${shard}.json`;

/**
 * Digests of what the shards built whole, by cell; their artifacts are unpacked into `built` beside
 * the plan. Empty when there is none.
 */
export const readBuilt = async (
  files: Files,
  folder: string,
): Promise<Readonly<Record<string, string>>> => {
  const names = (await files.list(`${folder}/built`)).filter((name) =>
    /^built-\d+\.json$/.test(name),
  );
  const all = await Promise.all(
    names.map((name) => readFile(files, { folder: `${folder}/built`, name }, digestFile)),
  );
  return Object.assign({}, ...all) as Readonly<Record<string, string>>;
};

/** What one shard of smoke runs. */
export const readSmokeShard = async (
  files: Files,
  folder: string,
  shard: number,
): Promise<readonly { cell: string; digest: string }[]> =>
  shardOf(await readFile(files, { folder, name: "smoke.json" }, smokeFile), shard, folder).cells;

/** Cells that were to be run by smoke in this run; the others were left out by policy or budget. */
export const readSmokeCells = async (files: Files, folder: string): Promise<ReadonlySet<string>> =>
  new Set(
    (await readFile(files, { folder, name: "smoke.json" }, smokeFile)).flatMap(({ cells }) =>
      cells.map(({ cell }) => cell),
    ),
  );

/** Digest of each image by cell, as the job that linked them wrote it. */
export const readDigests = (
  files: Files,
  folder: string,
): Promise<Readonly<Record<string, string>>> =>
  readFile(files, { folder, name: "digests.json" }, digestFile);

/** Ids of the cells that later jobs work on. */
export const acceptedOf = (plan: HandedPlan): string[] =>
  plan.cells.filter((cell) => cell.verdict === "accepted").map((cell) => cell.cell);
