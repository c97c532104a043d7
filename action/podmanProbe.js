import { S as loadHostCatalog, l as gatherCdi, p as parseDockerInfo } from "./gatherSystem.js";
import { p as atLeast, r as dockerGpu } from "./derivedFacts.js";
import { t as installCommand } from "./installPodman.js";
import { n as tryContainer, t as lastLine } from "./podmanTrial.js";
import { join } from "node:path";
// src/container/dockerProbe.ts
/**
* Whether dockerd has the bridge that its containers and builds use by default; a daemon may run
* without.
*/
const dockerHasBridge = async (sys) => (await sys.processes.run([
	"docker",
	"network",
	"inspect",
	"bridge"
], { cwd: "/" })).code === 0;
/**
* By CDI where the daemon has no NVIDIA runtime and knows CDI; else by `--gpus`, whose refusal says
* what is missing.
*/
const gpuWay = async (sys) => {
	const { code, stdout } = await sys.processes.run([
		"docker",
		"info",
		"--format",
		"{{json .}}"
	], { cwd: "/" });
	const server = code === 0 ? parseDockerInfo(stdout) : void 0;
	if (server?.kind !== "answers") return {};
	return dockerGpu(server, { cdi: await gatherCdi(sys) }, await loadHostCatalog(sys)) === "cdi" ? { gpuBy: "cdi" } : {};
};
/** Whether docker's daemon answers, and how its containers are started. */
const probeDocker = async (sys) => {
	const hint = "dl-env doctor";
	if (await sys.processes.find("docker") === void 0) return {
		ok: false,
		why: "there is no docker here",
		hint
	};
	const { code, stdout } = await sys.processes.run([
		"docker",
		"version",
		"--format={{.Server.Version}}"
	], { cwd: "/" });
	if (code !== 0) return {
		ok: false,
		why: "docker's daemon cannot be reached",
		hint
	};
	const network = await dockerHasBridge(sys) ? {} : { hostNetwork: true };
	return {
		ok: true,
		call: {
			version: stdout.trim(),
			argv: ["docker"],
			env: {},
			...network,
			...await gpuWay(sys)
		}
	};
};
// src/container/containersConf.ts
/**
* podman's own defaults for the two limits it raises: raising one above the hard limit needs
* CAP_SYS_RESOURCE.
*/
const DEFAULT_FILES = 1048576;
const DEFAULT_PROCESSES = 4194304;
/** More than this no container of ours needs, and pid_max is often 32768. */
const ENOUGH_FILES = 65536;
const ENOUGH_PROCESSES = 16384;
const limit = (hard, enough) => Math.min(hard ?? enough, enough);
const lowLimits = (host) => (host.files ?? DEFAULT_FILES) < DEFAULT_FILES || (host.processes ?? DEFAULT_PROCESSES) < DEFAULT_PROCESSES;
const containersSection = (host) => [
	"[containers]",
	...lowLimits(host) ? [`default_ulimits = ["nofile=${limit(host.files, ENOUGH_FILES)}:${limit(host.files, ENOUGH_FILES)}", "nproc=${limit(host.processes, ENOUGH_PROCESSES)}:${limit(host.processes, ENOUGH_PROCESSES)}"]`] : [],
	...host.netavark || host.cni ? [] : ["netns = \"host\""]
];
const engineSection = (host) => [
	"[engine]",
	...host.runc && (!host.crun || !host.unifiedCgroups) ? ["runtime = \"runc\""] : [],
	...host.systemd ? [] : ["cgroup_manager = \"cgroupfs\"", "events_logger = \"file\""]
];
const networkSection = (host) => host.netavark ? ["[network]", "network_backend = \"netavark\""] : [];
/**
* A containers.conf for podman on this host, with what the host needs said and everything else left
* to podman. Pure.
*/
const containersConf = (host) => [
	...containersSection(host),
	...engineSection(host),
	...networkSection(host),
	""
].join("\n");
const hardLimit = (limits, name) => {
	const value = new RegExp(`^${name}\\s+\\S+\\s+(\\S+)`, "m").exec(limits)?.[1];
	return value === void 0 || value === "unlimited" ? void 0 : Number(value);
};
const someFile = async (sys, paths) => {
	for (const path of paths) if (await sys.files.stat(path) !== void 0) return true;
	return false;
};
/** Looks at this host: small files below /proc, /sys and /usr; no process is run. */
const readContainerHost = async (sys) => {
	const limits = await sys.files.readText("/proc/self/limits") ?? "";
	const files = hardLimit(limits, "Max open files");
	const processes = hardLimit(limits, "Max processes");
	return {
		...files === void 0 ? {} : { files },
		...processes === void 0 ? {} : { processes },
		unifiedCgroups: await sys.files.stat("/sys/fs/cgroup/cgroup.controllers") !== void 0,
		systemd: await sys.files.stat("/run/systemd/system") !== void 0,
		crun: await sys.processes.find("crun") !== void 0,
		runc: await sys.processes.find("runc") !== void 0 || await someFile(sys, ["/usr/sbin/runc"]),
		netavark: await someFile(sys, ["/usr/lib/podman/netavark", "/usr/libexec/podman/netavark"]),
		cni: await someFile(sys, [
			"/usr/lib/cni/bridge",
			"/usr/libexec/cni/bridge",
			"/opt/cni/bin/bridge"
		])
	};
};
// src/container/podmanProbe.ts
/** 4.1 knows the build contexts, secrets and CDI devices that are used. */
const OLDEST = "4.1";
/** Undefined where no container starts in either network: then why it does not in its own. */
const tryNetworks = async (sys, env) => {
	const own = await tryContainer(sys, {
		argv: ["podman"],
		env
	});
	if ("bridge" in own) return {
		...own,
		asConfigured: true
	};
	return {
		..."bridge" in await tryContainer(sys, {
			argv: ["podman"],
			env
		}, "host") ? { bridge: false } : own,
		asConfigured: false
	};
};
/** x.y.z, or why podman does not even say that. */
const versionOf = async (sys) => {
	const { stdout, stderr } = await sys.processes.run(["podman", "--version"], { cwd: "/" });
	const version = /[0-9]+\.[0-9]+\.[0-9]+/.exec(stdout)?.[0];
	return version === void 0 ? { why: `podman does not start: ${lastLine(stderr)}` } : { version };
};
/**
* What podman is told by the environment already; what it lacks is added. DOCKER_CONFIG without a
* config.json makes podman fail.
*/
const dockerConfig = async (sys) => {
	const folder = sys.env.get("DOCKER_CONFIG");
	if (folder === void 0 || await sys.files.stat(join(folder, "config.json")) !== void 0) return {};
	return { DOCKER_CONFIG: "" };
};
/**
* Whether podman can run a container here, and how. First as the user has it configured; only if
* that fails, with a containers.conf of ours in `folder`, which says what this host needs
* (CONTAINERS_CONF; the machine's own files are left alone).
*/
const probePodman = async (sys, folder) => {
	const install = await installCommand(sys, "podman") ?? "podman --version";
	if (await sys.processes.find("podman") === void 0) return {
		ok: false,
		why: "podman is not installed",
		hint: install
	};
	const found = await versionOf(sys);
	if ("why" in found) return {
		ok: false,
		why: found.why,
		hint: "podman info"
	};
	const { version } = found;
	if (!atLeast(version, OLDEST)) return {
		ok: false,
		why: `podman ${version} is older than ${OLDEST}`,
		hint: install
	};
	const env = await dockerConfig(sys);
	const own = await tryNetworks(sys, env);
	if ("bridge" in own && own.asConfigured) return {
		ok: true,
		call: {
			argv: ["podman"],
			env,
			version,
			bridge: own.bridge
		}
	};
	const conf = join(folder, "containers.conf");
	await sys.files.write(conf, containersConf(await readContainerHost(sys)));
	const withConf = {
		...env,
		CONTAINERS_CONF: conf
	};
	const withSettings = await tryNetworks(sys, withConf);
	if ("bridge" in withSettings && (withSettings.bridge || !("bridge" in own))) return {
		ok: true,
		call: {
			argv: ["podman"],
			env: withConf,
			version,
			bridge: withSettings.bridge
		}
	};
	if ("bridge" in own) return {
		ok: true,
		call: {
			argv: ["podman"],
			env,
			version,
			bridge: false
		}
	};
	return {
		ok: false,
		why: `podman ${version} cannot run a container: ${"why" in withSettings ? withSettings.why : own.why}`,
		hint: "podman info"
	};
};
export { dockerHasBridge as n, probeDocker as r, probePodman as t };
