import type { HostCatalog } from "../host/hostCatalog.ts";
import type { HostFacts, Limit } from "../host/hostFacts.ts";
import { valueOf } from "../host/hostFacts.ts";
import type { RunEngine } from "./runEngine.ts";
import type { Ulimit } from "./containerArgv.ts";

const UNLIMITED = -1;
/**
 * podman's own defaults, which it sets for every container and which an unprivileged host may not
 * have.
 */
const NOFILE = 1_048_576;
/** Larger numbers fail where kernel.pid_max is 32768. */
const NPROC = 16_384;

const capped = (name: Ulimit["name"], wanted: number, limit: Limit): Ulimit => {
  const hard =
    limit.hard === "unlimited"
      ? wanted
      : wanted === UNLIMITED
        ? limit.hard
        : Math.min(wanted, limit.hard);
  return { name, soft: hard, hard };
};

/** What NVIDIA advises, for a host of which nothing is known. */
export const fullUlimits = ({ engines }: Pick<HostCatalog, "engines">): readonly Ulimit[] => {
  const { stack } = engines.limits;
  return [
    { name: "memlock", soft: UNLIMITED, hard: UNLIMITED },
    { name: "stack", soft: stack, hard: stack },
  ];
};

/**
 * Unlimited locked memory and a stack of 64 MiB, as NVIDIA advises; less where the engine runs with
 * this user's limits and may not go over them. As a list on the command line replaces the engine's
 * whole list, root without CAP_SYS_RESOURCE also gets the two that podman sets by itself.
 */
export const ulimits = (
  facts: HostFacts,
  engine: RunEngine,
  catalog: HostCatalog,
): readonly Ulimit[] => {
  const { stack } = catalog.engines.limits;
  const full = fullUlimits(catalog);
  // Docker's daemon has limits of its own, which only root can tell from here: they are most likely
  // root's.
  if (
    engine.name === "docker" &&
    !engine.rootless &&
    (facts.user.uid !== 0 || valueOf(facts.limits)?.mayRaise !== false)
  )
    return full;
  const limits = valueOf(facts.limits);
  if (limits === undefined) return [];
  if (limits.mayRaise && !engine.rootless) return full;
  const asUser = [
    capped("memlock", UNLIMITED, limits.memlock),
    capped("stack", stack, limits.stack),
  ];
  return engine.rootless || engine.name === "docker"
    ? asUser
    : [...asUser, capped("nofile", NOFILE, limits.nofile), capped("nproc", NPROC, limits.nproc)];
};
