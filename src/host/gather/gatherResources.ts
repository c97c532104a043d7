import type { DiskFacts, Fact, Limit, LimitFacts, NetworkFacts } from "../hostFacts.ts";
import { known, unknown } from "../hostFacts.ts";
import type { System } from "../../system/ports.ts";
import { ask, probe, whyNoAnswer } from "./askProgram.ts";

const limitNumber = (word: string): number | "unlimited" =>
  word === "unlimited" ? "unlimited" : Number(word);

const limitOf = (limits: string, name: string): Limit => {
  const match = new RegExp(`^${name}\\s+(unlimited|\\d+)\\s+(unlimited|\\d+)\\s`, "m").exec(limits);
  if (match?.[1] === undefined || match[2] === undefined)
    throw new Error(`/proc/self/limits has no ${name}`);
  return { soft: limitNumber(match[1]), hard: limitNumber(match[2]) };
};

/** Bit of CAP_SYS_RESOURCE in the effective capabilities. */
const SYS_RESOURCE = 1n << 24n;

/** /proc/self/limits and /proc/self/status. */
export const parseLimits = (limits: string, status: string): LimitFacts => {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return {
    memlock: limitOf(limits, "Max locked memory"),
    stack: limitOf(limits, "Max stack size"),
    nofile: limitOf(limits, "Max open files"),
    nproc: limitOf(limits, "Max processes"),
    mayRaise: effective !== undefined && (BigInt(`0x${effective}`) & SYS_RESOURCE) !== 0n,
  };
};

export const gatherLimits = (sys: System): Promise<Fact<LimitFacts>> =>
  probe(async () => {
    const [limits, status] = [
      await sys.files.readText("/proc/self/limits"),
      await sys.files.readText("/proc/self/status"),
    ];
    return limits === undefined || status === undefined
      ? unknown("there is no /proc/self/limits")
      : known(parseLimits(limits, status));
  });

/**
 * /proc/net/ipv6_route: destination, prefix length, …, device. The default route of `lo` means
 * "unreachable".
 */
export const hasIpv6Default = (routes: string): boolean =>
  routes.split("\n").some((line) => {
    const fields = line.trim().split(/\s+/);
    return (
      /^0{32}$/.test(fields[0] ?? "") &&
      fields[1] === "00" &&
      fields[9] !== undefined &&
      fields[9] !== "lo"
    );
  });

const gatherIpv6 = (sys: System): Promise<Fact<"none" | "no-route" | "route">> =>
  probe(async () => {
    if ((await sys.files.stat("/proc/net")) === undefined) return unknown("there is no /proc/net");
    const routes = await sys.files.readText("/proc/net/ipv6_route");
    if (routes === undefined) return known("none");
    return known(hasIpv6Default(routes) ? "route" : "no-route");
  });

export const gatherNetwork = async (sys: System): Promise<NetworkFacts> => {
  const pasta = await probe<string | null>(async () => {
    const answer = await ask(sys, ["pasta", "--version"]);
    if (answer.kind === "missing") return known(null);
    return answer.kind === "late"
      ? unknown(whyNoAnswer("pasta", answer))
      : known((answer.stdout.split("\n")[0] ?? "").trim().slice(0, 80));
  });
  const slirp4netns = await probe(async () =>
    known((await sys.processes.find("slirp4netns")) !== undefined),
  );
  return { pasta, slirp4netns, ipv6: await gatherIpv6(sys) };
};

/**
 * Bytes free, by df: unlike a call into the kernel it can be given up when a network disk hangs.
 */
const freeAt = (sys: System, path: string): Promise<Fact<number>> =>
  probe(async () => {
    const answer = await ask(sys, ["df", "-P", "-B1", "--", path]);
    if (answer.kind !== "ran") return unknown(whyNoAnswer("df", answer));
    const free = /^.*\s(\d+)\s+\d+%\s+\/.*$/m.exec(answer.stdout)?.[1];
    return free === undefined ? unknown(`df cannot tell for ${path}`) : known(Number(free));
  });

export const gatherDisk = async (
  sys: System,
  engine: DiskFacts["engine"],
  path: string,
): Promise<DiskFacts> => ({ engine, path, free: await freeAt(sys, path) });
