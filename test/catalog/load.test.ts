import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { builtIn } from "./builtIn.ts";

const folders: string[] = [];

const folderWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "dl-env-catalog-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
};

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const refusal = async (files: Readonly<Record<string, string>>): Promise<DlEnvError> => {
  const folder = await folderWith(files);
  const error: unknown = await loadCatalog(realSystem(), folder).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DlEnvError);
  return error as DlEnvError;
};

const MINE = `title: Mine
about: A library of my own.
imports: [mine]
releases:
  - requirements: [mine>=1]
    source: https://example.org/mine
`;

describe("the built-in catalog", () => {
  test("has every library of the product", async () => {
    const { libraries } = await builtIn();
    const names =
      "numpy scipy cupy pandas cudf matplotlib seaborn cuxfilter dali scikit-image cucim scikit-learn xgboost cuml cuvs raft torch torchvision torchaudio cugraph tqdm polars polars-gpu jupyterlab uv pip nvitop jupyterlab-lsp jupyterlab-korean";
    expect([...libraries.keys()]).toEqual(expect.arrayContaining(names.split(" ")));
  });

  test("has the library uv in the version that resolves", async () => {
    const { libraries, uv } = await builtIn();
    expect(libraries.get("uv")?.releases[0]?.requirements).toEqual([`uv==${uv.version}`]);
  });

  test("has a source for every fact", async () => {
    const catalog = await builtIn();
    const sources = [
      ...catalog.cuda.map((release) => release.source),
      ...catalog.ubuntu.map((release) => release.source),
      ...catalog.pythons.map((python) => python.source),
      ...catalog.gpus.map((gpu) => gpu.source),
      ...[...catalog.libraries.values()].flatMap((library) =>
        [...library.releases, ...library.limits, ...library.traps, ...library.architectures].map(
          (entry) => entry.source,
        ),
      ),
      ...[...catalog.indexes.values()].map((index) => index.source),
      catalog.drivers.source,
      catalog.cudnn.source,
    ];
    // A name that matrix/sources.yml lacks would stay a bare word.
    expect(sources.filter((source) => source.length < 12)).toEqual([]);
  });

  test("orders CUDA releases by version, and knows no images of 24.04 for 12.4", async () => {
    const { cuda } = await builtIn();
    const versions = cuda
      .filter((release) => release.repository === "docker.io/nvidia/cuda")
      .map((release) => release.version);
    expect(versions[0]).toBe("12.4.0");
    expect(versions.at(-1)).toBe("13.4.2");
    expect(cuda.find((release) => release.version === "12.4.1")?.images["24.04"]).toBeUndefined();
    expect(cuda.find((release) => release.version === "12.8.1")?.images["24.04"]).toContain(
      "cudnn-devel",
    );
  });

  test("keeps the stand-in apart: releases of its own, in a repository of this machine", async () => {
    const { cuda } = await builtIn();
    const standIns = cuda.filter((release) => release.images["stand-in"] !== undefined);
    // What `dl-env init` writes for any card can be tried anywhere.
    expect(standIns.map((release) => release.version)).toEqual(
      cuda
        .filter((release) => release.images["stand-in"] === undefined)
        .map((release) => release.version),
    );
    for (const release of standIns) {
      expect(release.repository).toBe("localhost/dl-env/stand-in");
      expect(Object.keys(release.images)).toEqual(["stand-in"]);
    }
  });

  test("gives each set the libraries of the set it extends", async () => {
    const { sets } = await builtIn();
    expect(sets.get("torch")).toEqual([...(sets.get("base") ?? []), "torch", "torchvision"]);
  });

  test("pins the uv of every image to the uv that resolves", async () => {
    const { libraries, uv, every } = await builtIn();
    expect(every).toEqual(["uv"]);
    expect(libraries.get("uv")?.releases[0]?.requirements).toEqual([`uv==${uv.version}`]);
    expect(uv.wheelFile).toContain(uv.version);
  });

  test("pins the hadolint that lints, which a folder of one's own does not choose", async () => {
    const { hostHadolint } = await builtIn();
    expect(hostHadolint.wheelFile).toContain(`-${hostHadolint.version}-`);
    const theirs = (await readFile("matrix/tools.yml", "utf8"))
      .replaceAll(hostHadolint.version, "9.9.9")
      .replace(hostHadolint.wheelSha256, "00".repeat(32));
    const own = await folderWith({ "tools.yml": theirs });
    expect((await loadCatalog(realSystem(), own)).hostHadolint).toEqual(hostHadolint);
  });

  test("asks Polars' GPU engine by its own package, never by polars[gpu], which is CUDA 12 always", async () => {
    const { libraries } = await builtIn();
    const requirements = [...libraries.values()].flatMap((library) =>
      library.releases.flatMap((release) => release.requirements),
    );
    expect(requirements.filter((requirement) => requirement.startsWith("polars["))).toEqual([]);
  });
});

