import { n as __exportAll } from "./rolldown-runtime.js";
// src/catalog/versions.ts
/**
* Compares versions of dotted numbers (CUDA, Ubuntu, Python, drivers): negative when `a` is older.
* Text that is not a number sorts first.
*/
const compareVersions = (a, b) => {
	const left = a.split(".");
	const right = b.split(".");
	for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
		const difference = numberAt(left, index) - numberAt(right, index);
		if (difference !== 0) return difference;
	}
	return 0;
};
const numberAt = (parts, index) => {
	const part = parts[index];
	if (part === void 0) return 0;
	return /^\d+$/.test(part) ? Number(part) : -1;
};
/** `12.8.1` -> `12.8` */
const minorOf = (version) => {
	const end = version.indexOf(".", version.indexOf(".") + 1);
	return end === -1 ? version : version.slice(0, end);
};
/** `12.8.1` -> `12` */
const majorOf = (version) => version.split(".")[0] ?? version;
/** Whether `version` is `prefix` or one of its releases: 12.8.1 is under 12.8, 12.81 is not. */
const isUnder = (version, prefix) => version === prefix || version.startsWith(`${prefix}.`);
/** Whether a version of PEP 440 is a pre-release: `2.0rc1`, `1.0.dev3`, `0.50b0`. */
const isPreRelease = (version) => /^[0-9.!]+[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|dev)[-_.]?\d*/i.test(version) || /\.dev\d*$/.test(version.replace(/\+.*$/, ""));
// src/text/memoized.ts
/**
* `make`, which is called once for each key and whose answer is given again after that. The key is
* the input itself, or what `keyOf` makes of it. A promise that rejects is kept too.
*/
const memoized = (make, keyOf = (input) => input) => {
	const made = /* @__PURE__ */ new Map();
	return (input) => {
		const key = keyOf(input);
		const before = made.get(key);
		if (before !== void 0) return before;
		const value = make(input);
		made.set(key, value);
		return value;
	};
};
/**
* The same for work that may fail: who asks while it runs waits for it, and what failed is made
* again for whoever asks next.
*/
const memoizedWork = (make, keyOf = (input) => input) => {
	const made = /* @__PURE__ */ new Map();
	return async (input) => {
		const key = keyOf(input);
		const work = made.get(key) ?? make(input);
		made.set(key, work);
		try {
			return await work;
		} catch (error) {
			made.delete(key);
			throw error;
		}
	};
};
// node_modules/@renovatebot/pep440/lib/version.js
const VERSION_PATTERN = [
	"v?",
	"(?:",
	"(?:(?<epoch>[0-9]+)!)?",
	"(?<release>[0-9]+(?:\\.[0-9]+)*)",
	"(?<pre>",
	"[-_\\.]?",
	"(?<pre_l>(a|b|c|rc|alpha|beta|pre|preview))",
	"[-_\\.]?",
	"(?<pre_n>[0-9]+)?",
	")?",
	"(?<post>",
	"(?:-(?<post_n1>[0-9]+))",
	"|",
	"(?:",
	"[-_\\.]?",
	"(?<post_l>post|rev|r)",
	"[-_\\.]?",
	"(?<post_n2>[0-9]+)?",
	")",
	")?",
	"(?<dev>",
	"[-_\\.]?",
	"(?<dev_l>dev)",
	"[-_\\.]?",
	"(?<dev_n>[0-9]+)?",
	")?",
	")",
	"(?:\\+(?<local>[a-z0-9]+(?:[-_\\.][a-z0-9]+)*))?"
].join("");
const validRegex = new RegExp("^" + VERSION_PATTERN + "$", "i");
function valid(version) {
	return validRegex.test(version) ? version : null;
}
new RegExp("^\\s*" + VERSION_PATTERN + "\\s*$", "i");
function parse$1(version, regex) {
	const { groups } = (regex || validRegex).exec(version) || {};
	if (!groups) return null;
	return {
		epoch: Number(groups.epoch ? groups.epoch : 0),
		release: groups.release.split(".").map(Number),
		pre: normalize_letter_version(groups.pre_l, groups.pre_n),
		post: normalize_letter_version(groups.post_l, groups.post_n1 || groups.post_n2),
		dev: normalize_letter_version(groups.dev_l, groups.dev_n),
		local: parse_local_version(groups.local)
	};
}
function stringify(parsed) {
	if (!parsed) return null;
	const { epoch, release, pre, post, dev, local } = parsed;
	const parts = [];
	if (epoch !== 0) parts.push(`${epoch}!`);
	parts.push(release.join("."));
	if (pre) parts.push(pre.join(""));
	if (post) parts.push("." + post.join(""));
	if (dev) parts.push("." + dev.join(""));
	if (local) parts.push(`+${local}`);
	return parts.join("");
}
function normalize_letter_version(letterIn, numberIn) {
	let letter = letterIn;
	let number = numberIn;
	if (letter) {
		if (!number) number = 0;
		letter = letter.toLowerCase();
		if (letter === "alpha") letter = "a";
		else if (letter === "beta") letter = "b";
		else if ([
			"c",
			"pre",
			"preview"
		].includes(letter)) letter = "rc";
		else if (["rev", "r"].includes(letter)) letter = "post";
		return [letter, Number(number)];
	}
	if (!letter && number) {
		letter = "post";
		return [letter, Number(number)];
	}
	return null;
}
function parse_local_version(local) {
	if (local) return local.split(/[._-]/).map((part) => Number.isNaN(Number(part)) ? part.toLowerCase() : Number(part));
	return null;
}
function explain(version) {
	const parsed = parse$1(version);
	if (!parsed) return parsed;
	const { epoch, release, pre, post, dev, local } = parsed;
	let base_version = "";
	if (epoch !== 0) base_version += epoch + "!";
	base_version += release.join(".");
	const is_prerelease = Boolean(dev || pre);
	const is_devrelease = Boolean(dev);
	const is_postrelease = Boolean(post);
	return {
		epoch,
		release,
		pre,
		post: post ? post[1] : post,
		dev: dev ? dev[1] : dev,
		local: local ? local.join(".") : local,
		public: stringify(parsed).split("+", 1)[0],
		base_version,
		is_prerelease,
		is_devrelease,
		is_postrelease
	};
}
// node_modules/@renovatebot/pep440/lib/operator.js
var operator_exports = /* @__PURE__ */ __exportAll({
	"!=": () => ne,
	"<": () => lt,
	"<=": () => le,
	"==": () => eq,
	"===": () => arbitrary,
	">": () => gt,
	">=": () => ge,
	compare: () => compare,
	eq: () => eq,
	ge: () => ge,
	gt: () => gt,
	le: () => le,
	lt: () => lt,
	ne: () => ne,
	rcompare: () => rcompare
});
function lt(version, other) {
	return compare(version, other) < 0;
}
function le(version, other) {
	return compare(version, other) <= 0;
}
function eq(version, other) {
	return compare(version, other) === 0;
}
function ne(version, other) {
	return compare(version, other) !== 0;
}
function ge(version, other) {
	return compare(version, other) >= 0;
}
function gt(version, other) {
	return compare(version, other) > 0;
}
function arbitrary(version, other) {
	return version.toLowerCase() === other.toLowerCase();
}
function compare(version, other) {
	const parsedVersion = parse$1(version);
	const parsedOther = parse$1(other);
	return pyCompare(calculateKey(parsedVersion), calculateKey(parsedOther));
}
function rcompare(version, other) {
	return -compare(version, other);
}
function pyCompare(elemIn, otherIn) {
	let elem = elemIn;
	let other = otherIn;
	if (elem === other) return 0;
	if (Array.isArray(elem) !== Array.isArray(other)) {
		elem = Array.isArray(elem) ? elem : [elem];
		other = Array.isArray(other) ? other : [other];
	}
	if (Array.isArray(elem)) {
		const len = Math.min(elem.length, other.length);
		for (let i = 0; i < len; i += 1) {
			const res = pyCompare(elem[i], other[i]);
			if (res !== 0) return res;
		}
		return elem.length - other.length;
	}
	if (elem === -Infinity || other === Infinity) return -1;
	if (elem === Infinity || other === -Infinity) return 1;
	return elem < other ? -1 : 1;
}
function calculateKey(input) {
	const { epoch } = input;
	let { release, pre, post, local, dev } = input;
	release = release.concat();
	release.reverse();
	while (release.length && release[0] === 0) release.shift();
	release.reverse();
	if (!pre && !post && dev) pre = -Infinity;
	else if (!pre) pre = Infinity;
	if (!post) post = -Infinity;
	if (!dev) dev = Infinity;
	if (!local) local = -Infinity;
	else local = local.map((i) => Number.isNaN(Number(i)) ? [-Infinity, i] : [Number(i), ""]);
	return [
		epoch,
		release,
		pre,
		post,
		dev,
		local
	];
}
// node_modules/@renovatebot/pep440/lib/specifier.js
const RANGE_PATTERN = [
	"(?<operator>(===|~=|==|!=|<=|>=|<|>))",
	"\\s*",
	"(",
	"(?<version>(?:" + VERSION_PATTERN.replace(/\?<\w+>/g, "?:") + "))",
	"(?<prefix>\\.\\*)?",
	"|",
	"(?<legacy>[^,;\\s)]+)",
	")"
].join("");
const isEqualityOperator = (op) => [
	"==",
	"!=",
	"==="
].includes(op);
const rangeRegex = new RegExp("^" + RANGE_PATTERN + "$", "i");
function parse(ranges) {
	if (!ranges.trim()) return [];
	const specifiers = ranges.split(",").map((range) => rangeRegex.exec(range.trim()) || {}).map(({ groups }) => {
		if (!groups) return null;
		let { ...spec } = groups;
		const { operator, version, prefix, legacy } = groups;
		if (version) {
			spec = {
				...spec,
				...explain(version)
			};
			if (operator === "~=") {
				if (spec.release.length < 2) return null;
			}
			if (!isEqualityOperator(operator) && spec.local) return null;
			if (prefix) {
				if (!isEqualityOperator(operator) || spec.dev || spec.local) return null;
			}
		}
		if (legacy && operator !== "===") return null;
		return spec;
	});
	if (specifiers.filter(Boolean).length !== specifiers.length) return null;
	return specifiers;
}
function pick(versions, specifier, options) {
	const parsed = parse(specifier);
	if (!parsed) return [];
	return versions.filter((version) => {
		const explained = explain(version);
		if (!parsed.length) return explained && !(explained.is_prerelease && !options.prereleases);
		return parsed.reduce((pass, spec) => {
			if (!pass) return false;
			return contains({
				...spec,
				...options
			}, {
				version,
				explained
			});
		}, true);
	});
}
function satisfies(version, specifier, options = {}) {
	return pick([version], specifier, options).length === 1;
}
function arrayStartsWith(array, prefix) {
	if (prefix.length > array.length) return false;
	for (let i = 0; i < prefix.length; i += 1) if (prefix[i] !== array[i]) return false;
	return true;
}
function contains(specifier, input) {
	const { explained } = input;
	let { version } = input;
	const { ...spec } = specifier;
	if (spec.prereleases === void 0) spec.prereleases = spec.is_prerelease;
	if (explained && explained.is_prerelease && !spec.prereleases) return false;
	if (spec.operator === "~=") {
		let compatiblePrefix = spec.release.slice(0, -1).concat("*").join(".");
		if (spec.epoch) compatiblePrefix = spec.epoch + "!" + compatiblePrefix;
		return satisfies(version, `>=${spec.version}, ==${compatiblePrefix}`, { prereleases: spec.prereleases });
	}
	if (spec.prefix) {
		const isMatching = explained.epoch === spec.epoch && arrayStartsWith(explained.release, spec.release);
		return spec.operator !== "!=" ? isMatching : !isMatching;
	}
	if (explained && explained.local && spec.version) {
		if (spec.operator !== "===" && !spec.local) {
			version = explained.public;
			spec.version = explain(spec.version).public;
		}
	}
	if (spec.operator === "<" || spec.operator === ">") {
		if (eq(spec.release.join("."), explained.release.join("."))) return false;
	}
	const op = operator_exports[spec.operator];
	return op(version, spec.version || spec.legacy);
}
function validRange(specifier) {
	return Boolean(parse(specifier));
}
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
export { satisfies as a, valid as c, compareVersions as d, isPreRelease as f, minorOf as h, secretInFile as i, memoized as l, majorOf as m, isSecretName as n, validRange as o, isUnder as p, credentialFile as r, compare as s, holdsLogin as t, memoizedWork as u };
