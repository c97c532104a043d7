import { requirementName } from "../../src/matrix/libraryRelease.ts";
import type { Question } from "../../src/matrix/question.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { chainOf } from "../../src/resolve/fallbacks.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import type { LockedWheel } from "../../src/resolve/lock.ts";

/** What uv chose on 2026-11-21 for the packages that the tests look at, by CUDA x.y. */
const TORCH: Readonly<Record<string, string>> = {
  "12.4": "2.6.0",
  "12.6": "2.7.1",
  "12.8": "2.10.0",
  "13.0": "2.14.1",
  "13.2": "2.15.0",
};
const CUDNN: Readonly<Record<string, string>> = {
  "12.4": "9.1.0.70",
  "12.6": "9.5.1.17",
  "12.8": "9.10.2.21",
  "13.0": "9.24.0.43",
  "13.2": "9.26.0.51",
};
const RUNTIME: Readonly<Record<string, string>> = {
  "12.4": "12.4.127",
  "12.5": "12.5.82",
  "12.6": "12.6.77",
  "12.8": "12.8.90",
  "12.9": "12.9.79",
  "13.0": "13.0.96",
  "13.1": "13.1.80",
  "13.2": "13.2.86",
  "13.3": "13.3.73",
  "13.4": "13.4.92",
};
const OTHERS: Readonly<Record<string, string>> = {
  numpy: "2.4.6",
  uv: "0.13.8",
  polars: "1.44.2",
  torchvision: "0.25.0",
  tqdm: "4.67.1",
  "xgboost-cu12": "3.4.1",
  "xgboost-cu13": "3.2.0",
  "cupy-cuda12x": "14.2.0",
  "cupy-cuda13x": "14.2.0",
};

const cudaOf = (question: Question): string =>
  /==(\d+\.\d+)\.\*/.exec(question.constraints.join(" "))?.[1] ?? "12.8";

const versionOf = (name: string, question: Question, withTorch: boolean): string => {
  const cuda = cudaOf(question);
  if (name === "torch") return TORCH[cuda] ?? "2.15.0";
  if (name === "xgboost") return cuda.startsWith("13") ? "3.4.1" : "3.2.0";
  if (/-cu1[23]$/.test(name))
    return OTHERS[name] ?? (withTorch && cuda.startsWith("12") ? "26.2.0" : "26.10.0");
  return OTHERS[name] ?? "1.0.0";
};

const wheel = (name: string, version: string): LockedWheel => ({
  name,
  version,
  file: `${name.replaceAll("-", "_")}-${version}-py3-none-any.whl`,
  sha256: "0".repeat(64),
  download: 1,
});

/**
 * A lock as the index gave it on 2026-11-21, cut down to what was asked and the packages that tell
 * its CUDA.
 */
export const lockFor = (question: Question): Extract<Answer, { kind: "locked" }> => {
  const cuda = cudaOf(question);
  const names = question.requirements.map(requirementName);
  const withTorch = names.includes("torch");
  const suffix = cuda.startsWith("12") ? "-cu12" : "";
  const wheels = [
    ...names.map((name) => wheel(name, versionOf(name, question, withTorch))),
    wheel(`nvidia-cuda-runtime${suffix}`, RUNTIME[cuda] ?? `${cuda}.1`),
    wheel(`nvidia-cuda-nvrtc${suffix}`, RUNTIME[cuda] ?? `${cuda}.1`),
    ...(withTorch ? [wheel(`nvidia-cudnn-cu${cuda.slice(0, 2)}`, CUDNN[cuda] ?? "9.26.0.51")] : []),
    ...["cudf", "cuml", "cuvs", "cugraph"].flatMap((name) =>
      names.some((asked) => asked.startsWith(`${name}-cu`))
        ? [
            wheel(
              `lib${name}-cu${cuda.slice(0, 2)}`,
              withTorch && suffix !== "" ? "26.2.0" : "26.10.0",
            ),
          ]
        : [],
    ),
    ...(names.some((name) => name.startsWith("pylibraft"))
      ? [wheel(`libraft-cu${cuda.slice(0, 2)}`, "26.10.0")]
      : []),
  ];
  return {
    kind: "locked",
    lock: makeLock(question, wheels, { created: "2026-11-21T09:00:00Z", uv: "0.13.8" }),
  };
};

const unreachable = (name: string): Answer => ({
  kind: "unreachable",
  reason: {
    code: "index-unreachable",
    message: `The package index ${name} could not be queried.`,
    source: "resolver",
    hint: "dl-env plan",
  },
});

/** Answers as this machine's index gives them: what needs a further index cannot be asked. */
const answerTo = (question: Question): Answer => {
  const asked = chainOf(question).find(({ indexes }) => indexes.length === 0);
  const [name] = question.indexes;
  if (asked === undefined) return unreachable(name ?? "");
  return {
    ...lockFor(asked),
    ...(name === undefined ? {} : { unasked: { name, cause: "the connection was refused" } }),
  };
};

/** The same for several questions, by key. */
export const answersTo = (questions: ReadonlyMap<string, Question>): Map<string, Answer> =>
  new Map([...questions].map(([key, question]) => [key, answerTo(question)]));
