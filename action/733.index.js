export const id = 733;
export const ids = [733];
export const modules = {

/***/ 3680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rm: () => (/* binding */ gpusOf),
  IC: () => (/* binding */ imagesOf),
  FZ: () => (/* binding */ testedText)
});

// UNUSED EXPORTS: smoke

// EXTERNAL MODULE: ./lib/src/pipeline.js + 48 modules
var pipeline = __webpack_require__(63409);
// EXTERNAL MODULE: ./lib/src/failedCells.js
var failedCells = __webpack_require__(8404);
// EXTERNAL MODULE: ./lib/src/kept.js
var kept = __webpack_require__(88560);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/report/problem.js
var problem = __webpack_require__(3510);
// EXTERNAL MODULE: ./lib/src/smoke/checked.js
var checked = __webpack_require__(38253);
// EXTERNAL MODULE: ./lib/src/report/checks.js
var report_checks = __webpack_require__(95412);
;// CONCATENATED MODULE: ./lib/src/report/smoke.js


const ORDER = ["fail", "unavailable", "skipped", "pass"];
const tally = (results) => [...ORDER]
    .reverse()
    .map((outcome) => [outcome, results.filter((result) => result.outcome === outcome).length])
    .filter(([, number]) => number > 0)
    .map(([outcome, number]) => `${number} ${outcome}`)
    .join(", ");
/** The same reason over many checks is one line. */
const reasonsOf = (results) => {
    const groups = new Map();
    for (const { outcome, reason, library, check } of results) {
        if (outcome === "pass")
            continue;
        const key = `${outcome}: ${reason ?? "no reason given"}`;
        groups.set(key, [...(groups.get(key) ?? []), `${library}/${check}`]);
    }
    return [...groups].map(([what, checks]) => `  ${what} (${checks.slice(0, 4).join(", ")}${checks.length > 4 ? ` and ${checks.length - 4} more` : ""})`);
};
const oneText = ({ checks, report, ran, ok, reasons }) => {
    // The checks' own sentences are told with their hints.
    const told = new Set((0,checked/* checkReasons */.Mp)(checks));
    return [
        `${report.cell}: ${ok ? "may be tagged" : "keeps its tags where they are"} (${tally(report.results)}${ran ? "" : `, proof of ${report.at.slice(0, 10)}`}; ${(0,report_checks/* checkTally */.tL)(checks)})`,
        ...(0,report_checks/* checkLines */.Wb)(checks),
        ...reasonsOf(report.results),
        ...(ok ? [] : reasons.filter((reason) => !told.has(reason)).map((reason) => `  ${reason}`)),
    ];
};
/** What the checks and the probes of each image said, for people. */
const smokeText = (proofs) => proofs.flatMap(oneText).join("\n");

// EXTERNAL MODULE: ./lib/src/session.js + 21 modules
var session = __webpack_require__(73577);
;// CONCATENATED MODULE: ./lib/src/commands/smoke.js







