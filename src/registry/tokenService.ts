import * as z from "zod";
import { unreachable } from "../errors/error.ts";
import { loginHint } from "../errors/loginHint.ts";
import type { Secrets } from "../secrets/mask.ts";
import type { BodyLimit } from "../system/boundedBody.ts";
import type { HttpRequest, System } from "../system/ports.ts";
import { basic } from "./basicAuth.ts";
import type { Challenge } from "./challenge.ts";
import type { Credentials } from "./credentials.ts";
import { readJson } from "./digest.ts";
import { isLoopback, mayCarryCredentials, type Endpoint } from "./endpoint.ts";
import { LIMITS } from "./answerLimits.ts";
import type { Scope } from "./scope.ts";
import { unencryptedLogin } from "./unencryptedLogin.ts";

/** A bearer token and what it is good for. */
export interface Token {
  readonly scopes: ReadonlySet<Scope>;
  readonly value: string;
  /** Milliseconds since the epoch after which it is renewed rather than used. */
  readonly renewAt: number;
}

/** The token specification's life of a token that does not say, in seconds. */
const DEFAULT_LIFE = 60;

/** Services fill what they do not mean with null, "" or anything else. */
const TokenAnswer = z.object({
  token: z.string().optional().catch(undefined),
  access_token: z.string().optional().catch(undefined),
  expires_in: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .catch(DEFAULT_LIFE),
});

/** A token is renewed this long before its end, or at four fifths of a short life. */
const MARGIN = 10_000;

const checkRealm = (realm: string | undefined, endpoint: Endpoint): URL => {
  const refused = (why: string): Error =>
    unreachable({
      code: "unsafe-realm",
      message: `${endpoint.host} names a token service whose address ${why}.`,
      hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/`,
    });
  if (realm === undefined || !URL.canParse(realm)) throw refused("cannot be read");
  const url = new URL(realm);
  const safe =
    url.protocol === "https:" ||
    (url.protocol === "http:" &&
      (url.origin === endpoint.origin || (endpoint.loopback && isLoopback(url.host))));
  if (!safe) throw refused("is not encrypted, so no credentials are sent there");
  url.username = "";
  url.password = "";
  return url;
};

const tokenRequest = ({
  url,
  service,
  scopes,
  credentials,
}: {
  readonly url: URL;
  readonly service: string | undefined;
  readonly scopes: readonly Scope[];
  readonly credentials: Credentials | undefined;
}): HttpRequest => {
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
  const address = new URL(url);
  if (service !== undefined) address.searchParams.set("service", service);
  for (const scope of scopes) address.searchParams.append("scope", scope);
  const headers: Record<string, string> =
    credentials?.kind === "password"
      ? { authorization: basic(credentials.username, credentials.password) }
      : {};
  return { method: "GET", url: address.href, headers };
};

/** A final answer has the status as its cause, as a registry's own refusal. */
const tokenRefused = (endpoint: Endpoint, status: number, anonymous: boolean): Error => {
  if (!mayCarryCredentials(endpoint)) return unencryptedLogin(endpoint);
  return unreachable(
    {
      code: status === 401 || status === 403 ? "login-refused" : "no-token",
      message:
        `${endpoint.host} gave no token for ${endpoint.repository}: its token service ` +
        `answered ${status}${anonymous ? ", asked without credentials" : ""}.`,
      hint: loginHint(endpoint.host),
    },
    // A service that is down was asked often enough already.
    status < 500 ? { cause: { status } } : {},
  );
};

/** What asking for tokens needs. */
export interface TokenContext {
  readonly sys: Pick<System, "files" | "env" | "processes" | "clock">;
  readonly endpoint: Endpoint;
  readonly secrets: Secrets;
  /** Asks the token service, with the retries of the table. */
  readonly ask: (
    request: HttpRequest,
    limit: BodyLimit,
  ) => Promise<{ readonly status: number; readonly bytes: Uint8Array }>;
}

/** What a token is for, and who asks. */
export interface TokenQuestion {
  readonly challenge: Challenge;
  readonly scopes: readonly Scope[];
  readonly credentials: Credentials | undefined;
}

/**
 * Asks for one token. Rejects with `login-refused`, `no-token`, `unsafe-realm` or
 * `unencrypted-login`.
 */
export const fetchToken = async (
  { endpoint, sys, secrets, ask }: TokenContext,
  { challenge, scopes, credentials }: TokenQuestion,
): Promise<Token> => {
  const realm = checkRealm(challenge.parameters["realm"], endpoint);
  const start = sys.clock.now();
  const request = tokenRequest({
    url: realm,
    service: challenge.parameters["service"],
    scopes,
    credentials,
  });
  const { status, bytes } = await ask(request, {
    what: `The token of ${endpoint.host}`,
    bytes: LIMITS.tokenBytes,
  });
  const answer = status === 200 ? TokenAnswer.safeParse(readJson(bytes)) : undefined;
  const value = answer?.data?.token || answer?.data?.access_token;
  if (!value || /[\r\n]/.test(value))
    throw tokenRefused(endpoint, status, credentials === undefined);
  secrets.add(value);
  const life = (answer?.data?.expires_in ?? DEFAULT_LIFE) * 1000;
  return { scopes: new Set(scopes), value, renewAt: start + Math.max(life * 0.8, life - MARGIN) };
};
