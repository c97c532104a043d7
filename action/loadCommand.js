import { t as chooseRuntime } from "./chooseRuntime.js";
import { r as loadInto } from "./loadImage.js";
import { t as openWork } from "./workFolder.js";
import { n as requireFolderThere, r as requireImageThere, t as imageSource } from "./imageSource.js";
// src/commands/loadCommand.ts
/** Takes one tagged image of the destination into podman or docker, as `localhost/dl-env:<tag>`. */
const load = async (sys, image, { into, ...where }) => {
	const source = await imageSource(sys, {
		image,
		...where
	});
	await requireFolderThere(sys, source, where.to);
	await requireImageThere(source);
	const work = await openWork(sys);
	try {
		const runtime = await chooseRuntime(sys, work.dir, into);
		const { repository, reference: tag } = source;
		const { name } = await sys.log.group("Loading", () => loadInto(sys, runtime, {
			repository,
			tag
		}));
		return {
			kind: "load",
			result: {
				name,
				into
			},
			problems: [],
			exit: 0
		};
	} finally {
		await work.close();
	}
};
export { load };
