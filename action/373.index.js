export const id = 373;
export const ids = [373];
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

/***/ 99373:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planStep: () => (/* binding */ planStep)
});

// EXTERNAL MODULE: ./lib/src/errors/error.js
var error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/pipeline.js + 103 modules
var pipeline = __webpack_require__(23045);
// EXTERNAL MODULE: ./lib/src/plan/incomplete.js
var incomplete = __webpack_require__(85002);
// EXTERNAL MODULE: ./lib/src/plan/matrixLimit.js
var matrixLimit = __webpack_require__(91584);
;// CONCATENATED MODULE: ./lib/src/plan/shardPacking.js

/** A job is worth its start-up (about a minute) when it works for this long. */
const JOB_SECONDS = 600;
/** The longest first, ties by tag, so that the same plan gives the same shards on every machine. */
const longestFirst = (a, b) => b.cost - a.cost || (a.id < b.id ? -1 : 1);
const total = (tasks) => tasks.reduce((sum, task) => sum + task.cost, 0);
/** Jobs that are worth their start-up for this work. */
const jobsFor = (tasks, most) => Math.min(most, tasks.length, Math.max(1, Math.ceil(total(tasks) / JOB_SECONDS)));
const put = (job, task) => {
    job.tasks.push(task);
    job.cost += task.cost;
    job.disk += task.disk;
};
const leastBusy = (jobs) => jobs.reduce((best, job) => (best === undefined || job.cost < best.cost ? job : best), undefined);
/**
 * Puts each task (longest first) into the least busy job that has room; into a new job when none
 * has, while there may be more. Returns what found none.
 */
const pack = (tasks, jobs, { most, hasRoom }) => {
    const atFirst = jobsFor(tasks, most);
    while (jobs.length < atFirst)
        jobs.push({ tasks: [], cost: 0, disk: 0 });
    return tasks.filter((task) => {
        const job = leastBusy(jobs.filter((candidate) => hasRoom(candidate, task)));
        if (job !== undefined)
            put(job, task);
        else if (jobs.length < most) {
            const added = { tasks: [], cost: 0, disk: 0 };
            jobs.push(added);
            put(added, task);
        }
        else
            return true;
        return false;
    });
};
/** Bytes at the worst moment with `parallel` of these at a time. */
const peakDisk = (tasks, parallel) => tasks
    .map((task) => task.disk)
    .sort((a, b) => b - a)
    .slice(0, parallel)
    .reduce((sum, disk) => sum + disk, 0);
/** Bytes of the bases that an engine pulled, which stay. */
const engineDisk = (job) => job.tasks.filter(({ engine }) => engine).reduce((sum, task) => sum + task.disk, 0);
/**
 * Deals tasks out to jobs; those that need an engine have jobs of their own while there may be more
 * than one.
 */
const packJobs = (tasks, limits) => {
    const most = Math.max(1, Math.min(limits.maxJobs, matrixLimit/* MATRIX_LIMIT */.q));
    const system = tasks.filter(({ engine }) => engine);
    const wheels = tasks.filter(({ engine }) => !engine);
    const withEngine = [];
    const alone = most === 1;
    // One job is left for the wheels, which always fit it one after the other; a single job takes
    // both.
    const engineJobs = alone || wheels.length === 0 ? most : most - 1;
    const left = pack(system, withEngine, {
        most: engineJobs,
        hasRoom: (job, task) => job.disk + task.disk <= limits.disk,
    });
    const withoutEngine = alone ? withEngine : [];
    const wheelJobs = alone ? most : most - withEngine.length;
    const leftWheels = pack(wheels, withoutEngine, {
        most: wheelJobs,
        hasRoom: (job, task) => engineDisk(job) + task.disk <= limits.disk,
    });
    return {
        jobs: alone ? withEngine : [...withEngine, ...withoutEngine],
        left: [...left, ...leftWheels],
    };
};

;// CONCATENATED MODULE: ./lib/src/plan/shardTasks.js
/**
 * A wheel, what it unpacks to, and its compressed layer: measured at 2.9 to 3.6 times the download
 * over the wheels of a matrix.
 */
