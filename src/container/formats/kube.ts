import { wrongRequest } from "../../errors/error.ts";
import type { HostCatalog } from "../../host/hostCatalog.ts";
import { atLeast } from "../../host/toolVersion.ts";
import { AUTHORIZED_KEYS } from "../makeRunSpec.ts";
import type { RunEngine } from "../runEngine.ts";
import { cdiDevices } from "../gpuOption.ts";
import type { Mount } from "../containerArgv.ts";
import type { RunSpec } from "../runSpec.ts";
import { yamlText } from "./yamlText.ts";

/** A ConfigMap is mounted as a folder; the entrypoint is told the file in it. */
const KEYS_FOLDER = "/etc/dl-env-keys";

export interface KubeContext {
  readonly spec: RunSpec;
  readonly catalog: HostCatalog;
  /** Public keys, one a line. */
  readonly keys?: string;
  /**
   * For `podman kube play` of this version alone; absent = for Kubernetes, which podman plays too.
   */
  readonly podman?: RunEngine;
}

interface Volume {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly: boolean;
  readonly source: object;
  /** Objects that the pod needs beside it. */
  readonly beside: readonly object[];
}

const claim = (name: string): object => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name },
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "20Gi" } } },
});

const volumeOf = ({ spec, keys, podman }: KubeContext, mount: Mount, index: number): Volume => {
  // podman makes the volume of a claim by itself, and old versions refuse a claim whose volume is
  // there already.
  if (mount.kind === "volume")
    return {
      name: `volume-${index}`,
      mountPath: mount.target,
      readOnly: false,
      source: { persistentVolumeClaim: { claimName: mount.name } },
      beside: podman === undefined ? [claim(mount.name)] : [],
    };
  if (mount.target === AUTHORIZED_KEYS && keys !== undefined) {
    const name = `${spec.name}-keys`;
    return {
      name: "keys",
      mountPath: KEYS_FOLDER,
      readOnly: true,
      source: { configMap: { name } },
      beside: [
        {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name },
          data: { authorized_keys: keys },
        },
      ],
    };
  }
  if (mount.source.startsWith("."))
    throw wrongRequest({
      code: "run-volume",
      message: `A pod cannot mount ${mount.source}: a node has no folder that it is relative to.`,
      hint: `Name the folder on the node: --volume /srv/data:${mount.target}`,
    });
  return {
    name: `host-${index}`,
    mountPath: mount.target,
    readOnly: mount.readOnly,
    source: { hostPath: { path: mount.source } },
    beside: [],
  };
};

