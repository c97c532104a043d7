import type { Catalog, UvTool } from "../catalog/facts.ts";
import { hashedRequirements } from "../layer/install.ts";
import type { Base } from "../matrix/base.ts";
import type { Lock, LockedWheel } from "../resolve/lock.ts";
import { namedIndexes } from "../resolve/namedIndexes.ts";
import type { ContextFile } from "./aptRecipe.ts";
import { containerfile } from "./containerfile.ts";
import { laidLastWheels } from "./layerSpecs.ts";
import type { ImageRecipe, LayerSpec } from "./recipe.ts";

/** A file of a build context and its mode. */
export interface GeneratedFile extends ContextFile {
  /** 0o644 or 0o755; the Containerfile keeps of it whether it is executable. */
  readonly mode: number;
}

export interface GenerateInput {
  readonly recipe: ImageRecipe;
  readonly lock: Lock;
  readonly base: Base;
  readonly catalog: Pick<Catalog, "laidLast" | "indexes" | "uv">;
}

const layerOf = <K extends LayerSpec["kind"]>(
  recipe: ImageRecipe,
  kind: K,
): Extract<LayerSpec, { kind: K }> | undefined =>
  recipe.layers.find((layer): layer is Extract<LayerSpec, { kind: K }> => layer.kind === kind);

/** The uv of the lock, which stands in every image; else the catalog's. */
const uvRequirement = (lock: Lock, tool: UvTool): string => {
  const locked = lock.wheels.find(({ name }) => name === "uv");
  return locked === undefined
    ? `uv==${tool.version} --hash=sha256:${tool.wheelSha256}`
    : hashedRequirements([locked]).trimEnd();
};

/** `repository@sha256:…`, or the tag while no digest is known. Not both: podman 4.3 refuses a reference with tag and digest. */
export const pinnedBase = (base: Base): string => {
  const digest = base.platformDigest ?? base.digest;
  return digest === undefined ? base.tag : `${base.tag.replace(/:[^/:]+$/, "")}@${digest}`;
};

interface RequirementFile {
  readonly path: string;
  readonly wheels: readonly LockedWheel[];
}

/** Wheels that must be laid last are installed by a call of their own, in the catalog's order. */
const requirementFiles = (lock: Lock, catalog: Pick<Catalog, "laidLast">): RequirementFile[] => {
  const last = laidLastWheels(lock, catalog.laidLast);
  const first =
    last.length === 0 ? lock.wheels : lock.wheels.filter((wheel) => !last.includes(wheel));
  return [
    { path: "requirements.txt", wheels: first },
    ...last.map((wheel) => ({ path: `requirements-${wheel.name}.txt`, wheels: [wheel] })),
  ];
};

/** The Containerfile of a cell; see containerfile.ts. */
export const cellContainerfile = ({ recipe, lock, base, catalog }: GenerateInput): string => {
  const python = layerOf(recipe, "python");
  return containerfile({
    cell: recipe.cell,
    base: { tag: base.tag, pinned: pinnedBase(base) },
    system: layerOf(recipe, "system")?.system.script ?? "",
    ...(python === undefined ? {} : { python }),
    uv: uvRequirement(lock, catalog.uv),
    requirements: requirementFiles(lock, catalog).map(({ path }) => path),
    indexes: namedIndexes(lock.question.indexes, catalog.indexes, {}),
    config: recipe.config,
  });
};

/** The folder of one cell: `Containerfile`, `apt/`, hashed requirements, `files/`. The same input gives the same bytes. Pure. */
export const generate = (input: GenerateInput): GeneratedFile[] => {
  const requirements = requirementFiles(input.lock, input.catalog);
  const files = layerOf(input.recipe, "files")?.files ?? [];
  return [
    { path: "Containerfile", content: cellContainerfile(input), mode: 0o644 },
    ...(layerOf(input.recipe, "system")?.system.files ?? []).map((file) => ({
      ...file,
      mode: 0o644,
    })),
    ...requirements.map(({ path, wheels }) => ({
      path,
      content: hashedRequirements(wheels),
      mode: 0o644,
    })),
    ...files.map(({ path, content, mode }) => ({ path: `files${path}`, content, mode })),
  ];
};
