import { execFileSync } from "node:child_process";
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { ensureUv } from "../../src/resolve/uv.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { startPrivateIndex, type PrivateIndex } from "../fakes/privateIndex.ts";
import { CANARIES, traces } from "../secrets/canaries.ts";
import { dlEnv } from "./cli.ts";
import { engines } from "./engines.ts";

engines();
const sys = realSystem();
let dir = "";
let index: PrivateIndex;
let base = "";
let env: Record<string, string> = {};

const git = (...args: string[]): string =>
  execFileSync(
    "git",
    [
      "-c",
      "user.name=t",
      "-c",
      "user.email=t@example.invalid",
      "-c",
      "init.defaultBranch=main",
      ...args,
    ],
    { cwd: join(dir, "repository"), encoding: "utf8" },
  ).trim();

const REQUEST =
  'to: oci:./images\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: [stand-in]\n  set: [one]\nsets:\n  one: [tqdm]\nslim: true\nsmoke: { require: cpu }\n';

/**
 * Writes its argv and environment aside, does what the program of that name does, and keeps a copy
 * of an image that is handed over.
 */
const watched = async (name: string, path: string): Promise<void> => {
  const file = join(dir, "bin", name);
  await writeFile(
    file,
    `#!/bin/sh\n{ printf '%s\\n' "argv: $0 $*"; env; } >> '${join(dir, "children", name)}'\n'${path}' "$@"\ncode=$?\ncase " $* " in *" push "*) cp -r result '${join(dir, "kept")}' ;; esac\nexit $code\n`,
  );
  await chmod(file, 0o755);
};

/**
 * Secrets of all kinds: of the runner, of GitHub, of registries by file and by helper, in
 * addresses, and in variables that only look like it.
 */
const secretEnvironment = async (): Promise<Record<string, string>> => {
  const auth = (at: number): { auth: string } => ({
    auth: Buffer.from(`ada:${CANARIES[at] ?? ""}`).toString("base64"),
  });
  const docker = join(dir, "docker");
  await mkdir(docker);
  const plugins = join(process.env["DOCKER_CONFIG"] ?? join(homedir(), ".docker"), "cli-plugins");
  await symlink(await readlink(plugins).catch(() => plugins), join(docker, "cli-plugins"));
  const auths = {
    "registry.example": auth(0),
    "docker.io": auth(1),
    "other.example": { ...auth(2), identitytoken: CANARIES[3] },
  };
  await writeFile(
    join(docker, "config.json"),
    JSON.stringify({ auths, credHelpers: { "helped.example": "canary" } }),
    { mode: 0o600 },
  );
  await writeFile(
    join(dir, "bin", "docker-credential-canary"),
    `#!/bin/sh\necho '${JSON.stringify({ Username: "ada", Secret: "helped-canary-4711" })}'\n`,
    { mode: 0o755 },
  );
  const names = [
    "INPUT_REGISTRY-PASSWORD",
    "INPUT_GITHUB-TOKEN",
    "ACTIONS_RUNTIME_TOKEN",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    "GITHUB_TOKEN",
    "GH_TOKEN",
    "UV_PUBLISH_TOKEN",
    "UV_INDEX_OTHER_PASSWORD",
    "PIP_INDEX_PASSWORD",
  ];
  return {
    ...Object.fromEntries(names.map((name, at) => [name, CANARIES[4 + at] ?? ""])),
    GITHUB_ACTIONS: "true",
    DOCKER_CONFIG: docker,
    UV_DEFAULT_INDEX: index.address,
    RUNNER_DEBUG: "1",
    ACTIONS_STEP_DEBUG: "true",
  };
};

beforeAll(async () => {
  dir = await mkdtemp("/tmp/dle-check-");
  for (const name of ["bin", "children", "repository", "cache/dl-env", "tmp"])
    await mkdir(join(dir, name), { recursive: true });
  const catalog = await loadCatalog(sys);
  process.env["PATH"] =
    `${(await ensureUv(sys, catalog.uv)).path.replace(/\/uv$/, "")}:${process.env["PATH"] ?? ""}`;
  index = await startPrivateIndex(sys, "ada", CANARIES[24] ?? "");
  env = {
    ...(await secretEnvironment()),
    PATH: `${join(dir, "bin")}:${process.env["PATH"]}`,
    XDG_CACHE_HOME: join(dir, "cache"),
    UV_CACHE_DIR: join(dir, "cache", "uv"),
    TMPDIR: join(dir, "tmp"),
  };
  for (const name of ["podman", "docker", "uv", "git"])
    await watched(
      name,
      execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim(),
    );
  // The stand-in is this machine's own, as in the other tests: making one takes most of a minute.
  const kept = join(
    process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
    "dl-env",
    "stand-in",
  );
  await mkdir(kept, { recursive: true });
  await symlink(kept, join(dir, "cache", "dl-env", "stand-in"));
  git("init", "-q");
  await writeFile(join(dir, "repository", ".gitignore"), "images\n");
  git("add", "-A");
  git("commit", "-q", "-m", "nothing yet");
  base = git("rev-parse", "HEAD");
  await writeFile(join(dir, "repository", "dl-env.yml"), REQUEST);
  git("add", "-A");
  git("commit", "-q", "-m", "one cell");
});
afterAll(async () => {
  await index.close();
  await rm(dir, { recursive: true, force: true });
});

