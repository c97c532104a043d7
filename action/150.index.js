export const id = 150;
export const ids = [150];
export const modules = {

/***/ 72150:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  watchStep: () => (/* binding */ watchStep)
});

// EXTERNAL MODULE: ./lib/src/errors/errorProblems.js
var errorProblems = __webpack_require__(66850);
// EXTERNAL MODULE: ./lib/src/system/github/openGitHub.js + 7 modules
var openGitHub = __webpack_require__(81049);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/catalog/decode.js
var decode = __webpack_require__(60590);
// EXTERNAL MODULE: ./lib/src/catalog/fileFormats.js
var fileFormats = __webpack_require__(85840);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./node_modules/@renovatebot/pep440/index.js + 4 modules
var pep440 = __webpack_require__(99687);
;// CONCATENATED MODULE: ./lib/src/catalog/compareCatalog.js


const TAG = /^(\d+\.\d+\.\d+)-((?:cudnn\d*-)?(?:base|runtime|devel))-(ubuntu\d+\.\d+)$/;
/** A tag of nvidia/cuda in its parts, or undefined for tags of other distributions and products. */
const parseImageTag = (tag) => {
    const [, cuda, flavor, ubuntu] = TAG.exec(tag) ?? [];
    return cuda === undefined || flavor === undefined || ubuntu === undefined
        ? undefined
        : { cuda, flavor, ubuntu };
};
/** Tags that the catalog's copy has, of releases that a registry serves. */
const copiedTags = (catalog) => catalog.cuda
    .filter((release) => !release.repository.startsWith("localhost/"))
    .flatMap((release) => Object.entries(release.images).flatMap(([ubuntu, flavors]) => {
    const tag = catalog.ubuntu.find((candidate) => candidate.name === ubuntu)?.tag ?? `ubuntu${ubuntu}`;
    return flavors.map((flavor) => `${release.version}-${flavor}-${tag}`);
}));
/** Tags whose digest the catalog knows. */
const copiedDigests = (catalog) => new Map(catalog.cuda.flatMap((release) => Object.entries(release.digests).map(([rest, digest]) => [`${release.version}-${rest}`, digest])));
/** `cudnn8-devel` and `cudnn-devel` are one flavor under two names. */
const sameBut = (tag) => tag.replace(/-cudnn\d*-/, "-cudnn-");
const compareCatalog_images = (catalog, tags) => {
    const copied = new Set(copiedTags(catalog));
    const outside = new Set(tags);
    const oldest = catalog.cuda[0]?.version ?? "0";
    const ubuntuTags = new Set(catalog.ubuntu.map((release) => release.tag));
    const fresh = tags.filter((tag) => {
        const parts = parseImageTag(tag);
        return (parts !== undefined &&
            !copied.has(tag) &&
            ubuntuTags.has(parts.ubuntu) &&
            compareVersions(parts.cuda, oldest) >= 0);
    });
    const gone = [...copied].filter((tag) => !outside.has(tag));
    const renamed = new Map(gone.flatMap((tag) => fresh
        .filter((other) => sameBut(other) === sameBut(tag))
        .map((other) => [tag, other])));
    const names = new Set(renamed.values());
    return [
        ...fresh
            .filter((tag) => !names.has(tag))
            .map((subject) => ({ kind: "new", of: "image", subject })),
        ...[...renamed].map(([subject, to]) => ({
            kind: "renamed",
            of: "image",
            subject,
            to,
        })),
        ...gone
            .filter((tag) => !renamed.has(tag))
            .map((subject) => ({ kind: "gone", of: "image", subject })),
    ];
};
const pushedAgain = (catalog, digests) => [...copiedDigests(catalog)].flatMap(([subject, from]) => {
    const to = digests.get(subject);
    return to === undefined || to === from
        ? []
        : [{ kind: "re-pushed", of: "image", subject, from, to }];
});
const compareCatalog_packages = (catalog, newest) => Object.entries(catalog.newest.packages).flatMap(([subject, from]) => {
    const to = newest.get(subject);
    return to === undefined || valid(to) === null || compareReleases(to, from) <= 0
        ? []
        : [{ kind: "new", of: "package", subject, from, to }];
});
const ORDER = (/* unused pure expression or super */ null && (["new", "re-pushed", "renamed", "gone"]));
/**
 * What is new, re-pushed, renamed or gone outside, images before packages; empty when the catalog
 * is up to date.
 */
const compareCatalog = (catalog, outside) => [
    ...(outside.tags === undefined ? [] : compareCatalog_images(catalog, outside.tags)),
    ...(outside.digests === undefined ? [] : pushedAgain(catalog, outside.digests)),
    ...(outside.newest === undefined ? [] : compareCatalog_packages(catalog, outside.newest)),
].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    (a.of === b.of ? 0 : a.of === "image" ? -1 : 1));

