import { wrongRequest } from "../errors/error.ts";
import type { System } from "../system/ports.ts";

/** Public keys, and the file they came from. */
export interface Keys {
  readonly file: string;
  /** One key a line, ending in a newline. */
  readonly text: string;
}

const NO_KEYS =
  "Make one on the machine that you log in from: ssh-keygen -t ed25519, copy the " +
  "line of its .pub file here, and name the file: --keys FILE";

const isPublicKey = (line: string): boolean =>
  /(?:^|\s)(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-nistp\d+|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) AAAA[A-Za-z0-9+/=]+/.test(
    line,
  );

const publicKeys = (file: string, text: string): string => {
  if (text.includes("PRIVATE KEY"))
    throw wrongRequest({
      code: "run-private-key",
      message: `${file} is a private key; it must stay where it is.`,
      place: { file },
      hint: `Name the public one: --keys ${file}.pub`,
    });
  const lines = text
    .split(/\r?\n/)
    .filter((line) => !line.trim().startsWith("#") && isPublicKey(line));
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
};

const noKeys = (folder: string, given: string | undefined, there: boolean): string => {
  if (given === undefined) return `There is no public key in ${folder}.`;
  return there ? `${given} holds no public key.` : `There is no file ${given}.`;
};

/**
 * The file named, or what ssh itself uses: those who may log in here, else this user's own public
 * keys.
 */
export const readKeys = async (
  sys: Pick<System, "files" | "env">,
  given: string | undefined,
): Promise<Keys> => {
  const folder = `${sys.env.home}/.ssh`;
  const candidates =
    given === undefined
      ? [
          `${folder}/authorized_keys`,
          `${folder}/id_ed25519.pub`,
          `${folder}/id_ecdsa.pub`,
          `${folder}/id_rsa.pub`,
        ]
      : [given.startsWith("/") ? given : `${sys.env.cwd}/${given}`];
  let there = false;
  for (const file of candidates) {
    const read = await sys.files.readText(file);
    if (read === undefined) continue;
    there = true;
    const text = publicKeys(file, read);
    if (text !== "") return { file, text };
  }
  throw wrongRequest({
    code: "run-no-keys",
    message: noKeys(folder, given, there),
    hint: NO_KEYS,
  });
};

/**
 * A copy that any user of the container can read and that no label or mode of ~/.ssh keeps from it;
 * returns its path.
 */
export const copyKeys = async (
  sys: Pick<System, "files" | "env">,
  name: string,
  text: string,
): Promise<string> => {
  const state = sys.env.get("XDG_STATE_HOME");
  const root = state?.startsWith("/") === true ? state : `${sys.env.home}/.local/state`;
  const file = `${root}/dl-env/${name}/authorized_keys`;
  await sys.files.write(file, text, 0o644);
  return file;
};
