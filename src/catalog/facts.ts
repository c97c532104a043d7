import type { CudnnFacts, DriverFacts, Gpu } from "./gpuFacts.ts";
import type { Library, LibraryTrap } from "./libraryFacts.ts";

export type { CudnnFacts, CudnnRow, DriverFacts, Gpu } from "./gpuFacts.ts";

/** The facts of `matrix/`, decoded. Every fact has a `source`: where a person can read it again. */
export interface Catalog {
  /** ISO date of the copy of nvidia/cuda's tag list. */
  readonly asOf: string;
  /** Ascending by version. */
  readonly cuda: readonly CudaRelease[];
  readonly ubuntu: readonly UbuntuRelease[];
  readonly pythons: readonly PythonRelease[];
  /** Where newer facts are read; what a folder does not say is absent. */
  readonly origins: Origins;
  /** Host of a registry -> the page with a repository's last pushes. */
  readonly pushLists: Readonly<Record<string, PushList>>;
  readonly libraries: ReadonlyMap<string, Library>;
  /** Set name -> library names, in the order they are listed. */
  readonly sets: ReadonlyMap<string, readonly string[]>;
  /** Libraries that are in every set, also in those of dl-env.yml. */
  readonly every: readonly string[];
  /** Libraries that are in every set unless images are slim. */
  readonly everyComfort: readonly string[];
  /** The same where a library of the set needs a GPU. */
  readonly gpuComfort: readonly string[];
  readonly indexes: ReadonlyMap<string, PackageIndex>;
  /** CUDA major -> what ties wheels to the CUDA of a cell. */
  readonly wheels: Readonly<Record<string, WheelFacts>>;
  /** Repository of bases in place of NVIDIA's; absent where dl-env.yml names none. */
  readonly base?: string;
  /** CUDA x.y that never had an image, and why. */
  readonly never: Readonly<Record<string, string>>;
  readonly cudnn: CudnnFacts;
  /** What no lock may hold, whichever library asked for it; `package: "*"` is any. */
  readonly traps: readonly LibraryTrap[];
  readonly gpus: readonly Gpu[];
  readonly drivers: DriverFacts;
  /** The uv that stands in images. */
  readonly uv: PinnedWheel;
  /** The uv that runs here: the built-in catalog's, whatever a folder of your own says. */
  readonly hostUv: PinnedWheel;
  /** The hadolint that lints here; the built-in catalog's too. */
  readonly hostHadolint: PinnedWheel;
  /** The Pythons that may compile here where the machine has none; the built-in catalog's too. */
  readonly hostPythons: readonly PythonRelease[];
  /** The newest release of each package when the libraries' facts were read. */
  readonly newest: NewestReleases;
  readonly overlapWinners: OverlapWinners;
  /**
   * Packages whose layers lie lowest, from the bottom up; `*` stands for any characters. What is
   * not named lies above.
   */
  readonly layerOrder: readonly string[];
  /** Releases in a year of small packages that are released often, by name. */
  readonly releasedOften: Readonly<Record<string, number>>;
  /** Large wheels, by name or pattern, and folders of site-packages that get no bytecode. */
  readonly noBytecode: {
    readonly wheels: readonly string[];
    readonly folders: readonly string[];
  };
  /** apt packages of every image, by name. */
  readonly apt: readonly string[];
  /** apt packages of every image that is not slim. */
  readonly comfort: readonly string[];
  /** Shared library -> the apt package that has it. */
  readonly aptOfLibrary: Readonly<Record<string, string>>;
  /** Locales of every image that is not slim, beside C and C.UTF-8. */
  readonly locales: readonly string[];
}

/**
 * Path in site-packages -> package whose copy wins, for paths that wheels of one lock own with
 * different content: its layer is the last of them. Several packages when the name depends on the
 * CUDA major, of which a lock holds one.
 */
export type OverlapWinners = Readonly<Record<string, string | readonly string[]>>;

