export const id = 598;
export const ids = [598];
export const modules = {

/***/ 32574:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gD: () => (/* binding */ findCredentials),
/* harmony export */   mj: () => (/* binding */ authFiles)
/* harmony export */ });
/* unused harmony export keysFor */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17242);
/* harmony import */ var _system_absolutePath_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66618);
/* harmony import */ var _system_rootFolder_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90884);





const Entry = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    auth: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    username: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    password: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    identitytoken: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    registrytoken: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
});
const AuthFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    auths: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), Entry).optional(),
    credHelpers: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    credsStore: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
});
const HelperAnswer = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ Username: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), Secret: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
/** Docker's key for Docker Hub, in config.json and towards helpers. */
const HUB_KEY = "https://index.docker.io/v1/";
/**
 * Files that may hold credentials, the first that knows the registry counts: REGISTRY_AUTH_FILE
 * alone when it is set (as podman does), else docker's config.json, then podman's auth.json of this
 * login session, then the one that stays.
 */
const authFiles = (env) => {
    const only = env.get("REGISTRY_AUTH_FILE");
    if (only !== undefined && only !== "")
        return [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(only) ? only : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(env.cwd, only)];
    const docker = (0,_system_absolutePath_js__WEBPACK_IMPORTED_MODULE_3__/* .absolutePath */ .H)(env, "DOCKER_CONFIG") ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(env.home, ".docker");
    const runtime = env.get("XDG_RUNTIME_DIR") ?? `/run/containers/${env.uid}`;
    const settings = env.get("XDG_CONFIG_HOME") ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(env.home, ".config");
    return [
        (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(docker, "config.json"),
        (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(runtime, "containers", "auth.json"),
        `/run/containers/${env.uid}/auth.json`,
        (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(settings, "containers", "auth.json"),
    ];
};
const readAuthFile = async (sources, file) => {
    const text = await sources.files.readText(file);
    if (text === undefined || text.trim() === "")
        return undefined;
    const broken = () => 
    // The cause is left out: a parser's message quotes the text, and the text holds secrets.
    (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({
        code: "wrong-auth-file",
        message: `The credentials in ${file} cannot be read: it is not the JSON that docker and ` +
            "podman write.",
        place: { file },
        hint: `Move it away and log in again: mv ${file} ${file}.old`,
    });
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw broken();
    }
    const decoded = AuthFile.safeParse(value);
    if (!decoded.success)
        throw broken();
    return decoded.data;
};
/**
 * Keys under which a registry's credentials may stand, the most telling first: podman's
 * host/path/path, then the host, then docker's forms.
 */
const keysFor = (host, repository) => {
    const parts = repository.split("/");
    const paths = parts.map((_, index) => [host, ...parts.slice(0, parts.length - index)].join("/"));
    const forms = [
        host,
        `https://${host}`,
        `https://${host}/v1/`,
        `https://${host}/v2/`,
        `http://${host}`,
    ];
    return host === "docker.io"
        ? [...paths, host, HUB_KEY, "index.docker.io", "registry-1.docker.io", ...forms]
        : [...paths, ...forms];
};
const fromEntry = (entry) => {
    if (entry.registrytoken)
        return { kind: "token", token: entry.registrytoken };
    if (entry.identitytoken)
        return { kind: "identity", token: entry.identitytoken };
    if (entry.username && entry.password)
        return { kind: "password", username: entry.username, password: entry.password };
    if (!entry.auth)
        return undefined;
    const plain = Buffer.from(entry.auth, "base64").toString("utf8").replace(/\0+$/, "");
    const colon = plain.indexOf(":");
    return colon < 1
        ? undefined
        : { kind: "password", username: plain.slice(0, colon), password: plain.slice(colon + 1) };
};
const helperFailed = (program, why) => (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({
    code: "credential-helper-failed",
    message: `The credential helper ${program} failed: ${why}.`,
    hint: `Run it yourself: echo ${HUB_KEY} | ${program} get`,
});
const decodeHelperAnswer = (program, text) => {
    let answer;
    try {
        answer = JSON.parse(text);
    }
    catch {
        throw helperFailed(program, "it did not answer with JSON");
    }
    const decoded = HelperAnswer.safeParse(answer);
    if (!decoded.success)
        throw helperFailed(program, "its answer has no Username and Secret");
    const { Username, Secret } = decoded.data;
    return Username === "<token>"
        ? { kind: "identity", token: Secret }
        : { kind: "password", username: Username, password: Secret };
};
/**
 * Asks docker-credential-NAME; the registry goes in on standard input, the secret comes out on
 * standard output, nothing is in argv.
 */
const askHelper = async (sources, name, server) => {
    const program = `docker-credential-${name}`;
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({
            code: "wrong-auth-file",
            message: "The name of a credential helper in the credentials file is not a program's name.",
            hint: "Look at credsStore and credHelpers in: ~/.docker/config.json",
        });
    }
    const result = await sources.processes.run([program, "get"], {
        cwd: _system_rootFolder_js__WEBPACK_IMPORTED_MODULE_4__/* .ROOT_FOLDER */ .O,
        input: server,
        timeout: 30_000,
    });
    if (result.timedOut)
        throw helperFailed(program, "it did not answer in 30 seconds");
    if (result.code !== 0) {
        // The protocol has no code for "I know nothing about it", only this sentence.
        if (/credentials not found|no credentials server URL|not found in native keychain/i.test(`${result.stdout}${result.stderr}`))
            return undefined;
        throw helperFailed(program, `exit code ${result.code}`);
    }
    return decodeHelperAnswer(program, result.stdout);
};
const fromFile = async (sources, file, { host, repository }) => {
    const keys = keysFor(host, repository);
    const server = host === "docker.io" ? HUB_KEY : host;
    const helper = keys.map((key) => file.credHelpers?.[key]).find((name) => name !== undefined);
    if (helper !== undefined)
        return askHelper(sources, helper, server);
    const entries = keys.flatMap((key) => {
        const entry = file.auths?.[key];
        return entry === undefined ? [] : [entry];
    });
    for (const entry of entries) {
        const found = fromEntry(entry);
        if (found !== undefined)
            return found;
    }
    // With a credsStore docker leaves an empty entry behind for each registry it knows; podman lists
    // none. Ask in both cases.
    return file.credsStore ? askHelper(sources, file.credsStore, server) : undefined;
};
/**
 * Credentials for a repository, or undefined to ask as anyone. Rejects with `wrong-auth-file` or
 * `credential-helper-failed`.
 */
const findCredentials = async (sources, host, repository) => {
    for (const path of new Set(authFiles(sources.env))) {
        const file = await readAuthFile(sources, path);
        const found = file === undefined ? undefined : await fromFile(sources, file, { host, repository });
        if (found !== undefined)
            return found;
    }
    return undefined;
};


/***/ }),

/***/ 33598:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  secretsOfHost: () => (/* binding */ secretsOfHost)
});

