export const id = 500;
export const ids = [500];
export const modules = {

/***/ 96722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ withTagLists)
/* harmony export */ });
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39245);

/** A release of one's own need not be an Ubuntu, so what ends a tag is held against the catalog, not against a form. */
const TAG = /^(\d+\.\d+\.\d+)-((?:cudnn\d*-)?(?:base|runtime|devel))-(.+)$/;
/** CUDA -> Ubuntu -> flavors, of the Ubuntu releases that the catalog knows. */
const imagesOf = (tags, catalog) => {
    const names = new Map(catalog.ubuntu.map((release) => [release.tag, release.name]));
    const images = new Map();
    for (const tag of tags) {
        const [, cuda, flavor, end] = TAG.exec(tag) ?? [];
        const ubuntu = names.get(end ?? "");
        if (cuda === undefined || flavor === undefined || ubuntu === undefined)
            continue;
        const release = images.get(cuda) ?? new Map();
        release.set(ubuntu, [...(release.get(ubuntu) ?? []), flavor]);
        images.set(cuda, release);
    }
    return images;
};
const fresh = (version, repository, images, listed) => ({
    version,
    minor: (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .minorOf */ .Hs)(version),
    images,
    repository,
    digests: {},
    source: `tags of ${repository}, read ${listed.asOf}`,
});
/**
 * The catalog with the images that registries list now in place of its dated copy, so that a short version is the newest that
 * really has an image. Releases newer than the copy join in; CUDA before the catalog's oldest stays out.
 */
const withTagLists = (catalog, lists) => {
    const oldest = catalog.cuda[0]?.version ?? "0";
    const replaced = catalog.cuda.map((release) => {
        const listed = lists.get(release.repository);
        return listed === undefined ? release : { ...release, images: {} };
    });
    for (const [repository, listed] of lists) {
        for (const [version, found] of imagesOf(listed.tags, catalog)) {
            if ((0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(version, oldest) < 0)
                continue;
            const images = Object.fromEntries(found);
            const at = replaced.findIndex((release) => release.version === version && release.repository === repository);
            const known = replaced[at];
            if (known === undefined)
                replaced.push(fresh(version, repository, images, listed));
            else
                replaced[at] = { ...known, images };
        }
    }
    return { ...catalog, cuda: replaced.toSorted((a, b) => (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(a.version, b.version)) };
};


/***/ }),

/***/ 4019:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OT: () => (/* binding */ dockerHasBridge),
/* harmony export */   he: () => (/* binding */ probeBuildx)
/* harmony export */ });
/* unused harmony export buildxTrialArgv */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _registry_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57410);
/* harmony import */ var _registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3375);
/* harmony import */ var _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25418);
/* harmony import */ var _install_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95782);
/* harmony import */ var _withFolder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8709);






/** Milliseconds; a builder may first have to be started. */
const PATIENCE = 180_000;
const CREATE = "docker buildx create --use --name dl-env --driver docker-container --bootstrap";
/** Builds on an empty base from a layout and writes a layout: all that a builder must be able to do for us. */
const buildxTrialArgv = (buildx, context, digest, result) => [
    ...buildx,
    "build",
    "--progress=plain",
    "--provenance=false",
    "--sbom=false",
    `--build-context=base=oci-layout://${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "base")}@${digest}`,
    `--output=type=oci,tar=false,dest=${result}`,
    "--file",
    (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "Containerfile"),
    context,
];
const writeTrial = async (sys, context) => {
    const config = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonBytes */ .yN)({ architecture: "amd64", os: "linux", config: {}, rootfs: { type: "layers", diff_ids: [] } });
    const manifest = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonBytes */ .yN)({ schemaVersion: 2, mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_MANIFEST */ .EG, config: { mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_CONFIG */ .TF, digest: (0,_registry_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(config), size: config.byteLength }, layers: [] });
    const digest = (0,_registry_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(manifest);
    for (const blob of [config, manifest])
        await sys.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "base", "blobs", "sha256", (0,_registry_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(blob).slice("sha256:".length)), blob);
    await sys.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "base", "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
    await sys.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "base", "index.json"), JSON.stringify({ schemaVersion: 2, mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_INDEX */ .$p, manifests: [{ mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_MANIFEST */ .EG, digest, size: manifest.byteLength }] }));
    await sys.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, "Containerfile"), "FROM base\nCOPY Containerfile /trial\n");
    return digest;
};
const lastError = (text) => (text.trim().split("\n").findLast((line) => /error/i.test(line)) ?? text.trim().split("\n").at(-1) ?? "").replace(/^ERROR: /, "").replace(/\.$/, "");
/** Whether dockerd has the bridge that its containers and builds use by default; a daemon may run without. */
const dockerHasBridge = async (sys) => (await sys.processes.run(["docker", "network", "inspect", "bridge"])).code === 0;
/** BuildKit inside dockerd uses dockerd's bridge; a builder of its own has a network of its own. */
const needsHostNetwork = async (sys, argv) => {
    const { stdout } = await sys.processes.run([...argv, "inspect"]);
    return /^Driver:\s+docker$/m.test(stdout) && !(await dockerHasBridge(sys));
};
/** Whether there is a buildx with a builder that reads and writes OCI layouts, by letting it do so once (0.3 s). */
const probeBuildx = async (sys) => {
    const install = (packages, fedora) => (0,_install_js__WEBPACK_IMPORTED_MODULE_3__/* .installCommand */ .Je)(sys, packages, { dnf: fedora, zypper: "docker docker-buildx", pacman: "docker docker-buildx" }).then((command) => command ?? "docker buildx version");
    if ((await sys.processes.find("docker")) === undefined)
        return { ok: false, why: "docker is not installed", hint: await install("docker.io docker-buildx", "moby-engine docker-buildx") };
    const argv = ["docker", "buildx"];
    const said = await sys.processes.run([...argv, "version"]);
    const version = /v?([0-9]+\.[0-9]+\.[0-9]+)/.exec(said.stdout)?.[1];
    if (said.code !== 0 || version === undefined)
        return { ok: false, why: "docker has no buildx", hint: await install("docker-buildx", "docker-buildx") };
    return (0,_withFolder_js__WEBPACK_IMPORTED_MODULE_5__/* .withFolder */ .Z)(sys, undefined, async (folder) => {
        const context = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, "context");
        const digest = await writeTrial(sys, context);
        const result = await sys.processes.run(buildxTrialArgv(argv, context, digest, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, "result")), { timeout: PATIENCE });
        if (result.code === 0)
            return { ok: true, call: { argv, env: {}, version, hostNetwork: await needsHostNetwork(sys, argv) } };
        if (/cannot connect|is the docker daemon running|connection refused|permission denied while/i.test(result.stderr)) {
            return { ok: false, why: "docker's daemon cannot be reached", hint: "sudo systemctl start docker" };
        }
        return { ok: false, why: `buildx ${version} has no builder that reads and writes OCI layouts: ${lastError(result.stderr)}`, hint: CREATE };
    });
};


/***/ }),

/***/ 70053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ chooseEngine)
});

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/registry/layout.js
var layout = __webpack_require__(69824);
// EXTERNAL MODULE: ./lib/src/registry/reference.js
var registry_reference = __webpack_require__(96849);
// EXTERNAL MODULE: ./lib/src/registry/base.js
var registry_base = __webpack_require__(7707);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var registry_digest = __webpack_require__(57410);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var registry_manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var registry_repository = __webpack_require__(25418);
;// CONCATENATED MODULE: ./lib/src/engine/base.js





/** Reads manifest and config of a build's base: small, whatever the size of its layers. */
const readEngineBase = (open, base) => base.kind === "layout" ? (0,registry_base/* readBaseIn */.t7)(open(`oci:${base.dir}`), base.digest, `oci:${base.dir}:${base.tag}`) : (0,registry_base/* readBase */.wZ)(open, base.reference);
/** `repository@digest`: not every engine takes a reference with both tag and digest. */
const withoutTag = (reference) => {
    const parsed = (0,registry_reference/* parseReference */.F2)(reference);
    if (parsed.kind === "layout" || parsed.digest === undefined)
        return reference;
    return `${parsed.host}/${parsed.repository}@${parsed.digest}`;
};
/** Under this name the base stands in its view. */
const VIEW_TAG = "base";
/**
 * A layout folder that holds one image only, the base, and shares its blobs with the folder that has them. Engines find the base in it by
 * digest whatever else the layout holds, and always as OCI's media types, which is all that podman reads from a layout.
 * Returns the digest of the manifest in the view.
 */
const makeView = async (files, base, blobs, dir) => {
    const manifest = (0,registry_manifest/* jsonBytes */.yN)({
        schemaVersion: 2,
        mediaType: registry_repository/* OCI_MANIFEST */.EG,
        config: { mediaType: registry_repository/* OCI_CONFIG */.TF, digest: base.manifest.config.digest, size: base.manifest.config.size },
        layers: base.manifest.layers.map((layer) => (0,registry_manifest/* ociLayer */.FX)(layer, base.tag)),
    });
    const digest = (0,registry_digest/* digestOf */.ol)(manifest);
    const folder = `${dir}/blobs/sha256`;
    await files.makeDir(folder);
    for (const blob of new Set([base.manifest.config, ...base.manifest.layers].map(({ digest }) => digest.slice("sha256:".length))))
        await files.link(`${blobs}/${blob}`, `${folder}/${blob}`);
    await files.write(`${folder}/${digest.slice("sha256:".length)}`, manifest);
    const entry = { mediaType: registry_repository/* OCI_MANIFEST */.EG, digest, size: manifest.byteLength, platform: { os: "linux", architecture: "amd64" }, annotations: { "org.opencontainers.image.ref.name": VIEW_TAG } };
    await files.write(`${dir}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
    await files.write(`${dir}/index.json`, JSON.stringify({ schemaVersion: 2, mediaType: registry_repository/* OCI_INDEX */.$p, manifests: [entry] }));
    return digest;
};

// EXTERNAL MODULE: ./lib/src/engine/engine.js
var engine = __webpack_require__(40611);
;// CONCATENATED MODULE: ./lib/src/engine/failure.js

/** Lines of a failed engine's output that go into the cause: enough to see apt's or uv's own words. */
const TAIL_LINES = 30;
const lines = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
/** BuildKit numbers its lines and says when: `#5 2.317 E: …`. */
const STAMP = /^#\d+ [\d.]+ /;
/** The script of a RUN, which is in what engines say of its failure and is often longer than all else. */
const SCRIPT = /(process ")\/bin\/sh -c .*(" did not complete)|(building at STEP ").*(": while)/;
/** The line that most likely says why: what apt said, else the last that speaks of an error, else the last. */
const telling = (text) => {
    const all = lines(text).map((line) => line.replace(STAMP, "").replace(SCRIPT, "$1$3RUN …$2$4"));
    const found = all.findLast((line) => line.startsWith("E: ")) ?? all.findLast((line) => /\berror\b|\bfatal\b/i.test(line)) ?? all.at(-1) ?? "it said nothing";
    const plain = found.replace(/^(Error|ERROR|error|fatal):\s*/, "").replace(/\.$/, "");
    return plain.length > 300 ? `${plain.slice(0, 300)}…` : plain;
};
const tail = (result) => new Error(lines(`${result.stdout}\n${result.stderr}`).slice(-TAIL_LINES).join("\n"));
/** What an engine's non-zero exit means. `what` completes "podman could not …". */
const engineFailed = (engine, what, result, retry) => {
    const said = `${result.stdout}\n${result.stderr}`;
    if (/no space left on device|disk quota exceeded/i.test(said)) {
        return (0,errors/* unreachable */.HB)({ code: "disk-full", message: `${engine} could not ${what}: its disk is full.`, hint: "See how much room each file system has: df -h" }, { cause: tail(result) });
    }
    return (0,errors/* foundProblem */.Sb)({ code: "engine-failed", message: `${engine} could not ${what}: ${telling(said)}.`, hint: `To see all it says, type: ${retry}` }, { cause: tail(result) });
};

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./lib/src/registry/layoutIndex.js
var layoutIndex = __webpack_require__(7850);
;// CONCATENATED MODULE: ./lib/src/engine/result.js







/**
 * An empty layout for an engine's result. The blobs `held` are there in name only: an engine does not write what it finds, so the base's
 * layers are neither compressed nor copied. (BuildKit looks for the digest of the blob, podman for that of the tar.)
 */
const prepareResult = async (files, dir, held) => {
    await files.makeDir(`${dir}/blobs/sha256`);
    await files.write(`${dir}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
    for (const digest of held)
        await files.write((0,layout/* blobPath */.nD)(dir, digest), "");
};
const notOnBase = (base) => (0,errors/* foundProblem */.Sb)({
    code: "engine-other-base",
    message: `The engine's result does not stand on ${base.tag} at ${base.platformDigest}.`,
    hint: "The Containerfile must begin with ARG BASE and FROM ${BASE} AS system; write it anew: dl-env generate",
});
/** Reads what an engine wrote, and checks that it stands on the base. */
const readResult = async (sys, dir, base) => {
    const repository = (0,layout/* layoutRepository */.$_)(sys, dir);
    const entry = (await (0,layoutIndex/* readIndex */.vY)(sys.files, dir, repository.name)).manifests.at(-1);
    const stored = entry === undefined ? undefined : await repository.manifest(entry.digest);
    if (stored === undefined)
        throw notOnBase(base);
    const manifest = (0,registry_manifest/* parseManifest */.Ng)(stored, repository.name);
    const config = (0,registry_manifest/* parseConfig */.o4)(await (0,registry_manifest/* readSmall */.o5)(repository, manifest.config), manifest.config.digest, repository.name);
    const below = base.config.rootfs.diff_ids;
    if (below.some((diffId, index) => diffId !== config.rootfs.diff_ids[index]))
        throw notOnBase(base);
    const added = manifest.layers.slice(below.length).map((layer) => (0,registry_manifest/* ociLayer */.FX)(layer, repository.name));
    return { config: { mediaType: registry_repository/* OCI_CONFIG */.TF, digest: manifest.config.digest, size: manifest.config.size }, added, dir };
};
const openTarget = (open, target) => open(target.kind === "layout" ? `oci:${target.dir}` : target.repository);
/** Blobs that move at the same time. */
const SIDE_BY_SIDE = 4;
/** Puts an engine's image into a repository by digest, without a tag: the base's own blobs, then what was added. Returns the manifest's digest. */
const deliver = async (sys, base, result, into) => {
    const limit = (0,p_limit/* default */.A)(SIDE_BY_SIDE);
    const below = base.manifest.layers.map((layer) => (0,registry_manifest/* ociLayer */.FX)(layer, base.tag));
    const ofBase = new Map(below.map((layer) => [layer.digest, layer]));
    const ours = new Map([...result.added, result.config].filter(({ digest }) => !ofBase.has(digest)).map((blob) => [blob.digest, blob]));
    await Promise.all([
        ...[...ofBase.values()].map(({ digest, size }) => limit(() => (0,registry_base/* moveBlob */.pP)(digest, size, base.repository, into))),
        ...[...ours.values()].map(({ digest, size }) => limit(() => into.writeBlob({ digest, size, open: () => sys.files.read((0,layout/* blobPath */.nD)(result.dir, digest)) }))),
    ]);
    const bytes = (0,registry_manifest/* jsonBytes */.yN)({ schemaVersion: 2, mediaType: registry_repository/* OCI_MANIFEST */.EG, config: result.config, layers: [...below, ...result.added] });
    return into.putManifest({ bytes, mediaType: registry_repository/* OCI_MANIFEST */.EG });
};

// EXTERNAL MODULE: ./lib/src/layer/blob.js + 1 modules
var blob = __webpack_require__(96181);
// EXTERNAL MODULE: ./lib/src/layer/canonical.js
var canonical = __webpack_require__(82914);
// EXTERNAL MODULE: ./lib/src/layer/readTar.js + 1 modules
var readTar = __webpack_require__(91314);
;// CONCATENATED MODULE: ./lib/src/engine/systemLayer.js



const OPAQUE = ".wh..wh..opq";
const WHITEOUT = ".wh.";
const split = (path) => {
    const slash = path.lastIndexOf("/");
    return { folder: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) };
};
const under = (folder, name) => (folder === "" ? name : `${folder}/${name}`);
const removeBelow = (tree, folder) => {
    for (const path of tree.keys())
        if (folder === "" || path.startsWith(`${folder}/`))
            tree.delete(path);
};
/** Hard links as files that share a body, so that a later layer may replace one of them and not the others. */
const unlinked = (layer, tree) => {
    const byPath = new Map(layer.map((entry) => [entry.path, entry]));
    return layer.map((entry) => {
        const target = entry.kind === "hardlink" ? (byPath.get(entry.target ?? "") ?? tree.get(entry.target ?? "")) : undefined;
        if (target?.kind !== "file")
            return entry;
        return { ...target, path: entry.path };
    });
};
/** Files that still share a body become hard links again. */
const relinked = (entries) => {
    const first = new Map();
    return entries.map((entry) => {
        const { content, ...bare } = entry;
        if (content?.kind !== "file" || entry.size === 0)
            return entry;
        const body = `${content.path}:${content.start ?? 0}`;
        const target = first.get(body);
        if (target !== undefined)
            return { ...bare, kind: "hardlink", size: 0, target };
        first.set(body, entry.path);
        return entry;
    });
};
const whiteOut = (tree, entry) => {
    const { folder, name } = split(entry.path);
    const gone = under(folder, name.slice(WHITEOUT.length));
    removeBelow(tree, name === OPAQUE ? folder : gone);
    if (name !== OPAQUE)
        tree.delete(gone);
    tree.set(entry.path, entry);
};
const place = (tree, entry) => {
    const { folder, name } = split(entry.path);
    const mark = under(folder, WHITEOUT + name);
    const hidden = tree.get(mark);
    tree.delete(mark);
    // A folder in the place of something that was removed must not show what the base has there.
    if (hidden !== undefined && entry.kind === "directory")
        tree.set(under(entry.path, OPAQUE), { ...hidden, path: under(entry.path, OPAQUE) });
    if (entry.kind !== "directory")
        removeBelow(tree, entry.path);
    tree.set(entry.path, entry);
};
/**
 * Layers, lowest first, as one: what a later layer removes or replaces is gone, and what any of them removed of the base is still marked
 * as removed. Within one layer the marks count before the rest, whatever their order, as the OCI image specification has it. Pure.
 */
const mergeLayers = (layers) => {
    const tree = new Map();
    const isMark = (entry) => split(entry.path).name.startsWith(WHITEOUT);
    for (const layer of layers) {
        const entries = unlinked(layer, tree);
        for (const entry of entries.filter(isMark))
            whiteOut(tree, entry);
        for (const entry of entries.filter((entry) => !isMark(entry)))
            place(tree, entry);
    }
    return relinked([...tree.values()]);
};
/** Folders that every Debian and Ubuntu has, and that engines and apt touch without leaving anything in them. */
const TOUCHED = new Set("dev etc home mnt opt proc run sys tmp usr usr/bin usr/lib usr/share var var/cache var/cache/apt var/cache/apt/archives var/cache/apt/archives/partial var/cache/debconf var/cache/ldconfig var/lib var/lib/apt var/lib/apt/lists var/lib/dpkg var/lib/dpkg/updates var/log".split(" "));
/** Empty, or must not be in a layer; podman has it whenever debconf was asked anything. */
const PASSWORDS = "var/cache/debconf/passwords.dat";
/** Without what says only which engine it was. The entries are sorted by path, so a folder's content comes right after it. Pure. */
const withoutTouched = (entries) => {
    const kept = [];
    for (const entry of entries.toReversed()) {
        const isEmpty = !(kept.at(-1)?.path.startsWith(`${entry.path}/`) ?? false);
        if (entry.path === PASSWORDS || (entry.kind === "directory" && isEmpty && TOUCHED.has(entry.path)))
            continue;
        kept.push(entry);
    }
    return kept.toReversed();
};
/** The layers that an engine added to the base (tar or tar+gzip, lowest first) as one canonical layer in `file`; see layer/canonical.ts. */
const systemLayer = async (sys, tars, file, epoch) => {
    const temp = await sys.files.makeTemp("system-", split(file).folder || "/");
    try {
        const layers = [];
        for (const [index, tar] of tars.entries())
            layers.push(await (0,readTar/* readTar */.sB)(sys.files, tar, `${temp}/bodies-${index}`));
        return (await (0,blob/* writeBlob */.Z)(sys, withoutTouched((0,canonical/* canonicalEntries */.n)(mergeLayers(layers), epoch)), file)).layer;
    }
    finally {
        await sys.files.remove(temp);
    }
};

// EXTERNAL MODULE: ./lib/src/engine/withFolder.js
var withFolder = __webpack_require__(8709);
;// CONCATENATED MODULE: ./lib/src/engine/buildx.js








/** The name of the build context that stands for the base. */
const BASE_CONTEXT = "base";
/** One field of an option that buildx reads as CSV. */
const field = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const baseArguments = ({ context, view }) => {
    const base = context.base.kind === "registry" ? withoutTag(context.base.reference) : BASE_CONTEXT;
    return [...(view === undefined ? [] : [`--build-context=${BASE_CONTEXT}=oci-layout://${view.dir}@${view.digest}`]), `--build-arg=${engine/* BASE_ARG */.hf}=${base}`];
};
/**
 * `docker buildx build` that writes an OCI layout folder. Not `push=true`: BuildKit in dockerd can't push by digest, and a layout keeps
 * credentials, retries and mounts in one client. No attestations, because they make an index of the image.
 */
const buildxBuildArgv = (buildx, build) => [
    ...buildx,
    "build",
    "--progress=plain",
    "--provenance=false",
    "--sbom=false",
    ...(build.hostNetwork ? ["--network=host", "--allow=network.host"] : []),
    ...(build.stage === undefined ? [] : [`--target=${build.stage}`]),
    ...Object.entries(build.context.secrets).flatMap(([id, file]) => ["--secret", [`id=${id}`, `src=${file}`].map(field).join(",")]),
    ...Object.entries({ ...build.context.buildArgs, SOURCE_DATE_EPOCH: String(build.context.epoch) }).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...baseArguments(build),
    `--output=${["type=oci", "tar=false", `dest=${build.result}`].map(field).join(",")}`,
    "--file",
    (0,external_node_path_.join)(build.context.dir, engine/* CONTAINERFILE */.ww),
    build.context.dir,
];
const viewOf = async (sys, context, base, work) => {
    if (context.base.kind === "registry")
        return {};
    const dir = (0,external_node_path_.join)(work, "view");
    return { view: { dir, digest: await makeView(sys.files, base, (0,external_node_path_.join)(context.base.dir, "blobs", "sha256"), dir) } };
};
/** Builds and writes what was added to the base into a layout under `work`. */
const build = async ({ sys, open, buildx }, context, work, stage, onLine) => {
    const base = await readEngineBase(open, context.base);
    const dir = (0,external_node_path_.join)(work, "result");
    const view = await viewOf(sys, context, base, work);
    await prepareResult(sys.files, dir, base.manifest.layers.map(({ digest }) => digest));
    const argv = buildxBuildArgv(buildx.argv, { context, result: dir, hostNetwork: buildx.hostNetwork, ...view, ...stage });
    const result = await sys.processes.run(argv, { cwd: work, env: buildx.env, onLine });
    if (result.code !== 0)
        throw engineFailed("buildx", `build ${(0,external_node_path_.join)(context.dir, engine/* CONTAINERFILE */.ww)}`, result, argv.join(" "));
    return { base, result: await readResult(sys, dir, base) };
};
/** Builds with BuildKit through `docker buildx`; what BuildKit keeps as its cache is its own. */
const buildxEngine = (sys, open, buildx) => {
    const tools = { sys, open, buildx };
    return {
        name: "buildx",
        version: buildx.version,
        buildSystem: (context, work, onLine) => (0,withFolder/* withFolder */.Z)(sys, work, async (folder) => {
            const { result } = await build(tools, context, folder, { stage: engine/* SYSTEM_STAGE */.jx }, onLine);
            return systemLayer(sys, result.added.map(({ digest }) => (0,layout/* blobPath */.nD)(result.dir, digest)), (0,external_node_path_.join)(work, "system.tar.gz"), context.epoch);
        }),
        buildImage: (context, target, onLine) => (0,withFolder/* withFolder */.Z)(sys, undefined, async (folder) => {
            const { base, result } = await build(tools, context, folder, {}, onLine);
            return deliver(sys, base, result, openTarget(open, target));
        }),
    };
};

// EXTERNAL MODULE: ./lib/src/engine/buildxProbe.js
var buildxProbe = __webpack_require__(4019);
;// CONCATENATED MODULE: ./lib/src/engine/podman.js








/**
 * `podman build`. The network is the host's: bridges need a plugin, a firewall or a tun device that hosts lack, and a proxy or mirror may
 * listen on loopback. No `--timestamp`: it sets the time of every file, and Python then ignores the compiled files of apt's packages.
 */
const podmanBuildArgv = (podman, { context, base, stage, layers, idFile }) => [
    ...podman,
    "build",
    "--format=oci",
    `--layers=${String(layers)}`,
    "--network=host",
    ...(stage === undefined ? [] : [`--target=${stage}`]),
    ...Object.entries(context.secrets).flatMap(([id, file]) => ["--secret", `id=${id},src=${file}`]),
    ...Object.entries({ ...context.buildArgs, SOURCE_DATE_EPOCH: String(context.epoch), [engine/* BASE_ARG */.hf]: base }).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    `--iidfile=${idFile}`,
    "--file",
    (0,external_node_path_.join)(context.dir, engine/* CONTAINERFILE */.ww),
    context.dir,
];
/** Pulls quietly: the image's id is the last line of standard output. */
const podmanPullArgv = (podman, from, insecure) => [...podman, "pull", "--quiet", ...(insecure ? ["--tls-verify=false"] : []), from];
/** Writes an image into a layout folder below the working directory, uncompressed blobs that are there already excepted. */
const podmanPushArgv = (podman, image, folder) => [...podman, "push", "--quiet", "--format=oci", image, `oci:${folder}:result`];
/** Ids (11 digits, as podman prints the steps') of the images that a build committed, the last first, from what it printed; those that it took from a cache are not its own. */
const committedImages = (output) => {
    const cached = new Set([...output.matchAll(/^--> Using cache ([0-9a-f]{11})/gm)].map((match) => match[1]));
    const committed = [...output.matchAll(/^(?:--> )?([0-9a-f]{11})[0-9a-f]{0,53}$/gm)].map((match) => match[1] ?? "");
    return [...new Set(committed)].filter((id) => !cached.has(id)).reverse();
};
const run = async ({ sys, podman }, argv, what, cwd, onLine) => {
    const lines = onLine === undefined ? {} : { onLine, onOutputLine: onLine };
    const result = await sys.processes.run(argv, { cwd, env: podman.env, ...lines });
    if (result.code !== 0)
        throw engineFailed("podman", what, result, argv.join(" "));
    return result;
};
/** Name of a base in podman's storage that came from a layout. It stays there, as a base that was pulled does. */
const viewName = (base) => `dl-env-base-${base.platformDigest.slice("sha256:".length, "sha256:".length + 32)}`;
const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";
/** Gets a base into podman's storage; returns its id. */
const pullBase = async (tools, context, base, work) => {
    const { sys, podman } = tools;
    if (context.base.kind === "registry") {
        const { reference, insecure } = context.base;
        return lastLine((await run(tools, podmanPullArgv(podman.argv, withoutTag(reference), insecure), `pull ${reference}`, work)).stdout);
    }
    const name = viewName(base);
    const known = await sys.processes.run([...podman.argv, "image", "inspect", "--format={{.Id}}", `localhost/${name}:latest`], { cwd: work, env: podman.env });
    if (known.code === 0)
        return known.stdout.trim();
    await makeView(sys.files, base, (0,external_node_path_.join)(context.base.dir, "blobs", "sha256"), (0,external_node_path_.join)(work, name));
    // A relative path: podman makes a name of it, which must be in lower case, and reads a colon in it as the end.
    return lastLine((await run(tools, podmanPullArgv(podman.argv, `oci:${name}:${VIEW_TAG}`, false), `read the base ${base.tag}`, work)).stdout);
};
const removeImages = async ({ sys, podman }, images, work) => {
    // The last image takes those below it along; those of other stages are left, and one that something else stands on stays.
    for (const image of images)
        await sys.processes.run([...podman.argv, "rmi", image], { cwd: work, env: podman.env });
};
/** Builds, writes what was added to the base into a layout under `work`, and leaves nothing but the base in podman's storage. */
const podman_build = async (tools, context, work, what, onLine) => {
    const { sys, podman } = tools;
    const base = await readEngineBase(tools.open, context.base);
    const id = await pullBase(tools, context, base, work);
    const heard = [];
    const hear = (line) => {
        heard.push(line);
        onLine(line);
    };
    try {
        await run(tools, podmanBuildArgv(podman.argv, { context, base: id, idFile: (0,external_node_path_.join)(work, "image-id"), ...what }), `build ${(0,external_node_path_.join)(context.dir, engine/* CONTAINERFILE */.ww)}`, work, hear);
        const image = (await sys.files.readText((0,external_node_path_.join)(work, "image-id")))?.trim().replace("sha256:", "") ?? "";
        await prepareResult(sys.files, (0,external_node_path_.join)(work, "result"), base.config.rootfs.diff_ids);
        await run(tools, podmanPushArgv(podman.argv, image, "result"), "write its result", work);
        return { base, result: await readResult(sys, (0,external_node_path_.join)(work, "result"), base) };
    }
    finally {
        await removeImages(tools, committedImages(heard.join("\n")), work);
    }
};
/** Builds with podman in its own storage, rootless or as root. */
const podmanEngine = (sys, open, podman) => {
    const tools = { sys, open, podman };
    return {
        name: "podman",
        version: podman.version,
        buildSystem: (context, work, onLine) => (0,withFolder/* withFolder */.Z)(sys, work, async (folder) => {
            const { result } = await podman_build(tools, context, folder, { stage: engine/* SYSTEM_STAGE */.jx, layers: false }, onLine);
            return systemLayer(sys, result.added.map(({ digest }) => (0,layout/* blobPath */.nD)(result.dir, digest)), (0,external_node_path_.join)(work, "system.tar.gz"), context.epoch);
        }),
        buildImage: (context, target, onLine) => (0,withFolder/* withFolder */.Z)(sys, undefined, async (folder) => {
            const { base, result } = await podman_build(tools, context, folder, { layers: true }, onLine);
            return deliver(sys, base, result, openTarget(open, target));
        }),
    };
};

// EXTERNAL MODULE: ./lib/src/engine/podmanProbe.js + 1 modules
var podmanProbe = __webpack_require__(91518);
;// CONCATENATED MODULE: ./lib/src/engine/choose.js





const cannot = (name, { why, hint }) => (0,errors/* unreachable */.HB)({ code: "engine-unusable", message: `The engine ${name} that was asked for cannot be used: ${why}.`, hint: `Use the other one (engine: auto), or type: ${hint}` });
const none = (buildx, podman) => (0,errors/* unreachable */.HB)({
    code: "no-engine",
    message: `There is no engine here that can build: ${buildx.why}; ${podman.why}.`,
    hint: `podman is enough, and needs no daemon. Type: ${podman.hint}`,
});
const fromBuildx = (sys, { open }, call, why) => ({ engine: buildxEngine(sys, open, call), why: `Engine: buildx ${call.version}, ${why}.` });
const fromPodman = (sys, { open }, call, why) => ({ engine: podmanEngine(sys, open, call), why: `Engine: podman ${call.version}, ${why}.` });
const automatic = async (sys, needs) => {
    const buildx = await (0,buildxProbe/* probeBuildx */.he)(sys);
    if (buildx.ok)
        return fromBuildx(sys, needs, buildx.call, "because it can build here");
    const podman = await (0,podmanProbe/* probePodman */.y)(sys, needs.work);
    if (podman.ok)
        return fromPodman(sys, needs, podman.call, `because ${buildx.why}`);
    throw none(buildx, podman);
};
const choose = async (sys, wanted, needs) => {
    switch (wanted) {
        case "auto":
            return automatic(sys, needs);
        case "buildx": {
            const probe = await (0,buildxProbe/* probeBuildx */.he)(sys);
            if (!probe.ok)
                throw cannot("buildx", probe);
            return fromBuildx(sys, needs, probe.call, "as asked");
        }
        case "podman": {
            const probe = await (0,podmanProbe/* probePodman */.y)(sys, needs.work);
            if (!probe.ok)
                throw cannot("podman", probe);
            return fromPodman(sys, needs, probe.call, "as asked");
        }
    }
};
/**
 * The engine that builds on this host. It is judged by what it can do, in a trial of a second, not by its name: `buildx` and `podman` are
 * taken or refused (`engine-unusable`), `auto` takes buildx if it can, else podman, else rejects with `no-engine`. Says in the log which and why.
 */
const chooseEngine = async (sys, wanted, needs) => {
    const { engine, why } = await choose(sys, wanted, needs);
    sys.log.info(why);
    return engine;
};


/***/ }),

/***/ 40611:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hf: () => (/* binding */ BASE_ARG),
/* harmony export */   jx: () => (/* binding */ SYSTEM_STAGE),
/* harmony export */   ww: () => (/* binding */ CONTAINERFILE)
/* harmony export */ });
/** Name of the build argument, declared before the first FROM, that every Containerfile of ours takes its base from: `FROM ${BASE} AS system`. */
const BASE_ARG = "BASE";
/** The stage that holds what the base needs: apt packages, the user, files' places. */
const SYSTEM_STAGE = "system";
/** Name of the recipe file in a build's folder. */
const CONTAINERFILE = "Containerfile";


/***/ }),

/***/ 91518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ probePodman)
});

// UNUSED EXPORTS: podmanTrialArgv

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./lib/src/engine/containersConf.js
/** podman's own defaults for the two limits it raises: raising one above the hard limit needs CAP_SYS_RESOURCE. */
const DEFAULT_FILES = 1_048_576;
const DEFAULT_PROCESSES = 4_194_304;
/** More than this no container of ours needs, and pid_max is often 32768. */
const ENOUGH_FILES = 65_536;
const ENOUGH_PROCESSES = 16_384;
const limit = (hard, enough) => Math.min(hard ?? enough, enough);
const lowLimits = (host) => (host.files ?? DEFAULT_FILES) < DEFAULT_FILES || (host.processes ?? DEFAULT_PROCESSES) < DEFAULT_PROCESSES;
const containersSection = (host) => [
    "[containers]",
    ...(lowLimits(host)
        ? [`default_ulimits = ["nofile=${limit(host.files, ENOUGH_FILES)}:${limit(host.files, ENOUGH_FILES)}", "nproc=${limit(host.processes, ENOUGH_PROCESSES)}:${limit(host.processes, ENOUGH_PROCESSES)}"]`]
        : []),
    ...(host.netavark || host.cni ? [] : ['netns = "host"']),
];
const engineSection = (host) => [
    "[engine]",
    ...(host.runc && (!host.crun || !host.unifiedCgroups) ? ['runtime = "runc"'] : []),
    ...(host.systemd ? [] : ['cgroup_manager = "cgroupfs"', 'events_logger = "file"']),
];
const networkSection = (host) => (host.netavark ? ["[network]", 'network_backend = "netavark"'] : []);
/** A containers.conf for podman on this host, with what the host needs said and everything else left to podman. Pure. */
const containersConf = (host) => [...containersSection(host), ...engineSection(host), ...networkSection(host), ""].join("\n");
const hardLimit = (limits, name) => {
    const value = new RegExp(`^${name}\\s+\\S+\\s+(\\S+)`, "m").exec(limits)?.[1];
    return value === undefined || value === "unlimited" ? undefined : Number(value);
};
const someFile = async (sys, paths) => {
    for (const path of paths)
        if ((await sys.files.stat(path)) !== undefined)
            return true;
    return false;
};
/** Looks at this host: small files below /proc, /sys and /usr; no process is run. */
const readContainerHost = async (sys) => {
    const limits = (await sys.files.readText("/proc/self/limits")) ?? "";
    const files = hardLimit(limits, "Max open files");
    const processes = hardLimit(limits, "Max processes");
    return {
        ...(files === undefined ? {} : { files }),
        ...(processes === undefined ? {} : { processes }),
        unifiedCgroups: (await sys.files.stat("/sys/fs/cgroup/cgroup.controllers")) !== undefined,
        systemd: (await sys.files.stat("/run/systemd/system")) !== undefined,
        crun: (await sys.processes.find("crun")) !== undefined,
        runc: (await sys.processes.find("runc")) !== undefined || (await someFile(sys, ["/usr/sbin/runc"])),
        netavark: await someFile(sys, ["/usr/lib/podman/netavark", "/usr/libexec/podman/netavark"]),
        cni: await someFile(sys, ["/usr/lib/cni/bridge", "/usr/libexec/cni/bridge", "/opt/cni/bin/bridge"]),
    };
};

// EXTERNAL MODULE: ./lib/src/engine/install.js
var engine_install = __webpack_require__(95782);
// EXTERNAL MODULE: ./lib/src/engine/withFolder.js
var withFolder = __webpack_require__(8709);
;// CONCATENATED MODULE: ./lib/src/engine/podmanProbe.js




/** 4.1 knows the build contexts, secrets and CDI devices that are used. */
const OLDEST = 4.1;
/** Milliseconds that a container that does nothing may take on a busy host. */
const PATIENCE = 60_000;
/** Folders of the host that a program of the host needs; they are mounted into an otherwise empty root. */
const HOST_FOLDERS = ["/bin", "/lib", "/lib64", "/usr"];
/** Runs the host's own `true` in a container without an image: whether runtime, limits, cgroups and network do. */
const podmanTrialArgv = (podman, root, mounts, network) => [
    ...podman,
    "run",
    "--rm",
    "--quiet",
    ...(network === undefined ? [] : [`--network=${network}`]),
    ...mounts.map((folder) => `--volume=${folder}:${folder}:ro`),
    "--rootfs",
    root,
    "/usr/bin/true",
];
/** The last that podman said; before it knows its settings it logs as `time=… level=error msg="…"`. */
const lastLine = (text) => {
    const last = text.trim().split("\n").at(-1) ?? "";
    return (/ msg="(.*)"$/.exec(last)?.[1] ?? last).replace(/^Error: /, "").replace(/\.$/, "");
};
/** An empty root with the links that the host has (`/lib -> usr/lib`); returns the folders that must be mounted. */
const makeRoot = async (sys, root) => {
    const mounts = [];
    for (const folder of ["/etc", "/proc", "/sys", "/dev", "/tmp", "/run"])
        await sys.files.makeDir(root + folder);
    for (const folder of HOST_FOLDERS) {
        const found = await sys.files.stat(folder);
        if (found?.kind === "symlink")
            await sys.files.link(await sys.files.readLink(folder), root + folder);
        if (found?.kind !== "directory")
            continue;
        await sys.files.makeDir(root + folder);
        mounts.push(folder);
    }
    return mounts;
};
/** Undefined when a container runs, else the last thing podman said. */
const trial = (sys, argv, env, network) => (0,withFolder/* withFolder */.Z)(sys, undefined, async (folder) => {
    await sys.files.chmod(folder, 0o755);
    const root = (0,external_node_path_.join)(folder, "root");
    const mounts = await makeRoot(sys, root);
    const result = await sys.processes.run(podmanTrialArgv(argv, root, mounts, network), { env, timeout: PATIENCE });
    if (result.code === 0)
        return undefined;
    return result.timedOut ? "a container did not start within a minute" : lastLine(result.stderr);
});
const tryNetworks = async (sys, env) => {
    const why = await trial(sys, ["podman"], env);
    if (why === undefined)
        return { bridge: true };
    return (await trial(sys, ["podman"], env, "host")) === undefined ? { bridge: false } : { why };
};
/** x.y.z, or why podman does not even say that. */
const versionOf = async (sys) => {
    const { stdout, stderr } = await sys.processes.run(["podman", "--version"]);
    const version = /[0-9]+\.[0-9]+\.[0-9]+/.exec(stdout)?.[0];
    return version === undefined ? { why: `podman does not start: ${lastLine(stderr)}` } : { version };
};
/** What podman is told by the environment already; what it lacks is added. DOCKER_CONFIG without a config.json makes podman fail. */
const dockerConfig = async (sys) => {
    const folder = sys.env.get("DOCKER_CONFIG");
    if (folder === undefined || (await sys.files.stat((0,external_node_path_.join)(folder, "config.json"))) !== undefined)
        return {};
    return { DOCKER_CONFIG: "" };
};
/**
 * Whether podman can run a container here, and how. First as the user has it configured; only if that fails, with a containers.conf of
 * ours in `folder`, which says what this host needs (CONTAINERS_CONF; the machine's own files are left alone).
 */
const probePodman = async (sys, folder) => {
    const install = (await (0,engine_install/* installCommand */.Je)(sys, "podman")) ?? "podman --version";
    if ((await sys.processes.find("podman")) === undefined)
        return { ok: false, why: "podman is not installed", hint: install };
    const found = await versionOf(sys);
    if ("why" in found)
        return { ok: false, why: found.why, hint: "podman info" };
    const { version } = found;
    if (Number.parseFloat(version) < OLDEST)
        return { ok: false, why: `podman ${version} is older than ${OLDEST}`, hint: install };
    const env = await dockerConfig(sys);
    const own = await tryNetworks(sys, env);
    if ("bridge" in own && own.bridge)
        return { ok: true, call: { argv: ["podman"], env, version, bridge: true } };
    const conf = (0,external_node_path_.join)(folder, "containers.conf");
    await sys.files.write(conf, containersConf(await readContainerHost(sys)));
    const withConf = { ...env, CONTAINERS_CONF: conf };
    const told = await tryNetworks(sys, withConf);
    if ("bridge" in told && (told.bridge || !("bridge" in own)))
        return { ok: true, call: { argv: ["podman"], env: withConf, version, bridge: told.bridge } };
    if ("bridge" in own)
        return { ok: true, call: { argv: ["podman"], env, version, bridge: false } };
    // What settings of ours could mend is mended now: what is left to say is why it fails with them.
    return { ok: false, why: `podman ${version} cannot run a container: ${"why" in told ? told.why : own.why}`, hint: "podman info" };
};


/***/ }),

/***/ 52612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ buildSecrets)
/* harmony export */ });
/* unused harmony export readPipConf */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

/** Variables that name a whole bundle of certificates, the most telling first. NODE_EXTRA_CA_CERTS is not among them: it only adds to one. */
const BUNDLES = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT", "CURL_CA_BUNDLE"];
/** Where administrators put certificates of their own, and the bundle that the distribution makes of them and its own. */
const ADDED = [
    ["/usr/local/share/ca-certificates", "/etc/ssl/certs/ca-certificates.crt"],
    ["/etc/pki/ca-trust/source/anchors", "/etc/pki/tls/certs/ca-bundle.crt"],
];
/** The bundle that this host's programs trust, where that is not simply the distribution's: named by the environment, or with certificates added. */
const bundle = async (sys) => {
    for (const name of BUNDLES) {
        const path = sys.env.get(name);
        const bytes = path === undefined || path === "" ? undefined : await sys.files.readBytes(path);
        if (bytes !== undefined)
            return bytes;
    }
    for (const [folder, file] of ADDED)
        if ((await sys.files.list(folder)).length > 0)
            return sys.files.readBytes(file);
    return undefined;
};
/** Settings of pip that say where packages come from. Paths of this host (find-links, cert) mean nothing in a build. */
const PIP_KEYS = ["index-url", "extra-index-url", "trusted-host", "timeout", "retries"];
/** What pip and uv call the same thing, in the order in which it counts: uv's own variable first, because the build runs uv. */
const VARIABLES = {
    "index-url": ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"],
    "extra-index-url": ["UV_EXTRA_INDEX_URL", "PIP_EXTRA_INDEX_URL"],
    "trusted-host": ["PIP_TRUSTED_HOST"],
    timeout: ["PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT"],
    retries: ["PIP_RETRIES"],
};
const configFiles = (sys) => {
    const named = sys.env.get("PIP_CONFIG_FILE");
    const own = [`${sys.env.get("XDG_CONFIG_HOME") ?? `${sys.env.home}/.config`}/pip/pip.conf`, `${sys.env.home}/.pip/pip.conf`, "/etc/pip.conf"];
    return named === undefined || named === "" ? own : [named, ...own];
};
/** Keys of the sections [global] and [install] of a pip.conf; a value may go on in indented lines. Pure. */
const readPipConf = (text) => {
    const values = new Map();
    let section = "";
    let key;
    for (const line of text.split("\n")) {
        const header = /^\[(.+)\]\s*$/.exec(line)?.[1];
        const pair = /^([A-Za-z-_]+)\s*[=:]\s*(.*)$/.exec(line);
        if (header !== undefined)
            section = header.trim();
        else if (/^\s*([#;].*)?$/.test(line))
            continue;
        else if (/^\s/.test(line) && key !== undefined)
            values.set(key, `${values.get(key) ?? ""}\n    ${line.trim()}`.replace(/^\n\s*/, ""));
        else if (pair !== null && (section === "global" || section === "install")) {
            key = (pair[1] ?? "").replaceAll("_", "-").toLowerCase();
            values.set(key, (pair[2] ?? "").trim());
            continue;
        }
        if (header !== undefined)
            key = undefined;
    }
    return values;
};
/** A pip.conf that says where packages come from, as this host's environment and files have it; undefined when they say nothing. */
const pipConf = async (sys) => {
    const found = new Map();
    for (const key of PIP_KEYS) {
        const value = VARIABLES[key]?.map((name) => sys.env.get(name)).find((text) => text !== undefined && text !== "");
        if (value !== undefined)
            found.set(key, value);
    }
    for (const file of configFiles(sys))
        for (const [key, value] of readPipConf((await sys.files.readText(file)) ?? ""))
            if (PIP_KEYS.includes(key) && !found.has(key))
                found.set(key, value);
    if (!found.has("index-url") && !found.has("extra-index-url"))
        return undefined;
    return ["[global]", ...[...found].map(([key, value]) => `${key} = ${value}`), ""].join("\n");
};
/**
 * Secrets for builds on this host, as private files in `work`: `ca`, the bundle of certificates that its programs trust, and `pip`, a pip.conf
 * that names its package index. Each only where the host has something to say. They are mounted during RUN and never get into a layer.
 */
const buildSecrets = async (sys, work) => {
    const contents = { ca: await bundle(sys), pip: await pipConf(sys) };
    const secrets = {};
    for (const [id, content] of Object.entries(contents)) {
        if (content === undefined)
            continue;
        secrets[id] = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(work, "secrets", id);
        await sys.files.write(secrets[id], content, 0o600);
    }
    return secrets;
};


/***/ }),

/***/ 8404:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E7: () => (/* binding */ failedProblems),
/* harmony export */   Ov: () => (/* binding */ failedError),
/* harmony export */   XR: () => (/* binding */ failedCells)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _report_problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3510);


/** The same failure for each of these cells. What is no DlEnvError is a fault of ours and is thrown on. */
const failedCells = (cells, error) => {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DlEnvError */ .Oz))
        throw error;
    const [problem = { code: error.code, message: error.message }] = (0,_report_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problemsOf */ .GW)(error);
    return cells.map((cell) => ({ cell, problem, exit: error.exit }));
};
const MOST_NAMES = 3;
/** One problem for each distinct one, naming its cells: forty cells that fail alike are one message. */
const failedProblems = (failed) => [...Map.groupBy(failed, ({ problem }) => `${problem.code}\n${problem.message}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined)
        return [];
    const names = [...new Set(group.map(({ cell }) => cell))];
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
    return [{ ...first.problem, message: `${names.slice(0, MOST_NAMES).join(", ")}${more}: ${first.problem.message}` }];
});
/** All failures as one error, or undefined when there is none: exit 3 when only the outside failed, else 1. */
const failedError = (failed) => {
    const [first, ...more] = failedProblems(failed);
    if (first === undefined)
        return undefined;
    return failed.every(({ exit }) => exit === 3) ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DlEnvError */ .Oz(3, first, { more }) : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)(first, { more });
};


/***/ }),

/***/ 52866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ sessionOptions)
/* harmony export */ });
/** Answers that runs keep for each other count for half a day: the runs of one day agree, and each night asks anew. */
const ANSWERS_COUNT = 12 * 3_600_000;
/** The inputs that every command which reads dl-env.yml knows; absent where they were not given. */
const sessionOptions = ({ file, to, engine, build, require, cells, offline, update, standIn }) => ({
    file,
    offline,
    update,
    standIn,
    answersCount: ANSWERS_COUNT,
    ...(to === undefined ? {} : { to }),
    ...(engine === undefined ? {} : { engine }),
    ...(build === undefined ? {} : { build }),
    ...(require === undefined ? {} : { require }),
    ...(cells.length === 0 ? {} : { cells }),
});


/***/ }),

/***/ 40583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ aptCall),
/* harmony export */   DV: () => (/* binding */ SNAPSHOTS_ARG),
/* harmony export */   H8: () => (/* binding */ APT_MOUNTS),
/* harmony export */   P2: () => (/* binding */ aptExtras),
/* harmony export */   dV: () => (/* binding */ aptArgument),
/* harmony export */   rY: () => (/* binding */ aptFiles)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65071);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52548);



/** Build argument with the address of the snapshot service, so that a mirror can stand for it. */
const SNAPSHOTS_ARG = "APT_SNAPSHOTS";
/** Folder of apt's files in a build context, and where a build sees it. */
const FOLDER = "apt";
const MOUNTED = "/mnt/apt";
/** What a RUN that calls apt begins with. */
const APT_MOUNTS = `--mount=type=secret,id=ca --mount=type=bind,source=${FOLDER},target=${MOUNTED}`;
/** Names that only some images of a release need. */
const aptExtras = ({ python, pythonFrom, sudo }) => [
    ...(pythonFrom === "ubuntu" ? [`python${python}`, `python${python}-venv`] : []),
    ...(sudo ? ["sudo"] : []),
];
const unknownService = (release) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({
    code: "apt-lock-stale",
    message: `The apt lock of ${release} names a snapshot, and the catalog knows no snapshot service of that release.`,
    hint: "Make it anew: dl-env lock --update",
});
const snapshotsOf = ({ apt, snapshots }) => {
    if (apt.snapshot === undefined)
        return undefined;
    if (snapshots === undefined)
        throw unknownService(apt.release);
    return snapshots;
};
/** The ARG that a stage needs before it calls apt; empty for a release without snapshots. */
const aptArgument = (recipe) => {
    const snapshots = snapshotsOf(recipe);
    return snapshots === undefined ? "" : `ARG ${SNAPSHOTS_ARG}=${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .instructionValue */ .SW)(snapshots.address)}\n`;
};
/** apt.sh, and the versions and digests that it holds packages against. */
const aptFiles = ({ apt, installer }) => {
    const lines = apt.packages?.map(({ name, version, sha256, upgrades }) => `${sha256} ${name}=${version}${upgrades === true ? " upgrades" : ""}\n`);
    return [{ path: `${FOLDER}/apt.sh`, content: installer }, ...(lines === undefined ? [] : [{ path: `${FOLDER}/packages.txt`, content: lines.join("") }])];
};
/** Lines of shell that call apt.sh with these words, within a RUN that has APT_MOUNTS. */
const aptCall = (recipe, words) => {
    const snapshots = snapshotsOf(recipe);
    const { snapshot = "", asOf } = recipe.apt;
    const mounted = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", JSON.stringify(aptFiles(recipe).map(({ content }) => content))).slice(0, 12);
    return [
        ...(snapshots === undefined ? [] : [`export SNAPSHOT="$${SNAPSHOTS_ARG}/${snapshot}" SUITES=${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(snapshots.suites.join(" "))} COMPONENTS=${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(snapshots.components.join(" "))};`]),
        // This does nothing but differ: engines reuse what they remember of a RUN with the same text, whatever has changed in what it mounts.
        `: ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(`packages as of ${asOf}, files ${mounted}`)}; sh ${MOUNTED}/apt.sh \\\n        ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .wrapped */ .ky)("", words.map(_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7), " \\\n        ", 100)};`,
    ];
};


/***/ }),

/***/ 23159:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qk: () => (/* binding */ PROBE_FOLDER),
/* harmony export */   R8: () => (/* binding */ filesOf),
/* harmony export */   XE: () => (/* binding */ readInstaller),
/* harmony export */   oH: () => (/* binding */ readImageSources)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _layer_walk_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67067);


/** Where probes lie in an image: `<library>.py` each. */
const PROBE_FOLDER = "/usr/local/lib/dl-env/probes";
const readFile = async (files, path, target, mode) => {
    const bytes = (await files.readBytes(path)) ?? new Uint8Array();
    const content = Buffer.from(bytes).toString("utf8");
    if (Buffer.compare(Buffer.from(content), bytes) !== 0) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "image-file", message: "Files of an image must be UTF-8 text.", place: { file: path }, hint: `Look at it: file ${path}` });
    }
    return { path: target, mode: (mode & 0o100) === 0 ? 0o644 : 0o755, content };
};
const byPath = (a, b) => (a.path < b.path ? -1 : 1);
const readRootfs = async (files, root) => {
    const found = (await (0,_layer_walk_js__WEBPACK_IMPORTED_MODULE_1__/* .walk */ .G)(files, root)).filter(({ path }) => !path.includes("__pycache__"));
    const other = found.find(({ kind }) => kind !== "file");
    if (other !== undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "image-file", message: "Only plain files go into images.", place: { file: `${root}/${other.path}` }, hint: "Type: ls -lR image/rootfs" });
    return (await Promise.all(found.map(({ path, mode }) => readFile(files, `${root}/${path}`, `/${path}`, mode)))).sort(byPath);
};
/** The text of image/apt/apt.sh. */
const readInstaller = async ({ files, env }) => (await readFile(files, `${env.projectRoot}/image/apt/apt.sh`, "", 0o644)).content;
/** Reads `image/rootfs` below the project and the probe of each library; a library without a probe has none in the image. */
const readImageSources = async (sys, libraries) => {
    const { files, env } = sys;
    const rootfs = await readRootfs(files, `${env.projectRoot}/image/rootfs`);
    const probes = new Map();
    for (const library of libraries.values()) {
        const path = `${library.folder}/probe.py`;
        if ((await files.stat(path)) !== undefined)
            probes.set(library.name, await readFile(files, path, `${PROBE_FOLDER}/${library.name}.py`, 0o644));
    }
    return { rootfs, probes, apt: await readInstaller(sys) };
};
/** The files of an image with these libraries, sorted by path. */
const filesOf = (sources, libraries) => [...sources.rootfs, ...libraries.flatMap((name) => sources.probes.get(name) ?? [])].sort(byPath);


/***/ }),

/***/ 87236:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cy: () => (/* binding */ lockLayers),
/* harmony export */   E: () => (/* binding */ systemLayerSpec),
/* harmony export */   He: () => (/* binding */ pythonLayerSpec),
/* harmony export */   Qy: () => (/* binding */ filesLayerSpec),
/* harmony export */   hd: () => (/* binding */ laidLastWheels),
/* harmony export */   rh: () => (/* binding */ wheelLayer)
/* harmony export */ });
/* unused harmony exports WHEEL_LAYER_BYTES, MOST_WHEEL_LAYERS */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70639);
/* harmony import */ var _recipe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47396);



/** Wheels of this download size and more are a layer each; see docs/decisions/0020-which-wheels-are-layers.md. */
const WHEEL_LAYER_BYTES = 4_000_000;
/** 110 for a whole image, less 16 for the largest base, less system, Python, rest, files and the list of wheels. */
const MOST_WHEEL_LAYERS = 89;
/** Hex digits of a layer's key. */
const KEY_DIGITS = 32;
/** Key of a layer: sha256 over its kind, the layer format and what decides its content. */
const keyOf = (kind, parts) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", JSON.stringify([kind, _recipe_js__WEBPACK_IMPORTED_MODULE_2__/* .LAYER_FORMAT */ .w, ...parts])).slice(0, KEY_DIGITS);
const byName = (a, b) => (a.name < b.name ? -1 : 1);
const total = (wheels) => wheels.reduce((sum, wheel) => sum + wheel.download, 0);
const further = (lock) => (lock.question.indexes.length === 0 ? {} : { indexes: lock.question.indexes });
/** The layer of one wheel: the same for every Python, Ubuntu and set, because its key is the wheel's own hash. */
const wheelLayer = (wheel, lock) => ({
    kind: "wheel",
    key: keyOf("wheel", [wheel.sha256]),
    title: `${wheel.name} ${wheel.version}`,
    download: wheel.download,
    wheels: [wheel],
    python: lock.question.python,
    platform: lock.question.platform,
    ...further(lock),
});
const restLayer = (wheels, lock) => ({
    kind: "rest",
    key: keyOf("rest", wheels.map(({ sha256 }) => sha256).sort()),
    title: wheels.length === 1 ? `${wheels[0]?.name} ${wheels[0]?.version}` : `${wheels.length} small wheels`,
    download: total(wheels),
    wheels,
    python: lock.question.python,
    platform: lock.question.platform,
    ...further(lock),
});
/** Packages whose copy of a shared path is the one that counts, in the catalog's order. */
const lastNames = (laidLast) => [...new Set(Object.values(laidLast).flat())];
/** Wheels of a lock that are laid after the others, and by hand installed after them, in this order. */
const laidLastWheels = (lock, laidLast) => lastNames(laidLast).flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);
/**
 * The layers of a lock, in the order laid: rest, wheels by name, then those that the catalog wants laid last. A wheel that must be last
 * is a layer of its own whatever its size; beyond MOST_WHEEL_LAYERS the smallest of the others go to the rest.
 */
const lockLayers = (lock, laidLast, layerOf = wheelLayer) => {
    const last = laidLastWheels(lock, laidLast);
    const others = last.length === 0 ? lock.wheels : lock.wheels.filter((wheel) => !last.includes(wheel));
    const large = others.filter((wheel) => wheel.download >= WHEEL_LAYER_BYTES).sort((a, b) => b.download - a.download || byName(a, b));
    const own = large.slice(0, Math.max(0, MOST_WHEEL_LAYERS - last.length));
    const least = own.at(-1);
    const isOwn = (wheel) => least !== undefined && (wheel.download > least.download || (wheel.download === least.download && own.includes(wheel)));
    const rest = others.filter((wheel) => !isOwn(wheel)).sort(byName);
    return [...(rest.length === 0 ? [] : [restLayer(rest, lock)]), ...own.sort(byName).concat(last).map((wheel) => layerOf(wheel, lock))];
};
/** The system layer: base, apt packages as of their date, and the texts of what runs decide it. */
const systemLayerSpec = (system) => ({
    kind: "system",
    key: keyOf("system", [system.base, (0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeAptLock */ .BC)(system.apt), system.script, ...system.files.map(({ content }) => content)]),
    title: `system of ${system.release}${system.pythonFrom === "ubuntu" ? ` with Python ${system.python}` : ""}`,
    download: 0,
    system,
});
/** Bytes of an archive of python-build-standalone (install_only_stripped, x86_64): 24 to 34 MB in 2026. */
const PYTHON_DOWNLOAD = 34_000_000;
const pythonLayerSpec = (python) => ({
    kind: "python",
    key: keyOf("python", [python.version, python.sha256]),
    title: `Python ${python.version}`,
    download: PYTHON_DOWNLOAD,
    version: python.version,
    url: python.url,
    sha256: python.sha256,
});
const filesLayerSpec = (files) => ({
    kind: "files",
    key: keyOf("files", files.map(({ path, mode, content }) => JSON.stringify([path, mode, content]))),
    title: "files of dl-env",
    download: 0,
    files,
});


/***/ }),

/***/ 52548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Im: () => (/* binding */ comment),
/* harmony export */   SW: () => (/* binding */ instructionValue),
/* harmony export */   cA: () => (/* binding */ execForm),
/* harmony export */   ky: () => (/* binding */ wrapped),
/* harmony export */   r7: () => (/* binding */ shellWord)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);

/** No instruction of a Containerfile can hold a line break or another control character outside JSON. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const CONTROL = /[\u0000-\u001F\u007F\u0085\u2028\u2029]/;
const CONTROLS = new RegExp(CONTROL.source, "g");
/** Nothing that any parser takes for more than itself inside double quotes: the usual case, told by one look. */
const PLAIN_VALUE = /^[A-Za-z0-9 _@%+=:,./-]*$/;
const PLAIN_WORD = /^[A-Za-z0-9_@%+=:,./-]+$/;
const refuseControl = (value, where) => {
    if (CONTROL.test(value)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "control-character", message: `${where} must not hold line breaks or other control characters: ${JSON.stringify(value)}.`, hint: "Remove them from: dl-env.yml" });
    }
};
/** One word of a POSIX shell, whatever is in the value. */
const shellWord = (value) => {
    if (PLAIN_WORD.test(value))
        return value;
    refuseControl(value, "A word of a command");
    return `'${value.replaceAll("'", `'\\''`)}'`;
};
/** A value of ENV, LABEL or ARG: in double quotes, with nothing that the parser would expand or end the quotes at. */
const instructionValue = (value) => {
    if (PLAIN_VALUE.test(value))
        return `"${value}"`;
    refuseControl(value, "A label or variable");
    return `"${value.replaceAll(/["\\$]/g, String.raw `\$&`)}"`;
};
/** A list in the JSON form of ENTRYPOINT and CMD: no shell reads it. */
const execForm = (argv) => JSON.stringify(argv);
/** What stands in a comment: one line. */
const comment = (text) => `# ${text.replaceAll(CONTROLS, " ")}`;
/** The words behind `first`, in lines of at most `width` characters where they fit; `next` goes between lines. */
const wrapped = (first, words, next, width) => {
    let text = first;
    let used = first.length;
    for (const word of words) {
        const fits = used === 0 || used + word.length < width;
        if (fits)
            text += used === 0 ? word : ` ${word}`;
        else
            text += next + word;
        used = fits ? used + word.length + 1 : word.length;
    }
    return text;
};


/***/ }),

/***/ 47396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ layerTag),
/* harmony export */   w: () => (/* binding */ LAYER_FORMAT)
/* harmony export */ });
/** Part of every key: changing the format makes every layer anew. */
const LAYER_FORMAT = 1;
/** `<kind>-<key>` */
const layerTag = (layer) => `${layer.kind}-${layer.key}`;


/***/ }),

/***/ 9453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ writeContext)
});

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/layer/install.js
var install = __webpack_require__(79915);
// EXTERNAL MODULE: ./lib/src/resolve/namedIndexes.js
var namedIndexes = __webpack_require__(58078);
// EXTERNAL MODULE: ./lib/src/layer/python.js + 1 modules
var layer_python = __webpack_require__(50101);
// EXTERNAL MODULE: ./lib/src/smoke/inventory/wheel.js
var wheel = __webpack_require__(95896);
// EXTERNAL MODULE: ./lib/src/image/quote.js
var quote = __webpack_require__(52548);
;// CONCATENATED MODULE: ./lib/src/image/containerfile.js



/** Characters of a line of labels. */
const WIDTH = 140;
/** Where a long instruction goes on. */
const NEXT = " \\\n    ";
const minorOf = (version) => version.split(".").slice(0, 2).join(".");
/** The same Python and the same /opt/venv as in the Python layer. */
const pythonStage = ({ version, url, sha256 }) => {
    const minor = minorOf(version);
    const folder = `/${(0,layer_python/* standaloneFolder */.Yy)(version)}`;
    const config = (0,layer_python/* standaloneVenvConfig */.LB)(version).trimEnd().split("\n").map(quote/* shellWord */.r7).join(" ");
    return `
# Python ${version} from python-build-standalone; name a mirror with --build-arg PYTHON_ARCHIVE=…
FROM system AS python
ARG PYTHON_ARCHIVE=${(0,quote/* instructionValue */.SW)(url)}
RUN --mount=type=secret,id=ca set -eu; umask 002; \\
    if [ -f /run/secrets/ca ]; then export CURL_CA_BUNDLE=/run/secrets/ca; fi; \\
    curl -fsSL --retry 3 -o /tmp/python.tar.gz "$PYTHON_ARCHIVE"; \\
    echo '${sha256}  /tmp/python.tar.gz' | sha256sum -c -; \\
    mkdir -p ${folder} /opt/venv/bin /opt/venv/include/site/python3 /opt/venv/lib/python3/site-packages; \\
    tar -xzf /tmp/python.tar.gz -C ${folder} --strip-components=1 --no-same-owner; rm /tmp/python.tar.gz; \\
    find ${folder} -name __pycache__ -prune -exec rm -rf {} +; chmod -R u=rwX,g=rwX,o=rX ${folder}; chmod 0755 /opt; chmod 0775 /opt/python; \\
    ln -s ${folder}/bin/python${minor} /opt/venv/bin/python3; ln -s python3 /opt/venv/bin/python; ln -s python3 /opt/venv/bin/python${minor}; \\
    ln -s python3 /opt/venv/lib/python${minor}; ln -s lib /opt/venv/lib64; ln -s python3 /opt/venv/include/site/python${minor}; \\
    printf '%s\\n' ${config} > /opt/venv/pyvenv.cfg
`;
};
const FILES_STAGE = `
# Modes are set here, so that they do not depend on how this folder was copied.
FROM system AS files
COPY files/ /layer/
RUN chmod -R u=rwX,go=rX /layer
`;
const installStage = (input) => {
    const { requirements, indexes, python } = input;
    const mounts = requirements.map((file) => `--mount=type=bind,source=${file},target=/mnt/${file}${NEXT}`).join("");
    const interpreter = python === undefined ? "/opt/venv/bin/python3" : `/${(0,layer_python/* standaloneFolder */.Yy)(python.version)}/bin/python3`;
    const further = indexes.map(({ address }) => ` --index ${(0,quote/* shellWord */.r7)(address)}`).join("") + (indexes.length === 0 ? "" : " --index-strategy unsafe-best-match");
    // A function where there are two calls, so that they cannot differ.
    const install = `/tmp/uv/bin/uv pip install --python /opt/venv/bin/python3 --no-cache --no-deps${NEXT}    --only-binary :all: --require-hashes${further} -r`;
    const calls = requirements.length === 1 ? `${install} /mnt/${requirements[0]};` : `add() { ${install} "$1"; };${requirements.map((file) => `${NEXT}add /mnt/${file};`).join("")}`;
    return `
# Secrets are optional: ca is a bundle of certificates, pip a pip.conf that names a package index.
FROM ${python === undefined ? "system" : "python"}
RUN --mount=type=secret,id=ca --mount=type=secret,id=pip ${mounts}set -eu; umask 002; export PYTHONDONTWRITEBYTECODE=1; \\
    if [ -f /run/secrets/ca ]; then export SSL_CERT_FILE=/run/secrets/ca PIP_CERT=/run/secrets/ca; fi; \\
    if [ -f /run/secrets/pip ]; then export PIP_CONFIG_FILE=/run/secrets/pip; fi; \\
    ${interpreter} -m venv /tmp/uv; \\
    echo ${(0,quote/* shellWord */.r7)(input.uv)} | /tmp/uv/bin/python3 -m pip install -q --no-cache-dir --require-hashes -r /dev/stdin; \\
    if index="$(/tmp/uv/bin/python3 -m pip config get global.index-url 2>/dev/null)"; then export UV_DEFAULT_INDEX="$index"; fi; \\
    ${calls} \\
    sed -i 's,/include/site/python[0-9.]*/,/include/site/python3/,' /opt/venv/lib/python3/site-packages/*.dist-info/RECORD; \\
    find /opt/venv/lib/python3/site-packages -name __pycache__ -prune -exec rm -rf {} +; rm -rf /opt/venv/.lock /tmp/uv
COPY --from=files /layer/ /
RUN /opt/venv/bin/python3 -B -X utf8 /usr/local/bin/dl-env-check --licences --json > ${wheel/* LICENCE_LIST */.X5}
`;
};
const pairs = (instruction, values) => {
    const words = [];
    for (const name in values)
        words.push(`${name}=${(0,quote/* instructionValue */.SW)(values[name] ?? "")}`);
    return `${(0,quote/* wrapped */.ky)(instruction, words, NEXT, WIDTH)}\n`;
};
const settings = (config) => [
    pairs("ENV", config.env),
    pairs("LABEL", config.labels),
    ...config.exposed.map((port) => `EXPOSE ${port}\n`),
    `USER ${config.user}\n`,
    `WORKDIR ${config.workdir}\n`,
    `ENTRYPOINT ${(0,quote/* execForm */.cA)(config.entrypoint)}\n`,
    `CMD ${(0,quote/* execForm */.cA)(config.cmd)}\n`,
].join("");
/**
 * The cell as a person would write it: one dialect for BuildKit and podman from 4.3 on, which needs nothing but the folder it lies in. Built alone
 * it gives the files, environment, labels, user and entrypoint of the linked image.
 */
const containerfile = (input) => [
    (0,quote/* comment */.Im)(`dl-env ${input.cell}, on ${input.base.tag}`),
    "\n# Build it here with: docker build -f Containerfile .   or: podman build .\n",
    `ARG BASE=${(0,quote/* instructionValue */.SW)(input.base.pinned)}\n`,
    "# Distribution packages as apt/ has them, the user and the environment's frame. NVIDIA's apt source is left out, nothing is removed.\n",
    input.system,
    input.python === undefined ? "" : pythonStage(input.python),
    FILES_STAGE,
    installStage(input),
    settings(input.config),
].join("");

// EXTERNAL MODULE: ./lib/src/image/layers.js
var image_layers = __webpack_require__(87236);
;// CONCATENATED MODULE: ./lib/src/image/generate.js




const layerOf = (recipe, kind) => recipe.layers.find((layer) => layer.kind === kind);
/** The uv of the lock, which stands in every image; else the catalog's. */
const uvRequirement = (lock, tool) => {
    const locked = lock.wheels.find(({ name }) => name === "uv");
    return locked === undefined ? `uv==${tool.version} --hash=sha256:${tool.wheelSha256}` : (0,install/* hashedRequirements */.kr)([locked]).trimEnd();
};
/** `repository@sha256:…`, or the tag while no digest is known. Not both: podman 4.3 refuses a reference with tag and digest. */
const pinnedBase = (base) => {
    const digest = base.platformDigest ?? base.digest;
    return digest === undefined ? base.tag : `${base.tag.replace(/:[^/:]+$/, "")}@${digest}`;
};
/** Wheels that must be laid last are installed by a call of their own, in the catalog's order. */
const requirementFiles = (lock, catalog) => {
    const last = (0,image_layers/* laidLastWheels */.hd)(lock, catalog.laidLast);
    const first = last.length === 0 ? lock.wheels : lock.wheels.filter((wheel) => !last.includes(wheel));
    return [{ path: "requirements.txt", wheels: first }, ...last.map((wheel) => ({ path: `requirements-${wheel.name}.txt`, wheels: [wheel] }))];
};
/** The Containerfile of a cell; see containerfile.ts. */
const cellContainerfile = ({ recipe, lock, base, catalog }) => {
    const python = layerOf(recipe, "python");
    return containerfile({
        cell: recipe.cell,
        base: { tag: base.tag, pinned: pinnedBase(base) },
        system: layerOf(recipe, "system")?.system.script ?? "",
        ...(python === undefined ? {} : { python }),
        uv: uvRequirement(lock, catalog.uv),
        requirements: requirementFiles(lock, catalog).map(({ path }) => path),
        indexes: (0,namedIndexes/* namedIndexes */.wK)(lock.question.indexes, catalog.indexes, {}),
        config: recipe.config,
    });
};
/** The folder of one cell: `Containerfile`, `apt/`, hashed requirements, `files/`. The same input gives the same bytes. Pure. */
const generate = (input) => {
    const requirements = requirementFiles(input.lock, input.catalog);
    const files = layerOf(input.recipe, "files")?.files ?? [];
    return [
        { path: "Containerfile", content: cellContainerfile(input), mode: 0o644 },
        ...(layerOf(input.recipe, "system")?.system.files ?? []).map((file) => ({ ...file, mode: 0o644 })),
        ...requirements.map(({ path, wheels }) => ({ path, content: (0,install/* hashedRequirements */.kr)(wheels), mode: 0o644 })),
        ...files.map(({ path, content, mode }) => ({ path: `files${path}`, content, mode })),
    ];
};

;// CONCATENATED MODULE: ./lib/src/image/writeContext.js


/** Writes a cell's Containerfile with everything it copies into a folder; returns the paths written, from that folder. */
const writeContext = async ({ sys, catalog }, { judged, locks }, recipe, dir) => {
    const verdict = judged.find(({ cell }) => cell.id === recipe.cell)?.verdict;
    const lock = verdict?.kind === "accepted" ? locks.get(verdict.lock) : undefined;
    if (verdict?.kind !== "accepted" || lock === undefined) {
        throw (0,errors/* foundProblem */.Sb)({ code: "not-accepted", message: `${recipe.cell} is not accepted, so there is nothing to write for it.`, hint: `See why: dl-env plan --why ${recipe.cell}` });
    }
    const files = generate({ recipe, lock, base: verdict.base, catalog });
    for (const file of files)
        await sys.files.write(`${dir}/${file.path}`, file.content, file.mode);
    return files.map(({ path }) => path);
};


/***/ }),

/***/ 38235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qV: () => (/* binding */ inspector),
  OP: () => (/* binding */ inventoriesOf)
});

// UNUSED EXPORTS: expectedOf, findingsOf, readView

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/image/labels.js
var labels = __webpack_require__(35101);
// EXTERNAL MODULE: ./lib/src/matrix/hardware.js
var hardware = __webpack_require__(79112);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var registry_digest = __webpack_require__(57410);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/smoke/checked.js
var checked = __webpack_require__(38253);
// EXTERNAL MODULE: ./lib/src/publish/referrers.js
var referrers = __webpack_require__(14678);
;// CONCATENATED MODULE: ./lib/src/publish/checks.js





/** Type of what the static checks found, as an artifact and as its one blob. */
const CHECKS_TYPE = "application/vnd.dl-env.checks.v1+json";
const Text = schemas/* string */.YjP();
const ReportFile = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    version: schemas/* literal */.euz(checked/* CHECKS_VERSION */.ZH),
    digest: Text,
    cell: Text,
    at: Text,
    code: schemas/* array */.YOg(schemas/* object */.Ikc({ package: Text, version: Text, sm: schemas/* array */.YOg(Text), ptx: schemas/* array */.YOg(Text) })),
    findings: schemas/* array */.YOg(schemas/* object */.Ikc({ check: Text, code: Text, message: Text, path: Text.optional(), layer: Text.optional(), hint: Text })),
});
const decode = (bytes, digest) => {
    const decoded = ReportFile.safeParse((0,registry_digest/* readJson */.Vh)(bytes));
    // zod's optional keys are `| undefined`; JSON has none.
    return decoded.success && decoded.data.digest === digest ? decoded.data : undefined;
};
/** The newest report of today's checks that is bound to an image's digest; undefined when there is none, or only such of older checks. */
const readChecks = async (repository, digest) => {
    const reports = (await (0,referrers/* readBound */.$c)(repository, digest, CHECKS_TYPE)).map((bytes) => decode(bytes, digest)).filter((report) => report !== undefined);
    return reports.sort((a, b) => (a.at < b.at ? 1 : -1))[0];
};
/** Stores what the checks found beside the image, bound to its digest. */
const writeChecks = async (repository, report) => {
    await (0,referrers/* bind */.oI)(repository, { digest: report.digest, type: CHECKS_TYPE, content: (0,manifest/* jsonBytes */.yN)(report), at: report.at });
};

// EXTERNAL MODULE: ./lib/src/publish/image.js
var publish_image = __webpack_require__(68851);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./lib/src/smoke/static/read.js
var read = __webpack_require__(63387);
;// CONCATENATED MODULE: ./lib/src/smoke/inventory/inventory.js




/** Goes up when inventories hold something else than before: then each is taken anew, once a layer. */
const INVENTORY_FORMAT = 1;
/** What is in a layer, put together; the same from a layer and from what was written about it. */
const inventoryOf = ({ diffId, entries, texts, libraries, wheels }) => {
    const whole = entries.map((entry) => {
        const dull = (0,read/* isDull */.MG)(entry);
        if (dull || entry.kind !== "file")
            return { ...entry, dull };
        const text = texts.get(entry.path);
        const library = libraries.get(entry.path);
        const wheel = entry.path.endsWith(METADATA) ? wheels.get(entry.path.slice(0, -METADATA.length)) : undefined;
        return { ...entry, dull, ...(text === undefined ? {} : { text }), ...(library === undefined ? {} : { library }), ...(wheel === undefined ? {} : { wheel }) };
    });
    return { diffId, entries: whole, texts, libraries, wheels };
};
const METADATA = "/METADATA";
const KINDS = { file: "f", directory: "d", symlink: "s", hardlink: "h", other: "o" };
const KIND_OF = new Map(Object.entries(KINDS).map(([kind, letter]) => [letter, kind]));
const rowOf = ({ path, kind, mode, uid, gid, size, target }) => (target === undefined ? [path, KINDS[kind], mode, uid, gid, size] : [path, KINDS[kind], mode, uid, gid, size, target]);
const entryOf = ([path, letter, mode, uid, gid, size, target]) => ({ path, kind: KIND_OF.get(letter) ?? "other", mode, uid, gid, size, ...(target === undefined ? {} : { target }) });
const Strings = schemas/* array */.YOg(schemas/* string */.YjP());
const ElfText = schemas/* object */.Ikc({ needed: Strings, soname: schemas/* string */.YjP().optional(), runpath: Strings });
const WrittenFile = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(INVENTORY_FORMAT),
    diffId: schemas/* string */.YjP(),
    // A hundred thousand rows: their shape is looked at by hand, which is ten times faster.
    entries: schemas/* custom */.IeY((rows) => Array.isArray(rows) && rows.every((row) => Array.isArray(row) && typeof row[0] === "string" && typeof row[2] === "number")),
    texts: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    libraries: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ elf: ElfText.optional(), code: schemas/* object */.Ikc({ sm: Strings, ptx: Strings }).optional() })),
    wheels: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ name: schemas/* string */.YjP(), version: schemas/* string */.YjP(), licence: schemas/* string */.YjP(), files: Strings, libraries: Strings })),
});
/** The bytes of an inventory: gzipped JSON, the same for the same layer. */
const encodeInventory = ({ diffId, entries, texts, libraries, wheels }) => (0,external_node_zlib_.gzipSync)(JSON.stringify({ format: INVENTORY_FORMAT, diffId, entries: entries.map(rowOf), texts: Object.fromEntries(texts), libraries: Object.fromEntries(libraries), wheels: Object.fromEntries(wheels) }));
const gunzipped = (bytes) => {
    try {
        return (0,external_node_zlib_.gunzipSync)(bytes);
    }
    catch {
        return new Uint8Array(); // cut short or something else: no inventory
    }
};
/** Reads what `encodeInventory` wrote; undefined when it is not the inventory of that layer in this format. */
const decodeInventory = (bytes, diffId) => {
    const read = WrittenFile.safeParse((0,registry_digest/* readJson */.Vh)(gunzipped(bytes)));
    if (!read.success || read.data.diffId !== diffId)
        return undefined;
    const { entries, texts, libraries, wheels } = read.data;
    // zod's optional keys are `| undefined`; JSON has none.
    return inventoryOf({ diffId, entries: entries.map(entryOf), texts: new Map(Object.entries(texts)), libraries: new Map(Object.entries(libraries)), wheels: new Map(Object.entries(wheels)) });
};

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/layer/readTar.js + 1 modules
var readTar = __webpack_require__(91314);
// EXTERNAL MODULE: ./lib/src/matrix/fatbin.js
var fatbin = __webpack_require__(85116);
;// CONCATENATED MODULE: ./lib/src/smoke/static/elf.js
const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const number64 = (data, at) => Number(data.getBigUint64(at, true));
const LOAD = 1;
const DYNAMIC = 2;
const HEADER = 64;
/** Program headers of a 64-bit little-endian ELF file; undefined when it is none. Source: elf(5). */
const segments = async (read) => {
    const head = await read(0, HEADER);
    if (head === undefined || head.length < HEADER || view(head).getUint32(0) !== 0x7f454c46 || head[4] !== 2 || head[5] !== 1)
        return undefined;
    const data = view(head);
    const [offset, size, count] = [number64(data, 32), data.getUint16(54, true), data.getUint16(56, true)];
    const table = await read(offset, offset + size * count);
    if (table === undefined || table.length < size * count)
        return undefined;
    const rows = view(table);
    return Array.from({ length: count }, (_, index) => {
        const at = index * size;
        return { type: rows.getUint32(at, true), offset: number64(rows, at + 8), address: number64(rows, at + 16), size: number64(rows, at + 32) };
    });
};
const TAGS = { end: 0, needed: 1, strings: 5, stringsSize: 10, soname: 14, rpath: 15, runpath: 29 };
const tagsOf = (bytes) => {
    const data = view(bytes);
    const found = [];
    for (let at = 0; at + 16 <= bytes.length; at += 16) {
        const tag = number64(data, at);
        if (tag === TAGS.end)
            break;
        found.push({ tag, value: number64(data, at + 8) });
    }
    return found;
};
const stringAt = (table, at) => {
    const end = table.indexOf(0, at);
    return new TextDecoder().decode(table.subarray(at, end === -1 ? table.length : end));
};
/** Reads the dynamic section by ranges, so that a library of 1 GB costs a few kilobytes; undefined when the file is no whole ELF library. */
const readElf = async (read) => {
    const all = await segments(read);
    const dynamic = all?.find((one) => one.type === DYNAMIC);
    if (all === undefined || dynamic === undefined)
        return undefined;
    const section = await read(dynamic.offset, dynamic.offset + dynamic.size);
    if (section === undefined || section.length < dynamic.size)
        return undefined;
    const tags = tagsOf(section);
    const value = (tag) => tags.find((one) => one.tag === tag)?.value;
    const address = value(TAGS.strings);
    if (address === undefined)
        return { needed: [], runpath: [] };
    const home = all.find((one) => one.type === LOAD && address >= one.address && address < one.address + one.size);
    const offset = address - (home?.address ?? 0) + (home?.offset ?? 0);
    const strings = await read(offset, offset + (value(TAGS.stringsSize) ?? 0));
    if (strings === undefined)
        return undefined;
    const soname = value(TAGS.soname);
    const runpath = value(TAGS.runpath) ?? value(TAGS.rpath);
    return {
        needed: tags.filter((one) => one.tag === TAGS.needed).map((one) => stringAt(strings, one.value)),
        ...(soname === undefined ? {} : { soname: stringAt(strings, soname) }),
        runpath: runpath === undefined ? [] : stringAt(strings, runpath).split(":").filter((part) => part !== ""),
    };
};

// EXTERNAL MODULE: ./lib/src/smoke/inventory/wheel.js
var inventory_wheel = __webpack_require__(95896);
;// CONCATENATED MODULE: ./lib/src/smoke/inventory/take.js








/** Libraries up to this size are looked at in memory (bytes), larger ones on disk. */
const IN_MEMORY = 64 << 20;
const WHEEL_FILE = /^(\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\.dist-info)\/(METADATA|RECORD)$/;
const whole = async (body) => {
    const parts = [];
    for await (const part of body)
        parts.push(part);
    return Buffer.concat(parts);
};
const known = (elf, code) => ({
    ...(elf === undefined ? {} : { elf }),
    ...(code.sm.length + code.ptx.length === 0 ? {} : { code }),
});
const inMemory = async (bytes) => {
    const elf = await readElf((start, end) => Promise.resolve(bytes.subarray(start, Math.max(start, end))));
    const code = await (0,fatbin/* codeIn */.r)((async function* () { yield bytes; })());
    return known(elf, code);
};
/** The loader's part of a library may stand anywhere in it, so one that is too large to hold is laid down and read by ranges. */
const onDisk = async (files, spool, body) => {
    await files.write(spool, body);
    const range = async (start, end) => (end <= start ? new Uint8Array() : whole(files.read(spool, { start, end: end - 1 })));
    const result = known(await readElf(range), await (0,fatbin/* codeIn */.r)(files.read(spool)));
    await files.remove(spool);
    return result;
};
const look = async (taking, path, { entry, body }) => {
    const [, folder, file] = WHEEL_FILE.exec(path) ?? [];
    // /etc/ld.so.conf is no library.
    if (inventory_wheel/* SHARED_LIBRARY */.OA.test(path) && !path.startsWith("/etc/"))
        taking.libraries.set(path, entry.size <= IN_MEMORY ? await inMemory(await whole(body)) : await onDisk(taking.files, taking.spool, body));
    else if (folder !== undefined && (file === "METADATA" || file === "RECORD")) {
        const texts = taking.wheelTexts.get(folder) ?? {};
        texts[file] = (await whole(body)).toString("utf8");
        taking.wheelTexts.set(folder, texts);
    }
    else if ((0,read/* isRead */.H9)(path, entry.size))
        taking.texts.set(path, (await whole(body)).toString("utf8"));
};
const asEntry = ({ path, kind, mode, uid, gid, size, target }) => ({
    path: `/${path}`,
    kind,
    mode,
    uid,
    gid,
    size,
    ...(target === undefined ? {} : { target: kind === "hardlink" ? `/${target}` : target }),
});
const wheelsOf = ({ wheelTexts }) => {
    const wheels = new Map();
    for (const [folder, { METADATA, RECORD }] of wheelTexts) {
        const wheel = (0,inventory_wheel/* installedWheel */.KY)(METADATA ?? "", RECORD ?? "");
        if (wheel !== undefined)
            wheels.set(folder, wheel);
    }
    return wheels;
};
/** The bytes as they pass, and their digest at the end. */
const hashed = (bytes) => {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    const pass = async function* () {
        for await (const chunk of bytes) {
            hash.update(chunk);
            yield chunk;
        }
    };
    return { bytes: pass(), digest: () => `sha256:${hash.digest("hex")}` };
};
const otherLayer = (diffId, found) => (0,errors/* foundProblem */.Sb)({ code: "layer-differs", message: `A layer's content is ${found}, and the image's config calls it ${diffId}.`, hint: "It was damaged or changed after it was made; make it anew: dl-env build" });
/**
 * Reads a layer's blob (gzip, Zstandard or plain) once, as a stream, and notes what the checks need. `near` is a private folder with room for
 * the largest library. Rejects with `bad-tar`, and with `layer-differs` when the tar is not the one that the diff id names.
 */
const takeInventory = async (files, blob, diffId, near) => {
    const temp = await files.makeTemp("inventory-", near);
    try {
        const tar = hashed((0,readTar/* unzipped */._J)(blob));
        const taking = { files, spool: `${temp}/library`, entries: [], texts: new Map(), libraries: new Map(), wheelTexts: new Map() };
        for await (const member of (0,readTar/* tarMembers */.Fb)(tar.bytes)) {
            const entry = asEntry(member.entry);
            if (member.entry.path === "")
                continue;
            taking.entries.push(entry);
            if (entry.kind === "file")
                await look(taking, entry.path, member);
        }
        // The padding behind the last entry is part of the digest.
        for await (const _rest of tar.bytes)
            continue;
        const found = tar.digest();
        if (found !== diffId)
            throw otherLayer(diffId, found);
        return inventoryOf({ diffId, entries: taking.entries, texts: taking.texts, libraries: taking.libraries, wheels: wheelsOf(taking) });
    }
    finally {
        await files.remove(temp);
    }
};

;// CONCATENATED MODULE: ./lib/src/publish/inventories.js







/** Type of a layer's inventory, as an artifact and as its one blob. */
const INVENTORY_TYPE = "application/vnd.dl-env.layer.inventory.v1+gzip";
/** Under which an inventory lies in the store: named by the layer's content, so that a layer compressed anew by an engine has the same. */
const inventoryTag = (diffId) => `inventory-${diffId.replace("sha256:", "").slice(0, 32)}`;
/** Beyond this (bytes) it is none of ours. */
const LARGEST = 64 << 20;
/** Layers that are read through at the same time: each keeps a processor busy. */
const AT_ONCE = 2;
const stored = async (store, diffId) => {
    const found = await store.manifest(inventoryTag(diffId));
    const [blob] = found === undefined ? [] : (0,manifest/* parseManifest */.Ng)(found, store.name).layers;
    if (blob?.mediaType !== INVENTORY_TYPE)
        return undefined;
    return decodeInventory(await (0,registry_digest/* collect */.Fo)(store.readBlob(blob.digest), LARGEST, `The inventory of ${diffId}`), diffId);
};
/** The inventories of layers that the store has, and those that are taken now; `near` is a private folder with room for the largest library. */
const openInventories = (sys, store, near) => {
    const known = new Map();
    const limit = (0,p_limit/* default */.A)(AT_ONCE);
    const put = async (inventory) => {
        try {
            await (0,referrers/* putTagged */.ep)(store, inventoryTag(inventory.diffId), INVENTORY_TYPE, encodeInventory(inventory));
        }
        catch (error) {
            if (!(error instanceof errors/* DlEnvError */.Oz))
                throw error;
            sys.log.warn(`${store.name} does not keep what was found out about a layer, so the next run looks at it again. (${error.message})`);
        }
    };
    const take = (diffId, blob) => limit(async () => {
        sys.log.debug(`looking at the layer ${diffId}`);
        const inventory = await takeInventory(sys.files, blob(), diffId, near);
        await put(inventory);
        return inventory;
    });
    const once = (diffId, make) => {
        const found = known.get(diffId) ?? make();
        known.set(diffId, found);
        return found;
    };
    return {
        of: ({ digest, diffId }, from) => once(diffId, async () => (await stored(store, diffId)) ?? take(diffId, () => from.readBlob(digest))),
        keep: async ({ diffId, file }) => {
            await once(diffId, () => take(diffId, () => sys.files.read(file)));
        },
    };
};

// EXTERNAL MODULE: ./lib/src/resolve/remembered.js
var remembered = __webpack_require__(43055);
;// CONCATENATED MODULE: ./lib/src/smoke/inventory/overlay.js
const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";
const split = (path) => {
    const slash = path.lastIndexOf("/");
    return { folder: path.slice(0, slash), name: path.slice(slash + 1) };
};
const isMark = ({ path }) => path.includes("/.wh.") && split(path).name.startsWith(WHITEOUT);
const removeBelow = (tree, folder) => {
    for (const path of tree.keys())
        if (path.startsWith(`${folder}/`))
            tree.delete(path);
};
const whiteOut = (tree, path) => {
    const { folder, name } = split(path);
    if (name === OPAQUE) {
        removeBelow(tree, folder);
        return;
    }
    const gone = `${folder}/${name.slice(WHITEOUT.length)}`;
    // Always, because a layer may hold files without the folders above them.
    removeBelow(tree, gone);
    tree.delete(gone);
};
const place = (tree, entry) => {
    const { path, kind } = entry;
    if (kind === "hardlink") {
        const target = tree.get(entry.target ?? "");
        if (target !== undefined)
            tree.set(path, { ...target, path });
        return;
    }
    if (kind !== "directory" && tree.get(path)?.kind === "directory")
        removeBelow(tree, path);
    tree.set(path, entry);
};
/** Layers, lowest first, as one tree; within a layer the marks of removal count before the rest, as the OCI image specification has it. */
const laid = (layers) => {
    const tree = new Map();
    for (const { inventory } of layers) {
        const marks = new Set(inventory.entries.filter(isMark));
        for (const { path } of marks)
            whiteOut(tree, path);
        for (const entry of inventory.entries)
            if (!marks.has(entry))
                place(tree, entry);
    }
    return tree;
};
/** An image as its layers' inventories tell of it: nothing is read and nothing is run. */
const overlaid = (layers, config) => {
    const tree = laid(layers);
    // A hard link stands in the tree as what it names, so no entry is one any more.
    const entries = tree;
    return {
        config,
        entries,
        telling: [...entries.values()].filter(({ dull }) => !dull),
        text: (path) => Promise.resolve(tree.get(path)?.text),
        elf: (path) => Promise.resolve(tree.get(path)?.library?.elf),
        code: (path) => Promise.resolve(tree.get(path)?.library?.code ?? { sm: [], ptx: [] }),
        // A wheel that a later layer removed or replaced is not installed any more.
        wheels: () => Promise.resolve(layers.flatMap(({ inventory }) => [...inventory.wheels].flatMap(([folder, wheel]) => (tree.get(`${folder}/METADATA`)?.wheel === wheel ? [wheel] : [])))),
        // Asked of the few paths with which something is wrong.
        layerOf: (path) => (tree.has(path) ? layers.findLast(({ inventory }) => inventory.entries.some((entry) => entry.path === path))?.title : undefined),
    };
};

// EXTERNAL MODULE: ./lib/src/smoke/static.js + 8 modules
var smoke_static = __webpack_require__(62307);
// EXTERNAL MODULE: ./lib/src/smoke/static/cuda.js + 1 modules
var cuda = __webpack_require__(20965);
;// CONCATENATED MODULE: ./lib/src/smoke/static/hints.js
const BUILD = "Build it from the Containerfile that this writes: dl-env generate";
const BASE = "If the base brings it, choose another: dl-env plan; if a library does, leave it out of the set in: dl-env.yml";
const RESOLVE = "Choose the wheels anew: dl-env lock --update";
const MAKE = "Make it anew: dl-env build";
const LAYER = "Remove it where it comes from; which step that is says: podman history --no-trunc IMAGE";
const SECRET = "It is public for everyone who can pull the image: change the secret, and hand the new one over with --secret, or at start with: dl-env run CELL --env NAME";
const OPEN_JUPYTER = "Remove the setting; a token is made at the first start of: dl-env run CELL jupyter";
const PASSWORD = "Set the field to * in /etc/shadow, for example in a step of the Containerfile: usermod --password '*' USER";
/** Code of a finding -> what to do, ending in something to type. */
const HINTS = {
    "allow-origin": OPEN_JUPYTER,
    "authorized-key": "Remove the file; keys are mounted at start: dl-env run CELL ssh",
    "compat-first": "Take the folder off LD_LIBRARY_PATH and out of: /etc/ld.so.conf.d",
    "damaged-library": MAKE,
    "dev-ids": BUILD,
    "dev-locked": "Set dev's field to * in /etc/shadow: usermod --password '*' dev",
    "driver-library": BASE,
    "empty-password": PASSWORD,
    "empty-token": OPEN_JUPYTER,
    entrypoint: "Leave ENTRYPOINT as it is written by: dl-env generate",
    "environment-dump": "Remove the file and the line that writes it, change the secrets that stood in it, then: dl-env build",
    "fixed-password": PASSWORD,
    "fixed-token": OPEN_JUPYTER,
    "gpu-not-covered": "See which cell serves this GPU: dl-env pick --gpu NAME",
    "group-writable": "Take the right away where the file comes from: chmod g-w",
    home: "Home belongs to dev and group 0: chown 1000:0 /home/dev && chmod 0775 /home/dev",
    "host-key": "Remove the keys in the step that installs sshd: rm -f /etc/ssh/ssh_host_*",
    "keys-folder": "Make it for group 0 alone: install -d -m 0770 /etc/ssh/keys",
    "label-cuda": MAKE,
    "label-wheel-cuda": MAKE,
    "ld-preload": "Remove LD_PRELOAD and the file, or choose another base: dl-env plan",
    "licence-list": "Write it again at the end of the build: dl-env-check --licences --json > /usr/local/lib/dl-env/licences.json",
    locale: "Leave LANG as it is written by: dl-env generate",
    "missing-library": RESOLVE,
    "no-cmd": 'Set one at the end of the Containerfile: CMD ["shell"]',
    "no-dev": BUILD,
    "no-xsrf": OPEN_JUPYTER,
    "nopasswd-sudo": "Remove the rule, or ask for sudo in dl-env.yml: sudo: true",
    "nvidia-env": "Leave what the base sets as it is, or choose another: dl-env plan",
    "other-cuda": RESOLVE,
    owner: "Give it back to root where it comes from: chown 0:0",
    path: "Leave PATH as it is written by: dl-env generate",
    "root-user": "End the Containerfile with: USER 1000:0",
    "second-root": "Remove the user where it comes from: userdel",
    "secret-in-env": SECRET,
    "secret-in-file": SECRET,
    "secret-in-label": SECRET,
    "secret-in-history": SECRET,
    setuid: "Take the right away where the file comes from: chmod u-s,g-s",
    "sshd-settings": "Leave /usr/local/lib/dl-env/sshd_config as it is: dl-env build",
    "sudo-unasked": "Remove sudo, or ask for it in dl-env.yml: sudo: true",
    "time-zone": "Leave TZ as it is written by: dl-env generate",
    "tool-missing": BUILD,
    "torch-cpu": RESOLVE,
    "torch-cuda": RESOLVE,
    "torch-missing": MAKE,
    "venv-mode": "Never chown or chmod /opt/venv; make it anew: dl-env build",
    "wheel-shadowed": "Leave LD_LIBRARY_PATH as it is written by: dl-env generate",
    "world-writable": "Take the right away where the file comes from: chmod o-w",
};
/** What to do about a finding. */
const hintFor = (code) => HINTS[code] ?? LAYER;

;// CONCATENATED MODULE: ./lib/src/inspect.js













/** What the image of a cell is meant to be: what its label promises is held against what is in it. */
const expectedOf = ({ catalog, request }, cell, lock) => {
    const { code, runsOn } = (0,hardware/* hardwareOf */.is)(cell, lock, catalog);
    return {
        cuda: cell.cuda.split(".").slice(0, 2).join("."),
        wheelCuda: request.wheelCuda,
        labels: { cuda: `${labels/* LABEL_PREFIX */.Ag}cuda`, wheelCuda: `${labels/* LABEL_PREFIX */.Ag}cuda.wheels` },
        imports: cell.libraries.flatMap((name) => catalog.libraries.get(name)?.imports ?? []),
        gpus: runsOn,
        gpuPackages: code.map((one) => one.package),
        sudo: request.sudo,
    };
};
const environment = (lines) => Object.fromEntries(lines.map((line) => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]));
const viewConfig = ({ config, history }) => ({
    env: environment(config?.Env ?? []),
    entrypoint: config?.Entrypoint ?? [],
    cmd: config?.Cmd ?? [],
    user: config?.User ?? "",
    labels: config?.Labels ?? {},
    history: (history ?? []).map((entry) => entry.created_by ?? ""),
});
/** An image by its digest, laid together from what is known of its layers. Layers of which nothing is known are read through, once. */
const readView = async (to, digest, inventories) => {
    const stored = await to.manifest(digest);
    if (stored === undefined)
        throw (0,publish_image/* noImage */.$0)(to, digest);
    const { config: blob, layers } = (0,manifest/* parseManifest */.Ng)(stored, to.name);
    const config = (0,manifest/* parseConfig */.o4)(await (0,manifest/* readSmall */.o5)(to, blob), blob.digest, to.name);
    const titles = (config.history ?? []).filter((entry) => entry.empty_layer !== true).map((entry) => entry.created_by ?? "");
    const laid = layers.map(async (layer, index) => ({
        inventory: await inventories.of({ digest: layer.digest, diffId: config.rootfs.diff_ids[index] ?? "" }, to),
        title: titles[index] ?? "",
    }));
    return overlaid(await Promise.all(laid), viewConfig(config));
};
/** A step of a build is a page of shell; its beginning says which one it is. */
const shortTitle = (title) => {
    const line = title.replace(/^dl-env: /, "").replace(/\s+/g, " ").trim();
    return line.length > 80 ? `${line.slice(0, 77)}...` : line;
};
// oxlint-disable-next-line no-control-regex -- these are what must not reach a terminal or a runner's log
const INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2066-\u2069]/g;
/** Paths and lines of an image are its own: none of them moves a cursor, ends a line or turns the text. */
const visible = (text) => text.replace(INVISIBLE, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
/** Runs the static checks over an image; pure but for what the view reads. */
const findingsOf = async (image, expected) => (await (0,smoke_static/* staticFindings */.L)(image, expected)).map((finding) => {
    const layer = finding.path === undefined ? undefined : image.layerOf(finding.path);
    const { path, message } = finding;
    return { ...finding, message: visible(message), ...(path === undefined ? {} : { path: visible(path) }), ...(layer === undefined || layer === "" ? {} : { layer: visible(shortTitle(layer)) }), hint: hintFor(finding.code) };
});
const lockOf = ({ judged, locks }, id) => {
    const found = judged.find(({ cell }) => cell.id === id);
    const lock = found?.verdict.kind === "accepted" ? locks.get(found.verdict.lock) : undefined;
    if (found === undefined || lock === undefined)
        throw new TypeError(`no accepted cell ${id}`);
    return { cell: found.cell, lock };
};
const inspectOne = async (session, ingredients, { cell: id, digest }, inventories) => {
    const { sys, to } = session;
    const { cell, lock } = lockOf(ingredients, id);
    const expected = expectedOf(session, cell, lock);
    const image = await readView(to, digest, inventories);
    const findings = await findingsOf(image, expected);
    const code = await (0,cuda/* packageCode */.m$)(image, expected.gpuPackages);
    const report = { format: 1, version: checked/* CHECKS_VERSION */.ZH, digest, cell: id, at: new Date(sys.clock.now()).toISOString(), code, findings };
    try {
        await writeChecks(to, report);
    }
    catch (error) {
        // Who may only read, as for a dry run, learns what was found all the same.
        if (!(error instanceof errors/* DlEnvError */.Oz))
            throw error;
        sys.log.warn(`${to.name} does not keep what the checks of ${id} found, so they are made again next time. (${error.message})`);
    }
    return report;
};
/** What is known of layers in a session's store. Folders for what is being looked at are made in the user's cache, and go at once. */
const inventoriesOf = ({ sys, store }) => openInventories(sys, store, `${(0,remembered/* cacheFolder */.n)(sys.env)}/tmp`);
/**
 * What the static checks say of images: as it stands beside an image, else found out now, from what is known of its layers, and put there. Each layer
 * is looked at once. Needs neither an engine nor a GPU.
 */
const inspector = (session, ingredients, inventories = inventoriesOf(session)) => async (image) => (await readChecks(session.to, image.digest)) ?? inspectOne(session, ingredients, image, inventories);


/***/ }),

/***/ 79915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Un: () => (/* binding */ installWheels),
/* harmony export */   kr: () => (/* binding */ hashedRequirements),
/* harmony export */   z0: () => (/* binding */ venvName)
/* harmony export */ });
/* unused harmony exports installArgv, installError */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65071);


/** Folder name of the environment that the interpreter belongs to: how scripts made with it are told from others. */
const venvName = (interpreter) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(interpreter)));
/** One line a wheel, sorted: what uv installs and nothing else. */
const hashedRequirements = (wheels) => [...wheels]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((wheel) => `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`)
    .join("");
/** argv of the one uv call that makes a tree; pure. */
const installArgv = (tools, job, requirements, tree) => {
    // Every wheel is named by its hash, so it may come from whichever index has it.
    const strategy = (job.indexes ?? []).length === 0 ? [] : ["--index-strategy", "unsafe-best-match"];
    const target = ["--prefix", tree, "--python-version", job.python, "--python-platform", job.platform];
    const strict = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--no-compile-bytecode"];
    return [tools.uv, "pip", "install", "--no-cache", "--python", tools.interpreter, ...target, ...strict, ...strategy, "-r", requirements];
};
const UPDATE = "Type: dl-env lock --update";
const mismatch = (stderr) => {
    const wheel = /Hash mismatch for `([^`]+)`/.exec(stderr)?.[1];
    if (wheel === undefined)
        return undefined;
    const [expected = "?", computed = "?"] = [...stderr.matchAll(/sha256:([\da-f]{64})/g)].map(([, hex]) => hex);
    const message = `The index gave a wheel of ${wheel} with sha256 ${computed}, but the lock says ${expected}.`;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .foundProblem */ .Sb)({ code: "wheel-hash", message, hint: `If the index is right, make the lock anew. ${UPDATE}` });
};
const gone = (stderr, wheels) => {
    const text = stderr.replaceAll(/\s+/g, " ");
    if (!/no version of|was not found in the package registry|has no wheels? with|no usable wheels/.test(text))
        return undefined;
    const named = wheels.find((wheel) => text.includes(`${wheel.name}==${wheel.version}`) || text.includes(`${wheel.name} was not found`));
    const what = named === undefined ? "A wheel of the lock" : `The wheel ${named.file}`;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .foundProblem */ .Sb)({ code: "wheel-gone", message: `${what} is no longer on the index.`, hint: UPDATE });
};
/** Addresses in uv's text may carry a user and a password. */
const redacted = (stderr) => stderr.replaceAll(/(https?:\/\/)[^/\s@]+@/g, "$1***@").trim();
/** What uv's complaint means to a user. The text itself is kept as the cause. */
const installError = (stderr, wheels) => {
    const known = mismatch(stderr) ?? gone(stderr, wheels);
    if (known !== undefined)
        return known;
    const cause = new Error(redacted(stderr));
    if (/No space left on device/i.test(stderr)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .DlEnvError */ .Oz(1, { code: "disk-full", message: "The disk became full while wheels were unpacked.", hint: "Free some space. Type: df -h" }, { cause });
    }
    if (/error sending request|Failed to fetch|client error|timed out|HTTP status/i.test(stderr)) {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({ code: "index-unreachable", message: "The package index could not be reached while wheels were fetched.", hint: "Try again. Type: dl-env build" }, { cause });
    }
    const first = (redacted(stderr).split("\n").find((line) => line.startsWith("error: ")) ?? "no reason given").replace(/^error: |\.$/g, "");
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .foundProblem */ .Sb)({ code: "wheel-install", message: `${wheels.length === 1 ? wheels[0]?.file : "The wheels"} could not be installed by uv: ${first}.`, hint: UPDATE }, { cause });
};
/** Installs the wheels into a new folder `<near>/tree` and returns its path. */
const installWheels = async (sys, tools, job, near) => {
    const [requirements, tree, temp] = [`${near}/requirements.txt`, `${near}/tree`, `${near}/temp`];
    await sys.files.write(requirements, hashedRequirements(job.wheels));
    await sys.files.makeDir(temp);
    // uv unpacks under the temporary folder: beside the tree it can link files into place, and what it leaves is removed with the tree.
    const env = { ...(await tools.environment(job.indexes ?? [])), TMPDIR: temp };
    const result = await sys.processes.run(installArgv(tools, job, requirements, tree), { cwd: near, env });
    if (result.code !== 0)
        throw installError(result.stderr, job.wheels);
    await sys.files.remove(temp);
    return tree;
};


/***/ }),

/***/ 50101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Bs: () => (/* binding */ pythonEntries),
  Yy: () => (/* binding */ standaloneFolder),
  LB: () => (/* binding */ standaloneVenvConfig)
});

// EXTERNAL MODULE: ./lib/src/resolve/namedIndexes.js
var namedIndexes = __webpack_require__(58078);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/secrets/address.js
var secrets_address = __webpack_require__(57224);
;// CONCATENATED MODULE: ./lib/src/layer/download.js



const REDIRECTS = 5;
const follow = async (http, url) => {
    let address = url;
    for (let hop = 0; hop <= REDIRECTS; hop += 1) {
        const response = await http.request({ method: "GET", url: address });
        const location = response.headers["location"];
        if (response.status < 300 || response.status >= 400 || location === undefined)
            return response;
        await response.discard();
        address = new URL(location, address).href;
    }
    throw (0,errors/* unreachable */.HB)({ code: "too-many-redirects", message: `${(0,secrets_address/* safeUrl */.P)(url)} leads from one address to the next without an end.`, hint: "Name a mirror in dl-env.yml, then type: dl-env build" });
};
/** Fetches `url` into `file`; code `download-failed` when it is not there, `archive-hash` when its sha256 is not the one asked for, and then no file is left. */
const download = async (sys, url, sha256, file) => {
    const response = await follow(sys.http, url);
    if (response.status !== 200) {
        await response.discard();
        throw (0,errors/* unreachable */.HB)({ code: "download-failed", message: `${(0,secrets_address/* safeUrl */.P)(url)} answered ${response.status}.`, hint: "Name a mirror under `mirrors` in dl-env.yml, then type: dl-env build" });
    }
    const hash = (0,external_node_crypto_.createHash)("sha256");
    const hashed = async function* () {
        for await (const chunk of response.body) {
            hash.update(chunk);
            yield chunk;
        }
    };
    await sys.files.write(file, hashed());
    const got = hash.digest("hex");
    if (got === sha256)
        return;
    await sys.files.remove(file);
    throw (0,errors/* foundProblem */.Sb)({ code: "archive-hash", message: `${(0,secrets_address/* safeUrl */.P)(url)} has sha256 ${got}, but the catalog says ${sha256}.`, hint: "Check the mirror and the catalog: matrix/pythons.yml" });
};

// EXTERNAL MODULE: ./lib/src/layer/entry.js
var layer_entry = __webpack_require__(10692);
// EXTERNAL MODULE: ./lib/src/layer/hardlinks.js
var hardlinks = __webpack_require__(62506);
// EXTERNAL MODULE: ./lib/src/layer/readTar.js + 1 modules
var readTar = __webpack_require__(91314);
;// CONCATENATED MODULE: ./lib/src/layer/python.js





const minorOf = (version) => version.split(".").slice(0, 2).join(".");
/** Folder of a standalone Python in the image, without a leading slash. */
const standaloneFolder = (version) => `opt/python/${minorOf(version)}`;
/** What makes /opt/venv a virtual environment of that Python; the same text as in the Containerfile. */
const standaloneVenvConfig = (version) => `home = /${standaloneFolder(version)}/bin\ninclude-system-site-packages = false\nversion = ${version}\n`;
/** /opt/venv for a standalone Python: what `python3 -m venv` would make, with the neutral folder for packages. */
const venvSkeleton = (version) => {
    const minor = minorOf(version);
    return [
        (0,layer_entry/* bytesEntry */.mk)("opt/venv/pyvenv.cfg", 0o644, Buffer.from(standaloneVenvConfig(version))),
        (0,layer_entry/* symlinkEntry */.cH)("opt/venv/bin/python3", `/${standaloneFolder(version)}/bin/python${minor}`),
        (0,layer_entry/* symlinkEntry */.cH)("opt/venv/bin/python", "python3"),
        (0,layer_entry/* symlinkEntry */.cH)(`opt/venv/bin/python${minor}`, "python3"),
        (0,layer_entry/* symlinkEntry */.cH)(`opt/venv/lib/python${minor}`, "python3"),
        (0,layer_entry/* symlinkEntry */.cH)("opt/venv/lib64", "lib"),
        (0,layer_entry/* symlinkEntry */.cH)(`opt/venv/include/site/python${minor}`, "python3"),
        (0,layer_entry/* directoryEntry */.qM)("opt/venv/include/site/python3"),
        (0,layer_entry/* directoryEntry */.qM)("opt/venv/lib/python3/site-packages"),
    ];
};
const moved = (entry, folder) => {
    const inFolder = (path) => path.replace(/^python(?=\/|$)/, folder);
    const path = inFolder(entry.path);
    if (!path.startsWith(`${folder}/`) || path.split("/").includes("__pycache__"))
        return [];
    switch (entry.kind) {
        case "file":
            return entry.content === undefined ? [] : [(0,layer_entry/* fileEntry */.nV)(path, entry.mode, entry.size, entry.content)];
        case "symlink":
            return [(0,layer_entry/* symlinkEntry */.cH)(path, entry.target ?? "")];
        case "hardlink":
            return [(0,layer_entry/* hardlinkEntry */.i8)(path, entry.mode, inFolder(entry.target ?? ""))];
        case "directory":
            return [(0,layer_entry/* directoryEntry */.qM)(path)];
        case "other":
            return [];
    }
};
/** The entries of a Python layer: the archive at /opt/python/X.Y, checked against its sha256, and /opt/venv for it. */
const pythonEntries = async (sys, mirrors, spec, temp) => {
    const archive = `${temp}/python.tar.gz`;
    await download(sys, (0,namedIndexes/* mirrored */.VV)(spec.url, mirrors), spec.sha256, archive);
    const read = await (0,readTar/* readTar */.sB)(sys.files, archive, `${temp}/bodies`);
    return [...(0,hardlinks/* firstIsFile */.H)(read.flatMap((entry) => moved(entry, standaloneFolder(spec.version)))), ...venvSkeleton(spec.version)];
};


/***/ }),

/***/ 29519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ recordRow),
/* harmony export */   HX: () => (/* binding */ printRecord),
/* harmony export */   aE: () => (/* binding */ readRecord)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
const fieldsOf = (line) => [...line.matchAll(FIELD)].map(([, quoted, plain]) => (quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"')));
/** The rows of a RECORD file, in its order. */
const readRecord = (text) => text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
    const [path = "", hash = "", size = ""] = fieldsOf(line.replace(/\r$/, ""));
    return { path, hash, size, line };
});
const field = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** A row for new content, or a new path for the same content. */
const recordRow = (path, content) => {
    const isBytes = content instanceof Uint8Array;
    const hash = isBytes ? `sha256=${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(content).digest("base64url")}` : content.hash;
    const size = isBytes ? String(content.length) : content.size;
    return { path, hash, size, line: `${field(path)},${hash},${size}` };
};
const printRecord = (rows) => rows.map((row) => `${row.line}\n`).join("");


/***/ }),

/***/ 67067:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ walk)
/* harmony export */ });
/** Everything under `root` that is not a folder, in no particular order. */
const walk = async (files, root) => {
    const visit = async (folder) => {
        const names = await files.list(folder === "" ? root : `${root}/${folder}`);
        const found = await Promise.all(names.map(async (name) => {
            const path = folder === "" ? name : `${folder}/${name}`;
            const stat = await files.stat(`${root}/${path}`);
            if (stat === undefined)
                return [];
            if (stat.kind === "directory")
                return visit(path);
            return [{ path, kind: stat.kind, mode: stat.mode, size: stat.size }];
        }));
        return found.flat();
    };
    return visit("");
};


/***/ }),

/***/ 33256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cw: () => (/* binding */ cellId),
/* harmony export */   Jh: () => (/* binding */ fullCuda),
/* harmony export */   Y: () => (/* binding */ withNeeds),
/* harmony export */   cK: () => (/* binding */ matches),
/* harmony export */   l7: () => (/* binding */ releaseOf),
/* harmony export */   o6: () => (/* binding */ expandCells)
/* harmony export */ });
/* harmony import */ var _catalog_versions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39245);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);


/** The release of that exact version that has images for this Ubuntu; without one, the first of that version. */
const releaseOf = (catalog, version, ubuntu) => {
    const same = catalog.cuda.filter((release) => release.version === version);
    return same.find((release) => release.images[ubuntu] !== undefined) ?? same[0];
};
/** `12.8` -> the newest 12.8.x that has an image for this Ubuntu and flavor; without one, the newest 12.8.x. Releases that NVIDIA has ended come last. */
const fullCuda = (catalog, written, ubuntu, flavor) => {
    const under = catalog.cuda.filter((release) => (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnder */ .Jo)(release.version, written));
    const imaged = under.filter((release) => release.images[ubuntu]?.includes(flavor));
    const living = imaged.filter((release) => release.endOfLife === undefined);
    return (living.at(-1) ?? imaged.at(-1) ?? under.at(-1))?.version ?? written;
};
/** `<set>-cuda12.8.1-ubuntu24.04-py3.12[-<flavor>]` */
const cellId = (cell, ubuntuTag) => `${cell.set}-cuda${cell.cuda}-${ubuntuTag}-py${cell.python}${cell.flavor === "base" ? "" : `-${cell.flavor}`}`;
/** Whether a cell agrees with a pattern on every axis that the pattern names. */
const matches = (cell, pattern) => (pattern.cuda === undefined || (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnder */ .Jo)(cell.cuda, pattern.cuda)) &&
    (pattern.ubuntu === undefined || cell.ubuntu === pattern.ubuntu) &&
    (pattern.python === undefined || (pattern.python === "ubuntu" ? cell.pythonFrom === "ubuntu" : cell.python === pattern.python)) &&
    (pattern.flavor === undefined || cell.flavor === pattern.flavor) &&
    (pattern.set === undefined || cell.set === pattern.set);
const remembered = (make) => {
    const made = new Map();
    return (...key) => {
        const joined = key.join("\0");
        const found = made.get(joined);
        if (found !== undefined)
            return found;
        const fresh = make(...key);
        made.set(joined, fresh);
        return fresh;
    };
};
/** Libraries with those that they need, each once; what nobody knows stands for itself. */
const withNeeds = (names, catalog) => {
    const all = new Set(names);
    for (const name of all)
        for (const needed of catalog.libraries.get(name)?.needs ?? [])
            all.add(needed);
    return [...all];
};
const expansionOf = (request, catalog) => {
    const releases = new Map(catalog.ubuntu.map((release) => [release.name, release]));
    const libraries = (set) => withNeeds([...(request.sets[set] ?? catalog.sets.get(set) ?? []), ...catalog.every], catalog);
    return {
        libraries: remembered(libraries),
        cuda: remembered((written = "", ubuntu = "", flavor = "") => fullCuda(catalog, written, ubuntu, flavor)),
        ubuntu: (name) => releases.get(name) ?? { python: "3", tag: name },
    };
};
/** Adds the cells of one product of axis values. */
const addProduct = (cells, axes, expansion, wanted) => {
    for (const set of axes.set)
        for (const written of axes.cuda)
            for (const ubuntu of axes.ubuntu) {
                const release = expansion.ubuntu(ubuntu);
                for (const flavor of axes.flavor) {
                    const cuda = expansion.cuda(written, ubuntu, flavor);
                    for (const asked of axes.python) {
                        const python = asked === "ubuntu" ? release.python : asked;
                        const id = cellId({ set, cuda, python, flavor }, release.tag);
                        if (cells.has(id))
                            continue;
                        const pythonFrom = python === release.python ? "ubuntu" : "standalone";
                        const cell = { id, set, libraries: expansion.libraries(set), cuda, ubuntu, python, pythonFrom, flavor, platform: "linux/amd64" };
                        if (wanted(cell))
                            cells.set(id, cell);
                    }
                }
            }
};
const rankOf = (names) => {
    const ranks = new Map(names.map((name, index) => [name, index]));
    return (name) => ranks.get(name) ?? names.length;
};
/** Compares texts through ranks made once for all distinct values, which is what keeps sorting 100,000 cells cheap. */
const ordered = (values, compare) => rankOf([...new Set(values)].sort(compare));
const byCodeUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const sorted = (cells, request, catalog) => {
    const own = Object.keys(request.sets).sort(byCodeUnit);
    const set = rankOf([...catalog.sets.keys(), ...own.filter((name) => !catalog.sets.has(name))]);
    const cuda = ordered(cells.map((cell) => cell.cuda), _catalog_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy);
    const ubuntu = rankOf(catalog.ubuntu.map((release) => release.name));
    const python = ordered(cells.map((cell) => cell.python), _catalog_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy);
    const flavor = ordered(cells.map((cell) => cell.flavor), byCodeUnit);
    return cells.toSorted((a, b) => set(a.set) - set(b.set) || cuda(a.cuda) - cuda(b.cuda) || ubuntu(a.ubuntu) - ubuntu(b.ubuntu) || python(a.python) - python(b.python) || flavor(a.flavor) - flavor(b.flavor));
};
const including = (axes, pattern) => ({
    cuda: pattern.cuda === undefined ? axes.cuda : [pattern.cuda],
    ubuntu: pattern.ubuntu === undefined ? axes.ubuntu : [pattern.ubuntu],
    python: pattern.python === undefined ? axes.python : [pattern.python],
    flavor: pattern.flavor === undefined ? axes.flavor : [pattern.flavor],
    set: pattern.set === undefined ? axes.set : [pattern.set],
});
/** 128 characters are the most that a tag may have; the immutable tag adds `-r` and 12 digits to a cell's id. */
const LONGEST_ID = 128 - 14;
const checkLength = (cells) => {
    const long = cells.find(({ id }) => id.length > LONGEST_ID);
    if (long === undefined)
        return cells;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "tag-too-long", message: `The tag of a cell would have ${long.id.length + 14} characters, and 128 are the most: ${long.id.slice(0, 60)}…`, hint: "Give the set a shorter name in dl-env.yml, under: sets" });
};
/**
 * The matrix's product without what `exclude` names, then what `include` adds, as GitHub's matrices do it.
 * Each id once; sorted by set, CUDA, Ubuntu, Python and flavor, so that the order in dl-env.yml changes nothing.
 * Throws DlEnvError(2) `tag-too-long`.
 */
const expandCells = (request, catalog) => {
    const expansion = expansionOf(request, catalog);
    const cells = new Map();
    addProduct(cells, request.matrix, expansion, (cell) => !request.exclude.some((pattern) => matches(cell, pattern)));
    for (const pattern of request.include)
        addProduct(cells, including(request.matrix, pattern), expansion, () => true);
    return sorted([...checkLength([...cells.values()])], request, catalog);
};


/***/ }),

/***/ 85116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ codeIn)
/* harmony export */ });
// GPU code inside shared libraries. nvcc puts it into fat binaries: a header with a magic number, then one entry for each
// architecture. The layout is not documented by NVIDIA; these fields are what cuobjdump and the open readers of it agree on,
// and the measurements in matrix/libraries were taken with them.
const MAGIC = 0xba55ed50;
const FAT_HEADER = 16;
/** As much of an entry's header as is read here. */
const ENTRY_HEADER = 32;
const KIND_PTX = 1;
const KIND_ELF = 2;
/** 89 -> `8.9`, 120 -> `12.0`. */
const capability = (architecture) => `${Math.floor(architecture / 10)}.${architecture % 10}`;
const isArchitecture = (value) => value >= 20 && value <= 300;
/** Reads one entry's header; returns how many bytes the entry takes, or undefined when it is none. */
const readEntry = (view, at, found) => {
    const kind = view.getUint16(at, true);
    const header = view.getUint32(at + 4, true);
    const size = Number(view.getBigUint64(at + 8, true));
    const architecture = view.getUint32(at + 28, true);
    if ((kind !== KIND_PTX && kind !== KIND_ELF) || header < ENTRY_HEADER || header > 4096 || !isArchitecture(architecture))
        return undefined;
    (kind === KIND_PTX ? found.ptx : found.sm).add(architecture);
    return header + size;
};
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const dropSkipped = (window) => {
    const dropped = Math.min(window.skip, window.bytes.length);
    window.bytes = window.bytes.subarray(dropped);
    window.skip -= dropped;
};
/** Inside a fat binary: one entry after the other. Returns false when more bytes are needed. */
const stepInside = (window, found) => {
    if (window.bytes.length < ENTRY_HEADER)
        return false;
    const taken = readEntry(viewOf(window.bytes), 0, found);
    if (taken === undefined)
        window.left = 0;
    else {
        window.skip = taken;
        window.left -= taken;
    }
    return true;
};
const FIRST = MAGIC & 0xff;
/** Outside: the next magic number with a header that makes sense. Returns false when more bytes are needed. */
const stepOutside = (window) => {
    const at = window.bytes.indexOf(FIRST);
    if (at === -1) {
        window.bytes = window.bytes.subarray(window.bytes.length);
        return false;
    }
    window.bytes = window.bytes.subarray(at);
    if (window.bytes.length < FAT_HEADER)
        return false;
    const view = viewOf(window.bytes);
    const header = view.getUint16(6, true);
    if (view.getUint32(0, true) === MAGIC && view.getUint16(4, true) === 1 && header === FAT_HEADER) {
        window.left = Number(view.getBigUint64(8, true));
        window.skip = FAT_HEADER;
    }
    else
        window.skip = 1;
    return true;
};
const joined = (a, b) => {
    if (a.length === 0)
        return b;
    const both = new Uint8Array(a.length + b.length);
    both.set(a);
    both.set(b, a.length);
    return both;
};
const sorted = (values) => [...values].sort((a, b) => a - b).map(capability);
/** The architectures of all GPU code in a file, read as a stream in constant memory; empty lists for a file without any. */
const codeIn = async (content) => {
    const found = { sm: new Set(), ptx: new Set() };
    const window = { bytes: new Uint8Array(0), skip: 0, left: 0 };
    for await (const chunk of content) {
        window.bytes = joined(window.bytes, chunk);
        dropSkipped(window);
        while (window.skip === 0 && (window.left >= ENTRY_HEADER ? stepInside(window, found) : stepOutside(window)))
            dropSkipped(window);
    }
    return { sm: sorted(found.sm), ptx: sorted(found.ptx) };
};


/***/ }),

/***/ 79112:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   is: () => (/* binding */ hardwareOf)
/* harmony export */ });
/* unused harmony exports runsOn, ownDriver, cudnnOf, cudnnSupport */
/* harmony import */ var _catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39245);
/* harmony import */ var _expand_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33256);
/* harmony import */ var _ranges_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95698);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15847);




/** Whether code for these architectures runs on a card: machine code of the same major and no newer minor, or PTX that is not newer. */
const runsOn = (code, computeCapability) => code.sm.some((sm) => (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .majorOf */ .Ds)(sm) === (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .majorOf */ .Ds)(computeCapability) && (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .compareVersions */ .Zy)(sm, computeCapability) <= 0) || code.ptx.some((ptx) => (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .compareVersions */ .Zy)(ptx, computeCapability) <= 0);
const versionsOf = (lock) => new Map(lock.wheels.map((wheel) => [wheel.name, wheel.version]));
const carries = (entry, cell, versions, inRange) => {
    const version = versions.get(entry.package);
    return version !== undefined && inRange(version, entry.versions) && inRange((0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .minorOf */ .Hs)(cell.cuda), entry.cuda);
};
const codeOf = (library, cell, versions, inRange) => {
    const entry = library.architectures.find((candidate) => carries(candidate, cell, versions, inRange));
    return entry === undefined ? [] : [{ library: library.name, package: entry.package, version: versions.get(entry.package) ?? "", sm: entry.sm, ptx: entry.ptx, source: entry.source }];
};
/** Compute capabilities of cards that a PC or server may have. */
const knownCapabilities = (catalog) => [...new Set(catalog.gpus.filter((gpu) => gpu.kind !== "jetson").map((gpu) => gpu.computeCapability))].sort(_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .compareVersions */ .Zy);
const limiters = (code, capabilities) => Object.fromEntries(capabilities.flatMap((capability) => {
    const without = code.filter((entry) => !runsOn(entry, capability)).map((entry) => entry.library);
    return without.length === 0 || without.length === code.length ? [] : [[capability, without]];
}));
const newer = (a, b) => ((0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .compareVersions */ .Zy)(b.driver, a.driver) > 0 ? b : a);
const minorVersionDriver = (cell, libraries, versions, catalog, inRange) => {
    const compatible = { driver: catalog.drivers.minorVersion[(0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .majorOf */ .Ds)(cell.cuda)] ?? "0", source: catalog.drivers.source };
    const named = libraries.flatMap((library) => library.drivers.filter((entry) => versions.has(entry.package) && inRange(versions.get(entry.package) ?? "", entry.versions)).map(({ driver, source }) => ({ driver, source })));
    return named.reduce(newer, compatible);
};
/** The oldest driver that reports CUDA x.y: the one that came with x.y.0. */
const ownDriver = (catalog, cuda) => {
    const minor = (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .minorOf */ .Hs)(cuda);
    const shipped = Object.entries(catalog.drivers.shipped).filter(([version]) => (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .minorOf */ .Hs)(version) === minor);
    const [oldest] = shipped.sort(([a], [b]) => (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .compareVersions */ .Zy)(a, b));
    return oldest === undefined ? undefined : { driver: oldest[1], source: catalog.drivers.source };
};
const dataCentreDriver = (catalog, cuda) => {
    const branches = catalog.drivers.requireBranches[(0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_2__/* .minorOf */ .Hs)(cuda)];
    return branches === undefined || branches.length === 0 ? undefined : { driver: String(Math.min(...branches)), source: catalog.drivers.requireSource };
};
const driversOf = (cell, libraries, versions, catalog, inRange) => {
    const dataCentre = dataCentreDriver(catalog, cell.cuda);
    const geforce = ownDriver(catalog, cell.cuda);
    return {
        minorVersion: minorVersionDriver(cell, libraries, versions, catalog, inRange),
        ...(dataCentre === undefined ? {} : { dataCentre }),
        ...(geforce === undefined ? {} : { geforce }),
    };
};
/** What cards and drivers an accepted cell runs with, from its lock and the catalog's measurements. */
const hardwareOf = (cell, lock, catalog, inRange = (0,_ranges_js__WEBPACK_IMPORTED_MODULE_1__/* .rememberRanges */ .s)()) => {
    const versions = versionsOf(lock);
    const libraries = (0,_release_js__WEBPACK_IMPORTED_MODULE_3__/* .librariesOf */ .DJ)(cell, catalog);
    const code = libraries.flatMap((library) => codeOf(library, cell, versions, inRange));
    const capabilities = knownCapabilities(catalog);
    const measured = new Set(code.map((entry) => entry.library));
    const [first, ...others] = code;
    return {
        code,
        unmeasured: libraries.filter((library) => library.gpu && !measured.has(library.name)).map((library) => library.name),
        sm: first === undefined ? [] : first.sm.filter((sm) => others.every((entry) => entry.sm.includes(sm))),
        runsOn: capabilities.filter((capability) => code.every((entry) => runsOn(entry, capability))),
        limitedBy: limiters(code, capabilities),
        drivers: driversOf(cell, libraries, versions, catalog, inRange),
    };
};
/** The cuDNN that a cell uses: its wheels' own, else the base's where the flavor has one. */
const cudnnOf = (cell, lock, catalog) => lock.wheels.find((wheel) => /^nvidia-cudnn-cu\d+$/.test(wheel.name))?.version ?? (cell.flavor.startsWith("cudnn") ? releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn : undefined);
const isCovered = (row, computeCapability) => row.cards.some((card) => majorOf(card) === majorOf(computeCapability) && compareVersions(card, computeCapability) <= 0);
/** The row of cuDNN's support matrix for a card: undefined when the matrix has no row for this cuDNN and CUDA, `none` when it leaves the card out. */
const cudnnSupport = (cudnn, cuda, computeCapability, catalog, inRange = rememberRanges()) => {
    const rows = catalog.cudnn.rows.filter((row) => inRange(cudnn, row.cudnn) && inRange(minorOf(cuda), row.cuda));
    if (rows.length === 0)
        return undefined;
    const covering = rows.filter((row) => isCovered(row, computeCapability)).sort((a, b) => compareVersions(a.driver, b.driver));
    return covering[0] ?? "none";
};


/***/ }),

/***/ 95698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ rememberRanges)
/* harmony export */ });
/* harmony import */ var _renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99687);

/** Remembers its answers: a matrix asks the same few thousand times. Pre-releases count, or a placeholder would go unnoticed. */
const rememberRanges = () => {
    const known = new Map();
    return (version, range) => {
        if (range === undefined)
            return true;
        let versions = known.get(range);
        if (versions === undefined)
            known.set(range, (versions = new Map()));
        let answer = versions.get(version);
        if (answer === undefined)
            versions.set(version, (answer = (0,_renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__/* .satisfies */ .ib)(version, range, { prereleases: true })));
        return answer;
    };
};


/***/ }),

/***/ 15847:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DJ: () => (/* binding */ librariesOf),
/* harmony export */   L3: () => (/* binding */ releaseFor),
/* harmony export */   tQ: () => (/* binding */ counts)
/* harmony export */ });
/* harmony import */ var _catalog_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39245);

/** Whether an entry counts in a cell. */
const counts = (entry, cell, wheelCuda, inRange) => (entry.wheelCuda === undefined || entry.wheelCuda === wheelCuda) &&
    (entry.with === undefined || entry.with.every((name) => cell.libraries.includes(name))) &&
    (entry.without === undefined || !entry.without.some((name) => cell.libraries.includes(name))) &&
    inRange(cell.python, entry.python) &&
    inRange((0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .minorOf */ .Hs)(cell.cuda), entry.cuda);
/** The first entry of a library that counts in a cell, or undefined: then the library cannot be had there. */
const releaseFor = (library, cell, wheelCuda, inRange) => library.releases.find((entry) => counts(entry, cell, wheelCuda, inRange));
/** The cell's libraries as facts; names that the catalog lacks were refused with the request. */
const librariesOf = (cell, catalog) => cell.libraries.flatMap((name) => {
    const library = catalog.libraries.get(name);
    return library === undefined ? [] : [library];
});


/***/ }),

/***/ 63409:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rd: () => (/* binding */ buildImages),
  v_: () => (/* binding */ planCells),
  fX: () => (/* reexport */ prove/* promoteImages */.fX),
  pN: () => (/* reexport */ prove/* proveImages */.pN)
});

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(21916);
// EXTERNAL MODULE: ./lib/src/engine/choose.js + 6 modules
var choose = __webpack_require__(70053);
// EXTERNAL MODULE: ./lib/src/engine/secrets.js
var secrets = __webpack_require__(52612);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/failedCells.js
var failedCells = __webpack_require__(8404);
// EXTERNAL MODULE: ./lib/src/inspect.js + 7 modules
var src_inspect = __webpack_require__(38235);
// EXTERNAL MODULE: ./lib/src/image/recipe.js
var image_recipe = __webpack_require__(47396);
// EXTERNAL MODULE: ./lib/src/image/apt.js
var image_apt = __webpack_require__(40583);
;// CONCATENATED MODULE: ./lib/src/image/system.js

/** The user of every image: Kubernetes asks for numbers, group 0 is what lets any other uid work too. */
const IMAGE_USER = { name: "dev", uid: 1000, gid: 0, home: "/home/dev" };
/**
 * uid 1000 belongs to `ubuntu` in Ubuntu's images since 23.04. A password of `*` is none, but no locked account, which sshd would refuse without
 * PAM. Without a day of the last change the same build gives the same /etc/shadow tomorrow. A volume at /etc/ssh/keys keeps host keys.
 */
const user = [
    "old=\"$(getent passwd 1000 | cut -d: -f1)\"; if [ -n \"$old\" ]; then userdel --remove \"$old\"; fi;",
    `useradd --uid ${IMAGE_USER.uid} --gid ${IMAGE_USER.gid} --no-log-init --password '*' --create-home --home-dir ${IMAGE_USER.home} --shell /bin/bash ${IMAGE_USER.name};`,
    `chage --lastday -1 ${IMAGE_USER.name}; chmod -R g=u ${IMAGE_USER.home}; chmod 0775 ${IMAGE_USER.home}; install -d -m 0770 /etc/ssh/keys;`,
];
const sudoers = [`echo '${IMAGE_USER.name} ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/dl-env; chmod 0440 /etc/sudoers.d/dl-env;`];
/** Packages go to `lib/python3`, so that their layers fit every Python. */
const venv = (python) => [
    `umask 002; python${python} -m venv --without-pip /opt/venv;`,
    `mv /opt/venv/lib/python${python} /opt/venv/lib/python3; ln -s python3 /opt/venv/lib/python${python};`,
    `mkdir -p /opt/venv/include/site/python3; ln -s python3 /opt/venv/include/site/python${python};`,
    "chmod -R g=u /opt/venv;",
];
const system_packages = (recipe) => [...new Set([...recipe.apt.asked, ...(0,image_apt/* aptExtras */.P2)(recipe)])].sort();
/**
 * The stage `system`: the only one that an engine builds in linked mode, and the first of each cell's Containerfile. Its text is part of
 * the layer's key, so it names neither base nor cell. `BASE` is an argument that stands before it.
 */
const systemScript = (recipe) => {
    const body = [
        ...(0,image_apt/* aptCall */.CE)(recipe, system_packages(recipe)),
        ...user,
        ...(recipe.sudo ? sudoers : []),
        ...(recipe.pythonFrom === "ubuntu" ? venv(recipe.python) : []),
        "apt-get clean; rm -rf /tmp/apt /var/lib/apt/lists/* /var/log/apt /var/log/*.log /var/log/lastlog /var/log/faillog",
    ];
    const last = "    /var/cache/ldconfig/aux-cache /var/cache/debconf/*-old /var/lib/dpkg/*-old /etc/ssh/ssh_host_* /etc/*-";
    return `FROM \${BASE} AS system\n${(0,image_apt/* aptArgument */.dV)(recipe)}RUN ${image_apt/* APT_MOUNTS */.H8} set -eu; umask 022; \\\n    ${[...body, last].join(" \\\n    ")}\n`;
};
/** A folder with nothing but the stage `system`: what an engine is given in linked mode, where the base is named by the engine. */
const systemContext = ({ script, files }) => [{ path: "Containerfile", content: `ARG BASE\n${script}` }, ...files];
/** What decides the system layer of a cell. `base` is the digest of the base's manifest for this platform. */
const systemRecipe = (cell, recipe, base, sudo) => {
    const { apt } = recipe;
    const common = { release: cell.ubuntu, apt, python: cell.python, pythonFrom: cell.pythonFrom, sudo };
    return { ...common, base, script: systemScript({ ...recipe, ...common }), files: (0,image_apt/* aptFiles */.rY)(recipe) };
};

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./lib/src/registry/layout.js
var layout = __webpack_require__(69824);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var digest = __webpack_require__(57410);
;// CONCATENATED MODULE: ./lib/src/registry/writable.js

/** The empty configuration that the OCI image specification has for artifacts; our layers' manifests name it too. */
const EMPTY = Buffer.from("{}");
/**
 * Puts two bytes into a repository, so that one that refuses is told before hours of work and not after them: rejects as `writeBlob` does. What
 * has them already has been written to before, and is asked no more.
 */
const ensureWritable = async (repository) => {
    await repository.writeBlob({
        digest: (0,digest/* digestOf */.ol)(EMPTY),
        size: EMPTY.byteLength,
        open: async function* () {
            yield EMPTY;
        },
    });
};

// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var registry_manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var repository = __webpack_require__(25418);
;// CONCATENATED MODULE: ./lib/src/registry/layers.js





/** On a layer's descriptor in the store: digest of the uncompressed tar, and its bytes. With them a link reads no configs. */
const DIFF_ID = "vnd.dl-env.layer.diff-id";
const UNPACKED = "vnd.dl-env.layer.unpacked";
const TITLE = "org.opencontainers.image.title";
/** Layers have no date of their own: the same input is the same bytes. */
const CREATED = "1970-01-01T00:00:00Z";
/** The tags of all layers in a store: one request. Existence of many is asked of this set. */
const layerTags = async (store) => new Set(await store.tags());
const inMemory = (bytes) => ({
    digest: (0,digest/* digestOf */.ol)(bytes),
    size: bytes.byteLength,
    open: async function* () {
        yield bytes;
    },
});
const configOf = (spec, made) => (0,registry_manifest/* jsonBytes */.yN)({
    architecture: "amd64",
    os: "linux",
    created: CREATED,
    config: { Labels: { [TITLE]: spec.title } },
    rootfs: { type: "layers", diff_ids: [made.diffId] },
    history: [{ created: CREATED, created_by: `dl-env: ${spec.title}` }],
});
const manifestOf = (spec, made, config, paths) => ({
    schemaVersion: 2,
    mediaType: repository/* OCI_MANIFEST */.EG,
    config: { mediaType: repository/* OCI_CONFIG */.TF, digest: config.digest, size: config.size },
    layers: [
        { mediaType: made.mediaType, digest: made.digest, size: made.size, annotations: { [DIFF_ID]: made.diffId, [UNPACKED]: String(made.unpacked) } },
        ...(paths === undefined ? [] : [{ mediaType: repository/* LAYER_PATHS */.HX, digest: paths.digest, size: paths.size }]),
    ],
    annotations: { [TITLE]: spec.title },
});
const read = (manifest, tag, store) => {
    const [layer] = manifest.layers;
    const diffId = layer?.annotations?.[DIFF_ID];
    if (layer === undefined || diffId === undefined) {
        throw (0,errors/* foundProblem */.Sb)({ code: "not-a-layer", message: `${store.name} has something else under the tag ${tag} that is reserved for a layer.`, hint: "Give the layers a repository of their own in dl-env.yml: store: registry.example/team/dl-env-layers" });
    }
    const paths = manifest.layers.find(({ mediaType }) => mediaType === repository/* LAYER_PATHS */.HX);
    return { tag, digest: layer.digest, size: layer.size, mediaType: layer.mediaType, diffId, ...(paths === undefined ? {} : { paths: paths.digest }) };
};
/** The layer under `<kind>-<key>`, or undefined: one request. */
const findLayer = async (store, tag) => {
    const stored = await store.manifest(tag);
    return stored === undefined ? undefined : read((0,registry_manifest/* parseManifest */.Ng)(stored, store.name), tag, store);
};
/** Puts a layer that was made here into the store under its tag. A layer that is there already stays and is returned instead. */
const storeLayer = async (store, spec, made, sys) => {
    const tag = (0,image_recipe/* layerTag */.C)(spec);
    const known = await findLayer(store, tag);
    // In a layout a blob may have been removed by hand; its tag alone does not bring it back.
    if (known !== undefined && (await store.hasBlob(known.digest)))
        return known;
    const config = inMemory(configOf(spec, made));
    const paths = made.paths === undefined ? undefined : inMemory(made.paths);
    await store.writeBlob({ digest: made.digest, size: made.size, file: made.file, open: () => sys.files.read(made.file) });
    for (const blob of [config, paths])
        if (blob !== undefined)
            await store.writeBlob(blob);
    const manifest = manifestOf(spec, made, config, paths);
    const bytes = (0,registry_manifest/* jsonBytes */.yN)(manifest);
    // Another machine may have been faster; what an engine builds (the system layer) is not the same bytes twice, so the first one stays.
    const meanwhile = spec.kind === "system" ? await findLayer(store, tag) : undefined;
    if (meanwhile !== undefined)
        return meanwhile;
    await store.putManifest({ bytes, mediaType: repository/* OCI_MANIFEST */.EG }, tag);
    return read(manifest, tag, store);
};

// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(58578);
// EXTERNAL MODULE: ./lib/src/layer/blob.js + 1 modules
var blob = __webpack_require__(96181);
// EXTERNAL MODULE: ./lib/src/layer/entry.js
var layer_entry = __webpack_require__(10692);
// EXTERNAL MODULE: ./lib/src/layer/install.js
var install = __webpack_require__(79915);
// EXTERNAL MODULE: ./lib/src/layer/ordered.js
var ordered = __webpack_require__(40221);
;// CONCATENATED MODULE: ./lib/src/layer/owners.js

/**
 * Rejects (`path-conflict`) when packages that share one tree own a path with different content: uv installs them side by side, so which
 * copy stays would be chance. The packages' RECORDs say what each brings.
 */
const checkOwners = (installed) => {
    const owners = new Map();
    for (const { title, files } of installed) {
        for (const { path, hash } of files) {
            const known = owners.get(path);
            if (known === undefined)
                owners.set(path, { title, hash });
            else if (known.hash !== hash && hash !== "" && known.hash !== "") {
                throw (0,errors/* foundProblem */.Sb)({
                    code: "path-conflict",
                    message: `${known.title} and ${title} both bring /${path}, with different content.`,
                    hint: "Say in the catalog which package is laid last, under `laid-last` in: matrix/image.yml",
                });
            }
        }
    }
};

// EXTERNAL MODULE: ./lib/src/layer/paths.js
var paths = __webpack_require__(84440);
// EXTERNAL MODULE: ./lib/src/layer/python.js + 1 modules
var python = __webpack_require__(50101);
// EXTERNAL MODULE: ./lib/src/layer/space.js
var space = __webpack_require__(38562);
// EXTERNAL MODULE: ./lib/src/layer/record.js
var record = __webpack_require__(29519);
;// CONCATENATED MODULE: ./lib/src/layer/shebang.js
/** The interpreter of every image. */
const VENV_PYTHON = "/opt/venv/bin/python3";
const NEUTRAL = `#!${VENV_PYTHON}`;
const DIRECT = /^#!(.*)\/bin\/python[\d.]*$/;
/** Where the interpreter's path is long or has spaces, uv writes a shell line that Python reads as a string. */
const TRAMPOLINE = /^'''exec' (.*)\/bin\/python[\d.]*'? "\$0" "\$@"$/;
const TRAMPOLINE_END = "' '''";
const NEWLINE = 0x0a;
const lineEnd = (bytes, from) => {
    const end = bytes.indexOf(NEWLINE, from);
    return end < 0 ? bytes.length : end;
};
const withFirstLine = (bytes, end) => Buffer.concat([Buffer.from(NEUTRAL), bytes.subarray(end)]);
/**
 * A script whose first lines name the interpreter of the throw-away environment `venv` (name of its folder), with the image's interpreter instead.
 * Returns undefined for everything else: other interpreters, binaries.
 */
const neutralScript = (script, venv) => {
    if (script[0] !== 0x23 || script[1] !== 0x21)
        return undefined;
    const end = lineEnd(script, 0);
    const text = Buffer.from(script.subarray(0, Math.min(script.length, 1 << 14))).toString("utf8");
    const [first = "", second = "", third = ""] = text.split("\n", 3);
    if (DIRECT.exec(first)?.[1]?.endsWith(`/${venv}`) === true)
        return withFirstLine(script, end);
    if (first !== "#!/bin/sh" || third !== TRAMPOLINE_END || TRAMPOLINE.exec(second)?.[1]?.endsWith(`/${venv}`) !== true)
        return undefined;
    return withFirstLine(script, lineEnd(script, lineEnd(script, end + 1) + 1));
};

// EXTERNAL MODULE: ./lib/src/layer/walk.js
var walk = __webpack_require__(67067);
;// CONCATENATED MODULE: ./lib/src/layer/tree.js





const VENV = "opt/venv";
const SITE = `${VENV}/lib/python3/site-packages`;
/** Entry points are a few hundred bytes; programs that wheels bring (ninja, cmake) are not read for their first line. */
const SCRIPT_LIMIT = 1 << 20;
const isCompiled = (path) => path.split("/").includes("__pycache__");
/** `lib/python3.11/site-packages/x` and `include/site/python3.11/x` as they stand in the image: without the number. */
const neutralPath = (path) => `${VENV}/${path.replace(/^(lib|include\/site)\/python\d+\.\d+\//, "$1/python3/")}`;
const isRecord = (path) => /^[^/]+\.dist-info\/RECORD$/.test(path.slice(SITE.length + 1)) && path.startsWith(`${SITE}/`);
const entryOf = async (files, tree, found, venv) => {
    const path = neutralPath(found.path);
    const source = `${tree}/${found.path}`;
    if (found.kind === "symlink")
        return (0,layer_entry/* symlinkEntry */.cH)(path, await files.readLink(source));
    if (found.kind === "other")
        throw (0,errors/* foundProblem */.Sb)({ code: "layer-entry", message: `${path} is neither a file nor a link.`, hint: "Type: dl-env lock --update" });
    if (path.startsWith(`${VENV}/bin/`) && found.size <= SCRIPT_LIMIT) {
        const script = (await files.readBytes(source)) ?? new Uint8Array();
        return (0,layer_entry/* bytesEntry */.mk)(path, found.mode, neutralScript(script, venv) ?? script);
    }
    return (0,layer_entry/* fileEntry */.nV)(path, found.mode, found.size, { kind: "file", path: source });
};
const absolute = (path) => {
    const parts = SITE.split("/");
    for (const part of path.split("/")) {
        if (part === "..")
            parts.pop();
        else if (part !== ".")
            parts.push(part);
    }
    return parts.join("/");
};
const neutralRow = (row, byPath) => {
    const path = row.path.replace(/^((?:\.\.\/)+include\/site)\/python\d+\.\d+\//, "$1/python3/");
    const entry = byPath.get(absolute(path));
    if (entry?.content?.kind !== "bytes" || row.hash === "")
        return path === row.path ? row : (0,record/* recordRow */.Ep)(path, row);
    const fresh = (0,record/* recordRow */.Ep)(path, entry.content.bytes);
    return fresh.hash === row.hash && path === row.path ? row : fresh;
};
const titleOf = (record) => record.slice(SITE.length + 1).replace(/\.dist-info\/RECORD$/, "");
/**
 * Reads a tree that `uv pip install --prefix` wrote: paths without the Python's number, scripts for the image's interpreter, each RECORD with
 * the final paths and hashes, nothing compiled, no lock file. `venv` is the folder name of the environment whose interpreter uv was given.
 */
const readWheelTree = async (files, tree, venv) => {
    const found = (await (0,walk/* walk */.G)(files, tree)).filter(({ path }) => path !== ".lock" && !isCompiled(path));
    const entries = await Promise.all(found.map((one) => entryOf(files, tree, one, venv)));
    const byPath = new Map(entries.map((entry) => [entry.path, entry]));
    const installed = [];
    for (const entry of entries) {
        if (!isRecord(entry.path) || entry.content?.kind !== "file")
            continue;
        const rows = (0,record/* readRecord */.aE)((await files.readText(entry.content.path)) ?? "").map((row) => neutralRow(row, byPath));
        byPath.set(entry.path, (0,layer_entry/* bytesEntry */.mk)(entry.path, entry.mode, Buffer.from((0,record/* printRecord */.HX)(rows))));
        installed.push({ title: titleOf(entry.path), files: rows.map((row) => ({ path: absolute(row.path), hash: row.hash })) });
    }
    return { entries: [...byPath.values()], installed: installed.sort((a, b) => (a.title < b.title ? -1 : 1)) };
};

;// CONCATENATED MODULE: ./lib/src/layer/make.js










/** Download, what is unpacked from it, and the blob: measured at 2.9 to 3.6 times the download over the wheels of a matrix. */
const SPACE_PER_DOWNLOAD = 4;
const fileEntries = (files) => files.map((file) => (0,layer_entry/* bytesEntry */.mk)(file.path.replace(/^\//, ""), file.mode, Buffer.from(file.content)));
const entriesOf = async (sys, tools, spec, temp) => {
    switch (spec.kind) {
        case "wheel":
        case "rest": {
            const tree = await readWheelTree(sys.files, await (0,install/* installWheels */.Un)(sys, tools, spec, temp), (0,install/* venvName */.z0)(tools.interpreter));
            checkOwners(tree.installed);
            return [...tree.entries];
        }
        case "python":
            return (0,python/* pythonEntries */.Bs)(sys, tools.mirrors, spec, temp);
        case "files":
            return fileEntries(spec.files);
    }
};
/**
 * Makes one layer of ours as `<work>/<kind>-<key>.tar.gz`: layer format 1, the same bytes on every machine. Nothing else is left in `work`.
 * Rejects with `wheel-hash`, `wheel-gone`, `index-unreachable`, `disk-full`, `path-conflict`, `archive-hash`.
 */
const makeLayer = async (sys, tools, spec, work) => {
    await (0,space/* ensureSpace */.L)(sys.files, work, spec.download * SPACE_PER_DOWNLOAD, `Making ${spec.title}`);
    const temp = await sys.files.makeTemp("layer-", work);
    try {
        const entries = (0,ordered/* ordered */.S)(await entriesOf(sys, tools, spec, temp));
        const { layer, hashes } = await (0,blob/* writeBlob */.Z)(sys, entries, `${work}/${(0,image_recipe/* layerTag */.C)(spec)}.tar.gz`);
        return { ...layer, paths: (0,paths/* encodePaths */.vH)(hashes) };
    }
    finally {
        await sys.files.remove(temp);
    }
};

;// CONCATENATED MODULE: ./lib/src/layer/missing.js








const makeOne = async (making, spec) => spec.kind === "system" ? making.buildSystem(spec, making.work) : makeLayer(making.sys, await making.tools(), spec, making.work);
/** System layers first, since an engine works while wheels are fetched; then large before small, so that no large one is left over for the end. */
const inOrder = (specs) => [...specs].sort((a, b) => Number(b.kind === "system") - Number(a.kind === "system") || b.download - a.download || ((0,image_recipe/* layerTag */.C)(a) < (0,image_recipe/* layerTag */.C)(b) ? -1 : 1));
/** Says how far the making of layers is: how many, how much of what is to be fetched, how long, and what is being made. */
const telling = ({ log, clock }, specs) => {
    const began = clock.now();
    const total = specs.reduce((sum, { download }) => sum + download, 0);
    const busy = new Set();
    let [done, fetched] = [0, 0];
    const tell = (last = "") => {
        const names = [...busy].map(({ title }) => title).join(", ");
        log.progress(`Layers: ${done} of ${specs.length} made, ${(0,units/* bytes */.ee)(fetched)} of ${(0,units/* bytes */.ee)(total)} fetched, ${(0,units/* duration */.p0)(clock.now() - began)}${last}${names === "" ? "" : `; making ${names}`}`);
    };
    const begin = (spec) => {
        const from = clock.now();
        busy.add(spec);
        tell();
        return (size) => {
            busy.delete(spec);
            done += 1;
            fetched += spec.download;
            tell(`; ${spec.title} is ${(0,units/* bytes */.ee)(size)}, took ${(0,units/* duration */.p0)(clock.now() - from)}`);
        };
    };
    return { begin };
};
/**
 * Makes layers and puts each into the store as soon as it is there, as many at once as there are processors.
 * A failure of one leaves the others going; what they stored stays, complete, for the next run.
 */
const makeMissing = async (making, specs) => {
    const { sys, store } = making;
    const limit = (0,p_limit/* default */.A)(making.parallel ?? Math.max(2, sys.env.cpus));
    const engine = (0,p_limit/* default */.A)(1);
    const told = telling(sys, specs);
    const one = async (spec) => {
        sys.log.debug(`making ${(0,image_recipe/* layerTag */.C)(spec)} (${spec.title})`);
        // Where it is put must have room as well as where it is made; storing it looks again, at its true size.
        if ((0,layout/* isLayout */.nW)(store))
            await (0,space/* ensureSpace */.L)(sys.files, store.dir, spec.download, `Storing ${spec.title}`);
        const ready = told.begin(spec);
        const made = await makeOne(making, spec);
        try {
            const layer = await storeLayer(store, spec, made, sys);
            // Another machine's system layer may be there instead: then what was made here is of no use.
            if (layer.diffId === made.diffId)
                await making.onStored?.(made);
            ready(made.size);
            return { layer, size: made.size };
        }
        finally {
            await sys.files.remove(made.file);
        }
    };
    const ordered = inOrder(specs);
    if (ordered.length > 0)
        await ensureWritable(store);
    const results = await Promise.allSettled(ordered.map((spec) => (spec.kind === "system" ? engine(() => one(spec)) : limit(() => one(spec)))));
    const made = results.filter((result) => result.status === "fulfilled").map((result) => result.value);
    const failed = ordered.flatMap((spec, at) => {
        const result = results[at];
        return result?.status === "rejected" ? [{ spec, error: result.reason }] : [];
    });
    return { layers: made.map(({ layer }) => layer), stored: made.reduce((sum, { size }) => sum + size, 0), failed };
};

;// CONCATENATED MODULE: ./lib/src/layer/overlap.js
const overlap_SITE = "opt/venv/lib/python3/site-packages/";
/** Paths that more than one of the layers own with different content, and who owns them, in the order laid. */
const differingPaths = (layers) => {
    const owners = new Map();
    const shared = new Map();
    for (const layer of layers) {
        for (const [path, hash] of layer.paths) {
            const owner = { layer, hash };
            const known = owners.get(path);
            if (known === undefined)
                owners.set(path, owner);
            else if (Array.isArray(known))
                known.push(owner);
            else {
                const both = [known, owner];
                owners.set(path, both);
                shared.set(path, both);
            }
        }
    }
    return new Map([...shared].filter(([, all]) => all.some(({ hash }) => hash !== all[0]?.hash)).map(([path, all]) => [path, all.map(({ layer }) => layer)]));
};
/**
 * What is wrong with the order in which these layers are laid: a path that several own must be the same in each, or `laidLast` (path in
 * site-packages, or from the root of the image) must name the package whose copy is meant, and that layer must be the last. Empty when all is well.
 */
const overlapProblems = (layers, laidLast) => [...differingPaths(layers)].flatMap(([path, owners]) => {
    const wanted = laidLast[path.startsWith(overlap_SITE) ? path.slice(overlap_SITE.length) : path];
    if (wanted !== undefined && [wanted].flat().some((name) => owners.at(-1)?.packages.includes(name)))
        return [];
    const names = owners.map(({ title }) => title).join(", ");
    const message = `These own /${path} with different content: ${names}.`;
    return [{ code: "path-conflict", message, hint: "Say in the catalog which package is laid last, under `laid-last` in: matrix/image.yml" }];
});

;// CONCATENATED MODULE: ./lib/src/layer/checkOverlaps.js



const packagesOf = (spec) => (spec.kind === "wheel" || spec.kind === "rest" ? spec.wheels.map(({ name }) => name) : []);
const readPaths = async (store, digest) => {
    const chunks = [];
    for await (const chunk of store.readBlob(digest))
        chunks.push(chunk);
    return (0,paths/* decodePaths */.NA)(Buffer.concat(chunks));
};
/** Checks recipes against the lists of paths that their layers carry; a list is read once, however many recipes share its layer. */
const overlapChecker = (store, catalog) => {
    const known = new Map();
    const pathsOf = (digest) => {
        const found = known.get(digest) ?? readPaths(store, digest);
        known.set(digest, found);
        return found;
    };
    return async (recipe, layers) => {
        const laid = [];
        for (const [index, { paths }] of layers.entries()) {
            const spec = recipe.layers[index];
            if (paths !== undefined && spec !== undefined)
                laid.push({ title: spec.title, packages: packagesOf(spec), paths: await pathsOf(paths) });
        }
        const [first, ...more] = overlapProblems(laid, catalog.laidLast);
        if (first !== undefined)
            throw (0,errors/* foundProblem */.Sb)(first, { more });
    };
};

// EXTERNAL MODULE: ./lib/src/plan/aptBuild.js
var aptBuild = __webpack_require__(26371);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/src/plan/make.js


/** `<cell>-r<key>` */
const immutableTag = (recipe) => `${recipe.cell}-r${recipe.key}`;
const cellState = (recipe, accepted, inputs) => {
    if (!accepted)
        return "none";
    const { storeTags, imageTags } = inputs;
    if (recipe === undefined || storeTags === undefined || imageTags === undefined)
        return "unknown";
    if (imageTags.has(immutableTag(recipe)))
        return "linked";
    return recipe.layers.every((layer) => storeTags.has((0,image_recipe/* layerTag */.C)(layer))) ? "layers" : "missing";
};
const readLock = (lock) => ({
    key: lock.key,
    packages: Object.fromEntries(lock.wheels.map((wheel) => [wheel.name, wheel.version])),
    download: lock.wheels.reduce((sum, wheel) => sum + wheel.download, 0),
});
/** Thousands of cells share a lock, and so what is said of it. */
const sharedLocks = () => {
    const known = new Map();
    return (lock) => {
        const found = known.get(lock) ?? readLock(lock);
        known.set(lock, found);
        return found;
    };
};
const plannedCell = ({ cell, verdict }, inputs, lockOf) => {
    const accepted = verdict.kind === "accepted";
    const lock = accepted ? inputs.locks.get(verdict.lock) : undefined;
    const recipe = inputs.recipes.get(cell.id);
    const immutable = recipe === undefined ? [] : [immutableTag(recipe)];
    return {
        cell: cell.id,
        set: cell.set,
        cuda: cell.cuda,
        ubuntu: cell.ubuntu,
        python: cell.python,
        flavor: cell.flavor,
        platform: cell.platform,
        verdict: verdict.kind,
        reasons: accepted ? [] : verdict.reasons,
        ...(verdict.base === undefined ? {} : { base: verdict.base }),
        ...(lock === undefined ? {} : { lock: lockOf(lock) }),
        tags: accepted ? [...immutable, ...(inputs.rolling.get(cell.id) ?? [])] : [],
        state: cellState(recipe, accepted, inputs),
    };
};
/** Every distinct layer of the recipes, in the order first met, with the cells that use it. */
const distinctLayers = (recipes) => {
    const found = new Map();
    for (const recipe of recipes) {
        for (const spec of recipe.layers) {
            const tag = (0,image_recipe/* layerTag */.C)(spec);
            const entry = found.get(tag);
            if (entry === undefined)
                found.set(tag, { spec, cells: [recipe.cell] });
            else
                entry.cells.push(recipe.cell);
        }
    }
    return found;
};
const plannedLayers = (inputs) => {
    const state = (tag) => (inputs.storeTags === undefined ? "unknown" : inputs.storeTags.has(tag) ? "stored" : "missing");
    const recipes = [...inputs.recipes.values(), ...(inputs.drafts ?? new Map()).values()];
    return [...distinctLayers(recipes)].map(([tag, { spec, cells }]) => ({
        layer: tag,
        kind: spec.kind,
        title: spec.title,
        download: spec.download,
        state: state(tag),
        cells,
    }));
};
const sum = (layers) => layers.reduce((total, layer) => total + layer.download, 0);
/** The plan as `plan --json` prints it; its id is a hash of what it holds. */
const makePlan = (inputs) => {
    const lockOf = sharedLocks();
    const cells = inputs.judged.map((judged) => plannedCell(judged, inputs, lockOf));
    const layers = plannedLayers(inputs);
    const counted = (verdict) => cells.filter((cell) => cell.verdict === verdict).length;
    const totals = {
        cells: cells.length,
        accepted: counted("accepted"),
        rejected: counted("rejected"),
        unknown: counted("unknown"),
        download: sum(layers),
        missing: sum(layers.filter((layer) => layer.state === "missing")),
    };
    const body = { format: 1, to: inputs.to, store: inputs.store, cells, layers, totals };
    // A lock's key stands for its packages and a cell's own tag for its layers, which are most of the text.
    const told = { ...body, cells: cells.map((cell) => ({ ...cell, lock: cell.lock?.key })), layers: layers.map(({ layer, state }) => [layer, state]) };
    const id = (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify(told)).digest("hex").slice(0, 16);
    return { ...body, id };
};

// EXTERNAL MODULE: ./lib/src/image/layers.js
var image_layers = __webpack_require__(87236);
// EXTERNAL MODULE: ./lib/src/smoke/inventory/wheel.js
var wheel = __webpack_require__(95896);
;// CONCATENATED MODULE: ./lib/src/publish/licences.js








/** By folder, so that a wheel that several layers bring is listed once. */
const wheelsOf = async (layers, store, inventories) => {
    const all = await Promise.all(layers.map((layer) => inventories.of(layer, store)));
    return [...new Map(all.flatMap(({ wheels }) => [...wheels])).values()];
};
/**
 * The same with one small layer more: the list of the image's wheels with version and licence, as their metadata says. It is known only when the wheels
 * are there, so it is made where the image is linked; an image of the same wheels has the same layer.
 */
const withLicences = async ({ sys, store }, inventories, recipe, layers, work) => {
    const wheels = await wheelsOf(layers, store, inventories);
    const content = (0,wheel/* licenceList */.Ez)(wheels);
    const spec = { ...(0,image_layers/* filesLayerSpec */.Qy)([{ path: wheel/* LICENCE_LIST */.X5, mode: 0o644, content }]), title: `list of ${(0,units/* count */.U9)(wheels.length, "wheel")} with licences` };
    const complete = (layer) => ({ recipe: { ...recipe, layers: [...recipe.layers, spec] }, layers: [...layers, layer] });
    const known = await findLayer(store, (0,image_recipe/* layerTag */.C)(spec));
    if (known !== undefined && (await store.hasBlob(known.digest)))
        return complete(known);
    const file = `${work}/${(0,image_recipe/* layerTag */.C)(spec)}.tar.gz`;
    const { layer } = await (0,blob/* writeBlob */.Z)(sys, (0,ordered/* ordered */.S)([(0,layer_entry/* bytesEntry */.mk)(wheel/* LICENCE_LIST */.X5.slice(1), 0o644, Buffer.from(content))]), file);
    try {
        return complete(await storeLayer(store, spec, layer, sys));
    }
    finally {
        await sys.files.remove(file);
    }
};

// EXTERNAL MODULE: ./lib/src/registry/base.js
var registry_base = __webpack_require__(7707);
// EXTERNAL MODULE: ./lib/src/publish/image.js
var publish_image = __webpack_require__(68851);
;// CONCATENATED MODULE: ./lib/src/publish/imageConfig.js
/** The earliest time there is, for bases that do not say when they were made. */
const EPOCH = "1970-01-01T00:00:00Z";
const splitEnv = (env) => new Map(env.map((entry) => {
    const equals = entry.indexOf("=");
    return equals === -1 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
}));
/** The base's variables in their order, less the dropped ones, ours in their place or behind. */
const mergedEnv = (base, config) => {
    const merged = splitEnv(base);
    for (const name of config.dropEnv)
        merged.delete(name);
    for (const [name, value] of Object.entries(config.env).sort(([a], [b]) => (a < b ? -1 : 1)))
        merged.set(name, value);
    return [...merged].map(([name, value]) => `${name}=${value}`);
};
const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
/** History must have one entry with content per layer, or engines refuse the image; a base whose history does not fit gets a plain one. */
const baseHistory = (base) => {
    const history = base.history ?? [];
    const filled = history.filter((entry) => entry.empty_layer !== true).length;
    return filled === base.rootfs.diff_ids.length ? history : base.rootfs.diff_ids.map(() => ({ created: base.created ?? EPOCH, created_by: "base" }));
};
const given = (key, value) => (value === null || value === undefined ? {} : { [key]: value });
/** The config of a linked image: the base's, with our environment, labels, entrypoint and command, and our layers behind its own. */
const linkedConfig = (base, ours, layers, created = base.created ?? EPOCH) => {
    const own = base.config ?? {};
    const exposed = sorted({ ...own.ExposedPorts, ...Object.fromEntries(ours.exposed.map((port) => [port, {}])) });
    return {
        architecture: base.architecture,
        os: base.os,
        created,
        config: {
            User: ours.user,
            ...(Object.keys(exposed).length === 0 ? {} : { ExposedPorts: exposed }),
            Env: mergedEnv(own.Env ?? [], ours),
            // Both are always set: runtime flavors bring an entrypoint of their own.
            Entrypoint: ours.entrypoint,
            Cmd: ours.cmd,
            ...given("Volumes", own.Volumes),
            WorkingDir: ours.workdir,
            Labels: sorted({ ...own.Labels, ...ours.labels }),
            ...given("StopSignal", own.StopSignal),
            ...given("Shell", own.Shell),
            ...given("Healthcheck", own.Healthcheck),
        },
        rootfs: { type: "layers", diff_ids: [...base.rootfs.diff_ids, ...layers.map((layer) => layer.diffId)] },
        history: [...baseHistory(base), ...layers.map((layer) => ({ created, created_by: `dl-env: ${layer.title}` }))],
    };
};

;// CONCATENATED MODULE: ./lib/src/publish/link.js









/** Docker fails above about 122 layers, and users build on top. */
const MOST_LAYERS = 110;
const SIDE_BY_SIDE = 8;
const checkLayers = (recipe, base, layers) => {
    const wanted = recipe.layers.map((spec) => (0,image_recipe/* layerTag */.C)(spec));
    const wrong = wanted.findIndex((tag, index) => layers[index]?.tag !== tag);
    if (wrong !== -1 || layers.length !== wanted.length)
        throw new TypeError(`layers differ from the recipe at ${wanted[wrong] ?? "the end"}`);
    const total = base.manifest.layers.length + layers.length;
    if (total > MOST_LAYERS) {
        throw (0,errors/* foundProblem */.Sb)({ code: "too-many-layers", message: `${recipe.cell} would have ${total} layers; Docker fails above about 122, and ${MOST_LAYERS} are the limit here.`, hint: "Ask for a smaller set, or build the cell whole: dl-env build --build engine" });
    }
};
/** Config and manifest of a cell: the base's layers and ours, all in OCI's media types. Pure: the same input is the same bytes. */
const imageBytes = (recipe, base, layers, created) => {
    checkLayers(recipe, base, layers);
    const titles = recipe.layers.map((spec) => spec.title);
    const config = (0,registry_manifest/* jsonBytes */.yN)(linkedConfig(base.config, recipe.config, layers.map((layer, index) => ({ diffId: layer.diffId, title: titles[index] ?? layer.tag })), created));
    const ours = layers.map(({ mediaType, digest, size }) => ({ mediaType: mediaType.endsWith("+zstd") ? mediaType : repository/* OCI_LAYER_GZIP */.BQ, digest, size }));
    const all = [...base.manifest.layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })), ...ours];
    const manifest = (0,registry_manifest/* jsonBytes */.yN)({
        schemaVersion: 2,
        mediaType: repository/* OCI_MANIFEST */.EG,
        config: { mediaType: repository/* OCI_CONFIG */.TF, digest: (0,digest/* digestOf */.ol)(config), size: config.byteLength },
        layers: all,
        annotations: { "org.opencontainers.image.base.digest": base.platformDigest },
    });
    return { config, manifest, digest: (0,digest/* digestOf */.ol)(manifest), blobs: all };
};
const total = (...repositories) => [...new Set(repositories)].reduce((sum, { traffic }) => sum + traffic.requests, 0);
/**
 * Makes an image out of layers that exist: mounts (or, once, copies) the blobs, then puts config and manifest by digest. It gets its tags
 * when it was tested. Does nothing when it is there; rejects with `too-many-layers` above 110, `stand-in` when an image on a stand-in base would leave this machine.
 * The counts are right when nothing else uses the two repositories at the same time.
 */
const linkImage = async (request) => {
    const { recipe, base, layers, store, to } = request;
    (0,publish_image/* keepStandInHere */.PN)(recipe.config.labels, to, recipe.cell);
    const before = total(store, to);
    const image = imageBytes(recipe, base, layers, request.created);
    const size = image.blobs.reduce((sum, blob) => sum + blob.size, 0);
    const result = (made, moved) => ({ digest: image.digest, made, layers: image.blobs.length, requests: total(store, to) - before, moved, size });
    if ((await to.resolve(image.digest)) !== undefined)
        return result(false, 0);
    const limit = (0,p_limit/* default */.A)(SIDE_BY_SIDE);
    const distinct = new Map(image.blobs.map((blob) => [blob.digest, blob.size]));
    const moved = await Promise.all([...distinct].map(([digest, bytes]) => limit(async () => ((await (0,registry_base/* moveBlob */.pP)(digest, bytes, store, to)) ? bytes : 0))));
    await to.writeBlob({ digest: (0,digest/* digestOf */.ol)(image.config), size: image.config.byteLength, open: async function* () { yield image.config; } });
    await to.putManifest({ bytes: image.manifest, mediaType: repository/* OCI_MANIFEST */.EG });
    return result(true, moved.reduce((sum, bytes) => sum + bytes, 0));
};

// EXTERNAL MODULE: ./lib/src/resolve/namedIndexes.js
var namedIndexes = __webpack_require__(58078);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./lib/src/system/toolCache.js


/** Where tools are kept: `RUNNER_TOOL_CACHE`, else `dl-env/tools` in the user's cache folder. */
const toolFolder = (env) => env.get("RUNNER_TOOL_CACHE") || (0,external_node_path_.join)(env.get("XDG_CACHE_HOME") || (0,external_node_path_.join)(env.home, ".cache"), "dl-env", "tools");
/**
 * The library reads its folder from the environment and prints `::debug::` lines on standard output, where only results
 * may go. Both are set for the length of one call.
 */
const inFolder = async (folder, work) => {
    const library = await Promise.all(/* import() */[__webpack_require__.e(88), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 59805));
    const { RUNNER_TOOL_CACHE } = process.env;
    const write = process.stdout.write.bind(process.stdout);
    process.env["RUNNER_TOOL_CACHE"] = folder;
    process.stdout.write = () => true;
    try {
        return await work(library);
    }
    finally {
        process.stdout.write = write;
        if (RUNNER_TOOL_CACHE === undefined)
            delete process.env["RUNNER_TOOL_CACHE"];
        else
            process.env["RUNNER_TOOL_CACHE"] = RUNNER_TOOL_CACHE;
    }
};
/** The tool cache of this machine, by `@actions/tool-cache`, so that a runner's other actions see the same tools. */
const toolCache = (env) => {
    const folder = toolFolder(env);
    return {
        find: async (tool, version) => (await inFolder(folder, (library) => library.find(tool, version, (0,external_node_os_.arch)()))) || undefined,
        keep: (from, tool, version) => inFolder(folder, (library) => library.cacheDir(from, tool, version, (0,external_node_os_.arch)())),
    };
};

// EXTERNAL MODULE: ./lib/src/resolve/environment.js
var environment = __webpack_require__(60992);
;// CONCATENATED MODULE: ./lib/src/resolve/uv.js



const versionOf = async (sys, path) => {
    const { code, stdout } = await sys.processes.run([path, "--version"]);
    return code === 0 ? /^uv (\S+)/.exec(stdout)?.[1] : undefined;
};
const onPath = async (sys, tool) => {
    const path = await sys.processes.find("uv");
    return path !== undefined && (await versionOf(sys, path)) === tool.version ? { path, version: tool.version } : undefined;
};
const noUv = (tool, why, cause) => (0,errors/* unreachable */.HB)({
    code: "no-uv",
    message: `uv ${tool.version} is not on this machine and could not be put there: ${why}.`,
    hint: `Install it, then run this again: python3 -m pip install uv==${tool.version}`,
}, { cause });
const lastLine = (text) => (text.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
const runPython = async (sys, tool, args, what) => {
    const python = (await sys.processes.find("python3")) ?? (await sys.processes.find("python"));
    if (python === undefined)
        throw noUv(tool, "there is no python3 to fetch it with");
    const { code, stderr, stdout } = await sys.processes.run([python, ...args], { env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_INPUT: "1" } });
    if (code !== 0)
        throw noUv(tool, `${what} failed (${lastLine(stderr) || lastLine(stdout) || `exit code ${code}`})`, new Error(stderr));
};
/** pip checks the sha256 before the file is kept; the wheel's program is then taken out of it. */
const byPip = async (sys, tool, tools) => {
    const work = await sys.files.makeTemp("dl-env-uv-");
    try {
        await sys.files.write(`${work}/uv.txt`, `uv==${tool.version} --hash=sha256:${tool.wheelSha256}\n`);
        const wanted = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", `${work}/uv.txt`, "-d", work];
        await runPython(sys, tool, ["-m", "pip", "download", "--quiet", ...wanted], "pip download");
        await runPython(sys, tool, ["-m", "zipfile", "-e", `${work}/${tool.wheelFile}`, `${work}/wheel`], "unpacking its wheel");
        const program = `${work}/wheel/uv-${tool.version}.data/scripts/uv`;
        if ((await sys.files.stat(program)) === undefined)
            throw noUv(tool, "its wheel has no program for this machine");
        await sys.files.makeDir(`${work}/bin`);
        await sys.files.rename(program, `${work}/bin/uv`);
        await sys.files.chmod(`${work}/bin/uv`, 0o755);
        return await tools.keep(`${work}/bin`, "uv", tool.version);
    }
    finally {
        await sys.files.remove(work);
    }
};
const kept = async (tool, tools) => {
    const folder = await tools.find("uv", tool.version);
    return folder === undefined ? undefined : { path: `${folder}/uv`, version: tool.version };
};
/** uv of the pinned version: on PATH, else in the tool cache, else put there by pip; code `no-uv` if none of them works. */
const ensureUv = async (sys, tool, tools = toolCache(sys.env)) => {
    const there = (await onPath(sys, tool)) ?? (await kept(tool, tools));
    if (there !== undefined)
        return there;
    await sys.files.makeDir(toolFolder(sys.env));
    return sys.files.withLock(`${toolFolder(sys.env)}/uv-${tool.version}.lock`, async () => {
        const meanwhile = await kept(tool, tools);
        if (meanwhile !== undefined)
            return meanwhile;
        sys.log.info(`Fetching uv ${tool.version} with pip`);
        const uv = { path: `${await byPip(sys, tool, tools)}/uv`, version: tool.version };
        const runs = await versionOf(sys, uv.path);
        if (runs !== tool.version)
            throw noUv(tool, `the program from its wheel says ${runs ?? "nothing"} when asked for its version`);
        return uv;
    });
};
/** First lines of scripts longer than this get a shell wrapper from uv instead of a plain `#!` line. */
const LONGEST_INTERPRETER = 120;
/**
 * Path of a Python in a throw-away environment under `work`. A `--prefix` install with it lands in plain
 * `lib/pythonX.Y/site-packages`, whatever scheme the host's own Python has. `work` must be short and is removed by the caller.
 */
const interpreterFor = async (sys, uv, work) => {
    const folder = `${work}/py`;
    const python = `${folder}/bin/python3`;
    if (python.length > LONGEST_INTERPRETER) {
        throw (0,errors/* unreachable */.HB)({ code: "path-too-long", message: `The folder for temporary files is too deep: ${work}.`, hint: "Use a shorter one: export TMPDIR=/tmp" });
    }
    const settings = await (0,environment/* uvEnvironment */.d)(sys);
    const { code, stderr } = await sys.processes.run([uv.path, "venv", "--quiet", "--no-project", folder], { env: settings });
    if (code === 0)
        return python;
    throw (0,errors/* unreachable */.HB)({ code: "no-python", message: `uv found no Python on this machine to work with (${lastLine(stderr)}).`, hint: "Install one: apt-get install -y python3" }, { cause: new Error(stderr) });
};

;// CONCATENATED MODULE: ./lib/src/resolve/tools.js


const tools_open = async ({ sys, catalog, request }, work) => {
    const uv = await ensureUv(sys, catalog.uv);
    const interpreter = await interpreterFor(sys, uv, work.dir);
    const access = await (0,namedIndexes/* indexAccess */.zp)(sys, uv, work.dir, false);
    const environment = (indexes) => access((0,namedIndexes/* namedIndexes */.wK)(indexes, catalog.indexes, request.mirrors));
    return { uv: uv.path, interpreter, environment, mirrors: request.mirrors };
};
/** uv and a Python for one run, made when they are first asked for. */
const openTools = (session, work) => {
    let tools;
    return () => (tools ??= tools_open(session, work));
};

// EXTERNAL MODULE: ./lib/src/work.js
var src_work = __webpack_require__(62673);
;// CONCATENATED MODULE: ./lib/src/engine/sources.js

/** Where an engine finds a base that lies in a store. */
const baseSource = (store, base) => (0,layout/* isLayout */.nW)(store)
    ? { kind: "layout", dir: store.dir, digest: base.descriptor.digest, tag: base.tag }
    : { kind: "registry", reference: `${store.name}@${base.descriptor.digest}`, insecure: store.local };
/** Where an engine's image goes. */
const targetOf = (to) => ((0,layout/* isLayout */.nW)(to) ? { kind: "layout", dir: to.dir } : { kind: "registry", repository: to.name, insecure: to.local });

// EXTERNAL MODULE: ./lib/src/image/writeContext.js + 2 modules
var writeContext = __webpack_require__(9453);
;// CONCATENATED MODULE: ./lib/src/build.js




















/** Time of every file that a build would otherwise stamp with its own: 2024-01-01, UTC. */
const build_EPOCH = 1_704_067_200;
const isToBuild = (cell) => cell.state === "missing" || cell.state === "layers";
/** Where layers or images are made by other jobs, a cell that lacks what they were to make waits for the next run. */
const lacking = ({ request, options }, plan) => {
    const { handed } = options;
    if (handed?.linkOnly !== true)
        return [];
    if (request.build === "link")
        return plan.cells.filter((cell) => cell.state === "missing").map(({ cell }) => ({ cell, why: "not all of its layers were made" }));
    return plan.cells.filter((cell) => isToBuild(cell) && handed.built?.[cell.cell] === undefined).map(({ cell }) => ({ cell, why: "no job built its image" }));
};
const leftOut = (plan) => plan.cells
    .filter((cell) => cell.verdict === "accepted" && cell.state === "unknown")
    .map((cell) => ({ cell: cell.cell, why: cell.base?.platformDigest === undefined ? `its base ${cell.base?.tag ?? ""} could not be read` : "the store or the destination could not be asked" }));
const baseOf = (session, { judged }) => {
    const known = new Map();
    const bases = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict.base]));
    const stored = async (platformDigest) => {
        const base = await (0,registry_base/* readStoredBase */.b8)(session.store, platformDigest);
        return base !== undefined && (await (0,registry_base/* isWhole */.wP)(session.store, base)) ? base : undefined;
    };
    const read = async (tag, platformDigest) => (await stored(platformDigest)) ?? (0,registry_base/* copyBase */.jp)(await (0,registry_base/* readBase */.wZ)(session.open, `${tag}@${platformDigest}`), session.store);
    return (cell) => {
        const base = bases.get(cell);
        if (base?.platformDigest === undefined)
            throw new TypeError(`the base of ${cell} has no digest`);
        const found = known.get(base.platformDigest) ?? read(base.tag, base.platformDigest);
        known.set(base.platformDigest, found);
        return found;
    };
};
const openBuilding = (session, ingredients, work) => {
    let engine;
    const { sys, request, open } = session;
    return { session, ingredients, work, engine: () => (engine ??= (0,choose/* chooseEngine */.m)(sys, request.engine, { open, work: work.dir })), base: baseOf(session, ingredients), inventories: (0,src_inspect/* inventoriesOf */.OP)(session) };
};
const secretsOf = ({ session, work }) => (0,secrets/* buildSecrets */.S)(session.sys, work.dir);
const buildSystem = async (building, spec, cell, work) => {
    const { sys, store } = building.session;
    const dir = await sys.files.makeTemp("system-", work);
    for (const { path, content } of systemContext(spec.system))
        await sys.files.write(`${dir}/${path}`, content);
    const base = baseSource(store, await building.base(cell));
    const context = { dir, base, secrets: await secretsOf(building), buildArgs: (0,aptBuild/* aptArguments */.u0)(building.session, building.ingredients, cell), epoch: build_EPOCH };
    const engine = await building.engine();
    return (0,aptBuild/* tellingApt */.Xp)(cell, () => engine.buildSystem(context, dir, (0,aptBuild/* aptLines */.hh)(sys.log)));
};
/** Stored layers of recipes, each looked up once. */
const storedLayers = (session) => {
    const known = new Map();
    const find = async (spec) => {
        const layer = await findLayer(session.store, (0,image_recipe/* layerTag */.C)(spec));
        if (layer !== undefined)
            return layer;
        throw (0,errors/* foundProblem */.Sb)({ code: "layer-missing", message: `The layer ${(0,image_recipe/* layerTag */.C)(spec)} (${spec.title}) is not in ${session.store.name}.`, hint: "Make what is missing: dl-env build" });
    };
    return (recipe) => Promise.all(recipe.layers.map((spec) => {
        const found = known.get((0,image_recipe/* layerTag */.C)(spec)) ?? find(spec);
        known.set((0,image_recipe/* layerTag */.C)(spec), found);
        return found;
    }));
};
const makeLayers = async (building, plan, recipes) => {
    const { session, work } = building;
    const missing = new Set(plan.layers.filter((layer) => layer.state === "missing").map((layer) => layer.layer));
    const { handed } = session.options;
    const wanted = [...distinctLayers(recipes)].filter(([tag]) => missing.has(tag) && (handed?.layers?.includes(tag) ?? true));
    const cellsOf = new Map(wanted.map(([tag, { cells }]) => [tag, cells]));
    const made = await makeMissing({
        sys: session.sys,
        store: session.store,
        work: work.dir,
        tools: openTools(session, work),
        buildSystem: (spec, folder) => buildSystem(building, spec, cellsOf.get((0,image_recipe/* layerTag */.C)(spec))?.[0] ?? "", folder),
        onStored: (layer) => building.inventories.keep(layer),
        ...(handed?.parallel === undefined ? {} : { parallel: handed.parallel }),
    }, wanted.map(([, { spec }]) => spec));
    const failed = made.failed.flatMap(({ spec, error }) => (0,failedCells/* failedCells */.XR)(cellsOf.get((0,image_recipe/* layerTag */.C)(spec)) ?? [], error));
    return { layers: made.layers.map(({ tag }) => tag), stored: made.stored, failed };
};
/** Does `work` for each recipe and looks at what came of it, one after the other; what fails is told of its cell, and the others go on. */
const each = async ({ session, ingredients, inventories }, recipes, work) => {
    const inspect = (0,src_inspect/* inspector */.qV)(session, ingredients, inventories);
    const images = [];
    const checks = [];
    const failed = [];
    for (const recipe of recipes) {
        try {
            const image = await work(recipe);
            checks.push(await inspect(image));
            images.push(image);
        }
        catch (error) {
            failed.push(...(0,failedCells/* failedCells */.XR)([recipe.cell], error));
        }
    }
    return { images, checks, failed };
};
/** Layers first, then one link a cell. */
const buildLinked = async (building, plan, recipes) => {
    const { session } = building;
    const { handed } = session.options;
    const made = handed?.linkOnly === true ? { layers: [], stored: 0, failed: [] } : await session.sys.log.group("Making layers", () => makeLayers(building, plan, recipes));
    if (handed?.layers !== undefined)
        return { images: [], checks: [], layers: made.layers, moved: made.stored, failed: made.failed };
    const layersOf = storedLayers(session);
    const check = overlapChecker(session.store, session.catalog);
    const broken = new Set(made.failed.map(({ cell }) => cell));
    let moved = made.stored;
    const link = async (recipe) => {
        const found = await layersOf(recipe);
        await check(recipe, found);
        const complete = await withLicences(session, building.inventories, recipe, found, building.work.dir);
        const linked = await linkImage({ ...complete, base: await building.base(recipe.cell), store: session.store, to: session.to });
        moved += linked.moved;
        return { cell: recipe.cell, digest: linked.digest, made: linked.made, size: linked.size };
    };
    const { images, checks, failed } = await session.sys.log.group("Linking images", () => each(building, recipes.filter(({ cell }) => !broken.has(cell)), link));
    return { images, checks, layers: made.layers, moved, failed: [...made.failed, ...failed] };
};
/** One build a cell, whole, from its Containerfile. */
const buildWhole = async (building, recipes) => {
    const { session, ingredients, work } = building;
    const { sys } = session;
    const build = async (recipe) => {
        const dir = await sys.files.makeTemp("context-", work.dir);
        await (0,writeContext/* writeContext */.p)(session, ingredients, recipe, dir);
        const context = { dir, base: baseSource(session.store, await building.base(recipe.cell)), secrets: await secretsOf(building), buildArgs: (0,aptBuild/* aptArguments */.u0)(session, ingredients, recipe.cell), epoch: build_EPOCH };
        const engine = await building.engine();
        const digest = await sys.log.group(`Building ${recipe.cell} whole`, () => (0,aptBuild/* tellingApt */.Xp)(recipe.cell, () => engine.buildImage(context, targetOf(session.to), (0,aptBuild/* aptLines */.hh)(sys.log))));
        await sys.files.remove(dir);
        return { cell: recipe.cell, digest, made: true, size: 0 };
    };
    return { ...(await each(building, recipes, build)), layers: [], moved: 0 };
};
/** Images that are in the destination under their immutable tags already. */
const linkedBefore = async (session, plan) => {
    const there = plan.cells.filter((cell) => cell.state === "linked");
    const found = await Promise.all(there.map(async (cell) => ({ cell: cell.cell, digest: await session.to.resolve(cell.tags[0] ?? "") })));
    return found.flatMap(({ cell, digest }) => (digest === undefined ? [] : [{ cell, digest, made: false, size: 0 }]));
};
/** Images that other jobs built whole, as far as the destination has them. */
const builtElsewhere = async ({ to, options }, plan) => {
    const built = options.handed?.built ?? {};
    const cells = plan.cells.filter(isToBuild).flatMap(({ cell }) => (built[cell] === undefined ? [] : [{ cell, digest: built[cell] }]));
    const found = await Promise.all(cells.map(async ({ cell, digest }) => ({ cell, digest: await to.resolve(digest) })));
    return found.flatMap(({ cell, digest }) => (digest === undefined ? [] : [{ cell, digest, made: true, size: 0 }]));
};
/** The cells for which something is to be made here: with `whole`, those that this job was given. */
const wantedCells = ({ request, options }, plan) => {
    const { handed } = options;
    if (handed?.linkOnly === true)
        return new Set(request.build === "link" ? plan.cells.filter(({ state }) => state === "layers").map(({ cell }) => cell) : []);
    return new Set(plan.cells.filter((cell) => isToBuild(cell) && (handed?.whole?.includes(cell.cell) ?? true)).map(({ cell }) => cell));
};
/** Makes what the plan says is missing. Cells whose base or store could not be asked are left, with the reason; a cell that fails leaves the others going. */
const buildCells = async (session, ingredients, plan) => {
    const wanted = wantedCells(session, plan);
    const recipes = [...ingredients.recipes.values()].filter((recipe) => wanted.has(recipe.cell));
    const before = [...(await linkedBefore(session, plan)), ...(await builtElsewhere(session, plan))];
    const left = [...leftOut(plan), ...lacking(session, plan)];
    if (recipes.length === 0)
        return { images: before, checks: [], layers: [], moved: 0, left, failed: [] };
    await ensureWritable(session.to);
    const work = await (0,src_work/* openWork */.Q)(session.sys);
    try {
        const building = openBuilding(session, ingredients, work);
        const built = session.request.build === "link" ? await buildLinked(building, plan, recipes) : await buildWhole(building, recipes);
        return { ...built, images: [...before, ...built.images], left };
    }
    finally {
        await work.close();
    }
};

// EXTERNAL MODULE: ./lib/src/catalog/live.js
var live = __webpack_require__(96722);
// EXTERNAL MODULE: ./lib/src/matrix/expand.js
var expand = __webpack_require__(33256);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/matrix/ranges.js
var ranges = __webpack_require__(95698);
;// CONCATENATED MODULE: ./lib/src/resolve/wheelTags.js
const NO_BUILD = [-1, ""];
/** Undefined if the text is not the file name of a wheel. */
const parseWheelName = (file) => {
    const parts = file.endsWith(".whl") ? file.slice(0, -".whl".length).split("-") : [];
    const [name, version] = parts;
    const [pythons, abis, platforms] = parts.slice(-3).map((tags) => tags.split("."));
    if (name === undefined || version === undefined || pythons === undefined || abis === undefined || platforms === undefined)
        return undefined;
    if (parts.length !== 5 && parts.length !== 6)
        return undefined;
    const build = parts.length === 6 ? /^(\d+)(.*)$/.exec(parts[2] ?? "") : null;
    if (parts.length === 6 && build === null)
        return undefined;
    return { name, version, build: build === null ? NO_BUILD : [Number(build[1]), build[2] ?? ""], pythons, abis, platforms };
};
/** How narrowly a Python tag fits, the higher the narrower; 0 = not at all. Free-threaded builds (`cp313t`) never fit. */
const pythonRank = (wheel, minor) => {
    const exact = `cp3${minor}`;
    const abi3 = wheel.pythons.map((tag) => /^cp3(\d+)$/.exec(tag)?.[1]).filter((tag) => tag !== undefined && Number(tag) <= minor);
    const pure = wheel.pythons.filter((tag) => tag === "py3" || /^py3\d+$/.test(tag)).map((tag) => Number(tag.slice(3) || "0"));
    if (wheel.pythons.includes(exact) && wheel.abis.includes(exact))
        return 1000;
    if (wheel.abis.includes("abi3") && abi3.length > 0)
        return 500 + Math.max(...abi3.map(Number));
    if (wheel.pythons.includes(exact) && wheel.abis.includes("none"))
        return 400;
    if (wheel.abis.includes("none") && pure.some((least) => least <= minor))
        return 100 + Math.max(...pure.filter((least) => least <= minor));
    return 0;
};
const LEGACY = { manylinux1: 5, manylinux2010: 12, manylinux2014: 17 };
/** glibc 2.N that a platform tag needs on x86_64; 0 for `any`; undefined for other machines. */
const glibcOf = (tag) => {
    if (tag === "any")
        return 0;
    const match = /^(?:manylinux_2_(\d+)|(manylinux(?:1|2010|2014))|(linux))_x86_64$/.exec(tag);
    if (match === null)
        return undefined;
    return match[1] === undefined ? (LEGACY[match[2] ?? ""] ?? 1) : Number(match[1]);
};
const platformRank = (wheel, glibc) => {
    const fitting = wheel.platforms.map(glibcOf).filter((needs) => needs !== undefined && needs <= glibc);
    return fitting.length === 0 ? 0 : 1 + Math.max(...fitting);
};
/** Ranks of Python, platform and build; undefined if the wheel does not fit a CPython x.y on `x86_64-manylinux_2_N`. */
const ranks = (wheel, python, platform) => {
    const glibc = Number(/^x86_64-manylinux_2_(\d+)$/.exec(platform)?.[1] ?? "17");
    const byPython = pythonRank(wheel, Number(python.split(".")[1]));
    const byPlatform = platformRank(wheel, glibc);
    return byPython === 0 || byPlatform === 0 ? undefined : [byPython, byPlatform, ...wheel.build];
};
/** Whether an installer would take this file on that Python and platform. */
const wheelFits = (file, python, platform) => {
    const wheel = parseWheelName(file);
    return wheel !== undefined && ranks(wheel, python, platform) !== undefined;
};
/**
 * Of several wheels of one release the one that installers take: narrowest tags, then the highest build number. torch
 * 2.10.0 has two for one Python and platform, which differ in their build number. Undefined if none fits.
 */
const bestWheel = (wheels, python, platform) => {
    const ranked = wheels.flatMap((wheel) => {
        const name = parseWheelName(wheel.file);
        const rank = name === undefined ? undefined : ranks(name, python, platform);
        return rank === undefined ? [] : [{ wheel, rank }];
    });
    const later = (a, b) => {
        for (const at of [0, 1, 2])
            if (a.rank[at] !== b.rank[at])
                return b.rank[at] - a.rank[at];
        return a.rank[3] < b.rank[3] ? 1 : -1;
    };
    return ranked.sort(later)[0]?.wheel;
};

;// CONCATENATED MODULE: ./lib/src/resolve/checks.js



/** Remembers its answers: the locks of a matrix name the same files. */
const rememberFits = () => {
    const known = new Map();
    return (file, python, platform) => {
        const key = `${file} ${python} ${platform}`;
        const found = known.get(key) ?? wheelFits(file, python, platform);
        known.set(key, found);
        return found;
    };
};
const reason = (code, message, source, hint) => ({ code, message, source, ...(hint === undefined ? {} : { hint }) });
const isNamed = (wheel, name) => wheel.name === name;
const otherMajors = (lock, { cuda }, { wheels: facts }) => Object.entries(facts)
    .filter(([major]) => major !== (0,versions/* majorOf */.Ds)(cuda))
    .flatMap(([major, { marks, source }]) => lock.wheels
    .filter(({ name }) => marks.some((mark) => name.endsWith(mark)))
    .map(({ name, version }) => reason("wheel-of-another-cuda", `${name} ${version} is built for CUDA ${major}, and this cell has CUDA ${(0,versions/* minorOf */.Hs)(cuda)}.`, source)));
/** The CUDA x.y that a wheel says it is built for: the toolkit and the runtime by their version, others by a local version like `+cu126`. */
const cudaOf = (wheel, runtime) => {
    if (isNamed(wheel, runtime) || isNamed(wheel, "cuda-toolkit"))
        return (0,versions/* minorOf */.Hs)(wheel.version);
    const local = /\+cu(\d+)(\d)$/.exec(wheel.version);
    return local?.[1] === undefined || local[2] === undefined ? undefined : `${local[1]}.${local[2]}`;
};
const otherMinors = (lock, { cuda, wheelCuda }, { wheels: facts }) => {
    const known = facts[(0,versions/* majorOf */.Ds)(cuda)];
    const minor = (0,versions/* minorOf */.Hs)(cuda);
    if (known === undefined)
        return [];
    const allowed = (found) => found === minor || (wheelCuda === "same-major" && (0,versions/* majorOf */.Ds)(found) === (0,versions/* majorOf */.Ds)(cuda) && (0,versions/* compareVersions */.Zy)(found, minor) < 0);
    return lock.wheels.flatMap((wheel) => {
        const found = cudaOf(wheel, known.runtime);
        if (found === undefined || allowed(found))
            return [];
        return [reason("wheel-of-another-cuda", `${wheel.name} ${wheel.version} is built for CUDA ${found}, and this cell has CUDA ${minor}.`, known.source)];
    });
};
/** A torch that brings no CUDA runtime is a build for processors only, or one whose CUDA nobody knows. */
const torchWithoutCuda = (lock, { cuda }, { wheels: facts }) => {
    const known = facts[(0,versions/* majorOf */.Ds)(cuda)];
    const torch = lock.wheels.find((wheel) => wheel.name === "torch");
    if (known === undefined || torch === undefined || lock.wheels.some((wheel) => wheel.name === known.runtime))
        return [];
    return [reason("torch-without-cuda", `torch ${torch.version} came without the runtime of CUDA ${(0,versions/* minorOf */.Hs)(cuda)}, so it is another build.`, known.source)];
};
const severalCudnn = (lock) => {
    const found = lock.wheels.filter(({ name }) => /^nvidia-cudnn-cu\d+$/.test(name));
    if (found.length < 2)
        return [];
    return [reason("two-cudnn", `The lock holds ${found.map(({ name, version }) => `${name} ${version}`).join(" and ")}; a process can load only one cuDNN.`, "resolver")];
};
const placeholders = (lock) => lock.wheels
    .filter(({ version }) => version === "0.0.0a0")
    .map(({ name }) => reason("placeholder-release", `${name} is an empty placeholder; its real wheels do not exist for Python ${lock.question.python}.`, "resolver"));
const foreignFiles = (lock, fitting) => lock.wheels
    .filter(({ file }) => !fitting(file, lock.question.python, lock.question.platform))
    .map(({ file }) => reason("wheel-does-not-fit", `${file} is no wheel for Python ${lock.question.python} on ${lock.question.platform}.`, "resolver"));
/** `name` with an optional specifier, as in `beside: cudf-polars-cu12<=26.10.2`. */
const holds = (lock, requirement, fits) => {
    const found = /^([A-Za-z0-9._-]+?)\s*((?:[=~!<>]=|[<>]).*)?$/.exec(requirement);
    return lock.wheels.some((wheel) => wheel.name === found?.[1] && fits(wheel.version, found[2]));
};
const springs = (trap, lock, cell, fits) => {
    const meant = trap.package === "*" ? lock.wheels : lock.wheels.filter((wheel) => wheel.name === trap.package);
    if (meant.length === 0)
        return [];
    if (!fits((0,versions/* minorOf */.Hs)(cell.cuda), trap.cuda) || !fits(cell.python, trap.python))
        return [];
    if (trap.wheelCuda !== undefined && trap.wheelCuda !== cell.wheelCuda)
        return [];
    if (trap.missing !== undefined && holds(lock, trap.missing, fits))
        return [];
    if (trap.beside !== undefined && !holds(lock, trap.beside, fits))
        return [];
    return meant.filter((wheel) => fits(wheel.version, trap.versions));
};
const trapped = (lock, cell, { traps, libraries }, fits) => [...traps, ...cell.libraries.flatMap((name) => libraries.get(name)?.traps ?? [])].flatMap((trap) => springs(trap, lock, cell, fits).map(({ name, version }) => reason(trap.code, `The index gave ${name} ${version}. ${trap.message}`, trap.source, trap.hint)));
/** What is wrong with a lock although the resolver was content; empty when nothing is. */
const checkLock = (lock, cell, facts, fits = (0,ranges/* rememberRanges */.s)(), fitting = wheelFits) => {
    const found = [
        ...otherMajors(lock, cell, facts),
        ...otherMinors(lock, cell, facts),
        ...torchWithoutCuda(lock, cell, facts),
        ...severalCudnn(lock),
        ...placeholders(lock),
        ...foreignFiles(lock, fitting),
        ...trapped(lock, cell, facts, fits),
    ];
    const seen = new Set();
    return found.filter(({ code, message }) => {
        const subject = `${code} ${message.replace(/^The index gave /, "").split(" ", 1)[0] ?? ""}`;
        return !seen.has(subject) && seen.add(subject);
    });
};

// EXTERNAL MODULE: ./lib/src/resolve/key.js
var resolve_key = __webpack_require__(50822);
;// CONCATENATED MODULE: ./lib/src/matrix/base.js


/** The catalog's copy of the tag list counts for so long. */
const COPY_DAYS = 30;
const DAY = 86_400_000;
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
/** Images made on this machine have no registry's list that could be old. */
const isLocal = (repository) => repository.startsWith("localhost/");
const tagOf = (cell, catalog) => `${cell.cuda}-${cell.flavor}-${catalog.ubuntu.find((release) => release.name === cell.ubuntu)?.tag ?? cell.ubuntu}`;
const place = (cell) => (cell.ubuntu === "stand-in" ? "the stand-in" : `Ubuntu ${cell.ubuntu}`);
/** What there is instead: another CUDA for the same Ubuntu, or another Ubuntu for the same CUDA. */
const instead = (cell, release, catalog) => {
    const flavors = release?.images[cell.ubuntu];
    if (flavors !== undefined && flavors.length > 0)
        return `matrix: { flavor: ["${flavors[0]}"] }`;
    const ubuntus = Object.entries(release?.images ?? {}).filter(([, listed]) => listed.includes(cell.flavor)).map(([name]) => name).sort(versions/* compareVersions */.Zy);
    if (ubuntus.length > 0)
        return `matrix: { ubuntu: ["${ubuntus.at(-1)}"] }`;
    const other = catalog.cuda.find((candidate) => candidate.images[cell.ubuntu]?.includes(cell.flavor) && (0,versions/* compareVersions */.Zy)(candidate.version, cell.cuda) > 0);
    return other === undefined ? undefined : `matrix: { cuda: ["${other.version}"] }`;
};
const absent = (cell, release, catalog, source) => {
    const hasOther = (release?.images[cell.ubuntu]?.length ?? 0) > 0;
    const hint = instead(cell, release, catalog);
    return {
        kind: "absent",
        reason: {
            code: "no-base-image",
            message: `NVIDIA has published no ${hasOther || cell.flavor !== "base" ? `${cell.flavor} ` : ""}image of CUDA ${cell.cuda} for ${place(cell)}.`,
            source,
            ...(hint === undefined ? {} : { hint }),
        },
    };
};
/**
 * Whether the cell's base exists: by the registry's own list, else by the catalog's dated copy, which says its date and
 * is worth nothing (unknown) after 30 days. The stand-in is made here and needs no list.
 */
const judgeBase = (cell, catalog, list, today) => {
    const release = (0,expand/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu);
    const repository = release?.repository ?? "docker.io/nvidia/cuda";
    const tag = tagOf(cell, catalog);
    const listed = release?.images[cell.ubuntu]?.includes(cell.flavor) ?? false;
    if (list !== undefined && !isLocal(repository)) {
        if (list.tags.has(tag))
            return { kind: "there", base: { tag: `${repository}:${tag}`, asOf: list.asOf } };
        return absent(cell, release, catalog, `tags of ${repository}, read ${list.asOf}`);
    }
    const source = `${release?.source ?? "matrix/cuda.yml"} (copy of ${catalog.asOf})`;
    if (isLocal(repository))
        return listed ? { kind: "there", base: { tag: `${repository}:${tag}`, asOf: today } } : absent(cell, release, catalog, source);
    if (daysBetween(catalog.asOf, today) > COPY_DAYS) {
        return {
            kind: "unknown",
            reason: {
                code: "base-list-too-old",
                message: `The registry's tags could not be read, and the catalog's copy of ${catalog.asOf} is older than ${COPY_DAYS} days.`,
                source: `tags of ${repository}`,
                hint: "mirrors: { docker.io: mirror.example }, or: dl-env catalog update",
            },
        };
    }
    return listed ? { kind: "there", base: { tag: `${repository}:${tag}`, asOf: catalog.asOf } } : absent(cell, release, catalog, source);
};

;// CONCATENATED MODULE: ./lib/src/matrix/nearestIndex.js
/** Every choice of axes as bits, those that change fewest axes first, then the cheapest. */
const choicesOf = (axes) => {
    const cost = (choice) => axes.reduce((sum, { price }, at) => sum + ((choice >> at) & 1) * (1000 + price), 0);
    return Array.from({ length: 2 ** axes.length }, (_, choice) => choice)
        .slice(1)
        .sort((a, b) => cost(a) - cost(b));
};
/** Ranks of an axis in the order of their distance from one; of two equally far, the newer one is nearer. */
const outward = (count) => {
    const away = (from, to) => 2 * Math.abs(from - to) + (to < from ? 1 : 0);
    const all = Array.from({ length: count }, (_, rank) => rank);
    return all.map((from) => all.filter((to) => to !== from).sort((a, b) => away(from, a) - away(from, b)));
};
/**
 * Finds for a cell the one of `cells` that changes the fewest axes, then the cheapest, then the least on the dearest axis. Each choice of axes has
 * its own index of the cells without them, so the cost does not grow with the number of cells. `axes` are sorted by price.
 */
const nearestAmong = (cells, axes) => {
    const strides = [];
    let size = 1;
    for (const { ranks } of axes) {
        strides.push(size);
        size *= ranks.size + 1;
    }
    // The place of an axis that is left out is 0, so ranks begin at 1.
    const numbers = (cell) => axes.map(({ axis, ranks }, at) => ((ranks.get(cell[axis]) ?? -1) + 1) * (strides[at] ?? 0));
    const index = new Map();
    const every = 2 ** axes.length;
    for (const cell of cells) {
        const parts = numbers(cell);
        for (let choice = 0; choice < every; choice += 1) {
            let key = 0;
            for (let at = 0; at < parts.length; at += 1)
                if (((choice >> at) & 1) === 0)
                    key += parts[at] ?? 0;
            if (!index.has(key))
                index.set(key, cell);
        }
    }
    const choices = choicesOf(axes);
    const orders = axes.map(({ ranks }) => outward(ranks.size));
    return (cell) => {
        const parts = numbers(cell);
        const whole = parts.reduce((sum, part) => sum + part, 0);
        const without = (choice) => whole - parts.reduce((sum, part, at) => sum + ((choice >> at) & 1) * part, 0);
        const chosen = choices.find((choice) => index.has(without(choice)));
        if (chosen === undefined)
            return undefined;
        let key = without(chosen);
        for (let at = axes.length - 1; at >= 0; at -= 1) {
            if (((chosen >> at) & 1) === 0)
                continue;
            const stride = strides[at] ?? 0;
            const order = orders[at]?.[(parts[at] ?? 0) / stride - 1] ?? [];
            key += ((order.find((rank) => index.has(key + (rank + 1) * stride)) ?? -1) + 1) * stride;
        }
        return index.get(key);
    };
};

;// CONCATENATED MODULE: ./lib/src/matrix/nearest.js


/** The price of changing an axis decides ties among cells that change as many: the flavor is changed first, then Python, Ubuntu, CUDA, and the set last. */
const PRICES = { flavor: 1, python: 2, ubuntu: 4, cuda: 8, set: 16 };
const AXES = Object.keys(PRICES);
const ranksOf = (cells, catalog) => {
    const rank = (values, compare) => new Map([...new Set(values)].sort(compare).map((value, index) => [value, index]));
    const listed = (names) => (a, b) => names.indexOf(a) - names.indexOf(b);
    return {
        flavor: rank(cells.map((cell) => cell.flavor), (a, b) => (a < b ? -1 : 1)),
        python: rank(cells.map((cell) => cell.python), versions/* compareVersions */.Zy),
        ubuntu: rank(cells.map((cell) => cell.ubuntu), listed(catalog.ubuntu.map((release) => release.name))),
        cuda: rank(cells.map((cell) => cell.cuda), versions/* compareVersions */.Zy),
        set: rank(cells.map((cell) => cell.set), listed([...catalog.sets.keys()])),
    };
};
const distance = (from, to, ranks) => {
    let changes = 0;
    const steps = [];
    for (const axis of AXES) {
        if (from[axis] === to[axis])
            continue;
        changes += 100 + PRICES[axis];
        const [a, b] = [ranks[axis].get(from[axis]) ?? 0, ranks[axis].get(to[axis]) ?? 0];
        // Of two values equally far, the newer one is nearer.
        steps.unshift(2 * Math.abs(a - b) + (b < a ? 1 : 0));
    }
    return { changes, steps };
};
const isNearer = (a, b) => {
    if (a.changes !== b.changes)
        return a.changes < b.changes;
    const at = a.steps.findIndex((step, index) => step !== b.steps[index]);
    return at !== -1 && (a.steps[at] ?? 0) < (b.steps[at] ?? 0);
};
/** The accepted cell that changes the fewest axes, or undefined when none is accepted. */
const nearestOf = (cell, accepted, ranks) => {
    let nearest;
    for (const other of accepted) {
        const found = distance(cell, other, ranks);
        if (nearest === undefined || isNearer(found, nearest.distance))
            nearest = { cell: other, distance: found };
    }
    return nearest?.cell;
};
/** Cells in the order of their distance from one, the nearest first; `cells` are all that positions on axes are counted in. */
const nearestFirst = (cell, cells, catalog) => {
    const ranks = ranksOf([cell, ...cells], catalog);
    return cells
        .map((other) => ({ other, away: distance(cell, other, ranks) }))
        .sort((a, b) => (isNearer(a.away, b.away) ? -1 : isNearer(b.away, a.away) ? 1 : 0))
        .map(({ other }) => other);
};
const named = (reason, nearest) => (nearest === undefined ? reason : { ...reason, nearest: nearest.id });
/** Fills `nearest` of every reason against a rejected cell with an accepted cell of the same list. */
const withNearest = (judged, catalog) => {
    const accepted = judged.flatMap(({ cell, verdict }) => (verdict.kind === "accepted" ? [cell] : []));
    if (accepted.length === 0)
        return [...judged];
    const ranks = ranksOf(judged.map(({ cell }) => cell), catalog);
    const nearest = nearestAmong(accepted, AXES.map((axis) => ({ axis, price: PRICES[axis], ranks: ranks[axis] })));
    return judged.map((entry) => {
        if (entry.verdict.kind !== "rejected")
            return entry;
        const near = nearest(entry.cell);
        const [first, ...more] = entry.verdict.reasons;
        return { cell: entry.cell, verdict: { ...entry.verdict, reasons: [named(first, near), ...more.map((reason) => named(reason, near))] } };
    });
};

// EXTERNAL MODULE: ./lib/src/matrix/checkValues.js
var checkValues = __webpack_require__(3040);
// EXTERNAL MODULE: ./lib/src/matrix/release.js
var matrix_release = __webpack_require__(15847);
;// CONCATENATED MODULE: ./lib/src/matrix/question.js




/** `torch>=2.5` -> `torch`; extras and ranges fall away, the name is normalised. */
const requirementName = (requirement) => (0,checkValues/* normalName */.tK)(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement);
/** A requirement of PEP 508 without markers in two parts: name with extras, and range. */
const parts = (requirement) => {
    const [, name = requirement, range = ""] = /^([A-Za-z0-9._-]+(?:\[[^\]]*\])?)\s*(.*)$/.exec(requirement) ?? [];
    return { name, range: range.trim() };
};
/** The floor that the catalog sets and the pin both hold; a resolver says so if they cannot. */
const pinned = (requirement, pins) => {
    const pin = pins[requirementName(requirement)];
    if (pin === undefined)
        return requirement;
    const { name, range } = parts(requirement);
    return `${name}${[range, pin].filter((part) => part !== "").join(",")}`;
};
const byCodeUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const unique = (values) => [...new Set(values)].sort(byCodeUnit);
/**
 * uv's platform name for the lowest glibc among the releases that live at the catalog's date, so that all of them share one answer
 * (one wheel of 223 differed between glibc 2.31 and 2.35, none above).
 */
const platformOf = (catalog) => {
    const living = catalog.ubuntu.filter((release) => release.endOfLife > catalog.asOf);
    const [lowest] = living.map((release) => release.glibc).sort(versions/* compareVersions */.Zy);
    return `x86_64-manylinux_${(lowest ?? "2.35").replace(".", "_")}`;
};
const nextMinor = (minor) => {
    const [major = "", after = "0"] = minor.split(".");
    return `${major}.${Number(after) + 1}`;
};
/** What ties the wheels to the cell's CUDA. */
const cudaConstraints = (catalog, cuda, wheelCuda) => {
    const facts = catalog.wheels[(0,versions/* majorOf */.Ds)(cuda)];
    const minor = (0,versions/* minorOf */.Hs)(cuda);
    const lines = wheelCuda === "exact" ? facts?.exact : facts?.sameMajor;
    return (lines ?? []).map((line) => line.replaceAll("{minor}", minor).replaceAll("{next}", nextMinor(minor)));
};
const build = (cell, request, catalog, platform, inRange) => {
    const releases = (0,matrix_release/* librariesOf */.DJ)(cell, catalog).flatMap((library) => (0,matrix_release/* releaseFor */.L3)(library, cell, request.wheelCuda, inRange) ?? []);
    const requirements = unique(releases.flatMap((release) => release.requirements));
    const names = new Set(requirements.map(requirementName));
    const further = Object.entries(request.pins).filter(([name]) => !names.has(name));
    return {
        requirements: unique(requirements.map((requirement) => pinned(requirement, request.pins))),
        constraints: unique([
            ...cudaConstraints(catalog, cell.cuda, request.wheelCuda),
            ...releases.flatMap((release) => release.constraints),
            ...further.map(([name, pin]) => `${name}${pin}`),
        ]),
        python: cell.python,
        platform,
        indexes: unique(releases.flatMap((release) => release.index ?? [])),
    };
};
/** What is asked for each cell of one request; cells that ask the same share one value. */
const questioner = (request, catalog, inRange = (0,ranges/* rememberRanges */.s)()) => {
    const platform = platformOf(catalog);
    // Cells of one set share their list of libraries, so the list itself is the key.
    const sets = new Map();
    return (cell) => {
        let known = sets.get(cell.libraries);
        if (known === undefined)
            sets.set(cell.libraries, (known = new Map()));
        // Neither Ubuntu nor the flavor nor the patch of CUDA is part of the question.
        const key = `${(0,versions/* minorOf */.Hs)(cell.cuda)} ${cell.python}`;
        let question = known.get(key);
        if (question === undefined)
            known.set(key, (question = build(cell, request, catalog, platform, inRange)));
        return question;
    };
};
/** What the resolver is asked for one cell. */
const questionOf = (cell, request, catalog) => questioner(request, catalog)(cell);

// EXTERNAL MODULE: ./lib/src/resolve/ranges.js
var resolve_ranges = __webpack_require__(11007);
;// CONCATENATED MODULE: ./lib/src/matrix/rules.js






/** One axis as lines to put into dl-env.yml. */
const matrixLine = (axis, value) => `matrix: { ${axis}: ["${value}"] }`;
const cudaEnded = (cell, { catalog, today }) => {
    const release = (0,expand/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu);
    if (release?.endOfLife === undefined || release.endOfLife > today)
        return [];
    const newer = catalog.cuda.findLast((other) => other.minor === release.minor && other.images[cell.ubuntu] !== undefined && (other.endOfLife ?? "9999") > today);
    const instead = newer === undefined ? "" : ` Its successor is ${newer.version}.`;
    return [
        {
            code: "cuda-end-of-life",
            message: `NVIDIA ended its images of CUDA ${cell.cuda} on ${release.endOfLife}; they are rebuilt no more.${instead}`,
            source: release.source,
            ...(newer === undefined ? {} : { hint: matrixLine("cuda", newer.version) }),
        },
    ];
};
const ubuntuEnded = (release, { catalog, today }) => {
    if (release === undefined || release.endOfLife > today)
        return [];
    const next = catalog.ubuntu.find((other) => (0,versions/* compareVersions */.Zy)(other.name, release.name) > 0 && other.endOfLife > today);
    const name = release.name === "stand-in" ? "The stand-in's Debian" : `Ubuntu ${release.name}`;
    return [
        {
            code: "ubuntu-end-of-life",
            message: `${name} has had no security updates since ${release.endOfLife}.`,
            source: release.source,
            ...(next === undefined ? {} : { hint: matrixLine("ubuntu", next.name) }),
        },
    ];
};
const pythonMissing = (cell, release, { catalog }) => {
    if (cell.pythonFrom === "ubuntu" || catalog.pythons.some((python) => python.minor === cell.python))
        return [];
    const pre = release?.preReleasePythons[cell.python];
    const known = [...new Set(catalog.pythons.map((python) => python.minor))].sort(versions/* compareVersions */.Zy);
    const near = (0,versions/* compareVersions */.Zy)(cell.python, known[0] ?? "3") < 0 ? known[0] : known.at(-1);
    const reason = pre === undefined
        ? { code: "python-not-available", message: `No Python ${cell.python} is in the catalog, which has ${known.join(", ")}.`, source: "matrix/pythons.yml and matrix/ubuntu.yml" }
        : { code: "python-pre-release", message: `Ubuntu ${cell.ubuntu} has Python ${cell.python} only as ${pre}.`, source: release?.source ?? "matrix/ubuntu.yml" };
    return [{ ...reason, ...(near === undefined ? {} : { hint: matrixLine("python", near) }) }];
};
const twoCudnns = (cell, { catalog, request }) => {
    if (!cell.flavor.startsWith("cudnn") || request.cudnn === "system")
        return NONE;
    const libraries = (0,matrix_release/* librariesOf */.DJ)(cell, catalog);
    const user = libraries.find((library) => library.bringsCudnn) ?? libraries.find((library) => library.usesCudnn);
    if (user === undefined)
        return [];
    const version = (0,expand/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu)?.cudnn;
    const base = `the flavor ${cell.flavor} brings ${version === undefined ? "one" : version} too`;
    return [
        {
            code: "two-cudnns",
            message: user.bringsCudnn ? `${user.title}'s wheels bring a cuDNN, and ${base}.` : `${user.title} loads the cuDNN that it finds first, and ${base}.`,
            source: catalog.cudnn.twoCopies,
            hint: `${matrixLine("flavor", cell.flavor.replace(/^cudnn-/, ""))}, or ask for the base's cuDNN: cudnn: system`,
        },
    ];
};
const filled = (text, cell) => text.replaceAll("{cuda}", (0,versions/* minorOf */.Hs)(cell.cuda)).replaceAll("{python}", cell.python).replaceAll("{ubuntu}", cell.ubuntu).replaceAll("{flavor}", cell.flavor);
const limitsOf = (library, cell, { request, today, inRange }) => library.limits
    .filter((limit) => (0,matrix_release/* counts */.tQ)(limit, cell, request.wheelCuda, inRange) &&
    (limit.from === undefined || limit.from <= today) &&
    (limit.ubuntu === undefined || limit.ubuntu.includes(cell.ubuntu)) &&
    (limit.flavor === undefined || limit.flavor.includes(cell.flavor)))
    .map((limit) => ({
    code: limit.code,
    message: filled(limit.message, cell),
    source: limit.source,
    ...(limit.hint === undefined ? {} : { hint: filled(limit.hint, cell) }),
}));
/** Packages whose name says that they are built for another CUDA major. */
const ofAnotherMajor = (name, cuda, catalog) => Object.entries(catalog.wheels).find(([major, facts]) => major !== (0,versions/* majorOf */.Ds)(cuda) && facts.marks.some((mark) => name.endsWith(mark)))?.[0];
const mismatch = (library, cell, requirements, source, catalog) => {
    for (const requirement of requirements) {
        const name = requirementName(requirement);
        const major = ofAnotherMajor(name, cell.cuda, catalog);
        if (major === undefined)
            continue;
        return [{ code: "cuda-major-mismatch", message: `${library.title} asks for ${name}, which is built for CUDA ${major}.`, source, hint: `add an entry for CUDA ${(0,versions/* majorOf */.Ds)(cell.cuda)} to: ${library.folder}/library.yml` }];
    }
    return [];
};
/** The line that sets one pin and keeps the others. */
const pinLine = (pins, name, range) => `pins: { ${Object.entries({ ...pins, [name]: range }).map(([pinned, value]) => `${pinned}: "${value}"`).join(", ")} }`;
const against = (library, requirements, source, pins) => requirements.flatMap((requirement) => {
    const name = requirementName(requirement);
    const pin = pins[name];
    const range = requirement.replace(/^[A-Za-z0-9._-]+(\[[^\]]*\])?\s*/, "");
    if (pin === undefined || range === "" || !(0,resolve_ranges/* disjoint */.nf)(pin, range))
        return [];
    return [
        { code: "pin-out-of-range", message: `The pin asks for ${name} ${(0,resolve_ranges/* rangeWords */.r6)(pin)}; ${library.title} needs ${(0,resolve_ranges/* rangeWords */.r6)(range)} for this CUDA and Python.`, source, hint: pinLine(pins, name, range) },
    ];
});
const releaseReasons = (library, cell, context) => {
    const { request, catalog, inRange } = context;
    const release = (0,matrix_release/* releaseFor */.L3)(library, cell, request.wheelCuda, inRange);
    if (release !== undefined)
        return [...mismatch(library, cell, release.requirements, release.source, catalog), ...against(library, release.requirements, release.source, request.pins)];
    return [
        {
            code: "library-not-available",
            message: `The catalog knows no wheels of ${library.title} for CUDA ${(0,versions/* minorOf */.Hs)(cell.cuda)} with Python ${cell.python}.`,
            source: library.releases.at(-1)?.source ?? library.folder,
            hint: `sets: { mine: [${cell.libraries.filter((name) => name !== library.name && !catalog.every.includes(name)).join(", ")}] }`,
        },
    ];
};
const libraryReasons = (cell, context) => (0,matrix_release/* librariesOf */.DJ)(cell, context.catalog).flatMap((library) => {
    const limits = limitsOf(library, cell, context);
    return limits.length > 0 ? limits : releaseReasons(library, cell, context);
});
/** Reasons that are the same for all libraries of a set, such as one missing torch build for torch and torchaudio, are told once. */
const distinct = (reasons) => [...new Map(reasons.map((reason) => [`${reason.code} ${reason.message}`, reason])).values()];
const remembered = (known, key, make) => {
    const found = known.get(key);
    if (found !== undefined)
        return found;
    const fresh = make();
    known.set(key, fresh);
    return fresh;
};
/** Limits that look at the Ubuntu release or the flavor are rare; sets without one are judged once for all of both. */
const looksAtBase = (libraries) => libraries.some((library) => library.limits.some((limit) => limit.ubuntu !== undefined || limit.flavor !== undefined || /\{(ubuntu|flavor)\}/.test(`${limit.message} ${limit.hint ?? ""}`)));
const joined = (groups) => {
    const told = groups.filter((reasons) => reasons.length > 0);
    return told.length < 2 ? (told[0] ?? NONE) : told.flat();
};
/** The catalog's rules for the cells of one request; what does not depend on the whole cell is worked out once. */
const rulesFor = (request, catalog, today, inRange = (0,ranges/* rememberRanges */.s)()) => {
    const context = { request, catalog, today, inRange };
    const ubuntus = new Map(catalog.ubuntu.map((release) => [release.name, release]));
    const known = new Map();
    const sets = new Map();
    const base = (cell) => {
        const release = ubuntus.get(cell.ubuntu);
        return [...cudaEnded(cell, context), ...ubuntuEnded(release, context), ...pythonMissing(cell, release, context)];
    };
    return (cell) => {
        let set = sets.get(cell.libraries);
        if (set === undefined)
            sets.set(cell.libraries, (set = { looksAtBase: looksAtBase((0,matrix_release/* librariesOf */.DJ)(cell, catalog)), known: new Map() }));
        const libraries = set.looksAtBase ? `python ${cell.python} ${cell.cuda} ${cell.ubuntu} ${cell.flavor}` : `python ${cell.python} ${cell.cuda}`;
        return joined([
            remembered(known, `${cell.cuda} ${cell.ubuntu} ${cell.python}`, () => base(cell)),
            cell.flavor.startsWith("cudnn") ? remembered(set.known, `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`, () => twoCudnns(cell, context)) : NONE,
            remembered(set.known, libraries, () => distinct(libraryReasons(cell, context))),
        ]);
    };
};
const NONE = [];
/** What the catalog says against one cell; empty when it knows nothing against it. */
const rulesAgainst = (cell, request, catalog, today) => rulesFor(request, catalog, today)(cell);

;// CONCATENATED MODULE: ./lib/src/matrix/judge.js










const isNotEmpty = (reasons) => reasons.length > 0;
const notAsked = { code: "not-asked", message: "The package index was not asked about this cell.", source: "resolver", hint: "dl-env plan" };
const rejected = (reasons, base) => ({ kind: "rejected", reasons, ...(base === undefined ? {} : { base }) });
const byLock = (lock, traps, base) => (isNotEmpty(traps) ? rejected(traps, base) : { kind: "accepted", base, lock: lock.key });
const judge_all = new Intl.ListFormat("en-GB");
/** Which libraries of a cell come from a named index: `cuGraph and cuVS need`. */
const needersOf = (cell, { request, catalog }, inRange) => (index) => {
    const needing = (0,matrix_release/* librariesOf */.DJ)(cell, catalog).filter((library) => (0,matrix_release/* releaseFor */.L3)(library, cell, request.wheelCuda, inRange)?.index === index).map(({ title }) => title);
    return `${judge_all.format(needing)} ${needing.length === 1 ? "needs" : "need"}`;
};
const silent = ({ reason, index }, needing) => index === undefined ? reason : { ...reason, message: `${needing(index.name)} the package index ${index.name}, which could not be asked: ${index.cause}.` };
/** The verdict on a cell against which rules and base say nothing. */
const byAnswer = (answer, base, traps, needing) => {
    if (answer === undefined)
        return { kind: "unknown", reasons: [notAsked], base };
    switch (answer.kind) {
        case "locked":
            return byLock(answer.lock, traps(answer.lock), base);
        case "conflict":
            return rejected(answer.reasons, base);
        case "unreachable":
            return { kind: "unknown", reasons: [silent(answer, needing)], base };
    }
};
/**
 * Verdicts from rules, bases and the resolver's answers, in this order: what the catalog rejects is rejected whatever could not be asked;
 * what could not be asked is unknown, never accepted. Reasons name the nearest accepted cell of the same list.
 */
const judge = (cells, inputs) => {
    const { request, catalog, today } = inputs;
    const inRange = (0,ranges/* rememberRanges */.s)();
    const rules = rulesFor(request, catalog, today, inRange);
    const keys = keyed(questioner(request, catalog, inRange));
    const checks = checked(inputs, inRange);
    const bases = basesOf(inputs);
    const judged = cells.map((cell) => {
        const base = bases(cell);
        const against = [...(base.kind === "absent" ? [base.reason] : []), ...rules(cell)];
        if (isNotEmpty(against))
            return { cell, verdict: rejected(against, base.kind === "there" ? base.base : undefined) };
        if (base.kind !== "there")
            return { cell, verdict: { kind: "unknown", reasons: [base.reason] } };
        return { cell, verdict: byAnswer(inputs.answers.get(keys(cell)), base.base, (lock) => checks(lock, cell), needersOf(cell, inputs, inRange)) };
    });
    return withNearest(judged, catalog);
};
/** Judgements of bases, made once for each tag. */
const basesOf = ({ catalog, lists, today }) => {
    const known = new Map();
    return (cell) => {
        const key = `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`;
        let base = known.get(key);
        if (base === undefined)
            known.set(key, (base = judgeBase(cell, catalog, lists.get((0,expand/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu)?.repository ?? ""), today)));
        return base;
    };
};
/** Checks of locks, made once for each lock and minor of CUDA. */
const checked = ({ request, catalog }, inRange) => {
    const known = new Map();
    const fitting = rememberFits();
    return (lock, cell) => {
        const key = `${lock.key} ${(0,versions/* minorOf */.Hs)(cell.cuda)} ${cell.libraries.join()}`;
        let reasons = known.get(key);
        if (reasons === undefined)
            known.set(key, (reasons = checkLock(lock, { ...cell, wheelCuda: request.wheelCuda }, catalog, inRange, fitting)));
        return reasons;
    };
};
/** Keys of questions, hashed once for each question. */
const keyed = (question) => {
    const known = new Map();
    return (cell) => {
        const asked = question(cell);
        let key = known.get(asked);
        if (key === undefined)
            known.set(asked, (key = (0,resolve_key/* questionKey */.c7)(asked)));
        return key;
    };
};
/** Whether neither the catalog's rules nor its bases speak against a cell; made once, asked for many. */
const possibleCells = (inputs) => {
    const rules = rulesFor(inputs.request, inputs.catalog, inputs.today);
    const bases = basesOf(inputs);
    return (cell) => bases(cell).kind === "there" && rules(cell).length === 0;
};
/** The distinct questions that must be asked to judge these cells: none for cells that rules or bases already decide. */
const openQuestions = (cells, inputs) => {
    const { request, catalog, today } = inputs;
    const inRange = (0,ranges/* rememberRanges */.s)();
    const rules = rulesFor(request, catalog, today, inRange);
    const question = questioner(request, catalog, inRange);
    const key = keyed(question);
    const bases = basesOf(inputs);
    const open = new Map();
    for (const cell of cells) {
        if (bases(cell).kind === "there" && rules(cell).length === 0)
            open.set(key(cell), question(cell));
    }
    return open;
};

// EXTERNAL MODULE: ./lib/src/catalog/decode.js
var decode = __webpack_require__(60590);
// EXTERNAL MODULE: ./lib/src/matrix/request.js
var request = __webpack_require__(80699);
;// CONCATENATED MODULE: ./lib/src/matrix/warnings.js




// What dl-env.yml says without any effect: never wrong, and hardly ever meant.
const placed = (request, path) => {
    const place = request.places[path];
    return place === undefined ? {} : { place };
};
const patternText = (pattern) => request/* AXES */.g.flatMap((axis) => (pattern[axis] === undefined ? [] : [`${axis} ${pattern[axis]}`])).join(", ");
const valuesOf = (cells, axis) => [...new Set(cells.map((cell) => cell[axis]))];
/** The first axis whose value no cell has at all; undefined when only the combination is missing. */
const axisAtFault = (pattern, cells) => request/* AXES */.g.find((axis) => pattern[axis] !== undefined && !cells.some((cell) => (0,expand/* matches */.cK)(cell, { [axis]: pattern[axis] })));
const hintFor = (pattern, cells) => {
    const axis = axisAtFault(pattern, cells);
    if (axis === undefined)
        return "Remove the line, or look which cells there are: dl-env plan";
    const known = valuesOf(cells, axis);
    const near = (0,decode/* meant */.wx)(pattern[axis] ?? "", known);
    return near === undefined ? `Remove the line, or write one that the matrix has: ${axis}: ${(0,decode/* oneOf */.yL)(known, 8)}` : `Did you mean: ${axis}: "${near}"`;
};
const matchesNothing = (request, path, what, pattern, cells, effect) => cells.some((cell) => (0,expand/* matches */.cK)(cell, pattern))
    ? []
    : [{ code: "matches-nothing", message: `\`${what}\` (${patternText(pattern)}) names no cell of the matrix, so ${effect}.`, ...placed(request, path), hint: hintFor(pattern, cells) }];
/** Whether a pattern names a cell of the product. What a set holds has no say in the other axes, so one set stands for all. */
const inProduct = (request, catalog) => {
    const { matrix } = request;
    const thin = (0,expand/* expandCells */.o6)({ ...request, matrix: { ...matrix, set: matrix.set.slice(0, 1) }, exclude: [], include: [] }, catalog);
    return ({ set, ...axes }) => (set === undefined || matrix.set.includes(set)) && thin.some((cell) => (0,expand/* matches */.cK)(cell, axes));
};
/** Patterns that name no cell, includes that add none, sets that nothing asks for. */
const patternWarnings = (request, catalog, cells) => {
    const { exclude, include } = request;
    const named = exclude.length === 0 ? () => true : inProduct(request, catalog);
    const product = exclude.every(named) ? cells : (0,expand/* expandCells */.o6)({ ...request, exclude: [], include: [] }, catalog);
    const without = include.length === 0 ? [] : (0,expand/* expandCells */.o6)({ ...request, include: [] }, catalog);
    const known = new Set(without.map(({ id }) => id));
    const addsNothing = (pattern) => (0,expand/* expandCells */.o6)({ ...request, include: [pattern] }, catalog).every(({ id }) => known.has(id));
    return [
        ...exclude.flatMap((pattern, index) => named(pattern) ? [] : matchesNothing(request, `exclude.${index}`, "exclude", pattern, product, "it leaves nothing out")),
        ...include.flatMap((pattern, index) => addsNothing(pattern) ? [{ code: "matches-nothing", message: `\`include\` (${patternText(pattern)}) names only cells that the matrix has already.`, ...placed(request, `include.${index}`), hint: "Remove the line, or look which cells there are: dl-env plan" }] : []),
        ...(request.default === undefined ? [] : matchesNothing(request, "default", "default", request.default, cells, "the tag `latest` would follow nothing")),
    ];
};
const unusedSets = (request, cells) => {
    const used = new Set(cells.map(({ set }) => set));
    return Object.keys(request.sets).flatMap((name) => used.has(name) ? [] : [{ code: "matches-nothing", message: `The set \`${name}\` is in no cell of the matrix.`, ...placed(request, `sets.${name}`), hint: `Name it in the matrix, or remove it: set: [${[...used, name].slice(-3).join(", ")}]` }]);
};
/** Addresses without scheme that anything in the catalog or the request leads to. */
const askedAddresses = (request, catalog) => {
    const text = JSON.stringify([[...catalog.indexes.values()], catalog.pythons, catalog.ubuntu]);
    const urls = [...text.matchAll(/https?:\/\/([^\s"'\\{}]+)/g)].map((match) => match[1] ?? "");
    const own = [request.to, request.store].filter((name) => !name.startsWith("oci:")).map((name) => (/^[^/]*[.:]|^localhost\//.test(name) ? name : `docker.io/${name}`));
    return [...new Set([...catalog.cuda.map(({ repository }) => repository), ...urls, ...own])];
};
const unusedMirrors = (request, catalog) => {
    const keys = Object.keys(request.mirrors);
    if (keys.length === 0)
        return [];
    const addresses = askedAddresses(request, catalog);
    const hosts = [...new Set(addresses.map((address) => address.split("/", 1)[0] ?? ""))];
    return keys.flatMap((key) => {
        const plain = key.replace(/^https?:\/\//, "").replace(/\/+$/, "");
        if (addresses.some((address) => address === plain || address.startsWith(`${plain}/`)))
            return [];
        const near = (0,decode/* meant */.wx)(plain, hosts) ?? hosts.find((host) => host.includes(plain));
        return [{ code: "unused-mirror", message: `Nothing that dl-env asks lies at \`${plain}\`, so its mirror is never used.`, ...placed(request, `mirrors.${key}`), hint: near === undefined ? `Write one of: ${(0,decode/* oneOf */.yL)(hosts, 6)}` : `Did you mean: ${near}` }];
    });
};
/** Pins of packages that are in no lock, as the locks show; said only when every cell has one, since the others might hold it. */
const pinWarnings = (request, judged, locks) => {
    const names = Object.keys(request.pins);
    if (names.length === 0 || judged.length === 0 || judged.some(({ verdict }) => verdict.kind !== "accepted"))
        return [];
    const packages = new Set([...locks.values()].flatMap((lock) => lock.wheels.map(({ name }) => name)));
    return names.flatMap((name) => {
        if (packages.has(name))
            return [];
        const near = (0,decode/* meant */.wx)(name, packages);
        const written = Object.keys(request.places).find((path) => path.startsWith("pins.") && path.slice("pins.".length).toLowerCase().replaceAll(/[-_.]+/g, "-") === name);
        return [{ code: "unused-pin", message: `The package ${name} is in no cell, so its pin holds nothing.`, ...(written === undefined ? {} : placed(request, written)), hint: near === undefined ? "Remove the line, or look what a cell holds: dl-env plan --why CELL" : `Did you mean: ${near}` }];
    });
};
/** What dl-env.yml says without effect, before anything was resolved. */
const requestWarnings = (request, catalog, cells) => [
    ...patternWarnings(request, catalog, cells),
    ...unusedSets(request, cells),
    ...unusedMirrors(request, catalog),
];
/** Throws DlEnvError(2) `no-cells` when `exclude` leaves nothing of the matrix. */
const requireCells = (request, cells) => {
    if (cells.length > 0)
        return;
    throw (0,errors/* wrongRequest */.Tw)({ code: "no-cells", message: "`exclude` leaves no cell of the matrix.", ...placed(request, request.places["exclude.0"] === undefined ? "exclude" : "exclude.0"), hint: "Name fewer cells there, for example: exclude: [{ cuda: \"12.4\", set: torch }]" });
};

// EXTERNAL MODULE: ./lib/src/plan/aptLocks.js + 1 modules
var aptLocks = __webpack_require__(30414);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/resolve/remembered.js
var resolve_remembered = __webpack_require__(43055);
// EXTERNAL MODULE: ./lib/src/registry/reference.js
var registry_reference = __webpack_require__(96849);
;// CONCATENATED MODULE: ./lib/src/plan/platforms.js




const platforms_kept = schemas/* object */.Ikc({ platform: schemas/* string */.YjP().regex(/^sha256:[0-9a-f]{64}$/) });
const fileOf = ({ env }, indexDigest) => `${(0,resolve_remembered/* cacheFolder */.n)(env)}/platforms/${indexDigest.slice("sha256:".length)}.json`;
const known = async (sys, indexDigest) => {
    const text = await sys.files.readText(fileOf(sys, indexDigest));
    try {
        return text === undefined ? undefined : platforms_kept.parse(JSON.parse(text)).platform;
    }
    catch {
        return undefined; // half a file: read anew
    }
};
/**
 * Digests of a base, by a HEAD alone where the list behind its tag was read before: a list's digest says all that is in it. Registries that count
 * pulls count GET and not HEAD. Rejects with `base-missing` when the tag is gone.
 */
const baseDigests = async (sys, open, tag) => {
    const reference = (0,registry_reference/* parseReference */.F2)(tag);
    const indexDigest = reference.kind === "layout" || reference.tag === undefined ? undefined : await open((0,registry_reference/* repositoryName */.aR)(reference)).resolve(reference.tag);
    const platformDigest = indexDigest === undefined ? undefined : await known(sys, indexDigest);
    if (indexDigest !== undefined && platformDigest !== undefined)
        return { indexDigest, platformDigest };
    const read = await (0,registry_base/* readBaseDigests */.R)(open, tag);
    await sys.files.write(fileOf(sys, read.indexDigest), JSON.stringify({ platform: read.platformDigest }));
    return read;
};

// EXTERNAL MODULE: ./lib/src/report/problem.js
var problem = __webpack_require__(3510);
;// CONCATENATED MODULE: ./lib/src/plan/gather.js









/** Requests to one registry at the same time. */
const gather_SIDE_BY_SIDE = 6;
const cannotAsk = (error) => error instanceof errors/* DlEnvError */.Oz && error.exit === 3;
/** What a warning says of something that did not answer: its own words, code and hint. */
const silence = (what, { code, message, hint }) => (0,problem/* problemText */.fI)({ code, message: `${what}: ${message}`, ...(hint === undefined ? {} : { hint }) });
/** The repositories in which the bases of these cells lie. */
const repositoriesOf = (cells, catalog) => {
    const found = new Set();
    for (const cell of cells)
        found.add((0,expand/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu)?.repository ?? "docker.io/nvidia/cuda");
    return found;
};
/** Tag lists by repository. A registry that cannot be asked has no entry, and a warning says so. */
const readLists = async ({ sys, open, offline }, cells, catalog) => {
    const lists = new Map();
    if (offline)
        return lists;
    for (const repository of repositoriesOf(cells, catalog)) {
        if (isLocal(repository))
            continue;
        try {
            const { tags, asOf } = await (0,registry_base/* readTagList */.Vt)(open(repository), sys.clock);
            lists.set(repository, { tags: new Set(tags), asOf });
        }
        catch (error) {
            if (!cannotAsk(error))
                throw error;
            sys.log.warn(silence(`${repository} could not be asked; the catalog's copy of its tags counts, as of ${catalog.asOf}`, error));
        }
    }
    return lists;
};
const acceptedBases = (judged) => new Set(judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.base.tag] : [])));
const repositoryOf = (tag) => tag.slice(0, tag.lastIndexOf(":"));
/** Digests of the accepted cells' bases by tag. A base that cannot be asked has no entry: its cells can be planned, but neither keyed nor built. */
const readDigests = async ({ sys, open, offline }, judged, lists) => {
    const limit = (0,p_limit/* default */.A)(gather_SIDE_BY_SIDE);
    const found = new Map();
    const readOne = async (tag) => {
        try {
            found.set(tag, await (isLocal(tag) ? (0,registry_base/* readBaseDigests */.R)(open, tag) : baseDigests(sys, open, tag)));
        }
        catch (error) {
            if (!cannotAsk(error))
                throw error;
            sys.log.debug(`${tag}: ${error.message}`);
        }
    };
    const askable = [...acceptedBases(judged)].filter((tag) => isLocal(tag) || (!offline && lists.has(repositoryOf(tag))));
    await Promise.all(askable.map((tag) => limit(() => readOne(tag))));
    return found;
};
/** The same verdicts, with the digests of the bases that are known. */
const withDigests = (judged, digests) => judged.map(({ cell, verdict }) => {
    const known = verdict.kind === "accepted" ? digests.get(verdict.base.tag) : undefined;
    if (verdict.kind !== "accepted" || known === undefined)
        return { cell, verdict };
    return { cell, verdict: { ...verdict, base: { ...verdict.base, digest: known.indexDigest, platformDigest: known.platformDigest } } };
});
const Manifest = schemas/* object */.Ikc({ config: schemas/* object */.Ikc({ digest: schemas/* string */.YjP() }), layers: schemas/* array */.YOg(schemas/* object */.Ikc({ digest: schemas/* string */.YjP() })) });
/** Tags of a layout whose blobs are all there: a folder can lose files, a registry does not. What is no image counts as whole. */
const wholeTags = async (layout, tags) => {
    const limit = (0,p_limit/* default */.A)(gather_SIDE_BY_SIDE);
    const known = new Map();
    const has = (digest) => {
        const found = known.get(digest) ?? layout.hasBlob(digest);
        known.set(digest, found);
        return found;
    };
    const isWhole = async (tag) => {
        const stored = await layout.manifest(tag);
        const manifest = stored === undefined ? undefined : Manifest.safeParse(JSON.parse(Buffer.from(stored.bytes).toString("utf8"))).data;
        if (manifest === undefined)
            return stored !== undefined;
        return (await Promise.all([manifest.config, ...manifest.layers].map(({ digest }) => has(digest)))).every(Boolean);
    };
    const whole = await Promise.all(tags.map((tag) => limit(() => isWhole(tag))));
    return tags.filter((_, index) => whole[index] === true);
};
const tagsOf = async ({ offline }, repository) => {
    if (offline && repository.kind === "registry")
        return undefined;
    try {
        const tags = await repository.tags();
        return new Set((0,layout/* isLayout */.nW)(repository) ? await wholeTags(repository, tags) : tags);
    }
    catch (error) {
        if (!cannotAsk(error))
            throw error;
        return error;
    }
};
const hostOf = (repository) => repository.name.split("/", 1)[0] ?? "";
/** The tags of each repository; undefined, with a warning, for one that could not be asked. Two that lie in one registry, which refuses both alike, are one warning. */
const readTags = async (asking, repositories) => {
    const distinct = [...new Set(repositories)];
    const answers = new Map(await Promise.all(distinct.map(async (repository) => [repository, await tagsOf(asking, repository)])));
    const silent = distinct.flatMap((repository) => {
        const error = answers.get(repository);
        return error instanceof errors/* DlEnvError */.Oz ? [{ repository, error }] : [];
    });
    for (const group of Map.groupBy(silent, ({ repository, error }) => `${hostOf(repository)} ${error.code}`).values()) {
        const [first] = group;
        if (first !== undefined)
            asking.sys.log.warn(silence(`${group.map(({ repository }) => repository.name).join(" and ")} could not be asked, so what is missing there is not known`, first.error));
    }
    return repositories.map((repository) => {
        const answer = answers.get(repository);
        return answer instanceof errors/* DlEnvError */.Oz ? undefined : answer;
    });
};

// EXTERNAL MODULE: ./lib/src/image/files.js
var image_files = __webpack_require__(23159);
;// CONCATENATED MODULE: ./lib/src/image/config.js

/** nvidia/cuda's own PATH with the environment's programs before it. */
const PATH = "/opt/venv/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/**
 * Wheels find their CUDA by themselves, and the base's CUDA must not come before it. The two folders that stay hold nothing but the driver
 * where a cluster mounts it there (GKE does).
 */
const LIBRARIES = "/usr/local/nvidia/lib:/usr/local/nvidia/lib64";
const ENV = {
    LANG: "C.UTF-8",
    LD_LIBRARY_PATH: LIBRARIES,
    PATH,
    TZ: "UTC",
    // uv's cache may lie on another file system than /opt/venv, and links into a volume would break with it.
    UV_LINK_MODE: "copy",
    VIRTUAL_ENV: "/opt/venv",
};
/** tini takes care of signals and of processes that lost their parent; `shell` means: bash, if no service is asked for. */
const ENTRYPOINT = ["/usr/bin/tini", "-g", "--", "/usr/local/bin/dl-env-entrypoint"];
/** What an image's config says beyond its base's and its labels: the same for every image. */
const COMMON_CONFIG = {
    env: ENV,
    // A Containerfile can set a variable anew but not remove it, so nothing is dropped: both ways give the same environment.
    dropEnv: [],
    entrypoint: ENTRYPOINT,
    cmd: ["shell"],
    user: `${IMAGE_USER.uid}:${IMAGE_USER.gid}`,
    workdir: IMAGE_USER.home,
    exposed: [],
};

// EXTERNAL MODULE: ./lib/src/image/labels.js
var image_labels = __webpack_require__(35101);
;// CONCATENATED MODULE: ./lib/src/image/make.js









/** Hex digits of an image's key. */
const KEY_DIGITS = 12;
const digestOf = (base) => base.platformDigest ?? base.digest ?? base.tag;
const make_remembered = (make) => {
    const known = new Map();
    return (key) => {
        const found = known.get(key);
        if (found !== undefined)
            return found;
        const made = make(key);
        known.set(key, made);
        return made;
    };
};
const shared = (layers) => ({ layers, tags: layers.map(image_recipe/* layerTag */.C).join(" ") });
const COMMON_TEXT = JSON.stringify(COMMON_CONFIG);
/** Over everything that decides the image, the order of candidates included: what is under one key has one digest. The list of wheels follows from them, so its place stands for it. */
const keyOf = (base, layers, labels) => {
    const content = [digestOf(base), ...layers.map(({ tags }) => tags), wheel/* LICENCE_LIST */.X5, COMMON_TEXT, JSON.stringify(labels)];
    return (0,external_node_crypto_.hash)("sha256", content.join("\n")).slice(0, KEY_DIGITS);
};
const standalonePython = (pythons, minor) => {
    const found = pythons.find((python) => python.minor === minor);
    if (found !== undefined)
        return found;
    const known = pythons.map((python) => python.minor).join(", ");
    throw (0,errors/* foundProblem */.Sb)({ code: "no-standalone-python", message: `The catalog has no archive of Python ${minor}; it has ${known}.`, hint: "Add it to: matrix/pythons.yml" });
};
/**
 * Makes recipes for the cells of one request. What cells share (a lock's layers, a base's system layer, a set's files) is computed once, so that
 * ten thousand cells cost little more than their labels. A base whose digest is not known yet gives a key that says so by differing later.
 */
const recipeMaker = ({ catalog, request, sources }) => {
    const wheels = new Map();
    const wheelOf = (wheel, lock) => {
        const layer = wheels.get(wheel.sha256) ?? (0,image_layers/* wheelLayer */.rh)(wheel, lock);
        wheels.set(wheel.sha256, layer);
        return layer;
    };
    const locks = make_remembered((lock) => shared((0,image_layers/* lockLayers */.Cy)(lock, catalog.laidLast, wheelOf)));
    const stacks = make_remembered((lock) => (0,image_labels/* wheelLabels */.t9)(lock));
    const pythons = make_remembered((minor) => shared([(0,image_layers/* pythonLayerSpec */.He)(standalonePython(catalog.pythons, minor))]));
    const files = make_remembered((libraries) => shared([(0,image_layers/* filesLayerSpec */.Qy)((0,image_files/* filesOf */.R8)(sources, libraries.split(" ")))]));
    const aptOf = (apt) => {
        const snapshots = catalog.ubuntu.find(({ name }) => name === apt.release)?.snapshots;
        return { apt, installer: sources.apt, ...(snapshots === undefined ? {} : { snapshots }) };
    };
    const systems = make_remembered((apt) => make_remembered((what) => {
        const [base = "", python = "", from = ""] = what.split(" ");
        const pythonFrom = from === "ubuntu" ? "ubuntu" : "standalone";
        return shared([(0,image_layers/* systemLayerSpec */.E)(systemRecipe({ python, pythonFrom, ubuntu: apt.release }, aptOf(apt), base, request.sudo))]);
    }));
    return ({ cell, lock, apt, base, facts }) => {
        const isStandalone = cell.pythonFrom === "standalone";
        const system = systems(apt)(`${digestOf(base)} ${isStandalone ? "" : cell.python} ${cell.pythonFrom}`);
        const parts = [system, ...(isStandalone ? [pythons(cell.python)] : []), locks(lock), files(cell.libraries.join(" "))];
        const labels = { ...(0,image_labels/* labelsOf */.PC)({ cell, lock, wheels: stacks(lock), apt, base, request, ...(facts === undefined ? {} : { facts }) }), [image_labels/* ORDER_LABEL */.sy]: (0,image_labels/* orderKey */.ww)(cell, lock) };
        const config = { ...COMMON_CONFIG, labels };
        return { cell: cell.id, key: keyOf(base, parts, labels), layers: parts.flatMap(({ layers }) => layers), config };
    };
};
/** The recipe of one cell; for many cells of one request use `recipeMaker`. */
const imageRecipe = (context, input) => recipeMaker(context)(input);

// EXTERNAL MODULE: ./lib/src/matrix/hardware.js
var hardware = __webpack_require__(79112);
;// CONCATENATED MODULE: ./lib/src/matrix/hardwareLabels.js
/** The facts of `hardwareOf` as labels without prefix; what is not known has no label. */
const hardwareLabels = ({ drivers, sm, runsOn, limitedBy, unmeasured }) => {
    const limits = Object.entries(limitedBy).map(([capability, libraries]) => `${capability}:${libraries.join("+")}`);
    const labels = {
        "driver.minor-version": drivers.minorVersion.driver,
        "driver.data-centre": drivers.dataCentre?.driver,
        "driver.geforce": drivers.geforce?.driver,
        "gpu.sm": sm.join(","),
        "gpu.runs-on": sm.length === 0 ? undefined : runsOn.join(","),
        "gpu.limited-by": limits.join(","),
        "gpu.not-measured": unmeasured.join(","),
    };
    return Object.fromEntries(Object.entries(labels).filter((entry) => entry[1] !== undefined && entry[1] !== ""));
};

;// CONCATENATED MODULE: ./lib/src/matrix/tags.js



/** Order among candidates of a rolling tag: CUDA, Ubuntu, Python by version, then lock time; positive when `a` is the newer. */
const compareCandidates = (a, b) => (0,versions/* compareVersions */.Zy)(a.cell.cuda, b.cell.cuda) ||
    (0,versions/* compareVersions */.Zy)(a.cell.ubuntu, b.cell.ubuntu) ||
    (0,versions/* compareVersions */.Zy)(a.cell.python, b.cell.python) ||
    (a.locked < b.locked ? -1 : a.locked > b.locked ? 1 : 0);
const rollingOf = (cell, catalog, isDefault) => {
    const { set } = cell;
    const minor = (0,versions/* minorOf */.Hs)(cell.cuda);
    const release = catalog.ubuntu.find((ubuntu) => ubuntu.name === cell.ubuntu);
    const flavor = cell.flavor === "base" ? "" : `-${cell.flavor}`;
    const ownPython = cell.python === release?.python;
    return [
        { tag: cell.id, group: `cell ${cell.id}` },
        ...(ownPython ? [{ tag: `${set}-cuda${minor}-${release.tag}${flavor}`, group: `ubuntu ${set} ${minor} ${cell.ubuntu} ${cell.flavor}` }] : []),
        { tag: `${set}-cuda${minor}${flavor}`, group: `cuda ${set} ${minor} ${cell.flavor}` },
        { tag: `${set}${flavor}`, group: `set ${set} ${cell.flavor}` },
        ...(isDefault ? [{ tag: "latest", group: "latest" }] : []),
    ];
};
const collision = (tag, a, b) => ({
    code: "tag-collision",
    message: `The tag ${tag} would name two different things: a cell of the set ${a.cell.set} and one of the set ${b.cell.set}.`,
    hint: "Rename one of the sets in dl-env.yml, then run: dl-env plan",
});
/**
 * Rolling tags by cell id, in the order they move: the cell's own, then `<set>-cuda12.8-ubuntu24.04` (the release's own Python),
 * `<set>-cuda12.8`, `<set>`, and `latest` for the cell that dl-env.yml names as `default`. Flavors other than `base` stand at the end of each.
 * Throws DlEnvError(2) `tag-collision` when one text would name two different things.
 */
const rollingTags = (candidates, request, catalog) => {
    const winners = new Map();
    const chosen = request.default;
    for (const candidate of candidates) {
        const isDefault = chosen !== undefined && (0,expand/* matches */.cK)(candidate.cell, chosen);
        for (const { tag, group } of rollingOf(candidate.cell, catalog, isDefault)) {
            const winner = winners.get(tag);
            if (winner === undefined)
                winners.set(tag, { group, candidate });
            else if (winner.group !== group)
                throw (0,errors/* wrongRequest */.Tw)(collision(tag, winner.candidate, candidate));
            else if (compareCandidates(candidate, winner.candidate) > 0)
                winner.candidate = candidate;
        }
    }
    return new Map(candidates.map((candidate) => [
        candidate.cell.id,
        rollingOf(candidate.cell, catalog, true)
            .map(({ tag }) => tag)
            .filter((tag) => winners.get(tag)?.candidate.cell.id === candidate.cell.id),
    ]));
};

;// CONCATENATED MODULE: ./lib/src/plan/recipes.js






const lockOf = (judged, locks) => (judged.verdict.kind === "accepted" ? locks.get(judged.verdict.lock) : undefined);
/** What cards and drivers cells need, worked out once for each lock, CUDA and list of libraries. */
const labelsByLock = ({ catalog }) => {
    const inRange = (0,ranges/* rememberRanges */.s)();
    const known = new Map();
    return (cell, lock) => {
        const key = `${lock.key} ${cell.cuda} ${cell.libraries.join()}`;
        const found = known.get(key) ?? hardwareLabels((0,hardware/* hardwareOf */.is)(cell, lock, catalog, inRange));
        known.set(key, found);
        return found;
    };
};
/** Recipes of the accepted cells. */
const recipesOf = async (session, judged, locks, apt) => {
    const { sys, catalog, request } = session;
    const make = recipeMaker({ catalog, request, sources: await (0,image_files/* readImageSources */.oH)(sys, catalog.libraries) });
    const labels = labelsByLock(session);
    const recipes = new Map();
    const drafts = new Map();
    for (const one of judged) {
        const { cell, verdict } = one;
        const lock = lockOf(one, locks);
        const release = apt.get(cell.ubuntu);
        if (lock === undefined || release === undefined || verdict.base === undefined)
            continue;
        const recipe = make({ cell, lock, apt: release, base: verdict.base, facts: labels(cell, lock) });
        if (verdict.base.platformDigest === undefined)
            drafts.set(cell.id, { ...recipe, layers: recipe.layers.filter(({ kind }) => kind !== "system") });
        else
            recipes.set(cell.id, recipe);
    }
    return { recipes, drafts };
};
/** Rolling tags by cell id, in the order they move. A cell whose base could not be read cannot be tagged now, so it does not compete. */
const candidateTags = ({ request, catalog }, { judged, locks, recipes }) => {
    const candidates = judged.flatMap((one) => {
        const lock = lockOf(one, locks);
        return lock === undefined || !recipes.has(one.cell.id) ? [] : [{ cell: one.cell, locked: lock.created }];
    });
    return rollingTags(candidates, request, catalog);
};

;// CONCATENATED MODULE: ./lib/src/resolve/answer.js
/** The locks among the answers, by their own key. */
const locksOf = (answers) => {
    const locks = new Map();
    for (const answer of answers.values())
        if (answer.kind === "locked")
            locks.set(answer.lock.key, answer.lock);
    return locks;
};

;// CONCATENATED MODULE: ./lib/src/matrix/around.js


const ubuntusFor = (cell, catalog) => catalog.ubuntu.filter(({ name }) => (name === "stand-in") === (cell.ubuntu === "stand-in"));
/** The flavor itself, the same without a cuDNN of its own, and the one that has the least in it. */
const flavorsFor = ({ flavor }) => new Set([flavor, flavor.replace(/^cudnn-/, ""), "base"]);
/**
 * Cells of the catalog around one, with its libraries and without itself, the nearest first. They need not be possible.
 * Of each CUDA x.y only the newest release is among them, and the cell's own.
 */
const cellsAround = (cell, catalog) => {
    const minors = [...new Set(catalog.cuda.map(({ minor }) => minor))];
    const cells = new Map();
    for (const ubuntu of ubuntusFor(cell, catalog))
        for (const flavor of flavorsFor(cell))
            for (const cuda of new Set([cell.cuda, ...minors.map((minor) => (0,expand/* fullCuda */.Jh)(catalog, minor, ubuntu.name, flavor))]))
                for (const python of new Set([ubuntu.python, ...catalog.pythons.map(({ minor }) => minor)])) {
                    const id = (0,expand/* cellId */.Cw)({ set: cell.set, cuda, python, flavor }, ubuntu.tag);
                    cells.set(id, { ...cell, id, cuda, python, flavor, ubuntu: ubuntu.name, pythonFrom: python === ubuntu.python ? "ubuntu" : "standalone" });
                }
    cells.delete(cell.id);
    return nearestFirst(cell, [...cells.values()], catalog);
};

;// CONCATENATED MODULE: ./lib/src/resolve/beyond.js






/** Of one CUDA no more are tried: what it lacks for three Pythons it lacks for all, and packages that disagree seldom agree on another Python. */
const FOR_CUDA = 3;
const FOR_CUDA_IN_QUARREL = 1;
/** Questions that are asked to find the nearest cell of one, for all cells of a plan together, and to try their hints. */
const FOR_ONE = 8;
const FOR_ALL = 16;
const FOR_HINTS = 4;
/** Cells whose hint is followed to see where it leads: a matrix of thousands is not read hint by hint, and this is most of its time. */
const FOLLOWED = 500;
const isAccepted = async ({ ask, facts, asked, own, questionOf, keyOf }, cell) => {
    const question = questionOf(cell);
    const key = keyOf(question);
    if (!own.has(key))
        asked.add(key);
    const answer = await ask(question);
    return answer.kind === "locked" && checkLock(answer.lock, { ...cell, wheelCuda: facts.request.wheelCuda }, facts.catalog).length === 0;
};
const firstAccepted = async (search, candidates, forCuda = FOR_CUDA) => {
    const tried = new Set();
    const ofCuda = new Map();
    for (const candidate of candidates) {
        const key = search.keyOf(search.questionOf(candidate));
        const minor = (0,versions/* minorOf */.Hs)(candidate.cuda);
        const before = ofCuda.get(minor) ?? 0;
        if (tried.has(key) || before >= forCuda)
            continue;
        ofCuda.set(minor, before + 1);
        if (tried.size >= FOR_ONE || (search.asked.size >= FOR_ALL && !search.asked.has(key) && !search.own.has(key)))
            return undefined;
        tried.add(key);
        if (await isAccepted(search, candidate))
            return candidate;
    }
    return undefined;
};
/** Whether a cell has still what the reason is about: another Python does not help where there is no build for the CUDA. */
const keepsFault = (code, from, to) => (code === "no-build-for-cuda" && (0,versions/* minorOf */.Hs)(from.cuda) === (0,versions/* minorOf */.Hs)(to.cuda)) || (code === "no-build-for-python" && from.python === to.python && (0,versions/* minorOf */.Hs)(from.cuda) === (0,versions/* minorOf */.Hs)(to.cuda));
/** The nearest accepted cell of the catalog with the same libraries. */
const nearestAlike = (search, cell, { code }) => firstAccepted(search, cellsAround(cell, search.facts.catalog).filter((other) => !keepsFault(code, cell, other) && search.facts.possible(other)), code === "packages-disagree" ? FOR_CUDA_IN_QUARREL : FOR_CUDA);
/** Where no cell has these libraries, one with the catalog's smallest set. */
const nearestBeyond = async (search, cell, reason) => {
    const { catalog, possible } = search.facts;
    const same = await nearestAlike(search, cell, reason);
    if (same !== undefined)
        return same;
    const [smallest] = [...catalog.sets].sort(([, a], [, b]) => a.length - b.length);
    if (smallest === undefined || smallest[0] === cell.set)
        return undefined;
    const [set, libraries] = smallest;
    const other = { ...cell, id: `${set}${cell.id.slice(cell.set.length)}`, set, libraries: [...new Set([...libraries, ...catalog.every])] };
    return firstAccepted(search, [other, ...cellsAround(other, catalog)].filter(possible));
};
const beyond_AXES = ["cuda", "ubuntu", "python", "flavor"];
const line = (from, to) => {
    const differing = beyond_AXES.filter((axis) => from[axis] !== to[axis]);
    return `matrix: { ${differing.map((axis) => `${axis}: ["${to[axis]}"]`).join(", ")} }`;
};
const ONE_AXIS = /^matrix: \{ (cuda|ubuntu|python|flavor): \[["']([^"']+)["']\] \}/;
/** The cells that a line of a hint may mean, since `python: ubuntu` and the same version written out look alike in a cell; none for hints of another kind. */
const advised = (cell, hint, catalog) => {
    const [, axis, value] = ONE_AXIS.exec(hint) ?? [];
    if (axis === undefined || value === undefined)
        return [];
    const changed = { ...cell, [axis]: value };
    const ubuntu = catalog.ubuntu.find(({ name }) => name === changed.ubuntu);
    const pythons = axis === "ubuntu" && cell.pythonFrom === "ubuntu" && ubuntu !== undefined ? [ubuntu.python, changed.python] : [changed.python];
    return pythons.map((python) => {
        const cuda = (0,expand/* fullCuda */.Jh)(catalog, changed.cuda, changed.ubuntu, changed.flavor);
        return { ...changed, id: (0,expand/* cellId */.Cw)({ ...changed, cuda, python }, ubuntu?.tag ?? changed.ubuntu), cuda, python, pythonFrom: python === ubuntu?.python ? "ubuntu" : "standalone" };
    });
};
/** Whether it is known, or found by asking, that the packages of a cell cannot be had. */
const isHopeless = async (search, cell) => {
    const verdict = search.verdicts.get(cell.id);
    if (verdict !== undefined)
        return verdict.kind === "rejected";
    const key = search.keyOf(search.questionOf(cell));
    const isNew = !search.own.has(key) && !search.asked.has(key) && !search.hints.has(key);
    if (isNew && search.hints.size >= FOR_HINTS)
        return false;
    if (isNew)
        search.hints.add(key);
    return (await search.ask(search.questionOf(cell))).kind === "conflict";
};
const misleads = async (search, cell, { hint = "" }) => {
    const all = advised(cell, hint, search.facts.catalog);
    for (const to of all.filter(search.facts.possible))
        if (!(await isHopeless(search, to)))
            return false;
    return all.length > 0;
};
const beyond_named = ({ reasons: [first, ...more], ...verdict }, id) => ({
    ...verdict,
    reasons: [{ ...first, nearest: id }, ...more.map((reason) => ({ ...reason, nearest: id }))],
});
/** What is told of one rejected cell; `listed` is the nearest accepted cell of its own matrix. */
const mended = async (search, cell, verdict, listed) => {
    const nearest = listed ?? (await nearestBeyond(search, cell, verdict.reasons[0]));
    const told = listed !== undefined || nearest === undefined ? verdict : beyond_named(verdict, nearest.id);
    const [first, ...more] = told.reasons;
    if (more.length > 0 || search.followed.count >= FOLLOWED)
        return told;
    search.followed.count += 1;
    if (!(await misleads(search, cell, first)))
        return told;
    const target = nearest?.set === cell.set ? nearest : await nearestAlike(search, cell, first);
    return target === undefined ? told : { ...told, reasons: [{ ...first, hint: line(cell, target) }] };
};
/**
 * The same cells. Where a matrix has no accepted cell, its rejected ones name the nearest of the whole catalog, found by asking; and a
 * hint that leads from one rejected cell to another gives way to lines that were found to work. `ask` should remember what it was asked,
 * as a `Resolver` does.
 */
const withNearestBeyond = async (ask, judged, facts) => {
    const verdicts = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict]));
    const questionOf = questioner(facts.request, facts.catalog);
    const keyOf = (0,resolve_key/* rememberKeys */.OR)();
    const own = new Set(judged.filter(({ cell, verdict }) => verdict.kind === "accepted" || facts.possible(cell)).map(({ cell }) => keyOf(questionOf(cell))));
    const search = { ask, facts, questionOf, keyOf, asked: new Set(), own, hints: new Set(), followed: { count: 0 }, verdicts };
    const byId = new Map(judged.map(({ cell }) => [cell.id, cell]));
    const found = [];
    for (const { cell, verdict } of judged) {
        if (verdict.kind === "rejected")
            found.push({ cell, verdict: await mended(search, cell, verdict, byId.get(verdict.reasons[0].nearest ?? "")) });
        else
            found.push({ cell, verdict });
    }
    return found;
};

// EXTERNAL MODULE: ./lib/src/resolve/explain.js + 2 modules
var explain = __webpack_require__(39040);
// EXTERNAL MODULE: ./node_modules/smol-toml/dist/index.js + 8 modules
var dist = __webpack_require__(3292);
;// CONCATENATED MODULE: ./lib/src/resolve/pylock.js




const wheelDecoder = schemas/* object */.Ikc({ name: schemas/* string */.YjP().optional(), url: schemas/* string */.YjP().optional(), path: schemas/* string */.YjP().optional(), "upload-time": schemas/* date */.p6U().optional(), hashes: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/) }) });
const decoder = schemas/* object */.Ikc({ "lock-version": schemas/* string */.YjP(), packages: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), version: schemas/* string */.YjP(), wheels: schemas/* array */.YOg(wheelDecoder) })).default([]) });
/** PEP 503. */
const normalised = (name) => name.replace(/[-_.]+/g, "-").toLowerCase();
const fileName = (address) => decodeURIComponent((address.split(/[?#]/, 1)[0] ?? "").split("/").at(-1) ?? "");
const odd = (message, cause) => (0,errors/* foundProblem */.Sb)({ code: "resolver-answer", message, hint: "See what uv said: dl-env plan --debug" }, { cause });
/**
 * The one wheel of each package in a pylock.toml that uv made for one platform. Its markers need no reading: uv follows
 * only what holds for the Python and platform asked, so every package in it belongs to the answer.
 */
const wheelsOfPylock = (text, { python, platform }) => {
    let decoded;
    try {
        decoded = decoder.parse((0,dist/* parse */.qg)(text));
    }
    catch (error) {
        throw odd("uv gave an answer that cannot be read.", error);
    }
    return decoded.packages.map(({ name, version, wheels }) => {
        const found = wheels.map((wheel) => {
            const address = wheel.url ?? wheel.path ?? "";
            const uploaded = wheel["upload-time"];
            return { name: normalised(name), version, file: wheel.name ?? fileName(address), sha256: wheel.hashes.sha256, address, ...(uploaded === undefined ? {} : { uploaded: new Date(uploaded.getTime()).toISOString() }) };
        });
        const best = bestWheel(found, python, platform);
        if (best === undefined)
            throw odd(`uv chose ${name} ${version}, which has no wheel for Python ${python} on ${platform}.`);
        return best;
    });
};

// EXTERNAL MODULE: ./lib/src/secrets/address.js
var secrets_address = __webpack_require__(57224);
;// CONCATENATED MODULE: ./lib/src/resolve/unreachable.js

/** What uv says when an index gave no answer; a package that an index answered not to have is none of these. */
const SIGNS = [
    /Request failed after \d+ retr/,
    /Failed to (?:fetch|download)/,
    /error sending request/,
    /HTTP status (?:client|server) error/,
    /An index(?: URL)? \([^)]*\) (?:could not be queried|returned a)/,
    /the network was disabled/,
    /lack of valid authentication credentials/,
];
/** In the order in which they are looked for: uv's text -> how it ends a sentence. */
const CAUSES = [
    [/network was disabled/, "the network was switched off for uv"],
    [/\(?401 Unauthorized|authentication credentials/, "it wants other credentials"],
    [/403 Forbidden/, "it forbids what was asked"],
    [/HTTP status \w+ error \((\d+)/, "it answered $1"],
    [/dns error|failed to lookup address/, "its host name is not known here"],
    [/Connection refused/, "the connection was refused"],
    [/[Cc]ertificate|UnknownIssuer|InvalidContentType|tls|TLS/, "no secure connection came about"],
    [/timed? ?out/, "no answer came in time"],
];
const SAFE_ADDRESS = /^https?:\/\/[A-Za-z0-9._~:/%-]+$/;
/** Without credentials and query. */
const bare = (address) => address.replace(/\/\/[^/\s]*@/, "//").replace(/[?#].*$/, "");
const causeOf = (text, timedOut) => {
    if (timedOut)
        return "no answer came in time";
    for (const [sign, words] of CAUSES) {
        const found = sign.exec(text);
        if (found !== null)
            return words.replace("$1", found[1] ?? "");
    }
    return "no answer came";
};
const addressIn = (text) => {
    const found = /(?:Failed to (?:fetch|download):? `?|for url \(|An index(?: URL)? \()(https?:[^\s)`]+)/.exec(text)?.[1];
    return found === undefined ? undefined : bare(found);
};
/** `address` is what uv could not get; of an index that the catalog names, the index' own address says more than that of some package on it. */
const silenceOf = (index, address, cause, text) => {
    const who = index === undefined ? "The package index" : `The package index ${index.name}`;
    const where = index === undefined ? address : bare(index.address);
    const hint = where !== undefined && SAFE_ADDRESS.test(where) ? `Check the way there: curl -sSI ${where}` : "Try again: dl-env plan";
    const reason = { code: "index-unreachable", message: `${who} could not be asked: ${cause}.`, source: "resolver", hint, detail: (0,secrets_address/* withoutUserinfo */.Q)(text) };
    return { reason, ...(index === undefined ? {} : { index: { name: index.name, cause } }) };
};
/** A named index that gave no answer; `cause` ends the sentence. */
const indexSilent = (index, cause, text) => silenceOf(index, undefined, cause, text);
/** The default index, when it gave no answer at this address. */
const defaultSilent = (address, cause, text) => silenceOf(undefined, bare(address), cause, text);
/** Why an index could not be asked, with the index named; undefined if uv's text tells of something else. */
const whyUnreachable = (text, named, timedOut) => {
    if (!timedOut && !SIGNS.some((sign) => sign.test(text)))
        return undefined;
    const address = addressIn(text);
    const index = address === undefined ? undefined : named.find((one) => address.startsWith(bare(one.address).replace(/\/+$/, "")));
    return silenceOf(index, address, causeOf(text, timedOut), text);
};

;// CONCATENATED MODULE: ./lib/src/resolve/ask.js






/** Milliseconds; a question takes 0.5 to 12 s. */
const TIMEOUT = 300_000;
/** Name, extras, versions: no markers, no addresses, no options, which a requirements file would all take. */
const REQUIREMENT = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9._, -]+\])?(?: *(?:===|[=~!<>]=|[<>]) *[A-Za-z0-9._*+!-]+(?: *, *(?:===|[=~!<>]=|[<>]) *[A-Za-z0-9._*+!-]+)*)?$/;
/** The text of a requirements file; code `requirement` for a line that is more than a name with versions. */
const requirementsText = (lines) => {
    for (const line of lines) {
        if (!REQUIREMENT.test(line)) {
            throw (0,errors/* wrongRequest */.Tw)({ code: "requirement", message: `"${line}" is not a package with its versions.`, hint: 'Write it like: torch ==2.6.0, numpy >=2,<3' });
        }
    }
    return lines.map((line) => `${line}\n`).join("");
};
/** argv of one question, without the program. Versions and files only: what comes from outside lies in the files. */
const compileArguments = (question, files) => [
    "pip", "compile", files.requirements,
    "--constraints", files.constraints,
    "--python-version", question.python,
    "--python-platform", question.platform,
    "--only-binary", ":all:",
    "--prerelease", "disallow",
    "--resolution", "highest",
    // A package that a named index has is taken from there only, so it never falls back to another CUDA's wheel elsewhere.
    "--index-strategy", "first-index",
    "--format", "pylock.toml",
    "--no-header", "--quiet",
];
/** Stands for the request where uv wants a name for it. */
const PROJECT = "dl-env-cell";
const nameOf = (requirement) => normalised(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? "");
/** The requirements as a pyproject.toml, the only form in which uv can be told to take some packages from one index and no others. */
const projectText = (question, scoped) => {
    requirementsText(question.requirements);
    const names = question.requirements.map(nameOf);
    const sources = scoped.flatMap(({ name, packages = [] }) => names.filter((asked) => packages.includes(asked)).map((asked) => `${JSON.stringify(asked)} = { index = ${JSON.stringify(name)} }`));
    const indexes = scoped.map(({ name, address }) => `[[tool.uv.index]]\nname = ${JSON.stringify(name)}\nurl = ${JSON.stringify(address)}\nexplicit = true\n${namedIndexes/* REMEMBER */.wG}\n`);
    const project = ["[project]", `name = "${PROJECT}"`, 'version = "0"', `requires-python = ">=${question.python}"`, `dependencies = ${JSON.stringify(question.requirements)}`];
    return [...project, "", "[tool.uv.sources]", ...new Set(sources), "", ...indexes].join("\n");
};
const checkAxes = ({ python, platform }) => {
    if (/^\d+\.\d+$/.test(python) && /^[A-Za-z0-9_-]+$/.test(platform) && !platform.startsWith("-"))
        return;
    throw (0,errors/* wrongRequest */.Tw)({ code: "requirement", message: `Python ${python} on ${platform} is nothing that can be asked for.`, hint: "Write the Python like: 3.12" });
};
const runUv = async (asking, question) => {
    const { sys, uv, work } = asking;
    checkAxes(question);
    const folder = `${work}/${(0,resolve_key/* questionKey */.c7)(question).slice(0, 16)}`;
    const named = asking.named(question.indexes);
    const scoped = named.filter(({ packages }) => packages !== undefined);
    const files = { requirements: `${folder}/${scoped.length === 0 ? "requirements.in" : "pyproject.toml"}`, constraints: `${folder}/constraints.in` };
    await sys.files.write(files.requirements, scoped.length === 0 ? requirementsText(question.requirements) : projectText(question, scoped), 0o600);
    await sys.files.write(files.constraints, requirementsText(question.constraints));
    const env = { ...(await asking.access(named.filter(({ packages }) => packages === undefined))), UV_HTTP_RETRIES: String(asking.retries) };
    return sys.processes.run([uv.path, ...compileArguments(question, files)], { cwd: folder, env, timeout: TIMEOUT });
};
/** Of a lock none of whose wheels has a time. */
const NO_TIME = "1970-01-01T00:00:00.000Z";
/** When the newest of these wheels was uploaded: a time that every machine and every night finds the same for the same wheels. */
const newestUpload = (wheels) => wheels.reduce((newest, { uploaded = NO_TIME }) => (uploaded > newest ? uploaded : newest), NO_TIME);
const locked = async (asking, question, pylock) => {
    const found = wheelsOfPylock(pylock, question);
    const wheels = await Promise.all(found.map(async ({ address, uploaded: _uploaded, ...wheel }) => ({ ...wheel, download: await asking.sizes.of({ sha256: wheel.sha256, address }) })));
    return { kind: "locked", lock: (0,resolve_key/* makeLock */.a8)(question, wheels, { created: newestUpload(found), uv: asking.uv.version }) };
};
/** uv's words without its warnings, which are about this machine and not about the question. */
const ownText = (stderr) => stderr.split("\n").filter((line) => !line.startsWith("warning: ")).join("\n").replaceAll(`${PROJECT} depends on `, "you require ").trim();
/** Asks the index one question, anew. */
const ask = async (asking, question) => {
    const result = await runUv(asking, question);
    if (result.code === 0)
        return locked(asking, question, result.stdout);
    const text = ownText(result.stderr);
    const silence = whyUnreachable(text, asking.named(question.indexes), result.timedOut);
    if (silence !== undefined)
        return { kind: "unreachable", ...silence };
    if (text.startsWith("error: No solution found"))
        return { kind: "conflict", reasons: (0,explain/* explain */.W)(text, question).reasons, detail: text };
    if (text.includes("No interpreter found") || text.includes("No Python interpreters found")) {
        throw (0,errors/* foundProblem */.Sb)({ code: "no-python", message: "uv found no Python on this machine to work with.", hint: "Install one: apt-get install -y python3" }, { cause: new Error(text) });
    }
    return {
        kind: "unreachable",
        reason: { code: "resolver-failed", message: `uv ended with code ${result.code} and gave no answer.`, source: "resolver", hint: "See why: dl-env plan --debug", detail: text },
    };
};

// EXTERNAL MODULE: ./lib/src/resolve/committed.js
var resolve_committed = __webpack_require__(76923);
// EXTERNAL MODULE: ./lib/src/resolve/indexSettings.js
var indexSettings = __webpack_require__(96300);
;// CONCATENATED MODULE: ./lib/src/resolve/probe.js


/** Milliseconds. */
const PATIENCE = 10_000;
/**
 * Faults that uv would meet too. Whatever else goes wrong (a certificate, credentials, an odd answer) is left to uv,
 * which has its own settings for it.
 */
const FAULTS = [
    [/ENOTFOUND|EAI_AGAIN/, "its host name is not known here"],
    [/ECONNREFUSED/, "the connection was refused"],
    [/EHOSTUNREACH|ENETUNREACH/, "no way leads there"],
    [/TIMEOUT|ETIMEDOUT/, "no answer came in time"],
];
/** What went wrong when an address was asked; undefined when an answer came. */
const knock = async (sys, address, timeout) => {
    try {
        const response = await sys.http.request({ method: "HEAD", url: `${address.replace(/\/+$/, "")}/`, timeout });
        await response.discard();
        return undefined;
    }
    catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
};
const knockNamed = async (sys, index) => {
    const text = await knock(sys, index.address, PATIENCE);
    const fault = text === undefined ? undefined : FAULTS.find(([sign]) => sign.test(text));
    return fault === undefined ? undefined : indexSilent(index, fault[1], text ?? "");
};
/** Milliseconds for the default index: whatever is not refused at once is left to uv, which may have a proxy or patience of its own. */
const GLANCE = 3_000;
const knockDefault = async (sys) => {
    const index = await (0,indexSettings/* defaultIndex */.sM)(sys);
    if (!("address" in index))
        return undefined;
    const address = index.address.replace(/^[A-Za-z0-9._-]+=(?=https?:)/, "");
    const text = /^https?:\/\//.test(address) ? await knock(sys, address, GLANCE) : undefined;
    const fault = text === undefined ? undefined : FAULTS.slice(0, 2).find(([sign]) => sign.test(text));
    return fault === undefined ? undefined : defaultSilent(address, fault[1], text ?? "");
};
/** Knocks once at each index that a question names, and at the default one where its address is known: uv needs 7 s of retries for each question to find out the same. */
const openProbe = (sys) => {
    const known = new Map();
    let usual;
    return async (named) => {
        for (const index of named) {
            const silence = known.get(index.address) ?? knockNamed(sys, index);
            known.set(index.address, silence);
            const found = await silence;
            if (found !== undefined)
                return found;
        }
        return (usual ??= knockDefault(sys));
    };
};

;// CONCATENATED MODULE: ./lib/src/resolve/sizes.js


const AT_ONCE = 16;
const MOST_REDIRECTS = 5;
const sizes_TIMEOUT = 20_000;
const numberOr0 = (text) => (text !== undefined && /^\d+$/.test(text) ? Number(text) : 0);
/** Credentials of the default index, for files that lie on the same host. */
const authorisation = async (sys) => {
    const index = await (0,indexSettings/* defaultIndex */.sM)(sys);
    const text = "address" in index ? index.address.replace(/^[A-Za-z0-9._-]+=/, "") : "";
    if (!URL.canParse(text))
        return () => ({});
    const { origin, username, password } = new URL(text);
    if (username === "")
        return () => ({});
    const basic = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
    return (address) => (new URL(address).origin === origin ? { authorization: `Basic ${basic}` } : {});
};
/** `HEAD`, else the total that a request for one byte names. */
const askSize = async (sys, address, headers) => {
    let at = address;
    let method = "HEAD";
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
        const range = method === "GET" ? { range: "bytes=0-0" } : {};
        const response = await sys.http.request({ method, url: at, headers: { ...headers(at), ...range, "accept-encoding": "identity" }, timeout: sizes_TIMEOUT });
        const { status, headers: answered } = response;
        await response.discard();
        const location = answered["location"];
        if (status >= 300 && status < 400 && location !== undefined)
            at = new URL(location, at).href;
        else if (status === 206)
            return numberOr0(answered["content-range"]?.split("/")[1]);
        else if (status === 200 && numberOr0(answered["content-length"]) > 0)
            return numberOr0(answered["content-length"]);
        else if (method === "GET")
            return 0;
        else
            method = "GET";
    }
    return 0;
};
const tolerant = async (sys, address, headers) => {
    for (let attempt = 0; attempt < 2; attempt += 1) {
        try {
            return await askSize(sys, address, headers);
        }
        catch (error) {
            sys.log.debug(`no size: ${error instanceof Error ? error.message : String(error)}`);
        }
    }
    return 0;
};
const readKnown = async (sys, file) => {
    try {
        const known = JSON.parse((await sys.files.readText(file)) ?? "{}");
        if (typeof known !== "object" || known === null)
            return new Map();
        return new Map(Object.entries(known).filter((pair) => typeof pair[1] === "number" && pair[1] > 0));
    }
    catch {
        return new Map();
    }
};
/** Sizes known in `file` and asked of the index by HEAD, a bounded number at once. An index that names no size costs no verdict. */
const openSizes = (sys, file) => {
    const limit = (0,p_limit/* default */.A)(AT_ONCE);
    const asked = new Map();
    let known;
    let headers;
    const ask = async ({ sha256, address }) => {
        known ??= readKnown(sys, file);
        const size = (await known).get(sha256);
        if (size !== undefined)
            return size;
        if (!/^https?:/.test(address))
            return (await sys.files.stat(address.replace(/^file:\/\//, "")))?.size ?? 0;
        headers ??= authorisation(sys);
        const withHeaders = await headers;
        return limit(() => tolerant(sys, address, withHeaders));
    };
    const of = (wheel) => {
        const size = asked.get(wheel.sha256) ?? ask(wheel);
        asked.set(wheel.sha256, size);
        return size;
    };
    const keep = async () => {
        if (asked.size === 0)
            return;
        const all = await readKnown(sys, file);
        const before = all.size;
        for (const [sha256, size] of asked)
            if ((await size) > 0)
                all.set(sha256, await size);
        if (all.size > before)
            await sys.files.write(file, JSON.stringify(Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)))));
    };
    return { of, keep };
};

;// CONCATENATED MODULE: ./lib/src/resolve/resolve.js









const HOUR = 3_600_000;
const RETRIES = 3;
const OFFLINE = {
    kind: "unreachable",
    reason: { code: "offline", message: "The packages of this cell were not asked for, since nothing outside may be asked.", source: "resolver", hint: "Ask once with a network: dl-env lock" },
};
const namesOf = (options) => (names) => (0,namedIndexes/* namedIndexes */.wK)(names, options.indexes, options.mirrors);
/** uv and its folder, made when the first question must really be asked. */
const openAsking = (sys, options) => {
    let started;
    const begin = async () => {
        const uv = await ensureUv(sys, options.tool);
        // Not in the shared temporary folder: uv looks for settings in every folder above the one it runs in.
        const work = await sys.files.makeTemp("ask-", `${(0,resolve_remembered/* cacheFolder */.n)(sys.env)}/tmp`);
        const access = await (0,namedIndexes/* indexAccess */.zp)(sys, uv, work, options.update === true);
        return { work, asking: { sys, uv, work, access, named: namesOf(options), sizes: openSizes(sys, `${(0,resolve_remembered/* cacheFolder */.n)(sys.env)}/sizes.json`) } };
    };
    return {
        start: async () => {
            started ??= begin();
            return (await started).asking;
        },
        close: async () => {
            const opened = await started?.catch(() => undefined);
            if (opened === undefined)
                return;
            await sys.files.remove(opened.work);
            await opened.asking.sizes.keep();
        },
    };
};
/** Asks uv itself, a bounded number of questions at once. */
const openUv = (sys, options) => {
    const limit = (0,p_limit/* default */.A)(options.parallel ?? Math.max(4, Math.min(8, sys.env.cpus * 2)));
    const uv = openAsking(sys, options);
    let runs = 0;
    let reached = true;
    const askOne = async (question) => {
        if (runs === 0)
            sys.log.progress("Asking the package index");
        runs += 1;
        const asking = await uv.start();
        // After one silence of 7 s the next questions do not wait as long for the same.
        const answer = await ask({ ...asking, retries: reached ? RETRIES : 0 }, question);
        reached = answer.kind !== "unreachable";
        return answer;
    };
    return { ask: (question) => limit(() => askOne(question)), runs: () => runs, close: uv.close };
};
/** The same wheels as in the committed file are as old as that file: an image of them is the same image. A file that cannot be read has no say here. */
const withItsTime = async (sys, folder, answer) => {
    if (folder === undefined || answer.kind !== "locked")
        return answer;
    const committed = await (0,resolve_committed/* readLock */.mF)(sys.files, folder, answer.lock.question).catch(() => undefined);
    return committed?.key === answer.lock.key ? { kind: "locked", lock: { ...answer.lock, created: committed.created } } : answer;
};
/** Opens a resolver; nothing is fetched or run until a question needs it. The caller closes it. */
const openResolver = (sys, options) => {
    const remembered = (0,resolve_remembered/* openRemembered */.H)(sys, { uv: options.tool.version, mirrors: options.mirrors, maxAge: options.maxAge ?? HOUR });
    const uv = openUv(sys, options);
    const probe = openProbe(sys);
    const answers = new Map();
    const find = async (question) => {
        if (options.update !== true) {
            const lock = options.locks === undefined ? undefined : await (0,resolve_committed/* readLock */.mF)(sys.files, options.locks, question);
            if (lock !== undefined)
                return { kind: "locked", lock };
            const kept = await remembered.get(question);
            if (kept !== undefined)
                return kept;
        }
        if (options.offline === true)
            return OFFLINE;
        const silence = await probe(namesOf(options)(question.indexes));
        if (silence !== undefined)
            return { kind: "unreachable", ...silence };
        const answer = await uv.ask(question);
        await remembered.put(question, answer);
        return withItsTime(sys, options.locks, answer);
    };
    const askOne = (question) => {
        const key = (0,resolve_key/* questionKey */.c7)(question);
        const answer = answers.get(key) ?? find(question);
        answers.set(key, answer);
        return answer;
    };
    const askAll = async (questions) => {
        const distinct = new Map(questions.map((question) => [(0,resolve_key/* questionKey */.c7)(question), question]));
        let done = 0;
        const tell = async ([key, question]) => {
            const answer = await askOne(question);
            done += 1;
            if (uv.runs() > 0)
                sys.log.progress(`Resolving packages: ${done} of ${distinct.size} questions answered`);
            return [key, answer];
        };
        return new Map(await Promise.all([...distinct].map(tell)));
    };
    return { ask: askOne, askAll, runs: uv.runs, close: uv.close };
};
/** The answer to each distinct question, by `questionKey`. A cell whose question is `unreachable` is unknown. */
const resolveAll = async (sys, questions, options) => {
    const resolver = openResolver(sys, options);
    try {
        return await resolver.askAll(questions);
    }
    finally {
        await resolver.close();
    }
};

;// CONCATENATED MODULE: ./lib/src/resolve/changes.js





/** At most so many values of one axis are tried, the nearest first. */
const NEAREST = 3;
const axisLine = (axis, value) => `matrix: { ${axis}: ["${value}"] }`;
const questionFor = ({ catalog, request }, cell, pins = request.pins) => questioner({ ...request, pins }, catalog)(cell);
/** By distance in the list; of two equally far the newer one. */
const nearest = (values, to) => {
    const sorted = [...new Set([...values, to])].sort(versions/* compareVersions */.Zy);
    const at = sorted.indexOf(to);
    return sorted
        .map((value, index) => ({ value, distance: Math.abs(index - at) - (index > at ? 0.5 : 0) }))
        .filter(({ value }) => value !== to)
        .sort((a, b) => a.distance - b.distance)
        .map(({ value }) => value);
};
const otherPythons = (cell, facts) => {
    const own = facts.catalog.ubuntu.find(({ name }) => name === cell.ubuntu)?.python;
    const known = [...facts.catalog.pythons.map(({ minor }) => minor), ...(own === undefined ? [] : [own])];
    return nearest(known, cell.python)
        .map((python) => ({ ...cell, python, pythonFrom: python === own ? "ubuntu" : "standalone" }))
        .filter(facts.possible)
        .slice(0, NEAREST)
        .map((changed) => ({ kind: "python", cell: changed, question: questionFor(facts, changed), says: () => `With Python ${changed.python} it works`, lines: () => [axisLine("python", changed.python)] }));
};
const otherCudas = (cell, facts) => {
    const imaged = facts.catalog.cuda.filter((release) => release.images[cell.ubuntu]?.includes(cell.flavor));
    const newestOf = (minor) => imaged.filter(({ version }) => (0,versions/* isUnder */.Jo)(version, minor)).map(({ version }) => version).sort(versions/* compareVersions */.Zy).at(-1);
    return nearest(imaged.map(({ minor }) => minor), (0,versions/* minorOf */.Hs)(cell.cuda))
        .flatMap((minor) => newestOf(minor) ?? [])
        .map((cuda) => ({ ...cell, cuda }))
        .filter(facts.possible)
        .slice(0, NEAREST)
        .map((changed) => ({ kind: "cuda", cell: changed, question: questionFor(facts, changed), says: () => `With CUDA ${(0,versions/* minorOf */.Hs)(changed.cuda)} it works`, lines: () => [axisLine("cuda", (0,versions/* minorOf */.Hs)(changed.cuda))] }));
};
/** Libraries of the cell that ask for one of these packages, in the packages' order. */
const librariesBehind = (cell, packages, { catalog, request }) => {
    const inRange = (0,ranges/* rememberRanges */.s)();
    const asks = (name) => {
        const library = catalog.libraries.get(name);
        const release = library === undefined ? undefined : (0,matrix_release/* releaseFor */.L3)(library, cell, request.wheelCuda, inRange);
        return (release?.requirements ?? []).map(requirementName);
    };
    const found = packages.flatMap((wanted) => cell.libraries.filter((name) => asks(name).includes(wanted)));
    return [...new Set(found)].filter((name) => !catalog.every.includes(name));
};
const dropped = (cell, names, facts) => {
    const libraries = cell.libraries.filter((name) => !(0,expand/* withNeeds */.Y)([name], facts.catalog).some((needed) => names.includes(needed)));
    const changed = { ...cell, libraries };
    if (libraries.length === 0 || !facts.possible(changed))
        return undefined;
    const listed = libraries.filter((name) => !facts.catalog.every.includes(name));
    const set = `${cell.set}-without-${names.join("-")}`;
    return {
        kind: "drop",
        cell: changed,
        question: questionFor(facts, changed),
        says: () => `Without ${names.join(", ")} it works`,
        lines: () => [`sets: { ${set}: [${listed.join(", ")}] }`, axisLine("set", set)],
    };
};
/** Each library of the quarrel alone, then all but the one that leaves no room. */
const drops = (cell, packages, facts) => {
    const behind = librariesBehind(cell, packages, facts);
    const [yielding, firm, ...more] = behind;
    const several = yielding === undefined || more.length === 0 ? [] : [[yielding, ...more]];
    const sets = [...[yielding, ...more, firm].filter((name) => name !== undefined).map((name) => [name]), ...several];
    return sets.flatMap((names) => dropped(cell, names, facts) ?? []);
};
/** Pins whose package is in the question, those of the quarrel first, in the packages' order. */
const pinsOfQuestion = (cell, packages, facts) => {
    const { requirements, constraints } = questionFor(facts, cell);
    const present = new Set([...requirements, ...constraints].map(requirementName));
    const pinned = Object.keys(facts.request.pins).filter((name) => present.has(name));
    return [...packages.filter((name) => pinned.includes(name)), ...pinned.filter((name) => !packages.includes(name))];
};
/** Some pins of one's own are let go; the releases that come instead are what to write, beside the pins that stay. */
const freeing = (names, cell, facts) => {
    const kept = Object.entries(facts.request.pins).filter(([pinned]) => !names.includes(pinned));
    const found = (lock) => names.flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);
    const lines = (lock) => {
        const pins = [...kept, ...found(lock).map(({ name, version }) => [name, `==${version}`])].map(([name, pin]) => `${name}: "${pin}"`);
        return [pins.length === 0 ? "pins: {}" : `pins: { ${pins.join(", ")} }`];
    };
    const says = (lock) => {
        const instead = found(lock).map(({ name, version }) => `${name} ${version}`);
        return instead.length === 0 ? `Without the pin of ${names.join(", ")} it works` : `With ${instead.join(", ")} it works`;
    };
    return { kind: "pin", cell, question: questionFor(facts, cell, Object.fromEntries(kept)), says, lines };
};
/** Each pin alone, those of the quarrel first; then all that are built for one CUDA major, since an older RAPIDS is several packages at once; then all. */
const freed = (cell, packages, facts) => {
    const pins = pinsOfQuestion(cell, packages, facts);
    const marks = Object.values(facts.catalog.wheels).flatMap(({ marks }) => marks);
    const groups = [...pins.slice(0, NEAREST).map((name) => [name]), pins.filter((name) => marks.some((mark) => name.endsWith(mark))), pins];
    const distinct = new Map(groups.filter((names) => names.length > 0).map((names) => [[...names].sort().join(" "), names]));
    return [...distinct.values()].map((names) => freeing(names, cell, facts));
};
const ORDER = {
    "no-build-for-python": ["pin", "python", "cuda", "drop"],
    "no-build-for-cuda": ["pin", "cuda", "drop", "python"],
    "packages-disagree": ["pin", "drop", "cuda", "python"],
    "no-wheels": ["pin", "python", "drop", "cuda"],
};
/** Changes worth asking about, the likeliest first. `packages` are those that the conflict is about, `code` its reason's. */
const changesFor = (cell, code, packages, facts) => {
    const all = { pin: freed(cell, packages, facts), python: otherPythons(cell, facts), cuda: otherCudas(cell, facts), drop: drops(cell, packages, facts) };
    return (ORDER[code] ?? ["pin", "drop", "python", "cuda"]).flatMap((kind) => all[kind]);
};

;// CONCATENATED MODULE: ./lib/src/resolve/wayOut.js





/** Questions that are asked for one conflict, and for all conflicts of a plan together. */
const wayOut_FOR_ONE = 8;
const wayOut_FOR_ALL = 60;
/** The first change with which the packages can be had and pass every check; undefined if none of the first eight does. */
const findWayOut = async (ask, changes, facts) => {
    for (const change of changes.slice(0, wayOut_FOR_ONE)) {
        const answer = await ask(change.question);
        if (answer.kind !== "locked")
            continue;
        if (checkLock(answer.lock, { ...change.cell, wheelCuda: facts.request.wheelCuda }, facts.catalog).length === 0)
            return { change, lock: answer.lock };
    }
    return undefined;
};
/** `With Python 3.13 it works:` and the lines to type. */
const wayOutHint = ({ change, lock }) => [`${change.says(lock)}; put into dl-env.yml:`, ...change.lines(lock)].join("\n");
const noneFound = (cell) => `No single change was found that helps; see the whole chain: dl-env plan --why ${cell.id}`;
const withHint = ({ reasons: [first, ...more], detail }, hint) => {
    const hinted = { ...first, hint };
    return { kind: "conflict", reasons: [hinted, ...more], detail };
};
/** The first cell of each question that ended in a conflict. */
const conflicts = (answers, cells, facts) => {
    const questionOf = questioner(facts.request, facts.catalog);
    // Cells that ask the same share the question itself, and hashing it is most of the work.
    const seen = new Set();
    const found = new Map();
    for (const cell of cells) {
        const question = questionOf(cell);
        if (seen.has(question))
            continue;
        seen.add(question);
        const key = (0,resolve_key/* questionKey */.c7)(question);
        const answer = answers.get(key);
        if (answer?.kind === "conflict" && !found.has(key))
            found.set(key, { cell, question, answer });
    }
    return found;
};
/** The same answers, each conflict with a hint that was found by asking. `ask` should remember what it was asked, as a `Resolver` does. */
const withWaysOut = async (ask, answers, cells, facts) => {
    const found = conflicts(answers, cells, facts);
    let left = wayOut_FOR_ALL;
    const hinted = await Promise.all([...found].map(async ([key, { cell, question, answer }]) => {
        const { packages } = (0,explain/* explain */.W)(answer.detail, question);
        const changes = changesFor(cell, answer.reasons[0].code, packages, facts).slice(0, wayOut_FOR_ONE);
        left -= changes.length;
        if (left < 0)
            return [key, withHint(answer, noneFound(cell))];
        const way = await findWayOut(ask, changes, facts);
        return [key, withHint(answer, way === undefined ? noneFound(cell) : wayOutHint(way))];
    }));
    return new Map([...answers, ...hinted]);
};

;// CONCATENATED MODULE: ./lib/src/resolve/told.js



/** The verdicts with nearest cells and hints that were found by asking; opens nothing when nothing must be asked. */
const nearestTold = async (sys, judged, options, facts) => {
    const resolver = openResolver(sys, options);
    try {
        return await withNearestBeyond((question) => resolver.ask(question), judged, facts);
    }
    finally {
        await resolver.close();
    }
};
/** `resolveAll`, and for each conflict a change to dl-env.yml that was found by asking; `cells` are those that the questions belong to. */
const resolveTold = async (sys, questions, cells, options, facts) => {
    const resolver = openResolver(sys, options);
    try {
        const answers = await resolver.askAll(questions);
        return await withWaysOut((question) => resolver.ask(question), answers, cells, facts);
    }
    finally {
        await resolver.close();
    }
};

// EXTERNAL MODULE: ./lib/src/session.js + 21 modules
var src_session = __webpack_require__(73577);
// EXTERNAL MODULE: ./lib/src/engine/standIn.js + 2 modules
var standIn = __webpack_require__(65879);
;// CONCATENATED MODULE: ./lib/src/plan/standIns.js



/** Makes the stand-ins that accepted cells need and this machine lacks, if that was asked for. */
const prepareStandIns = async ({ sys, catalog, open, options }, judged) => {
    if (options.standIn !== true)
        return;
    const into = open(src_session/* STAND_IN_REPOSITORY */.Ab);
    const there = new Set(await into.tags());
    for (const { cell, verdict } of judged) {
        const release = cell.ubuntu === "stand-in" && verdict.kind === "accepted" ? (0,expand/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu) : undefined;
        if (release === undefined || there.has((0,standIn/* standInTag */.QH)(cell.cuda, cell.flavor)))
            continue;
        sys.log.info(`Making a stand-in for nvidia/cuda:${cell.cuda} from Debian 12; it is for trying things on this machine, and is never published.`);
        await (0,standIn/* makeStandIn */.wS)(sys, release, catalog.drivers, into, cell.flavor);
        there.add((0,standIn/* standInTag */.QH)(cell.cuda, cell.flavor));
    }
};

// EXTERNAL MODULE: ./lib/src/prove.js + 14 modules
var prove = __webpack_require__(78003);
;// CONCATENATED MODULE: ./lib/src/pipeline.js
















const asking = ({ sys, open, options }) => ({ sys, open, offline: options.offline === true });
const resolving = (session) => ({
    tool: session.catalog.uv,
    indexes: session.catalog.indexes,
    mirrors: session.request.mirrors,
    locks: (0,src_session/* lockFolder */.MS)(session),
    update: session.options.update === true,
    ...(session.options.answersCount === undefined ? {} : { maxAge: session.options.answersCount }),
    offline: session.options.offline === true,
});
const chosen = (judged, ids) => {
    if (ids === undefined)
        return judged;
    const unknown = ids.find((id) => !judged.some(({ cell }) => cell.id === id));
    if (unknown === undefined)
        return judged.filter(({ cell }) => ids.includes(cell.id));
    const known = judged.map(({ cell }) => cell.id);
    const meant = known.length === 0 ? undefined : (0,mod/* closest */.kp)(unknown, known);
    throw (0,errors/* wrongRequest */.Tw)({ code: "unknown-cell", message: `The plan has no cell ${unknown}.`, hint: `${meant === undefined ? "" : `Did you mean ${meant}? `}All of them: dl-env plan` });
};
const warn = (sys, warnings) => {
    for (const warning of warnings)
        sys.log.warn((0,problem/* problemText */.fI)(warning));
};
/** dl-env.yml and the catalog -> cells -> verdicts -> locks -> recipes -> plan. Makes nothing. */
const planCells = async (session) => {
    const { sys, request, catalog: known, options } = session;
    const ask = asking(session);
    const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
    const byCatalog = (0,expand/* expandCells */.o6)(request, known);
    const lists = await readLists(ask, byCatalog, known);
    // A registry's own list decides which release a short version means.
    const catalog = lists.size === 0 ? known : (0,live/* withTagLists */.Q)(known, lists);
    const all = lists.size === 0 ? byCatalog : (0,expand/* expandCells */.o6)(request, catalog);
    requireCells(request, all);
    // Who handed a part over was told already, and what others were handed would be asked again here for nothing.
    const part = options.handed === undefined ? undefined : new Set(options.handed.cells);
    if (part === undefined)
        warn(sys, requestWarnings(request, catalog, all));
    const cells = part === undefined ? all : all.filter(({ id }) => part.has(id));
    const inputs = { request, catalog, today, lists };
    const questions = openQuestions(cells, inputs);
    const facts = { catalog, request, possible: possibleCells(inputs) };
    const answers = await resolveTold(sys, [...questions.values()], cells, resolving(session), facts);
    const judgedHere = judge(cells, { ...inputs, answers });
    // A part of a matrix has neighbours in the rest of it, which is not looked at here.
    const verdicts = options.handed === undefined ? await nearestTold(sys, judgedHere, resolving(session), facts) : judgedHere;
    await prepareStandIns(session, verdicts);
    const digests = await readDigests(ask, verdicts, lists);
    const judged = chosen(withDigests(verdicts, digests), options.cells);
    const locks = locksOf(answers);
    warn(sys, pinWarnings(request, verdicts, locks));
    const { locks: apt, notices: aptNotices } = await (0,aptLocks/* aptLocks */.M9)(session, judged);
    warn(sys, aptNotices);
    const { recipes, drafts } = await recipesOf(session, judged, locks, apt);
    const [storeTags, imageTags] = await readTags(ask, [session.store, session.to]);
    const rolling = candidateTags(session, { judged, locks, recipes });
    const plan = makePlan({ to: request.to, store: request.store, judged, locks, recipes, drafts, rolling, storeTags, imageTags });
    return { plan, judged, locks, apt, recipes, lists, imageTags, aptNotices };
};
/** The layers that are missing are made and stored, and the cells' images linked by digest, without a tag. */
const buildImages = (session, planned) => buildCells(session, planned, planned.plan);
/** The probes run in every image that lacks a proof, and what they saw is kept beside it. */



/***/ }),

/***/ 26371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xp: () => (/* binding */ tellingApt),
/* harmony export */   hh: () => (/* binding */ aptLines),
/* harmony export */   u0: () => (/* binding */ aptArguments),
/* harmony export */   wS: () => (/* binding */ snapshotMirror)
/* harmony export */ });
/* unused harmony exports refuseStale, aptError */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _image_apt_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40583);
/* harmony import */ var _resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70639);
/* harmony import */ var _resolve_namedIndexes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58078);
/* harmony import */ var _aptLocks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30414);





/** Build arguments with which apt asks a mirror in place of a snapshot service; none where no mirror is named. */
const snapshotMirror = (address, mirrors) => {
    const instead = address === undefined ? undefined : (0,_resolve_namedIndexes_js__WEBPACK_IMPORTED_MODULE_3__/* .mirrored */ .VV)(address, mirrors);
    return instead === undefined || instead === address ? {} : { [_image_apt_js__WEBPACK_IMPORTED_MODULE_1__/* .SNAPSHOTS_ARG */ .DV]: instead };
};
/** Refuses a build whose apt lock was made for other packages (`apt-lock-stale`). */
const refuseStale = (lock, wanted) => {
    const different = (0,_aptLocks_js__WEBPACK_IMPORTED_MODULE_4__/* .aptDifference */ .rm)(lock, wanted);
    if (different.length === 0)
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({
        code: "apt-lock-stale",
        message: `The apt lock of ${lock.release} was made for other packages than are wanted now: ${different.join(", ")}.`,
        place: { file: `locks/${(0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .aptLockFileName */ .Qk)(lock.release)}` },
        hint: "Make it anew: dl-env lock --update",
    });
};
/** Build arguments that apt needs in a cell. Refuses a lock that was made for other packages (`apt-lock-stale`) before anything is fetched. */
const aptArguments = (session, { judged, apt }, cell) => {
    const ubuntu = judged.find((one) => one.cell.id === cell)?.cell.ubuntu ?? "";
    const [lock, wanted] = [apt.get(ubuntu), (0,_aptLocks_js__WEBPACK_IMPORTED_MODULE_4__/* .aptWanted */ .bU)(session, judged).get(ubuntu)];
    if (lock !== undefined && wanted !== undefined)
        refuseStale(lock, wanted);
    return snapshotMirror(session.catalog.ubuntu.find(({ name }) => name === ubuntu)?.snapshots?.address, session.request.mirrors);
};
/** What apt.sh says when a lock does not hold or the archive does not answer, in an engine's message. */
const REFUSED = /: E: (apt-lock-stale|apt-lock-lacks|apt-unreachable): (.+)$/;
/** apt.sh's refusal in what an engine said, as an error of its own; anything else stays what it is. */
const aptError = (error, cell) => {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DlEnvError */ .Oz) || error.code !== "engine-failed")
        return error;
    const [, code, why = ""] = REFUSED.exec(error.message) ?? [];
    if (code === undefined)
        return error;
    if (code === "apt-unreachable") {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "apt-unreachable", message: `The apt archive could not be read: ${why}`, hint: "Another can be named, such as mirrors: { snapshot.ubuntu.com: mirror.example } in dl-env.yml; then type: dl-env build" }, { cause: error.cause });
    }
    const message = `The apt lock does not hold in the base of ${cell}: ${why}`;
    const options = { cause: error.cause };
    if (code === "apt-lock-stale")
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({ code: "apt-lock-stale", message, hint: "Make it anew: dl-env lock --update" }, options);
    // What this base's apt says is added to what it said in others.
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({ code: "apt-lock-lacks", message, hint: `Ask apt in this base too: dl-env lock --update --cells ${cell}` }, options);
};
/** Runs a build; what apt.sh refuses becomes `apt-lock-stale`, `apt-lock-lacks` or `apt-unreachable`. */
const tellingApt = async (cell, build) => {
    try {
        return await build();
    }
    catch (error) {
        throw aptError(error, cell);
    }
};
const WARNED = /^(?:#\d+ [\d.]+ )?W: (.+ of the base is replaced by .+)$/;
/** Takes an engine's lines: apt.sh's warnings about the base are told, the rest is for debugging. */
const aptLines = (log) => (line) => {
    const told = WARNED.exec(line)?.[1];
    if (told === undefined)
        log.debug(line);
    else
        log.warn(`${told}.`);
};


/***/ }),

/***/ 30414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Hd: () => (/* binding */ aptByDate),
  rm: () => (/* binding */ aptDifference),
  M9: () => (/* binding */ aptLocks),
  bU: () => (/* binding */ aptWanted)
});

// UNUSED EXPORTS: aptNotices

// EXTERNAL MODULE: ./lib/src/image/apt.js
var apt = __webpack_require__(40583);
// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(58578);
;// CONCATENATED MODULE: ./lib/src/resolve/aptDate.js
const DAY = 86_400_000;
/**
 * The date (ISO, UTC) as of which apt packages are taken when no lock names one: the first day of the current span of
 * `maxAgeDays`, so that every machine says the same date and a new one comes once a span.
 */
const aptDate = (now, maxAgeDays) => {
    const span = Math.max(1, maxAgeDays) * DAY;
    return new Date(Math.floor(now / span) * span).toISOString().slice(0, 10);
};
/** The id of a day's first moment in a snapshot service: `20261121T000000Z`. */
const snapshotId = (date) => `${date.replaceAll("-", "")}T000000Z`;
/** Days since the packages of a lock were the newest. */
const ageInDays = (lock, now) => Math.floor((now - Date.parse(lock.asOf)) / DAY);

// EXTERNAL MODULE: ./lib/src/resolve/committed.js
var resolve_committed = __webpack_require__(76923);
// EXTERNAL MODULE: ./lib/src/resolve/lockfile.js + 1 modules
var lockfile = __webpack_require__(70639);
// EXTERNAL MODULE: ./lib/src/session.js + 21 modules
var src_session = __webpack_require__(73577);
;// CONCATENATED MODULE: ./lib/src/plan/aptLocks.js






/** What accepted cells want of each release, sorted by name. */
const aptWanted = ({ catalog, request }, judged) => {
    const asked = [...new Set(catalog.apt)].sort();
    const extras = new Map();
    for (const { cell, verdict } of judged) {
        if (verdict.kind !== "accepted")
            continue;
        const names = extras.get(cell.ubuntu) ?? new Set();
        extras.set(cell.ubuntu, names);
        for (const name of (0,apt/* aptExtras */.P2)({ python: cell.python, pythonFrom: cell.pythonFrom, sudo: request.sudo }))
            names.add(name);
    }
    return new Map([...extras].map(([release, names]) => [release, { release, asked, extras: [...names].filter((name) => !asked.includes(name)).sort() }]));
};
/** Names that a lock and what is wanted do not share: what must be locked and is not, and what is locked in every image and not wanted. */
const aptDifference = (lock, wanted) => {
    const has = new Set([...lock.asked, ...lock.extras]);
    const lacking = [...wanted.asked, ...wanted.extras].filter((name) => !has.has(name));
    return [...lacking, ...lock.asked.filter((name) => !wanted.asked.includes(name))];
};
/** A lock by names and the date of this span: what there is before apt was asked. */
const aptByDate = ({ sys, catalog, request }, wanted) => {
    const asOf = aptDate(sys.clock.now(), request.apt.maxAgeDays);
    const hasSnapshots = catalog.ubuntu.some(({ name, snapshots }) => name === wanted.release && snapshots !== undefined);
    return { release: wanted.release, asOf, ...(hasSnapshots ? { snapshot: snapshotId(asOf) } : {}), asked: wanted.asked, extras: wanted.extras };
};
/** What is to be said of a committed lock; pure. `file` is where it lies. */
const aptNotices = (lock, wanted, file, clock) => {
    const different = aptDifference(lock, wanted);
    const age = ageInDays(lock, clock.now);
    const { release } = wanted;
    const common = { release, place: { file, line: 1 }, hint: "Make it anew: dl-env lock --update" };
    const stale = { ...common, code: "apt-lock-stale", message: `The apt lock of ${release} was made for other packages than are wanted now: ${different.join(", ")}.` };
    const old = { ...common, code: "apt-lock-old", message: `The apt lock of ${release} is ${(0,units/* count */.U9)(age, "day")} old, and apt.maxAge is ${clock.maxAgeDays}: security fixes since ${lock.asOf} are not in it.` };
    return [...(different.length === 0 ? [] : [stale]), ...(age < Math.max(1, clock.maxAgeDays) ? [] : [old])];
};
/** The apt packages of each release that accepted cells use: from its committed lock, else by name as of this span's date. */
const aptLocks = async (session, judged) => {
    const { sys, request, options } = session;
    const folder = (0,src_session/* lockFolder */.MS)(session);
    const locks = new Map();
    const notices = [];
    for (const wanted of aptWanted(session, judged).values()) {
        const committed = options.update === true ? undefined : await (0,resolve_committed/* readAptLock */.bU)(sys.files, folder, wanted.release);
        locks.set(wanted.release, committed ?? aptByDate(session, wanted));
        if (committed !== undefined)
            notices.push(...aptNotices(committed, wanted, `${folder}/${(0,lockfile/* aptLockFileName */.Qk)(wanted.release)}`, { now: sys.clock.now(), maxAgeDays: request.apt.maxAgeDays }));
    }
    return { locks, notices };
};


/***/ }),

/***/ 78003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vQ: () => (/* binding */ hasProof),
  fX: () => (/* binding */ promoteImages),
  pN: () => (/* binding */ proveImages)
});

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/engine/buildxProbe.js
var buildxProbe = __webpack_require__(4019);
// EXTERNAL MODULE: ./lib/src/engine/podmanProbe.js + 1 modules
var podmanProbe = __webpack_require__(91518);
;// CONCATENATED MODULE: ./lib/src/engine/runtime.js



const CDI = "nvidia.com/gpu";
/**
 * How GPUs are handed over. podman takes CDI names; before 5.0 it accepts `--gpus all` and gives none, so it is never asked that way. docker
 * takes `--gpus`, whose value is CSV: a list needs quotes in it. `cdi` asks docker (25 and later, where it is switched on) for CDI too.
 */
const gpuArguments = (runtime, gpus, options = {}) => {
    if (gpus === "none" || gpus.length === 0)
        return [];
    if (runtime.name === "podman" || options.cdi === true)
        return (gpus === "all" ? ["all"] : gpus).map((gpu) => `--device=${CDI}=${gpu}`);
    return gpus === "all" ? ["--gpus=all"] : [`--gpus="device=${gpus.join(",")}"`];
};
/** Where a host's SELinux labels or a comma would matter, `--mount` is clearer than `--volume`; docker and podman both know it. */
const mountArgument = ({ source, target, readOnly }) => `--mount=type=bind,source=${source},target=${target}${readOnly === true ? ",readonly" : ""}`;
/** argv of `podman run` or `docker run`; nothing is pulled. Values of `env` are not in it: they must be in the environment of the process. */
const runArgv = (runtime, run) => {
    const network = run.network ?? (runtime.hostNetwork === true ? "host" : undefined);
    return [
        ...runtime.argv,
        "run",
        "--rm",
        "--pull=never",
        ...(run.detached === true ? ["--detach"] : []),
        ...(run.name === undefined ? [] : [`--name=${run.name}`]),
        ...(network === undefined ? [] : [`--network=${network}`]),
        ...(network === undefined ? (run.ports ?? []).map((port) => `--publish=${port}`) : []),
        ...(run.user === undefined ? [] : [`--user=${run.user}`]),
        ...Object.keys(run.env ?? {}).map((name) => `--env=${name}`),
        ...(run.mounts ?? []).map(mountArgument),
        ...(run.entrypoint === undefined ? [] : [`--entrypoint=${run.entrypoint}`]),
        ...gpuArguments(runtime, run.gpus ?? "none"),
        run.image,
        ...(run.args ?? []),
    ];
};
/** Runs a container to its end (or, detached, until it has started) and returns what it said and its exit code. */
const runContainer = (sys, runtime, run, options = {}) => sys.processes.run(runArgv(runtime, run), { ...options, env: { ...runtime.env, ...run.env } });
const probeDocker = async (sys) => {
    if ((await sys.processes.find("docker")) === undefined)
        return undefined;
    const { code, stdout } = await sys.processes.run(["docker", "version", "--format={{.Server.Version}}"]);
    if (code !== 0)
        return undefined;
    return { name: "docker", version: stdout.trim(), argv: ["docker"], env: {}, ...((await (0,buildxProbe/* dockerHasBridge */.OT)(sys)) ? {} : { hostNetwork: true }) };
};
/**
 * What runs and loads images here: podman if a container runs in it, else docker if its daemon answers; or only the one asked for. `work` is
 * a folder that lasts as long as the runtime is used. Rejects with `no-runtime`.
 */
const chooseRuntime = async (sys, work, asked) => {
    const podman = asked === "docker" ? undefined : await (0,podmanProbe/* probePodman */.y)(sys, work);
    if (podman?.ok === true) {
        const { argv, env, version, bridge } = podman.call;
        return { name: "podman", version, argv, env, ...(bridge ? {} : { hostNetwork: true }) };
    }
    const docker = asked === "podman" ? undefined : await probeDocker(sys);
    if (docker !== undefined)
        return docker;
    const lacksDocker = (await sys.processes.find("docker")) === undefined ? "there is no docker here" : "docker's daemon cannot be reached";
    const why = [podman?.why, asked === "podman" ? undefined : lacksDocker].filter((one) => one !== undefined).join("; ");
    throw (0,errors/* unreachable */.HB)({ code: "no-runtime", message: `No container can be run here: ${why}.`, hint: "See what this host lacks, and how to mend it: dl-env doctor" });
};

// EXTERNAL MODULE: ./lib/src/failedCells.js
var failedCells = __webpack_require__(8404);
// EXTERNAL MODULE: ./lib/src/image/files.js
var files = __webpack_require__(23159);
// EXTERNAL MODULE: ./lib/src/inspect.js + 7 modules
var src_inspect = __webpack_require__(38235);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/registry/layout.js
var layout = __webpack_require__(69824);
// EXTERNAL MODULE: ./lib/src/registry/layoutIndex.js
var layoutIndex = __webpack_require__(7850);
// EXTERNAL MODULE: ./lib/src/layer/tar.js
var tar = __webpack_require__(38783);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var registry_repository = __webpack_require__(25418);
// EXTERNAL MODULE: ./lib/src/publish/image.js
var publish_image = __webpack_require__(68851);
;// CONCATENATED MODULE: ./lib/src/publish/archive.js






const MTIME = 0;
const header = (path, size) => (0,tar/* tarHeader */.pI)({ path, kind: "file", mode: 0o644, uid: 0, gid: 0, mtime: MTIME, size });
const blobName = (digest) => `blobs/sha256/${digest.slice("sha256:".length)}`;
async function* file(path, bytes) {
    yield header(path, bytes.byteLength);
    yield bytes;
    yield (0,tar/* tarPadding */.vr)(bytes.byteLength);
}
/** The size stands in the header, before the bytes: a blob of another size would make an archive that cannot be read. */
async function* blob(repository, digest, size) {
    yield header(blobName(digest), size);
    let count = 0;
    for await (const chunk of repository.readBlob(digest)) {
        count += chunk.byteLength;
        if (count > size)
            break;
        yield chunk;
    }
    if (count !== size)
        throw (0,errors/* unreachable */.HB)({ code: "digest-mismatch", message: `The blob ${digest} in ${repository.name} is not of the ${size} bytes that its manifest names.`, hint: "Something was changed there; make it anew: dl-env build" });
    yield (0,tar/* tarPadding */.vr)(size);
}
/**
 * One image as a tar that `podman load` and `docker load` take, the latter with either of its stores: an OCI layout
 * (oci-layout, index.json, blobs/) with docker's manifest.json beside it, as `docker save` writes today.
 * Nothing is held but small parts: memory does not grow with the image. `tag` may be a digest, if `name` is given.
 */
async function* archiveOf(repository, tag, name = (0,layoutIndex/* localName */.fk)(tag)) {
    const stored = await repository.manifest(tag);
    if (stored === undefined)
        throw (0,publish_image/* noImage */.$0)(repository, tag);
    const { config, layers } = (0,manifest/* parseManifest */.Ng)(stored, repository.name);
    const entry = { mediaType: stored.mediaType, digest: stored.digest, size: stored.bytes.byteLength, annotations: { [layoutIndex/* IMAGE_NAME */.yc]: name, [layoutIndex/* REF_NAME */.w5]: name.slice(name.lastIndexOf(":") + 1) }, platform: { os: "linux", architecture: "amd64" } };
    yield* file("oci-layout", (0,manifest/* jsonBytes */.yN)({ imageLayoutVersion: "1.0.0" }));
    yield* file("index.json", (0,manifest/* jsonBytes */.yN)({ schemaVersion: 2, mediaType: registry_repository/* OCI_INDEX */.$p, manifests: [entry] }));
    yield* file("manifest.json", (0,manifest/* jsonBytes */.yN)([{ Config: blobName(config.digest), RepoTags: [name], Layers: layers.map(({ digest }) => blobName(digest)) }]));
    yield* file(blobName(stored.digest), stored.bytes);
    const sizes = new Map([config, ...layers].map(({ digest, size }) => [digest, size]));
    for (const [digest, size] of sizes)
        yield* blob(repository, digest, size);
    yield tar/* TAR_END */.y7;
}

;// CONCATENATED MODULE: ./lib/src/publish/view.js



/** Tag of the one image in a view. */
const VIEW_TAG = "image";
/**
 * Writes a layout folder that shows one image of another layout, by its digest, and shares the blobs through a link: engines can
 * only read images that have a tag, and images have none before they are tested. Rejects with `image-missing`.
 */
const writeView = async (files, layout, digest, dir) => {
    const stored = await layout.manifest(digest);
    if (stored === undefined)
        throw (0,publish_image/* noImage */.$0)(layout, digest);
    const entry = { mediaType: stored.mediaType, digest: stored.digest, size: stored.bytes.byteLength, annotations: { [layoutIndex/* REF_NAME */.w5]: VIEW_TAG } };
    await files.makeDir(dir);
    await files.link(`${layout.dir}/blobs`, `${dir}/blobs`);
    await files.write(`${dir}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
    await files.write(`${dir}/index.json`, (0,manifest/* jsonBytes */.yN)({ schemaVersion: 2, manifests: [entry] }));
};

;// CONCATENATED MODULE: ./lib/src/publish/load.js







const lastLine = (text) => text.trim().split("\n").at(-1)?.trim() ?? "";
/** Calls an engine about an image called `name`; rejects with `load-failed` and what the engine said. */
const callEngine = async (sys, runtime, args, name, options = {}) => {
    const result = await sys.processes.run([...runtime.argv, ...args], { env: runtime.env, ...options });
    if (result.code === 0)
        return result;
    const said = lastLine(result.stderr) || lastLine(result.stdout);
    throw (0,errors/* foundProblem */.Sb)({
        code: "load-failed",
        message: `${runtime.name} ${runtime.version} did not take ${name}: ${said === "" ? `it ended with ${result.code}` : said.slice(0, 300)}.`,
        hint: `See whether it works, and how much room it has: ${runtime.name} info`,
    });
};
/**
 * podman writes an archive into a file first, so an image needs its room twice; from a layout it reads the blobs themselves. The path is
 * relative, because podman makes a name of it (all in lower case, without colons), and that name goes again.
 */
const pullFromLayout = async (sys, runtime, layout, digest, name) => {
    const work = await sys.files.makeTemp("dl-env-load-");
    const view = `view-${digest.slice("sha256:".length, "sha256:".length + 12)}`;
    try {
        await writeView(sys.files, layout, digest, (0,external_node_path_.join)(work, view));
        const { stdout } = await callEngine(sys, runtime, ["pull", "--quiet", `oci:${view}:${VIEW_TAG}`], name, { cwd: work });
        const id = lastLine(stdout);
        await callEngine(sys, runtime, ["tag", id, name], name);
        await callEngine(sys, runtime, ["untag", id, `localhost/${view}:latest`], name);
    }
    finally {
        await sys.files.remove(work);
    }
};
/** Loads the image behind a tag or digest into an engine of this machine under `name`, its digest kept. See loadInto. */
const loadAs = async (sys, runtime, repository, reference, name) => {
    const digest = await repository.resolve(reference);
    if (digest === undefined)
        throw (0,publish_image/* noImage */.$0)(repository, reference);
    if (runtime.name === "podman" && (0,layout/* isLayout */.nW)(repository))
        await pullFromLayout(sys, runtime, repository, digest, name);
    else
        await callEngine(sys, runtime, ["load"], name, { input: archiveOf(repository, digest, name) });
};
/** Loads one image into an engine of this machine, under `localhost/dl-env:<tag>`. Rejects with `image-missing`, or `load-failed` and what the engine said. */
const loadInto = async (sys, runtime, repository, tag) => {
    const name = localName(tag);
    await loadAs(sys, runtime, repository, tag, name);
    return { name };
};

// EXTERNAL MODULE: ./lib/src/smoke/checked.js
var checked = __webpack_require__(38253);
;// CONCATENATED MODULE: ./lib/src/smoke/decide.js
const decide_name = (result) => `${result.library}/${result.check}`;
const failures = (report) => report.results.filter((result) => result.outcome === "fail").map((result) => `${decide_name(result)} failed: ${result.reason ?? "no reason given"}`);
const notOnCpu = (report, libraries) => libraries
    .filter((library) => !report.results.some((result) => result.library === library && result.device === "cpu" && result.outcome === "pass"))
    .map((library) => `${library} passed no check on the CPU.`);
/** A skipped check is no proof and no obstacle; a library with nothing but skipped checks has proven nothing. */
const notOnGpu = (report, libraries) => libraries.flatMap((library) => {
    const checks = report.results.filter((result) => result.library === library && result.device === "gpu" && result.outcome !== "skipped");
    if (!checks.some((result) => result.outcome === "pass")) {
        const why = checks.find((result) => result.reason !== undefined)?.reason;
        return [`${library} passed no check on a GPU${why === undefined ? "" : `: ${why}`}.`];
    }
    return checks.filter((result) => result.outcome === "unavailable").map((result) => `${decide_name(result)} was unavailable: ${result.reason ?? "no reason given"}`);
});
const notCovered = (coverage) => {
    if (coverage === undefined || coverage.length === 0)
        return ["Nothing is known of where this image's layers were tested."];
    return coverage.filter((layer) => layer.passedIn.length === 0).map((layer) => `${layer.layer} passed on a GPU in no other cell.`);
};
/**
 * `cpu`: no failure, and each library passed a check on the CPU. `gpu`: besides, each GPU library passed its checks on a GPU.
 * `covered`: as `gpu`, or as `cpu` where the base and every layer passed on a GPU in other cells.
 */
const meets = (report, requirement, context) => {
    const always = [...failures(report), ...notOnCpu(report, context.libraries)];
    const decide = (reasons) => ({ ok: reasons.length === 0, reasons });
    const onGpu = notOnGpu(report, context.gpuLibraries);
    switch (requirement) {
        case "cpu":
            return decide(always);
        case "gpu":
            return decide([...always, ...onGpu]);
        case "covered":
            return decide(onGpu.length === 0 ? always : [...always, ...notCovered(context.coverage)]);
    }
};

;// CONCATENATED MODULE: ./lib/src/publish/moves.js


const LATEST = "latest";
/** Whether the reports of a digest allow promotion: one of them meets the requirement, and no newer one has a failure. */
const proven = (reports, requirement, context) => {
    const [newest] = reports;
    if (newest === undefined)
        return { ok: false, reasons: ["It was not tested yet."] };
    for (const report of reports) {
        const decision = meets(report, requirement, context);
        if (decision.ok)
            return decision;
        if (report.results.some((result) => result.outcome === "fail"))
            break;
    }
    return meets(newest, requirement, context);
};
const whyKept = (candidate, local) => {
    const { cell, reports, requirement, context } = candidate;
    if (candidate.standIn && !local)
        return { cell, code: "stand-in", message: `${cell} stands on a stand-in for nvidia/cuda, which stays on this machine.` };
    if (reports.length === 0)
        return { cell, code: "not-tested", message: `${cell} was not tested: no report is bound to ${candidate.digest}.` };
    const wrong = (0,checked/* checkReasons */.Mp)(candidate.checks);
    if (wrong.length > 0)
        return { cell, code: "check-failed", message: `${cell} is not as an image should be. ${wrong.join(" ")}` };
    const decision = proven(reports, requirement, context);
    return decision.ok ? undefined : { cell, code: "not-proven", message: `${cell} does not have what smoke.require: ${requirement} asks for. ${decision.reasons.join(" ")}` };
};
const older = (candidate, there) => candidate.order !== undefined && there.order !== undefined && candidate.order < there.order;
const moveOf = (candidate, tag, kind, there) => ({
    tag,
    kind,
    cell: candidate.cell,
    digest: candidate.digest,
    ...(there === undefined ? {} : { from: there.digest }),
});
/** Newest first; without an order label, last. */
const newestFirst = (a, b) => ((a.order ?? "") < (b.order ?? "") ? 1 : (a.order ?? "") > (b.order ?? "") ? -1 : 0);
const immutableMoves = (candidates, current) => {
    const moves = [];
    const kept = [];
    const free = [];
    for (const candidate of candidates) {
        const there = current.get(candidate.immutable);
        if (there !== undefined && there.digest !== candidate.digest) {
            kept.push({ cell: candidate.cell, code: "tag-taken", message: `${candidate.immutable} names another image (${there.digest}), and it never moves.` });
            continue;
        }
        free.push(candidate);
        if (there === undefined)
            moves.push(moveOf(candidate, candidate.immutable, "immutable", undefined));
    }
    return { moves, kept, free };
};
const rollingMoves = (candidates, current) => {
    const moves = [];
    const kept = [];
    const decided = new Set();
    for (const candidate of [...candidates].sort(newestFirst)) {
        for (const tag of candidate.rolling) {
            // The newest of several candidates has it.
            if (decided.has(tag))
                continue;
            decided.add(tag);
            const there = current.get(tag);
            if (there?.digest === candidate.digest)
                continue;
            if (there !== undefined && older(candidate, there))
                kept.push({ cell: candidate.cell, tag, code: "newer-there", message: `${tag} stays with ${there.digest}, which is newer than ${candidate.cell}.` });
            else
                moves.push(moveOf(candidate, tag, tag === LATEST ? "latest" : "rolling", there));
        }
    }
    return { moves, kept };
};
/** Which tags move, in which order, and what stays and why. Pure. `current` has what each tag names now; tags that are not in it are free. */
const planMoves = (candidates, current, to) => {
    const judged = candidates.map((candidate) => ({ candidate, why: whyKept(candidate, to.local) }));
    const immutable = immutableMoves(judged.flatMap(({ candidate, why }) => (why === undefined ? [candidate] : [])), current);
    const rolling = rollingMoves(immutable.free, current);
    return {
        moves: [...immutable.moves, ...rolling.moves.filter(({ kind }) => kind === "rolling"), ...rolling.moves.filter(({ kind }) => kind === "latest")],
        kept: [...judged.flatMap(({ why }) => why ?? []), ...immutable.kept, ...rolling.kept],
    };
};

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./lib/src/image/labels.js
var image_labels = __webpack_require__(35101);
;// CONCATENATED MODULE: ./lib/src/publish/coverage.js

const label = (image, name) => image.labels[image_labels/* LABEL_PREFIX */.Ag + name] ?? "";
const sameCudaAndPython = (a, b) => label(a, "cuda") !== "" && label(a, "cuda") === label(b, "cuda") && label(a, "python") === label(b, "python");
const baseOf = (image) => image.labels["org.opencontainers.image.base.digest"];
/** For the base and each layer of an image: the cells of the same CUDA and Python, among those proven on a GPU, that have the very same. */
const coverageOf = (image, proven) => {
    const alike = proven.filter((other) => sameCudaAndPython(image, other.image));
    const base = baseOf(image);
    const cells = (has) => alike.filter((other) => has(other.image)).map(({ cell }) => cell);
    return [
        { layer: "base", passedIn: base === undefined ? [] : cells((other) => baseOf(other) === base) },
        ...image.layers.map(({ digest, title }) => ({ layer: title === "" ? digest : title, passedIn: cells((other) => other.layers.some((layer) => layer.digest === digest)) })),
    ];
};

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var registry_digest = __webpack_require__(57410);
// EXTERNAL MODULE: ./lib/src/publish/referrers.js
var referrers = __webpack_require__(14678);
;// CONCATENATED MODULE: ./lib/src/publish/proofs.js




/** Type of a report's artifact and of its one blob. */
const REPORT_TYPE = "application/vnd.dl-env.report.v1+json";
const Text = schemas/* string */.YjP();
const Result = schemas/* object */.Ikc({
    library: Text,
    check: Text,
    device: schemas/* enum */.k5n(["cpu", "gpu"]),
    outcome: schemas/* enum */.k5n(["pass", "fail", "unavailable", "skipped"]),
    reason: Text.optional(),
    seconds: schemas/* number */.aig(),
    facts: schemas/* record */.g1P(Text, schemas/* union */.KCZ([Text, schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* array */.YOg(schemas/* union */.KCZ([Text, schemas/* number */.aig()]))])),
});
const ReportFile = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    digest: Text,
    cell: Text,
    at: Text,
    runtime: schemas/* object */.Ikc({ name: schemas/* enum */.k5n(["podman", "docker"]), version: Text }),
    gpu: schemas/* object */.Ikc({ name: Text, driver: Text, computeCapability: Text }).optional(),
    results: schemas/* array */.YOg(Result),
});
/** The report in a blob; undefined when it is not one of this digest. */
const decode = (bytes, digest) => {
    const decoded = ReportFile.safeParse((0,registry_digest/* readJson */.Vh)(bytes));
    // zod's optional keys are `| undefined`; JSON has none.
    return decoded.success && decoded.data.digest === digest ? decoded.data : undefined;
};
/** Reports bound to an image's digest, the newest first; none when there are none. */
const readProofs = async (repository, digest) => {
    const reports = (await (0,referrers/* readBound */.$c)(repository, digest, REPORT_TYPE)).map((bytes) => decode(bytes, digest));
    return reports.filter((report) => report !== undefined).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
};
/** Stores a report beside its image, bound to the image's digest. Returns the digest of the proof. Doing it again changes nothing. */
const writeProof = (repository, report) => (0,referrers/* bind */.oI)(repository, { digest: report.digest, type: REPORT_TYPE, content: (0,manifest/* jsonBytes */.yN)(report), at: report.at });

;// CONCATENATED MODULE: ./lib/src/publish/promote.js








const SIDE_BY_SIDE = 8;
/** With `covered`, the other images of this promotion that passed on a GPU are what covers. */
const contextOf = ({ promotion, image }, covering) => {
    if (promotion.requirement !== "covered" || promotion.context.coverage !== undefined)
        return promotion.context;
    return { ...promotion.context, coverage: coverageOf(image, covering.filter(({ cell }) => cell !== promotion.cell)) };
};
const asCandidates = (read) => {
    const covering = read.filter(({ reports, promotion }) => proven(reports, "gpu", promotion.context).ok).map(({ promotion, image }) => ({ cell: promotion.cell, image }));
    return read.map((one) => {
        const { promotion, image, reports, checks } = one;
        const { cell, digest, immutable, rolling, requirement } = promotion;
        return { cell, digest, immutable, rolling, requirement, reports, checks, order: image.labels[image_labels/* ORDER_LABEL */.sy], standIn: (0,publish_image/* isStandIn */.WG)(image.labels), context: contextOf(one, covering) };
    });
};
/** What the tags in question name now, with the order label of each image that is not itself a candidate. */
const readCurrent = async (to, read) => {
    const wanted = new Set(read.flatMap(({ promotion }) => [promotion.immutable, ...promotion.rolling]));
    const there = (await to.tags()).filter((tag) => wanted.has(tag));
    const limit = (0,p_limit/* default */.A)(SIDE_BY_SIDE);
    const orders = new Map(read.map(({ image }) => [image.digest, Promise.resolve(image.labels[image_labels/* ORDER_LABEL */.sy])]));
    const orderOf = (digest) => {
        // What is no image of ours (an index, say) has no order, and gives way.
        const known = orders.get(digest) ?? (0,publish_image/* readImage */.AM)(to, digest).then(({ labels }) => labels[image_labels/* ORDER_LABEL */.sy], (error) => {
            if (error instanceof errors/* DlEnvError */.Oz && error.code === "registry-nonsense")
                return undefined;
            throw error;
        });
        orders.set(digest, known);
        return known;
    };
    const entries = await Promise.all(there.map((tag) => limit(async () => {
        const digest = await to.resolve(tag);
        return digest === undefined ? undefined : [tag, { digest, order: await orderOf(digest) }];
    })));
    return new Map(entries.filter((entry) => entry !== undefined));
};
const names = (moves) => (moves.length === 0 ? "none" : moves.map(({ tag }) => tag).join(", "));
const stopped = (to, moves, at, error) => {
    const cause = error instanceof Error ? error.message : String(error);
    return new errors/* DlEnvError */.Oz(error instanceof errors/* DlEnvError */.Oz ? error.exit : 3, {
        code: "promotion-stopped",
        message: `Promotion in ${to.name} stopped at ${moves[at]?.tag ?? "the end"}: ${cause} Moved: ${names(moves.slice(0, at))}. Left where they were: ${names(moves.slice(at))}.`,
        hint: "Each moved tag names a tested image. When the cause is gone, type it again; what has moved stays: dl-env promote",
    }, { cause: error });
};
/** Moves one after the other, so that after a failure it is known what moved: the same manifest bytes, PUT by tag. */
const move = async (to, moves, images) => {
    for (const [at, { tag, digest }] of moves.entries()) {
        try {
            const image = images.get(digest);
            if (image !== undefined)
                await to.putManifest(image.manifest, tag, (0,layoutIndex/* imageAnnotations */.s1)(tag));
        }
        catch (error) {
            throw stopped(to, moves, at, error);
        }
    }
};
/** What is to be judged, read from the repository. An image that cannot be read is kept and leaves the others going; when none can, that is an error. */
const readAll = async (to, promotions) => {
    const limit = (0,p_limit/* default */.A)(SIDE_BY_SIDE);
    const results = await Promise.allSettled(promotions.map((promotion) => limit(async () => {
        const { digest } = promotion;
        const [image, reports, checks] = await Promise.all([(0,publish_image/* readImage */.AM)(to, digest), readProofs(to, digest), promotion.checks()]);
        return { promotion, image, reports, checks };
    })));
    const read = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const unread = results.flatMap((result, at) => {
        if (result.status === "fulfilled")
            return [];
        if (read.length === 0 || !(result.reason instanceof errors/* DlEnvError */.Oz))
            throw result.reason;
        const cell = promotions[at]?.cell ?? "";
        return [{ cell, code: "not-read", message: `${cell} could not be read: ${result.reason.message}` }];
    });
    return { read, unread };
};
/**
 * Moves tags to tested digests: immutable tags, then rolling ones, `latest` last. Everything is read and judged before the first tag moves.
 * What lacks its proof stays (`kept` says why); rejects with `stand-in` before anything moves, with `promotion-stopped` when the repository refuses half-way.
 */
const promote = async (to, promotions, options = {}) => {
    const { read, unread } = await readAll(to, promotions);
    for (const { promotion, image } of read)
        (0,publish_image/* keepStandInHere */.PN)(image.labels, to, promotion.cell);
    const judged = planMoves(asCandidates(read), await readCurrent(to, read), to);
    const plan = { ...judged, kept: [...unread, ...judged.kept] };
    if (options.dryRun === true)
        return { ...plan, done: false };
    await move(to, plan.moves, new Map(read.map(({ image }) => [image.digest, image])));
    return { ...plan, done: true };
};

;// CONCATENATED MODULE: ./lib/src/smoke/host.js
/** cuInit's answers that name the host. Source: CUDA driver API, enum cudaError_enum. */
const HOST_ANSWERS = {
    CUDA_ERROR_NO_DEVICE: "the driver sees no GPU",
    CUDA_ERROR_SYSTEM_DRIVER_MISMATCH: "the kernel module and the driver's libraries are of different versions: reboot the host",
    CUDA_ERROR_SYSTEM_NOT_READY: "the driver waits for a service of the host, such as the fabric manager",
    CUDA_ERROR_DEVICE_UNAVAILABLE: "the GPU is busy or reserved for another process",
    CUDA_ERROR_OPERATING_SYSTEM: "the host refused access to the GPU's device files",
};
/** libcuda from the driver: the copies that CUDA images bring for forward compatibility and for linking do not count. */
const driverLibrary = (host) => host.libraries.find((path) => /libcuda\.so/.test(path) && !/\/(compat|stubs)\//.test(path));
/** libcuda of the image itself, where the loader chose that one. */
const compatLibrary = (host) => host.libraries.find((path) => /\/(compat|stubs)\/.*libcuda\.so|libcuda\.so.*\/(compat|stubs)\//.test(path));
const gpuDevices = (host) => host.devices.filter((path) => /^\/dev\/(nvidia\d+|dxg)$/.test(path));
/** What of a GPU the probes could use, from what dl-env-check saw beside them. */
const hostState = (host) => {
    const driver = driverLibrary(host) ?? compatLibrary(host);
    const devices = gpuDevices(host);
    const isImages = driverLibrary(host) === undefined;
    if (devices.length === 0 && isImages)
        return { kind: "no-gpu", says: "no GPU: there is neither a device /dev/nvidia* nor libcuda of a driver" };
    if (devices.length === 0)
        return { kind: "half", says: `no GPU was given to the container: ${driver} is there, a device /dev/nvidia* is not` };
    if (driver === undefined)
        return { kind: "half", says: `no driver in the container: ${devices[0]} is there, libcuda is not` };
    if (host.cuInit === "CUDA_SUCCESS" && host.gpus.length > 0)
        return { kind: "ready", ...(host.cudaVersion === undefined ? {} : { cuda: host.cudaVersion }) };
    const known = HOST_ANSWERS[host.cuInit ?? ""];
    if (known !== undefined)
        return { kind: "driver", says: `${known} (${host.cuInit})` };
    return { kind: "unclear", says: `libcuda does not start: ${host.cuInit ?? host.cudaError ?? "it says nothing"}` };
};

;// CONCATENATED MODULE: ./lib/src/smoke/texts.js
// cuDF says `Failed to get current CUDA context: N` with N from cudaError_t.
const SEEN = "run on a machine without a GPU, 2026-11-21";
const MOVED = "run with the library moved away, 2026-11-21";
const RUNTIME = "CUDA runtime API, cudaError_t";
const DRIVER_FILE = String.raw `lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix)\.so(?:\.\d+)*`;
const BROKEN = [
    { code: "wrong-result", kind: "broken", match: /wrong (?:result|shape)|the result (?:holds values|is not on the GPU)/, says: "the GPU's result is not the CPU's", source: "the probes' own words" },
    { code: "cpu-build", kind: "broken", match: /is built for the CPU alone|Torch not compiled with CUDA enabled/, says: "a build for the CPU alone is installed", source: "torch/cuda/__init__.py" },
    { code: "no-kernel-image", kind: "broken", match: /no kernel image is available|cudaErrorNoKernelImageForDevice|CUDA_ERROR_NO_BINARY_FOR_GPU|is not compatible with the current PyTorch installation/, says: "the image has no machine code for this GPU", source: RUNTIME },
    { code: "ptx", kind: "broken", match: /provided PTX was compiled with an unsupported toolchain|cudaErrorUnsupportedPtxVersion|CUDA_ERROR_UNSUPPORTED_PTX_VERSION/, says: "the image's PTX is newer than the driver can compile", source: RUNTIME },
    { code: "cudnn-mixed", kind: "broken", match: /CUDNN_STATUS_(?:SUBLIBRARY_)?VERSION_MISMATCH|CUDNN_STATUS_SUBLIBRARY_LOADING_FAILED/, says: "two versions of cuDNN are mixed", source: "NVIDIA cuDNN, cudnnStatus_t" },
    { code: "cuda-mixed", kind: "broken", match: /were compiled with different CUDA versions/, says: "wheels for different CUDA versions are mixed", source: "run: torchaudio 2.11.0 beside torch 2.15.0" },
    { code: "compat", kind: "broken", match: /forward compatibility was attempted on non supported HW|cudaErrorCompatNotSupportedOnDevice|CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE|CUDA context: 804\b/, says: "the image's compat libraries were loaded instead of the driver's", source: RUNTIME },
    { code: "missing-library", kind: "broken", match: /Failure finding "lib|XGBoostLibraryNotFound|lib\w+\.so\S* not found in the system path/, says: "a CUDA library is not in the image", source: MOVED },
    { code: "missing-library", kind: "broken", match: new RegExp(String.raw `(?!.*${DRIVER_FILE}:)\blib[\w+.-]+\.so[\w.]*: cannot open shared object file`), says: "a shared library is not in the image", source: MOVED },
    { code: "damaged-library", kind: "broken", match: /undefined symbol: |invalid ELF header|file too short|version `[^']+' not found|cannot enable executable stack/, says: "a shared library does not fit or is damaged", source: "glibc, dlopen(3)" },
    { code: "missing-package", kind: "broken", match: /ModuleNotFoundError: |ImportError: cannot import name|Failed to import CuPy/, says: "a Python package is missing or of another version", source: MOVED },
];
const OLD_DRIVER = [
    { code: "driver-too-old", kind: "old-driver", match: /cudaErrorInsufficientDriver|CUDA driver version is insufficient for CUDA runtime version|CUDA context: 35\b/, says: "driver too old", source: SEEN },
    { code: "driver-too-old", kind: "old-driver", match: /The NVIDIA driver on your system is too old/, says: "driver too old", source: "torch/csrc/utils and c10/cuda" },
    { code: "driver-too-old", kind: "host", match: /unsatisfied condition: (?:cuda|driver|brand)/, says: "driver older than the base's NVIDIA_REQUIRE_CUDA", source: "NVIDIA Container Toolkit" },
];
const NO_DRIVER = [
    { code: "no-driver", kind: "no-driver", match: /Found no NVIDIA driver on your system/, says: "PyTorch finds no driver", source: SEEN },
    { code: "no-driver", kind: "no-driver", match: /"(?:cuda|nvml)" is an NVIDIA driver library and can only be found via system search/, says: "libcuda is not there", source: SEEN },
    { code: "no-driver", kind: "no-driver", match: new RegExp(`${DRIVER_FILE}: cannot open shared object file`), says: "a library of the driver is not there", source: SEEN },
    { code: "no-driver", kind: "no-driver", match: /NVMLError_LibraryNotFound|NVML Shared Library Not Found/, says: "NVML is not there", source: SEEN },
    { code: "no-driver", kind: "no-driver", match: /cuInitChecked\(\)" failed|CUDA is not available\. Please install CUDA or set `device_id = None`/, says: "DALI cannot start the driver", source: SEEN },
    { code: "no-gpu", kind: "no-driver", match: /No visible GPU is found|couldn't find any available GPU on the system|XGBoost trained on cpu though asked for cuda: /, says: "XGBoost finds no GPU and took the CPU", source: SEEN },
    { code: "no-gpu", kind: "no-driver", match: /no CUDA-capable device is detected|cudaErrorNoDevice|CUDA_ERROR_NO_DEVICE|No CUDA GPUs are available|CUDA context: 100\b|cuInit gave CUDA error 100\b/, says: "no GPU is seen", source: RUNTIME },
];
const HOST = [
    { code: "driver-mismatch", kind: "host", match: /Driver\/library version mismatch|cudaErrorSystemDriverMismatch|CUDA_ERROR_SYSTEM_DRIVER_MISMATCH|system has unsupported display driver|CUDA context: 803\b/, says: "the driver was changed without a reboot", source: "NVML and CUDA runtime" },
    { code: "not-ready", kind: "host", match: /cudaErrorSystemNotReady|CUDA_ERROR_SYSTEM_NOT_READY|system not yet initialized|CUDA context: 802\b/, says: "the driver waits for a service of the host", source: RUNTIME },
    { code: "no-permission", kind: "host", match: /Failed to initialize NVML: Insufficient Permissions|NVMLError_NoPermission/, says: "access to the GPU is refused (SELinux?)", source: "NVIDIA Container Toolkit, troubleshooting" },
    { code: "lost-device", kind: "host", match: /Failed to initialize NVML: Unknown Error/, says: "the container lost access to the GPU after a daemon-reload", source: "NVIDIA Container Toolkit, troubleshooting" },
    { code: "gpu-busy", kind: "host", match: /CUDA-capable device\(s\) is\/are busy or unavailable|cudaErrorDevicesUnavailable|CUDA_ERROR_DEVICE_UNAVAILABLE|CUDA context: 46\b/, says: "the GPU is busy or in exclusive use", source: RUNTIME },
    { code: "gpu-full", kind: "host", match: /CUDA out of memory|cudaErrorMemoryAllocation|CUDA_ERROR_OUT_OF_MEMORY|Out of memory allocating .* bytes|std::bad_alloc: out_of_memory: CUDA error/, says: "the GPU's memory is taken by others", source: "torch and RMM" },
    { code: "no-toolkit", kind: "host", match: /could not select device driver "" with capabilities: \[\[gpu\]\]|unresolvable CDI devices|nvidia-container-cli: initialization error/, says: "the container engine cannot hand out GPUs", source: "NVIDIA Container Toolkit, troubleshooting" },
];
const TEXT_RULES = [...BROKEN, ...OLD_DRIVER, ...NO_DRIVER, ...HOST];
/** The rule for a text, or undefined: what is not known is the image's fault until someone has looked. */
const ruleFor = (text) => TEXT_RULES.find((rule) => rule.match.test(text));

;// CONCATENATED MODULE: ./lib/src/smoke/classify.js


const fail = (reason) => ({ outcome: "fail", reason });
const unavailable = (reason) => ({ outcome: "unavailable", reason });
/** First line of what the library said, short enough for a table. */
const gist = (row) => {
    const lines = (row.error?.text ?? "it says nothing").split("\n").map((line) => line.trim());
    const text = lines.find((line) => line !== "") ?? "";
    return text.length > 300 ? `${text.slice(0, 297)}...` : text;
};
const major = (version) => Number(version.split(".")[0]);
/** A driver runs a wheel of its own CUDA major or an older one, by minor-version compatibility. Unknown when either is not stated. */
const driverSuffices = (context) => {
    const driver = context.host.cudaVersion;
    return driver === undefined || context.builtForCuda === undefined ? undefined : major(driver) >= major(context.builtForCuda);
};
const tooOld = (context) => {
    const versions = [context.host.driver, context.host.cudaVersion === undefined ? undefined : `for CUDA ${context.host.cudaVersion}`].filter((part) => part !== undefined);
    return unavailable(`driver too old${versions.length > 0 ? `: ${versions.join(", ")}` : ""}`);
};
const noDriver = (state, row, context) => {
    switch (state.kind) {
        case "no-gpu":
        case "half":
        case "driver":
            return unavailable(state.says);
        case "ready":
            if (driverSuffices(context) === false)
                return tooOld(context);
            return fail(`a GPU and its driver are there, and the library does not see them: ${gist(row)}`);
        case "unclear":
            return fail(`${state.says}; the library says: ${gist(row)}`);
    }
};
const oldDriver = (state, row, context) => {
    if (state.kind === "no-gpu" || state.kind === "half")
        return unavailable(state.says);
    if (state.kind === "ready" && driverSuffices(context) === true)
        return fail(`the driver knows CUDA ${context.host.cudaVersion}, which is enough, and yet: ${gist(row)}`);
    return tooOld(context);
};
/** A text that names the host's fault is believed only where a driver is there to have it. */
const hostFault = (rule, state, row) => {
    if (state.kind === "no-gpu")
        return fail(`${rule.says}, it says, where there is no GPU at all: ${gist(row)}`);
    return unavailable(`${rule.says}: ${gist(row)}`);
};
const judgeError = (row, context) => {
    const state = hostState(context.host);
    // The whole message, not its first line: a cause may stand further down. An outer error hides what CUDA said, so causes count, broken ones first.
    const texts = [row.error?.text ?? "", ...(row.error?.causes ?? [])];
    const rules = texts.map(ruleFor).filter((rule) => rule !== undefined);
    const rule = rules.find((one) => one.kind === "broken") ?? (ruleFor(texts[0] ?? "") === undefined ? undefined : rules[0]);
    if (rule === undefined)
        return fail(`unknown error: ${gist(row)}`);
    switch (rule.kind) {
        case "broken":
            return fail(`${rule.says}: ${gist(row)}`);
        case "no-driver":
            return noDriver(state, row, context);
        case "old-driver":
            return oldDriver(state, row, context);
        case "host":
            return hostFault(rule, state, row);
    }
};
/** XGBoost and the like say in a warning that they took the CPU. */
const fellBack = (row) => [...row.warnings, row.stderr].find((text) => /setting device to CPU|changed from GPU to CPU|[Ff]alling back to (?:the )?CPU/.test(text));
const judgeOk = (row, context) => {
    if (row.device === "cpu")
        return { outcome: "pass" };
    const warning = fellBack(row);
    if (warning !== undefined)
        return fail(`the work was done on the CPU: ${warning.trim().split("\n")[0]}`);
    const state = hostState(context.host);
    if (state.kind !== "ready")
        return fail(`the check is content although no GPU can be used (${state.says}), so it proves nothing`);
    const compat = compatLibrary(context.host);
    return compat === undefined ? { outcome: "pass" } : { outcome: "pass", reason: `with the image's own ${compat}` };
};
/** Decides what one raw row means. Nothing unknown is ever `pass` or `unavailable`. */
const classify = (row, context) => {
    switch (row.status) {
        case "ok":
            return judgeOk(row, context);
        case "skipped":
            return { outcome: "skipped", reason: row.reason ?? "the probe gives no reason" };
        case "error":
            return judgeError(row, context);
        case "crash":
        case "timeout":
        case "memory":
            return fail(`${gist(row)}${row.output.trim() === "" ? "" : `; last words: ${row.output.trim().split("\n").at(-1)?.slice(0, 200)}`}`);
        case "not-run":
            return fail("not run: the library's process ended in an earlier check");
    }
};
const builtForCuda = (rows, library) => {
    const value = rows.find((row) => row.library === library && typeof row.facts["builtForCuda"] === "string")?.facts["builtForCuda"];
    return typeof value === "string" && /^\d+\.\d+$/.test(value) ? value : undefined;
};
/** Every row of a run with its outcome, in the order in which they ran. */
const judgeRun = (run) => run.rows.map((row) => {
    const cuda = builtForCuda(run.rows, row.library);
    const { outcome, reason } = classify(row, { host: run.host, ...(cuda === undefined ? {} : { builtForCuda: cuda }) });
    return { library: row.library, check: row.check, device: row.device, outcome, ...(reason === undefined ? {} : { reason }), seconds: row.seconds, facts: row.facts };
});

;// CONCATENATED MODULE: ./lib/src/smoke/raw.js


/** What `dl-env-check --json` prints, decoded: raw error texts and what of the host it saw; nothing is judged yet. */
const factValue = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]))]);
const rawError = schemas/* object */.Ikc({ type: schemas/* string */.YjP(), text: schemas/* string */.YjP(), causes: schemas/* array */.YOg(schemas/* string */.YjP()).default([]), at: schemas/* string */.YjP().default("") });
const rawRow = schemas/* object */.Ikc({
    library: schemas/* string */.YjP().min(1),
    check: schemas/* string */.YjP().min(1),
    device: schemas/* enum */.k5n(["cpu", "gpu"]),
    /** `crash`, `timeout` and `memory`: the process of the library was ended in this check; `not-run`: it came after such a check. */
    status: schemas/* enum */.k5n(["ok", "error", "skipped", "crash", "timeout", "memory", "not-run"]),
    error: rawError.optional(),
    reason: schemas/* string */.YjP().optional(),
    seconds: schemas/* number */.aig().nonnegative(),
    facts: schemas/* record */.g1P(schemas/* string */.YjP(), factValue),
    warnings: schemas/* array */.YOg(schemas/* string */.YjP()).default([]),
    stderr: schemas/* string */.YjP().default(""),
    output: schemas/* string */.YjP().default(""),
});
const rawHost = schemas/* object */.Ikc({
    /** Device files of GPUs: `/dev/nvidia0`, `/dev/nvidiactl`, … */
    devices: schemas/* array */.YOg(schemas/* string */.YjP()),
    /** Paths of libcuda and libnvidia-ml as the loader found them. */
    libraries: schemas/* array */.YOg(schemas/* string */.YjP()),
    /** Version of the kernel module, e.g. `570.124.06`. */
    driver: schemas/* string */.YjP().optional(),
    driverKind: schemas/* string */.YjP().optional(),
    /** Newest CUDA the driver knows, x.y. */
    cudaVersion: schemas/* string */.YjP().optional(),
    /** Name of what cuInit returned. */
    cuInit: schemas/* string */.YjP().optional(),
    cudaError: schemas/* string */.YjP().optional(),
    gpus: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), computeCapability: schemas/* string */.YjP() })),
    compiler: schemas/* string */.YjP().optional(),
    requires: schemas/* string */.YjP().optional(),
    visible: schemas/* string */.YjP().optional(),
    error: schemas/* string */.YjP().optional(),
});
const rawRun = schemas/* object */.Ikc({ format: schemas/* literal */.euz(1), python: schemas/* string */.YjP(), host: rawHost, rows: schemas/* array */.YOg(rawRow).min(1) });
const cannotRead = (why, output, cause) => (0,errors/* foundProblem */.Sb)({
    code: "probe-output",
    message: `dl-env-check did not answer as it should: ${why}. It said: ${output.trim().slice(-400) || "nothing"}`,
    hint: "Run it in the image and read what it prints: podman run --rm IMAGE dl-env-check",
}, { cause });
/** The one JSON object on the last line of standard output; anything else there is a found problem `probe-output`. */
const readRun = (stdout) => {
    const line = stdout.trim().split("\n").at(-1) ?? "";
    let value;
    try {
        value = JSON.parse(line);
    }
    catch (error) {
        throw cannotRead("its last line is not JSON", stdout, error);
    }
    const read = rawRun.safeParse(value);
    if (read.success)
        return read.data;
    const [first] = read.error.issues;
    throw cannotRead(`${first?.path.join(".") ?? "it"}: ${first?.message ?? "wrong"}`, line, read.error);
};

;// CONCATENATED MODULE: ./lib/src/smoke/run.js




/** argv that runs the probes in an image; pure. No network is needed, and no shell is between. */
const smokeArgv = (runtime, image, options) => [
    ...runtime.argv,
    "run",
    "--rm",
    "--pull=never",
    ...options.gpus,
    ...(options.runArguments ?? []),
    image,
    "dl-env-check",
    "--json",
    ...options.libraries.flatMap((library) => ["--library", library]),
    "--timeout",
    String(options.timeout ?? 300),
    "--memory",
    String(options.memory ?? 8000),
];
/** The engine itself refused: 125 and above are its own codes, 126 and 127 say the command cannot start. */
const engineRefused = (result, image) => {
    const text = result.stderr.trim();
    const rule = ruleFor(text);
    const message = `The container of ${image} did not start (status ${result.code})${rule === undefined ? "" : `: ${rule.says}`}. ${text.slice(-500)}`;
    const hint = "See what this machine lacks: dl-env doctor";
    return rule?.kind === "host" ? (0,errors/* unreachable */.HB)({ code: "host-gpu", message, hint }) : (0,errors/* foundProblem */.Sb)({ code: "container-start", message, hint });
};
const firstGpu = (host) => {
    const [gpu] = host.gpus;
    return gpu === undefined ? undefined : { name: gpu.name, driver: host.driver ?? "unknown", computeCapability: gpu.computeCapability };
};
const execute = async (processes, runtime, image, options) => {
    // Every library may use its whole time, one after the other, and the container needs some to start and stop.
    const limit = (options.timeout ?? 300) * Math.max(1, options.libraries.length) * 1000 + 120_000;
    const result = await processes.run(smokeArgv(runtime, image, options), { env: runtime.env, timeout: limit });
    if (result.timedOut)
        throw (0,errors/* foundProblem */.Sb)({ code: "smoke-timeout", message: `The probes of ${options.cell} did not end within ${limit / 1000} s.`, hint: `Run one alone: dl-env smoke ${options.cell} --library ${options.libraries[0] ?? "numpy"}` });
    if (result.code !== 0 && result.code !== 1)
        throw engineRefused(result, image);
    return result.stdout;
};
/** Runs the probes of the libraries inside an image and returns what they mean, bound to the digest. Throws when they could not be run at all. */
const smoke = async (sys, runtime, image, options) => {
    const run = readRun(await execute(sys.processes, runtime, image, options));
    const silent = options.libraries.filter((library) => !run.rows.some((row) => row.library === library));
    if (silent.length > 0)
        throw (0,errors/* foundProblem */.Sb)({ code: "probe-output", message: `dl-env-check says nothing of ${silent.join(", ")}.`, hint: `Run it in the image: ${[...runtime.argv, "run", "--rm", image, "dl-env-check"].join(" ")}` });
    const gpu = firstGpu(run.host);
    return {
        format: 1,
        digest: options.digest,
        cell: options.cell,
        at: new Date(sys.clock.now()).toISOString(),
        runtime: { name: runtime.name, version: runtime.version },
        ...(gpu === undefined ? {} : { gpu }),
        results: judgeRun(run),
    };
};

// EXTERNAL MODULE: ./lib/src/work.js
var src_work = __webpack_require__(62673);
;// CONCATENATED MODULE: ./lib/src/prove.js














/** The libraries of a cell whose probe is in its image; one from a catalog of one's own may have none. */
const probed = ({ recipes }, cell) => {
    const layers = recipes.get(cell.id)?.layers ?? [];
    const paths = new Set(layers.flatMap((layer) => (layer.kind === "files" ? layer.files.map(({ path }) => path) : [])));
    return cell.libraries.filter((name) => paths.has(`${files/* PROBE_FOLDER */.Qk}/${name}.py`));
};
const prove_contextOf = (session, ingredients, cell) => {
    const libraries = probed(ingredients, cell);
    return { libraries, gpuLibraries: libraries.filter((name) => session.catalog.libraries.get(name)?.gpu === true) };
};
const cellOf = ({ judged }, id) => {
    const found = judged.find(({ cell }) => cell.id === id);
    if (found === undefined)
        throw new TypeError(`no cell ${id}`);
    return found.cell;
};
/** Gets an image that has no tag yet into an engine, under the name of its cell. */
const fetchInto = async (session, runtime, image) => {
    const name = (0,layoutIndex/* localName */.fk)(image.cell);
    const { to, sys } = session;
    if ((0,layout/* isLayout */.nW)(to)) {
        await loadAs(sys, runtime, to, image.digest, name);
        return name;
    }
    // Pulled by the engine itself, which then need not write the whole image into a file first.
    const reference = `${to.name}@${image.digest}`;
    const insecure = runtime.name === "podman" && to.local ? ["--tls-verify=false"] : [];
    await callEngine(sys, runtime, ["pull", "--quiet", ...insecure, reference], name);
    await callEngine(sys, runtime, ["tag", reference, name], name);
    // Takes only the other name away, since the image has one more now.
    await callEngine(sys, runtime, ["rmi", reference], name);
    return name;
};
const runProbes = async (session, runtime, image, libraries, options) => {
    const name = await fetchInto(session, runtime, image);
    const gpus = gpuArguments(runtime, options.gpus);
    try {
        return await smoke(session.sys, runtime, name, { digest: image.digest, cell: image.cell, libraries, gpus, runArguments: ["--network=none"] });
    }
    finally {
        if (options.keep !== true)
            await callEngine(session.sys, runtime, ["rmi", "--force", name], name);
    }
};
/** Whether a report that meets the requirement is bound to this digest already. */
const hasProof = async (session, ingredients, image) => {
    const context = prove_contextOf(session, ingredients, cellOf(ingredients, image.cell));
    return proven(await readProofs(session.to, image.digest), session.request.smoke.require, context).ok;
};
const proveOne = async (session, ingredients, image, { inspect, run }) => {
    const { request, to } = session;
    const context = prove_contextOf(session, ingredients, cellOf(ingredients, image.cell));
    const checks = await inspect(image);
    const reports = await readProofs(to, image.digest);
    const isProven = proven(reports, request.smoke.require, context).ok;
    const earlier = isProven ? reports.find((report) => meets(report, request.smoke.require, context).ok) : undefined;
    const report = earlier ?? (await run(context.libraries));
    if (earlier === undefined)
        await writeProof(to, report);
    const reasons = [...(0,checked/* checkReasons */.Mp)(checks), ...meets(report, request.smoke.require, context).reasons];
    return { image, checks, report, ran: earlier === undefined, ok: reasons.length === 0, reasons };
};
/** Checks each image, runs the probes of those that have no proof which meets the requirement, and keeps the report beside the image. One that cannot be run leaves the others going. */
const proveImages = async (session, ingredients, images, options) => {
    const { sys } = session;
    const work = await (0,src_work/* openWork */.Q)(sys);
    const inspect = (0,src_inspect/* inspector */.qV)(session, ingredients);
    let runtime;
    const done = [];
    const failed = [];
    try {
        for (const image of images) {
            try {
                const run = async (libraries) => runProbes(session, await (runtime ??= chooseRuntime(sys, work.dir)), image, libraries, options);
                done.push(await proveOne(session, ingredients, image, { inspect, run }));
            }
            catch (error) {
                failed.push(...(0,failedCells/* failedCells */.XR)([image.cell], error));
            }
            sys.log.progress(`Tested ${done.length + failed.length} of ${images.length} images`);
        }
        return { proven: done, failed };
    }
    finally {
        await work.close();
    }
};
/** Moves tags to the images in which the checks find nothing and that have the proof they need: immutable ones, rolling ones, `latest`. */
const promoteImages = (session, ingredients, plan, images, dryRun) => {
    const inspect = (0,src_inspect/* inspector */.qV)(session, ingredients);
    const promotions = images.map((image) => {
        const { cell, digest } = image;
        const [immutable = "", ...rolling] = plan.cells.find((one) => one.cell === cell)?.tags ?? [];
        return { cell, digest, immutable, rolling, requirement: session.request.smoke.require, context: prove_contextOf(session, ingredients, cellOf(ingredients, cell)), checks: () => inspect(image) };
    });
    return promote(session.to, promotions, { dryRun });
};


/***/ }),

/***/ 14678:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $c: () => (/* binding */ readBound),
/* harmony export */   ep: () => (/* binding */ putTagged),
/* harmony export */   oI: () => (/* binding */ bind)
/* harmony export */ });
/* unused harmony exports referrersTag, referredDigests */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _registry_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57410);
/* harmony import */ var _registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3375);
/* harmony import */ var _registry_repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25418);




/** OCI's empty config: the two bytes `{}`. */
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
const EMPTY = new TextEncoder().encode("{}");
const CREATED = "org.opencontainers.image.created";
/** Two writers of one index may undo each other; each looks again this often. */
const ATTEMPTS = 5;
/** Tag of the index of what refers to a digest: the fallback of the distribution specification, for registries without the referrers API. */
const referrersTag = (digest) => digest.replace(":", "-");
/** Digests that have an index of referrers, out of a repository's tags: which images may have proofs, in no further request. */
const referredDigests = (tags) => new Set([...tags].filter((tag) => /^sha256-[0-9a-f]{64}$/.test(tag)).map((tag) => tag.replace("-", ":")));
const referrers = async (repository, digest) => {
    const stored = await repository.manifest(referrersTag(digest));
    return stored === undefined ? [] : (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseIndex */ .A1)(stored, repository.name).manifests;
};
const contentOf = async (repository, referrer, digest, type) => {
    const stored = await repository.manifest(referrer.digest);
    if (stored === undefined)
        return undefined;
    const { layers, subject } = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(stored, repository.name);
    const [blob] = layers;
    if (blob === undefined || subject?.digest !== digest || blob.mediaType !== type)
        return undefined;
    return (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .readSmall */ .o5)(repository, blob);
};
/** What of a type is bound to an image's digest; none when there is none. Signatures and other referrers are passed over. */
const readBound = async (repository, digest, type) => {
    const found = (await referrers(repository, digest)).filter(({ artifactType }) => artifactType === type);
    const contents = await Promise.all(found.map((referrer) => contentOf(repository, referrer, digest, type)));
    return contents.filter((content) => content !== undefined);
};
const addReferrer = async (repository, digest, referrer) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const known = await referrers(repository, digest);
        if (known.some((other) => other.digest === referrer.digest))
            return;
        const index = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonBytes */ .yN)({ schemaVersion: 2, mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .OCI_INDEX */ .$p, manifests: [...known, referrer] });
        await repository.putManifest({ bytes: index, mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .OCI_INDEX */ .$p }, referrersTag(digest));
    }
    if ((await referrers(repository, digest)).some((other) => other.digest === referrer.digest))
        return;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "proof-lost", message: `${repository.name} does not keep the report of ${digest}: others write to its index all the time.`, hint: "Try again when they are done: dl-env smoke" });
};
const putArtifact = async (repository, content, rest, type, tag) => {
    for (const bytes of [EMPTY, content]) {
        await repository.writeBlob({ digest: (0,_registry_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(bytes), size: bytes.byteLength, open: async function* () { yield bytes; } });
    }
    const manifest = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonBytes */ .yN)({
        schemaVersion: 2,
        mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .OCI_MANIFEST */ .EG,
        artifactType: type,
        config: { mediaType: EMPTY_TYPE, digest: (0,_registry_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(EMPTY), size: EMPTY.byteLength },
        layers: [{ mediaType: type, digest: (0,_registry_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(content), size: content.byteLength }],
        ...rest,
    });
    return { digest: await repository.putManifest({ bytes: manifest, mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .OCI_MANIFEST */ .EG }, tag), size: manifest.byteLength };
};
/** Puts content under a tag as an artifact of a type; what the tag named before is left. */
const putTagged = async (repository, tag, type, content) => {
    await putArtifact(repository, content, {}, type, tag);
};
/** Stores content beside an image, bound to the image's digest. Returns the digest of the artifact. Doing it again changes nothing. */
const bind = async (repository, { digest: subject, type, content, at }) => {
    const image = await repository.manifest(subject);
    if (image === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "image-missing", message: `${repository.name} has no image ${subject} to bind a report to.`, hint: "Make it: dl-env build" });
    const rest = { subject: { mediaType: image.mediaType, digest: image.digest, size: image.bytes.byteLength }, annotations: { [CREATED]: at } };
    const { digest, size } = await putArtifact(repository, content, rest, type);
    await addReferrer(repository, subject, { mediaType: _registry_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .OCI_MANIFEST */ .EG, digest, size, artifactType: type, annotations: { [CREATED]: at } });
    return digest;
};


/***/ }),

/***/ 7707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ readBaseDigests),
/* harmony export */   Vt: () => (/* binding */ readTagList),
/* harmony export */   b8: () => (/* binding */ readStoredBase),
/* harmony export */   jp: () => (/* binding */ copyBase),
/* harmony export */   pP: () => (/* binding */ moveBlob),
/* harmony export */   t7: () => (/* binding */ readBaseIn),
/* harmony export */   wP: () => (/* binding */ isWhole),
/* harmony export */   wZ: () => (/* binding */ readBase)
/* harmony export */ });
/* unused harmony export baseTag */
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(70370);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57410);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3375);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96849);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25418);






/** Names the base's own manifest on the stored one. */
const BASE_DIGEST = "org.opencontainers.image.base.digest";
/** Blobs that move or are looked for at the same time. */
const SIDE_BY_SIDE = 8;
const baseTag = (platformDigest) => `base-${platformDigest.slice("sha256:".length, "sha256:".length + 32)}`;
/** All tags of a repository and the day they were read; `tags` is empty when there is no such repository. */
const readTagList = async (repository, clock) => ({
    tags: await repository.tags(),
    asOf: new Date(clock.now()).toISOString().slice(0, 10),
});
const noBase = (tag, why) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "base-missing", message: `The base ${tag} ${why}.`, hint: "See which bases there are: dl-env plan" });
const isIndex = (stored) => stored.mediaType === _repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_INDEX */ .$p || stored.mediaType === _repository_js__WEBPACK_IMPORTED_MODULE_4__/* .DOCKER_LIST */ .Y2;
const openBase = (open, tag) => {
    const reference = (0,_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .parseReference */ .F2)(tag);
    if (reference.kind === "layout")
        throw noBase(tag, "is a folder, where a registry's image is needed");
    return { repository: open((0,_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .repositoryName */ .aR)(reference)), wanted: reference.digest ?? reference.tag ?? "latest" };
};
const platformOf = (stored, tag) => {
    if (!isIndex(stored))
        return stored.digest;
    const found = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseIndex */ .A1)(stored, tag).manifests.find(({ platform }) => platform?.os === "linux" && platform.architecture === "amd64");
    if (found === undefined)
        throw noBase(tag, "has no image for linux/amd64");
    return found.digest;
};
/** Digests of a base in one request. Rejects with `base-missing` when the tag is gone. */
const readBaseDigests = async (open, tag) => {
    const { repository, wanted } = openBase(open, tag);
    const stored = await repository.manifest(wanted);
    if (stored === undefined)
        throw noBase(tag, "is not in its registry");
    return { indexDigest: stored.digest, platformDigest: platformOf(stored, tag) };
};
const readConfig = async (repository, manifest) => (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseConfig */ .o4)(await (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .readSmall */ .o5)(repository, manifest.config), manifest.config.digest, repository.name);
/** Reads the base behind a tag or digest of a repository or layout for linux/amd64: at most three requests. `tag` names it in messages. */
const readBaseIn = async (repository, wanted, tag) => {
    const named = await repository.manifest(wanted);
    if (named === undefined)
        throw noBase(tag, "is not in its registry");
    const platformDigest = platformOf(named, tag);
    const stored = platformDigest === named.digest ? named : await repository.manifest(platformDigest);
    if (stored === undefined)
        throw noBase(tag, `names ${platformDigest}, which its registry does not have`);
    const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(stored, tag);
    const config = await readConfig(repository, manifest);
    if (config.rootfs.diff_ids.length !== manifest.layers.length)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({ code: "base-broken", message: `The base ${tag} has ${manifest.layers.length} layers, but its config names ${config.rootfs.diff_ids.length}.`, hint: "Choose another base: dl-env plan" });
    return { repository, tag, indexDigest: named.digest, platformDigest, manifest, config };
};
/** Reads the base behind `docker.io/nvidia/cuda:TAG` (or `…@sha256:…`); see readBaseIn. */
const readBase = async (open, tag) => {
    const { repository, wanted } = openBase(open, tag);
    return readBaseIn(repository, wanted, tag);
};
/** Makes a blob of `from` available in `to`: mounted where that can be, else streamed. True when bytes moved. */
const moveBlob = async (digest, size, from, to) => {
    if (await to.mountBlob(digest, from))
        return false;
    return to.writeBlob({ digest, size, open: () => from.readBlob(digest) });
};
const ociManifest = (base) => ({
    schemaVersion: 2,
    mediaType: _repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_MANIFEST */ .EG,
    config: { mediaType: _repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_CONFIG */ .TF, digest: base.manifest.config.digest, size: base.manifest.config.size },
    layers: base.manifest.layers.map((layer) => (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .ociLayer */ .FX)(layer, base.tag)),
    annotations: { [BASE_DIGEST]: base.platformDigest },
});
/** The base as a store has it, or undefined; its own registry is not asked. */
const readStoredBase = async (store, platformDigest) => {
    const tag = baseTag(platformDigest);
    const stored = await store.manifest(tag);
    if (stored === undefined)
        return undefined;
    const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(stored, store.name);
    const config = await readConfig(store, manifest);
    return { tag, platformDigest, manifest, config, descriptor: { mediaType: stored.mediaType, digest: stored.digest, size: stored.bytes.byteLength } };
};
/** Registries keep what a manifest names; from a layout a blob may have been removed by hand. */
const isWhole = async (store, { manifest }) => {
    if (store.kind === "registry")
        return true;
    const there = await Promise.all([manifest.config, ...manifest.layers].map(({ digest }) => store.hasBlob(digest)));
    return there.every(Boolean);
};
/**
 * Puts a base into the store: its own config and layer blobs, mounted where they can be and streamed where they lack,
 * under a manifest with OCI's media types. Does nothing when it is there.
 */
const copyBase = async (base, store) => {
    const known = await readStoredBase(store, base.platformDigest);
    if (known !== undefined && (await isWhole(store, known)))
        return known;
    const limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_5__/* ["default"] */ .A)(SIDE_BY_SIDE);
    const blobs = new Map([base.manifest.config, ...base.manifest.layers].map((blob) => [blob.digest, blob.size]));
    await Promise.all([...blobs].map(([digest, size]) => limit(() => moveBlob(digest, size, base.repository, store))));
    const manifest = ociManifest(base);
    const bytes = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonBytes */ .yN)(manifest);
    const tag = baseTag(base.platformDigest);
    await store.putManifest({ bytes, mediaType: _repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_MANIFEST */ .EG }, tag);
    return { tag, platformDigest: base.platformDigest, manifest, config: base.config, descriptor: { mediaType: _repository_js__WEBPACK_IMPORTED_MODULE_4__/* .OCI_MANIFEST */ .EG, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(bytes), size: bytes.byteLength } };
};


/***/ }),

/***/ 76923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OS: () => (/* binding */ writeLocks),
/* harmony export */   bU: () => (/* binding */ readAptLock),
/* harmony export */   mF: () => (/* binding */ readLock)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50822);
/* harmony import */ var _lockfile_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70639);



/** The file that a lock was read from in this run, which need not be compared with what was read from it. */
const sources = new WeakMap();
/** The lock that is committed for a question in a folder of locks, or undefined. */
const readLock = async (files, folder, question) => {
    const file = `${folder}/${(0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .lockFileName */ .x5)(question)}`;
    const content = await files.readText(file);
    if (content === undefined)
        return undefined;
    const lock = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeLock */ .Cc)(content, file);
    sources.set(lock, file);
    if ((0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .questionKey */ .c7)(lock.question) === (0,_key_js__WEBPACK_IMPORTED_MODULE_1__/* .questionKey */ .c7)(question))
        return lock;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "lock-changed", message: "This lock answers another question than its name says.", place: { file }, hint: "Make it anew: dl-env lock --update" });
};
/** The committed apt lock of a release, or undefined. */
const readAptLock = async (files, folder, release) => {
    const file = `${folder}/${(0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .aptLockFileName */ .Qk)(release)}`;
    const content = await files.readText(file);
    return content === undefined ? undefined : (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeAptLock */ .R4)(content, file);
};
/** Same wheels and no size learned: the file keeps its time, so that nothing shows in a diff. */
const saysTheSame = (content, file, lock) => {
    try {
        const old = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeLock */ .Cc)(content, file);
        return old.key === lock.key && !old.wheels.some((wheel, at) => wheel.download === 0 && (lock.wheels[at]?.download ?? 0) > 0);
    }
    catch {
        return false;
    }
};
const OURS = /^(?:py\d+\.\d+-[0-9a-f]{12}|apt-[A-Za-z0-9.-]+)\.json$/;
/** Writes locks into their folder. A lock whose wheels are the same is not touched. */
const writeLocks = async (files, folder, locks, apt, options) => {
    const stamped = (lock) => (options.now === undefined ? lock : { ...lock, created: new Date(options.now).toISOString() });
    const written = [];
    const kept = [];
    for (const lock of locks) {
        const name = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .lockFileName */ .x5)(lock.question);
        const file = `${folder}/${name}`;
        const isItself = sources.get(lock) === file;
        const before = isItself ? undefined : await files.readText(file);
        if (isItself || (before !== undefined && (before === (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeLock */ .Kk)(lock) || saysTheSame(before, name, lock))))
            kept.push(name);
        else {
            await files.write(file, (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeLock */ .Kk)(stamped(lock)));
            written.push(name);
        }
    }
    for (const lock of apt) {
        const name = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .aptLockFileName */ .Qk)(lock.release);
        const content = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeAptLock */ .BC)(lock);
        if ((await files.readText(`${folder}/${name}`)) === content)
            kept.push(name);
        else {
            await files.write(`${folder}/${name}`, content);
            written.push(name);
        }
    }
    const known = new Set([...written, ...kept]);
    const removed = options.prune ? (await files.list(folder)).filter((name) => OURS.test(name) && !known.has(name)) : [];
    for (const name of removed)
        await files.remove(`${folder}/${name}`);
    return { written: written.sort(), kept: kept.sort(), removed };
};


/***/ }),

/***/ 60992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ uvEnvironment)
/* harmony export */ });
/* harmony import */ var _indexSettings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(96300);

/**
 * Settings of uv that would change an answer or write elsewhere: everything that decides is in the question. What says
 * where the index is and how to reach it (UV_DEFAULT_INDEX, UV_INDEX, UV_INDEX_<NAME>_*, UV_KEYRING_PROVIDER,
 * UV_INSECURE_HOST, UV_HTTP_TIMEOUT, UV_CACHE_DIR, UV_OFFLINE, SSL_CERT_FILE, proxies, uv.toml) stays.
 */
const DECIDES = [
    "UV_BREAK_SYSTEM_PACKAGES", "UV_BUILD_CONSTRAINT", "UV_COMPILE_BYTECODE", "UV_CONSTRAINT", "UV_CUSTOM_COMPILE_COMMAND", "UV_ENV_FILE",
    "UV_EXCLUDE", "UV_EXCLUDE_NEWER", "UV_FIND_LINKS", "UV_FORK_STRATEGY", "UV_INDEX_STRATEGY", "UV_LINK_MODE", "UV_MANAGED_PYTHON", "UV_NO_BINARY",
    "UV_NO_BINARY_PACKAGE", "UV_NO_BUILD", "UV_NO_BUILD_ISOLATION", "UV_NO_CACHE", "UV_NO_DEPS", "UV_NO_INDEX", "UV_NO_MANAGED_PYTHON", "UV_NO_SOURCES",
    "UV_NO_VERIFY_HASHES", "UV_ONLY_BINARY", "UV_OVERRIDE", "UV_PRERELEASE", "UV_PROJECT", "UV_PROJECT_ENVIRONMENT", "UV_PYTHON", "UV_PYTHON_PREFERENCE",
    "UV_REQUIRE_HASHES", "UV_RESOLUTION", "UV_SYSTEM_PYTHON", "UV_TARGET", "UV_TORCH_BACKEND", "UV_WORKING_DIR", "UV_WORKING_DIRECTORY",
    "VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH", "RUST_LOG", "FORCE_COLOR", "CLICOLOR_FORCE",
];
const FIXED = {
    // Without it uv tries to download an interpreter for each Python that this machine lacks: 6 to 14 s a question where it can't.
    UV_PYTHON_DOWNLOADS: "never",
    UV_NO_PROGRESS: "1",
    NO_COLOR: "1",
};
/** The environment of a uv call, for `RunOptions.env`: the user's index is honoured (uv's own settings, else pip's), what would change the answer is removed. */
const uvEnvironment = async (sys) => {
    const index = await (0,_indexSettings_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultIndex */ .sM)(sys);
    return {
        ...Object.fromEntries(DECIDES.map((name) => [name, undefined])),
        ...FIXED,
        ...(index.from === "pip" ? { UV_DEFAULT_INDEX: index.address } : {}),
        ...(sys.env.get("SSL_CERT_FILE") === undefined && sys.env.get("PIP_CERT") !== undefined ? { SSL_CERT_FILE: sys.env.get("PIP_CERT") } : {}),
    };
};


/***/ }),

/***/ 58078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VV: () => (/* binding */ mirrored),
/* harmony export */   wG: () => (/* binding */ REMEMBER),
/* harmony export */   wK: () => (/* binding */ namedIndexes),
/* harmony export */   zp: () => (/* binding */ indexAccess)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65071);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60992);
/* harmony import */ var _indexSettings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96300);




/** The address to ask instead: the longest key of `mirrors` that is the address' host or a whole part of its beginning decides. */
const mirrored = (address, mirrors) => {
    const rest = address.replace(/^https?:\/\//, "");
    const plain = (key) => key.replace(/^https?:\/\//, "").replace(/\/+$/, "");
    const fits = (key) => rest === plain(key) || rest.startsWith(`${plain(key)}/`);
    const key = Object.keys(mirrors).filter(fits).sort((a, b) => plain(b).length - plain(a).length)[0];
    if (key === undefined)
        return address;
    const instead = (mirrors[key] ?? "").replace(/\/+$/, "");
    return `${/^https?:\/\//.test(instead) ? instead : `https://${instead}`}${rest.slice(plain(key).length)}`;
};
/** The indexes that a question names, in its order. */
const namedIndexes = (names, indexes, mirrors) => names.map((name) => {
    const index = indexes.get(name);
    if (index === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({ code: "unknown-index", message: `The catalog has no package index named ${name}.`, hint: `Known indexes: ${[...indexes.keys()].join(", ") || "none"}; add it to: matrix/indexes.yml` });
    }
    return { name, address: mirrored(index.url, mirrors), packages: index.packages };
});
/**
 * Lets uv believe its own copies of the index' pages for ten minutes. An index that sends no validators makes uv fetch
 * every page again for every question, 4 to 10 s each instead of 0.5 s. The setting exists only beside an address.
 */
const REMEMBER = 'cache-control = { api = "max-age=600", files = "max-age=31536000, immutable" }';
const entry = (index, isDefault) => [
    "[[index]]",
    ...(index.name === undefined ? [] : [`name = ${JSON.stringify(index.name)}`]),
    `url = ${JSON.stringify(index.address)}`,
    ...(isDefault ? ["default = true"] : []),
    REMEMBER,
    "",
].join("\n");
/** `name=https://…` is uv's way to name an index in a variable. */
const split = (address) => {
    const named = /^([A-Za-z0-9._-]+)=(.+)$/.exec(address);
    return named?.[1] !== undefined && named[2] !== undefined ? { name: named[1], address: named[2] } : { address };
};
/** Which index uv asks when nobody named one: uv itself says so. */
const builtinAddress = async (sys, uv, work) => {
    const file = `${work}/none.in`;
    await sys.files.write(file, "");
    const { stdout } = await sys.processes.run([uv.path, "pip", "compile", "--quiet", "--no-header", "--emit-index-url", file], { cwd: work, env: await (0,_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .uvEnvironment */ .d)(sys) });
    return /^--index-url (https?:\S+)$/m.exec(stdout)?.[1];
};
/** `fresh` asks the index anew for everything, as after `lock --update`. `work` is a private folder. */
const indexAccess = async (sys, uv, work, fresh) => {
    const settings = await (0,_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .uvEnvironment */ .d)(sys);
    const theirs = await (0,_indexSettings_js__WEBPACK_IMPORTED_MODULE_3__/* .defaultIndex */ .sM)(sys);
    const added = (0,_indexSettings_js__WEBPACK_IMPORTED_MODULE_3__/* .addedIndexes */ .DU)(sys);
    const plain = (named) => Promise.resolve(named.length === 0 ? settings : { ...settings, UV_EXTRA_INDEX_URL: undefined, UV_INDEX: [...named.map(({ name, address }) => `${name}=${address}`), ...added].join(" ") });
    if (fresh || added.length > 0 || (await (0,_indexSettings_js__WEBPACK_IMPORTED_MODULE_3__/* .uvConfigFiles */ .Zn)(sys)).length > 0)
        return plain;
    const address = "address" in theirs ? theirs.address : await builtinAddress(sys, uv, work);
    if (address === undefined)
        return plain;
    return async (named) => {
        const text = [...named.map((index) => entry(index, false)), entry(split(address), true)].join("\n");
        const file = `${work}/uv-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(text).digest("hex").slice(0, 12)}.toml`;
        if ((await sys.files.stat(file)) === undefined)
            await sys.files.write(file, text, 0o600);
        return { ...settings, UV_NO_CONFIG: undefined, UV_DEFAULT_INDEX: undefined, UV_INDEX_URL: undefined, UV_CONFIG_FILE: file };
    };
};


/***/ }),

/***/ 95896:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ez: () => (/* binding */ licenceList),
/* harmony export */   KY: () => (/* binding */ installedWheel),
/* harmony export */   OA: () => (/* binding */ SHARED_LIBRARY),
/* harmony export */   X5: () => (/* binding */ LICENCE_LIST)
/* harmony export */ });
/* harmony import */ var _layer_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29519);

const SHARED_LIBRARY = /\.so(?:\.[\w.]+)?$/;
/** First of these lines that is no header ends the headers; what is behind them is the description. */
const HEADER = /^([!-9;-~]*):(.*)$/;
/** Headers of METADATA in their order, continued lines joined; names in lower case. The same as Python's email parser makes of it. */
const headers = (text) => {
    const found = [];
    for (const line of text.split(/\r\n|\r|\n/)) {
        const last = found.at(-1);
        const [, name, value] = HEADER.exec(line) ?? [];
        if (/^[\t ]/.test(line) && last !== undefined)
            last[1] += `\n${line}`;
        else if (name !== undefined && value !== undefined)
            found.push([name.toLowerCase(), value.trim()]);
        else
            break;
    }
    return found;
};
const LICENCE_FILE = /licen[cs]e|notice|eula|copying/i;
const WORDS = 80;
const oneLine = (text) => Array.from(text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "")).slice(0, WORDS).join("");
const licenceOf = (all) => {
    const values = (name) => all.filter(([key]) => key === name).map(([, value]) => value);
    const classifiers = values("classifier").filter((value) => value.startsWith("License ::"));
    const said = values("license-expression")[0] || classifiers.map((value) => value.split(" :: ").at(-1) ?? "").join(", ") || oneLine(values("license")[0] ?? "");
    return said === "" ? "unknown" : said;
};
const fileName = (path) => path.slice(path.lastIndexOf("/") + 1);
/** What METADATA and RECORD of a wheel say; undefined when METADATA names no package. */
const installedWheel = (metadata, record) => {
    const all = headers(metadata);
    const value = (name) => all.find(([key]) => key === name)?.[1];
    const name = value("name");
    const version = value("version");
    if (name === undefined || version === undefined)
        return undefined;
    const paths = (0,_layer_record_js__WEBPACK_IMPORTED_MODULE_0__/* .readRecord */ .aE)(record).map(({ path }) => path);
    const files = paths.filter((path) => LICENCE_FILE.test(fileName(path)) && !/\.pyc?$/.test(path));
    return { name, version, licence: licenceOf(all), files: [...new Set(files)].sort(), libraries: paths.filter((path) => SHARED_LIBRARY.test(path)) };
};
const byName = (a, b) => {
    const [one, other] = [a.name.toLowerCase(), b.name.toLowerCase()];
    return one < other ? -1 : one > other ? 1 : 0;
};
/** Where an image keeps the list of its wheels. */
const LICENCE_LIST = "/usr/local/lib/dl-env/licences.json";
/** The list as `dl-env-check --licences --json` prints it: the same wheels give the same bytes, in a linked image and in one built by hand. */
const licenceList = (wheels) => {
    const rows = [...wheels].sort(byName).map(({ name, version, licence, files }) => ({ name, version, licence, files }));
    return `${JSON.stringify(rows, undefined, 1)}\n`;
};


/***/ }),

/***/ 62307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ STATIC_CHECKS),
  L: () => (/* binding */ staticFindings)
});

// EXTERNAL MODULE: ./lib/src/smoke/static/read.js
var read = __webpack_require__(63387);
// EXTERNAL MODULE: ./lib/src/smoke/static/view.js
var view = __webpack_require__(6370);
;// CONCATENATED MODULE: ./lib/src/smoke/static/accounts.js


/** `*` opens for nobody and is no lock: sshd without PAM refuses accounts whose field begins with `!`. */
const CLOSED = /^(?:[*!]+.*)$/;
const shadowLine = (line) => {
    const [user = "", password = ""] = line.split(":");
    if (password === "")
        return [(0,view/* finding */.gk)("empty-password", `${user} has an empty password.`, "/etc/shadow")];
    if (!CLOSED.test(password))
        return [(0,view/* finding */.gk)("fixed-password", `${user} has a password, the same in every container.`, "/etc/shadow")];
    if (user === "dev" && password.startsWith("!"))
        return [(0,view/* finding */.gk)("dev-locked", "dev is locked with \"!\", so sshd refuses its keys: the field must be \"*\".", "/etc/shadow")];
    return [];
};
const passwdLine = (line) => {
    const [user = "", password = "", uid = "", gid = ""] = line.split(":");
    const found = [];
    if (password !== "x" && password !== "*")
        found.push((0,view/* finding */.gk)(password === "" ? "empty-password" : "fixed-password", `${user} has a password field of its own.`, "/etc/passwd"));
    if (uid === "0" && user !== "root")
        found.push((0,view/* finding */.gk)("second-root", `${user} is a second root.`, "/etc/passwd"));
    if (user === "dev" && (uid !== "1000" || gid !== "0"))
        found.push((0,view/* finding */.gk)("dev-ids", `dev is ${uid}:${gid} instead of 1000:0.`, "/etc/passwd"));
    return found;
};
/** No password works for anyone, and dev is who it should be. */
const accounts = async (image) => {
    const shadow = (0,view/* lines */.Mn)(await (0,view/* textOf */.b6)(image, "/etc/shadow"));
    const passwd = (0,view/* lines */.Mn)(await (0,view/* textOf */.b6)(image, "/etc/passwd"));
    const found = [...shadow.flatMap(shadowLine), ...passwd.flatMap(passwdLine)];
    if (!passwd.some((line) => line.startsWith("dev:")))
        found.push((0,view/* finding */.gk)("no-dev", "There is no user dev.", "/etc/passwd"));
    else if (!shadow.some((line) => line.startsWith("dev:")))
        found.push((0,view/* finding */.gk)("dev-locked", "dev has no line in /etc/shadow, so sshd refuses it.", "/etc/shadow"));
    return found;
};
/** sudo only if it was asked for. */
const sudo = async (image, expected) => {
    if (expected.sudo)
        return [];
    const found = [];
    for (const entry of (0,view/* matching */.wC)(image, read/* READ */.Pz.sudo.match)) {
        const text = (await (0,view/* textOf */.b6)(image, entry.path)) ?? "";
        const rule = (0,view/* lines */.Mn)(text).find((line) => /NOPASSWD|!authenticate|\bnopass\b/.test(line));
        if (rule !== undefined)
            found.push((0,view/* finding */.gk)("nopasswd-sudo", `Anyone in the container can become root: "${rule}".`, entry.path));
    }
    if (image.entries.has("/usr/bin/sudo"))
        found.push((0,view/* finding */.gk)("sudo-unasked", "sudo is installed although dl-env.yml does not ask for it.", "/usr/bin/sudo"));
    return found;
};
/** Who runs, and through what. */
const start = (image) => {
    const found = [];
    const [user = ""] = image.config.user.split(":");
    if (user === "" || user === "0" || user === "root")
        found.push((0,view/* finding */.gk)("root-user", "The image starts as root."));
    const wanted = ["/usr/bin/tini", "-g", "--", "/usr/local/bin/dl-env-entrypoint"];
    if (image.config.entrypoint.join(" ") !== wanted.join(" "))
        found.push((0,view/* finding */.gk)("entrypoint", `The entrypoint is "${image.config.entrypoint.join(" ")}" instead of "${wanted.join(" ")}".`));
    for (const path of ["/usr/bin/tini", "/usr/local/bin/dl-env-entrypoint", "/usr/local/bin/dl-env-check"]) {
        const entry = image.entries.get(path);
        if (entry?.kind !== "file" || (entry.mode & 0o555) !== 0o555)
            found.push((0,view/* finding */.gk)("entrypoint", `${path} is missing or not everyone may run it.`, path));
    }
    if (image.config.cmd.length === 0)
        found.push((0,view/* finding */.gk)("no-cmd", "The image has no command, so the base's own would be kept."));
    return found;
};

// EXTERNAL MODULE: ./lib/src/smoke/static/cuda.js + 1 modules
var cuda = __webpack_require__(20965);
// EXTERNAL MODULE: ./lib/src/smoke/inventory/wheel.js
var wheel = __webpack_require__(95896);
;// CONCATENATED MODULE: ./lib/src/smoke/static/inside.js


const PROGRAMS = ["/opt/venv/bin/python3", "/opt/venv/bin/uv", "/usr/bin/git", "/usr/bin/tmux", "/usr/sbin/sshd", "/usr/bin/ssh-keygen"];
const runs = (image, path) => {
    const entry = image.entries.get((0,view/* resolved */.L$)(image, path) ?? "");
    return entry?.kind === "file" && (entry.mode & 0o555) === 0o555;
};
/** What a person works with is there, and /opt/venv is a virtual environment, so that PEP 668 is never in the way. */
const tools = (image, expected) => {
    // A set of one's own may leave JupyterLab out.
    const wanted = [...PROGRAMS, ...(expected.imports.includes("jupyterlab") ? ["/opt/venv/bin/jupyter-lab"] : [])];
    const missing = wanted.filter((path) => !runs(image, path)).map((path) => (0,view/* finding */.gk)("tool-missing", `${path} is missing or not everyone may run it.`, path));
    const venv = image.entries.get("/opt/venv/pyvenv.cfg")?.kind === "file";
    return venv ? missing : [...missing, (0,view/* finding */.gk)("tool-missing", "/opt/venv is no virtual environment: it has no pyvenv.cfg.", "/opt/venv/pyvenv.cfg")];
};
/** Text is UTF-8 for every program, and a time zone can be named by the environment. */
const localeAndTime = (image) => {
    const { env } = image.config;
    const found = [];
    const locale = env["LC_ALL"] ?? env["LANG"] ?? "";
    if (!/\.UTF-?8$/i.test(locale))
        found.push((0,view/* finding */.gk)("locale", `${env["LC_ALL"] === undefined ? "LANG" : "LC_ALL"} is "${locale}", which is no UTF-8.`));
    if ((env["TZ"] ?? "") === "")
        found.push((0,view/* finding */.gk)("time-zone", "TZ is not set."));
    if (image.entries.get((0,view/* resolved */.L$)(image, "/usr/share/zoneinfo/Europe/Berlin") ?? "")?.kind !== "file")
        found.push((0,view/* finding */.gk)("time-zone", "There is no list of time zones, so TZ would do nothing.", "/usr/share/zoneinfo"));
    return found;
};
const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);
/** LD_LIBRARY_PATH comes before what wheels say of their own libraries, so no folder on it may hold one of the same name. */
const notShadowed = (image) => {
    const folders = (image.config.env["LD_LIBRARY_PATH"] ?? "").split(":").filter((part) => part.startsWith("/"));
    const libraries = (0,view/* matching */.wC)(image, wheel/* SHARED_LIBRARY */.OA);
    const ofWheels = new Set(libraries.filter(({ path }) => path.startsWith("/opt/venv/")).map(({ path }) => nameOf(path)));
    return folders.flatMap((folder) => {
        const real = `${(0,view/* resolved */.L$)(image, folder) ?? folder}/`;
        const hiding = libraries.filter(({ path }) => path.startsWith(real) && !path.slice(real.length).includes("/") && ofWheels.has(nameOf(path)));
        return hiding.map(({ path }) => (0,view/* finding */.gk)("wheel-shadowed", `LD_LIBRARY_PATH holds ${folder}, whose ${nameOf(path)} would be loaded instead of the wheels'.`, path));
    });
};

;// CONCATENATED MODULE: ./lib/src/smoke/static/loader.js


/** What the driver brings when a container starts. A copy in the image hides it and breaks on every other driver version. */
const DRIVER_LIBRARY = /\/lib(?:cuda|nvidia-[\w.-]+|nvcuvid|nvoptix|cudadebugger|GLX_nvidia|EGL_nvidia)\.so(?:\.\d+)*$/;
/** For forward compatibility and for linking, both off the loader's path; and wheels' stubs. */
const ALLOWED = /\/compat\/|\/stubs\//;
/** Of NVIDIA's own user-space packages, not of the driver. */
const NOT_DRIVER = /\/libnvidia-container(?:-go)?\.so|\/libnvidia-nvvm/;
/** No driver library is baked in. */
const driverLibraries = (image) => (0,view/* matching */.wC)(image, DRIVER_LIBRARY)
    .filter((entry) => !ALLOWED.test(entry.path) && !NOT_DRIVER.test(entry.path) && !(entry.kind === "symlink" && ALLOWED.test(entry.target ?? "")))
    .map((entry) => (0,view/* finding */.gk)("driver-library", "A library of the driver is in the image; it would hide the host's.", entry.path));
const isCompat = (folder) => /\/compat\/?$|\/stubs\/?$/.test(folder);
/** Folders of /etc/ld.so.conf, in the order in which ldconfig reads them. */
const loaderFolders = async (image) => {
    const found = [];
    const read = async (file) => {
        for (const line of (0,view/* lines */.Mn)(await (0,view/* textOf */.b6)(image, file))) {
            const include = /^include\s+(\S+)$/.exec(line)?.[1];
            if (include === undefined)
                found.push({ folder: line.split("#")[0]?.trim() ?? "", file });
            else {
                const pattern = new RegExp(`^${(include.startsWith("/") ? include : `/etc/${include}`).replace(/[.]/g, "\\.").replace(/\*/g, "[^/]*")}$`);
                for (const entry of (0,view/* matching */.wC)(image, pattern))
                    if (entry.path !== file)
                        await read(entry.path);
            }
        }
    };
    await read("/etc/ld.so.conf");
    return found;
};
/** The compat folder is for the container toolkit to switch on, never for the loader to find first. */
const compatNotFirst = async (image) => {
    const found = [];
    const variable = (image.config.env["LD_LIBRARY_PATH"] ?? "").split(":").filter((part) => part !== "");
    const compat = variable.find(isCompat);
    if (compat !== undefined)
        found.push((0,view/* finding */.gk)("compat-first", `LD_LIBRARY_PATH holds ${compat}, so the image's libcuda hides the driver's.`));
    for (const { folder, file } of await loaderFolders(image))
        if (isCompat(folder))
            found.push((0,view/* finding */.gk)("compat-first", `The loader looks in ${folder}, so the image's libcuda hides the driver's.`, file));
    return found;
};
/** Nothing is forced into every process, and no folder that anyone may write comes first. */
const preload = async (image) => {
    const found = [];
    for (const name of ["LD_PRELOAD", "LD_AUDIT"]) {
        if ((image.config.env[name] ?? "") !== "")
            found.push((0,view/* finding */.gk)("ld-preload", `${name} is set in the image.`));
    }
    if ((0,view/* lines */.Mn)(await (0,view/* textOf */.b6)(image, "/etc/ld.so.preload")).length > 0)
        found.push((0,view/* finding */.gk)("ld-preload", "A library is loaded into every process.", "/etc/ld.so.preload"));
    for (const entry of (0,view/* matching */.wC)(image, read/* READ */.Pz.login.match)) {
        const line = (0,view/* lines */.Mn)(await (0,view/* textOf */.b6)(image, entry.path)).find((text) => /\bLD_PRELOAD=\S/.test(text));
        if (line !== undefined)
            found.push((0,view/* finding */.gk)("ld-preload", "LD_PRELOAD is set for every login.", entry.path));
    }
    return found;
};
/** `/opt/venv/bin` is where `python3` and `uv` are found first, and an empty part of a path is the current folder. */
const searchPath = (image) => {
    const path = (image.config.env["PATH"] ?? "").split(":");
    const found = [];
    if (path[0] !== "/opt/venv/bin")
        found.push((0,view/* finding */.gk)("path", `PATH begins with "${path[0] ?? ""}" instead of /opt/venv/bin.`));
    if (path.some((part) => part === "" || part === "."))
        found.push((0,view/* finding */.gk)("path", "PATH holds the current folder."));
    if ((image.config.env["LD_LIBRARY_PATH"] ?? "").split(":").includes("."))
        found.push((0,view/* finding */.gk)("path", "LD_LIBRARY_PATH holds the current folder."));
    return found;
};

;// CONCATENATED MODULE: ./lib/src/smoke/static/libraries.js


/** The driver's, mounted when a container with a GPU starts. */
const FROM_DRIVER = /^lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix|cudadebugger|nvidia-[\w-]+)\.so/;
const SYSTEM_FOLDERS = ["/lib", "/usr/lib", "/lib64", "/usr/lib64", "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/usr/local/lib"];
/** Parts of wheels that are loaded only where something else is installed: network transports, thread pools, interfaces of other programs. */
const OPTIONAL = /\/(?:cutensor|nvshmem_(?:transport|bootstrap)_[\w-]+|libnvshmem_(?:transport|bootstrap)\w*|libcufile_rdma|libmlx5|numba\/np\/ufunc\/(?:tbb|omp)pool|libcheckpoint|libpcsamplingutil|libnvperf\w*|libucx\w*|libuct_\w+|libucm_\w+|libucs_\w+|_tkinter)[\w.-]*\.so|\/ucx\/|\/(?:tests?|test_data)\//;
/** Libraries that a package opens by name and no ELF header tells of. Found by moving them away. */
const OPENED = {
    cupy: [/^libcublas\.so\.\d+$/, /^libcublasLt\.so\.\d+$/, /^libcufft\.so\.\d+$/, /^libcurand\.so\.\d+$/, /^libcusolver\.so\.\d+$/, /^libcusparse\.so\.\d+$/, /^libnvrtc\.so\.\d+$/],
    xgboost: [/^libxgboost\.so$/, /^libnccl\.so\.2$/],
    cudf: [/^libcudf\.so$/, /^libnvJitLink\.so\.\d+$/, /^libnvrtc\.so\.\d+$/],
};
const baseName = (path) => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path) => path.slice(0, path.lastIndexOf("/"));
const searchOf = async (image) => {
    const byName = new Map();
    for (const entry of (0,view/* matching */.wC)(image, /\.so(?:\.[\w.]+)?$/)) {
        if (entry.kind === "directory")
            continue;
        const name = baseName(entry.path);
        byName.set(name, [...(byName.get(name) ?? []), entry.path]);
    }
    const variable = (image.config.env["LD_LIBRARY_PATH"] ?? "").split(":").filter((part) => part.startsWith("/"));
    const configured = (await loaderFolders(image)).map((one) => one.folder);
    return { image, folders: [...variable, ...configured, ...SYSTEM_FOLDERS], byName };
};
/**
 * Where a needed library is: by the runpath of who needs it, in the loader's folders, or anywhere among the wheels,
 * because PyTorch, RAPIDS and CuPy open their CUDA wheels by full path before the loader asks for them.
 */
const locate = (search, needed, from) => {
    const origin = folderOf(from.path);
    const own = from.elf.runpath.map((part) => (0,view/* normalised */.Z7)(part.replace(/\$\{?ORIGIN\}?/g, origin)));
    for (const folder of [...own, ...search.folders]) {
        const real = (0,view/* resolved */.L$)(search.image, `${folder}/${needed}`);
        if (real !== undefined && search.image.entries.get(real)?.kind === "file")
            return real;
    }
    return search.byName.get(needed)?.find((path) => /\/site-packages\//.test(path));
};
/** Follows what the given libraries need until nothing new turns up. */
const follow = async (search, roots) => {
    const seen = new Set(roots);
    const queue = [...roots];
    const found = { missing: new Map(), damaged: [] };
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const elf = await search.image.elf(path);
        if (elf === undefined)
            found.damaged.push(path);
        for (const needed of elf?.needed ?? []) {
            if (elf === undefined || FROM_DRIVER.test(needed))
                continue;
            const at = locate(search, needed, { path, elf });
            if (at === undefined)
                found.missing.set(needed, [...(found.missing.get(needed) ?? []), path]);
            else if (!seen.has(at)) {
                seen.add(at);
                queue.push(at);
            }
        }
    }
    return found;
};
const told = ({ missing, damaged }) => [
    ...damaged.map((path) => (0,view/* finding */.gk)("damaged-library", "This is no whole shared library.", path)),
    ...[...missing].map(([name, by]) => (0,view/* finding */.gk)("missing-library", `${name} is nowhere in the image; ${by.length === 1 ? "one file needs" : `${by.length} files need`} it.`, by[0])),
];
const isRoot = (entry, imports) => {
    const inside = /\/site-packages\/([^/]+)/.exec(entry.path)?.[1] ?? "";
    const name = inside.split(".")[0] ?? "";
    return entry.kind === "file" && imports.some((one) => one.split(".")[0] === name) && !OPTIONAL.test(entry.path);
};
/** Every library that an import of the cell's packages would load is there and whole, and so is what CuPy and the like open by name. */
const sharedLibraries = async (image, expected) => {
    const search = await searchOf(image);
    // `nvidia` is a namespace of many wheels; only what is reached from the libraries counts there.
    const imports = expected.imports.filter((name) => name !== "nvidia");
    const roots = (0,view/* matching */.wC)(image, /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/.*\.so(?:\.[\w.]+)?$/).filter((entry) => isRoot(entry, imports));
    const opened = Object.entries(OPENED)
        .filter(([name]) => expected.imports.includes(name))
        .flatMap(([name, patterns]) => patterns.filter((pattern) => ![...search.byName.keys()].some((file) => pattern.test(file))).map((pattern) => (0,view/* finding */.gk)("missing-library", `${name} opens a library ${pattern.source} that is nowhere in the image.`)));
    return [...told(await follow(search, roots.map((entry) => entry.path))), ...opened];
};

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var digest = __webpack_require__(57410);
;// CONCATENATED MODULE: ./lib/src/smoke/static/licences.js




const List = schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), version: schemas/* string */.YjP(), licence: schemas/* string */.YjP().min(1) }));
const names = (wheels) => (wheels.length <= 3 ? wheels.join(", ") : `${wheels.slice(0, 3).join(", ")} and ${wheels.length - 3} more`);
/** The image says of each of its wheels under which licence it came. */
const licences = async (image) => {
    const text = await (0,view/* textOf */.b6)(image, wheel/* LICENCE_LIST */.X5);
    const list = text === undefined ? undefined : List.safeParse((0,digest/* readJson */.Vh)(text)).data;
    if (list === undefined)
        return [(0,view/* finding */.gk)("licence-list", "There is no list of the wheels with version and licence.", wheel/* LICENCE_LIST */.X5)];
    const listed = new Set(list.map(({ name, version }) => `${name} ${version}`));
    const missing = (await image.wheels()).map(({ name, version }) => `${name} ${version}`).filter((wheel) => !listed.has(wheel));
    return missing.length === 0 ? [] : [(0,view/* finding */.gk)("licence-list", `The list of wheels lacks ${names(missing)}.`, wheel/* LICENCE_LIST */.X5)];
};

;// CONCATENATED MODULE: ./lib/src/smoke/static/modes.js

const octal = (mode) => `0${(mode & 0o7777).toString(8)}`;
/** Files of the venv: owner root, group 0 may write, so that any user in group 0 installs without a chown at start. */
const inVenv = (entry) => {
    if (entry.kind === "symlink")
        return [];
    if (entry.gid !== 0)
        return [(0,view/* finding */.gk)("venv-mode", `It belongs to group ${entry.gid} instead of 0.`, entry.path)];
    const wanted = entry.kind === "directory" ? 0o775 : 0o664;
    const missing = wanted & ~entry.mode;
    if (missing !== 0)
        return [(0,view/* finding */.gk)("venv-mode", `Its mode is ${octal(entry.mode)}; group 0 could not write or everyone could not read it.`, entry.path)];
    if ((entry.mode & 0o7002) !== 0)
        return [(0,view/* finding */.gk)("venv-mode", `Its mode is ${octal(entry.mode)}: open to all, or setuid.`, entry.path)];
    return [];
};
/** dev is in group 0, so what group 0 may write outside its own places is root's for the taking. */
const SYSTEM = /^\/(?:etc|usr|bin|sbin|lib|lib64|boot|root|run|var\/(?:lib|spool|cache))(?:\/|$)/;
const GROUP_MAY_WRITE = /^\/(?:opt\/(?:venv|python)|home\/dev|etc\/ssh\/keys|tmp|var\/tmp)(?:\/|$)/;
/** Setuid programs of the base that need it; none of them asks for a password that exists. */
const KNOWN_SETUID = /^\/(?:usr\/)?(?:s?bin\/(?:su|mount|umount|passwd|chsh|chfn|newgrp|gpasswd|chage|expiry|unix_chkpwd|pam_extrausers_chkpwd|ssh-agent|wall|write|crontab|sudo)|lib\/openssh\/ssh-keysign|lib\/(?:x86_64-linux-gnu\/)?utempter\/utempter|lib\/dbus-1\.0\/dbus-daemon-launch-helper|lib\/polkit-1\/polkit-agent-helper-1)$/;
/** Folders that Debian and Ubuntu leave open to a group of their own. */
const OTHER_GROUP = (entry) => entry.gid !== 0;
const inSystem = (entry) => {
    if (entry.kind === "symlink")
        return [];
    const open = entry.kind === "directory" && (entry.mode & 0o1000) !== 0;
    if ((entry.mode & 0o002) !== 0 && !open)
        return [(0,view/* finding */.gk)("world-writable", `Everyone may write it (${octal(entry.mode)}).`, entry.path)];
    if ((entry.mode & 0o020) !== 0 && !OTHER_GROUP(entry) && !open)
        return [(0,view/* finding */.gk)("group-writable", `Group 0, and so dev, may write it (${octal(entry.mode)}); root runs or reads it.`, entry.path)];
    if (entry.kind === "file" && (entry.mode & 0o6000) !== 0 && !KNOWN_SETUID.test(entry.path))
        return [(0,view/* finding */.gk)("setuid", `It runs with another user's rights (${octal(entry.mode)}).`, entry.path)];
    if (entry.uid === 1000)
        return [(0,view/* finding */.gk)("owner", "It belongs to dev.", entry.path)];
    return [];
};
/** Owners and modes as promised; at most ten findings of a kind, for one wrong step makes thousands. */
const modes = (image) => {
    const found = [];
    for (const entry of image.telling) {
        if (entry.kind === "other")
            continue;
        if (/^\/opt\/venv(?:\/|$)/.test(entry.path))
            found.push(...inVenv(entry));
        else if (SYSTEM.test(entry.path) && !GROUP_MAY_WRITE.test(entry.path))
            found.push(...inSystem(entry));
    }
    const counts = new Map();
    return found.filter(({ code }) => {
        counts.set(code, (counts.get(code) ?? 0) + 1);
        return (counts.get(code) ?? 0) <= 10;
    });
};
/** Places that a person works in. */
const places = (image) => {
    const found = [];
    const home = image.entries.get("/home/dev");
    if (home?.kind !== "directory" || home.uid !== 1000 || home.gid !== 0 || (home.mode & 0o777) !== 0o775)
        found.push((0,view/* finding */.gk)("home", "/home/dev is not dev's (1000:0, 0775), so arbitrary users in group 0 have no home.", "/home/dev"));
    const keys = image.entries.get("/etc/ssh/keys");
    if (keys?.kind !== "directory" || keys.gid !== 0 || (keys.mode & 0o777) !== 0o770)
        found.push((0,view/* finding */.gk)("keys-folder", "/etc/ssh/keys is not there for group 0 alone (0770).", "/etc/ssh/keys"));
    const venv = image.entries.get("/opt/venv");
    if (venv?.kind !== "directory")
        found.push((0,view/* finding */.gk)("venv-mode", "There is no /opt/venv.", "/opt/venv"));
    return found;
};

;// CONCATENATED MODULE: ./lib/src/smoke/static/secrets.js


const SECRET_NAME = /(?:^|_)(?:PASS(?:WD|WORD|PHRASE)?|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)(?:_|$)/i;
/** Names that only say where a secret is, that are no secret, or that the check of Jupyter reports. */
const HARMLESS = /(?:_FILE|_PATH|_DIR)$|^TOKENIZERS_|^JUPYTER_(?:TOKEN|PASSWORD)$/i;
const isSecretName = (name) => SECRET_NAME.test(name) && !HARMLESS.test(name);
/** `https://user:password@host` */
const hasLogin = (value) => /:\/\/[^/\s:@"']+:[^/\s@"'$]+@/.test(value);
const telling = (values) => Object.entries(values).filter(([name, value]) => value !== "" && (isSecretName(name) || hasLogin(value))).map(([name]) => name);
/** Environment, labels and history are read by anyone who can pull the image. */
const secretsInConfig = (image) => {
    const found = telling(image.config.env).map((name) => (0,view/* finding */.gk)("secret-in-env", `The image's environment holds ${name}.`));
    // Names of labels have dots where those of variables have underscores.
    const labels = Object.fromEntries(Object.entries(image.config.labels).map(([name, value]) => [name.replace(/[.-]/g, "_"), value]));
    found.push(...telling(labels).map((name) => (0,view/* finding */.gk)("secret-in-label", `A label of the image holds ${name}.`)));
    for (const text of image.config.history) {
        // `|2 USER=x PASSWORD=y /bin/sh -c …` is how both builders note build arguments.
        const argument = [...text.matchAll(/\b([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s"']+)/g)].find(([, name = "", value = ""]) => isSecretName(name) && !/^["']?\$/.test(value));
        if (hasLogin(text))
            found.push((0,view/* finding */.gk)("secret-in-history", "A command in the history holds a user and a password for an address."));
        if (argument !== undefined)
            found.push((0,view/* finding */.gk)("secret-in-history", `A build argument or command in the history holds ${argument[1]}.`));
        if (/\bchpasswd\b|\bpasswd\s+--stdin|usermod\s+.*-p\s+'?\$/.test(text) || /echo\s+["']?\w+:[^\s|]+\s*\|\s*chpasswd/.test(text))
            found.push((0,view/* finding */.gk)("secret-in-history", "A command in the history sets a password."));
    }
    return found;
};
/** Files that let their reader in somewhere. */
const secretsInFiles = async (image) => {
    const found = [];
    for (const entry of image.telling) {
        if (entry.kind !== "file" || entry.size === 0)
            continue;
        const rule = (0,read/* credentialFile */.C9)(entry.path);
        if (rule === undefined)
            continue;
        const text = (await (0,view/* textOf */.b6)(image, entry.path)) ?? "";
        if (rule.has === undefined || rule.has.test(text))
            found.push((0,view/* finding */.gk)("secret-in-file", `There is ${rule.what} in the image.`, entry.path));
    }
    return found;
};
const DUMPED_NAMES = ["HOSTNAME", "PWD", "OLDPWD", "SHLVL", "HOME", "PATH"];
const DUMP_COMMAND = /(?:^|[\s;&|(])(?:env|printenv|export\s+-p|declare\s+-x|set)\s*(?:\|[^\n>]*)?(?:>>?|\|\s*tee(?:\s+-a)?\s)\s*(["']?)(\/[^\s"';&|]+|~\/\S+|\$HOME\S+)\1/m;
/** `env > /etc/environment` at start hands every secret of the container to whoever logs in. */
const environmentDump = async (image) => {
    const found = [];
    for (const entry of (0,view/* matching */.wC)(image, read/* READ */.Pz.scripts.match)) {
        if (entry.kind !== "file" || entry.size > read/* SCRIPT_LIMIT */.YY)
            continue;
        const match = DUMP_COMMAND.exec((await (0,view/* textOf */.b6)(image, entry.path)) ?? "");
        if (match !== null)
            found.push((0,view/* finding */.gk)("environment-dump", `The whole environment is written to ${match[2]}.`, entry.path));
    }
    for (const entry of (0,view/* matching */.wC)(image, read/* READ */.Pz.environment.match)) {
        const names = (0,view/* lines */.Mn)(await (0,view/* textOf */.b6)(image, entry.path)).map((line) => /^(?:export\s+|declare -x\s+)?(\w+)=/.exec(line)?.[1] ?? "");
        if (DUMPED_NAMES.filter((name) => names.includes(name)).length >= 4)
            found.push((0,view/* finding */.gk)("environment-dump", "The environment of the build was written to a file.", entry.path));
        if (names.some(isSecretName))
            found.push((0,view/* finding */.gk)("environment-dump", `A secret stands in ${entry.path}.`, entry.path));
    }
    for (const text of image.config.history) {
        const match = DUMP_COMMAND.exec(text);
        if (match !== null)
            found.push((0,view/* finding */.gk)("environment-dump", `The build wrote its environment to ${match[2]}.`));
    }
    return found;
};

;// CONCATENATED MODULE: ./lib/src/smoke/static/services.js


const SETTINGS = "/usr/local/lib/dl-env/sshd_config";
/** sshd takes the first value of a keyword. Source: sshd_config(5). */
const firstValues = (text) => {
    const found = new Map();
    for (const line of (0,view/* lines */.Mn)(text)) {
        const [keyword = "", ...rest] = line.split(/[\s=]+/);
        if (/^match$/i.test(keyword))
            break;
        const key = keyword.toLowerCase() === "challengeresponseauthentication" ? "kbdinteractiveauthentication" : keyword.toLowerCase();
        if (!found.has(key))
            found.set(key, rest.join(" ").toLowerCase());
    }
    return found;
};
const PROMISED = {
    authenticationmethods: "publickey",
    passwordauthentication: "no",
    kbdinteractiveauthentication: "no",
    permitemptypasswords: "no",
    permitrootlogin: "no",
    permituserenvironment: "no",
    allowusers: "dev",
};
/** The settings that the entrypoint starts sshd with are as promised. */
const sshd = async (image) => {
    const text = await (0,view/* textOf */.b6)(image, SETTINGS);
    if (text === undefined)
        return [(0,view/* finding */.gk)("sshd-settings", "The settings of sshd are missing.", SETTINGS)];
    const values = firstValues(text);
    return Object.entries(PROMISED)
        .filter(([keyword, value]) => values.get(keyword) !== value)
        .map(([keyword, value]) => (0,view/* finding */.gk)("sshd-settings", `sshd's ${keyword} is "${values.get(keyword) ?? "unset"}" instead of "${value}".`, SETTINGS));
};
/** No host key, no key that lets someone in. */
const keys = async (image) => {
    const hostKeys = (0,view/* matching */.wC)(image, /\/ssh_host_\w+_key(?:\.pub)?$|^\/etc\/ssh\/keys\/./).map((entry) => (0,view/* finding */.gk)("host-key", "A host key is baked in: every container would have the same.", entry.path));
    const found = [];
    for (const entry of (0,view/* matching */.wC)(image, read/* READ */.Pz.keys.match)) {
        if (entry.kind === "file" && (0,view/* lines */.Mn)(await (0,view/* textOf */.b6)(image, entry.path)).length > 0)
            found.push((0,view/* finding */.gk)("authorized-key", "A public key is baked in: its owner gets into every container.", entry.path));
    }
    return [...hostKeys, ...found];
};
/** Assignments of a Jupyter configuration, Python or JSON: name of the trait -> text of the value. */
const assignments = (path, text) => {
    if (path.endsWith(".json"))
        return [...text.matchAll(/"(\w+)"\s*:\s*("(?:[^"\\]|\\.)*"|[\w.-]+)/g)].map(([, trait = "", value = ""]) => ({ trait, value }));
    return (0,view/* lines */.Mn)(text).flatMap((line) => {
        const match = /^c\.[\w.]*?(\w+)\s*=\s*(.+)$/.exec(line);
        return match === null ? [] : [{ trait: match[1] ?? "", value: match[2] ?? "" }];
    });
};
/** `--ServerApp.token=x` and `--ServerApp.token x`, in the text of a script. */
const inScript = (text) => [...text.matchAll(/--(?:\w+\.)*(\w+)(?:=|[ \t]+(?=["'\w*]))("[^"]*"|'[^']*'|[^\s'"]*)/g)].map(([, trait = "", value = ""]) => ({ trait, value }));
/** The same among words that no shell reads: what follows the equals sign, or the next word, is the value as it stands. */
const inWords = (words) => words.flatMap((word, index) => {
    const [, trait, value] = /^--(?:\w+\.)*(\w+)(?:=(.*))?$/s.exec(word) ?? [];
    const next = words[index + 1];
    if (trait !== undefined)
        return [{ trait, value: value ?? (next === undefined || next.startsWith("-") ? "" : next) }];
    // `sh -c "…"` is a script in one word.
    return inScript(word);
});
const bare = (value) => value.trim().replace(/^[rbu]?(["'])(.*)\1.*$/, "$2");
const judgeTrait = ({ trait, value }, path) => {
    const text = bare(value);
    const computed = /^(?:None|os\.|open\(|secrets\.|"?\$\{?\w)/.test(value.trim()) || /environ|read\(/.test(value);
    if (trait === "token" && !computed && !/null/.test(value)) {
        return [text === "" ? (0,view/* finding */.gk)("empty-token", "Jupyter asks for no token.", path) : (0,view/* finding */.gk)("fixed-token", "Jupyter's token is the same in every container.", path)];
    }
    if ((trait === "password" || trait === "hashed_password") && text !== "" && !computed)
        return [(0,view/* finding */.gk)("fixed-password", "Jupyter has a password that is the same in every container.", path)];
    if (/^allow_origin(?:_pat)?$/.test(trait) && /^(?:\*|\.\*)$/.test(text))
        return [(0,view/* finding */.gk)("allow-origin", "Any web page may use Jupyter (allow_origin).", path)];
    if (trait === "disable_check_xsrf" && /^true$/i.test(text))
        return [(0,view/* finding */.gk)("no-xsrf", "Jupyter does not check for forged requests.", path)];
    if (trait === "allow_unauthenticated_access" && /^true$/i.test(text))
        return [(0,view/* finding */.gk)("empty-token", "Jupyter lets in who has no token.", path)];
    return [];
};
const fromEnvironment = (image) => Object.entries(image.config.env)
    .filter(([name]) => /^(?:JUPYTER|NOTEBOOK)_(?:TOKEN|PASSWORD)$/.test(name))
    .map(([name, value]) => (value === "" ? (0,view/* finding */.gk)("empty-token", `${name} is set to nothing in the image.`) : (0,view/* finding */.gk)("fixed-token", `${name} is set in the image, the same in every container.`)));
/** Shell scripts that can start Jupyter: what the image starts with, and what lies beside it. */
const scripts = async (image) => {
    const found = [];
    for (const entry of (0,view/* matching */.wC)(image, read/* READ */.Pz.scripts.match)) {
        if (entry.kind !== "file" || entry.size > read/* SCRIPT_LIMIT */.YY)
            continue;
        found.push({ path: entry.path, text: (await (0,view/* textOf */.b6)(image, entry.path)) ?? "" });
    }
    return found;
};
/** Jupyter's settings, wherever they can come from: files, environment, command, scripts. */
const jupyter = async (image) => {
    const found = [...fromEnvironment(image)];
    const started = inWords([...image.config.entrypoint, ...image.config.cmd]);
    found.push(...started.flatMap((one) => judgeTrait(one, "(command)")));
    for (const entry of (0,view/* matching */.wC)(image, read/* READ */.Pz.jupyter.match))
        found.push(...assignments(entry.path, (await (0,view/* textOf */.b6)(image, entry.path)) ?? "").flatMap((one) => judgeTrait(one, entry.path)));
    for (const { path, text } of await scripts(image)) {
        if (/jupyter/.test(text))
            found.push(...inScript(text).flatMap((one) => judgeTrait(one, path)));
    }
    return found;
};

;// CONCATENATED MODULE: ./lib/src/smoke/static.js









/** Name -> check, in the order in which they run. */
const STATIC_CHECKS = {
    "driver libraries": driverLibraries,
    "compat folder": compatNotFirst,
    "preloaded libraries": preload,
    "search path": searchPath,
    "libraries of wheels": notShadowed,
    "GPU environment": cuda/* gpuEnvironment */.cI,
    "torch build": cuda/* torchBuild */.RR,
    "one CUDA": cuda/* oneCuda */.EH,
    "CUDA labels": cuda/* cudaLabels */.fl,
    "covered GPUs": cuda/* coveredGpus */.SL,
    "shared libraries": sharedLibraries,
    licences: licences,
    accounts: accounts,
    sudo: sudo,
    start: start,
    sshd: sshd,
    keys: keys,
    jupyter: jupyter,
    "secrets in the config": secretsInConfig,
    "secrets in files": secretsInFiles,
    "environment dumps": environmentDump,
    modes: modes,
    places: places,
    tools: tools,
    "locale and time": localeAndTime,
};
/** All that is wrong with a built image as far as can be told without a GPU and without running it; empty when nothing is. */
const staticFindings = async (image, expected) => {
    const found = [];
    for (const [check, run] of Object.entries(STATIC_CHECKS))
        found.push(...(await run(image, expected)).map((one) => ({ ...one, check })));
    return found;
};


/***/ }),

/***/ 20965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SL: () => (/* binding */ coveredGpus),
  fl: () => (/* binding */ cudaLabels),
  cI: () => (/* binding */ gpuEnvironment),
  EH: () => (/* binding */ oneCuda),
  m$: () => (/* binding */ packageCode),
  RR: () => (/* binding */ torchBuild)
});

// UNUSED EXPORTS: covers

// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
// EXTERNAL MODULE: ./lib/src/matrix/fatbin.js
var fatbin = __webpack_require__(85116);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/matrix/ranges.js
var ranges = __webpack_require__(95698);
;// CONCATENATED MODULE: ./lib/src/matrix/measure.js




const isLibrary = (path) => /\.so(\.\d+)*$/.test(path);
const fill = async (into, tar) => {
    for await (const chunk of tar) {
        if (!into.write(chunk))
            await new Promise((resolve) => {
                into.once("drain", () => resolve());
            });
    }
    into.end(undefined);
};
/** The GPU code of every shared library in a layer's tar (not compressed) that has any, by path; read as a stream. `seen` is told every path. */
const codeInTar = async (tar, seen) => {
    const into = extract();
    const filling = fill(into, tar).catch((error) => into.destroy(error instanceof Error ? error : new Error(String(error))));
    const found = new Map();
    for await (const entry of into) {
        seen?.(entry.header.name);
        if (entry.header.type !== "file" || !isLibrary(entry.header.name)) {
            entry.resume();
            continue;
        }
        const code = await codeIn(entry);
        if (code.sm.length > 0 || code.ptx.length > 0)
            found.set(entry.header.name, code);
    }
    await filling;
    return found;
};
/** The code of several files as one: what any of them carries. */
const together = (codes) => {
    const all = [...codes];
    const union = (pick) => [...new Set(all.flatMap(pick))].sort(versions/* compareVersions */.Zy);
    return { sm: union((code) => code.sm), ptx: union((code) => code.ptx) };
};
/** How a measurement differs from what the catalog says: architectures that are in one and not in the other. Undefined when it does not. */
const differsFrom = (found, catalog) => {
    const named = (code) => [...code.sm.map((sm) => `sm ${sm}`), ...code.ptx.map((ptx) => `ptx ${ptx}`)];
    const [here, there] = [new Set(named(found)), new Set(named(catalog))];
    const more = [...here].filter((name) => !there.has(name));
    const less = [...there].filter((name) => !here.has(name));
    return more.length === 0 && less.length === 0 ? undefined : { more, less };
};
/** The wheel that a path of a layer tells of: `…/site-packages/torch-2.10.0.dist-info/METADATA`. */
const wheelAt = (path) => {
    const [, name, version] = /(?:^|\/)([A-Za-z0-9._]+)-([^/-]+)\.dist-info\/METADATA$/.exec(path) ?? [];
    return name === undefined || version === undefined ? undefined : { name: name.replaceAll(/[-_.]+/g, "-").toLowerCase(), version };
};
/** What the catalog says of a wheel's GPU code; several entries where it depends on the cell's CUDA. */
const saidOf = ({ name, version }, libraries, inRange) => libraries.flatMap(({ architectures }) => architectures.filter((entry) => entry.package === name && inRange(version.replace(/\+.*$/, ""), entry.versions)));
/** What was found in a layer, held against the catalog. */
const measured = (found, wheels, libraries) => {
    const all = together(found.values());
    const known = [...libraries];
    const inRange = rememberRanges();
    const [one, ...others] = wheels.map((wheel) => ({ wheel, said: saidOf(wheel, known, inRange) })).filter(({ said }) => said.length > 0);
    const result = { wheels, libraries: [...found].map(([path, code]) => ({ path, ...code })), together: all };
    if (one === undefined || others.length > 0)
        return result;
    const size = (difference) => (difference === undefined ? 0 : difference.more.length + difference.less.length);
    const [differs] = one.said.map((entry) => differsFrom(all, entry)).sort((a, b) => size(a) - size(b));
    // Sorting leaves undefined, which is no difference, for last.
    const agrees = one.said.some((entry) => differsFrom(all, entry) === undefined);
    return { ...result, against: one.wheel.name, ...(agrees || differs === undefined ? {} : { differs }) };
};

// EXTERNAL MODULE: ./lib/src/smoke/static/read.js
var read = __webpack_require__(63387);
// EXTERNAL MODULE: ./lib/src/smoke/static/view.js
var view = __webpack_require__(6370);
;// CONCATENATED MODULE: ./lib/src/smoke/static/cuda.js



const SITE_PACKAGES = "/opt/venv/lib/python3/site-packages";
const minor = (version) => version.split(".").slice(0, 2).join(".");
const major = (version) => version.split(".")[0] ?? "";
/** CUDA that the installed torch says it is built for: `12.8`, `none` for a CPU build, undefined when there is no torch. */
const torchCuda = async (image) => {
    const [file] = (0,view/* matching */.wC)(image, read/* READ */.Pz.torch.match);
    if (file === undefined)
        return undefined;
    const value = /^cuda\s*(?::[^=]+)?=\s*(?:'([^']*)'|"([^"]*)"|None)/m.exec((await (0,view/* textOf */.b6)(image, file.path)) ?? "");
    return value?.[1] ?? value?.[2] ?? "none";
};
/** Version of the CUDA runtime's wheel; its first two numbers are the toolkit's. */
const runtimeWheel = (image) => {
    const installed = (0,view/* distributions */._o)(image);
    return installed.get("nvidia-cuda-runtime") ?? installed.get("nvidia-cuda-runtime-cu12") ?? installed.get("nvidia-cuda-runtime-cu11");
};
/** PyTorch is a CUDA build, and for this CUDA. */
const torchBuild = async (image, expected) => {
    const cuda = await torchCuda(image);
    if (cuda === undefined)
        return expected.imports.includes("torch") ? [(0,view/* finding */.gk)("torch-missing", "The set has PyTorch and the image has not.")] : [];
    if (cuda === "none")
        return [(0,view/* finding */.gk)("torch-cpu", "PyTorch is a build for the CPU alone.")];
    const fits = expected.wheelCuda === "exact" ? cuda === expected.cuda : major(cuda) === major(expected.cuda);
    return fits ? [] : [(0,view/* finding */.gk)("torch-cuda", `PyTorch is built for CUDA ${cuda} in a cell for CUDA ${expected.cuda}.`)];
};
/** Each CUDA major has packages of its own name; two of them in one image means that something resolved wrongly. */
const oneCuda = (image, expected) => {
    const other = major(expected.cuda) === "12" ? "cu13" : "cu12";
    const names = [...(0,view/* distributions */._o)(image).keys()].filter((name) => name.endsWith(`-${other}`) || (other === "cu12" && /cuda1[12]x$/.test(name)) || (other === "cu13" && name.endsWith("cuda13x")));
    return names.map((name) => (0,view/* finding */.gk)("other-cuda", `${name} belongs to another CUDA than ${expected.cuda}.`));
};
/** What the labels say of CUDA is what is in the image. */
const cudaLabels = async (image, expected) => {
    const { cuda: baseName, wheelCuda: wheelName } = expected.labels;
    const found = [];
    const base = image.config.labels[baseName];
    const variable = image.config.env["CUDA_VERSION"];
    if (base !== undefined && variable !== undefined && base !== variable)
        found.push((0,view/* finding */.gk)("label-cuda", `The label ${baseName} says ${base}, the base's CUDA_VERSION says ${variable}.`));
    if (base !== undefined && minor(base) !== expected.cuda)
        found.push((0,view/* finding */.gk)("label-cuda", `The label ${baseName} says ${base} in a cell for CUDA ${expected.cuda}.`));
    const wheel = image.config.labels[wheelName];
    const torch = await torchCuda(image);
    const runtime = runtimeWheel(image);
    if (wheel !== undefined && torch !== undefined && torch !== "none" && minor(wheel) !== torch)
        found.push((0,view/* finding */.gk)("label-wheel-cuda", `The label ${wheelName} says ${wheel}, PyTorch says ${torch}.`));
    if (wheel !== undefined && runtime !== undefined && minor(wheel) !== minor(runtime))
        found.push((0,view/* finding */.gk)("label-wheel-cuda", `The label ${wheelName} says ${wheel}, the CUDA runtime's wheel is ${runtime}.`));
    return found;
};
const asNumbers = (capability) => {
    const [one = 0, two = 0] = capability.replace(/[a-z]$/, "").split(".").map(Number);
    return [one, two];
};
/** Machine code runs on the same major and the same or a later minor; PTX on anything at least as new. Source: CUDA programming guide, compute capabilities. */
const covers = (code, gpu) => {
    const [gpuMajor, gpuMinor] = asNumbers(gpu);
    const bySm = code.sm.map(asNumbers).some(([one, two]) => one === gpuMajor && two <= gpuMinor);
    return bySm || code.ptx.map(asNumbers).some(([one, two]) => one < gpuMajor || (one === gpuMajor && two <= gpuMinor));
};
const codeOf = async (image, wheel) => {
    const libraries = wheel.libraries.map((path) => (0,view/* resolved */.L$)(image, `${SITE_PACKAGES}/${path}`)).filter((path) => path !== undefined);
    return together(await Promise.all(libraries.map((path) => image.code(path))));
};
/** The GPU code of these packages, as far as they are installed; by name. */
const packageCode = async (image, packages) => {
    const wheels = (await image.wheels()).map((wheel) => ({ wheel, name: (0,view/* distributionName */.SE)(wheel.name) })).filter(({ name }) => packages.includes(name));
    const all = await Promise.all(wheels.map(async ({ wheel, name }) => ({ package: name, version: wheel.version, ...(await codeOf(image, wheel)) })));
    return all.sort((a, b) => (a.package < b.package ? -1 : 1));
};
const uncovered = (code, name, gpus) => {
    const without = gpus.filter((gpu) => !covers(code, gpu));
    if (without.length === 0)
        return [];
    const has = [...(code.sm.length > 0 ? [`machine code for ${code.sm.join(", ")}`] : []), ...(code.ptx.length > 0 ? [`PTX for ${code.ptx.join(", ")}`] : [])];
    return [(0,view/* finding */.gk)("gpu-not-covered", `${name} has no code for compute capability ${without.join(", ")}: it has ${has.length === 0 ? "no GPU code at all" : has.join(" and ")}.`)];
};
/** Every package that carries GPU code carries some for each GPU that the image's label promises; read from its binaries. */
const coveredGpus = async (image, expected) => {
    const all = await packageCode(image, expected.gpuPackages);
    return all.flatMap((code) => uncovered(code, code.package, expected.gpus));
};
/** The base's variables that make the container toolkit hand over a GPU at all. */
const gpuEnvironment = (image) => {
    const { env } = image.config;
    const found = [];
    if (["", "none", "void"].includes(env["NVIDIA_VISIBLE_DEVICES"] ?? ""))
        found.push((0,view/* finding */.gk)("nvidia-env", "NVIDIA_VISIBLE_DEVICES is unset or hides all GPUs."));
    const capabilities = (env["NVIDIA_DRIVER_CAPABILITIES"] ?? "").split(",");
    if (!capabilities.includes("all")) {
        for (const wanted of ["compute", "utility"])
            if (!capabilities.includes(wanted))
                found.push((0,view/* finding */.gk)("nvidia-env", `NVIDIA_DRIVER_CAPABILITIES lacks ${wanted}.`));
    }
    if (/^(?:1|true)$/i.test(env["NVIDIA_DISABLE_REQUIRE"] ?? ""))
        found.push((0,view/* finding */.gk)("nvidia-env", "NVIDIA_DISABLE_REQUIRE is set, so a driver that is too old is not noticed."));
    if (env["CUDA_VISIBLE_DEVICES"] !== undefined)
        found.push((0,view/* finding */.gk)("nvidia-env", "CUDA_VISIBLE_DEVICES is set in the image and hides GPUs."));
    return found;
};


/***/ }),

/***/ 63387:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C9: () => (/* binding */ credentialFile),
/* harmony export */   H9: () => (/* binding */ isRead),
/* harmony export */   MG: () => (/* binding */ isDull),
/* harmony export */   Pz: () => (/* binding */ READ),
/* harmony export */   YY: () => (/* binding */ SCRIPT_LIMIT)
/* harmony export */ });
const SETTINGS_LIMIT = 1_000_000;
/** Scripts beyond this are programs. */
const SCRIPT_LIMIT = 100_000;
/** Every file whose text a check may ask for. An inventory of a layer keeps the text of these and of no others, so a check reads by one of these patterns. */
const READ = {
    accounts: { match: /^\/etc\/(?:passwd|shadow)$/, limit: SETTINGS_LIMIT },
    sudo: { match: /^\/etc\/(?:sudoers|sudoers\.d\/[^/]+|doas\.conf)$/, limit: SETTINGS_LIMIT },
    loader: { match: /^\/etc\/ld\.so\.preload$|^\/etc\/(?:.*\/)?[^/]+\.conf$/, limit: SETTINGS_LIMIT },
    login: { match: /^\/etc\/(?:environment|profile|bash\.bashrc|profile\.d\/[^/]+)$/, limit: SETTINGS_LIMIT },
    environment: { match: /^\/etc\/environment$|\/\.ssh\/environment$|^\/etc\/profile\.d\/[^/]+$|\/\.(?:profile|bashrc|env)$/, limit: SETTINGS_LIMIT },
    scripts: { match: /^\/(?:usr\/local\/bin|opt|)\/?[^/]+$|^\/etc\/(?:profile\.d|supervisor(?:\/conf\.d)?|s6[^/]*|init\.d)\/[^/]+$|^\/usr\/local\/lib\/dl-env\/[^/]+$/, limit: SCRIPT_LIMIT },
    sshd: { match: /^\/usr\/local\/lib\/dl-env\/sshd_config$/, limit: SETTINGS_LIMIT },
    keys: { match: /\/authorized_keys2?$|^\/etc\/ssh\/authorized_keys/, limit: SETTINGS_LIMIT },
    jupyter: { match: /^\/(?:etc\/jupyter|usr\/(?:local\/)?etc\/jupyter|opt\/venv\/etc\/jupyter|(?:root|home\/[^/]+)\/\.(?:jupyter|ipython))\/.*\.(?:py|json)$/, limit: SETTINGS_LIMIT },
    licences: { match: /^\/usr\/local\/lib\/dl-env\/licences\.json$/, limit: SETTINGS_LIMIT },
    torch: { match: /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/torch\/version\.py$/, limit: SETTINGS_LIMIT },
};
/** Files that let their reader in somewhere, by name. */
const CREDENTIAL_FILES = [
    { match: /\/\.ssh\/id_[a-z0-9_]+$/, what: "a private key of ssh" },
    { match: /\/\.git-credentials$|\/\.config\/git\/credentials$/, what: "credentials of git" },
    { match: /\/\.netrc$|\/_netrc$/, has: /password/, what: "a password for network services" },
    { match: /\/\.pypirc$/, has: /password/, what: "a password of a package index" },
    { match: /\/\.docker\/config\.json$|\/containers\/auth\.json$/, has: /"auth"\s*:/, what: "credentials of a registry" },
    { match: /\/\.aws\/credentials$/, what: "credentials of a cloud" },
    { match: /\/\.kaggle\/kaggle\.json$|\/\.cache\/huggingface\/token$|\/\.huggingface\/token$/, what: "a token of a data service" },
    { match: /\/(?:pip\.conf|\.?uv\.toml|\.condarc|\.npmrc)$/, has: /:\/\/[^/\s:@]+:[^/\s@]+@|_authToken|password/, what: "credentials of a package index" },
    { match: /^\/(?:etc|root|home|usr\/local|opt|srv|var\/lib)\/.*\.(?:pem|key)$/, has: /PRIVATE KEY/, what: "a private key" },
    { match: /^\/(?:run|var\/run)\/secrets\/./, what: "a secret of a build" },
];
/** Test keys of wheels and packages are public and guard nothing. */
const PUBLIC_FOLDERS = /\/site-packages\/|\/dist-packages\/|^\/usr\/(?:share|lib)\/|^\/etc\/ssl\/certs\/|^\/opt\/(?:nvidia|python)\//;
/** What credentials a file of this path would hold; undefined for every other file. */
const credentialFile = (path) => (PUBLIC_FOLDERS.test(path) ? undefined : CREDENTIAL_FILES.find((one) => one.match.test(path)));
const OF_WHEELS = /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\//;
/**
 * A file of a wheel as it should be: root's, for group 0 to write, no library, nothing that a check reads. Most files of an image are, and no check
 * has a question about them but whether they are there.
 */
const isDull = ({ path, kind, mode, uid, gid, size }) => kind === "file" && uid === 0 && gid === 0 && (mode === 0o664 || mode === 0o775) && OF_WHEELS.test(path) && !path.includes(".so") && !path.includes("/.") && !path.endsWith("/METADATA") && !isRead(path, size);
/** Whether a check may ask for the text of this file. */
const isRead = (path, size) => Object.values(READ).some(({ match, limit }) => size <= limit && match.test(path)) || (size <= SETTINGS_LIMIT && credentialFile(path) !== undefined);


/***/ }),

/***/ 6370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L$: () => (/* binding */ resolved),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   SE: () => (/* binding */ distributionName),
/* harmony export */   Z7: () => (/* binding */ normalised),
/* harmony export */   _o: () => (/* binding */ distributions),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   gk: () => (/* binding */ finding),
/* harmony export */   wC: () => (/* binding */ matching)
/* harmony export */ });
const finding = (code, message, path) => ({ code, message, ...(path === undefined ? {} : { path }) });
const parentOf = (path) => path.slice(0, path.lastIndexOf("/"));
/** `/a/b/../c` -> `/a/c`. */
const normalised = (path) => {
    const parts = [];
    for (const part of path.split("/")) {
        if (part === "..")
            parts.pop();
        else if (part !== "" && part !== ".")
            parts.push(part);
    }
    return `/${parts.join("/")}`;
};
/** The path with every symlink on its way followed, inside the image; undefined for a loop. */
const resolved = (image, path, depth = 0) => {
    if (depth > 40)
        return undefined;
    let at = "";
    const parts = normalised(path).slice(1).split("/");
    for (const [index, part] of parts.entries()) {
        const next = `${at}/${part}`;
        const entry = image.entries.get(next);
        if (entry?.kind === "symlink" && entry.target !== undefined) {
            const target = entry.target.startsWith("/") ? entry.target : `${parentOf(next)}/${entry.target}`;
            return resolved(image, [target, ...parts.slice(index + 1)].join("/"), depth + 1);
        }
        at = next;
    }
    return at;
};
/** UTF-8 text of a file, symlinks followed; undefined when there is none. */
const textOf = async (image, path) => {
    const real = resolved(image, path);
    if (real === undefined || image.entries.get(real)?.kind !== "file")
        return undefined;
    return image.text(real);
};
/** Lines without comments and blank ones. */
const lines = (text) => (text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
/** Entries whose path matches, in order of path. */
const matching = (image, pattern) => image.telling.filter((entry) => pattern.test(entry.path)).sort((a, b) => (a.path < b.path ? -1 : 1));
/** Names that PEP 503 calls equal: lower case, `-` for `_` and `.`. */
const distributionName = (text) => text.toLowerCase().replace(/[-_.]+/g, "-");
/** Installed distributions, from the names of their dist-info folders: normalised name -> version. */
const distributions = (image) => {
    const found = new Map();
    for (const entry of matching(image, /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\.dist-info$/)) {
        const stem = entry.path.slice(entry.path.lastIndexOf("/") + 1, -".dist-info".length);
        const dash = stem.indexOf("-");
        found.set(distributionName(stem.slice(0, dash)), stem.slice(dash + 1));
    }
    return found;
};


/***/ })

};
