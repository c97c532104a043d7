import { describe, expect, it } from "vitest";
import { LABEL_PREFIX } from "../../src/image/labels.ts";
import type { Base } from "../../src/matrix/base.ts";
import { expectedLabels, labelDifference } from "../../src/publish/imageIdentity.ts";
import { recipeOf, sha256 } from "./images.ts";

const BASE = { tag: "x", platformDigest: sha256("base") } as Base;
const LOCK = { key: "abc", packages: {}, download: 0 };

describe("the labels that a cell's image has", () => {
  it("are the cell, its lock and its base, and with a recipe all that its key is made of", () => {
    const identity = {
      [`${LABEL_PREFIX}cell`]: "a",
      [`${LABEL_PREFIX}lock`]: "abc",
      "org.opencontainers.image.base.digest": BASE.platformDigest,
    };
    const cell = { cell: "a", base: BASE, lock: LOCK };
    expect(expectedLabels(cell, undefined)).toEqual(identity);
    const recipe = recipeOf([], { labels: { order: "1" } });
    expect(expectedLabels(cell, recipe)).toEqual({ ...recipe.config.labels, ...identity });
    expect(expectedLabels({ cell: "a" }, undefined)).toEqual({ [`${LABEL_PREFIX}cell`]: "a" });
  });

  it("are all looked at, and what an image has beside them is its base's", () => {
    const expected = { a: "1", b: "2" };
    expect(labelDifference({ ...expected, c: "3" }, expected)).toBeUndefined();
    expect(labelDifference({ a: "1", b: "3" }, expected)).toBe(
      "its label b is 3, where the plan has 2",
    );
    expect(labelDifference({ a: "1" }, expected)).toBe(
      "its label b is missing, where the plan has 2",
    );
  });
});
