import type { ImageUser } from "../../matrix/imageUser.ts";
import { READ } from "../filesToRead.ts";
import { finding, lines, matching, textOf } from "../imageView.ts";
import type { Finding, StaticCheck } from "../imageView.ts";

/**
 * `*` opens for nobody and is no lock: sshd without PAM refuses accounts whose field begins with
 * `!`.
 */
const CLOSED = /^(?:[*!]+.*)$/;

const shadowLine = (line: string, { name }: ImageUser): Finding[] => {
  const [user = "", password = ""] = line.split(":");
  if (password === "")
    return [finding("empty-password", `${user} has an empty password.`, "/etc/shadow")];
  if (!CLOSED.test(password))
    return [
      finding(
        "fixed-password",
        `${user} has a password, the same in every container.`,
        "/etc/shadow",
      ),
    ];
  if (user === name && password.startsWith("!"))
    return [
      finding(
        "dev-locked",
        `${name} is locked with "!", so sshd refuses its keys: the field must be "*".`,
        "/etc/shadow",
      ),
    ];
  return [];
};

const passwdLine = (line: string, { name, ...ids }: ImageUser): Finding[] => {
  const [user = "", password = "", uid = "", gid = ""] = line.split(":");
  const found: Finding[] = [];
  if (password !== "x" && password !== "*")
    found.push(
      finding(
        password === "" ? "empty-password" : "fixed-password",
        `/etc/passwd holds a password for ${user}.`,
        "/etc/passwd",
      ),
    );
  if (uid === "0" && user !== "root")
    found.push(finding("second-root", `${user} has uid 0, like root.`, "/etc/passwd"));
  const wanted = `${ids.uid}:${ids.gid}`;
  if (user === name && `${uid}:${gid}` !== wanted)
    found.push(finding("dev-ids", `${name} is ${uid}:${gid} instead of ${wanted}.`, "/etc/passwd"));
  return found;
};

/** No password works for anyone, and the image's user is who it should be. */
export const accounts: StaticCheck = async (image, { user }) => {
  const shadow = lines(await textOf(image, "/etc/shadow"));
  const passwd = lines(await textOf(image, "/etc/passwd"));
  const found = [
    ...shadow.flatMap((line) => shadowLine(line, user)),
    ...passwd.flatMap((line) => passwdLine(line, user)),
  ];
  if (!passwd.some((line) => line.startsWith(`${user.name}:`)))
    found.push(finding("no-dev", `There is no user ${user.name}.`, "/etc/passwd"));
  else if (!shadow.some((line) => line.startsWith(`${user.name}:`)))
    found.push(
      finding(
        "dev-locked",
        `${user.name} has no line in /etc/shadow, so sshd refuses it.`,
        "/etc/shadow",
      ),
    );
  return found;
};

/** sudo only if it was asked for. */
export const sudo: StaticCheck = async (image, expected) => {
  if (expected.sudo) return [];
  const found: Finding[] = [];
  for (const entry of matching(image, READ.sudo.match)) {
    const text = (await textOf(image, entry.path)) ?? "";
    const rule = lines(text).find((line) => /NOPASSWD|!authenticate|\bnopass\b/.test(line));
    if (rule !== undefined)
      found.push(
        finding("nopasswd-sudo", `Anyone in the container can become root: "${rule}".`, entry.path),
      );
  }
  if (image.entries.has("/usr/bin/sudo"))
    found.push(
      finding(
        "sudo-unasked",
        "sudo is installed although dl-env.yml does not ask for it.",
        "/usr/bin/sudo",
      ),
    );
  return found;
};

/** Who runs, and through what. */
export const start: StaticCheck = (image) => {
  const found: Finding[] = [];
  const [user = ""] = image.config.user.split(":");
  if (user === "" || user === "0" || user === "root")
    found.push(finding("root-user", "The image starts as root."));
  const wanted = ["/usr/bin/tini", "-g", "--", "/usr/local/bin/dl-env-entrypoint"];
  if (image.config.entrypoint.join(" ") !== wanted.join(" "))
    found.push(
      finding(
        "entrypoint",
        `The entrypoint is "${image.config.entrypoint.join(" ")}" instead of ` +
          `"${wanted.join(" ")}".`,
      ),
    );
  for (const path of [
    "/usr/bin/tini",
    "/usr/local/bin/dl-env-entrypoint",
    "/usr/local/bin/dl-env-check",
  ]) {
    const entry = image.entries.get(path);
    if (entry?.kind !== "file" || (entry.mode & 0o555) !== 0o555)
      found.push(finding("entrypoint", `${path} is missing or not everyone may run it.`, path));
  }
  if (image.config.cmd.length === 0)
    found.push(finding("no-cmd", "The image has no command, so the base's own would be kept."));
  return found;
};
