import type { Catalog } from "../catalog/facts.ts";
import type { Base } from "../matrix/base.ts";
import type { Lock } from "../resolve/lock.ts";
import { namedIndexes } from "../resolve/namedIndexes.ts";
import type { ContextFile } from "./aptRecipe.ts";
import { containerfile } from "./containerfile.ts";
import type { ImageRecipe, LayerSpec, OwnEntry } from "./recipe.ts";
import { runFiles } from "./runRecipe.ts";
import { hashedRequirements, requirementFiles, uvRequirement } from "./requirements.ts";

/** A file of a build context and its mode. */
export interface GeneratedFile extends ContextFile {
  /** 0o644 or 0o755; the Containerfile keeps of it whether it is executable. */
  readonly mode: number;
}

export interface GenerateInput {
  readonly recipe: ImageRecipe;
  readonly lock: Lock;
  readonly base: Base;
  readonly catalog: Pick<Catalog, "overlapWinners" | "indexes" | "uv">;
}

type WheelSpec = Extract<LayerSpec, { wheels: unknown }>;

const layerOf = <K extends LayerSpec["kind"]>(
  recipe: ImageRecipe,
  kind: K,
): Extract<LayerSpec, { kind: K }> | undefined =>
  recipe.layers.find((layer): layer is Extract<LayerSpec, { kind: K }> => layer.kind === kind);

/**
 * `repository@sha256:…`, or the tag while no digest is known. Not both: podman 4.3 refuses a
 * reference with tag and digest.
 */
const pinnedBase = (base: Base): string => {
  const digest = base.platformDigest ?? base.digest;
  return digest === undefined ? base.tag : `${base.tag.replace(/:[^/:]+$/, "")}@${digest}`;
};

/** Files of one's own, as they lie in the folder of a cell: below `own/`, as in the image. */
export interface OwnContextFile {
  /** From the folder. */
  readonly path: string;
  /** 0o644 or 0o755: the Containerfile keeps of it whether it is executable. */
  readonly mode: number;
  readonly content: Exclude<OwnEntry["content"], { readonly kind: "directory" }>;
}

/** What `COPY own/` copies; nothing where dl-env.yml names no files. */
export const ownContext = (recipe: ImageRecipe): OwnContextFile[] =>
  (layerOf(recipe, "own")?.entries ?? []).flatMap(({ path, mode, content }) =>
    content.kind === "directory"
      ? []
      : [{ path: `own${path}`, mode: (mode & 0o100) === 0 ? 0o644 : 0o755, content }],
  );

/** The Containerfile of a cell; see containerfile.ts. */
export const cellContainerfile = ({ recipe, lock, base, catalog }: GenerateInput): string => {
  const python = layerOf(recipe, "python");
  const own = layerOf(recipe, "own");
  return containerfile({
    cell: recipe.cell,
    base: { tag: base.tag, pinned: pinnedBase(base) },
    system: layerOf(recipe, "system")?.system.script ?? "",
    ...(python === undefined ? {} : { python }),
    ...(own === undefined ? {} : { own: own.entries }),
    minor: lock.question.python,
    bytecode: recipe.layers.find(
      (layer): layer is WheelSpec => "wheels" in layer && "bytecode" in layer,
    )?.bytecode,
    uv: uvRequirement(lock, catalog.uv),
    requirements: requirementFiles(lock, catalog).map(({ path }) => path),
    indexes: namedIndexes(lock.question.indexes, catalog.indexes, {}),
    run: layerOf(recipe, "run")?.steps ?? [],
    config: recipe.config,
  });
};

/**
 * The folder of one cell: `Containerfile`, `apt/`, hashed requirements, `files/`. The same input
 * gives the same bytes. Pure.
 */
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
    ...runFiles(layerOf(input.recipe, "run")?.steps ?? []).map((file) => ({
      ...file,
      mode: 0o644,
    })),
  ];
};
