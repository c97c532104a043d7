import { wrongRequest } from "../errors/error.ts";

/** What a container is started with, whoever starts it. */
export interface RunSpec {
  readonly image: string;
  /** Name of the container; unique for a user and a cell. */
  readonly name: string;
  /** Whether the container bears it. One in front bears none unless asked to, so that there can be several. */
  readonly named: boolean;
  readonly services: readonly Service[];
  /** After the image's name: services and a command; empty = the image's own, a shell. */
  readonly command: readonly string[];
  /** A value of null means: passed on from whoever starts it, so that secrets stand nowhere. */
  readonly env: Readonly<Record<string, string | null>>;
  readonly gpus: Gpus;
  /** How the engine is asked for them. */
  readonly gpuBy: "gpus" | "cdi";
  /** `8g` */
  readonly shmSize: string;
  readonly ulimits: readonly Ulimit[];
  /** All on 127.0.0.1. */
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  /** podman's `--network`; absent = the engine's own choice. */
  readonly network?: "pasta:-4";
  /** `--security-opt label=disable`: what SELinux needs for GPUs and for folders of the host. */
  readonly labelDisabled: boolean;
  /** Runs in the background and stays after it ends. */
  readonly detached: boolean;
  /** Whether there is a terminal to give to it. */
  readonly terminal: boolean;
}

export type Service = "jupyter" | "ssh";
export const SERVICES: readonly Service[] = ["jupyter", "ssh"];

export type Gpus =
  | { readonly kind: "all" }
  | { readonly kind: "none" }
  | { readonly kind: "some"; readonly ids: readonly string[] };

export interface Ulimit {
  readonly name: "memlock" | "stack" | "nofile" | "nproc";
  /** -1 = unlimited. */
  readonly soft: number;
  readonly hard: number;
}

export interface Port {
  readonly name: Service;
  readonly host: number;
  readonly container: number;
}

export type Mount =
  | { readonly kind: "volume"; readonly name: string; readonly target: string }
  | {
      readonly kind: "bind";
      readonly source: string;
      readonly target: string;
      readonly readOnly: boolean;
    };

/** `all`, `none`, or ids with commas: indexes, UUIDs (`GPU-…`), MIG devices (`1:0`). */
export const parseGpus = (text: string): Gpus => {
  if (text === "all" || text === "none") return { kind: text };
  const ids = text.split(",");
  if (
    ids.every((id) => /^(?:\d{1,3}(?::\d{1,2})?|(?:GPU|MIG)-[A-Za-z0-9-]+)$/.test(id)) &&
    new Set(ids).size === ids.length
  )
    return { kind: "some", ids };
  throw wrongRequest({
    code: "run-gpus",
    message: `"${text}" names no GPUs.`,
    hint: "Say all, none, or numbers with commas: --gpus 0,1",
  });
};

/** A size as engines take it: digits and b, k, m or g. */
export const parseShmSize = (text: string): string => {
  if (/^[1-9]\d*[bkmg]?$/i.test(text)) return text.toLowerCase();
  throw wrongRequest({
    code: "run-shm-size",
    message: `"${text}" is no size of shared memory.`,
    hint: "Say it in gigabytes: --shm-size 8g",
  });
};

/** `SOURCE:TARGET[:ro]`: a folder of the host (a path) or a volume (a name). */
export const parseVolume = (text: string, cwd: string): Mount => {
  const match = /^(\/[^:\n]*|\.{1,2}(?:\/[^:\n]*)?|[A-Za-z0-9][\w.-]*):(\/[^:\n]*)(:ro)?$/.exec(
    text,
  );
  const [, source, target, readOnly] = match ?? [];
  if (
    source === undefined ||
    target === undefined ||
    (readOnly !== undefined && !/^[./]/.test(source))
  ) {
    throw wrongRequest({
      code: "run-volume",
      message: `"${text}" is no volume.`,
      hint: "Say folder, colon, place in the container: --volume ./data:/data or --volume /srv/data:/data:ro",
    });
  }
  if (!/^[./]/.test(source)) return { kind: "volume", name: source, target };
  return {
    kind: "bind",
    source: source.startsWith("/")
      ? source
      : `${cwd}/${source.replace(/^\.\/?(?!\.)/, "")}`.replace(/\/$/, ""),
    target,
    readOnly: readOnly !== undefined,
  };
};

/** `NAME=VALUE`, or `NAME` for a value that is passed on unseen. */
export const parseEnv = (texts: readonly string[]): Record<string, string | null> =>
  Object.fromEntries(
    texts.map((text) => {
      const match = /^([A-Za-z_]\w*)(?:=([^\0]*))?$/s.exec(text);
      if (match?.[1] !== undefined) return [match[1], match[2] ?? null];
      throw wrongRequest({
        code: "run-env",
        message: `"${text}" is no environment variable.`,
        hint: "Say --env NAME=VALUE, or --env NAME to pass on the one that is set here",
      });
    }),
  );
