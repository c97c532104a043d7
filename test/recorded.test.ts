import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckReport } from "../src/inspect/checkReport.ts";
import { CHECKS_TYPE, readChecks } from "../src/inspect/storedCheckReports.ts";
import { buildImages, planCells, type Planned } from "../src/pipeline.ts";
import { jsonBytes, parseManifest } from "../src/registry/manifest.ts";
import { inlineContent } from "../src/registry/note.ts";
import { bind } from "../src/registry/referrers.ts";
import type { Repository, StoredManifest } from "../src/registry/repository.ts";
import { lockFileName } from "../src/resolve/lockfile.ts";
import { openSession, type Session } from "../src/session.ts";
import { readProofs, REPORT_TYPE } from "../src/smoke/proofs.ts";
import type { Report } from "../src/smoke/smokeReport.ts";
import { openWorld, putLayer, sha256, type RecordedWorld } from "./recordedWorld.ts";

// What was made before must be found again: keys, tags and digests are compared with those recorded
// in fixtures/recorded.json. They follow from a frozen catalog, frozen image files and frozen
// locks, so only a change of code can change them. A difference means that every user makes that
// layer, lock, image or proof anew: record it (vitest -u) only when that is what is meant.

const REQUESTS: Readonly<Record<string, string>> = {
  plain: `
to: oci:./images
store: oci:./layers
matrix: { cuda: ["12.8", "13.0"], ubuntu: "24.04", set: [base, torch] }
default: { cuda: "13.0", set: torch }
include:
  - { cuda: "12.8", ubuntu: "22.04", python: "3.13", set: torch }
  - { cuda: "12.8", ubuntu: "24.04", flavor: devel, set: rapids }
  - { cuda: "12.9", ubuntu: "24.04", set: torch }
  - { cuda: "13.0", ubuntu: "24.04", python: "3.13", set: mine }
sets: { mine: [numpy, cupy] }
smoke: { require: cpu }`,
  particular: `
to: oci:./images
store: oci:./layers
matrix: { cuda: "12.8", ubuntu: "24.04", flavor: [base, cudnn-runtime], set: torch }
pins: { torch: "==2.8.0" }
cudnn: system
wheel-cuda: same-major
sudo: true`,
};

const BASES = [
  "12.8.1-base-ubuntu22.04",
  "12.8.1-base-ubuntu24.04",
  "12.8.1-devel-ubuntu24.04",
  "12.8.1-cudnn-runtime-ubuntu24.04",
  "12.9.1-base-ubuntu24.04",
  "13.0.2-base-ubuntu24.04",
];

let world: RecordedWorld;
const found: Record<string, unknown> = {};

beforeAll(async () => {
  world = await openWorld(BASES);
  for (const [name, text] of Object.entries(REQUESTS))
    found[name] = await recordOf(
      await openSession(world.sys, { file: await world.write(`${name}.yml`, text) }),
    );
}, 120_000);
afterAll(() => world.close());

const present = async (repository: Repository, reference: string): Promise<StoredManifest> => {
  const manifest = await repository.manifest(reference);
  if (manifest === undefined) throw new Error(`no manifest ${reference}`);
  return manifest;
};

const bytesOf = async (repository: Repository, digest: string): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of repository.readBlob(digest)) parts.push(part);
  return Buffer.concat(parts);
};

/** Cell -> what the plan says of it. */
const cellsOf = ({ plan, recipes, locks }: Planned): object =>
  Object.fromEntries(
    plan.cells.map(({ cell, tags, lock, verdict }) => {
      const recipe = recipes.get(cell);
      const question = locks.get(lock?.key ?? "")?.question;
      return [
        cell,
        {
          verdict,
          lock: lock?.key,
          lockFile: question === undefined ? undefined : lockFileName(question),
          key: recipe?.key,
          tags,
          layers: recipe?.layers.map(({ kind, key }) => `${kind}-${key}`),
          config: recipe?.config,
        },
      ];
    }),
  );

const reportOf = (cell: string, digest: string): Report => ({
  format: 1,
  digest,
  cell,
  at: "2026-11-21T10:00:00.000Z",
  runtime: { name: "podman", version: "4.3.1" },
  gpu: { name: "NVIDIA L4", driver: "570.133.20", computeCapability: "8.9" },
  results: [
    {
      library: "numpy",
      check: "import",
      device: "cpu",
      outcome: "pass",
      seconds: 1.5,
      facts: { version: "2.5.5", list: ["8.0", 90], ok: true },
    },
    {
      library: "cupy",
      check: "matmul",
      device: "gpu",
      outcome: "unavailable",
      reason: "There is no GPU.",
      seconds: 0.5,
      facts: {},
    },
  ],
});

