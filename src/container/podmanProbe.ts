import { join } from "node:path";
import { atLeast } from "../host/toolVersion.ts";
import type { System } from "../system/ports.ts";
import { containersConf, readContainerHost } from "./containersConf.ts";
import { installCommand } from "./installPodman.ts";
import type { Probe } from "./probeResult.ts";
import { lastLine, tryContainer, type Trial } from "./podmanTrial.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";

export interface PodmanRuns {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
  /** False where containers can only use the host's network. */
  readonly bridge: boolean;
}

/** 4.1 knows the build contexts, secrets and CDI devices that are used. */
const OLDEST = "4.1";
/** Undefined where no container starts in either network: then why it does not in its own. */
const tryNetworks = async (
  sys: System,
  env: Readonly<Record<string, string>>,
): Promise<Trial & { readonly asConfigured: boolean }> => {
  const own = await tryContainer(sys, { argv: ["podman"], env });
  if ("bridge" in own) return { ...own, asConfigured: true };
  const host = await tryContainer(sys, { argv: ["podman"], env }, "host");
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

/**
 * What podman is told by the environment already; what it lacks is added. DOCKER_CONFIG without a
 * config.json makes podman fail.
 */
const dockerConfig = async (sys: System): Promise<Readonly<Record<string, string>>> => {
  const folder = sys.env.get("DOCKER_CONFIG");
  if (folder === undefined || (await sys.files.stat(join(folder, "config.json"))) !== undefined)
    return {};
  return { DOCKER_CONFIG: "" };
};

/**
 * Whether podman can run a container here, and how. First as the user has it configured; only if
 * that fails, with a containers.conf of ours in `folder`, which says what this host needs
 * (CONTAINERS_CONF; the machine's own files are left alone).
 */
export const probePodman = async (sys: System, folder: string): Promise<Probe<PodmanRuns>> => {
  const install = (await installCommand(sys, "podman")) ?? "podman --version";
  if ((await sys.processes.find("podman")) === undefined)
    return { ok: false, why: "podman is not installed", hint: install };
  const found = await versionOf(sys);
  if ("why" in found) return { ok: false, why: found.why, hint: "podman info" };
  const { version } = found;
  if (!atLeast(version, OLDEST))
    return { ok: false, why: `podman ${version} is older than ${OLDEST}`, hint: install };
  const env = await dockerConfig(sys);
  const own = await tryNetworks(sys, env);
  if ("bridge" in own && own.asConfigured)
    return { ok: true, call: { argv: ["podman"], env, version, bridge: own.bridge } };
  const conf = join(folder, "containers.conf");
  await sys.files.write(conf, containersConf(await readContainerHost(sys)));
  const withConf = { ...env, CONTAINERS_CONF: conf };
  const withSettings = await tryNetworks(sys, withConf);
  if ("bridge" in withSettings && (withSettings.bridge || !("bridge" in own)))
    return {
      ok: true,
      call: { argv: ["podman"], env: withConf, version, bridge: withSettings.bridge },
    };
  if ("bridge" in own) return { ok: true, call: { argv: ["podman"], env, version, bridge: false } };
  // What settings of ours could mend is mended now: what is left to say is why it fails with them.
  return {
    ok: false,
    why:
      `podman ${version} cannot run a ` +
      `container: ${"why" in withSettings ? withSettings.why : own.why}`,
    hint: "podman info",
  };
};
