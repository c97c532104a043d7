import type { Customization } from "./customization.ts";

/** The user that people are in an image. */
export interface ImageUser {
  readonly name: string;
  readonly uid: number;
  /** The primary group; the user is in group 0 too, whatever this is. */
  readonly gid: number;
  /** Absolute path; its group is 0, so that any other uid of that group can work there. */
  readonly home: string;
}

/** Kubernetes asks for numbers; group 0 is what lets any other uid work too. */
export const DEFAULT_USER: ImageUser = { name: "dev", uid: 1000, gid: 0, home: "/home/dev" };

/** The user with this name and these numbers, where they are said; else those of `dev`. */
const named = ({ name, uid, gid }: NonNullable<Customization["user"]>): ImageUser => ({
  name: name ?? DEFAULT_USER.name,
  uid: uid ?? DEFAULT_USER.uid,
  gid: gid ?? DEFAULT_USER.gid,
  home: name === undefined ? DEFAULT_USER.home : `/home/${name}`,
});

/** Name and numbers as one text: `ada 1234:0`. */
export const userText = ({ name, uid, gid }: Omit<ImageUser, "home">): string =>
  `${name} ${uid}:${gid}`;

/** The user of images with these additions; DEFAULT_USER itself where it is no other. */
export const userOf = ({ user }: Pick<Customization, "user">): ImageUser => {
  const found = user === undefined ? DEFAULT_USER : named(user);
  return userText(found) === userText(DEFAULT_USER) ? DEFAULT_USER : found;
};

/** The user of what `userText` wrote; undefined for any other text. */
export const parseUser = (text: string): ImageUser | undefined => {
  const [, name, uid, gid] = /^([a-z_][a-z0-9_-]{0,31}) (\d{1,9}):(\d{1,9})$/.exec(text) ?? [];
  return name === undefined
    ? undefined
    : userOf({ user: { name, uid: Number(uid), gid: Number(gid) } });
};
