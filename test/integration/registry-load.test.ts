import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archiveOf } from "../../src/container/imageArchive.ts";
import { loadInto } from "../../src/container/loadImage.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import type { BlobSource, Repository } from "../../src/registry/repository.ts";
import { startDistribution, type Distribution } from "../fakes/distribution.ts";
import { startPrivatePodman, type PrivatePodman } from "../fakes/privatePodman.ts";
import { sha256 } from "../publish/images.ts";
import { linkRunnable, PRINTS } from "../publish/runnable.ts";
import { blob, largeBlob, repositoryAt, tempFolder, testSystem } from "../registry/world.ts";
import { engines } from "./engines.ts";

engines();

const sys = testSystem({ realClock: true });
const closing: (() => Promise<unknown>)[] = [];
let podman: PrivatePodman;
let registry: Distribution;
let dir: string;
/** Without capital letters: podman can read it itself. */
const low = join(tmpdir(), `dl-env-load-${process.pid}`);

beforeAll(async () => {
  const folder = await tempFolder();
  ({ dir } = folder);
  closing.push(folder.remove, () => rm(low, { recursive: true, force: true }));
  podman = await startPrivatePodman();
  closing.push(podman.close);
  registry = await startDistribution();
  closing.push(registry.close);
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const places: [string, () => Repository][] = [
  ["a layout", () => layoutRepository(sys, join(low, "images"))],
  [
    "a layout whose folder has a colon in its name",
    () => layoutRepository(sys, join(dir, "with:colon")),
  ],
  ["a registry", () => repositoryAt(sys, `${registry.host}/team/dl-env`)],
];

interface Inspected {
  readonly Config: { readonly Labels: Record<string, string>; readonly Env: string[] };
  readonly RootFS: { readonly Layers: string[] };
}

describe.each(places)("an image linked in %s", (_what, open) => {
  it("is loaded into podman under its name and runs with its entrypoint, environment and digest", async () => {
    const to = open();
    const { tag, digest } = await linkRunnable(to, dir, sys);
    const { name } = await loadInto(sys, podman, { repository: to, tag });
    expect(name).toBe(`localhost/dl-env:${tag}`);
    expect(await podman.call("run", "--rm", "--pull=never", name)).toBe(PRINTS);
    const [inspected] = JSON.parse(await podman.call("image", "inspect", name)) as Inspected[];
    expect(inspected?.Config.Labels["org.opencontainers.image.title"]).toBe("dl-env");
    expect(inspected?.Config.Env).toContain("VIRTUAL_ENV=/opt/venv");
    expect(inspected?.RootFS.Layers.length).toBe(4);
    expect(
      await podman.call("images", "--digests", "--format", "{{.Repository}}:{{.Tag}} {{.Digest}}"),
    ).toBe(`${name} ${digest}`);
    await podman.call("rmi", "--all", "--force");
  });

  it("is loaded into docker under its name and runs with its entrypoint and environment", async () => {
    const to = open();
    const { tag } = await linkRunnable(to, dir, sys);
    const docker = async (...args: string[]): Promise<string> =>
      (await promisify(execFile)("docker", args)).stdout.trim();
    const { name } = await loadInto(
      sys,
      {
        name: "docker",
        version: await docker("version", "--format", "{{.Server.Version}}"),
        argv: ["docker"],
        env: {},
      },
      { repository: to, tag },
    );
    expect(await docker("run", "--rm", "--pull=never", "--network=host", name)).toBe(PRINTS);
    const [inspected] = JSON.parse(await docker("image", "inspect", name)) as Inspected[];
    expect(inspected?.Config.Env).toContain("VIRTUAL_ENV=/opt/venv");
    expect(inspected?.RootFS.Layers.length).toBe(4);
    await docker("rmi", "--force", name);
  });
});

describe("an image pulled by podman from distribution", () => {
  it("keeps its digest", async () => {
    const to = repositoryAt(sys, `${registry.host}/team/pulled`);
    const { digest } = await linkRunnable(to, dir, sys);
    const reference = `${registry.host}/team/pulled@${digest}`;
    await podman.call("pull", "--quiet", "--tls-verify=false", reference);
    expect(await podman.call("image", "inspect", "--format", "{{.Digest}}", reference)).toBe(
      digest,
    );
    expect(await podman.call("run", "--rm", "--pull=never", reference)).toBe(PRINTS);
  });
});

describe("memory", () => {
  it("does not grow with the image that is streamed", async () => {
    const to = layoutRepository(sys, join(low, "large"));
    const layer: BlobSource = await largeBlob(300);
    const config = blob("{}");
    for (const source of [layer, config]) await to.writeBlob(source);
    const manifest = {
      schemaVersion: 2,
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      config: {
        mediaType: "application/vnd.oci.image.config.v1+json",
        digest: sha256("{}"),
        size: 2,
      },
      layers: [
        {
          mediaType: "application/vnd.oci.image.layer.v1.tar",
          digest: layer.digest,
          size: layer.size,
        },
      ],
    };
    await to.putManifest(
      { bytes: Buffer.from(JSON.stringify(manifest)), mediaType: manifest.mediaType },
      "large",
    );
    const before = process.memoryUsage.rss();
    let most = 0;
    let size = 0;
    for await (const chunk of archiveOf(to, "large")) {
      size += chunk.byteLength;
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect(size).toBeGreaterThan(300 << 20);
    expect((most - before) / 2 ** 20).toBeLessThan(120);
  });
});
