export const id = 934;
export const ids = [934];
export const modules = {

/***/ 81934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  watch: () => (/* binding */ watch_watch)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(39245);
;// CONCATENATED MODULE: ./lib/src/github/news.js



const TAG = /^(\d+\.\d+)\.(\d+)-([a-z0-9-]+)-(ubuntu[\d.]+)$/;
/** Whether the matrix has this minor already, as `12.8` or `12.8.1`. */
const isAsked = (request, minor) => request.matrix.cuda.some((written) => written === minor || written.startsWith(`${minor}.`));
/**
 * Minors in the registry's tag list that are newer than every CUDA of the matrix and have an image for one of its Ubuntu releases in
 * one of its flavors, oldest first. Older minors that were left out are a choice, not news.
 */
const newReleases = (tags, catalog, request) => {
    const wanted = new Set(request.matrix.ubuntu.map((name) => catalog.ubuntu.find((release) => release.name === name)?.tag ?? name));
    const newest = [...request.matrix.cuda].sort(versions/* compareVersions */.Zy).at(-1) ?? "0";
    const found = new Map();
    for (const tag of tags) {
        const [, minor, patch, flavor, ubuntu] = TAG.exec(tag) ?? [];
        if (minor === undefined || flavor === undefined || ubuntu === undefined || !wanted.has(ubuntu) || !request.matrix.flavor.includes(flavor))
            continue;
        if (isAsked(request, minor) || (0,versions/* compareVersions */.Zy)(minor, newest) <= 0)
            continue;
        found.set(minor, [...(found.get(minor) ?? []), { version: `${minor}.${patch ?? ""}`, tag }]);
    }
    return [...found].sort(([a], [b]) => (0,versions/* compareVersions */.Zy)(a, b)).map(([minor, images]) => {
        const version = images.map((image) => image.version).sort(versions/* compareVersions */.Zy).at(-1) ?? minor;
        return { minor, version, tags: images.filter((image) => image.version === version).map(({ tag }) => tag).sort() };
    });
};
const cannotEdit = (file) => (0,errors/* wrongRequest */.Tw)({ code: "cannot-edit-request", message: `The list matrix.cuda of ${file} cannot be edited.`, place: { file }, hint: 'Write it as: matrix: { cuda: ["12.8"] }' });
/** Quoted, because 13.10 without quotes is the number 13.1. */
const quoted = (minors) => minors.map((minor) => JSON.stringify(minor)).join(", ");
const insert = (text, at, what) => text.slice(0, at) + what + text.slice(at);
const intoFlow = (text, list, minors, file) => {
    const end = list.range?.[1];
    if (end === undefined || text[end - 1] !== "]")
        throw cannotEdit(file);
    const inside = text.slice(0, end - 1).trimEnd();
    return insert(text, inside.length, `${inside.endsWith("[") || inside.endsWith(",") ? "" : ", "}${quoted(minors)}`);
};
const intoBlock = (text, list, minors, file) => {
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
/** dl-env.yml with these minors added to `matrix.cuda`: only that place changes, everything else stays as it was typed. */
const withCuda = (text, file, minors) => {
    const document = (0,dist/* parseDocument */.Tp)(text);
    const matrix = document.get("matrix", true);
    const cuda = (0,dist/* isMap */.jh)(matrix) ? matrix.get("cuda", true) : undefined;
    if (document.errors.length > 0)
        throw cannotEdit(file);
    if ((0,dist/* isSeq */.oP)(cuda))
        return cuda.flow === true ? intoFlow(text, cuda, minors, file) : intoBlock(text, cuda, minors, file);
    if (!(0,dist/* isScalar */.jn)(cuda) || cuda.range === null || cuda.range === undefined)
        throw cannotEdit(file);
    const [start, end] = cuda.range;
    return `${text.slice(0, start)}[${text.slice(start, end)}, ${quoted(minors)}]${text.slice(end)}`;
};
const DAY = 86_400_000;
/** GitHub switches schedules off after 60 days without activity in public repositories; github/docs, "Disabling and enabling a workflow". */
const QUIET_LIMIT = 60;
const QUIET_WARNING = 45;
/** A sentence when the schedule is about to be switched off, else undefined. */
const quietWarning = (lastPush, now) => {
    const days = Math.floor((now - Date.parse(lastPush)) / DAY);
    if (!(days >= QUIET_WARNING))
        return undefined;
    return days >= QUIET_LIMIT
        ? `The last push was ${days} days ago. In public repositories GitHub has switched this schedule off or is about to: commit something, or run it by hand.`
        : `The last push was ${days} days ago. In public repositories GitHub switches this schedule off in ${QUIET_LIMIT - days} days: commit something before.`;
};

// EXTERNAL MODULE: ./lib/src/catalog/decode.js
var decode = __webpack_require__(60590);
// EXTERNAL MODULE: ./lib/src/catalog/format.js
var format = __webpack_require__(39459);
// EXTERNAL MODULE: ./node_modules/@renovatebot/pep440/index.js + 4 modules
var pep440 = __webpack_require__(99687);
;// CONCATENATED MODULE: ./lib/src/catalog/compare.js


const compare_TAG = /^(\d+\.\d+\.\d+)-((?:cudnn\d*-)?(?:base|runtime|devel))-(ubuntu\d+\.\d+)$/;
/** A tag of nvidia/cuda in its parts, or undefined for tags of other distributions and products. */
const parseImageTag = (tag) => {
    const [, cuda, flavor, ubuntu] = compare_TAG.exec(tag) ?? [];
    return cuda === undefined || flavor === undefined || ubuntu === undefined ? undefined : { cuda, flavor, ubuntu };
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
const compare_images = (catalog, tags) => {
    const copied = new Set(copiedTags(catalog));
    const outside = new Set(tags);
    const oldest = catalog.cuda[0]?.version ?? "0";
    const known = new Set(catalog.ubuntu.map((release) => release.tag));
    const fresh = tags.filter((tag) => {
        const parts = parseImageTag(tag);
        return parts !== undefined && !copied.has(tag) && known.has(parts.ubuntu) && compareVersions(parts.cuda, oldest) >= 0;
    });
    const gone = [...copied].filter((tag) => !outside.has(tag));
    const renamed = new Map(gone.flatMap((tag) => fresh.filter((other) => sameBut(other) === sameBut(tag)).map((other) => [tag, other])));
    const names = new Set(renamed.values());
    return [
        ...fresh.filter((tag) => !names.has(tag)).map((subject) => ({ kind: "new", of: "image", subject })),
        ...[...renamed].map(([subject, to]) => ({ kind: "renamed", of: "image", subject, to })),
        ...gone.filter((tag) => !renamed.has(tag)).map((subject) => ({ kind: "gone", of: "image", subject })),
    ];
};
const pushedAgain = (catalog, digests) => [...copiedDigests(catalog)].flatMap(([subject, from]) => {
    const to = digests.get(subject);
    return to === undefined || to === from ? [] : [{ kind: "re-pushed", of: "image", subject, from, to }];
});
const compare_packages = (catalog, newest) => Object.entries(catalog.newest.packages).flatMap(([subject, from]) => {
    const to = newest.get(subject);
    return to === undefined || valid(to) === null || compareReleases(to, from) <= 0 ? [] : [{ kind: "new", of: "package", subject, from, to }];
});
const ORDER = (/* unused pure expression or super */ null && (["new", "re-pushed", "renamed", "gone"]));
/** What is new, re-pushed, renamed or gone outside, images before packages; empty when the catalog is up to date. */
const compareCatalog = (catalog, outside) => [
    ...(outside.tags === undefined ? [] : compare_images(catalog, outside.tags)),
    ...(outside.digests === undefined ? [] : pushedAgain(catalog, outside.digests)),
    ...(outside.newest === undefined ? [] : compare_packages(catalog, outside.newest)),
].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.of === b.of ? 0 : a.of === "image" ? -1 : 1));

;// CONCATENATED MODULE: ./lib/src/catalog/update.js


/** As a person writes it: long lists stay on their line, maps are padded and lists are not. */
const written = (document) => document.toString({ lineWidth: 0, flowCollectionPadding: true }).replaceAll(/\[ ([^[\]\n]*) \]/g, "[$1]");
const parse = (text) => (0,dist/* parseDocument */.Tp)(text, { schema: "failsafe" });
const update_quoted = (document, value) => {
    const node = document.createNode(value);
    node.type = "QUOTE_DOUBLE";
    return node;
};
/** The flavors of one release and Ubuntu, named lists resolved; empty when there are none. */
const flavorsAt = (document, cuda, ubuntu) => {
    const found = document.getIn(["releases", cuda, "images", ubuntu]);
    const list = typeof found === "string" ? document.getIn(["flavors", found]) : found;
    return list === undefined ? [] : (list.toJSON());
};
const update_ORDER = ["base", "runtime", "devel", "cudnn-runtime", "cudnn-devel"];
const sorted = (flavors) => [...new Set(flavors)].sort((a, b) => update_ORDER.indexOf(a) - update_ORDER.indexOf(b));
/** Writes flavors back, by the name of a list where one is equal; none removes the entry. */
const setFlavors = (document, cuda, ubuntu, flavors) => {
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
        images.add(document.createPair(update_quoted(document, ubuntu), value));
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
    const known = document.getIn(path)?.toJSON() ?? [];
    if (!known.includes(source))
        document.setIn(path, document.createNode([...known, source], { flow: true }));
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
const applyImage = (document, difference, source) => {
    const parts = parseImageTag(difference.subject);
    if (parts === undefined)
        return;
    const { cuda, flavor } = parts;
    const ubuntu = parts.ubuntu.replace(/^ubuntu/, "");
    addRelease(document, cuda);
    const flavors = flavorsAt(document, cuda, ubuntu);
    switch (difference.kind) {
        case "new":
            setFlavors(document, cuda, ubuntu, sorted([...flavors, flavor]));
            break;
        case "gone":
            setFlavors(document, cuda, ubuntu, flavors.filter((other) => other !== flavor));
            forgetDigest(document, cuda, `${flavor}-${parts.ubuntu}`);
            break;
        case "renamed":
            setFlavors(document, cuda, ubuntu, sorted([...flavors.filter((other) => other !== flavor), parseImageTag(difference.to)?.flavor ?? flavor]));
            break;
        case "re-pushed":
            document.setIn(["releases", cuda, "digests", `${flavor}-${parts.ubuntu}`], difference.to);
            break;
    }
    addSource(document, cuda, source);
};
/**
 * The text of cuda.yml with what was found outside, its comments kept and its date moved. `read` says how and where the list was read.
 * Only for a list that was read in full: the date says that every tag was compared.
 */
const updatedCuda = (text, differences, outside, read) => {
    const document = parse(text);
    const source = `read-${outside.asOf}`;
    const changes = differences.filter((difference) => difference.of === "image");
    if (changes.length > 0)
        document.setIn(["sources", source], read);
    for (const change of changes)
        applyImage(document, change, source);
    document.set("as-of", outside.asOf);
    return written(document);
};
/**
 * The text of cuda.yml with the images of some tags added, each with its source; comments and the file's date stay, since not every tag was
 * compared. Tags that are there already change nothing; the text comes back as it was when all are.
 */
const withImages = (text, tags, read) => {
    const document = parse(text);
    const fresh = tags.filter((tag) => {
        const parts = parseImageTag(tag);
        return parts !== undefined && !flavorsAt(document, parts.cuda, parts.ubuntu.replace(/^ubuntu/, "")).includes(parts.flavor);
    });
    if (fresh.length === 0)
        return text;
    const source = `new-${read.asOf}`;
    document.setIn(["sources", source], read.where);
    for (const subject of fresh)
        applyImage(document, { kind: "new", of: "image", subject }, source);
    return written(document);
};
/** The text of newest.yml with the newest releases, its comments kept, and its date moved; `read` says how and where they were read. */
const updatedNewest = (text, differences, outside, read) => {
    const document = parse(text);
    for (const difference of differences)
        if (difference.of === "package")
            document.setIn(["packages", difference.subject], difference.to);
    document.set("as-of", outside.asOf);
    if (read !== undefined)
        document.set("source", read);
    return written(document);
};

// EXTERNAL MODULE: ./lib/src/catalog/yaml.js + 1 modules
var yaml = __webpack_require__(13678);
;// CONCATENATED MODULE: ./lib/src/github/proposal.js





const PROJECT = /"name":\s*"dl-env-action"/;
/** The file with CUDA images that belongs to this repository, or undefined: the built-in catalog is changed by a new version of dl-env only. */
const catalogFile = async ({ env, files }, folder) => {
    const workspace = env.get("GITHUB_WORKSPACE") ?? env.cwd;
    const isProject = PROJECT.test((await files.readText(`${workspace}/package.json`)) ?? "");
    const path = folder !== undefined ? `${folder}/cuda.yml` : isProject ? `${workspace}/matrix/cuda.yml` : undefined;
    return path !== undefined && (await files.stat(path)) !== undefined ? path : undefined;
};
/** Texts of the files with the new releases in them, by path of this machine. Every image of a release goes into the catalog, whatever the matrix uses. */
const proposedFiles = async ({ files, clock }, { file, catalog, releases, tags, repository }) => {
    const texts = new Map([[file, withCuda((await files.readText(file)) ?? "", file, releases.map(({ minor }) => minor))]]);
    if (catalog === undefined)
        return texts;
    const before = (await files.readText(catalog)) ?? "";
    const all = [...tags].filter((tag) => releases.some(({ version }) => tag.startsWith(`${version}-`))).sort();
    const asOf = new Date(clock.now()).toISOString().slice(0, 10);
    const after = withImages(before, all, { asOf, where: `tags of ${repository}, read ${asOf}` });
    // What is proposed must be a catalog that can be read.
    (0,decode/* decodeYaml */.SE)(format/* cudaFile */.aG, (0,yaml/* readYaml */.g)(after, catalog));
    if (after !== before)
        texts.set(catalog, after);
    return texts;
};

// EXTERNAL MODULE: ./lib/src/report/summaryText.js
var summaryText = __webpack_require__(39018);
// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(58578);
;// CONCATENATED MODULE: ./lib/src/github/watched.js


/** Cells with something to make, cells that lost their base, and cells that could not be asked about. Pure. */
const watchedCells = (plan, imageTags) => {
    const images = [...(imageTags ?? [])];
    const hasImage = (cell) => images.some((tag) => tag.startsWith(`${cell}-r`));
    return {
        changed: plan.cells.filter((cell) => cell.verdict === "accepted" && (cell.state === "missing" || cell.state === "layers")).map((cell) => cell.cell),
        gone: plan.cells.flatMap(({ cell, verdict, reasons }) => {
            const reason = reasons.find((one) => one.code === "no-base-image");
            return verdict === "rejected" && reason !== undefined && hasImage(cell) ? [{ cell, message: reason.message }] : [];
        }),
        unknown: plan.cells.flatMap((cell) => cell.verdict === "unknown" || (cell.verdict === "accepted" && cell.state === "unknown")
            ? [{ cell: cell.cell, message: cell.reasons[0]?.message ?? "Its base, the store or the destination could not be asked." }]
            : []),
    };
};
const PULL_BRANCH = "dl-env/new-cuda";
const GONE_MARKER = "dl-env:gone-bases";
const catalogText = (releases, hasCatalog) => {
    if (hasCatalog)
        return ["The list of CUDA images in this repository's catalog has them too, with the day on which they were read.", ""];
    const unknown = releases.filter(({ known }) => !known);
    return unknown.length === 0 ? [] : [`The catalog of the dl-env in use does not know CUDA ${unknown.map(({ minor }) => minor).join(", ")} yet, so the checks are red until a newer version of it is used.`, ""];
};
/** The pull request about new CUDA releases. `catalog`: whether this repository's own list of images is edited too. */
const pullText = (releases, { catalog }) => ({
    title: `Add CUDA ${releases.map(({ minor }) => minor).join(", ")} to the matrix`,
    body: [
        "NVIDIA has published images that fit this matrix:",
        "",
        ...releases.map(({ version, tags }) => `- CUDA ${(0,summaryText/* code */.a)(version)}: ${tags.map(summaryText/* code */.a).join(", ")}`),
        "",
        ...catalogText(releases, catalog),
        "Whether its libraries go together is for the checks of this pull request to say. This branch is written anew by each nightly run: commit nothing to it.",
    ].join("\n"),
});
/** The issue about bases that are gone. */
const goneText = (gone) => ({
    title: `${(0,units/* count */.U9)(gone.length, "cell")} without a base image`,
    body: [
        "The registry does not list the base of these cells any more. Their images and tags stay as they are; they are not built again.",
        "",
        ...gone.slice(0, 100).map(({ cell, message }) => `- ${(0,summaryText/* code */.a)(cell)}: ${(0,summaryText/* prose */.C)(message)}`),
        ...(gone.length > 100 ? [`- and ${gone.length - 100} more`] : []),
        "",
        "Take them out of the matrix, and this issue closes itself.",
    ].join("\n"),
});
const SETTLED = "Every cell of the matrix has a base image again.";
/** What a night found, for people. */
const watchedText = ({ changed, gone, releases, apt, unknown, quiet }) => [
    changed.length === 0 ? "Nothing is to be made." : `${(0,units/* count */.U9)(changed.length, "cell")} to be made: ${changed.slice(0, 20).join(", ")}${changed.length > 20 ? ", …" : ""}`,
    ...releases.map(({ version, tags }) => `CUDA ${version} is new: ${tags.join(", ")}`),
    ...gone.map(({ cell, message }) => `${cell} lost its base: ${message}`),
    ...apt.map(({ message, hint }) => `${message}${hint === undefined ? "" : ` ${hint}`}`),
    ...unknown.slice(0, 20).map(({ cell, message }) => `${cell} is not known: ${message}`),
    ...(quiet === undefined ? [] : [quiet]),
].join("\n");

// EXTERNAL MODULE: ./lib/src/pipeline.js + 48 modules
var pipeline = __webpack_require__(63409);
// EXTERNAL MODULE: ./lib/src/session.js + 21 modules
var src_session = __webpack_require__(73577);
;// CONCATENATED MODULE: ./lib/src/commands/watch.js







const NVIDIA = /(^|\/)nvidia\/cuda$/;
/** The bases' repository in which new releases appear, with its tags. */
const newsFrom = ({ lists }) => {
    const [repository = "", list] = [...lists].find(([name]) => NVIDIA.test(name)) ?? [];
    return { repository, tags: list?.tags ?? new Set() };
};
const OLD_APT = "apt-lock-old";
/** What a night sees, before anything is written. */
const look = (session, planned, quiet) => {
    const known = session.catalog.cuda.map(({ version }) => version);
    const releases = newReleases(newsFrom(planned).tags, session.catalog, session.request);
    return {
        ...watchedCells(planned.plan, planned.imageTags),
        releases: releases.map((release) => ({ ...release, known: known.some((version) => version.startsWith(`${release.minor}.`)) })),
        apt: planned.aptNotices.filter(({ code }) => code === OLD_APT),
        ...(quiet === undefined ? {} : { quiet }),
    };
};
/** The path of dl-env.yml as the repository names it. */
const inRepository = (sys, file) => (0,external_node_path_.relative)(sys.env.get("GITHUB_WORKSPACE") ?? sys.env.cwd, (0,external_node_path_.isAbsolute)(file) ? file : `${sys.env.cwd}/${file}`);
/** The folder of the request's own catalog, or undefined. */
const catalogFolder = ({ request, folder }) => {
    const { catalog } = request;
    return catalog === undefined || catalog.startsWith("/") ? catalog : `${folder}/${catalog.replace(/^\.\//, "")}`;
};
const propose = async (session, planned, { releases }, github, base) => {
    const { sys, request } = session;
    if (releases.length === 0)
        return;
    const catalog = await catalogFile(sys, catalogFolder(session));
    const texts = await proposedFiles(sys, { file: request.file, catalog, releases, ...newsFrom(planned) });
    const files = new Map([...texts].map(([path, text]) => [inRepository(sys, path), text]));
    const { title, body } = pullText(releases, { catalog: catalog !== undefined });
    await github.proposeFiles({ branch: PULL_BRANCH, base, message: title, files });
    await github.upsertPull({ branch: PULL_BRANCH, base, title, body });
};
/** An issue is closed only by a night that could ask about every cell. */
const tellGone = async ({ gone, unknown }, github) => {
    if (gone.length > 0)
        await github.upsertIssue({ marker: GONE_MARKER, ...goneText(gone) });
    else if (unknown.length === 0)
        await github.settleIssue(GONE_MARKER, SETTLED);
};
/** What kept `work` from being done, or undefined. */
const tried = async (work) => {
    try {
        await work();
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* DlEnvError */.Oz)
            return error;
        throw error;
    }
};
/**
 * What moved outside since the last night: cells to make, new CUDA releases (a pull request), bases that are gone (an issue). Exit 3
 * when something could not be asked, else 0. Without `github` nothing is written.
 */
const watch = async (sys, options, github) => {
    const session = await (0,src_session/* openSession */.fA)(sys, options);
    const planned = await sys.log.group("Looking what moved", () => (0,pipeline/* planCells */.v_)(session));
    const branch = github === undefined ? undefined : await github.branch();
    const quiet = branch === undefined ? undefined : quietWarning(branch.lastPush, sys.clock.now());
    const watched = look(session, planned, quiet);
    const isToWrite = github !== undefined && branch !== undefined && options.dryRun !== true;
    const refused = isToWrite ? ((await tried(() => propose(session, planned, watched, github, branch.name))) ?? (await tried(() => tellGone(watched, github)))) : undefined;
    return { text: watchedText(watched), json: watched, exit: watched.unknown.length > 0 || refused !== undefined ? 3 : 0, ...(refused === undefined ? {} : { refused }) };
};

// EXTERNAL MODULE: ./lib/src/report/problem.js
var problem = __webpack_require__(3510);
// EXTERNAL MODULE: ./lib/src/system/github.js
var system_github = __webpack_require__(16107);
// EXTERNAL MODULE: ./lib/src/github/steps/options.js
var options = __webpack_require__(52866);
;// CONCATENATED MODULE: ./lib/src/github/steps/watch.js




/** What moved since the last night. What could not be asked makes the step red, after it said what is to be made. */
const watch_watch = async ({ sys, inputs, rights }) => {
    const repository = sys.env.get("GITHUB_REPOSITORY");
    const api = sys.env.get("GITHUB_API_URL");
    const token = inputs.githubToken;
    // A run that may not push is no nightly run: it only says what it sees.
    const writes = token !== undefined && repository !== undefined && rights.push;
    const github = writes ? await (0,system_github/* openGitHub */.o)({ repository, token, ...(api === undefined ? {} : { api }) }) : undefined;
    const { text, json, exit, refused } = await watch(sys, { ...(0,options/* sessionOptions */.x)(inputs), dryRun: inputs.dryRun }, github);
    sys.log.info(text);
    const warnings = [...(json.quiet === undefined ? [] : [json.quiet]), ...json.apt.map(({ message, hint }) => `${message} ${hint ?? ""}`.trim())];
    return {
        exit: exit === 2 ? 1 : exit,
        problems: [...(refused === undefined ? [] : (0,problem/* problemsOf */.GW)(refused)), ...json.unknown.slice(0, 5).map(({ cell, message }) => ({ code: "cells-unknown", message: `${cell} could not be judged: ${message}`, hint: "When what did not answer is there again: gh run rerun" }))],
        notes: [...json.gone.map(({ cell, message }) => `${cell} lost its base. ${message}`), ...json.releases.map(({ version }) => `CUDA ${version} has images that fit this matrix.`)],
        annotations: warnings.map((message) => ({ level: "warning", title: "watch", message })),
        outputs: { changed: String(json.changed.length > 0), cells: JSON.stringify(json.changed), report: JSON.stringify(json), may: JSON.stringify(rights) },
    };
};


/***/ }),

