import type { JobAssignment } from "../plan/jobAssignment.ts";
import type { Plan } from "../plan/plan.ts";
import { closureReader } from "../registry/closure.ts";
import type { Repository } from "../registry/repository.ts";
import { imagesBuiltBefore, type BuildStateFacts } from "./buildState.ts";
import type { BuiltImage } from "./builtImages.ts";
import { isToBuild } from "./cellsToBuild.ts";

/** Images that are in the destination under their immutable tags already. */
const linkedBefore = async (to: Repository, plan: Plan): Promise<BuiltImage[]> => {
  const there = plan.cells.filter((cell) => cell.state === "linked");
  const found = await Promise.all(
    there.map(async (cell) => ({
      cell: cell.cell,
      digest: await to.resolve(cell.tags[0] ?? ""),
    })),
  );
  return found.flatMap(({ cell, digest }) =>
    digest === undefined ? [] : [{ cell, digest, made: false, size: 0 }],
  );
};

/** Images that other jobs built whole, as far as the destination has them. */
const builtByOtherJobs = async (
  to: Repository,
  assignment: JobAssignment,
  plan: Plan,
): Promise<BuiltImage[]> => {
  const built = assignment.kind === "link" ? assignment.built : {};
  const cells = plan.cells
    .filter(isToBuild)
    .flatMap(({ cell }) => (built[cell] === undefined ? [] : [{ cell, digest: built[cell] }]));
  const found = await Promise.all(
    cells.map(async ({ cell, digest }) => ({ cell, digest: await to.resolve(digest) })),
  );
  return found.flatMap(({ cell, digest }) =>
    digest === undefined ? [] : [{ cell, digest, made: true, size: 0 }],
  );
};

/**
 * Images that an earlier build here made whole from the same recipes, as far as the destination
 * still has all of them: they have no tag before they are tested, so the record of builds names
 * them. Throws `kept-broken`.
 */
export const builtWholeBefore = async (
  facts: BuildStateFacts,
  plan: Plan,
): Promise<BuiltImage[]> => {
  const cells = plan.cells.filter(isToBuild);
  const built = await imagesBuiltBefore(facts, { ...plan, cells });
  const reader = closureReader(facts.to);
  const damages = await Promise.all(built.map(({ digest }) => reader.damageOf(digest)));
  return built.filter((_, at) => damages[at]?.length === 0);
};

/** The images of a plan that are in the destination before this job makes any. */
export const earlierImages = async (
  to: Repository,
  assignment: JobAssignment,
  plan: Plan,
): Promise<BuiltImage[]> => [
  ...(await linkedBefore(to, plan)),
  ...(await builtByOtherJobs(to, assignment, plan)),
];
