import type { WheelCuda } from "../catalog/libraryFacts.ts";
import type { Place } from "../errors/error.ts";
import type { Customization } from "./customization.ts";
import type { OwnPackage, OwnPython } from "./ownPackages.ts";
import type { BuildMode, CudnnSource, SmokeRequirement } from "./requestValues.ts";

export interface Axes {
  /** As written: `12.8`, `12.8.1`. */
  readonly cuda: readonly string[];
  /** Names of Ubuntu releases, or `stand-in`. */
  readonly ubuntu: readonly string[];
  /** `ubuntu` (the release's own) or `3.12`. */
  readonly python: readonly string[];
  readonly flavor: readonly string[];
  readonly set: readonly string[];
}

export type AxisName = keyof Axes;
export const AXES: readonly AxisName[] = ["cuda", "ubuntu", "python", "flavor", "set"];

/**
 * A partial cell: matches cells that agree with it on every axis it names; values may be short
 * (`cuda: 12.8`).
 */
export type CellPattern = Readonly<Partial<Record<AxisName, string>>>;

/** Files that say what a set holds, as dl-env.yml names them. */
export interface SetFiles {
  readonly set: string;
  readonly requirements: readonly string[];
  readonly pyproject?: string;
  readonly groups: readonly string[];
  readonly extras: readonly string[];
  readonly place: Place;
}

/** An entry of `include` that changes images: of the cells that agree with it. */
export interface CustomizedCells {
  readonly pattern: CellPattern;
  readonly customization: Customization;
}

/** What dl-env.yml adds to all images, and what to those of some cells. */
export interface Customizations {
  readonly all: Customization;
  readonly cells: readonly CustomizedCells[];
  /** What sets bring beside packages of Python; they add no cells. Counts before `cells`. */
  readonly sets?: readonly CustomizedCells[];
}

/**
 * dl-env.yml, decoded: defaults filled in, names checked against the catalog, nothing resolved yet.
 */
export interface Request {
  readonly file: string;
  /** `oci:DIR` or `registry/repository`. */
  readonly to: string;
  readonly store: string;
  /** `auto`, or the name of an engine. */
  readonly engine: string;
  readonly build: BuildMode;
  readonly matrix: Axes;
  readonly include: readonly CellPattern[];
  readonly exclude: readonly CellPattern[];
  /** The cell that `latest` follows; undefined = no `latest`. */
  readonly default?: CellPattern;
  /** Package name (normalised) -> PEP 440 specifier, e.g. `==2.6.0`. */
  readonly pins: Readonly<Record<string, string>>;
  /** Your own sets: name -> library names, and keys of `packages` and `pythons`. */
  readonly sets: Readonly<Record<string, readonly string[]>>;
  /** Packages that sets ask for beside the catalog's libraries. */
  readonly packages: Readonly<Record<string, OwnPackage>>;
  /** Pythons that projects in sets are for. */
  readonly pythons: Readonly<Record<string, OwnPython>>;
  /** Files that sets name; what they hold is in `sets` once they were read. */
  readonly setFiles: readonly SetFiles[];
  /** Files that were read for sets, from where dl-env runs. */
  readonly setPaths: readonly string[];
  /** Host or address prefix -> what to use instead. */
  readonly mirrors: Readonly<Record<string, string>>;
  /** Folder with your own libraries and releases, beside the built-in catalog. */
  readonly catalog?: string;
  /** Repository of bases in place of NVIDIA's, with its registry. */
  readonly base?: string;
  readonly smoke: { readonly require: SmokeRequirement };
  readonly apt: { readonly maxAgeDays: number };
  /** Days after which tags of cells outside the matrix go; undefined = they stay. */
  readonly untagAfterDays?: number;
  readonly cudnn: CudnnSource;
  readonly wheelCuda: WheelCuda;
  /** Whether what is there for comfort is left out. */
  readonly slim: boolean;
  /** Whether modules are compiled in images. */
  readonly bytecode: boolean;
  readonly sudo: boolean;
  /** What is added to images; absent where dl-env.yml adds nothing. */
  readonly customization?: Customizations;
  /** Where each top-level key and matrix value stands, by dotted path (`matrix.cuda.1`). */
  readonly places: Readonly<Record<string, Place>>;
}
