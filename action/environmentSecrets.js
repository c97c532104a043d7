// src/secrets/environmentSecrets.ts
/** Names of variables whose value is a secret, whoever set them. */
const SECRET_NAME = /(?:^|[_-])(?:TOKEN|PASSWORD|PASSWD|SECRET|SECRET_KEY|SECRET_ACCESS_KEY|API_?KEY|PAT)$/i;
/** `//user:password@` of each address in a value; a variable may hold several. */
const ADDRESS_LOGIN = /\/\/([^/\s?#:@]*):?([^/\s?#]*)@/g;
const decoded = (text) => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};
/**
* Passwords, and tokens that stand as a user's name, in the addresses of a text: as written and
* decoded.
*/
const secretsInAddresses = (text) => [...text.matchAll(ADDRESS_LOGIN)].flatMap(([, user = "", password = ""]) => password === "" ? [user, decoded(user)] : [password, decoded(password)]).filter((secret) => secret !== "");
/** Shorter values of such variables are switches and the like. */
const LEAST_LENGTH = 6;
/**
* What in the environment must not be printed: values of names that say so, and passwords in
* addresses.
*/
const secretsInEnvironment = (environment) => Object.entries(environment).flatMap(([name, value = ""]) => [...SECRET_NAME.test(name) && value.length >= LEAST_LENGTH ? [value] : [], ...value.includes("@") ? secretsInAddresses(value) : []]);
export { secretsInEnvironment as t };
