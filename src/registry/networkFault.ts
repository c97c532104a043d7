import { DlEnvError, unreachable } from "../errors/error.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Fault } from "./retryTable.ts";

/**
 * A name that does not exist will not exist in a second either; one whose server did not answer
 * (EAI_AGAIN) may.
 */
const isUnknownHost = (error: unknown): boolean =>
  error instanceof Error &&
  (("code" in error && error.code === "ENOTFOUND") || isUnknownHost(error.cause));

/**
 * Answers that will not be any better: headers that are too large, a body that is not as long as
 * its header says, http where https was asked, a certificate that nobody here trusts.
 */
const HOPELESS =
  /^UND_ERR_(?:HEADERS_OVERFLOW|INVALID_ARG|NOT_SUPPORTED)$|^ERR_SSL_WRONG_VERSION_NUMBER$|CERT/;

const isNetworkCode = (code: string): boolean =>
  !HOPELESS.test(code) &&
  /^(?:ECONN|EPIPE|ETIMEDOUT|UND_ERR|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2)/.test(code);

const isHopeless = (error: unknown): boolean =>
  error instanceof Error &&
  (("code" in error && HOPELESS.test(String(error.code))) || isHopeless(error.cause));

/** Whether what was thrown means that no (whole) answer came, so that asking again may help. */
export const isNetworkFault = (error: unknown): boolean => {
  if (isUnknownHost(error) || isHopeless(error)) return false;
  if (error instanceof DlEnvError)
    return error.code === "network" && !(error.cause instanceof DlEnvError);
  if (!(error instanceof Error)) return false;
  return (
    isNetworkCode("code" in error ? String(error.code) : "") ||
    (error.cause !== undefined && isNetworkFault(error.cause))
  );
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
};

/** An error of a body as the network's, where it is that; every other one as it is. */
export const asNetworkError = (error: unknown, { host, origin }: Endpoint): unknown =>
  error instanceof DlEnvError || !isNetworkFault(error)
    ? error
    : unreachable(
        {
          code: "network",
          message: `The answer of ${host} was cut off (${reasonOf(error)}).`,
          hint: `Check the connection: curl -sSI ${origin}/v2/`,
        },
        { cause: error },
      );

const refusalOf = (error: unknown): { status: number; code: string | undefined } | undefined => {
  if (!(error instanceof DlEnvError) || typeof error.cause !== "object" || error.cause === null)
    return undefined;
  if (!("status" in error.cause) || typeof error.cause.status !== "number") return undefined;
  return {
    status: error.cause.status,
    code:
      "code" in error.cause && typeof error.cause.code === "string" ? error.cause.code : undefined,
  };
};

/**
 * Status of the answer behind an error (see refusal.ts); undefined for errors that are no
 * registry's refusal.
 */
export const refusalStatus = (error: unknown): number | undefined => refusalOf(error)?.status;

/** Statuses of the 400s that say "later" and not "no". */
const LATER = [408, 425, 429];
const NOT_IMPLEMENTED = 501;

/**
 * Whether an error is a registry's or its token service's final no: for want of a right, or because
 * it does not do that, or not so.
 */
export const isRefusal = (error: unknown): boolean => {
  const status = refusalStatus(error) ?? 0;
  return (status >= 400 && status < 500 && !LATER.includes(status)) || status === NOT_IMPLEMENTED;
};

/** The registry's own code behind an error, where it named one. */
export const refusalCode = (error: unknown): string | undefined => refusalOf(error)?.code;

/**
 * What the table of retries calls this error; undefined for errors that it does not know. A blob
 * that came too slowly may come faster over a new connection.
 */
export const faultOf = (error: unknown): Fault | undefined => {
  if (error instanceof DlEnvError && error.code === "too-slow") return { network: true };
  // Nobody makes room in a few seconds.
  if (error instanceof DlEnvError && error.code === "registry-full") return undefined;
  return isNetworkFault(error) ? { network: true } : refusalOf(error);
};
