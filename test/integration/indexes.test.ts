import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { planCells } from "../../src/pipeline.ts";
import { ensureUv } from "../../src/resolve/uv.ts";
import { openSession } from "../../src/session.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import {
  startLoopbackIndexes,
  type IndexState,
  type LoopbackIndexes,
  type MadeUpWheel,
} from "../fakes/loopbackIndexes.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { putImage, repositoryAt, testSystem } from "../registry/world.ts";
import { silent } from "../resolve/world.ts";

// A list of bases, the default index, PyTorch's index for each CUDA and NVIDIA's, all on loopback
// and asked by the real uv: the verdicts say what each of them has, and what is said when one of
// them gives no answer is never more than is known.

const CLOSED = "http://127.0.0.1:9";
const sys = realSystem({ log: silent });
const catalog = await loadCatalog(sys);

const runtime = (major: "12" | "13", version: string): MadeUpWheel => ({
  name: major === "12" ? "nvidia-cuda-runtime-cu12" : "nvidia-cuda-runtime",
  version,
});
const torch = (version: string, cuda: string): MadeUpWheel => ({
  name: "torch",
  version,
  needs: cuda.startsWith("12")
    ? [`nvidia-cuda-runtime-cu12==${cuda}`]
    : ["cuda-toolkit==13.0.3", `nvidia-cuda-runtime==${cuda}`],
  tags: "cp312-cp312-manylinux_2_28_x86_64",
});

/** Each index with what only it has; the releases are made up, their CUDAs are as in reality. */
const INDEXES: Readonly<Record<string, readonly MadeUpWheel[]>> = {
  pypi: [
    { name: "uv", version: catalog.uv.version },
    { name: "numpy", version: "2.4.0" },
    runtime("12", "12.6.77"),
    runtime("12", "12.8.90"),
    runtime("13", "13.0.96"),
    { name: "cuda-toolkit", version: "13.0.3" },
    torch("2.7.1", "12.6.77"),
    torch("2.10.0", "12.8.90"),
    torch("2.14.1", "13.0.96"),
    { name: "cuvs-cu13", version: "26.10.0" },
  ],
  cu126: [torch("2.14.0+cu126", "12.6.77")],
  cu128: [torch("2.11.0+cu128", "12.8.90")],
  cu130: [torch("2.15.0+cu130", "13.0.96")],
  nvidia: [{ name: "cuvs-cu12", version: "26.2.0" }],
};

const BASES = ["12.6.3", "12.8.1", "12.8.2", "13.0.3", "13.5.0"].map(
  (cuda) => `${cuda}-base-ubuntu22.04`,
);

let folder: string;
let indexes: LoopbackIndexes;
let registry: FakeRegistry;
/** What the registry of bases answers instead of anything; undefined where it answers. */
let refusal: 403 | 500 | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dl-env-indexes-"));
  // The uv of this machine, so that none is fetched from an index that has only a made-up one.
  const { path } = await ensureUv(sys, catalog.hostUv);
  vi.stubEnv("PATH", [dirname(path), process.env["PATH"] ?? ""].join(delimiter));
  indexes = await startLoopbackIndexes(INDEXES);
  registry = await startFakeRegistry({
    fault: () => (refusal === undefined ? undefined : { kind: "status", status: refusal }),
  });
  const bases = repositoryAt(testSystem(), `${registry.host}/nvidia/cuda`);
  for (const tag of BASES) await putImage(bases, "{}", ["layer"], tag);
  vi.stubEnv("UV_DEFAULT_INDEX", `${indexes.address}/pypi`);
  vi.stubEnv("UV_CACHE_DIR", join(folder, "uv"));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await indexes.close();
  await registry.close();
  rmSync(folder, { recursive: true, force: true });
});
let number = 0;
beforeEach(() => {
  number += 1;
  indexes.state.clear();
  refusal = undefined;
  vi.stubEnv("XDG_CACHE_HOME", join(folder, `cache-${number}`));
});

interface Asked {
  readonly cuda: readonly string[];
  readonly set?: readonly string[];
  readonly pin?: string;
  readonly closed?: readonly ("torch" | "nvidia")[];
}

/** `CUDA SET` -> verdict, with the release of the package in question and what is said. */
const verdicts = async ({ cuda, set = ["torch"], pin, closed = [] }: Asked) => {
  const address = (name: string, open: string): string =>
    closed.some((one) => one === name) ? CLOSED : open;
  const work = mkdtempSync(join(folder, "plan-"));
  const mirrors = {
    "docker.io": `http://${registry.host}`,
    "download.pytorch.org/whl": address("torch", indexes.address),
    "pypi.nvidia.com": address("nvidia", `${indexes.address}/nvidia`),
  };
  const request = {
    to: "oci:./images",
    slim: true,
    matrix: { cuda, ubuntu: ["22.04"], python: ["3.12"], set: ["mine"] },
    sets: { mine: set },
    ...(pin === undefined ? {} : { pins: { torch: pin } }),
    mirrors,
  };
  writeFileSync(join(work, "dl-env.yml"), JSON.stringify(request));
  const session = await openSession(sys, { file: join(work, "dl-env.yml") });
  const { judged, locks } = await planCells(session);
  return Object.fromEntries(
    judged.map(({ cell, verdict }) => {
      const wheels = verdict.kind === "accepted" ? (locks.get(verdict.lock)?.wheels ?? []) : [];
      const found = wheels.filter(({ name }) => /^(?:torch|cuvs-cu\d+)$/.test(name));
      return [
        cell.cuda,
        {
          kind: verdict.kind,
          has: found.map(({ name, version }) => `${name} ${version}`).join(", "),
          said: (verdict.kind === "accepted" ? (verdict.notes ?? []) : verdict.reasons)
            .map(({ code, message }) => `${code}: ${message}`)
            .join("\n"),
        },
      ];
    }),
  );
};

