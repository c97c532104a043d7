import type { Check, CheckInput, Fault } from "../finding.ts";
import { fault, judged, ok, skipped } from "../finding.ts";
import { fixFor } from "../fix.ts";
import { valueOf } from "../hostFacts.ts";
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
import type { CdiSpec } from "../hostFacts.ts";

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

/**
 * Two specs in one folder that name the same device cancel each other; across folders /var/run/cdi
 * wins.
 */
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

const ofOtherDriver = (input: CheckInput, specs: readonly CdiSpec[]): Fault | undefined => {
  const driver = driverVersion(input.facts);
  const stale = specs.find(
    (spec) => driver !== undefined && spec.driver !== undefined && spec.driver !== driver,
  );
  if (stale === undefined) return undefined;
  return {
    found: `${stale.path} is for driver ${stale.driver ?? ""}, but ${driver ?? ""} is loaded`,
    why: "Containers fail to start: the spec names libraries that are gone.",
    ...generate(input),
  };
};

const tooNew = (input: CheckInput, specs: readonly CdiSpec[]): Fault | undefined => {
  const podman = applies(input, "podman") ? workingPodman(input.facts) : undefined;
  const limit = input.catalog.engines.podman.cdiSpec07;
  const spec = specs.find(({ version }) => version !== undefined && atLeast(version, "0.7"));
  if (podman === undefined || spec === undefined || atLeast(podman.version, limit))
    return undefined;
  return {
    found: `${spec.path} has format ${spec.version ?? ""}, podman is ${podman.version}`,
    why: `podman reads this format since ${limit}.`,
    ...fixFor(input, "podman-upgrade"),
  };
};

/** What is wrong with the specs that the engine would read; undefined when nothing is. */
const cdiFault = (input: CheckInput, specs: readonly CdiSpec[]): Fault | undefined => {
  if (specs.every((spec) => spec.devices.length === 0))
    return {
      found: "none in /etc/cdi and /var/run/cdi",
      why: "podman finds GPUs by their CDI names only.",
      ...generate(input),
    };
  const stale = ofOtherDriver(input, specs);
  if (stale !== undefined) return stale;
  if (!doubled(specs)) return tooNew(input, specs);
  return {
    found: specs.map((spec) => spec.path).join(", "),
    why: "Two specs in one folder name the same devices, so neither is used.",
    fix: ["ls -l /etc/cdi /var/run/cdi   # keep one file per folder", ...generate(input).fix],
    source: generate(input).source,
  };
};

/** Why specs are not looked at on this host; undefined where they are. */
const notNeeded = (input: CheckInput): string | undefined => {
  const { facts, catalog, wanted } = input;
  if (wanted.for === "build") return "not needed for building";
  if (hasGpu(facts) === "no") return "no NVIDIA GPU";
  if (hasCdi(facts) || !("value" in facts.cdi)) return undefined;
  if (valueOf(facts.driver) === null && valueOf(facts.wsl) !== true) return "no driver is loaded";
  if (applies(input, "podman") && workingPodman(facts) !== undefined) return undefined;
  const docker = applies(input, "docker") ? workingDocker(facts) : undefined;
  const byRuntime = docker !== undefined && dockerGpu(docker, facts, catalog) === "gpus";
  if (!byRuntime && !("value" in facts.podman)) return undefined;
  return docker === undefined ? "none; no engine needs it" : "none; Docker does not need it";
};

const specText = ({ path, driver }: CdiSpec): string =>
  `${path}${driver === undefined ? "" : ` (driver ${driver})`}`;

/** CDI specs: there, of the driver that is loaded, unambiguous, and readable by the engine. */
export const checkCdi: Check = (input) => {
  const { facts, catalog } = input;
  const plain = { id: "cdi", title: "CDI spec", source: catalog.toolkit.refreshSource };
  const why = notNeeded(input);
  if (why !== undefined) return [skipped({ ...plain, found: why })];
  const podman = applies(input, "podman") && workingPodman(facts) !== undefined;
  return [
    judged(
      { plain, fact: facts.cdi, why: "podman finds GPUs by their CDI names only." },
      (specs) => {
        const words = cdiFault(input, specs);
        return words === undefined
          ? ok({ ...plain, found: specs.map(specText).join(", ") })
          : fault(plain, podman ? severity(input, "podman") : "warn", words);
      },
    ),
  ];
};
