import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inherited } from "../../src/system/inheritedEnvironment.ts";
import { uvEnvironment } from "../../src/resolve/uvEnvironment.ts";
import { defaultIndex } from "../../src/resolve/indexSettings.ts";
import { mirrored } from "../../src/text/mirrors.ts";
import { namedIndexes } from "../../src/resolve/namedIndexes.ts";
import { indexAccess, indexesWithoutSecret } from "../../src/resolve/indexAccess.ts";
import { makeWorld, quiet, type World } from "./world.ts";

const uv = { path: "/usr/bin/uv", version: "0.13.8" };
const BUILTIN = { ...quiet, stdout: "--index-url https://builtin.example/simple\n" };
const access = async (world: World, named: readonly string[] = [], fresh = false) => {
  const get = await indexAccess(world.sys, { uv, work: world.home }, fresh);
  return get(named.map((name) => ({ name, address: `https://${name}.example/simple` })));
};
const configOf = async (world: World, env: Record<string, string | undefined>): Promise<string> =>
  (await world.sys.files.readText(env["UV_CONFIG_FILE"] ?? "")) ?? "";

describe("the environment of a uv call", () => {
  test("never lets uv download a Python", async () => {
    expect(await uvEnvironment(makeWorld().sys)).toMatchObject({ UV_PYTHON_DOWNLOADS: "never" });
  });

  test.each([
    "UV_CONSTRAINT",
    "UV_OVERRIDE",
    "UV_PRERELEASE",
    "UV_TORCH_BACKEND",
    "UV_EXCLUDE_NEWER",
    "UV_FIND_LINKS",
    "UV_INDEX_STRATEGY",
  ])("drops %s, which would change an answer", async (name) => {
    const env = await uvEnvironment(makeWorld({ env: { [name]: "x" } }).sys);
    expect(Object.keys(env)).toContain(name);
    expect(env[name]).toBeUndefined();
  });

  test.each([
    "UV_DEFAULT_INDEX",
    "UV_INDEX",
    "UV_CACHE_DIR",
    "UV_HTTP_TIMEOUT",
    "UV_INDEX_CORP_PASSWORD",
    "UV_KEYRING_PROVIDER",
    "HTTPS_PROXY",
  ])("leaves %s to the user", async (name) => {
    expect(Object.keys(await uvEnvironment(makeWorld({ env: { [name]: "x" } }).sys))).not.toContain(
      name,
    );
  });
});

describe("a file or folder that a variable names", () => {
  test("relatively is not the working folder's: uv is not told of it, and none of it is read", async () => {
    const env = {
      UV_CONFIG_FILE: "uv.toml",
      PIP_CONFIG_FILE: "pip.conf",
      XDG_CONFIG_HOME: "config",
    };
    const world = makeWorld({ env });
    const before = process.cwd();
    try {
      process.chdir(world.home);
      for (const file of ["uv.toml", "pip.conf", "config/uv/uv.toml", "config/pip/pip.conf"])
        await world.sys.files.write(
          `${world.home}/${file}`,
          file.endsWith(".toml")
            ? 'index-url = "https://stranger.example"\n'
            : "[global]\nindex-url = https://stranger.example\n",
        );
      expect(await defaultIndex(world.sys)).toEqual({ from: "builtin" });
      const given = await uvEnvironment(world.sys);
      expect(Object.keys(given)).toContain("UV_CONFIG_FILE");
      expect(given["UV_CONFIG_FILE"]).toBeUndefined();
    } finally {
      process.chdir(before);
    }
  });

  test("absolutely is the user's", async () => {
    const env = { UV_CONFIG_FILE: "/etc/mine.toml" };
    expect(await uvEnvironment(makeWorld({ env }).sys)).toMatchObject(env);
  });
});

