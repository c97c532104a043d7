import type { ImageUser } from "../../matrix/imageUser.ts";
import { READ } from "../filesToRead.ts";
import { finding, lines, matching, resolved, textOf } from "../imageView.ts";
import type { Finding, ImageView, StaticCheck } from "../imageView.ts";

/**
 * What the driver brings when a container starts. A copy in the image hides it and breaks on every
 * other driver version.
 */
const DRIVER_LIBRARY =
  /\/lib(?:cuda|nvidia-[\w.-]+|nvcuvid|nvoptix|cudadebugger|GLX_nvidia|EGL_nvidia)\.so(?:\.\d+)*$/;
/** For forward compatibility and for linking, both off the loader's path; and wheels' stubs. */
const ALLOWED = /\/compat\/|\/stubs\//;
/** Of NVIDIA's own user-space packages, not of the driver. */
const NOT_DRIVER = /\/libnvidia-container(?:-go)?\.so|\/libnvidia-nvvm/;

/** No driver library is baked in. */
export const driverLibraries: StaticCheck = (image) =>
  matching(image, DRIVER_LIBRARY)
    .filter(
      (entry) =>
        !ALLOWED.test(entry.path) &&
        !NOT_DRIVER.test(entry.path) &&
        !(entry.kind === "symlink" && ALLOWED.test(entry.target ?? "")),
    )
    .map((entry) =>
      finding(
        "driver-library",
        "A library of the driver is in the image; it would hide the host's.",
        entry.path,
      ),
    );

const isCompat = (folder: string): boolean => /\/compat\/?$|\/stubs\/?$/.test(folder);

/** Folders of /etc/ld.so.conf, in the order in which ldconfig reads them. */
export const loaderFolders = async (
  image: ImageView,
): Promise<{ folder: string; file: string }[]> => {
  const found: { folder: string; file: string }[] = [];
  const read = async (file: string): Promise<void> => {
    for (const line of lines(await textOf(image, file))) {
      const include = /^include\s+(\S+)$/.exec(line)?.[1];
      if (include === undefined) found.push({ folder: line.split("#")[0]?.trim() ?? "", file });
      else {
        const pattern = new RegExp(
          `^${(include.startsWith("/") ? include : `/etc/${include}`).replace(/[.]/g, "\\.").replace(/\*/g, "[^/]*")}$`,
        );
        for (const entry of matching(image, pattern))
          if (entry.path !== file) await read(entry.path);
      }
    }
  };
  await read("/etc/ld.so.conf");
  return found;
};

/**
 * The compat folder is for the container toolkit to switch on, never for the loader to find first.
 */
export const compatNotFirst: StaticCheck = async (image) => {
  const found: Finding[] = [];
  const variable = (image.config.env["LD_LIBRARY_PATH"] ?? "")
    .split(":")
    .filter((part) => part !== "");
  const compat = variable.find(isCompat);
  if (compat !== undefined)
    found.push(
      finding(
        "compat-first",
        `LD_LIBRARY_PATH holds ${compat}, so the image's libcuda hides the driver's.`,
      ),
    );
  for (const { folder, file } of await loaderFolders(image))
    if (isCompat(folder))
      found.push(
        finding(
          "compat-first",
          `The loader looks in ${folder}, so the image's libcuda hides the driver's.`,
          file,
        ),
      );
  return found;
};

/** Nothing is forced into every process, and no folder that anyone may write comes first. */
export const preload: StaticCheck = async (image) => {
  const found: Finding[] = [];
  for (const name of ["LD_PRELOAD", "LD_AUDIT"]) {
    if ((image.config.env[name] ?? "") !== "")
      found.push(finding("ld-preload", `${name} is set in the image.`));
  }
  if (lines(await textOf(image, "/etc/ld.so.preload")).length > 0)
    found.push(
      finding("ld-preload", "A library is loaded into every process.", "/etc/ld.so.preload"),
    );
  for (const entry of matching(image, READ.login.match)) {
    const line = lines(await textOf(image, entry.path)).find((text) =>
      /\bLD_PRELOAD=\S/.test(text),
    );
    if (line !== undefined)
      found.push(finding("ld-preload", "LD_PRELOAD is set for every login.", entry.path));
  }
  return found;
};

/** Folders of programs that root runs by name. */
const SYSTEM_PROGRAMS = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
];
const ENVIRONMENT_PROGRAMS = "/opt/venv/bin";
/** Below these the user writes, in every image. */
const OWN_PLACES = /^\/(?:opt\/venv|opt\/python|home|tmp|var\/tmp|run\/user)(?:\/|$)/;

/** Whether the user could put a program there. */
const mayWrite = (image: ImageView, folder: string, { uid, gid }: ImageUser): boolean => {
  const entry = image.entries.get(resolved(image, folder) ?? folder);
  if (OWN_PLACES.test(entry?.path ?? folder)) return true;
  if (entry === undefined) return false;
  const byGroup = [0, gid].includes(entry.gid) && (entry.mode & 0o020) !== 0;
  return byGroup || entry.uid === uid || (entry.mode & 0o002) !== 0;
};

/**
 * No relative folder, and nothing that the user may write before the system's programs: `exec` as
 * root looks names up here.
 */
export const searchPath: StaticCheck = (image, { user }) => {
  const path = (image.config.env["PATH"] ?? "").split(":");
  const found: Finding[] = [];
  if (!path.includes(ENVIRONMENT_PROGRAMS))
    found.push(finding("path", `PATH does not hold ${ENVIRONMENT_PROGRAMS}.`));
  if (path.some((part) => !part.startsWith("/")))
    found.push(finding("path", "PATH holds the current folder."));
  const lastSystem = path.findLastIndex((part) => SYSTEM_PROGRAMS.includes(part));
  // What group 0 may write of the system's own folders is found by their modes.
  const others = path.slice(0, lastSystem + 1).filter((part) => !SYSTEM_PROGRAMS.includes(part));
  for (const folder of others.filter((part) => part.startsWith("/")))
    if (mayWrite(image, folder, user))
      found.push(
        finding(
          "path-order",
          `PATH holds ${folder}, where ${user.name} may write, before the system's programs, so ` +
            `root would run what ${user.name} puts there.`,
          folder,
        ),
      );
  if ((image.config.env["LD_LIBRARY_PATH"] ?? "").split(":").includes("."))
    found.push(finding("path", "LD_LIBRARY_PATH holds the current folder."));
  for (const folder of (image.config.env["LD_LIBRARY_PATH"] ?? "").split(":"))
    if (folder.startsWith("/") && mayWrite(image, folder, user))
      found.push(
        finding(
          "path-order",
          `LD_LIBRARY_PATH holds ${folder}, where ${user.name} may write, so root would load ` +
            `what ${user.name} puts there.`,
          folder,
        ),
      );
  return found;
};
