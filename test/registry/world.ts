import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  registryRepository,
  type RegistryRepository,
} from "../../src/registry/registryRepository.ts";
import { digestOf } from "../../src/registry/digest.ts";
import { endpointOf } from "../../src/registry/endpoint.ts";
import { parseReference } from "../../src/registry/reference.ts";
import { printReference } from "./printReference.ts";
import type { BlobSource, Repository } from "../../src/registry/repository.ts";
import type { Log, System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

export const silent: Log = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  group: (_title, work) => work(),
  progress: () => undefined,
};

/**
 * The real machine, except that time passes at once (each pause is noted), and that HOME and the
 * environment are the test's own.
 */
export const testSystem = (
  given: {
    env?: Record<string, string>;
    home?: string;
    realClock?: boolean;
    now?: () => number;
  } = {},
): System & { pauses: number[] } => {
  const real = realSystem({ log: silent });
  const pauses: number[] = [];
  let passed = 0;
  const clock: System["clock"] =
    given.realClock === true
      ? real.clock
      : {
          now: () => (given.now ?? (() => Date.now() + passed))(),
          sleep: async (milliseconds) => {
            pauses.push(milliseconds);
            passed += milliseconds;
          },
        };
  const env: System["env"] = {
    ...real.env,
    home: given.home ?? "/nonexistent-home",
    get: (name) => given.env?.[name],
    // Pauses are as long as the table says.
    random: (bytes) => "00".repeat(bytes),
  };
  return { ...real, clock, env, log: silent, pauses };
};

export const repositoryAt = (
  sys: System,
  name: string,
  options: { chunk?: number; mirrors?: Record<string, string>; isDestination?: boolean } = {},
): RegistryRepository => {
  const reference = parseReference(name);
  if (reference.kind !== "registry") throw new Error(`${name} is no registry`);
  return registryRepository(sys, {
    endpoint: endpointOf(reference, options.mirrors),
    name: printReference(reference),
    chunk: options.chunk,
    isDestination: options.isDestination,
  });
};

export interface TestBlob extends BlobSource {
  readonly bytes: Buffer;
  /** How often it was opened. */
  opened: number;
  readonly open: () => AsyncGenerator<Uint8Array, void, undefined>;
}

export const blob = (content: string | Uint8Array, piece = 7): TestBlob => {
  const bytes = Buffer.from(content);
  const source = {
    bytes,
    digest: digestOf(bytes),
    size: bytes.byteLength,
    opened: 0,
    open: async function* () {
      source.opened += 1;
      for (let at = 0; at < bytes.byteLength; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
  return source;
};

/** A blob of this many MiB that is made while it is read. */
export const largeBlob = async (mebibytes: number): Promise<BlobSource> => {
  const piece = Buffer.alloc(1 << 20, "dl-env");
  const hash = createHash("sha256");
  for (let count = 0; count < mebibytes; count += 1) hash.update(piece);
  return {
    digest: `sha256:${hash.digest("hex")}`,
    size: mebibytes << 20,
    open: async function* () {
      for (let count = 0; count < mebibytes; count += 1) yield piece;
    },
  };
};

export const readAll = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
};

/** A manifest over blobs that lie in the repository after this. */
export const putImage = async (
  repository: Repository,
  config: string,
  layers: readonly string[],
  tag?: string,
): Promise<string> => {
  const blobs = [blob(config), ...layers.map((layer) => blob(layer))];
  for (const source of blobs) await repository.writeBlob(source);
  const [first, ...rest] = blobs.map(({ digest, size }) => ({ digest, size }));
  const manifest = {
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: { mediaType: "application/vnd.oci.image.config.v1+json", ...first },
    layers: rest.map((layer) => ({
      mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
      ...layer,
    })),
  };
  return repository.putManifest(
    { bytes: new TextEncoder().encode(JSON.stringify(manifest)), mediaType: manifest.mediaType },
    tag,
  );
};

/** A folder of its own for one test, removed by `remove`. */
export const tempFolder = async (): Promise<{ dir: string; remove: () => Promise<void> }> => {
  const dir = await mkdtemp(join(tmpdir(), "dl-env-test-"));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
};

/** What a promise was rejected with. */
export const rejection = async (
  work: Promise<unknown>,
): Promise<{ code: string; exit: number; message: string; hint: string }> => {
  try {
    await work;
  } catch (error) {
    const { code, exit, message, hint } = error as {
      code?: string;
      exit?: number;
      message: string;
      hint?: string;
    };
    return { code: code ?? "", exit: exit ?? 0, message, hint: hint ?? "" };
  }
  throw new Error("it was not rejected");
};
