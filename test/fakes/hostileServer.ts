import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createRawServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

export interface HostileServer {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly asked: readonly { readonly url: string; readonly authorization: string | undefined }[];
  readonly close: () => Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse, host: string) => void;

/** Answers every request as the test says, on loopback. */
export const startHostileServer = async (answer: Answer): Promise<HostileServer> => {
  const asked: { url: string; authorization: string | undefined }[] = [];
  let host = "";
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? "", authorization: request.headers.authorization });
    response.on("error", () => undefined);
    answer(request, response, host);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Says what is written to each connection, whatever is asked. */
export const startRawServer = async (
  talk: (socket: Socket) => void,
): Promise<Pick<HostileServer, "host" | "close">> => {
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => talk(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};

/** Writes until the other side has gone or so many bytes were taken; no length is named. */
export const pour = (response: ServerResponse, piece: Buffer, bytes: number): void => {
  let left = bytes;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= piece.byteLength;
      if (!response.write(piece)) {
        response.once("drain", more);
        return;
      }
    }
    if (!response.destroyed) response.end();
  };
  more();
};

/** One byte a time, for ever. */
export const drip = (response: ServerResponse | Socket, milliseconds: number): void => {
  const timer = setInterval(() => {
    if (response.destroyed) clearInterval(timer);
    else response.write("x");
  }, milliseconds);
};
