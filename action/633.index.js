export const id = 633;
export const ids = [633];
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

/***/ 87633:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  build: () => (/* binding */ build_build)
});

// EXTERNAL MODULE: ./lib/src/pipeline.js + 48 modules
var pipeline = __webpack_require__(63409);
// EXTERNAL MODULE: ./lib/src/failedCells.js
var failedCells = __webpack_require__(8404);
// EXTERNAL MODULE: ./lib/src/report/checks.js
var report_checks = __webpack_require__(95412);
// EXTERNAL MODULE: ./lib/src/report/problem.js
var problem = __webpack_require__(3510);
// EXTERNAL MODULE: ./lib/src/report/table.js
var table = __webpack_require__(18429);
// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(58578);
// EXTERNAL MODULE: ./lib/src/kept.js
var kept = __webpack_require__(88560);
// EXTERNAL MODULE: ./lib/src/session.js + 21 modules
var session = __webpack_require__(73577);
// EXTERNAL MODULE: ./lib/src/commands/accepted.js
var accepted = __webpack_require__(41960);
;// CONCATENATED MODULE: ./lib/src/commands/build.js









/** What was made and what was left, for people. */
const builtText = ({ images, layers, moved, left, failed, checks }, figures) => {
    const error = (0,failedCells/* failedError */.Ov)(failed);
    return [
        ...(0,table/* columns */.YB)(images.map(({ cell, digest, made }) => [cell, digest, made ? "made" : "there already"])),
        `${(0,units/* count */.U9)(layers.length, "layer")} made${figures === undefined ? "" : `, ${figures.reused} reused`}, ${(0,units/* bytes */.ee)(moved)} of layers moved${figures === undefined ? "" : `, in ${(0,units/* duration */.p0)(figures.took)}`}.`,
        ...left.map(({ cell, why }) => `${cell} was not built: ${why}.`),
        ...checks.filter(({ findings }) => findings.length > 0).flatMap((report) => [`${report.cell}: ${(0,report_checks/* checkTally */.tL)(report)}`, ...(0,report_checks/* checkLines */.Wb)(report)]),
        ...(error === undefined ? [] : [(0,problem/* errorText */.kc)(error, false)]),
    ].join("\n");
};
/** 1 when a cell failed or a check found something, 3 when an accepted cell had to be left. */
const exitOfBuilt = ({ failed, left, checks }) => {
    const error = failedError(failed);
    if (error !== undefined)
        return exitOf(error);
    if (checks.some(({ findings }) => findings.length > 0))
        return 1;
    return left.length > 0 ? 3 : 0;
};
const unknownLines = ({ cells }) => cells.filter(({ verdict }) => verdict === "unknown").map(({ cell, reasons }) => `${cell} was not built: ${reasons[0]?.message ?? "it could not be judged."} [${reasons[0]?.code ?? "not-asked"}]`);
/** Makes the layers that are missing and puts the images by digest. Exit 3 when an accepted cell had to be left or one could not be judged, 1 when one failed; throws when none was built for a failure. */
const build = async (sys, options) => {
    const session = await openSession(sys, options);
    const began = sys.clock.now();
    const planned = await sys.log.group("Planning", () => planCells(session));
    const { plan } = planned;
    requireAccepted(plan, "build");
    const built = await buildImages(session, planned);
    await keepBuilt(session, plan, built);
    const error = failedError(built.failed);
    if (error !== undefined && built.images.length === 0)
        throw error;
    const figures = { reused: plan.layers.filter(({ state }) => state === "stored").length, took: sys.clock.now() - began };
    const exit = exitOfBuilt(built);
    return { text: [builtText(built, figures), ...unknownLines(plan)].join("\n"), json: { plan: plan.id, ...built, ...figures }, exit: exit === 0 && plan.totals.unknown > 0 ? 3 : exit };
};

// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/plan/shard.js
var shard = __webpack_require__(12180);
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
/** Of each set and flavor: for each axis the oldest and the newest cell, with the other axes at either end. */
const cornersOf = (cells) => {
    const corners = new Set();
    for (const group of Map.groupBy(cells, (cell) => `${cell.set}\n${cell.flavor}`).values()) {
        for (const axis of CORNER_AXES) {
            const others = CORNER_AXES.filter((other) => other !== axis);
            for (const [end, rest] of [[1, 1], [1, -1], [-1, 1], [-1, -1]]) {
                const order = (a, b) => end * (0,versions/* compareVersions */.Zy)(a[axis], b[axis]) || others.reduce((sum, other) => sum || rest * (0,versions/* compareVersions */.Zy)(a[other], b[other]), 0) || byName(a, b);
                const [first] = [...group].sort(order);
                if (first !== undefined)
                    corners.add(first.cell);
            }
        }
    }
    return corners;
};
/** Newest first: what most people pull is proven before the budget ends. */
const newestFirst = (a, b) => (0,versions/* compareVersions */.Zy)(b.cell.cuda, a.cell.cuda) || (0,versions/* compareVersions */.Zy)(b.cell.ubuntu, a.cell.ubuntu) || (0,versions/* compareVersions */.Zy)(b.cell.python, a.cell.python) || byName(a.cell, b.cell);
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
    const jobs = Math.min(maxJobs, shard/* MATRIX_LIMIT */.q8, chosen.length, Math.max(1, Math.ceil(total / JOB_MINUTES)));
    const shards = [];
    for (let shard = 0; shard < jobs; shard += 1) {
        const these = chosen.slice(Math.floor((shard * chosen.length) / jobs), Math.floor(((shard + 1) * chosen.length) / jobs));
        shards.push({ shard, cells: these.map(({ cell, digest }) => ({ cell: cell.cell, digest })), minutes: these.reduce((sum, { cell }) => sum + minutesFor(cell), 0) });
    }
    return shards;
};
/** Which cells get a GPU now, and why the others do not. Every candidate is in exactly one of both. */
const chooseSmoke = (candidates, limits) => {
    const corners = limits.policy === "corners" ? cornersOf(candidates.map(({ cell }) => cell)) : new Set();
    const chosen = [];
    const kept = [];
    let left = limits.minutes;
    for (const candidate of [...candidates].sort(newestFirst)) {
        const need = minutesFor(candidate.cell);
        const why = whyNot(candidate, limits.policy, corners) ?? (need > left ? "over-budget" : undefined);
        if (why === undefined) {
            chosen.push(candidate);
            left -= need;
        }
        else
            kept.push({ cell: candidate.cell.cell, digest: candidate.digest, why });
    }
    return { shards: deal(chosen, limits.maxJobs), kept };
};
/** The matrix of the smoke jobs. */
const smokeMatrix = ({ shards }) => ({
    include: shards.map(({ shard, cells, minutes }) => ({ shard, name: `${shard + 1} of ${shards.length}, ${cells.length} images`, minutes })),
});

// EXTERNAL MODULE: ./lib/src/prove.js + 14 modules
var prove = __webpack_require__(78003);
// EXTERNAL MODULE: ./lib/src/github/handover.js
var handover = __webpack_require__(51141);
// EXTERNAL MODULE: ./lib/src/github/steps/session.js + 1 modules
var steps_session = __webpack_require__(42967);
// EXTERNAL MODULE: ./lib/src/github/steps/unfinished.js
var unfinished = __webpack_require__(43471);
;// CONCATENATED MODULE: ./lib/src/github/steps/build.js











