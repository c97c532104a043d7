// src/system/pathWithin.ts
/** Whether a path is a folder or lies below it; both absolute and without links. */
const isWithin = (folder, path) => path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
/**
* Whether a path is a file, whatever links lead to it, that lies below `folder`. False for pipes,
* devices and what is not there.
*/
const isFileWithin = async (files, folder, path) => {
	const [real, top] = await Promise.all([files.realPath(path), files.realPath(folder)]);
	if (real === void 0 || top === void 0 || !isWithin(top, real)) return false;
	return (await files.stat(real))?.kind === "file";
};
export { isWithin as n, isFileWithin as t };
