import type { Check, CheckInput, Finding } from "../finding.ts";
import { judged, ok, skipped } from "../finding.ts";
import { fixFor } from "../fix.ts";
import { valueOf } from "../facts.ts";
import {
  applies,
  driverVersion,
  dockerGpu,
  hasCdi,
  hasGpu,
  severity,
  workingDocker,
  workingPodman,
} from "../derivedFacts.ts";
import { atLeast } from "../toolVersion.ts";
import type { CdiSpec } from "../facts.ts";

/** NVIDIA Container Toolkit: installed, and without a published vulnerability. */
export const checkToolkit: Check = (input) => {
  const { facts, catalog, wanted } = input;
  const { toolkit } = catalog;
  const plain = { id: "toolkit", title: "NVIDIA Container Toolkit", source: toolkit.source };
  if (wanted.for === "build" || hasGpu(facts) === "no")
    return [
      skipped({
        ...plain,
        found: wanted.for === "build" ? "building needs none" : "no NVIDIA GPU",
      }),
    ];
  return [
    judged(
      plain,
      facts.toolkit,
      "It puts the driver's libraries and devices into containers.",
      (installed) => {
        if (installed === null)
          return {
            ...plain,
            level: "fail",
            found: "not installed",
            why: "It puts the driver's libraries and devices into containers.",
            ...fixFor(input, "toolkit-install"),
          };
        const open = toolkit.vulnerabilities.filter(
          (one) => !atLeast(installed.version, one.fixed),
        );
        if (open.length === 0) return ok({ ...plain, found: installed.version });
        const escapes = open.some((one) => one.escape);
        const why = `${escapes ? "A hostile image can reach the host" : "It has published vulnerabilities"}: ${open.flatMap((one) => one.cves).join(", ")}. ${toolkit.least} or newer has none of them.`;
        return {
          ...plain,
          level: escapes ? "fail" : "warn",
          found: installed.version,
          why,
          ...fixFor(input, "toolkit-install"),
          source: open.at(-1)?.source ?? toolkit.source,
        };
      },
    ),
  ];
};

const generate = (input: CheckInput): ReturnType<typeof fixFor> => {
  const version = valueOf(input.facts.toolkit)?.version;
  return fixFor(
    input,
    version !== undefined && atLeast(version, input.catalog.toolkit.refreshSince)
      ? "cdi-refresh"
      : "cdi-generate",
  );
};

const folderOf = (spec: CdiSpec): string => spec.path.slice(0, spec.path.lastIndexOf("/"));

/** Two specs in one folder that name the same device cancel each other; across folders /var/run/cdi wins. */
const doubled = (specs: readonly CdiSpec[]): boolean =>
  specs.some((one, index) =>
    specs
      .slice(index + 1)
      .some(
        (other) =>
          folderOf(one) === folderOf(other) &&
          one.devices.some((device) => other.devices.includes(device)),
      ),
  );

type Fault = Pick<Finding, "found" | "why" | "fix" | "source">;

/** What is wrong with the specs that the engine would read; undefined when nothing is. */
const cdiFault = (input: CheckInput, specs: readonly CdiSpec[]): Fault | undefined => {
  const driver = driverVersion(input.facts);
  const stale = specs.find(
    (spec) => driver !== undefined && spec.driver !== undefined && spec.driver !== driver,
  );
  if (specs.every((spec) => spec.devices.length === 0))
    return {
      found: "none in /etc/cdi and /var/run/cdi",
      why: "podman finds GPUs by their CDI names only.",
      ...generate(input),
    };
  if (stale !== undefined)
    return {
      found: `${stale.path} is of driver ${stale.driver ?? ""}, ${driver ?? ""} is loaded`,
      why: "Containers fail to start: the spec names libraries that are gone.",
      ...generate(input),
    };
  if (doubled(specs))
    return {
      found: specs.map((spec) => spec.path).join(", "),
      why: "Two specs in one folder name the same devices, so neither counts.",
      fix: ["ls -l /etc/cdi /var/run/cdi   # keep one file a folder", ...generate(input).fix],
      source: generate(input).source,
    };
  const podman = workingPodman(input.facts);
  const limit = input.catalog.engines.podman.cdiSpec07;
  const tooNew = specs.find((spec) => spec.version !== undefined && atLeast(spec.version, "0.7"));
  if (
    podman !== undefined &&
    applies(input, "podman") &&
    tooNew !== undefined &&
    !atLeast(podman.version, limit)
  ) {
    return {
      found: `${tooNew.path} has format ${tooNew.version ?? ""}, podman is ${podman.version}`,
      why: `podman reads this format from ${limit} on.`,
      ...fixFor(input, "podman-upgrade"),
    };
  }
  return undefined;
};

/** CDI specs: there, of the driver that is loaded, unambiguous, and readable by the engine. */
export const checkCdi: Check = (input) => {
  const { facts, catalog, wanted } = input;
  const plain = { id: "cdi", title: "CDI spec", source: catalog.toolkit.refreshSource };
  if (wanted.for === "build" || hasGpu(facts) === "no")
    return [
      skipped({
        ...plain,
        found: wanted.for === "build" ? "building needs none" : "no NVIDIA GPU",
      }),
    ];
  const docker = applies(input, "docker") ? workingDocker(facts) : undefined;
  const byRuntime = docker !== undefined && dockerGpu(docker, facts, catalog) === "gpus";
  const podman = applies(input, "podman") && workingPodman(facts) !== undefined;
  const none = !hasCdi(facts) && "value" in facts.cdi;
  if (none && valueOf(facts.driver) === null && valueOf(facts.wsl) !== true)
    return [skipped({ ...plain, found: "no driver is loaded" })];
  if (none && !podman && (byRuntime || "value" in facts.podman))
    return [
      skipped({
        ...plain,
        found: docker === undefined ? "none; no engine asks for it" : "none; Docker does without",
      }),
    ];
  return [
    judged(plain, facts.cdi, "podman finds GPUs by their CDI names only.", (specs) => {
      const fault = cdiFault(input, specs);
      if (fault !== undefined)
        return { ...plain, level: podman ? severity(input, "podman") : "warn", ...fault };
      return ok({
        ...plain,
        found: specs
          .map(
            (spec) => `${spec.path}${spec.driver === undefined ? "" : ` (driver ${spec.driver})`}`,
          )
          .join(", "),
      });
    }),
  ];
};
