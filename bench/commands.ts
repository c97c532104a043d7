// The commands as users type them, on a registry of this machine: distribution 2.8 on loopback. Of
// each: seconds by the clock, seconds of the processor (ours, and the registry's, which shares the
// cores), requests (also for each cell), and tags of images that were put. Layers are small: what
// is measured is the rest. A cell of it has three or four tags and its own report: 82 cells are
// some 300 tags. --cpu-prof also writes what the processor did, by command, and
// DL_ENV_BENCH_REQUESTS what was asked.
//
// At the end the bases lie on Docker Hub, of which there is a double: those commands run in this
// process, and are asked for at its two hosts.
//
// node bench/commands.ts --cells 300
// node bench/commands.ts --bundle: what npm installs, after npm run build
// node bench/commands.ts --cpu-prof DIR
// DL_ENV_BENCH_REQUESTS=FILE node bench/commands.ts
import { spawn } from "node:child_process";
import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { plan } from "../src/commands/planCommand.ts";
import { watch } from "../src/commands/watchCommand.ts";
import { planCells } from "../src/pipeline.ts";
import { openSession } from "../src/session.ts";
import { keepStored } from "../src/smoke/localImages.ts";
import { writeProof } from "../src/smoke/proofs.ts";
import type { Report } from "../src/smoke/smokeReport.ts";
import { onDockerHub, startHubListOf } from "../test/fakes/dockerHub.ts";
import { openWorld, type CommandWorld } from "./commands/world.ts";

const { values } = parseArgs({
  options: {
    cells: { type: "string", default: "300" },
    bundle: { type: "boolean", default: false },
    "cpu-prof": { type: "string" },
  },
});
const cells = Number(values.cells);

const ROOT = join(import.meta.dirname, "..");

/** The program as it is typed: of this checkout, or beside the bundle alone, as npm installs it. */
const programIn = async (folder: string): Promise<string> => {
  if (!values.bundle) return join(ROOT, "bin/dl-env.cjs");
  await cp(join(ROOT, "bin"), join(folder, "package/bin"), { recursive: true });
  await symlink(join(ROOT, "action"), join(folder, "package/action"));
  return join(folder, "package/bin/dl-env.cjs");
};

/** Runs before the program, and writes at its end what the processor did for it. */
const METER = (file: string): string =>
  `data:text/javascript,${encodeURIComponent(
    `import {writeFileSync} from "node:fs";process.on("exit",()=>{const {user,system}=process.cpuUsage();writeFileSync(${JSON.stringify(file)},String((user+system)/1e6))})`,
  )}`;

interface Figures {
  readonly seconds: number;
  /** Requests for each cell. */
  readonly each: number;
  /** Tags of images that were put; several PUTs of one count as many. */
  readonly tags: number;
  readonly processor: number;
  /** Processor seconds of the registry, which shares the machine's cores. */
  readonly registry: number;
  readonly requests: number;
  readonly reads: number;
  readonly heads: number;
  readonly writes: number;
}

const seconds = (value: number): number => Math.round(value * 100) / 100;

/** Processor seconds of a process so far: user and system, in hundredths (proc(5), stat). */
const processorOf = async (pid: number | undefined): Promise<number> => {
  const fields = (await readFile(`/proc/${String(pid)}/stat`, "utf8")).split(") ")[1]?.split(" ");
  return (Number(fields?.[11]) + Number(fields?.[12])) / 100;
};

