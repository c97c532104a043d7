import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { withTagLists } from "../../catalog/tagLists.ts";
import { DlEnvError } from "../../errors/error.ts";
import type { Cell } from "../../matrix/cell.ts";
import { expandCells } from "../../matrix/expand.ts";
import { decodeRequest } from "../../matrix/decodeRequest.ts";
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
import { committedText, isAsCommitted, writeCommitted } from "./commitFiles.ts";
import { git, gitFailed, repositoryAt, type Repository } from "./git.ts";

type Before = Pick<Plan, "cells">;

/** What git says of the other commit. */
export interface Looked {
  readonly base: string;
  readonly repository: Repository;
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
  /** Private folder for what the other commit has. */
  readonly dir: string;
}

/**
 * Plans the request, the locks and the catalog of the other commit, written into a folder of their
 * own.
 */
const planCommit = async (
  { options, session, dir, looked }: Work,
  text: string,
): Promise<Before> => {
  const { sys } = session;
  const { repository, base: commit, path } = looked;
  const folder = `${dir}/before`;
  const { catalog, setFiles } = decodeRequest(text, path, {
    catalog: session.catalog,
    tolerant: true,
  });
  const folderBefore = dirname(path);
  const named = [...factPaths(folderBefore, catalog), ...setPaths(folderBefore, setFiles)];
  const paths = [...new Set([path, ...named, ...readPaths(session, repository)])];
  await writeCommitted(sys.files, repository, { commit, paths, folder });
  return (await planCells(await openSession(sys, { ...options, file: `${folder}/${path}` }))).plan;
};

/** Everything in a request that decides about a cell beside the cell's own values. */
const common = ({
  file: _file,
  places: _places,
  matrix: _matrix,
  include: _include,
  exclude: _exclude,
  sets: _sets,
  packages: _packages,
  pythons: _pythons,
  setFiles: _setFiles,
  default: _default,
  ...rest
}: Request): string => JSON.stringify(rest);

const sameCell = (a: Cell | undefined, b: Cell): boolean =>
  a !== undefined && a.pythonFrom === b.pythonFrom && a.libraries.join() === b.libraries.join();

/**
 * The locks and the catalog of a request in `folder`. A catalog that an absolute path names is the
 * machine's, for every commit.
 */
const factPaths = (folder: string, catalog: string | undefined): string[] => [
  join(folder, "locks"),
  ...(catalog === undefined || isAbsolute(catalog) ? [] : [join(folder, catalog)]),
];

/** The files that sets name. */
const setPaths = (folder: string, setFiles: Request["setFiles"]): string[] =>
  setFiles.flatMap(({ requirements, pyproject }) =>
    [...requirements, ...(pyproject === undefined ? [] : [pyproject])].map((one) =>
      join(folder, one),
    ),
  );

/** What was read for the sets of today's request, from the top of the repository. */
const readPaths = (
  { sys, request }: Pick<Session, "sys" | "request">,
  { top }: Pick<Repository, "top">,
): string[] => request.setPaths.map((one) => relative(top, resolve(sys.env.cwd, one)));

const NO_REPOSITORY =
  "Type it in a checkout of your repository; to make one: git init && git add dl-env.yml && " +
  "git commit -m images";

const openBase = async (session: Session, base: string): Promise<Repository> => {
  const { sys } = session;
  const repository = await repositoryAt(sys, sys.env.cwd);
  if (repository === undefined)
    throw gitFailed("rev-parse", `${sys.env.cwd} is not in a git repository`, NO_REPOSITORY);
  await git(repository, ["rev-parse", "--verify", "--quiet", `${base}^{commit}`]);
  return repository;
};

/**
 * Asks git about the other commit, which costs waiting and no work. Rejects with `git-failed` where
 * the commit is not in this checkout.
 */
export const lookBefore = async (session: Session, base: string): Promise<Looked> => {
  const { sys, request } = session;
  const repository = await openBase(session, base);
  const path = relative(repository.top, resolve(sys.env.cwd, request.file));
  const facts = [...factPaths(dirname(path), request.catalog), ...readPaths(session, repository)];
  const [text, same] = await Promise.all([
    committedText(repository, base, path),
    isAsCommitted(sys.files, repository, { commit: base, paths: facts }),
  ]);
  return { base, repository, path, text, factsChanged: !same };
};

/**
 * The plan before, from the plan now: cells that both have, asked with the same facts, are the
 * same, and only the others are planned. Undefined when the facts differ.
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
  const byId = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
  const plannedNow =
    others.length === 0
      ? []
      : (
          await planCells(
            await sessionOf(session.sys, { ...input, options: { ...options, assignment } }),
          )
        ).plan.cells;
  for (const cell of plannedNow) byId.set(cell.cell, cell);
  return { cells: cells.flatMap(({ id }) => byId.get(id) ?? []) };
};

/**
 * The plan of another commit, with the catalog of this project as it is now. A dl-env.yml that was
 * wrong there, or not there yet, had no cells.
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
    return (await planDifference(work, text)) ?? (await planCommit(work, text));
  } catch (error) {
    if (!(error instanceof DlEnvError) || error.exit !== 2 || error.code === "git-failed")
      throw error;
    sys.log.info(`No plan could be made of ${short}: ${error.message}`);
    return { cells: [] };
  }
};
