import type { CatalogCode } from "../errors/codes.ts";

/**
 * How close the CUDA of wheels is to the cell's: the same x.y, or an older one of the same major.
 */
export const WHEEL_CUDAS = ["exact", "same-major"] as const;
export type WheelCuda = (typeof WHEEL_CUDAS)[number];

/**
 * What a library asks of an index for a range of cells. The first entry whose `cuda` and `python`
 * match the cell counts.
 */
export interface LibraryRelease {
  /** PEP 440 specifier over CUDA x.y, e.g. `>=12.4,<12.5`; absent = any. */
  readonly cuda?: string;
  /** PEP 440 specifier over Python x.y. */
  readonly python?: string;
  /** Other libraries that the cell's set must hold for this entry to count. */
  readonly with: readonly string[];
  /** Counts only where dl-env.yml asks for this `wheel-cuda`. */
  readonly wheelCuda?: WheelCuda;
  /** PEP 508 requirements, no markers. */
  readonly requirements: readonly string[];
  readonly constraints: readonly string[];
  /** Name in matrix/indexes.yml when PyPI lacks it. */
  readonly index?: string;
  /** Asked for only where what stands before it cannot be had. */
  readonly fallback: boolean;
  readonly source: string;
}

export interface Library {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /**
   * Name, without the ending for a CUDA, of the package whose version is the library's: `cudf` for
   * cudf-cu12.
   */
  readonly package: string;
  readonly releases: readonly LibraryRelease[];
  /** Combinations that cannot be, told before any resolver is asked. */
  readonly limits: readonly LibraryLimit[];
  /** What a lock must not hold although the resolver accepted it. */
  readonly traps: readonly LibraryTrap[];
  /** GPU architectures that the wheels carry, by range of CUDA. */
  readonly architectures: readonly Architectures[];
  /** Least Linux driver that its makers name, where that is more than the wheels' CUDA asks. */
  readonly drivers: readonly LibraryDriver[];
  /** Whether its work needs a GPU. */
  readonly gpu: boolean;
  /** Whether its wheels bring their own cuDNN. */
  readonly bringsCudnn: boolean;
  /** Whether it loads a cuDNN, its own or the base's. */
  readonly usesCudnn: boolean;
  /** Libraries whose packages it brings along: they are part of every cell that holds it. */
  readonly needs: readonly string[];
  /** apt packages without which it does not work; `{python}` is the cell's Python, x.y. */
  readonly apt: readonly string[];
  /** apt packages that `slim: true` leaves out. */
  readonly comfort: readonly string[];
  /** Set where its packages may be pre-releases although final ones exist. */
  readonly prerelease?: "allow";
  /** Variables of images that hold it; those of dl-env.yml count above them. */
  readonly env?: Readonly<Record<string, string>>;
  /** Packages for another CUDA that it brings and does without; its lock may hold them. */
  readonly harmless: readonly string[];
  /** Shared libraries that optional parts of it look for: `libnvinfer*`; an image may lack them. */
  readonly mayLack: readonly string[];
  /** Set when its makers ended it: the last release and the date on which they said so. */
  readonly ended?: {
    readonly last: string;
    readonly date: string;
    readonly message: string;
    readonly source: string;
  };
  /** Python import names, for the import check. */
  readonly imports: readonly string[];
  readonly folder: string;
  /** Set for a package that dl-env.yml asks for by itself, beside the catalog's libraries. */
  readonly own?: OwnRequirement;
}

/** What is known of a package of dl-env.yml's own. */
export interface OwnRequirement {
  /** PEP 503; empty where it stands for no package. */
  readonly name: string;
  /** Versions of a library of the catalog, which hold in cells of this set as a pin does. */
  readonly pin?: { readonly name: string; readonly range: string };
  /** sha256 of the files that may be taken for it. */
  readonly hashes?: readonly string[];
}

export interface LibraryLimit {
  readonly code: CatalogCode;
  /** `{cuda}`, `{python}`, `{ubuntu}` and `{flavor}` are the cell's. */
  readonly message: string;
  readonly hint?: string;
  /** The limit holds in cells that match all of these. */
  readonly cuda?: string;
  readonly python?: string;
  readonly ubuntu?: readonly string[];
  readonly flavor?: readonly string[];
  /** Other libraries that the cell's set must hold. */
  readonly with: readonly string[];
  /** Libraries that the cell's set must not hold. */
  readonly without: readonly string[];
  readonly wheelCuda?: WheelCuda;
  /** ISO date from which it holds. */
  readonly from?: string;
  readonly source: string;
}

export interface LibraryTrap {
  readonly code: CatalogCode;
  readonly message: string;
  /**
   * Package (normalised) that must not be in the lock where the limit's ranges match; with
   * `versions`, only in those.
   */
  readonly package: string;
  readonly versions?: string;
  readonly cuda?: string;
  readonly python?: string;
  readonly wheelCuda?: WheelCuda;
  /** The trap counts only when the lock lacks this package. */
  readonly missing?: string;
  /**
   * The trap counts only when the lock also holds this package, `name` with an optional specifier.
   */
  readonly beside?: string;
  readonly hint?: string;
  readonly source: string;
}

export interface Architectures {
  /** PEP 440 specifier over CUDA x.y. */
  readonly cuda?: string;
  /** Wheel that carries the code, and the specifier of its version that was measured. */
  readonly package: string;
  readonly versions?: string;
  /** Compute capabilities with machine code, e.g. `8.0`. */
  readonly sm: readonly string[];
  /** Compute capabilities with PTX. */
  readonly ptx: readonly string[];
  readonly source: string;
}

export interface LibraryDriver {
  readonly package: string;
  readonly versions?: string;
  readonly driver: string;
  readonly source: string;
}
