import { a as decodeRequest, c as checkDestination, l as loadCatalog } from "./openRepository.js";
import { t as engineChoices } from "./engineNames.js";
import { i as wrongRequest, n as foundProblem, r as unreachable } from "./error.js";
import { t as gatherHost } from "./gatherHost.js";
import { i as driverFit, n as pickLine, r as driverFrom, t as pick } from "./pickCommand.js";
import { n as requestForCell, t as pickRequest } from "./pickRequest.js";
import { t as compareVersions } from "./versions.js";
import { r as releaseOf } from "./cudaRelease.js";
import { d as expandCells } from "./session.js";
import { d as openScreen } from "./pipeline.js";
// src/suggest/firstRequest.ts
const PLAIN = /^[a-z0-9][\w./:@-]*$/i;
/** Where a version's schema of dl-env.yml is served: from its package. */
const schemaOf = (version) => `https://unpkg.com/dl-env-action@${version}/docs/schema/dl-env.schema.json`;
/** A dl-env.yml of one cell, as `init` writes it. */
const firstRequest = ({ cell, request, to, version, gpu }) => [
	`# yaml-language-server: $schema=${schemaOf(version)}`,
	"# Which images are made. See what can be built: dl-env plan",
	requestForCell(cell, {
		sets: request.sets,
		to: PLAIN.test(to) ? to : JSON.stringify(to)
	}).trimEnd(),
	...gpu ? [] : ["smoke:", "  require: cpu # gpu, where a machine with one runs the probes"],
	""
].join("\n");
// src/suggest/newestCell.ts
/**
* The cell with the newest CUDA, and of those with the newest Ubuntu, whose base is in the
* catalog's copy of the list and that no rule is against; undefined when there is none. Whether its
* packages can be had is not asked here.
*/
const newestCell = (request, catalog, today) => {
	const screen = openScreen({
		request,
		catalog,
		today,
		lists: /* @__PURE__ */ new Map()
	});
	const ubuntu = (cell) => catalog.ubuntu.findIndex(({ name }) => name === cell.ubuntu);
	const isSeen = ({ cuda, ubuntu: release, flavor }) => releaseOf(catalog, cuda, release)?.images[release]?.includes(flavor) === true;
	return expandCells(request, catalog).filter((cell) => isSeen(cell) && screen(cell).reasons.length === 0).sort((a, b) => compareVersions(b.cuda, a.cuda) || ubuntu(b) - ubuntu(a))[0];
};
// src/commands/init/ignoreImages.ts
/** `./images` or `images` below the folder, as .gitignore names it; undefined for other places. */
const patternOf = (to) => {
	const folder = /^oci:(?:\.\/)?([^/.][^:]*?)\/*$/.exec(to)?.[1];
	return folder === void 0 || folder.split("/").includes("..") ? void 0 : `/${folder}/`;
};
/** Where `build` keeps what it knows of its last images. */
const STATE = "/.dl-env/";
/**
* Adds to the .gitignore beside `file` the folder of dl-env's own notes, and that of images where
* they lie below it, and keeps what stands there; the lines that were added.
*/
const ignoreImages = async (sys, file, to) => {
	const images = patternOf(to);
	const path = `${file.slice(0, file.lastIndexOf("/"))}/.gitignore`;
	const before = await sys.files.readText(path) ?? "";
	const lines = before.split("\n").map((line) => line.trim());
	const added = [...images === void 0 ? [] : [images], STATE].filter((pattern) => !lines.includes(pattern));
	if (added.length === 0) return [];
	const kept = before === "" || before.endsWith("\n") ? before : `${before}\n`;
	await sys.files.write(path, `${kept}${added.join("\n")}\n`);
	return added;
};
// src/commands/initCommand.ts
/** The command that says why nothing fits. */
const lineOf = (options) => pickLine({
	...options,
	gpu: options.gpu === void 0 || options.gpu === "any" ? "RTX 4090" : options.gpu
});
const nothingFits = (options) => foundProblem({
	code: "nothing-fits",
	message: "No combination of the catalog fits, so no dl-env.yml was written.",
	hint: `See why: ${lineOf(options)}`
});
const notAllAsked = (options) => unreachable({
	code: "fit-unknown",
	message: "No combination was found, but not all could be asked about; no dl-env.yml was written.",
	hint: `See what could not: ${lineOf(options)}`
});
/** The CUDAs that a driver runs by itself, then those that it runs at all; without one, all. */
const cudasFor = ({ driver, engine = "docker" }, cudas, catalog) => {
	if (driver === void 0) return [cudas];
	const host = {
		gpus: [],
		driver: driverFrom(driver),
		runtime: engine
	};
	const fits = cudas.map((cuda) => ({
		cuda,
		fit: driverFit(host, cuda, catalog).kind
	}));
	return [fits.filter(({ fit }) => fit === "own").map(({ cuda }) => cuda), fits.filter(({ fit }) => fit === "own" || fit === "minor-version").map(({ cuda }) => cuda)];
};
/** For any card: by the catalog alone, and by the driver where one is named. */
const chooseForAny = (sys, options, catalog) => {
	const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
	const { with: libraries, python, ubuntu } = options;
	const wanted = {
		libraries,
		...python === void 0 ? {} : { python },
		...ubuntu === void 0 ? {} : { ubuntu }
	};
	const request = pickRequest(wanted, catalog, today);
	for (const cudas of cudasFor(options, request.matrix.cuda, catalog)) {
		const matrix = {
			...request.matrix,
			cuda: cudas
		};
		const cell = cudas.length === 0 ? void 0 : newestCell({
			...request,
			matrix
		}, catalog, today);
		if (cell !== void 0) return {
			cell,
			request,
			gpu: "any"
		};
	}
	throw nothingFits(options);
};
const choose = async (sys, options, catalog) => {
	const { smi } = options.gpu === void 0 ? await gatherHost(sys) : { smi: void 0 };
	const here = smi?.kind === "ran" ? smi.gpus.map(({ name }) => name).join(",") : "";
	const gpu = options.gpu ?? (here === "" ? "any" : here);
	if (gpu === "any") return chooseForAny(sys, options, catalog);
	const { result, request, exit } = await pick(sys, {
		...options,
		gpu
	});
	if (result.best === void 0) throw exit === 3 ? notAllAsked({
		...options,
		gpu
	}) : nothingFits({
		...options,
		gpu
	});
	return {
		cell: result.best.cell,
		request,
		gpu
	};
};
/** Rejects with `request-exists` where the file is there: nobody is asked anything for that. */
const requireNoRequest = async (sys, file) => {
	const path = file.startsWith("/") ? file : `${sys.env.cwd}/${file}`;
	if (await sys.files.stat(path) === void 0) return;
	throw wrongRequest({
		code: "request-exists",
		message: `${file} is there already, and is left as it is.`,
		hint: "Look at what it says with dl-env plan, or write another: dl-env init --file other.yml"
	});
};
/**
* `dl-env init`: writes a dl-env.yml of one cell, for a GPU or for any, and keeps its images out of
* git. Never overwrites: rejects with `request-exists`.
*/
const init = async (sys, options) => {
	const { file, to, version } = options;
	await requireNoRequest(sys, file);
	const [wrong] = checkDestination("The destination", to, { file: "--to" });
	if (wrong !== void 0) throw wrongRequest(wrong);
	const path = file.startsWith("/") ? file : `${sys.env.cwd}/${file}`;
	if (options.with.length === 0) throw wrongRequest({
		code: "no-libraries",
		message: "No library was given.",
		hint: "Give some: dl-env init --with torch"
	});
	const catalog = await loadCatalog(sys);
	const { cell, request, gpu } = await choose(sys, options, catalog);
	const text = firstRequest({
		cell,
		request,
		to,
		version,
		gpu: gpu !== "any"
	});
	decodeRequest(text, file, {
		catalog,
		engines: engineChoices()
	});
	await sys.files.write(path, text);
	const ignored = await ignoreImages(sys, path, to);
	const { driver } = options;
	return {
		kind: "init",
		result: {
			file,
			cell: cell.id,
			gpu,
			ignored,
			...driver === void 0 ? {} : { driver }
		},
		problems: [],
		exit: 0
	};
};
export { init, requireNoRequest };
