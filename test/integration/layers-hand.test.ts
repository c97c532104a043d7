import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { askApt } from "../../src/engine/askApt.ts";
import { chooseEngine } from "../../src/engine/chooseEngine.ts";
import type { BaseSource, BuildContext, Engine } from "../../src/engine/engine.ts";
import { buildSecrets } from "../../src/engine/buildSecrets.ts";
import { makeStandIn, type StandIn } from "../../src/engine/standIn.ts";
import { standInLayout } from "../../src/engine/standInNames.ts";
import { commonPackages } from "../../src/image/aptPackages.ts";
import { readImageSources, readInstaller } from "../../src/image/imageFiles.ts";
import { readOwnFiles } from "../../src/image/readOwnFiles.ts";
import type { Customizations } from "../../src/matrix/request.ts";
import { writeContext } from "../../src/plan/writeContext.ts";
import { imageRecipe } from "../image/oneRecipe.ts";
import { instructionValue, runWord } from "../../src/image/quote.ts";
import type { ImageRecipe, MadeLayer, StoredLayer } from "../../src/image/recipe.ts";
import { systemContext } from "../../src/image/systemRecipe.ts";
import { compilingPythons } from "../../src/layer/compilingPython.ts";
import { makeLayer } from "../../src/layer/makeLayer.ts";
import type { SystemLayerSpec } from "../../src/layer/makeMissing.ts";
import { readTar } from "../../src/layer/readTar.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import { linkedConfig } from "../../src/publish/linkedConfig.ts";
import { openInventories } from "../../src/inspect/storedInventories.ts";
import { licencesAdder } from "../../src/publish/licencesLayer.ts";
import { readBaseIn } from "../../src/registry/baseImage.ts";
import { knownLayers } from "../../src/layer/knownLayers.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import {
  parseConfig,
  parseManifest,
  readSmall,
  type ImageConfigFile,
} from "../../src/registry/manifest.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { uvEnvironment } from "../../src/resolve/uvEnvironment.ts";
import { packagesOf } from "../../src/resolve/aptAnswer.ts";
import type { AptLock, Lock } from "../../src/resolve/lock.ts";
import { resolveAll } from "../resolve/resolveAll.ts";
import { ensureUv, interpreterFor } from "../../src/resolve/uv.ts";
import type { System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { engines } from "./engines.ts";
import { differences, isUnlisted, treeOf } from "./imageTree.ts";

engines();
const silent: System["log"] = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: (_title, work) => work(),
};
const sys = realSystem({ log: silent });
const open = openRepository(sys);
const EPOCH = 1_700_000_000;
/** Scripts, data, a C extension, headers, pure Python; uv is in every image. */
const REQUIREMENTS = ["tqdm", "notebook-shim", "numpy", "greenlet", "uv"];

let work = "";
let standIn: StandIn;
let layoutBase: BaseSource;
let recipe: ImageRecipe;
let lock: Lock;
let secrets: Readonly<Record<string, string>>;
let baseConfig: ImageConfigFile;
/** What linking gives. */
let linked: ReadonlyMap<string, string>;
const made: Record<string, Engine> = {};

