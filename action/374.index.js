export const id = 374;
export const ids = [374];
export const modules = {

/***/ 41960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ requireAccepted)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _report_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18429);


/** Rejects where no cell of a plan is accepted: `nothing-accepted`, or `cells-unknown` when that may be for want of an answer. `what` completes "so there is nothing to …". */
const requireAccepted = ({ totals, cells }, what) => {
    if (totals.accepted > 0)
        return;
    const why = (0,_report_table_js__WEBPACK_IMPORTED_MODULE_1__/* .groupReasons */ .F6)(cells)[0]?.message ?? "";
    const hint = "See the reasons: dl-env plan";
    if (totals.unknown > 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "cells-unknown", message: `No cell could be judged, so there is nothing to ${what}. ${why}`.trim(), hint });
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({ code: "nothing-accepted", message: `No cell is accepted, so there is nothing to ${what}. ${why}`.trim(), hint });
};


/***/ }),

/***/ 96374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  generate: () => (/* binding */ write_generate),
  lock: () => (/* binding */ write_lock)
});

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/image/writeContext.js + 2 modules
var writeContext = __webpack_require__(9453);
// EXTERNAL MODULE: ./lib/src/pipeline.js + 48 modules
var pipeline = __webpack_require__(63409);
// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(58578);
// EXTERNAL MODULE: ./lib/src/session.js + 21 modules
var src_session = __webpack_require__(73577);
// EXTERNAL MODULE: ./lib/src/commands/accepted.js
var accepted = __webpack_require__(41960);
;// CONCATENATED MODULE: ./lib/src/commands/generate.js






/** Rejects with `not-generated` for a folder that holds something, and no Containerfile: it would be removed. */
const requireOurs = async (sys, folder) => {
    const names = await sys.files.list(folder);
    if (names.length === 0 || names.includes("Containerfile"))
        return;
    throw (0,errors/* wrongRequest */.Tw)({ code: "not-generated", message: `The folder ${folder} holds something that dl-env did not write.`, hint: `Move it away, or write elsewhere: dl-env generate --out containerfiles` });
};
/** Writes one folder a cell: Containerfile, hashed requirements, files. Each builds alone. */
const generate = async (sys, options) => {
    const session = await (0,src_session/* openSession */.fA)(sys, options);
    const planned = await (0,pipeline/* planCells */.v_)(session);
    (0,accepted/* requireAccepted */.b)(planned.plan, "write");
    const recipes = [...planned.recipes.values()];
    if (recipes.length === 0)
        throw (0,errors/* unreachable */.HB)({ code: "base-unread", message: "No base of an accepted cell could be read, and a Containerfile names its base by digest.", hint: "See which, and mend the way there: dl-env plan" });
    const written = {};
    for (const { cell } of recipes)
        await requireOurs(sys, `${options.out}/${cell}`);
    for (const recipe of recipes) {
        // What an earlier run left there must not mix with what is written now.
        await sys.files.remove(`${options.out}/${recipe.cell}`);
        written[recipe.cell] = await (0,writeContext/* writeContext */.p)(session, planned, recipe, `${options.out}/${recipe.cell}`);
    }
    const [first] = recipes;
    const text = [`${(0,units/* count */.U9)(recipes.length, "folder")} written to ${options.out === "." ? "this folder" : options.out}.`, `Build one with: docker build -f ${options.out}/${first?.cell}/Containerfile ${options.out}/${first?.cell}`].join("\n");
    return { text, json: { out: options.out, cells: written }, exit: 0 };
};

// EXTERNAL MODULE: ./lib/src/engine/choose.js + 6 modules
var choose = __webpack_require__(70053);
// EXTERNAL MODULE: ./lib/src/image/apt.js
var image_apt = __webpack_require__(40583);
// EXTERNAL MODULE: ./lib/src/layer/readTar.js + 1 modules
var readTar = __webpack_require__(91314);
// EXTERNAL MODULE: ./lib/src/engine/engine.js
var engine_engine = __webpack_require__(40611);
// EXTERNAL MODULE: ./lib/src/engine/withFolder.js
var withFolder = __webpack_require__(8709);
;// CONCATENATED MODULE: ./lib/src/engine/askApt.js




