import { join } from "node:path";
import { valueOf } from "../host/hostFacts.ts";
import { gatherSelinux } from "../host/gather/gatherSystem.ts";
import type { System } from "../system/ports.ts";
import { withFolder } from "../system/withFolder.ts";
import { containerArgv, disablesLabel, type ContainerRun } from "./containerArgv.ts";
import type { Runtime } from "./runtime.ts";

/**
 * The last that podman said; before it knows its settings it logs as `time=… level=error msg="…"`.
 */
export const lastLine = (text: string): string => {
  const last = text.trim().split("\n").at(-1) ?? "";
  return (/ msg="(.*)"$/.exec(last)?.[1] ?? last).replace(/^Error: /, "").replace(/\.$/, "");
};

/** Milliseconds that a container that does nothing may take on a busy host. */
const PATIENCE = 60_000;
/**
 * Folders of the host that a program of the host needs; they are mounted into an otherwise empty
 * root.
 */
const HOST_FOLDERS = ["/bin", "/lib", "/lib64", "/usr"];

/** The network that a process is in: a link to a number. */
const NETWORK = "/proc/self/ns/net";

/**
 * The host's own `readlink` in a container without an image: whether runtime, limits, cgroups and
 * network do, and which network it is in.
 */
const trialRun = (rootfs: string, folders: readonly string[], network?: "host"): ContainerRun => ({
  image: { rootfs },
  mounts: folders.map((folder) => ({
    kind: "bind",
    source: folder,
    target: folder,
    readOnly: true,
  })),
  ...(network === undefined ? {} : { network }),
  command: ["/usr/bin/readlink", NETWORK],
});

/**
 * An empty root with the links that the host has (`/lib -> usr/lib`); returns the folders that must
 * be mounted.
 */
const makeRoot = async (sys: System, root: string): Promise<string[]> => {
  const mounts: string[] = [];
  for (const folder of ["/etc", "/proc", "/sys", "/dev", "/tmp", "/run"])
    await sys.files.makeDir(root + folder);
  for (const folder of HOST_FOLDERS) {
    const found = await sys.files.stat(folder);
    if (found?.kind === "symlink")
      await sys.files.link(await sys.files.readLink(folder), root + folder);
    if (found?.kind !== "directory") continue;
    await sys.files.makeDir(root + folder);
    mounts.push(folder);
  }
  return mounts;
};

/** Whether containers have a network of their own, or why none starts. */
export type Trial = { readonly bridge: boolean } | { readonly why: string };

/**
 * Starts one container that says which network it is in: as podman is configured, or in the host's.
 */
export const tryContainer = (
  sys: System,
  { argv, env }: Pick<Runtime, "argv" | "env">,
  network?: "host",
): Promise<Trial> =>
  withFolder(sys, undefined, async (folder) => {
    await sys.files.chmod(folder, 0o755);
    const root = join(folder, "root");
    const run = trialRun(root, await makeRoot(sys, root), network);
    const labelDisabled = disablesLabel(valueOf(await gatherSelinux(sys)) === "enforcing", run);
    const result = await sys.processes.run(
      containerArgv({ name: "podman", argv }, { ...run, labelDisabled }),
      { cwd: folder, env, timeout: PATIENCE },
    );
    if (result.timedOut) return { why: "a container did not start within a minute" };
    if (result.code !== 0) return { why: lastLine(result.stderr) };
    // A containers.conf may say that containers use the host's network.
    const own = await sys.files.readLink(NETWORK).catch(() => "");
    return { bridge: result.stdout.trim() !== own };
  });
