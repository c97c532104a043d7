import { wrongRequest } from "../errors/error.ts";
import type { Library } from "../catalog/libraryFacts.ts";
import type { Files } from "../system/ports.ts";
import { walkFolder } from "../system/walkFolder.ts";
import { DEFAULT_USER, type ImageUser } from "../matrix/imageUser.ts";
import { PROBE_FOLDER } from "./imagePaths.ts";
import type { OwnFiles } from "./ownEntries.ts";
import type { ImageFile } from "./recipe.ts";
import { fileForUser } from "./userRecipe.ts";

/** Everything that can go into an image as a file of ours. */
export interface ImageSources {
  /** `image/rootfs/<path>` as `/<path>`. */
  readonly rootfs: readonly ImageFile[];
  /** Library -> its probe. */
  readonly probes: ReadonlyMap<string, ImageFile>;
  /** Text of image/apt/apt.sh, which installs packages in builds and is in no image. */
  readonly apt: string;
  /** What `files` of dl-env.yml names, by the line that names it; absent where there is none. */
  readonly own?: OwnFiles;
}

const readFile = async (
  files: Files,
  path: string,
  { target, mode }: { readonly target: string; readonly mode: number },
): Promise<ImageFile> => {
  const bytes = (await files.readBytes(path)) ?? new Uint8Array();
  const content = Buffer.from(bytes).toString("utf8");
  if (Buffer.compare(Buffer.from(content), bytes) !== 0) {
    throw wrongRequest({
      code: "image-file",
      message: "Files of an image must be UTF-8 text.",
      place: { file: path },
      hint: `Look at it: file ${path}`,
    });
  }
  return { path: target, mode: (mode & 0o100) === 0 ? 0o644 : 0o755, content };
};

const byPath = (a: ImageFile, b: ImageFile): number => (a.path < b.path ? -1 : 1);

const readRootfs = async (files: Files, root: string): Promise<ImageFile[]> => {
  const found = (await Array.fromAsync(walkFolder(files, root))).filter(
    ({ path }) => !path.includes("__pycache__"),
  );
  const other = found.find(({ kind }) => kind !== "file");
  if (other !== undefined)
    throw wrongRequest({
      code: "image-file",
      message: "Only plain files go into images.",
      place: { file: `${root}/${other.path}` },
      hint: "Type: ls -lR image/rootfs",
    });
  return (
    await Promise.all(
      found.map(({ path, mode }) =>
        readFile(files, `${root}/${path}`, { target: `/${path}`, mode }),
      ),
    )
  ).sort(byPath);
};

/** The text of image/apt/apt.sh. */
export const readInstaller = async ({
  files,
  env,
}: {
  files: Files;
  env: { projectRoot: string };
}): Promise<string> =>
  (await readFile(files, `${env.projectRoot}/image/apt/apt.sh`, { target: "", mode: 0o644 }))
    .content;

/**
 * Reads `image/rootfs` below the project and the probe of each library; a library without a probe
 * has none in the image.
 */
export const readImageSources = async (
  sys: { files: Files; env: { projectRoot: string } },
  libraries: ReadonlyMap<string, Library>,
): Promise<ImageSources> => {
  const { files, env } = sys;
  const rootfs = await readRootfs(files, `${env.projectRoot}/image/rootfs`);
  const probes = new Map<string, ImageFile>();
  for (const library of libraries.values()) {
    if (library.own !== undefined) continue;
    const path = `${library.folder}/probe.py`;
    if ((await files.stat(path)) !== undefined)
      probes.set(
        library.name,
        await readFile(files, path, {
          target: `${PROBE_FOLDER}/${library.name}.py`,
          mode: 0o644,
        }),
      );
  }
  return { rootfs, probes, apt: await readInstaller(sys) };
};

/** The files of an image with these libraries and this user, sorted by path. */
export const filesOf = (
  sources: ImageSources,
  libraries: readonly string[],
  user: ImageUser = DEFAULT_USER,
): ImageFile[] =>
  [
    ...sources.rootfs.map((file) => fileForUser(file, user)),
    ...libraries.flatMap((name) => sources.probes.get(name) ?? []),
  ].sort(byPath);
