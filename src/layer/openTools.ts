import type { LayerTools } from "./make.ts";
import type { Session } from "../session.ts";
import type { Work } from "../system/work.ts";
import { indexAccess, namedIndexes } from "../resolve/namedIndexes.ts";
import { ensureUv, interpreterFor } from "../resolve/uv.ts";

const open = async ({ sys, catalog, request }: Session, work: Work): Promise<LayerTools> => {
  const uv = await ensureUv(sys, catalog.uv);
  const interpreter = await interpreterFor(sys, uv, work.dir);
  const access = await indexAccess(sys, uv, work.dir, false);
  const environment: LayerTools["environment"] = (indexes) =>
    access(namedIndexes(indexes, catalog.indexes, request.mirrors));
  return { uv: uv.path, interpreter, environment, mirrors: request.mirrors };
};

/** uv and a Python for one run, made when they are first asked for. */
export const openTools = (session: Session, work: Work): (() => Promise<LayerTools>) => {
  let tools: Promise<LayerTools> | undefined;
  return () => (tools ??= open(session, work));
};
