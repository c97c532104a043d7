import type { RequestProblem } from "../errors/error.ts";
import { wrongRequest } from "../errors/error.ts";
import { compareVersions } from "./versions.ts";
import type {
  Catalog,
  Gpu,
  PackageIndex,
  Origins,
  PythonRelease,
  UbuntuRelease,
  PinnedWheel,
  WheelFacts,
} from "./facts.ts";
import { driverFacts } from "./driverFacts.ts";
import type { Library } from "./libraryFacts.ts";
import type { CatalogFolder } from "./folder.ts";
import { cudaReleases } from "./cuda.ts";
import { libraryOf, trapOf } from "./decodeLibrary.ts";
import { setsOf } from "./sets.ts";
import { danglingNames, reservedSets } from "./checkSetNames.ts";

type Folders = readonly [CatalogFolder, ...CatalogFolder[]];

const needed = <T>(value: T | undefined, folder: CatalogFolder, file: string): T => {
  if (value !== undefined) return value;
  throw wrongRequest({
    code: "missing-key",
    message: `The catalog lacks ${file}.yml.`,
    place: { file: `${folder.root}/${file}.yml` },
    hint: "npm ci",
  });
};

/** The last folder that has something wins. */
const last = <T>(folders: Folders, pick: (folder: CatalogFolder) => T | undefined): T | undefined =>
  folders.map(pick).findLast((value) => value !== undefined);

const merged = <T>(
  folders: Folders,
  pick: (folder: CatalogFolder) => Readonly<Record<string, T>> | undefined,
): Record<string, T> => Object.assign({}, ...folders.map((folder) => pick(folder) ?? {}));

const ubuntuOf = (folders: Folders): UbuntuRelease[] =>
  Object.entries(merged(folders, (folder) => folder.ubuntu?.value)).map(([name, release]) => ({
    name,
    tag: release.tag,
    glibc: release.glibc,
    python: release.python,
    preReleasePythons: release["pre-release-pythons"],
    endOfLife: release["end-of-life"],
    ...(release.snapshots === undefined ? {} : { snapshots: release.snapshots }),
    source: release.source,
  }));

const pythonsOf = (folders: Folders): PythonRelease[] =>
  folders.flatMap((folder) => {
    const file = folder.pythons?.value;
    if (file === undefined) return [];
    return Object.entries(file.pythons).map(([version, python]) => ({
      minor: version.split(".").slice(0, 2).join("."),
      version,
      url: file.address.replaceAll("{version}", version).replaceAll("{build}", python.build),
      sha256: python.sha256,
      source: file.source,
    }));
  });

const originsOf = (folders: Folders): Origins => {
  const pythons = folders.findLast(({ pythons: file }) => file !== undefined)?.pythons?.value;
  const cards = folders.flatMap(({ gpus }) => gpus?.value.pages ?? []);
  return pythons?.releases === undefined || pythons.checksums === undefined
    ? { cards }
    : { cards, pythons: { releases: pythons.releases, checksums: pythons.checksums } };
};

const GPU_KINDS = ["datacenter", "workstation", "geforce", "jetson"] as const;

const gpusOf = (folders: Folders): Gpu[] =>
  folders.flatMap((folder) => {
    const file = folder.gpus?.value;
    return Object.entries(file?.cards ?? {}).flatMap(([computeCapability, row]) =>
      GPU_KINDS.flatMap((kind) =>
        row[kind].map((listed) => {
          const name = listed.replace(/\?$/, "");
          return {
            name,
            computeCapability,
            architecture: row.architecture,
            kind,
            isArm: kind === "jetson" || file?.arm?.cards.includes(name) === true,
            source: (listed.endsWith("?") ? file?.inferred : file?.source) ?? "",
          };
        }),
      ),
    );
  });

const indexesOf = (folders: Folders): Map<string, PackageIndex> => {
  const builtIn = folders[0].indexes?.value ?? {};
  const hostOf = (name: string): string | undefined => {
    const url = builtIn[name]?.url;
    return url === undefined ? undefined : new URL(url).host;
  };
  return new Map(
    Object.entries(merged(folders, (folder) => folder.indexes?.value)).map(([name, index]) => [
      name,
      { name, ...index, builtInHost: hostOf(name) },
    ]),
  );
};

const wheelsOf = (folders: Folders): Record<string, WheelFacts> =>
  Object.fromEntries(
    Object.entries(merged(folders, (folder) => folder.cuda?.value.wheels)).map(([major, facts]) => [
      major,
      {
        exact: facts.exact,
        sameMajor: facts["same-major"],
        besideOwn: facts["beside-own"] ?? [],
        marks: facts.marks,
        runtime: facts.runtime,
        source: facts.source,
      },
    ]),
  );

