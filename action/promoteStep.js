import { t as promote } from "./promoteCommand2.js";
import { a as unbuiltText } from "./demoText.js";
import { c as retiredText } from "./outcomeText.js";
import { l as readSmokeCells, o as readDigests } from "./handover.js";
import { n as readProofFiles } from "./proofFiles.js";
import { t as stepOutcome } from "./stepOutcome.js";
import { t as withStepRequest } from "./stepRequest.js";
// src/action/steps/promoteStep.ts
/**
* Moves tags to tested digests. Exit 1 when an image lacks its proof or a tag is taken; the others
* have moved by then.
*/
const promoteStep = async (context) => {
	const { sys, inputs } = context;
	const { planFolder, dryRun, replaceEqual } = inputs;
	const outcome = await withStepRequest(context, async (request) => promote(sys, {
		...request,
		dryRun,
		replaceEqual,
		...planFolder === void 0 ? {} : {
			digests: await readDigests(sys.files, planFolder),
			tested: await readSmokeCells(sys.files, planFolder),
			proofs: await readProofFiles(sys.files, planFolder)
		}
	}));
	const { result, images, expected, unbuilt, retired } = outcome;
	return stepOutcome(context, outcome, {
		moves: result.moves,
		notes: [
			...expected.map(({ message }) => message),
			...unbuilt === void 0 ? [] : [unbuiltText(unbuilt)],
			...retired === void 0 ? [] : retiredText(retired)
		],
		outputs: {
			digests: JSON.stringify(Object.fromEntries(images.map(({ cell, digest }) => [cell, digest]))),
			changed: String(result.done && result.moves.length > 0)
		}
	});
};
export { promoteStep };
