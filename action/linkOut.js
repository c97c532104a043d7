import { i as wrongRequest } from "./error.js";
import { t as repositoryTop } from "./repositoryTop.js";
import { n as isWithin } from "./pathWithin.js";
import { dirname, resolve } from "node:path";
// src/system/linkOut.ts
/**
* The error for a link, or what lies behind one, that is elsewhere than the repository it stands
* in.
*/
const linkOut = (path) => wrongRequest({
	code: "link-out",
	message: `${path} is a link that leaves the repository, or lies behind one.`,
	place: { file: path },
	hint: "Put the file itself there; see the links: git ls-files -s | grep ^120000"
});
/**
* Rejects with `link-out` for a folder that a link brings from outside its repository, or, where
* there is none, from outside the folder that it lies in: what is there is somebody else's, and is
* neither written nor removed.
*/
const refuseLinkOut = async (files, folder) => {
	const parent = dirname(resolve(folder));
	const top = await repositoryTop(files, parent) ?? parent;
	const [real, realTop] = await Promise.all([files.realPath(folder), files.realPath(top)]);
	if (real !== void 0 && realTop !== void 0 && !isWithin(realTop, real)) throw linkOut(folder);
};
export { refuseLinkOut as n, linkOut as t };
