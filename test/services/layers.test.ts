import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { indexAsOf } from "../fakes/indexAsOf.ts";
import { filesLayerSpec } from "../../src/image/layerSpecs.ts";
import { lockLayers } from "../../src/image/wheelLayers.ts";
import { compilingPythons } from "../../src/layer/compilingPython.ts";
import type { LayerTools } from "../../src/layer/layerWork.ts";
import { makeLayer, type OwnLayerSpec } from "../../src/layer/makeLayer.ts";
import { decodePaths } from "../../src/layer/pathList.ts";
import { indexesWithoutSecret } from "../../src/resolve/indexAccess.ts";
import { uvEnvironment } from "../../src/resolve/uvEnvironment.ts";
import type { Lock, LockedWheel } from "../../src/resolve/lock.ts";
import { ensureUv, interpreterFor } from "../../src/resolve/uv.ts";
import type { System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const silent: System["log"] = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: (_title, work) => work(),
};
let sys = realSystem({ log: silent });
/** Scripts; data below share/ and etc/; a C extension; headers; pure Python for every Python. */
const WANTED = ["tqdm", "jupyterlab", "numpy", "greenlet", "six"];

let work = "";
let uv = "";
let lock: Lock;
let tools: LayerTools;

const locked = async (python: string): Promise<Lock> => {
  const folder = await mkdtemp(join(work, "lock-"));
  await writeFile(join(folder, "r.in"), WANTED.join("\n"));
  const args = [
    "pip",
    "compile",
    "-q",
    "--no-deps",
    "--only-binary",
    ":all:",
    "--prerelease",
    "disallow",
    "--python-version",
    python,
    "--python-platform",
    "x86_64-manylinux_2_35",
    "--format",
    "pylock.toml",
    "-o",
    join(folder, "pylock.toml"),
    join(folder, "r.in"),
  ];
  const { code, stderr } = await sys.processes.run([uv, ...args], {
    cwd: folder,
    env: await uvEnvironment(sys),
  });
  if (code !== 0) throw new Error(stderr);
  const text = await readFile(join(folder, "pylock.toml"), "utf8");
  const wheels = text
    .split("[[packages]]")
    .slice(1)
    .map((part): LockedWheel => {
      const of = (key: string): string => new RegExp(`${key} = "([^"]+)"`).exec(part)?.[1] ?? "";
      return {
        name: of("name"),
        version: of("version"),
        file: decodeURIComponent(of("url").split("/").at(-1) ?? ""),
        sha256: of("sha256"),
        download: /numpy|jupyterlab/.test(part.slice(0, 40)) ? 12e6 : 1e5,
      };
    });
  return {
    format: 1,
    key: "0".repeat(64),
    question: {
      requirements: WANTED,
      constraints: [],
      python,
      platform: "x86_64-manylinux_2_35",
      indexes: [],
    },
    created: "2026-11-21T00:00:00Z",
    uv: "",
    wheels,
  };
};

/**
 * Where both users of the first test find one and the same Python: releases of a minor version need
 * not compile to the same bytes, and another user cannot reach one in this user's home.
 */
const PATH = "/usr/local/bin:/usr/bin:/bin";
const PLAIN = {
  overlapWinners: {},
  layerOrder: [],
  releasedOften: {},
  noBytecode: { wheels: [], folders: [] },
};
const COMPILED = { bytecode: true };

const specsOf = (of: Lock): OwnLayerSpec[] => [
  ...(lockLayers(of, PLAIN, COMPILED).wheels as OwnLayerSpec[]),
  filesLayerSpec([{ path: "/usr/local/bin/tool", mode: 0o755, content: "#!/bin/sh\n" }]),
];

const wheelSpec = (of: Lock, name: string): OwnLayerSpec => {
  const wheel = of.wheels.find((one) => one.name === name);
  if (wheel === undefined) throw new Error(`no ${name}`);
  return lockLayers({ ...of, wheels: [{ ...wheel, download: 5e6 }] }, PLAIN, COMPILED)
    .wheels[0] as OwnLayerSpec;
};

const bytecodeSpec = (of: Lock, name: string): OwnLayerSpec => {
  const wheels = of.wheels.filter((one) => one.name === name);
  const found = lockLayers({ ...of, wheels }, PLAIN, COMPILED).wheels.find(
    ({ kind }) => kind === "bytecode",
  );
  if (found === undefined) throw new Error(`no bytecode of ${name}`);
  return found as OwnLayerSpec;
};

