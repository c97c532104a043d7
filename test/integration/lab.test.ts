import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseConfig, parseManifest, readSmall } from "../../src/registry/manifest.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { watchArguments } from "../fakes/watchedArguments.ts";
import { pureWheel, startWheelIndex, type WheelIndex } from "../fakes/wheelIndex.ts";
import { ok, request } from "./cli.ts";
import { engines } from "./engines.ts";
import { differences, treeOf } from "./imageTree.ts";

// A lab's dl-env.yml of 24 cells with things of its own of every kind, from the command line.

engines();
const SECRET = "canary-of-the-lab";
const CELL = "all-cuda12.8.1-stand-in-py3.11";
const sys = realSystem();

let work = "";
let index: WheelIndex;
let login: Readonly<Record<string, string>>;
/** Everything that was printed. */
const said: string[] = [];

const labText = (env: string): string => `to: oci:./images
engine: buildx
matrix:
  cuda: ["12.4", "12.8", "13.0"]
  ubuntu: [stand-in]
  python: ["3.11", "3.12"]
  set: [core, train, tools, all]
sets:
  core: [lab-core]
  train: [lab-train, "lab-core>=1"]
  tools: { packages: [lab-tools], apt: [tree] }
  all: [lab-core, lab-io, lab-plot, lab-train, lab-tools]
index: [{ name: lab, url: "http://${index.host}/simple" }]
apt: { packages: [jq] }
files: [{ from: ./rootfs, to: / }]
env: { LAB_HOME: ${env}, ODD: "a b $HOME" }
labels: { org.opencontainers.image.vendor: Our lab }
ports: [8888]
user: { name: ada, uid: 1234 }
timezone: Europe/Berlin
slim: true
smoke: { require: cpu }
include:
  - set: all
    env: { LAB_SET: all }
    run:
      - |
        python3 -c 'import lab_train; print(lab_train.version)' > /opt/version
        chmod 0640 /opt/version; chown 1234:0 /opt/version
        ln -s version /opt/link; rm /usr/bin/jq
      - { run: "mkdir -p /srv/lab && cp /etc/lab.conf /srv/lab; ln /srv/lab/lab.conf /srv/lab/same", network: true }
`;

const lab = async (args: readonly string[]): Promise<unknown> => {
  const result = await ok(work, [...args, "--json"], login);
  said.push(result.stdout, result.stderr);
  return result.json();
};

const write = (path: string, text: string, mode = 0o644): Promise<void> =>
  sys.files.write(join(work, path), text, mode);

beforeAll(async () => {
  work = await mkdtemp("/tmp/dle-lab-");
  index = await startWheelIndex(`ada:${SECRET}`);
  for (const [name, needs] of Object.entries({
    "lab-core": [],
    "lab-io": ["lab-core"],
    "lab-plot": ["lab-core>=1"],
    "lab-train": ["lab-io", "lab-plot"],
    "lab-tools": [],
  }))
    index.put(name, [pureWheel(name, "1.0"), pureWheel(name, "1.1", needs)]);
  login = {
    UV_INDEX_LAB_USERNAME: "ada",
    UV_INDEX_LAB_PASSWORD: SECRET,
    DL_ENV_INDEX_LAB_HOST: index.host,
  };
  await write("rootfs/etc/lab.conf", "one\n");
  await write("rootfs/home/ada/.config/lab", "x");
  await write("rootfs/opt/the lab/tool", "#!/bin/sh\n", 0o755);
  await request(work, labText("/data/lab"));
});
afterAll(async () => {
  await index.close();
  await rm(work, { recursive: true, force: true });
});

interface PlanJson {
  readonly cells: readonly { readonly id: string; readonly verdict: string }[];
  readonly layers: readonly { readonly layer: string; readonly cells: readonly string[] }[];
}

const layersOf = ({ layers }: PlanJson, cell: string): string[] =>
  layers.filter(({ cells }) => cells.includes(cell)).map(({ layer }) => layer);

interface BuiltJson {
  readonly images: readonly { readonly digest: string }[];
  readonly layers: readonly string[];
}

const imageIn = async (layout: string, digest: string) => {
  const repository = openRepository(sys)(`oci:${join(work, layout)}`);
  const stored = await repository.manifest(digest);
  if (stored === undefined) throw new Error(`no ${digest}`);
  const manifest = parseManifest(stored, "image");
  const { config } = parseConfig(await readSmall(repository, manifest.config), digest, "image");
  const files = manifest.layers.map((layer) =>
    join(work, layout, "blobs/sha256", layer.digest.slice("sha256:".length)),
  );
  const tree = await treeOf(files, { sys, work: await mkdtemp(join(work, "bodies-")) });
  // Marks of what is gone stay in it.
  for (const path of tree.keys()) if (/(^|\/)\.wh\./.test(path)) tree.delete(path);
  return { config, tree };
};

