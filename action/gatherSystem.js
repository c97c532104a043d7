import { n as foundProblem } from "./error.js";
import { n as require_dist } from "./nesting.js";
import { d as number, f as object, h as string, i as boolean, l as literal, m as strictObject, n as _enum, p as record, r as array, y as url } from "./schemas.js";
// src/host/hostCatalog.ts
var import_dist = require_dist();
const version = string().regex(/^\d+(\.\d+)*$/);
const hex4 = string().regex(/^[0-9a-f]{4}$/);
const names = array(string().min(1));
const kernel = _enum([
	"open",
	"either",
	"proprietary"
]);
const parts = {
	distributions: strictObject({
		source: string(),
		families: record(string(), strictObject({
			ids: names,
			like: names
		})),
		nvidia: strictObject({
			source: string(),
			base: url(),
			folders: record(string(), record(version, string().regex(/^[a-z0-9]+$/)))
		})
	}),
	gpus: strictObject({
		source: string(),
		kernelSource: string(),
		openDefaultSince: number().int(),
		architectures: array(strictObject({
			name: string(),
			from: hex4,
			to: hex4,
			kernel,
			last: number().int().optional()
		})),
		byComputeCapability: array(strictObject({
			name: string(),
			from: version,
			kernel,
			last: number().int().optional()
		}))
	}),
	toolkit: strictObject({
		source: string(),
		newest: version,
		least: version,
		refreshSince: version,
		refreshSource: string(),
		cdiSince: version,
		vulnerabilities: array(strictObject({
			cves: names,
			fixed: version,
			escape: boolean(),
			note: string().optional(),
			source: string()
		}))
	}),
	engines: strictObject({
		docker: strictObject({
			gpus: version,
			cdi: version,
			cdiSpec07: version,
			source: string()
		}),
		podman: strictObject({
			least: version,
			cdi: version,
			cdiSpec07: version,
			gpusOption: version,
			kubeCdi: version,
			quadlet: version,
			pastaDefault: version,
			source: string()
		}),
		network: strictObject({ source: string() }),
		runner: strictObject({
			least: string(),
			source: string()
		}),
		rootless: strictObject({
			subids: number().int(),
			source: string()
		}),
		selinux: strictObject({ source: string() }),
		cgroup: strictObject({ source: string() }),
		limits: strictObject({
			memlock: literal("unlimited"),
			stack: number().int(),
			source: string()
		}),
		disk: strictObject({
			least: number().int(),
			factor: number(),
			source: string()
		})
	}),
	packages: strictObject({
		source: string(),
		conflicts: record(string(), names),
		driver: names
	}),
	fixes: record(string(), object({ source: string() }).catchall(names))
};
const decode = (file, text, schema) => {
	const hint = "Install dl-env again: npm ci";
	if (text === void 0) throw foundProblem({
		code: "host-catalog",
		message: `The file ${file} of dl-env is missing.`,
		place: { file },
		hint
	});
	const decoded = schema.safeParse((0, import_dist.parse)(text));
	if (decoded.success) return decoded.data;
	const issue = decoded.error.issues[0];
	throw foundProblem({
		code: "host-catalog",
		message: `${file} is not as expected at ${issue?.path.join(".") ?? "its root"}: ${issue?.message ?? ""}`,
		place: { file },
		hint
	}, { cause: decoded.error });
};
/** Reads and checks `matrix/host/`; a damaged copy is an error with code `host-catalog`. */
const loadHostCatalog = async (sys) => {
	const read = async (name) => {
		const file = `matrix/host/${name}.yml`;
		return decode(file, await sys.files.readText(`${sys.env.projectRoot}/${file}`), parts[name]);
	};
	return {
		distributions: await read("distributions"),
		gpus: await read("gpus"),
		toolkit: await read("toolkit"),
		engines: await read("engines"),
		packages: await read("packages"),
		fixes: await read("fixes")
	};
};
// src/host/hostFacts.ts
const known = (value) => ({ value });
const unknown = (why) => ({ unknown: why });
const isKnown = (fact) => "value" in fact;
/** The value, or undefined when it is unknown: for where unknown and absent lead to the same. */
const valueOf = (fact) => isKnown(fact) ? fact.value : void 0;
// src/host/gather/askProgram.ts
/**
* Milliseconds that one program may take; nvidia-smi needs seconds when no persistence daemon runs.
*/
const LIMIT = 15e3;
/** Folders of programs that are not on the PATH of ordinary users everywhere. */
const ELSEWHERE = [
	"/usr/sbin",
	"/sbin",
	"/usr/lib/wsl/lib"
];
const locate = async (sys, program) => {
	for (const path of [program, ...ELSEWHERE.map((folder) => `${folder}/${program}`)]) {
		const found = await sys.processes.find(path);
		if (found !== void 0) return found;
	}
};
/**
* Runs a program with a time limit and in the C locale; only what may hang is a program, files
* below are the kernel's own.
*/
const ask = async (sys, argv) => {
	const path = await locate(sys, argv[0]);
	if (path === void 0) return { kind: "missing" };
	const { code, stdout, stderr, timedOut } = await sys.processes.run([path, ...argv.slice(1)], {
		cwd: "/",
		timeout: LIMIT,
		env: {
			LC_ALL: "C",
			LANG: "C"
		}
	});
	return timedOut ? { kind: "late" } : {
		kind: "ran",
		code,
		stdout,
		stderr
	};
};
/** What a program said, short enough to be shown. */
const outputOf = (answer) => `${answer.stderr}\n${answer.stdout}`.trim().replaceAll(/\s+/g, " ").slice(0, 300);
/** Why an answer is no answer. */
const whyNoAnswer = (program, answer) => answer.kind === "missing" ? `${program} is not installed` : `${program} did not answer within ${LIMIT / 1e3} s`;
/**
* The fact that `work` finds; whatever it throws makes the fact unknown, never the whole snapshot.
*/
const probe = async (work) => {
	try {
		return await work();
	} catch (error) {
		return unknown((error instanceof Error ? error.message : String(error)).slice(0, 300));
	}
};
// src/host/gather/gatherEngines.ts
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const at = (value, ...keys) => keys.reduce((inner, key) => isObject(inner) ? inner[key] : void 0, value);
const text = (value) => typeof value === "string" ? value : "";
const parseJson = (json) => {
	try {
		return JSON.parse(json);
	} catch {
		return;
	}
};
/** systemd's word on a unit; null when there is no such unit. */
const gatherService = (sys, unit) => probe(async () => {
	const answer = await ask(sys, [
		"systemctl",
		"show",
		unit,
		"--property=LoadState,UnitFileState,ActiveState"
	]);
	if (answer.kind !== "ran") return unknown(whyNoAnswer("systemctl", answer));
	if (answer.code !== 0) return unknown(`systemctl's output: ${outputOf(answer)}`);
	const property = (name) => new RegExp(`^${name}=(.*)$`, "m").exec(answer.stdout)?.[1] ?? "";
	if (property("LoadState") === "not-found") return known(null);
	return known({
		enabled: property("UnitFileState").startsWith("enabled"),
		active: property("ActiveState") === "active"
	});
});
const gatherToolkit = (sys) => probe(async () => {
	for (const program of ["nvidia-ctk", "nvidia-container-cli"]) {
		const answer = await ask(sys, [program, "--version"]);
		if (answer.kind === "missing") continue;
		if (answer.kind === "late") return unknown(whyNoAnswer(program, answer));
		const version = /version:? v?(\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1];
		if (version === void 0) return unknown(`${program}'s output: ${outputOf(answer)}`);
		const unit = await gatherService(sys, "nvidia-cdi-refresh.path");
		return known({
			version,
			..."unknown" in unit || unit.value === null ? {} : { refresh: unit.value.enabled && unit.value.active }
		});
	}
	return known(null);
});
/** `docker info` as JSON. */
const parseDockerInfo = (json) => {
	const info = parseJson(json);
	const version = text(at(info, "ServerVersion"));
	if (version === "") return void 0;
	const options = at(info, "SecurityOptions");
	const dirs = at(info, "CDISpecDirs");
	return {
		kind: "answers",
		version,
		runtimes: Object.keys(at(info, "Runtimes") ?? {}).sort(),
		cdi: Array.isArray(dirs) && dirs.length > 0,
		rootless: Array.isArray(options) && options.some((option) => text(option).includes("rootless")),
		root: text(at(info, "DockerRootDir")),
		cgroupDriver: text(at(info, "CgroupDriver"))
	};
};
const refusal = (words) => {
	return {
		kind: "refused",
		why: /permission denied/i.test(words) ? "permission" : /cannot connect|is the docker daemon running/i.test(words) ? "not-running" : "other",
		said: words
	};
};
const gatherServer = (sys) => probe(async () => {
	const answer = await ask(sys, [
		"docker",
		"info",
		"--format",
		"{{json .}}"
	]);
	if (answer.kind === "missing") return known(null);
	if (answer.kind === "late") return unknown(whyNoAnswer("docker info", answer));
	const server = parseDockerInfo(answer.stdout);
	if (server !== void 0) return known(server);
	const errors = at(parseJson(answer.stdout), "ServerErrors");
	return known(refusal(Array.isArray(errors) && errors.length > 0 ? errors.map(text).join(" ").slice(0, 300) : outputOf({
		stdout: "",
		stderr: answer.stderr
	})));
});
const gatherDocker = async (sys) => {
	const answer = await ask(sys, ["docker", "--version"]);
	const isPodman = answer.kind === "ran" && /^podman /m.test(answer.stdout);
	const version = answer.kind === "ran" ? /version (\d[\w.+~-]*)/.exec(answer.stdout)?.[1] : void 0;
	return {
		client: answer.kind === "missing" || isPodman ? known(null) : answer.kind === "late" ? unknown(whyNoAnswer("docker", answer)) : version === void 0 ? unknown(`docker's output: ${outputOf(answer)}`) : known(version),
		isPodman,
		server: isPodman ? known(null) : await gatherServer(sys),
		service: await gatherService(sys, "docker.service")
	};
};
/** `podman info` as JSON. */
const parsePodmanInfo = (json) => {
	const info = parseJson(json);
	const version = text(at(info, "version", "Version"));
	if (version === "") return void 0;
	const rootlessNetwork = text(at(info, "host", "rootlessNetworkCmd"));
	return {
		version,
		rootless: at(info, "host", "security", "rootless") === true,
		networkBackend: text(at(info, "host", "networkBackend")),
		...rootlessNetwork === "" ? {} : { rootlessNetwork },
		root: text(at(info, "store", "graphRoot")),
		runtime: text(at(info, "host", "ociRuntime", "name"))
	};
};
const gatherPodman = (sys) => probe(async () => {
	const answer = await ask(sys, [
		"podman",
		"info",
		"--format",
		"json"
	]);
	if (answer.kind === "missing") return known(null);
	if (answer.kind === "late") return unknown(whyNoAnswer("podman info", answer));
	const podman = parsePodmanInfo(answer.stdout);
	return podman === void 0 ? unknown(`podman info's output: ${outputOf(answer)}`) : known(podman);
});
const gatherBuildx = (sys) => probe(async () => {
	const answer = await ask(sys, [
		"docker",
		"buildx",
		"version"
	]);
	if (answer.kind === "missing") return known(null);
	if (answer.kind === "late") return unknown(whyNoAnswer("docker buildx", answer));
	return known(/buildx v?(\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1] ?? null);
});
/** A CDI spec of NVIDIA GPUs; undefined for other kinds and for files that are no spec. */
const parseCdi = (path, content) => {
	let spec;
	try {
		spec = (0, import_dist.parse)(content, { maxAliasCount: 0 });
	} catch {
		return;
	}
	if (at(spec, "kind") !== "nvidia.com/gpu") return void 0;
	const devices = at(spec, "devices");
	const driver = /libcuda\.so\.(\d{3,4}\.\d+(?:\.\d+)?)\b/.exec(content)?.[1];
	const version = text(at(spec, "cdiVersion"));
	return {
		path,
		...version === "" ? {} : { version },
		devices: Array.isArray(devices) ? devices.map((device) => String(at(device, "name"))) : [],
		...driver === void 0 ? {} : { driver }
	};
};
const gatherCdi = (sys) => probe(async () => {
	const specs = [];
	for (const folder of ["/etc/cdi", "/var/run/cdi"]) for (const name of await sys.files.list(folder)) {
		if (!/\.(ya?ml|json)$/.test(name)) continue;
		const spec = parseCdi(`${folder}/${name}`, await sys.files.readText(`${folder}/${name}`) ?? "");
		if (spec !== void 0) specs.push(spec);
	}
	return known(specs);
});
// src/host/gather/gatherSystem.ts
/** os-release as names and values; quotes removed as the format says. */
const parseOsRelease = (text) => {
	const fields = /* @__PURE__ */ new Map();
	for (const line of text.split("\n")) {
		const match = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim());
		if (match?.[1] !== void 0) fields.set(match[1], (match[2] ?? match[3] ?? match[4] ?? "").replaceAll(/\\(.)/g, "$1"));
	}
	const id = fields.get("ID");
	if (id === void 0) return void 0;
	const version = fields.get("VERSION_ID");
	return {
		id: id.toLowerCase(),
		like: (fields.get("ID_LIKE") ?? "").toLowerCase().split(/\s+/).filter(Boolean),
		...version === void 0 ? {} : { version },
		name: fields.get("PRETTY_NAME") ?? id
	};
};
const gatherDistribution = (sys) => probe(async () => {
	const text = await sys.files.readText("/etc/os-release") ?? await sys.files.readText("/usr/lib/os-release");
	if (text === void 0) return unknown("there is no /etc/os-release");
	const system = parseOsRelease(text);
	return system === void 0 ? unknown("/etc/os-release has no ID") : known(system);
});
const gatherKernel = (sys) => probe(async () => {
	const text = await sys.files.readText("/proc/sys/kernel/osrelease");
	return text === void 0 ? unknown("there is no /proc/sys/kernel/osrelease") : known(text.trim());
});
const findManager = async (sys) => {
	if (await sys.processes.find("zypper") !== void 0) return "zypper";
	if (await sys.processes.find("apt-get") !== void 0) return "apt";
	if (await sys.processes.find("dnf5") !== void 0) return "dnf5";
	const dnf = await ask(sys, ["dnf", "--version"]);
	if (dnf.kind === "ran") return /^dnf5|^5\./.test(dnf.stdout.trim()) ? "dnf5" : "dnf4";
	return await sys.processes.find("yum") === void 0 ? void 0 : "yum";
};
const installedOf = async (sys, manager, names) => {
	const answer = await ask(sys, manager === "apt" ? [
		"dpkg-query",
		"-W",
		"-f",
		"${db:Status-Abbrev} ${Package}\n",
		...names
	] : [
		"rpm",
		"-q",
		"--qf",
		"ii %{NAME}\n",
		...names
	]);
	if (answer.kind !== "ran") return unknown(whyNoAnswer(manager === "apt" ? "dpkg-query" : "rpm", answer));
	const wanted = new Set(names);
	const found = answer.stdout.split("\n").flatMap((line) => line.startsWith("ii ") ? [line.slice(3).trim()] : []);
	return known([...new Set(found.filter((name) => wanted.has(name)))].sort());
};
/** Which of `names` are installed, by the host's package manager. */
const gatherPackages = (sys, names) => probe(async () => {
	const manager = await findManager(sys);
	if (manager === void 0) return known({ installed: [] });
	const installed = await installedOf(sys, manager, names);
	return "unknown" in installed ? installed : known({
		manager,
		installed: installed.value
	});
});
/** Ids granted to a user in /etc/subuid or /etc/subgid: lines `name-or-uid:start:count`. */
const countSubordinate = (text, name, uid) => text.split("\n").reduce((sum, line) => {
	const [owner, , count] = line.split(":");
	return (owner === name || owner === String(uid)) && /^\d+$/.test(count ?? "") ? sum + Number(count) : sum;
}, 0);
const gatherUser = async (sys) => {
	const name = await ask(sys, ["id", "-un"]);
	const userName = name.kind === "ran" ? name.stdout.trim() : "";
	const subordinate = (file) => probe(async () => known(countSubordinate(await sys.files.readText(file) ?? "", userName, sys.env.uid)));
	const groups = await probe(async () => {
		const answer = await ask(sys, ["id", "-Gn"]);
		return answer.kind === "ran" ? known(answer.stdout.trim().split(/\s+/)) : unknown(whyNoAnswer("id", answer));
	});
	return {
		uid: sys.env.uid,
		groups,
		subuids: await subordinate("/etc/subuid"),
		subgids: await subordinate("/etc/subgid")
	};
};
const gatherWsl = (kernel) => "unknown" in kernel ? kernel : known(/microsoft/i.test(kernel.value));
const gatherSelinux = (sys) => probe(async () => {
	const text = await sys.files.readText("/sys/fs/selinux/enforce");
	if (text === void 0) return known("disabled");
	return known(text.trim() === "1" ? "enforcing" : "permissive");
});
const gatherCgroup = (sys) => probe(async () => {
	if (await sys.files.stat("/sys/fs/cgroup/cgroup.controllers") !== void 0) return known("v2");
	if (await sys.files.stat("/sys/fs/cgroup/unified/cgroup.controllers") !== void 0) return known("hybrid");
	return (await sys.files.list("/sys/fs/cgroup")).length > 0 ? known("v1") : unknown("/sys/fs/cgroup is empty");
});
export { loadHostCatalog as S, whyNoAnswer as _, gatherSelinux as a, unknown as b, gatherBuildx as c, gatherPodman as d, gatherToolkit as f, probe as g, outputOf as h, gatherPackages as i, gatherCdi as l, ask as m, gatherDistribution as n, gatherUser as o, parseDockerInfo as p, gatherKernel as r, gatherWsl as s, gatherCgroup as t, gatherDocker as u, isKnown as v, valueOf as x, known as y };
