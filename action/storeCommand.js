import { t as DAY } from "./units.js";
import { r as unreachable, t as DlEnvError } from "./error.js";
import { f as object, h as string, l as literal, r as array } from "./schemas.js";
import { r as planCells } from "./pipeline.js";
import { a as blobPath, t as isLayout } from "./layout.js";
import { t as baseTag } from "./storedBase.js";
import { n as openSession } from "./session.js";
import { n as readContents, t as removeTags } from "./removeTags.js";
import { t as checksTag } from "./storedCheckReports.js";
import { d as isDamage, u as closureReader } from "./artifact.js";
import { r as readJson } from "./digest.js";
import { i as readJournal, r as journalTags } from "./promotionJournal.js";
import { d as isOwnTag, m as ownTagsOf } from "./ensureWritable.js";
import { r as readProofs } from "./proofs.js";
import { s as subjectOf, t as PRUNE_TAG } from "./tagKind.js";
import { t as openMarks } from "./pruneMarks.js";
import { s as pLimit } from "./networkFault.js";
import { t as requireStored } from "./requireStored.js";
// src/store/layoutReach.ts
const Named = object({ digest: string() });
/** Whatever names blobs: an image, an artifact, an index. */
const Manifest = object({
	schemaVersion: literal(2),
	config: Named.optional(),
	layers: array(Named).optional(),
	blobs: array(Named).optional(),
	manifests: array(Named).optional()
});
/** Larger than any manifest (bytes): what is so large is content. */
const LARGEST_MANIFEST = 4 << 20;
const parsed = async (layout, digest) => {
	try {
		const stored = await layout.manifest(digest);
		return stored === void 0 ? void 0 : Manifest.safeParse(readJson(stored.bytes)).data;
	} catch (error) {
		if (!isDamage(error)) throw error;
		return;
	}
};
/** Every digest that these manifests name, at any depth, they themselves included. */
const reach = async (layout, roots) => {
	const reached = /* @__PURE__ */ new Set();
	const read = /* @__PURE__ */ new Set();
	const waiting = [...roots];
	for (let digest = waiting.pop(); digest !== void 0; digest = waiting.pop()) {
		if (read.has(digest)) continue;
		read.add(digest);
		reached.add(digest);
		const manifest = await parsed(layout, digest);
		if (manifest === void 0) continue;
		const { config, layers = [], blobs = [], manifests = [] } = manifest;
		for (const named of [
			...config === void 0 ? [] : [config],
			...layers,
			...blobs
		]) reached.add(named.digest);
		waiting.push(...manifests.map((named) => named.digest));
	}
	return reached;
};
/** Those of the blobs that are manifests: an image that was built has no tag yet. */
const manifestsAmong = async (layout, blobs) => {
	const found = [];
	for (const { digest, size } of blobs) if (size <= LARGEST_MANIFEST && await parsed(layout, digest) !== void 0) found.push(digest);
	return found;
};
// src/store/usage.ts
/** The layer's own blob, behind its config. */
const contentOf = ({ blobs }) => blobs[1]?.digest;
const inventoryOf = (diffId) => `inventory-${diffId.slice(7, 39)}`;
/** What images have, by the tag or the digest under which a store has it. */
const indexed = (images) => {
	const found = /* @__PURE__ */ new Map();
	const add = (name, image) => {
		const before = found.get(name);
		if (before === void 0) found.set(name, [image]);
		else before.push(image);
	};
	for (const image of images) {
		const names = [
			...image.blobs.map(({ digest }) => digest),
			...image.diffIds.map(inventoryOf),
			...image.base === void 0 ? [] : [baseTag(image.base)]
		];
		for (const name of new Set(names)) add(name, image);
	}
	return found;
};
/** Finds the images that have what a tag of the store names. */
const usersIn = (images) => {
	const found = indexed(images);
	return (stored) => found.get(stored.kind === "layer" ? contentOf(stored) ?? stored.tag : stored.tag) ?? [];
};
/** Bytes of distinct blobs. */
const bytesOf = (tags) => {
	const sizes = /* @__PURE__ */ new Map();
	for (const { blobs } of tags) for (const { digest, size } of blobs) sizes.set(digest, size);
	return [...sizes.values()].reduce((sum, size) => sum + size, 0);
};
const sizeOf = (blobs) => blobs.reduce((sum, { size }) => sum + size, 0);
/** What a store has of ours, the largest first, and the images with tags that have it. */
const storedUses = (store, images) => {
	const users = usersIn(images);
	return store.filter(({ kind }) => kind === "layer" || kind === "base" || kind === "inventory").map((stored) => {
		const having = users(stored);
		return {
			tag: stored.tag,
			kind: stored.kind,
			title: stored.title ?? "",
			size: sizeOf(stored.blobs),
			cells: [...new Set(having.flatMap(({ cell }) => cell ?? []))].sort(),
			tags: having.length,
			damaged: stored.damaged
		};
	}).sort((a, b) => b.size - a.size || (a.tag < b.tag ? -1 : 1));
};
/**
* The layers, bases and inventories that neither an image with a tag has nor the plan names. Pure.
*/
const unneeded = (store, images, planned) => {
	const users = usersIn(images);
	const isNeeded = (stored) => planned.has(stored.tag) || users(stored).length > 0;
	const kept = store.filter((one) => one.kind === "layer" && isNeeded(one));
	const described = new Set(kept.flatMap(({ diffIds }) => diffIds.map(inventoryOf)));
	const isOurs = ({ kind }) => kind === "layer" || kind === "base" || kind === "inventory";
	return store.filter((one) => isOurs(one) && !isNeeded(one) && !described.has(one.tag));
};
// src/store/prunePlan.ts
/** A tag that nothing has needed since a time. */
const prunedTag = (stored, since) => ({
	tag: stored.tag,
	digest: stored.digest,
	kind: stored.kind,
	title: stored.title ?? "",
	size: bytesOf([stored]),
	since
});
// src/store/spareRecords.ts
/** The images that promotions of a destination wrote down and have not given all of their tags. */
const claimedImages = async (to, contents) => {
	const open = journalTags(contents.map(({ tag }) => tag)).filter(({ done }) => !done);
	const claims = await Promise.all(open.map(({ name }) => readJournal(to, name)));
	return new Set(claims.flat().map(({ digest }) => digest));
};
/**
* Journals of promotions that ended before any that has not, or one that may be at work now, could
* have begun. Each has two tags; the one that says that it ended comes last.
*/
const spareJournals = (contents, now) => {
	const all = journalTags(contents.map(({ tag }) => tag));
	const oldest = all.find(({ done }) => !done)?.at ?? now;
	return all.filter(({ done, at }) => done && at < Math.min(oldest, now) - 216e5).flatMap(({ name, at }) => [name, `${name}-done`].flatMap((tag) => contents.filter((one) => one.tag === tag).map((stored) => ({
		stored,
		since: at
	}))));
};
/** Reports of static checks about images that have no tag; another build checks them again. */
const spareChecks = ({ contents, images, claimed }) => {
	const kept = new Set([...images.map(({ digest }) => digest), ...claimed].map(checksTag));
	return contents.filter(({ kind, tag }) => kind === "checks" && !kept.has(tag));
};
/** Whether a failing test is among the reports about an image. */
const hasFailed = async (repository, digest, own) => (await readProofs(repository, digest, { own })).some(({ results }) => results.some(({ outcome }) => outcome === "fail"));
/**
* Reports about images that are gone, and about those without a tag: they would be tested again
* before they get one. A failure is kept, with all that was seen of its image, as long as that is
* there; so is what others bound to it.
*/
const spareReports = async (repository, { contents, claimed }) => {
	const named = /* @__PURE__ */ new Set([...contents.map(({ digest }) => digest), ...claimed]);
	const reports = contents.filter(({ kind, tag }) => kind === "referrers" && !named.has(subjectOf(tag)));
	const own = ownTagsOf(repository);
	const spare = [];
	for (const [subject, of] of Map.groupBy(reports, ({ tag }) => subjectOf(tag))) {
		const isGone = await repository.resolve(subject) === void 0;
		const isKept = !isGone && await hasFailed(repository, subject, own);
		spare.push(...of.filter(({ tag }) => isGone || !isKept && isOwnTag(tag)));
	}
	return spare;
};
// src/store/pruneLayout.ts
/** When anything of what a tag names was written or used last, in milliseconds. */
const lastUse = (stored, used) => 1e3 * Math.max(0, ...[stored.digest, ...stored.blobs.map(({ digest }) => digest)].map((digest) => used.get(digest) ?? 0));
/** Images that were built or tested lately have no tag yet, and need layers as well. */
const see = async (layout, { claimed }, { age, now }) => {
	const blobs = await layout.blobs();
	const recent = blobs.filter(({ used }) => now - used * 1e3 < age);
	return {
		blobs,
		recent,
		untagged: [...await manifestsAmong(layout, recent), ...claimed]
	};
};
/** Tags that neither an image that is needed has nor the plan names, with what was said of them. */
const spareTags = async (layout, found, { planned, untagged }) => {
	const { contents, images } = found;
	const inUse = await reach(layout, untagged);
	const spare = unneeded(contents, images, planned).filter(({ kind, blobs: named }) => kind !== "layer" || !inUse.has(named[1]?.digest ?? ""));
	const going = new Set(spare.map(({ tag }) => tag));
	const staying = contents.filter(({ tag, kind }) => !going.has(tag) && kind !== "referrers");
	const subjects = await reach(layout, [...staying.map(({ digest }) => digest), ...untagged]);
	const reports = contents.filter(({ kind, tag }) => kind === "referrers" && !subjects.has(subjectOf(tag)));
	const needed = new Set(untagged.map(checksTag));
	return [
		...spare,
		...reports,
		...spareChecks(found).filter(({ tag }) => !needed.has(tag))
	];
};
const look = async (layout, found, rules) => {
	const { age, now, planned } = rules;
	const { contents } = found;
	const { blobs, recent, untagged } = await see(layout, found, rules);
	const used = new Map(blobs.map((blob) => [blob.digest, blob.used]));
	const all = [...(await spareTags(layout, found, {
		planned,
		untagged
	})).map((one) => prunedTag(one, lastUse(one, used))), ...spareJournals(contents, now).map(({ stored, since }) => prunedTag(stored, since))];
	const isOld = ({ since }) => now - since >= age;
	const tags = all.filter(isOld);
	const gone = new Set(tags.map(({ tag }) => tag));
	const roots = contents.filter(({ tag }) => !gone.has(tag)).map(({ digest }) => digest);
	const needed = await reach(layout, [
		...(await layout.named()).filter((digest) => !contents.some((one) => one.digest === digest)),
		...roots,
		...untagged
	]);
	const fresh = new Set(recent.map(({ digest }) => digest));
	return {
		tags,
		young: all.filter((one) => !isOld(one)),
		blobs: blobs.filter(({ digest }) => !needed.has(digest) && !fresh.has(digest)),
		used
	};
};
/** A look without what builds have used since: their tags, and all that those name. */
const withoutUsed = async (layout, { contents }, { blobs, tags, used }) => {
	const now = await layout.blobs();
	const since = new Set(now.filter((blob) => used.get(blob.digest) !== blob.used).map(({ digest }) => digest));
	const named = (tag) => contents.filter((one) => one.tag === tag).flatMap((one) => [one.digest, ...one.blobs.map(({ digest }) => digest)]);
	const spared = tags.filter(({ tag }) => named(tag).some((digest) => since.has(digest)));
	const kept = new Set(spared.flatMap(({ tag }) => named(tag)));
	return {
		tags: tags.filter((one) => !spared.includes(one)),
		blobs: blobs.filter(({ digest }) => !kept.has(digest) && !since.has(digest))
	};
};
/**
* What of a layout neither a tag that stays, nor the plan, nor anything that was written or used
* within the age needs: tags first, then the blobs that nothing names any more.
*/
const pruneLayout = async (layout, contents, rules) => {
	const seen = await look(layout, contents, rules);
	const { young } = seen;
	const result = {
		name: layout.name,
		young,
		refused: [],
		done: rules.removes
	};
	if (!rules.removes) return {
		...result,
		tags: seen.tags,
		blobs: seen.blobs
	};
	const { tags, blobs } = await withoutUsed(layout, contents, seen);
	for (const { tag } of tags) await layout.remove(tag);
	const gone = [];
	for (const blob of blobs) if (await layout.removeBlob(blob)) gone.push(blob);
	return {
		...result,
		tags,
		blobs: gone
	};
};
// src/store/pruneRegistry.ts
/**
* What of a repository neither an image with a tag nor the plan needs. The first run that may
* remove notes it there, a run after the age removes it. What the registry will not remove is told
* in its words.
*/
const pruneRegistry = async (repository, found, { planned, age, now, removes }) => {
	const { contents, images } = found;
	const spare = [
		...contents.filter(({ leaving }) => leaving),
		...unneeded(contents, images, planned),
		...spareChecks(found),
		...await spareReports(repository, found)
	];
	const marks = await openMarks(repository, {
		tag: PRUNE_TAG,
		now
	});
	const noted = spare.map((one) => prunedTag(one, marks.since(one)));
	const journals = spareJournals(contents, now).map(({ stored, since }) => prunedTag(stored, since));
	const all = [...noted, ...journals];
	const isOld = ({ since }) => now - since >= age;
	const tags = all.filter(isOld);
	const young = all.filter((one) => !isOld(one));
	const result = {
		name: repository.name,
		young,
		blobs: [],
		done: removes
	};
	if (!removes) return {
		...result,
		tags,
		refused: []
	};
	const { removed, refused } = await removeTags(repository, tags, contents);
	const gone = new Set(removed);
	await marks.keep(noted.filter(({ tag }) => !gone.has(tag)));
	return {
		...result,
		tags: tags.filter(({ tag }) => gone.has(tag)),
		refused
	};
};
// src/store/verifyContents.ts
/** Blobs that are read at the same time: each keeps a processor busy. */
const AT_ONCE = 2;
const isRight = async (repository, digest) => {
	try {
		for await (const chunk of repository.readBlob(digest));
		return true;
	} catch (error) {
		if (error instanceof DlEnvError && error.code === "digest-mismatch") return false;
		throw error;
	}
};
/** The blobs of a layout whose bytes are wrong; every one is read. */
const wrongBlobs = async (layout) => {
	const limit = pLimit(AT_ONCE);
	const blobs = await layout.blobs();
	const right = await Promise.all(blobs.map(({ digest }) => limit(() => isRight(layout, digest))));
	return {
		read: blobs.length,
		wrong: blobs.filter((_, at) => right[at] === false).map(({ digest }) => digest)
	};
};
/**
* Looks below every tag: each blob is there with its size. The bytes of a layout are hashed too; a
* registry is believed, since it checked them when they were sent.
*/
const verifyContents = async (repository) => {
	const { damageOf } = closureReader(repository);
	const tags = await repository.tags();
	const found = await Promise.all(tags.map(async (tag) => ({
		tag,
		damage: await damageOf(tag)
	})));
	const { read, wrong } = isLayout(repository) ? await wrongBlobs(repository) : {
		read: 0,
		wrong: []
	};
	return {
		name: repository.name,
		tags: tags.length,
		read,
		wrong,
		damaged: found.filter(({ damage }) => damage.length > 0)
	};
};
// src/commands/storeCommand.ts
const repositories = ({ to, store }) => to === store ? [to] : [to, store];
const contentsOf = async (session) => new Map(await Promise.all(repositories(session).map(async (repository) => [repository, await readContents(repository)])));
/** What is in the destination and the store, how large it is, and which cells use it. */
const storeList = async (sys, options) => {
	const session = await openSession(sys, options);
	await requireStored(sys, repositories(session));
	const contents = await sys.log.group("Reading the store", () => contentsOf(session));
	const images = contents.get(session.to) ?? [];
	const layers = contents.get(session.store) ?? [];
	return {
		kind: "store list",
		result: {
			to: session.to.name,
			store: session.store.name,
			images: images.filter(({ kind }) => kind === "image").map(({ tag, cell = "", digest, blobs, damaged }) => ({
				tag,
				cell,
				digest,
				size: bytesOf([{ blobs }]),
				damaged
			})),
			layers: storedUses(layers, images),
			others: [.../* @__PURE__ */ new Set([...images, ...layers])].filter(({ kind }) => kind === "other").map(({ tag }) => tag),
			bytes: Object.fromEntries([...contents].map(([{ name }, tags]) => [name, bytesOf(tags)]))
		},
		problems: [],
		exit: 0
	};
};
const damageProblems = (repository, { wrong, damaged }) => [...wrong.map((digest) => ({
	code: "store-damaged",
	message: `${repository.name} has other bytes under ${digest}.`,
	hint: isLayout(repository) ? `Remove them and make them again: rm ${blobPath(repository.dir, digest)} && dl-env build` : "Make it again: dl-env build"
})), ...damaged.map(({ tag, damage }) => ({
	code: "store-damaged",
	message: `${tag} in ${repository.name} lacks ${damage.map(({ what, digest }) => `the ${what} ${digest}`).join(", ")}, or has it with another size.`,
	hint: isLayout(repository) ? "Make it again: dl-env build && dl-env smoke && dl-env promote" : `Remove the tag and make it again: dl-env untag ${tag} --yes && dl-env build`
}))];
/** Looks at every blob of the destination and the store. Exit 1 when something is not whole. */
const storeVerify = async (sys, options) => {
	const session = await openSession(sys, options);
	await requireStored(sys, repositories(session));
	const result = [];
	const problems = [];
	for (const repository of repositories(session)) {
		const verified = await sys.log.group(`Verifying ${repository.name}`, () => verifyContents(repository));
		result.push(verified);
		problems.push(...damageProblems(repository, verified));
	}
	return {
		kind: "store verify",
		result,
		problems,
		exit: problems.length === 0 ? 0 : 1
	};
};
/**
* Layers and bases that the plan names. Rejects with `needs-unknown` when some cell's are not
* known: what could not be asked must not be taken for what nobody needs.
*/
const plannedTags = ({ plan, judged, recipes }) => {
	const unknown = plan.cells.filter(({ cell, verdict }) => verdict === "unknown" || verdict === "accepted" && !recipes.has(cell));
	if (unknown.length > 0) throw unreachable({
		code: "needs-unknown",
		message: `What ${unknown.length} of ${plan.cells.length} cells need is not known, ${unknown[0]?.cell ?? ""} for one, so nothing is removed.`,
		hint: "See what could not be asked: dl-env plan"
	});
	return /* @__PURE__ */ new Set([...plan.layers.map(({ layer }) => layer), ...judged.flatMap(({ verdict }) => verdict.base?.platformDigest === void 0 ? [] : [baseTag(verdict.base.platformDigest)])]);
};
/**
* Removes what neither a tag nor the plan nor a running build needs; without `yes` it only says
* what. Exit 1 when a registry would not remove something.
*/
const storePrune = async (sys, { yes = false, age, ...options }) => {
	const session = await openSession(sys, options);
	await requireStored(sys, repositories(session));
	const planned = await sys.log.group("Planning", async () => plannedTags(await planCells(session)));
	const contents = await sys.log.group("Reading the store", () => contentsOf(session));
	const rules = {
		planned,
		age: age * DAY,
		now: sys.clock.now(),
		removes: yes
	};
	const images = [...contents.values()].flat().filter(({ kind }) => kind === "image" || kind === "other");
	const claimed = await claimedImages(session.to, contents.get(session.to) ?? []);
	const result = [];
	for (const repository of repositories(session)) {
		const found = {
			contents: contents.get(repository) ?? [],
			images,
			claimed
		};
		result.push(isLayout(repository) ? await pruneLayout(repository, found, rules) : await pruneRegistry(repository, found, rules));
	}
	const refused = result.flatMap((one) => one.refused);
	return {
		kind: "store prune",
		result,
		problems: refused.map(({ message }) => ({
			code: "not-removed",
			message
		})),
		exit: refused.length === 0 ? 0 : 1
	};
};
export { storeList, storePrune, storeVerify };
