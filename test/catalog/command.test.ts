import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { expect, onTestFinished, test } from "vitest";
import { copiedDigests, copiedTags } from "../../src/catalog/compareCatalog.ts";
import type { Catalog } from "../../src/catalog/facts.ts";
import { check, update } from "../../src/commands/catalogCommand.ts";
import { measure } from "../../src/commands/measureCommand.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { RunResult, System } from "../../src/system/ports.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { testSystem } from "../registry/world.ts";
import { builtIn } from "./builtIn.ts";

const MATRIX = join(import.meta.dirname, "..", "..", "matrix");
const answered = (stdout: string): RunResult => ({ code: 0, stdout, stderr: "", timedOut: false });

interface Outside {
  readonly home: string;
  readonly folder: string;
  readonly sys: System;
  readonly registry: FakeRegistry;
  readonly read: (name: string) => string;
}

/**
 * A uv that knows these releases; without any it cannot reach its index, and for a package without
 * one it finds nothing.
 */
const fakeUv =
  (sys: System, newest: Readonly<Record<string, string>> | undefined): System["processes"]["run"] =>
  async (argv) => {
    if (argv[1] === "--version") return answered(`uv ${(await builtIn()).uv.version} (fake)`);
    if (newest === undefined)
      return {
        code: 2,
        stdout: "",
        stderr:
          "error: Failed to fetch: `https://index.example/simple/torch/`\n  Caused by: dns error",
        timedOut: false,
      };
    const asked = ((await sys.files.readText(argv[3] ?? "")) ?? "")
      .split("\n")
      .filter((line) => line !== "");
    if (asked.some((name) => newest[name] === undefined))
      return {
        code: 1,
        stdout: "",
        stderr: "error: No solution found when resolving dependencies",
        timedOut: false,
      };
    const packages = asked.map((name) => {
      const wheels = `[{ name = "${name.replaceAll("-", "_")}-${newest[name] ?? ""}-py3-none-any.whl", hashes = { sha256 = "${"cd".repeat(32)}" } }]`;
      return `[[packages]]\nname = "${name}"\nversion = "${newest[name] ?? ""}"\nwheels = ${wheels}\n`;
    });
    return answered(`lock-version = "1.0"\n${packages.join("")}`);
  };

