// src/secrets/safeUrl.ts
/** `//user:password@` and `//token@` of an address in a text; a digest behind a name is none. */
const USERINFO = /(\/\/)[^/\s?#"'<>`]*@(?!sha256:)/g;
/** The text with the user and password of every address in it as `***`. */
const withoutUserinfo = (text) => text.replace(USERINFO, "$1***@");
/** An address without its query and user, either of which may carry a secret. */
const safeUrl = (url) => {
	try {
		const { protocol, host, pathname } = new URL(url);
		return `${protocol}//${host}${pathname}`;
	} catch {
		return withoutUserinfo(url.split(/[?#]/, 1)[0] ?? "");
	}
};
export { withoutUserinfo as n, safeUrl as t };