describe("a folder of one's own", () => {
  test("names no set as dl-env names its own tags", async () => {
    const own = ["sha256", "base", "inventory", "system", "python", "wheel", "rest", "files"];
    for (const name of [...own.map((kind) => `${kind}-${"0a".repeat(16)}`), "latest"]) {
      const error = await refusal({ "sets.yml": `sets:\n  ${name}: { libraries: [numpy] }\n` });
      expect(error).toMatchObject({ code: "wrong-value", exit: 2, place: { line: 2, column: 3 } });
      expect(error.message).toContain(`No set can be named \`${name}\``);
    }
    const folder = await folderWith({
      "sets.yml":
        "sets:\n  base-models: { libraries: [numpy] }\n  files-abc: { libraries: [numpy] }\n",
    });
    expect([...(await loadCatalog(realSystem(), folder)).sets.keys()]).toContain("base-models");
  });

  test("that is nested without end is refused with its place", async () => {
    const error = await refusal({
      "libraries/mine/library.yml": `${MINE}limits: ${"[".repeat(50_000)}`,
    });
    expect(error).toMatchObject({ code: "yaml-syntax", exit: 2, place: { line: 7 } });
    expect(error.message).toBe("This is nested more than 100 levels deep.");
  });

  test("adds a library, a set, a CUDA release and an index", async () => {
    const folder = await folderWith({
      "libraries/mine/library.yml": MINE,
      "sets.yml": "sets:\n  mine: { extends: base, libraries: [mine] }\n",
      "cuda.yml":
        'repository: registry.example/cuda\nreleases:\n  14.0.1: { images: { "24.04": [base] }, sources: [our own build] }\n',
      "indexes.yml":
        "ours: { url: https://packages.example/simple, about: Our own index, source: https://packages.example }\n",
    });
    const catalog = await loadCatalog(realSystem(), folder);
    expect(catalog.libraries.get("mine")?.folder).toBe(join(folder, "libraries/mine"));
    expect(catalog.sets.get("mine")?.slice(-2)).toEqual(["cupy", "mine"]);
    expect(catalog.cuda.at(-1)).toMatchObject({
      version: "14.0.1",
      repository: "registry.example/cuda",
      source: "our own build",
    });
    expect(catalog.indexes.get("ours")?.url).toBe("https://packages.example/simple");
    expect(catalog.libraries.has("torch")).toBe(true);
  });

  test("adds to the lists of image.yml, and keeps the pinned uv unless it names another", async () => {
    const folder = await folderWith({
      "image.yml":
        "apt: [openssh-client, tmux]\ncomfort: [fzf]\nlocales: [de_DE.UTF-8]\n" +
        "layer-order: [our-*]\nno-bytecode: { wheels: [our-data] }\n" +
        "laid-last: { ours/__init__.py: our-core }\nreleased-often: { our-core: 40, filelock: 7 }\n",
    });
    const [own, plain] = [await loadCatalog(realSystem(), folder), await builtIn()];
    expect(own.apt).toEqual([...plain.apt, "openssh-client"]);
    expect(own.comfort).toEqual([...plain.comfort, "fzf"]);
    expect(own.locales).toEqual([...plain.locales, "de_DE.UTF-8"]);
    expect(own.layerOrder).toEqual([...plain.layerOrder, "our-*"]);
    expect(own.releasedOften).toEqual({ ...plain.releasedOften, "our-core": 40, filelock: 7 });
    expect(own.noBytecode).toEqual({
      wheels: [...plain.noBytecode.wheels, "our-data"],
      folders: plain.noBytecode.folders,
    });
    expect(own.overlapWinners).toEqual({
      ...plain.overlapWinners,
      "ours/__init__.py": "our-core",
    });
    expect([own.uv, own.hostUv]).toEqual([plain.uv, plain.hostUv]);
    const theirs = { version: "9.9.9", file: "uv-9.9.9-py3-none-any.whl", sha256: "0".repeat(64) };
    const other = await loadCatalog(
      realSystem(),
      await folderWith({ "image.yml": `uv: ${JSON.stringify({ ...theirs, source: "here" })}\n` }),
    );
    expect([other.uv.version, other.hostUv, other.apt]).toEqual(["9.9.9", plain.hostUv, plain.apt]);
  });

  test("wins over the built-in library of the same name", async () => {
    const folder = await folderWith({ "libraries/numpy/library.yml": MINE });
    const catalog = await loadCatalog(realSystem(), folder);
    expect(catalog.libraries.get("numpy")?.title).toBe("Mine");
  });

  test("may have libraries of an index that dl-env.yml names, and of no other", async () => {
    const folder = await folderWith({
      "libraries/ours/library.yml": MINE.replace("    source:", "    index: lab\n    source:"),
    });
    await expect(loadCatalog(realSystem(), folder)).rejects.toMatchObject({
      message: expect.stringContaining("lab"),
    });
    const catalog = await loadCatalog(realSystem(), folder, { indexes: ["lab"] });
    expect(catalog.libraries.get("ours")?.releases[0]?.index).toBe("lab");
  });

  test("that does not exist is refused with what to type", async () => {
    await expect(
      loadCatalog(realSystem(), "/dev", { place: { file: "dl-env.yml", line: 5, column: 10 } }),
    ).rejects.toMatchObject({
      code: "catalog-missing",
      message: "The folder /dev holds no libraries and no releases.",
      place: { line: 5 },
    });
    await expect(loadCatalog(realSystem(), "/nowhere/at/all")).rejects.toMatchObject({
      code: "catalog-missing",
      exit: 2,
      hint: expect.stringContaining("mkdir -p"),
    });
  });
});

