import { DlEnvError, unreachable } from "../errors/error.ts";
import { safeUrl } from "../secrets/address.ts";
import { makeSecrets, type Secrets } from "../secrets/mask.ts";
import type { HttpRequest, HttpResponse, System } from "../system/ports.ts";
import { makeAuthorizer, type Authorizer } from "./auth.ts";
import type { Scope } from "./tokens.ts";
import { isLoopback, type Endpoint } from "./endpoint.ts";
import { refused } from "./refusal.ts";
import type { Traffic } from "./repository.ts";
import { isNetworkFault, pauseBefore } from "./retry.ts";

export interface Ask {
  readonly method: HttpRequest["method"];
  /** Path below `/v2/`, or an address that the registry gave. */
  readonly to: string;
  readonly scopes: readonly Scope[];
  /** Completes "would not …" in messages: `list tags`. */
  readonly wanted: string;
  /** Statuses that are answers; every other one is retried or thrown. */
  readonly expect: readonly number[];
  /** Whether it may be made twice. Default true: nearly all of the protocol is idempotent. */
  readonly safe?: boolean;
  /** Whether a redirect is followed. */
  readonly follow?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** A function is called again for each attempt. */
  readonly body?: string | Uint8Array | (() => AsyncIterable<Uint8Array>);
  /** Milliseconds without a sign of life; default: that of the port. */
  readonly timeout?: number;
}

/** Requests to one registry: authorized, retried as the table says, redirects followed without handing on what is secret. */
export interface Transport {
  readonly endpoint: Endpoint;
  readonly clock: System["clock"];
  readonly traffic: Traffic;
  /** An answer with one of the expected statuses; rejects with a DlEnvError otherwise. */
  send(ask: Ask): Promise<HttpResponse>;
  /** Location of an answer in full. */
  location(response: HttpResponse): string;
}

type Needs = Pick<System, "http" | "files" | "env" | "processes" | "clock"> & {
  readonly log?: Pick<System["log"], "hide">;
};

const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_HOPS = 5;

