import { readdir, readFile } from "node:fs/promises";

/** Hundredths of a second of a process: its own, and of the children that it waited for. */
interface Used {
  readonly parent: number;
  readonly own: number;
  readonly waited: number;
}

/** proc(5), `stat`: what stands behind the program's name. */
const usedBy = async (pid: string): Promise<Used | undefined> => {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  const fields = text
    ?.slice(text.lastIndexOf(") ") + 2)
    .split(" ")
    .map(Number);
  if (fields === undefined) return undefined;
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15);
  return { parent: fields[1] ?? 0, own: user + system, waited: childrenUser + childrenSystem };
};

/** Seconds of a processor that a running process and all below it have used, ended ones too. */
export const processorOf = async (root: number): Promise<number> => {
  const all = new Map<number, Used>();
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const used = await usedBy(pid);
    if (used !== undefined) all.set(Number(pid), used);
  }
  const isBelow = (pid: number): boolean => {
    for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (at === root) return true;
    return false;
  };
  return (
    [...all]
      .filter(([pid]) => isBelow(pid))
      .reduce((sum, [, { own, waited }]) => sum + own + waited, 0) / 100
  );
};

/** Seconds of the processor of all that this process started and waited for. */
export const waitedFor = async (): Promise<number> => {
  const fields = (await readFile("/proc/self/stat", "utf8")).split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
};
