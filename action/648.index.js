export const id = 648;
export const ids = [648];
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

/***/ 56648:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkStep: () => (/* binding */ checkStep)
});

// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/inspect/checkReport.js
var checkReport = __webpack_require__(73403);
// EXTERNAL MODULE: ./lib/src/pipeline.js + 103 modules
var pipeline = __webpack_require__(23045);
// EXTERNAL MODULE: ./lib/src/session.js + 31 modules
var src_session = __webpack_require__(66212);
;// CONCATENATED MODULE: ./lib/src/commands/check/buildSample.js




/** The first touched cells that can be built. */
const sampleOf = (touched, sample) => touched
    .filter(({ after }) => after?.verdict === "accepted" && after.state !== "unknown")
    .slice(0, sample)
    .map(({ cell }) => cell);
const buildOne = async (sys, { options, dir }, cell) => {
    try {
        const session = await (0,src_session/* openSession */.fA)(sys, {
            ...options,
            cells: [cell],
            build: "engine",
            to: `oci:${dir}/images`,
        });
        const built = await (0,pipeline/* buildImages */.rd)(session, await (0,pipeline/* planCells */.v_)(session));
        const why = built.failed[0]?.problem.message ??
            built.left[0]?.why ??
            built.checks.flatMap(checkReport/* checkReasons */.Mp)[0];
        return why === undefined
            ? { cell, outcome: "built", detail: "" }
            : { cell, outcome: "failed", detail: why };
    }
    catch (error) {
        if (!(error instanceof errors_error/* DlEnvError */.Oz))
            throw error;
        return { cell, outcome: "failed", detail: error.message };
    }
};
/** Builds each cell of the sample, one after the other, and pushes nothing. */
const buildSample = async (sys, sample) => {
    const built = [];
    for (const cell of sample.cells)
        built.push(await sys.log.group(`Building ${cell}`, () => buildOne(sys, sample, cell)));
    return built;
};

// EXTERNAL MODULE: ./lib/src/plan/writeContext.js + 2 modules
var writeContext = __webpack_require__(83257);
// EXTERNAL MODULE: ./lib/src/resolve/committedLocks.js
var committedLocks = __webpack_require__(45967);
;// CONCATENATED MODULE: ./lib/src/commands/check/drift.js



/** Folder of committed Containerfiles, beside dl-env.yml: the default of `generate`. */
const GENERATED = "containerfiles";
/** Paths of all files below a folder, from that folder; empty when there is none. */
const filesBelow = async (files, folder, below = "") => {
    const found = [];
    for (const name of await files.list(`${folder}/${below}`)) {
        const path = `${below}${name}`;
        const stat = await files.stat(`${folder}/${path}`);
        if (stat?.kind === "directory")
            found.push(...(await filesBelow(files, folder, `${path}/`)));
        else
            found.push(path);
    }
    return found;
};
const isThere = async (files, folder) => (await files.stat(folder))?.kind === "directory";
/** Committed locks that `dl-env lock` would write again or take away. */
const lockDrift = async (session, planned) => {
    const { files } = session.sys;
    const committed = (0,src_session/* lockFolder */.MS)(session);
    if (!(await isThere(files, committed)))
        return [];
    // Read as they are, and nothing is written.
    const looked = { ...files, write: () => Promise.resolve(), remove: () => Promise.resolve() };
    const used = new Set(planned.judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.lock] : [])));
    const { written, removed } = await (0,committedLocks/* writeLocks */.OS)(looked, {
        folder: committed,
        locks: [...planned.locks.values()].filter(({ key }) => used.has(key)),
        apt: [...planned.apt.values()],
    }, { prune: planned.plan.totals.unknown === 0 });
    return [...written, ...removed].map((name) => ({
        file: `${committed}/${name}`,
        hint: "Locks are written by a command and never by hand: dl-env lock",
    }));
};
const differs = async (files, made, committed) => (await files.readText(made)) !== (await files.readText(committed));
/**
 * Committed Containerfiles and what lies beside them that `dl-env generate` would write otherwise.
 */
const generatedDrift = async (session, planned, work) => {
    const { files } = session.sys;
    const committed = `${session.folder}/${GENERATED}`;
    if (!(await isThere(files, committed)))
        return [];
    const made = `${work}/${GENERATED}`;
    for (const recipe of planned.recipes.values())
        await (0,writeContext/* writeContext */.p)(session, planned, { recipe, dir: `${made}/${recipe.cell}` });
    const withRecipe = new Set(planned.recipes.keys());
    const unknown = new Set(planned.plan.cells
        .filter((cell) => cell.verdict !== "rejected" && !withRecipe.has(cell.cell))
        .map((cell) => cell.cell));
    const paths = new Set([
        ...(await filesBelow(files, made)),
        ...(await filesBelow(files, committed)),
    ]);
    const drift = [];
    for (const path of [...paths].sort()) {
        // A cell whose base could not be queried cannot be compared; that is no drift.
        if (unknown.has(path.split("/", 1)[0] ?? ""))
            continue;
        if (await differs(files, `${made}/${path}`, `${committed}/${path}`))
            drift.push({
                file: `${committed}/${path}`,
                hint: `Change ${session.request.file} or the catalog instead, then: dl-env generate ` +
                    `--out ${committed}`,
            });
    }
    return drift;
};
/** Apt locks that were made for other packages than the request and the catalog want now. */
const aptDrift = ({ aptNotices }) => aptNotices
    .filter(({ code }) => code === "apt-lock-stale")
    .map(({ place, release, hint = "" }) => ({ file: place?.file ?? `apt-${release}.json`, hint }));
/**
 * Everything that is generated, committed, and not what its source gives now. Writes below `work`
 * only.
 */
