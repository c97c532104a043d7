import { buildSample, sampleOf, type SampleBuild } from "./check/buildSample.ts";
import { findDrift, GENERATED, type Drift } from "./check/drift.ts";
import { lintContainerfiles, type LintFinding } from "./check/hadolint.ts";
import { lookBefore, planBefore } from "./check/planBefore.ts";
import { touchedCells, type TouchedCell } from "./check/comparePlans.ts";
import { wrongRequest, type Problem } from "../errors/error.ts";
import { planCells, type Planned } from "../pipeline.ts";
import type { Plan } from "../plan/plan.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { openWork } from "../system/workFolder.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

export interface CheckRequest extends SessionOptions {
  /** Commit to compare with; without one nothing is compared. */
  readonly base?: string;
  /** How many touched cells are built from their Containerfile. */
  readonly sample?: number;
}

/** What a change does. */
export interface ChangeReport {
  /** The commit that was compared with; absent where none was named: nothing was compared then. */
  readonly base?: string;
  readonly touched: readonly TouchedCell[];
  /** Files that are not what their source gives, with where to go instead. */
  readonly drift: readonly Drift[];
  readonly built: readonly SampleBuild[];
}

export interface CheckOutcome extends OutcomeOf<"check", ChangeReport> {
  readonly plan: Plan;
  readonly request: Session["request"];
  readonly lint: readonly LintFinding[];
  /** Committed apt locks that are old; those that do not fit any more are drift. */
  readonly oldLocks: readonly Problem[];
}

const fullCommit = (base: string): string => {
  if (/^[0-9a-f]{40}$/.test(base)) return base;
  throw wrongRequest({
    code: "wrong-base",
    message: `${JSON.stringify(base)} is not the full hash of a commit.`,
    hint: "Name one: dl-env check --base $(git rev-parse origin/main)",
  });
};

interface Comparison {
  readonly session: Session;
  readonly planned: Planned;
  /** The cells that differ from the base; none without one. */
  readonly touched: readonly TouchedCell[];
}

/** The plan now, against the plan of the base. */
const compare = async (sys: System, options: CheckRequest, dir: string): Promise<Comparison> => {
  const session = await openSession(sys, options);
  const looking =
    options.base === undefined ? undefined : lookBefore(session, fullCommit(options.base));
  // Git is asked while the plan is made; what it refuses is told when the plan is there.
  looking?.catch(() => undefined);
  const planned = await sys.log.group("Planning the current state", () => planCells(session));
  const looked = await looking;
  if (looked === undefined) return { session, planned, touched: [] };
  const before = await sys.log.group("Planning the base commit", () =>
    planBefore({ options, session, planned, looked, dir }),
  );
  return { session, planned, touched: touchedCells(before, planned.plan) };
};

/** What makes a change red. */
const changeProblems = ({
  drift,
  built,
  lint,
}: Pick<ChangeReport, "drift" | "built"> & Pick<CheckOutcome, "lint">): Problem[] => [
  ...drift.map(({ file, hint }): Problem => ({
    code: "out-of-date",
    message: "This file differs from what its source generates now.",
    place: { file, line: 1 },
    hint,
  })),
  ...built
    .filter(({ outcome }) => outcome === "failed")
    .map(({ cell, detail }): Problem => ({
      code: "sample-failed",
      message: `${cell} does not build from its Containerfile: ${detail}`,
      hint: `Try it: dl-env build --build engine --cells ${cell}`,
    })),
  ...lint
    .filter(({ level }) => level === "error")
    .map(({ rule, message, place }): Problem => ({
      code: "lint-error",
      message: `${rule}: ${message}`,
      place,
    })),
];

/**
 * What a change does: cells it touches with verdicts, packages and sizes before and after,
 * generated files that are out of date, a lint of Containerfiles, and a sample built without push.
 * Exit 1 when files are out of date, a lint error was found, or the sample did not build.
 */
export const check = async (sys: System, options: CheckRequest): Promise<CheckOutcome> => {
  const work = await openWork(sys);
  try {
    const { session, planned, touched } = await compare(sys, options, work.dir);
    const drift = await findDrift(session, planned, work.dir);
    const sample = sampleOf(touched, options.sample ?? 0);
    const built = await buildSample(sys, { options, cells: sample, dir: work.dir });
    const lint = await lintContainerfiles(sys, `${session.folder}/${GENERATED}`, {
      pinned: session.catalog.hostHadolint,
      offline: options.offline === true,
    });
    const problems = changeProblems({ drift, built, lint });
    return {
      kind: "check",
      result: {
        ...(options.base === undefined ? {} : { base: options.base }),
        touched,
        drift,
        built,
      },
      plan: planned.plan,
      request: session.request,
      lint,
      oldLocks: planned.aptNotices.filter(({ code }) => code === "apt-lock-old"),
      problems,
      exit: problems.length > 0 ? 1 : 0,
    };
  } finally {
    await work.close();
  }
};
