import { i as __toESM } from "./rolldown-runtime.js";
import { v as isKnown, x as valueOf } from "./gatherSystem.js";
import { n as require_compare, t as require_coerce } from "./coerce.js";
// src/host/toolVersion.ts
var import_coerce = /* @__PURE__ */ __toESM(require_coerce(), 1);
var import_compare = /* @__PURE__ */ __toESM(require_compare(), 1);
/**
* The version of a tool, a driver or a format in the ways in which they are written: `4.3.1+ds1`,
* `v0.13.1`, `19.03`, `580.65.06`, `28.0.0-ce`. Only the numbers count: a distribution's suffix is
* no pre-release. Loose, since drivers and old Dockers have leading zeros.
*/
const numbers = (text) => (0, import_coerce.default)(text, { loose: true })?.version ?? "0.0.0";
/**
* Below 0, 0 or above 0, like a sort wants it; absent parts count as 0, and a text without a number
* as the oldest version.
*/
const compareToolVersions = (left, right) => (0, import_compare.default)(numbers(left), numbers(right));
const atLeast = (text, least) => compareToolVersions(text, least) >= 0;
// src/host/derivedFacts.ts
/** Whether this host has an NVIDIA GPU; in WSL the bus shows none, so only nvidia-smi can tell. */
const hasGpu = (facts) => {
	if (facts.smi.kind === "ran" && facts.smi.gpus.length > 0) return "yes";
	if (isKnown(facts.pci) && facts.pci.value.length > 0) return "yes";
	if (valueOf(facts.wsl) === true) return facts.smi.kind === "missing" ? "no" : "unknown";
	return isKnown(facts.pci) ? "no" : "unknown";
};
const byCapability = (catalog, capability) => catalog.gpus.byComputeCapability.filter((entry) => atLeast(capability, entry.from)).at(-1);
const byDevice = (catalog, device) => catalog.gpus.architectures.find((entry) => entry.from <= device && device <= entry.to);
/** Architectures of the GPUs here, without doubles; those that nothing tells are left out. */
const architectures = (facts, catalog) => {
	const byCapabilities = facts.smi.kind === "ran" ? facts.smi.gpus.map((gpu) => gpu.computeCapability === void 0 ? void 0 : byCapability(catalog, gpu.computeCapability)) : [];
	const seen = byCapabilities.some((one) => one !== void 0) ? byCapabilities : (valueOf(facts.pci) ?? []).map((device) => byDevice(catalog, device.device));
	return [...new Map(seen.filter((one) => one !== void 0).map((one) => [one.name, one])).values()];
};
/** Which kernel modules drive all GPUs of this host; `none` when no driver drives them all. */
const kernelNeeded = (list) => {
	const open = list.some((one) => one.kernel === "open");
	const proprietary = list.some((one) => one.kernel === "proprietary");
	if (list.length === 0) return "unknown";
	if (open && proprietary) return "none";
	return open ? "open" : proprietary ? "proprietary" : "either";
};
/** Version of the driver that runs, from the kernel or, in WSL, from nvidia-smi. */
const driverVersion = (facts) => valueOf(facts.driver)?.version ?? (facts.smi.kind === "ran" ? facts.smi.gpus[0]?.driver : void 0);
/** The Docker daemon, when there is one that this user may talk to. */
const workingDocker = (facts) => {
	const server = valueOf(facts.docker.server);
	return server?.kind === "answers" ? server : void 0;
};
const workingPodman = (facts) => valueOf(facts.podman) ?? void 0;
/** podman, when it is new enough for what dl-env does with it. */
const usablePodman = (facts, catalog) => {
	const podman = workingPodman(facts);
	return podman !== void 0 && atLeast(podman.version, catalog.engines.podman.least) ? podman : void 0;
};
/** Whether findings about an engine count here. */
const applies = ({ wanted }, engine) => wanted.engine === void 0 || wanted.engine === engine;
/** How bad it is that an engine has a fault: the other one may do. */
const severity = (input, engine) => {
	if (input.wanted.engine !== void 0) return "fail";
	return (engine === "docker" ? usablePodman(input.facts, input.catalog) : workingDocker(input.facts)) === void 0 ? "fail" : "warn";
};
/** Whether rootless podman here would use pasta. */
const usesPasta = (podman, catalog) => podman.rootless && (podman.rootlessNetwork === void 0 ? atLeast(podman.version, catalog.engines.podman.pastaDefault) : podman.rootlessNetwork === "pasta");
/** Whether any CDI spec has GPUs. */
const hasCdi = (facts) => (valueOf(facts.cdi) ?? []).some((spec) => spec.devices.length > 0);
/**
* Docker can hand out GPUs: by NVIDIA's runtime, or by CDI when the daemon knows it and a spec is
* there.
*/
const dockerGpu = (server, facts, catalog) => {
	if (server.runtimes.includes("nvidia") && atLeast(server.version, catalog.engines.docker.gpus)) return "gpus";
	return server.cdi && hasCdi(facts) && atLeast(server.version, catalog.engines.docker.cdi) ? "cdi" : void 0;
};
export { hasCdi as a, severity as c, workingDocker as d, workingPodman as f, driverVersion as i, usablePodman as l, compareToolVersions as m, architectures as n, hasGpu as o, atLeast as p, dockerGpu as r, kernelNeeded as s, applies as t, usesPasta as u };
