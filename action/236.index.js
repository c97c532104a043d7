export const id = 236;
export const ids = [236];
export const modules = {

/***/ 67198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $f: () => (/* binding */ acceptedOf),
/* harmony export */   BI: () => (/* binding */ handoverFiles),
/* harmony export */   R3: () => (/* binding */ readSmokeCells),
/* harmony export */   Xy: () => (/* binding */ readShard),
/* harmony export */   aP: () => (/* binding */ BUILT_FILE),
/* harmony export */   eG: () => (/* binding */ handedFiles),
/* harmony export */   lf: () => (/* binding */ readBuilt),
/* harmony export */   m3: () => (/* binding */ readPlan),
/* harmony export */   mB: () => (/* binding */ readSmokeShard),
/* harmony export */   yb: () => (/* binding */ readDigests)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70639);



// What the plan's job hands to the jobs after it: plan.json, the locks it chose, and what each
// shard makes.
/** Of the plan of an earlier job, only what the later ones need. */
const planFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    format: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1),
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[0-9a-f]{16}$/),
    cells: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        cell: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        verdict: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["accepted", "rejected", "unknown"]),
        tags: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
        base: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ platformDigest: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional() }).optional(),
    })),
});
const shardFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    shard: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int(),
    layers: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    cells: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    parallel: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().positive(),
}));
const smokeFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    shard: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int(),
    cells: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ cell: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), digest: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() })),
}));
const digestFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/));
const json = (value) => `${JSON.stringify(value)}\n`;
/** Files of the plan's job, relative to the output folder. */
const handoverFiles = ({ plan, locks, apt }, shards) => {
    const files = new Map([
        ["plan.json", json(plan)],
        ["shards.json", json(shards)],
    ]);
    for (const lock of locks.values())
        files.set(`locks/${(0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__/* .lockFileName */ .x5)(lock.question)}`, (0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeLock */ .Kk)(lock));
    for (const lock of apt.values())
        files.set(`locks/${(0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__/* .aptLockFileName */ .Qk)(lock.release)}`, (0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeAptLock */ .BC)(lock));
    return files;
};
/** What the plan's job handed over and later jobs need too: the plan and its locks. */
const handedFiles = async (files, folder) => {
    const locks = (await files.list(`${folder}/locks`)).map((name) => `locks/${name}`);
    const texts = new Map();
    for (const name of ["plan.json", ...locks]) {
        const text = await files.readText(`${folder}/${name}`);
        if (text !== undefined)
            texts.set(name, text);
    }
    return texts;
};
const readFile = async (files, { folder, name }, decoder) => {
    const text = await files.readText(`${folder}/${name}`);
    const wrong = (message) => (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
        code: "wrong-plan",
        message,
        place: { file: `${folder}/${name}` },
        hint: "Give the folder that the artifact of the plan was unpacked in: plan-folder: " +
            "${{ runner.temp }}/dl-env-plan",
    });
    if (text === undefined)
        throw wrong(`There is no ${name} in ${folder}.`);
    try {
        return decoder.parse(JSON.parse(text));
    }
    catch {
        throw wrong(`${name} is not in the format that the plan's job writes.`);
    }
};
/** The plan that this job was given; anything but the plan with this id is refused. */
const readPlan = async (files, folder, id) => {
    const plan = await readFile(files, { folder, name: "plan.json" }, planFile);
    if (id === undefined || plan.id === id)
        return plan;
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
        code: "wrong-plan",
        message: `This is the plan ${plan.id}, but the job was started for plan ${id}.`,
        place: { file: `${folder}/plan.json` },
        hint: "Give two calls in one run different prefixes, for example: prefix: second",
    });
};
const shardOf = (all, shard, folder) => {
    const found = all.find((one) => one.shard === shard);
    if (found !== undefined)
        return found;
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
        code: "wrong-plan",
        message: `The plan has no shard ${shard}; it has ${all.length}.`,
        place: { file: folder },
        hint: "Leave the input out to work on everything: shard:",
    });
};
/** What one shard makes: layers, or whole images where it names cells. */
const readShard = async (files, folder, shard) => shardOf(await readFile(files, { folder, name: "shards.json" }, shardFile), shard, folder);
/** Name of the file with the digests that one shard built whole. */
const BUILT_FILE = (shard) => `built-${shard}.json`;
/**
 * Digests of what the shards built whole, by cell; their artifacts are unpacked into `built` beside
 * the plan. Empty when there is none.
 */