const findDrift = async (session, planned, work) => [
    ...aptDrift(planned),
    ...(await lockDrift(session, planned)),
    ...(await generatedDrift(session, planned, work)),
];

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/system/rootFolder.js
var rootFolder = __webpack_require__(90884);
// EXTERNAL MODULE: ./lib/src/system/pathWithin.js
var pathWithin = __webpack_require__(2780);
// EXTERNAL MODULE: ./lib/src/resolve/pinnedTool.js + 4 modules
var pinnedTool = __webpack_require__(37954);
// EXTERNAL MODULE: ./lib/src/system/repositoryTop.js
var repositoryTop = __webpack_require__(34901);
;// CONCATENATED MODULE: ./lib/src/commands/check/git.js



/**
 * Each would have git run a program, or read a repository that was committed as files of another
 * one.
 */
const SETTINGS = [
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.alternateRefsCommand=",
    "diff.external=",
    "protocol.ext.allow=never",
    "gc.auto=0",
    "maintenance.auto=false",
];
/**
 * argv of every call of git; pure. Only plumbing is called that neither writes nor looks into files
 * of the work tree: then no attribute can choose a filter, a converter or a merge driver. Paths are
 * what they say, without patterns.
 */
const gitArgv = (args) => [
    "git",
    ...SETTINGS.flatMap((setting) => ["-c", setting]),
    "--no-pager",
    "--no-replace-objects",
    "--no-optional-locks",
    "--literal-pathspecs",
    ...args,
];
/**
 * Which repository is asked is decided here and not by a variable that a hook left behind; nobody
 * is there to answer a prompt.
 */
const ENVIRONMENT = {
    GIT_DIR: undefined,
    GIT_WORK_TREE: undefined,
    GIT_COMMON_DIR: undefined,
    GIT_OBJECT_DIRECTORY: undefined,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: undefined,
    GIT_EXTERNAL_DIFF: undefined,
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C.UTF-8",
};
/** The repository that a folder is in; undefined when it is in none. */
const repositoryAt = async (sys, folder) => {
    const top = await (0,repositoryTop/* repositoryTop */.K)(sys.files, folder);
    return top === undefined ? undefined : { top, sys };
};
const gitFailed = (what, why) => (0,errors_error/* wrongRequest */.Tw)({
    code: "git-failed",
    message: `git ${what} did not work: ${why}`,
    hint: "Check out with the base's history: fetch-depth: 0",
});
/** What git, started in `/`, says of the repository. Rejects with `git-failed`. */
const git = async ({ sys, top }, args, options = {}) => {
    const { code, stdout, stderr } = await sys.processes.run(gitArgv(["-C", top, ...args]), {
        ...options,
        cwd: rootFolder/* ROOT_FOLDER */.O,
        env: ENVIRONMENT,
    });
    if (code === 0)
        return stdout;
    throw gitFailed(args[0] ?? "", stderr.trim().split("\n").at(-1) ?? "");
};

;// CONCATENATED MODULE: ./lib/src/commands/check/hadolint.js






const findings = schemas/* array */.YOg(schemas/* object */.Ikc({
    file: schemas/* string */.YjP(),
    line: schemas/* number */.aig().int(),
    column: schemas/* number */.aig().int(),
    level: schemas/* enum */.k5n(["error", "warning", "info", "style"]),
    code: schemas/* string */.YjP(),
    message: schemas/* string */.YjP(),
}));
/** What git knows as a Containerfile, generated or written by hand. */
const isContainerfile = (path) => /(?:^|\/)(?:Containerfile|Dockerfile)(?:\.[\w-]+)?$/.test(path);
const LEVEL = { error: "error", warning: "warning", info: "notice", style: "notice" };
/** hadolint's JSON, decoded; undefined when it is something else. */
const readFindings = (text) => {
    try {
        return findings.parse(JSON.parse(text)).map(({ file, line, column, level, code, message }) => ({
            level: LEVEL[level],
            rule: code,
            message,
            place: { file, line, column },
        }));
    }
    catch {
        return undefined;
    }
};
/** Milliseconds; a file takes some hundredths of a second. */
const TIMEOUT = 300_000;
/** Where a tool cannot be kept, as its folder is somebody else's, the rest of a check goes on. */
const pinnedHadolint = async (sys, { pinned, offline }) => {
    try {
        return await (0,pinnedTool/* ensureTool */.r)(sys, { program: "hadolint", ...pinned }, { offline });
    }
    catch (error) {
        return { why: error instanceof Error ? error.message : String(error), cause: error };
    }
};
/**
 * The pinned hadolint; where it cannot be had, the one on PATH, which is never the repository's
 * (see Processes.find); undefined without any. Says in the log what is not as it should be.
 */
const findHadolint = async (sys, linter) => {
    const found = await pinnedHadolint(sys, linter);
    if (typeof found === "string")
        return found;
    const path = await sys.processes.find("hadolint");
    const missing = `hadolint ${linter.pinned.version} is not installed (${found.why})`;
    if (path === undefined) {
        sys.log.warn(`${missing}, so no Containerfile was linted.`);
        return undefined;
    }
    const version = (await (0,pinnedTool/* versionOf */.E)(sys, "hadolint", path)) ?? "of an unknown version";
    sys.log.warn(`${missing}. ${path} is used, hadolint ${version}; its findings may differ.`);
    return path;
};
/**
 * `config` is a file of hadolint's settings; without one it looks for the user's own. It starts in
 * `/` and gets whole paths: managers of versions, which may stand on PATH under its name, choose
 * what they run by files of the folder that they start in.
 */
