import type { HttpRequest, HttpResponse, System } from "../system/ports.ts";
import { LIMITS } from "./answerLimits.ts";
import type { Endpoint } from "./endpoint.ts";
import { badRedirect, isRedirect, redirectTarget } from "./redirect.ts";
import type { Traffic } from "./repository.ts";
import type { Ask } from "./ask.ts";

/** What one request and its answer need. */
export interface Exchange {
  readonly http: System["http"];
  readonly endpoint: Endpoint;
  readonly traffic: Traffic;
}

/** One request, counted. */
export const counted = async (
  { traffic, http }: Pick<Exchange, "traffic" | "http">,
  request: HttpRequest,
): Promise<HttpResponse> => {
  traffic.requests += 1;
  return http.request(request);
};

/** The address of what is asked for. */
export const absolute = (endpoint: Endpoint, to: string): string =>
  /^https?:\/\//.test(to) ? to : `${endpoint.origin}/v2/${to}`;

const asRequest = (ask: Ask, url: string, authorization: string | undefined): HttpRequest => ({
  method: ask.method,
  url,
  headers: { ...ask.headers, ...(authorization === undefined ? {} : { authorization }) },
  ...(ask.body === undefined
    ? {}
    : { body: typeof ask.body === "function" ? ask.body() : ask.body }),
  ...(ask.timeout === undefined ? {} : { timeout: ask.timeout }),
});

interface Reply {
  readonly response: HttpResponse;
  /** Who answered in the end. */
  readonly origin: string;
}

/** Follows redirects to storage. What is secret goes only to the registry's own origin. */
export const followed = async (
  context: Exchange,
  ask: Ask,
  authorization: string | undefined,
): Promise<Reply> => {
  const { endpoint } = context;
  let at = absolute(endpoint, ask.to);
  for (let hop = 0; ; hop += 1) {
    const { origin } = new URL(at);
    const own = origin === endpoint.origin;
    const response = await counted(context, asRequest(ask, at, own ? authorization : undefined));
    if (ask.follow !== true || !isRedirect(response.status)) return { response, origin };
    await response.discard();
    if (hop === LIMITS.redirects)
      throw badRedirect(endpoint, `redirects again, after ${LIMITS.redirects} redirects`);
    at = redirectTarget(response.headers["location"], at, endpoint);
  }
};
