import { minorOf } from "../catalog/versions.ts";

/** Folder of a standalone Python in the image, without a leading slash. */
export const standaloneFolder = (version: string): string => `opt/python/${minorOf(version)}`;

/**
 * What makes /opt/venv a virtual environment of that Python; the same text as in the Containerfile.
 */
export const standaloneVenvConfig = (version: string): string =>
  `home = /${standaloneFolder(version)}/bin\ninclude-system-site-packages = ` +
  `false\nversion = ${version}\n`;
