export const id = 0;
export const ids = [0];
export const modules = {

/***/ 79939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C4: () => (/* binding */ allowsNothing),
/* harmony export */   QW: () => (/* binding */ rowFor),
/* harmony export */   Wk: () => (/* binding */ GPU_LABEL)
/* harmony export */ });
/* unused harmony exports RIGHTS_TABLE, NO_ROW */
const NOTHING = { secrets: false, push: false, caches: "none", gpu: false };
const READ_ONLY = { secrets: false, push: false, caches: "read", gpu: false };
const EVERYTHING = { secrets: true, push: true, caches: "write", gpu: true };
/**
 * The label that a person with write access puts on a pull request of this repository to have it
 * run on a GPU.
 */
const GPU_LABEL = "gpu";
/**
 * The first row that matches counts; what matches none gets nothing. A row's key that is absent
 * matches everything. The same table stands in docs/threat-model.md, and a test keeps the two
 * equal.
 */
const RIGHTS_TABLE = [
    {
        name: "code from a fork",
        fork: [true],
        event: ["pull_request"],
        may: READ_ONLY,
        why: "Anyone can write it. A label changes nothing: the code may change after it was set.",
    },
    {
        name: "anything else from a fork",
        fork: [true],
        may: NOTHING,
        why: "pull_request_target, workflow_run and the like run with the secrets of the base.",
    },
    {
        name: "events that outsiders start with the base's secrets",
        event: [
            "pull_request_target",
            "workflow_run",
            "issue_comment",
            "issues",
            "discussion",
            "discussion_comment",
            "fork",
            "watch",
        ],
        may: NOTHING,
        why: "Strangers write the payload, but the run has secrets.",
    },
    {
        name: "pull request of a bot",
        event: ["pull_request"],
        actor: ["bot"],
        may: READ_ONLY,
        why: "The change was written by a bot; a person reviews it first.",
    },
    {
        name: "labelled pull request",
        event: ["pull_request"],
        actor: ["insider"],
        label: [true],
        may: { secrets: false, push: false, caches: "read", gpu: true },
        why: "Someone with write access wrote it and asks for a GPU. It still publishes nothing.",
    },
    { name: "pull request", event: ["pull_request"], may: READ_ONLY, why: "Not reviewed yet." },
    {
        name: "merge queue",
        event: ["merge_group"],
        may: READ_ONLY,
        why: "Reviewed, but not merged: nothing is published from it.",
    },
    {
        name: "push to the default branch",
        event: ["push"],
        ref: ["default"],
        may: EVERYTHING,
        why: "Reviewed and merged.",
    },
    {
        name: "tag",
        event: ["push", "release"],
        ref: ["tag"],
        may: EVERYTHING,
        why: "Only those with write access can push one.",
    },
    {
        name: "push to another branch",
        event: ["push"],
        ref: ["other"],
        may: { secrets: false, push: false, caches: "write", gpu: false },
        why: "Not reviewed. GitHub keeps its caches apart from those of the default branch.",
    },
    {
        name: "schedule",
        event: ["schedule"],
        may: EVERYTHING,
        why: "GitHub runs it on the default branch only.",
    },
    {
        name: "started by hand on the default branch or a tag",
        event: ["workflow_dispatch", "repository_dispatch"],
        ref: ["default", "tag"],
        may: EVERYTHING,
        why: "Needs write access, and the code is reviewed.",
    },
    {
        name: "started by hand on another branch",
        event: ["workflow_dispatch"],
        actor: ["insider"],
        ref: ["other"],
        may: { secrets: false, push: false, caches: "write", gpu: true },
        why: "A person with write access tries a branch; it publishes nothing.",
    },
];
/** The row for what no other row names. */
const NO_ROW = {
    name: "anything else",
    may: NOTHING,
    why: "Events that are not in this table are refused.",
};
const holds = (row, situation) => (row.event?.includes(situation.event) ?? true) &&
    (row.actor?.includes(situation.actor) ?? true) &&
    (row.fork?.includes(situation.fork) ?? true) &&
    (row.label?.includes(situation.label) ?? true) &&
    (row.ref?.includes(situation.ref) ?? true);
/**
 * Whether a run has no use for the action: what it would read is written by strangers, and what it
 * was given is the base's.
 */
const allowsNothing = ({ secrets, push, caches, gpu }) => !secrets && !push && caches === "none" && !gpu;
/** The row that decides for this situation. */
const rowFor = (situation) => RIGHTS_TABLE.find((row) => holds(row, situation)) ?? NO_ROW;


/***/ }),

