// src/errors/loginHint.ts
/** What to type where a registry wants a login, or a better one. */
const loginHint = (host) => `Log in with an account that may: docker login ${host}`;
/** What to type where a registry limits those who did not log in. */
const limitHint = (host) => `Log in, which raises the limit, or wait and type the command again: docker login ${host}`;
const HINT = /Log in[^:\n]*: docker login (\S+)/g;
/** The text with each login hint replaced by what `instead` says for its host. */
const replaceLoginHints = (text, instead) => text.replace(HINT, (_, host) => instead(host));
export { loginHint as n, replaceLoginHints as r, limitHint as t };
