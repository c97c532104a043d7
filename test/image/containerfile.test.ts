import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { generate, cellContainerfile, type GenerateInput } from "../../src/image/generate.ts";
import type { RecipeContext, RecipeInput } from "../../src/image/imageRecipe.ts";
import { imageRecipe } from "./oneRecipe.ts";
import { systemContext, systemRecipe } from "../../src/image/systemRecipe.ts";
import { APT, cell, CONTEXT, hex, INPUT, lockOf, SNAPSHOTS, WHEELS, WHOLE_APT } from "./world.ts";

const UV = { version: "0.13.8", wheelSha256: hex(7), wheelFile: "uv.whl" };

const inputOf = (context: RecipeContext = CONTEXT, input: RecipeInput = INPUT): GenerateInput => ({
  recipe: imageRecipe(context, input),
  lock: input.lock,
  base: input.base,
  catalog: {
    overlapWinners: context.catalog.overlapWinners,
    indexes: new Map([
      [
        "pytorch",
        { name: "pytorch", url: "https://download.pytorch.org/whl/cu128", about: "", source: "" },
      ],
    ]),
    uv: UV,
  },
});

const golden = (name: string): string => `${import.meta.dirname}/../golden/image/${name}`;

const STANDALONE = inputOf(CONTEXT, {
  ...INPUT,
  cell: cell({
    id: "torch-cuda12.8.1-ubuntu24.04-py3.13",
    python: "3.13",
    pythonFrom: "standalone",
  }),
});
const EVERYTHING = inputOf(
  {
    ...CONTEXT,
    catalog: {
      ...CONTEXT.catalog,
      overlapWinners: { "nvidia/__init__.py": "nvidia-cuda-runtime-cu12" },
    },
    request: { ...CONTEXT.request, sudo: true },
  },
  {
    ...INPUT,
    lock: { ...lockOf(WHEELS), question: { ...lockOf(WHEELS).question, indexes: ["pytorch"] } },
    apt: WHOLE_APT,
  },
);

describe("the Containerfile of a cell", () => {
  it.each([
    ["ubuntu.Containerfile", inputOf()],
    ["standalone.Containerfile", STANDALONE],
    ["everything.Containerfile", EVERYTHING],
  ])("is what a person would write: %s", async (name, input) => {
    await expect(cellContainerfile(input)).toMatchFileSnapshot(golden(name));
  });

  it.each([
    ["ubuntu", inputOf(), 60],
    ["standalone", STANDALONE, 70],
    ["everything", EVERYTHING, 66],
  ])("is short enough to read: %s", (_, input, most) => {
    const lines = cellContainerfile(input).trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.length).toBeLessThanOrEqual(most);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(190);
  });

  it("gives logins to indexes of one's own as a secret, and the index by its name", () => {
    const lab = { name: "lab", url: "https://h.example/simple", about: "", source: "", own: true };
    const { lock, catalog, ...rest } = EVERYTHING;
    const text = cellContainerfile({
      ...rest,
      lock: { ...lock, question: { ...lock.question, indexes: ["lab", "pytorch"] } },
      catalog: { ...catalog, indexes: new Map([...catalog.indexes, ["lab", lab]]) },
    });
    expect(text).toContain(
      "# indexes is a file with logins, a line each: UV_INDEX_LAB_USERNAME=… UV_INDEX_LAB_PASSWORD=…\n",
    );
    expect(text).toContain("--mount=type=secret,id=pip --mount=type=secret,id=indexes ");
    expect(text).toContain("set -a; . /run/secrets/indexes; set +a; fi;");
    expect(text).toContain(
      " --index lab=https://h.example/simple --index https://download.pytorch.org/whl/cu128 ",
    );
    expect(cellContainerfile(EVERYTHING)).not.toContain("indexes");
  });

  it("uses nothing that podman 4.3 lacks", () => {
    for (const input of [inputOf(), STANDALONE, EVERYTHING])
      expect(cellContainerfile(input)).not.toMatch(/--link|<<|--chmod|--parents|ADD --checksum/);
  });

  it("holds the text of the system stage that is part of the system layer's key", () => {
    const { script, files } = systemRecipe(
      cell(),
      { apt: APT, installer: "#!/bin/sh\n" },
      { base: "sha256:x", sudo: false, libraryPackages: [], locales: [] },
    );
    expect(cellContainerfile(inputOf())).toContain(script);
    expect(systemContext({ script, files })).toEqual([
      { path: "Containerfile", content: `ARG BASE\n${script}` },
      { path: "apt/apt.sh", content: "#!/bin/sh\n" },
    ]);
    expect(script).not.toContain("12.8");
  });

  it("installs a release's own Python and sudo only where they are asked for, whatever the lock has", () => {
    const apt = { ...WHOLE_APT, extras: ["python3.12", "python3.12-venv", "sudo"] };
    const own = systemRecipe(
      cell(),
      { apt, installer: "", snapshots: SNAPSHOTS },
      { base: "sha256:x", sudo: true, libraryPackages: [], locales: [] },
    );
    const standalone = systemRecipe(
      cell({ python: "3.13", pythonFrom: "standalone" }),
      { apt, installer: "", snapshots: SNAPSHOTS },
      { base: "sha256:x", sudo: false, libraryPackages: [], locales: [] },
    );
    expect(own.script).toMatch(/apt\.sh[^;]* python3\.12 python3\.12-venv sudo /);
    expect(standalone.script).not.toMatch(/python3|sudo/);
  });

  it("gives apt the locales that it makes, and no word of them where there are none", () => {
    const scriptFor = (locales: string[]): string =>
      systemRecipe(
        cell(),
        { apt: APT, installer: "" },
        { base: "sha256:x", sudo: false, libraryPackages: ["g++"], locales },
      ).script;
    expect(scriptFor(["en_US.UTF-8", "ko_KR.UTF-8"])).toContain(
      "export LOCALES='en_US.UTF-8 ko_KR.UTF-8';",
    );
    expect(scriptFor([])).not.toContain("LOCALES");
    expect(scriptFor([])).toMatch(/apt\.sh[^;]* g\+\+ /);
  });

  it("gives apt the snapshot of its lock, and the versions and digests in a file beside it", () => {
    const { script, files } = systemRecipe(
      cell(),
      { apt: WHOLE_APT, installer: "", snapshots: SNAPSHOTS },
      { base: "sha256:x", sudo: false, libraryPackages: [], locales: [] },
    );
    expect(script).toContain('ARG APT_SNAPSHOTS="http://snapshot.ubuntu.com/ubuntu"\n');
    expect(script).toContain(
      `export SNAPSHOT="$APT_SNAPSHOTS/20261116T000000Z" SUITES='noble noble-updates noble-security' COMPONENTS='main universe';`,
    );
    expect(files.find(({ path }) => path === "apt/packages.txt")?.content).toBe(
      `${"a1".repeat(32)} git=1:2.43.0-1ubuntu7.3\n${"b2".repeat(32)} perl-base=5.38.2-3.2ubuntu0.2 upgrades\n${"c3".repeat(32)} tini=0.19.0-1\n`,
    );
  });

  it("is not written for a lock that names a snapshot of a release that has none", () => {
    expect(() =>
      systemRecipe(
        cell(),
        { apt: WHOLE_APT, installer: "" },
        { base: "sha256:x", sudo: false, libraryPackages: [], locales: [] },
      ),
    ).toThrow(expect.objectContaining({ code: "apt-lock-stale" }));
  });
});

