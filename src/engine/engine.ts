import type { MadeLayer } from "../image/recipe.ts";
import type { BaseImage } from "../registry/baseImage.ts";

/**
 * Name of the build argument, declared before the first FROM, that every Containerfile of ours
 * takes its base from: `FROM ${BASE} AS system`.
 */
export const BASE_ARG = "BASE";
/** The stage that holds what the base needs: apt packages, the user, files' places. */
export const SYSTEM_STAGE = "system";
/** Name of the recipe file in a build's folder. */
export const CONTAINERFILE = "Containerfile";

/** Where an engine finds the base of a build. */
export type BaseSource =
  | { readonly kind: "registry"; readonly reference: string; readonly insecure: boolean }
  /** An OCI layout folder and the digest of an OCI manifest in it. */
  | {
      readonly kind: "layout";
      readonly dir: string;
      readonly digest: string;
      readonly tag: string;
    };

export interface BuildContext {
  /** Folder with `Containerfile` and everything it copies. */
  readonly dir: string;
  readonly base: BaseSource;
  /** The base itself where it is known already; else it is read from where it lies. */
  readonly baseImage?: BaseImage;
  /**
   * Secret id -> file on this host (`ca`, `pip`, `indexes`), mounted at /run/secrets/<id> during
   * RUN, never in a layer.
   */
  readonly secrets: Readonly<Record<string, string>>;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Seconds since the epoch for SOURCE_DATE_EPOCH. */
  readonly epoch: number;
  /** Whether nothing in the build has a network; absent: what runs may use it. */
  readonly offline?: boolean;
  /**
   * Gets each layer that a whole image adds to the base, by its content and as a file that is there
   * until it returns.
   */
  readonly onLayer?: (layer: { readonly diffId: string; readonly file: string }) => Promise<void>;
}

export type BuildTarget =
  | { readonly kind: "registry"; readonly repository: string; readonly insecure: boolean }
  | { readonly kind: "layout"; readonly dir: string };

/** An image as it was put, so that nobody has to read it back. */
export interface DeliveredImage {
  /** Of the manifest. */
  readonly digest: string;
  readonly manifest: Uint8Array;
  readonly config: Uint8Array;
}

/** Builds what needs a builder: the system layer, or with `build: engine` a whole image. */
export interface Engine {
  /** As in the table of engines. */
  readonly name: string;
  readonly version: string;
  /**
   * Builds the stage `system` of the Containerfile and returns what it adds to the base as one
   * canonical layer under `work`.
   */
  buildSystem(
    context: BuildContext,
    work: string,
    onLine: (line: string) => void,
  ): Promise<MadeLayer>;
  /** Builds the whole Containerfile and puts it into the target by digest, without a tag. */
  buildImage(
    context: BuildContext,
    target: BuildTarget,
    onLine: (line: string) => void,
  ): Promise<DeliveredImage>;
}
