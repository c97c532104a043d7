/** Whether what is said of a link says that it leads to the next page. */
const isNext = (said: string): boolean => {
  const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(said) ?? [];
  return (quoted ?? plain ?? "").toLowerCase().split(/\s+/).includes("next");
};

const SAYS_NEXT = /\brel\s*=\s*"?[^"<>;,]*\bnext\b/i;

/**
 * The query of the page after an answer, from `<…>; rel="next"`; undefined at the end. Of the
 * address only the query counts, and that its path is of the list that was asked for (`ending`):
 * registries behind a proxy name themselves by the host and the path that they have inside.
 */
export const nextOf = (
  { link = "", at }: { readonly link: string | undefined; readonly at: string },
  ending: RegExp,
): { readonly query: string } | "unreadable" | undefined => {
  const links = [...link.matchAll(/<([^>]*)>([^<]*)/g)];
  const next = links.find(([, , said = ""]) => isNext(said))?.[1];
  // A next page whose address cannot be made out is not the end of the list.
  if (next === undefined) return SAYS_NEXT.test(link) ? "unreadable" : undefined;
  const url = URL.canParse(next, at) ? new URL(next, at) : undefined;
  return url !== undefined && ending.test(url.pathname) ? { query: url.search } : "unreadable";
};
