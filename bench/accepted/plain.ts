import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import type { Cell } from "../../src/matrix/cell.ts";

// What a person who knows the packages would ask uv for a cell, written without the catalog's
// requirements, so that a mistake there shows as a difference.

/**
 * How each library is asked for, by CUDA major, Python minor and the other libraries of the set.
 */
type Wanted = (cell: {
  readonly major: string;
  readonly minor: string;
  readonly python: number;
  readonly libraries: readonly string[];
}) => readonly string[];

const plain =
  (name: string): Wanted =>
  () => [name];
const rapids =
  (...names: readonly string[]): Wanted =>
  ({ major }) =>
    names.map((name) => `${name}-cu${major}`);

const PLAIN: Readonly<Record<string, Wanted>> = {
  numpy: plain("numpy"),
  scipy: plain("scipy"),
  pandas: plain("pandas"),
  matplotlib: plain("matplotlib"),
  seaborn: plain("seaborn"),
  "scikit-learn": plain("scikit-learn"),
  "scikit-image": plain("scikit-image"),
  tqdm: plain("tqdm"),
  polars: plain("polars"),
  jupyterlab: plain("jupyterlab"),
  "jupyterlab-korean": () => ["jupyterlab", "jupyterlab-language-pack-ko-kr"],
  "jupyterlab-lsp": () => ["jupyterlab", "jupyterlab-lsp", "python-lsp-server"],
  torch: plain("torch"),
  torchvision: ({ libraries }) =>
    libraries.includes("torch") ? ["torchvision"] : ["torchvision", "torch"],
  // Releases from 2.11 on name no torch of theirs, so a person pairs them: below 2.11 for CUDA 12,
  // 2.11.1 for every torch of CUDA 13.
  torchaudio: ({ major }) => ["torch", major === "12" ? "torchaudio<2.11" : "torchaudio>=2.11.1"],
  // Without [ctk] no CUDA library comes along; older releases have no such extra. torch 2.7 brings
  // them itself, of two updates of 12.6.
  cupy: ({ major, minor, libraries }) => {
    const torch = ["torch", "torchvision", "torchaudio"].some((name) => libraries.includes(name));
    return [minor === "12.6" && torch ? "cupy-cuda12x>=14" : `cupy-cuda${major}x[ctk]>=14`];
  },
  cudf: rapids("cudf"),
  cuml: rapids("cuml"),
  cugraph: rapids("cugraph", "nx-cugraph"),
  cuvs: rapids("cuvs"),
  raft: rapids("pylibraft"),
  cucim: rapids("cucim"),
  cuxfilter: rapids("cuxfilter"),
  "polars-gpu": ({ major }) => ["polars", `cudf-polars-cu${major}`],
  dali: ({ major }) => [`nvidia-dali-cuda${major}0`],
  // The plain name is the CUDA 12 build below 3.4 and the CUDA 13 build from there on, which wants
  // Python 3.12.
  xgboost: ({ major, python }) =>
    major === "12"
      ? [python < 12 ? "xgboost<3.4" : "xgboost-cu12>=3.4"]
      : [python < 12 ? "xgboost-cu13<3.4" : "xgboost>=3.4"],
  transformers: () => ["torch", "transformers", "accelerate", "peft", "datasets"],
  lightning: () => ["torch", "lightning"],
  diffusers: () => ["torch", "transformers", "accelerate", "peft", "datasets", "diffusers"],
  bitsandbytes: () => ["torch", "bitsandbytes"],
  torchao: () => ["torch", "torchao"],
  "torch-geometric": () => ["torch", "torch-geometric"],
  vllm: () => ["torch", "vllm"],
  // No metadata ties it to a torch; its README pairs 0.10 with torch 2.10.
  torchcodec: ({ major }) => ["torch", major === "12" ? "torchcodec<0.11" : "torchcodec"],
  jax: ({ major }) => [`jax[cuda${major}]`],
  tensorflow: plain("tensorflow[and-cuda]"),
  "onnxruntime-gpu": ({ major }) => [
    `onnxruntime-gpu[cuda,cudnn]${major === "12" ? "<1.27" : ">=1.28"}`,
  ],
  opencv: plain("opencv-python-headless"),
  // What a person does not ask for, and every image has.
  nvitop: plain("nvitop"),
  pip: plain("pip"),
};

/** The names of the packages that stand for a library of a cell. */
const packagesOf = (library: string, cuda: string, python: string): readonly string[] => {
  const [major = "12", after = "0"] = cuda.split(".");
  const about = {
    major,
    minor: `${major}.${after}`,
    python: Number(python.split(".")[1]),
    libraries: [library],
  };
  return (PLAIN[library]?.(about) ?? [library]).map((one) => nameOf(one));
};

/** `cupy-cuda12x[ctk]>=14` -> `cupy-cuda12x`. */
export const nameOf = (requirement: string): string =>
  /^[A-Za-z0-9._-]+/.exec(requirement)?.[0]?.toLowerCase() ?? requirement;

const minorOf = (cuda: string): string => cuda.split(".").slice(0, 2).join(".");

export interface PlainQuestion {
  readonly requirements: readonly string[];
  readonly constraints: readonly string[];
  readonly python: string;
}

