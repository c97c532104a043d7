import { matrixLine } from "./matrixLine.ts";

/** Names that conda has for what dl-env.yml says by an axis, and the axis. */
const AXIS_OF: Readonly<Record<string, "cuda" | "python">> = {
  python: "python",
  cudatoolkit: "cuda",
  "cudatoolkit-dev": "cuda",
  "cuda-nvcc": "cuda",
  "cuda-version": "cuda",
  "pytorch-cuda": "cuda",
  cudnn: "cuda",
};

const EXAMPLE = { cuda: "12.8", python: "3.12" };

/** What to do with a name that only conda has; undefined for any other. */
export const condaHint = (name: string, version = ""): string | undefined => {
  const axis = AXIS_OF[name];
  if (axis === undefined) return undefined;
  const value = axis === "python" ? /^\d+\.\d+$/.exec(version)?.[0] : undefined;
  return `Leave it out; dl-env.yml says it: ${matrixLine(axis, value ?? EXAMPLE[axis])}`;
};