/** `auto` (all that the host has a driver for), `all`, `none`, or indexes and UUIDs separated by commas. */
const gpusOf = async (sys, text) => {
    if (text === "auto")
        return (await sys.files.stat("/dev/nvidiactl")) === undefined ? "none" : "all";
    if (text === "all" || text === "none")
        return text;
    const gpus = text.split(",").map((gpu) => gpu.trim());
    if (gpus.every((gpu) => /^(\d+|GPU-[0-9a-f-]+)$/.test(gpu)))
        return gpus;
    throw (0,errors/* wrongRequest */.Tw)({ code: "wrong-option", message: `"${text}" does not name GPUs.`, hint: "Name auto, all, none or numbers: dl-env smoke --gpus 0,1" });
};
/** The images of the plan that are in the destination; rejects with `nothing-built` when there is none. */
const imagesOf = async (session, { plan }) => {
    const images = await (0,kept/* builtBefore */.i)(session, plan);
    if (images.length > 0)
        return images;
    if (plan.cells.some(({ verdict, state }) => verdict === "accepted" && state === "unknown")) {
        throw (0,errors/* unreachable */.HB)({ code: "destination-unknown", message: `What is in ${session.to.name} could not be asked, or the bases could not be read.`, hint: "The warnings above say which; then: dl-env plan" });
    }
    throw (0,errors/* foundProblem */.Sb)({ code: "nothing-built", message: "None of the plan's images was built yet.", hint: "Build them first: dl-env build" });
};
/** What the probes said, and which images could not be tested, for people. */
const testedText = ({ proven, failed }) => {
    const error = (0,failedCells/* failedError */.Ov)(failed);
    return [smokeText(proven), ...(error === undefined ? [] : [(0,problem/* errorText */.kc)(error, false)])].filter((text) => text !== "").join("\n");
};
const exitOf = ({ proven, failed }) => {
    if (proven.some(({ ok }) => !ok))
        return 1;
    const error = failedError(failed);
    return error === undefined ? 0 : exitOfError(error);
};
/** Runs the probes inside what was built and keeps the proofs. Exit 1 when an image lacks what `smoke.require` asks for; throws when none could be tested. */
const smoke = async (sys, options) => {
    const gpus = await gpusOf(sys, options.gpus);
    const session = await openSession(sys, options);
    const planned = await planCells(session);
    const images = await imagesOf(session, planned);
    const tested = await sys.log.group("Testing", () => proveImages(session, planned, images, { gpus }));
    const error = failedError(tested.failed);
    if (error !== undefined && tested.proven.length === 0)
        throw error;
    return { text: testedText(tested), json: tested.proven, exit: exitOf(tested) };
};


/***/ }),

/***/ 51141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $f: () => (/* binding */ acceptedOf),
/* harmony export */   BI: () => (/* binding */ handoverFiles),
/* harmony export */   R3: () => (/* binding */ readSmokeCells),
/* harmony export */   Xy: () => (/* binding */ readShard),
/* harmony export */   aP: () => (/* binding */ BUILT_FILE),
/* harmony export */   lf: () => (/* binding */ readBuilt),
/* harmony export */   m3: () => (/* binding */ readPlan),
/* harmony export */   mB: () => (/* binding */ readSmokeShard),
/* harmony export */   sU: () => (/* binding */ assertSamePlan),
/* harmony export */   yb: () => (/* binding */ readDigests)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);
/* harmony import */ var _resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70639);