const badRedirect = (endpoint: Endpoint, why: string): Error =>
  unreachable({
    code: "bad-redirect",
    message: `${endpoint.host} sends us on to a place that ${why}.`,
    hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/`,
  });

const target = (location: string | undefined, from: string, endpoint: Endpoint): string => {
  if (location === undefined || !URL.canParse(location, from))
    throw badRedirect(endpoint, "is no address");
  const url = new URL(location, from);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw badRedirect(endpoint, "is neither http nor https");
  const downgraded =
    url.protocol === "http:" && new URL(from).protocol === "https:" && !isLoopback(url.host);
  if (downgraded) throw badRedirect(endpoint, "is not encrypted");
  return url.href;
};

interface Context {
  readonly sys: Needs;
  readonly endpoint: Endpoint;
  readonly traffic: Traffic;
  readonly secrets: Secrets;
  readonly authorizer: Authorizer;
}

const counted =
  (traffic: Traffic, http: System["http"]) =>
  (request: HttpRequest): Promise<HttpResponse> => {
    traffic.requests += 1;
    return http.request(request);
  };

const asRequest = (ask: Ask, url: string, authorization: string | undefined): HttpRequest => ({
  method: ask.method,
  url,
  headers: { ...ask.headers, ...(authorization === undefined ? {} : { authorization }) },
  ...(ask.body === undefined
    ? {}
    : { body: typeof ask.body === "function" ? ask.body() : ask.body }),
  ...(ask.timeout === undefined ? {} : { timeout: ask.timeout }),
});

/** Follows redirects to storage. What is secret goes only to the origin that asked for it. */
const followed = async (
  context: Context,
  ask: Ask,
  url: string,
  authorization: string | undefined,
): Promise<HttpResponse> => {
  const send = counted(context.traffic, context.sys.http);
  let at = url;
  for (let hop = 0; ; hop += 1) {
    const ours = new URL(at).origin === context.endpoint.origin;
    const response = await send(asRequest(ask, at, ours ? authorization : undefined));
    if (ask.follow !== true || !REDIRECTS.includes(response.status)) return response;
    await response.discard();
    if (hop === MOST_HOPS) throw badRedirect(context.endpoint, "sends us on and on");
    at = target(response.headers["location"], at, context.endpoint);
  }
};

const authorized = async (context: Context, ask: Ask, url: string): Promise<HttpResponse> => {
  const sent = await context.authorizer.authorization(ask.scopes);
  const response = await followed(context, ask, url, sent);
  if (
    response.status !== 401 ||
    !(await context.authorizer.challenged(response.headers["www-authenticate"], ask.scopes, sent))
  )
    return response;
  await response.discard();
  return followed(context, ask, url, await context.authorizer.authorization(ask.scopes));
};

/** The answer, or what was thrown when none came. */
type Outcome = { readonly response: HttpResponse } | { readonly error: unknown };

const attempt = async (work: () => Promise<HttpResponse>): Promise<Outcome> => {
  try {
    return { response: await work() };
  } catch (error) {
    // The body's own fault (a file that changed under us) hides behind "no answer came".
    if (error instanceof DlEnvError && error.cause instanceof DlEnvError) throw error.cause;
    if (!isNetworkFault(error)) throw error;
    return { error };
  }
};

const pauseAfter = (
  outcome: Outcome,
  next: number,
  safe: boolean,
  now: number,
): number | undefined => {
  if ("error" in outcome) return pauseBefore(next, { network: true }, safe, now);
  const { status, headers } = outcome.response;
  return pauseBefore(next, { status, retryAfter: headers["retry-after"] }, safe, now);
};

const insisted = async (
  context: Context,
  expect: readonly number[],
  safe: boolean,
  work: () => Promise<HttpResponse>,
): Promise<HttpResponse> => {
  for (let count = 1; ; count += 1) {
    const outcome = await attempt(work);
    if ("response" in outcome && expect.includes(outcome.response.status)) return outcome.response;
    const pause = pauseAfter(outcome, count + 1, safe, context.sys.clock.now());
    if (pause === undefined) {
      if ("error" in outcome) throw outcome.error;
      return outcome.response;
    }
    if ("response" in outcome) await outcome.response.discard();
    await context.sys.clock.sleep(pause);
  }
};

const absolute = (endpoint: Endpoint, to: string): string =>
  /^https?:\/\//.test(to) ? to : `${endpoint.origin}/v2/${to}`;

/** Opens nothing yet; the first request decides how the registry wants to be asked. */
export const makeTransport = (sys: Needs, endpoint: Endpoint): Transport => {
  const traffic: Traffic = { requests: 0, sent: 0, received: 0 };
  // What the log does not know it might print when an engine or a tool repeats it.
  const secrets = makeSecrets([], (secret) => sys.log?.hide?.(secret));
  const tokenService = (request: HttpRequest): Promise<HttpResponse> =>
    insisted(context, [200, 400, 401, 403, 404], true, () => counted(traffic, sys.http)(request));
  const authorizer = makeAuthorizer({ sys, endpoint, secrets, send: tokenService });
  const context: Context = { sys, endpoint, traffic, secrets, authorizer };

  const send: Transport["send"] = async (ask) => {
    const url = absolute(endpoint, ask.to);
    const response = await insisted(context, ask.expect, ask.safe ?? true, () =>
      authorized(context, ask, url),
    );
    if (ask.expect.includes(response.status)) return response;
    const known = (await authorizer.authorization(ask.scopes)) !== undefined;
    throw await refused(response, endpoint, ask.wanted, known, secrets);
  };

  const location: Transport["location"] = (response) => {
    const base = `${endpoint.origin}/`;
    try {
      return target(response.headers["location"], base, endpoint);
    } catch (error) {
      throw error instanceof DlEnvError
        ? error
        : badRedirect(endpoint, `cannot be read (${safeUrl(base)})`);
    }
  };

  return { endpoint, clock: sys.clock, traffic, send, location };
};
