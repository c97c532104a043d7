import { n as gpuOptions, o as csvLine } from "./gpuOption.js";
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
export { disablesLabel as a, containerTail as i, containerArgv as n, containerOptions as r, bindMount as t };
