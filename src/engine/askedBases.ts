import type { JudgedCell } from "../verdict/verdict.ts";
import { readBase, type BaseImage } from "../registry/baseImage.ts";
import { endpointOf } from "../registry/endpoint.ts";
import { isLayout } from "../registry/layout.ts";
import { parseReference } from "../registry/reference.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { BaseSource } from "./engine.ts";

/** Bytes of a base's layers, compressed. */
const sizeOf = ({ manifest }: BaseImage): number =>
  manifest.layers.reduce((sum, { size }) => sum + size, 0);

/**
 * The bases in which apt is asked: of those that begin with the same layer, the distribution's, the
 * smallest. A larger one has what the smaller has and more, so it needs no package that the smaller
 * does not. Should one need more all the same, its build says so.
 */
export const basesToAsk = (bases: readonly BaseImage[]): BaseImage[] => {
  const smallest = new Map<string, BaseImage>();
  for (const base of bases) {
    const bottom = base.config.rootfs.diff_ids[0] ?? base.platformDigest;
    const best = smallest.get(bottom);
    if (best === undefined || sizeOf(base) < sizeOf(best)) smallest.set(bottom, base);
  }
  return [...smallest.values()];
};

/** Bases of accepted cells by release; those whose digest is not known are left out. */
export const readBases = async (
  open: OpenRepository,
  judged: readonly JudgedCell[],
  release: string,
): Promise<BaseImage[]> => {
  const found = new Map<string, string>();
  for (const { cell, verdict } of judged) {
    const digest =
      verdict.kind === "accepted" && cell.ubuntu === release
        ? verdict.base.platformDigest
        : undefined;
    if (digest !== undefined && verdict.base !== undefined)
      found.set(digest, `${verdict.base.tag}@${digest}`);
  }
  return Promise.all([...found.values()].map((reference) => readBase(open, reference)));
};

/**
 * Where an engine finds a base: among this machine's stand-ins, or in a registry, after mirrors.
 */
export const upstream = (
  { repository, platformDigest, tag }: BaseImage,
  mirrors: Readonly<Record<string, string>>,
): BaseSource => {
  if (isLayout(repository))
    return {
      kind: "layout",
      dir: repository.dir,
      digest: platformDigest,
      tag: tag.replace(/@.*$/, "").replace(/^.*:/, ""),
    };
  const reference = parseReference(repository.name);
  if (reference.kind === "layout")
    throw new TypeError(`${repository.name} is in a registry, not a folder`);
  const { host, repository: path, origin } = endpointOf(reference, mirrors);
  return {
    kind: "registry",
    reference: `${host}/${path}@${platformDigest}`,
    insecure: origin.startsWith("http://"),
  };
};
