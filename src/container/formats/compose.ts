import { cdiDevices } from "../gpuOption.ts";
import type { RunSpec } from "../runSpec.ts";
import { yamlText } from "./yamlText.ts";

/** Compose reads `$` as a variable; `$$` is one dollar. */
const literal = (text: string): string => text.replaceAll("$", "$$$$");

const gpuSettings = (spec: RunSpec): object => {
  const { gpus } = spec;
  if (gpus.kind === "none") return {};
  if (spec.gpuBy === "cdi") return { devices: cdiDevices(gpus) };
  const device = {
    driver: "nvidia",
    ...(gpus.kind === "all" ? { count: "all" } : { device_ids: [...gpus.ids] }),
    capabilities: ["gpu"],
  };
  return { deploy: { resources: { reservations: { devices: [device] } } } };
};

const volumes = (spec: RunSpec): object[] =>
  spec.mounts.map((mount) => {
    switch (mount.kind) {
      case "volume":
        return { type: "volume", source: mount.name, target: mount.target };
      case "bind":
        return {
          type: "bind",
          source: literal(mount.source),
          target: literal(mount.target),
          ...(mount.readOnly ? { read_only: true } : {}),
          bind: { create_host_path: false },
        };
    }
  });

const service = (spec: RunSpec): object => ({
  image: spec.image,
  container_name: spec.name,
  ...(spec.command.length === 0 ? {} : { command: spec.command.map(literal) }),
  ...(spec.detached ? { restart: "unless-stopped" } : { stdin_open: true, tty: true }),
  ...gpuSettings(spec),
  shm_size: spec.shmSize,
  ...(spec.ulimits.length === 0
    ? {}
    : {
        ulimits: Object.fromEntries(
          spec.ulimits.map(({ name, soft, hard }) => [name, { soft, hard }]),
        ),
      }),
  ...(spec.network === undefined ? {} : { network_mode: spec.network }),
  ...(spec.labelDisabled ? { security_opt: ["label=disable"] } : {}),
  ...(spec.ports.length === 0
    ? {}
    : { ports: spec.ports.map((port) => `127.0.0.1:${port.host}:${port.container}`) }),
  ...(spec.mounts.length === 0 ? {} : { volumes: volumes(spec) }),
  ...(Object.keys(spec.env).length === 0
    ? {}
    : {
        environment: Object.fromEntries(
          Object.entries(spec.env).map(([name, value]) => [
            name,
            value === null ? null : literal(value),
          ]),
        ),
      }),
});

/** The file of public keys, beside the compose file. */
export const COMPOSE_KEYS = "./authorized_keys";

/** A compose.yaml. Volumes keep their names, so that they are those of `dl-env run`. */
export const renderCompose = (spec: RunSpec): string => {
  const namedVolumes = spec.mounts.flatMap((mount) =>
    mount.kind === "volume" ? [[mount.name, { name: mount.name }]] : [],
  );
  const file = {
    services: { "dl-env": service(spec) },
    ...(namedVolumes.length === 0 ? {} : { volumes: Object.fromEntries(namedVolumes) as object }),
  };
  const keys = spec.mounts.some((mount) => mount.kind === "bind" && mount.source === COMPOSE_KEYS)
    ? `# Who may log in: install -m 644 ~/.ssh/authorized_keys ${COMPOSE_KEYS}\n`
    : "";
  return (
    "# docker compose " +
    `up${spec.detached ? " --detach" : "   # then: docker compose exec dl-env bash"}\n${keys}${yamlText(file)}`
  );
};
