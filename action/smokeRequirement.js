import { n as PROBE_FOLDER } from "./imagePaths.js";
import { hash } from "node:crypto";
// src/smoke/probeSet.ts
/** Hex digits of a version. */
const VERSION_DIGITS = 12;
/** Folder of what runs the probes, and of the probes. */
const CHECK_FOLDER = PROBE_FOLDER.slice(0, PROBE_FOLDER.lastIndexOf("/"));
const filesOf = ({ recipes }, cell) => (recipes.get(cell)?.layers ?? []).flatMap((layer) => layer.kind === "files" ? layer.files : []);
/**
* The libraries of a cell whose probe is in its image; one from a catalog of your own may have
* none.
*/
const probedLibraries = (inputs, cell) => {
	const paths = new Set(filesOf(inputs, cell.id).map(({ path }) => path));
	return cell.libraries.filter((name) => paths.has(`${PROBE_FOLDER}/${name}.py`));
};
/** Changes with each file in the image of a cell that decides what a probe does. */
const probeVersion = (inputs, cell) => {
	const files = filesOf(inputs, cell).filter(({ path }) => path.startsWith(`${CHECK_FOLDER}/`)).map(({ path, content }) => [path, content]).sort(([a = ""], [b = ""]) => a < b ? -1 : 1);
	return hash("sha256", JSON.stringify(files)).slice(0, VERSION_DIGITS);
};
// src/smoke/decisionContext.ts
/** Which libraries of a cell must have been probed, and which of them on a GPU. */
const decisionContext = ({ libraries: facts }, inputs, id) => {
	const cell = inputs.judged.find((judged) => judged.cell.id === id)?.cell;
	if (cell === void 0) throw new TypeError(`no cell ${id}`);
	const libraries = probedLibraries(inputs, cell);
	return {
		libraries,
		gpuLibraries: libraries.filter((name) => facts.get(name)?.gpu === true)
	};
};
// src/smoke/smokeRequirement.ts
const name = (result) => `${result.library}/${result.check}`;
const failures = (report) => report.results.filter((result) => result.outcome === "fail").map((result) => `${name(result)} failed: ${result.reason ?? "no reason given"}`);
const notOnCpu = (report, libraries) => libraries.filter((library) => !report.results.some((result) => result.library === library && result.device === "cpu" && result.outcome === "pass")).map((library) => `${library} passed no check on the CPU.`);
/**
* A skipped check is no proof and no obstacle; a library with nothing but skipped checks has proven
* nothing.
*/
const notOnGpu = (report, libraries) => libraries.flatMap((library) => {
	const checks = report.results.filter((result) => result.library === library && result.device === "gpu" && result.outcome !== "skipped");
	if (!checks.some((result) => result.outcome === "pass")) {
		const why = checks.find((result) => result.reason !== void 0)?.reason;
		return [`${library} passed no check on a GPU${why === void 0 ? "" : `: ${why}`}.`];
	}
	return checks.filter((result) => result.outcome === "unavailable").map((result) => `${name(result)} was unavailable: ${result.reason ?? "no reason given"}`);
});
const notCovered = (coverage) => {
	if (coverage === void 0 || coverage.length === 0) return ["It is not known where this image's layers were tested."];
	return coverage.filter((layer) => layer.passedIn.length === 0).map((layer) => `${layer.layer} passed on a GPU in no other cell.`);
};
/**
* `cpu`: no failure, and each library passed a check on the CPU. `gpu`: besides, each GPU library
* passed its checks on a GPU. `covered`: as `gpu`, or as `cpu` where the base and every layer
* passed on a GPU in other cells.
*/
const meets = (report, requirement, context) => {
	const always = [...failures(report), ...notOnCpu(report, context.libraries)];
	const decide = (reasons) => ({
		ok: reasons.length === 0,
		reasons
	});
	const onGpu = notOnGpu(report, context.gpuLibraries);
	switch (requirement) {
		case "cpu": return decide(always);
		case "gpu": return decide([...always, ...onGpu]);
		case "covered": return decide(onGpu.length === 0 ? always : [...always, ...notCovered(context.coverage)]);
	}
};
/**
* Whether the reports of a digest allow promotion: one of them meets the requirement, and no newer
* one has a failure.
*/
const judgeProofs = (reports, requirement, context) => {
	const [newest] = reports;
	if (newest === void 0) return {
		ok: false,
		reasons: ["It has not been tested yet."]
	};
	for (const report of reports) {
		const decision = meets(report, requirement, context);
		if (decision.ok) return decision;
		if (report.results.some((result) => result.outcome === "fail")) break;
	}
	return meets(newest, requirement, context);
};
export { probeVersion as i, meets as n, decisionContext as r, judgeProofs as t };
