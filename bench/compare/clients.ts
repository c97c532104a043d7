import { execFile, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { startPrivateDocker } from "../../test/fakes/privateDocker.ts";
import { startPrivatePodman } from "../../test/fakes/privatePodman.ts";

const run = promisify(execFile);

/** An engine that holds nothing yet, and pulls from a registry on loopback. */
export interface Client {
  readonly pull: (image: string) => Promise<void>;
  /** Bytes of its disk that are in use. */
  readonly disk: () => number;
  readonly close: () => Promise<void>;
}

const usedBy = (folder: string): number =>
  Number(spawnSync("du", ["-sB1", folder], { encoding: "utf8" }).stdout.split("\t")[0]);

const docker = async (store: "classic" | "containerd"): Promise<Client> => {
  const started = await startPrivateDocker({ store, network: "host" });
  if ("why" in started) throw new Error(started.why);
  const folder = dirname((started.env["DOCKER_HOST"] ?? "").slice("unix://".length));
  return {
    pull: async (image) => {
      await run("docker", ["pull", "--quiet", image], { env: { ...process.env, ...started.env } });
    },
    disk: () => usedBy(folder),
    close: started.close,
  };
};

const podman = async (): Promise<Client> => {
  const { call, close } = await startPrivatePodman();
  const folder = (await call("info", "-f", "{{.Store.GraphRoot}}")).trim();
  return {
    pull: async (image) => {
      await call("pull", "--quiet", "--tls-verify=false", image);
    },
    disk: () => usedBy(folder),
    close,
  };
};

/** The clients that people pull with, by the name of their store. */
export const CLIENTS: Readonly<Record<string, () => Promise<Client>>> = {
  "Docker, classic": () => docker("classic"),
  "Docker, containerd": () => docker("containerd"),
  podman,
};
