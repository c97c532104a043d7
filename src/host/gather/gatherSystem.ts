import type { Distribution, Fact, PackageFacts, PackageManager, UserFacts } from "../hostFacts.ts";
import { known, unknown } from "../hostFacts.ts";
import type { System } from "../../system/ports.ts";
import { ask, probe, whyNoAnswer } from "./askProgram.ts";

/** os-release as names and values; quotes removed as the format says. */
export const parseOsRelease = (text: string): Distribution | undefined => {
  const fields = new Map<string, string>();
  for (const line of text.split("\n")) {
    const match = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim());
    if (match?.[1] !== undefined)
      fields.set(match[1], (match[2] ?? match[3] ?? match[4] ?? "").replaceAll(/\\(.)/g, "$1"));
  }
  const id = fields.get("ID");
  if (id === undefined) return undefined;
  const version = fields.get("VERSION_ID");
  return {
    id: id.toLowerCase(),
    like: (fields.get("ID_LIKE") ?? "").toLowerCase().split(/\s+/).filter(Boolean),
    ...(version === undefined ? {} : { version }),
    name: fields.get("PRETTY_NAME") ?? id,
  };
};

export const gatherDistribution = (sys: System): Promise<Fact<Distribution>> =>
  probe(async () => {
    const text =
      (await sys.files.readText("/etc/os-release")) ??
      (await sys.files.readText("/usr/lib/os-release"));
    if (text === undefined) return unknown("there is no /etc/os-release");
    const system = parseOsRelease(text);
    return system === undefined ? unknown("/etc/os-release has no ID") : known(system);
  });

export const gatherKernel = (sys: System): Promise<Fact<string>> =>
  probe(async () => {
    const text = await sys.files.readText("/proc/sys/kernel/osrelease");
    return text === undefined
      ? unknown("there is no /proc/sys/kernel/osrelease")
      : known(text.trim());
  });

const findManager = async (sys: System): Promise<PackageManager | undefined> => {
  if ((await sys.processes.find("zypper")) !== undefined) return "zypper";
  if ((await sys.processes.find("apt-get")) !== undefined) return "apt";
  if ((await sys.processes.find("dnf5")) !== undefined) return "dnf5";
  const dnf = await ask(sys, ["dnf", "--version"]);
  if (dnf.kind === "ran") return /^dnf5|^5\./.test(dnf.stdout.trim()) ? "dnf5" : "dnf4";
  return (await sys.processes.find("yum")) === undefined ? undefined : "yum";
};

const installedOf = async (
  sys: System,
  manager: PackageManager,
  names: readonly string[],
): Promise<Fact<readonly string[]>> => {
  const answer = await ask(
    sys,
    manager === "apt"
      ? ["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n", ...names]
      : ["rpm", "-q", "--qf", "ii %{NAME}\n", ...names],
  );
  if (answer.kind !== "ran")
    return unknown(whyNoAnswer(manager === "apt" ? "dpkg-query" : "rpm", answer));
  const wanted = new Set(names);
  const found = answer.stdout
    .split("\n")
    .flatMap((line) => (line.startsWith("ii ") ? [line.slice(3).trim()] : []));
  return known([...new Set(found.filter((name) => wanted.has(name)))].sort());
};

/** Which of `names` are installed, by the host's package manager. */
export const gatherPackages = (
  sys: System,
  names: readonly string[],
): Promise<Fact<PackageFacts>> =>
  probe<PackageFacts>(async () => {
    const manager = await findManager(sys);
    if (manager === undefined) return known({ installed: [] });
    const installed = await installedOf(sys, manager, names);
    return "unknown" in installed ? installed : known({ manager, installed: installed.value });
  });

/** Ids granted to a user in /etc/subuid or /etc/subgid: lines `name-or-uid:start:count`. */
export const countSubordinate = (text: string, name: string, uid: number): number =>
  text.split("\n").reduce((sum, line) => {
    const [owner, , count] = line.split(":");
    return (owner === name || owner === String(uid)) && /^\d+$/.test(count ?? "")
      ? sum + Number(count)
      : sum;
  }, 0);

export const gatherUser = async (sys: System): Promise<UserFacts> => {
  const name = await ask(sys, ["id", "-un"]);
  const userName = name.kind === "ran" ? name.stdout.trim() : "";
  const subordinate = (file: string): Promise<Fact<number>> =>
    probe(async () =>
      known(countSubordinate((await sys.files.readText(file)) ?? "", userName, sys.env.uid)),
    );
  const groups = await probe<readonly string[]>(async () => {
    const answer = await ask(sys, ["id", "-Gn"]);
    return answer.kind === "ran"
      ? known(answer.stdout.trim().split(/\s+/))
      : unknown(whyNoAnswer("id", answer));
  });
  return {
    uid: sys.env.uid,
    groups,
    subuids: await subordinate("/etc/subuid"),
    subgids: await subordinate("/etc/subgid"),
  };
};

export const gatherWsl = (kernel: Fact<string>): Fact<boolean> =>
  "unknown" in kernel ? kernel : known(/microsoft/i.test(kernel.value));

export const gatherSelinux = (
  sys: System,
): Promise<Fact<"enforcing" | "permissive" | "disabled">> =>
  probe(async () => {
    const text = await sys.files.readText("/sys/fs/selinux/enforce");
    if (text === undefined) return known("disabled");
    return known(text.trim() === "1" ? "enforcing" : "permissive");
  });

export const gatherCgroup = (sys: System): Promise<Fact<"v1" | "v2" | "hybrid">> =>
  probe(async () => {
    if ((await sys.files.stat("/sys/fs/cgroup/cgroup.controllers")) !== undefined)
      return known("v2");
    if ((await sys.files.stat("/sys/fs/cgroup/unified/cgroup.controllers")) !== undefined)
      return known("hybrid");
    return (await sys.files.list("/sys/fs/cgroup")).length > 0
      ? known("v1")
      : unknown("/sys/fs/cgroup is empty");
  });
