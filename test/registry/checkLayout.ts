import type { System } from "../../src/system/ports.ts";
import { digestOf, verified } from "../../src/registry/digest.ts";
import type { LayoutRepository } from "../../src/registry/layout.ts";
import { blobPath } from "../../src/registry/layoutFolder.ts";
import { parseIndex, parseManifest } from "../../src/registry/manifest.ts";
import { DOCKER_LIST, OCI_INDEX, type Descriptor } from "../../src/registry/repository.ts";

type Blob = Pick<Descriptor, "mediaType" | "digest" | "size">;

const contentProblem = async (
  sys: Pick<System, "files">,
  layout: LayoutRepository,
  { blob, wanted }: { readonly blob: Blob; readonly wanted: string },
): Promise<string | undefined> => {
  const path = blobPath(layout.dir, blob.digest);
  const wrong = (why: string): string =>
    `${layout.name}: the blob ${blob.digest} of ${wanted} ${why}.`;
  const stat = await sys.files.stat(path);
  if (stat === undefined) return wrong("is missing");
  if (stat.size !== blob.size) return wrong(`has ${stat.size} bytes, not ${blob.size}`);
  try {
    const bytes = sys.files.read(path);
    for await (const _part of verified(bytes, { digest: blob.digest, from: layout.name }));
    return undefined;
  } catch {
    return wrong("is not what its digest says");
  }
};

/** What a manifest or index names. */
const children = (bytes: Uint8Array, entry: Blob, layout: LayoutRepository): readonly Blob[] => {
  const stored = { digest: digestOf(bytes), mediaType: entry.mediaType, bytes };
  if (entry.mediaType === OCI_INDEX || entry.mediaType === DOCKER_LIST)
    return parseIndex(stored, layout.name).manifests;
  const manifest = parseManifest(stored, layout.name);
  return [manifest.config, ...manifest.layers];
};

const isManifest = (mediaType: string): boolean => /manifest|image\.index/.test(mediaType);

/** Follows descriptors from one to the next and notes what does not hold. */
const makeVisitor = (sys: Pick<System, "files">, layout: LayoutRepository) => {
  const problems: string[] = [];
  const seen = new Set<string>();
  const visit = async (blob: Blob, wanted: string): Promise<void> => {
    if (seen.has(blob.digest)) return;
    seen.add(blob.digest);
    const problem = await contentProblem(sys, layout, { blob, wanted });
    if (problem !== undefined) {
      problems.push(problem);
      return;
    }
    const bytes = isManifest(blob.mediaType)
      ? await sys.files.readBytes(blobPath(layout.dir, blob.digest))
      : undefined;
    for (const child of bytes === undefined ? [] : children(bytes, blob, layout)) {
      const absentPlatform = isManifest(child.mediaType) && !(await layout.hasBlob(child.digest));
      if (!absentPlatform) await visit(child, wanted);
    }
  };
  return { problems, visit };
};

/** What a tag names, as far as it can be read; undefined where it points to a missing manifest. */
const taggedBlob = async (
  sys: Pick<System, "files">,
  layout: LayoutRepository,
  tag: string,
): Promise<Blob | undefined> => {
  const stored = await layout.manifest(tag).catch(() => undefined);
  const digest = stored?.digest ?? (await layout.resolve(tag));
  if (digest === undefined) return undefined;
  const onDisk =
    stored === undefined ? await sys.files.stat(blobPath(layout.dir, digest)) : undefined;
  return {
    mediaType: stored?.mediaType ?? "manifest",
    digest,
    size: stored?.bytes.byteLength ?? onDisk?.size ?? 0,
  };
};

/**
 * Reads every blob that the layout's tags lead to; returns what does not hold. Other platforms of a
 * list may be absent.
 */
export const checkLayout = async (
  sys: Pick<System, "files">,
  layout: LayoutRepository,
): Promise<string[]> => {
  const { problems, visit } = makeVisitor(sys, layout);
  for (const tag of await layout.tags()) {
    const blob = await taggedBlob(sys, layout, tag);
    if (blob !== undefined) await visit(blob, tag);
    else problems.push(`${layout.name}: the tag ${tag} points to a missing manifest.`);
  }
  return problems;
};
