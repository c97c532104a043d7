import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync, gunzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { unreachable } from "../src/errors/error.ts";
import type { LayerSpec, MadeLayer } from "../src/image/recipe.ts";
import type { LayerTools } from "../src/layer/layerWork.ts";
import { makeLayer } from "../src/layer/makeLayer.ts";
import { storeLayer } from "../src/layer/storedLayers.ts";
import { DOCKER_LIST, DOCKER_MANIFEST, type Repository } from "../src/registry/repository.ts";
import { realSystem } from "../src/system/realSystem.ts";
import type { System } from "../src/system/ports.ts";
import { startFakeRegistry, type FakeRegistry } from "./fakes/registry.ts";
import { blob, readAll, repositoryAt, silent } from "./registry/world.ts";

const FROZEN = join(import.meta.dirname, "fixtures", "recorded");

export const sha256 = (bytes: Uint8Array | string): string =>
  `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** gzip that only wraps: the same bytes whichever zlib Node was built with. */
const stored = (plain: Uint8Array): Buffer => {
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(plain), 0);
  end.writeUInt32LE(plain.length, 4);
  return Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]),
    deflateRawSync(plain, { level: 0 }),
    end,
  ]);
};

const tarOf = async (files: Readonly<Record<string, string>>): Promise<Buffer> => {
  const tar = pack();
  for (const [name, content] of Object.entries(files))
    tar.entry({ name, mtime: new Date(0), mode: 0o644 }, content);
  tar.finalize();
  return readAll(tar as AsyncIterable<Uint8Array>);
};

/** A base shaped like nvidia/cuda's, for one tag. */
const putBase = async (repository: Repository, tag: string): Promise<void> => {
  const tar = await tarOf({ "usr/local/cuda/base.txt": `${tag}\n` });
  const layer = stored(tar);
  const created = "2025-03-01T12:00:00Z";
  const config = blob(
    JSON.stringify({
      architecture: "amd64",
      os: "linux",
      created,
      config: {
        Env: ["PATH=/usr/local/cuda/bin:/usr/bin:/bin", `CUDA_VERSION=${tag.split("-", 1)[0]}`],
        Entrypoint: ["/opt/nvidia/nvidia_entrypoint.sh"],
        Labels: { maintainer: "NVIDIA" },
      },
      rootfs: { type: "layers", diff_ids: [sha256(tar)] },
      history: [{ created, created_by: `RUN ${tag}` }],
    }),
  );
  await repository.writeBlob(config);
  await repository.writeBlob(blob(layer, 65_536));
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: DOCKER_MANIFEST,
      config: {
        mediaType: "application/vnd.docker.container.image.v1+json",
        size: config.size,
        digest: config.digest,
      },
      layers: [
        {
          mediaType: "application/vnd.docker.image.rootfs.diff.tar.gzip",
          size: layer.byteLength,
          digest: sha256(layer),
        },
      ],
    }),
  );
  const digest = await repository.putManifest({ bytes: manifest, mediaType: DOCKER_MANIFEST });
  const list = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: DOCKER_LIST,
      manifests: [
        {
          mediaType: DOCKER_MANIFEST,
          digest,
          size: manifest.byteLength,
          platform: { architecture: "amd64", os: "linux" },
        },
      ],
    }),
  );
  await repository.putManifest({ bytes: list, mediaType: DOCKER_LIST }, tag);
};

export interface RecordedWorld {
  readonly sys: System;
  /**
   * Writes a request beside the frozen locks and returns its path; the bases it can name lie in a
   * registry on this machine.
   */
  readonly write: (name: string, request: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/**
 * A machine that has the frozen catalog, image files and locks of test/fixtures/recorded, one fixed
 * time, and no network.
 */
export const openWorld = async (bases: readonly string[]): Promise<RecordedWorld> => {
  const folder = await mkdtemp(join(tmpdir(), "dl-env-recorded-"));
  const registry: FakeRegistry = await startFakeRegistry();
  await cp(join(FROZEN, "locks"), join(folder, "locks"), { recursive: true });
  const real = realSystem({ log: silent });
  const sys: System = {
    ...real,
    clock: { ...real.clock, now: () => Date.parse("2026-11-21T03:17:00Z") },
    env: {
      ...real.env,
      projectRoot: FROZEN,
      cwd: folder,
      home: folder,
      get: (name) => (name === "XDG_CACHE_HOME" ? `${folder}/.cache` : undefined),
    },
    http: {
      request: (wanted) =>
        wanted.url.includes("//127.0.0.1:")
          ? real.http.request(wanted)
          : Promise.reject(
              unreachable({ code: "network", message: `No answer from ${wanted.url}.`, hint: "x" }),
            ),
    },
    processes: {
      ...real.processes,
      find: () => Promise.resolve(undefined),
      run: (argv) => Promise.reject(new Error(`nothing may be started here: ${argv.join(" ")}`)),
    },
  };
  const repository = repositoryAt(sys, `${registry.host}/nvidia/cuda`);
  for (const tag of bases) await putBase(repository, tag);
  return {
    sys,
    write: async (name, request) => {
      const path = join(folder, name);
      await writeFile(path, `${request}\nmirrors: { docker.io: "${registry.host}" }\n`);
      return path;
    },
    close: async () => {
      await registry.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/**
 * What a layer of this kind would bring, small: wheels with their metadata, the others one file.
 */
const contentOf = (spec: LayerSpec): Record<string, string> => {
  if (spec.kind !== "wheel" && spec.kind !== "rest")
    return { [`opt/${spec.kind}.txt`]: `${spec.title}\n` };
  return Object.fromEntries(
    spec.wheels.flatMap(({ name, version }) => {
      const site = "opt/venv/lib/python3/site-packages";
      const dist = `${name.replaceAll("-", "_")}-${version}.dist-info`;
      return [
        [`${site}/${dist}/METADATA`, `Name: ${name}\nVersion: ${version}\nLicense: MIT\n`],
        [`${site}/${dist}/RECORD`, `${name}.py,,\n${dist}/LICENSE,,\n`],
        [`${site}/${name}.py`, "pass\n"],
      ];
    }),
  );
};

const NO_TOOLS = {} as LayerTools;

/**
 * Puts a layer into the store as if it had been made: files layers for real, of the others what
 * stands for them. Returns the digest of its tar.
 */
export const putLayer = async (
  sys: System,
  store: Repository,
  spec: LayerSpec,
): Promise<string> => {
  const work = await mkdtemp(join(tmpdir(), "dl-env-recorded-layer-"));
  try {
    const made =
      spec.kind === "files" ? await makeLayer({ sys, tools: NO_TOOLS, work }, spec) : undefined;
    const plain =
      made === undefined ? await tarOf(contentOf(spec)) : gunzipSync(await readFile(made.file));
    const bytes = stored(plain);
    const file = join(work, "layer.tar.gz");
    await writeFile(file, bytes);
    const layer: MadeLayer = {
      file,
      digest: sha256(bytes),
      size: bytes.byteLength,
      unpacked: plain.byteLength,
      diffId: sha256(plain),
      mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
      ...(made?.paths === undefined ? {} : { paths: stored(gunzipSync(made.paths)) }),
    };
    return (await storeLayer(sys, store, { spec, made: layer })).diffId;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};