// EXTERNAL MODULE: ./lib/src/registry/credentials.js
var credentials = __webpack_require__(32574);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/src/secrets/authFile.js

const AuthFile = schemas/* object */.Ikc({
    auths: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({
        auth: schemas/* string */.YjP(),
        password: schemas/* string */.YjP(),
        identitytoken: schemas/* string */.YjP(),
        registrytoken: schemas/* string */.YjP(),
    })
        .partial()),
});
const passwordOf = (auth) => {
    const plain = Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "");
    return plain.slice(plain.indexOf(":") + 1);
};
/**
 * What in a file of docker's or podman's credentials must not be printed; empty when it is no such
 * file.
 */
const secretsInAuthFile = (text) => {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return [];
    }
    const entries = Object.values(AuthFile.safeParse(value).data?.auths ?? {});
    return entries
        .flatMap(({ auth, password, identitytoken, registrytoken }) => [
        auth,
        auth === undefined ? undefined : passwordOf(auth),
        password,
        identitytoken,
        registrytoken,
    ])
        .filter((secret) => secret !== undefined && secret !== "");
};

// EXTERNAL MODULE: ./lib/src/secrets/environmentSecrets.js
var environmentSecrets = __webpack_require__(54976);
;// CONCATENATED MODULE: ./lib/src/registry/hostSecrets.js



/**
 * Every secret that this host's settings hold: variables, addresses in them, and the registries'
 * credentials. A file that cannot be read has none.
 */
const secretsOfHost = async (sys, environment) => {
    const texts = await Promise.all([...new Set((0,credentials/* authFiles */.mj)(sys.env))].map((file) => sys.files.readText(file).catch(() => undefined)));
    return [
        ...(0,environmentSecrets/* secretsInEnvironment */.W)(environment),
        ...texts.flatMap((text) => secretsInAuthFile(text ?? "")),
    ];
};


/***/ })

};
