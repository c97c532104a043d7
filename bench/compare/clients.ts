import { execFile, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { startPrivateDocker } from "../../test/fakes/privateDocker.ts";
import { startPrivatePodman } from "../../test/fakes/privatePodman.ts";
import { processorOf, waitedFor } from "./processorTime.ts";

const run = promisify(execFile);

/** An engine that holds nothing yet, and pulls from a registry on loopback. */
export interface Client {
  readonly pull: (image: string) => Promise<void>;
  /** Bytes of its disk that are in use. */
  readonly disk: () => number;
  /** Seconds of a processor that it has used. */
  readonly processor: () => Promise<number>;
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
    processor: async () => (await waitedFor()) + (await processorOf(started.pid)),
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
    processor: waitedFor,
    close,
  };
};

/** The clients that people pull with, by the name of their store. */
export const CLIENTS: Readonly<Record<string, () => Promise<Client>>> = {
  "Docker, classic": () => docker("classic"),
  "Docker, containerd": () => docker("containerd"),
  podman,
};

/** What a host paid for an image. */
export interface Pulled {
  readonly seconds: number;
  readonly processor: number;
  readonly bytes: number;
  readonly disk: number;
}

/** Pulls images one after another on a host that has nothing; `traffic` counts pulled bytes. */
export const pullFresh = async (
  start: () => Promise<Client>,
  images: readonly string[],
  traffic: () => number,
): Promise<Pulled[]> => {
  const client = await start();
  try {
    const all: Pulled[] = [];
    for (const image of images) {
      const [bytes, disk, used, began] = [
        traffic(),
        client.disk(),
        await client.processor(),
        performance.now(),
      ];
      await client.pull(image);
      const seconds = (performance.now() - began) / 1000;
      const processor = (await client.processor()) - used;
      all.push({ seconds, processor, bytes: traffic() - bytes, disk: client.disk() - disk });
    }
    return all;
  } finally {
    await client.close();
  }
};
