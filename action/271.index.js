export const id = 271;
export const ids = [271];
export const modules = {

/***/ 8384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IC: () => (/* binding */ imagesOf)
/* harmony export */ });
/* unused harmony exports gpusOf, smoke */
/* harmony import */ var _pipeline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6570);
/* harmony import */ var _kept_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8560);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5071);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3196);





/** `auto` (all that the host has a driver for), `all`, `none`, or indexes and UUIDs separated by commas. */
const gpusOf = async (sys, text) => {
    if (text === "auto")
        return (await sys.files.stat("/dev/nvidiactl")) === undefined ? "none" : "all";
    if (text === "all" || text === "none")
        return text;
    const gpus = text.split(",").map((gpu) => gpu.trim());
    if (gpus.every((gpu) => /^(\d+|GPU-[0-9a-f-]+)$/.test(gpu)))
        return gpus;
    throw wrongRequest({ code: "wrong-option", message: `"${text}" does not name GPUs.`, hint: "Name auto, all, none or numbers: dl-env smoke --gpus 0,1" });
};
/** The images of the plan that are in the destination; rejects with `nothing-built` when there is none. */
const imagesOf = async (session, { plan }) => {
    const images = await (0,_kept_js__WEBPACK_IMPORTED_MODULE_1__/* .builtBefore */ .i)(session, plan);
    if (images.length > 0)
        return images;
    if (plan.cells.some(({ verdict, state }) => verdict === "accepted" && state === "unknown")) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unreachable */ .HB)({ code: "destination-unknown", message: `What is in ${session.to.name} could not be asked, or the bases could not be read.`, hint: "The warnings above say which; then: dl-env plan" });
    }
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .foundProblem */ .Sb)({ code: "nothing-built", message: "None of the plan's images was built yet.", hint: "Build them first: dl-env build" });
};
const exitOf = (proven) => (proven.every(({ ok }) => ok) ? 0 : 1);
/** Runs the probes inside what was built and keeps the proofs. Exit 1 when an image lacks what `smoke.require` asks for. */
const smoke = async (sys, options) => {
    const gpus = await gpusOf(sys, options.gpus);
    const session = await openSession(sys, options);
    const planned = await planCells(session);
    const images = await imagesOf(session, planned);
    const proven = await sys.log.group("Testing", () => proveImages(session, planned, images, { gpus }));
    return { text: smokeText(proven), json: proven, exit: exitOf(proven) };
};


/***/ }),

/***/ 1141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $f: () => (/* binding */ acceptedOf),
/* harmony export */   BI: () => (/* binding */ handoverFiles),
/* harmony export */   Xy: () => (/* binding */ readShard),
/* harmony export */   m3: () => (/* binding */ readPlan),
/* harmony export */   mB: () => (/* binding */ readSmokeShard),
/* harmony export */   sU: () => (/* binding */ assertSamePlan),
/* harmony export */   yb: () => (/* binding */ readDigests)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);
/* harmony import */ var _resolve_lockfile_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8676);



// What the plan's job hands to the jobs after it: plan.json, the locks it chose, and what each shard makes.
/** Of the plan of an earlier job, only what the later ones need. */
const planFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    format: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1),
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[0-9a-f]{16}$/),
    cells: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ cell: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), verdict: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["accepted", "rejected", "unknown"]), tags: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()) })),
});
const shardFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ shard: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int(), layers: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()), parallel: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().positive() }));
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
/** What one shard of layers makes. */
const readShard = async (files, folder, shard) => shardOf(await readFile(files, folder, "shards.json", shardFile), shard, folder);
/** What one shard of smoke runs. */
const readSmokeShard = async (files, folder, shard) => shardOf(await readFile(files, folder, "smoke.json", smokeFile), shard, folder).cells;
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

/***/ 988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ stepImages)
/* harmony export */ });
/* harmony import */ var _commands_smoke_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8384);
/* harmony import */ var _handover_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1141);


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

/***/ 2967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ openStep),
  m: () => (/* binding */ withPlan)
});

// EXTERNAL MODULE: ./lib/src/pipeline.js + 59 modules
var pipeline = __webpack_require__(6570);
// EXTERNAL MODULE: ./lib/src/session.js + 26 modules
var src_session = __webpack_require__(3196);
// EXTERNAL MODULE: ./lib/src/github/handover.js
var handover = __webpack_require__(1141);
// EXTERNAL MODULE: ./lib/src/github/step.js + 2 modules
var step = __webpack_require__(1408);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
// EXTERNAL MODULE: ./lib/src/github/steps/options.js
var steps_options = __webpack_require__(2866);
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
        return { ...whole, linkOnly: true };
    return inputs.stage === "layers" && inputs.shard !== undefined ? { ...whole, ...(await (0,handover/* readShard */.Xy)(sys.files, given.folder, inputs.shard)) } : whole;
};
/** Session options of a step, with the part of the plan that it was handed. */
const stepOptions = async (context, given) => {
    const options = (0,steps_options/* sessionOptions */.x)(context.inputs);
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

/***/ 2271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  smoke: () => (/* binding */ smoke)
});

