export const id = 824;
export const ids = [824];
export const modules = {

/***/ 4091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ stepOutcome)
});

// EXTERNAL MODULE: ./lib/src/errors/errorText.js
var errorText = __webpack_require__(6189);
// EXTERNAL MODULE: ./lib/src/plan/failedCells.js
var failedCells = __webpack_require__(45598);
// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(36647);
;// CONCATENATED MODULE: ./lib/src/report/columns.js
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

// EXTERNAL MODULE: ./lib/src/inspect/staticChecks.js + 8 modules
var staticChecks = __webpack_require__(20012);
// EXTERNAL MODULE: ./lib/src/inspect/checkReport.js
var checkReport = __webpack_require__(73403);
;// CONCATENATED MODULE: ./lib/src/report/staticChecksText.js



const findingLines = (finding) => [
    `  ${finding.check}: ${(0,checkReport/* findingText */.NK)(finding)} (${finding.code})`,
    `    ${finding.hint}`,
];
/** What the checks of one image found, a sentence and a hint each, for people. */
const checkLines = ({ findings }) => findings.flatMap(findingLines);
/** `21 static checks passed`, or how much they find. */
const checkTally = ({ findings }) => findings.length === 0
    ? `${Object.keys(staticChecks/* STATIC_CHECKS */.J).length} static checks passed`
    : `${(0,units/* count */.U9)(findings.length, "finding")} in its files`;

;// CONCATENATED MODULE: ./lib/src/report/buildText.js





const figuresLine = ({ layers, moved }, figures) => {
    const [reused, took] = figures === undefined
        ? ["", ""]
        : [`, ${figures.reused} reused`, `, in ${(0,units/* duration */.p0)(figures.took)}`];
    return `${(0,units/* count */.U9)(layers.length, "layer")} made${reused}, ${(0,units/* bytes */.ee)(moved)} of layers moved${took}.`;
};
/** What was made and what was left, for people. */
const buildText_builtText = (built, figures) => {
    const { images, left, failed, checks } = built;
    const error = (0,failedCells/* failedError */.Ov)(failed);
    return [
        ...columns(images.map(({ cell, digest, made }) => [cell, digest, made ? "made" : "there already"])),
        figuresLine(built, figures),
        ...left.map(({ cell, why }) => `${cell} was not built: ${why}.`),
        ...checks
            .filter(({ findings }) => findings.length > 0)
            .flatMap((report) => [`${report.cell}: ${checkTally(report)}`, ...checkLines(report)]),
        ...(error === undefined ? [] : [(0,errorText/* errorText */.k)(error, false)]),
    ].join("\n");
};
const unknownLines = ({ cells }) => cells
    .filter(({ verdict }) => verdict === "unknown")
    .map(({ cell, reasons }) => `${cell} was not built: ${reasons[0]?.message ?? "it could not be judged."} ` +
    `[${reasons[0]?.code ?? "not-asked"}]`);
/** What a build made, and which cells have no image after it and why. */
const buildText = ({ result, planned }) => [buildText_builtText(result, result), ...unknownLines(planned.plan)].join("\n");

;// CONCATENATED MODULE: ./lib/src/report/catalogText.js

const line = (difference) => {
    const subject = difference.subject;
    switch (difference.kind) {
        case "new":
            return difference.of === "image"
                ? `new        ${subject}`
                : `new        ${subject} ${difference.to} (the catalog has ${difference.from})`;
        case "re-pushed":
            return `re-pushed  ${subject}: ${difference.from} is now ${difference.to}`;
        case "renamed":
            return `renamed    ${subject} is now ${difference.to}`;
        case "gone":
            return `gone       ${subject}`;
    }
};
const unaskedLines = ({ unasked }) => unasked.map(({ subject, message }) => `not asked  ${subject}: ${message}`);
const total = ({ differences, unasked, compared }) => differences.length > 0
    ? `${(0,units/* count */.U9)(differences.length, "difference")} found.`
    : unasked.length > 0 && compared.images + compared.packages === 0
        ? "Nothing could be compared."
        : "Everything that could be compared matches the catalog.";
/** What differs between the catalog and the outside, for people. */
const catalogCheckText = (checked) => [
    `Read on ${checked.asOf}: ${(0,units/* count */.U9)(checked.compared.images, "image tag")}, ` +
        `${(0,units/* count */.U9)(checked.compared.packages, "package")}.`,
    ...checked.differences.map(line),
    ...unaskedLines(checked),
    total(checked),
    ...(checked.differences.length > 0 ? ["Update the catalog with: dl-env catalog update"] : []),
].join("\n");
/** What an update wrote, for people. */
const catalogUpdateText = (checked, written) => [
    ...checked.differences.map(line),
    ...unaskedLines(checked),
    ...(written.length === 0
        ? ["Nothing was written."]
        : written.map((path) => `Written: ${path}`)),
].join("\n");
const codeText = ({ sm, ptx }) => `SM ${sm.join(" ") || "none"}; PTX ${ptx.join(" ") || "none"}`;
const verdict = ({ against, differs }) => {
    if (against === undefined)
        return "The catalog has no measurement of exactly one of these wheels, so nothing was compared.";
    if (differs === undefined)
        return `Matches the catalog entry of ${against}.`;
    const part = (words, names) => names.length === 0 ? [] : [`${words} ${names.join(", ")}`];
    return (`Differs from the catalog entry of ${against}: ` +
        `${[...part("only here", differs.more), ...part("only in the catalog", differs.less)].join("; ")}.`);
};
/** The GPU code of a layer, for people. */
const measureText = (found) => [
    `Wheels: ${found.wheels.map(({ name, version }) => `${name} ${version}`).join(", ") || "none"}`,
    ...found.libraries.map((library) => `${library.path}: ${codeText(library)}`),
    found.libraries.length === 0
        ? "No library has GPU code."
        : `Together: ${codeText(found.together)}`,
    verdict(found),
].join("\n");

// EXTERNAL MODULE: ./lib/src/report/changeText.js
var changeText = __webpack_require__(38850);
// EXTERNAL MODULE: ./lib/src/container/containerArgv.js
var containerArgv = __webpack_require__(29455);
// EXTERNAL MODULE: ./lib/src/text/shellWord.js
var shellWord = __webpack_require__(16926);
;// CONCATENATED MODULE: ./lib/src/container/typedCommand.js


/**
 * One line for a shell that starts a container in its terminal, with the settings that this host's
 * engine needs before it.
 */
const typedCommand = (runtime, run) => [
    ...Object.entries(runtime.env)
        .filter(([, value]) => value !== "")
        .map(([name, value]) => `${name}=${(0,shellWord/* shellWord */.r)(value)}`),
    ...(0,containerArgv/* containerArgv */.oM)(runtime, { ...run, input: "terminal" }).map(shellWord/* shellWord */.r),
].join(" ");

;// CONCATENATED MODULE: ./lib/src/report/promoteText.js

/** Which tags moved or would move, and what stays and why. */
const promotedText = ({ moves, kept, done }) => {
    const rows = columns(moves.map(({ tag, digest, from }) => [
        tag,
        digest.slice(0, 19),
        from === undefined ? "new" : `was ${from.slice(0, 19)}`,
    ]));
    const head = moves.length === 0 ? "No tag has to move." : `${done ? "Moved" : "Would move"}:`;
    return [head, ...rows.map((row) => `  ${row}`), ...kept.map(({ message }) => message)].join("\n");
};

;// CONCATENATED MODULE: ./lib/src/report/smokeText.js




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
    return [...groups].map(([what, checks]) => `  ${what} ` +
        `(${checks.slice(0, 4).join(", ")}${checks.length > 4 ? ` and ${checks.length - 4} more` : ""})`);
};
const oneText = ({ checks, report, ran, ok, reasons }) => {
    // The checks' own sentences are shown with their hints.
    const shown = new Set((0,checkReport/* checkReasons */.Mp)(checks));
    return [
        `${report.cell}: ${ok ? "may be tagged" : "keeps its current tags"} ` +
            `(${tally(report.results)}${ran ? "" : `, proof of ${report.at.slice(0, 10)}`}; ${checkTally(checks)})`,
        ...checkLines(checks),
        ...reasonsOf(report.results),
        ...(ok ? [] : reasons.filter((reason) => !shown.has(reason)).map((reason) => `  ${reason}`)),
    ];
};
/** What the checks and the probes of each image said, for people. */
const smokeText_smokeText = (proofs) => proofs.flatMap(oneText).join("\n");
/** What the probes said, and which images could not be tested. */
const smokeOutcomeText = ({ result, failed }) => {
    const error = (0,failedCells/* failedError */.Ov)(failed);
    return [smokeText_smokeText(result), ...(error === undefined ? [] : [(0,errorText/* errorText */.k)(error, false)])]
        .filter((text) => text !== "")
        .join("\n");
};

;// CONCATENATED MODULE: ./lib/src/report/demoText.js






/** What the demo says when it goes on without nvidia/cuda. */
const STAND_IN_WARNING = [
    "",
    "  **************************************************************************",
    "  *  docker.io cannot be reached from here, so nvidia/cuda is not available. *",
    "  *  The demo continues with a STAND-IN: Debian 12 laid out like nvidia/cuda. *",
    "  *  It shows how things work. It is not CUDA, and it is never published.     *",
    "  **************************************************************************",
    "",
].join("\n");
/** One step of the demo, for people who wait for the next. */
const demoProgressText = (progress) => {
    switch (progress.kind) {
        case "podman installed":
            return "podman was installed with apt.";
        case "stand-in used":
            return STAND_IN_WARNING;
        case "planned":
            return `\n${planText(progress.plan)}\n`;
        case "built":
            return `\n${builtText(progress.built)}\n`;
        case "tested":
            return `\n${smokeText(progress.proven)}\n`;
    }
};
/** What to type to use the image. */
const howToRun = (loaded) => {
    if (loaded === undefined)
        return [];
    const { image, runtime } = loaded;
    // In the host's own network Jupyter stays on loopback, and no port is published.
    const jupyter = runtime.hostNetwork === true ? {} : { env: { JUPYTER_IP: "0.0.0.0" } };
    const ports = [{ host: 8888, container: 8888 }];
    const python = ["python", "-c", "import numpy; print(numpy.__version__)"];
    return [
        "",
        `It is loaded in ${runtime.name}. Try it:`,
        `  ${typedCommand(runtime, { image, command: python })}`,
        `  ${typedCommand(runtime, { image, command: ["jupyter"], ports, ...jupyter })}`,
        "  npm run -s dl-env -- --help",
    ];
};
/** What the demo made, how long each stage took, and how to run the image. */
const demoText = ({ result, sizes, loaded }) => [
    promotedText(result.promoted),
    "",
    "Stages:",
    ...result.stages.map(({ title, took }) => `  ${title.padEnd(22)} ${(0,units/* duration */.p0)(took)}`),
    "Images in ./images:",
    ...sizes.map(({ cell, size }) => `  ${cell}: ${(0,units/* bytes */.ee)(size)} compressed`),
    ...howToRun(loaded),
].join("\n");

;// CONCATENATED MODULE: ./lib/src/text/plainText.js
/**
 * Text from outside for a terminal: no control characters, no line breaks, at most 300 characters.
 */
const plainText = (text) => text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .slice(0, 300);

;// CONCATENATED MODULE: ./lib/src/report/doctorText.js


const MARK = {
    ok: "ok",
    warn: "warn",
    fail: "FAIL",
    unknown: "?",
    skipped: "-",
};
/** A fix that was printed already is named instead of printed again. */
const fixLines = (finding, printed) => {
    if (finding.fix.length === 0)
        return [];
    const key = finding.fix.join("\n");
    const earlier = printed.get(key);
    if (earlier !== undefined)
        return [`      fix: same as for ${earlier}`];
    printed.set(key, finding.title);
    return ["      fix:", ...finding.fix.map((line) => `        ${line}`)];
};
const doctorText_findingLines = (finding, width, printed) => {
    const head = `${MARK[finding.level].padEnd(4)}  ${finding.title.padEnd(width)}  ${plainText(finding.found)}`.trimEnd();
    if (finding.level === "ok" || finding.level === "skipped")
        return [head];
    return [
        head,
        ...(finding.why === "" ? [] : [`      ${plainText(finding.why)}`]),
        ...fixLines(finding, printed),
        `      source: ${finding.source}`,
    ];
};
const doctorText_ORDER = [
    ["fail", (number) => `${number} failed`],
    ["warn", (number) => (0,units/* count */.U9)(number, "warning")],
    ["unknown", (number) => `${number} unknown`],
    ["skipped", (number) => `${number} skipped`],
    ["ok", (number) => `${number} ok`],
];
/** What a person reads: one line a finding, more where something is to be done, and the sums. */
const doctorText = (list) => {
    const width = Math.max(0, ...list.map((finding) => finding.title.length));
    const sums = doctorText_ORDER.map(([level, text]) => ({
        number: list.filter((finding) => finding.level === level).length,
        text,
    })).filter(({ number }) => number > 0);
    const printed = new Map();
    return [
        ...list.flatMap((finding) => doctorText_findingLines(finding, width, printed)),
        "",
        sums.map(({ number, text }) => text(number)).join(", "),
    ].join("\n");
};

;// CONCATENATED MODULE: ./lib/src/report/filesText.js

/** Which locks were written. */
const lockText = ({ folder, written, kept, removed }) => [
    `${(0,units/* count */.U9)(written.length, "lock")} written to ${folder}, ${kept.length} kept, ` +
        `${removed.length} removed.`,
    ...written.map((name) => `  ${name}`),
].join("\n");
/** Where the folders are, and how one is built. */
const generateText = ({ out, cells }) => {
    const names = Object.keys(cells);
    const example = `${out}/${names[0]}`;
    return [
        `${(0,units/* count */.U9)(names.length, "folder")} written to ${out === "." ? "this folder" : out}.`,
        `Build one with: docker build -f ${example}/Containerfile ${example}`,
    ].join("\n");
};
/** The name of the image in the engine, and how it is run. */
const loadText = ({ name, into }) => `${name}\nRun it with: ${into} run --rm -it ${name}`;

// EXTERNAL MODULE: ./lib/src/text/closest.js
var closest = __webpack_require__(80887);
// EXTERNAL MODULE: ./lib/src/errors/error.js
var error = __webpack_require__(17242);
;// CONCATENATED MODULE: ./lib/src/suggest/pickRequest.js




const UNKNOWN = {
    library: { code: "unknown-library", option: "--with" },
    Python: { code: "unknown-python", option: "--python" },
    Ubuntu: { code: "unknown-ubuntu", option: "--ubuntu" },
};
const unknownName = (kind, name, choices) => {
    const { code, option } = UNKNOWN[kind];
    const near = closestOf(name, choices);
    return wrongRequest({
        code,
        message: `There is no ${kind} \`${name}\`; there are ${oneOf(choices, 30)}.`,
        hint: near === undefined
            ? `Write for example: ${option} ${choices[0] ?? ""}`
            : `Did you mean: ${option} ${near}`,
    });
};
const same = (a, b) => a.length === b.length && a.every((name) => b.includes(name));
/**
 * The set to ask for: one of the catalog where it fits, else one of its own, named by what was
 * asked.
 */
const setFor = (wanted, catalog) => {
    const names = [...new Set(wanted)];
    const unknown = names.find((name) => !catalog.libraries.has(name) && !catalog.sets.has(name));
    if (unknown !== undefined)
        throw unknownName("library", unknown, [...catalog.libraries.keys(), ...catalog.sets.keys()]);
    // `torch` names both: alone it means the set, beside others the library.
    const libraries = [
        ...new Set(names.flatMap((name) => names.length > 1 && catalog.libraries.has(name)
            ? [name]
            : (catalog.sets.get(name) ?? [name]))),
    ];
    const equal = [...catalog.sets].find(([, listed]) => same(listed, libraries));
    return equal === undefined ? { name: names.join("-"), own: libraries } : { name: equal[0] };
};
/** Refuses a Python that is none, or that neither the catalog nor a living release has. */
const checkPython = (python, living, catalog) => {
    const choices = [
        ...new Set([
            ...catalog.pythons.map(({ minor }) => minor),
            ...living.map((release) => release.python),
        ]),
    ].sort(compareVersions);
    const minor = /^(\d+\.\d+)\.\d+$/.exec(python)?.[1];
    if (choices.includes(python) || python === "ubuntu")
        return;
    if (minor !== undefined && choices.includes(minor))
        throw wrongRequest({
            code: "unknown-python",
            message: `A Python version is written with two numbers; found \`${python}\`.`,
            hint: `Did you mean: --python ${minor}`,
        });
    throw unknownName("Python", python, choices);
};
/** What `pick` does not choose. */
const DEFAULTS = {
    file: "pick",
    to: "oci:./images",
    store: "oci:./images",
    engine: "auto",
    build: "link",
    include: [],
    exclude: [],
    pins: {},
    mirrors: {},
    smoke: { require: "gpu" },
    apt: { maxAgeDays: 7 },
    cudnn: "wheels",
    wheelCuda: "exact",
    sudo: false,
    places: {},
};
/** CUDA x.y that have images in a registry. */
const cudasWithImages = (catalog) => {
    const releases = catalog.cuda.filter(({ repository, images }) => !repository.startsWith("localhost/") && Object.keys(images).length > 0);
    return [...new Set(releases.map(({ version }) => minorOf(version)))];
};
/**
 * The request whose cells `pick` chooses from: every CUDA that has images, on the Ubuntu releases
 * that live, today's or the one asked for.
 */
const pickRequest = (options, catalog, today) => {
    const { python, ubuntu } = options;
    const releases = catalog.ubuntu.filter((release) => release.endOfLife > today && release.name !== "stand-in");
    const living = releases.map(({ name }) => name);
    if (ubuntu !== undefined && !catalog.ubuntu.some(({ name }) => name === ubuntu))
        throw unknownName("Ubuntu", ubuntu, living);
    if (python !== undefined)
        checkPython(python, releases, catalog);
    const set = setFor(options.libraries, catalog);
    return {
        ...DEFAULTS,
        matrix: {
            cuda: cudasWithImages(catalog),
            ubuntu: ubuntu === undefined ? living : [ubuntu],
            python: [python ?? "ubuntu"],
            flavor: ["base"],
            set: [set.name],
        },
        sets: set.own === undefined ? {} : { [set.name]: set.own },
    };
};
/** The dl-env.yml that builds one chosen cell. */
const requestForCell = (cell, request) => {
    const own = request.sets[cell.set];
    return [
        `to: ${request.to}`,
        "matrix:",
        `  cuda: ["${cell.cuda}"]`,
        `  ubuntu: ["${cell.ubuntu}"]`,
        `  python: ["${cell.python}"]`,
        `  set: [${cell.set}]`,
        ...(own === undefined ? [] : ["sets:", `  ${cell.set}: [${own.join(", ")}]`]),
        "",
    ].join("\n");
};

;// CONCATENATED MODULE: ./lib/src/report/pickText.js


const versions = ({ lock }, names) => lock.wheels
    .filter(({ name }) => names.some((wanted) => name === wanted || name.startsWith(`${wanted}-cu`)))
    .map(({ name, version }) => `${name} ${version}`)
    .join(", ");
const choiceText = (title, choice) => {
    const { cell, lock, hardware, notes } = choice;
    const size = lock.wheels.reduce((sum, { download }) => sum + download, 0);
    return [
        `${title}: CUDA ${cell.cuda}, Ubuntu ${cell.ubuntu}, Python ${cell.python} ` +
            `(${(0,units/* bytes */.ee)(size)} of wheels)`,
        `  ${versions(choice, cell.libraries)}`,
        `  needs driver ${hardware.drivers.minorVersion.driver} by minor-version compatibility`,
        ...notes.map((note) => `  ${note}`),
    ];
};
const cardText = ({ name, computeCapability }) => name.endsWith(computeCapability) ? name : `${name} (compute capability ${computeCapability})`;
const hostText = ({ gpus, driver, runtime }) => `${gpus.length === 0 ? "any card" : gpus.map(cardText).join(" and ")}, driver ` +
    `${driver ?? "not known"}, ${runtime}`;
/** Those with the same reason together, in the order of the first of each. */
const alike = (missing) => [
    ...Map.groupBy(missing, ({ message, source, hint }) => JSON.stringify([message, source, hint])).values(),
];
/** What was picked for a host, what else would do, and why the rest would not. */
const pickText = ({ best, alternatives, missing }, host, request) => {
    const lines = [`For ${hostText(host)}:`, ""];
    if (best === undefined)
        lines.push("No combination in the catalog fits.");
    else
        lines.push(...choiceText("Best", best), "", "Put this into dl-env.yml, then type: dl-env build", ...request(best)
            .trimEnd()
            .split("\n")
            .map((line) => `  ${line}`));
    for (const choice of alternatives)
        lines.push("", ...choiceText("Or", choice));
    if (missing.length > 0)
        lines.push("", "Not available:");
    for (const [{ cuda, message, source, hint }, ...more] of alike(missing)) {
        lines.push(`  CUDA ${[cuda, ...more.map((other) => other.cuda)].join(", ")}: ${message}`, `    source: ${source}`, ...(hint === undefined ? [] : [`    ${hint.replaceAll("\n", "\n    ")}`]));
    }
    return lines.join("\n");
};
/** What was picked, with the dl-env.yml for it. */
const pickOutcomeText = ({ result, request }) => pickText(result, result.host, ({ cell }) => requestForCell(cell, request));

// EXTERNAL MODULE: ./lib/src/plan/incomplete.js
var incomplete = __webpack_require__(85002);
// EXTERNAL MODULE: ./lib/src/text/fewNames.js
var fewNames = __webpack_require__(69340);
;// CONCATENATED MODULE: ./lib/src/report/planTable.js




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
    cell.lock === undefined ? "-" : (0,units/* count */.U9)(Object.keys(cell.lock.packages).length, "package"),
    cell.lock === undefined ? "-" : (0,units/* bytes */.ee)(cell.lock.download),
    stateText(cell),
    cell.base === undefined || cell.base.digest !== undefined
        ? ""
        : `base as of ${cell.base.asOf.slice(0, 10)}`,
];
/** The same reason over many cells is one entry. */
const groupReasons = (cells) => {
    const groups = new Map();
    for (const cell of cells) {
        for (const reason of cell.reasons) {
            const key = JSON.stringify([cell.verdict, reason.code, reason.message, reason.hint]);
            const group = groups.get(key) ?? {
                verdict: cell.verdict,
                ...reason,
                hint: reason.hint,
                cells: [],
                nearest: new Set(),
            };
            group.cells.push(cell.cell);
            if (reason.nearest !== undefined)
                group.nearest.add(reason.nearest);
            groups.set(key, group);
        }
    }
    return [...groups.values()];
};
/** How many cell names one line shows before it only counts. */
const MOST_NAMES = 4;
const groupText = (group) => [
    `${group.verdict}: ${(0,fewNames/* fewNames */.B)(group.cells, MOST_NAMES)}`,
    `  ${group.message} [${group.code}]`,
    `  source: ${group.source}`,
    ...(group.nearest.size === 0
        ? []
        : [`  nearest: ${[...group.nearest].slice(0, MOST_NAMES).join(", ")}`]),
    ...(group.hint === undefined ? [] : [`  ${group.hint.replaceAll("\n", "\n  ")}`]),
];
const missingText = (plan) => {
    if ((0,incomplete/* isIncomplete */.Ne)(plan))
        return ("unknown how much is missing, since " +
            `${plan.store === plan.to ? plan.to : `${plan.store} or ${plan.to}`} was not ` +
            "queried or did not answer");
    const missing = plan.layers.filter((layer) => layer.state === "missing").length;
    return `${missing} missing, ${(0,units/* bytes */.ee)(plan.totals.missing)}`;
};
const baseLine = (plan) => {
    const cells = (0,incomplete/* withoutBase */.ki)(plan);
    return cells.length === 0
        ? []
        : [
            "The base of " +
                `${cells.length === 1 ? (cells[0] ?? "") : (0,units/* count */.U9)(cells.length, "cell")} could ` +
                `not be read, so ${cells.length === 1 ? "its" : "their"} system layer is not ` +
                `planned and ${cells.length === 1 ? "it" : "they"} cannot be built.`,
        ];
};
/** The table of verdicts, the reasons behind it, and the totals. */
const planTable_planText = (plan) => {
    const table = columns([
        ["cell", "verdict", "packages", "download", "state", ""],
        ...plan.cells.map(cellRow),
    ]);
    const reasons = groupReasons(plan.cells).flatMap((group) => ["", ...groupText(group)]);
    const { totals } = plan;
    return [
        ...table,
        ...reasons,
        "",
        `${(0,units/* count */.U9)(totals.cells, "cell")}: ${totals.accepted} accepted, ` +
            `${totals.rejected} rejected, ${totals.unknown} unknown`,
        `${(0,units/* count */.U9)(plan.layers.length, "layer")}, ${(0,units/* bytes */.ee)(totals.download)} to download ` +
            `in total; ${missingText(plan)}`,
        ...baseLine(plan),
    ].join("\n");
};

;// CONCATENATED MODULE: ./lib/src/report/startedText.js
/**
 * What to type after services have started in the background; the token stands in the container's
 * log only.
 */
const startedText = (spec, engine) => {
    const lines = [`started ${spec.name}`];
    for (const port of spec.ports) {
        if (port.name === "ssh")
            lines.push(`ssh:      ssh -p ${port.host} dev@127.0.0.1   # from another machine: ssh -J ` +
                `USER@THIS-HOST -p ${port.host} dev@127.0.0.1`);
        if (port.name === "jupyter") {
            lines.push(`jupyter:  http://127.0.0.1:${port.host}/lab   # from another machine: ssh -L ${port.host}:127.0.0.1:${port.host} USER@THIS-HOST`);
            lines.push(`token:    ${engine.name} logs ${spec.name} 2>&1 | grep -m1 token=`);
        }
    }
    lines.push(`shell:    ${engine.name} exec -it ${spec.name} bash`, `log:      ${engine.name} logs --follow ${spec.name}`, `stop:     ${engine.name} rm --force ${spec.name}`);
    return lines.join("\n");
};
/**
 * What was asked to be printed, or how to use what was started; a container that ran in front has
 * spoken itself.
 */
const runText = ({ document, code, result }) => {
    if (document !== undefined)
        return document;
    return code === undefined ? startedText(result.spec, { name: result.engine }) : "";
};

// EXTERNAL MODULE: ./lib/src/report/watchText.js
var watchText = __webpack_require__(17417);
;// CONCATENATED MODULE: ./lib/src/report/whyText.js

/**
 * Everything known about one cell's verdict: each reason with source, nearest, hint and the
 * resolver's own text, or what was chosen.
 */
const whyText = ({ cell, verdict, notes }, plan) => {
    const planned = plan.cells.find((one) => one.cell === cell.id);
    const lines = [`${cell.id}: ${verdict.kind}`, `  libraries: ${cell.libraries.join(", ")}`];
    if (verdict.base !== undefined)
        lines.push(`  base: ${verdict.base.tag}, as of ` +
            `${verdict.base.asOf.slice(0, 10)}${verdict.base.platformDigest === undefined ? "" : `, ${verdict.base.platformDigest}`}`);
    if (verdict.kind === "accepted") {
        lines.push(`  lock ${verdict.lock.slice(0, 12)}, ${(0,units/* bytes */.ee)(planned?.lock?.download ?? 0)}:`);
        for (const [name, version] of Object.entries(planned?.lock?.packages ?? {}))
            lines.push(`    ${name} ${version}`);
        for (const note of notes)
            lines.push("", `  ${note.message} [${note.code}]`, `    source: ${note.source}`);
        return lines.join("\n");
    }
    for (const reason of verdict.reasons) {
        lines.push("", `  ${reason.message} [${reason.code}]`, `    source: ${reason.source}`);
        if (reason.nearest !== undefined)
            lines.push(`    nearest: ${reason.nearest}`);
        if (reason.hint !== undefined)
            lines.push(`    ${reason.hint.replaceAll("\n", "\n    ")}`);
        if (reason.detail !== undefined)
            lines.push("    output of the resolver:", `      ${reason.detail.trim().replaceAll("\n", "\n      ")}`);
    }
    return lines.join("\n");
};

;// CONCATENATED MODULE: ./lib/src/report/outcomeText.js













/** What a person reads when a command is done; the same in both shells. */
const outcomeText = (outcome) => {
    switch (outcome.kind) {
        case "plan":
            return outcome.explained === undefined
                ? planTable_planText(outcome.result)
                : whyText(outcome.explained, outcome.result);
        case "lock":
            return lockText(outcome.result);
        case "generate":
            return generateText(outcome.result);
        case "build":
            return buildText(outcome);
        case "smoke":
            return smokeOutcomeText(outcome);
        case "promote":
            return promotedText(outcome.result);
        case "watch":
            return (0,watchText/* watchText */.Vn)(outcome.result);
        case "check":
            return (0,changeText/* changeText */.k)(outcome.result);
        case "pick":
            return pickOutcomeText(outcome);
        case "doctor":
            return doctorText(outcome.result.findings);
        case "run":
            return runText(outcome);
        case "load":
            return loadText(outcome.result);
        case "demo":
            return demoText(outcome);
        case "catalog check":
            return catalogCheckText(outcome.result);
        case "catalog update":
            return catalogUpdateText(outcome.result, outcome.result.written);
        case "catalog measure":
            return measureText(outcome.result);
    }
};

;// CONCATENATED MODULE: ./lib/src/action/steps/stepOutcome.js

/** How a run of GitHub Actions goes on after a problem that names nothing to type itself. */
const RERUN_HINTS = {
    "cells-unknown": "The other cells continue. When the server answers again: gh run rerun",
    "cell-left": "The other cells continued. Once the cause is fixed: gh run rerun --failed",
    "not-proven": "See the probes' reasons in the step summary; then: gh run rerun --failed",
};
const MOVED_HINT = "The other tags moved. Once the cause is fixed: gh run rerun --failed";
const withHint = (problem, kind) => {
    if (problem.hint !== undefined)
        return problem;
    const hint = kind === "promote" ? MOVED_HINT : RERUN_HINTS[problem.code];
    return hint === undefined ? problem : { ...problem, hint };
};
/**
 * A command's outcome as a step tells it: the text goes into the log, exit and problems into the
 * result; `more` is what only this step hands over.
 */
const stepOutcome = ({ sys }, outcome, more) => {
    sys.log.info(outcomeText(outcome));
    return {
        exit: outcome.exit,
        problems: outcome.problems.map((problem) => withHint(problem, outcome.kind)),
        ...more,
    };
};


/***/ }),

/***/ 26223:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ NVIDIA_CUDA),
/* harmony export */   Y: () => (/* binding */ cudaReleases)
/* harmony export */ });
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39245);

/**
 * Where NVIDIA publishes the images of every release that the catalog gives no other repository.
 */
const NVIDIA_CUDA = "docker.io/nvidia/cuda";
const flavorsOf = (file, images) => Object.fromEntries(Object.entries(images).map(([ubuntu, flavors]) => [
    ubuntu,
    typeof flavors === "string" ? (file.flavors[flavors] ?? []) : flavors,
]));
const listed = (file) => Object.entries(file.releases).map(([version, release]) => ({
    version,
    minor: (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .minorOf */ .Hs)(version),
    images: flavorsOf(file, release.images),
    repository: release.repository ?? file.repository ?? NVIDIA_CUDA,
    ...(release["end-of-life"] === undefined ? {} : { endOfLife: release["end-of-life"] }),
    ...(release.cudnn === undefined ? {} : { cudnn: release.cudnn }),
    digests: release.digests,
    source: release.sources.map((name) => file.sources[name] ?? name).join("; "),
}));
const standIns = (file) => {
    const standIn = file["stand-in"];
    if (standIn === undefined)
        return [];
    const { repository, images } = standIn;
    const source = file.sources[standIn.source] ?? standIn.source;
    return standIn.releases.map((version) => ({
        version,
        minor: (0,_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .minorOf */ .Hs)(version),
        images,
        repository,
        digests: {},
        source,
    }));
};
/**
 * The releases of one folder: those of the tag list, and the stand-ins, which are releases of their
 * own.
 */
const cudaReleases = (folder) => {
    const file = folder.cuda?.value;
    return file === undefined ? [] : [...listed(file), ...standIns(file)];
};


/***/ }),

/***/ 60590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ decodeYaml),
/* harmony export */   n: () => (/* binding */ examineYaml)
/* harmony export */ });
/* harmony import */ var _text_closest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80887);
/* harmony import */ var _text_oneOf_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57993);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17242);




const defOf = (schema) => schema._zod.def;
/**
 * The schemas a value at the end of `path` may have, through optionals, defaults, pipes and unions.
 */
const schemasAt = (schema, path) => {
    const def = defOf(schema);
    const inner = def.innerType ?? (def.type === "pipe" ? def.in : undefined);
    if (inner !== undefined)
        return schemasAt(inner, path);
    if (def.type === "union")
        return (def.options ?? []).flatMap((option) => schemasAt(option, path));
    const [head, ...rest] = path;
    if (head === undefined)
        return [schema];
    const next = def.shape?.[String(head)] ?? def.element ?? def.valueType;
    return next === undefined ? [] : schemasAt(next, rest);
};
const keysAt = (schema, path) => schemasAt(schema, path).flatMap((found) => Object.keys(defOf(found).shape ?? {}));
const KINDS = {
    object: "a map of keys and values",
    record: "a map of keys and values",
    array: "a list",
    string: "a text",
    map: "a map of keys and values",
};
const dotted = (path) => path.map(String).join(".");
/** Longest value that is repeated in a message. */
const LONGEST_SHOWN = 80;
const foundText = (value) => {
    if (value === undefined || value === null || value === "")
        return "nothing";
    if (Array.isArray(value))
        return value.length === 0 ? "an empty list" : "a list";
    if (typeof value === "object")
        return "a map of keys and values";
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return `\`${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}\``;
};
const valueAt = (value, path) => {
    let found = value;
    for (const key of path)
        found =
            typeof found === "object" && found !== null
                ? found[key]
                : undefined;
    return found;
};
const unknownKeys = (issue, { schema, yaml }) => issue.keys.map((key) => {
    const keys = keysAt(schema, issue.path);
    const near = (0,_text_closest_js__WEBPACK_IMPORTED_MODULE_0__/* .closestOf */ .P)(key, keys);
    return {
        code: "unknown-key",
        message: `There is no key \`${dotted([...issue.path, key])}\`; expected ${(0,_text_oneOf_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .y)(keys)}.`,
        place: yaml.keyPlace([...issue.path, key]),
        hint: near === undefined ? "Remove the line." : `Did you mean: ${near}`,
    };
});
const kindText = (kind) => KINDS[kind] ?? kind;
const messageOf = (issue, { schema, yaml }) => {
    const name = issue.path.length === 0 ? "The file" : `\`${dotted(issue.path)}\``;
    const found = valueAt(yaml.value, issue.path);
    const expected = (text) => `${name} must be ${text}; found ${foundText(found)}.`;
    if (issue.code === "invalid_value")
        return expected((0,_text_oneOf_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .y)(issue.values.map(String)));
    if (issue.code === "invalid_key")
        return `A key in \`${dotted(issue.path.slice(0, -1))}\` must not be empty.`;
    if (issue.code === "invalid_type")
        return found === undefined ? `${name} is missing.` : expected(kindText(issue.expected));
    if (issue.code === "invalid_union") {
        if (found === undefined)
            return `${name} is missing.`;
        return expected([
            ...new Set(schemasAt(schema, issue.path).map((option) => kindText(defOf(option).type))),
        ].join(" or "));
    }
    return `${name} ${issue.message}; found ${foundText(found)}.`;
};
/**
 * Of a union whose kind fits and whose content does not, the issues of the content: the list is
 * right, an entry of it is not.
 */
const inner = (issue) => {
    if (issue.code !== "invalid_union")
        return [];
    const deeper = issue.errors.find((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0)) ?? [];
    return deeper.map((found) => ({ ...found, path: [...issue.path, ...found.path] }));
};
const problemsOf = (issue, examined) => {
    const { yaml, hintFor } = examined;
    if (issue.code === "unrecognized_keys")
        return unknownKeys(issue, examined);
    const within = inner(issue);
    if (within.length > 0)
        return within.flatMap((found) => problemsOf(found, examined));
    const found = valueAt(yaml.value, issue.path);
    const near = issue.code === "invalid_value" && typeof found === "string"
        ? (0,_text_closest_js__WEBPACK_IMPORTED_MODULE_0__/* .closestOf */ .P)(found, issue.values.map(String))
        : undefined;
    const hint = near === undefined ? hintFor(issue.path) : `Did you mean: ${near}`;
    return [
        {
            code: issue.code !== "invalid_value" && found === undefined ? "missing-key" : "wrong-value",
            message: messageOf(issue, examined),
            place: yaml.place(issue.path),
            ...(hint === undefined ? {} : { hint }),
        },
    ];
};
/** The value without the parts that an issue complains about. */
const withoutWrong = (value, issues) => {
    const copy = structuredClone(value);
    const paths = issues.flatMap((issue) => issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => [...issue.path, key])
        : [issue.path]);
    for (const path of paths) {
        const parent = valueAt(copy, path.slice(0, -1));
        const key = path.at(-1);
        if (key !== undefined &&
            typeof parent === "object" &&
            parent !== null &&
            !Array.isArray(parent))
            delete parent[key];
    }
    return copy;
};
/**
 * Every problem of a parsed file, and what could be decoded once the wrong parts are left out: its
 * names can still be checked.
 */
