import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { TAR_END, tarHeader, tarPadding, type TarEntry } from "../../src/layer/tarHeader.ts";
import type { LayerTools } from "../../src/layer/layerWork.ts";
import { makeLayer, type OwnLayerSpec } from "../../src/layer/makeLayer.ts";
import { decodePaths } from "../../src/layer/pathList.ts";
import { readTar } from "../../src/layer/readTar.ts";
import { realFiles } from "../../src/system/files.ts";
import type { HttpResponse, System } from "../../src/system/ports.ts";
import { folder } from "./world.ts";

const TOOLS: LayerTools = {
  uv: "uv",
  interpreter: "/tmp/x/py/bin/python3",
  environment: () => Promise.resolve({}),
  compilingPython: () => Promise.reject(new Error("no bytecode was expected")),
  mirrors: {},
};

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Uint8Array;
}

/** A world with real files, a uv that runs `uv`, and an index of addresses. */
const worldWith = (options: {
  uv?: (argv: readonly string[]) => Promise<{ code: number; stderr: string }>;
  http?: Record<string, Answer>;
}): { sys: System; asked: string[] } => {
  const asked: string[] = [];
  const response = ({ status, headers = {}, body = new Uint8Array() }: Answer): HttpResponse => ({
    status,
    headers,
    body: (async function* () {
      yield body;
    })(),
    discard: () => Promise.resolve(),
  });
  const sys = {
    files: realFiles,
    env: { cpus: 2 },
    clock: { now: () => 0 },
    processes: {
      run: async (argv: readonly string[]) => ({
        stdout: "",
        timedOut: false,
        ...(await (options.uv ?? (() => Promise.reject(new Error("uv was not expected"))))(argv)),
      }),
    },
    http: {
      request: ({ url }: { url: string }) => {
        asked.push(url);
        return Promise.resolve(response(options.http?.[url] ?? { status: 404 }));
      },
    },
  } as unknown as System;
  return { sys, asked };
};

const spec = (over: Partial<OwnLayerSpec> = {}): OwnLayerSpec => ({
  kind: "wheel",
  key: "k",
  title: "demo 1",
  download: 1000,
  python: "3.12",
  platform: "p",
  wheels: [
    {
      name: "demo",
      version: "1",
      file: "demo-1-py3-none-any.whl",
      sha256: "0".repeat(64),
      download: 1000,
    },
  ],
  ...(over as object),
});

const treeOf =
  (files: Record<string, string>, executable: readonly string[] = []) =>
  async (argv: readonly string[]): Promise<{ code: number; stderr: string }> => {
    const tree = argv[argv.indexOf("--prefix") + 1] ?? "";
    for (const [path, content] of Object.entries(files))
      await realFiles.write(`${tree}/${path}`, content, executable.includes(path) ? 0o700 : 0o600);
    return { code: 0, stderr: "" };
  };

const sha = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex");

const SCRIPT = "#!/elsewhere/py/bin/python\nprint(1)\n";
const FILES = {
  ".lock": "",
  "lib/python3.11/site-packages/demo/__init__.py": "x = 1\n",
  "lib/python3.11/site-packages/demo/__pycache__/__init__.cpython-311.pyc": "compiled",
  "lib/python3.11/site-packages/demo-1.dist-info/RECORD":
    "../../../bin/demo,sha256=old,9\n../../../include/site/python3.11/demo/d.h,sha256=hhh,2\ndemo/__init__.py,sha256=abc,6\ndemo-1.dist-info/RECORD,,\n",
  "include/site/python3.11/demo/d.h": "h\n",
  "share/demo/page.html": "<p>",
  "bin/demo": SCRIPT,
};

