import type { Fact, HostFacts } from "./hostFacts.ts";
import { isKnown } from "./hostFacts.ts";
import type { HostCatalog } from "./hostCatalog.ts";

/**
 * ok; warn: it works, but not well or not for long; fail: a GPU container will not run; unknown: it
 * could not be read; skipped: it does not apply here.
 */
export type Level = "ok" | "warn" | "fail" | "unknown" | "skipped";

export interface Finding {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  /** What is there, in a few words. */
  readonly found: string;
  /** Why it matters; empty when all is well. */
  readonly why: string;
  /** Commands for this distribution, in order; no line holds a value that came from outside. */
  readonly fix: readonly string[];
  /** Where this can be read again. */
  readonly source: string;
}

/** What the host is wanted for. */
export interface Wanted {
  /** `run`: GPU containers. `build`: making images, which needs no GPU. */
  readonly for: "run" | "build";
  /** Only this engine matters; absent: one that works is enough. */
  readonly engine?: "docker" | "podman";
  /** The image that is to run here. */
  readonly image?: WantedImage;
}

export interface WantedImage {
  readonly name: string;
  /** Bytes to download. */
  readonly download: number;
  /** x.y.z */
  readonly cuda: string;
  /** Least driver by minor-version compatibility. */
  readonly driver?: string;
}

export interface CheckInput {
  readonly facts: HostFacts;
  readonly catalog: HostCatalog;
  readonly wanted: Wanted;
}

export type Check = (input: CheckInput) => readonly Finding[];

type Plain = Omit<Finding, "fix" | "why" | "level">;

/**
 * What is found wrong, why it matters and what mends it; the source of a fix replaces that of the
 * check.
 */
export type Fault = Pick<Finding, "found" | "why" | "fix"> & Partial<Pick<Finding, "source">>;

/** The finding of something that is wrong, or that could not be told. */
export const fault = (
  plain: Omit<Plain, "found">,
  level: "fail" | "warn" | "unknown",
  words: Fault,
): Finding => ({ ...plain, level, ...words });

export const ok = (plain: Plain): Finding => ({ ...plain, level: "ok", why: "", fix: [] });
export const skipped = (plain: Plain): Finding => ({
  ...plain,
  level: "skipped",
  why: "",
  fix: [],
});

/** The finding of a fact that could not be read. */
export const notRead = (
  plain: Omit<Plain, "found">,
  fact: { readonly unknown: string },
  why: string,
): Finding => ({
  ...plain,
  level: "unknown",
  found: fact.unknown,
  why,
  fix: [],
});

/** Judges a fact when it is known; else says so, and why it matters. */
export const judged = <T>(
  {
    plain,
    fact,
    why,
  }: { readonly plain: Omit<Plain, "found">; readonly fact: Fact<T>; readonly why: string },
  judge: (value: T) => Finding,
): Finding => (isKnown(fact) ? judge(fact.value) : notRead(plain, fact, why));