const lint = async (sys, path, { files, config }) => {
    if (files.length === 0)
        return [];
    const settings = config === undefined ? [] : ["--config", config];
    const whole = files.map((file) => (0,external_node_path_.join)(sys.env.cwd, file));
    const { stdout, stderr } = await sys.processes.run([path, ...settings, "--format", "json", "--no-fail", "--", ...whole], { cwd: rootFolder/* ROOT_FOLDER */.O, timeout: TIMEOUT });
    const read = readFindings(stdout);
    if (read === undefined)
        sys.log.warn(`hadolint did not answer as expected: ${stderr.trim().split("\n").at(-1) ?? ""}`);
    return (read ?? []).map((finding) => ({
        ...finding,
        place: { ...finding.place, file: (0,external_node_path_.relative)(sys.env.cwd, finding.place.file) },
    }));
};
/**
 * Containerfiles that git knows below the working directory, as paths from it. A pipe, or a link
 * that leaves the repository, is not read.
 */
const containerfiles = async (sys, repository) => {
    const below = (0,external_node_path_.relative)(repository.top, sys.env.cwd) || ".";
    const listed = (await git(repository, ["ls-files", "-z", "--", below])).split("\0");
    const committed = [];
    for (const file of listed.filter(isContainerfile))
        if (await (0,pathWithin/* isFileWithin */.c)(sys.files, repository.top, (0,external_node_path_.join)(repository.top, file)))
            committed.push((0,external_node_path_.relative)(sys.env.cwd, (0,external_node_path_.join)(repository.top, file)));
    return committed;
};
const OWN_SETTINGS = [".hadolint.yaml", ".hadolint.yml"];
/**
 * The settings in the working directory, as hadolint itself would take them; ours instead of those
 * that a link brings from outside the repository, which would be quoted in its messages.
 */
const settingsOf = async (sys, { top }, bundledConfig) => {
    for (const name of OWN_SETTINGS) {
        const path = (0,external_node_path_.join)(sys.env.cwd, name);
        if ((await sys.files.stat(path)) !== undefined)
            return (await (0,pathWithin/* isFileWithin */.c)(sys.files, top, path)) ? path : bundledConfig;
    }
    return undefined;
};
/**
 * Lints every Containerfile that git knows below the working directory: those below `generated` by
 * this project's settings, the others by the repository's own. Empty without hadolint, and says so
 * once in the log.
 */
const lintContainerfiles = async (sys, generated, linter) => {
    const repository = await repositoryAt(sys, sys.env.cwd);
    if (repository === undefined)
        return [];
    const files = await containerfiles(sys, repository);
    if (files.length === 0)
        return [];
    const hadolint = await findHadolint(sys, linter);
    if (hadolint === undefined)
        return [];
    sys.log.info(`Linting ${files.length} Containerfiles with ${hadolint}.`);
    const bundledConfig = `${sys.env.projectRoot}/.hadolint.yaml`;
    const folder = `${(0,external_node_path_.relative)(sys.env.cwd, (0,external_node_path_.resolve)(sys.env.cwd, generated))}/`;
    const isGenerated = (file) => file.startsWith(folder);
    const byHand = files.filter((file) => !isGenerated(file));
    const config = await settingsOf(sys, repository, bundledConfig);
    return [
        ...(await lint(sys, hadolint, { files: files.filter(isGenerated), config: bundledConfig })),
        ...(await lint(sys, hadolint, { files: byHand, config })),
    ];
};

// EXTERNAL MODULE: ./lib/src/catalog/tagLists.js
var tagLists = __webpack_require__(34685);
// EXTERNAL MODULE: ./lib/src/matrix/expand.js
var expand = __webpack_require__(33256);
// EXTERNAL MODULE: ./lib/src/matrix/decodeRequest.js + 3 modules
var decodeRequest = __webpack_require__(7538);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/src/commands/check/commitFiles.js



const KINDS = {
    "100644": "file",
    "100755": "file",
    "120000": "link",
};
/** `<mode> <type> <object>TAB<path>`; other repositories in it (160000) have no content here. */
const readEntry = (line) => {
    const [, mode = "", object = "", path = ""] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
    const kind = KINDS[mode];
    return kind === undefined ? [] : [{ path, kind, object }];
};
/**
 * The files of a commit that are these paths, or below them. Paths above the top are in no commit.
 */
const committedFiles = async (repository, commit, paths) => {
    const inside = paths.map((path) => (0,external_node_path_.normalize)(path)).filter((path) => !isAbove(path));
    if (inside.length === 0)
        return [];
    const args = ["ls-tree", "-r", "-z", "--full-tree", commit, "--", ...inside];
    return (await git(repository, args)).split("\0").flatMap(readEntry);
};
const isAbove = (path) => path === ".." || path.startsWith("../") || path.startsWith("/");
const NEWLINE = 10;
/**
 * Contents of objects, in their order: each is `<object> blob <size>`, its bytes, and a line break.
 */
const readObjects = async (repository, objects) => {
    const parts = [];
    await git(repository, ["cat-file", "--batch"], {
        input: objects.map((object) => `${object}\n`).join(""),
        onOutput: (bytes) => parts.push(bytes),
    });
    const all = Buffer.concat(parts);
    let at = 0;
    return objects.map((object) => {
        const end = all.indexOf(NEWLINE, at);
        const [, size] = /^\S+ blob (\d+)$/.exec(all.toString("utf8", at, Math.max(at, end))) ?? [];
        if (size === undefined)
            throw gitFailed("cat-file", `there is no object ${object}`);
        const start = end + 1;
        at = start + Number(size) + 1;
        return all.subarray(start, start + Number(size));
    });
};
/** Where a link of the commit leads, from the top; undefined when that is outside it. */
const linkTarget = (path, target) => {
    const resolved = target.startsWith("/") ? target : (0,external_node_path_.normalize)((0,external_node_path_.join)((0,external_node_path_.dirname)(path), target));
    return isAbove(resolved) ? undefined : resolved.replace(/\/$/, "");
};
const MOST_LINKS = 8;
/** Text of one file of a commit, links within it followed; undefined when there is none. */
const committedText = async (repository, commit, path) => {
    let at = path;
    for (let links = 0; at !== undefined && links <= MOST_LINKS; links += 1) {
        const wanted = (0,external_node_path_.normalize)(at);
        const found = await committedFiles(repository, commit, [wanted]);
        const file = found.find((one) => one.path === wanted);
        if (file === undefined)
            return undefined;
        const [content] = await readObjects(repository, [file.object]);
        const text = content?.toString("utf8") ?? "";
        if (file.kind === "file")
            return text;
        at = linkTarget(wanted, text);
    }
    return undefined;
};
/**
 * Writes files of a commit below `folder`, as they are in git: nothing checks them out, so no
 * filter, hook or converter has a say. What links in them lead to is written too; a link that
 * leaves the commit is left out.
 */