/** Where a build leaves what apt said. */
const ANSWER = "dl-env-apt";
/** A stage that asks apt in a base what it would install. `at` makes the text one that no engine remembers. Pure. */
const askingContainerfile = (recipe, names, at) => {
    const lines = [`: asked at ${at};`, ...(0,image_apt/* aptCall */.CE)(recipe, ["--ask", `/${ANSWER}`, ...names]), "rm -rf /tmp/apt /var/lib/apt/lists/* /var/log/apt"];
    return `ARG BASE\nFROM \${BASE} AS system\n${(0,image_apt/* aptArgument */.dV)(recipe)}RUN ${image_apt/* APT_MOUNTS */.H8} set -eu; \\\n    ${lines.join(" \\\n    ")}\n`;
};
const readBody = async (files, spool, start, size) => {
    const parts = [];
    // `end` is the last byte that is read.
    if (size > 0)
        for await (const part of files.read(spool, { start, end: start + size - 1 }))
            parts.push(part);
    return Buffer.concat(parts).toString("utf8");
};
const readAnswer = async (sys, layer, spool) => {
    const entries = await (0,readTar/* readTar */.sB)(sys.files, layer, spool);
    const textOf = async (name) => {
        const entry = entries.find(({ path }) => path === `${ANSWER}/${name}`);
        if (entry?.content?.kind !== "file")
            return "";
        return readBody(sys.files, entry.content.path, entry.content.start ?? 0, entry.size);
    };
    return { steps: await textOf("steps"), files: await textOf("files") };
};
/**
 * What apt would install of these names in a base: apt itself is asked, in a build of its own that fetches the archive's index and no package.
 * Rejects as the engine does when apt fails; nothing is kept but what the engine remembers.
 */
const askApt = (sys, engine, recipe, names, context, work) => (0,withFolder/* withFolder */.Z)(sys, work, async (dir) => {
    // Without versions of its own: what a lock held before is no part of the question.
    const { packages: _packages, ...apt } = recipe.apt;
    const asked = { ...recipe, apt };
    await sys.files.write(`${dir}/${engine_engine/* CONTAINERFILE */.ww}`, askingContainerfile(asked, names, new Date(sys.clock.now()).toISOString()));
    for (const { path, content } of (0,image_apt/* aptFiles */.rY)(asked))
        await sys.files.write(`${dir}/${path}`, content);
    const layer = await engine.buildSystem({ ...context, dir }, dir, (line) => sys.log.debug(line));
    return readAnswer(sys, layer.file, `${dir}/bodies`);
});

// EXTERNAL MODULE: ./lib/src/engine/secrets.js
var engine_secrets = __webpack_require__(52612);
// EXTERNAL MODULE: ./lib/src/image/files.js
var files = __webpack_require__(23159);
// EXTERNAL MODULE: ./lib/src/registry/base.js
var base = __webpack_require__(7707);
// EXTERNAL MODULE: ./lib/src/registry/endpoint.js
var endpoint = __webpack_require__(56023);
// EXTERNAL MODULE: ./lib/src/registry/layout.js
var layout = __webpack_require__(69824);
// EXTERNAL MODULE: ./lib/src/registry/reference.js
var registry_reference = __webpack_require__(96849);
;// CONCATENATED MODULE: ./lib/src/resolve/aptAnswer.js

