import { unreachable } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";

/** Another apt may be at work: it is waited for, this many seconds. */
const APT_LOCK_SECONDS = 300;

/**
 * Whether packages can be installed here without asking anyone: root, and Debian's or Ubuntu's apt.
 */
export const canInstall = async (sys: System): Promise<boolean> =>
  sys.env.uid === 0 && (await sys.processes.find("apt-get")) !== undefined;

const apt = (argv: readonly string[]): string[] => [
  "apt-get",
  "-q",
  "-o",
  `DPkg::Lock::Timeout=${APT_LOCK_SECONDS}`,
  ...argv,
];

/** Package managers, by the program that shows which one a host has. */
const MANAGERS = [
  ["apt-get", "sudo apt-get install"],
  ["dnf", "sudo dnf install"],
  ["zypper", "sudo zypper install"],
  ["pacman", "sudo pacman -S"],
] as const;

type Manager = (typeof MANAGERS)[number][0];

/**
 * What to type on this host to install packages, whose names may differ by package manager;
 * undefined where none is known.
 */
export const installCommand = async (
  sys: Pick<System, "processes">,
  packages: string,
  others: Readonly<Partial<Record<Manager, string>>> = {},
): Promise<string | undefined> => {
  for (const [program, command] of MANAGERS)
    if ((await sys.processes.find(program)) !== undefined)
      return `${command} ${others[program] ?? packages}`;
  return undefined;
};

/** The same as a hint. */
export const installHint = async (
  sys: Pick<System, "processes">,
  packages: string,
): Promise<string> => {
  const command = await installCommand(sys, packages);
  return command === undefined
    ? "Install it with this system's package manager, then check: " +
        `${packages.split(" ")[0] ?? packages} --version`
    : `Type: ${command}`;
};

/**
 * Makes sure that `program` is there: installed by apt where that can be, else `program-missing`
 * with what to type. Returns whether it installed.
 */
export const installWithApt = async (
  sys: System,
  program: string,
  packages: readonly string[],
): Promise<boolean> => {
  if ((await sys.processes.find(program)) !== undefined) return false;
  const missing = {
    code: "program-missing" as const,
    message: `The program ${program} was not found.`,
    hint: await installHint(sys, packages.join(" ")),
  };
  if (!(await canInstall(sys))) throw unreachable(missing);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  sys.log.info(`Installing ${packages.join(", ")} with apt.`);
  await sys.processes.run(apt(["update"]), { cwd: ROOT_FOLDER, env });
  const result = await sys.processes.run(
    apt(["install", "-y", "--no-install-recommends", ...packages]),
    { cwd: ROOT_FOLDER, env },
  );
  if (result.code !== 0) {
    throw unreachable(
      {
        code: "install-failed",
        message: `apt could not install ${packages.join(", ")}.`,
        hint: `To see why, type: apt-get install ${packages.join(" ")}`,
      },
      {
        cause: new Error(
          `${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-15).join("\n"),
        ),
      },
    );
  }
  return true;
};

/** What podman needs beside itself on a small Debian or Ubuntu: a runtime, networks, an init. */
const PODMAN_PACKAGES = ["podman", "runc", "netavark", "aardvark-dns", "iptables", "catatonit"];

/**
 * Installs podman by apt where that can be; returns whether it did. Rejects with what to type
 * elsewhere.
 */
export const installPodman = (sys: System): Promise<boolean> =>
  installWithApt(sys, "podman", PODMAN_PACKAGES);
