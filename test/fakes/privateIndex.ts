import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { System } from "../../src/system/ports.ts";

/** The package index that uv asks on this machine when nobody names one. */
const upstream = (): string => {
  const said = execFileSync(
    "uv",
    ["pip", "compile", "--quiet", "--no-header", "--emit-index-url", "-"],
    { input: "", encoding: "utf8", stdio: ["pipe", "pipe", "ignore"] },
  );
  return /^--index-url (https?:\S+)$/m.exec(said)?.[1] ?? "";
};

export interface PrivateIndex {
  /** Address of the index with its user and password. */
  readonly address: string;
  /** Requests that came with the right password, and those that did not. */
  readonly asked: { readonly known: number; readonly unknown: number };
  close(): Promise<void>;
}

/**
 * This machine's package index behind a user and a password: its pages are handed on, files come
 * from where the pages say.
 */
export const startPrivateIndex = async (
  sys: Pick<System, "http">,
  user: string,
  password: string,
): Promise<PrivateIndex> => {
  const asked = { known: 0, unknown: 0 };
  const source = upstream();
  const right = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const handOn = async (
    path: string,
    accept: string,
  ): Promise<{ status: number; type: string; body: string }> => {
    const url = `${source}${path}`;
    const response = await sys.http.request({ method: "GET", url, headers: { accept } });
    const parts: Uint8Array[] = [];
    for await (const part of response.body) parts.push(part);
    const text = Buffer.concat(parts).toString();
    // Links of a page are relative to where it really is.
    const body = text.replace(/<head>/i, `<head><base href="${url}">`);
    return { status: response.status, type: response.headers["content-type"] ?? "text/html", body };
  };
  const server = createServer((request, response) => {
    if (request.headers.authorization !== right) {
      asked.unknown += 1;
      response.writeHead(401, { "www-authenticate": 'Basic realm="index"' }).end();
      return;
    }
    asked.known += 1;
    handOn(
      (request.url ?? "").replace(/^\/simple/, ""),
      request.headers.accept ?? "text/html",
    ).then(
      ({ status, type, body }) => response.writeHead(status, { "content-type": type }).end(body),
      () => response.writeHead(502).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    address: `http://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/simple`,
    asked,
    close,
  };
};
