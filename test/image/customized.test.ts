import { describe, expect, it } from "vitest";
import { cellContainerfile, generate } from "../../src/image/generate.ts";
import { layerTag } from "../../src/image/recipe.ts";
import { NOTHING_ADDED, type Customization } from "../../src/matrix/customization.ts";
import { imageRecipe } from "./oneRecipe.ts";
import { cell, CONTEXT, INPUT } from "./world.ts";

/** The recipe of INPUT's cell where dl-env.yml adds these things to all images. */
const recipeWith = (added: Partial<Customization>, input = INPUT) =>
  imageRecipe(
    {
      ...CONTEXT,
      request: {
        ...CONTEXT.request,
        customization: { all: { ...NOTHING_ADDED, ...added }, cells: [] },
      },
    },
    input,
  );

const PLAIN = imageRecipe(CONTEXT, INPUT);

/** Kinds of the layers that are others than those of the plain image. */
const changedLayers = (added: Partial<Customization>): string[] => {
  const before = new Set(PLAIN.layers.map(layerTag));
  return recipeWith(added)
    .layers.filter((layer) => !before.has(layerTag(layer)))
    .map(({ kind }) => kind);
};

describe("what dl-env.yml adds", () => {
  it("changes nothing where it adds nothing", () => {
    expect(recipeWith({})).toEqual(PLAIN);
  });

  it.each([
    { env: { A: "b" } },
    { labels: { a: "b" } },
    { ports: ["8888/tcp"] },
    { workdir: "/srv" },
    { timezone: "Europe/Berlin" },
  ])("%j makes another image of the same layers", (added) => {
    expect(changedLayers(added)).toEqual([]);
    expect(recipeWith(added).key).not.toBe(PLAIN.key);
  });

  it.each([{ apt: ["libgl1"] }, { locale: "de_DE.UTF-8" }])(
    "%j makes the system layer again and no other",
    (added) => {
      expect(changedLayers(added)).toEqual(["system"]);
    },
  );

  it("has steps as a layer of their own on top, made again when anything below is another", () => {
    const run = [{ text: "ldconfig", network: false }];
    expect(changedLayers({ run })).toEqual(["run"]);
    const keyWith = (added: Partial<Customization>): string | undefined =>
      recipeWith(added).layers.at(-1)?.key;
    const keys = [
      keyWith({ run }),
      keyWith({ run: [{ text: "ldconfig -v", network: false }] }),
      keyWith({ run: [{ text: "ldconfig", network: true }] }),
      keyWith({ run, env: { A: "b" } }),
      keyWith({ run, apt: ["tree"] }),
    ];
    expect(new Set(keys).size).toBe(5);
    expect(keyWith({ run, labels: { a: "b" } })).toBe(keys[0]);
  });

  it("says on labels that steps ran, and how many of them on the network", () => {
    const labelsWith = (network: boolean) =>
      Object.entries(recipeWith({ run: [{ text: "ls", network }] }).config.labels).filter(
        ([name]) => name.startsWith("io.github.dl-env.run"),
      );
    expect(labelsWith(false)).toEqual([["io.github.dl-env.run", "1"]]);
    expect(labelsWith(true)).toEqual([
      ["io.github.dl-env.run", "1"],
      ["io.github.dl-env.run.network", "1"],
    ]);
  });

  it("keeps a step's text out of the Containerfile's instructions, whatever it is", () => {
    const text = 'echo one \\\nFROM evil\nRUN "$(id)" \\\n';
    const input = {
      recipe: recipeWith({ run: [{ text, network: false }] }),
      lock: INPUT.lock,
      base: INPUT.base,
      catalog: { overlapWinners: {}, indexes: new Map(), uv: UV },
    };
    const files = new Map(generate(input).map(({ path, content }) => [path, content]));
    expect(files.get("run/1.sh")).toBe(`${text}\n`);
    expect(files.get("Containerfile")).not.toContain("evil");
    expect(files.get("Containerfile")).toMatch(
      /\n# echo one \nRUN --network=none --mount=type=bind,source=run,target=\/mnt\/run set -eu;/,
    );
  });

  it("has one key whatever the order of its lines", () => {
    const one = recipeWith({ env: { A: "1", B: "2" }, labels: { a: "1", b: "2" } });
    const other = recipeWith({ env: { B: "2", A: "1" }, labels: { b: "2", a: "1" } });
    expect(one).toEqual(other);
  });

  it("stands in the Containerfile as data, whatever it looks like", () => {
    const text = cellContainerfile({
      recipe: recipeWith({
        env: { ODD: "a b $HOME ${X:-y} \"q\" 'r' \\ # `id`" },
        labels: { "org.example.say": 'x" LABEL y=$(id)' },
        ports: ["8888/tcp", "53/udp"],
        workdir: "/srv",
        apt: ["libgl1"],
        locale: "ca_ES.UTF-8",
      }),
      lock: INPUT.lock,
      base: INPUT.base,
      catalog: { overlapWinners: {}, indexes: new Map(), uv: UV },
    });
    expect(text).toContain(String.raw`ODD="a b \$HOME \${X:-y} \"q\" 'r' \\ # ` + '`id`"');
    expect(text).toContain(String.raw`org.example.say="x\" LABEL y=\$(id)"`);
    expect(text).toContain("EXPOSE 53/udp\nEXPOSE 8888/tcp\n");
    expect(text).toMatch(/git libgl1 locales/);
    expect(text).toContain("export LOCALES=ca_ES.UTF-8;");
  });

  it("of some cells leaves the image of the others alone", () => {
    const request = {
      ...CONTEXT.request,
      customization: {
        all: NOTHING_ADDED,
        cells: [
          { pattern: { set: "other" }, customization: { ...NOTHING_ADDED, env: { A: "b" } } },
        ],
      },
    };
    expect(imageRecipe({ ...CONTEXT, request }, INPUT)).toEqual(PLAIN);
    const other = { ...INPUT, cell: cell({ set: "other" }) };
    expect(imageRecipe({ ...CONTEXT, request }, other).config.env["A"]).toBe("b");
  });
});

const UV = {
  version: "0.13.8",
  wheelFile: "uv.whl",
  wheelSha256: "0".repeat(64),
};
