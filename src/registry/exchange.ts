import type { HttpRequest, HttpResponse, System } from "../system/ports.ts";
import { LIMITS } from "./answerLimits.ts";
import type { Endpoint } from "./endpoint.ts";
import type { HostBudget } from "./hostBudget.ts";
import { badRedirect, isRedirect, redirectTarget } from "./redirect.ts";
import type { Traffic } from "./repository.ts";
import { faultKind, LONGEST_WAIT } from "./retryTable.ts";
import { statedWait } from "./statedWait.ts";
import type { Ask } from "./ask.ts";

/** What one request and its answer need. */
export interface Exchange {
  readonly http: System["http"];
  readonly clock: System["clock"];
  readonly endpoint: Endpoint;
  readonly traffic: Traffic;
  /** Of the registry's own host; others that it redirects to have none. */
  readonly budget: HostBudget;
}

/** One request, counted. */
const counted = async (
  { traffic, http }: Pick<Exchange, "traffic" | "http">,
  request: HttpRequest,
): Promise<HttpResponse> => {
  traffic.requests += 1;
  return http.request(request);
};

/** One request within its host's budget. */
export const budgeted = async (
  { budget, clock, ...exchange }: Omit<Exchange, "endpoint">,
  request: HttpRequest,
): Promise<HttpResponse> => {
  const asked = { pull: request.method === "GET" && /\/manifests\/[^/]+$/.test(request.url) };
  await budget.take(asked);
  let headers: HttpResponse["headers"] = {};
  try {
    const response = await counted(exchange, request);
    headers = response.headers;
    const { status } = response;
    const wait =
      faultKind({ status }) === undefined ? undefined : statedWait(response, clock.now());
    if (wait !== undefined && wait <= LONGEST_WAIT) budget.rest(wait);
    return response;
  } finally {
    budget.answered(headers, asked);
  }
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

const isRead = ({ method }: Ask): boolean => method === "GET" || method === "HEAD";

/** Whether what was asked is asked for again where the answer points to; `at` was asked. */
const isFollowed = (ask: Ask, { status, headers }: HttpResponse, at: string): boolean => {
  if (ask.follow === "anywhere") return isRedirect(status);
  const { follow = isRead(ask) ? "nowhere" : "origin" } = ask;
  // A write must stay one.
  const isKept = isRead(ask) ? isRedirect(status) : status === 307 || status === 308;
  const { location } = headers;
  if (follow === "nowhere" || !isKept || location === undefined || !URL.canParse(location, at))
    return false;
  return new URL(location, at).origin === new URL(at).origin;
};

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
    const request = asRequest(ask, at, own ? authorization : undefined);
    const response = await (own ? budgeted(context, request) : counted(context, request));
    if (!isFollowed(ask, response, at)) return { response, origin };
    await response.discard();
    if (hop === LIMITS.redirects)
      throw badRedirect(endpoint, `redirects again, after ${LIMITS.redirects} redirects`);
    at = redirectTarget(response.headers["location"], at, endpoint);
  }
};
