export const id = 601;
export const ids = [601];
export const modules = {

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

/***/ 63601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   plan: () => (/* binding */ plan)
/* harmony export */ });
/* harmony import */ var _pipeline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63409);
/* harmony import */ var _plan_unasked_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(75957);
/* harmony import */ var _plan_shard_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12180);
/* harmony import */ var _report_table_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(18429);
/* harmony import */ var _report_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58578);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73577);
/* harmony import */ var _handover_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51141);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52866);
/* harmony import */ var _unfinished_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(43471);









const TOLD = { "too-large": "no runner's disk is large enough; give one that is, and say so with the input disk", "no-job-left": "all jobs are full; raise the input max-jobs" };
const leftNotes = (left, what) => ["too-large", "no-job-left"].flatMap((why) => {
    const these = left.filter((one) => one.why === why);
    const [first] = these;
    return first === undefined ? [] : [`${these.length} ${what} are not made in this run (${first.what.slice(0, 60)} needs ${(0,_report_units_js__WEBPACK_IMPORTED_MODULE_4__/* .bytes */ .ee)(first.disk)}): ${TOLD[why]}.`];
});
/**
 * Plans, deals what is missing out, and hands both to the jobs after this one: layers, or with `build: engine` whole images. Exit 3
 * when cells are unknown, which stops no other cell; 1 when not one is accepted.
 */
const plan = async ({ sys, inputs, rights }) => {
    const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .openSession */ .fA)(sys, (0,_options_js__WEBPACK_IMPORTED_MODULE_5__/* .sessionOptions */ .x)(inputs));
    const planned = await sys.log.group("Planning", () => (0,_pipeline_js__WEBPACK_IMPORTED_MODULE_0__/* .planCells */ .v_)(session));
    const { cells, id } = planned.plan;
    const isWhole = session.request.build === "engine";
    const limits = { maxJobs: inputs.maxJobs, disk: inputs.disk, parallel: 4 };
    const shards = isWhole ? (0,_plan_shard_js__WEBPACK_IMPORTED_MODULE_1__/* .shardCells */ .Qh)(planned.plan, limits) : (0,_plan_shard_js__WEBPACK_IMPORTED_MODULE_1__/* .shardLayers */ .bn)(planned.plan, limits);
    sys.log.info((0,_report_table_js__WEBPACK_IMPORTED_MODULE_6__/* .planText */ .Pt)(planned.plan));
    return {
        // What could not be asked makes the step red, but only after it handed over the rest.
        exit: (0,_plan_unasked_js__WEBPACK_IMPORTED_MODULE_7__/* .exitOfPlan */ .D_)(planned.plan, session.options.offline === true),
        plan: planned.plan,
        request: session.request,
        problems: (0,_unfinished_js__WEBPACK_IMPORTED_MODULE_8__/* .unknownProblems */ .j)(planned.plan),
        notes: leftNotes(shards.left, isWhole ? "images" : "layers"),
        files: (0,_handover_js__WEBPACK_IMPORTED_MODULE_3__/* .handoverFiles */ .BI)(planned, shards.shards),
        outputs: {
            plan: JSON.stringify(planned.plan),
            "plan-id": id,
            matrix: JSON.stringify((0,_plan_shard_js__WEBPACK_IMPORTED_MODULE_1__/* .layerMatrix */ .Lo)(shards)),
            cells: JSON.stringify(cells.filter((cell) => cell.verdict === "accepted").map((cell) => cell.cell)),
            changed: String(cells.some((cell) => cell.state === "missing" || cell.state === "layers")),
            whole: String(isWhole),
            may: JSON.stringify(rights),
        },
    };
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
