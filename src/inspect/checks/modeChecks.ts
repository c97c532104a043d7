import type { ImageUser } from "../../matrix/imageUser.ts";
import { finding } from "../imageView.ts";
import type { Finding, StaticCheck, ViewEntry } from "../imageView.ts";

const octal = (mode: number): string => `0${(mode & 0o7777).toString(8)}`;

/**
 * Files of the venv: owner root, group 0 may write, so that any user in group 0 installs without a
 * chown at start.
 */
const inVenv = (entry: ViewEntry): Finding[] => {
  if (entry.kind === "symlink") return [];
  if (entry.gid !== 0)
    return [finding("venv-mode", `It belongs to group ${entry.gid} instead of 0.`, entry.path)];
  const wanted = entry.kind === "directory" ? 0o775 : 0o664;
  const missing = wanted & ~entry.mode;
  if (missing !== 0)
    return [
      finding(
        "venv-mode",
        `Its mode is ${octal(entry.mode)}; group 0 could not write or everyone could not read it.`,
        entry.path,
      ),
    ];
  if ((entry.mode & 0o7002) !== 0)
    return [
      finding("venv-mode", `Its mode is ${octal(entry.mode)}: open to all, or setuid.`, entry.path),
    ];
  return [];
};

/** The user is in group 0, so what it may write outside its own places is root's for the taking. */
const SYSTEM = /^\/(?:etc|usr|bin|sbin|lib|lib64|boot|root|run|var\/(?:lib|spool|cache))(?:\/|$)/;
const GROUP_MAY_WRITE = /^\/(?:opt\/(?:venv|python)|home|etc\/ssh\/keys|tmp|var\/tmp)(?:\/|$)/;
/** Setuid programs of the base that need it; none of them asks for a password that exists. */
const KNOWN_SETUID =
  /^\/(?:usr\/)?(?:s?bin\/(?:su|mount|umount|passwd|chsh|chfn|newgrp|gpasswd|chage|expiry|unix_chkpwd|pam_extrausers_chkpwd|ssh-agent|wall|write|crontab|sudo)|lib\/openssh\/ssh-keysign|lib\/(?:x86_64-linux-gnu\/)?utempter\/utempter|lib\/dbus-1\.0\/dbus-daemon-launch-helper|lib\/polkit-1\/polkit-agent-helper-1)$/;
/** Folders that Debian and Ubuntu leave open to a group of their own. */
const isOtherGroup = ({ gid }: ViewEntry, user: ImageUser): boolean =>
  gid !== 0 && gid !== user.gid;

const inSystem = (entry: ViewEntry, user: ImageUser): Finding[] => {
  if (entry.kind === "symlink") return [];
  const open = entry.kind === "directory" && (entry.mode & 0o1000) !== 0;
  if ((entry.mode & 0o002) !== 0 && !open)
    return [
      finding("world-writable", `Anyone can write to it (${octal(entry.mode)}).`, entry.path),
    ];
  if ((entry.mode & 0o020) !== 0 && !isOtherGroup(entry, user) && !open)
    return [
      finding(
        "group-writable",
        `Group ${entry.gid}, and so ${user.name}, can write to it (${octal(entry.mode)}); ` +
          "root runs or reads it.",
        entry.path,
      ),
    ];
  if (entry.kind === "file" && (entry.mode & 0o6000) !== 0 && !KNOWN_SETUID.test(entry.path))
    return [
      finding("setuid", `It runs with another user's rights (${octal(entry.mode)}).`, entry.path),
    ];
  if (entry.uid === user.uid) return [finding("owner", `It belongs to ${user.name}.`, entry.path)];
  return [];
};

/**
 * Owners and modes as promised; at most ten findings of a kind, for one wrong step makes thousands.
 */
export const modes: StaticCheck = (image, { user }) => {
  const found: Finding[] = [];
  for (const entry of image.notable) {
    if (entry.kind === "other") continue;
    if (/^\/opt\/venv(?:\/|$)/.test(entry.path)) found.push(...inVenv(entry));
    else if (SYSTEM.test(entry.path) && !GROUP_MAY_WRITE.test(entry.path))
      found.push(...inSystem(entry, user));
  }
  const counts = new Map<string, number>();
  return found.filter(({ code }) => {
    counts.set(code, (counts.get(code) ?? 0) + 1);
    return (counts.get(code) ?? 0) <= 10;
  });
};

/** Places that a person works in. */
export const places: StaticCheck = (image, { user }) => {
  const found: Finding[] = [];
  const home = image.entries.get(user.home);
  if (
    home?.kind !== "directory" ||
    home.uid !== user.uid ||
    home.gid !== 0 ||
    (home.mode & 0o777) !== 0o775
  )
    found.push(
      finding(
        "home",
        `${user.home} is not ${user.name}'s (${user.uid}:0, 0775), so arbitrary users in group 0 ` +
          "have no home.",
        user.home,
      ),
    );
  const keys = image.entries.get("/etc/ssh/keys");
  if (keys?.kind !== "directory" || keys.gid !== 0 || (keys.mode & 0o777) !== 0o770)
    found.push(
      finding(
        "keys-folder",
        "/etc/ssh/keys is missing, or not mode 0770 with group 0.",
        "/etc/ssh/keys",
      ),
    );
  const venv = image.entries.get("/opt/venv");
  if (venv?.kind !== "directory")
    found.push(finding("venv-mode", "There is no /opt/venv.", "/opt/venv"));
  return found;
};