;// CONCATENATED MODULE: ./lib/src/catalog/updatedTexts.js


/** As a person writes it: long lists stay on their line, maps are padded and lists are not. */
const written = (document) => document
    .toString({ lineWidth: 0, flowCollectionPadding: true })
    .replaceAll(/\[ ([^[\]\n]*) \]/g, "[$1]");
const parse = (text) => (0,dist/* parseDocument */.Tp)(text, { schema: "failsafe" });
const quoted = (document, value) => {
    const node = document.createNode(value);
    node.type = "QUOTE_DOUBLE";
    return node;
};
/** The flavors of one release and Ubuntu, named lists resolved; empty when there are none. */
const flavorsAt = (document, { cuda, ubuntu }) => {
    const found = document.getIn(["releases", cuda, "images", ubuntu]);
    const list = typeof found === "string" ? document.getIn(["flavors", found]) : found;
    return list === undefined ? [] : list.toJSON();
};
const updatedTexts_ORDER = ["base", "runtime", "devel", "cudnn-runtime", "cudnn-devel"];
const sorted = (flavors) => [...new Set(flavors)].sort((a, b) => updatedTexts_ORDER.indexOf(a) - updatedTexts_ORDER.indexOf(b));
/** Writes flavors back, by the name of a list where one is equal; none removes the entry. */
const setFlavors = (document, { cuda, ubuntu }, flavors) => {
    const path = ["releases", cuda, "images", ubuntu];
    if (flavors.length === 0) {
        document.deleteIn(path);
        return;
    }
    const lists = document.get("flavors")?.toJSON() ?? {};
    const name = Object.entries(lists).find(([, list]) => list.length === flavors.length && list.every((flavor) => flavors.includes(flavor)))?.[0];
    const value = name ?? document.createNode(flavors, { flow: true });
    const images = document.getIn(["releases", cuda, "images"], true);
    if ((0,dist/* isMap */.jh)(images) && !images.has(ubuntu))
        images.add(document.createPair(quoted(document, ubuntu), value));
    else
        document.setIn(path, value);
};
const addRelease = (document, cuda) => {
    if (document.hasIn(["releases", cuda]))
        return;
    const images = document.createNode({}, { flow: true });
    document.setIn(["releases", cuda], document.createNode({ images: {}, sources: [] }));
    document.setIn(["releases", cuda, "images"], images);
    document.setIn(["releases", cuda, "sources"], document.createNode([], { flow: true }));
};
const addSource = (document, cuda, source) => {
    const path = ["releases", cuda, "sources"];
    const before = document.getIn(path)?.toJSON() ?? [];
    if (!before.includes(source))
        document.setIn(path, document.createNode([...before, source], { flow: true }));
};
const forgetDigest = (document, cuda, rest) => {
    const path = ["releases", cuda, "digests"];
    const digests = document.getIn(path, true);
    if (!(0,dist/* isMap */.jh)(digests))
        return;
    digests.delete(rest);
    if (digests.items.length === 0)
        document.deleteIn(path);
};
/** The flavors after a difference in one of them; a push of the same tag changes none. */
const changedFlavors = (flavors, flavor, difference) => {
    const others = flavors.filter((other) => other !== flavor);
    switch (difference.kind) {
        case "new":
            return sorted([...flavors, flavor]);
        case "gone":
            return others;
        case "renamed":
            return sorted([...others, parseImageTag(difference.to)?.flavor ?? flavor]);
        case "re-pushed":
            return flavors;
    }
};
const applyImage = (document, difference, source) => {
    const parts = parseImageTag(difference.subject);
    if (parts === undefined)
        return;
    const { cuda, flavor } = parts;
    const place = { cuda, ubuntu: parts.ubuntu.replace(/^ubuntu/, "") };
    const digest = `${flavor}-${parts.ubuntu}`;
    addRelease(document, cuda);
    if (difference.kind === "re-pushed")
        document.setIn(["releases", cuda, "digests", digest], difference.to);
    else
        setFlavors(document, place, changedFlavors(flavorsAt(document, place), flavor, difference));
    if (difference.kind === "gone")
        forgetDigest(document, cuda, digest);
    addSource(document, cuda, source);
};
/**
 * The text of cuda.yml with what was found outside, its comments kept and its date moved.
 * Only for a list that was read in full: the date says that every tag was compared.
 */
