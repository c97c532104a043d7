import { unreachable } from "../errors/error.ts";
import { LIMITS } from "./answerLimits.ts";
import { parseReferrers } from "./manifest.ts";
import { nextOf } from "./nextPage.ts";
import type { RegistryContext } from "./registryContext.ts";
import type { Referrer } from "./repository.ts";

/**
 * What registries answer that do not have the referrers API, or not for this account. Some send
 * addresses that they do not know elsewhere.
 */
const WITHOUT = [301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 406, 410, 415, 422, 501];

const endless = ({ name }: RegistryContext, digest: string): Error =>
  unreachable({
    code: "too-large",
    message: `${name} lists more than ${LIMITS.referrers} artifacts bound to ${digest}.`,
    hint: "Tests write a few reports of some KB each; see what is there: dl-env plan --json",
  });

/** A part of a list is not the list: a report of a failure may be in the rest. */
const broken = ({ transport, name, repository }: RegistryContext, digest: string): Error =>
  unreachable({
    code: "registry-nonsense",
    message: `The list of what is bound to ${digest} in ${name} goes on at a page that cannot be read.`,
    hint:
      "Look at the answer: curl -sSi " +
      `${transport.endpoint.origin}/v2/${repository}/referrers/${digest}`,
  });

interface Page {
  readonly entries: readonly Referrer[];
  readonly next: string | undefined;
}

/** One page of a list; undefined where the registry has no such list. */
const readPage = async (
  context: RegistryContext,
  digest: string,
  path: string,
): Promise<Page | undefined> => {
  const { transport, name, pull, repository } = context;
  const { status, headers, bytes } = await transport.read(
    {
      method: "GET",
      to: path,
      scopes: pull,
      wanted: `list what is bound to ${digest} in ${name}`,
      expect: [200, ...WITHOUT],
    },
    { what: `The list of what is bound to ${digest}`, bytes: LIMITS.manifestBytes },
  );
  // Proxies answer addresses that they do not know with a page of theirs.
  const entries = status === 200 ? parseReferrers(bytes) : undefined;
  if (entries === undefined) return undefined;
  const at = `${transport.endpoint.origin}/v2/${path}`;
  const next = nextOf({ link: headers["link"], at }, /\/referrers\/[^/]+\/?$/);
  if (next === "unreadable") throw broken(context, digest);
  const list = `${repository}/referrers/${digest}`;
  return { entries, next: next === undefined ? undefined : `${list}${next.query}` };
};

/**
 * Asks a registry for the artifacts that refer to a digest, by the referrers API of the
 * distribution specification. undefined where it does not have that; then it is asked only once.
 */
export const referrersLister = (
  context: RegistryContext,
): ((digest: string) => Promise<readonly Referrer[] | undefined>) => {
  let without = false;
  let first: Promise<unknown> | undefined;
  const list = async (digest: string): Promise<readonly Referrer[] | undefined> => {
    const found: Referrer[] = [];
    let pages = 0;
    let path: string | undefined = `${context.repository}/referrers/${digest}`;
    while (path !== undefined) {
      const page: Page | undefined = await readPage(context, digest, path);
      if (page === undefined && pages > 0) throw broken(context, digest);
      if (page === undefined) {
        without = true;
        return undefined;
      }
      pages += 1;
      if (pages > LIMITS.referrers) throw endless(context, digest);
      found.push(...page.entries);
      if (found.length > LIMITS.referrers) throw endless(context, digest);
      path = page.next;
    }
    return found;
  };
  return async (digest) => {
    // Who asks beside the first waits for what it finds.
    if (first !== undefined) await first.catch(() => undefined);
    if (without) return undefined;
    const work = list(digest);
    first ??= work;
    return work;
  };
};