const readBuilt = async (files, folder) => {
    const names = (await files.list(`${folder}/built`)).filter((name) => /^built-\d+\.json$/.test(name));
    const all = await Promise.all(names.map((name) => readFile(files, { folder: `${folder}/built`, name }, digestFile)));
    return Object.assign({}, ...all);
};
/** What one shard of smoke runs. */
const readSmokeShard = async (files, folder, shard) => shardOf(await readFile(files, { folder, name: "smoke.json" }, smokeFile), shard, folder).cells;
/** Cells that were to be run by smoke in this run; the others were left out by policy or budget. */
const readSmokeCells = async (files, folder) => new Set((await readFile(files, { folder, name: "smoke.json" }, smokeFile)).flatMap(({ cells }) => cells.map(({ cell }) => cell)));
/** Digest of each image by cell, as the job that linked them wrote it. */
const readDigests = (files, folder) => readFile(files, { folder, name: "digests.json" }, digestFile);
/** Ids of the cells that later jobs work on. */
const acceptedOf = (plan) => plan.cells.filter((cell) => cell.verdict === "accepted").map((cell) => cell.cell);


/***/ }),

/***/ 20236:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildStep: () => (/* binding */ buildStep)
});

// EXTERNAL MODULE: ./lib/src/errors/exitOf.js
var exitOf = __webpack_require__(30191);
// EXTERNAL MODULE: ./lib/src/inspect/checkProblems.js
var checkProblems = __webpack_require__(43061);
// EXTERNAL MODULE: ./lib/src/pipeline.js + 103 modules
var pipeline = __webpack_require__(23045);
// EXTERNAL MODULE: ./lib/src/plan/failedCells.js
var failedCells = __webpack_require__(45598);
// EXTERNAL MODULE: ./lib/src/publish/buildState.js
var buildState = __webpack_require__(34361);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/plan/matrixLimit.js
var matrixLimit = __webpack_require__(91584);
;// CONCATENATED MODULE: ./lib/src/plan/smokePolicy.js


/** Start, probes and removal. */
const BASE_MINUTES = 3;
/** Bytes a minute: pull and unpack at 50 MB/s. */
const BYTES_PER_MINUTE = 3_000_000_000;
/** A job is worth its queueing when it runs this long. */
const JOB_MINUTES = 30;
/** Minutes of GPU that one cell costs, rounded up. */
const minutesFor = (cell) => Math.ceil(BASE_MINUTES + (cell.lock?.download ?? 0) / BYTES_PER_MINUTE);
const byName = (a, b) => (a.cell < b.cell ? -1 : 1);
const CORNER_AXES = ["cuda", "ubuntu", "python"];
/**
 * Of each set and flavor: for each axis the oldest and the newest cell, with the other axes at
 * either end.
 */
const cornersOf = (cells) => {
    const corners = new Set();
    for (const group of Map.groupBy(cells, (cell) => `${cell.set}\n${cell.flavor}`).values()) {
        for (const axis of CORNER_AXES) {
            const others = CORNER_AXES.filter((other) => other !== axis);
            for (const [end, rest] of [
                [1, 1],
                [1, -1],
                [-1, 1],
                [-1, -1],
            ]) {
                const order = (a, b) => end * (0,versions/* compareVersions */.Zy)(a[axis], b[axis]) ||
                    others.reduce((sum, other) => sum || rest * (0,versions/* compareVersions */.Zy)(a[other], b[other]), 0) ||
                    byName(a, b);
                const [first] = [...group].sort(order);
                if (first !== undefined)
                    corners.add(first.cell);
            }
        }
    }
    return corners;
};
/** Newest first: what most people pull is proven before the budget ends. */
const newestFirst = (a, b) => (0,versions/* compareVersions */.Zy)(b.cell.cuda, a.cell.cuda) ||
    (0,versions/* compareVersions */.Zy)(b.cell.ubuntu, a.cell.ubuntu) ||
    (0,versions/* compareVersions */.Zy)(b.cell.python, a.cell.python) ||
    byName(a.cell, b.cell);