const updatedCuda = (text, differences, read) => {
    const document = parse(text);
    const source = `read-${read.asOf}`;
    const changes = differences.filter((difference) => difference.of === "image");
    if (changes.length > 0)
        document.setIn(["sources", source], read.where);
    for (const change of changes)
        applyImage(document, change, source);
    document.set("as-of", read.asOf);
    return written(document);
};
/**
 * The text of cuda.yml with the images of some tags added, each with its source; comments and the
 * file's date stay, since not every tag was compared. Tags that are there already change nothing;
 * the text comes back as it was when all are.
 */
const withImages = (text, tags, read) => {
    const document = parse(text);
    const fresh = tags.filter((tag) => {
        const parts = parseImageTag(tag);
        return (parts !== undefined &&
            !flavorsAt(document, {
                cuda: parts.cuda,
                ubuntu: parts.ubuntu.replace(/^ubuntu/, ""),
            }).includes(parts.flavor));
    });
    if (fresh.length === 0)
        return text;
    const source = `new-${read.asOf}`;
    document.setIn(["sources", source], read.where);
    for (const subject of fresh)
        applyImage(document, { kind: "new", of: "image", subject }, source);
    return written(document);
};
/**
 * The text of newest.yml with the newest releases, its comments kept, and its date moved; the
 * source stays where `read` does not say where they were read.
 */
const updatedNewest = (text, differences, read) => {
    const document = parse(text);
    for (const difference of differences)
        if (difference.of === "package")
            document.setIn(["packages", difference.subject], difference.to);
    document.set("as-of", read.asOf);
    if (read.where !== undefined)
        document.set("source", read.where);
    return written(document);
};

// EXTERNAL MODULE: ./lib/src/catalog/yaml.js + 1 modules
var yaml = __webpack_require__(13678);
// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
;// CONCATENATED MODULE: ./lib/src/commands/watch/editMatrix.js


const cannotEdit = (file) => (0,errors_error/* wrongRequest */.Tw)({
    code: "cannot-edit-request",
    message: `The list matrix.cuda of ${file} cannot be edited.`,
    place: { file },
    hint: 'Write it as: matrix: { cuda: ["12.8"] }',
});
/** Quoted, because 13.10 without quotes is the number 13.1. */
const editMatrix_quoted = (minors) => minors.map((minor) => JSON.stringify(minor)).join(", ");
const insert = (text, at, what) => text.slice(0, at) + what + text.slice(at);
const intoFlow = ({ text, file }, list, minors) => {
    const end = list.range?.[1];
    if (end === undefined || text[end - 1] !== "]")
        throw cannotEdit(file);
    const inside = text.slice(0, end - 1).trimEnd();
    return insert(text, inside.length, `${inside.endsWith("[") || inside.endsWith(",") ? "" : ", "}${editMatrix_quoted(minors)}`);
};
const intoBlock = ({ text, file }, list, minors) => {
    const last = list.items.at(-1);
    const end = (0,dist/* isScalar */.jn)(last) ? last.range?.[1] : undefined;
    if (end === undefined)
        throw cannotEdit(file);
    const lineStart = text.lastIndexOf("\n", end - 1) + 1;
    const lineEnd = text.indexOf("\n", end) === -1 ? text.length : text.indexOf("\n", end);
    const indent = /^\s*- */.exec(text.slice(lineStart, end))?.[0];
    if (indent === undefined)
        throw cannotEdit(file);
    return insert(text, lineEnd, minors.map((minor) => `\n${indent}${JSON.stringify(minor)}`).join(""));
};
/**
 * dl-env.yml with these minors added to `matrix.cuda`: only that place changes, everything else
 * stays as it was typed.
 */
const withCuda = (text, file, minors) => {
    const document = (0,dist/* parseDocument */.Tp)(text);
    const matrix = document.get("matrix", true);
    const cuda = (0,dist/* isMap */.jh)(matrix) ? matrix.get("cuda", true) : undefined;
    if (document.errors.length > 0)
        throw cannotEdit(file);
    if ((0,dist/* isSeq */.oP)(cuda))
        return cuda.flow === true
            ? intoFlow({ text, file }, cuda, minors)
            : intoBlock({ text, file }, cuda, minors);
    if (!(0,dist/* isScalar */.jn)(cuda) || cuda.range === null || cuda.range === undefined)
        throw cannotEdit(file);
    const [start, end] = cuda.range;
    return `${text.slice(0, start)}[${text.slice(start, end)}, ${editMatrix_quoted(minors)}]${text.slice(end)}`;
};

;// CONCATENATED MODULE: ./lib/src/commands/watch/proposal.js






const PROJECT = /"name":\s*"dl-env-action"/;
const workspaceOf = ({ env }) => env.get("GITHUB_WORKSPACE") ?? env.cwd;
/**
 * The file with CUDA images that belongs to this repository, or undefined: the built-in catalog is
 * changed by a new version of dl-env only.
 */
