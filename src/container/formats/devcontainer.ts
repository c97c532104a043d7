import { bindMount, type Mount } from "../containerArgv.ts";
import { runOptions } from "../runCommandLine.ts";
import { AUTHORIZED_KEYS, HOST_KEYS } from "../makeRunSpec.ts";
import type { RunSpec } from "../runSpec.ts";

/** Options of `run` that a devcontainer has keys of its own for, or that its tool sets itself. */
const OWN = new Set([
  "--name",
  "--detach",
  "--rm",
  "-it",
  "-i",
  "--restart",
  "--publish",
  "--volume",
  "--mount",
  "--env",
]);

const PROJECT = "${localWorkspaceFolder}";

/** Its tool takes no relative path, and knows where the project lies. */
const sourceOf = (source: string): string =>
  /^\.(?:\/|$)/.test(source) ? `${PROJECT}${source.slice(1)}` : source;

const mountOf = (mount: Mount): object | string => {
  if (mount.kind === "volume") return { type: "volume", source: mount.name, target: mount.target };
  const bind = { ...mount, source: sourceOf(mount.source) };
  // The object form has no read-only.
  return bind.readOnly
    ? bindMount(bind)
    : { type: "bind", source: bind.source, target: bind.target };
};

const envOf = (spec: RunSpec): Record<string, string> => {
  const own = Object.entries(spec.env).filter(([name]) => name !== "JUPYTER_IP");
  const given = Object.fromEntries(
    own.map(([name, value]) => [name, value ?? `\${localEnv:${name}}`]),
  );
  return spec.services.includes("jupyter") ? { ...given, DL_ENV_SERVICES: "jupyter" } : given;
};

/**
 * A devcontainer.json. Its tool has a terminal and port forwarding of its own, so ssh and published
 * ports are left out.
 */
export const renderDevcontainer = (spec: RunSpec): string => {
  const env = envOf(spec);
  const jupyter = spec.services.includes("jupyter");
  const port = Number(spec.env["JUPYTER_PORT"] ?? 8888);
  const file = {
    name: spec.name,
    image: spec.image,
    runArgs: runOptions(spec, { name: "docker" })
      .filter((words) => !OWN.has(words[0] ?? ""))
      .flat(),
    ...(spec.gpus.kind === "none" ? {} : { hostRequirements: { gpu: true } }),
    remoteUser: spec.user.name,
    // Group 0 may write wherever the image's user may, so no uid has to be changed.
    updateRemoteUserUID: false,
    overrideCommand: !jupyter,
    ...(Object.keys(env).length === 0 ? {} : { containerEnv: env }),
    ...(jupyter
      ? { forwardPorts: [port], portsAttributes: { [String(port)]: { label: "JupyterLab" } } }
      : {}),
    mounts: spec.mounts
      .filter((mount) => mount.target !== AUTHORIZED_KEYS && mount.target !== HOST_KEYS)
      .map(mountOf),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
};
