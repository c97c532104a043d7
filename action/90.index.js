export const id = 90;
export const ids = [90];
export const modules = {

/***/ 16090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  generateStep: () => (/* binding */ generateStep),
  lockStep: () => (/* binding */ lockStep)
});

// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/plan/writeContext.js + 2 modules
var writeContext = __webpack_require__(83257);
// EXTERNAL MODULE: ./lib/src/pipeline.js + 103 modules
var pipeline = __webpack_require__(23045);
// EXTERNAL MODULE: ./lib/src/session.js + 31 modules
var src_session = __webpack_require__(66212);
// EXTERNAL MODULE: ./lib/src/system/linkOut.js
var linkOut = __webpack_require__(67382);
// EXTERNAL MODULE: ./lib/src/commands/requireAccepted.js
var requireAccepted = __webpack_require__(81815);
;// CONCATENATED MODULE: ./lib/src/commands/generateCommand.js






/**
 * Rejects with `not-generated` for a folder that holds something, and no Containerfile: it would be
 * removed.
 */
const requireGeneratedFolder = async (sys, folder) => {
    const names = await sys.files.list(folder);
    if (names.length === 0 || names.includes("Containerfile"))
        return;
    throw (0,errors_error/* wrongRequest */.Tw)({
        code: "not-generated",
        message: `The folder ${folder} has files that dl-env did not write.`,
        hint: `Move it away, or write to another folder: dl-env generate --out containerfiles`,
    });
};
/** Writes one folder per cell: Containerfile, hashed requirements, files. Each builds alone. */
const generate = async (sys, options) => {
    const session = await (0,src_session/* openSession */.fA)(sys, options);
    const planned = await (0,pipeline/* planCells */.v_)(session);
    (0,requireAccepted/* requireAccepted */.b)(planned.plan, "write");
    const recipes = [...planned.recipes.values()];
    if (recipes.length === 0)
        throw (0,errors_error/* unreachable */.HB)({
            code: "base-unread",
            message: "No base of an accepted cell could be read, and a Containerfile names its base by digest.",
            hint: "See which base and why: dl-env plan",
        });
    const written = {};
    await (0,linkOut/* refuseLinkOut */.r)(sys.files, options.out);
    for (const { cell } of recipes)
        await requireGeneratedFolder(sys, `${options.out}/${cell}`);
    for (const recipe of recipes) {
        // What an earlier run left there must not mix with what is written now.
        await sys.files.remove(`${options.out}/${recipe.cell}`);
        written[recipe.cell] = await (0,writeContext/* writeContext */.p)(session, planned, {
            recipe,
            dir: `${options.out}/${recipe.cell}`,
        });
    }
    return { kind: "generate", result: { out: options.out, cells: written }, problems: [], exit: 0 };
};

// EXTERNAL MODULE: ./lib/src/engine/chooseEngine.js
var chooseEngine = __webpack_require__(37738);
// EXTERNAL MODULE: ./lib/src/image/aptRecipe.js
var image_aptRecipe = __webpack_require__(40913);
// EXTERNAL MODULE: ./lib/src/layer/readTar.js
var readTar = __webpack_require__(15903);
// EXTERNAL MODULE: ./lib/src/engine/engine.js
var engine_engine = __webpack_require__(40611);
// EXTERNAL MODULE: ./lib/src/system/withFolder.js
var withFolder = __webpack_require__(36688);
;// CONCATENATED MODULE: ./lib/src/engine/askApt.js




/** Where a build leaves what apt said. */
const ANSWER = "dl-env-apt";
/**
 * A stage that asks apt in a base what it would install. `at` makes the text one that no engine
 * remembers. Pure.
 */
const askingContainerfile = (recipe, names, at) => {
    const lines = [
        `: asked at ${at};`,
        ...(0,image_aptRecipe/* aptCall */.CE)(recipe, ["--ask", `/${ANSWER}`, ...names]),
        "rm -rf /tmp/apt /var/lib/apt/lists/* /var/log/apt",
    ];
    return (`ARG BASE\nFROM \${BASE} AS system\n${(0,image_aptRecipe/* aptArgument */.dV)(recipe)}RUN ${image_aptRecipe/* APT_MOUNTS */.H8} ` +
        `set -eu; \\\n    ${lines.join(" \\\n    ")}\n`);
};
const readBody = async (files, { spool, start, size }) => {
    const parts = [];
    // `end` is the last byte that is read.
    if (size > 0)
        for await (const part of files.read(spool, { start, end: start + size - 1 }))
            parts.push(part);
    return Buffer.concat(parts).toString("utf8");
};
const readAnswer = async (sys, layer, spool) => {
    const entries = await (0,readTar/* readTar */.s)(sys.files, layer, spool);
    const textOf = async (name) => {
        const entry = entries.find(({ path }) => path === `${ANSWER}/${name}`);
        if (entry?.content?.kind !== "file")
            return "";
        return readBody(sys.files, { spool, start: entry.content.start ?? 0, size: entry.size });
    };
    return { steps: await textOf("steps"), files: await textOf("files") };
};
/**
 * What apt would install of these names in a base: apt itself is asked, in a build of its own that
 * fetches the archive's index and no package. Rejects as the engine does when apt fails; nothing is
 * kept but what the engine remembers.
 */
