import * as z from "zod";
import { unreachable } from "../errors/error.ts";
import { readJson } from "./digest.ts";
import { LIMITS } from "./answerLimits.ts";
import { refusalStatus } from "./networkFault.ts";
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

/** A page that is asked for, and what may be answered; one that is not 200 is the end. */
interface Page {
  readonly at: string;
  readonly expect: readonly number[];
}

/** How a number of names, or a place in a list, is refused that a registry does not know. */
const NOT_SO = [400, 416, 422];

/**
 * What comes after as many names as were asked for, where no next page is named: not all registries
 * name it.
 */
const afterFullPage = (
  { repository }: RegistryContext,
  names: readonly string[],
): Page | undefined =>
  names.length === PAGE
    ? {
        at: `${repository}/tags/list?n=${PAGE}&last=${encodeURIComponent(names.at(-1) ?? "")}`,
        expect: [200, 404, ...NOT_SO],
      }
    : undefined;

/**
 * One page into `progress`; returns the page after it. undefined where there is no such page.
 */
const readPage = async (
  context: RegistryContext,
  progress: Progress,
  { at, expect }: Page,
): Promise<{ next: Page | undefined } | undefined> => {
  const { transport, name, pull } = context;
  const wanted = `list the tags of ${name}`;
  const answer = await transport.read(
    { method: "GET", to: at, scopes: pull, wanted, follow: "anywhere", expect },
    { what: `The list of tags of ${name}`, bytes: LIMITS.tagListBytes - progress.bytes },
  );
  if (answer.status !== 200) return undefined;
  const before = progress.tags.size;
  const names = decodePage(context, progress, answer.bytes);
  for (const tag of names) progress.tags.add(tag);
  const isNew = progress.tags.size > before;
  const next = nextPage(context, answer.headers["link"], at);
  if (next !== undefined && !isNew)
    throw endless(context, "goes on after a page without new names");
  if (next !== undefined) return { next: { at: next, expect: [200] } };
  return { next: isNew ? afterFullPage(context, names) : undefined };
};

const begun = ({ transport }: RegistryContext): Progress => ({
  tags: new Set(),
  pages: 0,
  bytes: 0,
  end: transport.clock.now() + LIMITS.tagListTime,
});

/**
 * The first page, of as many names as a registry gives at once; undefined where there is no such
 * repository.
 */
const readFirst = async (
  context: RegistryContext,
  progress: Progress,
): ReturnType<typeof readPage> => {
  const list = `${context.repository}/tags/list`;
  const expect = [200, 404];
  try {
    return await readPage(context, progress, { at: `${list}?n=${PAGE}`, expect });
  } catch (error) {
    if (!NOT_SO.includes(refusalStatus(error) ?? 0)) throw error;
    return readPage(context, progress, { at: list, expect });
  }
};

/**
 * All tags of a repository where one answer has them; undefined where the list goes on. One
 * request: all of them are of one time.
 */
export const listTagsAtOnce = async (
  context: RegistryContext,
): Promise<readonly string[] | undefined> => {
  const progress = begun(context);
  const page = await readFirst(context, progress);
  return page?.next === undefined ? [...progress.tags] : undefined;
};

/**
 * All tags of a repository, sorted; none where there is no such repository. Rejects when the list
 * cannot be read to its end.
 */
export const listTags = async (context: RegistryContext): Promise<string[]> => {
  const progress = begun(context);
  let page = (await readFirst(context, progress))?.next;
  while (page !== undefined) {
    checkProgress(context, progress);
    page = (await readPage(context, progress, page))?.next;
  }
  return [...progress.tags].sort();
};
