export const id = 781;
export const ids = [781];
export const modules = {

/***/ 49510:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QW: () => (/* binding */ rowFor),
/* harmony export */   Wk: () => (/* binding */ GPU_LABEL)
/* harmony export */ });
/* unused harmony exports SAFETY_TABLE, NO_ROW, rightsOf */
const NOTHING = { secrets: false, push: false, caches: "none", gpu: false };
const READ_ONLY = { secrets: false, push: false, caches: "read", gpu: false };
const EVERYTHING = { secrets: true, push: true, caches: "write", gpu: true };
/** The label that a person with write access puts on a pull request of this repository to have it run on a GPU. */
const GPU_LABEL = "gpu";
/**
 * The first row that matches counts; what matches none gets nothing. A row's key that is absent matches everything.
 * The same table stands in docs/threat-model.md, and a test keeps the two equal.
 */
const SAFETY_TABLE = [
    { name: "code from a fork", fork: [true], event: ["pull_request"], may: READ_ONLY, why: "Anyone can write it. A label changes nothing: the code may change after it was set." },
    { name: "anything else from a fork", fork: [true], may: NOTHING, why: "pull_request_target, workflow_run and the like run with the secrets of the base." },
    { name: "events that outsiders start with the base's secrets", event: ["pull_request_target", "workflow_run", "issue_comment", "issues", "discussion", "discussion_comment", "fork", "watch"], may: NOTHING, why: "The payload is written by strangers, and the run is trusted." },
    { name: "pull request of a bot", event: ["pull_request"], actor: ["bot"], may: READ_ONLY, why: "The change was written elsewhere; a person looks first." },
    { name: "labelled pull request", event: ["pull_request"], actor: ["insider"], label: [true], may: { secrets: false, push: false, caches: "read", gpu: true }, why: "Someone with write access wrote it and asks for a GPU. It still publishes nothing." },
    { name: "pull request", event: ["pull_request"], may: READ_ONLY, why: "Not reviewed yet." },
    { name: "merge queue", event: ["merge_group"], may: READ_ONLY, why: "Reviewed, but not merged: nothing is published from it." },
    { name: "push to the default branch", event: ["push"], ref: ["default"], may: EVERYTHING, why: "Reviewed and merged." },
    { name: "tag", event: ["push", "release"], ref: ["tag"], may: EVERYTHING, why: "Only those with write access can push one." },
    { name: "push to another branch", event: ["push"], ref: ["other"], may: { secrets: false, push: false, caches: "write", gpu: false }, why: "Not reviewed. GitHub keeps its caches apart from those of the default branch." },
    { name: "schedule", event: ["schedule"], may: EVERYTHING, why: "GitHub runs it on the default branch only." },
    { name: "started by hand on the default branch or a tag", event: ["workflow_dispatch", "repository_dispatch"], ref: ["default", "tag"], may: EVERYTHING, why: "Needs write access, and the code is reviewed." },
    { name: "started by hand on another branch", event: ["workflow_dispatch"], actor: ["insider"], ref: ["other"], may: { secrets: false, push: false, caches: "write", gpu: true }, why: "A person with write access tries a branch; it publishes nothing." },
];
/** The row for what no other row names. */
const NO_ROW = { name: "anything else", may: NOTHING, why: "What the table does not name is refused." };
const holds = (row, situation) => (row.event?.includes(situation.event) ?? true) &&
    (row.actor?.includes(situation.actor) ?? true) &&
    (row.fork?.includes(situation.fork) ?? true) &&
    (row.label?.includes(situation.label) ?? true) &&
    (row.ref?.includes(situation.ref) ?? true);
/** The row that decides for this situation. */
const rowFor = (situation) => SAFETY_TABLE.find((row) => holds(row, situation)) ?? NO_ROW;
/** What this run may reach. */
const rightsOf = (situation) => rowFor(situation).may;


/***/ }),

/***/ 93292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ decodePayload),
/* harmony export */   _: () => (/* binding */ situationOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _runnerSafety_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49510);