/** `Inst perl-base [5.36.0-7] (5.36.0-7+deb12u2 Debian:12.11/oldstable [amd64])` */
const STEP = /^Inst (\S+) \[([^\]\s]+)\] \((\S+) /gm;
/** `'http://…' openssh-server_1%3a9.2p1-2_amd64.deb 456936 SHA256:…` */
const FILE = /^'[^']*' ([a-z0-9][a-z0-9+.-]+)_([^_\s]+)_[a-z0-9]+\.deb \d+ SHA256:([0-9a-f]{64})$/;
const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
/** Packages of the base that an answer would replace, sorted by name. */
const replacedBy = ({ steps }) => [...steps.matchAll(STEP)].map(([, name = "", from = "", to = ""]) => ({ name: name.replace(/:[a-z0-9]+$/, ""), from, to })).sort(byName);
const odd = (line) => (0,errors/* foundProblem */.Sb)({ code: "apt-answer", message: `apt gave an answer that cannot be read: ${line.slice(0, 200)}`, hint: "See what it said: dl-env lock --update --debug" });
/** The packages of an answer, sorted by name; code `apt-answer` when it is none. */
const packagesOf = (answer) => {
    const upgraded = new Set(replacedBy(answer).map(({ name }) => name));
    return answer.files
        .split("\n")
        .filter((line) => line.startsWith("'"))
        .map((line) => {
        const [, name = "", version = "", sha256 = ""] = FILE.exec(line) ?? [];
        if (sha256 === "")
            throw odd(line);
        return { name, version: decodeURIComponent(version), sha256, ...(upgraded.has(name) ? { upgrades: true } : {}) };
    })
        .sort(byName);
};
/** Packages of several bases as one list, sorted by name; of a package that two of them name, the later one counts, and it may upgrade where any says so. */
const mergePackages = (lists) => {
    const merged = new Map();
    for (const one of lists.flat()) {
        const upgrades = one.upgrades === true || merged.get(one.name)?.upgrades === true;
        merged.set(one.name, { ...one, ...(upgrades ? { upgrades: true } : {}) });
    }
    return [...merged.values()].sort(byName);
};

// EXTERNAL MODULE: ./lib/src/resolve/committed.js
var resolve_committed = __webpack_require__(76923);
// EXTERNAL MODULE: ./lib/src/resolve/lockfile.js + 1 modules
var lockfile = __webpack_require__(70639);
// EXTERNAL MODULE: ./lib/src/work.js
var src_work = __webpack_require__(62673);
// EXTERNAL MODULE: ./lib/src/plan/aptBuild.js
var aptBuild = __webpack_require__(26371);
// EXTERNAL MODULE: ./lib/src/plan/aptLocks.js + 1 modules
var aptLocks = __webpack_require__(30414);
;// CONCATENATED MODULE: ./lib/src/plan/lockApt.js
















/** Bytes of a base's layers, compressed. */
const sizeOf = ({ manifest }) => manifest.layers.reduce((sum, { size }) => sum + size, 0);
/**
 * The bases in which apt is asked: of those that begin with the same layer, the distribution's, the smallest. A larger one has what the smaller
 * has and more, so it needs no package that the smaller does not. Should one need more all the same, its build says so.
 */
