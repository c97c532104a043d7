import { createServer, type Server } from "node:http";
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server as SocketServer,
} from "node:net";
import { afterEach, expect, it } from "vitest";
import { readBounded } from "../../src/system/boundedBody.ts";
import { realHttp } from "../../src/system/http.ts";

let server: Server | SocketServer | undefined;
afterEach(async () => {
  const closed = new Promise((resolve) => server?.close(resolve));
  if (server !== undefined && "closeAllConnections" in server) server.closeAllConnections();
  await closed;
});

const listening = async (made: Server | SocketServer): Promise<string> => {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}/`;
};

it("HEADs share connections: two hundred of them open no more than may be open at once", async () => {
  let connections = 0;
  const made = createServer((_request, response) => {
    response.writeHead(200, { "content-length": "100" }).end();
  }).on("connection", () => (connections += 1));
  const url = await listening(made);
  const http = realHttp();
  const head = async (): Promise<number> => {
    const answer = await http.request({ method: "HEAD", url, headers: {} });
    await answer.discard();
    return answer.status;
  };
  const statuses = await Promise.all(Array.from({ length: 200 }, head));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(connections).toBeLessThanOrEqual(16);
});

it("a server that sends a body with its answer to a HEAD is not misread in the next answer", async () => {
  const made = createSocketServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (asked) => {
      const isHead = asked.toString().startsWith("HEAD");
      const body = isHead ? "wrong" : "right";
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: keep-alive\r\n\r\n${body}`);
    });
  });
  const url = await listening(made);
  const http = realHttp();
  const answers: string[] = [];
  for (let round = 0; round < 10; round += 1) {
    await (await http.request({ method: "HEAD", url, headers: {} })).discard();
    try {
      const { body } = await http.request({ method: "GET", url, headers: {} });
      answers.push(Buffer.from(await readBounded(body, { what: "It", bytes: 99 })).toString());
    } catch {
      // A connection with bytes that nobody asked for is given up; who asked tries again.
    }
  }
  expect(new Set(answers)).toEqual(new Set(["right"]));
}, 20_000);