const repository = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ full_name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
/** The few fields of a webhook payload that decide who may do what; everything else is thrown away. */
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
    if (isBot(facts.actor) || event?.sender?.type === "Bot" || pull?.user?.type === "Bot" || isBot(pull?.user?.login ?? ""))
        return "bot";
    if (pull !== undefined)
        return INSIDERS.has(pull.author_association) ? "insider" : "outsider";
    // Events without a pull request that reach a row with rights can be started only with write access.
    return "insider";
};
/** True unless both ends of a pull request are known to be this repository. */
const isFork = (facts, event) => {
    const pull = event?.pull_request;
    if (pull !== undefined)
        return pull.head.repo?.full_name !== pull.base.repo.full_name || pull.base.repo.full_name !== facts.repository;
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
    label: event?.pull_request?.labels.some(({ name }) => name === _runnerSafety_js__WEBPACK_IMPORTED_MODULE_0__/* .GPU_LABEL */ .Wk) ?? false,
    ref: refOf(facts, event),
});


/***/ }),

/***/ 79781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  check: () => (/* binding */ check_check)
});

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/catalog/live.js
var live = __webpack_require__(96722);
// EXTERNAL MODULE: ./lib/src/matrix/expand.js
var expand = __webpack_require__(33256);
// EXTERNAL MODULE: ./lib/src/pipeline.js + 48 modules
var pipeline = __webpack_require__(63409);
// EXTERNAL MODULE: ./lib/src/session.js + 21 modules
var src_session = __webpack_require__(73577);
;// CONCATENATED MODULE: ./lib/src/github/before.js






const git = async (sys, ...args) => {
    const { code, stdout, stderr } = await sys.processes.run(["git", ...args]);
    if (code === 0)
        return stdout;
    throw (0,errors/* wrongRequest */.Tw)({ code: "git-failed", message: `git ${args[0] ?? ""} did not work: ${stderr.trim().split("\n").at(-1) ?? ""}`, hint: "Check out with the base's history: fetch-depth: 0" });
};
/** Plans a checkout of the other commit. */
const planCheckout = async ({ options, session, dir, looked }) => {
    const { sys } = session;
    const tree = `${dir}/before`;
    await git(sys, "worktree", "add", "--detach", "--quiet", tree, looked.base);
    try {
        return (await (0,pipeline/* planCells */.v_)(await (0,src_session/* openSession */.fA)(sys, { ...options, file: `${tree}/${looked.path}` }))).plan;
    }
    finally {
        await git(sys, "worktree", "remove", "--force", tree);
    }
};
/** Everything in a request that decides about a cell beside the cell's own values. */
const common = ({ file: _file, places: _places, matrix: _matrix, include: _include, exclude: _exclude, sets: _sets, default: _default, ...rest }) => JSON.stringify(rest);
const sameCell = (a, b) => a !== undefined && a.pythonFrom === b.pythonFrom && a.libraries.join() === b.libraries.join();
const factsChanged = async (session, base) => {
    const { sys, request, folder } = session;
    const { catalog } = request;
    const folders = [(0,src_session/* lockFolder */.MS)(session), ...(catalog === undefined ? [] : [catalog.startsWith("/") ? catalog : `${folder}/${catalog}`])];
    const told = await Promise.all([git(sys, "diff", "--name-only", base, "--", ...folders), git(sys, "ls-files", "--others", "--", ...folders)]);
    return told.some((names) => names !== "");
};
/** Asks git about the other commit, which costs waiting and no work. Rejects with `git-failed` where the commit is not in this checkout. */
const lookBefore = async (session, base) => {
    const { sys, request } = session;
    const [top = ""] = (await git(sys, "rev-parse", "--show-toplevel", "--verify", `${base}^{commit}`)).split("\n");
    const path = (0,external_node_path_.relative)(top, (0,external_node_path_.isAbsolute)(request.file) ? request.file : `${sys.env.cwd}/${request.file}`);
    const [{ code, stdout }, changed] = await Promise.all([sys.processes.run(["git", "show", `${base}:${path}`]), factsChanged(session, base)]);
    return { base, path, text: code === 0 ? stdout : undefined, factsChanged: changed };
};
/**
 * The plan before, from the plan now: cells that both have, asked with the same facts, are the same, and only the others are planned. Undefined when
 * the facts differ.
 */
