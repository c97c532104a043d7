import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Difference } from "../../src/catalog/compareCatalog.ts";
import {
  compareCatalog,
  copiedDigests,
  copiedTags,
  parseImageTag,
} from "../../src/catalog/compareCatalog.ts";
import { cudaReleases } from "../../src/catalog/cuda.ts";
import { decodeYaml } from "../../src/catalog/decode.ts";
import type { Catalog, CudaRelease } from "../../src/catalog/facts.ts";
import { cudaFile, newestFile } from "../../src/catalog/fileFormats.ts";
import { updatedCuda, updatedNewest } from "../../src/catalog/updatedTexts.ts";
import { readYaml } from "../../src/catalog/yaml.ts";
import { builtIn } from "./builtIn.ts";

let catalog: Catalog;
let cudaText: string;
let newestText: string;
beforeAll(async () => {
  catalog = await builtIn();
  cudaText = await readFile(new URL("../../matrix/cuda.yml", import.meta.url), "utf8");
  newestText = await readFile(new URL("../../matrix/newest.yml", import.meta.url), "utf8");
});

const LATER = "2026-12-01";
const differences = (change: (tags: string[]) => string[]): Difference[] =>
  compareCatalog(catalog, { asOf: LATER, tags: change(copiedTags(catalog)) });

const releasesOf = (text: string): Map<string, CudaRelease> => {
  const yaml = readYaml(text, "cuda.yml");
  const releases = cudaReleases({
    root: "",
    libraries: new Map(),
    cuda: { value: decodeYaml(cudaFile, yaml), yaml },
  });
  return new Map(
    releases
      .filter((release) => !release.repository.startsWith("localhost/"))
      .map((release) => [release.version, release]),
  );
};

describe("the catalog against the outside", () => {
  test("is up to date against its own copy", () => {
    expect(
      compareCatalog(catalog, {
        asOf: LATER,
        tags: copiedTags(catalog),
        digests: copiedDigests(catalog),
        newest: new Map(Object.entries(catalog.newest.packages)),
      }),
    ).toEqual([]);
  });

  test("says nothing about what could not be read", () => {
    expect(compareCatalog(catalog, { asOf: LATER })).toEqual([]);
  });

  test("a new update of CUDA, a new Ubuntu for a known one", () => {
    expect(
      differences((tags) => [
        ...tags,
        "12.8.3-base-ubuntu24.04",
        "13.4.2-cudnn-runtime-ubuntu26.04",
      ]),
    ).toEqual([
      { kind: "new", of: "image", subject: "12.8.3-base-ubuntu24.04" },
      { kind: "new", of: "image", subject: "13.4.2-cudnn-runtime-ubuntu26.04" },
    ]);
  });

  test("tags of other distributions, products and of CUDA before the catalog's are nothing new", () => {
    expect(
      differences((tags) => [
        ...tags,
        "12.8.2-base-rockylinux9",
        "13.0.0-tensorrt-devel-ubuntu24.04",
        "11.8.0-base-ubuntu22.04",
        "12.8.2-base-ubuntu18.04",
      ]),
    ).toEqual([]);
    expect(parseImageTag("12.8.2-cudnn8-devel-ubuntu22.04")).toEqual({
      cuda: "12.8.2",
      flavor: "cudnn8-devel",
      ubuntu: "ubuntu22.04",
    });
  });

  test("a deleted tag is gone, one under another cuDNN name is renamed", () => {
    expect(differences((tags) => tags.filter((tag) => tag !== "12.4.0-base-ubuntu20.04"))).toEqual([
      { kind: "gone", of: "image", subject: "12.4.0-base-ubuntu20.04" },
    ]);
    expect(
      differences((tags) =>
        tags.map((tag) =>
          tag.replace("12.4.1-cudnn-devel-ubuntu22.04", "12.4.1-cudnn9-devel-ubuntu22.04"),
        ),
      ),
    ).toEqual([
      {
        kind: "renamed",
        of: "image",
        subject: "12.4.1-cudnn-devel-ubuntu22.04",
        to: "12.4.1-cudnn9-devel-ubuntu22.04",
      },
    ]);
  });

  test("another digest under the same tag is a re-push", () => {
    const [[tag = "", from = ""] = []] = copiedDigests(catalog);
    const to = `sha256:${"1".repeat(64)}`;
    expect(compareCatalog(catalog, { asOf: LATER, digests: new Map([[tag, to]]) })).toEqual([
      { kind: "re-pushed", of: "image", subject: tag, from, to },
    ]);
  });

  test("a newer release of a package is new, an older one is nothing", () => {
    expect(
      compareCatalog(catalog, {
        asOf: LATER,
        newest: new Map([
          ["torch", "2.16.0"],
          ["numpy", "2.0.0"],
          ["unheard-of", "9"],
        ]),
      }),
    ).toEqual([{ kind: "new", of: "package", subject: "torch", from: "2.15.0", to: "2.16.0" }]);
  });
});

