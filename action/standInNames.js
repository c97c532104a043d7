import { t as cacheFolder } from "./cacheFolder.js";
// src/engine/standInNames.ts
/** Name of the repository under which the catalog lists the stand-in. */
const STAND_IN_REPOSITORY = "localhost/dl-env/stand-in";
/** The layout folder that stands for the catalog's repository of stand-ins on this machine. */
const standInLayout = (sys) => `${cacheFolder(sys.env)}/stand-in`;
/** As nvidia/cuda would tag it: `12.8.1-base-stand-in`. */
const standInTag = (cuda, flavor = "base") => `${cuda}-${flavor}-stand-in`;
export { standInLayout as n, standInTag as r, STAND_IN_REPOSITORY as t };
