import { build, type BuildOutcome } from "../../commands/buildCommand.ts";
import { smokeMatrix, type SmokeChoice } from "../../plan/smokePolicy.ts";
import { notTestedNotes } from "../../report/jobNotes.ts";
import { BUILT_FILE, handedFiles } from "../handover.ts";
import type { StepCommand, StepContext, StepResult } from "../runStep.ts";
import { stepOutcome } from "./stepOutcome.ts";
import { withStepRequest } from "./stepRequest.ts";

const smokeOutputs = (choice: SmokeChoice, gpu: boolean): string =>
  JSON.stringify({ include: smokeMatrix(choice).include.map((job) => ({ ...job, gpu })) });

const digestsOf = (images: BuildOutcome["result"]["images"]): string =>
  JSON.stringify(Object.fromEntries(images.map(({ cell, digest }) => [cell, digest])));

const isChanged = ({ layers, images }: BuildOutcome["result"]): boolean =>
  layers.length > 0 || images.some(({ made }) => made);

/** What a job that makes a part of the layers or images hands to the job that links. */
const partResult = (
  { inputs }: StepContext,
  { result }: BuildOutcome,
): Omit<StepResult, "exit"> => {
  const digests = digestsOf(result.images.filter(({ made }) => made));
  return {
    outputs: { changed: String(isChanged(result)), digests },
    ...(digests === "{}" ? {} : { files: new Map([[BUILT_FILE(inputs.shard ?? 0), digests]]) }),
  };
};

const NO_TESTS: SmokeChoice = { shards: [], untested: [] };

/** What the job that links hands to the jobs that test and promote. */
const linkedResult = async (
  { sys, inputs }: StepContext,
  { result, request, tests = NO_TESTS }: BuildOutcome,
): Promise<Omit<StepResult, "exit">> => {
  const digests = digestsOf(result.images);
  const needsGpu = request.smoke.require !== "cpu";
  return {
    checks: result.checks,
    notes: notTestedNotes(tests),
    files: new Map([
      ...(inputs.planFolder === undefined ? [] : await handedFiles(sys.files, inputs.planFolder)),
      ["digests.json", digests],
      ["smoke.json", JSON.stringify(tests.shards)],
    ]),
    outputs: {
      changed: String(isChanged(result)),
      digests,
      smoke: smokeOutputs(tests, needsGpu),
    },
  };
};

/**
 * Makes layers, builds or links images, or both; after linking it says which images are to be
 * tested. Exit 1 when a cell failed and 3 when one had to be left, with all outputs of the others.
 */
export const buildStep: StepCommand = async (context) => {
  const { sys, inputs, rights } = context;
  const tests = {
    policy: inputs.smokePolicy,
    gpuMinutes: rights.gpu ? inputs.gpuMinutes : 0,
    maxJobs: inputs.maxJobs,
  };
  const isPart = inputs.stage === "layers";
  const outcome = await withStepRequest(context, (request) =>
    build(sys, { ...request, ...(isPart ? { part: true } : { tests }) }),
  );
  const more = isPart ? partResult(context, outcome) : await linkedResult(context, outcome);
  return stepOutcome(context, outcome, more);
};
