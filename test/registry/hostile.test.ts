import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { LIMITS } from "../../src/registry/answerLimits.ts";
import type { HttpRequest, HttpResponse } from "../../src/system/ports.ts";
import { realHttp } from "../../src/system/http.ts";
import {
  drip,
  pour,
  startHostileServer,
  startRawServer,
  type HostileServer,
} from "../fakes/hostileServer.ts";
import { blob, readAll, rejection, repositoryAt, testSystem } from "./world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (answer: Parameters<typeof startHostileServer>[0]): Promise<HostileServer> => {
  const server = await startHostileServer(answer);
  closing.push(server.close);
  return server;
};

interface Outcome {
  readonly code: string;
  readonly message: string;
  readonly seconds: number;
  readonly mebibytes: number;
}

/** Most memory of a process that asks. */
const MEBIBYTES = 300;

const askInChild = async (host: string, what: string): Promise<Outcome> => {
  const { stdout } = await promisify(execFile)(
    join(import.meta.dirname, "../../node_modules/.bin/node"),
    [join(import.meta.dirname, "askHostile.ts"), host, what],
    { timeout: 110_000 },
  );
  return JSON.parse(stdout) as Outcome;
};

const GIB = 1024 * 1024 * 1024;
const PIECE = Buffer.alloc(1 << 20, " ");

const named = (first: number, count: number): string =>
  JSON.stringify({
    tags: Array.from({ length: count }, (_, index) => `tag-${first + index}-of-many-more`),
  });

describe("a hostile registry costs neither memory nor time", { timeout: 120_000 }, () => {
  it("with pages of 250,000 tags without end", async () => {
    let page = 0;
    const { host, asked } = await start((_, response) => {
      page += 1;
      response.setHeader("link", `</v2/team/images/tags/list?last=${page}>; rel="next"`);
      response.end(named(page * 250_000, 250_000));
    });
    const { code, message, mebibytes } = await askInChild(host, "tags");
    expect(code).toBe("tags-without-end");
    expect(message).toContain(`more than ${LIMITS.tagNames} names`);
    expect(asked.length).toBe(3);
    expect(mebibytes).toBeLessThan(MEBIBYTES);
  });

  it("with a page of a gigabyte", async () => {
    const { host } = await start((_, response) =>
      pour(response, Buffer.alloc(1 << 20, '"a",'), GIB),
    );
    const { code, mebibytes } = await askInChild(host, "tags");
    expect(code).toBe("too-large");
    expect(mebibytes).toBeLessThan(MEBIBYTES);
  });

  it("with the largest page that is read, full of the shortest names", async () => {
    const body = `{"tags":["a"${',"a"'.repeat(LIMITS.tagListBytes / 4 - 10)}]}`;
    const { host } = await start((_, response) => response.end(body));
    const { code, mebibytes } = await askInChild(host, "tags");
    expect(code).toBe("tags-without-end");
    expect(mebibytes).toBeLessThan(MEBIBYTES);
  });

  it("with pages of one new name each, for ever", async () => {
    let page = 0;
    const { host, asked } = await start((_, response) => {
      page += 1;
      response.setHeader("link", `</v2/team/images/tags/list?last=${page}>; rel="next"`);
      response.end(named(page, 1));
    });
    const { code, message } = await askInChild(host, "tags");
    expect(code).toBe("tags-without-end");
    expect(message).toContain(`more than ${LIMITS.tagPages} pages`);
    expect(asked.length).toBe(LIMITS.tagPages);
  });

  it.each(["manifest", "config", "bound"])(
    "with a %s of a gigabyte and no length",
    async (what) => {
      const { host } = await start((_, response) => pour(response, PIECE, GIB));
      const { code, seconds, mebibytes } = await askInChild(host, what);
      expect(code).toMatch(/^(?:too-large|digest-mismatch)$/);
      expect(mebibytes).toBeLessThan(MEBIBYTES);
      expect(seconds).toBeLessThan(60);
    },
  );

  it("with a refusal of a gigabyte", async () => {
    const { host } = await start((_, response) => {
      response.statusCode = 400;
      pour(response, PIECE, GIB);
    });
    const { code, mebibytes } = await askInChild(host, "manifest");
    expect(code).toBe("registry-refused");
    expect(mebibytes).toBeLessThan(MEBIBYTES);
  });

  it("with a token of a gigabyte", async () => {
    const { host } = await start((request, response, own) => {
      if (request.url?.startsWith("/token") === true) return pour(response, PIECE, GIB);
      response.writeHead(401, { "www-authenticate": `Bearer realm="http://${own}/token"` }).end();
    });
    const { code, mebibytes } = await askInChild(host, "manifest");
    expect(code).toBe("too-large");
    expect(mebibytes).toBeLessThan(MEBIBYTES);
  });

  it("with a header of a gigabyte", async () => {
    const server = await startRawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nx: y");
      const piece = Buffer.alloc(1 << 20, "y");
      const more = (): void => {
        while (!socket.destroyed) if (!socket.write(piece)) return void socket.once("drain", more);
      };
      more();
    });
    closing.push(server.close);
    const { code, mebibytes, seconds } = await askInChild(server.host, "manifest");
    expect(code).toBe("network");
    expect(mebibytes).toBeLessThan(MEBIBYTES);
    expect(seconds).toBeLessThan(60);
  });

  it("with an unwanted body that never ends", async () => {
    const { host } = await start((_, response) => {
      response.statusCode = 404;
      drip(response, 20);
    });
    const begun = Date.now();
    const system = testSystem();
    expect(await repositoryAt(system, `${host}/team/images`).tags()).toEqual([]);
    expect(Date.now() - begun).toBeLessThan(60_000);
  });

  it("with headers that trickle", async () => {
    const server = await startRawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nx: ");
      drip(socket, 50);
    });
    closing.push(server.close);
    const begun = Date.now();
    const asked = realHttp().request({
      method: "GET",
      url: `http://${server.host}/`,
      timeout: 500,
    });
    expect((await rejection(asked)).code).toBe("network");
    expect(Date.now() - begun).toBeLessThan(60_000);
  });
});

