import type { Check, CheckInput } from "../finding.ts";
import { fault, notRead, ok, skipped } from "../finding.ts";
import type { PodmanFacts } from "../hostFacts.ts";
import { isKnown, valueOf } from "../hostFacts.ts";
import { fixFor } from "../fix.ts";
import { applies, hasGpu, severity, usesPasta, workingPodman } from "../derivedFacts.ts";
import { atLeast } from "../toolVersion.ts";

const gpuWanted = (input: CheckInput): boolean =>
  input.wanted.for === "run" && hasGpu(input.facts) !== "no";

/** podman: there, and new enough for CDI. */
export const checkPodman: Check = (input) => {
  const { facts, catalog } = input;
  const plain = { id: "podman", title: "podman", source: catalog.engines.podman.source };
  if (!applies(input, "podman")) return [];
  if (!isKnown(facts.podman))
    return [notRead(plain, facts.podman, "Images are built and run by docker or podman.")];
  const podman = facts.podman.value;
  if (podman === null) {
    if (input.wanted.engine !== "podman") return [skipped({ ...plain, found: "not installed" })];
    return [
      fault(plain, "fail", {
        found: "not installed",
        why: "podman was requested.",
        ...fixFor(input, "podman-install"),
      }),
    ];
  }
  const found = `${podman.version}, ${podman.rootless ? "rootless" : "as root"}`;
  const { least } = catalog.engines.podman;
  if (!atLeast(podman.version, least))
    return [
      fault(plain, severity(input, "podman"), {
        found,
        why:
          `dl-env builds, loads and uses GPUs with podman ${least} and newer; this one ` +
          "refuses or ignores options that dl-env needs.",
        ...fixFor(input, "podman-upgrade"),
      }),
    ];
  if (!gpuWanted(input) || atLeast(podman.version, catalog.engines.podman.cdi))
    return [ok({ ...plain, found })];
  return [
    fault(plain, severity(input, "podman"), {
      found,
      why: `GPUs come through CDI, which podman supports since ${catalog.engines.podman.cdi}.`,
      ...fixFor(input, "podman-upgrade"),
    }),
  ];
};

/** Subordinate ids, without which rootless podman cannot unpack images. */
export const checkSubids: Check = (input) => {
  const { facts, catalog } = input;
  const { rootless } = catalog.engines;
  const plain = { id: "subids", title: "Subordinate ids", source: rootless.source };
  const podman = workingPodman(facts);
  const needed =
    (applies(input, "podman") && podman?.rootless === true) ||
    (applies(input, "docker") && facts.user.uid !== 0 && isRootlessDocker(input));
  if (!needed) return [];
  const [uids, gids] = [facts.user.subuids, facts.user.subgids];
  if (!isKnown(uids))
    return [notRead(plain, uids, "Rootless containers map their users to these.")];
  if (!isKnown(gids))
    return [notRead(plain, gids, "Rootless containers map their users to these.")];
  const found = `${uids.value} user ids, ${gids.value} group ids`;
  if (Math.min(uids.value, gids.value) >= rootless.subids) return [ok({ ...plain, found })];
  return [
    fault(plain, severity(input, "podman"), {
      found,
      why:
        `Rootless containers map their users to these; ${rootless.subids} are usual; ` +
        "without them, images with other owners cannot be unpacked.",
      ...fixFor(input, "subids"),
    }),
  ];
};

const isRootlessDocker = ({ facts }: CheckInput): boolean => {
  const server = valueOf(facts.docker.server);
  return server?.kind === "answers" && server.rootless;
};

const networkFinding = (input: CheckInput, podman: PodmanFacts): ReturnType<Check>[number] => {
  const { facts, catalog } = input;
  const plain = {
    id: "podman-network",
    title: "Rootless network",
    source: catalog.engines.network.source,
  };
  if (!usesPasta(podman, catalog)) {
    if (valueOf(facts.network.slirp4netns) !== false) return ok({ ...plain, found: "slirp4netns" });
    return fault(plain, severity(input, "podman"), {
      found: "slirp4netns is not installed",
      why: "Rootless containers have no network without it.",
      ...fixFor(input, "slirp"),
    });
  }
  if (valueOf(facts.network.pasta) === null)
    return fault(plain, severity(input, "podman"), {
      found: "pasta is not installed",
      why: "Rootless containers have no network without it.",
      ...fixFor(input, "pasta"),
    });
  const { ipv6 } = facts.network;
  if (!isKnown(ipv6)) return notRead(plain, ipv6, "pasta may fail on hosts without IPv6.");
  if (ipv6.value === "route") return ok({ ...plain, found: "pasta" });
  return fault(plain, "warn", {
    found:
      ipv6.value === "none"
        ? "pasta, and the kernel has no IPv6"
        : "pasta, and there is no route over IPv6",
    why: "pasta may end with: External interface not usable. It works when limited to IPv4.",
    ...fixFor(input, "pasta-ipv4"),
  });
};

/** What carries a rootless container's network. */
export const checkPodmanNetwork: Check = (input) => {
  const podman = workingPodman(input.facts);
  return !applies(input, "podman") || podman?.rootless !== true
    ? []
    : [networkFinding(input, podman)];
};
