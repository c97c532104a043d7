import { RECIPE_ANNOTATION } from "../image/labels.ts";
import type { ImageRecipe } from "../image/recipe.ts";
import type { JobAssignment } from "../plan/jobAssignment.ts";
import type { Plan, PlannedCell } from "../plan/plan.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { closureReader, unlessDamaged } from "../registry/closure.ts";
import { parseManifest } from "../registry/manifest.ts";
import type { Repository, StoredManifest } from "../registry/repository.ts";
import { imagesBuiltBefore, type BuildStateFacts } from "./buildState.ts";
import type { BuiltImage } from "./builtImages.ts";
import { isToBuild, type BuildTask } from "./cellsToBuild.ts";

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

/** Whether an image was linked from a recipe, as its manifest says. */
const isLinkedFrom = (
  to: Repository,
  manifest: StoredManifest,
  recipe: ImageRecipe | undefined,
): boolean => parseManifest(manifest, to.name).annotations?.[RECIPE_ANNOTATION] === recipe?.key;

/** The cells of a job whose images an earlier build may have put without a tag. */
const cellsOnRecord = ({ build, assignment }: BuildTask, plan: Plan): readonly PlannedCell[] => {
  if (build === "engine") return plan.cells.filter(isToBuild);
  if (assignment.kind === "layers") return [];
  // Where the store lacks a layer it is made, whoever needs it.
  return plan.cells.filter(({ state }) => state === "layers");
};

/**
 * Images that an earlier build here made from the same recipes, as far as the destination still has
 * all of them: they have no tag before they are tested, so the record of builds names them. One
 * that is to be linked says itself what it was linked from. Throws `kept-broken`.
 */
export const recordedImages = async (
  facts: BuildStateFacts,
  task: BuildTask,
  { plan, recipes }: { readonly plan: Plan } & Pick<PlanInputs, "recipes">,
): Promise<BuiltImage[]> => {
  const { to } = facts;
  const built = await imagesBuiltBefore(facts, { ...plan, cells: cellsOnRecord(task, plan) });
  const reader = closureReader(to);
  const isWhole = async ({ cell, digest }: BuiltImage): Promise<boolean> => {
    const manifest = await to.manifest(digest);
    if (manifest === undefined) return false;
    if (task.build === "link" && !isLinkedFrom(to, manifest, recipes.get(cell))) return false;
    return (await reader.damage(manifest)).length === 0;
  };
  const there = await Promise.all(built.map((image) => unlessDamaged(isWhole(image))));
  return built.filter((_, at) => there[at] === true);
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
