import { parseChallenges, type Challenge } from "./challenge.ts";
import { findCredentials, type Credentials } from "./credentials.ts";
import type { Secrets } from "../secrets/mask.ts";
import { basic } from "./basicAuth.ts";
import { mayCarryCredentials } from "./endpoint.ts";
import type { Scope } from "./scope.ts";
import { makeTokens } from "./tokens.ts";
import type { TokenContext } from "./tokenService.ts";

/** Knows what to send as Authorization to one repository's registry. */
export interface Authorizer {
  /**
   * Authorization for the scopes, as far as the registry has said how it wants to be asked;
   * undefined = send none.
   */
  authorization(scopes: readonly Scope[]): Promise<string | undefined>;
  /**
   * Takes up the challenge of a 401. False when there is nothing better to send than what was sent.
   */
  challenged(
    header: string | undefined,
    scopes: readonly Scope[],
    sent: string | undefined,
  ): Promise<boolean>;
}

const keepSecret = (secrets: Secrets, credentials: Credentials | undefined): void => {
  if (credentials === undefined) return;
  if (credentials.kind !== "password") return secrets.add(credentials.token);
  secrets.add(credentials.password);
  secrets.add(`${credentials.username}:${credentials.password}`);
};

/**
 * Credentials for one repository, looked up once; none for a registry over http, where everyone on
 * the way could read them.
 */
const makeLookup = ({ sys, endpoint, secrets }: TokenContext) => {
  let found: Promise<Credentials | undefined> | undefined;
  const look = async (): Promise<Credentials | undefined> => {
    if (!mayCarryCredentials(endpoint)) return undefined;
    const credentials = await findCredentials(sys, endpoint.host, endpoint.repository);
    keepSecret(secrets, credentials);
    return credentials;
  };
  return (): Promise<Credentials | undefined> => (found ??= look());
};

/**
 * Bearer tokens and Basic for one repository's registry; credentials are looked up at the first
 * challenge, never before.
 */
export const makeAuthorizer = (context: TokenContext): Authorizer => {
  const tokens = makeTokens(context);
  const findOnce = makeLookup(context);
  let challenge: Challenge | undefined;

  const authorization: Authorizer["authorization"] = async (scopes) => {
    if (challenge === undefined) return undefined;
    const credentials = await findOnce();
    if (challenge.scheme !== "bearer")
      return credentials?.kind === "password"
        ? basic(credentials.username, credentials.password)
        : undefined;
    const token =
      credentials?.kind === "token"
        ? credentials.token
        : await tokens.get({ challenge, scopes, credentials });
    return `Bearer ${token}`;
  };

  const challenged: Authorizer["challenged"] = async (header, scopes, sent) => {
    const offered = parseChallenges(header);
    challenge =
      offered.find(({ scheme }) => scheme === "bearer") ??
      offered.find(({ scheme }) => scheme === "basic");
    // A token that was refused is not sent again: it may have been revoked, or its clock differs
    // from ours.
    if (sent !== undefined) tokens.drop(sent.slice("Bearer ".length));
    if (challenge === undefined) return false;
    const next = await authorization(scopes);
    return next !== undefined && next !== sent;
  };

  return { authorization, challenged };
};
