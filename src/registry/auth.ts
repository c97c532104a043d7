import { parseChallenges, type Challenge } from "./challenge.ts";
import { findCredentials, type Credentials } from "./credentials.ts";
import type { Secrets } from "../secrets/mask.ts";
import { basic, makeTokens, type Scope, type TokenContext } from "./tokens.ts";

/** Knows what to send as Authorization to one repository's registry. */
export interface Authorizer {
  /** Authorization for the scopes as far as it is known without having been asked; undefined = send none. */
  authorization(scopes: readonly Scope[]): Promise<string | undefined>;
  /** Takes up the challenge of a 401. False when there is nothing better to send than what was sent. */
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

/** Bearer tokens and Basic for one repository's registry; credentials are looked up at the first challenge, never before. */
export const makeAuthorizer = (context: TokenContext): Authorizer => {
  const tokens = makeTokens(context);
  let challenge: Challenge | undefined;
  let credentials: Promise<Credentials | undefined> | undefined;

  const known = (): Promise<Credentials | undefined> => {
    credentials ??= findCredentials(
      context.sys,
      context.endpoint.host,
      context.endpoint.repository,
    ).then((found) => {
      keepSecret(context.secrets, found);
      return found;
    });
    return credentials;
  };

  const authorization: Authorizer["authorization"] = async (scopes) => {
    if (challenge === undefined) return undefined;
    const found = await known();
    if (challenge.scheme !== "bearer")
      return found?.kind === "password" ? basic(found.username, found.password) : undefined;
    return `Bearer ${found?.kind === "token" ? found.token : await tokens.get(challenge, scopes, found)}`;
  };

  const challenged: Authorizer["challenged"] = async (header, scopes, sent) => {
    const offered = parseChallenges(header);
    challenge =
      offered.find(({ scheme }) => scheme === "bearer") ??
      offered.find(({ scheme }) => scheme === "basic");
    // A token that was refused is not sent again: it may have been revoked, or its clock differs from ours.
    if (sent !== undefined) tokens.drop(sent.slice("Bearer ".length));
    if (challenge === undefined) return false;
    const next = await authorization(scopes);
    return next !== undefined && next !== sent;
  };

  return { authorization, challenged };
};
