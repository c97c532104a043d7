import { createHash, randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { DEFAULT_USER } from "../../src/matrix/imageUser.ts";
import type { ImageRecipe, LayerSpec, MadeLayer } from "../../src/image/recipe.ts";
import {
  DOCKER_LAYER_GZIP,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_LAYER_GZIP,
  type Repository,
} from "../../src/registry/repository.ts";
import { CHECKS_VERSION, type CheckReport } from "../../src/inspect/checkReport.ts";
import type { Outcome, Report } from "../../src/smoke/smokeReport.ts";
import { blob, readAll } from "../registry/world.ts";

export const sha256 = (bytes: Uint8Array | string): string =>
  `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** A gzipped tar with these files. */
const tarGz = async (
  files: Readonly<Record<string, string | Buffer>>,
): Promise<{ bytes: Buffer; diffId: string; unpacked: number }> => {
  const tar = pack();
  for (const [name, content] of Object.entries(files))
    tar.entry(
      {
        name,
        mtime: new Date(0),
        mode: name.endsWith("/") ? 0o755 : 0o755,
        type: name.endsWith("/") ? "directory" : "file",
      },
      content,
    );
  tar.finalize();
  const plain = await readAll(tar as AsyncIterable<Uint8Array>);
  return {
    bytes: gzipSync(plain, { level: 6 }),
    diffId: sha256(plain),
    unpacked: plain.byteLength,
  };
};

export const BASE_CREATED = "2025-03-01T12:00:00Z";

export interface PutBase {
  readonly listDigest: string;
  readonly platformDigest: string;
}

/**
 * A base shaped like nvidia/cuda's: a schema 2 list of two platforms, several layers, an entrypoint
 * of its own. `tag` names the list.
 */
export const putBase = async (
  repository: Repository,
  tag: string,
  files: readonly Readonly<Record<string, string | Buffer>>[],
  given: { created?: string; env?: readonly string[] } = {},
): Promise<PutBase> => {
  const layers = await Promise.all(files.map((one) => tarGz(one)));
  const created = given.created ?? BASE_CREATED;
  const put = async (architecture: string): Promise<{ digest: string; size: number }> => {
    const config = blob(
      JSON.stringify({
        architecture,
        os: "linux",
        created,
        docker_version: "20.10",
        container: "abc",
        config: {
          Hostname: "x",
          Env: [
            "PATH=/usr/local/cuda/bin:/usr/bin:/bin",
            "NVIDIA_REQUIRE_CUDA=cuda>=12.8 brand=tesla,driver>=470",
            "NV_CUDA_CUDART_VERSION=12.8.90-1",
            "CUDA_VERSION=12.8.1",
            ...(given.env ?? []),
          ],
          Cmd: null,
          Entrypoint: ["/opt/nvidia/nvidia_entrypoint.sh"],
          Labels: { maintainer: "NVIDIA", "org.opencontainers.image.version": "24.04" },
          OnBuild: null,
        },
        rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) },
        history: [
          { created, created_by: "/bin/sh -c #(nop) ARG RELEASE", empty_layer: true },
          ...layers.map((_layer, index) => ({ created, created_by: `RUN step ${index}` })),
        ],
      }),
    );
    await repository.writeBlob(config);
    for (const layer of layers) await repository.writeBlob(blob(layer.bytes, 65_536));
    const manifest = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: DOCKER_MANIFEST,
        config: {
          mediaType: "application/vnd.docker.container.image.v1+json",
          size: config.size,
          digest: config.digest,
        },
        layers: layers.map(({ bytes }) => ({
          mediaType: DOCKER_LAYER_GZIP,
          size: bytes.byteLength,
          digest: sha256(bytes),
        })),
      }),
    );
    return {
      digest: await repository.putManifest({ bytes: manifest, mediaType: DOCKER_MANIFEST }),
      size: manifest.byteLength,
    };
  };
  const arm = await put("arm64");
  const amd = await put("amd64");
  const list = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: DOCKER_LIST,
      manifests: [
        {
          mediaType: DOCKER_MANIFEST,
          ...arm,
          platform: { architecture: "arm64", os: "linux", variant: "v8" },
        },
        { mediaType: DOCKER_MANIFEST, ...amd, platform: { architecture: "amd64", os: "linux" } },
      ],
    }),
  );
  return {
    listDigest: await repository.putManifest({ bytes: list, mediaType: DOCKER_LIST }, tag),
    platformDigest: amd.digest,
  };
};

/** A layer as the layer maker leaves it on disk: always a new file, since layouts take them. */
export const madeLayer = async (
  dir: string,
  name: string,
  files: Readonly<Record<string, string | Buffer>>,
  paths = true,
): Promise<MadeLayer> => {
  const { bytes, diffId, unpacked } = await tarGz(files);
  const file = join(dir, `${name}.tar.gz`);
  const part = `${file}.${randomUUID()}`;
  await writeFile(part, bytes);
  await rename(part, file);
  const lines = Object.entries(files).map(
    ([path, content]) => `${sha256(content).slice(7, 23)} ${path}\n`,
  );
  return {
    file,
    digest: sha256(bytes),
    size: bytes.byteLength,
    unpacked,
    diffId,
    mediaType: OCI_LAYER_GZIP,
    ...(paths ? { paths: gzipSync(lines.join("")) } : {}),
  };
};

export const wheelSpec = (name: string): LayerSpec => {
  const sha = createHash("sha256").update(name).digest("hex");
  return {
    kind: "wheel",
    key: sha.slice(0, 32),
    title: `${name} 1.0`,
    download: 1000,
    wheels: [
      { name, version: "1.0", file: `${name}-1.0-py3-none-any.whl`, sha256: sha, download: 1000 },
    ],
    python: "3.12",
    platform: "x86_64-manylinux_2_35",
  };
};

export const systemSpec = (base: string): LayerSpec => ({
  kind: "system",
  key: sha256(base).slice(7, 39),
  title: "apt packages",
  download: 0,
  system: {
    base,
    release: "24.04",
    apt: { release: "24.04", asOf: "2026-11-01", asked: [], extras: [] },
    python: "3.12",
    pythonFrom: "ubuntu",
    sudo: false,
    user: DEFAULT_USER,
    libraryPackages: [],
    locales: [],
    script: "RUN true",
    files: [],
  },
});

export const recipeOf = (
  layers: readonly LayerSpec[],
  given: Partial<Pick<ImageRecipe, "cell" | "key">> & { labels?: Record<string, string> } = {},
): ImageRecipe => ({
  cell: given.cell ?? "torch-cuda12.8.1-ubuntu24.04-py3.12",
  key: given.key ?? "0123456789ab",
  layers,
  config: {
    env: {
      PATH: "/opt/venv/bin:/usr/local/cuda/bin:/usr/bin:/bin",
      VIRTUAL_ENV: "/opt/venv",
      CUDA_VERSION: "12.8.1",
    },
    dropEnv: ["NV_CUDA_CUDART_VERSION"],
    entrypoint: ["/opt/dl-env/entrypoint"],
    cmd: ["python3"],
    user: "1000:0",
    workdir: "/home/dev",
    labels: {
      "org.opencontainers.image.title": "dl-env",
      "org.opencontainers.image.version": "12.8.1",
      ...given.labels,
    },
    exposed: ["8888/tcp"],
  },
});

/** What the static checks say of an image in which nothing is wrong. */
export const cleanChecks = (
  digest: string,
  findings: CheckReport["findings"] = [],
  cell = "cell",
): CheckReport => ({
  format: 1,
  version: CHECKS_VERSION,
  digest,
  cell,
  at: "2026-11-21T10:00:00.000Z",
  code: [],
  findings,
});

/** A report of one library with one check on the CPU and one on a GPU. */
export const reportOf = (
  digest: string,
  given: { gpu?: boolean; cpu?: Outcome; at?: string; cell?: string } = {},
): Report => ({
  format: 1,
  digest,
  cell: given.cell ?? "torch-cuda12.8.1-ubuntu24.04-py3.12",
  at: given.at ?? "2026-11-21T10:00:00.000Z",
  runtime: { name: "podman", version: "4.3.1" },
  ...(given.gpu === true
    ? { gpu: { name: "NVIDIA L4", driver: "570.133.20", computeCapability: "8.9" } }
    : {}),
  results: [
    {
      library: "torch",
      check: "import",
      device: "cpu",
      outcome: given.cpu ?? "pass",
      ...(given.cpu === undefined ? {} : { reason: "as told" }),
      seconds: 1.5,
      facts: { version: "2.10.0", sm: ["8.0", 90] },
    },
    {
      library: "torch",
      check: "matmul",
      device: "gpu",
      outcome: given.gpu === true ? "pass" : "unavailable",
      ...(given.gpu === true ? {} : { reason: "There is no GPU." }),
      seconds: 0.5,
      facts: {},
    },
  ],
});
