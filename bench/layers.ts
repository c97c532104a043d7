// What layers of wheels cost the processor, against uv and `tar | gzip -6` by hand, without
// bytecode on either side: `node bench/layers.ts [--levels] [scipy==1.17.1 …]`. With --levels also
// what levels of gzip and Zstandard would.
import { createReadStream } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { constants, createGunzip, createGzip, gzipSync, zstdCompressSync } from "node:zlib";
import { loadCatalog } from "../src/catalog/load.ts";
import { wheelLayer } from "../src/image/layerSpecs.ts";
import { layerTag } from "../src/image/recipe.ts";
import { gzip } from "../src/layer/gzip.ts";
import { installWheels } from "../src/layer/installWheels.ts";
import { openTools } from "../src/layer/layerTools.ts";
import type { LayerTools } from "../src/layer/layerWork.ts";
import { makeLayer, type OwnLayerSpec } from "../src/layer/makeLayer.ts";
import type { System } from "../src/system/ports.ts";
import { resolveAll } from "../test/resolve/resolveAll.ts";
import { realSystem } from "../src/system/realSystem.ts";

/** Ours may take this much of the processor's time by hand. */
const ALLOWED = 0.6;

/** Wheels that stand for themselves: one shared library, many files, many small files. */
const DEFAULT = [
  "nvidia-nvjitlink-cu12==12.9.86",
  "scipy==1.17.1",
  "jupyterlab==4.4.0",
  "pandas==3.0.0",
  "networkx==3.4.2",
];

const seconds = (started: number): number => (performance.now() - started) / 1000;

const drain = async (stream: AsyncIterable<Uint8Array>): Promise<number> => {
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  return bytes;
};

/** Seconds of a processor that this process and the ones that it waited for have used. */
const processor = async (): Promise<number> => {
  const { user, system } = process.cpuUsage();
  const fields = (await readFile("/proc/self/stat", "utf8")).split(") ")[1]?.split(" ") ?? [];
  // cutime and cstime, in hundredths of a second: proc(5).
  return (user + system) / 1e6 + (Number(fields[13]) + Number(fields[14])) / 100;
};

/** Seconds of a processor that the work takes. */
const used = async (work: () => Promise<unknown>): Promise<number> => {
  const before = await processor();
  await work();
  return (await processor()) - before;
};

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

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

/** What someone does by hand: uv, then tar and gzip. Prints nothing and leaves nothing. */
const byHand = async (
  sys: System,
  tools: LayerTools,
  {
    spec,
    folder,
  }: { readonly spec: Extract<OwnLayerSpec, { wheels: unknown }>; readonly folder: string },
): Promise<void> => {
  const tree = await installWheels({ sys, tools, work: folder }, spec);
  const packed = `tar --create --directory "$1" . | gzip -6 > "$2"`;
  const { code } = await sys.processes.run(
    ["bash", "-o", "pipefail", "-c", packed, "pack", tree, `${folder}/by-hand.tar.gz`],
    { cwd: folder },
  );
  if (code !== 0) throw new Error("tar and gzip failed");
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { levels: { type: "boolean", default: false } },
});
const work = await mkdtemp(join(tmpdir(), "dl-env-bench-"));
try {
  const sys = realSystem();
  const catalog = await loadCatalog(sys);
  const asked = positionals.length > 0 ? positionals : DEFAULT;
  const request = { mirrors: {} };
  const tools = await openTools({ sys, catalog, request }, work)();
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
  const all = { ours: 0, hand: 0 };
  for (const answer of answers.values()) {
    if (answer.kind !== "locked") throw new Error(JSON.stringify(answer));
    const name = answer.lock.question.requirements[0]?.split("==")[0];
    const wheel = answer.lock.wheels.find((one) => one.name === name);
    if (wheel === undefined) throw new Error(`no ${name}`);
    const spec = wheelLayer(wheel, answer.lock);
    const folder = await mkdtemp(join(work, "hand-"));
    const hand = await used(() => byHand(sys, tools, { spec, folder }));
    const { size: handSize } = await stat(join(folder, "by-hand.tar.gz"));
    await rm(folder, { recursive: true });
    const ours = await used(() => makeLayer({ sys, tools, work }, spec));
    all.hand += hand;
    all.ours += ours;
    const file = join(work, `${layerTag(spec)}.tar.gz`);
    const { size } = await stat(file);
    console.log(
      `${wheel.name} ${wheel.version}, wheel of ${mega(wheel.download)}: layer of ${mega(size)} in ${ours.toFixed(2)} s of a processor, by hand ${mega(handSize)} in ${hand.toFixed(2)} s (${(ours / hand).toFixed(2)}); ${peak()}`,
    );
    if (values.levels) {
      const tar = join(work, "plain.tar");
      await writeFile(tar, createReadStream(file).pipe(createGunzip()));
      await compareGzip(tar);
      await compareLevels(tar);
      await rm(tar);
    }
    await rm(file);
  }
  console.log(`all: ${(all.ours / all.hand).toFixed(2)} of what it takes by hand`);
  if (!(all.ours / all.hand <= ALLOWED)) process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}