beforeAll(async () => {
  // A package may leave out an older Python in its next release, and move what it brings.
  sys = await indexAsOf(sys, await loadCatalog(sys));
  work = await mkdtemp("/tmp/dl-env-layers-");
  await chmod(work, 0o755);
  // A copy, because another user cannot reach into this user's tool cache.
  uv = join(work, "uv");
  await copyFile((await ensureUv(sys, (await loadCatalog(sys)).uv)).path, uv);
  // Bytecode is made by a Python of its version: one that is here.
  lock = await locked(
    execFileSync("python3", ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"], {
      encoding: "utf8",
      env: { ...process.env, PATH },
    }).trim(),
  );
  tools = {
    uv,
    interpreter: await interpreterFor(sys, { path: uv, version: "" }, work),
    environment: () => uvEnvironment(sys),
    compilingPython: compilingPythons({
      sys,
      uv,
      catalog: { hostPythons: [] },
      mirrors: {},
      work,
    }),
    mirrors: {},
  };
});

afterAll(async () => {
  await rm(work, { recursive: true, force: true });
});

interface ChildLayer {
  readonly title: string;
  readonly file: string;
  readonly digest: string;
  readonly diffId: string;
  readonly paths: string;
}

interface Circumstances {
  readonly folder: string;
  readonly umask: number;
  readonly later: number;
  readonly env: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly reverse?: boolean;
}

const inChild = async (circumstances: Circumstances): Promise<ChildLayer[]> => {
  const folder = join(work, circumstances.folder);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o777);
  const wheels = circumstances.reverse === true ? [...lock.wheels].reverse() : lock.wheels;
  const specs = specsOf({ ...lock, wheels });
  const job = {
    uv,
    work: folder,
    umask: circumstances.umask,
    later: circumstances.later,
    specs: circumstances.reverse === true ? specs.reverse() : specs,
  };
  await writeFile(join(folder, "job.json"), JSON.stringify(job), { mode: 0o644 });
  const env = {
    ...process.env,
    HOME: folder,
    PATH,
    TMPDIR: folder,
    XDG_CACHE_HOME: join(folder, "cache"),
    ...circumstances.env,
  };
  const owner =
    circumstances.uid === undefined ? {} : { uid: circumstances.uid, gid: circumstances.uid };
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "layersChild.ts"), join(folder, "job.json")],
    { env, cwd: folder, ...owner },
  );
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as ChildLayer[];
};

/**
 * Another user can run our code only where the checkout is readable by all; one below /root is not.
 */
const otherUser = (): number | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  try {
    execFileSync(
      process.execPath,
      [
        "-e",
        "process.setuid(12345); fs.readFileSync(process.argv[1]); child_process.execFileSync(process.argv[2], ['venv', '--quiet', '--no-cache', '--no-project', process.argv[3]], { stdio: 'ignore', env: { ...process.env, HOME: '/tmp', UV_PYTHON_DOWNLOADS: 'never' } }); fs.rmSync(process.argv[3], { recursive: true })",
        join(import.meta.dirname, "../../package.json"),
        uv,
        `/tmp/dl-env-other-${process.pid}`,
      ],
      { stdio: "pipe" },
    );
    return 12_345;
  } catch {
    console.log(
      "another user cannot read this checkout, or has no Python here: the second run is by the same user",
    );
    return undefined;
  }
};