const planDifference = async ({ options, session, planned, looked }, text) => {
    if (looked.factsChanged)
        return undefined;
    const input = { text, file: session.request.file, catalog: session.catalog };
    const before = await (0,src_session/* sessionOf */.MC)(session.sys, { ...input, options });
    if (common(before.request) !== common(session.request))
        return undefined;
    const catalog = (0,live/* withTagLists */.Q)(session.catalog, planned.lists);
    const now = new Map(planned.judged.map(({ cell }) => [cell.id, cell]));
    const cells = (0,expand/* expandCells */.o6)(before.request, catalog);
    const others = cells.filter((cell) => !sameCell(now.get(cell.id), cell)).map(({ id }) => id);
    const handed = { locks: (0,src_session/* lockFolder */.MS)(session), cells: others };
    const known = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
    const asked = others.length === 0 ? [] : (await (0,pipeline/* planCells */.v_)(await (0,src_session/* sessionOf */.MC)(session.sys, { ...input, options: { ...options, handed } }))).plan.cells;
    for (const cell of asked)
        known.set(cell.cell, cell);
    return { cells: cells.flatMap(({ id }) => known.get(id) ?? []) };
};
/**
 * The plan of another commit, with the catalog of this project as it is now. A dl-env.yml that was wrong there, or not there yet, had no cells.
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
        return (await planDifference(work, text)) ?? (await planCheckout(work));
    }
    catch (error) {
        if (!(error instanceof errors/* DlEnvError */.Oz) || error.exit !== 2 || error.code === "git-failed")
            throw error;
        sys.log.info(`There is no plan of ${short}: ${error.message}`);
        return { cells: [] };
    }
};

// EXTERNAL MODULE: ./lib/src/image/writeContext.js + 2 modules
var writeContext = __webpack_require__(9453);
// EXTERNAL MODULE: ./lib/src/resolve/committed.js
var resolve_committed = __webpack_require__(76923);
;// CONCATENATED MODULE: ./lib/src/github/drift.js



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
/** Committed locks that `dl-env lock` would write anew or take away. */
const lockDrift = async (session, planned) => {
    const { files } = session.sys;
    const committed = (0,src_session/* lockFolder */.MS)(session);
    if (!(await isThere(files, committed)))
        return [];
    // Read as they are, and nothing is written.
    const looked = { ...files, write: () => Promise.resolve(), remove: () => Promise.resolve() };
    const used = new Set(planned.judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.lock] : [])));
    const { written, removed } = await (0,resolve_committed/* writeLocks */.OS)(looked, committed, [...planned.locks.values()].filter(({ key }) => used.has(key)), [...planned.apt.values()], { prune: planned.plan.totals.unknown === 0 });
    return [...written, ...removed].map((name) => ({ file: `${committed}/${name}`, hint: "Locks are written by a command and never by hand: dl-env lock" }));
};
const differs = async (files, made, committed) => (await files.readText(made)) !== (await files.readText(committed));
/** Committed Containerfiles and what lies beside them that `dl-env generate` would write otherwise. */
const generatedDrift = async (session, planned, work) => {
    const { files } = session.sys;
    const committed = `${session.folder}/${GENERATED}`;
    if (!(await isThere(files, committed)))
        return [];
    const made = `${work}/${GENERATED}`;
    for (const recipe of planned.recipes.values())
        await (0,writeContext/* writeContext */.p)(session, planned, recipe, `${made}/${recipe.cell}`);
    const known = new Set(planned.recipes.keys());
    const unknown = new Set(planned.plan.cells.filter((cell) => cell.verdict !== "rejected" && !known.has(cell.cell)).map((cell) => cell.cell));
    const paths = new Set([...(await filesBelow(files, made)), ...(await filesBelow(files, committed))]);
    const drift = [];
    for (const path of [...paths].sort()) {
        // A cell whose base could not be asked cannot be compared; that is no drift.
        if (unknown.has(path.split("/", 1)[0] ?? ""))
            continue;
        if (await differs(files, `${made}/${path}`, `${committed}/${path}`))
            drift.push({ file: `${committed}/${path}`, hint: `Change ${session.request.file} or the catalog instead, then: dl-env generate --out ${committed}` });
    }
    return drift;
};
/** Apt locks that were made for other packages than the request and the catalog want now. */
const aptDrift = ({ aptNotices }) => aptNotices.filter(({ code }) => code === "apt-lock-stale").map(({ place, release, hint = "" }) => ({ file: place?.file ?? `apt-${release}.json`, hint }));
/** Everything that is generated, committed, and not what its source gives now. Writes below `work` only. */
const findDrift = async (session, planned, work) => [
    ...aptDrift(planned),
    ...(await lockDrift(session, planned)),
    ...(await generatedDrift(session, planned, work)),
];

