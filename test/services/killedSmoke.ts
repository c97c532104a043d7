import { systemIn } from "../../bench/commands/world.ts";
import { imagesToTest } from "../../src/commands/imagesToTest.ts";
import { openPlanned } from "../../src/commands/openPlanned.ts";
import { keepReport } from "../../src/smoke/describedImage.ts";
import { hasProof } from "../../src/smoke/lookedAt.ts";
import { reportOfCell } from "../commands/wholeRun.ts";

// Writes what `dl-env smoke` writes, with no engine: these images run nowhere.
const [folder = ""] = process.argv.slice(2);
const sys = systemIn(folder);
const { session, planned } = await openPlanned(sys, { file: `${folder}/dl-env.yml` }, "made");
for (const image of await imagesToTest(session, planned, { digests: undefined }))
  if (!(await hasProof(session, planned, image)))
    await keepReport(session, planned, reportOfCell(planned, image));
