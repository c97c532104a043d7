import * as z from "zod";
import type { CodeOfExit } from "../errors/codes.ts";
import { unreachable, type DlEnvError } from "../errors/error.ts";
import { limitHint, loginHint } from "../errors/loginHint.ts";
import type { Secrets } from "../secrets/mask.ts";
import { readBounded } from "../system/boundedBody.ts";
import type { Clock, HttpResponse } from "../system/ports.ts";
import { mayCarryCredentials, type Endpoint } from "./endpoint.ts";
import { answerDeadline, LIMITS } from "./answerLimits.ts";
import { LONGEST_WAIT } from "./retryTable.ts";
import { statedWait } from "./statedWait.ts";
import { unencryptedLogin } from "./unencryptedLogin.ts";

/** What a registry said when it refused: the cause of the DlEnvError that tells it. */
interface Refusal {
  readonly status: number;
  /** The registry's own code, e.g. `MANIFEST_INVALID`. */
  readonly code?: string;
  readonly detail?: string;
}

const ErrorBody = z.object({
  errors: z
    .array(
      z.object({
        code: z.string().optional(),
        message: z.string().optional(),
        detail: z.unknown().optional(),
      }),
    )
    .min(1),
});

/** Longest text of a registry that is repeated in a message. */
const LONGEST_DETAIL = 300;

const oneLine = (text: string): string => {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length > LONGEST_DETAIL ? `${flat.slice(0, LONGEST_DETAIL)}…` : flat;
};

const detailText = (detail: unknown): string => {
  if (detail === undefined || detail === null) return "";
  return typeof detail === "string" ? detail : JSON.stringify(detail);
};

/**
 * The beginning of a body, as far as it is of use in a message; "" when even that does not come.
 */
const readSome = async (response: HttpResponse, clock: Pick<Clock, "now">): Promise<string> => {
  const limit = { what: "The answer", bytes: LIMITS.errorBytes };
  try {
    const bytes = await readBounded(response.body, limit, answerDeadline(clock));
    return Buffer.from(bytes).toString("utf8");
  } catch {
    return "";
  }
};

const readRefusal = async (response: HttpResponse, clock: Pick<Clock, "now">): Promise<Refusal> => {
  const { status } = response;
  const text = await readSome(response, clock);
  try {
    const [first] = ErrorBody.parse(JSON.parse(text)).errors;
    const detail = oneLine(
      [first?.message ?? "", detailText(first?.detail)].filter((part) => part !== "").join("; "),
    );
    return {
      status,
      ...(first?.code === undefined ? {} : { code: oneLine(first.code) }),
      ...(detail === "" ? {} : { detail }),
    };
  } catch {
    // Proxies answer in HTML; that is of no use in a message.
    return {
      status,
      ...(text.startsWith("<") || text.trim() === "" ? {} : { detail: oneLine(text) }),
    };
  }
};

/** What registries and the disks behind them say when there is no room left. */
const NO_ROOM =
  /no space left|disk quota exceeded|insufficient storage|storage quota|quota (?:is |has been )?exceeded|quota exceeded/i;
/** The same of registries that deny what is beyond an account's share: Harbor, Quay. */
const NO_SHARE =
  /no space left|of storage resource.{1,200}upper limit|storage (?:quota|limit)|quota has been exceeded/i;

const isFull = ({ status, code = "", detail = "" }: Refusal): boolean => {
  if (status === 507) return true;
  if (status === 401 || status === 429) return false;
  return (status === 403 ? NO_SHARE : NO_ROOM).test(`${code} ${detail}`);
};

/** An answer of a registry's server fault whose body was read. */
export type ReadFault = HttpResponse & {
  /** It says that there is no room: asking again does not help. */
  readonly isFull?: boolean;
};

/**
 * The answer, of which the body is read where it says a fault of the server: one that is full says
 * so there alone.
 */
export const withFullness = async (
  response: HttpResponse,
  clock: Pick<Clock, "now">,
): Promise<ReadFault> => {
  if (response.status < 500) return response;
  const text = await readSome(response, clock);
  const body = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  };
  return {
    ...response,
    body: body(),
    isFull: isFull({ status: response.status, detail: text }),
  };
};

interface Explanation {
  readonly code: CodeOfExit<3>;
  readonly sentence: string;
  readonly hint: string;
}

/** What was asked, of whom, and as whom. */
export interface RefusedRequest {
  readonly endpoint: Endpoint;
  /** Completes "refused to …". */
  readonly wanted: string;
  readonly loggedIn: boolean;
  readonly secrets: Secrets;
  readonly clock: Pick<Clock, "now">;
}

const denied = ({ endpoint, wanted, loggedIn }: RefusedRequest): Explanation => ({
  code: "registry-denied",
  sentence:
    `${endpoint.host} does not allow ` +
    `${loggedIn ? "this account" : "anonymous access"} to ${wanted}`,
  hint: loginHint(endpoint.host),
});

const explain = (refusal: Refusal, request: RefusedRequest): Explanation => {
  const { host, origin, repository } = request.endpoint;
  const { wanted } = request;
  const { status } = refusal;
  if (isFull(refusal))
    return {
      code: "registry-full",
      sentence: `${host} has no room left, and refused to ${wanted}`,
      hint: "Make room there, then type the command again; what nothing needs: dl-env store prune",
    };
  switch (status) {
    case 401:
    case 403:
      return denied(request);
    case 429:
      return {
        code: "registry-limit",
        sentence: `${host} limits the number of requests and refused to ${wanted}`,
        hint:
          host === "docker.io"
            ? limitHint(host)
            : "Wait, then type the command again: dl-env build",
      };
    case 404:
      return {
        code: "registry-unknown",
        sentence: `${host} has no ${repository}, or not what is needed to ${wanted}`,
        hint: `Check the name: curl -sS ${origin}/v2/${repository}/tags/list`,
      };
    default:
      return {
        code: status >= 500 ? "registry-broken" : "registry-refused",
        sentence: `${host} refused to ${wanted}`,
        hint:
          status >= 500
            ? `The registry has a fault; check whether it answers: curl -sSI ${origin}/v2/`
            : `See what it offers: curl -sSI ${origin}/v2/`,
      };
  }
};

/** The error for an unexpected answer. Reads the answer's body. */
export const refused = async (
  response: HttpResponse,
  request: RefusedRequest,
): Promise<DlEnvError> => {
  const { endpoint, secrets, clock } = request;
  const refusal = await readRefusal(response, clock);
  if (refusal.status === 401 && !mayCarryCredentials(endpoint)) return unencryptedLogin(endpoint);
  const { code, sentence, hint } = explain(refusal, request);
  const answer = [`status ${refusal.status}`, refusal.code, refusal.detail]
    .filter((part) => part !== undefined)
    .join(", ");
  const wait = statedWait(response, clock.now()) ?? 0;
  const later =
    wait > LONGEST_WAIT ? ` It asks to come back in ${Math.ceil(wait / 60_000)} minutes.` : "";
  const cause: Refusal = {
    status: refusal.status,
    ...(refusal.code === undefined ? {} : { code: refusal.code }),
    ...(refusal.detail === undefined ? {} : { detail: secrets.hide(refusal.detail) }),
  };
  return unreachable(
    { code, message: secrets.hide(`${sentence} (${answer}).${later}`), hint },
    { cause },
  );
};
