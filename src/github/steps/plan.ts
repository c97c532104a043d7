import { planCells } from "../../pipeline.ts";
import { layerMatrix, shardLayers, type Shards } from "../../plan/shard.ts";
import { planText } from "../../report/table.ts";
import { bytes } from "../../report/units.ts";
import { openSession } from "../../session.ts";
import { handoverFiles } from "../handover.ts";
import type { StepCommand } from "../step.ts";
import { sessionOptions } from "./options.ts";

const leftNotes = (left: Shards["left"]): string[] => {
  const told = { "too-large": "no runner's disk is large enough; give one that is, and say so with the input disk", "no-job-left": "all jobs are full; raise the input max-jobs" };
  return (["too-large", "no-job-left"] as const).flatMap((why) => {
    const these = left.filter((one) => one.why === why);
    const [first] = these;
    return first === undefined ? [] : [`${these.length} layers are not made in this run (${first.layer.slice(0, 24)}… needs ${bytes(first.disk)}): ${told[why]}.`];
  });
};

/**
 * Plans, deals the missing layers out, and hands both to the jobs after this one. Cells that are unknown are told and left; the step
 * fails when not one cell is accepted, so that one cell's trouble does not stop the others.
 */
export const plan: StepCommand = async ({ sys, inputs, rights }) => {
  const session = await openSession(sys, sessionOptions(inputs));
  const planned = await sys.log.group("Planning", () => planCells(session));
  const { totals, cells, id } = planned.plan;
  const shards = shardLayers(planned.plan, { maxJobs: inputs.maxJobs, disk: inputs.disk, parallel: 4 });
  sys.log.info(planText(planned.plan));
  return {
    exit: totals.accepted > 0 ? 0 : totals.unknown > 0 ? 3 : 1,
    plan: planned.plan,
    request: session.request,
    notes: leftNotes(shards.left),
    files: handoverFiles(planned, shards.shards),
    outputs: {
      plan: JSON.stringify(planned.plan),
      "plan-id": id,
      matrix: JSON.stringify(layerMatrix(shards)),
      cells: JSON.stringify(cells.filter((cell) => cell.verdict === "accepted").map((cell) => cell.cell)),
      changed: String(cells.some((cell) => cell.state === "missing" || cell.state === "layers")),
      may: JSON.stringify(rights),
    },
  };
};
