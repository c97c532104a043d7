import * as z from "zod";
import type { CodeOfExit } from "../errors/codes.ts";
import { unreachable, type DlEnvError } from "../errors/error.ts";
import type { HttpResponse } from "../system/ports.ts";
import { collect } from "./digest.ts";
import type { Endpoint } from "./endpoint.ts";
import { LONGEST_WAIT } from "./retry.ts";
import type { Secrets } from "../secrets/mask.ts";

/** What a registry said when it refused: the cause of the DlEnvError that tells it. */
export interface Refusal {
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

const readRefusal = async (response: HttpResponse): Promise<Refusal> => {
  const { status } = response;
  let text: string;
  try {
    text = Buffer.from(await collect(response.body, 1 << 20, "The answer")).toString("utf8");
  } catch {
    return { status };
  }
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

interface Told {
  readonly code: CodeOfExit<3>;
  readonly sentence: string;
  readonly hint: string;
}

const DOCKER_HUB_LIMIT =
  "Log in, which raises the limit, or wait and type the command again: docker login";

const tell = (refusal: Refusal, endpoint: Endpoint, wanted: string, known: boolean): Told => {
  const { host, origin, repository } = endpoint;
  switch (refusal.status) {
    case 401:
    case 403:
      return {
        code: "registry-denied",
        sentence: `${host} does not let ${known ? "this account" : "someone without credentials"} ${wanted}`,
        hint: `Log in with an account that may: docker login ${host}`,
      };
    case 429:
      return {
        code: "registry-limit",
        sentence: `${host} wants fewer requests and would not ${wanted}`,
        hint:
          host === "docker.io"
            ? DOCKER_HUB_LIMIT
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
        code: refusal.status >= 500 ? "registry-broken" : "registry-refused",
        sentence: `${host} would not ${wanted}`,
        hint:
          refusal.status >= 500
            ? `The fault is on its side; look whether it is well: curl -sSI ${origin}/v2/`
            : `See what it offers: curl -sSI ${origin}/v2/`,
      };
  }
};

/** The error for an answer nobody expected; `wanted` completes "would not …". Reads the answer's body. */
export const refused = async (
  response: HttpResponse,
  endpoint: Endpoint,
  wanted: string,
  known: boolean,
  secrets: Secrets,
): Promise<DlEnvError> => {
  const refusal = await readRefusal(response);
  const told = tell(refusal, endpoint, wanted, known);
  const said = [`status ${refusal.status}`, refusal.code, refusal.detail]
    .filter((part) => part !== undefined)
    .join(", ");
  const wait = Number(response.headers["retry-after"]) * 1000;
  const later =
    wait > LONGEST_WAIT ? ` It asks to come back in ${Math.ceil(wait / 60_000)} minutes.` : "";
  const cause: Refusal = {
    status: refusal.status,
    ...(refusal.code === undefined ? {} : { code: refusal.code }),
    ...(refusal.detail === undefined ? {} : { detail: secrets.hide(refusal.detail) }),
  };
  return unreachable(
    {
      code: told.code,
      message: secrets.hide(`${told.sentence} (${said}).${later}`),
      hint: told.hint,
    },
    { cause },
  );
};
