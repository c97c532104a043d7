import { isAbsolute, join } from "node:path";
import type { Place } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import type { WaitLog } from "../system/toldLock.ts";
import { hasBlob, readBlob, writeBlob } from "./layoutBlobs.ts";
import { guarded } from "./layoutFault.ts";
import { indexOf, type LayoutFolder } from "./layoutFolder.ts";
import { listBlobs, noteUse, removeBlob, type LayoutBlob } from "./layoutCollection.ts";
import { tellingLocks } from "./layoutLock.ts";
import { makeIndexWriter, REF_NAME, removeEntries } from "./layoutIndex.ts";
import {
  digestFor,
  readManifest,
  retag,
  writeManifest,
  type TagChoice,
} from "./layoutManifests.ts";
import { isDigest } from "./reference.ts";
import type { Descriptor, Removal, Repository } from "./repository.ts";

/** What a layout folder has beside the interface. */
export interface LayoutRepository extends Repository {
  readonly kind: "layout";
  /** Absolute. */
  readonly dir: string;
  /**
   * Moves tags all at once, alone among all writers of the folder: `choose` is told what each tag
   * names at that moment, and returns which are to name what. The manifests are there already.
   */
  retag(choose: TagChoice): Promise<void>;
  /** Every blob that lies in the folder, named or not, sorted by digest. */
  readonly blobs: () => Promise<readonly LayoutBlob[]>;
  /** Every digest that the index names. */
  readonly named: () => Promise<readonly string[]>;
  /**
   * Removes the bytes of a blob, whoever names it; false where it was written or used since it was
   * listed.
   */
  readonly removeBlob: (blob: Pick<LayoutBlob, "digest" | "used">) => Promise<boolean>;
}

export const isLayout = (repository: Repository): repository is LayoutRepository =>
  repository.kind === "layout" && "dir" in repository;

type Work = Omit<LayoutRepository, "name" | "kind" | "local" | "traffic" | "dir">;

const removeReference = async (folder: LayoutFolder, reference: string): Promise<Removal> => {
  const isIt = isDigest(reference)
    ? ({ digest }: Descriptor): boolean => digest === reference
    : ({ annotations }: Descriptor): boolean => annotations?.[REF_NAME] === reference;
  if ((await indexOf(folder)).manifests.some(isIt))
    await removeEntries(folder.files, folder, (entry) => !isIt(entry));
  return { kind: "removed" };
};

const workOn = (folder: LayoutFolder): Work => {
  const guard = <T>(work: () => Promise<T>): Promise<T> => guarded(folder, work);
  const tags = async (): Promise<string[]> =>
    (await indexOf(folder)).manifests
      .flatMap((entry) => entry.annotations?.[REF_NAME] ?? [])
      .sort();
  const resolve = async (reference: string): Promise<string | undefined> => {
    const digest = await digestFor(folder, reference);
    return digest !== undefined && (await hasBlob(folder, digest)) ? digest : undefined;
  };
  const isHere = async (digest: string, from: Repository): Promise<boolean> => {
    if (!isLayout(from) || from.dir !== folder.dir) return false;
    if (!(await hasBlob(folder, digest))) return false;
    await noteUse(folder, digest);
    return true;
  };
  return {
    tags: () => guard(tags),
    manifest: (reference) => guard(() => readManifest(folder, reference)),
    resolve: (reference) => guard(() => resolve(reference)),
    hasBlob: (digest, size) => guard(() => hasBlob(folder, digest, size)),
    readBlob: (digest, size) => readBlob(folder, digest, size),
    writeBlob: (source) => guard(() => writeBlob(folder, source)),
    mountBlob: (digest, from) => guard(() => isHere(digest, from)),
    retag: (choose) => guard(() => retag(folder, choose)),
    putManifest: (manifest, tag, annotations) =>
      guard(() => writeManifest(folder, manifest, { tag, annotations })),
    blobs: () => guard(() => listBlobs(folder)),
    named: () => guard(async () => (await indexOf(folder)).manifests.map(({ digest }) => digest)),
    removeBlob: (blob) => guard(() => removeBlob(folder, blob)),
    remove: (reference) => guard(() => removeReference(folder, reference)),
  };
};

/**
 * An OCI image layout folder as a repository. It is made by the first write; reading one that is
 * not there finds nothing.
 */
export const layoutRepository = (
  sys: Pick<System, "files" | "env" | "clock"> & { readonly log?: WaitLog },
  dir: string,
  place?: Place,
): LayoutRepository => {
  const absolute = isAbsolute(dir) ? dir : join(sys.env.cwd, dir);
  const name = `oci:${dir}`;
  const files = tellingLocks(sys.files, sys.log, name);
  const folder: LayoutFolder = {
    files,
    dir: absolute,
    name,
    place,
    now: () => sys.clock.now(),
    traffic: { requests: 0, sent: 0, received: 0 },
    putEntry: makeIndexWriter(files, absolute, name),
  };
  return {
    name,
    kind: "layout",
    local: true,
    dir: absolute,
    traffic: folder.traffic,
    ...workOn(folder),
  };
};