/** A folder with this project's lists, whose repository is a registry in memory with these tags. */
const outsideWith = async (
  tags: (catalog: Catalog) => readonly string[],
  newest:
    ((known: Readonly<Record<string, string>>) => Readonly<Record<string, string>>) | undefined,
): Promise<Outside> => {
  const home = mkdtempSync(join(tmpdir(), "dl-env-fresh-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const registry = await startFakeRegistry();
  onTestFinished(() => registry.close());
  const catalog = await builtIn();
  const folder = join(home, "matrix");
  for (const name of ["cuda.yml", "newest.yml"]) cpSync(join(MATRIX, name), join(folder, name));
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  const bytes = Buffer.from(
    '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:' +
      "1".repeat(64) +
      '","size":2,"platform":{"os":"linux","architecture":"amd64"}}]}',
  );
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const text = [...copiedDigests(catalog).values()].reduce(
    (before, known) => before.replaceAll(known, digest),
    read("cuda.yml"),
  );
  writeFileSync(
    join(folder, "cuda.yml"),
    text.replace("repository: docker.io/nvidia/cuda", `repository: ${registry.host}/nvidia/cuda`),
  );
  registry.manifests.set(
    "nvidia/cuda",
    new Map(
      tags(catalog).map((tag) => [
        tag,
        { mediaType: "application/vnd.oci.image.index.v1+json", bytes },
      ]),
    ),
  );
  const real = testSystem({
    home,
    env: { XDG_CACHE_HOME: join(home, "cache") },
    now: () => Date.parse("2026-12-01T00:00:00Z"),
  });
  const sys: System = {
    ...real,
    env: { ...real.env, cwd: home },
    processes: {
      find: async (program) => `/usr/bin/${program}`,
      run: fakeUv(real, newest?.(catalog.newest.packages)),
    },
  };
  return { home, folder, sys, registry, read };
};

const options = ({ home, folder }: Outside): { catalog: string; file: string } => ({
  catalog: folder,
  file: join(home, "dl-env.yml"),
});

test("a catalog that is as the outside is gives exit 0", async () => {
  const outside = await outsideWith(copiedTags, (known) => known);
  const result = await check(outside.sys, options(outside));
  expect(result.result).toMatchObject({ asOf: "2026-12-01", differences: [], unasked: [] });
  expect(result.exit).toBe(0);
  expect(outcomeText(result)).toContain("Everything that could be compared matches the catalog.");
});

test("new images, images that are gone and new releases are named, and give exit 1", async () => {
  const outside = await outsideWith(
    (catalog) => [
      ...copiedTags(catalog).filter((tag) => tag !== "12.8.1-devel-ubuntu24.04"),
      "13.9.0-base-ubuntu24.04",
    ],
    (known) => ({ ...known, torch: "9.0.0" }),
  );
  const result = await check(outside.sys, options(outside));
  expect(result.exit).toBe(1);
  expect(outcomeText(result)).toContain("new        13.9.0-base-ubuntu24.04\n");
  expect(outcomeText(result)).toContain("new        torch 9.0.0 (the catalog has ");
  expect(outcomeText(result)).toContain("gone       12.8.1-devel-ubuntu24.04\n");
});

test("a package without any wheel does not keep the others from being compared", async () => {
  const outside = await outsideWith(copiedTags, (known) => ({
    ...Object.fromEntries(Object.entries(known).filter(([name]) => name !== "cupy-cuda12x")),
    torch: "9.0.0",
  }));
  expect((await check(outside.sys, options(outside))).result).toMatchObject({
    differences: [{ subject: "torch", to: "9.0.0" }],
    compared: { packages: Object.keys((await builtIn()).newest.packages).length - 1 },
  });
});

test("an index that does not answer is said, the images are compared still, and nothing else gives exit 3", async () => {
  const outside = await outsideWith(copiedTags, undefined);
  const result = await check(outside.sys, options(outside));
  expect(result.exit).toBe(3);
  expect(outcomeText(result)).toContain(
    "not asked  packages: The package index could not be queried",
  );
});

test("a machine that has no uv and cannot get it is told so, and the images are compared still", async () => {
  const outside = await outsideWith(
    (catalog) => [...copiedTags(catalog), "13.9.0-base-ubuntu24.04"],
    (known) => known,
  );
  const sys: System = {
    ...outside.sys,
    processes: { ...outside.sys.processes, find: () => Promise.resolve(undefined) },
  };
  expect((await check(sys, options(outside))).result).toMatchObject({
    differences: [{ subject: "13.9.0-base-ubuntu24.04" }],
    unasked: [
      {
        subject: "packages",
        message: expect.stringContaining("is not on this machine") as unknown,
      },
    ],
  });
});

test("a registry that does not answer is said, and the packages are compared still", async () => {
  const outside = await outsideWith(copiedTags, (known) => ({ ...known, torch: "9.0.0" }));
  await outside.registry.close();
  const result = await check(outside.sys, options(outside));
  expect(outcomeText(result)).toContain(`not asked  ${outside.registry.host}/nvidia/cuda: `);
  expect(result.result).toMatchObject({ differences: [{ subject: "torch" }] });
  expect(result.exit).toBe(1);
});

test("an update writes what was found with its date and source, and a check is then content", async () => {
  const outside = await outsideWith(
    (catalog) => [...copiedTags(catalog), "13.9.0-base-ubuntu24.04"],
    (known) => ({ ...known, torch: "9.0.0" }),
  );
  const result = await update(outside.sys, options(outside));
  expect(result.exit).toBe(0);
  expect(outside.read("newest.yml")).toContain("torch: 9.0.0");
  expect(outside.read("newest.yml")).toMatch(
    /^source: newest releases with a wheel .* read 2026-12-01/m,
  );
  expect(outside.read("cuda.yml")).toContain(
    `read-2026-12-01: tags of ${outside.registry.host}/nvidia/cuda, read 2026-12-01`,
  );
  expect(outside.read("cuda.yml")).toContain("# What ties wheels to the CUDA of a cell");
  expect((await check(outside.sys, options(outside))).exit).toBe(0);
});

test("an update leaves the file alone whose list could not be read", async () => {
  const outside = await outsideWith(copiedTags, (known) => ({ ...known, torch: "9.0.0" }));
  await outside.registry.close();
  const before = outside.read("cuda.yml");
  const result = await update(outside.sys, options(outside));
  expect(result.exit).toBe(3);
  expect(outside.read("cuda.yml")).toBe(before);
  expect(outside.read("newest.yml")).toContain("torch: 9.0.0");
});

/**
 * A layer with one wheel of CuPy, whose library carries code that the catalog does not know of it:
 * 8.0 alone.
 */
const cupyLayer = async (): Promise<Buffer> => {
  const header = Buffer.alloc(16 + 64 + 8);
  header.writeUInt32LE(0xba55ed50, 0);
  header.writeUInt16LE(1, 4);
  header.writeUInt16LE(16, 6);
  header.writeBigUInt64LE(72n, 8);
  header.writeUInt16LE(2, 16);
  header.writeUInt16LE(0x101, 18);
  header.writeUInt32LE(64, 20);
  header.writeBigUInt64LE(8n, 24);
  header.writeUInt32LE(80, 44);
  const tar = pack();
  tar.entry({ name: "opt/venv/lib/python3/site-packages/cupy/x.so" }, header);
  tar.entry(
    { name: "opt/venv/lib/python3/site-packages/cupy_cuda12x-14.2.0.dist-info/METADATA" },
    "Name: cupy-cuda12x\n",
  );
  tar.finalize();
  return Buffer.concat(await Array.fromAsync(tar as AsyncIterable<Buffer>));
};

test.each([
  ["plain", (tar: Buffer) => tar],
  ["gzipped", (tar: Buffer) => gzipSync(tar)],
] as const)(
  "the GPU code of a %s tar is listed by library, and what the catalog says otherwise gives exit 1",
  async (_, form) => {
    const { home, sys } = await outsideWith(copiedTags, (known) => known);
    writeFileSync(join(home, "layer.tar"), form(await cupyLayer()));
    const result = await measure(sys, join(home, "layer.tar"));
    expect(outcomeText(result)).toContain(
      "opt/venv/lib/python3/site-packages/cupy/x.so: SM 8.0; PTX none\n",
    );
    expect(outcomeText(result)).toMatch(
      /Differs from the catalog entry of cupy-cuda12x: only in the catalog sm 5\.0/,
    );
    expect(result.exit).toBe(1);
  },
);

test("a layer of the store is read by its tag; one that is not there, a broken tar and a name that is neither are refused", async () => {
  const { home, sys } = await outsideWith(copiedTags, (known) => known);
  const file = join(home, "dl-env.yml");
  writeFileSync(file, "to: oci:./images\nmatrix: { cuda: [12.8], ubuntu: [24.04] }\n");
  writeFileSync(join(home, "layer.tar"), await cupyLayer());
  const bytes = await cupyLayer();
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const store = openRepository(sys)(`oci:${home}/images`);
  const spec = {
    kind: "wheel",
    key: "ab12",
    title: "cupy",
    download: 1,
    wheels: [{ name: "cupy-cuda12x", version: "14.2.0", file: "c.whl", sha256: "0", download: 1 }],
    python: "3.12",
    platform: "x",
  } as const;
  await storeLayer(sys, store, {
    spec,
    made: {
      file: join(home, "layer.tar"),
      digest,
      diffId: digest,
      size: bytes.length,
      unpacked: bytes.length,
      mediaType: "application/vnd.oci.image.layer.v1.tar",
    },
  });
  expect((await measure(sys, "wheel-ab12", { file })).result).toMatchObject({
    together: { sm: ["8.0"], ptx: [] },
    against: "cupy-cuda12x",
  });
  await expect(measure(sys, "wheel-cd34", { file })).rejects.toMatchObject({
    code: "no-such-layer",
    exit: 1,
  });
  await expect(measure(sys, "torch", { file })).rejects.toMatchObject({
    code: "wrong-option",
    exit: 2,
  });
  writeFileSync(join(home, "broken.tar"), bytes.subarray(0, 700));
  await expect(measure(sys, join(home, "broken.tar"))).rejects.toMatchObject({
    code: "bad-tar",
    exit: 1,
  });
});
