/**
 * The page after an answer, from `<…>; rel="next"`, as the path below `/v2/` that the pattern finds
 * and its query; undefined at the end. Its host is not looked at: registries behind a proxy name
 * themselves as they are called inside, and the token goes to the registry that was asked, whatever
 * the link says.
 */
export const nextOf = (
  { link, at }: { readonly link: string | undefined; readonly at: string },
  pattern: RegExp,
): { readonly path: string } | "unreadable" | undefined => {
  const next = (link ?? "")
    .split(",")
    .map((part) => /^\s*<([^>]*)>\s*;.*\brel="?next"?/i.exec(part)?.[1])
    .find((found) => found !== undefined);
  if (next === undefined) return undefined;
  const url = URL.canParse(next, at) ? new URL(next, at) : undefined;
  const path = pattern.exec(url?.pathname ?? "")?.[1];
  return url === undefined || path === undefined ? "unreadable" : { path: `${path}${url.search}` };
};
