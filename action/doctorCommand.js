import { S as loadHostCatalog, v as isKnown, x as valueOf } from "./gatherSystem.js";
import { a as hasCdi, c as severity, d as workingDocker, f as workingPodman, i as driverVersion, l as usablePodman, m as compareToolVersions, n as architectures, o as hasGpu, p as atLeast, r as dockerGpu, s as kernelNeeded, t as applies, u as usesPasta } from "./derivedFacts.js";
import { n as bytes } from "./units.js";
import { t as gatherHost } from "./gatherHost.js";
import { r as LABEL_PREFIX } from "./labels.js";
import { i as readImage } from "./publishedImage.js";
import { n as openSession } from "./session.js";
import { r as requireImageThere } from "./imageSource.js";
// src/host/finding.ts
/** The finding of something that is wrong, or that could not be told. */
const fault = (plain, level, words) => ({
	...plain,
	level,
	...words
});
const ok = (plain) => ({
	...plain,
	level: "ok",
	why: "",
	fix: []
});
const skipped = (plain) => ({
	...plain,
	level: "skipped",
	why: "",
	fix: []
});
/** The finding of a fact that could not be read. */
const notRead = (plain, fact, why) => ({
	...plain,
	level: "unknown",
	found: fact.unknown,
	why,
	fix: []
});
/** Judges a fact when it is known; else says so, and why it matters. */
const judged = ({ plain, fact, why }, judge) => isKnown(fact) ? judge(fact.value) : notRead(plain, fact, why);
// src/host/fix.ts
/**
* The family of matrix/host/distributions.yml that a distribution belongs to; undefined when it is
* none of them.
*/
const familyOf = (catalog, system) => {
	if (system === void 0) return void 0;
	const families = Object.entries(catalog.distributions.families);
	return (families.find(([, family]) => family.ids.includes(system.id)) ?? families.find(([, family]) => system.like.some((like) => family.like.includes(like))))?.[0];
};
/**
* Address of NVIDIA's repository for this release, out of our own table; undefined when the table
* has no such release.
*/
const nvidiaRepository = (catalog, system) => {
	const { base, folders } = catalog.distributions.nvidia;
	const releases = Object.hasOwn(folders, system?.id ?? "") ? folders[system?.id ?? ""] : void 0;
	const version = system?.version;
	if (releases === void 0 || version === void 0) return void 0;
	const release = Object.keys(releases).sort((a, b) => b.length - a.length).find((start) => version === start || version.startsWith(`${start}.`));
	const folder = release === void 0 ? void 0 : releases[release];
	return folder === void 0 ? void 0 : `${base}/${folder}/x86_64`;
};
/** File with the repository's description: `cuda-rhel9.repo`. */
const repositoryFile = (address) => `cuda-${address.split("/").at(-2) ?? ""}.repo`;
const linesOf = (catalog, facts, name) => {
	const fix = catalog.fixes[name];
	if (fix === void 0) return void 0;
	const system = valueOf(facts.system);
	const family = familyOf(catalog, system);
	const manager = valueOf(facts.packages)?.manager;
	const keys = [
		`${family}${/^\d+/.exec(system?.version ?? "")?.[0] ?? ""}`,
		`${family}-${manager}`,
		family,
		manager,
		"any"
	];
	for (const key of keys) {
		const lines = key !== void 0 && Object.hasOwn(fix, key) ? fix[key] : void 0;
		if (Array.isArray(lines)) return lines;
	}
};
/**
* Commands of matrix/host/fixes.yml for this host; only a line that names the source when there are
* none for it.
*/
const fixFor = (input, name) => {
	const { facts, catalog } = input;
	const source = catalog.fixes[name]?.source;
	if (source === void 0) throw new TypeError(`no fix ${name} in matrix/host/fixes.yml`);
	const repository = nvidiaRepository(catalog, valueOf(facts.system));
	const lines = linesOf(catalog, facts, name);
	const usable = lines?.some((line) => line.includes("{nvidia}")) === true && repository === void 0 ? linesOf(catalog, facts, `${name}-unlisted`) : lines;
	if (usable === void 0) return {
		fix: [`# see ${source}`],
		source
	};
	const pm = valueOf(facts.packages)?.manager === "yum" ? "yum" : "dnf";
	return {
		fix: usable.map((line) => line.replaceAll("{pm}", pm).replaceAll("{nvidia}", repository ?? "").replaceAll("{repofile}", repositoryFile(repository ?? ""))),
		source
	};
};
/** Two fixes, one after the other; the source is the first one's. */
const both = (first, second) => ({
	fix: [...first.fix, ...second.fix],
	source: first.source
});
// src/host/checks/cdiChecks.ts
const generate = (input) => {
	const version = valueOf(input.facts.toolkit)?.version;
	return fixFor(input, version !== void 0 && atLeast(version, input.catalog.toolkit.refreshSince) ? "cdi-refresh" : "cdi-generate");
};
const folderOf = (spec) => spec.path.slice(0, spec.path.lastIndexOf("/"));
/**
* Two specs in one folder that name the same device cancel each other; across folders /var/run/cdi
* wins.
*/
const doubled = (specs) => specs.some((one, index) => specs.slice(index + 1).some((other) => folderOf(one) === folderOf(other) && one.devices.some((device) => other.devices.includes(device))));
const ofOtherDriver = (input, specs) => {
	const driver = driverVersion(input.facts);
	const stale = specs.find((spec) => driver !== void 0 && spec.driver !== void 0 && spec.driver !== driver);
	if (stale === void 0) return void 0;
	return {
		found: `${stale.path} is for driver ${stale.driver ?? ""}, but ${driver ?? ""} is loaded`,
		why: "Containers fail to start: the spec names libraries that are gone.",
		...generate(input)
	};
};
const tooNew = (input, specs) => {
	const podman = applies(input, "podman") ? workingPodman(input.facts) : void 0;
	const limit = input.catalog.engines.podman.cdiSpec07;
	const spec = specs.find(({ version }) => version !== void 0 && atLeast(version, "0.7"));
	if (podman === void 0 || spec === void 0 || atLeast(podman.version, limit)) return void 0;
	return {
		found: `${spec.path} has format ${spec.version ?? ""}, podman is ${podman.version}`,
		why: `podman reads this format since ${limit}.`,
		...fixFor(input, "podman-upgrade")
	};
};
/** What is wrong with the specs that the engine would read; undefined when nothing is. */
const cdiFault = (input, specs) => {
	if (specs.every((spec) => spec.devices.length === 0)) return {
		found: "none in /etc/cdi and /var/run/cdi",
		why: "podman finds GPUs by their CDI names only.",
		...generate(input)
	};
	const stale = ofOtherDriver(input, specs);
	if (stale !== void 0) return stale;
	if (!doubled(specs)) return tooNew(input, specs);
	return {
		found: specs.map((spec) => spec.path).join(", "),
		why: "Two specs in one folder name the same devices, so neither is used.",
		fix: ["ls -l /etc/cdi /var/run/cdi   # keep one file per folder", ...generate(input).fix],
		source: generate(input).source
	};
};
/** Why specs are not looked at on this host; undefined where they are. */
const notNeeded = (input) => {
	const { facts, catalog, wanted } = input;
	if (wanted.for === "build") return "not needed for building";
	if (hasGpu(facts) === "no") return "no NVIDIA GPU";
	if (hasCdi(facts) || !("value" in facts.cdi)) return void 0;
	if (valueOf(facts.driver) === null && valueOf(facts.wsl) !== true) return "no driver is loaded";
	if (applies(input, "podman") && workingPodman(facts) !== void 0) return void 0;
	const docker = applies(input, "docker") ? workingDocker(facts) : void 0;
	if (!(docker !== void 0 && dockerGpu(docker, facts, catalog) === "gpus") && !("value" in facts.podman)) return void 0;
	return docker === void 0 ? "none; no engine needs it" : "none; Docker does not need it";
};
const specText = ({ path, driver }) => `${path}${driver === void 0 ? "" : ` (driver ${driver})`}`;
/** CDI specs: there, of the driver that is loaded, unambiguous, and readable by the engine. */
const checkCdi = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "cdi",
		title: "CDI spec",
		source: catalog.toolkit.refreshSource
	};
	const why = notNeeded(input);
	if (why !== void 0) return [skipped({
		...plain,
		found: why
	})];
	const podman = applies(input, "podman") && workingPodman(facts) !== void 0;
	return [judged({
		plain,
		fact: facts.cdi,
		why: "podman finds GPUs by their CDI names only."
	}, (specs) => {
		const words = cdiFault(input, specs);
		return words === void 0 ? ok({
			...plain,
			found: specs.map(specText).join(", ")
		}) : fault(plain, podman ? severity(input, "podman") : "warn", words);
	})];
};
// src/host/checks/dockerChecks.ts
const SYSTEM_SOCKET = "unix:///var/run/docker.sock";
/**
* The client says where it looked; a variable or a context that is left over from another set-up
* sends it astray.
*/
const notRunning = (input, message) => {
	const address = /daemon at (\S+?)\.? /.exec(message)?.[1] ?? SYSTEM_SOCKET;
	if (address === SYSTEM_SOCKET) return {
		found: "the daemon is not running",
		why: "The client does not work without the daemon.",
		...fixFor(input, "docker-start")
	};
	const found = `no daemon answers at ${address}`;
	if (address === `unix:///run/user/${input.facts.user.uid}/docker.sock`) return {
		found,
		why: "That is this user's own Docker, which runs without root.",
		...fixFor(input, "docker-start-rootless")
	};
	return {
		found,
		why: "DOCKER_HOST or a context sends the client there, not to the daemon of this host.",
		...fixFor(input, "docker-elsewhere")
	};
};
const refused = (input, server) => {
	switch (server.why) {
		case "permission": return {
			found: "the daemon runs, but this user has no access to it",
			why: "Either join the group docker, whose members can become root, or run Docker without root.",
			...both(fixFor(input, "docker-group"), fixFor(input, "docker-rootless"))
		};
		case "not-running": return notRunning(input, server.said);
		case "other": return {
			found: server.said,
			why: "The client does not work without the daemon.",
			...fixFor(input, "docker-start")
		};
	}
};
/** The finding where the client is not installed. */
const noClient = (input, plain) => {
	const { isPodman } = input.facts.docker;
	const found = isPodman ? "not installed; `docker` is podman's wrapper" : "not installed";
	if (input.wanted.engine !== "docker") return skipped({
		...plain,
		found
	});
	const before = isPodman ? fixFor(input, "podman-docker") : {
		fix: [],
		source: plain.source
	};
	return fault(plain, "fail", {
		found,
		why: "Docker was requested.",
		...both(before, fixFor(input, "docker-install"))
	});
};
/** Docker: client, daemon, access, and the service's start at boot. */
const checkDocker = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "docker",
		title: "Docker",
		source: catalog.fixes["docker-start"]?.source ?? ""
	};
	if (!applies(input, "docker")) return [];
	if ("unknown" in facts.docker.client) return [notRead(plain, facts.docker.client, "Images are built and run by docker or podman.")];
	if (facts.docker.client.value === null) return [noClient(input, plain)];
	return [judged({
		plain,
		fact: facts.docker.server,
		why: "The client does not work without the daemon."
	}, (server) => {
		if (server === null) return skipped({
			...plain,
			found: "no daemon"
		});
		if (server.kind === "refused") return fault(plain, severity(input, "docker"), refused(input, server));
		const service = valueOf(facts.docker.service);
		const found = `${server.version}${server.rootless ? ", rootless" : ""}`;
		if (!server.rootless && service != null && !service.enabled) return fault(plain, "warn", {
			found: `${found}; the service does not start at boot`,
			why: "After a reboot the daemon is not running.",
			...fixFor(input, "docker-start")
		});
		return ok({
			...plain,
			found
		});
	})];
};
/** Docker can hand out GPUs. */
const checkDockerGpu = (input) => {
	const { facts, catalog, wanted } = input;
	const plain = {
		id: "docker-gpu",
		title: "GPUs in Docker",
		source: catalog.fixes["toolkit-docker"]?.source ?? ""
	};
	const server = workingDocker(facts);
	if (!applies(input, "docker") || server === void 0) return [];
	if (wanted.for === "build" || hasGpu(facts) === "no") return [skipped({
		...plain,
		found: "not needed"
	})];
	const way = dockerGpu(server, facts, catalog);
	if (way !== void 0) return [ok({
		...plain,
		found: way === "gpus" ? "by the nvidia runtime" : "by CDI"
	})];
	const old = !atLeast(server.version, catalog.engines.docker.gpus);
	const why = old ? `--gpus came with Docker ${catalog.engines.docker.gpus}.` : "`docker run --gpus all` ends with: could not select device driver with capabilities gpu.";
	const fix = old ? fixFor(input, "docker-install") : fixFor(input, server.rootless ? "toolkit-docker-rootless" : "toolkit-docker");
	return [fault(plain, severity(input, "docker"), {
		found: `runtimes: ${server.runtimes.join(", ")}; CDI ${server.cdi ? "on" : "off"}`,
		why,
		...fix
	})];
};
/** buildx, with which Docker builds. */
const checkBuildx = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "buildx",
		title: "buildx",
		source: catalog.fixes["buildx"]?.source ?? ""
	};
	if (!applies(input, "docker") || workingDocker(facts) === void 0) return [];
	return [judged({
		plain,
		fact: facts.buildx,
		why: "Docker builds the system layer with it."
	}, (version) => version === null ? fault(plain, severity(input, "docker"), {
		found: "not installed",
		why: "Docker builds the system layer with it.",
		...fixFor(input, "buildx")
	}) : ok({
		...plain,
		found: version
	}))];
};
// src/host/checks/driverChecks.ts
/** How the driver that these GPUs need is installed here. */
const installDriver = (input) => {
	if (valueOf(input.facts.wsl) === true) return fixFor(input, "driver-wsl");
	return fixFor(input, kernelNeeded(architectures(input.facts, input.catalog)) === "proprietary" ? "driver-proprietary" : "driver-open");
};
const notLoaded$1 = (input) => {
	const module = input.facts.module;
	const why = "Without it no container sees the GPU.";
	if (!isKnown(module) || module.value === null) return {
		found: "no NVIDIA driver is loaded, and none is installed for this kernel",
		why,
		...installDriver(input)
	};
	const found = `driver ${module.value.version ?? ""} is installed for this kernel but not loaded`.replace("  ", " ");
	if (valueOf(input.facts.modules)?.includes("nouveau") === true) return {
		found: `${found}: nouveau holds the GPU`,
		why,
		...fixFor(input, "nouveau")
	};
	if (valueOf(input.facts.secureBoot) === true) return {
		found: `${found}: Secure Boot may refuse it`,
		why,
		...fixFor(input, "secure-boot")
	};
	return {
		found,
		why,
		...fixFor(input, "load-module")
	};
};
const isWsl = ({ facts }) => valueOf(facts.wsl) === true;
/** Whether a driver is loaded. */
const checkDriver = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "driver",
		title: "NVIDIA driver",
		source: catalog.fixes["driver-open"]?.source ?? ""
	};
	if (hasGpu(facts) === "no") return [skipped({
		...plain,
		found: "no NVIDIA GPU"
	})];
	const version = driverVersion(facts);
	if (version !== void 0) {
		const kind = valueOf(facts.driver)?.kind;
		return [ok({
			...plain,
			found: `${version}${kind === void 0 ? "" : `, ${kind} kernel modules`}${isWsl(input) ? ", of Windows" : ""}`
		})];
	}
	if (!isKnown(facts.driver)) return [fault(plain, "unknown", {
		found: facts.driver.unknown,
		why: "Without a driver no container sees the GPU.",
		fix: []
	})];
	return [fault(plain, "fail", notLoaded$1(input))];
};
/**
* The last branch of drivers that supports all of these GPUs; Infinity when none is known to be.
*/
const lastBranch = (list) => Math.min(...list.map((one) => one.last ?? Number.POSITIVE_INFINITY));
/** What is wrong with a driver for these GPUs; undefined when nothing is. */
const wrongKind = (input, driver, list) => {
	const needed = kernelNeeded(list);
	const last = lastBranch(list);
	if (needed === "none") return {
		why: "One of the GPUs needs the open kernel modules and another the proprietary ones; no driver drives both.",
		fix: ["lspci -nn -d 10de:   # remove one of them"]
	};
	if (Number(driver.version.split(".")[0]) > last) return {
		why: `Driver branch ${last} is the last that supports this GPU.`,
		...fixFor(input, "driver-proprietary")
	};
	if (needed === "open" && driver.kind !== "open") return {
		why: "This GPU works with the open kernel modules only.",
		...fixFor(input, "driver-open")
	};
	if (needed === "proprietary" && driver.kind !== "proprietary") return {
		why: "The open kernel modules support Turing and later only.",
		...fixFor(input, "driver-proprietary")
	};
};
/** Whether the loaded driver is of the kind, and of a branch, that drives these GPUs. */
const checkDriverKind = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "driver-kind",
		title: "Driver fits the GPU",
		source: catalog.gpus.kernelSource
	};
	const list = architectures(facts, catalog);
	const driver = valueOf(facts.driver);
	if (hasGpu(facts) === "no" || driver === null || driver === void 0) return [skipped({
		...plain,
		found: "no driver is loaded"
	})];
	if (kernelNeeded(list) === "unknown") return [fault(plain, "unknown", {
		found: "the architecture of the GPU is not known",
		why: "Some GPUs need the open kernel modules, others the proprietary ones.",
		fix: []
	})];
	const names = list.map((one) => one.name).join(", ");
	const found = `${driver.kind} kernel modules ${driver.version} for ${names}`;
	const wrong = wrongKind(input, driver, list);
	return [wrong === void 0 ? ok({
		...plain,
		found
	}) : fault(plain, "fail", {
		found,
		...wrong
	})];
};
/** Whether the driver is new enough for the image that is to run. */
const checkDriverForImage = (input) => {
	const { facts, wanted, catalog } = input;
	const plain = {
		id: "driver-image",
		title: "Driver for the image",
		source: catalog.fixes["driver-open"]?.source ?? ""
	};
	if (wanted.image?.driver === void 0) return [];
	const version = driverVersion(facts);
	if (version === void 0) return [skipped({
		...plain,
		found: "no driver is loaded"
	})];
	const found = `driver ${version}; CUDA ${wanted.image.cuda} needs ${wanted.image.driver} or newer`;
	if (atLeast(version, wanted.image.driver)) return [ok({
		...plain,
		found
	})];
	const last = lastBranch(architectures(facts, catalog));
	const isBeyond = Number.isFinite(last) && compareToolVersions(wanted.image.driver, `${last}.999`) > 0;
	const why = isBeyond ? `No driver that supports this GPU is new enough: branch ${last} was the last. Use a cell with an older CUDA.` : "The image's CUDA does not start on an older driver.";
	return [fault(plain, "fail", {
		found,
		why,
		...isBeyond ? { fix: ["dl-env plan"] } : installDriver(input)
	})];
};
// src/host/checks/engineChecks.ts
const NEEDED = "Images are built and run by docker or podman.";
/** Installed packages that stand in the way of Docker's own. */
const conflicting = ({ facts, catalog }) => {
	const packages = valueOf(facts.packages);
	const family = familyOf(catalog, valueOf(facts.system));
	const names = catalog.packages.conflicts[packages?.manager === "apt" ? "apt" : family ?? ""] ?? [];
	return (packages?.installed ?? []).filter((name) => names.includes(name));
};
/**
* What to do where podman is too old: Docker comes in a new version for every release that is
* alive.
*/
const insteadOfOld = (input) => input.wanted.engine === "podman" ? {
	why: "The finding about podman says what is wrong.",
	fix: []
} : {
	why: "Docker's own packages are new enough on any release; a newer podman comes with a newer release.",
	...fixFor(input, "docker-install")
};
const PLAIN = {
	id: "engine",
	title: "Container engine"
};
/** What is wrong where no engine works. */
const noEngine = (input) => {
	const { facts, wanted } = input;
	if (applies(input, "docker") && valueOf(facts.docker.client) != null) return {
		found: "docker is installed, but its daemon does not answer",
		why: "The finding about Docker says what is wrong.",
		fix: []
	};
	const old = applies(input, "podman") ? workingPodman(facts) : void 0;
	if (old !== void 0) return {
		found: `podman ${old.version}, which is too old`,
		...insteadOfOld(input)
	};
	const fix = wanted.engine === "podman" ? fixFor(input, "podman-install") : conflicting(input).length > 0 ? both(fixFor(input, "conflicts"), fixFor(input, "docker-install")) : fixFor(input, "docker-install");
	return {
		found: "neither docker nor podman",
		why: NEEDED,
		...fix
	};
};
/** Whether any engine works here; the findings after it say what is wrong with each. */
const checkEngine = (input) => {
	const { facts, catalog } = input;
	const plain = {
		...PLAIN,
		source: catalog.fixes["docker-install"]?.source ?? ""
	};
	const docker = applies(input, "docker") ? workingDocker(facts) : void 0;
	const podman = applies(input, "podman") ? usablePodman(facts, catalog) : void 0;
	const found = [docker === void 0 ? [] : [`docker ${docker.version}`], podman === void 0 ? [] : [`podman ${podman.version}`]].flat();
	if (found.length > 0) return [ok({
		...plain,
		found: found.join(", ")
	})];
	const unread = [...applies(input, "docker") ? [facts.docker.client, facts.docker.server] : [], ...applies(input, "podman") ? [facts.podman] : []].find((fact) => "unknown" in fact);
	if (unread !== void 0 && "unknown" in unread) return [notRead(plain, unread, NEEDED)];
	return [fault(plain, "fail", noEngine(input))];
};
/**
* Packages that fight with Docker CE; podman's own runc is none of them while podman is what is
* used.
*/
const checkConflicts = (input) => {
	const { facts, catalog, wanted } = input;
	const plain = {
		id: "conflicts",
		title: "Conflicting packages",
		source: catalog.packages.source
	};
	if (!applies(input, "docker")) return [];
	if ("unknown" in facts.packages) return [notRead(plain, facts.packages, "Docker's own packages and the distribution's conflict with each other.")];
	const found = conflicting(input);
	const dockerCe = facts.packages.value.installed.some((name) => catalog.packages.conflicts["dockerCe"]?.includes(name));
	const why = "They own the same files and sockets as Docker CE: remove them first.";
	if (dockerCe && found.length > 0) return [fault(plain, "warn", {
		found: `${found.join(", ")} beside Docker CE`,
		why,
		...fixFor(input, "conflicts")
	})];
	const noDocker = valueOf(facts.docker.client) == null;
	if (noDocker && wanted.engine === "docker" && found.length > 0) return [fault(plain, "warn", {
		found: found.join(", "),
		why,
		...fixFor(input, "conflicts")
	})];
	if (noDocker && workingPodman(facts) === void 0 && found.length > 0) return [fault(plain, "warn", {
		found: found.join(", "),
		why,
		...fixFor(input, "conflicts")
	})];
	return [ok({
		...plain,
		found: "none that matter"
	})];
};
// src/host/checks/gpuChecks.ts
/** Whether the distribution is one that the other findings have commands for. */
const checkDistribution = ({ facts, catalog }) => {
	const plain = {
		id: "distribution",
		title: "Distribution",
		source: catalog.distributions.source
	};
	if ("unknown" in facts.system) return [notRead(plain, facts.system, "Commands differ between distributions.")];
	const { name, version } = facts.system.value;
	const found = version === void 0 || name.includes(version) ? name : `${name} ${version}`;
	if (familyOf(catalog, facts.system.value) !== void 0) return [ok({
		...plain,
		found
	})];
	return [fault(plain, "warn", {
		found,
		why: "dl-env has no commands for this distribution; the findings name their sources instead.",
		fix: []
	})];
};
const gpuNames = (input) => {
	const { facts, catalog } = input;
	if (facts.smi.kind === "ran" && facts.smi.gpus.length > 0) return facts.smi.gpus.map((gpu) => gpu.computeCapability === void 0 ? gpu.name : `${gpu.name} (compute capability ${gpu.computeCapability})`).join(", ");
	const names = architectures(facts, catalog).map((one) => one.name);
	return `${valueOf(facts.pci)?.length ?? 0} on the PCI bus${names.length === 0 ? "" : ` (${names.join(", ")})`}`;
};
/** Whether an NVIDIA GPU is here at all, and which. */
const checkGpu = (input) => {
	const plain = {
		id: "gpu",
		title: "NVIDIA GPU",
		source: input.catalog.gpus.source
	};
	switch (hasGpu(input.facts)) {
		case "yes": return [ok({
			...plain,
			found: gpuNames(input)
		})];
		case "unknown": return [fault(plain, "unknown", {
			found: "the PCI bus cannot be read",
			why: "Without a GPU no GPU probe can pass.",
			fix: []
		})];
		case "no": {
			const found = "none on the PCI bus";
			if (input.wanted.for === "build") return [skipped({
				...plain,
				found: `${found}; not needed for building`
			})];
			return [fault(plain, "fail", {
				found,
				why: "GPU containers need an NVIDIA GPU. Images can be built here anyway.",
				fix: ["dl-env doctor --for build", "lspci -nn -d 10de:   # in a virtual machine: pass the GPU through to it"]
			})];
		}
	}
};
// src/host/checks/moduleChecks.ts
/** Whether nouveau, the kernel's own driver, keeps the GPU to itself. */
const checkNouveau = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "nouveau",
		title: "nouveau is not loaded",
		source: catalog.fixes["nouveau"]?.source ?? ""
	};
	if (hasGpu(facts) === "no" || valueOf(facts.wsl) === true) return [skipped({
		...plain,
		found: "does not apply"
	})];
	return [judged({
		plain,
		fact: facts.modules,
		why: "nouveau and NVIDIA's driver cannot both hold the GPU."
	}, (modules) => modules.includes("nouveau") ? fault(plain, "fail", {
		found: "nouveau is loaded",
		why: "nouveau and NVIDIA's driver cannot both hold the GPU, and nouveau runs no CUDA.",
		...fixFor(input, "nouveau")
	}) : ok({
		...plain,
		found: "not loaded"
	}))];
};
/** A module that is installed and that the kernel did not load. */
const notLoaded = (input, { signer }) => {
	if (signer === void 0) return {
		found: "on; the module has no signature",
		why: "The kernel refuses a module without a signature.",
		...fixFor(input, "secure-boot")
	};
	return {
		found: `on; the module is signed by ${signer} but not loaded`,
		why: "The module is signed with a key that the firmware may not know, so the kernel refuses it.",
		...fixFor(input, "secure-boot")
	};
};
/** Whether Secure Boot would refuse the driver's module. */
const checkSecureBoot = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "secure-boot",
		title: "Secure Boot",
		source: catalog.fixes["secure-boot"]?.source ?? ""
	};
	if (hasGpu(facts) === "no" || valueOf(facts.wsl) === true) return [skipped({
		...plain,
		found: "does not apply"
	})];
	return [judged({
		plain,
		fact: facts.secureBoot,
		why: "With Secure Boot the kernel loads signed modules only."
	}, (on) => {
		if (!on) return ok({
			...plain,
			found: "off"
		});
		if (valueOf(facts.driver) != null) return ok({
			...plain,
			found: "on, and the driver is loaded"
		});
		const module = valueOf(facts.module);
		if (module === void 0 || module === null) return fault(plain, "warn", {
			found: "on, and no driver is installed yet",
			why: "The module that you install must be signed with a key that the firmware knows.",
			...fixFor(input, "secure-boot")
		});
		return fault(plain, "fail", notLoaded(input, module));
	})];
};
// src/host/checks/podmanChecks.ts
const gpuWanted = (input) => input.wanted.for === "run" && hasGpu(input.facts) !== "no";
/** podman: there, and new enough for CDI. */
const checkPodman = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "podman",
		title: "podman",
		source: catalog.engines.podman.source
	};
	if (!applies(input, "podman")) return [];
	if (!isKnown(facts.podman)) return [notRead(plain, facts.podman, "Images are built and run by docker or podman.")];
	const podman = facts.podman.value;
	if (podman === null) {
		if (input.wanted.engine !== "podman") return [skipped({
			...plain,
			found: "not installed"
		})];
		return [fault(plain, "fail", {
			found: "not installed",
			why: "podman was requested.",
			...fixFor(input, "podman-install")
		})];
	}
	const found = `${podman.version}, ${podman.rootless ? "rootless" : "as root"}`;
	const { least } = catalog.engines.podman;
	if (!atLeast(podman.version, least)) return [fault(plain, severity(input, "podman"), {
		found,
		why: `dl-env builds, loads and uses GPUs with podman ${least} and newer; this one refuses or ignores options that dl-env needs.`,
		...fixFor(input, "podman-upgrade")
	})];
	if (!gpuWanted(input) || atLeast(podman.version, catalog.engines.podman.cdi)) return [ok({
		...plain,
		found
	})];
	return [fault(plain, severity(input, "podman"), {
		found,
		why: `GPUs come through CDI, which podman supports since ${catalog.engines.podman.cdi}.`,
		...fixFor(input, "podman-upgrade")
	})];
};
/** Subordinate ids, without which rootless podman cannot unpack images. */
const checkSubids = (input) => {
	const { facts, catalog } = input;
	const { rootless } = catalog.engines;
	const plain = {
		id: "subids",
		title: "Subordinate ids",
		source: rootless.source
	};
	const podman = workingPodman(facts);
	if (!(applies(input, "podman") && podman?.rootless === true || applies(input, "docker") && facts.user.uid !== 0 && isRootlessDocker(input))) return [];
	const [uids, gids] = [facts.user.subuids, facts.user.subgids];
	if (!isKnown(uids)) return [notRead(plain, uids, "Rootless containers map their users to these.")];
	if (!isKnown(gids)) return [notRead(plain, gids, "Rootless containers map their users to these.")];
	const found = `${uids.value} user ids, ${gids.value} group ids`;
	if (Math.min(uids.value, gids.value) >= rootless.subids) return [ok({
		...plain,
		found
	})];
	return [fault(plain, severity(input, "podman"), {
		found,
		why: `Rootless containers map their users to these; ${rootless.subids} are usual; without them, images with other owners cannot be unpacked.`,
		...fixFor(input, "subids")
	})];
};
const isRootlessDocker = ({ facts }) => {
	const server = valueOf(facts.docker.server);
	return server?.kind === "answers" && server.rootless;
};
const networkFinding = (input, podman) => {
	const { facts, catalog } = input;
	const plain = {
		id: "podman-network",
		title: "Rootless network",
		source: catalog.engines.network.source
	};
	if (!usesPasta(podman, catalog)) {
		if (valueOf(facts.network.slirp4netns) !== false) return ok({
			...plain,
			found: "slirp4netns"
		});
		return fault(plain, severity(input, "podman"), {
			found: "slirp4netns is not installed",
			why: "Rootless containers have no network without it.",
			...fixFor(input, "slirp")
		});
	}
	if (valueOf(facts.network.pasta) === null) return fault(plain, severity(input, "podman"), {
		found: "pasta is not installed",
		why: "Rootless containers have no network without it.",
		...fixFor(input, "pasta")
	});
	const { ipv6 } = facts.network;
	if (!isKnown(ipv6)) return notRead(plain, ipv6, "pasta may fail on hosts without IPv6.");
	if (ipv6.value === "route") return ok({
		...plain,
		found: "pasta"
	});
	return fault(plain, "warn", {
		found: ipv6.value === "none" ? "pasta, and the kernel has no IPv6" : "pasta, and there is no route over IPv6",
		why: "pasta may end with: External interface not usable. It works when limited to IPv4.",
		...fixFor(input, "pasta-ipv4")
	});
};
/** What carries a rootless container's network. */
const checkPodmanNetwork = (input) => {
	const podman = workingPodman(input.facts);
	return !applies(input, "podman") || podman?.rootless !== true ? [] : [networkFinding(input, podman)];
};
// src/host/checks/resourceChecks.ts
/** SELinux keeps containers from the GPU's device files unless the label is off. */
const checkSelinux = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "selinux",
		title: "SELinux",
		source: catalog.engines.selinux.source
	};
	return [judged({
		plain,
		fact: facts.selinux,
		why: "SELinux may keep containers from the GPU."
	}, (state) => {
		if (state !== "enforcing") return ok({
			...plain,
			found: state
		});
		if (hasGpu(facts) === "no" || input.wanted.for === "build" || !applies(input, "podman") || workingPodman(facts) === void 0) return ok({
			...plain,
			found: state
		});
		return fault(plain, "warn", {
			found: state,
			why: "A labelled container ends with: Failed to initialize NVML: Insufficient Permissions.",
			...fixFor(input, "selinux-label")
		});
	})];
};
/**
* The cgroup layout, and whether a reload of systemd would take the GPU away from running
* containers.
*/
const checkCgroup = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "cgroup",
		title: "cgroup",
		source: catalog.engines.cgroup.source
	};
	const docker = applies(input, "docker") ? workingDocker(facts) : void 0;
	const podman = applies(input, "podman") ? workingPodman(facts) : void 0;
	return [judged({
		plain,
		fact: facts.cgroup,
		why: "Engines set limits and device access through it."
	}, (layout) => {
		if (docker?.cgroupDriver === "systemd" && dockerGpu(docker, facts, catalog) === "gpus" && hasGpu(facts) === "yes") return fault(plain, "warn", {
			found: `${layout}, Docker's driver is systemd`,
			why: "After `systemctl daemon-reload` running containers lose the GPU (Failed to initialize NVML: Unknown Error). With CDI, or with these links, they keep it.",
			...fixFor(input, "cgroup-driver")
		});
		if (layout !== "v2" && podman?.rootless === true) return fault(plain, "warn", {
			found: layout,
			why: "Rootless podman can set no limits without cgroup v2.",
			...fixFor(input, "cgroup-v2")
		});
		if (layout === "hybrid" && podman?.runtime === "crun") return fault(plain, "warn", {
			found: `${layout}, podman's runtime is crun`,
			why: "crun fails on a hybrid layout; runc with the cgroupfs manager works.",
			...fixFor(input, "cgroup-v2")
		});
		return ok({
			...plain,
			found: layout
		});
	})];
};
/** Room for the image where the engine keeps images. */
const checkDisk = (input) => {
	const { facts, catalog, wanted } = input;
	const { disk } = catalog.engines;
	const needed = wanted.image === void 0 ? disk.least : Math.ceil(wanted.image.download * disk.factor);
	return facts.disks.filter((one) => applies(input, one.engine)).map((one) => {
		const plain = {
			id: `disk-${one.engine}`,
			title: `Disk of ${one.engine}`,
			source: disk.source
		};
		return judged({
			plain,
			fact: one.free,
			why: "Images of this kind take 5 to 30 GB."
		}, (free) => {
			const found = `${bytes(free)} free at ${one.path}`;
			if (free >= needed) return ok({
				...plain,
				found
			});
			const why = wanted.image === void 0 ? `Large sets need about ${bytes(needed)} while they are pulled and unpacked.` : `${wanted.image.name} needs about ${bytes(needed)} while it is pulled and unpacked.`;
			return fault(plain, wanted.image === void 0 ? "warn" : "fail", {
				found,
				why,
				...fixFor(input, `disk-${one.engine}`)
			});
		});
	});
};
/** Locked memory: a rootless container cannot have more than its user. */
const checkLimits = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "memlock",
		title: "Locked memory",
		source: catalog.engines.limits.source
	};
	const podman = workingPodman(facts);
	if (!applies(input, "podman") || podman === void 0 || input.wanted.for === "build") return [];
	if (!podman.rootless) return [skipped({
		...plain,
		found: "podman as root sets its own"
	})];
	return [judged({
		plain,
		fact: facts.limits,
		why: "NCCL and pinned memory lock pages."
	}, ({ memlock }) => {
		const found = memlock.hard === "unlimited" ? "unlimited" : `at most ${bytes(memlock.hard)}`;
		if (memlock.hard === "unlimited") return ok({
			...plain,
			found
		});
		return fault(plain, "warn", {
			found,
			why: "NCCL over InfiniBand and large pinned buffers need more; a rootless container cannot have more than its user.",
			...fixFor(input, "memlock")
		});
	})];
};
/** What could not be gathered at all is said once. */
const checkBlindSpots = ({ facts, catalog }) => !isKnown(facts.kernel) && valueOf(facts.system) === void 0 ? [{
	id: "host",
	title: "Host",
	level: "unknown",
	found: "neither kernel nor distribution can be read",
	why: "This may not be a Linux host.",
	fix: [],
	source: catalog.distributions.source
}] : [];
// src/host/checks/runnerChecks.ts
/** GitHub's runner: older ones cannot load the steps of the reusable workflows. */
const checkRunner = (input) => {
	const { facts, catalog } = input;
	if (facts.runner === void 0) return [];
	const { least, source } = catalog.engines.runner;
	const plain = {
		id: "runner",
		title: "GitHub's runner",
		source
	};
	const why = `The reusable workflows name their steps by \`$/\`, which needs runner ${least} or newer.`;
	return [judged({
		plain,
		fact: facts.runner,
		why
	}, (version) => atLeast(version, least) ? ok({
		...plain,
		found: version
	}) : fault(plain, "fail", {
		found: version,
		why,
		...fixFor(input, "runner-old")
	}))];
};
// src/host/checks/smiChecks.ts
/** Whether nvidia-smi works, and whether driver and user-space library are of one version. */
const checkLibrary = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "driver-library",
		title: "Driver and its library",
		source: catalog.fixes["reboot"]?.source ?? ""
	};
	const driver = valueOf(facts.driver);
	if (hasGpu(facts) === "no" || driver === null || driver === void 0) return [skipped({
		...plain,
		found: "no driver is loaded"
	})];
	const library = valueOf(facts.library);
	if (facts.smi.kind === "failed" && /version mismatch/i.test(facts.smi.said) || typeof library === "string" && library !== driver.version) {
		const found = `kernel module ${driver.version}, libcuda ${library ?? "of another version"}`;
		return [fault(plain, "fail", {
			found,
			why: "The driver was upgraded while it was loaded; every GPU program fails until both are of one version.",
			...fixFor(input, "reboot")
		})];
	}
	if (library === null) return [fault(plain, "fail", {
		found: `kernel module ${driver.version}, no libcuda.so.1`,
		why: "The toolkit copies the driver's libraries into containers; there are none here.",
		...fixFor(input, "smi")
	})];
	if (library === void 0) return [fault(plain, "unknown", {
		found: "unknown" in facts.library ? facts.library.unknown : "",
		why: "Driver and library must be of one version.",
		fix: []
	})];
	return [ok({
		...plain,
		found: `both ${driver.version}`
	})];
};
/** A driver that finds no device is one that does not drive this GPU. */
const smiFix = (input, output) => {
	if (/no devices were found/i.test(output)) return installDriver(input);
	return fixFor(input, /version mismatch/i.test(output) ? "reboot" : "load-module");
};
/** Whether nvidia-smi is there and content. */
const checkSmi = (input) => {
	const { facts, catalog } = input;
	const plain = {
		id: "nvidia-smi",
		title: "nvidia-smi",
		source: catalog.fixes["smi"]?.source ?? ""
	};
	if (hasGpu(facts) === "no" || driverVersion(facts) === void 0) return [skipped({
		...plain,
		found: "no driver is loaded"
	})];
	switch (facts.smi.kind) {
		case "ran": return [ok({
			...plain,
			found: `lists ${facts.smi.gpus.length}`
		})];
		case "missing": return [fault(plain, "warn", {
			found: "not installed",
			why: "The toolkit and users ask it for the driver and the GPUs.",
			...fixFor(input, "smi")
		})];
		case "failed": return [fault(plain, "fail", {
			found: facts.smi.said,
			why: "What fails for nvidia-smi fails in containers too.",
			...smiFix(input, facts.smi.said)
		})];
		case "unknown": return [fault(plain, "unknown", {
			found: facts.smi.why,
			why: "A GPU that hangs does not answer.",
			fix: []
		})];
	}
};
// src/host/checks/toolkitChecks.ts
const PURPOSE = "It puts the driver's libraries and devices into containers.";
/** NVIDIA Container Toolkit: installed, and without a published vulnerability. */
const checkToolkit = (input) => {
	const { facts, catalog, wanted } = input;
	const { toolkit } = catalog;
	const plain = {
		id: "toolkit",
		title: "NVIDIA Container Toolkit",
		source: toolkit.source
	};
	if (wanted.for === "build" || hasGpu(facts) === "no") return [skipped({
		...plain,
		found: wanted.for === "build" ? "not needed for building" : "no NVIDIA GPU"
	})];
	return [judged({
		plain,
		fact: facts.toolkit,
		why: PURPOSE
	}, (installed) => {
		if (installed === null) return fault(plain, "fail", {
			found: "not installed",
			why: PURPOSE,
			...fixFor(input, "toolkit-install")
		});
		const open = toolkit.vulnerabilities.filter((one) => !atLeast(installed.version, one.fixed));
		if (open.length === 0) return ok({
			...plain,
			found: installed.version
		});
		const escapes = open.some((one) => one.escape);
		const what = escapes ? "A hostile image can reach the host" : "It has published vulnerabilities";
		return fault(plain, escapes ? "fail" : "warn", {
			found: installed.version,
			why: `${what}: ${open.flatMap((one) => one.cves).join(", ")}. ${toolkit.least} or newer has none of them.`,
			...fixFor(input, "toolkit-install"),
			source: open.at(-1)?.source ?? toolkit.source
		});
	})];
};
// src/host/hostFindings.ts
/** In the order in which a person would mend them: what comes first is needed by what follows. */
const CHECKS = [
	checkBlindSpots,
	checkRunner,
	checkDistribution,
	checkGpu,
	checkNouveau,
	checkSecureBoot,
	checkDriver,
	checkDriverKind,
	checkLibrary,
	checkSmi,
	checkDriverForImage,
	checkEngine,
	checkConflicts,
	checkDocker,
	checkPodman,
	checkSubids,
	checkPodmanNetwork,
	checkToolkit,
	checkCdi,
	checkDockerGpu,
	checkBuildx,
	checkSelinux,
	checkCgroup,
	checkDisk,
	checkLimits
];
/** Every finding about a host; pure. */
const findings = (input) => CHECKS.flatMap((check) => check(input));
/** 1 when something fails; what is unknown or only warned of does not fail. */
const exitOfFindings = (list) => list.some((finding) => finding.level === "fail") ? 1 : 0;
// src/commands/doctorCommand.ts
/** What an image asks of a host, by its own manifest and labels; rejects with `unknown-tag`. */
const readWanted = async (sys, cell, options) => {
	const { to } = await openSession(sys, options);
	await requireImageThere({
		repository: to,
		reference: cell
	});
	const { labels, size } = await readImage(to, cell);
	const driver = labels[`${LABEL_PREFIX}driver.minor-version`];
	return {
		name: cell,
		download: size,
		cuda: labels[`io.github.dl-env.cuda`] ?? "",
		...driver === void 0 ? {} : { driver }
	};
};
const unfitProblems = (list) => list.filter(({ level }) => level === "fail").map(({ title, found, why, fix }) => ({
	code: "runner-unfit",
	message: `${title}: ${found}. ${why}`.trim(),
	...fix.length === 0 ? {} : { hint: fix.join("\n") }
}));
/**
* `dl-env doctor`: looks at this host without root and says what keeps GPU containers from running,
* and how to mend it here.
*/
const doctor = async (sys, options = {}) => {
	const { cell, file, ...wanted } = options;
	const image = cell === void 0 ? void 0 : await readWanted(sys, cell, file === void 0 ? {} : { file });
	const [facts, catalog] = [await gatherHost(sys), await loadHostCatalog(sys)];
	const list = findings({
		facts,
		catalog,
		wanted: {
			...wanted,
			for: wanted.for ?? "run",
			...image === void 0 ? {} : { image }
		}
	});
	const exit = exitOfFindings(list);
	const problems = exit === 0 ? [] : unfitProblems(list);
	return {
		kind: "doctor",
		result: {
			exit,
			findings: list,
			facts
		},
		problems,
		exit
	};
};
export { doctor as t };
