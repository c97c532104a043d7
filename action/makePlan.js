import { t as layerTag } from "./recipe.js";
import { t as memoized } from "./memoized.js";
import { createHash } from "node:crypto";
// src/plan/makePlan.ts
/** `<cell>-r<key>` */
const immutableTag = (recipe) => `${recipe.cell}-r${recipe.key}`;
const cellState = (recipe, accepted, inputs) => {
	if (!accepted) return "none";
	const { storeTags, imageTags } = inputs;
	if (recipe === void 0 || storeTags === void 0 || imageTags === void 0) return "unknown";
	if (imageTags.has(immutableTag(recipe))) return "linked";
	return recipe.layers.every((layer) => layer.kind === "run" || storeTags.has(layerTag(layer))) ? "layers" : "missing";
};
const plannedLock = (lock) => ({
	key: lock.key,
	packages: Object.fromEntries(lock.wheels.map((wheel) => [wheel.name, wheel.version])),
	download: lock.wheels.reduce((sum, wheel) => sum + wheel.download, 0)
});
const plannedCell = ({ cell, verdict }, inputs, lockOf) => {
	const accepted = verdict.kind === "accepted";
	const lock = accepted ? inputs.locks.get(verdict.lock) : void 0;
	const recipe = inputs.recipes.get(cell.id);
	const immutable = recipe === void 0 ? [] : [immutableTag(recipe)];
	return {
		cell: cell.id,
		set: cell.set,
		cuda: cell.cuda,
		ubuntu: cell.ubuntu,
		python: cell.python,
		flavor: cell.flavor,
		platform: cell.platform,
		verdict: verdict.kind,
		reasons: accepted ? [] : verdict.reasons,
		...accepted && verdict.notes !== void 0 ? { notes: verdict.notes } : {},
		...verdict.base === void 0 ? {} : { base: verdict.base },
		...lock === void 0 ? {} : { lock: lockOf(lock) },
		tags: accepted ? [...immutable, ...inputs.rolling.get(cell.id) ?? []] : [],
		state: cellState(recipe, accepted, inputs)
	};
};
/** Every distinct layer of the recipes, in the order first met, with the cells that use it. */
const distinctLayers = (recipes) => {
	const found = /* @__PURE__ */ new Map();
	for (const recipe of recipes) for (const spec of recipe.layers) {
		const tag = layerTag(spec);
		const entry = found.get(tag);
		if (entry === void 0) found.set(tag, {
			spec,
			cells: [recipe.cell]
		});
		else entry.cells.push(recipe.cell);
	}
	return found;
};
const plannedLayers = (inputs) => {
	const { storeTags, isStoreSpared = false } = inputs;
	const state = (tag) => {
		if (isStoreSpared) return "unneeded";
		return storeTags === void 0 ? "unknown" : storeTags.has(tag) ? "stored" : "missing";
	};
	const recipes = [...inputs.recipes.values(), ...(inputs.drafts ?? /* @__PURE__ */ new Map()).values()];
	return [...distinctLayers(recipes)].map(([tag, { spec, cells }]) => ({
		layer: tag,
		kind: spec.kind,
		title: spec.title,
		download: spec.download,
		state: state(tag),
		cells
	}));
};
const sum = (layers) => layers.reduce((total, layer) => total + layer.download, 0);
/** The plan as `plan --json` prints it; its id is a hash of what it holds. */
const makePlan = (inputs) => {
	const lockOf = memoized(plannedLock);
	const cells = inputs.judged.map((judged) => plannedCell(judged, inputs, lockOf));
	const layers = plannedLayers(inputs);
	const counted = (verdict) => cells.filter((cell) => cell.verdict === verdict).length;
	const totals = {
		cells: cells.length,
		accepted: counted("accepted"),
		rejected: counted("rejected"),
		unknown: counted("unknown"),
		download: sum(layers),
		missing: sum(layers.filter((layer) => layer.state === "missing"))
	};
	const body = {
		format: 1,
		to: inputs.to,
		store: inputs.store,
		cells,
		layers,
		totals
	};
	const identity = {
		...body,
		cells: cells.map(({ notes: _notes, ...cell }) => ({
			...cell,
			lock: cell.lock?.key
		})),
		layers: layers.map(({ layer, state }) => [layer, state])
	};
	const id = createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16);
	return {
		...body,
		id
	};
};
export { immutableTag as n, makePlan as r, distinctLayers as t };
