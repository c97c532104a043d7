import type { WheelCuda } from "../catalog/libraryFacts.ts";
import type { FindingCode } from "../errors/codes.ts";
import type { ImageUser } from "../matrix/imageUser.ts";
import type { FoundCode } from "./fatbin.ts";
import type { InstalledWheel } from "./inventory/installedWheel.ts";
import type { ElfFile } from "./elf.ts";

/**
 * A built image as static checks see it: its config, a listing of its files, and what stands in
 * some of them.
 */
export interface ImageView {
  readonly config: ViewConfig;
  /** By absolute path, without a slash at the end; layers already laid over each other. */
  readonly entries: ReadonlyMap<string, ViewEntry>;
  /** Those of them that a check may have a question about; all, where that was not found out. */
  readonly notable: readonly ViewEntry[];
  /**
   * UTF-8 text of a regular file that `READ` or a rule of credentials names; undefined when there
   * is none. Links are not followed.
   */
  text(path: string): Promise<string | undefined>;
  /** What the loader reads of a shared library; undefined when the file is incomplete. */
  elf(path: string): Promise<ElfFile | undefined>;
  /** GPU code in a shared library; empty lists when there is none. */
  code(path: string): Promise<FoundCode>;
  /** Every wheel in /opt/venv. */
  wheels(): Promise<readonly InstalledWheel[]>;
  /** What made the layer that a path comes from; undefined where that is not known. */
  layerOf(path: string): string | undefined;
}

export interface ViewConfig {
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly user: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `created_by` of each history entry. */
  readonly history: readonly string[];
}

export interface ViewEntry {
  readonly path: string;
  readonly kind: "file" | "directory" | "symlink" | "other";
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** bytes */
  readonly size: number;
  /** Of a symlink, as written. */
  readonly target?: string;
}

/** What the image was meant to be. */
export interface Expected {
  /** CUDA of the cell, x.y. */
  readonly cuda: string;
  /** Whether wheels must be built for this very CUDA, or for its major. */
  readonly wheelCuda: WheelCuda;
  /**
   * Names of the labels that state CUDA (x.y.z) of the base and CUDA (x.y) of PyTorch's wheel; a
   * label that is absent is not compared.
   */
  readonly labels: { readonly cuda: string; readonly wheelCuda: string };
  /** Import names of the cell's libraries. */
  readonly imports: readonly string[];
  /** Shared libraries that may be missing, `*` for any characters: optional parts look for them. */
  readonly mayLack: readonly string[];
  /** Shared library -> the apt package that has it; absent: none is known. */
  readonly aptOfLibrary?: Readonly<Record<string, string>>;
  /** Compute capabilities that the image promises to serve, e.g. `8.9`. */
  readonly gpus: readonly string[];
  /** Packages whose binaries carry the GPU code of the cell's libraries. */
  readonly gpuPackages: readonly string[];
  /** Whether dl-env.yml asked for sudo. */
  readonly sudo: boolean;
  readonly user: ImageUser;
}

/** One thing that is wrong with an image. */
export interface Finding {
  readonly code: FindingCode;
  /** One plain sentence. */
  readonly message: string;
  readonly path?: string;
}

export type StaticCheck = (image: ImageView, expected: Expected) => Promise<Finding[]> | Finding[];

export const finding = (code: FindingCode, message: string, path?: string): Finding => ({
  code,
  message,
  ...(path === undefined ? {} : { path }),
});

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));

/** `/a/b/../c` -> `/a/c`. */
export const normalised = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
};

/** The path with every symlink on its way followed, inside the image; undefined for a loop. */
export const resolved = (image: ImageView, path: string, depth = 0): string | undefined => {
  if (depth > 40) return undefined;
  let at = "";
  const parts = normalised(path).slice(1).split("/");
  for (const [index, part] of parts.entries()) {
    const next = `${at}/${part}`;
    const entry = image.entries.get(next);
    if (entry?.kind === "symlink" && entry.target !== undefined) {
      const target = entry.target.startsWith("/")
        ? entry.target
        : `${parentOf(next)}/${entry.target}`;
      return resolved(image, [target, ...parts.slice(index + 1)].join("/"), depth + 1);
    }
    at = next;
  }
  return at;
};

/** UTF-8 text of a file, symlinks followed; undefined when there is none. */
export const textOf = async (image: ImageView, path: string): Promise<string | undefined> => {
  const real = resolved(image, path);
  if (real === undefined || image.entries.get(real)?.kind !== "file") return undefined;
  return image.text(real);
};

/** Lines without comments and blank ones. */
export const lines = (text: string | undefined): string[] =>
  (text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));

/** Entries whose path matches, in order of path. */
export const matching = (image: ImageView, pattern: RegExp): ViewEntry[] =>
  image.notable
    .filter((entry) => pattern.test(entry.path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** Names that PEP 503 calls equal: lower case, `-` for `_` and `.`. */
export const distributionName = (text: string): string =>
  text.toLowerCase().replace(/[-_.]+/g, "-");

/**
 * Installed distributions, from the names of their dist-info folders: normalised name -> version.
 */
export const distributions = (image: ImageView): Map<string, string> => {
  const found = new Map<string, string>();
  for (const entry of matching(
    image,
    /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\.dist-info$/,
  )) {
    const stem = entry.path.slice(entry.path.lastIndexOf("/") + 1, -".dist-info".length);
    const dash = stem.indexOf("-");
    found.set(distributionName(stem.slice(0, dash)), stem.slice(dash + 1));
  }
  return found;
};
