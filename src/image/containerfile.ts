import { minorOf } from "../catalog/versions.ts";
import type { NamedIndex } from "../resolve/namedIndexes.ts";
import { indexLoginVariables } from "../secrets/indexVariables.ts";
import { COMPILING } from "./bytecode.ts";
import { LICENCE_LIST } from "./imagePaths.ts";
import { comment, execForm, instructionValue, runWord, wrapped } from "./quote.ts";
import type { RunStep } from "../matrix/customization.ts";
import { runInstructions } from "./runRecipe.ts";
import { ownStage } from "./ownStage.ts";
import type { Bytecode, ImageConfig, LayerSpec, OwnEntry } from "./recipe.ts";
import { standaloneFolder, standaloneVenvConfig } from "./standalonePython.ts";

type PythonSpec = Extract<LayerSpec, { kind: "python" }>;

/** A Containerfile's content as values. */
export interface ContainerfileInput {
  /** Cell id, for the first line. */
  readonly cell: string;
  /** Tag of the base, for people, and what is built on: a digest where one is known. */
  readonly base: { readonly tag: string; readonly pinned: string };
  /** Text of the stage `system`. */
  readonly system: string;
  /** Files of one's own; absent where there are none. */
  readonly own?: readonly OwnEntry[];
  /** Archive of a standalone Python; absent where apt installs one. */
  readonly python?: PythonSpec;
  /** x.y of the image's Python. */
  readonly minor: string;
  /** What of the wheels is compiled; nothing where it is absent. */
  readonly bytecode?: Bytecode | undefined;
  /** `uv==1.2.3 --hash=sha256:…` */
  readonly uv: string;
  /** Names of the files with requirements, in the order installed. */
  readonly requirements: readonly string[];
  readonly indexes: readonly NamedIndex[];
  /** Steps of one's own, in their order. */
  readonly run: readonly RunStep[];
  readonly config: ImageConfig;
}

/** Characters of a line of labels. */
const WIDTH = 140;
/** Where a long instruction goes on. */
const NEXT = " \\\n    ";

/** Shell that puts a pattern with many alternatives into `left`, a line of them after another. */
const leftOut = (pattern: string): string => {
  const lines = [""];
  for (const part of pattern.split(/(?<=\|)/)) {
    const line = (lines.at(-1) ?? "") + part;
    if (line.length < WIDTH) lines[lines.length - 1] = line;
    else lines.push(part);
  }
  return lines
    .map((line, at) => `${at === 0 ? "left=" : 'left="$left"'}${runWord(line)}; \\\n    `)
    .join("");
};

/**
 * Compiles the modules of a folder, as layers have it: no time counts, so the bytes are the same
 * again. What is no module of this Python's is left (compileall then ends with 1).
 */
const compileCall = (python: string, folder: string, bytecode: Bytecode | undefined): string =>
  bytecode === undefined
    ? ""
    : `${leftOut(`^${folder}/${bytecode.except}`)}PYTHONHASHSEED=0 ${python} -sSB ` +
      `${COMPILING.join(" ")} -m compileall -qq ` +
      `--invalidation-mode checked-hash -x "$left" ${folder} || test $? -eq 1; \\\n    `;

/** The same Python and the same /opt/venv as in the Python layer. */
const pythonStage = ({ version, url, sha256, bytecode }: PythonSpec): string => {
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
const loginsOf = (
  indexes: readonly NamedIndex[],
): { readonly comment: string; readonly mount: string; readonly read: string } => {
  const names = indexes.filter(({ own }) => own === true).map(({ name }) => name);
  if (names.length === 0) return { comment: "", mount: "", read: "" };
  const variables = names.flatMap(indexLoginVariables).map((name) => `${name}=…`);
  return {
    comment: `# indexes is a file with logins, a line each: ${variables.join(" ")}\n`,
    mount: "--mount=type=secret,id=indexes ",
    read: "if [ -f /run/secrets/indexes ]; then set -a; . /run/secrets/indexes; set +a; fi; \\\n    ",
  };
};

const installStage = (input: ContainerfileInput): string => {
  const { requirements, indexes, python } = input;
  const logins = loginsOf(indexes);
  const mounts = requirements
    .map((file) => `--mount=type=bind,source=${file},target=/mnt/${file}${NEXT}`)
    .join("");
  const interpreter =
    python === undefined
      ? "/opt/venv/bin/python3"
      : `/${standaloneFolder(python.version)}/bin/python3`;
  const further =
    indexes
      .map(({ name, address, own }) => runWord(own === true ? `${name}=${address}` : address))
      .map((index) => ` --index ${index}`)
      .join("") + (indexes.length === 0 ? "" : " --index-strategy unsafe-best-match");
  // A function where there are two calls, so that they cannot differ.
  const install =
    "/tmp/uv/bin/uv pip install --python /opt/venv/bin/python3 --no-cache " +
    `--no-deps${NEXT}    --only-binary :all: --require-hashes${further} -r`;
  const calls =
    requirements.length === 1
      ? `${install} /mnt/${requirements[0]};`
      : `add() { ${install} "$1"; ` +
        `};${requirements.map((file) => `${NEXT}add /mnt/${file};`).join("")}`;
  return `
# Secrets are optional: ca is a bundle of certificates, pip a pip.conf that names a package index.
${logins.comment}FROM ${python === undefined ? "system" : "python"}
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
${input.own === undefined ? "" : "COPY --from=own /layer/ /\n"}`;
};

const pairs = (instruction: string, values: Readonly<Record<string, string>>): string => {
  const words: string[] = [];
  for (const name in values) words.push(`${name}=${instructionValue(values[name] ?? "")}`);
  return `${wrapped(instruction, words, { next: NEXT, width: WIDTH })}\n`;
};

/** The list of wheels, made when all of them are there. */
const LICENCES = `RUN /opt/venv/bin/python3 -B -X utf8 /usr/local/lib/dl-env/dl_env_check.py --licences --json > ${LICENCE_LIST}
`;

/** Steps see the environment that the image has; without any the list is made before it. */
const settings = ({ run, config }: Pick<ContainerfileInput, "run" | "config">): string =>
  [
    ...(run.length === 0 ? [LICENCES] : []),
    pairs("ENV", config.env),
    ...(run.length === 0 ? [] : [runInstructions(run), LICENCES]),
    pairs("LABEL", config.labels),
    ...config.exposed.map((port) => `EXPOSE ${port}\n`),
    `USER ${config.user}\n`,
    `WORKDIR ${config.workdir}\n`,
    `ENTRYPOINT ${execForm(config.entrypoint)}\n`,
    `CMD ${execForm(config.cmd)}\n`,
  ].join("");

/**
 * The cell as a person would write it: one dialect for BuildKit and podman from 4.3 on, which needs
 * nothing but the folder it lies in. Built alone it gives the files, environment, labels, user and
 * entrypoint of the linked image.
 */
export const containerfile = (input: ContainerfileInput): string =>
  [
    comment(`dl-env ${input.cell}, on ${input.base.tag}`),
    "\n# Build it here with: docker build -f Containerfile .   or: podman build .\n",
    `ARG BASE=${instructionValue(input.base.pinned)}\n`,
    "# Distribution packages as apt/ has them, the user and the environment's " +
      "frame. NVIDIA's apt source is left out, nothing is removed.\n",
    input.system,
    input.python === undefined ? "" : pythonStage(input.python),
    FILES_STAGE,
    input.own === undefined ? "" : ownStage(input.own),
    installStage(input),
    settings(input),
  ].join("");
