// src/text/controlCharacters.ts
/**
* What no line of a Containerfile can hold outside JSON: line breaks and other control characters.
*/
const CONTROL_CHARACTER = /[\u0000-\u001F\u007F\u0085\u2028\u2029]/;
// src/secrets/indexVariables.ts
/** An index's name as uv writes it in the names of variables: `UV_INDEX_<NAME>_USERNAME`. */
const indexVariableName = (name) => name.toUpperCase().replace(/[^A-Z0-9]/g, "_");
/** The variable by which a user says which host the login of an index is for. */
const indexHostVariable = (name) => `DL_ENV_INDEX_${indexVariableName(name)}_HOST`;
/** The variables that hold the login of an index: its user, its password. */
const indexLoginVariables = (name) => [`UV_INDEX_${indexVariableName(name)}_USERNAME`, `UV_INDEX_${indexVariableName(name)}_PASSWORD`];
// src/text/mirrors.ts
const withoutScheme = (address) => address.replace(/^https?:\/\//, "");
const withoutSlashes = (text) => text.replace(/\/+$/, "");
/**
* The mirror that decides for a name without scheme: the longest key that is the name or whole
* segments of its beginning.
*/
const mirrorOf = (name, mirrors) => Object.entries(mirrors).map(([key, value]) => ({
	key: withoutSlashes(withoutScheme(key)),
	value
})).filter(({ key }) => name === key || name.startsWith(`${key}/`)).sort((a, b) => b.key.length - a.key.length)[0];
/** The address to ask instead of this one; a mirror without scheme is asked by https. */
const mirrored = (address, mirrors) => {
	const name = withoutScheme(address);
	const mirror = mirrorOf(name, mirrors);
	if (mirror === void 0) return address;
	const instead = withoutSlashes(mirror.value);
	return `${/^https?:\/\//.test(instead) ? instead : `https://${instead}`}${name.slice(mirror.key.length)}`;
};
export { indexVariableName as a, indexLoginVariables as i, mirrored as n, CONTROL_CHARACTER as o, indexHostVariable as r, mirrorOf as t };