const whyNot = (candidate, policy, corners) => {
    if (candidate.proven)
        return "proven";
    switch (policy) {
        case "changed":
            return candidate.changed ? undefined : "not-changed";
        case "corners":
            return corners.has(candidate.cell.cell) ? undefined : "not-a-corner";
        case "all":
            return undefined;
    }
};
/** Neighbours in `chosen` share layers, so a job takes a run of them. */
const deal = (chosen, maxJobs) => {
    const total = chosen.reduce((sum, { cell }) => sum + minutesFor(cell), 0);
    const jobs = Math.min(maxJobs, matrixLimit/* MATRIX_LIMIT */.q, chosen.length, Math.max(1, Math.ceil(total / JOB_MINUTES)));
    const shards = [];
    for (let shard = 0; shard < jobs; shard += 1) {
        const these = chosen.slice(Math.floor((shard * chosen.length) / jobs), Math.floor(((shard + 1) * chosen.length) / jobs));
        shards.push({
            shard,
            cells: these.map(({ cell, digest }) => ({ cell: cell.cell, digest })),
            minutes: these.reduce((sum, { cell }) => sum + minutesFor(cell), 0),
        });
    }
    return shards;
};
/**
 * Which cells get a GPU now, and why the others do not. Every candidate is in exactly one of both.
 */
const chooseSmoke = (candidates, limits) => {
    const corners = limits.policy === "corners" ? cornersOf(candidates.map(({ cell }) => cell)) : new Set();
    const chosen = [];
    const untested = [];
    let left = limits.minutes;
    for (const candidate of [...candidates].sort(newestFirst)) {
        const need = minutesFor(candidate.cell);
        const why = whyNot(candidate, limits.policy, corners) ??
            (need > left ? "over-budget" : undefined);
        if (why === undefined) {
            chosen.push(candidate);
            left -= need;
        }
        else
            untested.push({ cell: candidate.cell.cell, digest: candidate.digest, why });
    }
    return { shards: deal(chosen, limits.maxJobs), untested };
};
/** The matrix of the smoke jobs. */
const smokeMatrix = ({ shards, }) => ({
    include: shards.map(({ shard, cells, minutes }) => ({
        shard,
        name: `${shard + 1} of ${shards.length}, ${cells.length} images`,
        minutes,
    })),
});

// EXTERNAL MODULE: ./lib/src/smoke/smokeTest.js + 13 modules
var smokeTest = __webpack_require__(54202);
;// CONCATENATED MODULE: ./lib/src/commands/chooseTests.js


/**
 * Which of these images get their probes run, and in how many jobs. A requirement of `cpu` needs no
 * GPU, so it has no budget.
 */
const chooseTests = async (session, planned, { images, policy, gpuMinutes, maxJobs }) => {
    const cells = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
    const candidate = async ({ cell: id, digest, made }) => {
        const cell = cells.get(id);
        if (cell === undefined)
            return [];
        const proven = await (0,smokeTest/* hasProof */.v)(session, planned, { cell: id, digest });
        // An image that was linked by a run which then failed has no proof: to this run it is as good
        // as changed.
        return [{ cell, digest, changed: made || !proven, proven }];
    };
    const candidates = (await Promise.all(images.map(candidate))).flat();
    const onCpu = session.request.smoke.require === "cpu";
    return chooseSmoke(candidates, {
        policy: onCpu ? "all" : policy,
        minutes: onCpu ? Number.MAX_SAFE_INTEGER : gpuMinutes,
        maxJobs,
    });
};