describe("a mistake in a catalog file has its line and column", () => {
  test.each([
    [
      "an unknown key",
      MINE.replace("about:", "abuot:"),
      2,
      1,
      /no key `abuot`/,
      "Did you mean: about",
    ],
    [
      "a missing key",
      MINE.replace("imports: [mine]\n", ""),
      1,
      1,
      /`imports` is missing/,
      undefined,
    ],
    [
      "a range that is none",
      MINE.replace("    source:", "    cuda: 12 or so\n    source:"),
      6,
      11,
      /version ranges of PEP 440/,
      undefined,
    ],
    [
      "a map where a list belongs",
      MINE.replace("[mine]", "{ mine: yes }"),
      3,
      10,
      /must be a list/,
      undefined,
    ],
    [
      "broken YAML",
      MINE.replace("[mine]", "[mine"),
      4,
      1,
      /not YAML/,
      expect.stringContaining("dl-env plan"),
    ],
  ])("%s", async (_what, text, line, column, message, hint) => {
    const error = await refusal({ "libraries/mine/library.yml": text });
    expect(error.exit).toBe(2);
    const all = [error, ...error.more];
    const found = all.find((problem) => message.test(problem.message));
    expect(found).toBeDefined();
    expect(found?.place).toMatchObject({
      file: expect.stringMatching(/libraries\/mine\/library\.yml$/),
      line,
      column,
    });
    expect(found?.hint).toEqual(hint);
  });

  test("names that lead nowhere are found across files, all in one answer", async () => {
    const error = await refusal({
      "libraries/mine/library.yml": MINE.replace(
        "    source:",
        "    with: [tourch]\n    index: pytroch-cu129\n    source:",
      ),
      "sets.yml": "sets:\n  mine:\n    extends: bsae\n    libraries: [numpi]\n",
      "cuda.yml": 'releases:\n  14.0.1: { images: { "24.04": everything }, sources: [here] }\n',
    });
    const all = [error, ...error.more];
    expect(all.map((problem) => problem.hint)).toEqual(
      expect.arrayContaining([
        "Did you mean: numpy",
        "Did you mean: base",
        "Did you mean: torch",
        "Did you mean: pytorch-cu129",
      ]),
    );
    expect(
      all.every((problem) => problem.code === "unknown-name" && (problem.place?.line ?? 0) > 0),
    ).toBe(true);
    expect(all).toHaveLength(5);
  });

  test("two broken files are both named", async () => {
    const error = await refusal({
      "libraries/mine/library.yml": MINE.replace("title:", "titel:"),
      "sets.yml": "sest: {}\n",
    });
    const files = new Set(
      [error, ...error.more].map((problem) => problem.place?.file.split("/").at(-1)),
    );
    expect(files).toEqual(new Set(["library.yml", "sets.yml"]));
  });
});
