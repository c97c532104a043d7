import { unreachable } from "../errors/error.ts";
import type { Endpoint } from "./endpoint.ts";

const REDIRECTS = [301, 302, 303, 307, 308];

export const isRedirect = (status: number): boolean => REDIRECTS.includes(status);

/** The registry sends us to a place where we do not go. */
export const badRedirect = (endpoint: Endpoint, why: string): Error =>
  unreachable({
    code: "bad-redirect",
    message: `${endpoint.host} redirects to an address that ${why}.`,
    hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/`,
  });

/**
 * The address that a Location means, seen from the address that was asked. Rejects with
 * `bad-redirect`; a way back from https to http is none.
 */
export const redirectTarget = (
  location: string | undefined,
  from: string,
  endpoint: Endpoint,
): string => {
  if (location === undefined || !URL.canParse(location, from))
    throw badRedirect(endpoint, "cannot be read");
  const url = new URL(location, from);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw badRedirect(endpoint, "is neither http nor https");
  if (url.protocol === "http:" && new URL(from).protocol === "https:" && !endpoint.loopback)
    throw badRedirect(endpoint, "is not encrypted");
  // What stands before an @ would be sent as a password to whoever is named behind it.
  url.username = "";
  url.password = "";
  return url.href;
};