const examineYaml = (schema, yaml, hintFor = () => undefined) => {
    const result = schema.safeParse(yaml.value);
    if (result.success)
        return { data: result.data, problems: [] };
    const { issues } = result.error;
    const rest = schema.safeParse(withoutWrong(yaml.value, issues));
    return {
        ...(rest.success ? { data: rest.data } : {}),
        problems: issues.flatMap((issue) => problemsOf(issue, { schema, yaml, hintFor })),
    };
};
/** Decodes a parsed file; throws DlEnvError(2) that names every problem with its place. */
const decodeYaml = (schema, yaml) => {
    const { data, problems } = examineYaml(schema, yaml);
    const [first, ...more] = problems;
    if (first !== undefined)
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)(first, { more });
    return data;
};


/***/ }),

/***/ 87744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Te: () => (/* binding */ texts),
/* harmony export */   Tm: () => (/* binding */ capability),
/* harmony export */   UU: () => (/* binding */ name),
/* harmony export */   XI: () => (/* binding */ wheelCuda),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   br: () => (/* binding */ digest),
/* harmony export */   o_: () => (/* binding */ NAME),
/* harmony export */   ol: () => (/* binding */ fullVersion),
/* harmony export */   p6: () => (/* binding */ date),
/* harmony export */   rE: () => (/* binding */ version),
/* harmony export */   sP: () => (/* binding */ source),
/* harmony export */   sc: () => (/* binding */ sha256),
/* harmony export */   tk: () => (/* binding */ branch),
/* harmony export */   y1: () => (/* binding */ range)
/* harmony export */ });
/* harmony import */ var _renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99687);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _libraryFacts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10326);



// The kinds of values in the files of matrix/. Every scalar arrives as text (see yaml.ts), so
// versions keep their digits.
const text = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1, "must not be empty");
const texts = zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(text);
const version = text.regex(/^\d+\.\d+$/, "must be a version of two numbers, such as 12.8");
const fullVersion = text.regex(/^\d+\.\d+\.\d+$/, "must be a version of three numbers, such as 12.8.1");
const date = text.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date, such as 2026-11-21");
const sha256 = text.regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");
const digest = text.regex(/^sha256:[0-9a-f]{64}$/, "must be `sha256:` and 64 hex digits");
// A type alone: a transform would have no JSON schema for its default.
const code = text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be words in lower case with hyphens");
const capability = text.regex(/^\d+\.\d$/, "must be a compute capability, such as 8.9");
const branch = text
    .regex(/^\d{3}$/, "must be a driver branch, such as 550")
    .transform(Number);
const range = text.refine((value) => (0,_renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__/* .validRange */ .Im)(value), "must be version ranges of PEP 440, such as >=12.4,<13");
/** `true` or `false`, as text; absent is false. */
const flag = zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(["true", "false"])
    .transform((value) => value === "true")
    .default(false);
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const name = text.regex(NAME, "must be a name in lower case with hyphens");
const wheelCuda = zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_libraryFacts_js__WEBPACK_IMPORTED_MODULE_2__/* .WHEEL_CUDAS */ .j);
/** A name of matrix/sources.yml or a text of its own. */
const source = text.meta({
    description: "A name of matrix/sources.yml, or where a person can check the fact",
});


/***/ }),

/***/ 85840:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ imageFile),
/* harmony export */   CJ: () => (/* binding */ pythonsFile),
/* harmony export */   Fi: () => (/* binding */ newestFile),
/* harmony export */   K8: () => (/* binding */ gpusFile),
/* harmony export */   Pb: () => (/* binding */ indexesFile),
/* harmony export */   QA: () => (/* binding */ driversFile),
/* harmony export */   UE: () => (/* binding */ setsFile),
/* harmony export */   aG: () => (/* binding */ cudaFile),
/* harmony export */   iP: () => (/* binding */ toolsFile),
/* harmony export */   tR: () => (/* binding */ sourcesFile),
/* harmony export */   tk: () => (/* binding */ cudnnFile),
/* harmony export */   yU: () => (/* binding */ ubuntuFile)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87744);


// What the files of matrix/ look like, but for libraries and traps.
/** matrix/cuda.yml; a folder of your own may hold only `releases`. */
const cudaFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    "as-of": _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .date */ .p6.optional(),
    repository: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq.optional(),
    flavors: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .name */ .UU, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te).default({}),
    sources: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .name */ .UU, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq).default({}),
    wheels: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^\d+$/, "must be a CUDA major"), zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ exact: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te, "same-major": _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te, marks: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te, runtime: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP }))
        .default({}),
    never: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .version */ .rE, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq).default({}),
    releases: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .fullVersion */ .ol, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        images: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te])),
        repository: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq.optional(),
        cudnn: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq.optional(),
        "end-of-life": _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .date */ .p6.optional(),
        digests: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .digest */ .br).default({}),
        sources: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te.min(1),
    }))
        .default({}),
    "stand-in": zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        repository: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
        releases: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .fullVersion */ .ol),
        images: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te),
        source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    })
        .optional(),
});
const ubuntuFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    tag: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    glibc: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .version */ .rE,
    python: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .version */ .rE,
    "pre-release-pythons": zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .version */ .rE, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq).default({}),
    "end-of-life": _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .date */ .p6,
    snapshots: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        address: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq.regex(/^https?:\/\/[A-Za-z0-9./_-]+[A-Za-z0-9]$/, "must be an address without a slash at its end"),
        suites: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .name */ .UU).min(1),
        components: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .name */ .UU).min(1),
        source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
    })
        .optional()
        .meta({ description: "Dated copies of the release's apt archive: address/20261121T000000Z" }),
    source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
}));
const pythonsFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
    address: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    pythons: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .fullVersion */ .ol, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ build: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, sha256: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .sc })),
});
const cards = _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te.default([]);
const gpusFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
    inferred: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    cards: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .capability */ .Tm, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        architecture: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
        datacenter: cards,
        workstation: cards,
        geforce: cards,
        jetson: cards,
    })),
});
const driversFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
    "minor-version": zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq),
    shipped: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .fullVersion */ .ol, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq),
    "require-branches": zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .version */ .rE, zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .branch */ .tk)),
    "require-source": _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    "branch-end": zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .date */ .p6),
    "branch-source": _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    "last-branch-before-turing": _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
});
const cudnnFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
    "two-copies": _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    rows: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ cudnn: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .range */ .y1, cuda: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .range */ .y1, driver: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, cards: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .capability */ .Tm) })),
});
const setsFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    every: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te.default([]),
    sets: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .name */ .UU, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ extends: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq.optional(), libraries: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te })),
});
const indexesFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .name */ .UU, zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    url: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    packages: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .name */ .UU).optional().meta({
        description: "Only these packages are taken from it; without it, every package that it has",
    }),
    about: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP,
}));
const sourcesFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .name */ .UU, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq);
const newestFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ "as-of": _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .date */ .p6, source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP, packages: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq) });
/**
 * Of a wheel, as PEP 427 builds it: five or six parts, and nothing that leads to another folder.
 */
const wheelFile = _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq.regex(/^[A-Za-z0-9._]+-[A-Za-z0-9._+!]+(?:-[0-9][A-Za-z0-9._]*)?(?:-[A-Za-z0-9._]+){3}\.whl$/, "must be the file name of a wheel, such as uv-0.13.8-py3-none-any.whl");
const pinned = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ version: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .fullVersion */ .ol, file: wheelFile, sha256: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .sc, source: _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .source */ .sP });
const toolsFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ hadolint: pinned });
const imageFile = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    apt: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq.regex(/^[a-z0-9][a-z0-9+.-]+$/, "must be the name of an apt package")),
    uv: pinned,
    "laid-last": zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([_fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, _fieldFormats_js__WEBPACK_IMPORTED_MODULE_0__/* .texts */ .Te])).default({}),
});


/***/ }),

/***/ 29326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ rangeChecker)
/* harmony export */ });
/* harmony import */ var _renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99687);
/* harmony import */ var _text_memoized_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26914);


/**
 * An `InRange` that works out each pair once: a matrix asks the same few thousand times.
 * Pre-releases count, or a placeholder would go unnoticed.
 */
const rangeChecker = () => {
    const versionsIn = (0,_text_memoized_js__WEBPACK_IMPORTED_MODULE_1__/* .memoized */ .x)((range) => (0,_text_memoized_js__WEBPACK_IMPORTED_MODULE_1__/* .memoized */ .x)((version) => (0,_renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__/* .satisfies */ .ib)(version, range, { prereleases: true })));
    return (version, range) => range === undefined || versionsIn(range)(version);
};


/***/ }),

/***/ 10326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ WHEEL_CUDAS)
/* harmony export */ });
/**
 * How close the CUDA of wheels is to the cell's: the same x.y, or an older one of the same major.
 */
const WHEEL_CUDAS = ["exact", "same-major"];


/***/ }),

/***/ 80380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ tooDeep),
/* harmony export */   F: () => (/* binding */ DEEPEST)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);

/**
 * Levels; a request has four, a library's folder five. Parsers call themselves for each level, and
 * a stack has an end.
 */
const DEEPEST = 100;
/** Dashes and question marks that begin entries of entries on one line: `- - - a`. */
const MARKERS = /^(?:[-?][ \t]+)*/;
/** Levels that indentation opens, as YAML reads it: one for each deeper column. */
const indentation = () => {
    const columns = [];
    return (indent) => {
        while ((columns.at(-1) ?? -1) >= indent)
            columns.pop();
        columns.push(indent);
        return columns.length;
    };
};
const placeAt = (text, offset) => {
    const before = text.slice(0, offset).split("\n");
    return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
};
/** What stands directly in a node; empty for a scalar. */
const childrenOf = (token) => {
    if (token.type === "document")
        return token.value === undefined ? [] : [token.value];
    if (token.type !== "block-map" && token.type !== "block-seq" && token.type !== "flow-collection")
        return [];
    return token.items.flatMap(({ key, value }) => [key, value].filter((child) => child !== undefined && child !== null));
};
/**
 * The same by YAML's own grammar, which knows what is text. Only what composes nodes calls itself
 * for each level; the parser before it does not, and neither does this walk.
 */
const tooDeepByGrammar = (text) => {
    for (const root of new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Parser */ .iX().parse(text)) {
        const open = [{ token: root, level: 0 }];
        for (let next = open.pop(); next !== undefined; next = open.pop()) {
            const { token, level } = next;
            if (level > DEEPEST + 1)
                return placeAt(text, token.offset);
            for (const child of childrenOf(token))
                open.push({ token: child, level: level + 1 });
        }
    }
    return undefined;
};
/**
 * Offset at which a text may go deeper than DEEPEST, by indentation and brackets alone: quick,
 * never too late, and too early where they stand in a text.
 */
const firstDoubt = (text) => {
    const levelOf = indentation();
    let brackets = 0;
    let offset = 0;
    // From the first quote or comment on, a closing bracket may be text that closes nothing.
    let closes = true;
    for (const line of text.split("\n")) {
        const start = offset;
        offset += line.length + 1;
        const body = line.trimStart();
        if (body === "" || body.startsWith("#"))
            continue;
        const markers = (MARKERS.exec(body)?.[0] ?? "").replaceAll(/[ \t]/g, "").length;
        if (levelOf(line.length - body.length) + markers > DEEPEST)
            return start;
        for (let at = 0; at < line.length; at += 1) {
            const sign = line[at];
            if (sign === "[" || sign === "{")
                brackets += 1;
            else if (sign === '"' || sign === "'" || sign === "#")
                closes = false;
            else if ((sign === "]" || sign === "}") && closes && brackets > 0)
                brackets -= 1;
            if (brackets > DEEPEST)
                return start + at;
        }
    }
    return undefined;
};
/** Characters after the first doubt that are looked at before all of the text is. */
const AHEAD = 2_000;
/** Where YAML or JSON opens more levels than anything of ours has; undefined when it does not. */
const tooDeep = (text) => {
    const doubt = firstDoubt(text);
    if (doubt === undefined)
        return undefined;
    return tooDeepByGrammar(text.slice(0, doubt + AHEAD)) ?? tooDeepByGrammar(text);
};


/***/ }),

/***/ 33282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ reservedName)
/* harmony export */ });
/**
 * What dl-env itself calls tags in a destination or a store: layers by kind and key, bases,
 * inventories, and the reports of a digest.
 */
const OWN_TAG = /^(?:sha256|base|inventory|system|python|wheel|rest|files)-[0-9a-f]{16,}(?:-|$)/;
/**
 * Why a set cannot have this name, since tags of cells begin with it; undefined when it can. Ends
 * in a full stop.
 */
const reservedName = (name) => {
    if (name === "latest")
        return "No set can be named `latest`: that is the tag of the cell that `default` names.";
    if (OWN_TAG.test(name))
        return `No set can be named \`${name}\`: dl-env names its own layers and reports so.`;
    return undefined;
};


/***/ }),

/***/ 39245:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ds: () => (/* binding */ majorOf),
/* harmony export */   Hs: () => (/* binding */ minorOf),
/* harmony export */   Jo: () => (/* binding */ isUnder),
/* harmony export */   Zy: () => (/* binding */ compareVersions)
/* harmony export */ });
/**
 * Compares versions of dotted numbers (CUDA, Ubuntu, Python, drivers): negative when `a` is older.
 * Text that is not a number sorts first.
 */
const compareVersions = (a, b) => {
    const left = a.split(".");
    const right = b.split(".");
    for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
        const difference = numberAt(left, index) - numberAt(right, index);
        if (difference !== 0)
            return difference;
    }
    return 0;
};
const numberAt = (parts, index) => {
    const part = parts[index];
    if (part === undefined)
        return 0;
    return /^\d+$/.test(part) ? Number(part) : -1;
};
/** `12.8.1` -> `12.8` */
const minorOf = (version) => {
    const end = version.indexOf(".", version.indexOf(".") + 1);
    return end === -1 ? version : version.slice(0, end);
};
/** `12.8.1` -> `12` */
const majorOf = (version) => version.split(".")[0] ?? version;
/** Whether `version` is `prefix` or one of its releases: 12.8.1 is under 12.8, 12.81 is not. */
const isUnder = (version, prefix) => version === prefix || version.startsWith(`${prefix}.`);


/***/ }),

/***/ 13678:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ readYaml)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/catalog/nesting.js
var nesting = __webpack_require__(80380);
;// CONCATENATED MODULE: ./lib/src/catalog/plainYaml.js
// The part of YAML that the files of matrix/ are written in: block maps and lists, flow maps and
// lists on one line, one-line scalars. The catalog is read by every command, and the whole parser
// takes 45 ms of a cold process for what this does in 5.
/** Thrown, and caught in this file only, where the text is more than this reader knows. */
const notPlain = new Error("not in the plain part of YAML");
const fail = () => {
    throw notPlain;
};
/** Letters and signs about which YAML and JavaScript agree, spaces and line ends among them. */
const UNCOMMON = /[^\n -~\u00a1-\u167f]/;
const linesOf = (text) => {
    if (UNCOMMON.test(text))
        fail();
    return text.split("\n").flatMap((raw) => {
        const trimmed = raw.trim();
        if (trimmed === "" || trimmed.startsWith("#"))
            return [];
        return [{ indent: raw.length - raw.trimStart().length, text: trimmed }];
    });
};
/** What may follow a value on its line. */
const onlyComment = (rest) => /^(\s*| +#.*)$/.test(rest);
const plainScalar = (text, inFlow) => {
    const first = text[0] ?? "";
    if (text === "" || "[]{}#&*!|>'\"%@`,".includes(first))
        fail();
    if ("-?:".includes(first) &&
        (text.length === 1 || text[1] === " " || (inFlow && "[]{},".includes(text[1] ?? ""))))
        fail();
    if (/: |:$| #/.test(text) ||
        text.startsWith("...") ||
        text.startsWith("---") ||
        (inFlow && /[[\]{}]/.test(text)))
        fail();
    return text;
};
const quoted = (text, start) => {
    const quote = text[start];
    const end = text.indexOf(quote ?? "", start + 1);
    if (end === -1)
        return fail();
    const value = text.slice(start + 1, end);
    // Escapes and doubled quotes are for the whole parser.
    if (value.includes("\\") || text[end + 1] === quote)
        fail();
    return { value, end: end + 1 };
};
const skipSpaces = (text, start) => {
    let at = start;
    while (text[at] === " ")
        at += 1;
    return at;
};
const setOnce = (map, key, value) => {
    if (Object.hasOwn(map, key) || key === "__proto__" || key === "<<")
        fail();
    map[key] = value;
};
/** A scalar inside brackets: it ends before a comma, a closing bracket or a colon with a space. */
const flowScalar = (text, start) => {
    if (text[start] === '"' || text[start] === "'")
        return quoted(text, start);
    let end = start;
    while (end < text.length &&
        !",]}".includes(text[end] ?? "") &&
        !(text[end] === ":" && " ,]}".includes(text[end + 1] ?? " ")))
        end += 1;
    return { value: plainScalar(text.slice(start, end).trim(), true), end };
};
const flowValue = (text, start) => {
    if (text[start] === "[")
        return flowList(text, start);
    if (text[start] === "{")
        return flowMap(text, start);
    return flowScalar(text, start);
};
/** After an entry: the position of the next one, or of the closing bracket. */
const afterEntry = (text, end, close) => {
    const at = skipSpaces(text, end);
    if (text[at] === ",")
        return skipSpaces(text, at + 1);
    if (text[at] !== close)
        fail();
    return at;
};
const flowList = (text, start) => {
    const value = [];
    let at = skipSpaces(text, start + 1);
    while (text[at] !== "]") {
        const entry = flowValue(text, at);
        value.push(entry.value);
        at = afterEntry(text, entry.end, "]");
    }
    return { value, end: at + 1 };
};
const flowMap = (text, start) => {
    const value = {};
    let at = skipSpaces(text, start + 1);
    while (text[at] !== "}") {
        const key = flowScalar(text, at);
        if (text[key.end] !== ":" || text[key.end + 1] !== " ")
            fail();
        const entry = flowValue(text, skipSpaces(text, key.end + 1));
        setOnce(value, key.value, entry.value);
        at = afterEntry(text, entry.end, "}");
    }
    return { value, end: at + 1 };
};
/** A value that stands on one line, with perhaps a comment behind it. */
const lineValue = (text) => {
    const first = text[0] ?? "";
    if (first === "[" || first === "{" || first === '"' || first === "'") {
        const { value, end } = flowValue(text, 0);
        return onlyComment(text.slice(end)) ? value : fail();
    }
    const comment = text.indexOf(" #");
    return plainScalar(comment === -1 ? text : text.slice(0, comment).trimEnd(), false);
};
const KEY = /^(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9_.][^:#"'[\]{},&*!|>%@`]*)):(?: +(.*))?$/;
const isEntry = (line) => line !== undefined && line.text.startsWith("- ");
/** What stands below a key or a dash that has nothing on its own line. */
const below = (cursor, indent) => {
    const next = cursor.lines[cursor.at];
    if (next !== undefined && next.indent > indent)
        return block(cursor, next.indent);
    if (next !== undefined && next.indent === indent && isEntry(next))
        return list(cursor, indent);
    return fail();
};
const mapEntry = (cursor, map, { indent, text }) => {
    const found = KEY.exec(text);
    if (found === null)
        return fail();
    const [, double, single, plain, rest = ""] = found;
    const key = double ?? single ?? (plain ?? "").trimEnd();
    cursor.at += 1;
    setOnce(map, key, rest === "" || rest.startsWith("#") ? below(cursor, indent) : lineValue(rest));
};
const map = (cursor, indent, first) => {
    const value = {};
    if (first !== undefined)
        mapEntry(cursor, value, { indent, text: first });
    for (let line = cursor.lines[cursor.at]; line !== undefined && line.indent >= indent; line = cursor.lines[cursor.at]) {
        // A deeper line continues a scalar, and a dash here belongs to nothing.
        if (line.indent > indent || isEntry(line))
            fail();
        mapEntry(cursor, value, line);
    }
    return value;
};
const list = (cursor, indent) => {
    const value = [];
    for (let line = cursor.lines[cursor.at]; line !== undefined && line.indent >= indent; line = cursor.lines[cursor.at]) {
        if (line.indent > indent)
            fail();
        if (!isEntry(line))
            return value;
        const rest = line.text.slice(2).trimStart();
        if (KEY.test(rest))
            value.push(map(cursor, indent + line.text.length - rest.length, rest));
        else {
            cursor.at += 1;
            value.push(lineValue(rest));
        }
    }
    return value;
};
const block = (cursor, indent) => isEntry(cursor.lines[cursor.at]) ? list(cursor, indent) : map(cursor, indent);
/**
 * The value of a text that keeps to the plain part of YAML, every scalar as text; undefined for any
 * other, which the whole parser must read.
 */
const readPlainYaml = (text) => {
    try {
        const cursor = { lines: linesOf(text), at: 0 };
        const [first] = cursor.lines;
        if (first === undefined)
            return undefined;
        const value = block(cursor, first.indent);
        return cursor.at === cursor.lines.length ? value : undefined;
    }
    catch (error) {
        if (error === notPlain)
            return undefined;
        throw error;
    }
};

;// CONCATENATED MODULE: ./lib/src/catalog/yaml.js




const keyOf = (key) => (typeof key === "symbol" ? String(key) : key);
const nodeAt = (document, path) => {
    for (let length = path.length; length > 0; length -= 1) {
        const node = document.getIn(path.slice(0, length).map(keyOf), true);
        if (node?.range)
            return node;
    }
    return document.contents ?? undefined;
};
const keyNodeAt = (document, path) => {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1).map(keyOf), true);
    if (!(0,dist/* isMap */.jh)(parent))
        return nodeAt(document, path);
    const last = String(path.at(-1));
    const pair = parent.items.find((item) => String(item.key) === last);
    return pair?.key ?? nodeAt(document, path);
};
/** The parser's own words for what people write most often are hard to act on. */
const WORDS = {
    DUPLICATE_KEY: [
        "This key occurs twice in one map.",
        "Keep one of the two, then run: dl-env plan",
    ],
    TAB_AS_INDENT: [
        "This line is indented with a tab, which YAML does not allow.",
        "Indent with spaces, then run: dl-env plan",
    ],
};
const syntaxProblem = (file, { code, message, linePos }) => {
    const at = linePos?.[0];
    // The parser repeats the position and shows the line after the first sentence.
    const sentence = (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
    const [told, hint] = WORDS[code] ?? [
        `This is not YAML: ${sentence}.`,
        "Check indentation, colons and quotes on this line, then run: dl-env plan",
    ];
    return {
        code: "yaml-syntax",
        message: told,
        place: at === undefined ? { file } : { file, line: at.line, column: at.col },
        hint,
    };
};
/**
 * After a tab the parser no longer knows which column is which; what it says of the rest is no
 * help.
 */
const worthTelling = (errors) => {
    const tabs = errors.filter(({ code }) => code === "TAB_AS_INDENT");
    return tabs.length > 0 ? tabs : errors;
};
/** Comparisons of keys, 2 s; the parser compares each key of a map with all before it. */
const MOST_COMPARISONS = 50_000_000;
/** Whether two keys are the same, as the parser itself has it, until there are too many. */
const sameKeys = (file) => {
    let left = MOST_COMPARISONS;
    return (a, b) => {
        left -= 1;
        if (left < 0)
            throw (0,errors_error/* wrongRequest */.Tw)({
                code: "yaml-syntax",
                message: "there are more keys in one place than can be compared",
                place: { file },
                hint: "Leave out what is not needed, then run: dl-env plan",
            });
        return a === b || ((0,dist/* isScalar */.jn)(a) && (0,dist/* isScalar */.jn)(b) && a.value === b.value);
    };
};
const parsed = (text, file) => {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, {
        schema: "failsafe",
        lineCounter: lines,
        uniqueKeys: sameKeys(file),
    });
    const [first, ...more] = worthTelling(document.errors).map((error) => syntaxProblem(file, error));
    if (first !== undefined)
        throw (0,errors_error/* wrongRequest */.Tw)(first, { more });
    return { document, lines };
};
/** The first alias without an anchor; where all have one, the first of all. */
const wrongAlias = (document) => {
    const aliases = [];
    (0,dist/* visit */.YR)(document, { Alias: (_, alias) => void aliases.push(alias) });
    const lost = aliases.find((alias) => alias.resolve(document) === undefined);
    return { alias: lost ?? aliases[0], lost: lost !== undefined };
};
/**
 * A key that no object of JavaScript can have as its own like any other: it would be lost without a
 * word.
 */
const refuseProto = ({ document, lines }, file) => (0,dist/* visit */.YR)(document, {
    Pair: (_index, { key }) => {
        if (!(0,dist/* isScalar */.jn)(key) || key.value !== "__proto__")
            return;
        const { line, col } = lines.linePos(key.range?.[0] ?? 0);
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "yaml-syntax",
            message: "`__proto__` cannot be a key.",
            place: { file, line, column: col },
            hint: "Use another name, then run: dl-env plan",
        });
    },
});
/**
 * Aliases that stand for aliases can name more values than any memory holds; the parser refuses
 * them only here.
 */
const yaml_valueOf = ({ document, lines }, file) => {
    try {
        return document.toJS();
    }
    catch (error) {
        const { alias, lost } = wrongAlias(document);
        const at = alias?.range ? lines.linePos(alias.range[0]) : undefined;
        const message = lost
            ? `There is no anchor \`&${alias?.source}\` before the alias \`*${alias?.source}\`.`
            : "The aliases in this YAML expand to more values than are allowed.";
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "yaml-syntax",
            message,
            place: at === undefined ? { file } : { file, line: at.line, column: at.col },
            hint: "Write the value out, then run: dl-env plan",
        }, { cause: error });
    }
};
/** Parsers end with an overflow of the stack, which says nothing of the file. */
const refuseDeep = (text, file) => {
    const place = (0,nesting/* tooDeep */.D)(text);
    if (place === undefined)
        return;
    throw (0,errors_error/* wrongRequest */.Tw)({
        code: "yaml-syntax",
        message: `This is nested more than ${nesting/* DEEPEST */.F} levels deep.`,
        place: { file, ...place },
        hint: "Close the brackets on this line, or indent less, then run: dl-env plan",
    });
};
/**
 * Parses one YAML document; throws DlEnvError(2) `yaml-syntax` with the place of every syntax
 * error. Places are worked out when they are asked for.
 */
const readYaml = (text, file) => {
    refuseDeep(text, file);
    let parsedOnce;
    const whole = () => (parsedOnce ??= parsed(text, file));
    const placeOf = (node) => {
        if (!node?.range)
            return { file };
        const { line, col } = whole().lines.linePos(node.range[0]);
        return { file, line, column: col };
    };
    const wholeValue = () => {
        refuseProto(whole(), file);
        return yaml_valueOf(whole(), file);
    };
    return {
        file,
        value: readPlainYaml(text) ?? wholeValue(),
        place: (path) => placeOf(nodeAt(whole().document, path)),
        keyPlace: (path) => placeOf(path.length === 0 ? nodeAt(whole().document, path) : keyNodeAt(whole().document, path)),
    };
};


/***/ }),

/***/ 65879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ab: () => (/* binding */ STAND_IN_REPOSITORY),
  wS: () => (/* binding */ makeStandIn),
  yh: () => (/* binding */ standInLayout),
  QH: () => (/* binding */ standInTag)
});

// EXTERNAL MODULE: ./lib/src/image/labels.js
var labels = __webpack_require__(35101);
// EXTERNAL MODULE: ./lib/src/layer/writeBlob.js + 1 modules
var writeBlob = __webpack_require__(28119);
// EXTERNAL MODULE: ./lib/src/layer/layerEntry.js
var layerEntry = __webpack_require__(65749);
// EXTERNAL MODULE: ./lib/src/layer/orderedEntries.js
var orderedEntries = __webpack_require__(93501);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var digest = __webpack_require__(57410);
// EXTERNAL MODULE: ./lib/src/registry/manifest.js
var manifest = __webpack_require__(3375);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var repository = __webpack_require__(25418);
;// CONCATENATED MODULE: ./lib/src/engine/standInFiles.js

const standInFiles_text = (path, content, mode = 0o644) => (0,layerEntry/* bytesEntry */.mk)(path, mode, new TextEncoder().encode(content));
const NOTICE = (cuda) => `This image is a stand-in for nvidia/cuda:${cuda}, made by dl-env from Debian 12 where the real one could not be reached.
It has no CUDA libraries. Programs that bring their own (the wheels of a cell) work in it as in the real one. Do not publish it.
`;
const majorOf = (minor) => minor.split(".")[0] ?? minor;
const cudaFolders = ({ version, minor }, driver) => {
    const home = `usr/local/cuda-${minor}`;
    return [
        (0,layerEntry/* directoryEntry */.qM)(`${home}/targets/x86_64-linux/lib`),
        (0,layerEntry/* symlinkEntry */.cH)(`${home}/lib64`, "targets/x86_64-linux/lib"),
        standInFiles_text(`${home}/compat/libcuda.so.${driver}`, `dl-env: stand-in for the driver library of CUDA ${version}\n`),
        (0,layerEntry/* symlinkEntry */.cH)(`${home}/compat/libcuda.so.1`, `libcuda.so.${driver}`),
        (0,layerEntry/* symlinkEntry */.cH)(`${home}/compat/libcuda.so`, "libcuda.so.1"),
        (0,layerEntry/* symlinkEntry */.cH)("etc/alternatives/cuda", `/${home}`),
        (0,layerEntry/* symlinkEntry */.cH)(`etc/alternatives/cuda-${majorOf(minor)}`, `/${home}`),
        (0,layerEntry/* symlinkEntry */.cH)("usr/local/cuda", "/etc/alternatives/cuda"),
        (0,layerEntry/* symlinkEntry */.cH)(`usr/local/cuda-${majorOf(minor)}`, `/etc/alternatives/cuda-${majorOf(minor)}`),
    ];
};
const ENTRYPOINT = `#!/bin/bash
# Stand-in for the entrypoint of NVIDIA's runtime images: says nothing, starts the command.
exec "$@"
`;
/** Where the runtime flavors keep their entrypoint. */
const STAND_IN_ENTRYPOINT = "/opt/nvidia/nvidia_entrypoint.sh";
const notice = ({ version }) => ({
    says: "notice: what this image is",
    entries: [standInFiles_text("etc/dl-env-stand-in", NOTICE(version))],
});
const loaderSettings = ({ minor }) => ({
    says: "ld.so.conf.d: where the container toolkit and CUDA keep libraries",
    entries: [
        standInFiles_text("etc/ld.so.conf.d/000_cuda.conf", "/usr/local/cuda/targets/x86_64-linux/lib\n"),
        standInFiles_text(`etc/ld.so.conf.d/988_cuda-${majorOf(minor)}.conf`, `/usr/local/cuda-${majorOf(minor)}/targets/x86_64-linux/lib\n`),
        standInFiles_text("etc/ld.so.conf.d/nvidia.conf", "/usr/local/nvidia/lib\n/usr/local/nvidia/lib64\n"),
    ],
});
const LICENCE = {
    says: "licence: none of NVIDIA's software is here",
    entries: [
        standInFiles_text("NGC-DL-CONTAINER-LICENSE", "A stand-in: none of NVIDIA's software is in this image.\n"),
    ],
};
const RUNTIME_ENTRYPOINT = {
    says: "entrypoint of the runtime flavors",
    entries: [
        (0,layerEntry/* directoryEntry */.qM)("opt/nvidia/entrypoint.d"),
        standInFiles_text(STAND_IN_ENTRYPOINT.slice(1), ENTRYPOINT, 0o755),
    ],
};
/**
 * The stand-in's layers above Debian, shaped like nvidia/cuda's: one step each. `runtime` and the
 * like bring an entrypoint.
 */
const standInLayers = (cuda, flavor, drivers) => [
    notice(cuda),
    {
        says: `cuda-cudart-${cuda.minor} and cuda-compat-${cuda.minor}: folders without libraries`,
        entries: cudaFolders(cuda, drivers.shipped[cuda.version] ?? "0.0"),
    },
    loaderSettings(cuda),
    LICENCE,
    ...(flavor === "base" ? [] : [RUNTIME_ENTRYPOINT]),
];
/**
 * Brands that NVIDIA_REQUIRE_CUDA lists; GeForce is not among them. Source: nvidia/cuda's
 * Dockerfiles, 12.5 and later.
 */
const BRANDS = [
    "unknown",
    "grid",
    "tesla",
    "nvidia",
    "quadro",
    "quadrortx",
    "nvidiartx",
    "vapps",
    "vpc",
    "vcs",
    "vws",
    "cloudgaming",
];
/** `cuda>=12.8 brand=tesla,driver>=535,driver<536 …`: a space is OR, a comma is AND. */
const requireCuda = (minor, branches) => [
    `cuda>=${minor}`,
    ...BRANDS.flatMap((brand) => branches.map((branch) => `brand=${brand},driver>=${branch},driver<${branch + 1}`)),
].join(" ");
/** The environment of nvidia/cuda's images. */
const standInEnvironment = (cuda, drivers) => [
    "PATH=/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "NVARCH=x86_64",
    `NVIDIA_REQUIRE_CUDA=${requireCuda(cuda.minor, drivers.requireBranches[cuda.minor] ?? [])}`,
    `CUDA_VERSION=${cuda.version}`,
    `NV_CUDA_CUDART_VERSION=${cuda.version}-1`,
    "LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64:/usr/local/cuda/lib64",
    "NVIDIA_VISIBLE_DEVICES=all",
    "NVIDIA_DRIVER_CAPABILITIES=compute,utility",
    "NVIDIA_PRODUCT_NAME=CUDA",
];

// EXTERNAL MODULE: ./lib/src/system/cacheFolder.js
var cacheFolder = __webpack_require__(50492);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/errors/error.js
var error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/layer/canonicalLayer.js
var canonicalLayer = __webpack_require__(15453);
// EXTERNAL MODULE: ./lib/src/layer/diskSpace.js
var diskSpace = __webpack_require__(73625);
// EXTERNAL MODULE: ./lib/src/container/installPodman.js
var installPodman = __webpack_require__(37300);
;// CONCATENATED MODULE: ./lib/src/engine/standInRootfs.js






/**
 * Debian 12's release day: a time of the content, not of the build, so that the same packages are
 * the same bytes.
 */
const STAND_IN_EPOCH = 1_686_355_200;
/** Part of the file's name: a change here makes Debian's layer again. */
const RECIPE = "2";
/** Bytes that mmdebstrap, its tar and the layer take at most. */
const ROOM = 1.5e9;
const Made = schemas/* object */.Ikc({
    digest: schemas/* string */.YjP(),
    size: schemas/* number */.aig(),
    unpacked: schemas/* number */.aig(),
    diffId: schemas/* string */.YjP(),
    mediaType: schemas/* string */.YjP(),
});
const isDebian12 = async (sys) => {
    const text = (await sys.files.readText("/etc/os-release")) ?? "";
    return /^ID=debian$/m.test(text) && /^VERSION_ID="?12"?$/m.test(text);
};
/** Where this host's Debian 12 gets its packages; elsewhere mmdebstrap's own default. */
const sourcesOf = async (sys) => {
    if (!(await isDebian12(sys)))
        return [];
    for (const file of ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"]) {
        if (((await sys.files.readText(file)) ?? "").includes("bookworm"))
            return [file];
    }
    return [];
};
/**
 * A small Debian 12: apt, and the certificates that nvidia/cuda has too. Documentation but licences
 * is left out, then and later, as in Ubuntu's own image. As root or in a user namespace, as the
 * host allows.
 */
