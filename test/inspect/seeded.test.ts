import { rm, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { unreachable } from "../../src/errors/error.ts";
import { LABEL_PREFIX } from "../../src/image/labels.ts";
import { inspector } from "../../src/inspect/inspector.ts";
import { checksTag } from "../../src/inspect/storedCheckReports.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { PlanInputs } from "../../src/plan/planInputs.ts";
import { promoteImages } from "../../src/publish/promoteImages.ts";
import { writeProof } from "../../src/smoke/proofs.ts";
import { digestOf } from "../../src/registry/digest.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import {
  OCI_CONFIG,
  OCI_LAYER_GZIP,
  OCI_MANIFEST,
  type Repository,
} from "../../src/registry/repository.ts";
import type { Lock } from "../../src/resolve/lock.ts";
import type { SmokeTestFacts } from "../../src/smoke/lookedAt.ts";
import type { Report } from "../../src/smoke/smokeReport.ts";
import { recipeOf } from "../publish/images.ts";
import { testSystem, blob } from "../registry/world.ts";
import { goodImage, tarOf, type Fixture } from "./images.ts";
import { BROKEN, FLAWS } from "./seeded.ts";

const CELL: Cell = {
  id: "torch-cuda12.8.1-ubuntu24.04-py3.12",
  set: "torch",
  libraries: ["torch"],
  cuda: "12.8.1",
  ubuntu: "24.04",
  python: "3.12",
  pythonFrom: "ubuntu",
  flavor: "base",
  platform: "linux/amd64",
};
const TAGS = [`${CELL.id}-r0123456789ab`, CELL.id, "torch"];
const LOCK = { wheels: [{ name: "torch", version: "2.10.0" }] } as unknown as Lock;
const PLAN = { cells: [{ cell: CELL.id, tags: TAGS }] } as unknown as Plan;
// What is not looked at here is left out: a whole session would hide what the checks need.
const INGREDIENTS = {
  judged: [{ cell: CELL, verdict: { kind: "accepted", lock: "key" } }],
  locks: new Map([["key", LOCK]]),
  recipes: new Map(),
} as unknown as PlanInputs;

let work = "";
let catalog: Catalog;
let to: Repository;
let session: SmokeTestFacts;
let count = 0;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "dl-env-seeded-"));
  catalog = await loadCatalog(testSystem());
});
afterAll(() => rm(work, { recursive: true, force: true }));
beforeEach(() => {
  const sys = testSystem({ home: work });
  to = layoutRepository(sys, join(work, `images-${(count += 1)}`));
  session = {
    sys,
    catalog,
    to,
    store: to,
    request: { smoke: { require: "cpu" }, wheelCuda: "exact", sudo: false },
  } as unknown as SmokeTestFacts;
});

/** An image as an engine pushes it: a layer for all files, by digest, without a tag. */
const push = async (fixture: Fixture): Promise<string> => {
  const tar = tarOf(fixture);
  const layer = blob(gzipSync(tar, { level: 1 }), 65_536);
  const { env, entrypoint, cmd, user, labels, history } = fixture.config;
  const named = {
    [`${LABEL_PREFIX}cell`]: CELL.id,
    [`${LABEL_PREFIX}cuda`]: labels["base"],
    [`${LABEL_PREFIX}cuda.wheels`]: labels["wheels"],
  };
  const config = blob(
    JSON.stringify({
      architecture: "amd64",
      os: "linux",
      config: {
        Env: Object.entries(env).map((pair) => pair.join("=")),
        Entrypoint: entrypoint,
        Cmd: cmd,
        User: user,
        Labels: named,
      },
      rootfs: { type: "layers", diff_ids: [digestOf(tar)] },
      history: history.map((created_by, index) => ({ created_by, empty_layer: index > 0 })),
    }),
    65_536,
  );
  for (const one of [layer, config]) await to.writeBlob(one);
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: config.digest, size: config.size },
    layers: [{ mediaType: OCI_LAYER_GZIP, digest: layer.digest, size: layer.size }],
  };
  return to.putManifest({ bytes: Buffer.from(JSON.stringify(manifest)), mediaType: OCI_MANIFEST });
};

const report = (digest: string): Report => ({
  format: 1,
  digest,
  cell: CELL.id,
  at: "2026-11-21T10:00:00.000Z",
  runtime: { name: "podman", version: "5" },
  results: [
    { library: "torch", check: "import", device: "cpu", outcome: "pass", seconds: 1, facts: {} },
  ],
});

/** Pushed, all probes passed, and now its tags are asked for. */
const promoted = async (fixture: Fixture) => {
  const digest = await push(fixture);
  await writeProof(to, report(digest));
  return {
    digest,
    ...(await promoteImages(
      session,
      { ...INGREDIENTS, plan: PLAN },
      { images: [{ cell: CELL.id, digest }], dryRun: false },
    )),
  };
};

const seeded = [...FLAWS, ...BROKEN].filter(([, , , expected]) => expected === undefined);

