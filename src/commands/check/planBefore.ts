import { isAbsolute, relative } from "node:path";
import { withTagLists } from "../../catalog/live.ts";
import { DlEnvError, wrongRequest } from "../../errors/error.ts";
import type { Cell } from "../../matrix/cell.ts";
import { expandCells } from "../../matrix/expand.ts";
import type { Request } from "../../matrix/request.ts";
import { planCells, type Planned } from "../../pipeline.ts";
import type { Plan } from "../../plan/plan.ts";
import {
  lockFolder,
  openSession,
  sessionOf,
  type Session,
  type SessionOptions,
} from "../../session.ts";
import type { System } from "../../system/ports.ts";

type Before = Pick<Plan, "cells">;

const git = async (sys: System, ...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await sys.processes.run(["git", ...args], { cwd: sys.env.cwd });
  if (code === 0) return stdout;
  throw wrongRequest({
    code: "git-failed",
    message: `git ${args[0] ?? ""} did not work: ${stderr.trim().split("\n").at(-1) ?? ""}`,
    hint: "Check out with the base's history: fetch-depth: 0",
  });
};

/** What git says of the other commit. */
export interface Looked {
  readonly base: string;
  /** dl-env.yml from the top of the repository. */
  readonly path: string;
  /** dl-env.yml as it was; undefined when there was none. */
  readonly text: string | undefined;
  /** Whether locks or the request's own catalog are others now, committed or not. */
  readonly factsChanged: boolean;
}

interface Work {
  readonly options: SessionOptions;
  readonly session: Session;
  readonly planned: Planned;
  readonly looked: Looked;
  /** Folder for a checkout of the other commit. */
  readonly dir: string;
}

/** Plans a checkout of the other commit. */
const planCheckout = async ({ options, session, dir, looked }: Work): Promise<Before> => {
  const { sys } = session;
  const tree = `${dir}/before`;
  await git(sys, "worktree", "add", "--detach", "--quiet", tree, looked.base);
  try {
    return (await planCells(await openSession(sys, { ...options, file: `${tree}/${looked.path}` })))
      .plan;
  } finally {
    await git(sys, "worktree", "remove", "--force", tree);
  }
};

/** Everything in a request that decides about a cell beside the cell's own values. */
const common = ({
  file: _file,
  places: _places,
  matrix: _matrix,
  include: _include,
  exclude: _exclude,
  sets: _sets,
  default: _default,
  ...rest
}: Request): string => JSON.stringify(rest);

const sameCell = (a: Cell | undefined, b: Cell): boolean =>
  a !== undefined && a.pythonFrom === b.pythonFrom && a.libraries.join() === b.libraries.join();

const factsChanged = async (session: Session, base: string): Promise<boolean> => {
  const { sys, request, folder } = session;
  const { catalog } = request;
  const folders = [
    lockFolder(session),
    ...(catalog === undefined ? [] : [catalog.startsWith("/") ? catalog : `${folder}/${catalog}`]),
  ];
  const told = await Promise.all([
    git(sys, "diff", "--name-only", base, "--", ...folders),
    git(sys, "ls-files", "--others", "--", ...folders),
  ]);
  return told.some((names) => names !== "");
};

/** Asks git about the other commit, which costs waiting and no work. Rejects with `git-failed` where the commit is not in this checkout. */
export const lookBefore = async (session: Session, base: string): Promise<Looked> => {
  const { sys, request } = session;
  const [top = ""] = (
    await git(sys, "rev-parse", "--show-toplevel", "--verify", `${base}^{commit}`)
  ).split("\n");
  const path = relative(
    top,
    isAbsolute(request.file) ? request.file : `${sys.env.cwd}/${request.file}`,
  );
  const [{ code, stdout }, changed] = await Promise.all([
    sys.processes.run(["git", "show", `${base}:${path}`], { cwd: sys.env.cwd }),
    factsChanged(session, base),
  ]);
  return { base, path, text: code === 0 ? stdout : undefined, factsChanged: changed };
};

/**
 * The plan before, from the plan now: cells that both have, asked with the same facts, are the same, and only the others are planned. Undefined when
 * the facts differ.
 */
const planDifference = async (
  { options, session, planned, looked }: Work,
  text: string,
): Promise<Before | undefined> => {
  if (looked.factsChanged) return undefined;
  const input = { text, file: session.request.file, catalog: session.catalog };
  const before = await sessionOf(session.sys, { ...input, options });
  if (common(before.request) !== common(session.request)) return undefined;
  const catalog = withTagLists(session.catalog, planned.lists);
  const now = new Map(planned.judged.map(({ cell }) => [cell.id, cell]));
  const cells = expandCells(before.request, catalog);
  const others = cells.filter((cell) => !sameCell(now.get(cell.id), cell)).map(({ id }) => id);
  const assignment = { kind: "cells" as const, locks: lockFolder(session), cells: others };
  const known = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
  const asked =
    others.length === 0
      ? []
      : (
          await planCells(
            await sessionOf(session.sys, { ...input, options: { ...options, assignment } }),
          )
        ).plan.cells;
  for (const cell of asked) known.set(cell.cell, cell);
  return { cells: cells.flatMap(({ id }) => known.get(id) ?? []) };
};

/**
 * The plan of another commit, with the catalog of this project as it is now. A dl-env.yml that was wrong there, or not there yet, had no cells.
 */
export const planBefore = async (work: Work): Promise<Before> => {
  const { sys } = work.session;
  const { base, path, text } = work.looked;
  const short = base.slice(0, 12);
  if (text === undefined) {
    sys.log.info(`There was no ${path} in ${short}.`);
    return { cells: [] };
  }
  try {
    return (await planDifference(work, text)) ?? (await planCheckout(work));
  } catch (error) {
    if (!(error instanceof DlEnvError) || error.exit !== 2 || error.code === "git-failed")
      throw error;
    sys.log.info(`There is no plan of ${short}: ${error.message}`);
    return { cells: [] };
  }
};
