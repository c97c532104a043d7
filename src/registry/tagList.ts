import * as z from "zod";
import { unreachable } from "../errors/error.ts";
import { readJson } from "./digest.ts";
import { LIMITS } from "./answerLimits.ts";
import { nextOf } from "./nextPage.ts";
import type { RegistryContext } from "./registryContext.ts";

/** Names asked for at once. */
const PAGE = 1000;

const TagsPage = z.object({ tags: z.array(z.string()).nullish() });

const endless = ({ transport, repository, name }: RegistryContext, why: string): Error =>
  unreachable({
    code: "tags-without-end",
    message: `The list of tags of ${name} ${why}; a part of it is not used.`,
    hint: `Look at the answer: curl -sSI ${transport.endpoint.origin}/v2/${repository}/tags/list`,
  });

const unreadable = ({ transport, repository, name }: RegistryContext, what: string): Error =>
  unreachable({
    code: "registry-nonsense",
    message: `${name} answered with ${what}.`,
    hint: `Look at the answer: curl -sS ${transport.endpoint.origin}/v2/${repository}/tags/list`,
  });

const nextPage = (
  context: RegistryContext,
  link: string | undefined,
  at: string,
): string | undefined => {
  const { origin } = context.transport.endpoint;
  const next = nextOf({ link, at: `${origin}/v2/${at}` }, /\/tags\/list\/?$/);
  if (next === "unreadable")
    throw unreadable(context, "a list of tags whose next page has no valid address");
  return next === undefined ? undefined : `${context.repository}/tags/list${next.query}`;
};

/** What has come so far of a list. */
interface Progress {
  readonly tags: Set<string>;
  pages: number;
  bytes: number;
  readonly end: number;
}

/** Each name has two quotes around it: too many are refused before they are decoded. */
const namesIn = (bytes: Uint8Array): number => {
  let quotes = 0;
  for (const byte of bytes) if (byte === 0x22) quotes += 1;
  return quotes / 2;
};

const decodePage = (
  context: RegistryContext,
  progress: Progress,
  bytes: Uint8Array,
): readonly string[] => {
  progress.pages += 1;
  progress.bytes += bytes.byteLength;
  if (progress.tags.size + namesIn(bytes) > LIMITS.tagNames + PAGE)
    throw endless(context, `has more than ${LIMITS.tagNames} names`);
  const decoded = TagsPage.safeParse(readJson(bytes));
  if (!decoded.success) throw unreadable(context, "something that is not a list of tags");
  return decoded.data.tags ?? [];
};

const checkProgress = (context: RegistryContext, { pages, end }: Progress): void => {
  if (pages === LIMITS.tagPages) throw endless(context, `has more than ${LIMITS.tagPages} pages`);
  if (context.transport.clock.now() > end)
    throw endless(context, `was not complete after ${LIMITS.tagListTime / 1000} seconds`);
};

/**
 * One page into `progress`; returns the page after it. undefined where there is no such repository.
 */
const readPage = async (
  context: RegistryContext,
  progress: Progress,
  page: string,
): Promise<{ next: string | undefined } | undefined> => {
  const { transport, name, pull } = context;
  const first = progress.pages === 0;
  const answer = await transport.read(
    {
      method: "GET",
      to: page,
      scopes: pull,
      wanted: `list the tags of ${name}`,
      expect: first ? [200, 404] : [200],
    },
    { what: `The list of tags of ${name}`, bytes: LIMITS.tagListBytes - progress.bytes },
  );
  if (answer.status === 404) return undefined;
  const before = progress.tags.size;
  for (const tag of decodePage(context, progress, answer.bytes)) progress.tags.add(tag);
  const next = nextPage(context, answer.headers["link"], page);
  if (next !== undefined && progress.tags.size === before)
    throw endless(context, "goes on after a page without new names");
  return { next };
};

const begun = ({ transport }: RegistryContext): Progress => ({
  tags: new Set(),
  pages: 0,
  bytes: 0,
  end: transport.clock.now() + LIMITS.tagListTime,
});

const firstPage = ({ repository }: RegistryContext): string => `${repository}/tags/list?n=${PAGE}`;

/**
 * All tags of a repository where one answer has them; undefined where the list goes on. One
 * request: all of them are of one time.
 */
export const listTagsAtOnce = async (
  context: RegistryContext,
): Promise<readonly string[] | undefined> => {
  const progress = begun(context);
  const page = await readPage(context, progress, firstPage(context));
  return page?.next === undefined ? [...progress.tags] : undefined;
};

/**
 * All tags of a repository, sorted; none where there is no such repository. Rejects when the list
 * cannot be read to its end.
 */
export const listTags = async (context: RegistryContext): Promise<string[]> => {
  const progress = begun(context);
  let page: string | undefined = firstPage(context);
  while (page !== undefined) {
    checkProgress(context, progress);
    page = (await readPage(context, progress, page))?.next;
  }
  return [...progress.tags].sort();
};
