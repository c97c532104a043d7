import { check as look } from "../../commands/checkCommand.ts";
import { wrongRequest } from "../../errors/error.ts";
import { openGitHub } from "../../system/github/openGitHub.ts";
import { decodePayload, type Payload } from "../situation.ts";
import type { StepCommand, StepContext } from "../runStep.ts";
import { sessionOptions } from "./stepOptions.ts";

const COMMENT_FILE = "comment.md";
const MARKER = "dl-env:check";

const payloadOf = async ({ sys }: StepContext): Promise<Payload | undefined> => {
  const path = sys.env.get("GITHUB_EVENT_PATH");
  return path === undefined ? undefined : decodePayload(await sys.files.readText(path));
};

/** Puts what an earlier job found into the pull request's one comment. Runs no code of the pull request. */
const comment: StepCommand = async (context) => {
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

/** What the change does, as annotations, as the step summary, and as a comment for the job after this one. */
export const check: StepCommand = async (context) => {
  const { sys, inputs, rights } = context;
  if (inputs.stage === "comment") return comment(context);
  const base = (await payloadOf(context))?.pull_request?.base.sha;
  const result = await look(sys, {
    ...sessionOptions(inputs),
    sample: inputs.sample,
    ...(base === undefined ? {} : { base }),
  });
  sys.log.info(result.text);
  const touched = result.json.touched.map(({ cell }) => cell);
  return {
    exit: result.exit,
    plan: result.plan,
    request: result.request,
    annotations: result.annotations,
    markdown: result.comment,
    files: new Map([[COMMENT_FILE, result.comment]]),
    outputs: {
      changed: String(touched.length > 0),
      cells: JSON.stringify(touched),
      report: JSON.stringify({ touched, drift: result.json.drift, built: result.json.built }),
      may: JSON.stringify(rights),
    },
  };
};
