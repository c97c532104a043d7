import * as z from "zod";
import { unreachable } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import type { Challenge } from "./challenge.ts";
import type { Credentials } from "./credentials.ts";
import { collect, readJson } from "./digest.ts";
import { isLoopback, type Endpoint } from "./endpoint.ts";
import type { Secrets } from "../secrets/mask.ts";

/** `repository:team/app:pull,push` */
export type Scope = `repository:${string}:${"pull" | "pull,push"}`;

export const pullScope = (repository: string): Scope => `repository:${repository}:pull`;
export const pushScope = (repository: string): Scope => `repository:${repository}:pull,push`;

/** The value of a Basic Authorization header. */
export const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

export interface Token {
  readonly scopes: ReadonlySet<Scope>;
  readonly value: string;
  /** Milliseconds since the epoch after which it is renewed rather than used. */
  readonly renewAt: number;
}

const TokenAnswer = z.object({
  token: z.string().optional(),
  access_token: z.string().optional(),
  expires_in: z.number().optional(),
});

/** The token specification's life of a token that does not say, in seconds. */
const DEFAULT_LIFE = 60;
/** A token is renewed this long before its end, or at four fifths of a short life. */
const MARGIN = 10_000;

/** A token of `pull,push` does for `pull`. */
const covers = (token: Token, scopes: readonly Scope[]): boolean =>
  scopes.every(
    (scope) =>
      token.scopes.has(scope) || token.scopes.has(scope.replace(/:pull$/, ":pull,push") as Scope),
  );

const checkRealm = (realm: string | undefined, endpoint: Endpoint): URL => {
  const refused = (why: string): Error =>
    unreachable({
      code: "unsafe-realm",
      message: `${endpoint.host} wants to be asked for tokens at a place that ${why}.`,
      hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/`,
    });
  if (realm === undefined || !URL.canParse(realm)) throw refused("is no address");
  const url = new URL(realm);
  const safe =
    url.protocol === "https:" ||
    (url.protocol === "http:" && (isLoopback(url.host) || url.origin === endpoint.origin));
  if (!safe) throw refused("is not encrypted, so no credentials are sent there");
  return url;
};

const tokenRequest = (
  url: URL,
  service: string | undefined,
  scopes: readonly Scope[],
  credentials: Credentials | undefined,
): Parameters<System["http"]["request"]>[0] => {
  if (credentials?.kind === "identity") {
    const form = new URLSearchParams({
      grant_type: "refresh_token",
      client_id: "dl-env",
      refresh_token: credentials.token,
      scope: scopes.join(" "),
    });
    if (service !== undefined) form.set("service", service);
    return {
      method: "POST",
      url: url.href,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
    };
  }
  const asked = new URL(url);
  if (service !== undefined) asked.searchParams.set("service", service);
  for (const scope of scopes) asked.searchParams.append("scope", scope);
  const headers: Record<string, string> =
    credentials?.kind === "password"
      ? { authorization: basic(credentials.username, credentials.password) }
      : {};
  return { method: "GET", url: asked.href, headers };
};

const tokenRefused = (endpoint: Endpoint, status: number, anonymous: boolean): Error =>
  unreachable({
    code: status === 401 || status === 403 ? "login-refused" : "no-token",
    message: `${endpoint.host} gave no token for ${endpoint.repository}: its token service answered ${status}${anonymous ? ", asked without credentials" : ""}.`,
    hint: `Log in with an account that may use it: docker login ${endpoint.host}`,
  });

type Send = (
  request: Parameters<System["http"]["request"]>[0],
) => ReturnType<System["http"]["request"]>;

export interface TokenContext {
  readonly sys: Pick<System, "files" | "env" | "processes" | "clock">;
  readonly endpoint: Endpoint;
  readonly secrets: Secrets;
  /** Sends to the token service, with the retries of the table. */
  readonly send: Send;
}

const fetchToken = async (
  context: TokenContext,
  challenge: Challenge,
  scopes: readonly Scope[],
  credentials: Credentials | undefined,
): Promise<Token> => {
  const { endpoint, sys, secrets } = context;
  const realm = checkRealm(challenge.parameters["realm"], endpoint);
  const asked = sys.clock.now();
  const response = await context.send(
    tokenRequest(realm, challenge.parameters["service"], scopes, credentials),
  );
  if (response.status !== 200) {
    await response.discard();
    throw tokenRefused(endpoint, response.status, credentials === undefined);
  }
  const text = Buffer.from(
    await collect(response.body, 1 << 20, `The token of ${endpoint.host}`),
  ).toString("utf8");
  const answer = TokenAnswer.safeParse(readJson(text));
  const value = answer.data?.token ?? answer.data?.access_token;
  if (value === undefined || value === "" || /[\r\n]/.test(value))
    throw tokenRefused(endpoint, response.status, credentials === undefined);
  secrets.add(value);
  const life = (answer.data?.expires_in ?? DEFAULT_LIFE) * 1000;
  return { scopes: new Set(scopes), value, renewAt: asked + Math.max(life * 0.8, life - MARGIN) };
};

/** Bearer tokens by scope, each used until shortly before its end. */
export interface Tokens {
  /** A token that covers the scopes, fetched when none is left. */
  get(
    challenge: Challenge,
    scopes: readonly Scope[],
    credentials: Credentials | undefined,
  ): Promise<string>;
  drop(value: string): void;
}

export const makeTokens = (context: TokenContext): Tokens => {
  let tokens: Token[] = [];
  const pending = new Map<string, Promise<Token>>();

  const fetchShared = async (
    challenge: Challenge,
    scopes: readonly Scope[],
    credentials: Credentials | undefined,
  ): Promise<Token> => {
    try {
      const token = await fetchToken(context, challenge, scopes, credentials);
      tokens.push(token);
      return token;
    } finally {
      pending.delete(scopes.join(" "));
    }
  };

  return {
    get: async (challenge, scopes, credentials) => {
      const now = context.sys.clock.now();
      tokens = tokens.filter((token) => token.renewAt > now);
      const ready = tokens.find((token) => covers(token, scopes));
      if (ready !== undefined) return ready.value;
      // Requests side by side share one question to the token service.
      const asking = pending.get(scopes.join(" ")) ?? fetchShared(challenge, scopes, credentials);
      pending.set(scopes.join(" "), asking);
      return (await asking).value;
    },
    drop: (value) => {
      tokens = tokens.filter((token) => token.value !== value);
    },
  };
};
