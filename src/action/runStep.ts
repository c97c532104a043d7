import type { Exit } from "../commands/outcomeOf.ts";
import { exitOf } from "../errors/exitOf.ts";
import { wrongRequest, type Problem } from "../errors/error.ts";
import type { Plan } from "../plan/plan.ts";
import {
  annotateProblems,
  annotateVerdicts,
  fitAnnotations,
  type Placed,
} from "../report/annotations.ts";
import { errorText } from "../errors/errorText.ts";
import { problemsOf } from "../errors/errorProblems.ts";
import { renderSummary, type RunSummary } from "../report/runSummary.ts";
import type { CheckReport } from "../inspect/checkReport.ts";
import type { Report } from "../smoke/smokeReport.ts";
import type { ActionsHost, Annotation } from "../system/actionsHost.ts";
import type { StageTime } from "../system/actionsLog.ts";
import type { System } from "../system/ports.ts";
import type { ActionInputs } from "./inputs.ts";
import { fitOutputs } from "./fitOutputs.ts";
import type { Rights } from "./runRights.ts";

/**
 * What a command hands back to the shell; everything in it is optional because a command says only
 * what it did.
 */
export interface StepResult {
  readonly exit: Exit;
  readonly outputs: Readonly<Record<string, string>>;
  readonly plan?: Plan;
  /** For the places of verdicts in dl-env.yml. */
  readonly request?: Placed;
  readonly reports?: readonly Report[];
  /** What the static checks found in images. */
  readonly checks?: readonly CheckReport[];
  readonly moves?: readonly { readonly tag: string; readonly digest: string }[];
  readonly notes?: readonly string[];
  /** What made the step red while the rest of its work was done; each names its cells. */
  readonly problems?: readonly Problem[];
  /** A part of the summary that is Markdown already; values in it are escaped. */
  readonly markdown?: string;
  readonly annotations?: readonly Annotation[];
  /** Files for later jobs, relative to the output folder. */
  readonly files?: ReadonlyMap<string, string>;
}

export interface StepContext {
  readonly sys: System;
  readonly inputs: ActionInputs;
  readonly rights: Rights;
  /** Why the rights are what they are: the table's row. */
  readonly row: string;
  /** Folder for files that later jobs or the caller read. */
  readonly folder: string;
}

export type StepCommand = (context: StepContext) => Promise<StepResult>;

/** The runner and what was measured in it. */
export interface StepWorld {
  readonly host: ActionsHost;
  readonly times: readonly StageTime[];
  /** What may be printed of a text: see `printable`. */
  readonly print: (text: string) => string;
  /** What to type in a workflow, where a message says what to type on a command line. */
  readonly help: (text: string) => string;
}

/** Throws `not-from-here` unless this run may do it. */
export const assertMay = (
  context: Pick<StepContext, "rights" | "row">,
  right: "push" | "gpu" | "secrets",
  what: string,
): void => {
  if (context.rights[right]) return;
  throw wrongRequest({
    code: "not-from-here",
    message: `This run may not ${what} (${context.row}).`,
    hint: "Run it from the default branch, for example: gh workflow run",
  });
};

/**
 * Annotations name files as the repository does: not as the runner's disk does, and without `./`,
 * which GitHub finds no file for.
 */
const fromWorkspace = (annotation: Annotation, workspace: string | undefined): Annotation => {
  const { place } = annotation;
  if (place === undefined) return annotation;
  const inside =
    workspace !== undefined && place.file.startsWith(`${workspace}/`)
      ? place.file.slice(workspace.length + 1)
      : place.file;
  return { ...annotation, place: { ...place, file: inside.replace(/^(?:\.\/)+/, "") } };
};

const annotateAll = (
  annotations: readonly Annotation[],
  { host, print, help }: StepWorld,
  sys: System,
): void => {
  for (const annotation of fitAnnotations(annotations)) {
    const { title, message } = annotation;
    host.annotate({
      ...fromWorkspace(annotation, sys.env.get("GITHUB_WORKSPACE")),
      title: print(title),
      message: print(help(message)),
    });
  }
};

const writeOutputs = async (
  context: StepContext,
  result: StepResult,
  { host, print }: StepWorld,
): Promise<string[]> => {
  const { values, files } = fitOutputs(
    new Map(Object.entries(result.outputs).map(([name, value]) => [name, print(value)])),
    context.folder,
  );
  const all = new Map([...(result.files ?? []), ...files]);
  for (const [name, content] of all)
    await context.sys.files.write(`${context.folder}/${name}`, print(content));
  for (const [name, value] of values) host.output(name, value);
  host.output("folder", context.folder);
  return [...all.keys()];
};

const titleOf = (inputs: ActionInputs, failed: boolean): string =>
  `dl-env ${inputs.command}${failed ? " failed" : ""}`;

/** Problems with what is to be typed in a workflow. */
export const helpedProblems = (
  problems: readonly Problem[],
  help: StepWorld["help"],
): readonly Problem[] =>
  problems.map((problem) =>
    problem.hint === undefined ? problem : { ...problem, hint: help(problem.hint) },
  );

/** What came of a step: its result, and the error that ended it, if one did. */
interface Attempt {
  readonly result: StepResult;
  readonly error?: unknown;
}

const summaryOf = (
  { inputs }: StepContext,
  { result, error }: Attempt,
  rest: Pick<RunSummary, "problems" | "stages" | "files">,
): string =>
  renderSummary({
    title: titleOf(inputs, error !== undefined || result.exit !== 0),
    ...rest,
    ...(result.plan === undefined ? {} : { plan: result.plan }),
    ...(result.reports === undefined ? {} : { reports: result.reports }),
    ...(result.checks === undefined ? {} : { checks: result.checks }),
    ...(result.moves === undefined ? {} : { moves: result.moves }),
    ...(result.notes === undefined ? {} : { notes: result.notes }),
    ...(result.markdown === undefined ? {} : { markdown: result.markdown }),
  });

/** An error may carry what was done before it: a failed `build` still knows its plan. */
export class StepFailed extends Error {
  readonly done: StepResult;

  constructor(cause: unknown, done: StepResult) {
    super("the step failed", { cause });
    this.done = done;
  }
}

const NOTHING_DONE: StepResult = { exit: 0, outputs: {} };

const attempt = async (command: StepCommand, context: StepContext): Promise<Attempt> => {
  try {
    return { result: await command(context) };
  } catch (error) {
    const failed = error instanceof StepFailed ? error : new StepFailed(error, NOTHING_DONE);
    // Without an error a step is green, whatever was thrown.
    return { result: failed.done, error: failed.cause ?? new Error(String(failed.cause)) };
  }
};

/**
 * Runs one command, and says in every way that GitHub has what came of it. Returns the exit code.
 */
export const runStep = async (
  command: StepCommand,
  context: StepContext,
  world: StepWorld,
): Promise<number> => {
  const { result, error } = await attempt(command, context);
  const verdicts =
    result.plan === undefined ? [] : annotateVerdicts(result.plan.cells, result.request);
  const problems = helpedProblems(
    [...(error === undefined ? [] : problemsOf(error)), ...(result.problems ?? [])],
    world.help,
  );
  annotateAll(
    [...annotateProblems(problems), ...(result.annotations ?? []), ...verdicts],
    world,
    context.sys,
  );
  if (error !== undefined) context.sys.log.info(errorText(error, world.host.debugging));
  const files = await writeOutputs(context, result, world);
  await world.host.summary(
    world.print(summaryOf(context, { result, error }, { problems, stages: world.times, files })),
  );
  return error === undefined ? result.exit : exitOf(error);
};
