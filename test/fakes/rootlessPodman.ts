import { execFile, spawn } from "node:child_process";
import { chown, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { engineBy, type EngineUnderTest } from "../inside/container.ts";

const run = promisify(execFile);

/** Of the user that this podman runs as; on no machine that we know somebody else's. */
const UID = 47_110;
const NAME = "dlenvtest";

export interface RootlessPodman {
  readonly engine: EngineUnderTest;
  readonly uid: number;
  /** Start of a command line that runs as the user, with podman's settings. */
  readonly as: readonly [string, ...string[]];
  readonly home: string;
  readonly close: () => Promise<void>;
}

/**
 * In a mount namespace of its own, so that the machine's /etc stays as it is; `tun` is for the
 * network of rootless containers.
 */
const HOLD = `
set -eu
for name in passwd group subuid subgid; do mount --bind "$1/etc/$name" "/etc/$name"; done
if [ -e /dev/net/tun ] && mknod "$1/tun" c 10 200; then chmod 666 "$1/tun"; mount --bind "$1/tun" /dev/net/tun; fi
echo ready
exec sleep infinity
`;

const settings = async (dir: string): Promise<void> => {
  const limits = await readFile("/proc/self/limits", "utf8");
  const hard = (name: string, most: number): number =>
    Math.min(Number(new RegExp(`^${name}\\s+\\S+\\s+(\\d+)`, "m").exec(limits)?.[1] ?? most), most);
  const [files, processes] = [hard("Max open files", 65_536), hard("Max processes", 16_384)];
  await writeFile(
    join(dir, "containers.conf"),
    `[containers]\ndefault_ulimits = ["nofile=${files}:${files}", "nproc=${processes}:${processes}"]\n[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n[network]\nnetwork_backend = "netavark"\n`,
  );
  await writeFile(join(dir, "storage.conf"), '[storage]\ndriver = "overlay"\n');
  await writeFile(join(dir, "registries.conf"), "unqualified-search-registries = []\n");
};

const accounts = async (dir: string, home: string): Promise<void> => {
  const lines = {
    passwd: `${NAME}:x:${UID}:${UID}::${home}:/bin/sh`,
    group: `${NAME}:x:${UID}:`,
    subuid: `${NAME}:1000000:65536`,
    subgid: `${NAME}:1000000:65536`,
  };
  for (const [name, line] of Object.entries(lines))
    await writeFile(
      join(dir, "etc", name),
      `${await readFile(`/etc/${name}`, "utf8").catch(() => "")}${line}\n`,
    );
};

const hold = (dir: string): Promise<{ pid: number; end: () => void }> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      "unshare",
      ["--mount", "--propagation", "private", "sh", "-c", HOLD, "sh", dir],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let said = "";
    child.stderr.on("data", (part: Buffer) => (said += part.toString()));
    child.stdout.once("data", () =>
      resolve({ pid: child.pid ?? 0, end: () => void child.kill("SIGKILL") }),
    );
    child.once("error", reject);
    child.once("close", () =>
      reject(new Error(`a mount namespace could not be made: ${said.trim()}`)),
    );
  });

/** Processes of the user, the one that keeps podman's namespaces among them. */
const endAll = async (): Promise<void> => {
  const { stdout } = await run("ps", ["-o", "pid=", "-U", String(UID)]).catch(() => ({
    stdout: "",
  }));
  for (const pid of stdout
    .split("\n")
    .map(Number)
    .filter((number) => number > 1)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      continue;
    }
  }
};

const why = (error: unknown): string =>
  error instanceof Error ? (error.message.trim().split("\n").at(-1) ?? "") : String(error);

/**
 * podman of a user who is not root and exists for this test alone. Where a machine does not allow
 * it, the reason: no root to make the user with, no newuidmap (package uidmap), no user namespaces,
 * or what podman says.
 */
export const startRootlessPodman = async (): Promise<RootlessPodman | { readonly why: string }> => {
  if (process.getuid?.() !== 0)
    return { why: "the user is made by root, and these tests run without" };
  if (
    await run("newuidmap").then(
      () => false,
      (error: unknown) => (error as { code?: unknown }).code === "ENOENT",
    )
  )
    return { why: "there is no newuidmap: apt-get install uidmap" };
  const dir = await mkdtemp("/tmp/dle-rootless-");
  const home = join(dir, "home");
  await chmod(dir, 0o755);
  for (const name of ["etc", "home", "run"]) await mkdir(join(dir, name));
  for (const name of ["home", "run"]) await chown(join(dir, name), UID, UID);
  await accounts(dir, home);
  await settings(dir);
  const held = await hold(dir).catch(async (error: unknown) => why(error));
  if (typeof held === "string") {
    await rm(dir, { recursive: true, force: true });
    return { why: held };
  }
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    USER: NAME,
    XDG_RUNTIME_DIR: join(dir, "run"),
    TMPDIR: home,
    CONTAINERS_CONF: join(dir, "containers.conf"),
    CONTAINERS_STORAGE_CONF: join(dir, "storage.conf"),
    CONTAINERS_REGISTRIES_CONF: join(dir, "registries.conf"),
  };
  const as = [
    "nsenter",
    "--mount",
    `--target=${held.pid}`,
    "--wd=/",
    "setpriv",
    `--reuid=${UID}`,
    `--regid=${UID}`,
    "--clear-groups",
    "env",
    "-i",
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
  ] as const;
  const engine: EngineUnderTest = engineBy(
    "rootless podman",
    "podman",
    [...as, "podman"],
    async (folder, tag) => {
      // podman makes a name of the path, and names have no capital letters.
      const there = engineBy(
        "rootless podman",
        "podman",
        [...as, "sh", "-c", 'cd "$0" && exec podman "$@"', folder],
        () => Promise.resolve(),
      );
      const id = await there.call("pull", "--quiet", `oci:images:${tag}`);
      await engine.call("tag", id.split("\n").at(-1) ?? "", `localhost/dl-env:${tag}`);
    },
  );
  const close = async (): Promise<void> => {
    await engine.say("rm", "--all", "--force", "--time", "0");
    // As root of podman's user namespace: files of images have owners that only it may remove.
    await engine.say("unshare", "rm", "-rf", join(home, ".local"));
    await endAll();
    held.end();
    await rm(dir, { recursive: true, force: true });
  };
  const trial = await engine
    .call("unshare", "cat", "/proc/self/uid_map")
    .then(() => undefined, why);
  if (trial === undefined) return { engine, uid: UID, as: [...as], home, close };
  await close();
  return { why: trial };
};
