import { expect, it } from "vitest";
import type { LayerSpec } from "../../src/image/recipe.ts";
import { probedLibraries, probeVersion } from "../../src/smoke/probeSet.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import { recipeOf } from "../publish/images.ts";

const files = (contents: Readonly<Record<string, string>>): LayerSpec => ({
  kind: "files",
  key: "0",
  title: "files",
  download: 0,
  files: Object.entries(contents).map(([path, content]) => ({ path, content, mode: 0o644 })),
});
const inputs = (...layers: LayerSpec[]) => ({ recipes: new Map([["a", recipeOf(layers)]]) });

const CHECK = "/usr/local/lib/dl-env/dl_env_check.py";
const PROBE = "/usr/local/lib/dl-env/probes/numpy.py";

it("is the libraries whose probe is in the image, and its version changes with what a probe does, and with nothing else", () => {
  const cell = { id: "a", libraries: ["numpy", "torch"] } as unknown as Cell;
  const one = inputs(files({ [CHECK]: "1" }), files({ [PROBE]: "2" }));
  expect(probedLibraries(one, cell)).toEqual(["numpy"]);
  const version = probeVersion(one, "a");
  expect(version).toMatch(/^[0-9a-f]{12}$/);
  expect(probeVersion(inputs(files({ [PROBE]: "2", [CHECK]: "1", "/etc/x": "3" })), "a")).toBe(
    version,
  );
  for (const changed of [
    { [CHECK]: "x", [PROBE]: "2" },
    { [CHECK]: "1", [PROBE]: "x" },
  ])
    expect(probeVersion(inputs(files(changed)), "a")).not.toBe(version);
});