const KEPT = { "not-changed": "did not change in this run", "not-a-corner": "are no corner of the matrix", "over-budget": "would be over the budget of GPU minutes" };
const keptNotes = ({ kept }) => Object.keys(KEPT).flatMap((why) => {
    const these = kept.filter((one) => one.why === why);
    const [first] = these;
    return first === undefined ? [] : [`${these.length} images ${KEPT[why]} and are not run (${first.cell}${these.length > 1 ? ", …" : ""}). They stay as they are, by digest.`];
});
/** Which of the images get their probes run by the jobs after this one. A requirement of `cpu` needs no GPU, so it has no budget. */
const choose = async (session, planned, { images }, { inputs, rights }) => {
    const cells = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
    const onCpu = session.request.smoke.require === "cpu";
    const candidates = await Promise.all(images.flatMap(({ cell: id, digest, made }) => {
        const cell = cells.get(id);
        return cell === undefined ? [] : [(0,prove/* hasProof */.vQ)(session, planned, { cell: id, digest }).then((proven) => ({ cell, digest, changed: made, proven }))];
    }));
    // An image that was linked by a run which then failed has no proof: to this run it is as good as changed.
    const unproven = candidates.map((candidate) => ({ ...candidate, changed: candidate.changed || !candidate.proven }));
    const minutes = onCpu ? Number.MAX_SAFE_INTEGER : rights.gpu ? inputs.gpuMinutes : 0;
    return chooseSmoke(unproven, { policy: onCpu ? "all" : inputs.smokePolicy, minutes, maxJobs: inputs.maxJobs });
};
const smokeOutputs = (choice, gpu) => JSON.stringify({ include: smokeMatrix(choice).include.map((job) => ({ ...job, gpu })) });
/** What the plan's job handed over goes on to the jobs after this one. */
const copied = async ({ sys }, folder) => {
    const files = new Map();
    const locks = (await sys.files.list(`${folder}/locks`)).map((name) => `locks/${name}`);
    for (const name of ["plan.json", ...locks]) {
        const text = await sys.files.readText(`${folder}/${name}`);
        if (text !== undefined)
            files.set(name, text);
    }
    return files;
};
/** Red when a cell failed, was left or a check found something in its image, after the others were handed on. A job that makes layers leaves cells to the job that links. */
const verdict = ({ left, failed, checks }, stage) => {
    const waiting = stage === "layers" ? [] : left;
    const error = (0,failedCells/* failedError */.Ov)(failed);
    const wrong = (0,report_checks/* checkProblems */.Xw)(checks);
    const code = error !== undefined ? (0,problem/* exitOf */.sX)(error) : wrong.length > 0 ? 1 : waiting.length > 0 ? 3 : 0;
    return { exit: code === 2 ? 1 : code, problems: [...(0,failedCells/* failedProblems */.E7)(failed), ...wrong, ...(0,unfinished/* leftProblems */.a)(waiting)] };
};
/**
 * Makes layers, builds or links images, or both; after linking it says which images are to be tested. Exit 1 when a cell failed and 3
 * when one had to be left, with all outputs of the others.
 */
const build_build = async (context) => {
    const { sys, inputs } = context;
    const opened = await (0,steps_session/* openStep */.b)(context);
    const { session, planned } = opened;
    const built = await (0,steps_session/* withPlan */.m)(opened, (0,pipeline/* buildImages */.rd)(session, planned));
    sys.log.info(builtText(built));
    const outcome = verdict(built, inputs.stage);
    const changed = String(built.layers.length > 0 || built.images.some(({ made }) => made));
    const digests = JSON.stringify(Object.fromEntries(built.images.map(({ cell, digest }) => [cell, digest])));
    if (inputs.stage === "layers") {
        const made = JSON.stringify(Object.fromEntries(built.images.filter((image) => image.made).map(({ cell, digest }) => [cell, digest])));
        return { ...outcome, outputs: { changed, digests: made }, ...(made === "{}" ? {} : { files: new Map([[(0,handover/* BUILT_FILE */.aP)(inputs.shard ?? 0), made]]) }) };
    }
    await (0,kept/* keepBuilt */.W)(session, planned.plan, built);
    const choice = await choose(session, planned, built, context);
    const handed = inputs.planFolder === undefined ? new Map() : await copied(context, inputs.planFolder);
    return {
        ...outcome,
        checks: built.checks,
        notes: keptNotes(choice),
        files: new Map([...handed, ["digests.json", digests], ["smoke.json", JSON.stringify(choice.shards)]]),
        outputs: { changed, digests, smoke: smokeOutputs(choice, session.request.smoke.require !== "cpu") },
    };
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

/***/ 43471:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ leftProblems),
/* harmony export */   j: () => (/* binding */ unknownProblems)
/* harmony export */ });
const MOST_NAMES = 3;
const named = (cells) => `${cells.slice(0, MOST_NAMES).join(", ")}${cells.length > MOST_NAMES ? ` and ${cells.length - MOST_NAMES} more` : ""}`;
/** What a step tells when cells could not be judged; the verdicts beside it say why. */
const unknownProblems = ({ cells }) => {
    const unknown = cells.filter(({ verdict }) => verdict === "unknown").map(({ cell }) => cell);
    return unknown.length === 0 ? [] : [{ code: "cells-unknown", message: `What ${named(unknown)} needs could not be asked, so nothing is made for it.`, hint: "The others go on. When what did not answer is there again: gh run rerun" }];
};
/** What a step tells of accepted cells that have no image after it, once for each reason. */
const leftProblems = (left) => [...Map.groupBy(left, ({ why }) => why)].map(([why, cells]) => ({
    code: "cell-left",
    message: `${named(cells.map(({ cell }) => cell))} was not built: ${why}.`,
    hint: "The others went on. Once the cause is gone: gh run rerun --failed",
}));


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

