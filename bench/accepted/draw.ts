import type { Catalog } from "../../src/catalog/facts.ts";
import { minorOf } from "../../src/catalog/versions.ts";

/**
 * A number from 0 up to but not including 1; the same seed gives the same row of them (mulberry32).
 */
const dice = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

type Dice = () => number;

const oneOf = <T>(roll: Dice, values: readonly T[]): T =>
  values[Math.floor(roll() * values.length)] as T;

/** So many different values, in the order drawn; fewer if there are fewer. */
const some = <T>(roll: Dice, values: readonly T[], count: number): T[] => {
  const left = [...new Set(values)];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0)
    drawn.push(...left.splice(Math.floor(roll() * left.length), 1));
  return drawn;
};

/** Releases that people pin, by library: package by CUDA major where that has a name of its own. */
const PINS: Readonly<
  Record<
    string,
    { readonly package: (major: string) => string; readonly ranges: readonly string[] }
  >
> = {
  torch: {
    package: () => "torch",
    ranges: [
      "==2.4.1",
      "==2.6.0",
      "==2.7.1",
      "==2.8.0",
      "==2.9.*",
      "==2.10.0",
      "==2.11.0",
      "==2.13.0",
      "==2.14.1",
      "==2.15.0",
      ">=2.9",
    ],
  },
  cudf: {
    package: (major) => `cudf-cu${major}`,
    ranges: ["==24.12.*", "==25.8.*", "==25.10.*", "==26.2.*", "==26.6.*", "==26.8.*", "==26.10.*"],
  },
  cuml: {
    package: (major) => `cuml-cu${major}`,
    ranges: ["==25.10.*", "==26.2.*", "==26.4.*", "==26.10.*"],
  },
  cugraph: {
    package: (major) => `cugraph-cu${major}`,
    ranges: ["==26.2.*", "==26.8.*", "==26.10.*"],
  },
  raft: {
    package: (major) => `pylibraft-cu${major}`,
    ranges: ["==25.10.*", "==26.2.*", "==26.10.*"],
  },
  numpy: { package: () => "numpy", ranges: ["==1.26.4", "<2", "==2.2.*", "==2.4.*", ">=2.3"] },
  pandas: { package: () => "pandas", ranges: ["==2.2.*", "==2.3.*", "==3.0.*"] },
  polars: { package: () => "polars", ranges: ["==1.35.2", "<1.45", "==2.1.0"] },
  scipy: { package: () => "scipy", ranges: ["==1.15.*", "==1.18.*"] },
  cupy: { package: (major) => `cupy-cuda${major}x`, ranges: ["==14.0.*", "==14.2.0", "==13.6.0"] },
  dali: {
    package: (major) => `nvidia-dali-cuda${major}0`,
    ranges: ["==2.1.*", "==2.4.0", "==1.53.0"],
  },
  xgboost: {
    package: (major) => (major === "12" ? "xgboost-cu12" : "xgboost"),
    ranges: ["==3.4.1", "==3.4.0", "==3.2.0"],
  },
  "scikit-learn": { package: () => "scikit-learn", ranges: ["==1.6.*", "==1.9.*"] },
  transformers: { package: () => "transformers", ranges: ["<5", "==4.57.*", ">=5"] },
  lightning: { package: () => "lightning", ranges: ["==2.5.*", "<2.6"] },
  jax: { package: () => "jax", ranges: ["==0.7.*", "<0.9", ">=0.8"] },
  tensorflow: { package: () => "tensorflow", ranges: ["==2.19.*", "==2.18.*"] },
  "onnxruntime-gpu": { package: () => "onnxruntime-gpu", ranges: ["==1.22.*", "==1.28.*"] },
  bitsandbytes: { package: () => "bitsandbytes", ranges: ["<0.50", ">=0.49"] },
};

/** Packages that others bring, with what people pin of them. */
const BROUGHT: readonly (readonly [string, string])[] = [
  ["protobuf", "<6"],
  ["pyarrow", "==19.*"],
  ["pyarrow", "<20"],
  ["triton", "==3.4.*"],
  ["fsspec", "<2025"],
  ["setuptools", "<81"],
  ["numba", "<0.62"],
  ["networkx", "<3.4"],
  ["pillow", "==11.*"],
  ["huggingface-hub", "<1"],
  ["tokenizers", "==0.22.*"],
  ["torch", "==2.10.0"],
  ["numpy", "<2.3"],
  ["ml-dtypes", "<0.6"],
];

/** Packages of one's own, as people write them into sets. */
const OWN = [
  "einops",
  "timm",
  "optuna",
  "lightgbm",
  "gradio",
  "flax",
  "keras>=3",
  "numpy<2.3",
  "pandas<3",
  "scikit-learn==1.7.*",
  "sentence-transformers",
  "wandb",
  "hydra-core",
  "torchmetrics",
  "accelerate>=1",
  "safetensors",
  "torch==2.10.0",
  "protobuf<6",
  "polars[pyarrow]",
  "cuda-python",
];
const NEW = [
  "transformers",
  "lightning",
  "diffusers",
  "bitsandbytes",
  "torchao",
  "torch-geometric",
  "jax",
  "tensorflow",
  "onnxruntime-gpu",
  "opencv",
  "vllm",
  "torchcodec",
];
/** CUDAs that no catalog lists, and releases written out. */
const ODD_CUDAS = ["11.8", "12.1", "12.7", "13.5", "12.8.2", "12.6.3", "13.4.2", "12.5"];

