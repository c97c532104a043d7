import { describe, expect, it } from "vitest";
import type { Runtime } from "../../src/container/runtime.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { bringImage } from "../../src/smoke/imageInEngine.ts";
import type { StoredImage } from "../../src/smoke/storedImage.ts";
import { imageEngine, type ImageEngine } from "../fakes/imageEngine.ts";
import { sha256 } from "../publish/images.ts";
import { rejection, silent, testSystem } from "../registry/world.ts";

const RUNTIME: Runtime = { name: "podman", version: "5", argv: ["podman"], env: {} };
const TO = { name: "registry.example/team", kind: "registry", local: false } as Repository;
const CELL = "torch";
const PLAIN = `localhost/dl-env:${CELL}`;

const image = (name: string): StoredImage => ({
  digest: sha256(`manifest ${name}`),
  configDigest: sha256(`config ${name}`),
  platform: "linux/amd64",
  diffIds: [sha256(`layer ${name}`)],
  labels: {},
});
const A = image("a");
const B = image("b");
const referenceOf = ({ digest }: StoredImage): string => `${TO.name}@${digest}`;
const shown = ({ configDigest, diffIds, labels }: StoredImage) => ({
  id: configDigest,
  diffIds,
  labels,
});

const host = (): ImageEngine =>
  imageEngine(new Map([A, B].map((one) => [referenceOf(one), shown(one)])));

/** Brings an image, works with it and lets it go, as a smoke test does. */
const withImageInEngine = async <T>(
  { keep, ...engine }: ReturnType<typeof facts>,
  image: { readonly cell: string; readonly stored: StoredImage },
  work: (id: string) => Promise<T>,
): Promise<T> => {
  const held = await bringImage(engine, image);
  try {
    const result = await work(held.id);
    if (keep) await held.keep();
    return result;
  } finally {
    await held.release();
  }
};

let runs = 0;
/** One process that tests images on this host; its random numbers are its own. */
const facts = (engine: ImageEngine, warnings: string[] = []) => {
  const real = testSystem();
  runs += 1;
  const own = String(runs).padStart(16, "0");
  const sys = {
    ...real,
    processes: engine.processes,
    env: { ...real.env, random: () => own },
    log: { ...silent, warn: (text: string) => void warnings.push(text) },
  };
  return { sys, runtime: RUNTIME, to: TO, keep: false };
};
const stays = async (id: string): Promise<string> => id;

describe("an image that is tested in an engine", () => {
  it("is run by the id that was compared with its digest, under a name of the run's own, and is gone after", async () => {
    const engine = host();
    const names = await withImageInEngine(facts(engine), { cell: CELL, stored: A }, async (id) => {
      expect(id).toBe(A.configDigest);
      return [...engine.names.keys()];
    });
    expect(names).toEqual([expect.stringMatching(/^localhost\/dl-env-smoke:[a-z0-9]+-\d{16}$/)]);
    expect([engine.names.size, engine.images.size]).toEqual([0, 0]);
    expect(engine.calls.join("\n")).not.toMatch(/--force|localhost\/dl-env:/);
  });

  it("is still run when the plain name of its cell is moved to another one, which stays where it is", async () => {
    const engine = host();
    engine.images.set(B.configDigest, shown(B));
    engine.names.set(PLAIN, B.configDigest);
    expect(await withImageInEngine(facts(engine), { cell: CELL, stored: A }, stays)).toBe(
      A.configDigest,
    );
    expect([...engine.names]).toEqual([[PLAIN, B.configDigest]]);
  });

  it.each([
    ["another image", shown(B)],
    ["other layers under its id", { ...shown(A), diffIds: shown(B).diffIds }],
  ])("is refused when the engine has %s", async (_what, there) => {
    const engine = imageEngine(new Map([[referenceOf(A), there]]));
    let worked = false;
    const { code, exit, message, hint } = await rejection(
      withImageInEngine(facts(engine), { cell: CELL, stored: A }, async () => {
        worked = true;
      }),
    );
    expect([code, exit, worked]).toEqual(["wrong-image", 1, false]);
    expect(message).toContain(A.digest);
    expect(hint).toMatch(/podman images$/);
    expect(engine.names.size).toBe(0);
  });

  it("may have the digest of its manifest for an id, as docker's newer store gives it", async () => {
    const engine = imageEngine(new Map([[referenceOf(A), { ...shown(A), id: A.digest }]]));
    expect(await withImageInEngine(facts(engine), { cell: CELL, stored: A }, stays)).toBe(A.digest);
  });

  it("is under the plain name of its cell at the end when it is to stay, and not while it is tested", async () => {
    const engine = host();
    await withImageInEngine({ ...facts(engine), keep: true }, { cell: CELL, stored: A }, async () =>
      expect(engine.names.has(PLAIN)).toBe(false),
    );
    expect([...engine.names]).toEqual([[PLAIN, A.configDigest]]);
  });

  it("is not taken from who pulled it before, nor from who runs it", async () => {
    const engine = host();
    await engine.processes.run(["podman", "pull", referenceOf(A)], { cwd: "/" });
    await withImageInEngine(facts(engine), { cell: CELL, stored: A }, stays);
    expect([...engine.names.keys()]).toEqual([referenceOf(A)]);
    const warnings: string[] = [];
    await withImageInEngine(facts(engine, warnings), { cell: CELL, stored: B }, async () =>
      engine.used.add(B.configDigest),
    );
    expect(engine.images.has(B.configDigest)).toBe(true);
    expect(warnings).toEqual([expect.stringContaining("in use by a container")]);
  });

  it("is tested by several processes of one host at once, whichever is first", async () => {
    for (let order = 0; order < 200; order += 1) {
      const engine = host();
      let state = order + 1;
      const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
      engine.before = async () => {
        for (let wait = Math.floor(random() * 4); wait > 0; wait -= 1) await Promise.resolve();
      };
      const test = (stored: StoredImage, steps: number) =>
        withImageInEngine(facts(engine), { cell: CELL, stored }, async (id) => {
          for (let step = 0; step < steps; step += 1) {
            await engine.before([]);
            expect(engine.images.has(id)).toBe(true);
          }
          return id;
        });
      const wanted = [A, A, B];
      expect(await Promise.all(wanted.map((one) => test(one, Math.floor(random() * 12))))).toEqual(
        wanted.map(({ configDigest }) => configDigest),
      );
      expect([engine.names.size, engine.images.size]).toEqual([0, 0]);
    }
  });
});
