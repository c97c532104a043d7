import type { Check, CheckInput, Fault, Finding } from "../finding.ts";
import { fault, judged, notRead, ok, skipped } from "../finding.ts";
import type { DockerServer } from "../hostFacts.ts";
import { valueOf } from "../hostFacts.ts";
import { both, fixFor } from "../fix.ts";
import { applies, dockerGpu, hasGpu, severity, workingDocker } from "../derivedFacts.ts";
import { atLeast } from "../toolVersion.ts";

const SYSTEM_SOCKET = "unix:///var/run/docker.sock";

/**
 * The client says where it looked; a variable or a context that is left over from another set-up
 * sends it astray.
 */
const notRunning = (input: CheckInput, message: string): Fault => {
  const address = /daemon at (\S+?)\.? /.exec(message)?.[1] ?? SYSTEM_SOCKET;
  if (address === SYSTEM_SOCKET)
    return {
      found: "the daemon is not running",
      why: "The client does not work without the daemon.",
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

const refused = (input: CheckInput, server: Extract<DockerServer, { kind: "refused" }>): Fault => {
  switch (server.why) {
    case "permission":
      return {
        found: "the daemon runs, but this user has no access to it",
        why:
          "Either join the group docker, whose members can become root, or run Docker " +
          "without root.",
        ...both(fixFor(input, "docker-group"), fixFor(input, "docker-rootless")),
      };
    case "not-running":
      return notRunning(input, server.said);
    case "other":
      return {
        found: server.said,
        why: "The client does not work without the daemon.",
        ...fixFor(input, "docker-start"),
      };
  }
};

/** The finding where the client is not installed. */
const noClient = (input: CheckInput, plain: Parameters<typeof fault>[0]): Finding => {
  const { isPodman } = input.facts.docker;
  const found = isPodman ? "not installed; `docker` is podman's wrapper" : "not installed";
  if (input.wanted.engine !== "docker") return skipped({ ...plain, found });
  const before = isPodman ? fixFor(input, "podman-docker") : { fix: [], source: plain.source };
  return fault(plain, "fail", {
    found,
    why: "Docker was requested.",
    ...both(before, fixFor(input, "docker-install")),
  });
};

/** Docker: client, daemon, access, and the service's start at boot. */
export const checkDocker: Check = (input) => {
  const { facts, catalog } = input;
  const source = catalog.fixes["docker-start"]?.source ?? "";
  const plain = { id: "docker", title: "Docker", source };
  if (!applies(input, "docker")) return [];
  if ("unknown" in facts.docker.client)
    return [notRead(plain, facts.docker.client, "Images are built and run by docker or podman.")];
  if (facts.docker.client.value === null) return [noClient(input, plain)];
  return [
    judged(
      { plain, fact: facts.docker.server, why: "The client does not work without the daemon." },
      (server) => {
        if (server === null) return skipped({ ...plain, found: "no daemon" });
        if (server.kind === "refused")
          return fault(plain, severity(input, "docker"), refused(input, server));
        const service = valueOf(facts.docker.service);
        const found = `${server.version}${server.rootless ? ", rootless" : ""}`;
        if (!server.rootless && service != null && !service.enabled)
          return fault(plain, "warn", {
            found: `${found}; the service does not start at boot`,
            why: "After a reboot the daemon is not running.",
            ...fixFor(input, "docker-start"),
          });
        return ok({ ...plain, found });
      },
    ),
  ];
};

/** Docker can hand out GPUs. */
export const checkDockerGpu: Check = (input) => {
  const { facts, catalog, wanted } = input;
  const plain = {
    id: "docker-gpu",
    title: "GPUs in Docker",
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
    fault(plain, severity(input, "docker"), {
      found: `runtimes: ${server.runtimes.join(", ")}; CDI ${server.cdi ? "on" : "off"}`,
      why,
      ...fix,
    }),
  ];
};

/** buildx, with which Docker builds. */
export const checkBuildx: Check = (input) => {
  const { facts, catalog } = input;
  const plain = { id: "buildx", title: "buildx", source: catalog.fixes["buildx"]?.source ?? "" };
  if (!applies(input, "docker") || workingDocker(facts) === undefined) return [];
  return [
    judged(
      { plain, fact: facts.buildx, why: "Docker builds the system layer with it." },
      (version) =>
        version === null
          ? fault(plain, severity(input, "docker"), {
              found: "not installed",
              why: "Docker builds the system layer with it.",
              ...fixFor(input, "buildx"),
            })
          : ok({ ...plain, found: version }),
    ),
  ];
};