/** A registry whose bodies come one byte a second, on a clock that only they move. */
const trickling = (length: number) => {
  const time = { now: 0 };
  const requests: HttpRequest[] = [];
  const system = testSystem({ now: () => time.now });
  const http = {
    request: async (request: HttpRequest): Promise<HttpResponse> => {
      requests.push(request);
      return {
        status: 200,
        headers: {},
        body: (async function* () {
          for (let count = 0; count < length; count += 1) {
            time.now += 1000;
            yield Buffer.from("x");
          }
        })(),
        discard: () => Promise.resolve(),
      };
    },
  };
  const repository = repositoryAt({ ...system, http }, "registry.example/team/images");
  return { time, requests, repository };
};

describe("one byte a second", () => {
  it.each(["tags", "manifest"] as const)(
    "does not hold %s for longer than a minute",
    async (what) => {
      const { time, repository, requests } = trickling(1_000_000);
      const { code, message } = await rejection(
        what === "tags" ? repository.tags() : repository.manifest("latest"),
      );
      expect(code).toBe("too-slow");
      expect(message).toContain("not complete after 50 seconds");
      expect(time.now).toBeLessThan(62_000);
      expect(requests.length).toBe(1);
    },
  );

  it("ends a blob after the attempts of the table, a minute each", async () => {
    const { time, repository, requests } = trickling(1_000_000);
    const { code } = await rejection(readAll(repository.readBlob(blob("x").digest)));
    expect(code).toBe("too-slow");
    expect(requests.length).toBe(5);
    expect(time.now).toBeLessThan(6 * 61_000);
  });
});

describe("a registry that asks to wait", () => {
  it("is waited for no longer than a request may take in all", async () => {
    const time = { now: 0 };
    const system = testSystem({ now: () => time.now });
    const http = {
      request: async (): Promise<HttpResponse> => {
        time.now += 119_000;
        return {
          status: 429,
          headers: { "retry-after": "119" },
          body: (async function* () {
            yield Buffer.alloc(0);
          })(),
          discard: () => Promise.resolve(),
        };
      },
    };
    const clock = {
      ...system.clock,
      sleep: async (milliseconds: number) => {
        time.now += milliseconds;
      },
    };
    const repository = repositoryAt({ ...system, http, clock }, "registry.example/team/images");
    expect((await rejection(repository.tags())).code).toBe("registry-limit");
    expect(time.now).toBeLessThan(LIMITS.requestTime + 120_000);
  });
});
