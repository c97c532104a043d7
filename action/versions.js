// src/catalog/versions.ts
/**
* Compares versions of dotted numbers (CUDA, Ubuntu, Python, drivers): negative when `a` is older.
* Text that is not a number sorts first.
*/
const compareVersions = (a, b) => {
	const left = a.split(".");
	const right = b.split(".");
	for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
		const difference = numberAt(left, index) - numberAt(right, index);
		if (difference !== 0) return difference;
	}
	return 0;
};
const numberAt = (parts, index) => {
	const part = parts[index];
	if (part === void 0) return 0;
	return /^\d+$/.test(part) ? Number(part) : -1;
};
/** `12.8.1` -> `12.8` */
const minorOf = (version) => {
	const end = version.indexOf(".", version.indexOf(".") + 1);
	return end === -1 ? version : version.slice(0, end);
};
/** `12.8.1` -> `12` */
const majorOf = (version) => version.split(".")[0] ?? version;
/** Whether `version` is `prefix` or one of its releases: 12.8.1 is under 12.8, 12.81 is not. */
const isUnder = (version, prefix) => version === prefix || version.startsWith(`${prefix}.`);
/** Whether a version of PEP 440 is a pre-release: `2.0rc1`, `1.0.dev3`, `0.50b0`. */
const isPreRelease = (version) => /^[0-9.!]+[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|dev)[-_.]?\d*/i.test(version) || /\.dev\d*$/.test(version.replace(/\+.*$/, ""));
export { minorOf as a, majorOf as i, isPreRelease as n, isUnder as r, compareVersions as t };