/** Kubernetes replaces `$(NAME)` in values and arguments, and `$$` by one dollar. */
const literal = (text: string): string => text.replaceAll(/\$(?=[$(])/g, "$$$$");

/** `8g` is `8Gi` to Kubernetes. */
const quantity = (size: string): string =>
  /[kmg]$/.test(size)
    ? `${size.slice(0, -1)}${size.endsWith("k") ? "Ki" : size.endsWith("m") ? "Mi" : "Gi"}`
    : size.replace(/b$/, "");

const gpuLimits = ({ spec, podman, catalog }: KubeContext): Record<string, string> => {
  const { gpus } = spec;
  if (gpus.kind === "none") return {};
  if (podman === undefined)
    return { "nvidia.com/gpu": String(gpus.kind === "all" ? 1 : gpus.ids.length) };
  if (!atLeast(podman.version, catalog.engines.podman.kubeCdi)) {
    throw wrongRequest({
      code: "run-kube-gpu",
      message:
        `podman ${podman.version} gives no GPUs to what kube play starts; ` +
        `${catalog.engines.podman.kubeCdi} is the first that does.`,
      hint: "Run it without YAML: --as podman, or leave the GPUs out: --gpus none",
    });
  }
  return Object.fromEntries(cdiDevices(gpus).map((device) => [device, "1"]));
};

const envOf = ({ spec, podman }: KubeContext, volumes: readonly Volume[]): object[] => [
  ...Object.entries(spec.env).map(([name, value]) => {
    if (value === null)
      throw wrongRequest({
        code: "run-env-value",
        message: `A pod cannot take ${name} from your shell.`,
        hint:
          `Give it a value: --env ${name}=…, or keep it in a Secret and add it to the ` +
          "YAML by hand: kubectl create secret generic",
      });
    return { name, value: podman === undefined ? literal(value) : value };
  }),
  ...(volumes.some((volume) => volume.mountPath === KEYS_FOLDER)
    ? [{ name: "AUTHORIZED_KEYS_FILE", value: `${KEYS_FOLDER}/authorized_keys` }]
    : []),
];

const containerOf = (context: KubeContext, volumes: readonly Volume[]): object => {
  const { spec } = context;
  const limits = gpuLimits(context);
  const env = envOf(context, volumes);
  return {
    name: "dl-env",
    image: spec.image,
    ...(spec.command.length === 0
      ? {}
      : {
          args: spec.command.map((word) => (context.podman === undefined ? literal(word) : word)),
        }),
    ...(spec.detached ? {} : { stdin: true, tty: true }),
    ...(env.length === 0 ? {} : { env }),
    ...(spec.ports.length === 0
      ? {}
      : {
          ports: spec.ports.map((port) => ({
            name: port.name,
            containerPort: port.container,
            hostPort: port.host,
            hostIP: "127.0.0.1",
          })),
        }),
    ...(Object.keys(limits).length === 0 ? {} : { resources: { limits } }),
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    volumeMounts: [
      { name: "dl-env-shm", mountPath: "/dev/shm" },
      ...volumes.map(({ name, mountPath, readOnly }) => ({
        name,
        mountPath,
        ...(readOnly ? { readOnly } : {}),
      })),
    ],
  };
};

const podOf = (context: KubeContext, volumes: readonly Volume[]): object => {
  const { spec, podman } = context;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: spec.name,
      labels: { app: spec.name.slice(0, 63).replace(/[^a-z0-9]+$/, "") },
      ...(podman !== undefined && spec.labelDisabled
        ? { annotations: { "io.podman.annotations.label/dl-env": "disable" } }
        : {}),
    },
    spec: {
      restartPolicy: spec.detached ? "OnFailure" : "Never",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      // The image's user, in group 0 (fsGroup): what the "restricted" pod security standard asks.
      securityContext: {
        runAsNonRoot: true,
        runAsUser: spec.user.uid,
        runAsGroup: spec.user.gid,
        fsGroup: 0,
        seccompProfile: { type: "RuntimeDefault" },
      },
      containers: [containerOf(context, volumes)],
      volumes: [
        { name: "dl-env-shm", emptyDir: { medium: "Memory", sizeLimit: quantity(spec.shmSize) } },
        ...volumes.map(({ name, source }) => ({ name, ...source })),
      ],
    },
  };
};

const header = ({ spec, podman }: KubeContext): string[] => {
  const forward =
    spec.ports.length === 0
      ? []
      : [
          "# hostPort is for podman; where a policy forbids it, print this again with " +
            "--no-publish and use kubectl port-forward.",
        ];
  const gpus =
    spec.gpus.kind === "all" && podman === undefined
      ? ["# nvidia.com/gpu counts GPUs: raise it for more."]
      : [];
  return [
    podman === undefined
      ? "# kubectl apply -f FILE, or podman kube play FILE (for podman alone, print " +
        "this again with --engine podman)"
      : "# podman kube play FILE",
    ...forward,
    ...gpus,
  ];
};

/** A pod with its volume claims and keys, for Kubernetes and `podman kube play`. */
export const renderKube = (context: KubeContext): string => {
  const volumes = context.spec.mounts.map((mount, index) => volumeOf(context, mount, index));
  const objects = [...volumes.flatMap((volume) => volume.beside), podOf(context, volumes)];
  return `${header(context).join("\n")}\n${objects.map((object) => yamlText(object)).join("---\n")}`;
};
