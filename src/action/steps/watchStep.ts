import { watch as look } from "../../commands/watchCommand.ts";
import { problemsOf } from "../../errors/errorProblems.ts";
import { openGitHub } from "../../system/github/openGitHub.ts";
import type { StepCommand } from "../runStep.ts";
import { sessionOptions } from "./stepOptions.ts";

/** What moved since the last night. What could not be asked makes the step red, after it said what is to be made. */
export const watch: StepCommand = async ({ sys, inputs, rights }) => {
  const repository = sys.env.get("GITHUB_REPOSITORY");
  const api = sys.env.get("GITHUB_API_URL");
  const token = inputs.githubToken;
  // A run that may not push is no nightly run: it only says what it sees.
  const writes = token !== undefined && repository !== undefined && rights.push;
  const github = writes
    ? await openGitHub({ repository, token, ...(api === undefined ? {} : { api }) })
    : undefined;
  const { text, json, exit, refused } = await look(
    sys,
    { ...sessionOptions(inputs), dryRun: inputs.dryRun },
    github,
  );
  sys.log.info(text);
  const warnings = [
    ...(json.quiet === undefined ? [] : [json.quiet]),
    ...json.apt.map(({ message, hint }) => `${message} ${hint ?? ""}`.trim()),
  ];
  return {
    exit,
    problems: [
      ...(refused === undefined ? [] : problemsOf(refused)),
      ...json.unknown.slice(0, 5).map(({ cell, message }) => ({
        code: "cells-unknown" as const,
        message: `${cell} could not be judged: ${message}`,
        hint: "When what did not answer is there again: gh run rerun",
      })),
    ],
    notes: [
      ...json.gone.map(({ cell, message }) => `${cell} lost its base. ${message}`),
      ...json.releases.map(({ version }) => `CUDA ${version} has images that fit this matrix.`),
    ],
    annotations: warnings.map((message) => ({ level: "warning", title: "watch", message })),
    outputs: {
      changed: String(json.changed.length > 0),
      cells: JSON.stringify(json.changed),
      report: JSON.stringify(json),
      may: JSON.stringify(rights),
    },
  };
};