// What the plan's job hands to the jobs after it: plan.json, the locks it chose, and what each shard makes.
/** Of the plan of an earlier job, only what the later ones need. */
const planFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    format: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1),
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[0-9a-f]{16}$/),
    cells: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ cell: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), verdict: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["accepted", "rejected", "unknown"]), tags: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()) })),
});
const shardFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ shard: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int(), layers: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()), cells: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()), parallel: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().positive() }));
const smokeFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ shard: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int(), cells: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ cell: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), digest: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() })) }));
const digestFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/));
const json = (value) => `${JSON.stringify(value)}\n`;
/** Files of the plan's job, relative to the output folder. */
const handoverFiles = ({ plan, locks, apt }, shards) => {
    const files = new Map([["plan.json", json(plan)], ["shards.json", json(shards)]]);
    for (const lock of locks.values())
        files.set(`locks/${(0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__/* .lockFileName */ .x5)(lock.question)}`, (0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeLock */ .Kk)(lock));
    for (const lock of apt.values())
        files.set(`locks/${(0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__/* .aptLockFileName */ .Qk)(lock.release)}`, (0,_resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeAptLock */ .BC)(lock));
    return files;
};
const readFile = async (files, folder, name, decoder) => {
    const text = await files.readText(`${folder}/${name}`);
    const wrong = (message) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "wrong-plan", message, place: { file: `${folder}/${name}` }, hint: "Give the folder that the artifact of the plan was unpacked in: plan-folder: ${{ runner.temp }}/dl-env-plan" });
    if (text === undefined)
        throw wrong(`There is no ${name} in ${folder}.`);
    try {
        return decoder.parse(JSON.parse(text));
    }
    catch {
        throw wrong(`${name} is not what the plan's job writes.`);
    }
};
/** The plan that this job was given; anything but the plan with this id is refused. */
const readPlan = async (files, folder, id) => {
    const plan = await readFile(files, folder, "plan.json", planFile);
    if (id === undefined || plan.id === id)
        return plan;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "wrong-plan", message: `This is the plan ${plan.id}, and the job was asked to work on ${id}.`, place: { file: `${folder}/plan.json` }, hint: "Give two calls in one run different prefixes, for example: prefix: second" });
};
const shardOf = (all, shard, folder) => {
    const found = all.find((one) => one.shard === shard);
    if (found !== undefined)
        return found;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "wrong-plan", message: `The plan has no shard ${shard}; it has ${all.length}.`, place: { file: folder }, hint: "Leave the input out to work on everything: shard:" });
};
/** What one shard makes: layers, or whole images where it names cells. */
const readShard = async (files, folder, shard) => shardOf(await readFile(files, folder, "shards.json", shardFile), shard, folder);
/** Name of the file with the digests that one shard built whole. */
const BUILT_FILE = (shard) => `built-${shard}.json`;
/** Digests of what the shards built whole, by cell; their artifacts are unpacked into `built` beside the plan. Empty when there is none. */
const readBuilt = async (files, folder) => {
    const names = (await files.list(`${folder}/built`)).filter((name) => /^built-\d+\.json$/.test(name));
    const all = await Promise.all(names.map((name) => readFile(files, `${folder}/built`, name, digestFile)));
    return Object.assign({}, ...all);
};
/** What one shard of smoke runs. */
const readSmokeShard = async (files, folder, shard) => shardOf(await readFile(files, folder, "smoke.json", smokeFile), shard, folder).cells;
/** Cells that were to be run by smoke in this run; the others were left out by policy or budget. */
const readSmokeCells = async (files, folder) => new Set((await readFile(files, folder, "smoke.json", smokeFile)).flatMap(({ cells }) => cells.map(({ cell }) => cell)));
/** Digest of each image by cell, as the job that linked them wrote it. */
const readDigests = (files, folder) => readFile(files, folder, "digests.json", digestFile);
/** Ids of the cells that later jobs work on. */
const acceptedOf = (plan) => plan.cells.filter((cell) => cell.verdict === "accepted").map((cell) => cell.cell);
/** The immutable tag ends in the recipe's key: equal tags are equal content. */
const immutable = (cell) => cell?.tags[0];
/** Throws `plan-moved` when what this job sees outside is not what the plan was made from. */
const assertSamePlan = (given, now) => {
    const seen = new Map(now.cells.map((cell) => [cell.cell, cell]));
    const moved = given.cells.filter((cell) => cell.verdict === "accepted" && immutable(cell) !== immutable(seen.get(cell.cell)));
    if (moved.length === 0)
        return;
    const names = moved.slice(0, 3).map(({ cell }) => cell).join(", ");
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({
        code: "plan-moved",
        message: `Since the plan was made, something outside changed for ${moved.length} of its cells (${names}${moved.length > 3 ? ", …" : ""}).`,
        hint: "Start again, from the plan: gh run rerun",
    });
};


/***/ }),

/***/ 20988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ stepImages)
/* harmony export */ });
/* harmony import */ var _commands_smoke_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3680);
/* harmony import */ var _handover_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51141);


/** The images to work on: by the digests that the job which linked them handed over, else those that were built here or are tagged. */
const stepImages = async ({ sys, inputs }, session, planned) => {
    if (inputs.planFolder === undefined)
        return (0,_commands_smoke_js__WEBPACK_IMPORTED_MODULE_0__/* .imagesOf */ .IC)(session, planned);
    const digests = await (0,_handover_js__WEBPACK_IMPORTED_MODULE_1__/* .readDigests */ .yb)(sys.files, inputs.planFolder);
    return planned.plan.cells.flatMap(({ cell }) => {
        const digest = digests[cell];
        return digest === undefined ? [] : [{ cell, digest, made: false, size: 0 }];
    });
};


/***/ }),

