import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LABEL_PREFIX, ORDER_LABEL } from "../../src/image/labels.ts";
import { linkImage } from "../../src/publish/linkImage.ts";
import { promoteWith } from "../publish/promoteWith.ts";
import type { Promotion } from "../../src/publish/readPromotions.ts";
import { readProofs, writeProof } from "../../src/smoke/proofs.ts";
import { referrersTag } from "../../src/registry/referrers.ts";
import { readBaseIn } from "../../src/registry/baseImage.ts";
import { copyBase, type StoredBase } from "../../src/registry/storedBase.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { startDistribution, type Distribution } from "../fakes/distribution.ts";
import {
  cleanChecks,
  madeLayer,
  putBase,
  recipeOf,
  reportOf,
  systemSpec,
  wheelSpec,
} from "../publish/images.ts";
import { repositoryAt, tempFolder, testSystem } from "../registry/world.ts";

const sys = testSystem({ realClock: true });
const promote = promoteWith(sys);
let registry: Distribution;
let dir: string;
let remove: () => Promise<void>;
let to: Repository;
let store: Repository;
let base: StoredBase;

beforeAll(async () => {
  ({ dir, remove } = await tempFolder());
  registry = await startDistribution();
  to = repositoryAt(sys, `${registry.host}/team/dl-env`);
  store = repositoryAt(sys, `${registry.host}/team/dl-env-layers`);
  await putBase(store, "base", [{ "etc/os-release": "x" }]);
  base = await copyBase(await readBaseIn(store, "base", "base"), store);
});
afterAll(async () => {
  await registry.close();
  await remove();
});

const linked = async (cell: string, order: string): Promise<Promotion> => {
  const specs = [systemSpec(base.platformDigest), wheelSpec("numpy")];
  const layers = [];
  for (const spec of specs)
    layers.push(
      await storeLayer(sys, store, {
        spec,
        made: await madeLayer(dir, spec.key, { [spec.title]: spec.title }),
      }),
    );
  const recipe = recipeOf(specs, {
    cell,
    labels: {
      [`${LABEL_PREFIX}cell`]: cell,
      [ORDER_LABEL]: order,
      [`${LABEL_PREFIX}cuda`]: "12.8.1",
      [`${LABEL_PREFIX}python`]: "3.12",
    },
  });
  const { digest } = await linkImage({ recipe, base, layers, store, to });
  return {
    cell,
    digest,
    immutable: `${cell}-r${recipe.key}`,
    rolling: [cell, "torch", "latest"],
    labels: recipe.config.labels,
    requirement: "gpu",
    context: { libraries: ["torch"], gpuLibraries: ["torch"] },
    checks: async () => cleanChecks(digest, [], cell),
  };
};

describe("distribution 2.8", () => {
  it("keeps a linked image without a tag, then its proof, then its tags; an older image does not take them back", async () => {
    const newer = await linked("cell-2", "0013");
    expect(await to.tags()).toEqual([]);
    expect((await promote(to, [newer])).kept.map(({ code }) => code)).toEqual(["not-tested"]);
    const report = reportOf(newer.digest, { cell: newer.cell, gpu: true });
    await writeProof(to, report);
    await writeProof(to, reportOf(newer.digest, { cell: newer.cell, at: "2026-11-20T00:00:00Z" }));
    expect((await readProofs(to, newer.digest))[0]).toEqual(report);
    const bound = referrersTag(newer.digest);
    const tags = await to.tags();
    expect(tags).toContain(bound);
    expect(tags.filter((tag) => !tag.startsWith(bound))).toEqual([]);

    expect((await promote(to, [newer])).moves.map(({ tag }) => tag)).toEqual([
      newer.immutable,
      "cell-2",
      "torch",
      "latest",
    ]);
    const older = await linked("cell-1", "0012");
    await writeProof(to, reportOf(older.digest, { cell: older.cell, gpu: true }));
    const { moves, kept } = await promote(to, [older]);
    expect(moves.map(({ tag }) => tag)).toEqual([older.immutable, "cell-1"]);
    expect(kept.map(({ tag }) => tag)).toEqual(["torch", "latest"]);
    for (const tag of [newer.immutable, "cell-2", "torch", "latest"])
      expect(await to.resolve(tag)).toBe(newer.digest);
    expect((await promote(to, [newer, older])).moves).toEqual([]);
  });
});
