import type { Catalog } from "../catalog/facts.ts";
import { visibleLine } from "../text/visible.ts";
import { DlEnvError } from "../errors/error.ts";
import { LABEL_PREFIX } from "../image/labels.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Request } from "../matrix/request.ts";
import { hardwareOf } from "../verdict/hardware.ts";
import type { CellImage } from "../plan/cellImage.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { readChecks, writeChecks } from "./storedCheckReports.ts";
import { imageMissing } from "../registry/imageMissing.ts";
import { openInventories, type Inventories } from "./storedInventories.ts";
import {
  parseConfig,
  parseManifest,
  readSmall,
  type ImageConfigFile,
} from "../registry/manifest.ts";
import type { Repository } from "../registry/repository.ts";
import type { Lock } from "../resolve/lock.ts";
import { cacheFolder } from "../resolve/answerCache.ts";
import type { System } from "../system/ports.ts";
import { CHECKS_VERSION, type CheckReport, type ReportedFinding } from "./checkReport.ts";
import { overlaid, type LaidInventory } from "./inventory/overlaidView.ts";
import { staticFindings } from "./staticChecks.ts";
import { packageCode } from "./checks/cudaChecks.ts";
import { hintFor } from "./checkHints.ts";
import type { Expected, ImageView, ViewConfig } from "./imageView.ts";

type Expectations = Pick<Request, "wheelCuda" | "sudo">;

/** What the image of a cell is meant to be: what its label promises is held against what is in it. */
export const expectedOf = (
  { catalog, request }: { readonly catalog: Catalog; readonly request: Expectations },
  cell: Cell,
  lock: Pick<Lock, "wheels">,
): Expected => {
  const { code, runsOn } = hardwareOf({ cell, lock }, catalog);
  return {
    cuda: cell.cuda.split(".").slice(0, 2).join("."),
    wheelCuda: request.wheelCuda,
    labels: { cuda: `${LABEL_PREFIX}cuda`, wheelCuda: `${LABEL_PREFIX}cuda.wheels` },
    imports: cell.libraries.flatMap((name) => catalog.libraries.get(name)?.imports ?? []),
    gpus: runsOn,
    gpuPackages: code.map((one) => one.package),
    sudo: request.sudo,
  };
};

const environment = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]),
  );

const viewConfig = ({ config, history }: ImageConfigFile): ViewConfig => ({
  env: environment(config?.Env ?? []),
  entrypoint: config?.Entrypoint ?? [],
  cmd: config?.Cmd ?? [],
  user: config?.User ?? "",
  labels: config?.Labels ?? {},
  history: (history ?? []).map((entry) => entry.created_by ?? ""),
});

/** An image by its digest, laid together from what is known of its layers. Layers of which nothing is known are read through, once. */
export const readView = async (
  to: Repository,
  digest: string,
  inventories: Inventories,
): Promise<ImageView> => {
  const stored = await to.manifest(digest);
  if (stored === undefined) throw imageMissing(to, digest);
  const { config: blob, layers } = parseManifest(stored, to.name);
  const config = parseConfig(await readSmall(to, blob), blob.digest, to.name);
  const titles = (config.history ?? [])
    .filter((entry) => entry.empty_layer !== true)
    .map((entry) => entry.created_by ?? "");
  const laid = layers.map(async (layer, index): Promise<LaidInventory> => ({
    inventory: await inventories.of(
      { digest: layer.digest, diffId: config.rootfs.diff_ids[index] ?? "" },
      to,
    ),
    title: titles[index] ?? "",
  }));
  return overlaid(await Promise.all(laid), viewConfig(config));
};

/** A step of a build is a page of shell; its beginning says which one it is. */
const shortTitle = (title: string): string => {
  const line = title
    .replace(/^dl-env: /, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
};

/** Runs the static checks over an image, whose paths and texts are its own: what is invisible in them is made visible. Pure but for what the view reads. */
export const findingsOf = async (
  image: ImageView,
  expected: Expected,
): Promise<ReportedFinding[]> =>
  (await staticFindings(image, expected)).map((finding) => {
    const layer = finding.path === undefined ? undefined : image.layerOf(finding.path);
    const { path, message } = finding;
    return {
      ...finding,
      message: visibleLine(message),
      ...(path === undefined ? {} : { path: visibleLine(path) }),
      ...(layer === undefined || layer === "" ? {} : { layer: visibleLine(shortTitle(layer)) }),
      hint: hintFor(finding.code),
    };
  });

const lockOf = ({ judged, locks }: PlanInputs, id: string): { cell: Cell; lock: Lock } => {
  const found = judged.find(({ cell }) => cell.id === id);
  const lock = found?.verdict.kind === "accepted" ? locks.get(found.verdict.lock) : undefined;
  if (found === undefined || lock === undefined) throw new TypeError(`no accepted cell ${id}`);
  return { cell: found.cell, lock };
};

/** What inspecting needs beside the plan: where images and what is known of their layers lie. */
export interface InspectorFacts {
  readonly sys: System;
  readonly catalog: Catalog;
  readonly request: Expectations;
  readonly to: Repository;
  readonly store: Repository;
}

const inspectOne = async (
  facts: InspectorFacts,
  inputs: PlanInputs,
  { cell: id, digest }: CellImage,
  inventories: Inventories,
): Promise<CheckReport> => {
  const { sys, to } = facts;
  const { cell, lock } = lockOf(inputs, id);
  const expected = expectedOf(facts, cell, lock);
  const image = await readView(to, digest, inventories);
  const findings = await findingsOf(image, expected);
  const code = await packageCode(image, expected.gpuPackages);
  const report: CheckReport = {
    format: 1,
    version: CHECKS_VERSION,
    digest,
    cell: id,
    at: new Date(sys.clock.now()).toISOString(),
    code,
    findings,
  };
  try {
    await writeChecks(to, report);
  } catch (error) {
    // Who may only read, as for a dry run, learns what was found all the same.
    if (!(error instanceof DlEnvError)) throw error;
    sys.log.warn(
      `${to.name} does not keep what the checks of ${id} found, so they are made again next time. (${error.message})`,
    );
  }
  return report;
};

/** What is known of layers in a session's store. Folders for what is being looked at are made in the user's cache, and go at once. */
export const inventoriesOf = ({ sys, store }: Pick<InspectorFacts, "sys" | "store">): Inventories =>
  openInventories(sys, store, `${cacheFolder(sys.env)}/tmp`);

/**
 * What the static checks say of images: as it stands beside an image, else found out now, from what is known of its layers, and put there. Each layer
 * is looked at once. Needs neither an engine nor a GPU.
 */
export const inspector =
  (
    facts: InspectorFacts,
    inputs: PlanInputs,
    inventories: Inventories = inventoriesOf(facts),
  ): ((image: CellImage) => Promise<CheckReport>) =>
  async (image) =>
    (await readChecks(facts.to, image.digest)) ?? inspectOne(facts, inputs, image, inventories);
