import { DlEnvError, wrongRequest } from "../errors/error.ts";
import type { AptLock } from "../resolve/lock.ts";

/** What apt says of a package that its archive lacks, or lacks in a version. */
const UNKNOWN =
  /E: (?:Unable to locate package (?<name>\S+?)|Package '(?<without>[^']+)' has no installation candidate|Version '(?<version>[^']+)' for '(?<of>[^']+)' was not found)(?: \(|\.?$)/;

const noVersion = (archive: string, name: string, version: string): DlEnvError =>
  wrongRequest({
    code: "apt-unknown",
    message:
      `${archive} has no version ${version} of ${name}: an archive keeps few versions of a ` +
      "package, and fixes replace them.",
    hint:
      `Write the name alone in dl-env.yml, and see which version its lock then has: ` +
      `apt: { packages: [${name}] }`,
  });

const noPackage = (archive: string, name: string): DlEnvError =>
  wrongRequest({
    code: "apt-unknown",
    message: `${archive} has no package ${name}.`,
    hint: `Look for its name where that release runs: apt-get update && apt-cache search ${name}`,
  });

/**
 * `apt-unknown` where that is what apt said in an engine, of the archive that begins a sentence;
 * anything else stays what it is.
 */
export const unknownPackage = (error: unknown, archive: string): unknown => {
  if (!(error instanceof DlEnvError) || error.code !== "engine-failed") return error;
  const found = UNKNOWN.exec(error.message)?.groups;
  if (found === undefined) return error;
  const { version, of } = found;
  return version === undefined || of === undefined
    ? noPackage(archive, found["name"] ?? found["without"] ?? "")
    : noVersion(archive, of, version);
};

/** Asks apt; a package that its archive lacks is a mistake in dl-env.yml. */
export const withUnknownPackages = async <T>(
  { release, asOf }: Pick<AptLock, "release" | "asOf">,
  ask: () => Promise<T>,
): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    throw unknownPackage(error, `The archive of ${release} as of ${asOf}`);
  }
};
