export const id = 601;
export const ids = [601];
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

/***/ 3601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   plan: () => (/* binding */ plan)
/* harmony export */ });
/* harmony import */ var _pipeline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6570);
/* harmony import */ var _plan_shard_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2180);
/* harmony import */ var _report_table_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8429);
/* harmony import */ var _report_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8578);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3196);
/* harmony import */ var _handover_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1141);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2866);







const leftNotes = (left) => {
    const told = { "too-large": "no runner's disk is large enough; give one that is, and say so with the input disk", "no-job-left": "all jobs are full; raise the input max-jobs" };
    return ["too-large", "no-job-left"].flatMap((why) => {
        const these = left.filter((one) => one.why === why);
        const [first] = these;
        return first === undefined ? [] : [`${these.length} layers are not made in this run (${first.layer.slice(0, 24)}… needs ${(0,_report_units_js__WEBPACK_IMPORTED_MODULE_4__/* .bytes */ .ee)(first.disk)}): ${told[why]}.`];
    });
};
/**
 * Plans, deals the missing layers out, and hands both to the jobs after this one. Cells that are unknown are told and left; the step
 * fails when not one cell is accepted, so that one cell's trouble does not stop the others.
 */
const plan = async ({ sys, inputs, rights }) => {
    const session = await (0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .openSession */ .fA)(sys, (0,_options_js__WEBPACK_IMPORTED_MODULE_5__/* .sessionOptions */ .x)(inputs));
    const planned = await sys.log.group("Planning", () => (0,_pipeline_js__WEBPACK_IMPORTED_MODULE_0__/* .planCells */ .v_)(session));
    const { totals, cells, id } = planned.plan;
    const shards = (0,_plan_shard_js__WEBPACK_IMPORTED_MODULE_1__/* .shardLayers */ .bn)(planned.plan, { maxJobs: inputs.maxJobs, disk: inputs.disk, parallel: 4 });
    sys.log.info((0,_report_table_js__WEBPACK_IMPORTED_MODULE_6__/* .planText */ .Pt)(planned.plan));
    return {
        exit: totals.accepted > 0 ? 0 : totals.unknown > 0 ? 3 : 1,
        plan: planned.plan,
        request: session.request,
        notes: leftNotes(shards.left),
        files: (0,_handover_js__WEBPACK_IMPORTED_MODULE_3__/* .handoverFiles */ .BI)(planned, shards.shards),
        outputs: {
            plan: JSON.stringify(planned.plan),
            "plan-id": id,
            matrix: JSON.stringify((0,_plan_shard_js__WEBPACK_IMPORTED_MODULE_1__/* .layerMatrix */ .Lo)(shards)),
            cells: JSON.stringify(cells.filter((cell) => cell.verdict === "accepted").map((cell) => cell.cell)),
            changed: String(cells.some((cell) => cell.state === "missing" || cell.state === "layers")),
            may: JSON.stringify(rights),
        },
    };
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