/***/ 16107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ openGitHub)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65071);

const statusOf = (error) => (error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : undefined);
const WHY = {
    401: "the token is not valid",
    403: "the token may not do this, or too many requests were made",
    404: "it is not there, or the token may not see it",
    422: "GitHub did not accept the values",
    429: "too many requests were made",
};
/** Tells what was tried; GitHub's own message is not repeated, because it may quote what was sent. */
const asked = async (what, work) => {
    try {
        return await work;
    }
    catch (error) {
        const status = statusOf(error);
        const why = (status === undefined ? undefined : WHY[status]) ?? "it did not answer as expected";
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .HB)({ code: "github-refused", message: `GitHub refused to ${what}: ${why}${status === undefined ? "" : ` (status ${status})`}.`, hint: "Look at the permissions of the job: they must grant what README.md lists under `permissions:`" }, { cause: error });
    }
};
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
const branchOf = (kit, repo) => async () => {
    const { data } = await asked("read the repository", kit.rest.repos.get(repo));
    return { name: data.default_branch, lastPush: data.pushed_at };
};
const propose = (kit, repo) => async ({ branch, base, message, files }) => {
    const onto = await asked(`read the branch ${base}`, kit.rest.git.getRef({ ...repo, ref: `heads/${base}` }));
    const parent = onto.data.object.sha;
    const below = await asked("read the last commit", kit.rest.git.getCommit({ ...repo, commit_sha: parent }));
    const tree = await asked("write files", kit.rest.git.createTree({ ...repo, base_tree: below.data.tree.sha, tree: [...files].map(([path, content]) => ({ path, mode: "100644", type: "blob", content })) }));
    const there = await asked(`read the branch ${branch}`, orMissing(kit.rest.git.getRef({ ...repo, ref: `heads/${branch}` })));
    if (there !== undefined) {
        const tip = await asked(`read the branch ${branch}`, kit.rest.git.getCommit({ ...repo, commit_sha: there.data.object.sha }));
        if (tip.data.tree.sha === tree.data.sha)
            return false;
    }
    const commit = await asked("write a commit", kit.rest.git.createCommit({ ...repo, message, tree: tree.data.sha, parents: [parent] }));
    if (there === undefined)
        await asked(`make the branch ${branch}`, kit.rest.git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha: commit.data.sha }));
    else
        await asked(`move the branch ${branch}`, kit.rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha: commit.data.sha, force: true }));
    return true;
};
const pulls = (kit, repo) => async ({ branch, base, title, body }) => {
    const open = await asked("list pull requests", kit.rest.pulls.list({ ...repo, state: "open", head: `${repo.owner}:${branch}`, base }));
    const [there] = open.data;
    if (there === undefined)
        return (await asked("open a pull request", kit.rest.pulls.create({ ...repo, head: branch, base, title, body }))).data.number;
    if (there.title !== title || there.body !== body)
        await asked("update the pull request", kit.rest.pulls.update({ ...repo, pull_number: there.number, title, body }));
    return there.number;
};
/** A body that begins with a marker that readers do not see. */
const marked = (marker, body) => `<!-- ${marker} -->\n${body}`;
const carries = (marker, body) => body?.startsWith(`<!-- ${marker} -->`) ?? false;
const findIssue = async (kit, repo, marker) => {
    for await (const page of kit.paginate.iterator(kit.rest.issues.listForRepo, { ...repo, state: "open", per_page: 100 })) {
        const found = page.data.find((issue) => issue.pull_request === undefined && carries(marker, issue.body));
        if (found !== undefined)
            return found;
    }
    return undefined;
};
const issues = (kit, repo) => ({
    upsertIssue: async ({ marker, title, body }) => {
        const text = marked(marker, body);
        const there = await asked("list issues", findIssue(kit, repo, marker));
        if (there === undefined)
            return (await asked("open an issue", kit.rest.issues.create({ ...repo, title, body: text }))).data.number;
        if (there.title !== title || there.body !== text)
            await asked("update the issue", kit.rest.issues.update({ ...repo, issue_number: there.number, title, body: text }));
        return there.number;
    },
    settleIssue: async (marker, word) => {
        const there = await asked("list issues", findIssue(kit, repo, marker));
        if (there === undefined)
            return undefined;
        await asked("comment on the issue", kit.rest.issues.createComment({ ...repo, issue_number: there.number, body: word }));
        await asked("close the issue", kit.rest.issues.update({ ...repo, issue_number: there.number, state: "closed", state_reason: "completed" }));
        return there.number;
    },
});
const findComment = async (kit, repo, pull, marker) => {
    for await (const page of kit.paginate.iterator(kit.rest.issues.listComments, { ...repo, issue_number: pull, per_page: 100 })) {
        const found = page.data.find((comment) => carries(marker, comment.body));
        if (found !== undefined)
            return { id: found.id, ...(found.body === undefined ? {} : { body: found.body }) };
    }
    return undefined;
};
const comments = (kit, repo) => async ({ pull, marker, body }) => {
    const text = marked(marker, body);
    const there = await asked("list comments", findComment(kit, repo, pull, marker));
    if (there === undefined)
        await asked("comment", kit.rest.issues.createComment({ ...repo, issue_number: pull, body: text }));
    else if (there.body !== text)
        await asked("update the comment", kit.rest.issues.updateComment({ ...repo, comment_id: there.id, body: text }));
};
/** GitHub over @octokit/rest, which is loaded here and nowhere else. */
const openGitHub = async ({ repository, token, api }) => {
    const { Octokit } = await __webpack_require__.e(/* import() */ 891).then(__webpack_require__.bind(__webpack_require__, 60891));
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const kit = new Octokit({ auth: token, userAgent: "dl-env", log: silent, ...(api === undefined ? {} : { baseUrl: api }) });
    const [owner = "", repo = ""] = repository.split("/");
    const where = { owner, repo };
    return { branch: branchOf(kit, where), proposeFiles: propose(kit, where), upsertPull: pulls(kit, where), ...issues(kit, where), upsertComment: comments(kit, where) };
};


/***/ })

};
