import type { Check, CheckInput, Finding } from "./finding.ts";
import { checkCdi } from "./checks/cdiChecks.ts";
import { checkBuildx, checkDocker, checkDockerGpu } from "./checks/dockerChecks.ts";
import { checkDriver, checkDriverForImage, checkDriverKind } from "./checks/driverChecks.ts";
import { checkConflicts, checkEngine } from "./checks/engineChecks.ts";
import { checkDistribution, checkGpu } from "./checks/gpuChecks.ts";
import { checkNouveau, checkSecureBoot } from "./checks/moduleChecks.ts";
import { checkPodman, checkPodmanNetwork, checkSubids } from "./checks/podmanChecks.ts";
import {
  checkBlindSpots,
  checkCgroup,
  checkDisk,
  checkLimits,
  checkSelinux,
} from "./checks/resourceChecks.ts";
import { checkRunner } from "./checks/runnerChecks.ts";
import { checkLibrary, checkSmi } from "./checks/smiChecks.ts";
import { checkToolkit } from "./checks/toolkitChecks.ts";

/** In the order in which a person would mend them: what comes first is needed by what follows. */
const CHECKS: readonly Check[] = [
  checkBlindSpots,
  checkRunner,
  checkDistribution,
  checkGpu,
  checkNouveau,
  checkSecureBoot,
  checkDriver,
  checkDriverKind,
  checkLibrary,
  checkSmi,
  checkDriverForImage,
  checkEngine,
  checkConflicts,
  checkDocker,
  checkPodman,
  checkSubids,
  checkPodmanNetwork,
  checkToolkit,
  checkCdi,
  checkDockerGpu,
  checkBuildx,
  checkSelinux,
  checkCgroup,
  checkDisk,
  checkLimits,
];

/** Every finding about a host; pure. */
export const findings = (input: CheckInput): readonly Finding[] =>
  CHECKS.flatMap((check) => check(input));

/** 1 when something fails; what is unknown or only warned of does not fail. */
export const exitOfFindings = (list: readonly Finding[]): 0 | 1 =>
  list.some((finding) => finding.level === "fail") ? 1 : 0;
