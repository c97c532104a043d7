import { spawn, type ChildProcess } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeCache } from "../codeCache.ts";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { closureReader } from "../../src/registry/closure.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { readCellProofs } from "../../src/smoke/proofs.ts";
import { startDistribution, type Distribution } from "../fakes/distribution.ts";
import {
  KILL_MOMENTS,
  startKillingProxy,
  type KillingProxy,
  type KillMoment,
} from "../fakes/killingProxy.ts";

/** Six cells have 22 tags. */
const CELLS = 6;
/** Writes at which a process is killed, of each stage: DL_ENV_KILLS=all for each write there is. */
const KILLS = process.env["DL_ENV_KILLS"] ?? "1";

const ROOT = join(import.meta.dirname, "..", "..");
const CLI = [join(ROOT, "src/cli.ts")];
/** What a stage of a publish runs; `smoke` writes its reports without an engine. */
const STAGES = {
  build: [...CLI, "build"],
  smoke: [join(import.meta.dirname, "killedSmoke.ts")],
  promote: [...CLI, "promote"],
} as const;
type Stage = keyof typeof STAGES;
const ORDER: readonly Stage[] = ["build", "smoke", "promote"];

let distribution: Distribution;
let proxy: KillingProxy;
let world: CommandWorld;
/** The registry's storage and the user's folder as they were before each stage. */
let saved: string;
/** The same run without a kill: what each tag names, and the writes of each stage. */
let ends: ReadonlyMap<string, string>;
const writes = new Map<Stage, readonly string[]>();

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

const start = (argv: readonly string[]): Started => {
  const { folder } = world;
  const child = spawn(process.execPath, [...argv, ...(argv === STAGES.smoke ? [folder] : [])], {
    cwd: folder,
    env: {
      ...codeCache(),
      PATH: process.env["PATH"],
      HOME: folder,
      XDG_CACHE_HOME: `${folder}/.cache`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said = `${said}${text.toString()}`.slice(-20_000)));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, said })),
  );
  return { child, ended };
};

const runs = async (argv: readonly string[]): Promise<string> => {
  const { code, said } = await start(argv).ended;
  expect([code, code === 0 ? "" : said]).toEqual([0, ""]);
  return said;
};

const save = async (stage: Stage): Promise<void> => {
  await cp(distribution.storage, join(saved, stage, "registry"), { recursive: true });
  await cp(world.folder, join(saved, stage, "folder"), { recursive: true });
};

const restore = async (stage: Stage): Promise<void> => {
  for (const [from, to] of [
    ["registry", distribution.storage],
    ["folder", world.folder],
  ] as const) {
    await rm(to, { recursive: true, force: true });
    await cp(join(saved, stage, from), to, { recursive: true });
  }
};

/** The images as the registry has them, past the proxy. */
const images = (): Repository => openRepository(world.sys)(`${distribution.host}/team/images`);

const publicTags = async (): Promise<Map<string, string>> => {
  const to = images();
  const tags = (await to.tags()).filter((tag) => !/^(?:sha256|dl-env)-/.test(tag));
  return new Map(
    await Promise.all(tags.map(async (tag) => [tag, (await to.resolve(tag)) ?? ""] as const)),
  );
};

/** Public tags that name something untested or incomplete. */
const wrongTags = async (): Promise<string[]> => {
  const to = images();
  const { damageOf } = closureReader(to);
  const wrong: string[] = [];
  for (const [tag, digest] of await publicTags()) {
    const cell = [...ends].find(([name, one]) => one === digest && /-r[0-9a-f]{12}$/.test(name));
    const proofs = await readCellProofs(to, {
      cell: (cell?.[0] ?? "").replace(/-r[0-9a-f]{12}$/, ""),
      digest,
    });
    const passed = proofs.some(({ results }) => results.every(({ outcome }) => outcome === "pass"));
    if (!passed || (await damageOf(tag)).length > 0) wrong.push(`${tag} (${digest})`);
  }
  return wrong;
};

/** What a night does: where something changed, a whole run. */
const night = async (): Promise<void> => {
  const said = await runs([...CLI, "watch", "--json"]);
  const { changed } = JSON.parse(said.slice(said.indexOf("{"))) as { changed: string[] };
  if (changed.length > 0) for (const stage of ORDER) await runs(STAGES[stage]);
};

const rerun = async (): Promise<void> => {
  for (const stage of ORDER) await runs(STAGES[stage]);
};

interface Killed {
  readonly stage: Stage;
  readonly write: number;
  readonly moment: KillMoment;
}

/** Kills a stage at one of its writes, and brings the publish to its end; what went wrong. */
const killAndEnd = async ({ stage, write, moment }: Killed): Promise<string[]> => {
  await restore(stage);
  const { child, ended } = start(STAGES[stage]);
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  proxy.killAt({ write, moment, kill });
  const { code } = await ended;
  // What was on its way when its sender died is half done in the registry for a moment.
  await proxy.settled();
  const problems = code === null ? [] : [`was not killed, but ended with ${code}`];
  const finished = new Set(proxy.taken());
  proxy.killAt(undefined);
  // Who promotes what a killed run left moves tags to what was tested, and to nothing else.
  if (write % 3 === 0) await start(STAGES.promote).ended;
  problems.push(...(await wrongTags()).map((tag) => `${tag} is wrong after the kill`));
  await (write % 2 === 0 ? rerun() : night());
  const again = proxy.taken().filter((blob) => finished.has(blob));
  const tags = await publicTags();
  return [
    ...problems,
    ...again.map((blob) => `${blob} was sent again`),
    ...(await wrongTags()).map((tag) => `${tag} is wrong in the end`),
    ...[...ends].flatMap(([tag, digest]) =>
      tags.get(tag) === digest ? [] : [`${tag} names ${tags.get(tag) ?? "nothing"}`],
    ),
  ];
};

beforeAll(async () => {
  saved = await mkdtemp(join(tmpdir(), "dl-env-killed-"));
  distribution = await startDistribution();
  proxy = await startKillingProxy(distribution.host);
  world = await openWorldIn(CELLS, async () => ({ ...distribution, host: proxy.host }));
  for (const stage of ORDER) {
    await save(stage);
    proxy.killAt(undefined);
    await runs(STAGES[stage]);
    writes.set(stage, proxy.writes());
  }
  ends = await publicTags();
});
afterAll(async () => {
  await proxy.close();
  await world.close();
  await rm(saved, { recursive: true, force: true });
});

/** The writes of a stage to be killed at: all of them, or some that are spread over it. */
const chosen = (count: number): number[] => {
  const wanted = KILLS === "all" ? count : Math.min(count, Number(KILLS));
  return Array.from({ length: wanted }, (_, at) => Math.floor(((at + 0.5) * count) / wanted));
};

test.each(ORDER)(
  "killed at writes of %s, a registry has no tag of an untested or incomplete image, and one more run or one night ends it without sending a finished blob again",
  async (stage) => {
    expect(ends.size).toBeGreaterThanOrEqual(20);
    const { length } = writes.get(stage) ?? [];
    expect(length).toBeGreaterThan(CELLS);
    const found: string[] = [];
    for (const [at, write] of chosen(length).entries()) {
      const moment = KILL_MOMENTS[(at + ORDER.indexOf(stage)) % KILL_MOMENTS.length] ?? "before";
      for (const problem of await killAndEnd({ stage, write, moment }))
        found.push(`${stage}, write ${write} of ${length}, ${moment}: ${problem}`);
    }
    expect(found).toEqual([]);
  },
  3_600_000,
);
