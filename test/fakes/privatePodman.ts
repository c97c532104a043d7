import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Runtime } from "../../src/container/runtime.ts";

export interface PrivatePodman extends Runtime {
  readonly name: "podman";
  /** Runs podman with these arguments; rejects when it fails. */
  readonly call: (...args: string[]) => Promise<string>;
  /** Removes every image and container and the folder. */
  readonly close: () => Promise<void>;
}

/** A hard limit of this process (`Max open files`), no higher than what podman would ask for. */
const limit = (limits: string, name: string, most: number): number => {
  const hard = new RegExp(`^${name}\\s+\\S+\\s+(\\S+)`, "m").exec(limits)?.[1] ?? "unlimited";
  return hard === "unlimited" ? most : Math.min(Number(hard), most);
};

const containersConf = (limits: string): string => {
  const [files, processes] = [
    limit(limits, "Max open files", 65_536),
    limit(limits, "Max processes", 16_384),
  ];
  return [
    "[containers]",
    `default_ulimits = ["nofile=${files}:${files}", "nproc=${processes}:${processes}"]`,
    'netns = "host"',
    "[engine]",
    'runtime = "runc"',
    'cgroup_manager = "cgroupfs"',
    'events_logger = "file"',
    "",
  ].join("\n");
};

/**
 * The podman of this machine with storage and settings of its own, so that nothing of the user's is
 * touched.
 */
export const startPrivatePodman = async (): Promise<PrivatePodman> => {
  const dir = await mkdtemp(join(tmpdir(), "dl-env-podman-"));
  const at = (name: string): string => join(dir, name);
  await mkdir(at("tmp"));
  await mkdir(at("docker"));
  await writeFile(
    at("containers.conf"),
    containersConf(await readFile("/proc/self/limits", "utf8")),
  );
  await writeFile(
    at("storage.conf"),
    `[storage]\ndriver = "overlay"\ngraphroot = "${at("graph")}"\nrunroot = "${at("run")}"\n`,
  );
  await writeFile(at("registries.conf"), "unqualified-search-registries = []\n");
  await writeFile(at("policy.json"), '{"default":[{"type":"insecureAcceptAnything"}]}');
  // podman fails when DOCKER_CONFIG names a folder without this file.
  await writeFile(at("docker/config.json"), "{}");
  const env = {
    CONTAINERS_CONF: at("containers.conf"),
    CONTAINERS_STORAGE_CONF: at("storage.conf"),
    CONTAINERS_REGISTRIES_CONF: at("registries.conf"),
    DOCKER_CONFIG: at("docker"),
    TMPDIR: at("tmp"),
  };
  const call = (...args: string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      execFile(
        "podman",
        args,
        { env: { ...process.env, ...env }, maxBuffer: 1 << 26 },
        (error, stdout, stderr) =>
          error === null
            ? resolve(stdout.trim())
            : reject(new Error(`podman ${args.join(" ")}: ${stderr || error.message}`)),
      );
    });
  const version = await call("version", "--format", "{{.Client.Version}}");
  const close = async (): Promise<void> => {
    await call("rm", "--all", "--force").catch(() => "");
    await call("rmi", "--all", "--force").catch(() => "");
    // Overlay mounts its own home; it has to go before the folder can.
    await new Promise<void>((resolve) => {
      execFile("umount", ["-l", at("graph/overlay")], () => resolve());
    });
    await rm(dir, { recursive: true, force: true });
  };
  return { name: "podman", version, argv: ["podman"], env, call, close };
};
