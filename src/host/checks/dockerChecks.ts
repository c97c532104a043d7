import type { Check, CheckInput, Finding } from "../finding.ts";
import { judged, notRead, ok, skipped } from "../finding.ts";
import type { DockerServer } from "../facts.ts";
import { valueOf } from "../facts.ts";
import { both, familyOf, fixFor } from "../fix.ts";
import {
  applies,
  dockerGpu,
  hasGpu,
  severity,
  usablePodman,
  workingDocker,
  workingPodman,
} from "../derivedFacts.ts";
import { atLeast } from "../toolVersion.ts";

const SYSTEM_SOCKET = "unix:///var/run/docker.sock";

/** What to do where podman is too old: Docker comes in a new version for every release that is alive. */
const insteadOfOld = (input: CheckInput): Pick<Finding, "why" | "fix"> =>
  input.wanted.engine === "podman"
    ? { why: "The finding about podman says what is wrong.", fix: [] }
    : {
        why: "Docker's own packages are new enough on any release; a newer podman comes with a newer release.",
        ...fixFor(input, "docker-install"),
      };

/** Whether any engine works here; the findings after it say what is wrong with each. */
export const checkEngine: Check = (input) => {
  const { facts, catalog, wanted } = input;
  const plain = {
    id: "engine",
    title: "Container engine",
    source: catalog.fixes["docker-install"]?.source ?? "",
  };
  const docker = applies(input, "docker") ? workingDocker(facts) : undefined;
  const podman = applies(input, "podman") ? usablePodman(facts, catalog) : undefined;
  const found = [
    docker === undefined ? [] : [`docker ${docker.version}`],
    podman === undefined ? [] : [`podman ${podman.version}`],
  ].flat();
  if (found.length > 0) return [ok({ ...plain, found: found.join(", ") })];
  const why = "Images are built and run by docker or podman.";
  const unread = [
    ...(applies(input, "docker") ? [facts.docker.client, facts.docker.server] : []),
    ...(applies(input, "podman") ? [facts.podman] : []),
  ].find((fact) => "unknown" in fact);
  if (unread !== undefined && "unknown" in unread) return [notRead(plain, unread, why)];
  const installed = applies(input, "docker") && valueOf(facts.docker.client) != null;
  const old = applies(input, "podman") ? workingPodman(facts) : undefined;
  if (old !== undefined && !installed)
    return [
      {
        ...plain,
        level: "fail",
        found: `podman ${old.version}, which is too old`,
        ...insteadOfOld(input),
      },
    ];
  if (installed)
    return [
      {
        ...plain,
        level: "fail",
        found: "docker is installed, but its daemon does not answer",
        why: "The finding about Docker says what is wrong.",
        fix: [],
      },
    ];
  const fix =
    wanted.engine === "podman"
      ? fixFor(input, "podman-install")
      : conflicting(input).length > 0
        ? both(fixFor(input, "conflicts"), fixFor(input, "docker-install"))
        : fixFor(input, "docker-install");
  return [{ ...plain, level: "fail", found: "neither docker nor podman", why, ...fix }];
};

/** The client says where it looked; a variable or a context that is left over from another set-up sends it astray. */
const notRunning = (
  input: CheckInput,
  said: string,
): Pick<Finding, "found" | "why" | "fix" | "source"> => {
  const address = /daemon at (\S+?)\.? /.exec(said)?.[1] ?? SYSTEM_SOCKET;
  if (address === SYSTEM_SOCKET)
    return {
      found: "the daemon does not run",
      why: "The client alone can do nothing.",
      ...fixFor(input, "docker-start"),
    };
  const found = `no daemon answers at ${address}`;
  if (address === `unix:///run/user/${input.facts.user.uid}/docker.sock`)
    return {
      found,
      why: "That is this user's own Docker, which runs without root.",
      ...fixFor(input, "docker-start-rootless"),
    };
  return {
    found,
    why: "DOCKER_HOST or a context sends the client there, not to the daemon of this host.",
    ...fixFor(input, "docker-elsewhere"),
  };
};

const refused = (
  input: CheckInput,
  server: Extract<DockerServer, { kind: "refused" }>,
): Pick<Finding, "found" | "why" | "fix" | "source"> => {
  switch (server.why) {
    case "permission":
      return {
        found: "the daemon runs, but this user may not talk to it",
        why: "Either join the group docker, whose members are as good as root, or run Docker without root.",
        ...both(fixFor(input, "docker-group"), fixFor(input, "docker-rootless")),
      };
    case "not-running":
      return notRunning(input, server.said);
    case "other":
      return {
        found: server.said,
        why: "The client alone can do nothing.",
        ...fixFor(input, "docker-start"),
      };
  }
};