const WHEEL_DISK = 4;
/**
 * Bytes a second from the index to the store: fetch, 35 MB/s of tar and gzip on one core, upload.
 */
const WHEEL_SPEED = 15_000_000;
/** A whole image: its base is pulled, apt runs, wheels are installed, and all of it is packed. */
const WHOLE_SECONDS = 330;
/** apt in a builder. */
const SYSTEM_SECONDS = 180;
const GB = 1_000_000_000;
/**
 * Disk of a base, compressed and unpacked: 3.2 times the compressed sizes of nvidia/cuda 13.3
 * (devel 3.5 GB, cudnn-runtime 1.85 GB).
 */
const BASE_DISK = [
    [/devel/, 12.5 * GB],
    [/cudnn/, 6 * GB],
    [/runtime/, 5 * GB],
];
const PLAIN_BASE_DISK = 1 * GB;
const flavorDisk = (flavor) => BASE_DISK.find(([pattern]) => pattern.test(flavor))?.[1] ?? PLAIN_BASE_DISK;
/** A layer. */
const layerTask = ({ layer: id, kind, download, cells }, cellsById) => {
    if (kind !== "system")
        return {
            id,
            engine: false,
            download,
            cost: 2 + download / WHEEL_SPEED,
            disk: download * WHEEL_DISK,
        };
    return {
        id,
        engine: true,
        download,
        cost: SYSTEM_SECONDS,
        disk: flavorDisk(cellsById.get(cells[0] ?? "")?.flavor ?? "base"),
    };
};
/** A whole image: its base, and its wheels as they were fetched, installed and packed. */
const cellTask = ({ cell: id, flavor, lock }) => {
    const download = lock?.download ?? 0;
    return {
        id,
        engine: true,
        download,
        cost: WHOLE_SECONDS + download / WHEEL_SPEED,
        disk: flavorDisk(flavor) + download * WHEEL_DISK,
    };
};

;// CONCATENATED MODULE: ./lib/src/plan/layerShards.js


const asShard = (job, shard, { parallel: most, disk, of }) => {
    const others = job.tasks.filter(({ engine }) => !engine);
    let parallel = most;
    while (parallel > 1 && engineDisk(job) + peakDisk(others, parallel) > disk)
        parallel -= 1;
    const ids = job.tasks.map(({ id }) => id).sort();
    return {
        shard,
        layers: of === "layers" ? ids : [],
        cells: of === "cells" ? ids : [],
        engine: others.length < job.tasks.length,
        parallel,
        download: job.tasks.reduce((sum, { download }) => sum + download, 0),
        disk: engineDisk(job) + peakDisk(others, parallel),
    };
};
const dealOut = (all, limits, of) => {
    const tasks = [...all].sort(longestFirst);
    const { jobs, left } = packJobs(tasks.filter((task) => task.disk <= limits.disk), limits);
    const shards = jobs
        .filter((job) => job.tasks.length > 0)
        .map((job, index) => asShard(job, index, { ...limits, of }));
    const tooLarge = tasks.filter((task) => task.disk > limits.disk);
    const because = (why) => (task) => ({
        what: task.id,
        why,
        disk: task.disk,
    });
    return {
        shards,
        left: [...tooLarge.map(because("too-large")), ...left.map(because("no-job-left"))],
    };
};
/**
 * Deals the plan's missing layers out to jobs by size and disk: every missing layer is in exactly
 * one shard or in `left`; what the store could not be queried about is in neither. Layers that need
 * an engine have jobs of their own, so that the others need none. Deterministic.
 */
const shardLayers = (plan, limits) => {
    const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
    return dealOut(plan.layers
        .filter((layer) => layer.state === "missing")
        .map((layer) => layerTask(layer, cells)), limits, "layers");
};
/**
 * The same for `build: engine`, where an image is built whole: every accepted cell without its
 * image is in exactly one shard or in `left`.
 */
