import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { judgeRun } from "../../src/smoke/probeOutcomes.ts";
import { readRun } from "../../src/smoke/probeOutput.ts";
import { HOSTS } from "./hosts.ts";

const ROOT = join(import.meta.dirname, "../..");
const LIBRARIES = join(ROOT, "matrix/libraries");
const CHECK = join(ROOT, "image/rootfs/usr/local/lib/dl-env/dl_env_check.py");
const folder = mkdtempSync(join(tmpdir(), "dl-env-probes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const probe = (library: string): string =>
  readFileSync(join(LIBRARIES, library, "probe.py"), "utf8");
const checks = (library: string): string[] =>
  [...probe(library).matchAll(/^@check\("([^"]+)"(?:, device="(gpu)")?\)/gm)].map(
    ([, name = "", device]) => `${name}${device === undefined ? "" : " on the GPU"}`,
  );
const isGpu = (library: string): boolean =>
  (parse(readFileSync(join(LIBRARIES, library, "library.yml"), "utf8")) as { gpu?: boolean })
    .gpu === true;

/** What of each library must have run before an image is called good. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  torch: [
    "matmul-fp32",
    "matmul-bf16",
    "cudnn-convolution",
    "autograd-step",
    "nccl",
    "nccl-two-gpus",
    "compile",
  ],
  torchvision: ["nms"],
  torchaudio: ["spectrogram"],
  cupy: ["matmul", "raw-kernel", "fft", "random"],
  cudf: ["group-by", "join", "pandas-accelerator"],
  cuml: ["linear-regression", "kmeans"],
  cuvs: ["brute-force", "cagra"],
  raft: ["pairwise-distance"],
  cugraph: ["pagerank", "networkx-backend"],
  cucim: ["filter"],
  cuxfilter: ["chart"],
  dali: ["pipeline"],
  xgboost: ["train"],
  "polars-gpu": ["query"],
  bitsandbytes: ["quantize-4bit"],
  deepspeed: ["accelerator"],
  "flash-attn": ["attention"],
  jax: ["matmul"],
  "onnxruntime-gpu": ["run"],
  tensorflow: ["gradient"],
  vllm: ["kernels"],
};

describe("the probes", () => {
  it("are there for every library of the catalog, and each begins with its import (uv is a program)", () => {
    for (const library of readdirSync(LIBRARIES))
      expect([library, checks(library)[0]]).toEqual([library, library === "uv" ? "run" : "import"]);
  });
  it("hand no temporary array to an index or a model: some keep a view and no reference", () => {
    const handed = /\.(?:build|fit|extend|search|kneighbors)\(.*\b(?:cupy|torch)\.\w+\(/;
    expect(handed.test('index = brute_force.build(cupy.asarray(data), metric="l2")')).toBe(true);
    for (const library of readdirSync(LIBRARIES))
      expect([
        library,
        probe(library)
          .split("\n")
          .filter((line) => handed.test(line)),
      ]).toEqual([library, []]);
  });
  it("run on the GPU what was promised of each library that needs one, and no such library is left out", () => {
    expect(readdirSync(LIBRARIES).filter(isGpu).sort()).toEqual(Object.keys(PROMISED).sort());
    for (const [library, wanted] of Object.entries(PROMISED))
      expect(checks(library)).toEqual(
        expect.arrayContaining(wanted.map((name) => `${name} on the GPU`)),
      );
  });
  it("state a version, and for libraries that need a GPU the CUDA of the wheel", () => {
    for (const library of readdirSync(LIBRARIES)) {
      expect([library, /\bversion=/.test(probe(library))]).toEqual([library, true]);
      expect([library, isGpu(library) && !/builtForCuda=/.test(probe(library))]).toEqual([
        library,
        false,
      ]);
    }
  });
  it("say why where they skip", () => {
    for (const library of readdirSync(LIBRARIES))
      for (const [, reason = ""] of probe(library).matchAll(/\bskip\("([^"]*)"\)/g))
        expect(reason.split(" ").length).toBeGreaterThan(5);
  });
});

const write = (path: string, content: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};

/**
 * Runs the real probe of a library under this machine's Python, in which the library is what the
 * test wrote.
 */
const run = (library: string, name: string): Promise<ReturnType<typeof readRun>> => {
  cpSync(join(LIBRARIES, library, "probe.py"), join(folder, "probes", `${library}.py`), {
    recursive: true,
  });
  const env = { ...process.env, PYTHONPATH: join(folder, name), PYTHONDONTWRITEBYTECODE: "1" };
  return new Promise((resolve, reject) => {
    execFile(
      "python3",
      [CHECK, "--json", "--library", library, "--probes", join(folder, "probes")],
      { env },
      (_error, stdout, stderr) => {
        try {
          resolve(readRun(stdout));
        } catch (error) {
          reject(new Error(stderr, { cause: error }));
        }
      },
    );
  });
};

const XGBOOST = (config: string, warning: string): string => `import warnings
__version__ = "3.0"
def build_info(): return {"USE_CUDA": True, "CUDA_VERSION": [12, 8]}
class DMatrix:
    def __init__(self, *given): pass
class Booster:
    def save_config(self): return '{"learner": {"generic_param": {"device": "${config}"}}}'
    def predict(self, data): return []
    def inplace_predict(self, data): return []
def train(params, data, rounds, evals, evals_result, verbose_eval):
    evals_result["train"] = {"logloss": [0.1]}
    ${warning === "" ? "pass" : `warnings.warn("${warning}")`}
    return Booster()
`;
const NUMPY = `class Rng:
    def random(self, *given, **more): return Column()
class Column:
    def __getitem__(self, key): return self
    def __add__(self, other): return self
    def __mul__(self, other): return self
    def __gt__(self, other): return self
    def astype(self, kind): return self
class random:
    @staticmethod
    def default_rng(seed): return Rng()
`;

describe("a probe of a library that takes the CPU in silence", () => {
  it.each([
    ["XGBoost says it used the CPU", "cpu", "No visible GPU is found, setting device to CPU."],
    [
      "XGBoost warns of it",
      "cuda:0",
      "Device is changed from GPU to CPU as we couldn't find any available GPU on the system.",
    ],
    ["XGBoost says nothing, and no CUDA context was made", "cuda:0", ""],
  ])("gives no pass: %s", async (title, config, warning) => {
    const name = `xgboost-${title.length}`;
    write(`${name}/xgboost.py`, XGBOOST(config, warning));
    write(`${name}/numpy.py`, NUMPY);
    const raw = await run("xgboost", name);
    const row = raw.rows.find(({ check }) => check === "train");
    expect(row?.status).toBe("error");
    for (const [host, seen] of Object.entries(HOSTS)) {
      const judged = judgeRun({ ...raw, host: seen }).find(({ check }) => check === "train");
      const wanted = host === "good" ? ["fail"] : ["fail", "unavailable"];
      expect(wanted, `on host ${host}`).toContain(judged?.outcome);
    }
    expect(raw.rows.find(({ check }) => check === "import")?.facts).toMatchObject({
      builtForCuda: "12.8",
    });
  });

  it("Polars is asked to raise instead of falling back", async () => {
    const frame =
      "class Frame:\n    def __getattr__(self, name): return lambda *given, **more: self\n    def __gt__(self, other): return self\n    def __mul__(self, other): return self\n    def collect(self, engine=None):\n        if engine is not None and not engine.raise_on_fail: return self\n        raise NotImplementedError('the GPU engine cannot run this query')\n";
    write(
      "polars/polars.py",
      `__version__ = "1"\n${frame}class GPUEngine:\n    def __init__(self, raise_on_fail=False): self.raise_on_fail = raise_on_fail\nLazyFrame = lambda *given: Frame()\ncol = lambda name: Frame()\nlen = lambda: Frame()\n`,
    );
    write("polars/cudf_polars.py", "__version__ = '1'\n");
    write(
      "polars/cudf_polars_cu12-26.10.dist-info/METADATA",
      "Name: cudf-polars-cu12\nVersion: 26.10\n",
    );
    write(
      "polars/nvidia_cuda_runtime_cu12-12.8.90.dist-info/METADATA",
      "Name: nvidia-cuda-runtime-cu12\nVersion: 12.8.90\n",
    );
    const raw = await run("polars-gpu", "polars");
    expect(raw.rows.map(({ check, status, error }) => [check, status, error?.type])).toEqual([
      ["import", "ok", undefined],
      ["query", "error", "NotImplementedError"],
    ]);
    expect(raw.rows[0]?.facts["builtForCuda"]).toBe("12.8");
  });
});
