import { o as STAND_IN_LABEL } from "./labels.js";
import { a as writeBlob, n as canonicalLayer } from "./canonicalLayer.js";
import { d as number, f as object, h as string } from "./schemas.js";
import { a as directoryEntry, i as bytesEntry, l as symlinkEntry, r as ordered, t as ensureSpace } from "./diskSpace.js";
import { n as digestOf } from "./digest.js";
import { d as DOCKER_MANIFEST, l as DOCKER_LAYER_GZIP, n as jsonBytes, u as DOCKER_LIST } from "./manifest.js";
import { r as standInTag, t as STAND_IN_REPOSITORY } from "./standInNames.js";
import { r as unreachable } from "./error.js";
import { r as installWithApt } from "./installPodman.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { r as withToldLock } from "./toldLock.js";
import { i as withFolder } from "./tarHeader.js";
import { r as releaseOf } from "./cudaRelease.js";
// src/engine/standInFiles.ts
const text = (path, content, mode = 420) => bytesEntry(path, mode, new TextEncoder().encode(content));
const NOTICE = (cuda) => `This image is a stand-in for nvidia/cuda:${cuda}, made by dl-env from Debian 12 where the real one could not be reached.
It has no CUDA libraries. Programs that bring their own (the wheels of a cell) work in it as in the real one. Do not publish it.
`;
const majorOf = (minor) => minor.split(".")[0] ?? minor;
const cudaFolders = ({ version, minor }, driver) => {
	const home = `usr/local/cuda-${minor}`;
	return [
		directoryEntry(`${home}/targets/x86_64-linux/lib`),
		symlinkEntry(`${home}/lib64`, "targets/x86_64-linux/lib"),
		text(`${home}/compat/libcuda.so.${driver}`, `dl-env: stand-in for the driver library of CUDA ${version}\n`),
		symlinkEntry(`${home}/compat/libcuda.so.1`, `libcuda.so.${driver}`),
		symlinkEntry(`${home}/compat/libcuda.so`, "libcuda.so.1"),
		symlinkEntry("etc/alternatives/cuda", `/${home}`),
		symlinkEntry(`etc/alternatives/cuda-${majorOf(minor)}`, `/${home}`),
		symlinkEntry("usr/local/cuda", "/etc/alternatives/cuda"),
		symlinkEntry(`usr/local/cuda-${majorOf(minor)}`, `/etc/alternatives/cuda-${majorOf(minor)}`)
	];
};
const ENTRYPOINT = `#!/bin/bash
# Stand-in for the entrypoint of NVIDIA's runtime images: says nothing, starts the command.
exec "$@"
`;
/** Where the runtime flavors keep their entrypoint. */
const STAND_IN_ENTRYPOINT = "/opt/nvidia/nvidia_entrypoint.sh";
const notice = ({ version }) => ({
	says: "notice: what this image is",
	entries: [text("etc/dl-env-stand-in", NOTICE(version))]
});
const loaderSettings = ({ minor }) => ({
	says: "ld.so.conf.d: where the container toolkit and CUDA keep libraries",
	entries: [
		text("etc/ld.so.conf.d/000_cuda.conf", "/usr/local/cuda/targets/x86_64-linux/lib\n"),
		text(`etc/ld.so.conf.d/988_cuda-${majorOf(minor)}.conf`, `/usr/local/cuda-${majorOf(minor)}/targets/x86_64-linux/lib\n`),
		text("etc/ld.so.conf.d/nvidia.conf", "/usr/local/nvidia/lib\n/usr/local/nvidia/lib64\n")
	]
});
const LICENCE = {
	says: "licence: none of NVIDIA's software is here",
	entries: [text("NGC-DL-CONTAINER-LICENSE", "A stand-in: none of NVIDIA's software is in this image.\n")]
};
const RUNTIME_ENTRYPOINT = {
	says: "entrypoint of the runtime flavors",
	entries: [directoryEntry("opt/nvidia/entrypoint.d"), text(STAND_IN_ENTRYPOINT.slice(1), ENTRYPOINT, 493)]
};
/**
* The stand-in's layers above Debian, shaped like nvidia/cuda's: one step each. `runtime` and the
* like bring an entrypoint.
*/
const standInLayers = (cuda, flavor, drivers) => [
	notice(cuda),
	{
		says: `cuda-cudart-${cuda.minor} and cuda-compat-${cuda.minor}: folders without libraries`,
		entries: cudaFolders(cuda, drivers.shipped[cuda.version] ?? "0.0")
	},
	loaderSettings(cuda),
	LICENCE,
	...flavor === "base" ? [] : [RUNTIME_ENTRYPOINT]
];
/**
* Brands that NVIDIA_REQUIRE_CUDA lists; GeForce is not among them. Source: nvidia/cuda's
* Dockerfiles, 12.5 and later.
*/
const BRANDS = [
	"unknown",
	"grid",
	"tesla",
	"nvidia",
	"quadro",
	"quadrortx",
	"nvidiartx",
	"vapps",
	"vpc",
	"vcs",
	"vws",
	"cloudgaming"
];
/** `cuda>=12.8 brand=tesla,driver>=535,driver<536 …`: a space is OR, a comma is AND. */
const requireCuda = (minor, branches) => [`cuda>=${minor}`, ...BRANDS.flatMap((brand) => branches.map((branch) => `brand=${brand},driver>=${branch},driver<${branch + 1}`))].join(" ");
/** The environment of nvidia/cuda's images. */
const standInEnvironment = (cuda, drivers) => [
	"PATH=/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	"NVARCH=x86_64",
	`NVIDIA_REQUIRE_CUDA=${requireCuda(cuda.minor, drivers.requireBranches[cuda.minor] ?? [])}`,
	`CUDA_VERSION=${cuda.version}`,
	`NV_CUDA_CUDART_VERSION=${cuda.version}-1`,
	"LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64:/usr/local/cuda/lib64",
	"NVIDIA_VISIBLE_DEVICES=all",
	"NVIDIA_DRIVER_CAPABILITIES=compute,utility",
	"NVIDIA_PRODUCT_NAME=CUDA"
];
// src/engine/standInRootfs.ts
/**
* Debian 12's release day: a time of the content, not of the build, so that the same packages are
* the same bytes.
*/
const STAND_IN_EPOCH = 1686355200;
/** Part of the file's name: a change here makes Debian's layer again. */
const RECIPE = "2";
/** Bytes that mmdebstrap, its tar and the layer take at most. */
const ROOM = 15e8;
/** Another process may make the same; milliseconds. */
const LOCK_LIMIT = 18e5;
const Made = object({
	digest: string(),
	size: number(),
	unpacked: number(),
	diffId: string(),
	mediaType: string()
});
const isDebian12 = async (sys) => {
	const text = await sys.files.readText("/etc/os-release") ?? "";
	return /^ID=debian$/m.test(text) && /^VERSION_ID="?12"?$/m.test(text);
};
/** Where this host's Debian 12 gets its packages; elsewhere mmdebstrap's own default. */
const sourcesOf = async (sys) => {
	if (!await isDebian12(sys)) return [];
	for (const file of ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"]) if ((await sys.files.readText(file) ?? "").includes("bookworm")) return [file];
	return [];
};
/**
* A small Debian 12: apt, and the certificates that nvidia/cuda has too. Documentation but licences
* is left out, then and later, as in Ubuntu's own image. As root or in a user namespace, as the
* host allows.
*/
const mmdebstrapArgv = (tar, sources) => [
	"mmdebstrap",
	"--quiet",
	"--variant=minbase",
	"--include=ca-certificates",
	...[
		"/usr/share/man/*",
		"/usr/share/locale/*",
		"/usr/share/info/*",
		"/usr/share/doc/*"
	].map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
	"--dpkgopt=path-include=/usr/share/doc/*/copyright",
	"bookworm",
	tar,
	...sources
];
const bootstrap = async (sys, file) => {
	await ensureSpace(sys.files, file.slice(0, file.lastIndexOf("/")), {
		needed: ROOM,
		what: "The stand-in's Debian"
	});
	const temp = await sys.files.makeTemp("dl-env-debian-");
	try {
		const argv = mmdebstrapArgv(`${temp}/rootfs.tar`, await sourcesOf(sys));
		const result = await sys.processes.run(argv, {
			cwd: temp,
			env: { SOURCE_DATE_EPOCH: String(STAND_IN_EPOCH) }
		});
		if (result.code !== 0) throw unreachable({
			code: "stand-in-failed",
			message: "Debian could not be fetched for the stand-in base: mmdebstrap failed.",
			hint: "Check that packages can be fetched at all: apt-get update"
		}, { cause: new Error(result.stderr.trim().split("\n").slice(-15).join("\n")) });
		return await canonicalLayer(sys, `${temp}/rootfs.tar`, {
			file,
			epoch: STAND_IN_EPOCH
		});
	} finally {
		await sys.files.remove(temp);
	}
};
const cachedLayer = async (sys, file) => {
	const text = await sys.files.readText(`${file}.json`);
	const decoded = text === void 0 ? void 0 : Made.safeParse(JSON.parse(text));
	if (decoded?.success !== true || (await sys.files.stat(file))?.size !== decoded.data.size) return void 0;
	return {
		...decoded.data,
		file
	};
};
const removeOthers = async (sys, folder, keep) => {
	for (const name of await sys.files.list(folder)) if (name.startsWith("debian-") && !name.startsWith(keep)) await sys.files.remove(`${folder}/${name}`);
};
/**
* Debian's layer for stand-ins, made by mmdebstrap once a day on a machine and kept in the cache.
*/
const standInRootfs = async (sys) => {
	const folder = `${cacheFolder(sys.env)}/stand-in-debian`;
	const name = `debian-${new Date(sys.clock.now()).toISOString().slice(0, 10)}-${RECIPE}.tar.gz`;
	const file = `${folder}/${name}`;
	await sys.files.makeDir(folder);
	const lock = {
		path: `${folder}/lock`,
		what: "Debian for stand-ins",
		limit: LOCK_LIMIT
	};
	return withToldLock(sys, lock, async () => {
		const made = await cachedLayer(sys, file);
		if (made !== void 0) return made;
		await installWithApt(sys, "mmdebstrap", ["mmdebstrap", "debian-archive-keyring"]);
		const { file: _file, ...layer } = await bootstrap(sys, file);
		await sys.files.write(`${file}.json`, JSON.stringify(layer));
		await removeOthers(sys, folder, name);
		return {
			...layer,
			file
		};
	});
};
// src/engine/standIn.ts
const DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
const CREATED = (/* @__PURE__ */ new Date(STAND_IN_EPOCH * 1e3)).toISOString();
const putBytes = async (into, bytes) => {
	const blob = {
		digest: digestOf(bytes),
		size: bytes.byteLength
	};
	await into.writeBlob({
		...blob,
		open: async function* () {
			yield bytes;
		}
	});
	return blob;
};
const putImage = async (sys, into, { architecture, steps, config }) => {
	for (const { layer } of steps) await into.writeBlob({
		digest: layer.digest,
		size: layer.size,
		open: () => sys.files.read(layer.file)
	});
	const rootfs = {
		type: "layers",
		diff_ids: steps.map(({ layer }) => layer.diffId)
	};
	const history = steps.map(({ says }) => ({
		created: CREATED,
		created_by: `dl-env stand-in: ${says}`
	}));
	const stored = await putBytes(into, jsonBytes({
		architecture,
		os: "linux",
		created: CREATED,
		config,
		rootfs,
		history
	}));
	const layers = steps.map(({ layer }) => ({
		mediaType: DOCKER_LAYER_GZIP,
		digest: layer.digest,
		size: layer.size
	}));
	const bytes = jsonBytes({
		schemaVersion: 2,
		mediaType: DOCKER_MANIFEST,
		config: {
			mediaType: DOCKER_CONFIG,
			...stored
		},
		layers
	});
	const digest = await into.putManifest({
		bytes,
		mediaType: DOCKER_MANIFEST
	});
	return {
		mediaType: DOCKER_MANIFEST,
		digest,
		size: bytes.byteLength,
		platform: {
			os: "linux",
			architecture
		}
	};
};
const smallLayer = async (sys, entries, file) => (await writeBlob(sys, ordered(entries), file)).layer;
const labels = (cuda) => ({
	maintainer: "dl-env",
	[STAND_IN_LABEL]: "true",
	"org.opencontainers.image.title": `Stand-in for nvidia/cuda ${cuda.version}`
});
/**
* Makes a stand-in for nvidia/cuda from Debian 12 and puts it into a repository under its own tag:
* six layers or so, and a Docker schema 2 list of two platforms, of which only amd64 is an image
* that runs. The same packages give the same digests.
*/
const makeStandIn = async (sys, { cuda, drivers, flavor = "base" }, into) => {
	const debian = await standInRootfs(sys);
	return withFolder(sys, void 0, async (work) => {
		const steps = [{
			says: "Debian 12 by mmdebstrap",
			layer: debian
		}];
		for (const [index, { says, entries }] of standInLayers(cuda, flavor, drivers).entries()) steps.push({
			says,
			layer: await smallLayer(sys, entries, `${work}/${index}.tar.gz`)
		});
		const config = {
			Env: standInEnvironment(cuda, drivers),
			Cmd: ["/bin/bash"],
			...flavor === "base" ? {} : { Entrypoint: [STAND_IN_ENTRYPOINT] },
			Labels: labels(cuda)
		};
		const amd64 = await putImage(sys, into, {
			architecture: "amd64",
			steps,
			config
		});
		const empty = await smallLayer(sys, [directoryEntry("opt")], `${work}/arm64.tar.gz`);
		const arm64 = await putImage(sys, into, {
			architecture: "arm64",
			steps: [{
				says: "nothing",
				layer: empty
			}],
			config: { Labels: labels(cuda) }
		});
		const bytes = jsonBytes({
			schemaVersion: 2,
			mediaType: DOCKER_LIST,
			manifests: [amd64, arm64]
		});
		const tag = standInTag(cuda.version, flavor);
		return {
			tag,
			digest: await into.putManifest({
				bytes,
				mediaType: DOCKER_LIST
			}, tag),
			platformDigest: amd64.digest
		};
	});
};
// src/engine/prepareStandIns.ts
/** Makes the stand-ins that accepted cells need and this machine lacks. */
const prepareStandIns = async ({ sys, catalog, open }, judged) => {
	const into = open(STAND_IN_REPOSITORY);
	const there = new Set(await into.tags());
	for (const { cell, verdict } of judged) {
		const release = cell.ubuntu === "stand-in" && verdict.kind === "accepted" ? releaseOf(catalog, cell.cuda, cell.ubuntu) : void 0;
		if (release === void 0 || there.has(standInTag(cell.cuda, cell.flavor))) continue;
		sys.log.info(`Making a stand-in for nvidia/cuda:${cell.cuda} from Debian 12; it is for trying things on this machine, and is never published.`);
		await makeStandIn(sys, {
			cuda: release,
			drivers: catalog.drivers,
			flavor: cell.flavor
		}, into);
		there.add(standInTag(cell.cuda, cell.flavor));
	}
};
export { prepareStandIns };
