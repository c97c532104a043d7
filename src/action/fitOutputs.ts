/**
 * GitHub allows 1 MB of outputs a job and counts UTF-16, two bytes a unit; the margin is for names
 * and for what else the job says.
 */
export const OUTPUT_LIMIT = 900_000;

export const OUTPUTS = ["plan", "matrix", "cells", "digests", "report", "changed"] as const;
export type OutputName = (typeof OUTPUTS)[number];

export interface OutputPlan {
  /** What the step's outputs are set to. */
  readonly values: ReadonlyMap<string, string>;
  /**
   * Those that did not fit: file name in the output folder -> content. Their output is `{"file":
   * …}`.
   */
  readonly files: ReadonlyMap<string, string>;
}

const weight = (text: string): number => text.length * 2;

/**
 * Fits all outputs of a step under the limit together: the largest go to files until the rest fits.
 * An output that went to a file is `{"file": "<path>", "bytes": <n>}`; whoever reads it looks for
 * that key.
 */
export const fitOutputs = (
  outputs: ReadonlyMap<string, string>,
  folder: string,
  limit: number = OUTPUT_LIMIT,
): OutputPlan => {
  const values = new Map(outputs);
  const files = new Map<string, string>();
  const total = (): number =>
    [...values].reduce((sum, [name, value]) => sum + weight(name) + weight(value), 0);
  const largestFirst = [...outputs].sort(
    (a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1),
  );
  for (const [name, value] of largestFirst) {
    if (total() <= limit) break;
    files.set(`${name}.json`, value);
    values.set(
      name,
      JSON.stringify({ file: `${folder}/${name}.json`, bytes: Buffer.byteLength(value) }),
    );
  }
  return { values, files };
};
