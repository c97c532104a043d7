import { problemText } from "../../src/errors/problemText.ts";
import type { CodeOfExit } from "../../src/errors/codes.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tagsReader } from "../../src/plan/registryState.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { blobPath } from "../../src/registry/layoutFolder.ts";
import { digestOf } from "../../src/registry/digest.ts";
import { OCI_MANIFEST } from "../../src/registry/repository.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { unreachable } from "../../src/errors/error.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const sys = realSystem();
let dir = "";
beforeEach(async () => {
  dir = await sys.files.makeTemp("dle-gather-");
});
afterEach(() => sys.files.remove(dir));

test("a layer whose blob was removed from a layout or cut off, or whose manifest is spoilt, is missing, not stored", async () => {
  const layout = layoutRepository(sys, `${dir}/images`);
  const put = async (text: string): Promise<string> => {
    const bytes = Buffer.from(text);
    await layout.writeBlob({
      digest: digestOf(bytes),
      size: bytes.byteLength,
      open: async function* () {
        yield bytes;
      },
    });
    return digestOf(bytes);
  };
  for (const name of ["kept", "lost", "cut", "spoilt"]) {
    const [config, layer] = [await put(`{"name":"${name}"}`), await put(`layer of ${name}`)];
    const manifest = {
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: { digest: config, size: `{"name":"${name}"}`.length, mediaType: "x" },
      layers: [{ digest: layer, size: `layer of ${name}`.length, mediaType: "y" }],
    };
    await layout.putManifest(
      { bytes: Buffer.from(JSON.stringify(manifest)), mediaType: OCI_MANIFEST },
      name,
    );
  }
  const ask = { sys, open: () => layout, offline: false };
  expect((await tagsReader(ask)([layout])).tags).toEqual([
    new Set(["cut", "kept", "lost", "spoilt"]),
  ]);
  await sys.files.remove(blobPath(layout.dir, digestOf(Buffer.from("layer of lost"))));
  await sys.files.write(blobPath(layout.dir, digestOf(Buffer.from("layer of cut"))), "layer");
  await sys.files.write(blobPath(layout.dir, (await layout.resolve("spoilt")) ?? ""), "{");
  expect((await tagsReader(ask)([layout])).tags).toEqual([new Set(["kept"])]);
});

const closed = (name: string, code: CodeOfExit<3>): Repository =>
  ({
    name,
    kind: "registry",
    tags: () =>
      Promise.reject(
        unreachable({
          code,
          message: `registry.example does not allow anonymous access to list tags.`,
          hint: "Log in with an account that may: docker login registry.example",
        }),
      ),
  }) as unknown as Repository;

const warnings = async (
  repositories: readonly Repository[],
  offline = false,
): Promise<{ warned: string[]; tags: unknown }> => {
  const asking = { sys, open: () => repositories[0]!, offline };
  const { tags, refused } = await tagsReader(asking)(repositories);
  return { warned: refused.map(problemText), tags };
};

test("a registry that refuses both the store and the destination is told once, with its code and what to type", async () => {
  const { warned, tags } = await warnings([
    closed("registry.example/me/x-layers", "registry-denied"),
    closed("registry.example/me/x", "registry-denied"),
  ]);
  expect(tags).toEqual([undefined, undefined]);
  expect(warned).toEqual([
    "registry.example/me/x-layers and registry.example/me/x could not be queried, so it is unknown what is missing there: registry.example does not allow anonymous access to list tags. [registry-denied]\n  Log in with an account that may: docker login registry.example",
  ]);
});

test("two registries, or two reasons, are two problems; nothing is asked and nothing said offline", async () => {
  expect(
    (await warnings([closed("a.example/x", "network"), closed("b.example/x", "network")])).warned,
  ).toHaveLength(2);
  expect(
    (await warnings([closed("a.example/x", "network"), closed("a.example/y", "registry-denied")]))
      .warned,
  ).toHaveLength(2);
  expect(await warnings([closed("a.example/x", "network")], true)).toEqual({
    warned: [],
    tags: [undefined],
  });
});

test("a list that is denied counts as empty only for who writes after it, and only once a write was taken", async () => {
  const denied = closed("registry.example/me/x", "registry-denied");
  const ask = { sys, open: () => denied, offline: false };
  const quiet = { ...ask, sys: { ...sys, log: { ...sys.log, warn: () => undefined } } };
  const putManifest = () => Promise.resolve("sha256:0");
  const taking: Repository = { ...denied, putManifest, writeBlob: () => Promise.resolve(true) };
  expect((await tagsReader({ ...quiet, writes: true })([taking])).tags).toEqual([new Set()]);
  expect((await tagsReader(quiet)([taking])).tags).toEqual([undefined]);
  const there: Repository = { ...denied, putManifest, writeBlob: () => Promise.resolve(false) };
  expect((await tagsReader({ ...quiet, writes: true })([there])).tags).toEqual([undefined]);
});
