import { t as checkReasons } from "./checkReport.js";
import { n as meets, r as decisionContext, t as judgeProofs } from "./smokeRequirement.js";
import { n as readCellProofs } from "./proofs.js";
// src/smoke/lookedAt.ts
/** Whether a report that meets the requirement is bound to this digest already. */
const hasProof = async ({ catalog, request, to, own }, inputs, { cell, digest }) => {
	const context = decisionContext(catalog, inputs, cell);
	return judgeProofs(await readCellProofs(to, {
		cell,
		digest
	}, { own }), request.smoke.require, context).ok;
};
/** Inspects one image and reads its proofs. */
const lookAt = async ({ catalog, request, to }, { inputs, inspect, own }, image) => {
	const { require } = request.smoke;
	const context = decisionContext(catalog, inputs, image.cell);
	const checks = await inspect(image);
	const reports = await readCellProofs(to, image, {
		own,
		isEnough: (found) => judgeProofs(found, require, context).ok
	});
	const earlier = judgeProofs(reports, require, context).ok ? reports.find((report) => meets(report, require, context).ok) : void 0;
	return {
		image,
		checks,
		context,
		...earlier === void 0 ? {} : { earlier }
	};
};
/** What came of testing an image, from the report that was there or was made. */
const resultOf = ({ image, checks, context, earlier }, report, require) => {
	const reasons = [...checkReasons(checks), ...meets(report, require, context).reasons];
	return {
		image,
		checks,
		report,
		ran: earlier === void 0,
		ok: reasons.length === 0,
		reasons
	};
};
export { lookAt as n, resultOf as r, hasProof as t };
