import { READ, SCRIPT_LIMIT } from "../filesToRead.ts";
import { finding, lines, matching, textOf } from "../imageView.ts";
import type { Finding, ImageView, StaticCheck } from "../imageView.ts";

const SETTINGS = "/usr/local/lib/dl-env/sshd_config";

/** sshd takes the first value of a keyword. Source: sshd_config(5). */
const firstValues = (text: string): Map<string, string> => {
  const found = new Map<string, string>();
  for (const line of lines(text)) {
    const [keyword = "", ...rest] = line.split(/[\s=]+/);
    if (/^match$/i.test(keyword)) break;
    const key =
      keyword.toLowerCase() === "challengeresponseauthentication"
        ? "kbdinteractiveauthentication"
        : keyword.toLowerCase();
    if (!found.has(key)) found.set(key, rest.join(" ").toLowerCase());
  }
  return found;
};

const PROMISED: Readonly<Record<string, string>> = {
  authenticationmethods: "publickey",
  passwordauthentication: "no",
  kbdinteractiveauthentication: "no",
  permitemptypasswords: "no",
  permitrootlogin: "no",
  permituserenvironment: "no",
};

/** The settings that the entrypoint starts sshd with are as promised. */
export const sshd: StaticCheck = async (image, { user }) => {
  const text = await textOf(image, SETTINGS);
  if (text === undefined)
    return [finding("sshd-settings", "The settings of sshd are missing.", SETTINGS)];
  const values = firstValues(text);
  return Object.entries({ ...PROMISED, allowusers: user.name })
    .filter(([keyword, value]) => values.get(keyword) !== value)
    .map(([keyword, value]) =>
      finding(
        "sshd-settings",
        `sshd's ${keyword} is "${values.get(keyword) ?? "unset"}" instead of "${value}".`,
        SETTINGS,
      ),
    );
};

/** No host key, no key that lets someone in. */
export const keys: StaticCheck = async (image) => {
  const hostKeys = matching(image, /\/ssh_host_\w+_key(?:\.pub)?$|^\/etc\/ssh\/keys\/./).map(
    (entry) =>
      finding(
        "host-key",
        "A host key is part of the image: every container would have the same.",
        entry.path,
      ),
  );
  const found: Finding[] = [];
  for (const entry of matching(image, READ.keys.match)) {
    if (entry.kind === "file" && lines(await textOf(image, entry.path)).length > 0)
      found.push(
        finding(
          "authorized-key",
          "A public key is part of the image: its owner can log in to every container.",
          entry.path,
        ),
      );
  }
  return [...hostKeys, ...found];
};

/**
 * Assignments of a Jupyter configuration, Python or JSON: name of the trait -> text of the value.
 */
const assignments = (path: string, text: string): { trait: string; value: string }[] => {
  if (path.endsWith(".json"))
    return [...text.matchAll(/"(\w+)"\s*:\s*("(?:[^"\\]|\\.)*"|[\w.-]+)/g)].map(
      ([, trait = "", value = ""]) => ({ trait, value }),
    );
  return lines(text).flatMap((line) => {
    const match = /^c\.[\w.]*?(\w+)\s*=\s*(.+)$/.exec(line);
    return match === null ? [] : [{ trait: match[1] ?? "", value: match[2] ?? "" }];
  });
};

/** `--ServerApp.token=x` and `--ServerApp.token x`, in the text of a script. */
const inScript = (text: string): { trait: string; value: string }[] =>
  [...text.matchAll(/--(?:\w+\.)*(\w+)(?:=|[ \t]+(?=["'\w*]))("[^"]*"|'[^']*'|[^\s'"]*)/g)].map(
    ([, trait = "", value = ""]) => ({ trait, value }),
  );

/**
 * The same among words that no shell reads: what follows the equals sign, or the next word, is the
 * value as it stands.
 */
const inWords = (words: readonly string[]): { trait: string; value: string }[] =>
  words.flatMap((word, index) => {
    const [, trait, value] = /^--(?:\w+\.)*(\w+)(?:=(.*))?$/s.exec(word) ?? [];
    const next = words[index + 1];
    if (trait !== undefined)
      return [{ trait, value: value ?? (next === undefined || next.startsWith("-") ? "" : next) }];
    // `sh -c "…"` is a script in one word.
    return inScript(word);
  });

const bare = (value: string): string => value.trim().replace(/^[rbu]?(["'])(.*)\1.*$/, "$2");

const judgeTrait = (
  { trait, value }: { trait: string; value: string },
  path: string,
): Finding[] => {
  const text = bare(value);
  const computed =
    /^(?:None|os\.|open\(|secrets\.|"?\$\{?\w)/.test(value.trim()) || /environ|read\(/.test(value);
  if (trait === "token" && !computed && !/null/.test(value)) {
    return [
      text === ""
        ? finding("empty-token", "Jupyter asks for no token.", path)
        : finding("fixed-token", "Jupyter's token is the same in every container.", path),
    ];
  }
  if ((trait === "password" || trait === "hashed_password") && text !== "" && !computed)
    return [
      finding(
        "fixed-password",
        "Jupyter has a password that is the same in every container.",
        path,
      ),
    ];
  if (/^allow_origin(?:_pat)?$/.test(trait) && /^(?:\*|\.\*)$/.test(text))
    return [finding("allow-origin", "Any web page may use Jupyter (allow_origin).", path)];
  if (trait === "disable_check_xsrf" && /^true$/i.test(text))
    return [finding("no-xsrf", "Jupyter does not check for forged requests.", path)];
  if (trait === "allow_unauthenticated_access" && /^true$/i.test(text))
    return [finding("empty-token", "Jupyter lets anyone in without a token.", path)];
  return [];
};

const fromEnvironment = (image: ImageView): Finding[] =>
  Object.entries(image.config.env)
    .filter(([name]) => /^(?:JUPYTER|NOTEBOOK)_(?:TOKEN|PASSWORD)$/.test(name))
    .map(([name, value]) =>
      value === ""
        ? finding("empty-token", `${name} is set to an empty value in the image.`)
        : finding("fixed-token", `${name} is set in the image, the same in every container.`),
    );

/** Shell scripts that can start Jupyter: what the image starts with, and what lies beside it. */
const scripts = async (image: ImageView): Promise<{ path: string; text: string }[]> => {
  const found: { path: string; text: string }[] = [];
  for (const entry of matching(image, READ.scripts.match)) {
    if (entry.kind !== "file" || entry.size > SCRIPT_LIMIT) continue;
    found.push({ path: entry.path, text: (await textOf(image, entry.path)) ?? "" });
  }
  return found;
};

/** Jupyter's settings, wherever they can come from: files, environment, command, scripts. */
export const jupyter: StaticCheck = async (image) => {
  const found = [...fromEnvironment(image)];
  const started = inWords([...image.config.entrypoint, ...image.config.cmd]);
  found.push(...started.flatMap((one) => judgeTrait(one, "(command)")));
  for (const entry of matching(image, READ.jupyter.match))
    found.push(
      ...assignments(entry.path, (await textOf(image, entry.path)) ?? "").flatMap((one) =>
        judgeTrait(one, entry.path),
      ),
    );
  for (const { path, text } of await scripts(image)) {
    if (/jupyter/.test(text)) found.push(...inScript(text).flatMap((one) => judgeTrait(one, path)));
  }
  return found;
};