const mmdebstrapArgv = (tar, sources) => [
    "mmdebstrap",
    "--quiet",
    "--variant=minbase",
    "--include=ca-certificates",
    ...["/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*", "/usr/share/doc/*"].map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
    "--dpkgopt=path-include=/usr/share/doc/*/copyright",
    "bookworm",
    tar,
    ...sources,
];
const bootstrap = async (sys, file) => {
    await (0,diskSpace/* ensureSpace */.L)(sys.files, file.slice(0, file.lastIndexOf("/")), {
        needed: ROOM,
        what: "The stand-in's Debian",
    });
    const temp = await sys.files.makeTemp("dl-env-debian-");
    try {
        const argv = mmdebstrapArgv(`${temp}/rootfs.tar`, await sourcesOf(sys));
        const result = await sys.processes.run(argv, {
            cwd: temp,
            env: { SOURCE_DATE_EPOCH: String(STAND_IN_EPOCH) },
        });
        if (result.code !== 0) {
            throw (0,error/* unreachable */.HB)({
                code: "stand-in-failed",
                message: "Debian could not be fetched for the stand-in base: mmdebstrap failed.",
                hint: "Check that packages can be fetched at all: apt-get update",
            }, { cause: new Error(result.stderr.trim().split("\n").slice(-15).join("\n")) });
        }
        return await (0,canonicalLayer/* canonicalLayer */.m)(sys, `${temp}/rootfs.tar`, { file, epoch: STAND_IN_EPOCH });
    }
    finally {
        await sys.files.remove(temp);
    }
};
const cachedLayer = async (sys, file) => {
    const text = await sys.files.readText(`${file}.json`);
    const decoded = text === undefined ? undefined : Made.safeParse(JSON.parse(text));
    if (decoded?.success !== true || (await sys.files.stat(file))?.size !== decoded.data.size)
        return undefined;
    return { ...decoded.data, file };
};
const removeOthers = async (sys, folder, keep) => {
    for (const name of await sys.files.list(folder))
        if (name.startsWith("debian-") && !name.startsWith(keep))
            await sys.files.remove(`${folder}/${name}`);
};
/**
 * Debian's layer for stand-ins, made by mmdebstrap once a day on a machine and kept in the cache.
 */
const standInRootfs = async (sys) => {
    const folder = `${(0,cacheFolder/* cacheFolder */.n)(sys.env)}/stand-in-debian`;
    const name = `debian-${new Date(sys.clock.now()).toISOString().slice(0, 10)}-${RECIPE}.tar.gz`;
    const file = `${folder}/${name}`;
    await sys.files.makeDir(folder);
    return sys.files.withLock(`${folder}/lock`, async () => {
        const made = await cachedLayer(sys, file);
        if (made !== undefined)
            return made;
        await (0,installPodman/* installWithApt */.j_)(sys, "mmdebstrap", ["mmdebstrap", "debian-archive-keyring"]);
        const { file: _file, ...layer } = await bootstrap(sys, file);
        await sys.files.write(`${file}.json`, JSON.stringify(layer));
        await removeOthers(sys, folder, name);
        return { ...layer, file };
    });
};

// EXTERNAL MODULE: ./lib/src/system/withFolder.js
var withFolder = __webpack_require__(36688);
;// CONCATENATED MODULE: ./lib/src/engine/standIn.js











const DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
const CREATED = new Date(STAND_IN_EPOCH * 1000).toISOString();
/** Name of the repository under which the catalog lists the stand-in. */
const STAND_IN_REPOSITORY = "localhost/dl-env/stand-in";
/** The layout folder that stands for the catalog's repository of stand-ins on this machine. */
const standInLayout = (sys) => `${(0,cacheFolder/* cacheFolder */.n)(sys.env)}/stand-in`;
/** As nvidia/cuda would tag it: `12.8.1-base-stand-in`. */
const standInTag = (cuda, flavor = "base") => `${cuda}-${flavor}-stand-in`;
const putBytes = async (into, bytes) => {
    const blob = { digest: (0,digest/* digestOf */.ol)(bytes), size: bytes.byteLength };
    await into.writeBlob({
        ...blob,
        open: async function* () {
            yield bytes;
        },
    });
    return blob;
};
const putImage = async (sys, into, { architecture, steps, config }) => {
    for (const { layer } of steps)
        await into.writeBlob({
            digest: layer.digest,
            size: layer.size,
            open: () => sys.files.read(layer.file),
        });
    const rootfs = { type: "layers", diff_ids: steps.map(({ layer }) => layer.diffId) };
    const history = steps.map(({ says }) => ({
        created: CREATED,
        created_by: `dl-env stand-in: ${says}`,
    }));
    const stored = await putBytes(into, (0,manifest/* jsonBytes */.yN)({ architecture, os: "linux", created: CREATED, config, rootfs, history }));
    const layers = steps.map(({ layer }) => ({
        mediaType: repository/* DOCKER_LAYER_GZIP */.MZ,
        digest: layer.digest,
        size: layer.size,
    }));
    const bytes = (0,manifest/* jsonBytes */.yN)({
        schemaVersion: 2,
        mediaType: repository/* DOCKER_MANIFEST */.Vv,
        config: { mediaType: DOCKER_CONFIG, ...stored },
        layers,
    });
    const digest = await into.putManifest({ bytes, mediaType: repository/* DOCKER_MANIFEST */.Vv });
    return {
        mediaType: repository/* DOCKER_MANIFEST */.Vv,
        digest,
        size: bytes.byteLength,
        platform: { os: "linux", architecture },
    };
};
const smallLayer = async (sys, entries, file) => (await (0,writeBlob/* writeBlob */.Z)(sys, (0,orderedEntries/* ordered */.S)(entries), file)).layer;
const standIn_labels = (cuda) => ({
    maintainer: "dl-env",
    [labels/* STAND_IN_LABEL */.kw]: "true",
    "org.opencontainers.image.title": `Stand-in for nvidia/cuda ${cuda.version}`,
});
/**
 * Makes a stand-in for nvidia/cuda from Debian 12 and puts it into a repository under its own tag:
 * six layers or so, and a Docker schema 2 list of two platforms, of which only amd64 is an image
 * that runs. The same packages give the same digests.
 */
const makeStandIn = async (sys, { cuda, drivers, flavor = "base" }, into) => {
    const debian = await standInRootfs(sys);
    return (0,withFolder/* withFolder */.Z)(sys, undefined, async (work) => {
        const steps = [{ says: "Debian 12 by mmdebstrap", layer: debian }];
        for (const [index, { says, entries }] of standInLayers(cuda, flavor, drivers).entries())
            steps.push({ says, layer: await smallLayer(sys, entries, `${work}/${index}.tar.gz`) });
        const config = {
            Env: standInEnvironment(cuda, drivers),
            Cmd: ["/bin/bash"],
            ...(flavor === "base" ? {} : { Entrypoint: [STAND_IN_ENTRYPOINT] }),
            Labels: standIn_labels(cuda),
        };
        const amd64 = await putImage(sys, into, { architecture: "amd64", steps, config });
        const empty = await smallLayer(sys, [(0,layerEntry/* directoryEntry */.qM)("opt")], `${work}/arm64.tar.gz`);
        const arm64 = await putImage(sys, into, {
            architecture: "arm64",
            steps: [{ says: "nothing", layer: empty }],
            config: { Labels: standIn_labels(cuda) },
        });
        const bytes = (0,manifest/* jsonBytes */.yN)({
            schemaVersion: 2,
            mediaType: repository/* DOCKER_LIST */.Y2,
            manifests: [amd64, arm64],
        });
        const tag = standInTag(cuda.version, flavor);
        return {
            tag,
            digest: await into.putManifest({ bytes, mediaType: repository/* DOCKER_LIST */.Y2 }, tag),
            platformDigest: amd64.digest,
        };
    });
};


/***/ }),

/***/ 32705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ PROBE_FOLDER),
/* harmony export */   X: () => (/* binding */ LICENCE_LIST)
/* harmony export */ });
/** Where probes lie in an image: `<library>.py` each. */
const PROBE_FOLDER = "/usr/local/lib/dl-env/probes";
/** Where an image keeps the list of its wheels. */
const LICENCE_LIST = "/usr/local/lib/dl-env/licences.json";


/***/ }),

/***/ 35101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ab: () => (/* binding */ identityLabels),
/* harmony export */   Ag: () => (/* binding */ LABEL_PREFIX),
/* harmony export */   PC: () => (/* binding */ labelsOf),
/* harmony export */   kw: () => (/* binding */ STAND_IN_LABEL),
/* harmony export */   sy: () => (/* binding */ ORDER_LABEL),
/* harmony export */   t9: () => (/* binding */ wheelLabels),
/* harmony export */   ww: () => (/* binding */ orderKey)
/* harmony export */ });
/** Of every label of ours. */
const LABEL_PREFIX = "io.github.dl-env.";
/**
 * What promotion compares before a rolling tag moves: CUDA, Ubuntu, Python, then the time of the
 * lock.
 */
const ORDER_LABEL = `${LABEL_PREFIX}order`;
/** `true` on images that stand on a stand-in base: never promoted to a registry of others. */
const STAND_IN_LABEL = `${LABEL_PREFIX}stand-in`;
const SMOKE_LABEL = `${LABEL_PREFIX}smoke.require`;
const CELL_LABEL = `${LABEL_PREFIX}cell`;
const LOCK_LABEL = `${LABEL_PREFIX}lock`;
const BASE_DIGEST_LABEL = "org.opencontainers.image.base.digest";
const STAND_IN_UBUNTU = "stand-in";
/**
 * Packages whose version says which CUDA or cuDNN wheels bring: the runtime, the toolkit's own pin,
 * cuDNN, and what is built against them.
 */
const CUDA_PACKAGES = /^(cuda-toolkit|nvidia-cuda-runtime(-cu\d+)?|nvidia-cudnn(-cu\d+)?|nvidia-nccl(-cu\d+)?|torch|cupy-cuda\d+x|libcudf-cu\d+)$/;
const isRuntime = (name) => /^nvidia-cuda-runtime(-cu\d+)?$/.test(name);
const padded = (version) => version
    .split(".")
    .map((part) => part.padStart(4, "0"))
    .join(".");
/**
 * Sorts as text: a later candidate of a rolling tag has a larger one. A stand-in comes before every
 * Ubuntu.
 */
const orderKey = (cell, lock) => [
    padded(cell.cuda),
    cell.ubuntu === STAND_IN_UBUNTU ? "0" : padded(cell.ubuntu),
    padded(cell.python),
    lock.created,
].join(" ");
const titleOf = (cell) => `Deep learning image: ${cell.set}, CUDA ${cell.cuda}, ` +
    `${cell.ubuntu === STAND_IN_UBUNTU ? "stand-in base" : `Ubuntu ${cell.ubuntu}`}, Python ${cell.python}`;
/**
 * Not the digest of the index: another platform's re-push changes it, and nothing in this image.
 */
const baseLabels = (base) => ({
    "org.opencontainers.image.base.name": base.tag,
    ...(base.platformDigest === undefined ? {} : { [BASE_DIGEST_LABEL]: base.platformDigest }),
});
/** The labels that tell the image of one cell from that of another. */
const identityLabels = ({ cell, lock, base }) => ({
    [CELL_LABEL]: cell,
    ...(lock === undefined ? {} : { [LOCK_LABEL]: lock.key }),
    ...(base?.platformDigest === undefined ? {} : { [BASE_DIGEST_LABEL]: base.platformDigest }),
});
/** Labels that say which CUDA the wheels of a lock bring. */
const wheelLabels = (lock) => {
    const cudaWheels = lock.wheels
        .filter(({ name }) => CUDA_PACKAGES.test(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    const runtime = cudaWheels.filter(({ name }) => isRuntime(name)).map(({ version }) => version);
    return {
        ...(runtime.length === 0 ? {} : { [`${LABEL_PREFIX}cuda.wheels`]: runtime.join(",") }),
        ...(cudaWheels.length === 0
            ? {}
            : {
                [`${LABEL_PREFIX}wheels`]: cudaWheels
                    .map(({ name, version }) => `${name}=${version}`)
                    .join(","),
            }),
    };
};
const factLabels = (facts) => Object.entries(facts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [LABEL_PREFIX + name, value]);
/** The labels of an image but for ORDER_LABEL. Always in the same order. */
const labelsOf = ({ cell, lock, wheels, apt, base, request, facts = {}, }) => ({
    "org.opencontainers.image.title": titleOf(cell),
    ...baseLabels(base),
    [CELL_LABEL]: cell.id,
    [`${LABEL_PREFIX}set`]: cell.set,
    [`${LABEL_PREFIX}libraries`]: cell.libraries.join(","),
    [`${LABEL_PREFIX}cuda`]: cell.cuda,
    ...wheels,
    [`${LABEL_PREFIX}ubuntu`]: cell.ubuntu,
    [`${LABEL_PREFIX}python`]: cell.python,
    [`${LABEL_PREFIX}python.from`]: cell.pythonFrom,
    [`${LABEL_PREFIX}flavor`]: cell.flavor,
    [LOCK_LABEL]: lock.key,
    [`${LABEL_PREFIX}apt`]: apt.asOf,
    [SMOKE_LABEL]: request.smoke.require,
    [`${LABEL_PREFIX}wheel-cuda`]: request.wheelCuda,
    [`${LABEL_PREFIX}cudnn`]: request.cudnn,
    ...(cell.ubuntu === STAND_IN_UBUNTU ? { [STAND_IN_LABEL]: "true" } : {}),
    ...Object.fromEntries(factLabels(facts)),
});


/***/ }),

/***/ 12956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SL: () => (/* binding */ coveredGpus),
  fl: () => (/* binding */ cudaLabels),
  cI: () => (/* binding */ gpuEnvironment),
  EH: () => (/* binding */ oneCuda),
  m$: () => (/* binding */ packageCode),
  RR: () => (/* binding */ torchBuild)
});

// UNUSED EXPORTS: covers

// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
// EXTERNAL MODULE: ./lib/src/inspect/fatbin.js
var fatbin = __webpack_require__(90777);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/catalog/inRange.js
var inRange = __webpack_require__(29326);
;// CONCATENATED MODULE: ./lib/src/inspect/measuredCode.js




const isLibrary = (path) => /\.so(\.\d+)*$/.test(path);
const fill = async (into, tar) => {
    for await (const chunk of tar) {
        if (!into.write(chunk))
            await new Promise((resolve) => {
                into.once("drain", () => resolve());
            });
    }
    into.end(undefined);
};
/**
 * The GPU code of every shared library in a layer's tar (not compressed) that has any, by path;
 * read as a stream. `seen` is told every path.
 */
const codeInTar = async (tar, seen) => {
    const into = extract();
    const filling = fill(into, tar).catch((error) => into.destroy(error instanceof Error ? error : new Error(String(error))));
    const found = new Map();
    for await (const entry of into) {
        seen?.(entry.header.name);
        if (entry.header.type !== "file" || !isLibrary(entry.header.name)) {
            entry.resume();
            continue;
        }
        const code = await codeIn(entry);
        if (code.sm.length > 0 || code.ptx.length > 0)
            found.set(entry.header.name, code);
    }
    await filling;
    return found;
};
/** The code of several files as one: what any of them carries. */
const combinedCode = (codes) => {
    const all = [...codes];
    const union = (pick) => [...new Set(all.flatMap(pick))].sort(versions/* compareVersions */.Zy);
    return { sm: union((code) => code.sm), ptx: union((code) => code.ptx) };
};
/**
 * How a measurement differs from what the catalog says: architectures that are in one and not in
 * the other. Undefined when it does not.
 */
const differsFrom = (found, catalog) => {
    const architectures = (code) => [
        ...code.sm.map((sm) => `sm ${sm}`),
        ...code.ptx.map((ptx) => `ptx ${ptx}`),
    ];
    const [here, there] = [new Set(architectures(found)), new Set(architectures(catalog))];
    const more = [...here].filter((name) => !there.has(name));
    const less = [...there].filter((name) => !here.has(name));
    return more.length === 0 && less.length === 0 ? undefined : { more, less };
};
/** The wheel that a path of a layer tells of: `…/site-packages/torch-2.10.0.dist-info/METADATA`. */
const wheelAt = (path) => {
    const [, name, version] = /(?:^|\/)([A-Za-z0-9._]+)-([^/-]+)\.dist-info\/METADATA$/.exec(path) ?? [];
    return name === undefined || version === undefined
        ? undefined
        : { name: name.replaceAll(/[-_.]+/g, "-").toLowerCase(), version };
};
/**
 * What the catalog says of a wheel's GPU code; several entries where it depends on the cell's CUDA.
 */
const entriesOf = ({ name, version }, libraries, inRange) => libraries.flatMap(({ architectures }) => architectures.filter((entry) => entry.package === name && inRange(version.replace(/\+.*$/, ""), entry.versions)));
/** What was found in a layer, held against the catalog. */
const measured = (found, wheels, libraries) => {
    const code = combinedCode(found.values());
    const all = [...libraries];
    const inRange = rangeChecker();
    const [one, ...others] = wheels
        .map((wheel) => ({ wheel, entries: entriesOf(wheel, all, inRange) }))
        .filter(({ entries }) => entries.length > 0);
    const result = {
        wheels,
        libraries: [...found].map(([path, carried]) => ({ path, ...carried })),
        together: code,
    };
    if (one === undefined || others.length > 0)
        return result;
    const size = (difference) => difference === undefined ? 0 : difference.more.length + difference.less.length;
    const [differs] = one.entries
        .map((entry) => differsFrom(code, entry))
        .sort((a, b) => size(a) - size(b));
    // Sorting leaves undefined, which is no difference, for last.
    const agrees = one.entries.some((entry) => differsFrom(code, entry) === undefined);
    return {
        ...result,
        against: one.wheel.name,
        ...(agrees || differs === undefined ? {} : { differs }),
    };
};

// EXTERNAL MODULE: ./lib/src/inspect/filesToRead.js
var filesToRead = __webpack_require__(6731);
// EXTERNAL MODULE: ./lib/src/inspect/imageView.js
var imageView = __webpack_require__(28825);
;// CONCATENATED MODULE: ./lib/src/inspect/checks/cudaChecks.js



const SITE_PACKAGES = "/opt/venv/lib/python3/site-packages";
const minor = (version) => version.split(".").slice(0, 2).join(".");
const major = (version) => version.split(".")[0] ?? "";
/**
 * CUDA that the installed torch says it is built for: `12.8`, `none` for a CPU build, undefined
 * when there is no torch.
 */
const torchCuda = async (image) => {
    const [file] = (0,imageView/* matching */.wC)(image, filesToRead/* READ */.Pz.torch.match);
    if (file === undefined)
        return undefined;
    const value = /^cuda\s*(?::[^=]+)?=\s*(?:'([^']*)'|"([^"]*)"|None)/m.exec((await (0,imageView/* textOf */.b6)(image, file.path)) ?? "");
    return value?.[1] ?? value?.[2] ?? "none";
};
/** Version of the CUDA runtime's wheel; its first two numbers are the toolkit's. */
const runtimeWheel = (image) => {
    const installed = (0,imageView/* distributions */._o)(image);
    return (installed.get("nvidia-cuda-runtime") ??
        installed.get("nvidia-cuda-runtime-cu12") ??
        installed.get("nvidia-cuda-runtime-cu11"));
};
/** PyTorch is a CUDA build, and for this CUDA. */
const torchBuild = async (image, expected) => {
    const cuda = await torchCuda(image);
    if (cuda === undefined)
        return expected.imports.includes("torch")
            ? [(0,imageView/* finding */.gk)("torch-missing", "The set contains PyTorch, the image does not.")]
            : [];
    if (cuda === "none")
        return [(0,imageView/* finding */.gk)("torch-cpu", "PyTorch is a CPU-only build.")];
    const fits = expected.wheelCuda === "exact" ? cuda === expected.cuda : major(cuda) === major(expected.cuda);
    return fits
        ? []
        : [
            (0,imageView/* finding */.gk)("torch-cuda", `PyTorch is built for CUDA ${cuda} in a cell for CUDA ${expected.cuda}.`),
        ];
};
/**
 * Each CUDA major has packages of its own name; two of them in one image means that something
 * resolved wrongly.
 */
const oneCuda = (image, expected) => {
    const other = major(expected.cuda) === "12" ? "cu13" : "cu12";
    const names = [...(0,imageView/* distributions */._o)(image).keys()].filter((name) => name.endsWith(`-${other}`) ||
        (other === "cu12" && /cuda1[12]x$/.test(name)) ||
        (other === "cu13" && name.endsWith("cuda13x")));
    return names.map((name) => (0,imageView/* finding */.gk)("other-cuda", `${name} is built for another CUDA than ${expected.cuda}.`));
};
/** What the labels say of CUDA is what is in the image. */
const cudaLabels = async (image, expected) => {
    const { cuda: baseName, wheelCuda: wheelName } = expected.labels;
    const found = [];
    const base = image.config.labels[baseName];
    const variable = image.config.env["CUDA_VERSION"];
    if (base !== undefined && variable !== undefined && base !== variable)
        found.push((0,imageView/* finding */.gk)("label-cuda", `The label ${baseName} says ${base}, the base's CUDA_VERSION says ${variable}.`));
    if (base !== undefined && minor(base) !== expected.cuda)
        found.push((0,imageView/* finding */.gk)("label-cuda", `The label ${baseName} says ${base} in a cell for CUDA ${expected.cuda}.`));
    const wheel = image.config.labels[wheelName];
    const torch = await torchCuda(image);
    const runtime = runtimeWheel(image);
    if (wheel !== undefined && torch !== undefined && torch !== "none" && minor(wheel) !== torch)
        found.push((0,imageView/* finding */.gk)("label-wheel-cuda", `The label ${wheelName} says ${wheel}, PyTorch says ${torch}.`));
    if (wheel !== undefined && runtime !== undefined && minor(wheel) !== minor(runtime))
        found.push((0,imageView/* finding */.gk)("label-wheel-cuda", `The label ${wheelName} says ${wheel}, the CUDA runtime's wheel is ${runtime}.`));
    return found;
};
const asNumbers = (capability) => {
    const [one = 0, two = 0] = capability
        .replace(/[a-z]$/, "")
        .split(".")
        .map(Number);
    return [one, two];
};
/**
 * Machine code runs on the same major and the same or a later minor; PTX on anything at least as
 * new. Source: CUDA programming guide, compute capabilities.
 */
const covers = (code, gpu) => {
    const [gpuMajor, gpuMinor] = asNumbers(gpu);
    const bySm = code.sm.map(asNumbers).some(([one, two]) => one === gpuMajor && two <= gpuMinor);
    return (bySm ||
        code.ptx
            .map(asNumbers)
            .some(([one, two]) => one < gpuMajor || (one === gpuMajor && two <= gpuMinor)));
};
const codeOf = async (image, wheel) => {
    const libraries = wheel.libraries
        .map((path) => (0,imageView/* resolved */.L$)(image, `${SITE_PACKAGES}/${path}`))
        .filter((path) => path !== undefined);
    return combinedCode(await Promise.all(libraries.map((path) => image.code(path))));
};
/** The GPU code of these packages, as far as they are installed; by name. */
const packageCode = async (image, packages) => {
    const wheels = (await image.wheels())
        .map((wheel) => ({ wheel, name: (0,imageView/* distributionName */.SE)(wheel.name) }))
        .filter(({ name }) => packages.includes(name));
    const all = await Promise.all(wheels.map(async ({ wheel, name }) => ({
        package: name,
        version: wheel.version,
        ...(await codeOf(image, wheel)),
    })));
    return all.sort((a, b) => (a.package < b.package ? -1 : 1));
};
const uncovered = (code, name, gpus) => {
    const without = gpus.filter((gpu) => !covers(code, gpu));
    if (without.length === 0)
        return [];
    const has = [
        ...(code.sm.length > 0 ? [`machine code for ${code.sm.join(", ")}`] : []),
        ...(code.ptx.length > 0 ? [`PTX for ${code.ptx.join(", ")}`] : []),
    ];
    return [
        (0,imageView/* finding */.gk)("gpu-not-covered", `${name} has no code for compute capability ${without.join(", ")}: it has ` +
            `${has.length === 0 ? "no GPU code at all" : has.join(" and ")}.`),
    ];
};
/**
 * Every package that carries GPU code carries some for each GPU that the image's label promises;
 * read from its binaries.
 */
const coveredGpus = async (image, expected) => {
    const all = await packageCode(image, expected.gpuPackages);
    return all.flatMap((code) => uncovered(code, code.package, expected.gpus));
};
/** The base's variables that make the container toolkit hand over a GPU at all. */
const gpuEnvironment = (image) => {
    const { env } = image.config;
    const found = [];
    if (["", "none", "void"].includes(env["NVIDIA_VISIBLE_DEVICES"] ?? ""))
        found.push((0,imageView/* finding */.gk)("nvidia-env", "NVIDIA_VISIBLE_DEVICES is unset or hides all GPUs."));
    const capabilities = (env["NVIDIA_DRIVER_CAPABILITIES"] ?? "").split(",");
    if (!capabilities.includes("all")) {
        for (const wanted of ["compute", "utility"])
            if (!capabilities.includes(wanted))
                found.push((0,imageView/* finding */.gk)("nvidia-env", `NVIDIA_DRIVER_CAPABILITIES lacks ${wanted}.`));
    }
    if (/^(?:1|true)$/i.test(env["NVIDIA_DISABLE_REQUIRE"] ?? ""))
        found.push((0,imageView/* finding */.gk)("nvidia-env", "NVIDIA_DISABLE_REQUIRE is set, so a driver that is too old is not noticed."));
    if (env["CUDA_VISIBLE_DEVICES"] !== undefined)
        found.push((0,imageView/* finding */.gk)("nvidia-env", "CUDA_VISIBLE_DEVICES is set in the image and hides GPUs."));
    return found;
};


/***/ }),

/***/ 90777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ codeIn)
/* harmony export */ });
// GPU code inside shared libraries. nvcc puts it into fat binaries: a header with a magic number,
// then one entry for each architecture. The layout is not documented by NVIDIA; these fields are
// what cuobjdump and the open readers of it agree on, and the measurements in matrix/libraries were
// taken with them.
const MAGIC = 0xba55ed50;
const FAT_HEADER = 16;
/** As much of an entry's header as is read here. */
const ENTRY_HEADER = 32;
const KIND_PTX = 1;
const KIND_ELF = 2;
/** 89 -> `8.9`, 120 -> `12.0`. */
const capability = (architecture) => `${Math.floor(architecture / 10)}.${architecture % 10}`;
const isArchitecture = (value) => value >= 20 && value <= 300;
/**
 * Reads one entry's header; returns how many bytes the entry takes, or undefined when it is none.
 */
const readEntry = (view, at, found) => {
    const kind = view.getUint16(at, true);
    const header = view.getUint32(at + 4, true);
    const size = Number(view.getBigUint64(at + 8, true));
    const architecture = view.getUint32(at + 28, true);
    if ((kind !== KIND_PTX && kind !== KIND_ELF) ||
        header < ENTRY_HEADER ||
        header > 4096 ||
        !isArchitecture(architecture))
        return undefined;
    (kind === KIND_PTX ? found.ptx : found.sm).add(architecture);
    return header + size;
};
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const dropSkipped = (window) => {
    const dropped = Math.min(window.skip, window.bytes.length);
    window.bytes = window.bytes.subarray(dropped);
    window.skip -= dropped;
};
/** Inside a fat binary: one entry after the other. Returns false when more bytes are needed. */
const stepInside = (window, found) => {
    if (window.bytes.length < ENTRY_HEADER)
        return false;
    const taken = readEntry(viewOf(window.bytes), 0, found);
    if (taken === undefined)
        window.left = 0;
    else {
        window.skip = taken;
        window.left -= taken;
    }
    return true;
};
const FIRST = MAGIC & 0xff;
/**
 * Outside: the next magic number with a header that makes sense. Returns false when more bytes are
 * needed.
 */
const stepOutside = (window) => {
    const at = window.bytes.indexOf(FIRST);
    if (at === -1) {
        window.bytes = window.bytes.subarray(window.bytes.length);
        return false;
    }
    window.bytes = window.bytes.subarray(at);
    if (window.bytes.length < FAT_HEADER)
        return false;
    const view = viewOf(window.bytes);
    const header = view.getUint16(6, true);
    if (view.getUint32(0, true) === MAGIC && view.getUint16(4, true) === 1 && header === FAT_HEADER) {
        window.left = Number(view.getBigUint64(8, true));
        window.skip = FAT_HEADER;
    }
    else
        window.skip = 1;
    return true;
};
const joined = (a, b) => {
    if (a.length === 0)
        return b;
    const both = new Uint8Array(a.length + b.length);
    both.set(a);
    both.set(b, a.length);
    return both;
};
const sorted = (values) => [...values].sort((a, b) => a - b).map(capability);
/**
 * The architectures of all GPU code in a file, read as a stream in constant memory; empty lists for
 * a file without any.
 */
const codeIn = async (content) => {
    const found = { sm: new Set(), ptx: new Set() };
    const window = { bytes: new Uint8Array(0), skip: 0, left: 0 };
    for await (const chunk of content) {
        window.bytes = joined(window.bytes, chunk);
        dropSkipped(window);
        while (window.skip === 0 &&
            (window.left >= ENTRY_HEADER ? stepInside(window, found) : stepOutside(window)))
            dropSkipped(window);
    }
    return { sm: sorted(found.sm), ptx: sorted(found.ptx) };
};


/***/ }),

/***/ 6731:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C9: () => (/* binding */ credentialFile),
/* harmony export */   H9: () => (/* binding */ isRead),
/* harmony export */   P: () => (/* binding */ isOrdinary),
/* harmony export */   Pz: () => (/* binding */ READ),
/* harmony export */   YY: () => (/* binding */ SCRIPT_LIMIT)
/* harmony export */ });
const SETTINGS_LIMIT = 1_000_000;
/** Scripts beyond this are programs. */
const SCRIPT_LIMIT = 100_000;
/**
 * Every file whose text a check may ask for. An inventory of a layer keeps the text of these and of
 * no others, so a check reads by one of these patterns.
 */
const READ = {
    accounts: { match: /^\/etc\/(?:passwd|shadow)$/, limit: SETTINGS_LIMIT },
    sudo: { match: /^\/etc\/(?:sudoers|sudoers\.d\/[^/]+|doas\.conf)$/, limit: SETTINGS_LIMIT },
    loader: {
        match: /^\/etc\/ld\.so\.preload$|^\/etc\/(?:.*\/)?[^/]+\.conf$/,
        limit: SETTINGS_LIMIT,
    },
    login: {
        match: /^\/etc\/(?:environment|profile|bash\.bashrc|profile\.d\/[^/]+)$/,
        limit: SETTINGS_LIMIT,
    },
    environment: {
        match: /^\/etc\/environment$|\/\.ssh\/environment$|^\/etc\/profile\.d\/[^/]+$|\/\.(?:profile|bashrc|env)$/,
        limit: SETTINGS_LIMIT,
    },
    scripts: {
        match: /^\/(?:usr\/local\/bin|opt|)\/?[^/]+$|^\/etc\/(?:profile\.d|supervisor(?:\/conf\.d)?|s6[^/]*|init\.d)\/[^/]+$|^\/usr\/local\/lib\/dl-env\/[^/]+$/,
        limit: SCRIPT_LIMIT,
    },
    sshd: { match: /^\/usr\/local\/lib\/dl-env\/sshd_config$/, limit: SETTINGS_LIMIT },
    keys: { match: /\/authorized_keys2?$|^\/etc\/ssh\/authorized_keys/, limit: SETTINGS_LIMIT },
    jupyter: {
        match: /^\/(?:etc\/jupyter|usr\/(?:local\/)?etc\/jupyter|opt\/venv\/etc\/jupyter|(?:root|home\/[^/]+)\/\.(?:jupyter|ipython))\/.*\.(?:py|json)$/,
        limit: SETTINGS_LIMIT,
    },
    licences: { match: /^\/usr\/local\/lib\/dl-env\/licences\.json$/, limit: SETTINGS_LIMIT },
    torch: {
        match: /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/torch\/version\.py$/,
        limit: SETTINGS_LIMIT,
    },
};
/** Files that let their reader in somewhere, by name. */
const CREDENTIAL_FILES = [
    { match: /\/\.ssh\/id_[a-z0-9_]+$/, what: "a private key of ssh" },
    { match: /\/\.git-credentials$|\/\.config\/git\/credentials$/, what: "credentials of git" },
    { match: /\/\.netrc$|\/_netrc$/, has: /password/, what: "a password for network services" },
    { match: /\/\.pypirc$/, has: /password/, what: "a password of a package index" },
    {
        match: /\/\.docker\/config\.json$|\/containers\/auth\.json$/,
        has: /"auth"\s*:/,
        what: "credentials of a registry",
    },
    { match: /\/\.aws\/credentials$/, what: "credentials of a cloud" },
    {
        match: /\/\.kaggle\/kaggle\.json$|\/\.cache\/huggingface\/token$|\/\.huggingface\/token$/,
        what: "a token of a data service",
    },
    {
        match: /\/(?:pip\.conf|\.?uv\.toml|\.condarc|\.npmrc)$/,
        has: /:\/\/[^/\s:@]+:[^/\s@]+@|_authToken|password/,
        what: "credentials of a package index",
    },
    {
        match: /^\/(?:etc|root|home|usr\/local|opt|srv|var\/lib)\/.*\.(?:pem|key)$/,
        has: /PRIVATE KEY/,
        what: "a private key",
    },
    { match: /^\/(?:run|var\/run)\/secrets\/./, what: "a secret of a build" },
];
/** Test keys of wheels and packages are public and guard nothing. */
const PUBLIC_FOLDERS = /\/site-packages\/|\/dist-packages\/|^\/usr\/(?:share|lib)\/|^\/etc\/ssl\/certs\/|^\/opt\/(?:nvidia|python)\//;
/** What credentials a file of this path would hold; undefined for every other file. */
const credentialFile = (path) => PUBLIC_FOLDERS.test(path) ? undefined : CREDENTIAL_FILES.find((one) => one.match.test(path));
const OF_WHEELS = /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\//;
/**
 * A file of a wheel as it should be: root's, for group 0 to write, no library, nothing that a check
 * reads. Most files of an image are, and no check has a question about them but whether they are
 * there.
 */
const isOrdinary = ({ path, kind, mode, uid, gid, size, }) => kind === "file" &&
    uid === 0 &&
    gid === 0 &&
    (mode === 0o664 || mode === 0o775) &&
    OF_WHEELS.test(path) &&
    !path.includes(".so") &&
    !path.includes("/.") &&
    !path.endsWith("/METADATA") &&
    !isRead(path, size);
/** Whether a check may ask for the text of this file. */
const isRead = (path, size) => Object.values(READ).some(({ match, limit }) => size <= limit && match.test(path)) ||
    (size <= SETTINGS_LIMIT && credentialFile(path) !== undefined);


/***/ }),

/***/ 28825:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L$: () => (/* binding */ resolved),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   SE: () => (/* binding */ distributionName),
/* harmony export */   Z7: () => (/* binding */ normalised),
/* harmony export */   _o: () => (/* binding */ distributions),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   gk: () => (/* binding */ finding),
/* harmony export */   wC: () => (/* binding */ matching)
/* harmony export */ });
const finding = (code, message, path) => ({
    code,
    message,
    ...(path === undefined ? {} : { path }),
});
const parentOf = (path) => path.slice(0, path.lastIndexOf("/"));
/** `/a/b/../c` -> `/a/c`. */
const normalised = (path) => {
    const parts = [];
    for (const part of path.split("/")) {
        if (part === "..")
            parts.pop();
        else if (part !== "" && part !== ".")
            parts.push(part);
    }
    return `/${parts.join("/")}`;
};
/** The path with every symlink on its way followed, inside the image; undefined for a loop. */
const resolved = (image, path, depth = 0) => {
    if (depth > 40)
        return undefined;
    let at = "";
    const parts = normalised(path).slice(1).split("/");
    for (const [index, part] of parts.entries()) {
        const next = `${at}/${part}`;
        const entry = image.entries.get(next);
        if (entry?.kind === "symlink" && entry.target !== undefined) {
            const target = entry.target.startsWith("/")
                ? entry.target
                : `${parentOf(next)}/${entry.target}`;
            return resolved(image, [target, ...parts.slice(index + 1)].join("/"), depth + 1);
        }
        at = next;
    }
    return at;
};
/** UTF-8 text of a file, symlinks followed; undefined when there is none. */
const textOf = async (image, path) => {
    const real = resolved(image, path);
    if (real === undefined || image.entries.get(real)?.kind !== "file")
        return undefined;
    return image.text(real);
};
/** Lines without comments and blank ones. */
const lines = (text) => (text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
/** Entries whose path matches, in order of path. */
const matching = (image, pattern) => image.notable
    .filter((entry) => pattern.test(entry.path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
/** Names that PEP 503 calls equal: lower case, `-` for `_` and `.`. */
const distributionName = (text) => text.toLowerCase().replace(/[-_.]+/g, "-");
/**
 * Installed distributions, from the names of their dist-info folders: normalised name -> version.
 */
const distributions = (image) => {
    const found = new Map();
    for (const entry of matching(image, /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\.dist-info$/)) {
        const stem = entry.path.slice(entry.path.lastIndexOf("/") + 1, -".dist-info".length);
        const dash = stem.indexOf("-");
        found.set(distributionName(stem.slice(0, dash)), stem.slice(dash + 1));
    }
    return found;
};


/***/ }),

/***/ 1809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ez: () => (/* binding */ licenceList),
/* harmony export */   KY: () => (/* binding */ installedWheel),
/* harmony export */   OA: () => (/* binding */ SHARED_LIBRARY)
/* harmony export */ });
/* harmony import */ var _layer_wheelRecord_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53326);

