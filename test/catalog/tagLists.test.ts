import { beforeAll, describe, expect, test } from "vitest";
import { copiedTags } from "../../src/catalog/compareCatalog.ts";
import type { Catalog } from "../../src/catalog/facts.ts";
import { withTagLists } from "../../src/catalog/tagLists.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { requestFrom } from "../matrix/requests.ts";
import { builtIn } from "./builtIn.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const NVIDIA = "docker.io/nvidia/cuda";
const live = (change: (tags: string[]) => string[]): Catalog =>
  withTagLists(
    catalog,
    new Map([[NVIDIA, { tags: new Set(change(copiedTags(catalog))), asOf: "2026-12-01" }]]),
  );
const ids = (from: Catalog, matrix: string): string[] =>
  expandCells(requestFrom(catalog, matrix), from).map((cell) => cell.id);

describe("the catalog with a registry's own list", () => {
  test("is the same when the list is what the catalog copied", () => {
    const images = (from: Catalog) =>
      from.cuda.map(({ version, repository, images: found }) => [
        version,
        repository,
        Object.fromEntries(
          Object.entries(found).map(([ubuntu, flavors]) => [ubuntu, flavors.toSorted()]),
        ),
      ]);
    expect(images(live((tags) => tags))).toEqual(images(catalog));
    expect(withTagLists(catalog, new Map()).cuda).toEqual(catalog.cuda);
  });

  test("a short version is the newest that the registry has, newer or older than the copy knew", () => {
    expect(
      ids(
        live((tags) => [...tags, "12.8.3-base-ubuntu24.04"]),
        "cuda: [12.8], ubuntu: [22.04, 24.04]",
      ),
    ).toEqual(["base-cuda12.8.2-ubuntu22.04-py3.10", "base-cuda12.8.3-ubuntu24.04-py3.12"]);
    expect(
      ids(
        live((tags) => tags.filter((tag) => !tag.startsWith("13.0.3-"))),
        "cuda: [13.0], ubuntu: [24.04]",
      ),
    ).toEqual(["base-cuda13.0.2-ubuntu24.04-py3.12"]);
  });

  test("says where a release that the copy lacks comes from", () => {
    expect(
      live((tags) => [...tags, "12.8.3-base-ubuntu24.04"]).cuda.find(
        (release) => release.version === "12.8.3",
      ),
    ).toMatchObject({
      repository: NVIDIA,
      images: { "24.04": ["base"] },
      source: "tags of docker.io/nvidia/cuda, read 2026-12-01",
    });
  });

  test("leaves the stand-in, other distributions and older CUDA as they were", () => {
    const found = live((tags) => [...tags, "11.8.0-base-ubuntu22.04", "12.8.1-base-rockylinux9"]);
    expect(found.cuda.length).toBe(catalog.cuda.length);
    const standIns = ({ cuda }: typeof found): typeof cuda =>
      cuda.filter((release) => release.images["stand-in"] !== undefined);
    expect(standIns(found).length).toBeGreaterThan(20);
    expect(standIns(found)).toEqual(standIns(catalog));
  });
});
