import type { Check } from "../finding.ts";
import { fault, judged, ok, skipped } from "../finding.ts";
import { isKnown, valueOf } from "../hostFacts.ts";
import { fixFor } from "../fix.ts";
import { applies, dockerGpu, hasGpu, workingDocker, workingPodman } from "../derivedFacts.ts";
import { bytes } from "../../text/units.ts";

/** SELinux keeps containers from the GPU's device files unless the label is off. */
export const checkSelinux: Check = (input) => {
  const { facts, catalog } = input;
  const plain = { id: "selinux", title: "SELinux", source: catalog.engines.selinux.source };
  return [
    judged(
      { plain, fact: facts.selinux, why: "SELinux may keep containers from the GPU." },
      (state) => {
        if (state !== "enforcing") return ok({ ...plain, found: state });
        if (
          hasGpu(facts) === "no" ||
          input.wanted.for === "build" ||
          !applies(input, "podman") ||
          workingPodman(facts) === undefined
        )
          return ok({ ...plain, found: state });
        return fault(plain, "warn", {
          found: state,
          why:
            "A labelled container ends with: Failed to initialize NVML: Insufficient " +
            "Permissions.",
          ...fixFor(input, "selinux-label"),
        });
      },
    ),
  ];
};

/**
 * The cgroup layout, and whether a reload of systemd would take the GPU away from running
 * containers.
 */
export const checkCgroup: Check = (input) => {
  const { facts, catalog } = input;
  const plain = { id: "cgroup", title: "cgroup", source: catalog.engines.cgroup.source };
  const docker = applies(input, "docker") ? workingDocker(facts) : undefined;
  const podman = applies(input, "podman") ? workingPodman(facts) : undefined;
  return [
    judged(
      { plain, fact: facts.cgroup, why: "Engines set limits and device access through it." },
      (layout) => {
        if (
          docker?.cgroupDriver === "systemd" &&
          dockerGpu(docker, facts, catalog) === "gpus" &&
          hasGpu(facts) === "yes"
        ) {
          return fault(plain, "warn", {
            found: `${layout}, Docker's driver is systemd`,
            why:
              "After `systemctl daemon-reload` running containers lose the GPU (Failed to " +
              "initialize NVML: Unknown Error). With CDI, or with these links, they keep it.",
            ...fixFor(input, "cgroup-driver"),
          });
        }
        if (layout !== "v2" && podman?.rootless === true)
          return fault(plain, "warn", {
            found: layout,
            why: "Rootless podman can set no limits without cgroup v2.",
            ...fixFor(input, "cgroup-v2"),
          });
        if (layout === "hybrid" && podman?.runtime === "crun")
          return fault(plain, "warn", {
            found: `${layout}, podman's runtime is crun`,
            why: "crun fails on a hybrid layout; runc with the cgroupfs manager works.",
            ...fixFor(input, "cgroup-v2"),
          });
        return ok({ ...plain, found: layout });
      },
    ),
  ];
};

/** Room for the image where the engine keeps images. */
export const checkDisk: Check = (input) => {
  const { facts, catalog, wanted } = input;
  const { disk } = catalog.engines;
  const needed =
    wanted.image === undefined ? disk.least : Math.ceil(wanted.image.download * disk.factor);
  const disks = facts.disks.filter((one) => applies(input, one.engine));
  return disks.map((one) => {
    const plain = { id: `disk-${one.engine}`, title: `Disk of ${one.engine}`, source: disk.source };
    return judged(
      { plain, fact: one.free, why: "Images of this kind take 5 to 30 GB." },
      (free) => {
        const found = `${bytes(free)} free at ${one.path}`;
        if (free >= needed) return ok({ ...plain, found });
        const why =
          wanted.image === undefined
            ? `Large sets need about ${bytes(needed)} while they are pulled and unpacked.`
            : `${wanted.image.name} needs about ${bytes(needed)} while it is pulled and unpacked.`;
        return fault(plain, wanted.image === undefined ? "warn" : "fail", {
          found,
          why,
          ...fixFor(input, `disk-${one.engine}`),
        });
      },
    );
  });
};

/** Locked memory: a rootless container cannot have more than its user. */
export const checkLimits: Check = (input) => {
  const { facts, catalog } = input;
  const plain = { id: "memlock", title: "Locked memory", source: catalog.engines.limits.source };
  const podman = workingPodman(facts);
  if (!applies(input, "podman") || podman === undefined || input.wanted.for === "build") return [];
  if (!podman.rootless) return [skipped({ ...plain, found: "podman as root sets its own" })];
  return [
    judged(
      { plain, fact: facts.limits, why: "NCCL and pinned memory lock pages." },
      ({ memlock }) => {
        const found = memlock.hard === "unlimited" ? "unlimited" : `at most ${bytes(memlock.hard)}`;
        if (memlock.hard === "unlimited") return ok({ ...plain, found });
        return fault(plain, "warn", {
          found,
          why:
            "NCCL over InfiniBand and large pinned buffers need more; a rootless container " +
            "cannot have more than its user.",
          ...fixFor(input, "memlock"),
        });
      },
    ),
  ];
};

/** What could not be gathered at all is said once. */
export const checkBlindSpots: Check = ({ facts, catalog }) =>
  !isKnown(facts.kernel) && valueOf(facts.system) === undefined
    ? [
        {
          id: "host",
          title: "Host",
          level: "unknown",
          found: "neither kernel nor distribution can be read",
          why: "This may not be a Linux host.",
          fix: [],
          source: catalog.distributions.source,
        },
      ]
    : [];
