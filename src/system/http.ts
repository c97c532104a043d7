// Not loaded when needed: the bundler gives an empty module for a built-in whose exports are a
// function.
import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { unreachable } from "../errors/error.ts";
import { safeUrl } from "../secrets/safeUrl.ts";
import type { Http, HttpRequest, HttpResponse } from "./ports.ts";

/** Milliseconds until the last header must have come: two attempts take less than a minute. */
const DEFAULT_TIMEOUT = 25_000;
/** Milliseconds without a byte of a body. */
const IDLE_TIMEOUT = 60_000;
/** Bytes of all headers of an answer. */
const LARGEST_HEADERS = 16 * 1024;
/** Of an unwanted body this much is read, for this many milliseconds at most. */
const DISCARDED_BYTES = 64 * 1024;
const DISCARD_TIME = 3_000;

/**
 * Loopback is never asked through a proxy; everything else follows HTTP_PROXY, HTTPS_PROXY and
 * NO_PROXY.
 */
const noProxy = (): string =>
  [process.env["NO_PROXY"] ?? process.env["no_proxy"] ?? "", "localhost", "127.0.0.1", "[::1]"]
    .filter((part) => part !== "")
    .join(",");

const authorities = async (): Promise<string[] | undefined> => {
  const file = process.env["SSL_CERT_FILE"] ?? process.env["NODE_EXTRA_CA_CERTS"];
  if (file === undefined) return undefined;
  const { readFile } = await import("node:fs/promises");
  const { rootCertificates } = await import("node:tls");
  try {
    return [...rootCertificates, await readFile(file, "utf8")];
  } catch {
    return undefined;
  }
};

const PROXIES = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"];

const makeDispatcher = async (): Promise<Dispatcher> => {
  const ca = await authorities();
  const options = {
    keepAliveTimeout: 1000,
    connections: 16,
    maxHeaderSize: LARGEST_HEADERS,
    ...(ca === undefined ? {} : { connect: { ca } }),
  };
  if (PROXIES.some((name) => (process.env[name] ?? "") !== "")) {
    const { EnvHttpProxyAgent } = await import("undici");
    return new EnvHttpProxyAgent({ ...options, noProxy: noProxy() });
  }
  // Without a proxy there is nothing to decide for each request, and little of undici to load: all
  // of it takes a short command as long as its work.
  const { default: Agent } = await import("undici/lib/dispatcher/agent.js");
  return new Agent(options);
};

/** OpenSSL's words for a server without TLS say nothing of it. */
const NO_TLS = "ERR_SSL_WRONG_VERSION_NUMBER";

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === NO_TLS)
    return "it speaks http there, and https was asked for";
  const code = "code" in error && typeof error.code === "string" ? `${error.code}: ` : "";
  return error.cause instanceof Error ? reasonOf(error.cause) : `${code}${error.message}`;
};

const flatten = (headers: Dispatcher.ResponseData["headers"]): Record<string, string> => {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined)
      flat[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
};

/**
 * A short rest is read, so that the connection can be used again; a long or slow one is cut off.
 * Where there is none, as after a HEAD, there is nothing to wait for.
 */
const discard = async (
  { body, headers }: Dispatcher.ResponseData,
  { method }: Pick<HttpRequest, "method">,
): Promise<void> => {
  const isEmpty = method === "HEAD" || headers["content-length"] === "0";
  try {
    await body.dump({
      limit: DISCARDED_BYTES,
      ...(isEmpty ? {} : { signal: AbortSignal.timeout(DISCARD_TIME) }),
    });
  } catch {
    // Nobody wants these bytes.
  }
};

const asResponse = (data: Dispatcher.ResponseData, wanted: HttpRequest): HttpResponse => ({
  status: data.statusCode,
  headers: flatten(data.headers),
  body: data.body as AsyncIterable<Uint8Array>,
  discard: () => discard(data, wanted),
});

/** undici closes a connection after each HEAD, unless it is told not to. */
const keepsOpen = ({ method }: HttpRequest): { reset?: false } =>
  method === "HEAD" ? { reset: false } : {};

const loadClient = async () => {
  const { default: send } = await import("undici/lib/api/api-request.js");
  return { send, dispatcher: await makeDispatcher() };
};

/**
 * HTTP over undici, which is loaded at the first request. Connections that idle do not keep the
 * process alive.
 */
export const realHttp = (): Http => {
  let client: ReturnType<typeof loadClient> | undefined;
  const request = async (wanted: HttpRequest): Promise<HttpResponse> => {
    const { send, dispatcher } = await (client ??= loadClient());
    const { body } = wanted;
    try {
      const { origin, pathname, search } = new URL(wanted.url);
      const answer = await send.call(dispatcher, {
        origin,
        path: `${pathname}${search}`,
        method: wanted.method,
        headers: { "user-agent": "dl-env", ...wanted.headers },
        body:
          body === undefined || typeof body === "string" || body instanceof Uint8Array
            ? (body ?? null)
            : Readable.from(body),
        headersTimeout: wanted.timeout ?? DEFAULT_TIMEOUT,
        bodyTimeout: IDLE_TIMEOUT,
        ...keepsOpen(wanted),
      });
      return asResponse(answer, wanted);
    } catch (error) {
      throw unreachable(
        {
          code: "network",
          message: `No answer came from ${safeUrl(wanted.url)} (${reasonOf(error)}).`,
          hint: `Check the connection: curl -sSI ${safeUrl(wanted.url)}`,
        },
        { cause: error },
      );
    }
  };
  return { request };
};
