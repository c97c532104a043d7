import * as z from "zod";
import { CONTROL_CHARACTER } from "../text/controlCharacters.ts";
import {
  aptPackageOfPython,
  text,
  texts,
  date,
  code,
  capability,
  range,
  flag,
  name,
  wheelCuda,
  source,
} from "./fieldFormats.ts";

const release = z.strictObject({
  cuda: range.optional().meta({ description: "CUDA x.y for which this entry counts" }),
  python: range.optional().meta({ description: "Python x.y for which this entry counts" }),
  with: texts.default([]).meta({ description: "Other libraries that the set must hold" }),
  "wheel-cuda": wheelCuda.optional(),
  requirements: texts.min(1).meta({ description: "Requirements of PEP 508 without markers" }),
  constraints: texts.default([]),
  index: name.optional().meta({
    description: "A name of indexes.yml or of `index` in dl-env.yml, when PyPI lacks the wheels",
  }),
  fallback: flag.meta({
    description: "Asked for only where what stands before it cannot be had",
  }),
  source,
});

const limit = z.strictObject({
  code,
  message: text.meta({
    description:
      "One or two plain sentences; {cuda}, {python}, {ubuntu} and {flavor} are the cell's",
  }),
  hint: text.optional(),
  cuda: range.optional(),
  python: range.optional(),
  ubuntu: texts.optional(),
  flavor: texts.optional(),
  with: texts.default([]).meta({ description: "Other libraries that the set must hold" }),
  without: texts.default([]).meta({ description: "Libraries that the set must not hold" }),
  "wheel-cuda": wheelCuda.optional(),
  from: date.optional().meta({ description: "The date from which it holds" }),
  source,
});

const trap = z.strictObject({
  code,
  message: text,
  hint: text.optional(),
  package: text.meta({ description: "The package that a lock must not hold; `*` for any" }),
  versions: range.optional(),
  cuda: range.optional(),
  python: range.optional(),
  "wheel-cuda": wheelCuda.optional(),
  missing: text.optional().meta({ description: "Counts only when the lock lacks this package" }),
  beside: text.optional().meta({
    description: "Counts only when the lock also holds this package, with an optional range",
  }),
  source,
});

const architectures = z.strictObject({
  package: text,
  cuda: range.optional(),
  versions: range.optional(),
  sm: z.array(capability),
  ptx: z.array(capability),
  source,
});

const driver = z.strictObject({ package: text, versions: range.optional(), driver: text, source });

/** matrix/libraries/<name>/library.yml */
export const libraryFile = z.strictObject({
  title: text,
  about: text,
  package: name.optional().meta({
    description:
      "Name, without the ending for a CUDA, of the package whose version is the library's; " +
      "default: the folder's name",
  }),
  gpu: flag.meta({ description: "Whether its work needs a GPU" }),
  "brings-cudnn": flag.meta({ description: "Whether its wheels bring their own cuDNN" }),
  "uses-cudnn": flag.meta({ description: "Whether it loads a cuDNN, its own or the base's" }),
  needs: texts.default([]).meta({
    description:
      "Libraries whose packages it includes: they count as part of every set that contains it",
  }),
  apt: z
    .array(aptPackageOfPython)
    .default([])
    .meta({
      description:
        "apt packages that it needs to work; {python} is the cell's Python, and a name with it " +
        "counts only where apt installs that Python",
    }),
  comfort: z.array(aptPackageOfPython).default([]).meta({
    description: "apt packages that people want beside it; `slim: true` leaves them out",
  }),
  prerelease: z.enum(["allow"]).optional().meta({
    description: "`allow`: its packages may be pre-releases although final ones exist",
  }),
  env: z
    .record(
      text.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be letters, digits and underscores"),
      z.string().refine((value) => !CONTROL_CHARACTER.test(value), "must be one line"),
    )
    .optional()
    .meta({ description: "Variables of images that hold it, below those of dl-env.yml" }),
  harmless: texts.default([]).meta({
    description: "Packages for another CUDA that it brings and does without",
  }),
  "may-lack": texts.default([]).meta({
    description:
      "Shared libraries that optional parts of it look for, such as libnvinfer*; images may lack them",
  }),
  imports: texts.min(1).meta({ description: "Names for the import check" }),
  ended: z.strictObject({ last: text, date, message: text, source }).optional(),
  releases: z.array(release).min(1).meta({
    description: "What it requires of an index; the first entry that matches the cell counts",
  }),
  limits: z.array(limit).default([]).meta({ description: "Combinations that cannot work" }),
  traps: z
    .array(trap)
    .default([])
    .meta({ description: "What a lock must not hold although the resolver accepted it" }),
  architectures: z
    .array(architectures)
    .default([])
    .meta({ description: "GPU code that the wheels carry" }),
  drivers: z.array(driver).default([]).meta({
    description:
      "Oldest Linux drivers that its makers support, where newer than what the wheels' CUDA needs",
  }),
});

/** matrix/traps.yml */
export const trapsFile = z.array(trap);
