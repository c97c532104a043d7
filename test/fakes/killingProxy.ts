import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** At which point of a write its sender is killed. */
export type KillMoment =
  /** Before the registry hears of it. */
  | "before"
  /** When the registry has half of its body. */
  | "half"
  /** When the registry has done it, and before the sender hears of that. */
  | "after";

export const KILL_MOMENTS: readonly KillMoment[] = ["before", "half", "after"];

/** The write at which its sender is killed. */
export interface KillAt {
  /** Of the writes since `killAt` was called, counted from 0. */
  readonly write: number;
  readonly moment: KillMoment;
  /** Ends the sender; resolved when it is gone. */
  readonly kill: () => Promise<void>;
}

/** A proxy before a registry that counts what is written, and kills who writes. */
export interface KillingProxy {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Writes that came since the last call of `killAt`, as `PUT /v2/…`. */
  readonly writes: () => readonly string[];
  /** Blobs that the registry took since the last call of `killAt`: `repository digest`. */
  readonly taken: () => readonly string[];
  /** Resolved when the registry has answered all that was passed on to it, also for the dead. */
  readonly settled: () => Promise<void>;
  /** Counts anew, and kills at this write; undefined: kills nobody. */
  readonly killAt: (at: KillAt | undefined) => void;
  readonly close: () => Promise<void>;
}

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
};

interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Passes a request on; with `half`, breaks it off in the middle of its body. */
const forward = (
  to: string,
  { method, url, headers }: IncomingMessage,
  { body, half = false }: { readonly body: Buffer; readonly half?: boolean },
): Promise<Answered | undefined> => {
  const [hostname, port] = to.split(":");
  return new Promise((resolve, reject) => {
    const sent = ask({ hostname, port, method, path: url, headers }, (answer) => {
      bodyOf(answer).then(
        (bytes) =>
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes }),
        reject,
      );
    });
    sent.once("error", (error) => (half ? resolve(undefined) : reject(error)));
    if (!half) return void sent.end(body);
    sent.write(body.subarray(0, Math.ceil(body.byteLength / 2)), () => {
      sent.destroy();
      resolve(undefined);
    });
  });
};

/** `repository digest` of a blob that an answer says is stored now. */
const takenBlob = (line: string, status: number): string[] => {
  const [, repository, digest] =
    /^PUT \/v2\/(.+)\/blobs\/uploads\/[^?]*\?.*digest=([^&]+)/.exec(line) ?? [];
  return status === 201 && repository !== undefined && digest !== undefined
    ? [`${repository} ${decodeURIComponent(digest)}`]
    : [];
};

export const startKillingProxy = async (to: string): Promise<KillingProxy> => {
  let writes: string[] = [];
  let taken: string[] = [];
  let killing: KillAt | undefined;
  const passing = new Set<Promise<unknown>>();

  const pass = async (request: IncomingMessage, body: Buffer): Promise<Answered> => {
    const passed = forward(to, request, { body });
    passing.add(passed);
    const answer = await passed.finally(() => passing.delete(passed));
    if (answer === undefined) throw new Error("no answer");
    taken.push(...takenBlob(`${request.method} ${request.url}`, answer.status));
    return answer;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const isWrite = WRITES.has(request.method ?? "");
    const at = killing !== undefined && isWrite && writes.length === killing.write && killing;
    if (isWrite) writes.push(`${request.method} ${request.url}`);
    if (at !== false) {
      if (at.moment === "half") await forward(to, request, { body, half: true });
      if (at.moment === "after") await pass(request, body);
      await at.kill();
      request.socket.destroy();
      return;
    }
    const { status, headers, body: bytes } = await pass(request, body);
    response.writeHead(status, headers);
    response.end(bytes);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    writes: () => writes,
    taken: () => taken,
    settled: async () => {
      await Promise.allSettled(passing);
    },
    killAt: (at) => {
      writes = [];
      taken = [];
      killing = at;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