const SHARED_LIBRARY = /\.so(?:\.[\w.]+)?$/;
/**
 * First of these lines that is no header ends the headers; what is behind them is the description.
 */
const HEADER = /^([!-9;-~]*):(.*)$/;
/**
 * Headers of METADATA in their order, continued lines joined; names in lower case. The same as
 * Python's email parser makes of it.
 */
const headers = (text) => {
    const found = [];
    for (const line of text.split(/\r\n|\r|\n/)) {
        const last = found.at(-1);
        const [, name, value] = HEADER.exec(line) ?? [];
        if (/^[\t ]/.test(line) && last !== undefined)
            last[1] += `\n${line}`;
        else if (name !== undefined && value !== undefined)
            found.push([name.toLowerCase(), value.trim()]);
        else
            break;
    }
    return found;
};
const LICENCE_FILE = /licen[cs]e|notice|eula|copying/i;
const WORDS = 80;
const oneLine = (text) => Array.from(text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, ""))
    .slice(0, WORDS)
    .join("");
const licenceOf = (all) => {
    const values = (name) => all.filter(([key]) => key === name).map(([, value]) => value);
    const classifiers = values("classifier").filter((value) => value.startsWith("License ::"));
    const licence = values("license-expression")[0] ||
        classifiers.map((value) => value.split(" :: ").at(-1) ?? "").join(", ") ||
        oneLine(values("license")[0] ?? "");
    return licence === "" ? "unknown" : licence;
};
const fileName = (path) => path.slice(path.lastIndexOf("/") + 1);
/** What METADATA and RECORD of a wheel say; undefined when METADATA names no package. */
const installedWheel = (metadata, record) => {
    const all = headers(metadata);
    const value = (name) => all.find(([key]) => key === name)?.[1];
    const name = value("name");
    const version = value("version");
    if (name === undefined || version === undefined)
        return undefined;
    const paths = (0,_layer_wheelRecord_js__WEBPACK_IMPORTED_MODULE_0__/* .readRecord */ .aE)(record).map(({ path }) => path);
    const files = paths.filter((path) => LICENCE_FILE.test(fileName(path)) && !/\.pyc?$/.test(path));
    return {
        name,
        version,
        licence: licenceOf(all),
        files: [...new Set(files)].sort(),
        libraries: paths.filter((path) => SHARED_LIBRARY.test(path)),
    };
};
const byName = (a, b) => {
    const [one, other] = [a.name.toLowerCase(), b.name.toLowerCase()];
    return one < other ? -1 : one > other ? 1 : 0;
};
/**
 * The list as `dl-env-check --licences --json` prints it: the same wheels give the same bytes, in a
 * linked image and in one built by hand.
 */
const licenceList = (wheels) => {
    const rows = [...wheels]
        .sort(byName)
        .map(({ name, version, licence, files }) => ({ name, version, licence, files }));
    return `${JSON.stringify(rows, undefined, 1)}\n`;
};


/***/ }),

/***/ 20012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ STATIC_CHECKS),
  L: () => (/* binding */ staticFindings)
});

// EXTERNAL MODULE: ./lib/src/inspect/filesToRead.js
var filesToRead = __webpack_require__(6731);
// EXTERNAL MODULE: ./lib/src/inspect/imageView.js
var imageView = __webpack_require__(28825);
;// CONCATENATED MODULE: ./lib/src/inspect/checks/accountChecks.js


/**
 * `*` opens for nobody and is no lock: sshd without PAM refuses accounts whose field begins with
 * `!`.
 */
const CLOSED = /^(?:[*!]+.*)$/;
const shadowLine = (line) => {
    const [user = "", password = ""] = line.split(":");
    if (password === "")
        return [(0,imageView/* finding */.gk)("empty-password", `${user} has an empty password.`, "/etc/shadow")];
    if (!CLOSED.test(password))
        return [
            (0,imageView/* finding */.gk)("fixed-password", `${user} has a password, the same in every container.`, "/etc/shadow"),
        ];
    if (user === "dev" && password.startsWith("!"))
        return [
            (0,imageView/* finding */.gk)("dev-locked", 'dev is locked with "!", so sshd refuses its keys: the field must be "*".', "/etc/shadow"),
        ];
    return [];
};
const passwdLine = (line) => {
    const [user = "", password = "", uid = "", gid = ""] = line.split(":");
    const found = [];
    if (password !== "x" && password !== "*")
        found.push((0,imageView/* finding */.gk)(password === "" ? "empty-password" : "fixed-password", `/etc/passwd holds a password for ${user}.`, "/etc/passwd"));
    if (uid === "0" && user !== "root")
        found.push((0,imageView/* finding */.gk)("second-root", `${user} has uid 0, like root.`, "/etc/passwd"));
    if (user === "dev" && (uid !== "1000" || gid !== "0"))
        found.push((0,imageView/* finding */.gk)("dev-ids", `dev is ${uid}:${gid} instead of 1000:0.`, "/etc/passwd"));
    return found;
};
/** No password works for anyone, and dev is who it should be. */
const accounts = async (image) => {
    const shadow = (0,imageView/* lines */.Mn)(await (0,imageView/* textOf */.b6)(image, "/etc/shadow"));
    const passwd = (0,imageView/* lines */.Mn)(await (0,imageView/* textOf */.b6)(image, "/etc/passwd"));
    const found = [...shadow.flatMap(shadowLine), ...passwd.flatMap(passwdLine)];
    if (!passwd.some((line) => line.startsWith("dev:")))
        found.push((0,imageView/* finding */.gk)("no-dev", "There is no user dev.", "/etc/passwd"));
    else if (!shadow.some((line) => line.startsWith("dev:")))
        found.push((0,imageView/* finding */.gk)("dev-locked", "dev has no line in /etc/shadow, so sshd refuses it.", "/etc/shadow"));
    return found;
};
/** sudo only if it was asked for. */
const sudo = async (image, expected) => {
    if (expected.sudo)
        return [];
    const found = [];
    for (const entry of (0,imageView/* matching */.wC)(image, filesToRead/* READ */.Pz.sudo.match)) {
        const text = (await (0,imageView/* textOf */.b6)(image, entry.path)) ?? "";
        const rule = (0,imageView/* lines */.Mn)(text).find((line) => /NOPASSWD|!authenticate|\bnopass\b/.test(line));
        if (rule !== undefined)
            found.push((0,imageView/* finding */.gk)("nopasswd-sudo", `Anyone in the container can become root: "${rule}".`, entry.path));
    }
    if (image.entries.has("/usr/bin/sudo"))
        found.push((0,imageView/* finding */.gk)("sudo-unasked", "sudo is installed although dl-env.yml does not ask for it.", "/usr/bin/sudo"));
    return found;
};
/** Who runs, and through what. */
const start = (image) => {
    const found = [];
    const [user = ""] = image.config.user.split(":");
    if (user === "" || user === "0" || user === "root")
        found.push((0,imageView/* finding */.gk)("root-user", "The image starts as root."));
    const wanted = ["/usr/bin/tini", "-g", "--", "/usr/local/bin/dl-env-entrypoint"];
    if (image.config.entrypoint.join(" ") !== wanted.join(" "))
        found.push((0,imageView/* finding */.gk)("entrypoint", `The entrypoint is "${image.config.entrypoint.join(" ")}" instead of ` +
            `"${wanted.join(" ")}".`));
    for (const path of [
        "/usr/bin/tini",
        "/usr/local/bin/dl-env-entrypoint",
        "/usr/local/bin/dl-env-check",
    ]) {
        const entry = image.entries.get(path);
        if (entry?.kind !== "file" || (entry.mode & 0o555) !== 0o555)
            found.push((0,imageView/* finding */.gk)("entrypoint", `${path} is missing or not everyone may run it.`, path));
    }
    if (image.config.cmd.length === 0)
        found.push((0,imageView/* finding */.gk)("no-cmd", "The image has no command, so the base's own would be kept."));
    return found;
};

// EXTERNAL MODULE: ./lib/src/inspect/checks/cudaChecks.js + 1 modules
var cudaChecks = __webpack_require__(12956);
// EXTERNAL MODULE: ./lib/src/inspect/inventory/installedWheel.js
var installedWheel = __webpack_require__(1809);
;// CONCATENATED MODULE: ./lib/src/inspect/checks/toolChecks.js


const PROGRAMS = [
    "/opt/venv/bin/python3",
    "/opt/venv/bin/uv",
    "/usr/local/bin/python3",
    "/usr/local/bin/python",
    "/usr/bin/git",
    "/usr/bin/tmux",
    "/usr/sbin/sshd",
    "/usr/bin/ssh-keygen",
];
const runs = (image, path) => {
    const entry = image.entries.get((0,imageView/* resolved */.L$)(image, path) ?? "");
    return entry?.kind === "file" && (entry.mode & 0o555) === 0o555;
};
/**
 * What a person works with is there, and /opt/venv is a virtual environment, so that PEP 668 is
 * never in the way.
 */
const tools = (image, expected) => {
    // A set of your own may leave JupyterLab out.
    const wanted = [
        ...PROGRAMS,
        ...(expected.imports.includes("jupyterlab") ? ["/opt/venv/bin/jupyter-lab"] : []),
    ];
    const missing = wanted
        .filter((path) => !runs(image, path))
        .map((path) => (0,imageView/* finding */.gk)("tool-missing", `${path} is missing or not everyone may run it.`, path));
    const venv = image.entries.get("/opt/venv/pyvenv.cfg")?.kind === "file";
    return venv
        ? missing
        : [
            ...missing,
            (0,imageView/* finding */.gk)("tool-missing", "/opt/venv is not a virtual environment: it has no pyvenv.cfg.", "/opt/venv/pyvenv.cfg"),
        ];
};
/** Text is UTF-8 for every program, and a time zone can be named by the environment. */
const localeAndTime = (image) => {
    const { env } = image.config;
    const found = [];
    const locale = env["LC_ALL"] ?? env["LANG"] ?? "";
    if (!/\.UTF-?8$/i.test(locale))
        found.push((0,imageView/* finding */.gk)("locale", `${env["LC_ALL"] === undefined ? "LANG" : "LC_ALL"} is "${locale}", which is not UTF-8.`));
    if ((env["TZ"] ?? "") === "")
        found.push((0,imageView/* finding */.gk)("time-zone", "TZ is not set."));
    if (image.entries.get((0,imageView/* resolved */.L$)(image, "/usr/share/zoneinfo/Europe/Berlin") ?? "")?.kind !== "file")
        found.push((0,imageView/* finding */.gk)("time-zone", "The time zone database is missing, so TZ has no effect.", "/usr/share/zoneinfo"));
    return found;
};
const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);
/**
 * LD_LIBRARY_PATH comes before what wheels say of their own libraries, so no folder on it may hold
 * one of the same name.
 */
const notShadowed = (image) => {
    const folders = (image.config.env["LD_LIBRARY_PATH"] ?? "")
        .split(":")
        .filter((part) => part.startsWith("/"));
    const libraries = (0,imageView/* matching */.wC)(image, installedWheel/* SHARED_LIBRARY */.OA);
    const ofWheels = new Set(libraries.filter(({ path }) => path.startsWith("/opt/venv/")).map(({ path }) => nameOf(path)));
    return folders.flatMap((folder) => {
        const real = `${(0,imageView/* resolved */.L$)(image, folder) ?? folder}/`;
        const hiding = libraries.filter(({ path }) => path.startsWith(real) &&
            !path.slice(real.length).includes("/") &&
            ofWheels.has(nameOf(path)));
        return hiding.map(({ path }) => (0,imageView/* finding */.gk)("wheel-shadowed", `LD_LIBRARY_PATH holds ${folder}, whose ${nameOf(path)} would be loaded ` +
            "instead of the wheels'.", path));
    });
};

;// CONCATENATED MODULE: ./lib/src/inspect/checks/loaderChecks.js


/**
 * What the driver brings when a container starts. A copy in the image hides it and breaks on every
 * other driver version.
 */
const DRIVER_LIBRARY = /\/lib(?:cuda|nvidia-[\w.-]+|nvcuvid|nvoptix|cudadebugger|GLX_nvidia|EGL_nvidia)\.so(?:\.\d+)*$/;
/** For forward compatibility and for linking, both off the loader's path; and wheels' stubs. */
const ALLOWED = /\/compat\/|\/stubs\//;
/** Of NVIDIA's own user-space packages, not of the driver. */
const NOT_DRIVER = /\/libnvidia-container(?:-go)?\.so|\/libnvidia-nvvm/;
/** No driver library is baked in. */
const driverLibraries = (image) => (0,imageView/* matching */.wC)(image, DRIVER_LIBRARY)
    .filter((entry) => !ALLOWED.test(entry.path) &&
    !NOT_DRIVER.test(entry.path) &&
    !(entry.kind === "symlink" && ALLOWED.test(entry.target ?? "")))
    .map((entry) => (0,imageView/* finding */.gk)("driver-library", "A library of the driver is in the image; it would hide the host's.", entry.path));
const isCompat = (folder) => /\/compat\/?$|\/stubs\/?$/.test(folder);
/** Folders of /etc/ld.so.conf, in the order in which ldconfig reads them. */
const loaderFolders = async (image) => {
    const found = [];
    const read = async (file) => {
        for (const line of (0,imageView/* lines */.Mn)(await (0,imageView/* textOf */.b6)(image, file))) {
            const include = /^include\s+(\S+)$/.exec(line)?.[1];
            if (include === undefined)
                found.push({ folder: line.split("#")[0]?.trim() ?? "", file });
            else {
                const pattern = new RegExp(`^${(include.startsWith("/") ? include : `/etc/${include}`).replace(/[.]/g, "\\.").replace(/\*/g, "[^/]*")}$`);
                for (const entry of (0,imageView/* matching */.wC)(image, pattern))
                    if (entry.path !== file)
                        await read(entry.path);
            }
        }
    };
    await read("/etc/ld.so.conf");
    return found;
};
/**
 * The compat folder is for the container toolkit to switch on, never for the loader to find first.
 */
const compatNotFirst = async (image) => {
    const found = [];
    const variable = (image.config.env["LD_LIBRARY_PATH"] ?? "")
        .split(":")
        .filter((part) => part !== "");
    const compat = variable.find(isCompat);
    if (compat !== undefined)
        found.push((0,imageView/* finding */.gk)("compat-first", `LD_LIBRARY_PATH holds ${compat}, so the image's libcuda hides the driver's.`));
    for (const { folder, file } of await loaderFolders(image))
        if (isCompat(folder))
            found.push((0,imageView/* finding */.gk)("compat-first", `The loader looks in ${folder}, so the image's libcuda hides the driver's.`, file));
    return found;
};
/** Nothing is forced into every process, and no folder that anyone may write comes first. */
const preload = async (image) => {
    const found = [];
    for (const name of ["LD_PRELOAD", "LD_AUDIT"]) {
        if ((image.config.env[name] ?? "") !== "")
            found.push((0,imageView/* finding */.gk)("ld-preload", `${name} is set in the image.`));
    }
    if ((0,imageView/* lines */.Mn)(await (0,imageView/* textOf */.b6)(image, "/etc/ld.so.preload")).length > 0)
        found.push((0,imageView/* finding */.gk)("ld-preload", "A library is loaded into every process.", "/etc/ld.so.preload"));
    for (const entry of (0,imageView/* matching */.wC)(image, filesToRead/* READ */.Pz.login.match)) {
        const line = (0,imageView/* lines */.Mn)(await (0,imageView/* textOf */.b6)(image, entry.path)).find((text) => /\bLD_PRELOAD=\S/.test(text));
        if (line !== undefined)
            found.push((0,imageView/* finding */.gk)("ld-preload", "LD_PRELOAD is set for every login.", entry.path));
    }
    return found;
};
/** Folders of programs that root runs by name. */
const SYSTEM_PROGRAMS = [
    "/usr/local/sbin",
    "/usr/local/bin",
    "/usr/sbin",
    "/usr/bin",
    "/sbin",
    "/bin",
];
const ENVIRONMENT_PROGRAMS = "/opt/venv/bin";
/** Below these dev writes, in every image. */
const OWN_PLACES = /^\/(?:opt\/venv|opt\/python|home|tmp|var\/tmp|run\/user)(?:\/|$)/;
/** Whether dev could put a program there. */
const devMayWrite = (image, folder) => {
    const entry = image.entries.get((0,imageView/* resolved */.L$)(image, folder) ?? folder);
    if (OWN_PLACES.test(entry?.path ?? folder))
        return true;
    if (entry === undefined)
        return false;
    const byGroup = entry.gid === 0 && (entry.mode & 0o020) !== 0;
    return byGroup || entry.uid === 1000 || (entry.mode & 0o002) !== 0;
};
/**
 * No relative folder, and nothing that dev may write before the system's programs: `exec` as root
 * looks names up here.
 */
const searchPath = (image) => {
    const path = (image.config.env["PATH"] ?? "").split(":");
    const found = [];
    if (!path.includes(ENVIRONMENT_PROGRAMS))
        found.push((0,imageView/* finding */.gk)("path", `PATH does not hold ${ENVIRONMENT_PROGRAMS}.`));
    if (path.some((part) => !part.startsWith("/")))
        found.push((0,imageView/* finding */.gk)("path", "PATH holds the current folder."));
    const lastSystem = path.findLastIndex((part) => SYSTEM_PROGRAMS.includes(part));
    // What group 0 may write of the system's own folders is found by their modes.
    const others = path.slice(0, lastSystem + 1).filter((part) => !SYSTEM_PROGRAMS.includes(part));
    for (const folder of others.filter((part) => part.startsWith("/")))
        if (devMayWrite(image, folder))
            found.push((0,imageView/* finding */.gk)("path-order", `PATH holds ${folder}, where dev may write, before the system's programs, so ` +
                "root would run what dev puts there.", folder));
    if ((image.config.env["LD_LIBRARY_PATH"] ?? "").split(":").includes("."))
        found.push((0,imageView/* finding */.gk)("path", "LD_LIBRARY_PATH holds the current folder."));
    for (const folder of (image.config.env["LD_LIBRARY_PATH"] ?? "").split(":"))
        if (folder.startsWith("/") && devMayWrite(image, folder))
            found.push((0,imageView/* finding */.gk)("path-order", `LD_LIBRARY_PATH holds ${folder}, where dev may write, so root would load what ` +
                "dev puts there.", folder));
    return found;
};

;// CONCATENATED MODULE: ./lib/src/inspect/checks/libraryChecks.js


/** The driver's, mounted when a container with a GPU starts. */
const FROM_DRIVER = /^lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix|cudadebugger|nvidia-[\w-]+)\.so/;
const SYSTEM_FOLDERS = [
    "/lib",
    "/usr/lib",
    "/lib64",
    "/usr/lib64",
    "/lib/x86_64-linux-gnu",
    "/usr/lib/x86_64-linux-gnu",
    "/usr/local/lib",
];
/**
 * Parts of wheels that are loaded only where something else is installed: network transports,
 * thread pools, interfaces of other programs.
 */
const OPTIONAL = /\/(?:cutensor|nvshmem_(?:transport|bootstrap)_[\w-]+|libnvshmem_(?:transport|bootstrap)\w*|libcufile_rdma|libmlx5|numba\/np\/ufunc\/(?:tbb|omp)pool|libcheckpoint|libpcsamplingutil|libnvperf\w*|libucx\w*|libuct_\w+|libucm_\w+|libucs_\w+|_tkinter)[\w.-]*\.so|\/ucx\/|\/(?:tests?|test_data)\//;
/** Libraries that a package opens by name and no ELF header tells of. Found by moving them away. */
const OPENED = {
    cupy: [
        /^libcublas\.so\.\d+$/,
        /^libcublasLt\.so\.\d+$/,
        /^libcufft\.so\.\d+$/,
        /^libcurand\.so\.\d+$/,
        /^libcusolver\.so\.\d+$/,
        /^libcusparse\.so\.\d+$/,
        /^libnvrtc\.so\.\d+$/,
    ],
    xgboost: [/^libxgboost\.so$/, /^libnccl\.so\.2$/],
    cudf: [/^libcudf\.so$/, /^libnvJitLink\.so\.\d+$/, /^libnvrtc\.so\.\d+$/],
};
const baseName = (path) => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path) => path.slice(0, path.lastIndexOf("/"));
const searchOf = async (image) => {
    const byName = new Map();
    for (const entry of (0,imageView/* matching */.wC)(image, /\.so(?:\.[\w.]+)?$/)) {
        if (entry.kind === "directory")
            continue;
        const name = baseName(entry.path);
        byName.set(name, [...(byName.get(name) ?? []), entry.path]);
    }
    const variable = (image.config.env["LD_LIBRARY_PATH"] ?? "")
        .split(":")
        .filter((part) => part.startsWith("/"));
    const configured = (await loaderFolders(image)).map((one) => one.folder);
    return { image, folders: [...variable, ...configured, ...SYSTEM_FOLDERS], byName };
};
/**
 * Where a needed library is: by the runpath of who needs it, in the loader's folders, or anywhere
 * among the wheels, because PyTorch, RAPIDS and CuPy open their CUDA wheels by full path before the
 * loader asks for them.
 */
const locate = (search, needed, from) => {
    const origin = folderOf(from.path);
    const own = from.elf.runpath.map((part) => (0,imageView/* normalised */.Z7)(part.replace(/\$\{?ORIGIN\}?/g, origin)));
    for (const folder of [...own, ...search.folders]) {
        const real = (0,imageView/* resolved */.L$)(search.image, `${folder}/${needed}`);
        if (real !== undefined && search.image.entries.get(real)?.kind === "file")
            return real;
    }
    return search.byName.get(needed)?.find((path) => /\/site-packages\//.test(path));
};
/** Follows what the given libraries need until nothing new turns up. */
const follow = async (search, roots) => {
    const seen = new Set(roots);
    const queue = [...roots];
    const found = { missing: new Map(), damaged: [] };
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const elf = await search.image.elf(path);
        if (elf === undefined)
            found.damaged.push(path);
        for (const needed of elf?.needed ?? []) {
            if (elf === undefined || FROM_DRIVER.test(needed))
                continue;
            const at = locate(search, needed, { path, elf });
            if (at === undefined)
                found.missing.set(needed, [...(found.missing.get(needed) ?? []), path]);
            else if (!seen.has(at)) {
                seen.add(at);
                queue.push(at);
            }
        }
    }
    return found;
};
const libraryFindings = ({ missing, damaged }) => [
    ...damaged.map((path) => (0,imageView/* finding */.gk)("damaged-library", "The shared library is truncated or damaged.", path)),
    ...[...missing].map(([name, by]) => (0,imageView/* finding */.gk)("missing-library", `${name} is not in the image; ` +
        `${by.length === 1 ? "one file needs" : `${by.length} files need`} it.`, by[0])),
];
const isRoot = (entry, imports) => {
    const inside = /\/site-packages\/([^/]+)/.exec(entry.path)?.[1] ?? "";
    const name = inside.split(".")[0] ?? "";
    return (entry.kind === "file" &&
        imports.some((one) => one.split(".")[0] === name) &&
        !OPTIONAL.test(entry.path));
};
/**
 * Every library that an import of the cell's packages would load is there and whole, and so is what
 * CuPy and the like open by name.
 */
const sharedLibraries = async (image, expected) => {
    const search = await searchOf(image);
    // `nvidia` is a namespace of many wheels; only what is reached from the libraries counts there.
    const imports = expected.imports.filter((name) => name !== "nvidia");
    const roots = (0,imageView/* matching */.wC)(image, /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/.*\.so(?:\.[\w.]+)?$/).filter((entry) => isRoot(entry, imports));
    const opened = Object.entries(OPENED)
        .filter(([name]) => expected.imports.includes(name))
        .flatMap(([name, patterns]) => patterns
        .filter((pattern) => ![...search.byName.keys()].some((file) => pattern.test(file)))
        .map((pattern) => (0,imageView/* finding */.gk)("missing-library", `${name} opens a library ${pattern.source} that is not in the image.`)));
    return [
        ...libraryFindings(await follow(search, roots.map((entry) => entry.path))),
        ...opened,
    ];
};

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var digest = __webpack_require__(57410);
// EXTERNAL MODULE: ./lib/src/image/imagePaths.js
var imagePaths = __webpack_require__(32705);
;// CONCATENATED MODULE: ./lib/src/inspect/checks/licenceChecks.js




const List = schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), version: schemas/* string */.YjP(), licence: schemas/* string */.YjP().min(1) }));
const names = (wheels) => wheels.length <= 3
    ? wheels.join(", ")
    : `${wheels.slice(0, 3).join(", ")} and ${wheels.length - 3} more`;
/** The image says of each of its wheels under which licence it came. */
const licences = async (image) => {
    const text = await (0,imageView/* textOf */.b6)(image, imagePaths/* LICENCE_LIST */.X);
    const list = text === undefined ? undefined : List.safeParse((0,digest/* readJson */.Vh)(text)).data;
    if (list === undefined)
        return [
            (0,imageView/* finding */.gk)("licence-list", "There is no list of the wheels with version and licence.", imagePaths/* LICENCE_LIST */.X),
        ];
    const listed = new Set(list.map(({ name, version }) => `${name} ${version}`));
    const missing = (await image.wheels())
        .map(({ name, version }) => `${name} ${version}`)
        .filter((wheel) => !listed.has(wheel));
    return missing.length === 0
        ? []
        : [(0,imageView/* finding */.gk)("licence-list", `The list of wheels lacks ${names(missing)}.`, imagePaths/* LICENCE_LIST */.X)];
};

;// CONCATENATED MODULE: ./lib/src/inspect/checks/modeChecks.js

const octal = (mode) => `0${(mode & 0o7777).toString(8)}`;
/**
 * Files of the venv: owner root, group 0 may write, so that any user in group 0 installs without a
 * chown at start.
 */
const inVenv = (entry) => {
    if (entry.kind === "symlink")
        return [];
    if (entry.gid !== 0)
        return [(0,imageView/* finding */.gk)("venv-mode", `It belongs to group ${entry.gid} instead of 0.`, entry.path)];
    const wanted = entry.kind === "directory" ? 0o775 : 0o664;
    const missing = wanted & ~entry.mode;
    if (missing !== 0)
        return [
            (0,imageView/* finding */.gk)("venv-mode", `Its mode is ${octal(entry.mode)}; group 0 could not write or everyone could not read it.`, entry.path),
        ];
    if ((entry.mode & 0o7002) !== 0)
        return [
            (0,imageView/* finding */.gk)("venv-mode", `Its mode is ${octal(entry.mode)}: open to all, or setuid.`, entry.path),
        ];
    return [];
};
/** dev is in group 0, so what group 0 may write outside its own places is root's for the taking. */
const SYSTEM = /^\/(?:etc|usr|bin|sbin|lib|lib64|boot|root|run|var\/(?:lib|spool|cache))(?:\/|$)/;
const GROUP_MAY_WRITE = /^\/(?:opt\/(?:venv|python)|home\/dev|etc\/ssh\/keys|tmp|var\/tmp)(?:\/|$)/;
/** Setuid programs of the base that need it; none of them asks for a password that exists. */
const KNOWN_SETUID = /^\/(?:usr\/)?(?:s?bin\/(?:su|mount|umount|passwd|chsh|chfn|newgrp|gpasswd|chage|expiry|unix_chkpwd|pam_extrausers_chkpwd|ssh-agent|wall|write|crontab|sudo)|lib\/openssh\/ssh-keysign|lib\/(?:x86_64-linux-gnu\/)?utempter\/utempter|lib\/dbus-1\.0\/dbus-daemon-launch-helper|lib\/polkit-1\/polkit-agent-helper-1)$/;
/** Folders that Debian and Ubuntu leave open to a group of their own. */
const OTHER_GROUP = (entry) => entry.gid !== 0;
const inSystem = (entry) => {
    if (entry.kind === "symlink")
        return [];
    const open = entry.kind === "directory" && (entry.mode & 0o1000) !== 0;
    if ((entry.mode & 0o002) !== 0 && !open)
        return [
            (0,imageView/* finding */.gk)("world-writable", `Anyone can write to it (${octal(entry.mode)}).`, entry.path),
        ];
    if ((entry.mode & 0o020) !== 0 && !OTHER_GROUP(entry) && !open)
        return [
            (0,imageView/* finding */.gk)("group-writable", `Group 0, and so dev, can write to it (${octal(entry.mode)}); root runs or reads it.`, entry.path),
        ];
    if (entry.kind === "file" && (entry.mode & 0o6000) !== 0 && !KNOWN_SETUID.test(entry.path))
        return [
            (0,imageView/* finding */.gk)("setuid", `It runs with another user's rights (${octal(entry.mode)}).`, entry.path),
        ];
    if (entry.uid === 1000)
        return [(0,imageView/* finding */.gk)("owner", "It belongs to dev.", entry.path)];
    return [];
};
/**
 * Owners and modes as promised; at most ten findings of a kind, for one wrong step makes thousands.
 */
const modes = (image) => {
    const found = [];
    for (const entry of image.notable) {
        if (entry.kind === "other")
            continue;
        if (/^\/opt\/venv(?:\/|$)/.test(entry.path))
            found.push(...inVenv(entry));
        else if (SYSTEM.test(entry.path) && !GROUP_MAY_WRITE.test(entry.path))
            found.push(...inSystem(entry));
    }
    const counts = new Map();
    return found.filter(({ code }) => {
        counts.set(code, (counts.get(code) ?? 0) + 1);
        return (counts.get(code) ?? 0) <= 10;
    });
};
/** Places that a person works in. */
const places = (image) => {
    const found = [];
    const home = image.entries.get("/home/dev");
    if (home?.kind !== "directory" ||
        home.uid !== 1000 ||
        home.gid !== 0 ||
        (home.mode & 0o777) !== 0o775)
        found.push((0,imageView/* finding */.gk)("home", "/home/dev is not dev's (1000:0, 0775), so arbitrary users in group 0 have no home.", "/home/dev"));
    const keys = image.entries.get("/etc/ssh/keys");
    if (keys?.kind !== "directory" || keys.gid !== 0 || (keys.mode & 0o777) !== 0o770)
        found.push((0,imageView/* finding */.gk)("keys-folder", "/etc/ssh/keys is missing, or not mode 0770 with group 0.", "/etc/ssh/keys"));
    const venv = image.entries.get("/opt/venv");
    if (venv?.kind !== "directory")
        found.push((0,imageView/* finding */.gk)("venv-mode", "There is no /opt/venv.", "/opt/venv"));
    return found;
};

;// CONCATENATED MODULE: ./lib/src/inspect/checks/secretChecks.js


const SECRET_NAME = /(?:^|_)(?:PASS(?:WD|WORD|PHRASE)?|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)(?:_|$)/i;
/**
 * Names that only say where a secret is, that are no secret, or that the check of Jupyter reports.
 */