const basesToAsk = (bases) => {
    const smallest = new Map();
    for (const base of bases) {
        const bottom = base.config.rootfs.diff_ids[0] ?? base.platformDigest;
        const known = smallest.get(bottom);
        if (known === undefined || sizeOf(base) < sizeOf(known))
            smallest.set(bottom, base);
    }
    return [...smallest.values()];
};
/** Bases of accepted cells by release; those whose digest is not known are left out. */
const readBases = async ({ open }, judged, release) => {
    const found = new Map();
    for (const { cell, verdict } of judged) {
        const digest = verdict.kind === "accepted" && cell.ubuntu === release ? verdict.base.platformDigest : undefined;
        if (digest !== undefined && verdict.base !== undefined)
            found.set(digest, `${verdict.base.tag}@${digest}`);
    }
    return Promise.all([...found.values()].map((reference) => (0,base/* readBase */.wZ)(open, reference)));
};
/** Where an engine finds a base: among this machine's stand-ins, or in a registry, after mirrors. */
const upstream = ({ repository, platformDigest, tag }, mirrors) => {
    if ((0,layout/* isLayout */.nW)(repository))
        return { kind: "layout", dir: repository.dir, digest: platformDigest, tag: tag.replace(/@.*$/, "").replace(/^.*:/, "") };
    const reference = (0,registry_reference/* parseReference */.F2)(repository.name);
    if (reference.kind === "layout")
        throw new TypeError(`${repository.name} is a registry's and no folder`);
    const { host, repository: path, origin } = (0,endpoint/* endpointOf */.X)(reference, mirrors);
    return { kind: "registry", reference: `${host}/${path}@${platformDigest}`, insecure: origin.startsWith("http://") };
};
const unlocked = (release, why, hint) => ({ code: "apt-unlocked", message: `The apt packages of ${release} are locked by name and date only: ${why}`, hint });
const replaces = (release, answer) => {
    const list = replacedBy(answer).map(({ name, from, to }) => `${name} ${from} by ${to}`);
    if (list.length === 0)
        return [];
    return [{ code: "apt-replaces", message: `In the base of ${release} apt replaces ${list.join(", ")}, because packages that are asked for depend on it.`, hint: `See them: grep upgrades locks/${(0,lockfile/* aptLockFileName */.Qk)(release)}` }];
};
/** A lock of before to which the answers of a few cells' bases are added, where they are answers about the same archive. */
const before = (session, lock, committed) => session.options.cells !== undefined && committed?.asOf === lock.asOf && committed.snapshot === lock.snapshot ? (committed.packages ?? []) : [];
const askRelease = async (session, bases, wanted, committed, ask) => {
    const extras = session.options.cells === undefined ? wanted.extras : [...new Set([...wanted.extras, ...(committed?.extras ?? [])])].sort();
    const lock = (0,aptLocks/* aptByDate */.Hd)(session, { ...wanted, extras });
    const snapshots = session.catalog.ubuntu.find(({ name }) => name === wanted.release)?.snapshots;
    const lists = [before(session, lock, committed)];
    const notices = [];
    for (const base of basesToAsk(bases)) {
        session.sys.log.info(`Asking apt in ${base.tag.replace(/@.*$/, "")} which packages it would install.`);
        const answer = await ask(base, { apt: lock, ...(snapshots === undefined ? {} : { snapshots }) }, [...wanted.asked, ...extras]);
        lists.push(packagesOf(answer));
        notices.push(...replaces(wanted.release, answer));
    }
    return { lock: { ...lock, packages: mergePackages(lists) }, notices };
};
/** A lock that is there and whole is kept when nothing better can be had. */
const withoutAnswer = (session, wanted, committed, why, hint) => {
    const kept = committed !== undefined && (0,aptLocks/* aptDifference */.rm)(committed, wanted).length === 0 ? committed : undefined;
    if (kept?.packages === undefined)
        return { lock: kept ?? (0,aptLocks/* aptByDate */.Hd)(session, wanted), notices: [unlocked(wanted.release, why, hint)] };
    return { lock: kept, notices: [{ code: "apt-unlocked", message: `The apt lock of ${wanted.release} stays as of ${kept.asOf}: ${why}`, hint }] };
};
const lockRelease = async (session, judged, wanted, ask) => {
    const { sys, options } = session;
    const committed = await (0,resolve_committed/* readAptLock */.bU)(sys.files, (0,src_session/* lockFolder */.MS)(session), wanted.release);
    if (options.update !== true && committed?.packages !== undefined && (0,aptLocks/* aptDifference */.rm)(committed, wanted).length === 0)
        return { lock: committed, notices: [] };
    if (options.offline === true)
        return withoutAnswer(session, wanted, committed, "nothing outside may be asked.", "Ask once with a network: dl-env lock --update");
    try {
        const bases = await readBases(session, judged, wanted.release);
        if (bases.length === 0)
            return withoutAnswer(session, wanted, committed, "none of its bases could be read, and apt is asked in a base.", "See which could not: dl-env plan");
        return await askRelease(session, bases, wanted, committed, ask);
    }
    catch (error) {
        if (!(error instanceof errors/* DlEnvError */.Oz) || error.exit !== 3)
            throw error;
        return withoutAnswer(session, wanted, committed, error.message, error.hint ?? "Then type: dl-env lock --update");
    }
};
/** The apt lock of each release, with version and sha256 of every package where apt could be asked in a base; what it could not is a notice. */
const lockAptWith = async (session, judged, ask) => {
    const locks = new Map();
    const notices = [];
    for (const wanted of (0,aptLocks/* aptWanted */.bU)(session, judged).values()) {
        const asked = await lockRelease(session, judged, wanted, ask);
        locks.set(wanted.release, asked.lock);
        notices.push(...asked.notices);
    }
    return { locks, notices };
};
/** The same with an engine of this machine, which is looked for when a base must be asked. */
const lockApt = async (session, judged) => {
    const { sys, open, request } = session;
    const work = await (0,src_work/* openWork */.Q)(sys);
    let engine;
    try {
        const [installer, secrets] = [await (0,files/* readInstaller */.XE)(sys), await (0,engine_secrets/* buildSecrets */.S)(sys, work.dir)];
        return await lockAptWith(session, judged, async (base, recipe, names) => {
            engine ??= (0,choose/* chooseEngine */.m)(sys, request.engine, { open, work: work.dir });
            const context = { base: upstream(base, request.mirrors), secrets, buildArgs: (0,aptBuild/* snapshotMirror */.wS)(recipe.snapshots?.address, request.mirrors), epoch: Math.floor(sys.clock.now() / 1000) };
            const chosen = await engine;
            return (0,aptBuild/* tellingApt */.Xp)(base.tag, () => askApt(sys, chosen, { ...recipe, installer }, names, context, work.dir));
        });
    }
    finally {
        await work.close();
    }
};

