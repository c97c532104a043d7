import { plan, type PlanOutcome } from "../../commands/planCommand.ts";
import type { Plan } from "../../plan/plan.ts";
import { layerMatrix } from "../../plan/layerShards.ts";
import { oldCatalogLines } from "../../report/planTable.ts";
import { GPU_WAIT, notMadeNotes, unpublishedNote } from "../../report/jobNotes.ts";
import { destinationId } from "../../registry/destinationId.ts";
import { handoverFiles } from "../handover.ts";
import { settingsOf } from "../planSettings.ts";
import { whyOfRow } from "../runRights.ts";
import type { StepCommand, StepContext } from "../runStep.ts";
import { sessionOptions } from "./stepOptions.ts";
import { stepOutcome } from "./stepOutcome.ts";

/** Layers that a job makes at the same time, at most. */
const PARALLEL = 4;

const acceptedCells = ({ cells }: Plan): string[] =>
  cells.filter(({ verdict }) => verdict === "accepted").map(({ cell }) => cell);

/** What is to be known before the jobs after this one begin. */
const notices = (
  { rights, row }: StepContext,
  { result, request, planned, changed = [] }: PlanOutcome,
): string[] => {
  const isLocal = result.to.startsWith("oci:") && result.store.startsWith("oci:");
  if (!rights.push && !isLocal)
    return [
      unpublishedNote(result.to, row, whyOfRow(row)),
      ...planned.refused.map(({ message }) => message),
    ];
  return rights.gpu && request.smoke.require !== "cpu" && changed.length > 0 ? [GPU_WAIT] : [];
};

/**
 * A run that publishes nothing gets no login, so that a private registry tells it nothing. What is
 * missing there stays unknown, which is no fault of a run that makes none of it.
 */
const asReadOnly = (outcome: PlanOutcome): PlanOutcome => {
  const problems = outcome.problems.filter(
    ({ code, message }) =>
      !outcome.planned.refused.some((one) => one.code === code && one.message === message),
  );
  const isFine = problems.length === 0 && outcome.result.totals.accepted > 0;
  return { ...outcome, problems, exit: isFine ? 0 : outcome.exit };
};

/**
 * Plans, deals what is missing out, and hands both to the jobs after this one: layers, or with
 * `build: engine` whole images. Exit 3 when cells are unknown, which stops no other cell; 1 when
 * not one is accepted.
 */
export const planStep: StepCommand = async (context) => {
  const { sys, inputs, rights } = context;
  const deal = { maxJobs: inputs.maxJobs, disk: inputs.disk, parallel: PARALLEL };
  const { full } = inputs;
  const made = await plan(sys, { ...sessionOptions(inputs), deal, full, writes: rights.push });
  const outcome = rights.push ? made : asReadOnly(made);
  const { result, request, planned } = outcome;
  const shards = outcome.shards ?? { shards: [], left: [] };
  const isWhole = request.build === "engine";
  const told = notices(context, outcome);
  const old = oldCatalogLines(outcome.oldCatalog);
  return stepOutcome(context, outcome, {
    annotations: told.map((message) => ({ level: "notice", title: "plan", message })),
    plan: result,
    request,
    notes: [
      ...old.slice(0, 1),
      ...told,
      ...notMadeNotes(shards.left, isWhole ? "images" : "layers"),
    ],
    files: handoverFiles(planned, shards.shards, settingsOf(inputs)),
    outputs: {
      plan: JSON.stringify(result),
      "plan-id": result.id,
      matrix: JSON.stringify(layerMatrix(shards)),
      cells: JSON.stringify(acceptedCells(result)),
      changed: String((outcome.changed ?? []).length > 0 || outcome.retention?.isToDo === true),
      whole: String(isWhole),
      destination: destinationId(result.to),
      may: JSON.stringify(rights),
    },
  });
};
