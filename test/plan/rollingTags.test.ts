import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { compareCandidates, rollingTags } from "../../src/plan/rollingTags.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { requestFrom } from "../matrix/requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const tags = (matrix: string, rest = ""): Record<string, readonly string[]> => {
  const request = requestFrom(catalog, matrix, rest);
  const candidates = expandCells(request, catalog).map((cell) => ({
    cell,
    locked: "2026-11-21T00:00:00Z",
  }));
  return Object.fromEntries(rollingTags(candidates, request, catalog));
};

describe("rolling tags", () => {
  test("a lonely cell gets all of them, its own first and `latest` at the very end", () => {
    expect(tags("cuda: [12.8], ubuntu: [24.04], set: [torch]", "default: { set: torch }")).toEqual({
      "torch-cuda12.8.1-ubuntu24.04-py3.12": [
        "torch-cuda12.8.1-ubuntu24.04-py3.12",
        "torch-cuda12.8-ubuntu24.04",
        "torch-cuda12.8",
        "torch",
        "latest",
      ],
    });
  });

  test("the newest CUDA, then Ubuntu, then Python wins", () => {
    expect(tags("cuda: [12.8, 13.0], ubuntu: [22.04, 24.04]")).toEqual({
      "base-cuda12.8.1-ubuntu22.04-py3.10": [
        "base-cuda12.8.1-ubuntu22.04-py3.10",
        "base-cuda12.8-ubuntu22.04",
      ],
      "base-cuda12.8.1-ubuntu24.04-py3.12": [
        "base-cuda12.8.1-ubuntu24.04-py3.12",
        "base-cuda12.8-ubuntu24.04",
        "base-cuda12.8",
      ],
      "base-cuda13.0.3-ubuntu22.04-py3.10": [
        "base-cuda13.0.3-ubuntu22.04-py3.10",
        "base-cuda13.0-ubuntu22.04",
      ],
      "base-cuda13.0.3-ubuntu24.04-py3.12": [
        "base-cuda13.0.3-ubuntu24.04-py3.12",
        "base-cuda13.0-ubuntu24.04",
        "base-cuda13.0",
        "base",
      ],
    });
  });

  test("`<set>-cuda12.8-ubuntu24.04` is the release's own Python, not the newest", () => {
    expect(tags("cuda: [12.8], ubuntu: [24.04], python: [3.11, 3.12, 3.13]")).toMatchObject({
      "base-cuda12.8.1-ubuntu24.04-py3.12": [
        "base-cuda12.8.1-ubuntu24.04-py3.12",
        "base-cuda12.8-ubuntu24.04",
      ],
      "base-cuda12.8.1-ubuntu24.04-py3.11": ["base-cuda12.8.1-ubuntu24.04-py3.11"],
    });
  });

  test("two updates of one CUDA: the newer has the short tags", () => {
    expect(
      tags("cuda: [12.8.0, 12.8.1], ubuntu: [24.04]")["base-cuda12.8.0-ubuntu24.04-py3.12"],
    ).toEqual(["base-cuda12.8.0-ubuntu24.04-py3.12"]);
  });

  test("flavors stand at the end of each tag, so they never take base's", () => {
    expect(tags("cuda: [12.8], ubuntu: [24.04], flavor: [base, devel]")).toMatchObject({
      "base-cuda12.8.1-ubuntu24.04-py3.12": expect.arrayContaining(["base", "base-cuda12.8"]),
      "base-cuda12.8.1-ubuntu24.04-py3.12-devel": [
        "base-cuda12.8.1-ubuntu24.04-py3.12-devel",
        "base-cuda12.8-ubuntu24.04-devel",
        "base-cuda12.8-devel",
        "base-devel",
      ],
    });
  });

  test("the stand-in's tags say `stand-in` and lose against every Ubuntu", () => {
    expect(tags("cuda: [12.8], ubuntu: [stand-in, 22.04]")).toMatchObject({
      "base-cuda12.8.1-stand-in-py3.11": [
        "base-cuda12.8.1-stand-in-py3.11",
        "base-cuda12.8-stand-in",
      ],
      "base-cuda12.8.1-ubuntu22.04-py3.10": expect.arrayContaining(["base"]),
    });
  });

  test("of two equal cells the later lock wins", () => {
    const [cell] = expandCells(requestFrom(catalog, "cuda: [12.8], ubuntu: [24.04]"), catalog);
    const at = (locked: string) => ({ cell: cell as NonNullable<typeof cell>, locked });
    expect(
      compareCandidates(at("2026-11-21T00:00:00Z"), at("2026-11-20T00:00:00Z")),
    ).toBeGreaterThan(0);
  });

  test("one text for two different things is an error", () => {
    expect(() =>
      tags(
        "cuda: [12.8], ubuntu: [24.04], flavor: [base, devel], set: [base, base-devel]",
        "sets: { base-devel: [numpy] }",
      ),
    ).toThrow(/would name two different things/);
    expect(() =>
      tags(
        "cuda: [12.8], ubuntu: [24.04], set: [latest]",
        "sets: { latest: [numpy] }\ndefault: { cuda: 12.8 }",
      ),
    ).toThrow(/latest/);
  });
});
