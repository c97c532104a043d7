import { assemble } from "../catalog/assemble.ts";
import {
  compareCatalog,
  copiedDigests,
  type Difference,
  type Outside,
} from "../catalog/compare.ts";
import { decodeYaml } from "../catalog/decode.ts";
import type { Catalog } from "../catalog/facts.ts";
import { readFolder } from "../catalog/folder.ts";
import { cudaFile, newestFile } from "../catalog/format.ts";
import { loadCatalog } from "../catalog/load.ts";
import { updatedCuda, updatedNewest } from "../catalog/update.ts";
import { compareVersions } from "../catalog/versions.ts";
import { readYaml } from "../catalog/yaml.ts";
import { DlEnvError, foundProblem, wrongRequest } from "../errors/error.ts";
import { unzipped } from "../layer/readTar.ts";
import { decodeRequest } from "../matrix/decodeRequest.ts";
import { codeInTar, measured, wheelAt, type MeasuredWheel } from "../inspect/measure.ts";
import { platformOf } from "../matrix/question.ts";
import { findLayer } from "../layer/storedLayers.ts";
import { readListed } from "../registry/readListed.ts";
import { openRepository } from "../registry/openRepository.ts";
import { checkText, measureText, updateText, type Checked } from "../report/catalogText.ts";
import { newestReleases } from "../resolve/newestReleases.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { CommandResult } from "./outcome.ts";

export interface CatalogOptions {
  /** Folder with a cuda.yml or a newest.yml of one's own, looked at instead of this project's. */
  readonly catalog?: string;
  /** A request whose `mirrors` count, where it is there; default `dl-env.yml`. */
  readonly file?: string;
}

/** A folder of facts, and the catalog that has its lists in place of the built-in ones. */
interface Facts {
  readonly folder: string;
  readonly catalog: Catalog;
  /** Files of the folder that `update` may write. */
  readonly has: { readonly cuda: boolean; readonly newest: boolean };
}

const readFacts = async (sys: System, given: string | undefined): Promise<Facts> => {
  const project = `${sys.env.projectRoot}/matrix`;
  if (given === undefined)
    return { folder: project, catalog: await loadCatalog(sys), has: { cuda: true, newest: true } };
  const folder = given.startsWith("/") ? given : `${sys.env.cwd}/${given}`;
  const [builtIn, own] = [await readFolder(sys, project), await readFolder(sys, folder)];
  const has = { cuda: own.cuda !== undefined, newest: own.newest !== undefined };
  if (!has.cuda && !has.newest) {
    throw wrongRequest({
      code: "catalog-missing",
      message: `The folder ${given} has neither a cuda.yml nor a newest.yml.`,
      hint: "Look at the catalog of this project: dl-env catalog check",
    });
  }
  const lists = {
    ...(own.cuda === undefined ? {} : { cuda: own.cuda }),
    ...(own.newest === undefined ? {} : { newest: own.newest }),
  };
  return { folder, catalog: assemble([{ ...builtIn, ...lists }]), has };
};

const mirrorsOf = async (
  sys: System,
  { file = "dl-env.yml" }: CatalogOptions,
  catalog: Catalog,
): Promise<Readonly<Record<string, string>>> => {
  const text = await sys.files.readText(file);
  return text === undefined ? {} : decodeRequest(text, file, catalog, { tolerant: true }).mirrors;
};

const isServed = (repository: string): boolean => !repository.startsWith("localhost/");

interface Found extends Checked {
  readonly outside: Outside;
}

const look = async (
  sys: System,
  options: CatalogOptions,
  { catalog, has }: Facts,
): Promise<Found> => {
  const asOf = new Date(sys.clock.now()).toISOString().slice(0, 10);
  const open = openRepository(sys, { mirrors: await mirrorsOf(sys, options, catalog) });
  const served = has.cuda ? catalog.cuda.filter(({ repository }) => isServed(repository)) : [];
  const known = copiedDigests(catalog);
  const looked = new Map(
    served
      .flatMap((release) =>
        Object.keys(release.digests).map(
          (rest) => [`${release.version}-${rest}`, release.repository] as const,
        ),
      )
      .filter(([tag]) => known.has(tag)),
  );
  const { silent, ...listed } = has.cuda
    ? await readListed(sys, open, [...new Set(served.map(({ repository }) => repository))], looked)
    : { silent: [] };
  const packages = has.newest ? Object.keys(catalog.newest.packages) : [];
  const pythons = [...new Set(catalog.pythons.map(({ minor }) => minor))].sort(compareVersions);
  const { found, silence } = await newestReleases(sys, {
    tool: catalog.hostUv,
    packages,
    pythons,
    platform: platformOf(catalog),
  });
  const outside: Outside = {
    asOf,
    ...listed,
    ...(silence === undefined && has.newest ? { newest: found } : {}),
  };
  const unasked = [
    ...silent,
    ...(silence === undefined ? [] : [{ subject: "packages", message: silence }]),
  ];
  const compared = { images: outside.tags?.length ?? 0, packages: outside.newest?.size ?? 0 };
  return { asOf, outside, differences: compareCatalog(catalog, outside), unasked, compared };
};

