import { dirname, isAbsolute, join } from "node:path";
import { diskFull } from "../system/diskFull.ts";
import { unreachable, wrongRequest, type Place } from "../errors/error.ts";
import type { Files, System } from "../system/ports.ts";
import { checkDigest, digestOf, readJson, verified } from "./digest.ts";
import {
  INDEX_FILE,
  makeIndexWriter,
  readIndex,
  REF_NAME,
  tagged,
  type IndexWriter,
  type LayoutIndex,
} from "./layoutIndex.ts";
import { isDigest } from "./reference.ts";
import { OCI_MANIFEST, type BlobSource, type Repository, type Traffic } from "./repository.ts";

const MARKER = "oci-layout";
const MARKER_TEXT = '{"imageLayoutVersion":"1.0.0"}';

/** What a layout folder has beside the interface. */
export interface LayoutRepository extends Repository {
  readonly kind: "layout";
  /** Absolute. */
  readonly dir: string;
}

export const isLayout = (repository: Repository): repository is LayoutRepository =>
  repository.kind === "layout" && "dir" in repository;

/** Path of a blob below a layout folder. */
export const blobPath = (dir: string, digest: string): string =>
  join(dir, "blobs", "sha256", digest.slice("sha256:".length));

interface Context {
  readonly files: Files;
  readonly dir: string;
  readonly name: string;
  readonly place: Place | undefined;
  readonly traffic: Traffic;
  readonly putEntry: IndexWriter;
  swept?: Promise<number>;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

const placed = (place: Place | undefined): { place?: Place } =>
  place === undefined ? {} : { place };

/** Says in our words what the file system said. */
const told = (context: Context, error: unknown): unknown => {
  const { name, dir, place } = context;
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return wrongRequest(
        {
          code: "layout-denied",
          message: `The folder of ${name} cannot be read or written by this user.`,
          ...placed(place),
          hint: `Look who owns it: ls -ld ${dir}`,
        },
        { cause: error },
      );
    case "ENOENT":
      // Only a folder that cannot be made: a file that is not there is no error here.
      return wrongRequest(
        {
          code: "layout-denied",
          message: `No folder can be made for ${name}.`,
          ...placed(place),
          hint: `Name another place, such as to: oci:./images; what is there: ls -ld ${dirname(dir)}`,
        },
        { cause: error },
      );
    case "ENOTDIR":
    case "EEXIST":
      return wrongRequest(
        {
          code: "not-a-layout",
          message: `${name} is not a folder, or lies below something that is none.`,
          ...placed(place),
          hint: `Look at it: ls -ld ${dir}`,
        },
        { cause: error },
      );
    case "ENOSPC":
    case "EDQUOT":
      return unreachable(
        {
          code: "disk-full",
          message: `The disk that holds ${name} is full.`,
          hint: `Make room, then type the command again; what is there: df -h ${dir}`,
        },
        { cause: error },
      );
    default:
      return error;
  }
};

const guarded = async <T>(context: Context, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw told(context, error);
  }
};

/** Whether the folder is a layout; false when there is nothing yet. Refuses a folder with something else in it. */
const exists = async ({ files, dir, name, place }: Context): Promise<boolean> => {
  const marker = await files.readText(join(dir, MARKER));
  if (marker !== undefined) {
    const value = readJson(marker);
    if (
      typeof value === "object" &&
      value !== null &&
      "imageLayoutVersion" in value &&
      value.imageLayoutVersion === "1.0.0"
    )
      return true;
    throw wrongRequest({
      code: "not-a-layout",
      message: `${name} is an image layout of a version that is not known here.`,
      ...placed(place),
      hint: `Look at it: cat ${join(dir, MARKER)}`,
    });
  }
  const stat = await files.stat(dir);
  if (stat === undefined) return false;
  if (stat.kind === "file" || stat.kind === "other")
    throw wrongRequest({
      code: "not-a-layout",
      message: `${name} is a file, not a folder.`,
      ...placed(place),
      hint: `Name another folder, or move it away: mv ${dir} ${dir}.old`,
    });
  // Lock and half-written marker of another process that is just beginning do not count.
  const others = (await files.list(dir)).filter(
    (entry) => entry !== `${INDEX_FILE}.lock` && !entry.startsWith(MARKER) && entry !== "blobs",
  );
  if (others.length === 0) return false;
  throw wrongRequest({
    code: "not-a-layout",
    message: `${name} is a folder with other things in it, not an image layout.`,
    ...placed(place),
    hint: `Name an empty or new folder; what is in it: ls ${dir}`,
  });
};

const index = async (context: Context): Promise<LayoutIndex> =>
  (await exists(context)) ? readIndex(context.files, context.dir, context.name) : { manifests: [] };

/** Made, or found and rid of what interrupted runs left half-written in it. */
const begin = async (context: Context): Promise<void> => {
  if (await exists(context)) {
    context.swept ??= context.files.sweep(join(context.dir, "blobs", "sha256"));
    await context.swept;
    return;
  }
  await context.files.write(join(context.dir, MARKER), MARKER_TEXT, 0o644);
};