const catalogFile = async (sys, folder) => {
    const workspace = workspaceOf(sys);
    const isProject = PROJECT.test((await sys.files.readText(`${workspace}/package.json`)) ?? "");
    const path = folder !== undefined
        ? `${folder}/cuda.yml`
        : isProject
            ? `${workspace}/matrix/cuda.yml`
            : undefined;
    return path !== undefined && (await sys.files.stat(path)) !== undefined ? path : undefined;
};
/** The list of images with every image of the releases, whatever the matrix uses. */
const catalogWith = (before, path, { repository, tags, releases, asOf, }) => {
    const added = [...tags]
        .filter((tag) => releases.some(({ version }) => tag.startsWith(`${version}-`)))
        .sort();
    const after = withImages(before, added, { asOf, where: `tags of ${repository}, read ${asOf}` });
    // What is proposed must be a catalog that can be read.
    (0,decode/* decodeYaml */.S)(fileFormats/* cudaFile */.aG, (0,yaml/* readYaml */.g)(after, path));
    return after;
};
/**
 * The files to change so that these releases are in the matrix and in the repository's own catalog.
 */
const proposalOf = async (sys, source, releases) => {
    const { file } = source;
    const asOf = new Date(sys.clock.now()).toISOString().slice(0, 10);
    const inRepository = (path) => (0,external_node_path_.relative)(workspaceOf(sys), (0,external_node_path_.isAbsolute)(path) ? path : `${sys.env.cwd}/${path}`);
    const minors = releases.map(({ minor }) => minor);
    const files = new Map([
        [inRepository(file), withCuda((await sys.files.readText(file)) ?? "", file, minors)],
    ]);
    const catalog = await catalogFile(sys, source.catalogFolder);
    if (catalog === undefined)
        return { files, editsCatalog: false };
    const before = (await sys.files.readText(catalog)) ?? "";
    const after = catalogWith(before, catalog, { ...source, releases, asOf });
    if (after !== before)
        files.set(inRepository(catalog), after);
    return { files, editsCatalog: true };
};

// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
;// CONCATENATED MODULE: ./lib/src/commands/watch/newReleases.js

const newReleases_TAG = /^(\d+\.\d+)\.(\d+)-([a-z0-9-]+)-(ubuntu[\d.]+)$/;
/** Whether the matrix has this minor already, as `12.8` or `12.8.1`. */
const isAsked = (request, minor) => request.matrix.cuda.some((written) => written === minor || written.startsWith(`${minor}.`));
const imageOf = (tag, flavors, ubuntus) => {
    const [, minor, patch, flavor, ubuntu] = newReleases_TAG.exec(tag) ?? [];
    if (minor === undefined || patch === undefined || flavor === undefined || ubuntu === undefined)
        return [];
    return flavors.includes(flavor) && ubuntus.has(ubuntu)
        ? [{ minor, version: `${minor}.${patch}`, tag }]
        : [];
};
const releaseOf = (minor, images) => {
    const version = images
        .map((image) => image.version)
        .sort(versions/* compareVersions */.Zy)
        .at(-1) ?? minor;
    const tags = images.filter((image) => image.version === version).map(({ tag }) => tag);
    return { minor, version, tags: tags.sort() };
};
/**
 * Minors in the registry's tag list that are newer than every CUDA of the matrix and have an image
 * for one of its Ubuntu releases in one of its flavors, oldest first. Older minors that were left
 * out are a choice, not news.
 */
const newReleases = (tags, catalog, request) => {
    const { ubuntu, flavor, cuda } = request.matrix;
    const ubuntus = new Set(ubuntu.map((name) => catalog.ubuntu.find((release) => release.name === name)?.tag ?? name));
    const newest = [...cuda].sort(versions/* compareVersions */.Zy).at(-1) ?? "0";
    const images = [...tags]
        .flatMap((tag) => imageOf(tag, flavor, ubuntus))
        .filter(({ minor }) => !isAsked(request, minor) && (0,versions/* compareVersions */.Zy)(minor, newest) > 0);
    return [...Map.groupBy(images, ({ minor }) => minor)]
        .sort(([a], [b]) => (0,versions/* compareVersions */.Zy)(a, b))
        .map(([minor, these]) => releaseOf(minor, these));
};

;// CONCATENATED MODULE: ./lib/src/commands/watch/quietSchedule.js
const DAY = 86_400_000;
/**
 * GitHub switches schedules off after 60 days without activity in public repositories; github/docs,
 * "Disabling and enabling a workflow".
 */
