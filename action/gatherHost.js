import { S as loadHostCatalog, _ as whyNoAnswer, a as gatherSelinux, b as unknown, c as gatherBuildx, d as gatherPodman, f as gatherToolkit, g as probe, h as outputOf, i as gatherPackages, l as gatherCdi, m as ask, n as gatherDistribution, o as gatherUser, r as gatherKernel, s as gatherWsl, t as gatherCgroup, u as gatherDocker, x as valueOf, y as known } from "./gatherSystem.js";
// src/host/gather/gatherDriver.ts
const PCI = "/sys/bus/pci/devices";
/** Display devices only: class 03xxxx. Their sound and USB functions have the same vendor. */
const readDevice = async (sys, address) => {
	const read = async (name) => (await sys.files.readText(`${PCI}/${address}/${name}`) ?? "").trim();
	if (await read("vendor") !== "0x10de" || !(await read("class")).startsWith("0x03")) return void 0;
	return {
		address,
		device: (await read("device")).replace(/^0x/, "").toLowerCase()
	};
};
const gatherPci = (sys) => probe(async () => {
	if (await sys.files.stat(PCI) === void 0) return unknown(`there is no ${PCI}`);
	const devices = await Promise.all((await sys.files.list(PCI)).map((address) => readDevice(sys, address)));
	return known(devices.filter((device) => device !== void 0));
});
/** Lines of `name, driver_version[, compute_cap]`; a name may itself hold a comma. */
const parseSmi = (text, fields) => text.split("\n").filter((line) => line.trim() !== "").map((line) => {
	const parts = line.split(",").map((part) => part.trim());
	const computeCapability = fields === 3 ? parts.pop() : void 0;
	const driver = parts.pop() ?? "";
	return {
		name: parts.join(", "),
		driver,
		...computeCapability === void 0 ? {} : { computeCapability }
	};
});
/**
* nvidia-smi's own words; drivers before R510 do not know compute_cap, so they are asked again
* without it.
*/
const gatherSmi = async (sys) => {
	for (const fields of [3, 2]) {
		const answer = await ask(sys, [
			"nvidia-smi",
			`--query-gpu=${fields === 3 ? "name,driver_version,compute_cap" : "name,driver_version"}`,
			"--format=csv,noheader"
		]);
		if (answer.kind === "missing") return { kind: "missing" };
		if (answer.kind === "late") return {
			kind: "unknown",
			why: whyNoAnswer("nvidia-smi", answer)
		};
		if (answer.stdout.includes("No devices were found")) return {
			kind: "failed",
			said: outputOf(answer)
		};
		if (answer.code === 0) return {
			kind: "ran",
			gpus: parseSmi(answer.stdout, fields)
		};
		if (fields === 2 || !answer.stdout.includes("compute_cap")) return {
			kind: "failed",
			said: outputOf(answer)
		};
	}
	return {
		kind: "unknown",
		why: "nvidia-smi's output could not be parsed"
	};
};
/** `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build …` */
const parseDriver = (text) => {
	const line = /^NVRM version:\s*(.*)$/m.exec(text)?.[1];
	const version = /\b(\d{3,4}\.\d+(?:\.\d+)?)\b/.exec(line ?? "")?.[1];
	if (line === void 0 || version === void 0) return void 0;
	return {
		version,
		kind: line.includes("Open Kernel Module") ? "open" : "proprietary"
	};
};
const gatherDriver = (sys) => probe(async () => {
	const text = await sys.files.readText("/proc/driver/nvidia/version");
	if (text === void 0) return known(null);
	const driver = parseDriver(text);
	return driver === void 0 ? unknown("/proc/driver/nvidia/version could not be parsed") : known(driver);
});
const RELEVANT = [
	"nouveau",
	"nvidia",
	"nvidia_uvm"
];
const gatherModules = (sys) => probe(async () => {
	const text = await sys.files.readText("/proc/modules");
	if (text === void 0) return unknown("there is no /proc/modules");
	const loaded = new Set(text.split("\n").map((line) => line.split(" ")[0] ?? ""));
	return known(RELEVANT.filter((name) => loaded.has(name)));
});
const parseModinfo = (text) => {
	const field = (name) => new RegExp(`^${name}:\\s*(.+)$`, "m").exec(text)?.[1]?.trim();
	const [version, license, signer] = [
		field("version"),
		field("license"),
		field("signer")
	];
	return {
		...version === void 0 ? {} : { version },
		...license === void 0 ? {} : { license },
		...signer === void 0 ? {} : { signer }
	};
};
const gatherModule = (sys) => probe(async () => {
	const answer = await ask(sys, ["modinfo", "nvidia"]);
	if (answer.kind !== "ran") return unknown(whyNoAnswer("modinfo", answer));
	return known(answer.code === 0 ? parseModinfo(answer.stdout) : null);
});
const VARIABLE = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
const byMokutil = async (sys) => {
	const answer = await ask(sys, ["mokutil", "--sb-state"]);
	if (answer.kind !== "ran") return unknown(`the firmware's variables cannot be read and ${whyNoAnswer("mokutil", answer)}`);
	const state = /SecureBoot (enabled|disabled)/.exec(answer.stdout)?.[1];
	return state === void 0 ? unknown(`mokutil's output: ${outputOf(answer)}`) : known(state === "enabled");
};
/** Without EFI there is no Secure Boot. The variable is 4 bytes of attributes and one of value. */
const gatherSecureBoot = (sys) => probe(async () => {
	if (await sys.files.stat("/sys/firmware") === void 0) return unknown("there is no /sys/firmware");
	if (await sys.files.stat("/sys/firmware/efi") === void 0) return known(false);
	const bytes = await sys.files.readBytes(VARIABLE).catch(() => void 0);
	return bytes === void 0 || bytes.length < 5 ? byMokutil(sys) : known(bytes[4] === 1);
});
/** Version in the name of the file behind libcuda.so.1; null when the loader's cache has none. */
const gatherLibrary = (sys) => probe(async () => {
	const answer = await ask(sys, ["ldconfig", "-p"]);
	if (answer.kind !== "ran") return unknown(whyNoAnswer("ldconfig", answer));
	const path = /libcuda\.so\.1 .*x86-64.* => (\/.*)$/m.exec(answer.stdout)?.[1];
	if (path === void 0) return known(null);
	const version = /libcuda\.so\.(\d{3,4}\.[\d.]+)$/.exec(await sys.files.readLink(path))?.[1];
	return version === void 0 ? unknown(`${path} does not contain its version`) : known(version);
});
// src/host/gather/gatherRunner.ts
/**
* Version of GitHub's runner, where this is a step on a self-hosted one; undefined elsewhere. A
* runner tells steps its folders and not its version; its own work folder lies beside its programs.
*/
const gatherRunner = async (sys) => {
	if (sys.env.get("RUNNER_ENVIRONMENT") !== "self-hosted") return void 0;
	return probe(async () => {
		const root = /^(\/.+)\/[^/]+\/_temp\/?$/.exec(sys.env.get("RUNNER_TEMP") ?? "")?.[1];
		if (root === void 0) return unknown("RUNNER_TEMP is not the runner's own folder _work/_temp");
		const answer = await ask(sys, [`${root}/bin/Runner.Listener`, "--version"]);
		if (answer.kind !== "ran") return unknown(whyNoAnswer(`${root}/bin/Runner.Listener`, answer));
		const version = /\d+\.\d+\.\d+/.exec(answer.stdout)?.[0];
		return version === void 0 ? unknown(`the runner said ${outputOf(answer)} when asked for its version`) : known(version);
	});
};
// src/host/gather/gatherResources.ts
const limitNumber = (word) => word === "unlimited" ? "unlimited" : Number(word);
const limitOf = (limits, name) => {
	const match = new RegExp(`^${name}\\s+(unlimited|\\d+)\\s+(unlimited|\\d+)\\s`, "m").exec(limits);
	if (match?.[1] === void 0 || match[2] === void 0) throw new Error(`/proc/self/limits has no ${name}`);
	return {
		soft: limitNumber(match[1]),
		hard: limitNumber(match[2])
	};
};
/** Bit of CAP_SYS_RESOURCE in the effective capabilities. */
const SYS_RESOURCE = 1n << 24n;
/** /proc/self/limits and /proc/self/status. */
const parseLimits = (limits, status) => {
	const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
	return {
		memlock: limitOf(limits, "Max locked memory"),
		stack: limitOf(limits, "Max stack size"),
		nofile: limitOf(limits, "Max open files"),
		nproc: limitOf(limits, "Max processes"),
		mayRaise: effective !== void 0 && (BigInt(`0x${effective}`) & SYS_RESOURCE) !== 0n
	};
};
const gatherLimits = (sys) => probe(async () => {
	const [limits, status] = [await sys.files.readText("/proc/self/limits"), await sys.files.readText("/proc/self/status")];
	return limits === void 0 || status === void 0 ? unknown("there is no /proc/self/limits") : known(parseLimits(limits, status));
});
/**
* /proc/net/ipv6_route: destination, prefix length, …, device. The default route of `lo` means
* "unreachable".
*/
const hasIpv6Default = (routes) => routes.split("\n").some((line) => {
	const fields = line.trim().split(/\s+/);
	return /^0{32}$/.test(fields[0] ?? "") && fields[1] === "00" && fields[9] !== void 0 && fields[9] !== "lo";
});
const gatherIpv6 = (sys) => probe(async () => {
	if (await sys.files.stat("/proc/net") === void 0) return unknown("there is no /proc/net");
	const routes = await sys.files.readText("/proc/net/ipv6_route");
	if (routes === void 0) return known("none");
	return known(hasIpv6Default(routes) ? "route" : "no-route");
});
const gatherNetwork = async (sys) => {
	return {
		pasta: await probe(async () => {
			const answer = await ask(sys, ["pasta", "--version"]);
			if (answer.kind === "missing") return known(null);
			return answer.kind === "late" ? unknown(whyNoAnswer("pasta", answer)) : known((answer.stdout.split("\n")[0] ?? "").trim().slice(0, 80));
		}),
		slirp4netns: await probe(async () => known(await sys.processes.find("slirp4netns") !== void 0)),
		ipv6: await gatherIpv6(sys)
	};
};
/**
* Bytes free, by df: unlike a call into the kernel it can be given up when a network disk hangs.
*/
const freeAt = (sys, path) => probe(async () => {
	const answer = await ask(sys, [
		"df",
		"-P",
		"-B1",
		"--",
		path
	]);
	if (answer.kind !== "ran") return unknown(whyNoAnswer("df", answer));
	const free = /^.*\s(\d+)\s+\d+%\s+\/.*$/m.exec(answer.stdout)?.[1];
	return free === void 0 ? unknown(`df cannot tell for ${path}`) : known(Number(free));
});
const gatherDisk = async (sys, engine, path) => ({
	engine,
	path,
	free: await freeAt(sys, path)
});
// src/host/gatherHost.ts
const gatherDisks = async (sys, docker, podman) => {
	const server = valueOf(docker.server);
	const roots = [["docker", server?.kind === "answers" ? server.root : ""], ["podman", valueOf(podman)?.root ?? ""]];
	return Promise.all(roots.filter(([, path]) => path.startsWith("/")).map(([engine, path]) => gatherDisk(sys, engine, path)));
};
/** Names that matrix/host/packages.yml asks about. */
const packageNames = (catalog) => [.../* @__PURE__ */ new Set([...Object.values(catalog.packages.conflicts).flat(), ...catalog.packages.driver])].sort();
const gatherMachine = async (sys, catalog) => {
	const [system, kernel, packages, user] = await Promise.all([
		gatherDistribution(sys),
		gatherKernel(sys),
		gatherPackages(sys, packageNames(catalog)),
		gatherUser(sys)
	]);
	return {
		user,
		system,
		kernel,
		packages
	};
};
const gatherGpu = async (sys) => {
	const [pci, smi, driver, modules, module] = await Promise.all([
		gatherPci(sys),
		gatherSmi(sys),
		gatherDriver(sys),
		gatherModules(sys),
		gatherModule(sys)
	]);
	const [secureBoot, library] = await Promise.all([gatherSecureBoot(sys), gatherLibrary(sys)]);
	return {
		pci,
		smi,
		driver,
		modules,
		module,
		secureBoot,
		library
	};
};
const gatherEngines = async (sys) => {
	const [toolkit, docker, podman, buildx, cdi] = await Promise.all([
		gatherToolkit(sys),
		gatherDocker(sys),
		gatherPodman(sys),
		gatherBuildx(sys),
		gatherCdi(sys)
	]);
	return {
		toolkit,
		docker,
		podman,
		buildx,
		cdi
	};
};
const gatherLimitations = async (sys) => {
	const [selinux, cgroup, network, limits] = await Promise.all([
		gatherSelinux(sys),
		gatherCgroup(sys),
		gatherNetwork(sys),
		gatherLimits(sys)
	]);
	return {
		selinux,
		cgroup,
		network,
		limits
	};
};
/**
* A snapshot of this host, without root. What cannot be read, or takes more than 15 s, is unknown;
* it never throws for it.
*/
const gatherHost = async (sys) => {
	const machine = await gatherMachine(sys, await loadHostCatalog(sys));
	const gpu = await gatherGpu(sys);
	const engines = await gatherEngines(sys);
	const { limits, ...settings } = await gatherLimitations(sys);
	const disks = await gatherDisks(sys, engines.docker, engines.podman);
	const wsl = gatherWsl(machine.kernel);
	const runner = await gatherRunner(sys);
	return {
		format: 1,
		...machine,
		...gpu,
		...engines,
		...settings,
		disks,
		limits,
		wsl,
		...runner === void 0 ? {} : { runner }
	};
};
export { gatherHost as t };
