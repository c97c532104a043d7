import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { plan } from "../../src/commands/planCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { watch } from "../../src/commands/watchCommand.ts";
import { keepReport } from "../../src/smoke/describedImage.ts";
import { openSession } from "../../src/session.ts";
import type { Planned } from "../../src/pipeline.ts";
import type { CellImage } from "../../src/plan/cellImage.ts";
import type { Report } from "../../src/smoke/smokeReport.ts";
import type { System } from "../../src/system/ports.ts";
import type { FakeRegistry } from "../fakes/registry.ts";

export const CELLS = 6;

/** The digest of these bytes. */
export const sha256Of = (bytes: Uint8Array): string =>
  `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** Time passes at once. */
export const hurried = (sys: System): System & { readonly waited: () => number } => {
  let waited = 0;
  const clock: System["clock"] = {
    now: () => Date.now() + waited,
    sleep: async (milliseconds) => {
      waited += milliseconds;
    },
  };
  return { ...sys, clock, waited: () => waited };
};

/** The report of a cell's image that passed. */
export const reportOfCell = (
  { judged }: Pick<Planned, "judged">,
  { cell, digest }: CellImage,
): Report => {
  const libraries = judged.find((one) => one.cell.id === cell)?.cell.libraries ?? [];
  return {
    format: 1,
    digest,
    cell,
    at: "2026-11-21T10:00:00.000Z",
    runtime: { name: "podman", version: "4.3.1" },
    results: libraries.map((library) => ({
      library,
      check: "import",
      device: "cpu",
      outcome: "pass",
      seconds: 1,
      facts: {},
    })),
  };
};

/** What `smoke` would have left: a passing report for each image. */
export const prove = async (
  sys: System,
  file: string,
  { planned, result }: Awaited<ReturnType<typeof build>>,
): Promise<void> => {
  const session = await openSession(sys, { file });
  for (const image of result.images)
    await keepReport(session, planned, reportOfCell(planned, image));
};

/** What each tag of the images names, read from the registry and not from what we said. */
export const named = ({ manifests }: FakeRegistry): Map<string, string> => {
  const all = [...(manifests.get("team/images") ?? [])];
  const digests = new Map(
    all
      .filter(([key]) => key.startsWith("sha256:"))
      .map(([key, { bytes }]) => [bytes.toString(), key]),
  );
  return new Map(
    all
      .filter(([key]) => !/^(?:sha256|dl-env-)/.test(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([tag, { bytes }]) => [tag, digests.get(bytes.toString()) ?? ""]),
  );
};

/** Blobs that an image names and that its registry lacks. */
const lacking = ({ manifests, blobs }: FakeRegistry, digest: string): string[] => {
  const manifest = JSON.parse(manifests.get("team/images")!.get(digest)!.bytes.toString()) as {
    config: { digest: string; size: number };
    layers: { digest: string; size: number }[];
  };
  return [manifest.config, ...manifest.layers].flatMap((blob) =>
    blobs.get("team/images")?.get(blob.digest)?.byteLength === blob.size ? [] : [blob.digest],
  );
};

/** plan, build by link, reports, promote, and a night after it; what the tags name then. */
export const wholeRun = async (
  sys: System,
  { folder, registry }: CommandWorld<FakeRegistry>,
): Promise<ReadonlyMap<string, string>> => {
  const file = `${folder}/dl-env.yml`;
  const planned = await plan(sys, { file, writes: true });
  expect(planned.exit).toBe(0);
  expect(planned.result.cells.map(({ state }) => state)).toEqual(Array(CELLS).fill("layers"));
  const built = await build(sys, { file });
  expect([built.exit, built.problems]).toEqual([0, []]);
  expect([...named(registry)]).toEqual([]);
  await prove(sys, file, built);
  const promoted = await promote(sys, { file });
  expect([promoted.exit, promoted.problems]).toEqual([0, []]);
  const tags = named(registry);
  for (const { cell, digest } of built.result.images) {
    expect(tags.get(cell)).toBe(digest);
    expect([...tags.values()].filter((one) => one === digest).length).toBeGreaterThanOrEqual(2);
    expect(lacking(registry, digest)).toEqual([]);
  }
  const night = await watch(sys, { file });
  expect(night.exit).toBe(0);
  const after = await plan(sys, { file });
  expect(after.result.cells.map(({ state }) => state)).toEqual(Array(CELLS).fill("linked"));
  const again = await promote(sys, { file });
  expect([again.exit, again.result.moves]).toEqual([0, []]);
  expect(named(registry)).toEqual(tags);
  return tags;
};
