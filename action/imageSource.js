import { i as wrongRequest } from "./error.js";
import { c as checkDestination, t as openRepository } from "./openRepository.js";
import { i as isMark } from "./leavingTags.js";
import { t as isLayout } from "./layout.js";
import { i as repositoryName, n as isTag, r as parseReference } from "./reference.js";
import { n as openSession } from "./session.js";
import { t as requireStored } from "./requireStored.js";
import { t as unknownTag } from "./unknownTag.js";
// src/commands/imageSource.ts
const USUAL_FILE = "dl-env.yml";
const OPTION_TO = { file: "--to" };
/** A reference that says all by itself. */
const ofReference = (sys, image) => {
	const reference = parseReference(image);
	const tag = reference.kind === "registry" ? reference.digest ?? reference.tag : void 0;
	if (reference.kind === "layout" || tag === void 0) throw wrongRequest({
		code: "wrong-reference",
		message: `"${image}" names no image: its tag is missing.`,
		hint: "Write registry/repository:tag, or a tag and its destination: --to oci:./images"
	});
	const name = repositoryName(reference);
	return {
		repository: openRepository(sys)(name),
		name,
		reference: tag
	};
};
/**
* Finds where a named image is, without asking whether it is there. dl-env.yml is read unless a
* whole reference is given, or `to` is and no dl-env.yml lies in this folder.
*/
const imageSource = async (sys, { image, file = USUAL_FILE, to }) => {
	if (image.includes("/")) return ofReference(sys, image);
	const isAlone = file === USUAL_FILE && await sys.files.stat(file) === void 0;
	if (to === void 0 || !isAlone) {
		const options = {
			file,
			...to === void 0 ? {} : { to }
		};
		const session = await openSession(sys, options);
		const { to: name, customization } = session.request;
		return {
			repository: session.to,
			name,
			reference: image,
			customization: customization === void 0 ? {} : { customization }
		};
	}
	const [wrong] = checkDestination("The destination", to, OPTION_TO);
	if (wrong !== void 0) throw wrongRequest(wrong);
	return {
		repository: openRepository(sys)(to, OPTION_TO),
		name: to,
		reference: image
	};
};
/**
* Rejects with `nothing-stored` for a folder that the command line names and that is not there, as
* a misspelt one is not.
*/
const requireFolderThere = async (sys, { repository }, to) => {
	if (to !== void 0 && isLayout(repository)) await requireStored(sys, [repository]);
};
/** Rejects with `unknown-tag` and the tags that may have been meant. */
const requireImageThere = async ({ repository, reference }) => {
	const named = isTag(reference) || reference.startsWith("sha256:") ? await repository.resolve(reference) : void 0;
	if (named !== void 0 && !await isMark(repository, named)) return;
	throw unknownTag(repository, reference, await repository.tags());
};
export { requireFolderThere as n, requireImageThere as r, imageSource as t };
