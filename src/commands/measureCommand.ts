import type { Catalog } from "../catalog/facts.ts";
import { loadCatalog } from "../catalog/load.ts";
import { DlEnvError, foundProblem, wrongRequest } from "../errors/error.ts";
import {
  codeInTar,
  measured,
  wheelAt,
  type Measured,
  type MeasuredWheel,
} from "../inspect/measuredCode.ts";
import { decompressed } from "../layer/decompressed.ts";
import { findLayer } from "../layer/storedLayers.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

export type CatalogMeasureOutcome = OutcomeOf<"catalog measure", Measured>;

const LAYER = /^(?:wheel|rest)-[0-9a-f]+$/;

/**
 * The bytes of a tar here or of a layer in the store of the request, and the catalog to compare
 * with.
 */
const openLayer = async (
  sys: System,
  name: string,
  options: SessionOptions,
): Promise<{ catalog: Catalog; tar: AsyncIterable<Uint8Array> }> => {
  if ((await sys.files.stat(name)) !== undefined)
    return { catalog: await loadCatalog(sys), tar: sys.files.read(name) };
  if (!LAYER.test(name))
    throw wrongRequest({
      code: "wrong-option",
      message: `${name} is neither a file here nor the tag of a layer with wheels.`,
      hint: "The plan names the layers: dl-env plan --json",
    });
  const { store, catalog } = await openSession(sys, options);
  const layer = await findLayer(store, name);
  if (layer === undefined)
    throw foundProblem({
      code: "no-such-layer",
      message: `${store.name} has no layer ${name}.`,
      hint: "The plan names the layers: dl-env plan --json",
    });
  return { catalog, tar: store.readBlob(layer.digest) };
};

/**
 * Reads the GPU architectures of every library in a layer of the store, or in a tar, and compares
 * them with the catalog. Exit 1 when they differ, else 0.
 */
export const measure = async (
  sys: System,
  name: string,
  options: SessionOptions = {},
): Promise<CatalogMeasureOutcome> => {
  const { catalog, tar } = await openLayer(sys, name, options);
  const wheels: MeasuredWheel[] = [];
  const seen = (path: string): void => {
    const wheel = wheelAt(path);
    if (wheel !== undefined) wheels.push(wheel);
  };
  try {
    const code = await codeInTar(decompressed(tar), seen);
    const result = measured(code, wheels, catalog.libraries.values());
    return {
      kind: "catalog measure",
      result,
      problems: [],
      exit: result.differs === undefined ? 0 : 1,
    };
  } catch (error) {
    if (error instanceof DlEnvError) throw error;
    throw foundProblem(
      {
        code: "bad-tar",
        message: `${name} is not a complete tar archive.`,
        hint: `Look at it: tar -tf ${name}`,
      },
      { cause: error },
    );
  }
};
