import type { Catalog } from "../catalog/facts.ts";
import type { Request } from "../matrix/request.ts";
import { namedIndexes } from "../resolve/namedIndexes.ts";
import { indexAccess, indexesWithoutSecret } from "../resolve/indexAccess.ts";
import { uvOnce, interpreterFor } from "../resolve/uv.ts";
import type { System } from "../system/ports.ts";
import { compilingPythons } from "./compilingPython.ts";
import type { LayerTools } from "./layerWork.ts";

interface ToolFacts {
  readonly sys: System;
  readonly catalog: Pick<Catalog, "hostUv" | "hostPythons" | "indexes">;
  readonly request: Pick<Request, "mirrors">;
}

const open = async ({ sys, catalog, request }: ToolFacts, work: string): Promise<LayerTools> => {
  const uv = await uvOnce(sys, catalog.hostUv);
  const interpreter = await interpreterFor(sys, uv, work);
  const access = await indexAccess(sys, { uv, work }, false);
  const environment: LayerTools["environment"] = (indexes) =>
    access(namedIndexes(indexes, catalog.indexes, request.mirrors));
  const { mirrors } = request;
  const compilingPython = compilingPythons({ sys, uv: uv.path, catalog, mirrors, work });
  const wheelCache = `${work}/wheels`;
  const openIndexes = await indexesWithoutSecret(sys, { uv, work });
  const indexes: LayerTools["indexes"] = (names) =>
    openIndexes(namedIndexes(names, catalog.indexes, mirrors));
  return { uv: uv.path, interpreter, environment, compilingPython, wheelCache, mirrors, indexes };
};

/** uv and a Python for one run, made below `work` when they are first asked for. */
export const openTools = (facts: ToolFacts, work: string): (() => Promise<LayerTools>) => {
  let tools: Promise<LayerTools> | undefined;
  return () => (tools ??= open(facts, work));
};