const askApt = (sys, engine, { recipe, names, context, work }) => (0,withFolder/* withFolder */.Z)(sys, work, async (dir) => {
    // Without versions of its own: what a lock held before is not part of the question.
    const { packages: _packages, ...apt } = recipe.apt;
    const aptRecipe = { ...recipe, apt };
    await sys.files.write(`${dir}/${engine_engine/* CONTAINERFILE */.ww}`, askingContainerfile(aptRecipe, names, new Date(sys.clock.now()).toISOString()));
    for (const { path, content } of (0,image_aptRecipe/* aptFiles */.rY)(aptRecipe))
        await sys.files.write(`${dir}/${path}`, content);
    const layer = await engine.buildSystem({ ...context, dir }, dir, (line) => sys.log.debug(line));
    return readAnswer(sys, layer.file, `${dir}/bodies`);
});

// EXTERNAL MODULE: ./lib/src/registry/baseImage.js
var baseImage = __webpack_require__(50666);
// EXTERNAL MODULE: ./lib/src/registry/endpoint.js
var endpoint = __webpack_require__(56023);
// EXTERNAL MODULE: ./lib/src/registry/layout.js + 2 modules
var layout = __webpack_require__(8061);
// EXTERNAL MODULE: ./lib/src/registry/reference.js
var registry_reference = __webpack_require__(96849);
;// CONCATENATED MODULE: ./lib/src/engine/askedBases.js




/** Bytes of a base's layers, compressed. */
const sizeOf = ({ manifest }) => manifest.layers.reduce((sum, { size }) => sum + size, 0);
/**
 * The bases in which apt is asked: of those that begin with the same layer, the distribution's, the
 * smallest. A larger one has what the smaller has and more, so it needs no package that the smaller
 * does not. Should one need more all the same, its build says so.
 */
const basesToAsk = (bases) => {
    const smallest = new Map();
    for (const base of bases) {
        const bottom = base.config.rootfs.diff_ids[0] ?? base.platformDigest;
        const best = smallest.get(bottom);
        if (best === undefined || sizeOf(base) < sizeOf(best))
            smallest.set(bottom, base);
    }
    return [...smallest.values()];
};
/** Bases of accepted cells by release; those whose digest is not known are left out. */
const readBases = async (open, judged, release) => {
    const found = new Map();
    for (const { cell, verdict } of judged) {
        const digest = verdict.kind === "accepted" && cell.ubuntu === release
            ? verdict.base.platformDigest
            : undefined;
        if (digest !== undefined && verdict.base !== undefined)
            found.set(digest, `${verdict.base.tag}@${digest}`);
    }
    return Promise.all([...found.values()].map((reference) => (0,baseImage/* readBase */.wZ)(open, reference)));
};
/**
 * Where an engine finds a base: among this machine's stand-ins, or in a registry, after mirrors.
 */
const upstream = ({ repository, platformDigest, tag }, mirrors) => {
    if ((0,layout/* isLayout */.n)(repository))
        return {
            kind: "layout",
            dir: repository.dir,
            digest: platformDigest,
            tag: tag.replace(/@.*$/, "").replace(/^.*:/, ""),
        };
    const reference = (0,registry_reference/* parseReference */.F2)(repository.name);
    if (reference.kind === "layout")
        throw new TypeError(`${repository.name} is in a registry, not a folder`);
    const { host, repository: path, origin } = (0,endpoint/* endpointOf */.X5)(reference, mirrors);
    return {
        kind: "registry",
        reference: `${host}/${path}@${platformDigest}`,
        insecure: origin.startsWith("http://"),
    };
};

// EXTERNAL MODULE: ./lib/src/engine/buildSecrets.js
var buildSecrets = __webpack_require__(4588);
// EXTERNAL MODULE: ./lib/src/image/imageFiles.js
var imageFiles = __webpack_require__(23190);
;// CONCATENATED MODULE: ./lib/src/resolve/aptAnswer.js

