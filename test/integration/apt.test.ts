import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { askApt } from "../../src/engine/askApt.ts";
import { chooseEngine } from "../../src/engine/chooseEngine.ts";
import type { BuildContext, Engine } from "../../src/engine/engine.ts";
import { makeStandIn } from "../../src/engine/standIn.ts";
import { standInLayout } from "../../src/engine/standInNames.ts";
import type { AptRecipe } from "../../src/image/aptRecipe.ts";
import { readInstaller } from "../../src/image/imageFiles.ts";
import type { MadeLayer } from "../../src/image/recipe.ts";
import { systemContext, systemRecipe } from "../../src/image/systemRecipe.ts";
import { writeBlob } from "../../src/layer/writeBlob.ts";
import { bytesEntry } from "../../src/layer/layerEntry.ts";
import { ordered } from "../../src/layer/orderedEntries.ts";
import { readTar } from "../../src/layer/readTar.ts";
import { aptLines, withAptErrors } from "../../src/engine/aptBuild.ts";
import { digestOf } from "../../src/registry/digest.ts";
import { readBaseIn } from "../../src/registry/baseImage.ts";
import { copyBase } from "../../src/registry/storedBase.ts";
import { jsonBytes } from "../../src/registry/manifest.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { OCI_CONFIG, OCI_LAYER_GZIP, OCI_MANIFEST } from "../../src/registry/repository.ts";
import { readAptLock } from "../../src/resolve/committedLocks.ts";
import { packagesOf } from "../../src/resolve/aptAnswer.ts";
import type { AptLock } from "../../src/resolve/lock.ts";
import type { System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { AptArchive, type Deb } from "../fakes/aptArchive.ts";
import { ok, request } from "./cli.ts";
import { engines } from "./engines.ts";

engines();
const warned: string[] = [];
const log: System["log"] = {
  info: () => undefined,
  warn: (text) => warned.push(text),
  debug: () => undefined,
  progress: () => undefined,
  group: (_title, work) => work(),
};
const sys = realSystem({ log });
const open = openRepository(sys);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** hello needs a library of its own, and a newer package than the base has: tzdata. */
const debs = (hello: string, library: string, tzdata = "9999:1"): Deb[] => [
  { name: "hello-dl", version: hello, depends: "libhello-dl, tzdata (>= 9999:1)" },
  { name: "libhello-dl", version: library },
  { name: "tzdata", version: tzdata },
  { name: "cuda-thing", version: "1" },
];

let work = "";
let archive: AptArchive;
let podman: Engine;
let installer = "";
let base: Pick<BuildContext, "base" | "secrets" | "buildArgs" | "epoch">;

/** A stand-in that trusts the archive's key, and has a source of NVIDIA's. */
const putBase = async (): Promise<string> => {
  const catalog = await loadCatalog(sys);
  const cuda = catalog.cuda.find(
    ({ repository, version }) => repository.startsWith("localhost/") && version === "12.8.1",
  );
  if (cuda === undefined) throw new Error("the catalog has no stand-in");
  const from = open(`oci:${standInLayout(sys)}`);
  const { tag, platformDigest } = await makeStandIn(sys, { cuda, drivers: catalog.drivers }, from);
  const into = open(`oci:${work}/base`);
  const stored = await copyBase(await readBaseIn(from, platformDigest, tag), into);
  const entries = [
    bytesEntry("etc/apt/trusted.gpg.d/test.asc", 0o644, bytes(await archive.key())),
    bytesEntry(
      "etc/apt/sources.list.d/cuda-test.list",
      0o644,
      bytes(`deb ${archive.address.replace("/archive", "/nvidia")} ./\n`),
    ),
  ];
  const { layer } = await writeBlob(sys, ordered(entries), join(work, "trust.tar.gz"));
  await into.writeBlob({
    digest: layer.digest,
    size: layer.size,
    open: () => sys.files.read(layer.file),
  });
  const config = jsonBytes({
    ...stored.config,
    rootfs: { ...stored.config.rootfs, diff_ids: [...stored.config.rootfs.diff_ids, layer.diffId] },
    history: [],
  });
  await into.writeBlob({
    digest: digestOf(config),
    size: config.byteLength,
    open: async function* () {
      yield config;
    },
  });
  const layers = [
    ...stored.manifest.layers,
    { mediaType: OCI_LAYER_GZIP, digest: layer.digest, size: layer.size },
  ];
  return into.putManifest({
    bytes: jsonBytes({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: { mediaType: OCI_CONFIG, digest: digestOf(config), size: config.byteLength },
      layers,
    }),
    mediaType: OCI_MANIFEST,
  });
};

beforeAll(async () => {
  work = await mkdtemp("/tmp/dle-apt-");
  archive = await AptArchive.open(await mkdtemp("/tmp/dle-ar-"));
  await archive.publish("20261101T000000Z", debs("1.0", "1:2.0~x+1"));
  installer = await readInstaller(sys);
  podman = await chooseEngine(sys, "podman", { open, work: join(work, "settings") });
  base = {
    base: { kind: "layout", dir: join(work, "base"), digest: await putBase(), tag: "base" },
    secrets: {},
    buildArgs: {},
    epoch: 1_700_000_000,
  };
});

afterAll(async () => {
  await archive.close();
  const { stdout } = await sys.processes.run(
    ["podman", "images", "--quiet", "--filter", "reference=localhost/dl-env-base-*"],
    { cwd: work },
  );
  for (const image of stdout.trim().split("\n"))
    if (image !== "") await sys.processes.run(["podman", "rmi", "--force", image], { cwd: work });
  await rm(work, { recursive: true, force: true });
});

const NAMED: AptLock = {
  release: "demo",
  asOf: "2026-11-05",
  snapshot: "20261105T000000Z",
  asked: ["hello-dl"],
  extras: [],
};
const recipeOf = (apt: AptLock): AptRecipe => ({
  apt,
  installer,
  snapshots: { address: archive.address, suites: ["demo"], components: ["main"], source: "test" },
});

const ask = async (apt: AptLock): Promise<AptLock> => ({
  ...apt,
  packages: packagesOf(
    await askApt(sys, podman, { recipe: recipeOf(apt), names: apt.asked, context: base, work }),
  ),
});

const build = async (name: string, apt: AptLock): Promise<MadeLayer> => {
  const system = systemRecipe(
    { python: "3.13", pythonFrom: "standalone", ubuntu: "demo" },
    recipeOf(apt),
    { base: "sha256:x", sudo: false, libraryPackages: [], locales: [] },
  );
  const dir = join(work, name);
  for (const { path, content } of systemContext(system))
    await sys.files.write(join(dir, path), content);
  return withAptErrors("the-cell", () => podman.buildSystem({ ...base, dir }, dir, aptLines(log)));
};

const pathsOf = async (layer: MadeLayer): Promise<string[]> =>
  (await readTar(sys.files, layer.file, `${layer.file}.bodies`)).map(({ path }) => path);

let lock: AptLock;
let first: MadeLayer;

test("apt says what it would install at a snapshot: versions, digests, what of the base is replaced; NVIDIA's source is not asked", async () => {
  lock = await ask(NAMED);
  expect(
    lock.packages?.map(
      ({ name, version, upgrades }) => `${name}=${version}${upgrades === true ? " upgrades" : ""}`,
    ),
  ).toEqual(["hello-dl=1.0", "libhello-dl=1:2.0~x+1", "tzdata=9999:1 upgrades"]);
  expect(archive.asked.filter((path) => path.startsWith("/nvidia"))).toEqual([]);
  expect(archive.asked.filter((path) => path.endsWith(".deb"))).toEqual([]);
});

test("a system layer has exactly that, and the base's sources as they were", async () => {
  first = await build("first", lock);
  const paths = await pathsOf(first);
  expect(paths).toEqual(
    expect.arrayContaining(["usr/share/hello-dl", "usr/share/libhello-dl", "usr/share/tzdata"]),
  );
  expect(
    paths.filter(
      (path) => path.startsWith("etc/apt") || path.startsWith("mnt") || path.includes("cuda"),
    ),
  ).toEqual([]);
  expect(archive.asked.filter((path) => path.startsWith("/nvidia"))).toEqual([]);
});

test("the same snapshot and lock give the same layer when the archive has moved on, and a new date gives the new versions", async () => {
  await archive.publish("20261110T000000Z", debs("1.1", "1:2.1"));
  expect((await build("again", lock)).digest).toBe(first.digest);
  const next = await ask({ ...NAMED, asOf: "2026-11-12", snapshot: "20261112T000000Z" });
  expect(next.packages?.map(({ version }) => version)).toEqual(["1.1", "1:2.1", "9999:1"]);
});

test("a version that is gone, another file of the same version, and a package that nobody locked are each refused and told", async () => {
  const replaced = lock.packages?.map(({ upgrades: _upgrades, ...one }) => one) ?? [];
  const gone = { ...lock, asOf: "2026-11-12", snapshot: "20261112T000000Z" };
  await expect(build("gone", gone)).rejects.toMatchObject({
    code: "apt-lock-stale",
    exit: 1,
    message:
      "The apt lock does not work in the base of the-cell: the lock has hello-dl=1.0, which the archive has no more; it has hello-dl=1.1.",
  });
  await expect(build("unmarked", { ...lock, packages: replaced })).rejects.toMatchObject({
    code: "apt-lock-lacks",
    hint: "Ask apt in this base too: dl-env lock --update --cells the-cell",
  });
  await expect(
    build("lacking", { ...lock, packages: replaced.filter(({ name }) => name !== "libhello-dl") }),
  ).rejects.toMatchObject({
    code: "apt-lock-lacks",
    message: expect.stringContaining(
      "libhello-dl=1:2.0~x+1, which the lock does not have",
    ) as string,
  });
  await archive.publish(
    "20261103T000000Z",
    debs("1.0", "1:2.0~x+1").map((deb) =>
      deb.name === "hello-dl" ? { ...deb, content: "changed" } : deb,
    ),
  );
  await expect(build("changed", { ...lock, snapshot: "20261103T000000Z" })).rejects.toMatchObject({
    code: "apt-lock-stale",
    message: expect.stringContaining(
      "the archive's hello-dl=1.0 is another file than the lock's",
    ) as string,
  });
});

test("an archive that does not answer is told as such, with apt's reason", async () => {
  const recipe = {
    ...recipeOf(NAMED),
    snapshots: {
      address: "http://127.0.0.1:9/archive",
      suites: ["demo"],
      components: ["main"],
      source: "test",
    },
  };
  await expect(
    withAptErrors("the-cell", () =>
      askApt(sys, podman, { recipe, names: ["hello-dl"], context: base, work }),
    ),
  ).rejects.toMatchObject({
    code: "apt-unreachable",
    exit: 3,
    message: expect.stringMatching(
      /^The apt archive could not be read: .*127\.0\.0\.1:9/,
    ) as string,
  });
});

test("dl-env lock writes them, and where no engine can be had it says so and locks by name and date", async () => {
  const dir = join(work, "request");
  await request(
    dir,
    'to: oci:./images\nengine: podman\nmatrix: { cuda: "12.8", ubuntu: stand-in, set: one }\nsets: { one: [numpy] }\n',
  );
  const read = async (): Promise<AptLock | undefined> =>
    readAptLock(sys.files, join(dir, "locks"), "stand-in");
  const without = await ok(dir, ["lock", "--stand-in", "--engine", "buildx", "--json"], {
    DOCKER_HOST: "tcp://127.0.0.1:9",
  });
  expect(without.json()).toMatchObject({
    notices: [
      {
        code: "apt-unlocked",
        message: expect.stringContaining("by name and date only") as string,
        hint: expect.any(String) as string,
      },
    ],
  });
  expect(without.stderr).toContain("[apt-unlocked]");
  expect((await read())?.packages).toBeUndefined();
  expect((await ok(dir, ["lock", "--stand-in", "--json"])).json()).toMatchObject({
    notices: [],
    written: ["apt-stand-in.json"],
  });
  const locked = await read();
  expect(locked?.packages?.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["curl", "git", "openssh-server", "python3.11", "tini", "tmux"]),
  );
  expect(locked?.packages?.length).toBeGreaterThan(30);
  expect((await ok(dir, ["lock", "--stand-in", "--json"])).json()).toMatchObject({
    written: [],
    removed: [],
  });
});

test("without versions apt chooses at the snapshot, and what it replaces of the base is told", async () => {
  warned.splice(0);
  const layer = await build("named", NAMED);
  expect(await pathsOf(layer)).toContain("usr/share/hello-dl");
  expect(warned).toEqual([
    expect.stringMatching(
      /^tzdata \S+ of the base is replaced by 9999:1, on which another package depends\.$/,
    ),
  ]);
});
