import type { Problem } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { digestOf, verified } from "./digest.ts";
import type { LayoutRepository } from "./layout.ts";
import { blobPath } from "./layout.ts";
import { parseIndex, parseManifest } from "./manifest.ts";
import { DOCKER_LIST, OCI_INDEX, type Descriptor } from "./repository.ts";

type Blob = Pick<Descriptor, "mediaType" | "digest" | "size">;

const wrong = (layout: LayoutRepository, digest: string, why: string, wanted: string): Problem => ({
  code: "blob-wrong",
  message: `${layout.name}: the blob ${digest} of ${wanted} ${why}.`,
  place: { file: blobPath(layout.dir, digest) },
  hint: `Remove it and make it anew: rm -f ${blobPath(layout.dir, digest)} && dl-env build`,
});

const contentProblem = async (
  sys: Pick<System, "files">,
  layout: LayoutRepository,
  blob: Blob,
  wanted: string,
): Promise<Problem | undefined> => {
  const stat = await sys.files.stat(blobPath(layout.dir, blob.digest));
  if (stat === undefined) return wrong(layout, blob.digest, "is missing", wanted);
  if (stat.size !== blob.size)
    return wrong(layout, blob.digest, `has ${stat.size} bytes, not ${blob.size}`, wanted);
  try {
    for await (const _part of verified(
      sys.files.read(blobPath(layout.dir, blob.digest)),
      blob.digest,
      layout.name,
    ));
    return undefined;
  } catch {
    return wrong(layout, blob.digest, "is not what its name says", wanted);
  }
};

/** What a manifest or index names. */
const named = (bytes: Uint8Array, entry: Blob, layout: LayoutRepository): readonly Blob[] => {
  const stored = { digest: digestOf(bytes), mediaType: entry.mediaType, bytes };
  if (entry.mediaType === OCI_INDEX || entry.mediaType === DOCKER_LIST)
    return parseIndex(stored, layout.name).manifests;
  const manifest = parseManifest(stored, layout.name);
  return [manifest.config, ...manifest.layers];
};

const isManifest = (mediaType: string): boolean => /manifest|image\.index/.test(mediaType);

/** Reads every blob that the layout's tags lead to; returns what does not hold. Other platforms of a list may be absent. */
export const checkLayout = async (
  sys: Pick<System, "files">,
  layout: LayoutRepository,
): Promise<Problem[]> => {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const visit = async (blob: Blob, wanted: string): Promise<void> => {
    if (seen.has(blob.digest)) return;
    seen.add(blob.digest);
    const problem = await contentProblem(sys, layout, blob, wanted);
    if (problem !== undefined) {
      problems.push(problem);
      return;
    }
    const bytes = isManifest(blob.mediaType)
      ? await sys.files.readBytes(blobPath(layout.dir, blob.digest))
      : undefined;
    for (const child of bytes === undefined ? [] : named(bytes, blob, layout)) {
      const absentPlatform = isManifest(child.mediaType) && !(await layout.hasBlob(child.digest));
      if (!absentPlatform) await visit(child, wanted);
    }
  };
  for (const tag of await layout.tags()) {
    const stored = await layout.manifest(tag).catch(() => undefined);
    const digest = stored?.digest ?? (await layout.resolve(tag));
    if (digest === undefined)
      problems.push({
        code: "blob-wrong",
        message: `${layout.name}: the tag ${tag} leads to nothing.`,
        hint: "Make it anew: dl-env build",
      });
    else
      await visit(
        {
          mediaType: stored?.mediaType ?? "manifest",
          digest,
          size:
            stored?.bytes.byteLength ??
            (await sys.files.stat(blobPath(layout.dir, digest)))?.size ??
            0,
        },
        tag,
      );
  }
  return problems;
};
