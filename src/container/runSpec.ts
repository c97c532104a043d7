import type { ImageUser } from "../matrix/imageUser.ts";
import { wrongRequest } from "../errors/error.ts";
import type { Mount, PublishedPort, Ulimit } from "./containerArgv.ts";
import type { Gpus, GpuWay } from "./gpuOption.ts";

/** What a container is started with, whoever starts it. */
export interface RunSpec {
  readonly image: string;
  /** The image's own, as whom it starts. */
  readonly user: ImageUser;
  /** Name of the container; unique for a user and a cell. */
  readonly name: string;
  /**
   * Whether the container bears it. One in front bears none unless asked to, so that there can be
   * several.
   */
  readonly named: boolean;
  readonly services: readonly Service[];
  /** After the image's name: services and a command; empty = the image's own, a shell. */
  readonly command: readonly string[];
  /** A value of null means: passed on from whoever starts it, so that secrets stand nowhere. */
  readonly env: Readonly<Record<string, string | null>>;
  readonly gpus: Gpus;
  /** How the engine is asked for them. */
  readonly gpuBy: GpuWay;
  /** `8g` */
  readonly shmSize: string;
  readonly ulimits: readonly Ulimit[];
  /** All on 127.0.0.1. */
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  /** `--network`; absent = the engine's own choice. */
  readonly network?: "pasta:-4" | "host";
  /** `--security-opt label=disable`: what SELinux needs for GPUs and for folders of the host. */
  readonly labelDisabled: boolean;
  /** Runs in the background and stays after it ends. */
  readonly detached: boolean;
  /** Whether there is a terminal to give to it. */
  readonly terminal: boolean;
}

export type Service = "jupyter" | "ssh";
export const SERVICES: readonly Service[] = ["jupyter", "ssh"];

export interface Port extends PublishedPort {
  readonly name: Service;
}

/** A size as engines take it: digits and b, k, m or g. */
export const parseShmSize = (text: string): string => {
  if (/^[1-9]\d*[bkmg]?$/i.test(text)) return text.toLowerCase();
  throw wrongRequest({
    code: "run-shm-size",
    message: `Invalid --shm-size "${text}".`,
    hint: "Give a number and b, k, m or g: --shm-size 8g",
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
      message: `Invalid --volume "${text}".`,
      hint:
        "Give SOURCE:TARGET or SOURCE:TARGET:ro: --volume ./data:/data or --volume " +
        "/srv/data:/data:ro",
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
        message: `Invalid --env "${text}".`,
        hint:
          "Give a name and a value, or the name of a variable that is set here: --env " +
          "NAME=VALUE, --env NAME",
      });
    }),
  );
