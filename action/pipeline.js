import { i as wrongRequest, n as foundProblem, r as unreachable, t as DlEnvError } from "./error.js";
import { $ as isLayout, B as readBaseIn, Ct as NOTHING_ADDED, E as namesInSet, G as ociLayer, H as readTagList, J as parseManifest, K as parseConfig, L as pLimit, M as normalName, N as matrixLine, Q as patternText, R as readBase, S as isRefusal, St as mirrored, Tt as CONTROL_CHARACTER, U as embeddedContent, V as readConfig, W as jsonBytes, X as customizer, Y as readSmall, Z as matches, _t as OCI_LAYER_GZIP, at as blobPath, bt as indexLoginVariables, ct as imageAnnotations, et as layoutRepository, gt as OCI_INDEX, ht as OCI_CONFIG, it as CLAIM_ENDING, j as condaHint, lt as localName, nt as holderText, rt as withToldLock, ut as readIndex, vt as OCI_MANIFEST, wt as needsLocale, y as variableProblem, z as readBaseDigests } from "./openRepository.js";
import { t as shellWord } from "./shellWord.js";
import { $ as runLabels, A as fileEntry, C as saysVersions, Ct as DEFAULT_USER, D as ordered, E as notEnough, F as artifactBlob, G as LABEL_PREFIX, I as digestsOf$1, K as ORDER_LABEL, M as ownedEntry, N as symlinkEntry, O as bytesEntry, Q as orderKey, R as isBoundTo, S as standInTag, St as unlessDamaged, T as ensureSpace, Tt as userOf, V as putArtifact, X as identityLabels, Z as labelsOf, _ as baseRepository, _t as installCommand, at as decompressed, b as STAND_IN_REPOSITORY, c as isLocal, d as baseRepositories, dt as decodePaths, et as userLabel, f as expandCells, ft as encodePaths, g as cellId, gt as withFolder, h as withNeeds, ht as NotDeflated, it as tarMembers, j as hardlinkEntry, k as directoryEntry, l as judgeBase, m as isAdded, nt as canonicalEntries, o as isStandInCell, ot as firstIsFile, p as cellLibraries, pt as entryContent, q as RECIPE_ANNOTATION, rt as readTar, s as baseOf$1, st as writeBlob, t as lockFolder, tt as wheelLabels, v as fullCuda, w as withTagLists, x as makeStandIn, y as releaseOf, yt as closureReader, z as isOfType } from "./session.js";
import { a as encodeLock, i as encodeAptLock, n as decodeAptLock, o as lockFileName, r as decodeLock, s as REMAKE, t as aptLockFileName } from "./lockfile.js";
import { A as librariesOf, C as ZIP_END_SPAN, D as follow, E as zipHeaderSize, F as requirementRange, I as disjoint, L as rangeWords, M as pinsIn, N as releasesFor, P as requirementName, R as indexLogin, S as uvEnvironment, T as zipEntries, b as indexesWithoutSecret, c as namedIndexFailure, d as explain, g as uvOnce, h as interpreterFor, i as ask$1, j as pinFor, k as counts, m as questioner, n as openAsking, o as versionIn, p as questionOf, r as askNewest, s as defaultIndexFailure, t as namesOf, u as wheelFits, w as zipDirectory, x as endSettingsSearch, y as indexAccess, z as namedIndexes } from "./openAsking.js";
import { a as satisfies, d as compareVersions, f as isPreRelease, h as minorOf, i as secretInFile, l as memoized, m as majorOf, p as isUnder, s as compare, u as memoizedWork } from "./secretNames.js";
import { _ as isRead, c as SHARED_LIBRARY, d as contentOf$1, f as printRecord, g as isOrdinary, h as packageCode, i as isNotTried, l as installedWheel, m as recordRow, n as failedError, p as readRecord, s as staticFindings, t as failedCells, u as licenceList, v as LICENCE_LIST, y as PROBE_FOLDER } from "./failedCells.js";
import { i as duration, n as bytes, r as count, t as DAY } from "./units.js";
import { t as absolutePath } from "./absolutePath.js";
import { t as engineChoices } from "./engineNames.js";
import { a as LIMITS, h as repositoryName, m as parseReference, n as readBounded, o as answerDeadline, s as blobPace, t as atPace } from "./boundedBody.js";
import { n as digestOf, r as readJson } from "./digest.js";
import { n as probePodman, r as dockerHasBridge, t as chooseRuntime } from "./chooseRuntime.js";
import { o as csvLine } from "./gpuOption.js";
import { C as referrersOf, D as ownTagsOf, E as ownTag, O as ensureWritable, S as referrerOf, T as isTagOf, _ as addReferrers, at as atLeast, b as indexed, c as isMark$1, d as imageMissing, f as inlineContent, g as CREATED, h as readNote, m as putNote, n as forgetLook, p as putContent, u as withoutLeaving, v as bind, x as putTagged, y as boundDigests } from "./lastLook.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { t as checkReasons } from "./checkReport.js";
import { t as rangeChecker } from "./inRange.js";
import { t as visibleLine } from "./visible.js";
import { n as overLimit, t as ARCHIVE_LIMITS } from "./archiveLimits.js";
import { _ as union, a as custom, d as number, f as object, g as tuple, h as string, i as boolean, l as literal, n as _enum, p as record, r as array, s as discriminatedUnion, v as unknown$1 } from "./schemas.js";
import { a as codeIn } from "./measuredCode.js";
import { a as layerTag, i as storeNewLayer, n as findWholeLayer, r as storeLayer } from "./storedLayers.js";
import { n as safeUrl } from "./mask.js";
import { n as isFull } from "./diskFull.js";
import { t as openWork } from "./workFolder.js";
import { r as SMOKE_REQUIREMENTS } from "./requestValues.js";
import { a as readManifest, i as readImage, n as isStandIn, r as keepStandInHere, t as imageFacts } from "./publishedImage.js";
import { n as problemText } from "./problemText.js";
import { n as refuseLinkOut } from "./linkOut.js";
import { r as questionKey } from "./lockKey.js";
import { n as isWithin$1 } from "./pathWithin.js";
import { n as defaultIndex, t as addedIndexes } from "./indexSettings.js";
import { t as fewNames } from "./fewNames.js";
import { i as require_fastest_levenshtein, n as closestOf, r as closestOrLonger, t as AXES$2 } from "./request.js";
import { t as oneOf$1 } from "./oneOf.js";
import { i as watchedTransfer, n as loadAs, t as callEngine } from "./loadImage.js";
import { n as showImage, t as readStoredImage } from "./storedImage.js";
import { r as mark } from "./repositoryTop.js";
import { a as disablesLabel, n as containerArgv } from "./containerArgv.js";
import { basename, dirname, join, relative, resolve } from "node:path";
import { createHash, hash } from "node:crypto";
import { crc32, gunzipSync, gzipSync, inflateRawSync } from "node:zlib";
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
// src/image/runRecipe.ts
/** Folder of the steps in a build context, and where a step sees it. */
const FOLDER$1 = "run";
const MOUNTED$1 = "/mnt/run";
/** The steps as files, so that no text of theirs is ever part of a Containerfile. */
const runFiles = (steps) => steps.map(({ text }, index) => ({
	path: `${FOLDER$1}/${index + 1}.sh`,
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
	const mount = `--mount=type=bind,source=${FOLDER$1},target=${MOUNTED$1}`;
	const offline = isSaidOfBuild ? mount : `--network=none ${mount}`;
	const options = network ? `--mount=type=secret,id=ca ${mount}` : offline;
	return `${comment((text.trim().split("\n", 1)[0] ?? "").replace(/\\+$/, ""))}\nRUN ${options} set -eu; umask 022; : ${digest}; \\\n    ${network ? TRUST : ""}${PLAIN}bash -eo pipefail ${MOUNTED$1}/${index + 1}.sh; \\\n    ${SHARED}\n`;
};
/** The steps as instructions: as root, in the image's environment. */
const runInstructions = (steps, isSaidOfBuild = false) => steps.map((step, index) => instruction(step, index, isSaidOfBuild)).join("");
/** A folder in which an engine runs the steps on an image that is linked so far. */
const runContext = (steps) => [{
	path: "Containerfile",
	content: `ARG BASE\nFROM \${BASE} AS system\nUSER 0:0\nWORKDIR /\n` + runInstructions(steps, isOffline(steps))
}, ...runFiles(steps)];
// src/image/aptRecipe.ts
/** Build argument with the address of the snapshot service, so that a mirror can stand for it. */
const SNAPSHOTS_ARG = "APT_SNAPSHOTS";
/** Folder of apt's files in a build context, and where a build sees it. */
const FOLDER = "apt";
const MOUNTED = "/mnt/apt";
/** What a RUN that calls apt begins with. */
const APT_MOUNTS = `--mount=type=secret,id=ca --mount=type=bind,source=${FOLDER},target=${MOUNTED}`;
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
		path: `${FOLDER}/apt.sh`,
		content: installer
	}, ...lines === void 0 ? [] : [{
		path: `${FOLDER}/packages.txt`,
		content: lines.join("")
	}]];
};
/** Lines of shell that call apt.sh with these words, within a RUN that has APT_MOUNTS. */
const aptCall = (recipe, words) => {
	const snapshots = snapshotsOf(recipe);
	const { snapshot = "", asOf } = recipe.apt;
	const mounted = hash("sha256", JSON.stringify(aptFiles(recipe).map(({ content }) => content))).slice(0, 12);
	return [...snapshots === void 0 ? [] : [`export SNAPSHOT="$${SNAPSHOTS_ARG}/${snapshot}" SUITES=${runWord(snapshots.suites.join(" "))} COMPONENTS=${runWord(snapshots.components.join(" "))};`], `: ${runWord(`packages as of ${asOf}, files ${mounted}`)}; sh ${MOUNTED}/apt.sh \\\n        ${wrapped("", words.map(runWord), {
		next: " \\\n        ",
		width: 100
	})};`];
};
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
// src/image/ownStage.ts
const NEXT$1 = " \\\n        ";
/** A command over paths of the stage, in as many lines as it needs. */
const over = (command, entries) => `${wrapped(command, entries.map(({ path }) => runWord(`/layer${path}`)), {
	next: NEXT$1,
	width: 100
})};`;
const groups = (entries, keyOf) => Map.groupBy(entries, keyOf);
const octal = (mode) => mode.toString(8).padStart(4, "0");
/**
* The stage `own`: the same files, links and folders, owners and modes as in the layer of one's own
* files, whatever the modes of the folder that is copied.
*/
const ownStage = (entries) => {
	const folders = entries.filter(({ content }) => content.kind === "directory");
	const files = entries.filter(({ content }) => content.kind === "file");
	const owned = entries.filter(({ uid, gid }) => uid !== 0 || gid !== 0);
	const lines = [
		"chmod -R u=rwX,go=rX /layer;",
		...folders.length === 0 ? [] : [over("mkdir -p", folders)],
		...[...groups([...folders, ...files], ({ mode }) => octal(mode))].filter(([mode]) => mode !== "0644" && mode !== "0755").map(([mode, some]) => over(`chmod ${mode}`, some)),
		...[...groups(owned, ({ uid, gid }) => `${uid}:${gid}`)].map(([owner, some]) => over(`chown -h ${owner}`, some))
	];
	return `
# Files that dl-env.yml names.
FROM system AS own
${folders.length < entries.length ? "COPY own/ /layer/\n" : ""}RUN set -eu; umask 022; mkdir -p /layer; ${lines.join(" \\\n    ").replace(/;$/, "")}
`;
};
// src/image/standalonePython.ts
/** Folder of a standalone Python in the image, without a leading slash. */
const standaloneFolder = (version) => `opt/python/${minorOf(version)}`;
/**
* What makes /opt/venv a virtual environment of that Python; the same text as in the Containerfile.
*/
const standaloneVenvConfig = (version) => `home = /${standaloneFolder(version)}/bin\ninclude-system-site-packages = false\nversion = ${version}\n`;
// src/image/containerfile.ts
/** Characters of a line of labels. */
const WIDTH = 140;
/** Where a long instruction goes on. */
const NEXT = " \\\n    ";
/** Shell that puts a pattern with many alternatives into `left`, a line of them after another. */
const leftOut = (pattern) => {
	const lines = [""];
	for (const part of pattern.split(/(?<=\|)/)) {
		const line = (lines.at(-1) ?? "") + part;
		if (line.length < WIDTH) lines[lines.length - 1] = line;
		else lines.push(part);
	}
	return lines.map((line, at) => `${at === 0 ? "left=" : "left=\"$left\""}${runWord(line)}; \\\n    `).join("");
};
/**
* Compiles the modules of a folder, as layers have it: no time counts, so the bytes are the same
* again. What is no module of this Python's is left (compileall then ends with 1).
*/
const compileCall = (python, folder, bytecode) => bytecode === void 0 ? "" : `${leftOut(`^${folder}/${bytecode.except}`)}PYTHONHASHSEED=0 ${python} -sSB ${COMPILING.join(" ")} -m compileall -qq --invalidation-mode checked-hash -x "$left" ${folder} || test $? -eq 1; \\\n    `;
/** The same Python and the same /opt/venv as in the Python layer. */
const pythonStage = ({ version, url, sha256, bytecode }) => {
	const minor = minorOf(version);
	const folder = `/${standaloneFolder(version)}`;
	const config = standaloneVenvConfig(version).trimEnd().split("\n").map(runWord).join(" ");
	return `
# Python ${version} from python-build-standalone; name a mirror with --build-arg PYTHON_ARCHIVE=…
FROM system AS python
ARG PYTHON_ARCHIVE=${instructionValue(url)}
RUN --mount=type=secret,id=ca set -eu; umask 002; \\
    if [ -f /run/secrets/ca ]; then export CURL_CA_BUNDLE=/run/secrets/ca; fi; \\
    curl -fsSL --retry 3 -o /tmp/python.tar.gz "$PYTHON_ARCHIVE"; \\
    echo '${sha256}  /tmp/python.tar.gz' | sha256sum -c -; \\
    mkdir -p ${folder} /opt/venv/bin /opt/venv/include/site/python3 /opt/venv/lib/python3/site-packages; \\
    tar -xzf /tmp/python.tar.gz -C ${folder} --strip-components=1 --no-same-owner; rm /tmp/python.tar.gz; \\
    find ${folder} -name __pycache__ -prune -exec rm -rf {} +; ${compileCall(`${folder}/bin/python3`, `${folder}/lib/python${minor}`, bytecode)}chmod -R u=rwX,g=rwX,o=rX ${folder}; chmod 0755 /opt; chmod 0775 /opt/python; \\
    ln -s ${folder}/bin/python${minor} /opt/venv/bin/python3; ln -s python3 /opt/venv/bin/python; ln -s python3 /opt/venv/bin/python${minor}; \\
    ln -s python3 /opt/venv/lib/python${minor}; ln -s lib /opt/venv/lib64; ln -s python3 /opt/venv/include/site/python${minor}; \\
    printf '%s\\n' ${config} > /opt/venv/pyvenv.cfg
`;
};
const FILES_STAGE = `
# Modes are set here, so that they do not depend on how this folder was copied.
FROM system AS files
COPY files/ /layer/
RUN chmod -R u=rwX,go=rX /layer
`;
/** How logins to indexes of one's own get into the build: as a file of variables, never as text. */
const loginsOf = (indexes) => {
	const names = indexes.filter(({ own }) => own === true).map(({ name }) => name);
	if (names.length === 0) return {
		comment: "",
		mount: "",
		read: ""
	};
	return {
		comment: `# indexes is a file with logins, a line each: ${names.flatMap(indexLoginVariables).map((name) => `${name}=…`).join(" ")}\n`,
		mount: "--mount=type=secret,id=indexes ",
		read: "if [ -f /run/secrets/indexes ]; then set -a; . /run/secrets/indexes; set +a; fi; \\\n    "
	};
};
const installStage = (input) => {
	const { requirements, indexes, python } = input;
	const logins = loginsOf(indexes);
	const mounts = requirements.map((file) => `--mount=type=bind,source=${file},target=/mnt/${file}${NEXT}`).join("");
	const interpreter = python === void 0 ? "/opt/venv/bin/python3" : `/${standaloneFolder(python.version)}/bin/python3`;
	const further = indexes.map(({ name, address, own }) => runWord(own === true ? `${name}=${address}` : address)).map((index) => ` --index ${index}`).join("") + (indexes.length === 0 ? "" : " --index-strategy unsafe-best-match");
	const install = `/tmp/uv/bin/uv pip install --python /opt/venv/bin/python3 --no-cache --no-deps${NEXT}    --only-binary :all: --require-hashes${further} -r`;
	const calls = requirements.length === 1 ? `${install} /mnt/${requirements[0]};` : `add() { ${install} "$1"; };${requirements.map((file) => `${NEXT}add /mnt/${file};`).join("")}`;
	return `
# Secrets are optional: ca is a bundle of certificates, pip a pip.conf that names a package index.
${logins.comment}FROM ${python === void 0 ? "system" : "python"}
RUN --mount=type=secret,id=ca --mount=type=secret,id=pip ${logins.mount}${mounts}set -eu; umask 002; export PYTHONDONTWRITEBYTECODE=1 UV_CREDENTIALS_DIR=/tmp/uv; \\
    if [ -f /run/secrets/ca ]; then export SSL_CERT_FILE=/run/secrets/ca PIP_CERT=/run/secrets/ca; fi; \\
    if [ -f /run/secrets/pip ]; then export PIP_CONFIG_FILE=/run/secrets/pip; fi; \\
    ${logins.read}${interpreter} -m venv /tmp/uv; \\
    echo ${runWord(input.uv)} | /tmp/uv/bin/python3 -m pip install -q --no-cache-dir --require-hashes -r /dev/stdin; \\
    if index="$(/tmp/uv/bin/python3 -m pip config get global.index-url 2>/dev/null)"; then export UV_DEFAULT_INDEX="$index"; fi; \\
    ${calls} \\
    sed -i 's,/include/site/python[0-9.]*/,/include/site/python3/,' /opt/venv/lib/python3/site-packages/*.dist-info/RECORD; \\
    find /opt/venv/lib/python3/site-packages -name __pycache__ -prune -exec rm -rf {} +; \\
    ${compileCall("/opt/venv/bin/python3", `/opt/venv/lib/python${input.minor}/site-packages`, input.bytecode)}rm -rf /opt/venv/.lock /tmp/uv
COPY --from=files /layer/ /
${input.own === void 0 ? "" : "COPY --from=own /layer/ /\n"}`;
};
const pairs = (instruction, values) => {
	const words = [];
	for (const name in values) words.push(`${name}=${instructionValue(values[name] ?? "")}`);
	return `${wrapped(instruction, words, {
		next: NEXT,
		width: WIDTH
	})}\n`;
};
/** The list of wheels, made when all of them are there. */
const LICENCES = `RUN /opt/venv/bin/python3 -B -X utf8 /usr/local/lib/dl-env/dl_env_check.py --licences --json > ${LICENCE_LIST}
`;
/** Steps see the environment that the image has; without any the list is made before it. */
const settings = ({ run, config }) => [
	...run.length === 0 ? [LICENCES] : [],
	pairs("ENV", config.env),
	...run.length === 0 ? [] : [runInstructions(run), LICENCES],
	pairs("LABEL", config.labels),
	...config.exposed.map((port) => `EXPOSE ${port}\n`),
	`USER ${config.user}\n`,
	`WORKDIR ${config.workdir}\n`,
	`ENTRYPOINT ${execForm(config.entrypoint)}\n`,
	`CMD ${execForm(config.cmd)}\n`
].join("");
/**
* The cell as a person would write it: one dialect for BuildKit and podman from 4.3 on, which needs
* nothing but the folder it lies in. Built alone it gives the files, environment, labels, user and
* entrypoint of the linked image.
*/
const containerfile = (input) => [
	comment(`dl-env ${input.cell}, on ${input.base.tag}`),
	"\n# Build it here with: docker build -f Containerfile .   or: podman build .\n",
	`ARG BASE=${instructionValue(input.base.pinned)}\n`,
	"# Distribution packages as apt/ has them, the user and the environment's frame. NVIDIA's apt source is left out, nothing is removed.\n",
	input.system,
	input.python === void 0 ? "" : pythonStage(input.python),
	FILES_STAGE,
	input.own === void 0 ? "" : ownStage(input.own),
	installStage(input),
	settings(input)
].join("");
// src/image/layerOrder.ts
/**
* The order of an image's layers from the bottom up, what changes seldom first; the base stands
* right below the system layer. Keys of images depend on it, keys of layers do not.
*/
const inLayerOrder = ({ system, python, wheels, files, own }) => [
	wheels,
	...python === void 0 ? [] : [python],
	system,
	files,
	...own === void 0 ? [] : [own]
];
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
// src/image/requirements.ts
/** One line per wheel, sorted: what uv installs and nothing else. */
const hashedRequirements = (wheels) => [...wheels].sort((a, b) => a.name < b.name ? -1 : 1).map((wheel) => `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`).join("");
/** The uv of the lock, which stands in every image; else the catalog's. */
const uvRequirement = (lock, tool) => {
	const locked = lock.wheels.find(({ name }) => name === "uv");
	return locked === void 0 ? `uv==${tool.version} --hash=sha256:${tool.wheelSha256}` : hashedRequirements([locked]).trimEnd();
};
/** Wheels that win an overlap are installed by a call of their own, in the catalog's order. */
const requirementFiles = (lock, catalog) => {
	const last = overlapWinnerWheels(lock, catalog.overlapWinners);
	return [{
		path: "requirements.txt",
		wheels: last.length === 0 ? lock.wheels : lock.wheels.filter((wheel) => !last.includes(wheel))
	}, ...last.map((wheel) => ({
		path: `requirements-${wheel.name}.txt`,
		wheels: [wheel]
	}))];
};
// src/image/generate.ts
const layerOf = (recipe, kind) => recipe.layers.find((layer) => layer.kind === kind);
/**
* `repository@sha256:…`, or the tag while no digest is known. Not both: podman 4.3 refuses a
* reference with tag and digest.
*/
const pinnedBase = (base) => {
	const digest = base.platformDigest ?? base.digest;
	return digest === void 0 ? base.tag : `${base.tag.replace(/:[^/:]+$/, "")}@${digest}`;
};
/** What `COPY own/` copies; nothing where dl-env.yml names no files. */
const ownContext = (recipe) => (layerOf(recipe, "own")?.entries ?? []).flatMap(({ path, mode, content }) => content.kind === "directory" ? [] : [{
	path: `own${path}`,
	mode: (mode & 64) === 0 ? 420 : 493,
	content
}]);
/** The Containerfile of a cell; see containerfile.ts. */
const cellContainerfile = ({ recipe, lock, base, catalog }) => {
	const python = layerOf(recipe, "python");
	const own = layerOf(recipe, "own");
	return containerfile({
		cell: recipe.cell,
		base: {
			tag: base.tag,
			pinned: pinnedBase(base)
		},
		system: layerOf(recipe, "system")?.system.script ?? "",
		...python === void 0 ? {} : { python },
		...own === void 0 ? {} : { own: own.entries },
		minor: lock.question.python,
		bytecode: recipe.layers.find((layer) => "wheels" in layer && "bytecode" in layer)?.bytecode,
		uv: uvRequirement(lock, catalog.uv),
		requirements: requirementFiles(lock, catalog).map(({ path }) => path),
		indexes: namedIndexes(lock.question.indexes, catalog.indexes, {}),
		run: layerOf(recipe, "run")?.steps ?? [],
		config: recipe.config
	});
};
/**
* The folder of one cell: `Containerfile`, `apt/`, hashed requirements, `files/`. The same input
* gives the same bytes. Pure.
*/
const generate = (input) => {
	const requirements = requirementFiles(input.lock, input.catalog);
	const files = layerOf(input.recipe, "files")?.files ?? [];
	return [
		{
			path: "Containerfile",
			content: cellContainerfile(input),
			mode: 420
		},
		...(layerOf(input.recipe, "system")?.system.files ?? []).map((file) => ({
			...file,
			mode: 420
		})),
		...requirements.map(({ path, wheels }) => ({
			path,
			content: hashedRequirements(wheels),
			mode: 420
		})),
		...files.map(({ path, content, mode }) => ({
			path: `files${path}`,
			content,
			mode
		})),
		...runFiles(layerOf(input.recipe, "run")?.steps ?? []).map((file) => ({
			...file,
			mode: 420
		}))
	];
};
// src/plan/writeContext.ts
const writeOwn = async ({ files }, { path, mode, content }, dir) => {
	const to = `${dir}/${path}`;
	if (content.kind === "file") return files.write(to, files.read(content.source), mode);
	await files.makeDir(dirname(to));
	await files.remove(to);
	await files.link(content.target, to);
};
/**
* Writes a cell's Containerfile with everything it copies into a folder; returns the paths written,
* from that folder.
*/
const writeContext = async ({ sys, catalog }, { judged, locks }, { recipe, dir }) => {
	const verdict = judged.find(({ cell }) => cell.id === recipe.cell)?.verdict;
	const lock = verdict?.kind === "accepted" ? locks.get(verdict.lock) : void 0;
	if (verdict?.kind !== "accepted" || lock === void 0) throw foundProblem({
		code: "not-accepted",
		message: `${recipe.cell} is not accepted, so there is no Containerfile for it.`,
		hint: `See why: dl-env plan --why ${recipe.cell}`
	});
	const files = generate({
		recipe,
		lock,
		base: verdict.base,
		catalog
	});
	for (const file of files) await sys.files.write(`${dir}/${file.path}`, file.content, file.mode);
	const own = ownContext(recipe);
	for (const file of own) await writeOwn(sys, file, dir);
	return [...files, ...own].map(({ path }) => path);
};
// src/resolve/aptDate.ts
/**
* The date (ISO, UTC) as of which apt packages are taken when no lock names one: the first day of
* the current span of `maxAgeDays`, so that every machine says the same date and a new one comes
* once a span.
*/
const aptDate = (now, maxAgeDays) => {
	const span = Math.max(1, maxAgeDays) * DAY;
	return new Date(Math.floor(now / span) * span).toISOString().slice(0, 10);
};
/** The id of a day's first moment in a snapshot service: `20261121T000000Z`. */
const snapshotId = (date) => `${date.replaceAll("-", "")}T000000Z`;
/** Days since the packages of a lock were the newest. */
const ageInDays = (lock, now) => Math.floor((now - Date.parse(lock.asOf)) / DAY);
// src/plan/aptLockComparison.ts
/**
* Names in which a lock and the wanted packages differ: wanted and not locked, and locked for every
* image and not wanted.
*/
const aptLockDifference = (lock, wanted) => {
	const has = /* @__PURE__ */ new Set([...lock.asked, ...lock.extras]);
	return [...[...wanted.asked, ...wanted.extras].filter((name) => !has.has(name)), ...lock.asked.filter((name) => !wanted.asked.includes(name))];
};
/** What is wrong with a lock that was made for other packages than the images must have. */
const staleLock = (lock, different, place) => ({
	code: "apt-lock-stale",
	message: `The apt lock of ${lock.release} does not match the packages that are requested now: ${different.join(", ")}.`,
	place,
	hint: REMAKE
});
/** Problems of a committed lock that do not stop a plan; pure. */
const aptLockNotices = (lock, wanted, { file, now, maxAgeDays }) => {
	const different = aptLockDifference(lock, wanted);
	const age = ageInDays(lock, now);
	const { release } = wanted;
	const place = {
		file,
		line: 1
	};
	const stale = {
		release,
		...staleLock(wanted, different, place)
	};
	const old = {
		release,
		place,
		hint: REMAKE,
		code: "apt-lock-old",
		message: `The apt lock of ${release} is ${count(age, "day")} old, and apt.maxAge is ${maxAgeDays}: security fixes since ${lock.asOf} are not in it.`
	};
	return [...different.length === 0 ? [] : [stale], ...age < Math.max(1, maxAgeDays) ? [] : [old]];
};
/** Refuses a build whose apt lock was made for other packages (`apt-lock-stale`). */
const refuseStaleAptLock = (lock, wanted) => {
	const different = aptLockDifference(lock, wanted);
	if (different.length === 0) return;
	throw foundProblem(staleLock(lock, different, { file: `locks/${aptLockFileName(lock.release)}` }));
};
// src/plan/wantedAptPackages.ts
/** A release has one lock, and apt installs one version of a package. */
const refuseTwoVersions = (release, names) => {
	const asked = [...names].filter((name) => name.includes("=")).sort();
	const nameOf = (one) => one.slice(0, one.indexOf("="));
	const two = asked.find((one, at) => asked.slice(0, at).some((other) => nameOf(other) === nameOf(one)));
	if (two === void 0) return;
	const versions = asked.filter((one) => nameOf(one) === nameOf(two));
	throw wrongRequest({
		code: "wrong-value",
		message: `Images of Ubuntu ${release} ask apt for ${versions.join(" and ")}, and one release has one lock.`,
		hint: `Write one of them for all its cells: include: [{ ubuntu: "${release}", apt: { packages: [${versions[0]}] } }]`
	});
};
/** The apt packages that accepted cells need, by release, sorted by name. */
const wantedAptPackages = ({ catalog, request }, judged) => {
	const asked = commonPackages(catalog, request);
	const addedTo = customizer(request);
	const extras = /* @__PURE__ */ new Map();
	for (const { cell, verdict } of judged) {
		if (verdict.kind !== "accepted") continue;
		const names = extras.get(cell.ubuntu) ?? /* @__PURE__ */ new Set();
		extras.set(cell.ubuntu, names);
		for (const name of aptExtras({
			python: cell.python,
			pythonFrom: cell.pythonFrom,
			sudo: request.sudo,
			libraryPackages: libraryPackages(cell, catalog, {
				slim: request.slim,
				added: addedTo(cell)
			})
		})) names.add(name);
	}
	for (const [release, names] of extras) refuseTwoVersions(release, names);
	return new Map([...extras].map(([release, names]) => [release, {
		release,
		asked,
		extras: [...names].filter((name) => !asked.includes(name)).sort()
	}]));
};
// src/engine/unknownPackages.ts
/** What apt says of a package that its archive lacks, or lacks in a version. */
const UNKNOWN = /E: (?:Unable to locate package (?<name>\S+?)|Package '(?<without>[^']+)' has no installation candidate|Version '(?<version>[^']+)' for '(?<of>[^']+)' was not found)(?: \(|\.?$)/;
const noVersion = (archive, name, version) => wrongRequest({
	code: "apt-unknown",
	message: `${archive} has no version ${version} of ${name}: an archive keeps few versions of a package, and fixes replace them.`,
	hint: `Write the name alone in dl-env.yml, and see which version its lock then has: apt: { packages: [${name}] }`
});
const noPackage = (archive, name) => wrongRequest({
	code: "apt-unknown",
	message: `${archive} has no package ${name}.`,
	hint: `Look for its name where that release runs: apt-get update && apt-cache search ${name}`
});
/**
* `apt-unknown` where that is what apt said in an engine, of the archive that begins a sentence;
* anything else stays what it is.
*/
const unknownPackage = (error, archive) => {
	if (!(error instanceof DlEnvError) || error.code !== "engine-failed") return error;
	const found = UNKNOWN.exec(error.message)?.groups;
	if (found === void 0) return error;
	const { version, of } = found;
	return version === void 0 || of === void 0 ? noPackage(archive, found["name"] ?? found["without"] ?? "") : noVersion(archive, of, version);
};
/** Asks apt; a package that its archive lacks is a mistake in dl-env.yml. */
const withUnknownPackages = async ({ release, asOf }, ask) => {
	try {
		return await ask();
	} catch (error) {
		throw unknownPackage(error, `The archive of ${release} as of ${asOf}`);
	}
};
// src/engine/aptBuild.ts
/**
* Build arguments with which apt asks a mirror in place of a snapshot service; none where no mirror
* is named.
*/
const snapshotMirror = (address, mirrors) => {
	const instead = address === void 0 ? void 0 : mirrored(address, mirrors);
	return instead === void 0 || instead === address ? {} : { [SNAPSHOTS_ARG]: instead };
};
/**
* Build arguments that apt needs in a cell. Refuses a lock that was made for other packages
* (`apt-lock-stale`) before anything is fetched.
*/
const aptArguments = (facts, { judged, apt }, cell) => {
	const ubuntu = judged.find((one) => one.cell.id === cell)?.cell.ubuntu ?? "";
	const [lock, wanted] = [apt.get(ubuntu), wantedAptPackages(facts, judged).get(ubuntu)];
	if (lock !== void 0 && wanted !== void 0) refuseStaleAptLock(lock, wanted);
	return snapshotMirror(facts.catalog.ubuntu.find(({ name }) => name === ubuntu)?.snapshots?.address, facts.request.mirrors);
};
/**
* What apt.sh says when a lock does not hold or the archive does not answer, in an engine's
* message.
*/
const REFUSED = /: E: (apt-lock-stale|apt-lock-lacks|apt-unreachable): (.+)$/;
/**
* apt's or apt.sh's refusal in what an engine said, as an error of its own; anything else stays
* what it is.
*/
const aptError = (error, cell) => {
	if (!(error instanceof DlEnvError) || error.code !== "engine-failed") return error;
	const [, code, why = ""] = REFUSED.exec(error.message) ?? [];
	if (code === void 0) return unknownPackage(error, `The archive of the base of ${cell}`);
	if (code === "apt-unreachable") return unreachable({
		code: "apt-unreachable",
		message: `The apt archive could not be read: ${why}`,
		hint: "Name another one, such as mirrors: { snapshot.ubuntu.com: mirror.example } in dl-env.yml; then type: dl-env build"
	}, { cause: error.cause });
	const message = `The apt lock does not work in the base of ${cell}: ${why}`;
	const options = { cause: error.cause };
	if (code === "apt-lock-stale") return foundProblem({
		code: "apt-lock-stale",
		message,
		hint: REMAKE
	}, options);
	return foundProblem({
		code: "apt-lock-lacks",
		message,
		hint: `Ask apt in this base too: dl-env lock --update --cells ${cell}`
	}, options);
};
/**
* Runs a build; what apt.sh refuses becomes `apt-lock-stale`, `apt-lock-lacks` or
* `apt-unreachable`, and a package that apt does not know where nothing is locked `apt-unknown`.
*/
const withAptErrors = async (cell, build) => {
	try {
		return await build();
	} catch (error) {
		throw aptError(error, cell);
	}
};
const WARNED = /^(?:#\d+ [\d.]+ )?W: (.+ of the base is replaced by .+)$/;
/**
* Takes an engine's lines: apt.sh's warnings about the base are told, the rest is for debugging.
*/
const aptLines = (log) => (line) => {
	const warning = WARNED.exec(line)?.[1];
	if (warning === void 0) log.debug(line);
	else log.warn(`${warning}.`);
};
// src/engine/buildSecrets.ts
/**
* Variables that name a whole bundle of certificates, the most telling first. NODE_EXTRA_CA_CERTS
* is not among them: it only adds to one.
*/
const BUNDLES = [
	"SSL_CERT_FILE",
	"REQUESTS_CA_BUNDLE",
	"PIP_CERT",
	"CURL_CA_BUNDLE"
];
/**
* Where administrators put certificates of their own, and the bundle that the distribution makes of
* them and its own.
*/
const ADDED = [["/usr/local/share/ca-certificates", "/etc/ssl/certs/ca-certificates.crt"], ["/etc/pki/ca-trust/source/anchors", "/etc/pki/tls/certs/ca-bundle.crt"]];
/**
* The bundle that this host's programs trust, where that is not simply the distribution's: named by
* the environment, or with certificates added.
*/
const bundle = async (sys) => {
	for (const name of BUNDLES) {
		const path = sys.env.get(name);
		const bytes = path === void 0 || path === "" ? void 0 : await sys.files.readBytes(path);
		if (bytes !== void 0) return bytes;
	}
	for (const [folder, file] of ADDED) if ((await sys.files.list(folder)).length > 0) return sys.files.readBytes(file);
};
/**
* Settings of pip that say where packages come from. Paths of this host (find-links, cert) mean
* nothing in a build.
*/
const PIP_KEYS = [
	"index-url",
	"extra-index-url",
	"trusted-host",
	"timeout",
	"retries"
];
/**
* What pip and uv call the same thing, in the order in which it counts: uv's own variable first,
* because the build runs uv.
*/
const VARIABLES = {
	"index-url": [
		"UV_DEFAULT_INDEX",
		"UV_INDEX_URL",
		"PIP_INDEX_URL"
	],
	"extra-index-url": ["UV_EXTRA_INDEX_URL", "PIP_EXTRA_INDEX_URL"],
	"trusted-host": ["PIP_TRUSTED_HOST"],
	timeout: ["PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT"],
	retries: ["PIP_RETRIES"]
};
const configFiles = (sys) => {
	const configured = sys.env.get("PIP_CONFIG_FILE");
	const own = [
		`${absolutePath(sys.env, "XDG_CONFIG_HOME") ?? `${sys.env.home}/.config`}/pip/pip.conf`,
		`${sys.env.home}/.pip/pip.conf`,
		"/etc/pip.conf"
	];
	return configured === void 0 || configured === "" ? own : [configured, ...own];
};
/**
* Keys of the sections [global] and [install] of a pip.conf; a value may go on in indented lines.
* Pure.
*/
const readPipConf = (text) => {
	const values = /* @__PURE__ */ new Map();
	let section = "";
	let key;
	for (const line of text.split("\n")) {
		const header = /^\[(.+)\]\s*$/.exec(line)?.[1];
		const pair = /^([A-Za-z-_]+)\s*[=:]\s*(.*)$/.exec(line);
		if (header !== void 0) section = header.trim();
		else if (/^\s*([#;].*)?$/.test(line)) continue;
		else if (/^\s/.test(line) && key !== void 0) values.set(key, `${values.get(key) ?? ""}\n    ${line.trim()}`.replace(/^\n\s*/, ""));
		else if (pair !== null && (section === "global" || section === "install")) {
			key = (pair[1] ?? "").replaceAll("_", "-").toLowerCase();
			values.set(key, (pair[2] ?? "").trim());
			continue;
		}
		if (header !== void 0) key = void 0;
	}
	return values;
};
/**
* A pip.conf that says where packages come from, as this host's environment and files have it;
* undefined when they say nothing.
*/
const pipConf = async (sys) => {
	const found = /* @__PURE__ */ new Map();
	for (const key of PIP_KEYS) {
		const value = VARIABLES[key]?.map((name) => sys.env.get(name)).find((text) => text !== void 0 && text !== "");
		if (value !== void 0) found.set(key, value);
	}
	for (const file of configFiles(sys)) for (const [key, value] of readPipConf(await sys.files.readText(file) ?? "")) if (PIP_KEYS.includes(key) && !found.has(key)) found.set(key, value);
	if (!found.has("index-url") && !found.has("extra-index-url")) return void 0;
	return [
		"[global]",
		...[...found].map(([key, value]) => `${key} = ${value}`),
		""
	].join("\n");
};
/** The logins of these indexes as a shell reads them; undefined where none has one. */
const indexLogins = ({ env }, named) => {
	const lines = named.flatMap((index) => {
		if (indexLogin(env, index) === void 0) return [];
		return indexLoginVariables(index.name).map((variable) => `${variable}=${shellWord(env.get(variable) ?? "")}\n`);
	});
	return lines.length === 0 ? void 0 : lines.join("");
};
/**
* Secrets for builds on this host, as private files in `work`: `ca`, the bundle of certificates
* that its programs trust, `pip`, a pip.conf that names its package index, and `indexes`, the
* logins of `named`. Each only where the host has something to say. They are mounted during RUN and
* never get into a layer.
*/
const buildSecrets = async (sys, work, named = []) => {
	const contents = {
		ca: await bundle(sys),
		pip: await pipConf(sys),
		indexes: indexLogins(sys, named)
	};
	const secrets = {};
	for (const [id, content] of Object.entries(contents)) {
		if (content === void 0) continue;
		secrets[id] = join(work, "secrets", id);
		await sys.files.write(secrets[id], content, 384);
	}
	return secrets;
};
// src/registry/storedBase.ts
/** Names the base's own manifest on the stored one. */
const BASE_DIGEST = "org.opencontainers.image.base.digest";
/** Blobs that move or are looked for at the same time. */
const SIDE_BY_SIDE$15 = 8;
const baseTag = (platformDigest) => `base-${platformDigest.slice(7, 39)}`;
/**
* Makes a blob of `from` available in `to`: mounted where that can be, else streamed. True when
* bytes moved.
*/
const moveBlob = async ({ digest, size }, from, to) => {
	if (await to.mountBlob(digest, from)) return false;
	return to.writeBlob({
		digest,
		size,
		open: () => from.readBlob(digest, size)
	});
};
/** The manifest of a base with the media types of OCI. */
const ociManifest = (base) => ({
	schemaVersion: 2,
	mediaType: OCI_MANIFEST,
	config: {
		mediaType: OCI_CONFIG,
		digest: base.manifest.config.digest,
		size: base.manifest.config.size
	},
	layers: base.manifest.layers.map((layer) => ociLayer(layer, base.tag)),
	annotations: { [BASE_DIGEST]: base.platformDigest }
});
const readBaseTag = async (store, platformDigest) => {
	const tag = baseTag(platformDigest);
	const stored = await store.manifest(tag);
	if (stored === void 0) return void 0;
	const manifest = parseManifest(stored, store.name);
	return {
		tag,
		platformDigest,
		manifest,
		config: await readConfig(store, manifest),
		descriptor: {
			mediaType: stored.mediaType,
			digest: stored.digest,
			size: stored.bytes.byteLength
		}
	};
};
/**
* The base as a store has it; undefined when it is not there, or cannot be read for what it holds.
* The base's own registry is not asked.
*/
const readStoredBase = (store, platformDigest) => unlessDamaged(readBaseTag(store, platformDigest));
/** Whether the blobs of a base are there, at their size. */
const isWhole$1 = async (store, { manifest }) => {
	return (await Promise.all([manifest.config, ...manifest.layers].map(({ digest, size }) => store.hasBlob(digest, size)))).every(Boolean);
};
/** The same for a base that was just looked for and is not there. */
const copyNewBase = async (base, store) => {
	const limit = pLimit(SIDE_BY_SIDE$15);
	const blobs = new Map([base.manifest.config, ...base.manifest.layers].map((blob) => [blob.digest, blob.size]));
	await Promise.all([...blobs].map(([digest, size]) => limit(() => moveBlob({
		digest,
		size
	}, base.repository, store))));
	const manifest = ociManifest(base);
	const bytes = jsonBytes(manifest);
	const tag = baseTag(base.platformDigest);
	await store.putManifest({
		bytes,
		mediaType: OCI_MANIFEST
	}, tag);
	return {
		tag,
		platformDigest: base.platformDigest,
		manifest,
		config: base.config,
		descriptor: {
			mediaType: OCI_MANIFEST,
			digest: digestOf(bytes),
			size: bytes.byteLength
		}
	};
};
// src/engine/engineBase.ts
/** Manifest and config of a build's base, read where they are not known: they are small. */
const readEngineBase = async (open, { base, baseImage }) => {
	if (baseImage !== void 0) return baseImage;
	return base.kind === "layout" ? readBaseIn(open(`oci:${base.dir}`), base.digest, `oci:${base.dir}:${base.tag}`) : readBase(open, base.reference);
};
/** `repository@digest`: not every engine takes a reference with both tag and digest. */
const withoutTag = (reference) => {
	const parsed = parseReference(reference);
	if (parsed.kind === "layout" || parsed.digest === void 0) return reference;
	return `${parsed.host}/${parsed.repository}@${parsed.digest}`;
};
/** Under this name the base stands in its view. */
const VIEW_TAG = "base";
/**
* A layout folder that holds one image only, the base, and shares its blobs with the folder that
* has them. Engines find the base in it by digest whatever else the layout holds, and always as
* OCI's media types, which is all that podman reads from a layout. Returns the digest of the
* manifest in the view.
*/
const makeView = async (files, base, { blobs, dir }) => {
	const manifest = jsonBytes(ociManifest(base));
	const digest = digestOf(manifest);
	const folder = `${dir}/blobs/sha256`;
	await files.makeDir(folder);
	for (const blob of new Set([base.manifest.config, ...base.manifest.layers].map(({ digest }) => digest.slice(7)))) await files.link(`${blobs}/${blob}`, `${folder}/${blob}`);
	await files.write(`${folder}/${digest.slice(7)}`, manifest);
	const entry = {
		mediaType: OCI_MANIFEST,
		digest,
		size: manifest.byteLength,
		platform: {
			os: "linux",
			architecture: "amd64"
		},
		annotations: { "org.opencontainers.image.ref.name": VIEW_TAG }
	};
	await files.write(`${dir}/oci-layout`, "{\"imageLayoutVersion\":\"1.0.0\"}");
	await files.write(`${dir}/index.json`, JSON.stringify({
		schemaVersion: 2,
		mediaType: OCI_INDEX,
		manifests: [entry]
	}));
	return digest;
};
// src/engine/engine.ts
/**
* Name of the build argument, declared before the first FROM, that every Containerfile of ours
* takes its base from: `FROM ${BASE} AS system`.
*/
const BASE_ARG = "BASE";
/** The stage that holds what the base needs: apt packages, the user, files' places. */
const SYSTEM_STAGE = "system";
/** Name of the recipe file in a build's folder. */
const CONTAINERFILE = "Containerfile";
// src/engine/buildxProbe.ts
/** Milliseconds; a builder may first have to be started. */
const PATIENCE$1 = 18e4;
const CREATE = "docker buildx create --use --name dl-env --driver docker-container --bootstrap";
/**
* Builds on an empty base from a layout and writes a layout: all that a builder must be able to do
* for us.
*/
const buildxTrialArgv = (buildx, { context, digest, result }) => [
	...buildx,
	"build",
	"--progress=plain",
	"--provenance=false",
	"--sbom=false",
	`--build-context=base=oci-layout://${join(context, "base")}@${digest}`,
	`--output=${csvLine([
		"type=oci",
		"tar=false",
		`dest=${result}`
	])}`,
	"--file",
	join(context, "Containerfile"),
	context
];
const writeTrial = async (sys, context) => {
	const config = jsonBytes({
		architecture: "amd64",
		os: "linux",
		config: {},
		rootfs: {
			type: "layers",
			diff_ids: []
		}
	});
	const manifest = jsonBytes({
		schemaVersion: 2,
		mediaType: OCI_MANIFEST,
		config: {
			mediaType: OCI_CONFIG,
			digest: digestOf(config),
			size: config.byteLength
		},
		layers: []
	});
	const digest = digestOf(manifest);
	for (const blob of [config, manifest]) await sys.files.write(join(context, "base", "blobs", "sha256", digestOf(blob).slice(7)), blob);
	await sys.files.write(join(context, "base", "oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
	await sys.files.write(join(context, "base", "index.json"), JSON.stringify({
		schemaVersion: 2,
		mediaType: OCI_INDEX,
		manifests: [{
			mediaType: OCI_MANIFEST,
			digest,
			size: manifest.byteLength
		}]
	}));
	await sys.files.write(join(context, "Containerfile"), "FROM base\nCOPY Containerfile /trial\n");
	return digest;
};
const lastError = (text) => (text.trim().split("\n").findLast((line) => /error/i.test(line)) ?? text.trim().split("\n").at(-1) ?? "").replace(/^ERROR: /, "").replace(/\.$/, "");
/** BuildKit inside dockerd uses dockerd's bridge; a builder of its own has a network of its own. */
const needsHostNetwork = async (sys, argv) => {
	const { stdout } = await sys.processes.run([...argv, "inspect"], { cwd: "/" });
	return /^Driver:\s+docker$/m.test(stdout) && !await dockerHasBridge(sys);
};
const DAEMON_SILENT = /cannot connect|is the docker daemon running|connection refused|permission denied while/i;
/** Why the trial failed, from what buildx said. */
const trialFailed = (version, stderr) => DAEMON_SILENT.test(stderr) ? {
	ok: false,
	why: "docker's daemon cannot be reached",
	hint: "sudo systemctl start docker"
} : {
	ok: false,
	why: `buildx ${version} has no builder that reads and writes OCI layouts: ${lastError(stderr)}`,
	hint: CREATE
};
/** Lets the builder read and write a layout once (0.3 s). */
const tryBuild = (sys, argv, version) => withFolder(sys, void 0, async (folder) => {
	const context = join(folder, "context");
	const digest = await writeTrial(sys, context);
	const result = await sys.processes.run(buildxTrialArgv(argv, {
		context,
		digest,
		result: join(folder, "result")
	}), {
		cwd: folder,
		timeout: PATIENCE$1
	});
	if (result.code !== 0) return trialFailed(version, result.stderr);
	return {
		ok: true,
		call: {
			argv,
			env: {},
			version,
			hostNetwork: await needsHostNetwork(sys, argv)
		}
	};
});
/** What to type to install packages, whose names differ between distributions. */
const install = async (sys, packages) => {
	return await installCommand(sys, packages.apt, {
		dnf: packages.dnf,
		zypper: "docker docker-buildx",
		pacman: "docker docker-buildx"
	}) ?? "docker buildx version";
};
/** Whether there is a buildx with a builder that reads and writes OCI layouts. */
const probeBuildx = async (sys) => {
	if (await sys.processes.find("docker") === void 0) return {
		ok: false,
		why: "docker is not installed",
		hint: await install(sys, {
			apt: "docker.io docker-buildx",
			dnf: "moby-engine docker-buildx"
		})
	};
	const argv = ["docker", "buildx"];
	const answer = await sys.processes.run([...argv, "version"], { cwd: "/" });
	const version = /v?([0-9]+\.[0-9]+\.[0-9]+)/.exec(answer.stdout)?.[1];
	if (answer.code !== 0 || version === void 0) return {
		ok: false,
		why: "docker has no buildx",
		hint: await install(sys, {
			apt: "docker-buildx",
			dnf: "docker-buildx"
		})
	};
	return tryBuild(sys, argv, version);
};
// src/engine/buildFailure.ts
const lines$1 = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
/** BuildKit numbers its lines and says when: `#5 2.317 E: …`. */
const STAMP = /^#\d+ [\d.]+ /;
/**
* The script of a RUN, which is in what engines say of its failure and is often longer than all
* else.
*/
const SCRIPT = /(process ")\/bin\/sh -c .*(" did not complete)|(building at STEP ").*(": while)/;
/**
* The line that most likely says why: what apt said, else the last that speaks of an error, else
* the last.
*/
const reasonIn = (text) => {
	const all = lines$1(text).map((line) => line.replace(STAMP, "").replace(SCRIPT, "$1$3RUN …$2$4"));
	const plain = (all.findLast((line) => line.startsWith("E: ")) ?? all.findLast((line) => /\berror\b|\bfatal\b/i.test(line)) ?? all.at(-1) ?? "it gave no message").replace(/^(Error|ERROR|error|fatal):\s*/, "").replace(/\.$/, "");
	return plain.length > 300 ? `${plain.slice(0, 300)}…` : plain;
};
const tail = (result) => new Error(lines$1(`${result.stdout}\n${result.stderr}`).slice(-30).join("\n"));
/**
* What an engine's non-zero exit means. `what` completes "podman could not …"; `retry` is what to
* type to see it again.
*/
const engineFailed = (engine, { what, retry }, result) => {
	const output = `${result.stdout}\n${result.stderr}`;
	if (/no space left on device|disk quota exceeded/i.test(output)) return unreachable({
		code: "disk-full",
		message: `${engine} could not ${what}: its disk is full.`,
		hint: "See how much room each file system has: df -h"
	}, { cause: tail(result) });
	return foundProblem({
		code: "engine-failed",
		message: `${engine} could not ${what}: ${reasonIn(output)}.`,
		hint: `To see its full output, type: ${retry}`
	}, { cause: tail(result) });
};
// src/engine/buildResult.ts
/**
* An empty layout for an engine's result. The blobs `held` are there in name only: an engine does
* not write what it finds, so the base's layers are neither compressed nor copied. (BuildKit looks
* for the digest of the blob, podman for that of the tar.)
*/
const prepareResult = async (files, dir, held) => {
	await files.makeDir(`${dir}/blobs/sha256`);
	await files.write(`${dir}/oci-layout`, "{\"imageLayoutVersion\":\"1.0.0\"}");
	for (const digest of held) await files.write(blobPath(dir, digest), "");
};
const notOnBase = (base) => foundProblem({
	code: "engine-other-base",
	message: `The engine's result is not based on ${base.tag} at ${base.platformDigest}.`,
	hint: "The Containerfile must begin with ARG BASE and FROM ${BASE} AS system; generate it again: dl-env generate"
});
/** Reads what an engine wrote, and checks that it stands on the base. */
const readResult = async (sys, dir, base) => {
	const repository = layoutRepository(sys, dir);
	const entry = (await readIndex(sys.files, dir, repository.name)).manifests.at(-1);
	const stored = entry === void 0 ? void 0 : await repository.manifest(entry.digest);
	if (stored === void 0) throw notOnBase(base);
	const manifest = parseManifest(stored, repository.name);
	const configBytes = await readSmall(repository, manifest.config);
	const config = parseConfig(configBytes, manifest.config.digest, repository.name);
	const below = base.config.rootfs.diff_ids;
	if (below.some((diffId, index) => diffId !== config.rootfs.diff_ids[index])) throw notOnBase(base);
	const added = manifest.layers.slice(below.length).map((layer) => ociLayer(layer, repository.name));
	return {
		config: {
			mediaType: OCI_CONFIG,
			digest: manifest.config.digest,
			size: manifest.config.size
		},
		configBytes,
		added,
		diffIds: config.rootfs.diff_ids.slice(below.length),
		dir
	};
};
const openTarget = (open, target) => open(target.kind === "layout" ? `oci:${target.dir}` : target.repository);
/** Blobs that move at the same time. */
const SIDE_BY_SIDE$14 = 4;
/**
* Puts an engine's image into a repository by digest, without a tag: the base's own blobs, then
* what was added.
*/
const deliver = async (sys, { base, result }, into) => {
	const limit = pLimit(SIDE_BY_SIDE$14);
	const below = base.manifest.layers.map((layer) => ociLayer(layer, base.tag));
	const ofBase = new Map(below.map((layer) => [layer.digest, layer]));
	const builtLayers = new Map([...result.added, result.config].filter(({ digest }) => !ofBase.has(digest)).map((blob) => [blob.digest, blob]));
	await Promise.all([...[...ofBase.values()].map(({ digest, size }) => limit(() => moveBlob({
		digest,
		size
	}, base.repository, into))), ...[...builtLayers.values()].map(({ digest, size }) => limit(() => into.writeBlob({
		digest,
		size,
		open: () => sys.files.read(blobPath(result.dir, digest))
	})))]);
	const bytes = jsonBytes({
		schemaVersion: 2,
		mediaType: OCI_MANIFEST,
		config: result.config,
		layers: [...below, ...result.added]
	});
	return {
		digest: await into.putManifest({
			bytes,
			mediaType: OCI_MANIFEST
		}),
		manifest: bytes,
		config: result.configBytes
	};
};
// src/engine/buildSystemLayer.ts
const OPAQUE$1 = ".wh..wh..opq";
const WHITEOUT$1 = ".wh.";
const split$1 = (path) => {
	const slash = path.lastIndexOf("/");
	return {
		folder: path.slice(0, Math.max(0, slash)),
		name: path.slice(slash + 1)
	};
};
const under = (folder, name) => folder === "" ? name : `${folder}/${name}`;
const removeBelow$1 = (tree, folder) => {
	for (const path of tree.keys()) if (folder === "" || path.startsWith(`${folder}/`)) tree.delete(path);
};
/**
* Hard links as files that share a body, so that a later layer may replace one of them and not the
* others.
*/
const unlinked = (layer, tree) => {
	const byPath = new Map(layer.map((entry) => [entry.path, entry]));
	return layer.map((entry) => {
		const target = entry.kind === "hardlink" ? byPath.get(entry.target ?? "") ?? tree.get(entry.target ?? "") : void 0;
		if (target?.kind !== "file") return entry;
		return {
			...target,
			path: entry.path
		};
	});
};
/** Files that still share a body become hard links again. */
const relinked = (entries) => {
	const first = /* @__PURE__ */ new Map();
	return entries.map((entry) => {
		const { content, ...bare } = entry;
		if (content?.kind !== "file" || entry.size === 0) return entry;
		const body = `${content.path}:${content.start ?? 0}`;
		const target = first.get(body);
		if (target !== void 0) return {
			...bare,
			kind: "hardlink",
			size: 0,
			target
		};
		first.set(body, entry.path);
		return entry;
	});
};
const whiteOut$1 = (tree, entry) => {
	const { folder, name } = split$1(entry.path);
	const gone = under(folder, name.slice(4));
	removeBelow$1(tree, name === OPAQUE$1 ? folder : gone);
	if (name !== OPAQUE$1) tree.delete(gone);
	tree.set(entry.path, entry);
};
const place$1 = (tree, entry) => {
	const { folder, name } = split$1(entry.path);
	const mark = under(folder, WHITEOUT$1 + name);
	const hidden = tree.get(mark);
	tree.delete(mark);
	if (hidden !== void 0 && entry.kind === "directory") tree.set(under(entry.path, OPAQUE$1), {
		...hidden,
		path: under(entry.path, OPAQUE$1)
	});
	if (entry.kind !== "directory") removeBelow$1(tree, entry.path);
	tree.set(entry.path, entry);
};
/**
* Layers, lowest first, as one: what a later layer removes or replaces is gone, and what any of
* them removed of the base is still marked as removed. Within one layer the marks count before the
* rest, whatever their order, as the OCI image specification has it. Pure.
*/
const mergeLayers = (layers) => {
	const tree = /* @__PURE__ */ new Map();
	const isMark = (entry) => split$1(entry.path).name.startsWith(WHITEOUT$1);
	for (const layer of layers) {
		const entries = unlinked(layer, tree);
		for (const entry of entries.filter(isMark)) whiteOut$1(tree, entry);
		for (const entry of entries.filter((entry) => !isMark(entry))) place$1(tree, entry);
	}
	return relinked([...tree.values()]);
};
/**
* Folders that every Debian and Ubuntu has, and that engines and apt touch without leaving anything
* in them.
*/
const TOUCHED = new Set("dev etc home mnt opt proc run sys tmp usr usr/bin usr/lib usr/share var var/cache var/cache/apt var/cache/apt/archives var/cache/apt/archives/partial var/cache/debconf var/cache/ldconfig var/lib var/lib/apt var/lib/apt/lists var/lib/dpkg var/lib/dpkg/updates var/log".split(" "));
/** Empty, or must not be in a layer; podman has it whenever debconf was asked anything. */
const PASSWORDS = "var/cache/debconf/passwords.dat";
/**
* Without what says only which engine it was. The entries are sorted by path, so a folder's content
* comes right after it. Pure.
*/
const withoutTouched = (entries) => {
	const needed = [];
	for (const entry of entries.toReversed()) {
		const isEmpty = !(needed.at(-1)?.path.startsWith(`${entry.path}/`) ?? false);
		if (entry.path === PASSWORDS || entry.kind === "directory" && isEmpty && TOUCHED.has(entry.path)) continue;
		needed.push(entry);
	}
	return needed.toReversed();
};
/**
* The layers that an engine added to the base (tar or tar+gzip, lowest first) as one canonical
* layer in `file`; see layer/canonicalLayer.ts.
*/
const systemLayer$1 = async (sys, tars, { file, epoch }) => {
	const temp = await sys.files.makeTemp("system-", split$1(file).folder || "/");
	try {
		const layers = [];
		for (const [index, tar] of tars.entries()) layers.push(await readTar(sys.files, tar, `${temp}/bodies-${index}`));
		return (await writeBlob(sys, withoutTouched(canonicalEntries(mergeLayers(layers), epoch)), file)).layer;
	} finally {
		await sys.files.remove(temp);
	}
};
// src/engine/makeEngine.ts
/** An engine from its way to build: what becomes of the result is the same for each. */
const makeEngine = ({ sys, open, name, version, build }) => ({
	name,
	version,
	buildSystem: (context, work, onLine) => withFolder(sys, work, async (folder) => {
		const { result } = await build({
			context,
			work: folder,
			stage: SYSTEM_STAGE,
			onLine
		});
		return systemLayer$1(sys, result.added.map(({ digest }) => blobPath(result.dir, digest)), {
			file: join(work, "system.tar.gz"),
			epoch: context.epoch
		});
	}),
	buildImage: (context, target, onLine) => withFolder(sys, void 0, async (folder) => {
		const { base, result } = await build({
			context,
			work: folder,
			onLine
		});
		const ofBase = new Set(base.manifest.layers.map((layer) => layer.digest));
		for (const [at, { digest }] of result.added.entries()) if (!ofBase.has(digest)) await context.onLayer?.({
			diffId: result.diffIds[at] ?? "",
			file: blobPath(result.dir, digest)
		});
		return deliver(sys, {
			base,
			result
		}, openTarget(open, target));
	})
});
// src/engine/buildxEngine.ts
/** A stage becomes a layer of ours, which is compressed then; a whole image is sent as it is. */
const compressionOf = ({ stage }) => stage === void 0 ? [] : ["compression=uncompressed"];
/** The name of the build context that stands for the base. */
const BASE_CONTEXT = "base";
const baseArguments = ({ context, view }) => {
	const base = context.base.kind === "registry" ? withoutTag(context.base.reference) : BASE_CONTEXT;
	return [...view === void 0 ? [] : [`--build-context=${BASE_CONTEXT}=oci-layout://${view.dir}@${view.digest}`], `--build-arg=${BASE_ARG}=${base}`];
};
const networkOf = ({ context, hostNetwork }) => {
	if (context.offline === true) return ["--network=none"];
	return hostNetwork ? ["--network=host", "--allow=network.host"] : [];
};
/**
* `docker buildx build` that writes an OCI layout folder. Not `push=true`: BuildKit in dockerd
* can't push by digest, and a layout keeps credentials, retries and mounts in one client. No
* attestations, because they make an index of the image.
*/
const buildxBuildArgv = (buildx, build) => [
	...buildx,
	"build",
	"--progress=plain",
	"--provenance=false",
	"--sbom=false",
	...networkOf(build),
	...build.stage === void 0 ? [] : [`--target=${build.stage}`],
	...Object.entries(build.context.secrets).flatMap(([id, file]) => ["--secret", csvLine([`id=${id}`, `src=${file}`])]),
	...Object.entries({
		...build.context.buildArgs,
		SOURCE_DATE_EPOCH: String(build.context.epoch)
	}).map(([name, value]) => `--build-arg=${name}=${value}`),
	...baseArguments(build),
	`--output=${csvLine([
		"type=oci",
		"tar=false",
		...compressionOf(build),
		`dest=${build.result}`
	])}`,
	"--file",
	join(build.context.dir, CONTAINERFILE),
	build.context.dir
];
const viewOf = async (sys, context, { base, work }) => {
	if (context.base.kind === "registry") return {};
	const dir = join(work, "view");
	return { view: {
		dir,
		digest: await makeView(sys.files, base, {
			blobs: join(context.base.dir, "blobs", "sha256"),
			dir
		})
	} };
};
/** Builds and writes what was added to the base into a layout under `work`. */
const buildWithBuildx = async ({ sys, open, buildx }, { context, work, onLine, ...stage }) => {
	const base = await readEngineBase(open, context);
	const dir = join(work, "result");
	const view = await viewOf(sys, context, {
		base,
		work
	});
	await prepareResult(sys.files, dir, base.manifest.layers.map(({ digest }) => digest));
	const argv = buildxBuildArgv(buildx.argv, {
		context,
		result: dir,
		hostNetwork: buildx.hostNetwork,
		...view,
		...stage
	});
	const result = await sys.processes.run(argv, {
		cwd: work,
		env: buildx.env,
		onLine
	});
	if (result.code !== 0) throw engineFailed("buildx", {
		what: `build ${join(context.dir, CONTAINERFILE)}`,
		retry: argv.join(" ")
	}, result);
	return {
		base,
		result: await readResult(sys, dir, base)
	};
};
/** BuildKit through `docker buildx`, with any builder that reads and writes OCI layouts. */
const buildx = { probe: async (sys) => {
	const probe = await probeBuildx(sys);
	if (!probe.ok) return probe;
	const { call } = probe;
	return {
		ok: true,
		call: {
			version: call.version,
			open: (using, open) => makeEngine({
				sys: using,
				open,
				name: "buildx",
				version: call.version,
				build: (build) => buildWithBuildx({
					sys: using,
					open,
					buildx: call
				}, build)
			})
		}
	};
} };
// src/engine/podmanEngine.ts
/**
* `podman build`. The network is the host's: bridges need a plugin, a firewall or a tun device that
* hosts lack, and a proxy or mirror may listen on loopback. No `--timestamp`: it sets the time of
* every file, and Python then ignores the compiled files of apt's packages.
*/
const podmanBuildArgv = (podman, { context, base, stage, layers, idFile }) => [
	...podman,
	"build",
	"--format=oci",
	`--layers=${String(layers)}`,
	context.offline === true ? "--network=none" : "--network=host",
	...stage === void 0 ? [] : [`--target=${stage}`],
	...Object.entries(context.secrets).flatMap(([id, file]) => ["--secret", `id=${id},src=${file}`]),
	...Object.entries({
		...context.buildArgs,
		SOURCE_DATE_EPOCH: String(context.epoch),
		[BASE_ARG]: base
	}).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
	`--iidfile=${idFile}`,
	"--file",
	join(context.dir, CONTAINERFILE),
	context.dir
];
/** Pulls quietly: the image's id is the last line of standard output. */
const podmanPullArgv = (podman, from, insecure) => [
	...podman,
	"pull",
	"--quiet",
	...insecure ? ["--tls-verify=false"] : [],
	from
];
/**
* Writes an image into a layout folder below the working directory, uncompressed blobs that are
* there already excepted.
*/
const podmanPushArgv = (podman, image, folder) => [
	...podman,
	"push",
	"--quiet",
	"--format=oci",
	image,
	`oci:${folder}:result`
];
/**
* Ids (11 digits, as podman prints the steps') of the images that a build committed, the last
* first, from what it printed; those that it took from a cache are not its own.
*/
const committedImages = (output) => {
	const cached = new Set([...output.matchAll(/^--> Using cache ([0-9a-f]{11})/gm)].map((match) => match[1]));
	const committed = [...output.matchAll(/^(?:--> )?([0-9a-f]{11})[0-9a-f]{0,53}$/gm)].map((match) => match[1] ?? "");
	return [...new Set(committed)].filter((id) => !cached.has(id)).reverse();
};
const run = async ({ sys, podman }, argv, { what, cwd, onLine }) => {
	const lines = onLine === void 0 ? {} : {
		onLine,
		onOutputLine: onLine
	};
	const result = await sys.processes.run(argv, {
		cwd,
		env: podman.env,
		...lines
	});
	if (result.code !== 0) throw engineFailed("podman", {
		what,
		retry: argv.join(" ")
	}, result);
	return result;
};
/**
* Name of a base in podman's storage that came from a layout. It stays there, as a base that was
* pulled does.
*/
const viewName = (base) => `dl-env-base-${base.platformDigest.slice(7, 39)}`;
const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";
/** Pulls an image quietly; returns its id. */
const pull$1 = async (tools, argv, call) => lastLine((await run(tools, argv, call)).stdout);
/** Gets a base into podman's storage; returns its id. */
const pullBase = async (tools, context, { base, work }) => {
	const { sys, podman } = tools;
	if (context.base.kind === "registry") {
		const { reference, insecure } = context.base;
		const argv = podmanPullArgv(podman.argv, withoutTag(reference), insecure);
		return pull$1(tools, argv, {
			what: `pull ${reference}`,
			cwd: work
		});
	}
	const name = viewName(base);
	const existing = await sys.processes.run([
		...podman.argv,
		"image",
		"inspect",
		"--format={{.Id}}",
		`localhost/${name}:latest`
	], {
		cwd: work,
		env: podman.env
	});
	if (existing.code === 0) return existing.stdout.trim();
	const blobs = join(context.base.dir, "blobs", "sha256");
	await makeView(sys.files, base, {
		blobs,
		dir: join(work, name)
	});
	const argv = podmanPullArgv(podman.argv, `oci:${name}:${VIEW_TAG}`, false);
	return pull$1(tools, argv, {
		what: `read the base ${base.tag}`,
		cwd: work
	});
};
const removeImages = async ({ sys, podman }, images, work) => {
	for (const image of images) await sys.processes.run([
		...podman.argv,
		"rmi",
		image
	], {
		cwd: work,
		env: podman.env
	});
};
/**
* Builds, writes what was added to the base into a layout under `work`, and leaves nothing but the
* base in podman's storage.
*/
const buildWithPodman = async (tools, { context, work, onLine, ...stage }) => {
	const { sys, podman } = tools;
	const base = await readEngineBase(tools.open, context);
	const id = await pullBase(tools, context, {
		base,
		work
	});
	const lines = [];
	const keepLine = (line) => {
		lines.push(line);
		onLine(line);
	};
	try {
		await run(tools, podmanBuildArgv(podman.argv, {
			context,
			base: id,
			idFile: join(work, "image-id"),
			layers: stage.stage === void 0,
			...stage
		}), {
			what: `build ${join(context.dir, CONTAINERFILE)}`,
			cwd: work,
			onLine: keepLine
		});
		const image = (await sys.files.readText(join(work, "image-id")))?.trim().replace("sha256:", "") ?? "";
		await prepareResult(sys.files, join(work, "result"), base.config.rootfs.diff_ids);
		await run(tools, podmanPushArgv(podman.argv, image, "result"), {
			what: "write its result",
			cwd: work
		});
		return {
			base,
			result: await readResult(sys, join(work, "result"), base)
		};
	} finally {
		await removeImages(tools, committedImages(lines.join("\n")), work);
	}
};
// src/engine/engines.ts
/** The engines of dl-env. Another one is a file of its own, its name, and a line here. */
const ENGINES = {
	buildx,
	podman: {
		probe: async (sys, work) => {
			const probe = await probePodman(sys, work);
			if (!probe.ok) return probe;
			const { call } = probe;
			return {
				ok: true,
				call: {
					version: call.version,
					open: (using, open) => makeEngine({
						sys: using,
						open,
						name: "podman",
						version: call.version,
						build: (build) => buildWithPodman({
							sys: using,
							open,
							podman: call
						}, build)
					})
				}
			};
		},
		advice: "podman is enough, and needs no daemon."
	}
};
// src/engine/chooseEngine.ts
const unknown = (name, engines) => unreachable({
	code: "engine-unusable",
	message: `There is no engine ${name}.`,
	hint: `Use one of ${engineChoices(Object.keys(engines)).join(", ")}: --engine auto`
});
const cannot = (name, { why, hint }) => unreachable({
	code: "engine-unusable",
	message: `The requested engine ${name} cannot be used: ${why}.`,
	hint: `Use another one (engine: auto), or type: ${hint}`
});
const none = (failed) => {
	const best = failed.find(({ advice }) => advice !== void 0) ?? failed.at(-1);
	return unreachable({
		code: "no-engine",
		message: `No engine on this host can build: ${failed.map(({ why }) => why).join("; ")}.`,
		hint: `${best?.advice === void 0 ? "" : `${best.advice} `}Type: ${best?.hint ?? "dl-env doctor"}`
	});
};
/** The first of the table that can build here. */
const automatic = async (sys, work, engines) => {
	const failed = [];
	for (const [name, kind] of Object.entries(engines)) {
		const probe = await kind.probe(sys, work);
		const why = failed.length === 0 ? "because it can build here" : `because ${failed.map((one) => one.why).join("; ")}`;
		if (probe.ok) return {
			name,
			engine: probe.call,
			why
		};
		failed.push({
			...probe,
			...kind.advice === void 0 ? {} : { advice: kind.advice }
		});
	}
	throw none(failed);
};
const choose = async (sys, wanted, needs) => {
	const engines = needs.engines ?? ENGINES;
	if (wanted === "auto") return automatic(sys, needs.work, engines);
	const kind = Object.hasOwn(engines, wanted) ? engines[wanted] : void 0;
	if (kind === void 0) throw unknown(wanted, engines);
	const probe = await kind.probe(sys, needs.work);
	if (!probe.ok) throw cannot(wanted, probe);
	return {
		name: wanted,
		engine: probe.call,
		why: "as asked"
	};
};
/**
* The engine that builds on this host. It is judged by what it can do, in a trial of a second, not
* by its name: one that is named is taken or refused (`engine-unusable`), `auto` takes the first of
* the table that can, else rejects with `no-engine`. Says in the log which and why.
*/
const chooseEngine = async (sys, wanted, needs) => {
	const { name, engine, why } = await choose(sys, wanted, needs);
	sys.log.info(`Engine: ${name} ${engine.version}, ${why}.`);
	return engine.open(sys, needs.open);
};
// src/engine/stepNetwork.ts
/** The podman from which `RUN --network` is known. */
const SINCE = "4.4";
/**
* Throws DlEnvError(3) `engine-unusable` where the engine cannot keep single steps off the network:
* said before anything is built, instead of podman's own words about an option.
*/
const requireStepNetwork = ({ name, version }, { steps, isWhole }) => {
	const saysNone = steps.some(({ network }) => !network) && (isWhole || !isOffline(steps));
	if (name !== "podman" || atLeast(version, SINCE) || !saysNone) return;
	throw unreachable({
		code: "engine-unusable",
		message: `podman ${version} cannot keep single steps of \`run\` off the network; podman ${SINCE} and buildx can.`,
		hint: "Build with buildx: dl-env build --engine buildx"
	});
};
// src/engine/buildSources.ts
/** Where an engine finds a base that lies in a store. */
const baseSource = (store, base) => isLayout(store) ? {
	kind: "layout",
	dir: store.dir,
	digest: base.descriptor.digest,
	tag: base.tag
} : {
	kind: "registry",
	reference: `${store.name}@${base.descriptor.digest}`,
	insecure: store.local
};
/** A base that lies in a registry, as an engine's build needs it, from what is known of it. */
const knownBase = (store, { descriptor: { digest }, manifest, config }) => ({
	repository: store,
	tag: `${store.name}@${digest}`,
	indexDigest: digest,
	platformDigest: digest,
	manifest,
	config
});
/** Where an engine's image goes. */
const targetOf = (to) => isLayout(to) ? {
	kind: "layout",
	dir: to.dir
} : {
	kind: "registry",
	repository: to.name,
	insecure: to.local
};
// src/engine/engineBuilds.ts
/** Builds on an engine; the last line that it wrote is shown while it works. */
const followed = ({ log }, cell, build) => {
	let last = "the engine starts";
	const tell = aptLines(log);
	const onLine = (line) => {
		tell(line);
		if (line.trim() !== "") last = line.trim();
	};
	const building = withAptErrors(cell, () => build(onLine));
	log.progress(() => `  ${last}`, building);
	return building;
};
/** Time of every file that a build would otherwise stamp with its own: 2024-01-01, UTC. */
const EPOCH$1 = 1704067200;
const contextOf$1 = async ({ catalog, request, store, base, inputs, secrets }, cell, dir) => {
	const stored = await base(cell);
	return {
		dir,
		base: baseSource(store, stored),
		...isLayout(store) ? {} : { baseImage: knownBase(store, stored) },
		secrets: await secrets(),
		buildArgs: aptArguments({
			catalog,
			request
		}, inputs, cell),
		epoch: EPOCH$1
	};
};
const systemLayer = (run) => async (spec, cell, work) => {
	const { sys } = run;
	const dir = await sys.files.makeTemp("system-", work);
	for (const { path, content } of systemContext(spec.system)) await sys.files.write(`${dir}/${path}`, content);
	const context = await contextOf$1(run, cell, dir);
	const builder = await run.engine();
	return followed(sys, cell, (onLine) => builder.buildSystem(context, dir, onLine));
};
const runLayer = (run) => async ({ steps }, { cell, digest }, work) => {
	const { sys, store } = run;
	const builder = await run.engine();
	requireStepNetwork(builder, {
		steps,
		isWhole: false
	});
	const dir = await sys.files.makeTemp("run-", work);
	for (const { path, content } of runContext(steps)) await sys.files.write(`${dir}/${path}`, content);
	const { ca } = await buildSecrets(sys, run.work);
	const context = {
		dir,
		base: baseSource(store, {
			tag: "linked",
			descriptor: { digest }
		}),
		secrets: ca === void 0 ? {} : { ca },
		buildArgs: {},
		epoch: EPOCH$1,
		offline: isOffline(steps)
	};
	return followed(sys, cell, (onLine) => builder.buildSystem(context, dir, onLine));
};
const wholeImage = (run) => async (recipe, onLayer) => {
	const { sys, catalog, to, work, inputs } = run;
	const { cell } = recipe;
	const builder = await run.engine();
	const steps = recipe.layers.flatMap((layer) => layer.kind === "run" ? layer.steps : []);
	requireStepNetwork(builder, {
		steps,
		isWhole: true
	});
	const dir = await sys.files.makeTemp("context-", work);
	await writeContext({
		sys,
		catalog
	}, inputs, {
		recipe,
		dir
	});
	const plain = await contextOf$1(run, cell, dir);
	const context = onLayer === void 0 ? plain : {
		...plain,
		onLayer
	};
	const image = await sys.log.group(`Building the whole image of ${cell}`, () => followed(sys, cell, (onLine) => builder.buildImage(context, targetOf(to), onLine)));
	await sys.files.remove(dir);
	return image;
};
/** The indexes that dl-env.yml names, which may want a login. */
const ownIndexes = ({ catalog, request }) => {
	const names = catalog.indexes.values().filter((index) => index.own === true).map(({ name }) => name).toArray();
	return namedIndexes(names, catalog.indexes, request.mirrors);
};
/** What builds with an engine in one run; the engine is chosen when the first build asks for it. */
const engineBuilds = (facts) => {
	let engine;
	let secrets;
	const { sys, request, open, work, engines } = facts;
	const needs = {
		open,
		work,
		...engines === void 0 ? {} : { engines }
	};
	const run = {
		...facts,
		engine: () => engine ??= chooseEngine(sys, request.engine, needs),
		secrets: () => secrets ??= buildSecrets(sys, work, ownIndexes(facts))
	};
	return {
		systemLayer: systemLayer(run),
		runLayer: runLayer(run),
		wholeImage: wholeImage(run)
	};
};
// src/verdict/drivers.ts
const newer = (a, b) => compareVersions(b.driver, a.driver) > 0 ? b : a;
const minorVersionDriver = ({ cell, versions, inRange }, libraries, catalog) => {
	const compatible = {
		driver: catalog.drivers.minorVersion[majorOf(cell.cuda)] ?? "0",
		source: catalog.drivers.source
	};
	return libraries.flatMap((library) => library.drivers.filter((entry) => versions.has(entry.package) && inRange(versions.get(entry.package) ?? "", entry.versions)).map(({ driver, source }) => ({
		driver,
		source
	}))).reduce(newer, compatible);
};
/** The oldest driver that reports CUDA x.y: the one that came with x.y.0. */
const ownDriver = (catalog, cuda) => {
	const minor = minorOf(cuda);
	const [oldest] = Object.entries(catalog.drivers.shipped).filter(([version]) => minorOf(version) === minor).sort(([a], [b]) => compareVersions(a, b));
	return oldest === void 0 ? void 0 : {
		driver: oldest[1],
		source: catalog.drivers.source
	};
};
const dataCentreDriver = (catalog, cuda) => {
	const branches = catalog.drivers.requireBranches[minorOf(cuda)];
	return branches === void 0 || branches.length === 0 ? void 0 : {
		driver: String(Math.min(...branches)),
		source: catalog.drivers.requireSource
	};
};
/** The least drivers of a cell with these libraries. */
const leastDrivers = (locked, libraries, catalog) => {
	const dataCentre = dataCentreDriver(catalog, locked.cell.cuda);
	const geforce = ownDriver(catalog, locked.cell.cuda);
	return {
		minorVersion: minorVersionDriver(locked, libraries, catalog),
		...dataCentre === void 0 ? {} : { dataCentre },
		...geforce === void 0 ? {} : { geforce }
	};
};
// src/verdict/hardware.ts
/**
* Whether code for these architectures runs on a card: machine code of the same major and no newer
* minor, or PTX that is not newer.
*/
const runsOn = (code, computeCapability) => code.sm.some((sm) => majorOf(sm) === majorOf(computeCapability) && compareVersions(sm, computeCapability) <= 0) || code.ptx.some((ptx) => compareVersions(ptx, computeCapability) <= 0);
const carries = (entry, { cell, versions, inRange }) => {
	const version = versions.get(entry.package);
	return version !== void 0 && inRange(version, entry.versions) && inRange(minorOf(cell.cuda), entry.cuda);
};
const codeOf = (library, locked) => {
	const entry = library.architectures.find((candidate) => carries(candidate, locked));
	return entry === void 0 ? [] : [{
		library: library.name,
		package: entry.package,
		version: locked.versions.get(entry.package) ?? "",
		sm: entry.sm,
		ptx: entry.ptx,
		source: entry.source
	}];
};
/** Compute capabilities of cards that a PC or server may have. */
const knownCapabilities = (catalog) => [...new Set(catalog.gpus.filter((gpu) => gpu.kind !== "jetson").map((gpu) => gpu.computeCapability))].sort(compareVersions);
const limiters = (code, capabilities) => Object.fromEntries(capabilities.flatMap((capability) => {
	const without = code.filter((entry) => !runsOn(entry, capability)).map((entry) => entry.library);
	return without.length === 0 || without.length === code.length ? [] : [[capability, without]];
}));
/**
* What cards and drivers an accepted cell runs with, from its lock and the catalog's measurements.
*/
const hardwareOf = ({ cell, lock }, catalog, inRange = rangeChecker()) => {
	const locked = {
		cell,
		versions: new Map(lock.wheels.map(({ name, version }) => [name, version])),
		inRange
	};
	const libraries = librariesOf(cell, catalog);
	const code = libraries.flatMap((library) => codeOf(library, locked));
	const capabilities = knownCapabilities(catalog);
	const measured = new Set(code.map((entry) => entry.library));
	const [first, ...others] = code;
	return {
		code,
		unmeasured: libraries.filter((library) => library.gpu && !measured.has(library.name)).map((library) => library.name),
		sm: first === void 0 ? [] : first.sm.filter((sm) => others.every((entry) => entry.sm.includes(sm))),
		runsOn: capabilities.filter((capability) => code.every((entry) => runsOn(entry, capability))),
		limitedBy: limiters(code, capabilities),
		drivers: leastDrivers(locked, libraries, catalog)
	};
};
// src/inspect/expectedImage.ts
/**
* What the image of a cell is meant to be: what its label promises is held against what is in it.
*/
const expectedOf = ({ catalog, request }, cell, lock) => {
	const { code, runsOn } = hardwareOf({
		cell,
		lock
	}, catalog);
	return {
		cuda: cell.cuda.split(".").slice(0, 2).join("."),
		wheelCuda: request.wheelCuda,
		labels: {
			cuda: `${LABEL_PREFIX}cuda`,
			wheelCuda: `${LABEL_PREFIX}cuda.wheels`
		},
		imports: cell.libraries.flatMap((name) => catalog.libraries.get(name)?.imports ?? []),
		mayLack: cell.libraries.flatMap((name) => catalog.libraries.get(name)?.mayLack ?? []),
		aptOfLibrary: catalog.aptOfLibrary,
		gpus: runsOn,
		gpuPackages: code.map((one) => one.package),
		sudo: request.sudo,
		user: userOf(customizer(request)(cell))
	};
};
// src/inspect/checkHints.ts
const BUILD = "Build it from the Containerfile that this writes: dl-env generate";
const BASE = "If the base brings it, choose another: dl-env plan; if a library does, leave it out of the set in: dl-env.yml";
const RESOLVE = "Choose the wheels again: dl-env lock --update";
const MAKE = "Make it again: dl-env build";
const LAYER = "Remove it where it comes from; find the step with: podman history --no-trunc IMAGE";
const SECRET = "It is public for everyone who can pull the image: change the secret, and pass the new one with --secret, or at start with: dl-env run CELL --env NAME";
const OPEN_JUPYTER = "Remove the setting; a token is made at the first start of: dl-env run CELL jupyter";
const PASSWORD = "Set the field to * in /etc/shadow, for example in a step of the Containerfile: usermod --password '*' USER";
/** Code of a finding -> what to do, ending in something to type. */
const HINTS = {
	"allow-origin": OPEN_JUPYTER,
	"authorized-key": "Remove the file; keys are mounted at start: dl-env run CELL ssh",
	"compat-first": "Remove the folder from LD_LIBRARY_PATH and from: /etc/ld.so.conf.d",
	"damaged-library": MAKE,
	"dev-ids": BUILD,
	"dev-locked": "Set the user's field to * in /etc/shadow: usermod --password '*' dev",
	"driver-library": BASE,
	"empty-password": PASSWORD,
	"empty-token": OPEN_JUPYTER,
	entrypoint: "Leave ENTRYPOINT as it is written by: dl-env generate",
	"environment-dump": "Remove the file and the line that writes it, change the secrets in it, then: dl-env build",
	"fixed-password": PASSWORD,
	"fixed-token": OPEN_JUPYTER,
	"gpu-not-covered": "See which cell serves this GPU: dl-env pick --gpu NAME",
	"group-writable": "Remove the permission where the file comes from: chmod g-w",
	home: "Home belongs to its user and group 0: chown 1000:0 /home/dev && chmod 0775 /home/dev",
	"host-key": "Remove the keys in the step that installs sshd: rm -f /etc/ssh/ssh_host_*",
	"keys-folder": "Make it for group 0 only: install -d -m 0770 /etc/ssh/keys",
	"label-cuda": MAKE,
	"label-wheel-cuda": MAKE,
	"ld-preload": "Remove LD_PRELOAD and the file, or choose another base: dl-env plan",
	"licence-list": "Write it again at the end of the build: dl-env-check --licences --json > /usr/local/lib/dl-env/licences.json",
	locale: "Leave LANG as it is written by: dl-env generate",
	"missing-library": "Name the apt package that has it: apt: { packages: [libgl1] }; where only an optional part looks for it, say so in its library.yml: may-lack: [libnvinfer*]",
	"no-cmd": "Set one at the end of the Containerfile: CMD [\"shell\"]",
	"no-dev": BUILD,
	"no-xsrf": OPEN_JUPYTER,
	"nopasswd-sudo": "Remove the rule, or ask for sudo in dl-env.yml: sudo: true",
	"nvidia-env": "Leave what the base sets as it is, or choose another: dl-env plan",
	"other-cuda": RESOLVE,
	owner: "Make root its owner where it comes from: chown 0:0",
	"path-order": "Leave PATH as it is written by: dl-env generate",
	path: "Leave PATH as it is written by: dl-env generate",
	"root-user": "End the Containerfile with: USER 1000:0",
	"second-root": "Remove the user where it comes from: userdel",
	"secret-in-env": SECRET,
	"secret-in-file": SECRET,
	"secret-in-label": SECRET,
	"secret-in-history": SECRET,
	setuid: "Remove the permission where the file comes from: chmod u-s,g-s",
	"sshd-settings": "Leave /usr/local/lib/dl-env/sshd_config as it is: dl-env build",
	"sudo-unasked": "Remove sudo, or ask for it in dl-env.yml: sudo: true",
	"time-zone": "Leave TZ as it is written by: dl-env generate",
	"tool-missing": BUILD,
	"torch-cpu": RESOLVE,
	"torch-cuda": RESOLVE,
	"torch-missing": MAKE,
	"venv-mode": "Never chown or chmod /opt/venv; make it again: dl-env build",
	"wheel-shadowed": "Leave LD_LIBRARY_PATH as it is written by: dl-env generate",
	"world-writable": "Remove the permission where the file comes from: chmod o-w"
};
/** What to do about a finding. */
const hintFor$2 = (code) => HINTS[code] ?? LAYER;
// src/inspect/reportedFindings.ts
/** A step of a build is a page of shell; its beginning says which one it is. */
const shortTitle = (title) => {
	const line = title.replace(/^dl-env: /, "").replace(/\s+/g, " ").trim();
	return line.length > 80 ? `${line.slice(0, 77)}...` : line;
};
/**
* Runs the static checks over an image, whose paths and texts are its own: what is invisible in
* them is made visible. Pure but for what the view reads.
*/
const findingsOf = async (image, expected) => (await staticFindings(image, expected)).map((finding) => {
	const layer = finding.path === void 0 ? void 0 : image.layerOf(finding.path);
	const { path, message } = finding;
	return {
		...finding,
		message: visibleLine(message),
		...path === void 0 ? {} : { path: visibleLine(path) },
		...layer === void 0 || layer === "" ? {} : { layer: visibleLine(shortTitle(layer)) },
		hint: hintFor$2(finding.code)
	};
});
// src/registry/boundContents.ts
/** Artifacts that are read at the same time. */
const AT_ONCE$2 = 8;
/**
* Where the content of a referrer lies; undefined when it is not of this type, or of another image.
*/
const contentBlob = async (repository, reference, { digest, type }) => {
	const stored = await repository.manifest(reference);
	if (stored === void 0) return void 0;
	const manifest = parseManifest(stored, repository.name);
	return isBoundTo(manifest, digest) ? artifactBlob(manifest, type) : void 0;
};
const tooMuch = (repository, digest, what) => unreachable({
	code: "too-large",
	message: `${repository.name} has ${what} bound to ${digest}.`,
	hint: "Tests write a few reports of some KB each; see what is there: dl-env plan --json"
});
/** Digests of a type's artifacts. */
const ofType = (entries, type) => entries.filter((entry) => isOfType(entry, type)).map((entry) => entry.digest);
/** What is known of an artifact that is named by its digest or by its own tag. */
const knownContent = (known, reference) => known.get(reference) ?? [...known].find(([artifact]) => isTagOf(reference, artifact))?.[1];
/** The contents of a type's artifacts among some digests and tags. */
const contentsOf = async (repository, all, { digest, type, known = /* @__PURE__ */ new Map() }) => {
	if (all.length > LIMITS.referrers) throw tooMuch(repository, digest, `${all.length} artifacts of one type`);
	const limit = pLimit(AT_ONCE$2);
	const before = all.flatMap((reference) => knownContent(known, reference) ?? []);
	const found = all.filter((reference) => knownContent(known, reference) === void 0);
	const blobs = (await Promise.all(found.map((reference) => limit(() => contentBlob(repository, reference, {
		digest,
		type
	}))))).filter((blob) => blob !== void 0);
	const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
	if (bytes > LIMITS.referrerBytes) throw tooMuch(repository, digest, `${bytes} bytes of one type`);
	const read = await Promise.all(blobs.map((blob) => limit(() => readSmall(repository, blob))));
	return [...before, ...read];
};
/**
* What of a type is bound to an image's digest; none when there is none. Signatures and other
* referrers are passed over.
*/
const readBound = async (repository, digest, { type, own, isEnough, trustsTags = false, known }) => {
	const wanted = {
		digest,
		type,
		known
	};
	const listed = await repository.referrers?.(digest);
	const ownTags = async () => await own?.(digest) ?? [];
	const tags = listed === void 0 ? await ownTags() : [];
	const first = [...ofType(listed ?? [], type), ...trustsTags ? tags : []];
	const contents = await contentsOf(repository, first, wanted);
	if (first.length > 0 && isEnough?.(contents) === true) return contents;
	const isRead = (artifact) => first.some((reference) => reference === artifact || isTagOf(reference, artifact));
	const others = ofType(await indexed(repository, digest), type).filter((one) => !isRead(one));
	const isNamed = (tag) => [...first, ...others].some((reference) => reference === tag || isTagOf(tag, reference));
	const all = [...others, ...(await ownTags()).filter((tag) => !isNamed(tag))];
	if (first.length + all.length > LIMITS.referrers) throw tooMuch(repository, digest, `${first.length + all.length} artifacts of one type`);
	return [...contents, ...await contentsOf(repository, all, wanted)];
};
// src/inspect/storedCheckReports.ts
/** Type of what the static checks found, as an artifact. */
const CHECKS_TYPE = "application/vnd.dl-env.checks.v1+json";
const Text$2 = string();
const ReportFile$1 = object({
	format: literal(1),
	version: literal(1),
	digest: Text$2,
	cell: Text$2,
	at: Text$2,
	code: array(object({
		package: Text$2,
		version: Text$2,
		sm: array(Text$2),
		ptx: array(Text$2)
	})),
	findings: array(object({
		check: Text$2,
		code: Text$2,
		message: Text$2,
		path: Text$2.optional(),
		layer: Text$2.optional(),
		hint: Text$2
	}))
});
/** The report of today's checks in some bytes; undefined when it is none of this digest. */
const decodeChecks = (bytes, digest) => {
	const decoded = ReportFile$1.safeParse(readJson(bytes));
	return decoded.success && decoded.data.digest === digest ? decoded.data : void 0;
};
/** Under which the report of an image lies in the store. */
const checksTag = (digest) => `checks-${digest.replace("sha256:", "").slice(0, 32)}`;
/** Before reports lay in the store, each was bound to its image. */
const readBoundChecks = async (to, digest) => {
	return (await readBound(to, digest, { type: CHECKS_TYPE })).map((bytes) => decodeChecks(bytes, digest)).filter((report) => report !== void 0).sort((a, b) => a.at < b.at ? 1 : -1)[0];
};
/**
* The report of today's checks about an image's digest; undefined when there is none, or only such
* of older checks. One request where the store has it.
*/
const readChecks = async ({ to, store }, digest) => {
	const text = await readNote(store, {
		tag: checksTag(digest),
		type: CHECKS_TYPE
	});
	return (text === void 0 ? void 0 : decodeChecks(Buffer.from(text), digest)) ?? readBoundChecks(to, digest);
};
/** Stores what the checks found about an image in the store, under the image's digest. */
const writeChecks = ({ store }, report) => putNote(store, {
	tag: checksTag(report.digest),
	type: CHECKS_TYPE,
	text: JSON.stringify(report)
});
// src/inspect/inventory/layerInventory.ts
/**
* Goes up when inventories hold something else than before: then each is taken again, once a layer.
*/
const INVENTORY_FORMAT = 1;
/** What is in a layer, put together; the same from a layer and from what was written about it. */
const inventoryOf = ({ diffId, entries, texts, libraries, wheels }) => {
	return {
		diffId,
		entries: entries.map((entry) => {
			const ordinary = isOrdinary(entry);
			if (ordinary || entry.kind !== "file") return {
				...entry,
				ordinary
			};
			const text = texts.get(entry.path);
			const library = libraries.get(entry.path);
			const wheel = entry.path.endsWith(METADATA) ? wheels.get(entry.path.slice(0, -METADATA.length)) : void 0;
			return {
				...entry,
				ordinary,
				...text === void 0 ? {} : { text },
				...library === void 0 ? {} : { library },
				...wheel === void 0 ? {} : { wheel }
			};
		}),
		texts,
		libraries,
		wheels
	};
};
const METADATA = "/METADATA";
const KINDS$1 = {
	file: "f",
	directory: "d",
	symlink: "s",
	hardlink: "h",
	other: "o"
};
const KIND_OF = new Map(Object.entries(KINDS$1).map(([kind, letter]) => [letter, kind]));
const rowOf = ({ path, kind, mode, uid, gid, size, target }) => target === void 0 ? [
	path,
	KINDS$1[kind],
	mode,
	uid,
	gid,
	size
] : [
	path,
	KINDS$1[kind],
	mode,
	uid,
	gid,
	size,
	target
];
const entryOf$2 = ([path, letter, mode, uid, gid, size, target]) => ({
	path,
	kind: KIND_OF.get(letter) ?? "other",
	mode,
	uid,
	gid,
	size,
	...target === void 0 ? {} : { target }
});
const Strings = array(string());
const ElfText = object({
	needed: Strings,
	soname: string().optional(),
	runpath: Strings
});
const WrittenFile = object({
	format: literal(INVENTORY_FORMAT),
	diffId: string(),
	entries: custom((rows) => Array.isArray(rows) && rows.every((row) => Array.isArray(row) && typeof row[0] === "string" && typeof row[2] === "number")),
	texts: record(string(), string()),
	libraries: record(string(), object({
		elf: ElfText.optional(),
		code: object({
			sm: Strings,
			ptx: Strings
		}).optional()
	})),
	wheels: record(string(), object({
		name: string(),
		version: string(),
		licence: string(),
		files: Strings,
		libraries: Strings
	}))
});
/** The bytes of an inventory: gzipped JSON, the same for the same layer. */
const encodeInventory = ({ diffId, entries, texts, libraries, wheels }) => gzipSync(JSON.stringify({
	format: INVENTORY_FORMAT,
	diffId,
	entries: entries.map(rowOf),
	texts: Object.fromEntries(texts),
	libraries: Object.fromEntries(libraries),
	wheels: Object.fromEntries(wheels)
}));
const gunzipped = (bytes) => {
	try {
		return gunzipSync(bytes);
	} catch {
		return /* @__PURE__ */ new Uint8Array();
	}
};
/**
* Reads what `encodeInventory` wrote; undefined when it is not the inventory of that layer in this
* format.
*/
const decodeInventory = (bytes, diffId) => {
	const read = WrittenFile.safeParse(readJson(gunzipped(bytes)));
	if (!read.success || read.data.diffId !== diffId) return void 0;
	const { entries, texts, libraries, wheels } = read.data;
	return inventoryOf({
		diffId,
		entries: entries.map(entryOf$2),
		texts: new Map(Object.entries(texts)),
		libraries: new Map(Object.entries(libraries)),
		wheels: new Map(Object.entries(wheels))
	});
};
// src/inspect/elf.ts
const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const number64 = (data, at) => Number(data.getBigUint64(at, true));
const LOAD = 1;
const DYNAMIC = 2;
const HEADER = 64;
/** Bytes of a dynamic section; those of CUDA's libraries have about 1,000. */
const DYNAMIC_LIMIT = 65536;
/** Bytes of one name or search path that is read. */
const STRING_LIMIT = 16384;
/**
* Program headers of a 64-bit little-endian ELF file; undefined when it is none. Source: elf(5).
*/
const segments = async (read) => {
	const head = await read(0, HEADER);
	if (head === void 0 || head.length < HEADER || view(head).getUint32(0) !== 2135247942 || head[4] !== 2 || head[5] !== 1) return void 0;
	const data = view(head);
	const [offset, size, count] = [
		number64(data, 32),
		data.getUint16(54, true),
		data.getUint16(56, true)
	];
	const table = await read(offset, offset + size * count);
	if (table === void 0 || table.length < size * count) return void 0;
	const rows = view(table);
	return Array.from({ length: count }, (_, index) => {
		const at = index * size;
		return {
			type: rows.getUint32(at, true),
			offset: number64(rows, at + 8),
			address: number64(rows, at + 16),
			size: number64(rows, at + 32)
		};
	});
};
const TAGS = {
	end: 0,
	needed: 1,
	strings: 5,
	stringsSize: 10,
	soname: 14,
	rpath: 15,
	runpath: 29
};
const tagsOf$1 = (bytes) => {
	const data = view(bytes);
	const found = [];
	for (let at = 0; at + 16 <= bytes.length; at += 16) {
		const tag = number64(data, at);
		if (tag === TAGS.end) break;
		found.push({
			tag,
			value: number64(data, at + 8)
		});
	}
	return found;
};
const stringAt = (table, at) => {
	const rest = table.subarray(at, at + STRING_LIMIT);
	const end = rest.indexOf(0);
	return new TextDecoder().decode(end === -1 ? rest : rest.subarray(0, end));
};
/**
* Reads the dynamic section by ranges, so that a library of 1 GB costs a few kilobytes; undefined
* when the file is no whole ELF library.
*/
const readElf = async (read) => {
	const all = await segments(read);
	const dynamic = all?.find((one) => one.type === DYNAMIC);
	if (all === void 0 || dynamic === void 0) return void 0;
	if (dynamic.size > DYNAMIC_LIMIT) return void 0;
	const section = await read(dynamic.offset, dynamic.offset + dynamic.size);
	if (section === void 0 || section.length < dynamic.size) return void 0;
	const tags = tagsOf$1(section);
	const value = (tag) => tags.find((one) => one.tag === tag)?.value;
	const address = value(TAGS.strings);
	if (address === void 0) return {
		needed: [],
		runpath: []
	};
	const home = all.find((one) => one.type === LOAD && address >= one.address && address < one.address + one.size);
	const offset = address - (home?.address ?? 0) + (home?.offset ?? 0);
	const strings = await read(offset, offset + (value(TAGS.stringsSize) ?? 0));
	if (strings === void 0) return void 0;
	const soname = value(TAGS.soname);
	const runpath = value(TAGS.runpath) ?? value(TAGS.rpath);
	return {
		needed: tags.filter((one) => one.tag === TAGS.needed).map((one) => stringAt(strings, one.value)),
		...soname === void 0 ? {} : { soname: stringAt(strings, soname) },
		runpath: runpath === void 0 ? [] : stringAt(strings, runpath).split(":").filter((part) => part !== "")
	};
};
// src/inspect/inventory/takeInventory.ts
/** Libraries up to this size are looked at in memory (bytes), larger ones on disk. */
const IN_MEMORY = 64 << 20;
const WHEEL_FILE = /^(\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\.dist-info)\/(METADATA|RECORD)$/;
const whole = async (body) => {
	const parts = [];
	for await (const part of body) parts.push(part);
	return Buffer.concat(parts);
};
const inspectedLibrary = (elf, code) => ({
	...elf === void 0 ? {} : { elf },
	...code.sm.length + code.ptx.length === 0 ? {} : { code }
});
const inMemory = async (bytes) => {
	const elf = await readElf((start, end) => Promise.resolve(bytes.subarray(start, Math.max(start, end))));
	const code = await codeIn((async function* () {
		yield bytes;
	})());
	return inspectedLibrary(elf, code);
};
/**
* The loader's part of a library may stand anywhere in it, so one that is too large to hold is laid
* down and read by ranges.
*/
const onDisk = async (files, spool, body) => {
	await files.write(spool, body);
	const range = async (start, end) => {
		if (end - start > IN_MEMORY) return void 0;
		return end <= start ? /* @__PURE__ */ new Uint8Array() : whole(files.read(spool, {
			start,
			end: end - 1
		}));
	};
	const result = inspectedLibrary(await readElf(range), await codeIn(files.read(spool)));
	await files.remove(spool);
	return result;
};
/** The text of a file, which is held until the layer is read; all of them together are bounded. */
const heldText = async (taking, path, { entry, body }) => {
	taking.held += entry.size;
	if (taking.held > ARCHIVE_LIMITS.texts) throw overLimit(`A layer has ${bytes(taking.held)} of metadata with ${path}`, bytes(ARCHIVE_LIMITS.texts));
	return (await whole(body)).toString("utf8");
};
const look = async (taking, path, { entry, body }) => {
	const [, folder, file] = WHEEL_FILE.exec(path) ?? [];
	if (SHARED_LIBRARY.test(path) && !path.startsWith("/etc/")) taking.libraries.set(path, entry.size <= IN_MEMORY ? await inMemory(await whole(body)) : await onDisk(taking.files, taking.spool, body));
	else if (folder !== void 0 && (file === "METADATA" || file === "RECORD")) {
		const texts = taking.wheelTexts.get(folder) ?? {};
		texts[file] = await heldText(taking, path, {
			entry,
			body
		});
		taking.wheelTexts.set(folder, texts);
	} else if (isRead(path, entry.size)) taking.texts.set(path, await heldText(taking, path, {
		entry,
		body
	}));
};
const asEntry = ({ path, kind, mode, uid, gid, size, target }) => ({
	path: `/${path}`,
	kind,
	mode,
	uid,
	gid,
	size,
	...target === void 0 ? {} : { target: kind === "hardlink" ? `/${target}` : target }
});
const wheelsOf$1 = ({ wheelTexts }) => {
	const wheels = /* @__PURE__ */ new Map();
	for (const [folder, { METADATA, RECORD }] of wheelTexts) {
		const wheel = installedWheel(METADATA ?? "", RECORD ?? "");
		if (wheel !== void 0) wheels.set(folder, wheel);
	}
	return wheels;
};
/** The bytes as they pass, and their digest at the end. */
const hashed = (bytes) => {
	const hash = createHash("sha256");
	const pass = async function* () {
		for await (const chunk of bytes) {
			hash.update(chunk);
			yield chunk;
		}
	};
	return {
		bytes: pass(),
		digest: () => `sha256:${hash.digest("hex")}`
	};
};
const otherLayer = (diffId, found) => foundProblem({
	code: "layer-differs",
	message: `A layer's content is ${found}, but the image's config names ${diffId}.`,
	hint: "It was damaged or changed after it was made; make it again: dl-env build"
});
/**
* Reads a layer's blob (gzip, Zstandard or plain) once, as a stream, and notes what the checks
* need. `near` is a private folder with room for the largest library. Rejects with `bad-tar`, and
* with `layer-differs` when the tar is not the one that the diff id names.
*/
const takeInventory = async ({ files, near }, blob, diffId) => {
	const temp = await files.makeTemp("inventory-", near);
	try {
		const tar = hashed(decompressed(blob));
		const taking = {
			files,
			spool: `${temp}/library`,
			entries: [],
			texts: /* @__PURE__ */ new Map(),
			libraries: /* @__PURE__ */ new Map(),
			wheelTexts: /* @__PURE__ */ new Map(),
			held: 0
		};
		for await (const member of tarMembers(tar.bytes)) {
			const entry = asEntry(member.entry);
			if (member.entry.path === "") continue;
			taking.entries.push(entry);
			if (entry.kind === "file") await look(taking, entry.path, member);
		}
		for await (const _rest of tar.bytes) continue;
		const found = tar.digest();
		if (found !== diffId) throw otherLayer(diffId, found);
		return inventoryOf({
			diffId,
			entries: taking.entries,
			texts: taking.texts,
			libraries: taking.libraries,
			wheels: wheelsOf$1(taking)
		});
	} finally {
		await files.remove(temp);
	}
};
// src/inspect/storedInventories.ts
/** Type of a layer's inventory, as an artifact and as its one blob. */
const INVENTORY_TYPE = "application/vnd.dl-env.layer.inventory.v1+gzip";
/**
* Under which an inventory lies in the store: named by the layer's content, so that a layer
* compressed again by an engine has the same.
*/
const inventoryTag = (diffId) => `inventory-${diffId.replace("sha256:", "").slice(0, 32)}`;
/** Beyond this (bytes) it is none of ours. */
const LARGEST = 64 << 20;
/** Layers that are read through at the same time: each keeps a processor busy. */
const AT_ONCE$1 = 2;
const readStored = async (store, diffId) => {
	const found = await store.manifest(inventoryTag(diffId));
	if (found === void 0) return void 0;
	const manifest = parseManifest(found, store.name);
	const inline = inlineContent(manifest, INVENTORY_TYPE);
	if (inline !== void 0) return decodeInventory(inline, diffId);
	const blob = artifactBlob(manifest, INVENTORY_TYPE);
	if (blob === void 0) return void 0;
	const content = embeddedContent(blob) ?? await readBounded(store.readBlob(blob.digest, blob.size), {
		what: `The inventory of ${diffId}`,
		bytes: LARGEST
	});
	return decodeInventory(content, diffId);
};
/** The inventory that a store has; undefined where it has none that is whole. */
const stored$1 = (store, diffId) => unlessDamaged(readStored(store, diffId));
/** Puts an inventory into the store; where that is refused, the next run reads the layer again. */
const storeInventory = async ({ log }, store, inventory) => {
	try {
		await putContent(store, {
			tag: inventoryTag(inventory.diffId),
			type: INVENTORY_TYPE,
			content: encodeInventory(inventory)
		});
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		log.warn(`${store.name} does not store the inventory of a layer, so the next run reads the layer again. (${error.message})`);
	}
};
/** The chunks as they come, whose lengths are told. */
async function* told(chunks, onRead) {
	for await (const chunk of chunks) {
		onRead?.(chunk.byteLength);
		yield chunk;
	}
}
/**
* The inventories of layers that the store has, and those that are taken now; `near` is a private
* folder with room for the largest library.
*/
const openInventories = (sys, store, near) => {
	const taken = /* @__PURE__ */ new Map();
	const limit = pLimit(AT_ONCE$1);
	const look = (diffId, blob) => limit(() => {
		sys.log.debug(`reading the layer ${diffId}`);
		return takeInventory({
			files: sys.files,
			near
		}, blob(), diffId);
	});
	const take = async (diffId, blob) => {
		const inventory = await look(diffId, blob);
		await storeInventory(sys, store, inventory);
		return inventory;
	};
	const once = (diffId, make) => {
		const found = taken.get(diffId) ?? make();
		taken.set(diffId, found);
		return found;
	};
	return {
		of: ({ digest, diffId }, from) => once(diffId, async () => await stored$1(store, diffId) ?? take(diffId, () => from.readBlob(digest))),
		keep: async ({ diffId, file }, onRead) => {
			await once(diffId, () => take(diffId, () => told(sys.files.read(file), onRead)));
		},
		hold: async ({ diffId, file }) => {
			await once(diffId, () => look(diffId, () => sys.files.read(file)));
		}
	};
};
// src/inspect/inventory/overlaidView.ts
const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";
const split = (path) => {
	const slash = path.lastIndexOf("/");
	return {
		folder: path.slice(0, slash),
		name: path.slice(slash + 1)
	};
};
const isMark = ({ path }) => path.includes("/.wh.") && split(path).name.startsWith(WHITEOUT);
const removeBelow = (tree, folder) => {
	for (const path of tree.keys()) if (path.startsWith(`${folder}/`)) tree.delete(path);
};
const whiteOut = (tree, path) => {
	const { folder, name } = split(path);
	if (name === OPAQUE) {
		removeBelow(tree, folder);
		return;
	}
	const gone = `${folder}/${name.slice(4)}`;
	removeBelow(tree, gone);
	tree.delete(gone);
};
const place = (tree, entry) => {
	const { path, kind } = entry;
	if (kind === "hardlink") {
		const target = tree.get(entry.target ?? "");
		if (target !== void 0) tree.set(path, {
			...target,
			path
		});
		return;
	}
	if (kind !== "directory" && tree.get(path)?.kind === "directory") removeBelow(tree, path);
	tree.set(path, entry);
};
/**
* Layers, lowest first, as one tree; within a layer the marks of removal count before the rest, as
* the OCI image specification has it.
*/
const overlaidTree = (layers) => {
	const tree = /* @__PURE__ */ new Map();
	for (const { inventory } of layers) {
		const marks = new Set(inventory.entries.filter(isMark));
		for (const { path } of marks) whiteOut(tree, path);
		for (const entry of inventory.entries) if (!marks.has(entry)) place(tree, entry);
	}
	return tree;
};
/** An image as its layers' inventories tell of it: nothing is read and nothing is run. */
const overlaid = (layers, config) => {
	const tree = overlaidTree(layers);
	const entries = tree;
	return {
		config,
		entries,
		notable: [...entries.values()].filter(({ ordinary }) => !ordinary),
		text: (path) => Promise.resolve(tree.get(path)?.text),
		elf: (path) => Promise.resolve(tree.get(path)?.library?.elf),
		code: (path) => Promise.resolve(tree.get(path)?.library?.code ?? {
			sm: [],
			ptx: []
		}),
		wheels: () => Promise.resolve(layers.flatMap(({ inventory }) => [...inventory.wheels].flatMap(([folder, wheel]) => tree.get(`${folder}/METADATA`)?.wheel === wheel ? [wheel] : []))),
		layerOf: (path) => tree.has(path) ? layers.findLast(({ inventory }) => inventory.entries.some((entry) => entry.path === path))?.title : void 0
	};
};
// src/inspect/storedView.ts
const environment = (lines) => Object.fromEntries(lines.map((line) => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]));
const viewConfig = ({ config, history }) => ({
	env: environment(config?.Env ?? []),
	entrypoint: config?.Entrypoint ?? [],
	cmd: config?.Cmd ?? [],
	user: config?.User ?? "",
	labels: config?.Labels ?? {},
	history: (history ?? []).map((entry) => entry.created_by ?? "")
});
/** Decodes the bytes of a manifest and a config. */
const imageContent = ({ manifest, config }, from) => {
	const stored = {
		digest: digestOf(manifest),
		mediaType: OCI_MANIFEST,
		bytes: manifest
	};
	return {
		layers: parseManifest(stored, from).layers,
		config: parseConfig(config, digestOf(config), from)
	};
};
/** Reads what an image consists of; rejects with `image-missing`. Two requests. */
const readContent = async (to, digest) => {
	const stored = await to.manifest(digest);
	if (stored === void 0) throw imageMissing(to, digest);
	const { config: blob, layers } = parseManifest(stored, to.name);
	return {
		layers,
		config: parseConfig(await readSmall(to, blob), blob.digest, to.name)
	};
};
/**
* An image by what it consists of, laid together from what is known of its layers. Layers of which
* nothing is known are read through, once.
*/
const readView = async (to, { layers, config }, inventories) => {
	const titles = (config.history ?? []).filter((entry) => entry.empty_layer !== true).map((entry) => entry.created_by ?? "");
	const layerInventories = layers.map(async (layer, index) => ({
		inventory: await inventories.of({
			digest: layer.digest,
			diffId: config.rootfs.diff_ids[index] ?? ""
		}, to),
		title: titles[index] ?? ""
	}));
	return overlaid(await Promise.all(layerInventories), viewConfig(config));
};
// src/inspect/inspector.ts
const lockOf$1 = ({ judged, locks }, id) => {
	const found = judged.find(({ cell }) => cell.id === id);
	const lock = found?.verdict.kind === "accepted" ? locks.get(found.verdict.lock) : void 0;
	if (found === void 0 || lock === void 0) throw new TypeError(`no accepted cell ${id}`);
	return {
		cell: found.cell,
		lock
	};
};
/** Who may only read, as for a dry run, learns what was found all the same. */
const storeReport = async ({ sys, store }, report) => {
	try {
		await writeChecks({ store }, report);
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		sys.log.warn(`${store.name} does not store what the checks of ${report.cell} found, so they run again next time. (${error.message})`);
	}
};
const inspectImage = async (facts, { inputs, inventories }, { cell: id, digest, content }) => {
	const { sys, to } = facts;
	const { cell, lock } = lockOf$1(inputs, id);
	const expected = expectedOf(facts, cell, lock);
	const image = await readView(to, content ?? await readContent(to, digest), inventories);
	const findings = await findingsOf(image, expected);
	const code = await packageCode(image, expected.gpuPackages);
	const report = {
		format: 1,
		version: 1,
		digest,
		cell: id,
		at: new Date(sys.clock.now()).toISOString(),
		code,
		findings
	};
	await storeReport(facts, report);
	return report;
};
/**
* The inventories of layers in a store. Folders for layers that are read through are made in the
* user's cache, and removed at once.
*/
const inventoriesOf = ({ sys, store }) => openInventories(sys, store, `${cacheFolder(sys.env)}/tmp`);
/**
* Inspects images: the report that is stored beside an image, else a new one, made from the
* inventories of its layers and stored there. Each layer is read once. Needs neither an engine nor
* a GPU.
*/
const inspector = (facts, inputs, inventories = inventoriesOf(facts)) => async (image) => {
	const stored = image.isNew === true ? void 0 : await readChecks(facts, image.digest);
	return stored?.cell === image.cell ? stored : inspectImage(facts, {
		inputs,
		inventories
	}, image);
};
// src/layer/knownLayers.ts
/**
* Looks layers up in a store, each once when it is there: a manifest and the HEADs of its blobs.
* What was not there is looked up again, since it may have been made meanwhile.
*/
const knownLayers = (store) => {
	const found = /* @__PURE__ */ new Map();
	const find = async (tag) => {
		const looking = found.get(tag) ?? findWholeLayer(store, tag);
		found.set(tag, looking);
		try {
			const layer = await looking;
			if (layer === void 0) found.delete(tag);
			return layer;
		} catch (error) {
			found.delete(tag);
			throw error;
		}
	};
	return {
		find,
		keep: (layer) => void found.set(layer.tag, Promise.resolve(layer))
	};
};
// src/plan/makePlan.ts
/** `<cell>-r<key>` */
const immutableTag = (recipe) => `${recipe.cell}-r${recipe.key}`;
const cellState = (recipe, accepted, inputs) => {
	if (!accepted) return "none";
	const { storeTags, imageTags } = inputs;
	if (recipe === void 0 || storeTags === void 0 || imageTags === void 0) return "unknown";
	if (imageTags.has(immutableTag(recipe))) return "linked";
	return recipe.layers.every((layer) => layer.kind === "run" || storeTags.has(layerTag(layer))) ? "layers" : "missing";
};
const plannedLock = (lock) => ({
	key: lock.key,
	packages: Object.fromEntries(lock.wheels.map((wheel) => [wheel.name, wheel.version])),
	download: lock.wheels.reduce((sum, wheel) => sum + wheel.download, 0)
});
const plannedCell = ({ cell, verdict }, inputs, lockOf) => {
	const accepted = verdict.kind === "accepted";
	const lock = accepted ? inputs.locks.get(verdict.lock) : void 0;
	const recipe = inputs.recipes.get(cell.id);
	const immutable = recipe === void 0 ? [] : [immutableTag(recipe)];
	return {
		cell: cell.id,
		set: cell.set,
		cuda: cell.cuda,
		ubuntu: cell.ubuntu,
		python: cell.python,
		flavor: cell.flavor,
		platform: cell.platform,
		verdict: verdict.kind,
		reasons: accepted ? [] : verdict.reasons,
		...accepted && verdict.notes !== void 0 ? { notes: verdict.notes } : {},
		...verdict.base === void 0 ? {} : { base: verdict.base },
		...lock === void 0 ? {} : { lock: lockOf(lock) },
		tags: accepted ? [...immutable, ...inputs.rolling.get(cell.id) ?? []] : [],
		state: cellState(recipe, accepted, inputs)
	};
};
/** Every distinct layer of the recipes, in the order first met, with the cells that use it. */
const distinctLayers = (recipes) => {
	const found = /* @__PURE__ */ new Map();
	for (const recipe of recipes) for (const spec of recipe.layers) {
		const tag = layerTag(spec);
		const entry = found.get(tag);
		if (entry === void 0) found.set(tag, {
			spec,
			cells: [recipe.cell]
		});
		else entry.cells.push(recipe.cell);
	}
	return found;
};
const plannedLayers = (inputs) => {
	const state = (tag) => inputs.storeTags === void 0 ? "unknown" : inputs.storeTags.has(tag) ? "stored" : "missing";
	const recipes = [...inputs.recipes.values(), ...(inputs.drafts ?? /* @__PURE__ */ new Map()).values()];
	return [...distinctLayers(recipes)].map(([tag, { spec, cells }]) => ({
		layer: tag,
		kind: spec.kind,
		title: spec.title,
		download: spec.download,
		state: state(tag),
		cells
	}));
};
const sum$1 = (layers) => layers.reduce((total, layer) => total + layer.download, 0);
/** The plan as `plan --json` prints it; its id is a hash of what it holds. */
const makePlan = (inputs) => {
	const lockOf = memoized(plannedLock);
	const cells = inputs.judged.map((judged) => plannedCell(judged, inputs, lockOf));
	const layers = plannedLayers(inputs);
	const counted = (verdict) => cells.filter((cell) => cell.verdict === verdict).length;
	const totals = {
		cells: cells.length,
		accepted: counted("accepted"),
		rejected: counted("rejected"),
		unknown: counted("unknown"),
		download: sum$1(layers),
		missing: sum$1(layers.filter((layer) => layer.state === "missing"))
	};
	const body = {
		format: 1,
		to: inputs.to,
		store: inputs.store,
		cells,
		layers,
		totals
	};
	const identity = {
		...body,
		cells: cells.map(({ notes: _notes, ...cell }) => ({
			...cell,
			lock: cell.lock?.key
		})),
		layers: layers.map(({ layer, state }) => [layer, state])
	};
	const id = createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16);
	return {
		...body,
		id
	};
};
// src/layer/makingClaims.ts
/** Whoever works on one thing for longer is not waited for any more; milliseconds. */
const LIMIT$1 = 36e5;
/**
* Runs `work` when no other build makes the same; where one was waited for, it is to look first
* whether that one did.
*/
const onceClaimed = async (claims, claimed, work) => {
	for (let hasWaited = false;; hasWaited = true) {
		const waited = hasWaited;
		const done = await claims.attempt(claimed, () => work(waited));
		if ("result" in done) return done.result;
		await claims.passed(claimed, done.holder);
	}
};
/** Ends a wait for a lock with who holds it. */
var Held = class extends Error {
	holder;
	constructor(holder) {
		super(holderText(holder));
		this.holder = holder;
	}
};
/** The holder for whom a wait was ended; undefined when the lock was free. */
const heldBy = async (work) => {
	try {
		await work;
		return;
	} catch (error) {
		if (error instanceof Held) return error.holder;
		throw error;
	}
};
/** In a layout whoever opens it sees them; of a registry only this user's builds on this host. */
const folderFor = (sys, store) => isLayout(store) ? store.dir : `${cacheFolder(sys.env)}/making/${digestOf(Buffer.from(store.name)).slice(7, 23)}`;
/** Why a holder is not waited for; undefined while it is. */
const notWaitedFor = ({ isForeign, silent, waited }) => {
	if (waited >= LIMIT$1) return `it has been at work for more than ${duration(LIMIT$1)}`;
	return isForeign && silent >= 4e3 ? `it cannot be asked from here, and gave no sign of life for ${duration(silent)}` : void 0;
};
/** Works under the claim if it is free; else tells at once who holds it. */
const attempt = async ({ files, pathOf }, claimed, work) => {
	const results = [];
	const locked = files.withLock(pathOf(claimed), async () => void results.push(await work()), (holder) => {
		throw new Held(holder);
	});
	const holder = await heldBy(locked);
	return holder === void 0 ? { result: results[0] } : { holder };
};
/** Waits for a holder, and says so; returns it where it is not waited for any more. */
const passed = async ({ files, log, pathOf }, claimed, first) => {
	let last = first;
	const making = (holder) => `${claimed.title} is being made by ${holderText(holder)}`;
	log.info(`${making(first)}: it is waited for, the rest goes on`);
	const locked = files.withLock(pathOf(claimed), () => Promise.resolve(), (holder) => {
		last = holder;
		if (notWaitedFor(holder) !== void 0) throw new Held(holder);
	});
	const waiting = heldBy(locked);
	log.progress(() => `${making(last)}; waited for ${duration(last.waited)}`, waiting);
	return waiting;
};
/** Opens the claims of a store. */
const makingClaims = ({ files, env, log }, store) => {
	const folder = folderFor({ env }, store);
	const claims = {
		files,
		log,
		pathOf: ({ tag }) => join(folder, `${tag}${CLAIM_ENDING}`)
	};
	const unheeded = /* @__PURE__ */ new Set();
	return {
		attempt: async (claimed, work) => unheeded.has(claimed.tag) ? { result: await work() } : attempt(claims, claimed, work),
		passed: async (claimed, holder) => {
			const left = await passed(claims, claimed, holder);
			if (left === void 0) return;
			unheeded.add(claimed.tag);
			log.warn(`${claimed.title} is made here too, although ${holderText(left)} says that it makes it: ${notWaitedFor(left) ?? ""}. If that is gone: rm ${claims.pathOf(claimed)}`);
		}
	};
};
// src/layer/layerProgress.ts
const phaseText = ({ phase, spec }) => {
	switch (phase.kind) {
		case "building": return "being built";
		case "unpacking": {
			const unpacked = phase.unpacked();
			const far = unpacked === void 0 ? "" : `, ${bytes(unpacked)} unpacked`;
			return `fetching ${bytes(spec.download)}${far}`;
		}
		case "downloading": return `fetching, ${bytes(phase.received())} of ${bytes(spec.download)}`;
		case "packing": return `packing, ${bytes(phase.packed())} written`;
		case "storing": return `storing, ${bytes(phase.sent())} of ${bytes(phase.size)}`;
		case "reading": return `looking through its files, ${bytes(phase.read())} of ${bytes(phase.size)}`;
	}
};
/** Bytes of its download that are here for certain. */
const fetchedOf = ({ phase, spec }) => {
	switch (phase.kind) {
		case "building":
		case "unpacking": return 0;
		case "downloading": return Math.min(phase.received(), spec.download);
		case "packing":
		case "storing":
		case "reading": return spec.download;
	}
};
/** A layer that is stored, as a line for those who look for mistakes. */
const doneText = (spec, size, took) => `${spec.title} is ${bytes(size)}, took ${duration(took)}`;
/** Progress of the making of these layers. */
const layerProgress = ({ log, clock }, specs) => {
	const total = specs.reduce((sum, { download }) => sum + download, 0);
	const running = /* @__PURE__ */ new Set();
	let [layers, stored, fetched] = [
		0,
		0,
		0
	];
	const text = () => {
		const now = [...running].reduce((sum, one) => sum + fetchedOf(one), fetched);
		return `${`${layers} of ${count(specs.length, "layer")} stored (${bytes(stored)})`}, ${bytes(now)} of ${bytes(total)} fetched`;
	};
	const all = (until) => log.progress(text, until);
	const one = async (spec, work) => {
		const began = clock.now();
		const following = {
			spec,
			phase: { kind: "building" }
		};
		running.add(following);
		const working = work((phase) => {
			following.phase = phase;
		});
		log.progress(() => `${spec.title}: ${phaseText(following)}, ${duration(clock.now() - began)}`, working);
		try {
			const result = await working;
			layers += 1;
			stored += result.size;
			fetched += spec.download;
			log.debug(doneText(spec, result.size, clock.now() - began));
			return result;
		} finally {
			running.delete(following);
		}
	};
	return {
		all,
		one
	};
};
// src/system/walkFolder.ts
/**
* Everything under `root` that is not a folder, one folder after the other, in no particular order
* within it.
*/
async function* walkFolder(files, root, folder = "") {
	const names = await files.list(folder === "" ? root : `${root}/${folder}`);
	const found = await Promise.all(names.map(async (name) => {
		const path = folder === "" ? name : `${folder}/${name}`;
		return {
			path,
			stat: await files.stat(`${root}/${path}`)
		};
	}));
	for (const { path, stat } of found) {
		if (stat === void 0) continue;
		const { kind, mode, size } = stat;
		if (kind === "directory") yield* walkFolder(files, root, path);
		else yield {
			path,
			kind,
			mode,
			size
		};
	}
}
// src/layer/bytecodeEntries.ts
const asPattern = (path) => path.replaceAll(/[^\w/]/g, String.raw`\$&`);
/**
* argv that compiles a folder. `checked-hash`: the bytes do not depend on times, and a module that
* somebody edits counts. Neither site-packages nor a variable of this machine has a say.
*/
const compileArgv = (python, { folder, seen }, { except, into }) => {
	const interpreter = [
		"-sSB",
		"-X",
		"utf8",
		...COMPILING,
		"-X",
		`pycache_prefix=${into}`
	];
	const compileall = [
		"-m",
		"compileall",
		"-qq",
		"-f",
		"--invalidation-mode",
		"checked-hash"
	];
	const left = ["-x", `^${asPattern(folder)}/${except}`];
	return [
		python,
		...interpreter,
		...compileall,
		...left,
		"-s",
		folder,
		"-p",
		`/${seen}`,
		folder
	];
};
/** Settings of Python's that would change what is compiled, and the one that fixes it. */
const ENVIRONMENT = {
	PYTHONHASHSEED: "0",
	PYTHONHOME: void 0,
	PYTHONPATH: void 0,
	PYTHONPYCACHEPREFIX: void 0,
	PYTHONOPTIMIZE: void 0,
	PYTHONWARNINGS: void 0,
	PYTHONPLATLIBDIR: void 0
};
/** compileall's answer where a file is no module of this Python's: it is left, as by pip. */
const SOME_LEFT = 1;
/**
* The bytecode of a folder's modules, each in `__pycache__` beside its module. The same bytes for
* the same modules and Python; what is no module of this Python's has none. Rejects with
* `not-compiled` where the compiler breaks.
*/
const bytecodeEntries = async ({ sys, python, work }, modules, { except }) => {
	const [into, start] = [`${work}/bytecode`, `${work}/start`];
	await sys.files.makeDir(start);
	const argv = compileArgv(python, modules, {
		except,
		into
	});
	const { code, stderr } = await sys.processes.run(argv, {
		cwd: start,
		env: ENVIRONMENT
	});
	if (code !== 0 && code !== SOME_LEFT) throw foundProblem({
		code: "not-compiled",
		message: `Python's compiler ended with ${code} on the modules for /${modules.seen}.`,
		hint: "Leave modules uncompiled, in dl-env.yml: bytecode: false"
	}, { cause: new Error(stderr) });
	const entries = [];
	for await (const { path, size, kind } of walkFolder(sys.files, `${into}${modules.folder}`)) {
		if (kind !== "file") continue;
		const at = path.lastIndexOf("/") + 1;
		const beside = `${modules.path}/${path.slice(0, at)}__pycache__/${path.slice(at)}`;
		const content = {
			kind: "file",
			path: `${into}${modules.folder}/${path}`
		};
		entries.push(fileEntry(beside, 420, {
			size,
			content
		}));
	}
	return entries;
};
// src/layer/downloadArchive.ts
const wrongRedirect = (url, why) => unreachable({
	code: "too-many-redirects",
	message: `${safeUrl(url)} ${why}.`,
	hint: "Name a mirror in dl-env.yml, then type: dl-env build"
});
const notThere = (url, status) => unreachable({
	code: "download-failed",
	message: `${safeUrl(url)} answered ${status}.`,
	hint: "Name a mirror under `mirrors` in dl-env.yml, then type: dl-env build"
});
/**
* Fetches `url` into `file`; code `download-failed` when it is not there, `archive-hash` when its
* sha256 is not the one asked for, and then no file is left.
*/
const downloadArchive = async (sys, { url, sha256 }, file) => {
	const { response, failure } = await follow(sys.http, url, LIMITS.redirects);
	if (failure !== void 0) throw wrongRedirect(url, failure);
	if (response.status !== 200) {
		await response.discard();
		throw notThere(url, response.status);
	}
	const hash = createHash("sha256");
	let size = 0;
	const hashed = async function* () {
		for await (const chunk of atPace(response.body, blobPace(safeUrl(url)), sys.clock)) {
			size += chunk.length;
			if (size > LIMITS.archiveBytes) throw overLimit(`${safeUrl(url)} sends ${bytes(size)} and more`, bytes(LIMITS.archiveBytes));
			hash.update(chunk);
			sys.onBytes?.(size);
			yield chunk;
		}
	};
	await sys.files.write(file, hashed());
	const got = hash.digest("hex");
	if (got === sha256) return;
	await sys.files.remove(file);
	throw foundProblem({
		code: "archive-hash",
		message: `${safeUrl(url)} has sha256 ${got}, but the catalog says ${sha256}.`,
		hint: "Check the mirror and the catalog: matrix/pythons.yml"
	});
};
// src/layer/pythonEntries.ts
/**
* /opt/venv for a standalone Python: what `python3 -m venv` would make, with the neutral folder for
* packages.
*/
const venvSkeleton = (version) => {
	const minor = minorOf(version);
	return [
		bytesEntry("opt/venv/pyvenv.cfg", 420, Buffer.from(standaloneVenvConfig(version))),
		symlinkEntry("opt/venv/bin/python3", `/${standaloneFolder(version)}/bin/python${minor}`),
		symlinkEntry("opt/venv/bin/python", "python3"),
		symlinkEntry(`opt/venv/bin/python${minor}`, "python3"),
		symlinkEntry(`opt/venv/lib/python${minor}`, "python3"),
		symlinkEntry("opt/venv/lib64", "lib"),
		symlinkEntry(`opt/venv/include/site/python${minor}`, "python3"),
		directoryEntry("opt/venv/include/site/python3"),
		directoryEntry("opt/venv/lib/python3/site-packages")
	];
};
const moved = (entry, folder) => {
	const inFolder = (path) => path.replace(/^python(?=\/|$)/, folder);
	const path = inFolder(entry.path);
	if (!path.startsWith(`${folder}/`) || path.split("/").includes("__pycache__")) return [];
	switch (entry.kind) {
		case "file": return entry.content === void 0 ? [] : [fileEntry(path, entry.mode, {
			size: entry.size,
			content: entry.content
		})];
		case "symlink": return [symlinkEntry(path, entry.target ?? "")];
		case "hardlink": return [hardlinkEntry(path, entry.mode, inFolder(entry.target ?? ""))];
		case "directory": return [directoryEntry(path)];
		case "other": return [];
	}
};
/** Writes the modules below `path` of these entries to `folder`, to be compiled there. */
const writeModules = async (files, { entries, path }, folder) => {
	for (const entry of entries) {
		const { path: at, kind } = entry;
		if (!(kind === "file" && at.startsWith(`${path}/`) && at.endsWith(".py")) || at.split("/").includes("..")) continue;
		const parts = [];
		for await (const part of entryContent(files, entry)) parts.push(part);
		await files.write(`${folder}/${at.slice(path.length + 1)}`, Buffer.concat(parts));
	}
};
/**
* The entries of a Python layer: the archive at /opt/python/X.Y, checked against its sha256, and
* /opt/venv for it.
*/
const pythonEntries = async ({ sys, mirrors, work, tell }, spec) => {
	const archive = `${work}/python.tar.gz`;
	let received = 0;
	tell?.({
		kind: "downloading",
		received: () => received
	});
	const onBytes = (size) => void (received = size);
	await downloadArchive({
		...sys,
		onBytes
	}, {
		url: mirrored(spec.url, mirrors),
		sha256: spec.sha256
	}, archive);
	const read = await readTar(sys.files, archive, `${work}/bodies`);
	return [...firstIsFile(read.flatMap((entry) => moved(entry, standaloneFolder(spec.version)))), ...venvSkeleton(spec.version)];
};
// src/layer/archiveFile.ts
/** Read at once, for the many small pieces that lie side by side. */
const WINDOW = 1 << 20;
/** An archive up to this size is held whole: pieces are not always read in its order. */
const WHOLE = 16 << 20;
const openArchive = async (files, path) => {
	const size = (await files.stat(path))?.size ?? 0;
	const span = size <= WHOLE ? size : WINDOW;
	let window = {
		start: 0,
		bytes: Buffer.alloc(0)
	};
	const read = async (start, length) => {
		const end = Math.min(size, start + length) - 1;
		if (end < start) return Buffer.alloc(0);
		const chunks = [];
		for await (const chunk of files.read(path, {
			start,
			end
		})) chunks.push(chunk);
		return Buffer.concat(chunks);
	};
	const piece = async (start, length) => {
		if (length > span) return read(start, length);
		const isInside = start >= window.start && start + length <= window.start + window.bytes.length;
		const first = span === size ? 0 : start;
		if (!isInside) window = {
			start: first,
			bytes: await read(first, span)
		};
		const at = start - window.start;
		return window.bytes.subarray(at, at + length);
	};
	const stream = (start, length) => files.read(path, {
		start,
		end: start + length - 1
	});
	return {
		size,
		piece,
		stream
	};
};
// src/layer/shebang.ts
/** The interpreter of every image. */
const VENV_PYTHON = "/opt/venv/bin/python3";
const NEUTRAL = `#!${VENV_PYTHON}`;
const DIRECT = /^#!(.*)\/bin\/python[\d.]*$/;
/**
* Where the interpreter's path is long or has spaces, uv writes a shell line that Python reads as a
* string.
*/
const TRAMPOLINE = /^'''exec' (.*)\/bin\/python[\d.]*'? "\$0" "\$@"$/;
const TRAMPOLINE_END = "' '''";
const NEWLINE = 10;
const lineEnd = (bytes, from) => {
	const end = bytes.indexOf(NEWLINE, from);
	return end < 0 ? bytes.length : end;
};
const withFirstLine = (bytes, end) => Buffer.concat([Buffer.from(NEUTRAL), bytes.subarray(end)]);
/**
* A script whose first lines name the interpreter of the throw-away environment `venv` (name of its
* folder), with the image's interpreter instead. Returns undefined for everything else: other
* interpreters, binaries.
*/
const neutralScript = (script, venv) => {
	if (script[0] !== 35 || script[1] !== 33) return void 0;
	const end = lineEnd(script, 0);
	const [first = "", second = "", third = ""] = Buffer.from(script.subarray(0, Math.min(script.length, 16384))).toString("utf8").split("\n", 3);
	if (DIRECT.exec(first)?.[1]?.endsWith(`/${venv}`) === true) return withFirstLine(script, end);
	if (first !== "#!/bin/sh" || third !== TRAMPOLINE_END || TRAMPOLINE.exec(second)?.[1]?.endsWith(`/${venv}`) !== true) return void 0;
	return withFirstLine(script, lineEnd(script, lineEnd(script, end + 1) + 1));
};
// src/layer/launcher.ts
/** uv's text of a launcher, with the image's interpreter: what it installs, byte for byte. */
const launcherText = (module, path) => `#!${VENV_PYTHON}
# -*- coding: utf-8 -*-
import sys
from ${module} import ${path.split(".")[0] ?? path}
if __name__ == "__main__":
    if sys.argv[0].endswith("-script.pyw"):
        sys.argv[0] = sys.argv[0][:-11]
    elif sys.argv[0].endswith(".exe"):
        sys.argv[0] = sys.argv[0][:-4]
    sys.exit(${path}())
`;
const SECTION = /^\[([^[\]]+)\]$/;
const ENTRY = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*=\s*([A-Za-z_][\w.]*)\s*:\s*([A-Za-z_][\w.]*)$/;
/** uv gives these the number of the Python in their names. */
const NUMBERED = /^(pip|easy_install)/;
const launcherOf = (line) => {
	const [, name = "", module = "", path = ""] = ENTRY.exec(line) ?? [];
	if (name === "" || NUMBERED.test(name)) return void 0;
	return {
		name,
		script: launcherText(module, path)
	};
};
/**
* The launchers of an `entry_points.txt`; undefined where it says anything of them that is not the
* plain `name = module:function`, each name once.
*/
const launchersIn = (text) => {
	const found = /* @__PURE__ */ new Map();
	let section = "";
	for (const raw of text.split(/\r?\n/)) {
		const line = raw.trim();
		if (line === "" || /^[#;]/.test(line)) continue;
		const named = SECTION.exec(line)?.[1]?.trim();
		if (named !== void 0) section = named;
		else if (section === "console_scripts" || section === "gui_scripts") {
			const launcher = launcherOf(line);
			if (launcher === void 0 || found.has(launcher.name) || raw !== raw.trimStart()) return void 0;
			found.set(launcher.name, launcher);
		}
	}
	return [...found.values()];
};
// src/layer/venvPaths.ts
/** Where the environment lies in an image, without a leading slash. */
const VENV = "opt/venv";
/** Where wheels put their modules, and where paths of a RECORD begin. */
const SITE_PACKAGES = `${VENV}/lib/python3/site-packages`;
/**
* A path of a `--prefix` tree as it stands in the image: without the Python's number in
* `lib/python3.11` and `include/site/python3.11`.
*/
const venvPath = (path) => `${VENV}/${path.replace(/^(lib|include\/site)\/python\d+\.\d+\//, "$1/python3/")}`;
const isScriptPath = (path) => path.startsWith(`${VENV}/bin/`);
const isRecordPath = (path) => path.startsWith(`opt/venv/lib/python3/site-packages/`) && /^[^/]+\.dist-info\/RECORD$/.test(path.slice(35));
/** `tqdm-4.70.1` of `…/site-packages/tqdm-4.70.1.dist-info/RECORD` */
const titleOfRecord = (path) => path.slice(SITE_PACKAGES.length + 1).replace(/\.dist-info\/RECORD$/, "");
/** A path of a RECORD, which counts from site-packages, as it stands in the image. */
const recordedPath = (path) => {
	const parts = SITE_PACKAGES.split("/");
	for (const part of path.split("/")) if (part === "..") parts.pop();
	else if (part !== ".") parts.push(part);
	return parts.join("/");
};
// src/layer/wheelArchive.ts
/** A directory that is larger is not read; the one of torch's wheel has 1.5 MB. */
const LARGEST_DIRECTORY = 32 << 20;
/** Stands for a number that only ZIP64 records hold. */
const ELSEWHERE = 4294967295;
/** Of what has no end record. */
const NONE$2 = {
	start: 0,
	length: 0,
	entries: 0
};
/** The files of an archive by its directory, and how many it says that it has. */
const archivedFiles = async (archive) => {
	const { size } = archive;
	const tailSize = Math.min(size, ZIP_END_SPAN);
	const { start, length, entries: said } = zipDirectory(await archive.piece(size - tailSize, tailSize)) ?? NONE$2;
	return {
		files: length <= LARGEST_DIRECTORY && start + length <= size ? [...zipEntries(await archive.piece(start, length))] : [],
		said
	};
};
/** Whether the directory has all numbers of a file. */
const hasNumbers = ({ header, packed, size }) => ![
	header,
	packed,
	size
].includes(ELSEWHERE);
/** Whether a file is large and deflated, and the directory has all numbers of it. */
const isLarge = (entry) => entry.method === 8 && entry.size >= 32768 && hasNumbers(entry);
/** Where a file of a wheel is installed, below the environment; undefined for what is rewritten. */
const installedPath = (name) => {
	const [, scheme, rest] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(name) ?? [];
	if (scheme === void 0) return `lib/python3/site-packages/${name}`;
	if (scheme === "purelib" || scheme === "platlib") return `lib/python3/site-packages/${rest}`;
	return scheme === "data" ? rest : void 0;
};
/** Where the content of a file is; undefined where its own header names another file. */
const bodyOf = async (archive, { name, header, packed, size, crc }) => {
	const before = zipHeaderSize(await archive.piece(header, 30));
	if (before === void 0) return void 0;
	if ((await archive.piece(header + 30, Buffer.byteLength(name))).toString("utf8") !== name) return void 0;
	return {
		archive,
		start: header + before,
		packed,
		size,
		crc
	};
};
/**
* The large files of a wheel that lie deflated in it, by the path below the environment at which
* they are installed (`lib/python3/site-packages/…`). Files are left out that the archive names
* twice or describes in ways that are not read here: what is there may be used, and nothing must.
*/
const deflatedFiles = async (files, path) => {
	const archive = await openArchive(files, path);
	const found = /* @__PURE__ */ new Map();
	const twice = /* @__PURE__ */ new Set();
	for (const entry of (await archivedFiles(archive)).files) {
		if (!isLarge(entry)) continue;
		const installed = installedPath(entry.name);
		if (installed === void 0) continue;
		if (found.has(installed)) twice.add(installed);
		const body = await bodyOf(archive, entry);
		if (body !== void 0) found.set(installed, body);
	}
	for (const installed of twice) found.delete(installed);
	return found;
};
// src/layer/archivedWheel.ts
/** General purpose bits: of an encrypted file, of a name in UTF-8. */
const ENCRYPTED = 1;
const UTF8 = 2048;
const TYPE_BITS = 61440;
const REGULAR = 32768;
/** What is read into memory at once: small files that are not compressed, and texts. */
const MOST_HELD = 16 << 20;
/** Files that an installer adds to a wheel's `.dist-info`, and a wheel should not have. */
const OF_INSTALLERS = [
	"INSTALLER",
	"REQUESTED",
	"direct_url.json",
	"uv_cache.json"
];
const isFolder = ({ name }) => name.endsWith("/");
/** Whether the archive says all of a file that is needed, in the one way that is read here. */
const isPlain = (entry) => {
	const { name, flags, method, mode = 0, packed, size } = entry;
	const parts = name.replace(/\/$/, "").split("/");
	return hasNumbers(entry) && (flags & ENCRYPTED) === 0 && (method === 8 || method === 0 && packed === size) && !parts.some((part) => part === "" || part === "." || part === "..") && (/^[ -[\]-~]+$/.test(name) || (flags & UTF8) !== 0 && !/[\\\uFFFD\p{Cc}]/u.test(name)) && (isFolder(entry) || [0, REGULAR].includes(mode & TYPE_BITS));
};
/** Path of a wheel's file in a RECORD, from site-packages; undefined where uv must say. */
const rowPath = (name) => {
	const [, scheme, rest = ""] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(name) ?? [];
	if (scheme === void 0) return /^[^/]+\.data\//.test(name) ? void 0 : name;
	if (scheme === "purelib" || scheme === "platlib") return rest;
	const isSpecial = /^(bin|include|lib|lib64)(\/|$)/.test(rest) || !rest.includes("/");
	return scheme === "data" && !isSpecial ? `../../../${rest}` : void 0;
};
const openWheel = async (files, path) => {
	const archive = await openArchive(files, path);
	const { files: found, said } = await archivedFiles(archive);
	if (found.length !== said || said > ARCHIVE_LIMITS.entries || !found.every(isPlain)) return void 0;
	const byPath = /* @__PURE__ */ new Map();
	for (const entry of found) {
		if (isFolder(entry)) continue;
		const at = rowPath(entry.name);
		if (at === void 0 || byPath.has(at)) return void 0;
		byPath.set(at, entry);
	}
	const [title, ...others] = new Set([...byPath.keys()].flatMap((at) => /^([^/]+)\.dist-info\//.exec(at)?.[1] ?? []));
	if (title === void 0 || others.length > 0) return void 0;
	const isOther = ({ name }) => /^[^/]+\.data\//.test(name) && !name.startsWith(`${title}.data/`);
	return found.some(isOther) ? void 0 : {
		archive,
		files: byPath,
		title
	};
};
/** Content in memory; undefined where it is not what the directory says. */
const held = async (archive, entry) => {
	const body = entry.size > MOST_HELD ? void 0 : await bodyOf(archive, entry);
	if (body === void 0) return void 0;
	const bytes = await archive.piece(body.start, body.packed);
	try {
		const content = entry.method === 0 ? Buffer.from(bytes) : inflateRawSync(bytes, { maxOutputLength: entry.size + 1 });
		return content.length === entry.size && crc32(content) === entry.crc ? content : void 0;
	} catch {
		return;
	}
};
const textIn = async (wheel, name) => {
	const entry = wheel.files.get(`${wheel.title}.dist-info/${name}`);
	return entry === void 0 ? void 0 : (await held(wheel.archive, entry))?.toString("utf8");
};
/** A file as a layer has it; undefined where it is not what the archive says. */
const entryOf$1 = async ({ archive }, at, entry) => {
	const path = recordedPath(at);
	const mode = ((entry.mode ?? 0) & 73) === 0 ? 420 : 493;
	if (entry.method === 0 || entry.size === 0) {
		const bytes = await held(archive, entry);
		return bytes === void 0 ? void 0 : bytesEntry(path, mode, bytes);
	}
	const deflated = await bodyOf(archive, entry);
	if (deflated === void 0) return void 0;
	return fileEntry(path, mode, {
		size: entry.size,
		content: {
			kind: "deflated",
			deflated
		}
	});
};
/** The rows of a wheel's RECORD by the places where its files are installed. */
const movedRows = (wheel, record) => {
	const rows = readRecord(record).map((row) => ({
		...row,
		at: rowPath(row.path) ?? row.path
	}));
	const named = new Set(rows.map(({ at }) => at));
	const isMoved = ({ name }, at) => name !== at;
	return [...wheel.files].some(([at, entry]) => isMoved(entry, at) && !named.has(at)) ? void 0 : rows.map((row) => recordRow(row.at, row));
};
/** What an installer adds to a wheel, by the path that a RECORD has for it. */
const addedFiles = async (wheel) => {
	const info = `${wheel.title}.dist-info`;
	if (OF_INSTALLERS.some((name) => wheel.files.has(`${info}/${name}`))) return void 0;
	const points = wheel.files.has(`${info}/entry_points.txt`) ? await textIn(wheel, "entry_points.txt") : "";
	const launchers = points === void 0 ? void 0 : launchersIn(points);
	if (launchers === void 0) return void 0;
	const added = /* @__PURE__ */ new Map();
	const add = (at, mode, text) => void added.set(at, bytesEntry(recordedPath(at), mode, Buffer.from(text)));
	for (const { name, script } of launchers) add(`../../../bin/${name}`, 493, script);
	add(`${info}/INSTALLER`, 420, "uv");
	add(`${info}/REQUESTED`, 420, "");
	return added;
};
const byRowPath = (a, b) => a.path < b.path ? -1 : 1;
/** The entries of what lies in the archive, but for its RECORD; undefined where one is not so. */
const archivedEntries = async (wheel) => {
	const entries = [];
	let inMemory = 0;
	for (const [at, entry] of wheel.files) {
		if (at.split("/").includes("__pycache__") || at === `${wheel.title}.dist-info/RECORD`) continue;
		const made = await entryOf$1(wheel, at, entry);
		if (made?.content?.kind === "bytes") inMemory += made.size;
		if (made === void 0 || inMemory > MOST_HELD) return void 0;
		entries.push(made);
	}
	return entries;
};
/**
* What uv would install of a wheel, of the wheel's file alone: nothing is unpacked to disk, which
* was most of what layers of many small files cost. Undefined where the wheel has anything that is
* not plain, such as scripts of its own or a damaged archive: then uv decides. What is in its files
* is compared with the archive's checksums when it is read.
*/
const archivedWheel = async (files, path) => {
	const wheel = await openWheel(files, path);
	if (wheel === void 0) return void 0;
	const [about, record] = [await textIn(wheel, "WHEEL"), await textIn(wheel, "RECORD")];
	if (record === void 0 || !/^Wheel-Version:\s*1\.\d+\s*$/m.test(about ?? "")) return void 0;
	const [rows, added, entries] = [
		movedRows(wheel, record),
		await addedFiles(wheel),
		await archivedEntries(wheel)
	];
	if (rows === void 0 || added === void 0 || entries === void 0) return void 0;
	if ([...added.keys()].some((at) => wheel.files.has(at))) return void 0;
	const ofAdded = [...added].map(([at, { content }]) => recordRow(at, contentOf$1(content?.kind === "bytes" ? content.bytes : /* @__PURE__ */ new Uint8Array())));
	const all = [...rows, ...ofAdded].sort(byRowPath);
	const text = Buffer.from(printRecord(all));
	const recordPath = `${SITE_PACKAGES}/${wheel.title}.dist-info/RECORD`;
	return {
		entries: [
			...entries,
			...added.values(),
			bytesEntry(recordPath, 420, text)
		],
		installed: [{
			title: wheel.title,
			files: all.map(({ path: at, hash }) => ({
				path: recordedPath(at),
				hash
			}))
		}]
	};
};
// src/layer/wheelAddress.ts
/** A project's page: PyPI's largest have some MB. */
const LARGEST_PAGE = 32 << 20;
const JSON_PAGE = "application/vnd.pypi.simple.v1+json";
const decoder$3 = object({ files: array(object({
	filename: string(),
	url: string(),
	hashes: record(string(), string())
})) });
/** Link of a file on a project's page as JSON (PEP 691); undefined where it has none. */
const linkInJson = (text, { file, sha256 }) => decoder$3.parse(JSON.parse(text)).files.find(({ filename, hashes }) => filename === file && hashes["sha256"] === sha256)?.url;
/** The same on a page in HTML (PEP 503), whose links end in the hash. */
const linkInHtml = (text, { sha256 }) => new RegExp(`href\\s*=\\s*["']([^"'<>]*#sha256=${sha256})["']`, "i").exec(text)?.[1]?.replaceAll("&amp;", "&");
/**
* Address of a wheel's file, by the project's page on one index, which is asked without any secret;
* undefined where the page does not have the file of this hash. Rejects where there is no page or
* it cannot be read.
*/
const wheelAddress = async (sys, index, wheel) => {
	const page = `${index.replace(/\/+$/, "")}/${wheel.name}/`;
	const headers = {
		accept: `${JSON_PAGE}, text/html;q=0.2`,
		"accept-encoding": "identity"
	};
	const { response, address, failure } = await follow(sys.http, {
		url: page,
		headers
	}, LIMITS.redirects);
	if (failure !== void 0) throw new Error(`${safeUrl(page)} ${failure}`);
	if (response.status !== 200) {
		await response.discard();
		throw new Error(`${safeUrl(page)} answered ${String(response.status)}`);
	}
	const bytes = await readBounded(response.body, {
		what: `The page ${safeUrl(page)}`,
		bytes: LARGEST_PAGE
	}, answerDeadline(sys.clock));
	const text = Buffer.from(bytes).toString("utf8");
	const link = response.headers["content-type"]?.startsWith(JSON_PAGE) === true ? linkInJson(text, wheel) : linkInHtml(text, wheel);
	if (link === void 0 || !URL.canParse(link, address)) return void 0;
	const found = new URL(link, address);
	found.hash = "";
	return /^https?:$/.test(found.protocol) ? found.href : void 0;
};
// src/layer/fetchWheel.ts
const addressOn = async (sys, indexes, wheel) => {
	for (const index of indexes) {
		const address = await wheelAddress(sys, index, wheel);
		if (address !== void 0) return address;
	}
};
/**
* Fetches a wheel as a file into `folder`, from the first of the indexes that has it, and returns
* its path. Undefined, with the reason in the log for those who look, where it can't be had this
* way: uv, which knows every way to an index, then fetches it, and its word counts.
*/
const fetchWheel = async (sys, indexes, { wheel, folder }) => {
	const leave = (why) => {
		sys.log.debug(`${wheel.file} is left to uv: ${why}`);
	};
	if (wheel.download > LIMITS.archiveBytes) return leave("it is too large");
	try {
		const url = await addressOn(sys, indexes, wheel);
		if (url === void 0) return leave("no index that may be asked without a secret has it");
		const path = `${folder}/${wheel.file}`;
		await downloadArchive(sys, {
			url,
			sha256: wheel.sha256
		}, path);
		return path;
	} catch (error) {
		return leave(error instanceof Error ? error.message : String(error));
	}
};
// src/layer/installWheels.ts
/**
* Folder name of the environment that the interpreter belongs to: how scripts made with it are told
* from others.
*/
const venvName = (interpreter) => basename(dirname(dirname(interpreter)));
/** argv of the one uv call that makes a tree; pure. */
const installArgv = (tools, job, { requirements, tree }) => {
	const strategy = (job.indexes ?? []).length === 0 ? [] : ["--index-strategy", "unsafe-best-match"];
	const target = [
		"--prefix",
		tree,
		"--python-version",
		job.python,
		"--python-platform",
		job.platform
	];
	const strict = [
		"--no-deps",
		"--only-binary",
		":all:",
		"--require-hashes",
		"--no-compile-bytecode"
	];
	return [
		tools.uv,
		"pip",
		"install",
		...job.cache === void 0 ? ["--no-cache"] : ["--cache-dir", job.cache],
		"--python",
		tools.interpreter,
		...target,
		...strict,
		...strategy,
		...job.folder === void 0 ? [] : [
			"--no-index",
			"--find-links",
			job.folder
		],
		"-r",
		requirements
	];
};
const UPDATE = "Type: dl-env lock --update";
const mismatch = (stderr) => {
	const wheel = /Hash mismatch for `([^`]+)`/.exec(stderr)?.[1];
	if (wheel === void 0) return void 0;
	const [expected = "?", computed = "?"] = [...stderr.matchAll(/sha256:([\da-f]{64})/g)].map(([, hex]) => hex);
	const message = `The index gave a wheel of ${wheel} with sha256 ${computed}, but the lock says ${expected}.`;
	return foundProblem({
		code: "wheel-hash",
		message,
		hint: `If the index is right, update the lock. ${UPDATE}`
	});
};
const gone = (stderr, wheels) => {
	const text = stderr.replaceAll(/\s+/g, " ");
	if (!/no version of|was not found in the package registry|has no wheels? with|no usable wheels/.test(text)) return void 0;
	const wheel = wheels.find(({ name, version }) => text.includes(`${name}==${version}`) || text.includes(`${name} was not found`));
	const what = wheel === void 0 ? "A wheel of the lock" : `The wheel ${wheel.file}`;
	return foundProblem({
		code: "wheel-gone",
		message: `${what} is no longer on the index.`,
		hint: UPDATE
	});
};
/** Addresses in uv's text may carry a user and a password. */
const redacted = (stderr) => stderr.replaceAll(/(https?:\/\/)[^/\s@]+@/g, "$1***@").trim();
/** What uv's complaint means to a user. The text itself is kept as the cause. */
const installError = (stderr, wheels) => {
	const aboutWheel = mismatch(stderr) ?? gone(stderr, wheels);
	if (aboutWheel !== void 0) return aboutWheel;
	const cause = new Error(redacted(stderr));
	if (/No space left on device/i.test(stderr)) return unreachable({
		code: "disk-full",
		message: "The disk became full while wheels were unpacked.",
		hint: "Free some space. Type: df -h"
	}, { cause });
	if (/error sending request|Failed to fetch|client error|timed out|HTTP status/i.test(stderr)) return unreachable({
		code: "index-unreachable",
		message: "The package index could not be reached while wheels were fetched.",
		hint: "Try again. Type: dl-env build"
	}, { cause });
	const first = (redacted(stderr).split("\n").find((line) => line.startsWith("error: ")) ?? "no reason given").replace(/^error: |\.$/g, "");
	return foundProblem({
		code: "wheel-install",
		message: `${wheels.length === 1 ? wheels[0]?.file : "The wheels"} could not be installed by uv: ${first}.`,
		hint: UPDATE
	}, { cause });
};
/** Installs the wheels into a new folder `<work>/tree` and returns its path. */
const installWheels = async ({ sys, tools, work, tell }, job) => {
	const [requirements, tree, temp] = [
		`${work}/requirements.txt`,
		`${work}/tree`,
		`${work}/temp`
	];
	await sys.files.write(requirements, hashedRequirements(job.wheels));
	await sys.files.makeDir(temp);
	await endSettingsSearch(sys.files, work);
	const env = {
		...await tools.environment(job.indexes ?? []),
		TMPDIR: temp
	};
	const result = await sys.processes.run(installArgv(tools, job, {
		requirements,
		tree
	}), {
		cwd: work,
		env,
		onStart: (moved) => tell?.({
			kind: "unpacking",
			unpacked: () => moved()?.written
		})
	});
	if (result.code !== 0) throw installError(result.stderr, job.wheels);
	await sys.files.remove(temp);
	return tree;
};
// src/layer/overlappingPaths.ts
/** What to do about packages that bring one path with different content. */
const OVERLAP_HINT = "Name the package whose copy wins in the catalog, under `laid-last` in: matrix/image.yml";
const SITE = "opt/venv/lib/python3/site-packages/";
/**
* Paths that more than one of the layers own with different content, and the layers that own them,
* from the bottom up.
*/
const differingPaths = (layers) => {
	const owners = /* @__PURE__ */ new Map();
	const shared = /* @__PURE__ */ new Map();
	for (const layer of layers) for (const [path, hash] of layer.paths) {
		if (path.endsWith(".pyc")) continue;
		const owner = {
			layer,
			hash
		};
		const before = owners.get(path);
		if (before === void 0) owners.set(path, owner);
		else if (Array.isArray(before)) before.push(owner);
		else {
			const both = [before, owner];
			owners.set(path, both);
			shared.set(path, both);
		}
	}
	return new Map([...shared].filter(([, all]) => all.some(({ hash }) => hash !== all[0]?.hash)).map(([path, all]) => [path, all.map(({ layer }) => layer)]));
};
/**
* What is wrong with the order of these layers: a path that several own must be the same in each,
* or `overlapWinners` (path in site-packages, or from the root of the image) must name the package
* whose copy wins, and its layer must be the last. Empty when all is well.
*/
const overlapProblems = (layers, overlapWinners) => [...differingPaths(layers)].flatMap(([path, owners]) => {
	const winners = overlapWinners[path.startsWith(SITE) ? path.slice(35) : path];
	if (winners !== void 0 && [winners].flat().some((name) => owners.at(-1)?.packages.includes(name))) return [];
	return [{
		code: "path-conflict",
		message: `These packages bring /${path} with different content: ${owners.map(({ title }) => title).join(", ")}.`,
		hint: OVERLAP_HINT
	}];
});
// src/layer/packageOwners.ts
/**
* Rejects (`path-conflict`) when packages that share one tree own a path with different content: uv
* installs them side by side, so which copy stays would be chance. The packages' RECORDs say what
* each brings.
*/
const checkOwners = (installed) => {
	const owners = /* @__PURE__ */ new Map();
	for (const { title, files } of installed) for (const { path, hash } of files) {
		const before = owners.get(path);
		if (before === void 0) owners.set(path, {
			title,
			hash
		});
		else if (before.hash !== hash && hash !== "" && before.hash !== "") throw foundProblem({
			code: "path-conflict",
			message: `${before.title} and ${title} both bring /${path}, with different content.`,
			hint: OVERLAP_HINT
		});
	}
};
// src/layer/wheelTree.ts
/** Scripts that are read at the same time. */
const SIDE_BY_SIDE$13 = 16;
/**
* What uv notes of a wheel that it took from a folder: when the file was written. Of one from an
* index it notes nothing.
*/
const isNoteOfUv = (path) => /(^|\/)[^/]+\.dist-info\/uv_cache\.json$/.test(path);
const findFiles = async ({ files, folder }) => {
	const found = [];
	for await (const file of walkFolder(files, folder)) {
		if (file.path === ".lock" || file.path.split("/").includes("__pycache__")) continue;
		if (isNoteOfUv(file.path)) continue;
		found.push(file);
		if (found.length > ARCHIVE_LIMITS.entries) throw overLimit(`A wheel has ${count(found.length, "file")} and more`, count(ARCHIVE_LIMITS.entries, "file"));
	}
	return found;
};
const scriptEntry = async (tree, found) => {
	const source = `${tree.folder}/${found.path}`;
	const script = await tree.files.readBytes(source) ?? /* @__PURE__ */ new Uint8Array();
	const neutral = neutralScript(script, tree.venv);
	const path = venvPath(found.path);
	return {
		entry: neutral === void 0 ? fileEntry(path, found.mode, {
			size: script.length,
			content: {
				kind: "file",
				path: source
			}
		}) : bytesEntry(path, found.mode, neutral),
		content: contentOf$1(neutral ?? script)
	};
};
/** Where the file's content lies deflated, if what is known of it is of this size. */
const deflatedAt = ({ deflated }, { path, found }) => {
	const there = deflated?.get(path.slice(9));
	return there?.size === found.size ? { deflated: there } : {};
};
const treeEntry = async (tree, found) => {
	const path = venvPath(found.path);
	const source = `${tree.folder}/${found.path}`;
	switch (found.kind) {
		case "symlink": return { entry: symlinkEntry(path, await tree.files.readLink(source)) };
		case "other": throw foundProblem({
			code: "layer-entry",
			message: `${path} is neither a file nor a link.`,
			hint: "Type: dl-env lock --update"
		});
		case "file": return isScriptPath(path) && found.size <= ARCHIVE_LIMITS.script ? scriptEntry(tree, found) : { entry: fileEntry(path, found.mode, {
			size: found.size,
			content: {
				kind: "file",
				path: source,
				...deflatedAt(tree, {
					path,
					found
				})
			}
		}) };
	}
};
/**
* Entries of all files; those that are held in memory, scripts with another first line, are bounded
* together.
*/
const treeEntries = async (tree, found) => {
	const limit = pLimit(SIDE_BY_SIDE$13);
	let held = 0;
	const read = async (file) => {
		const one = await treeEntry(tree, file);
		if (one.entry.content?.kind === "bytes") held += one.entry.size;
		if (held > ARCHIVE_LIMITS.scripts) throw overLimit(`A wheel has scripts of ${bytes(held)} and more`, bytes(ARCHIVE_LIMITS.scripts));
		return [one.entry.path, one];
	};
	return new Map(await Promise.all(found.map((file) => limit(() => read(file)))));
};
/**
* A row with the path and the content as they stand in the image; the row itself where nothing
* differs.
*/
const neutralRow = (row, byPath) => {
	const path = row.path.replace(/^((?:\.\.\/)+include\/site)\/python\d+\.\d+\//, "$1/python3/");
	const content = byPath.get(recordedPath(path))?.content;
	if (content === void 0 || row.hash === "") return path === row.path ? row : recordRow(path, row);
	return content.hash === row.hash && path === row.path ? row : recordRow(path, content);
};
/**
* Reads each RECORD, puts one with the final paths and hashes in its place, and returns what they
* say.
*/
const neutralRecords = async ({ files }, byPath) => {
	const installed = [];
	let [held, rows] = [0, 0];
	for (const { entry } of byPath.values()) {
		if (!isRecordPath(entry.path) || entry.content?.kind !== "file") continue;
		held += entry.size;
		if (held > ARCHIVE_LIMITS.records) throw overLimit(`A wheel has a RECORD of ${bytes(held)}`, bytes(ARCHIVE_LIMITS.records));
		const record = readRecord(await files.readText(entry.content.path) ?? "", ARCHIVE_LIMITS.entries - rows).filter(({ path }) => !isNoteOfUv(path)).map((row) => neutralRow(row, byPath));
		rows += record.length;
		const text = Buffer.from(printRecord(record));
		byPath.set(entry.path, { entry: bytesEntry(entry.path, entry.mode, text) });
		installed.push({
			title: titleOfRecord(entry.path),
			files: record.map(({ path, hash }) => ({
				path: recordedPath(path),
				hash
			}))
		});
	}
	return installed.sort((a, b) => a.title < b.title ? -1 : 1);
};
/**
* Reads a tree that uv wrote: paths without the Python's number, scripts for the image's
* interpreter, each RECORD with the final paths and hashes, nothing compiled, no lock file. Rejects
* (`archive-limit`) what is larger than ARCHIVE_LIMITS allow.
*/
const readWheelTree = async (tree) => {
	const byPath = await treeEntries(tree, await findFiles(tree));
	const installed = await neutralRecords(tree, byPath);
	return {
		entries: [...byPath.values()].map(({ entry }) => entry),
		installed
	};
};
// src/layer/wheelEntries.ts
/**
* The wheel of a layer as a file, whose compressed content is used; undefined where uv fetches it.
*/
const wheelFile = async ({ sys, tools, work, tell }, { wheels, indexes = [] }) => {
	const [wheel, ...others] = wheels;
	if (tools.indexes === void 0 || wheel === void 0 || others.length > 0) return void 0;
	const folder = `${work}/wheel`;
	await sys.files.makeDir(folder);
	let received = 0;
	tell?.({
		kind: "downloading",
		received: () => received
	});
	const onBytes = (size) => void (received = size);
	return fetchWheel({
		...sys,
		onBytes
	}, tools.indexes(indexes), {
		wheel,
		folder
	});
};
/** What uv installs of a layer's wheels, of the one in a file where there is one. */
const treeByUv = async ({ sys, tools, work, tell }, spec, file) => {
	const cache = spec.kind === "rest" ? tools.wheelCache : void 0;
	const from = file === void 0 ? {} : { folder: dirname(file) };
	const folder = await installWheels({
		sys,
		tools,
		work,
		tell
	}, {
		...spec,
		cache,
		...from
	});
	const tree = await readWheelTree({
		files: sys.files,
		folder,
		venv: venvName(tools.interpreter),
		deflated: file === void 0 ? void 0 : await deflatedFiles(sys.files, file)
	});
	const lib = (await sys.files.list(`${folder}/lib`)).find((name) => /^python3\.\d+$/.test(name));
	return lib === void 0 ? tree : {
		...tree,
		modules: `${folder}/lib/${lib}/site-packages`
	};
};
/** Writes the modules of a tree that lies nowhere as files, and returns their folder. */
const writtenModules = async ({ sys, work }, { entries }) => {
	const folder = `${work}/modules`;
	await sys.files.makeDir(folder);
	await writeModules(sys.files, {
		entries,
		path: SITE_PACKAGES
	}, folder);
	return folder;
};
/** The bytecode of a tree's modules, where the layer has any. */
const bytecodeOf = async (work, { bytecode, python: minor }, tree) => {
	const hasModules = tree.entries.some(({ path }) => path.startsWith(`${SITE_PACKAGES}/`));
	if (bytecode === void 0 || !hasModules) return [];
	const folder = tree.modules ?? await writtenModules(work, tree);
	const seen = `${VENV}/lib/python${minor}/site-packages`;
	const python = await work.tools.compilingPython(minor);
	const modules = {
		folder,
		seen,
		path: SITE_PACKAGES
	};
	return bytecodeEntries({
		sys: work.sys,
		python,
		work: work.work
	}, modules, bytecode);
};
/**
* The entries of a layer of wheels: of a single one's file alone where that says all, else as uv
* installs them, which `isByUv` asks for. Rejects as installWheels does, with `path-conflict`, and
* with NotDeflated where the file is not what it says of itself: then uv must.
*/
const wheelEntries = async (work, spec, isByUv) => {
	const file = spec.kind === "rest" ? void 0 : await wheelFile(work, spec);
	const tree = (file === void 0 || isByUv ? void 0 : await archivedWheel(work.sys.files, file)) ?? await treeByUv(work, spec, file);
	checkOwners(tree.installed);
	const bytecode = await bytecodeOf(work, spec, tree);
	return spec.kind === "bytecode" ? bytecode : [...tree.entries, ...bytecode];
};
// src/layer/makeLayer.ts
const fileEntries = (files) => files.map((file) => bytesEntry(file.path.replace(/^\//, ""), file.mode, Buffer.from(file.content)));
/** The bytecode of a standalone Python's own modules, where the layer has any. */
const libraryBytecode = async ({ sys, tools, work }, { bytecode, version }, entries) => {
	if (bytecode === void 0) return [];
	const minor = minorOf(version);
	const path = `${standaloneFolder(version)}/lib/python${minor}`;
	const folder = `${work}/library`;
	await writeModules(sys.files, {
		entries,
		path
	}, folder);
	const python = await tools.compilingPython(minor);
	return bytecodeEntries({
		sys,
		python,
		work
	}, {
		folder,
		seen: path,
		path
	}, bytecode);
};
const entriesOf = async ({ sys, tools, work, tell }, spec, isByUv) => {
	switch (spec.kind) {
		case "wheel":
		case "rest":
		case "bytecode": return wheelEntries({
			sys,
			tools,
			work,
			tell
		}, spec, isByUv);
		case "python": {
			const python = await pythonEntries({
				sys,
				mirrors: tools.mirrors,
				work,
				tell
			}, spec);
			return [...python, ...await libraryBytecode({
				sys,
				tools,
				work
			}, spec, python)];
		}
		case "files": return fileEntries(spec.files);
		case "own": return spec.entries.map(({ path, ...entry }) => ownedEntry(path.slice(1), entry));
	}
};
/** The key is of what was read for the plan: a file that has changed since is not of that key. */
const requireUnchanged = (entries, hashes) => {
	const changed = entries.find(({ path, content }) => content.kind === "file" && !content.sha256.startsWith(hashes.get(path.slice(1)) ?? "none"));
	if (changed?.content.kind !== "file") return;
	throw foundProblem({
		code: "own-file-changed",
		message: `${changed.content.source} changed while its layer was made.`,
		hint: "Once nobody writes there, type it again: dl-env build"
	});
};
const make = async ({ sys, tools, work, tell }, spec, isByUv) => {
	const temp = await sys.files.makeTemp("layer-", work);
	try {
		const entries = ordered(await entriesOf({
			sys,
			tools,
			work: temp,
			tell
		}, spec, isByUv));
		let packed = 0;
		tell?.({
			kind: "packing",
			packed: () => packed
		});
		const onBytes = (size) => void (packed = size);
		const file = `${work}/${layerTag(spec)}.tar.gz`;
		const { layer, hashes } = await writeBlob({
			...sys,
			onBytes
		}, entries, file);
		if (spec.kind === "own") requireUnchanged(spec.entries, hashes);
		return {
			...layer,
			paths: encodePaths(hashes)
		};
	} finally {
		await sys.files.remove(temp);
	}
};
/**
* Makes one layer of ours as `<work>/<kind>-<key>.tar.gz`: layer format 1, the same bytes on every
* machine, as far as bytecode goes where the same release of Python compiles it. Nothing else is
* left in `work`. Rejects with `wheel-hash`, `wheel-gone`, `index-unreachable`, `disk-full`,
* `path-conflict`, `archive-hash`. Room for it is the caller's to keep.
*/
const makeLayer = async (work, spec) => {
	try {
		return await make(work, spec, false);
	} catch (error) {
		if (!(error instanceof NotDeflated)) throw error;
		return make(work, spec, true);
	}
};
// src/layer/spaceBalance.ts
/** What lies or will lie in a layout, by its tag or digest there. */
const spaceItem = (dir, name) => `${dir}#${name}`;
/** The need without what others will put there. */
const withoutShared = (need, others) => {
	const all = [...need.items ?? []];
	const shared = all.filter(([item]) => others.has(item));
	if (shared.length === 0) return need;
	return {
		...need,
		stays: need.stays - shared.reduce((sum, [, size]) => sum + size, 0),
		items: new Map(all.filter(([item]) => !others.has(item)))
	};
};
/** Bytes that are needed at one time. */
const amount = ({ stays, passing }) => stays + passing;
const lowerFirst = (text) => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
const needsText = (needs) => {
	const [only] = needs;
	if (needs.length === 1 && only !== void 0) return `${only.what} needs`;
	const each = needs.map((one, at) => {
		return `${at === 0 ? one.what : lowerFirst(one.what)} (${bytes(amount(one))})`;
	});
	return `${each.slice(0, -1).join(", ")} and ${each.at(-1) ?? ""} need together`;
};
const reservedText = ({ stays, passing, holders }) => `of which ${bytes(stays + passing)} are reserved by ` + holders.map((holder) => holderText(holder)).join(", ");
/** Whether it fits now, may fit when others have given back what they hold, or cannot. */
const outcomeOf = ({ needed, free, others }) => {
	if (needed <= free - others.stays - others.passing) return "fits";
	return needed <= free - others.stays + others.taken ? "may-fit" : "too-much";
};
/** The error for what does not fit. */
const refused$1 = ({ needs, needed, free, others }) => notEnough({
	folder: needs[0]?.folder ?? "",
	needs: needsText(needs),
	needed,
	free,
	...others.holders.length === 0 ? {} : { reserved: reservedText(others) }
});
// src/layer/layerSpace.ts
const spacePerDownload = ({ kind }) => kind === "wheel" ? 5 : 4;
/** What is unpacked of a download, as part of that. */
const UNPACKED = 2;
const total$3 = (downloads) => downloads.reduce((sum, one) => sum + one, 0);
/** Small wheels stay unpacked while a run lasts, for the rest of other locks. */
const cachedWheels = (specs) => {
	const rests = specs.filter((spec) => spec.kind === "rest");
	const wheels = new Map(rests.flatMap((spec) => spec.wheels.map(({ sha256, download }) => [sha256, download])));
	const largest = Math.max(0, ...rests.map(({ download }) => download));
	return Math.max(0, total$3([...wheels.values()]) - largest) * UNPACKED;
};
/** Layers that another build has not stored meanwhile. */
const lackingIn = async (store, specs) => {
	const there = await Promise.all(specs.map((spec) => findWholeLayer(store, layerTag(spec))));
	return specs.filter((_, at) => there[at] === void 0);
};
/** Need of a folder where layers are put. */
const storing = (dir, lacking) => {
	const items = new Map(lacking.map((spec) => [spaceItem(dir, layerTag(spec)), spec.download]));
	return {
		what: `Storing ${count(lacking.length, "layer")}`,
		folder: dir,
		stays: total$3([...items.values()]),
		passing: 0,
		items,
		isTracked: true
	};
};
/**
* Needs of the folder where layers are made: those of the largest. `linked` is 1 where the blob is
* linked from here to where it is put, and counts there.
*/
const making = (work, lacking, linked) => {
	const needed = (spec) => spec.download * (spacePerDownload(spec) - linked);
	const [largest] = [...lacking].sort((a, b) => needed(b) - needed(a));
	const passing = largest === void 0 ? 0 : needed(largest);
	return [{
		what: `Making ${largest?.title ?? ""}`,
		folder: work,
		stays: 0,
		passing
	}, {
		what: "Unpacking small wheels",
		folder: work,
		stays: 0,
		passing: cachedWheels(lacking)
	}];
};
/**
* The space that layers need. Where they are put they stay; where they are made the largest has
* room while it is made. On one disk a blob is linked from here to there, and counts once.
*/
const layerSpace = async ({ sys, work, store }, specs) => {
	if (!isLayout(store)) return {
		needs: making(work, specs, 0),
		of: (spec) => [{
			folder: work,
			needed: spec.download * spacePerDownload(spec),
			stays: 0,
			item: ""
		}]
	};
	const { dir } = store;
	const isShared = await sys.files.fileSystem(dir) === await sys.files.fileSystem(work);
	const lacking = await lackingIn(store, specs);
	return {
		needs: [storing(dir, lacking), ...making(work, lacking, isShared ? 1 : 0)],
		of: (spec) => {
			const { download } = spec;
			const item = spaceItem(dir, layerTag(spec));
			const needed = download * spacePerDownload(spec);
			return isShared ? [{
				folder: work,
				needed,
				stays: download,
				item
			}] : [{
				folder: work,
				needed,
				stays: 0,
				item
			}, {
				folder: dir,
				needed: download,
				stays: download,
				item
			}];
		}
	};
};
// src/layer/makeMissing.ts
const makeOne = async (making, spec, tell) => {
	const { sys, work } = making;
	if (spec.kind === "system") return making.buildSystem(spec, work);
	if (spec.kind === "run") throw new TypeError("what steps leave is made where its image is linked");
	return makeLayer({
		sys,
		tools: await making.tools(),
		work,
		tell
	}, spec);
};
/**
* System layers first, since an engine works while wheels are fetched; then large before small, so
* that no large one is left over for the end.
*/
const inMakingOrder = (specs) => [...specs].sort((a, b) => Number(b.kind === "system") - Number(a.kind === "system") || b.download - a.download || (layerTag(a) < layerTag(b) ? -1 : 1));
/** What is done with a layer that is stored, as a phase of its own. */
const afterStored = async ({ onStored }, made, tell) => {
	if (onStored === void 0) return;
	let read = 0;
	tell({
		kind: "reading",
		read: () => read,
		size: made.size
	});
	await onStored(made, (bytes) => {
		read += bytes;
	});
};
/** Makes one layer and puts it into the store, unless another build did meanwhile. */
const makeAndStore = async (making, spec, tell) => {
	const { sys, store, isStoreNew } = making;
	const there = await findWholeLayer(store, layerTag(spec));
	if (there !== void 0) {
		sys.log.info(`${spec.title} was made by another build meanwhile`);
		return {
			layer: there,
			size: 0,
			isMade: false
		};
	}
	sys.log.debug(`making ${layerTag(spec)} (${spec.title})`);
	const made = await makeOne(making, spec, tell);
	try {
		const layer = await storeNewLayer(sys, store, {
			spec,
			made,
			tell,
			isStoreNew
		});
		if (layer.diffId === made.diffId) await afterStored(making, made, tell);
		return {
			layer,
			size: made.size,
			isMade: true
		};
	} finally {
		await sys.files.remove(made.file);
	}
};
/** Work that is not begun once the store was given up: what is made then would be lost. */
const untilDown = () => {
	let down;
	return async (work) => {
		if (down !== void 0) throw down;
		try {
			return await work();
		} catch (error) {
			if (error instanceof DlEnvError && error.code === "registry-down") down = error;
			throw error;
		}
	};
};
/**
* Makes one layer when it has its turn, which it gives back while another build makes the same.
*/
const oneOf = (making, { progress, needed }) => {
	const claims = makingClaims(making.sys, making.store);
	const unlessDown = untilDown();
	return async (spec, inTurn) => {
		const claimed = {
			tag: layerTag(spec),
			title: spec.title
		};
		const make = () => making.space.use(`Making ${spec.title}`, needed(spec), () => progress.one(spec, (tell) => makeAndStore(making, spec, tell)));
		for (;;) {
			const done = await inTurn(() => unlessDown(() => claims.attempt(claimed, make)));
			if ("result" in done) return done.result;
			await claims.passed(claimed, done.holder);
		}
	};
};
/**
* Builds of one engine at the same time: each waits for the archive, for dpkg and for the disk in
* turn, and each holds its base and what it unpacks.
*/
const ENGINE_BUILDS = 4;
/**
* Makes layers and puts each into the store as soon as it is there, as many at once as there are
* processors, system layers too, up to four. One that another build on this host makes is not made
* twice. A failure of one leaves the others going; what they stored stays, complete, for the next
* run. Rejects with `disk-full` before anything is made where all of it cannot fit.
*/
const makeMissing = async (making, specs) => {
	const { sys, store } = making;
	const limit = pLimit(making.parallel ?? Math.max(2, sys.env.cpus));
	const engine = pLimit(Math.min(making.parallel ?? Math.max(2, sys.env.cpus), ENGINE_BUILDS));
	const progress = layerProgress(sys, specs);
	const inTurn = inMakingOrder(specs);
	const isStoreNew = inTurn.length > 0 && await ensureWritable(store);
	const { needs, of: needed } = await layerSpace(making, inTurn);
	await making.space.reserve([...needs, ...making.further ?? []]);
	const one = oneOf({
		...making,
		isStoreNew
	}, {
		progress,
		needed
	});
	const settled = Promise.allSettled(inTurn.map((spec) => one(spec, spec.kind === "system" ? engine : limit)));
	if (inTurn.length > 0) progress.all(settled);
	const results = await settled;
	const made = results.filter((result) => result.status === "fulfilled").map((result) => result.value);
	const failed = inTurn.flatMap((spec, at) => {
		const result = results[at];
		return result?.status === "rejected" ? [{
			spec,
			error: result.reason
		}] : [];
	});
	return {
		layers: made.filter(({ isMade }) => isMade).map(({ layer }) => layer),
		others: made.filter(({ isMade }) => !isMade).map(({ layer }) => layer),
		stored: made.reduce((sum, { size }) => sum + size, 0),
		failed
	};
};
// src/layer/missingOfPlan.ts
/** Layers that are looked up at the same time. */
const SIDE_BY_SIDE$12 = 8;
/** Looks at the layers of recipes that the plan counts as stored, by their tags. */
const lookAtStored = async (findLayer, plan, recipes) => {
	const stored = new Set(plan.layers.filter(({ state }) => state === "stored").map(({ layer }) => layer));
	const tags = [...distinctLayers(recipes).keys()].filter((tag) => stored.has(tag));
	const limit = pLimit(SIDE_BY_SIDE$12);
	const found = await Promise.allSettled(tags.map((tag) => limit(() => findLayer(tag))));
	return {
		damaged: tags.filter((_, at) => {
			const one = found[at];
			return one?.status === "fulfilled" && one.value === void 0;
		}),
		unread: tags.flatMap((tag, at) => {
			const one = found[at];
			return one?.status === "rejected" ? [{
				tag,
				error: one.reason
			}] : [];
		})
	};
};
/**
* Makes the layers of recipes that the plan says are missing, as far as they are this job's, and
* those that have a tag and are damaged.
*/
const makeMissingOfPlan = async ({ assignment, buildSystem, known, ...making }, plan, recipes) => {
	const { damaged, unread } = await lookAtStored(known.find, plan, recipes);
	for (const tag of damaged) making.sys.log.warn(`${tag} is damaged and is made again.`);
	const missing = /* @__PURE__ */ new Set([...plan.layers.filter(({ state }) => state === "missing").map(({ layer }) => layer), ...damaged]);
	const isAssigned = (tag) => assignment.kind !== "layers" || assignment.layers.includes(tag);
	const layers = distinctLayers(recipes);
	const wanted = [...layers].filter(([tag, { spec }]) => spec.kind !== "run" && missing.has(tag) && isAssigned(tag));
	const cellsOf = new Map([...layers].map(([tag, { cells }]) => [tag, cells]));
	const made = await makeMissing({
		...making,
		buildSystem: (spec, work) => buildSystem(spec, cellsOf.get(layerTag(spec))?.[0] ?? "", work),
		...assignment.kind === "layers" ? { parallel: assignment.parallel } : {}
	}, wanted.map(([, { spec }]) => spec));
	for (const layer of [...made.layers, ...made.others]) known.keep(layer);
	const failed = [...unread, ...made.failed.map(({ spec, error }) => ({
		tag: layerTag(spec),
		error
	}))].flatMap(({ tag, error }) => failedCells(cellsOf.get(tag) ?? [], error));
	return {
		layers: made.layers.map(({ tag }) => tag),
		stored: made.stored,
		failed
	};
};
// src/layer/compilingPython.ts
/**
* The number that each final release of a minor version writes into bytecode; a Python of another
* number would compile for nobody. Source: CPython, Lib/importlib/_bootstrap_external.py and
* Include/internal/pycore_magic_number.h.
*/
const MAGIC = {
	"3.8": 3413,
	"3.9": 3425,
	"3.10": 3439,
	"3.11": 3495,
	"3.12": 3531,
	"3.13": 3571,
	"3.14": 3627
};
const ASK = "import sys, importlib.util; print(sys.implementation.name, '%d.%d' % sys.version_info[:2], int.from_bytes(importlib.util.MAGIC_NUMBER[:2], 'little'))";
/** Whether a program is a CPython of that minor version that writes bytecode of its number. */
const isCompiler = async ({ processes }, python, minor) => {
	const { code, stdout } = await processes.run([
		python,
		"-I",
		"-S",
		"-B",
		"-c",
		ASK
	], { cwd: "/" });
	return code === 0 && stdout.trim() === `cpython ${minor} ${MAGIC[minor]}`;
};
/** A Python of this machine, or undefined. */
const installed = async ({ sys, uv }, minor) => {
	const find = [
		"python",
		"find",
		"--no-config",
		"--no-project",
		`cpython@${minor}`
	];
	const { code, stdout } = await sys.processes.run([uv, ...find], {
		cwd: "/",
		env: await uvEnvironment(sys)
	});
	const path = stdout.trim();
	return code === 0 && path !== "" && await isCompiler(sys, path, minor) ? path : void 0;
};
const unpacked = async ({ sys, catalog, mirrors, work }, minor) => {
	const python = catalog.hostPythons.find((one) => one.minor === minor);
	if (python === void 0) return void 0;
	const folder = `${work}/python-${minor}`;
	const archive = `${folder}.tar.gz`;
	await downloadArchive(sys, {
		url: mirrored(python.url, mirrors),
		sha256: python.sha256
	}, archive);
	await sys.files.makeDir(folder);
	const { code } = await sys.processes.run([
		"tar",
		"-xzf",
		archive,
		"-C",
		folder
	], { cwd: work });
	await sys.files.remove(archive);
	const path = `${folder}/python/bin/python3`;
	return code === 0 && await isCompiler(sys, path, minor) ? path : void 0;
};
/**
* Finds a CPython of a minor version to compile with: one of this machine, else the built-in
* catalog's archive, fetched once. Rejects with `no-compiler` where there is neither.
*/
const compilingPythons = (sources) => {
	const fetched = async (minor) => {
		const here = await installed(sources, minor);
		if (here !== void 0) return here;
		let cause;
		try {
			const there = await unpacked(sources, minor);
			if (there !== void 0) return there;
		} catch (error) {
			cause = error;
		}
		throw unreachable({
			code: "no-compiler",
			message: `There is no Python ${minor} on this machine to compile an image's modules with, and none could be fetched.`,
			hint: `Install it: apt-get install -y python${minor}\nOr name a mirror of github.com under \`mirrors\` in dl-env.yml.
Or leave modules uncompiled, in dl-env.yml: bytecode: false`
		}, { cause });
	};
	return memoizedWork(fetched);
};
// src/layer/layerTools.ts
const open = async ({ sys, catalog, request }, work) => {
	const uv = await uvOnce(sys, catalog.hostUv);
	const interpreter = await interpreterFor(sys, uv, work);
	const access = await indexAccess(sys, {
		uv,
		work
	}, false);
	const environment = (indexes) => access(namedIndexes(indexes, catalog.indexes, request.mirrors));
	const { mirrors } = request;
	const compilingPython = compilingPythons({
		sys,
		uv: uv.path,
		catalog,
		mirrors,
		work
	});
	const wheelCache = `${work}/wheels`;
	const openIndexes = await indexesWithoutSecret(sys, {
		uv,
		work
	});
	const indexes = (names) => openIndexes(namedIndexes(names, catalog.indexes, mirrors));
	return {
		uv: uv.path,
		interpreter,
		environment,
		compilingPython,
		wheelCache,
		mirrors,
		indexes
	};
};
/** uv and a Python for one run, made below `work` when they are first asked for. */
const openTools = (facts, work) => {
	let tools;
	return () => tools ??= open(facts, work);
};
// src/layer/ownSpace.ts
/** Before anything is held. */
const NOTHING = {
	stays: 0,
	untracked: 0,
	passing: 0,
	running: 0
};
/** To others it is what runs, where that is more than what was reserved for it. */
const asHeld = ({ stays, untracked, passing, running }) => ({
	stays,
	passing: Math.max(passing, running),
	taken: running + untracked
});
/** Counts more, or less. */
const add = ({ own }, disk, more) => {
	const before = own.get(disk) ?? NOTHING;
	own.set(disk, {
		stays: Math.max(0, before.stays + (more.stays ?? 0)),
		untracked: before.untracked + (more.untracked ?? 0),
		passing: before.passing + (more.passing ?? 0),
		running: before.running + (more.running ?? 0)
	});
};
/** Says to other builds what is held now. */
const publish = ({ notes, own, items }) => notes.write({
	disks: Object.fromEntries([...own].map(([disk, one]) => [disk, asHeld(one)])),
	items: [...items]
});
/** Gives back; that a disk is too full for the note of it changes nothing for others. */
const giveBack = async (held) => {
	try {
		await publish(held);
	} catch (error) {
		if (!isFull(error)) throw error;
	}
};
// src/layer/spaceNotes.ts
const Note = object({
	disks: record(string(), object({
		stays: number(),
		passing: number(),
		taken: number()
	})),
	items: array(string())
});
/** Whoever opens the same folder or cache sees them, and nobody takes them for an image's. */
const ENDING = `.space${CLAIM_ENDING}`;
const LOCK = `lock${ENDING}`;
/** Milliseconds: what is done under the lock is a look and a few lines. */
const LOCK_LIMIT = 6e4;
const holdingsIn = ({ text }) => {
	try {
		return Note.parse(JSON.parse(text));
	} catch {
		return;
	}
};
const sum = (all, part) => all.reduce((total, one) => total + one[part], 0);
/** Holds the locks of all folders, one after the other. */
const underLocks = (sys, [folder, ...more], work) => {
	if (folder === void 0) return work();
	const lock = {
		path: `${folder}/${LOCK}`,
		what: `Space in ${folder}`,
		limit: LOCK_LIMIT
	};
	return withToldLock(sys, lock, () => underLocks(sys, more, work));
};
const summed = (notes, fileSystem) => {
	const found = notes.flatMap((one) => {
		const holdings = holdingsIn(one);
		const held = holdings?.disks[fileSystem];
		return holdings === void 0 || held === void 0 || held.stays + held.passing === 0 ? [] : [{
			held,
			items: holdings.items,
			holder: one.holder
		}];
	});
	const held = found.map((one) => one.held);
	return {
		stays: sum(held, "stays"),
		passing: sum(held, "passing"),
		taken: sum(held, "taken"),
		items: new Set(found.flatMap(({ items }) => items)),
		holders: found.map(({ holder }) => holder)
	};
};
/** Opens the notes in folders that other builds look into as well: caches, layouts. */
const spaceNotes = (sys, folders) => {
	const { files } = sys;
	const all = [...new Set(folders)].sort();
	let note;
	let written = Promise.resolve();
	const writeAfter = async (before, text) => {
		await before.catch(() => void 0);
		if (note === void 0) note = await files.keepNote(all, ENDING, text);
		else await note.write(text);
	};
	return {
		alone: (work) => underLocks(sys, all, work),
		others: async (fileSystem) => {
			const read = await Promise.all(all.map((folder) => files.livingNotes(folder, ENDING)));
			const notes = new Map(read.flat().map((one) => [one.name, one]));
			if (note !== void 0) notes.delete(note.name);
			return summed([...notes.values()], fileSystem);
		},
		write: (holdings) => {
			written = writeAfter(written, JSON.stringify(holdings));
			return written;
		},
		close: async () => {
			await written.catch(() => void 0);
			await note?.close();
		}
	};
};
// src/layer/buildSpace.ts
/** Other builds are waited for so long at most; milliseconds. */
const LIMIT = 36e5;
/** Between two looks whether others have given something back; milliseconds. */
const PAUSE = 1e3;
const balances = async ({ sys, notes, own }, needs) => {
	const places = await Promise.all(needs.map(async (need) => ({
		need,
		disk: await sys.files.fileSystem(need.folder)
	})));
	const found = /* @__PURE__ */ new Map();
	for (const [disk, on] of Map.groupBy(places, (one) => one.disk)) {
		const others = await notes.others(disk);
		const wanted = on.map(({ need }) => withoutShared(need, others.items));
		const { stays, passing } = asHeld(own.get(disk) ?? NOTHING);
		found.set(disk, {
			needs: wanted,
			needed: wanted.reduce((total, one) => total + amount(one), 0) + stays + passing,
			free: await sys.files.freeBytes(wanted[0]?.folder ?? ""),
			others
		});
	}
	return found;
};
/** What does not fit, or not yet; undefined where all does. */
const shortIn = (found) => {
	const short = [...found.values()].filter((one) => outcomeOf(one) !== "fits");
	return short.find((one) => outcomeOf(one) === "too-much") ?? short[0];
};
/** Reserves where all fits, and then returns nothing; else what does not fit (yet). */
const tried = async (held, needs) => {
	const found = await balances(held, needs);
	const short = shortIn(found);
	if (short !== void 0) return short;
	for (const [disk, { needs: wanted }] of found) for (const { stays, passing, items, isTracked } of wanted) {
		add(held, disk, {
			stays,
			passing,
			untracked: isTracked === true ? 0 : stays
		});
		for (const item of items?.keys() ?? []) held.items.add(item);
	}
	await publish(held);
};
/** Says once that others are waited for, and how long that has taken. */
const waitTeller = ({ clock, log }, until) => {
	const began = clock.now();
	let isTold = false;
	return (short) => {
		if (isTold) return clock.now() - began;
		isTold = true;
		const text = `${refused$1(short).message} It is waited for what they give back`;
		log.info(text);
		log.progress(() => `${text}; ${duration(clock.now() - began)}`, until);
		return 0;
	};
};
const reserve = async (held, all) => {
	const { sys, notes } = held;
	const needs = all.filter((one) => amount(one) > 0);
	if (needs.length === 0) return;
	const over = Promise.withResolvers();
	const waited = waitTeller(sys, over.promise);
	try {
		let short = shortIn(await balances(held, needs));
		for (;;) {
			if (short !== void 0 && outcomeOf(short) === "too-much") throw refused$1(short);
			short = await notes.alone(() => tried(held, needs));
			if (short === void 0) return;
			if (outcomeOf(short) === "too-much" || waited(short) >= LIMIT) throw refused$1(short);
			await sys.clock.sleep(PAUSE);
		}
	} finally {
		over.resolve();
	}
};
/** Whether works fit beside those of the same build that run; if so they are counted. */
const begun = async (held, parts) => {
	const { sys, notes, own } = held;
	for (const { disk, folder, needed, stays } of parts) {
		const mine = own.get(disk) ?? NOTHING;
		if (mine.running === 0) continue;
		const others = await notes.others(disk);
		if (await sys.files.freeBytes(folder) - others.stays - others.passing - (mine.stays - stays) - mine.running < needed) return false;
	}
	for (const { disk, needed, stays } of parts) add(held, disk, {
		stays: -stays,
		running: needed
	});
	await publish(held);
	return true;
};
const turns = () => {
	let waiting = [];
	return {
		next: () => new Promise((resolve) => waiting.push(resolve)),
		wake: () => {
			const woken = waiting;
			waiting = [];
			for (const wake of woken) wake();
		}
	};
};
/** Opens the space of a build that writes into `layouts` beside its own cache. */
const openSpace = (sys, layouts) => {
	const notes = spaceNotes(sys, [`${cacheFolder(sys.env)}/space`, ...layouts]);
	const held = {
		sys,
		notes,
		own: /* @__PURE__ */ new Map(),
		items: /* @__PURE__ */ new Set()
	};
	const turn = turns();
	const use = async (what, all, work) => {
		const wanted = all.filter(({ needed }) => needed > 0);
		if (wanted.length === 0) return work();
		const parts = await Promise.all(wanted.map(async (one) => ({
			...one,
			disk: await sys.files.fileSystem(one.folder)
		})));
		for (;;) {
			const next = turn.next();
			if (await notes.alone(() => begun(held, parts))) break;
			await next;
		}
		try {
			for (const { folder, needed } of parts) await ensureSpace(sys.files, folder, {
				needed,
				what
			});
			return await work();
		} finally {
			for (const { disk, needed, item } of parts) {
				add(held, disk, { running: -needed });
				held.items.delete(item);
			}
			await giveBack(held);
			turn.wake();
		}
	};
	return {
		reserve: (needs) => reserve(held, needs),
		use,
		close: () => notes.close()
	};
};
// src/layer/storedBases.ts
/** The base as a store has it, with all that it names; undefined when it is not there. */
const wholeBase = async (store, platformDigest) => {
	const base = await readStoredBase(store, platformDigest);
	return base !== void 0 && await isWhole$1(store, base) ? base : void 0;
};
/** Opens the bases that verdicts name. Each is looked at once. */
const storedBases = ({ sys, open, store }, judged) => {
	const named = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict.base]));
	const find = (platformDigest) => wholeBase(store, platformDigest);
	const found = memoized(find);
	const source = memoized((reference) => readBase(open, reference));
	const claims = makingClaims(sys, store);
	const stored = memoized(async (reference) => {
		const [tag = "", platformDigest = ""] = reference.split("@");
		const there = await found(platformDigest);
		if (there !== void 0) return there;
		const claimed = {
			tag: baseTag(platformDigest),
			title: `The copy of ${tag}`
		};
		return onceClaimed(claims, claimed, async (hasWaited) => (hasWaited ? await find(platformDigest) : void 0) ?? copyNewBase(await source(reference), store));
	});
	const referenceOf = (cell) => {
		const base = named.get(cell);
		if (base?.platformDigest === void 0) throw new TypeError(`the base of ${cell} has no digest`);
		return {
			reference: `${base.tag}@${base.platformDigest}`,
			digest: base.platformDigest
		};
	};
	return {
		base: async (cell) => stored(referenceOf(cell).reference),
		manifest: async (cell) => {
			const { reference, digest } = referenceOf(cell);
			const there = await found(digest);
			const { manifest } = there ?? await source(reference);
			return {
				isStored: there !== void 0,
				manifest
			};
		}
	};
};
// src/registry/ensureKeepsArtifacts.ts
/** Type of what is stored to see whether it can be. */
const PROBE_TYPE = "application/vnd.dl-env.probe.v1+json";
/** Everything about it is the same each time, so that it is stored once. */
const AT = "1970-01-01T00:00:00Z";
const CONTENTS = ["{\"probe\":1}", "{\"probe\":2}"].map((text) => new TextEncoder().encode(text));
/**
* Stores a small artifact without a tag, the same one each time. Rejects with `types-refused`.
*/
const putProbe = (repository) => {
	const content = new TextEncoder().encode("{}");
	return putArtifact(repository, {
		type: PROBE_TYPE,
		files: [{
			type: PROBE_TYPE,
			content
		}]
	});
};
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
	if ((await referrersOf(repository, digest)).filter((entry) => isOfType(entry, PROBE_TYPE)).length >= CONTENTS.length) return;
	for (const content of CONTENTS) await bind(repository, {
		digest,
		type: PROBE_TYPE,
		content,
		at: AT,
		image
	});
};
// src/publish/buildNeeds.ts
const total$2 = (sizes) => [...sizes.values()].reduce((sum, size) => sum + size, 0);
/** What is to lie in a folder; other builds that put the same there need not count it. */
const stored = (what, dir, sizes) => ({
	what,
	folder: dir,
	stays: total$2(sizes),
	passing: 0,
	items: new Map([...sizes].map(([name, size]) => [spaceItem(dir, name), size]))
});
/** The bases of recipes; one that cannot be read fails its own cells, later. */
const readBases = async ({ bases }, recipes) => {
	return (await Promise.allSettled(recipes.map(({ cell }) => bases.manifest(cell)))).flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
};
const sizesOf = (blobs) => new Map(blobs.map(({ digest, size }) => [digest, size]));
/** Layers of recipes by digest where they are stored, else by what is downloaded for them. */
const layerSizes = async ({ findLayer }, recipes) => {
	const layers = [...distinctLayers(recipes)];
	const found = await Promise.allSettled(layers.map(([tag]) => findLayer(tag)));
	return new Map(layers.map(([, { spec }], at) => {
		const one = found[at];
		const stored = one?.status === "fulfilled" ? one.value : void 0;
		return stored === void 0 ? [layerTag(spec), spec.download] : [stored.digest, stored.size];
	}));
};
/** The recipes whose bases a job needs in the store: of part of the layers, some only. */
const recipesOnBases = ({ assignment, recipes }, plan) => {
	if (assignment.kind !== "layers") return recipes;
	const missing = new Set(plan.layers.filter(({ state }) => state === "missing").map(({ layer }) => layer));
	const isMade = (tag) => assignment.layers.includes(tag) && missing.has(tag);
	return recipes.filter(({ layers }) => layers.some((spec) => spec.kind === "system" && isMade(layerTag(spec))));
};
/** What bases need in a store that is a folder; nothing where all are there. */
const basesNeed = async (places, recipes) => {
	const { store } = places;
	if (!isLayout(store)) return [];
	const lacking = (await readBases(places, recipes)).filter(({ isStored }) => !isStored);
	const copies = new Set(lacking.map(({ manifest }) => manifest.config.digest)).size;
	const blobs = lacking.flatMap(({ manifest }) => [manifest.config, ...manifest.layers]);
	return [stored(`Copying ${count(copies, "base")}`, store.dir, sizesOf(blobs))];
};
/**
* What the images need in a destination that is another folder than the store: all that they are
* made of and that is not there.
*/
const imagesNeed = async (places, recipes) => {
	const { to, store } = places;
	if (!isLayout(to) || isLayout(store) && store.dir === to.dir) return [];
	const read = await readBases(places, recipes);
	const below = sizesOf(read.flatMap(({ manifest }) => manifest.layers));
	const sizes = new Map([...below, ...await layerSizes(places, recipes)]);
	for (const [digest, size] of sizes) if (await to.hasBlob(digest, size)) sizes.delete(digest);
	return [stored(`Linking ${count(recipes.length, "image")} into ${to.name}`, to.dir, sizes)];
};
/** What images that an engine builds whole need in a destination that is a folder. */
const wholeImagesNeed = async (places, recipes) => {
	const { to } = places;
	if (!isLayout(to)) return [];
	const layers = recipes.flatMap((recipe) => recipe.layers).reduce((sum, { download }) => sum + download, 0);
	return [{
		what: `Storing ${count(recipes.length, "image")}`,
		folder: to.dir,
		stays: layers,
		passing: 0
	}, ...await basesNeed(places, recipes)];
};
/** The folders among the places that a build writes to. */
const layoutsOf = (repositories) => repositories.flatMap((one) => isLayout(one) ? [one.dir] : []);
// src/publish/cellsToBuild.ts
const isToBuild = (cell) => cell.state === "missing" || cell.state === "layers";
/** The cells for which something is to be made here. */
const cellsToBuild = ({ build, assignment }, plan) => {
	if (assignment.kind === "link") return new Set(build === "link" ? plan.cells.filter(({ state }) => state === "layers").map(({ cell }) => cell) : []);
	const isAssigned = (cell) => assignment.kind !== "whole-images" || assignment.images.includes(cell);
	return new Set(plan.cells.filter((cell) => isToBuild(cell) && isAssigned(cell.cell)).map(({ cell }) => cell));
};
const notAsked = (plan) => plan.cells.filter((cell) => cell.verdict === "accepted" && cell.state === "unknown").map((cell) => ({
	cell: cell.cell,
	why: cell.base?.platformDigest === void 0 ? `its base ${cell.base?.tag ?? ""} could not be read` : "the store or the destination could not be read"
}));
/**
* Where layers or images are made by other jobs, a cell that lacks what they were to make waits for
* the next run.
*/
const notMadeElsewhere = ({ build, assignment }, plan) => {
	if (assignment.kind !== "link") return [];
	if (build === "link") return plan.cells.filter((cell) => cell.state === "missing").map(({ cell }) => ({
		cell,
		why: "not all of its layers were made"
	}));
	return plan.cells.filter((cell) => isToBuild(cell) && assignment.built[cell.cell] === void 0).map(({ cell }) => ({
		cell,
		why: "no job built its image"
	}));
};
/** Accepted cells that cannot be built here, and why. */
const cellsLeft = (task, plan) => [...notAsked(plan), ...notMadeElsewhere(task, plan)];
// src/publish/buildState.ts
/** Tags that are asked for at the same time. */
const SIDE_BY_SIDE$11 = 16;
const fileOf$2 = ({ folder }) => `${folder}/.dl-env/built.json`;
const DigestText = string().regex(/^sha256:[0-9a-f]{64}$/);
/** What was built for one destination. */
const destinationDecoder = object({
	to: string(),
	/** Of the bases' repositories, as the last build read them. */
	lists: array(object({
		repository: string(),
		asOf: string(),
		tags: array(string()),
		mirror: object({
			name: string(),
			unlisted: array(tuple([string(), _enum(["absent", "unreachable"])])),
			refusesList: boolean().optional()
		}).optional()
	})).optional(),
	images: array(object({
		cell: string(),
		recipe: string(),
		digest: DigestText,
		made: boolean(),
		size: number(),
		/** What the image was made from. */
		base: object({
			tag: string(),
			digest: DigestText,
			platformDigest: DigestText
		}).optional()
	}))
});
const decoder$2 = destinationDecoder.extend({
	format: literal(1),
	/** What was built for other destinations before. */
	others: array(destinationDecoder).optional()
});
/**
* Digests that nobody can read are not as good as none: an image that was built whole has no other
* name.
*/
const decoded$1 = (text, path) => {
	try {
		const { others = [], ...last } = decoder$2.parse(JSON.parse(text));
		return [last, ...others];
	} catch (error) {
		throw wrongRequest({
			code: "kept-broken",
			message: "The record of earlier builds cannot be read.",
			place: { file: path },
			hint: `Remove it, and build again, which makes nothing a second time: rm ${path} && dl-env build`
		}, { cause: error });
	}
};
/** What was written, the last destination first; none where nothing was. Throws `kept-broken`. */
const readAll = async (facts) => {
	const text = await facts.sys.files.readText(fileOf$2(facts));
	return text === void 0 ? [] : decoded$1(text, fileOf$2(facts));
};
/** What was written for this destination; undefined when there is nothing. Throws `kept-broken`. */
const read = async (facts) => (await readAll(facts)).find(({ to }) => to === facts.to.name);
/** After a build it is too late to refuse: what cannot be read is written again, with a warning. */
const readOrNone = async (facts) => {
	try {
		return await readAll(facts);
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		facts.sys.log.warn(`${error.message} It is written again: ${fileOf$2(facts)} [${error.code}]`);
		return [];
	}
};
const keptLists = (lists) => [...lists].map(([repository, { asOf, tags, mirror }]) => ({
	repository,
	asOf,
	tags: [...tags],
	...mirror === void 0 ? {} : { mirror: {
		...mirror,
		unlisted: [...mirror.unlisted]
	} }
}));
const readLists$1 = (lists) => new Map(lists.map(({ repository, asOf, tags, mirror }) => [repository, {
	asOf,
	tags: new Set(tags),
	...mirror === void 0 ? {} : { mirror: {
		...mirror,
		unlisted: new Map(mirror.unlisted)
	} }
}]));
/** What is written of one image: its base too, so that who tests or tags it asks for none. */
const keptImage = (image, cell) => {
	const { tag, digest, platformDigest } = cell?.base ?? {};
	return {
		...image,
		recipe: cell?.tags[0] ?? "",
		...tag === void 0 || digest === void 0 || platformDigest === void 0 ? {} : { base: {
			tag,
			digest,
			platformDigest
		} }
	};
};
/**
* Writes the digests of what was built beside dl-env.yml; those of other cells stay, because cells
* may be built one by one, and those for other destinations.
*/
const writeBuildState = async (facts, { plan, lists }, built) => {
	const file = fileOf$2(facts);
	const to = facts.to.name;
	const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
	const now = built.images.map((image) => keptImage(image, cells.get(image.cell)));
	await facts.sys.files.withLock(`${file}.lock`, async () => {
		const all = await readOrNone(facts);
		const stay = (all.find((one) => one.to === to)?.images ?? []).filter(({ cell }) => now.every((image) => image.cell !== cell));
		const others = all.filter((one) => one.to !== to);
		const state = {
			format: 1,
			to,
			images: [...stay, ...now],
			lists: keptLists(lists)
		};
		const written = others.length === 0 ? state : {
			...state,
			others
		};
		await facts.sys.files.write(file, `${JSON.stringify(written, void 0, 2)}\n`);
	});
};
/**
* The bases of what was built here for this destination, as the last build found them; undefined
* where nothing was, or by a version that did not write them down. Throws `kept-broken`.
*/
const basesBuiltOn = async (facts) => {
	const state = await read(facts);
	if (state?.lists === void 0) return void 0;
	return {
		lists: readLists$1(state.lists),
		cells: state.images.flatMap(({ cell, base }) => base === void 0 ? [] : [{
			cell,
			base
		}])
	};
};
/**
* The images of this plan that were built here earlier, or that the destination has under their
* immutable tags. What is `named` already is not asked for.
*/
const imagesBuiltBefore = async (facts, plan, named = /* @__PURE__ */ new Map()) => {
	const record = await read(facts);
	const built = new Map(record?.images.map((image) => [`${image.cell} ${image.recipe}`, image]));
	const limit = pLimit(SIDE_BY_SIDE$11);
	const images = plan.cells.map(({ cell, tags: [tag = ""], state }) => limit(async () => {
		const earlier = built.get(`${cell} ${tag}`);
		const digest = state === "linked" ? named.get(tag) ?? await facts.to.resolve(tag) : earlier?.digest;
		return digest === void 0 ? [] : [{
			cell,
			digest,
			made: false,
			size: earlier?.size ?? 0
		}];
	}));
	return (await Promise.all(images)).flat();
};
// src/publish/earlierImages.ts
/** Images that are in the destination under their immutable tags already. */
const linkedBefore = async (to, plan) => {
	const there = plan.cells.filter((cell) => cell.state === "linked");
	return (await Promise.all(there.map(async (cell) => ({
		cell: cell.cell,
		digest: await to.resolve(cell.tags[0] ?? "")
	})))).flatMap(({ cell, digest }) => digest === void 0 ? [] : [{
		cell,
		digest,
		made: false,
		size: 0
	}]);
};
/** Images that other jobs built whole, as far as the destination has them. */
const builtByOtherJobs = async (to, assignment, plan) => {
	const built = assignment.kind === "link" ? assignment.built : {};
	const cells = plan.cells.filter(isToBuild).flatMap(({ cell }) => built[cell] === void 0 ? [] : [{
		cell,
		digest: built[cell]
	}]);
	return (await Promise.all(cells.map(async ({ cell, digest }) => ({
		cell,
		digest: await to.resolve(digest)
	})))).flatMap(({ cell, digest }) => digest === void 0 ? [] : [{
		cell,
		digest,
		made: true,
		size: 0
	}]);
};
/**
* Images that an earlier build here made whole from the same recipes, as far as the destination
* still has all of them: they have no tag before they are tested, so the record of builds names
* them. Throws `kept-broken`.
*/
const builtWholeBefore = async (facts, plan) => {
	const cells = plan.cells.filter(isToBuild);
	const built = await imagesBuiltBefore(facts, {
		...plan,
		cells
	});
	const reader = closureReader(facts.to);
	const damages = await Promise.all(built.map(({ digest }) => reader.damageOf(digest)));
	return built.filter((_, at) => damages[at]?.length === 0);
};
/** The images of a plan that are in the destination before this job makes any. */
const earlierImages = async (to, assignment, plan) => [...await linkedBefore(to, plan), ...await builtByOtherJobs(to, assignment, plan)];
// src/smoke/proofs.ts
/** Type of a report's artifact and of its one blob. */
const REPORT_TYPE = "application/vnd.dl-env.report.v1+json";
const Text$1 = string();
const Result = object({
	library: Text$1,
	check: Text$1,
	device: _enum(["cpu", "gpu"]),
	outcome: _enum([
		"pass",
		"fail",
		"unavailable",
		"skipped"
	]),
	reason: Text$1.optional(),
	seconds: number(),
	facts: record(Text$1, union([
		Text$1,
		number(),
		boolean(),
		array(union([Text$1, number()]))
	]))
});
const ReportFile = object({
	format: literal(1),
	digest: Text$1,
	cell: Text$1,
	at: Text$1,
	runtime: object({
		name: _enum(["podman", "docker"]),
		version: Text$1
	}),
	gpu: object({
		name: Text$1,
		driver: Text$1,
		computeCapability: Text$1
	}).optional(),
	results: array(Result),
	probes: object({
		libraries: array(Text$1),
		version: Text$1
	}).optional(),
	requirement: _enum(SMOKE_REQUIREMENTS).optional(),
	platform: Text$1.optional(),
	diffIds: array(Text$1).optional()
});
/** A report as JSON; undefined when it is none. */
const decodeReport = (bytes) => {
	const decoded = ReportFile.safeParse(readJson(bytes));
	return decoded.success ? decoded.data : void 0;
};
/** The report in a blob; undefined when it is not one of this digest. */
const decode = (bytes, digest) => {
	const report = decodeReport(bytes);
	return report?.digest === digest ? report : void 0;
};
/** Reports bound to an image's digest, the newest first; none when there are none. */
const readProofs = async (repository, digest, { own = ownTagsOf(repository), isEnough = () => false, ...wanted } = {}) => {
	const newestFirst = (contents) => contents.map((bytes) => decode(bytes, digest)).filter((report) => report !== void 0).sort((a, b) => a.at < b.at ? 1 : a.at > b.at ? -1 : 0);
	const bound = {
		...wanted,
		type: REPORT_TYPE,
		own,
		isEnough: (contents) => isEnough(newestFirst(contents))
	};
	return newestFirst(await readBound(repository, digest, bound));
};
/**
* Those of an image's reports that are about this cell: what ran under the name of another one
* proves nothing of it.
*/
const readCellProofs = async (repository, { cell, digest }, { isEnough = () => false, ...wanted } = {}) => {
	const ofCell = (reports) => reports.filter((report) => report.cell === cell);
	return ofCell(await readProofs(repository, digest, {
		...wanted,
		isEnough: (reports) => isEnough(ofCell(reports))
	}));
};
const boundOf = ({ digest, at }, content) => ({
	digest,
	type: REPORT_TYPE,
	content,
	at,
	own: true
});
/** Digests of the artifacts that these bytes can be as a report of this image. Pure. */
const reportArtifacts = (image, content) => {
	const report = decode(content, image.digest);
	return report === void 0 ? [] : boundDigests(image, boundOf(report, content));
};
/**
* Stores a report beside its image, bound to the image's digest. Returns the digest of the proof.
* Doing it again changes nothing.
*/
const writeProof = (repository, report) => bind(repository, boundOf(report, jsonBytes(report)));
// src/smoke/localImages.ts
const decoder$1 = object({
	format: literal(1),
	manifest: string(),
	config: string(),
	checks: unknown$1(),
	reports: array(string())
});
/** In the user's cache: what lies beside dl-env.yml may be of whoever writes to its repository. */
const fileOf$1 = ({ sys, to }, cell) => `${cacheFolder(sys.env)}/images/${digestOf(to.name).slice(7, 23)}/${cell}.json`;
const write = (facts, cell, file) => facts.sys.files.write(fileOf$1(facts, cell), JSON.stringify(file));
const manifestOf = ({ manifest }) => {
	const bytes = Buffer.from(manifest);
	return {
		digest: digestOf(bytes),
		mediaType: OCI_MANIFEST,
		bytes
	};
};
/** The file of an image, whose manifest and config are what the digest names; else undefined. */
const readFile$2 = async (facts, { cell, digest }) => {
	if (facts.to.kind === "layout") return void 0;
	const bytes = await facts.sys.files.readBytes(fileOf$1(facts, cell));
	const decoded = decoder$1.safeParse(bytes === void 0 ? void 0 : readJson(bytes));
	if (!decoded.success) return void 0;
	const manifest = manifestOf(decoded.data);
	if (manifest.digest !== digest) return void 0;
	const { config } = parseManifest(manifest, facts.to.name);
	return digestOf(Buffer.from(decoded.data.config)) === config.digest ? decoded.data : void 0;
};
/**
* Writes down what was linked for a registry, for the commands that come after on this host. There
* is one file a cell, of its last image; reports of an image that was `made` just now are none.
*/
const keepLinked = async (facts, image, { manifest, config, checks }) => {
	if (facts.to.kind === "layout") return;
	const before = image.made ? void 0 : await readFile$2(facts, image);
	await write(facts, image.cell, {
		format: 1,
		manifest: Buffer.from(manifest).toString(),
		config: Buffer.from(config).toString(),
		checks,
		reports: before?.reports ?? []
	});
};
const reportText = (report) => Buffer.from(jsonBytes(report)).toString();
/** Writes down a report that was stored beside an image that this host linked. */
const keepStored = async (facts, report) => {
	const file = await readFile$2(facts, report);
	if (file === void 0) return;
	await write(facts, report.cell, {
		...file,
		reports: [...file.reports, reportText(report)]
	});
};
/**
* What this host put into the destination of an image; undefined when it did not, or put another
* one since. Its digest says that it is this one's content, and nothing that it is still there.
*/
const readLocalImage = async (facts, image) => {
	const file = await readFile$2(facts, image);
	if (file === void 0) return void 0;
	const manifest = manifestOf(file);
	const checks = decodeChecks(jsonBytes(file.checks), image.digest);
	const reports = file.reports.map((text) => Buffer.from(text));
	return {
		manifest,
		config: Buffer.from(file.config),
		...checks?.cell === image.cell ? { checks } : {},
		reports: new Map(reports.flatMap((content) => reportArtifacts(manifest, content).map((artifact) => [artifact, content])))
	};
};
// src/publish/checkedImages.ts
/** A view of a large image is some hundred thousand entries. */
const INSPECTED_AT_ONCE$1 = 4;
/**
* Makes the image of each recipe and inspects it. A cell that fails leaves the others going. What
* comes of them is in the order of the recipes.
*/
const eachImage = async (build, recipes, { parallel, make }) => {
	const inspect = inspector(build, build.planned, build.inventories);
	let finished = 0;
	const over = Promise.withResolvers();
	build.sys.log.progress(() => `${finished} of ${count(recipes.length, "image")} made`, over.promise);
	const making = pLimit(parallel);
	const inspecting = pLimit(Math.min(parallel, INSPECTED_AT_ONCE$1));
	const one = async (recipe) => {
		try {
			const { image, content } = await make(recipe);
			const { cell, digest, made: isNew } = image;
			const known = content === void 0 ? {} : {
				content: imageContent(content, build.to.name),
				isNew
			};
			const checks = await inspecting(() => inspect({
				cell,
				digest,
				...known
			}));
			if (content !== void 0) await keepLinked(build, image, {
				...content,
				checks
			});
			return {
				image,
				checks
			};
		} finally {
			finished += 1;
		}
	};
	const results = await Promise.allSettled(recipes.map((recipe) => making(() => one(recipe))));
	over.resolve();
	const made = results.flatMap((result) => result.status === "fulfilled" ? [result.value] : []);
	const failed = results.flatMap((result, at) => result.status === "fulfilled" ? [] : failedCells([recipes[at]?.cell ?? ""], result.reason));
	return {
		images: made.map(({ image }) => image),
		checks: made.map(({ checks }) => checks),
		failed
	};
};
// src/publish/hidingLayers.ts
/** Where wheels and Python lie, from the root of an image to the folders that hold them. */
const ABOVE = [
	"",
	"/opt",
	"/opt/venv",
	"/opt/python"
];
/** These, and everything in them, are in layers of ours alone. */
const OWN = /^\/opt\/(?:\.wh\.)?(?:venv|python)(?:\/|$)/;
/** Whether a layer above ours would hide or replace something below /opt/venv or /opt/python. */
const isHiding = (entries) => entries.some(({ path, kind }) => OWN.test(path) || path === "/.wh.opt" || path === "/opt" && kind !== "directory" || ABOVE.some((folder) => path === `${folder}/.wh..wh..opq`));
/**
* The same of the system layer, which has folders of ours, as other layers have them: only what it
* removes counts.
*/
const isRemoving = (entries) => isHiding(entries.filter(({ path }) => path.includes("/.wh.")));
/**
* Whether the base, or the system layer on it, would hide layers that lie below it: then all of
* ours goes above. Known from what is known of their layers; a base is looked through once.
*/
const hidesEnvironment = (store, inventories) => {
	const bases = /* @__PURE__ */ new Map();
	const removes = memoizedWork(async (layer) => isRemoving((await inventories.of(layer, store)).entries), ({ diffId }) => diffId);
	const baseHides = async ({ manifest, config }) => {
		return (await Promise.all(manifest.layers.map(({ digest }, index) => inventories.of({
			digest,
			diffId: config.rootfs.diff_ids[index] ?? ""
		}, store)))).some(({ entries }) => isHiding(entries));
	};
	return async ({ base, recipe, layers }) => {
		const answer = bases.get(base.platformDigest) ?? baseHides(base);
		bases.set(base.platformDigest, answer);
		if (await answer) return true;
		const system = layers.filter((_, index) => recipe.layers[index]?.kind === "system");
		return (await Promise.all(system.map(removes))).some(Boolean);
	};
};
// src/image/layerSpecs.ts
/** Hex digits of a layer's key. */
const KEY_DIGITS$1 = 32;
/** Key of a layer: sha256 over its kind, the layer format and what decides its content. */
const keyOf = (kind, parts) => hash("sha256", JSON.stringify([
	kind,
	1,
	...parts
])).slice(0, KEY_DIGITS$1);
const total$1 = (wheels) => wheels.reduce((sum, wheel) => sum + wheel.download, 0);
const further = (lock) => lock.question.indexes.length === 0 ? {} : { indexes: lock.question.indexes };
/** What a key says of the bytecode in a layer. */
const compiled = (python, bytecode) => bytecode === void 0 ? [] : [`bytecode 2 for Python ${python} but ${bytecode.except}`];
const withBytecode = (bytecode) => bytecode === void 0 ? {} : { bytecode };
/**
* The layer of one wheel: the same for every Python, Ubuntu and set, because its key is the wheel's
* own hash. A wheel for one Python has its bytecode beside it.
*/
const wheelLayer = (wheel, lock, bytecode) => ({
	kind: "wheel",
	key: keyOf("wheel", [wheel.sha256, ...compiled(lock.question.python, bytecode)]),
	title: `${wheel.name} ${wheel.version}`,
	download: wheel.download,
	wheels: [wheel],
	...withBytecode(bytecode),
	python: lock.question.python,
	platform: lock.question.platform,
	...further(lock)
});
/** The layer with the bytecode of a wheel for several Pythons, for the lock's Python. */
const bytecodeLayer = (wheel, lock, bytecode) => ({
	...wheelLayer(wheel, lock, bytecode),
	kind: "bytecode",
	key: keyOf("bytecode", [wheel.sha256, ...compiled(lock.question.python, bytecode)]),
	title: `bytecode of ${wheel.name} ${wheel.version} for Python ${lock.question.python}`
});
/** The layer of the small wheels of a lock. */
const restLayer = (wheels, lock, bytecode) => ({
	kind: "rest",
	key: keyOf("rest", [...wheels.map(({ sha256 }) => sha256).sort(), ...compiled(lock.question.python, bytecode)]),
	title: wheels.length === 1 ? `${wheels[0]?.name} ${wheels[0]?.version}` : `${wheels.length} small wheels`,
	download: total$1(wheels),
	wheels,
	...withBytecode(bytecode),
	python: lock.question.python,
	platform: lock.question.platform,
	...further(lock)
});
/**
* The apt lock as far as it decides this layer. Where it has no versions, the names that only other
* images of the release need decide nothing: a Python more in the matrix makes no layer again.
*/
const decidingLock = ({ apt, ...system }) => apt.packages === void 0 ? {
	...apt,
	extras: aptExtras(system).filter((name) => !apt.asked.includes(name))
} : apt;
/** The system layer: base, apt packages as of their date, and the texts of what runs decide it. */
const systemLayerSpec = (system) => ({
	kind: "system",
	key: keyOf("system", [
		system.base,
		encodeAptLock(decidingLock(system)),
		system.script,
		...system.files.map(({ content }) => content)
	]),
	title: `system of ${system.release}${system.pythonFrom === "ubuntu" ? ` with Python ${system.python}` : ""}`,
	download: 0,
	system
});
/**
* Bytes of an archive of python-build-standalone (install_only_stripped, x86_64): 24 to 34 MB in
* 2026.
*/
const PYTHON_DOWNLOAD = 34e6;
/** The layer of a standalone Python, with the bytecode of its standard library. */
const pythonLayerSpec = (python, bytecode) => ({
	kind: "python",
	key: keyOf("python", [
		python.version,
		python.sha256,
		...compiled(python.minor, bytecode)
	]),
	title: `Python ${python.version}`,
	download: PYTHON_DOWNLOAD,
	version: python.version,
	url: python.url,
	sha256: python.sha256,
	...withBytecode(bytecode)
});
const filesLayerSpec = (files) => ({
	kind: "files",
	key: keyOf("files", files.map(({ path, mode, content }) => JSON.stringify([
		path,
		mode,
		content
	]))),
	title: "files of dl-env",
	download: 0,
	files
});
/** The layer that steps leave: their text, and everything below them, decide it. */
const runLayerSpec = (steps, below) => ({
	kind: "run",
	key: keyOf("run", [
		below.base,
		...below.tags,
		below.config,
		...runContext(steps).map(({ content }) => content)
	]),
	title: `${count(steps.length, "step")} of dl-env.yml`,
	download: 0,
	steps
});
/** The layer of one's own files, by their content and not by where they lie here. */
const ownLayerSpec = (entries) => ({
	kind: "own",
	key: keyOf("own", entries.map(({ path, mode, uid, gid, content }) => {
		const { kind } = content;
		const what = kind === "file" ? content.sha256 : kind === "symlink" ? content.target : "";
		return JSON.stringify([
			kind,
			path,
			mode,
			uid,
			gid,
			what
		]);
	})),
	title: "files of dl-env.yml",
	download: 0,
	entries
});
// src/publish/licencesLayer.ts
/** By folder, so that a wheel that several layers bring is listed once. */
const wheelsOf = async (layers, store, inventories) => {
	const all = await Promise.all(layers.map((layer) => inventories.of(layer, store)));
	return [...new Map(all.flatMap(({ wheels }) => [...wheels])).values()];
};
const specOf = (wheels, content) => ({
	...filesLayerSpec([{
		path: LICENCE_LIST,
		mode: 420,
		content
	}]),
	title: `list of ${count(wheels.length, "wheel")} with licences`
});
/**
* The layer with a list in the store, where it is put when it is not there. One that the plan did
* not find is not looked for again: made twice, it is the same small bytes.
*/
const licencesLayer = async ({ sys, store, inventories, work, findLayer, storeTags }, { spec, content }) => {
	const file = `${work}/${layerTag(spec)}.tar.gz`;
	const entries = [bytesEntry(LICENCE_LIST.slice(1), 420, Buffer.from(content))];
	const { layer: made } = await writeBlob(sys, ordered(entries), file);
	try {
		const tag = layerTag(spec);
		const layer = (storeTags?.has(tag) === false ? void 0 : await findLayer(tag)) ?? await storeNewLayer(sys, store, {
			spec,
			made
		});
		if (layer.diffId === made.diffId) await inventories.hold(made);
		return layer;
	} finally {
		await sys.files.remove(file);
	}
};
/**
* Adds one small layer to recipes: the list of an image's wheels with version and licence, as their
* metadata says. It is known only when the wheels are there, so it is made where the image is
* linked; images of the same wheels have the same layer, which is looked up once.
*/
const licencesAdder = (facts) => {
	const layerOf = memoizedWork((list) => licencesLayer(facts, list), ({ spec }) => layerTag(spec));
	return async ({ recipe, layers: before }) => {
		const wheels = await wheelsOf(before, facts.store, facts.inventories);
		const content = licenceList(wheels);
		const spec = specOf(wheels, content);
		const layer = await layerOf({
			spec,
			content
		});
		return {
			recipe: {
				...recipe,
				layers: [...recipe.layers, spec]
			},
			layers: [...before, layer]
		};
	};
};
// src/layer/overlapChecker.ts
const packagesOf = (spec) => "wheels" in spec ? spec.wheels.map(({ name }) => name) : [];
const readPaths = async (store, { paths: digest, pathsData: data }) => {
	const what = `The list of paths ${digest}`;
	return decodePaths(embeddedContent({
		digest,
		data
	}) ?? await readBounded(store.readBlob(digest), {
		what,
		bytes: LIMITS.smallBlobBytes
	}));
};
/**
* Checks recipes against the lists of paths that their layers carry; a list is read once, however
* many recipes share its layer.
*/
const overlapChecker = (store, catalog) => {
	const pathsOf = memoized((blob) => readPaths(store, blob), ({ paths }) => paths);
	return async (recipe, layers) => {
		const withPaths = [];
		for (const [index, { paths, pathsData }] of layers.entries()) {
			const spec = recipe.layers[index];
			if (paths !== void 0 && spec !== void 0) withPaths.push({
				title: spec.title,
				packages: packagesOf(spec),
				paths: await pathsOf({
					paths,
					...pathsData === void 0 ? {} : { pathsData }
				})
			});
		}
		const [first, ...more] = overlapProblems(withPaths, catalog.overlapWinners);
		if (first !== void 0) throw foundProblem(first, { more });
	};
};
// src/layer/recipeLayers.ts
/** The stored layers of a recipe, in their order. Rejects with `layer-missing`. */
const recipeLayers = (store, findLayer) => {
	const find = async (spec) => {
		const layer = await findLayer(layerTag(spec));
		if (layer !== void 0) return layer;
		throw foundProblem({
			code: "layer-missing",
			message: `The layer ${layerTag(spec)} (${spec.title}) is not in ${store.name}, or not whole.`,
			hint: "Make what is missing: dl-env build"
		});
	};
	return (recipe) => Promise.all(recipe.layers.map(find));
};
// src/publish/runLayers.ts
/**
* Makes the layer that a recipe's steps leave, unless the store has it: an engine runs them on the
* image of everything below, which is linked into the store for that. One at a time, since an
* engine has one machine.
*/
const runLayerMaker = ({ sys, store, inventories, findLayer, work, engine }) => {
	const inTurn = pLimit(1);
	return async ({ cell, layers }, link) => {
		const spec = layers.find((layer) => layer.kind === "run");
		if (spec === void 0 || await findLayer(layerTag(spec)) !== void 0) return;
		await inTurn(async () => {
			if (await findLayer(layerTag(spec)) !== void 0) return;
			const { digest } = await link();
			sys.log.info(`Running ${spec.title} in the image of ${cell}`);
			const made = await engine.runLayer(spec, {
				cell,
				digest
			}, work);
			if ((await storeLayer(sys, store, {
				spec,
				made
			})).diffId === made.diffId) await inventories.keep(made);
			await sys.files.remove(made.file);
		});
	};
};
// src/publish/linkedConfig.ts
/** The earliest time there is, for bases that do not say when they were made. */
const EPOCH = "1970-01-01T00:00:00Z";
const splitEnv = (env) => new Map(env.map((entry) => {
	const equals = entry.indexOf("=");
	return equals === -1 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
}));
/** The base's variables in their order, less the dropped ones, ours in their place or behind. */
const mergedEnv = (base, config) => {
	const merged = splitEnv(base);
	for (const name of config.dropEnv) merged.delete(name);
	for (const [name, value] of Object.entries(config.env).sort(([a], [b]) => a < b ? -1 : 1)) merged.set(name, value);
	return [...merged].map(([name, value]) => `${name}=${value}`);
};
const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1));
/**
* History must have one entry with content per layer, or engines refuse the image; a base whose
* history does not fit gets a plain one.
*/
const baseHistory = (base) => {
	const history = base.history ?? [];
	return history.filter((entry) => entry.empty_layer !== true).length === base.rootfs.diff_ids.length ? history : base.rootfs.diff_ids.map(() => ({
		created: base.created ?? EPOCH,
		created_by: "base"
	}));
};
const ifGiven = (key, value) => value === null || value === void 0 ? {} : { [key]: value };
/** What runs: the base's settings, with our user, environment, labels, entrypoint and command. */
const runConfig = (base, own) => {
	const exposed = sorted({
		...base.ExposedPorts,
		...Object.fromEntries(own.exposed.map((port) => [port, {}]))
	});
	return {
		User: own.user,
		...Object.keys(exposed).length === 0 ? {} : { ExposedPorts: exposed },
		Env: mergedEnv(base.Env ?? [], own),
		Entrypoint: own.entrypoint,
		Cmd: own.cmd,
		...ifGiven("Volumes", base.Volumes),
		WorkingDir: own.workdir,
		Labels: sorted({
			...base.Labels,
			...own.labels
		}),
		...ifGiven("StopSignal", base.StopSignal),
		...ifGiven("Shell", base.Shell),
		...ifGiven("Healthcheck", base.Healthcheck)
	};
};
/**
* The config of a linked image: the base's, with what is ours in `config`, and our layers around
* its own.
*/
const linkedConfig = ({ base, own, below, above, created = base.created ?? EPOCH }) => {
	const diffIds = (layers) => layers.map(({ diffId }) => diffId);
	const history = (layers) => layers.map(({ title }) => ({
		created,
		created_by: `dl-env: ${title}`
	}));
	return {
		architecture: base.architecture,
		os: base.os,
		created,
		config: runConfig(base.config ?? {}, own),
		rootfs: {
			type: "layers",
			diff_ids: [
				...diffIds(below),
				...base.rootfs.diff_ids,
				...diffIds(above)
			]
		},
		history: [
			...history(below),
			...baseHistory(base),
			...history(above)
		]
	};
};
const SIDE_BY_SIDE$10 = 8;
const checkLayers = (recipe, base, layers) => {
	const expectedTags = recipe.layers.map((spec) => layerTag(spec));
	const wrong = expectedTags.findIndex((tag, index) => layers[index]?.tag !== tag);
	if (wrong !== -1 || layers.length !== expectedTags.length) throw new TypeError(`layers differ from the recipe at ${expectedTags[wrong] ?? "the end"}`);
	const total = base.manifest.layers.length + layers.length;
	if (total > 110) throw foundProblem({
		code: "too-many-layers",
		message: `${recipe.cell} would have ${total} layers; Docker fails above about 122, and 110 are the limit here.`,
		hint: "Ask for a smaller set, or build the cell whole: dl-env build --build engine"
	});
};
const ociDescriptor = ({ mediaType, digest, size }) => ({
	mediaType: mediaType.endsWith("+zstd") ? mediaType : OCI_LAYER_GZIP,
	digest,
	size
});
/**
* Config and manifest of a cell: the base's layers among ours, all in OCI's media types. Pure: the
* same input is the same bytes.
*/
const imageBytes = (parts) => {
	const { recipe, base, layers, created, isBaseFirst = false } = parts;
	checkLayers(recipe, base, layers);
	const titled = layers.map((layer, index) => {
		const { kind = "files", title = layer.tag } = recipe.layers[index] ?? {};
		return {
			kind,
			title,
			diffId: layer.diffId,
			descriptor: ociDescriptor(layer)
		};
	});
	const { below, above } = aroundBase(titled, ({ kind }) => kind, isBaseFirst);
	const config = jsonBytes(linkedConfig({
		base: base.config,
		own: recipe.config,
		below,
		above,
		...created === void 0 ? {} : { created }
	}));
	const all = [
		...below.map(({ descriptor }) => descriptor),
		...base.manifest.layers.map(({ mediaType, digest, size }) => ({
			mediaType,
			digest,
			size
		})),
		...above.map(({ descriptor }) => descriptor)
	];
	const manifest = jsonBytes({
		schemaVersion: 2,
		mediaType: OCI_MANIFEST,
		config: {
			mediaType: OCI_CONFIG,
			digest: digestOf(config),
			size: config.byteLength
		},
		layers: all,
		annotations: {
			[RECIPE_ANNOTATION]: recipe.key,
			"org.opencontainers.image.base.digest": base.platformDigest
		}
	});
	return {
		config,
		manifest,
		digest: digestOf(manifest),
		blobs: all
	};
};
/** An image is there when all of its blobs are, at their size. */
const isWhole = async (to, { manifest, digest }) => (await closureReader(to).damage({
	digest,
	bytes: manifest,
	mediaType: OCI_MANIFEST
})).length === 0;
const total = (...repositories) => [...new Set(repositories)].reduce((sum, { traffic }) => sum + traffic.requests, 0);
/** The blobs of an image into the destination, each once; bytes that moved. */
const moveBlobs = async ({ store, to, move = (blob) => moveBlob(blob, store, to) }, { blobs }) => {
	const limit = pLimit(SIDE_BY_SIDE$10);
	const distinct = new Map(blobs.map((blob) => [blob.digest, blob.size]));
	return (await Promise.all([...distinct].map(([digest, size]) => limit(async () => await move({
		digest,
		size
	}) ? size : 0)))).reduce((sum, bytes) => sum + bytes, 0);
};
/**
* Makes an image out of layers that exist: mounts (or, once, copies) the blobs, then puts config
* and manifest by digest. It gets its tags when it was tested. Does nothing when it is there;
* rejects with `too-many-layers` above 110, `stand-in` when an image on a stand-in base would leave
* this machine. The counts are right when nothing else uses the two repositories at the same time.
*/
const linkImage = async (request) => {
	const { recipe, store, to } = request;
	keepStandInHere(recipe.config.labels, to, recipe.cell);
	const before = total(store, to);
	const image = imageBytes(request);
	const size = image.blobs.reduce((sum, blob) => sum + blob.size, 0);
	const result = (made, moved) => ({
		digest: image.digest,
		made,
		layers: image.blobs.length,
		requests: total(store, to) - before,
		moved,
		size,
		content: image
	});
	if (!await to.writeBlob({
		digest: digestOf(image.config),
		size: image.config.byteLength,
		isNew: request.isNew === true,
		open: async function* () {
			yield image.config;
		}
	}) && await to.resolve(image.digest) !== void 0 && await isWhole(to, image)) return result(false, 0);
	const moved = await moveBlobs(request, image);
	await to.putManifest({
		bytes: image.manifest,
		mediaType: OCI_MANIFEST
	});
	return result(true, moved);
};
// src/publish/linkCells.ts
/**
* Moves each blob once, however many images wait for it; only the first of them counts its bytes.
* One that failed is tried again by the next image.
*/
const moveOnce = (store, to) => {
	const moves = /* @__PURE__ */ new Map();
	return async (blob) => {
		const running = moves.get(blob.digest);
		if (running !== void 0) {
			await running;
			return false;
		}
		const work = moveBlob(blob, store, to);
		moves.set(blob.digest, work);
		try {
			return await work;
		} catch (error) {
			moves.delete(blob.digest);
			throw error;
		}
	};
};
/**
* Links the image of a cell out of layers that are in the store, with the list of its wheels'
* licences as one layer more.
*/
const cellLinker = (facts) => {
	const { catalog, store, to, inventories, findLayer, madeLayers, base } = facts;
	const layersOf = recipeLayers(store, findLayer);
	const hides = hidesEnvironment(store, inventories);
	const checkOverlaps = overlapChecker(store, catalog);
	const addLicences = licencesAdder(facts);
	const move = moveOnce(store, to);
	const ensureRun = runLayerMaker(facts);
	return async (recipe) => {
		const onto = await base(recipe.cell);
		const below = recipe.layers.filter(({ kind }) => kind !== "run");
		const before = await layersOf({
			...recipe,
			layers: below
		});
		const isBaseFirst = await hides({
			base: onto,
			recipe,
			layers: before
		});
		await ensureRun(recipe, () => linkImage({
			recipe: {
				...recipe,
				layers: below
			},
			base: onto,
			layers: before,
			isBaseFirst,
			store,
			to: store
		}));
		const layers = await layersOf(recipe);
		await checkOverlaps(recipe, layers);
		const complete = await addLicences({
			recipe,
			layers
		});
		const isNew = layers.some(({ tag }) => madeLayers.has(tag));
		return linkImage({
			...complete,
			base: onto,
			isBaseFirst,
			isNew,
			store,
			to,
			move
		});
	};
};
// src/publish/buildCells.ts
/** Images that are linked at the same time. */
const LINKED_AT_ONCE = 16;
const makeLayers = async (build, needs = []) => {
	const { sys, store, assignment, work, space, engine, inventories, known } = build;
	const { planned, recipes } = build;
	const making = {
		sys,
		store,
		work,
		space,
		further: [...await basesNeed(build, recipesOnBases(build, planned.plan)), ...needs],
		assignment,
		known,
		tools: openTools(build, work),
		buildSystem: engine.systemLayer,
		onStored: (layer, onRead) => inventories.keep(layer, onRead)
	};
	return sys.log.group("Making layers", () => makeMissingOfPlan(making, planned.plan, recipes));
};
const linkImages = async (build, made) => {
	const link = cellLinker({
		...build,
		storeTags: build.planned.storeTags,
		madeLayers: new Set(made.layers)
	});
	const broken = new Set(made.failed.map(({ cell }) => cell));
	const recipes = build.recipes.filter(({ cell }) => !broken.has(cell));
	let moved = made.stored;
	const { images, checks, failed } = await build.sys.log.group("Linking images", () => eachImage(build, recipes, {
		parallel: LINKED_AT_ONCE,
		make: async ({ cell, ...rest }) => {
			const { digest, made: isMade, size, ...linked } = await link({
				cell,
				...rest
			});
			moved += linked.moved;
			return {
				image: {
					cell,
					digest,
					made: isMade,
					size
				},
				content: linked.content
			};
		}
	}));
	return {
		images,
		checks,
		layers: made.layers,
		moved,
		failed: [...made.failed, ...failed]
	};
};
const NO_LAYERS = {
	layers: [],
	stored: 0,
	failed: []
};
/**
* Layers first, then one link a cell; where other jobs do the one or the other, only this job's
* part.
*/
const buildLinked = async (build) => {
	switch (build.assignment.kind) {
		case "layers": {
			const { layers, stored, failed } = await makeLayers(build);
			return {
				images: [],
				checks: [],
				layers,
				moved: stored,
				failed
			};
		}
		case "link":
			await build.space.reserve([...await basesNeed(build, build.recipes), ...await imagesNeed(build, build.recipes)]);
			return linkImages(build, NO_LAYERS);
		case "request":
		case "cells":
		case "whole-images": return linkImages(build, await makeLayers(build, await imagesNeed(build, build.recipes)));
	}
};
/** One build a cell, whole, from its Containerfile. */
const buildWhole = async (build) => {
	await build.space.reserve(await wholeImagesNeed(build, build.recipes));
	return {
		...await eachImage(build, build.recipes, {
			parallel: 1,
			make: async (recipe) => {
				const { digest, ...content } = await build.engine.wholeImage(recipe, (layer) => build.inventories.keep(layer));
				return {
					image: {
						cell: recipe.cell,
						digest,
						made: true,
						size: 0
					},
					content
				};
			}
		}),
		layers: [],
		moved: 0
	};
};
const openBuild = (facts, planned, { recipes, work, space }) => {
	const bases = storedBases(facts, planned.judged);
	const { base } = bases;
	const engine = engineBuilds({
		...facts,
		base,
		work,
		inputs: planned
	});
	const inventories = inventoriesOf(facts);
	const known = knownLayers(facts.store);
	const opened = {
		bases,
		base,
		engine,
		inventories,
		known,
		findLayer: known.find
	};
	return {
		...facts,
		planned,
		recipes,
		work,
		space,
		...opened
	};
};
/**
* Makes what the plan says is missing. Cells whose base or store could not be queried are left,
* with the reason; a cell that fails leaves the others going.
*/
const buildCells = async (facts, planned) => {
	const { sys, to, store, assignment } = facts;
	const { plan } = planned;
	const task = {
		build: facts.request.build,
		assignment
	};
	const wanted = cellsToBuild(task, plan);
	const whole = task.build === "engine" ? await builtWholeBefore(facts, plan) : [];
	for (const { cell } of whole) wanted.delete(cell);
	const recipes = [...planned.recipes.values()].filter(({ cell }) => wanted.has(cell));
	const before = [...await earlierImages(to, assignment, plan), ...whole];
	const left = cellsLeft(task, plan);
	if (recipes.length === 0) return {
		images: before,
		checks: [],
		layers: [],
		moved: 0,
		left,
		failed: []
	};
	await ensureWritable(to);
	await ensureKeepsArtifacts(to);
	const work = await openWork(sys);
	const space = openSpace(sys, layoutsOf([to, store]));
	try {
		const build = openBuild(facts, planned, {
			recipes,
			work: work.dir,
			space
		});
		const built = await (task.build === "link" ? buildLinked(build) : buildWhole(build));
		return {
			...built,
			images: [...before, ...built.images],
			left
		};
	} finally {
		await work.close();
		await space.close();
	}
};
// src/engine/prepareStandIns.ts
/** Makes the stand-ins that accepted cells need and this machine lacks. */
const prepareStandIns = async ({ sys, catalog, open }, judged) => {
	const into = open(STAND_IN_REPOSITORY);
	const there = new Set(await into.tags());
	for (const { cell, verdict } of judged) {
		const release = cell.ubuntu === "stand-in" && verdict.kind === "accepted" ? releaseOf(catalog, cell.cuda, cell.ubuntu) : void 0;
		if (release === void 0 || there.has(standInTag(cell.cuda, cell.flavor))) continue;
		sys.log.info(`Making a stand-in for nvidia/cuda:${cell.cuda} from Debian 12; it is for trying things on this machine, and is never published.`);
		await makeStandIn(sys, {
			cuda: release,
			drivers: catalog.drivers,
			flavor: cell.flavor
		}, into);
		there.add(standInTag(cell.cuda, cell.flavor));
	}
};
// src/matrix/cudaCoverage.ts
/**
* `cuda-not-covered`: what the catalog says of wheels begins with its oldest CUDA and ends with the
* majors that it knows; whether there is an image has no part in it.
*/
const cudaCoverage = (cell, { catalog }) => {
	const minors = [...new Set(catalog.cuda.map(({ minor }) => minor))].sort(compareVersions);
	const [oldest = "0"] = minors;
	const isOlder = compareVersions(minorOf(cell.cuda), oldest) < 0;
	if (releaseOf(catalog, cell.cuda, cell.ubuntu) !== void 0 || !isOlder && catalog.wheels[majorOf(cell.cuda)] !== void 0) return [];
	const nearest = isOlder ? oldest : minors.at(-1);
	return [{
		code: "cuda-not-covered",
		message: `The catalog's facts about wheels are for CUDA ${oldest} to ${minors.at(-1)}; CUDA ${cell.cuda} is ${isOlder ? "older" : "newer"}.`,
		source: "matrix/cuda.yml",
		...nearest === void 0 ? {} : { hint: matrixLine("cuda", nearest) }
	}];
};
// src/matrix/cudnnRule.ts
/**
* `two-cudnns`: a `cudnn-*` base brings a cuDNN, a library's wheels bring another, and something
* loads one. A wheel that brings its own finds it by its RPATH; the base's is not loaded instead.
*/
const cudnnRule = (cell, { catalog, request }) => {
	if (!cell.flavor.startsWith("cudnn")) return [];
	const libraries = librariesOf(cell, catalog);
	const bringing = libraries.find(({ bringsCudnn }) => bringsCudnn);
	const reading = libraries.find(({ usesCudnn }) => usesCudnn);
	if (bringing === void 0 || reading === void 0) return [];
	const version = releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn;
	const base = `the flavor ${cell.flavor} brings ${version === void 0 ? "one" : version} too`;
	const { ownCopy, twoCopies } = catalog.cudnn;
	return [{
		code: "two-cudnns",
		message: `${bringing.title}'s wheels bring a cuDNN, and ${base}.` + (request.cudnn === "system" ? ` They load their own by its path, so \`cudnn: system\` cannot be kept.` : ""),
		source: request.cudnn === "system" ? ownCopy : twoCopies,
		hint: matrixLine("flavor", cell.flavor.replace(/^cudnn-/, ""))
	}];
};
// src/matrix/endOfLifeRules.ts
/** `cuda-end-of-life`: NVIDIA rebuilds the images of this release no longer. */
const cudaEndOfLife = (cell, { catalog, today }) => {
	const release = releaseOf(catalog, cell.cuda, cell.ubuntu);
	const ended = release?.endOfLife ?? release?.endedBy;
	if (release === void 0 || ended === void 0 || ended > today) return [];
	const newer = catalog.cuda.findLast((other) => other.minor === release.minor && other.images[cell.ubuntu] !== void 0 && (other.endOfLife ?? other.endedBy ?? "9999") > today);
	const successor = newer === void 0 ? "" : ` Its successor is ${newer.version}.`;
	return [{
		code: "cuda-end-of-life",
		message: (release.endOfLife === void 0 ? `By ${ended} NVIDIA listed its images of CUDA ${cell.cuda} as ended.` : `NVIDIA ended its images of CUDA ${cell.cuda} on ${ended}; they are no longer rebuilt.`) + successor,
		source: release.source,
		...newer === void 0 ? {} : { hint: matrixLine("cuda", newer.version) }
	}];
};
/** `ubuntu-end-of-life`: the release gets no security updates. */
const ubuntuEndOfLife = (release, { catalog, today }) => {
	if (release === void 0 || release.endOfLife > today) return [];
	const next = catalog.ubuntu.find((other) => compareVersions(other.name, release.name) > 0 && other.endOfLife > today);
	return [{
		code: "ubuntu-end-of-life",
		message: `${release.name === "stand-in" ? "The stand-in's Debian" : `Ubuntu ${release.name}`} has had no security updates since ${release.endOfLife}.`,
		source: release.source,
		...next === void 0 ? {} : { hint: matrixLine("ubuntu", next.name) }
	}];
};
// src/matrix/pinRules.ts
const conflictsOf = (library, cell, context) => {
	const [release] = releasesFor(library, cell, context);
	return (release?.requirements ?? []).flatMap((requirement) => {
		const packageName = requirementName(requirement);
		const pin = pinFor(library, packageName, context);
		const range = requirementRange(requirement);
		if (release === void 0 || pin === void 0 || range === "") return [];
		if (!disjoint(pin.range, range)) return [];
		return [{
			library,
			packageName,
			pin,
			range,
			source: release.source
		}];
	});
};
/** Where the sets of a cell name versions that leave no room, and what to write there. */
const writtenIn = (conflicts, cell, { catalog }) => cell.libraries.flatMap((key) => {
	const library = catalog.libraries.get(key);
	const held = library?.own?.pin;
	const found = conflicts.find(({ pin, range }) => pin.name === held?.name && disjoint(held.range, range));
	return library === void 0 || found === void 0 ? [] : [{
		place: library.releases[0]?.source ?? "",
		text: `${found.packageName}${found.range}`
	}];
});
const pinLine = (pins, conflicts) => {
	const changed = Object.fromEntries(conflicts.map(({ pin, range }) => [pin.name, range]));
	return `pins: { ${Object.entries({
		...pins,
		...changed
	}).map(([pinned, value]) => `${pinned}: "${value}"`).join(", ")} }`;
};
/** Versions that a set names are changed where they stand; those of `pins` all in their line. */
const hintFor$1 = (conflicts, cell, context) => {
	const written = writtenIn(conflicts, cell, context);
	if (written.length === 0) return pinLine(context.request.pins, conflicts);
	return `Write: ${written.map(({ place, text }) => `${text} (${place})`).join(", ")}`;
};
const list = new Intl.ListFormat("en-GB");
const messageOf = (conflicts) => {
	const [first, ...more] = conflicts;
	if (more.length === 0) return `The pin requires ${first.packageName} ${rangeWords(first.pin.range)}; ${first.library.title} needs ${rangeWords(first.range)} for this CUDA and Python.`;
	const asked = conflicts.map(({ packageName, pin }) => `${packageName} ${rangeWords(pin.range)}`);
	const needed = conflicts.map(({ packageName, range }) => `${packageName} ${rangeWords(range)}`);
	return `${list.format(asked)} are requested; this CUDA and Python need ${list.format(needed)}.`;
};
/**
* `pin-out-of-range`: versions that dl-env.yml asks for and what library.yml asks for have none in
* common. All of a cell are one reason: those of one family are changed together. `libraries` are
* those that no limit of theirs rules out.
*/
const pinReasons = (libraries, cell, context) => {
	const found = libraries.flatMap((library) => conflictsOf(library, cell, context));
	const [first, ...more] = [...new Map(found.map((one) => [one.packageName, one])).values()];
	if (first === void 0) return [];
	return [{
		code: "pin-out-of-range",
		message: messageOf([first, ...more]),
		source: first.source,
		hint: hintFor$1([first, ...more], cell, context)
	}];
};
// src/matrix/libraryRules.ts
const filled = (text, cell) => text.replaceAll("{cuda}", minorOf(cell.cuda)).replaceAll("{python}", cell.python).replaceAll("{ubuntu}", cell.ubuntu).replaceAll("{flavor}", cell.flavor);
/** The limits of library.yml that hold in this cell, under their own codes. */
const limitReasons = (library, cell, context) => library.limits.filter((limit) => counts(limit, cell, context) && (limit.from === void 0 || limit.from <= context.today) && (limit.ubuntu === void 0 || limit.ubuntu.includes(cell.ubuntu)) && (limit.flavor === void 0 || limit.flavor.includes(cell.flavor))).map((limit) => ({
	code: limit.code,
	message: filled(limit.message, cell),
	source: limit.source,
	...limit.hint === void 0 ? {} : { hint: filled(limit.hint, cell) }
}));
/** The CUDA major that a package's name says it is built for, where that is not the cell's. */
const otherCudaMajor = (name, cuda, catalog) => Object.entries(catalog.wheels).find(([major, facts]) => major !== majorOf(cuda) && facts.marks.some((mark) => name.endsWith(mark)))?.[0];
/** The newest CUDA x.y of a major that the catalog has an image of. */
const newestOfMajor = (major, catalog) => minorOf(catalog.cuda.findLast(({ version, images }) => majorOf(version) === major && Object.keys(images).length > 0)?.version ?? `${major}.8`);
/**
* `cuda-major-mismatch`: library.yml asks for a package of another CUDA; one per library is enough.
*/
const cudaMajorReasons = ({ library, release, cell }, { catalog }) => release.requirements.map(requirementName).flatMap((name) => {
	const major = otherCudaMajor(name, cell.cuda, catalog);
	if (major === void 0) return [];
	if (library.own !== void 0) return [{
		code: "wheel-of-another-cuda",
		message: `${name} is built for CUDA ${major}, and this cell has CUDA ${minorOf(cell.cuda)}.`,
		source: release.source,
		hint: `Leave it out, or name a CUDA ${major}: ${matrixLine("cuda", newestOfMajor(major, catalog))}`
	}];
	return [{
		code: "cuda-major-mismatch",
		message: `${library.title} requires ${name}, which is built for CUDA ${major}.`,
		source: release.source,
		hint: `add an entry for CUDA ${majorOf(cell.cuda)} to: ${library.folder}/library.yml`
	}];
}).slice(0, 1);
/** `library-not-available`: no entry of library.yml counts in this cell. */
const notAvailable$1 = (library, cell, { catalog }) => {
	const others = cell.libraries.filter((name) => !withNeeds([name], catalog).includes(library.name) && !isAdded(name, catalog));
	return {
		code: "library-not-available",
		message: `The catalog has no wheels of ${library.title} for CUDA ${minorOf(cell.cuda)} with Python ${cell.python}.`,
		source: library.releases.at(-1)?.source ?? library.folder,
		hint: `sets: { mine: [${others.join(", ")}] }`
	};
};
const reasonsOf = (library, cell, context) => {
	const limits = limitReasons(library, cell, context);
	if (limits.length > 0) return limits;
	const [release] = releasesFor(library, cell, context);
	if (release === void 0) return [notAvailable$1(library, cell, context)];
	return cudaMajorReasons({
		library,
		release,
		cell
	}, context);
};
/**
* What the cell's libraries have against it; the same reason of several, such as one missing torch
* build for torch and torchaudio, is given once.
*/
const libraryReasons = (cell, context) => {
	const libraries = librariesOf(cell, context.catalog);
	const unlimited = libraries.filter((library) => limitReasons(library, cell, context).length === 0);
	const reasons = libraries.flatMap((library) => reasonsOf(library, cell, context));
	return [...new Map(reasons.map((reason) => [`${reason.code} ${reason.message}`, reason])).values(), ...pinReasons(unlimited, cell, context)];
};
/**
* Whether a limit of these libraries looks at the Ubuntu release or the flavor, which is rare: sets
* without one are judged once for all of both.
*/
const dependOnBase = (libraries) => libraries.some((library) => library.limits.some((limit) => limit.ubuntu !== void 0 || limit.flavor !== void 0 || /\{(ubuntu|flavor)\}/.test(`${limit.message} ${limit.hint ?? ""}`)));
// src/matrix/pythonRule.ts
const notAvailable = (cell, minors) => ({
	code: "python-not-available",
	message: `No Python ${cell.python} is in the catalog, which has ${minors.join(", ")}.`,
	source: "matrix/pythons.yml and matrix/ubuntu.yml"
});
/**
* `python-not-available` and `python-pre-release`: neither the catalog's archives nor the Ubuntu
* release has this Python.
*/
const pythonRule = (cell, release, { catalog }) => {
	if (cell.pythonFrom === "ubuntu" || catalog.pythons.some((python) => python.minor === cell.python)) return [];
	const preRelease = release?.preReleasePythons[cell.python];
	const minors = [...new Set(catalog.pythons.map(({ minor }) => minor))].sort(compareVersions);
	const near = compareVersions(cell.python, minors[0] ?? "3") < 0 ? minors[0] : minors.at(-1);
	return [{
		...preRelease === void 0 ? notAvailable(cell, minors) : {
			code: "python-pre-release",
			message: `Ubuntu ${cell.ubuntu} has Python ${cell.python} only as ${preRelease}.`,
			source: release?.source ?? "matrix/ubuntu.yml"
		},
		...near === void 0 ? {} : { hint: matrixLine("python", near) }
	}];
};
// src/matrix/rules.ts
const NONE$1 = [];
const joined = (groups) => {
	const found = groups.filter((reasons) => reasons.length > 0);
	return found.length < 2 ? found[0] ?? NONE$1 : found.flat();
};
const baseRules = (context) => {
	const ubuntus = new Map(context.catalog.ubuntu.map((release) => [release.name, release]));
	return memoized((cell) => {
		const release = ubuntus.get(cell.ubuntu);
		return [
			...cudaEndOfLife(cell, context),
			...ubuntuEndOfLife(release, context),
			...pythonRule(cell, release, context)
		];
	}, (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.python}`);
};
/** The rules of one set of libraries. */
const setRules = (libraries, { request, ...facts }) => {
	const pins = pinsIn(libraries, request.pins, facts.catalog);
	const context = {
		...facts,
		request: {
			...request,
			pins
		}
	};
	const wholeBase = dependOnBase(librariesOf({ libraries }, context.catalog));
	const cudnn = memoized((cell) => cudnnRule(cell, context), (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`);
	const ofLibraries = memoized((cell) => libraryReasons(cell, context), (cell) => wholeBase ? `${cell.python} ${cell.cuda} ${cell.ubuntu} ${cell.flavor}` : `${cell.python} ${cell.cuda}`);
	return (cell) => joined([cell.flavor.startsWith("cudnn") ? cudnn(cell) : NONE$1, ofLibraries(cell)]);
};
/**
* The catalog's rules for the cells of one request; what does not depend on the whole cell is
* worked out once.
*/
const rulesFor = ({ inRange = rangeChecker(), ...facts }) => {
	const context = {
		...facts,
		inRange
	};
	const base = baseRules(context);
	const bySet = memoized((libraries) => setRules(libraries, context));
	const coverage = memoized((cell) => cudaCoverage(cell, context), (cell) => cell.cuda);
	return (cell) => {
		const uncovered = coverage(cell);
		return uncovered.length > 0 ? uncovered : joined([base(cell), bySet(cell.libraries)(cell)]);
	};
};
// src/matrix/screen.ts
/** Judgements of bases, made once for each tag. */
const baseJudge = ({ catalog, lists, today }) => memoized((cell) => {
	const repository = baseRepository(catalog, cell);
	return judgeBase(cell, {
		catalog,
		list: lists.get(repository),
		today
	});
}, (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.flavor} ${cell.base ?? ""}`);
/**
* Screens cells of one request, its own and any other of the catalog; what does not depend on the
* whole cell is worked out once.
*/
const openScreen = (inputs) => {
	const { request, catalog, today } = inputs;
	const inRange = rangeChecker();
	const rules = rulesFor({
		request,
		catalog,
		today,
		inRange
	});
	const questionOf = questioner(request, catalog, inRange);
	const baseOf = baseJudge(inputs);
	return (cell) => {
		const base = baseOf(cell);
		const against = rules(cell);
		const reasons = base.kind === "absent" ? [base.reason, ...against] : against;
		return base.kind === "there" && reasons.length === 0 ? {
			cell,
			base,
			reasons,
			question: questionOf(cell)
		} : {
			cell,
			base,
			reasons
		};
	};
};
/** The questions that are open, each value once. */
const openQuestions = (screened) => [...new Set(screened.flatMap(({ question }) => question ?? []))];
// src/plan/mirroredTags.ts
/** Requests to one mirror at the same time. */
const SIDE_BY_SIDE$9 = 6;
const ask = async ({ sys, open }, repository, tag) => {
	try {
		return await open(repository).resolve(tag) === void 0 ? "absent" : "there";
	} catch (error) {
		if (!(error instanceof DlEnvError && error.exit === 3)) throw error;
		sys.log.debug(`${repository}:${tag}: ${error.message}`);
		return "unreachable";
	}
};
/** A list with what its repository said of single tags. */
const withAnswers = (list, repository, answers) => {
	const there = answers.flatMap(([tag, answer]) => answer === "there" ? [tag] : []);
	const others = answers.flatMap(([tag, answer]) => answer === "there" ? [] : [[tag, answer]]);
	return {
		...list,
		tags: /* @__PURE__ */ new Set([...list.tags, ...there]),
		mirror: {
			name: repository,
			...list.mirror,
			unlisted: new Map(others)
		}
	};
};
/**
* The same lists; what a mirror's list lacks of the bases of these cells was asked for by itself,
* with one HEAD a tag, and so was what a repository in place of NVIDIA's lacks, which may fetch it
* only then. Other lists of registries themselves are left as they are.
*/
const askUnlisted = async (asking, lists, { cells, catalog }) => {
	const wanted = Map.groupBy(cells.map((cell) => baseOf$1(cell, catalog)).filter(({ repository }) => !isLocal(repository)), ({ repository }) => repository);
	const own = /* @__PURE__ */ new Set([catalog.base, ...cells.map(({ base }) => base)]);
	const limit = pLimit(SIDE_BY_SIDE$9);
	const complete = async (repository, list) => {
		if (list.mirror === void 0 && !own.has(repository)) return list;
		const unlisted = new Set((wanted.get(repository) ?? []).map(({ tag }) => tag).filter((tag) => !list.tags.has(tag)));
		const answers = await Promise.all([...unlisted].map(async (tag) => [tag, await limit(() => ask(asking, repository, tag))]));
		return withAnswers(list, repository, answers);
	};
	return new Map(await Promise.all([...lists].map(async ([repository, list]) => [repository, await complete(repository, list)])));
};
// src/resolve/committedLocks.ts
/**
* The file that a lock was read from in this run, which need not be compared with what was read
* from it.
*/
const sources = /* @__PURE__ */ new WeakMap();
/** Whether a lock was read from a committed file in this run. */
const isCommitted = (lock) => sources.has(lock);
/** The lock that is committed for a question in a folder of locks, or undefined. */
const readLock = async (files, folder, question) => {
	const file = `${folder}/${lockFileName(question)}`;
	const content = await files.readText(file);
	if (content === void 0) return void 0;
	const lock = decodeLock(content, file);
	sources.set(lock, file);
	if (questionKey(lock.question) === questionKey(question)) return lock;
	throw wrongRequest({
		code: "lock-changed",
		message: "This lock is for other requirements than its file name says.",
		place: { file },
		hint: "Make it again: dl-env lock --update"
	});
};
/** The committed apt lock of a release, or undefined. */
const readAptLock = async (files, folder, release) => {
	const file = `${folder}/${aptLockFileName(release)}`;
	const content = await files.readText(file);
	return content === void 0 ? void 0 : decodeAptLock(content, file);
};
/** Same wheels and no size learned: the file keeps its time, so that nothing shows in a diff. */
const saysTheSame = (content, file, lock) => {
	try {
		const old = decodeLock(content, file);
		return old.key === lock.key && !old.wheels.some((wheel, at) => wheel.download === 0 && (lock.wheels[at]?.download ?? 0) > 0);
	} catch {
		return false;
	}
};
/** Names that dl-env gives to files of locks. */
const LOCK_NAME = /^(?:py\d+\.\d+-[0-9a-f]{12}|apt-[A-Za-z0-9.-]+)\.json$/;
const lockFile = async (files, folder, { lock, now }) => {
	const name = lockFileName(lock.question);
	const file = `${folder}/${name}`;
	if (sources.get(lock) === file) return {
		name,
		content: void 0
	};
	const before = await files.readText(file);
	const isSame = before !== void 0 && (before === encodeLock(lock) || saysTheSame(before, name, lock));
	const stamped = now === void 0 ? lock : {
		...lock,
		created: new Date(now).toISOString()
	};
	return {
		name,
		content: isSame ? void 0 : encodeLock(stamped)
	};
};
const aptLockFile = async (files, folder, lock) => {
	const name = aptLockFileName(lock.release);
	const content = encodeAptLock(lock);
	return {
		name,
		content: await files.readText(`${folder}/${name}`) === content ? void 0 : content
	};
};
/**
* Writes locks into their folder. A lock whose wheels are the same is not touched. Rejects with
* `link-out` for a folder that is elsewhere.
*/
const writeLocks = async (files, { folder, locks, apt }, { prune, now }) => {
	await refuseLinkOut(files, folder);
	const written = [];
	const kept = [];
	const writeOne = async ({ name, content }) => {
		(content === void 0 ? kept : written).push(name);
		if (content !== void 0) await files.write(`${folder}/${name}`, content);
	};
	for (const lock of locks) await writeOne(await lockFile(files, folder, {
		lock,
		now
	}));
	for (const lock of apt) await writeOne(await aptLockFile(files, folder, lock));
	const names = /* @__PURE__ */ new Set([...written, ...kept]);
	const removed = prune ? (await files.list(folder)).filter((name) => LOCK_NAME.test(name) && !names.has(name)) : [];
	for (const name of removed) await files.remove(`${folder}/${name}`);
	return {
		written: written.sort(),
		kept: kept.sort(),
		removed
	};
};
// src/plan/chooseAptLocks.ts
/**
* A lock that has names and a date only, the first day of the current span: what counts until apt
* was asked for versions.
*/
const aptLockByDate = ({ sys, catalog, request }, wanted) => {
	const asOf = aptDate(sys.clock.now(), request.apt.maxAgeDays);
	const hasSnapshots = catalog.ubuntu.some(({ name, snapshots }) => name === wanted.release && snapshots !== void 0);
	return {
		release: wanted.release,
		asOf,
		...hasSnapshots ? { snapshot: snapshotId(asOf) } : {},
		asked: wanted.asked,
		extras: wanted.extras
	};
};
/**
* The apt packages of each release that accepted cells use: from its committed lock, else by name
* as of this span's date.
*/
const chooseAptLocks = async (facts, judged) => {
	const { sys, request, folder, update } = facts;
	const locks = /* @__PURE__ */ new Map();
	const notices = [];
	for (const wanted of wantedAptPackages(facts, judged).values()) {
		const committed = update ? void 0 : await readAptLock(sys.files, folder, wanted.release);
		locks.set(wanted.release, committed ?? aptLockByDate(facts, wanted));
		if (committed !== void 0) notices.push(...aptLockNotices(committed, wanted, {
			file: `${folder}/${aptLockFileName(wanted.release)}`,
			now: sys.clock.now(),
			maxAgeDays: request.apt.maxAgeDays
		}));
	}
	return {
		locks,
		notices
	};
};
// src/plan/jobAssignment.ts
/** Ids of the cells that an assignment names; undefined where it is all of them. */
const assignedCells = (assignment) => assignment.kind === "request" ? void 0 : new Set(assignment.cells);
// src/plan/baseDigests.ts
const CachedDigest = object({ platform: string().regex(/^sha256:[0-9a-f]{64}$/) });
const fileOf = ({ env }, indexDigest) => `${cacheFolder(env)}/platforms/${indexDigest.slice(7)}.json`;
const cachedDigest = async (sys, indexDigest) => {
	const text = await sys.files.readText(fileOf(sys, indexDigest));
	try {
		return text === void 0 ? void 0 : CachedDigest.parse(JSON.parse(text)).platform;
	} catch {
		return;
	}
};
/**
* Digests of a base, by a HEAD alone where the list behind its tag was read before: a list's digest
* says all that is in it. Registries that count pulls count GET and not HEAD. Rejects with
* `base-missing` when the tag is gone.
*/
const baseDigests = async (sys, open, tag) => {
	const reference = parseReference(tag);
	const indexDigest = reference.kind === "layout" || reference.tag === void 0 ? void 0 : await open(repositoryName(reference)).resolve(reference.tag);
	const platformDigest = indexDigest === void 0 ? void 0 : await cachedDigest(sys, indexDigest);
	if (indexDigest !== void 0 && platformDigest !== void 0) return {
		indexDigest,
		platformDigest
	};
	const read = await readBaseDigests(open, tag);
	await sys.files.write(fileOf(sys, read.indexDigest), JSON.stringify({ platform: read.platformDigest }));
	return read;
};
// src/registry/tagsForWriting.ts
const DENIALS = [
	"registry-denied",
	"registry-unknown",
	"login-refused"
];
const isDenied = (error) => error instanceof DlEnvError && (DENIALS.includes(error.code) || error.code === "no-token" && isRefusal(error));
/** Undefined where they are denied. */
const tagsUnlessDenied = async (repository) => {
	try {
		return await repository.tags();
	} catch (error) {
		if (isDenied(error)) return void 0;
		throw error;
	}
};
/**
* The tags of a repository that is written to in any case. Some registries deny the list of one
* that is not there yet, as they do that of one which others may not see. What tells the two apart
* is a write: where it is taken and the list is still denied, there are none. What was written to
* before has a manifest after this, and so a list for those who may see it.
*/
const tagsForWriting = async (repository) => {
	const listed = await tagsUnlessDenied(repository);
	if (listed !== void 0) return listed;
	const isNew = await ensureWritable(repository);
	await putProbe(repository);
	return isNew ? await tagsUnlessDenied(repository) ?? [] : repository.tags();
};
// src/plan/registryState.ts
/** Requests to one registry at the same time. */
const SIDE_BY_SIDE$8 = 6;
const cannotAsk = (error) => error instanceof DlEnvError && error.exit === 3;
/** What is said of something that did not answer: its own words, code and hint. */
const silence = (what, { code, message, hint }) => ({
	code,
	message: `${what}: ${message}`,
	...hint === void 0 ? {} : { hint }
});
/** What is known of a repository that stands for another and gives no list: nothing yet. */
const noList = (name, clock, refusal) => ({
	tags: /* @__PURE__ */ new Set(),
	asOf: new Date(clock.now()).toISOString().slice(0, 10),
	mirror: {
		name,
		unlisted: /* @__PURE__ */ new Map(),
		refusesList: true,
		...refusal === void 0 ? {} : { refusal }
	}
});
/**
* The list of a repository as its registry gives it. One that stands for another may refuse its
* list, or give an empty one, and have images all the same: what it says of single tags counts.
* Undefined where it could not be asked.
*/
const readList = async ({ sys, open }, repository, { asOf: copiedOn, base }) => {
	const from = open(repository);
	const { mirror } = from;
	const stands = mirror ?? (repository === base ? repository : void 0);
	try {
		const { tags, asOf } = await readTagList(from, sys.clock);
		if (stands !== void 0 && tags.length === 0) return noList(stands, sys.clock);
		const isMirror = mirror === void 0 ? {} : { mirror: {
			name: mirror,
			unlisted: /* @__PURE__ */ new Map()
		} };
		return {
			tags: new Set(tags),
			asOf,
			...isMirror
		};
	} catch (error) {
		if (!cannotAsk(error)) throw error;
		const isRefused = stands !== void 0 && isRefusal(error);
		const what = isRefused ? `${stands} gives no list of its tags; each base is asked for by itself` : `${repository} could not be queried; the catalog's copy of its tags is used, as of ${copiedOn}`;
		sys.log.warn(problemText(silence(what, error)));
		return isRefused ? noList(stands, sys.clock, error) : void 0;
	}
};
/**
* Tag lists by repository. A registry that cannot be asked has no entry, and a warning says so: the
* catalog's copy counts.
*/
const readLists = async (asking, repositories, copied) => {
	const lists = /* @__PURE__ */ new Map();
	if (asking.offline) return lists;
	for (const repository of repositories.filter((name) => !isLocal(name))) {
		const list = await readList(asking, repository, copied);
		if (list !== void 0) lists.set(repository, list);
	}
	return lists;
};
const acceptedBases = (judged) => new Set(judged.flatMap(({ verdict }) => verdict.kind === "accepted" ? [verdict.base.tag] : []));
const repositoryOf = (tag) => tag.slice(0, tag.lastIndexOf(":"));
/**
* Digests of the accepted cells' bases by tag. A base that cannot be asked has no entry: its cells
* can be planned, but neither keyed nor built.
*/
const readDigests = async ({ sys, open, offline }, judged, lists) => {
	const limit = pLimit(SIDE_BY_SIDE$8);
	const found = /* @__PURE__ */ new Map();
	const readOne = async (tag) => {
		try {
			found.set(tag, await (isLocal(tag) ? readBaseDigests(open, tag) : baseDigests(sys, open, tag)));
		} catch (error) {
			if (!cannotAsk(error)) throw error;
			sys.log.debug(`${tag}: ${error.message}`);
		}
	};
	const askable = [...acceptedBases(judged)].filter((tag) => isLocal(tag) || !offline && lists.has(repositoryOf(tag)));
	await Promise.all(askable.map((tag) => limit(() => readOne(tag))));
	return found;
};
/** The same verdicts, with the digests of the bases that are known. */
const withDigests = (judged, digestsOf) => judged.map(({ cell, verdict }) => {
	const found = verdict.kind === "accepted" ? digestsOf(cell.id, verdict.base.tag) : void 0;
	if (verdict.kind !== "accepted" || found === void 0) return {
		cell,
		verdict
	};
	return {
		cell,
		verdict: {
			...verdict,
			base: {
				...verdict.base,
				digest: found.indexDigest,
				platformDigest: found.platformDigest
			}
		}
	};
});
/** Tags of a layout of which nothing is gone or cut off: a folder can lose files. */
const wholeTags = async (layout, tags) => {
	const { damageOf } = closureReader(layout);
	const damage = await Promise.all(tags.map((tag) => damageOf(tag)));
	return tags.filter((_, index) => damage[index]?.length === 0);
};
const tagsOf = async ({ offline, writes = false }, repository) => {
	if (offline && repository.kind === "registry") return void 0;
	try {
		const tags = await (writes ? tagsForWriting(repository) : repository.tags());
		return new Set(isLayout(repository) ? await wholeTags(repository, tags) : await withoutLeaving(repository, tags));
	} catch (error) {
		if (!cannotAsk(error)) throw error;
		return error;
	}
};
const hostOf = (repository) => repository.name.split("/", 1)[0] ?? "";
/**
* The tags of each repository. Two that lie in one registry, which refuses both alike, are one
* problem.
*/
const readTags = async (asking, repositories) => {
	const distinct = [...new Set(repositories)];
	const answers = new Map(await Promise.all(distinct.map(async (repository) => [repository, await tagsOf(asking, repository)])));
	const silent = distinct.flatMap((repository) => {
		const error = answers.get(repository);
		return error instanceof DlEnvError ? [{
			repository,
			error
		}] : [];
	});
	const groups = Map.groupBy(silent, ({ repository, error }) => `${hostOf(repository)} ${error.code}`);
	return {
		tags: repositories.map((repository) => {
			const answer = answers.get(repository);
			return answer instanceof DlEnvError ? void 0 : answer;
		}),
		refused: [...groups.values()].flatMap((group) => {
			const [first] = group;
			const what = `${group.map(({ repository }) => repository.name).join(" and ")} could not be queried, so it is unknown what is missing there`;
			return first === void 0 ? [] : [silence(what, first.error)];
		})
	};
};
// src/plan/knownBases.ts
const digestsOf = ({ base }) => base.digest === void 0 || base.platformDigest === void 0 ? void 0 : {
	indexDigest: base.digest,
	platformDigest: base.platformDigest
};
/** By cell, the digests of the base that its image was made from, where it is the same base now. */
const knownDigests = ({ cells }, judged) => {
	const made = new Map(cells.map((one) => [`${one.cell} ${one.base.tag}`, digestsOf(one)]));
	return new Map(judged.flatMap(({ cell, verdict }) => {
		const digests = made.get(`${cell.id} ${verdict.base?.tag ?? ""}`);
		return digests === void 0 ? [] : [[cell.id, digests]];
	}));
};
/** The verdicts with the digests of their bases; those that are known are not asked for. */
const withBases = async (asking, verdicts, { lists, known }) => {
	const made = known === void 0 ? /* @__PURE__ */ new Map() : knownDigests(known, verdicts);
	const current = known?.digests;
	const others = verdicts.filter(({ cell, verdict }) => !made.has(cell.id) && current?.has(verdict.base?.tag ?? "") !== true);
	const asked = await readDigests(asking, others, lists);
	return withDigests(verdicts, (cell, tag) => made.get(cell) ?? current?.get(tag) ?? asked.get(tag));
};
const asBased = ({ cell, base }) => {
	const { tag, asOf, digest, platformDigest } = base ?? {};
	if (tag === void 0 || asOf === void 0) return [];
	return [{
		cell,
		base: {
			tag,
			asOf,
			...digest === void 0 || platformDigest === void 0 ? {} : {
				digest,
				platformDigest
			}
		}
	}];
};
/**
* The bases of a plan that was handed over: a tag that no cell of it uses is in none of its lists.
* Undefined where it does not say them, as plans of versions before 2026-11-28.
*/
const basesOfPlan = (cells) => {
	const based = cells.flatMap(asBased);
	if (based.length === 0) return void 0;
	const lists = [...Map.groupBy(based, ({ base }) => base.tag.slice(0, base.tag.lastIndexOf(":")))].map(([repository, these]) => [repository, {
		tags: new Set(these.map(({ base }) => base.tag.slice(repository.length + 1))),
		asOf: these[0]?.base.asOf ?? ""
	}]);
	return {
		lists: new Map(lists),
		cells: based
	};
};
// src/plan/planInputs.ts
/** The lock of an accepted cell; undefined for any other. */
const lockOfCell = ({ verdict }, locks) => verdict.kind === "accepted" ? locks.get(verdict.lock) : void 0;
// src/plan/rollingTags.ts
/**
* Order among candidates of a rolling tag: CUDA, Ubuntu, Python by version, then lock time;
* positive when `a` is the newer.
*/
const compareCandidates = (a, b) => compareVersions(a.cell.cuda, b.cell.cuda) || compareVersions(a.cell.ubuntu, b.cell.ubuntu) || compareVersions(a.cell.python, b.cell.python) || (a.locked < b.locked ? -1 : a.locked > b.locked ? 1 : 0);
const rollingOf = (cell, catalog, isDefault) => {
	const { set } = cell;
	const minor = minorOf(cell.cuda);
	const release = catalog.ubuntu.find((ubuntu) => ubuntu.name === cell.ubuntu);
	const flavor = cell.flavor === "base" ? "" : `-${cell.flavor}`;
	const ownPython = cell.python === release?.python;
	return [
		{
			tag: cell.id,
			group: `cell ${cell.id}`
		},
		...ownPython ? [{
			tag: `${set}-cuda${minor}-${release.tag}${flavor}`,
			group: `ubuntu ${set} ${minor} ${cell.ubuntu} ${cell.flavor}`
		}] : [],
		{
			tag: `${set}-cuda${minor}${flavor}`,
			group: `cuda ${set} ${minor} ${cell.flavor}`
		},
		{
			tag: `${set}${flavor}`,
			group: `set ${set} ${cell.flavor}`
		},
		...isDefault ? [{
			tag: "latest",
			group: "latest"
		}] : []
	];
};
const collision = (tag, a, b) => ({
	code: "tag-collision",
	message: `The tag ${tag} would name two different things: a cell of the set ${a.cell.set} and one of the set ${b.cell.set}.`,
	hint: "Rename one of the sets in dl-env.yml, then run: dl-env plan"
});
/**
* Rolling tags by cell id, in the order they move: the cell's own, then
* `<set>-cuda12.8-ubuntu24.04` (the release's own Python), `<set>-cuda12.8`, `<set>`, and `latest`
* for the cell that dl-env.yml names as `default`. Flavors other than `base` stand at the end of
* each. Throws DlEnvError(2) `tag-collision` when one text would name two different things.
*/
const rollingTags = (candidates, request, catalog) => {
	const winners = /* @__PURE__ */ new Map();
	const chosen = request.default;
	for (const candidate of candidates) {
		const isDefault = chosen !== void 0 && matches(candidate.cell, chosen);
		for (const { tag, group } of rollingOf(candidate.cell, catalog, isDefault)) {
			const winner = winners.get(tag);
			if (winner === void 0) winners.set(tag, {
				group,
				candidate
			});
			else if (winner.group !== group) throw wrongRequest(collision(tag, winner.candidate, candidate));
			else if (compareCandidates(candidate, winner.candidate) > 0) winner.candidate = candidate;
		}
	}
	return new Map(candidates.map((candidate) => [candidate.cell.id, rollingOf(candidate.cell, catalog, true).map(({ tag }) => tag).filter((tag) => winners.get(tag)?.candidate.cell.id === candidate.cell.id)]));
};
/**
* The rolling tags of a plan. A cell whose base could not be read cannot be tagged now, so it does
* not compete.
*/
const plannedTags = ({ request, catalog }, { judged, locks, recipes }) => {
	const candidates = judged.flatMap((one) => {
		const lock = lockOfCell(one, locks);
		return lock === void 0 || !recipes.has(one.cell.id) ? [] : [{
			cell: one.cell,
			locked: lock.created
		}];
	});
	return rollingTags(candidates, request, catalog);
};
// src/image/hardwareLabels.ts
/** The facts of `hardwareOf` as labels without prefix; what is not known has no label. */
const hardwareLabels = ({ drivers, sm, runsOn, limitedBy, unmeasured }) => {
	const limits = Object.entries(limitedBy).map(([capability, libraries]) => `${capability}:${libraries.join("+")}`);
	const labels = {
		"driver.minor-version": drivers.minorVersion.driver,
		"driver.data-centre": drivers.dataCentre?.driver,
		"driver.geforce": drivers.geforce?.driver,
		"gpu.sm": sm.join(","),
		"gpu.runs-on": sm.length === 0 ? void 0 : runsOn.join(","),
		"gpu.limited-by": limits.join(","),
		"gpu.not-measured": unmeasured.join(",")
	};
	return Object.fromEntries(Object.entries(labels).filter((entry) => entry[1] !== void 0 && entry[1] !== ""));
};
// src/image/imageFiles.ts
const readFile$1 = async (files, path, { target, mode }) => {
	const bytes = await files.readBytes(path) ?? /* @__PURE__ */ new Uint8Array();
	const content = Buffer.from(bytes).toString("utf8");
	if (Buffer.compare(Buffer.from(content), bytes) !== 0) throw wrongRequest({
		code: "image-file",
		message: "Files of an image must be UTF-8 text.",
		place: { file: path },
		hint: `Look at it: file ${path}`
	});
	return {
		path: target,
		mode: (mode & 64) === 0 ? 420 : 493,
		content
	};
};
const byPath = (a, b) => a.path < b.path ? -1 : 1;
const readRootfs = async (files, root) => {
	const found = (await Array.fromAsync(walkFolder(files, root))).filter(({ path }) => !path.includes("__pycache__"));
	const other = found.find(({ kind }) => kind !== "file");
	if (other !== void 0) throw wrongRequest({
		code: "image-file",
		message: "Only plain files go into images.",
		place: { file: `${root}/${other.path}` },
		hint: "Type: ls -lR image/rootfs"
	});
	return (await Promise.all(found.map(({ path, mode }) => readFile$1(files, `${root}/${path}`, {
		target: `/${path}`,
		mode
	})))).sort(byPath);
};
/** The text of image/apt/apt.sh. */
const readInstaller = async ({ files, env }) => (await readFile$1(files, `${env.projectRoot}/image/apt/apt.sh`, {
	target: "",
	mode: 420
})).content;
/**
* Reads `image/rootfs` below the project and the probe of each library; a library without a probe
* has none in the image.
*/
const readImageSources = async (sys, libraries) => {
	const { files, env } = sys;
	const rootfs = await readRootfs(files, `${env.projectRoot}/image/rootfs`);
	const probes = /* @__PURE__ */ new Map();
	for (const library of libraries.values()) {
		if (library.own !== void 0) continue;
		const path = `${library.folder}/probe.py`;
		if (await files.stat(path) !== void 0) probes.set(library.name, await readFile$1(files, path, {
			target: `${PROBE_FOLDER}/${library.name}.py`,
			mode: 420
		}));
	}
	return {
		rootfs,
		probes,
		apt: await readInstaller(sys)
	};
};
/** The files of an image with these libraries and this user, sorted by path. */
const filesOf$1 = (sources, libraries, user = DEFAULT_USER) => [...sources.rootfs.map((file) => fileForUser(file, user)), ...libraries.flatMap((name) => sources.probes.get(name) ?? [])].sort(byPath);
// src/image/reservedPaths.ts
/** What no file of one's own can be, and why, as the end of a sentence. */
const RESERVED = [
	[/^\/(?:bin|lib|lib32|lib64|libx32|sbin)(?:\/|$)/, "that folder is a link to the one in /usr"],
	[/^\/(?:dev|proc|sys|run|tmp|var\/run|var\/tmp)(?:\/|$)/, "what lies there is not kept"],
	[/^\/opt\/(?:venv|python)(?:\/|$)/, "the environment is made of wheels alone"],
	[/^\/usr\/local\/lib\/dl-env(?:\/|$)|^\/usr\/local\/bin\/(?:dl-env-[^/]+|python3?)$/, "dl-env's own files are there"],
	[/^\/etc\/(?:passwd|group|shadow|gshadow|sudoers|hosts|hostname|resolv\.conf|ld\.so\.preload)$|^\/etc\/(?:sudoers\.d|ssh)\/|^\/root(?:\/|$)/, "accounts and who may become root are decided by dl-env.yml's other keys"],
	[/^\/usr\/(?:lib|lib64|bin|sbin)(?:\/[^/]+)?$/, "programs and libraries come from apt; yours go to /usr/local"],
	[/(?:^|\/)\.wh\./, "such a name deletes files of other layers"]
];
/** Why no file of one's own can have this path in an image; undefined when it can. */
const reservedPath = (path) => RESERVED.find(([pattern]) => pattern.test(path))?.[1];
// src/image/readOwnFiles.ts
/** Never taken: what version control, Python and desktops leave in folders. */
const LEFT_OUT = /(?:^|\/)(?:\.git|\.hg|\.svn|__pycache__|\.ipynb_checkpoints|\.DS_Store)(?:\/|$)|\.pyc$/;
/** Bytes at the head of a file in which secrets are looked for. */
const LOOKED_AT = 1e6;
const refused = (source, message, hint) => wrongRequest({
	code: "own-file",
	message,
	hint,
	place: source.place
});
const openRoot = async (files, source, folder) => {
	const hint = "Put it beside dl-env.yml, and write for example: files: ./rootfs";
	const path = resolve(folder, source.from);
	const [top, real] = await Promise.all([files.realPath(folder), files.realPath(path)]);
	if (top === void 0 || real === void 0) throw refused(source, `There is no file or folder \`${source.from}\`.`, hint);
	if (real === top || !isWithin$1(top, real)) throw refused(source, `\`${source.from}\` is not below the folder of dl-env.yml, and nothing else of this machine goes into images.`, hint);
	return {
		files,
		source,
		top,
		path: real
	};
};
const contentOf = async (files, path) => {
	const hash = createHash("sha256");
	const head = [];
	let size = 0;
	for await (const part of files.read(path)) {
		hash.update(part);
		if (size < LOOKED_AT) head.push(part);
		size += part.length;
	}
	return {
		sha256: hash.digest("hex"),
		size,
		head: Buffer.concat(head).toString("latin1")
	};
};
const statedOwner = ({ owner }) => owner === void 0 ? {} : { owner };
const readFile = async (root, found, to) => {
	const { files, source } = root;
	const from = join(root.path, found.path);
	const { sha256, size, head } = await contentOf(files, from);
	const secret = secretInFile(to, head);
	if (secret !== void 0) throw wrongRequest({
		code: "secret-in-request",
		message: `${from} is or holds ${secret}, which everyone who can pull the image would have.`,
		place: source.place,
		hint: "Leave it out, and mount it where the image runs: dl-env run --volume FILE:PATH:ro"
	});
	return {
		path: to,
		mode: source.mode ?? ((found.mode & 64) === 0 ? 420 : 493),
		hasMode: source.mode !== void 0,
		...statedOwner(source),
		content: {
			kind: "file",
			source: from,
			size,
			sha256
		}
	};
};
/** A link within the tree, as it stands; what it leads to must be in the tree, too. */
const readLink = async (root, found, to) => {
	const { files, source } = root;
	const from = join(root.path, found.path);
	const target = await files.readLink(from);
	const reached = relative(root.path, resolve(dirname(from), target));
	if (target.startsWith("/") || reached.startsWith("..")) throw refused(source, `${from} is a link that leaves \`${source.from}\`: ${target}`, "Put the file itself there, or make the link lead to something beside it");
	const content = {
		kind: "symlink",
		target
	};
	return {
		path: to,
		mode: 511,
		hasMode: false,
		...statedOwner(source),
		content
	};
};
const readOne$1 = (root, found, to) => {
	const why = CONTROL_CHARACTER.test(to) ? "a name with control characters" : reservedPath(to);
	if (why !== void 0) throw refused(root.source, `No file of yours can be ${JSON.stringify(to)} in an image: ${why}.`, "Write another place, such as: to: /usr/local/share/lab");
	if (found.kind === "file") return readFile(root, found, to);
	if (found.kind === "symlink") return readLink(root, found, to);
	throw refused(root.source, `${join(root.path, found.path)} is a device, a socket or a pipe.`, `See it: ls -l ${root.source.from}`);
};
const wrongTo = ({ to }) => !to.startsWith("/") || to !== "/" && to.slice(1).replace(/\/$/, "").split("/").some((name) => /^\.{0,2}$/.test(name));
const readSource = async (files, source, folder) => {
	if (wrongTo(source)) throw refused(source, `A place in an image is an absolute path without \`..\`; found \`${source.to}\`.`, "Write for example: to: /usr/local/share/lab");
	const root = await openRoot(files, source, folder);
	const stat = await files.stat(root.path);
	const to = source.to.replace(/\/$/, "");
	if (stat?.kind !== "directory") {
		const { kind = "other", mode = 0, size = 0 } = stat ?? {};
		if (to === "" || source.to.endsWith("/")) throw refused(source, `\`to\` of a file is the file's own path; found \`${source.to}\`.`, `Write: to: ${to}/${root.path.slice(root.path.lastIndexOf("/") + 1)}`);
		return [await readOne$1(root, {
			path: "",
			kind: kind === "directory" ? "other" : kind,
			mode,
			size
		}, to)];
	}
	const entries = [];
	for await (const found of walkFolder(files, root.path)) if (!LEFT_OUT.test(found.path)) entries.push(await readOne$1(root, found, `${to}/${found.path}`));
	if (entries.length === 0) throw refused(source, `\`${source.from}\` has no file for images.`, `See it: ls -lA ${source.from}`);
	return entries.sort((a, b) => a.path < b.path ? -1 : 1);
};
/**
* Reads what `files` of dl-env.yml names, all of it below the request's folder. Rejects with
* `own-file` for what no image can have, with `secret-in-request` for secrets; each with its line.
*/
const readOwnFiles = async (files, customization, folder) => {
	const { all, cells } = customization;
	const sources = [all, ...cells.map((one) => one.customization)].flatMap((one) => one.files);
	const read = /* @__PURE__ */ new Map();
	for (const source of sources) read.set(source, await readSource(files, source, folder));
	return read;
};
// src/image/commonConfig.ts
const ENV = {
	LANG: "C.UTF-8",
	LD_LIBRARY_PATH: "/usr/local/nvidia/lib:/usr/local/nvidia/lib64",
	MATPLOTLIBRC: "/etc/matplotlibrc",
	PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:/opt/venv/bin",
	TZ: "UTC",
	UV_LINK_MODE: "copy",
	VIRTUAL_ENV: "/opt/venv"
};
/**
* tini takes care of signals and of processes that lost their parent; `shell` means: bash, if no
* service is requested.
*/
const ENTRYPOINT = [
	"/usr/bin/tini",
	"-g",
	"--",
	"/usr/local/bin/dl-env-entrypoint"
];
/**
* Numbers, because Kubernetes looks up no name. A user with another primary group is in group 0 by
* /etc/group, which engines read only where the config names no group.
*/
const configUser = ({ uid, gid }) => gid === 0 ? `${uid}:0` : `${uid}`;
/** What an image's config says beyond its base's and its labels: the same for every image. */
const COMMON_CONFIG = {
	env: ENV,
	dropEnv: [],
	entrypoint: ENTRYPOINT,
	cmd: ["shell"],
	user: configUser(DEFAULT_USER),
	workdir: DEFAULT_USER.home,
	exposed: []
};
// src/image/customizedConfig.ts
/** By name, so that the order of lines in dl-env.yml changes nothing. */
const sortedByName = (values) => Object.fromEntries(Object.entries(values).sort(([a], [b]) => a < b ? -1 : 1));
const configOf = (own) => {
	if (own === NOTHING_ADDED) return COMMON_CONFIG;
	return {
		...COMMON_CONFIG,
		env: sortedByName({
			...COMMON_CONFIG.env,
			...own.env,
			...own.timezone === void 0 ? {} : { TZ: own.timezone },
			...own.locale === void 0 ? {} : { LANG: own.locale }
		}),
		user: configUser(userOf(own)),
		workdir: own.workdir ?? userOf(own).home,
		exposed: own.ports.toSorted()
	};
};
/** The config of images with what dl-env.yml adds, made once for all that are treated alike. */
const customizedConfigs = () => memoized((own) => {
	const config = configOf(own);
	return {
		config,
		text: JSON.stringify(config)
	};
});
// src/image/libraryEnv.ts
/**
* Variables that libraries ask for, the last of two that name one counting. Throws DlEnvError(2)
* for one that no image may have, with the library.yml that names it.
*/
const libraryEnv = (names, { libraries }) => {
	const all = {};
	for (const name of names) {
		const { env = {}, folder = "" } = libraries.get(name) ?? {};
		for (const [variable, value] of Object.entries(env)) {
			const problem = variableProblem(variable, value);
			if (problem !== void 0) throw wrongRequest({
				...problem,
				place: { file: `${folder}/library.yml` }
			});
			all[variable] = value;
		}
	}
	return all;
};
/** A config with further variables below those that it has; the same one where there are none. */
const withLibraryEnv = (keyed, env) => {
	if (Object.keys(env).length === 0) return keyed;
	const config = {
		...keyed.config,
		env: sortedByName({
			...env,
			...keyed.config.env
		})
	};
	return {
		config,
		text: JSON.stringify(config)
	};
};
// src/image/ownEntries.ts
/** Folders that every base has: as working directories they are used as they are. */
const OF_BASES = /* @__PURE__ */ new Set([
	"/",
	"/home",
	"/media",
	"/mnt",
	"/opt",
	"/opt/venv",
	"/srv",
	"/tmp"
]);
/** Group 0's, as the home is: any other uid of that group works there too. */
const folder = (path, { uid }) => ({
	path,
	mode: 509,
	uid,
	gid: 0,
	content: { kind: "directory" }
});
/** Folders from the home to one below it: its user's, as the home is. */
const inHome = (path, { home }) => {
	if (path !== home && !path.startsWith(`${home}/`)) return [];
	const names = path.slice(home.length).split("/").slice(1);
	return [home, ...names.map((_, at) => [home, ...names.slice(0, at + 1)].join("/"))];
};
const ownedBy = (user, { owner, hasMode, ...entry }) => {
	const isHome = isWithin$1(user.home, entry.path);
	const isShared = isHome && !hasMode && entry.content.kind === "file";
	return {
		...entry,
		mode: isShared ? entry.mode | 16 : entry.mode,
		uid: owner?.uid ?? (isHome ? user.uid : 0),
		gid: owner?.gid ?? 0
	};
};
const parent = (path) => path.slice(0, path.lastIndexOf("/"));
/**
* Everything of one's own in an image, sorted by path: files, and the folders that are not root's.
* Of two with one path the later line counts; the working directory is its user's to write.
*/
const ownEntries$1 = (own, read = /* @__PURE__ */ new Map()) => {
	const { files, workdir } = own;
	const user = userOf(own);
	const found = files.flatMap((source) => read.get(source) ?? []).map((entry) => ownedBy(user, entry));
	const made = workdir === void 0 || OF_BASES.has(workdir) ? [] : [workdir];
	if (found.length === 0 && (made.length === 0 || workdir === user.home)) return [];
	const homes = [...found.map(({ path }) => parent(path)), ...made].flatMap((path) => inHome(path, user));
	const entries = [...homes, ...made].map((path) => folder(path, user));
	const all = [
		...entries.slice(0, homes.length),
		...found,
		...entries.slice(homes.length)
	];
	return [...new Map(all.map((entry) => [entry.path, entry])).values()].sort((a, b) => a.path < b.path ? -1 : 1);
};
// src/image/wheelLayers.ts
/**
* Wheels of this download size and more are a layer each; see
* docs/decisions/0020-which-wheels-are-layers.md.
*/
const WHEEL_LAYER_BYTES = 4e6;
const ownLayersOf = (lock, { noBytecode }, bytecode) => {
	const excepted = noBytecode.wheels.map(namePattern);
	return (wheel) => {
		if (pythonOfWheel(wheel) === lock.question.python) return { wheel: wheelLayer(wheel, lock, bytecode) };
		const plain = { wheel: wheelLayer(wheel, lock) };
		return bytecode === void 0 || excepted.some((pattern) => pattern.test(wheel.name)) ? plain : {
			...plain,
			bytecode: bytecodeLayer(wheel, lock, bytecode)
		};
	};
};
const layersOf = (own) => own.bytecode === void 0 ? [own.wheel] : [own.wheel, own.bytecode];
/** The largest of these wheels, which have layers of their own: at most `most` layers together. */
const largest = (wheels, most, ownOf) => {
	let left = most;
	return new Set(wheels.filter((wheel) => wheel.download >= WHEEL_LAYER_BYTES).sort((a, b) => b.download - a.download || byWheelName(a, b)).filter((wheel) => {
		left -= layersOf(ownOf(wheel)).length;
		return left >= 0;
	}));
};
/**
* The layers of a lock, from the bottom up. A wheel that wins an overlap is a layer of its own
* whatever its size; beyond MOST_WHEEL_LAYERS the smallest of the others go to the rest.
*/
const lockLayers = (lock, catalog, request) => {
	const bytecode = request.bytecode ? { except: notCompiledIn(catalog.noBytecode.folders) } : void 0;
	const ownOf = ownLayersOf(lock, catalog, bytecode);
	const winnerWheels = overlapWinnerWheels(lock, catalog.overlapWinners);
	const winners = winnerWheels.flatMap((wheel) => layersOf(ownOf(wheel)));
	const others = lock.wheels.filter((wheel) => !winnerWheels.includes(wheel));
	const own = largest(others, 89 - winners.length, ownOf);
	const ranked = [...own].sort(byLayerRank(catalog.layerOrder)).map(ownOf);
	const small = others.filter((wheel) => !own.has(wheel)).sort(byWheelName);
	return inWheelOrder({
		byRank: ranked.map(({ wheel }) => wheel),
		bytecode: ranked.flatMap((one) => one.bytecode ?? []),
		rest: small.length > 1 ? [restLayer(small, lock, bytecode)] : small.flatMap((wheel) => layersOf(ownOf(wheel))),
		winners
	});
};
// src/image/sharedLayers.ts
/** The manifest of a base for this platform; its index, then its tag, while that is not known. */
const baseDigest = (base) => base.platformDigest ?? base.digest ?? base.tag;
const shared = (layers) => ({
	layers,
	tags: layers.map(layerTag).join(" ")
});
const standalonePython = (pythons, minor) => {
	const found = pythons.find((python) => python.minor === minor);
	if (found !== void 0) return found;
	const available = pythons.map((python) => python.minor).join(", ");
	throw foundProblem({
		code: "no-standalone-python",
		message: `The catalog has no archive of Python ${minor}; it has ${available}.`,
		hint: "Add it to: matrix/pythons.yml"
	});
};
/** Locales of an image beside C and C.UTF-8: those for comfort, and its own. */
const localesOf = (comfort, { slim }, own) => [.../* @__PURE__ */ new Set([...slim ? [] : comfort, ...own === "" ? [] : [own]])];
/** System layers of images with one user and apt lock, by what else decides them as one text. */
const systemsOf = ({ catalog, request, sources }, { apt, user }) => {
	const snapshots = catalog.ubuntu.find(({ name }) => name === apt.release)?.snapshots;
	const recipe = {
		apt,
		installer: sources.apt,
		...snapshots === void 0 ? {} : { snapshots }
	};
	return memoized((what) => {
		const [base = "", python = "", from = "", locale = "", ...ofLibraries] = what.split(" ");
		const cell = {
			python,
			pythonFrom: from === "ubuntu" ? "ubuntu" : "standalone",
			ubuntu: apt.release
		};
		const system = systemRecipe(cell, recipe, {
			base,
			user,
			sudo: request.sudo,
			libraryPackages: ofLibraries,
			locales: localesOf(catalog.locales, request, locale)
		});
		return shared([systemLayerSpec(system)]);
	});
};
/** System layers, made once for each apt lock, base, Python of apt's, locale, user and packages. */
const systemLayers = (context) => {
	const { catalog, request } = context;
	const systems = memoized((user) => memoized((apt) => systemsOf(context, {
		apt,
		user
	})));
	const addedTo = customizer(request);
	const users = memoized(userOf);
	const packagesOf = memoized((added) => memoized((cell) => libraryPackages(cell, catalog, {
		slim: request.slim,
		added
	}), ({ libraries, python, pythonFrom }) => `${libraries.join(" ")} ${python} ${pythonFrom}`));
	return ({ cell, apt, base }) => {
		const python = cell.pythonFrom === "standalone" ? "" : cell.python;
		const added = addedTo(cell);
		const locale = needsLocale(added.locale) ? added.locale : "";
		const packages = packagesOf(added)(cell);
		const what = [
			baseDigest(base),
			python,
			cell.pythonFrom,
			locale,
			...packages
		];
		return systems(users(added))(apt)(what.join(" "));
	};
};
/** The layers of cells in their order, each group made once for all the cells that share it. */
const sharedLayers = (context) => {
	const { catalog, sources, request } = context;
	const systemOf = systemLayers(context);
	const locks = memoized((lock) => shared(lockLayers(lock, catalog, request)));
	const library = request.bytecode ? { except: NOT_COMPILED } : void 0;
	const pythons = memoized((minor) => shared([pythonLayerSpec(standalonePython(catalog.pythons, minor), library)]));
	const files = memoized((user) => memoized((libraries) => shared([filesLayerSpec(filesOf$1(sources, libraries.split(" "), user))])));
	const addedTo = customizer(context.request);
	const users = memoized(userOf);
	const own = memoized((added) => {
		const entries = ownEntries$1(added, sources.own);
		return entries.length === 0 ? void 0 : shared([ownLayerSpec(entries)]);
	});
	return (input) => {
		const { python, pythonFrom, libraries } = input.cell;
		const added = addedTo(input.cell);
		const ownFiles = own(added);
		return inLayerOrder({
			system: systemOf(input),
			...pythonFrom === "standalone" ? { python: pythons(python) } : {},
			wheels: locks(input.lock),
			files: files(users(added))(libraries.join(" ")),
			...ownFiles === void 0 ? {} : { own: ownFiles }
		});
	};
};
// src/image/imageRecipe.ts
/** Hex digits of an image's key. */
const KEY_DIGITS = 12;
/**
* Over everything that decides the image, the order of candidates included: what is under one key
* has one digest. The list of wheels follows from them, so its place stands for it.
*/
const imageKey = (base, layers, { config, labels }) => {
	const content = [
		baseDigest(base),
		...layers.map(({ tags }) => tags),
		LICENCE_LIST,
		config,
		JSON.stringify(labels)
	];
	return hash("sha256", content.join("\n")).slice(0, KEY_DIGITS);
};
/** The layers with what steps leave on top, where there are steps. */
const withSteps = (layers, steps, below) => {
	if (steps.length === 0) return layers;
	const spec = runLayerSpec(steps, {
		...below,
		tags: layers.map(({ tags }) => tags)
	});
	return [...layers, {
		layers: [spec],
		tags: layerTag(spec)
	}];
};
/**
* Makes recipes for the cells of one request. What cells share (a lock's layers, a base's system
* layer, a set's files) is computed once, so that ten thousand cells cost little more than their
* labels. A base whose digest is not known yet gives a key that says so by differing later.
*/
const recipeMaker = (context) => {
	const layersOf = sharedLayers(context);
	const wheelsOf = memoized((lock) => wheelLabels(lock));
	const addedTo = customizer(context.request);
	const configOf = customizedConfigs();
	const envOf = memoized((libraries) => libraryEnv(libraries, context.catalog));
	return (input) => {
		const { cell, lock, base } = input;
		const added = addedTo(cell);
		const { config, text } = withLibraryEnv(configOf(added), envOf(cell.libraries));
		const groups = withSteps(layersOf(input), added.run, {
			base: baseDigest(base),
			config: text
		});
		const labels = {
			...labelsOf({
				...input,
				wheels: wheelsOf(lock),
				request: context.request
			}),
			...userLabel(userOf(added)),
			...runLabels(added.run),
			...sortedByName(added.labels),
			[ORDER_LABEL]: orderKey(cell, lock)
		};
		return {
			cell: cell.id,
			key: imageKey(base, groups, {
				config: text,
				labels
			}),
			layers: groups.flatMap(({ layers }) => layers),
			config: {
				...config,
				labels
			}
		};
	};
};
// src/plan/cellRecipes.ts
/** What cards and drivers cells need, computed once for each lock, CUDA and list of libraries. */
const labelsByLock = (catalog) => {
	const inRange = rangeChecker();
	const computed = /* @__PURE__ */ new Map();
	return (cell, lock) => {
		const key = `${lock.key} ${cell.cuda} ${cell.libraries.join()}`;
		const labels = computed.get(key) ?? hardwareLabels(hardwareOf({
			cell,
			lock
		}, catalog, inRange));
		computed.set(key, labels);
		return labels;
	};
};
/** Recipes of the accepted cells, from the files that go into images. Pure. */
const recipesOf = (facts, { judged, locks, apt }) => {
	const make = recipeMaker(facts);
	const labels = labelsByLock(facts.catalog);
	const recipes = /* @__PURE__ */ new Map();
	const drafts = /* @__PURE__ */ new Map();
	for (const one of judged) {
		const { cell, verdict } = one;
		const { base } = verdict;
		const lock = lockOfCell(one, locks);
		const release = apt.get(cell.ubuntu);
		if (lock === void 0 || release === void 0 || base === void 0) continue;
		const recipe = make({
			cell,
			lock,
			apt: release,
			base,
			facts: labels(cell, lock)
		});
		if (base.platformDigest === void 0) drafts.set(cell.id, {
			...recipe,
			layers: recipe.layers.filter(({ kind }) => kind !== "system" && kind !== "run")
		});
		else recipes.set(cell.id, recipe);
	}
	return {
		recipes,
		drafts
	};
};
/** Recipes of the accepted cells. */
const cellRecipes = async ({ sys, catalog, request }, inputs) => {
	const read = await readImageSources(sys, catalog.libraries);
	const { customization, file } = request;
	const own = customization === void 0 ? {} : { own: await readOwnFiles(sys.files, customization, dirname(file)) };
	return recipesOf({
		catalog,
		request,
		sources: {
			...read,
			...own
		}
	}, inputs);
};
// src/plan/stricterImages.ts
/** Requirements that ask for more than this one, the strictest first. */
const stricterThan = (requirement) => SMOKE_REQUIREMENTS.slice(0, SMOKE_REQUIREMENTS.indexOf(requirement));
const RECIPE_KEY = /-r[0-9a-f]{12}$/;
const isThere = (recipe, tags) => recipe !== void 0 && tags.has(immutableTag(recipe));
/**
* `smoke.require` stands on an image's label, so it is part of its key. A cell whose image is not
* there, but an image of the same content that met a stricter requirement, takes that one: its
* label is true for less too. Returns the recipes with those of such images.
*/
const withStricterImages = async (facts, inputs, imageTags) => {
	const stricter = stricterThan(facts.request.smoke.require);
	if (imageTags === void 0 || stricter.length === 0) return inputs.recipes;
	const published = new Set([...imageTags].map((tag) => tag.replace(RECIPE_KEY, "")));
	const judged = inputs.judged.filter(({ cell }) => published.has(cell.id) && !isThere(inputs.recipes.get(cell.id), imageTags));
	const recipes = new Map(inputs.recipes);
	for (const require of judged.length === 0 ? [] : stricter) {
		const request = {
			...facts.request,
			smoke: { require }
		};
		const others = await cellRecipes({
			...facts,
			request
		}, {
			...inputs,
			judged
		});
		for (const [cell, recipe] of others.recipes) if (isThere(recipe, imageTags) && !isThere(recipes.get(cell), imageTags)) recipes.set(cell, recipe);
	}
	return recipes;
};
// src/plan/believedImages.ts
/**
* The plan's images by the tags that a destination had when everything was looked at last, where
* each accepted cell has all of its tags among them and no cell is unknown; else undefined, and
* the destination must be asked.
*/
const believedImages = async (facts, inputs, published) => {
	const recipes = await withStricterImages(facts, inputs, published);
	const rolling = plannedTags(facts, {
		...inputs,
		recipes
	});
	const isThere = (cell) => {
		const recipe = recipes.get(cell);
		return recipe !== void 0 && published.has(immutableTag(recipe)) && (rolling.get(cell) ?? []).every((tag) => published.has(tag));
	};
	return inputs.judged.every(({ cell, verdict }) => {
		switch (verdict.kind) {
			case "accepted": return isThere(cell.id);
			case "rejected": return true;
			case "unknown": return false;
		}
	}) ? {
		recipes,
		imageTags: published
	} : void 0;
};
// src/plan/recipesAndTags.ts
/** No layer is needed of a store whose images are all in the destination. */
const NOT_ASKED$1 = {
	storeTags: /* @__PURE__ */ new Set(),
	refused: [],
	isBelieved: true
};
const areAllThere = ({ recipes, imageTags }) => imageTags !== void 0 && [...recipes.values()].every((one) => imageTags.has(immutableTag(one)));
/** What is in both, the store asked last and only where a layer of it may be needed. */
const readSparing = async (asking, { store, to }, there) => {
	const [imageTags] = (await readTags(asking, [to])).tags;
	if (imageTags === void 0) return void 0;
	const found = await there(imageTags);
	if (areAllThere(found)) return {
		...found,
		storeTags: /* @__PURE__ */ new Set(),
		refused: []
	};
	const { tags, refused } = await readTags(asking, [store]);
	return {
		...found,
		storeTags: tags[0],
		refused
	};
};
/** What the cells' images are made of, and what of it is in the store and the destination. */
const recipesAndTags = async (facts, inputs, { writes = false, takesStricter = false, sparesStore = false, published }) => {
	const made = await cellRecipes(facts, inputs);
	const images = {
		...inputs,
		recipes: made.recipes
	};
	const believed = published === void 0 ? void 0 : await believedImages(facts, images, published);
	if (believed !== void 0) return {
		...made,
		...believed,
		...NOT_ASKED$1
	};
	const { sys, open, offline, store, to } = facts;
	const asking = {
		sys,
		open,
		offline,
		writes
	};
	const there = async (imageTags) => ({
		imageTags,
		recipes: takesStricter ? await withStricterImages(facts, images, imageTags) : made.recipes
	});
	const sparing = sparesStore && store !== to && made.drafts.size === 0 ? await readSparing(asking, {
		store,
		to
	}, there) : void 0;
	if (sparing !== void 0) return {
		...made,
		...sparing,
		isBelieved: false
	};
	const { tags, refused } = await readTags(asking, [store, to]);
	const [storeTags, imageTags] = tags;
	return {
		...made,
		...await there(imageTags),
		storeTags,
		refused,
		isBelieved: false
	};
};
// src/resolve/answer.ts
/** The locks among the answers, by their own key. */
const locksOf = (answers) => {
	const locks = /* @__PURE__ */ new Map();
	for (const answer of answers.values()) if (answer.kind === "locked") locks.set(answer.lock.key, answer.lock);
	return locks;
};
const ofFile = async (files, file) => {
	try {
		const { wheels } = decodeLock(await files.readText(file) ?? "", file);
		return wheels.map(({ name, index = "" }) => ({
			name,
			index
		}));
	} catch {
		return [];
	}
};
/**
* Where each package came from by the locks that are committed. Nothing is read where all of the
* answers are committed themselves.
*/
const recordedOrigins = async (files, folder, answers) => {
	const found = /* @__PURE__ */ new Map();
	const isNew = (answer) => answer.kind === "locked" && !isCommitted(answer.lock);
	if (!answers.values().some(isNew)) return found;
	const locks = (await files.list(folder)).filter((name) => /^py[\d.]+-[0-9a-f]+\.json$/.test(name));
	for (const file of locks.sort().map((name) => `${folder}/${name}`)) for (const { name, index } of await ofFile(files, file)) {
		const origins = found.get(name) ?? /* @__PURE__ */ new Map();
		origins.set(index, [...origins.get(index) ?? [], file]);
		found.set(name, origins);
	}
	return found;
};
// src/resolve/indexProbe.ts
/** Milliseconds. */
const PATIENCE = 1e4;
/**
* Faults that uv would meet too. Whatever else goes wrong (a certificate, credentials, an odd
* answer) is left to uv, which has its own settings for it.
*/
const FAULTS = [
	[/ENOTFOUND|EAI_AGAIN/, "its host name could not be resolved"],
	[/ECONNREFUSED/, "the connection was refused"],
	[/EHOSTUNREACH|ENETUNREACH/, "there is no route to it"],
	[/TIMEOUT|ETIMEDOUT/, "it did not answer in time"]
];
/** What went wrong when an address was asked; undefined when an answer came. */
const probe = async (sys, address, timeout) => {
	try {
		await (await sys.http.request({
			method: "HEAD",
			url: `${address.replace(/\/+$/, "")}/`,
			timeout
		})).discard();
		return;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
};
const probeNamed = async (sys, index) => {
	const text = await probe(sys, index.address, PATIENCE);
	const fault = text === void 0 ? void 0 : FAULTS.find(([sign]) => sign.test(text));
	return fault === void 0 ? void 0 : namedIndexFailure(index, {
		cause: fault[1],
		text: text ?? ""
	});
};
/**
* Milliseconds for the default index: whatever is not refused at once is left to uv, which may have
* a proxy or patience of its own.
*/
const GLANCE = 3e3;
const probeDefault = async (sys) => {
	const index = await defaultIndex(sys);
	if (!("address" in index)) return void 0;
	const address = index.address.replace(/^[A-Za-z0-9._-]+=(?=https?:)/, "");
	const text = /^https?:\/\//.test(address) ? await probe(sys, address, GLANCE) : void 0;
	const fault = text === void 0 ? void 0 : FAULTS.slice(0, 2).find(([sign]) => sign.test(text));
	return fault === void 0 ? void 0 : defaultIndexFailure(address, {
		cause: fault[1],
		text: text ?? ""
	});
};
/**
* Asks once at each index that a question names, and at the default one where its address is known:
* uv needs 7 s of retries for each question to find out the same.
*/
const openProbe = (sys) => {
	const ofNamed = memoized((index) => probeNamed(sys, index), ({ address }) => address);
	let ofDefault;
	return async (named) => {
		for (const index of named) {
			const failure = await ofNamed(index);
			if (failure !== void 0) return failure;
		}
		return ofDefault ??= probeDefault(sys);
	};
};
// src/resolve/answerCache.ts
const decoder = object({
	asked: number(),
	answer: discriminatedUnion("kind", [object({
		kind: literal("locked"),
		lock: string(),
		comparesNewest: boolean().optional()
	}), object({
		kind: literal("conflict"),
		detail: string()
	})])
});
/** Another index or another uv may answer otherwise; addresses go in as a hash only. */
const indexScope = async (sys, options) => {
	const index = await defaultIndex(sys);
	const file = index.from === "uv.toml" ? await sys.files.readText(index.file) : "address" in index ? index.address : "";
	return createHash("sha256").update(JSON.stringify([
		options.uv,
		index.from,
		file,
		addedIndexes(sys),
		options.mirrors
	])).digest("hex").slice(0, 12);
};
/** The addresses of the indexes of dl-env.yml that a question names, as a hash; none without. */
const ownScope = ({ indexes }, options) => {
	const own = indexes.flatMap((name) => {
		const index = options.indexes.get(name);
		return index?.own === true ? [index.url] : [];
	});
	const text = JSON.stringify(own);
	return own.length === 0 ? [] : [createHash("sha256").update(text).digest("hex").slice(0, 12)];
};
/**
* An answer as a file holds it; undefined for one that is too old, or that cannot be read: it is
* asked again.
*/
const decoded = (content, question, { file, oldest }) => {
	try {
		const { asked, answer } = decoder.parse(JSON.parse(content));
		if (asked < oldest) return void 0;
		if (answer.kind === "conflict") return {
			kind: "conflict",
			reasons: explain(answer.detail, question).reasons,
			detail: answer.detail
		};
		const lock = decodeLock(answer.lock, file);
		if (questionKey(lock.question) !== questionKey(question)) return void 0;
		const older = answer.comparesNewest === true ? { older: lock.older ?? [] } : {};
		return {
			kind: "locked",
			lock: {
				...lock,
				...older
			}
		};
	} catch {
		return;
	}
};
const encoded = (answer) => answer.kind === "locked" ? {
	kind: "locked",
	lock: encodeLock(answer.lock),
	comparesNewest: answer.lock.older !== void 0
} : {
	kind: "conflict",
	detail: answer.detail
};
/** The answers kept on this machine for this index and this uv. */
const openAnswerCache = (sys, options) => {
	let scope;
	const fileOf = async (question) => {
		scope ??= indexScope(sys, options);
		const names = [questionKey(question).slice(0, 32), await scope];
		return `${cacheFolder(sys.env)}/answers/${[...names, ...ownScope(question, options)].join("-")}.json`;
	};
	return {
		get: async (question) => {
			const file = await fileOf(question);
			const content = await sys.files.readText(file);
			const oldest = sys.clock.now() - options.maxAge;
			return content === void 0 ? void 0 : decoded(content, question, {
				file,
				oldest
			});
		},
		put: async (question, answer) => {
			if (answer.kind === "unreachable") return;
			const entry = {
				asked: sys.clock.now(),
				answer: encoded(answer)
			};
			await sys.files.write(await fileOf(question), JSON.stringify(entry));
		}
	};
};
// src/resolve/fallbacks.ts
/** A question and what is asked instead of it, each without the others. */
const chainOf = ({ fallbacks = [], ...first }) => [first, ...fallbacks];
const withUnasked = (answer, silent) => answer.kind === "locked" && silent?.index !== void 0 ? {
	...answer,
	unasked: silent.index
} : answer;
/** Reasons about one package alone, which hold whatever an index of other packages would say. */
const ABOUT_ONE = ["source-only", "package-missing"];
const lines = ({ requirements, constraints }) => [...requirements, ...constraints];
/** Packages that one of two questions asks for in other words. */
const askedOtherwise = (one, other) => {
	const [first, second] = [lines(one), lines(other)];
	return [...first.filter((line) => !second.includes(line)), ...second.filter((line) => !first.includes(line))].map(requirementName);
};
/**
* Whether a conflict holds whatever an index that gave no answer would say: the resolver's account
* names no package that it has, and none that the question to it asks for in other words.
*/
const isSettled = (conflict, { silent, last }, packagesOf) => {
	if (conflict?.kind !== "conflict") return false;
	if (conflict.reasons.every(({ code }) => ABOUT_ONE.includes(code))) return true;
	const packages = silent.indexes.map(packagesOf);
	if (packages.some((found) => found === void 0)) return false;
	const words = new Set(conflict.detail.split(/[^A-Za-z0-9._-]+/).map((word) => normalName(word.replace(/[._-]+$/, ""))));
	return [...packages.flatMap((found) => found ?? []), ...askedOtherwise(silent, last)].every((name) => !words.has(name));
};
/**
* The first lock among the answers to a question and its fallbacks, with the name of a preferred
* index that could not be queried. Without a lock it is unknown where any could not be asked; else
* what the least demanding one met is the conflict.
*/
const askInOrder = async (question, ask, packagesOf) => {
	const silent = [];
	let last;
	for (const one of chainOf(question)) {
		const answer = await ask(one);
		if (answer.kind === "locked") return withUnasked(answer, silent[0]?.answer);
		if (answer.kind === "unreachable") silent.push({
			answer,
			question: one
		});
		last = {
			answer,
			question: one
		};
	}
	if (last === void 0) throw new Error("a question without a question");
	const { answer, question: least } = last;
	const open = silent.find((one) => !isSettled(answer, {
		silent: one.question,
		last: least
	}, packagesOf));
	return answer.kind === "unreachable" ? answer : open?.answer ?? answer;
};
// src/resolve/newestByItself.ts
/** One text for equal scopes. */
const scopeKey = ({ python, platform, indexes }) => JSON.stringify([
	python,
	platform,
	indexes
]);
/**
* Without its lower bounds: the newest release of all is the newest that fits, or none does. A
* bound that names a pre-release stays, since it asks for those.
*/
const withoutFloor = (requirement) => {
	const range = requirementRange(requirement);
	if (/[a-z]/i.test(range)) return requirement;
	const left = range.split(",").filter((part) => !part.trim().startsWith(">"));
	return `${requirement.slice(0, requirement.length - range.length).trim()}${left.join(",")}`;
};
/** Questions for the packages of one scope: each package with one range. */
const questionsFor = (scope, requirements) => {
	const { python, platform, indexes } = scope;
	const byName = [...Map.groupBy(requirements, requirementName).values()];
	const rounds = Math.max(0, ...byName.map(({ length }) => length));
	return Array.from({ length: rounds }, (_, at) => ({
		requirements: byName.flatMap((ranges) => ranges[at] ?? []),
		constraints: [],
		python,
		platform,
		indexes
	}));
};
const fits = (version, requirement) => {
	const range = requirementRange(requirement);
	return range === "" || satisfies(version, range, { prereleases: true });
};
/** Looks packages up in as few runs of the resolver as there are scopes, mostly. */
const newestByItself = async (wanted, ask) => {
	const questions = [...Map.groupBy(wanted, ({ scope }) => scopeKey(scope)).values()].flatMap((same) => {
		const texts = new Set(same.flatMap(({ requirements }) => requirements.map(withoutFloor)));
		return same[0] === void 0 ? [] : questionsFor(same[0].scope, texts);
	});
	const keyOf = (scope, text) => `${scopeKey(scope)} ${text}`;
	const found = await Promise.all(questions.map(async (question) => {
		const versions = await ask(question);
		if (versions === void 0) return [];
		return question.requirements.map((one) => [keyOf(question, one), versions.get(requirementName(one))]);
	}));
	const newest = new Map(found.flat());
	return {
		isKnown: (scope, requirement) => newest.has(keyOf(scope, withoutFloor(requirement))),
		of: (scope, requirement) => {
			const version = newest.get(keyOf(scope, withoutFloor(requirement)));
			return version !== void 0 && fits(version, requirement) ? version : void 0;
		}
	};
};
// src/resolve/newestTogether.ts
/** Whether a lock is within all constraints of a question. */
const isWithin = ({ wheels }, { constraints }) => constraints.every((constraint) => wheels.every(({ name, version }) => name !== requirementName(constraint) || satisfies(version, requirementRange(constraint), { prereleases: true })));
/** `cupy-cuda12x[ctk]>=14` -> `cupy-cuda12x[ctk]`. */
const withoutRange = (requirement) => requirement.slice(0, requirement.length - requirementRange(requirement).length).trim();
/** Whether a lock has a candidate at its newest, with its extras and within its constraints. */
const isShownBy = (lock, { question, requirement, newest }) => versionIn(lock, requirementName(requirement)) === newest && lock.question.requirements.some((one) => withoutRange(one) === withoutRange(requirement)) && isWithin(lock, question);
const textOf = ({ requirement, newest }) => `${requirementName(requirement)}==${newest}`;
/**
* The candidates of one scope in one question, those of which no range is written: what the catalog
* has a range for is tied to a CUDA mostly.
*/
const togetherIn = (scope, candidates) => {
	const free = candidates.filter(({ requirement }) => requirementRange(requirement) === "");
	const { python, platform, indexes } = scope;
	return free.length < 2 ? void 0 : {
		requirements: [...new Set(free.map(textOf))].sort(),
		constraints: [],
		python,
		platform,
		indexes
	};
};
/** The candidates that some lock has at their newest. */
const shownByLocks = (all) => {
	const byScope = Map.groupBy(all, ({ lock }) => scopeKey(lock.question));
	const isShown = (candidate) => (byScope.get(scopeKey(candidate.question)) ?? []).some(({ lock }) => isShownBy(lock, candidate));
	return new Set(all.flatMap(({ candidates }) => candidates.filter(isShown)));
};
/**
* Says of which candidates it is shown that alone they are to be had at their newest, since what
* goes together goes alone: by locks that are there, else all of a scope are asked for together. Of
* the others nothing is said.
*/
const newestTogether = async (all, ask) => {
	const shown = shownByLocks(all);
	const open = all.flatMap(({ candidates }) => candidates.filter((one) => !shown.has(one)));
	const scopes = Map.groupBy(open, ({ question }) => scopeKey(question));
	const locks = /* @__PURE__ */ new Map();
	await Promise.all([...scopes].map(async ([key, same]) => {
		const asked = same[0] === void 0 ? void 0 : togetherIn(same[0].question, same);
		const answer = asked === void 0 ? void 0 : await ask(asked);
		if (asked !== void 0 && answer?.kind === "locked") locks.set(key, {
			asked,
			lock: answer.lock
		});
	}));
	return (candidate) => {
		if (shown.has(candidate)) return true;
		const found = locks.get(scopeKey(candidate.question));
		return found !== void 0 && found.asked.requirements.includes(textOf(candidate)) && isWithin(found.lock, candidate.question);
	};
};
// src/resolve/whoseSake.ts
const othersIn = ({ lock, name }) => lock.question.requirements.map(requirementName).filter((other) => other !== name);
/**
* By the whole question with the package at its newest: as the resolver's own text has it.
* Undefined where the index gave no answer.
*/
const askWhole = async (older, ask) => {
	const { lock, name, newest } = older;
	const { fallbacks: _none, ...question } = lock.question;
	const constraints = [...question.constraints, `${name}==${newest}`].sort();
	const answer = await ask({
		...question,
		constraints
	});
	const others = othersIn(older);
	if (answer.kind === "conflict") {
		const { packages } = explain(answer.detail, question);
		const said = others.filter((other) => packages.includes(other));
		const words = new Set(answer.detail.split(/[^A-Za-z0-9._-]+/));
		return said.length > 0 ? said : others.filter((other) => words.has(other));
	}
	if (answer.kind !== "locked") return void 0;
	return others.filter((other) => {
		const [before, after] = [versionIn(lock, other), versionIn(answer.lock, other)];
		return before !== void 0 && (after === void 0 || compare(after, before) < 0);
	});
};
/** `cudf-cu12` -> `cudf`: a package is built for one CUDA or another, and excludes the same. */
const withoutCuda = (name) => name.replace(/-cu(?:da)?\d+x?$/, "");
/** Whether these packages, as they are in the lock, exclude the newest by themselves. */
const exclude = async ({ lock, name, newest }, others, ask) => {
	const pinned = others.map((other) => `${other}==${versionIn(lock, other) ?? ""}`);
	const { python, platform, indexes } = lock.question;
	return (await ask({
		requirements: [...pinned, `${name}==${newest}`].sort(),
		constraints: [],
		python,
		platform,
		indexes
	})).kind === "conflict";
};
/**
* Whether what was found for one lock holds for another, and for whose sake it is then; undefined
* where it does not. Where no package that is asked for was to be named, none is for a lock that
* asks for no others.
*/
const sameSake = async (older, known, ask) => {
	const others = othersIn(older);
	const stems = othersIn(known.of).map(withoutCuda);
	if (known.sake.length === 0) return others.every((other) => stems.includes(withoutCuda(other))) ? [] : void 0;
	const alike = known.sake.map((name) => others.find((other) => withoutCuda(other) === withoutCuda(name)));
	const present = alike.flatMap((name) => name === void 0 || versionIn(older.lock, name) === void 0 ? [] : [name]);
	if (present.length < alike.length) return void 0;
	return await exclude(older, present, ask) ? present : void 0;
};
/** For whose sake one package is older in these locks, each put into `found`. */
const findSakes = async (same, ask, found) => {
	let left = same.toSorted((a, b) => othersIn(b).length - othersIn(a).length);
	for (let [first] = left; first !== void 0; [first] = left) {
		const sake = await askWhole(first, ask);
		found.set(first, sake ?? []);
		left = left.slice(1);
		if (sake === void 0) continue;
		const known = {
			of: first,
			sake
		};
		const tried = await Promise.all(left.map(async (older) => ({
			older,
			its: await sameSake(older, known, ask)
		})));
		for (const { older, its } of tried) if (its !== void 0) found.set(older, its);
		left = left.filter((older) => !found.has(older));
	}
};
/**
* For whose sake packages are older, in their order. What was found for the lock that asks for the
* most is tried for the others with those packages alone, small questions that many locks share.
*/
const whoseSake = async (all, ask) => {
	const found = /* @__PURE__ */ new Map();
	const groups = Map.groupBy(all, ({ name, newest }) => `${withoutCuda(name)} ${newest}`);
	await Promise.all([...groups.values()].map((same) => findSakes(same, ask, found)));
	return all.map((older) => found.get(older) ?? []);
};
// src/resolve/olderReleases.ts
/**
* An entry of the catalog that stands in for another may have a lower range: what was preferred is
* what the lock is compared with.
*/
const preferredOf = (question, lock) => {
	const preferred = new Map(question.requirements.map((one) => [requirementName(one), one]));
	return {
		lock,
		requirements: lock.question.requirements.map((one) => preferred.get(requirementName(one)) ?? one)
	};
};
const isOlder$1 = (lock, requirement, other) => {
	const version = versionIn(lock, requirementName(requirement));
	return version !== void 0 && other !== void 0 && compare(version, other) < 0;
};
/** The locks all of whose packages could be looked up. */
const openedLocks = async (all, { newest: ask }) => {
	const wanted = all.map(({ lock, requirements }) => ({
		scope: lock.question,
		requirements
	}));
	const newest = await newestByItself(wanted, ask);
	return all.flatMap((preferred) => {
		const { lock, requirements } = preferred;
		const { question } = lock;
		if (requirements.some((one) => !newest.isKnown(question, one))) return [];
		const candidates = requirements.flatMap((requirement) => {
			const version = newest.of(question, requirement);
			return version !== void 0 && isOlder$1(lock, requirement, version) ? [{
				question,
				requirement,
				newest: version
			}] : [];
		});
		return [{
			...preferred,
			candidates
		}];
	});
};
/** What of these locks is older than alone, by the lock's own order. */
const olderIn = async (opened, { ask }) => {
	const isShown = await newestTogether(opened, ask);
	const aloneOf = async (candidate) => {
		if (isShown(candidate)) return candidate.newest;
		const { question, requirement } = candidate;
		const alone = await ask({
			...question,
			requirements: [requirement]
		});
		return alone.kind === "locked" ? versionIn(alone.lock, requirementName(requirement)) : void 0;
	};
	const older = (await Promise.all(opened.flatMap(({ lock, candidates }) => candidates.map(async (candidate) => {
		const { requirement } = candidate;
		const newest = await aloneOf(candidate);
		return newest !== void 0 && isOlder$1(lock, requirement, newest) ? [{
			lock,
			name: requirementName(requirement),
			newest
		}] : [];
	})))).flat();
	const sakes = await whoseSake(older, ask);
	const told = older.map(({ lock, name, newest }, at) => ({
		lock,
		release: {
			name,
			newest,
			sake: sakes[at] ?? []
		}
	}));
	return new Map(opened.map(({ lock }) => [lock, told.filter((one) => one.lock === lock).map(({ release }) => release)]));
};
/**
* The same answers, each lock with what of its question is older than alone: first the newest of
* each package by itself, all in one run of the resolver, then questions for what differs. Locks
* that say it already, and those that `isSettled`, are left as they are.
*/
const withOlderReleases = async (questions, answers, asking) => {
	const open = /* @__PURE__ */ new Map();
	for (const question of questions) {
		const key = questionKey(question);
		const answer = answers.get(key);
		if (answer?.kind !== "locked" || answer.lock.older !== void 0) continue;
		if (!asking.isSettled(answer.lock)) open.set(key, {
			answer,
			preferred: preferredOf(question, answer.lock)
		});
	}
	if (open.size === 0) return answers;
	const opened = await openedLocks([...open.values()].map(({ preferred }) => preferred), asking);
	const older = await olderIn(opened, asking);
	const found = [...open].map(([key, { answer }]) => {
		const told = older.get(answer.lock);
		return [key, told === void 0 ? answer : {
			...answer,
			lock: {
				...answer.lock,
				older: told
			}
		}];
	});
	return new Map([...answers, ...found]);
};
// src/resolve/resolve.ts
const HOUR = 36e5;
const RETRIES = 3;
const OFFLINE = {
	kind: "unreachable",
	reason: {
		code: "offline",
		message: "The packages of this cell were not resolved: --offline.",
		source: "resolver",
		hint: "Resolve once with a network: dl-env lock"
	}
};
/** Asks uv itself, a bounded number of questions at once. */
const openUv = (sys, options) => {
	const limit = pLimit(options.parallel ?? Math.max(4, Math.min(8, sys.env.cpus * 2)));
	const uv = openAsking(sys, options);
	let runs = 0;
	let reached = true;
	const askOne = async (question) => {
		runs += 1;
		const asking = await uv.start();
		const answer = await ask$1({
			...asking,
			retries: reached ? RETRIES : 0
		}, question);
		reached = answer.kind !== "unreachable";
		return answer;
	};
	const newest = async (question) => {
		const asking = {
			...await uv.start(),
			retries: reached ? RETRIES : 0
		};
		const found = await askNewest(asking, question);
		return found.failure === void 0 ? new Map(found.wheels.map(({ name, version }) => [name, version])) : void 0;
	};
	return {
		ask: (question) => limit(() => askOne(question)),
		newest: (question) => limit(() => newest(question)),
		runs: () => runs,
		close: uv.close
	};
};
/**
* The same wheels as in the committed file are as old as that file: an image of them is the same
* image. A file that cannot be read has no say here.
*/
const withCommittedTime = async (sys, folder, answer) => {
	if (folder === void 0 || answer.kind !== "locked") return answer;
	const committed = await readLock(sys.files, folder, answer.lock.question).catch(() => void 0);
	return committed?.key === answer.lock.key ? {
		kind: "locked",
		lock: {
			...answer.lock,
			created: committed.created
		}
	} : answer;
};
/** The lock that is committed for a question or what may stand in for it, in their order. */
const committedLock = async (sys, { locks }, question) => {
	if (locks === void 0) return void 0;
	for (const one of chainOf(question)) {
		const lock = await readLock(sys.files, locks, one);
		if (lock !== void 0) return {
			kind: "locked",
			lock
		};
	}
};
/** Answers one question: from a committed lock, else from the cache, else by uv. */
const openFinder = (sys, options, { uv, cache }) => {
	const probe = openProbe(sys);
	const askOne = async (question) => {
		const before = options.update === true ? void 0 : await cache.get(question);
		if (before !== void 0) return before;
		if (options.offline === true) return OFFLINE;
		const failure = await probe(namesOf(options)(question.indexes));
		if (failure !== void 0) return {
			kind: "unreachable",
			...failure
		};
		const answer = await uv.ask(question);
		await cache.put(question, answer);
		return withCommittedTime(sys, options.locks, answer);
	};
	const asked = memoized(askOne, questionKey);
	return async (question) => {
		return (options.update === true ? void 0 : await committedLock(sys, options, question)) ?? askInOrder(question, asked, (name) => options.indexes.get(name)?.packages);
	};
};
/** Opens a resolver; nothing is fetched or run until a question needs it. The caller closes it. */
const openResolver = (sys, options) => {
	const uv = openUv(sys, options);
	const { mirrors, indexes, maxAge = HOUR } = options;
	const cache = openAnswerCache(sys, {
		uv: options.tool.version,
		mirrors,
		indexes,
		maxAge
	});
	const ask = memoized(openFinder(sys, options, {
		uv,
		cache
	}), questionKey);
	const askAll = async (questions) => {
		const distinct = new Map(questions.map((question) => [questionKey(question), question]));
		let done = 0;
		const answerOf = async ([key, question]) => {
			const answer = await ask(question);
			done += 1;
			return [key, answer];
		};
		const all = Promise.all([...distinct].map(answerOf));
		if (distinct.size > 0) sys.log.progress(() => `${done} of ${count(distinct.size, "question")} answered` + (uv.runs() === 0 ? "" : `, ${uv.runs()} of them put to the package index`), all);
		return new Map(await all);
	};
	const comparedWithNewest = async (questions, answers) => {
		if (options.offline === true) return answers;
		const asking = {
			ask,
			newest: uv.newest,
			isSettled: isCommitted
		};
		const compared = withOlderReleases(questions, answers, asking);
		sys.log.progress(() => "comparing what was chosen with the newest releases", compared);
		for (const [key, answer] of await compared) if (answer.kind === "locked" && answer !== answers.get(key)) await cache.put(answer.lock.question, answer);
		return compared;
	};
	return {
		ask,
		askAll,
		comparedWithNewest,
		runs: uv.runs,
		close: uv.close
	};
};
// src/suggest/nearestIndex.ts
/** Every choice of axes as bits, those that change fewest axes first, then the cheapest. */
const choicesOf = (axes) => {
	const cost = (choice) => axes.reduce((sum, { price }, at) => sum + (choice >> at & 1) * (1e3 + price), 0);
	return Array.from({ length: 2 ** axes.length }, (_, choice) => choice).slice(1).sort((a, b) => cost(a) - cost(b));
};
/**
* Ranks of an axis in the order of their distance from one; of two equally far, the newer one is
* nearer.
*/
const outward = (count) => {
	const away = (from, to) => 2 * Math.abs(from - to) + (to < from ? 1 : 0);
	const all = Array.from({ length: count }, (_, rank) => rank);
	return all.map((from) => all.filter((to) => to !== from).sort((a, b) => away(from, a) - away(from, b)));
};
const numberingOf = (axes) => {
	const strides = [];
	let size = 1;
	for (const { ranks } of axes) {
		strides.push(size);
		size *= ranks.size + 1;
	}
	const partsOf = (cell) => axes.map(({ axis, ranks }, at) => ((ranks.get(cell[axis]) ?? -1) + 1) * (strides[at] ?? 0));
	return {
		strides,
		partsOf
	};
};
/** The first cell of each number, for every choice of axes that are left out. */
const indexOf = (cells, { strides, partsOf }) => {
	const index = /* @__PURE__ */ new Map();
	for (const cell of cells) {
		const parts = partsOf(cell);
		for (let choice = 0; choice < 2 ** strides.length; choice += 1) {
			let key = 0;
			for (let at = 0; at < parts.length; at += 1) if ((choice >> at & 1) === 0) key += parts[at] ?? 0;
			if (!index.has(key)) index.set(key, cell);
		}
	}
	return index;
};
/**
* Finds for a cell the one of `cells` that changes the fewest axes, then the cheapest, then the
* least on the dearest axis. Each choice of axes has its own index of the cells without them, so
* the cost does not grow with the number of cells. `axes` are sorted by price.
*/
const nearestAmong = (cells, axes) => {
	const numbering = numberingOf(axes);
	const index = indexOf(cells, numbering);
	const choices = choicesOf(axes);
	const orders = axes.map(({ ranks }) => outward(ranks.size));
	return (cell) => {
		const parts = numbering.partsOf(cell);
		const whole = parts.reduce((sum, part) => sum + part, 0);
		const without = (choice) => whole - parts.reduce((sum, part, at) => sum + (choice >> at & 1) * part, 0);
		const chosen = choices.find((choice) => index.has(without(choice)));
		if (chosen === void 0) return void 0;
		let key = without(chosen);
		for (let at = axes.length - 1; at >= 0; at -= 1) {
			if ((chosen >> at & 1) === 0) continue;
			const stride = numbering.strides[at] ?? 0;
			const order = orders[at]?.[(parts[at] ?? 0) / stride - 1] ?? [];
			key += ((order.find((rank) => index.has(key + (rank + 1) * stride)) ?? -1) + 1) * stride;
		}
		return index.get(key);
	};
};
// src/suggest/nearest.ts
/**
* The price of changing an axis decides ties among cells that change as many: the flavor is changed
* first, then Python, Ubuntu, CUDA, and the set last.
*/
const PRICES = {
	flavor: 1,
	python: 2,
	ubuntu: 4,
	cuda: 8,
	set: 16
};
const AXES$1 = Object.keys(PRICES);
const ranksOf = (cells, catalog) => {
	const rank = (values, compare) => new Map([...new Set(values)].sort(compare).map((value, index) => [value, index]));
	const listed = (names) => (a, b) => names.indexOf(a) - names.indexOf(b);
	return {
		flavor: rank(cells.map((cell) => cell.flavor), (a, b) => a < b ? -1 : 1),
		python: rank(cells.map((cell) => cell.python), compareVersions),
		ubuntu: rank(cells.map((cell) => cell.ubuntu), listed(catalog.ubuntu.map((release) => release.name))),
		cuda: rank(cells.map((cell) => cell.cuda), compareVersions),
		set: rank(cells.map((cell) => cell.set), listed([...catalog.sets.keys()]))
	};
};
const distance$1 = (from, to, ranks) => {
	let changes = 0;
	const steps = [];
	for (const axis of AXES$1) {
		if (from[axis] === to[axis]) continue;
		changes += 100 + PRICES[axis];
		const [a, b] = [ranks[axis].get(from[axis]) ?? 0, ranks[axis].get(to[axis]) ?? 0];
		steps.unshift(2 * Math.abs(a - b) + (b < a ? 1 : 0));
	}
	return {
		changes,
		steps
	};
};
const isNearer = (a, b) => {
	if (a.changes !== b.changes) return a.changes < b.changes;
	const at = a.steps.findIndex((step, index) => step !== b.steps[index]);
	return at !== -1 && (a.steps[at] ?? 0) < (b.steps[at] ?? 0);
};
/**
* Cells in the order of their distance from one, the nearest first; `cells` are all that positions
* on axes are counted in.
*/
const nearestFirst = (cell, cells, catalog) => {
	const ranks = ranksOf([cell, ...cells], catalog);
	return cells.map((other) => ({
		other,
		away: distance$1(cell, other, ranks)
	})).sort((a, b) => isNearer(a.away, b.away) ? -1 : isNearer(b.away, a.away) ? 1 : 0).map(({ other }) => other);
};
const withNearestId$1 = (reason, nearest) => nearest === void 0 ? reason : {
	...reason,
	nearest: nearest.id
};
/**
* Fills `nearest` of every reason against a rejected cell with an accepted cell of the same list.
*/
const withNearest = (judged, catalog) => {
	const accepted = judged.flatMap(({ cell, verdict }) => verdict.kind === "accepted" ? [cell] : []);
	if (accepted.length === 0) return [...judged];
	const ranks = ranksOf(judged.map(({ cell }) => cell), catalog);
	const nearest = nearestAmong(accepted, AXES$1.map((axis) => ({
		axis,
		price: PRICES[axis],
		ranks: ranks[axis]
	})));
	return judged.map((entry) => {
		if (entry.verdict.kind !== "rejected") return entry;
		const near = nearest(entry.cell);
		const [first, ...more] = entry.verdict.reasons;
		return {
			cell: entry.cell,
			verdict: {
				...entry.verdict,
				reasons: [withNearestId$1(first, near), ...more.map((reason) => withNearestId$1(reason, near))]
			}
		};
	});
};
// src/verdict/lockRule.ts
/**
* The libraries whose traps count: the cell's, and all of them where it asks for packages that
* nobody knows, which may bring any.
*/
const trappedLibraries = ({ cell, facts: { libraries } }) => {
	const own = cell.libraries.flatMap((name) => libraries.get(name) ?? []);
	return own.some((library) => library.own !== void 0) ? [...libraries.values()] : own;
};
// src/verdict/wheelCudaRules.ts
/** Packages for another CUDA that a library of the cell is known to do without. */
const harmlessIn = (context) => new Set(trappedLibraries(context).flatMap(({ harmless }) => harmless));
/** All wheels for another CUDA are one cause, so they are told at once. */
const wheelOfAnotherCuda = (context) => {
	const { lock, cell, facts } = context;
	const harmless = harmlessIn(context);
	return Object.entries(facts.wheels).flatMap(([major, { marks, source }]) => {
		if (major === majorOf(cell.cuda)) return [];
		const found = lock.wheels.filter(({ name }) => marks.some((mark) => name.endsWith(mark)) && !harmless.has(name)).map(({ name, version }) => `${name} ${version}`);
		if (found.length === 0) return [];
		return [{
			code: "wheel-of-another-cuda",
			message: `${fewNames(found)} ${found.length === 1 ? "is" : "are"} built for CUDA ${major}, and this cell has CUDA ${minorOf(cell.cuda)}.`,
			source
		}];
	});
};
/** `2.7.1+cu128` -> `12.8`: what is said of releases by number alone is not about such a build. */
const localCuda = (version) => {
	const [, major, minor] = /\+cu(\d+)(\d)$/.exec(version) ?? [];
	return major === void 0 || minor === void 0 ? void 0 : `${major}.${minor}`;
};
/**
* The CUDA x.y that a wheel says it is built for: the toolkit and the runtime by their version,
* others by a local version like `+cu126`.
*/
const cudaOf = ({ name, version }, runtime) => {
	if (name === runtime || name === "cuda-toolkit") return minorOf(version);
	return localCuda(version);
};
/** Wheels of another minor of the same CUDA. */
const wheelOfAnotherMinor = ({ lock, cell: { cuda, wheelCuda }, facts }) => {
	const ofMajor = facts.wheels[majorOf(cuda)];
	const minor = minorOf(cuda);
	if (ofMajor === void 0) return [];
	const allowed = (found) => found === minor || wheelCuda === "same-major" && majorOf(found) === majorOf(cuda) && compareVersions(found, minor) < 0;
	return lock.wheels.flatMap((wheel) => {
		const found = cudaOf(wheel, ofMajor.runtime);
		if (found === void 0 || allowed(found)) return [];
		return [{
			code: "wheel-of-another-cuda",
			message: `${wheel.name} ${wheel.version} is built for CUDA ${found}, and this cell has CUDA ${minor}.`,
			source: ofMajor.source
		}];
	});
};
/**
* A torch that brings no CUDA runtime is a build for processors only, or one whose CUDA nobody
* knows.
*/
const torchWithoutCuda = ({ lock, cell: { cuda }, facts }) => {
	const ofMajor = facts.wheels[majorOf(cuda)];
	const torch = lock.wheels.find(({ name }) => name === "torch");
	if (ofMajor === void 0 || torch === void 0 || lock.wheels.some(({ name }) => name === ofMajor.runtime)) return [];
	return [{
		code: "torch-without-cuda",
		message: `torch ${torch.version} came without the runtime of CUDA ${minorOf(cuda)}, so it is a different build.`,
		source: ofMajor.source
	}];
};
// src/verdict/lockRules.ts
const severalCudnns = ({ lock }) => {
	const found = lock.wheels.filter(({ name }) => /^nvidia-cudnn-cu\d+$/.test(name));
	if (found.length < 2) return [];
	return [{
		code: "two-cudnn",
		message: `The lock holds ${found.map(({ name, version }) => `${name} ${version}`).join(" and ")}; a process can load only one cuDNN.`,
		source: "resolver"
	}];
};
const placeholderReleases = ({ lock }) => lock.wheels.filter(({ version }) => version === "0.0.0a0").map(({ name }) => ({
	code: "placeholder-release",
	message: `${name} is an empty placeholder; its real wheels do not exist for Python ${lock.question.python}.`,
	source: "resolver"
}));
const wheelDoesNotFit = ({ lock, fits }) => {
	const { python, platform } = lock.question;
	return lock.wheels.filter(({ file }) => !fits({
		file,
		python,
		platform
	})).map(({ file }) => ({
		code: "wheel-does-not-fit",
		message: `${file} is not a wheel for Python ${python} on ${platform}.`,
		source: "resolver"
	}));
};
/** `name` with an optional specifier, as in `beside: cudf-polars-cu12<=26.10.2`. */
const holds = (requirement, { lock, inRange }) => {
	const [, name, range] = /^([A-Za-z0-9._-]+?)\s*((?:[=~!<>]=|[<>]).*)?$/.exec(requirement) ?? [];
	return lock.wheels.some((wheel) => wheel.name === name && inRange(wheel.version, range));
};
/** The wheels of a lock that a trap is about. */
const wheelsInTrap = (trap, context) => {
	const { lock, cell, inRange } = context;
	const candidates = trap.package === "*" ? lock.wheels : lock.wheels.filter(({ name }) => name === trap.package);
	if (candidates.length === 0) return [];
	if (!inRange(minorOf(cell.cuda), trap.cuda) || !inRange(cell.python, trap.python)) return [];
	if (trap.wheelCuda !== void 0 && trap.wheelCuda !== cell.wheelCuda) return [];
	if (trap.missing !== void 0 && holds(trap.missing, context)) return [];
	if (trap.beside !== void 0 && !holds(trap.beside, context)) return [];
	const found = candidates.filter(({ version }) => inRange(version, trap.versions));
	return trap.code.endsWith("-of-another-cuda") ? found.filter(({ version }) => localCuda(version) === void 0) : found;
};
/** Files whose hashes dl-env.yml's own files do not have. */
const otherHashes = ({ lock, cell, facts: { libraries } }) => cell.libraries.flatMap((name) => {
	const library = libraries.get(name);
	const { hashes, name: packageName } = library?.own ?? {};
	const wheel = lock.wheels.find((one) => one.name === packageName);
	if (hashes === void 0 || wheel === void 0 || hashes.includes(wheel.sha256)) return [];
	return [{
		code: "other-hash",
		message: `The sha256 of ${wheel.file} is not among those that are given for it.`,
		source: library?.releases[0]?.source ?? "resolver",
		hint: `See the index's file, or remove the hashes of: ${packageName}`
	}];
});
const catalogTraps = (context) => {
	const { facts } = context;
	const ofLibraries = trappedLibraries(context).flatMap(({ traps }) => traps);
	return [...facts.traps, ...ofLibraries].flatMap((trap) => wheelsInTrap(trap, context).map(({ name, version }) => ({
		code: trap.code,
		message: `The index gave ${name} ${version}. ${trap.message}`,
		source: trap.source,
		...trap.hint === void 0 ? {} : { hint: trap.hint }
	})));
};
const RULES = [
	wheelOfAnotherCuda,
	wheelOfAnotherMinor,
	torchWithoutCuda,
	severalCudnns,
	placeholderReleases,
	wheelDoesNotFit,
	catalogTraps,
	otherHashes
];
/** One reason of a code for each package. */
const distinct = (reasons) => {
	const seen = /* @__PURE__ */ new Set();
	return reasons.filter(({ code, message }) => {
		const subject = `${code} ${message.replace(/^The index gave /, "").split(" ", 1)[0] ?? ""}`;
		return !seen.has(subject) && seen.add(subject);
	});
};
/** Checks locks of one catalog; the files that locks of a matrix share are looked at once. */
const lockChecker = (facts, inRange = rangeChecker()) => {
	const fits = memoized(({ file, python, platform }) => wheelFits(file, python, platform), ({ file, python, platform }) => `${file} ${python} ${platform}`);
	return (lock, cell) => distinct(RULES.flatMap((rule) => rule({
		lock,
		cell,
		facts,
		inRange,
		fits
	})));
};
/** What is wrong with a lock although the resolver accepted it; empty when nothing is. */
const checkLock = (lock, cell, facts) => lockChecker(facts)(lock, cell);
// src/suggest/catalogSearch.ts
/**
* Questions that are asked to find the nearest cell of one, for all cells of a plan together, of
* which each set has its share, and to try their hints.
*/
const FOR_ONE = 8;
const FOR_ALL$1 = 16;
const LEAST_SHARE = 4;
const FOR_HINTS = 4;
const acceptedFinder = (asking, { ofPlan, forCells, found, share }) => async (candidates, perCuda, forSet) => {
	let left = share - [...forCells.values()].filter((set) => set === forSet).length;
	const tried = /* @__PURE__ */ new Set();
	const triesOfCuda = /* @__PURE__ */ new Map();
	for (const cell of candidates) {
		if (found.has(cell.id)) return cell;
		if (left <= 0) continue;
		const key = asking.keyOf(cell);
		const minor = minorOf(cell.cuda);
		const tries = triesOfCuda.get(minor) ?? 0;
		if (tried.has(key) || tries >= perCuda) continue;
		const isFree = ofPlan.has(key) || forCells.has(key);
		if (tried.size >= FOR_ONE) return void 0;
		triesOfCuda.set(minor, tries + 1);
		tried.add(key);
		if (!isFree) {
			forCells.set(key, forSet);
			left -= 1;
		}
		if (outlookBy(await asking.answerFor(cell), cell, asking.facts) !== "accepted") continue;
		found.add(cell.id);
		return cell;
	}
};
/** What a cell's verdict will be by its answer. */
const outlookBy = (answer, cell, { catalog, request }) => {
	switch (answer.kind) {
		case "locked": {
			const checked = {
				...cell,
				wheelCuda: request.wheelCuda
			};
			return checkLock(answer.lock, checked, catalog).length === 0 ? "accepted" : "rejected";
		}
		case "conflict": return "rejected";
		case "unreachable": return "unknown";
	}
};
const outlooks = (asking, verdicts, state) => async (cell) => {
	const verdict = verdicts.get(cell.id);
	if (verdict !== void 0) return verdict.kind;
	const { ofPlan, forCells, forHints } = state;
	const key = asking.keyOf(cell);
	const isNew = !ofPlan.has(key) && !forCells.has(key) && !forHints.has(key);
	if (isNew && forHints.size >= FOR_HINTS) return void 0;
	if (isNew) forHints.add(key);
	return outlookBy(await asking.answerFor(cell), cell, asking.facts);
};
/** Opens a search beside the judged cells of a plan. */
const openSearch = (ask, judged, facts) => {
	const questionOf = questioner(facts.request, facts.catalog);
	const keyOfQuestion = memoized((question) => questionKey(question));
	const asking = {
		facts,
		keyOf: (cell) => keyOfQuestion(questionOf(cell)),
		answerFor: (cell) => ask(questionOf(cell))
	};
	const open = judged.filter(({ cell, verdict }) => verdict.kind === "accepted" || facts.possible(cell));
	const sets = new Set(judged.map(({ cell }) => cell.set));
	const state = {
		ofPlan: new Set(open.map(({ cell }) => asking.keyOf(cell))),
		forCells: /* @__PURE__ */ new Map(),
		found: /* @__PURE__ */ new Set(),
		share: Math.max(LEAST_SHARE, Math.floor(FOR_ALL$1 / sets.size)),
		forHints: /* @__PURE__ */ new Set()
	};
	const verdicts = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict]));
	return {
		facts,
		firstAccepted: acceptedFinder(asking, state),
		outlook: outlooks(asking, verdicts, state)
	};
};
// src/suggest/cellsAround.ts
const ubuntusFor = (cell, catalog) => catalog.ubuntu.filter(({ name }) => name === "stand-in" === (cell.ubuntu === "stand-in"));
/** The flavor itself, the same without a cuDNN of its own, and the one that has the least in it. */
const flavorsFor = ({ flavor }) => /* @__PURE__ */ new Set([
	flavor,
	flavor.replace(/^cudnn-/, ""),
	"base"
]);
/**
* Cells of the catalog around one, with its libraries and without itself, the nearest first. They
* need not be possible. Of each CUDA x.y only the newest release is among them, and the cell's own.
*/
const cellsAround = (cell, catalog) => {
	const minors = [...new Set(catalog.cuda.map(({ minor }) => minor))];
	const cells = /* @__PURE__ */ new Map();
	for (const ubuntu of ubuntusFor(cell, catalog)) for (const flavor of flavorsFor(cell)) for (const cuda of /* @__PURE__ */ new Set([cell.cuda, ...minors.map((minor) => fullCuda(catalog, {
		cuda: minor,
		ubuntu: ubuntu.name,
		flavor
	}))])) for (const python of /* @__PURE__ */ new Set([ubuntu.python, ...catalog.pythons.map(({ minor }) => minor)])) {
		const id = cellId({
			set: cell.set,
			cuda,
			python,
			flavor
		}, ubuntu.tag);
		cells.set(id, {
			...cell,
			id,
			cuda,
			python,
			flavor,
			ubuntu: ubuntu.name,
			pythonFrom: python === ubuntu.python ? "ubuntu" : "standalone"
		});
	}
	cells.delete(cell.id);
	return nearestFirst(cell, [...cells.values()], catalog);
};
// src/suggest/hintTarget.ts
const ONE_AXIS = /^matrix: \{ (cuda|ubuntu|python|flavor): \[["']([^"']+)["']\] \}/;
/**
* The cells that a line of a hint may mean, since `python: ubuntu` and the same version written out
* look alike in a cell; none for hints of another kind.
*/
const cellsOfHint = (cell, hint, catalog) => {
	const [, axis, value] = ONE_AXIS.exec(hint) ?? [];
	if (axis === void 0 || value === void 0) return [];
	const changed = {
		...cell,
		[axis]: value
	};
	const ubuntu = catalog.ubuntu.find(({ name }) => name === changed.ubuntu);
	return (axis === "ubuntu" && cell.pythonFrom === "ubuntu" && ubuntu !== void 0 ? [ubuntu.python, changed.python] : [changed.python]).map((python) => {
		const cuda = fullCuda(catalog, changed);
		return {
			...changed,
			id: cellId({
				...changed,
				cuda,
				python
			}, ubuntu?.tag ?? changed.ubuntu),
			cuda,
			python,
			pythonFrom: python === ubuntu?.python ? "ubuntu" : "standalone"
		};
	});
};
/**
* Where a reason's hint leads at best; undefined for hints that name no cell, and where it is not
* known.
*/
const whereHintLeads = async (search, cell, { hint = "" }) => {
	const cells = cellsOfHint(cell, hint, search.facts.catalog);
	let best = "rejected";
	for (const one of cells.filter(search.facts.possible)) {
		const outlook = await search.outlook(one);
		if (outlook === void 0 || outlook === "accepted") return outlook;
		if (outlook === "unknown") best = "unknown";
	}
	return cells.length === 0 ? void 0 : best;
};
// src/suggest/nearestInCatalog.ts
/**
* Of one CUDA no more are tried: what it lacks for three Pythons it lacks for all, and packages
* that disagree seldom agree on another Python.
*/
const PER_CUDA = 3;
const PER_CUDA_IN_CONFLICT = 1;
/**
* Cells whose hint is followed to see where it leads: a matrix of thousands is not read hint by
* hint, and this is most of its time.
*/
const FOLLOWED = 500;
/**
* Whether a cell has still what the reason is about: another Python does not help where there is no
* build for the CUDA.
*/
const keepsFault = (code, from, to) => code === "no-build-for-cuda" && minorOf(from.cuda) === minorOf(to.cuda) || code === "no-build-for-python" && from.python === to.python && minorOf(from.cuda) === minorOf(to.cuda);
/** The nearest accepted cell of the catalog with the same libraries. */
const nearestAlike = (search, cell, { code }) => search.firstAccepted(cellsAround(cell, search.facts.catalog).filter((other) => !keepsFault(code, cell, other) && search.facts.possible(other)), code === "packages-disagree" ? PER_CUDA_IN_CONFLICT : PER_CUDA, cell.set);
/**
* The nearest accepted cell of the catalog: where none has these libraries, one with the smallest
* set.
*/
const nearestInCatalog = async (search, cell, reason) => {
	const { catalog, possible } = search.facts;
	const alike = await nearestAlike(search, cell, reason);
	if (alike !== void 0) return alike;
	const [smallest] = [...catalog.sets].sort(([, a], [, b]) => a.length - b.length);
	if (smallest === void 0 || smallest[0] === cell.set) return void 0;
	const [set, libraries] = smallest;
	const other = {
		...cell,
		id: `${set}${cell.id.slice(cell.set.length)}`,
		set,
		libraries: cellLibraries(libraries, catalog, search.facts.request)
	};
	const candidates = [other, ...cellsAround(other, catalog)].filter(possible);
	return search.firstAccepted(candidates, PER_CUDA, cell.set);
};
const AXES = [
	"cuda",
	"ubuntu",
	"python",
	"flavor"
];
/** The line of dl-env.yml that leads from one cell to another of the same set. */
const lineTo = (from, to) => {
	return `matrix: { ${AXES.filter((axis) => from[axis] !== to[axis]).map((axis) => `${axis}: ["${to[axis]}"]`).join(", ")} }`;
};
const withNearestId = ({ reasons: [first, ...more], ...verdict }, id) => ({
	...verdict,
	reasons: [{
		...first,
		nearest: id
	}, ...more.map((reason) => ({
		...reason,
		nearest: id
	}))]
});
/**
* The verdict with the nearest cell of the catalog and a hint that helps; `mayFollow` says whether
* its hint may still be followed.
*/
const withNearestOf = async (search, { cell, verdict, inMatrix }, mayFollow) => {
	const nearest = inMatrix ?? await nearestInCatalog(search, cell, verdict.reasons[0]);
	const nearestVerdict = inMatrix !== void 0 || nearest === void 0 ? verdict : withNearestId(verdict, nearest.id);
	const [first, ...more] = nearestVerdict.reasons;
	if (more.length > 0 || !mayFollow()) return nearestVerdict;
	const leads = await whereHintLeads(search, cell, first);
	if (leads === void 0 || leads === "accepted") return nearestVerdict;
	const target = nearest?.set === cell.set ? nearest : await nearestAlike(search, cell, first);
	if (leads === "unknown" && target === void 0) return nearestVerdict;
	const hint = target === void 0 ? `See what is against it: dl-env plan --why ${cell.id}` : lineTo(cell, target);
	return {
		...nearestVerdict,
		reasons: [{
			...first,
			hint
		}]
	};
};
/**
* The same cells. Where a matrix has no accepted cell, its rejected ones name the nearest of the
* whole catalog, found by asking; and a hint that leads from one rejected cell to another, or to
* one that could not be asked about, gives way to lines that were found to work.
*/
const withNearestInCatalog = async (ask, judged, facts) => {
	const search = openSearch(ask, judged, facts);
	const byId = new Map(judged.map(({ cell }) => [cell.id, cell]));
	let followed = 0;
	const mayFollow = () => {
		followed += 1;
		return followed <= FOLLOWED;
	};
	const found = [];
	for (const { cell, verdict } of judged) if (verdict.kind !== "rejected") found.push({
		cell,
		verdict
	});
	else {
		const inMatrix = byId.get(verdict.reasons[0].nearest ?? "");
		const suggested = await withNearestOf(search, {
			cell,
			verdict,
			inMatrix
		}, mayFollow);
		found.push({
			cell,
			verdict: suggested
		});
	}
	return found;
};
// src/suggest/change.ts
/** What is asked for a cell, with other pins than the request's where they are given. */
const questionFor = ({ catalog, request }, cell, pins = request.pins) => questionOf(cell, {
	...request,
	pins
}, catalog);
// src/suggest/axisChanges.ts
/** By distance in the list; of two equally far the newer one. */
const nearest = (values, to) => {
	const sorted = [.../* @__PURE__ */ new Set([...values, to])].sort(compareVersions);
	const at = sorted.indexOf(to);
	return sorted.map((value, index) => ({
		value,
		distance: Math.abs(index - at) - (index > at ? .5 : 0)
	})).filter(({ value }) => value !== to).sort((a, b) => a.distance - b.distance).map(({ value }) => value);
};
/** Other Pythons, the nearest first. */
const pythonChanges = (cell, facts) => {
	const own = facts.catalog.ubuntu.find(({ name }) => name === cell.ubuntu)?.python;
	const minors = [...facts.catalog.pythons.map(({ minor }) => minor), ...own === void 0 ? [] : [own]];
	return nearest(minors, cell.python).map((python) => ({
		...cell,
		python,
		pythonFrom: python === own ? "ubuntu" : "standalone"
	})).filter(facts.possible).slice(0, 3).map((changed) => ({
		kind: "python",
		cell: changed,
		question: questionFor(facts, changed),
		summary: () => `With Python ${changed.python} it works`,
		lines: () => [matrixLine("python", changed.python)]
	}));
};
/** Other CUDAs that have an image for the cell's Ubuntu and flavor, the nearest first. */
const cudaChanges = (cell, facts) => {
	const imaged = facts.catalog.cuda.filter((release) => release.images[cell.ubuntu]?.includes(cell.flavor));
	const newestOf = (minor) => imaged.filter(({ version }) => isUnder(version, minor)).map(({ version }) => version).sort(compareVersions).at(-1);
	const minors = imaged.map(({ minor }) => minor);
	return nearest(minors, minorOf(cell.cuda)).flatMap((minor) => newestOf(minor) ?? []).map((cuda) => ({
		...cell,
		cuda
	})).filter(facts.possible).slice(0, 3).map((changed) => ({
		kind: "cuda",
		cell: changed,
		question: questionFor(facts, changed),
		summary: () => `With CUDA ${minorOf(changed.cuda)} it works`,
		lines: () => [matrixLine("cuda", minorOf(changed.cuda))]
	}));
};
// src/suggest/dropChanges.ts
/** Libraries of the cell that require one of these packages, in the packages' order. */
const librariesBehind = ({ cell, packages }, { catalog, request }) => {
	const context = {
		request,
		catalog,
		inRange: rangeChecker()
	};
	const requiredBy = (name) => {
		const library = catalog.libraries.get(name);
		return (library === void 0 ? [] : releasesFor(library, cell, context)).flatMap(({ requirements }) => requirements.map(requirementName));
	};
	const found = packages.flatMap((wantedPackage) => cell.libraries.filter((name) => requiredBy(name).includes(wantedPackage)));
	return [...new Set(found)].filter((name) => !isAdded(name, catalog));
};
/** Libraries of the catalog that it has no wheels of for the cell's CUDA and Python. */
const librariesWithoutRelease = (cell, { catalog, request }) => {
	const context = {
		request,
		catalog,
		inRange: rangeChecker()
	};
	return cell.libraries.filter((name) => {
		const library = catalog.libraries.get(name);
		return library?.own === void 0 && library !== void 0 ? releasesFor(library, cell, context).length === 0 : false;
	});
};
/** Where files of sets name these, each with its line; undefined where no file does. */
const linesInFiles = (names, { catalog }) => {
	const found = names.map((name) => {
		const library = catalog.libraries.get(name);
		const place = library?.own === void 0 ? "" : library.releases[0]?.source ?? "";
		return {
			name: library?.own?.name ?? name,
			place
		};
	});
	return found.some(({ place }) => /:\d+$/.test(place)) ? found.map(({ name, place }) => place === "" ? name : `${name} (${place})`) : void 0;
};
/** An entry of a set as it is written in a list of YAML. */
const entryText = (entry) => /^[a-z0-9][a-z0-9-]*$/.test(entry) ? entry : JSON.stringify(entry);
/** The cell's set without these entries; undefined where nothing is left or a rule forbids it. */
const dropped = (cell, names, facts) => {
	const libraries = cell.libraries.filter((name) => !withNeeds([name], facts.catalog).some((needed) => names.includes(needed)));
	const changed = {
		...cell,
		libraries
	};
	if (libraries.length === 0 || !facts.possible(changed)) return void 0;
	const versioned = libraries.flatMap((name) => {
		const library = facts.catalog.libraries.get(name);
		return library?.own === void 0 ? [] : library.needs;
	});
	const listed = libraries.filter((name) => !isAdded(name, facts.catalog) && !versioned.includes(name));
	if (listed.length === 0) return void 0;
	const plain = namesInSet(names);
	const inFiles = linesInFiles(names, facts);
	const set = `${cell.set}-without-${plain.join("-")}`;
	return {
		kind: "drop",
		cell: changed,
		question: questionFor(facts, changed),
		summary: () => `Without ${plain.join(", ")} it works`,
		...inFiles === void 0 ? {} : { where: "remove" },
		lines: () => inFiles ?? [`sets: { ${set}: [${listed.map(entryText).join(", ")}] }`, matrixLine("set", set)]
	};
};
/** Each library of the conflict left out alone, then all but the one that leaves no room. */
const dropChanges = (conflicted, facts) => {
	if (conflicted.code === "library-not-available") {
		const lacking = librariesWithoutRelease(conflicted.cell, facts);
		const change = dropped(conflicted.cell, lacking, facts);
		return change === void 0 ? [] : [change];
	}
	const [yielding, firm, ...more] = librariesBehind(conflicted, facts);
	const several = yielding === void 0 || more.length === 0 ? [] : [[yielding, ...more]];
	return [...[
		yielding,
		...more,
		firm
	].filter((name) => name !== void 0).map((name) => [name]), ...several].flatMap((names) => dropped(conflicted.cell, names, facts) ?? []);
};
// src/suggest/ownChanges.ts
const isTied = ({ own, releases }) => own !== void 0 && (own.pin !== void 0 || releases.some(({ requirements, constraints }) => constraints.length > 0 || requirements.some((one) => requirementRange(one) !== "")));
/** Packages that the cell's set names with versions. */
const namedIn = (cell, { catalog }) => cell.libraries.flatMap((key) => {
	const library = catalog.libraries.get(key);
	return library?.own === void 0 || !isTied(library) ? [] : [{
		key,
		name: library.own.name,
		place: library.releases[0]?.source ?? ""
	}];
});
/** The same package in any version. */
const loosened = ({ own, releases, ...library }) => ({
	...library,
	releases: releases.map((release) => ({
		...release,
		requirements: release.requirements.map((one) => one.slice(0, one.length - requirementRange(one).length).trim()),
		constraints: []
	})),
	...own === void 0 ? {} : { own: { name: own.name } }
});
/** Any version of some packages, as a change. */
const anyVersionOf = (named, cell, facts) => {
	const libraries = new Map(facts.catalog.libraries);
	for (const { key } of named) {
		const library = libraries.get(key);
		if (library !== void 0) libraries.set(key, loosened(library));
	}
	const catalog = {
		...facts.catalog,
		libraries
	};
	const found = ({ wheels }) => named.flatMap((one) => {
		const version = wheels.find((wheel) => wheel.name === one.name)?.version;
		return version === void 0 ? [] : [{
			...one,
			version
		}];
	});
	return {
		kind: "pin",
		cell,
		question: questionFor({
			...facts,
			catalog
		}, cell),
		summary: (lock) => `With ${found(lock).map(({ name, version }) => `${name} ${version}`).join(", ")} it works`,
		where: "write",
		lines: (lock) => found(lock).map(({ name, version, place }) => `${name}==${version} (${place})`)
	};
};
/**
* Other versions of what the set names with versions: of each package of the conflict alone, of all
* of them, of all that the set names. The resolver says which.
*/
const ownChanges = ({ cell, code, packages }, facts) => {
	const all = namedIn(cell, facts);
	const names = new Set(packages.map(requirementName));
	const inConflict = all.filter(({ name }) => names.has(name));
	const alone = code === "pin-out-of-range" ? 0 : 3;
	const groups = [
		...inConflict.slice(0, alone).map((one) => [one]),
		inConflict,
		all
	];
	return [...new Map(groups.filter((group) => group.length > 0).map((group) => [group.map(({ key }) => key).join("\n"), group])).values()].map((group) => anyVersionOf(group, cell, facts));
};
// src/suggest/pinChanges.ts
/** Pins whose package is in the question, those of the conflict first, in the packages' order. */
const pinsOfQuestion = ({ cell, packages }, facts) => {
	const { requirements, constraints } = questionFor(facts, cell);
	const present = new Set([...requirements, ...constraints].map(requirementName));
	const pinned = Object.keys(facts.request.pins).filter((name) => present.has(name));
	return [...packages.filter((name) => pinned.includes(name)), ...pinned.filter((name) => !packages.includes(name))];
};
/**
* Some pins removed; the releases that come instead are what to write, beside the pins that stay.
*/
const withoutPins = (names, cell, facts) => {
	const others = Object.entries(facts.request.pins).filter(([pinned]) => !names.includes(pinned));
	const found = (lock) => names.flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);
	const lines = (lock) => {
		const pins = [...others, ...found(lock).map(({ name, version }) => [name, `==${version}`])].map(([name, pin]) => `${name}: "${pin}"`);
		return [pins.length === 0 ? "pins: {}" : `pins: { ${pins.join(", ")} }`];
	};
	const summary = (lock) => {
		const releases = found(lock).map(({ name, version }) => `${name} ${version}`);
		return releases.length === 0 ? `Without the pin of ${names.join(", ")} it works` : `With ${releases.join(", ")} it works`;
	};
	return {
		kind: "pin",
		cell,
		question: questionFor(facts, cell, Object.fromEntries(others)),
		summary,
		lines
	};
};
/**
* Each pin removed alone, those of the conflict first; then all that are built for one CUDA major,
* since an older RAPIDS is several packages at once; then all.
*/
const pinChanges = (conflicted, facts) => {
	const pins = pinsOfQuestion(conflicted, facts);
	const marks = Object.values(facts.catalog.wheels).flatMap((wheels) => wheels.marks);
	const groups = [
		...pins.slice(0, 3).map((name) => [name]),
		pins.filter((name) => marks.some((mark) => name.endsWith(mark))),
		pins
	];
	return [...new Map(groups.filter((names) => names.length > 0).map((names) => [[...names].sort().join(" "), names])).values()].map((names) => withoutPins(names, conflicted.cell, facts));
};
// src/suggest/changes.ts
/** Code of the reason -> kinds of changes, the likeliest first. */
const ORDER = {
	"no-build-for-python": [
		"pin",
		"python",
		"cuda",
		"drop"
	],
	"no-build-for-cuda": [
		"pin",
		"cuda",
		"drop",
		"python"
	],
	"packages-disagree": [
		"pin",
		"drop",
		"cuda",
		"python"
	],
	"no-wheels": [
		"pin",
		"python",
		"drop",
		"cuda"
	],
	"pin-out-of-range": ["own"],
	"library-not-available": [
		"python",
		"cuda",
		"drop"
	]
};
/** Changes worth asking about, the likeliest first. */
const changesFor = (conflicted, facts) => {
	const own = ownChanges(conflicted, facts);
	const all = {
		pin: [...pinChanges(conflicted, facts), ...own],
		own,
		python: pythonChanges(conflicted.cell, facts),
		cuda: cudaChanges(conflicted.cell, facts),
		drop: dropChanges(conflicted, facts)
	};
	return (ORDER[conflicted.code] ?? [
		"pin",
		"drop",
		"python",
		"cuda"
	]).flatMap((kind) => all[kind]);
};
// src/suggest/broughtWheels.ts
/** Older releases that are tried of one package. */
const STEPS = 4;
/** Entries of the cell's set that ask for a package of its own. */
const ownEntries = ({ libraries }, { catalog }) => libraries.filter((name) => catalog.libraries.get(name)?.releases.some(({ requirements }) => catalog.libraries.get(name)?.own && requirements.length > 0));
const withOnly = (cell, entries, { catalog }) => ({
	...cell,
	libraries: withNeeds(entries, catalog)
});
/** The lock of a cell, and what the rules have against it; undefined where there is none. */
const lockOf = async (ask, { cell, below = [] }, facts) => {
	const question = questionFor(facts, cell);
	const constraints = [...question.constraints, ...below].sort();
	const answer = await ask(below.length === 0 ? question : {
		...question,
		constraints
	});
	if (answer.kind !== "locked") return void 0;
	const judged = {
		...cell,
		wheelCuda: facts.request.wheelCuda
	};
	const codes = checkLock(answer.lock, judged, facts.catalog).map(({ code }) => code);
	return {
		lock: answer.lock,
		codes
	};
};
const halves = (values) => {
	const middle = Math.ceil(values.length / 2);
	return [values.slice(0, middle), values.slice(middle)].filter(({ length }) => length > 0);
};
/**
* Which of the set's own packages bring, asked for alone, what a rule has against the lock of all;
* empty where none does by itself. Those that bring nothing are asked for together.
*/
const bringersOf = async (ask, { cell, code }, facts) => {
	const entries = ownEntries(cell, facts);
	const found = /* @__PURE__ */ new Set();
	let groups = halves(entries);
	while (groups.length > 0) {
		const locks = await Promise.all(groups.map((group) => lockOf(ask, { cell: withOnly(cell, group, facts) }, facts)));
		const codes = new Map(groups.map((group, at) => [group, locks[at]?.codes]));
		for (const [group, [only = ""]] of groups.map((one) => [one, one])) if (group.length === 1 && codes.get(group)?.includes(code) === true) found.add(only);
		groups = groups.filter((group) => group.length > 1 && codes.get(group)?.includes(code) !== false).flatMap(halves);
	}
	return entries.filter((entry) => found.has(entry));
};
/** Whether a lock holds the runtime of the cell's CUDA: its wheels are then known to be for it. */
const isForCuda = ({ wheels }, { cuda }, { catalog }) => wheels.some(({ name }) => name === catalog.wheels[majorOf(cuda)]?.runtime);
/**
* An older release of a package with which the rules are content, where its wheels are known to be
* for the cell's CUDA; undefined where a few steps back find none.
*/
const olderRelease = async (ask, { cell, entry }, facts) => {
	const library = facts.catalog.libraries.get(entry);
	const name = library?.own?.name ?? "";
	let newer = await lockOf(ask, { cell }, facts);
	for (let step = 0; step < STEPS; step += 1) {
		const version = newer === void 0 ? void 0 : versionIn(newer.lock, name);
		if (version === void 0) return void 0;
		const below = [`${name}<${minorOf(version)}`];
		newer = await lockOf(ask, {
			cell,
			below
		}, facts);
		const found = newer === void 0 ? void 0 : versionIn(newer.lock, name);
		if (newer === void 0 || found === void 0 || newer.codes.length > 0) continue;
		const single = await lockOf(ask, {
			cell: withOnly(cell, [entry], facts),
			below: [`${name}==${found}`]
		}, facts);
		if (single === void 0 || !isForCuda(single.lock, cell, facts)) return void 0;
		return {
			change: {
				kind: "pin",
				cell,
				question: newer.lock.question,
				summary: () => `With ${name} ${found} it works`,
				where: "write",
				lines: () => [`${name}==${found} (${library?.releases[0]?.source ?? ""})`]
			},
			lock: newer.lock
		};
	}
};
// src/suggest/droppedInTurn.ts
/** Packages that are left out at most. */
const MOST$1 = 6;
/** The entries that stand in the way of what is left of a cell; undefined where nothing does. */
const inTheWay = async (ask, cell, facts) => {
	const answer = await ask(questionFor(facts, cell));
	if (answer.kind === "unreachable" || answer.kind === "not-asked") return [];
	if (answer.kind === "conflict") {
		const { packages } = explain(answer.detail, questionFor(facts, cell));
		const [{ code }] = answer.reasons;
		return librariesBehind({
			cell,
			code,
			packages
		}, facts).slice(0, 1);
	}
	const judged = {
		...cell,
		wheelCuda: facts.request.wheelCuda
	};
	const [first] = checkLock(answer.lock, judged, facts.catalog);
	return first === void 0 ? void 0 : bringersOf(ask, {
		cell,
		code: first.code
	}, facts);
};
/**
* The set without one package after the other, where several are hopeless and leaving one out is
* not enough; undefined where that leads to nothing within a few steps.
*/
const droppedInTurn = async (ask, conflicted, facts) => {
	const names = new Set(librariesBehind(conflicted, facts).slice(0, 1));
	while (names.size > 0 && names.size <= MOST$1) {
		const change = dropped(conflicted.cell, [...names], facts);
		if (change === void 0) return void 0;
		const more = await inTheWay(ask, change.cell, facts);
		if (more === void 0) {
			const answer = await ask(change.question);
			return answer.kind === "locked" ? {
				change,
				lock: answer.lock
			} : void 0;
		}
		const before = names.size;
		for (const name of more) names.add(name);
		if (names.size === before) return void 0;
	}
};
// src/suggest/findFix.ts
/** Changes that are tried for one conflict, a question for each. */
const MOST_CHANGES = 8;
/**
* The first change with which the packages can be had and pass every check, among the first eight.
* Without one, why others may help still.
*/
const findFix = async (ask, changes, { request, catalog }) => {
	let tried = 0;
	let silent = 0;
	for (const change of changes.slice(0, MOST_CHANGES)) {
		const answer = await ask(change.question);
		if (answer.kind === "not-asked") break;
		tried += 1;
		if (answer.kind === "unreachable") silent += 1;
		if (answer.kind !== "locked") continue;
		const cell = {
			...change.cell,
			wheelCuda: request.wheelCuda
		};
		if (checkLock(answer.lock, cell, catalog).length === 0) return { fix: {
			change,
			lock: answer.lock
		} };
	}
	if (silent > 0) return { gap: `${silent} of the ${count(tried, "change")} tried could not be asked.` };
	if (tried === 0 && changes.length > 0) return { untried: true };
	return tried === changes.length ? {} : { gap: `${tried} of ${changes.length} changes were tried.` };
};
/** `With Python 3.13 it works:` and the lines to type. */
const fixHint = ({ change, lock }) => [`${change.summary(lock)}; ${change.where ?? "put into dl-env.yml"}:`, ...change.lines(lock)].join("\n");
// src/suggest/limitedAsk.ts
/**
* Passes so many different questions on, and says of all others that they were not asked. `asked`
* is how many were: a question that comes again counts once.
*/
const limitedAsk = (ask, most) => {
	const keys = /* @__PURE__ */ new Set();
	return {
		ask: (question) => {
			const key = questionKey(question);
			if (!keys.has(key) && keys.size >= most) return Promise.resolve({ kind: "not-asked" });
			keys.add(key);
			return ask(question);
		},
		asked: () => keys.size
	};
};
// src/suggest/loosenedInTurn.ts
/** Packages that are let go one after the other, at most. */
const MOST = 6;
/**
* Other versions of what a rule names and of as little else as that takes: each time that it is not
* enough, of what then stands in the way. Undefined where that leads to nothing in a few steps.
*/
const loosenedInTurn = async (ask, { cell, packages }, facts) => {
	const named = namedIn(cell, facts);
	const loose = new Set(packages.map(requirementName));
	for (let step = 0; step < MOST; step += 1) {
		const group = named.filter(({ name }) => loose.has(name));
		if (group.length === 0) return void 0;
		const change = anyVersionOf(group, cell, facts);
		const answer = await ask(change.question);
		if (answer.kind === "locked") {
			const judged = {
				...cell,
				wheelCuda: facts.request.wheelCuda
			};
			return checkLock(answer.lock, judged, facts.catalog).length === 0 ? {
				change,
				lock: answer.lock
			} : void 0;
		}
		if (answer.kind !== "conflict") return void 0;
		const next = explain(answer.detail, change.question).packages.map(requirementName).find((name) => !loose.has(name) && named.some((one) => one.name === name));
		if (next === void 0) return void 0;
		loose.add(next);
	}
};
// src/suggest/plainHint.ts
/** Packages that are imported, or known to conda, by another name, which people write for them. */
const IMPORTED_AS = {
	dateutil: "python-dateutil",
	faiss: "faiss-cpu",
	"open-clip": "open-clip-torch",
	pil: "pillow",
	pytorch: "torch",
	yaml: "pyyaml"
};
/** What goes by a name that is not its package's; undefined for any other name. */
const otherwiseNamed = (name, { libraries }) => {
	const plain = condaHint(name);
	if (plain !== void 0) return plain;
	const imported = IMPORTED_AS[name] ?? [...libraries.values()].find((one) => one.imports.includes(name))?.name;
	return imported === void 0 || imported === name ? void 0 : `Did you mean: ${imported}`;
};
/** What was probably meant by a name that neither the catalog nor the index has. */
const libraryMeant = (name, { libraries }) => {
	const names = new Map([...libraries.values()].filter(({ own }) => own === void 0).flatMap((one) => [[one.title.toLowerCase().replaceAll(/\s+/g, "-"), one.name], [one.name, one.name]]));
	const near = closestOf(name, names.keys());
	return near === void 0 ? void 0 : `Did you mean: ${names.get(near)}`;
};
/** How a package without wheels gets into an image. */
const sourceHint = (name) => [
	"Leave it out of the set, and build it where the compiler is; put into dl-env.yml:",
	"matrix: { flavor: [\"devel\"] }",
	`run: [{ run: "uv pip install setuptools wheel && uv pip install --no-build-isolation ${name}", network: true }]`
].join("\n");
/** What helps against a conflict about one package, without anything being asked. */
const plainHint = (code, name, catalog) => {
	if (code === "package-missing") return otherwiseNamed(name, catalog) ?? libraryMeant(name, catalog);
	return code === "source-only" ? otherwiseNamed(name, catalog) ?? sourceHint(name) : void 0;
};
// src/suggest/refusedLock.ts
/**
* Which package of the set brings what a rule has against the lock, as a sentence beside the
* rule's, and what helps: another version of it, the set without it, another CUDA. Where nothing
* was found, why others may help still.
*/
const refusedLock = async (ask, { cell, code, message }, facts) => {
	const entries = await bringersOf(ask, {
		cell,
		code
	}, facts);
	const names = entries.map((entry) => facts.catalog.libraries.get(entry)?.own?.name ?? entry);
	const said = names.length === 0 ? {} : { message: `${message} ${fewNames(names)} ${names.length === 1 ? "asks" : "ask"} for that.` };
	const [only, ...others] = entries;
	const older = only === void 0 || others.length > 0 ? void 0 : await olderRelease(ask, {
		cell,
		entry: only
	}, facts);
	if (older !== void 0) return {
		...said,
		fix: older
	};
	const groups = entries.length > 0 ? [entries] : ownEntries(cell, facts).map((one) => [one]);
	const search = await findFix(ask, [
		...ownChanges({
			cell,
			code,
			packages: names
		}, facts),
		...groups.flatMap((group) => dropped(cell, group, facts) ?? []),
		...cudaChanges(cell, facts)
	], facts);
	return {
		...said,
		...search
	};
};
// src/suggest/suggestedFix.ts
/** Questions that are asked at most for all conflicts of a plan together. */
const FOR_ALL = 60;
/** Conflicts that are searched at once, each with an equal share of the questions that are left. */
const AT_ONCE = 3;
const noneFound = ({ id }, { gap, untried }) => {
	if (untried === true) return `No change was tried: the plan has more conflicts than are searched; ask for this cell alone: dl-env plan --cells ${id}`;
	return gap === void 0 ? `No single change was found that helps; see the full chain: dl-env plan --why ${id}` : `${gap} None of them helped; see the full chain: dl-env plan --why ${id}`;
};
/**
* What a cell is rejected for when its packages cannot be had together: by the resolver's own text,
* or by a rule about versions that its set names.
*/
const conflictOf = ({ cell, verdict }, facts) => {
	if (verdict.kind !== "rejected") return void 0;
	const [{ code, detail, message, hint }, ...more] = verdict.reasons;
	if (detail !== void 0) return {
		cell,
		code,
		detail
	};
	if (hint === void 0 && ownEntries(cell, facts).length > 0 && facts.possible(cell)) return {
		cell,
		code,
		detail: "",
		against: message
	};
	if (more.length > 0 || hint === void 0) return void 0;
	if (code === "library-not-available") return {
		cell,
		code,
		detail: "",
		packages: []
	};
	if (code !== "pin-out-of-range") return void 0;
	const packages = message.split(/[^A-Za-z0-9._-]+/);
	return ownChanges({
		cell,
		code,
		packages
	}, facts).length === 0 ? void 0 : {
		cell,
		code,
		detail: "",
		packages,
		hint
	};
};
/**
* A package without wheels in the version that is asked for may have none in any: only asked for
* alone does the resolver say so.
*/
const sourceOnly = async (ask, { question, name }, { catalog }) => {
	const { fallbacks: _none, ...asked } = question;
	const indexes = asked.indexes.filter((one) => {
		const packages = catalog.indexes.get(one)?.packages;
		return packages === void 0 || packages.includes(name);
	});
	const answer = await ask({
		...asked,
		indexes,
		requirements: [name],
		constraints: []
	});
	if (answer.kind !== "conflict") return void 0;
	const [{ code, message }] = answer.reasons;
	return code === "source-only" ? {
		code,
		message
	} : void 0;
};
/** What is said of a lock that a rule refuses. */
const saidOfRefused = async (ask, { cell, code, message: against }, facts) => {
	const found = await refusedLock(ask, {
		cell,
		code,
		message: against
	}, facts);
	return {
		...found.message === void 0 ? {} : { message: found.message },
		hint: found.fix === void 0 ? noneFound(cell, found) : fixHint(found.fix)
	};
};
/** What is said of one conflict. */
const saidOf = async (ask, conflict, facts) => {
	const { cell, code, detail, against } = conflict;
	if (against !== void 0) return saidOfRefused(ask, {
		cell,
		code,
		message: against
	}, facts);
	const question = questionFor(facts, cell);
	const packages = conflict.packages ?? explain(detail, question).packages;
	const [name = ""] = packages;
	const source = code === "no-wheels" ? await sourceOnly(ask, {
		question,
		name
	}, facts) : void 0;
	const plain = plainHint(source?.code ?? code, name, facts.catalog);
	if (plain !== void 0) return {
		...source,
		hint: plain
	};
	const conflicted = {
		cell,
		code,
		packages
	};
	const loosened = code === "pin-out-of-range" ? await loosenedInTurn(ask, conflicted, facts) : void 0;
	if (loosened !== void 0) return { hint: fixHint(loosened) };
	const search = await findFix(ask, changesFor(conflicted, facts), facts);
	const fix = search.fix ?? await droppedInTurn(ask, conflicted, facts);
	return { hint: fix === void 0 ? conflict.hint ?? noneFound(cell, search) : fixHint(fix) };
};
/** What is said of each conflict, found by asking. */
const hintsFor = async (ask, conflicts, facts) => {
	const said = /* @__PURE__ */ new Map();
	let left = FOR_ALL;
	for (let at = 0; at < conflicts.length; at += AT_ONCE) {
		const some = conflicts.slice(at, at + AT_ONCE);
		const share = Math.floor(left / some.length);
		const searched = some.map(async ([key, conflict]) => {
			const limited = limitedAsk(ask, share);
			said.set(key, await saidOf(limited.ask, conflict, facts));
			return limited.asked();
		});
		for (const asked of await Promise.all(searched)) left -= asked;
	}
	return said;
};
/**
* The same cells, each conflict with a hint that was found by asking: once for cells that ask the
* same, with the first of them.
*/
const withSuggestedFixes = async (ask, judged, facts) => {
	const questionOf = questioner(facts.request, facts.catalog);
	const keyOfQuestion = memoized(questionKey);
	const keyOf = ({ cell, code }) => `${code} ${keyOfQuestion(questionOf(cell))}` + (code === "library-not-available" ? ` ${cell.libraries.join()}` : "");
	const conflicts = /* @__PURE__ */ new Map();
	for (const one of judged) {
		const conflict = conflictOf(one, facts);
		if (conflict === void 0) continue;
		const key = keyOf(conflict);
		if (!conflicts.has(key) || facts.first?.includes(conflict.cell.id) === true) conflicts.set(key, conflict);
	}
	const { first = [] } = facts;
	const inTurn = [...conflicts].sort(([, a], [, b]) => Number(first.includes(b.cell.id)) - Number(first.includes(a.cell.id)));
	const hints = await hintsFor(ask, inTurn, facts);
	return judged.map((one) => {
		const { cell, verdict } = one;
		if (verdict.kind !== "rejected" || conflictOf(one, facts) === void 0) return one;
		const [first, ...more] = verdict.reasons;
		const said = hints.get(keyOf({
			cell,
			code: first.code
		})) ?? { hint: noneFound(cell, {}) };
		return {
			cell,
			verdict: {
				...verdict,
				reasons: [{
					...first,
					...said
				}, ...more]
			}
		};
	});
};
// src/suggest/withSuggestions.ts
/**
* The verdicts with hints and nearest cells: a change to dl-env.yml for each conflict, and for each
* rejected cell the nearest accepted one.
*/
const withSuggestions = async (ask, judged, { isPart, ...facts }) => {
	const fixed = await withSuggestedFixes(ask, judged, facts);
	const nearest = withNearest(fixed, facts.catalog);
	return isPart ? nearest : withNearestInCatalog(ask, nearest, facts);
};
// src/verdict/originRules.ts
const indexText = (name) => name === "" ? "the default index" : `the index ${name}`;
/** Named in a dl-env.yml, now or when the lock was made. */
const isOwn = (name, { indexes }) => name !== "" && (indexes.get(name)?.own === true || !indexes.has(name));
const movedIn = (lock, recorded) => isCommitted(lock) ? [] : lock.wheels.flatMap(({ name, index: to = "" }) => {
	const before = recorded.get(name);
	if (before === void 0 || before.has(to)) return [];
	return [...before].map(([from, files]) => ({
		name,
		from,
		to,
		files
	}));
});
/** One paragraph for all that moved alike. */
const alike = (moved) => [...Map.groupBy(moved, ({ from, to }) => `${from} ${to}`).values()];
/**
* `left-own-index`: packages of one's own index would now come from one that strangers can put
* packages on under the same name. Which index had them is what committed locks say.
*/
const originReasons = (lock, recorded, facts) => alike(movedIn(lock, recorded).filter(({ from, to }) => isOwn(from, facts) && !isOwn(to, facts))).flatMap((group) => {
	const [first] = group;
	if (first === void 0) return [];
	const files = [...new Set(group.flatMap((one) => one.files))];
	return [{
		code: "left-own-index",
		message: `${fewNames(group.map(({ name }) => name))} came from ${indexText(first.from)}, and would come from ${indexText(first.to)} now.`,
		source: files[0] ?? "resolver",
		hint: `Put it on that index again; if this is meant, remove what says where it was: rm ${files.join(" ")}`
	}];
});
/** Packages that come from an index of one's own for the first time. */
const originNotes = (lock, recorded, facts) => alike(movedIn(lock, recorded).filter(({ to }) => isOwn(to, facts))).flatMap((group) => {
	const [first] = group;
	if (first === void 0) return [];
	return [{
		code: "index-changed",
		message: `${fewNames(group.map(({ name }) => name))} ${group.length === 1 ? "comes" : "come"} from ${indexText(first.to)} now, and came from ${indexText(first.from)}.`,
		source: first.files[0] ?? "resolver"
	}];
});
// src/verdict/pinHolds.ts
/** A name with each ending that says for which CUDA a package is built: `cudf-cu12`. */
const withCuda = (name, { wheels }) => Object.values(wheels).flatMap(({ marks }) => marks.map((mark) => `${name}${mark}`));
/**
* Whether a pin holds some package of a lock: the one it names, or one that stands for the library
* it names.
*/
const pinHolds = (pin, { wheels }, catalog) => {
	const stems = [...catalog.libraries.values()].filter((library) => library.name === pin || library.package === pin).map((library) => library.package);
	const names = /* @__PURE__ */ new Set([pin, ...stems.flatMap((stem) => [stem, ...withCuda(stem, catalog)])]);
	return wheels.some(({ name }) => names.has(name));
};
/** Packages that a pin which holds nothing may have meant: `cudf-cu12` for `cudf`; sorted. */
const meantByPin = (pin, packages, catalog) => {
	const names = new Set(withCuda(pin, catalog));
	return [...new Set(packages)].filter((name) => names.has(name)).sort();
};
// src/verdict/judge.ts
const isNotEmpty = (reasons) => reasons.length > 0;
const NOT_ASKED = {
	code: "not-asked",
	message: "The package index was not queried for this cell.",
	source: "resolver",
	hint: "dl-env plan"
};
const rejected = (reasons, base) => ({
	kind: "rejected",
	reasons,
	...base === void 0 ? {} : { base }
});
const nameList = new Intl.ListFormat("en-GB");
/** Which libraries of a cell come from a named index: `cuGraph and cuVS need`; empty where none. */
const neededBy = (index, cell, { request, catalog, inRange }) => {
	const pins = pinsIn(cell.libraries, request.pins, catalog);
	const context = {
		request: {
			...request,
			pins
		},
		catalog,
		inRange
	};
	const titles = librariesOf(cell, catalog).filter((library) => releasesFor(library, cell, context).some((release) => release.index === index)).map(({ title }) => title);
	return titles.length === 0 ? "" : `${nameList.format(titles)} ${titles.length === 1 ? "needs" : "need"}`;
};
/** Pins that no package of a lock is held by, but for those that name another CUDA's package. */
const pinNotes = (lock, cell, { request, catalog }) => {
	const major = majorOf(cell.cuda);
	const ofOther = Object.entries(catalog.wheels).flatMap(([other, { marks }]) => other === major ? [] : marks);
	const packages = lock.wheels.map(({ name }) => name);
	return Object.keys(request.pins).flatMap((pin) => {
		if (pinHolds(pin, lock, catalog) || ofOther.some((mark) => pin.endsWith(mark))) return [];
		const [meant] = meantByPin(pin, packages, catalog);
		return [{
			code: "pin-holds-nothing",
			message: `The pin of ${pin} holds nothing here: ${meant === void 0 ? "no package of the cell has that name" : `the cell has ${meant}`}.`,
			source: "resolver"
		}];
	});
};
/** Pre-releases in a lock, which are taken where no final release fits or one is asked for. */
const preReleaseNotes = ({ wheels }) => {
	const found = wheels.filter(({ version }) => isPreRelease(version));
	if (found.length === 0) return [];
	return [{
		code: "pre-release",
		message: `Pre-releases, since nothing final fits or one is asked for: ${fewNames(found.map(({ name, version }) => `${name} ${version}`))}.`,
		source: "resolver"
	}];
};
const unaskedNotes = ({ unasked }, cell, judge) => unasked === void 0 ? [] : [{
	code: "index-not-asked",
	message: `${judge.neededBy(unasked.name, cell).replace(/ needs?$/, "")} for CUDA ${minorOf(cell.cuda)} may be newer on the index ${unasked.name}, which could not be queried (${unasked.cause}); this is what the default index has.`,
	source: "resolver"
}];
/** One note for all that give way to the same packages. */
const olderNotes = ({ older = [], wheels }) => [...Map.groupBy(older, ({ sake }) => nameList.format(sake))].map(([sake, found]) => {
	const releases = found.map(({ name, newest }) => {
		return `${name} is ${wheels.find((wheel) => wheel.name === name)?.version ?? "left out"} and not ${newest}`;
	});
	return {
		code: "older-release",
		message: `${sake === "" ? "In this set" : `For the sake of ${sake}`}, ${nameList.format(releases)}: the newest for this CUDA and Python when it was resolved.`,
		source: "resolver"
	};
});
const unreachableReason = ({ reason, index }, cell, judge) => {
	const needing = index === void 0 ? "" : judge.neededBy(index.name, cell);
	if (index === void 0 || needing === "") return reason;
	const message = `${needing} the package index ${index.name}, which could not be queried: ${index.cause}.`;
	return {
		...reason,
		message
	};
};
/** The verdict on a cell that has a base and nothing against it. */
const byAnswer = (answer, { cell, base }, judge) => {
	if (answer === void 0) return {
		kind: "unknown",
		reasons: [NOT_ASKED],
		base
	};
	switch (answer.kind) {
		case "locked": {
			const reasons = [...judge.checkLock(answer.lock, cell), ...judge.originReasons(answer.lock)];
			if (isNotEmpty(reasons)) return rejected(reasons, base);
			const notes = [
				...unaskedNotes(answer, cell, judge),
				...judge.pinNotes(answer.lock, cell),
				...olderNotes(answer.lock),
				...preReleaseNotes(answer.lock),
				...judge.originNotes(answer.lock)
			];
			const said = notes.length === 0 ? {} : { notes };
			return {
				kind: "accepted",
				base,
				lock: answer.lock.key,
				...said
			};
		}
		case "conflict": return rejected(answer.reasons, base);
		case "unreachable": return {
			kind: "unknown",
			reasons: [unreachableReason(answer, cell, judge)],
			base
		};
	}
};
const answerJudge = (inputs) => {
	const { request, catalog, recorded = /* @__PURE__ */ new Map() } = inputs;
	const inRange = rangeChecker();
	const check = lockChecker(catalog, inRange);
	const checked = memoized(({ lock, cell }) => check(lock, {
		...cell,
		wheelCuda: request.wheelCuda
	}), ({ lock, cell }) => `${lock.key} ${minorOf(cell.cuda)} ${cell.libraries.join()}`);
	return {
		checkLock: (lock, cell) => checked({
			lock,
			cell
		}),
		pinNotes: (lock, cell) => pinNotes(lock, cell, inputs),
		neededBy: (index, cell) => neededBy(index, cell, {
			...inputs,
			inRange
		}),
		originReasons: (lock) => originReasons(lock, recorded, catalog),
		originNotes: (lock) => originNotes(lock, recorded, catalog)
	};
};
/**
* Verdicts from what screening found and the resolver's answers, in this order: what the catalog
* rejects is rejected whatever could not be queried; what could not be queried is unknown, never
* accepted.
*/
const judge = (screened, inputs) => {
	const keyOf = memoized((question) => questionKey(question));
	const judge = answerJudge(inputs);
	const verdictOn = ({ cell, base, reasons, question }) => {
		if (isNotEmpty(reasons)) return rejected(reasons, base.kind === "there" ? base.base : void 0);
		if (base.kind !== "there") return {
			kind: "unknown",
			reasons: [base.reason]
		};
		const answer = question === void 0 ? void 0 : inputs.answers.get(keyOf(question));
		return byAnswer(answer, {
			cell,
			base: base.base
		}, judge);
	};
	return screened.map((one) => ({
		cell: one.cell,
		verdict: verdictOn(one)
	}));
};
// src/matrix/requestPlace.ts
/** Where a path of dl-env.yml stands, for a problem; nothing where that is not known. */
const placed = (request, path) => {
	const place = request.places[path];
	return place === void 0 ? {} : { place };
};
// src/verdict/pinWarnings.ts
const either = new Intl.ListFormat("en-GB", { type: "disjunction" });
/**
* Pins of packages that are in no lock, as the locks show; said only when every cell has one, since
* the others might hold it.
*/
const pinWarnings = (request, judged, { locks, catalog }) => {
	const names = Object.keys(request.pins);
	if (names.length === 0 || judged.length === 0 || judged.some(({ verdict }) => verdict.kind !== "accepted")) return [];
	const packages = new Set([...locks.values()].flatMap((lock) => lock.wheels.map(({ name }) => name)));
	return names.flatMap((name) => {
		if ([...locks.values()].some((lock) => pinHolds(name, lock, catalog))) return [];
		const meant = meantByPin(name, packages, catalog);
		const near = meant.length > 0 ? either.format(meant) : closestOf(name, packages);
		const written = Object.keys(request.places).find((path) => path.startsWith("pins.") && normalName(path.slice(5)) === name);
		return [{
			code: "unused-pin",
			message: `The package ${name} is in no cell, so its pin has no effect.`,
			...written === void 0 ? {} : placed(request, written),
			hint: near === void 0 ? "Remove the line, or see what a cell contains: dl-env plan --why CELL" : `Did you mean: ${near}`
		}];
	});
};
// src/matrix/nearLibrary.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
const letters = (name) => name.split("").sort().join("");
/** One letter too many, too few or another, or two exchanged, in a word of four and more. */
const isSlip = (written, meant) => written.length >= 4 && ((0, import_fastest_levenshtein.distance)(written, meant) === 1 || (0, import_fastest_levenshtein.distance)(written, meant) === 2 && letters(written) === letters(meant));
const asksFor = ({ releases }, name) => releases.some(({ requirements }) => requirements.some((one) => requirementName(one) === name));
/**
* The library that somebody meant who wrote a package's name: by its title or by what is imported,
* or by a slip of the finger. Undefined for a name that is near to none.
*/
const nearLibrary = (written, { libraries }) => {
	const all = [...libraries.values()].filter(({ name, own }) => name !== written && own === void 0);
	if (all.some((library) => asksFor(library, written))) return void 0;
	return (all.find(({ title, imports }) => title.toLowerCase() === written || imports.includes(written)) ?? all.find(({ name }) => isSlip(written, name)))?.name;
};
/**
* Packages of one's own that have nearly the name of a library: an index has packages under many
* such names, and few of them are what was meant.
*/
const nearLibraryWarnings = ({ packages }, catalog) => Object.values(packages).flatMap((one) => {
	if (one.library !== void 0 || one.isConstraint === true) return [];
	const near = nearLibrary(one.name, catalog);
	if (near === void 0) return [];
	return [{
		code: "near-library",
		message: `${one.name} (${one.source}) is a package of the index and not the library ${near}.`,
		hint: `Did you mean: ${near}`
	}];
});
// src/matrix/patternWarnings.ts
const valuesOf = (cells, axis) => [...new Set(cells.map((cell) => cell[axis]))];
/**
* The first axis whose value no cell has at all; undefined when only the combination is missing.
*/
const axisAtFault = (pattern, cells) => AXES$2.find((axis) => pattern[axis] !== void 0 && !cells.some((cell) => matches(cell, { [axis]: pattern[axis] })));
const hintFor = (pattern, cells) => {
	const axis = axisAtFault(pattern, cells);
	if (axis === void 0) return "Remove the line, or see which cells there are: dl-env plan";
	const values = valuesOf(cells, axis);
	const near = closestOf(pattern[axis] ?? "", values);
	return near === void 0 ? `Remove the line, or write one that the matrix has: ${axis}: ${oneOf$1(values, 8)}` : `Did you mean: ${axis}: "${near}"`;
};
/** The warning about a pattern that names none of these cells. */
const matchesNothing = ({ key, path, pattern, effect }, request, cells) => cells.some((cell) => matches(cell, pattern)) ? [] : [{
	code: "matches-nothing",
	message: `\`${key}\` (${patternText(pattern)}) matches no cell of the matrix, so ${effect}.`,
	...placed(request, path),
	hint: hintFor(pattern, cells)
}];
/**
* Whether a pattern names a cell of the product. What a set holds has no say in the other axes, so
* one set stands for all.
*/
const inProduct = (request, catalog) => {
	const { matrix } = request;
	const thin = expandCells({
		...request,
		matrix: {
			...matrix,
			set: matrix.set.slice(0, 1)
		},
		exclude: [],
		include: []
	}, catalog);
	return ({ set, ...axes }) => (set === void 0 || matrix.set.includes(set)) && thin.some((cell) => matches(cell, axes));
};
/** Entries of `exclude` that leave nothing out. */
const excludeWarnings = (request, catalog, cells) => {
	const { exclude } = request;
	if (exclude.length === 0) return [];
	const isInProduct = inProduct(request, catalog);
	const product = exclude.every(isInProduct) ? cells : expandCells({
		...request,
		exclude: [],
		include: []
	}, catalog);
	const effect = "it excludes nothing";
	return exclude.flatMap((pattern, index) => isInProduct(pattern) ? [] : matchesNothing({
		key: "exclude",
		path: `exclude.${index}`,
		pattern,
		effect
	}, request, product));
};
/** Entries of `include` that add no cell. */
const includeWarnings = (request, catalog) => {
	const { include } = request;
	if (include.length === 0) return [];
	const without = new Set(expandCells({
		...request,
		include: []
	}, catalog).map(({ id }) => id));
	const addsNothing = (pattern) => expandCells({
		...request,
		include: [pattern]
	}, catalog).every(({ id }) => without.has(id));
	return include.flatMap((pattern, index) => addsNothing(pattern) ? [{
		code: "matches-nothing",
		message: `\`include\` (${patternText(pattern)}) matches only cells that the matrix already has.`,
		...placed(request, `include.${index}`),
		hint: "Remove the line, or see which cells there are: dl-env plan"
	}] : []);
};
const defaultWarnings = (request, cells) => {
	const pattern = request.default;
	if (pattern === void 0) return [];
	return matchesNothing({
		key: "default",
		path: "default",
		pattern,
		effect: "the tag `latest` would point to nothing"
	}, request, cells);
};
/** Patterns of dl-env.yml that have no effect. */
const patternWarnings = (request, catalog, cells) => [
	...excludeWarnings(request, catalog, cells),
	...includeWarnings(request, catalog),
	...defaultWarnings(request, cells)
];
// src/matrix/requestWarnings.ts
const unusedSets = (request, cells) => {
	const used = new Set(cells.map(({ set }) => set));
	return Object.keys(request.sets).flatMap((name) => used.has(name) ? [] : [{
		code: "matches-nothing",
		message: `The set \`${name}\` is in no cell of the matrix.`,
		...placed(request, `sets.${name}`),
		hint: `Name it in the matrix, or remove it: set: [${[...used, name].slice(-3).join(", ")}]`
	}]);
};
/** Addresses without scheme that anything in the catalog or the request leads to. */
const askedAddresses = (request, catalog) => {
	const urls = [...JSON.stringify([
		[...catalog.indexes.values()],
		catalog.pythons,
		catalog.ubuntu
	]).matchAll(/https?:\/\/([^\s"'\\{}]+)/g)].map((match) => match[1] ?? "");
	const own = [request.to, request.store].filter((name) => !name.startsWith("oci:")).map((name) => /^[^/]*[.:]|^localhost\//.test(name) ? name : `docker.io/${name}`);
	const bases = request.customization?.cells.flatMap((one) => one.customization.base ?? []) ?? [];
	const repositories = [...catalog.cuda.map(({ repository }) => repository), ...bases];
	return [.../* @__PURE__ */ new Set([
		...repositories,
		...urls,
		...own
	])];
};
const unusedMirrors = (request, catalog) => {
	const keys = Object.keys(request.mirrors);
	if (keys.length === 0) return [];
	const addresses = askedAddresses(request, catalog);
	const hosts = [...new Set(addresses.map((address) => address.split("/", 1)[0] ?? ""))];
	return keys.flatMap((key) => {
		const plain = key.replace(/^https?:\/\//, "").replace(/\/+$/, "");
		if (addresses.some((address) => address === plain || address.startsWith(`${plain}/`))) return [];
		const near = closestOf(plain, hosts) ?? hosts.find((host) => host.includes(plain));
		return [{
			code: "unused-mirror",
			message: `dl-env contacts no address at \`${plain}\`, so its mirror is never used.`,
			...placed(request, `mirrors.${key}`),
			hint: near === void 0 ? `Write one of: ${oneOf$1(hosts, 6)}` : `Did you mean: ${near}`
		}];
	});
};
/** What dl-env.yml says without effect, before anything was resolved. */
const requestWarnings = (request, catalog, cells) => [
	...patternWarnings(request, catalog, cells),
	...unusedSets(request, cells),
	...unusedMirrors(request, catalog),
	...nearLibraryWarnings(request, catalog)
];
/** Throws DlEnvError(2) `no-cells` when `exclude` leaves nothing of the matrix. */
const requireCells = (request, cells) => {
	if (cells.length > 0) return;
	throw wrongRequest({
		code: "no-cells",
		message: "`exclude` leaves no cell of the matrix.",
		...placed(request, request.places["exclude.0"] === void 0 ? "exclude" : "exclude.0"),
		hint: "Name fewer cells there, for example: exclude: [{ cuda: \"12.4\", set: torch }]"
	});
};
// src/image/packageList.ts
/** Media type of the list, as IANA has it. */
const PACKAGE_LIST_TYPE = "application/spdx+json";
/** A package URL without qualifiers; `name` is the type and the name. */
const purlOf = (name, version) => `pkg:${name}${version === void 0 ? "" : `@${encodeURIComponent(version)}`}`;
const wheels = (lock) => lock.wheels.map(({ name, version, sha256 }) => ({
	name,
	version,
	sha256,
	purl: purlOf(`pypi/${name}`, version)
}));
const aptPackages = (system) => {
	const locked = new Map(system.apt.packages?.map((one) => [one.name, one]));
	const vendor = /^\d/.test(system.release) ? "ubuntu" : "debian";
	return askedPackages(system).map((asked) => {
		const [name = asked] = asked.split("=", 1);
		const { version, sha256 } = locked.get(name) ?? {};
		return {
			name,
			purl: `${purlOf(`deb/${vendor}/${name}`, version)}?arch=amd64`,
			...version === void 0 ? {} : { version },
			...sha256 === void 0 ? {} : { sha256 }
		};
	});
};
const python = ({ version, url, sha256 }) => ({
	name: "python-build-standalone",
	version,
	sha256,
	purl: `${purlOf("generic/python", version)}?download_url=${encodeURIComponent(url)}`
});
const ownPackages = (layer) => {
	switch (layer.kind) {
		case "python": return [python(layer)];
		case "system": return aptPackages(layer.system);
		case "wheel":
		case "bytecode":
		case "rest":
		case "files":
		case "own":
		case "run": return [];
	}
};
const hexOf = (digest) => digest.slice(7);
const entryOf = (id, { name, version, sha256, purl }) => ({
	SPDXID: id,
	name,
	...version === void 0 ? {} : { versionInfo: version },
	downloadLocation: "NOASSERTION",
	filesAnalyzed: false,
	...sha256 === void 0 ? {} : { checksums: [{
		algorithm: "SHA256",
		checksumValue: sha256
	}] },
	externalRefs: [{
		referenceCategory: "PACKAGE-MANAGER",
		referenceType: "purl",
		referenceLocator: purl
	}]
});
const idOf = (at) => `SPDXRef-Package-${at}`;
const relationsOf = (count) => [{
	spdxElementId: "SPDXRef-DOCUMENT",
	relationshipType: "DESCRIBES",
	relatedSpdxElement: "SPDXRef-Image"
}, ...Array.from({ length: count }, (_, at) => ({
	spdxElementId: "SPDXRef-Image",
	relationshipType: "CONTAINS",
	relatedSpdxElement: idOf(at)
}))];
const COMMENT = "What dl-env adds to the base image: wheels, Python, and the apt packages asked for by name. Packages that apt adds for these, and those of the base, are in /var/lib/dpkg/status.";
/** The image itself, and what is in it, the base first. */
const listed = ({ recipe, lock, digest, base }) => ({
	image: {
		name: recipe.cell,
		version: recipe.key,
		sha256: hexOf(digest),
		purl: purlOf("oci/dl-env", digest)
	},
	parts: [
		{
			name: base.tag,
			sha256: hexOf(base.digest),
			purl: purlOf("oci/base", base.digest)
		},
		...recipe.layers.flatMap(ownPackages),
		...wheels(lock)
	]
});
/**
* The packages that dl-env put into an image, as SPDX 2.3: wheels and Python by the lock, apt
* packages that are asked for by name, and the base by its digest, of which nothing else is listed.
* The same image gives the same bytes. Pure.
*/
const packageList = (about) => {
	const { image, parts } = listed(about);
	const content = {
		spdxVersion: "SPDX-2.3",
		dataLicense: "CC0-1.0",
		SPDXID: "SPDXRef-DOCUMENT",
		name: image.name,
		creationInfo: {
			created: `${new Date(about.lock.created).toISOString().slice(0, 19)}Z`,
			creators: ["Tool: dl-env"]
		},
		comment: COMMENT,
		packages: [entryOf("SPDXRef-Image", image), ...parts.map((part, at) => entryOf(idOf(at), part))],
		relationships: relationsOf(parts.length)
	};
	const space = `https://spdx.org/spdxdocs/dl-env-${hash("sha256", JSON.stringify(content))}`;
	return `${JSON.stringify({
		...content,
		documentNamespace: space
	}, void 0, 1)}\n`;
};
// src/plan/imageDocuments.ts
/** Types of the documents that have no name of their own in the field. */
const CONTAINERFILE_TYPE = "text/x-containerfile";
const LOCK_TYPE = "application/vnd.dl-env.lock.v1+json";
const APT_LOCK_TYPE = "application/vnd.dl-env.apt-lock.v1+json";
const aptLock = ({ layers }) => {
	const system = layers.find((layer) => layer.kind === "system");
	if (system?.kind !== "system") return [];
	const { apt } = system.system;
	return [{
		title: aptLockFileName(apt.release),
		type: APT_LOCK_TYPE,
		content: encodeAptLock(apt)
	}];
};
/**
* What is attached to an image: its Containerfile with the locks, and the list of its packages.
* Empty where the plan has no recipe for the cell, as after its base was pushed again. Pure.
*/
const imageDocuments = (catalog, inputs, { cell, digest }) => {
	const judged = inputs.judged.find((one) => one.cell.id === cell);
	const lock = judged === void 0 ? void 0 : lockOfCell(judged, inputs.locks);
	const base = judged?.verdict.base;
	const recipe = inputs.recipes.get(cell);
	if (recipe === void 0 || lock === void 0 || base?.platformDigest === void 0) return [];
	const containerfile = cellContainerfile({
		recipe,
		lock,
		base,
		catalog
	});
	const from = {
		tag: base.tag,
		digest: base.platformDigest
	};
	return [{
		type: "application/vnd.dl-env.source.v1",
		at: lock.created,
		files: [
			{
				title: "Containerfile",
				type: CONTAINERFILE_TYPE,
				content: containerfile
			},
			{
				title: lockFileName(lock.question),
				type: LOCK_TYPE,
				content: encodeLock(lock)
			},
			...aptLock(recipe)
		]
	}, {
		type: PACKAGE_LIST_TYPE,
		at: lock.created,
		files: [{
			title: "packages.spdx.json",
			type: PACKAGE_LIST_TYPE,
			content: packageList({
				recipe,
				lock,
				digest,
				base: from
			})
		}]
	}];
};
// src/registry/attachments.ts
const artifactOf = ({ digest, mediaType, bytes }, { type, at, files }) => ({
	type,
	files: files.map(({ content, ...file }) => ({
		...file,
		content: Buffer.from(content)
	})),
	subject: {
		mediaType,
		digest,
		size: bytes.byteLength
	},
	annotations: { [CREATED]: at }
});
/**
* Attaches files to an image, which other tools find by the referrers of its digest. What is
* attached already is not put again: then this is one request.
*/
const attach = async (repository, image, attachments) => {
	const there = await referrersOf(repository, image.digest);
	const added = [];
	const tag = repository.kind === "layout" ? { tag: (digest) => ownTag(image.digest, digest) } : {};
	for (const attachment of attachments) {
		const artifact = artifactOf(image, attachment);
		const digests = digestsOf$1(artifact);
		if (there.some(({ digest }) => digests.includes(digest))) continue;
		added.push(referrerOf(await putArtifact(repository, {
			...artifact,
			...tag
		}), attachment.at));
	}
	if (added.length > 0) await addReferrers(repository, image.digest, added);
};
// src/smoke/describedImage.ts
/** Whether an image has every label of the recipe: one of an older base or lock has others. */
const isMadeBy = async (to, image, labels) => {
	const { config } = parseManifest(image, to.name);
	const found = parseConfig(await readSmall(to, config), config.digest, to.name).config?.Labels;
	return Object.entries(labels).every(([name, value]) => found?.[name] === value);
};
/**
* Attaches Containerfile, locks and the list of packages to an image, where the plan's recipe is
* the one that it was made by: what made any other is not known here. Rejects with `image-missing`.
*/
const describeImage = async ({ to, catalog }, inputs, { cell, digest }) => {
	const documents = imageDocuments(catalog, inputs, {
		cell,
		digest
	});
	const labels = inputs.recipes.get(cell)?.config.labels;
	if (documents.length === 0 || labels === void 0) return;
	const image = await to.manifest(digest);
	if (image === void 0) throw imageMissing(to, digest);
	if (await isMadeBy(to, image, labels)) await attach(to, image, documents);
};
/**
* Stores a report beside its image, once the image is described: what has a report says what it is
* made of.
*/
const keepReport = async (facts, inputs, report) => {
	await describeImage(facts, inputs, report);
	await writeProof(facts.to, report);
	await keepStored(facts, report);
};
// src/smoke/imageInEngine.ts
/** How often an image is pulled whose name another process took away before it was given ours. */
const ATTEMPTS = 3;
const ownName = ({ env }) => `localhost/dl-env-smoke:${mark()}-${env.random(8)}`;
/**
* Takes a name away, and with the last one the image. Not by force: what others run or have named
* stays. Only that the name stays is worth a word, for the test is done.
*/
const removeName = async ({ sys, runtime }, name, tell) => {
	try {
		await callEngine(sys, runtime, {
			args: ["rmi", name],
			name
		});
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		if (await showImage(sys, runtime, name) !== void 0) tell(`${name} stays in ${runtime.name}: ${error.message}`);
	}
};
/** One try; false when another process took the reference away before the image had our name. */
const pulled = async ({ sys, runtime, to }, { stored, name }, last) => {
	const reference = `${to.name}@${stored.digest}`;
	const insecure = runtime.name === "podman" && to.local ? ["--tls-verify=false"] : [];
	const args = [
		"pull",
		...runtime.name === "podman" ? ["--quiet"] : [],
		...insecure,
		reference
	];
	await watchedTransfer(sys.log, `${reference} into ${runtime.name}`, (watched) => callEngine(sys, runtime, {
		args,
		name: reference,
		...watched
	}));
	try {
		await callEngine(sys, runtime, {
			args: [
				"tag",
				reference,
				name
			],
			name: reference
		});
		return true;
	} catch (error) {
		const there = await showImage(sys, runtime, reference);
		if (last || there !== void 0) throw error;
		return false;
	}
};
/** Pulled by the engine itself, which then need not write the whole image into a file first. */
const pull = async (facts, fetched) => {
	const { sys, runtime, to } = facts;
	const reference = `${to.name}@${fetched.stored.digest}`;
	const before = await showImage(sys, runtime, reference);
	let attempt = 1;
	while (!await pulled(facts, fetched, attempt === ATTEMPTS)) attempt += 1;
	if (before === void 0) await removeName(facts, reference, (text) => sys.log.debug(text));
};
/** Gets an image that has no tag yet into an engine, under a name of this run. */
const fetchImage = (facts, fetched) => {
	const { sys, runtime, to } = facts;
	const { stored, name } = fetched;
	return isLayout(to) ? loadAs(sys, runtime, {
		repository: to,
		reference: stored.digest,
		name
	}) : pull(facts, fetched);
};
const isSame = (shown, stored) => [stored.configDigest, stored.digest].includes(shown.id) && shown.diffIds.length === stored.diffIds.length && stored.diffIds.every((diffId, index) => diffId === shown.diffIds[index]);
/** The id by which the engine runs the very image; rejects with `wrong-image` for any other. */
const verifiedId = async ({ sys, runtime }, { stored, name }) => {
	const shown = await showImage(sys, runtime, name);
	if (shown !== void 0 && isSame(shown, stored)) return shown.id;
	throw foundProblem({
		code: "wrong-image",
		message: `${stored.digest} was loaded, and ${runtime.name} has ${shown === void 0 ? "nothing" : `another image (${shown.id})`} under its name ${name}.`,
		hint: `See which images it has, and what else works on them: ${runtime.name} images`
	});
};
/** Brings an image into an engine under a name of this run, which `release` takes away. */
const bringImage = async (facts, { cell, stored }) => {
	const { sys, runtime } = facts;
	const name = ownName(sys);
	const release = () => removeName(facts, name, (text) => sys.log.warn(text));
	try {
		await fetchImage(facts, {
			stored,
			name
		});
		const id = await verifiedId(facts, {
			stored,
			name
		});
		const keep = async () => {
			await callEngine(sys, runtime, {
				args: [
					"tag",
					id,
					localName(cell)
				],
				name: cell
			});
		};
		return {
			id,
			keep,
			release
		};
	} catch (error) {
		await release();
		throw error;
	}
};
// src/smoke/imageSequence.ts
/** A promise whose rejection is dealt with later. */
const later = (promise) => {
	promise.catch(() => void 0);
	return promise;
};
/**
* Works with one image after another. The next is brought while one is worked with, and an image
* goes only once the next is there: an engine keeps what both share only as long as one of them
* stays. At most two are there at a time; where two do not fit, the first goes before the second is
* brought again.
*/
const inSequence = async (items, { bring, work, onFailed }) => {
	let last;
	const releaseLast = async () => {
		const image = last;
		last = void 0;
		await image?.release();
	};
	const again = async (item, error) => {
		if (last === void 0) throw error;
		await releaseLast();
		return bring(item);
	};
	let coming = items[0] === void 0 ? void 0 : later(bring(items[0]));
	for (const [at, item] of items.entries()) try {
		const brought = coming;
		coming = void 0;
		const image = await (brought ?? bring(item)).catch((error) => again(item, error));
		await releaseLast();
		last = image;
		const next = items[at + 1];
		coming = next === void 0 ? void 0 : later(bring(next));
		await work(item, image);
	} catch (error) {
		onFailed(item, error);
	}
	await releaseLast();
};
/**
* Images in an order in which neighbours share the longest beginnings of their chains of layers;
* equal ones keep their order.
*/
const byChain = (items, chainOf) => {
	const shared = (a, b) => {
		const at = a.findIndex((layer, index) => layer !== b[index]);
		return at === -1 ? a.length : at;
	};
	const left = [...items];
	const ordered = [];
	while (left.length > 0) {
		const before = ordered.at(-1);
		const chain = before === void 0 ? [] : chainOf(before);
		const lengths = left.map((item) => shared(chainOf(item), chain));
		ordered.push(...left.splice(lengths.indexOf(Math.max(...lengths)), 1));
	}
	return ordered;
};
// src/smoke/probeSet.ts
/** Hex digits of a version. */
const VERSION_DIGITS = 12;
/** Folder of what runs the probes, and of the probes. */
const CHECK_FOLDER = PROBE_FOLDER.slice(0, PROBE_FOLDER.lastIndexOf("/"));
const filesOf = ({ recipes }, cell) => (recipes.get(cell)?.layers ?? []).flatMap((layer) => layer.kind === "files" ? layer.files : []);
/**
* The libraries of a cell whose probe is in its image; one from a catalog of your own may have
* none.
*/
const probedLibraries = (inputs, cell) => {
	const paths = new Set(filesOf(inputs, cell.id).map(({ path }) => path));
	return cell.libraries.filter((name) => paths.has(`${PROBE_FOLDER}/${name}.py`));
};
/** Changes with each file in the image of a cell that decides what a probe does. */
const probeVersion = (inputs, cell) => {
	const files = filesOf(inputs, cell).filter(({ path }) => path.startsWith(`${CHECK_FOLDER}/`)).map(({ path, content }) => [path, content]).sort(([a = ""], [b = ""]) => a < b ? -1 : 1);
	return hash("sha256", JSON.stringify(files)).slice(0, VERSION_DIGITS);
};
// src/smoke/decisionContext.ts
/** Which libraries of a cell must have been probed, and which of them on a GPU. */
const decisionContext = ({ libraries: facts }, inputs, id) => {
	const cell = inputs.judged.find((judged) => judged.cell.id === id)?.cell;
	if (cell === void 0) throw new TypeError(`no cell ${id}`);
	const libraries = probedLibraries(inputs, cell);
	return {
		libraries,
		gpuLibraries: libraries.filter((name) => facts.get(name)?.gpu === true)
	};
};
// src/smoke/smokeRequirement.ts
const name = (result) => `${result.library}/${result.check}`;
const failures = (report) => report.results.filter((result) => result.outcome === "fail").map((result) => `${name(result)} failed: ${result.reason ?? "no reason given"}`);
const notOnCpu = (report, libraries) => libraries.filter((library) => !report.results.some((result) => result.library === library && result.device === "cpu" && result.outcome === "pass")).map((library) => `${library} passed no check on the CPU.`);
/**
* A skipped check is no proof and no obstacle; a library with nothing but skipped checks has proven
* nothing.
*/
const notOnGpu = (report, libraries) => libraries.flatMap((library) => {
	const checks = report.results.filter((result) => result.library === library && result.device === "gpu" && result.outcome !== "skipped");
	if (!checks.some((result) => result.outcome === "pass")) {
		const why = checks.find((result) => result.reason !== void 0)?.reason;
		return [`${library} passed no check on a GPU${why === void 0 ? "" : `: ${why}`}.`];
	}
	return checks.filter((result) => result.outcome === "unavailable").map((result) => `${name(result)} was unavailable: ${result.reason ?? "no reason given"}`);
});
const notCovered = (coverage) => {
	if (coverage === void 0 || coverage.length === 0) return ["It is not known where this image's layers were tested."];
	return coverage.filter((layer) => layer.passedIn.length === 0).map((layer) => `${layer.layer} passed on a GPU in no other cell.`);
};
/**
* `cpu`: no failure, and each library passed a check on the CPU. `gpu`: besides, each GPU library
* passed its checks on a GPU. `covered`: as `gpu`, or as `cpu` where the base and every layer
* passed on a GPU in other cells.
*/
const meets = (report, requirement, context) => {
	const always = [...failures(report), ...notOnCpu(report, context.libraries)];
	const decide = (reasons) => ({
		ok: reasons.length === 0,
		reasons
	});
	const onGpu = notOnGpu(report, context.gpuLibraries);
	switch (requirement) {
		case "cpu": return decide(always);
		case "gpu": return decide([...always, ...onGpu]);
		case "covered": return decide(onGpu.length === 0 ? always : [...always, ...notCovered(context.coverage)]);
	}
};
/**
* Whether the reports of a digest allow promotion: one of them meets the requirement, and no newer
* one has a failure.
*/
const judgeProofs = (reports, requirement, context) => {
	const [newest] = reports;
	if (newest === void 0) return {
		ok: false,
		reasons: ["It has not been tested yet."]
	};
	for (const report of reports) {
		const decision = meets(report, requirement, context);
		if (decision.ok) return decision;
		if (report.results.some((result) => result.outcome === "fail")) break;
	}
	return meets(newest, requirement, context);
};
// src/smoke/lookedAt.ts
/** Whether a report that meets the requirement is bound to this digest already. */
const hasProof = async ({ catalog, request, to, own }, inputs, { cell, digest }) => {
	const context = decisionContext(catalog, inputs, cell);
	return judgeProofs(await readCellProofs(to, {
		cell,
		digest
	}, { own }), request.smoke.require, context).ok;
};
/** Inspects one image and reads its proofs. */
const lookAt = async ({ catalog, request, to }, { inputs, inspect, own }, image) => {
	const { require } = request.smoke;
	const context = decisionContext(catalog, inputs, image.cell);
	const checks = await inspect(image);
	const reports = await readCellProofs(to, image, {
		own,
		isEnough: (found) => judgeProofs(found, require, context).ok
	});
	const earlier = judgeProofs(reports, require, context).ok ? reports.find((report) => meets(report, require, context).ok) : void 0;
	return {
		image,
		checks,
		context,
		...earlier === void 0 ? {} : { earlier }
	};
};
/** What came of testing an image, from the report that was there or was made. */
const resultOf = ({ image, checks, context, earlier }, report, require) => {
	const reasons = [...checkReasons(checks), ...meets(report, require, context).reasons];
	return {
		image,
		checks,
		report,
		ran: earlier === void 0,
		ok: reasons.length === 0,
		reasons
	};
};
// src/container/runContainer.ts
/**
* Runs a container to its end (or, detached, until it has started) and returns what it said and its
* exit code.
*/
const runContainer = (sys, runtime, { timeout, ...run }) => {
	const given = Object.entries(run.env ?? {});
	const argv = containerArgv(runtime, {
		...run,
		env: Object.fromEntries(given.map(([name]) => [name, null]))
	});
	const values = Object.fromEntries(given.filter(([, value]) => value !== null));
	return sys.processes.run(argv, {
		...timeout === void 0 ? {} : { timeout },
		cwd: "/",
		env: {
			...runtime.env,
			...values
		}
	});
};
// src/smoke/hostState.ts
/**
* cuInit's answers that name the host, each with what to do there. Source: CUDA driver API, enum
* cudaError_enum.
*/
const HOST_ANSWERS = {
	CUDA_ERROR_NO_DEVICE: "the driver sees no GPU",
	CUDA_ERROR_SYSTEM_DRIVER_MISMATCH: "the kernel module and the driver's libraries are of different versions: reboot the host",
	CUDA_ERROR_SYSTEM_NOT_READY: "the driver waits for a service of the host, such as the fabric manager",
	CUDA_ERROR_DEVICE_UNAVAILABLE: "the GPU is busy or reserved for another process",
	CUDA_ERROR_OPERATING_SYSTEM: "the host refused access to the GPU's device files"
};
/** What libcuda answers where it cannot open this file. Seen on an H100, driver 580.159.04. */
const UNIFIED_MEMORY = "/dev/nvidia-uvm";
/** Answers that only a libcuda of the image gives: compat on other hardware, and the stub. */
const IMAGE_ANSWERS = [
	"CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE",
	"CUDA_ERROR_STUB_LIBRARY",
	"34"
];
/**
* libcuda from the driver: the copies that CUDA images bring for forward compatibility and for
* linking do not count.
*/
const driverLibrary = (host) => host.libraries.find((path) => /libcuda\.so/.test(path) && !/\/(compat|stubs)\//.test(path));
/** libcuda of the image itself, where the loader chose that one. */
const compatLibrary = (host) => host.libraries.find((path) => /\/(compat|stubs)\/.*libcuda\.so|libcuda\.so.*\/(compat|stubs)\//.test(path));
/**
* A libcuda that is surely the driver's: it bears the kernel module's version in its name, or is
* where WSL puts it.
*/
const isDriversOwn = (host, path) => host.driver !== void 0 && path.endsWith(`/libcuda.so.${host.driver}`) || path.startsWith("/usr/lib/wsl/");
const gpuDevices = (host) => host.devices.filter((path) => /^\/dev\/(nvidia\d+|dxg)$/.test(path));
const notStarted = (host) => host.cuInit ?? host.cudaError ?? "it gives no message";
/** What to do about a driver that does not start and does not say why. */
const unknownCause = (host) => {
	const uvm = host.devices.includes(UNIFIED_MEMORY) ? `${UNIFIED_MEMORY} may not be the driver's device` : `${UNIFIED_MEMORY} is not there`;
	return host.cuInit === "CUDA_ERROR_UNKNOWN" && !host.devices.includes("/dev/dxg") ? `the host's driver does not start (CUDA_ERROR_UNKNOWN): ${uvm}; run \`sudo nvidia-modprobe -u -c 0\` on the host, and give the container that device` : `the host's driver does not start (${notStarted(host)}): run \`nvidia-smi\` and \`dl-env doctor\` on the host`;
};
/** What a libcuda that did not start means; `path` is the one that the loader chose. */
const failedStart = (host, path) => {
	const isHidden = /^(|none|void|-1)$/.test(host.visible ?? "all");
	if (IMAGE_ANSWERS.includes(host.cuInit ?? "") || driverLibrary(host) === void 0 && !(host.cuInit === "CUDA_ERROR_NO_DEVICE" && isHidden)) return {
		kind: "image",
		meaning: `${path} of the image stands before the driver's libcuda and does not start: ${notStarted(host)}`
	};
	const reason = HOST_ANSWERS[host.cuInit ?? ""];
	if (reason !== void 0) return {
		kind: "driver",
		meaning: `${reason} (${host.cuInit})`
	};
	return isDriversOwn(host, path) ? {
		kind: "driver",
		meaning: unknownCause(host)
	} : {
		kind: "unclear",
		meaning: `${path} does not start: ${notStarted(host)}`
	};
};
/** What of a GPU the probes could use, from what dl-env-check saw beside them. */
const hostState = (host) => {
	const driver = driverLibrary(host) ?? compatLibrary(host);
	const devices = gpuDevices(host);
	const isImages = driverLibrary(host) === void 0;
	if (devices.length === 0 && isImages) return {
		kind: "no-gpu",
		meaning: "no GPU: there is neither a device /dev/nvidia* nor libcuda of a driver"
	};
	if (devices.length === 0) return {
		kind: "half",
		meaning: `no GPU was given to the container: ${driver} is there, a device /dev/nvidia* is not`
	};
	if (driver === void 0) return {
		kind: "half",
		meaning: `no driver in the container: ${devices[0]} is there, libcuda is not`
	};
	if (host.cuInit === "CUDA_SUCCESS" && host.gpus.length > 0) return {
		kind: "ready",
		...host.cudaVersion === void 0 ? {} : { cuda: host.cudaVersion }
	};
	return failedStart(host, driver);
};
// src/smoke/textRule.ts
/** Names of the driver's own libraries, which no image has: a regular expression's source. */
const DRIVER_FILE = String.raw`lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix)\.so(?:\.\d+)*`;
/** Source of the names and texts of CUDA's errors. */
const RUNTIME_ERRORS = "CUDA runtime API, cudaError_t";
// src/smoke/brokenTexts.ts
const MOVED = "run with the library moved away, 2026-11-21";
/** Texts that are the image's fault, whatever the host. */
const BROKEN_TEXTS = [
	{
		code: "wrong-result",
		kind: "broken",
		match: /wrong (?:result|shape)|the result (?:holds values|is not on the GPU)/,
		meaning: "the GPU's result differs from the CPU's",
		source: "the probes' own messages"
	},
	{
		code: "cpu-build",
		kind: "broken",
		match: /is built for the CPU alone|Torch not compiled with CUDA enabled/,
		meaning: "a CPU-only build is installed",
		source: "torch/cuda/__init__.py"
	},
	{
		code: "no-kernel-image",
		kind: "broken",
		match: /no kernel image is available|cudaErrorNoKernelImageForDevice|CUDA_ERROR_NO_BINARY_FOR_GPU|is not compatible with the current PyTorch installation/,
		meaning: "the image has no machine code for this GPU",
		source: RUNTIME_ERRORS
	},
	{
		code: "ptx",
		kind: "broken",
		match: /provided PTX was compiled with an unsupported toolchain|cudaErrorUnsupportedPtxVersion|CUDA_ERROR_UNSUPPORTED_PTX_VERSION/,
		meaning: "the image's PTX is newer than the driver can compile",
		source: RUNTIME_ERRORS
	},
	{
		code: "cudnn-mixed",
		kind: "broken",
		match: /CUDNN_STATUS_(?:SUBLIBRARY_)?VERSION_MISMATCH|CUDNN_STATUS_SUBLIBRARY_LOADING_FAILED|cuDNN version incompatibility/,
		meaning: "two versions of cuDNN are mixed",
		source: "NVIDIA cuDNN, cudnnStatus_t"
	},
	{
		code: "cuda-mixed",
		kind: "broken",
		match: /were compiled with different CUDA versions/,
		meaning: "wheels for different CUDA versions are mixed",
		source: "run: torchaudio 2.11.0 beside torch 2.15.0"
	},
	{
		code: "compat",
		kind: "broken",
		match: /forward compatibility was attempted on non supported HW|cudaErrorCompatNotSupportedOnDevice|CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE|CUDA context: 804\b/,
		meaning: "the image's compat libraries were loaded instead of the driver's",
		source: RUNTIME_ERRORS
	},
	{
		code: "missing-library",
		kind: "broken",
		match: /Failure finding "lib|XGBoostLibraryNotFound|lib\w+\.so\S* not found in the system path/,
		meaning: "a CUDA library is not in the image",
		source: MOVED
	},
	{
		code: "missing-library",
		kind: "broken",
		match: new RegExp(String.raw`(?!.*${DRIVER_FILE}:)\blib[\w+.-]+\.so[\w.]*: cannot open shared object file`),
		meaning: "a shared library is not in the image",
		source: MOVED
	},
	{
		code: "damaged-library",
		kind: "broken",
		match: /undefined symbol: |invalid ELF header|file too short|version `[^']+' not found|cannot enable executable stack/,
		meaning: "a shared library does not fit or is damaged",
		source: "glibc, dlopen(3)"
	},
	{
		code: "missing-package",
		kind: "broken",
		match: /ModuleNotFoundError: |ImportError: cannot import name|Failed to import CuPy/,
		meaning: "a Python package is missing or of another version",
		source: MOVED
	}
];
// src/smoke/textRules.ts
const SEEN = "run on a machine without a GPU, 2026-11-21";
const OLD_DRIVER = [
	{
		code: "driver-too-old",
		kind: "old-driver",
		match: /cudaErrorInsufficientDriver|CUDA driver version is insufficient for CUDA runtime version|CUDA context: 35\b/,
		meaning: "driver too old",
		source: SEEN
	},
	{
		code: "driver-too-old",
		kind: "old-driver",
		match: /The NVIDIA driver on your system is too old/,
		meaning: "driver too old",
		source: "torch/csrc/utils and c10/cuda"
	},
	{
		code: "driver-too-old",
		kind: "host",
		match: /unsatisfied condition: (?:cuda|driver|brand)/,
		meaning: "driver older than the base's NVIDIA_REQUIRE_CUDA",
		source: "NVIDIA Container Toolkit"
	}
];
const NO_DRIVER = [
	{
		code: "no-driver",
		kind: "no-driver",
		match: /Found no NVIDIA driver on your system/,
		meaning: "PyTorch finds no driver",
		source: SEEN
	},
	{
		code: "no-driver",
		kind: "no-driver",
		match: /"(?:cuda|nvml)" is an NVIDIA driver library and can only be found via system search/,
		meaning: "libcuda is not there",
		source: SEEN
	},
	{
		code: "no-driver",
		kind: "no-driver",
		match: new RegExp(`${DRIVER_FILE}: cannot open shared object file`),
		meaning: "a library of the driver is not there",
		source: SEEN
	},
	{
		code: "no-driver",
		kind: "no-driver",
		match: /NVMLError_LibraryNotFound|NVML Shared Library Not Found/,
		meaning: "NVML is not there",
		source: SEEN
	},
	{
		code: "no-driver",
		kind: "no-driver",
		match: /cuInitChecked\(\)" failed|CUDA is not available\. Please install CUDA or set `device_id = None`/,
		meaning: "DALI cannot start the driver",
		source: SEEN
	},
	{
		code: "no-gpu",
		kind: "no-driver",
		match: /No visible GPU is found|couldn't find any available GPU on the system|XGBoost trained on cpu though asked for cuda: /,
		meaning: "XGBoost found no GPU and used the CPU",
		source: SEEN
	},
	{
		code: "no-gpu",
		kind: "no-driver",
		match: /no CUDA-capable device is detected|cudaErrorNoDevice|CUDA_ERROR_NO_DEVICE|No CUDA GPUs are available|CUDA context: 100\b|cuInit gave CUDA error 100\b/,
		meaning: "no GPU is visible",
		source: RUNTIME_ERRORS
	}
];
const HOST = [
	{
		code: "driver-mismatch",
		kind: "host",
		match: /Driver\/library version mismatch|cudaErrorSystemDriverMismatch|CUDA_ERROR_SYSTEM_DRIVER_MISMATCH|system has unsupported display driver|CUDA context: 803\b/,
		meaning: "the driver was changed without a reboot",
		source: "NVML and CUDA runtime"
	},
	{
		code: "not-ready",
		kind: "host",
		match: /cudaErrorSystemNotReady|CUDA_ERROR_SYSTEM_NOT_READY|system not yet initialized|CUDA context: 802\b/,
		meaning: "the driver waits for a service of the host",
		source: RUNTIME_ERRORS
	},
	{
		code: "no-permission",
		kind: "host",
		match: /Failed to initialize NVML: Insufficient Permissions|NVMLError_NoPermission/,
		meaning: "access to the GPU is refused (SELinux?)",
		source: "NVIDIA Container Toolkit, troubleshooting"
	},
	{
		code: "lost-device",
		kind: "host",
		match: /Failed to initialize NVML: Unknown Error/,
		meaning: "the container lost access to the GPU after a daemon-reload",
		source: "NVIDIA Container Toolkit, troubleshooting"
	},
	{
		code: "gpu-busy",
		kind: "host",
		match: /CUDA-capable device\(s\) is\/are busy or unavailable|cudaErrorDevicesUnavailable|CUDA_ERROR_DEVICE_UNAVAILABLE|CUDA context: 46\b/,
		meaning: "the GPU is busy or in exclusive use",
		source: RUNTIME_ERRORS
	},
	{
		code: "gpu-full",
		kind: "host",
		match: /CUDA out of memory|cudaErrorMemoryAllocation|CUDA_ERROR_OUT_OF_MEMORY|Out of memory allocating .* bytes|std::bad_alloc: out_of_memory: CUDA error/,
		meaning: "the GPU's memory is used by other programs",
		source: "torch and RMM"
	},
	{
		code: "no-toolkit",
		kind: "host",
		match: /could not select device driver "" with capabilities: \[\[gpu\]\]|unresolvable CDI devices|nvidia-container-cli: initialization error/,
		meaning: "the container engine cannot give GPUs to containers",
		source: "NVIDIA Container Toolkit, troubleshooting"
	}
];
const TEXT_RULES = [
	...BROKEN_TEXTS,
	...OLD_DRIVER,
	...NO_DRIVER,
	...HOST
];
/** The rule for a text; undefined: then it is the image's fault until someone has looked. */
const ruleFor = (text) => TEXT_RULES.find((rule) => rule.match.test(text));
// src/smoke/probeOutcomes.ts
const fail = (reason) => ({
	outcome: "fail",
	reason
});
const unavailable = (reason) => ({
	outcome: "unavailable",
	reason
});
/** First line of what the library said, short enough for a table. */
const gist = (row) => {
	const text = (row.error?.text ?? "it gives no message").split("\n").map((line) => line.trim()).find((line) => line !== "") ?? "";
	return text.length > 300 ? `${text.slice(0, 297)}...` : text;
};
const major = (version) => Number(version.split(".")[0]);
/**
* A driver runs a wheel of its own CUDA major or an older one, by minor-version compatibility.
* Unknown when either is not stated.
*/
const driverSuffices = (context) => {
	const driver = context.host.cudaVersion;
	return driver === void 0 || context.builtForCuda === void 0 ? void 0 : major(driver) >= major(context.builtForCuda);
};
const tooOld = (context) => {
	const versions = [context.host.driver, context.host.cudaVersion === void 0 ? void 0 : `for CUDA ${context.host.cudaVersion}`].filter((part) => part !== void 0);
	return unavailable(`driver too old${versions.length > 0 ? `: ${versions.join(", ")}` : ""}`);
};
const noDriver = (state, row, context) => {
	switch (state.kind) {
		case "no-gpu":
		case "half":
		case "driver": return unavailable(state.meaning);
		case "ready":
			if (driverSuffices(context) === false) return tooOld(context);
			return fail(`a GPU and its driver are there, but the library does not see them: ${gist(row)}`);
		case "image":
		case "unclear": return fail(`${state.meaning}; the library says: ${gist(row)}`);
	}
};
const oldDriver = (state, row, context) => {
	if (state.kind === "no-gpu" || state.kind === "half") return unavailable(state.meaning);
	if (state.kind === "ready" && driverSuffices(context) === true) return fail(`the driver supports CUDA ${context.host.cudaVersion}, which is enough, but: ${gist(row)}`);
	return tooOld(context);
};
/** A text that names the host's fault is believed only where a driver is there to have it. */
const hostFault = (rule, state, row) => {
	if (state.kind === "no-gpu") return fail(`${rule.meaning} was reported although there is no GPU: ${gist(row)}`);
	return unavailable(`${rule.meaning}: ${gist(row)}`);
};
const judgeError = (row, context) => {
	const state = hostState(context.host);
	const texts = [row.error?.text ?? "", ...row.error?.causes ?? []];
	const rules = texts.map(ruleFor).filter((rule) => rule !== void 0);
	const rule = rules.find((one) => one.kind === "broken") ?? (ruleFor(texts[0] ?? "") === void 0 ? void 0 : rules[0]);
	if (row.device === "gpu" && state.kind === "driver" && rule?.kind !== "broken") return unavailable(state.meaning);
	if (state.kind === "image" && rule?.kind !== "broken") return noDriver(state, row, context);
	if (rule === void 0) return fail(`unknown error: ${gist(row)}`);
	switch (rule.kind) {
		case "broken": return fail(`${rule.meaning}: ${gist(row)}`);
		case "no-driver": return noDriver(state, row, context);
		case "old-driver": return oldDriver(state, row, context);
		case "host": return hostFault(rule, state, row);
	}
};
/** XGBoost and the like say in a warning that they took the CPU. */
const fellBack = (row) => [...row.warnings, row.stderr].find((text) => /setting device to CPU|changed from GPU to CPU|[Ff]alling back to (?:the )?CPU/.test(text));
const judgeOk = (row, context) => {
	if (row.device === "cpu") return { outcome: "pass" };
	const warning = fellBack(row);
	if (warning !== void 0) return fail(`the work was done on the CPU: ${warning.trim().split("\n")[0]}`);
	const state = hostState(context.host);
	if (state.kind !== "ready") return fail(`the check passed although no GPU can be used (${state.meaning}), so it proves nothing`);
	const compat = compatLibrary(context.host);
	return compat === void 0 ? { outcome: "pass" } : {
		outcome: "pass",
		reason: `with the image's own ${compat}`
	};
};
/** Decides what one raw row means. Nothing unknown is ever `pass` or `unavailable`. */
const classify = (row, context) => {
	switch (row.status) {
		case "ok": return judgeOk(row, context);
		case "skipped": return {
			outcome: "skipped",
			reason: row.reason ?? "the probe gives no reason"
		};
		case "error": return judgeError(row, context);
		case "crash":
		case "timeout":
		case "memory": return fail(`${gist(row)}${row.output.trim() === "" ? "" : `; last words: ${row.output.trim().split("\n").at(-1)?.slice(0, 200)}`}`);
		case "not-run": return fail("not run: the library's process ended in an earlier check");
	}
};
const builtForCuda = (rows, library) => {
	const value = rows.find((row) => row.library === library && typeof row.facts["builtForCuda"] === "string")?.facts["builtForCuda"];
	return typeof value === "string" && /^\d+\.\d+$/.test(value) ? value : void 0;
};
/** Every row of a run with its outcome, in the order in which they ran. */
const judgeRun = (run) => run.rows.map((row) => {
	const cuda = builtForCuda(run.rows, row.library);
	const { outcome, reason } = classify(row, {
		host: run.host,
		...cuda === void 0 ? {} : { builtForCuda: cuda }
	});
	return {
		library: row.library,
		check: row.check,
		device: row.device,
		outcome,
		...reason === void 0 ? {} : { reason },
		seconds: row.seconds,
		facts: row.facts
	};
});
// src/smoke/probeOutput.ts
/**
* What `dl-env-check --json` prints, decoded: raw error texts and what of the host it saw; nothing
* is judged yet.
*/
const factValue = union([
	string(),
	number(),
	boolean(),
	array(union([string(), number()]))
]);
const rawError = object({
	type: string(),
	text: string(),
	causes: array(string()).default([]),
	at: string().default("")
});
const rawRow = object({
	library: string().min(1),
	check: string().min(1),
	device: _enum(["cpu", "gpu"]),
	/**
	* `crash`, `timeout` and `memory`: the process of the library was ended in this check; `not-run`:
	* it came after such a check.
	*/
	status: _enum([
		"ok",
		"error",
		"skipped",
		"crash",
		"timeout",
		"memory",
		"not-run"
	]),
	error: rawError.optional(),
	reason: string().optional(),
	seconds: number().nonnegative(),
	facts: record(string(), factValue),
	warnings: array(string()).default([]),
	stderr: string().default(""),
	output: string().default("")
});
const rawHost = object({
	/** Device files of GPUs: `/dev/nvidia0`, `/dev/nvidiactl`, … */
	devices: array(string()),
	/** Paths of libcuda and libnvidia-ml as the loader found them. */
	libraries: array(string()),
	/** Version of the kernel module, e.g. `570.124.06`. */
	driver: string().optional(),
	driverKind: string().optional(),
	/** Newest CUDA the driver knows, x.y. */
	cudaVersion: string().optional(),
	/** Name of what cuInit returned. */
	cuInit: string().optional(),
	cudaError: string().optional(),
	gpus: array(object({
		name: string(),
		computeCapability: string()
	})),
	compiler: string().optional(),
	requires: string().optional(),
	visible: string().optional(),
	error: string().optional()
});
const rawRun = object({
	format: literal(1),
	python: string(),
	host: rawHost,
	rows: array(rawRow).min(1)
});
const cannotRead = (why, output, cause) => foundProblem({
	code: "probe-output",
	message: `The output of dl-env-check cannot be read: ${why}. It ends in: ${output.trim().slice(-400) || "nothing"}`,
	hint: "Run it in the image and read what it prints: podman run --rm IMAGE dl-env-check"
}, { cause });
/**
* The one JSON object on the last line of standard output; anything else there is a found problem
* `probe-output`.
*/
const readRun = (stdout) => {
	const line = stdout.trim().split("\n").at(-1) ?? "";
	let value;
	try {
		value = JSON.parse(line);
	} catch (error) {
		throw cannotRead("its last line is not JSON", stdout, error);
	}
	const read = rawRun.safeParse(value);
	if (read.success) return read.data;
	const [first] = read.error.issues;
	throw cannotRead(`${first?.path.join(".") ?? "it"}: ${first?.message ?? "wrong"}`, line, read.error);
};
// src/smoke/runProbes.ts
/**
* The container that runs the probes of an image; pure. No network is needed, and no shell is
* between.
*/
const probeRun = ({ selinux = false }, options) => ({
	image: options.image,
	pull: false,
	gpus: options.gpus,
	labelDisabled: disablesLabel(selinux, options),
	network: "none",
	command: [
		"dl-env-check",
		"--json",
		...options.libraries.flatMap((library) => ["--library", library]),
		"--timeout",
		String(options.timeout ?? 300),
		"--memory",
		String(options.memory ?? 8e3)
	]
});
/**
* The engine itself refused: 125 and above are its own codes, 126 and 127 say the command cannot
* start.
*/
const engineRefused = (result, image) => {
	const text = result.stderr.trim();
	const rule = ruleFor(text);
	const message = `The container of ${image} did not start (status ${result.code})${rule === void 0 ? "" : `: ${rule.meaning}`}. ${text.slice(-500)}`;
	const hint = "See what this machine lacks: dl-env doctor";
	return rule?.kind === "host" ? unreachable({
		code: "host-gpu",
		message,
		hint
	}) : foundProblem({
		code: "container-start",
		message,
		hint
	});
};
const firstGpu = (host) => {
	const [gpu] = host.gpus;
	return gpu === void 0 ? void 0 : {
		name: gpu.name,
		driver: host.driver ?? "unknown",
		computeCapability: gpu.computeCapability
	};
};
const execute = async (processes, runtime, options) => {
	const limit = (options.timeout ?? 300) * Math.max(1, options.libraries.length) * 1e3 + 12e4;
	const result = await runContainer({ processes }, runtime, {
		...probeRun(runtime, options),
		timeout: limit
	});
	if (result.timedOut) throw foundProblem({
		code: "smoke-timeout",
		message: `The probes of ${options.cell} did not end within ${limit / 1e3} s.`,
		hint: `Run one alone: dl-env smoke ${options.cell} --library ${options.libraries[0] ?? "numpy"}`
	});
	if (result.code !== 0 && result.code !== 1) throw engineRefused(result, options.image);
	return result.stdout;
};
/**
* Runs the probes of the libraries inside an image and returns what they mean, bound to the digest.
* Throws when they could not be run at all.
*/
const runProbes = async (sys, runtime, options) => {
	const run = readRun(await execute(sys.processes, runtime, options));
	const unreported = options.libraries.filter((library) => !run.rows.some((row) => row.library === library));
	if (unreported.length > 0) throw foundProblem({
		code: "probe-output",
		message: `dl-env-check reported nothing about ${unreported.join(", ")}.`,
		hint: `Run it in the image: ${[
			...runtime.argv,
			"run",
			"--rm",
			options.image,
			"dl-env-check"
		].join(" ")}`
	});
	const gpu = firstGpu(run.host);
	return {
		format: 1,
		digest: options.digest,
		cell: options.cell,
		at: new Date(sys.clock.now()).toISOString(),
		runtime: {
			name: runtime.name,
			version: runtime.version
		},
		...gpu === void 0 ? {} : { gpu },
		results: judgeRun(run)
	};
};
// src/smoke/probesInImage.ts
const probesText = ({ clock }, cell, libraries) => {
	const began = clock.now();
	return () => `${cell}: the probes of ${libraries.join(", ")} run, ${duration(clock.now() - began)}`;
};
/** Runs the probes of one image that is in an engine. */
const probesInImage = async ({ sys, request }, { inputs, runtime, gpus }, { looked, stored, id }) => {
	const { image, context } = looked;
	const { cell, digest } = image;
	const { libraries } = context;
	const running = runProbes(sys, runtime, {
		image: id,
		digest,
		cell,
		libraries,
		gpus
	});
	sys.log.progress(probesText(sys, cell, libraries), running);
	const report = await running;
	const { platform, diffIds } = stored;
	const probes = {
		libraries,
		version: probeVersion(inputs, cell)
	};
	return {
		...report,
		probes,
		requirement: request.smoke.require,
		platform,
		diffIds
	};
};
// src/smoke/smokeTest.ts
/** A view of a large image is some hundred thousand entries. */
const INSPECTED_AT_ONCE = 4;
/** Runs the probes of images one after another, those that share the most layers side by side. */
const runAll = async (facts, { inputs, options, work }, { toRun, results, fail }) => {
	const { sys, to, request } = facts;
	if (toRun.length === 0) return;
	await ensureKeepsArtifacts(to);
	const runtime = options.runtime ?? await chooseRuntime(sys, work);
	await inSequence(byChain(toRun, ({ stored }) => stored.diffIds), {
		bring: ({ looked, stored }) => bringImage({
			sys,
			runtime,
			to
		}, {
			cell: looked.image.cell,
			stored
		}),
		work: async ({ looked, stored }, image) => {
			const running = {
				inputs,
				runtime,
				gpus: options.gpus
			};
			const report = await probesInImage(facts, running, {
				looked,
				stored,
				id: image.id
			});
			if (options.keep === true) await image.keep();
			if (options.handsOver !== true) await keepReport(facts, inputs, report);
			results.push(resultOf(looked, report, request.smoke.require));
		},
		onFailed: ({ looked }, error) => fail(looked.image, error)
	});
};
const testAll = async (facts, testing, { results, fail }) => {
	const { inputs, options } = testing;
	const looking = {
		own: ownTagsOf(facts.to),
		inputs,
		inspect: inspector(facts, inputs)
	};
	const limit = pLimit(INSPECTED_AT_ONCE);
	const toRun = [];
	const lookAtOne = async (image) => {
		try {
			const looked = await lookAt(facts, looking, image);
			if (looked.earlier === void 0) toRun.push({
				looked,
				stored: await readStoredImage(facts.to, image.digest)
			});
			else results.push(resultOf(looked, looked.earlier, facts.request.smoke.require));
		} catch (error) {
			fail(image, error);
		}
	};
	await Promise.all(options.images.map((image) => limit(() => lookAtOne(image))));
	await runAll(facts, testing, {
		toRun,
		results,
		fail
	});
};
/**
* Inspects each image, runs the probes of those that have no proof which meets the requirement, and
* stores the report beside the image. An image that cannot be run leaves the others going.
*/
const smokeTestImages = async (facts, inputs, options) => {
	const { sys } = facts;
	const { images } = options;
	const work = await openWork(sys);
	const results = [];
	const failed = [];
	const fail = (image, error) => {
		failed.push(...failedCells([image.cell], error));
	};
	try {
		const testing = testAll(facts, {
			inputs,
			options,
			work: work.dir
		}, {
			results,
			fail
		});
		const done = () => results.length + failed.length;
		sys.log.progress(() => `${done()} of ${count(images.length, "image")} tested`, testing);
		await testing;
		const places = new Map(images.map(({ cell }, at) => [cell, at]));
		const placeOf = ({ image }) => places.get(image.cell) ?? 0;
		return {
			results: results.sort((a, b) => placeOf(a) - placeOf(b)),
			failed
		};
	} finally {
		await work.close();
	}
};
// src/publish/imageIdentity.ts
/**
* The labels that the image of a planned cell has. The recipe's key is made of all of its labels,
* so a recipe says more than the plan alone.
*/
const expectedLabels = (cell, recipe) => ({
	...recipe?.config.labels,
	...identityLabels(cell)
});
/** Which label of an image is not as expected, as the end of a sentence; undefined when all are. */
const labelDifference = (labels, expected) => {
	const differing = Object.entries(expected).find(([name, value]) => labels[name] !== value);
	if (differing === void 0) return void 0;
	const [name, value] = differing;
	const there = labels[name];
	return `its label ${name} ${there === void 0 ? "is missing" : `is ${there}`}, where the plan has ${value}`;
};
/**
* The same of the recipe, which an immutable tag ends in: two recipes may have all labels alike.
*/
const recipeDifference = (recipe, immutable) => recipe === void 0 || immutable.endsWith(`-r${recipe}`) ? void 0 : `it was linked from the recipe ${recipe}, where the plan has ${immutable}`;
// src/publish/coverage.ts
const label = (image, name) => image.labels["io.github.dl-env." + name] ?? "";
const sameCudaAndPython = (a, b) => label(a, "cuda") !== "" && label(a, "cuda") === label(b, "cuda") && label(a, "python") === label(b, "python");
const baseOf = (image) => image.labels["org.opencontainers.image.base.digest"];
/**
* For the base and each layer of an image: the cells of the same CUDA and Python, among those
* proven on a GPU, that have the very same.
*/
const coverageOf = (image, proven) => {
	const alike = proven.filter((other) => sameCudaAndPython(image, other.image));
	const base = baseOf(image);
	const cells = (has) => alike.filter((other) => has(other.image)).map(({ cell }) => cell);
	return [{
		layer: "base",
		passedIn: base === void 0 ? [] : cells((other) => baseOf(other) === base)
	}, ...image.layers.map(({ digest, title }) => ({
		layer: title === "" ? digest : title,
		passedIn: cells((other) => other.layers.some((layer) => layer.digest === digest))
	}))];
};
// src/publish/currentTags.ts
const SIDE_BY_SIDE$7 = 8;
/**
* What the tags of these candidates name now. Each one is asked for by itself: a list of tags may
* be a part, or old, and a tag that it lacks would count as new.
*/
const currentTags = async ({ resolve, isAsked, isMark }, candidates, orderOf) => {
	const wanted = new Set(candidates.flatMap(({ immutable, rolling }) => [immutable, ...rolling]).filter(isAsked));
	const immutable = new Map(candidates.map((one) => [one.immutable, one.digest]));
	const isTaken = (tag, digest) => (immutable.get(tag) ?? digest) !== digest;
	const limit = pLimit(SIDE_BY_SIDE$7);
	const entries = await Promise.all([...wanted].map((tag) => limit(async () => {
		const digest = await resolve(tag);
		if (digest === void 0 || isTaken(tag, digest) && await isMark(digest)) return [];
		return [[tag, {
			digest,
			order: await orderOf(digest)
		}]];
	})));
	return new Map(entries.flat());
};
// src/publish/imageOrder.ts
const TIME = /^\d{4}-\d\d-\d\dT/;
/** The same time in one spelling, so that times sort as text; what is no time stays as it is. */
const spelled = (time) => {
	const parsed = TIME.test(time) ? Date.parse(time) : NaN;
	return Number.isNaN(parsed) ? time : new Date(parsed).toISOString();
};
/**
* Where an image stands among those that want one rolling tag; sorts as text, larger is newer. By
* CUDA, Ubuntu, Python and the lock's time, which are on its label, then by the base, then by the
* date of its apt packages. A linked image was created when its base was. Undefined for what is not
* ours. Images that are older than a part of this order have all of it in their config.
*/
const orderOf = ({ labels, created }) => {
	const label = labels[ORDER_LABEL];
	if (label === void 0) return void 0;
	const parts = label.split(" ");
	const locked = parts.pop() ?? "";
	return [
		...parts,
		spelled(locked),
		spelled(created ?? ""),
		labels["io.github.dl-env.apt"] ?? ""
	].join(" ");
};
/** Whether `order` is before `other`; what has no order is before all that have one. */
const isOlder = (order, other) => other !== void 0 && (order === void 0 || order < other);
// src/publish/imageOrders.ts
/** Reads the order of images, each once; those in `known` are not read. */
const orderReader = (to, known) => {
	const orders = /* @__PURE__ */ new Map();
	for (const { digest, order } of known) orders.set(digest, Promise.resolve(order));
	const read = async (digest) => {
		try {
			return orderOf(await readImage(to, digest));
		} catch (error) {
			if (error instanceof DlEnvError && error.code === "registry-nonsense") return void 0;
			throw error;
		}
	};
	return (digest) => {
		const order = orders.get(digest) ?? read(digest);
		orders.set(digest, order);
		return order;
	};
};
// src/publish/readPromotions.ts
const SIDE_BY_SIDE$6 = 8;
const wrongImage = ({ cell, digest }, why) => ({
	cell,
	code: "wrong-image",
	message: `${digest} is not the image of ${cell}: ${why}.`
});
const ranThese = ({ diffIds }, { layers }) => diffIds === void 0 || diffIds.length === layers.length && layers.every(({ diffId }, index) => diffId === diffIds[index]);
/**
* Compared with the plan before anything is judged: checks of an image as another cell's would be
* stored beside it.
*/
const readOne = async (to, promotion, { own, trustsTags }) => {
	const { cell, digest, labels, requirement, context } = promotion;
	const local = await promotion.local?.();
	const image = local === void 0 ? await readImage(to, digest) : imageFacts(local, to.name);
	const difference = labelDifference(image.labels, labels) ?? recipeDifference(image.recipe, promotion.immutable);
	if (difference !== void 0) return { kept: wrongImage(promotion, difference) };
	const ofImage = (reports) => reports.filter((report) => ranThese(report, image));
	const isEnough = (reports) => judgeProofs(ofImage(reports), requirement, context).ok;
	const [reports, checks] = await Promise.all([readCellProofs(to, promotion, {
		own,
		isEnough,
		trustsTags,
		known: local?.reports
	}), local?.checks ?? promotion.checks()]);
	if (checks.cell !== cell || checks.digest !== digest) return { kept: wrongImage(promotion, `what was checked is ${checks.cell}, ${checks.digest}`) };
	return { read: {
		promotion,
		image,
		reports: ofImage(reports),
		checks,
		reportTags: trustsTags ? await own(digest) : []
	} };
};
/**
* What is to be judged, read from the repository. An image that cannot be read, or that is not the
* cell's, is kept and leaves the others going; when none can be read, that is an error.
*/
const readPromotions = async (to, promotions, access) => {
	const limit = pLimit(SIDE_BY_SIDE$6);
	const results = await Promise.allSettled(promotions.map((promotion) => limit(() => readOne(to, promotion, access))));
	const answered = results.flatMap((result) => result.status === "fulfilled" ? [result.value] : []);
	const failed = results.flatMap((result, at) => result.status === "fulfilled" ? [] : failedCells([promotions[at]?.cell ?? ""], result.reason));
	const error = answered.length === 0 ? failedError(failed) : void 0;
	if (error !== void 0) throw error;
	const unread = failed.map(({ cell, problem: { code, message } }) => ({
		cell,
		code: isNotTried(code) ? "not-tried" : "not-read",
		message: isNotTried(code) ? message : `${cell} could not be read: ${message}`
	}));
	return {
		read: answered.flatMap((one) => "read" in one ? [one.read] : []),
		kept: [...unread, ...answered.flatMap((one) => "kept" in one ? [one.kept] : [])]
	};
};
// src/publish/laterReports.ts
const SIDE_BY_SIDE$5 = 8;
/**
* The tags of reports as they are now; undefined where that is not known. A list is of now when it
* has what was written a moment ago, and is of one time when one answer has all of it.
*/
const tagsNow = async (to, written) => {
	const tags = await to.tagsAtOnce?.();
	return tags?.includes(written) === true ? ownTagsOf({ tags: async () => tags }) : void 0;
};
/** A destination whose lists of what is bound to a digest stay as they were first read. */
const rememberingLists = (to) => ({
	...to,
	referrers: memoizedWork(async (digest) => to.referrers?.(digest))
});
/** Whether the registry lists something by itself that it did not list before. */
const listsNew = async (to, digest, before) => {
	const listed = await before.referrers?.(digest);
	return ((listed === void 0 ? void 0 : await to.referrers?.(digest)) ?? []).some((entry) => listed?.every((other) => other.digest !== entry.digest));
};
const hasNewTag = async ({ promotion, reportTags }, now) => {
	return (await now(promotion.digest)).some((tag) => !reportTags.includes(tag));
};
/**
* The second look at the reports of images that are about to get tags, once `written`, a tag of
* this promotion, is in the registry: those that have a new one are read again, and all of them
* with the indexes of their reports where a list of tags may be late. Undefined when there is
* nothing new. One request for all of them, where the list can be trusted; one more for each where
* the registry lists reports by itself.
*/
const withLaterReports = async (to, read, { written, moving, before }) => {
	const now = await tagsNow(to, written);
	const limit = pLimit(SIDE_BY_SIDE$5);
	const isChanged = async (one) => now === void 0 || await hasNewTag(one, now) || listsNew(to, one.promotion.digest, before);
	const changed = (await Promise.all(read.filter(({ promotion }) => moving.has(promotion.digest)).map((one) => limit(async () => await isChanged(one) ? [one] : [])))).flat();
	if (changed.length === 0) return void 0;
	const access = {
		own: now ?? ownTagsOf(to),
		trustsTags: false
	};
	const again = await readPromotions(to, changed.map(({ promotion }) => promotion), access);
	return {
		read: [...read.filter((one) => !changed.includes(one)), ...again.read],
		kept: again.kept
	};
};
// src/publish/tagMoves.ts
const LATEST = "latest";
const whyKept = (candidate, local) => {
	const { cell, reports, requirement, context } = candidate;
	if (candidate.standIn && !local) return {
		cell,
		code: "stand-in",
		message: `${cell} is based on a stand-in for nvidia/cuda, which must stay on this machine.`
	};
	if (reports.length === 0) return {
		cell,
		code: "not-tested",
		message: `${cell} was not tested: no report is attached to ${candidate.digest}. Test it: dl-env smoke --cells ${cell}`
	};
	const wrong = checkReasons(candidate.checks);
	if (wrong.length > 0) return {
		cell,
		code: "check-failed",
		message: `${cell} failed its static checks. ${wrong.join(" ")}`
	};
	const decision = judgeProofs(reports, requirement, context);
	return decision.ok ? void 0 : {
		cell,
		code: "not-proven",
		message: `${cell} does not meet smoke.require: ${requirement}. ${decision.reasons.join(" ")}`
	};
};
/** How the image that a tag does not move to is called: not by the tag once more. */
const imageOf = (cell, tag) => tag === cell ? "the one tested now" : `that of ${cell}`;
/** What stands in the way of a rolling tag's move to an image; undefined when nothing does. */
const whyStays = ({ cell, order }, { tag, there, ties }) => {
	if (there?.order === void 0 || isOlder(there.order, order)) return void 0;
	if (isOlder(order, there.order)) return {
		cell,
		tag,
		code: "newer-there",
		message: `${tag} stays with ${there.digest}, an image newer than ${imageOf(cell, tag)}.`
	};
	return ties === "move" ? void 0 : {
		cell,
		tag,
		code: "equal-there",
		message: `${tag} stays with ${there.digest}, an image neither older nor newer than ${imageOf(cell, tag)}. To move it all the same: dl-env promote --replace-equal` + (isStandInCell(cell) ? " --stand-in" : "")
	};
};
const moveOf = (candidate, { tag, kind }, there) => ({
	tag,
	kind,
	cell: candidate.cell,
	digest: candidate.digest,
	...candidate.set === void 0 ? {} : { set: candidate.set },
	...candidate.order === void 0 ? {} : { order: candidate.order },
	...there === void 0 ? {} : { from: there.digest }
});
/** Newest first; without an order label, last. */
const newestFirst = (a, b) => (a.order ?? "") < (b.order ?? "") ? 1 : (a.order ?? "") > (b.order ?? "") ? -1 : 0;
/** Why an immutable tag that names another image stays; undefined when it is free. */
const whyTaken = ({ cell, tag }, there) => there === void 0 ? void 0 : {
	cell,
	code: "tag-taken",
	message: `${tag} points to another image (${there.digest}), and it never moves.`
};
const immutableMoves = (candidates, current) => {
	const moves = [];
	const kept = [];
	const free = [];
	for (const candidate of candidates) {
		const { cell, digest, immutable: tag } = candidate;
		const there = current.get(tag);
		const taken = there?.digest === digest ? void 0 : whyTaken({
			cell,
			tag
		}, there);
		if (taken !== void 0) {
			kept.push(taken);
			continue;
		}
		free.push(candidate);
		if (there === void 0) moves.push(moveOf(candidate, {
			tag,
			kind: "immutable"
		}, void 0));
	}
	return {
		moves,
		kept,
		free
	};
};
const rollingMoves = (candidates, current, ties) => {
	const moves = [];
	const kept = [];
	const decided = /* @__PURE__ */ new Set();
	for (const candidate of [...candidates].sort(newestFirst)) for (const tag of candidate.rolling) {
		if (decided.has(tag)) continue;
		decided.add(tag);
		const there = current.get(tag);
		if (there?.digest === candidate.digest) continue;
		const stays = whyStays(candidate, {
			tag,
			there,
			ties
		});
		if (stays !== void 0) kept.push(stays);
		else moves.push(moveOf(candidate, {
			tag,
			kind: tag === LATEST ? "latest" : "rolling"
		}, there));
	}
	return {
		moves,
		kept
	};
};
/** The candidates whose tags may move: what a tag names now matters for these alone. Pure. */
const readyFor = (candidates, to) => candidates.filter((candidate) => whyKept(candidate, to.local) === void 0);
/**
* Which tags move, in which order, and what stays and why. Pure. `current` has what each tag names
* now; tags that are not in it are free.
*/
const planMoves = (candidates, current, { local, ties = "stay" }) => {
	const immutable = immutableMoves(readyFor(candidates, { local }), current);
	const rolling = rollingMoves(immutable.free, current, ties);
	return {
		moves: [
			...immutable.moves,
			...rolling.moves.filter(({ kind }) => kind === "rolling"),
			...rolling.moves.filter(({ kind }) => kind === "latest")
		],
		kept: [
			...candidates.flatMap((candidate) => whyKept(candidate, local) ?? []),
			...immutable.kept,
			...rolling.kept
		]
	};
};
// src/publish/moveTags.ts
const SIDE_BY_SIDE$4 = 16;
/** Moves that are made side by side, one group after the other. */
const groupsOf = (moves) => {
	const rolling = moves.filter(({ kind }) => kind === "rolling");
	return [
		moves.filter(({ kind }) => kind === "immutable"),
		...Map.groupBy(rolling, ({ set }) => set).values(),
		moves.filter(({ kind }) => kind === "latest")
	];
};
/**
* One move: looks at what the tag names now, since others move tags too, and puts it unless that
* stands in the way. Undefined when the tag names the image already.
*/
const moveOne = async ({ look, put }, { to, orderOf, ties }, move) => {
	const { tag, kind, digest } = move;
	const named = await look(tag);
	if (named === digest) return void 0;
	const there = named === void 0 ? void 0 : {
		digest: named,
		order: await orderOf(named)
	};
	const kept = kind === "immutable" ? whyTaken(move, there) : whyStays(move, {
		tag,
		there,
		ties
	});
	const isLeaving = kept?.code === "tag-taken" && await isMark$1(to, named ?? digest);
	if (kept !== void 0 && !isLeaving) return { kept };
	await put(move);
	return { moved: move };
};
const names = (moves) => moves.length === 0 ? "none" : moves.map(({ tag }) => tag).join(", ");
/** The error for the move at which a promotion stopped. */
const stopped = (to, { at, moved, left }, error) => {
	const cause = error instanceof Error ? error.message : String(error);
	return unreachable({
		code: "promotion-stopped",
		message: `Promotion in ${to.name} stopped at ${at?.tag ?? "the end"}: ${cause} Moved: ${names(moved)}. Left where they were: ${names(left)}.`,
		hint: "Each moved tag points to a tested image. Once the cause is fixed, type it again; moved tags stay: dl-env promote"
	}, { cause: error });
};
/**
* Group after group: immutable tags, the rolling ones of each set, `latest`. What fails lets its
* group end, so that it is known what moved, and stops the others. A cell whose immutable tag is
* taken keeps its rolling ones.
*/
const moveGroups = async (access, context, moves) => {
	const limit = pLimit(SIDE_BY_SIDE$4);
	const moved = [];
	const kept = [];
	const settled = /* @__PURE__ */ new Set();
	const taken = /* @__PURE__ */ new Set();
	for (const all of groupsOf(moves)) {
		const group = all.filter(({ cell }) => !taken.has(cell));
		const results = await Promise.allSettled(group.map((move) => limit(() => moveOne(access, context, move))));
		for (const [index, result] of results.entries()) {
			const move = group[index];
			if (move === void 0 || result.status === "rejected") continue;
			settled.add(move);
			const { value } = result;
			if (value === void 0) continue;
			if ("moved" in value) moved.push(value.moved);
			else kept.push(value.kept);
			if ("kept" in value && move.kind === "immutable") taken.add(move.cell);
		}
		const failed = results.findIndex(({ status }) => status === "rejected");
		const result = results[failed];
		if (result?.status === "rejected") {
			const left = moves.filter((move) => !settled.has(move));
			throw stopped(context.to, {
				at: group[failed],
				moved,
				left
			}, result.reason);
		}
	}
	return {
		moved,
		kept
	};
};
/**
* Moves tags: the same manifest bytes, PUT by tag. In a layout all of them at once, alone among all
* writers. In a registry, which knows no such thing, one by one, each looked at right before.
* Rejects with `promotion-stopped`.
*/
const moveTags = async (context, moves) => {
	const { to, manifestOf } = context;
	if (moves.length === 0) return {
		moved: [],
		kept: []
	};
	const put = async ({ tag, digest }) => {
		await to.putManifest(await manifestOf(digest), tag, imageAnnotations(tag));
	};
	if (!isLayout(to)) return moveGroups({
		look: (tag) => to.resolve(tag),
		put
	}, context, moves);
	let result = {
		moved: [],
		kept: []
	};
	await to.retag(async (named) => {
		result = await moveGroups({
			look: named,
			put: async () => void 0
		}, context, moves);
		return Promise.all(result.moved.map(async ({ tag, digest }) => ({
			tag,
			manifest: await manifestOf(digest),
			annotations: imageAnnotations(tag)
		})));
	});
	return result;
};
// src/publish/promotionJournal.ts
const JOURNAL_TYPE = "application/vnd.dl-env.promotion.v1+json";
/**
* So long before a promotion another one may have begun that is still at work, clocks that differ
* included; until then it must find what it did not see when it looked at its tags. Milliseconds.
*/
const OVERLAP = 216e5;
const NAME = /^(dl-env-promotion-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8})(-done)?$/;
const Text = string();
const Content = object({
	format: literal(1),
	moves: array(object({
		tag: Text,
		kind: _enum([
			"immutable",
			"rolling",
			"latest"
		]),
		cell: Text,
		digest: string().regex(/^sha256:[0-9a-f]{64}$/),
		order: Text.optional()
	}))
});
/** The journals among the tags of a destination, the oldest first. */
const journalTags = (tags) => {
	const found = /* @__PURE__ */ new Map();
	for (const tag of tags) {
		const [, name, year, month, day, hour, minute, second, done] = NAME.exec(tag) ?? [];
		if (name === void 0) continue;
		const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
		found.set(name, {
			name,
			at,
			done: done !== void 0 || found.get(name)?.done === true
		});
	}
	return [...found.values()].sort((a, b) => a.at - b.at);
};
const newName = ({ clock, env }) => {
	return `dl-env-promotion-${new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, "")}-${env.random(4)}`;
};
/**
* Writes down which tags are about to move, under a tag of its own that nobody else writes to.
* Returns its name.
*/
const writeJournal = async (to, sys, moves) => {
	const tag = newName(sys);
	const content = jsonBytes({
		format: 1,
		name: tag,
		moves: moves.map(({ tag: moved, kind, cell, digest, order }) => ({
			tag: moved,
			kind,
			cell,
			digest,
			...order === void 0 ? {} : { order }
		}))
	});
	await putTagged(to, {
		tag,
		type: JOURNAL_TYPE,
		content
	});
	return tag;
};
/** The claims in a journal. */
const readJournal = async (to, name) => {
	const stored = await to.manifest(name);
	if (stored === void 0) return [];
	const [blob] = parseManifest(stored, to.name).layers;
	const decoded = Content.safeParse(blob === void 0 ? void 0 : readJson(await readSmall(to, blob)));
	if (decoded.success) return decoded.data.moves;
	throw unreachable({
		code: "registry-nonsense",
		message: `${to.name} has a journal of a promotion, ${name}, that cannot be read.`,
		hint: `Remove it, then move what is behind: dl-env untag ${name} --yes && dl-env promote`
	});
};
/** Marks a journal as done, by a second tag: what is to be finished is seen by names alone. */
const closeJournal = async (to, name) => {
	const stored = await to.manifest(name);
	if (stored !== void 0) await to.putManifest(stored, `${name}-done`);
};
// src/publish/claims.ts
const SIDE_BY_SIDE$3 = 16;
/** For each tag the newest image that a promotion claimed it for; the first of equals. */
const newestClaims = (claims) => {
	const newest = /* @__PURE__ */ new Map();
	for (const claim of claims) {
		const other = newest.get(claim.tag);
		if (other === void 0 || isOlder(other.order, claim.order)) newest.set(claim.tag, claim);
	}
	return newest;
};
/** The claim of the immutable tag that comes before the rolling tags of a claim's cell. */
const immutableOf = (journals, { cell, digest }) => journals.flatMap(({ claims }) => claims).find((one) => one.kind === "immutable" && one.cell === cell && one.digest === digest);
/** The claims whose tag names nothing, or (but for immutable tags) something older. */
const claimsBehind = async ({ to, orderOf }, claims) => {
	const limit = pLimit(SIDE_BY_SIDE$3);
	return (await Promise.all([...claims].map((claim) => limit(async () => {
		const there = await to.resolve(claim.tag);
		if (there === void 0) return [claim];
		if (there === claim.digest || claim.kind === "immutable") return [];
		return isOlder(await orderOf(there), claim.order) ? [claim] : [];
	})))).flat();
};
/**
* Whether tags may move to an image that another promotion judged: it is there, and what was seen
* of it last is no failure.
*/
const stands = async (to, digest) => {
	if (await to.resolve(digest) === void 0) return false;
	const [newest] = await readProofs(to, digest);
	return newest !== void 0 && newest.results.every(({ outcome }) => outcome !== "fail");
};
/** Sorts what is behind into what can be fulfilled and what cannot. `own` images are not asked. */
const compareClaims = async (context, claims, { journals, own }) => {
	const { to } = context;
	const behind = /* @__PURE__ */ new Map();
	const unfit = /* @__PURE__ */ new Set();
	for (const claim of await claimsBehind(context, claims)) {
		const immutable = claim.kind === "immutable" ? void 0 : immutableOf(journals, claim);
		const named = immutable === void 0 ? claim.digest : await to.resolve(immutable.tag);
		const isFit = (named === void 0 || named === claim.digest) && (own.has(claim.digest) || await stands(to, claim.digest));
		if (!isFit) unfit.add(claim.digest);
		else if (named === void 0 && immutable !== void 0) behind.set(immutable.tag, immutable);
		if (isFit) behind.set(claim.tag, claim);
	}
	return {
		behind: [...behind.values()],
		unfit
	};
};
// src/publish/settleTags.ts
/** Who wrote a journal that is older than this and not done is not at work any more. */
const AT_WORK = 6e5;
/** Each round ends with a tag nearer to its newest image; so many rounds are no race any more. */
const ROUNDS = 100;
const SIDE_BY_SIDE$2 = 16;
const isAbandoned = ({ done, at }, now) => !done && at < now - AT_WORK;
/**
* The journals that are read: those that are not done, and all that were written so shortly before
* them, or before now, that one may have overtaken the other.
*/
const journalsToRead = (all, now) => {
	const oldest = all.find(({ done }) => !done)?.at ?? now;
	const from = Math.min(oldest, now) - OVERLAP;
	return all.filter(({ at, done }) => !done || at >= from);
};
/** The tags that are looked after: one's own, and those of journals whose writer is gone. */
const lookedAfter = (journals, { moves, journal, tags, sys }) => {
	const others = journals.filter(({ name }) => name !== journal);
	const abandoned = others.filter((one) => isAbandoned(one, sys.clock.now()));
	return /* @__PURE__ */ new Set([
		...moves.map(({ tag }) => tag),
		...others.flatMap(({ claims }) => claims.map(({ tag }) => tag)).filter((tag) => tags.has(tag)),
		...abandoned.flatMap(({ claims }) => claims.map(({ tag }) => tag))
	]);
};
/** Reads the journals that matter now; each is read once, since none changes. */
const claimsReader = ({ to }, settling) => {
	const limit = pLimit(SIDE_BY_SIDE$2);
	const read = memoized((name) => limit(() => readJournal(to, name)));
	return async (listed) => {
		const wanted = journalsToRead(journalTags(listed), settling.sys.clock.now());
		const journals = await Promise.all(wanted.map(async (tag) => ({
			...tag,
			claims: await read(tag.name)
		})));
		const tags = lookedAfter(journals, settling);
		return {
			journals,
			tags,
			claims: [...settling.moves, ...journals.flatMap((journal) => journal.claims)].filter(({ tag }) => tags.has(tag))
		};
	};
};
/** The newest claims that are behind and can be fulfilled; next to them come those of others. */
const behindNow = async (context, { journals, claims }, own) => {
	const unfit = /* @__PURE__ */ new Set();
	for (;;) {
		const fit = claims.filter(({ digest }) => !unfit.has(digest));
		const compared = await compareClaims(context, newestClaims(fit).values(), {
			journals,
			own
		});
		if (compared.unfit.size === 0) return compared.behind;
		for (const digest of compared.unfit) unfit.add(digest);
	}
};
/**
* The claims in a destination that are behind and could be fulfilled, however young their journal
* is; asks, and moves nothing. `listed` are its tags.
*/
const unfinishedClaims = async (context, sys, listed) => {
	const read = claimsReader(context, {
		moves: [],
		tags: { has: () => true },
		sys
	});
	return behindNow(context, await read(listed), /* @__PURE__ */ new Set());
};
const KINDS = [
	"immutable",
	"rolling",
	"latest"
];
const putClaims = async ({ to, manifestOf }, behind) => {
	const limit = pLimit(SIDE_BY_SIDE$2);
	for (const kind of KINDS) await Promise.all(behind.filter((claim) => claim.kind === kind).map(({ tag, digest }) => limit(async () => to.putManifest(await manifestOf(digest), tag, imageAnnotations(tag)))));
};
/** Marks the journals as done of which every tag was looked after and is where it belongs. */
const closeSettled = async ({ to }, { journals, tags }) => {
	const settled = journals.filter(({ done, claims }) => !done && claims.every(({ tag }) => tags.has(tag)));
	await Promise.all(settled.map(({ name }) => closeJournal(to, name)));
};
/**
* Reads back what each tag names after the last move, and compares it with what every promotion of
* these hours wrote down before it began: a tag that names something older than the newest of them
* moves to that, until none does. So whichever of several writers ends last leaves the newest
* image, and what one that was killed left behind is finished. Returns what moved.
*/
const settleTags = async (context, settling, listed) => {
	const { to } = context;
	const read = claimsReader(context, settling);
	const own = new Set(settling.moves.map(({ digest }) => digest));
	const repaired = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		const claims = await read(round === 0 && listed !== void 0 ? listed : await to.tags());
		const behind = await behindNow(context, claims, own);
		if (behind.length === 0) {
			await closeSettled(context, claims);
			return repaired;
		}
		await putClaims(context, behind);
		repaired.push(...behind);
	}
	throw unreachable({
		code: "promotion-stopped",
		message: `${to.name} does not keep what its tags are to name: ${ROUNDS} times a tag named an older image after it had moved.`,
		hint: "See who else writes to it, then type it again: dl-env promote"
	});
};
// src/publish/sampledTags.ts
const SIDE_BY_SIDE$1 = 16;
/** Tags that are asked for each time, and others that have their day. */
const ALWAYS = 4;
const DAILY = 4;
/** `latest`, then short tags, which most people pull, then long ones, then immutable ones. */
const byReach = (a, b) => {
	const rank = ({ kind }) => [
		"latest",
		"rolling",
		"immutable"
	].indexOf(kind);
	return rank(a) - rank(b) || a.tag.length - b.tag.length || (a.tag < b.tag ? -1 : 1);
};
/** The tags of a sample. Pure. */
const sampleOf = (claims, sample, now) => {
	const sorted = claims.toSorted(byReach);
	const always = sorted.slice(0, ALWAYS);
	const others = sorted.slice(ALWAYS);
	const from = Math.floor(now / DAY) * DAILY;
	const daily = Array.from({ length: Math.min(DAILY, others.length) }, (_, at) => others[(from + at) % others.length]).filter((claim) => claim !== void 0);
	return sample === "all" ? [...always, ...daily] : [...always.slice(0, 1), ...daily.slice(0, 1)];
};
/** The tags of a sample that people have moved since, by a HEAD each. */
const strayTags = async ({ to, sys }, claims, sample) => {
	const limit = pLimit(SIDE_BY_SIDE$1);
	return (await Promise.all(sampleOf(claims, sample, sys.clock.now()).map((claim) => limit(async () => ({
		claim,
		named: await to.resolve(claim.tag)
	}))))).filter(({ claim, named }) => named !== claim.digest);
};
// src/publish/tagsInPlace.ts
/** A promotion that ended is believed for so long, since people may move tags by hand. */
const BELIEVED = 7 * DAY;
/** At most so many journals are read: a promotion of all cells is in one. */
const MOST_JOURNALS = 3;
const SIDE_BY_SIDE = 16;
const NONE = /* @__PURE__ */ new Map();
/**
* What promotions that ended left behind: for each listed tag what the newest of the last `count`
* journals says, two requests a journal. None where a promotion has not ended, or its journal is
* not readable.
*/
const keptClaims = async (to, { clock }, { listed, count }) => {
	const journals = journalTags(listed);
	if (to.kind !== "registry" || journals.some(({ done }) => !done)) return [];
	const recent = journals.filter(({ at }) => at > clock.now() - BELIEVED).slice(-count);
	try {
		const known = (await Promise.all(recent.map(({ name }) => readJournal(to, name)))).flat().filter(({ tag }) => listed.has(tag));
		return [...new Map(known.map((claim) => [claim.tag, claim])).values()];
	} catch (error) {
		if (!(error instanceof DlEnvError) || error.code !== "registry-nonsense") throw error;
		return [];
	}
};
/**
* What the tags of a registry name by the journals of the last promotions that ended, where asking
* would be one request a tag. Eight are asked for all the same: where one names something else,
* no journal is believed. None of a tag that is not listed (any more).
*/
const journaledTags = async (to, sys, listed) => {
	if (listed === void 0) return NONE;
	const claims = await keptClaims(to, sys, {
		listed,
		count: MOST_JOURNALS
	});
	if ((await strayTags({
		to,
		sys
	}, claims, "all")).length > 0) return NONE;
	return new Map(claims.map(({ tag, digest }) => [tag, digest]));
};
/**
* The promotions of which every tag names the image already, so that nothing of it is read: by the
* journals, else by a HEAD of each tag, which only cells are asked for whose tags are all listed.
*/
const inPlace = async ({ resolve }, promotions, { journaled, listed }) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const isInPlace = async ({ digest, immutable, rolling }) => {
		const tags = [immutable, ...rolling];
		if (tags.every((tag) => journaled.get(tag) === digest)) return true;
		if (listed === void 0 || !tags.every((tag) => listed.has(tag))) return false;
		return (await Promise.all(tags.map((tag) => limit(() => resolve(tag))))).every((one) => one === digest);
	};
	const found = await Promise.all(promotions.map(async (promotion) => await isInPlace(promotion) ? [promotion] : []));
	return new Set(found.flat());
};
// src/publish/wholeImages.ts
const sentence = ({ digest, size, what }) => `the ${what} ${digest}${size === void 0 ? "" : ` (${bytes(size)})`}`;
const broken = (candidate, damage, to) => {
	const [first] = damage;
	const further = damage.length === 1 ? "" : ` and ${damage.length - 1} more`;
	return {
		cell: candidate.cell,
		code: "image-broken",
		message: `${candidate.cell} keeps its tags: in ${to.name} its image ${candidate.digest} lacks ${first === void 0 ? "nothing" : sentence(first)}${further}, or has it with another size. Make it again: dl-env build && dl-env smoke && dl-env promote`
	};
};
/**
* The moves to images of which every blob is there with its size: each digest is looked at once,
* and only below images that get a tag. A cell whose image is damaged is kept, and its tags go to
* the next candidate, if there is one.
*/
const planWholeMoves = async (to, { candidates, images, plan }) => {
	const reader = closureReader(to);
	const damaged = /* @__PURE__ */ new Map();
	for (;;) {
		const moves = plan(candidates.filter(({ digest }) => !damaged.has(digest)));
		const lacking = (await Promise.all([...new Set(moves.moves.map(({ digest }) => digest))].map(async (digest) => {
			const image = images.get(digest);
			return [digest, image === void 0 ? [] : await reader.damage(image.manifest)];
		}))).filter(([, damage]) => damage.length > 0);
		if (lacking.length === 0) return {
			...moves,
			kept: [...candidates.flatMap((candidate) => {
				const damage = damaged.get(candidate.digest);
				return damage === void 0 ? [] : [broken(candidate, damage, to)];
			}), ...moves.kept]
		};
		for (const [digest, damage] of lacking) damaged.set(digest, damage);
	}
};
// src/publish/promoteTags.ts
/** With `covered`, the other images of this promotion that passed on a GPU are what covers. */
const contextOf = ({ promotion, image }, covering) => {
	if (promotion.requirement !== "covered" || promotion.context.coverage !== void 0) return promotion.context;
	return {
		...promotion.context,
		coverage: coverageOf(image, covering.filter(({ cell }) => cell !== promotion.cell))
	};
};
const asCandidates = (read) => {
	const covering = read.filter(({ reports, promotion }) => judgeProofs(reports, "gpu", promotion.context).ok).map(({ promotion, image }) => ({
		cell: promotion.cell,
		image
	}));
	return read.map((one) => {
		const { promotion, image, reports, checks } = one;
		const { cell, digest, immutable, rolling, requirement } = promotion;
		return {
			cell,
			digest,
			immutable,
			rolling,
			requirement,
			reports,
			checks,
			order: orderOf(image),
			set: image.labels[`${LABEL_PREFIX}set`],
			standIn: isStandIn(image.labels),
			context: contextOf(one, covering)
		};
	});
};
/** What moved in the end: of two moves of one tag the last. */
const lastMoves = (moved, repaired) => [...new Map([...moved, ...repaired].map((move) => [move.tag, move])).values()];
/** Moves tags in a layout. */
const moveLocally = async (context, plan) => {
	const { moved, kept } = await moveTags(context, plan.moves);
	return {
		moved,
		kept: [...plan.kept, ...kept]
	};
};
/**
* Moves tags in a registry, where others may do the same: what is to move is written down before,
* and read back after. What an earlier promotion wrote down and did not end is finished.
*/
const moveInRegistry = async (context, plan, { sys, tags, listed, lookAgain }) => {
	const { to } = context;
	const { moves } = plan;
	if (moves.length === 0) {
		const before = listed ?? await to.tags();
		if (journalTags(before).every(({ done }) => done)) return {
			moved: [],
			kept: plan.kept
		};
		return {
			moved: await settleTags(context, {
				moves,
				tags,
				sys
			}, before),
			kept: plan.kept
		};
	}
	if (listed?.has("dl-env-last-look") !== false) await forgetLook(to);
	const journal = await writeJournal(to, sys, moves);
	await forgetLook(to);
	const standing = await lookAgain(plan, journal);
	const { moved, kept } = await moveTags(context, standing.moves);
	const repaired = await settleTags(context, {
		moves: moved,
		journal,
		tags,
		sys
	});
	return {
		moved: lastMoves(moved, repaired),
		kept: [...standing.kept, ...kept]
	};
};
/**
* The promotions that are read: those with a tag that does not name the image yet. With `covered`
* the others are what covers, so then all are.
*/
const toBeRead = async (to, promotions, { listed, journaled = /* @__PURE__ */ new Map() }) => {
	const settled = await inPlace(to, promotions, {
		journaled,
		listed
	});
	const open = promotions.filter((promotion) => !settled.has(promotion));
	return open.some(({ requirement }) => requirement === "covered") ? promotions : open;
};
/**
* Each tag is asked for once while a promotion is planned. One that is not listed is not asked for
* until right before it moves, when all are, whatever a list says.
*/
const planningAsks = async (to, { resolve, list, dryRun }) => {
	const asking = {
		resolve,
		isMark: (digest) => isMark$1(to, digest)
	};
	if (isLayout(to) || dryRun) return {
		...asking,
		isAsked: () => true
	};
	const listed = new Set(await list());
	return {
		...asking,
		isAsked: (tag) => listed.has(tag)
	};
};
/** Judges images by what their tags name now, which is asked for once. */
const judgeOf = (to, { current, ties }) => {
	return (read) => planWholeMoves(to, {
		candidates: asCandidates(read),
		images: new Map(read.map(({ image }) => [image.digest, image])),
		plan: (whole) => planMoves(whole, current, {
			local: to.local,
			ties
		})
	});
};
/** The moves of a plan that stand after a second look at the reports of its images. */
const secondLook = ({ to, before }, { read, kept: unread }, judge) => async (plan, written) => {
	const moving = new Set(plan.moves.map(({ digest }) => digest));
	const later = await withLaterReports(to, read, {
		written,
		moving,
		before
	});
	if (later === void 0) return plan;
	const { moves, kept } = await judge(later.read);
	return {
		moves: plan.moves.filter(({ tag, digest }) => moves.some((move) => move.tag === tag && move.digest === digest)),
		kept: [
			...unread,
			...later.kept,
			...kept
		]
	};
};
/**
* Moves tags to tested digests: immutable tags, then rolling ones, `latest` last. Everything is
* read and judged before the first tag moves. What lacks its proof stays (`kept` says why); rejects
* with `stand-in` before anything moves, with `promotion-stopped` when the repository refuses
* half-way.
*/
const promote = async (to, promotions, options) => {
	const { dryRun = false, ties = "stay" } = options;
	const resolve = memoizedWork((tag) => to.resolve(tag));
	const listOnce = memoizedWork((from) => from.tags());
	const list = () => listOnce(to);
	const open = await toBeRead({ resolve }, promotions, options);
	const before = rememberingLists(to);
	const { read, kept } = await readPromotions(before, open, {
		own: ownTagsOf({ tags: list }),
		trustsTags: !dryRun && !isLayout(to)
	});
	for (const { promotion, image } of read) keepStandInHere(image.labels, to, promotion.cell);
	const candidates = asCandidates(read);
	const orders = orderReader(to, candidates);
	const ready = readyFor(candidates, to);
	const asks = await planningAsks(to, {
		resolve,
		list,
		dryRun: dryRun || ready.length === 0
	});
	const current = await currentTags(asks, ready, orders);
	const judge = judgeOf(to, {
		current,
		ties
	});
	const judged = await judge(read);
	const plan = {
		...judged,
		kept: [...kept, ...judged.kept]
	};
	if (dryRun) return {
		...plan,
		done: false
	};
	const images = new Map(read.map(({ image }) => [image.digest, image.manifest]));
	const manifestOf = async (digest) => images.get(digest) ?? readManifest(to, digest);
	const context = {
		to,
		manifestOf,
		orderOf: orders,
		ties
	};
	const tags = new Set(promotions.flatMap(({ immutable, rolling }) => [immutable, ...rolling]));
	const lookAgain = secondLook({
		to,
		before
	}, {
		read,
		kept
	}, judge);
	const moving = {
		...options,
		tags,
		lookAgain
	};
	const result = isLayout(to) ? await moveLocally(context, plan) : await moveInRegistry(context, plan, moving);
	return {
		moves: result.moved,
		kept: result.kept,
		done: true
	};
};
// src/publish/promoteImages.ts
/**
* Moves tags to the images in which the checks find nothing and that have the proof they need:
* immutable ones, rolling ones, `latest`.
*/
const promoteImages = (facts, planned, { images, dryRun, ties = "stay", journaled = /* @__PURE__ */ new Map() }) => {
	const { sys, catalog, request, to } = facts;
	const inspect = inspector(facts, planned);
	const promotions = images.map((image) => {
		const { cell, digest } = image;
		const found = planned.plan.cells.find((one) => one.cell === cell);
		const [immutable = "", ...rolling] = found?.tags ?? [];
		const now = planned.recipes.get(cell);
		const recipe = now !== void 0 && immutableTag(now) === immutable ? now : void 0;
		return {
			cell,
			digest,
			immutable,
			rolling,
			labels: expectedLabels(found ?? { cell }, recipe),
			requirement: request.smoke.require,
			context: decisionContext(catalog, planned, cell),
			checks: () => inspect(image),
			local: () => readLocalImage(facts, image)
		};
	});
	return promote(to, promotions, {
		sys,
		dryRun,
		ties,
		listed: planned.imageTags,
		journaled
	});
};
// src/pipeline.ts
const asking = ({ sys, open, options }) => ({
	sys,
	open,
	offline: options.offline === true
});
const resolving = (session) => ({
	tool: session.catalog.hostUv,
	indexes: session.catalog.indexes,
	mirrors: session.request.mirrors,
	locks: lockFolder(session),
	update: session.options.update === true,
	...session.options.answerMaxAgeMs === void 0 ? {} : { maxAge: session.options.answerMaxAgeMs },
	offline: session.options.offline === true
});
/** The cells that `--cells` names, or all. */
const chosenCells = (judged, ids) => {
	if (ids === void 0) return judged;
	const unknown = ids.find((id) => !judged.some(({ cell }) => cell.id === id));
	if (unknown === void 0) return judged.filter(({ cell }) => ids.includes(cell.id));
	const near = closestOrLonger(unknown, judged.map(({ cell }) => cell.id));
	throw wrongRequest({
		code: "unknown-cell",
		message: `The plan has no cell ${unknown}.`,
		hint: `${near === void 0 ? "" : `Did you mean ${near}? `}All of them: dl-env plan`
	});
};
const warn = (sys, warnings) => {
	for (const warning of warnings) sys.log.warn(problemText(warning));
};
/** The matrix's cells, or those of them that were assigned to this job. */
const cellsOf = ({ sys, request, assignment }, catalog) => {
	const all = expandCells(request, catalog);
	requireCells(request, all);
	const part = assignedCells(assignment);
	if (part !== void 0) return all.filter(({ id }) => part.has(id));
	warn(sys, requestWarnings(request, catalog, all));
	return all;
};
/** The cells of the matrix without any verdict: asks for lists of bases, and no resolver. */
const matrixCells = async (session) => {
	const { request, catalog } = session;
	const repositories = baseRepositories(request, catalog);
	const lists = await readLists(asking(session), repositories, catalog);
	return {
		cells: expandCells(request, withTagLists(catalog, lists)),
		unlisted: repositories.filter((name) => !isLocal(name) && !saysVersions(lists.get(name)))
	};
};
/** Rules and bases, then the resolver, then verdicts, then suggestions. */
const judgeCells = async (session, cells, facts) => {
	const { sys, request, assignment, options } = session;
	const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
	const screen = openScreen({
		request,
		today,
		...facts
	});
	const screened = cells.map(screen);
	const resolver = openResolver(sys, resolving(session));
	try {
		const questions = openQuestions(screened);
		const answers = await resolver.comparedWithNewest(questions, await resolver.askAll(questions));
		const recorded = await recordedOrigins(sys.files, lockFolder(session), answers);
		const verdicts = judge(screened, {
			request,
			catalog: facts.catalog,
			answers,
			recorded
		});
		return {
			judged: await withSuggestions(resolver.ask, verdicts, {
				request,
				catalog: facts.catalog,
				possible: (cell) => screen(cell).question !== void 0,
				...options.cells === void 0 ? {} : { first: options.cells },
				isPart: assignedCells(assignment) !== void 0
			}),
			locks: locksOf(answers)
		};
	} finally {
		await resolver.close();
	}
};
/** The cells of this run, by lists of the bases that were read or are known already. */
const listedCells = async (session, known) => {
	const { request, catalog } = session;
	const ask = asking(session);
	const read = known?.lists ?? await readLists(ask, baseRepositories(request, catalog), catalog);
	const listed = withTagLists(catalog, read);
	const cells = cellsOf(session, listed);
	return {
		cells,
		catalog: listed,
		lists: known === void 0 ? await askUnlisted(ask, read, {
			cells,
			catalog: listed
		}) : read
	};
};
/** dl-env.yml and the catalog -> cells -> verdicts -> locks -> recipes -> plan. Makes nothing. */
const planCells = async (session, planOptions = {}) => {
	const { sys, request, catalog, options } = session;
	const { bases: known } = planOptions;
	const { cells, lists, ...listed } = await listedCells(session, known);
	const { judged: verdicts, locks } = await judgeCells(session, cells, {
		...listed,
		lists
	});
	if (options.standIn === true) await prepareStandIns(session, verdicts);
	const based = await withBases(asking(session), verdicts, {
		lists,
		known
	});
	const judged = chosenCells(based, options.cells);
	warn(sys, pinWarnings(request, verdicts, {
		locks,
		...listed
	}));
	const folder = lockFolder(session);
	const update = options.update === true;
	const { locks: apt, notices: aptNotices } = await chooseAptLocks({
		sys,
		catalog,
		request,
		folder,
		update
	}, judged);
	warn(sys, aptNotices);
	const made = await recipesAndTags({
		...session,
		offline: options.offline === true
	}, {
		judged,
		locks,
		apt
	}, planOptions);
	const { recipes, drafts, storeTags, imageTags, refused, isBelieved } = made;
	warn(sys, refused);
	const rolling = plannedTags({
		request,
		catalog
	}, {
		judged,
		locks,
		recipes
	});
	const { to, store } = request;
	const plan = makePlan({
		to,
		store,
		judged,
		locks,
		rolling,
		...made
	});
	const inputs = {
		judged,
		locks,
		apt,
		recipes,
		drafts
	};
	const listedNow = known === void 0 || known.isCurrent === true ? lists : /* @__PURE__ */ new Map();
	const tags = {
		storeTags,
		imageTags,
		refused,
		isBelieved
	};
	return {
		plan,
		...inputs,
		lists: listedNow,
		aptNotices,
		...tags
	};
};
/**
* The layers that are missing are made and stored, and the cells' images linked by digest, without
* a tag.
*/
const buildImages = (session, planned) => buildCells(session, planned);
export { hardwareOf as A, wantedAptPackages as B, openScreen as C, imagesBuiltBefore as D, basesBuiltOn as E, baseTag as F, aptArgument as G, writeContext as H, buildSecrets as I, aptCall as K, snapshotMirror as L, ownDriver as M, chooseEngine as N, writeBuildState as O, CONTAINERFILE as P, withAptErrors as R, writeLocks as S, readProofs as T, eachOnce as U, aptLockDifference as V, APT_MOUNTS as W, keepReport as _, inPlace as a, aptLockByDate as b, strayTags as c, journalTags as d, readJournal as f, hasProof as g, smokeTestImages as h, promoteImages as i, runsOn as j, checksTag as k, unfinishedClaims as l, isOlder as m, matrixCells as n, journaledTags as o, orderReader as p, aptFiles as q, planCells as r, keptClaims as s, buildImages as t, OVERLAP as u, readInstaller as v, decodeReport as w, readAptLock as x, basesOfPlan as y, withUnknownPackages as z };
