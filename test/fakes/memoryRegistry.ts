import { digestOf } from "../../src/registry/digest.ts";
import type { Descriptor, Repository, StoredManifest } from "../../src/registry/repository.ts";

interface Artifact {
  readonly artifactType?: string;
  readonly annotations?: Record<string, string>;
  readonly subject?: { readonly digest: string };
}

/** A repository of a registry in this process, as its server has it. */
export interface MemoryRegistry {
  readonly tags: Map<string, string>;
  readonly manifests: Map<string, StoredManifest>;
  readonly blobs: Map<string, Uint8Array>;
  /** A client; `turn` is awaited before each request is done. */
  client(turn?: (request: string) => Promise<void>): Repository;
}

const referrerOf = (stored: StoredManifest): Descriptor & Artifact => {
  const { artifactType, annotations } = JSON.parse(
    Buffer.from(stored.bytes).toString(),
  ) as Artifact;
  return {
    mediaType: stored.mediaType,
    digest: stored.digest,
    size: stored.bytes.byteLength,
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(annotations === undefined ? {} : { annotations }),
  };
};

/** Without `referrersApi` it is as distribution's: what refers to a digest is in an index alone. */
export const memoryRegistry = (referrersApi = false): MemoryRegistry => {
  const tags = new Map<string, string>();
  const manifests = new Map<string, StoredManifest>();
  const blobs = new Map<string, Uint8Array>();
  const digestFor = (reference: string): string | undefined =>
    reference.startsWith("sha256:") ? reference : tags.get(reference);
  const found = (reference: string): StoredManifest | undefined => {
    const digest = digestFor(reference);
    return digest === undefined ? undefined : manifests.get(digest);
  };
  const referring = (digest: string): Descriptor[] =>
    [...manifests.values()]
      .filter(({ bytes }) => Buffer.from(bytes).includes('"subject"'))
      .filter(({ bytes }) => {
        const { subject } = JSON.parse(Buffer.from(bytes).toString()) as Artifact;
        return subject?.digest === digest;
      })
      .map((stored) => referrerOf(stored));
  const client: MemoryRegistry["client"] = (turn = async () => undefined) => {
    // As the client of registries, which asks for what it saw no second time.
    const seen = new Set<string>();
    return {
      name: "registry.test/team/dl-env",
      kind: "registry",
      local: true,
      traffic: { requests: 0, sent: 0, received: 0 },
      tags: async () => {
        await turn("tags");
        return [...tags.keys()].sort();
      },
      tagsAtOnce: async () => {
        await turn("tags");
        return [...tags.keys()];
      },
      manifest: async (reference) => {
        await turn(`get ${reference}`);
        return found(reference);
      },
      resolve: async (reference) => {
        await turn(`head ${reference}`);
        return found(reference)?.digest;
      },
      hasBlob: async (digest) => {
        await turn(`has ${digest}`);
        return blobs.has(digest);
      },
      async *readBlob(digest) {
        await turn(`blob ${digest}`);
        const bytes = blobs.get(digest);
        if (bytes === undefined) throw new Error(`no blob ${digest}`);
        yield bytes;
      },
      writeBlob: async (source) => {
        const { digest } = source;
        if (seen.has(digest)) return false;
        await turn(`upload ${digest}`);
        const parts: Uint8Array[] = [];
        for await (const part of source.open()) parts.push(part);
        seen.add(digest);
        if (blobs.has(digest)) return false;
        blobs.set(digest, Buffer.concat(parts));
        return true;
      },
      mountBlob: async () => false,
      ...(referrersApi
        ? {
            referrers: async (digest: string): Promise<Descriptor[]> => {
              await turn(`referrers ${digest}`);
              return referring(digest);
            },
          }
        : {}),
      putManifest: async ({ bytes, mediaType }, tag) => {
        await turn(`put ${tag ?? "by digest"}`);
        const digest = digestOf(bytes);
        manifests.set(digest, { digest, mediaType, bytes });
        if (tag !== undefined) tags.set(tag, digest);
        return digest;
      },
      // As distribution's by default, and Docker Hub's.
      remove: async () => ({ kind: "refused", message: "UNSUPPORTED" }),
    };
  };
  return { tags, manifests, blobs, client };
};
