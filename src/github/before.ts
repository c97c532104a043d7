import { isAbsolute, relative } from "node:path";
import { withTagLists } from "../catalog/live.ts";
import { DlEnvError, wrongRequest } from "../errors.ts";
import type { Cell } from "../matrix/cell.ts";
import { expandCells } from "../matrix/expand.ts";
import type { Request } from "../matrix/request.ts";
import { planCells, type Planned } from "../pipeline.ts";
import type { Plan } from "../plan/plan.ts";
import { lockFolder, openSession, sessionOf, type Session, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";

type Before = Pick<Plan, "cells">;

const git = async (sys: System, ...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await sys.processes.run(["git", ...args]);
  if (code === 0) return stdout;
  throw wrongRequest({ code: "git-failed", message: `git ${args[0] ?? ""} did not work: ${stderr.trim().split("\n").at(-1) ?? ""}`, hint: "Check out with the base's history: fetch-depth: 0" });
};

interface Work {
  readonly options: SessionOptions & { readonly base: string };
  readonly session: Session;
  readonly planned: Planned;
  /** Folder for a checkout of the other commit. */
  readonly dir: string;
  /** dl-env.yml from the top of the repository. */
  readonly path: string;
}

/** Plans a checkout of the other commit. */
const planCheckout = async ({ options, session, dir, path }: Work): Promise<Before> => {
  const { sys } = session;
  const tree = `${dir}/before`;
  await git(sys, "worktree", "add", "--detach", "--quiet", tree, options.base);
  try {
    return (await planCells(await openSession(sys, { ...options, file: `${tree}/${path}` }))).plan;
  } finally {
    await git(sys, "worktree", "remove", "--force", tree);
  }
};

/** Everything in a request that decides about a cell beside the cell's own values. */
const common = ({ file: _file, places: _places, matrix: _matrix, include: _include, exclude: _exclude, sets: _sets, default: _default, ...rest }: Request): string => JSON.stringify(rest);

const sameCell = (a: Cell | undefined, b: Cell): boolean => a !== undefined && a.pythonFrom === b.pythonFrom && a.libraries.join() === b.libraries.join();

/** Whether locks or the request's own catalog are others now, committed or not. */
const factsChanged = async ({ options, session }: Work): Promise<boolean> => {
  const { sys, request, folder } = session;
  const { catalog } = request;
  const folders = [lockFolder(session), ...(catalog === undefined ? [] : [catalog.startsWith("/") ? catalog : `${folder}/${catalog}`])];
  const tracked = await git(sys, "diff", "--name-only", options.base, "--", ...folders);
  return tracked !== "" || (await git(sys, "ls-files", "--others", "--", ...folders)) !== "";
};

/**
 * The plan before, from the plan now: cells that both have, asked with the same facts, are the same, and only the others are planned. Undefined when
 * the facts differ.
 */
const planDifference = async (work: Work, text: string): Promise<Before | undefined> => {
  const { options, session, planned } = work;
  if (await factsChanged(work)) return undefined;
  const input = { text, file: session.request.file, catalog: session.catalog };
  const before = await sessionOf(session.sys, { ...input, options });
  if (common(before.request) !== common(session.request)) return undefined;
  const catalog = withTagLists(session.catalog, planned.lists);
  const now = new Map(planned.judged.map(({ cell }) => [cell.id, cell]));
  const cells = expandCells(before.request, catalog);
  const others = cells.filter((cell) => !sameCell(now.get(cell.id), cell)).map(({ id }) => id);
  const handed = { locks: lockFolder(session), cells: others };
  const known = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
  const asked = others.length === 0 ? [] : (await planCells(await sessionOf(session.sys, { ...input, options: { ...options, handed } }))).plan.cells;
  for (const cell of asked) known.set(cell.cell, cell);
  return { cells: cells.flatMap(({ id }) => known.get(id) ?? []) };
};

/**
 * The plan of another commit, with the catalog of this project as it is now. A dl-env.yml that was wrong there, or not there yet, had no cells.
 * Rejects with `git-failed` where the commit is not in this checkout.
 */
export const planBefore = async (sys: System, options: SessionOptions & { readonly base: string }, session: Session, planned: Planned, dir: string): Promise<Before> => {
  const top = (await git(sys, "rev-parse", "--show-toplevel")).trim();
  const file = options.file ?? "dl-env.yml";
  const path = relative(top, isAbsolute(file) ? file : `${sys.env.cwd}/${file}`);
  await git(sys, "rev-parse", "--quiet", "--verify", `${options.base}^{commit}`);
  const work = { options, session, planned, dir, path };
  const { code, stdout } = await sys.processes.run(["git", "show", `${options.base}:${path}`]);
  if (code !== 0) {
    sys.log.info(`There was no ${path} in ${options.base.slice(0, 12)}.`);
    return { cells: [] };
  }
  try {
    return (await planDifference(work, stdout)) ?? (await planCheckout(work));
  } catch (error) {
    if (!(error instanceof DlEnvError) || error.exit !== 2 || error.code === "git-failed") throw error;
    sys.log.info(`There is no plan of ${options.base.slice(0, 12)}: ${error.message}`);
    return { cells: [] };
  }
};