describe("a wheel layer", () => {
  it("has neutral paths, the image's interpreter, a RECORD that says so, two modes, and no lock or compiled files", async () => {
    const work = await folder();
    const made = await makeLayer(
      { sys: worldWith({ uv: treeOf(FILES, ["bin/demo"]) }).sys, tools: TOOLS, work },
      spec(),
    );
    const spool = `${await folder()}/spool`;
    const read = await readTar(realFiles, made.file, spool);
    expect(
      read
        .filter(({ kind }) => kind === "file")
        .map(({ path, mode }) => `${path} ${mode.toString(8)}`),
    ).toEqual([
      "opt/venv/bin/demo 775",
      "opt/venv/include/site/python3/demo/d.h 664",
      "opt/venv/lib/python3/site-packages/demo-1.dist-info/RECORD 664",
      "opt/venv/lib/python3/site-packages/demo/__init__.py 664",
      "opt/venv/share/demo/page.html 664",
    ]);
    const bodies = await readFile(spool, "utf8");
    const script = "#!/opt/venv/bin/python3\nprint(1)\n";
    expect(bodies).toContain(script);
    expect(bodies).toContain(
      `../../../bin/demo,sha256=${Buffer.from(sha(script), "hex").toString("base64url")},${script.length}\n../../../include/site/python3/demo/d.h,sha256=hhh,2\ndemo/__init__.py,sha256=abc,6\n`,
    );
    expect(made.file).toBe(`${work}/wheel-k.tar.gz`);
    expect(await realFiles.list(work)).toEqual(["wheel-k.tar.gz"]);
  });

  it("keeps small wheels for the other rests of a run, large ones not", async () => {
    const asked: string[][] = [];
    const { sys } = worldWith({
      uv: async (argv) => {
        asked.push(argv.filter((word) => word === "--no-cache" || word.startsWith("/run/wheels")));
        return treeOf(FILES)(argv);
      },
    });
    const tools = { ...TOOLS, wheelCache: "/run/wheels" };
    await makeLayer({ sys, tools, work: await folder() }, spec({ kind: "rest" }));
    await makeLayer({ sys, tools, work: await folder() }, spec());
    expect(asked).toEqual([["/run/wheels"], ["--no-cache"]]);
  });

  it("lists its paths with what is in them", async () => {
    const made = await makeLayer(
      { sys: worldWith({ uv: treeOf(FILES) }).sys, tools: TOOLS, work: await folder() },
      spec(),
    );
    const paths = decodePaths(made.paths ?? new Uint8Array());
    expect(paths.get("opt/venv/share/demo/page.html")).toBe(sha("<p>").slice(0, 16));
    expect(paths.size).toBe(5);
  });

  it("is the same blob when other files, modes and folders of the machine differ", async () => {
    const one = await makeLayer(
      {
        sys: worldWith({ uv: treeOf(FILES, ["bin/demo"]) }).sys,
        tools: TOOLS,
        work: await folder(),
      },
      spec(),
    );
    const other = Object.fromEntries(
      Object.entries(FILES)
        .reverse()
        .map(([path, text]) => [
          path.replace("3.11", "3.9"),
          text.replaceAll("3.11", "3.9").replace("/elsewhere", "/some where else"),
        ]),
    );
    const two = await makeLayer(
      {
        sys: worldWith({
          uv: treeOf({ ...other, "bin/demo": SCRIPT.replace("/elsewhere", "/x") }, ["bin/demo"]),
        }).sys,
        tools: TOOLS,
        work: await folder(),
      },
      spec({ python: "3.9" }),
    );
    expect(two.digest).toBe(one.digest);
  });

  it("leaves nothing behind when uv fails, and names the wheel whose hash differs", async () => {
    const work = await folder();
    const stderr = `cause: Hash mismatch for \`demo==1\`\n sha256:${"0".repeat(64)}\n sha256:${"1".repeat(64)}\n`;
    await expect(
      makeLayer(
        {
          sys: worldWith({ uv: () => Promise.resolve({ code: 1, stderr }) }).sys,
          tools: TOOLS,
          work,
        },
        spec(),
      ),
    ).rejects.toMatchObject({ code: "wheel-hash", exit: 1 });
    expect(await realFiles.list(work)).toEqual([]);
  });

  it("is refused when two of the rest's packages bring one path with different content", async () => {
    const site = "lib/python3.11/site-packages";
    const two = {
      [`${site}/x.py`]: "1",
      [`${site}/a-1.dist-info/RECORD`]: "x.py,sha256=a,1\n",
      [`${site}/b-1.dist-info/RECORD`]: "x.py,sha256=b,1\n",
    };
    await expect(
      makeLayer(
        { sys: worldWith({ uv: treeOf(two) }).sys, tools: TOOLS, work: await folder() },
        spec({ kind: "rest" }),
      ),
    ).rejects.toMatchObject({
      code: "path-conflict",
      message: expect.stringContaining("a-1 and b-1") as string,
    });
  });
});

const tarOf = (
  entries: readonly (Partial<TarEntry> & { path: string; body?: string })[],
): Uint8Array =>
  gzipSync(
    Buffer.concat([
      ...entries.flatMap(({ body = "", ...entry }) => [
        tarHeader({
          kind: "file",
          mode: 0o755,
          uid: 7,
          gid: 7,
          mtime: 99,
          size: body.length,
          ...entry,
        }),
        Buffer.from(body),
        tarPadding(body.length),
      ]),
      TAR_END,
    ]),
  );

