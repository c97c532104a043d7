import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FREQUENT_FROM_BYTES,
  lockLayers,
  MOST_FREQUENT_LAYERS,
  MOST_WHEEL_LAYERS,
  WHEEL_LAYER_BYTES,
} from "../../src/image/wheelLayers.ts";
import { recipeMaker } from "../../src/image/imageRecipe.ts";
import { imageRecipe } from "./oneRecipe.ts";
import { layerTag, type LayerSpec } from "../../src/image/recipe.ts";
import type { LockedWheel } from "../../src/resolve/lock.ts";
import { cell, CONTEXT, hex, INPUT, lockOf, SOURCES, wheel, WHEELS } from "./world.ts";

const tags = (recipe: { layers: readonly { kind: string; key: string }[] }): string[] =>
  recipe.layers.map(layerTag);
const PLAIN = {
  overlapWinners: {},
  layerOrder: [],
  releasedOften: {},
  noBytecode: { wheels: [], folders: [] },
};
type LayerFacts = Parameters<typeof lockLayers>[1];
const UNCOMPILED = { bytecode: false };
const kinds = (recipe: { layers: readonly { kind: string }[] }): string[] =>
  recipe.layers.map(({ kind }) => kind);

describe("the layers of an image", () => {
  it("are wheels by rank, rest, system, files", () => {
    const recipe = imageRecipe(CONTEXT, INPUT);
    expect(recipe.layers.map(({ title }) => title)).toEqual([
      "torch 2.10.0",
      "numpy 2.4.6",
      "uv 0.13.8",
      "bytecode of torch 2.10.0 for Python 3.12",
      "bytecode of numpy 2.4.6 for Python 3.12",
      "2 small wheels",
      "system of 24.04 with Python 3.12",
      "files of dl-env",
    ]);
  });

  it("have a Python layer of their own where no distribution brings that Python", () => {
    const recipe = imageRecipe(CONTEXT, {
      ...INPUT,
      cell: cell({ python: "3.13", pythonFrom: "standalone" }),
    });
    expect(kinds(recipe)).toEqual([
      "wheel",
      "wheel",
      "wheel",
      "bytecode",
      "bytecode",
      "rest",
      "python",
      "system",
      "files",
    ]);
  });

  it("share the system layer between standalone Pythons, and not between the release's own and them", () => {
    const systemOf = (python: string, pythonFrom: "ubuntu" | "standalone"): string | undefined =>
      tags(
        imageRecipe(
          {
            ...CONTEXT,
            catalog: {
              ...CONTEXT.catalog,
              pythons: ["3.13", "3.14"].map((minor) => ({
                minor,
                version: `${minor}.0`,
                url: "https://example.org/x",
                sha256: hex(1),
                source: "",
              })),
            },
          },
          { ...INPUT, cell: cell({ python, pythonFrom }) },
        ),
      ).find((tag) => tag.startsWith("system-"));
    expect(systemOf("3.13", "standalone")).toBe(systemOf("3.14", "standalone"));
    expect(systemOf("3.13", "standalone")).not.toBe(systemOf("3.12", "ubuntu"));
  });

  it("know a wheel's key from its sha256 alone: Python, Ubuntu, set, CUDA and the other wheels change nothing", () => {
    const layersOf = (...of: Parameters<typeof lockOf>): readonly LayerSpec[] =>
      lockLayers(lockOf(...of), PLAIN, UNCOMPILED).wheels;
    const [here] = layersOf([wheel("torch", "2.10.0", 916, 4)]);
    const [there] = layersOf([wheel("torch", "2.10.0", 916, 4), wheel("zzz", "1", 50, 9)], "3.10");
    expect(there?.key).toBe(here?.key);
    expect(layersOf([wheel("torch", "2.10.0", 916, 5)])[0]?.key).not.toBe(here?.key);
  });

  it("have the same rest whatever the order of the wheels and the time of the lock", () => {
    const recipe = imageRecipe(CONTEXT, INPUT);
    const other = imageRecipe(CONTEXT, {
      ...INPUT,
      lock: { ...lockOf([...WHEELS].reverse()), created: "2027-01-01T00:00:00Z" },
    });
    expect(tags(other)).toEqual(tags(recipe));
    expect(imageRecipe(CONTEXT, { ...INPUT, lock: lockOf([...WHEELS].reverse()) }).key).toBe(
      recipe.key,
    );
  });

  it("lay the wheel last that the catalog names, as a layer of its own although it is small", () => {
    const catalog = { ...PLAIN, overlapWinners: { "nvidia/__init__.py": "idna" } };
    const titles = lockLayers(lockOf(WHEELS), catalog, UNCOMPILED).wheels.map(({ title }) => title);
    expect(titles).toEqual([
      "torch 2.10.0",
      "numpy 2.4.6",
      "uv 0.13.8",
      "nvidia-cuda-runtime-cu12 12.8.90",
      "idna 3.20",
    ]);
  });

  describe("of small wheels that are released often", () => {
    const often = wheel("often", "1", 0.1, 11);
    const oftener = wheel("oftener", "1", 0.2, 12);
    const rest = (size: number): LockedWheel[] =>
      ["r1", "r2", "r3", "r4"].map((name, index) => wheel(name, "1", size / 4, index + 20));
    const facts = { ...PLAIN, releasedOften: { often: 20, oftener: 70, absent: 99, torch: 99 } };
    const found = (wheels: readonly LockedWheel[], catalog: LayerFacts = facts): string[][] => {
      const made = lockLayers(lockOf(wheels), catalog, { bytecode: true });
      return [made.wheels, made.frequent].map((list) => list.map(({ title }) => title));
    };
    const mega = FREQUENT_FROM_BYTES / 1e6;

    it("stand above all others, larger ones lower, where the small wheels are 10 MB and more", () => {
      expect(found([often, ...rest(mega), oftener])).toEqual([
        ["4 small wheels"],
        ["oftener 1", "often 1"],
      ]);
      expect(found([often, oftener, ...rest(mega - 1)])[1]).toEqual([]);
    });

    it("are those that are released most, and none is large or wins an overlap", () => {
      const many = Array.from({ length: 20 }, (_, index) =>
        wheel(`p${index}`, "1", 0.5, index + 30),
      );
      const releasedOften = Object.fromEntries(many.map(({ name }, index) => [name, index + 1]));
      expect(found([...many, ...rest(4)], { ...PLAIN, releasedOften })[1]).toEqual(
        ["p12", "p13", "p14", "p15", "p16", "p17", "p18", "p19"].map((name) => `${name} 1`),
      );
      const winning = { ...facts, overlapWinners: { "often.py": "often" } };
      expect(found([wheel("torch", "2", 900, 1), often, oftener, ...rest(mega)], winning)).toEqual([
        [
          "torch 2",
          "bytecode of torch 2 for Python 3.12",
          "4 small wheels",
          "often 1",
          "bytecode of often 1 for Python 3.12",
        ],
        ["oftener 1"],
      ]);
    });

    it("have their bytecode inside, unless they get none: then they are one layer for all Pythons", () => {
      const keys = (python: string, wheels: readonly string[]): string[] =>
        lockLayers(
          lockOf([often, oftener, ...rest(mega)], python),
          {
            ...facts,
            noBytecode: { wheels, folders: [] },
          },
          { bytecode: true },
        ).frequent.map(({ key }) => key);
      const [compiled, plain] = [keys("3.12", ["oftener"]), keys("3.13", ["oftener"])];
      expect(compiled[0]).toBe(plain[0]);
      expect(compiled[1]).not.toBe(plain[1]);
    });

    it("stand above the files of dl-env, so that nothing but one's own is above them", () => {
      const recipe = imageRecipe(
        { ...CONTEXT, catalog: { ...CONTEXT.catalog, releasedOften: { often: 1 } } },
        { ...INPUT, lock: lockOf([...WHEELS, often, ...rest(mega)]) },
      );
      expect(recipe.layers.slice(-3).map(({ title }) => title)).toEqual([
        "system of 24.04 with Python 3.12",
        "files of dl-env",
        "often 1",
      ]);
    });
  });

  it("never number more than 89 for wheels: the smallest go to the rest, and nothing is lost or doubled", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 * WHEEL_LAYER_BYTES }), { maxLength: 200 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 30 }),
        fc.boolean(),
        (sizes, last, often, bytecode) => {
          const wheels = sizes.map((download, index) => ({
            ...wheel(`p${index}`, "1", 0, index + 1),
            download,
          }));
          const overlapWinners = Object.fromEntries(
            wheels.slice(0, last).map(({ name }) => [`${name}.py`, name]),
          );
          const releasedOften = Object.fromEntries(
            wheels.slice(0, often).map(({ name }, index) => [name, index + 1]),
          );
          const facts = { ...PLAIN, overlapWinners, releasedOften };
          const { wheels: below, frequent } = lockLayers(lockOf(wheels), facts, { bytecode });
          expect(frequent.length).toBeLessThanOrEqual(MOST_FREQUENT_LAYERS);
          const layers = [...below, ...frequent];
          expect(layers.filter(({ kind }) => kind !== "rest").length).toBeLessThanOrEqual(
            MOST_WHEEL_LAYERS,
          );
          const names = layers.flatMap((layer) =>
            layer.kind === "wheel" || layer.kind === "rest"
              ? layer.wheels.map(({ name }) => name)
              : [],
          );
          expect([...names].sort()).toEqual(wheels.map(({ name }) => name).sort());
          const sizesOf = (kind: string): number[] =>
            layers.flatMap((layer) =>
              layer.kind === kind && "wheels" in layer
                ? layer.wheels
                    .filter(({ name }) => !Object.values(overlapWinners).includes(name))
                    .map(({ download }) => download)
                : [],
            );
          const largestInRest = Math.max(0, ...sizesOf("rest"));
          const large = sizesOf("wheel").filter((size) => size >= WHEEL_LAYER_BYTES);
          expect(largestInRest < WHEEL_LAYER_BYTES || largestInRest <= Math.min(...large)).toBe(
            true,
          );
        },
      ),
    );
  });
});

