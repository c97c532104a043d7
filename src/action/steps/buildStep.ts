import type { Built } from "../../publish/built.ts";
import { builtText } from "../../commands/buildCommand.ts";
import { failedError, failedProblems } from "../../plan/failedCells.ts";
import { keepBuilt } from "../../publish/buildState.ts";
import { buildImages, type Planned } from "../../pipeline.ts";
import { chooseSmoke, smokeMatrix, type SmokeChoice } from "../../plan/smokePolicy.ts";
import { hasProof } from "../../smoke/smokeTest.ts";
import { checkProblems } from "../../report/staticChecksText.ts";
import { exitOf } from "../../errors/exitOf.ts";
import type { Session } from "../../session.ts";
import { BUILT_FILE } from "../handover.ts";
import type { StepCommand, StepContext, StepResult } from "../runStep.ts";
import { openStep, withPlan } from "./stepSession.ts";
import { leftProblems } from "./unfinishedProblems.ts";

const KEPT = {
  "not-changed": "did not change in this run",
  "not-a-corner": "are no corner of the matrix",
  "over-budget": "would be over the budget of GPU minutes",
} as const;

const keptNotes = ({ kept }: SmokeChoice): string[] =>
  (Object.keys(KEPT) as (keyof typeof KEPT)[]).flatMap((why) => {
    const these = kept.filter((one) => one.why === why);
    const [first] = these;
    return first === undefined
      ? []
      : [
          `${these.length} images ${KEPT[why]} and are not run (${first.cell}${these.length > 1 ? ", …" : ""}). They stay as they are, by digest.`,
        ];
  });

/** Which of the images get their probes run by the jobs after this one. A requirement of `cpu` needs no GPU, so it has no budget. */
const choose = async (
  session: Session,
  planned: Planned,
  { images }: Built,
  { inputs, rights }: StepContext,
): Promise<SmokeChoice> => {
  const cells = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
  const onCpu = session.request.smoke.require === "cpu";
  const candidates = await Promise.all(
    images.flatMap(({ cell: id, digest, made }) => {
      const cell = cells.get(id);
      return cell === undefined
        ? []
        : [
            hasProof(session, planned, { cell: id, digest }).then((proven) => ({
              cell,
              digest,
              changed: made,
              proven,
            })),
          ];
    }),
  );
  // An image that was linked by a run which then failed has no proof: to this run it is as good as changed.
  const unproven = candidates.map((candidate) => ({
    ...candidate,
    changed: candidate.changed || !candidate.proven,
  }));
  const minutes = onCpu ? Number.MAX_SAFE_INTEGER : rights.gpu ? inputs.gpuMinutes : 0;
  return chooseSmoke(unproven, {
    policy: onCpu ? "all" : inputs.smokePolicy,
    minutes,
    maxJobs: inputs.maxJobs,
  });
};

const smokeOutputs = (choice: SmokeChoice, gpu: boolean): string =>
  JSON.stringify({ include: smokeMatrix(choice).include.map((job) => ({ ...job, gpu })) });

/** What the plan's job handed over goes on to the jobs after this one. */
const copied = async ({ sys }: StepContext, folder: string): Promise<Map<string, string>> => {
  const files = new Map<string, string>();
  const locks = (await sys.files.list(`${folder}/locks`)).map((name) => `locks/${name}`);
  for (const name of ["plan.json", ...locks]) {
    const text = await sys.files.readText(`${folder}/${name}`);
    if (text !== undefined) files.set(name, text);
  }
  return files;
};

/** Red when a cell failed, was left or a check found something in its image, after the others were handed on. A job that makes layers leaves cells to the job that links. */
const verdict = (
  { left, failed, checks }: Built,
  stage: string,
): Pick<StepResult, "exit" | "problems"> => {
  const waiting = stage === "layers" ? [] : left;
  const error = failedError(failed);
  const wrong = checkProblems(checks);
  return {
    exit: error !== undefined ? exitOf(error) : wrong.length > 0 ? 1 : waiting.length > 0 ? 3 : 0,
    problems: [...failedProblems(failed), ...wrong, ...leftProblems(waiting)],
  };
};

/**
 * Makes layers, builds or links images, or both; after linking it says which images are to be tested. Exit 1 when a cell failed and 3
 * when one had to be left, with all outputs of the others.
 */
export const build: StepCommand = async (context) => {
  const { sys, inputs } = context;
  const opened = await openStep(context);
  const { session, planned } = opened;
  const built = await withPlan(opened, buildImages(session, planned));
  sys.log.info(builtText(built));
  const outcome = verdict(built, inputs.stage);
  const changed = String(built.layers.length > 0 || built.images.some(({ made }) => made));
  const digests = JSON.stringify(
    Object.fromEntries(built.images.map(({ cell, digest }) => [cell, digest])),
  );
  if (inputs.stage === "layers") {
    const made = JSON.stringify(
      Object.fromEntries(
        built.images.filter((image) => image.made).map(({ cell, digest }) => [cell, digest]),
      ),
    );
    return {
      ...outcome,
      outputs: { changed, digests: made },
      ...(made === "{}" ? {} : { files: new Map([[BUILT_FILE(inputs.shard ?? 0), made]]) }),
    };
  }
  await keepBuilt(session, planned.plan, built);
  const choice = await choose(session, planned, built, context);
  const handed =
    inputs.planFolder === undefined
      ? new Map<string, string>()
      : await copied(context, inputs.planFolder);
  return {
    ...outcome,
    checks: built.checks,
    notes: keptNotes(choice),
    files: new Map([
      ...handed,
      ["digests.json", digests],
      ["smoke.json", JSON.stringify(choice.shards)],
    ]),
    outputs: {
      changed,
      digests,
      smoke: smokeOutputs(choice, session.request.smoke.require !== "cpu"),
    },
  };
};