/***/ 23717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ decodePayload),
/* harmony export */   _: () => (/* binding */ situationOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _runRights_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(79939);


const repository = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ full_name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
/**
 * The few fields of a webhook payload that decide who may do what; everything else is thrown away.
 */
const payload = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    repository: repository.extend({ default_branch: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional() }).optional(),
    sender: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ type: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }).optional(),
    pull_request: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        number: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().int().positive(),
        author_association: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        user: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ login: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), type: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }).nullish(),
        labels: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() })).default([]),
        head: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ sha: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), repo: repository.nullish() }),
        base: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ sha: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), ref: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), repo: repository }),
    })
        .optional(),
});
/** The payload, or undefined when there is none or it is not what GitHub documents. */
const decodePayload = (text) => {
    if (text === undefined)
        return undefined;
    try {
        const decoded = payload.safeParse(JSON.parse(text));
        return decoded.success ? decoded.data : undefined;
    }
    catch {
        return undefined;
    }
};
const INSIDERS = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);
const isBot = (name) => name.endsWith("[bot]");
const actorOf = (facts, event) => {
    const pull = event?.pull_request;
    if (isBot(facts.actor) ||
        event?.sender?.type === "Bot" ||
        pull?.user?.type === "Bot" ||
        isBot(pull?.user?.login ?? ""))
        return "bot";
    if (pull !== undefined)
        return INSIDERS.has(pull.author_association) ? "insider" : "outsider";
    // Events without a pull request that reach a row with rights can be started only with write
    // access.
    return "insider";
};
/** True unless both ends of a pull request are known to be this repository. */
const isFork = (facts, event) => {
    const pull = event?.pull_request;
    if (pull !== undefined)
        return (pull.head.repo?.full_name !== pull.base.repo.full_name ||
            pull.base.repo.full_name !== facts.repository);
    return facts.event.startsWith("pull_request");
};
const refOf = (facts, event) => {
    if (facts.ref.startsWith("refs/tags/"))
        return "tag";
    if (facts.event === "schedule")
        return "default";
    const branch = event?.repository?.default_branch;
    return branch !== undefined && facts.ref === `refs/heads/${branch}` ? "default" : "other";
};
/** Reads the situation of a run. What is not known counts as the less trusted. */
const situationOf = (facts, event = decodePayload(facts.payload)) => ({
    event: facts.event,
    actor: actorOf(facts, event),
    fork: isFork(facts, event),
    label: event?.pull_request?.labels.some(({ name }) => name === _runRights_js__WEBPACK_IMPORTED_MODULE_0__/* .GPU_LABEL */ .Wk) ?? false,
    ref: refOf(facts, event),
});


/***/ }),

/***/ 24000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contextOf: () => (/* binding */ contextOf)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _runRights_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79939);
/* harmony import */ var _situation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23717);



/**
 * Reads what the runner says about this run, and decides once what it may do. Throws
 * `not-from-here` for a fork's code on a self-hosted runner, and for a run that may do nothing:
 * before any file of the repository is read.
 */
const contextOf = async (sys, inputs) => {
    const get = (name) => sys.env.get(name) ?? "";
    const path = get("GITHUB_EVENT_PATH");
    const situation = (0,_situation_js__WEBPACK_IMPORTED_MODULE_2__/* .situationOf */ ._)({
        event: get("GITHUB_EVENT_NAME"),
        actor: get("GITHUB_ACTOR"),
        ref: get("GITHUB_REF"),
        repository: get("GITHUB_REPOSITORY"),
        payload: path === "" ? undefined : await sys.files.readText(path),
    });
    const row = (0,_runRights_js__WEBPACK_IMPORTED_MODULE_1__/* .rowFor */ .QW)(situation);
    if (situation.fork && sys.env.get("RUNNER_ENVIRONMENT") === "self-hosted") {
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
            code: "not-from-here",
            message: `Code from a fork never runs on a self-hosted runner (${row.name}).`,
            hint: "Use a GitHub-hosted runner for such runs: runs-on: ubuntu-24.04",
        });
    }
    if ((0,_runRights_js__WEBPACK_IMPORTED_MODULE_1__/* .allowsNothing */ .C4)(row.may))
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
            code: "not-from-here",
            message: `This run is not allowed to do anything (${row.name}), so no file of the ` +
                "repository is read.",
            hint: "Give this workflow another event: pull_request for what strangers write, push " +
                "for what was merged; see docs/threat-model.md",
        });
    const folder = inputs.out ??
        `${sys.env.get("RUNNER_TEMP") ?? sys.env.cwd}/dl-env-${inputs.command}-${inputs.stage}`;
    // Our own folder begins empty, so that a later job never gets what another step left.
    if (inputs.out === undefined)
        await sys.files.remove(folder);
    return { sys, inputs, rights: row.may, row: row.name, folder };
};


/***/ })

};
