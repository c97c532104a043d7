import { l as loadCatalog } from "./openRepository.js";
import { i as wrongRequest, n as foundProblem, t as DlEnvError } from "./error.js";
import { i as wheelAt, r as measured, t as codeInTar } from "./measuredCode.js";
import { t as decompressed } from "./decompressed.js";
import { t as findLayer } from "./storedLayers.js";
import { n as openSession } from "./session.js";
// src/commands/measureCommand.ts
const LAYER = /^(?:wheel|rest)-[0-9a-f]+$/;
/**
* The bytes of a tar here or of a layer in the store of the request, and the catalog to compare
* with.
*/
const openLayer = async (sys, name, options) => {
	if (await sys.files.stat(name) !== void 0) return {
		catalog: await loadCatalog(sys),
		tar: sys.files.read(name)
	};
	if (!LAYER.test(name)) throw wrongRequest({
		code: "wrong-option",
		message: `${name} is neither a file here nor the tag of a layer with wheels.`,
		hint: "The plan names the layers: dl-env plan --json"
	});
	const { store, catalog } = await openSession(sys, options);
	const layer = await findLayer(store, name);
	if (layer === void 0) throw foundProblem({
		code: "no-such-layer",
		message: `${store.name} has no layer ${name}.`,
		hint: "The plan names the layers: dl-env plan --json"
	});
	return {
		catalog,
		tar: store.readBlob(layer.digest)
	};
};
/**
* Reads the GPU architectures of every library in a layer of the store, or in a tar, and compares
* them with the catalog. Exit 1 when they differ, else 0.
*/
const measure = async (sys, name, options = {}) => {
	const { catalog, tar } = await openLayer(sys, name, options);
	const wheels = [];
	const seen = (path) => {
		const wheel = wheelAt(path);
		if (wheel !== void 0) wheels.push(wheel);
	};
	try {
		const code = await codeInTar(decompressed(tar), seen);
		const result = measured(code, wheels, catalog.libraries.values());
		return {
			kind: "catalog measure",
			result,
			problems: [],
			exit: result.differs === void 0 ? 0 : 1
		};
	} catch (error) {
		if (error instanceof DlEnvError) throw error;
		throw foundProblem({
			code: "bad-tar",
			message: `${name} is not a complete tar archive.`,
			hint: `Look at it: tar -tf ${name}`
		}, { cause: error });
	}
};
export { measure };
