import { watch as look } from "../../commands/watch.ts";
import { openGitHub } from "../../system/github.ts";
import type { StepCommand } from "../step.ts";
import { sessionOptions } from "./options.ts";

/** What moved since the last night. What could not be asked is told and fails the step only where nothing else is to be done. */
export const watch: StepCommand = async ({ sys, inputs, rights }) => {
  const repository = sys.env.get("GITHUB_REPOSITORY");
  const api = sys.env.get("GITHUB_API_URL");
  const token = inputs.githubToken;
  // A run that may not push is no nightly run: it only says what it sees.
  const writes = token !== undefined && repository !== undefined && rights.push;
  const github = writes ? await openGitHub({ repository, token, ...(api === undefined ? {} : { api }) }) : undefined;
  const { text, json, exit } = await look(sys, { ...sessionOptions(inputs), dryRun: inputs.dryRun }, github);
  sys.log.info(text);
  const warnings = [...(json.quiet === undefined ? [] : [json.quiet]), ...json.unknown.slice(0, 5).map(({ cell, message }) => `${cell}: ${message}`)];
  return {
    exit: json.changed.length > 0 || exit !== 3 ? 0 : 3,
    notes: [...json.gone.map(({ cell, message }) => `${cell} lost its base. ${message}`), ...json.releases.map(({ version }) => `CUDA ${version} has images that fit this matrix.`)],
    annotations: warnings.map((message) => ({ level: "warning", title: "watch", message })),
    outputs: { changed: String(json.changed.length > 0), cells: JSON.stringify(json.changed), report: JSON.stringify(json), may: JSON.stringify(rights) },
  };
};
