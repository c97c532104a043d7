import type { Check, CheckInput, Finding } from "./finding.ts";
import {
  checkBuildx,
  checkConflicts,
  checkDocker,
  checkDockerGpu,
  checkEngine,
} from "./checks/docker.ts";
import {
  checkDriver,
  checkDriverForImage,
  checkDriverKind,
  checkLibrary,
  checkSmi,
} from "./checks/driver.ts";
import { checkDistribution, checkGpu } from "./checks/gpu.ts";
import { checkNouveau, checkSecureBoot } from "./checks/modules.ts";
import { checkPodman, checkPodmanNetwork, checkSubids } from "./checks/podman.ts";
import {
  checkBlindSpots,
  checkCgroup,
  checkDisk,
  checkLimits,
  checkSelinux,
} from "./checks/resources.ts";
import { checkCdi, checkToolkit } from "./checks/toolkit.ts";

/** In the order in which a person would mend them: what comes first is needed by what follows. */
const CHECKS: readonly Check[] = [
  checkBlindSpots,
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