// EXTERNAL MODULE: ./lib/src/report/problem.js
var problem = __webpack_require__(3510);
;// CONCATENATED MODULE: ./lib/src/commands/lock.js







/**
 * Writes the locks of every accepted cell beside dl-env.yml: wheels, and apt packages where an engine can ask apt in the base. Locks that are
 * there stay as they are unless `update` asks. What could not be locked whole is told and stands under `notices`.
 */
const lock = async (sys, options) => {
    const session = await (0,src_session/* openSession */.fA)(sys, options);
    const { plan, locks, judged } = await (0,pipeline/* planCells */.v_)(session);
    const used = new Set(judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.lock] : [])));
    (0,accepted/* requireAccepted */.b)(plan, "lock");
    const apt = await sys.log.group("Locking apt packages", () => lockApt(session, judged));
    for (const notice of apt.notices)
        sys.log.warn((0,problem/* problemText */.fI)(notice));
    const folder = (0,src_session/* lockFolder */.MS)(session);
    // The lock of a cell that could not be asked about today is none to throw away.
    const isWhole = options.cells === undefined && plan.totals.unknown === 0;
    const result = await (0,resolve_committed/* writeLocks */.OS)(sys.files, folder, [...locks.values()].filter(({ key }) => used.has(key)), [...apt.locks.values()], { prune: isWhole, now: sys.clock.now() });
    const text = [`${(0,units/* count */.U9)(result.written.length, "lock")} written to ${folder}, ${result.kept.length} kept, ${result.removed.length} removed.`, ...result.written.map((name) => `  ${name}`)].join("\n");
    return { text, json: { folder, ...result, notices: apt.notices }, exit: plan.totals.unknown > 0 ? 3 : 0 };
};

// EXTERNAL MODULE: ./lib/src/github/steps/options.js
var options = __webpack_require__(52866);
;// CONCATENATED MODULE: ./lib/src/github/steps/write.js



const told = ({ sys }, { text, json, exit }) => {
    sys.log.info(text);
    return { exit: exit === 2 ? 1 : exit, outputs: { report: JSON.stringify(json) } };
};
/** Writes locks beside dl-env.yml; committing them is the caller's step. */
const write_lock = async (context) => told(context, await context.sys.log.group("Locking", () => lock(context.sys, (0,options/* sessionOptions */.x)(context.inputs))));
/** Writes one folder a cell into the input `out`, or into the step's own folder. */
const write_generate = async (context) => told(context, await context.sys.log.group("Writing Containerfiles", () => generate(context.sys, { ...(0,options/* sessionOptions */.x)(context.inputs), out: context.folder })));


/***/ }),

/***/ 75957:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D_: () => (/* binding */ exitOfPlan),
/* harmony export */   G7: () => (/* binding */ isUnasked),
/* harmony export */   ki: () => (/* binding */ withoutBase)
/* harmony export */ });
/** Whether the store or the destination of a plan could not be asked, so that what is missing there is not known. */
const isUnasked = ({ cells, layers }) => layers.some(({ state }) => state === "unknown") || cells.some(({ verdict, state, base }) => verdict === "accepted" && state === "unknown" && base?.platformDigest !== undefined);
/** Accepted cells whose base could not be read: their layers are planned, but for the one that stands on the base. */
const withoutBase = ({ cells }) => cells.filter(({ verdict, state, base }) => verdict === "accepted" && state === "unknown" && base?.platformDigest === undefined).map(({ cell }) => cell);
/** 3 when something could not be asked, unless it is a registry and nothing outside was to be asked (`offline`); 1 when no cell is accepted; else 0. */
const exitOfPlan = (plan, offline) => {
    if (plan.totals.unknown > 0)
        return 3;
    if (plan.totals.accepted === 0)
        return 1;
    const isOutside = [plan.to, plan.store].some((name) => !name.startsWith("oci:"));
    return isUnasked(plan) && !(offline && isOutside) ? 3 : 0;
};


