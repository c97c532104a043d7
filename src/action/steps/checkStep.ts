import { sampleOf } from "../../commands/check/buildSample.ts";
import { mergedOnto } from "../../commands/check/git.ts";
import { check, type CheckOutcome } from "../../commands/checkCommand.ts";
import { problemsOf } from "../../errors/errorProblems.ts";
import { wrongRequest } from "../../errors/error.ts";
import { changeComment, failureComment } from "../../report/changeComment.ts";
import { annotateChange } from "../../report/changeText.ts";
import { openGitHub } from "../../system/github/openGitHub.ts";
import { decodePayload, type Payload } from "../situation.ts";
import { StepFailed, type StepCommand, type StepContext } from "../runStep.ts";
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
 * The commit to compare with: what the pull request would be merged onto, which is newer than what
 * it was opened from.
 */
const baseOf = async (context: StepContext): Promise<string | undefined> => {
  const payload = await payloadOf(context);
  if (payload?.merge_group !== undefined) return payload.merge_group.base_sha;
  if (payload?.pull_request === undefined) return undefined;
  return (await mergedOnto(context.sys)) ?? payload.pull_request.base.sha;
};

/** The affected cells that can be built, for jobs that run their probes. */
const probeMatrix = ({ result }: CheckOutcome, maxJobs: number): string =>
  JSON.stringify({
    include: sampleOf(result.touched, maxJobs).map((cell) => ({ cell })),
  });

/** The error, with a comment that says it: an earlier one would go stale. */
const failedCheck = (error: unknown): StepFailed => {
  const comment = failureComment(problemsOf(error));
  return new StepFailed(error, {
    exit: 1,
    outputs: {},
    files: new Map([[COMMENT_FILE, comment]]),
  });
};

/**
 * What the change does, as annotations, as the step summary, and as a comment for the job after
 * this one. What is wrong in dl-env.yml goes into the comment too.
 */
export const checkStep: StepCommand = async (context) => {
  const { sys, inputs, rights } = context;
  if (inputs.stage === "comment") return commentStep(context);
  const base = await baseOf(context);
  const outcome = await check(sys, {
    ...sessionOptions(inputs),
    sample: inputs.sample,
    ...(base === undefined ? {} : { base }),
  }).catch((error: unknown) => {
    throw failedCheck(error);
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
      matrix: probeMatrix(outcome, inputs.maxJobs),
      report: JSON.stringify({ touched: cells, drift: result.drift, built: result.built }),
      may: JSON.stringify(rights),
    },
  });
};