describe("the folder of a cell", () => {
  it("holds Containerfile, hashed requirements sorted by name, and the files under their paths", () => {
    const files = generate(inputOf());
    expect(files.map(({ path, mode }) => `${path} ${mode.toString(8)}`)).toEqual([
      "Containerfile 644",
      "apt/apt.sh 644",
      "requirements.txt 644",
      "files/etc/profile.d/dl-env.sh 644",
      "files/usr/local/bin/dl-env-entrypoint 755",
      "files/usr/local/lib/dl-env/probes/numpy.py 644",
      "files/usr/local/lib/dl-env/probes/torch.py 644",
    ]);
    expect(files[2]?.content.split("\n")[0]).toBe(`idna==3.20 --hash=sha256:${hex(1)}`);
    expect(files[2]?.content.trimEnd().split("\n")).toHaveLength(WHEELS.length);
  });

  it("installs what must be laid last by a call of its own", () => {
    const files = generate(EVERYTHING);
    expect(files.map(({ path }) => path).slice(0, 5)).toEqual([
      "Containerfile",
      "apt/apt.sh",
      "apt/packages.txt",
      "requirements.txt",
      "requirements-nvidia-cuda-runtime-cu12.txt",
    ]);
    expect(files[3]?.content).not.toContain("nvidia-cuda-runtime");
    expect(files[0]?.content.indexOf("add /mnt/requirements.txt")).toBeLessThan(
      files[0]?.content.indexOf("add /mnt/requirements-nvidia") ?? 0,
    );
  });

  it("has the same bytes each time", () => {
    expect(generate(structuredClone(inputOf()))).toEqual(generate(inputOf()));
  });

  it("takes the real files of the project: entrypoint and check are executable, every probe has its place", async () => {
    const { readImageSources, filesOf } = await import("../../src/image/imageFiles.ts");
    const { realFiles } = await import("../../src/system/files.ts");
    const projectRoot = `${import.meta.dirname}/../..`;
    const library = {
      name: "numpy",
      folder: `${projectRoot}/matrix/libraries/numpy`,
    } as Parameters<typeof readImageSources>[1] extends ReadonlyMap<string, infer L> ? L : never;
    const sources = await readImageSources(
      { files: realFiles, env: { projectRoot } },
      new Map([["numpy", library]]),
    );
    const files = filesOf(sources, ["numpy", "unknown"]);
    const modes = new Map(files.map(({ path, mode }) => [path, mode]));
    expect(modes.get("/usr/local/bin/dl-env-entrypoint")).toBe(0o755);
    expect(modes.get("/usr/local/bin/dl-env-check")).toBe(0o755);
    expect(modes.get("/usr/local/lib/dl-env/probes/numpy.py")).toBe(0o644);
    expect(files.find(({ path }) => path.endsWith("numpy.py"))?.content).toBe(
      await readFile(`${projectRoot}/matrix/libraries/numpy/probe.py`, "utf8"),
    );
  });
});
