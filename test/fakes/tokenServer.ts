import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface TokenRequest {
  readonly method: string;
  readonly service: string | null;
  readonly scopes: readonly string[];
  /** As it came: `Basic …`, or undefined for anyone. */
  readonly authorization: string | undefined;
  /** The refresh token of a POST. */
  readonly identity: string | null;
}

/** A scope taken apart: `repository:NAME:pull,push`. */
export interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

export interface TokenServer {
  /** What a registry names in its challenge. */
  readonly realm: string;
  readonly asked: TokenRequest[];
  readonly close: () => Promise<void>;
}

export interface TokenServerOptions {
  /** Seconds that a token lives. */
  readonly life: number;
  /** Makes a token for what the asker may do; undefined = 401. */
  readonly issue: (
    request: TokenRequest,
    access: readonly Access[],
    serial: number,
  ) => string | undefined;
  /** Status of a refusal; default 401. */
  readonly refusal?: number;
  /** Status for the first askings, to be tried again. */
  readonly faults?: readonly number[];
}

const parseScope = (scope: string): Access => {
  const first = scope.indexOf(":");
  const last = scope.lastIndexOf(":");
  return {
    type: scope.slice(0, first),
    name: scope.slice(first + 1, last),
    actions: scope.slice(last + 1).split(","),
  };
};

const readText = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const part of request as AsyncIterable<Buffer>) text += part.toString();
  return text;
};

/**
 * A token service on loopback as the distribution project describes it: GET with Basic, POST with a
 * refresh token, several scopes at once.
 */
export const startTokenServer = async (options: TokenServerOptions): Promise<TokenServer> => {
  const asked: TokenRequest[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://tokens");
    const form =
      request.method === "POST" ? new URLSearchParams(await readText(request)) : url.searchParams;
    const scopes = form.getAll("scope").flatMap((scope) => scope.split(" "));
    const one: TokenRequest = {
      method: request.method ?? "",
      service: form.get("service"),
      scopes,
      authorization: request.headers.authorization,
      identity: form.get("refresh_token"),
    };
    asked.push(one);
    const fault = options.faults?.[asked.length - 1];
    const token =
      fault === undefined ? options.issue(one, scopes.map(parseScope), asked.length) : undefined;
    response.writeHead(fault ?? (token === undefined ? (options.refusal ?? 401) : 200), {
      "content-type": "application/json",
    });
    response.end(
      JSON.stringify(
        token === undefined
          ? { details: "no" }
          : {
              token,
              access_token: token,
              expires_in: options.life,
              issued_at: new Date().toISOString(),
            },
      ),
    );
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    realm: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