describe("an update of cuda.yml", () => {
  const updated = (found: readonly Difference[]): string =>
    updatedCuda(cudaText, found, { asOf: LATER, where: "Docker Hub tag list" });

  test("without a difference moves the date and nothing else", () => {
    expect(updated([])).toBe(cudaText.replace("as-of: 2026-11-21", `as-of: ${LATER}`));
  });

  test("keeps the comments, adds the images with their source, and is read back as such", () => {
    const text = updated(
      differences((tags) => [
        ...tags,
        "12.8.3-base-ubuntu24.04",
        "12.8.3-runtime-ubuntu24.04",
        "12.8.3-devel-ubuntu24.04",
        "13.4.2-cudnn-runtime-ubuntu26.04",
      ]),
    );
    const comments = (from: string): string[] =>
      from.split("\n").filter((line) => line.trim().startsWith("#"));
    expect(comments(text)).toEqual(comments(cudaText));
    const releases = releasesOf(text);
    expect(releases.get("12.8.3")).toMatchObject({
      images: { "24.04": ["base", "runtime", "devel"] },
      source: "Docker Hub tag list",
    });
    expect(releases.get("13.4.2")?.images["26.04"]).toContain("cudnn-runtime");
    expect(text).toContain('images: { "24.04": plain }');
  });

  test("takes away what is gone and leaves the rest", () => {
    const releases = releasesOf(
      updated(
        differences((tags) =>
          tags.filter(
            (tag) => !/^12\.4\.1-.*-ubuntu22\.04$/.test(tag) && tag !== "12.8.1-devel-ubuntu24.04",
          ),
        ),
      ),
    );
    expect(Object.keys(releases.get("12.4.1")?.images ?? {})).toEqual(["20.04"]);
    expect(releases.get("12.4.1")?.digests).toEqual({});
    expect(releases.get("12.8.1")?.images["24.04"]).toEqual([
      "base",
      "runtime",
      "cudnn-runtime",
      "cudnn-devel",
    ]);
  });

  test("done twice changes nothing more", () => {
    const found = differences((tags) => [...tags, "12.8.3-base-ubuntu24.04"]);
    const once = updated(found);
    expect(updatedCuda(once, found, { asOf: LATER, where: "Docker Hub tag list" })).toBe(once);
  });

  test("a re-push replaces the digest", () => {
    const to = `sha256:${"1".repeat(64)}`;
    const text = updated([
      { kind: "re-pushed", of: "image", subject: "13.4.2-base-ubuntu24.04", from: "", to },
    ]);
    expect(releasesOf(text).get("13.4.2")?.digests["base-ubuntu24.04"]).toBe(to);
  });
});

test("an update of newest.yml changes the version and the date, and stays readable", () => {
  const text = updatedNewest(
    newestText,
    [{ kind: "new", of: "package", subject: "torch", from: "2.15.0", to: "2.16.0" }],
    { asOf: LATER },
  );
  expect(text).toBe(
    newestText
      .replace("torch: 2.15.0", "torch: 2.16.0")
      .replace("as-of: 2026-11-21", `as-of: ${LATER}`),
  );
  expect(decodeYaml(newestFile, readYaml(text, "newest.yml")).packages["torch"]).toBe("2.16.0");
});

test("every package whose newest release is compared is one that a library asks for, or the CUDA toolkit", () => {
  const asked = new Set(
    [...catalog.libraries.values()].flatMap((library) =>
      library.releases.flatMap((release) =>
        release.requirements.map((requirement) => /^[a-z0-9-]+/.exec(requirement)?.[0]),
      ),
    ),
  );
  expect(
    Object.keys(catalog.newest.packages).filter(
      (name) => !asked.has(name) && name !== "cuda-toolkit",
    ),
  ).toEqual([]);
});