const typed = async (
  { world, program }: { readonly world: CommandWorld; readonly program: string },
  argv: readonly string[],
): Promise<Figures> => {
  const { folder, registry } = world;
  const meter = join(folder, "processor");
  const before = registry.requests().length;
  const registryBefore = await processorOf(registry.pid);
  const began = performance.now();
  const profile = values["cpu-prof"];
  const options = [
    ...(profile === undefined
      ? []
      : [
          "--cpu-prof",
          `--cpu-prof-dir=${profile}`,
          `--cpu-prof-name=${before}-${argv[0]}.cpuprofile`,
        ]),
    "--import",
    METER(meter),
  ];
  const child = spawn(process.execPath, [...options, program, ...argv], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, XDG_CACHE_HOME: `${folder}/.cache` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said = `${said}${text.toString()}`.slice(-4000)));
  const code = await new Promise((resolve) => child.once("close", resolve));
  const took = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`dl-env ${argv.join(" ")} ended with ${String(code)}:\n${said}`);
  // The registry's log comes through a pipe.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const asked = registry.requests().slice(before);
  if (process.env["DL_ENV_BENCH_REQUESTS"] !== undefined)
    await writeFile(
      `${process.env["DL_ENV_BENCH_REQUESTS"]}.${String(before)}.${argv[0]}`,
      asked.join("\n"),
    );
  const count = (...methods: readonly string[]): number =>
    asked.filter((line) => methods.includes(line.split(" ", 1)[0] ?? "")).length;
  const isTagPut = (line: string): boolean =>
    /^PUT \/v2\/team\/images\/manifests\/(?!sha256|dl-env-)/.test(line);
  return {
    seconds: seconds(took),
    each: seconds(asked.length / cells),
    tags: asked.filter(isTagPut).length,
    processor: seconds(Number(await readFile(meter, "utf8"))),
    registry: seconds((await processorOf(registry.pid)) - registryBefore),
    requests: asked.length,
    reads: count("GET"),
    heads: count("HEAD"),
    writes: count("PUT", "POST", "PATCH", "DELETE"),
  };
};

/** A proof for each image, as `smoke` would have left it. */
const prove = async ({ sys, folder }: CommandWorld): Promise<void> => {
  const session = await openSession(sys, { file: join(folder, "dl-env.yml") });
  const { judged } = await planCells(session);
  const state = JSON.parse(await readFile(join(folder, ".dl-env/built.json"), "utf8")) as {
    images: { cell: string; digest: string }[];
  };
  for (const { cell, digest } of state.images) {
    const libraries = judged.find((one) => one.cell.id === cell)?.cell.libraries ?? [];
    const report: Report = {
      format: 1,
      digest,
      cell,
      at: new Date().toISOString(),
      runtime: { name: "podman", version: "4.3.1" },
      results: libraries.map((library) => ({
        library,
        check: "import",
        device: "cpu",
        outcome: "pass",
        seconds: 1,
        facts: {},
      })),
    };
    await writeProof(session.to, report);
    await keepStored(session, report);
  }
};

/** A night and a plan where the bases' registry tells when tags were pushed: requests alone. */
const onHub = async ({ sys: own, folder, registry }: CommandWorld): Promise<void> => {
  const text = await readFile(join(folder, "dl-env.yml"), "utf8");
  const file = join(folder, "hub.yml");
  await writeFile(file, text.replace(/^mirrors: .*\n/m, ""));
  const hub = await startHubListOf(own, registry.host);
  const { sys, requests } = onDockerHub(own, { registry: registry.host, hub: hub.origin });
  const figures: Record<string, { seconds: number; requests: number }> = {};
  const asking = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const [before, began] = [requests.length, performance.now()];
    await work();
    const took = (performance.now() - began) / 1000;
    figures[name] = { seconds: seconds(took), requests: requests.length - before };
  };
  try {
    await asking("watch, the first after a promotion", () => watch(sys, { file }));
    await asking("watch, nothing new", () => watch(sys, { file }));
    await asking("plan, nothing new", () => plan(sys, { file }));
    console.table(figures);
  } finally {
    await hub.close();
  }
};

const world = await openWorld(cells);
try {
  const typing = { world, program: await programIn(world.folder) };
  await typed(typing, ["--version"]);
  const figures: Record<string, Figures> = {};
  figures["plan"] = await typed(typing, ["plan"]);
  figures["build"] = await typed(typing, ["build"]);
  await prove(world);
  figures["promote"] = await typed(typing, ["promote"]);
  figures["plan, nothing new"] = await typed(typing, ["plan"]);
  figures["watch, nothing new"] = await typed(typing, ["watch"]);
  figures["promote, nothing new"] = await typed(typing, ["promote"]);
  console.table(figures);
  await onHub(world);
} finally {
  await world.close();
}
