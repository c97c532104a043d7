import { i as __toESM } from "./rolldown-runtime.js";
import { n as foundProblem, r as unreachable, t as DlEnvError } from "./error.js";
import { t as DAY } from "./units.js";
import { n as require_compare, t as require_coerce } from "./coerce.js";
import { g as require_dist } from "./boundedBody.js";
import { c as int, d as number, f as object, h as string, i as boolean, l as literal, m as strictObject, n as _enum, p as record, r as array, y as url } from "./schemas.js";
import { n as digestOf } from "./digest.js";
import { J as parseManifest, W as jsonBytes, Y as readSmall, gt as OCI_INDEX, q as parseIndex, vt as OCI_MANIFEST } from "./openRepository.js";
import { B as isTypeRefusal, F as artifactBlob, H as typesRefused, I as digestsOf, St as unlessDamaged, V as putArtifact, xt as isIndex } from "./session.js";
import { l as memoized } from "./secretNames.js";
import { gunzipSync, gzipSync } from "node:zlib";
// src/host/hostFacts.ts
const known = (value) => ({ value });
const unknown = (why) => ({ unknown: why });
const isKnown = (fact) => "value" in fact;
/** The value, or undefined when it is unknown: for where unknown and absent lead to the same. */
const valueOf = (fact) => isKnown(fact) ? fact.value : void 0;
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
// src/host/gather/askProgram.ts
var import_dist = require_dist();
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
// src/host/hostCatalog.ts
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
// src/registry/ensureWritable.ts
/**
* The empty configuration that the OCI image specification has for artifacts; our layers' manifests
* name it too.
*/
const EMPTY$1 = Buffer.from("{}");
/**
* Puts two bytes into a repository, so that one that refuses is told before hours of work and not
* after them: rejects as `writeBlob` does. What has them already has been written to before, and is
* asked no more. True when they were written now.
*/
const ensureWritable = (repository) => repository.writeBlob({
	digest: digestOf(EMPTY$1),
	size: EMPTY$1.byteLength,
	open: async function* () {
		yield EMPTY$1;
	}
});
// src/registry/ownTags.ts
/** Hex digits of an artifact's digest that its tag ends in. */
const DIGITS = 16;
const beginOf = (subject) => `${subject.replace(":", "-")}-`;
/**
* The tag of one artifact that is bound to a digest. The index of referrers is one tag for all of
* them, and its writers may undo each other; this one nobody else writes to.
*/
const ownTag = (subject, artifact) => `${beginOf(subject)}${artifact.slice(7).slice(0, DIGITS)}`;
/** Whether this is the tag of the artifact with this digest. */
const isTagOf = (tag, artifact) => tag.endsWith(`-${artifact.slice(7).slice(0, DIGITS)}`);
const OWN = new RegExp(`^(sha256-[0-9a-f]{64}-)[0-9a-f]{${DIGITS}}$`);
/** Whether a tag is one artifact's own. */
const isOwnTag = (tag) => OWN.test(tag);
/** Asks a repository for its tags once, when the first is needed, and not again. */
const ownTagsOf = (repository) => {
	const byBegin = memoized(async (from) => Map.groupBy(await from.tags(), (tag) => OWN.exec(tag)?.[1]));
	return async (subject) => (await byBegin(repository)).get(beginOf(subject)) ?? [];
};
// src/registry/referrers.ts
/** When it was made, on an artifact and on its entry in an index. */
const CREATED = "org.opencontainers.image.created";
/** Two writers of one index may undo each other; each looks again this often. */
const ATTEMPTS = 5;
/**
* Tag of the index of what refers to a digest: the fallback of the distribution specification, for
* registries without the referrers API.
*/
const referrersTag = (digest) => digest.replace(":", "-");
/** What the index under the tag of a digest names. */
const indexed = async (repository, digest) => {
	const stored = await repository.manifest(referrersTag(digest));
	return stored === void 0 ? [] : parseIndex(stored, repository.name).manifests;
};
/**
* What refers to a digest: by the registry's own list, and by the index under the tag, where it has
* no list, or had none when the artifact was stored.
*/
const referrersOf = async (repository, digest) => {
	const [listed, others] = await Promise.all([repository.referrers?.(digest), indexed(repository, digest)]);
	const known = new Set(listed?.map((entry) => entry.digest));
	return [...listed ?? [], ...others.filter((entry) => !known.has(entry.digest))];
};
/** Whether some are among what refers to a digest. */
const areAmong = (found, wanted) => wanted.every(({ digest }) => found.some((other) => other.digest === digest));
const putIndex = async (repository, bytes, tag) => {
	try {
		await repository.putManifest({
			bytes,
			mediaType: OCI_INDEX
		}, tag);
	} catch (error) {
		if (!isTypeRefusal(error)) throw error;
		throw typesRefused(repository, `index of the type ${OCI_INDEX}, by which reports are found`, error);
	}
};
/** Whether the registry lists all of these by itself. */
const isListed = async (repository, digest, referrers) => areAmong(await repository.referrers?.(digest) ?? [], referrers);
/**
* Adds artifacts, which are stored already, to what refers to a digest: where the registry does not
* list them by itself, they are put into the index under the tag. Rejects with `proof-lost` when
* other writers undo that all the time.
*/
const addReferrers = async (repository, digest, referrers) => {
	if (await isListed(repository, digest, referrers)) return;
	for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
		const present = await indexed(repository, digest);
		if (areAmong(present, referrers)) return;
		const index = jsonBytes({
			schemaVersion: 2,
			mediaType: OCI_INDEX,
			manifests: [...present, ...referrers.filter((one) => !areAmong(present, [one]))]
		});
		await putIndex(repository, index, referrersTag(digest));
	}
	if (areAmong(await indexed(repository, digest), referrers)) return;
	throw unreachable({
		code: "proof-lost",
		message: `${repository.name} does not keep what is bound to ${digest}: others write to its index all the time.`,
		hint: "Try again when they are done: dl-env smoke"
	});
};
/** A stored artifact as an index of referrers names it. */
const referrerOf = ({ digest, size, entry }, at) => ({
	mediaType: OCI_MANIFEST,
	digest,
	size,
	...entry,
	annotations: {
		...entry.annotations,
		[CREATED]: at
	}
});
/** Whether the index has it is no question of losing what has a tag of its own. */
const addToIndex = async (repository, referrer, { digest, own }) => {
	try {
		await addReferrers(repository, digest, [referrer]);
	} catch (error) {
		if (!(own === true && error instanceof DlEnvError && error.code === "proof-lost")) throw error;
	}
};
/** Puts content under a tag as an artifact of a type; what the tag named before is left. */
const putTagged = async (repository, artifact) => {
	const { tag, type, content } = artifact;
	await putArtifact(repository, {
		tag,
		type,
		files: [{
			type,
			content
		}],
		embeds: true
	});
};
const artifactOf = ({ mediaType, digest, bytes }, { type, content, at, own = false }) => ({
	type,
	files: [{
		type,
		content
	}],
	subject: {
		mediaType,
		digest,
		size: bytes.byteLength
	},
	annotations: { [CREATED]: at },
	embeds: own
});
/** Digests that an artifact has when it is bound to this image, in each of its forms. Pure. */
const boundDigests = (image, bound) => digestsOf(artifactOf(image, bound));
/**
* Stores content beside an image, bound to the image's digest. Returns the digest of the artifact.
* Doing it again changes nothing.
*/
const bind = async (repository, bound) => {
	const { digest: subject, at, own = false } = bound;
	const image = bound.image ?? await repository.manifest(subject);
	if (image === void 0) throw unreachable({
		code: "image-missing",
		message: `${repository.name} has no image ${subject} to bind a report to.`,
		hint: "Make it: dl-env build"
	});
	const made = artifactOf(image, bound);
	const tagged = {
		...made,
		tag: (digest) => ownTag(subject, digest)
	};
	const hasList = await repository.referrers?.(subject) !== void 0;
	const artifact = await putArtifact(repository, own && !hasList ? tagged : made);
	const referrer = referrerOf(artifact, at);
	if (hasList && await isListed(repository, subject, [referrer])) return artifact.digest;
	if (own && hasList) await putArtifact(repository, tagged);
	await addToIndex(repository, referrer, {
		digest: subject,
		own
	});
	return artifact.digest;
};
// src/registry/note.ts
/** OCI's empty config and empty layer: the two bytes `{}`, which `ensureWritable` puts. */
const EMPTY = {
	type: "application/vnd.oci.empty.v1+json",
	bytes: Buffer.from("{}")
};
/** On a note's manifest: its text; bytes in base64. */
const TEXT = "io.github.dl-env.note";
const CONTENT = "io.github.dl-env.content";
/** Longer texts (characters) lie in a blob: registries bound a manifest to 4 MiB. */
const LONGEST_INLINE = 65536;
const inlineManifest = (type, annotations) => {
	const empty = {
		digest: digestOf(EMPTY.bytes),
		size: EMPTY.bytes.byteLength
	};
	return jsonBytes({
		schemaVersion: 2,
		mediaType: OCI_MANIFEST,
		artifactType: type,
		config: {
			mediaType: EMPTY.type,
			...empty
		},
		layers: [{
			mediaType: EMPTY.type,
			...empty
		}],
		annotations
	});
};
/** The digest of a note that is short enough to stand inside its manifest. */
const noteDigest = ({ type, text }) => digestOf(inlineManifest(type, { [TEXT]: text }));
const putInline = async (repository, { tag, type }, annotations) => {
	await ensureWritable(repository);
	const bytes = inlineManifest(type, annotations);
	await repository.putManifest({
		bytes,
		mediaType: OCI_MANIFEST
	}, tag);
};
/**
* Puts a text under a tag, inside a manifest: one request, where a blob would take four. What the
* tag named before is left.
*/
const putNote = (repository, { tag, type, text }) => text.length > LONGEST_INLINE ? putTagged(repository, {
	tag,
	type,
	content: Buffer.from(text)
}) : putInline(repository, {
	tag,
	type
}, { [TEXT]: text });
/**
* Puts bytes under a tag, inside a manifest where they are few and the registry takes its types,
* else as a blob. What the tag named before is left.
*/
const putContent = async (repository, tagged) => {
	const text = Buffer.from(tagged.content).toString("base64");
	if (text.length > LONGEST_INLINE) return putTagged(repository, tagged);
	try {
		await putInline(repository, tagged, { [CONTENT]: text });
	} catch (error) {
		if (!isTypeRefusal(error)) throw error;
		await putTagged(repository, tagged);
	}
};
/** The bytes that a manifest of a type holds by itself; undefined where they are a blob. */
const inlineContent = ({ artifactType, annotations }, type) => {
	const text = artifactType === type ? annotations?.[CONTENT] : void 0;
	return text === void 0 ? void 0 : Buffer.from(text, "base64");
};
const readWhole = async (repository, { tag, type }) => {
	const stored = await repository.manifest(tag);
	if (stored === void 0) return void 0;
	const { artifactType, annotations, layers } = parseManifest(stored, repository.name);
	if (artifactType !== type) return void 0;
	const inline = annotations?.[TEXT];
	if (inline !== void 0) return inline;
	const [blob] = layers;
	return blob?.mediaType === type ? Buffer.from(await readSmall(repository, blob)).toString("utf8") : void 0;
};
/**
* The text under a tag; undefined when there is none of this type, or it is damaged. One request.
*/
const readNote = (repository, note) => unlessDamaged(readWhole(repository, note));
// src/registry/imageMissing.ts
/** The error for an image that is not there. */
const imageMissing = (to, reference) => unreachable({
	code: "image-missing",
	message: `${to.name} has no image ${reference}.`,
	hint: "An image has its tag when it was built, tested and promoted. Type: dl-env build && dl-env smoke && dl-env promote"
});
// src/registry/leavingTags.ts
/** Type of a mark: what a tag names for a moment before it goes. */
const LEAVING_TYPE = "application/vnd.dl-env.leaving.v1+json";
/**
* The second tag of a mark, which is written first: a list of tags has names alone, and says by it
* that a removal may not have come to its end.
*/
const leavingTag = (tag) => `dl-env-leaving-${digestOf(Buffer.from(tag)).slice(7).slice(0, 16)}`;
/** Whether a tag is the second one of a mark. */
const isLeavingTag = (tag) => /^dl-env-leaving-[0-9a-f]{16}$/.test(tag);
/** Whether a manifest is a mark: whatever tag names it is to go. */
const isLeaving = (manifest) => artifactBlob(manifest, LEAVING_TYPE) !== void 0;
/** Whether a digest is that of a mark. One request. */
const isMark = async (to, digest) => {
	const read = async () => {
		const stored = await to.manifest(digest);
		return stored !== void 0 && !isIndex(stored) && isLeaving(parseManifest(stored, to.name));
	};
	return await unlessDamaged(read()) === true;
};
/**
* The listed tags that name something: one at a mark is as good as gone. Two requests for each
* removal that did not come to its end, else none.
*/
const withoutLeaving = async (to, tags) => {
	const marks = new Set(tags.filter(isLeavingTag));
	if (marks.size === 0) return tags;
	const leaving = await Promise.all(tags.filter((tag) => marks.has(leavingTag(tag))).map(async (tag) => {
		const [named, mark] = await Promise.all([to.resolve(tag), to.resolve(leavingTag(tag))]);
		return named === void 0 || named === mark ? [tag] : [];
	}));
	const gone = new Set(leaving.flat());
	return tags.filter((tag) => !gone.has(tag));
};
// src/publish/lastLook.ts
/** Under which a destination keeps what was seen when everything was looked at last. */
const LOOK_TAG = "dl-env-last-look";
const LOOK_TYPE = "application/vnd.dl-env.last-look.v1+json";
/** So long a look is believed, as the journals of promotions are: people move tags by hand. */
const BELIEVED = 7 * DAY;
/** Bytes of a look once unpacked. */
const MOST = 67108864;
const Texts = array(string());
const Digest = string().regex(/^sha256:[0-9a-f]{64}$/);
const Look = object({
	format: literal(1),
	at: int(),
	published: Texts,
	outside: array(object({
		cell: string(),
		tags: Texts
	})),
	bases: record(string(), object({
		tags: Texts,
		count: int(),
		newest: int(),
		digests: record(string(), object({
			indexDigest: Digest,
			platformDigest: Digest
		}))
	}))
});
const FORGOTTEN = {
	type: LOOK_TYPE,
	text: "forgotten"
};
const unpacked = (text) => {
	try {
		const bytes = gunzipSync(Buffer.from(text, "base64"), { maxOutputLength: MOST });
		return JSON.parse(bytes.toString("utf8"));
	} catch {
		return;
	}
};
/**
* The last look at a destination; undefined where there is none that may be believed: it is
* forgotten, cannot be read, is older than seven days, or of a later time than it is now. One
* request where it is short, as that of 1,000 cells is.
*/
const readLook = async (to, now) => {
	const text = await readNote(to, {
		tag: LOOK_TAG,
		type: LOOK_TYPE
	});
	const decoded = Look.safeParse(text === void 0 ? void 0 : unpacked(text));
	if (!decoded.success) return void 0;
	const { at } = decoded.data;
	return at <= now && now < at + BELIEVED ? decoded.data : void 0;
};
/** Keeps a look in the place of the last one. */
const writeLook = (to, look) => {
	const json = JSON.stringify({
		format: 1,
		...look
	});
	const text = gzipSync(json, { level: 9 }).toString("base64");
	return putNote(to, {
		tag: LOOK_TAG,
		type: LOOK_TYPE,
		text
	});
};
/**
* Takes back what was kept, before tags move or go: by it, nothing would have changed. One request
* where nothing was kept.
*/
const forgetLook = async (to) => {
	if (to.kind !== "registry") return;
	const named = await to.resolve(LOOK_TAG);
	if (named === void 0 || named === noteDigest(FORGOTTEN)) return;
	await putNote(to, {
		tag: LOOK_TAG,
		...FORGOTTEN
	});
};
export { kernelNeeded as $, gatherDistribution as A, gatherPodman as B, referrersOf as C, ownTagsOf as D, ownTag as E, gatherWsl as F, probe as G, parseDockerInfo as H, loadHostCatalog as I, architectures as J, whyNoAnswer as K, gatherBuildx as L, gatherPackages as M, gatherSelinux as N, ensureWritable as O, gatherUser as P, hasGpu as Q, gatherCdi as R, referrerOf as S, isTagOf as T, ask as U, gatherToolkit as V, outputOf as W, driverVersion as X, dockerGpu as Y, hasCdi as Z, addReferrers as _, LEAVING_TYPE as a, atLeast as at, indexed as b, isMark as c, known as ct, imageMissing as d, severity as et, inlineContent as f, CREATED as g, readNote as h, writeLook as i, workingPodman as it, gatherKernel as j, gatherCgroup as k, leavingTag as l, unknown as lt, putNote as m, forgetLook as n, usesPasta as nt, isLeaving as o, compareToolVersions as ot, putContent as p, applies as q, readLook as r, workingDocker as rt, isLeavingTag as s, isKnown as st, LOOK_TAG as t, usablePodman as tt, withoutLeaving as u, valueOf as ut, bind as v, isOwnTag as w, putTagged as x, boundDigests as y, gatherDocker as z };
