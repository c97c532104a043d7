/** One combination of the axes for one platform, versions in full. */
export interface Cell {
  /**
   * `<set>-cuda12.8.1-ubuntu24.04-py3.12[-<flavor>]`: the rolling tag of the cell; unique in a
   * plan.
   */
  readonly id: string;
  readonly set: string;
  /** Libraries of the set, in the catalog's order. */
  readonly libraries: readonly string[];
  /** x.y.z; a version that never existed stays as it was written. */
  readonly cuda: string;
  readonly ubuntu: string;
  /** x.y, e.g. `3.12`. */
  readonly python: string;
  /** `ubuntu`: by apt from the release; `standalone`: a python-build-standalone archive. */
  readonly pythonFrom: "ubuntu" | "standalone";
  /** `base`, `runtime`, `devel`, `cudnn-runtime`, … */
  readonly flavor: string;
  readonly platform: "linux/amd64";
  /** Repository of its base, where an entry of `include` names one for it. */
  readonly base?: string;
}

/** `<set>-cuda12.8.1-ubuntu24.04-py3.12[-<flavor>]` */
export const cellId = (
  cell: Pick<Cell, "set" | "cuda" | "python" | "flavor">,
  ubuntuTag: string,
): string =>
  `${cell.set}-cuda${cell.cuda}-${ubuntuTag}-py${cell.python}${cell.flavor === "base" ? "" : `-${cell.flavor}`}`;
