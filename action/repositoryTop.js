import { dirname } from "node:path";
// src/system/repositoryTop.ts
const parents = (folder) => dirname(folder) === folder ? [folder] : [folder, ...parents(dirname(folder))];
/**
* Top of the repository that an absolute folder is in, by the nearest `.git` above it; undefined
* when it is in none. A bare repository has no `.git`, and nothing of that name can be committed,
* so one that came as files of another is never taken for the repository.
*/
const repositoryTop = async (files, folder) => {
	for (const top of parents(folder)) if (await files.stat(`${top}/.git`) !== void 0) return top;
};
export { repositoryTop as t };
