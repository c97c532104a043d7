import { check } from "../../commands/checkCommand.ts";
import { wrongRequest } from "../../errors/error.ts";
import { changeComment } from "../../report/changeComment.ts";
import { annotateChange } from "../../report/changeText.ts";
import { openGitHub } from "../../system/github/openGitHub.ts";
import { decodePayload, type Payload } from "../situation.ts";
import type { StepCommand, StepContext } from "../runStep.ts";
import { sessionOptions } from "./stepOptions.ts";
import { stepOutcome } from "./stepOutcome.ts";

const COMMENT_FILE = "comment.md";
const MARKER = "dl-env:check";

const payloadOf = async ({ sys }: StepContext): Promise<Payload | undefined> => {
  const path = sys.env.get("GITHUB_EVENT_PATH");
  return path === undefined ? undefined : decodePayload(await sys.files.readText(path));
};

/**
 * Puts what an earlier job found into the pull request's one comment. Runs no code of the pull
 * request.
 */
const commentStep: StepCommand = async (context) => {
  const { sys, inputs } = context;
  const pull = (await payloadOf(context))?.pull_request?.number;
  const text =
    inputs.planFolder === undefined
      ? undefined
      : await sys.files.readText(`${inputs.planFolder}/${COMMENT_FILE}`);
  const repository = sys.env.get("GITHUB_REPOSITORY");
  if (
    pull === undefined ||
    text === undefined ||
    repository === undefined ||
    inputs.githubToken === undefined
  ) {
    throw wrongRequest({
      code: "no-comment",
      message: "A comment needs a pull request, the folder with comment.md, and a token.",
      hint: "Write under `with:` plan-folder and github-token, and run it on: pull_request",
    });
  }
  const api = sys.env.get("GITHUB_API_URL");
  const github = await openGitHub({
    repository,
    token: inputs.githubToken,
    ...(api === undefined ? {} : { api }),
  });
  await github.upsertComment({ pull, marker: MARKER, body: text });
  return { exit: 0, outputs: { changed: "true" } };
};

/**
 * What the change does, as annotations, as the step summary, and as a comment for the job after
 * this one.
 */
export const checkStep: StepCommand = async (context) => {
  const { sys, inputs, rights } = context;
  if (inputs.stage === "comment") return commentStep(context);
  const base = (await payloadOf(context))?.pull_request?.base.sha;
  const outcome = await check(sys, {
    ...sessionOptions(inputs),
    sample: inputs.sample,
    ...(base === undefined ? {} : { base }),
  });
  const { result, plan, request } = outcome;
  const cells = result.touched.map(({ cell }) => cell);
  const comment = changeComment(result);
  return stepOutcome(context, outcome, {
    plan,
    request,
    annotations: annotateChange(outcome),
    markdown: comment,
    files: new Map([[COMMENT_FILE, comment]]),
    outputs: {
      changed: String(cells.length > 0),
      cells: JSON.stringify(cells),
      report: JSON.stringify({ touched: cells, drift: result.drift, built: result.built }),
      may: JSON.stringify(rights),
    },
  });
};
