import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { chooseEngine } from "../../src/engine/chooseEngine.ts";
import type { BaseSource, BuildContext, Engine } from "../../src/engine/engine.ts";
import { runContainer } from "../../src/container/runContainer.ts";
import { chooseRuntime } from "../../src/container/chooseRuntime.ts";
import { makeStandIn, type StandIn } from "../../src/engine/standIn.ts";
import { standInLayout } from "../../src/engine/standInNames.ts";
import { readInstaller } from "../../src/image/imageFiles.ts";
import { systemContext, systemRecipe } from "../../src/image/systemRecipe.ts";
import { decompressed } from "../../src/layer/decompressed.ts";
import { readTar } from "../../src/layer/readTar.ts";
import { readBaseIn } from "../../src/registry/baseImage.ts";
import { blobPath } from "../../src/registry/layoutFolder.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { parseConfig, parseManifest, readSmall } from "../../src/registry/manifest.ts";
import type { Repository } from "../../src/registry/repository.ts";
import type { System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { readAll } from "../registry/world.ts";
import { engines } from "./engines.ts";

const { registry } = engines();
const silent: System["log"] = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: (_title, work) => work(),
};
const sys = realSystem({ log: silent });
const open = openRepository(sys);
const EPOCH = 1_700_000_000;
const CANARY = "canary-4711-do-not-keep";

let work = "";
/** The temporary folder of everything in this file, so that what is left there is seen. */
let temporary = "";
const outside = process.env["TMPDIR"];
let standIn: StandIn;
let layoutBase: BaseSource;
const made: Record<string, Engine> = {};

const contextOf = async (
  name: string,
  containerfile: string,
  more: Partial<BuildContext> = {},
): Promise<BuildContext> => {
  const dir = join(work, name);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, "Containerfile"), containerfile);
  await writeFile(join(dir, "greeting"), "hello\n");
  return { dir, base: layoutBase, secrets: {}, buildArgs: {}, epoch: EPOCH, ...more };
};

const podman = async (...args: string[]): Promise<string> => {
  const { stdout, code, stderr } = await sys.processes.run(["podman", ...args], { cwd: "/" });
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
};

beforeAll(async () => {
  work = await mkdtemp("/tmp/dl-env-test-");
  temporary = join(work, "Temp");
  await mkdir(temporary);
  process.env["TMPDIR"] = temporary;
  const catalog = await loadCatalog(sys);
  const cuda = catalog.cuda.find(
    ({ repository, version }) => repository.startsWith("localhost/") && version === "12.8.1",
  );
  if (cuda === undefined) throw new Error("the catalog has no stand-in");
  const dir = standInLayout(sys);
  standIn = await makeStandIn(sys, { cuda, drivers: catalog.drivers }, open(`oci:${dir}`));
  await makeStandIn(sys, { cuda, drivers: catalog.drivers }, open(`${registry}/stand-in`));
  layoutBase = { kind: "layout", dir, digest: standIn.platformDigest, tag: standIn.tag };
  for (const name of ["podman", "buildx"] as const)
    made[name] = await chooseEngine(sys, name, { open, work: join(work, "settings") });
});

