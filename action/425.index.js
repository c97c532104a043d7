export const id = 425;
export const ids = [425];
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

/***/ 425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  smokeStep: () => (/* binding */ smokeStep)
});

// EXTERNAL MODULE: ./lib/src/container/gpuOption.js
var gpuOption = __webpack_require__(40713);
// EXTERNAL MODULE: ./lib/src/errors/exitOf.js
var exitOf = __webpack_require__(30191);
// EXTERNAL MODULE: ./lib/src/inspect/checkProblems.js
var checkProblems = __webpack_require__(43061);
// EXTERNAL MODULE: ./lib/src/pipeline.js + 103 modules
var pipeline = __webpack_require__(23045);
// EXTERNAL MODULE: ./lib/src/plan/failedCells.js
var failedCells = __webpack_require__(45598);
// EXTERNAL MODULE: ./lib/src/commands/imagesToTest.js
var imagesToTest = __webpack_require__(91542);
// EXTERNAL MODULE: ./lib/src/commands/openPlanned.js + 1 modules
var openPlanned = __webpack_require__(43554);
;// CONCATENATED MODULE: ./lib/src/commands/smokeCommand.js







/** Images whose probes ran and did not give what is required. */
const notProven = (tested) => tested
    .filter(({ ok }) => !ok)
    .map(({ image, reasons }) => ({
    code: "not-proven",
    message: `${image.cell} keeps its current tags. ${reasons.join(" ")}`,
}));
const exitOfTests = ({ results, failed }) => {
    if (results.some(({ ok }) => !ok))
        return 1;
    const error = (0,failedCells/* failedError */.Ov)(failed);
    return error === undefined ? 0 : (0,exitOf/* exitOf */.s)(error);
};
const neededGpus = ({ request }) => request.smoke.require === "cpu" ? { kind: "none" } : { kind: "all" };
/**
 * Runs the probes inside what was built and keeps the proofs. Exit 1 when an image lacks what
 * `smoke.require` asks for, with the others tested; throws when none could be tested, unless
 * another job handed over the plan.
 */
const smoke = async (sys, request) => {
    const requestedGpus = request.gpus === undefined ? undefined : await (0,gpuOption/* parseGpusOrAuto */.JE)(sys, request.gpus);
    const { session, planned, moved } = await (0,openPlanned/* openPlanned */.R)(sys, request, "made");
    const gpus = requestedGpus ?? neededGpus(session);
    const images = await (0,imagesToTest/* imagesToTest */.y)(session, planned, request.digests);
    const tested = await sys.log.group("Testing", () => (0,pipeline/* smokeTestImages */.aq)(session, planned, { images, gpus }));
    const error = (0,failedCells/* failedError */.Ov)(tested.failed);
    if (error !== undefined && tested.results.length === 0 && request.assignment === undefined)
        throw error;
    return {
        kind: "smoke",
        result: tested.results,
        failed: tested.failed,
        problems: [
            ...moved,
            ...(0,failedCells/* failedProblems */.E7)(tested.failed),
            ...(0,checkProblems/* checkProblems */.X)(tested.results.map(({ checks }) => checks)),
            ...notProven(tested.results),
        ],
        exit: moved.length > 0 ? 1 : exitOfTests(tested),
    };
};

// EXTERNAL MODULE: ./lib/src/action/handover.js
var handover = __webpack_require__(67198);
// EXTERNAL MODULE: ./lib/src/action/runStep.js + 1 modules
var runStep = __webpack_require__(98422);
// EXTERNAL MODULE: ./lib/src/action/steps/stepOutcome.js + 17 modules
var stepOutcome = __webpack_require__(4091);
// EXTERNAL MODULE: ./lib/src/action/steps/stepRequest.js + 1 modules
var stepRequest = __webpack_require__(57870);
;// CONCATENATED MODULE: ./lib/src/action/steps/smokeStep.js





/**
 * The digests that the job which linked the images handed over, of this shard where there is one;
 * undefined when this step works alone.
 */
const shardDigests = async ({ sys, inputs }) => {
    const { planFolder, shard } = inputs;
    if (planFolder === undefined)
        return undefined;
    const digests = await (0,handover/* readDigests */.yb)(sys.files, planFolder);
    if (shard === undefined)
        return digests;
    const wanted = await (0,handover/* readSmokeShard */.mB)(sys.files, planFolder, shard);
    return Object.fromEntries(wanted
        .filter(({ cell, digest }) => digests[cell] === digest)
        .map(({ cell, digest }) => [cell, digest]));
};
/**
 * Runs probes in this shard's images, by the digests it was given, and keeps the proofs beside
 * them. Exit 1 when one lacks what is required, after the others were run.
 */
const smokeStep = async (context) => {
    const { sys, inputs } = context;
    if (sys.env.get("RUNNER_ENVIRONMENT") === "self-hosted")
        (0,runStep/* assertMay */.El)(context, "gpu", "use a self-hosted runner");
    const outcome = await (0,stepRequest/* withStepRequest */.U)(context, async (request) => {
        const digests = await shardDigests(context);
        return smoke(sys, {
            ...request,
            ...(digests === undefined ? {} : { digests }),
            ...(inputs.gpus === undefined ? {} : { gpus: inputs.gpus }),
        });
    });
    const withChecks = outcome.result.map(({ report, checks }) => {
        const { version, at, code, findings } = checks;
        return { ...report, checks: { version, at, code, findings } };
    });
    return (0,stepOutcome/* stepOutcome */.f)(context, outcome, {
        reports: outcome.result.map(({ report }) => report),
        checks: outcome.result.map(({ checks }) => checks),
        outputs: {
            report: JSON.stringify(withChecks),
            changed: String(outcome.result.some(({ ran }) => ran)),
        },
    });
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

/***/ 91542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ imagesToTest)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _publish_buildState_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34361);


/**
 * The images of the plan that are in the destination; rejects with `nothing-built` when there is
 * none.
 */
const imagesThere = async (session, { plan }) => {
    const images = await (0,_publish_buildState_js__WEBPACK_IMPORTED_MODULE_1__/* .imagesBuiltBefore */ .C)(session, plan);
    if (images.length > 0)
        return images;
    if (plan.cells.some(({ verdict, state }) => verdict === "accepted" && state === "unknown")) {
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({
            code: "destination-unknown",
            message: `${session.to.name} or the registry of the bases did not answer, so it is ` +
                "unknown which images exist.",
            hint: "The warnings above say which one; then: dl-env plan",
        });
    }
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({
        code: "nothing-built",
        message: "None of the plan's images has been built yet.",
        hint: "Build them first: dl-env build",
    });
};
/**
 * The images to test or to tag: those that were handed over, else those that were built here before
 * or have a tag.
 */
const imagesToTest = async (session, planned, digests) => {
    if (digests === undefined)
        return imagesThere(session, planned);
    return planned.plan.cells.flatMap(({ cell }) => {
        const digest = digests[cell];
        return digest === undefined ? [] : [{ cell, digest, made: false, size: 0 }];
    });
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


/***/ })

};
