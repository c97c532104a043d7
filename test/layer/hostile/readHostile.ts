import { readTar } from "../../../src/layer/readTar.ts";
import { DlEnvError } from "../../../src/errors/error.ts";
import type { Files } from "../../../src/system/ports.ts";
import { ARCHIVES, gzipped } from "./archives.ts";

/**
 * Reads one of ARCHIVES in a process of its own, and prints how it ended, how much went to the
 * disk, and how much memory that took.
 */
const [name = "", packed] = process.argv.slice(2);
const archive = ARCHIVES[name];
if (archive === undefined) throw new Error(`no archive is called ${name}`);
let written = 0;
const files = {
  read: async function* () {
    yield* packed === "gzip" ? gzipped(archive()) : archive();
  },
  write: async (_path: string, content: AsyncIterable<Uint8Array>) => {
    for await (const chunk of content) written += chunk.length;
  },
} as unknown as Files;
const result = await readTar(files, "x.tar", "spool").then(
  (entries) => ({ entries: entries.length }),
  (error: unknown) => {
    if (!(error instanceof DlEnvError)) throw error;
    return { code: error.code, message: error.message };
  },
);
console.log(JSON.stringify({ ...result, written, memory: process.resourceUsage().maxRSS * 1024 }));
