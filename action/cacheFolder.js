import { t as absolutePath } from "./absolutePath.js";
// src/system/cacheFolder.ts
/** Folder of everything that this project keeps for this user and can make again. */
const cacheFolder = (env) => `${absolutePath(env, "XDG_CACHE_HOME") ?? `${env.home}/.cache`}/dl-env`;
export { cacheFolder as t };
