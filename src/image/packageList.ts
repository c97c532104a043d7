import { hash } from "node:crypto";
import type { Lock } from "../resolve/lock.ts";
import type { ImageRecipe, LayerSpec, SystemRecipe } from "./recipe.ts";
import { askedPackages } from "./systemRecipe.ts";

/** Media type of the list, as IANA has it. */
export const PACKAGE_LIST_TYPE = "application/spdx+json";

/** One package of an image. */
interface ListedPackage {
  readonly name: string;
  /** Absent where only the name is known. */
  readonly version?: string;
  /** 64 hex digits; of the wheel, the .deb, the archive or the manifest. */
  readonly sha256?: string;
  /** A package URL. */
  readonly purl: string;
}

/** A package URL without qualifiers; `name` is the type and the name. */
const purlOf = (name: string, version?: string): string =>
  `pkg:${name}${version === undefined ? "" : `@${encodeURIComponent(version)}`}`;

const wheels = (lock: Lock): ListedPackage[] =>
  lock.wheels.map(({ name, version, sha256 }) => ({
    name,
    version,
    sha256,
    purl: purlOf(`pypi/${name}`, version),
  }));

const aptPackages = (system: SystemRecipe): ListedPackage[] => {
  const locked = new Map(system.apt.packages?.map((one) => [one.name, one]));
  const vendor = /^\d/.test(system.release) ? "ubuntu" : "debian";
  return askedPackages(system).map((asked) => {
    const [name = asked] = asked.split("=", 1);
    const { version, sha256 } = locked.get(name) ?? {};
    return {
      name,
      purl: `${purlOf(`deb/${vendor}/${name}`, version)}?arch=amd64`,
      ...(version === undefined ? {} : { version }),
      ...(sha256 === undefined ? {} : { sha256 }),
    };
  });
};

const python = ({
  version,
  url,
  sha256,
}: Extract<LayerSpec, { kind: "python" }>): ListedPackage => ({
  name: "python-build-standalone",
  version,
  sha256,
  purl: `${purlOf("generic/python", version)}?download_url=${encodeURIComponent(url)}`,
});

const ownPackages = (layer: LayerSpec): ListedPackage[] => {
  switch (layer.kind) {
    case "python":
      return [python(layer)];
    case "system":
      return aptPackages(layer.system);
    case "wheel":
    case "bytecode":
    case "rest":
    case "files":
    case "own":
    case "run":
      return [];
  }
};

const hexOf = (digest: string): string => digest.slice("sha256:".length);

/** What a list is about. */
export interface ListedImage {
  readonly recipe: ImageRecipe;
  readonly lock: Lock;
  /** Digest of the image's manifest. */
  readonly digest: string;
  /** Tag and digest of the base's manifest for this platform. */
  readonly base: { readonly tag: string; readonly digest: string };
}

const entryOf = (id: string, { name, version, sha256, purl }: ListedPackage): object => ({
  SPDXID: id,
  name,
  ...(version === undefined ? {} : { versionInfo: version }),
  downloadLocation: "NOASSERTION",
  filesAnalyzed: false,
  ...(sha256 === undefined ? {} : { checksums: [{ algorithm: "SHA256", checksumValue: sha256 }] }),
  externalRefs: [
    { referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: purl },
  ],
});

const idOf = (at: number): string => `SPDXRef-Package-${at}`;

const relationsOf = (count: number): object[] => [
  {
    spdxElementId: "SPDXRef-DOCUMENT",
    relationshipType: "DESCRIBES",
    relatedSpdxElement: "SPDXRef-Image",
  },
  ...Array.from({ length: count }, (_, at) => ({
    spdxElementId: "SPDXRef-Image",
    relationshipType: "CONTAINS",
    relatedSpdxElement: idOf(at),
  })),
];

const COMMENT =
  "What dl-env adds to the base image: wheels, Python, and the apt packages asked for by name. " +
  "Packages that apt adds for these, and those of the base, are in /var/lib/dpkg/status.";

/** The image itself, and what is in it, the base first. */
const listed = ({ recipe, lock, digest, base }: ListedImage) => ({
  image: {
    name: recipe.cell,
    version: recipe.key,
    sha256: hexOf(digest),
    purl: purlOf("oci/dl-env", digest),
  },
  parts: [
    { name: base.tag, sha256: hexOf(base.digest), purl: purlOf("oci/base", base.digest) },
    ...recipe.layers.flatMap(ownPackages),
    ...wheels(lock),
  ],
});

/**
 * The packages that dl-env put into an image, as SPDX 2.3: wheels and Python by the lock, apt
 * packages that are asked for by name, and the base by its digest, of which nothing else is listed.
 * The same image gives the same bytes. Pure.
 */
export const packageList = (about: ListedImage): string => {
  const { image, parts } = listed(about);
  const content = {
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: "SPDXRef-DOCUMENT",
    name: image.name,
    creationInfo: {
      created: `${new Date(about.lock.created).toISOString().slice(0, 19)}Z`,
      creators: ["Tool: dl-env"],
    },
    comment: COMMENT,
    packages: [
      entryOf("SPDXRef-Image", image),
      ...parts.map((part, at) => entryOf(idOf(at), part)),
    ],
    relationships: relationsOf(parts.length),
  };
  const space = `https://spdx.org/spdxdocs/dl-env-${hash("sha256", JSON.stringify(content))}`;
  return `${JSON.stringify({ ...content, documentNamespace: space }, undefined, 1)}\n`;
};
