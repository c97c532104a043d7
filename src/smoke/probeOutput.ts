import { z } from "zod";
import { foundProblem } from "../errors/error.ts";

/**
 * What `dl-env-check --json` prints, decoded: raw error texts and what of the host it saw; nothing
 * is judged yet.
 */
const factValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])),
]);

const rawError = z.object({
  type: z.string(),
  text: z.string(),
  causes: z.array(z.string()).default([]),
  at: z.string().default(""),
});

const rawRow = z.object({
  library: z.string().min(1),
  check: z.string().min(1),
  device: z.enum(["cpu", "gpu"]),
  /**
   * `crash`, `timeout` and `memory`: the process of the library was ended in this check; `not-run`:
   * it came after such a check.
   */
  status: z.enum(["ok", "error", "skipped", "crash", "timeout", "memory", "not-run"]),
  error: rawError.optional(),
  reason: z.string().optional(),
  seconds: z.number().nonnegative(),
  facts: z.record(z.string(), factValue),
  warnings: z.array(z.string()).default([]),
  stderr: z.string().default(""),
  output: z.string().default(""),
});

const rawHost = z.object({
  /** Device files of GPUs: `/dev/nvidia0`, `/dev/nvidiactl`, … */
  devices: z.array(z.string()),
  /** Paths of libcuda and libnvidia-ml as the loader found them. */
  libraries: z.array(z.string()),
  /** Version of the kernel module, e.g. `570.124.06`. */
  driver: z.string().optional(),
  driverKind: z.string().optional(),
  /** Newest CUDA the driver knows, x.y. */
  cudaVersion: z.string().optional(),
  /** Name of what cuInit returned. */
  cuInit: z.string().optional(),
  cudaError: z.string().optional(),
  gpus: z.array(z.object({ name: z.string(), computeCapability: z.string() })),
  compiler: z.string().optional(),
  requires: z.string().optional(),
  visible: z.string().optional(),
  error: z.string().optional(),
});

const rawRun = z.object({
  format: z.literal(1),
  python: z.string(),
  host: rawHost,
  rows: z.array(rawRow).min(1),
});

export type RawRow = z.infer<typeof rawRow>;
export type RawHost = z.infer<typeof rawHost>;
export type RawRun = z.infer<typeof rawRun>;

const cannotRead = (why: string, output: string, cause?: unknown): Error =>
  foundProblem(
    {
      code: "probe-output",
      message:
        `The output of dl-env-check cannot be read: ${why}. It ends ` +
        `in: ${output.trim().slice(-400) || "nothing"}`,
      hint: "Run it in the image and read what it prints: podman run --rm IMAGE dl-env-check",
    },
    { cause },
  );

/**
 * The one JSON object on the last line of standard output; anything else there is a found problem
 * `probe-output`.
 */
export const readRun = (stdout: string): RawRun => {
  const line = stdout.trim().split("\n").at(-1) ?? "";
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw cannotRead("its last line is not JSON", stdout, error);
  }
  const read = rawRun.safeParse(value);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw cannotRead(
    `${first?.path.join(".") ?? "it"}: ${first?.message ?? "wrong"}`,
    line,
    read.error,
  );
};