afterAll(async () => {
  for (const image of (
    await podman("images", "--quiet", "--filter", "reference=localhost/dl-env-base-*")
  ).split("\n"))
    if (image !== "") await podman("rmi", "--force", image);
  if (outside === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = outside;
  await rm(work, { recursive: true, force: true });
});

const engine = (name: string): Engine => {
  const found = made[name];
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

const quiet = (): void => undefined;

describe("the system layer", () => {
  test("of the real stage is the same blob from podman and from buildx, without any trace of its secrets", async () => {
    const apt = {
      release: "stand-in",
      asOf: "2026-11-21",
      asked: ["ca-certificates", "curl", "git", "openssh-server", "tini", "tmux"],
      extras: [],
    };
    const recipe = systemRecipe(
      { python: "3.11", pythonFrom: "ubuntu", ubuntu: "stand-in" },
      { apt, installer: await readInstaller(sys) },
      { base: standIn.platformDigest, sudo: true, libraryPackages: [], locales: [] },
    );
    const lines: string[] = [];
    const context = await contextOf("system", "");
    for (const { path, content } of systemContext(recipe))
      await sys.files.write(join(context.dir, path), content);
    const before = await podman("images", "--all", "--quiet", "--filter", "dangling=true");
    const first = await engine("podman").buildSystem(context, join(work, "first"), (line) =>
      lines.push(line),
    );
    const byBuildx = await engine("buildx").buildSystem(context, join(work, "by-buildx"), quiet);
    // Debian may have published a package between the two; seldom twice at once.
    const byPodman =
      first.digest === byBuildx.digest
        ? first
        : await engine("podman").buildSystem(context, join(work, "again"), quiet);
    expect(byPodman.digest).toBe(byBuildx.digest);
    expect(byPodman.diffId).toBe(byBuildx.diffId);
    expect(lines.some((line) => line.includes("STEP"))).toBe(true);
    expect(await podman("images", "--all", "--quiet", "--filter", "dangling=true")).toBe(before);
    expect(await podman("ps", "--all", "--external", "--quiet")).toBe("");
    expect(await readdir(join(work, "first"))).toEqual(["system.tar.gz"]);
  });

  test("is one layer whatever the number of steps, and keeps what was removed from the base", async () => {
    const steps =
      "ARG BASE\nFROM ${BASE} AS system\nRUN rm /etc/dl-env-stand-in && mkdir /one && echo 1 > /one/a\nRUN rm /one/a && echo 2 > /one/b && rm -rf /etc/ld.so.conf.d && mkdir /etc/ld.so.conf.d\nWORKDIR /two\n";
    const context = await contextOf("steps", steps);
    for (const name of ["podman", "buildx"]) {
      const layer = await engine(name).buildSystem(context, join(work, `steps-${name}`), quiet);
      const paths = (await readTar(sys.files, layer.file, join(work, `spool-${name}`))).map(
        ({ path }) => path,
      );
      expect(paths).toContain("etc/.wh.dl-env-stand-in");
      expect(paths).toEqual(expect.arrayContaining(["one/b", "two"]));
      expect(paths).not.toContain("one/a");
      const gone = paths.filter((path) => path.startsWith("etc/ld.so.conf.d/.wh."));
      expect(gone.length).toBeGreaterThan(0);
    }
  });

  test("does not ask for the base's layers again when it stands in a registry", async () => {
    const context = await contextOf(
      "registry",
      "ARG BASE\nFROM ${BASE} AS system\nRUN echo 1 > /one\n",
      {
        base: {
          kind: "registry",
          reference: `${registry}/stand-in:${standIn.tag}@${standIn.digest}`,
          insecure: true,
        },
      },
    );
    const byPodman = await engine("podman").buildSystem(
      context,
      join(work, "registry-podman"),
      quiet,
    );
    const byBuildx = await engine("buildx").buildSystem(
      context,
      join(work, "registry-buildx"),
      quiet,
    );
    expect(byPodman.digest).toBe(byBuildx.digest);
    await podman("rmi", "--force", `${registry}/stand-in@${standIn.digest}`);
  });
});

/**
 * Sizes of the base's blobs in the result of a build, by either of their names, seen just before
 * the engine's folder is removed.
 */
const seenSizes = async (name: "podman" | "buildx"): Promise<number[]> => {
  const { manifest, config } = await readBaseIn(
    open(`oci:${standInLayout(sys)}`),
    standIn.platformDigest,
    "base",
  );
  const sizes: number[] = [];
  const remove: System["files"]["remove"] = async (path) => {
    for (const digest of [
      ...manifest.layers.map((layer) => layer.digest),
      ...config.rootfs.diff_ids,
    ]) {
      const found = await sys.files.stat(blobPath(join(path, "result"), digest));
      if (found !== undefined) sizes.push(found.size);
    }
    await sys.files.remove(path);
  };
  const watched = await chooseEngine({ ...sys, files: { ...sys.files, remove } }, name, {
    open,
    work: join(work, "settings"),
  });
  await watched.buildSystem(
    await contextOf(`seen-${name}`, "ARG BASE\nFROM ${BASE} AS system\nRUN echo 1 > /one\n"),
    join(work, `seen-${name}`),
    quiet,
  );
  return sizes;
};

test.each(["podman", "buildx"] as const)(
  "%s neither compresses nor copies the base's layers to hand over its result",
  async (name) => {
    const sizes = await seenSizes(name);
    expect(sizes.length).toBeGreaterThanOrEqual(5);
    expect(new Set(sizes)).toEqual(new Set([0]));
  },
);

const WHOLE = `ARG BASE
FROM \${BASE} AS system
ARG NAME=nobody
RUN --mount=type=secret,id=ca set -eu; grep -q canary /run/secrets/ca; echo "$NAME" > /name; rm /etc/dl-env-stand-in
FROM system AS files
COPY greeting /layer/greeting
FROM system
COPY --from=files /layer/ /
ENV GREETING=/greeting
USER 1000:0
ENTRYPOINT ["cat"]
CMD ["/greeting"]
`;

const blobsOf = async (
  repository: Repository,
  digest: string,
): Promise<{ config: ReturnType<typeof parseConfig>; texts: string[] }> => {
  const stored = await repository.manifest(digest);
  if (stored === undefined) throw new Error(`no ${digest}`);
  const manifest = parseManifest(stored, repository.name);
  const bytes = await readSmall(repository, manifest.config);
  const texts = [
    Buffer.from(bytes).toString("latin1"),
    Buffer.from(stored.bytes).toString("latin1"),
  ];
  for (const layer of manifest.layers.slice(1)) {
    const parts: Uint8Array[] = [];
    for await (const part of repository.readBlob(layer.digest)) parts.push(part);
    texts.push(gunzipSync(Buffer.concat(parts)).toString("latin1"));
  }
  return { config: parseConfig(bytes, manifest.config.digest, repository.name), texts };
};

describe.each(["podman", "buildx"])("a whole image by %s", (name) => {
  const withSecret = async (): Promise<BuildContext> => {
    const ca = join(work, "ca");
    await writeFile(ca, CANARY, { mode: 0o600 });
    return contextOf(`whole-${name}`, WHOLE, {
      secrets: { ca },
      buildArgs: { NAME: "a 'name' $HOME" },
    });
  };

  test("stands in the registry by digest without a tag, runs, and tells no secret", async () => {
    const repository = `${registry}/whole-${name}`;
    const layers: { diffId: string; content: string }[] = [];
    const onLayer: BuildContext["onLayer"] = async ({ diffId, file }) => {
      const tar = await readAll(decompressed(sys.files.read(file)));
      layers.push({ diffId, content: `sha256:${createHash("sha256").update(tar).digest("hex")}` });
    };
    const { digest } = await engine(name).buildImage(
      { ...(await withSecret()), onLayer },
      { kind: "registry", repository, insecure: true },
      quiet,
    );
    expect(await open(repository).tags()).toEqual([]);
    const { config, texts } = await blobsOf(open(repository), digest);
    expect(layers.length).toBeGreaterThan(0);
    expect(layers.map(({ content }) => content)).toEqual(layers.map(({ diffId }) => diffId));
    expect(config.rootfs.diff_ids.slice(-layers.length)).toEqual(
      layers.map(({ diffId }) => diffId),
    );
    expect(texts.filter((text) => text.includes(CANARY))).toEqual([]);
    expect(config.config?.User).toBe("1000:0");
    expect(config.config?.Env).toContain("CUDA_VERSION=12.8.1");
    const runtime = await chooseRuntime(sys, join(work, "settings"), "podman");
    await podman("pull", "--quiet", "--tls-verify=false", `${repository}@${digest}`);
    const image = `${repository}@${digest}`;
    expect((await runContainer(sys, runtime, { image, network: "none", pull: false })).stdout).toBe(
      "hello\n",
    );
    expect(
      (
        await runContainer(sys, runtime, {
          image,
          network: "none",
          pull: false,
          command: ["/name"],
        })
      ).stdout,
    ).toBe("a 'name' $HOME\n");
    expect(
      (
        await runContainer(sys, runtime, {
          image,
          network: "none",
          pull: false,
          command: ["/etc/dl-env-stand-in"],
        })
      ).code,
    ).toBe(1);
    await podman("rmi", "--force", image);
    expect(await podman("images", "--all", "--quiet", "--filter", "dangling=true")).toBe("");
  });

  test("goes into a layout, where the base's own layers stay what they were", async () => {
    const target = join(work, `layout-${name}`);
    const { digest } = await engine(name).buildImage(
      await withSecret(),
      { kind: "layout", dir: target },
      quiet,
    );
    const base = parseManifest(
      (await open(`oci:${standInLayout(sys)}`).manifest(standIn.platformDigest))!,
      "base",
    );
    const image = parseManifest((await open(`oci:${target}`).manifest(digest))!, "image");
    expect(image.layers.slice(0, base.layers.length).map((layer) => layer.digest)).toEqual(
      base.layers.map((layer) => layer.digest),
    );
    expect(new Set(image.layers.map(({ mediaType }) => mediaType))).toEqual(
      new Set(["application/vnd.oci.image.layer.v1.tar+gzip"]),
    );
    expect(await open(`oci:${target}`).tags()).toEqual([]);
  });

  test("that fails says why, and leaves nothing in target or storage", async () => {
    const target = join(work, `failed-target-${name}`);
    const context = await contextOf(
      `failed-${name}`,
      "ARG BASE\nFROM ${BASE} AS system\nRUN echo a >/a\nRUN echo E: no such package >&2; exit 7\n",
    );
    await expect(
      engine(name).buildImage(context, { kind: "layout", dir: target }, quiet),
    ).rejects.toMatchObject({ code: "engine-failed", exit: 1 });
    expect(await sys.files.stat(target)).toBeUndefined();
    expect(await podman("images", "--all", "--quiet", "--filter", "dangling=true")).toBe("");
    expect(await podman("ps", "--all", "--external", "--quiet")).toBe("");
  });

  test("that does not stand on its base is refused", async () => {
    const context = await contextOf(
      `other-${name}`,
      "ARG BASE\nFROM scratch AS system\nCOPY greeting /greeting\n",
    );
    await expect(
      engine(name).buildImage(
        context,
        { kind: "layout", dir: join(work, `other-target-${name}`) },
        quiet,
      ),
    ).rejects.toMatchObject({ code: "engine-other-base" });
  });
});

test("nothing of the builds is left in the temporary folder", async () => {
  expect(await readdir(temporary)).toEqual([]);
  expect(await readFile(join(work, "ca"), "utf8")).toBe(CANARY);
});
