import { unreachable } from "../../errors/error.ts";

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && "status" in error && typeof error.status === "number"
    ? error.status
    : undefined;

const WHY: Readonly<Record<number, string>> = {
  401: "the token is not valid",
  403: "the token may not do this, or too many requests were made",
  404: "it does not exist, or the token has no access to it",
  422: "GitHub did not accept the values",
  429: "too many requests were made",
};

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
        hint:
          "Look at the permissions of the job: they must grant what README.md lists " +
          "under `permissions:`",
      },
      { cause: error },
    );
  }
};

/** Undefined for what GitHub does not have. */
export const orMissing = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
};