// EXTERNAL MODULE: ./lib/src/commands/openPlanned.js + 1 modules
var openPlanned = __webpack_require__(43554);
// EXTERNAL MODULE: ./lib/src/commands/requireAccepted.js
var requireAccepted = __webpack_require__(81815);
// EXTERNAL MODULE: ./lib/src/commands/unfinishedProblems.js
var unfinishedProblems = __webpack_require__(6444);
;// CONCATENATED MODULE: ./lib/src/commands/buildCommand.js









/**
 * 1 when a cell failed or a check found something, 3 when only the outside failed, or an accepted
 * cell had to be left or one could not be judged.
 */
const exitOfBuild = ({ failed, checks }, left, { plan }) => {
    const error = (0,failedCells/* failedError */.Ov)(failed);
    if (error !== undefined)
        return (0,exitOf/* exitOf */.s)(error);
    if (checks.some(({ findings }) => findings.length > 0))
        return 1;
    return left.length > 0 || plan.totals.unknown > 0 ? 3 : 0;
};
/** A build that works alone and made no image for a failure ends with that failure. */
const throwWhollyFailed = ({ failed, images }) => {
    const error = (0,failedCells/* failedError */.Ov)(failed);
    if (error !== undefined && images.length === 0)
        throw error;
};
/**
 * Makes the layers that are missing and puts the images by digest. Exit 3 when an accepted cell had
 * to be left or one could not be judged, 1 when one failed, with the others done; throws when
 * nothing was built for a failure, unless another job handed over the plan.
 */
const build = async (sys, request) => {
    const began = sys.clock.now();
    const { session, planned, moved } = await (0,openPlanned/* openPlanned */.R)(sys, request, "making");
    const { plan } = planned;
    if (request.assignment === undefined)
        (0,requireAccepted/* requireAccepted */.b)(plan, "build");
    const built = await (0,pipeline/* buildImages */.rd)(session, planned);
    if (request.part !== true)
        await (0,buildState/* writeBuildState */.P)(session, plan, built);
    if (request.assignment === undefined)
        throwWhollyFailed(built);
    const left = request.part === true ? [] : built.left;
    const tests = request.tests === undefined
        ? undefined
        : await chooseTests(session, planned, { ...request.tests, images: built.images });
    return {
        kind: "build",
        result: {
            plan: plan.id,
            ...built,
            reused: plan.layers.filter(({ state }) => state === "stored").length,
            took: sys.clock.now() - began,
        },
        planned,
        request: session.request,
        problems: [
            ...moved,
            ...(0,failedCells/* failedProblems */.E7)(built.failed),
            ...(0,checkProblems/* checkProblems */.X)(built.checks),
            ...(0,unfinishedProblems/* leftProblems */.a)(left),
            ...(0,unfinishedProblems/* unknownProblems */.j)(plan),
        ],
        exit: moved.length > 0 ? 1 : exitOfBuild(built, left, planned),
        ...(tests === undefined ? {} : { tests }),
    };
};

// EXTERNAL MODULE: ./lib/src/report/jobNotes.js
var jobNotes = __webpack_require__(4825);
// EXTERNAL MODULE: ./lib/src/action/handover.js
var handover = __webpack_require__(67198);
// EXTERNAL MODULE: ./lib/src/action/steps/stepOutcome.js + 17 modules
var stepOutcome = __webpack_require__(4091);
// EXTERNAL MODULE: ./lib/src/action/steps/stepRequest.js + 1 modules
var stepRequest = __webpack_require__(57870);
;// CONCATENATED MODULE: ./lib/src/action/steps/buildStep.js