// EXTERNAL MODULE: ./lib/src/report/summaryText.js
var summaryText = __webpack_require__(39018);
// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(58578);
;// CONCATENATED MODULE: ./lib/src/github/compare.js


const packagesOf = (cell) => cell?.lock?.packages ?? {};
const packageChanges = (before, after) => {
    const [old, now] = [new Map(Object.entries(packagesOf(before))), new Map(Object.entries(packagesOf(after)))];
    const names = new Set([...old.keys(), ...now.keys()]);
    return [...names].filter((name) => old.get(name) !== now.get(name)).sort().map((name) => ({ name, before: old.get(name), after: now.get(name) }));
};
/** The immutable tag stands for everything that decides what is in an image. Rolling tags that another cell takes over are no change of this one. */
const identity = (cell) => JSON.stringify([cell.verdict, cell.tags.find((tag) => /-r[0-9a-f]{12}$/.test(tag)), cell.base?.tag, cell.lock?.key, cell.reasons.map((reason) => reason.message)]);
/** Cells that a change touches: new, gone, another verdict, or other content. In the order of the plan after, then those that are gone. */
const touchedCells = (before, after) => {
    const old = new Map(before.cells.map((cell) => [cell.cell, cell]));
    const now = new Map(after.cells.map((cell) => [cell.cell, cell]));
    const made = (id) => ({ cell: id, before: old.get(id), after: now.get(id), packages: packageChanges(old.get(id), now.get(id)) });
    const changed = after.cells.filter((cell) => {
        const was = old.get(cell.cell);
        return was === undefined || (was !== cell && identity(was) !== identity(cell));
    });
    return [...changed.map(({ cell }) => made(cell)), ...before.cells.filter(({ cell }) => !now.has(cell)).map(({ cell }) => made(cell))];
};
/** The longest body that GitHub takes for a comment. */
const COMMENT_LIMIT = 65_536;
const MARKER_ROOM = 256;
const size = (cell) => (cell?.lock === undefined ? "–" : (0,units/* bytes */.ee)(cell.lock.download));
const packagesText = (touched) => {
    const shown = touched.packages.slice(0, 8).map(({ name, before, after }) => `${(0,summaryText/* code */.a)(name)} ${before === undefined ? "new" : (0,summaryText/* code */.a)(before)} → ${after === undefined ? "gone" : (0,summaryText/* code */.a)(after)}`);
    const more = touched.packages.length - shown.length;
    return shown.join("<br>") + (more > 0 ? `<br>and ${more} more` : "");
};
const reasonText = (cell) => (cell?.reasons ?? []).map((reason) => (0,summaryText/* prose */.C)(reason.message)).join("<br>");
const cellRow = (touched) => {
    const { before, after } = touched;
    return `| ${(0,summaryText/* code */.a)(touched.cell)} | ${before?.verdict ?? "–"} → ${after?.verdict ?? "gone"} | ${size(before)} → ${size(after)} | ${packagesText(touched)} | ${reasonText(after)} |`;
};
/** The comment of a pull request as Markdown, without its marker; rows that do not fit are counted. */
const renderComment = (report, limit = COMMENT_LIMIT - MARKER_ROOM) => {
    const { touched, drift, built } = report;
    const head = [
        "### dl-env",
        touched.length === 0 ? "This change touches no cell." : `This change touches ${(0,units/* count */.U9)(touched.length, "cell")}.`,
        ...drift.slice(0, 20).map(({ file, hint }) => `- ${(0,summaryText/* code */.a)(file)} is not what its source gives. ${(0,summaryText/* prose */.C)(hint)}`),
        ...built.slice(0, 20).map(({ cell, outcome, detail }) => `- ${(0,summaryText/* code */.a)(cell)}: ${outcome === "built" ? "built from its Containerfile" : `did not build. ${(0,summaryText/* prose */.C)(detail.slice(0, 500))}`}`),
        ...(touched.length === 0 ? [] : ["", "| Cell | Verdict | Download | Packages | Why |", "| --- | --- | --- | --- | --- |"]),
    ];
    let left = limit - head.reduce((sum, line) => sum + line.length + 1, 0) - 120;
    const rows = [];
    for (const row of touched.map(cellRow)) {
        left -= row.length + 1;
        if (left < 0)
            break;
        rows.push(row);
    }
    const cut = touched.length - rows.length;
    return [...head, ...rows, ...(cut > 0 ? ["", `**Cut: ${cut} of ${touched.length} cells are not shown here; the step summary has more.**`] : [])].join("\n");
};

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/src/github/hadolint.js