const shardCells = (plan, limits) => dealOut(plan.cells.filter(({ state }) => state === "missing" || state === "layers").map(cellTask), limits, "cells");
const workName = ({ layers, cells, engine }) => cells.length > 0
    ? `${cells.length} whole with an engine`
    : `${layers.length} ${engine ? "with an engine" : "by uv"}`;
/**
 * The matrix of the jobs. It names shards and not what they make, so that its size does not grow
 * with the plan.
 */
const layerMatrix = ({ shards, }) => ({
    include: shards.map((one) => ({
        shard: one.shard,
        name: `${one.shard + 1} of ${shards.length}, ${workName(one)}`,
        engine: one.engine,
        parallel: one.parallel,
    })),
});

// EXTERNAL MODULE: ./lib/src/session.js + 31 modules
var src_session = __webpack_require__(66212);
// EXTERNAL MODULE: ./lib/src/verdict/hardware.js + 1 modules
var hardware = __webpack_require__(82976);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/matrix/libraryRelease.js
var libraryRelease = __webpack_require__(92068);
;// CONCATENATED MODULE: ./lib/src/verdict/notes.js


const ended = (cell, catalog) => (0,libraryRelease/* librariesOf */.DJ)(cell, catalog).flatMap((library) => library.ended === undefined
    ? []
    : [
        {
            code: "library-ended",
            message: library.ended.message,
            source: library.ended.source,
        },
    ]);
/** CUDA x.y of a lock's wheels; undefined when none of them brings a CUDA runtime. */
const wheelCuda = (lock, cuda, catalog) => {
    const runtime = catalog.wheels[(0,versions/* majorOf */.Ds)(cuda)]?.runtime;
    const version = lock.wheels.find((wheel) => wheel.name === runtime)?.version;
    return version === undefined ? undefined : (0,versions/* minorOf */.Hs)(version);
};
const older = (cell, lock, catalog) => {
    const found = wheelCuda(lock, cell.cuda, catalog);
    if (found === undefined || found === (0,versions/* minorOf */.Hs)(cell.cuda))
        return [];
    return [
        {
            code: "wheels-of-older-cuda",
            message: `The base is CUDA ${(0,versions/* minorOf */.Hs)(cell.cuda)}, its wheels are built for CUDA ${found}.`,
            source: catalog.wheels[(0,versions/* majorOf */.Ds)(cell.cuda)]?.source ?? "matrix/cuda.yml",
        },
    ];
};
const cards = (hardware, catalog) => {
    const limits = Object.entries(hardware.limitedBy).filter(([, libraries]) => libraries.length > 0);
    const byLibraries = Map.groupBy(limits, ([, libraries]) => libraries.join(", "));
    return [...byLibraries].map(([libraries, found]) => ({
        code: "gpu-limited",
        message: "No code for compute capability " +
            `${found.map(([capability]) => capability).join(", ")} in ${libraries}, which ` +
            "other libraries of the set have.",
        source: hardware.code.find((code) => libraries.includes(code.library))?.source ??
            catalog.drivers.source,
    }));
};
const unmeasured = (hardware) => hardware.unmeasured.length === 0
    ? []
    : [
        {
            code: "not-measured",
            message: `It has not been measured which GPUs ${hardware.unmeasured.join(", ")} has ` +
                "code for.",
            source: "matrix/libraries",
        },
    ];
/** Notes on an accepted cell, from its lock and hardware. */
const notesOn = ({ cell, lock }, hardware, catalog) => [
    ...ended(cell, catalog),
    ...older(cell, lock, catalog),
    ...cards(hardware, catalog),
    ...unmeasured(hardware),
];

// EXTERNAL MODULE: ./lib/src/commands/unfinishedProblems.js
var unfinishedProblems = __webpack_require__(6444);
;// CONCATENATED MODULE: ./lib/src/commands/planCommand.js








