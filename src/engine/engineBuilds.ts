import type { Catalog } from "../catalog/facts.ts";
import type { ImageRecipe, LayerSpec, MadeLayer } from "../image/recipe.ts";
import { isOffline, runContext } from "../image/runRecipe.ts";
import { systemContext } from "../image/systemRecipe.ts";
import type { SystemLayerSpec } from "../layer/makeMissing.ts";
import type { Request } from "../matrix/request.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { writeContext } from "../plan/writeContext.ts";
import { namedIndexes, type NamedIndex } from "../resolve/namedIndexes.ts";
import { isLayout } from "../registry/layout.ts";
import type { StoredBase } from "../registry/storedBase.ts";
import type { OpenRepository, Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { aptArguments, aptLines, withAptErrors } from "./aptBuild.ts";
import { buildSecrets } from "./buildSecrets.ts";
import { chooseEngine } from "./chooseEngine.ts";
import type { BuildContext, DeliveredImage, Engine } from "./engine.ts";
import type { EngineTable } from "./engines.ts";
import { requireStepNetwork } from "./stepNetwork.ts";
import { baseSource, knownBase, targetOf } from "./buildSources.ts";

/** Builds on an engine; the last line that it wrote is shown while it works. */
const followed = <T>(
  { log }: Pick<System, "log">,
  cell: string,
  build: (onLine: (line: string) => void) => Promise<T>,
): Promise<T> => {
  let last = "the engine starts";
  const tell = aptLines(log);
  const onLine = (line: string): void => {
    tell(line);
    if (line.trim() !== "") last = line.trim();
  };
  const building = withAptErrors(cell, () => build(onLine));
  log.progress(() => `  ${last}`, building);
  return building;
};

type RunLayerSpec = Extract<LayerSpec, { kind: "run" }>;

/** The image of a cell as far as it is linked before steps run in it: its digest in the store. */
export interface RunBase {
  readonly cell: string;
  readonly digest: string;
}

/** What one run builds with an engine. */
export interface EngineBuilds {
  /** The system layer as a file below `work`, on the base of a cell that uses it. */
  readonly systemLayer: (spec: SystemLayerSpec, cell: string, work: string) => Promise<MadeLayer>;
  /** What steps leave on an image that lies in the store, as a file below `work`. */
  readonly runLayer: (spec: RunLayerSpec, on: RunBase, work: string) => Promise<MadeLayer>;
  /**
   * The whole image of a cell, from its Containerfile, put into the destination by digest.
   * `onLayer` gets each layer that the engine added while its file is here.
   */
  readonly wholeImage: (
    recipe: ImageRecipe,
    onLayer?: BuildContext["onLayer"],
  ) => Promise<DeliveredImage>;
}

export interface EngineBuildFacts {
  readonly sys: System;
  readonly catalog: Catalog;
  readonly request: Request;
  readonly open: OpenRepository;
  readonly store: Repository;
  readonly to: Repository;
  /** The base of a cell as it lies in the store. */
  readonly base: (cell: string) => Promise<StoredBase>;
  /** Private folder of the run. */
  readonly work: string;
  readonly inputs: PlanInputs;
  /** The engines there are; default all of dl-env's. */
  readonly engines?: EngineTable;
}

/** Time of every file that a build would otherwise stamp with its own: 2024-01-01, UTC. */
const EPOCH = 1_704_067_200;

/** One run's facts, and its engine, which is looked for when something needs it. */
interface Run extends EngineBuildFacts {
  readonly engine: () => Promise<Engine>;
  /** Written once, since builds run side by side. */
  readonly secrets: () => ReturnType<typeof buildSecrets>;
}

const contextOf = async (
  { catalog, request, store, base, inputs, secrets }: Run,
  cell: string,
  dir: string,
): Promise<BuildContext> => {
  const stored = await base(cell);
  return {
    dir,
    base: baseSource(store, stored),
    ...(isLayout(store) ? {} : { baseImage: knownBase(store, stored) }),
    secrets: await secrets(),
    buildArgs: aptArguments({ catalog, request }, inputs, cell),
    epoch: EPOCH,
  };
};

const systemLayer =
  (run: Run): EngineBuilds["systemLayer"] =>
  async (spec, cell, work) => {
    const { sys } = run;
    const dir = await sys.files.makeTemp("system-", work);
    for (const { path, content } of systemContext(spec.system))
      await sys.files.write(`${dir}/${path}`, content);
    const context = await contextOf(run, cell, dir);
    const builder = await run.engine();
    return followed(sys, cell, (onLine) => builder.buildSystem(context, dir, onLine));
  };

const runLayer =
  (run: Run): EngineBuilds["runLayer"] =>
  async ({ steps }, { cell, digest }, work) => {
    const { sys, store } = run;
    const builder = await run.engine();
    requireStepNetwork(builder, { steps, isWhole: false });
    const dir = await sys.files.makeTemp("run-", work);
    for (const { path, content } of runContext(steps))
      await sys.files.write(`${dir}/${path}`, content);
    const { ca } = await buildSecrets(sys, run.work);
    const context: BuildContext = {
      dir,
      base: baseSource(store, { tag: "linked", descriptor: { digest } }),
      // Steps are others' texts: of this host's secrets they see none but whom to trust.
      secrets: ca === undefined ? {} : { ca },
      buildArgs: {},
      epoch: EPOCH,
      offline: isOffline(steps),
    };
    return followed(sys, cell, (onLine) => builder.buildSystem(context, dir, onLine));
  };

const wholeImage =
  (run: Run): EngineBuilds["wholeImage"] =>
  async (recipe, onLayer) => {
    const { sys, catalog, to, work, inputs } = run;
    const { cell } = recipe;
    const builder = await run.engine();
    const steps = recipe.layers.flatMap((layer) => (layer.kind === "run" ? layer.steps : []));
    requireStepNetwork(builder, { steps, isWhole: true });
    const dir = await sys.files.makeTemp("context-", work);
    await writeContext({ sys, catalog }, inputs, { recipe, dir });
    const plain = await contextOf(run, cell, dir);
    const context = onLayer === undefined ? plain : { ...plain, onLayer };
    const image = await sys.log.group(`Building the whole image of ${cell}`, () =>
      followed(sys, cell, (onLine) => builder.buildImage(context, targetOf(to), onLine)),
    );
    await sys.files.remove(dir);
    return image;
  };

/** The indexes that dl-env.yml names, which may want a login. */
const ownIndexes = ({ catalog, request }: EngineBuildFacts): readonly NamedIndex[] => {
  const own = catalog.indexes.values().filter((index) => index.own === true);
  const names = own.map(({ name }) => name).toArray();
  return namedIndexes(names, catalog.indexes, request.mirrors);
};

/** What builds with an engine in one run; the engine is chosen when the first build asks for it. */
export const engineBuilds = (facts: EngineBuildFacts): EngineBuilds => {
  let engine: Promise<Engine> | undefined;
  let secrets: ReturnType<typeof buildSecrets> | undefined;
  const { sys, request, open, work, engines } = facts;
  const needs = { open, work, ...(engines === undefined ? {} : { engines }) };
  const run = {
    ...facts,
    engine: () => (engine ??= chooseEngine(sys, request.engine, needs)),
    secrets: () => (secrets ??= buildSecrets(sys, work, ownIndexes(facts))),
  };
  return { systemLayer: systemLayer(run), runLayer: runLayer(run), wholeImage: wholeImage(run) };
};