/***/ 42967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ openStep),
  m: () => (/* binding */ withPlan)
});

// EXTERNAL MODULE: ./lib/src/pipeline.js + 48 modules
var pipeline = __webpack_require__(63409);
// EXTERNAL MODULE: ./lib/src/session.js + 21 modules
var src_session = __webpack_require__(73577);
// EXTERNAL MODULE: ./lib/src/github/handover.js
var handover = __webpack_require__(51141);
// EXTERNAL MODULE: ./lib/src/github/step.js + 1 modules
var step = __webpack_require__(54098);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/github/steps/options.js
var steps_options = __webpack_require__(52866);
;// CONCATENATED MODULE: ./lib/src/github/steps/handed.js



/** The plan of an earlier job, or undefined when this step works alone. A plan-id without its folder is refused. */
const givenPlan = async ({ sys, inputs }) => {
    const { planFolder, planId } = inputs;
    if (planFolder !== undefined)
        return { plan: await (0,handover/* readPlan */.m3)(sys.files, planFolder, planId), folder: planFolder };
    if (planId === undefined)
        return undefined;
    throw (0,errors/* wrongRequest */.Tw)({ code: "bad-input", message: "The input plan-id is given without the folder of the plan.", hint: "Write it under `with:` as `plan-folder: ${{ runner.temp }}/dl-env-plan`" });
};
const handedPart = async ({ sys, inputs }, given) => {
    const whole = { locks: `${given.folder}/locks`, cells: (0,handover/* acceptedOf */.$f)(given.plan) };
    if (inputs.command !== "build")
        return whole;
    if (inputs.stage === "link")
        return { ...whole, linkOnly: true, built: await (0,handover/* readBuilt */.lf)(sys.files, given.folder) };
    if (inputs.stage !== "layers" || inputs.shard === undefined)
        return whole;
    const { layers, cells, parallel } = await (0,handover/* readShard */.Xy)(sys.files, given.folder, inputs.shard);
    return cells.length > 0 ? { ...whole, whole: cells } : { ...whole, layers, parallel };
};
/** Session options of a step, with the part of the plan that it was handed. The locks came with the plan, so a step that would resolve anew is refused. */
const stepOptions = async (context, given) => {
    const options = (0,steps_options/* sessionOptions */.x)(context.inputs);
    if (given !== undefined && options.update === true) {
        throw (0,errors/* wrongRequest */.Tw)({ code: "bad-input", message: "The input update is true, but this step works on a plan whose locks came with it.", hint: "Give it to the step that plans: `command: plan` with `update: true`" });
    }
    return given === undefined ? options : { ...options, handed: await handedPart(context, given) };
};

;// CONCATENATED MODULE: ./lib/src/github/steps/session.js





/** Does `work`; when it fails, the step's summary still has the plan. */
const withPlan = async ({ session, planned }, work) => {
    try {
        return await work;
    }
    catch (error) {
        throw new step/* StepFailed */.an(error, { exit: 1, outputs: {}, plan: planned.plan, request: session.request });
    }
};
/** Opens the session of a step that writes to the destination, unless this run may not push there. */
const openStep = async (context) => {
    const given = await givenPlan(context);
    const session = await (0,src_session/* openSession */.fA)(context.sys, await stepOptions(context, given));
    // A folder, and a registry on this machine, are not what the rights are about.
    if (!session.to.local || !session.store.local)
        (0,step/* assertMay */.El)(context, "push", `write to ${session.to.name}`);
    const planned = await context.sys.log.group("Planning", () => (0,pipeline/* planCells */.v_)(session));
    if (given !== undefined)
        (0,handover/* assertSamePlan */.sU)(given.plan, planned.plan);
    return { session, planned };
};


/***/ }),

/***/ 42733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   smoke: () => (/* binding */ smoke)
/* harmony export */ });
/* harmony import */ var _commands_smoke_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3680);
/* harmony import */ var _failedCells_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8404);
/* harmony import */ var _pipeline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63409);
/* harmony import */ var _report_checks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95412);
/* harmony import */ var _report_problem_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3510);
/* harmony import */ var _handover_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(51141);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(54098);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(20988);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(42967);