describe("an image whose probes all passed", () => {
  it("gets its tags when nothing else is wrong with it", async () => {
    const { digest, moves, kept } = await promoted(goodImage());
    expect([moves.map(({ tag }) => tag), kept]).toEqual([TAGS, []]);
    const { findings, code } = await inspector(session, INGREDIENTS)({ cell: CELL.id, digest });
    expect([findings, code]).toEqual([
      [],
      [
        {
          package: "torch",
          version: "2.10.0+cu128",
          sm: ["7.0", "7.5", "8.0", "8.6", "9.0", "10.0", "12.0"],
          ptx: [],
        },
      ],
    ]);
  });

  it("is held against the recipe of its own tag, and not against one whose base was pushed again since", async () => {
    const digest = await push(goodImage());
    await writeProof(to, report(digest));
    const promotedAs = (key: string) =>
      promoteImages(
        session,
        {
          ...INGREDIENTS,
          recipes: new Map([
            [CELL.id, recipeOf([], { cell: CELL.id, key, labels: { base: "other" } })],
          ]),
          plan: PLAN,
        },
        { images: [{ cell: CELL.id, digest }], dryRun: false },
      );
    const { moves, kept } = await promotedAs("0123456789ab");
    expect([moves, kept.map(({ code }) => code)]).toEqual([[], ["wrong-image"]]);
    expect((await promotedAs("fedcba987654")).moves.map(({ tag }) => tag)).toEqual(TAGS);
  });

  it("is one of at least twenty kinds that are broken on purpose", () => {
    expect(seeded.length).toBeGreaterThanOrEqual(45);
  });

  it.each(seeded)(
    "gets none with %s, and the tags stay where they were",
    async (_title, code, change) => {
      const good = await promoted(goodImage());
      const image = goodImage();
      change(image);
      const { digest, moves, kept } = await promoted(image);
      expect(digest).not.toBe(good.digest);
      expect([moves, kept.map((one) => one.code)]).toEqual([[], ["check-failed"]]);
      expect(await to.resolve("torch")).toBe(good.digest);
      const { findings } = await inspector(session, INGREDIENTS)({ cell: CELL.id, digest });
      const finding = findings.find((one) => one.code === code);
      expect(finding?.message).toMatch(/^[A-Z/a-z].*\.$/);
      expect(finding?.hint).toMatch(/\S/);
      expect(kept[0]?.message).toContain(finding?.path ?? finding?.message);
    },
  );

  it("is looked at once, and told with what brought the flaw and what to do", async () => {
    const image = goodImage();
    image.files.set("/usr/lib/x86_64-linux-gnu/libcuda.so.1", {
      content: "x",
      mode: 0o644,
      uid: 0,
      gid: 0,
    });
    const { digest } = await promoted(image);
    const [finding] = (await inspector(session, INGREDIENTS)({ cell: CELL.id, digest })).findings;
    expect(finding).toEqual({
      check: "driver libraries",
      code: "driver-library",
      message: "A library of the driver is in the image; it would hide the host's.",
      path: "/usr/lib/x86_64-linux-gnu/libcuda.so.1",
      layer: "/bin/sh -c #(nop) ENV NV_CUDA_CUDART_VERSION=12.8.90-1",
      hint: expect.stringContaining("dl-env plan"),
    });
    const reads: string[] = [];
    const watched = {
      ...session,
      store: {
        ...session.store,
        manifest: (reference: string) => (reads.push(reference), session.store.manifest(reference)),
        readBlob: (blobDigest: string) => (reads.push(blobDigest), to.readBlob(blobDigest)),
      },
    } as unknown as SmokeTestFacts;
    await inspector(watched, INGREDIENTS)({ cell: CELL.id, digest });
    expect(reads).toEqual([checksTag(digest)]);
  });

  it("is judged also by who may only read, and that it is not kept is said", async () => {
    const warnings: string[] = [];
    const digest = await push(goodImage());
    const refused = () =>
      Promise.reject(unreachable({ code: "registry-denied", message: "Not allowed." }));
    const readOnly = { ...to, writeBlob: refused, putManifest: refused } as unknown as Repository;
    const sys = {
      ...session.sys,
      log: { ...session.sys.log, warn: (text: string) => void warnings.push(text) },
    };
    const report = await inspector(
      { ...session, sys, to: readOnly, store: readOnly },
      INGREDIENTS,
    )({ cell: CELL.id, digest });
    expect(report.findings).toEqual([]);
    expect(warnings.map((text) => text.includes("Not allowed."))).toEqual([true, true]);
  });

  it("puts nothing of its own into a log but what can be seen", async () => {
    const image = goodImage();
    image.files.set("/opt/x\n::error::\u001B[31m\u202E/ssh_host_rsa_key", {
      content: "x",
      mode: 0o600,
      uid: 0,
      gid: 0,
    });
    const { kept } = await promoted(image);
    expect(kept[0]?.message).toContain(
      "(/opt/x\\u000a::error::\\u001b[31m\\u202e/ssh_host_rsa_key",
    );
  });

  it("shares what is known of its layers with others, and what cannot be read is an error", async () => {
    const one = goodImage();
    const other = goodImage();
    other.config = { ...other.config, user: "root" };
    await promoted(one);
    const inventories = (await to.tags()).filter((tag) => tag.startsWith("inventory-"));
    const { kept } = await promoted(other);
    expect(kept.map(({ code }) => code)).toEqual(["check-failed"]);
    expect((await to.tags()).filter((tag) => tag.startsWith("inventory-"))).toEqual(inventories);
    expect(inventories).toHaveLength(1);
    await expect(
      inspector(session, INGREDIENTS)({ cell: CELL.id, digest: digestOf("nothing") }),
    ).rejects.toMatchObject({ code: "image-missing" });
  });
});