const engine = (name: string): Engine => {
  const found = made[name];
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

const CELL: Cell = {
  id: "hand-cuda12.8.1-stand-in-py3.11",
  set: "hand",
  libraries: ["numpy", "tqdm"],
  cuda: "12.8.1",
  ubuntu: "stand-in",
  python: "3.11",
  pythonFrom: "ubuntu",
  flavor: "base",
  platform: "linux/amd64",
};

const PLACE = { file: "dl-env.yml" };

/** Things of one's own of each kind. */
const OWN: Customizations = {
  all: {
    env: { ODD: "a b $HOME ${X:-y} \"q\" 'r' \\ # `id`", EMPTY: "" },
    labels: { "org.example.say": 'x" LABEL y=$(id)' },
    ports: ["53/udp", "8888/tcp"],
    index: [],
    apt: ["tree"],
    files: [
      { from: "rootfs", to: "/", place: PLACE },
      { from: "s", to: "/srv/it's", mode: 0o600, owner: { uid: 7, gid: 8 }, place: PLACE },
    ],
    run: [],
    workdir: "/srv/work",
    timezone: "Europe/Berlin",
    locale: "de_DE.UTF-8",
    user: { name: "ada", uid: 1234, gid: 5678 },
  },
  cells: [],
};

const writeOwnFiles = async (folder: string): Promise<void> => {
  const put = (path: string, text: string, mode: number): Promise<void> =>
    sys.files.write(join(folder, path), text, mode);
  await put("rootfs/etc/lab dir/conf", "text\n", 0o600);
  await put("rootfs/usr/local/bin/lab", "#!/bin/sh\n", 0o711);
  await put("rootfs/home/ada/.config/lab", "x", 0o640);
  await put("s", "x", 0o644);
  await sys.files.link("lab", join(folder, "rootfs/usr/local/bin/lab-link"));
};

beforeAll(async () => {
  work = await mkdtemp("/tmp/dl-env-hand-");
  const catalog = await loadCatalog(sys);
  const cuda = catalog.cuda.find(
    ({ repository, version }) => repository.startsWith("localhost/") && version === "12.8.1",
  );
  if (cuda === undefined) throw new Error("the catalog has no stand-in");
  const dir = standInLayout(sys);
  standIn = await makeStandIn(sys, { cuda, drivers: catalog.drivers }, open(`oci:${dir}`));
  layoutBase = { kind: "layout", dir, digest: standIn.platformDigest, tag: standIn.tag };
  baseConfig = (await readBaseIn(open(`oci:${dir}`), standIn.platformDigest, "stand-in")).config;
  for (const name of ["podman", "buildx"] as const)
    made[name] = await chooseEngine(sys, name, { open, work: join(work, "settings") });
  const question = {
    requirements: REQUIREMENTS,
    constraints: [],
    python: "3.11",
    platform: "x86_64-manylinux_2_35",
    indexes: [],
  };
  const [answer] = [
    ...(
      await resolveAll(sys, [question], { tool: catalog.uv, indexes: catalog.indexes, mirrors: {} })
    ).values(),
  ];
  if (answer?.kind !== "locked") throw new Error(`no lock: ${JSON.stringify(answer)}`);
  lock = answer.lock;
  secrets = await buildSecrets(sys, work);
  await writeOwnFiles(join(work, "own"));
  await prepare(catalog);
});

/** What apt has now, with the Containerfile and the linked image for it. */
const prepare = async (catalog: Catalog): Promise<void> => {
  for (const name of ["hand", "linked"])
    await rm(join(work, name), { recursive: true, force: true });
  const named: AptLock = {
    release: "stand-in",
    asOf: "2026-11-21",
    // Fonts of 50 MB are unpacked three times here, and are files like others.
    asked: commonPackages(catalog, { slim: false }).filter((name) => name !== "fonts-noto-cjk"),
    extras: ["python3.11", "python3.11-venv", "sudo", ...OWN.all.apt],
  };
  const asking = { base: layoutBase, secrets, buildArgs: {}, epoch: EPOCH };
  const apt: AptLock = {
    ...named,
    packages: packagesOf(
      await askApt(sys, engine("podman"), {
        recipe: { apt: named, installer: await readInstaller(sys) },
        names: [...named.asked, ...named.extras],
        context: asking,
        work,
      }),
    ),
  };
  const base = {
    tag: "localhost/dl-env/stand-in:12.8.1-base-stand-in",
    platformDigest: standIn.platformDigest,
    asOf: "2026-11-21",
  };
  const request = {
    smoke: { require: "cpu" as const },
    wheelCuda: "exact" as const,
    cudnn: "wheels" as const,
    slim: false,
    bytecode: true,
    sudo: true,
    customization: OWN,
  };
  const sources = {
    ...(await readImageSources(sys, catalog.libraries)),
    own: await readOwnFiles(sys.files, OWN, join(work, "own")),
  };
  recipe = imageRecipe({ catalog, request, sources }, { cell: CELL, lock, apt, base });
  const accepted = { kind: "accepted" as const, base, lock: lock.key };
  await writeContext(
    { sys, catalog },
    { judged: [{ cell: CELL, verdict: accepted }], locks: new Map([[lock.key, lock]]) },
    { recipe, dir: join(work, "hand") },
  );
  linked = await linkedTree();
};

afterAll(async () => {
  await rm(work, { recursive: true, force: true });
});

const contextOf = (dir: string): BuildContext => ({
  dir,
  base: layoutBase,
  secrets,
  buildArgs: {},
  epoch: EPOCH,
});

const quiet = (): void => undefined;

/** By podman; engineBuild.test.ts holds that the other engine's is the same blob. */
const systemLayer = async (spec: SystemLayerSpec, folder: string): Promise<MadeLayer> => {
  for (const { path, content } of systemContext(spec.system))
    await sys.files.write(join(folder, "system", path), content);
  return engine("podman").buildSystem(
    contextOf(join(folder, "system")),
    join(folder, "out"),
    quiet,
  );
};

const linkedTree = async (): Promise<ReadonlyMap<string, string>> => {
  const uv = await ensureUv(sys, (await loadCatalog(sys)).uv);
  const folder = join(work, "linked");
  await mkdir(folder);
  const interpreter = await interpreterFor(sys, uv, await mkdtemp("/tmp/dl-env-hand-py-"));
  const compilingPython = compilingPythons({
    sys,
    uv: uv.path,
    catalog: await loadCatalog(sys),
    mirrors: {},
    work: folder,
  });
  const tools = {
    uv: uv.path,
    interpreter,
    environment: () => uvEnvironment(sys),
    mirrors: {},
    compilingPython,
  };
  const files: string[] = [];
  const store = open(`oci:${folder}/store`);
  const stored: StoredLayer[] = [];
  for (const spec of recipe.layers) {
    if (spec.kind === "run") throw new Error("no steps here");
    const made =
      spec.kind === "system"
        ? await systemLayer(spec, folder)
        : await makeLayer({ sys, tools, work: folder }, spec);
    stored.push(await storeLayer(sys, store, { spec, made }));
    files.push(made.file);
  }
  // The list of wheels is made from what the layers in a store are known to hold.
  const { layers } = await licencesAdder({
    sys,
    store,
    inventories: openInventories(sys, store, { near: folder }),
    findLayer: knownLayers(store).find,
    storeTags: undefined,
    work: folder,
  })({ recipe, layers: stored });
  files.push(
    join(folder, "store/blobs/sha256", layers.at(-1)?.digest.slice("sha256:".length) ?? ""),
  );
  await rm(join(interpreter, "../../.."), { recursive: true, force: true });
  return treeOf(files, { sys, work: await mkdtemp(join(work, "bodies-")) });
};

const handBuilt = async (
  name: string,
): Promise<{ tree: Map<string, string>; config: ImageConfigFile }> => {
  const layout = join(work, `image-${name}`);
  const build = (): ReturnType<Engine["buildImage"]> =>
    engine(name).buildImage(contextOf(join(work, "hand")), { kind: "layout", dir: layout }, quiet);
  // Debian may have published a package since apt was asked; seldom twice at once.
  const { digest } = await build().catch(async (error: unknown) => {
    if (!String(error).includes("E: apt-lock-stale: ")) throw error;
    await prepare(await loadCatalog(sys));
    return build();
  });
  const repository = open(`oci:${layout}`);
  const stored = await repository.manifest(digest);
  if (stored === undefined) throw new Error("no image");
  const manifest = parseManifest(stored, "image");
  const ours = manifest.layers
    .slice(baseConfig.rootfs.diff_ids.length)
    .map((layer) => join(layout, "blobs/sha256", layer.digest.slice("sha256:".length)));
  return {
    tree: await treeOf(ours, { sys, work: await mkdtemp(join(work, "bodies-")) }),
    config: parseConfig(await readSmall(repository, manifest.config), digest, "image"),
  };
};

const sortedEnv = (config: ImageConfigFile): string[] => [...(config.config?.Env ?? [])].sort();

describe.each(["podman", "buildx"])("the Containerfile built by %s alone", (name) => {
  test("gives the image that linking gives: every path, mode, owner and content, environment, labels, user, entrypoint", async () => {
    const hand = await handBuilt(name);
    expect(hand.tree.size).toBeGreaterThan(5000);
    expect(differences(hand.tree, linked).filter((line) => !isUnlisted(line))).toEqual([]);
    const expected = linkedConfig({
      base: baseConfig,
      own: recipe.config,
      below: [],
      above: [],
    }) as unknown as ImageConfigFile;
    expect(sortedEnv(hand.config)).toEqual(sortedEnv(expected));
    const { Entrypoint, Cmd, User, WorkingDir } = expected.config ?? {};
    expect(hand.config.config).toMatchObject({ Entrypoint, Cmd, User, WorkingDir });
    const { "io.buildah.version": _buildah, ...labels } = hand.config.config?.Labels ?? {};
    expect(labels).toEqual(expected.config?.Labels);
  });

  test("takes hostile values for what they are: nothing is expanded, nothing is run", async () => {
    const hostile = [
      "",
      "a b",
      "$HOME ${PATH} $(id) `id`",
      "'",
      '"',
      "\\",
      "\\\\'\"",
      "a\\",
      'x\\"y',
      "#no comment",
      "a=b c=d",
      "ä漢🙂",
      "--x",
      "*",
      '["a"]',
      "<<EOF",
      "%s\\n",
    ];
    const dir = join(work, `hostile-${name}`);
    await mkdir(dir);
    const env = hostile
      .map((value, index) => `V${index}=${instructionValue(value)}`)
      .join(" \\\n    ");
    const words = hostile.map(runWord).join(" ");
    await writeFile(
      join(dir, "Containerfile"),
      `ARG BASE\nFROM \${BASE} AS system\nENV ${env}\nLABEL ${env}\nRUN for word in ${words}; do printf '%s\\n' "$word" >> /words; done\n`,
    );
    const layout = join(work, `hostile-image-${name}`);
    const repository = open(`oci:${layout}`);
    const { digest } = await engine(name).buildImage(
      contextOf(dir),
      { kind: "layout", dir: layout },
      quiet,
    );
    const stored = await repository.manifest(digest);
    if (stored === undefined) throw new Error("no image");
    const manifest = parseManifest(stored, "image");
    const { config } = parseConfig(await readSmall(repository, manifest.config), digest, "image");
    expect(
      hostile.map((_, index) =>
        config?.Env?.find((line) => line.startsWith(`V${index}=`))?.slice(`V${index}=`.length),
      ),
    ).toEqual(hostile);
    expect(hostile.map((_, index) => config?.Labels?.[`V${index}`])).toEqual(hostile);
    const last = manifest.layers.at(-1)?.digest.slice("sha256:".length) ?? "";
    const spool = join(work, `hostile-${name}.bodies`);
    const written = (await readTar(sys.files, join(layout, "blobs/sha256", last), spool)).find(
      ({ path }) => path === "words",
    );
    const start = written?.content?.kind === "file" ? (written.content.start ?? 0) : 0;
    expect(
      (await readFile(spool, "utf8")).slice(start).split("\n").slice(0, hostile.length),
    ).toEqual(hostile);
  });
});
