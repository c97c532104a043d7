/** What to type where a registry wants a login, or a better one. */
export const loginHint = (host: string): string =>
  `Log in with an account that may: docker login ${host}`;

/** What to type where a registry limits those who did not log in. */
export const limitHint = (host: string): string =>
  `Log in, which raises the limit, or wait and type the command again: docker login ${host}`;

const HINT = /Log in[^:\n]*: docker login (\S+)/g;

/** The text with each login hint replaced by what `instead` says for its host. */
export const replaceLoginHints = (text: string, instead: (host: string) => string): string =>
  text.replace(HINT, (_, host: string) => instead(host));
