import { i as wrongRequest } from "./error.js";
import { i as MARKER, t as isLayout } from "./layout.js";
import { t as closestOf } from "./closest.js";
import { t as shellWord } from "./shellWord.js";
import { basename, dirname, join } from "node:path";
// src/commands/requireStored.ts
const isThere = async (sys, repository) => isLayout(repository) ? await sys.files.stat(repository.dir) !== void 0 : (await repository.tags()).length > 0;
/** The folder of images beside it that was most likely meant; undefined where none is. */
const folderMeant = async ({ files }, { dir, name }) => {
	const parent = dirname(dir);
	const named = await files.list(parent);
	const marks = await Promise.all(named.map((one) => files.stat(join(parent, one, MARKER))));
	const near = closestOf(basename(dir), named.filter((_, at) => marks[at] !== void 0));
	if (near === void 0) return void 0;
	return name.endsWith(basename(dir)) ? `${name.slice(0, -basename(dir).length)}${near}` : `oci:${join(parent, near)}`;
};
const hintFor = async (sys, to) => {
	const meant = isLayout(to) ? await folderMeant(sys, to) : void 0;
	return meant === void 0 ? "Name what holds images, --to oci:./images for example, or make some: dl-env build" : `Did you mean the folder beside it? --to ${shellWord(meant)}`;
};
/**
* Rejects with `nothing-stored` where none of the repositories is there. A registry's that has no
* tags cannot be told from one that does not exist.
*/
const requireStored = async (sys, [to, ...others]) => {
	if ((await Promise.all([to, ...others].map((one) => isThere(sys, one)))).some(Boolean)) return;
	throw wrongRequest({
		code: "nothing-stored",
		message: isLayout(to) ? `There is no folder ${to.dir}, so nothing is stored in ${to.name}.` : `${to.name} has no tags: nothing was stored there, or it has another name.`,
		hint: await hintFor(sys, to)
	});
};
export { requireStored as t };
