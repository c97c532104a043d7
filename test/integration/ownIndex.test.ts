import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { installWheels } from "../../src/layer/installWheels.ts";
import { openTools } from "../../src/layer/layerTools.ts";
import { withOwnIndexes } from "../../src/matrix/ownIndexes.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { writeLocks } from "../../src/resolve/committedLocks.ts";
import { lockFileName } from "../../src/resolve/lockfile.ts";
import { questionKey } from "../../src/resolve/lockKey.ts";
import { recordedOrigins } from "../../src/resolve/recordedOrigins.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import type { System } from "../../src/system/ports.ts";
import { originReasons } from "../../src/verdict/originRules.ts";
import { pureWheel, startWheelIndex, type WheelIndex } from "../fakes/wheelIndex.ts";
import { requestFrom } from "../matrix/requests.ts";
import { resolveAll } from "../resolve/resolveAll.ts";

const SECRET = "canary-of-the-lab";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0).toReversed()) await close();
});

const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), "dl-env-own-index-"));
  closing.push(() => rm(made, { recursive: true, force: true }));
  return made;
};

const index = async (login?: string): Promise<WheelIndex> => {
  const started = await startWheelIndex(login);
  closing.push(started.close);
  return started;
};

/** Everything that programs are called with and that is logged. */
const watched = (): { readonly sys: System; readonly seen: string[] } => {
  const seen: string[] = [];
  const sys = realSystem();
  const note = (text: string): void => void seen.push(text);
  return {
    seen,
    sys: {
      ...sys,
      log: { ...sys.log, info: note, warn: note, debug: note },
      processes: {
        ...sys.processes,
        run: (argv, options) => {
          seen.push(argv.join(" "));
          return sys.processes.run(argv, options);
        },
      },
    },
  };
};

const QUESTION = {
  requirements: ["dl-env-ours"],
  constraints: [],
  python: "3.12",
  platform: "x86_64-manylinux_2_31",
};

/** An index of a lab with a password, and the default one where strangers have the same name. */
const world = async () => {
  const lab = await index(`ada:${SECRET}`);
  const usual = await index();
  lab.put("dl-env-ours", [pureWheel("dl-env-ours", "1.0", ["dl-env-needed"])]);
  usual.put("dl-env-ours", [pureWheel("dl-env-ours", "9.0")]);
  usual.put("dl-env-needed", [pureWheel("dl-env-needed", "2.0")]);
  vi.stubEnv("UV_INDEX_LAB_USERNAME", "ada");
  vi.stubEnv("UV_INDEX_LAB_PASSWORD", SECRET);
  vi.stubEnv("DL_ENV_INDEX_LAB_HOST", lab.host);
  vi.stubEnv("UV_DEFAULT_INDEX", `http://${usual.host}/simple`);
  vi.stubEnv("UV_CACHE_DIR", await folder());
  const { sys, seen } = watched();
  const plain = await loadCatalog(sys);
  const request = requestFrom(
    plain,
    'cuda: ["12.8"], ubuntu: "24.04"',
    `index: [{ name: lab, url: "http://${lab.host}/simple" }]\n`,
  );
  return { lab, usual, sys, seen, request, catalog: withOwnIndexes(plain, request) };
};

type World = Awaited<ReturnType<typeof world>>;

const answer = async (
  { sys, catalog }: World,
  indexes: readonly string[],
): Promise<ReadonlyMap<string, Answer>> =>
  resolveAll(sys, [{ ...QUESTION, indexes }], {
    tool: catalog.hostUv,
    indexes: catalog.indexes,
    mirrors: {},
    update: true,
  });

const lockOf = (answers: ReadonlyMap<string, Answer>) => {
  const [found] = [...answers.values()];
  if (found?.kind !== "locked") throw new Error(JSON.stringify(found));
  return found.lock;
};

describe("an index of one's own with a password", { timeout: 120_000 }, () => {
  it("comes before the default one, is named in the lock, and its password is nowhere", async () => {
    const here = await world();
    const lock = lockOf(await answer(here, ["lab"]));
    expect(lock.wheels.map(({ name, version, index: from }) => [name, version, from])).toEqual([
      ["dl-env-needed", "2.0", undefined],
      ["dl-env-ours", "1.0", "lab"],
    ]);
    expect(lock.wheels.every(({ download }) => download > 0)).toBe(true);

    const work = await folder();
    const locks = `${work}/locks`;
    await writeLocks(here.sys.files, { folder: locks, locks: [lock], apt: [] }, { prune: false });
    const text = await readFile(`${locks}/${lockFileName(lock.question)}`, "utf8");
    expect(text).toContain('"index": "lab"');

    await here.sys.files.makeDir(`${work}/tools`);
    const tools = await openTools(here, `${work}/tools`)();
    await here.sys.files.makeDir(`${work}/layer`);
    const tree = await installWheels(
      { sys: here.sys, tools, work: `${work}/layer` },
      { ...QUESTION, wheels: lock.wheels, indexes: ["lab"] },
    );
    // Of the Python that this machine has.
    const [minor] = await here.sys.files.list(`${tree}/lib`);
    const module = `${tree}/lib/${minor}/site-packages/dl_env_ours/__init__.py`;
    expect(await readFile(module, "utf8")).toBe('version = "1.0"\n');

    expect(here.seen.some((line) => line.includes("pip install"))).toBe(true);
    for (const said of [text, ...here.seen]) expect(said).not.toContain(SECRET);
    expect(here.usual.sent.filter((value) => value !== undefined)).toEqual([]);
  });

  it("a package that has left it does not come from the default one without a word", async () => {
    const here = await world();
    const work = await folder();
    const lock = lockOf(await answer(here, ["lab"]));
    await writeLocks(here.sys.files, { folder: work, locks: [lock], apt: [] }, { prune: false });
    here.lab.put("dl-env-ours", []);
    vi.stubEnv("UV_CACHE_DIR", await folder());
    const answers = await answer(here, ["lab"]);
    expect(answers.has(questionKey(lock.question))).toBe(true);
    const now = lockOf(answers);
    expect(now.wheels.map(({ name, version }) => `${name} ${version}`)).toContain(
      "dl-env-ours 9.0",
    );
    const recorded = await recordedOrigins(here.sys.files, work, answers);
    expect(originReasons(now, recorded, here.catalog).map(({ message }) => message)).toEqual([
      "dl-env-ours came from the index lab, and would come from the default index now.",
    ]);
  });

  it("that wants another login makes cells unknown, and says what to type", async () => {
    const here = await world();
    vi.stubEnv("DL_ENV_INDEX_LAB_HOST", undefined);
    const [found] = [...(await answer(here, ["lab"])).values()];
    expect(found?.kind).toBe("unreachable");
    expect(found?.kind === "unreachable" && [found.reason.message, found.reason.hint]).toEqual([
      "The package index lab could not be queried: it rejected the credentials.",
      "Give its login in the environment: export UV_INDEX_LAB_USERNAME=… UV_INDEX_LAB_PASSWORD=… " +
        `DL_ENV_INDEX_LAB_HOST=${here.lab.host}`,
    ]);
    expect(here.lab.sent.filter((value) => value !== undefined)).toEqual([]);
  });
});
