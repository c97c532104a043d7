import { unreachable } from "../../errors/error.ts";

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && "status" in error && typeof error.status === "number"
    ? error.status
    : undefined;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "");

const WHY: Readonly<Record<number, string>> = {
  401: "the token is not valid",
  403: "the token may not do this, or too many requests were made",
  404: "it does not exist, or the token has no access to it",
  422: "GitHub did not accept the values",
  429: "too many requests were made",
};

const PERMISSIONS =
  "Grant the job what it does: of a night permissions: { contents: write, issues: write, " +
  "pull-requests: write }, of a check's comment permissions: { pull-requests: write }";
const NEW_TOKEN = "The token may have expired; make another one: gh secret set DL_ENV_TOKEN";

/**
 * Tells what was tried; GitHub's own message is not repeated, because it may quote what was sent.
 */
export const gitHubRequest = async <T>(what: string, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    const status = statusOf(error);
    const why = (status === undefined ? undefined : WHY[status]) ?? "it did not answer as expected";
    throw unreachable(
      {
        code: "github-refused",
        message:
          `GitHub refused to ${what}: ` +
          `${why}${status === undefined ? "" : ` (status ${status})`}.`,
        hint: status === 401 ? NEW_TOKEN : PERMISSIONS,
      },
      { cause: error },
    );
  }
};

/** Whether GitHub forbade it with these words. */
export const isForbidden = (error: unknown, words: RegExp): boolean =>
  statusOf(error) === 403 && words.test(messageOf(error));

/** Undefined for what GitHub does not have. */
export const orMissing = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    const status = statusOf(error);
    // A reference that is not there is 422 to who deletes it.
    if (status === 404 || (status === 422 && /does not exist/i.test(messageOf(error))))
      return undefined;
    throw error;
  }
};
