import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkImage } from "../../src/publish/linkImage.ts";
import { readBase } from "../../src/registry/baseImage.ts";
import { copyBase } from "../../src/registry/storedBase.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { BlobSource, Repository } from "../../src/registry/repository.ts";
import { startDistribution, type Distribution } from "../fakes/distribution.ts";
import { makeSigner } from "../fakes/signedTokens.ts";
import { startTokenServer, type TokenServer } from "../fakes/tokenServer.ts";
import { madeLayer, putBase, recipeOf, sha256, systemSpec, wheelSpec } from "../publish/images.ts";
import { describeRepository } from "../registry/contract.ts";
import {
  blob,
  largeBlob,
  putImage,
  readAll,
  rejection,
  repositoryAt,
  tempFolder,
  testSystem,
} from "../registry/world.ts";

describeRepository("distribution 2.8", async () => {
  const registry = await startDistribution();
  const sys = testSystem({ realClock: true });
  return {
    repository: repositoryAt(sys, `${registry.host}/team/images`),
    sibling: repositoryAt(sys, `${registry.host}/team/other`),
    close: registry.close,
  };
});

describeRepository("distribution 2.8 that gets blobs in pieces", async () => {
  const registry = await startDistribution();
  const sys = testSystem({ realClock: true });
  return {
    repository: repositoryAt(sys, `${registry.host}/team/images`, { chunk: 6 }),
    sibling: repositoryAt(sys, `${registry.host}/team/other`),
    close: registry.close,
  };
});

describe("distribution 2.8", () => {
  let registry: Distribution;
  beforeAll(async () => {
    registry = await startDistribution();
  });
  afterAll(() => registry.close());

  it.each([
    ["whole", 1 << 30],
    ["in pieces", 16 << 20],
  ])("takes and gives a blob of 300 MiB sent %s in constant memory", async (_how, chunk) => {
    const repository = repositoryAt(
      testSystem({ realClock: true }),
      `${registry.host}/large/${chunk}`,
      { chunk },
    );
    const source = await largeBlob(300);
    const before = process.memoryUsage.rss();
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
    expect(await repository.writeBlob(source)).toBe(true);
    let size = 0;
    for await (const part of repository.readBlob(source.digest)) size += part.byteLength;
    clearInterval(watch);
    expect(size).toBe(source.size);
    expect((most - before) / 2 ** 20).toBeLessThan(150);
  });

  it("tells what it refuses in its own words", async () => {
    const repository = repositoryAt(testSystem(), `${registry.host}/team/words`);
    const digest = sha256("absent");
    const manifest = {
      schemaVersion: 2,
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      config: { mediaType: "application/vnd.oci.image.config.v1+json", digest, size: 6 },
      layers: [],
    };
    const { code, message } = await rejection(
      repository.putManifest(
        { bytes: Buffer.from(JSON.stringify(manifest)), mediaType: manifest.mediaType },
        "t",
      ),
    );
    expect(code).toBe("registry-refused");
    expect(message).toContain("MANIFEST_BLOB_UNKNOWN");
    expect(message).toContain(digest);
    expect(await repository.resolve("t")).toBeUndefined();
  });

  it("takes a linked image: base from another repository, layers from the store, no layer byte moved", async () => {
    const sys = testSystem({ realClock: true });
    const { dir, remove } = await tempFolder();
    const open = openRepository(sys, { mirrors: { "docker.io": registry.host } });
    await putBase(open("docker.io/nvidia/cuda"), "12.8.1-base-ubuntu24.04", [
      { "etc/a": "a" },
      { "etc/b": "b" },
    ]);
    const store = open(`${registry.host}/team/dl-env-layers`);
    const to = open(`${registry.host}/team/dl-env`);
    const base = await copyBase(
      await readBase(open, "docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04"),
      store,
    );
    const specs = [systemSpec(base.platformDigest), wheelSpec("numpy")];
    const layers = [];
    for (const spec of specs)
      layers.push(
        await storeLayer(sys, store, {
          spec,
          made: await madeLayer(dir, spec.kind, { [`opt/${spec.kind}`]: spec.kind }),
        }),
      );
    const linked = await linkImage({ recipe: recipeOf(specs), base, layers, store, to });
    expect(linked).toMatchObject({ made: true, layers: 4, moved: 0, requests: 8 });
    expect(await to.resolve(linked.digest)).toBe(linked.digest);
    expect((await linkImage({ recipe: recipeOf(specs), base, layers, store, to })).made).toBe(
      false,
    );
    await remove();
  });
});

