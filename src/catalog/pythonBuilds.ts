import { compareVersions } from "./versions.ts";

/** A Python of one minor version in a release of python-build-standalone. */
export interface PythonBuild {
  /** x.y.z */
  readonly version: string;
  /** The release's name, a date like `20260814`. */
  readonly build: string;
  /** 64 hex digits. */
  readonly sha256: string;
}

const LINE =
  /^([0-9a-f]{64})\s+\*?cpython-(\d+\.\d+\.\d+)\+(\d{8})-x86_64-unknown-linux-gnu-install_only_stripped\.tar\.gz$/;

/** x.y.z -> x.y */
const minor = (version: string): string => version.split(".").slice(0, 2).join(".");

/**
 * The newest final Python of each minor version, x.y -> build, in the list of checksums that a
 * release has (SHA256SUMS); empty when the text is no such list.
 */
export const pythonBuilds = (text: string): ReadonlyMap<string, PythonBuild> => {
  const found = new Map<string, PythonBuild>();
  for (const line of text.split("\n")) {
    const [, sha256, version, build] = LINE.exec(line.trim()) ?? [];
    if (sha256 === undefined || version === undefined || build === undefined) continue;
    const before = found.get(minor(version));
    if (before === undefined || compareVersions(version, before.version) > 0)
      found.set(minor(version), { version, build, sha256 });
  }
  return found;
};