describe("layers of real wheels", () => {
  it("are the same blobs from another clock, umask, user, order, locale, time zone, folder and number of threads", async () => {
    const one = await inChild({
      folder: "a",
      umask: 0o022,
      later: 0,
      env: { TZ: "UTC", LANG: "C", UV_THREADPOOL_SIZE: "1" },
    });
    const uid = otherUser();
    const far = `ä folder/${"deep-".repeat(10)}/b`;
    const two = await inChild({
      folder: far,
      umask: 0o077,
      later: 400 * 86_400_000,
      env: {
        TZ: "Pacific/Auckland",
        LANG: "tr_TR.UTF-8",
        LC_ALL: "tr_TR.UTF-8",
        UV_COMPILE_BYTECODE: "1",
        UV_LINK_MODE: "copy",
        UV_THREADPOOL_SIZE: "8",
      },
      ...(uid === undefined ? {} : { uid }),
      reverse: true,
    });
    const plain = (layers: readonly ChildLayer[]): unknown[] =>
      layers
        .map(({ title, digest, diffId, paths }) => ({ title, digest, diffId, paths }))
        .sort((a, b) => (a.title < b.title ? -1 : 1));
    expect(plain(two)).toEqual(plain(one));
    expect(one).toHaveLength(5);
    expect(one.map(({ title }) => title).filter((title) => title.startsWith("bytecode"))).toEqual([
      expect.stringMatching(/^bytecode of jupyterlab /),
    ]);
  });

  it("are the same of the wheel's file alone as by uv, which is asked where a wheel has headers", async () => {
    const indexes = await indexesWithoutSecret(sys, { uv: { path: uv, version: "" }, work });
    const byUv: string[] = [];
    const run: System["processes"]["run"] = (argv, options) => {
      if (argv.includes("--prefix")) byUv.push(options.cwd);
      return sys.processes.run(argv, options);
    };
    const watched = { ...sys, processes: { ...sys.processes, run } };
    for (const { name } of lock.wheels) {
      const folder = join(work, `file-${name}`);
      await mkdir(folder);
      const spec = wheelSpec(lock, name);
      const one = await makeLayer(
        { sys: watched, tools: { ...tools, indexes: () => indexes([]) }, work: folder },
        spec,
      );
      expect(byUv.splice(0).length).toBe(name === "greenlet" ? 1 : 0);
      const other = await makeLayer({ sys, tools, work: folder }, spec);
      expect({ name, diffId: one.diffId }).toEqual({ name, diffId: other.diffId });
    }
    expect(lock.wheels.map(({ name }) => name).sort()).toEqual([...WANTED].sort());
  });

  it("of py3-none wheels are the same for every Python", async () => {
    const older = await locked("3.10");
    const made = await Promise.all(
      [lock, older].map(async (of, index) => {
        const folder = join(work, `py-${index}`);
        await mkdir(folder);
        return makeLayer({ sys, tools, work: folder }, wheelSpec(of, "tqdm"));
      }),
    );
    expect(made[1]?.digest).toBe(made[0]?.digest);
    expect(wheelSpec(older, "tqdm").key).toBe(wheelSpec(lock, "tqdm").key);
  });

  it("have what wheels put into bin, share, etc and include, and name no path of this machine", async () => {
    const folder = join(work, "content");
    await mkdir(join(folder, "root"), { recursive: true });
    for (const spec of specsOf(lock)) {
      const made = await makeLayer({ sys, tools, work: folder }, spec);
      execFileSync("tar", ["-xzf", made.file, "-C", join(folder, "root")]);
    }
    const venv = join(folder, "root/opt/venv");
    expect((await readFile(join(venv, "bin/jupyter-lab"), "utf8")).split("\n")[0]).toBe(
      "#!/opt/venv/bin/python3",
    );
    expect(await readdir(join(venv, "share/jupyter/lab"))).toContain("static");
    expect(await readdir(join(venv, "etc/jupyter"))).toContain("jupyter_server_config.d");
    expect(await readdir(join(venv, "include/site/python3/greenlet"))).toEqual(["greenlet.h"]);
    expect(
      spawnSync("grep", ["-rlF", work, join(folder, "root")], { encoding: "utf8" }),
    ).toMatchObject({ status: 1, stdout: "" });
    const found = (...names: string[]): string[] =>
      execFileSync("find", [join(folder, "root"), ...names], { encoding: "utf8" })
        .split("\n")
        .filter((path) => path !== "");
    expect(found("-name", ".lock")).toEqual([]);
    // Every module but tests and what is no module of this Python has bytecode, from its own hash.
    const modules = found("-name", "*.py", "-path", "*/site-packages/*").filter(
      (path) => !/\/tests?\//.test(path),
    );
    const bytecode = found("-name", "*.pyc");
    expect(bytecode.length).toBeGreaterThan(0.98 * modules.length);
    expect(bytecode.length).toBeLessThanOrEqual(modules.length);
    expect(bytecode.filter((path) => !path.includes("/__pycache__/"))).toEqual([]);
  });

  it("can be uninstalled and installed again by uv: RECORD names every file, with its hash", async () => {
    const folder = join(work, "uninstall");
    const venv = join(folder, "opt/venv");
    await mkdir(folder, { recursive: true });
    const made = await makeLayer({ sys, tools, work: folder }, wheelSpec(lock, "tqdm"));
    const compiled = await makeLayer({ sys, tools, work: folder }, bytecodeSpec(lock, "tqdm"));
    for (const { file } of [made, compiled]) execFileSync("tar", ["-xzf", file, "-C", folder]);
    expect(decodePaths(compiled.paths ?? new Uint8Array()).size).toBeGreaterThan(20);
    const version = execFileSync(
      tools.interpreter,
      ["-c", "import sys; print('%d.%d' % sys.version_info[:2], sys._base_executable)"],
      { encoding: "utf8" },
    ).trim();
    const [minor = "", base = ""] = version.split(" ");
    await symlink(base, join(venv, "bin/python3"));
    await symlink("python3", join(venv, `lib/python${minor}`));
    await writeFile(
      join(venv, "pyvenv.cfg"),
      `home = ${join(base, "..")}\ninclude-system-site-packages = false\n`,
    );
    const python = join(venv, "bin/python3");
    const check =
      "import base64,csv,hashlib,pathlib,sys\nfrom importlib.metadata import distribution\nd=distribution('tqdm')\nfor f in d.files:\n  b=f.locate().read_bytes()\n  assert f.hash is None or base64.urlsafe_b64encode(hashlib.sha256(b).digest()).rstrip(b'=').decode()==f.hash.value, f\nprint(len(d.files))";
    expect(Number(execFileSync(python, ["-B", "-c", check], { encoding: "utf8" }))).toBe(
      decodePaths(made.paths ?? new Uint8Array()).size,
    );
    const environment = await uvEnvironment(sys);
    const run = async (...args: string[]): Promise<void> => {
      const { code, stderr } = await sys.processes.run([uv, "pip", ...args, "--python", python], {
        cwd: "/",
        env: environment,
      });
      expect(stderr).not.toMatch(/error/i);
      expect(code).toBe(0);
    };
    await run("uninstall", "tqdm");
    const left = execFileSync("find", [venv, "-type", "f"], { encoding: "utf8" })
      .trim()
      .split("\n")
      .map((path) => path.slice(venv.length + 1))
      .filter((path) => path !== ".lock");
    expect(left).toEqual(["pyvenv.cfg"]);
    await run("install", "--no-deps", "tqdm");
    expect(execFileSync(python, ["-B", "-m", "tqdm", "--version"], { encoding: "utf8" })).toMatch(
      /^\d+\.\d+/,
    );
  });

  it("are refused, with nothing left, when the index has another sha256 or no such version", async () => {
    const folder = join(work, "refused");
    await mkdir(folder);
    const [wheel] =
      wheelSpec(lock, "six").kind === "wheel"
        ? lock.wheels.filter(({ name }) => name === "six")
        : [];
    if (wheel === undefined) throw new Error("no six");
    const other = { ...lock, wheels: [{ ...wheel, sha256: "0".repeat(64) }] };
    await expect(makeLayer({ sys, tools, work: folder }, specsOf(other)[0]!)).rejects.toMatchObject(
      {
        code: "wheel-hash",
        message: expect.stringContaining(wheel.sha256) as string,
      },
    );
    const gone = { ...lock, wheels: [{ ...wheel, version: "99.0.0" }] };
    await expect(makeLayer({ sys, tools, work: folder }, specsOf(gone)[0]!)).rejects.toMatchObject({
      code: "wheel-gone",
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it("say that the index cannot be reached when it cannot", async () => {
    const folder = join(work, "unreachable");
    await mkdir(folder);
    const away: LayerTools = {
      ...tools,
      environment: async () => ({
        ...(await uvEnvironment(sys)),
        UV_DEFAULT_INDEX: "http://127.0.0.1:9/simple",
        UV_HTTP_RETRIES: "0",
      }),
    };
    await expect(
      makeLayer({ sys, tools: away, work: folder }, wheelSpec(lock, "six")),
    ).rejects.toMatchObject({
      code: "index-unreachable",
      exit: 3,
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
