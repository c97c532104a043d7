import { planCells } from "../../pipeline.ts";
import { exitOfPlan } from "../../plan/incomplete.ts";
import { layerMatrix, shardCells, shardLayers, type Shards } from "../../plan/shard.ts";
import { planText } from "../../report/planTable.ts";
import { bytes } from "../../text/units.ts";
import { openSession } from "../../session.ts";
import { handoverFiles } from "../handover.ts";
import type { StepCommand } from "../runStep.ts";
import { sessionOptions } from "./stepOptions.ts";
import { unknownProblems } from "./unfinishedProblems.ts";

const TOLD = {
  "too-large": "no runner's disk is large enough; give one that is, and say so with the input disk",
  "no-job-left": "all jobs are full; raise the input max-jobs",
} as const;

const leftNotes = (left: Shards["left"], what: "layers" | "images"): string[] =>
  (["too-large", "no-job-left"] as const).flatMap((why) => {
    const these = left.filter((one) => one.why === why);
    const [first] = these;
    return first === undefined
      ? []
      : [
          `${these.length} ${what} are not made in this run (${first.what.slice(0, 60)} needs ${bytes(first.disk)}): ${TOLD[why]}.`,
        ];
  });

/**
 * Plans, deals what is missing out, and hands both to the jobs after this one: layers, or with `build: engine` whole images. Exit 3
 * when cells are unknown, which stops no other cell; 1 when not one is accepted.
 */
export const plan: StepCommand = async ({ sys, inputs, rights }) => {
  const session = await openSession(sys, sessionOptions(inputs));
  const planned = await sys.log.group("Planning", () => planCells(session));
  const { cells, id } = planned.plan;
  const isWhole = session.request.build === "engine";
  const limits = { maxJobs: inputs.maxJobs, disk: inputs.disk, parallel: 4 };
  const shards = isWhole ? shardCells(planned.plan, limits) : shardLayers(planned.plan, limits);
  sys.log.info(planText(planned.plan));
  return {
    // What could not be asked makes the step red, but only after it handed over the rest.
    exit: exitOfPlan(planned.plan, session.options.offline === true),
    plan: planned.plan,
    request: session.request,
    problems: unknownProblems(planned.plan),
    notes: leftNotes(shards.left, isWhole ? "images" : "layers"),
    files: handoverFiles(planned, shards.shards),
    outputs: {
      plan: JSON.stringify(planned.plan),
      "plan-id": id,
      matrix: JSON.stringify(layerMatrix(shards)),
      cells: JSON.stringify(
        cells.filter((cell) => cell.verdict === "accepted").map((cell) => cell.cell),
      ),
      changed: String(cells.some((cell) => cell.state === "missing" || cell.state === "layers")),
      whole: String(isWhole),
      may: JSON.stringify(rights),
    },
  };
};
