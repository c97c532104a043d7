/** Host, or host with the beginning of a path -> what is asked in its place. */
export type Mirrors = Readonly<Record<string, string>>;

const withoutScheme = (address: string): string => address.replace(/^https?:\/\//, "");

const withoutSlashes = (text: string): string => text.replace(/\/+$/, "");

/**
 * The mirror that decides for a name without scheme: the longest key that is the name or whole
 * segments of its beginning.
 */
export const mirrorOf = (
  name: string,
  mirrors: Mirrors,
): { readonly key: string; readonly value: string } | undefined =>
  Object.entries(mirrors)
    .map(([key, value]) => ({ key: withoutSlashes(withoutScheme(key)), value }))
    .filter(({ key }) => name === key || name.startsWith(`${key}/`))
    .sort((a, b) => b.key.length - a.key.length)[0];

/** The address to ask instead of this one; a mirror without scheme is asked by https. */
export const mirrored = (address: string, mirrors: Mirrors): string => {
  const name = withoutScheme(address);
  const mirror = mirrorOf(name, mirrors);
  if (mirror === undefined) return address;
  const instead = withoutSlashes(mirror.value);
  return `${/^https?:\/\//.test(instead) ? instead : `https://${instead}`}${name.slice(mirror.key.length)}`;
};
