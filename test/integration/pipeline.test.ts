import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Plan } from "../../src/plan/plan.ts";
import { dlEnv, ok, request } from "./cli.ts";
import { engines } from "./engines.ts";

const run = promisify(execFile);
const { registry } = engines();

interface BuiltJson {
  readonly images: readonly {
    readonly cell: string;
    readonly digest: string;
    readonly made: boolean;
  }[];
  readonly layers: readonly string[];
  readonly moved: number;
}

const requestFor = (to: string, engine: string, sets = "one: [numpy]", more = ""): string =>
  `to: ${to}\nengine: ${engine}\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: [stand-in]\n  set: [${sets
    .split("\n")
    .map((line) => line.trim().split(":")[0])
    .join(", ")}]\nsets:\n  ${sets}\nslim: true\nsmoke: { require: cpu }\n${more}`;

const layersByKind = (layers: readonly string[], kinds: readonly string[]): string[] =>
  layers.filter((layer) => kinds.includes(layer.split("-")[0] ?? "")).sort();

const layerDigest = async (repository: string, tag: string): Promise<string> => {
  const [host = "", ...path] = repository.split("/");
  const answer = await fetch(`http://${host}/v2/${path.join("/")}/manifests/${tag}`, {
    headers: { accept: "application/vnd.oci.image.manifest.v1+json" },
  });
  return ((await answer.json()) as { layers: { digest: string }[] }).layers[0]?.digest ?? "";
};

