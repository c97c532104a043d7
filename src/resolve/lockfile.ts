import { z } from "zod";
import type { Question } from "../matrix/question.ts";
import { wrongRequest } from "../errors/error.ts";
import { placeInLock, refuseDeepLock, REMAKE } from "./lockPlace.ts";
import { lockText } from "./lockText.ts";
import { lockKey, questionKey } from "./lockKey.ts";
import type { AptLock, Lock, LockedApt, LockedWheel } from "./lock.ts";

const hex64 = z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hex digits");
const names = z.array(z.string());

const questionDecoder = z.strictObject({
  requirements: names,
  constraints: names,
  python: z.string().regex(/^\d+\.\d+$/, "expected a Python like 3.12"),
  platform: z.string(),
  indexes: names,
});

const packageName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected a normalised package name");
const version = z
  .string()
  // It stands in a line of requirements, where a line end would begin an option.
  .regex(/^[0-9A-Za-z][0-9A-Za-z.!+_-]*$/, "expected a version of PEP 440");

const wheelDecoder = z.strictObject({
  name: packageName,
  version,
  file: z.string().regex(/^[A-Za-z0-9._+!-]+\.whl$/, "expected the file name of a wheel"),
  sha256: hex64,
  download: z.number().int().min(0),
  index: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected the name of an index")
    .optional(),
});

const olderDecoder = z.strictObject({ name: packageName, newest: version, sake: names });

const lockDecoder = z.strictObject({
  format: z.literal(1),
  key: hex64,
  uv: z.string(),
  created: z.iso.datetime(),
  question: questionDecoder,
  older: z.array(olderDecoder).optional(),
  wheels: z.array(wheelDecoder),
});

const aptName = z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, "expected the name of an apt package");
/** As it was asked for: a name, with the version behind it where it must be that one. */
const aptAsked = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9+.-]+(?:=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$/,
    "expected the name of an apt package",
  );
const aptPackage = z.strictObject({
  name: aptName,
  version: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9.+:~-]*$/, "expected the version of an apt package"),
  sha256: hex64,
  upgrades: z.literal(true).optional(),
});

const aptDecoder = z.strictObject({
  format: z.literal(1),
  release: z.string(),
  asOf: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "expected a date like 2026-11-21"),
  snapshot: z
    .string()
    .regex(/^\d{8}T\d{6}Z$/, "expected a snapshot like 20261121T000000Z")
    .optional(),
  asked: z.array(aptName),
  extras: z.array(aptAsked),
  packages: z.array(aptPackage).optional(),
});

/** `py3.12-<first 12 of the question's key>.json` */
export const lockFileName = (question: Question): string =>
  `py${question.python}-${questionKey(question).slice(0, 12)}.json`;

/** `apt-<release>.json` */
export const aptLockFileName = (release: string): string => `apt-${release}.json`;

/** The text of a committed lock: the same lock gives the same bytes. */
export const encodeLock = ({
  format,
  key,
  question,
  created,
  uv,
  wheels,
  older = [],
}: Lock): string =>
  lockText(
    {
      format,
      key,
      uv,
      created,
      question: {
        requirements: question.requirements,
        constraints: question.constraints,
        python: question.python,
        platform: question.platform,
        indexes: question.indexes,
      },
      ...(older.length === 0 ? {} : { older }),
    },
    "wheels",
    wheels.map(({ name, version, file, sha256, download, index }): LockedWheel => ({
      name,
      version,
      file,
      sha256,
      download,
      ...(index === undefined ? {} : { index }),
    })),
  );

/** The text of a committed apt lock: the same lock gives the same bytes. */
export const encodeAptLock = ({
  release,
  asOf,
  snapshot,
  asked,
  extras,
  packages,
}: AptLock): string => {
  const head = {
    format: 1,
    release,
    asOf,
    ...(snapshot === undefined ? {} : { snapshot }),
    asked: [...asked].sort(),
    extras: [...extras].sort(),
  };
  if (packages === undefined) return `${JSON.stringify(head, undefined, 2)}\n`;
  const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
  return lockText(
    head,
    "packages",
    sorted.map(({ name, version, sha256, upgrades }): LockedApt => ({
      name,
      version,
      sha256,
      ...(upgrades === undefined ? {} : { upgrades }),
    })),
  );
};

const wrongIn = (issue: z.core.$ZodIssue): string => {
  const name = issue.path.length === 0 ? "The file" : `\`${issue.path.join(".")}\``;
  if (
    issue.code === "invalid_type" &&
    issue.input === undefined &&
    issue.message.endsWith("undefined")
  )
    return `${name} is missing.`;
  return issue.code === "unrecognized_keys"
    ? `${name} has a key that locks do not have: ${issue.keys.join(", ")}.`
    : `${name} is not a value that dl-env writes there.`;
};

const decode = <T>(decoder: z.ZodType<T>, content: string, file: string): T => {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    refuseDeepLock(content, file);
    throw wrongRequest(
      {
        code: "lock-file",
        message: "This lock is not JSON.",
        place: placeInLock(content, file, []),
        hint: REMAKE,
      },
      { cause: error },
    );
  }
  const decoded = decoder.safeParse(value);
  if (decoded.success) return decoded.data;
  refuseDeepLock(content, file);
  if (!(typeof value === "object" && value !== null && "format" in value))
    throw wrongRequest({
      code: "lock-file",
      message: "This is not a lock written by dl-env.",
      place: placeInLock(content, file, []),
      hint: REMAKE,
    });
  const [first, ...rest] = decoded.error.issues.map((issue) => ({
    code: "lock-file" as const,
    message: wrongIn(issue),
    place: placeInLock(content, file, issue.path),
    hint: REMAKE,
  }));
  throw wrongRequest(
    first ?? { code: "lock-file", message: "This lock cannot be read.", hint: REMAKE },
    { more: rest },
  );
};

/**
 * Reads a committed lock. `file` is for messages; codes `lock-file` (not a lock) and `lock-changed`
 * (edited after it was written).
 */
export const decodeLock = (content: string, file: string): Lock => {
  const { format, key, uv, created, question, wheels, older } = decode(lockDecoder, content, file);
  if (lockKey(question, wheels) !== key) {
    throw wrongRequest({
      code: "lock-changed",
      message: "This lock was changed after dl-env wrote it: its key does not match its content.",
      place: placeInLock(content, file, ["key"]),
      hint: REMAKE,
    });
  }
  return { format, key, question, created, uv, wheels, ...(older === undefined ? {} : { older }) };
};

/** Reads a committed apt lock; code `lock-file`. */
export const decodeAptLock = (content: string, file: string): AptLock => {
  const { release, asOf, snapshot, asked, extras, packages } = decode(aptDecoder, content, file);
  return {
    release,
    asOf,
    ...(snapshot === undefined ? {} : { snapshot }),
    asked,
    extras,
    ...(packages === undefined
      ? {}
      : {
          packages: packages.map(({ upgrades, ...one }) => ({
            ...one,
            ...(upgrades === undefined ? {} : { upgrades }),
          })),
        }),
  };
};