const writeCommitted = async (files, repository, { commit, paths, folder }) => {
    const seen = new Set();
    for (let pending = [...paths]; pending.length > 0;) {
        const found = (await committedFiles(repository, commit, pending)).filter(({ path }) => !seen.has(path));
        const contents = await readObjects(repository, found.map(({ object }) => object));
        pending = [];
        for (const [at, { path, kind }] of found.entries()) {
            const content = contents[at] ?? Buffer.alloc(0);
            seen.add(path);
            if (kind === "file")
                await files.write(`${folder}/${path}`, content);
            const target = kind === "link" ? linkTarget(path, content.toString("utf8")) : undefined;
            if (target === undefined)
                continue;
            await files.makeDir((0,external_node_path_.dirname)(`${folder}/${path}`));
            await files.link(content.toString("utf8"), `${folder}/${path}`);
            pending.push(target);
        }
    }
};
/** The hash by which git would keep this content, sha1 or sha256 as the repository has it. */
const objectOf = (content, like) => (0,external_node_crypto_.createHash)(like.length === 64 ? "sha256" : "sha1")
    .update(`blob ${content.byteLength}\0`)
    .update(content)
    .digest("hex");
const isSame = async (files, path, { kind, object }) => {
    const found = (await files.stat(path))?.kind;
    if (found === "symlink")
        return kind === "link" && objectOf(Buffer.from(await files.readLink(path)), object) === object;
    if (found !== "file" || kind !== "file")
        return false;
    return objectOf((await files.readBytes(path)) ?? new Uint8Array(), object) === object;
};
const countBelow = async (files, path) => {
    const kind = (await files.stat(path))?.kind;
    if (kind === undefined)
        return 0;
    if (kind !== "directory")
        return 1;
    const names = await files.list(path);
    const counts = await Promise.all(names.map((name) => countBelow(files, `${path}/${name}`)));
    return counts.reduce((sum, count) => sum + count, 0);
};
/**
 * Whether what lies at these paths now, committed or not, is what the commit has there: compared by
 * content, without asking git about the work tree.
 */
const isAsCommitted = async (files, repository, { commit, paths }) => {
    const inside = paths.filter((path) => !isAbove((0,external_node_path_.normalize)(path)));
    const committed = await committedFiles(repository, commit, inside);
    const counts = await Promise.all(inside.map((path) => countBelow(files, `${repository.top}/${path}`)));
    if (counts.reduce((sum, count) => sum + count, 0) !== committed.length)
        return false;
    for (const file of committed)
        if (!(await isSame(files, `${repository.top}/${file.path}`, file)))
            return false;
    return true;
};

;// CONCATENATED MODULE: ./lib/src/commands/check/planBefore.js









/**
 * Plans the request, the locks and the catalog of the other commit, written into a folder of their
 * own.
 */
const planCommit = async ({ options, session, dir, looked }, text) => {
    const { sys } = session;
    const { repository, base: commit, path } = looked;
    const folder = `${dir}/before`;
    const { catalog } = (0,decodeRequest/* decodeRequest */.o)(text, path, { catalog: session.catalog, tolerant: true });
    const paths = [path, ...factPaths((0,external_node_path_.dirname)(path), catalog)];
    await writeCommitted(sys.files, repository, { commit, paths, folder });
    return (await (0,pipeline/* planCells */.v_)(await (0,src_session/* openSession */.fA)(sys, { ...options, file: `${folder}/${path}` }))).plan;
};
/** Everything in a request that decides about a cell beside the cell's own values. */
const common = ({ file: _file, places: _places, matrix: _matrix, include: _include, exclude: _exclude, sets: _sets, default: _default, ...rest }) => JSON.stringify(rest);
const sameCell = (a, b) => a !== undefined && a.pythonFrom === b.pythonFrom && a.libraries.join() === b.libraries.join();
/**
 * The locks and the catalog of a request in `folder`. A catalog that an absolute path names is the
 * machine's, for every commit.
 */
const factPaths = (folder, catalog) => [
    (0,external_node_path_.join)(folder, "locks"),
    ...(catalog === undefined || (0,external_node_path_.isAbsolute)(catalog) ? [] : [(0,external_node_path_.join)(folder, catalog)]),
];
const openBase = async (session, base) => {
    const { sys } = session;
    const repository = await repositoryAt(sys, sys.env.cwd);
    if (repository === undefined)
        throw gitFailed("rev-parse", `${sys.env.cwd} is not in a git repository`);
    await git(repository, ["rev-parse", "--verify", "--quiet", `${base}^{commit}`]);
    return repository;
};
/**
 * Asks git about the other commit, which costs waiting and no work. Rejects with `git-failed` where
 * the commit is not in this checkout.
 */
