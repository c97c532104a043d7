import { DEFAULT_USER, type ImageUser } from "../matrix/imageUser.ts";
import { runWord } from "./quote.ts";
import type { ImageFile } from "./recipe.ts";

const useradd = ({ name, uid, gid, home }: ImageUser): string =>
  `useradd --uid ${uid} --gid ${gid}${gid === 0 ? "" : " --groups 0"} --no-log-init ` +
  `--password '*' --create-home --home-dir ${home} --shell /bin/bash ${name};`;

/** `*` for the password is none, but no locked account, which sshd would refuse without PAM. */
const settled = ({ name, uid, gid, home }: ImageUser): string =>
  `chage --lastday -1 ${name}; ${gid === 0 ? "" : `chown -R ${uid}:0 ${home}; `}` +
  `chmod -R g=u ${home}; chmod 0775 ${home}; install -d -m 0770 /etc/ssh/keys;`;

/**
 * uid 1000 belongs to `ubuntu` in Ubuntu's images since 23.04. Who has another name and number
 * stands in the way of nobody else, but there would be a second person in the image; a system's
 * account of that name is left, and useradd ends the build. Without a day of the last change the
 * same build gives the same /etc/shadow tomorrow. A volume at /etc/ssh/keys keeps host keys.
 */
export const userScript = (user: ImageUser): string[] => {
  if (user === DEFAULT_USER)
    return [
      'old="$(getent passwd 1000 | cut -d: -f1)"; if [ -n "$old" ]; then userdel --remove "$old"; fi;',
      useradd(user),
      settled(user),
    ];
  const { name, uid, gid } = user;
  return [
    `for one in 1000 ${uid} ${name}; do old="$(getent passwd "$one" | cut -d: -f1,3)"; ` +
      'if [ "${old##*:}" -ge 1000 ] 2>/dev/null; then userdel --remove "${old%%:*}"; fi; done;',
    ...(gid === 0
      ? []
      : [`if ! getent group ${gid} >/dev/null; then groupadd --gid ${gid} ${name}; fi;`]),
    useradd(user),
    settled(user),
  ];
};

/** Who may become root where it was asked for. */
export const sudoersScript = ({ name }: ImageUser): string[] => [
  `echo ${runWord(`${name} ALL=(ALL) NOPASSWD:ALL`)} > /etc/sudoers.d/dl-env; ` +
    "chmod 0440 /etc/sudoers.d/dl-env;",
];

/** What of a text of image/rootfs names the user, and what stands there for another one. */
const inTexts = ({ name, uid, gid, home }: ImageUser): readonly (readonly [RegExp, string])[] => [
  [/\/home\/dev\b/g, home],
  [/\buid 1000, gid 0\b/g, `uid ${uid}, gid ${gid}`],
  [/\b1000:0\b/g, `${uid}:0`],
  [
    /--regid 0 --clear-groups/g,
    gid === 0 ? "--regid 0 --clear-groups" : `--regid ${gid} --groups 0`,
  ],
  // The folder of devices is no user, nor is a part of another word.
  [/(?<![\w/.-])dev(?![\w/-])/g, name],
];

/** A file of ours as it is in images of this user. Only scripts and sshd's settings name one. */
export const fileForUser = (file: ImageFile, user: ImageUser): ImageFile => {
  if (user === DEFAULT_USER || /\.(?:py|json)$/.test(file.path)) return file;
  const content = inTexts(user).reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    file.content,
  );
  return { ...file, content };
};
