import { createReadStream } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, createGunzip, createGzip, gzipSync, zstdCompressSync } from "node:zlib";
import { loadCatalog } from "../src/catalog/load.ts";
import { wheelLayer } from "../src/image/layerSpecs.ts";
import { gzip } from "../src/layer/gzip.ts";
import { compilingPythons } from "../src/layer/compilingPython.ts";
import { makeLayer, type LayerTools } from "../src/layer/makeLayer.ts";
import { indexAccess } from "../src/resolve/indexAccess.ts";
import { resolveAll } from "../test/resolve/resolveAll.ts";
import { ensureUv, interpreterFor } from "../src/resolve/uv.ts";
import { realSystem } from "../src/system/realSystem.ts";

/** Large wheels that stand for themselves: one shared library, many files. */
const DEFAULT = ["nvidia-cublas-cu12==12.4.5.8", "scipy==1.15.3", "jupyterlab==4.4.0"];

const seconds = (started: number): number => (performance.now() - started) / 1000;

const drain = async (stream: AsyncIterable<Uint8Array>): Promise<number> => {
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  return bytes;
};

const peak = (): string => `${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB at most`;

/** The same tar through one zlib stream and through ours. */
const compareGzip = async (tar: string): Promise<void> => {
  const { size } = await stat(tar);
  let started = performance.now();
  const one = await drain(createReadStream(tar).pipe(createGzip({ level: 6 })));
  const oneTime = seconds(started);
  for (const parallel of [1, 2, 4, realSystem().env.cpus + 2]) {
    started = performance.now();
    const ours = await drain(gzip(createReadStream(tar, { highWaterMark: 1 << 20 }), parallel));
    const time = seconds(started);
    console.log(
      `  gzip, ${parallel} blocks in flight: ${(size / 1e6 / time).toFixed(0)} MB/s, ${(ours / 1e6).toFixed(1)} MB; one stream: ${(size / 1e6 / oneTime).toFixed(0)} MB/s, ${(one / 1e6).toFixed(1)} MB`,
    );
  }
};

/** What levels of gzip and Zstandard cost the processor for one tar, each in one stream. */
const compareLevels = async (tar: string): Promise<void> => {
  const bytes = await readFile(tar);
  const say = (name: string, compress: () => Uint8Array): void => {
    const before = process.cpuUsage();
    const size = compress().length;
    const { user, system } = process.cpuUsage(before);
    const speed = bytes.length / (user + system);
    console.log(
      `  ${name}: ${(size / 1e6).toFixed(1)} MB, ${speed.toFixed(0)} MB/s of one processor`,
    );
  };
  for (const level of [1, 4, 5, 6]) say(`gzip ${level}`, () => gzipSync(bytes, { level }));
  const zstd = (level: number): Uint8Array =>
    zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } });
  for (const level of [1, 3, 6, 9]) say(`zstd ${level}`, () => zstd(level));
};

const work = await mkdtemp(join(tmpdir(), "dl-env-bench-"));
try {
  const sys = realSystem();
  const catalog = await loadCatalog(sys);
  const asked = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT;
  const uv = await ensureUv(sys, catalog.uv);
  const access = await indexAccess(sys, { uv, work }, false);
  const tools: LayerTools = {
    uv: uv.path,
    interpreter: await interpreterFor(sys, uv, work),
    environment: () => access([]),
    compilingPython: compilingPythons({ sys, uv: uv.path, catalog, mirrors: {}, work }),
    mirrors: {},
  };
  const questions = asked.map((requirement) => ({
    requirements: [requirement],
    constraints: [],
    python: "3.12",
    platform: "x86_64-manylinux_2_35",
    indexes: [],
  }));
  const answers = await resolveAll(sys, questions, {
    tool: catalog.uv,
    indexes: catalog.indexes,
    mirrors: {},
  });
  for (const answer of answers.values()) {
    if (answer.kind !== "locked") throw new Error(JSON.stringify(answer));
    const name = answer.lock.question.requirements[0]?.split("==")[0];
    const wheel = answer.lock.wheels.find((one) => one.name === name);
    if (wheel === undefined) throw new Error(`no ${name}`);
    const started = performance.now();
    const made = await makeLayer({ sys, tools, work }, wheelLayer(wheel, answer.lock));
    const took = seconds(started);
    console.log(
      `${wheel.name} ${wheel.version}: ${(wheel.download / 1e6).toFixed(0)} MB wheel, ${(made.unpacked / 1e6).toFixed(0)} MB tar, ${(made.size / 1e6).toFixed(0)} MB blob in ${took.toFixed(1)} s (${(made.unpacked / 1e6 / took).toFixed(0)} MB/s with the download), ${peak()}, ${made.diffId.slice(7, 19)}`,
    );
    const tar = join(work, "plain.tar");
    await writeFile(tar, createReadStream(made.file).pipe(createGunzip()));
    await compareGzip(tar);
    await compareLevels(tar);
    await rm(tar);
    await rm(made.file);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