describe("with every index in reach", () => {
  test("each CUDA has the torch of its own index, and nothing is to be said of it", async () => {
    expect(await verdicts({ cuda: ["12.6", "12.8", "13.0"] })).toEqual({
      "12.6.3": { kind: "accepted", has: "torch 2.14.0+cu126", said: "" },
      "12.8.2": { kind: "accepted", has: "torch 2.11.0+cu128", said: "" },
      "13.0.3": { kind: "accepted", has: "torch 2.15.0+cu130", said: "" },
    });
    expect(indexes.asked).not.toContain("cu128 numpy");
  });

  test("RAPIDS that only NVIDIA's index has is taken from there, and the rest from the default one", async () => {
    const found = await verdicts({ cuda: ["12.8", "13.0"], set: ["torch", "cuvs"] });
    expect(found["12.8.2"]).toMatchObject({
      kind: "accepted",
      has: "cuvs-cu12 26.2.0, torch 2.11.0+cu128",
    });
    expect(found["13.0.3"]).toMatchObject({
      kind: "accepted",
      has: "cuvs-cu13 26.10.0, torch 2.15.0+cu130",
    });
  });

  test("a pin takes a release that only the cell's own index has", async () => {
    const found = await verdicts({ cuda: ["12.8"], pin: "==2.11.0" });
    expect(found["12.8.2"]).toMatchObject({ kind: "accepted", has: "torch 2.11.0+cu128" });
  });
});

/** What is said of torch where its index gave no answer. */
const fallback = (minor: string): RegExp =>
  new RegExp(`^index-not-asked: PyTorch .*pytorch-cu${minor}, which could not be queried`);

describe("where PyTorch's index gives no answer", () => {
  test.each<[string, NonNullable<Asked["closed"]>, Readonly<Record<string, IndexState>>]>([
    ["refuses the connection", ["torch"], {}],
    [
      "cuts its answers for CUDA 12.6 and is silent for 12.8",
      [],
      { cu126: "cut", cu128: "silent" },
    ],
  ])(
    "since it %s, a cell has what the default index has, and says so; a pin that needs it is unknown",
    async (_, closed, states) => {
      for (const [name, state] of Object.entries(states)) indexes.state.set(name, state);
      const [found, pinned] = await Promise.all([
        verdicts({ cuda: ["12.6", "12.8"], closed }),
        verdicts({ cuda: ["12.8"], pin: "==2.11.0", closed }),
      ]);
      expect(found["12.6.3"]).toMatchObject({ kind: "accepted", has: "torch 2.7.1" });
      expect(found["12.6.3"]?.said).toMatch(fallback("126"));
      expect(found["12.8.2"]).toMatchObject({ kind: "accepted", has: "torch 2.10.0" });
      expect(found["12.8.2"]?.said).toMatch(fallback("128"));
      expect(pinned["12.8.2"]).toMatchObject({
        kind: "unknown",
        said: expect.stringMatching(/^index-unreachable: .*pytorch-cu128/) as string,
      });
    },
  );

  test("but says of itself that it has no torch, the default index's is all there is", async () => {
    indexes.state.set("cu128", "empty");
    const [found, pinned] = await Promise.all([
      verdicts({ cuda: ["12.8"] }),
      verdicts({ cuda: ["12.8"], pin: "==2.11.0" }),
    ]);
    expect(found["12.8.2"]).toMatchObject({ kind: "accepted", has: "torch 2.10.0" });
    expect(pinned["12.8.2"]?.kind).toBe("rejected");
  });
});

test("where NVIDIA's index gives no answer, what only it has is unknown, and the rest is as it was", async () => {
  const asked = { cuda: ["12.8", "13.0"], set: ["torch", "cuvs"], closed: ["nvidia"] } as const;
  const found = await verdicts(asked);
  expect(found["12.8.2"]).toMatchObject({
    kind: "unknown",
    said: expect.stringMatching(
      /^index-unreachable: cuVS needs the package index nvidia/,
    ) as string,
  });
  expect(found["13.0.3"]).toMatchObject({
    kind: "accepted",
    has: "cuvs-cu13 26.10.0, torch 2.15.0+cu130",
  });
});

describe("the list of bases", () => {
  const CUDAS = ["12.1", "12.8.2", "13.5", "13.0.9"];
  const kinds = async () => {
    const found = await verdicts({ cuda: CUDAS, set: ["numpy"] });
    return Object.fromEntries(Object.entries(found).map(([cuda, { kind }]) => [cuda, kind]));
  };

  test("that answers decides, whatever the catalog has", async () => {
    expect(await kinds()).toEqual({
      "12.1": "rejected",
      "12.8.2": "accepted",
      "13.5.0": "accepted",
      "13.0.9": "rejected",
    });
  });

  test("that fails leaves what the catalog lacks unknown, and stops nothing else", async () => {
    refusal = 500;
    expect(await kinds()).toEqual({
      "12.1": "rejected",
      "12.8.2": "accepted",
      "13.5": "unknown",
      "13.0.9": "unknown",
    });
  });

  test("that refuses its list and each tag leaves what it was asked for unknown", async () => {
    refusal = 403;
    expect(await kinds()).toEqual({
      "12.1": "rejected",
      "12.8.2": "unknown",
      "13.5": "unknown",
      "13.0.9": "unknown",
    });
  });
});
