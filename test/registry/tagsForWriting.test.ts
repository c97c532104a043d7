import { afterEach, describe, expect, it } from "vitest";
import { ensureWritable } from "../../src/registry/ensureWritable.ts";
import { tagsForWriting } from "../../src/registry/tagsForWriting.ts";
import { startFakeRegistry, type Asked } from "../fakes/registry.ts";
import { putImage, rejection, repositoryAt, testSystem } from "./world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const isList = ({ url }: Asked): boolean => url.includes("/tags/list");

/** A registry that answers readers with `status` as long as `denies` says so. */
const start = async (
  status: number,
  denies: (asked: Asked, state: { written: boolean }) => boolean,
) => {
  const state = { written: false };
  const fake = await startFakeRegistry({
    fault: (asked) => {
      if (denies(asked, state)) return { kind: "status", status };
      if (asked.method === "PUT" && asked.url.includes("/blobs/uploads/")) state.written = true;
      return undefined;
    },
  });
  closing.push(fake.close);
  return { fake, repository: repositoryAt(testSystem(), `${fake.host}/team/new`) };
};
const isRead = ({ method }: Asked): boolean => method === "GET" || method === "HEAD";
const isWrite = ({ method }: Asked): boolean => method === "POST" || method === "PUT";

describe("the tags of a repository that is written to", () => {
  it.each([401, 403, 404])(
    "are none where it is not there yet and readers get %i, once it took a write",
    async (status) => {
      const { fake, repository } = await start(
        status,
        (asked, { written }) => isRead(asked) && !written,
      );
      expect(await tagsForWriting(repository)).toEqual([]);
      expect(fake.asked.some(isWrite)).toBe(status !== 404);
    },
  );

  it.each([401, 403])("are none where the list is denied with %i after it too", async (status) => {
    const { repository } = await start(status, isList);
    expect(await tagsForWriting(repository)).toEqual([]);
  });

  it("are read again after the write, for another may have put some", async () => {
    const { repository } = await start(403, (asked, { written }) => isList(asked) && !written);
    // Written by another process.
    await putImage(repositoryAt(testSystem(), repository.name), "{}", ["layer"], "image");
    expect(await tagsForWriting(repository)).toEqual(["image"]);
  });

  it("are not known where no write is taken, nor where it was written to before", async () => {
    const closed = await start(403, () => true);
    expect((await rejection(tagsForWriting(closed.repository))).code).toBe("registry-denied");
    const before = await start(403, isList);
    expect(await ensureWritable(before.repository)).toBe(true);
    const again = repositoryAt(testSystem(), before.repository.name);
    expect(await ensureWritable(again)).toBe(false);
    const { code, message } = await rejection(tagsForWriting(again));
    expect([code, message.includes("list the tags")]).toEqual(["registry-denied", true]);
  });

  it("are asked for once where the list is open, and nothing is written", async () => {
    const { fake, repository } = await start(403, () => false);
    expect(await tagsForWriting(repository)).toEqual([]);
    expect(fake.asked.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("are not known of a registry that does not answer, and it is not written to", async () => {
    const { fake, repository } = await start(500, isRead);
    expect((await rejection(tagsForWriting(repository))).exit).toBe(3);
    expect(fake.asked.filter(isWrite)).toEqual([]);
  });
});
