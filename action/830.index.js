export const id = 830;
export const ids = [830];
export const modules = {

/***/ 12830:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   usesCache: () => (/* binding */ usesCache),
/* harmony export */   withCache: () => (/* binding */ withCache)
/* harmony export */ });
/* unused harmony exports cacheKeys, gather, place */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _resolve_indexSettings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96300);
/* harmony import */ var _system_cacheFolder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50492);



// What a resolver read and answered, kept between runs: index pages and metadata of uv, our
// answers, sizes of wheels. Never layers or wheels.
/** Commands that ask the resolver; jobs that work on a plan have their locks from it. */
const ASKING = new Set(["plan", "lock", "generate", "watch", "check"]);
/** Changes when what is kept, or where, changes. */
const FORMAT = 1;
/** Bytes in all, and of one file, before compression. */
const CACHE_LIMIT = 100_000_000;
const FILE_LIMIT = 20_000_000;
const DAY = 86_400_000;
/** Whether this step asks a resolver, and this run may at least read what others kept. */
const usesCache = ({ command, offline, planFolder, stage }, { caches }) => caches !== "none" &&
    ASKING.has(command) &&
    !offline &&
    planFolder === undefined &&
    stage !== "comment";
const hash = (texts) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16);
const textsIn = async ({ files }, folder, pattern) => {
    const names = (await files.list(folder)).filter((name) => pattern.test(name));
    return Promise.all(names.map(async (name) => `${name}\n${(await files.readText(`${folder}/${name}`)) ?? ""}`));
};
/**
 * By catalog, by request and locks, and by day: the first run of a day keeps what the others of
 * that day find.
 */
const cacheKeys = async (sys, file) => {
    const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";
    const catalog = `dl-env-${FORMAT}-${hash(await textsIn(sys, `${sys.env.projectRoot}/matrix`, /\.yml$/))}-`;
    const request = `${catalog}${hash([(await sys.files.readText(file)) ?? "", ...(await textsIn(sys, `${folder}/locks`, /\.json$/))])}-`;
    return {
        key: `${request}${new Date(sys.clock.now()).toISOString().slice(0, 10)}`,
        prefixes: [request, catalog],
    };
};
const uvFolder = ({ env }) => env.get("UV_CACHE_DIR") || `${env.get("XDG_CACHE_HOME") || `${env.home}/.cache`}/uv`;
/**
 * Pages of an index that asks for a login may hold signed addresses, so then nothing of uv's is
 * kept.
 */
const asksForLogin = async (sys) => {
    const index = await (0,_resolve_indexSettings_js__WEBPACK_IMPORTED_MODULE_1__/* .defaultIndex */ .sM)(sys);
    const written = [
        ...(0,_resolve_indexSettings_js__WEBPACK_IMPORTED_MODULE_1__/* .addedIndexes */ .DU)(sys),
        ...("address" in index ? [index.address] : []),
        ...(index.from === "uv.toml" ? [(await sys.files.readText(index.file)) ?? ""] : []),
    ];
    return (written.some((text) => /\/\/[^/\s]*@/.test(text)) ||
        Boolean(sys.env.get("UV_KEYRING_PROVIDER")) ||
        (await sys.files.stat(`${sys.env.home}/.netrc`)) !== undefined);
};
/** Files under a folder, in the order of their names. */
const walk = async (sys, folder, at = "") => {
    const found = [];
    for (const name of await sys.files.list(`${folder}${at}`)) {
        const path = `${at}/${name}`;
        const stat = await sys.files.stat(`${folder}${path}`);
        if (stat?.kind === "directory")
            found.push(...(await walk(sys, folder, path)));
        else if (stat?.kind === "file")
            found.push({ path, size: stat.size });
    }
    return found;
};
const sourcesOf = async (sys) => [
    {
        name: "ours",
        folder: (0,_system_cacheFolder_js__WEBPACK_IMPORTED_MODULE_2__/* .cacheFolder */ .n)(sys.env),
        wanted: (path) => /^\/(?:(?:answers|platforms)\/[^/]+\.json|sizes\.json)$/.test(path),
    },
    ...((await asksForLogin(sys))
        ? []
        : [
            {
                name: "uv",
                folder: uvFolder(sys),
                wanted: (path) => /^\/simple-v\d+\//.test(path) || /^\/wheels-v\d+\/.*\.msgpack$/.test(path),
            },
        ]),
];
/** An answer says itself when it was asked for; one that is a day old is of no more use. */
const isOld = (path, text, now) => path.startsWith("/answers/") && now - Number(/"asked":(\d+)/.exec(text)?.[1] ?? 0) > DAY;
/** Only these folders of a source are walked: the others are large. */
const TOPS = {
    ours: /^(?:answers|platforms|sizes\.json)$/,
    uv: /^(?:simple|wheels)-v\d+$/,
};
/**
 * Copies what is to be kept into the folder; what `isSecret` finds a secret in stays out. Returns
 * the number of files.
 */