const shown = ({ asOf, differences, unasked, compared }: Checked): Checked => ({
  asOf,
  compared,
  differences,
  unasked,
});

/** Compares the catalog with registries and the package index. Exit 1 when something differs, else 3 when something could not be asked, else 0. */
export const check = async (sys: System, options: CatalogOptions = {}): Promise<CommandResult> => {
  const found = await look(sys, options, await readFacts(sys, options.catalog));
  const exit = found.differences.length > 0 ? 1 : found.unasked.length > 0 ? 3 : 0;
  return { text: checkText(found), json: shown(found), exit };
};

const needed = async (sys: System, path: string): Promise<string> =>
  (await sys.files.readText(path)) ?? "";

/** The new texts of the files that were compared in full, by path; each is known to be readable. */
const newTexts = async (
  sys: System,
  { folder, catalog }: Facts,
  { outside, differences }: { outside: Outside; differences: readonly Difference[] },
): Promise<Map<string, string>> => {
  const texts = new Map<string, string>();
  if (outside.tags !== undefined && outside.digests !== undefined) {
    const repositories = [
      ...new Set(catalog.cuda.map(({ repository }) => repository).filter(isServed)),
    ].join(", ");
    const text = updatedCuda(
      await needed(sys, `${folder}/cuda.yml`),
      differences,
      outside,
      `tags of ${repositories}, read ${outside.asOf}`,
    );
    decodeYaml(cudaFile, readYaml(text, `${folder}/cuda.yml`));
    texts.set(`${folder}/cuda.yml`, text);
  }
  if (outside.newest !== undefined) {
    const source = `newest releases with a wheel on the package index, read ${outside.asOf} with uv ${catalog.hostUv.version}`;
    const text = updatedNewest(
      await needed(sys, `${folder}/newest.yml`),
      differences,
      outside,
      source,
    );
    decodeYaml(newestFile, readYaml(text, `${folder}/newest.yml`));
    texts.set(`${folder}/newest.yml`, text);
  }
  return texts;
};

/** Writes what differs into the catalog, with date and source. A list that could not be read in full leaves its file as it is: exit 3, else 0. */
export const update = async (sys: System, options: CatalogOptions = {}): Promise<CommandResult> => {
  const facts = await readFacts(sys, options.catalog);
  const found = await look(sys, options, facts);
  const texts = await newTexts(sys, facts, found);
  for (const [path, text] of texts) await sys.files.write(path, text);
  const written = [...texts.keys()];
  return {
    text: updateText(found, written),
    json: { ...shown(found), written },
    exit: found.unasked.length > 0 ? 3 : 0,
  };
};

const LAYER = /^(?:wheel|rest)-[0-9a-f]+$/;

/** The bytes of a tar here or of a layer in the store of the request, and the catalog to compare with. */
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

/** Reads the GPU architectures of every library in a layer of the store, or in a tar, and compares them with the catalog. Exit 1 when they differ, else 0. */
export const measure = async (
  sys: System,
  name: string,
  options: SessionOptions = {},
): Promise<CommandResult> => {
  const { catalog, tar } = await openLayer(sys, name, options);
  const wheels: MeasuredWheel[] = [];
  const seen = (path: string): void => {
    const wheel = wheelAt(path);
    if (wheel !== undefined) wheels.push(wheel);
  };
  try {
    const result = measured(
      await codeInTar(unzipped(tar), seen),
      wheels,
      catalog.libraries.values(),
    );
    return { text: measureText(result), json: result, exit: result.differs === undefined ? 0 : 1 };
  } catch (error) {
    if (error instanceof DlEnvError) throw error;
    throw foundProblem(
      { code: "bad-tar", message: `${name} is no whole tar.`, hint: `Look at it: tar -tf ${name}` },
      { cause: error },
    );
  }
};
