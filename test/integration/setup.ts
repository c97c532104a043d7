import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { removeImage } from "../inside/image.ts";

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, "..", "..", ".ci", "engines");

/** Starts podman's storage, buildx and a registry, and returns what ends them. */
const startEngines = async (): Promise<() => Promise<void>> => {
  // A short path, because there are sockets in it.
  const dir = await mkdtemp("/tmp/dle-");
  await run(SCRIPT, ["up", dir]);
  for (const [, name = "", value = ""] of (await readFile(join(dir, "env.sh"), "utf8")).matchAll(
    /^export ([A-Z_]+)=(.*)$/gm,
  )) {
    process.env[name] = value.replace("$PATH", process.env["PATH"] ?? "");
  }
  return async () => {
    await run(SCRIPT, ["down", dir]);
    await rm(dir, { recursive: true, force: true });
  };
};

/**
 * Folder for what test files share; one that the environment names is kept, and what was built in
 * it need not be built again.
 */
const sharedFolder = async (): Promise<() => Promise<void>> => {
  if (process.env["DL_ENV_TEST_SHARED"] !== undefined) return () => Promise.resolve();
  const folder = await mkdtemp("/tmp/dle-shared-");
  // Rootless engines read images there.
  await chmod(folder, 0o755);
  process.env["DL_ENV_TEST_SHARED"] = folder;
  return () => rm(folder, { recursive: true, force: true });
};

/** Once for all integration tests: the engines, unless they run already, and that folder. */
export default async function setup(): Promise<() => Promise<void>> {
  const endEngines =
    process.env["DL_ENV_TEST_REGISTRY"] === undefined ? await startEngines() : removeImage;
  const endShared = await sharedFolder();
  return async () => {
    await endEngines();
    await endShared();
  };
}