const lookBefore = async (session, base) => {
    const { sys, request } = session;
    const repository = await openBase(session, base);
    const path = (0,external_node_path_.relative)(repository.top, (0,external_node_path_.resolve)(sys.env.cwd, request.file));
    const facts = factPaths((0,external_node_path_.dirname)(path), request.catalog);
    const [text, same] = await Promise.all([
        committedText(repository, base, path),
        isAsCommitted(sys.files, repository, { commit: base, paths: facts }),
    ]);
    return { base, repository, path, text, factsChanged: !same };
};
/**
 * The plan before, from the plan now: cells that both have, asked with the same facts, are the
 * same, and only the others are planned. Undefined when the facts differ.
 */
const planDifference = async ({ options, session, planned, looked }, text) => {
    if (looked.factsChanged)
        return undefined;
    const input = { text, file: session.request.file, catalog: session.catalog };
    const before = await (0,src_session/* sessionOf */.MC)(session.sys, { ...input, options });
    if (common(before.request) !== common(session.request))
        return undefined;
    const catalog = (0,tagLists/* withTagLists */.Q)(session.catalog, planned.lists);
    const now = new Map(planned.judged.map(({ cell }) => [cell.id, cell]));
    const cells = (0,expand/* expandCells */.o6)(before.request, catalog);
    const others = cells.filter((cell) => !sameCell(now.get(cell.id), cell)).map(({ id }) => id);
    const assignment = { kind: "cells", locks: (0,src_session/* lockFolder */.MS)(session), cells: others };
    const byId = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
    const plannedNow = others.length === 0
        ? []
        : (await (0,pipeline/* planCells */.v_)(await (0,src_session/* sessionOf */.MC)(session.sys, { ...input, options: { ...options, assignment } }))).plan.cells;
    for (const cell of plannedNow)
        byId.set(cell.cell, cell);
    return { cells: cells.flatMap(({ id }) => byId.get(id) ?? []) };
};
/**
 * The plan of another commit, with the catalog of this project as it is now. A dl-env.yml that was
 * wrong there, or not there yet, had no cells.
 */
const planBefore = async (work) => {
    const { sys } = work.session;
    const { base, path, text } = work.looked;
    const short = base.slice(0, 12);
    if (text === undefined) {
        sys.log.info(`There was no ${path} in ${short}.`);
        return { cells: [] };
    }
    try {
        return (await planDifference(work, text)) ?? (await planCommit(work, text));
    }
    catch (error) {
        if (!(error instanceof errors_error/* DlEnvError */.Oz) || error.exit !== 2 || error.code === "git-failed")
            throw error;
        sys.log.info(`No plan could be made of ${short}: ${error.message}`);
        return { cells: [] };
    }
};

;// CONCATENATED MODULE: ./lib/src/commands/check/comparePlans.js
const packagesOf = (cell) => cell?.lock?.packages ?? {};
const packageChanges = (before, after) => {
    const [old, now] = [
        new Map(Object.entries(packagesOf(before))),
        new Map(Object.entries(packagesOf(after))),
    ];
    const names = new Set([...old.keys(), ...now.keys()]);
    return [...names]
        .filter((name) => old.get(name) !== now.get(name))
        .sort()
        .map((name) => ({ name, before: old.get(name), after: now.get(name) }));
};
/**
 * The immutable tag stands for everything that decides what is in an image. Rolling tags that
 * another cell takes over are no change of this one.
 */
const identity = (cell) => JSON.stringify([
    cell.verdict,
    cell.tags.find((tag) => /-r[0-9a-f]{12}$/.test(tag)),
    cell.base?.tag,
    cell.lock?.key,
    cell.reasons.map((reason) => reason.message),
]);
/**
 * Cells that a change touches: new, gone, another verdict, or other content. In the order of the
 * plan after, then those that are gone.
 */
const touchedCells = (before, after) => {
    const old = new Map(before.cells.map((cell) => [cell.cell, cell]));
    const now = new Map(after.cells.map((cell) => [cell.cell, cell]));
    const made = (id) => ({
        cell: id,
        before: old.get(id),
        after: now.get(id),
        packages: packageChanges(old.get(id), now.get(id)),
    });
    const changed = after.cells.filter((cell) => {
        const was = old.get(cell.cell);
        return was === undefined || (was !== cell && identity(was) !== identity(cell));
    });
    return [
        ...changed.map(({ cell }) => made(cell)),
        ...before.cells.filter(({ cell }) => !now.has(cell)).map(({ cell }) => made(cell)),
    ];
};

// EXTERNAL MODULE: ./lib/src/system/workFolder.js
var workFolder = __webpack_require__(2397);
;// CONCATENATED MODULE: ./lib/src/commands/checkCommand.js









const fullCommit = (base) => {
    if (/^[0-9a-f]{40}$/.test(base))
        return base;
    throw (0,errors_error/* wrongRequest */.Tw)({
        code: "wrong-base",
        message: `${JSON.stringify(base)} is not the full hash of a commit.`,
        hint: "Name one: dl-env check --base $(git rev-parse origin/main)",
    });
};
/** The plan now, against the plan of the base. */
const compare = async (sys, options, dir) => {
    const session = await (0,src_session/* openSession */.fA)(sys, options);
    const looking = options.base === undefined ? undefined : lookBefore(session, fullCommit(options.base));
    // Git is asked while the plan is made; what it refuses is told when the plan is there.
    looking?.catch(() => undefined);
    const planned = await sys.log.group("Planning the current state", () => (0,pipeline/* planCells */.v_)(session));
    const looked = await looking;
    if (looked === undefined)
        return { session, planned, touched: [] };
    const before = await sys.log.group("Planning the base commit", () => planBefore({ options, session, planned, looked, dir }));
    return { session, planned, touched: touchedCells(before, planned.plan) };
};
/**
 * What a change does: cells it touches with verdicts, packages and sizes before and after,
 * generated files that are out of date, a lint of Containerfiles, and a sample built without push.
 * Exit 1 when files are out of date, a lint error was found, or the sample did not build.
 */
