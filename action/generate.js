import { n as namedIndexes } from "./namedIndexes.js";
import { a as minorOf } from "./versions.js";
import { i as indexLoginVariables } from "./mirrors.js";
import { A as instructionValue, M as wrapped, O as comment, _ as runFiles, d as COMPILING, j as runWord, k as execForm, u as overlapWinnerWheels, v as runInstructions } from "./systemRecipe.js";
import { t as LICENCE_LIST } from "./imagePaths.js";
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
export { standaloneFolder as a, hashedRequirements as i, generate as n, standaloneVenvConfig as o, ownContext as r, cellContainerfile as t };
