import { parse } from "yaml";
import type {
  CdiSpec,
  DockerFacts,
  DockerServer,
  Fact,
  PodmanFacts,
  ServiceState,
  ToolkitFacts,
} from "../hostFacts.ts";
import { known, unknown } from "../hostFacts.ts";
import type { System } from "../../system/ports.ts";
import { ask, probe, outputOf, whyNoAnswer } from "./askProgram.ts";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const at = (value: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/** systemd's word on a unit; null when there is no such unit. */
const gatherService = (sys: System, unit: string): Promise<Fact<ServiceState>> =>
  probe<ServiceState>(async () => {
    const answer = await ask(sys, [
      "systemctl",
      "show",
      unit,
      "--property=LoadState,UnitFileState,ActiveState",
    ]);
    if (answer.kind !== "ran") return unknown(whyNoAnswer("systemctl", answer));
    if (answer.code !== 0) return unknown(`systemctl's output: ${outputOf(answer)}`);
    const property = (name: string): string =>
      new RegExp(`^${name}=(.*)$`, "m").exec(answer.stdout)?.[1] ?? "";
    if (property("LoadState") === "not-found") return known(null);
    return known({
      enabled: property("UnitFileState").startsWith("enabled"),
      active: property("ActiveState") === "active",
    });
  });

export const gatherToolkit = (sys: System): Promise<Fact<ToolkitFacts | null>> =>
  probe<ToolkitFacts | null>(async () => {
    for (const program of ["nvidia-ctk", "nvidia-container-cli"]) {
      const answer = await ask(sys, [program, "--version"]);
      if (answer.kind === "missing") continue;
      if (answer.kind === "late") return unknown(whyNoAnswer(program, answer));
      const version = /version:? v?(\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1];
      if (version === undefined) return unknown(`${program}'s output: ${outputOf(answer)}`);
      const unit = await gatherService(sys, "nvidia-cdi-refresh.path");
      return known({
        version,
        ...("unknown" in unit || unit.value === null
          ? {}
          : { refresh: unit.value.enabled && unit.value.active }),
      });
    }
    return known(null);
  });

/** `docker info` as JSON. */
export const parseDockerInfo = (json: string): DockerServer | undefined => {
  const info = parseJson(json);
  const version = text(at(info, "ServerVersion"));
  if (version === "") return undefined;
  const options = at(info, "SecurityOptions");
  const dirs = at(info, "CDISpecDirs");
  return {
    kind: "answers",
    version,
    runtimes: Object.keys(at(info, "Runtimes") ?? {}).sort(),
    cdi: Array.isArray(dirs) && dirs.length > 0,
    rootless: Array.isArray(options) && options.some((option) => text(option).includes("rootless")),
    root: text(at(info, "DockerRootDir")),
    cgroupDriver: text(at(info, "CgroupDriver")),
  };
};

const refusal = (words: string): DockerServer => {
  const why = /permission denied/i.test(words)
    ? "permission"
    : /cannot connect|is the docker daemon running/i.test(words)
      ? "not-running"
      : "other";
  return { kind: "refused", why, said: words };
};

const gatherServer = (sys: System): Promise<Fact<DockerServer | null>> =>
  probe<DockerServer | null>(async () => {
    const answer = await ask(sys, ["docker", "info", "--format", "{{json .}}"]);
    if (answer.kind === "missing") return known(null);
    if (answer.kind === "late") return unknown(whyNoAnswer("docker info", answer));
    const server = parseDockerInfo(answer.stdout);
    if (server !== undefined) return known(server);
    const errors = at(parseJson(answer.stdout), "ServerErrors");
    return known(
      refusal(
        Array.isArray(errors) && errors.length > 0
          ? errors.map(text).join(" ").slice(0, 300)
          : outputOf({ stdout: "", stderr: answer.stderr }),
      ),
    );
  });

export const gatherDocker = async (sys: System): Promise<DockerFacts> => {
  const answer = await ask(sys, ["docker", "--version"]);
  const isPodman = answer.kind === "ran" && /^podman /m.test(answer.stdout);
  const version =
    answer.kind === "ran" ? /version (\d[\w.+~-]*)/.exec(answer.stdout)?.[1] : undefined;
  const client: Fact<string | null> =
    answer.kind === "missing" || isPodman
      ? known(null)
      : answer.kind === "late"
        ? unknown(whyNoAnswer("docker", answer))
        : version === undefined
          ? unknown(`docker's output: ${outputOf(answer)}`)
          : known(version);
  return {
    client,
    isPodman,
    server: isPodman ? known(null) : await gatherServer(sys),
    service: await gatherService(sys, "docker.service"),
  };
};

/** `podman info` as JSON. */
export const parsePodmanInfo = (json: string): PodmanFacts | undefined => {
  const info = parseJson(json);
  const version = text(at(info, "version", "Version"));
  if (version === "") return undefined;
  const rootlessNetwork = text(at(info, "host", "rootlessNetworkCmd"));
  return {
    version,
    rootless: at(info, "host", "security", "rootless") === true,
    networkBackend: text(at(info, "host", "networkBackend")),
    ...(rootlessNetwork === "" ? {} : { rootlessNetwork }),
    root: text(at(info, "store", "graphRoot")),
    runtime: text(at(info, "host", "ociRuntime", "name")),
  };
};

export const gatherPodman = (sys: System): Promise<Fact<PodmanFacts | null>> =>
  probe<PodmanFacts | null>(async () => {
    const answer = await ask(sys, ["podman", "info", "--format", "json"]);
    if (answer.kind === "missing") return known(null);
    if (answer.kind === "late") return unknown(whyNoAnswer("podman info", answer));
    const podman = parsePodmanInfo(answer.stdout);
    return podman === undefined
      ? unknown(`podman info's output: ${outputOf(answer)}`)
      : known(podman);
  });

export const gatherBuildx = (sys: System): Promise<Fact<string | null>> =>
  probe<string | null>(async () => {
    const answer = await ask(sys, ["docker", "buildx", "version"]);
    if (answer.kind === "missing") return known(null);
    if (answer.kind === "late") return unknown(whyNoAnswer("docker buildx", answer));
    return known(/buildx v?(\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1] ?? null);
  });

/** A CDI spec of NVIDIA GPUs; undefined for other kinds and for files that are no spec. */
export const parseCdi = (path: string, content: string): CdiSpec | undefined => {
  let spec: unknown;
  try {
    spec = parse(content, { maxAliasCount: 0 });
  } catch {
    return undefined;
  }
  if (at(spec, "kind") !== "nvidia.com/gpu") return undefined;
  const devices = at(spec, "devices");
  const driver = /libcuda\.so\.(\d{3,4}\.\d+(?:\.\d+)?)\b/.exec(content)?.[1];
  const version = text(at(spec, "cdiVersion"));
  return {
    path,
    ...(version === "" ? {} : { version }),
    devices: Array.isArray(devices) ? devices.map((device) => String(at(device, "name"))) : [],
    ...(driver === undefined ? {} : { driver }),
  };
};

export const gatherCdi = (sys: System): Promise<Fact<readonly CdiSpec[]>> =>
  probe(async () => {
    const specs: CdiSpec[] = [];
    for (const folder of ["/etc/cdi", "/var/run/cdi"]) {
      for (const name of await sys.files.list(folder)) {
        if (!/\.(ya?ml|json)$/.test(name)) continue;
        const spec = parseCdi(
          `${folder}/${name}`,
          (await sys.files.readText(`${folder}/${name}`)) ?? "",
        );
        if (spec !== undefined) specs.push(spec);
      }
    }
    return known(specs);
  });
