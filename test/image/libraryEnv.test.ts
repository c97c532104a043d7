import { describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import type { RecipeContext } from "../../src/image/imageRecipe.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { imageRecipe } from "./oneRecipe.ts";
import { CONTEXT, INPUT } from "./world.ts";

const { libraries } = await builtIn();

/** A context in which numpy asks for these variables. */
const withEnv = (env: Readonly<Record<string, string>> | undefined): RecipeContext => {
  const numpy = libraries.get("numpy");
  if (numpy === undefined) throw new Error("the catalog has no numpy");
  const changed: Catalog["libraries"] = new Map([
    ["numpy", { ...numpy, folder: "my/libraries/numpy", ...(env === undefined ? {} : { env }) }],
  ]);
  return { ...CONTEXT, catalog: { ...CONTEXT.catalog, libraries: changed } };
};

const OWN = {
  env: { OMP_NUM_THREADS: "8" },
  labels: {},
  ports: [],
  apt: [],
  files: [],
  run: [],
  index: [],
};

describe("variables of a library", () => {
  test("are in images that hold it, and part of their key", () => {
    const plain = imageRecipe(withEnv(undefined), INPUT);
    const made = imageRecipe(withEnv({ NUMPY_MADVISE_HUGEPAGE: "0" }), INPUT);
    expect(made.config.env).toEqual({ ...plain.config.env, NUMPY_MADVISE_HUGEPAGE: "0" });
    expect(made.key).not.toBe(plain.key);
    expect(made.layers.map(({ key }) => key)).toEqual(plain.layers.map(({ key }) => key));
  });

  test("those of dl-env.yml count above them", () => {
    const context = withEnv({ OMP_NUM_THREADS: "1", OTHER: "x" });
    const request = { ...context.request, customization: { all: OWN, cells: [] } };
    expect(imageRecipe({ ...context, request }, INPUT).config.env).toMatchObject({
      OMP_NUM_THREADS: "8",
      OTHER: "x",
    });
  });

  test.each([
    ["PATH", "/x", "reserved-name"],
    ["NVIDIA_VISIBLE_DEVICES", "none", "reserved-name"],
    ["HF_TOKEN", "abc", "secret-in-request"],
  ])("%s is refused with its file", (name, value, code) => {
    expect(() => imageRecipe(withEnv({ [name]: value }), INPUT)).toThrow(
      expect.objectContaining({ code, place: { file: "my/libraries/numpy/library.yml" } }),
    );
  });
});
