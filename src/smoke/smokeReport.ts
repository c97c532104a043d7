import type { SmokeRequirement } from "../matrix/requestValues.ts";

/**
 * pass: a kernel ran and was right. fail: the image is broken. unavailable: the host's fault (no
 * GPU, no driver, driver too old). skipped: not asked, with the reason.
 */
export type Outcome = "pass" | "fail" | "unavailable" | "skipped";

export interface ProbeResult {
  readonly library: string;
  /** Name of the check inside the library's probe, e.g. `import`, `matmul-fp32`. */
  readonly check: string;
  readonly device: "cpu" | "gpu";
  readonly outcome: Outcome;
  /** Why, in one sentence; always there unless the outcome is pass. */
  readonly reason?: string;
  readonly seconds: number;
  /** Versions and numbers the probe states. */
  readonly facts: Readonly<
    Record<string, string | number | boolean | readonly (string | number)[]>
  >;
}

/**
 * What ran and what for. Reports made before this was written down have none of it, and count all
 * the same.
 */
export interface ReportSubject {
  /** The libraries whose probes were run, and the hash of the files that did it. */
  readonly probes?: { readonly libraries: readonly string[]; readonly version: string };
  /** What `smoke.require` asked for. */
  readonly requirement?: SmokeRequirement;
  /** `linux/amd64` */
  readonly platform?: string;
  /** Digests of the layers' tars, as the image that ran has them. */
  readonly diffIds?: readonly string[];
}

/** What was seen when the probes ran, bound to one digest. */
export interface Report extends ReportSubject {
  readonly format: 1;
  /** Digest of the image manifest that was run. */
  readonly digest: string;
  readonly cell: string;
  /** ISO date-time. */
  readonly at: string;
  readonly runtime: { readonly name: "podman" | "docker"; readonly version: string };
  /** What the host has; absent when there is no GPU. */
  readonly gpu?: {
    readonly name: string;
    readonly driver: string;
    readonly computeCapability: string;
  };
  readonly results: readonly ProbeResult[];
}
