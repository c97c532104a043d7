import * as z from "zod";
import { isDamage } from "../registry/closure.ts";
import { readJson } from "../registry/digest.ts";
import type { LayoutRepository } from "../registry/layout.ts";

const Named = z.object({ digest: z.string() });
/** Whatever names blobs: an image, an artifact, an index. */
const Manifest = z.object({
  schemaVersion: z.literal(2),
  config: Named.optional(),
  layers: z.array(Named).optional(),
  blobs: z.array(Named).optional(),
  manifests: z.array(Named).optional(),
});

/** Larger than any manifest (bytes): what is so large is content. */
const LARGEST_MANIFEST = 4 << 20;

type Parsed = z.infer<typeof Manifest>;

const parsed = async (layout: LayoutRepository, digest: string): Promise<Parsed | undefined> => {
  try {
    const stored = await layout.manifest(digest);
    return stored === undefined ? undefined : Manifest.safeParse(readJson(stored.bytes)).data;
  } catch (error) {
    // What is damaged names nothing; it is reported by `store verify`.
    if (!isDamage(error)) throw error;
    return undefined;
  }
};

/** Every digest that these manifests name, at any depth, they themselves included. */
export const reach = async (
  layout: LayoutRepository,
  roots: Iterable<string>,
): Promise<Set<string>> => {
  const reached = new Set<string>();
  const read = new Set<string>();
  const waiting = [...roots];
  for (let digest = waiting.pop(); digest !== undefined; digest = waiting.pop()) {
    if (read.has(digest)) continue;
    read.add(digest);
    reached.add(digest);
    const manifest = await parsed(layout, digest);
    if (manifest === undefined) continue;
    const { config, layers = [], blobs = [], manifests = [] } = manifest;
    for (const named of [...(config === undefined ? [] : [config]), ...layers, ...blobs])
      reached.add(named.digest);
    waiting.push(...manifests.map((named) => named.digest));
  }
  return reached;
};

/** Those of the blobs that are manifests: an image that was built has no tag yet. */
export const manifestsAmong = async (
  layout: LayoutRepository,
  blobs: readonly { readonly digest: string; readonly size: number }[],
): Promise<string[]> => {
  const found: string[] = [];
  for (const { digest, size } of blobs)
    if (size <= LARGEST_MANIFEST && (await parsed(layout, digest)) !== undefined)
      found.push(digest);
  return found;
};
