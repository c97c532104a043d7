import { execFile } from "node:child_process";
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { makeStandIn } from "../../src/engine/standIn.ts";
import { standInLayout, standInTag } from "../../src/engine/standInNames.ts";
import { standInRootfs } from "../../src/engine/standInRootfs.ts";
import { releaseOf } from "../../src/matrix/cudaRelease.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { packageInto } from "../fakes/npmPackage.ts";
import { pushBase } from "../fakes/pushedBase.ts";
import { ok } from "./cli.ts";
import { engines } from "./engines.ts";

const root = join(import.meta.dirname, "..", "..");
const { registry } = engines();
const sys = realSystem();
const run = promisify(execFile);
const NAMES = { base: `localhost/tool-base${process.pid}`, tool: `localhost/tool${process.pid}` };
const bases = `${registry}/tool${process.pid}/cuda`;
const images = `tool${process.pid}/images`;

let folder = "";
const podman = async (...args: string[]): Promise<string> =>
  (await run("podman", args, { cwd: folder, maxBuffer: 1 << 26 })).stdout.trim();

/** What this machine tells package tools, for a build and for what runs in it. */
const settings = ["SSL_CERT_FILE", "PIP_CERT", "PIP_CONFIG_FILE", "UV_CONFIG_FILE"].flatMap(
  (name) => {
    const file = process.env[name];
    return file === undefined ? [] : [{ name, file }];
  },
);

/** A Debian with Node 24 and pip, in place of Node's own image. */
const makeBase = async (): Promise<void> => {
  const context = join(folder, "base");
  await mkdir(context);
  await cp((await standInRootfs(sys)).file, join(context, "debian.tar.gz"));
  await cp(process.execPath, join(context, "node"));
  const lines = ["FROM scratch", "ADD debian.tar.gz /", "COPY node /usr/local/bin/"];
  for (const [at, { name, file }] of settings.entries()) {
    await cp(file, join(context, `setting${at}`));
    lines.push(`COPY setting${at} /settings/${at}`, `ENV ${name}=/settings/${at}`);
  }
  // Once, so that the Containerfile's own steps find what they install, and no list to read.
  lines.push(
    "RUN apt-get update -qq && apt-get install -qq --no-install-recommends python3-pip && rm -rf /etc/apt/sources.list*",
  );
  await writeFile(join(context, "Containerfile"), `${lines.join("\n")}\n`);
  await podman("build", "--quiet", "--network=host", "--tag", NAMES.base, context);
};

const makeTool = async (): Promise<void> => {
  const context = join(folder, "tool");
  await cp(join(root, "tool-image"), context, { recursive: true });
  await packageInto(join(folder, "package"));
  const tar = join(context, "dl-env-action.tgz");
  await run("tar", ["--create", "--gzip", `--file=${tar}`, `--directory=${folder}`, "package"]);
  const given = [`BASE=${NAMES.base}`, "VERSION=1.2.3", "REVISION=abc"];
  const argv = given.flatMap((one) => ["--build-arg", one]);
  await podman("build", "--quiet", "--network=host", ...argv, "--tag", NAMES.tool, context);
};

const request = (name: string): string =>
  `to: ${registry}/${images}\ncatalog: bases\nmatrix:\n  cuda: ["12.8.1"]\n  ubuntu: [debian-12]\n  set: [${name}]\nsets:\n  ${name}: [${name}]\nslim: true\nsmoke:\n  require: cpu\n`;

/** dl-env.yml for a set of one package, with a catalog in which the base is a vendor's. */
const workFolder = async (name: string): Promise<string> => {
  const work = join(folder, name);
  await mkdir(join(work, "bases"), { recursive: true });
  await writeFile(join(work, "dl-env.yml"), request(name));
  await writeFile(
    join(work, "bases/ubuntu.yml"),
    `debian-12:\n  tag: debian12\n  glibc: "2.36"\n  python: "3.11"\n  end-of-life: 2099-06-30\n  source: this test\n`,
  );
  await writeFile(
    join(work, "bases/cuda.yml"),
    `sources:\n  here: this test\nreleases:\n  12.8.1:\n    images: { debian-12: [base] }\n    repository: ${bases}\n    sources: [here]\n`,
  );
  return work;
};

const pushVendorBase = async (): Promise<void> => {
  const catalog = await loadCatalog(sys);
  const release = releaseOf(catalog, "12.8.1", "stand-in");
  const open = openRepository(sys);
  const layout = open(`oci:${standInLayout(sys)}`);
  if (release !== undefined && !(await layout.tags()).includes(standInTag("12.8.1")))
    await makeStandIn(sys, { cuda: release, drivers: catalog.drivers }, layout);
  await pushBase(layout, open(bases), standInTag("12.8.1"), "12.8.1-base-debian12", "tool");
};

let work = "";
beforeAll(async () => {
  folder = await mkdtemp("/tmp/dle-tool-");
  await chmod(folder, 0o755);
  await pushVendorBase();
  await makeBase();
  await makeTool();
  // The one layer that takes an engine.
  await ok(await workFolder("six"), ["build", "--engine", "podman"]);
  work = await workFolder("packaging");
  await chmod(work, 0o777);
});
afterAll(async () => {
  await podman("rmi", "--force", NAMES.tool, NAMES.base);
  await rm(folder, { recursive: true, force: true });
});

/** The image as docs/tool-image.md runs it, by a user whom it does not know. */
const tool = (...args: string[]): Promise<string> =>
  podman(
    "run",
    "--rm",
    "--pull=never",
    "--network=host",
    "--user=4321:4321",
    "--cap-drop=all",
    `--volume=${work}:/work`,
    NAMES.tool,
    ...args,
  );

interface Plan {
  readonly cells: readonly { readonly verdict: string; readonly state: string }[];
  readonly layers: readonly { readonly state: string }[];
}

describe("the tool's own image", () => {
  test("says its version, and is no more than 200 MB larger than its base", async () => {
    const size = async (name: string): Promise<number> =>
      Number(await podman("image", "inspect", "--format={{.Size}}", name));
    const more = (await size(NAMES.tool)) - (await size(NAMES.base));
    process.stdout.write(`the tool's image adds ${Math.round(more / 1e6)} MB to its base\n`);
    expect(more).toBeGreaterThan(10e6);
    expect(more).toBeLessThan(200e6);
    expect(await tool("--version")).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test("plans, locks, writes a Containerfile and links into a registry as any user, without an engine", async () => {
    const plan = async (): Promise<Plan> => JSON.parse(await tool("plan", "--json")) as Plan;
    const [cell] = (await plan()).cells;
    expect(cell).toMatchObject({ verdict: "accepted", state: "missing" });
    await tool("lock");
    expect((await stat(join(work, "locks"))).uid).toBe(4321);
    await tool("generate");
    const [name = ""] = await readdir(join(work, "containerfiles"));
    const written = await readFile(join(work, "containerfiles", name, "Containerfile"), "utf8");
    expect(written).toContain(bases);
    await tool("build");
    const { cells, layers } = await plan();
    expect(cells.map(({ state }) => state)).not.toContain("missing");
    expect(layers.map(({ state }) => state)).not.toContain("missing");
  });
});