const QUIET_LIMIT = 60;
const QUIET_WARNING = 45;
/** A sentence when the schedule is about to be switched off, else undefined. */
const quietWarning = (lastPush, now) => {
    const days = Math.floor((now - Date.parse(lastPush)) / DAY);
    if (!(days >= QUIET_WARNING))
        return undefined;
    return days >= QUIET_LIMIT
        ? `The last push was ${days} days ago. In public repositories GitHub has ` +
            "switched this schedule off or is about to: commit something, or run it by " +
            "hand."
        : `The last push was ${days} days ago. In public repositories GitHub switches ` +
            `this schedule off in ${QUIET_LIMIT - days} days: commit something before then.`;
};

;// CONCATENATED MODULE: ./lib/src/commands/watch/watchReport.js
/**
 * Cells with something to make, cells that lost their base, and cells that could not be queried
 * about. Pure.
 */
const watchedCells = (plan, imageTags) => {
    const images = [...(imageTags ?? [])];
    const hasImage = (cell) => images.some((tag) => tag.startsWith(`${cell}-r`));
    return {
        changed: plan.cells
            .filter((cell) => cell.verdict === "accepted" && (cell.state === "missing" || cell.state === "layers"))
            .map((cell) => cell.cell),
        gone: plan.cells.flatMap(({ cell, verdict, reasons }) => {
            const reason = reasons.find((one) => one.code === "no-base-image");
            return verdict === "rejected" && reason !== undefined && hasImage(cell)
                ? [{ cell, message: reason.message }]
                : [];
        }),
        unknown: plan.cells.flatMap((cell) => cell.verdict === "unknown" || (cell.verdict === "accepted" && cell.state === "unknown")
            ? [
                {
                    cell: cell.cell,
                    message: cell.reasons[0]?.message ??
                        "Its base, the store or the destination could not be read.",
                },
            ]
            : []),
    };
};

// EXTERNAL MODULE: ./lib/src/pipeline.js + 103 modules
var pipeline = __webpack_require__(23045);
// EXTERNAL MODULE: ./lib/src/session.js + 31 modules
var src_session = __webpack_require__(66212);
;// CONCATENATED MODULE: ./lib/src/commands/watchCommand.js





const NVIDIA = /(^|\/)nvidia\/cuda$/;
/** The bases' repository in which new releases appear, with its tags. */
const basesOf = ({ lists }) => {
    const [repository = "", list] = [...lists].find(([name]) => NVIDIA.test(name)) ?? [];
    return { repository, tags: list?.tags ?? new Set() };
};
const OLD_APT = "apt-lock-old";
/** What moved, before anything is written. */
const look = (session, planned, quiet) => {
    const inCatalog = session.catalog.cuda.map(({ version }) => version);
    const releases = newReleases(basesOf(planned).tags, session.catalog, session.request);
    return {
        ...watchedCells(planned.plan, planned.imageTags),
        releases: releases.map((release) => ({
            ...release,
            known: inCatalog.some((version) => version.startsWith(`${release.minor}.`)),
        })),
        apt: planned.aptNotices.filter(({ code }) => code === OLD_APT),
        ...(quiet === undefined ? {} : { quiet }),
    };
};
/** The folder of the request's own catalog, or undefined. */
const catalogFolder = ({ request, folder }) => {
    const { catalog } = request;
    return catalog === undefined || catalog.startsWith("/")
        ? catalog
        : `${folder}/${catalog.replace(/^\.\//, "")}`;
};
/** At most this many cells that could not be judged are problems of their own. */
const MOST_PROBLEMS = 5;
/**
 * What moved outside since the last build: cells to build, new CUDA releases, bases that are gone.
 * Exit 3 when something could not be queried, else 0. Writes nothing.
 */
const watch = async (sys, request) => {
    const { lastPush } = request;
    const session = await (0,src_session/* openSession */.fA)(sys, request);
    const planned = await sys.log.group("Looking for changes", () => (0,pipeline/* planCells */.v_)(session));
    const quiet = lastPush === undefined ? undefined : quietWarning(lastPush, sys.clock.now());
    const watched = look(session, planned, quiet);
    const catalog = catalogFolder(session);
    return {
        kind: "watch",
        result: watched,
        source: {
            file: session.request.file,
            ...basesOf(planned),
            ...(catalog === undefined ? {} : { catalogFolder: catalog }),
        },
        problems: watched.unknown.slice(0, MOST_PROBLEMS).map(({ cell, message }) => ({
            code: "cells-unknown",
            message: `${cell} could not be judged: ${message}`,
        })),
        exit: watched.unknown.length > 0 ? 3 : 0,
    };
};

// EXTERNAL MODULE: ./lib/src/report/watchText.js
var watchText = __webpack_require__(17417);
;// CONCATENATED MODULE: ./lib/src/action/nightlyWatch.js