const findings = schemas/* array */.YOg(schemas/* object */.Ikc({ file: schemas/* string */.YjP(), line: schemas/* number */.aig().int(), column: schemas/* number */.aig().int(), level: schemas/* enum */.k5n(["error", "warning", "info", "style"]), code: schemas/* string */.YjP(), message: schemas/* string */.YjP() }));
/** What git knows as a Containerfile, generated or written by hand. */
const isContainerfile = (path) => /(?:^|\/)(?:Containerfile|Dockerfile)(?:\.[\w-]+)?$/.test(path);
const LEVEL = { error: "error", warning: "warning", info: "notice", style: "notice" };
/** hadolint's JSON as annotations; undefined when it is something else. */
const readFindings = (text) => {
    try {
        return findings.parse(JSON.parse(text)).map(({ file, line, column, level, code, message }) => ({ level: LEVEL[level], title: code, message, place: { file, line, column } }));
    }
    catch {
        return undefined;
    }
};
/** `config` is a file of hadolint's settings; without one hadolint looks for the repository's own. */
const lint = async (sys, files, config) => {
    if (files.length === 0)
        return [];
    const settings = config === undefined ? [] : ["--config", config];
    const { stdout, stderr } = await sys.processes.run(["hadolint", ...settings, "--format", "json", "--no-fail", "--", ...files]);
    const read = readFindings(stdout);
    if (read === undefined)
        sys.log.warn(`hadolint did not answer as expected: ${stderr.trim().split("\n").at(-1) ?? ""}`);
    return read ?? [];
};
/**
 * Lints every Containerfile that git knows below the working directory: those below `generated` by this project's settings, the others by the
 * repository's own. Empty without hadolint, and says so once in the log.
 */
const lintContainerfiles = async (sys, generated) => {
    const listed = await sys.processes.run(["git", "ls-files", "-z"]);
    const files = listed.stdout.split("\0").filter(isContainerfile);
    if (files.length === 0)
        return [];
    if ((await sys.processes.find("hadolint")) === undefined) {
        sys.log.info(`hadolint is not here, so ${files.length} Containerfiles were not linted.`);
        return [];
    }
    const folder = `${(0,external_node_path_.relative)(sys.env.cwd, (0,external_node_path_.resolve)(sys.env.cwd, generated))}/`;
    const isGenerated = (file) => file.startsWith(folder);
    return [...(await lint(sys, files.filter(isGenerated), `${sys.env.projectRoot}/.hadolint.yaml`)), ...(await lint(sys, files.filter((file) => !isGenerated(file))))];
};

// EXTERNAL MODULE: ./lib/src/report/annotations.js
var annotations = __webpack_require__(36275);
// EXTERNAL MODULE: ./lib/src/smoke/checked.js
var checked = __webpack_require__(38253);
// EXTERNAL MODULE: ./lib/src/work.js
var src_work = __webpack_require__(62673);
;// CONCATENATED MODULE: ./lib/src/commands/check.js