/** Files below a folder in which a text is, compressed or not. */
const filesWith = async (folder: string, text: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? await promisify(gunzip)(bytes) : bytes;
    if (plain.includes(text)) found.push(entry.name);
  }
  return found;
};

test("24 cells are accepted and generated, and a password is in nothing that is written or said, and in no arguments", async () => {
  const watched = watchArguments();
  const plan = (await lab(["plan"])) as PlanJson;
  expect(plan.cells.map(({ verdict }) => verdict)).toEqual(
    Array.from({ length: 24 }, () => "accepted"),
  );
  await lab(["lock"]);
  await lab(["generate", "--out", "containerfiles", "--stand-in"]);
  const lines = watched.stop();
  expect(lines.some((line) => line.includes(" pip compile "))).toBe(true);
  expect(lines.filter((line) => line.includes(SECRET))).toEqual([]);
  expect((await readdir(join(work, "containerfiles"))).length).toBe(24);
  expect(await filesWith(work, SECRET)).toEqual([]);
  expect(await filesWith(join(work, "locks"), '"index": "lab"')).not.toEqual([]);
});

test("an image that is linked and one that an engine builds from the Containerfile are the same, steps and all", async () => {
  const asWhole = ["build", "--build", "engine", "--to", "oci:./whole", "--stand-in"];
  const both = async (): Promise<readonly [BuiltJson, BuiltJson]> => [
    (await lab(["build", "--stand-in", "--cells", CELL])) as BuiltJson,
    (await lab([...asWhole, "--cells", CELL])) as BuiltJson,
  ];
  // Debian may have published a package since the lock was written; seldom twice at once.
  const [linked, whole] = await both().catch(async (error: unknown) => {
    if (!String(error).includes("[apt-lock-stale]")) throw error;
    await lab(["lock", "--update"]);
    return both();
  });
  const [one, other] = [
    await imageIn("images", linked.images[0]?.digest ?? ""),
    await imageIn("whole", whole.images[0]?.digest ?? ""),
  ];
  expect(one.tree.size).toBeGreaterThan(5000);
  expect(differences(one.tree, other.tree)).toEqual([]);
  const ownFiles = ["opt/version", "srv/lab/same", "home/ada/.config/lab", "opt/the lab/tool"];
  expect(ownFiles.filter((path) => !one.tree.has(path))).toEqual([]);
  expect(one.tree.has("usr/bin/jq")).toBe(false);
  const { Env, ...rest } = one.config ?? {};
  const { Env: otherEnv, ...otherRest } = other.config ?? {};
  expect([...(Env ?? [])].sort()).toEqual([...(otherEnv ?? [])].sort());
  expect(Env).toEqual(
    expect.arrayContaining([
      "LAB_HOME=/data/lab",
      "LAB_SET=all",
      "ODD=a b $HOME",
      "TZ=Europe/Berlin",
    ]),
  );
  expect(rest).toMatchObject({ User: otherRest.User, Labels: otherRest.Labels });
  expect(await filesWith(work, SECRET)).toEqual([]);
  expect(said.filter((text) => text.includes(SECRET))).toEqual([]);
  expect(index.sent).toContain(`Basic ${Buffer.from(`ada:${SECRET}`).toString("base64")}`);
});

test("a changed file makes one layer anew, and the steps on it; a variable makes none where no step runs", async () => {
  const kinds = (layers: readonly string[]): string[] =>
    layers.map((layer) => layer.split("-")[0] ?? "").sort();
  const core = CELL.replace("all", "core");
  const before = (await lab(["plan"])) as PlanJson;
  const anew = async (cell: string): Promise<string[]> => {
    const had = new Set(layersOf(before, cell));
    return kinds(layersOf((await lab(["plan"])) as PlanJson, cell).filter((one) => !had.has(one)));
  };
  await request(work, labText("/data/other"));
  expect([await anew(core), await anew(CELL)]).toEqual([[], ["run"]]);
  await request(work, labText("/data/lab"));
  await writeFile(join(work, "rootfs/etc/lab.conf"), "two\n");
  expect([await anew(core), await anew(CELL)]).toEqual([["own"], ["own", "run"]]);
  const built = (await lab(["build", "--cells", CELL])) as BuiltJson;
  // Steps run when the image is linked.
  expect(kinds(built.layers)).toEqual(["own"]);
});
