import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeStandIn } from "../../src/engine/standIn.ts";
import { standInLayout, standInTag } from "../../src/engine/standInNames.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { TAR_END, tarHeader, tarPadding } from "../../src/layer/tarHeader.ts";
import { digestOf } from "../../src/registry/digest.ts";
import {
  jsonBytes,
  parseConfig,
  parseIndex,
  parseManifest,
  readSmall,
} from "../../src/registry/manifest.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { DOCKER_LAYER_GZIP, type Repository } from "../../src/registry/repository.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { dlEnv, ok, request } from "./cli.ts";
import { engines } from "./engines.ts";

const { registry } = engines();
const sys = realSystem();
const open = openRepository(sys);

let dir = "";
let bases: Repository;
let standIns: Repository;
beforeAll(async () => {
  dir = await mkdtemp("/tmp/dle-checks-");
  bases = open(`${registry}/${dir.slice(-6).toLowerCase()}/cuda`);
  standIns = open(`oci:${standInLayout(sys)}`);
  const catalog = await loadCatalog(sys);
  const release = catalog.cuda.find(
    ({ repository, version }) => repository.startsWith("localhost/") && version === "12.8.1",
  );
  if (release !== undefined && (await standIns.resolve(standInTag("12.8.1"))) === undefined)
    await makeStandIn(sys, { cuda: release, drivers: catalog.drivers }, standIns);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** What others leave in images: the nine flaws, and three that keep kernels from running. */
const FLAWED: Readonly<Record<string, string>> = {
  "etc/shadow": "root:$6$salt$hash:20000:0:99999:7:::\n",
  "etc/sudoers.d/everyone": "ALL ALL=(ALL) NOPASSWD: ALL\n",
  "etc/jupyter/jupyter_server_config.py":
    "c.ServerApp.token = 'letmein'\nc.ServerApp.allow_origin = '*'\n",
  "root/.ssh/authorized_keys": "ssh-ed25519 AAAA someone@somewhere\n",
  "opt/keys/ssh_host_ed25519_key": "-----BEGIN OPENSSH PRIVATE KEY-----\n",
  "usr/local/bin/start.sh": "#!/bin/sh\nenv >> /etc/environment\n",
  "usr/lib/x86_64-linux-gnu/libcuda.so.1": "not a driver",
  "etc/ld.so.conf.d/00-compat.conf": "/usr/local/cuda/compat\n",
};
const FLAWED_ENV = ["JUPYTER_TOKEN=", "HF_TOKEN=hf_abc", "NVIDIA_VISIBLE_DEVICES=void"];
const FLAWED_STEP = "RUN |1 PASSWORD=changeme /bin/sh -c adduser someone # buildkit";
const CODES = [
  "allow-origin",
  "authorized-key",
  "compat-first",
  "driver-library",
  "empty-token",
  "environment-dump",
  "fixed-password",
  "fixed-token",
  "host-key",
  "nopasswd-sudo",
  "nvidia-env",
  "secret-in-env",
  "secret-in-history",
];

const put = async (bytes: Uint8Array): Promise<{ digest: string; size: number }> => {
  const blob = { digest: digestOf(bytes), size: bytes.byteLength };
  await bases.writeBlob({
    ...blob,
    open: async function* () {
      yield bytes;
    },
  });
  return blob;
};

/**
 * Pushes the stand-in for nvidia/cuda under its vendor's tag, with a layer more: what a base that
 * was pushed again in place looks like.
 */
const pushBase = async (
  files: Readonly<Record<string, string>>,
  env: readonly string[],
  step: string,
): Promise<void> => {
  const list = await standIns.manifest(standInTag("12.8.1"));
  const entry =
    list === undefined
      ? undefined
      : parseIndex(list, "stand-in").manifests.find(
          ({ platform }) => platform?.architecture === "amd64",
        );
  const stored = entry === undefined ? undefined : await standIns.manifest(entry.digest);
  if (stored === undefined) throw new Error("there is no stand-in");
  const manifest = parseManifest(stored, "stand-in");
  const config = parseConfig(
    await readSmall(standIns, manifest.config),
    manifest.config.digest,
    "stand-in",
  );
  for (const { digest, size } of manifest.layers)
    await bases.writeBlob({ digest, size, open: () => standIns.readBlob(digest) });
  const members = Object.entries(files).map(([path, content]) => ({
    entry: {
      path,
      kind: "file" as const,
      mode: path.endsWith(".sh") ? 0o755 : path === "etc/shadow" ? 0o640 : 0o644,
      uid: 0,
      gid: path === "etc/shadow" ? 42 : 0,
      mtime: 0,
      size: content.length,
    },
    content: Buffer.from(content),
  }));
  const tar = Buffer.concat([
    ...members.flatMap(({ entry: one, content }) => [
      tarHeader(one),
      content,
      tarPadding(content.length),
    ]),
    TAR_END,
  ]);
  const layer = await put(gzipSync(tar));
  const { "io.github.dl-env.stand-in": _standIn, ...labels } = config.config?.Labels ?? {};
  const changed = jsonBytes({
    ...config,
    config: {
      ...config.config,
      Labels: labels,
      Env: [
        ...(config.config?.Env ?? []).filter(
          (line) => !env.some((one) => one.split("=")[0] === line.split("=")[0]),
        ),
        ...env,
      ],
    },
    rootfs: {
      type: "layers",
      diff_ids: [
        ...config.rootfs.diff_ids,
        `sha256:${createHash("sha256").update(tar).digest("hex")}`,
      ],
    },
    history: [...(config.history ?? []), { created_by: step }],
  });
  const {
    mediaType,
    config: { mediaType: configType },
  } = JSON.parse(Buffer.from(stored.bytes).toString("utf8")) as {
    mediaType: string;
    config: { mediaType: string };
  };
  const bytes = jsonBytes({
    schemaVersion: 2,
    mediaType,
    config: { mediaType: configType, ...(await put(changed)) },
    layers: [...manifest.layers, { mediaType: DOCKER_LAYER_GZIP, ...layer }],
  });
  await bases.putManifest({ bytes, mediaType }, "12.8.1-base-debian12");
};

const UBUNTU = `debian-12:\n  tag: debian12\n  glibc: "2.36"\n  python: "3.11"\n  end-of-life: 2099-06-30\n  source: this test\n`;

/** A folder with dl-env.yml and the catalog that knows the base. */
const folder = async (name: string, more = ""): Promise<string> => {
  const at = join(dir, name);
  await mkdir(join(at, "bases"), { recursive: true });
  await writeFile(join(at, "bases/ubuntu.yml"), UBUNTU);
  await writeFile(
    join(at, "bases/cuda.yml"),
    `sources:\n  here: this test\nreleases:\n  12.8.1:\n    images: { debian-12: [base] }\n    repository: ${bases.name}\n    sources: [here]\n`,
  );
  await request(
    at,
    `to: oci:./images\ncatalog: bases\nengine: podman\nmatrix:\n  cuda: ["12.8.1"]\n  ubuntu: [debian-12]\n  set: [one]\nsets:\n  one: [numpy]\nslim: true\nsmoke: { require: cpu }\n${more}`,
  );
  return at;
};

interface Checks {
  readonly findings: readonly {
    readonly code: string;
    readonly message: string;
    readonly path?: string;
    readonly layer?: string;
    readonly hint: string;
  }[];
}

const codesOf = ({ findings }: Checks): string[] =>
  [...new Set(findings.map(({ code }) => code))].sort();

test("an image on a flawed base is linked, told finding by finding, tested, and refused: the tags stay where they were", async () => {
  await pushBase({ "etc/fine": "fine\n" }, [], "RUN /bin/sh -c true");
  const at = await folder("linked");
  const good = (await ok(at, ["build", "--json"])).json() as {
    images: { digest: string }[];
    checks: Checks[];
  };
  expect(good.checks.map(codesOf)).toEqual([[]]);
  expect((await ok(at, ["smoke"])).stdout).toContain("25 static checks passed");
  await ok(at, ["promote"]);
  const images = open(`oci:${at}/images`);
  const tags = ["one", "one-cuda12.8", "one-cuda12.8.1-debian12-py3.11"];
  const named = (): Promise<(string | undefined)[]> =>
    Promise.all(tags.map((tag) => images.resolve(tag)));
  expect(await named()).toEqual(tags.map(() => good.images[0]?.digest));

  await pushBase(FLAWED, FLAWED_ENV, FLAWED_STEP);
  const built = await dlEnv(at, ["build"]);
  expect(built.code).toBe(1);
  expect(built.stdout).toMatch(
    /driver libraries: A library of the driver is in the image; it would hide the host's \(\/usr\/lib\/x86_64-linux-gnu\/libcuda\.so\.1, from RUN \|1 PASSWORD=changeme/,
  );

  const tested = await dlEnv(at, ["smoke", "--json"]);
  const [proven] = tested.json() as {
    ok: boolean;
    checks: Checks;
    report: { results: { outcome: string }[] };
  }[];
  expect(tested.code).toBe(1);
  expect(codesOf(proven!.checks)).toEqual(CODES);
  expect(
    proven?.checks.findings.every(({ hint, message }) => hint !== "" && message.endsWith(".")),
  ).toBe(true);
  expect(proven?.report.results.every(({ outcome }) => outcome === "pass")).toBe(true);

  const promoted = await dlEnv(at, ["promote", "--json"]);
  expect(promoted.code).toBe(1);
  expect(promoted.json() as { moves: unknown[]; kept: { code: string }[] }).toMatchObject({
    moves: [],
    kept: [{ code: "check-failed" }],
  });
  expect(await named()).toEqual(tags.map(() => good.images[0]?.digest));
});

test("an image that an engine built whole on it is told the same", async () => {
  await pushBase(FLAWED, FLAWED_ENV, FLAWED_STEP);
  const at = await folder("whole", "build: engine\n");
  const built = await dlEnv(at, ["build", "--json"]);
  expect(built.code).toBe(1);
  const { checks } = built.json() as { checks: Checks[] };
  expect(checks.map(codesOf)).toEqual([CODES]);
});
