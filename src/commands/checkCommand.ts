import { DlEnvError, wrongRequest } from "../errors/error.ts";
import { lookBefore, planBefore } from "./check/planBefore.ts";
import { findDrift, GENERATED } from "./check/drift.ts";
import { renderComment, touchedCells, type CheckReport } from "./check/touchedCells.ts";
import { lintContainerfiles } from "./check/hadolint.ts";
import { buildImages, planCells, type Planned } from "../pipeline.ts";
import type { Plan } from "../plan/plan.ts";
import { annotateProblems } from "../report/annotations.ts";
import type { Annotation } from "../system/actionsHost.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import { checkReasons } from "../inspect/checkReport.ts";
import type { System } from "../system/ports.ts";
import { openWork } from "../system/work.ts";
import type { CommandResult } from "./outcome.ts";

export interface CheckOptions extends SessionOptions {
  /** Commit to compare with; without one nothing is compared. */
  readonly base?: string;
  /** How many touched cells are built from their Containerfile. */
  readonly sample?: number;
}

export interface CheckResult extends CommandResult {
  readonly json: CheckReport;
  /** Markdown. */
  readonly comment: string;
  readonly plan: Plan;
  readonly request: Session["request"];
  readonly annotations: readonly Annotation[];
}

const buildOne = async (
  sys: System,
  options: CheckOptions,
  cell: string,
  work: string,
): Promise<CheckReport["built"][number]> => {
  try {
    const session = await openSession(sys, {
      ...options,
      cells: [cell],
      build: "engine",
      to: `oci:${work}/images`,
    });
    const built = await buildImages(session, await planCells(session));
    const why =
      built.failed[0]?.problem.message ??
      built.left[0]?.why ??
      built.checks.flatMap(checkReasons)[0];
    return why === undefined
      ? { cell, outcome: "built", detail: "" }
      : { cell, outcome: "failed", detail: why };
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return { cell, outcome: "failed", detail: error.message };
  }
};

const sampleOf = (touched: CheckReport["touched"], sample: number): string[] =>
  touched
    .filter(({ after }) => after?.verdict === "accepted" && after.state !== "unknown")
    .slice(0, sample)
    .map(({ cell }) => cell);

const fullCommit = (base: string): string => {
  if (/^[0-9a-f]{40}$/.test(base)) return base;
  throw wrongRequest({
    code: "wrong-base",
    message: `${JSON.stringify(base)} is no full commit.`,
    hint: "Name one: dl-env check --base $(git rev-parse origin/main)",
  });
};

/** Committed apt locks that are old; those that do not fit any more are drift. */
const aptWarnings = ({ aptNotices }: Planned): Annotation[] =>
  annotateProblems(aptNotices.filter(({ code }) => code === "apt-lock-old")).map((annotation) => ({
    ...annotation,
    level: "warning",
  }));

const textOf = ({ touched, drift, built }: CheckReport): string =>
  [
    touched.length === 0
      ? "No cell is touched."
      : `Touched: ${touched
          .slice(0, 20)
          .map(({ cell }) => cell)
          .join(", ")}${touched.length > 20 ? ` and ${touched.length - 20} more` : ""}`,
    ...drift.map(({ file, hint }) => `${file} is not what its source gives. ${hint}`),
    ...built.map(
      ({ cell, outcome, detail }) => `${cell}: ${outcome}${detail === "" ? "" : `. ${detail}`}`,
    ),
  ].join("\n");

/**
 * What a change does: cells it touches with verdicts, packages and sizes before and after, generated files that are not in step, a
 * lint of Containerfiles, and a sample built without push. Exit 1 when files are not in step, a lint error was found, or the sample did not build.
 */
export const check = async (sys: System, options: CheckOptions): Promise<CheckResult> => {
  const work = await openWork(sys);
  try {
    const session = await openSession(sys, options);
    const looking =
      options.base === undefined ? undefined : lookBefore(session, fullCommit(options.base));
    // Git is asked while the plan is made; what it refuses is told when the plan is there.
    looking?.catch(() => undefined);
    const planned = await sys.log.group("Planning what is now", () => planCells(session));
    const looked = await looking;
    const touched =
      looked === undefined
        ? []
        : touchedCells(
            await sys.log.group("Planning what was before", () =>
              planBefore({ options, session, planned, looked, dir: work.dir }),
            ),
            planned.plan,
          );
    const drift = await findDrift(session, planned, work.dir);
    const built: CheckReport["built"][number][] = [];
    for (const cell of sampleOf(touched, options.sample ?? 0))
      built.push(
        await sys.log.group(`Building ${cell}`, () => buildOne(sys, options, cell, work.dir)),
      );
    const lint = await lintContainerfiles(sys, `${session.folder}/${GENERATED}`);
    const json = { touched, drift, built };
    const wrong =
      drift.length > 0 ||
      built.some(({ outcome }) => outcome === "failed") ||
      lint.some(({ level }) => level === "error");
    const annotations = [
      ...drift.map(({ file, hint }): Annotation => ({
        level: "error",
        title: "not in step",
        message: `This file is not what its source gives.\n${hint}`,
        place: { file, line: 1 },
      })),
      ...aptWarnings(planned),
      ...lint,
    ];
    return {
      text: textOf(json),
      json,
      comment: renderComment(json),
      plan: planned.plan,
      request: session.request,
      annotations,
      exit: wrong ? 1 : 0,
    };
  } finally {
    await work.close();
  }
};
