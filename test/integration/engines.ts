import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, "..", "..", ".ci", "engines");

export interface Engines {
  /** host:port of a registry on loopback that takes anything. */
  readonly registry: string;
}

/** What env.sh exports; `$PATH` in it is the PATH of now. */
const exported = (text: string): [string, string][] =>
  [...text.matchAll(/^export ([A-Z_]+)=(.*)$/gm)].map((match) => [match[1] ?? "", (match[2] ?? "").replace("$PATH", process.env["PATH"] ?? "")]);

const start = async (): Promise<void> => {
  // A short path, because there are sockets in it.
  const dir = await mkdtemp("/tmp/dle-");
  afterAll(async () => {
    await run(SCRIPT, ["down", dir]);
    await rm(dir, { recursive: true, force: true });
  });
  await run(SCRIPT, ["up", dir]);
  for (const [name, value] of exported(await readFile(join(dir, "env.sh"), "utf8"))) process.env[name] = value;
};

/**
 * Podman with a storage of its own, buildx and a registry for the tests of one file: those that run already (`. DIR/env.sh` of
 * `.ci/engines`), else started now and ended after the file's last test. Call it at the top of a file.
 */
export const engines = async (): Promise<Engines> => {
  if (process.env["DL_ENV_TEST_REGISTRY"] === undefined) await start();
  return { registry: process.env["DL_ENV_TEST_REGISTRY"] ?? "" };
};
