import type { CustomizationFile } from "./customizationFormat.ts";
import type { Unplaced } from "./customizedNames.ts";

type UserFile = NonNullable<CustomizationFile["user"]>;

/**
 * Users and groups that Debian and Ubuntu have in every image, and those that their packages make.
 * Source: base-passwd, openssh-server, dbus and sudo of 20.04 to 26.04 and Debian 12.
 */
const TAKEN = new Set(
  (
    "root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats " +
    "nobody sshd messagebus adm tty disk fax voice cdrom floppy tape sudo audio dip operator src " +
    "shadow utmp video sasl plugdev staff users nogroup kmem dialout input render kvm sgx crontab " +
    "syslog uuidd tcpdump polkitd landscape pollinate admin netdev ssl-cert"
  ).split(" "),
);
/** System accounts of packages begin so. */
const OF_SYSTEM = /^(?:_|systemd-)/;

/** Of people, in Debian's and Ubuntu's /etc/login.defs; rootless podman has 65536 numbers. */
const NUMBERS = { first: 1000, last: 60_000 } as const;
/** `root`, in which the user is anyway, and `users`, which Jupyter's own images have. */
const GROUPS_OF_BASES = [0, 100];

const wrong = (message: string, hint: string): Unplaced => ({ code: "wrong-value", message, hint });

const nameProblem = (name: string): Unplaced | undefined => {
  const hint = "Write for example: user: { name: ada }";
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(name)) {
    const plain = name
      .toLowerCase()
      .replaceAll(/[^a-z0-9_-]+/g, "")
      .slice(0, 32);
    return wrong(
      "A user's name is lower case letters, digits, hyphens and underscores, at most 32 of them, " +
        `and begins with a letter; found ${JSON.stringify(name)}.`,
      /^[a-z]/.test(plain) ? `Did you mean: ${plain}` : hint,
    );
  }
  if (name === "root")
    return wrong(
      "People in an image are not root: the driver's and the environment's files are root's.",
      "Write another name, or let the image's user become root: sudo: true",
    );
  return TAKEN.has(name) || OF_SYSTEM.test(name)
    ? {
        code: "reserved-name",
        message: `\`${name}\` is a user or group of the system.`,
        hint,
      }
    : undefined;
};

const isNumber = (text: string): boolean => /^(?:0|[1-9]\d{0,9})$/.test(text);

const isOfPeople = (text: string): boolean =>
  Number(text) >= NUMBERS.first && Number(text) <= NUMBERS.last;

const uidProblem = (uid: string): Unplaced | undefined =>
  isNumber(uid) && isOfPeople(uid)
    ? undefined
    : wrong(
        `A user's number is one from ${NUMBERS.first} to ${NUMBERS.last}: those below are the ` +
          `system's, and rootless podman has none above 65535; found \`${uid}\`.`,
        "Write for example: user: { uid: 1234 }",
      );

const gidProblem = (gid: string): Unplaced | undefined =>
  isNumber(gid) && (isOfPeople(gid) || GROUPS_OF_BASES.includes(Number(gid)))
    ? undefined
    : wrong(
        `A group's number is 0, 100 or one from ${NUMBERS.first} to ${NUMBERS.last}; found ` +
          `\`${gid}\`.`,
        "Write for example: user: { gid: 0 }",
      );

/** What is wrong with the image's user, by the part of it. */
export const userProblems = (
  user: UserFile,
): readonly { readonly problem: Unplaced; readonly part?: keyof UserFile }[] => {
  const { name, uid, gid } = user;
  if (name === undefined && uid === undefined && gid === undefined)
    return [
      {
        problem: wrong(
          "`user` says nothing of the user.",
          "Write for example: user: { name: ada, uid: 1234, gid: 0 }",
        ),
      },
    ];
  const of = (part: keyof UserFile, problem: Unplaced | undefined) =>
    problem === undefined ? [] : [{ problem, part }];
  return [
    ...(name === undefined ? [] : of("name", nameProblem(name))),
    ...(uid === undefined ? [] : of("uid", uidProblem(uid))),
    ...(gid === undefined ? [] : of("gid", gidProblem(gid))),
  ];
};
