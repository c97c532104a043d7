import { spawnSync } from "node:child_process";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { startDistribution } from "../../test/fakes/distribution.ts";

/** What went through since the start. */
export interface Traffic {
  readonly requests: number;
  /** Bytes of blobs and manifests that were sent. */
  readonly pushed: number;
  /** Bytes of blobs that were answered. */
  readonly pulled: number;
}

export interface CountingRegistry {
  /** `127.0.0.1:PORT`, of the proxy that counts. */
  readonly host: string;
  readonly traffic: () => Traffic;
  /** How many requests of each kind (`HEAD blob`) there were since it was last called. */
  readonly kinds: () => ReadonlyMap<string, number>;
  /** Bytes that the registry keeps. */
  readonly stored: () => number;
  readonly close: () => Promise<void>;
}

const kindOf = (method = "", url = ""): string => {
  if (url.includes("/blobs/uploads/")) return `${method} upload`;
  if (url.includes("/blobs/")) return `${method} blob`;
  return url.includes("/manifests/") ? `${method} manifest` : `${method} other`;
};

/** Distribution 2.8 on loopback behind a proxy that counts. */
export const startCountingRegistry = async (): Promise<CountingRegistry> => {
  const hub = await startDistribution();
  const [hostname = "", port = ""] = hub.host.split(":");
  let [requests, pushed, pulled] = [0, 0, 0];
  let kinds = new Map<string, number>();
  const server = createServer((asked, answer) => {
    requests += 1;
    const kind = kindOf(asked.method, asked.url);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const passed = request(
      { host: hostname, port, path: asked.url, method: asked.method, headers: asked.headers },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        if (asked.method === "GET" && asked.url?.includes("/blobs/") === true)
          got.on("data", (chunk: Buffer) => (pulled += chunk.length));
        got.pipe(answer);
      },
    );
    passed.on("error", () => answer.destroy());
    asked.on("data", (chunk: Buffer) => (pushed += chunk.length));
    asked.pipe(passed);
  });
  // A push of a large layer takes longer than a server waits for a request by default.
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    traffic: () => ({ requests, pushed, pulled }),
    kinds: () => {
      const counted = kinds;
      kinds = new Map();
      return counted;
    },
    stored: () =>
      Number(
        spawnSync("du", ["-sB1", hub.storage], { encoding: "utf8" }).stdout.split("\t")[0] ?? "0",
      ),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await hub.close();
    },
  };
};
