import { z } from "zod";
import { cacheFolder } from "../system/cacheFolder.ts";
import { readBaseDigests, type BaseDigests } from "../registry/baseImage.ts";
import { parseReference, repositoryName } from "../registry/reference.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";

const CachedDigest = z.object({ platform: z.string().regex(/^sha256:[0-9a-f]{64}$/) });

const fileOf = ({ env }: Pick<System, "env">, indexDigest: string): string =>
  `${cacheFolder(env)}/platforms/${indexDigest.slice("sha256:".length)}.json`;

const cachedDigest = async (
  sys: Pick<System, "env" | "files">,
  indexDigest: string,
): Promise<string | undefined> => {
  const text = await sys.files.readText(fileOf(sys, indexDigest));
  try {
    return text === undefined ? undefined : CachedDigest.parse(JSON.parse(text)).platform;
  } catch {
    return undefined; // half a file: read again
  }
};

/**
 * Digests of a base, by a HEAD alone where the list behind its tag was read before: a list's digest
 * says all that is in it. Registries that count pulls count GET and not HEAD. Rejects with
 * `base-missing` when the tag is gone.
 */
export const baseDigests = async (
  sys: Pick<System, "env" | "files">,
  open: OpenRepository,
  tag: string,
): Promise<BaseDigests> => {
  const reference = parseReference(tag);
  const indexDigest =
    reference.kind === "layout" || reference.tag === undefined
      ? undefined
      : await open(repositoryName(reference)).resolve(reference.tag);
  const platformDigest =
    indexDigest === undefined ? undefined : await cachedDigest(sys, indexDigest);
  if (indexDigest !== undefined && platformDigest !== undefined)
    return { indexDigest, platformDigest };
  const read = await readBaseDigests(open, tag);
  await sys.files.write(
    fileOf(sys, read.indexDigest),
    JSON.stringify({ platform: read.platformDigest }),
  );
  return read;
};
