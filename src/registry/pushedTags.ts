import * as z from "zod";
import { DlEnvError, unreachable } from "../errors/error.ts";
import { readBounded } from "../system/boundedBody.ts";
import type { HttpResponse, System } from "../system/ports.ts";
import { answerDeadline, LIMITS } from "./answerLimits.ts";
import { readJson } from "./digest.ts";
import { budgeted } from "./exchange.ts";
import { hostBudget } from "./hostBudget.ts";
import { isNetworkFault } from "./networkFault.ts";

/** A tag and its last push, as a registry's page says it. */
export interface PushedTag {
  readonly name: string;
  /** Of what it names; undefined where the page does not say. */
  readonly digest: string | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The tags of a repository that were pushed last. */
export interface PushedPage {
  /** The newest first; at least one. */
  readonly tags: readonly PushedTag[];
  /** How many tags the repository has. */
  readonly count: number;
  /** Whether all of them are on the page. */
  readonly isWhole: boolean;
}

/** Milliseconds until the page must begin to come: what it says can be asked for otherwise. */
const PATIENCE = 10_000;

/** Docker Hub's list of tags; docs.docker.com/reference/api/hub, "List repository tags". */
const Page = z.object({
  count: z.int().nonnegative(),
  next: z.string().nullish(),
  results: z
    .array(
      z.object({
        name: z.string().min(1),
        digest: z
          .string()
          .regex(/^sha256:[0-9a-f]{64}$/)
          .nullish(),
        tag_last_pushed: z.iso.datetime(),
      }),
    )
    .min(1),
});

const odd = (address: string, why: string): DlEnvError =>
  unreachable({
    code: "registry-nonsense",
    message: `${new URL(address).host} answered with ${why}.`,
    hint: `Look at the answer: curl -sS '${address}'`,
  });

/**
 * The page in these bytes. Rejects one that is not in the order of its times: what is not on it
 * would then not be older.
 */
const decode = (bytes: Uint8Array, address: string): PushedPage => {
  const decoded = Page.safeParse(readJson(bytes));
  if (!decoded.success) throw odd(address, "something that is not a list of pushed tags");
  const { count, next, results } = decoded.data;
  const tags = results.map(({ name, digest, tag_last_pushed: at }) => ({
    name,
    digest: digest ?? undefined,
    at: Date.parse(at),
  }));
  if (tags.some(({ at }, index) => at > (tags[index - 1]?.at ?? Infinity)))
    throw odd(address, "tags that are not in the order of their pushes");
  const isWhole = next === undefined || next === null;
  if (isWhole ? tags.length !== count : tags.length >= count)
    throw odd(address, "another number of tags than it says");
  return { tags, count, isWhole };
};

const bodyOf = async (
  { clock }: Pick<System, "clock">,
  { body }: HttpResponse,
  what: string,
): Promise<Uint8Array> =>
  readBounded(body, { what, bytes: LIMITS.manifestBytes }, answerDeadline(clock));

/** Whether it means that there is no page, whatever the reason. */
const isNoAnswer = (error: unknown): error is Error =>
  (error instanceof DlEnvError && error.exit === 3) || isNetworkFault(error);

/**
 * The page of a repository's last pushes at an address; undefined where it does not come, or is not
 * what it should be. One request, which has no login with it and is not made again: whoever wants
 * to know can ask the registry itself.
 */
export const readPushedPage = async (
  sys: Pick<System, "http" | "clock" | "log">,
  address: string,
): Promise<PushedPage | undefined> => {
  const { http, clock, log } = sys;
  const traffic = { requests: 0, sent: 0, received: 0 };
  const budget = hostBudget(clock, new URL(address).origin);
  try {
    const headers = { accept: "application/json" };
    const request = { method: "GET", url: address, headers, timeout: PATIENCE } as const;
    const response = await budgeted({ http, clock, traffic, budget }, request);
    if (response.status === 200)
      return decode(await bodyOf(sys, response, `The list at ${address}`), address);
    await response.discard();
    throw odd(address, `status ${response.status}`);
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    log.debug(`Times of pushes are not known: ${error.message}`);
    return undefined;
  }
};