/***/ 12180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lo: () => (/* binding */ layerMatrix),
/* harmony export */   Qh: () => (/* binding */ shardCells),
/* harmony export */   bn: () => (/* binding */ shardLayers),
/* harmony export */   q8: () => (/* binding */ MATRIX_LIMIT)
/* harmony export */ });
/** GitHub starts at most this many jobs from one matrix; github/docs, usage limits. */
const MATRIX_LIMIT = 256;
/** A wheel, what it unpacks to, and its compressed layer: measured at 2.9 to 3.6 times the download over the wheels of a matrix. */
const WHEEL_DISK = 4;
/** Bytes a second from the index to the store: fetch, 35 MB/s of tar and gzip on one core, upload. */
const WHEEL_SPEED = 15_000_000;
/** A whole image: its base is pulled, apt runs, wheels are installed, and all of it is packed. */
const WHOLE_SECONDS = 330;
/** apt in a builder. */
const SYSTEM_SECONDS = 180;
/** A job is worth its start-up (about a minute) when it works for this long. */
const JOB_SECONDS = 600;
const GB = 1_000_000_000;
/** Disk of a base, compressed and unpacked: 3.2 times the compressed sizes of nvidia/cuda 13.3 (devel 3.5 GB, cudnn-runtime 1.85 GB). */
const BASE_DISK = [
    [/devel/, 12.5 * GB],
    [/cudnn/, 6 * GB],
    [/runtime/, 5 * GB],
];
const PLAIN_BASE_DISK = 1 * GB;
const flavorDisk = (flavor) => BASE_DISK.find(([pattern]) => pattern.test(flavor))?.[1] ?? PLAIN_BASE_DISK;
const taskOf = ({ layer: id, kind, download, cells }, all) => {
    if (kind !== "system")
        return { id, engine: false, download, cost: 2 + download / WHEEL_SPEED, disk: download * WHEEL_DISK };
    return { id, engine: true, download, cost: SYSTEM_SECONDS, disk: flavorDisk(all.get(cells[0] ?? "")?.flavor ?? "base") };
};
/** A whole image: its base, and its wheels as they were fetched, installed and packed. */
const cellTask = ({ cell: id, flavor, lock }) => {
    const download = lock?.download ?? 0;
    return { id, engine: true, download, cost: WHOLE_SECONDS + download / WHEEL_SPEED, disk: flavorDisk(flavor) + download * WHEEL_DISK };
};
/** The longest first, ties by tag, so that the same plan gives the same shards on every machine. */
const longestFirst = (a, b) => b.cost - a.cost || (a.id < b.id ? -1 : 1);
const total = (tasks) => tasks.reduce((sum, task) => sum + task.cost, 0);
const jobsFor = (tasks, most) => Math.min(most, tasks.length, Math.max(1, Math.ceil(total(tasks) / JOB_SECONDS)));
const put = (bin, task) => {
    bin.tasks.push(task);
    bin.cost += task.cost;
    bin.disk += task.disk;
};
const leastBusy = (bins) => bins.reduce((best, bin) => (best === undefined || bin.cost < best.cost ? bin : best), undefined);
/** Each task (longest first) into the least busy bin that has room; a new bin when none has, while there may be more. Returns what found none. */
const pack = (tasks, bins, most, room) => {
    const first = jobsFor(tasks, most);
    while (bins.length < first)
        bins.push({ tasks: [], cost: 0, disk: 0 });
    return tasks.filter((task) => {
        const bin = leastBusy(bins.filter((candidate) => room(candidate, task)));
        if (bin !== undefined)
            put(bin, task);
        else if (bins.length < most) {
            const added = { tasks: [], cost: 0, disk: 0 };
            bins.push(added);
            put(added, task);
        }
        else
            return true;
        return false;
    });
};
/** Bytes at the worst moment with `parallel` of these at a time. */
const peak = (tasks, parallel) => tasks
    .map((task) => task.disk)
    .sort((a, b) => b - a)
    .slice(0, parallel)
    .reduce((sum, disk) => sum + disk, 0);
