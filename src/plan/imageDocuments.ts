import type { Catalog } from "../catalog/facts.ts";
import { cellContainerfile } from "../image/generate.ts";
import { PACKAGE_LIST_TYPE, packageList } from "../image/packageList.ts";
import type { ImageRecipe } from "../image/recipe.ts";
import type { Attachment } from "../registry/attachments.ts";
import { encodeAptLock, encodeLock, lockFileName, aptLockFileName } from "../resolve/lockfile.ts";
import type { CellImage } from "./cellImage.ts";
import { lockOfCell, type PlanInputs } from "./planInputs.ts";

/** Types of the documents that have no name of their own in the field. */
const CONTAINERFILE_TYPE = "text/x-containerfile";
const LOCK_TYPE = "application/vnd.dl-env.lock.v1+json";
const APT_LOCK_TYPE = "application/vnd.dl-env.apt-lock.v1+json";

const aptLock = ({ layers }: ImageRecipe): Attachment["files"] => {
  const system = layers.find((layer) => layer.kind === "system");
  if (system?.kind !== "system") return [];
  const { apt } = system.system;
  return [
    { title: aptLockFileName(apt.release), type: APT_LOCK_TYPE, content: encodeAptLock(apt) },
  ];
};

/**
 * What is attached to an image: its Containerfile with the locks, and the list of its packages.
 * Empty where the plan has no recipe for the cell, as after its base was pushed again. Pure.
 */
export const imageDocuments = (
  catalog: Pick<Catalog, "overlapWinners" | "indexes" | "uv">,
  inputs: Pick<PlanInputs, "judged" | "locks" | "recipes">,
  { cell, digest }: CellImage,
): readonly Attachment[] => {
  const judged = inputs.judged.find((one) => one.cell.id === cell);
  const lock = judged === undefined ? undefined : lockOfCell(judged, inputs.locks);
  const base = judged?.verdict.base;
  const recipe = inputs.recipes.get(cell);
  if (recipe === undefined || lock === undefined || base?.platformDigest === undefined) return [];
  const containerfile = cellContainerfile({ recipe, lock, base, catalog });
  const from = { tag: base.tag, digest: base.platformDigest };
  return [
    {
      type: "application/vnd.dl-env.source.v1",
      at: lock.created,
      files: [
        { title: "Containerfile", type: CONTAINERFILE_TYPE, content: containerfile },
        { title: lockFileName(lock.question), type: LOCK_TYPE, content: encodeLock(lock) },
        ...aptLock(recipe),
      ],
    },
    {
      type: PACKAGE_LIST_TYPE,
      at: lock.created,
      files: [
        {
          title: "packages.spdx.json",
          type: PACKAGE_LIST_TYPE,
          content: packageList({ recipe, lock, digest, base: from }),
        },
      ],
    },
  ];
};
