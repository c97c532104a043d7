import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, "..", "..", ".ci", "engines");

/** Starts podman's storage, buildx and a registry once for all integration tests, unless they run already; ends them afterwards. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["DL_ENV_TEST_REGISTRY"] !== undefined) return undefined;
  // A short path, because there are sockets in it.
  const dir = await mkdtemp("/tmp/dle-");
  await run(SCRIPT, ["up", dir]);
  for (const [, name = "", value = ""] of (await readFile(join(dir, "env.sh"), "utf8")).matchAll(/^export ([A-Z_]+)=(.*)$/gm)) {
    process.env[name] = value.replace("$PATH", process.env["PATH"] ?? "");
  }
  return async () => {
    await run(SCRIPT, ["down", dir]);
    await rm(dir, { recursive: true, force: true });
  };
}
