// src/secrets/credentialFiles.ts
/** Files that let their reader in somewhere, by name. */
const CREDENTIAL_FILES = [
	{
		match: /\/\.ssh\/id_[a-z0-9_]+$/,
		what: "a private key of ssh"
	},
	{
		match: /\/\.git-credentials$|\/\.config\/git\/credentials$/,
		what: "credentials of git"
	},
	{
		match: /\/\.netrc$|\/_netrc$/,
		has: /password/,
		what: "a password for network services"
	},
	{
		match: /\/\.pypirc$/,
		has: /password/,
		what: "a password of a package index"
	},
	{
		match: /\/\.docker\/config\.json$|\/containers\/auth\.json$/,
		has: /"auth"\s*:/,
		what: "credentials of a registry"
	},
	{
		match: /\/\.aws\/credentials$/,
		what: "credentials of a cloud"
	},
	{
		match: /\/\.kaggle\/kaggle\.json$|\/\.cache\/huggingface\/token$|\/\.huggingface\/token$/,
		what: "a token of a data service"
	},
	{
		match: /\/(?:pip\.conf|\.?uv\.toml|\.condarc|\.npmrc)$/,
		has: /:\/\/[^/\s:@]+:[^/\s@]+@|_authToken|password/,
		what: "credentials of a package index"
	},
	{
		match: /^\/(?:etc|root|home|usr\/local|opt|srv|var\/lib)\/.*\.(?:pem|key)$/,
		has: /PRIVATE KEY/,
		what: "a private key"
	},
	{
		match: /^\/(?:run|var\/run)\/secrets\/./,
		what: "a secret of a build"
	}
];
/** Test keys of wheels and packages are public and guard nothing. */
const PUBLIC_FOLDERS = /\/site-packages\/|\/dist-packages\/|^\/usr\/(?:share|lib)\/|^\/etc\/ssl\/certs\/|^\/opt\/(?:nvidia|python)\//;
/** What credentials a file of this path would hold; undefined for every other file. */
const credentialFile = (path) => PUBLIC_FOLDERS.test(path) ? void 0 : CREDENTIAL_FILES.find((one) => one.match.test(path));
/** Names that are secrets wherever they lie: nobody needs them in an image. */
const PRIVATE_NAMES = [
	[/^\.env(?:\..+)?$/, "a file of variables, which hold secrets as a rule"],
	[/^[._]netrc$/, "passwords for network services"],
	[/^\.git-credentials$/, "credentials of git"],
	[/^\.pypirc$/, "a password of a package index"],
	[/^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/, "a private key of ssh"],
	[/\.(?:p12|pfx|kdbx)$/, "a store of private keys"]
];
/** Forms that tokens of known services have. */
const TOKENS = [
	[/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/, "a private key"],
	[/\b(?:ghp|gho|ghs|ghu)_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{50,}/, "a token of GitHub"],
	[/\bglpat-[A-Za-z0-9_-]{20}/, "a token of GitLab"],
	[/\bhf_[A-Za-z0-9]{30,}\b/, "a token of Hugging Face"],
	[/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, "an access key of AWS"],
	[/\bxox[abprs]-[A-Za-z0-9-]{20,}/, "a token of Slack"],
	[/\bpypi-AgE[A-Za-z0-9_-]{50,}/, "a token of PyPI"]
];
/**
* What secret a file would bring into an image, by its path there and its text; undefined where
* none is seen.
*/
const secretInFile = (path, text) => {
	const name = path.slice(path.lastIndexOf("/") + 1);
	const known = credentialFile(path);
	return PRIVATE_NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? TOKENS.find(([pattern]) => pattern.test(text))?.[1] ?? (known !== void 0 && (known.has === void 0 || known.has.test(text)) ? known.what : void 0);
};
// src/secrets/secretNames.ts
const SECRET_NAME = /(?:^|_)(?:PASS(?:WD|WORD|PHRASE)?|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)(?:_|$)/i;
/**
* Names that only say where a secret is, that are no secret, or that the check of Jupyter reports.
*/
const HARMLESS = /(?:_FILE|_PATH|_DIR)$|^TOKENIZERS_|^JUPYTER_(?:TOKEN|PASSWORD)$/i;
/** Whether a variable of this name holds a secret in an image. */
const isSecretName = (name) => SECRET_NAME.test(name) && !HARMLESS.test(name);
/** Whether a text has an address like `https://user:password@host`. */
const holdsLogin = (value) => /:\/\/[^/\s:@"']+:[^/\s@"'$]+@/.test(value);
export { secretInFile as i, isSecretName as n, credentialFile as r, holdsLogin as t };
