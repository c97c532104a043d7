import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attach } from "../../src/registry/attachments.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { startDistribution } from "../fakes/distribution.ts";
import { startOlareg } from "../fakes/olareg.ts";
import { startPrivateDocker } from "../fakes/privateDocker.ts";
import { startPrivatePodman, type PrivatePodman } from "../fakes/privatePodman.ts";
import { linkRunnable } from "../publish/runnable.ts";
import { repositoryAt, testSystem } from "../registry/world.ts";
import { engines } from "./engines.ts";

// Programs of others read what dl-env writes: each layer of an image, and what is attached to it.
engines();

const sys = testSystem({ realClock: true });
const closing: (() => Promise<unknown>)[] = [];
let dir: string;
let podman: PrivatePodman;

/** An image in some place, as other programs name it. */
interface Placed {
  readonly repository: Repository;
  /** `127.0.0.1:PORT/team/images`, or the path of the layout. */
  readonly at: string;
  readonly tag: string;
  readonly digest: string;
}
const places = new Map<string, Placed>();
const placed = (name: string): Placed => {
  const found = places.get(name);
  if (found === undefined) throw new Error(`no place ${name}`);
  return found;
};

const olareg = process.env["DL_ENV_TEST_OLAREG"];
const REGISTRIES = ["distribution", ...(olareg === undefined ? [] : ["olareg"])];
/** Folder with crane and oras, which .ci/engines builds: distributions have none of them. */
const tools = process.env["DL_ENV_TEST_OCI_TOOLS"];
const pathOf = (program: string): string => join(tools ?? "", program);
const named = (program: string): string[] =>
  tools !== undefined && existsSync(pathOf(program)) ? [program] : [];

const DOCUMENTS = [
  {
    type: "application/vnd.dl-env.source.v1",
    at: "2026-11-21T10:00:00Z",
    files: [
      { title: "Containerfile", type: "text/x-containerfile", content: "FROM scratch\n" },
      { title: "lock.json", type: "application/vnd.dl-env.lock.v1+json", content: "{}\n" },
    ],
  },
];

const put = async (name: string, repository: Repository, at: string): Promise<void> => {
  const work = join(dir, `layers-${name}`);
  await mkdir(work);
  const { tag, digest } = await linkRunnable(repository, work, sys);
  const image = await repository.manifest(digest);
  if (image === undefined) throw new Error("no image");
  await attach(repository, image, DOCUMENTS);
  places.set(name, { repository, at, tag, digest });
};

