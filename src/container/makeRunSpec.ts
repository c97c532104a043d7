import { wrongRequest } from "../errors/error.ts";
import { DEFAULT_USER, type ImageUser } from "../matrix/imageUser.ts";
import type { HostCatalog } from "../host/hostCatalog.ts";
import type { HostFacts } from "../host/hostFacts.ts";
import { valueOf } from "../host/hostFacts.ts";
import { usesPasta, workingPodman } from "../host/derivedFacts.ts";
import { refuseSsh } from "./hostNetwork.ts";
import type { RunEngine } from "./runEngine.ts";
import { gpuWay } from "./runEngine.ts";
import { fullUlimits, ulimits } from "./ulimits.ts";
import type { RunRequest } from "./runRequest.ts";
import {
  checkedImage,
  checkedPort,
  plainPort,
  safeName,
  servicesOf,
  setOfImage,
  shortImage,
  userPort,
} from "./runRequest.ts";
import { disablesLabel, type Mount } from "./containerArgv.ts";
import { parseGpus, type GpuWay } from "./gpuOption.ts";
import type { Port, RunSpec, Service } from "./runSpec.ts";
import { parseEnv, parseShmSize, parseVolume } from "./runSpec.ts";

/** Places in the image; the entrypoint knows them. */
export const HOST_KEYS = "/etc/ssh/keys";
export const AUTHORIZED_KEYS = "/etc/ssh/authorized_keys";
/** sshd's port in the container when it runs as the image's own user. */
const SSH = 2222;

export interface BuildInput {
  readonly request: RunRequest;
  readonly facts: HostFacts;
  readonly catalog: HostCatalog;
  readonly engine: RunEngine;
  readonly cwd: string;
  /** Of the image; absent: `dev`. */
  readonly user?: ImageUser;
  /** File of public keys that is mounted for ssh. */
  readonly keysFile?: string;
  /** True for a text that is used on other hosts: nothing of this one goes into it. */
  readonly elsewhere?: boolean;
  /** True where the engine's containers are in this host's own network. */
  readonly hostNetwork?: boolean;
}

/** What names of containers and volumes begin with. */
const ownerOf = ({ facts, elsewhere }: BuildInput): string =>
  elsewhere === true ? "dl-env" : `dl-env-u${facts.user.uid}`;

const portsOf = (input: BuildInput, services: readonly Service[]): readonly Port[] => {
  const { request, facts, elsewhere } = input;
  const usual = (name: Service): number =>
    elsewhere === true ? plainPort(name) : userPort(name, facts.user.uid);
  const port = (name: Service): Port => {
    const host = checkedPort(
      (name === "ssh" ? request.sshPort : request.jupyterPort) ?? usual(name),
    );
    // Jupyter prints its own port in its address, so it is the same inside and outside.
    return { name, host, container: name === "ssh" ? SSH : host };
  };
  return services.map(port);
};

const mountsOf = (input: BuildInput, services: readonly Service[]): readonly Mount[] => {
  const { request, cwd, keysFile } = input;
  if (request.ephemeral === true && request.keepPackages === true)
    throw wrongRequest({
      code: "run-volume",
      message: "--keep-packages puts packages into the home, which --ephemeral removes.",
      hint: "Leave one out: dl-env run CELL --keep-packages",
    });
  const owner = ownerOf(input);
  const { name, home } = input.user ?? DEFAULT_USER;
  // What another user left in a home, this one could not write.
  const whose = name === DEFAULT_USER.name ? "" : `-${name}`;
  const volumes: Mount[] = [
    { kind: "volume", name: `${owner}-${setOfImage(request.image)}-home${whose}`, target: home },
  ];
  if (services.includes("ssh"))
    volumes.push({ kind: "volume", name: `${owner}-ssh-keys`, target: HOST_KEYS });
  const keys: Mount[] =
    services.includes("ssh") && keysFile !== undefined
      ? [{ kind: "bind", source: keysFile, target: AUTHORIZED_KEYS, readOnly: true }]
      : [];
  const mounts = [
    ...(request.ephemeral === true ? [] : volumes),
    ...keys,
    ...(request.volumes ?? []).map((text) => parseVolume(text, cwd)),
  ];
  const duplicate = mounts.find(
    (one, index) => mounts.findIndex((other) => other.target === one.target) !== index,
  );
  if (duplicate !== undefined)
    throw wrongRequest({
      code: "run-volume",
      message: `Two volumes have the target ${duplicate.target}.`,
      hint: "Leave one out; --ephemeral leaves out those for home and host keys",
    });
  return mounts;
};