const check = async (sys, options) => {
    const work = await (0,workFolder/* openWork */.Q)(sys);
    try {
        const { session, planned, touched } = await compare(sys, options, work.dir);
        const drift = await findDrift(session, planned, work.dir);
        const sample = sampleOf(touched, options.sample ?? 0);
        const built = await buildSample(sys, { options, cells: sample, dir: work.dir });
        const lint = await lintContainerfiles(sys, `${session.folder}/${GENERATED}`, {
            pinned: session.catalog.hostHadolint,
            offline: options.offline === true,
        });
        const isWrong = drift.length > 0 ||
            built.some(({ outcome }) => outcome === "failed") ||
            lint.some(({ level }) => level === "error");
        return {
            kind: "check",
            result: { touched, drift, built },
            plan: planned.plan,
            request: session.request,
            lint,
            oldLocks: planned.aptNotices.filter(({ code }) => code === "apt-lock-old"),
            problems: [],
            exit: isWrong ? 1 : 0,
        };
    }
    finally {
        await work.close();
    }
};

// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(36647);
// EXTERNAL MODULE: ./lib/src/report/summaryMarkup.js
var summaryMarkup = __webpack_require__(42281);
;// CONCATENATED MODULE: ./lib/src/report/changeComment.js


/** The longest body that GitHub takes for a comment. */
const COMMENT_LIMIT = 65_536;
const MARKER_ROOM = 256;
const size = (cell) => cell?.lock === undefined ? "–" : (0,units/* bytes */.ee)(cell.lock.download);
const packagesText = (touched) => {
    const shown = touched.packages
        .slice(0, 8)
        .map(({ name, before, after }) => `${(0,summaryMarkup/* code */.a)(name)} ${before === undefined ? "new" : (0,summaryMarkup/* code */.a)(before)} ` +
        `→ ${after === undefined ? "gone" : (0,summaryMarkup/* code */.a)(after)}`);
    const more = touched.packages.length - shown.length;
    return shown.join("<br>") + (more > 0 ? `<br>and ${more} more` : "");
};
const reasonText = (cell) => (cell?.reasons ?? []).map((reason) => (0,summaryMarkup/* prose */.C)(reason.message)).join("<br>");
const cellRow = (touched) => {
    const { before, after } = touched;
    return (`| ${(0,summaryMarkup/* code */.a)(touched.cell)} | ${before?.verdict ?? "–"} → ` +
        `${after?.verdict ?? "gone"} | ${size(before)} → ${size(after)} | ` +
        `${packagesText(touched)} | ${reasonText(after)} |`);
};
/** At most this many files, and this many builds, have a line each. */
const MOST_LINES = 20;
const headLines = ({ touched, drift, built }) => [
    "### dl-env",
    touched.length === 0
        ? "This change affects no cell."
        : `This change affects ${(0,units/* count */.U9)(touched.length, "cell")}.`,
    ...drift
        .slice(0, MOST_LINES)
        .map(({ file, hint }) => `- ${(0,summaryMarkup/* code */.a)(file)} is out of date. ${(0,summaryMarkup/* prose */.C)(hint)}`),
    ...built
        .slice(0, MOST_LINES)
        .map(({ cell, outcome, detail }) => "- " +
        `${(0,summaryMarkup/* code */.a)(cell)}: ${outcome === "built" ? "built from its Containerfile" : `did not build. ${(0,summaryMarkup/* prose */.C)(detail.slice(0, 500))}`}`),
    ...(touched.length === 0
        ? []
        : ["", "| Cell | Verdict | Download | Packages | Why |", "| --- | --- | --- | --- | --- |"]),
];
/** The first rows that fit into so many characters. */
const fittingRows = (touched, room) => {
    const rows = [];
    let left = room;
    for (const row of touched.map(cellRow)) {
        left -= row.length + 1;
        if (left < 0)
            break;
        rows.push(row);
    }
    return rows;
};
/** Room for the line that says how many rows were cut. */
const CUT_ROOM = 120;
/**
 * The comment of a pull request as Markdown, without its marker; rows that do not fit are counted.
 */
const changeComment = (report, limit = COMMENT_LIMIT - MARKER_ROOM) => {
    const { touched } = report;
    const head = headLines(report);
    const used = head.reduce((sum, line) => sum + line.length + 1, 0);
    const rows = fittingRows(touched, limit - used - CUT_ROOM);
    const cut = touched.length - rows.length;
    const note = `**Cut: ${cut} of ${touched.length} cells are not shown here; the step summary ` +
        "has more.**";
    return [...head, ...rows, ...(cut > 0 ? ["", note] : [])].join("\n");
};

// EXTERNAL MODULE: ./lib/src/report/changeText.js
var changeText = __webpack_require__(38850);
// EXTERNAL MODULE: ./lib/src/system/github/openGitHub.js + 7 modules
var openGitHub = __webpack_require__(81049);
// EXTERNAL MODULE: ./lib/src/action/situation.js
var situation = __webpack_require__(23717);
// EXTERNAL MODULE: ./lib/src/action/steps/stepOptions.js
var stepOptions = __webpack_require__(90625);
// EXTERNAL MODULE: ./lib/src/action/steps/stepOutcome.js + 17 modules
var stepOutcome = __webpack_require__(4091);
;// CONCATENATED MODULE: ./lib/src/action/steps/checkStep.js








const COMMENT_FILE = "comment.md";
const MARKER = "dl-env:check";
const payloadOf = async ({ sys }) => {
    const path = sys.env.get("GITHUB_EVENT_PATH");
    return path === undefined ? undefined : (0,situation/* decodePayload */.D)(await sys.files.readText(path));
};
/**
 * Puts what an earlier job found into the pull request's one comment. Runs no code of the pull
 * request.
 */
