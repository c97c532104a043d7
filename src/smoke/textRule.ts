import type { ProbeCode } from "../errors/codes.ts";

/** What an error text of a library means. The first match counts: broken ones stand first. */
export interface TextRule {
  readonly code: ProbeCode | "driver-too-old";
  readonly match: RegExp;
  /**
   * `broken`: the image's fault. `no-driver`: no GPU or driver was seen. `old-driver`: too old, or
   * none. `host`: names the host's fault by itself; believed only where there is a driver.
   */
  readonly kind: "broken" | "no-driver" | "old-driver" | "host";
  readonly meaning: string;
  /** Where the text was seen or is documented. */
  readonly source: string;
}

/** Names of the driver's own libraries, which no image has: a regular expression's source. */
export const DRIVER_FILE = String.raw`lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix)\.so(?:\.\d+)*`;

/** Source of the names and texts of CUDA's errors. */
export const RUNTIME_ERRORS = "CUDA runtime API, cudaError_t";
