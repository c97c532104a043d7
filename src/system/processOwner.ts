import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * When a process began, in the kernel's ticks since boot: tells it apart from a later one with its
 * number. Undefined where there is no /proc, or no such process.
 */
const startedAt = (pid: number | "self"): string | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything; the 20th field after it is the start.
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
};

/**
 * Names this host, and within it the container: a process number means nothing in another one. Two
 * machines of one name have the same first process, but were not started together.
 */
const thisSpace = (): string => {
  let [namespace, boot] = ["", ""];
  try {
    namespace = readlinkSync("/proc/self/ns/pid");
    boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8");
  } catch {
    // Not Linux: the host's name must do.
  }
  const hash = createHash("sha256").update(`${hostname()} ${namespace} ${boot}`).digest();
  return hash.readUIntBE(0, 6).toString(36).padStart(4, "0").slice(-4);
};

/** A process that made something on disk, as its name or content tells. */
export interface Owner {
  /** Four letters or digits: host and container. */
  readonly space: string;
  readonly pid: number;
  readonly started?: string;
}

let own: Owner | undefined;

/** This process. */
export const self = (): Owner => {
  if (own === undefined) {
    const started = startedAt("self");
    own = { space: thisSpace(), pid: process.pid, ...(started === undefined ? {} : { started }) };
  }
  return own;
};

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/**
 * Whether that process lives; undefined when it is of another host or container, which cannot be
 * asked.
 */
export const lives = ({ space, pid, started }: Owner): boolean | undefined => {
  if (space !== self().space) return undefined;
  if (!exists(pid)) return false;
  const now = started === undefined ? undefined : startedAt(pid);
  return now === undefined || now === started;
};

/**
 * What stands in the names of private folders and half-written files: the space, then the process
 * number in base 36.
 */
export const mark = (): string => `${self().space}${self().pid.toString(36)}`;

/** The owner that a mark names. */
export const ownerOf = (text: string): Owner => ({
  space: text.slice(0, 4),
  pid: Number.parseInt(text.slice(4), 36),
});
