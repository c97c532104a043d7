import { join } from "node:path";
import type { System } from "../system/ports.ts";
import { valueOf } from "../host/facts.ts";
import { gatherSelinux } from "../host/gather/system.ts";
import { containerArgv, disablesLabel, type ContainerRun } from "./containerArgv.ts";
import { containersConf, readContainerHost } from "./containersConf.ts";
import { installCommand } from "./installPodman.ts";
import { withFolder } from "../system/withFolder.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";

/** A program on this host that can be used, and how; or why not and what to type. */
export type Probe<T> =
  | { readonly ok: true; readonly call: T }
  | { readonly ok: false; readonly why: string; readonly hint: string };

export interface PodmanRuns {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
  /** False where containers can only use the host's network. */
  readonly bridge: boolean;
}

/** 4.1 knows the build contexts, secrets and CDI devices that are used. */
const OLDEST = 4.1;
/** Milliseconds that a container that does nothing may take on a busy host. */
const PATIENCE = 60_000;
/** Folders of the host that a program of the host needs; they are mounted into an otherwise empty root. */
const HOST_FOLDERS = ["/bin", "/lib", "/lib64", "/usr"];

/** The network that a process is in: a link to a number. */
const NETWORK = "/proc/self/ns/net";

/** The host's own `readlink` in a container without an image: whether runtime, limits, cgroups and network do, and which network it is in. */
export const trialRun = (
  rootfs: string,
  folders: readonly string[],
  network?: "host",
): ContainerRun => ({
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

/** The last that podman said; before it knows its settings it logs as `time=… level=error msg="…"`. */
const lastLine = (text: string): string => {
  const last = text.trim().split("\n").at(-1) ?? "";
  return (/ msg="(.*)"$/.exec(last)?.[1] ?? last).replace(/^Error: /, "").replace(/\.$/, "");
};

/** An empty root with the links that the host has (`/lib -> usr/lib`); returns the folders that must be mounted. */
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

/** Whether a container has a network of its own, or why none starts. */
type Trial = { readonly bridge: boolean } | { readonly why: string };

const trial = (sys: System, env: Readonly<Record<string, string>>, network?: "host") =>
  withFolder(sys, undefined, async (folder): Promise<Trial> => {
    await sys.files.chmod(folder, 0o755);
    const root = join(folder, "root");
    const run = trialRun(root, await makeRoot(sys, root), network);
    const labelDisabled = disablesLabel(valueOf(await gatherSelinux(sys)) === "enforcing", run);
    const argv = containerArgv({ name: "podman", argv: ["podman"] }, { ...run, labelDisabled });
    const result = await sys.processes.run(argv, { cwd: folder, env, timeout: PATIENCE });
    if (result.timedOut) return { why: "a container did not start within a minute" };
    if (result.code !== 0) return { why: lastLine(result.stderr) };
    // A containers.conf may say that containers use the host's network.
    const own = await sys.files.readLink(NETWORK).catch(() => "");
    return { bridge: result.stdout.trim() !== own };
  });

/** Undefined where no container starts in either network: then why it does not in its own. */
const tryNetworks = async (
  sys: System,
  env: Readonly<Record<string, string>>,
): Promise<Trial & { readonly asConfigured: boolean }> => {
  const own = await trial(sys, env);
  if ("bridge" in own) return { ...own, asConfigured: true };
  const host = await trial(sys, env, "host");
  return { ...("bridge" in host ? { bridge: false } : own), asConfigured: false };
};

/** x.y.z, or why podman does not even say that. */
const versionOf = async (sys: System): Promise<{ version: string } | { why: string }> => {
  const { stdout, stderr } = await sys.processes.run(["podman", "--version"], { cwd: ROOT_FOLDER });
  const version = /[0-9]+\.[0-9]+\.[0-9]+/.exec(stdout)?.[0];
  return version === undefined
    ? { why: `podman does not start: ${lastLine(stderr)}` }
    : { version };
};

/** What podman is told by the environment already; what it lacks is added. DOCKER_CONFIG without a config.json makes podman fail. */
const dockerConfig = async (sys: System): Promise<Readonly<Record<string, string>>> => {
  const folder = sys.env.get("DOCKER_CONFIG");
  if (folder === undefined || (await sys.files.stat(join(folder, "config.json"))) !== undefined)
    return {};
  return { DOCKER_CONFIG: "" };
};

/**
 * Whether podman can run a container here, and how. First as the user has it configured; only if that fails, with a containers.conf of
 * ours in `folder`, which says what this host needs (CONTAINERS_CONF; the machine's own files are left alone).
 */
export const probePodman = async (sys: System, folder: string): Promise<Probe<PodmanRuns>> => {
  const install = (await installCommand(sys, "podman")) ?? "podman --version";
  if ((await sys.processes.find("podman")) === undefined)
    return { ok: false, why: "podman is not installed", hint: install };
  const found = await versionOf(sys);
  if ("why" in found) return { ok: false, why: found.why, hint: "podman info" };
  const { version } = found;
  if (Number.parseFloat(version) < OLDEST)
    return { ok: false, why: `podman ${version} is older than ${OLDEST}`, hint: install };
  const env = await dockerConfig(sys);
  const own = await tryNetworks(sys, env);
  if ("bridge" in own && own.asConfigured)
    return { ok: true, call: { argv: ["podman"], env, version, bridge: own.bridge } };
  const conf = join(folder, "containers.conf");
  await sys.files.write(conf, containersConf(await readContainerHost(sys)));
  const withConf = { ...env, CONTAINERS_CONF: conf };
  const told = await tryNetworks(sys, withConf);
  if ("bridge" in told && (told.bridge || !("bridge" in own)))
    return { ok: true, call: { argv: ["podman"], env: withConf, version, bridge: told.bridge } };
  if ("bridge" in own) return { ok: true, call: { argv: ["podman"], env, version, bridge: false } };
  // What settings of ours could mend is mended now: what is left to say is why it fails with them.
  return {
    ok: false,
    why: `podman ${version} cannot run a container: ${"why" in told ? told.why : own.why}`,
    hint: "podman info",
  };
};
