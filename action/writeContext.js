import { n as foundProblem } from "./error.js";
import { n as generate, r as ownContext } from "./generate.js";
import { dirname } from "node:path";
// src/plan/writeContext.ts
const writeOwn = async ({ files }, { path, mode, content }, dir) => {
	const to = `${dir}/${path}`;
	if (content.kind === "file") return files.write(to, files.read(content.source), mode);
	await files.makeDir(dirname(to));
	await files.remove(to);
	await files.link(content.target, to);
};
/**
* Writes a cell's Containerfile with everything it copies into a folder; returns the paths written,
* from that folder.
*/
const writeContext = async ({ sys, catalog }, { judged, locks }, { recipe, dir }) => {
	const verdict = judged.find(({ cell }) => cell.id === recipe.cell)?.verdict;
	const lock = verdict?.kind === "accepted" ? locks.get(verdict.lock) : void 0;
	if (verdict?.kind !== "accepted" || lock === void 0) throw foundProblem({
		code: "not-accepted",
		message: `${recipe.cell} is not accepted, so there is no Containerfile for it.`,
		hint: `See why: dl-env plan --why ${recipe.cell}`
	});
	const files = generate({
		recipe,
		lock,
		base: verdict.base,
		catalog
	});
	for (const file of files) await sys.files.write(`${dir}/${file.path}`, file.content, file.mode);
	const own = ownContext(recipe);
	for (const file of own) await writeOwn(sys, file, dir);
	return [...files, ...own].map(({ path }) => path);
};
export { writeContext as t };