const digestFor = async (context: Context, reference: string): Promise<string | undefined> => {
  if (isDigest(reference)) return reference;
  return tagged(await index(context), reference)?.digest;
};

const getManifest = async (context: Context, reference: string) => {
  const entry = isDigest(reference) ? undefined : tagged(await index(context), reference);
  const digest = isDigest(reference) ? reference : entry?.digest;
  if (digest === undefined) return undefined;
  const bytes = await context.files.readBytes(blobPath(context.dir, digest));
  if (bytes === undefined) return undefined;
  checkDigest(bytes, digest, context.name);
  const value = readJson(bytes);
  const own =
    typeof value === "object" &&
    value !== null &&
    "mediaType" in value &&
    typeof value.mediaType === "string"
      ? value.mediaType
      : undefined;
  return { digest, bytes, mediaType: own ?? entry?.mediaType ?? OCI_MANIFEST };
};

const hasBlob = async ({ files, dir }: Context, digest: string): Promise<boolean> =>
  isDigest(digest) && (await files.stat(blobPath(dir, digest)))?.kind === "file";

async function* readBlob(
  context: Context,
  digest: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (!(await hasBlob(context, digest))) {
    throw unreachable({
      code: "blob-missing",
      message: `${context.name} has no blob ${digest}.`,
      hint: `Something was removed from it; make it anew: dl-env build`,
    });
  }
  yield* verified(context.files.read(blobPath(context.dir, digest)), digest, context.name);
}

/** Whether a file of this machine became the blob as it is: then no byte was copied. */
const tookFile = async (
  { files }: Context,
  { file, size }: BlobSource,
  path: string,
): Promise<boolean> => {
  if (file === undefined || (await files.stat(file))?.size !== size) return false;
  await files.chmod(file, 0o644);
  return files.hardLink(file, path);
};

const writeBlob: (
  context: Context,
  ...args: Parameters<Repository["writeBlob"]>
) => Promise<boolean> = async (context, source) => {
  if (!isDigest(source.digest)) throw new TypeError(`not a digest: ${source.digest}`);
  await begin(context);
  if (await hasBlob(context, source.digest)) return false;
  const path = blobPath(context.dir, source.digest);
  if (await tookFile(context, source, path)) {
    context.traffic.sent += source.size;
    return true;
  }
  const free = await context.files.freeBytes(context.dir);
  if (free < source.size) throw diskFull(path, source.size, free);
  // Written beside its place and renamed: nobody sees half a blob, and writers of the same blob do not disturb each other.
  await context.files.write(
    path,
    verified(source.open(), source.digest, "what was to be stored", source.size),
    0o644,
  );
  context.traffic.sent += source.size;
  return true;
};

const putManifest: (
  context: Context,
  ...args: Parameters<Repository["putManifest"]>
) => Promise<string> = async (context, { bytes, mediaType }, tag, annotations) => {
  const digest = digestOf(bytes);
  await writeBlob(context, {
    digest,
    size: bytes.byteLength,
    open: async function* () {
      yield bytes;
    },
  });
  if (tag === undefined) return digest;
  await context.putEntry({
    mediaType,
    digest,
    size: bytes.byteLength,
    annotations: { ...annotations, [REF_NAME]: tag },
  });
  return digest;
};

/** An OCI image layout folder as a repository. It is made by the first write; reading one that is not there finds nothing. */
export const layoutRepository = (
  sys: Pick<System, "files" | "env">,
  dir: string,
  place?: Place,
): LayoutRepository => {
  const absolute = isAbsolute(dir) ? dir : join(sys.env.cwd, dir);
  const traffic: Traffic = { requests: 0, sent: 0, received: 0 };
  const name = `oci:${dir}`;
  const context: Context = {
    files: sys.files,
    dir: absolute,
    name,
    place,
    traffic,
    putEntry: makeIndexWriter(sys.files, absolute, name),
  };
  const guard = <T>(work: () => Promise<T>): Promise<T> => guarded(context, work);
  return {
    name,
    kind: "layout",
    local: true,
    dir: absolute,
    traffic,
    tags: () =>
      guard(async () =>
        (await index(context)).manifests
          .flatMap((entry) => entry.annotations?.[REF_NAME] ?? [])
          .sort(),
      ),
    manifest: (reference) => guard(() => getManifest(context, reference)),
    resolve: (reference) =>
      guard(async () => {
        const digest = await digestFor(context, reference);
        return digest !== undefined && (await hasBlob(context, digest)) ? digest : undefined;
      }),
    hasBlob: (digest) => guard(() => hasBlob(context, digest)),
    readBlob: (digest) => readBlob(context, digest),
    writeBlob: (source) => guard(() => writeBlob(context, source)),
    mountBlob: (digest, from) =>
      guard(
        async () => isLayout(from) && from.dir === absolute && (await hasBlob(context, digest)),
      ),
    putManifest: (manifest, tag, annotations) =>
      guard(() => putManifest(context, manifest, tag, annotations)),
  };
};
