import { holdsLogin, isSecretName } from "../../secrets/secretNames.ts";
import { credentialFile } from "../../secrets/credentialFiles.ts";
import { READ, SCRIPT_LIMIT } from "../filesToRead.ts";
import { finding, lines, matching, textOf } from "../imageView.ts";
import type { Finding, StaticCheck } from "../imageView.ts";

const secretNames = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values)
    .filter(([name, value]) => value !== "" && (isSecretName(name) || holdsLogin(value)))
    .map(([name]) => name);

/** Environment, labels and history are read by anyone who can pull the image. */
export const secretsInConfig: StaticCheck = (image) => {
  const found: Finding[] = secretNames(image.config.env).map((name) =>
    finding("secret-in-env", `The image's environment holds ${name}.`),
  );
  // Names of labels have dots where those of variables have underscores.
  const labels = Object.fromEntries(
    Object.entries(image.config.labels).map(([name, value]) => [name.replace(/[.-]/g, "_"), value]),
  );
  found.push(
    ...secretNames(labels).map((name) =>
      finding("secret-in-label", `A label of the image holds ${name}.`),
    ),
  );
  for (const text of image.config.history) {
    // `|2 USER=x PASSWORD=y /bin/sh -c …` is how both builders note build arguments.
    const argument = [...text.matchAll(/\b([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s"']+)/g)].find(
      ([, name = "", value = ""]) => isSecretName(name) && !/^["']?\$/.test(value),
    );
    if (holdsLogin(text))
      found.push(
        finding(
          "secret-in-history",
          "A command in the history holds a user and a password for an address.",
        ),
      );
    if (argument !== undefined)
      found.push(
        finding(
          "secret-in-history",
          `A build argument or command in the history holds ${argument[1]}.`,
        ),
      );
    if (
      /\bchpasswd\b|\bpasswd\s+--stdin|usermod\s+.*-p\s+'?\$/.test(text) ||
      /echo\s+["']?\w+:[^\s|]+\s*\|\s*chpasswd/.test(text)
    )
      found.push(finding("secret-in-history", "A command in the history sets a password."));
  }
  return found;
};

/** Files that let their reader in somewhere. */
export const secretsInFiles: StaticCheck = async (image) => {
  const found: Finding[] = [];
  for (const entry of image.notable) {
    if (entry.kind !== "file" || entry.size === 0) continue;
    const rule = credentialFile(entry.path);
    if (rule === undefined) continue;
    const text = (await textOf(image, entry.path)) ?? "";
    if (rule.has === undefined || rule.has.test(text))
      found.push(finding("secret-in-file", `There is ${rule.what} in the image.`, entry.path));
  }
  return found;
};

const DUMPED_NAMES = ["HOSTNAME", "PWD", "OLDPWD", "SHLVL", "HOME", "PATH"];
const DUMP_COMMAND =
  /(?:^|[\s;&|(])(?:env|printenv|export\s+-p|declare\s+-x|set)\s*(?:\|[^\n>]*)?(?:>>?|\|\s*tee(?:\s+-a)?\s)\s*(["']?)(\/[^\s"';&|]+|~\/\S+|\$HOME\S+)\1/m;

/** `env > /etc/environment` at start hands every secret of the container to whoever logs in. */
export const environmentDump: StaticCheck = async (image) => {
  const found: Finding[] = [];
  for (const entry of matching(image, READ.scripts.match)) {
    if (entry.kind !== "file" || entry.size > SCRIPT_LIMIT) continue;
    const match = DUMP_COMMAND.exec((await textOf(image, entry.path)) ?? "");
    if (match !== null)
      found.push(
        finding("environment-dump", `The whole environment is written to ${match[2]}.`, entry.path),
      );
  }
  for (const entry of matching(image, READ.environment.match)) {
    const names = lines(await textOf(image, entry.path)).map(
      (line) => /^(?:export\s+|declare -x\s+)?(\w+)=/.exec(line)?.[1] ?? "",
    );
    if (DUMPED_NAMES.filter((name) => names.includes(name)).length >= 4)
      found.push(
        finding(
          "environment-dump",
          "The environment of the build was written to a file.",
          entry.path,
        ),
      );
    if (names.some(isSecretName))
      found.push(finding("environment-dump", `${entry.path} holds a secret.`, entry.path));
  }
  for (const text of image.config.history) {
    const match = DUMP_COMMAND.exec(text);
    if (match !== null)
      found.push(finding("environment-dump", `The build wrote its environment to ${match[2]}.`));
  }
  return found;
};