describe("indexes that are asked without a secret", () => {
  const asked = async (
    env: Record<string, string>,
    files: Record<string, string> = {},
  ): Promise<readonly string[]> => {
    const world = makeWorld({ env, run: () => BUILTIN });
    for (const [name, content] of Object.entries(files))
      await world.sys.files.write(`${world.home}/${name}`, content);
    const open = await indexesWithoutSecret(world.sys, { uv, work: world.home });
    return open([{ name: "pytorch", address: "https://pytorch.example/whl" }]);
  };
  const [NAMED, BUILT_IN] = ["https://pytorch.example/whl", "https://builtin.example/simple"];

  test.each<[string, Record<string, string>, readonly string[]]>([
    ["the ones of the question, then uv's own", {}, [NAMED, BUILT_IN]],
    [
      "the user's instead of uv's own",
      { UV_DEFAULT_INDEX: "https://a.example" },
      [NAMED, "https://a.example"],
    ],
    [
      "the same under a name",
      { UV_DEFAULT_INDEX: "mine=https://a.example" },
      [NAMED, "https://a.example"],
    ],
    ["none whose address has a user", { PIP_INDEX_URL: "https://me:secret@a.example" }, [NAMED]],
    ["none for whose name there is a secret", { UV_INDEX_PYTORCH_PASSWORD: "secret" }, [BUILT_IN]],
    ["none that is a folder", { UV_DEFAULT_INDEX: "file:///srv/wheels" }, [NAMED]],
    ["none where the user adds some", { UV_INDEX: "https://a.example" }, []],
  ])("are %s", async (_, env, expected) => {
    expect(await asked(env)).toEqual(expected);
  });

  test("are none where uv's own files may say more", async () => {
    expect(await asked({}, { "config/uv/uv.toml": "offline = true\n" })).toEqual([]);
  });
});

describe("the default index", () => {
  test.each([
    [
      "uv's variable",
      { UV_DEFAULT_INDEX: "https://a.example", PIP_INDEX_URL: "https://b.example" },
      {},
      { from: "uv", address: "https://a.example" },
    ],
    [
      "uv's older variable",
      { UV_INDEX_URL: "https://a.example" },
      {},
      { from: "uv", address: "https://a.example" },
    ],
    [
      "pip's variable",
      { PIP_INDEX_URL: "https://b.example" },
      {},
      { from: "pip", address: "https://b.example" },
    ],
    [
      "pip's file",
      {},
      {
        "config/pip/pip.conf":
          "[install]\nindex-url = https://no.example\n[global]\nindex-url = https://c.example\n",
      },
      { from: "pip", address: "https://c.example" },
    ],
    [
      "uv.toml before pip",
      { PIP_INDEX_URL: "https://b.example" },
      { "config/uv/uv.toml": '[[index]]\nurl = "https://d.example"\ndefault = true\n' },
      { from: "uv.toml" },
    ],
    [
      "pip when uv.toml names no index",
      { PIP_INDEX_URL: "https://b.example" },
      { "config/uv/uv.toml": "offline = false\n" },
      { from: "pip" },
    ],
  ])("is taken from %s", async (_, env, files, expected) => {
    const { sys, home } = makeWorld({ env });
    for (const [name, content] of Object.entries(files))
      await sys.files.write(`${home}/${name}`, content);
    expect(await defaultIndex(sys)).toMatchObject(expected);
  });
});

