import { validRange } from "@renovatebot/pep440";
import type { CatalogCode } from "../errors/codes.ts";
import * as z from "zod";
import { WHEEL_CUDAS } from "./facts.ts";

// What the files of matrix/ look like. Every scalar arrives as text (see yaml.ts), so versions keep their digits.

const text = z.string().min(1, "must not be empty");
const texts = z.array(text);
const version = text.regex(/^\d+\.\d+$/, "must be a version of two numbers, such as 12.8");
const fullVersion = text.regex(
  /^\d+\.\d+\.\d+$/,
  "must be a version of three numbers, such as 12.8.1",
);
const date = text.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date, such as 2026-11-21");
const sha256 = text.regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");
const digest = text.regex(/^sha256:[0-9a-f]{64}$/, "must be `sha256:` and 64 hex digits");
// A type alone: a transform would have no JSON schema for its default.
const code = text.regex(
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  "must be words in lower case with hyphens",
) as unknown as z.ZodType<CatalogCode, string>;
const capability = text.regex(/^\d+\.\d$/, "must be a compute capability, such as 8.9");
const branch = text.regex(/^\d{3}$/, "must be a driver branch, such as 550").transform(Number);
const range = text.refine(
  (value) => validRange(value),
  "must be version ranges of PEP 440, such as >=12.4,<13",
);
/** `true` or `false`, as text; absent is false. */
const flag = z
  .enum(["true", "false"])
  .transform((value) => value === "true")
  .default(false);

export const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const name = text.regex(NAME, "must be a name in lower case with hyphens");
const wheelCuda = z.enum(WHEEL_CUDAS);
/** A name of matrix/sources.yml or a text of its own. */
const source = text.meta({
  description: "A name of matrix/sources.yml, or where a person can read the fact again",
});

const release = z.strictObject({
  cuda: range.optional().meta({ description: "CUDA x.y for which this entry counts" }),
  python: range.optional().meta({ description: "Python x.y for which this entry counts" }),
  with: texts.default([]).meta({ description: "Other libraries that the set must hold" }),
  "wheel-cuda": wheelCuda.optional(),
  requirements: texts.min(1).meta({ description: "Requirements of PEP 508 without markers" }),
  constraints: texts.default([]),
  index: name
    .optional()
    .meta({ description: "A name of matrix/indexes.yml, when PyPI lacks the wheels" }),
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
  gpu: flag.meta({ description: "Whether its work needs a GPU" }),
  "brings-cudnn": flag.meta({ description: "Whether its wheels bring a cuDNN of their own" }),
  "uses-cudnn": flag.meta({ description: "Whether it loads a cuDNN, its own or the base's" }),
  needs: texts.default([]).meta({
    description:
      "Libraries whose packages it brings along: they count as part of every set that holds it",
  }),
  imports: texts.min(1).meta({ description: "Names for the import check" }),
  ended: z.strictObject({ last: text, date, message: text, source }).optional(),
  releases: z.array(release).min(1).meta({
    description: "What it asks of an index; the first entry that matches the cell counts",
  }),
  limits: z.array(limit).default([]).meta({ description: "Combinations that cannot be" }),
  traps: z
    .array(trap)
    .default([])
    .meta({ description: "What a lock must not hold although the resolver was content" }),
  architectures: z
    .array(architectures)
    .default([])
    .meta({ description: "GPU code that the wheels carry" }),
  drivers: z.array(driver).default([]).meta({
    description:
      "Least Linux drivers that its makers name, where that is more than the wheels' CUDA asks",
  }),
});

/** matrix/cuda.yml; a folder of one's own may hold only `releases`. */
export const cudaFile = z.strictObject({
  "as-of": date.optional(),
  repository: text.optional(),
  flavors: z.record(name, texts).default({}),
  sources: z.record(name, text).default({}),
  wheels: z
    .record(
      z.string().regex(/^\d+$/, "must be a CUDA major"),
      z.strictObject({ exact: texts, "same-major": texts, marks: texts, runtime: text, source }),
    )
    .default({}),
  never: z.record(version, text).default({}),
  releases: z
    .record(
      fullVersion,
      z.strictObject({
        images: z.record(text, z.union([text, texts])),
        repository: text.optional(),
        cudnn: text.optional(),
        "end-of-life": date.optional(),
        digests: z.record(text, digest).default({}),
        sources: texts.min(1),
      }),
    )
    .default({}),
  "stand-in": z
    .strictObject({
      repository: text,
      releases: z.array(fullVersion),
      images: z.record(text, texts),
      source: text,
    })
    .optional(),
});

export const ubuntuFile = z.record(
  text,
  z.strictObject({
    tag: text,
    glibc: version,
    python: version,
    "pre-release-pythons": z.record(version, text).default({}),
    "end-of-life": date,
    snapshots: z
      .strictObject({
        address: text.regex(
          /^https?:\/\/[A-Za-z0-9./_-]+[A-Za-z0-9]$/,
          "must be an address without a slash at its end",
        ),
        suites: z.array(name).min(1),
        components: z.array(name).min(1),
        source,
      })
      .optional()
      .meta({ description: "Dated copies of the release's apt archive: address/20261121T000000Z" }),
    source,
  }),
);

export const pythonsFile = z.strictObject({
  source,
  address: text,
  pythons: z.record(fullVersion, z.strictObject({ build: text, sha256 })),
});

const cards = texts.default([]);
export const gpusFile = z.strictObject({
  source,
  inferred: text,
  cards: z.record(
    capability,
    z.strictObject({
      architecture: text,
      datacenter: cards,
      workstation: cards,
      geforce: cards,
      jetson: cards,
    }),
  ),
});

export const driversFile = z.strictObject({
  source,
  "minor-version": z.record(text, text),
  shipped: z.record(fullVersion, text),
  "require-branches": z.record(version, z.array(branch)),
  "require-source": text,
  "branch-end": z.record(text, date),
  "branch-source": text,
  "last-branch-before-turing": text,
});

export const cudnnFile = z.strictObject({
  source,
  "two-copies": text,
  rows: z.array(
    z.strictObject({ cudnn: range, cuda: range, driver: text, cards: z.array(capability) }),
  ),
});

export const setsFile = z.strictObject({
  every: texts.default([]),
  sets: z.record(name, z.strictObject({ extends: text.optional(), libraries: texts })),
});

export const indexesFile = z.record(
  name,
  z.strictObject({
    url: text,
    packages: z.array(name).optional().meta({
      description: "Only these packages are taken from it; without it, every package that it has",
    }),
    about: text,
    source,
  }),
);
export const trapsFile = z.array(trap);
export const sourcesFile = z.record(name, text);
export const newestFile = z.strictObject({ "as-of": date, source, packages: z.record(text, text) });
/** Of a wheel, as PEP 427 builds it: five or six parts, and nothing that leads to another folder. */
const wheelFile = text.regex(
  /^[A-Za-z0-9._]+-[A-Za-z0-9._+!]+(?:-[0-9][A-Za-z0-9._]*)?(?:-[A-Za-z0-9._]+){3}\.whl$/,
  "must be the file name of a wheel, such as uv-0.13.8-py3-none-any.whl",
);
export const imageFile = z.strictObject({
  apt: z.array(text.regex(/^[a-z0-9][a-z0-9+.-]+$/, "must be the name of an apt package")),
  uv: z.strictObject({ version: fullVersion, file: wheelFile, sha256, source }),
  "laid-last": z.record(text, z.union([text, texts])).default({}),
});
