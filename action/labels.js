import { n as namesInSet } from "./ownPackages.js";
// src/matrix/imageUser.ts
/** Kubernetes asks for numbers; group 0 is what lets any other uid work too. */
const DEFAULT_USER = {
	name: "dev",
	uid: 1e3,
	gid: 0,
	home: "/home/dev"
};
/** The user with this name and these numbers, where they are said; else those of `dev`. */
const named = ({ name, uid, gid }) => ({
	name: name ?? DEFAULT_USER.name,
	uid: uid ?? DEFAULT_USER.uid,
	gid: gid ?? DEFAULT_USER.gid,
	home: name === void 0 ? DEFAULT_USER.home : `/home/${name}`
});
/** Name and numbers as one text: `ada 1234:0`. */
const userText = ({ name, uid, gid }) => `${name} ${uid}:${gid}`;
/** The user of images with these additions; DEFAULT_USER itself where it is no other. */
const userOf = ({ user }) => {
	const found = user === void 0 ? DEFAULT_USER : named(user);
	return userText(found) === userText(DEFAULT_USER) ? DEFAULT_USER : found;
};
/** The user of what `userText` wrote; undefined for any other text. */
const parseUser = (text) => {
	const [, name, uid, gid] = /^([a-z_][a-z0-9_-]{0,31}) (\d{1,9}):(\d{1,9})$/.exec(text) ?? [];
	return name === void 0 ? void 0 : userOf({ user: {
		name,
		uid: Number(uid),
		gid: Number(gid)
	} });
};
// src/image/labels.ts
/** Of every label of ours. */
const LABEL_PREFIX = "io.github.dl-env.";
/**
* What promotion compares first before a rolling tag moves: CUDA, Ubuntu, Python, then the time of
* the lock. Base and apt, which come after it, are in the image's config and on APT_LABEL.
*/
const ORDER_LABEL = `${LABEL_PREFIX}order`;
/** ISO date of the apt packages. */
const APT_LABEL = `${LABEL_PREFIX}apt`;
/** `true` on images that stand on a stand-in base: never promoted to a registry of others. */
const STAND_IN_LABEL = `${LABEL_PREFIX}stand-in`;
const SMOKE_LABEL = `${LABEL_PREFIX}smoke.require`;
/**
* On the manifest of a linked image: the key of its recipe, which says more than all of its labels.
*/
const RECIPE_ANNOTATION = `${LABEL_PREFIX}recipe`;
/** Id of the cell that an image is. */
const CELL_LABEL = `${LABEL_PREFIX}cell`;
const LOCK_LABEL = `${LABEL_PREFIX}lock`;
const BASE_DIGEST_LABEL = "org.opencontainers.image.base.digest";
const STAND_IN_UBUNTU = "stand-in";
/**
* Packages whose version says which CUDA or cuDNN wheels bring: the runtime, the toolkit's own pin,
* cuDNN, and what is built against them.
*/
const CUDA_PACKAGES = /^(cuda-toolkit|nvidia-cuda-runtime(-cu\d+)?|nvidia-cudnn(-cu\d+)?|nvidia-nccl(-cu\d+)?|torch|cupy-cuda\d+x|libcudf-cu\d+)$/;
const isRuntime = (name) => /^nvidia-cuda-runtime(-cu\d+)?$/.test(name);
const padded = (version) => version.split(".").map((part) => part.padStart(4, "0")).join(".");
/**
* Sorts as text: a later candidate of a rolling tag has a larger one. A stand-in comes before every
* Ubuntu.
*/
const orderKey = (cell, lock) => [
	padded(cell.cuda),
	cell.ubuntu === STAND_IN_UBUNTU ? "0" : padded(cell.ubuntu),
	padded(cell.python),
	lock.created
].join(" ");
const titleOf = (cell) => `Deep learning image: ${cell.set}, CUDA ${cell.cuda}, ${cell.ubuntu === STAND_IN_UBUNTU ? "stand-in base" : `Ubuntu ${cell.ubuntu}`}, Python ${cell.python}`;
/**
* Not the digest of the index: another platform's re-push changes it, and nothing in this image.
*/
const baseLabels = (base) => ({
	"org.opencontainers.image.base.name": base.tag,
	...base.platformDigest === void 0 ? {} : { [BASE_DIGEST_LABEL]: base.platformDigest }
});
/** The labels that tell the image of one cell from that of another. */
const identityLabels = ({ cell, lock, base }) => ({
	[CELL_LABEL]: cell,
	...lock === void 0 ? {} : { [LOCK_LABEL]: lock.key },
	...base?.platformDigest === void 0 ? {} : { [BASE_DIGEST_LABEL]: base.platformDigest }
});
/** Labels that say which CUDA the wheels of a lock bring. */
const wheelLabels = (lock) => {
	const cudaWheels = lock.wheels.filter(({ name }) => CUDA_PACKAGES.test(name)).sort((a, b) => a.name < b.name ? -1 : 1);
	const runtime = cudaWheels.filter(({ name }) => isRuntime(name)).map(({ version }) => version);
	return {
		...runtime.length === 0 ? {} : { [`${LABEL_PREFIX}cuda.wheels`]: runtime.join(",") },
		...cudaWheels.length === 0 ? {} : { [`${LABEL_PREFIX}wheels`]: cudaWheels.map(({ name, version }) => `${name}=${version}`).join(",") }
	};
};
/** Says of an image that steps of its maintainer ran in it, and whether on the network. */
const runLabels = (steps) => {
	if (steps.length === 0) return {};
	const networked = steps.filter(({ network }) => network).length;
	return {
		[`${LABEL_PREFIX}run`]: `${steps.length}`,
		...networked === 0 ? {} : { [`${LABEL_PREFIX}run.network`]: `${networked}` }
	};
};
/** Name and numbers of the image's user, on images whose user is another than `dev`. */
const USER_LABEL = `${LABEL_PREFIX}user`;
/** Says who the image's user is; nothing where it is `dev`. */
const userLabel = (user) => user === DEFAULT_USER ? {} : { [USER_LABEL]: userText(user) };
const factLabels = (facts) => Object.entries(facts).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => [LABEL_PREFIX + name, value]);
/** The labels of an image but for ORDER_LABEL. Always in the same order. */
const labelsOf = ({ cell, lock, wheels, apt, base, request, facts = {} }) => ({
	"org.opencontainers.image.title": titleOf(cell),
	...baseLabels(base),
	[CELL_LABEL]: cell.id,
	[`${LABEL_PREFIX}set`]: cell.set,
	[`${LABEL_PREFIX}libraries`]: namesInSet(cell.libraries).join(","),
	[`${LABEL_PREFIX}cuda`]: cell.cuda,
	...wheels,
	[`${LABEL_PREFIX}ubuntu`]: cell.ubuntu,
	[`${LABEL_PREFIX}python`]: cell.python,
	[`${LABEL_PREFIX}python.from`]: cell.pythonFrom,
	[`${LABEL_PREFIX}flavor`]: cell.flavor,
	[LOCK_LABEL]: lock.key,
	[APT_LABEL]: apt.asOf,
	[SMOKE_LABEL]: request.smoke.require,
	[`${LABEL_PREFIX}wheel-cuda`]: request.wheelCuda,
	[`${LABEL_PREFIX}cudnn`]: request.cudnn,
	...request.slim ? { [`${LABEL_PREFIX}slim`]: "true" } : {},
	...cell.ubuntu === STAND_IN_UBUNTU ? { [STAND_IN_LABEL]: "true" } : {},
	...Object.fromEntries(factLabels(facts))
});
export { RECIPE_ANNOTATION as a, identityLabels as c, runLabels as d, userLabel as f, userOf as g, parseUser as h, ORDER_LABEL as i, labelsOf as l, DEFAULT_USER as m, CELL_LABEL as n, STAND_IN_LABEL as o, wheelLabels as p, LABEL_PREFIX as r, USER_LABEL as s, APT_LABEL as t, orderKey as u };
