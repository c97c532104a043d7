import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { realFiles } from "../../src/system/files.ts";

const made: string[] = [];

/** A folder of one test, removed after it. */
export const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), "dl-env-layer-"));
  made.push(path);
  return path;
};

afterEach(async () => {
  for (const path of made.splice(0)) await rm(path, { recursive: true, force: true });
});

/** What writing a blob asks of the world. */
export const world = (cpus = 2): { files: typeof realFiles; env: { cpus: number } } => ({
  files: realFiles,
  env: { cpus },
});

export async function* streamOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

export const collect = async (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};
