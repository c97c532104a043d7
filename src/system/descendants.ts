import { readdirSync, readFileSync } from "node:fs";

/** A process as /proc shows it. */
interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
}

const seen = (name: string): Seen | undefined => {
  try {
    const text = readFileSync(`/proc/${name}/stat`, "utf8");
    const [state = "", parent = ""] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid: Number(name), parent: Number(parent), state };
  } catch {
    return undefined;
  }
};

const all = (): Seen[] => {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => seen(name) ?? []);
  } catch {
    return [];
  }
};

/**
 * The living processes that one (this one, unless another is named) started, and those that they
 * started; none where there is no /proc. Daemons, which nobody is parent of, are not among them.
 */
export const descendants = (of: number = process.pid): number[] => {
  const children = Map.groupBy(all(), ({ parent }) => parent);
  const found: number[] = [];
  const walk = (pid: number): void => {
    for (const child of children.get(pid) ?? []) {
      if (child.state !== "Z" && child.state !== "X") found.push(child.pid);
      walk(child.pid);
    }
  };
  walk(of);
  return found;
};