const buildOne = async (sys, options, cell, work) => {
    try {
        const session = await (0,src_session/* openSession */.fA)(sys, { ...options, cells: [cell], build: "engine", to: `oci:${work}/images` });
        const built = await (0,pipeline/* buildImages */.rd)(session, await (0,pipeline/* planCells */.v_)(session));
        const why = built.failed[0]?.problem.message ?? built.left[0]?.why ?? built.checks.flatMap(checked/* checkReasons */.Mp)[0];
        return why === undefined ? { cell, outcome: "built", detail: "" } : { cell, outcome: "failed", detail: why };
    }
    catch (error) {
        if (!(error instanceof errors/* DlEnvError */.Oz))
            throw error;
        return { cell, outcome: "failed", detail: error.message };
    }
};
const sampleOf = (touched, sample) => touched.filter(({ after }) => after?.verdict === "accepted" && after.state !== "unknown").slice(0, sample).map(({ cell }) => cell);
const fullCommit = (base) => {
    if (/^[0-9a-f]{40}$/.test(base))
        return base;
    throw (0,errors/* wrongRequest */.Tw)({ code: "wrong-base", message: `${JSON.stringify(base)} is no full commit.`, hint: "Name one: dl-env check --base $(git rev-parse origin/main)" });
};
/** Committed apt locks that are old; those that do not fit any more are drift. */
const aptWarnings = ({ aptNotices }) => (0,annotations/* annotateProblems */.$9)(aptNotices.filter(({ code }) => code === "apt-lock-old")).map((annotation) => ({ ...annotation, level: "warning" }));
const textOf = ({ touched, drift, built }) => [
    touched.length === 0 ? "No cell is touched." : `Touched: ${touched.slice(0, 20).map(({ cell }) => cell).join(", ")}${touched.length > 20 ? ` and ${touched.length - 20} more` : ""}`,
    ...drift.map(({ file, hint }) => `${file} is not what its source gives. ${hint}`),
    ...built.map(({ cell, outcome, detail }) => `${cell}: ${outcome}${detail === "" ? "" : `. ${detail}`}`),
].join("\n");
/**
 * What a change does: cells it touches with verdicts, packages and sizes before and after, generated files that are not in step, a
 * lint of Containerfiles, and a sample built without push. Exit 1 when files are not in step, a lint error was found, or the sample did not build.
 */
const check = async (sys, options) => {
    const work = await (0,src_work/* openWork */.Q)(sys);
    try {
        const session = await (0,src_session/* openSession */.fA)(sys, options);
        const looking = options.base === undefined ? undefined : lookBefore(session, fullCommit(options.base));
        // Git is asked while the plan is made; what it refuses is told when the plan is there.
        looking?.catch(() => undefined);
        const planned = await sys.log.group("Planning what is now", () => (0,pipeline/* planCells */.v_)(session));
        const looked = await looking;
        const touched = looked === undefined ? [] : touchedCells(await sys.log.group("Planning what was before", () => planBefore({ options, session, planned, looked, dir: work.dir })), planned.plan);
        const drift = await findDrift(session, planned, work.dir);
        const built = [];
        for (const cell of sampleOf(touched, options.sample ?? 0))
            built.push(await sys.log.group(`Building ${cell}`, () => buildOne(sys, options, cell, work.dir)));
        const lint = await lintContainerfiles(sys, `${session.folder}/${GENERATED}`);
        const json = { touched, drift, built };
        const wrong = drift.length > 0 || built.some(({ outcome }) => outcome === "failed") || lint.some(({ level }) => level === "error");
        const annotations = [...drift.map(({ file, hint }) => ({ level: "error", title: "not in step", message: `This file is not what its source gives.\n${hint}`, place: { file, line: 1 } })), ...aptWarnings(planned), ...lint];
        return { text: textOf(json), json, comment: renderComment(json), plan: planned.plan, request: session.request, annotations, exit: wrong ? 1 : 0 };
    }
    finally {
        await work.close();
    }
};

// EXTERNAL MODULE: ./lib/src/system/github.js
var system_github = __webpack_require__(16107);
// EXTERNAL MODULE: ./lib/src/github/situation.js
var situation = __webpack_require__(93292);
// EXTERNAL MODULE: ./lib/src/github/steps/options.js
var options = __webpack_require__(52866);
;// CONCATENATED MODULE: ./lib/src/github/steps/check.js