/** `Inst perl-base [5.36.0-7] (5.36.0-7+deb12u2 Debian:12.11/oldstable [amd64])` */
const STEP = /^Inst (\S+) \[([^\]\s]+)\] \((\S+) /gm;
/** `'http://…' openssh-server_1%3a9.2p1-2_amd64.deb 456936 SHA256:…` */
const FILE = /^'[^']*' ([a-z0-9][a-z0-9+.-]+)_([^_\s]+)_[a-z0-9]+\.deb \d+ SHA256:([0-9a-f]{64})$/;
const byName = (a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
/** Packages of the base that an answer would replace, sorted by name. */
const replacedBy = ({ steps }) => [...steps.matchAll(STEP)]
    .map(([, name = "", from = "", to = ""]) => ({
    name: name.replace(/:[a-z0-9]+$/, ""),
    from,
    to,
}))
    .sort(byName);
const odd = (line) => (0,errors_error/* foundProblem */.Sb)({
    code: "apt-answer",
    message: `apt gave an answer that cannot be read: ${line.slice(0, 200)}`,
    hint: "See its output: dl-env lock --update --debug",
});
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
        return {
            name,
            version: decodeURIComponent(version),
            sha256,
            ...(upgraded.has(name) ? { upgrades: true } : {}),
        };
    })
        .sort(byName);
};
/**
 * Packages of several bases as one list, sorted by name; of a package that two of them name, the
 * later one counts, and it may upgrade where any says so.
 */
const mergePackages = (lists) => {
    const merged = new Map();
    for (const one of lists.flat()) {
        const upgrades = one.upgrades === true || merged.get(one.name)?.upgrades === true;
        merged.set(one.name, { ...one, ...(upgrades ? { upgrades: true } : {}) });
    }
    return [...merged.values()].sort(byName);
};

// EXTERNAL MODULE: ./lib/src/resolve/committedLocks.js
var committedLocks = __webpack_require__(45967);
// EXTERNAL MODULE: ./lib/src/resolve/lockfile.js + 1 modules
var lockfile = __webpack_require__(70639);
// EXTERNAL MODULE: ./lib/src/system/workFolder.js
var workFolder = __webpack_require__(2397);
// EXTERNAL MODULE: ./lib/src/engine/aptBuild.js
var aptBuild = __webpack_require__(57740);
// EXTERNAL MODULE: ./lib/src/plan/aptLockComparison.js
var aptLockComparison = __webpack_require__(59797);
// EXTERNAL MODULE: ./lib/src/plan/chooseAptLocks.js
var chooseAptLocks = __webpack_require__(6134);
// EXTERNAL MODULE: ./lib/src/plan/wantedAptPackages.js
var wantedAptPackages = __webpack_require__(23);
;// CONCATENATED MODULE: ./lib/src/engine/lockApt.js














const unlocked = (release, why, hint) => ({
    code: "apt-unlocked",
    message: `The apt packages of ${release} are locked by name and date only: ${why}`,
    hint,
});
const replaces = (release, answer) => {
    const list = replacedBy(answer).map(({ name, from, to }) => `${name} ${from} by ${to}`);
    if (list.length === 0)
        return [];
    return [
        {
            code: "apt-replaces",
            message: `In the base of ${release} apt replaces ${list.join(", ")}, because requested ` +
                "packages depend on it.",
            hint: `See them: grep upgrades locks/${(0,lockfile/* aptLockFileName */.Qk)(release)}`,
        },
    ];
};
/**
 * A lock of before to which the answers of a few cells' bases are added, where they are answers
 * about the same archive.
 */
const before = ({ cells }, lock, committed) => cells !== undefined && committed?.asOf === lock.asOf && committed.snapshot === lock.snapshot
    ? (committed.packages ?? [])
    : [];
/**
 * The packages beside the catalog's; of a few cells, also those that the lock has for the others.
 */
const extrasOf = ({ cells }, { wanted, committed }) => cells === undefined
    ? wanted.extras
    : [...new Set([...wanted.extras, ...(committed?.extras ?? [])])].sort();