const HARMLESS = /(?:_FILE|_PATH|_DIR)$|^TOKENIZERS_|^JUPYTER_(?:TOKEN|PASSWORD)$/i;
const isSecretName = (name) => SECRET_NAME.test(name) && !HARMLESS.test(name);
/** `https://user:password@host` */
const hasLogin = (value) => /:\/\/[^/\s:@"']+:[^/\s@"'$]+@/.test(value);
const secretNames = (values) => Object.entries(values)
    .filter(([name, value]) => value !== "" && (isSecretName(name) || hasLogin(value)))
    .map(([name]) => name);
/** Environment, labels and history are read by anyone who can pull the image. */
const secretsInConfig = (image) => {
    const found = secretNames(image.config.env).map((name) => (0,imageView/* finding */.gk)("secret-in-env", `The image's environment holds ${name}.`));
    // Names of labels have dots where those of variables have underscores.
    const labels = Object.fromEntries(Object.entries(image.config.labels).map(([name, value]) => [name.replace(/[.-]/g, "_"), value]));
    found.push(...secretNames(labels).map((name) => (0,imageView/* finding */.gk)("secret-in-label", `A label of the image holds ${name}.`)));
    for (const text of image.config.history) {
        // `|2 USER=x PASSWORD=y /bin/sh -c …` is how both builders note build arguments.
        const argument = [...text.matchAll(/\b([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s"']+)/g)].find(([, name = "", value = ""]) => isSecretName(name) && !/^["']?\$/.test(value));
        if (hasLogin(text))
            found.push((0,imageView/* finding */.gk)("secret-in-history", "A command in the history holds a user and a password for an address."));
        if (argument !== undefined)
            found.push((0,imageView/* finding */.gk)("secret-in-history", `A build argument or command in the history holds ${argument[1]}.`));
        if (/\bchpasswd\b|\bpasswd\s+--stdin|usermod\s+.*-p\s+'?\$/.test(text) ||
            /echo\s+["']?\w+:[^\s|]+\s*\|\s*chpasswd/.test(text))
            found.push((0,imageView/* finding */.gk)("secret-in-history", "A command in the history sets a password."));
    }
    return found;
};
/** Files that let their reader in somewhere. */
const secretsInFiles = async (image) => {
    const found = [];
    for (const entry of image.notable) {
        if (entry.kind !== "file" || entry.size === 0)
            continue;
        const rule = (0,filesToRead/* credentialFile */.C9)(entry.path);
        if (rule === undefined)
            continue;
        const text = (await (0,imageView/* textOf */.b6)(image, entry.path)) ?? "";
        if (rule.has === undefined || rule.has.test(text))
            found.push((0,imageView/* finding */.gk)("secret-in-file", `There is ${rule.what} in the image.`, entry.path));
    }
    return found;
};
const DUMPED_NAMES = ["HOSTNAME", "PWD", "OLDPWD", "SHLVL", "HOME", "PATH"];
const DUMP_COMMAND = /(?:^|[\s;&|(])(?:env|printenv|export\s+-p|declare\s+-x|set)\s*(?:\|[^\n>]*)?(?:>>?|\|\s*tee(?:\s+-a)?\s)\s*(["']?)(\/[^\s"';&|]+|~\/\S+|\$HOME\S+)\1/m;
/** `env > /etc/environment` at start hands every secret of the container to whoever logs in. */
const environmentDump = async (image) => {
    const found = [];
    for (const entry of (0,imageView/* matching */.wC)(image, filesToRead/* READ */.Pz.scripts.match)) {
        if (entry.kind !== "file" || entry.size > filesToRead/* SCRIPT_LIMIT */.YY)
            continue;
        const match = DUMP_COMMAND.exec((await (0,imageView/* textOf */.b6)(image, entry.path)) ?? "");
        if (match !== null)
            found.push((0,imageView/* finding */.gk)("environment-dump", `The whole environment is written to ${match[2]}.`, entry.path));
    }
    for (const entry of (0,imageView/* matching */.wC)(image, filesToRead/* READ */.Pz.environment.match)) {
        const names = (0,imageView/* lines */.Mn)(await (0,imageView/* textOf */.b6)(image, entry.path)).map((line) => /^(?:export\s+|declare -x\s+)?(\w+)=/.exec(line)?.[1] ?? "");
        if (DUMPED_NAMES.filter((name) => names.includes(name)).length >= 4)
            found.push((0,imageView/* finding */.gk)("environment-dump", "The environment of the build was written to a file.", entry.path));
        if (names.some(isSecretName))
            found.push((0,imageView/* finding */.gk)("environment-dump", `${entry.path} holds a secret.`, entry.path));
    }
    for (const text of image.config.history) {
        const match = DUMP_COMMAND.exec(text);
        if (match !== null)
            found.push((0,imageView/* finding */.gk)("environment-dump", `The build wrote its environment to ${match[2]}.`));
    }
    return found;
};

;// CONCATENATED MODULE: ./lib/src/inspect/checks/serviceChecks.js


const SETTINGS = "/usr/local/lib/dl-env/sshd_config";
/** sshd takes the first value of a keyword. Source: sshd_config(5). */
const firstValues = (text) => {
    const found = new Map();
    for (const line of (0,imageView/* lines */.Mn)(text)) {
        const [keyword = "", ...rest] = line.split(/[\s=]+/);
        if (/^match$/i.test(keyword))
            break;
        const key = keyword.toLowerCase() === "challengeresponseauthentication"
            ? "kbdinteractiveauthentication"
            : keyword.toLowerCase();
        if (!found.has(key))
            found.set(key, rest.join(" ").toLowerCase());
    }
    return found;
};
const PROMISED = {
    authenticationmethods: "publickey",
    passwordauthentication: "no",
    kbdinteractiveauthentication: "no",
    permitemptypasswords: "no",
    permitrootlogin: "no",
    permituserenvironment: "no",
    allowusers: "dev",
};
/** The settings that the entrypoint starts sshd with are as promised. */
const sshd = async (image) => {
    const text = await (0,imageView/* textOf */.b6)(image, SETTINGS);
    if (text === undefined)
        return [(0,imageView/* finding */.gk)("sshd-settings", "The settings of sshd are missing.", SETTINGS)];
    const values = firstValues(text);
    return Object.entries(PROMISED)
        .filter(([keyword, value]) => values.get(keyword) !== value)
        .map(([keyword, value]) => (0,imageView/* finding */.gk)("sshd-settings", `sshd's ${keyword} is "${values.get(keyword) ?? "unset"}" instead of "${value}".`, SETTINGS));
};
/** No host key, no key that lets someone in. */
const keys = async (image) => {
    const hostKeys = (0,imageView/* matching */.wC)(image, /\/ssh_host_\w+_key(?:\.pub)?$|^\/etc\/ssh\/keys\/./).map((entry) => (0,imageView/* finding */.gk)("host-key", "A host key is part of the image: every container would have the same.", entry.path));
    const found = [];
    for (const entry of (0,imageView/* matching */.wC)(image, filesToRead/* READ */.Pz.keys.match)) {
        if (entry.kind === "file" && (0,imageView/* lines */.Mn)(await (0,imageView/* textOf */.b6)(image, entry.path)).length > 0)
            found.push((0,imageView/* finding */.gk)("authorized-key", "A public key is part of the image: its owner can log in to every container.", entry.path));
    }
    return [...hostKeys, ...found];
};
/**
 * Assignments of a Jupyter configuration, Python or JSON: name of the trait -> text of the value.
 */
const assignments = (path, text) => {
    if (path.endsWith(".json"))
        return [...text.matchAll(/"(\w+)"\s*:\s*("(?:[^"\\]|\\.)*"|[\w.-]+)/g)].map(([, trait = "", value = ""]) => ({ trait, value }));
    return (0,imageView/* lines */.Mn)(text).flatMap((line) => {
        const match = /^c\.[\w.]*?(\w+)\s*=\s*(.+)$/.exec(line);
        return match === null ? [] : [{ trait: match[1] ?? "", value: match[2] ?? "" }];
    });
};
/** `--ServerApp.token=x` and `--ServerApp.token x`, in the text of a script. */
const inScript = (text) => [...text.matchAll(/--(?:\w+\.)*(\w+)(?:=|[ \t]+(?=["'\w*]))("[^"]*"|'[^']*'|[^\s'"]*)/g)].map(([, trait = "", value = ""]) => ({ trait, value }));
/**
 * The same among words that no shell reads: what follows the equals sign, or the next word, is the
 * value as it stands.
 */
const inWords = (words) => words.flatMap((word, index) => {
    const [, trait, value] = /^--(?:\w+\.)*(\w+)(?:=(.*))?$/s.exec(word) ?? [];
    const next = words[index + 1];
    if (trait !== undefined)
        return [{ trait, value: value ?? (next === undefined || next.startsWith("-") ? "" : next) }];
    // `sh -c "…"` is a script in one word.
    return inScript(word);
});
const bare = (value) => value.trim().replace(/^[rbu]?(["'])(.*)\1.*$/, "$2");
const judgeTrait = ({ trait, value }, path) => {
    const text = bare(value);
    const computed = /^(?:None|os\.|open\(|secrets\.|"?\$\{?\w)/.test(value.trim()) || /environ|read\(/.test(value);
    if (trait === "token" && !computed && !/null/.test(value)) {
        return [
            text === ""
                ? (0,imageView/* finding */.gk)("empty-token", "Jupyter asks for no token.", path)
                : (0,imageView/* finding */.gk)("fixed-token", "Jupyter's token is the same in every container.", path),
        ];
    }
    if ((trait === "password" || trait === "hashed_password") && text !== "" && !computed)
        return [
            (0,imageView/* finding */.gk)("fixed-password", "Jupyter has a password that is the same in every container.", path),
        ];
    if (/^allow_origin(?:_pat)?$/.test(trait) && /^(?:\*|\.\*)$/.test(text))
        return [(0,imageView/* finding */.gk)("allow-origin", "Any web page may use Jupyter (allow_origin).", path)];
    if (trait === "disable_check_xsrf" && /^true$/i.test(text))
        return [(0,imageView/* finding */.gk)("no-xsrf", "Jupyter does not check for forged requests.", path)];
    if (trait === "allow_unauthenticated_access" && /^true$/i.test(text))
        return [(0,imageView/* finding */.gk)("empty-token", "Jupyter lets anyone in without a token.", path)];
    return [];
};
const fromEnvironment = (image) => Object.entries(image.config.env)
    .filter(([name]) => /^(?:JUPYTER|NOTEBOOK)_(?:TOKEN|PASSWORD)$/.test(name))
    .map(([name, value]) => value === ""
    ? (0,imageView/* finding */.gk)("empty-token", `${name} is set to an empty value in the image.`)
    : (0,imageView/* finding */.gk)("fixed-token", `${name} is set in the image, the same in every container.`));
/** Shell scripts that can start Jupyter: what the image starts with, and what lies beside it. */
const scripts = async (image) => {
    const found = [];
    for (const entry of (0,imageView/* matching */.wC)(image, filesToRead/* READ */.Pz.scripts.match)) {
        if (entry.kind !== "file" || entry.size > filesToRead/* SCRIPT_LIMIT */.YY)
            continue;
        found.push({ path: entry.path, text: (await (0,imageView/* textOf */.b6)(image, entry.path)) ?? "" });
    }
    return found;
};
/** Jupyter's settings, wherever they can come from: files, environment, command, scripts. */
const jupyter = async (image) => {
    const found = [...fromEnvironment(image)];
    const started = inWords([...image.config.entrypoint, ...image.config.cmd]);
    found.push(...started.flatMap((one) => judgeTrait(one, "(command)")));
    for (const entry of (0,imageView/* matching */.wC)(image, filesToRead/* READ */.Pz.jupyter.match))
        found.push(...assignments(entry.path, (await (0,imageView/* textOf */.b6)(image, entry.path)) ?? "").flatMap((one) => judgeTrait(one, entry.path)));
    for (const { path, text } of await scripts(image)) {
        if (/jupyter/.test(text))
            found.push(...inScript(text).flatMap((one) => judgeTrait(one, path)));
    }
    return found;
};

;// CONCATENATED MODULE: ./lib/src/inspect/staticChecks.js









/**
 * Name -> check, in the order in which they run. A new check is a function in checks/ and one line
 * here; its codes have a hint in checkHints.ts.
 */
const STATIC_CHECKS = {
    "driver libraries": driverLibraries,
    "compat folder": compatNotFirst,
    "preloaded libraries": preload,
    "search path": searchPath,
    "libraries of wheels": notShadowed,
    "GPU environment": cudaChecks/* gpuEnvironment */.cI,
    "torch build": cudaChecks/* torchBuild */.RR,
    "one CUDA": cudaChecks/* oneCuda */.EH,
    "CUDA labels": cudaChecks/* cudaLabels */.fl,
    "covered GPUs": cudaChecks/* coveredGpus */.SL,
    "shared libraries": sharedLibraries,
    licences: licences,
    accounts: accounts,
    sudo: sudo,
    start: start,
    sshd: sshd,
    keys: keys,
    jupyter: jupyter,
    "secrets in the config": secretsInConfig,
    "secrets in files": secretsInFiles,
    "environment dumps": environmentDump,
    modes: modes,
    places: places,
    tools: tools,
    "locale and time": localeAndTime,
};
/**
 * All that is wrong with a built image as far as can be told without a GPU and without running it;
 * empty when nothing is.
 */
const staticFindings = async (image, expected) => {
    const found = [];
    for (const [check, run] of Object.entries(STATIC_CHECKS))
        found.push(...(await run(image, expected)).map((one) => ({ ...one, check })));
    return found;
};


/***/ }),

/***/ 73625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ ensureSpace)
/* harmony export */ });
/* harmony import */ var _system_diskFull_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28428);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17242);
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36647);



/**
 * Rejects with code `disk-full` and both numbers when `folder` has less room than `needed` bytes.
 */
const ensureSpace = async (files, folder, { needed, what }) => {
    const free = await files.freeBytes(folder);
    if (free >= needed)
        return;
    const there = (0,_system_diskFull_js__WEBPACK_IMPORTED_MODULE_0__/* .lasting */ .nS)(folder);
    // Layers are made in the cache folder, and only that can be moved by a variable.
    const elsewhere = there === folder ? "" : "Use another disk: export XDG_CACHE_HOME=/path/on/a/larger/disk\n";
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({
        code: "disk-full",
        message: `${what} needs about ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_2__/* .bytes */ .ee)(needed)} of free space in ${there}, but only ` +
            `${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_2__/* .bytes */ .ee)(free)} are free.`,
        hint: `${elsewhere}${elsewhere === "" ? "Make" : "Or make"} room, then type the ` +
            `command again; how full it is: df -h ${there}`,
    });
};


/***/ }),

/***/ 65749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cH: () => (/* binding */ symlinkEntry),
/* harmony export */   i8: () => (/* binding */ hardlinkEntry),
/* harmony export */   mk: () => (/* binding */ bytesEntry),
/* harmony export */   nV: () => (/* binding */ fileEntry),
/* harmony export */   qM: () => (/* binding */ directoryEntry)
/* harmony export */ });
/* unused harmony export LAYER_MTIME */
/** Time of everything in layers of ours: 2020-01-01, late enough for zip. Layer format 1. */
const LAYER_MTIME = 1_577_836_800;
const OWNED = { uid: 0, gid: 0, mtime: LAYER_MTIME };
/**
 * Where any user of group 0 may install: everything else is root's, because `dev` is in group 0 and
 * must not become root by what root runs.
 */
const isShared = (path) => /^opt\/(venv|python)(\/|$)/.test(path);
/**
 * Layer format 1 knows four modes: executable or not, and in the environment also for group 0 to
 * write.
 */
const layerMode = (path, mode) => ((mode & 0o100) === 0 ? 0o644 : 0o755) | (isShared(path) ? 0o020 : 0);
const fileEntry = (path, mode, body) => ({
    ...OWNED,
    kind: "file",
    path,
    mode: layerMode(path, mode),
    ...body,
});
const bytesEntry = (path, mode, bytes) => fileEntry(path, mode, { size: bytes.length, content: { kind: "bytes", bytes } });
const symlinkEntry = (path, target) => ({
    ...OWNED,
    kind: "symlink",
    path,
    mode: 0o777,
    size: 0,
    target,
});
const hardlinkEntry = (path, mode, target) => ({
    ...OWNED,
    kind: "hardlink",
    path,
    mode: layerMode(path, mode),
    size: 0,
    target,
});
const directoryEntry = (path) => ({
    ...OWNED,
    kind: "directory",
    path,
    mode: layerMode(path, 0o700),
    size: 0,
});


/***/ }),

/***/ 93501:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ ordered)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _layerEntry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65749);


/**
 * Symlinks in Ubuntu: a layer that brings one of these as a folder would replace the link and break
 * the image.
 */
const LINKS_OF_THE_BASE = new Set(["bin", "lib", "lib32", "lib64", "libx32", "sbin"]);
/**
 * Names that begin so are no files in a layer: they delete what the layers below have. Source: OCI
 * image specification, layer.md.
 */
const WHITEOUT = ".wh.";
const whiteout = (path) => (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({
    code: "layer-path",
    message: `A layer must not hold the path ${JSON.stringify(path)}: names that begin with ` +
        `"${WHITEOUT}" delete files of other layers.`,
    hint: "See which wheel brings it, and report it to its authors: dl-env plan --json",
});
const checked = (path) => {
    const parts = path.split("/");
    const wrong = parts.some((part) => part === "" || part === "." || part === "..") ||
        LINKS_OF_THE_BASE.has(parts[0] ?? "");
    if (parts.some((part) => part.startsWith(WHITEOUT)))
        throw whiteout(path);
    if (!wrong && !path.includes("\0"))
        return path;
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({
        code: "layer-path",
        message: `A layer must not hold the path ${JSON.stringify(path)}.`,
        hint: "Type: dl-env plan --json",
    });
};
const parentOf = (path) => {
    const slash = path.lastIndexOf("/");
    return slash < 0 ? undefined : path.slice(0, slash);
};
const byPath = (a, b) => {
    if (a.path === b.path)
        return 0;
    return a.path < b.path ? -1 : 1;
};
/**
 * The entries of a layer of ours in canonical order: sorted by path, with every parent folder, the
 * same in each layer. Of two entries with one path the later wins. Rejects paths that no layer may
 * hold (`layer-path`).
 */
const ordered = (entries) => {
    const byName = new Map();
    for (const entry of entries)
        byName.set(checked(entry.path), entry);
    for (const entry of entries) {
        for (let parent = parentOf(entry.path); parent !== undefined; parent = parentOf(parent)) {
            const there = byName.get(parent);
            if (there?.kind === "directory")
                break;
            if (there !== undefined)
                throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .foundProblem */ .Sb)({
                    code: "layer-path",
                    message: `${parent} is both a folder and not a folder in one layer.`,
                    hint: "Type: dl-env plan --json",
                });
            byName.set(parent, (0,_layerEntry_js__WEBPACK_IMPORTED_MODULE_1__/* .directoryEntry */ .qM)(parent));
        }
    }
    return [...byName.values()].sort(byPath);
};


/***/ }),

/***/ 53326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $E: () => (/* binding */ contentOf),
/* harmony export */   Ep: () => (/* binding */ recordRow),
/* harmony export */   HX: () => (/* binding */ printRecord),
/* harmony export */   aE: () => (/* binding */ readRecord)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36647);
/* harmony import */ var _archiveLimits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60290);



const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
const fieldsOf = (line) => [...line.matchAll(FIELD)].map(([, quoted, plain]) => quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
const rowOf = (line) => {
    if (line.length > _archiveLimits_js__WEBPACK_IMPORTED_MODULE_1__/* .ARCHIVE_LIMITS */ .O.recordLine)
        throw (0,_archiveLimits_js__WEBPACK_IMPORTED_MODULE_1__/* .overLimit */ .W)(`A RECORD has a line of ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_2__/* .bytes */ .ee)(line.length)}`, (0,_text_units_js__WEBPACK_IMPORTED_MODULE_2__/* .bytes */ .ee)(_archiveLimits_js__WEBPACK_IMPORTED_MODULE_1__/* .ARCHIVE_LIMITS */ .O.recordLine));
    const [path = "", hash = "", size = ""] = fieldsOf(line.replace(/\r$/, ""));
    return { path, hash, size, line };
};
/** The rows of a RECORD file, in its order; more than `most` are refused (`archive-limit`). */
const readRecord = (text, most = _archiveLimits_js__WEBPACK_IMPORTED_MODULE_1__/* .ARCHIVE_LIMITS */ .O.entries) => {
    const rows = [];
    for (let at = 0; at < text.length;) {
        const end = text.indexOf("\n", at);
        const line = text.slice(at, end < 0 ? text.length : end);
        at += line.length + 1;
        if (line.trim() === "")
            continue;
        if (rows.length === most)
            throw (0,_archiveLimits_js__WEBPACK_IMPORTED_MODULE_1__/* .overLimit */ .W)(`A wheel has a RECORD of more rows`, (0,_text_units_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(_archiveLimits_js__WEBPACK_IMPORTED_MODULE_1__/* .ARCHIVE_LIMITS */ .O.entries, "row"));
        rows.push(rowOf(line));
    }
    return rows;
};
const field = (text) => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const contentOf = (content) => ({
    hash: `sha256=${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(content).digest("base64url")}`,
    size: String(content.length),
});
/** A row for new content, or a new path for the same content. */
const recordRow = (path, { hash, size }) => ({
    path,
    hash,
    size,
    line: `${field(path)},${hash},${size}`,
});
const printRecord = (rows) => rows.map((row) => `${row.line}\n`).join("");


/***/ }),

/***/ 13379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ checkDestinations),
/* harmony export */   b: () => (/* binding */ checkDestination)
/* harmony export */ });
/** `host[:port]/path` or `path` of Docker Hub, without tag or digest. */
const REPOSITORY = /^(([a-z0-9]+([.-][a-z0-9]+)*|\[[0-9a-f:]+\])(:\d+)?\/)?[a-z0-9]+((\.|_|__|-+|\/)[a-z0-9]+)*$/;
/**
 * A name without a slash: Docker Hub has such repositories for its own images only, so a folder or
 * a whole name was meant.
 */
const nameWithoutSlash = (name) => {
    if (name === "oci")
        return { message: "names no folder", hint: "Did you mean: oci:./images" };
    if (/[.:]/.test(name) || name === "localhost")
        return {
            message: "names a registry without a repository",
            hint: `Write for example ${name}/you/images`,
        };
    return {
        message: "is neither oci:DIR nor a repository with its owner",
        hint: `Did you mean the folder oci:${name}, or the repository docker.io/you/${name}? ` +
            `Write one of: oci:${name} docker.io/you/${name}`,
    };
};
const layoutProblem = (name) => {
    if (name.startsWith("oci:~"))
        return {
            message: "begins with `~`, which only a shell expands",
            hint: "Write the folder out, for example " +
                `oci:./${name.slice("oci:~".length).replace(/^[^/]*\/*/, "") || "images"}`,
        };
    if (name.trim() === "oci:")
        return { message: "names no folder after `oci:`", hint: "Write for example oci:./images" };
    return undefined;
};
const isPath = (name) => /^(?:\.{0,2}\/|~)/.test(name);
const destinationProblem = (name) => {
    if (name.startsWith("oci:"))
        return layoutProblem(name);
    if (/^[a-z0-9.:_-]+$/.test(name) && !/:[^\d]/.test(name))
        return nameWithoutSlash(name);
    if (REPOSITORY.test(name))
        return undefined;
    if (isPath(name))
        return {
            message: "is a path; a folder is written with `oci:` before it",
            hint: `Did you mean: oci:${name}`,
        };
    if (/^[a-z]+:\/\//i.test(name))
        return {
            message: "must not have a scheme",
            hint: `Write ${name.replace(/^[a-z]+:\/\//i, "")}`,
        };
    const last = name.slice(name.lastIndexOf("/") + 1);
    if (/[:@]/.test(last))
        return {
            message: "must not hold a tag or a digest; tags are derived from the cells",
            hint: `Write ${name.replace(/[:@][^/]*$/, "")}`,
        };
    if (name !== name.toLowerCase())
        return { message: "must be in lower case", hint: `Write ${name.toLowerCase()}` };
    return {
        message: "is neither oci:DIR nor a registry's repository",
        hint: "Write for example oci:./images or docker.io/you/dl-env",
    };
};
/** What is wrong with one destination, with which the message begins; empty when nothing is. */
const checkDestination = (subject, name, place) => {
    const problem = destinationProblem(name);
    return problem === undefined
        ? []
        : [
            {
                code: "wrong-destination",
                message: `${subject} ${problem.message}; found \`${name}\`.`,
                place,
                hint: problem.hint,
            },
        ];
};
/** `to` and `store` that name nothing that could be written. */
const checkDestinations = (request, yaml) => ["to", "store"].flatMap((key) => {
    const name = request[key];
    return name === undefined ? [] : checkDestination(`\`${key}\``, name, yaml.place([key]));
});


/***/ }),

/***/ 85198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $q: () => (/* binding */ checkPins),
/* harmony export */   nZ: () => (/* binding */ pinOf),
/* harmony export */   tK: () => (/* binding */ normalName)
/* harmony export */ });
/* harmony import */ var _renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99687);

/** PEP 503: lower case, runs of `-`, `_` and `.` are one hyphen. */
const normalName = (name) => name.toLowerCase().replaceAll(/[-_.]+/g, "-");
/** `2.6.0` means `==2.6.0`; anything else stands as it is, without spaces. */
const pinOf = (value) => {
    const plain = value.replaceAll(/\s+/g, "");
    return (0,_renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__/* .valid */ .rZ)(plain) === null ? plain : `==${plain}`;
};
/** Pins whose name or range no resolver would understand. */
const checkPins = (pins, yaml) => {
    const seen = new Set();
    return Object.entries(pins).flatMap(([name, value]) => {
        const place = yaml.keyPlace(["pins", name]);
        const normal = normalName(name);
        if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(normal))
            return [
                {
                    code: "wrong-value",
                    message: `\`${name}\` is not a package name.`,
                    place,
                    hint: "Write a name and a range, such as torch: ==2.6.0",
                },
            ];
        if (seen.has(normal))
            return [
                {
                    code: "wrong-value",
                    message: `\`pins\` names ${normal} twice.`,
                    place,
                    hint: `Keep one line for ${normal}.`,
                },
            ];
        seen.add(normal);
        if ((0,_renovatebot_pep440__WEBPACK_IMPORTED_MODULE_0__/* .validRange */ .Im)(pinOf(value)))
            return [];
        return [
            {
                code: "wrong-value",
                message: `\`pins.${name}\` must be a version or a range of PEP 440; found \`${value}\`.`,
                place: yaml.place(["pins", name]),
                hint: `Write for example ${name}: ">=2.6,<2.7"`,
            },
        ];
    });
};


/***/ }),

/***/ 7538:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ decodeRequest)
});

// EXTERNAL MODULE: ./lib/src/catalog/decode.js
var decode = __webpack_require__(60590);
// EXTERNAL MODULE: ./lib/src/catalog/yaml.js + 1 modules
var catalog_yaml = __webpack_require__(13678);
// EXTERNAL MODULE: ./lib/src/errors/error.js
var error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/matrix/checkDestinations.js
var checkDestinations = __webpack_require__(13379);
// EXTERNAL MODULE: ./lib/src/matrix/checkPins.js
var checkPins = __webpack_require__(85198);
;// CONCATENATED MODULE: ./lib/src/matrix/checkMirrors.js
/** `[http[s]://]host[:port][/path]`, with a name and a password where an index wants them. */
const ADDRESS = /^(?:https?:\/\/(?:[^\s/@]+@)?)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** A host or an address prefix, as `mirrors` names what is asked elsewhere. */
const PREFIX = /^(?:https?:\/\/)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** Mirrors that are not addresses; the values are not repeated, since they may hold a password. */
const checkMirrors = (mirrors, yaml) => Object.entries(mirrors).flatMap(([key, value]) => {
    if (!PREFIX.test(key))
        return [
            {
                code: "wrong-mirror",
                message: "The left side of a mirror is a host, or the beginning of an address.",
                place: yaml.keyPlace(["mirrors", key]),
                hint: "Write for example mirrors: { docker.io: mirror.example }",
            },
        ];
    if (ADDRESS.test(value))
        return [];
    return [
        {
            code: "wrong-mirror",
            message: `The mirror of ${key} is not a host or an address.`,
            place: yaml.place(["mirrors", key]),
            hint: `Write it as a host with an optional path: mirrors: { ${key}: ` +
                "mirror.example/docker }",
        },
    ];
});

// EXTERNAL MODULE: ./lib/src/text/closest.js
var closest = __webpack_require__(80887);
// EXTERNAL MODULE: ./lib/src/text/oneOf.js
var oneOf = __webpack_require__(57993);
// EXTERNAL MODULE: ./lib/src/catalog/fieldFormats.js
var fieldFormats = __webpack_require__(87744);
// EXTERNAL MODULE: ./lib/src/catalog/reservedNames.js
var reservedNames = __webpack_require__(33282);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/matrix/request.js
var matrix_request = __webpack_require__(80699);
;// CONCATENATED MODULE: ./lib/src/matrix/checkNames.js






const namesIn = (request, catalog) => ({
    cuda: [...new Set(catalog.cuda.map((release) => release.version))],
    ubuntu: catalog.ubuntu.map((release) => release.name),
    flavor: [...new Set(catalog.cuda.flatMap((release) => Object.values(release.images).flat()))],
    set: [...new Set([...catalog.sets.keys(), ...Object.keys(request.sets)])],
    library: [...catalog.libraries.keys()],
    never: catalog.never,
});
const UNKNOWN = {
    Ubuntu: "unknown-ubuntu",
    flavor: "unknown-flavor",
    set: "unknown-set",
    library: "unknown-library",
};
const unknownName = (kind, name, choices) => {
    const near = (0,closest/* closestOrLonger */.S)(name, choices);
    return {
        code: UNKNOWN[kind],
        message: `There is no ${kind} \`${name}\`; there are ${(0,oneOf/* oneOf */.y)(choices, 30)}.`,
        hint: near === undefined ? `Write one of: ${(0,oneOf/* oneOf */.y)(choices, 30)}` : `Did you mean: ${near}`,
    };
};
/** The existing versions on either side of one that does not exist. */
const neighbours = (version, choices) => {
    const sorted = [...new Set(choices)].sort(versions/* compareVersions */.Zy);
    const above = sorted.findIndex((other) => (0,versions/* compareVersions */.Zy)(other, version) > 0);
    const at = above === -1 ? sorted.length : above;
    return [sorted[at - 1], sorted[at]].filter((other) => other !== undefined);
};
const cudaProblem = (value, names) => {
    if (/^\d+$/.test(value)) {
        const minors = [
            ...new Set(names.cuda.filter((version) => (0,versions/* isUnder */.Jo)(version, value)).map(versions/* minorOf */.Hs)),
        ];
        const which = minors.length === 0 ? neighbours(value, names.cuda.map(versions/* minorOf */.Hs)) : minors;
        return {
            code: "wrong-value",
            message: `A CUDA release is written x.y or x.y.z; \`${value}\` could be any of them.`,
            hint: `Write one of: ${(0,oneOf/* oneOf */.y)(which.map((minor) => `"${minor}"`))}`,
        };
    }
    if (!/^\d+\.\d+(\.\d+)?$/.test(value)) {
        return {
            code: "wrong-value",
            message: `A CUDA release is written x.y or x.y.z; found \`${value}\`.`,
            hint: `Write for example cuda: ["${(0,versions/* minorOf */.Hs)(names.cuda.at(-1) ?? "12.8")}"]`,
        };
    }
    if (names.cuda.some((version) => (0,versions/* isUnder */.Jo)(version, value)))
        return undefined;
    const siblings = names.cuda.filter((version) => (0,versions/* isUnder */.Jo)(version, (0,versions/* minorOf */.Hs)(value)));
    const near = siblings.length > 0 ? siblings : neighbours(value, names.cuda.map(versions/* minorOf */.Hs));
    const why = names.never[(0,versions/* minorOf */.Hs)(value)] ?? `There is no CUDA ${value} in the catalog.`;
    return { code: "unknown-cuda", message: why, hint: `Did you mean: ${(0,oneOf/* oneOf */.y)(near.slice(-2))}` };
};
const pythonProblem = (value) => {
    if (value === "ubuntu" || /^3\.\d{1,2}$/.test(value))
        return undefined;
    const short = /^(3\.\d{1,2})\.\d+$/.exec(value)?.[1];
    return {
        code: "wrong-value",
        message: `A Python version is \`ubuntu\` (the release's own) or x.y; found \`${value}\`.`,
        hint: short === undefined ? "Write for example python: [ubuntu, 3.12]" : `Did you mean: ${short}`,
    };
};
const valueProblem = (axis, value, names) => {
    switch (axis) {
        case "cuda":
            return cudaProblem(value, names);
        case "python":
            return pythonProblem(value);
        case "ubuntu":
            return names.ubuntu.includes(value) ? undefined : unknownName("Ubuntu", value, names.ubuntu);
        case "flavor":
            return names.flavor.includes(value) ? undefined : unknownName("flavor", value, names.flavor);
        case "set":
            return names.set.includes(value) ? undefined : unknownName("set", value, names.set);
    }
};
const written = (request) => {
    const matrix = matrix_request/* AXES */.g.flatMap((axis) => request.matrix[axis].map((value, index) => ({ axis, value, path: ["matrix", axis, index] })));
    const patterns = [
        ...request.include.map((pattern, index) => ({ pattern, path: ["include", index] })),
        ...request.exclude.map((pattern, index) => ({ pattern, path: ["exclude", index] })),
        ...(request.default === undefined
            ? []
            : [{ pattern: request.default, path: ["default"] }]),
    ];
    const partial = patterns.flatMap(({ pattern, path }) => matrix_request/* AXES */.g.flatMap((axis) => pattern[axis] === undefined ? [] : [{ axis, value: pattern[axis], path: [...path, axis] }]));
    return [...matrix, ...partial];
};
const setName = (name) => {
    const reserved = (0,reservedNames/* reservedName */.k)(name);
    if (reserved !== undefined)
        return { message: reserved, hint: "Write another name, such as mine" };
    if (fieldFormats/* NAME */.o_.test(name))
        return undefined;
    return {
        message: "A set's name is the first part of tags: lower case, digits and hyphens; found " +
            `\`${name}\`.`,
        hint: `Write ${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
    };
};
const setNameProblem = (name, yaml) => {
    const problem = setName(name);
    return problem === undefined
        ? []
        : [{ code: "wrong-value", ...problem, place: yaml.keyPlace(["sets", name]) }];
};
const inSets = (request, names, yaml) => Object.entries(request.sets).flatMap(([name, libraries]) => [
    ...setNameProblem(name, yaml),
    ...libraries.flatMap((library, index) => names.library.includes(library)
        ? []
        : [
            {
                ...unknownName("library", library, names.library),
                place: yaml.place(["sets", name, index]),
            },
        ]),
]);
/** Values and names in dl-env.yml that the catalog does not know, each with its place. */
const checkNames = (request, yaml, catalog) => {
    const names = namesIn(request, catalog);
    const values = written(request).flatMap(({ axis, value, path }) => {
        const problem = valueProblem(axis, value, names);
        return problem === undefined ? [] : [{ ...problem, place: yaml.place(path) }];
    });
    return [...values, ...inSets(request, names, yaml)];
};

// EXTERNAL MODULE: ./lib/src/matrix/requestHints.js
var requestHints = __webpack_require__(85077);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/catalog/libraryFacts.js
var libraryFacts = __webpack_require__(10326);
// EXTERNAL MODULE: ./lib/src/matrix/requestValues.js
var requestValues = __webpack_require__(92541);
;// CONCATENATED MODULE: ./lib/src/matrix/requestFormat.js



// What dl-env.yml looks like. Every scalar arrives as text, so 3.10 stays 3.10; names and versions
// are checked against the catalog later.
const requestFormat_text = schemas/* string */.YjP().min(1, "must not be empty");
const oneOrMore = schemas/* union */.KCZ([requestFormat_text, schemas/* array */.YOg(requestFormat_text).min(1, "must not be empty")])
    .transform((value) => (typeof value === "string" ? [value] : value));
const flag = schemas/* enum */.k5n(["true", "false"])
    .transform((value) => value === "true")
    .default(false);
const days = requestFormat_text.regex(/^\d{1,4}$/, "must be a number of days").transform(Number);
const pattern = schemas/* strictObject */.rej({
    cuda: requestFormat_text.optional(),
    ubuntu: requestFormat_text.optional(),
    python: requestFormat_text.optional(),
    flavor: requestFormat_text.optional(),
    set: requestFormat_text.optional(),
});
const axes = schemas/* strictObject */.rej({
    cuda: oneOrMore.meta({
        description: "CUDA releases: 12.8.1, or 12.8 for the newest 12.8.x that has an image",
    }),
    ubuntu: oneOrMore.meta({ description: "Ubuntu releases, such as 24.04" }),
    python: oneOrMore
        .default(["ubuntu"])
        .meta({ description: "`ubuntu` for the release's own Python, or a version such as 3.12" }),
    flavor: oneOrMore.default(["base"]).meta({
        description: "Which nvidia/cuda image is the base: base, runtime, devel, cudnn-runtime, cudnn-devel",
    }),
    set: oneOrMore
        .default(["base"])
        .meta({ description: "Sets of libraries: base, torch, rapids, full, or one of `sets`" }),
});
/** dl-env.yml */
const requestFile = schemas/* strictObject */.rej({
    to: requestFormat_text.meta({ description: "Where images go: oci:DIR or registry/repository" }),
    store: requestFormat_text
        .optional()
        .meta({ description: "Where layers live; default: <repository>-layers, or the same layout" }),
    engine: requestFormat_text.regex(/^[a-z][a-z0-9-]{0,40}$/, "must be the name of an engine").default("auto"),
    build: schemas/* enum */.k5n(requestValues/* BUILD_MODES */.U5).default("link"),
    matrix: axes,
    default: pattern.optional().meta({ description: "The cell that `latest` follows" }),
    include: schemas/* array */.YOg(pattern)
        .default([])
        .meta({ description: "Additional cells; an axis that is left out takes the matrix's values" }),
    exclude: schemas/* array */.YOg(pattern)
        .default([])
        .meta({ description: "Cells that are left out of the matrix's product" }),
    pins: schemas/* record */.g1P(requestFormat_text, requestFormat_text)
        .default({})
        .meta({ description: "Package -> version or range, such as torch: ==2.6.0" }),
    sets: schemas/* record */.g1P(requestFormat_text, schemas/* array */.YOg(requestFormat_text).min(1, "must not be empty"))
        .default({})
        .meta({ description: "Your own sets: name -> libraries" }),
    mirrors: schemas/* record */.g1P(requestFormat_text, requestFormat_text)
        .default({})
        .meta({ description: "Host or address prefix -> what to use instead" }),
    catalog: requestFormat_text.optional().meta({ description: "Folder with your own libraries and releases" }),
    smoke: schemas/* strictObject */.rej({ require: schemas/* enum */.k5n(requestValues/* SMOKE_REQUIREMENTS */.n).default("gpu") }).prefault({}),
    apt: schemas/* strictObject */.rej({
        maxAge: days.prefault("7").meta({
            description: "Days after which apt packages are taken at a newer date, which makes a new system layer",
        }),
    })
        .prefault({}),
    cudnn: schemas/* enum */.k5n(requestValues/* CUDNN_SOURCES */.sC)
        .default("wheels")
        .meta({ description: "`system`: the cuDNN of a cudnn-* flavor is the one that is used" }),
    "wheel-cuda": schemas/* enum */.k5n(libraryFacts/* WHEEL_CUDAS */.j)
        .default("exact")
        .meta({ description: "`same-major`: wheels of an older CUDA of the same major are accepted" }),
    sudo: flag.meta({ description: "Whether the image's user may use sudo" }),
});
/** The same where it is known which engines there are; without them any name of one will do. */
const requestFileFor = (engines) => {
    if (engines === undefined)
        return requestFile;
    const engineName = schemas/* enum */.k5n(engines).default("auto");
    return requestFile.extend({ engine: engineName });
};

;// CONCATENATED MODULE: ./lib/src/matrix/decodeRequest.js









const isLayout = (name) => name.startsWith("oci:");
/** `matrix.cuda.1` and the like -> place, for every key and every value below it. */
const placesOf = (yaml) => {
    const places = {};
    const walk = (value, path) => {
        if (path.length > 0)
            places[path.join(".")] = yaml.place(path);
        if (typeof value === "object" && value !== null)
            for (const [key, entry] of Object.entries(value))
                walk(entry, [...path, Array.isArray(value) ? Number(key) : key]);
        else if (path[0] === "matrix" && path.length === 2)
            places[`${path.join(".")}.0`] = yaml.place(path);
    };
    walk(yaml.value, []);
    return places;
};
const patternOf = (pattern) => Object.fromEntries(Object.entries(pattern).filter(([, value]) => value !== undefined));
const requestOf = (file, yaml) => ({
    file: yaml.file,
    to: file.to,
    store: file.store ?? (isLayout(file.to) ? file.to : `${file.to}-layers`),
    engine: file.engine,
    build: file.build,
    matrix: file.matrix,
    include: file.include.map(patternOf),
    exclude: file.exclude.map(patternOf),
    ...(file.default === undefined ? {} : { default: patternOf(file.default) }),
    pins: Object.fromEntries(Object.entries(file.pins).map(([name, value]) => [(0,checkPins/* normalName */.tK)(name), (0,checkPins/* pinOf */.nZ)(value)])),
    sets: file.sets,
    mirrors: file.mirrors,
    ...(file.catalog === undefined ? {} : { catalog: file.catalog }),
    smoke: file.smoke,
    apt: { maxAgeDays: file.apt.maxAge },
    cudnn: file.cudnn,
    wheelCuda: file["wheel-cuda"],
    sudo: file.sudo,
    places: placesOf(yaml),
});
const isEmpty = (value) => value === null || value === undefined || value === "" || value === "null" || value === "~";
const byPlace = (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
/**
 * dl-env.yml as a request: defaults filled in, names checked against the catalog. Throws
 * DlEnvError(2) whose `more` has the further problems, each with file:line:column.
 */
const decodeRequest = (text, file, { catalog, tolerant = false, engines }) => {
    const yaml = (0,catalog_yaml/* readYaml */.g)(text, file);
    if (isEmpty(yaml.value))
        throw (0,error/* wrongRequest */.Tw)({
            code: "no-request",
            message: "This file is empty.",
            place: { file, line: 1, column: 1 },
            hint: requestHints/* SMALLEST */.u,
        });
    const { data: request, problems } = (0,decode/* examineYaml */.n)(requestFileFor(engines), yaml, requestHints/* exampleFor */.E);
    const nameProblems = request === undefined || tolerant
        ? []
        : [
            ...checkNames(request, yaml, catalog),
            ...(0,checkPins/* checkPins */.$q)(request.pins, yaml),
            ...(0,checkDestinations/* checkDestinations */.W)(request, yaml),
            ...checkMirrors(request.mirrors, yaml),
        ];
    const [first, ...more] = [...problems, ...nameProblems].sort(byPlace);
    if (first !== undefined)
        throw (0,error/* wrongRequest */.Tw)(first, { more });
    if (request === undefined)
        throw new Error(`${file} was neither decoded nor refused`);
    return requestOf(request, yaml);
};


/***/ }),

/***/ 85077:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ exampleFor),
/* harmony export */   u: () => (/* binding */ SMALLEST)
/* harmony export */ });
/** The smallest dl-env.yml, as a line to type. */
const SMALLEST = "Write one; the smallest is: printf 'to: oci:./images\\nmatrix:\\n  cuda: " +
    '["12.8"]\\n  ubuntu: ["24.04"]\\n\' > dl-env.yml';
/** What each key may look like, in one line. */
const EXAMPLES = {
    to: "to: oci:./images",
    store: "store: registry.example/team/dl-env-layers",
    engine: "engine: auto",
    build: "build: link",
    matrix: 'matrix: { cuda: ["12.8"], ubuntu: ["24.04"] }',
    "matrix.cuda": 'cuda: ["12.8", "13.0"]',
    "matrix.ubuntu": 'ubuntu: ["22.04", "24.04"]',
    "matrix.python": 'python: [ubuntu, "3.12"]',
    "matrix.flavor": "flavor: [base]",
    "matrix.set": "set: [base, torch]",
    include: 'include: [{ cuda: "12.4", set: torch }]',
    exclude: 'exclude: [{ cuda: "12.4", set: torch }]',
    default: 'default: { cuda: "12.8", ubuntu: "24.04", set: torch }',
    pins: 'pins: { torch: "==2.10.0" }',
    sets: "sets: { mine: [numpy, torch] }",
    mirrors: "mirrors: { docker.io: mirror.example }",
    catalog: "catalog: ./my-matrix",
    smoke: "smoke: { require: cpu }",
    apt: "apt: { maxAge: 7 }",
    cudnn: "cudnn: wheels",
    "wheel-cuda": "wheel-cuda: exact",
    sudo: "sudo: false",
};
/** An example of the nearest key above a path of dl-env.yml. */
const exampleFor = (path) => {
    for (let length = path.length; length > 0; length -= 1) {
        const example = EXAMPLES[path.slice(0, length).map(String).join(".")];
        if (example !== undefined)
            return `Write for example: ${example}`;
    }
    return path.length === 0 ? SMALLEST : undefined;
};


/***/ }),

/***/ 45598:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E7: () => (/* binding */ failedProblems),
/* harmony export */   Ov: () => (/* binding */ failedError),
/* harmony export */   XR: () => (/* binding */ failedCells)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _errors_errorProblems_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66850);
/* harmony import */ var _text_fewNames_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69340);



/**
 * The same failure for each of these cells. What is no DlEnvError is a fault of ours and is thrown
 * on.
 */
const failedCells = (cells, error) => {
    if (!(error instanceof _errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DlEnvError */ .Oz))
        throw error;
    const [problem] = (0,_errors_errorProblems_js__WEBPACK_IMPORTED_MODULE_1__/* .problemsOf */ .G)(error);
    return cells.map((cell) => ({ cell, problem, exit: error.exit }));
};
/**
 * One problem for each distinct one, naming its cells: forty cells that fail alike are one message.
 */
const failedProblems = (failed) => [...Map.groupBy(failed, ({ problem }) => `${problem.code}\n${problem.message}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined)
        return [];
    const names = [...new Set(group.map(({ cell }) => cell))];
    return [
        {
            ...first.problem,
            message: `${(0,_text_fewNames_js__WEBPACK_IMPORTED_MODULE_2__/* .fewNames */ .B)(names)}: ${first.problem.message}`,
        },
    ];
});
/**
 * Faults of the work first, then those of the request, then what could not be reached: the first
 * problem gives the exit.
 */
