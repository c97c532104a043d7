import { afterEach, describe, expect, it } from "vitest";
import type { Repository } from "../../src/registry/repository.ts";
import { OCI_INDEX, OCI_MANIFEST } from "../../src/registry/repository.ts";
import { withoutLeaving } from "../../src/registry/leavingTags.ts";
import { readContents } from "../../src/store/contents.ts";
import { removeTags, type RemovedTags } from "../../src/store/removeTags.ts";
import { startFakeRegistry, type FakeRegistryOptions } from "../fakes/registry.ts";
import { putImage, repositoryAt, testSystem } from "../registry/world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const CONFIG = JSON.stringify({
  architecture: "amd64",
  os: "linux",
  rootfs: { type: "layers", diff_ids: [] },
});

const start = async (options: FakeRegistryOptions): Promise<() => Repository> => {
  const fake = await startFakeRegistry(options);
  closing.push(fake.close);
  return () => repositoryAt(testSystem(), `${fake.host}/team/images`);
};

/** Several tags of one image. */
const tagged = async (to: Repository, tags: readonly string[]): Promise<string> => {
  const digest = await putImage(to, CONFIG, ["layer"]);
  const manifest = (await to.manifest(digest))!;
  for (const tag of tags) await to.putManifest(manifest, tag);
  return digest;
};

const take = async (to: Repository, names: readonly string[]): Promise<RemovedTags> => {
  const all = await readContents(to);
  return removeTags(
    to,
    all.filter(({ tag }) => names.includes(tag)),
    all,
  );
};

const KINDS = ["both", "digests", "manifests"] as const;

describe.each(KINDS)("from a registry that removes %s", (removes) => {
  it("two of three tags of an image go, and the third still names it", async () => {
    const open = await start({ removes });
    const digest = await tagged(open(), ["a", "b", "kept"]);
    expect(await take(open(), ["a", "b"])).toEqual({ removed: ["a", "b"], refused: [] });
    expect(await open().tags()).toEqual(["kept"]);
    expect(await open().resolve("kept")).toBe(digest);
  });

  it("all tags of an image go, with it", async () => {
    const open = await start({ removes });
    await tagged(open(), ["a", "b"]);
    expect(await take(open(), ["a", "b"])).toEqual({ removed: ["a", "b"], refused: [] });
    expect(await open().tags()).toEqual([]);
  });

  it("whoever dies after any request of it loses no other tag", async () => {
    for (let requests = 0; ; requests += 1) {
      const open = await start({ removes });
      const digest = await tagged(open(), ["gone", "kept"]);
      let left = requests;
      const dies = <Args extends unknown[], Result>(
        work: (...args: Args) => Promise<Result>,
      ): ((...args: Args) => Promise<Result>) => {
        return async (...args) => {
          left -= 1;
          if (left < 0) throw new Error("killed");
          return work(...args);
        };
      };
      const to = open();
      const dying: Repository = {
        ...to,
        remove: dies((reference: string) => to.remove(reference)),
        putManifest: dies((...given: Parameters<Repository["putManifest"]>) =>
          to.putManifest(...given),
        ),
        resolve: dies((reference: string) => to.resolve(reference)),
        manifest: dies((reference: string) => to.manifest(reference)),
        writeBlob: dies((...given: Parameters<Repository["writeBlob"]>) => to.writeBlob(...given)),
      };
      const all = await readContents(open());
      const gone = all.filter(({ tag }) => tag === "gone");
      const ended = await removeTags(dying, gone, all).catch(() => undefined);
      expect(await open().resolve("kept")).toBe(digest);
      // A list says by names alone what is on its way out, so that nobody counts it as there.
      const listed = await withoutLeaving(open(), await open().tags());
      const named = await open().resolve("gone");
      expect(listed.includes("gone")).toBe(named === digest);
      // The next run ends it.
      await take(open(), ["gone"]);
      expect(await open().tags()).toEqual(["kept"]);
      if (ended !== undefined) break;
      expect(requests).toBeLessThan(30);
    }
  });

  it("an image that an index names stays with it", async () => {
    const open = await start({ removes });
    const digest = await tagged(open(), ["ours"]);
    const size = (await open().manifest(digest))!.bytes.byteLength;
    const manifests = [{ mediaType: OCI_MANIFEST, digest, size }];
    const index = { schemaVersion: 2, mediaType: OCI_INDEX, manifests };
    await open().putManifest(
      { bytes: Buffer.from(JSON.stringify(index)), mediaType: OCI_INDEX },
      "theirs",
    );
    expect(await take(open(), ["ours"])).toEqual({ removed: ["ours"], refused: [] });
    expect((await open().manifest(digest))?.digest).toBe(digest);
    const [theirs] = await readContents(open());
    expect([theirs?.tag, theirs?.damaged, theirs?.blobs.length]).toEqual(["theirs", false, 2]);
  });

  it("a tag that came since the list was read keeps its image", async () => {
    const open = await start({ removes });
    const digest = await tagged(open(), ["gone"]);
    const all = await readContents(open());
    await tagged(open(), ["new"]);
    expect((await removeTags(open(), all, all)).removed).toEqual(["gone"]);
    expect(await open().resolve("new")).toBe(digest);
  });

  it("a tag that moved since the list was read stays", async () => {
    const open = await start({ removes });
    await tagged(open(), ["moved"]);
    const all = await readContents(open());
    const other = await putImage(open(), CONFIG, ["other layer"], "moved");
    const { removed, refused } = await removeTags(open(), all, all);
    expect([removed, refused.length]).toEqual([[], 1]);
    expect(await open().resolve("moved")).toBe(other);
  });
});

describe("a registry", () => {
  it("that answers 404 to a tag that is there is asked by digest", async () => {
    const open = await start({
      fault: ({ method, url }) =>
        method === "DELETE" && !url.includes("sha256:")
          ? { kind: "status", status: 404 }
          : undefined,
    });
    await tagged(open(), ["a"]);
    expect((await take(open(), ["a"])).removed).toEqual(["a"]);
    expect(await open().tags()).toEqual([]);
  });

  it.each([400, 401, 403, 405, 415, 501])(
    "that refuses all removals with %i keeps every tag at its image",
    async (status) => {
      const open = await start({
        fault: ({ method }) => (method === "DELETE" ? { kind: "status", status } : undefined),
      });
      const digest = await tagged(open(), ["a", "kept"]);
      const { removed, refused } = await take(open(), ["a"]);
      expect([removed, refused.map(({ tag }) => tag)]).toEqual([[], ["a"]]);
      expect(refused[0]?.message).toContain("kept");
      for (const tag of ["a", "kept"]) expect(await open().resolve(tag)).toBe(digest);
    },
  );

  it("that says 202 and removes nothing keeps every tag at its image", async () => {
    const open = await start({
      fault: ({ method }) => (method === "DELETE" ? { kind: "status", status: 202 } : undefined),
    });
    const digest = await tagged(open(), ["a", "kept"]);
    expect((await take(open(), ["a"])).refused.length).toBe(1);
    expect(await open().resolve("a")).toBe(digest);
  });

  it("whose tags may not move keeps one whose image has others, and says so", async () => {
    const open = await start({
      refusesMove: () => ({ status: 412, message: "configured as immutable" }),
    });
    const digest = await tagged(open(), ["a", "kept"]);
    const { refused } = await take(open(), ["a"]);
    expect(refused[0]?.message).toContain("configured as immutable");
    for (const tag of ["a", "kept"]) expect(await open().resolve(tag)).toBe(digest);
  });
});