const PULL_BRANCH = "dl-env/new-cuda";
const GONE_MARKER = "dl-env:gone-bases";
/** Opens or renews the pull request about new releases. */
const propose = async (sys, { result: { releases }, source }, { github, base }) => {
    if (releases.length === 0)
        return;
    const { files, editsCatalog } = await proposalOf(sys, source, releases);
    const { title, body } = (0,watchText/* pullText */.f7)(releases, { catalog: editsCatalog });
    await github.proposeFiles({ branch: PULL_BRANCH, base, message: title, files });
    await github.upsertPull({ branch: PULL_BRANCH, base, title, body });
};
/**
 * The issue about bases that are gone is closed only by a night that could ask about every cell.
 */
const reportGone = async ({ result }, github) => {
    const { gone, unknown } = result;
    if (gone.length > 0)
        await github.upsertIssue({ marker: GONE_MARKER, ...(0,watchText/* goneText */.LJ)(gone) });
    else if (unknown.length === 0)
        await github.settleIssue(GONE_MARKER, watchText/* SETTLED */._V);
};
/** What kept `work` from being done, or undefined. */
const failureOf = async (work) => {
    try {
        await work();
        return undefined;
    }
    catch (error) {
        if (error instanceof errors_error/* DlEnvError */.Oz)
            return error;
        throw error;
    }
};
/**
 * What a night does: looks what moved, and writes new CUDA releases into a pull request and bases
 * that are gone into an issue. Without `github` nothing is written.
 */
const nightlyWatch = async (sys, { dryRun = false, ...request }, github) => {
    if (github === undefined)
        return { outcome: await watch(sys, request) };
    const { name: base, lastPush } = await github.branch();
    const outcome = await watch(sys, { ...request, lastPush });
    if (dryRun)
        return { outcome };
    const refused = (await failureOf(() => propose(sys, outcome, { github, base }))) ??
        (await failureOf(() => reportGone(outcome, github)));
    return { outcome, ...(refused === undefined ? {} : { refused }) };
};

// EXTERNAL MODULE: ./lib/src/action/steps/stepOptions.js
var stepOptions = __webpack_require__(90625);
// EXTERNAL MODULE: ./lib/src/action/steps/stepOutcome.js + 17 modules
var stepOutcome = __webpack_require__(4091);
;// CONCATENATED MODULE: ./lib/src/action/steps/watchStep.js





/**
 * GitHub's API, where this run may write: a run that may not push is no nightly run, and only says
 * what it sees.
 */
const gitHubOf = async ({ sys, inputs, rights }) => {
    const repository = sys.env.get("GITHUB_REPOSITORY");
    const api = sys.env.get("GITHUB_API_URL");
    const token = inputs.githubToken;
    if (token === undefined || repository === undefined || !rights.push)
        return undefined;
    return (0,openGitHub/* openGitHub */.o)({ repository, token, ...(api === undefined ? {} : { api }) });
};
const notesOf = ({ gone, releases }) => [
    ...gone.map(({ cell, message }) => `${cell} no longer has a base image. ${message}`),
    ...releases.map(({ version }) => `CUDA ${version} has images that fit this matrix.`),
];
const warningsOf = ({ quiet, apt }) => [
    ...(quiet === undefined ? [] : [quiet]),
    ...apt.map(({ message, hint }) => `${message} ${hint ?? ""}`.trim()),
];
/**
 * What moved since the last night. What could not be queried makes the step red, after it said what
 * is to be built.
 */
const watchStep = async (context) => {
    const { sys, inputs, rights } = context;
    const { outcome, refused } = await nightlyWatch(sys, { ...(0,stepOptions/* sessionOptions */.x)(inputs), dryRun: inputs.dryRun }, await gitHubOf(context));
    const { result } = outcome;
    const step = (0,stepOutcome/* stepOutcome */.f)(context, outcome, {
        notes: notesOf(result),
        annotations: warningsOf(result).map((message) => ({
            level: "warning",
            title: "watch",
            message,
        })),
        outputs: {
            changed: String(result.changed.length > 0),
            cells: JSON.stringify(result.changed),
            report: JSON.stringify(result),
            may: JSON.stringify(rights),
        },
    });
    if (refused === undefined)
        return step;
    return { ...step, exit: 3, problems: [...(0,errorProblems/* problemsOf */.G)(refused), ...(step.problems ?? [])] };
};


/***/ }),

/***/ 81049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ openGitHub)
});

