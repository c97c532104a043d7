import { accounts, start, sudo } from "./checks/accountChecks.ts";
import {
  coveredGpus,
  cudaLabels,
  gpuEnvironment,
  oneCuda,
  torchBuild,
} from "./checks/cudaChecks.ts";
import { localeAndTime, notShadowed, tools } from "./checks/toolChecks.ts";
import { sharedLibraries } from "./checks/libraryChecks.ts";
import { licences } from "./checks/licenceChecks.ts";
import { compatNotFirst, driverLibraries, preload, searchPath } from "./checks/loaderChecks.ts";
import { modes, places } from "./checks/modeChecks.ts";
import { environmentDump, secretsInConfig, secretsInFiles } from "./checks/secretChecks.ts";
import { jupyter, keys, sshd } from "./checks/serviceChecks.ts";
import type { Expected, Finding, ImageView, StaticCheck } from "./imageView.ts";

/**
 * Name -> check, in the order in which they run. A new check is a function in checks/ and one line
 * here; its codes have a hint in checkHints.ts.
 */
export const STATIC_CHECKS: Readonly<Record<string, StaticCheck>> = {
  "driver libraries": driverLibraries,
  "compat folder": compatNotFirst,
  "preloaded libraries": preload,
  "search path": searchPath,
  "libraries of wheels": notShadowed,
  "GPU environment": gpuEnvironment,
  "torch build": torchBuild,
  "one CUDA": oneCuda,
  "CUDA labels": cudaLabels,
  "covered GPUs": coveredGpus,
  "shared libraries": sharedLibraries,
  licences,
  accounts,
  sudo,
  start,
  sshd,
  keys,
  jupyter,
  "secrets in the config": secretsInConfig,
  "secrets in files": secretsInFiles,
  "environment dumps": environmentDump,
  modes,
  places,
  tools,
  "locale and time": localeAndTime,
};

export interface CheckedFinding extends Finding {
  readonly check: string;
}

/**
 * All that is wrong with a built image as far as can be told without a GPU and without running it;
 * empty when nothing is.
 */
export const staticFindings = async (
  image: ImageView,
  expected: Expected,
): Promise<CheckedFinding[]> => {
  const found: CheckedFinding[] = [];
  for (const [check, run] of Object.entries(STATIC_CHECKS))
    found.push(...(await run(image, expected)).map((one) => ({ ...one, check })));
  return found;
};
