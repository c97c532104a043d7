export const id = 488;
export const ids = [488];
export const modules = {

/***/ 488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  watch: () => (/* binding */ watch_watch)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(5071);
// EXTERNAL MODULE: ./lib/src/catalog/versions.js
var versions = __webpack_require__(9245);
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

// EXTERNAL MODULE: ./lib/src/report/summaryText.js
var summaryText = __webpack_require__(9018);
// EXTERNAL MODULE: ./lib/src/report/units.js
var units = __webpack_require__(8578);
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
/** The pull request about new CUDA releases. */
const pullText = (releases) => ({
    title: `Add CUDA ${releases.map(({ minor }) => minor).join(", ")} to the matrix`,
    body: [
        "NVIDIA has published images that fit this matrix:",
        "",
        ...releases.map(({ version, tags }) => `- CUDA ${(0,summaryText/* code */.a)(version)}: ${tags.map(summaryText/* code */.a).join(", ")}`),
        "",
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
const watchedText = ({ changed, gone, releases, unknown, quiet }) => [
    changed.length === 0 ? "Nothing is to be made." : `${(0,units/* count */.U9)(changed.length, "cell")} to be made: ${changed.slice(0, 20).join(", ")}${changed.length > 20 ? ", …" : ""}`,
    ...releases.map(({ version, tags }) => `CUDA ${version} is new: ${tags.join(", ")}`),
    ...gone.map(({ cell, message }) => `${cell} lost its base: ${message}`),
    ...unknown.slice(0, 20).map(({ cell, message }) => `${cell} is not known: ${message}`),
    ...(quiet === undefined ? [] : [quiet]),
].join("\n");

// EXTERNAL MODULE: ./lib/src/pipeline.js + 59 modules
var pipeline = __webpack_require__(6570);
// EXTERNAL MODULE: ./lib/src/session.js + 26 modules
var src_session = __webpack_require__(3196);
;// CONCATENATED MODULE: ./lib/src/commands/watch.js





const NVIDIA = /(^|\/)nvidia\/cuda$/;
const releasesOf = ({ catalog, request }, { lists }) => newReleases([...lists].flatMap(([repository, { tags }]) => (NVIDIA.test(repository) ? [...tags] : [])), catalog, request);
/** The path of dl-env.yml as the repository names it. */
const inRepository = (sys, file) => (0,external_node_path_.relative)(sys.env.get("GITHUB_WORKSPACE") ?? sys.env.cwd, (0,external_node_path_.isAbsolute)(file) ? file : `${sys.env.cwd}/${file}`);
const propose = async ({ sys, request }, { releases }, github, base) => {
    if (releases.length === 0)
        return;
    const text = (await sys.files.readText(request.file)) ?? "";
    const edited = withCuda(text, request.file, releases.map(({ minor }) => minor));
    const { title, body } = pullText(releases);
    await github.proposeFiles({ branch: PULL_BRANCH, base, message: title, files: new Map([[inRepository(sys, request.file), edited]]) });
    await github.upsertPull({ branch: PULL_BRANCH, base, title, body });
};
/** An issue is closed only by a night that could ask about every cell. */
const tellGone = async ({ gone, unknown }, github) => {
    if (gone.length > 0)
        await github.upsertIssue({ marker: GONE_MARKER, ...goneText(gone) });
    else if (unknown.length === 0)
        await github.settleIssue(GONE_MARKER, SETTLED);
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
    const watched = { ...watchedCells(planned.plan, planned.imageTags), releases: releasesOf(session, planned), ...(quiet === undefined ? {} : { quiet }) };
    if (github !== undefined && branch !== undefined && options.dryRun !== true) {
        await propose(session, watched, github, branch.name);
        await tellGone(watched, github);
    }
    return { text: watchedText(watched), json: watched, exit: watched.unknown.length > 0 ? 3 : 0 };
};

// EXTERNAL MODULE: ./lib/src/system/github.js
var system_github = __webpack_require__(6107);
// EXTERNAL MODULE: ./lib/src/github/steps/options.js
var options = __webpack_require__(2866);
;// CONCATENATED MODULE: ./lib/src/github/steps/watch.js



/** What moved since the last night. What could not be asked is told and fails the step only where nothing else is to be done. */
const watch_watch = async ({ sys, inputs, rights }) => {
    const repository = sys.env.get("GITHUB_REPOSITORY");
    const api = sys.env.get("GITHUB_API_URL");
    const token = inputs.githubToken;
    // A run that may not push is no nightly run: it only says what it sees.
    const writes = token !== undefined && repository !== undefined && rights.push;
    const github = writes ? await (0,system_github/* openGitHub */.o)({ repository, token, ...(api === undefined ? {} : { api }) }) : undefined;
    const { text, json, exit } = await watch(sys, { ...(0,options/* sessionOptions */.x)(inputs), dryRun: inputs.dryRun }, github);
    sys.log.info(text);
    const warnings = [...(json.quiet === undefined ? [] : [json.quiet]), ...json.unknown.slice(0, 5).map(({ cell, message }) => `${cell}: ${message}`)];
    return {
        exit: json.changed.length > 0 || exit !== 3 ? 0 : 3,
        notes: [...json.gone.map(({ cell, message }) => `${cell} lost its base. ${message}`), ...json.releases.map(({ version }) => `CUDA ${version} has images that fit this matrix.`)],
        annotations: warnings.map((message) => ({ level: "warning", title: "watch", message })),
        outputs: { changed: String(json.changed.length > 0), cells: JSON.stringify(json.changed), report: JSON.stringify(json), may: JSON.stringify(rights) },
    };
};


/***/ }),

/***/ 6107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ openGitHub)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5071);

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
    const { Octokit } = await __webpack_require__.e(/* import() */ 891).then(__webpack_require__.bind(__webpack_require__, 891));
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const kit = new Octokit({ auth: token, userAgent: "dl-env", log: silent, ...(api === undefined ? {} : { baseUrl: api }) });
    const [owner = "", repo = ""] = repository.split("/");
    const where = { owner, repo };
    return { branch: branchOf(kit, where), proposeFiles: propose(kit, where), upsertPull: pulls(kit, where), ...issues(kit, where), upsertComment: comments(kit, where) };
};


/***/ })

};
