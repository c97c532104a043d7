import { i as wrongRequest, n as foundProblem, r as unreachable, t as DlEnvError } from "./error.js";
import { i as parseVolume, n as parseEnv, r as parseShmSize, t as SERVICES } from "./runSpec.js";
import { l as localName, t as isLayout } from "./layout.js";
import { n as requireFolderThere, r as requireImageThere, t as imageSource } from "./imageSource.js";
import { g as userOf, h as parseUser, m as DEFAULT_USER } from "./labels.js";
import { n as readStoredImage, t as showImage } from "./shownImage.js";
import { S as loadHostCatalog, x as valueOf } from "./gatherSystem.js";
import { t as gatherHost } from "./gatherHost.js";
import { a as disablesLabel, i as containerTail, n as containerArgv, r as containerOptions, t as bindMount } from "./containerArgv.js";
import { t as shellWord } from "./shellWord.js";
import { a as hasCdi, d as workingDocker, f as workingPodman, o as hasGpu, p as atLeast, r as dockerGpu, u as usesPasta } from "./derivedFacts.js";
import { n as tryContainer } from "./podmanTrial.js";
import { i as parseGpus, t as cdiDevices } from "./gpuOption.js";
import { n as require_dist } from "./nesting.js";
import { t as plainText } from "./plainText.js";
import { t as memoized } from "./memoized.js";
import { r as loadInto } from "./loadImage.js";
// src/container/runRequest.ts
const FORMATS = [
	"docker",
	"podman",
	"compose",
	"kube",
	"devcontainer",
	"quadlet"
];
/**
* Whether a text is to be kept and used on other hosts; a command is typed on this one.
*/
const isForElsewhere = (format) => format !== "docker" && format !== "podman";
/**
* Leading words that are services; the entrypoint knows them by name when nothing else is asked.
*/
const servicesOf = (command) => command.every((word) => SERVICES.includes(word)) ? command : [];
/**
* A user's own port: two people on one machine do not meet, and a tunnel that worked yesterday
* works today. Root's ssh is 20000 and that of uid 1000 is 21000; Jupyter's are 10000 lower. All
* lie below Linux's ephemeral range (32768).
*/
const userPort = (service, uid) => (service === "ssh" ? 2e4 : 1e4) + uid % 1e4;
/** A port where there is one user: 2222 for ssh, 8888 for Jupyter. */
const plainPort = (service) => service === "ssh" ? 2222 : 8888;
/** A port that a user may open. */
const checkedPort = (port) => {
	if (Number.isInteger(port) && port >= 1024 && port <= 65535) return port;
	throw wrongRequest({
		code: "run-port",
		message: `Invalid port ${port}: users may open 1024 to 65535.`,
		hint: "Give another: --ssh-port 2222"
	});
};
/** What an engine and Kubernetes take as a name. */
const safeName = (text) => text.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, "-").replaceAll(/[.-]{2,}/g, "-").replaceAll(/^[.-]+|[.-]+$/g, "");
/**
* Last part of a reference with its tag, without registry and digest:
* `dl-env-torch-cuda12.8.1-ubuntu24.04-py3.12`.
*/
const shortImage = (image) => {
	const plain = image.split("@")[0] ?? image;
	return safeName(plain.slice(plain.lastIndexOf("/") + 1).replace(":", "-"));
};
/**
* The set of an image, after which its home is named: what stands in the tag before `-cuda`, or the
* whole tag; the repository's last part where there is no tag.
*/
const setOfImage = (image) => {
	const plain = image.split("@")[0] ?? image;
	const [repository = "", tag] = plain.slice(plain.lastIndexOf("/") + 1).split(":");
	return safeName((tag ?? repository).replace(/-cuda\d.*$/, "")).replaceAll(".", "-");
};
/** A reference as engines write it; anything else could be taken for an option. */
const checkedImage = (image) => {
	if (/^[a-z0-9][\w.:/@+-]*$/i.test(image) && image.length <= 512) return image;
	throw wrongRequest({
		code: "run-image",
		message: `Invalid image reference "${image}".`,
		hint: "Name a cell of dl-env.yml (dl-env plan lists them): dl-env run torch-cuda12.8.1-ubuntu24.04-py3.12"
	});
};
const isFormat = (text) => FORMATS.includes(text);
/** One of the formats that `--as` knows. */
const parseFormat = (text) => {
	if (isFormat(text)) return text;
	throw wrongRequest({
		code: "run-format",
		message: `Invalid --as "${text}".`,
		hint: `Give one of ${FORMATS.join(", ")}: --as compose`
	});
};
// src/commands/userOfImage.ts
/** The user of every image of a dl-env.yml; undefined where its cells have several. */
const userOfAll = ({ customization }) => {
	if (customization === void 0) return DEFAULT_USER;
	const { all, cells } = customization;
	return cells.some((one) => one.customization.user !== void 0) ? void 0 : userOf(all);
};
/** Images of ours name their user where it is another than `dev`. */
const labelled = (labels) => parseUser(labels["io.github.dl-env.user"] ?? "") ?? DEFAULT_USER;
const inRepository = async ({ repository, reference }) => {
	const digest = await repository.resolve(reference);
	return digest === void 0 ? void 0 : labelled((await readStoredImage(repository, digest)).labels);
};
/** Undefined where it cannot be asked; what else is wrong with the image, its start will tell. */
const orUndefined = async (asked) => {
	try {
		return await asked;
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		return;
	}
};
/**
* The user of an image, by its label: where it will be loaded from, else as the engine has it, else
* as its registry has it. What cannot be read is said, and taken for `dev`. `look` asks the engine,
* and does not for a text that may be used anywhere.
*/
const userOfImage = async (sys, { image, source }, look = () => Promise.resolve(void 0)) => {
	const stored = source === void 0 ? void 0 : await orUndefined(inRepository(source));
	if (stored !== void 0) return stored;
	const shown = await look();
	if (shown !== void 0) return labelled(shown.labels);
	const asked = image.startsWith("localhost/") ? void 0 : await orUndefined(imageSource(sys, { image }).then(inRepository));
	if (asked === void 0) sys.log.warn(`Which user ${image} has could not be read, so its home is taken for ${DEFAULT_USER.home}.`);
	return asked ?? DEFAULT_USER;
};
// src/container/formats/quoteFormats.ts
/** A command line, options one a line. */
const shellLines = (head, options, tail) => [
	head.map(shellWord).join(" "),
	...options.map((words) => words.map(shellWord).join(" ")),
	tail.map(shellWord).join(" ")
].filter((line) => line !== "").join(" \\\n  ");
/** A value in a systemd unit: `%` starts a specifier there. */
const unitValue = (text) => text.replaceAll("%", "%%");
const UNIT_ESCAPES = {
	"\\": "\\\\",
	"\"": "\\\"",
	"\n": "\\n",
	"	": "\\t",
	"\r": "\\r"
};
/** One word of a list in a systemd unit, in double quotes where it must be. */
const unitWord = (text) => {
	const value = unitValue(text);
	if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(value)) return value;
	return `"${value.replaceAll(/[\\"\n\t\r]/g, (char) => UNIT_ESCAPES[char] ?? char).replaceAll(/[\u0000-\u001f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`)}"`;
};
/** One word of a command in a systemd unit: there `$` starts a variable too. */
const unitCommandWord = (text) => unitWord(text.replaceAll("$", "$$$$"));
// src/container/runCommandLine.ts
/** A run as every container is started. */
const containerRun = (spec) => {
	const { name, named, services: _services, gpuBy: _gpuBy, terminal, ...run } = spec;
	return {
		...run,
		...named ? { name } : {},
		input: terminal ? "terminal" : "pipe"
	};
};
const dialectOf = (spec, { name }) => ({
	name,
	gpuBy: spec.gpuBy
});
/** Options of `run`, each with its value. */
const runOptions = (spec, engine) => containerOptions(dialectOf(spec, engine), containerRun(spec));
/**
* The whole command as argv; `program` is how the engine is called where that is not plainly by its
* name.
*/
const runArgv = (spec, engine, program = [engine.name]) => containerArgv({
	...dialectOf(spec, engine),
	argv: program
}, containerRun(spec));
/** The same for a shell, to be read and pasted. */
const renderCommand = (spec, engine) => {
	const tail = containerTail(containerRun(spec));
	return `${shellLines([engine.name, "run"], runOptions(spec, engine), tail)}\n`;
};
// src/container/hostNetwork.ts
/**
* Whether containers of this engine are in the host's own network unless told otherwise, as `netns
* = "host"` in a containers.conf has it: what listens on all addresses in them does so on the host.
* Shown by one container; false where none starts. docker has no such setting.
*/
const usesHostNetwork = async (sys, engine) => {
	if (engine.name !== "podman") return false;
	const trial = await tryContainer(sys, engine);
	return "bridge" in trial && !trial.bridge;
};
/** The error for services that would listen on all addresses of this host. */
const openToAll = (engine) => unreachable({
	code: "run-host-network",
	message: `${engine.name} puts containers into this host's own network, where sshd would listen on all addresses of the host.`,
	hint: "Give containers a network of their own (install netavark, no netns = \"host\" in containers.conf), or start Jupyter alone, which then listens on 127.0.0.1: dl-env run CELL jupyter"
});
/**
* The image's sshd cannot be told an address, so in the host's network it is not started
* (`run-host-network`).
*/
const refuseSsh = (engine, services) => {
	if (services.includes("ssh")) throw openToAll(engine);
};
// src/container/runEngine.ts
const docker = (facts) => {
	const found = workingDocker(facts);
	return found === void 0 ? void 0 : {
		name: "docker",
		version: found.version,
		rootless: found.rootless
	};
};
const podman = (facts) => {
	const found = workingPodman(facts);
	return found === void 0 ? void 0 : {
		name: "podman",
		version: found.version,
		rootless: found.rootless
	};
};
/** How this engine can hand out GPUs here; undefined = it cannot. */
const gpuWay = (engine, facts, catalog) => {
	const server = workingDocker(facts);
	if (engine.name === "docker") return server === void 0 ? void 0 : dockerGpu(server, facts, catalog);
	return hasCdi(facts) && atLeast(engine.version, catalog.engines.podman.cdi) ? "cdi" : void 0;
};
/** The engine that works here: the one asked for, else one that can hand out GPUs, else any. */
const chooseHostEngine = (facts, catalog, asked) => {
	const engines = [docker(facts), podman(facts)].filter((one) => one !== void 0).filter((one) => asked === void 0 || one.name === asked);
	const best = engines.find((one) => gpuWay(one, facts, catalog) !== void 0) ?? engines[0];
	if (best !== void 0) return best;
	throw unreachable({
		code: "run-no-engine",
		message: `${asked ?? "Neither docker nor podman"} ${asked === void 0 ? "works" : "does not work"} here.`,
		hint: `See what is missing: dl-env doctor${asked === void 0 ? "" : ` --engine ${asked}`}`
	});
};
/**
* A text for elsewhere says nothing about this host: a current version of what the format is for.
*/
const engineFor = (format, facts) => (format === "docker" ? docker(facts) : podman(facts)) ?? (format === "docker" ? {
	name: "docker",
	version: "28.3",
	rootless: false
} : {
	name: "podman",
	version: "5.4",
	rootless: true
});
/** Refuses to start a container that would silently have no GPU. */
const requireGpu = (gpus, engine, { facts, catalog }) => {
	if (gpus.kind === "none" || gpuWay(engine, facts, catalog) !== void 0) return;
	const none = hasGpu(facts) === "no";
	const message = none ? "There is no NVIDIA GPU here." : `${engine.name} ${engine.version} cannot give GPUs to containers here.`;
	const old = engine.name === "podman" && !atLeast(engine.version, catalog.engines.podman.cdi) ? ` podman supports CDI since ${catalog.engines.podman.cdi}.` : "";
	throw unreachable({
		code: "run-no-gpu",
		message: `${message}${old}`,
		hint: none ? "Run without one: add --gpus none" : "See how to fix it: dl-env doctor, or run without GPUs: add --gpus none"
	});
};
// src/container/ulimits.ts
const UNLIMITED = -1;
/**
* podman's own defaults, which it sets for every container and which an unprivileged host may not
* have.
*/
const NOFILE = 1048576;
/** Larger numbers fail where kernel.pid_max is 32768. */
const NPROC = 16384;
const capped = (name, wanted, limit) => {
	const hard = limit.hard === "unlimited" ? wanted : wanted === UNLIMITED ? limit.hard : Math.min(wanted, limit.hard);
	return {
		name,
		soft: hard,
		hard
	};
};
/** What NVIDIA advises, for a host of which nothing is known. */
const fullUlimits = ({ engines }) => {
	const { stack } = engines.limits;
	return [{
		name: "memlock",
		soft: UNLIMITED,
		hard: UNLIMITED
	}, {
		name: "stack",
		soft: stack,
		hard: stack
	}];
};
/**
* Unlimited locked memory and a stack of 64 MiB, as NVIDIA advises; less where the engine runs with
* this user's limits and may not go over them. As a list on the command line replaces the engine's
* whole list, root without CAP_SYS_RESOURCE also gets the two that podman sets by itself.
*/
const ulimits = (facts, engine, catalog) => {
	const { stack } = catalog.engines.limits;
	const full = fullUlimits(catalog);
	if (engine.name === "docker" && !engine.rootless && (facts.user.uid !== 0 || valueOf(facts.limits)?.mayRaise !== false)) return full;
	const limits = valueOf(facts.limits);
	if (limits === void 0) return [];
	if (limits.mayRaise && !engine.rootless) return full;
	const asUser = [capped("memlock", UNLIMITED, limits.memlock), capped("stack", stack, limits.stack)];
	return engine.rootless || engine.name === "docker" ? asUser : [
		...asUser,
		capped("nofile", NOFILE, limits.nofile),
		capped("nproc", NPROC, limits.nproc)
	];
};
// src/container/makeRunSpec.ts
/** Places in the image; the entrypoint knows them. */
const HOST_KEYS = "/etc/ssh/keys";
const AUTHORIZED_KEYS = "/etc/ssh/authorized_keys";
/** sshd's port in the container when it runs as the image's own user. */
const SSH = 2222;
/** What names of containers and volumes begin with. */
const ownerOf = ({ facts, elsewhere }) => elsewhere === true ? "dl-env" : `dl-env-u${facts.user.uid}`;
const portsOf = (input, services) => {
	const { request, facts, elsewhere } = input;
	const usual = (name) => elsewhere === true ? plainPort(name) : userPort(name, facts.user.uid);
	const port = (name) => {
		const host = checkedPort((name === "ssh" ? request.sshPort : request.jupyterPort) ?? usual(name));
		return {
			name,
			host,
			container: name === "ssh" ? SSH : host
		};
	};
	return services.map(port);
};
const mountsOf = (input, services) => {
	const { request, cwd, keysFile } = input;
	if (request.ephemeral === true && request.keepPackages === true) throw wrongRequest({
		code: "run-volume",
		message: "--keep-packages puts packages into the home, which --ephemeral removes.",
		hint: "Leave one out: dl-env run CELL --keep-packages"
	});
	const owner = ownerOf(input);
	const { name, home } = input.user ?? DEFAULT_USER;
	const whose = name === DEFAULT_USER.name ? "" : `-${name}`;
	const volumes = [{
		kind: "volume",
		name: `${owner}-${setOfImage(request.image)}-home${whose}`,
		target: home
	}];
	if (services.includes("ssh")) volumes.push({
		kind: "volume",
		name: `${owner}-ssh-keys`,
		target: HOST_KEYS
	});
	const keys = services.includes("ssh") && keysFile !== void 0 ? [{
		kind: "bind",
		source: keysFile,
		target: AUTHORIZED_KEYS,
		readOnly: true
	}] : [];
	const mounts = [
		...request.ephemeral === true ? [] : volumes,
		...keys,
		...(request.volumes ?? []).map((text) => parseVolume(text, cwd))
	];
	const duplicate = mounts.find((one, index) => mounts.findIndex((other) => other.target === one.target) !== index);
	if (duplicate !== void 0) throw wrongRequest({
		code: "run-volume",
		message: `Two volumes have the target ${duplicate.target}.`,
		hint: "Leave one out; --ephemeral leaves out those for home and host keys"
	});
	return mounts;
};
const envOf$2 = (request, ports, published) => {
	const jupyter = ports.find((port) => port.name === "jupyter");
	const own = jupyter === void 0 ? {} : {
		...published ? { JUPYTER_IP: "0.0.0.0" } : {},
		JUPYTER_PORT: String(jupyter.container)
	};
	const packages = request.keepPackages === true ? { DL_ENV_PACKAGES: "home" } : {};
	return {
		...own,
		...packages,
		...parseEnv(request.env ?? [])
	};
};
const networkOf = ({ facts, catalog, engine, hostNetwork = false, elsewhere = false }) => {
	if (hostNetwork) return { network: "host" };
	if (elsewhere) return {};
	const podman = workingPodman(facts);
	const noIpv6 = ["none", "no-route"].includes(valueOf(facts.network.ipv6) ?? "");
	return engine.name === "podman" && podman !== void 0 && usesPasta(podman, catalog) && noIpv6 ? { network: "pasta:-4" } : {};
};
const gpuBy = ({ engine, facts, catalog, elsewhere }) => (elsewhere === true ? void 0 : gpuWay(engine, facts, catalog)) ?? (engine.name === "podman" ? "cdi" : "gpus");
/** What SELinux needs; where nothing is known of it, what does no harm without it. */
const labelDisabledOf = ({ facts, elsewhere }, run) => disablesLabel(elsewhere === true || valueOf(facts.selinux) === "enforcing", run);
/** Everything that a container is started with, from what was asked and what this host is; pure. */
const runSpec = (input) => {
	const { request, facts, catalog, engine } = input;
	const command = request.command ?? [];
	const services = servicesOf(command);
	const ports = portsOf(input, services);
	const mounts = mountsOf(input, services);
	const gpus = parseGpus(request.gpus ?? "all");
	const published = request.noPublish !== true;
	const hostNetwork = input.hostNetwork === true;
	if (hostNetwork) refuseSsh(engine, services);
	const detached = request.detach ?? services.length > 0;
	return {
		image: checkedImage(request.image),
		user: input.user ?? DEFAULT_USER,
		name: safeName(request.name ?? `${ownerOf(input)}-${shortImage(request.image).replace(/^dl-env-/, "")}`),
		named: detached || request.name !== void 0,
		services,
		command,
		env: envOf$2(request, ports, published && !hostNetwork),
		gpus,
		gpuBy: gpuBy(input),
		shmSize: parseShmSize(request.shmSize ?? "8g"),
		ulimits: input.elsewhere === true ? fullUlimits(catalog) : ulimits(facts, engine, catalog),
		ports: published ? ports : [],
		mounts,
		...networkOf(input),
		labelDisabled: labelDisabledOf(input, {
			gpus,
			mounts
		}),
		detached,
		terminal: request.terminal ?? true
	};
};
// src/container/formats/yamlText.ts
var import_dist = require_dist();
/**
* What stands in a scalar as it is, for every parser: lines with spaces at their ends do not, and
* `=` alone is a value of a kind of its own in 1.1.
*/
const EVERYWHERE = /^(?!=$)(?:[ -~]*|[!-~][\n -~]*[!-~]\n?)$/;
/**
* Letters that YAML forbids or takes for a line end, and that its writer here leaves as they are.
*/
const FORBIDDEN = /[\u007F-\u00A0\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;
const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
/**
* A value as YAML that parsers of 1.1 and 1.2 read alike: `yes`, `010` and `12:30` stay text in
* both, and no letter is lost.
*/
const yamlText = (value) => {
	const document = new import_dist.Document(value, {
		aliasDuplicateObjects: false,
		compat: "yaml-1.1"
	});
	(0, import_dist.visit)(document, { Scalar: (_key, node) => {
		if (typeof node.value === "string" && !EVERYWHERE.test(node.value)) node.type = "QUOTE_DOUBLE";
	} });
	return document.toString({ lineWidth: 0 }).replaceAll(FORBIDDEN, escaped);
};
// src/container/formats/compose.ts
/** Compose reads `$` as a variable; `$$` is one dollar. */
const literal$1 = (text) => text.replaceAll("$", "$$$$");
const gpuSettings = (spec) => {
	const { gpus } = spec;
	if (gpus.kind === "none") return {};
	if (spec.gpuBy === "cdi") return { devices: cdiDevices(gpus) };
	return { deploy: { resources: { reservations: { devices: [{
		driver: "nvidia",
		...gpus.kind === "all" ? { count: "all" } : { device_ids: [...gpus.ids] },
		capabilities: ["gpu"]
	}] } } } };
};
const volumes = (spec) => spec.mounts.map((mount) => {
	switch (mount.kind) {
		case "volume": return {
			type: "volume",
			source: mount.name,
			target: mount.target
		};
		case "bind": return {
			type: "bind",
			source: literal$1(mount.source),
			target: literal$1(mount.target),
			...mount.readOnly ? { read_only: true } : {},
			bind: { create_host_path: false }
		};
	}
});
const service = (spec) => ({
	image: spec.image,
	container_name: spec.name,
	...spec.command.length === 0 ? {} : { command: spec.command.map(literal$1) },
	...spec.detached ? { restart: "unless-stopped" } : {
		stdin_open: true,
		tty: true
	},
	...gpuSettings(spec),
	shm_size: spec.shmSize,
	...spec.ulimits.length === 0 ? {} : { ulimits: Object.fromEntries(spec.ulimits.map(({ name, soft, hard }) => [name, {
		soft,
		hard
	}])) },
	...spec.network === void 0 ? {} : { network_mode: spec.network },
	...spec.labelDisabled ? { security_opt: ["label=disable"] } : {},
	...spec.ports.length === 0 ? {} : { ports: spec.ports.map((port) => `127.0.0.1:${port.host}:${port.container}`) },
	...spec.mounts.length === 0 ? {} : { volumes: volumes(spec) },
	...Object.keys(spec.env).length === 0 ? {} : { environment: Object.fromEntries(Object.entries(spec.env).map(([name, value]) => [name, value === null ? null : literal$1(value)])) }
});
/** The file of public keys, beside the compose file. */
const COMPOSE_KEYS = "./authorized_keys";
/** A compose.yaml. Volumes keep their names, so that they are those of `dl-env run`. */
const renderCompose = (spec) => {
	const namedVolumes = spec.mounts.flatMap((mount) => mount.kind === "volume" ? [[mount.name, { name: mount.name }]] : []);
	const file = {
		services: { "dl-env": service(spec) },
		...namedVolumes.length === 0 ? {} : { volumes: Object.fromEntries(namedVolumes) }
	};
	const keys = spec.mounts.some((mount) => mount.kind === "bind" && mount.source === "./authorized_keys") ? `# Who may log in: install -m 644 ~/.ssh/authorized_keys ${COMPOSE_KEYS}\n` : "";
	return `# docker compose up${spec.detached ? " --detach" : "   # then: docker compose exec dl-env bash"}\n${keys}${yamlText(file)}`;
};
/**
* podman also writes the path into RequiresMountsFor, where other quoting holds than in the
* command; so only what means nothing in either.
*/
const pathWord = (path) => {
	if (path === "%h/.config/dl-env/authorized_keys" || !/[\s:,"'\\$%]/.test(path)) return path;
	throw wrongRequest({
		code: "run-volume",
		message: `The path "${path}" cannot be written into a systemd unit.`,
		hint: "Use a path without spaces and special characters: --volume /srv/data:/data"
	});
};
/**
* podman's generator writes these letters as bytes that are no letters, and systemd takes a `;`
* that stands alone for the end of the command.
*/
const LOST = /[\u0080-\u0084\u0086-\u009F\u00AD]|^;$/;
const commandWord = (text) => {
	if (!LOST.test(text)) return unitCommandWord(text);
	throw wrongRequest({
		code: "run-unit-value",
		message: `The value ${JSON.stringify(text)} cannot be written into a systemd unit.`,
		hint: "Put it into a script in a volume and run that: --volume /srv/work:/work"
	});
};
const volume = (mount) => {
	switch (mount.kind) {
		case "volume": return `Volume=${mount.name}:${pathWord(mount.target)}`;
		case "bind": return `Volume=${pathWord(mount.source)}:${pathWord(mount.target)}${mount.readOnly ? ":ro" : ""}`;
	}
};
const environment = ([name, value]) => {
	if (value === null) throw wrongRequest({
		code: "run-env-value",
		message: `A service cannot take ${name} from your shell.`,
		hint: `Give it a value: --env ${name}=…, or a secret: printf %s … | podman secret create ${name} -`
	});
	return `Environment=${commandWord(`${name}=${value}`)}`;
};
/**
* What has keys of its own too, but not in every podman with quadlet: ShmSize came with 4.7, a
* second Ulimit counts from 5.0 on, and SecurityLabelDisable makes wrong arguments before 5.3.
* Source: podman's release notes.
*/
const podmanArguments = (spec) => [
	`--shm-size=${spec.shmSize}`,
	"--ulimit=host",
	...spec.labelDisabled ? ["--security-opt=label=disable"] : []
];
/**
* The container has the service's own limits (`--ulimit=host`): systemd raises them as far as
* whoever starts the unit may, where podman without root would fail.
*/
const limits = (spec) => spec.ulimits.map(({ name, hard }) => `Limit${name.toUpperCase()}=${hard === -1 ? "infinity" : hard}`);
const container = (spec) => [
	`Image=${unitValue(spec.image)}`,
	`ContainerName=${unitValue(spec.name)}`,
	...spec.command.length === 0 ? [] : [`Exec=${spec.command.map(commandWord).join(" ")}`],
	...cdiDevices(spec.gpus).map((device) => `AddDevice=${device}`),
	...spec.network === void 0 ? [] : [`Network=${spec.network}`],
	`PodmanArgs=${podmanArguments(spec).join(" ")}`,
	...spec.ports.map((port) => `PublishPort=127.0.0.1:${port.host}:${port.container}`),
	...spec.mounts.map(volume),
	...Object.entries(spec.env).map(environment)
];
/** A .container file for podman 4.4 and newer; GPUs always come by CDI there. */
const renderQuadlet = (spec) => [
	`# ~/.config/containers/systemd/${spec.name}.container, for podman 4.4 and newer; then:`,
	`# systemctl --user daemon-reload && systemctl --user start ${spec.name}   # loginctl enable-linger: also without a login`,
	...spec.mounts.some((mount) => mount.kind === "bind" && mount.source === "%h/.config/dl-env/authorized_keys") ? ["# Who may log in: install -D -m 644 ~/.ssh/authorized_keys ~/.config/dl-env/authorized_keys"] : [],
	"[Unit]",
	`Description=dl-env ${unitValue(spec.image)}`,
	"",
	"[Container]",
	...container(spec),
	"",
	"[Service]",
	"Restart=on-failure",
	"TimeoutStartSec=900",
	...limits(spec),
	"",
	"[Install]",
	"WantedBy=default.target",
	""
].join("\n");
// src/container/loginKeys.ts
const NO_KEYS = "Make one on the machine that you log in from: ssh-keygen -t ed25519, copy the line of its .pub file here, and name the file: --keys FILE";
const isPublicKey = (line) => /(?:^|\s)(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-nistp\d+|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) AAAA[A-Za-z0-9+/=]+/.test(line);
const publicKeys = (file, text) => {
	if (text.includes("PRIVATE KEY")) throw wrongRequest({
		code: "run-private-key",
		message: `${file} is a private key; it must stay where it is.`,
		place: { file },
		hint: `Name the public one: --keys ${file}.pub`
	});
	const lines = text.split(/\r?\n/).filter((line) => !line.trim().startsWith("#") && isPublicKey(line));
	return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
};
const noKeys = (folder, given, there) => {
	if (given === void 0) return `There is no public key in ${folder}.`;
	return there ? `${given} holds no public key.` : `There is no file ${given}.`;
};
/**
* The file named, or what ssh itself uses: those who may log in here, else this user's own public
* keys.
*/
const readKeys = async (sys, given) => {
	const folder = `${sys.env.home}/.ssh`;
	const candidates = given === void 0 ? [
		`${folder}/authorized_keys`,
		`${folder}/id_ed25519.pub`,
		`${folder}/id_ecdsa.pub`,
		`${folder}/id_rsa.pub`
	] : [given.startsWith("/") ? given : `${sys.env.cwd}/${given}`];
	let there = false;
	for (const file of candidates) {
		const read = await sys.files.readText(file);
		if (read === void 0) continue;
		there = true;
		const text = publicKeys(file, read);
		if (text !== "") return {
			file,
			text
		};
	}
	throw wrongRequest({
		code: "run-no-keys",
		message: noKeys(folder, given, there),
		hint: NO_KEYS
	});
};
/**
* A copy that any user of the container can read and that no label or mode of ~/.ssh keeps from it;
* returns its path.
*/
const copyKeys = async (sys, name, text) => {
	const state = sys.env.get("XDG_STATE_HOME");
	const file = `${state?.startsWith("/") === true ? state : `${sys.env.home}/.local/state`}/dl-env/${name}/authorized_keys`;
	await sys.files.write(file, text, 420);
	return file;
};
// src/container/formats/devcontainer.ts
/** Options of `run` that a devcontainer has keys of its own for, or that its tool sets itself. */
const OWN = /* @__PURE__ */ new Set([
	"--name",
	"--detach",
	"--rm",
	"-it",
	"-i",
	"--restart",
	"--publish",
	"--volume",
	"--mount",
	"--env"
]);
const PROJECT = "${localWorkspaceFolder}";
/** Its tool takes no relative path, and knows where the project lies. */
const sourceOf = (source) => /^\.(?:\/|$)/.test(source) ? `${PROJECT}${source.slice(1)}` : source;
const mountOf = (mount) => {
	if (mount.kind === "volume") return {
		type: "volume",
		source: mount.name,
		target: mount.target
	};
	const bind = {
		...mount,
		source: sourceOf(mount.source)
	};
	return bind.readOnly ? bindMount(bind) : {
		type: "bind",
		source: bind.source,
		target: bind.target
	};
};
const envOf$1 = (spec) => {
	const own = Object.entries(spec.env).filter(([name]) => name !== "JUPYTER_IP");
	const given = Object.fromEntries(own.map(([name, value]) => [name, value ?? `\${localEnv:${name}}`]));
	return spec.services.includes("jupyter") ? {
		...given,
		DL_ENV_SERVICES: "jupyter"
	} : given;
};
/**
* A devcontainer.json. Its tool has a terminal and port forwarding of its own, so ssh and published
* ports are left out.
*/
const renderDevcontainer = (spec) => {
	const env = envOf$1(spec);
	const jupyter = spec.services.includes("jupyter");
	const port = Number(spec.env["JUPYTER_PORT"] ?? 8888);
	const file = {
		name: spec.name,
		image: spec.image,
		runArgs: runOptions(spec, { name: "docker" }).filter((words) => !OWN.has(words[0] ?? "")).flat(),
		...spec.gpus.kind === "none" ? {} : { hostRequirements: { gpu: true } },
		remoteUser: spec.user.name,
		updateRemoteUserUID: false,
		overrideCommand: !jupyter,
		...Object.keys(env).length === 0 ? {} : { containerEnv: env },
		...jupyter ? {
			forwardPorts: [port],
			portsAttributes: { [String(port)]: { label: "JupyterLab" } }
		} : {},
		mounts: spec.mounts.filter((mount) => mount.target !== "/etc/ssh/authorized_keys" && mount.target !== "/etc/ssh/keys").map(mountOf)
	};
	return `${JSON.stringify(file, void 0, 2)}\n`;
};
// src/container/formats/kube.ts
/** A ConfigMap is mounted as a folder; the entrypoint is told the file in it. */
const KEYS_FOLDER = "/etc/dl-env-keys";
const claim = (name) => ({
	apiVersion: "v1",
	kind: "PersistentVolumeClaim",
	metadata: { name },
	spec: {
		accessModes: ["ReadWriteOnce"],
		resources: { requests: { storage: "20Gi" } }
	}
});
const volumeOf = ({ spec, keys, podman }, mount, index) => {
	if (mount.kind === "volume") return {
		name: `volume-${index}`,
		mountPath: mount.target,
		readOnly: false,
		source: { persistentVolumeClaim: { claimName: mount.name } },
		beside: podman === void 0 ? [claim(mount.name)] : []
	};
	if (mount.target === "/etc/ssh/authorized_keys" && keys !== void 0) {
		const name = `${spec.name}-keys`;
		return {
			name: "keys",
			mountPath: KEYS_FOLDER,
			readOnly: true,
			source: { configMap: { name } },
			beside: [{
				apiVersion: "v1",
				kind: "ConfigMap",
				metadata: { name },
				data: { authorized_keys: keys }
			}]
		};
	}
	if (mount.source.startsWith(".")) throw wrongRequest({
		code: "run-volume",
		message: `A pod cannot mount ${mount.source}: a node has no folder that it is relative to.`,
		hint: `Name the folder on the node: --volume /srv/data:${mount.target}`
	});
	return {
		name: `host-${index}`,
		mountPath: mount.target,
		readOnly: mount.readOnly,
		source: { hostPath: { path: mount.source } },
		beside: []
	};
};
/** Kubernetes replaces `$(NAME)` in values and arguments, and `$$` by one dollar. */
const literal = (text) => text.replaceAll(/\$(?=[$(])/g, "$$$$");
/** `8g` is `8Gi` to Kubernetes. */
const quantity = (size) => /[kmg]$/.test(size) ? `${size.slice(0, -1)}${size.endsWith("k") ? "Ki" : size.endsWith("m") ? "Mi" : "Gi"}` : size.replace(/b$/, "");
const gpuLimits = ({ spec, podman, catalog }) => {
	const { gpus } = spec;
	if (gpus.kind === "none") return {};
	if (podman === void 0) return { "nvidia.com/gpu": String(gpus.kind === "all" ? 1 : gpus.ids.length) };
	if (!atLeast(podman.version, catalog.engines.podman.kubeCdi)) throw wrongRequest({
		code: "run-kube-gpu",
		message: `podman ${podman.version} gives no GPUs to what kube play starts; ${catalog.engines.podman.kubeCdi} is the first that does.`,
		hint: "Run it without YAML: --as podman, or leave the GPUs out: --gpus none"
	});
	return Object.fromEntries(cdiDevices(gpus).map((device) => [device, "1"]));
};
const envOf = ({ spec, podman }, volumes) => [...Object.entries(spec.env).map(([name, value]) => {
	if (value === null) throw wrongRequest({
		code: "run-env-value",
		message: `A pod cannot take ${name} from your shell.`,
		hint: `Give it a value: --env ${name}=…, or keep it in a Secret and add it to the YAML by hand: kubectl create secret generic`
	});
	return {
		name,
		value: podman === void 0 ? literal(value) : value
	};
}), ...volumes.some((volume) => volume.mountPath === KEYS_FOLDER) ? [{
	name: "AUTHORIZED_KEYS_FILE",
	value: `${KEYS_FOLDER}/authorized_keys`
}] : []];
const containerOf = (context, volumes) => {
	const { spec } = context;
	const limits = gpuLimits(context);
	const env = envOf(context, volumes);
	return {
		name: "dl-env",
		image: spec.image,
		...spec.command.length === 0 ? {} : { args: spec.command.map((word) => context.podman === void 0 ? literal(word) : word) },
		...spec.detached ? {} : {
			stdin: true,
			tty: true
		},
		...env.length === 0 ? {} : { env },
		...spec.ports.length === 0 ? {} : { ports: spec.ports.map((port) => ({
			name: port.name,
			containerPort: port.container,
			hostPort: port.host,
			hostIP: "127.0.0.1"
		})) },
		...Object.keys(limits).length === 0 ? {} : { resources: { limits } },
		securityContext: {
			allowPrivilegeEscalation: false,
			capabilities: { drop: ["ALL"] }
		},
		volumeMounts: [{
			name: "dl-env-shm",
			mountPath: "/dev/shm"
		}, ...volumes.map(({ name, mountPath, readOnly }) => ({
			name,
			mountPath,
			...readOnly ? { readOnly } : {}
		}))]
	};
};
const podOf = (context, volumes) => {
	const { spec, podman } = context;
	return {
		apiVersion: "v1",
		kind: "Pod",
		metadata: {
			name: spec.name,
			labels: { app: spec.name.slice(0, 63).replace(/[^a-z0-9]+$/, "") },
			...podman !== void 0 && spec.labelDisabled ? { annotations: { "io.podman.annotations.label/dl-env": "disable" } } : {}
		},
		spec: {
			restartPolicy: spec.detached ? "OnFailure" : "Never",
			automountServiceAccountToken: false,
			enableServiceLinks: false,
			securityContext: {
				runAsNonRoot: true,
				runAsUser: spec.user.uid,
				runAsGroup: spec.user.gid,
				fsGroup: 0,
				seccompProfile: { type: "RuntimeDefault" }
			},
			containers: [containerOf(context, volumes)],
			volumes: [{
				name: "dl-env-shm",
				emptyDir: {
					medium: "Memory",
					sizeLimit: quantity(spec.shmSize)
				}
			}, ...volumes.map(({ name, source }) => ({
				name,
				...source
			}))]
		}
	};
};
const header = ({ spec, podman }) => {
	const forward = spec.ports.length === 0 ? [] : ["# hostPort is for podman; where a policy forbids it, print this again with --no-publish and use kubectl port-forward."];
	const gpus = spec.gpus.kind === "all" && podman === void 0 ? ["# nvidia.com/gpu counts GPUs: raise it for more."] : [];
	return [
		podman === void 0 ? "# kubectl apply -f FILE, or podman kube play FILE (for podman alone, print this again with --engine podman)" : "# podman kube play FILE",
		...forward,
		...gpus
	];
};
/** A pod with its volume claims and keys, for Kubernetes and `podman kube play`. */
const renderKube = (context) => {
	const volumes = context.spec.mounts.map((mount, index) => volumeOf(context, mount, index));
	const objects = [...volumes.flatMap((volume) => volume.beside), podOf(context, volumes)];
	return `${header(context).join("\n")}\n${objects.map((object) => yamlText(object)).join("---\n")}`;
};
// src/container/formats/render.ts
/** The engine whose habits a format follows. */
const engineOf = (format, asked) => {
	switch (format) {
		case "docker":
		case "devcontainer": return "docker";
		case "podman":
		case "quadlet":
		case "kube": return "podman";
		case "compose": return asked ?? "docker";
	}
};
/** A run as text, ending in a newline. */
const render = (format, context) => {
	switch (format) {
		case "docker":
		case "podman": return renderCommand(context.spec, { name: format });
		case "compose": return renderCompose(context.podman === void 0 ? context.spec : {
			...context.spec,
			ulimits: []
		});
		case "kube": return renderKube(context);
		case "devcontainer": return renderDevcontainer(context.spec);
		case "quadlet": return renderQuadlet(context.spec);
	}
};
// src/container/startRefused.ts
/** Engines say first what they did and last why not; docker adds a line about its help. */
const reasonIn = (stderr) => {
	const lines = stderr.trim().split("\n").filter((line) => !line.startsWith("See 'docker run --help'") && !line.startsWith("Run 'docker run --help'") && line.trim() !== "");
	return plainText((lines.at(-1) ?? "").replace(/^(?:Error|docker): /, "")).replace(/\.$/, "");
};
const PORT = /address already in use|port is already allocated/i;
const NAME = /(?:container name|name) "[^"]*" is already in use|that name is already in use/i;
const portTaken = (spec, stderr) => {
	const number = Number(/:(\d{4,5})\b/.exec(stderr)?.[1]);
	const port = spec.ports.find((one) => one.host === number) ?? spec.ports[0];
	const option = port?.name === "jupyter" ? "--jupyter-port" : "--ssh-port";
	const taken = port?.host ?? number;
	return foundProblem({
		code: "run-port-taken",
		message: `Another program already listens on port ${taken} of this host.`,
		hint: `See what it is: ss -tlnp 'sport = :${taken}', or use another: ${option} ${taken + 1}`
	});
};
const nameTaken = ({ name }, engine) => foundProblem({
	code: "run-name-taken",
	message: `A container named ${name} exists already.`,
	hint: `Use it: ${engine.name} exec -it ${name} bash, or remove it: ${engine.name} rm --force ${name}, or give another: --name ${name}-2`
});
/**
* Rejects with `run-name-taken` where the engine has a container of this name: in front, its own
* words would go to the terminal.
*/
const requireNameFree = async (sys, { spec, engine, program, env }) => {
	const { stdout } = await sys.processes.run([
		...program,
		"ps",
		"--all",
		"--filter",
		`name=${spec.name}`,
		"--format",
		"{{.Names}}"
	], {
		cwd: "/",
		env
	});
	if (stdout.split("\n").some((line) => line.trim() === spec.name)) throw nameTaken(spec, engine);
};
/** Why an engine started nothing, from what it wrote to standard error. */
const refused = (spec, engine, stderr) => {
	if (NAME.test(stderr)) return nameTaken(spec, engine);
	if (PORT.test(stderr)) return portTaken(spec, stderr);
	return foundProblem({
		code: "run-failed",
		message: `${engine.name} did not start ${spec.image}: ${reasonIn(stderr)}.`,
		hint: "See what this host lacks: dl-env doctor"
	});
};
// src/container/startDetached.ts
/**
* Milliseconds in which the entrypoint has looked at what it was given, and has refused it if it
* must; and between two looks.
*/
const PATIENCE = 6e3;
const PAUSE = 250;
const STATE = "{{.State.Status}} {{.State.ExitCode}}";
/**
* What each service writes when nothing is left that could refuse it: sshd's own words; Jupyter's
* token, or its first log line.
*/
const LIVES = {
	ssh: /^Server listening on /m,
	jupyter: /lab\?token=|ServerApp\]/
};
const look = async (sys, { spec, program, env }) => {
	const { stdout } = await sys.processes.run([
		...program,
		"inspect",
		"--format",
		STATE,
		spec.name
	], {
		cwd: "/",
		env
	});
	const [state = "", status = ""] = stdout.trim().split(" ");
	const logs = await sys.processes.run([
		...program,
		"logs",
		spec.name
	], {
		cwd: "/",
		env
	});
	return {
		ended: [
			"exited",
			"restarting",
			"dead"
		].includes(state),
		status,
		logs: `${logs.stdout}\n${logs.stderr}`
	};
};
/** A shell reads commands, and in the background there is nobody who types any. */
const shellEnded = ({ name }) => foundProblem({
	code: "run-ended",
	message: `${name} ended immediately: no command was given, and a shell in the background has nothing to read.`,
	hint: "Leave out --detach, or name a service: dl-env run CELL jupyter"
});
/**
* Services that refuse what they were given end at once, and Docker would start them again for
* ever: then the container goes, and what it said last is told. Returns as soon as all live, and
* also when the time is over: what takes longer is not refused.
*/
const expectRunning = async (sys, starting) => {
	const { spec, engine, program, env } = starting;
	const end = sys.clock.now() + PATIENCE;
	let seen = await look(sys, starting);
	while (!seen.ended && !spec.services.every((service) => LIVES[service].test(seen.logs)) && sys.clock.now() < end) {
		await sys.clock.sleep(PAUSE);
		seen = await look(sys, starting);
	}
	if (!seen.ended) return;
	await sys.processes.run([
		...program,
		"rm",
		"--force",
		spec.name
	], {
		cwd: "/",
		env
	});
	if (spec.command.length === 0) throw shellEnded(spec);
	const reason = plainText(seen.logs.trim().split("\n").at(-1) ?? "");
	throw foundProblem({
		code: "run-ended",
		message: `${spec.name} ended immediately${seen.status === "0" ? "" : ` with status ${seen.status}`}: ${reason === "" ? "it gave no message" : reason.replace(/\.$/, "")}.`,
		hint: `Look inside it: ${engine.name} run --rm -it ${spec.image} bash`
	});
};
/** A daemon without a bridge takes `--publish` without a word and publishes nothing. */
const warnOfNoPorts = async (sys, { spec, program, env }) => {
	if (spec.ports.length === 0 || spec.network === "host") return;
	const { code, stdout } = await sys.processes.run([
		...program,
		"port",
		spec.name
	], {
		cwd: "/",
		env
	});
	const missing = spec.ports.filter((port) => !stdout.includes(`:${port.host}`));
	if (code !== 0 || missing.length === 0) return;
	sys.log.warn(`${program.join(" ")} published no port ${missing.map((port) => port.host).join(", ")}: its network here publishes none, so nothing answers at ${missing.length === 1 ? "that address" : "those addresses"}.`);
};
/**
* Where no container could show beforehand which network they are in, services that listen on all
* of its addresses are stopped at once.
*/
const refuseHostNetwork = async (sys, { spec, engine, program, env }) => {
	if (spec.services.length === 0 || spec.network === "host") return;
	const { stdout } = await sys.processes.run([
		...program,
		"inspect",
		"--format",
		"{{.HostConfig.NetworkMode}}",
		spec.name
	], {
		cwd: "/",
		env
	});
	if (stdout.trim() !== "host") return;
	await sys.processes.run([
		...program,
		"rm",
		"--force",
		spec.name
	], {
		cwd: "/",
		env
	});
	throw openToAll(engine);
};
/**
* Starts services in the background, and looks after a moment whether they stayed. Leaves no
* container that does not run.
*/
const startDetached = async (sys, starting, argv) => {
	const { spec, engine, program, env } = starting;
	const { code, stderr } = await sys.processes.run(argv, {
		cwd: "/",
		env,
		onLine: (line) => sys.log.debug(line)
	});
	if (code !== 0) {
		const error = refused(spec, engine, stderr);
		if (error.code !== "run-name-taken") await sys.processes.run([
			...program,
			"rm",
			spec.name
		], {
			cwd: "/",
			env
		});
		if (error.code === "run-failed") await starting.explain?.(code);
		throw error;
	}
	await refuseHostNetwork(sys, starting);
	await expectRunning(sys, starting);
	await warnOfNoPorts(sys, starting);
};
// src/commands/startProblems.ts
/** What an engine ends with that started nothing. */
const ENGINE_FAILED = 125;
/** An engine on another machine has folders of its own. */
const isRemote = ({ env }) => /^(?:tcp|ssh|https?):/.test(env.get("DOCKER_HOST") ?? env.get("CONTAINER_HOST") ?? "");
/**
* Rejects with `run-volume` for a folder of this host that is not there: engines refuse it in words
* of their own.
*/
const requireFolders = async (sys, mounts) => {
	if (isRemote(sys)) return;
	for (const mount of mounts) {
		if (mount.kind !== "bind" || await sys.files.stat(mount.source) !== void 0) continue;
		throw wrongRequest({
			code: "run-volume",
			message: `${mount.source}, which is to be mounted at ${mount.target}, is not there.`,
			hint: `Make it, or name another: mkdir -p ${shellWord(mount.source)}`
		});
	}
};
/**
* Where an engine could not start an image of a registry, rejects with `unknown-tag` when that has
* no such tag; whatever else may be wrong the engine has said.
*/
const explainStart = async (sys, image, code) => {
	if (code !== ENGINE_FAILED || !image.includes("/") || image.startsWith("localhost/")) return;
	try {
		await requireImageThere(await imageSource(sys, { image }));
	} catch (error) {
		if (error instanceof DlEnvError && error.code === "unknown-tag") throw error;
		if (!(error instanceof DlEnvError)) throw error;
	}
};
// src/commands/runCommand.ts
/** Reference of a cell's image: in a layout's case the name that `dl-env load` gives it. */
const cellImage = (to, cell) => to.startsWith("oci:") ? `localhost/dl-env:${cell}` : `${to}:${cell}`;
/**
* The file of public keys that a text mounts. A command typed here mounts the copy that a start
* would mount: ~/.ssh/authorized_keys itself is for its owner's eyes alone. A file for elsewhere
* names what is there, unless it was told where they are.
*/
const mountedKeys = async (sys, options, { name, keys }) => {
	const given = options.keys?.replace(/^(?![/.])/, "./");
	switch (options.as) {
		case "docker":
		case "podman": return keys === void 0 ? void 0 : copyKeys(sys, name, keys.text);
		case "compose": return given ?? "./authorized_keys";
		case "quadlet": return given ?? "%h/.config/dl-env/authorized_keys";
		case "kube":
		case "devcontainer": return keys?.file;
	}
};
/** Keys of this host, where the text holds them or was told where they are. */
const printedKeys = async (sys, { as, keys }) => keys === void 0 && (as === "compose" || as === "quadlet") ? void 0 : readKeys(sys, keys);
const print = async (sys, options, { facts, catalog }) => {
	const elsewhere = isForElsewhere(options.as);
	const engine = engineFor(engineOf(options.as, options.engine), facts);
	const input = {
		request: options,
		facts,
		catalog,
		engine,
		cwd: elsewhere ? "." : sys.env.cwd,
		elsewhere,
		user: options.user ?? await userOfImage(sys, options)
	};
	const hasSsh = servicesOf(options.command ?? []).includes("ssh");
	const keys = hasSsh ? await printedKeys(sys, options) : void 0;
	const plain = runSpec(input);
	const keysFile = hasSsh ? await mountedKeys(sys, options, {
		name: plain.name,
		keys
	}) : void 0;
	const spec = keysFile === void 0 ? plain : runSpec({
		...input,
		keysFile
	});
	const document = render(options.as, {
		spec,
		catalog,
		...options.engine === "podman" ? { podman: engine } : {},
		...keys === void 0 ? {} : { keys: keys.text }
	});
	return {
		kind: "run",
		result: {
			engine: engine.name,
			spec
		},
		document,
		problems: [],
		exit: 0
	};
};
const missing = (engine, image) => {
	const tag = image.slice(image.lastIndexOf(":") + 1);
	return unreachable({
		code: "run-image-missing",
		message: `${engine.name} has no image ${image}.`,
		hint: `Say where it is: dl-env run ${tag} --to oci:./images`
	});
};
/** A name that nothing could be pulled under is the engine's own, or nobody has it. */
const requireInEngine = async ({ engine, look }, { image, source }) => {
	if (source !== void 0 || !image.startsWith("localhost/")) return;
	if (await look() === void 0) throw missing(engine, image);
};
/**
* An image that only a layout holds is not in the engine until it is loaded, and the engine may
* have an older one under its name, or another project's; nothing could be pulled under that name.
*/
const bringImage = async (sys, { engine, look }, { image, source }) => {
	if (!image.startsWith("localhost/")) return;
	if (source === void 0) return;
	const shown = await look();
	const { repository, reference } = source;
	const digest = await repository.resolve(reference);
	if (digest === void 0) return requireImageThere(source);
	const stored = await readStoredImage(repository, digest);
	if (shown !== void 0 && [stored.configDigest, stored.digest].includes(shown.id)) return;
	await sys.log.group(`Loading ${reference}`, () => loadInto(sys, engine, {
		repository,
		tag: reference
	}));
};
const start = async (sys, engine, spec) => {
	const { argv: program, env } = engine;
	const argv = runArgv(spec, engine, program);
	const outcome = {
		kind: "run",
		result: {
			engine: engine.name,
			spec,
			argv
		},
		problems: []
	};
	if (!spec.detached) {
		await requireNameFree(sys, {
			spec,
			engine,
			program,
			env
		});
		const { code } = await sys.processes.run(argv, {
			cwd: "/",
			terminal: true,
			env
		});
		await explainStart(sys, spec.image, code);
		return {
			...outcome,
			code,
			exit: code === 0 ? 0 : 1
		};
	}
	await sys.log.group(`Starting ${spec.name}`, () => startDetached(sys, {
		spec,
		engine,
		program,
		env,
		explain: (code) => explainStart(sys, spec.image, code)
	}, argv));
	return {
		...outcome,
		exit: 0
	};
};
/**
* docker refuses `-t` where standard input is no terminal, as in scripts; a child that has ours can
* tell.
*/
const isTerminal = async (sys) => (await sys.processes.run([
	"test",
	"-t",
	"0"
], {
	cwd: "/",
	terminal: true
})).code === 0;
/** Starts an image on the engine that works here, or prints how to, in the format asked for. */
const run = async (sys, options) => {
	checkedImage(options.image);
	const [facts, catalog] = [await gatherHost(sys), await loadHostCatalog(sys)];
	if (options.as !== void 0) return print(sys, {
		...options,
		as: options.as
	}, {
		facts,
		catalog
	});
	const engine = {
		...chooseHostEngine(facts, catalog, options.engine),
		...options.runtime ?? { env: {} }
	};
	const started = {
		argv: [engine.name],
		...engine
	};
	requireGpu(parseGpus(options.gpus ?? "all"), engine, {
		facts,
		catalog
	});
	const request = {
		...options,
		terminal: options.terminal ?? await isTerminal(sys)
	};
	const hostNetwork = servicesOf(options.command ?? []).length > 0 && await usesHostNetwork(sys, started);
	const lookAt = memoized((image) => showImage(sys, started, image));
	const look = () => lookAt(options.image);
	await requireInEngine({
		engine: started,
		look
	}, options);
	const user = options.user ?? await userOfImage(sys, options, look);
	const input = {
		request,
		facts,
		catalog,
		engine,
		cwd: sys.env.cwd,
		hostNetwork,
		user
	};
	const plain = runSpec(input);
	await requireFolders(sys, plain.mounts);
	await bringImage(sys, {
		engine: started,
		look
	}, options);
	const keysFile = plain.services.includes("ssh") ? await copyKeys(sys, plain.name, (await readKeys(sys, options.keys)).text) : void 0;
	return start(sys, started, keysFile === void 0 ? plain : runSpec({
		...input,
		keysFile
	}));
};
// src/commands/runCell.ts
/**
* A whole reference is the engine's to pull, and so is a registry's tag. What lies in a layout is
* loaded; where nothing says where that would be, the engine must have it.
*/
const findImage = async (sys, { cell, file, to }) => {
	if (cell.includes("/")) return { image: cell };
	if (to === void 0 && file === "dl-env.yml" && await sys.files.stat(file) === void 0) return { image: localName(cell) };
	const source = await imageSource(sys, {
		image: cell,
		file,
		...to === void 0 ? {} : { to }
	});
	await requireFolderThere(sys, source, to);
	const image = cellImage(source.name, cell);
	const { customization } = source;
	const user = customization === void 0 ? void 0 : userOfAll(customization);
	return {
		image,
		...isLayout(source.repository) ? { source } : {},
		...user === void 0 ? {} : { user }
	};
};
/**
* Options that dl-env does not know are the command's own; before the command there is nothing that
* they could belong to.
*/
const refuseStray = (cell, words) => {
	const stray = [cell, words[0] ?? ""].find((word) => word.startsWith("-"));
	if (stray === void 0) return;
	throw wrongRequest({
		code: "wrong-usage",
		message: `dl-env run has no option ${stray}.`,
		hint: "Put options of dl-env before the command, and -- before a command that has options: dl-env run torch --gpus 0 -- python train.py"
	});
};
/** Starts the image of a cell, or prints how to: see runCommand.ts. */
const runCell = async (sys, request) => {
	const { cell, words, as, publish, volume, file: _file, to: _to, ...rest } = request;
	refuseStray(cell, words);
	return run(sys, {
		...rest,
		...await findImage(sys, request),
		command: words,
		noPublish: !publish,
		...volume === void 0 ? {} : { volumes: volume },
		...as === void 0 ? {} : { as: parseFormat(as) }
	});
};
export { runCell };
