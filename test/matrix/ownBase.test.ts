import { beforeAll, describe, expect, it, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { withTagLists, type TagList } from "../../src/catalog/tagLists.ts";
import { baseOf, judgeBase, type BaseJudgement } from "../../src/matrix/base.ts";
import { baseRepositories } from "../../src/matrix/baseRepositories.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { onStandIn } from "../../src/matrix/onStandIn.ts";
import { openScreen } from "../../src/matrix/screen.ts";
import { withBase } from "../../src/matrix/ownBase.ts";
import { askUnlisted } from "../../src/plan/mirroredTags.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { builtIn, TODAY } from "../catalog/builtIn.ts";
import { requestFrom } from "./requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const OURS = "registry.example:5000/mirror/cuda";
const MATRIX = 'cuda: ["12.8"], ubuntu: "24.04"';

const list = (...tags: string[]): TagList => ({ tags: new Set(tags), asOf: TODAY });

/** The cell of a request with our base, judged by what our repository listed and said. */
const judged = (lists: ReadonlyMap<string, TagList>): BaseJudgement => {
  const request = requestFrom(catalog, MATRIX, `base: ${OURS}`);
  const ours = withTagLists(withBase(catalog, request.base), lists);
  const [cell] = expandCells(request, ours);
  if (cell === undefined) throw new Error("no cell");
  return judgeBase(cell, { catalog: ours, list: lists.get(OURS), today: TODAY });
};

test.each([
  ["team/cuda", "docker.io/team/cuda"],
  ["docker.io/team/cuda", "docker.io/team/cuda"],
  ["Registry.Example/a/cuda", "registry.example/a/cuda"],
  ["localhost:5000/cuda", "localhost:5000/cuda"],
  [OURS, OURS],
])("base: %s is %s", (written, name) => {
  expect(requestFrom(catalog, MATRIX, `base: ${written}`).base).toBe(name);
});

test.each([
  ["cuda", "base: registry.example/mirror/cuda"],
  ["oci:./bases", "base: registry.example/mirror/cuda"],
  ["https://registry.example/cuda", "Write: base: registry.example/cuda"],
  ["registry.example/cuda:12.8.1-base-ubuntu24.04", "Write: base: registry.example/cuda"],
  [`registry.example/cuda@sha256:${"0".repeat(64)}`, "Write: base: registry.example/cuda"],
  ["localhost/cuda", "base: registry.example/mirror/cuda"],
  ["registry.example/Cuda", "base: registry.example/mirror/cuda"],
])("base: %s is refused with its place", (written, hint) => {
  const decode = (): unknown => requestFrom(catalog, MATRIX, `base: ${written}`);
  expect(decode).toThrow(
    expect.objectContaining({
      code: "wrong-value",
      place: expect.objectContaining({ line: 3, column: 7 }) as unknown,
      hint: expect.stringContaining(hint) as unknown,
    }),
  );
});

describe("a repository in place of NVIDIA's", () => {
  it("is the one whose tags are read, but for stand-ins", () => {
    const request = requestFrom(catalog, MATRIX, `base: ${OURS}`);
    const ours = withBase(catalog, request.base);
    expect(baseRepositories(request, ours)).toEqual([OURS]);
    expect(baseRepositories(onStandIn(request), ours)[0]).toMatch(/^localhost\//);
    expect(withBase(catalog, undefined)).toBe(catalog);
  });

  it("says by its own list what a short version means, whatever NVIDIA has", () => {
    expect(judged(new Map([[OURS, list("12.8.0-base-ubuntu24.04")]]))).toEqual({
      kind: "there",
      base: { tag: `${OURS}:12.8.0-base-ubuntu24.04`, asOf: TODAY },
    });
    const behind = {
      ...list("12.8.0-base-ubuntu24.04"),
      mirror: { name: "m", unlisted: new Map() },
    };
    expect(judged(new Map([[OURS, behind]]))).toMatchObject({
      base: { tag: `${OURS}:12.8.0-base-ubuntu24.04` },
    });
  });

  it("that could not be read leaves its bases unknown: no copy of another list counts", () => {
    expect(judged(new Map())).toMatchObject({
      kind: "unknown",
      reason: { code: "base-not-asked", source: `tags of ${OURS}` },
    });
  });

  it("is asked for what its list lacks, and what it then lacks is not said of NVIDIA", async () => {
    const request = requestFrom(catalog, MATRIX, `base: ${OURS}`);
    const ours = withBase(catalog, request.base);
    const lists = new Map([[OURS, list("latest")]]);
    const answers = async (digest: string | undefined): Promise<BaseJudgement> => {
      const open = () => ({ resolve: () => Promise.resolve(digest) }) as unknown as Repository;
      const sys = { log: { debug: () => undefined } } as never;
      const cells = expandCells(request, ours);
      return judged(await askUnlisted({ sys, open }, lists, { cells, catalog: ours }));
    };
    expect(await answers(`sha256:${"0".repeat(64)}`)).toMatchObject({ kind: "there" });
    const lacking = await answers(undefined);
    expect(lacking).toMatchObject({
      kind: "absent",
      reason: {
        code: "no-base-image",
        message: `${OURS} has no image of CUDA 12.8.1 for Ubuntu 24.04.`,
      },
    });
    expect(JSON.stringify(lacking)).not.toContain("NVIDIA");
  });
});

describe("a base of some cells", () => {
  const BY_CELL = `include: [{ set: torch, base: ${OURS} }]`;
  const TWO = 'cuda: ["12.8"], ubuntu: "24.04", set: [base, torch]';
  const NVIDIAS = "docker.io/nvidia/cuda";

  const tagsOf = (lists: ReadonlyMap<string, TagList>): readonly string[] => {
    const request = requestFrom(catalog, TWO, BY_CELL);
    const listed = withTagLists(catalog, lists);
    return expandCells(request, listed).map((cell) => {
      const { repository } = baseOf(cell, listed);
      const found = judgeBase(cell, { catalog: listed, list: lists.get(repository), today: TODAY });
      return found.kind === "there" ? found.base.tag : `${cell.set}: ${found.reason.message}`;
    });
  };

  it("is read beside the others', and is asked once whatever the number of cells", () => {
    const request = requestFrom(catalog, TWO, BY_CELL);
    expect(baseRepositories(request, catalog)).toEqual([NVIDIAS, OURS]);
    const onStandIns = baseRepositories(onStandIn(request), catalog);
    expect(onStandIns.every((name) => name.startsWith("localhost/"))).toBe(true);
  });

  it("has the tag that the file's list decides, and no say about short versions", () => {
    const theirs = list("12.8.0-base-ubuntu24.04", "12.8.1-base-ubuntu24.04");
    const both = new Map([[NVIDIAS, theirs]]);
    expect(tagsOf(new Map([...both, [OURS, theirs]]))).toEqual([
      `${NVIDIAS}:12.8.1-base-ubuntu24.04`,
      `${OURS}:12.8.1-base-ubuntu24.04`,
    ]);
    const newer = list("12.8.1-base-ubuntu24.04", "12.8.9-base-ubuntu24.04");
    expect(tagsOf(new Map([...both, [OURS, newer]]))[0]).toBe(`${NVIDIAS}:12.8.1-base-ubuntu24.04`);
    const behind = list("12.8.0-base-ubuntu24.04");
    expect(tagsOf(new Map([...both, [OURS, behind]]))[1]).toBe(
      `torch: ${OURS} has no image of CUDA 12.8.1 for Ubuntu 24.04.`,
    );
  });

  it("is looked up by itself for cells that are alike but for their set", () => {
    const request = requestFrom(catalog, TWO, BY_CELL);
    const lists = new Map([NVIDIAS, OURS].map((name) => [name, list("12.8.1-base-ubuntu24.04")]));
    const listed = withTagLists(catalog, lists);
    const screen = openScreen({ request, catalog: listed, today: TODAY, lists });
    const tags = expandCells(request, listed).map((cell) => {
      const { base } = screen(cell);
      return base.kind === "there" ? base.base.tag.split(":").at(0) : base.kind;
    });
    expect(tags).toEqual([NVIDIAS, OURS.split(":")[0]]);
  });

  it("that could not be read leaves its cells unknown, and the others as they are", () => {
    const theirs = list("12.8.1-base-ubuntu24.04");
    expect(tagsOf(new Map([[NVIDIAS, theirs]]))).toEqual([
      `${NVIDIAS}:12.8.1-base-ubuntu24.04`,
      `torch: The tags of ${OURS} could not be read, and no copy of them is in the catalog.`,
    ]);
  });

  test.each(["cuda", "oci:./bases", "registry.example/cuda:12.8"])(
    "%s is refused with its place",
    (written) => {
      const decode = (): unknown =>
        requestFrom(catalog, TWO, `include: [{ set: torch, base: "${written}" }]`);
      expect(decode).toThrow(
        expect.objectContaining({
          code: "wrong-value",
          place: expect.objectContaining({ line: 3, column: 31 }) as unknown,
        }),
      );
    },
  );
});
