import { c as aptLockByDate, l as readAptLock, o as readInstaller, r as planCells, u as writeLocks } from "./pipeline.js";
import { a as withUnknownPackages, c as CONTAINERFILE, i as withAptErrors, o as buildSecrets, r as snapshotMirror, s as chooseEngine } from "./aptBuild.js";
import { D as aptFiles, P as eachOnce, S as APT_MOUNTS, T as aptCall, w as aptArgument } from "./systemRecipe.js";
import { r as readTar } from "./canonicalLayer.js";
import { i as withFolder } from "./tarHeader.js";
import { t as readBase } from "./baseImage.js";
import { n as endpointOf } from "./openRepository.js";
import { t as isLayout } from "./layout.js";
import { r as parseReference } from "./reference.js";
import { n as foundProblem, t as DlEnvError } from "./error.js";
import { t as aptLockFileName } from "./lockfile.js";
import { t as openWork } from "./workFolder.js";
import { d as aptLockDifference, u as wantedAptPackages } from "./layerSpecs.js";
import { n as problemText } from "./problemText.js";
import { n as openSession, s as isLocal, t as lockFolder } from "./session.js";
import { t as requireAccepted } from "./requireAccepted.js";
import { n as unknownProblems } from "./unfinishedProblems.js";
// src/engine/askApt.ts
/** Where a build leaves what apt said. */
const ANSWER = "dl-env-apt";
/**
* A stage that asks apt in a base what it would install. `at` makes the text one that no engine
* remembers. Pure.
*/
const askingContainerfile = (recipe, names, at) => {
	const lines = [
		`: asked at ${at};`,
		...aptCall(recipe, [
			"--ask",
			`/${ANSWER}`,
			...names
		]),
		"rm -rf /tmp/apt /var/lib/apt/lists/* /var/log/apt"
	];
	return `ARG BASE\nFROM \${BASE} AS system\n${aptArgument(recipe)}RUN ${APT_MOUNTS} set -eu; \\\n    ${lines.join(" \\\n    ")}\n`;
};
const readBody = async (files, { spool, start, size }) => {
	const parts = [];
	if (size > 0) for await (const part of files.read(spool, {
		start,
		end: start + size - 1
	})) parts.push(part);
	return Buffer.concat(parts).toString("utf8");
};
const readAnswer = async (sys, layer, spool) => {
	const entries = await readTar(sys.files, layer, spool);
	const textOf = async (name) => {
		const entry = entries.find(({ path }) => path === `${ANSWER}/${name}`);
		if (entry?.content?.kind !== "file") return "";
		return readBody(sys.files, {
			spool,
			start: entry.content.start ?? 0,
			size: entry.size
		});
	};
	return {
		steps: await textOf("steps"),
		files: await textOf("files")
	};
};
/**
* What apt would install of these names in a base: apt itself is asked, in a build of its own that
* fetches the archive's index and no package. Rejects as the engine does when apt fails; nothing is
* kept but what the engine remembers.
*/
const askApt = (sys, engine, { recipe, names, context, work }) => withFolder(sys, work, async (dir) => {
	const { packages: _packages, ...apt } = recipe.apt;
	const aptRecipe = {
		...recipe,
		apt
	};
	await sys.files.write(`${dir}/${CONTAINERFILE}`, askingContainerfile(aptRecipe, names, new Date(sys.clock.now()).toISOString()));
	for (const { path, content } of aptFiles(aptRecipe)) await sys.files.write(`${dir}/${path}`, content);
	const layer = await engine.buildSystem({
		...context,
		dir
	}, dir, (line) => sys.log.debug(line));
	return readAnswer(sys, layer.file, `${dir}/bodies`);
});
// src/engine/askedBases.ts
/** Bytes of a base's layers, compressed. */
const sizeOf = ({ manifest }) => manifest.layers.reduce((sum, { size }) => sum + size, 0);
/**
* The bases in which apt is asked: of those that begin with the same layer, the distribution's, the
* smallest. A larger one has what the smaller has and more, so it needs no package that the smaller
* does not. Should one need more all the same, its build says so.
*/
const basesToAsk = (bases) => {
	const smallest = /* @__PURE__ */ new Map();
	for (const base of bases) {
		const bottom = base.config.rootfs.diff_ids[0] ?? base.platformDigest;
		const best = smallest.get(bottom);
		if (best === void 0 || sizeOf(base) < sizeOf(best)) smallest.set(bottom, base);
	}
	return [...smallest.values()];
};
/** Bases of accepted cells by release; those whose digest is not known are left out. */
const readBases = async (open, judged, release) => {
	const found = /* @__PURE__ */ new Map();
	for (const { cell, verdict } of judged) {
		const digest = verdict.kind === "accepted" && cell.ubuntu === release ? verdict.base.platformDigest : void 0;
		if (digest !== void 0 && verdict.base !== void 0) found.set(digest, `${verdict.base.tag}@${digest}`);
	}
	return Promise.all([...found.values()].map((reference) => readBase(open, reference)));
};
/**
* Where an engine finds a base: among this machine's stand-ins, or in a registry, after mirrors.
*/
const upstream = ({ repository, platformDigest, tag }, mirrors) => {
	if (isLayout(repository)) return {
		kind: "layout",
		dir: repository.dir,
		digest: platformDigest,
		tag: tag.replace(/@.*$/, "").replace(/^.*:/, "")
	};
	const reference = parseReference(repository.name);
	if (reference.kind === "layout") throw new TypeError(`${repository.name} is in a registry, not a folder`);
	const { host, repository: path, origin } = endpointOf(reference, mirrors);
	return {
		kind: "registry",
		reference: `${host}/${path}@${platformDigest}`,
		insecure: origin.startsWith("http://")
	};
};
// src/resolve/aptAnswer.ts
/** `Inst perl-base [5.36.0-7] (5.36.0-7+deb12u2 Debian:12.11/oldstable [amd64])` */
const STEP = /^Inst (\S+) \[([^\]\s]+)\] \((\S+) /gm;
/** `'http://…' openssh-server_1%3a9.2p1-2_amd64.deb 456936 SHA256:…` */
const FILE = /^'[^']*' ([a-z0-9][a-z0-9+.-]+)_([^_\s]+)_[a-z0-9]+\.deb \d+ SHA256:([0-9a-f]{64})$/;
const byName = (a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
/** Packages of the base that an answer would replace, sorted by name. */
const replacedBy = ({ steps }) => [...steps.matchAll(STEP)].map(([, name = "", from = "", to = ""]) => ({
	name: name.replace(/:[a-z0-9]+$/, ""),
	from,
	to
})).sort(byName);
const odd = (line) => foundProblem({
	code: "apt-answer",
	message: `apt gave an answer that cannot be read: ${line.slice(0, 200)}`,
	hint: "See its output: dl-env lock --update --debug"
});
/** The packages of an answer, sorted by name; code `apt-answer` when it is none. */
const packagesOf = (answer) => {
	const upgraded = new Set(replacedBy(answer).map(({ name }) => name));
	return answer.files.split("\n").filter((line) => line.startsWith("'")).map((line) => {
		const [, name = "", version = "", sha256 = ""] = FILE.exec(line) ?? [];
		if (sha256 === "") throw odd(line);
		return {
			name,
			version: decodeURIComponent(version),
			sha256,
			...upgraded.has(name) ? { upgrades: true } : {}
		};
	}).sort(byName);
};
/**
* Packages of several bases as one list, sorted by name; of a package that two of them name, the
* later one counts, and it may upgrade where any says so.
*/
const mergePackages = (lists) => {
	const merged = /* @__PURE__ */ new Map();
	for (const one of lists.flat()) {
		const upgrades = one.upgrades === true || merged.get(one.name)?.upgrades === true;
		merged.set(one.name, {
			...one,
			...upgrades ? { upgrades: true } : {}
		});
	}
	return [...merged.values()].sort(byName);
};
// src/engine/lockApt.ts
const unlocked = (release, why, hint) => ({
	code: "apt-unlocked",
	message: `The apt packages of ${release} are locked by name and date only: ${why}`,
	hint
});
const replaces = (release, answer) => {
	const list = replacedBy(answer).map(({ name, from, to }) => `${name} ${from} by ${to}`);
	if (list.length === 0) return [];
	return [{
		code: "apt-replaces",
		message: `In the base of ${release} apt replaces ${list.join(", ")}, because requested packages depend on it.`,
		hint: `See them: grep upgrades locks/${aptLockFileName(release)}`
	}];
};
/**
* A lock of before to which the answers of a few cells' bases are added, where they are answers
* about the same archive.
*/
const before = ({ cells }, lock, committed) => cells !== void 0 && committed?.asOf === lock.asOf && committed.snapshot === lock.snapshot ? committed.packages ?? [] : [];
/**
* The packages beside the catalog's; of a few cells, also those that the lock has for the others.
*/
const extrasOf = ({ cells }, { wanted, committed }) => cells === void 0 ? wanted.extras : [.../* @__PURE__ */ new Set([...wanted.extras, ...committed?.extras ?? []])].sort();
const askRelease = async (locking, { wanted, committed }, { bases, ask }) => {
	const extras = extrasOf(locking, {
		wanted,
		committed
	});
	const lock = aptLockByDate(locking, {
		...wanted,
		extras
	});
	const snapshots = locking.catalog.ubuntu.find(({ name }) => name === wanted.release)?.snapshots;
	const recipe = {
		apt: lock,
		...snapshots === void 0 ? {} : { snapshots }
	};
	const lists = [before(locking, lock, committed)];
	const notices = [];
	for (const base of basesToAsk(bases)) {
		locking.sys.log.info(`Asking apt in ${base.tag.replace(/@.*$/, "")} which packages it would install.`);
		const answer = await withUnknownPackages(lock, () => ask(base, recipe, eachOnce([...wanted.asked, ...extras])));
		lists.push(packagesOf(answer));
		notices.push(...replaces(wanted.release, answer));
	}
	return {
		lock: {
			...lock,
			packages: mergePackages(lists)
		},
		notices
	};
};
const OFFLINE = ["not resolved, because of --offline.", "Run once with a network: dl-env lock --update"];
const NO_BASE = ["none of its bases could be read, and apt runs in a base.", "See which could not: dl-env plan"];
/** A lock that is there and whole is kept when nothing better can be had. */
const withoutAnswer = (locking, { wanted, committed }, [why, hint]) => {
	const kept = committed !== void 0 && aptLockDifference(committed, wanted).length === 0 ? committed : void 0;
	if (kept?.packages === void 0) return {
		lock: kept ?? aptLockByDate(locking, wanted),
		notices: [unlocked(wanted.release, why, hint)]
	};
	return {
		lock: kept,
		notices: [{
			code: "apt-unlocked",
			message: `The apt lock of ${wanted.release} stays as of ${kept.asOf}: ${why}`,
			hint
		}]
	};
};
const lockRelease = async (locking, release, { judged, ask }) => {
	const { wanted, committed } = release;
	const isWhole = committed?.packages !== void 0;
	if (!locking.update && isWhole && aptLockDifference(committed, wanted).length === 0) return {
		lock: committed,
		notices: []
	};
	if (locking.offline) return withoutAnswer(locking, release, OFFLINE);
	try {
		const bases = await readBases(locking.open, judged, wanted.release);
		if (bases.length === 0) return withoutAnswer(locking, release, NO_BASE);
		return await askRelease(locking, release, {
			bases,
			ask
		});
	} catch (error) {
		if (!(error instanceof DlEnvError) || error.exit !== 3) throw error;
		const hint = error.hint ?? "Then type: dl-env lock --update";
		return withoutAnswer(locking, release, [error.message, hint]);
	}
};
/**
* The apt lock of each release, with version and sha256 of every package where apt could be asked
* in a base; what it could not is a notice.
*/
const lockAptWith = async (locking, judged, ask) => {
	const locks = /* @__PURE__ */ new Map();
	const notices = [];
	for (const wanted of wantedAptPackages(locking, judged).values()) {
		const committed = await readAptLock(locking.sys.files, locking.locks, wanted.release);
		const locked = await lockRelease(locking, {
			wanted,
			committed
		}, {
			judged,
			ask
		});
		locks.set(wanted.release, locked.lock);
		notices.push(...locked.notices);
	}
	return {
		locks,
		notices
	};
};
/** The same with an engine of this machine, which is looked for when a base must be asked. */
const lockApt = async (locking, judged) => {
	const { sys, open, request } = locking;
	const work = await openWork(sys);
	let engine;
	try {
		const [installer, secrets] = [await readInstaller(sys), await buildSecrets(sys, work.dir)];
		return await lockAptWith(locking, judged, async (base, recipe, names) => {
			engine ??= chooseEngine(sys, request.engine, {
				open,
				work: work.dir
			});
			const context = {
				base: upstream(base, request.mirrors),
				secrets,
				buildArgs: snapshotMirror(recipe.snapshots?.address, request.mirrors),
				epoch: Math.floor(sys.clock.now() / 1e3)
			};
			const chosen = await engine;
			return withAptErrors(base.tag, () => askApt(sys, chosen, {
				recipe: {
					...recipe,
					installer
				},
				names,
				context,
				work: work.dir
			}));
		});
	} finally {
		await work.close();
	}
};
// src/commands/lockCommand.ts
/**
* Writes the locks of every accepted cell beside dl-env.yml: wheels, and apt packages where an
* engine can ask apt in the base. Locks that are there stay as they are unless `update` asks. What
* could not be locked whole is told and stands under `notices`.
*/
const lock = async (sys, options) => {
	const session = await openSession(sys, options);
	const { plan, locks, judged } = await planCells(session);
	const used = new Set(judged.flatMap(({ verdict }) => verdict.kind === "accepted" ? [verdict.lock] : []));
	requireAccepted(plan, "lock");
	const folder = lockFolder(session);
	const asking = {
		update: options.update === true,
		offline: options.offline === true
	};
	const apt = await sys.log.group("Locking apt packages", () => lockApt({
		...session,
		locks: folder,
		cells: options.cells,
		...asking
	}, judged));
	for (const notice of apt.notices) sys.log.warn(problemText(notice));
	const isHeld = plan.cells.some(({ reasons }) => reasons.some(({ code }) => code === "left-own-index"));
	const isStandIn = plan.cells.some(({ base }) => base !== void 0 && isLocal(base.tag));
	const isWhole = options.cells === void 0 && plan.totals.unknown === 0 && !isHeld && !isStandIn;
	return {
		kind: "lock",
		result: {
			folder,
			...await writeLocks(sys.files, {
				folder,
				locks: [...locks.values()].filter(({ key }) => used.has(key)),
				apt: [...apt.locks.values()]
			}, {
				prune: isWhole,
				now: sys.clock.now()
			}),
			notices: apt.notices
		},
		problems: unknownProblems(plan),
		exit: plan.totals.unknown > 0 ? 3 : 0
	};
};
export { lock as t };
