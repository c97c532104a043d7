export const id = 633;
export const ids = [633];
export const modules = {

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

/***/ 7633:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  build: () => (/* binding */ build_build)
});

// EXTERNAL MODULE: ./lib/src/pipeline.js + 59 modules
var pipeline = __webpack_require__(6570);
// EXTERNAL MODULE: ./lib/src/report/table.js
var table = __webpack_require__(8429);
// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(8578);
// EXTERNAL MODULE: ./lib/src/kept.js
var kept = __webpack_require__(8560);
// EXTERNAL MODULE: ./lib/src/session.js + 26 modules
var session = __webpack_require__(3196);
;// CONCATENATED MODULE: ./lib/src/commands/build.js





/** What was made and what was left, for people. */
const builtText = ({ images, layers, moved, left }) => [
    ...(0,table/* columns */.YB)(images.map(({ cell, digest, made }) => [cell, digest, made ? "made" : "there already"])),
    `${(0,units/* count */.U9)(layers.length, "layer")} made, ${(0,units/* bytes */.ee)(moved)} of layers moved.`,
    ...left.map(({ cell, why }) => `${cell} was not built: ${why}.`),
].join("\n");
/** Makes the layers that are missing and puts the images by digest. Exit 3 when an accepted cell had to be left. */
const build = async (sys, options) => {
    const session = await openSession(sys, options);
    const planned = await sys.log.group("Planning", () => planCells(session));
    const built = await buildImages(session, planned);
    await keepBuilt(session, planned.plan, built);
    return { text: builtText(built), json: { plan: planned.plan.id, ...built }, exit: built.left.length > 0 ? 3 : 0 };
};

// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(9245);
// EXTERNAL MODULE: ./lib/src/plan/shard.js
var shard = __webpack_require__(2180);
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
var prove = __webpack_require__(8003);
// EXTERNAL MODULE: ./lib/src/github/steps/session.js + 1 modules
var steps_session = __webpack_require__(2967);
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
/** Makes layers, links images, or both; after linking it says which images are to be tested. Exit 3 when an accepted cell had to be left. */
const build_build = async (context) => {
    const { sys, inputs } = context;
    const opened = await (0,steps_session/* openStep */.b)(context);
    const { session, planned } = opened;
    const built = await (0,steps_session/* withPlan */.m)(opened, (0,pipeline/* buildImages */.rd)(session, planned));
    sys.log.info(builtText(built));
    const left = built.left.map(({ cell, why }) => `${cell} was not built: ${why}.`);
    const exit = built.left.length > 0 ? 3 : 0;
    const changed = String(built.layers.length > 0 || built.images.some(({ made }) => made));
    if (inputs.stage === "layers")
        return { exit: 0, outputs: { changed }, notes: left };
    await (0,kept/* keepBuilt */.W)(session, planned.plan, built);
    const choice = await choose(session, planned, built, context);
    const digests = Object.fromEntries(built.images.map(({ cell, digest }) => [cell, digest]));
    const handed = inputs.planFolder === undefined ? new Map() : await copied(context, inputs.planFolder);
    return {
        // The images that were linked go on to their tests; those that were left are told, and fail the run only where nothing was linked.
        exit: built.images.length > 0 && inputs.stage === "link" ? 0 : exit,
        notes: [...left, ...keptNotes(choice)],
        files: new Map([...handed, ["digests.json", JSON.stringify(digests)], ["smoke.json", JSON.stringify(choice.shards)]]),
        outputs: { changed, digests: JSON.stringify(digests), smoke: smokeOutputs(choice, session.request.smoke.require !== "cpu") },
    };
};
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


/***/ }),