let dir = "";
let unique = "";
beforeAll(async () => {
  dir = await mkdtemp("/tmp/dle-pipe-");
  unique = dir.slice(-6).toLowerCase();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const folder = (name: string): string => join(dir, name);

/** Types of what an image's index of referrers names. */
const boundTo = async (repository: string, digest: string): Promise<string[]> => {
  const [host = "", ...path] = repository.split("/");
  const tag = digest.replace(":", "-");
  const response = await fetch(`http://${host}/v2/${path.join("/")}/manifests/${tag}`, {
    headers: { accept: "application/vnd.oci.image.index.v1+json" },
  });
  const index = (await response.json()) as { manifests: { artifactType: string }[] };
  return index.manifests.map(({ artifactType }) => artifactType);
};

test.each(["podman", "buildx"])(
  "with %s an image is built, tested and promoted to a registry, and a second build makes and moves nothing",
  async (engine) => {
    const repository = `${registry}/${unique}/${engine}`;
    await request(folder(engine), requestFor(repository, engine));
    const first = (await ok(folder(engine), ["build", "--stand-in", "--json"])).json() as BuiltJson;
    expect(first.images).toHaveLength(1);
    expect(first.layers.length).toBeGreaterThan(3);
    expect(first.moved).toBeGreaterThan(10_000_000);

    const dry = (await dlEnv(folder(engine), ["promote", "--dry-run", "--json"])).json() as {
      moves: unknown[];
      kept: { code: string }[];
    };
    expect([dry.moves, dry.kept.map(({ code }) => code)]).toEqual([[], ["not-tested"]]);

    await ok(folder(engine), ["smoke"]);
    expect(await boundTo(repository, first.images[0]?.digest ?? "")).toEqual([
      "application/vnd.dl-env.source.v1",
      "application/spdx+json",
      "application/vnd.dl-env.report.v1+json",
    ]);
    const promoted = (await ok(folder(engine), ["promote", "--json"])).json() as {
      moves: { tag: string; digest: string }[];
    };
    expect(promoted.moves.map(({ tag }) => tag.replace(/-r[0-9a-f]{12}$/, "-r"))).toEqual([
      "one-cuda12.8.1-stand-in-py3.11-r",
      "one-cuda12.8.1-stand-in-py3.11",
      "one-cuda12.8-stand-in",
      "one-cuda12.8",
      "one",
    ]);

    const second = (await ok(folder(engine), ["build", "--json"])).json() as BuiltJson;
    expect(second).toMatchObject({
      layers: [],
      moved: 0,
      images: [{ made: false, digest: first.images[0]?.digest }],
    });
    expect((await ok(folder(engine), ["promote"])).stdout).toContain("No tag has to move.");
  },
);

test("both engines give the same wheel, rest and files layers, and keep each under the same key", async () => {
  const kinds = ["wheel", "rest", "files"];
  const planOf = async (engine: string): Promise<string[]> =>
    ((await ok(folder(engine), ["plan", "--json"])).json() as Plan).layers.map(
      ({ layer }) => layer,
    );
  const [podman, buildx] = [await planOf("podman"), await planOf("buildx")];
  expect(layersByKind(podman, kinds)).toEqual(layersByKind(buildx, kinds));
  for (const layer of layersByKind(podman, kinds)) {
    expect(await layerDigest(`${registry}/${unique}/podman-layers`, layer)).toBe(
      await layerDigest(`${registry}/${unique}/buildx-layers`, layer),
    );
  }
});

test("a second cell that differs in its set makes only the layers it lacks", async () => {
  await request(
    folder("podman"),
    requestFor(`${registry}/${unique}/podman`, "podman", "one: [numpy]\n  two: [numpy, pandas]"),
  );
  const built = (await ok(folder("podman"), ["build", "--json"])).json() as BuiltJson;
  const kinds = built.layers.map((layer) => layer.split("-")[0]);
  expect(kinds).not.toContain("system");
  expect(kinds.filter((kind) => kind === "rest")).toHaveLength(1);
  const plan = (await ok(folder("podman"), ["plan", "--json"])).json() as Plan;
  const made = new Set(built.layers);
  expect(
    plan.layers.filter(({ cells }) => cells.length === 2).every(({ layer }) => !made.has(layer)),
  ).toBe(true);
  expect(plan.layers.filter(({ cells }) => cells.length === 2).length).toBeGreaterThan(1);
});

test.each(["podman", "buildx"])(
  "with build: engine, %s builds the cell whole, pushes it by digest, and it is tested and promoted",
  async (engine) => {
    const name = `whole-${engine}`;
    await request(
      folder(name),
      requestFor(`${registry}/${unique}/${name}`, engine, "one: [numpy]", "build: engine\n"),
    );
    const built = (await ok(folder(name), ["build", "--stand-in", "--json"])).json() as BuiltJson;
    const tags = async (): Promise<string[]> =>
      (
        (await (await fetch(`http://${registry}/v2/${unique}/${name}/tags/list`)).json()) as {
          tags: string[] | null;
        }
      ).tags ?? [];
    // What is bound to a digest lies under a tag of that digest's name; the image itself has none.
    const named = (await tags()).filter((tag) => !/^sha256-[0-9a-f]{64}/.test(tag));
    expect(named).toEqual([]);
    expect(built.images[0]?.digest).toMatch(/^sha256:/);
    await ok(folder(name), ["smoke"]);
    await ok(folder(name), ["promote"]);
    expect(await tags()).toContain("one");
  },
);

test("a layout that another tool wrote is loaded into podman and docker by tag, without a dl-env.yml, and runs in both", async () => {
  const images = folder("layout");
  await mkdir(images);
  await run("skopeo", [
    "copy",
    "--src-tls-verify=false",
    `docker://${registry}/${unique}/podman:one`,
    `oci:${images}/images:one`,
  ]);
  for (const runtime of ["podman", "docker"]) {
    const { stdout } = await ok(images, ["load", "one", "--to", "oci:./images", "--into", runtime]);
    expect(stdout).toContain("localhost/dl-env:one");
    const said = await run(runtime, [
      "run",
      "--rm",
      "--network=host",
      "localhost/dl-env:one",
      "python",
      "-c",
      "import numpy; print(numpy.arange(4).sum())",
    ]);
    expect(said.stdout.trim()).toBe("6");
    await run(runtime, ["rmi", "--force", "localhost/dl-env:one"]);
  }
});

test("a stand-in is not made unless asked for, and what stands on it goes to no registry of others", async () => {
  const other = folder("other");
  await request(other, requestFor("registry.example/team/dl-env", "podman"));
  const refused = await dlEnv(other, ["build", "--stand-in"]);
  expect(refused.code).not.toBe(0);
  const fresh = await dlEnv(other, ["plan", "--json", "--offline"], {
    XDG_CACHE_HOME: folder("no-cache"),
  });
  const [cell] = (fresh.json() as Plan).cells;
  expect(cell?.state === "unknown" || cell?.verdict === "unknown").toBe(true);
});

test("a committed lock is used as it is, and a lock that was tampered with is refused", async () => {
  const locked = folder("locked");
  await request(locked, requestFor("oci:./images", "podman"));
  await ok(locked, ["lock"]);
  const [name = ""] = (await run("ls", [join(locked, "locks")])).stdout
    .split("\n")
    .filter((file) => file.startsWith("py"));
  const file = join(locked, "locks", name);
  const text = await readFile(file, "utf8");
  expect(text).not.toMatch(/https?:/);
  // The locks of real bases are none that stand-ins may remove.
  const other = join(locked, "locks", "py3.12-0123456789ab.json");
  await writeFile(other, text);
  await ok(locked, ["lock"]);
  expect(await readFile(other, "utf8")).toBe(text);
  await rm(other);
  const plan = (
    await ok(locked, ["plan", "--json"], {
      XDG_CACHE_HOME: folder("empty-cache"),
      UV_DEFAULT_INDEX: "http://127.0.0.1:9/simple",
    })
  ).json() as Plan;
  expect(plan.cells[0]?.verdict).toBe("accepted");
  await writeFile(file, text.replace(/"sha256": "./, '"sha256": "0'));
  const broken = await dlEnv(locked, ["plan"]);
  expect([broken.code, broken.stderr]).toEqual([2, expect.stringContaining("lock")]);
});
