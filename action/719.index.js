export const id = 719;
export const ids = [719];
export const modules = {

/***/ 98719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  loginFor: () => (/* binding */ loginFor)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/errors/error.js
var error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/registry/retryTable.js
var retryTable = __webpack_require__(51964);
// EXTERNAL MODULE: ./lib/src/registry/answerLimits.js
var answerLimits = __webpack_require__(50580);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var digest = __webpack_require__(57410);
// EXTERNAL MODULE: ./lib/src/system/boundedBody.js
var boundedBody = __webpack_require__(5911);
;// CONCATENATED MODULE: ./lib/src/action/dockerHubLogin.js






// Docker Hub's OIDC connections, as docker/login-action 4.5 and later use them (docs.docker.com,
// "OIDC connections"; its pull requests 1048 and 1068): the run's id token, made out for AUDIENCE,
// is exchanged (RFC 8693) for an access token of the organization.
const AUDIENCE = "https://identity.docker.com";
const EXCHANGE = `${AUDIENCE}/oauth/token`;
/**
 * Seconds that Docker allows: at least 300, at most as long as a job on a hosted runner may last.
 */
const LONGEST_TOKEN = 21_600;
const idToken = schemas/* object */.Ikc({ value: schemas/* string */.YjP().min(1) });
const exchanged = schemas/* object */.Ikc({ access_token: schemas/* string */.YjP().min(1) });
const refused = (what, status) => (0,error/* unreachable */.HB)({
    code: "oidc-refused",
    message: `${what} refused to log this run in to Docker Hub (status ${status}).`,
    hint: "Compare the connection's rulesets with this repository, branch and environment: https://docs.docker.com/enterprise/security/oidc-connections/",
});
/**
 * Sends a request, again where the other side asked to wait or did not answer well, and decodes a
 * 200.
 */
const ask = async ({ http, clock }, { what, request }, decoder) => {
    for (let attempt = 1;; attempt += 1) {
        const response = await http.request(request);
        if (response.status === 200) {
            const decoded = decoder.safeParse((0,digest/* readJson */.Vh)(await (0,boundedBody/* readBounded */.CB)(response.body, { what, bytes: answerLimits/* LIMITS */.b1.tokenBytes }, (0,answerLimits/* answerDeadline */.Xm)(clock))));
            if (decoded.success)
                return decoded.data;
            throw refused(what, response.status);
        }
        await response.discard();
        const pause = (0,retryTable/* pauseBefore */.GB)(attempt + 1, { status: response.status, retryAfter: response.headers["retry-after"] }, { safe: true, now: clock.now() });
        if (pause === undefined)
            throw refused(what, response.status);
        await clock.sleep(pause);
    }
};
const idTokenRequest = ({ env }) => {
    const [url, token] = [
        env.get("ACTIONS_ID_TOKEN_REQUEST_URL"),
        env.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
    ];
    if (!url || !token) {
        throw (0,error/* wrongRequest */.Tw)({
            code: "no-id-token",
            message: "This job is not allowed to request an id token from GitHub, which the login " +
                "to Docker Hub by OIDC needs.",
            hint: "Grant it to the job that calls: permissions: { id-token: write }",
        });
    }
    const address = new URL(url);
    address.searchParams.set("audience", AUDIENCE);
    return {
        method: "GET",
        url: address.href,
        headers: { authorization: `Bearer ${token}`, accept: "application/json" },
    };
};
/**
 * A short-lived login to Docker Hub for this run. Everything that must not be printed goes to
 * `hide` before it is used. Throws `no-id-token` where the job lacks the permission, `oidc-refused`
 * where GitHub or Docker says no, `network` without an answer.
 */
const dockerHubLogin = async (world, { username, connection }, { seconds, hide }) => {
    const { value } = await ask(world, { what: "GitHub", request: idTokenRequest(world) }, idToken);
    hide(value);
    const form = new URLSearchParams({
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        subject_token: value,
        connection_id: connection,
        expires_in: String(seconds),
    });
    const request = {
        method: "POST",
        url: EXCHANGE,
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: form.toString(),
    };
    const { access_token: password } = await ask(world, { what: "Docker", request }, exchanged);
    hide(password);
    return { host: "docker.io", username, password };
};

;// CONCATENATED MODULE: ./lib/src/action/registryLogin.js

/**
 * Seconds: what makes or pulls images may take as long as its job, everything else is over in
 * minutes.
 */
const lifetime = ({ command }) => command === "build" || command === "smoke" ? LONGEST_TOKEN : 3600;
/**
 * The login that this step may use, or undefined: none was given, or the table of
 * docs/threat-model.md says no. `hide` gets what must not be printed.
 */
const loginFor = async ({ sys, inputs, rights, row }, hide) => {
    const { registry, dockerHub } = inputs;
    if (registry === undefined && dockerHub === undefined)
        return undefined;
    if (!rights.secrets) {
        sys.log.info(`The registry's credentials are not used in this run (${row}).`);
        return undefined;
    }
    return dockerHub === undefined
        ? registry
        : dockerHubLogin(sys, dockerHub, { seconds: lifetime(inputs), hide });
};


/***/ }),

/***/ 51964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GB: () => (/* binding */ pauseBefore),
/* harmony export */   H9: () => (/* binding */ faultKind),
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   dX: () => (/* binding */ LONGEST_WAIT)
/* harmony export */ });
/* unused harmony export RETRIES */
/**
 * Answers of a registry that is down for a moment; 520 to 527 are those of a content network in
 * front of it.
 */
const SERVER = [408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527];
/**
 * The whole of what is tried again. `race`: distribution on a file system does not write its links
 * at once, so a manifest that comes while another client sends one of its blobs is answered
 * DIGEST_INVALID; and what we send has been checked against its digest here. A registry that says
 * how long to wait (Retry-After) is believed up to LONGEST_WAIT.
 */
const RETRIES = [
    { fault: "network", statuses: [], attempts: 5, pause: 400, when: "safe" },
    { fault: "rate-limit", statuses: [429], attempts: 6, pause: 1000, when: "always" },
    { fault: "server", statuses: SERVER, attempts: 5, pause: 400, when: "safe" },
    { fault: "race", statuses: [], codes: ["DIGEST_INVALID"], attempts: 5, pause: 100, when: "safe" },
];
/** Milliseconds; a registry that wants a longer pause than this is an error that says so. */
const LONGEST_WAIT = 120_000;
/**
 * Retry-After in milliseconds (seconds or an HTTP date), undefined when it is absent or unreadable.
 */
const retryAfter = (value, now) => {
    if (value === undefined)
        return undefined;
    if (/^[0-9]+$/.test(value.trim()))
        return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};
const ruleFor = (fault) => RETRIES.find((rule) => "network" in fault
    ? rule.fault === "network"
    : rule.statuses.includes(fault.status) || rule.codes?.includes(fault.code ?? "") === true);
/** Which row of the table a fault belongs to; undefined for what is not tried again. */
const faultKind = (fault) => ruleFor(fault)?.fault;
/**
 * Milliseconds to wait before attempt number `next` (2 is the first retry), or undefined when it is
 * over.
 */
const pauseBefore = (next, fault, { safe, now }) => {
    const rule = ruleFor(fault);
    if (rule === undefined || next > rule.attempts || (rule.when === "safe" && !safe))
        return undefined;
    const requested = "network" in fault ? undefined : retryAfter(fault.retryAfter, now);
    const wait = requested ?? rule.pause * 2 ** (next - 2);
    return wait > LONGEST_WAIT ? undefined : wait;
};


/***/ })

};