const byExit = (a, b) => a.exit - b.exit;
/**
 * All failures as one error, or undefined when there is none: exit 3 when only the outside failed.
 */
const failedError = (failed) => {
    const [first, ...more] = failedProblems(failed.toSorted(byExit));
    return first === undefined ? undefined : new _errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DlEnvError */ .Oz(first, { more });
};


/***/ }),

/***/ 85002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D_: () => (/* binding */ exitOfPlan),
/* harmony export */   Ne: () => (/* binding */ isIncomplete),
/* harmony export */   ki: () => (/* binding */ withoutBase)
/* harmony export */ });
/**
 * Whether the store or the destination of a plan could not be queried, so that it is not known what
 * is missing there.
 */
const isIncomplete = ({ cells, layers }) => layers.some(({ state }) => state === "unknown") ||
    cells.some(({ verdict, state, base }) => verdict === "accepted" && state === "unknown" && base?.platformDigest !== undefined);
/**
 * Accepted cells whose base could not be read: their layers are planned, except the system layer,
 * which depends on the base.
 */
const withoutBase = ({ cells }) => cells
    .filter(({ verdict, state, base }) => verdict === "accepted" && state === "unknown" && base?.platformDigest === undefined)
    .map(({ cell }) => cell);
/**
 * 3 when something could not be queried, unless it is a registry that `offline` forbids to ask; 1
 * when no cell is accepted; else 0.
 */
const exitOfPlan = (plan, offline) => {
    if (plan.totals.unknown > 0)
        return 3;
    if (plan.totals.accepted === 0)
        return 1;
    const isOutside = [plan.to, plan.store].some((name) => !name.startsWith("oci:"));
    return isIncomplete(plan) && !(offline && isOutside) ? 3 : 0;
};


/***/ }),

/***/ 82595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AM: () => (/* binding */ readImage),
/* harmony export */   PN: () => (/* binding */ keepStandInHere),
/* harmony export */   WG: () => (/* binding */ isStandIn)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _image_labels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35101);
/* harmony import */ var _registry_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3375);
/* harmony import */ var _registry_imageMissing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83997);




/**
 * Reads the image behind a digest or tag; rejects with `image-missing` when there is none. Two
 * requests.
 */
const readImage = async (repository, reference) => {
    const manifest = await repository.manifest(reference);
    if (manifest === undefined)
        throw (0,_registry_imageMissing_js__WEBPACK_IMPORTED_MODULE_2__/* .imageMissing */ .I)(repository, reference);
    const { config: configBlob, layers } = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseManifest */ .Ng)(manifest, repository.name);
    const config = (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseConfig */ .o4)(await (0,_registry_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .readSmall */ .o5)(repository, configBlob), configBlob.digest, repository.name);
    const titles = (config.history ?? [])
        .filter((entry) => entry.empty_layer !== true)
        .map((entry) => entry.created_by ?? "");
    return {
        manifest,
        digest: manifest.digest,
        labels: config.config?.Labels ?? {},
        layers: layers.map(({ digest, size }, index) => ({
            digest,
            size,
            diffId: config.rootfs.diff_ids[index] ?? "",
            title: titles[index] ?? "",
        })),
        size: layers.reduce((sum, layer) => sum + layer.size, 0),
    };
};
const isStandIn = (labels) => labels[_image_labels_js__WEBPACK_IMPORTED_MODULE_3__/* .STAND_IN_LABEL */ .kw] === "true";
/**
 * Rejects with `stand-in` when an image on a stand-in base would leave this machine; the image's
 * own label decides.
 */
const keepStandInHere = (labels, to, what) => {
    if (!isStandIn(labels) || to.local)
        return;
    throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
        code: "stand-in",
        message: `${what} is based on a stand-in for nvidia/cuda, so it is not pushed to ` +
            `${to.name}: stand-ins stay in image layouts and registries on this machine.`,
        hint: "Use a real base where docker.io can be reached, or a folder: to: oci:./images",
    });
};


/***/ }),

/***/ 32574:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gD: () => (/* binding */ findCredentials),
/* harmony export */   mj: () => (/* binding */ authFiles)
/* harmony export */ });
/* unused harmony export keysFor */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17242);
/* harmony import */ var _system_absolutePath_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66618);
/* harmony import */ var _system_rootFolder_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90884);





const Entry = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    auth: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    username: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    password: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    identitytoken: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    registrytoken: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
});
const AuthFile = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    auths: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), Entry).optional(),
    credHelpers: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    credsStore: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
});
const HelperAnswer = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ Username: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), Secret: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
/** Docker's key for Docker Hub, in config.json and towards helpers. */
const HUB_KEY = "https://index.docker.io/v1/";
/**
 * Files that may hold credentials, the first that knows the registry counts: REGISTRY_AUTH_FILE
 * alone when it is set (as podman does), else docker's config.json, then podman's auth.json of this
 * login session, then the one that stays.
 */
const authFiles = (env) => {
    const only = env.get("REGISTRY_AUTH_FILE");
    if (only !== undefined && only !== "")
        return [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(only) ? only : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(env.cwd, only)];
    const docker = (0,_system_absolutePath_js__WEBPACK_IMPORTED_MODULE_3__/* .absolutePath */ .H)(env, "DOCKER_CONFIG") ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(env.home, ".docker");
    const runtime = env.get("XDG_RUNTIME_DIR") ?? `/run/containers/${env.uid}`;
    const settings = env.get("XDG_CONFIG_HOME") ?? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(env.home, ".config");
    return [
        (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(docker, "config.json"),
        (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(runtime, "containers", "auth.json"),
        `/run/containers/${env.uid}/auth.json`,
        (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(settings, "containers", "auth.json"),
    ];
};
const readAuthFile = async (sources, file) => {
    const text = await sources.files.readText(file);
    if (text === undefined || text.trim() === "")
        return undefined;
    const broken = () => 
    // The cause is left out: a parser's message quotes the text, and the text holds secrets.
    (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({
        code: "wrong-auth-file",
        message: `The credentials in ${file} cannot be read: it is not the JSON that docker and ` +
            "podman write.",
        place: { file },
        hint: `Move it away and log in again: mv ${file} ${file}.old`,
    });
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw broken();
    }
    const decoded = AuthFile.safeParse(value);
    if (!decoded.success)
        throw broken();
    return decoded.data;
};
/**
 * Keys under which a registry's credentials may stand, the most telling first: podman's
 * host/path/path, then the host, then docker's forms.
 */
const keysFor = (host, repository) => {
    const parts = repository.split("/");
    const paths = parts.map((_, index) => [host, ...parts.slice(0, parts.length - index)].join("/"));
    const forms = [
        host,
        `https://${host}`,
        `https://${host}/v1/`,
        `https://${host}/v2/`,
        `http://${host}`,
    ];
    return host === "docker.io"
        ? [...paths, host, HUB_KEY, "index.docker.io", "registry-1.docker.io", ...forms]
        : [...paths, ...forms];
};
const fromEntry = (entry) => {
    if (entry.registrytoken)
        return { kind: "token", token: entry.registrytoken };
    if (entry.identitytoken)
        return { kind: "identity", token: entry.identitytoken };
    if (entry.username && entry.password)
        return { kind: "password", username: entry.username, password: entry.password };
    if (!entry.auth)
        return undefined;
    const plain = Buffer.from(entry.auth, "base64").toString("utf8").replace(/\0+$/, "");
    const colon = plain.indexOf(":");
    return colon < 1
        ? undefined
        : { kind: "password", username: plain.slice(0, colon), password: plain.slice(colon + 1) };
};
const helperFailed = (program, why) => (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)({
    code: "credential-helper-failed",
    message: `The credential helper ${program} failed: ${why}.`,
    hint: `Run it yourself: echo ${HUB_KEY} | ${program} get`,
});
const decodeHelperAnswer = (program, text) => {
    let answer;
    try {
        answer = JSON.parse(text);
    }
    catch {
        throw helperFailed(program, "it did not answer with JSON");
    }
    const decoded = HelperAnswer.safeParse(answer);
    if (!decoded.success)
        throw helperFailed(program, "its answer has no Username and Secret");
    const { Username, Secret } = decoded.data;
    return Username === "<token>"
        ? { kind: "identity", token: Secret }
        : { kind: "password", username: Username, password: Secret };
};
/**
 * Asks docker-credential-NAME; the registry goes in on standard input, the secret comes out on
 * standard output, nothing is in argv.
 */
const askHelper = async (sources, name, server) => {
    const program = `docker-credential-${name}`;
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .wrongRequest */ .Tw)({
            code: "wrong-auth-file",
            message: "The name of a credential helper in the credentials file is not a program's name.",
            hint: "Look at credsStore and credHelpers in: ~/.docker/config.json",
        });
    }
    const result = await sources.processes.run([program, "get"], {
        cwd: _system_rootFolder_js__WEBPACK_IMPORTED_MODULE_4__/* .ROOT_FOLDER */ .O,
        input: server,
        timeout: 30_000,
    });
    if (result.timedOut)
        throw helperFailed(program, "it did not answer in 30 seconds");
    if (result.code !== 0) {
        // The protocol has no code for "I know nothing about it", only this sentence.
        if (/credentials not found|no credentials server URL|not found in native keychain/i.test(`${result.stdout}${result.stderr}`))
            return undefined;
        throw helperFailed(program, `exit code ${result.code}`);
    }
    return decodeHelperAnswer(program, result.stdout);
};
const fromFile = async (sources, file, { host, repository }) => {
    const keys = keysFor(host, repository);
    const server = host === "docker.io" ? HUB_KEY : host;
    const helper = keys.map((key) => file.credHelpers?.[key]).find((name) => name !== undefined);
    if (helper !== undefined)
        return askHelper(sources, helper, server);
    const entries = keys.flatMap((key) => {
        const entry = file.auths?.[key];
        return entry === undefined ? [] : [entry];
    });
    for (const entry of entries) {
        const found = fromEntry(entry);
        if (found !== undefined)
            return found;
    }
    // With a credsStore docker leaves an empty entry behind for each registry it knows; podman lists
    // none. Ask in both cases.
    return file.credsStore ? askHelper(sources, file.credsStore, server) : undefined;
};
/**
 * Credentials for a repository, or undefined to ask as anyone. Rejects with `wrong-auth-file` or
 * `credential-helper-failed`.
 */
const findCredentials = async (sources, host, repository) => {
    for (const path of new Set(authFiles(sources.env))) {
        const file = await readAuthFile(sources, path);
        const found = file === undefined ? undefined : await fromFile(sources, file, { host, repository });
        if (found !== undefined)
            return found;
    }
    return undefined;
};


/***/ }),

/***/ 56023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   X5: () => (/* binding */ endpointOf),
/* harmony export */   x6: () => (/* binding */ mayCarryCredentials)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);
/* harmony import */ var _text_mirrors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85484);


const hostOnly = (host) => host.startsWith("[") ? host.slice(1, host.indexOf("]")) : (host.split(":", 1)[0] ?? host);
/** Whether a host with port is this machine itself. */
const isLoopback = (host) => {
    const name = hostOnly(host).toLowerCase();
    return (name === "localhost" ||
        name.endsWith(".localhost") ||
        name === "::1" ||
        /^127(?:\.[0-9]{1,3}){3}$/.test(name));
};
const readMirror = (key, value) => {
    const match = /^(?:(https?):\/\/)?((?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?)((?:\/[a-z0-9._-]+)*)\/?$/.exec(value);
    if (match?.[2] === undefined || (match[3] ?? "").split("/").includes("..")) {
        throw (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .wrongRequest */ .Tw)({
            code: "wrong-mirror",
            message: `The mirror of ${key} is not a host or an address.`,
            hint: `Write it as a host with an optional path: mirrors: { ${key}: mirror.example/docker }`,
        });
    }
    return {
        scheme: match[1] === "http" || match[1] === "https" ? match[1] : undefined,
        host: match[2].toLowerCase(),
        path: (match[3] ?? "").slice(1),
    };
};
/**
 * Where the reference is asked. Plain http only on loopback, or where a mirror is written with
 * http://.
 */
const endpointOf = (reference, mirrors = {}) => {
    const name = `${reference.host}/${reference.repository}`;
    const mirror = (0,_text_mirrors_js__WEBPACK_IMPORTED_MODULE_1__/* .mirrorOf */ .r)(name, mirrors);
    if (mirror === undefined) {
        const loopback = isLoopback(reference.host);
        const api = reference.host === "docker.io" ? "registry-1.docker.io" : reference.host;
        return {
            origin: `${loopback ? "http" : "https"}://${api}`,
            host: reference.host,
            repository: reference.repository,
            loopback,
        };
    }
    const { scheme, host, path } = readMirror(mirror.key, mirror.value);
    const rest = name.slice(mirror.key.length).replace(/^\//, "");
    const loopback = isLoopback(host);
    return {
        origin: `${scheme ?? (loopback ? "http" : "https")}://${host === "docker.io" ? "registry-1.docker.io" : host}`,
        host,
        repository: [path, rest].filter((part) => part !== "").join("/"),
        loopback,
    };
};
/** Whether a login may be sent there: over https, or to this machine itself. */
const mayCarryCredentials = ({ origin, loopback, }) => loopback || origin.startsWith("https:");


/***/ }),

/***/ 83997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ imageMissing)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17242);

/** The error for an image that is not there. */
const imageMissing = (to, reference) => (0,_errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({
    code: "image-missing",
    message: `${to.name} has no image ${reference}.`,
    hint: "An image has its tag when it was built, tested and promoted. Type: dl-env " +
        "build && dl-env smoke && dl-env promote",
});


/***/ }),

/***/ 51964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GB: () => (/* binding */ pauseBefore),
/* harmony export */   H9: () => (/* binding */ faultKind),
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   dX: () => (/* binding */ LONGEST_WAIT)
/* harmony export */ });
/* unused harmony export RETRIES */
/**
 * Answers of a registry that is down for a moment; 520 to 527 are those of a content network in
 * front of it.
 */
const SERVER = [408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527];
/**
 * The whole of what is tried again. `race`: distribution on a file system does not write its links
 * at once, so a manifest that comes while another client sends one of its blobs is answered
 * DIGEST_INVALID; and what we send has been checked against its digest here. A registry that says
 * how long to wait (Retry-After) is believed up to LONGEST_WAIT.
 */
const RETRIES = [
    { fault: "network", statuses: [], attempts: 5, pause: 400, when: "safe" },
    { fault: "rate-limit", statuses: [429], attempts: 6, pause: 1000, when: "always" },
    { fault: "server", statuses: SERVER, attempts: 5, pause: 400, when: "safe" },
    { fault: "race", statuses: [], codes: ["DIGEST_INVALID"], attempts: 5, pause: 100, when: "safe" },
];
/** Milliseconds; a registry that wants a longer pause than this is an error that says so. */
const LONGEST_WAIT = 120_000;
/**
 * Retry-After in milliseconds (seconds or an HTTP date), undefined when it is absent or unreadable.
 */
const retryAfter = (value, now) => {
    if (value === undefined)
        return undefined;
    if (/^[0-9]+$/.test(value.trim()))
        return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};
const ruleFor = (fault) => RETRIES.find((rule) => "network" in fault
    ? rule.fault === "network"
    : rule.statuses.includes(fault.status) || rule.codes?.includes(fault.code ?? "") === true);
/** Which row of the table a fault belongs to; undefined for what is not tried again. */
const faultKind = (fault) => ruleFor(fault)?.fault;
/**
 * Milliseconds to wait before attempt number `next` (2 is the first retry), or undefined when it is
 * over.
 */
const pauseBefore = (next, fault, { safe, now }) => {
    const rule = ruleFor(fault);
    if (rule === undefined || next > rule.attempts || (rule.when === "safe" && !safe))
        return undefined;
    const requested = "network" in fault ? undefined : retryAfter(fault.retryAfter, now);
    const wait = requested ?? rule.pause * 2 ** (next - 2);
    return wait > LONGEST_WAIT ? undefined : wait;
};


/***/ }),

/***/ 38850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ changeText),
/* harmony export */   r: () => (/* binding */ annotateChange)
/* harmony export */ });
/* harmony import */ var _text_fewNames_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69340);
/* harmony import */ var _annotations_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36275);


const MOST_CELLS = 20;
/** What a change does, for people. */
const changeText = ({ touched, drift, built }) => [
    touched.length === 0
        ? "This change affects no cell."
        : `Affected cells: ${(0,_text_fewNames_js__WEBPACK_IMPORTED_MODULE_0__/* .fewNames */ .B)(touched.map(({ cell }) => cell), MOST_CELLS)}`,
    ...drift.map(({ file, hint }) => `${file} is out of date. ${hint}`),
    ...built.map(({ cell, outcome, detail }) => `${cell}: ${outcome}${detail === "" ? "" : `. ${detail}`}`),
].join("\n");
/** Files that are out of date, old apt locks and what the linter found, each at its place. */
const annotateChange = ({ result, oldLocks, lint }) => [
    ...result.drift.map(({ file, hint }) => ({
        level: "error",
        title: "out of date",
        message: `This file differs from what its source generates now.\n${hint}`,
        place: { file, line: 1 },
    })),
    ...(0,_annotations_js__WEBPACK_IMPORTED_MODULE_1__/* .annotateProblems */ .$9)(oldLocks).map((annotation) => ({
        ...annotation,
        level: "warning",
    })),
    ...lint.map(({ level, rule, message, place }) => ({ level, title: rule, message, place })),
];


/***/ }),

/***/ 17417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LJ: () => (/* binding */ goneText),
/* harmony export */   Vn: () => (/* binding */ watchText),
/* harmony export */   _V: () => (/* binding */ SETTLED),
/* harmony export */   f7: () => (/* binding */ pullText)
/* harmony export */ });
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36647);
/* harmony import */ var _summaryMarkup_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42281);


const catalogText = (releases, hasCatalog) => {
    if (hasCatalog)
        return [
            "They are added to the list of CUDA images in this repository's catalog too, " +
                "with the date on which they were read.",
            "",
        ];
    const unknown = releases.filter(({ known }) => !known);
    return unknown.length === 0
        ? []
        : [
            "The catalog of the dl-env in use does not know CUDA " +
                `${unknown.map(({ minor }) => minor).join(", ")} yet, so the checks fail until ` +
                "a newer version is used.",
            "",
        ];
};
/**
 * The pull request about new CUDA releases. `catalog`: whether this repository's own list of images
 * is edited too.
 */
const pullText = (releases, { catalog }) => ({
    title: `Add CUDA ${releases.map(({ minor }) => minor).join(", ")} to the matrix`,
    body: [
        "NVIDIA has published images that fit this matrix:",
        "",
        ...releases.map(({ version, tags }) => `- CUDA ${(0,_summaryMarkup_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .a)(version)}: ${tags.map(_summaryMarkup_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .a).join(", ")}`),
        "",
        ...catalogText(releases, catalog),
        "The checks of this pull request show whether the libraries work together. " +
            "Each nightly run overwrites this branch: do not commit to it.",
    ].join("\n"),
});
/** The issue about bases that are gone. */
const goneText = (gone) => ({
    title: `${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(gone.length, "cell")} without a base image`,
    body: [
        "The registry no longer lists the base images of these cells. Their images and " +
            "tags stay as they are; they are not built again.",
        "",
        ...gone.slice(0, 100).map(({ cell, message }) => `- ${(0,_summaryMarkup_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .a)(cell)}: ${(0,_summaryMarkup_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .C)(message)}`),
        ...(gone.length > 100 ? [`- and ${gone.length - 100} more`] : []),
        "",
        "Remove them from the matrix, and this issue is closed automatically.",
    ].join("\n"),
});
const SETTLED = "Every cell of the matrix has a base image again.";
/** What a night found, for people. */
const watchText = ({ changed, gone, releases, apt, unknown, quiet }) => [
    changed.length === 0
        ? "Nothing to build."
        : `${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(changed.length, "cell")} to build: ` +
            `${changed.slice(0, 20).join(", ")}${changed.length > 20 ? ", …" : ""}`,
    ...releases.map(({ version, tags }) => `CUDA ${version} is new: ${tags.join(", ")}`),
    ...gone.map(({ cell, message }) => `${cell} no longer has a base image: ${message}`),
    ...apt.map(({ message, hint }) => `${message}${hint === undefined ? "" : ` ${hint}`}`),
    ...unknown.slice(0, 20).map(({ cell, message }) => `${cell} could not be judged: ${message}`),
    ...(quiet === undefined ? [] : [quiet]),
].join("\n");


/***/ }),

/***/ 66212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  MS: () => (/* binding */ lockFolder),
  fA: () => (/* binding */ session_openSession),
  MC: () => (/* binding */ sessionOf)
});

// UNUSED EXPORTS: sessionWith

// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
// EXTERNAL MODULE: ./lib/src/catalog/cuda.js
var cuda = __webpack_require__(26223);
;// CONCATENATED MODULE: ./lib/src/catalog/decodeLibrary.js
/** Drops the keys without a value, which exactOptionalPropertyTypes asks for. */
const given = (value) => Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
/** A source is a name of matrix/sources.yml or a text of its own. */
const sourced = (entry, sources) => ({
    ...entry,
    source: sources[entry.source] ?? entry.source,
});
const renamed = (entry) => {
    const { "wheel-cuda": wheelCuda, ...rest } = entry;
    return { ...rest, wheelCuda };
};
/** One trap of library.yml or traps.yml. */
const trapOf = (trap, sources) => given(renamed(sourced(trap, sources)));
/** One library.yml as facts. */
const libraryOf = (name, decoded, sources) => {
    const { value: file, folder } = decoded;
    return {
        name,
        title: file.title,
        about: file.about,
        releases: file.releases.map((entry) => given(renamed(sourced(entry, sources)))),
        limits: file.limits.map((entry) => given(renamed(sourced(entry, sources)))),
        traps: file.traps.map((entry) => trapOf(entry, sources)),
        architectures: file.architectures.map((entry) => given(sourced(entry, sources))),
        drivers: file.drivers.map((entry) => given(sourced(entry, sources))),
        gpu: file.gpu,
        bringsCudnn: file["brings-cudnn"],
        usesCudnn: file["uses-cudnn"],
        needs: file.needs,
        ...(file.ended === undefined ? {} : { ended: sourced(file.ended, sources) }),
        imports: file.imports,
        folder,
    };
};

;// CONCATENATED MODULE: ./lib/src/catalog/sets.js
/**
 * Libraries of a set, those of the set it extends first; a loop of extensions ends where it meets
 * itself.
 */
const flat = (name, sets, seen = []) => {
    const set = sets[name];
    if (set === undefined || seen.includes(name))
        return [];
    const below = set.extends === undefined ? [] : flat(set.extends, sets, [...seen, name]);
    return [...new Set([...below, ...set.libraries])];
};
/** The sets of all folders; a folder's set may extend one of the built-in catalog. */
const setsOf = (folders) => {
    const sets = Object.assign({}, ...folders.map((folder) => folder.sets?.value.sets ?? {}));
    return {
        sets: new Map(Object.keys(sets).map((name) => [name, flat(name, sets)])),
        every: [...new Set(folders.flatMap((folder) => folder.sets?.value.every ?? []))],
    };
};

// EXTERNAL MODULE: ./lib/src/text/closest.js
var closest = __webpack_require__(80887);
// EXTERNAL MODULE: ./lib/src/text/oneOf.js
var oneOf = __webpack_require__(57993);
// EXTERNAL MODULE: ./lib/src/catalog/reservedNames.js
var reservedNames = __webpack_require__(33282);
;// CONCATENATED MODULE: ./lib/src/catalog/checkSetNames.js



const problemOf = ({ kind, name, choices, place: at }) => {
    const near = (0,closest/* closestOf */.P)(name, choices);
    const place = at();
    return {
        code: "unknown-name",
        message: `There is no ${kind} \`${name}\`; the catalog has ${(0,oneOf/* oneOf */.y)(choices)}.`,
        place,
        hint: near === undefined
            ? `Add it, or remove the name from ${place.file}`
            : `Did you mean: ${near}`,
    };
};
/** Sets of a folder that are named as dl-env names its own tags. */
const reservedSets = (folders) => folders.flatMap(({ sets }) => Object.keys(sets?.value.sets ?? {}).flatMap((name) => {
    const message = (0,reservedNames/* reservedName */.k)(name);
    return message === undefined || sets === undefined
        ? []
        : [
            {
                code: "wrong-value",
                message,
                place: sets.yaml.keyPlace(["sets", name]),
                hint: "Write another name, such as mine",
            },
        ];
}));
const inSets = (folder, catalog) => {
    if (folder.sets === undefined)
        return [];
    const { value, yaml } = folder.sets;
    const libraries = [...catalog.libraries.keys()];
    const sets = [...catalog.sets.keys()];
    const list = (names, path) => names.map((name, index) => ({
        kind: "library",
        name,
        choices: libraries,
        place: () => yaml.place([...path, index]),
    }));
    return Object.entries(value.sets)
        .flatMap(([name, set]) => [
        ...list(set.libraries, ["sets", name, "libraries"]),
        ...(set.extends === undefined
            ? []
            : [
                {
                    kind: "set",
                    name: set.extends,
                    choices: sets,
                    place: () => yaml.place(["sets", name, "extends"]),
                },
            ]),
    ])
        .concat(list(value.every, ["every"]));
};
/** Names in one library.yml, without what they may be. */
const namesOf = ({ value: { needs, releases, limits }, yaml, }) => {
    const libraries = (names, path) => names.map((name, index) => ({
        kind: "library",
        name,
        place: () => yaml.place([...path, index]),
    }));
    return [
        ...libraries(needs, ["needs"]),
        ...releases.flatMap((entry, at) => libraries(entry.with, ["releases", at, "with"])),
        ...limits.flatMap((entry, at) => libraries(entry.with, ["limits", at, "with"])),
        ...limits.flatMap((entry, at) => libraries(entry.without, ["limits", at, "without"])),
        ...releases.flatMap(({ index }, at) => index === undefined
            ? []
            : [{ kind: "index", name: index, place: () => yaml.place(["releases", at, "index"]) }]),
    ];
};
const inLibrary = (library, catalog) => {
    const libraries = [...catalog.libraries.keys()];
    const indexes = [...catalog.indexes.keys()];
    return namesOf(library).map((reference) => ({
        ...reference,
        choices: reference.kind === "index" ? indexes : libraries,
    }));
};
const inCuda = (folder) => {
    if (folder.cuda === undefined)
        return [];
    const { value, yaml } = folder.cuda;
    const choices = Object.keys(value.flavors);
    return Object.entries(value.releases).flatMap(([version, release]) => Object.entries(release.images).flatMap(([ubuntu, flavors]) => typeof flavors === "string"
        ? [
            {
                kind: "list of flavors",
                name: flavors,
                choices,
                place: () => yaml.place(["releases", version, "images", ubuntu]),
            },
        ]
        : []));
};
/** Names in the files that lead nowhere, each with its place. */
const danglingNames = (folders, catalog) => folders
    .flatMap((folder) => [
    ...inSets(folder, catalog),
    ...[...folder.libraries.values()].flatMap((library) => inLibrary(library, catalog)),
    ...inCuda(folder),
])
    .filter((reference) => !reference.choices.includes(reference.name))
    .map(problemOf);

;// CONCATENATED MODULE: ./lib/src/catalog/assemble.js






const needed = (value, folder, file) => {
    if (value !== undefined)
        return value;
    throw (0,errors_error/* wrongRequest */.Tw)({
        code: "missing-key",
        message: `The catalog lacks ${file}.yml.`,
        place: { file: `${folder.root}/${file}.yml` },
        hint: "npm ci",
    });
};
/** The last folder that has something wins. */
const last = (folders, pick) => folders.map(pick).findLast((value) => value !== undefined);
const merged = (folders, pick) => Object.assign({}, ...folders.map((folder) => pick(folder) ?? {}));
const ubuntuOf = (folders) => Object.entries(merged(folders, (folder) => folder.ubuntu?.value)).map(([name, release]) => ({
    name,
    tag: release.tag,
    glibc: release.glibc,
    python: release.python,
    preReleasePythons: release["pre-release-pythons"],
    endOfLife: release["end-of-life"],
    ...(release.snapshots === undefined ? {} : { snapshots: release.snapshots }),
    source: release.source,
}));
const pythonsOf = (folders) => folders.flatMap((folder) => {
    const file = folder.pythons?.value;
    if (file === undefined)
        return [];
    return Object.entries(file.pythons).map(([version, python]) => ({
        minor: version.split(".").slice(0, 2).join("."),
        version,
        url: file.address.replaceAll("{version}", version).replaceAll("{build}", python.build),
        sha256: python.sha256,
        source: file.source,
    }));
});
const GPU_KINDS = ["datacenter", "workstation", "geforce", "jetson"];
const gpusOf = (folders) => folders.flatMap((folder) => {
    const file = folder.gpus?.value;
    return Object.entries(file?.cards ?? {}).flatMap(([computeCapability, row]) => GPU_KINDS.flatMap((kind) => row[kind].map((name) => ({
        name: name.replace(/\?$/, ""),
        computeCapability,
        architecture: row.architecture,
        kind,
        source: (name.endsWith("?") ? file?.inferred : file?.source) ?? "",
    }))));
});
const indexesOf = (folders) => {
    const builtIn = folders[0].indexes?.value ?? {};
    const hostOf = (name) => {
        const url = builtIn[name]?.url;
        return url === undefined ? undefined : new URL(url).host;
    };
    return new Map(Object.entries(merged(folders, (folder) => folder.indexes?.value)).map(([name, index]) => [
        name,
        { name, ...index, builtInHost: hostOf(name) },
    ]));
};
const wheelsOf = (folders) => Object.fromEntries(Object.entries(merged(folders, (folder) => folder.cuda?.value.wheels)).map(([major, facts]) => [
    major,
    {
        exact: facts.exact,
        sameMajor: facts["same-major"],
        marks: facts.marks,
        runtime: facts.runtime,
        source: facts.source,
    },
]));
const driversOf = (folders) => {
    const file = needed(last(folders, (folder) => folder.drivers?.value), folders[0], "drivers");
    return {
        minorVersion: file["minor-version"],
        shipped: file.shipped,
        requireBranches: file["require-branches"],
        requireSource: file["require-source"],
        branchEnd: file["branch-end"],
        branchSource: file["branch-source"],
        lastBranchBeforeTuring: file["last-branch-before-turing"],
        source: file.source,
    };
};
const pinnedWheel = ({ version, sha256, file, }) => ({ version, wheelSha256: sha256, wheelFile: file });
const newestOf = (folders) => {
    const file = last(folders, (folder) => folder.newest?.value);
    return {
        asOf: file?.["as-of"] ?? "",
        packages: merged(folders, (folder) => folder.newest?.value.packages),
        source: file?.source ?? "",
    };
};
const librariesOf = (folders, sources) => folders.flatMap((folder) => [...folder.libraries].map(([name, library]) => libraryOf(name, library, sources)));
const cudnnOf = (folders) => {
    const file = last(folders, (folder) => folder.cudnn?.value);
    const { rows, "two-copies": twoCopies, source } = needed(file, folders[0], "cudnn");
    return { rows, twoCopies, source };
};
/** Throws DlEnvError(2) for names that lead nowhere. */
const checked = (folders, catalog) => {
    const [first, ...more] = [
        ...reservedSets(folders),
        ...danglingNames(folders, catalog),
    ];
    if (first !== undefined)
        throw (0,errors_error/* wrongRequest */.Tw)(first, { more });
    return catalog;
};
/** Folders as they lie on disk -> the catalog; throws DlEnvError(2) for names that lead nowhere. */
const assemble = (folders) => {
    const [builtIn] = folders;
    const sources = merged(folders, (folder) => folder.sources?.value);
    const lastImage = last(folders, (folder) => folder.image?.value);
    const image = needed(lastImage, builtIn, "image");
    const traps = folders.flatMap((folder) => folder.traps?.value ?? []);
    return checked(folders, {
        asOf: needed(builtIn.cuda?.value["as-of"], builtIn, "cuda"),
        cuda: folders.flatMap(cuda/* cudaReleases */.Y).sort((a, b) => (0,versions/* compareVersions */.Zy)(a.version, b.version)),
        ubuntu: ubuntuOf(folders),
        pythons: pythonsOf(folders).sort((a, b) => (0,versions/* compareVersions */.Zy)(a.version, b.version)),
        libraries: new Map(librariesOf(folders, sources).map((library) => [library.name, library])),
        ...setsOf(folders),
        indexes: indexesOf(folders),
        wheels: wheelsOf(folders),
        never: merged(folders, (folder) => folder.cuda?.value.never),
        cudnn: cudnnOf(folders),
        traps: traps.map((trap) => trapOf(trap, sources)),
        gpus: gpusOf(folders),
        drivers: driversOf(folders),
        uv: pinnedWheel(image.uv),
        hostUv: pinnedWheel(needed(builtIn.image?.value, builtIn, "image").uv),
        hostHadolint: pinnedWheel(needed(builtIn.tools?.value, builtIn, "tools").hadolint),
        newest: newestOf(folders),
        overlapWinners: merged(folders, (folder) => folder.image?.value["laid-last"]),
        apt: image.apt,
    });
};

