import { foundProblem } from "../errors/error.ts";
import type { LockedApt } from "./lock.ts";

/** What apt would do in one base. */
export interface AptAnswer {
  /** What `apt-get install --simulate` prints. */
  readonly steps: string;
  /** What `apt-get install --print-uris` prints, with SHA256 as its hash. */
  readonly files: string;
}

/** A package of a base that would be replaced, because another one depends on a newer one. */
export interface Replaced {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** `Inst perl-base [5.36.0-7] (5.36.0-7+deb12u2 Debian:12.11/oldstable [amd64])` */
const STEP = /^Inst (\S+) \[([^\]\s]+)\] \((\S+) /gm;
/** `'http://…' openssh-server_1%3a9.2p1-2_amd64.deb 456936 SHA256:…` */
const FILE = /^'[^']*' ([a-z0-9][a-z0-9+.-]+)_([^_\s]+)_[a-z0-9]+\.deb \d+ SHA256:([0-9a-f]{64})$/;

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** Packages of the base that an answer would replace, sorted by name. */
export const replacedBy = ({ steps }: Pick<AptAnswer, "steps">): Replaced[] =>
  [...steps.matchAll(STEP)]
    .map(([, name = "", from = "", to = ""]) => ({
      name: name.replace(/:[a-z0-9]+$/, ""),
      from,
      to,
    }))
    .sort(byName);

const odd = (line: string): Error =>
  foundProblem({
    code: "apt-answer",
    message: `apt gave an answer that cannot be read: ${line.slice(0, 200)}`,
    hint: "See its output: dl-env lock --update --debug",
  });

/** The packages of an answer, sorted by name; code `apt-answer` when it is none. */
export const packagesOf = (answer: AptAnswer): LockedApt[] => {
  const upgraded = new Set(replacedBy(answer).map(({ name }) => name));
  return answer.files
    .split("\n")
    .filter((line) => line.startsWith("'"))
    .map((line): LockedApt => {
      const [, name = "", version = "", sha256 = ""] = FILE.exec(line) ?? [];
      if (sha256 === "") throw odd(line);
      return {
        name,
        version: decodeURIComponent(version),
        sha256,
        ...(upgraded.has(name) ? { upgrades: true as const } : {}),
      };
    })
    .sort(byName);
};

/**
 * Packages of several bases as one list, sorted by name; of a package that two of them name, the
 * later one counts, and it may upgrade where any says so.
 */
export const mergePackages = (lists: readonly (readonly LockedApt[])[]): LockedApt[] => {
  const merged = new Map<string, LockedApt>();
  for (const one of lists.flat()) {
    const upgrades = one.upgrades === true || merged.get(one.name)?.upgrades === true;
    merged.set(one.name, { ...one, ...(upgrades ? { upgrades: true as const } : {}) });
  }
  return [...merged.values()].sort(byName);
};