describe("how a question reaches its indexes", () => {
  test("uv is told to believe its copies of the default index, whose address uv itself names", async () => {
    const world = makeWorld({ run: () => BUILTIN });
    const config = await configOf(world, await access(world));
    expect(config).toContain(
      'url = "https://builtin.example/simple"\ndefault = true\ncache-control',
    );
  });

  test("an index of the environment keeps its name and leaves the environment for a private file", async () => {
    const world = makeWorld({
      env: { UV_DEFAULT_INDEX: "corp=https://user:secret@corp.example/simple" },
    });
    const env = await access(world);
    expect(await configOf(world, env)).toContain(
      'name = "corp"\nurl = "https://user:secret@corp.example/simple"\ndefault = true',
    );
    expect((await world.sys.files.stat(env["UV_CONFIG_FILE"] ?? ""))?.mode).toBe(0o600);
    expect(env["UV_DEFAULT_INDEX"]).toBeUndefined();
  });

  test("a named index stands before the default one", async () => {
    const world = makeWorld({ run: () => BUILTIN });
    const config = await configOf(world, await access(world, ["nvidia"]));
    expect(config.indexOf("nvidia.example")).toBeGreaterThan(0);
    expect(config.indexOf("nvidia.example")).toBeLessThan(config.indexOf("builtin.example"));
  });

  test("with settings of the user's own in uv.toml nothing is put over them, and named indexes travel in the environment", async () => {
    const world = makeWorld({ env: { UV_EXTRA_INDEX_URL: "https://mine.example" } });
    await world.sys.files.write(
      `${world.home}/config/uv/uv.toml`,
      'index-url = "https://theirs.example"\n',
    );
    const env = await access(world, ["nvidia"]);
    expect(env["UV_CONFIG_FILE"]).toBeUndefined();
    expect(env["UV_INDEX"]).toBe("nvidia=https://nvidia.example/simple https://mine.example");
  });

  test("asking anew believes no copies", async () => {
    const world = makeWorld({ run: () => BUILTIN });
    expect((await access(world, [], true))["UV_CONFIG_FILE"]).toBeUndefined();
  });

  test("an index that the catalog lacks is refused", () => {
    expect(() => namedIndexes(["x"], new Map(), {})).toThrow("no package index named x");
  });
});

describe("a mirror", () => {
  const ADDRESS = "https://download.pytorch.org/whl/cu128";
  test.each([
    [{}, ADDRESS],
    [{ "docker.io": "mirror.example" }, ADDRESS],
    [{ "download.pytorch.org": "mirror.example/torch" }, "https://mirror.example/torch/whl/cu128"],
    [
      { "https://download.pytorch.org/whl": "http://127.0.0.1:8080/" },
      "http://127.0.0.1:8080/cu128",
    ],
    [
      {
        "download.pytorch.org": "a.example",
        "download.pytorch.org/whl/cu128": "https://b.example/simple",
      },
      "https://b.example/simple",
    ],
    [{ "download.pytorch.org/wh": "a.example" }, ADDRESS],
  ])("%j", (mirrors, expected) => {
    expect(mirrored(ADDRESS, mirrors as Record<string, string>)).toBe(expected);
  });
});

describe("whatever else the environment says", () => {
  const names = [
    "UV_PREVIEW",
    "UV_PREVIEW_FEATURES",
    "UV_PRERELEASE",
    "UV_RESOLUTION",
    "UV_FORK_STRATEGY",
    "UV_EXCLUDE_NEWER",
    "UV_NO_BINARY",
    "UV_CONSTRAINT",
    "UV_SOMETHING_OF_THE_NEXT_RELEASE",
    "NV_VARIANT_PROVIDER_FORCE_CUDA_DRIVER_VERSION",
    "NV_VARIANT_PROVIDER_FORCE_SM_ARCH",
    "CONDA_PREFIX",
    "CONDA_DEFAULT_ENV",
    "PIP_PRE",
    "PIP_CONSTRAINT",
    "PIP_FIND_LINKS",
    "PIP_NO_BINARY",
    "PIP_EXTRA_INDEX_URL",
    "VIRTUAL_ENV",
    "PYTHONPATH",
  ];
  const base = { PATH: "/usr/bin", HOME: "/root", UV_CACHE_DIR: "/cache" };

  test("uv is given the same, so that its answer depends on the question alone", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...names), fc.string({ minLength: 1 })),
        async (random) => {
          const given = async (env: Record<string, string>): Promise<object> => {
            const all = {
              ...inherited("/usr/bin/uv", env),
              ...(await uvEnvironment(makeWorld({ env }).sys)),
            };
            return Object.fromEntries(
              // uv reads no variable of pip's; pip's index reaches it as one of its own.
              Object.entries(all).filter(
                ([name, value]) => value !== undefined && !name.startsWith("PIP_"),
              ),
            );
          };
          expect(await given({ ...base, ...random })).toEqual(await given(base));
        },
      ),
      { numRuns: 200 },
    );
  });
});