// EXTERNAL MODULE: ./lib/src/text/visible.js
var visible = __webpack_require__(76782);
// EXTERNAL MODULE: ./lib/src/errors/error.js
var errors_error = __webpack_require__(17242);
;// CONCATENATED MODULE: ./lib/src/system/github/gitHubRefusal.js

const statusOf = (error) => error instanceof Error && "status" in error && typeof error.status === "number"
    ? error.status
    : undefined;
const WHY = {
    401: "the token is not valid",
    403: "the token may not do this, or too many requests were made",
    404: "it does not exist, or the token has no access to it",
    422: "GitHub did not accept the values",
    429: "too many requests were made",
};
/**
 * Tells what was tried; GitHub's own message is not repeated, because it may quote what was sent.
 */
const gitHubRequest = async (what, work) => {
    try {
        return await work;
    }
    catch (error) {
        const status = statusOf(error);
        const why = (status === undefined ? undefined : WHY[status]) ?? "it did not answer as expected";
        throw (0,errors_error/* unreachable */.HB)({
            code: "github-refused",
            message: `GitHub refused to ${what}: ` +
                `${why}${status === undefined ? "" : ` (status ${status})`}.`,
            hint: "Look at the permissions of the job: they must grant what README.md lists " +
                "under `permissions:`",
        }, { cause: error });
    }
};
/** Undefined for what GitHub does not have. */
const orMissing = async (work) => {
    try {
        return await work;
    }
    catch (error) {
        if (statusOf(error) === 404)
            return undefined;
        throw error;
    }
};

;// CONCATENATED MODULE: ./lib/src/system/github/marker.js
/** A body that begins with a marker that readers do not see. */
const marked = (marker, body) => `<!-- ${marker} -->\n${body}`;
/** Whether a body begins with that marker. */
const carries = (marker, body) => body?.startsWith(`<!-- ${marker} -->`) ?? false;

;// CONCATENATED MODULE: ./lib/src/system/github/comments.js


const findComment = async ({ kit, repo }, pull, marker) => {
    for await (const page of kit.paginate.iterator(kit.rest.issues.listComments, {
        ...repo,
        issue_number: pull,
        per_page: 100,
    })) {
        const found = page.data.find((comment) => carries(marker, comment.body));
        if (found !== undefined)
            return { id: found.id, ...(found.body === undefined ? {} : { body: found.body }) };
    }
    return undefined;
};
/** See `GitHub.upsertComment`. */
const upsertComment = (client) => async ({ pull, marker, body }) => {
    const { kit, repo } = client;
    const text = marked(marker, body);
    const there = await gitHubRequest("list comments", findComment(client, pull, marker));
    if (there === undefined)
        await gitHubRequest("comment", kit.rest.issues.createComment({ ...repo, issue_number: pull, body: text }));
    else if (there.body !== text)
        await gitHubRequest("update the comment", kit.rest.issues.updateComment({ ...repo, comment_id: there.id, body: text }));
};

;// CONCATENATED MODULE: ./lib/src/system/github/defaultBranch.js

/** See `GitHub.branch`. */
const defaultBranch = ({ kit, repo }) => async () => {
    const { data } = await gitHubRequest("read the repository", kit.rest.repos.get(repo));
    return { name: data.default_branch, lastPush: data.pushed_at };
};

;// CONCATENATED MODULE: ./lib/src/system/github/issues.js


const findIssue = async ({ kit, repo }, marker) => {
    for await (const page of kit.paginate.iterator(kit.rest.issues.listForRepo, {
        ...repo,
        state: "open",
        per_page: 100,
    })) {
        const found = page.data.find((issue) => issue.pull_request === undefined && carries(marker, issue.body));
        if (found !== undefined)
            return found;
    }
    return undefined;
};
const upsertIssue = (client) => async ({ marker, title, body }) => {
    const { kit, repo } = client;
    const text = marked(marker, body);
    const there = await gitHubRequest("list issues", findIssue(client, marker));
    if (there === undefined)
        return (await gitHubRequest("open an issue", kit.rest.issues.create({ ...repo, title, body: text }))).data.number;
    if (there.title !== title || there.body !== text)
        await gitHubRequest("update the issue", kit.rest.issues.update({ ...repo, issue_number: there.number, title, body: text }));
    return there.number;
};
const settleIssue = (client) => async (marker, word) => {
    const { kit, repo } = client;
    const there = await gitHubRequest("list issues", findIssue(client, marker));
    if (there === undefined)
        return undefined;
    await gitHubRequest("comment on the issue", kit.rest.issues.createComment({ ...repo, issue_number: there.number, body: word }));
    await gitHubRequest("close the issue", kit.rest.issues.update({
        ...repo,
        issue_number: there.number,
        state: "closed",
        state_reason: "completed",
    }));
    return there.number;
};
/** See `GitHub.upsertIssue` and `GitHub.settleIssue`. */
const issues = (client) => ({
    upsertIssue: upsertIssue(client),
    settleIssue: settleIssue(client),
});

