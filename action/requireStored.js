import { i as wrongRequest } from "./error.js";
import { t as isLayout } from "./layout.js";
// src/commands/requireStored.ts
const isThere = async (sys, repository) => isLayout(repository) ? await sys.files.stat(repository.dir) !== void 0 : (await repository.tags()).length > 0;
/**
* Rejects with `nothing-stored` where none of the repositories is there. A registry's that has no
* tags cannot be told from one that does not exist.
*/
const requireStored = async (sys, [to, ...others]) => {
	if ((await Promise.all([to, ...others].map((one) => isThere(sys, one)))).some(Boolean)) return;
	throw wrongRequest({
		code: "nothing-stored",
		message: isLayout(to) ? `There is no folder ${to.dir}, so nothing is stored in ${to.name}.` : `${to.name} has no tags: nothing was stored there, or it has another name.`,
		hint: "Name what holds images, --to oci:./images for example, or make some: dl-env build"
	});
};
export { requireStored as t };
