import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { crc32, deflateRawSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { MadeLayer } from "../../src/image/recipe.ts";
import type { LayerTools } from "../../src/layer/layerWork.ts";
import { makeLayer, type OwnLayerSpec } from "../../src/layer/makeLayer.ts";
import { deflatedFiles } from "../../src/layer/wheelArchive.ts";
import { realFiles } from "../../src/system/files.ts";
import type { HttpRequest, System } from "../../src/system/ports.ts";
import { archiveOf, demoWheel, type Packed } from "./wheelFile.ts";
import { folder } from "./world.ts";

const INDEX = "https://index.example/simple";
const FILE = "demo-1-py3-none-any.whl";
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Text that another level of deflate packs otherwise. */
const text = (name: string, size: number): Buffer =>
  Buffer.from(
    Array.from({ length: size / 16 }, (_, at) => `${name} ${(at * at) % 9973}, `).join(""),
  ).subarray(0, size);

const LIBRARY = text("library", 3 << 20);
const MODULE = text("module", 100_000);
const DATA = text("data", 50_000);
const SMALL = text("small", 5_000);

const CONTENT: readonly Packed[] = [
  { name: "demo/lib.so", bytes: LIBRARY },
  { name: "demo/module.py", bytes: MODULE },
  { name: "demo-1.data/data/share/demo/data", bytes: DATA },
  { name: "demo/small.py", bytes: SMALL },
];

const TREE: Readonly<Record<string, Uint8Array | string>> = {
  "lib/python3.11/site-packages/demo/lib.so": LIBRARY,
  "lib/python3.11/site-packages/demo/module.py": MODULE,
  "lib/python3.11/site-packages/demo/small.py": SMALL,
  "share/demo/data": DATA,
};
const RECORD = "lib/python3.11/site-packages/demo-1.dist-info/RECORD";
const NOTE = "lib/python3.11/site-packages/demo-1.dist-info/uv_cache.json";

type Site = (request: HttpRequest) => { type?: string; body: Uint8Array } | undefined;

/** A uv that notes what it does of a wheel in a folder, and an index of one wheel. */
const world = (site: Site): { sys: System; asked: HttpRequest[]; calls: string[][] } => {
  const asked: HttpRequest[] = [];
  const calls: string[][] = [];
  const request = (wanted: HttpRequest): Promise<unknown> => {
    asked.push(wanted);
    const found = site(wanted);
    const body = async function* (): AsyncGenerator<Uint8Array> {
      if (found !== undefined) yield found.body;
    };
    return Promise.resolve({
      status: found === undefined ? 404 : 200,
      headers: { "content-type": found?.type ?? "application/octet-stream" },
      body: body(),
      discard: () => Promise.resolve(),
    });
  };
  const run = async (argv: readonly string[]): Promise<unknown> => {
    calls.push([...argv]);
    const tree = argv[argv.indexOf("--prefix") + 1] ?? "";
    for (const [path, bytes] of Object.entries(TREE))
      await realFiles.write(`${tree}/${path}`, bytes);
    const isFile = argv.includes("--find-links");
    if (isFile) await realFiles.write(`${tree}/${NOTE}`, `{"timestamp":${Date.now()}}`);
    const note = isFile ? "demo-1.dist-info/uv_cache.json,sha256=abc,20\n" : "";
    const rows = `demo/lib.so,sha256=abc,${LIBRARY.length}\n${note}demo-1.dist-info/RECORD,,\n`;
    await realFiles.write(`${tree}/${RECORD}`, rows);
    return { code: 0, stdout: "", stderr: "", timedOut: false };
  };
  const sys = {
    files: realFiles,
    env: { cpus: 2 },
    clock: { now: () => 0 },
    log: { debug: () => undefined },
    processes: { run },
    http: { request },
  } as unknown as System;
  return { sys, asked, calls };
};

const PAGE = "application/vnd.pypi.simple.v1+json";
const json = (wheel: Uint8Array, hash = sha256(wheel)): Buffer =>
  Buffer.from(
    JSON.stringify({ files: [{ filename: FILE, url: `/f/${FILE}`, hashes: { sha256: hash } }] }),
  );

const siteOf =
  (wheel: Uint8Array, page: Uint8Array, type = PAGE): Site =>
  ({ url }) => {
    if (url === `${INDEX}/demo/`) return { type, body: page };
    return url === `https://index.example/f/${FILE}` ? { body: wheel } : undefined;
  };

const spec = (wheel: Uint8Array): OwnLayerSpec => ({
  kind: "wheel",
  key: "k",
  title: "demo 1",
  download: 1000,
  python: "3.12",
  platform: "p",
  wheels: [{ name: "demo", version: "1", file: FILE, sha256: sha256(wheel), download: 1000 }],
});

const TOOLS: LayerTools = {
  uv: "uv",
  interpreter: "/tmp/x/py/bin/python3",
  environment: () => Promise.resolve({}),
  compilingPython: () => Promise.reject(new Error("no bytecode was expected")),
  mirrors: {},
};

interface Made extends ReturnType<typeof world> {
  readonly layer: MadeLayer;
  readonly blob: Buffer;
  readonly left: readonly string[];
}

const made = async (wheel: Uint8Array, site: Site, tools: Partial<LayerTools>): Promise<Made> => {
  const work = await folder();
  const there = world(site);
  const layer = await makeLayer(
    { sys: there.sys, tools: { ...TOOLS, ...tools }, work },
    spec(wheel),
  );
  return { ...there, layer, blob: await readFile(layer.file), left: await realFiles.list(work) };
};

const OPEN: Partial<LayerTools> = { indexes: () => [INDEX] };
const WHEEL = archiveOf(CONTENT);
const NOWHERE: Site = () => undefined;

describe("a layer of a wheel that is fetched as a file", () => {
  it("has the content of one that uv fetched, and the large files as the wheel packs them", async () => {
    const plain = await made(WHEEL, NOWHERE, {});
    const file = await made(WHEEL, siteOf(WHEEL, json(WHEEL)), OPEN);
    expect(file.layer.diffId).toBe(plain.layer.diffId);
    expect(file.layer.paths).toEqual(plain.layer.paths);
    expect(file.layer.unpacked).toBe(plain.layer.unpacked);
    const isCopied = ({ bytes }: Packed, { blob }: Made): boolean =>
      blob.includes(deflateRawSync(bytes, { level: 9 }));
    expect(CONTENT.map((entry) => isCopied(entry, file))).toEqual([true, true, true, false]);
    expect(CONTENT.some((entry) => isCopied(entry, plain))).toBe(false);
    expect(sha256(file.blob)).toBe(file.layer.digest.slice(7));
    expect(file.blob.length).toBe(file.layer.size);
    expect(file.left).toEqual(["wheel-k.tar.gz"]);
  });

  it("is one stream to Node, to gzip and to tar", async () => {
    const { layer, blob } = await made(WHEEL, siteOf(WHEEL, json(WHEEL)), OPEN);
    const tar = gunzipSync(blob);
    expect(sha256(tar)).toBe(layer.diffId.slice(7));
    expect(sha256(execFileSync("gzip", ["-dc"], { input: blob, maxBuffer: 1 << 26 }))).toBe(
      layer.diffId.slice(7),
    );
    const site = "opt/venv/lib/python3/site-packages/demo";
    const read = execFileSync("tar", ["-xzOf", layer.file, `${site}/lib.so`], {
      maxBuffer: 1 << 26,
    });
    expect(read.equals(LIBRARY)).toBe(true);
  });

  it("is found on a page in HTML too, and asked for without a secret", async () => {
    const html = Buffer.from(
      `<a href="/f/${FILE}?a=1&amp;b=2#sha256=${"0".repeat(64)}">x</a><a href='/f/${FILE}#sha256=${sha256(WHEEL)}'>${FILE}</a>`,
    );
    const { asked, calls } = await made(WHEEL, siteOf(WHEEL, html, "text/html"), OPEN);
    expect(asked.map(({ url }) => url.split("#")[0])).toEqual([
      `${INDEX}/demo/`,
      `https://index.example/f/${FILE}`,
    ]);
    expect(asked.some(({ headers }) => "authorization" in (headers ?? {}))).toBe(false);
    expect(calls[0]?.slice(calls[0].indexOf("--no-index"))).toEqual([
      "--no-index",
      "--find-links",
      expect.stringMatching(/\/wheel$/),
      "-r",
      expect.anything(),
    ]);
  });

  it.each([
    ["the index has no page", NOWHERE],
    ["the page has no file of this hash", siteOf(WHEEL, json(WHEEL, "0".repeat(64)))],
    ["the page can't be read", siteOf(WHEEL, Buffer.from("{"))],
    ["the file is another", siteOf(archiveOf(CONTENT.slice(1)), json(WHEEL))],
  ])("is left to uv where %s", async (_, site) => {
    const plain = await made(WHEEL, NOWHERE, {});
    const { layer, calls, asked } = await made(WHEEL, site, OPEN);
    expect(asked).not.toEqual([]);
    expect(calls).toHaveLength(1);
    expect(calls[0]).not.toContain("--find-links");
    expect(layer.digest).toBe(plain.layer.digest);
  });
});

describe("what lies deflated in a wheel is not used", () => {
  const stream = deflateRawSync(LIBRARY, { level: 9 });
  const small = deflateRawSync(MODULE, { level: 9 });
  const [library, module, ...others] = CONTENT as [Packed, Packed, ...Packed[]];
  const changed = (over: Partial<Packed>, of = library): readonly Packed[] =>
    CONTENT.map((entry) => (entry === of ? { ...entry, ...over } : entry));
  it.each<[string, readonly Packed[]]>([
    ["goes on after its end", changed({ stream: Buffer.concat([stream, Buffer.alloc(9)]) })],
    ["goes on, if small", changed({ stream: Buffer.concat([small, Buffer.alloc(9)]) }, module)],
    ["ends too early", changed({ stream: stream.subarray(0, -9) })],
    ["ends too early, if small", changed({ stream: small.subarray(0, -9) }, module)],
    ["is no deflate stream", changed({ stream: Buffer.alloc(900, 0xff) })],
    ["has another checksum", changed({ crc: 1 })],
    [
      "is larger than said",
      changed({ bytes: Buffer.concat([MODULE, MODULE]), size: 100_000 }, module),
    ],
    [
      "is of other content",
      changed({ bytes: text("another", LIBRARY.length), crc: crc32(LIBRARY) }),
    ],
  ])("where it %s; then the layer has the file that uv installed", async (_, entries) => {
    const plain = await made(WHEEL, NOWHERE, {});
    const wheel = archiveOf(entries);
    const { layer, calls, blob } = await made(wheel, siteOf(wheel, json(wheel)), OPEN);
    expect(calls[0]).toContain("--find-links");
    expect(layer.diffId).toBe(plain.layer.diffId);
    expect(layer.paths).toEqual(plain.layer.paths);
    expect(sha256(gunzipSync(blob))).toBe(plain.layer.diffId.slice(7));
  });

  it("where the archive names the file twice, or is none", async () => {
    const path = `${await folder()}/${FILE}`;
    await realFiles.write(path, archiveOf([library, module, library, ...others]));
    expect([...(await deflatedFiles(realFiles, path)).keys()].sort()).toEqual([
      "lib/python3/site-packages/demo/module.py",
      "share/demo/data",
    ]);
    for (const bytes of [Buffer.alloc(0), Buffer.from("PK\u0005\u0006"), WHEEL.subarray(0, -30)]) {
      await realFiles.write(path, bytes);
      expect((await deflatedFiles(realFiles, path)).size).toBe(0);
    }
  });
});

describe("a layer of a wheel that says all of itself", () => {
  const whole = demoWheel(CONTENT);
  it("is made of the wheel's file alone, without uv", async () => {
    const wheel = archiveOf(whole);
    const { layer, calls, blob } = await made(wheel, siteOf(wheel, json(wheel)), OPEN);
    expect(calls).toEqual([]);
    expect(sha256(gunzipSync(blob))).toBe(layer.diffId.slice(7));
    const site = "opt/venv/lib/python3/site-packages/demo";
    for (const [path, bytes] of [
      [`${site}/lib.so`, LIBRARY],
      [`${site}/small.py`, SMALL],
      ["opt/venv/share/demo/data", DATA],
    ] as const)
      expect(
        execFileSync("tar", ["-xzOf", layer.file, path], { maxBuffer: 1 << 26 }).equals(bytes),
      ).toBe(true);
    const copied = CONTENT.map(({ bytes }) => blob.includes(deflateRawSync(bytes, { level: 9 })));
    expect(copied).toEqual([true, true, true, false]);
  });

  it.each<[string, string, Partial<Packed>]>([
    ["a large file", "demo/lib.so", { crc: 1 }],
    ["a small file", "demo/small.py", { crc: 1 }],
    ["a stream", "demo/small.py", { stream: Buffer.alloc(900, 0xff) }],
  ])("is left to uv where %s is not what it says", async (_, name, over) => {
    const plain = await made(WHEEL, NOWHERE, {});
    const wheel = archiveOf(
      whole.map((entry) => (entry.name === name ? { ...entry, ...over } : entry)),
    );
    const { layer, calls, left } = await made(wheel, siteOf(wheel, json(wheel)), OPEN);
    expect(calls).toHaveLength(1);
    expect(layer.diffId).toBe(plain.layer.diffId);
    expect(left).toEqual(["wheel-k.tar.gz"]);
  });
});