const COMMENT_FILE = "comment.md";
const MARKER = "dl-env:check";
const payloadOf = async ({ sys }) => {
    const path = sys.env.get("GITHUB_EVENT_PATH");
    return path === undefined ? undefined : (0,situation/* decodePayload */.D)(await sys.files.readText(path));
};
/** Puts what an earlier job found into the pull request's one comment. Runs no code of the pull request. */
const comment = async (context) => {
    const { sys, inputs } = context;
    const pull = (await payloadOf(context))?.pull_request?.number;
    const text = inputs.planFolder === undefined ? undefined : await sys.files.readText(`${inputs.planFolder}/${COMMENT_FILE}`);
    const repository = sys.env.get("GITHUB_REPOSITORY");
    if (pull === undefined || text === undefined || repository === undefined || inputs.githubToken === undefined) {
        throw (0,errors/* wrongRequest */.Tw)({ code: "no-comment", message: "A comment needs a pull request, the folder with comment.md, and a token.", hint: "Write under `with:` plan-folder and github-token, and run it on: pull_request" });
    }
    const api = sys.env.get("GITHUB_API_URL");
    const github = await (0,system_github/* openGitHub */.o)({ repository, token: inputs.githubToken, ...(api === undefined ? {} : { api }) });
    await github.upsertComment({ pull, marker: MARKER, body: text });
    return { exit: 0, outputs: { changed: "true" } };
};
/** What the change does, as annotations, as the step summary, and as a comment for the job after this one. */
const check_check = async (context) => {
    const { sys, inputs, rights } = context;
    if (inputs.stage === "comment")
        return comment(context);
    const base = (await payloadOf(context))?.pull_request?.base.sha;
    const result = await check(sys, { ...(0,options/* sessionOptions */.x)(inputs), sample: inputs.sample, ...(base === undefined ? {} : { base }) });
    sys.log.info(result.text);
    const touched = result.json.touched.map(({ cell }) => cell);
    return {
        exit: result.exit === 2 ? 1 : result.exit,
        plan: result.plan,
        request: result.request,
        annotations: result.annotations,
        markdown: result.comment,
        files: new Map([[COMMENT_FILE, result.comment]]),
        outputs: { changed: String(touched.length > 0), cells: JSON.stringify(touched), report: JSON.stringify({ touched, drift: result.json.drift, built: result.json.built }), may: JSON.stringify(rights) },
    };
};


/***/ }),

/***/ 16107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ openGitHub)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);