const smokeOutputs = (choice, gpu) => JSON.stringify({ include: smokeMatrix(choice).include.map((job) => ({ ...job, gpu })) });
const digestsOf = (images) => JSON.stringify(Object.fromEntries(images.map(({ cell, digest }) => [cell, digest])));
const isChanged = ({ layers, images }) => layers.length > 0 || images.some(({ made }) => made);
/** What a job that makes a part of the layers or images hands to the job that links. */
const partResult = ({ inputs }, { result }) => {
    const digests = digestsOf(result.images.filter(({ made }) => made));
    return {
        outputs: { changed: String(isChanged(result)), digests },
        ...(digests === "{}" ? {} : { files: new Map([[(0,handover/* BUILT_FILE */.aP)(inputs.shard ?? 0), digests]]) }),
    };
};
const NO_TESTS = { shards: [], untested: [] };
/** What the job that links hands to the jobs that test and promote. */
const linkedResult = async ({ sys, inputs }, { result, request, tests = NO_TESTS }) => {
    const digests = digestsOf(result.images);
    const needsGpu = request.smoke.require !== "cpu";
    return {
        checks: result.checks,
        notes: (0,jobNotes/* notTestedNotes */.e)(tests),
        files: new Map([
            ...(inputs.planFolder === undefined ? [] : await (0,handover/* handedFiles */.eG)(sys.files, inputs.planFolder)),
            ["digests.json", digests],
            ["smoke.json", JSON.stringify(tests.shards)],
        ]),
        outputs: {
            changed: String(isChanged(result)),
            digests,
            smoke: smokeOutputs(tests, needsGpu),
        },
    };
};
/**
 * Makes layers, builds or links images, or both; after linking it says which images are to be
 * tested. Exit 1 when a cell failed and 3 when one had to be left, with all outputs of the others.
 */
const buildStep = async (context) => {
    const { sys, inputs, rights } = context;
    const tests = {
        policy: inputs.smokePolicy,
        gpuMinutes: rights.gpu ? inputs.gpuMinutes : 0,
        maxJobs: inputs.maxJobs,
    };
    const isPart = inputs.stage === "layers";
    const outcome = await (0,stepRequest/* withStepRequest */.U)(context, (request) => build(sys, { ...request, ...(isPart ? { part: true } : { tests }) }));
    const more = isPart ? partResult(context, outcome) : await linkedResult(context, outcome);
    return (0,stepOutcome/* stepOutcome */.f)(context, outcome, more);
};


/***/ }),

/***/ 57870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ withStepRequest)
});

// EXTERNAL MODULE: ./lib/src/action/runStep.js + 1 modules
var runStep = __webpack_require__(98422);
// EXTERNAL MODULE: ./lib/src/errors/error.js
var error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/action/handover.js
var handover = __webpack_require__(67198);
// EXTERNAL MODULE: ./lib/src/action/steps/stepOptions.js
var stepOptions = __webpack_require__(90625);
;// CONCATENATED MODULE: ./lib/src/action/steps/assignment.js



/**
 * The plan of an earlier job, or undefined when this step works alone. A plan-id without its folder
 * is refused.
 */
const givenPlan = async ({ sys, inputs }) => {
    const { planFolder, planId } = inputs;
    if (planFolder !== undefined)
        return { plan: await (0,handover/* readPlan */.m3)(sys.files, planFolder, planId), folder: planFolder };
    if (planId === undefined)
        return undefined;
    throw (0,error/* wrongRequest */.Tw)({
        code: "bad-input",
        message: "The input plan-id is given without the folder of the plan.",
        hint: "Write it under `with:` as `plan-folder: ${{ runner.temp }}/dl-env-plan`",
    });
};
const assignmentOf = async ({ sys, inputs }, { plan, folder }) => {
    const common = { locks: `${folder}/locks`, cells: (0,handover/* acceptedOf */.$f)(plan) };
    if (inputs.command !== "build")
        return { kind: "cells", ...common };
    if (inputs.stage === "link")
        return { kind: "link", ...common, built: await (0,handover/* readBuilt */.lf)(sys.files, folder) };
    if (inputs.stage !== "layers" || inputs.shard === undefined)
        return { kind: "cells", ...common };
    const { layers, cells, parallel } = await (0,handover/* readShard */.Xy)(sys.files, folder, inputs.shard);
    return cells.length > 0
        ? { kind: "whole-images", ...common, images: cells }
        : { kind: "layers", ...common, layers, parallel };
};
/**
 * Session options of a step, with what of the plan it works on. The locks came with the plan, so a
 * step that would resolve again is refused.
 */
