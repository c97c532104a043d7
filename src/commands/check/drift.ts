import { writeContext } from "../../plan/writeContext.ts";
import type { Planned } from "../../pipeline.ts";
import { writeLocks } from "../../resolve/committedLocks.ts";
import { lockFolder, type Session } from "../../session.ts";
import type { Files } from "../../system/ports.ts";

/** A file that is generated, committed, and not what its source gives now. */
export interface Drift {
  readonly file: string;
  /** Where to change it instead. */
  readonly hint: string;
}

/** Folder of committed Containerfiles, beside dl-env.yml: the default of `generate`. */
export const GENERATED = "containerfiles";

/** Paths of all files below a folder, from that folder; empty when there is none. */
const filesBelow = async (files: Files, folder: string, below = ""): Promise<string[]> => {
  const found: string[] = [];
  for (const name of await files.list(`${folder}/${below}`)) {
    const path = `${below}${name}`;
    const stat = await files.stat(`${folder}/${path}`);
    if (stat?.kind === "directory") found.push(...(await filesBelow(files, folder, `${path}/`)));
    else found.push(path);
  }
  return found;
};

const isThere = async (files: Files, folder: string): Promise<boolean> =>
  (await files.stat(folder))?.kind === "directory";

/** Committed locks that `dl-env lock` would write again or take away. */
const lockDrift = async (session: Session, planned: Planned): Promise<Drift[]> => {
  const { files } = session.sys;
  const committed = lockFolder(session);
  if (!(await isThere(files, committed))) return [];
  // Read as they are, and nothing is written.
  const looked = { ...files, write: () => Promise.resolve(), remove: () => Promise.resolve() };
  const used = new Set(
    planned.judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.lock] : [])),
  );
  const { written, removed } = await writeLocks(
    looked,
    {
      folder: committed,
      locks: [...planned.locks.values()].filter(({ key }) => used.has(key)),
      apt: [...planned.apt.values()],
    },
    { prune: planned.plan.totals.unknown === 0 },
  );
  return [...written, ...removed].map((name) => ({
    file: `${committed}/${name}`,
    hint: "Locks are written by a command and never by hand: dl-env lock",
  }));
};

const differs = async (files: Files, made: string, committed: string): Promise<boolean> =>
  (await files.readText(made)) !== (await files.readText(committed));

/**
 * Committed Containerfiles and what lies beside them that `dl-env generate` would write otherwise.
 */
const generatedDrift = async (
  session: Session,
  planned: Planned,
  work: string,
): Promise<Drift[]> => {
  const { files } = session.sys;
  const committed = `${session.folder}/${GENERATED}`;
  if (!(await isThere(files, committed))) return [];
  const made = `${work}/${GENERATED}`;
  for (const recipe of planned.recipes.values())
    await writeContext(session, planned, { recipe, dir: `${made}/${recipe.cell}` });
  const withRecipe = new Set(planned.recipes.keys());
  const unknown = new Set(
    planned.plan.cells
      .filter((cell) => cell.verdict !== "rejected" && !withRecipe.has(cell.cell))
      .map((cell) => cell.cell),
  );
  const paths = new Set([
    ...(await filesBelow(files, made)),
    ...(await filesBelow(files, committed)),
  ]);
  const drift: Drift[] = [];
  for (const path of [...paths].sort()) {
    // A cell whose base could not be queried cannot be compared; that is no drift.
    if (unknown.has(path.split("/", 1)[0] ?? "")) continue;
    if (await differs(files, `${made}/${path}`, `${committed}/${path}`))
      drift.push({
        file: `${committed}/${path}`,
        hint:
          `Change ${session.request.file} or the catalog instead, then: dl-env generate ` +
          `--out ${committed}`,
      });
  }
  return drift;
};

/** Apt locks that were made for other packages than the request and the catalog want now. */
const aptDrift = ({ aptNotices }: Planned): Drift[] =>
  aptNotices
    .filter(({ code }) => code === "apt-lock-stale")
    .map(({ place, release, hint = "" }) => ({ file: place?.file ?? `apt-${release}.json`, hint }));

/**
 * Everything that is generated, committed, and not what its source gives now. Writes below `work`
 * only.
 */
export const findDrift = async (
  session: Session,
  planned: Planned,
  work: string,
): Promise<Drift[]> => [
  ...aptDrift(planned),
  ...(await lockDrift(session, planned)),
  ...(await generatedDrift(session, planned, work)),
];