const kept = (bin) => bin.tasks.filter(({ engine }) => engine).reduce((sum, task) => sum + task.disk, 0);
const asShard = (bin, shard, limits, of) => {
    const others = bin.tasks.filter(({ engine }) => !engine);
    let parallel = limits.parallel;
    while (parallel > 1 && kept(bin) + peak(others, parallel) > limits.disk)
        parallel -= 1;
    const ids = bin.tasks.map(({ id }) => id).sort();
    return {
        shard,
        layers: of === "layers" ? ids : [],
        cells: of === "cells" ? ids : [],
        engine: others.length < bin.tasks.length,
        parallel,
        download: bin.tasks.reduce((sum, { download }) => sum + download, 0),
        disk: kept(bin) + peak(others, parallel),
    };
};
const packAll = (tasks, limits) => {
    const most = Math.max(1, Math.min(limits.maxJobs, MATRIX_LIMIT));
    const system = tasks.filter(({ engine }) => engine);
    const wheels = tasks.filter(({ engine }) => !engine);
    const engineBins = [];
    const alone = most === 1;
    // One job is left for the wheels, which always fit it one after the other; a single job takes both.
    const engineJobs = alone || wheels.length === 0 ? most : most - 1;
    const left = pack(system, engineBins, engineJobs, (bin, task) => bin.disk + task.disk <= limits.disk);
    const wheelBins = alone ? engineBins : [];
    const wheelJobs = alone ? most : most - engineBins.length;
    const leftWheels = pack(wheels, wheelBins, wheelJobs, (bin, task) => kept(bin) + task.disk <= limits.disk);
    return { bins: alone ? engineBins : [...engineBins, ...wheelBins], left: [...left, ...leftWheels] };
};
const dealt = (all, limits, of) => {
    const tasks = [...all].sort(longestFirst);
    const { bins, left } = packAll(tasks.filter((task) => task.disk <= limits.disk), limits);
    const shards = bins.filter((bin) => bin.tasks.length > 0).map((bin, index) => asShard(bin, index, limits, of));
    const tooLarge = tasks.filter((task) => task.disk > limits.disk);
    const told = (why) => (task) => ({ what: task.id, why, disk: task.disk });
    return { shards, left: [...tooLarge.map(told("too-large")), ...left.map(told("no-job-left"))] };
};
/**
 * Deals the plan's missing layers out to jobs by size and disk: every missing layer is in exactly one shard or in `left`; what the
 * store could not be asked about is in neither. Layers that need an engine have jobs of their own, so that the others need none. Deterministic.
 */
const shardLayers = (plan, limits) => {
    const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
    return dealt(plan.layers.filter((layer) => layer.state === "missing").map((layer) => taskOf(layer, cells)), limits, "layers");
};
/** The same for `build: engine`, where an image is built whole: every accepted cell without its image is in exactly one shard or in `left`. */
const shardCells = (plan, limits) => dealt(plan.cells.filter(({ state }) => state === "missing" || state === "layers").map(cellTask), limits, "cells");
const namedWork = ({ layers, cells, engine }) => (cells.length > 0 ? `${cells.length} whole with an engine` : `${layers.length} ${engine ? "with an engine" : "by uv"}`);
/** The matrix of the jobs. It names shards and not what they make, so that its size does not grow with the plan. */
const layerMatrix = ({ shards }) => ({
    include: shards.map((one) => ({ shard: one.shard, name: `${one.shard + 1} of ${shards.length}, ${namedWork(one)}`, engine: one.engine, parallel: one.parallel })),
});


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