export interface CudaRelease {
  /** x.y.z */
  readonly version: string;
  /** x.y */
  readonly minor: string;
  /** Ubuntu release -> flavors that have an image in the dated copy of the tag list. */
  readonly images: Readonly<Record<string, readonly string[]>>;
  /**
   * Repository of the base without tag, e.g. `docker.io/nvidia/cuda`; the stand-in has one of its
   * own.
   */
  readonly repository: string;
  /** Whether a source lists every image of it; else an image that is not listed is unknown. */
  readonly isComplete: boolean;
  /** Whether all that is known of it is that somebody used its images. */
  readonly isOnlySeen: boolean;
  /** ISO date of end of life, when NVIDIA says so. */
  readonly endOfLife?: string;
  /** ISO date of a source that lists the release as ended; it may have ended long before. */
  readonly endedBy?: string;
  /** cuDNN in `cudnn-*` flavors, x.y.z.w. */
  readonly cudnn?: string;
  /** `<flavor>-<Ubuntu's tag>` -> digest of the index that was seen at the date of the copy. */
  readonly digests: Readonly<Record<string, string>>;
  readonly source: string;
}

export interface WheelFacts {
  /** Constraints for `wheel-cuda: exact`; `{minor}` is the cell's x.y. */
  readonly exact: readonly string[];
  /** Constraints for `wheel-cuda: same-major`; `{next}` is the minor after the cell's. */
  readonly sameMajor: readonly string[];
  /** Constraints on what packages of one's own bring. */
  readonly besideOwn: readonly string[];
  /** Endings of names of packages that are built for this major and no other. */
  readonly marks: readonly string[];
  /** Package with the CUDA runtime: its x.y is the CUDA of a lock's wheels. */
  readonly runtime: string;
  readonly source: string;
}

export interface UbuntuRelease {
  /** `22.04`, `stand-in` */
  readonly name: string;
  /** As it stands in tags: `ubuntu22.04`, `stand-in`. */
  readonly tag: string;
  /** x.y */
  readonly glibc: string;
  /** The release's own Python by apt, x.y. */
  readonly python: string;
  /** Pythons that apt has but that are pre-releases, x.y -> what it is. */
  readonly preReleasePythons: Readonly<Record<string, string>>;
  readonly endOfLife: string;
  /** Absent where the distribution keeps no dated copies of its archive. */
  readonly snapshots?: AptSnapshots;
  readonly source: string;
}

/** A service that has an apt archive as it was at any time: `<address>/20261121T000000Z`. */
export interface AptSnapshots {
  /** Without a slash at its end. */
  readonly address: string;
  readonly suites: readonly string[];
  readonly components: readonly string[];
  readonly source: string;
}

export interface PythonRelease {
  /** x.y */
  readonly minor: string;
  /** x.y.z */
  readonly version: string;
  readonly url: string;
  readonly sha256: string;
  readonly source: string;
}

/** Pages that `catalog check` reads, beside registries and the package index. */
export interface Origins {
  /** Redirects to the newest release of Pythons, and its checksums with `{build}` for its name. */
  readonly pythons?: { readonly releases: string; readonly checksums: string };
  /** Lists of cards by compute capability. */
  readonly cards: readonly string[];
}

/** A page on which a registry says which tags of a repository were pushed last. */
export interface PushList {
  /** With `{namespace}` and `{name}` for the parts of the repository's path. */
  readonly address: string;
  readonly source: string;
}

export interface PackageIndex {
  readonly name: string;
  readonly url: string;
  /** Only these packages are taken from it; absent = every package that it has. */
  readonly packages?: readonly string[] | undefined;
  readonly about: string;
  readonly source: string;
  /** Named in dl-env.yml: every package that it has is taken from it and from nowhere else. */
  readonly own?: boolean | undefined;
  /**
   * Host (with port) of the built-in catalog's index of this name, absent where it has none: a
   * repository's catalog may name another.
   */
  readonly builtInHost?: string | undefined;
}

export interface NewestReleases {
  /** ISO date. */
  readonly asOf: string;
  /** Normalised package name -> version. */
  readonly packages: Readonly<Record<string, string>>;
  readonly source: string;
}

/** A wheel that holds a program, of one version. */
export interface PinnedWheel {
  readonly version: string;
  /** sha256 of the x86_64 manylinux wheel of that version. */
  readonly wheelSha256: string;
  readonly wheelFile: string;
}

/** A program that runs here, and the wheel that holds it. */
export interface PinnedTool extends PinnedWheel {
  readonly program: "uv" | "hadolint";
}