const gather = async (sys, into, { isSecret, limit = CACHE_LIMIT }) => {
    await sys.files.remove(into);
    let [left, count] = [limit, 0];
    for (const { name, folder, wanted } of await sourcesOf(sys)) {
        const tops = (await sys.files.list(folder)).filter((top) => TOPS[name].test(top));
        const found = (await Promise.all(tops.map(async (top) => (await sys.files.stat(`${folder}/${top}`))?.kind === "file"
            ? [{ path: `/${top}`, size: 0 }]
            : walk(sys, folder, `/${top}`)))).flat();
        for (const { path, size } of found) {
            const from = `${folder}${path}`;
            if (!wanted(path) || size > Math.min(left, FILE_LIMIT))
                continue;
            const bytes = await sys.files.readBytes(from);
            const text = Buffer.from(bytes ?? []).toString("latin1");
            if (bytes === undefined || isOld(path, text, sys.clock.now()) || isSecret(text))
                continue;
            await sys.files.write(`${into}/${name}${path}`, bytes);
            left -= bytes.length;
            count += 1;
        }
    }
    return count;
};
/**
 * Puts what was kept where uv and we look for it, and only where nothing is: what this machine
 * knows itself is newer.
 */
const place = async (sys, from) => {
    let count = 0;
    for (const { name, folder, wanted } of await sourcesOf(sys)) {
        for (const { path } of (await walk(sys, `${from}/${name}`)).filter((found) => wanted(found.path))) {
            const bytes = (await sys.files.stat(`${folder}${path}`)) === undefined
                ? await sys.files.readBytes(`${from}/${name}${path}`)
                : undefined;
            if (bytes === undefined)
                continue;
            await sys.files.write(`${folder}${path}`, bytes);
            count += 1;
        }
    }
    return count;
};
/**
 * Runs the step with what earlier runs kept, and keeps what it learned where this run may. A cache
 * that does not work is told once and changes nothing else.
 */
const withCache = async ({ sys, inputs, rights }, { cache, mask }, work) => {
    const folder = `${sys.env.get("RUNNER_TEMP") ?? sys.env.cwd}/dl-env-cache`;
    const { key, prefixes } = await cacheKeys(sys, inputs.file);
    const restored = await cache.restore(folder, key, prefixes);
    if (restored.trouble !== undefined)
        sys.log.info("The cache of earlier runs could not be used, so all answers are fetched " +
            `again: ${restored.trouble}`);
    else if (restored.key !== undefined)
        sys.log.debug(`${await place(sys, folder)} files of the cache ${restored.key} are used`);
    try {
        return await work();
    }
    finally {
        if (rights.caches === "write" &&
            restored.trouble === undefined &&
            restored.key !== key &&
            (await gather(sys, folder, { isSecret: (text) => mask(text) !== text })) > 0) {
            const { trouble } = await cache.save(folder, key);
            if (trouble !== undefined)
                sys.log.info(`The answers of this run could not be cached for later runs: ${trouble}`);
        }
        await sys.files.remove(folder);
    }
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


/***/ })

};
