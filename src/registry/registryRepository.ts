import { DlEnvError } from "../errors/error.ts";
import { digestOf } from "./digest.ts";
import { unlessHidden } from "./hiddenManifest.ts";
import { asImmutableTag, isConflict } from "./immutableTag.ts";
import type { Endpoint } from "./endpoint.ts";
import { hostHealths, type HostHealths } from "./hostHealth.ts";
import type { RegistryContext } from "./registryContext.ts";
import { getManifest, headManifest, putManifest } from "./registryManifests.ts";
import { removeManifest } from "./removeManifest.ts";
import type { Repository } from "./repository.ts";
import { referrersLister } from "./referrersApi.ts";
import { retry } from "./retry.ts";
import { pullScope, pushScope } from "./scope.ts";
import { seenBlobs } from "./seenBlobs.ts";
import { listTags, listTagsAtOnce } from "./tagList.ts";
import { makeTransport, type RegistrySystem, type Transport } from "./transport.ts";
import { CHUNK } from "./upload.ts";

/**
 * What a registry repository has beside the interface, so that blobs can be mounted between two of
 * one registry.
 */
export interface RegistryRepository extends Repository {
  readonly kind: "registry";
  readonly endpoint: Endpoint;
}

const isRegistry = (repository: Repository): repository is RegistryRepository =>
  repository.kind === "registry" && "endpoint" in repository;

/** Which repository, and how it is asked. */
interface RegistryOptions {
  readonly endpoint: Endpoint;
  /** As the user wrote it, for messages. */
  readonly name: string;
  /** Bytes above which a blob is sent in pieces; default CHUNK. */
  readonly chunk?: number | undefined;
  /** Whether it is written to, and no base's; default false. */
  readonly isDestination?: boolean | undefined;
  /** What other repositories of the run have seen of their hosts; default: nothing. */
  readonly health?: HostHealths;
}

/** Whether a tag is there and names something else. */
const namesAnother = async (
  context: RegistryContext,
  tag: string,
  bytes: Uint8Array,
): Promise<boolean> => {
  try {
    const named = await headManifest(context, tag);
    return named !== undefined && named !== digestOf(bytes);
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return false;
  }
};

/** Puts a manifest, again where the registry is not yet done with its blobs. */
const putAgain = async (
  context: RegistryContext,
  manifest: Parameters<Repository["putManifest"]>[0],
  tag: string | undefined,
): Promise<string> => {
  const { clock, health } = context.transport;
  try {
    return await retry({ clock, health, lane: "write", faults: ["race"] }, () =>
      putManifest(context, manifest, tag),
    );
  } catch (error) {
    if (tag === undefined) throw error;
    const isHeld = isConflict(error) && (await namesAnother(context, tag, manifest.bytes));
    throw asImmutableTag(error, { tag, name: context.name, isHeld });
  }
};

const contextOf = (transport: Transport, name: string): RegistryContext => {
  const { repository } = transport.endpoint;
  const [pull, push] = [[pullScope(repository)], [pushScope(repository)]];
  return { transport, repository, name, pull, push };
};

/** One repository of a registry over the distribution protocol. */
export const registryRepository = (
  sys: RegistrySystem,
  options: RegistryOptions,
): RegistryRepository => {
  const { endpoint, name, chunk = CHUNK, health = hostHealths(sys.clock) } = options;
  const { isDestination = false } = options;
  const transport = makeTransport(sys, endpoint, health);
  const { repository } = endpoint;
  const context = contextOf(transport, name);
  const blobs = seenBlobs(context, chunk);
  const same = (from: Repository): from is RegistryRepository =>
    isRegistry(from) && from.endpoint.origin === endpoint.origin;
  return {
    name,
    kind: "registry",
    local: endpoint.loopback,
    endpoint,
    ...(endpoint.mirror === undefined ? {} : { mirror: endpoint.mirror }),
    traffic: transport.traffic,
    tags: () => listTags(context),
    tagsAtOnce: () => listTagsAtOnce(context),
    manifest: (reference) => unlessHidden(context, reference, { ask: getManifest, isDestination }),
    resolve: (reference) => unlessHidden(context, reference, { ask: headManifest, isDestination }),
    hasBlob: blobs.hasBlob,
    readBlob: blobs.readBlob,
    writeBlob: blobs.writeBlob,
    mountBlob: async (digest, from) =>
      same(from) &&
      (from.endpoint.repository === repository || blobs.mount(digest, from.endpoint.repository)),
    referrers: referrersLister(context),
    remove: (reference) => removeManifest(context, reference),
    putManifest: (manifest, tag) => putAgain(context, manifest, tag),
  };
};
