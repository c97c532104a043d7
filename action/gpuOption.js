import { i as wrongRequest } from "./error.js";
// src/text/csv.ts
/**
* One line of CSV, as the engines' options with several fields are read: a field with a comma, a
* quote or a line break is quoted, and its quotes doubled.
*/
const csvLine = (fields) => fields.map((field) => /[",\n]/.test(field) ? `"${field.replaceAll("\"", "\"\"")}"` : field).join(",");
// src/container/gpuOption.ts
const ID = /^(?:\d+(?::\d+)?|(?:GPU|MIG)-[A-Za-z0-9-]+)$/;
const wrongGpus = (text, words) => wrongRequest({
	code: "run-gpus",
	message: `Invalid --gpus "${text}".`,
	hint: `Give ${words}, or different indexes and UUIDs separated by commas: --gpus 0,1`
});
const chosen = (text) => {
	if (text === "all" || text === "none") return { kind: text };
	const ids = text.split(",").map((id) => id.trim());
	return ids.every((id) => ID.test(id)) && new Set(ids).size === ids.length ? {
		kind: "some",
		ids
	} : void 0;
};
const parse = (text, words) => {
	const gpus = chosen(text);
	if (gpus === void 0) throw wrongGpus(text, words);
	return gpus;
};
/** Whether `parseGpusOrAuto` takes it. */
const isGpusOrAuto = (text) => text === "auto" || chosen(text) !== void 0;
/**
* `all`, `none`, or indexes and UUIDs separated by commas, none of them twice. Rejects anything
* else with `run-gpus`.
*/
const parseGpus = (text) => parse(text, "all, none");
/** The same, and `auto`: all GPUs where this host has a driver, else none. */
const parseGpusOrAuto = async (sys, text) => {
	if (text !== "auto") return parse(text, "auto, all, none");
	return { kind: await sys.files.stat("/dev/nvidiactl") === void 0 ? "none" : "all" };
};
/** CDI device names: `nvidia.com/gpu=all`, `nvidia.com/gpu=0`. */
const cdiDevices = (gpus) => {
	switch (gpus.kind) {
		case "none": return [];
		case "all": return ["nvidia.com/gpu=all"];
		case "some": return gpus.ids.map((id) => `nvidia.com/gpu=${id}`);
	}
};
/**
* Options that hand GPUs to a container. podman takes CDI names; before 5.0 it accepts `--gpus all`
* and gives none, so it is never asked that way. docker takes `--gpus`, whose value is CSV (a list
* needs quotes in it), or, from 25 on where it is switched on, CDI names too.
*/
const gpuOptions = (gpus, way) => {
	if (gpus.kind === "none") return [];
	if (way === "cdi") return cdiDevices(gpus).map((device) => `--device=${device}`);
	return [gpus.kind === "all" ? "--gpus=all" : `--gpus=${csvLine([`device=${gpus.ids.join(",")}`])}`];
};
export { parseGpusOrAuto as a, parseGpus as i, gpuOptions as n, csvLine as o, isGpusOrAuto as r, cdiDevices as t };
