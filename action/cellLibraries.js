// src/matrix/cell.ts
/** `<set>-cuda12.8.1-ubuntu24.04-py3.12[-<flavor>]` */
const cellId = (cell, ubuntuTag) => `${cell.set}-cuda${cell.cuda}-${ubuntuTag}-py${cell.python}${cell.flavor === "base" ? "" : `-${cell.flavor}`}`;
// src/matrix/cellLibraries.ts
/** Libraries with those that they need, each once; what nobody knows stands for itself. */
const withNeeds = (names, catalog) => {
	const all = new Set(names);
	for (const name of all) for (const needed of catalog.libraries.get(name)?.needs ?? []) all.add(needed);
	return [...all];
};
/**
* The libraries of a cell whose set lists these: with what they need, what is in every set, and
* unless images are slim what is there for comfort.
*/
const cellLibraries = (listed, catalog, { slim }) => {
	const needsGpu = withNeeds(listed, catalog).some((name) => catalog.libraries.get(name)?.gpu ?? false);
	const comfort = slim ? [] : [...catalog.everyComfort, ...needsGpu ? catalog.gpuComfort : []];
	return withNeeds([
		...listed,
		...catalog.every,
		...comfort
	], catalog);
};
/** Whether a library is in sets that do not list it. */
const isAdded = (name, { every, everyComfort, gpuComfort }) => [
	...every,
	...everyComfort,
	...gpuComfort
].includes(name);
export { cellId as i, isAdded as n, withNeeds as r, cellLibraries as t };
