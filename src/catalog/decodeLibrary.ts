import type * as z from "zod";
import type {
  WheelCuda,
  Library,
  LibraryLimit,
  LibraryRelease,
  LibraryTrap,
} from "./libraryFacts.ts";
import type { libraryFile, trapsFile } from "./libraryFormat.ts";

type LibraryFile = z.output<typeof libraryFile>;
type TrapFile = z.output<typeof trapsFile>[number];
type Sources = Readonly<Record<string, string>>;

/** Drops the keys without a value, which exactOptionalPropertyTypes asks for. */
const given = <T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;

/** A source is a name of matrix/sources.yml or a text of its own. */
const sourced = <T extends { readonly source: string }>(entry: T, sources: Sources): T => ({
  ...entry,
  source: sources[entry.source] ?? entry.source,
});

const renamed = <T extends { readonly "wheel-cuda"?: WheelCuda | undefined }>(
  entry: T,
): Omit<T, "wheel-cuda"> & { wheelCuda?: WheelCuda | undefined } => {
  const { "wheel-cuda": wheelCuda, ...rest } = entry;
  return { ...rest, wheelCuda };
};

/** One trap of library.yml or traps.yml. */
export const trapOf = (trap: TrapFile, sources: Sources): LibraryTrap =>
  given(renamed(sourced(trap, sources)));

/** One library.yml as facts. */
export const libraryOf = (
  name: string,
  decoded: { readonly value: LibraryFile; readonly folder: string },
  sources: Sources,
): Library => {
  const { value: file, folder } = decoded;
  return {
    name,
    title: file.title,
    about: file.about,
    package: file.package ?? name,
    releases: file.releases.map((entry): LibraryRelease => given(renamed(sourced(entry, sources)))),
    limits: file.limits.map((entry): LibraryLimit => given(renamed(sourced(entry, sources)))),
    traps: file.traps.map((entry) => trapOf(entry, sources)),
    architectures: file.architectures.map((entry) => given(sourced(entry, sources))),
    drivers: file.drivers.map((entry) => given(sourced(entry, sources))),
    gpu: file.gpu,
    bringsCudnn: file["brings-cudnn"],
    usesCudnn: file["uses-cudnn"],
    needs: file.needs,
    harmless: file.harmless,
    mayLack: file["may-lack"],
    apt: file.apt,
    comfort: file.comfort,
    ...(file.env === undefined ? {} : { env: file.env }),
    ...(file.prerelease === undefined ? {} : { prerelease: file.prerelease }),
    ...(file.ended === undefined ? {} : { ended: sourced(file.ended, sources) }),
    imports: file.imports,
    folder,
  };
};
