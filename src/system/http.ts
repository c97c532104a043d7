// Not loaded when needed: the bundler gives an empty module for a built-in whose exports are a function.
import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { unreachable } from "../errors/error.ts";
import { safeUrl } from "../secrets/address.ts";
import type { Http, HttpRequest, HttpResponse } from "./ports.ts";

const DEFAULT_TIMEOUT = 30_000;

/** Loopback is never asked through a proxy; everything else follows HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
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

const makeDispatcher = async (): Promise<Dispatcher> => {
  const { EnvHttpProxyAgent } = await import("undici");
  const ca = await authorities();
  return new EnvHttpProxyAgent({
    noProxy: noProxy(),
    keepAliveTimeout: 1000,
    connections: 16,
    ...(ca === undefined ? {} : { connect: { ca } }),
  });
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
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

const asResponse = (data: Dispatcher.ResponseData): HttpResponse => ({
  status: data.statusCode,
  headers: flatten(data.headers),
  body: data.body as AsyncIterable<Uint8Array>,
  text: () => data.body.text(),
  json: () => data.body.json(),
  discard: () => data.body.dump(),
});

/** HTTP over undici, which is loaded at the first request. Connections that idle do not keep the process alive. */
export const realHttp = (): Http => {
  let dispatcher: Promise<Dispatcher> | undefined;
  const request = async (wanted: HttpRequest): Promise<HttpResponse> => {
    dispatcher ??= makeDispatcher();
    const { request: send } = await import("undici");
    const { body } = wanted;
    try {
      return asResponse(
        await send(wanted.url, {
          method: wanted.method,
          headers: { "user-agent": "dl-env", ...wanted.headers },
          body:
            body === undefined || typeof body === "string" || body instanceof Uint8Array
              ? (body ?? null)
              : Readable.from(body),
          headersTimeout: wanted.timeout ?? DEFAULT_TIMEOUT,
          bodyTimeout: 120_000,
          dispatcher: await dispatcher,
        }),
      );
    } catch (error) {
      throw unreachable(
        {
          code: "network",
          message: `No answer came from ${safeUrl(wanted.url)} (${reasonOf(error)}).`,
          hint: `Check the way there: curl -sSI ${safeUrl(wanted.url)}`,
        },
        { cause: error },
      );
    }
  };
  return { request };
};