const checksOf = (cell: string, digest: string): CheckReport => ({
  format: 1,
  version: 1,
  digest,
  cell,
  at: "2026-11-21T10:00:00.000Z",
  code: [{ package: "torch", version: "2.8.0", sm: ["8.9"], ptx: ["12.0"] }],
  findings: [
    {
      check: "modes",
      code: "group-writable",
      message: "A file is writable.",
      path: "/etc/x",
      layer: "RUN true",
      hint: "Type: chmod g-w /etc/x",
    },
  ],
});

/**
 * Stores a proof and a check report beside an image as an earlier release did; both are read again.
 */
const boundTo = async (repository: Repository, cell: string, digest: string): Promise<object> => {
  const [report, checks] = [reportOf(cell, digest), checksOf(cell, digest)];
  await bind(repository, {
    digest,
    type: REPORT_TYPE,
    content: jsonBytes(report),
    at: report.at,
  });
  await bind(repository, {
    digest,
    type: CHECKS_TYPE,
    content: jsonBytes(checks),
    at: checks.at,
  });
  expect(await readProofs(repository, digest)).toEqual([report]);
  expect(await readChecks({ to: repository, store: repository }, digest)).toEqual(checks);
  const tag = digest.replace(":", "-");
  const { bytes } = await present(repository, tag);
  const index = JSON.parse(Buffer.from(bytes).toString("utf8")) as {
    manifests: { digest: string; artifactType: string; annotations: object }[];
  };
  return { tag, digest: sha256(bytes), manifests: index.manifests };
};

/**
 * An image as it was linked: its digests, and the bytes of its manifest's parts that do not depend
 * on how zlib deflates.
 */
const imageOf = async (to: Repository, cell: string, digest: string): Promise<object> => {
  const stored = await present(to, digest);
  const manifest = parseManifest(stored, to.name);
  const config = JSON.parse((await bytesOf(to, manifest.config.digest)).toString("utf8")) as {
    rootfs: { diff_ids: string[] };
  };
  return {
    manifest: digest,
    config: manifest.config.digest,
    diffIds: config.rootfs.diff_ids,
    annotations: (JSON.parse(Buffer.from(stored.bytes).toString("utf8")) as { annotations: object })
      .annotations,
    cell,
  };
};

/** Inventories of a store: tag -> sha256 of what they say. */
const inventoriesOf = async (store: Repository): Promise<object> => {
  const tags = (await store.tags()).filter((tag) => tag.startsWith("inventory-")).sort();
  const entries = tags.map(async (tag) => {
    const manifest = parseManifest(await present(store, tag), store.name);
    const content = inlineContent(manifest, manifest.artifactType ?? "");
    expect(content).toBeDefined();
    return [tag, sha256(gunzipSync(content ?? new Uint8Array()))] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
};

/**
 * An image of a registry where nothing else is bound to it, so that the index of referrers holds
 * the two of this test alone.
 */
const copyImage = async (from: Repository, to: Repository, digest: string): Promise<void> => {
  const stored = await present(from, digest);
  const { config, layers } = parseManifest(stored, from.name);
  for (const { digest: wanted } of [config, ...layers]) {
    const bytes = await bytesOf(from, wanted);
    await to.writeBlob({
      digest: wanted,
      size: bytes.byteLength,
      open: async function* () {
        yield bytes;
      },
    });
  }
  await to.putManifest({ bytes: stored.bytes, mediaType: stored.mediaType });
};

const recordOf = async (session: Session): Promise<object> => {
  const { sys } = world;
  const first = await planCells(session);
  const layers: Record<string, string> = {};
  for (const recipe of first.recipes.values())
    for (const spec of recipe.layers)
      layers[`${spec.kind}-${spec.key}`] ??=
        `${await putLayer(sys, session.store, spec)} ${spec.title}`;
  const planned = await planCells(session);
  const built = await buildImages(session, planned);
  expect(built.failed).toEqual([]);
  const proofs = session.open(`oci:${session.folder}/proofs`);
  const images: Record<string, object> = {};
  for (const { cell, digest } of built.images) {
    await copyImage(session.to, proofs, digest);
    images[cell] = {
      ...(await imageOf(session.to, cell, digest)),
      bound: await boundTo(proofs, cell, digest),
    };
  }
  return {
    cells: cellsOf(planned),
    layers: Object.fromEntries(Object.entries(layers).sort(([a], [b]) => (a < b ? -1 : 1))),
    images,
    storeTags: (await session.store.tags()).sort(),
    inventories: await inventoriesOf(session.store),
  };
};

test("keys, tags and digests of layers, locks, images, proofs and inventories are those that were recorded", async () => {
  await expect(`${JSON.stringify(found, undefined, 1)}\n`).toMatchFileSnapshot(
    "fixtures/recorded.json",
  );
});
