import type { AptLock, LockedWheel } from "../resolve/lock.ts";
import type { RunStep } from "../matrix/customization.ts";
import type { ImageUser } from "../matrix/imageUser.ts";
import type { ContextFile } from "./aptRecipe.ts";

/** Part of every key: changing the format makes every layer again. */
export const LAYER_FORMAT = 1;

/** Which modules of a folder are compiled. */
export interface Bytecode {
  /** Regular expression of the paths below the folder that are left as they are. */
  readonly except: string;
}

/** A layer of ours, known before it is made. Its tag in the store is `<kind>-<key>`. */
export type LayerSpec =
  | {
      /** `bytecode`: of a wheel for several Pythons, for one of them, without the wheel's files. */
      readonly kind: "wheel" | "bytecode";
      readonly key: string;
      readonly title: string;
      readonly download: number;
      readonly wheels: readonly [LockedWheel];
      /** What is compiled; nothing where it is absent. */
      readonly bytecode?: Bytecode;
      readonly python: string;
      readonly platform: string;
      /** Names of further indexes, in the order asked; no part of the key. */
      readonly indexes?: readonly string[];
    }
  | {
      readonly kind: "rest";
      readonly key: string;
      readonly title: string;
      readonly download: number;
      readonly wheels: readonly LockedWheel[];
      /** What is compiled; nothing where it is absent. */
      readonly bytecode?: Bytecode;
      readonly python: string;
      readonly platform: string;
      /** Names of further indexes, in the order asked; no part of the key. */
      readonly indexes?: readonly string[];
    }
  | {
      readonly kind: "python";
      readonly key: string;
      readonly title: string;
      readonly download: number;
      readonly version: string;
      readonly url: string;
      readonly sha256: string;
      /** What of its standard library is compiled; nothing where it is absent. */
      readonly bytecode?: Bytecode;
    }
  | {
      readonly kind: "system";
      readonly key: string;
      readonly title: string;
      readonly download: number;
      readonly system: SystemRecipe;
    }
  | {
      readonly kind: "files";
      readonly key: string;
      readonly title: string;
      readonly download: number;
      readonly files: readonly ImageFile[];
    }
  | {
      readonly kind: "own";
      readonly key: string;
      readonly title: string;
      readonly download: number;
      readonly entries: readonly OwnEntry[];
    }
  | {
      /** Made by an engine on the image of all layers below it. */
      readonly kind: "run";
      readonly key: string;
      readonly title: string;
      readonly download: number;
      readonly steps: readonly RunStep[];
    };

export type LayerKind = LayerSpec["kind"];

/** `<kind>-<key>` */
export const layerTag = (layer: { readonly kind: string; readonly key: string }): string =>
  `${layer.kind}-${layer.key}`;

/** Everything that decides what is in the system layer, the only layer that knows the base. */
export interface SystemRecipe {
  /** Digest of the base's manifest for this platform. */
  readonly base: string;
  readonly release: string;
  readonly apt: AptLock;
  /** x.y, and whether apt installs it. */
  readonly python: string;
  readonly pythonFrom: "ubuntu" | "standalone";
  readonly sudo: boolean;
  readonly user: ImageUser;
  /** apt packages of its libraries, and of dl-env.yml's. */
  readonly libraryPackages: readonly string[];
  /** Locales beside C and C.UTF-8. */
  readonly locales: readonly string[];
  /** Text of the Containerfile stage that an engine runs. */
  readonly script: string;
  /** What it mounts of its folder. */
  readonly files: readonly ContextFile[];
}

/** A file that goes into images, content known. */
export interface ImageFile {
  /** Absolute path in the image. */
  readonly path: string;
  /** 0o644 or 0o755: not for group 0 to write, because the image's user is in it. */
  readonly mode: number;
  readonly content: string;
}

/** Something that dl-env.yml puts into images: a file or link of the user's, or a folder. */
export interface OwnEntry {
  /** Absolute path in the image. */
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly content:
    | { readonly kind: "directory" }
    /** `source` is a path on this machine, and no part of keys. */
    | {
        readonly kind: "file";
        readonly source: string;
        readonly size: number;
        readonly sha256: string;
      }
    | { readonly kind: "symlink"; readonly target: string };
}

/** A layer as it lies in a store. */
export interface StoredLayer {
  readonly tag: string;
  /** Of the compressed blob. */
  readonly digest: string;
  /** Bytes of the compressed blob. */
  readonly size: number;
  readonly mediaType: string;
  /** Digest of the uncompressed tar. */
  readonly diffId: string;
  /** Digest of the LAYER_PATHS blob; absent for system layers. */
  readonly paths?: string;
  /** That list itself in base64, where the layer's manifest holds it. */
  readonly pathsData?: string;
}

/** A layer as a file on this disk, ready to be stored. */
export interface MadeLayer {
  readonly file: string;
  readonly digest: string;
  readonly size: number;
  /** Bytes of the tar. */
  readonly unpacked: number;
  readonly diffId: string;
  readonly mediaType: string;
  /** Gzipped LAYER_PATHS content; absent for system layers. */
  readonly paths?: Uint8Array;
}

/**
 * What an image is made of, from the bottom up: wheels, their bytecode, rest, python (if
 * standalone), the base, system, files of dl-env, small wheels that are released often, files of
 * one's own, what their steps leave.
 */
export interface ImageRecipe {
  /** Cell id. */
  readonly cell: string;
  /** First 12 hex digits of the recipe key; the immutable tag is `<cell>-r<key>`. */
  readonly key: string;
  readonly layers: readonly LayerSpec[];
  readonly config: ImageConfig;
}

/** What the image's config says beyond the base's own. */
export interface ImageConfig {
  readonly env: Readonly<Record<string, string>>;
  /** Names of the base's variables that are dropped. */
  readonly dropEnv: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly user: string;
  readonly workdir: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly exposed: readonly string[];
}
