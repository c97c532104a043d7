import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extract } from "tar-stream";
import { archiveOf } from "../../src/container/imageArchive.ts";
import { loadInto } from "../../src/container/loadImage.ts";
import { layoutRepository, type LayoutRepository } from "../../src/registry/layout.ts";
import type { Repository } from "../../src/registry/repository.ts";
import type { RunOptions } from "../../src/system/ports.ts";
import { putImage, readAll, rejection, tempFolder, testSystem } from "../registry/world.ts";
import { sha256 } from "../publish/images.ts";

const sys = testSystem();
let layout: LayoutRepository;
let digest: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  const folder = await tempFolder();
  ({ remove } = folder);
  layout = layoutRepository(sys, `${folder.dir}/images`);
  digest = await putImage(layout, "{}", ["layer one", "layer two", "layer one"], "torch-cuda12.8");
});
afterAll(() => remove());

const files = async (archive: AsyncIterable<Uint8Array>): Promise<Map<string, Buffer>> => {
  const found = new Map<string, Buffer>();
  const unpack = extract();
  const done = (async () => {
    for await (const entry of unpack)
      found.set(entry.header.name, await readAll(entry as AsyncIterable<Uint8Array>));
  })();
  for await (const chunk of archive) unpack.write(chunk);
  unpack.end(undefined);
  await done;
  return found;
};

describe("archiveOf", () => {
  it("is an OCI layout with docker's manifest.json beside it, each blob once", async () => {
    const found = await files(archiveOf(layout, "torch-cuda12.8"));
    const json = (name: string): unknown => JSON.parse(found.get(name)?.toString() ?? "null");
    expect(json("oci-layout")).toEqual({ imageLayoutVersion: "1.0.0" });
    expect(json("index.json")).toMatchObject({
      manifests: [
        {
          digest,
          annotations: {
            "io.containerd.image.name": "localhost/dl-env:torch-cuda12.8",
            "org.opencontainers.image.ref.name": "torch-cuda12.8",
          },
        },
      ],
    });
    const [one, two] = ["layer one", "layer two"].map(
      (text) => `blobs/sha256/${sha256(text).slice(7)}`,
    );
    expect(json("manifest.json")).toEqual([
      {
        Config: `blobs/sha256/${sha256("{}").slice(7)}`,
        RepoTags: ["localhost/dl-env:torch-cuda12.8"],
        Layers: [one, two, one],
      },
    ]);
    const blobs = [...found].filter(([name]) => name.startsWith("blobs/"));
    expect(blobs.length).toBe(4);
    for (const [name, bytes] of blobs) expect(name).toBe(`blobs/sha256/${sha256(bytes).slice(7)}`);
  });

  it("is the same bytes each time, in whole blocks", async () => {
    const [first, second] = await Promise.all([
      readAll(archiveOf(layout, "torch-cuda12.8")),
      readAll(archiveOf(layout, "torch-cuda12.8")),
    ]);
    expect(first.equals(second)).toBe(true);
    expect(first.byteLength % 512).toBe(0);
  });

  it("of an image that is not there is told", async () => {
    expect((await rejection(readAll(archiveOf(layout, "none")))).code).toBe("image-missing");
  });

  it("ends with an error when a blob has another size than the manifest says", async () => {
    const lying: Repository = {
      ...layout,
      readBlob: async function* () {
        yield Buffer.from("x");
      },
    };
    expect((await rejection(readAll(archiveOf(lying, "torch-cuda12.8")))).code).toBe(
      "digest-mismatch",
    );
  });
});

describe("loadInto", () => {
  const recorded = (code = 0, stderr = "") => {
    const calls: { argv: readonly string[]; bytes: number }[] = [];
    const run = async (argv: readonly string[], options: RunOptions) => {
      calls.push({
        argv,
        bytes:
          options.input === undefined || typeof options.input === "string"
            ? 0
            : (await readAll(options.input)).byteLength,
      });
      return { code, stdout: "0123abc\n", stderr, timedOut: false };
    };
    return {
      calls,
      sys: { files: sys.files, log: sys.log, processes: { ...sys.processes, run } },
    };
  };
  const podman = {
    name: "podman" as const,
    version: "4.3.1",
    argv: ["podman", "--root", "/x"],
    env: {},
  };
  const docker = { name: "docker" as const, version: "26.1.5", argv: ["docker"], env: {} };

  it("lets podman read a layout itself, by a name that is taken away again, and streams an archive to docker", async () => {
    const { calls, sys: one } = recorded();
    expect(await loadInto(one, podman, { repository: layout, tag: "torch-cuda12.8" })).toEqual({
      name: "localhost/dl-env:torch-cuda12.8",
    });
    const [, view = ""] = /^oci:(.*):image$/.exec(calls[0]?.argv.at(-1) ?? "") ?? [];
    expect(view).toMatch(new RegExp(`^view-${digest.slice(7, 19)}-[a-z0-9-]+$`));
    expect(calls.map(({ argv }) => argv)).toEqual([
      ["podman", "--root", "/x", "pull", "--quiet", `oci:${view}:image`],
      ["podman", "--root", "/x", "tag", "0123abc", "localhost/dl-env:torch-cuda12.8"],
      ["podman", "--root", "/x", "untag", "0123abc", `localhost/${view}:latest`],
    ]);
    await loadInto(one, podman, { repository: layout, tag: "torch-cuda12.8" });
    expect(calls[3]?.argv.at(-1)).not.toBe(`oci:${view}:image`);
    const { calls: others, sys: other } = recorded();
    await loadInto(other, docker, { repository: layout, tag: "torch-cuda12.8" });
    expect(others.map(({ argv }) => argv)).toEqual([["docker", "load"]]);
    expect(others[0]?.bytes).toBeGreaterThan(4096);
  });

  it("repeats what an engine that refuses said", async () => {
    const { sys: one } = recorded(125, "first line\nError: no space left on device\n");
    const { code, exit, message, hint } = await rejection(
      loadInto(one, docker, { repository: layout, tag: "torch-cuda12.8" }),
    );
    expect([code, exit]).toEqual(["load-failed", 1]);
    expect(message).toContain("no space left on device");
    expect(hint).toMatch(/docker info$/);
  });

  it("of an image that is not there is told before an engine is asked", async () => {
    const { calls, sys: one } = recorded();
    expect((await rejection(loadInto(one, podman, { repository: layout, tag: "none" }))).code).toBe(
      "image-missing",
    );
    expect(calls).toEqual([]);
  });
});