export interface Drawn {
  /** A whole dl-env.yml. */
  readonly text: string;
  readonly pins: Readonly<Record<string, string>>;
  readonly sameMajor: boolean;
}

/** CUDAs that most people ask for come up more often, and none is left out. */
const COMMON = ["12.4", "12.6", "12.8", "12.9", "13.0", "13.2"];
const UBUNTUS = ["22.04", "24.04", "24.04", "22.04", "24.04", "22.04", "26.04", "20.04"];
const PYTHONS = ["ubuntu", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.12"];
const FLAVORS = ["runtime", "devel", "cudnn-runtime", "cudnn-devel"];
const BIG = new Set([
  "torch",
  "torchvision",
  "torchaudio",
  "cudf",
  "cuml",
  "cugraph",
  "cuvs",
  "raft",
  "cucim",
  "dali",
  "xgboost",
  "cupy",
  "polars-gpu",
  "cuxfilter",
]);

const pinsFor = (
  roll: Dice,
  libraries: readonly string[],
  cudas: readonly string[],
): Record<string, string> => {
  if (roll() > 0.4) return {};
  const pinnable = libraries.filter((name) => PINS[name] !== undefined);
  const major = oneOf(roll, cudas).split(".")[0] ?? "12";
  return Object.fromEntries(
    some(roll, pinnable, roll() < 0.7 ? 1 : 2).map((name) => {
      const pin = PINS[name];
      return [pin?.package(major) ?? name, oneOf(roll, pin?.ranges ?? [])];
    }),
  );
};

const drawOne = (roll: Dice, catalog: Catalog, number: number): Drawn => {
  const versions = catalog.cuda
    .filter((release) => !release.repository.startsWith("localhost/"))
    .map(({ version }) => version);
  const minors = [...new Set(versions.map(minorOf))];
  const cudas = some(
    roll,
    [
      oneOf(roll, COMMON),
      roll() < 0.5 ? oneOf(roll, COMMON) : oneOf(roll, minors),
      roll() < 0.15 ? oneOf(roll, versions) : oneOf(roll, minors),
    ],
    2,
  );
  const libraries = [...catalog.libraries.keys()].filter((name) => !catalog.every.includes(name));
  const heavy = libraries.filter((name) => BIG.has(name));
  const own = [1, 2].map((nth) => {
    if (nth === 2)
      return [
        ...new Set([
          oneOf(roll, roll() < 0.75 ? NEW : heavy),
          ...some(roll, OWN, Math.floor(roll() * 3)),
          ...(roll() < 0.3 ? [oneOf(roll, heavy)] : []),
        ]),
      ];
    const count = 1 + Math.floor(roll() * 4);
    return [
      ...new Set([
        oneOf(roll, roll() < 0.7 ? heavy : libraries),
        ...some(roll, roll() < 0.6 ? heavy : libraries, count - 1),
      ]),
    ];
  });
  if (roll() < 0.2) cudas.push(oneOf(roll, ODD_CUDAS));
  const sets = Object.fromEntries(own.map((names, at) => [`s${number}-${at}`, names]));
  const names = [
    ...Object.keys(sets),
    ...(roll() < 0.25 ? [oneOf(roll, [...catalog.sets.keys()])] : []),
  ];
  const flavors = ["base", ...(roll() < 0.12 ? [oneOf(roll, FLAVORS)] : [])];
  const pins = {
    ...pinsFor(roll, own.flat(), cudas),
    ...(roll() < 0.3 ? Object.fromEntries([oneOf(roll, BROUGHT)]) : {}),
  };
  const sameMajor = roll() < 0.1;
  const list = (values: readonly string[]): string =>
    `[${values.map((value) => `"${value}"`).join(", ")}]`;
  const text = [
    "to: oci:./images",
    `matrix: { cuda: ${list(cudas)}, ubuntu: ${list(some(roll, UBUNTUS, roll() < 0.5 ? 1 : 2))}, python: ${list(some(roll, PYTHONS, 2))}, flavor: ${list(flavors)}, set: ${list(names)} }`,
    "sets:",
    ...Object.entries(sets).map(([name, members]) => `  ${name}: ${list(members)}`),
    ...(Object.keys(pins).length === 0
      ? []
      : ["pins:", ...Object.entries(pins).map(([name, range]) => `  ${name}: "${range}"`)]),
    ...(sameMajor ? ["wheel-cuda: same-major"] : []),
    "",
  ].join("\n");
  return { text, pins, sameMajor };
};

/**
 * Endless small matrices: two CUDAs, one or two Ubuntus, two Pythons, two sets of one to four
 * libraries, some with pins.
 */
export function* draw(seed: number, catalog: Catalog): Generator<Drawn> {
  const roll = dice(seed);
  for (let number = 0; ; number += 1) yield drawOne(roll, catalog, number);
}
