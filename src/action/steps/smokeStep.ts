import { parseGpusOrAuto } from "../../container/gpus.ts";
import { testedText } from "../../commands/smokeCommand.ts";
import { failedError, failedProblems } from "../../plan/failedCells.ts";
import type { Problem } from "../../errors/error.ts";
import { smokeTestImages } from "../../pipeline.ts";
import type { SmokeTested } from "../../smoke/smokeTest.ts";
import { checkProblems } from "../../report/staticChecksText.ts";
import { exitOf } from "../../errors/exitOf.ts";
import { readSmokeShard } from "../handover.ts";
import { assertMay, type StepCommand, type StepResult } from "../runStep.ts";
import { stepImages } from "./stepImages.ts";
import { openStep, withPlan } from "./stepSession.ts";

/** An image whose probes ran and did not give what is required. */
const unproven = ({ results }: SmokeTested): Problem[] =>
  results
    .filter(({ ok }) => !ok)
    .map(({ image, reasons }) => ({
      code: "not-proven",
      message: `${image.cell} keeps its tags where they are. ${reasons.join(" ")}`,
      hint: "See what the probes said, in the step summary; then: gh run rerun --failed",
    }));

const verdict = (tested: SmokeTested): Pick<StepResult, "exit" | "problems"> => {
  const problems = [
    ...failedProblems(tested.failed),
    ...checkProblems(tested.results.map(({ checks }) => checks)),
    ...unproven(tested),
  ];
  if (tested.results.some(({ ok }) => !ok)) return { exit: 1, problems };
  const error = failedError(tested.failed);
  return { exit: error === undefined ? 0 : exitOf(error), problems };
};

/** Runs probes in this shard's images, by the digests it was given, and keeps the proofs beside them. Exit 1 when one lacks what is required, after the others were run. */
export const smoke: StepCommand = async (context) => {
  const { sys, inputs } = context;
  if (sys.env.get("RUNNER_ENVIRONMENT") === "self-hosted")
    assertMay(context, "gpu", "use a self-hosted runner");
  const opened = await openStep(context);
  const { session, planned } = opened;
  const wanted =
    inputs.planFolder === undefined || inputs.shard === undefined
      ? undefined
      : await readSmokeShard(sys.files, inputs.planFolder, inputs.shard);
  const images = (await stepImages(context, session, planned)).filter(
    ({ cell, digest }) => wanted?.some((one) => one.cell === cell && one.digest === digest) ?? true,
  );
  const gpus = await parseGpusOrAuto(
    sys,
    inputs.gpus ?? (session.request.smoke.require === "cpu" ? "none" : "all"),
  );
  const tested = await withPlan(
    opened,
    sys.log.group("Testing", () => smokeTestImages(session, planned, { images, gpus })),
  );
  sys.log.info(testedText(tested));
  const reports = tested.results.map(({ report }) => report);
  const withChecks = tested.results.map(({ report, checks }) => ({
    ...report,
    checks: {
      version: checks.version,
      at: checks.at,
      code: checks.code,
      findings: checks.findings,
    },
  }));
  return {
    ...verdict(tested),
    reports,
    checks: tested.results.map(({ checks }) => checks),
    outputs: {
      report: JSON.stringify(withChecks),
      changed: String(tested.results.some(({ ran }) => ran)),
    },
  };
};