/** An image whose probes ran and did not give what is required. */
const unproven = ({ proven }) => proven.filter(({ ok }) => !ok).map(({ image, reasons }) => ({
    code: "not-proven",
    message: `${image.cell} keeps its tags where they are. ${reasons.join(" ")}`,
    hint: "See what the probes said, in the step summary; then: gh run rerun --failed",
}));
const verdict = (tested) => {
    const problems = [...(0,_failedCells_js__WEBPACK_IMPORTED_MODULE_1__/* .failedProblems */ .E7)(tested.failed), ...(0,_report_checks_js__WEBPACK_IMPORTED_MODULE_3__/* .checkProblems */ .Xw)(tested.proven.map(({ checks }) => checks)), ...unproven(tested)];
    if (tested.proven.some(({ ok }) => !ok))
        return { exit: 1, problems };
    const error = (0,_failedCells_js__WEBPACK_IMPORTED_MODULE_1__/* .failedError */ .Ov)(tested.failed);
    const code = error === undefined ? 0 : (0,_report_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .exitOf */ .sX)(error);
    return { exit: code === 2 ? 1 : code, problems };
};
/** Runs probes in this shard's images, by the digests it was given, and keeps the proofs beside them. Exit 1 when one lacks what is required, after the others were run. */
const smoke = async (context) => {
    const { sys, inputs } = context;
    if (sys.env.get("RUNNER_ENVIRONMENT") === "self-hosted")
        (0,_step_js__WEBPACK_IMPORTED_MODULE_6__/* .assertMay */ .El)(context, "gpu", "use a self-hosted runner");
    const opened = await (0,_session_js__WEBPACK_IMPORTED_MODULE_8__/* .openStep */ .b)(context);
    const { session, planned } = opened;
    const wanted = inputs.planFolder === undefined || inputs.shard === undefined ? undefined : await (0,_handover_js__WEBPACK_IMPORTED_MODULE_5__/* .readSmokeShard */ .mB)(sys.files, inputs.planFolder, inputs.shard);
    const images = (await (0,_images_js__WEBPACK_IMPORTED_MODULE_7__/* .stepImages */ .N)(context, session, planned)).filter(({ cell, digest }) => wanted?.some((one) => one.cell === cell && one.digest === digest) ?? true);
    const gpus = await (0,_commands_smoke_js__WEBPACK_IMPORTED_MODULE_0__/* .gpusOf */ .rm)(sys, inputs.gpus ?? (session.request.smoke.require === "cpu" ? "none" : "all"));
    const tested = await (0,_session_js__WEBPACK_IMPORTED_MODULE_8__/* .withPlan */ .m)(opened, sys.log.group("Testing", () => (0,_pipeline_js__WEBPACK_IMPORTED_MODULE_2__/* .proveImages */ .pN)(session, planned, images, { gpus })));
    sys.log.info((0,_commands_smoke_js__WEBPACK_IMPORTED_MODULE_0__/* .testedText */ .FZ)(tested));
    const reports = tested.proven.map(({ report }) => report);
    const withChecks = tested.proven.map(({ report, checks }) => ({ ...report, checks: { version: checks.version, at: checks.at, code: checks.code, findings: checks.findings } }));
    return {
        ...verdict(tested),
        reports,
        checks: tested.proven.map(({ checks }) => checks),
        outputs: { report: JSON.stringify(withChecks), changed: String(tested.proven.some(({ ran }) => ran)) },
    };
};


/***/ }),

/***/ 88560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ keepBuilt),
/* harmony export */   i: () => (/* binding */ builtBefore)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);


