import * as z from "zod";
import { unreachable } from "../errors/error.ts";
import type { MadeLayer } from "../image/recipe.ts";
import { canonicalLayer } from "../layer/canonicalLayer.ts";
import { ensureSpace } from "../layer/diskSpace.ts";
import type { System } from "../system/ports.ts";
import { installWithApt } from "../container/installPodman.ts";
import { cacheFolder } from "../system/cacheFolder.ts";
import { withToldLock } from "../system/toldLock.ts";

/**
 * Debian 12's release day: a time of the content, not of the build, so that the same packages are
 * the same bytes.
 */
export const STAND_IN_EPOCH = 1_686_355_200;

/** Part of the file's name: a change here makes Debian's layer again. */
const RECIPE = "2";
/** Bytes that mmdebstrap, its tar and the layer take at most. */
const ROOM = 1.5e9;

/** Another process may make the same; milliseconds. */
const LOCK_LIMIT = 30 * 60_000;

const Made = z.object({
  digest: z.string(),
  size: z.number(),
  unpacked: z.number(),
  diffId: z.string(),
  mediaType: z.string(),
});

const isDebian12 = async (sys: System): Promise<boolean> => {
  const text = (await sys.files.readText("/etc/os-release")) ?? "";
  return /^ID=debian$/m.test(text) && /^VERSION_ID="?12"?$/m.test(text);
};

/** Where this host's Debian 12 gets its packages; elsewhere mmdebstrap's own default. */
const sourcesOf = async (sys: System): Promise<string[]> => {
  if (!(await isDebian12(sys))) return [];
  for (const file of ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"]) {
    if (((await sys.files.readText(file)) ?? "").includes("bookworm")) return [file];
  }
  return [];
};

/**
 * A small Debian 12: apt, and the certificates that nvidia/cuda has too. Documentation but licences
 * is left out, then and later, as in Ubuntu's own image. As root or in a user namespace, as the
 * host allows.
 */
export const mmdebstrapArgv = (tar: string, sources: readonly string[]): string[] => [
  "mmdebstrap",
  "--quiet",
  "--variant=minbase",
  "--include=ca-certificates",
  ...["/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*", "/usr/share/doc/*"].map(
    (pattern) => `--dpkgopt=path-exclude=${pattern}`,
  ),
  "--dpkgopt=path-include=/usr/share/doc/*/copyright",
  "bookworm",
  tar,
  ...sources,
];

const bootstrap = async (sys: System, file: string): Promise<MadeLayer> => {
  await ensureSpace(sys.files, file.slice(0, file.lastIndexOf("/")), {
    needed: ROOM,
    what: "The stand-in's Debian",
  });
  const temp = await sys.files.makeTemp("dl-env-debian-");
  try {
    const argv = mmdebstrapArgv(`${temp}/rootfs.tar`, await sourcesOf(sys));
    const result = await sys.processes.run(argv, {
      cwd: temp,
      env: { SOURCE_DATE_EPOCH: String(STAND_IN_EPOCH) },
    });
    if (result.code !== 0) {
      throw unreachable(
        {
          code: "stand-in-failed",
          message: "Debian could not be fetched for the stand-in base: mmdebstrap failed.",
          hint: "Check that packages can be fetched at all: apt-get update",
        },
        { cause: new Error(result.stderr.trim().split("\n").slice(-15).join("\n")) },
      );
    }
    return await canonicalLayer(sys, `${temp}/rootfs.tar`, { file, epoch: STAND_IN_EPOCH });
  } finally {
    await sys.files.remove(temp);
  }
};

const cachedLayer = async (sys: System, file: string): Promise<MadeLayer | undefined> => {
  const text = await sys.files.readText(`${file}.json`);
  const decoded = text === undefined ? undefined : Made.safeParse(JSON.parse(text));
  if (decoded?.success !== true || (await sys.files.stat(file))?.size !== decoded.data.size)
    return undefined;
  return { ...decoded.data, file };
};

const removeOthers = async (sys: System, folder: string, keep: string): Promise<void> => {
  for (const name of await sys.files.list(folder))
    if (name.startsWith("debian-") && !name.startsWith(keep))
      await sys.files.remove(`${folder}/${name}`);
};

/**
 * Debian's layer for stand-ins, made by mmdebstrap once a day on a machine and kept in the cache.
 */
export const standInRootfs = async (sys: System): Promise<MadeLayer> => {
  const folder = `${cacheFolder(sys.env)}/stand-in-debian`;
  const name = `debian-${new Date(sys.clock.now()).toISOString().slice(0, 10)}-${RECIPE}.tar.gz`;
  const file = `${folder}/${name}`;
  await sys.files.makeDir(folder);
  const lock = { path: `${folder}/lock`, what: "Debian for stand-ins", limit: LOCK_LIMIT };
  return withToldLock(sys, lock, async () => {
    const made = await cachedLayer(sys, file);
    if (made !== undefined) return made;
    await installWithApt(sys, "mmdebstrap", ["mmdebstrap", "debian-archive-keyring"]);
    const { file: _file, ...layer } = await bootstrap(sys, file);
    await sys.files.write(`${file}.json`, JSON.stringify(layer));
    await removeOthers(sys, folder, name);
    return { ...layer, file };
  });
};
