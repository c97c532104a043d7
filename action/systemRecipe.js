import { i as wrongRequest, n as foundProblem } from "./error.js";
import { t as shellWord } from "./shellWord.js";
import { s as REMAKE } from "./lockfile.js";
import { t as memoized } from "./memoized.js";
import { r as needsLocale } from "./customizer.js";
import { o as CONTROL_CHARACTER } from "./mirrors.js";
import { c as putArtifact, o as isOfType } from "./artifact.js";
import { i as artifactOf, l as referrerOf, r as addReferrers, s as indexed } from "./ensureWritable.js";
import { m as DEFAULT_USER } from "./labels.js";
import { hash } from "node:crypto";
// src/image/aptPackages.ts
/** apt packages of every image of a request, sorted by name. */
const commonPackages = (catalog, { slim }) => [.../* @__PURE__ */ new Set([...catalog.apt, ...slim ? [] : catalog.comfort])].sort();
/** What compiles a locale; C.UTF-8 is in every base. */
const LOCALES = "locales";
/** apt packages that dl-env.yml adds to the images of a cell. */
const addedPackages = ({ apt, locale }) => needsLocale(locale) ? [...apt, LOCALES] : apt;
/**
* The same without names that are there with a version too: apt is asked for one of them. `ffmpeg`
* and `ffmpeg=7:6.1` come from several cells of one release, whose lock has one version.
*/
const eachOnce = (asked) => {
	const versioned = asked.flatMap((one) => /^(.+)=/.exec(one)?.[1] ?? []);
	return asked.filter((one) => !versioned.includes(one));
};
const PYTHON = "{python}";
/**
* apt packages of a cell's libraries and those that dl-env.yml adds, sorted by name. Those of
* Python's own only where apt installs that Python: an archive of python-build-standalone has its
* headers in it.
*/
const libraryPackages = ({ libraries, python, pythonFrom }, catalog, { slim, added }) => {
	const ofLibraries = libraries.flatMap((name) => {
		const library = catalog.libraries.get(name);
		return library === void 0 ? [] : [...library.apt, ...slim ? [] : library.comfort];
	}).filter((name) => pythonFrom === "ubuntu" || !name.includes(PYTHON)).map((name) => name.replaceAll(PYTHON, python));
	return [.../* @__PURE__ */ new Set([...ofLibraries, ...addedPackages(added)])].sort();
};
// src/image/quote.ts
const CONTROLS = new RegExp(CONTROL_CHARACTER.source, "g");
/**
* Nothing that any parser takes for more than itself inside double quotes: the usual case, seen at
* one look.
*/
const PLAIN_VALUE = /^[A-Za-z0-9 _@%+=:,./-]*$/;
const refuseControl = (value, where) => {
	if (CONTROL_CHARACTER.test(value)) throw wrongRequest({
		code: "control-character",
		message: `${where} must not hold line breaks or other control characters: ${JSON.stringify(value)}.`,
		hint: "Remove them from: dl-env.yml"
	});
};
/** One word of a command in a RUN: a line break would end the instruction. */
const runWord = (value) => {
	refuseControl(value, "A word of a command");
	return shellWord(value);
};
/**
* A value of ENV, LABEL or ARG: in double quotes, with nothing that the parser would expand or end
* the quotes at.
*/
const instructionValue = (value) => {
	if (PLAIN_VALUE.test(value)) return `"${value}"`;
	refuseControl(value, "A label or variable");
	return `"${value.replaceAll(/["\\$]/g, String.raw`\$&`)}"`;
};
/** A list in the JSON form of ENTRYPOINT and CMD: no shell reads it. */
const execForm = (argv) => JSON.stringify(argv);
/** What stands in a comment: one line. */
const comment = (text) => `# ${text.replaceAll(CONTROLS, " ")}`;
/**
* The words behind `first`, in lines of at most `width` characters where they fit; `next` goes
* between lines.
*/
const wrapped = (first, words, { next, width }) => {
	let text = first;
	let used = first.length;
	for (const word of words) {
		const fits = used === 0 || used + word.length < width;
		if (fits) text += used === 0 ? word : ` ${word}`;
		else text += next + word;
		used = fits ? used + word.length + 1 : word.length;
	}
	return text;
};
// src/image/aptRecipe.ts
/** Build argument with the address of the snapshot service, so that a mirror can stand for it. */
const SNAPSHOTS_ARG = "APT_SNAPSHOTS";
/** Folder of apt's files in a build context, and where a build sees it. */
const FOLDER$1 = "apt";
const MOUNTED$1 = "/mnt/apt";
/** What a RUN that calls apt begins with. */
const APT_MOUNTS = `--mount=type=secret,id=ca --mount=type=bind,source=${FOLDER$1},target=${MOUNTED$1}`;
/** Names that only some images of a release need. */
const aptExtras = ({ python, pythonFrom, sudo, libraryPackages }) => [
	...pythonFrom === "ubuntu" ? [`python${python}`, `python${python}-venv`] : [],
	...sudo ? ["sudo"] : [],
	...libraryPackages
];
const unknownService = (release) => foundProblem({
	code: "apt-lock-stale",
	message: `The apt lock of ${release} names a snapshot, and the catalog has no snapshot service for that release.`,
	hint: REMAKE
});
const snapshotsOf = ({ apt, snapshots }) => {
	if (apt.snapshot === void 0) return void 0;
	if (snapshots === void 0) throw unknownService(apt.release);
	return snapshots;
};
/** The ARG that a stage needs before it calls apt; empty for a release without snapshots. */
const aptArgument = (recipe) => {
	const snapshots = snapshotsOf(recipe);
	return snapshots === void 0 ? "" : `ARG ${SNAPSHOTS_ARG}=${instructionValue(snapshots.address)}\n`;
};
/** apt.sh, and the versions and digests that it holds packages against. */
const aptFiles = ({ apt, installer }) => {
	const lines = apt.packages?.map(({ name, version, sha256, upgrades }) => `${sha256} ${name}=${version}${upgrades === true ? " upgrades" : ""}\n`);
	return [{
		path: `${FOLDER$1}/apt.sh`,
		content: installer
	}, ...lines === void 0 ? [] : [{
		path: `${FOLDER$1}/packages.txt`,
		content: lines.join("")
	}]];
};
/** Lines of shell that call apt.sh with these words, within a RUN that has APT_MOUNTS. */
const aptCall = (recipe, words) => {
	const snapshots = snapshotsOf(recipe);
	const { snapshot = "", asOf } = recipe.apt;
	const mounted = hash("sha256", JSON.stringify(aptFiles(recipe).map(({ content }) => content))).slice(0, 12);
	return [...snapshots === void 0 ? [] : [`export SNAPSHOT="$${SNAPSHOTS_ARG}/${snapshot}" SUITES=${runWord(snapshots.suites.join(" "))} COMPONENTS=${runWord(snapshots.components.join(" "))};`], `: ${runWord(`packages as of ${asOf}, files ${mounted}`)}; sh ${MOUNTED$1}/apt.sh \\\n        ${wrapped("", words.map(runWord), {
		next: " \\\n        ",
		width: 100
	})};`];
};
// src/registry/ensureKeepsArtifacts.ts
/** Type of what is stored to see whether it can be. */
const PROBE_TYPE = "application/vnd.dl-env.probe.v1+json";
/** What `ensureWritable` puts: two bytes that are there already. */
const CONTENT = new TextEncoder().encode("{}");
/** Two, since the second moves the tag of an index; the same each time, so stored once. */
const TIMES = ["1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z"];
/**
* Stores a small artifact without a tag, the same one each time. Rejects with `types-refused`.
*/
const putProbe = (repository) => putArtifact(repository, {
	type: PROBE_TYPE,
	files: [{
		type: PROBE_TYPE,
		content: CONTENT
	}]
});
/**
* Stores something small and binds two things to it, as reports are bound to images, so that a
* registry that refuses their types, or whose rules keep the index of reports from changing, is
* told before hours of work and not after them: rejects with `types-refused` or `tag-immutable`.
* Where it was done before, that is found by one or two requests.
*/
const ensureKeepsArtifacts = async (repository) => {
	if (repository.kind === "layout") return;
	const image = await putProbe(repository);
	const { digest } = image;
	const [listed = [], named] = await Promise.all([repository.referrers?.(digest), indexed(repository, digest)]);
	const bound = [...listed, ...named].filter((entry) => isOfType(entry, PROBE_TYPE));
	if (new Set(bound.map((entry) => entry.digest)).size >= TIMES.length) return;
	let read = named;
	for (const at of TIMES) {
		const referrer = referrerOf(await putArtifact(repository, artifactOf(image, {
			digest,
			type: PROBE_TYPE,
			content: CONTENT,
			at
		})), at);
		read = await addReferrers(repository, {
			digest,
			read
		}, [referrer]);
	}
};
// src/image/userRecipe.ts
const useradd = ({ name, uid, gid, home }) => `useradd --uid ${uid} --gid ${gid}${gid === 0 ? "" : " --groups 0"} --no-log-init --password '*' --create-home --home-dir ${home} --shell /bin/bash ${name};`;
/** `*` for the password is none, but no locked account, which sshd would refuse without PAM. */
const settled = ({ name, uid, gid, home }) => `chage --lastday -1 ${name}; ${gid === 0 ? "" : `chown -R ${uid}:0 ${home}; `}chmod -R g=u ${home}; chmod 0775 ${home}; install -d -m 0770 /etc/ssh/keys;`;
/**
* uid 1000 belongs to `ubuntu` in Ubuntu's images since 23.04. Who has another name and number
* stands in the way of nobody else, but there would be a second person in the image; a system's
* account of that name is left, and useradd ends the build. Without a day of the last change the
* same build gives the same /etc/shadow tomorrow. A volume at /etc/ssh/keys keeps host keys.
*/
const userScript = (user) => {
	if (user === DEFAULT_USER) return [
		"old=\"$(getent passwd 1000 | cut -d: -f1)\"; if [ -n \"$old\" ]; then userdel --remove \"$old\"; fi;",
		useradd(user),
		settled(user)
	];
	const { name, uid, gid } = user;
	return [
		`for one in 1000 ${uid} ${name}; do old="$(getent passwd "$one" | cut -d: -f1,3)"; if [ "\${old##*:}" -ge 1000 ] 2>/dev/null; then userdel --remove "\${old%%:*}"; fi; done;`,
		...gid === 0 ? [] : [`if ! getent group ${gid} >/dev/null; then groupadd --gid ${gid} ${name}; fi;`],
		useradd(user),
		settled(user)
	];
};
/** Who may become root where it was asked for. */
const sudoersScript = ({ name }) => [`echo ${runWord(`${name} ALL=(ALL) NOPASSWD:ALL`)} > /etc/sudoers.d/dl-env; chmod 0440 /etc/sudoers.d/dl-env;`];
/** What of a text of image/rootfs names the user, and what stands there for another one. */
const inTexts = ({ name, uid, gid, home }) => [
	[/\/home\/dev\b/g, home],
	[/\buid 1000, gid 0\b/g, `uid ${uid}, gid ${gid}`],
	[/\b1000:0\b/g, `${uid}:0`],
	[/--regid 0 --clear-groups/g, gid === 0 ? "--regid 0 --clear-groups" : `--regid ${gid} --groups 0`],
	[/(?<![\w/.-])dev(?![\w/-])/g, name]
];
/** A file of ours as it is in images of this user. Only scripts and sshd's settings name one. */
const fileForUser = (file, user) => {
	if (user === DEFAULT_USER || /\.(?:py|json)$/.test(file.path)) return file;
	const content = inTexts(user).reduce((text, [from, to]) => text.replaceAll(from, to), file.content);
	return {
		...file,
		content
	};
};
// src/image/runRecipe.ts
/** Folder of the steps in a build context, and where a step sees it. */
const FOLDER = "run";
const MOUNTED = "/mnt/run";
/** The steps as files, so that no text of theirs is ever part of a Containerfile. */
const runFiles = (steps) => steps.map(({ text }, index) => ({
	path: `${FOLDER}/${index + 1}.sh`,
	content: `${text}\n`
}));
/** What a certificate of a proxy is needed for; without it nothing is set. */
const TRUST = "if [ -f /run/secrets/ca ]; then export SSL_CERT_FILE=/run/secrets/ca CURL_CA_BUNDLE=/run/secrets/ca PIP_CERT=/run/secrets/ca; fi; ";
/** Whether none of the steps may use the network. */
const isOffline = (steps) => steps.every(({ network }) => !network);
/** No bytecode: it holds times, and the layers of wheels have none. */
const PLAIN = "export PYTHONDONTWRITEBYTECODE=1 PIP_NO_COMPILE=1 PIP_NO_CACHE_DIR=1; ";
/** What a step installs is group 0's to write, as the rest of the environment is. */
const SHARED = "find /opt/venv ! -type l ! -perm -0020 -exec chmod g+w {} +";
/** `--network` of a RUN is unknown to podman before 4.4, to whom a build as a whole can say it. */
const instruction = ({ text, network }, index, isSaidOfBuild) => {
	const digest = hash("sha256", text).slice(0, 12);
	const mount = `--mount=type=bind,source=${FOLDER},target=${MOUNTED}`;
	const offline = isSaidOfBuild ? mount : `--network=none ${mount}`;
	const options = network ? `--mount=type=secret,id=ca ${mount}` : offline;
	return `${comment((text.trim().split("\n", 1)[0] ?? "").replace(/\\+$/, ""))}\nRUN ${options} set -eu; umask 022; : ${digest}; \\\n    ${network ? TRUST : ""}${PLAIN}bash -eo pipefail ${MOUNTED}/${index + 1}.sh; \\\n    ${SHARED}\n`;
};
/** The steps as instructions: as root, in the image's environment. */
const runInstructions = (steps, isSaidOfBuild = false) => steps.map((step, index) => instruction(step, index, isSaidOfBuild)).join("");
/** A folder in which an engine runs the steps on an image that is linked so far. */
const runContext = (steps) => [{
	path: "Containerfile",
	content: `ARG BASE\nFROM \${BASE} AS system\nUSER 0:0\nWORKDIR /\n` + runInstructions(steps, isOffline(steps))
}, ...runFiles(steps)];
// src/image/bytecode.ts
/**
* Options of the Python that compiles. Without the columns of each instruction, which draw the
* carets under a line of a traceback, bytecode is a fifth smaller; Pythons before 3.11 have none.
*/
const COMPILING = ["-X", "no_debug_ranges"];
/**
* What of a folder is compiled to nothing: nobody imports the tests of a package, and they are half
* of its bytecode. A regular expression of Python's and of JavaScript's, after the folder's path.
*/
const NOT_COMPILED = "(.*/)?tests?/";
/**
* Folders of site-packages that are not compiled (`no-bytecode` in matrix/image.yml): wheels of
* libraries hold next to no Python, so they have no second layer for each Python; other folders are
* seldom imported.
*/
const notCompiledIn = (folders) => folders.length === 0 ? NOT_COMPILED : `(${NOT_COMPILED}|(${folders.join("|")})/)`;
/**
* x.y of the one CPython that a wheel is for; undefined where it is for several, as `py3-none-any`
* and `cp311-abi3` are.
*/
const pythonOfWheel = ({ file }) => {
	const [, minor, abi = ""] = /-cp3(\d+)-([^-]+)-[^-]+\.whl$/.exec(file) ?? [];
	if (minor === void 0 || abi.split(".").some((one) => one === "abi3")) return void 0;
	return `3.${minor}`;
};
// src/image/layerOrder.ts
/**
* The order of an image's layers from the bottom up, what changes seldom first; the base stands
* right below the system layer. What is small and changes more often stands above it. Keys of
* images depend on it, keys of layers do not.
*/
const inLayerOrder = (layers) => {
	const { wheels, python, system, files, frequent, own } = layers;
	return [
		wheels,
		python,
		system,
		files,
		frequent,
		own
	].filter((one) => one !== void 0);
};
/**
* Where the base's layers stand among ours: right below the system layer, which is the only one
* that knows the base; at the bottom where `isBaseFirst`, for bases that would hide what is below.
*/
const aroundBase = (layers, kindOf, isBaseFirst) => {
	const system = layers.filter((layer) => kindOf(layer) === "system");
	const at = layers.findIndex((layer) => kindOf(layer) === "system");
	const [before, after] = [layers.slice(0, Math.max(0, at)), layers.slice(Math.max(0, at))];
	const above = after.filter((layer) => kindOf(layer) !== "system");
	return isBaseFirst ? {
		below: [],
		above: [
			...system,
			...before,
			...above
		]
	} : {
		below: before,
		above: [...system, ...above]
	};
};
const byWheelName = (a, b) => a.name < b.name ? -1 : 1;
/** A whole name; `*` stands for any characters. The catalog lets no other sign of patterns in. */
const namePattern = (pattern) => new RegExp(`^${pattern.replaceAll(".", String.raw`\.`).replaceAll("*", ".*")}$`);
/** Sizes within a factor of two are alike, so that a new release seldom changes the order. */
const sizeClass = ({ download }) => Math.floor(Math.log2(download + 1));
/**
* Compares wheels by where their layers stand, the lowest first: as the catalog has them, then
* larger ones lower, then by name. It depends on the two wheels alone, so images of different cells
* begin alike.
*/
const byLayerRank = (order) => {
	const patterns = order.map(namePattern);
	const ranks = memoized((name) => {
		const found = patterns.findIndex((pattern) => pattern.test(name));
		return found === -1 ? patterns.length : found;
	});
	return (a, b) => ranks(a.name) - ranks(b.name) || sizeClass(b) - sizeClass(a) || byWheelName(a, b);
};
/**
* Wheels whose copy of a shared path wins, in the catalog's order: their layers are above the
* others', and by hand they are installed after the others.
*/
const overlapWinnerWheels = (lock, overlapWinners) => [...new Set(Object.values(overlapWinners).flat())].flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);
/**
* The order of a lock's layers, from the bottom up: wheels by rank, their bytecode for this Python,
* the rest, then those whose copy of a shared path wins. What other Pythons share lies lowest.
*/
const inWheelOrder = ({ byRank, bytecode, rest, winners }) => [
	...byRank,
	...bytecode,
	...rest,
	...winners
];
// src/image/systemRecipe.ts
/** Packages go to `lib/python3`, so that their layers fit every Python. */
const venv = (python) => [
	`umask 002; python${python} -m venv --without-pip /opt/venv;`,
	`mv /opt/venv/lib/python${python} /opt/venv/lib/python3; ln -s python3 /opt/venv/lib/python${python};`,
	`mkdir -p /opt/venv/include/site/python3; ln -s python3 /opt/venv/include/site/python${python};`,
	"chmod -R g=u /opt/venv;"
];
/** Names of the apt packages that an image asks for, sorted. */
const askedPackages = (recipe) => [...eachOnce([.../* @__PURE__ */ new Set([...recipe.apt.asked, ...aptExtras(recipe)])].sort())];
/**
* The stage `system`: the only one that an engine builds in linked mode, and the first of each
* cell's Containerfile. Its text is part of the layer's key, so it names neither base nor cell.
* `BASE` is an argument that stands before it.
*/
const systemScript = (recipe) => {
	const body = [
		...recipe.locales.length === 0 ? [] : [`export LOCALES=${runWord(recipe.locales.join(" "))};`],
		...aptCall(recipe, askedPackages(recipe)),
		...userScript(recipe.user),
		...recipe.sudo ? sudoersScript(recipe.user) : [],
		...recipe.pythonFrom === "ubuntu" ? venv(recipe.python) : [],
		"apt-get clean; rm -rf /tmp/apt /var/lib/apt/lists/* /var/log/apt /var/log/*.log /var/log/lastlog /var/log/faillog"
	];
	const last = "    /var/cache/ldconfig/aux-cache /var/cache/debconf/*-old /var/lib/dpkg/*-old /etc/ssh/ssh_host_* /etc/*-";
	return `FROM \${BASE} AS system\n${aptArgument(recipe)}RUN ${APT_MOUNTS} set -eu; umask 022; \\\n    ${[...body, last].join(" \\\n    ")}\n`;
};
/**
* A folder with nothing but the stage `system`: what an engine is given in linked mode, where the
* base is named by the engine.
*/
const systemContext = ({ script, files }) => [{
	path: "Containerfile",
	content: `ARG BASE\n${script}`
}, ...files];
/**
* What decides the system layer of a cell. `base` is the digest of the base's manifest for this
* platform.
*/
const systemRecipe = (cell, recipe, { base, user = DEFAULT_USER, ...chosen }) => {
	const { apt } = recipe;
	const common = {
		release: cell.ubuntu,
		apt,
		python: cell.python,
		pythonFrom: cell.pythonFrom,
		user,
		...chosen
	};
	return {
		...common,
		base,
		script: systemScript({
			...recipe,
			...common
		}),
		files: aptFiles(recipe)
	};
};
export { instructionValue as A, SNAPSHOTS_ARG as C, aptFiles as D, aptExtras as E, libraryPackages as F, wrapped as M, commonPackages as N, comment as O, eachOnce as P, APT_MOUNTS as S, aptCall as T, runFiles as _, byLayerRank as a, ensureKeepsArtifacts as b, inWheelOrder as c, COMPILING as d, NOT_COMPILED as f, runContext as g, isOffline as h, aroundBase as i, runWord as j, execForm as k, namePattern as l, pythonOfWheel as m, systemContext as n, byWheelName as o, notCompiledIn as p, systemRecipe as r, inLayerOrder as s, askedPackages as t, overlapWinnerWheels as u, runInstructions as v, aptArgument as w, putProbe as x, fileForUser as y };
