import type { WatchReport } from "../../commands/watch/watchReport.ts";
import { problemsOf } from "../../errors/errorProblems.ts";
import { onlyLooksNote } from "../../report/jobNotes.ts";
import { openGitHub } from "../../system/github/openGitHub.ts";
import { nightlyWatch, type NightlyGitHub } from "../nightlyWatch.ts";
import { whyOfRow } from "../runRights.ts";
import type { StepCommand, StepContext } from "../runStep.ts";
import { sessionOptions } from "./stepOptions.ts";
import { stepOutcome } from "./stepOutcome.ts";

/**
 * GitHub's API, where this run may write: a run that may not push is no nightly run, and only says
 * what it sees.
 */
const gitHubOf = async ({
  sys,
  inputs,
  rights,
}: StepContext): Promise<NightlyGitHub | undefined> => {
  const repository = sys.env.get("GITHUB_REPOSITORY");
  const api = sys.env.get("GITHUB_API_URL");
  const { githubToken, proposalToken = githubToken } = inputs;
  const token = githubToken ?? proposalToken;
  if (token === undefined || repository === undefined || !rights.push) return undefined;
  const options = { repository, ...(api === undefined ? {} : { api }) };
  const own = await openGitHub({ ...options, token });
  return proposalToken === undefined || proposalToken === token
    ? { own, proposals: own }
    : { own, proposals: await openGitHub({ ...options, token: proposalToken }) };
};

const notesOf = ({ gone, releases }: WatchReport): string[] => [
  ...gone.map(({ cell, message }) => `${cell} no longer has a base image. ${message}`),
  ...releases.map(({ version }) => `CUDA ${version} has images that fit this matrix.`),
];

const warningsOf = ({ quiet, apt }: WatchReport): string[] => [
  ...(quiet === undefined ? [] : [quiet]),
  ...apt.map(({ message, hint }) => `${message} ${hint ?? ""}`.trim()),
];

/**
 * What moved since the last night. What could not be queried makes the step red, after it said what
 * is to be built.
 */
export const watchStep: StepCommand = async (context) => {
  const { sys, inputs, rights, row } = context;
  const { outcome, refused } = await nightlyWatch(
    sys,
    {
      ...sessionOptions(inputs),
      full: inputs.full,
      dryRun: inputs.dryRun,
      writes: rights.push,
    },
    await gitHubOf(context),
  );
  const { result } = outcome;
  const told = rights.push
    ? []
    : [onlyLooksNote(row, whyOfRow(row)), ...outcome.refused.map(({ message }) => message)];
  const step = stepOutcome(context, outcome, {
    notes: [...told, ...notesOf(result)],
    annotations: [
      ...told.map((message) => ({ level: "notice" as const, title: "watch", message })),
      ...warningsOf(result).map((message) => ({
        level: "warning" as const,
        title: "watch",
        message,
      })),
    ],
    outputs: {
      changed: String(result.changed.length > 0 || result.retention?.isToDo === true),
      cells: JSON.stringify(result.changed),
      report: JSON.stringify(result),
      may: JSON.stringify(rights),
    },
  });
  if (refused.length === 0) return step;
  return { ...step, exit: 3, problems: [...refused.flatMap(problemsOf), ...(step.problems ?? [])] };
};
