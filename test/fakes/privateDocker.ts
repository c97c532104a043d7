import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface PrivateDocker {
  /** What `docker` must have in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Process number of the daemon. */
  readonly pid: number;
  readonly close: () => Promise<void>;
}

/** One of 255 subnets below 10.213 that no bridge of this machine has: two runs should not meet. */
const subnet = async (): Promise<string> => {
  const taken = (await run("ip", ["-4", "-oneline", "address"])).stdout;
  const all = Array.from(
    { length: 255 },
    (_, at) => `10.213.${1 + ((process.pid + at) % 255)}.1/24`,
  );
  const free = all.find((one) => !taken.includes(` ${one} `));
  if (free === undefined) throw new Error("no subnet below 10.213 is free");
  return free;
};

const answers = (host: string): Promise<boolean> =>
  run("docker", ["--host", host, "version"]).then(
    () => true,
    () => false,
  );

const why = (error: unknown): string =>
  error instanceof Error ? (error.message.trim().split("\n").at(-1) ?? "") : String(error);

const end = async (daemon: ChildProcess): Promise<void> => {
  const ended = new Promise((resolve) => daemon.once("close", resolve));
  daemon.kill("SIGTERM");
  await Promise.race([ended, sleep(15_000)]);
  daemon.kill("SIGKILL");
};

/** Mounts that an overlay store leaves behind would keep the folder. */
const unmount = async (dir: string): Promise<void> => {
  const mounts = (await readFile("/proc/mounts", "utf8"))
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "");
  for (const mount of mounts.filter((path) => path.startsWith(`${dir}/`)).reverse())
    await run("umount", ["-l", mount]).catch(() => undefined);
};

/** What differs from daemon to daemon. */
export interface PrivateDockerOptions {
  readonly store?: "classic" | "containerd";
  /** `host`: without a bridge, so that what it builds is on the machine's own network. */
  readonly network?: "bridge" | "host";
}

const makeBridge = async (bridge: string): Promise<void> => {
  await run("ip", ["link", "add", "name", bridge, "type", "bridge"]);
  await run("ip", ["address", "add", await subnet(), "dev", bridge]);
  await run("ip", ["link", "set", bridge, "up"]);
};

/**
 * A Docker daemon with the classic image store, or containerd's, and a bridge of its own, through
 * which it publishes ports without a rule in any firewall; or why this machine has none. The
 * engines that all tests share have the other store and no bridge, so that they need nothing of the
 * machine's network.
 */
export const startPrivateDocker = async ({
  store = "classic",
  network = "bridge",
}: PrivateDockerOptions = {}): Promise<PrivateDocker | { readonly why: string }> => {
  if (process.getuid?.() !== 0)
    return { why: "a bridge is made by root, and these tests run without" };
  // Short, because there are sockets in it.
  const dir = await mkdtemp("/tmp/dled-");
  const bridge = network === "host" ? "none" : `dle${dir.slice(-6)}`;
  const host = `unix://${join(dir, "s")}`;
  const config = {
    bridge,
    iptables: false,
    ip6tables: false,
    "ip-forward": false,
    features: { "containerd-snapshotter": store === "containerd" },
  };
  const removeBridge = async (): Promise<void> => {
    if (bridge !== "none") await run("ip", ["link", "delete", bridge]).catch(() => undefined);
  };
  try {
    await writeFile(join(dir, "daemon.json"), JSON.stringify(config));
    if (bridge !== "none") await makeBridge(bridge);
  } catch (error) {
    await removeBridge();
    await rm(dir, { recursive: true, force: true });
    return { why: why(error) };
  }
  const daemon = spawn(
    "dockerd",
    [
      "--config-file",
      join(dir, "daemon.json"),
      "--data-root",
      join(dir, "data"),
      "--exec-root",
      join(dir, "exec"),
      "--host",
      host,
      "--pidfile",
      join(dir, "pid"),
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  daemon.stderr.on("data", (part: Buffer) => (said = `${said}${part.toString()}`.slice(-4000)));
  const close = async (): Promise<void> => {
    await end(daemon);
    await removeBridge();
    await unmount(dir);
    await rm(dir, { recursive: true, force: true });
  };
  for (let time = 0; time < 600; time += 1) {
    if (await answers(host)) return { env: { DOCKER_HOST: host }, pid: daemon.pid ?? 0, close };
    if (daemon.exitCode !== null) break;
    await sleep(200);
  }
  await close();
  return { why: said.trim().split("\n").at(-1) ?? "dockerd did not start" };
};
