import { dirname } from "node:path";
import { unreachable, wrongRequest, type Place } from "../errors/error.ts";

/** The layout that an error is about. */
export interface LayoutPlace {
  /** Absolute. */
  readonly dir: string;
  readonly name: string;
  /** Where the request names it. */
  readonly place: Place | undefined;
}

/** The place as part of a problem. */
export const placed = (place: Place | undefined): { place?: Place } =>
  place === undefined ? {} : { place };

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

const denied = ({ name, dir, place }: LayoutPlace, cause: unknown): Error =>
  wrongRequest(
    {
      code: "layout-denied",
      message: `The folder of ${name} cannot be read or written by this user.`,
      ...placed(place),
      hint: `See who owns it: ls -ld ${dir}`,
    },
    { cause },
  );

/** Only a folder that cannot be made: a file that is not there is not an error. */
const notMade = ({ name, dir, place }: LayoutPlace, cause: unknown): Error =>
  wrongRequest(
    {
      code: "layout-denied",
      message: `No folder can be created for ${name}.`,
      ...placed(place),
      hint: `Name another place, such as to: oci:./images; what is there: ls -ld ${dirname(dir)}`,
    },
    { cause },
  );

const notAFolder = ({ name, dir, place }: LayoutPlace, cause: unknown): Error =>
  wrongRequest(
    {
      code: "not-a-layout",
      message: `${name} is not a folder, or one of its parents is not.`,
      ...placed(place),
      hint: `Look at it: ls -ld ${dir}`,
    },
    { cause },
  );

const full = ({ name, dir }: LayoutPlace, cause: unknown): Error =>
  unreachable(
    {
      code: "disk-full",
      message: `The disk that holds ${name} is full.`,
      hint: `Make room, then type the command again; what is there: df -h ${dir}`,
    },
    { cause },
  );

/** What the file system said, as an error about the layout. */
const layoutFault = (layout: LayoutPlace, error: unknown): unknown => {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return denied(layout, error);
    case "ENOENT":
      return notMade(layout, error);
    case "ENOTDIR":
    case "EEXIST":
      return notAFolder(layout, error);
    case "ENOSPC":
    case "EDQUOT":
      return full(layout, error);
    default:
      return error;
  }
};

/** Does the work; what the file system refuses becomes an error about the layout. */
export const guarded = async <T>(layout: LayoutPlace, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw layoutFault(layout, error);
  }
};
