/** Where the environment lies in an image, without a leading slash. */
export const VENV = "opt/venv";

/** Where wheels put their modules, and where paths of a RECORD begin. */
export const SITE_PACKAGES = `${VENV}/lib/python3/site-packages`;

/**
 * A path of a `--prefix` tree as it stands in the image: without the Python's number in
 * `lib/python3.11` and `include/site/python3.11`.
 */
export const venvPath = (path: string): string =>
  `${VENV}/${path.replace(/^(lib|include\/site)\/python\d+\.\d+\//, "$1/python3/")}`;

export const isScriptPath = (path: string): boolean => path.startsWith(`${VENV}/bin/`);

export const isRecordPath = (path: string): boolean =>
  path.startsWith(`${SITE_PACKAGES}/`) &&
  /^[^/]+\.dist-info\/RECORD$/.test(path.slice(SITE_PACKAGES.length + 1));

/** `tqdm-4.70.1` of `…/site-packages/tqdm-4.70.1.dist-info/RECORD` */
export const titleOfRecord = (path: string): string =>
  path.slice(SITE_PACKAGES.length + 1).replace(/\.dist-info\/RECORD$/, "");

/** A path of a RECORD, which counts from site-packages, as it stands in the image. */
export const recordedPath = (path: string): string => {
  const parts: string[] = SITE_PACKAGES.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
};