/**
 * Every file below a folder as text, what is compressed also unpacked; symlinks are not followed.
 */
const contents = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
      return plain.length > 400_000_000 ? "" : plain.toString("latin1");
    }),
  );
  return [entries.map(({ name }) => name).join("\n"), ...texts];
};

/**
 * What of a program's record names a secret: of argv whichever, of the environment what it has no
 * need of.
 */
const toldTo = async (name: string, allowed: readonly string[]): Promise<string[]> => {
  const text = await readFile(join(dir, "children", name), "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => traces(line).length > 0 && !allowed.some((start) => line.startsWith(start)));
};

const SECRETS = CANARIES.slice(0, 13).concat(CANARIES[24] ?? "", "helped-canary-4711");
const found = (texts: readonly string[]): string[] => [
  ...new Set(
    texts.flatMap((text) => traces(Buffer.from(text, "latin1").toString("utf8"), SECRETS)),
  ),
];

test("a cell that a change adds is built from its Containerfile by podman, without push, and no secret is told to anybody", async () => {
  const result = await dlEnv(
    join(dir, "repository"),
    [
      "check",
      "--base",
      base,
      "--sample",
      "1",
      "--stand-in",
      "--engine",
      "podman",
      "--debug",
      "--json",
    ],
    env,
  );
  const report = result.json() as {
    touched: { cell: string }[];
    built: { cell: string; outcome: string; detail: string }[];
    drift: unknown[];
  };
  expect(report.touched.map(({ cell }) => cell)).toEqual(["one-cuda12.8.1-stand-in-py3.11"]);
  expect(report.built).toEqual([
    { cell: "one-cuda12.8.1-stand-in-py3.11", outcome: "built", detail: "" },
  ]);
  expect(result.code).toBe(0);
  expect(await readdir(join(dir, "repository"))).not.toContain("images");
  expect(index.asked.known).toBeGreaterThan(0);
  expect(found([result.stdout, result.stderr])).toEqual([]);
});

test("the image that was built holds none of them: no layer, history, label or config, nor does the repository", async () => {
  const kept = await contents(join(dir, "kept"));
  expect(kept.length).toBeGreaterThan(6);
  expect(
    kept.some((text) => text.includes("etc/shadow")) &&
      kept.some((text) => text.includes('"history"')),
  ).toBe(true);
  expect(found(kept)).toEqual([]);
  expect(found(await contents(join(dir, "repository")))).toEqual([]);
});

test("a hand edit of a generated file is told where to go instead, at its file, and is no fault once it is made anew", async () => {
  const repository = join(dir, "repository");
  const file = join(
    repository,
    "containerfiles",
    "one-cuda12.8.1-stand-in-py3.11",
    "Containerfile",
  );
  expect((await dlEnv(repository, ["generate"], env)).code).toBe(0);
  expect((await dlEnv(repository, ["check"], env)).code).toBe(0);
  const made = await readFile(file, "utf8");
  await writeFile(file, made.replace("USER ", "USER 0\nUSER "));
  const { code, stdout } = await dlEnv(repository, ["check"], env);
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining(
      "Containerfile is out of date. Change dl-env.yml or the catalog instead, then: dl-env generate --out ./containerfiles",
    ) as string,
  ]);
  await writeFile(file, made);
  expect((await dlEnv(repository, ["check"], env)).code).toBe(0);
});

test("nothing of them is left in caches and temporary folders, and programs were told no more than they need", async () => {
  expect(
    found([...(await contents(join(dir, "cache"))), ...(await contents(join(dir, "tmp")))]),
  ).toEqual([]);
  for (const name of ["podman", "docker", "git"]) expect(await toldTo(name, [])).toEqual([]);
  // uv asks the index, so it is told where that is: in its environment, never in argv.
  expect(await toldTo("uv", ["UV_", "PIP_"])).toEqual([]);
  expect((await readFile(join(dir, "children", "uv"), "utf8")).includes("argv: ")).toBe(true);
});

test("errors that quote an address leave its user and password out", async () => {
  const secret = CANARIES[12] ?? "";
  const address = `https://ada:${encodeURIComponent(secret)}@127.0.0.1:9/simple`;
  const broken = join(dir, "broken");
  await mkdir(broken);
  await writeFile(
    join(broken, "dl-env.yml"),
    `${REQUEST}mirrors: { docker.io: ${JSON.stringify(address)} }\n`,
  );
  for (const args of [
    ["plan", "--debug"],
    ["watch", "--debug", "--json"],
  ]) {
    const { code, stdout, stderr } = await dlEnv(broken, args, {
      ...env,
      UV_DEFAULT_INDEX: address,
      XDG_CACHE_HOME: join(dir, "other-cache"),
    });
    expect(code).toBeGreaterThanOrEqual(0);
    expect(found([stdout, stderr])).toEqual([]);
  }
});