/** Docker: client, daemon, access, and the service's start at boot. */
export const checkDocker: Check = (input) => {
  const { facts, catalog } = input;
  const plain = {
    id: "docker",
    title: "Docker",
    source: catalog.fixes["docker-start"]?.source ?? "",
  };
  if (!applies(input, "docker")) return [];
  if ("unknown" in facts.docker.client)
    return [notRead(plain, facts.docker.client, "Images are built and run by docker or podman.")];
  if (facts.docker.client.value === null) {
    const found = facts.docker.isPodman
      ? "not installed; `docker` is podman's wrapper"
      : "not installed";
    if (input.wanted.engine !== "docker") return [skipped({ ...plain, found })];
    return [
      {
        ...plain,
        level: "fail",
        found,
        why: "Docker was asked for.",
        ...both(
          facts.docker.isPodman
            ? fixFor(input, "podman-docker")
            : { fix: [], source: plain.source },
          fixFor(input, "docker-install"),
        ),
      },
    ];
  }
  return [
    judged(plain, facts.docker.server, "The client alone can do nothing.", (server) => {
      if (server === null) return skipped({ ...plain, found: "no daemon to ask" });
      if (server.kind === "refused")
        return { ...plain, level: severity(input, "docker"), ...refused(input, server) };
      const service = valueOf(facts.docker.service);
      const found = `${server.version}${server.rootless ? ", rootless" : ""}`;
      if (!server.rootless && service != null && !service.enabled)
        return {
          ...plain,
          level: "warn",
          found: `${found}; the service does not start at boot`,
          why: "After a reboot nothing runs.",
          ...fixFor(input, "docker-start"),
        };
      return ok({ ...plain, found });
    }),
  ];
};

/** Docker can hand out GPUs. */
export const checkDockerGpu: Check = (input) => {
  const { facts, catalog, wanted } = input;
  const plain = {
    id: "docker-gpu",
    title: "Docker hands out GPUs",
    source: catalog.fixes["toolkit-docker"]?.source ?? "",
  };
  const server = workingDocker(facts);
  if (!applies(input, "docker") || server === undefined) return [];
  if (wanted.for === "build" || hasGpu(facts) === "no")
    return [skipped({ ...plain, found: "not needed" })];
  const way = dockerGpu(server, facts, catalog);
  if (way !== undefined)
    return [ok({ ...plain, found: way === "gpus" ? "by the nvidia runtime" : "by CDI" })];
  const old = !atLeast(server.version, catalog.engines.docker.gpus);
  const why = old
    ? `--gpus came with Docker ${catalog.engines.docker.gpus}.`
    : "`docker run --gpus all` ends with: could not select device driver with capabilities gpu.";
  const fix = old
    ? fixFor(input, "docker-install")
    : fixFor(input, server.rootless ? "toolkit-docker-rootless" : "toolkit-docker");
  return [
    {
      ...plain,
      level: severity(input, "docker"),
      found: `runtimes: ${server.runtimes.join(", ")}; CDI ${server.cdi ? "on" : "off"}`,
      why,
      ...fix,
    },
  ];
};

/** buildx, with which Docker builds. */
export const checkBuildx: Check = (input) => {
  const { facts, catalog } = input;
  const plain = { id: "buildx", title: "buildx", source: catalog.fixes["buildx"]?.source ?? "" };
  if (!applies(input, "docker") || workingDocker(facts) === undefined) return [];
  return [
    judged(plain, facts.buildx, "Docker builds the system layer with it.", (version) =>
      version === null
        ? {
            ...plain,
            level: severity(input, "docker"),
            found: "not installed",
            why: "Docker builds the system layer with it.",
            ...fixFor(input, "buildx"),
          }
        : ok({ ...plain, found: version }),
    ),
  ];
};

/** Installed packages that stand in the way of Docker's own. */
export const conflicting = ({ facts, catalog }: CheckInput): readonly string[] => {
  const packages = valueOf(facts.packages);
  const family = familyOf(catalog, valueOf(facts.system));
  const names =
    catalog.packages.conflicts[packages?.manager === "apt" ? "apt" : (family ?? "")] ?? [];
  return (packages?.installed ?? []).filter((name) => names.includes(name));
};

/** Packages that fight with Docker CE; podman's own runc is none of them while podman is what is used. */
export const checkConflicts: Check = (input) => {
  const { facts, catalog, wanted } = input;
  const plain = { id: "conflicts", title: "Conflicting packages", source: catalog.packages.source };
  if (!applies(input, "docker")) return [];
  if ("unknown" in facts.packages)
    return [
      notRead(
        plain,
        facts.packages,
        "Docker's own packages and the distribution's do not go together.",
      ),
    ];
  const found = conflicting(input);
  const installed = facts.packages.value.installed;
  const dockerCe = installed.some((name) => catalog.packages.conflicts["dockerCe"]?.includes(name));
  const why = "They own the same files and sockets as Docker CE: remove them first.";
  if (dockerCe && found.length > 0)
    return [
      {
        ...plain,
        level: "warn",
        found: `${found.join(", ")} beside Docker CE`,
        why,
        ...fixFor(input, "conflicts"),
      },
    ];
  const noDocker = valueOf(facts.docker.client) == null;
  if (noDocker && wanted.engine === "docker" && found.length > 0)
    return [
      { ...plain, level: "warn", found: found.join(", "), why, ...fixFor(input, "conflicts") },
    ];
  if (noDocker && workingPodman(facts) === undefined && found.length > 0)
    return [
      { ...plain, level: "warn", found: found.join(", "), why, ...fixFor(input, "conflicts") },
    ];
  return [ok({ ...plain, found: "none that matter" })];
};