const envOf = (
  request: RunRequest,
  ports: readonly Port[],
  published: boolean,
): Readonly<Record<string, string | null>> => {
  const jupyter = ports.find((port) => port.name === "jupyter");
  // A published port reaches the container from outside it; the host's side stays on loopback.
  const own =
    jupyter === undefined
      ? {}
      : {
          ...(published ? { JUPYTER_IP: "0.0.0.0" } : {}),
          JUPYTER_PORT: String(jupyter.container),
        };
  const packages = request.keepPackages === true ? { DL_ENV_PACKAGES: "home" } : {};
  return { ...own, ...packages, ...parseEnv(request.env ?? []) };
};

const networkOf = ({
  facts,
  catalog,
  engine,
  hostNetwork = false,
  elsewhere = false,
}: BuildInput): Pick<RunSpec, "network"> => {
  if (hostNetwork) return { network: "host" };
  if (elsewhere) return {};
  const podman = workingPodman(facts);
  const noIpv6 = ["none", "no-route"].includes(valueOf(facts.network.ipv6) ?? "");
  const byPasta =
    engine.name === "podman" && podman !== undefined && usesPasta(podman, catalog) && noIpv6;
  return byPasta ? { network: "pasta:-4" } : {};
};

const gpuBy = ({ engine, facts, catalog, elsewhere }: BuildInput): GpuWay =>
  (elsewhere === true ? undefined : gpuWay(engine, facts, catalog)) ??
  (engine.name === "podman" ? "cdi" : "gpus");

/** What SELinux needs; where nothing is known of it, what does no harm without it. */
const labelDisabledOf = (
  { facts, elsewhere }: BuildInput,
  run: Parameters<typeof disablesLabel>[1],
): boolean => disablesLabel(elsewhere === true || valueOf(facts.selinux) === "enforcing", run);

/** Everything that a container is started with, from what was asked and what this host is; pure. */
export const runSpec = (input: BuildInput): RunSpec => {
  const { request, facts, catalog, engine } = input;
  const command = request.command ?? [];
  const services = servicesOf(command);
  const ports = portsOf(input, services);
  const mounts = mountsOf(input, services);
  const gpus = parseGpus(request.gpus ?? "all");
  const published = request.noPublish !== true;
  const hostNetwork = input.hostNetwork === true;
  if (hostNetwork) refuseSsh(engine, services);
  const detached = request.detach ?? services.length > 0;
  return {
    image: checkedImage(request.image),
    user: input.user ?? DEFAULT_USER,
    name: safeName(
      request.name ?? `${ownerOf(input)}-${shortImage(request.image).replace(/^dl-env-/, "")}`,
    ),
    named: detached || request.name !== undefined,
    services,
    command,
    env: envOf(request, ports, published && !hostNetwork),
    gpus,
    gpuBy: gpuBy(input),
    shmSize: parseShmSize(request.shmSize ?? "8g"),
    ulimits: input.elsewhere === true ? fullUlimits(catalog) : ulimits(facts, engine, catalog),
    ports: published ? ports : [],
    mounts,
    ...networkOf(input),
    labelDisabled: labelDisabledOf(input, { gpus, mounts }),
    detached,
    terminal: request.terminal ?? true,
  };
};
