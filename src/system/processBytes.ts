import { readFileSync } from "node:fs";
import { descendants } from "./descendants.ts";
import type { ProcessBytes } from "./ports.ts";

const ofOne = (pid: number): ProcessBytes | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/io`, "utf8");
    const value = (name: string): number =>
      Number(new RegExp(`^${name}: (\\d+)$`, "m").exec(text)?.[1]);
    return { read: value("rchar"), written: value("wchar") };
  } catch {
    // It has ended, or belongs to another user.
    return undefined;
  }
};

/**
 * Bytes that a living process and all that it started have moved by read and write; those of a
 * child count on when it has ended. Undefined where nobody may know, as without a /proc.
 */
export const processBytes = (pid: number): ProcessBytes | undefined => {
  const all = [pid, ...descendants(pid)].map(ofOne).filter((one) => one !== undefined);
  if (all.length === 0) return undefined;
  return {
    read: all.reduce((sum, { read }) => sum + read, 0),
    written: all.reduce((sum, { written }) => sum + written, 0),
  };
};
