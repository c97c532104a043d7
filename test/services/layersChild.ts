import { readFileSync } from "node:fs";
import { compilingPythons } from "../../src/layer/compilingPython.ts";
import { makeLayer, type OwnLayerSpec } from "../../src/layer/makeLayer.ts";
import { indexesWithoutSecret } from "../../src/resolve/indexAccess.ts";
import { uvEnvironment } from "../../src/resolve/uvEnvironment.ts";
import { interpreterFor } from "../../src/resolve/uv.ts";
import type { Log } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

/**
 * Makes layers in a process of its own, so that a test can choose user, umask, clock and
 * environment. argv: job file. Prints JSON.
 */
interface Job {
  readonly uv: string;
  readonly work: string;
  readonly umask: number;
  /** Milliseconds added to this process' clock. */
  readonly later: number;
  readonly specs: readonly OwnLayerSpec[];
}

const job = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Job;
process.umask(job.umask);
const now = Date.now;
Date.now = () => now() + job.later;
const silent: Log = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: (_title, work) => work(),
};
const sys = realSystem({ log: silent });
const interpreter = await interpreterFor(sys, { path: job.uv, version: "" }, job.work);
const compilingPython = compilingPythons({
  sys,
  uv: job.uv,
  catalog: { hostPythons: [] },
  mirrors: {},
  work: job.work,
});
const indexes = await indexesWithoutSecret(sys, {
  uv: { path: job.uv, version: "" },
  work: job.work,
});
const made = [];
for (const spec of job.specs) {
  const layer = await makeLayer(
    {
      sys,
      tools: {
        uv: job.uv,
        interpreter,
        environment: () => uvEnvironment(sys),
        mirrors: {},
        compilingPython,
        indexes: () => indexes([]),
      },
      work: job.work,
    },
    spec,
  );
  made.push({
    title: spec.title,
    file: layer.file,
    digest: layer.digest,
    diffId: layer.diffId,
    paths: Buffer.from(layer.paths ?? []).toString("base64"),
  });
}
console.log(JSON.stringify(made));
