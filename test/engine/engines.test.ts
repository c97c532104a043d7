import { describe, expect, test } from "vitest";
import { chooseEngine } from "../../src/engine/chooseEngine.ts";
import type { BuildContext, Engine } from "../../src/engine/engine.ts";
import { engineBuilds } from "../../src/engine/engineBuilds.ts";
import type { EngineKind } from "../../src/engine/engineKind.ts";
import { engineChoices } from "../../src/engine/engineNames.ts";
import { ENGINES, type EngineTable } from "../../src/engine/engines.ts";
import { schemas } from "../../action/build/jsonSchemas.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { oneOf } from "../../src/text/oneOf.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { fakeSystem, folder, said } from "./world.ts";

const SMALL = "to: oci:./images\nmatrix:\n  cuda: [12.8]\n  ubuntu: [24.04]\n";
const LAYER = {
  digest: `sha256:${"a".repeat(64)}`,
  size: 1,
  diffId: `sha256:${"b".repeat(64)}`,
  unpacked: 1,
  mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
  file: "/layer",
};

/** A third engine, as a file of its own would have it. */
const third = (built: BuildContext[]): EngineKind => ({
  probe: () =>
    Promise.resolve({
      ok: true,
      call: {
        version: "1.2.3",
        open: (): Engine => ({
          name: "third",
          version: "1.2.3",
          buildSystem: (context) => {
            built.push(context);
            return Promise.resolve(LAYER);
          },
          buildImage: (context) => {
            built.push(context);
            const [manifest, config] = [Buffer.from("{}"), Buffer.from("{}")];
            return Promise.resolve({ digest: LAYER.digest, manifest, config });
          },
        }),
      },
    }),
});

const NONE: EngineKind = {
  probe: () => Promise.resolve({ ok: false, why: "there is none", hint: "install it" }),
};

test("the engines of today are tried in this order", () => {
  expect(engineChoices().slice(0, 3)).toEqual(["auto", "buildx", "podman"]);
});

describe("a third engine is one line of the table", () => {
  const built: BuildContext[] = [];
  const engines: EngineTable = { ...ENGINES, third: third(built) };

  test("dl-env.yml, the command line and the schema for editors may name it", async () => {
    const catalog = await builtIn();
    const text = `${SMALL}engine: third\n`;
    const request = decodeRequest(text, "dl-env.yml", {
      catalog,
      engines: engineChoices(Object.keys(engines)),
    });
    expect(request.engine).toBe("third");
    expect(expandCells(request, catalog).length).toBeGreaterThan(0);
    expect(() => decodeRequest(text, "dl-env.yml", { catalog, engines: engineChoices() })).toThrow(
      `must be ${oneOf(engineChoices())}; found \`third\``,
    );
    expect(engineChoices(Object.keys(engines))).toEqual([...engineChoices(), "third"]);
    const quoted = engineChoices(Object.keys(engines)).map((name) => `"${name}"`);
    expect(schemas(engineChoices(Object.keys(engines)))[0]?.text).toMatch(
      new RegExp(String.raw`"enum": \[\s*${quoted.join(String.raw`,\s*`)}\s*\]`),
    );
  });

  test("it builds the system layer of a cell that asks for it", async () => {
    const catalog = await builtIn();
    const sys = fakeSystem({});
    const request = decodeRequest(`${SMALL}engine: third\n`, "dl-env.yml", { catalog });
    const open = openRepository(sys);
    const [store, work] = [open(`oci:${await folder()}`), await folder()];
    const base = { descriptor: { digest: "sha256:base", mediaType: "", size: 1 }, tag: "base" };
    const builds = engineBuilds({
      sys,
      catalog,
      request,
      open,
      store,
      to: store,
      base: () => Promise.resolve(base as never),
      work,
      inputs: { judged: [], apt: new Map() } as never,
      engines,
    });
    const system = { script: "FROM x AS system\n", files: [] };
    const layer = await builds.systemLayer({ system } as never, "cell", work);
    expect(layer).toEqual(LAYER);
    expect(built).toHaveLength(1);
    expect(sys.logged).toEqual(["Engine: third 1.2.3, as asked."]);
    expect(sys.ran).toEqual([]);
  });

  test("auto takes it where those before it cannot build, and says why", async () => {
    const sys = fakeSystem({});
    const needs = { open: openRepository(sys), work: "/w" };
    const engine = await chooseEngine(sys, "auto", {
      ...needs,
      engines: { one: NONE, two: NONE, third: third([]) },
    });
    expect(engine.name).toBe("third");
    expect(sys.logged).toEqual(["Engine: third 1.2.3, because there is none; there is none."]);
    await expect(
      chooseEngine(sys, "auto", { ...needs, engines: { one: NONE } }),
    ).rejects.toMatchObject({
      code: "no-engine",
      message: "No engine on this host can build: there is none.",
      hint: "Type: install it",
    });
  });
});

test("an engine that is not in the table is refused with those that are", async () => {
  const sys = fakeSystem({ answers: [["x", said()]] });
  for (const name of ["third", "constructor", "__proto__"])
    await expect(
      chooseEngine(sys, name, { open: openRepository(sys), work: "/w" }),
    ).rejects.toMatchObject({
      code: "engine-unusable",
      hint: `Use one of ${engineChoices().join(", ")}: --engine auto`,
    });
});