;// CONCATENATED MODULE: ./lib/src/system/github/proposedFiles.js

/** A tree with the files of the change on top of a commit's. */
const treeOf = async ({ kit, repo }, files, parent) => {
    const below = await gitHubRequest("read the last commit", kit.rest.git.getCommit({ ...repo, commit_sha: parent }));
    const entries = [...files].map(([path, content]) => ({
        path,
        mode: "100644",
        type: "blob",
        content,
    }));
    const tree = await gitHubRequest("write files", kit.rest.git.createTree({ ...repo, base_tree: below.data.tree.sha, tree: entries }));
    return tree.data.sha;
};
/** The commit that a branch names, and its tree; undefined where there is no such branch. */
const tipOf = async ({ kit, repo }, branch) => {
    const what = `read the branch ${branch}`;
    const there = await gitHubRequest(what, orMissing(kit.rest.git.getRef({ ...repo, ref: `heads/${branch}` })));
    if (there === undefined)
        return undefined;
    const tip = await gitHubRequest(what, kit.rest.git.getCommit({ ...repo, commit_sha: there.data.object.sha }));
    return { tree: tip.data.tree.sha };
};
/** See `GitHub.proposeFiles`. */
const proposeFiles = (client) => async ({ branch, base, message, files }) => {
    const { kit, repo } = client;
    const onto = await gitHubRequest(`read the branch ${base}`, kit.rest.git.getRef({ ...repo, ref: `heads/${base}` }));
    const parent = onto.data.object.sha;
    const tree = await treeOf(client, files, parent);
    const there = await tipOf(client, branch);
    if (there?.tree === tree)
        return false;
    const { data } = await gitHubRequest("write a commit", kit.rest.git.createCommit({ ...repo, message, tree, parents: [parent] }));
    if (there === undefined)
        await gitHubRequest(`make the branch ${branch}`, kit.rest.git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha: data.sha }));
    else
        await gitHubRequest(`move the branch ${branch}`, kit.rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha: data.sha, force: true }));
    return true;
};

;// CONCATENATED MODULE: ./lib/src/system/github/pullRequests.js

/** See `GitHub.upsertPull`. */
const upsertPull = ({ kit, repo }) => async ({ branch, base, title, body }) => {
    const open = await gitHubRequest("list pull requests", kit.rest.pulls.list({ ...repo, state: "open", head: `${repo.owner}:${branch}`, base }));
    const [there] = open.data;
    if (there === undefined)
        return (await gitHubRequest("open a pull request", kit.rest.pulls.create({ ...repo, head: branch, base, title, body }))).data.number;
    if (there.title !== title || there.body !== body)
        await gitHubRequest("update the pull request", kit.rest.pulls.update({ ...repo, pull_number: there.number, title, body }));
    return there.number;
};

;// CONCATENATED MODULE: ./lib/src/system/github/openGitHub.js






/** What stands on pages of GitHub holds nothing that a reader would not see. */
const visibly = (github) => ({
    ...github,
    upsertPull: (pull) => github.upsertPull({ ...pull, title: (0,visible/* visibleLine */.P)(pull.title), body: (0,visible/* visibleText */.Q)(pull.body) }),
    upsertIssue: (issue) => github.upsertIssue({
        ...issue,
        title: (0,visible/* visibleLine */.P)(issue.title),
        body: (0,visible/* visibleText */.Q)(issue.body),
    }),
    settleIssue: (marker, word) => github.settleIssue(marker, (0,visible/* visibleText */.Q)(word)),
    upsertComment: (comment) => github.upsertComment({ ...comment, body: (0,visible/* visibleText */.Q)(comment.body) }),
});
/** GitHub over @octokit/rest, which is loaded here and nowhere else. */
const openGitHub = async ({ repository, token, api }) => {
    const { Octokit } = await __webpack_require__.e(/* import() */ 891).then(__webpack_require__.bind(__webpack_require__, 60891));
    const noLog = {
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: () => undefined,
    };
    const kit = new Octokit({
        auth: token,
        userAgent: "dl-env",
        log: noLog,
        ...(api === undefined ? {} : { baseUrl: api }),
    });
    const [owner = "", repo = ""] = repository.split("/");
    const client = { kit, repo: { owner, repo } };
    return visibly({
        branch: defaultBranch(client),
        proposeFiles: proposeFiles(client),
        upsertPull: upsertPull(client),
        ...issues(client),
        upsertComment: upsertComment(client),
    });
};


/***/ })

};