const driversOf = (folders: Folders): Catalog["drivers"] =>
  driverFacts(
    needed(
      last(folders, (folder) => folder.drivers?.value),
      folders[0],
      "drivers",
    ),
  );

const pinnedWheel = ({
  version,
  sha256,
  file,
}: {
  readonly version: string;
  readonly sha256: string;
  readonly file: string;
}): PinnedWheel => ({ version, wheelSha256: sha256, wheelFile: file });

const newestOf = (folders: Folders): Catalog["newest"] => {
  const file = last(folders, (folder) => folder.newest?.value);
  return {
    asOf: file?.["as-of"] ?? "",
    packages: merged(folders, (folder) => folder.newest?.value.packages),
    source: file?.source ?? "",
  };
};

const librariesOf = (folders: Folders, sources: Readonly<Record<string, string>>): Library[] =>
  folders.flatMap((folder) =>
    [...folder.libraries].map(([name, library]) => libraryOf(name, library, sources)),
  );

const cudnnOf = (folders: Folders): Catalog["cudnn"] => {
  const file = last(folders, (folder) => folder.cudnn?.value);
  const { rows, source, ...copies } = needed(file, folders[0], "cudnn");
  const [twoCopies, ownCopy] = [copies["two-copies"], copies["own-copy"] || source];
  return { rows, twoCopies, ownCopy, source };
};

/** What images hold beside libraries: a folder of one's own adds to the lists. */
const inImages = (
  folders: Folders,
): Pick<Catalog, "layerOrder" | "noBytecode" | "apt" | "comfort" | "locales"> => {
  const files = folders.flatMap((folder) => folder.image?.value ?? []);
  const joined = (of: (file: (typeof files)[number]) => readonly string[]): string[] => [
    ...new Set(files.flatMap(of)),
  ];
  return {
    layerOrder: joined((file) => file["layer-order"]),
    noBytecode: {
      wheels: joined((file) => file["no-bytecode"].wheels),
      folders: joined((file) => file["no-bytecode"].folders),
    },
    apt: joined(({ apt }) => apt),
    comfort: joined(({ comfort }) => comfort),
    locales: joined(({ locales }) => locales),
  };
};

/** Throws DlEnvError(2) for names that lead nowhere. */
const checked = (folders: Folders, catalog: Catalog, named: readonly string[]): Catalog => {
  const [first, ...more]: readonly RequestProblem[] = [
    ...reservedSets(folders),
    ...danglingNames(folders, catalog, named),
  ];
  if (first !== undefined) throw wrongRequest(first, { more });
  return catalog;
};

/**
 * Folders as they lie on disk -> the catalog; throws DlEnvError(2) for names that lead nowhere.
 * `named` are package indexes that are known beside the catalog's.
 */
export const assemble = (folders: Folders, named: readonly string[] = []): Catalog => {
  const [builtIn] = folders;
  const sources = merged(folders, (folder) => folder.sources?.value);
  const uv = last(folders, (folder) => folder.image?.value.uv);
  const catalog: Catalog = {
    asOf: needed(builtIn.cuda?.value["as-of"], builtIn, "cuda"),
    cuda: folders.flatMap(cudaReleases).sort((a, b) => compareVersions(a.version, b.version)),
    ubuntu: ubuntuOf(folders),
    pythons: pythonsOf(folders).sort((a, b) => compareVersions(a.version, b.version)),
    libraries: new Map(librariesOf(folders, sources).map((library) => [library.name, library])),
    ...setsOf(folders),
    indexes: indexesOf(folders),
    wheels: wheelsOf(folders),
    never: merged(folders, (folder) => folder.cuda?.value.never),
    pushLists: merged(folders, (folder) => folder.cuda?.value["push-lists"]),
    cudnn: cudnnOf(folders),
    traps: folders.flatMap(({ traps }) => (traps?.value ?? []).map((one) => trapOf(one, sources))),
    origins: originsOf(folders),
    gpus: gpusOf(folders),
    drivers: driversOf(folders),
    uv: pinnedWheel(needed(uv, builtIn, "image")),
    hostUv: pinnedWheel(needed(builtIn.image?.value.uv, builtIn, "image")),
    hostHadolint: pinnedWheel(needed(builtIn.tools?.value, builtIn, "tools").hadolint),
    hostPythons: pythonsOf([builtIn]),
    newest: newestOf(folders),
    overlapWinners: merged(folders, (folder) => folder.image?.value["laid-last"]),
    releasedOften: merged(folders, (folder) => folder.image?.value["released-often"]),
    aptOfLibrary: merged(folders, (folder) => folder.image?.value["apt-of-library"]),
    ...inImages(folders),
  };
  return checked(folders, catalog, named);
};