beforeAll(async () => {
  // Without capital letters, which podman refuses in the names of layouts.
  dir = `/tmp/dle-interop-${process.pid}`;
  await mkdir(dir);
  closing.push(() => rm(dir, { recursive: true, force: true }));
  podman = await startPrivatePodman();
  closing.push(podman.close);
  const distribution = await startDistribution();
  closing.push(distribution.close);
  const hosts = [["distribution", distribution.host]];
  if (olareg !== undefined) {
    const started = await startOlareg(olareg);
    closing.push(started.close);
    hosts.push(["olareg", started.host]);
  }
  for (const [name = "", host = ""] of hosts)
    await put(name, repositoryAt(sys, `${host}/team/images`), `${host}/team/images`);
  await put("layout", layoutRepository(sys, join(dir, "images")), join(dir, "images"));
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const ran = async (
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const [file = "", ...rest] = argv;
  const options = { env: { ...process.env, ...env }, maxBuffer: 1 << 26, cwd: dir };
  return (await promisify(execFile)(file, rest, options)).stdout.trim();
};

/** Files of every layer: the base's two, the system's, the wheel's. */
const FILES = ["bin/cat", "etc/os-release", "opt/system", "opt/wheel"];

/** What those files must hold. */
const contents = async (): Promise<ReadonlyMap<string, Buffer>> =>
  new Map([
    ["bin/cat", await readFile("/bin/cat")],
    ["etc/os-release", Buffer.from("NAME=test\n")],
    ["opt/system", Buffer.from("from system\n")],
    ["opt/wheel", Buffer.from("from wheel\n")],
  ]);

/** Those that are not what they must be in the root of an image. */
const wrongIn = async (root: string): Promise<string[]> => {
  const wrong: string[] = [];
  for (const [path, content] of await contents())
    if (!content.equals(await readFile(join(root, path)))) wrong.push(path);
  return wrong;
};

/** Unpacks those files of a tar. */
const unpacked = async (name: string, tar: string): Promise<string> => {
  const root = join(dir, name);
  await mkdir(root);
  await ran(["tar", "-xf", tar, "-C", root, ...FILES]);
  return root;
};

describe.each([...REGISTRIES, "layout"])("an image in %s", (name) => {
  const source = (): string => {
    const { at, tag } = placed(name);
    return name === "layout" ? `oci:${at}:${tag}` : `docker://${at}:${tag}`;
  };

  test("is copied by skopeo with the same digest, and umoci unpacks the copy whole", async () => {
    const copy = join(dir, `copy-${name}`);
    await ran([
      "skopeo",
      "copy",
      "--quiet",
      "--preserve-digests",
      "--src-tls-verify=false",
      source(),
      `oci:${copy}:copied`,
    ]);
    const index = JSON.parse(await readFile(join(copy, "index.json"), "utf8")) as {
      manifests: { digest: string }[];
    };
    expect(index.manifests.map(({ digest }) => digest)).toEqual([placed(name).digest]);
    const bundle = join(dir, `bundle-${name}`);
    await ran(["umoci", "unpack", "--image", `${copy}:copied`, bundle]);
    expect(await wrongIn(join(bundle, "rootfs"))).toEqual([]);
  });

  test("is pulled by podman and by buildah, whole and with the same digest", async () => {
    const tls = name === "layout" ? [] : ["--tls-verify=false"];
    const id = await podman.call("pull", "--quiet", ...tls, source());
    const shown = await podman.call("image", "inspect", "--format", "{{.Digest}}", id);
    expect(shown).toBe(placed(name).digest);
    const container = await podman.call("create", id);
    const tar = join(dir, `podman-${name}.tar`);
    await podman.call("export", "--output", tar, container);
    expect(await wrongIn(await unpacked(`podman-${name}`, tar))).toEqual([]);
    await podman.call("rm", container);

    const working = await ran(["buildah", "from", "--quiet", ...tls, source()], podman.env);
    expect(await wrongIn(await ran(["buildah", "mount", working], podman.env))).toEqual([]);
    await ran(["buildah", "rm", working], podman.env);
    await podman.call("rmi", "--all", "--force");
  });
});

describe.each(REGISTRIES)("an image in %s", (name) => {
  /** The root of the image as a docker has pulled it. */
  const pulledBy = async (
    store: string,
    env: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const { at, digest } = placed(name);
    const reference = `${at}@${digest}`;
    await ran(["docker", "pull", "--quiet", reference], env);
    const container = await ran(["docker", "create", reference], env);
    const tar = join(dir, `docker-${store}-${name}.tar`);
    await ran(["docker", "export", "--output", tar, container], env);
    await ran(["docker", "rm", container], env);
    await ran(["docker", "rmi", "--force", reference], env);
    return unpacked(`docker-${store}-${name}`, tar);
  };

  test("is pulled whole by docker with containerd's store", async () => {
    expect(await wrongIn(await pulledBy("containerd", {}))).toEqual([]);
  });

  test("is pulled whole by docker with the classic store, or the machine says why it has none", async () => {
    const docker = await startPrivateDocker();
    const pulled = async (): Promise<string[]> => {
      if ("why" in docker) return docker.why === "" ? ["no reason"] : [];
      try {
        return await wrongIn(await pulledBy("classic", docker.env));
      } finally {
        await docker.close();
      }
    };
    expect(await pulled()).toEqual([]);
  });

  test.each(named("crane"))("passes %s validate and export", async (program) => {
    const path = pathOf(program);
    const { at, tag } = placed(name);
    expect(await ran([path, "validate", "--insecure", "--remote", `${at}:${tag}`])).toMatch(
      /^PASS/,
    );
    const tar = join(dir, `crane-${name}.tar`);
    await ran([path, "export", "--insecure", `${at}:${tag}`, tar]);
    expect(await wrongIn(await unpacked(`crane-${name}`, tar))).toEqual([]);
  });
});

const discovered = async (
  path: string,
  options: readonly string[],
  reference: string,
): Promise<string[]> => {
  const said = await ran([path, "discover", "--format", "json", ...options, reference]);
  const { referrers = [], manifests = [] } = JSON.parse(said) as {
    referrers?: { artifactType: string; digest: string }[];
    manifests?: { artifactType: string; digest: string }[];
  };
  return [...referrers, ...manifests].flatMap(({ artifactType, digest }) =>
    artifactType === DOCUMENTS[0]?.type ? [digest] : [],
  );
};

describe.each(named("oras"))("%s", (program) => {
  const path = pathOf(program);
  test.each([...REGISTRIES, "layout"])(
    "discovers what is attached to an image in %s, and pulls its files",
    async (name) => {
      const { at, tag } = placed(name);
      const options = name === "layout" ? ["--oci-layout"] : ["--plain-http"];
      const [digest = "", ...more] = await discovered(path, options, `${at}:${tag}`);
      expect([digest.slice(0, 7), more]).toEqual(["sha256:", []]);
      const out = join(dir, `oras-${name}`);
      await ran([path, "pull", ...options, "--output", out, `${at}@${digest}`]);
      expect(await readFile(join(out, "Containerfile"), "utf8")).toBe("FROM scratch\n");
      expect(await readFile(join(out, "lock.json"), "utf8")).toBe("{}\n");
    },
  );

  test("copies an image with what is attached to it from a layout to a registry", async () => {
    const { at, tag } = placed("layout");
    const to = `${placed("distribution").at}-copied:${tag}`;
    await ran([
      path,
      "copy",
      "--recursive",
      "--from-oci-layout",
      "--to-plain-http",
      `${at}:${tag}`,
      to,
    ]);
    expect(await discovered(path, ["--plain-http"], to)).toHaveLength(1);
  });
});
