import { execFile } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archiveOf } from "../../src/publish/archive.ts";
import { linkImage } from "../../src/publish/link.ts";
import { loadInto } from "../../src/publish/load.ts";
import { copyBase, readBaseIn } from "../../src/registry/base.ts";
import { digestOf } from "../../src/registry/digest.ts";
import { storeLayer } from "../../src/registry/layers.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { startDistribution, type Distribution } from "../fakes/distribution.ts";
import { startPrivatePodman, type PrivatePodman } from "../fakes/privatePodman.ts";
import { madeLayer, putBase, recipeOf, systemSpec, wheelSpec } from "../publish/images.ts";
import { repositoryAt, tempFolder, testSystem } from "../registry/world.ts";

const sys = testSystem({ realClock: true });
let podman: PrivatePodman;
let registry: Distribution;
let dir: string;
/** Without capital letters: podman can read it itself. */
let low: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  low = join(tmpdir(), `dl-env-load-${process.pid}`);
  [podman, registry, { dir, remove }] = await Promise.all([startPrivatePodman(), startDistribution(), tempFolder()]);
});
afterAll(async () => {
  await podman.close();
  await registry.close();
  await remove();
  await rm(low, { recursive: true, force: true });
});

/** A base that can run: one static busybox, of Debian's package. */
const busybox = async (): Promise<Buffer> => {
  const { stdout } = await promisify(execFile)("sh", ["-c", "command -v busybox || echo /usr/bin/busybox"]);
  return readFile(stdout.trim());
};

/** Links an image of a busybox base and two layers; its tag and digest. */
const linked = async (to: Repository): Promise<{ tag: string; digest: string }> => {
  await putBase(to, "some-base", [{ "bin/": "", "bin/busybox": await busybox() }, { "etc/os-release": "NAME=test\n" }]);
  const base = await copyBase(await readBaseIn(to, "some-base", "some-base"), to);
  const specs = [systemSpec(base.platformDigest), wheelSpec("numpy")];
  const layers = [];
  for (const spec of specs) layers.push(await storeLayer(to, spec, await madeLayer(dir, spec.kind, { [`opt/${spec.kind}`]: `from ${spec.kind}\n` }), sys));
  const recipe = { ...recipeOf(specs), config: { ...recipeOf(specs).config, entrypoint: ["/bin/busybox"], cmd: ["cat", "/opt/system", "/opt/wheel"], user: "0:0", workdir: "/" } };
  return linkImage({ recipe, base, layers, store: to, to });
};

describe.each<[string, () => Repository]>([
  ["a layout", () => layoutRepository(sys, join(low, "images"))],
  ["a layout whose folder has a colon in its name", () => layoutRepository(sys, join(dir, "with:colon"))],
  ["a registry", () => repositoryAt(sys, `${registry.host}/team/dl-env`)],
])("an image linked in %s", (_what, open) => {
  it("is loaded into podman under its name and runs with its entrypoint, environment and digest", async () => {
    const to = open();
    const { tag, digest } = await linked(to);
    const { name } = await loadInto(sys, podman, to, tag);
    expect(name).toBe(`localhost/dl-env:${tag}`);
    expect(await podman.call("run", "--rm", "--pull=never", name)).toBe("from system\nfrom wheel");
    expect(await podman.call("run", "--rm", "--pull=never", name, "env")).toContain("VIRTUAL_ENV=/opt/venv");
    const [inspected] = JSON.parse(await podman.call("image", "inspect", name)) as { Config: { Labels: Record<string, string> }; RootFS: { Layers: string[] }; History: unknown[]; RepoDigests: string[] }[];
    expect(inspected?.Config.Labels["org.opencontainers.image.title"]).toBe("dl-env");
    expect(inspected?.RootFS.Layers.length).toBe(4);
    expect(await podman.call("images", "--digests", "--format", "{{.Repository}}:{{.Tag}} {{.Digest}}")).toBe(`${name} ${digest}`);
    await podman.call("rmi", "--all", "--force");
  });
});

describe("an image pulled by podman from distribution", () => {
  it("keeps its digest", async () => {
    const to = repositoryAt(sys, `${registry.host}/team/pulled`);
    const { digest } = await linked(to);
    const reference = `${registry.host}/team/pulled@${digest}`;
    await podman.call("pull", "--quiet", "--tls-verify=false", reference);
    expect(await podman.call("image", "inspect", "--format", "{{.Digest}}", reference)).toBe(digest);
    expect(await podman.call("run", "--rm", "--pull=never", reference)).toBe("from system\nfrom wheel");
  });
});

describe("memory", () => {
  it("does not grow with the image that is streamed", async () => {
    const to = layoutRepository(sys, join(dir, "large"));
    await mkdir(join(dir, "content"), { recursive: true });
    // 300 MiB that do not compress away: the layer is stored, not deflated.
    await promisify(execFile)("sh", ["-c", 'dd if=/dev/urandom of="$0/random" bs=1M count=300 2>/dev/null', join(dir, "content")]);
    const bytes = await readFile(join(dir, "content/random"));
    const digest = digestOf(bytes);
    await to.writeBlob({ digest, size: bytes.byteLength, open: () => sys.files.read(join(dir, "content/random")) });
    const config = Buffer.from("{}");
    await to.writeBlob({ digest: digestOf(config), size: 2, open: async function* () { yield config; } });
    const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json", config: { mediaType: "application/vnd.oci.image.config.v1+json", digest: digestOf(config), size: 2 }, layers: [{ mediaType: "application/vnd.oci.image.layer.v1.tar", digest, size: bytes.byteLength }] }));
    await to.putManifest({ bytes: manifest, mediaType: "application/vnd.oci.image.manifest.v1+json" }, "large");
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