// EXTERNAL MODULE: ./lib/src/catalog/decode.js
var decode = __webpack_require__(60590);
// EXTERNAL MODULE: ./lib/src/catalog/fileFormats.js
var fileFormats = __webpack_require__(85840);
// EXTERNAL MODULE: ./lib/src/catalog/fieldFormats.js
var fieldFormats = __webpack_require__(87744);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/src/catalog/libraryFormat.js


const release = schemas/* strictObject */.rej({
    cuda: fieldFormats/* range */.y1.optional().meta({ description: "CUDA x.y for which this entry counts" }),
    python: fieldFormats/* range */.y1.optional().meta({ description: "Python x.y for which this entry counts" }),
    with: fieldFormats/* texts */.Te.default([]).meta({ description: "Other libraries that the set must hold" }),
    "wheel-cuda": fieldFormats/* wheelCuda */.XI.optional(),
    requirements: fieldFormats/* texts */.Te.min(1).meta({ description: "Requirements of PEP 508 without markers" }),
    constraints: fieldFormats/* texts */.Te.default([]),
    index: fieldFormats/* name */.UU
        .optional()
        .meta({ description: "A name of matrix/indexes.yml, when PyPI lacks the wheels" }),
    source: fieldFormats/* source */.sP,
});
const limit = schemas/* strictObject */.rej({
    code: fieldFormats/* code */.aY,
    message: fieldFormats/* text */.Qq.meta({
        description: "One or two plain sentences; {cuda}, {python}, {ubuntu} and {flavor} are the cell's",
    }),
    hint: fieldFormats/* text */.Qq.optional(),
    cuda: fieldFormats/* range */.y1.optional(),
    python: fieldFormats/* range */.y1.optional(),
    ubuntu: fieldFormats/* texts */.Te.optional(),
    flavor: fieldFormats/* texts */.Te.optional(),
    with: fieldFormats/* texts */.Te.default([]).meta({ description: "Other libraries that the set must hold" }),
    without: fieldFormats/* texts */.Te.default([]).meta({ description: "Libraries that the set must not hold" }),
    "wheel-cuda": fieldFormats/* wheelCuda */.XI.optional(),
    from: fieldFormats/* date */.p6.optional().meta({ description: "The date from which it holds" }),
    source: fieldFormats/* source */.sP,
});
const trap = schemas/* strictObject */.rej({
    code: fieldFormats/* code */.aY,
    message: fieldFormats/* text */.Qq,
    hint: fieldFormats/* text */.Qq.optional(),
    package: fieldFormats/* text */.Qq.meta({ description: "The package that a lock must not hold; `*` for any" }),
    versions: fieldFormats/* range */.y1.optional(),
    cuda: fieldFormats/* range */.y1.optional(),
    python: fieldFormats/* range */.y1.optional(),
    "wheel-cuda": fieldFormats/* wheelCuda */.XI.optional(),
    missing: fieldFormats/* text */.Qq.optional().meta({ description: "Counts only when the lock lacks this package" }),
    beside: fieldFormats/* text */.Qq.optional().meta({
        description: "Counts only when the lock also holds this package, with an optional range",
    }),
    source: fieldFormats/* source */.sP,
});
const architectures = schemas/* strictObject */.rej({
    package: fieldFormats/* text */.Qq,
    cuda: fieldFormats/* range */.y1.optional(),
    versions: fieldFormats/* range */.y1.optional(),
    sm: schemas/* array */.YOg(fieldFormats/* capability */.Tm),
    ptx: schemas/* array */.YOg(fieldFormats/* capability */.Tm),
    source: fieldFormats/* source */.sP,
});
const driver = schemas/* strictObject */.rej({ package: fieldFormats/* text */.Qq, versions: fieldFormats/* range */.y1.optional(), driver: fieldFormats/* text */.Qq, source: fieldFormats/* source */.sP });
/** matrix/libraries/<name>/library.yml */
const libraryFile = schemas/* strictObject */.rej({
    title: fieldFormats/* text */.Qq,
    about: fieldFormats/* text */.Qq,
    gpu: fieldFormats/* flag */.Jt.meta({ description: "Whether its work needs a GPU" }),
    "brings-cudnn": fieldFormats/* flag */.Jt.meta({ description: "Whether its wheels bring their own cuDNN" }),
    "uses-cudnn": fieldFormats/* flag */.Jt.meta({ description: "Whether it loads a cuDNN, its own or the base's" }),
    needs: fieldFormats/* texts */.Te.default([]).meta({
        description: "Libraries whose packages it includes: they count as part of every set that contains it",
    }),
    imports: fieldFormats/* texts */.Te.min(1).meta({ description: "Names for the import check" }),
    ended: schemas/* strictObject */.rej({ last: fieldFormats/* text */.Qq, date: fieldFormats/* date */.p6, message: fieldFormats/* text */.Qq, source: fieldFormats/* source */.sP }).optional(),
    releases: schemas/* array */.YOg(release).min(1).meta({
        description: "What it requires of an index; the first entry that matches the cell counts",
    }),
    limits: schemas/* array */.YOg(limit).default([]).meta({ description: "Combinations that cannot work" }),
    traps: schemas/* array */.YOg(trap)
        .default([])
        .meta({ description: "What a lock must not hold although the resolver accepted it" }),
    architectures: schemas/* array */.YOg(architectures)
        .default([])
        .meta({ description: "GPU code that the wheels carry" }),
    drivers: schemas/* array */.YOg(driver).default([]).meta({
        description: "Oldest Linux drivers that its makers support, where newer than what the wheels' CUDA needs",
    }),
});
/** matrix/traps.yml */
const trapsFile = schemas/* array */.YOg(trap);

// EXTERNAL MODULE: ./lib/src/catalog/yaml.js + 1 modules
var catalog_yaml = __webpack_require__(13678);
;// CONCATENATED MODULE: ./lib/src/catalog/folder.js






const FILES = {
    cuda: fileFormats/* cudaFile */.aG,
    ubuntu: fileFormats/* ubuntuFile */.yU,
    pythons: fileFormats/* pythonsFile */.CJ,
    gpus: fileFormats/* gpusFile */.K8,
    drivers: fileFormats/* driversFile */.QA,
    cudnn: fileFormats/* cudnnFile */.tk,
    sets: fileFormats/* setsFile */.UE,
    indexes: fileFormats/* indexesFile */.Pb,
    traps: trapsFile,
    sources: fileFormats/* sourcesFile */.tR,
    newest: fileFormats/* newestFile */.Fi,
    image: fileFormats/* imageFile */.Ap,
    tools: fileFormats/* toolsFile */.iP,
};
const readFile = async (system, path, schema) => {
    const text = await system.files.readText(path);
    if (text === undefined)
        return undefined;
    const yaml = (0,catalog_yaml/* readYaml */.g)(text, path);
    return { value: (0,decode/* decodeYaml */.S)(schema, yaml), yaml };
};
const problemsOf = (error) => {
    if (!(error instanceof errors_error/* DlEnvError */.Oz))
        throw error;
    const { code, message, place, hint, more } = error;
    return [
        {
            code,
            message,
            ...(place === undefined ? {} : { place }),
            ...(hint === undefined ? {} : { hint }),
        },
        ...more,
    ];
};
/** Settles all, so that two broken files are both named; throws one DlEnvError(2). */
const folder_all = async (work) => {
    const settled = await Promise.allSettled(work);
    const [first, ...more] = settled.flatMap((result) => result.status === "rejected" ? problemsOf(result.reason) : []);
    if (first !== undefined)
        throw new errors_error/* DlEnvError */.Oz(first, { more });
    return settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
};
const checkName = (root, name) => {
    if (fieldFormats/* NAME */.o_.test(name))
        return;
    throw (0,errors_error/* wrongRequest */.Tw)({
        code: "wrong-value",
        message: `The folder name \`${name}\` cannot name a library: use lower case, digits and hyphens.`,
        place: { file: `${root}/libraries/${name}/library.yml` },
        hint: `mv ${root}/libraries/${name} ` +
            `${root}/libraries/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
    });
};
/**
 * Reads and decodes one folder of facts; throws DlEnvError(2) that names every problem in every
 * file with its place.
 */
const readFolder = async (system, root) => {
    const names = Object.keys(FILES);
    const libraryNames = await system.files.list(`${root}/libraries`);
    const files = names.map(async (name) => [name, await readFile(system, `${root}/${name}.yml`, FILES[name])]);
    const libraries = libraryNames.map(async (name) => {
        const folder = `${root}/libraries/${name}`;
        const decoded = await readFile(system, `${folder}/library.yml`, libraryFile);
        if (decoded === undefined)
            return undefined;
        checkName(root, name);
        return [name, { ...decoded, folder }];
    });
    const [readFiles, readLibraries] = await folder_all([
        folder_all(files),
        folder_all(libraries),
    ]);
    const present = readFiles.filter(([, decoded]) => decoded !== undefined);
    const found = readLibraries.filter((entry) => entry !== undefined);
    return { root, libraries: new Map(found), ...Object.fromEntries(present) };
};

;// CONCATENATED MODULE: ./lib/src/catalog/load.js



const joined = (cwd, path) => path.startsWith("/") ? path : `${cwd}/${path.replace(/^\.\//, "")}`;
/**
 * The facts of this project's matrix/, and of a folder of your own in the same format, which adds
 * to them and wins over them. `place` is where the folder is named. Throws DlEnvError(2) with
 * file:line:column of every mistake.
 */
const loadCatalog = async (system, extraFolder, place) => {
    const builtIn = readFolder(system, `${system.env.projectRoot}/matrix`);
    if (extraFolder === undefined)
        return assemble([await builtIn]);
    const folder = joined(system.env.cwd, extraFolder);
    if ((await system.files.stat(folder))?.kind !== "directory") {
        void builtIn.catch(() => undefined);
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "catalog-missing",
            message: `There is no folder ${extraFolder} to read libraries and releases from.`,
            ...(place === undefined ? {} : { place }),
            hint: `Make it, or remove \`catalog\` from dl-env.yml: mkdir -p ${extraFolder}/libraries`,
        });
    }
    const own = await readFolder(system, folder);
    if (own.libraries.size === 0 && Object.keys(own).length === 2) {
        void builtIn.catch(() => undefined);
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "catalog-missing",
            message: `The folder ${extraFolder} holds no libraries and no releases.`,
            ...(place === undefined ? {} : { place }),
            hint: `A library is a folder with a library.yml: mkdir -p ${extraFolder}/libraries/mine`,
        });
    }
    return assemble([await builtIn, own]);
};

// EXTERNAL MODULE: ./lib/src/matrix/checkDestinations.js
var checkDestinations = __webpack_require__(13379);
// EXTERNAL MODULE: ./lib/src/matrix/requestHints.js
var requestHints = __webpack_require__(85077);
;// CONCATENATED MODULE: ./lib/src/matrix/readRequest.js


/** Bytes; a request that names every axis of the catalog has a few thousand. */
const LARGEST = 4_000_000;
const tooLarge = (file) => (0,errors_error/* wrongRequest */.Tw)({
    code: "request-too-large",
    message: `This file is larger than ${LARGEST / 1_000_000} MB, too large for a dl-env.yml.`,
    place: { file },
    hint: `Name the right file: --file dl-env.yml; see what this one is: ls -l ${file}`,
});
/** No more than LARGEST bytes, from a file or whatever else can be read. */
const readBytes = async (files, file) => {
    const parts = [];
    let size = 0;
    for await (const part of files.read(file)) {
        size += part.length;
        if (size > LARGEST)
            throw tooLarge(file);
        parts.push(part);
    }
    return Buffer.concat(parts);
};
/** The first line, from 1, that is no UTF-8. */
const brokenLine = (bytes) => {
    let line = 1;
    for (let start = 0; start < bytes.length; line += 1) {
        const end = bytes.indexOf(10, start);
        const stop = end === -1 ? bytes.length : end + 1;
        try {
            new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, stop));
        }
        catch {
            return line;
        }
        start = stop;
    }
    return line;
};
const textOf = (bytes, file) => {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    }
    catch (error) {
        const line = brokenLine(bytes);
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "not-utf8",
            message: "This line is not UTF-8 text.",
            place: { file, line },
            hint: `See in which encoding it is, then save it as UTF-8: file ${file}`,
        }, { cause: error });
    }
};
/** The text of dl-env.yml. Throws DlEnvError(2): `no-request`, `request-too-large`, `not-utf8`. */
const readRequest = async (files, file) => {
    const found = await files.stat(file);
    if (found === undefined)
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "no-request",
            message: `There is no file ${file}.`,
            hint: requestHints/* SMALLEST */.u,
        });
    if (found.kind === "directory")
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "no-request",
            message: `${file} is a folder, and a file is needed.`,
            hint: `Name the file in it: --file ${file.replace(/\/+$/, "")}/dl-env.yml`,
        });
    try {
        return textOf(await readBytes(files, file), file);
    }
    catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOENT"))
            throw error;
        throw (0,errors_error/* wrongRequest */.Tw)({
            code: "no-request",
            message: `${file} is a symbolic link whose target does not exist.`,
            hint: `See where it leads: readlink ${file}`,
        }, { cause: error });
    }
};

// EXTERNAL MODULE: ./lib/src/engine/engines.js + 8 modules
var engines = __webpack_require__(27736);
// EXTERNAL MODULE: ./lib/src/engine/standIn.js + 2 modules
var standIn = __webpack_require__(65879);
// EXTERNAL MODULE: ./lib/src/matrix/decodeRequest.js + 3 modules
var decodeRequest = __webpack_require__(7538);
// EXTERNAL MODULE: ./lib/src/registry/digest.js
var registry_digest = __webpack_require__(57410);
// EXTERNAL MODULE: ./lib/src/system/boundedBody.js
var boundedBody = __webpack_require__(5911);
;// CONCATENATED MODULE: ./lib/src/registry/networkFault.js

/**
 * A name that does not exist will not exist in a second either; one whose server did not answer
 * (EAI_AGAIN) may.
 */
const isUnknownHost = (error) => error instanceof Error &&
    (("code" in error && error.code === "ENOTFOUND") || isUnknownHost(error.cause));
/**
 * Answers that will not be any better: headers that are too large, a body that is not as long as
 * its header says.
 */
const HOPELESS = /^UND_ERR_(?:HEADERS_OVERFLOW|INVALID_ARG|NOT_SUPPORTED)$/;
const isNetworkCode = (code) => !HOPELESS.test(code) &&
    /^(?:ECONN|EPIPE|ETIMEDOUT|UND_ERR|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2)/.test(code);
const isHopeless = (error) => error instanceof Error &&
    (("code" in error && HOPELESS.test(String(error.code))) || isHopeless(error.cause));
/** Whether what was thrown means that no (whole) answer came, so that asking again may help. */
const isNetworkFault = (error) => {
    if (isUnknownHost(error) || isHopeless(error))
        return false;
    if (error instanceof errors_error/* DlEnvError */.Oz)
        return error.code === "network" && !(error.cause instanceof errors_error/* DlEnvError */.Oz);
    if (!(error instanceof Error))
        return false;
    return (isNetworkCode("code" in error ? String(error.code) : "") ||
        (error.cause !== undefined && isNetworkFault(error.cause)));
};
const reasonOf = (error) => {
    if (!(error instanceof Error))
        return String(error);
    return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
};
/** An error of a body as the network's, where it is that; every other one as it is. */
const asNetworkError = (error, { host, origin }) => error instanceof errors_error/* DlEnvError */.Oz || !isNetworkFault(error)
    ? error
    : (0,errors_error/* unreachable */.HB)({
        code: "network",
        message: `The answer of ${host} was cut off (${reasonOf(error)}).`,
        hint: `Check the connection: curl -sSI ${origin}/v2/`,
    }, { cause: error });
const refusalOf = (error) => {
    if (!(error instanceof errors_error/* DlEnvError */.Oz) || typeof error.cause !== "object" || error.cause === null)
        return undefined;
    if (!("status" in error.cause) || typeof error.cause.status !== "number")
        return undefined;
    return {
        status: error.cause.status,
        code: "code" in error.cause && typeof error.cause.code === "string" ? error.cause.code : undefined,
    };
};
/**
 * Status of the answer behind an error (see refusal.ts); undefined for errors that are no
 * registry's refusal.
 */
const refusalStatus = (error) => refusalOf(error)?.status;
/**
 * What the table of retries calls this error; undefined for errors that it does not know. A blob
 * that came too slowly may come faster over a new connection.
 */
const faultOf = (error) => {
    if (error instanceof errors_error/* DlEnvError */.Oz && error.code === "too-slow")
        return { network: true };
    return isNetworkFault(error) ? { network: true } : refusalOf(error);
};

// EXTERNAL MODULE: ./lib/src/registry/answerLimits.js
var answerLimits = __webpack_require__(50580);
// EXTERNAL MODULE: ./lib/src/registry/retryTable.js
var retryTable = __webpack_require__(51964);
;// CONCATENATED MODULE: ./lib/src/registry/retry.js



/**
 * Counts attempts without progress, for these kinds of faults; the work must be safe to repeat.
 * What each request tries again by itself should not be among them, or the attempts multiply.
 */
const countAttempts = (clock, faults) => {
    let failures = 0;
    let done = 0;
    let doneAtFault = 0;
    return {
        reached: (bytes) => {
            done = Math.max(done, bytes);
            if (done - doneAtFault < answerLimits/* LIMITS */.b1.progressBytes)
                return;
            failures = 0;
            doneAtFault = done;
        },
        again: async (error) => {
            failures += 1;
            const fault = faultOf(error);
            const kind = fault === undefined ? undefined : (0,retryTable/* faultKind */.H9)(fault);
            const pause = fault === undefined || kind === undefined || !faults.includes(kind)
                ? undefined
                : (0,retryTable/* pauseBefore */.GB)(failures + 1, fault, { safe: true, now: clock.now() });
            if (pause === undefined)
                throw error;
            await clock.sleep(pause);
        },
    };
};
/** Repeats `work` of several requests as the table says for these kinds of faults. */
const retry = async (clock, faults, work) => {
    const attempts = countAttempts(clock, faults);
    for (;;) {
        try {
            return await work();
        }
        catch (error) {
            await attempts.again(error);
        }
    }
};

;// CONCATENATED MODULE: ./lib/src/registry/registryBlobs.js




/** Whether the repository has a blob, asked with these scopes. */
const headBlob = async ({ transport, repository, name }, digest, scopes) => {
    // A redirect to storage says that it is there; following it would cost a request.
    const response = await transport.send({
        method: "HEAD",
        to: `${repository}/blobs/${digest}`,
        scopes,
        wanted: `look for ${digest} in ${name}`,
        expect: [200, 302, 303, 307, 308, 404],
    });
    await response.discard();
    return response.status !== 404;
};
/**
 * Bytes from `offset` on; a registry that ignores the range gives all, so the first `offset` bytes
 * are dropped.
 */
async function* bytesFrom({ transport, repository, name, pull }, digest, offset) {
    const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
    const response = await transport.send({
        method: "GET",
        to: `${repository}/blobs/${digest}`,
        scopes: pull,
        headers,
        wanted: `read the blob ${digest} of ${name}`,
        follow: true,
        expect: [200, 206],
    });
    const pace = (0,answerLimits/* blobPace */.Ld)(`The blob ${digest} of ${name}`);
    let drop = response.status === 206 ? 0 : offset;
    for await (const chunk of (0,boundedBody/* atPace */.XM)(response.body, pace, transport.clock)) {
        const rest = chunk.subarray(Math.min(drop, chunk.byteLength));
        drop -= chunk.byteLength - rest.byteLength;
        transport.traffic.received += chunk.byteLength;
        if (rest.byteLength > 0)
            yield rest;
    }
}
/** All bytes, unverified; a connection that is lost or too slow is taken up where it broke. */
async function* readBlob(context, digest) {
    const attempts = countAttempts(context.transport.clock, ["network"]);
    for (let offset = 0;;) {
        try {
            for await (const chunk of bytesFrom(context, digest, offset)) {
                offset += chunk.byteLength;
                yield chunk;
            }
            return;
        }
        catch (error) {
            attempts.reached(offset);
            await attempts.again(asNetworkError(error, context.transport.endpoint));
        }
    }
}

// EXTERNAL MODULE: ./lib/src/registry/reference.js
var registry_reference = __webpack_require__(96849);
// EXTERNAL MODULE: ./lib/src/registry/repository.js
var repository = __webpack_require__(25418);
;// CONCATENATED MODULE: ./lib/src/registry/registryManifests.js





const ACCEPT = [repository/* OCI_MANIFEST */.EG, repository/* OCI_INDEX */.$p, repository/* DOCKER_MANIFEST */.Vv, repository/* DOCKER_LIST */.Y2].join(", ");
const mediaTypeOf = (header, bytes) => {
    const declared = header?.split(";", 1)[0]?.trim() ?? "";
    if (declared !== "" && declared !== "application/octet-stream" && declared !== "application/json")
        return declared;
    const value = (0,registry_digest/* readJson */.Vh)(bytes);
    return typeof value === "object" &&
        value !== null &&
        "mediaType" in value &&
        typeof value.mediaType === "string"
        ? value.mediaType
        : repository/* OCI_MANIFEST */.EG;
};
const digestAnswered = (header) => header !== undefined && (0,registry_reference/* isDigest */.Bc)(header) ? header : undefined;
/** A manifest or index by tag or digest, verified. */
const getManifest = async ({ transport, repository, name, pull }, reference) => {
    const { status, headers, bytes } = await transport.read({
        method: "GET",
        to: `${repository}/manifests/${reference}`,
        scopes: pull,
        headers: { accept: ACCEPT },
        wanted: `read the manifest ${reference} of ${name}`,
        follow: true,
        expect: [200, 404],
    }, { what: `The manifest ${reference} of ${name}`, bytes: answerLimits/* LIMITS */.b1.manifestBytes });
    if (status === 404)
        return undefined;
    transport.traffic.received += bytes.byteLength;
    const digest = (0,registry_reference/* isDigest */.Bc)(reference)
        ? reference
        : (digestAnswered(headers["docker-content-digest"]) ?? (0,registry_digest/* digestOf */.ol)(bytes));
    (0,registry_digest/* checkDigest */.H2)(bytes, digest, name);
    return { digest, mediaType: mediaTypeOf(headers["content-type"], bytes), bytes };
};
/** Digest behind a tag or digest, without its bytes where the registry names it. */
const headManifest = async (context, reference) => {
    const { transport, repository, name, pull } = context;
    const response = await transport.send({
        method: "HEAD",
        to: `${repository}/manifests/${reference}`,
        scopes: pull,
        headers: { accept: ACCEPT },
        wanted: `resolve ${reference} in ${name}`,
        follow: true,
        expect: [200, 404],
    });
    await response.discard();
    if (response.status === 404)
        return undefined;
    return (digestAnswered(response.headers["docker-content-digest"]) ??
        (await getManifest(context, reference))?.digest);
};
/** Stores the exact bytes under a tag, or under their digest alone. Returns the digest. */
const putManifest = async ({ transport, repository, name, push }, manifest, tag) => {
    const digest = (0,registry_digest/* digestOf */.ol)(manifest.bytes);
    const reference = tag ?? digest;
    const response = await transport.send({
        method: "PUT",
        to: `${repository}/manifests/${reference}`,
        scopes: push,
        headers: {
            "content-type": manifest.mediaType,
            "content-length": String(manifest.bytes.byteLength),
        },
        body: manifest.bytes,
        wanted: `write the manifest ${reference} into ${name}`,
        expect: [200, 201, 202],
    });
    await response.discard();
    transport.traffic.sent += manifest.bytes.byteLength;
    const stored = response.headers["docker-content-digest"] ?? digest;
    if (stored !== digest)
        throw (0,errors_error/* unreachable */.HB)({
            code: "digest-mismatch",
            message: `${name} stored ${stored} where ${digest} was sent.`,
            hint: "It changes what it stores; look at it: curl -sSI " +
                `${transport.endpoint.origin}/v2/${repository}/manifests/${reference}`,
        });
    return digest;
};

;// CONCATENATED MODULE: ./lib/src/registry/scope.js
const pullScope = (repository) => `repository:${repository}:pull`;
const pushScope = (repository) => `repository:${repository}:pull,push`;

;// CONCATENATED MODULE: ./lib/src/registry/mountBlob.js



/**
 * An upload that the registry opened in place of a mount is given back. That it fails changes
 * nothing.
 */
const cancelUpload = async ({ transport, repository }, location) => {
    const response = await transport.send({
        method: "DELETE",
        to: location,
        scopes: [pushScope(repository)],
        wanted: "finish an upload",
        safe: false,
        expect: [200, 202, 204, 400, 401, 403, 404, 405, 501],
    });
    await response.discard();
};
/** What registries answer that do not mount: from that repository, for this account, or at all. */
const REFUSALS = [400, 401, 403, 404, 405, 415, 422, 501];
/**
 * Whether a mount was refused and an upload may be tried: by the registry, or by a token service
 * that gives no token for two repositories.
 */
const isRefused = (error) => REFUSALS.includes(refusalStatus(error) ?? 0) ||
    (error instanceof errors_error/* DlEnvError */.Oz && (error.code === "login-refused" || error.code === "no-token"));
/**
 * Makes a blob of another repository of this registry available without moving bytes; false where
 * it does not do that.
 */
const mountBlob = async (context, digest, from) => {
    const { transport, repository, name } = context;
    const query = new URLSearchParams({ mount: digest, from });
    const ask = {
        method: "POST",
        to: `${repository}/blobs/uploads/?${query.toString()}`,
        scopes: [pushScope(repository), pullScope(from)],
        wanted: `mount ${digest} in ${name}`,
        body: "",
        headers: { "content-length": "0" },
        expect: [201, 202],
    };
    try {
        const response = await transport.send(ask);
        await response.discard();
        if (response.status === 201)
            return true;
        await cancelUpload(context, transport.location(response, ask));
        return false;
    }
    catch (error) {
        if (isRefused(error))
            return false;
        throw error;
    }
};

;// CONCATENATED MODULE: ./lib/src/registry/sourceCursor.js
/** A cursor at the beginning of what `open` gives. */
const makeCursor = (open) => {
    const state = {
        iterator: undefined,
        rest: new Uint8Array(0),
        at: 0,
    };
    /** Up to `most` bytes; undefined at the end. */
    const next = async (most) => {
        while (state.rest.byteLength === 0) {
            const result = await state.iterator?.next();
            if (result === undefined || result.done === true)
                return undefined;
            state.rest = result.value;
        }
        const part = state.rest.subarray(0, most);
        state.rest = state.rest.subarray(part.byteLength);
        state.at += part.byteLength;
        return part;
    };
    const seek = async (offset) => {
        if (state.iterator === undefined || state.at > offset) {
            await state.iterator?.return?.();
            Object.assign(state, {
                iterator: open()[Symbol.asyncIterator](),
                rest: new Uint8Array(0),
                at: 0,
            });
        }
        while (state.at < offset && (await next(offset - state.at)) !== undefined)
            ;
    };
    async function* piece(start, end) {
        await seek(start);
        while (state.at < end) {
            const part = await next(end - state.at);
            if (part === undefined)
                return;
            yield part;
        }
    }
    return { piece };
};

;// CONCATENATED MODULE: ./lib/src/registry/uploadSession.js


/**
 * Milliseconds that a registry may take to put a blob away after its last byte came: some copy it
 * to a storage of their own first.
 */
const STORING = 300_000;
const common = ({ context, source }) => ({
    scopes: context.push,
    wanted: `write the blob ${source.digest} into ${context.name}`,
});
/** Body that is given up when the registry takes too little of it. */
const paced = ({ context, source }, open) => () => (0,boundedBody/* takenAtPace */.iD)(open(), (0,answerLimits/* blobPace */.Ld)(`Sending the blob ${source.digest} to ${context.name}`), context.transport.clock);
const withDigest = (location, digest) => {
    const url = new URL(location);
    url.searchParams.set("digest", digest);
    return url.href;
};
/** Opens an upload. `least` is what the registry asks each piece but the last to have. */
const openSession = async (upload) => {
    const { transport, repository } = upload.context;
    const ask = {
        ...common(upload),
        method: "POST",
        to: `${repository}/blobs/uploads/`,
        body: "",
        headers: { "content-length": "0" },
        safe: false,
        expect: [202],
    };
    const response = await transport.send(ask);
    await response.discard();
    return {
        location: transport.location(response, ask),
        offset: 0,
        least: Number(response.headers["oci-chunk-min-length"] ?? 0) || 0,
    };
};
/** Ends an upload with the last `length` bytes of the blob. */
const closeSession = async (upload, { location }, rest) => {
    const response = await upload.context.transport.send({
        ...common(upload),
        method: "PUT",
        to: withDigest(location, upload.source.digest),
        headers: {
            "content-type": "application/octet-stream",
            "content-length": String(rest?.length ?? 0),
        },
        body: rest === undefined ? "" : paced(upload, rest.open),
        timeout: STORING,
        // A session that was closed cannot be closed twice: the whole upload is repeated instead.
        safe: false,
        expect: [201, 204],
    });
    await response.discard();
};
/** Sends the bytes up to `end`. */
const sendPiece = async (upload, { location, offset }, { end, open }) => {
    const { transport } = upload.context;
    const ask = {
        ...common(upload),
        method: "PATCH",
        to: location,
        headers: {
            "content-type": "application/octet-stream",
            "content-length": String(end - offset),
            "content-range": `${offset}-${end - 1}`,
        },
        body: paced(upload, open),
        timeout: STORING,
        safe: false,
        expect: [202],
    };
    const response = await transport.send(ask);
    await response.discard();
    transport.traffic.sent += end - offset;
    return { location: transport.location(response, ask), offset: end };
};
/** How far the registry has come, after a fault. */
const askProgress = async (upload, { location }) => {
    const { transport } = upload.context;
    const ask = { ...common(upload), method: "GET", to: location, expect: [204] };
    const response = await transport.send(ask);
    await response.discard();
    const end = /^(?:bytes=)?0-([0-9]+)$/.exec(response.headers["range"] ?? "")?.[1];
    const last = end === undefined ? -1 : Number(end);
    // "0-0" is what registries say for nothing and for one byte; nothing is the safe reading, as
    // pieces are far larger.
    return {
        location: response.headers["location"] === undefined ? location : transport.location(response, ask),
        offset: last <= 0 ? 0 : last + 1,
    };
};

;// CONCATENATED MODULE: ./lib/src/registry/upload.js







/**
 * Blobs up to this many bytes are sent in one request, larger ones in pieces of it, so that a lost
 * connection costs one piece.
 */
const CHUNK = 128 * 1024 * 1024;
/** Where a registry or a proxy before it finds a piece too large, it is halved down to this. */
const LEAST_CHUNK = 1024 * 1024;
/**
 * What an upload is tried again for; a request that is limited in its rate is repeated by itself.
 */
const FAULTS = ["network", "server", "race"];
const contentOf = (source) => (0,registry_digest/* verified */.zr)(source.open(), { digest: source.digest, from: "this machine", size: source.size });
const sendWhole = async (upload) => {
    const { source, context } = upload;
    const session = await openSession(upload);
    await closeSession(upload, session, { length: source.size, open: () => contentOf(source) });
    context.transport.traffic.sent += source.size;
};
/** The rest of a blob, from where the session is. */
const sendRest = async (upload, cursor, { chunk, begin, moved, }) => {
    const { size } = upload.source;
    const step = Math.max(chunk, begin.least);
    let session = begin;
    while (session.offset < size) {
        const { offset } = session;
        const end = Math.min(offset + step, size);
        session = await sendPiece(upload, session, { end, open: () => cursor.piece(offset, end) });
        moved(session);
    }
    await closeSession(upload, session, undefined);
};
/**
 * Where a session stands after a fault; undefined when the registry has closed it, and the blob is
 * to be sent again.
 */
const standOf = async (upload, session) => {
    try {
        return await askProgress(upload, session);
    }
    catch (error) {
        if (refusalStatus(error) === undefined)
            throw error;
        return undefined;
    }
};
const sendInPieces = async (upload, chunk) => {
    const { source, context } = upload;
    const attempts = countAttempts(context.transport.clock, FAULTS);
    const cursor = makeCursor(() => contentOf(source));
    let session;
    for (;;) {
        try {
            session ??= await openSession(upload);
            const { least } = session;
            const moved = (next) => {
                session = { ...next, least };
                attempts.reached(next.offset);
            };
            return await sendRest(upload, cursor, { chunk, begin: session, moved });
        }
        catch (error) {
            await attempts.again(error);
            if (session === undefined)
                continue;
            const { least, offset } = session;
            const stand = await standOf(upload, session);
            // A session that was closed at its end may have been closed well, and only its answer lost.
            if (stand === undefined && offset === source.size)
                if (await headBlob(context, source.digest, context.push))
                    return;
            session = stand === undefined ? undefined : { ...stand, least };
        }
    }
};
/** Whether a registry that took the request says that it does not take blobs in pieces. */
const refusesPieces = (error) => {
    const status = refusalStatus(error);
    return status !== undefined && [400, 404, 405, 411, 415, 416, 501].includes(status);
};
const isTooLarge = (error) => error instanceof errors_error/* DlEnvError */.Oz && refusalStatus(error) === 413;
/**
 * In pieces of this size, or of half of it and so on where they are too large; whole where the
 * registry takes no pieces.
 */
const sendFitting = async (upload, chunk) => {
    try {
        return await sendInPieces(upload, chunk);
    }
    catch (error) {
        if (isTooLarge(error) && chunk > LEAST_CHUNK)
            return sendFitting(upload, Math.max(LEAST_CHUNK, Math.ceil(chunk / 2)));
        if (!refusesPieces(error))
            throw error;
        return retry(upload.context.transport.clock, FAULTS, () => sendWhole(upload));
    }
};
/**
 * Sends a blob in constant memory. A lost connection repeats a piece, or the whole of a small blob,
 * as the table of retries says.
 */
const uploadBlob = async (context, source, chunk) => {
    const upload = { context, source };
    if (source.size > chunk)
        return sendFitting(upload, chunk);
    try {
        await retry(context.transport.clock, FAULTS, () => sendWhole(upload));
    }
    catch (error) {
        if (!isTooLarge(error) || source.size <= LEAST_CHUNK)
            throw error;
        await sendFitting(upload, Math.max(LEAST_CHUNK, Math.ceil(source.size / 2)));
    }
};

;// CONCATENATED MODULE: ./lib/src/registry/seenBlobs.js




/** Writers of the same blob side by side wait for the first, which alone moves bytes. */
const once = (write) => {
    const running = new Map();
    return async (source) => {
        const other = running.get(source.digest);
        if (other !== undefined) {
            await other;
            return false;
        }
        const work = write(source).finally(() => running.delete(source.digest));
        running.set(source.digest, work);
        return work;
    };
};
/**
 * Blobs that this process saw in the repository are not asked for again: hundreds of images share a
 * few dozen layers, so the second link costs four requests instead of one a layer. A registry that
 * collects garbage meanwhile refuses the manifest, and says so.
 */
