import { wrongRequest } from "../../errors/error.ts";
import { unitCommandWord, unitValue } from "./quoteFormats.ts";
import { cdiDevices } from "../gpuOption.ts";
import type { Mount } from "../containerArgv.ts";
import type { RunSpec } from "../runSpec.ts";

/** Where the file of public keys lies in the home (`%h`) of whoever starts the unit. */
export const UNIT_KEYS = "%h/.config/dl-env/authorized_keys";

/**
 * podman also writes the path into RequiresMountsFor, where other quoting holds than in the
 * command; so only what means nothing in either.
 */
const pathWord = (path: string): string => {
  if (path === UNIT_KEYS || !/[\s:,"'\\$%]/.test(path)) return path;
  throw wrongRequest({
    code: "run-volume",
    message: `The path "${path}" cannot be written into a systemd unit.`,
    hint: "Use a path without spaces and special characters: --volume /srv/data:/data",
  });
};

/**
 * podman's generator writes these letters as bytes that are no letters, and systemd takes a `;`
 * that stands alone for the end of the command.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const LOST = /[\u0080-\u0084\u0086-\u009F\u00AD]|^;$/;

const commandWord = (text: string): string => {
  if (!LOST.test(text)) return unitCommandWord(text);
  throw wrongRequest({
    code: "run-unit-value",
    message: `The value ${JSON.stringify(text)} cannot be written into a systemd unit.`,
    hint: "Put it into a script in a volume and run that: --volume /srv/work:/work",
  });
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
  if (value === null)
    throw wrongRequest({
      code: "run-env-value",
      message: `A service cannot take ${name} from your shell.`,
      hint:
        `Give it a value: --env ${name}=…, or a secret: printf %s … | podman secret ` +
        `create ${name} -`,
    });
  // podman copies these words into a command line, where systemd replaces `$NAME`.
  return `Environment=${commandWord(`${name}=${value}`)}`;
};

/**
 * What has keys of its own too, but not in every podman with quadlet: ShmSize came with 4.7, a
 * second Ulimit counts from 5.0 on, and SecurityLabelDisable makes wrong arguments before 5.3.
 * Source: podman's release notes.
 */
const podmanArguments = (spec: RunSpec): string[] => [
  `--shm-size=${spec.shmSize}`,
  "--ulimit=host",
  ...(spec.labelDisabled ? ["--security-opt=label=disable"] : []),
];

/**
 * The container has the service's own limits (`--ulimit=host`): systemd raises them as far as
 * whoever starts the unit may, where podman without root would fail.
 */
const limits = (spec: RunSpec): string[] =>
  spec.ulimits.map(
    ({ name, hard }) => `Limit${name.toUpperCase()}=${hard === -1 ? "infinity" : hard}`,
  );

const container = (spec: RunSpec): string[] => [
  `Image=${unitValue(spec.image)}`,
  `ContainerName=${unitValue(spec.name)}`,
  ...(spec.command.length === 0 ? [] : [`Exec=${spec.command.map(commandWord).join(" ")}`]),
  ...cdiDevices(spec.gpus).map((device) => `AddDevice=${device}`),
  ...(spec.network === undefined ? [] : [`Network=${spec.network}`]),
  `PodmanArgs=${podmanArguments(spec).join(" ")}`,
  ...spec.ports.map((port) => `PublishPort=127.0.0.1:${port.host}:${port.container}`),
  ...spec.mounts.map(volume),
  ...Object.entries(spec.env).map(environment),
];

/** A .container file for podman 4.4 and newer; GPUs always come by CDI there. */
export const renderQuadlet = (spec: RunSpec): string =>
  [
    `# ~/.config/containers/systemd/${spec.name}.container, for podman 4.4 and newer; then:`,
    `# systemctl --user daemon-reload && systemctl --user start ${spec.name}   # ` +
      "loginctl enable-linger: also without a login",
    ...(spec.mounts.some((mount) => mount.kind === "bind" && mount.source === UNIT_KEYS)
      ? [
          "# Who may log in: install -D -m 644 ~/.ssh/authorized_keys " +
            "~/.config/dl-env/authorized_keys",
        ]
      : []),
    "[Unit]",
    `Description=dl-env ${unitValue(spec.image)}`,
    "",
    "[Container]",
    ...container(spec),
    "",
    "[Service]",
    "Restart=on-failure",
    "TimeoutStartSec=900",
    ...limits(spec),
    "",
    "[Install]",
    "WantedBy=default.target",
    "",
  ].join("\n");
