import type { Check, CheckInput, Fault, Finding } from "../finding.ts";
import { fault, notRead, ok } from "../finding.ts";
import { valueOf } from "../hostFacts.ts";
import { both, familyOf, fixFor } from "../fix.ts";
import { applies, usablePodman, workingDocker, workingPodman } from "../derivedFacts.ts";

const NEEDED = "Images are built and run by docker or podman.";

/** Installed packages that stand in the way of Docker's own. */
const conflicting = ({ facts, catalog }: CheckInput): readonly string[] => {
  const packages = valueOf(facts.packages);
  const family = familyOf(catalog, valueOf(facts.system));
  const names =
    catalog.packages.conflicts[packages?.manager === "apt" ? "apt" : (family ?? "")] ?? [];
  return (packages?.installed ?? []).filter((name) => names.includes(name));
};

/**
 * What to do where podman is too old: Docker comes in a new version for every release that is
 * alive.
 */
const insteadOfOld = (input: CheckInput): Pick<Finding, "why" | "fix"> =>
  input.wanted.engine === "podman"
    ? { why: "The finding about podman says what is wrong.", fix: [] }
    : {
        why:
          "Docker's own packages are new enough on any release; a newer podman comes " +
          "with a newer release.",
        ...fixFor(input, "docker-install"),
      };

const PLAIN = { id: "engine", title: "Container engine" };

/** What is wrong where no engine works. */
const noEngine = (input: CheckInput): Fault => {
  const { facts, wanted } = input;
  const installed = applies(input, "docker") && valueOf(facts.docker.client) != null;
  if (installed)
    return {
      found: "docker is installed, but its daemon does not answer",
      why: "The finding about Docker says what is wrong.",
      fix: [],
    };
  const old = applies(input, "podman") ? workingPodman(facts) : undefined;
  if (old !== undefined)
    return { found: `podman ${old.version}, which is too old`, ...insteadOfOld(input) };
  const fix =
    wanted.engine === "podman"
      ? fixFor(input, "podman-install")
      : conflicting(input).length > 0
        ? both(fixFor(input, "conflicts"), fixFor(input, "docker-install"))
        : fixFor(input, "docker-install");
  return { found: "neither docker nor podman", why: NEEDED, ...fix };
};

/** Whether any engine works here; the findings after it say what is wrong with each. */
export const checkEngine: Check = (input) => {
  const { facts, catalog } = input;
  const plain = { ...PLAIN, source: catalog.fixes["docker-install"]?.source ?? "" };
  const docker = applies(input, "docker") ? workingDocker(facts) : undefined;
  const podman = applies(input, "podman") ? usablePodman(facts, catalog) : undefined;
  const found = [
    docker === undefined ? [] : [`docker ${docker.version}`],
    podman === undefined ? [] : [`podman ${podman.version}`],
  ].flat();
  if (found.length > 0) return [ok({ ...plain, found: found.join(", ") })];
  const unread = [
    ...(applies(input, "docker") ? [facts.docker.client, facts.docker.server] : []),
    ...(applies(input, "podman") ? [facts.podman] : []),
  ].find((fact) => "unknown" in fact);
  if (unread !== undefined && "unknown" in unread) return [notRead(plain, unread, NEEDED)];
  return [fault(plain, "fail", noEngine(input))];
};

/**
 * Packages that fight with Docker CE; podman's own runc is none of them while podman is what is
 * used.
 */
export const checkConflicts: Check = (input) => {
  const { facts, catalog, wanted } = input;
  const plain = { id: "conflicts", title: "Conflicting packages", source: catalog.packages.source };
  if (!applies(input, "docker")) return [];
  if ("unknown" in facts.packages)
    return [
      notRead(
        plain,
        facts.packages,
        "Docker's own packages and the distribution's conflict with each other.",
      ),
    ];
  const found = conflicting(input);
  const installed = facts.packages.value.installed;
  const dockerCe = installed.some((name) => catalog.packages.conflicts["dockerCe"]?.includes(name));
  const why = "They own the same files and sockets as Docker CE: remove them first.";
  if (dockerCe && found.length > 0)
    return [
      fault(plain, "warn", {
        found: `${found.join(", ")} beside Docker CE`,
        why,
        ...fixFor(input, "conflicts"),
      }),
    ];
  const noDocker = valueOf(facts.docker.client) == null;
  if (noDocker && wanted.engine === "docker" && found.length > 0)
    return [fault(plain, "warn", { found: found.join(", "), why, ...fixFor(input, "conflicts") })];
  if (noDocker && workingPodman(facts) === undefined && found.length > 0)
    return [fault(plain, "warn", { found: found.join(", "), why, ...fixFor(input, "conflicts") })];
  return [ok({ ...plain, found: "none that matter" })];
};
