import { hash } from "node:crypto";
import type { RunStep } from "../matrix/customization.ts";
import type { ContextFile } from "./aptRecipe.ts";
import { comment } from "./quote.ts";

/** Folder of the steps in a build context, and where a step sees it. */
const FOLDER = "run";
const MOUNTED = "/mnt/run";

/** The steps as files, so that no text of theirs is ever part of a Containerfile. */
export const runFiles = (steps: readonly RunStep[]): ContextFile[] =>
  steps.map(({ text }, index) => ({ path: `${FOLDER}/${index + 1}.sh`, content: `${text}\n` }));

/** What a certificate of a proxy is needed for; without it nothing is set. */
const TRUST =
  "if [ -f /run/secrets/ca ]; then export SSL_CERT_FILE=/run/secrets/ca " +
  "CURL_CA_BUNDLE=/run/secrets/ca PIP_CERT=/run/secrets/ca; fi; ";

/** Whether none of the steps may use the network. */
export const isOffline = (steps: readonly RunStep[]): boolean =>
  steps.every(({ network }) => !network);

/** No bytecode: it holds times, and the layers of wheels have none. */
const PLAIN = "export PYTHONDONTWRITEBYTECODE=1 PIP_NO_COMPILE=1 PIP_NO_CACHE_DIR=1; ";

/** What a step installs is group 0's to write, as the rest of the environment is. */
const SHARED = "find /opt/venv ! -type l ! -perm -0020 -exec chmod g+w {} +";

/** `--network` of a RUN is unknown to podman before 4.4, to whom a build as a whole can say it. */
const instruction = ({ text, network }: RunStep, index: number, isSaidOfBuild: boolean): string => {
  const digest = hash("sha256", text).slice(0, 12);
  const mount = `--mount=type=bind,source=${FOLDER},target=${MOUNTED}`;
  const offline = isSaidOfBuild ? mount : `--network=none ${mount}`;
  const options = network ? `--mount=type=secret,id=ca ${mount}` : offline;
  // The digest does nothing but differ: engines reuse a RUN whose text is the same, whatever has
  // changed in what it mounts.
  return (
    `${comment((text.trim().split("\n", 1)[0] ?? "").replace(/\\+$/, ""))}\n` +
    `RUN ${options} set -eu; umask 022; : ${digest}; \\\n    ${network ? TRUST : ""}${PLAIN}` +
    `bash -eo pipefail ${MOUNTED}/${index + 1}.sh; \\\n    ${SHARED}\n`
  );
};

/** The steps as instructions: as root, in the image's environment. */
export const runInstructions = (steps: readonly RunStep[], isSaidOfBuild = false): string =>
  steps.map((step, index) => instruction(step, index, isSaidOfBuild)).join("");

/** A folder in which an engine runs the steps on an image that is linked so far. */
export const runContext = (steps: readonly RunStep[]): ContextFile[] => [
  {
    path: "Containerfile",
    content:
      `ARG BASE\nFROM \${BASE} AS system\nUSER 0:0\nWORKDIR /\n` +
      runInstructions(steps, isOffline(steps)),
  },
  ...runFiles(steps),
];
