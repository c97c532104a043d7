import { i as wrongRequest } from "./error.js";
import { t as decodeReport } from "./proofs.js";
// src/action/proofFiles.ts
const NAME = /^proof-[0-9a-f]{12}\.json$/;
/** One file for each report, named by the image. */
const proofFiles = (reports) => new Map(reports.map((report) => [`proof-${report.digest.slice(7).slice(0, 12)}.json`, `${JSON.stringify(report)}\n`]));
/**
* Proofs of other jobs, whose artifacts are unpacked into `proofs` beside the plan; none where
* there is none. Throws `wrong-plan` for a file that is none.
*/
const readProofFiles = async (files, folder) => {
	const names = (await files.list(`${folder}/proofs`)).filter((name) => NAME.test(name));
	return Promise.all(names.map(async (name) => {
		const file = `${folder}/proofs/${name}`;
		const report = decodeReport(Buffer.from(await files.readText(file) ?? "", "utf8"));
		if (report !== void 0) return report;
		throw wrongRequest({
			code: "wrong-plan",
			message: `${name} is not in the format that the job with the probes writes.`,
			place: { file },
			hint: "Run the job with the probes again: gh run rerun"
		});
	}));
};
export { readProofFiles as n, proofFiles as t };
