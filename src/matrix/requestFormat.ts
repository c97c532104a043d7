import * as z from "zod";
import { WHEEL_CUDAS } from "../catalog/libraryFacts.ts";
import { aptPackages, customizationKeys, customizationOfCells } from "./customizationFormat.ts";
import { BUILD_MODES, CUDNN_SOURCES, SMOKE_REQUIREMENTS } from "./requestValues.ts";

// What dl-env.yml looks like. Every scalar arrives as text, so 3.10 stays 3.10; names and versions
// are checked against the catalog later.

const text = z.string().min(1, "must not be empty");
const oneOrMore = z
  .union([text, z.array(text).min(1, "must not be empty")])
  .transform((value) => (typeof value === "string" ? [value] : value));
const setting = z.enum(["true", "false"]).transform((value) => value === "true");
const flag = setting.default(false);
const days = text.regex(/^\d{1,4}$/, "must be a number of days").transform(Number);

const pattern = z.strictObject({
  cuda: text.optional(),
  ubuntu: text.optional(),
  python: text.optional(),
  flavor: text.optional(),
  set: text.optional(),
});

const axes = z.strictObject({
  cuda: oneOrMore.meta({
    description: "CUDA releases: 12.8.1, or 12.8 for the newest 12.8.x that has an image",
  }),
  ubuntu: oneOrMore.meta({ description: "Ubuntu releases, such as 24.04" }),
  python: oneOrMore
    .default(["ubuntu"])
    .meta({ description: "`ubuntu` for the release's own Python, or a version such as 3.12" }),
  flavor: oneOrMore.default(["base"]).meta({
    description:
      "Which nvidia/cuda image is the base: base, runtime, devel, cudnn-runtime, cudnn-devel",
  }),
  set: oneOrMore
    .default(["base"])
    .meta({ description: "Sets of libraries: base, torch, rapids, full, or one of `sets`" }),
});

const listed = z.array(text).min(1, "must not be empty");

/** A set as a list, or as files and what goes beside them. */
const set = z.union([
  listed,
  z
    .strictObject({
      packages: z
        .array(text)
        .default([])
        .meta({ description: "Libraries of the catalog and packages, beside the files'" }),
      apt: aptPackages,
      requirements: oneOrMore
        .optional()
        .meta({ description: "A requirements.txt beside dl-env.yml, or several" }),
      pyproject: text.optional().meta({ description: "A pyproject.toml beside dl-env.yml" }),
      groups: oneOrMore.optional().meta({ description: "Its dependency groups that are wanted" }),
      extras: oneOrMore.optional().meta({ description: "Its extras that are wanted" }),
    })
    .refine(
      ({ packages, requirements, pyproject }) =>
        packages.length > 0 || requirements !== undefined || pyproject !== undefined,
      "must have packages, or name a file under requirements or pyproject",
    ),
]);

/** dl-env.yml */
export const requestFile = z.strictObject({
  to: text.meta({ description: "Where images go: oci:DIR or registry/repository" }),
  store: text
    .optional()
    .meta({ description: "Where layers live; default: <repository>-layers, or the same layout" }),
  engine: text.regex(/^[a-z][a-z0-9-]{0,40}$/, "must be the name of an engine").default("auto"),
  build: z.enum(BUILD_MODES).default("link"),
  matrix: axes,
  default: pattern.optional().meta({ description: "The cell that `latest` follows" }),
  include: z
    .array(pattern.extend(customizationOfCells))
    .default([])
    .meta({
      description:
        "Additional cells; an axis that is left out takes the matrix's values. With keys that " +
        "change images: what only the images of these cells have",
    }),
  exclude: z
    .array(pattern)
    .default([])
    .meta({ description: "Cells that are left out of the matrix's product" }),
  pins: z
    .record(text, text)
    .default({})
    .meta({ description: "Package -> version or range, such as torch: ==2.6.0" }),
  sets: z.record(text, set).default({}).meta({
    description: "Your own sets: name -> libraries and packages, or files that have them",
  }),
  mirrors: z
    .record(text, text)
    .default({})
    .meta({ description: "Host or address prefix -> what to use instead" }),
  base: text.optional().meta({
    description: "Repository of bases with nvidia/cuda's tags: registry.example/mirror/cuda",
  }),
  catalog: text.optional().meta({ description: "Folder with your own libraries and releases" }),
  smoke: z.strictObject({ require: z.enum(SMOKE_REQUIREMENTS).default("gpu") }).prefault({}),
  apt: z
    .strictObject({
      maxAge: days.prefault("7").meta({
        description:
          "Days after which apt packages are taken at a newer date, which makes a new system layer",
      }),
      packages: aptPackages,
    })
    .prefault({}),
  retention: z
    .strictObject({
      untagAfter: days.optional().meta({
        description:
          "Days after which `promote` removes the tags of cells that are no longer in the matrix; " +
          "without it they stay",
      }),
    })
    .prefault({}),
  cudnn: z.enum(CUDNN_SOURCES).default("wheels").meta({
    description: "Whose cuDNN is used; `system` is refused where wheels bring and load their own",
  }),
  "wheel-cuda": z
    .enum(WHEEL_CUDAS)
    .default("exact")
    .meta({ description: "`same-major`: wheels of an older CUDA of the same major are accepted" }),
  slim: flag.meta({
    description:
      "Whether images are without what is there for comfort: editors, a compiler, fonts, locales",
  }),
  bytecode: setting.prefault("true").meta({
    description: "Whether modules are compiled in images, so that their first import is quick",
  }),
  sudo: flag.meta({ description: "Whether the image's user may use sudo" }),
  ...customizationKeys,
});

/** The same where it is known which engines there are; without them any name of one will do. */
export const requestFileFor = (engines: readonly string[] | undefined): typeof requestFile => {
  if (engines === undefined) return requestFile;
  const engineName = z.enum(engines).default("auto") as unknown as typeof requestFile.shape.engine;
  return requestFile.extend({ engine: engineName });
};
