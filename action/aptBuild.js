import { i as wrongRequest, n as foundProblem, r as unreachable, t as DlEnvError } from "./error.js";
import { o as csvLine } from "./gpuOption.js";
import { t as engineChoices } from "./engineNames.js";
import { t as absolutePath } from "./absolutePath.js";
import { t as shellWord } from "./shellWord.js";
import { r as parseReference } from "./reference.js";
import { s as REMAKE } from "./lockfile.js";
import { n as digestOf } from "./digest.js";
import { s as pLimit } from "./networkFault.js";
import { p as refuseStaleAptLock, u as wantedAptPackages } from "./layerSpecs.js";
import { C as SNAPSHOTS_ARG } from "./systemRecipe.js";
import { i as indexLoginVariables, n as mirrored } from "./mirrors.js";
import { c as readSmall, g as OCI_MANIFEST, i as parseConfig, m as OCI_INDEX, n as jsonBytes, o as parseManifest, p as OCI_CONFIG, r as ociLayer } from "./manifest.js";
import { r as readBaseIn, t as readBase } from "./baseImage.js";
import { a as blobPath, n as layoutRepository, u as readIndex } from "./layout.js";
import { h as indexLogin } from "./redirects.js";
import { a as ociManifest, i as moveBlob } from "./storedBase.js";
import { t as installCommand } from "./installPodman.js";
import { n as dockerHasBridge, t as probePodman } from "./podmanProbe.js";
import { i as withFolder } from "./tarHeader.js";
import { a as writeBlob, r as readTar, t as canonicalEntries } from "./canonicalLayer.js";
import { join } from "node:path";
// src/engine/engineBase.ts
/** Manifest and config of a build's base, read where they are not known: they are small. */
const readEngineBase = async (open, { base, baseImage }) => {
	if (baseImage !== void 0) return baseImage;
	return base.kind === "layout" ? readBaseIn(open(`oci:${base.dir}`), base.digest, `oci:${base.dir}:${base.tag}`) : readBase(open, base.reference);
};
/** `repository@digest`: not every engine takes a reference with both tag and digest. */
const withoutTag = (reference) => {
	const parsed = parseReference(reference);
	if (parsed.kind === "layout" || parsed.digest === void 0) return reference;
	return `${parsed.host}/${parsed.repository}@${parsed.digest}`;
};
/** Under this name the base stands in its view. */
const VIEW_TAG = "base";
/**
* A layout folder that holds one image only, the base, and shares its blobs with the folder that
* has them. Engines find the base in it by digest whatever else the layout holds, and always as
* OCI's media types, which is all that podman reads from a layout. Returns the digest of the
* manifest in the view.
*/
const makeView = async (files, base, { blobs, dir }) => {
	const manifest = jsonBytes(ociManifest(base));
	const digest = digestOf(manifest);
	const folder = `${dir}/blobs/sha256`;
	await files.makeDir(folder);
	for (const blob of new Set([base.manifest.config, ...base.manifest.layers].map(({ digest }) => digest.slice(7)))) await files.link(`${blobs}/${blob}`, `${folder}/${blob}`);
	await files.write(`${folder}/${digest.slice(7)}`, manifest);
	const entry = {
		mediaType: OCI_MANIFEST,
		digest,
		size: manifest.byteLength,
		platform: {
			os: "linux",
			architecture: "amd64"
		},
		annotations: { "org.opencontainers.image.ref.name": VIEW_TAG }
	};
	await files.write(`${dir}/oci-layout`, "{\"imageLayoutVersion\":\"1.0.0\"}");
	await files.write(`${dir}/index.json`, JSON.stringify({
		schemaVersion: 2,
		mediaType: OCI_INDEX,
		manifests: [entry]
	}));
	return digest;
};
// src/engine/engine.ts
/**
* Name of the build argument, declared before the first FROM, that every Containerfile of ours
* takes its base from: `FROM ${BASE} AS system`.
*/
const BASE_ARG = "BASE";
/** The stage that holds what the base needs: apt packages, the user, files' places. */
const SYSTEM_STAGE = "system";
/** Name of the recipe file in a build's folder. */
const CONTAINERFILE = "Containerfile";
// src/engine/buildxProbe.ts
/** Milliseconds; a builder may first have to be started. */
const PATIENCE = 18e4;
const CREATE = "docker buildx create --use --name dl-env --driver docker-container --bootstrap";
/**
* Builds on an empty base from a layout and writes a layout: all that a builder must be able to do
* for us.
*/
const buildxTrialArgv = (buildx, { context, digest, result }) => [
	...buildx,
	"build",
	"--progress=plain",
	"--provenance=false",
	"--sbom=false",
	`--build-context=base=oci-layout://${join(context, "base")}@${digest}`,
	`--output=${csvLine([
		"type=oci",
		"tar=false",
		`dest=${result}`
	])}`,
	"--file",
	join(context, "Containerfile"),
	context
];
const writeTrial = async (sys, context) => {
	const config = jsonBytes({
		architecture: "amd64",
		os: "linux",
		config: {},
		rootfs: {
			type: "layers",
			diff_ids: []
		}
	});
	const manifest = jsonBytes({
		schemaVersion: 2,
		mediaType: OCI_MANIFEST,
		config: {
			mediaType: OCI_CONFIG,
			digest: digestOf(config),
			size: config.byteLength
		},
		layers: []
	});
	const digest = digestOf(manifest);
	for (const blob of [config, manifest]) await sys.files.write(join(context, "base", "blobs", "sha256", digestOf(blob).slice(7)), blob);
	await sys.files.write(join(context, "base", "oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
	await sys.files.write(join(context, "base", "index.json"), JSON.stringify({
		schemaVersion: 2,
		mediaType: OCI_INDEX,
		manifests: [{
			mediaType: OCI_MANIFEST,
			digest,
			size: manifest.byteLength
		}]
	}));
	await sys.files.write(join(context, "Containerfile"), "FROM base\nCOPY Containerfile /trial\n");
	return digest;
};
const lastError = (text) => (text.trim().split("\n").findLast((line) => /error/i.test(line)) ?? text.trim().split("\n").at(-1) ?? "").replace(/^ERROR: /, "").replace(/\.$/, "");
/** BuildKit inside dockerd uses dockerd's bridge; a builder of its own has a network of its own. */
const needsHostNetwork = async (sys, argv) => {
	const { stdout } = await sys.processes.run([...argv, "inspect"], { cwd: "/" });
	return /^Driver:\s+docker$/m.test(stdout) && !await dockerHasBridge(sys);
};
const DAEMON_SILENT = /cannot connect|is the docker daemon running|connection refused|permission denied while/i;
/** Why the trial failed, from what buildx said. */
const trialFailed = (version, stderr) => DAEMON_SILENT.test(stderr) ? {
	ok: false,
	why: "docker's daemon cannot be reached",
	hint: "sudo systemctl start docker"
} : {
	ok: false,
	why: `buildx ${version} has no builder that reads and writes OCI layouts: ${lastError(stderr)}`,
	hint: CREATE
};
/** Lets the builder read and write a layout once (0.3 s). */
const tryBuild = (sys, argv, version) => withFolder(sys, void 0, async (folder) => {
	const context = join(folder, "context");
	const digest = await writeTrial(sys, context);
	const result = await sys.processes.run(buildxTrialArgv(argv, {
		context,
		digest,
		result: join(folder, "result")
	}), {
		cwd: folder,
		timeout: PATIENCE
	});
	if (result.code !== 0) return trialFailed(version, result.stderr);
	return {
		ok: true,
		call: {
			argv,
			env: {},
			version,
			hostNetwork: await needsHostNetwork(sys, argv)
		}
	};
});
/** What to type to install packages, whose names differ between distributions. */
const install = async (sys, packages) => {
	return await installCommand(sys, packages.apt, {
		dnf: packages.dnf,
		zypper: "docker docker-buildx",
		pacman: "docker docker-buildx"
	}) ?? "docker buildx version";
};
/** Whether there is a buildx with a builder that reads and writes OCI layouts. */
const probeBuildx = async (sys) => {
	if (await sys.processes.find("docker") === void 0) return {
		ok: false,
		why: "docker is not installed",
		hint: await install(sys, {
			apt: "docker.io docker-buildx",
			dnf: "moby-engine docker-buildx"
		})
	};
	const argv = ["docker", "buildx"];
	const answer = await sys.processes.run([...argv, "version"], { cwd: "/" });
	const version = /v?([0-9]+\.[0-9]+\.[0-9]+)/.exec(answer.stdout)?.[1];
	if (answer.code !== 0 || version === void 0) return {
		ok: false,
		why: "docker has no buildx",
		hint: await install(sys, {
			apt: "docker-buildx",
			dnf: "docker-buildx"
		})
	};
	return tryBuild(sys, argv, version);
};
// src/engine/buildFailure.ts
const lines = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
/** BuildKit numbers its lines and says when: `#5 2.317 E: …`. */
const STAMP = /^#\d+ [\d.]+ /;
/**
* The script of a RUN, which is in what engines say of its failure and is often longer than all
* else.
*/
const SCRIPT = /(process ")\/bin\/sh -c .*(" did not complete)|(building at STEP ").*(": while)/;
/**
* The line that most likely says why: what apt said, else the last that speaks of an error, else
* the last.
*/
const reasonIn = (text) => {
	const all = lines(text).map((line) => line.replace(STAMP, "").replace(SCRIPT, "$1$3RUN …$2$4"));
	const plain = (all.findLast((line) => line.startsWith("E: ")) ?? all.findLast((line) => /\berror\b|\bfatal\b/i.test(line)) ?? all.at(-1) ?? "it gave no message").replace(/^(Error|ERROR|error|fatal):\s*/, "").replace(/\.$/, "");
	return plain.length > 300 ? `${plain.slice(0, 300)}…` : plain;
};
const tail = (result) => new Error(lines(`${result.stdout}\n${result.stderr}`).slice(-30).join("\n"));
/**
* What an engine's non-zero exit means. `what` completes "podman could not …"; `retry` is what to
* type to see it again.
*/
const engineFailed = (engine, { what, retry }, result) => {
	const output = `${result.stdout}\n${result.stderr}`;
	if (/no space left on device|disk quota exceeded/i.test(output)) return unreachable({
		code: "disk-full",
		message: `${engine} could not ${what}: its disk is full.`,
		hint: "See how much room each file system has: df -h"
	}, { cause: tail(result) });
	return foundProblem({
		code: "engine-failed",
		message: `${engine} could not ${what}: ${reasonIn(output)}.`,
		hint: `To see its full output, type: ${retry}`
	}, { cause: tail(result) });
};
// src/engine/buildResult.ts
/**
* An empty layout for an engine's result. The blobs `held` are there in name only: an engine does
* not write what it finds, so the base's layers are neither compressed nor copied. (BuildKit looks
* for the digest of the blob, podman for that of the tar.)
*/
const prepareResult = async (files, dir, held) => {
	await files.makeDir(`${dir}/blobs/sha256`);
	await files.write(`${dir}/oci-layout`, "{\"imageLayoutVersion\":\"1.0.0\"}");
	for (const digest of held) await files.write(blobPath(dir, digest), "");
};
const notOnBase = (base) => foundProblem({
	code: "engine-other-base",
	message: `The engine's result is not based on ${base.tag} at ${base.platformDigest}.`,
	hint: "The Containerfile must begin with ARG BASE and FROM ${BASE} AS system; generate it again: dl-env generate"
});
/** Reads what an engine wrote, and checks that it stands on the base. */
const readResult = async (sys, dir, base) => {
	const repository = layoutRepository(sys, dir);
	const entry = (await readIndex(sys.files, dir, repository.name)).manifests.at(-1);
	const stored = entry === void 0 ? void 0 : await repository.manifest(entry.digest);
	if (stored === void 0) throw notOnBase(base);
	const manifest = parseManifest(stored, repository.name);
	const configBytes = await readSmall(repository, manifest.config);
	const config = parseConfig(configBytes, manifest.config.digest, repository.name);
	const below = base.config.rootfs.diff_ids;
	if (below.some((diffId, index) => diffId !== config.rootfs.diff_ids[index])) throw notOnBase(base);
	const added = manifest.layers.slice(below.length).map((layer) => ociLayer(layer, repository.name));
	return {
		config: {
			mediaType: OCI_CONFIG,
			digest: manifest.config.digest,
			size: manifest.config.size
		},
		configBytes,
		added,
		diffIds: config.rootfs.diff_ids.slice(below.length),
		dir
	};
};
const openTarget = (open, target) => open(target.kind === "layout" ? `oci:${target.dir}` : target.repository);
/** Blobs that move at the same time. */
const SIDE_BY_SIDE = 4;
/**
* Puts an engine's image into a repository by digest, without a tag: the base's own blobs, then
* what was added.
*/
const deliver = async (sys, { base, result }, into) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const below = base.manifest.layers.map((layer) => ociLayer(layer, base.tag));
	const ofBase = new Map(below.map((layer) => [layer.digest, layer]));
	const builtLayers = new Map([...result.added, result.config].filter(({ digest }) => !ofBase.has(digest)).map((blob) => [blob.digest, blob]));
	await Promise.all([...[...ofBase.values()].map(({ digest, size }) => limit(() => moveBlob({
		digest,
		size
	}, base.repository, into))), ...[...builtLayers.values()].map(({ digest, size }) => limit(() => into.writeBlob({
		digest,
		size,
		open: () => sys.files.read(blobPath(result.dir, digest))
	})))]);
	const bytes = jsonBytes({
		schemaVersion: 2,
		mediaType: OCI_MANIFEST,
		config: result.config,
		layers: [...below, ...result.added]
	});
	return {
		digest: await into.putManifest({
			bytes,
			mediaType: OCI_MANIFEST
		}),
		manifest: bytes,
		config: result.configBytes
	};
};
// src/engine/buildSystemLayer.ts
const OPAQUE = ".wh..wh..opq";
const WHITEOUT = ".wh.";
const split = (path) => {
	const slash = path.lastIndexOf("/");
	return {
		folder: path.slice(0, Math.max(0, slash)),
		name: path.slice(slash + 1)
	};
};
const under = (folder, name) => folder === "" ? name : `${folder}/${name}`;
const removeBelow = (tree, folder) => {
	for (const path of tree.keys()) if (folder === "" || path.startsWith(`${folder}/`)) tree.delete(path);
};
/**
* Hard links as files that share a body, so that a later layer may replace one of them and not the
* others.
*/
const unlinked = (layer, tree) => {
	const byPath = new Map(layer.map((entry) => [entry.path, entry]));
	return layer.map((entry) => {
		const target = entry.kind === "hardlink" ? byPath.get(entry.target ?? "") ?? tree.get(entry.target ?? "") : void 0;
		if (target?.kind !== "file") return entry;
		return {
			...target,
			path: entry.path
		};
	});
};
/** Files that still share a body become hard links again. */
const relinked = (entries) => {
	const first = /* @__PURE__ */ new Map();
	return entries.map((entry) => {
		const { content, ...bare } = entry;
		if (content?.kind !== "file" || entry.size === 0) return entry;
		const body = `${content.path}:${content.start ?? 0}`;
		const target = first.get(body);
		if (target !== void 0) return {
			...bare,
			kind: "hardlink",
			size: 0,
			target
		};
		first.set(body, entry.path);
		return entry;
	});
};
const whiteOut = (tree, entry) => {
	const { folder, name } = split(entry.path);
	const gone = under(folder, name.slice(4));
	removeBelow(tree, name === OPAQUE ? folder : gone);
	if (name !== OPAQUE) tree.delete(gone);
	tree.set(entry.path, entry);
};
const place = (tree, entry) => {
	const { folder, name } = split(entry.path);
	const mark = under(folder, WHITEOUT + name);
	const hidden = tree.get(mark);
	tree.delete(mark);
	if (hidden !== void 0 && entry.kind === "directory") tree.set(under(entry.path, OPAQUE), {
		...hidden,
		path: under(entry.path, OPAQUE)
	});
	if (entry.kind !== "directory") removeBelow(tree, entry.path);
	tree.set(entry.path, entry);
};
/**
* Layers, lowest first, as one: what a later layer removes or replaces is gone, and what any of
* them removed of the base is still marked as removed. Within one layer the marks count before the
* rest, whatever their order, as the OCI image specification has it. Pure.
*/
const mergeLayers = (layers) => {
	const tree = /* @__PURE__ */ new Map();
	const isMark = (entry) => split(entry.path).name.startsWith(WHITEOUT);
	for (const layer of layers) {
		const entries = unlinked(layer, tree);
		for (const entry of entries.filter(isMark)) whiteOut(tree, entry);
		for (const entry of entries.filter((entry) => !isMark(entry))) place(tree, entry);
	}
	return relinked([...tree.values()]);
};
/**
* Folders that every Debian and Ubuntu has, and that engines and apt touch without leaving anything
* in them.
*/
const TOUCHED = new Set("dev etc home mnt opt proc run sys tmp usr usr/bin usr/lib usr/share var var/cache var/cache/apt var/cache/apt/archives var/cache/apt/archives/partial var/cache/debconf var/cache/ldconfig var/lib var/lib/apt var/lib/apt/lists var/lib/dpkg var/lib/dpkg/updates var/log".split(" "));
/** Empty, or must not be in a layer; podman has it whenever debconf was asked anything. */
const PASSWORDS = "var/cache/debconf/passwords.dat";
/**
* Without what says only which engine it was. The entries are sorted by path, so a folder's content
* comes right after it. Pure.
*/
const withoutTouched = (entries) => {
	const needed = [];
	for (const entry of entries.toReversed()) {
		const isEmpty = !(needed.at(-1)?.path.startsWith(`${entry.path}/`) ?? false);
		if (entry.path === PASSWORDS || entry.kind === "directory" && isEmpty && TOUCHED.has(entry.path)) continue;
		needed.push(entry);
	}
	return needed.toReversed();
};
/**
* The layers that an engine added to the base (tar or tar+gzip, lowest first) as one canonical
* layer in `file`; see layer/canonicalLayer.ts.
*/
const systemLayer = async (sys, tars, { file, epoch }) => {
	const temp = await sys.files.makeTemp("system-", split(file).folder || "/");
	try {
		const layers = [];
		for (const [index, tar] of tars.entries()) layers.push(await readTar(sys.files, tar, `${temp}/bodies-${index}`));
		return (await writeBlob(sys, withoutTouched(canonicalEntries(mergeLayers(layers), epoch)), file)).layer;
	} finally {
		await sys.files.remove(temp);
	}
};
// src/engine/makeEngine.ts
/** An engine from its way to build: what becomes of the result is the same for each. */
const makeEngine = ({ sys, open, name, version, build }) => ({
	name,
	version,
	buildSystem: (context, work, onLine) => withFolder(sys, work, async (folder) => {
		const { result } = await build({
			context,
			work: folder,
			stage: SYSTEM_STAGE,
			onLine
		});
		return systemLayer(sys, result.added.map(({ digest }) => blobPath(result.dir, digest)), {
			file: join(work, "system.tar.gz"),
			epoch: context.epoch
		});
	}),
	buildImage: (context, target, onLine) => withFolder(sys, void 0, async (folder) => {
		const { base, result } = await build({
			context,
			work: folder,
			onLine
		});
		const ofBase = new Set(base.manifest.layers.map((layer) => layer.digest));
		for (const [at, { digest }] of result.added.entries()) if (!ofBase.has(digest)) await context.onLayer?.({
			diffId: result.diffIds[at] ?? "",
			file: blobPath(result.dir, digest)
		});
		return deliver(sys, {
			base,
			result
		}, openTarget(open, target));
	})
});
// src/engine/buildxEngine.ts
/** A stage becomes a layer of ours, which is compressed then; a whole image is sent as it is. */
const compressionOf = ({ stage }) => stage === void 0 ? [] : ["compression=uncompressed"];
/** The name of the build context that stands for the base. */
const BASE_CONTEXT = "base";
const baseArguments = ({ context, view }) => {
	const base = context.base.kind === "registry" ? withoutTag(context.base.reference) : BASE_CONTEXT;
	return [...view === void 0 ? [] : [`--build-context=${BASE_CONTEXT}=oci-layout://${view.dir}@${view.digest}`], `--build-arg=${BASE_ARG}=${base}`];
};
const networkOf = ({ context, hostNetwork }) => {
	if (context.offline === true) return ["--network=none"];
	return hostNetwork ? ["--network=host", "--allow=network.host"] : [];
};
/**
* `docker buildx build` that writes an OCI layout folder. Not `push=true`: BuildKit in dockerd
* can't push by digest, and a layout keeps credentials, retries and mounts in one client. No
* attestations, because they make an index of the image.
*/
const buildxBuildArgv = (buildx, build) => [
	...buildx,
	"build",
	"--progress=plain",
	"--provenance=false",
	"--sbom=false",
	...networkOf(build),
	...build.stage === void 0 ? [] : [`--target=${build.stage}`],
	...Object.entries(build.context.secrets).flatMap(([id, file]) => ["--secret", csvLine([`id=${id}`, `src=${file}`])]),
	...Object.entries({
		...build.context.buildArgs,
		SOURCE_DATE_EPOCH: String(build.context.epoch)
	}).map(([name, value]) => `--build-arg=${name}=${value}`),
	...baseArguments(build),
	`--output=${csvLine([
		"type=oci",
		"tar=false",
		...compressionOf(build),
		`dest=${build.result}`
	])}`,
	"--file",
	join(build.context.dir, CONTAINERFILE),
	build.context.dir
];
const viewOf = async (sys, context, { base, work }) => {
	if (context.base.kind === "registry") return {};
	const dir = join(work, "view");
	return { view: {
		dir,
		digest: await makeView(sys.files, base, {
			blobs: join(context.base.dir, "blobs", "sha256"),
			dir
		})
	} };
};
/** Builds and writes what was added to the base into a layout under `work`. */
const buildWithBuildx = async ({ sys, open, buildx }, { context, work, onLine, ...stage }) => {
	const base = await readEngineBase(open, context);
	const dir = join(work, "result");
	const view = await viewOf(sys, context, {
		base,
		work
	});
	await prepareResult(sys.files, dir, base.manifest.layers.map(({ digest }) => digest));
	const argv = buildxBuildArgv(buildx.argv, {
		context,
		result: dir,
		hostNetwork: buildx.hostNetwork,
		...view,
		...stage
	});
	const result = await sys.processes.run(argv, {
		cwd: work,
		env: buildx.env,
		onLine
	});
	if (result.code !== 0) throw engineFailed("buildx", {
		what: `build ${join(context.dir, CONTAINERFILE)}`,
		retry: argv.join(" ")
	}, result);
	return {
		base,
		result: await readResult(sys, dir, base)
	};
};
/** BuildKit through `docker buildx`, with any builder that reads and writes OCI layouts. */
const buildx = { probe: async (sys) => {
	const probe = await probeBuildx(sys);
	if (!probe.ok) return probe;
	const { call } = probe;
	return {
		ok: true,
		call: {
			version: call.version,
			open: (using, open) => makeEngine({
				sys: using,
				open,
				name: "buildx",
				version: call.version,
				build: (build) => buildWithBuildx({
					sys: using,
					open,
					buildx: call
				}, build)
			})
		}
	};
} };
// src/engine/podmanEngine.ts
/**
* `podman build`. The network is the host's: bridges need a plugin, a firewall or a tun device that
* hosts lack, and a proxy or mirror may listen on loopback. No `--timestamp`: it sets the time of
* every file, and Python then ignores the compiled files of apt's packages.
*/
const podmanBuildArgv = (podman, { context, base, stage, layers, idFile }) => [
	...podman,
	"build",
	"--format=oci",
	`--layers=${String(layers)}`,
	context.offline === true ? "--network=none" : "--network=host",
	...stage === void 0 ? [] : [`--target=${stage}`],
	...Object.entries(context.secrets).flatMap(([id, file]) => ["--secret", `id=${id},src=${file}`]),
	...Object.entries({
		...context.buildArgs,
		SOURCE_DATE_EPOCH: String(context.epoch),
		[BASE_ARG]: base
	}).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
	`--iidfile=${idFile}`,
	"--file",
	join(context.dir, CONTAINERFILE),
	context.dir
];
/** Pulls quietly: the image's id is the last line of standard output. */
const podmanPullArgv = (podman, from, insecure) => [
	...podman,
	"pull",
	"--quiet",
	...insecure ? ["--tls-verify=false"] : [],
	from
];
/**
* Writes an image into a layout folder below the working directory, uncompressed blobs that are
* there already excepted.
*/
const podmanPushArgv = (podman, image, folder) => [
	...podman,
	"push",
	"--quiet",
	"--format=oci",
	image,
	`oci:${folder}:result`
];
/**
* Ids (11 digits, as podman prints the steps') of the images that a build committed, the last
* first, from what it printed; those that it took from a cache are not its own.
*/
const committedImages = (output) => {
	const cached = new Set([...output.matchAll(/^--> Using cache ([0-9a-f]{11})/gm)].map((match) => match[1]));
	const committed = [...output.matchAll(/^(?:--> )?([0-9a-f]{11})[0-9a-f]{0,53}$/gm)].map((match) => match[1] ?? "");
	return [...new Set(committed)].filter((id) => !cached.has(id)).reverse();
};
const run = async ({ sys, podman }, argv, { what, cwd, onLine }) => {
	const lines = onLine === void 0 ? {} : {
		onLine,
		onOutputLine: onLine
	};
	const result = await sys.processes.run(argv, {
		cwd,
		env: podman.env,
		...lines
	});
	if (result.code !== 0) throw engineFailed("podman", {
		what,
		retry: argv.join(" ")
	}, result);
	return result;
};
/**
* Name of a base in podman's storage that came from a layout. It stays there, as a base that was
* pulled does.
*/
const viewName = (base) => `dl-env-base-${base.platformDigest.slice(7, 39)}`;
const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";
/** Pulls an image quietly; returns its id. */
const pull = async (tools, argv, call) => lastLine((await run(tools, argv, call)).stdout);
/** Gets a base into podman's storage; returns its id. */
const pullBase = async (tools, context, { base, work }) => {
	const { sys, podman } = tools;
	if (context.base.kind === "registry") {
		const { reference, insecure } = context.base;
		const argv = podmanPullArgv(podman.argv, withoutTag(reference), insecure);
		return pull(tools, argv, {
			what: `pull ${reference}`,
			cwd: work
		});
	}
	const name = viewName(base);
	const existing = await sys.processes.run([
		...podman.argv,
		"image",
		"inspect",
		"--format={{.Id}}",
		`localhost/${name}:latest`
	], {
		cwd: work,
		env: podman.env
	});
	if (existing.code === 0) return existing.stdout.trim();
	const blobs = join(context.base.dir, "blobs", "sha256");
	await makeView(sys.files, base, {
		blobs,
		dir: join(work, name)
	});
	const argv = podmanPullArgv(podman.argv, `oci:${name}:${VIEW_TAG}`, false);
	return pull(tools, argv, {
		what: `read the base ${base.tag}`,
		cwd: work
	});
};
const removeImages = async ({ sys, podman }, images, work) => {
	for (const image of images) await sys.processes.run([
		...podman.argv,
		"rmi",
		image
	], {
		cwd: work,
		env: podman.env
	});
};
/**
* Builds, writes what was added to the base into a layout under `work`, and leaves nothing but the
* base in podman's storage.
*/
const buildWithPodman = async (tools, { context, work, onLine, ...stage }) => {
	const { sys, podman } = tools;
	const base = await readEngineBase(tools.open, context);
	const id = await pullBase(tools, context, {
		base,
		work
	});
	const lines = [];
	const keepLine = (line) => {
		lines.push(line);
		onLine(line);
	};
	try {
		await run(tools, podmanBuildArgv(podman.argv, {
			context,
			base: id,
			idFile: join(work, "image-id"),
			layers: stage.stage === void 0,
			...stage
		}), {
			what: `build ${join(context.dir, CONTAINERFILE)}`,
			cwd: work,
			onLine: keepLine
		});
		const image = (await sys.files.readText(join(work, "image-id")))?.trim().replace("sha256:", "") ?? "";
		await prepareResult(sys.files, join(work, "result"), base.config.rootfs.diff_ids);
		await run(tools, podmanPushArgv(podman.argv, image, "result"), {
			what: "write its result",
			cwd: work
		});
		return {
			base,
			result: await readResult(sys, join(work, "result"), base)
		};
	} finally {
		await removeImages(tools, committedImages(lines.join("\n")), work);
	}
};
// src/engine/engines.ts
/** The engines of dl-env. Another one is a file of its own, its name, and a line here. */
const ENGINES = {
	buildx,
	podman: {
		probe: async (sys, work) => {
			const probe = await probePodman(sys, work);
			if (!probe.ok) return probe;
			const { call } = probe;
			return {
				ok: true,
				call: {
					version: call.version,
					open: (using, open) => makeEngine({
						sys: using,
						open,
						name: "podman",
						version: call.version,
						build: (build) => buildWithPodman({
							sys: using,
							open,
							podman: call
						}, build)
					})
				}
			};
		},
		advice: "podman is enough, and needs no daemon."
	}
};
// src/engine/chooseEngine.ts
const unknown = (name, engines) => unreachable({
	code: "engine-unusable",
	message: `There is no engine ${name}.`,
	hint: `Use one of ${engineChoices(Object.keys(engines)).join(", ")}: --engine auto`
});
const cannot = (name, { why, hint }) => unreachable({
	code: "engine-unusable",
	message: `The requested engine ${name} cannot be used: ${why}.`,
	hint: `Use another one (engine: auto), or type: ${hint}`
});
const none = (failed) => {
	const best = failed.find(({ advice }) => advice !== void 0) ?? failed.at(-1);
	return unreachable({
		code: "no-engine",
		message: `No engine on this host can build: ${failed.map(({ why }) => why).join("; ")}.`,
		hint: `${best?.advice === void 0 ? "" : `${best.advice} `}Type: ${best?.hint ?? "dl-env doctor"}`
	});
};
/** The first of the table that can build here. */
const automatic = async (sys, work, engines) => {
	const failed = [];
	for (const [name, kind] of Object.entries(engines)) {
		const probe = await kind.probe(sys, work);
		const why = failed.length === 0 ? "because it can build here" : `because ${failed.map((one) => one.why).join("; ")}`;
		if (probe.ok) return {
			name,
			engine: probe.call,
			why
		};
		failed.push({
			...probe,
			...kind.advice === void 0 ? {} : { advice: kind.advice }
		});
	}
	throw none(failed);
};
const choose = async (sys, wanted, needs) => {
	const engines = needs.engines ?? ENGINES;
	if (wanted === "auto") return automatic(sys, needs.work, engines);
	const kind = Object.hasOwn(engines, wanted) ? engines[wanted] : void 0;
	if (kind === void 0) throw unknown(wanted, engines);
	const probe = await kind.probe(sys, needs.work);
	if (!probe.ok) throw cannot(wanted, probe);
	return {
		name: wanted,
		engine: probe.call,
		why: "as asked"
	};
};
/**
* The engine that builds on this host. It is judged by what it can do, in a trial of a second, not
* by its name: one that is named is taken or refused (`engine-unusable`), `auto` takes the first of
* the table that can, else rejects with `no-engine`. Says in the log which and why.
*/
const chooseEngine = async (sys, wanted, needs) => {
	const { name, engine, why } = await choose(sys, wanted, needs);
	sys.log.info(`Engine: ${name} ${engine.version}, ${why}.`);
	return engine.open(sys, needs.open);
};
// src/engine/buildSecrets.ts
/**
* Variables that name a whole bundle of certificates, the most telling first. NODE_EXTRA_CA_CERTS
* is not among them: it only adds to one.
*/
const BUNDLES = [
	"SSL_CERT_FILE",
	"REQUESTS_CA_BUNDLE",
	"PIP_CERT",
	"CURL_CA_BUNDLE"
];
/**
* Where administrators put certificates of their own, and the bundle that the distribution makes of
* them and its own.
*/
const ADDED = [["/usr/local/share/ca-certificates", "/etc/ssl/certs/ca-certificates.crt"], ["/etc/pki/ca-trust/source/anchors", "/etc/pki/tls/certs/ca-bundle.crt"]];
/**
* The bundle that this host's programs trust, where that is not simply the distribution's: named by
* the environment, or with certificates added.
*/
const bundle = async (sys) => {
	for (const name of BUNDLES) {
		const path = sys.env.get(name);
		const bytes = path === void 0 || path === "" ? void 0 : await sys.files.readBytes(path);
		if (bytes !== void 0) return bytes;
	}
	for (const [folder, file] of ADDED) if ((await sys.files.list(folder)).length > 0) return sys.files.readBytes(file);
};
/**
* Settings of pip that say where packages come from. Paths of this host (find-links, cert) mean
* nothing in a build.
*/
const PIP_KEYS = [
	"index-url",
	"extra-index-url",
	"trusted-host",
	"timeout",
	"retries"
];
/**
* What pip and uv call the same thing, in the order in which it counts: uv's own variable first,
* because the build runs uv.
*/
const VARIABLES = {
	"index-url": [
		"UV_DEFAULT_INDEX",
		"UV_INDEX_URL",
		"PIP_INDEX_URL"
	],
	"extra-index-url": ["UV_EXTRA_INDEX_URL", "PIP_EXTRA_INDEX_URL"],
	"trusted-host": ["PIP_TRUSTED_HOST"],
	timeout: ["PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT"],
	retries: ["PIP_RETRIES"]
};
const configFiles = (sys) => {
	const configured = sys.env.get("PIP_CONFIG_FILE");
	const own = [
		`${absolutePath(sys.env, "XDG_CONFIG_HOME") ?? `${sys.env.home}/.config`}/pip/pip.conf`,
		`${sys.env.home}/.pip/pip.conf`,
		"/etc/pip.conf"
	];
	return configured === void 0 || configured === "" ? own : [configured, ...own];
};
/**
* Keys of the sections [global] and [install] of a pip.conf; a value may go on in indented lines.
* Pure.
*/
const readPipConf = (text) => {
	const values = /* @__PURE__ */ new Map();
	let section = "";
	let key;
	for (const line of text.split("\n")) {
		const header = /^\[(.+)\]\s*$/.exec(line)?.[1];
		const pair = /^([A-Za-z-_]+)\s*[=:]\s*(.*)$/.exec(line);
		if (header !== void 0) section = header.trim();
		else if (/^\s*([#;].*)?$/.test(line)) continue;
		else if (/^\s/.test(line) && key !== void 0) values.set(key, `${values.get(key) ?? ""}\n    ${line.trim()}`.replace(/^\n\s*/, ""));
		else if (pair !== null && (section === "global" || section === "install")) {
			key = (pair[1] ?? "").replaceAll("_", "-").toLowerCase();
			values.set(key, (pair[2] ?? "").trim());
			continue;
		}
		if (header !== void 0) key = void 0;
	}
	return values;
};
/**
* A pip.conf that says where packages come from, as this host's environment and files have it;
* undefined when they say nothing.
*/
const pipConf = async (sys) => {
	const found = /* @__PURE__ */ new Map();
	for (const key of PIP_KEYS) {
		const value = VARIABLES[key]?.map((name) => sys.env.get(name)).find((text) => text !== void 0 && text !== "");
		if (value !== void 0) found.set(key, value);
	}
	for (const file of configFiles(sys)) for (const [key, value] of readPipConf(await sys.files.readText(file) ?? "")) if (PIP_KEYS.includes(key) && !found.has(key)) found.set(key, value);
	if (!found.has("index-url") && !found.has("extra-index-url")) return void 0;
	return [
		"[global]",
		...[...found].map(([key, value]) => `${key} = ${value}`),
		""
	].join("\n");
};
/** The logins of these indexes as a shell reads them; undefined where none has one. */
const indexLogins = ({ env }, named) => {
	const lines = named.flatMap((index) => {
		if (indexLogin(env, index) === void 0) return [];
		return indexLoginVariables(index.name).map((variable) => `${variable}=${shellWord(env.get(variable) ?? "")}\n`);
	});
	return lines.length === 0 ? void 0 : lines.join("");
};
/**
* Secrets for builds on this host, as private files in `work`: `ca`, the bundle of certificates
* that its programs trust, `pip`, a pip.conf that names its package index, and `indexes`, the
* logins of `named`. Each only where the host has something to say. They are mounted during RUN and
* never get into a layer.
*/
const buildSecrets = async (sys, work, named = []) => {
	const contents = {
		ca: await bundle(sys),
		pip: await pipConf(sys),
		indexes: indexLogins(sys, named)
	};
	const secrets = {};
	for (const [id, content] of Object.entries(contents)) {
		if (content === void 0) continue;
		secrets[id] = join(work, "secrets", id);
		await sys.files.write(secrets[id], content, 384);
	}
	return secrets;
};
// src/engine/unknownPackages.ts
/** What apt says of a package that its archive lacks, or lacks in a version. */
const UNKNOWN = /E: (?:Unable to locate package (?<name>\S+?)|Package '(?<without>[^']+)' has no installation candidate|Version '(?<version>[^']+)' for '(?<of>[^']+)' was not found)(?: \(|\.?$)/;
const noVersion = (archive, name, version) => wrongRequest({
	code: "apt-unknown",
	message: `${archive} has no version ${version} of ${name}: an archive keeps few versions of a package, and fixes replace them.`,
	hint: `Write the name alone in dl-env.yml, and see which version its lock then has: apt: { packages: [${name}] }`
});
const noPackage = (archive, name) => wrongRequest({
	code: "apt-unknown",
	message: `${archive} has no package ${name}.`,
	hint: `Look for its name where that release runs: apt-get update && apt-cache search ${name}`
});
/**
* `apt-unknown` where that is what apt said in an engine, of the archive that begins a sentence;
* anything else stays what it is.
*/
const unknownPackage = (error, archive) => {
	if (!(error instanceof DlEnvError) || error.code !== "engine-failed") return error;
	const found = UNKNOWN.exec(error.message)?.groups;
	if (found === void 0) return error;
	const { version, of } = found;
	return version === void 0 || of === void 0 ? noPackage(archive, found["name"] ?? found["without"] ?? "") : noVersion(archive, of, version);
};
/** Asks apt; a package that its archive lacks is a mistake in dl-env.yml. */
const withUnknownPackages = async ({ release, asOf }, ask) => {
	try {
		return await ask();
	} catch (error) {
		throw unknownPackage(error, `The archive of ${release} as of ${asOf}`);
	}
};
// src/engine/aptBuild.ts
/**
* Build arguments with which apt asks a mirror in place of a snapshot service; none where no mirror
* is named.
*/
const snapshotMirror = (address, mirrors) => {
	const instead = address === void 0 ? void 0 : mirrored(address, mirrors);
	return instead === void 0 || instead === address ? {} : { [SNAPSHOTS_ARG]: instead };
};
/**
* Build arguments that apt needs in a cell. Refuses a lock that was made for other packages
* (`apt-lock-stale`) before anything is fetched.
*/
const aptArguments = (facts, { judged, apt }, cell) => {
	const ubuntu = judged.find((one) => one.cell.id === cell)?.cell.ubuntu ?? "";
	const [lock, wanted] = [apt.get(ubuntu), wantedAptPackages(facts, judged).get(ubuntu)];
	if (lock !== void 0 && wanted !== void 0) refuseStaleAptLock(lock, wanted);
	return snapshotMirror(facts.catalog.ubuntu.find(({ name }) => name === ubuntu)?.snapshots?.address, facts.request.mirrors);
};
/**
* What apt.sh says when a lock does not hold or the archive does not answer, in an engine's
* message.
*/
const REFUSED = /: E: (apt-lock-stale|apt-lock-lacks|apt-unreachable): (.+)$/;
/**
* apt's or apt.sh's refusal in what an engine said, as an error of its own; anything else stays
* what it is.
*/
const aptError = (error, cell) => {
	if (!(error instanceof DlEnvError) || error.code !== "engine-failed") return error;
	const [, code, why = ""] = REFUSED.exec(error.message) ?? [];
	if (code === void 0) return unknownPackage(error, `The archive of the base of ${cell}`);
	if (code === "apt-unreachable") return unreachable({
		code: "apt-unreachable",
		message: `The apt archive could not be read: ${why}`,
		hint: "Name another one, such as mirrors: { snapshot.ubuntu.com: mirror.example } in dl-env.yml; then type: dl-env build"
	}, { cause: error.cause });
	const message = `The apt lock does not work in the base of ${cell}: ${why}`;
	const options = { cause: error.cause };
	if (code === "apt-lock-stale") return foundProblem({
		code: "apt-lock-stale",
		message,
		hint: REMAKE
	}, options);
	return foundProblem({
		code: "apt-lock-lacks",
		message,
		hint: `Ask apt in this base too: dl-env lock --update --cells ${cell}`
	}, options);
};
/**
* Runs a build; what apt.sh refuses becomes `apt-lock-stale`, `apt-lock-lacks` or
* `apt-unreachable`, and a package that apt does not know where nothing is locked `apt-unknown`.
*/
const withAptErrors = async (cell, build) => {
	try {
		return await build();
	} catch (error) {
		throw aptError(error, cell);
	}
};
const WARNED = /^(?:#\d+ [\d.]+ )?W: (.+ of the base is replaced by .+)$/;
/**
* Takes an engine's lines: apt.sh's warnings about the base are told, the rest is for debugging.
*/
const aptLines = (log) => (line) => {
	const warning = WARNED.exec(line)?.[1];
	if (warning === void 0) log.debug(line);
	else log.warn(`${warning}.`);
};
export { withUnknownPackages as a, CONTAINERFILE as c, withAptErrors as i, aptLines as n, buildSecrets as o, snapshotMirror as r, chooseEngine as s, aptArguments as t };