const askRelease = async (locking, { wanted, committed }, { bases, ask }) => {
    const extras = extrasOf(locking, { wanted, committed });
    const lock = (0,chooseAptLocks/* aptLockByDate */.w)(locking, { ...wanted, extras });
    const snapshots = locking.catalog.ubuntu.find(({ name }) => name === wanted.release)?.snapshots;
    const recipe = { apt: lock, ...(snapshots === undefined ? {} : { snapshots }) };
    const lists = [before(locking, lock, committed)];
    const notices = [];
    for (const base of basesToAsk(bases)) {
        locking.sys.log.info(`Asking apt in ${base.tag.replace(/@.*$/, "")} which packages it would install.`);
        const answer = await ask(base, recipe, [...wanted.asked, ...extras]);
        lists.push(packagesOf(answer));
        notices.push(...replaces(wanted.release, answer));
    }
    return { lock: { ...lock, packages: mergePackages(lists) }, notices };
};
const OFFLINE = [
    "not resolved, because of --offline.",
    "Run once with a network: dl-env lock --update",
];
const NO_BASE = [
    "none of its bases could be read, and apt runs in a base.",
    "See which could not: dl-env plan",
];
/** A lock that is there and whole is kept when nothing better can be had. */
const withoutAnswer = (locking, { wanted, committed }, [why, hint]) => {
    const kept = committed !== undefined && (0,aptLockComparison/* aptLockDifference */.ms)(committed, wanted).length === 0
        ? committed
        : undefined;
    if (kept?.packages === undefined)
        return {
            lock: kept ?? (0,chooseAptLocks/* aptLockByDate */.w)(locking, wanted),
            notices: [unlocked(wanted.release, why, hint)],
        };
    return {
        lock: kept,
        notices: [
            {
                code: "apt-unlocked",
                message: `The apt lock of ${wanted.release} stays as of ${kept.asOf}: ${why}`,
                hint,
            },
        ],
    };
};
const lockRelease = async (locking, release, { judged, ask }) => {
    const { wanted, committed } = release;
    const isWhole = committed?.packages !== undefined;
    if (!locking.update && isWhole && (0,aptLockComparison/* aptLockDifference */.ms)(committed, wanted).length === 0)
        return { lock: committed, notices: [] };
    if (locking.offline)
        return withoutAnswer(locking, release, OFFLINE);
    try {
        const bases = await readBases(locking.open, judged, wanted.release);
        if (bases.length === 0)
            return withoutAnswer(locking, release, NO_BASE);
        return await askRelease(locking, release, { bases, ask });
    }
    catch (error) {
        if (!(error instanceof errors_error/* DlEnvError */.Oz) || error.exit !== 3)
            throw error;
        const hint = error.hint ?? "Then type: dl-env lock --update";
        return withoutAnswer(locking, release, [error.message, hint]);
    }
};
/**
 * The apt lock of each release, with version and sha256 of every package where apt could be asked
 * in a base; what it could not is a notice.
 */
const lockAptWith = async (locking, judged, ask) => {
    const locks = new Map();
    const notices = [];
    for (const wanted of (0,wantedAptPackages/* wantedAptPackages */.O)(locking, judged).values()) {
        const committed = await (0,committedLocks/* readAptLock */.bU)(locking.sys.files, locking.locks, wanted.release);
        const locked = await lockRelease(locking, { wanted, committed }, { judged, ask });
        locks.set(wanted.release, locked.lock);
        notices.push(...locked.notices);
    }
    return { locks, notices };
};
/** The same with an engine of this machine, which is looked for when a base must be asked. */
const lockApt = async (locking, judged) => {
    const { sys, open, request } = locking;
    const work = await (0,workFolder/* openWork */.Q)(sys);
    let engine;
    try {
        const [installer, secrets] = [await (0,imageFiles/* readInstaller */.XE)(sys), await (0,buildSecrets/* buildSecrets */.S)(sys, work.dir)];
        return await lockAptWith(locking, judged, async (base, recipe, names) => {
            engine ??= (0,chooseEngine/* chooseEngine */.m)(sys, request.engine, { open, work: work.dir });
            const context = {
                base: upstream(base, request.mirrors),
                secrets,
                buildArgs: (0,aptBuild/* snapshotMirror */.wS)(recipe.snapshots?.address, request.mirrors),
                epoch: Math.floor(sys.clock.now() / 1000),
            };
            const chosen = await engine;
            return (0,aptBuild/* withAptErrors */.NB)(base.tag, () => askApt(sys, chosen, { recipe: { ...recipe, installer }, names, context, work: work.dir }));
        });
    }
    finally {
        await work.close();
    }
};

// EXTERNAL MODULE: ./lib/src/errors/problemText.js
var problemText = __webpack_require__(32952);
// EXTERNAL MODULE: ./lib/src/commands/unfinishedProblems.js
var unfinishedProblems = __webpack_require__(6444);
;// CONCATENATED MODULE: ./lib/src/commands/lockCommand.js







/**
 * Writes the locks of every accepted cell beside dl-env.yml: wheels, and apt packages where an
 * engine can ask apt in the base. Locks that are there stay as they are unless `update` asks. What
 * could not be locked whole is told and stands under `notices`.
 */