const assignment_stepOptions = async (context, given) => {
    const options = (0,stepOptions/* sessionOptions */.x)(context.inputs);
    if (given !== undefined && options.update === true) {
        throw (0,error/* wrongRequest */.Tw)({
            code: "bad-input",
            message: "The input update is true, but this step works on a plan whose locks came with it.",
            hint: "Give it to the step that plans: `command: plan` with `update: true`",
        });
    }
    return given === undefined
        ? options
        : { ...options, assignment: await assignmentOf(context, given) };
};

;// CONCATENATED MODULE: ./lib/src/action/steps/stepRequest.js


/**
 * Does the work of a step that writes to the destination, with the request that its inputs make:
 * refused where this run may not push, on the plan that an earlier job handed over. When the work
 * fails after it planned, the step's summary still has the plan.
 */
const withStepRequest = async (context, work) => {
    let planned;
    const assignment = await givenPlan(context);
    const request = {
        ...(await assignment_stepOptions(context, assignment)),
        // A folder, and a registry on this machine, are not what the rights are about.
        permit: ({ to, store }) => {
            if (!to.local || !store.local)
                (0,runStep/* assertMay */.El)(context, "push", `write to ${to.name}`);
        },
        onPlan: (plan, { matrix, places }) => {
            planned = { plan, request: { matrix, places } };
        },
        ...(assignment === undefined ? {} : { expected: assignment.plan }),
    };
    try {
        return await work(request);
    }
    catch (error) {
        if (planned === undefined)
            throw error;
        throw new runStep/* StepFailed */.an(error, { exit: 1, outputs: {}, ...planned });
    }
};


/***/ }),

/***/ 43554:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ openPlanned)
});

// EXTERNAL MODULE: ./lib/src/pipeline.js + 103 modules
var pipeline = __webpack_require__(23045);
// EXTERNAL MODULE: ./lib/src/session.js + 31 modules
var src_session = __webpack_require__(66212);
// EXTERNAL MODULE: ./lib/src/errors/error.js
var error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/text/fewNames.js
var fewNames = __webpack_require__(69340);
;// CONCATENATED MODULE: ./lib/src/commands/samePlan.js


/** The immutable tag ends in the recipe's key: equal tags are equal content. */
const immutableTag = (cell) => cell?.tags[0];
const planMoved = (cells) => (0,error/* foundProblem */.Sb)({
    code: "plan-moved",
    message: `Since the plan was made, something upstream changed for ${cells.length} of ` +
        `its cells (${(0,fewNames/* fewNames */.B)(cells)}).`,
    hint: "Start again, from the plan: gh run rerun",
});
const problemOf = ({ code, message, hint }) => ({
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
});
const acceptedOf = ({ cells }) => cells.filter(({ verdict }) => verdict === "accepted");
/** The plan less some cells; rejects with `plan-moved` when no accepted one is left. */
const less = (planned, expected, gone) => {
    if (gone.size === 0)
        return { planned, moved: [] };
    const error = planMoved([...gone]);
    if (gone.size === acceptedOf(expected).length)
        throw error;
    const cells = planned.plan.cells.filter(({ cell }) => !gone.has(cell));
    const recipes = new Map([...planned.recipes].filter(([cell]) => !gone.has(cell)));
    return {
        planned: { ...planned, recipes, plan: { ...planned.plan, cells } },
        moved: [problemOf(error)],
    };
};
/**
 * For who makes something: the plan less the cells for which this job sees something else upstream
 * than the plan was made from, as when a base was pushed again. The others go on; when none is
 * left, rejects with `plan-moved`.
 */
