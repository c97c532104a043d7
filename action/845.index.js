export const id = 845;
export const ids = [845];
export const modules = {

/***/ 2845:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  generate: () => (/* binding */ write_generate),
  lock: () => (/* binding */ write_lock)
});

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
// EXTERNAL MODULE: ./lib/src/image/writeContext.js + 2 modules
var writeContext = __webpack_require__(9453);
// EXTERNAL MODULE: ./lib/src/pipeline.js + 59 modules
var pipeline = __webpack_require__(6570);
// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(8578);
// EXTERNAL MODULE: ./lib/src/session.js + 26 modules
var src_session = __webpack_require__(3196);
;// CONCATENATED MODULE: ./lib/src/commands/generate.js





/** Writes one folder a cell: Containerfile, hashed requirements, files. Each builds alone. */
const generate = async (sys, options) => {
    const session = await (0,src_session/* openSession */.fA)(sys, options);
    const planned = await (0,pipeline/* planCells */.v_)(session);
    const recipes = [...planned.recipes.values()];
    if (recipes.length === 0)
        throw (0,errors/* foundProblem */.Sb)({ code: "nothing-accepted", message: "No cell is accepted with a base that could be read, so there is nothing to write.", hint: "See the reasons: dl-env plan" });
    const written = {};
    for (const recipe of recipes) {
        // What an earlier run left there must not mix with what is written now.
        await sys.files.remove(`${options.out}/${recipe.cell}`);
        written[recipe.cell] = await (0,writeContext/* writeContext */.p)(session, planned, recipe, `${options.out}/${recipe.cell}`);
    }
    const [first] = recipes;
    const text = [`${(0,units/* count */.U9)(recipes.length, "folder")} written to ${options.out}.`, `Build one with: docker build -f ${options.out}/${first?.cell}/Containerfile ${options.out}/${first?.cell}`].join("\n");
    return { text, json: { out: options.out, cells: written }, exit: 0 };
};

// EXTERNAL MODULE: ./lib/src/report/table.js
var table = __webpack_require__(8429);
// EXTERNAL MODULE: ./lib/src/resolve/committed.js
var committed = __webpack_require__(6923);
;// CONCATENATED MODULE: ./lib/src/commands/lock.js






/** Writes the locks of every accepted cell beside dl-env.yml. Locks that are there stay as they are unless `update` asks. */
const lock = async (sys, options) => {
    const session = await (0,src_session/* openSession */.fA)(sys, options);
    const { plan, locks, apt, judged } = await (0,pipeline/* planCells */.v_)(session);
    const used = new Set(judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.lock] : [])));
    if (used.size === 0) {
        const [first] = (0,table/* groupReasons */.F6)(plan.cells);
        throw (0,errors/* foundProblem */.Sb)({ code: "nothing-accepted", message: `No cell is accepted, so there is nothing to lock. ${first?.message ?? ""}`.trim(), hint: "See the reasons: dl-env plan" });
    }
    const folder = (0,src_session/* lockFolder */.MS)(session);
    const result = await (0,committed/* writeLocks */.OS)(sys.files, folder, [...locks.values()].filter(({ key }) => used.has(key)), [...apt.values()], { prune: options.cells === undefined });
    const text = [`${(0,units/* count */.U9)(result.written.length, "lock")} written to ${folder}, ${result.kept.length} kept, ${result.removed.length} removed.`, ...result.written.map((name) => `  ${name}`)].join("\n");
    return { text, json: { folder, ...result }, exit: plan.totals.unknown > 0 ? 3 : 0 };
};

// EXTERNAL MODULE: ./lib/src/github/steps/options.js
var options = __webpack_require__(2866);
;// CONCATENATED MODULE: ./lib/src/github/steps/write.js



const told = ({ sys }, { text, json, exit }) => {
    sys.log.info(text);
    return { exit: exit === 2 ? 1 : exit, outputs: { report: JSON.stringify(json) } };
};
/** Writes locks beside dl-env.yml; committing them is the caller's step. */
const write_lock = async (context) => told(context, await context.sys.log.group("Locking", () => lock(context.sys, (0,options/* sessionOptions */.x)(context.inputs))));
/** Writes one folder a cell into the input `out`, or into the step's own folder. */
const write_generate = async (context) => told(context, await context.sys.log.group("Writing Containerfiles", () => generate(context.sys, { ...(0,options/* sessionOptions */.x)(context.inputs), out: context.folder })));


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