// EXTERNAL MODULE: ./lib/src/pipeline.js + 59 modules
var pipeline = __webpack_require__(6570);
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
const oneText = ({ report, ran, ok, reasons }) => [
    `${report.cell}: ${ok ? "may be tagged" : "keeps its tags where they are"} (${tally(report.results)}${ran ? "" : `, proof of ${report.at.slice(0, 10)}`})`,
    ...reasonsOf(report.results),
    ...(ok ? [] : reasons.map((reason) => `  ${reason}`)),
];
/** What the probes of each image said, for people. */
const smokeText = (proofs) => proofs.flatMap(oneText).join("\n");

// EXTERNAL MODULE: ./lib/src/github/handover.js
var handover = __webpack_require__(1141);
// EXTERNAL MODULE: ./lib/src/github/step.js + 2 modules
var step = __webpack_require__(1408);
// EXTERNAL MODULE: ./lib/src/github/steps/images.js
var steps_images = __webpack_require__(988);
// EXTERNAL MODULE: ./lib/src/github/steps/session.js + 1 modules
var steps_session = __webpack_require__(2967);
;// CONCATENATED MODULE: ./lib/src/github/steps/smoke.js






/** Runs probes in this shard's images, by the digests it was given, and keeps the proofs beside them. Exit 1 when one lacks what is required. */
const smoke = async (context) => {
    const { sys, inputs } = context;
    if (sys.env.get("RUNNER_ENVIRONMENT") === "self-hosted")
        (0,step/* assertMay */.El)(context, "gpu", "use a self-hosted runner");
    const opened = await (0,steps_session/* openStep */.b)(context);
    const { session, planned } = opened;
    const wanted = inputs.planFolder === undefined || inputs.shard === undefined ? undefined : await (0,handover/* readSmokeShard */.mB)(sys.files, inputs.planFolder, inputs.shard);
    const images = (await (0,steps_images/* stepImages */.N)(context, session, planned)).filter(({ cell, digest }) => wanted?.some((one) => one.cell === cell && one.digest === digest) ?? true);
    const gpus = session.request.smoke.require === "cpu" ? "none" : "all";
    const proven = await (0,steps_session/* withPlan */.m)(opened, sys.log.group("Testing", () => (0,pipeline/* proveImages */.pN)(session, planned, images, { gpus })));
    sys.log.info(smokeText(proven));
    const reports = proven.map(({ report }) => report);
    return {
        exit: proven.every(({ ok }) => ok) ? 0 : 1,
        reports,
        notes: proven.filter(({ ok }) => !ok).map(({ image, reasons }) => `${image.cell} keeps its tags where they are. ${reasons.join(" ")}`),
        outputs: { report: JSON.stringify(reports), changed: String(proven.some(({ ran }) => ran)) },
    };
};


/***/ }),

/***/ 8560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ keepBuilt),
/* harmony export */   i: () => (/* binding */ builtBefore)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2857);

/** Digests of what was built, for the commands and jobs that come after. */
const file = ({ folder }) => `${folder}/.dl-env/built.json`;
const decoder = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ format: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(1), to: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), images: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ cell: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), recipe: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), digest: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/), made: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(), size: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig() })) });
const immutableOf = (plan, cell) => plan.cells.find((one) => one.cell === cell)?.tags[0] ?? "";
/** Writes the digests of what was built beside dl-env.yml, over what was there. */
const keepBuilt = async (session, plan, built) => {
    const images = built.images.map((image) => ({ ...image, recipe: immutableOf(plan, image.cell) }));
    await session.sys.files.write(file(session), `${JSON.stringify({ format: 1, to: session.to.name, images }, undefined, 2)}\n`);
};
/** The images of this plan that were built here earlier, or that the destination has under their immutable tags. */
const builtBefore = async (session, plan) => {
    const text = await session.sys.files.readText(file(session));
    const kept = text === undefined ? undefined : decoder.safeParse(JSON.parse(text)).data;
    const images = [];
    for (const { cell, tags, state } of plan.cells) {
        const earlier = kept?.to === session.to.name ? kept.images.find((image) => image.cell === cell && image.recipe === tags[0]) : undefined;
        const digest = state === "linked" ? await session.to.resolve(tags[0] ?? "") : earlier?.digest;
        if (digest !== undefined)
            images.push({ cell, digest, made: false, size: earlier?.size ?? 0 });
    }
    return images;
};


/***/ })

};