const withoutMoved = (expected, planned) => {
    const seen = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
    const moved = acceptedOf(expected)
        .filter((cell) => immutableTag(cell) !== immutableTag(seen.get(cell.cell)))
        .map(({ cell }) => cell);
    return less(planned, expected, new Set(moved));
};
const asExpected = (cell, expected) => {
    if (expected?.verdict !== "accepted" || cell.base === undefined)
        return cell;
    const { platformDigest: _seen, ...base } = cell.base;
    const platformDigest = expected.base?.platformDigest;
    return {
        ...cell,
        tags: expected.tags,
        base: { ...base, ...(platformDigest === undefined ? {} : { platformDigest }) },
    };
};
/**
 * For who tests or tags what was made: tags and bases are those of the plan it was made from,
 * whatever the bases are now. What is left out are cells that are not accepted any more.
 */
const asMade = (expected, planned) => {
    const made = new Map(expected.cells.map((cell) => [cell.cell, cell]));
    // A draft lacks only what the base decides, which no probe is part of.
    const recipes = new Map([...planned.drafts, ...planned.recipes]);
    const cells = planned.plan.cells.map((cell) => asExpected(cell, made.get(cell.cell)));
    const gone = acceptedOf(expected).filter(({ cell }) => !recipes.has(cell));
    return less({ ...planned, recipes, plan: { ...planned.plan, cells } }, expected, new Set(gone.map(({ cell }) => cell)));
};

;// CONCATENATED MODULE: ./lib/src/commands/openPlanned.js



const compared = (planned, { expected }, work) => {
    if (expected === undefined)
        return { planned, moved: [] };
    return work === "making" ? withoutMoved(expected, planned) : asMade(expected, planned);
};
/** Opens the destination and plans, as `build`, `smoke` and `promote` begin. */
const openPlanned = async (sys, request, work) => {
    const session = await (0,src_session/* openSession */.fA)(sys, request);
    request.permit?.(session);
    const found = await sys.log.group("Planning", () => (0,pipeline/* planCells */.v_)(session, { writes: work === "making" }));
    const { planned, moved } = compared(found, request, work);
    request.onPlan?.(planned.plan, session.request);
    return { session, planned, moved };
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


/***/ }),

/***/ 43061:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ checkProblems)
/* harmony export */ });
/* harmony import */ var _text_fewNames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69340);
/* harmony import */ var _checkReport_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73403);


/**
 * One problem for each distinct finding, naming its cells: what a base brings into forty images is
 * one message.
 */
const checkProblems = (reports) => {
    const all = reports.flatMap(({ cell, findings }) => findings.map((finding) => ({ cell, finding })));
    return [
        ...Map.groupBy(all, ({ finding }) => `${finding.code}\n${(0,_checkReport_js__WEBPACK_IMPORTED_MODULE_0__/* .findingText */ .NK)(finding)}`).values(),
    ].flatMap((group) => {
        const [first] = group;
        if (first === undefined)
            return [];
        const { code, hint } = first.finding;
        const cells = [...new Set(group.map(({ cell }) => cell))];
        return [{ code, message: `${(0,_text_fewNames_js__WEBPACK_IMPORTED_MODULE_1__/* .fewNames */ .B)(cells)}: ${(0,_checkReport_js__WEBPACK_IMPORTED_MODULE_0__/* .findingText */ .NK)(first.finding)}`, hint }];
    });
};


/***/ }),

/***/ 91584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ MATRIX_LIMIT)
/* harmony export */ });
/** GitHub starts at most this many jobs from one matrix; github/docs, usage limits. */
const MATRIX_LIMIT = 256;


/***/ }),

/***/ 34361:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ imagesBuiltBefore),
/* harmony export */   P: () => (/* binding */ writeBuildState)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);


const fileOf = ({ folder }) => `${folder}/.dl-env/built.json`;
const decoder = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    format: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(1),
    to: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    images: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        cell: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        recipe: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        digest: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/),
        made: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
        size: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    })),
});
const immutableOf = (plan, cell) => plan.cells.find((one) => one.cell === cell)?.tags[0] ?? "";
/**
 * Digests that nobody can read are not as good as none: an image that was built whole has no other
 * name.
 */
