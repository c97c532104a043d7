import { SHARED_LIBRARY } from "../inventory/installedWheel.ts";
import { finding, matching, resolved } from "../imageView.ts";
import type { Finding, ImageView, StaticCheck } from "../imageView.ts";

const PROGRAMS = [
  "/opt/venv/bin/python3",
  "/opt/venv/bin/uv",
  "/usr/local/bin/python3",
  "/usr/local/bin/python",
  "/usr/bin/git",
  "/usr/bin/tmux",
  "/usr/sbin/sshd",
  "/usr/bin/ssh-keygen",
];

const runs = (image: ImageView, path: string): boolean => {
  const entry = image.entries.get(resolved(image, path) ?? "");
  return entry?.kind === "file" && (entry.mode & 0o555) === 0o555;
};

/**
 * What a person works with is there, and /opt/venv is a virtual environment, so that PEP 668 is
 * never in the way.
 */
export const tools: StaticCheck = (image, expected) => {
  // A set of your own may leave JupyterLab out.
  const wanted = [
    ...PROGRAMS,
    ...(expected.imports.includes("jupyterlab") ? ["/opt/venv/bin/jupyter-lab"] : []),
  ];
  const missing = wanted
    .filter((path) => !runs(image, path))
    .map((path) => finding("tool-missing", `${path} is missing or not everyone may run it.`, path));
  const venv = image.entries.get("/opt/venv/pyvenv.cfg")?.kind === "file";
  return venv
    ? missing
    : [
        ...missing,
        finding(
          "tool-missing",
          "/opt/venv is not a virtual environment: it has no pyvenv.cfg.",
          "/opt/venv/pyvenv.cfg",
        ),
      ];
};

/** Text is UTF-8 for every program, and a time zone can be named by the environment. */
export const localeAndTime: StaticCheck = (image) => {
  const { env } = image.config;
  const found: Finding[] = [];
  const locale = env["LC_ALL"] ?? env["LANG"] ?? "";
  if (!/\.UTF-?8$/i.test(locale))
    found.push(
      finding(
        "locale",
        `${env["LC_ALL"] === undefined ? "LANG" : "LC_ALL"} is "${locale}", which is not UTF-8.`,
      ),
    );
  if ((env["TZ"] ?? "") === "") found.push(finding("time-zone", "TZ is not set."));
  if (
    image.entries.get(resolved(image, "/usr/share/zoneinfo/Europe/Berlin") ?? "")?.kind !== "file"
  )
    found.push(
      finding(
        "time-zone",
        "The time zone database is missing, so TZ has no effect.",
        "/usr/share/zoneinfo",
      ),
    );
  return found;
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/**
 * LD_LIBRARY_PATH comes before what wheels say of their own libraries, so no folder on it may hold
 * one of the same name.
 */
export const notShadowed: StaticCheck = (image) => {
  const folders = (image.config.env["LD_LIBRARY_PATH"] ?? "")
    .split(":")
    .filter((part) => part.startsWith("/"));
  const libraries = matching(image, SHARED_LIBRARY);
  const ofWheels = new Set(
    libraries.filter(({ path }) => path.startsWith("/opt/venv/")).map(({ path }) => nameOf(path)),
  );
  return folders.flatMap((folder) => {
    const real = `${resolved(image, folder) ?? folder}/`;
    const hiding = libraries.filter(
      ({ path }) =>
        path.startsWith(real) &&
        !path.slice(real.length).includes("/") &&
        ofWheels.has(nameOf(path)),
    );
    return hiding.map(({ path }) =>
      finding(
        "wheel-shadowed",
        `LD_LIBRARY_PATH holds ${folder}, whose ${nameOf(path)} would be loaded ` +
          "instead of the wheels'.",
        path,
      ),
    );
  });
};