/***/ 2180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lo: () => (/* binding */ layerMatrix),
/* harmony export */   bn: () => (/* binding */ shardLayers),
/* harmony export */   q8: () => (/* binding */ MATRIX_LIMIT)
/* harmony export */ });
/** GitHub starts at most this many jobs from one matrix; github/docs, usage limits. */
const MATRIX_LIMIT = 256;
/** A wheel, what it unpacks to, and its compressed layer: measured at 2.9 to 3.6 times the download over the wheels of a matrix. */
const WHEEL_DISK = 4;
/** Bytes a second from the index to the store: fetch, 35 MB/s of tar and gzip on one core, upload. */
const WHEEL_SPEED = 15_000_000;
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
const taskOf = (layer, cells) => {
    if (layer.kind !== "system")
        return { layer, cost: 2 + layer.download / WHEEL_SPEED, disk: layer.download * WHEEL_DISK };
    const flavor = cells.get(layer.cells[0] ?? "")?.flavor ?? "base";
    return { layer, cost: SYSTEM_SECONDS, disk: flavorDisk(flavor) };
};
/** The longest first, ties by tag, so that the same plan gives the same shards on every machine. */
const longestFirst = (a, b) => b.cost - a.cost || (a.layer.layer < b.layer.layer ? -1 : 1);
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
const asShard = (bin, shard, limits) => {
    const engine = bin.tasks.filter(({ layer }) => layer.kind === "system");
    const others = bin.tasks.filter(({ layer }) => layer.kind !== "system");
    const kept = engine.reduce((sum, task) => sum + task.disk, 0);
    let parallel = limits.parallel;
    while (parallel > 1 && kept + peak(others, parallel) > limits.disk)
        parallel -= 1;
    return {
        shard,
        layers: bin.tasks.map(({ layer }) => layer.layer).sort(),
        engine: engine.length > 0,
        parallel,
        download: bin.tasks.reduce((sum, { layer }) => sum + layer.download, 0),
        disk: kept + peak(others, parallel),
    };
};
const engineDisk = (bin) => bin.tasks.filter(({ layer }) => layer.kind === "system").reduce((sum, task) => sum + task.disk, 0);
const packAll = (tasks, limits) => {
    const most = Math.max(1, Math.min(limits.maxJobs, MATRIX_LIMIT));
    const system = tasks.filter(({ layer }) => layer.kind === "system");
    const wheels = tasks.filter(({ layer }) => layer.kind !== "system");
    const engineBins = [];
    const alone = most === 1;
    // One job is left for the wheels, which always fit it one after the other; a single job takes both.
    const engineJobs = alone || wheels.length === 0 ? most : most - 1;
    const left = pack(system, engineBins, engineJobs, (bin, task) => bin.disk + task.disk <= limits.disk);
    const wheelBins = alone ? engineBins : [];
    const wheelJobs = alone ? most : most - engineBins.length;
    const leftWheels = pack(wheels, wheelBins, wheelJobs, (bin, task) => engineDisk(bin) + task.disk <= limits.disk);
    return { bins: alone ? engineBins : [...engineBins, ...wheelBins], left: [...left, ...leftWheels] };
};
/**
 * Deals the plan's missing layers out to jobs by size and disk: every missing layer is in exactly one shard or in `left`; what the
 * store could not be asked about is in neither. Layers
 * that need an engine have jobs of their own, so that the others need none. Deterministic.
 */
const shardLayers = (plan, limits) => {
    const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
    const tasks = plan.layers.filter((layer) => layer.state === "missing").map((layer) => taskOf(layer, cells)).sort(longestFirst);
    const fitting = tasks.filter((task) => task.disk <= limits.disk);
    const { bins, left } = packAll(fitting, limits);
    const shards = bins.filter((bin) => bin.tasks.length > 0).map((bin, index) => asShard(bin, index, limits));
    const tooLarge = tasks.filter((task) => task.disk > limits.disk);
    const told = (why) => (task) => ({ layer: task.layer.layer, why, disk: task.disk });
    return { shards, left: [...tooLarge.map(told("too-large")), ...left.map(told("no-job-left"))] };
};
/** The matrix of the jobs. It names shards and not their layers, so that its size does not grow with the plan. */
const layerMatrix = ({ shards }) => ({
    include: shards.map(({ shard, layers, engine, parallel }) => ({
        shard,
        name: `${shard + 1} of ${shards.length}, ${layers.length} ${engine ? "with an engine" : "by uv"}`,
        engine,
        parallel,
    })),
});


/***/ }),

/***/ 8429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F6: () => (/* binding */ groupReasons),
/* harmony export */   Pt: () => (/* binding */ planText),
/* harmony export */   YB: () => (/* binding */ columns)
/* harmony export */ });
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8578);

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
/** The table of verdicts, the reasons behind it, and the totals. */
const planText = (plan) => {
    const table = columns([["cell", "verdict", "packages", "download", "state", ""], ...plan.cells.map(cellRow)]);
    const reasons = groupReasons(plan.cells).flatMap((group) => ["", ...groupText(group)]);
    const { totals } = plan;
    const missing = plan.layers.filter((layer) => layer.state === "missing").length;
    return [
        ...table,
        ...reasons,
        "",
        `${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(totals.cells, "cell")}: ${totals.accepted} accepted, ${totals.rejected} rejected, ${totals.unknown} unknown`,
        `${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(plan.layers.length, "layer")}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(totals.download)} to download in all; ${missing} missing, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .bytes */ .ee)(totals.missing)}`,
    ].join("\n");
};


/***/ })

};