const decoded = (text, path) => {
    try {
        return decoder.parse(JSON.parse(text));
    }
    catch (error) {
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
            code: "kept-broken",
            message: "The record of earlier builds cannot be read.",
            place: { file: path },
            hint: `Remove it, and build again, which makes nothing a second time: rm ${path} && ` +
                "dl-env build",
        }, { cause: error });
    }
};
/** What was written for this destination; undefined when there is nothing. Throws `kept-broken`. */
const read = async (facts) => {
    const text = await facts.sys.files.readText(fileOf(facts));
    const state = text === undefined ? undefined : decoded(text, fileOf(facts));
    return state?.to === facts.to.name ? state : undefined;
};
/** After a build it is too late to refuse: what cannot be read is written again, with a warning. */
const readOrNone = async (facts) => {
    try {
        return await read(facts);
    }
    catch (error) {
        if (!(error instanceof _errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DlEnvError */ .Oz))
            throw error;
        facts.sys.log.warn(`${error.message} It is written again: ${fileOf(facts)} [${error.code}]`);
        return undefined;
    }
};
/**
 * Writes the digests of what was built beside dl-env.yml; those of other cells stay, because cells
 * may be built one by one.
 */
const writeBuildState = async (facts, plan, built) => {
    const others = ((await readOrNone(facts))?.images ?? []).filter(({ cell }) => built.images.every((image) => image.cell !== cell));
    const images = [
        ...others,
        ...built.images.map((image) => ({ ...image, recipe: immutableOf(plan, image.cell) })),
    ];
    await facts.sys.files.write(fileOf(facts), `${JSON.stringify({ format: 1, to: facts.to.name, images }, undefined, 2)}\n`);
};
/**
 * The images of this plan that were built here earlier, or that the destination has under their
 * immutable tags.
 */
const imagesBuiltBefore = async (facts, plan) => {
    const record = await read(facts);
    const images = [];
    for (const { cell, tags, state } of plan.cells) {
        const earlier = record?.images.find((image) => image.cell === cell && image.recipe === tags[0]);
        const digest = state === "linked" ? await facts.to.resolve(tags[0] ?? "") : earlier?.digest;
        if (digest !== undefined)
            images.push({ cell, digest, made: false, size: earlier?.size ?? 0 });
    }
    return images;
};


/***/ }),

/***/ 4825:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ notMadeNotes),
/* harmony export */   e: () => (/* binding */ notTestedNotes)
/* harmony export */ });
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36647);

const NOT_MADE = {
    "too-large": "no runner has enough disk; use a larger runner and set the input disk to its size",
    "no-job-left": "all jobs are full; raise the input max-jobs",
};
/** What no job of this run makes, one note for each cause. */
const notMadeNotes = (left, what) => ["too-large", "no-job-left"].flatMap((why) => {
    const these = left.filter((one) => one.why === why);
    const [first] = these;
    return first === undefined
        ? []
        : [
            `${these.length} ${what} are not made in this run (${first.what.slice(0, 60)} ` +
                `needs ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(first.disk)}): ${NOT_MADE[why]}.`,
        ];
});
const NOT_TESTED = {
    "not-changed": "did not change in this run",
    "not-a-corner": "are not at a corner of the matrix",
    "over-budget": "would exceed the budget of GPU minutes",
};
/** What no job of this run tests, one note for each cause. */
const notTestedNotes = ({ untested }) => ["not-changed", "not-a-corner", "over-budget"].flatMap((why) => {
    const these = untested.filter((one) => one.why === why);
    const [first] = these;
    return first === undefined
        ? []
        : [
            `${these.length} images ${NOT_TESTED[why]} and are not tested ` +
                `(${first.cell}${these.length > 1 ? ", …" : ""}). They stay in the registry by ` +
                "digest, and their tags stay as they are.",
        ];
});


/***/ })

};