const commentStep = async (context) => {
    const { sys, inputs } = context;
    const pull = (await payloadOf(context))?.pull_request?.number;
    const text = inputs.planFolder === undefined
        ? undefined
        : await sys.files.readText(`${inputs.planFolder}/${COMMENT_FILE}`);
    const repository = sys.env.get("GITHUB_REPOSITORY");
    if (pull === undefined ||
        text === undefined ||
        repository === undefined ||
        inputs.githubToken === undefined) {
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "no-comment",
            message: "A comment needs a pull request, the folder with comment.md, and a token.",
            hint: "Write under `with:` plan-folder and github-token, and run it on: pull_request",
        });
    }
    const api = sys.env.get("GITHUB_API_URL");
    const github = await (0,openGitHub/* openGitHub */.o)({
        repository,
        token: inputs.githubToken,
        ...(api === undefined ? {} : { api }),
    });
    await github.upsertComment({ pull, marker: MARKER, body: text });
    return { exit: 0, outputs: { changed: "true" } };
};
/**
 * What the change does, as annotations, as the step summary, and as a comment for the job after
 * this one.
 */
const checkStep = async (context) => {
    const { sys, inputs, rights } = context;
    if (inputs.stage === "comment")
        return commentStep(context);
    const base = (await payloadOf(context))?.pull_request?.base.sha;
    const outcome = await check(sys, {
        ...(0,stepOptions/* sessionOptions */.x)(inputs),
        sample: inputs.sample,
        ...(base === undefined ? {} : { base }),
    });
    const { result, plan, request } = outcome;
    const cells = result.touched.map(({ cell }) => cell);
    const comment = changeComment(result);
    return (0,stepOutcome/* stepOutcome */.f)(context, outcome, {
        plan,
        request,
        annotations: (0,changeText/* annotateChange */.r)(outcome),
        markdown: comment,
        files: new Map([[COMMENT_FILE, comment]]),
        outputs: {
            changed: String(cells.length > 0),
            cells: JSON.stringify(cells),
            report: JSON.stringify({ touched: cells, drift: result.drift, built: result.built }),
            may: JSON.stringify(rights),
        },
    });
};


/***/ }),

/***/ 81049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ openGitHub)
});

// EXTERNAL MODULE: ./lib/src/text/visible.js
var visible = __webpack_require__(76782);
// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
;// CONCATENATED MODULE: ./lib/src/system/github/gitHubRefusal.js

const statusOf = (error) => error instanceof Error && "status" in error && typeof error.status === "number"
    ? error.status
    : undefined;
const WHY = {
    401: "the token is not valid",
    403: "the token may not do this, or too many requests were made",
    404: "it does not exist, or the token has no access to it",
    422: "GitHub did not accept the values",
    429: "too many requests were made",
};
/**
 * Tells what was tried; GitHub's own message is not repeated, because it may quote what was sent.
 */
const gitHubRequest = async (what, work) => {
    try {
        return await work;
    }
    catch (error) {
        const status = statusOf(error);
        const why = (status === undefined ? undefined : WHY[status]) ?? "it did not answer as expected";
        throw (0,errors_error/* unreachable */.HB)({
            code: "github-refused",
            message: `GitHub refused to ${what}: ` +
                `${why}${status === undefined ? "" : ` (status ${status})`}.`,
            hint: "Look at the permissions of the job: they must grant what README.md lists " +
                "under `permissions:`",
        }, { cause: error });
    }
};
/** Undefined for what GitHub does not have. */
const orMissing = async (work) => {
    try {
        return await work;
    }
    catch (error) {
        if (statusOf(error) === 404)
            return undefined;
        throw error;
    }
};

;// CONCATENATED MODULE: ./lib/src/system/github/marker.js
/** A body that begins with a marker that readers do not see. */
const marked = (marker, body) => `<!-- ${marker} -->\n${body}`;
/** Whether a body begins with that marker. */
const carries = (marker, body) => body?.startsWith(`<!-- ${marker} -->`) ?? false;

;// CONCATENATED MODULE: ./lib/src/system/github/comments.js


const findComment = async ({ kit, repo }, pull, marker) => {
    for await (const page of kit.paginate.iterator(kit.rest.issues.listComments, {
        ...repo,
        issue_number: pull,
        per_page: 100,
    })) {
        const found = page.data.find((comment) => carries(marker, comment.body));
        if (found !== undefined)
            return { id: found.id, ...(found.body === undefined ? {} : { body: found.body }) };
    }
    return undefined;
};
/** See `GitHub.upsertComment`. */
const upsertComment = (client) => async ({ pull, marker, body }) => {
    const { kit, repo } = client;
    const text = marked(marker, body);
    const there = await gitHubRequest("list comments", findComment(client, pull, marker));
    if (there === undefined)
        await gitHubRequest("comment", kit.rest.issues.createComment({ ...repo, issue_number: pull, body: text }));
    else if (there.body !== text)
        await gitHubRequest("update the comment", kit.rest.issues.updateComment({ ...repo, comment_id: there.id, body: text }));
};

;// CONCATENATED MODULE: ./lib/src/system/github/defaultBranch.js

/** See `GitHub.branch`. */
const defaultBranch = ({ kit, repo }) => async () => {
    const { data } = await gitHubRequest("read the repository", kit.rest.repos.get(repo));
    return { name: data.default_branch, lastPush: data.pushed_at };
};

;// CONCATENATED MODULE: ./lib/src/system/github/issues.js