/** The question of a cell in a person's words; `pins` and `sameMajor` as dl-env.yml says them. */
export const plainQuestion = (
  cell: Pick<Cell, "cuda" | "python" | "libraries">,
  pins: Readonly<Record<string, string>>,
  sameMajor: boolean,
): PlainQuestion => {
  const minor = minorOf(cell.cuda);
  const [major = "", after = "0"] = minor.split(".");
  const about = {
    major,
    minor,
    python: Number(cell.python.split(".")[1]),
    libraries: cell.libraries,
  };
  const range = sameMajor ? `>=${major}.0,<${major}.${Number(after) + 1}` : `==${minor}.*`;
  const runtime = major === "12" ? "nvidia-cuda-runtime-cu12" : "nvidia-cuda-runtime";
  // A library with versions of its own stands there twice, by its name alone too.
  const written = cell.libraries.filter(
    (name) => !cell.libraries.some((other) => other !== name && nameOf(other) === name),
  );
  return {
    requirements: [
      ...new Set(written.flatMap((name) => PLAIN[name]?.(about) ?? (name === "uv" ? [] : [name]))),
    ],
    constraints: [
      `cuda-toolkit${range}`,
      `${runtime}${range}`,
      // A pin on a library's name is on the package that stands for it.
      ...Object.entries(pins).flatMap(([name, pin]) => {
        const range = /^\d/.test(pin) ? `==${pin}` : pin;
        const packages =
          PLAIN[name] === undefined ? [name] : packagesOf(name, cell.cuda, cell.python);
        return packages
          .filter((one) => one === name || one.startsWith(`${name}-c`))
          .map((one) => `${one}${range}`);
      }),
    ],
    python: cell.python,
  };
};

export interface PlainAnswer {
  readonly ok: boolean;
  /** Name -> version. */
  readonly versions: ReadonlyMap<string, string>;
  readonly text: string;
}

/**
 * What makes an answer worthless although uv gave one: a torch from before the cell's CUDA, or one
 * that brings no runtime of it.
 */
export const worthless = ({ versions }: PlainAnswer, cuda: string): string | undefined => {
  const torch = versions.get("torch");
  const vllm = versions.get("vllm");
  const ofOther = cuda.startsWith("12") ? /-cu13$|-cuda13/ : /-cu12$|-cuda12/;
  // CUTLASS' packages come for both majors at once, and each is loaded by its own.
  const other = [...versions.keys()].find(
    (name) => ofOther.test(name) && !name.startsWith("nvidia-cutlass-dsl-libs"),
  );
  if (other !== undefined) return `${other} is for another CUDA`;
  // Their versions are CUDA's.
  const bindings = ["cuda-python", "cuda-bindings"].find(
    (name) => versions.has(name) && versions.get(name)?.split(".")[0] !== cuda.split(".")[0],
  );
  if (bindings !== undefined) return `${bindings} is for another CUDA`;
  const placeholder = [...versions].find(([, version]) => version.startsWith("0.0.0"));
  if (placeholder !== undefined) return `${placeholder.join(" ")} is a placeholder`;
  // The first releases name no one torch; they are built for CUDA 12.1 or older.
  if (vllm !== undefined && /^0\.[0-9]\./.test(vllm)) return `vllm ${vllm} is older than this CUDA`;
  // vLLM's page on installation, 0.10: compiled with CUDA 12.8, and for no other build of torch.
  if (vllm !== undefined && Number(cuda.split(".")[1]) < 8 && cuda.startsWith("12"))
    return `vllm ${vllm} is compiled for CUDA 12.8`;
  if (torch === undefined) return undefined;
  const [major = 0, minor = 0] = torch.split(".").map(Number);
  // The last torch for CUDA 12.1 was 2.4, the first for CUDA 13 was 2.11.
  if (major < 2 || minor < (cuda.startsWith("12") ? 5 : 11))
    return `torch ${torch} is older than this CUDA`;
  return versions.has(cuda.startsWith("12") ? "nvidia-cuda-runtime-cu12" : "nvidia-cuda-runtime")
    ? undefined
    : `torch ${torch} without the CUDA runtime`;
};

export interface PlainUv {
  readonly uv: string;
  /** An interpreter, so that uv does not look for one in every run. */
  readonly python: string;
  readonly env: NodeJS.ProcessEnv;
  readonly work: string;
}

/** Runs a program; both its outputs as one text. */
export const run = (
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  timeout = 600_000,
): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve, reject) => {
    const [program = "", ...args] = argv;
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    // spawn's own timer outlives a program that is not there.
    const timer = setTimeout(() => child.kill(), timeout);
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, stdout, stderr });
    });
  });

const versionsOf = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(/^([a-z0-9-]+)(?:\[[^\]]*\])?==([^\s;\\]+)/gm)].map(
      ([, name = "", version = ""]) => [name, version],
    ),
  );

const answered = new Map<string, Promise<PlainAnswer>>();

/**
 * Plain `uv pip compile`: wheels only, no pre-releases, the glibc of Ubuntu 22.04. Each question is
 * run once.
 */
export const askPlain = (
  { uv, python, env, work }: PlainUv,
  question: PlainQuestion,
): Promise<PlainAnswer> => {
  const key = JSON.stringify(question);
  const known = answered.get(key);
  if (known !== undefined) return known;
  const folder = `${work}/plain-${answered.size}`;
  const ask = async (): Promise<PlainAnswer> => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/in.txt`, question.requirements.join("\n"));
    writeFileSync(`${folder}/constraints.txt`, question.constraints.join("\n"));
    const argv = [
      uv,
      "pip",
      "compile",
      `${folder}/in.txt`,
      "-c",
      `${folder}/constraints.txt`,
      "--python",
      python,
      "--python-version",
      question.python,
      "--python-platform",
      "x86_64-manylinux_2_35",
    ];
    const { code, stdout, stderr } = await run(
      [
        ...argv,
        "--only-binary",
        ":all:",
        "--prerelease",
        "if-necessary-or-explicit",
        "--no-header",
        "--no-annotate",
        "--quiet",
      ],
      env,
    );
    return { ok: code === 0, versions: versionsOf(stdout), text: stderr };
  };
  const fresh = ask();
  answered.set(key, fresh);
  return fresh;
};
