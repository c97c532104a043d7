import { a as smokeTestImages, i as promoteImages, r as planCells, t as buildImages } from "./pipeline.js";
import { n as failedError } from "./failedCells.js";
import { i as writeBuildState } from "./buildState.js";
import { i as readImage } from "./publishedImage.js";
import { r as loadInto } from "./loadImage.js";
import { l as localName } from "./layout.js";
import { t as chooseRuntime } from "./chooseRuntime.js";
import { n as installPodman } from "./installPodman.js";
import { t as DlEnvError } from "./error.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { a as reachesBases, n as openSession } from "./session.js";
// src/commands/demo/loadedImage.ts
/** Loads the first image if it is not there (any more); undefined when the plan has none. */
const loadFirstImage = async ({ sys, to }, planned, runtime) => {
	const tag = [...planned.recipes.keys()][0];
	if (tag === void 0) return void 0;
	const image = localName(tag);
	if ((await sys.processes.run([
		...runtime.argv,
		"image",
		"inspect",
		image
	], {
		cwd: "/",
		env: runtime.env
	})).code !== 0) await loadInto(sys, runtime, {
		repository: to,
		tag
	});
	return {
		image,
		runtime
	};
};
// src/commands/demo/demoRuntime.ts
/**
* What runs the images here; podman is installed by apt where nothing does. Settings that it needs
* on this host lie in the cache folder, since they must outlast the demo: they are part of what is
* to be typed.
*/
const setUpRuntime = async (sys) => {
	const folder = cacheFolder(sys.env);
	try {
		return {
			runtime: await chooseRuntime(sys, folder),
			installed: false
		};
	} catch (error) {
		if (!(error instanceof DlEnvError) || error.code !== "no-runtime") throw error;
		if (!await installPodman(sys)) throw error;
		return {
			runtime: await chooseRuntime(sys, folder),
			installed: true
		};
	}
};
// src/commands/demo/openDemo.ts
const REAL_BASES = "docker.io/nvidia/cuda";
/**
* The example matrix, into ./images; over a stand-in for nvidia/cuda where its registry cannot be
* reached.
*/
const openDemo = async (sys) => {
	const example = `${sys.env.projectRoot}/examples/demo`;
	const to = `oci:${sys.env.cwd}/images`;
	const session = await openSession(sys, {
		file: `${example}/dl-env.yml`,
		to
	});
	if (await reachesBases(session, [REAL_BASES])) return {
		session,
		standIn: false
	};
	const standIn = {
		file: `${example}/stand-in.yml`,
		to,
		standIn: true
	};
	return {
		session: await openSession(sys, standIn),
		standIn: true
	};
};
// src/commands/demo/stopwatch.ts
/** Runs stages one after the other and records how long each took. */
const stopwatch = (sys) => {
	const stages = [];
	const run = async (title, work) => {
		const began = sys.clock.now();
		const result = await sys.log.group(title, work);
		stages.push({
			title,
			took: sys.clock.now() - began
		});
		return result;
	};
	return {
		stages,
		run
	};
};
// src/commands/demoCommand.ts
const throwFailed = (failed) => {
	const error = failedError(failed);
	if (error !== void 0) throw error;
};
const sizesOf = (to, { images }) => Promise.all(images.map(async ({ cell, digest }) => ({
	cell,
	size: (await readImage(to, digest)).size
})));
/**
* Plans, builds, tests and tags a small matrix into ./images, and loads an image. Exit 1 when an
* image did not pass its tests.
*/
const demo = async (sys, { onProgress }) => {
	const { stages, run } = stopwatch(sys);
	const { runtime, installed } = await run("Setting up", () => setUpRuntime(sys));
	if (installed) onProgress({ kind: "podman installed" });
	const { session, standIn } = await run("Looking for docker.io", () => openDemo(sys));
	if (standIn) onProgress({ kind: "stand-in used" });
	const planned = await run("Planning", () => planCells(session));
	const { plan } = planned;
	onProgress({
		kind: "planned",
		plan
	});
	const built = await run("Building", () => buildImages(session, planned));
	throwFailed(built.failed);
	await writeBuildState(session, planned, built);
	onProgress({
		kind: "built",
		built
	});
	const { results: proven, failed } = await run("Testing", () => smokeTestImages(session, planned, {
		images: built.images,
		gpus: { kind: "none" },
		keep: true,
		runtime
	}));
	throwFailed(failed);
	onProgress({
		kind: "tested",
		proven
	});
	const promoted = await run("Moving tags", () => promoteImages(session, planned, {
		images: built.images,
		dryRun: false
	}));
	const loaded = await loadFirstImage(session, planned, runtime);
	return {
		kind: "demo",
		result: {
			plan,
			built,
			proven,
			promoted,
			stages
		},
		sizes: await sizesOf(session.to, built),
		...loaded === void 0 ? {} : { loaded },
		problems: [],
		exit: proven.length > 0 && proven.every(({ ok }) => ok) ? 0 : 1
	};
};
export { demo };