const lock = async (sys, options) => {
    const session = await (0,src_session/* openSession */.fA)(sys, options);
    const { plan, locks, judged } = await (0,pipeline/* planCells */.v_)(session);
    const used = new Set(judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.lock] : [])));
    (0,requireAccepted/* requireAccepted */.b)(plan, "lock");
    const folder = (0,src_session/* lockFolder */.MS)(session);
    const asking = { update: options.update === true, offline: options.offline === true };
    const apt = await sys.log.group("Locking apt packages", () => lockApt({ ...session, locks: folder, cells: options.cells, ...asking }, judged));
    for (const notice of apt.notices)
        sys.log.warn((0,problemText/* problemText */.f)(notice));
    // The lock of a cell that could not be queried about today is none to throw away.
    const isWhole = options.cells === undefined && plan.totals.unknown === 0;
    const result = await (0,committedLocks/* writeLocks */.OS)(sys.files, {
        folder,
        locks: [...locks.values()].filter(({ key }) => used.has(key)),
        apt: [...apt.locks.values()],
    }, { prune: isWhole, now: sys.clock.now() });
    return {
        kind: "lock",
        result: { folder, ...result, notices: apt.notices },
        problems: (0,unfinishedProblems/* unknownProblems */.j)(plan),
        exit: plan.totals.unknown > 0 ? 3 : 0,
    };
};

// EXTERNAL MODULE: ./lib/src/action/steps/stepOptions.js
var stepOptions = __webpack_require__(90625);
// EXTERNAL MODULE: ./lib/src/action/steps/stepOutcome.js + 17 modules
var stepOutcome = __webpack_require__(4091);
;// CONCATENATED MODULE: ./lib/src/action/steps/writeSteps.js




/** Writes locks beside dl-env.yml; committing them is the caller's step. */
const lockStep = async (context) => {
    const { sys, inputs } = context;
    const outcome = await sys.log.group("Locking", () => lock(sys, (0,stepOptions/* sessionOptions */.x)(inputs)));
    return (0,stepOutcome/* stepOutcome */.f)(context, outcome, { outputs: { report: JSON.stringify(outcome.result) } });
};
/** Writes one folder per cell into the input `out`, or into the step's own folder. */
const generateStep = async (context) => {
    const { sys, inputs, folder } = context;
    const outcome = await sys.log.group("Writing Containerfiles", () => generate(sys, { ...(0,stepOptions/* sessionOptions */.x)(inputs), out: folder }));
    return (0,stepOutcome/* stepOutcome */.f)(context, outcome, { outputs: { report: JSON.stringify(outcome.result) } });
};


/***/ }),

/***/ 81815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ requireAccepted)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);

/**
 * Rejects where no cell of a plan is accepted: `nothing-accepted`, or `cells-unknown` when that may
 * be for want of an answer. `what` completes "so there is nothing to …".
 */
const requireAccepted = ({ totals, cells }, what) => {
    if (totals.accepted > 0)
        return;
    const why = cells.flatMap(({ reasons }) => reasons)[0]?.message ?? "";
    const hint = "See the reasons: dl-env plan";
    if (totals.unknown > 0)
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({
            code: "cells-unknown",
            message: `No cell could be judged, so there is nothing to ${what}. ${why}`.trim(),
            hint,
        });
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({
        code: "nothing-accepted",
        message: `No cell is accepted, so there is nothing to ${what}. ${why}`.trim(),
        hint,
    });
};


/***/ }),

/***/ 6444:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ leftProblems),
/* harmony export */   j: () => (/* binding */ unknownProblems)
/* harmony export */ });
/* harmony import */ var _text_fewNames_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69340);

/** Cells that could not be judged, as one problem; the verdicts beside it say why. */
const unknownProblems = ({ cells }) => {
    const unknown = cells.filter(({ verdict }) => verdict === "unknown").map(({ cell }) => cell);
    return unknown.length === 0
        ? []
        : [
            {
                code: "cells-unknown",
                message: `${(0,_text_fewNames_js__WEBPACK_IMPORTED_MODULE_0__/* .fewNames */ .B)(unknown)} could not be judged, so ` +
                    `${unknown.length === 1 ? "it is" : "they are"} not built.`,
            },
        ];
};
/** Accepted cells that have no image after a build, one problem for each reason. */
const leftProblems = (left) => [...Map.groupBy(left, ({ why }) => why)].map(([why, cells]) => ({
    code: "cell-left",
    message: `${(0,_text_fewNames_js__WEBPACK_IMPORTED_MODULE_0__/* .fewNames */ .B)(cells.map(({ cell }) => cell))} was not built: ${why}.`,
}));


/***/ })

};