const ARCHIVE = tarOf([
  { path: "python", kind: "directory" },
  { path: "python/bin/python3.13", body: "elf" },
  { path: "python/bin/python3", kind: "symlink", target: "python3.13" },
  { path: "python/lib/libpython3.13.so", mode: 0o644, body: "so" },
  { path: "python/bin/again", kind: "hardlink", target: "python/bin/python3.13" },
  { path: "python/lib/python3.13/__pycache__/os.cpython-313.pyc", body: "c" },
  { path: "elsewhere/x", body: "x" },
]);
const URL_OF =
  "https://github.com/astral-sh/python-build-standalone/releases/download/20260814/cpython-3.13.9.tar.gz";
const python = (sha256 = sha(ARCHIVE)): OwnLayerSpec => ({
  kind: "python",
  key: "p",
  title: "Python 3.13.9",
  download: 1000,
  version: "3.13.9",
  url: URL_OF,
  sha256,
});

describe("a Python layer", () => {
  it("is the archive at /opt/python/X.Y with layer format 1's owners and modes, and /opt/venv for it", async () => {
    const made = await makeLayer(
      {
        sys: worldWith({ http: { [URL_OF]: { status: 200, body: ARCHIVE } } }).sys,
        tools: TOOLS,
        work: await folder(),
      },
      python(),
    );
    const read = await readTar(realFiles, made.file, `${await folder()}/spool`);
    const shown = read.map(({ path, kind, mode, target, uid }) =>
      `${path} ${kind} ${mode.toString(8)} ${target ?? ""} ${uid}`.replace("  ", " "),
    );
    expect(shown).toEqual(
      expect.arrayContaining([
        "opt/python/3.13 directory 775 0",
        "opt/python/3.13/bin/again file 775 0",
        "opt/python/3.13/bin/python3.13 hardlink 775 opt/python/3.13/bin/again 0",
        "opt/python/3.13/bin/python3 symlink 777 python3.13 0",
        "opt/python/3.13/lib/libpython3.13.so file 664 0",
        "opt/venv/bin/python3 symlink 777 /opt/python/3.13/bin/python3.13 0",
        "opt/venv/lib/python3.13 symlink 777 python3 0",
        "opt/venv/lib/python3/site-packages directory 775 0",
      ]),
    );
    expect(shown.filter((line) => /pycache|elsewhere/.test(line))).toEqual([]);
  });

  it("follows redirects and asks the mirror that the request names", async () => {
    const mirror = "https://mirror.example/pbs/20260814/cpython-3.13.9.tar.gz";
    const { sys, asked } = worldWith({
      http: {
        [mirror]: { status: 302, headers: { location: "/files/x" } },
        "https://mirror.example/files/x": { status: 200, body: ARCHIVE },
      },
    });
    await makeLayer(
      {
        sys,
        tools: {
          ...TOOLS,
          mirrors: {
            "github.com/astral-sh/python-build-standalone/releases/download":
              "https://mirror.example/pbs",
          },
        },
        work: await folder(),
      },
      python(),
    );
    expect(asked).toEqual([mirror, "https://mirror.example/files/x"]);
  });

  it.each([
    [
      "whose sha256 differs",
      { [URL_OF]: { status: 200, body: Buffer.from("other") } },
      "archive-hash",
      1,
    ],
    ["that is not there", {}, "download-failed", 3],
    [
      "that redirects for ever",
      { [URL_OF]: { status: 302, headers: { location: URL_OF } } },
      "too-many-redirects",
      3,
    ],
  ])("from an archive %s is refused, with nothing left", async (_, http, code, exit) => {
    const work = await folder();
    await expect(
      makeLayer({ sys: worldWith({ http }).sys, tools: TOOLS, work }, python()),
    ).rejects.toMatchObject({
      code,
      exit,
    });
    expect(await realFiles.list(work)).toEqual([]);
  });
});

describe("a files layer", () => {
  it("holds files that only root may change, below folders as Ubuntu has them", async () => {
    const files = [
      { path: "/usr/local/bin/tool", mode: 0o755, content: "#!/bin/sh\n" },
      { path: "/etc/profile.d/x.sh", mode: 0o644, content: "umask 002\n" },
    ];
    const made = await makeLayer(
      { sys: worldWith({}).sys, tools: TOOLS, work: await folder() },
      { kind: "files", key: "f", title: "files", download: 0, files },
    );
    const read = await readTar(realFiles, made.file, `${await folder()}/spool`);
    expect(read.map(({ path, mode }) => `${path} ${mode.toString(8)}`)).toEqual([
      "etc 755",
      "etc/profile.d 755",
      "etc/profile.d/x.sh 644",
      "usr 755",
      "usr/local 755",
      "usr/local/bin 755",
      "usr/local/bin/tool 755",
    ]);
  });
});
