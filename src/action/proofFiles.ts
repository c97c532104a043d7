import { wrongRequest } from "../errors/error.ts";
import { decodeReport } from "../smoke/proofs.ts";
import type { Report } from "../smoke/smokeReport.ts";
import type { Files } from "../system/ports.ts";

// The job that runs probes, often on a machine of one's own, gets no login that may write. What it
// saw travels as an artifact, and the job that moves tags stores it.

const NAME = /^proof-[0-9a-f]{12}\.json$/;

/** One file for each report, named by the image. */
export const proofFiles = (reports: readonly Report[]): Map<string, string> =>
  new Map(
    reports.map((report) => [
      `proof-${report.digest.slice("sha256:".length).slice(0, 12)}.json`,
      `${JSON.stringify(report)}\n`,
    ]),
  );

/**
 * Proofs of other jobs, whose artifacts are unpacked into `proofs` beside the plan; none where
 * there is none. Throws `wrong-plan` for a file that is none.
 */
export const readProofFiles = async (files: Files, folder: string): Promise<readonly Report[]> => {
  const names = (await files.list(`${folder}/proofs`)).filter((name) => NAME.test(name));
  return Promise.all(
    names.map(async (name) => {
      const file = `${folder}/proofs/${name}`;
      const report = decodeReport(Buffer.from((await files.readText(file)) ?? "", "utf8"));
      if (report !== undefined) return report;
      throw wrongRequest({
        code: "wrong-plan",
        message: `${name} is not in the format that the job with the probes writes.`,
        place: { file },
        hint: "Run the job with the probes again: gh run rerun",
      });
    }),
  );
};
