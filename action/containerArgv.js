import { i as wrongRequest } from "./error.js";
// src/text/csv.ts
/**
* One line of CSV, as the engines' options with several fields are read: a field with a comma, a
* quote or a line break is quoted, and its quotes doubled.
*/
const csvLine = (fields) => fields.map((field) => /[",\n]/.test(field) ? `"${field.replaceAll("\"", "\"\"")}"` : field).join(",");
// src/container/gpuOption.ts
const ID = /^(?:\d+(?::\d+)?|(?:GPU|MIG)-[A-Za-z0-9-]+)$/;
const wrongGpus = (text, words) => wrongRequest({
	code: "run-gpus",
	message: `Invalid --gpus "${text}".`,
	hint: `Give ${words}, or different indexes and UUIDs separated by commas: --gpus 0,1`
});
const parse = (text, words) => {
	if (text === "all" || text === "none") return { kind: text };
	const ids = text.split(",").map((id) => id.trim());
	if (ids.every((id) => ID.test(id)) && new Set(ids).size === ids.length) return {
		kind: "some",
		ids
	};
	throw wrongGpus(text, words);
};
/**
* `all`, `none`, or indexes and UUIDs separated by commas, none of them twice. Rejects anything
* else with `run-gpus`.
*/
const parseGpus = (text) => parse(text, "all, none");
/** The same, and `auto`: all GPUs where this host has a driver, else none. */
const parseGpusOrAuto = async (sys, text) => {
	if (text !== "auto") return parse(text, "auto, all, none");
	return { kind: await sys.files.stat("/dev/nvidiactl") === void 0 ? "none" : "all" };
};
/** CDI device names: `nvidia.com/gpu=all`, `nvidia.com/gpu=0`. */
const cdiDevices = (gpus) => {
	switch (gpus.kind) {
		case "none": return [];
		case "all": return ["nvidia.com/gpu=all"];
		case "some": return gpus.ids.map((id) => `nvidia.com/gpu=${id}`);
	}
};
/**
* Options that hand GPUs to a container. podman takes CDI names; before 5.0 it accepts `--gpus all`
* and gives none, so it is never asked that way. docker takes `--gpus`, whose value is CSV (a list
* needs quotes in it), or, from 25 on where it is switched on, CDI names too.
*/
const gpuOptions = (gpus, way) => {
	if (gpus.kind === "none") return [];
	if (way === "cdi") return cdiDevices(gpus).map((device) => `--device=${device}`);
	return [gpus.kind === "all" ? "--gpus=all" : `--gpus=${csvLine([`device=${gpus.ids.join(",")}`])}`];
};
// src/container/containerArgv.ts
/**
* Whether SELinux's label must be off: a labelled container may use neither the GPU's device files
* nor folders of the host ("Failed to initialize NVML: Insufficient Permissions").
*/
const disablesLabel = (enforcing, { gpus, mounts = [] }) => enforcing && (gpus !== void 0 && gpus.kind !== "none" || mounts.some((mount) => mount.kind === "bind"));
const ulimitText = ({ name, soft, hard }) => soft === hard ? `${name}=${hard}` : `${name}=${soft}:${hard}`;
/** The value of `--mount` for a folder of the host. */
const bindMount = ({ source, target, readOnly }) => csvLine([
	"type=bind",
	`source=${source}`,
	`target=${target}`,
	...readOnly ? ["readonly"] : []
]);
const mountOption = (mount) => {
	switch (mount.kind) {
		case "volume": return ["--volume", `${mount.name}:${mount.target}`];
		case "bind": return ["--mount", bindMount(mount)];
	}
};
const lifetimeOptions = ({ name }, run) => {
	if (run.detached !== true) return [["--rm"], ...{
		none: [],
		pipe: [["-i"]],
		terminal: [["-it"]]
	}[run.input ?? "none"]];
	return [["--detach"], ...name === "docker" ? [["--restart", "unless-stopped"]] : []];
};
const networkOf = (dialect, run) => run.network ?? (dialect.hostNetwork === true ? "host" : void 0);
const networkOptions = (dialect, run) => {
	const network = networkOf(dialect, run);
	return network === void 0 ? [] : [["--network", network]];
};
/** Ports in the host's network are the host's already: nothing can be published there. */
const publishOptions = (dialect, run) => {
	const network = networkOf(dialect, run);
	if (network === "none" || network === "host") return [];
	return (run.ports ?? []).map((port) => ["--publish", `127.0.0.1:${port.host}:${port.container}`]);
};
/** Options of `podman run` and `docker run`, each with its value. */
const containerOptions = (dialect, run) => [
	...run.name === void 0 ? [] : [["--name", run.name]],
	...lifetimeOptions(dialect, run),
	...run.pull === false ? [["--pull=never"]] : [],
	...gpuOptions(run.gpus ?? { kind: "none" }, dialect.name === "podman" ? "cdi" : dialect.gpuBy ?? "gpus").map((option) => [option]),
	...run.shmSize === void 0 ? [] : [["--shm-size", run.shmSize]],
	...(run.ulimits ?? []).map((limit) => ["--ulimit", ulimitText(limit)]),
	...networkOptions(dialect, run),
	...run.labelDisabled === true ? [["--security-opt", "label=disable"]] : [],
	...publishOptions(dialect, run),
	...(run.mounts ?? []).map(mountOption),
	...Object.entries(run.env ?? {}).map(([name, value]) => ["--env", value === null ? name : `${name}=${value}`])
];
/** The image and what stands after it. */
const containerTail = ({ image, command = [] }) => [...typeof image === "string" ? [image] : ["--rootfs", image.rootfs], ...command];
/**
* The whole command line that starts a container. Pure; every start of a container is built here.
*/
const containerArgv = (runtime, run) => [
	...runtime.argv,
	"run",
	...containerOptions(runtime, run).flat(),
	...containerTail(run)
];
export { disablesLabel as a, parseGpusOrAuto as c, containerTail as i, csvLine as l, containerArgv as n, cdiDevices as o, containerOptions as r, parseGpus as s, bindMount as t };