describe("the key of an image", () => {
  const key = imageRecipe(CONTEXT, INPUT).key;

  it("is twelve hex digits and always the same for the same input", () => {
    expect(key).toMatch(/^[\da-f]{12}$/);
    expect(imageRecipe(CONTEXT, structuredClone(INPUT)).key).toBe(key);
  });

  it.each([
    [
      "the base's manifest",
      { ...INPUT, base: { ...INPUT.base, platformDigest: `sha256:${hex("ff")}` } },
    ],
    ["a wheel", { ...INPUT, lock: lockOf([...WHEELS.slice(1), wheel("idna", "3.21", 0.1, 99)]) }],
    ["the date of the apt packages", { ...INPUT, apt: { ...INPUT.apt, asOf: "2026-12-16" } }],
    [
      "the snapshot of the apt packages",
      { ...INPUT, apt: { ...INPUT.apt, snapshot: "20261116T000000Z" } },
    ],
    [
      "the sha256 of an apt package",
      {
        ...INPUT,
        apt: { ...INPUT.apt, packages: [{ name: "tini", version: "0.19.0-1", sha256: hex(5) }] },
      },
    ],
    ["a library", { ...INPUT, cell: cell({ libraries: ["numpy"] }) }],
    ["a label", { ...INPUT, facts: { "driver.least": "525.60.13" } }],
  ])("changes with %s", (_, input) => {
    expect(imageRecipe(CONTEXT, input).key).not.toBe(key);
  });

  it("changes with whatever changes the image, the order of candidates included: one key is one image", () => {
    const other = { ...INPUT, lock: { ...INPUT.lock, created: "2026-11-22T00:00:00Z" } };
    const [one, two] = [imageRecipe(CONTEXT, INPUT), imageRecipe(CONTEXT, other)];
    expect(one.config).not.toEqual(two.config);
    expect(two.key).not.toBe(one.key);
    const { created: _created, ...lock } = INPUT.lock;
    expect(
      imageRecipe(CONTEXT, {
        ...INPUT,
        lock: { ...lock, created: INPUT.lock.created, uv: "9.9.9" },
      }),
    ).toEqual(one);
  });

  it("does not change with the digest of the index, which another platform's re-push moves", () => {
    expect(
      imageRecipe(CONTEXT, {
        ...INPUT,
        base: { ...INPUT.base, digest: `sha256:${hex("ee")}`, asOf: "2027-01-01" },
      }).key,
    ).toBe(key);
  });

  it("changes with a file of ours, its mode, and sudo", () => {
    const [first, ...others] = SOURCES.rootfs;
    const withFirst = (change: object): string =>
      imageRecipe(
        { ...CONTEXT, sources: { ...SOURCES, rootfs: [{ ...first!, ...change }, ...others] } },
        INPUT,
      ).key;
    const keys = [
      key,
      withFirst({ content: "other\n" }),
      withFirst({ mode: 0o775 }),
      withFirst({ path: "/etc/other" }),
      imageRecipe({ ...CONTEXT, request: { ...CONTEXT.request, sudo: true } }, INPUT).key,
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("is computed once for what cells share", () => {
    const make = recipeMaker(CONTEXT);
    const [one, two] = [make(INPUT), make({ ...INPUT, cell: cell({ id: "other", set: "mine" }) })];
    expect(two.layers.slice(1).every((layer, index) => layer === one.layers[index + 1])).toBe(true);
    expect(two.key).not.toBe(one.key);
  });
});

describe("labels", () => {
  it("tell the CUDA of the base and of the wheels apart, and name base, lock and what smoke must show", () => {
    const { labels } = imageRecipe(CONTEXT, INPUT).config;
    expect(labels).toMatchObject({
      "io.github.dl-env.cuda": "12.8.1",
      "io.github.dl-env.cuda.wheels": "12.8.90",
      "io.github.dl-env.wheels": "nvidia-cuda-runtime-cu12=12.8.90,torch=2.10.0",
      "io.github.dl-env.smoke.require": "gpu",
      "org.opencontainers.image.base.name": "docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04",
      "org.opencontainers.image.base.digest": INPUT.base.platformDigest,
    });
    expect(labels["io.github.dl-env.stand-in"]).toBeUndefined();
  });

  it("mark a stand-in", () => {
    expect(
      imageRecipe(CONTEXT, { ...INPUT, cell: cell({ ubuntu: "stand-in", python: "3.12" }) }).config
        .labels["io.github.dl-env.stand-in"],
    ).toBe("true");
  });

  it("order candidates by CUDA, Ubuntu, Python as versions, then by the time of the lock", () => {
    const order = (over: object, created = "2026-11-21T08:00:00Z"): string =>
      imageRecipe(
        { ...CONTEXT, catalog: { ...CONTEXT.catalog, pythons: [] } },
        { ...INPUT, cell: cell(over), lock: { ...INPUT.lock, created } },
      ).config.labels["io.github.dl-env.order"] ?? "";
    const ascending = [
      order({ cuda: "9.2.0" }),
      order({ ubuntu: "stand-in" }),
      order({ ubuntu: "22.04" }),
      order({ python: "3.9" }),
      order({}),
      order({}, "2026-11-22T00:00:00Z"),
      order({ cuda: "12.10.0" }),
      order({ cuda: "13.0.0", ubuntu: "22.04" }),
    ];
    expect([...ascending].sort()).toEqual(ascending);
    expect(new Set(ascending).size).toBe(ascending.length);
  });
});

describe("a new date of the apt packages", () => {
  const cells = [
    cell(),
    cell({ id: "base-cuda12.8.1-ubuntu24.04-py3.12", set: "base", libraries: ["numpy"] }),
  ];
  const recipes = (apt: typeof INPUT.apt): ReturnType<typeof imageRecipe>[] =>
    cells.map((one) => imageRecipe(CONTEXT, { ...INPUT, cell: one, apt }));

  it("makes one new system layer that all cells are linked to anew, and nothing else", () => {
    const [before, after] = [recipes(INPUT.apt), recipes({ ...INPUT.apt, asOf: "2026-11-23" })];
    const changed = before.flatMap((recipe, index) =>
      tags(recipe).filter((tag) => !tags(after[index]!).includes(tag)),
    );
    expect(new Set(changed).size).toBe(1);
    expect(changed[0]).toMatch(/^system-/);
    expect(after.map(({ key }, index) => key === before[index]?.key)).toEqual([false, false]);
    expect(recipes(structuredClone(INPUT.apt))).toEqual(before);
  });
});

describe("one key is one image", () => {
  /** Everything of an input that two machines or two nights may see differently. */
  const inputs = fc
    .record({
      created: fc.constantFrom("2026-11-21T08:00:00Z", "2026-11-22T08:00:00Z"),
      uv: fc.constantFrom("0.13.8", "0.14.0"),
      reversed: fc.boolean(),
      asOf: fc.constantFrom("2026-11-16", "2026-11-23"),
      index: fc.constantFrom("a1", "a2"),
      seen: fc.constantFrom("2026-11-21", "2026-11-22"),
      driver: fc.option(fc.constantFrom("525", "570"), { nil: undefined }),
    })
    .map(({ created, uv, reversed, asOf, index, seen, driver }) => ({
      ...INPUT,
      lock: { ...lockOf(reversed ? [...WHEELS].reverse() : WHEELS), created, uv },
      apt: { ...INPUT.apt, asOf },
      base: { ...INPUT.base, digest: `sha256:${hex(index)}`, asOf: seen },
      ...(driver === undefined ? {} : { facts: { "driver.least": driver } }),
    }));

  it("whatever was locked when and where: the same key has the same layers and config, so the same digest, and another has not", () => {
    fc.assert(
      fc.property(inputs, inputs, (a, b) => {
        const [one, other] = [imageRecipe(CONTEXT, a), imageRecipe(CONTEXT, b)];
        const same =
          JSON.stringify([one.config, tags(one)]) === JSON.stringify([other.config, tags(other)]);
        expect(one.key === other.key).toBe(same);
      }),
      { numRuns: 300 },
    );
  });
});