/***/ }),

/***/ 18429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F6: () => (/* binding */ groupReasons),
/* harmony export */   Pt: () => (/* binding */ planText),
/* harmony export */   YB: () => (/* binding */ columns)
/* harmony export */ });
/* harmony import */ var _plan_unasked_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75957);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58578);


/** Columns padded to the widest cell of each, two spaces between; no trailing spaces. */
const columns = (rows) => {
    const widths = [];
    for (const row of rows)
        row.forEach((text, index) => (widths[index] = Math.max(widths[index] ?? 0, text.length)));
    return rows.map((row) => row
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd());
};
const stateText = (cell) => {
    switch (cell.state) {
        case "linked":
            return "there already";
        case "layers":
            return "to link";
        case "missing":
            return "to build";
        case "unknown":
            return "?";
        case "none":
            return "-";
    }
};
const cellRow = (cell) => [
    cell.cell,
    cell.verdict,
    cell.lock === undefined ? "-" : (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(Object.keys(cell.lock.packages).length, "package"),
    cell.lock === undefined ? "-" : (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(cell.lock.download),
    stateText(cell),
    cell.base === undefined || cell.base.digest !== undefined ? "" : `base as of ${cell.base.asOf.slice(0, 10)}`,
];
/** The same reason over many cells is one entry. */
const groupReasons = (cells) => {
    const groups = new Map();
    for (const cell of cells) {
        for (const reason of cell.reasons) {
            const key = JSON.stringify([cell.verdict, reason.code, reason.message, reason.hint]);
            const group = groups.get(key) ?? { verdict: cell.verdict, ...reason, hint: reason.hint, cells: [], nearest: new Set() };
            group.cells.push(cell.cell);
            if (reason.nearest !== undefined)
                group.nearest.add(reason.nearest);
            groups.set(key, group);
        }
    }
    return [...groups.values()];
};
/** How many cell names one line shows before it only counts. */
const NAMED = 4;
const groupText = (group) => {
    const named = group.cells.slice(0, NAMED).join(", ");
    const more = group.cells.length > NAMED ? ` and ${group.cells.length - NAMED} more` : "";
    return [
        `${group.verdict}: ${named}${more}`,
        `  ${group.message} [${group.code}]`,
        `  source: ${group.source}`,
        ...(group.nearest.size === 0 ? [] : [`  nearest: ${[...group.nearest].slice(0, NAMED).join(", ")}`]),
        ...(group.hint === undefined ? [] : [`  ${group.hint.replaceAll("\n", "\n  ")}`]),
    ];
};
const missingText = (plan) => {
    if ((0,_plan_unasked_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnasked */ .G7)(plan))
        return `what is missing is not known, since ${plan.store === plan.to ? plan.to : `${plan.store} or ${plan.to}`} was not asked or did not answer`;
    const missing = plan.layers.filter((layer) => layer.state === "missing").length;
    return `${missing} missing, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(plan.totals.missing)}`;
};
const baseLine = (plan) => {
    const cells = (0,_plan_unasked_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutBase */ .ki)(plan);
    return cells.length === 0 ? [] : [`The base of ${cells.length === 1 ? (cells[0] ?? "") : (0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(cells.length, "cell")} could not be read now, so ${cells.length === 1 ? "its" : "their"} system layer is not planned and nothing of it can be built.`];
};
/** The table of verdicts, the reasons behind it, and the totals. */
const planText = (plan) => {
    const table = columns([["cell", "verdict", "packages", "download", "state", ""], ...plan.cells.map(cellRow)]);
    const reasons = groupReasons(plan.cells).flatMap((group) => ["", ...groupText(group)]);
    const { totals } = plan;
    return [
        ...table,
        ...reasons,
        "",
        `${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(totals.cells, "cell")}: ${totals.accepted} accepted, ${totals.rejected} rejected, ${totals.unknown} unknown`,
        `${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(plan.layers.length, "layer")}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(totals.download)} to download in all; ${missingText(plan)}`,
        ...baseLine(plan),
    ].join("\n");
};


/***/ })

};