/** Digests of what was built, for the commands and jobs that come after. */
const file = ({ folder }) => `${folder}/.dl-env/built.json`;
const decoder = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ format: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(1), to: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), images: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ cell: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), recipe: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), digest: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/), made: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(), size: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig() })) });
const immutableOf = (plan, cell) => plan.cells.find((one) => one.cell === cell)?.tags[0] ?? "";
/** Digests that nobody can read are not as good as none: an image that was built whole has no other name. */
const decoded = (text, path) => {
    try {
        return decoder.parse(JSON.parse(text));
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({ code: "kept-broken", message: "What was kept of earlier builds cannot be read.", place: { file: path }, hint: `Remove it, and build again, which makes nothing twice: rm ${path} && dl-env build` }, { cause: error });
    }
};
/** What was kept for this destination; undefined when there is nothing. Throws `kept-broken`. */
const read = async (session) => {
    const text = await session.sys.files.readText(file(session));
    const kept = text === undefined ? undefined : decoded(text, file(session));
    return kept?.to === session.to.name ? kept : undefined;
};
/** After a build it is too late to refuse: what cannot be read is written anew, with a warning. */
const readOrNone = async (session) => {
    try {
        return await read(session);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DlEnvError */ .Oz))
            throw error;
        session.sys.log.warn(`${error.message} It is written anew: ${file(session)} [${error.code}]`);
        return undefined;
    }
};
/** Writes the digests of what was built beside dl-env.yml; those of other cells stay, because cells may be built one by one. */
const keepBuilt = async (session, plan, built) => {
    const others = ((await readOrNone(session))?.images ?? []).filter(({ cell }) => built.images.every((image) => image.cell !== cell));
    const images = [...others, ...built.images.map((image) => ({ ...image, recipe: immutableOf(plan, image.cell) }))];
    await session.sys.files.write(file(session), `${JSON.stringify({ format: 1, to: session.to.name, images }, undefined, 2)}\n`);
};
/** The images of this plan that were built here earlier, or that the destination has under their immutable tags. */
const builtBefore = async (session, plan) => {
    const kept = await read(session);
    const images = [];
    for (const { cell, tags, state } of plan.cells) {
        const earlier = kept?.images.find((image) => image.cell === cell && image.recipe === tags[0]);
        const digest = state === "linked" ? await session.to.resolve(tags[0] ?? "") : earlier?.digest;
        if (digest !== undefined)
            images.push({ cell, digest, made: false, size: earlier?.size ?? 0 });
    }
    return images;
};


/***/ }),

/***/ 95412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wb: () => (/* binding */ checkLines),
/* harmony export */   Xw: () => (/* binding */ checkProblems),
/* harmony export */   tL: () => (/* binding */ checkTally)
/* harmony export */ });
/* harmony import */ var _smoke_static_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62307);
/* harmony import */ var _smoke_checked_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38253);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58578);



const MOST_NAMES = 3;
const named = (cells) => (cells.length <= MOST_NAMES ? cells.join(", ") : `${cells.slice(0, MOST_NAMES).join(", ")} and ${cells.length - MOST_NAMES} more`);
/** One problem for each distinct finding, naming its cells: what a base brings into forty images is one message. */
const checkProblems = (reports) => {
    const all = reports.flatMap(({ cell, findings }) => findings.map((finding) => ({ cell, finding })));
    return [...Map.groupBy(all, ({ finding }) => `${finding.code}\n${(0,_smoke_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .findingText */ .NK)(finding)}`).values()].flatMap((group) => {
        const [first] = group;
        if (first === undefined)
            return [];
        const { code, hint } = first.finding;
        return [{ code, message: `${named([...new Set(group.map(({ cell }) => cell))])}: ${(0,_smoke_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .findingText */ .NK)(first.finding)}`, hint }];
    });
};
const findingLines = (finding) => [`  ${finding.check}: ${(0,_smoke_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .findingText */ .NK)(finding)} (${finding.code})`, `    ${finding.hint}`];
/** What the checks of one image found, a sentence and a hint each, for people. */
const checkLines = ({ findings }) => findings.flatMap(findingLines);
/** `21 checks of its files find nothing`, or how much they find. */
const checkTally = ({ findings }) => findings.length === 0 ? `${Object.keys(_smoke_static_js__WEBPACK_IMPORTED_MODULE_0__/* .STATIC_CHECKS */ .J).length} checks of its files find nothing` : `${(0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(findings.length, "finding")} in its files`;


/***/ })

};
