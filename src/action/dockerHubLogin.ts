import { z } from "zod";
import { unreachable, wrongRequest } from "../errors/error.ts";
import { pauseBefore } from "../registry/retryTable.ts";
import { answerDeadline, LIMITS } from "../registry/answerLimits.ts";
import { statedWait } from "../registry/statedWait.ts";
import { readJson } from "../registry/digest.ts";
import { readBounded } from "../system/boundedBody.ts";
import type { HttpRequest, System } from "../system/ports.ts";
import type { Credentials } from "./inputCredentials.ts";

// Docker Hub's OIDC connections, as docker/login-action 4.5 and later use them (docs.docker.com,
// "OIDC connections"; its pull requests 1048 and 1068): the run's id token, made out for AUDIENCE,
// is exchanged (RFC 8693) for an access token of the organization.

export const AUDIENCE = "https://identity.docker.com";
const EXCHANGE = `${AUDIENCE}/oauth/token`;

/**
 * Seconds that Docker allows: at least 300, at most as long as a job on a hosted runner may last.
 */
export const LONGEST_TOKEN = 21_600;

/** An organization and its connection. */
export interface DockerHubConnection {
  readonly username: string;
  /** The connection's id, a UUID; it is not a secret. */
  readonly connection: string;
}

type World = Pick<System, "http" | "env" | "clock">;

const idToken = z.object({ value: z.string().min(1) });
const exchanged = z.object({ access_token: z.string().min(1) });

const refused = (what: string, status: number): Error =>
  unreachable({
    code: "oidc-refused",
    message: `${what} refused to log this run in to Docker Hub (status ${status}).`,
    hint: "Compare the connection's rulesets with this repository, branch and environment: https://docs.docker.com/enterprise/security/oidc-connections/",
  });

/**
 * Sends a request, again where the other side asked to wait or did not answer well, and decodes a
 * 200.
 */
const ask = async <T>(
  { http, clock }: World,
  { what, request }: { readonly what: string; readonly request: HttpRequest },
  decoder: z.ZodType<T>,
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    const response = await http.request(request);
    if (response.status === 200) {
      const decoded = decoder.safeParse(
        readJson(
          await readBounded(
            response.body,
            { what, bytes: LIMITS.tokenBytes },
            answerDeadline(clock),
          ),
        ),
      );
      if (decoded.success) return decoded.data;
      throw refused(what, response.status);
    }
    await response.discard();
    const pause = pauseBefore(
      attempt + 1,
      { status: response.status, wait: statedWait(response, clock.now()) },
      { safe: true },
    );
    if (pause === undefined) throw refused(what, response.status);
    await clock.sleep(pause);
  }
};

const idTokenRequest = ({ env }: World): HttpRequest => {
  const [url, token] = [
    env.get("ACTIONS_ID_TOKEN_REQUEST_URL"),
    env.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
  ];
  if (!url || !token) {
    throw wrongRequest({
      code: "no-id-token",
      message:
        "This job is not allowed to request an id token from GitHub, which the login " +
        "to Docker Hub by OIDC needs.",
      hint: "Grant it to the job that calls: permissions: { id-token: write }",
    });
  }
  const address = new URL(url);
  address.searchParams.set("audience", AUDIENCE);
  return {
    method: "GET",
    url: address.href,
    headers: { authorization: `Bearer ${token}`, accept: "application/json" },
  };
};

export interface LoginOptions {
  /** For how long the login lasts. */
  readonly seconds: number;
  /** Gets what must not be printed. */
  readonly hide: (secret: string) => void;
}

/**
 * A short-lived login to Docker Hub for this run. Everything that must not be printed goes to
 * `hide` before it is used. Throws `no-id-token` where the job lacks the permission, `oidc-refused`
 * where GitHub or Docker says no, `network` without an answer.
 */
export const dockerHubLogin = async (
  world: World,
  { username, connection }: DockerHubConnection,
  { seconds, hide }: LoginOptions,
): Promise<Credentials> => {
  const { value } = await ask(world, { what: "GitHub", request: idTokenRequest(world) }, idToken);
  hide(value);
  const form = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    subject_token: value,
    connection_id: connection,
    expires_in: String(seconds),
  });
  const request: HttpRequest = {
    method: "POST",
    url: EXCHANGE,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: form.toString(),
  };
  const { access_token: password } = await ask(world, { what: "Docker", request }, exchanged);
  hide(password);
  return { host: "docker.io", username, password };
};
