import type { Clock, HttpResponse, System } from "../system/ports.ts";
import { readBounded, type BodyLimit } from "../system/boundedBody.ts";
import { makeSecrets, type Secrets } from "../secrets/mask.ts";
import { makeAuthorizer, type Authorizer } from "./authorizer.ts";
import type { Endpoint } from "./endpoint.ts";
import { asNetworkError } from "./networkFault.ts";
import type { HostHealth, HostHealths } from "./hostHealth.ts";
import { answerDeadline } from "./answerLimits.ts";
import type { Ask } from "./ask.ts";
import { absolute, budgeted, followed, type Exchange } from "./exchange.ts";
import { badRedirect, redirectTarget } from "./redirect.ts";
import { refused, withFullness } from "./refusal.ts";
import type { Traffic } from "./repository.ts";
import { retryRequest, type RetryOptions } from "./requestRetry.ts";
import type { TokenContext } from "./tokenService.ts";

/** An answer that was read whole. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: HttpResponse["headers"];
  readonly bytes: Uint8Array;
}

/**
 * Requests to one registry: authorized, retried as the table says, redirects followed without
 * handing on what is secret.
 */
export interface Transport {
  readonly endpoint: Endpoint;
  /**
   * Its pauses differ a little from what was asked for, so that many clients do not come back at
   * the same moment.
   */
  readonly clock: Clock;
  readonly traffic: Traffic;
  /** What requests to this host have come to. */
  readonly health: HostHealth;
  /**
   * An answer with one of the expected statuses, its body unread; rejects with a DlEnvError
   * otherwise.
   */
  send(ask: Ask): Promise<HttpResponse>;
  /**
   * The same with its body, which of an answer other than 2xx is empty; an answer that breaks off
   * is retried as one that did not come.
   */
  read(ask: Ask, limit: BodyLimit): Promise<WholeAnswer>;
  /** Location of an answer in full, seen from the request that was answered. */
  location(response: Pick<HttpResponse, "headers">, ask: Pick<Ask, "to">): string;
}

/** What of the system a registry needs. */
export type RegistrySystem = Pick<System, "http" | "files" | "env" | "processes" | "clock"> & {
  readonly log?: Pick<System["log"], "hide">;
};

interface Context extends Exchange {
  readonly exact: Clock;
  readonly health: HostHealth;
  readonly secrets: Secrets;
  readonly authorizer: Authorizer;
}

/** What a token service says for good. */
const TOKEN_ANSWERS = [200, 400, 401, 403, 404];

const authorized = async (context: Context, ask: Ask): Promise<HttpResponse> => {
  const { authorizer, endpoint } = context;
  const sent = await authorizer.authorization(ask.scopes);
  const { response, origin } = await followed(context, ask, sent);
  if (response.status !== 401) return response;
  // Only the registry itself may say who is to be asked for tokens: anyone else would be sent its
  // password.
  if (origin !== endpoint.origin) {
    await response.discard();
    throw badRedirect(
      endpoint,
      `asks for a login of its own (${origin}); credentials for ${endpoint.host} are ` +
        "not sent there",
    );
  }
  if (!(await authorizer.challenged(response.headers["www-authenticate"], ask.scopes, sent)))
    return response;
  await response.discard();
  return (await followed(context, ask, await authorizer.authorization(ask.scopes))).response;
};

/** Pauses are up to half longer than asked for. */
const withJitter = ({ clock, env }: Pick<System, "clock" | "env">): Clock => ({
  now: () => clock.now(),
  sleep: (milliseconds) =>
    clock.sleep(Math.round(milliseconds * (1 + Number.parseInt(env.random(2), 16) / 0xffff / 2))),
});

const refusal = async (
  { authorizer, endpoint, secrets, clock }: Context,
  { scopes, wanted }: Ask,
  response: HttpResponse,
): Promise<Error> => {
  const loggedIn = (await authorizer.authorization(scopes)) !== undefined;
  return refused(response, { endpoint, wanted, loggedIn, secrets, clock });
};

const retryOptions = (
  { clock, exact, health }: Context,
  { method, expect, safe = true }: Ask,
  done: RetryOptions["done"],
): RetryOptions => ({
  clock,
  exact,
  health,
  lane: method === "GET" || method === "HEAD" ? "read" : "write",
  expect,
  safe,
  done,
});

const send = async (context: Context, ask: Ask): Promise<HttpResponse> => {
  // The body of a GET is still to come, and an upload has more requests after a 202.
  const done = ({ status }: { readonly status: number }): boolean =>
    ask.method !== "GET" && status !== 202;
  const response = await retryRequest(retryOptions(context, ask, done), async () =>
    withFullness(await authorized(context, ask), context.clock),
  );
  if (ask.expect.includes(response.status)) return response;
  throw await refusal(context, ask, response);
};

const wholeBody = async (
  { clock, endpoint }: Context,
  { body }: HttpResponse,
  limit: BodyLimit,
): Promise<Uint8Array> => {
  try {
    return await readBounded(body, limit, answerDeadline(clock));
  } catch (error) {
    throw asNetworkError(error, endpoint);
  }
};

const read = async (context: Context, ask: Ask, limit: BodyLimit): Promise<WholeAnswer> => {
  const answer = await retryRequest(
    retryOptions(context, ask, () => true),
    async () => {
      const response = await withFullness(await authorized(context, ask), context.clock);
      if (!ask.expect.includes(response.status)) return { ...response, bytes: undefined };
      if (response.status < 200 || response.status >= 300) {
        await response.discard();
        return { ...response, bytes: new Uint8Array() };
      }
      return { ...response, bytes: await wholeBody(context, response, limit) };
    },
  );
  const { status, headers, bytes } = answer;
  if (bytes === undefined) throw await refusal(context, ask, answer);
  return { status, headers, bytes };
};

/** Opens nothing yet; the first request decides how the registry wants to be asked. */
export const makeTransport = (
  sys: RegistrySystem,
  endpoint: Endpoint,
  healths: HostHealths,
): Transport => {
  const traffic: Traffic = { requests: 0, sent: 0, received: 0 };
  // What the log does not know it might print when an engine or a tool repeats it.
  const secrets = makeSecrets([], (secret) => sys.log?.hide?.(secret));
  const { clock: exact } = sys;
  const clock = withJitter(sys);
  const { http } = sys;
  const tokenService: TokenContext["ask"] = (request, limit) => {
    const health = healths(new URL(request.url).origin);
    const { budget } = health;
    const how = { clock, exact, health, lane: "read", expect: TOKEN_ANSWERS, safe: true } as const;
    return retryRequest({ ...how, done: () => true }, async () => {
      const response = await budgeted({ traffic, http, clock: exact, budget }, request);
      return { ...response, bytes: await readBounded(response.body, limit, answerDeadline(clock)) };
    });
  };
  const health = healths(endpoint.origin);
  const authorizer = makeAuthorizer({ sys, endpoint, secrets, ask: tokenService });
  const { budget } = health;
  const host = { health, budget, endpoint };
  const context: Context = { http, clock, exact, traffic, ...host, secrets, authorizer };
  return {
    endpoint,
    clock,
    traffic,
    health,
    send: (ask) => send(context, ask),
    read: (ask, limit) => read(context, ask, limit),
    location: ({ headers }, ask) =>
      redirectTarget(headers["location"], absolute(endpoint, ask.to), endpoint),
  };
};