const findIssue = async ({ kit, repo }, marker) => {
    for await (const page of kit.paginate.iterator(kit.rest.issues.listForRepo, {
        ...repo,
        state: "open",
        per_page: 100,
    })) {
        const found = page.data.find((issue) => issue.pull_request === undefined && carries(marker, issue.body));
        if (found !== undefined)
            return found;
    }
    return undefined;
};
const upsertIssue = (client) => async ({ marker, title, body }) => {
    const { kit, repo } = client;
    const text = marked(marker, body);
    const there = await gitHubRequest("list issues", findIssue(client, marker));
    if (there === undefined)
        return (await gitHubRequest("open an issue", kit.rest.issues.create({ ...repo, title, body: text }))).data.number;
    if (there.title !== title || there.body !== text)
        await gitHubRequest("update the issue", kit.rest.issues.update({ ...repo, issue_number: there.number, title, body: text }));
    return there.number;
};
const settleIssue = (client) => async (marker, word) => {
    const { kit, repo } = client;
    const there = await gitHubRequest("list issues", findIssue(client, marker));
    if (there === undefined)
        return undefined;
    await gitHubRequest("comment on the issue", kit.rest.issues.createComment({ ...repo, issue_number: there.number, body: word }));
    await gitHubRequest("close the issue", kit.rest.issues.update({
        ...repo,
        issue_number: there.number,
        state: "closed",
        state_reason: "completed",
    }));
    return there.number;
};
/** See `GitHub.upsertIssue` and `GitHub.settleIssue`. */
const issues = (client) => ({
    upsertIssue: upsertIssue(client),
    settleIssue: settleIssue(client),
});

;// CONCATENATED MODULE: ./lib/src/system/github/proposedFiles.js

/** A tree with the files of the change on top of a commit's. */
const treeOf = async ({ kit, repo }, files, parent) => {
    const below = await gitHubRequest("read the last commit", kit.rest.git.getCommit({ ...repo, commit_sha: parent }));
    const entries = [...files].map(([path, content]) => ({
        path,
        mode: "100644",
        type: "blob",
        content,
    }));
    const tree = await gitHubRequest("write files", kit.rest.git.createTree({ ...repo, base_tree: below.data.tree.sha, tree: entries }));
    return tree.data.sha;
};
/** The commit that a branch names, and its tree; undefined where there is no such branch. */
const tipOf = async ({ kit, repo }, branch) => {
    const what = `read the branch ${branch}`;
    const there = await gitHubRequest(what, orMissing(kit.rest.git.getRef({ ...repo, ref: `heads/${branch}` })));
    if (there === undefined)
        return undefined;
    const tip = await gitHubRequest(what, kit.rest.git.getCommit({ ...repo, commit_sha: there.data.object.sha }));
    return { tree: tip.data.tree.sha };
};
/** See `GitHub.proposeFiles`. */
const proposeFiles = (client) => async ({ branch, base, message, files }) => {
    const { kit, repo } = client;
    const onto = await gitHubRequest(`read the branch ${base}`, kit.rest.git.getRef({ ...repo, ref: `heads/${base}` }));
    const parent = onto.data.object.sha;
    const tree = await treeOf(client, files, parent);
    const there = await tipOf(client, branch);
    if (there?.tree === tree)
        return false;
    const { data } = await gitHubRequest("write a commit", kit.rest.git.createCommit({ ...repo, message, tree, parents: [parent] }));
    if (there === undefined)
        await gitHubRequest(`make the branch ${branch}`, kit.rest.git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha: data.sha }));
    else
        await gitHubRequest(`move the branch ${branch}`, kit.rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha: data.sha, force: true }));
    return true;
};

;// CONCATENATED MODULE: ./lib/src/system/github/pullRequests.js

/** See `GitHub.upsertPull`. */
const upsertPull = ({ kit, repo }) => async ({ branch, base, title, body }) => {
    const open = await gitHubRequest("list pull requests", kit.rest.pulls.list({ ...repo, state: "open", head: `${repo.owner}:${branch}`, base }));
    const [there] = open.data;
    if (there === undefined)
        return (await gitHubRequest("open a pull request", kit.rest.pulls.create({ ...repo, head: branch, base, title, body }))).data.number;
    if (there.title !== title || there.body !== body)
        await gitHubRequest("update the pull request", kit.rest.pulls.update({ ...repo, pull_number: there.number, title, body }));
    return there.number;
};

;// CONCATENATED MODULE: ./lib/src/system/github/openGitHub.js






/** What stands on pages of GitHub holds nothing that a reader would not see. */
const visibly = (github) => ({
    ...github,
    upsertPull: (pull) => github.upsertPull({ ...pull, title: (0,visible/* visibleLine */.P)(pull.title), body: (0,visible/* visibleText */.Q)(pull.body) }),
    upsertIssue: (issue) => github.upsertIssue({
        ...issue,
        title: (0,visible/* visibleLine */.P)(issue.title),
        body: (0,visible/* visibleText */.Q)(issue.body),
    }),
    settleIssue: (marker, word) => github.settleIssue(marker, (0,visible/* visibleText */.Q)(word)),
    upsertComment: (comment) => github.upsertComment({ ...comment, body: (0,visible/* visibleText */.Q)(comment.body) }),
});
/** GitHub over @octokit/rest, which is loaded here and nowhere else. */
const openGitHub = async ({ repository, token, api }) => {
    const { Octokit } = await __webpack_require__.e(/* import() */ 891).then(__webpack_require__.bind(__webpack_require__, 60891));
    const noLog = {
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: () => undefined,
    };
    const kit = new Octokit({
        auth: token,
        userAgent: "dl-env",
        log: noLog,
        ...(api === undefined ? {} : { baseUrl: api }),
    });
    const [owner = "", repo = ""] = repository.split("/");
    const client = { kit, repo: { owner, repo } };
    return visibly({
        branch: defaultBranch(client),
        proposeFiles: proposeFiles(client),
        upsertPull: upsertPull(client),
        ...issues(client),
        upsertComment: upsertComment(client),
    });
};


/***/ })

};