const statusOf = (error) => (error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : undefined);
const WHY = {
    401: "the token is not valid",
    403: "the token may not do this, or too many requests were made",
    404: "it is not there, or the token may not see it",
    422: "GitHub did not accept the values",
    429: "too many requests were made",
};
/** Tells what was tried; GitHub's own message is not repeated, because it may quote what was sent. */
const asked = async (what, work) => {
    try {
        return await work;
    }
    catch (error) {
        const status = statusOf(error);
        const why = (status === undefined ? undefined : WHY[status]) ?? "it did not answer as expected";
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "github-refused", message: `GitHub refused to ${what}: ${why}${status === undefined ? "" : ` (status ${status})`}.`, hint: "Look at the permissions of the job: they must grant what README.md lists under `permissions:`" }, { cause: error });
    }
};
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
const branchOf = (kit, repo) => async () => {
    const { data } = await asked("read the repository", kit.rest.repos.get(repo));
    return { name: data.default_branch, lastPush: data.pushed_at };
};
const propose = (kit, repo) => async ({ branch, base, message, files }) => {
    const onto = await asked(`read the branch ${base}`, kit.rest.git.getRef({ ...repo, ref: `heads/${base}` }));
    const parent = onto.data.object.sha;
    const below = await asked("read the last commit", kit.rest.git.getCommit({ ...repo, commit_sha: parent }));
    const tree = await asked("write files", kit.rest.git.createTree({ ...repo, base_tree: below.data.tree.sha, tree: [...files].map(([path, content]) => ({ path, mode: "100644", type: "blob", content })) }));
    const there = await asked(`read the branch ${branch}`, orMissing(kit.rest.git.getRef({ ...repo, ref: `heads/${branch}` })));
    if (there !== undefined) {
        const tip = await asked(`read the branch ${branch}`, kit.rest.git.getCommit({ ...repo, commit_sha: there.data.object.sha }));
        if (tip.data.tree.sha === tree.data.sha)
            return false;
    }
    const commit = await asked("write a commit", kit.rest.git.createCommit({ ...repo, message, tree: tree.data.sha, parents: [parent] }));
    if (there === undefined)
        await asked(`make the branch ${branch}`, kit.rest.git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha: commit.data.sha }));
    else
        await asked(`move the branch ${branch}`, kit.rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha: commit.data.sha, force: true }));
    return true;
};
const pulls = (kit, repo) => async ({ branch, base, title, body }) => {
    const open = await asked("list pull requests", kit.rest.pulls.list({ ...repo, state: "open", head: `${repo.owner}:${branch}`, base }));
    const [there] = open.data;
    if (there === undefined)
        return (await asked("open a pull request", kit.rest.pulls.create({ ...repo, head: branch, base, title, body }))).data.number;
    if (there.title !== title || there.body !== body)
        await asked("update the pull request", kit.rest.pulls.update({ ...repo, pull_number: there.number, title, body }));
    return there.number;
};
/** A body that begins with a marker that readers do not see. */
const marked = (marker, body) => `<!-- ${marker} -->\n${body}`;
const carries = (marker, body) => body?.startsWith(`<!-- ${marker} -->`) ?? false;
const findIssue = async (kit, repo, marker) => {
    for await (const page of kit.paginate.iterator(kit.rest.issues.listForRepo, { ...repo, state: "open", per_page: 100 })) {
        const found = page.data.find((issue) => issue.pull_request === undefined && carries(marker, issue.body));
        if (found !== undefined)
            return found;
    }
    return undefined;
};
const issues = (kit, repo) => ({
    upsertIssue: async ({ marker, title, body }) => {
        const text = marked(marker, body);
        const there = await asked("list issues", findIssue(kit, repo, marker));
        if (there === undefined)
            return (await asked("open an issue", kit.rest.issues.create({ ...repo, title, body: text }))).data.number;
        if (there.title !== title || there.body !== text)
            await asked("update the issue", kit.rest.issues.update({ ...repo, issue_number: there.number, title, body: text }));
        return there.number;
    },
    settleIssue: async (marker, word) => {
        const there = await asked("list issues", findIssue(kit, repo, marker));
        if (there === undefined)
            return undefined;
        await asked("comment on the issue", kit.rest.issues.createComment({ ...repo, issue_number: there.number, body: word }));
        await asked("close the issue", kit.rest.issues.update({ ...repo, issue_number: there.number, state: "closed", state_reason: "completed" }));
        return there.number;
    },
});
const findComment = async (kit, repo, pull, marker) => {
    for await (const page of kit.paginate.iterator(kit.rest.issues.listComments, { ...repo, issue_number: pull, per_page: 100 })) {
        const found = page.data.find((comment) => carries(marker, comment.body));
        if (found !== undefined)
            return { id: found.id, ...(found.body === undefined ? {} : { body: found.body }) };
    }
    return undefined;
};
const comments = (kit, repo) => async ({ pull, marker, body }) => {
    const text = marked(marker, body);
    const there = await asked("list comments", findComment(kit, repo, pull, marker));
    if (there === undefined)
        await asked("comment", kit.rest.issues.createComment({ ...repo, issue_number: pull, body: text }));
    else if (there.body !== text)
        await asked("update the comment", kit.rest.issues.updateComment({ ...repo, comment_id: there.id, body: text }));
};
/** GitHub over @octokit/rest, which is loaded here and nowhere else. */
const openGitHub = async ({ repository, token, api }) => {
    const { Octokit } = await __webpack_require__.e(/* import() */ 891).then(__webpack_require__.bind(__webpack_require__, 60891));
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const kit = new Octokit({ auth: token, userAgent: "dl-env", log: silent, ...(api === undefined ? {} : { baseUrl: api }) });
    const [owner = "", repo = ""] = repository.split("/");
    const where = { owner, repo };
    return { branch: branchOf(kit, where), proposeFiles: propose(kit, where), upsertPull: pulls(kit, where), ...issues(kit, where), upsertComment: comments(kit, where) };
};


/***/ })

};