const notesOf = ({ cell, verdict }, locks, catalog) => {
    const lock = verdict.kind === "accepted" ? locks.get(verdict.lock) : undefined;
    if (lock === undefined)
        return [];
    return notesOn({ cell, lock }, (0,hardware/* hardwareOf */.i)({ cell, lock }, catalog), catalog);
};
const explained = ({ judged, locks }, id, { catalog }) => {
    const found = judged.find(({ cell }) => cell.id === id);
    if (found !== undefined)
        return { ...found, notes: notesOf(found, locks, catalog) };
    throw (0,error/* wrongRequest */.Tw)({
        code: "unknown-cell",
        message: `The plan has no cell ${id}.`,
        hint: `Its cells: ${judged.map(({ cell }) => cell.id).join(", ")}\nAll of them: dl-env plan`,
    });
};
/**
 * Expands the matrix, judges every cell, and finds what is missing. Exit 3 when cells are unknown
 * or what is missing is, 1 when none is accepted, else 0.
 */
const plan = async (sys, options) => {
    const { why, deal } = options;
    const session = await (0,src_session/* openSession */.fA)(sys, options);
    const planned = await sys.log.group("Planning", () => (0,pipeline/* planCells */.v_)(session));
    const shard = session.request.build === "engine" ? shardCells : shardLayers;
    return {
        kind: "plan",
        result: planned.plan,
        planned,
        request: session.request,
        problems: (0,unfinishedProblems/* unknownProblems */.j)(planned.plan),
        exit: (0,incomplete/* exitOfPlan */.D_)(planned.plan, options.offline === true),
        ...(why === undefined ? {} : { explained: explained(planned, why, session) }),
        ...(deal === undefined ? {} : { shards: shard(planned.plan, deal) }),
    };
};

// EXTERNAL MODULE: ./lib/src/report/jobNotes.js
var jobNotes = __webpack_require__(4825);
// EXTERNAL MODULE: ./lib/src/action/handover.js
var handover = __webpack_require__(67198);
// EXTERNAL MODULE: ./lib/src/action/steps/stepOptions.js
var stepOptions = __webpack_require__(90625);
// EXTERNAL MODULE: ./lib/src/action/steps/stepOutcome.js + 17 modules
var stepOutcome = __webpack_require__(4091);
;// CONCATENATED MODULE: ./lib/src/action/steps/planStep.js






/** Layers that a job makes at the same time, at most. */
const PARALLEL = 4;
const acceptedCells = ({ cells }) => cells.filter(({ verdict }) => verdict === "accepted").map(({ cell }) => cell);
const isChanged = ({ cells }) => cells.some(({ state }) => state === "missing" || state === "layers");
/**
 * Plans, deals what is missing out, and hands both to the jobs after this one: layers, or with
 * `build: engine` whole images. Exit 3 when cells are unknown, which stops no other cell; 1 when
 * not one is accepted.
 */
const planStep = async (context) => {
    const { sys, inputs, rights } = context;
    const deal = { maxJobs: inputs.maxJobs, disk: inputs.disk, parallel: PARALLEL };
    const outcome = await plan(sys, { ...(0,stepOptions/* sessionOptions */.x)(inputs), deal });
    const { result, request, planned } = outcome;
    const shards = outcome.shards ?? { shards: [], left: [] };
    const isWhole = request.build === "engine";
    return (0,stepOutcome/* stepOutcome */.f)(context, outcome, {
        plan: result,
        request,
        notes: (0,jobNotes/* notMadeNotes */.U)(shards.left, isWhole ? "images" : "layers"),
        files: (0,handover/* handoverFiles */.BI)(planned, shards.shards),
        outputs: {
            plan: JSON.stringify(result),
            "plan-id": result.id,
            matrix: JSON.stringify(layerMatrix(shards)),
            cells: JSON.stringify(acceptedCells(result)),
            changed: String(isChanged(result)),
            whole: String(isWhole),
            may: JSON.stringify(rights),
        },
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

/***/ 91584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ MATRIX_LIMIT)
/* harmony export */ });
/** GitHub starts at most this many jobs from one matrix; github/docs, usage limits. */
const MATRIX_LIMIT = 256;


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