describe("distribution 2.8 behind a token service", () => {
  const PASSWORD = "canary-password-1";
  let registry: Distribution;
  let tokens: TokenServer;
  let home: string;
  let remove: () => Promise<void>;
  /**
   * Who may do what: a name before the first slash belongs to its user, `public` may be read by
   * anyone.
   */
  const allowed = (user: string | undefined, name: string, action: string): boolean =>
    name.startsWith(`${user}/`) || (name.startsWith("public/") && action === "pull");

  beforeAll(async () => {
    const { dir, remove: removeFolder } = await tempFolder();
    [home, remove] = [dir, removeFolder];
    const signer = await makeSigner(dir);
    tokens = await startTokenServer({
      life: 3,
      issue: ({ authorization }, access) => {
        const user =
          authorization === `Basic ${Buffer.from(`team:${PASSWORD}`).toString("base64")}`
            ? "team"
            : undefined;
        if (authorization !== undefined && user === undefined) return undefined;
        const granted = access.map((one) => ({
          ...one,
          actions: one.actions.filter((action) => allowed(user, one.name, action)),
        }));
        return signer.sign({
          issuer: "dl-env tests",
          audience: "registry.test",
          subject: user ?? "",
          access: granted,
          life: 3,
        });
      },
    });
    registry = await startDistribution({
      token: {
        realm: tokens.realm,
        service: "registry.test",
        issuer: "dl-env tests",
        certificate: signer.certificate,
      },
    });
    await mkdir(join(dir, ".docker"));
    await writeFile(
      join(dir, ".docker/config.json"),
      JSON.stringify({
        auths: { [registry.host]: { auth: Buffer.from(`team:${PASSWORD}`).toString("base64") } },
      }),
    );
  });
  afterAll(async () => {
    await registry.close();
    await tokens.close();
    await remove();
  });

  const at = (name: string, options: { chunk?: number; anonymous?: boolean } = {}): Repository =>
    repositoryAt(
      testSystem({ realClock: true, ...(options.anonymous === true ? {} : { home }) }),
      `${registry.host}/${name}`,
      options,
    );

  it("lets the account push, pull, mount between its repositories, and tag", async () => {
    const repository = at("team/app");
    const digest = await putImage(repository, "{}", ["layer"], "t");
    const other = at("team/other");
    expect(await other.mountBlob(blob("layer").digest, repository)).toBe(true);
    expect(await repository.resolve("t")).toBe(digest);
    expect(await at("team/nothing").tags()).toEqual([]);
  });

  it("renews tokens of 3 seconds through a push of 9, in pieces", async () => {
    const before = tokens.asked.length;
    const piece = Buffer.alloc(1 << 18, "x");
    const bytes = Buffer.concat(Array.from({ length: 18 }, () => piece));
    const slow: BlobSource = {
      digest: sha256(bytes),
      size: bytes.byteLength,
      open: async function* () {
        for (let count = 0; count < 18; count += 1) {
          await new Promise((resolve) => setTimeout(resolve, 500));
          yield piece;
        }
      },
    };
    const repository = at("team/slow", { chunk: 1 << 19 });
    const started = Date.now();
    expect(await repository.writeBlob(slow)).toBe(true);
    expect(Date.now() - started).toBeGreaterThan(8500);
    expect((await readAll(repository.readBlob(slow.digest))).equals(bytes)).toBe(true);
    expect(tokens.asked.length - before).toBeGreaterThanOrEqual(4);
  });

  it("takes a whole blob that takes longer to send than its token lives", async () => {
    const piece = Buffer.alloc(1 << 18, "y");
    const bytes = Buffer.concat(Array.from({ length: 10 }, () => piece));
    const slow: BlobSource = {
      digest: sha256(bytes),
      size: bytes.byteLength,
      open: async function* () {
        for (let count = 0; count < 10; count += 1) {
          await new Promise((resolve) => setTimeout(resolve, 500));
          yield piece;
        }
      },
    };
    const repository = at("team/whole");
    expect(await repository.writeBlob(slow)).toBe(true);
    await putImage(repository, "{}", ["after"], "t");
    expect(await repository.tags()).toEqual(["t"]);
  });

  it("does not let the account write where it may not, and says so with what to type", async () => {
    const { code, exit, message, hint } = await rejection(at("public/app").writeBlob(blob("x")));
    expect([code, exit]).toEqual(["registry-denied", 3]);
    expect(message).toContain("UNAUTHORIZED");
    expect(message).not.toContain(PASSWORD);
    expect(hint).toContain(`docker login ${registry.host}`);
  });

  it("does not let someone without credentials write at all", async () => {
    const { code, message } = await rejection(
      at("team/app", { anonymous: true }).writeBlob(blob("x")),
    );
    expect(code).toBe("registry-denied");
    expect(message).not.toMatch(/eyJ/);
  });

  it("lets anyone read what is public", async () => {
    expect(await at("public/app", { anonymous: true }).tags()).toEqual([]);
  });
});
