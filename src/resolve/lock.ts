import type { Question } from "../matrix/question.ts";

export interface LockedWheel {
  /** Normalised project name (PEP 503). */
  readonly name: string;
  readonly version: string;
  /** File name of the one wheel for this platform. */
  readonly file: string;
  /** 64 hex digits. */
  readonly sha256: string;
  /** Bytes of the wheel file, by HEAD. */
  readonly download: number;
  /**
   * Name of the index that it came from, where dl-env.yml names indexes and it is not the default
   * one; no part of the key.
   */
  readonly index?: string | undefined;
}

/** A package that was asked for and is older in a lock than it would be without the others. */
export interface OlderRelease {
  readonly name: string;
  /** The newest for this CUDA and Python, asked for alone. */
  readonly newest: string;
  /** Packages of the question that it gives way to; empty where the resolver names none. */
  readonly sake: readonly string[];
}

/**
 * The answer to one question. `key` is sha256 over question and wheels (not over dates or tool
 * versions).
 */
export interface Lock {
  readonly format: 1;
  /** 64 hex digits. */
  readonly key: string;
  readonly question: Question;
  /**
   * ISO date-time: when a file was written for it; of an answer that no file holds, when the newest
   * of its wheels was uploaded. Part of the image's key, by the order of candidates.
   */
  readonly created: string;
  /** uv's version. */
  readonly uv: string;
  /** Sorted by name. */
  readonly wheels: readonly LockedWheel[];
  /** No part of the key; absent where it was not looked for. */
  readonly older?: readonly OlderRelease[];
}

/** The version of a package in a lock; undefined where it is not in there. */
export const versionIn = ({ wheels }: Pick<Lock, "wheels">, name: string): string | undefined =>
  wheels.find((wheel) => wheel.name === name)?.version;

/** One .deb. */
export interface LockedApt {
  readonly name: string;
  readonly version: string;
  /** 64 hex digits. */
  readonly sha256: string;
  /** It takes the place of an older one in some base, because another package depends on it. */
  readonly upgrades?: true;
}

/** apt packages of one Ubuntu release (or the stand-in's Debian), as of a date. */
export interface AptLock {
  readonly release: string;
  /** ISO date; part of the system layer's key. */
  readonly asOf: string;
  /** Snapshot id of the distribution's snapshot service (`20261121T000000Z`), where it has one. */
  readonly snapshot?: string;
  /** Names asked for in every image; sorted. */
  readonly asked: readonly string[];
  /** Names asked for in some images only: the release's own Python, sudo; sorted. */
  readonly extras: readonly string[];
  /**
   * What apt would fetch for all of these, dependencies included; sorted by name. Absent where only
   * names and a date are locked.
   */
  readonly packages?: readonly LockedApt[];
}
