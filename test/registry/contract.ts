import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Repository } from "../../src/registry/repository.ts";
import { blob, putImage, readAll, rejection } from "./world.ts";

export interface Contracted {
  readonly repository: Repository;
  /**
   * A second repository of the same registry, or the same folder again: blobs of `repository` can
   * be mounted here.
   */
  readonly sibling: Repository;
  readonly close: () => Promise<void>;
}

/** What every Repository promises, whatever is behind it. */
export const describeRepository = (title: string, make: () => Promise<Contracted>): void => {
  // oxlint-disable-next-line vitest/valid-title -- one suite for several; the caller names it
  describe(title, () => {
    let made: Contracted;
    beforeAll(async () => {
      made = await make();
    });
    afterAll(() => made.close());

    it("has no tags before anything was put", async () => {
      expect(await made.repository.tags()).toEqual([]);
    });

    it("answers undefined or false for what is not there", async () => {
      const { digest } = blob("nowhere");
      expect(await made.repository.manifest("none")).toBeUndefined();
      expect(await made.repository.manifest(digest)).toBeUndefined();
      expect(await made.repository.resolve("none")).toBeUndefined();
      expect(await made.repository.hasBlob(digest)).toBe(false);
    });

    it("moves the bytes of a blob once and says so", async () => {
      const source = blob("some content of a layer");
      expect(await made.repository.writeBlob(source)).toBe(true);
      expect(await made.repository.hasBlob(source.digest)).toBe(true);
      expect(await made.repository.writeBlob(source)).toBe(false);
      expect((await readAll(made.repository.readBlob(source.digest))).equals(source.bytes)).toBe(
        true,
      );
    });

    it("takes an empty blob", async () => {
      const source = blob("");
      await made.repository.writeBlob(source);
      expect((await readAll(made.repository.readBlob(source.digest))).byteLength).toBe(0);
    });

    it("refuses a source that is not what its digest names, and stores nothing", async () => {
      const lie = { ...blob("the truth"), open: blob("something else").open };
      expect((await rejection(made.repository.writeBlob(lie))).code).toBe("digest-mismatch");
      expect(await made.repository.hasBlob(lie.digest)).toBe(false);
    });

    it("gives back the exact bytes of a manifest, by tag and by digest", async () => {
      const digest = await putImage(made.repository, "{}", ["layer one"], "first");
      const byTag = await made.repository.manifest("first");
      const byDigest = await made.repository.manifest(digest);
      expect(byTag?.digest).toBe(digest);
      expect(byTag?.mediaType).toBe("application/vnd.oci.image.manifest.v1+json");
      expect(Buffer.from(byDigest?.bytes ?? []).equals(Buffer.from(byTag?.bytes ?? []))).toBe(true);
      expect(await made.repository.resolve("first")).toBe(digest);
      expect(await made.repository.resolve(digest)).toBe(digest);
    });

    it("keeps a manifest that has no tag", async () => {
      const digest = await putImage(made.repository, "{ }", ["layer two"]);
      expect((await made.repository.manifest(digest))?.digest).toBe(digest);
      expect(await made.repository.tags()).not.toContain(digest);
    });

    it("moves a tag to other bytes and lists tags sorted", async () => {
      await putImage(made.repository, "{}", ["b"], "b");
      const later = await putImage(made.repository, "{}", ["a"], "a");
      await putImage(made.repository, "{}", ["a"], "b");
      expect(await made.repository.resolve("b")).toBe(later);
      expect(await made.repository.tags()).toEqual(["a", "b", "first"]);
    });

    it("mounts what a neighbour has without moving bytes", async () => {
      const source = blob("shared by two repositories");
      await made.repository.writeBlob(source);
      const before = made.sibling.traffic.sent;
      expect(await made.sibling.mountBlob(source.digest, made.repository)).toBe(true);
      expect(made.sibling.traffic.sent).toBe(before);
      expect(await made.sibling.hasBlob(source.digest)).toBe(true);
    });

    it("writes many blobs and tags at the same time and loses none", async () => {
      const names = Array.from(
        { length: 40 },
        (_, index) => `many-${String(index).padStart(2, "0")}`,
      );
      await Promise.all(
        names.map((name, index) =>
          putImage(made.repository, `{"n":${index}}`, [`layer of ${name}`, "common"], name),
        ),
      );
      expect((await made.repository.tags()).filter((tag) => tag.startsWith("many-"))).toEqual(
        names,
      );
    });
  });
};
