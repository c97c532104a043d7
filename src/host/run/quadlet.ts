import { wrongRequest } from "../../errors.ts";
import { unitCommandWord, unitValue } from "./quote.ts";
import type { Mount, RunSpec } from "./spec.ts";

/** podman also writes the path into RequiresMountsFor, where other quoting holds than in the command; so only what means nothing in either. */
const pathWord = (path: string): string => {
  if (!/[\s:,"'\\$%]/.test(path)) return path;
  throw wrongRequest({ code: "run-volume", message: `"${path}" cannot stand in a unit file.`, hint: "Take a path without spaces and signs: --volume /srv/data:/data" });
};

const volume = (mount: Mount): string => {
  switch (mount.kind) {
    case "volume":
      return `Volume=${mount.name}:${pathWord(mount.target)}`;
    case "bind":
      return `Volume=${pathWord(mount.source)}:${pathWord(mount.target)}${mount.readOnly ? ":ro" : ""}`;
  }
};

const environment = ([name, value]: readonly [string, string | null]): string => {
  if (value === null) throw wrongRequest({ code: "run-env-value", message: `A service has no ${name} to pass on.`, hint: `Give it a value: --env ${name}=…, or a secret: printf %s … | podman secret create ${name} -` });
  // podman copies these words into a command line, where systemd replaces `$NAME`.
  return `Environment=${unitCommandWord(`${name}=${value}`)}`;
};

const container = (spec: RunSpec): string[] => [
  `Image=${unitValue(spec.image)}`,
  `ContainerName=${unitValue(spec.name)}`,
  ...(spec.command.length === 0 ? [] : [`Exec=${spec.command.map(unitCommandWord).join(" ")}`]),
  ...(spec.gpus.kind === "none" ? [] : (spec.gpus.kind === "all" ? ["all"] : spec.gpus.ids).map((id) => `AddDevice=nvidia.com/gpu=${id}`)),
  `ShmSize=${spec.shmSize}`,
  ...spec.ulimits.map(({ name, soft, hard }) => `Ulimit=${name}=${soft}:${hard}`),
  ...(spec.network === undefined ? [] : [`Network=${spec.network}`]),
  ...(spec.labelDisabled ? ["SecurityLabelDisable=true"] : []),
  ...spec.ports.map((port) => `PublishPort=127.0.0.1:${port.host}:${port.container}`),
  ...spec.mounts.map(volume),
  ...Object.entries(spec.env).map(environment),
];

/** A .container file for podman 4.5 and newer; GPUs always come by CDI there. */
export const renderQuadlet = (spec: RunSpec): string =>
  [
    `# ~/.config/containers/systemd/${spec.name}.container, then:`,
    `# systemctl --user daemon-reload && systemctl --user start ${spec.name}   # loginctl enable-linger: also without a login`,
    "[Unit]",
    `Description=dl-env ${unitValue(spec.image)}`,
    "",
    "[Container]",
    ...container(spec),
    "",
    "[Service]",
    "Restart=on-failure",
    "TimeoutStartSec=900",
    "",
    "[Install]",
    "WantedBy=default.target",
    "",
  ].join("\n");