const seenBlobs = (context, chunk) => {
    const seen = new Set();
    const look = async (digest, scopes) => {
        if (!seen.has(digest) && (await headBlob(context, digest, scopes)))
            seen.add(digest);
        return seen.has(digest);
    };
    /**
     * Asked as one who may push: some registries deny a repository that does not exist yet to those
     * who may only pull, and some to everybody. Whether one may write, the upload says.
     */
    const lookToWrite = async (digest) => {
        try {
            return await look(digest, context.push);
        }
        catch (error) {
            if (error instanceof errors_error/* DlEnvError */.Oz && error.code === "registry-denied")
                return false;
            throw error;
        }
    };
    return {
        hasBlob: (digest) => look(digest, context.pull),
        writeBlob: once(async (source) => {
            if (await lookToWrite(source.digest))
                return false;
            await uploadBlob(context, source, chunk);
            seen.add(source.digest);
            return true;
        }),
        mount: async (digest, from) => {
            if (!seen.has(digest) && (await mountBlob(context, digest, from)))
                seen.add(digest);
            return seen.has(digest);
        },
    };
};

;// CONCATENATED MODULE: ./lib/src/registry/tagList.js




/** Names asked for at once. */
const PAGE = 1000;
const TagsPage = schemas/* object */.Ikc({ tags: schemas/* array */.YOg(schemas/* string */.YjP()).nullish() });
const endless = ({ transport, repository, name }, why) => (0,errors_error/* unreachable */.HB)({
    code: "tags-without-end",
    message: `The list of tags of ${name} ${why}; a part of it is not used.`,
    hint: `Look at the answer: curl -sSI ${transport.endpoint.origin}/v2/${repository}/tags/list`,
});
const unreadable = ({ transport, repository, name }, what) => (0,errors_error/* unreachable */.HB)({
    code: "registry-nonsense",
    message: `${name} answered with ${what}.`,
    hint: `Look at the answer: curl -sS ${transport.endpoint.origin}/v2/${repository}/tags/list`,
});
/**
 * The next page, from `<…>; rel="next"`. Its host is not looked at: registries behind a proxy name
 * themselves as they are called inside, and the token goes to the registry that was asked, whatever
 * the link says.
 */
const nextPage = (context, link, at) => {
    const next = (link ?? "")
        .split(",")
        .map((part) => /^\s*<([^>]*)>\s*;.*\brel="?next"?/i.exec(part)?.[1])
        .find((found) => found !== undefined);
    if (next === undefined)
        return undefined;
    const base = `${context.transport.endpoint.origin}/v2/${at}`;
    const url = URL.canParse(next, base) ? new URL(next, base) : undefined;
    const path = /^\/v2\/(.+\/tags\/list)$/.exec(url?.pathname ?? "")?.[1];
    if (url === undefined || path === undefined)
        throw unreadable(context, "a list of tags whose next page has no valid address");
    return `${path}${url.search}`;
};
/** Each name has two quotes around it: too many are refused before they are decoded. */
const namesIn = (bytes) => {
    let quotes = 0;
    for (const byte of bytes)
        if (byte === 0x22)
            quotes += 1;
    return quotes / 2;
};
const decodePage = (context, progress, bytes) => {
    progress.pages += 1;
    progress.bytes += bytes.byteLength;
    if (progress.tags.size + namesIn(bytes) > answerLimits/* LIMITS */.b1.tagNames + PAGE)
        throw endless(context, `has more than ${answerLimits/* LIMITS */.b1.tagNames} names`);
    const decoded = TagsPage.safeParse((0,registry_digest/* readJson */.Vh)(bytes));
    if (!decoded.success)
        throw unreadable(context, "something that is not a list of tags");
    return decoded.data.tags ?? [];
};
const checkProgress = (context, { pages, end }) => {
    if (pages === answerLimits/* LIMITS */.b1.tagPages)
        throw endless(context, `has more than ${answerLimits/* LIMITS */.b1.tagPages} pages`);
    if (context.transport.clock.now() > end)
        throw endless(context, `was not complete after ${answerLimits/* LIMITS */.b1.tagListTime / 1000} seconds`);
};
/**
 * One page into `progress`; returns the page after it. undefined where there is no such repository.
 */
const readPage = async (context, progress, page) => {
    const { transport, name, pull } = context;
    const first = progress.pages === 0;
    const answer = await transport.read({
        method: "GET",
        to: page,
        scopes: pull,
        wanted: `list the tags of ${name}`,
        expect: first ? [200, 404] : [200],
    }, { what: `The list of tags of ${name}`, bytes: answerLimits/* LIMITS */.b1.tagListBytes - progress.bytes });
    if (answer.status === 404)
        return undefined;
    const before = progress.tags.size;
    for (const tag of decodePage(context, progress, answer.bytes))
        progress.tags.add(tag);
    const next = nextPage(context, answer.headers["link"], page);
    if (next !== undefined && progress.tags.size === before)
        throw endless(context, "goes on after a page without new names");
    return { next };
};
/**
 * All tags of a repository, sorted; none where there is no such repository. Rejects when the list
 * cannot be read to its end.
 */
const listTags = async (context) => {
    const { repository, transport } = context;
    const progress = {
        tags: new Set(),
        pages: 0,
        bytes: 0,
        end: transport.clock.now() + answerLimits/* LIMITS */.b1.tagListTime,
    };
    let page = `${repository}/tags/list?n=${PAGE}`;
    while (page !== undefined) {
        checkProgress(context, progress);
        page = (await readPage(context, progress, page))?.next;
    }
    return [...progress.tags].sort();
};

// EXTERNAL MODULE: ./lib/src/secrets/mask.js + 1 modules
var mask = __webpack_require__(28865);
;// CONCATENATED MODULE: ./lib/src/registry/challenge.js
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const BLANKS = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;
const take = (pattern, text, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
};
const skip = (pattern, text, at) => at + (take(pattern, text, at)?.[0].length ?? 0);
const readParameter = (text, at) => {
    const name = take(TOKEN, text, at);
    if (name === undefined)
        return undefined;
    const equals = skip(BLANKS, text, at + name[0].length);
    if (text[equals] !== "=")
        return undefined;
    const start = skip(BLANKS, text, equals + 1);
    const quoted = take(QUOTED, text, start);
    if (quoted?.[1] !== undefined)
        return {
            name: name[0].toLowerCase(),
            value: quoted[1].replace(/\\(.)/g, "$1"),
            end: start + quoted[0].length,
        };
    const plain = take(TOKEN, text, start);
    return plain === undefined
        ? undefined
        : { name: name[0].toLowerCase(), value: plain[0], end: start + plain[0].length };
};
const readChallenge = (text, at) => {
    const scheme = take(TOKEN, text, at);
    if (scheme === undefined)
        return undefined;
    const parameters = {};
    let end = at + scheme[0].length;
    for (;;) {
        const parameter = readParameter(text, skip(SEPARATORS, text, end));
        if (parameter === undefined)
            break;
        parameters[parameter.name] ??= parameter.value;
        end = parameter.end;
    }
    return { challenge: { scheme: scheme[0].toLowerCase(), parameters }, end };
};
/** The challenges of a WWW-Authenticate header in order; what cannot be read ends the list. */
const parseChallenges = (header) => {
    const found = [];
    const text = header ?? "";
    for (let at = skip(SEPARATORS, text, 0); at < text.length;) {
        const next = readChallenge(text, at);
        if (next === undefined)
            break;
        found.push(next.challenge);
        at = skip(SEPARATORS, text, next.end);
    }
    return found;
};

// EXTERNAL MODULE: ./lib/src/registry/credentials.js
var registry_credentials = __webpack_require__(32574);
;// CONCATENATED MODULE: ./lib/src/registry/basicAuth.js
/** The value of a Basic Authorization header. */
const basic = (username, password) => `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

// EXTERNAL MODULE: ./lib/src/registry/endpoint.js
var registry_endpoint = __webpack_require__(56023);
;// CONCATENATED MODULE: ./lib/src/registry/unencryptedLogin.js

/** A registry over http asks for a login. It gets none, since everyone on the way could read it. */
const unencryptedLogin = ({ host, repository }) => (0,errors_error/* unreachable */.HB)({
    code: "unencrypted-login",
    message: `${host} asks for a login to use ${repository} over http; credentials are sent ` +
        "over https only.",
    hint: `Use https in dl-env.yml, or a registry that needs no login; whether it has https: curl -sSI https://${host}/v2/`,
});

;// CONCATENATED MODULE: ./lib/src/registry/tokenService.js







const TokenAnswer = schemas/* object */.Ikc({
    token: schemas/* string */.YjP().nullish(),
    access_token: schemas/* string */.YjP().nullish(),
    expires_in: schemas/* number */.aig().nullish(),
});
/** The token specification's life of a token that does not say, in seconds. */
const DEFAULT_LIFE = 60;
/** A token is renewed this long before its end, or at four fifths of a short life. */
const MARGIN = 10_000;
const checkRealm = (realm, endpoint) => {
    const refused = (why) => (0,errors_error/* unreachable */.HB)({
        code: "unsafe-realm",
        message: `${endpoint.host} names a token service whose address ${why}.`,
        hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/`,
    });
    if (realm === undefined || !URL.canParse(realm))
        throw refused("cannot be read");
    const url = new URL(realm);
    const safe = url.protocol === "https:" ||
        (url.protocol === "http:" &&
            (url.origin === endpoint.origin || (endpoint.loopback && (0,registry_endpoint/* isLoopback */.U9)(url.host))));
    if (!safe)
        throw refused("is not encrypted, so no credentials are sent there");
    url.username = "";
    url.password = "";
    return url;
};
const tokenRequest = ({ url, service, scopes, credentials, }) => {
    if (credentials?.kind === "identity") {
        const form = new URLSearchParams({
            grant_type: "refresh_token",
            client_id: "dl-env",
            refresh_token: credentials.token,
            scope: scopes.join(" "),
        });
        if (service !== undefined)
            form.set("service", service);
        return {
            method: "POST",
            url: url.href,
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: form.toString(),
        };
    }
    const address = new URL(url);
    if (service !== undefined)
        address.searchParams.set("service", service);
    for (const scope of scopes)
        address.searchParams.append("scope", scope);
    const headers = credentials?.kind === "password"
        ? { authorization: basic(credentials.username, credentials.password) }
        : {};
    return { method: "GET", url: address.href, headers };
};
const tokenRefused = (endpoint, status, anonymous) => {
    if (!(0,registry_endpoint/* mayCarryCredentials */.x6)(endpoint))
        return unencryptedLogin(endpoint);
    return (0,errors_error/* unreachable */.HB)({
        code: status === 401 || status === 403 ? "login-refused" : "no-token",
        message: `${endpoint.host} gave no token for ${endpoint.repository}: its token service ` +
            `answered ${status}${anonymous ? ", asked without credentials" : ""}.`,
        hint: `Log in with an account that may use it: docker login ${endpoint.host}`,
    });
};
/**
 * Asks for one token. Rejects with `login-refused`, `no-token`, `unsafe-realm` or
 * `unencrypted-login`.
 */
const fetchToken = async ({ endpoint, sys, secrets, ask }, { challenge, scopes, credentials }) => {
    const realm = checkRealm(challenge.parameters["realm"], endpoint);
    const start = sys.clock.now();
    const request = tokenRequest({
        url: realm,
        service: challenge.parameters["service"],
        scopes,
        credentials,
    });
    const { status, bytes } = await ask(request, {
        what: `The token of ${endpoint.host}`,
        bytes: answerLimits/* LIMITS */.b1.tokenBytes,
    });
    const answer = status === 200 ? TokenAnswer.safeParse((0,registry_digest/* readJson */.Vh)(bytes)) : undefined;
    const value = answer?.data?.token || answer?.data?.access_token;
    if (!value || /[\r\n]/.test(value))
        throw tokenRefused(endpoint, status, credentials === undefined);
    secrets.add(value);
    const life = (answer?.data?.expires_in ?? DEFAULT_LIFE) * 1000;
    return { scopes: new Set(scopes), value, renewAt: start + Math.max(life * 0.8, life - MARGIN) };
};

;// CONCATENATED MODULE: ./lib/src/registry/tokens.js

/** A token of `pull,push` does for `pull`. */
const covers = (token, scopes) => scopes.every((scope) => token.scopes.has(scope) || token.scopes.has(scope.replace(/:pull$/, ":pull,push")));
const makeTokens = (context) => {
    let tokens = [];
    const pending = new Map();
    const fetchShared = async (question) => {
        try {
            const token = await fetchToken(context, question);
            tokens.push(token);
            return token;
        }
        finally {
            pending.delete(question.scopes.join(" "));
        }
    };
    return {
        get: async (question) => {
            const { scopes } = question;
            const now = context.sys.clock.now();
            tokens = tokens.filter((token) => token.renewAt > now);
            const ready = tokens.find((token) => covers(token, scopes));
            if (ready !== undefined)
                return ready.value;
            // Requests side by side share one question to the token service.
            const fetching = pending.get(scopes.join(" ")) ?? fetchShared(question);
            pending.set(scopes.join(" "), fetching);
            return (await fetching).value;
        },
        drop: (value) => {
            tokens = tokens.filter((token) => token.value !== value);
        },
    };
};

;// CONCATENATED MODULE: ./lib/src/registry/authorizer.js





const keepSecret = (secrets, credentials) => {
    if (credentials === undefined)
        return;
    if (credentials.kind !== "password")
        return secrets.add(credentials.token);
    secrets.add(credentials.password);
    secrets.add(`${credentials.username}:${credentials.password}`);
};
/**
 * Credentials for one repository, looked up once; none for a registry over http, where everyone on
 * the way could read them.
 */
const makeLookup = ({ sys, endpoint, secrets }) => {
    let found;
    const look = async () => {
        if (!(0,registry_endpoint/* mayCarryCredentials */.x6)(endpoint))
            return undefined;
        const credentials = await (0,registry_credentials/* findCredentials */.gD)(sys, endpoint.host, endpoint.repository);
        keepSecret(secrets, credentials);
        return credentials;
    };
    return () => (found ??= look());
};
/**
 * Bearer tokens and Basic for one repository's registry; credentials are looked up at the first
 * challenge, never before.
 */
const makeAuthorizer = (context) => {
    const tokens = makeTokens(context);
    const findOnce = makeLookup(context);
    let challenge;
    const authorization = async (scopes) => {
        if (challenge === undefined)
            return undefined;
        const credentials = await findOnce();
        if (challenge.scheme !== "bearer")
            return credentials?.kind === "password"
                ? basic(credentials.username, credentials.password)
                : undefined;
        const token = credentials?.kind === "token"
            ? credentials.token
            : await tokens.get({ challenge, scopes, credentials });
        return `Bearer ${token}`;
    };
    const challenged = async (header, scopes, sent) => {
        const offered = parseChallenges(header);
        challenge =
            offered.find(({ scheme }) => scheme === "bearer") ??
                offered.find(({ scheme }) => scheme === "basic");
        // A token that was refused is not sent again: it may have been revoked, or its clock differs
        // from ours.
        if (sent !== undefined)
            tokens.drop(sent.slice("Bearer ".length));
        if (challenge === undefined)
            return false;
        const next = await authorization(scopes);
        return next !== undefined && next !== sent;
    };
    return { authorization, challenged };
};

;// CONCATENATED MODULE: ./lib/src/registry/redirect.js

const REDIRECTS = [301, 302, 303, 307, 308];
const isRedirect = (status) => REDIRECTS.includes(status);
/** The registry sends us to a place where we do not go. */
const badRedirect = (endpoint, why) => (0,errors_error/* unreachable */.HB)({
    code: "bad-redirect",
    message: `${endpoint.host} redirects to an address that ${why}.`,
    hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/`,
});
/**
 * The address that a Location means, seen from the address that was asked. Rejects with
 * `bad-redirect`; a way back from https to http is none.
 */
const redirectTarget = (location, from, endpoint) => {
    if (location === undefined || !URL.canParse(location, from))
        throw badRedirect(endpoint, "cannot be read");
    const url = new URL(location, from);
    if (url.protocol !== "https:" && url.protocol !== "http:")
        throw badRedirect(endpoint, "is neither http nor https");
    if (url.protocol === "http:" && new URL(from).protocol === "https:" && !endpoint.loopback)
        throw badRedirect(endpoint, "is not encrypted");
    // What stands before an @ would be sent as a password to whoever is named behind it.
    url.username = "";
    url.password = "";
    return url.href;
};

;// CONCATENATED MODULE: ./lib/src/registry/refusal.js







const ErrorBody = schemas/* object */.Ikc({
    errors: schemas/* array */.YOg(schemas/* object */.Ikc({
        code: schemas/* string */.YjP().optional(),
        message: schemas/* string */.YjP().optional(),
        detail: schemas/* unknown */.L5J().optional(),
    }))
        .min(1),
});
/** Longest text of a registry that is repeated in a message. */
const LONGEST_DETAIL = 300;
const oneLine = (text) => {
    const flat = text.replace(/\s+/g, " ").trim();
    return flat.length > LONGEST_DETAIL ? `${flat.slice(0, LONGEST_DETAIL)}…` : flat;
};
const detailText = (detail) => {
    if (detail === undefined || detail === null)
        return "";
    return typeof detail === "string" ? detail : JSON.stringify(detail);
};
/**
 * The beginning of a body, as far as it is of use in a message; "" when even that does not come.
 */
const readSome = async (response, clock) => {
    const limit = { what: "The answer", bytes: answerLimits/* LIMITS */.b1.errorBytes };
    try {
        const bytes = await (0,boundedBody/* readBounded */.CB)(response.body, limit, (0,answerLimits/* answerDeadline */.Xm)(clock));
        return Buffer.from(bytes).toString("utf8");
    }
    catch {
        return "";
    }
};
const readRefusal = async (response, clock) => {
    const { status } = response;
    const text = await readSome(response, clock);
    try {
        const [first] = ErrorBody.parse(JSON.parse(text)).errors;
        const detail = oneLine([first?.message ?? "", detailText(first?.detail)].filter((part) => part !== "").join("; "));
        return {
            status,
            ...(first?.code === undefined ? {} : { code: oneLine(first.code) }),
            ...(detail === "" ? {} : { detail }),
        };
    }
    catch {
        // Proxies answer in HTML; that is of no use in a message.
        return {
            status,
            ...(text.startsWith("<") || text.trim() === "" ? {} : { detail: oneLine(text) }),
        };
    }
};
const DOCKER_HUB_LIMIT = "Log in, which raises the limit, or wait and type the command again: docker login";
const denied = ({ endpoint, wanted, loggedIn }) => ({
    code: "registry-denied",
    sentence: `${endpoint.host} does not allow ` +
        `${loggedIn ? "this account" : "anonymous access"} to ${wanted}`,
    hint: `Log in with an account that may: docker login ${endpoint.host}`,
});
const explain = (status, request) => {
    const { host, origin, repository } = request.endpoint;
    const { wanted } = request;
    switch (status) {
        case 401:
        case 403:
            return denied(request);
        case 429:
            return {
                code: "registry-limit",
                sentence: `${host} limits the number of requests and refused to ${wanted}`,
                hint: host === "docker.io"
                    ? DOCKER_HUB_LIMIT
                    : "Wait, then type the command again: dl-env build",
            };
        case 404:
            return {
                code: "registry-unknown",
                sentence: `${host} has no ${repository}, or not what is needed to ${wanted}`,
                hint: `Check the name: curl -sS ${origin}/v2/${repository}/tags/list`,
            };
        default:
            return {
                code: status >= 500 ? "registry-broken" : "registry-refused",
                sentence: `${host} refused to ${wanted}`,
                hint: status >= 500
                    ? `The registry has a fault; check whether it answers: curl -sSI ${origin}/v2/`
                    : `See what it offers: curl -sSI ${origin}/v2/`,
            };
    }
};
/** The error for an unexpected answer. Reads the answer's body. */
const refused = async (response, request) => {
    const { endpoint, secrets, clock } = request;
    const refusal = await readRefusal(response, clock);
    if (refusal.status === 401 && !(0,registry_endpoint/* mayCarryCredentials */.x6)(endpoint))
        return unencryptedLogin(endpoint);
    const { code, sentence, hint } = explain(refusal.status, request);
    const answer = [`status ${refusal.status}`, refusal.code, refusal.detail]
        .filter((part) => part !== undefined)
        .join(", ");
    const wait = (0,retryTable/* retryAfter */.P9)(response.headers["retry-after"], clock.now()) ?? 0;
    const later = wait > retryTable/* LONGEST_WAIT */.dX ? ` It asks to come back in ${Math.ceil(wait / 60_000)} minutes.` : "";
    const cause = {
        status: refusal.status,
        ...(refusal.code === undefined ? {} : { code: refusal.code }),
        ...(refusal.detail === undefined ? {} : { detail: secrets.hide(refusal.detail) }),
    };
    return (0,errors_error/* unreachable */.HB)({ code, message: secrets.hide(`${sentence} (${answer}).${later}`), hint }, { cause });
};

;// CONCATENATED MODULE: ./lib/src/registry/requestRetry.js




const attempt = async (work) => {
    try {
        return { response: await work() };
    }
    catch (error) {
        // The body's own fault (a file that changed under us) hides behind "no answer came".
        if (error instanceof errors_error/* DlEnvError */.Oz && error.cause instanceof errors_error/* DlEnvError */.Oz)
            throw error.cause;
        if (!isNetworkFault(error))
            throw error;
        return { error };
    }
};
const pauseAfter = (outcome, next, how) => {
    if ("error" in outcome)
        return (0,retryTable/* pauseBefore */.GB)(next, { network: true }, how);
    const { status, headers } = outcome.response;
    return (0,retryTable/* pauseBefore */.GB)(next, { status, retryAfter: headers["retry-after"] }, how);
};
/**
 * Makes one request until it has an answer or the table has no further attempt; then the last
 * answer, whatever its status, or the last error.
 */
const retryRequest = async ({ clock, expect, safe }, work) => {
    const end = clock.now() + answerLimits/* LIMITS */.b1.requestTime;
    for (let count = 1;; count += 1) {
        const outcome = await attempt(work);
        if ("response" in outcome && expect.includes(outcome.response.status))
            return outcome.response;
        const now = clock.now();
        const pause = pauseAfter(outcome, count + 1, { safe, now });
        if (pause === undefined || now + pause > end) {
            if ("error" in outcome)
                throw outcome.error;
            return outcome.response;
        }
        if ("response" in outcome)
            await outcome.response.discard();
        await clock.sleep(pause);
    }
};

;// CONCATENATED MODULE: ./lib/src/registry/transport.js








const counted = async ({ traffic, http }, request) => {
    traffic.requests += 1;
    return http.request(request);
};
const absolute = (endpoint, to) => /^https?:\/\//.test(to) ? to : `${endpoint.origin}/v2/${to}`;
const asRequest = (ask, url, authorization) => ({
    method: ask.method,
    url,
    headers: { ...ask.headers, ...(authorization === undefined ? {} : { authorization }) },
    ...(ask.body === undefined
        ? {}
        : { body: typeof ask.body === "function" ? ask.body() : ask.body }),
    ...(ask.timeout === undefined ? {} : { timeout: ask.timeout }),
});
/** What a token service says for good. */
const TOKEN_ANSWERS = [200, 400, 401, 403, 404];
/** Follows redirects to storage. What is secret goes only to the registry's own origin. */
const followed = async (context, ask, authorization) => {
    const { endpoint } = context;
    let at = absolute(endpoint, ask.to);
    for (let hop = 0;; hop += 1) {
        const { origin } = new URL(at);
        const own = origin === endpoint.origin;
        const response = await counted(context, asRequest(ask, at, own ? authorization : undefined));
        if (ask.follow !== true || !isRedirect(response.status))
            return { response, origin };
        await response.discard();
        if (hop === answerLimits/* LIMITS */.b1.redirects)
            throw badRedirect(endpoint, `redirects again, after ${answerLimits/* LIMITS */.b1.redirects} redirects`);
        at = redirectTarget(response.headers["location"], at, endpoint);
    }
};
const authorized = async (context, ask) => {
    const { authorizer, endpoint } = context;
    const sent = await authorizer.authorization(ask.scopes);
    const { response, origin } = await followed(context, ask, sent);
    if (response.status !== 401)
        return response;
    // Only the registry itself may say who is to be asked for tokens: anyone else would be sent its
    // password.
    if (origin !== endpoint.origin) {
        await response.discard();
        throw badRedirect(endpoint, `asks for a login of its own (${origin}); credentials for ${endpoint.host} are ` +
            "not sent there");
    }
    if (!(await authorizer.challenged(response.headers["www-authenticate"], ask.scopes, sent)))
        return response;
    await response.discard();
    return (await followed(context, ask, await authorizer.authorization(ask.scopes))).response;
};
/** Pauses are up to half longer than asked for. */
const withJitter = ({ clock, env }) => ({
    now: () => clock.now(),
    sleep: (milliseconds) => clock.sleep(Math.round(milliseconds * (1 + Number.parseInt(env.random(2), 16) / 0xffff / 2))),
});
const refusal = async ({ authorizer, endpoint, secrets, clock }, { scopes, wanted }, response) => {
    const loggedIn = (await authorizer.authorization(scopes)) !== undefined;
    return refused(response, { endpoint, wanted, loggedIn, secrets, clock });
};
const send = async (context, ask) => {
    const how = { clock: context.clock, expect: ask.expect, safe: ask.safe ?? true };
    const response = await retryRequest(how, () => authorized(context, ask));
    if (ask.expect.includes(response.status))
        return response;
    throw await refusal(context, ask, response);
};
const wholeBody = async ({ clock, endpoint }, { body }, limit) => {
    try {
        return await (0,boundedBody/* readBounded */.CB)(body, limit, (0,answerLimits/* answerDeadline */.Xm)(clock));
    }
    catch (error) {
        throw asNetworkError(error, endpoint);
    }
};
const read = async (context, ask, limit) => {
    const { clock } = context;
    const how = { clock, expect: ask.expect, safe: ask.safe ?? true };
    const answer = await retryRequest(how, async () => {
        const response = await authorized(context, ask);
        if (!ask.expect.includes(response.status))
            return { ...response, bytes: undefined };
        if (response.status < 200 || response.status >= 300) {
            await response.discard();
            return { ...response, bytes: new Uint8Array() };
        }
        return { ...response, bytes: await wholeBody(context, response, limit) };
    });
    const { status, headers, bytes } = answer;
    if (bytes === undefined)
        throw await refusal(context, ask, answer);
    return { status, headers, bytes };
};
/** Opens nothing yet; the first request decides how the registry wants to be asked. */
const makeTransport = (sys, endpoint) => {
    const traffic = { requests: 0, sent: 0, received: 0 };
    // What the log does not know it might print when an engine or a tool repeats it.
    const secrets = (0,mask/* makeSecrets */.s)([], (secret) => sys.log?.hide?.(secret));
    const clock = withJitter(sys);
    const { http } = sys;
    const tokenService = (request, limit) => retryRequest({ clock, expect: TOKEN_ANSWERS, safe: true }, async () => {
        const response = await counted({ traffic, http }, request);
        return { ...response, bytes: await (0,boundedBody/* readBounded */.CB)(response.body, limit, (0,answerLimits/* answerDeadline */.Xm)(clock)) };
    });
    const authorizer = makeAuthorizer({ sys, endpoint, secrets, ask: tokenService });
    const context = { http, clock, endpoint, traffic, secrets, authorizer };
    return {
        endpoint,
        clock,
        traffic,
        send: (ask) => send(context, ask),
        read: (ask, limit) => read(context, ask, limit),
        location: ({ headers }, ask) => redirectTarget(headers["location"], absolute(endpoint, ask.to), endpoint),
    };
};

;// CONCATENATED MODULE: ./lib/src/registry/registryRepository.js









const isRegistry = (repository) => repository.kind === "registry" && "endpoint" in repository;
/** One repository of a registry over the distribution protocol. */
const registryRepository = (sys, { endpoint, name, chunk = CHUNK }) => {
    const transport = makeTransport(sys, endpoint);
    const { repository } = endpoint;
    const context = {
        transport,
        repository,
        name,
        pull: [pullScope(repository)],
        push: [pushScope(repository)],
    };
    const blobs = seenBlobs(context, chunk);
    const same = (from) => isRegistry(from) && from.endpoint.origin === endpoint.origin;
    return {
        name,
        kind: "registry",
        local: endpoint.loopback,
        endpoint,
        traffic: transport.traffic,
        tags: () => listTags(context),
        manifest: (reference) => getManifest(context, reference),
        resolve: (reference) => headManifest(context, reference),
        hasBlob: blobs.hasBlob,
        readBlob: (digest, size) => (0,registry_digest/* verified */.zr)(readBlob(context, digest), { digest, from: name, size }),
        writeBlob: blobs.writeBlob,
        mountBlob: async (digest, from) => same(from) &&
            (from.endpoint.repository === repository || blobs.mount(digest, from.endpoint.repository)),
        putManifest: (manifest, tag) => retry(transport.clock, ["race"], () => putManifest(context, manifest, tag)),
    };
};

// EXTERNAL MODULE: ./lib/src/registry/layout.js + 2 modules
var layout = __webpack_require__(8061);
;// CONCATENATED MODULE: ./lib/src/registry/openRepository.js





/**
 * Opens repositories by name; the same name gives the same object, so that tokens and counters are
 * shared. Asks nothing yet.
 */
const openRepository = (sys, options = {}) => {
    const opened = new Map();
    return (text, place) => {
        const reference = (0,registry_reference/* parseReference */.F2)(text, place);
        if (reference.kind === "registry" &&
            (reference.tag !== undefined || reference.digest !== undefined)) {
            throw (0,errors_error/* wrongRequest */.Tw)({
                code: "wrong-reference",
                message: `"${text}" names one image; a repository without tag and digest is needed.`,
                ...(place === undefined ? {} : { place }),
                hint: `Leave the rest out: to: ${(0,registry_reference/* repositoryName */.aR)(reference)}`,
            });
        }
        const name = reference.kind === "layout" ? `oci:${reference.dir}` : (0,registry_reference/* repositoryName */.aR)(reference);
        const present = opened.get(name);
        if (present !== undefined)
            return present;
        const repository = reference.kind === "layout"
            ? (0,layout/* layoutRepository */.$)(sys, reference.dir, place)
            : registryRepository(sys, { endpoint: (0,registry_endpoint/* endpointOf */.X5)(reference, options.mirrors ?? {}), name });
        opened.set(name, repository);
        return repository;
    };
};

;// CONCATENATED MODULE: ./lib/src/session.js








/** The folder part of a path; `.` when it has none. */
const folderOf = (path) => path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : ".";
/** `oci:DIR` with DIR relative to the folder of dl-env.yml; anything else as it is. */
const anchored = (name, folder) => {
    if (!name.startsWith("oci:"))
        return name;
    const dir = name.slice("oci:".length);
    return dir.startsWith("/") ? name : `oci:${folder}/${dir.replace(/^\.\//, "")}`;
};
/**
 * The catalog names a repository for the stand-in; here it is a layout in the user's cache folder.
 */
const withStandIn = (open, dir) => (name, place) => open(name === standIn/* STAND_IN_REPOSITORY */.Ab ? `oci:${dir}` : name, place);
/** A mirror that the client of registries refuses stands in a line of dl-env.yml. */
const withMirrorPlace = (open, { mirrors, places }) => (name, place) => {
    try {
        return open(name, place);
    }
    catch (error) {
        const key = error instanceof errors_error/* DlEnvError */.Oz && error.code === "wrong-mirror"
            ? Object.keys(mirrors).find((one) => error.message.includes(` ${one.replace(/^https?:\/\//, "").replace(/\/+$/, "")} `))
            : undefined;
        const at = key === undefined ? undefined : places[`mirrors.${key}`];
        if (!(error instanceof errors_error/* DlEnvError */.Oz) || at === undefined)
            throw error;
        throw new errors_error/* DlEnvError */.Oz({
            code: error.code,
            message: error.message,
            place: at,
            ...(error.hint === undefined ? {} : { hint: error.hint }),
        }, { cause: error });
    }
};
/** Folder of committed locks. */
const lockFolder = ({ folder, assignment, }) => assignment.kind === "request" ? `${folder}/locks` : assignment.locks;
const catalogFor = async (sys, { text, file }) => {
    const builtIn = await loadCatalog(sys);
    const { catalog, places } = (0,decodeRequest/* decodeRequest */.o)(text, file, {
        catalog: builtIn,
        tolerant: true,
        engines: (0,engines/* engineChoices */.Z)(),
    });
    if (catalog === undefined)
        return builtIn;
    return loadCatalog(sys, catalog.startsWith("/") ? catalog : `${folderOf(file)}/${catalog.replace(/^\.\//, "")}`, places["catalog"]);
};
/** Where a message about `--to` belongs: not into the file. */
const OPTION_TO = { file: "--to" };
/**
 * The destination of the command line, whose folders are relative to where it was typed; its layers
 * lie beside it.
 */
const withDestination = (request, to, { sys, folder }) => {
    const [wrong] = (0,checkDestinations/* checkDestination */.b)("The destination", to, OPTION_TO);
    if (wrong !== undefined)
        throw (0,errors_error/* wrongRequest */.Tw)(wrong);
    const where = folder === "." ? to : anchored(to, sys.env.cwd);
    return {
        ...request,
        to: where,
        store: to.startsWith("oci:") ? where : `${to}-layers`,
        places: { ...request.places, to: OPTION_TO, store: OPTION_TO },
    };
};
/** Opens the destination and the store of a request that is known already. */
const sessionWith = (sys, { request, catalog, folder, options, }) => {
    const open = withMirrorPlace(withStandIn(openRepository(sys, { mirrors: request.mirrors }), (0,standIn/* standInLayout */.yh)(sys)), request);
    const to = open(anchored(request.to, folder), request.places["to"]);
    const store = request.store === request.to
        ? to
        : open(anchored(request.store, folder), request.places["store"]);
    const assignment = options.assignment ?? { kind: "request" };
    return { sys, catalog, request, open, to, store, folder, assignment, options };
};
/** Decodes a request, and opens the destination and the store; nothing outside is asked yet. */
const sessionOf = async (sys, input) => {
    const { text, file, options } = input;
    const folder = folderOf(file);
    const catalog = input.catalog ?? (await catalogFor(sys, input));
    const decoded = (0,decodeRequest/* decodeRequest */.o)(text, file, { catalog, engines: (0,engines/* engineChoices */.Z)() });
    const request = {
        ...decoded,
        ...(options.engine === undefined ? {} : { engine: options.engine }),
        ...(options.build === undefined ? {} : { build: options.build }),
        ...(options.require === undefined ? {} : { smoke: { require: options.require } }),
    };
    const there = options.to === undefined ? request : withDestination(request, options.to, { sys, folder });
    return sessionWith(sys, { request: there, catalog, folder, options });
};
/** Reads dl-env.yml and opens what it names; see sessionOf. */
const session_openSession = async (sys, options = {}) => {
    const file = options.file ?? "dl-env.yml";
    return sessionOf(sys, { text: await readRequest(sys.files, file), file, options });
};


/***/ }),

/***/ 26914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ memoized)
/* harmony export */ });
/**
 * `make`, which is called once for each key and whose answer is given again after that. The key is
 * the input itself, or what `keyOf` makes of it. A promise that rejects is kept too.
 */
const memoized = (make, keyOf = (input) => input) => {
    const made = new Map();
    return (input) => {
        const key = keyOf(input);
        const before = made.get(key);
        if (before !== undefined)
            return before;
        const value = make(input);
        made.set(key, value);
        return value;
    };
};


/***/ }),

/***/ 85484:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ mirrored),
/* harmony export */   r: () => (/* binding */ mirrorOf)
/* harmony export */ });
const withoutScheme = (address) => address.replace(/^https?:\/\//, "");
const withoutSlashes = (text) => text.replace(/\/+$/, "");
/**
 * The mirror that decides for a name without scheme: the longest key that is the name or whole
 * segments of its beginning.
 */
const mirrorOf = (name, mirrors) => Object.entries(mirrors)
    .map(([key, value]) => ({ key: withoutSlashes(withoutScheme(key)), value }))
    .filter(({ key }) => name === key || name.startsWith(`${key}/`))
    .sort((a, b) => b.key.length - a.key.length)[0];
/** The address to ask instead of this one; a mirror without scheme is asked by https. */
const mirrored = (address, mirrors) => {
    const name = withoutScheme(address);
    const mirror = mirrorOf(name, mirrors);
    if (mirror === undefined)
        return address;
    const instead = withoutSlashes(mirror.value);
    return `${/^https?:\/\//.test(instead) ? instead : `https://${instead}`}${name.slice(mirror.key.length)}`;
};


/***/ }),

/***/ 57993:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ oneOf)
/* harmony export */ });
/** `a, b or c`; with `limit`, the first of them. */
const oneOf = (choices, limit = 20) => {
    const shown = choices.slice(0, limit);
    if (choices.length > limit)
        return `${shown.join(", ")}, …`;
    return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
};


/***/ }),

/***/ 16926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ shellWord)
/* harmony export */ });
/**
 * One word of a POSIX shell: as it is when nothing in it means anything to a shell, else in single
 * quotes.
 */
const shellWord = (text) => /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;


/***/ })

};
