import { i as wrongRequest, t as DlEnvError } from "./error.js";
import { t as checkReasons } from "./checkReport.js";
import { r as planCells, t as buildImages, u as writeLocks } from "./pipeline.js";
import { d as expandCells, n as openSession, p as withTagLists, r as sessionOf, t as lockFolder } from "./session.js";
import { t as writeContext } from "./writeContext.js";
import { d as number, f as object, h as string, n as _enum, r as array } from "./schemas.js";
import { t as isFileWithin } from "./pathWithin.js";
import { a as ensureTool, o as versionOf } from "./redirects.js";
import { t as repositoryTop } from "./repositoryTop.js";
import { a as decodeRequest } from "./openRepository.js";
import { t as openWork } from "./workFolder.js";
import { dirname, isAbsolute, join, normalize, relative, resolve } from "node:path";
import { createHash } from "node:crypto";
// src/commands/check/buildSample.ts
/** The first touched cells that can be built. */
const sampleOf = (touched, sample) => touched.filter(({ after }) => after?.verdict === "accepted" && after.state !== "unknown").slice(0, sample).map(({ cell }) => cell);
const buildOne = async (sys, { options, dir }, cell) => {
	try {
		const session = await openSession(sys, {
			...options,
			cells: [cell],
			build: "engine",
			to: `oci:${dir}/images`
		});
		const built = await buildImages(session, await planCells(session));
		const why = built.failed[0]?.problem.message ?? built.left[0]?.why ?? built.checks.flatMap(checkReasons)[0];
		return why === void 0 ? {
			cell,
			outcome: "built",
			detail: ""
		} : {
			cell,
			outcome: "failed",
			detail: why
		};
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		return {
			cell,
			outcome: "failed",
			detail: error.message
		};
	}
};
/** Builds each cell of the sample, one after the other, and pushes nothing. */
const buildSample = async (sys, sample) => {
	const built = [];
	for (const cell of sample.cells) built.push(await sys.log.group(`Building ${cell}`, () => buildOne(sys, sample, cell)));
	return built;
};
// src/commands/check/git.ts
/**
* Each would have git run a program, or read a repository that was committed as files of another
* one.
*/
const SETTINGS = [
	"safe.bareRepository=explicit",
	"core.fsmonitor=false",
	"core.hooksPath=/dev/null",
	"core.alternateRefsCommand=",
	"diff.external=",
	"protocol.ext.allow=never",
	"gc.auto=0",
	"maintenance.auto=false"
];
/**
* argv of every call of git; pure. Only plumbing is called that neither writes nor looks into files
* of the work tree: then no attribute can choose a filter, a converter or a merge driver. Paths are
* what they say, without patterns.
*/
const gitArgv = (args) => [
	"git",
	...SETTINGS.flatMap((setting) => ["-c", setting]),
	"--no-pager",
	"--no-replace-objects",
	"--no-optional-locks",
	"--literal-pathspecs",
	...args
];
/**
* Which repository is asked is decided here and not by a variable that a hook left behind; nobody
* is there to answer a prompt.
*/
const ENVIRONMENT = {
	GIT_DIR: void 0,
	GIT_WORK_TREE: void 0,
	GIT_COMMON_DIR: void 0,
	GIT_OBJECT_DIRECTORY: void 0,
	GIT_ALTERNATE_OBJECT_DIRECTORIES: void 0,
	GIT_EXTERNAL_DIFF: void 0,
	GIT_TERMINAL_PROMPT: "0",
	LC_ALL: "C.UTF-8"
};
/** The repository that a folder is in; undefined when it is in none. */
const repositoryAt = async (sys, folder) => {
	const top = await repositoryTop(sys.files, folder);
	return top === void 0 ? void 0 : {
		top,
		sys
	};
};
/** A git command that did not work, or, with another hint, was not worth a try. */
const gitFailed = (what, why, hint = "Check out with the base's history: fetch-depth: 0") => wrongRequest({
	code: "git-failed",
	message: `git ${what} did not work: ${why}`,
	hint
});
/** What git, started in `/`, says of the repository. Rejects with `git-failed`. */
const git = async ({ sys, top }, args, options = {}) => {
	const { code, stdout, stderr } = await sys.processes.run(gitArgv([
		"-C",
		top,
		...args
	]), {
		...options,
		cwd: "/",
		env: ENVIRONMENT
	});
	if (code === 0) return stdout;
	throw gitFailed(args[0] ?? "", stderr.trim().split("\n").at(-1) ?? "");
};
/**
* The commit that a merge was made onto, where this checkout is one: GitHub checks out a pull
* request as the merge that it would be. Undefined for any other commit, and outside repositories.
*/
const mergedOnto = async (sys) => {
	const repository = await repositoryAt(sys, sys.env.cwd);
	if (repository === void 0) return void 0;
	const [, first, second] = (await git(repository, [
		"rev-list",
		"--parents",
		"--max-count=1",
		"HEAD"
	])).trim().split(" ");
	return second === void 0 ? void 0 : first;
};
// src/commands/check/drift.ts
/** Folder of committed Containerfiles, beside dl-env.yml: the default of `generate`. */
const GENERATED = "containerfiles";
/** Paths of all files below a folder, from that folder; empty when there is none. */
const filesBelow = async (files, folder, below = "") => {
	const found = [];
	for (const name of await files.list(`${folder}/${below}`)) {
		const path = `${below}${name}`;
		if ((await files.stat(`${folder}/${path}`))?.kind === "directory") found.push(...await filesBelow(files, folder, `${path}/`));
		else found.push(path);
	}
	return found;
};
const isThere = async (files, folder) => (await files.stat(folder))?.kind === "directory";
/** Committed locks that `dl-env lock` would write again or take away. */
const lockDrift = async (session, planned) => {
	const { files } = session.sys;
	const committed = lockFolder(session);
	if (!await isThere(files, committed)) return [];
	const looked = {
		...files,
		write: () => Promise.resolve(),
		remove: () => Promise.resolve()
	};
	const used = new Set(planned.judged.flatMap(({ verdict }) => verdict.kind === "accepted" ? [verdict.lock] : []));
	const { written, removed } = await writeLocks(looked, {
		folder: committed,
		locks: [...planned.locks.values()].filter(({ key }) => used.has(key)),
		apt: [...planned.apt.values()]
	}, { prune: planned.plan.totals.unknown === 0 });
	return [...written, ...removed].map((name) => ({
		file: `${committed}/${name}`,
		hint: "Locks are written by a command and never by hand: dl-env lock"
	}));
};
const differs = async (files, made, committed) => await files.readText(made) !== await files.readText(committed);
/**
* Committed Containerfiles and what lies beside them that `dl-env generate` would write otherwise.
*/
const generatedDrift = async (session, planned, work) => {
	const { files } = session.sys;
	const committed = `${session.folder}/${GENERATED}`;
	if (!await isThere(files, committed)) return [];
	const made = `${work}/${GENERATED}`;
	for (const recipe of planned.recipes.values()) await writeContext(session, planned, {
		recipe,
		dir: `${made}/${recipe.cell}`
	});
	const withRecipe = new Set(planned.recipes.keys());
	const unknown = new Set(planned.plan.cells.filter((cell) => cell.verdict !== "rejected" && !withRecipe.has(cell.cell)).map((cell) => cell.cell));
	const paths = /* @__PURE__ */ new Set([...await filesBelow(files, made), ...await filesBelow(files, committed)]);
	const drift = [];
	for (const path of [...paths].sort()) {
		if (unknown.has(path.split("/", 1)[0] ?? "")) continue;
		if (await differs(files, `${made}/${path}`, `${committed}/${path}`)) drift.push({
			file: `${committed}/${path}`,
			hint: `Change ${session.request.file} or the catalog instead, then: dl-env generate --out ${committed}`
		});
	}
	return drift;
};
/** Apt locks that were made for other packages than the request and the catalog want now. */
const aptDrift = ({ aptNotices }) => aptNotices.filter(({ code }) => code === "apt-lock-stale").map(({ place, release, hint = "" }) => ({
	file: place?.file ?? `apt-${release}.json`,
	hint
}));
/**
* Everything that is generated, committed, and not what its source gives now. Writes below `work`
* only.
*/
const findDrift = async (session, planned, work) => [
	...aptDrift(planned),
	...await lockDrift(session, planned),
	...await generatedDrift(session, planned, work)
];
// src/commands/check/hadolint.ts
const findings = array(object({
	file: string(),
	line: number().int(),
	column: number().int(),
	level: _enum([
		"error",
		"warning",
		"info",
		"style"
	]),
	code: string(),
	message: string()
}));
/** What git knows as a Containerfile, generated or written by hand. */
const isContainerfile = (path) => /(?:^|\/)(?:Containerfile|Dockerfile)(?:\.[\w-]+)?$/.test(path);
const LEVEL = {
	error: "error",
	warning: "warning",
	info: "notice",
	style: "notice"
};
/** hadolint's JSON, decoded; undefined when it is something else. */
const readFindings = (text) => {
	try {
		return findings.parse(JSON.parse(text)).map(({ file, line, column, level, code, message }) => ({
			level: LEVEL[level],
			rule: code,
			message,
			place: {
				file,
				line,
				column
			}
		}));
	} catch {
		return;
	}
};
/** Milliseconds; a file takes some hundredths of a second. */
const TIMEOUT = 3e5;
/** Where a tool cannot be kept, as its folder is somebody else's, the rest of a check goes on. */
const pinnedHadolint = async (sys, { pinned, offline }) => {
	try {
		return await ensureTool(sys, {
			program: "hadolint",
			...pinned
		}, { offline });
	} catch (error) {
		return {
			why: error instanceof Error ? error.message : String(error),
			cause: error
		};
	}
};
/**
* The pinned hadolint; where it cannot be had, the one on PATH, which is never the repository's
* (see Processes.find); undefined without any. Says in the log what is not as it should be.
*/
const findHadolint = async (sys, linter) => {
	const found = await pinnedHadolint(sys, linter);
	if (typeof found === "string") return found;
	const path = await sys.processes.find("hadolint");
	const missing = `hadolint ${linter.pinned.version} is not installed (${found.why})`;
	if (path === void 0) {
		sys.log.warn(`${missing}, so no Containerfile was linted.`);
		return;
	}
	const version = await versionOf(sys, "hadolint", path) ?? "of an unknown version";
	sys.log.warn(`${missing}. ${path} is used, hadolint ${version}; its findings may differ.`);
	return path;
};
/**
* `config` is a file of hadolint's settings; without one it looks for the user's own. It starts in
* `/` and gets whole paths: managers of versions, which may stand on PATH under its name, choose
* what they run by files of the folder that they start in.
*/
const lint = async (sys, path, { files, config }) => {
	if (files.length === 0) return [];
	const settings = config === void 0 ? [] : ["--config", config];
	const whole = files.map((file) => join(sys.env.cwd, file));
	const { stdout, stderr } = await sys.processes.run([
		path,
		...settings,
		"--format",
		"json",
		"--no-fail",
		"--",
		...whole
	], {
		cwd: "/",
		timeout: TIMEOUT
	});
	const read = readFindings(stdout);
	if (read === void 0) sys.log.warn(`hadolint did not answer as expected: ${stderr.trim().split("\n").at(-1) ?? ""}`);
	return (read ?? []).map((finding) => ({
		...finding,
		place: {
			...finding.place,
			file: relative(sys.env.cwd, finding.place.file)
		}
	}));
};
/**
* Containerfiles that git knows below the working directory, as paths from it. A pipe, or a link
* that leaves the repository, is not read.
*/
const containerfiles = async (sys, repository) => {
	const below = relative(repository.top, sys.env.cwd) || ".";
	const listed = (await git(repository, [
		"ls-files",
		"-z",
		"--",
		below
	])).split("\0");
	const committed = [];
	for (const file of listed.filter(isContainerfile)) if (await isFileWithin(sys.files, repository.top, join(repository.top, file))) committed.push(relative(sys.env.cwd, join(repository.top, file)));
	return committed;
};
const OWN_SETTINGS = [".hadolint.yaml", ".hadolint.yml"];
/**
* The settings in the working directory, as hadolint itself would take them; ours instead of those
* that a link brings from outside the repository, which would be quoted in its messages.
*/
const settingsOf = async (sys, { top }, bundledConfig) => {
	for (const name of OWN_SETTINGS) {
		const path = join(sys.env.cwd, name);
		if (await sys.files.stat(path) !== void 0) return await isFileWithin(sys.files, top, path) ? path : bundledConfig;
	}
};
/**
* Lints every Containerfile that git knows below the working directory: those below `generated` by
* this project's settings, the others by the repository's own. Empty without hadolint, and says so
* once in the log.
*/
const lintContainerfiles = async (sys, generated, linter) => {
	const repository = await repositoryAt(sys, sys.env.cwd);
	if (repository === void 0) return [];
	const files = await containerfiles(sys, repository);
	if (files.length === 0) return [];
	const hadolint = await findHadolint(sys, linter);
	if (hadolint === void 0) return [];
	sys.log.info(`Linting ${files.length} Containerfiles with ${hadolint}.`);
	const bundledConfig = `${sys.env.projectRoot}/.hadolint.yaml`;
	const folder = `${relative(sys.env.cwd, resolve(sys.env.cwd, generated))}/`;
	const isGenerated = (file) => file.startsWith(folder);
	const byHand = files.filter((file) => !isGenerated(file));
	const config = await settingsOf(sys, repository, bundledConfig);
	return [...await lint(sys, hadolint, {
		files: files.filter(isGenerated),
		config: bundledConfig
	}), ...await lint(sys, hadolint, {
		files: byHand,
		config
	})];
};
// src/commands/check/commitFiles.ts
const KINDS = {
	"100644": "file",
	"100755": "file",
	"120000": "link"
};
/** `<mode> <type> <object>TAB<path>`; other repositories in it (160000) have no content here. */
const readEntry = (line) => {
	const [, mode = "", object = "", path = ""] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
	const kind = KINDS[mode];
	return kind === void 0 ? [] : [{
		path,
		kind,
		object
	}];
};
/**
* The files of a commit that are these paths, or below them. Paths above the top are in no commit.
*/
const committedFiles = async (repository, commit, paths) => {
	const inside = paths.map((path) => normalize(path)).filter((path) => !isAbove(path));
	if (inside.length === 0) return [];
	const args = [
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		commit,
		"--",
		...inside
	];
	return (await git(repository, args)).split("\0").flatMap(readEntry);
};
const isAbove = (path) => path === ".." || path.startsWith("../") || path.startsWith("/");
const NEWLINE = 10;
/**
* Contents of objects, in their order: each is `<object> blob <size>`, its bytes, and a line break.
*/
const readObjects = async (repository, objects) => {
	const parts = [];
	await git(repository, ["cat-file", "--batch"], {
		input: objects.map((object) => `${object}\n`).join(""),
		onOutput: (bytes) => parts.push(bytes)
	});
	const all = Buffer.concat(parts);
	let at = 0;
	return objects.map((object) => {
		const end = all.indexOf(NEWLINE, at);
		const [, size] = /^\S+ blob (\d+)$/.exec(all.toString("utf8", at, Math.max(at, end))) ?? [];
		if (size === void 0) throw gitFailed("cat-file", `there is no object ${object}`);
		const start = end + 1;
		at = start + Number(size) + 1;
		return all.subarray(start, start + Number(size));
	});
};
/** Where a link of the commit leads, from the top; undefined when that is outside it. */
const linkTarget = (path, target) => {
	const resolved = target.startsWith("/") ? target : normalize(join(dirname(path), target));
	return isAbove(resolved) ? void 0 : resolved.replace(/\/$/, "");
};
const MOST_LINKS = 8;
/** Text of one file of a commit, links within it followed; undefined when there is none. */
const committedText = async (repository, commit, path) => {
	let at = path;
	for (let links = 0; at !== void 0 && links <= MOST_LINKS; links += 1) {
		const wanted = normalize(at);
		const file = (await committedFiles(repository, commit, [wanted])).find((one) => one.path === wanted);
		if (file === void 0) return void 0;
		const [content] = await readObjects(repository, [file.object]);
		const text = content?.toString("utf8") ?? "";
		if (file.kind === "file") return text;
		at = linkTarget(wanted, text);
	}
};
/**
* Writes files of a commit below `folder`, as they are in git: nothing checks them out, so no
* filter, hook or converter has a say. What links in them lead to is written too; a link that
* leaves the commit is left out.
*/
const writeCommitted = async (files, repository, { commit, paths, folder }) => {
	const seen = /* @__PURE__ */ new Set();
	for (let pending = [...paths]; pending.length > 0;) {
		const found = (await committedFiles(repository, commit, pending)).filter(({ path }) => !seen.has(path));
		const contents = await readObjects(repository, found.map(({ object }) => object));
		pending = [];
		for (const [at, { path, kind }] of found.entries()) {
			const content = contents[at] ?? Buffer.alloc(0);
			seen.add(path);
			if (kind === "file") await files.write(`${folder}/${path}`, content);
			const target = kind === "link" ? linkTarget(path, content.toString("utf8")) : void 0;
			if (target === void 0) continue;
			await files.makeDir(dirname(`${folder}/${path}`));
			await files.link(content.toString("utf8"), `${folder}/${path}`);
			pending.push(target);
		}
	}
};
/** The hash by which git would keep this content, sha1 or sha256 as the repository has it. */
const objectOf = (content, like) => createHash(like.length === 64 ? "sha256" : "sha1").update(`blob ${content.byteLength}\0`).update(content).digest("hex");
const isSame = async (files, path, { kind, object }) => {
	const found = (await files.stat(path))?.kind;
	if (found === "symlink") return kind === "link" && objectOf(Buffer.from(await files.readLink(path)), object) === object;
	if (found !== "file" || kind !== "file") return false;
	return objectOf(await files.readBytes(path) ?? /* @__PURE__ */ new Uint8Array(), object) === object;
};
const countBelow = async (files, path) => {
	const kind = (await files.stat(path))?.kind;
	if (kind === void 0) return 0;
	if (kind !== "directory") return 1;
	const names = await files.list(path);
	return (await Promise.all(names.map((name) => countBelow(files, `${path}/${name}`)))).reduce((sum, count) => sum + count, 0);
};
/**
* Whether what lies at these paths now, committed or not, is what the commit has there: compared by
* content, without asking git about the work tree.
*/
const isAsCommitted = async (files, repository, { commit, paths }) => {
	const inside = paths.filter((path) => !isAbove(normalize(path)));
	const committed = await committedFiles(repository, commit, inside);
	if ((await Promise.all(inside.map((path) => countBelow(files, `${repository.top}/${path}`)))).reduce((sum, count) => sum + count, 0) !== committed.length) return false;
	for (const file of committed) if (!await isSame(files, `${repository.top}/${file.path}`, file)) return false;
	return true;
};
// src/commands/check/planBefore.ts
/**
* Plans the request, the locks and the catalog of the other commit, written into a folder of their
* own.
*/
const planCommit = async ({ options, session, dir, looked }, text) => {
	const { sys } = session;
	const { repository, base: commit, path } = looked;
	const folder = `${dir}/before`;
	const { catalog, setFiles } = decodeRequest(text, path, {
		catalog: session.catalog,
		tolerant: true
	});
	const folderBefore = dirname(path);
	const named = [...factPaths(folderBefore, catalog), ...setPaths(folderBefore, setFiles)];
	const paths = [.../* @__PURE__ */ new Set([
		path,
		...named,
		...readPaths(session, repository)
	])];
	await writeCommitted(sys.files, repository, {
		commit,
		paths,
		folder
	});
	return (await planCells(await openSession(sys, {
		...options,
		file: `${folder}/${path}`
	}))).plan;
};
/** Everything in a request that decides about a cell beside the cell's own values. */
const common = ({ file: _file, places: _places, matrix: _matrix, include: _include, exclude: _exclude, sets: _sets, packages: _packages, pythons: _pythons, setFiles: _setFiles, default: _default, ...rest }) => JSON.stringify(rest);
const sameCell = (a, b) => a !== void 0 && a.pythonFrom === b.pythonFrom && a.libraries.join() === b.libraries.join();
/**
* The locks and the catalog of a request in `folder`. A catalog that an absolute path names is the
* machine's, for every commit.
*/
const factPaths = (folder, catalog) => [join(folder, "locks"), ...catalog === void 0 || isAbsolute(catalog) ? [] : [join(folder, catalog)]];
/** The files that sets name. */
const setPaths = (folder, setFiles) => setFiles.flatMap(({ requirements, pyproject }) => [...requirements, ...pyproject === void 0 ? [] : [pyproject]].map((one) => join(folder, one)));
/** What was read for the sets of today's request, from the top of the repository. */
const readPaths = ({ sys, request }, { top }) => request.setPaths.map((one) => relative(top, resolve(sys.env.cwd, one)));
const NO_REPOSITORY = "Type it in a checkout of your repository; to make one: git init && git add dl-env.yml && git commit -m images";
const openBase = async (session, base) => {
	const { sys } = session;
	const repository = await repositoryAt(sys, sys.env.cwd);
	if (repository === void 0) throw gitFailed("rev-parse", `${sys.env.cwd} is not in a git repository`, NO_REPOSITORY);
	await git(repository, [
		"rev-parse",
		"--verify",
		"--quiet",
		`${base}^{commit}`
	]);
	return repository;
};
/**
* Asks git about the other commit, which costs waiting and no work. Rejects with `git-failed` where
* the commit is not in this checkout.
*/
const lookBefore = async (session, base) => {
	const { sys, request } = session;
	const repository = await openBase(session, base);
	const path = relative(repository.top, resolve(sys.env.cwd, request.file));
	const facts = [...factPaths(dirname(path), request.catalog), ...readPaths(session, repository)];
	const [text, same] = await Promise.all([committedText(repository, base, path), isAsCommitted(sys.files, repository, {
		commit: base,
		paths: facts
	})]);
	return {
		base,
		repository,
		path,
		text,
		factsChanged: !same
	};
};
/**
* The plan before, from the plan now: cells that both have, asked with the same facts, are the
* same, and only the others are planned. Undefined when the facts differ.
*/
const planDifference = async ({ options, session, planned, looked }, text) => {
	if (looked.factsChanged) return void 0;
	const input = {
		text,
		file: session.request.file,
		catalog: session.catalog
	};
	const before = await sessionOf(session.sys, {
		...input,
		options
	});
	if (common(before.request) !== common(session.request)) return void 0;
	const catalog = withTagLists(session.catalog, planned.lists);
	const now = new Map(planned.judged.map(({ cell }) => [cell.id, cell]));
	const cells = expandCells(before.request, catalog);
	const others = cells.filter((cell) => !sameCell(now.get(cell.id), cell)).map(({ id }) => id);
	const assignment = {
		kind: "cells",
		locks: lockFolder(session),
		cells: others
	};
	const byId = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
	const plannedNow = others.length === 0 ? [] : (await planCells(await sessionOf(session.sys, {
		...input,
		options: {
			...options,
			assignment
		}
	}))).plan.cells;
	for (const cell of plannedNow) byId.set(cell.cell, cell);
	return { cells: cells.flatMap(({ id }) => byId.get(id) ?? []) };
};
/**
* The plan of another commit, with the catalog of this project as it is now. A dl-env.yml that was
* wrong there, or not there yet, had no cells.
*/
const planBefore = async (work) => {
	const { sys } = work.session;
	const { base, path, text } = work.looked;
	const short = base.slice(0, 12);
	if (text === void 0) {
		sys.log.info(`There was no ${path} in ${short}.`);
		return { cells: [] };
	}
	try {
		return await planDifference(work, text) ?? await planCommit(work, text);
	} catch (error) {
		if (!(error instanceof DlEnvError) || error.exit !== 2 || error.code === "git-failed") throw error;
		sys.log.info(`No plan could be made of ${short}: ${error.message}`);
		return { cells: [] };
	}
};
// src/commands/check/comparePlans.ts
const packagesOf = (cell) => cell?.lock?.packages ?? {};
const packageChanges = (before, after) => {
	const [old, now] = [new Map(Object.entries(packagesOf(before))), new Map(Object.entries(packagesOf(after)))];
	return [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name)).sort().map((name) => ({
		name,
		before: old.get(name),
		after: now.get(name)
	}));
};
/**
* The immutable tag stands for everything that decides what is in an image. Rolling tags that
* another cell takes over are no change of this one.
*/
const identity = (cell) => JSON.stringify([
	cell.verdict,
	cell.tags.find((tag) => /-r[0-9a-f]{12}$/.test(tag)),
	cell.base?.tag,
	cell.lock?.key,
	cell.reasons.map((reason) => reason.message)
]);
/**
* Cells that a change touches: new, gone, another verdict, or other content. In the order of the
* plan after, then those that are gone.
*/
const touchedCells = (before, after) => {
	const old = new Map(before.cells.map((cell) => [cell.cell, cell]));
	const now = new Map(after.cells.map((cell) => [cell.cell, cell]));
	const made = (id) => ({
		cell: id,
		before: old.get(id),
		after: now.get(id),
		packages: packageChanges(old.get(id), now.get(id))
	});
	return [...after.cells.filter((cell) => {
		const was = old.get(cell.cell);
		return was === void 0 || was !== cell && identity(was) !== identity(cell);
	}).map(({ cell }) => made(cell)), ...before.cells.filter(({ cell }) => !now.has(cell)).map(({ cell }) => made(cell))];
};
// src/commands/checkCommand.ts
const fullCommit = (base) => {
	if (/^[0-9a-f]{40}$/.test(base)) return base;
	throw wrongRequest({
		code: "wrong-base",
		message: `${JSON.stringify(base)} is not the full hash of a commit.`,
		hint: "Name one: dl-env check --base $(git rev-parse origin/main)"
	});
};
/** The plan now, against the plan of the base. */
const compare = async (sys, options, dir) => {
	const session = await openSession(sys, options);
	const looking = options.base === void 0 ? void 0 : lookBefore(session, fullCommit(options.base));
	looking?.catch(() => void 0);
	const planned = await sys.log.group("Planning the current state", () => planCells(session));
	const looked = await looking;
	if (looked === void 0) return {
		session,
		planned,
		touched: []
	};
	const before = await sys.log.group("Planning the base commit", () => planBefore({
		options,
		session,
		planned,
		looked,
		dir
	}));
	return {
		session,
		planned,
		touched: touchedCells(before, planned.plan)
	};
};
/** What makes a change red. */
const changeProblems = ({ drift, built, lint }) => [
	...drift.map(({ file, hint }) => ({
		code: "out-of-date",
		message: "This file differs from what its source generates now.",
		place: {
			file,
			line: 1
		},
		hint
	})),
	...built.filter(({ outcome }) => outcome === "failed").map(({ cell, detail }) => ({
		code: "sample-failed",
		message: `${cell} does not build from its Containerfile: ${detail}`,
		hint: `Try it: dl-env build --build engine --cells ${cell}`
	})),
	...lint.filter(({ level }) => level === "error").map(({ rule, message, place }) => ({
		code: "lint-error",
		message: `${rule}: ${message}`,
		place
	}))
];
/**
* What a change does: cells it touches with verdicts, packages and sizes before and after,
* generated files that are out of date, a lint of Containerfiles, and a sample built without push.
* Exit 1 when files are out of date, a lint error was found, or the sample did not build.
*/
const check = async (sys, options) => {
	const work = await openWork(sys);
	try {
		const { session, planned, touched } = await compare(sys, options, work.dir);
		const drift = await findDrift(session, planned, work.dir);
		const sample = sampleOf(touched, options.sample ?? 0);
		const built = await buildSample(sys, {
			options,
			cells: sample,
			dir: work.dir
		});
		const lint = await lintContainerfiles(sys, `${session.folder}/${GENERATED}`, {
			pinned: session.catalog.hostHadolint,
			offline: options.offline === true
		});
		const problems = changeProblems({
			drift,
			built,
			lint
		});
		return {
			kind: "check",
			result: {
				...options.base === void 0 ? {} : { base: options.base },
				touched,
				drift,
				built
			},
			plan: planned.plan,
			request: session.request,
			lint,
			oldLocks: planned.aptNotices.filter(({ code }) => code === "apt-lock-old"),
			problems,
			exit: problems.length > 0 ? 1 : 0
		};
	} finally {
		await work.close();
	}
};
export { mergedOnto as n, sampleOf as r, check as t };
