import { parse } from "smol-toml";
import { z } from "zod";
import type { Question } from "../matrix/question.ts";
import { foundProblem } from "../errors/error.ts";
import type { LockedWheel } from "./lock.ts";
import { bestWheel } from "./wheelTags.ts";

/** A wheel of an answer with its address, which stays in memory. */
export interface FoundWheel extends Omit<LockedWheel, "download"> {
  readonly address: string;
  /** ISO date-time at which its index got it; absent where the index does not say. */
  readonly uploaded?: string;
}

const wheelDecoder = z.object({
  name: z.string().optional(),
  url: z.string().optional(),
  path: z.string().optional(),
  "upload-time": z.date().optional(),
  hashes: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
});

const decoder = z.object({
  "lock-version": z.string(),
  packages: z
    .array(z.object({ name: z.string(), version: z.string(), wheels: z.array(wheelDecoder) }))
    .default([]),
});

/** PEP 503. */
export const normalised = (name: string): string => name.replace(/[-_.]+/g, "-").toLowerCase();

const fileName = (address: string): string =>
  decodeURIComponent((address.split(/[?#]/, 1)[0] ?? "").split("/").at(-1) ?? "");

const odd = (message: string, cause?: unknown): Error =>
  foundProblem(
    { code: "resolver-answer", message, hint: "See uv's output: dl-env plan --debug" },
    { cause },
  );

/**
 * The one wheel of each package in a pylock.toml that uv made for one platform. Its markers need no
 * reading: uv follows only what holds for the Python and platform asked, so every package in it
 * belongs to the answer.
 */
export const wheelsOfPylock = (
  text: string,
  { python, platform }: Pick<Question, "python" | "platform">,
): readonly FoundWheel[] => {
  let decoded: z.infer<typeof decoder>;
  try {
    decoded = decoder.parse(parse(text));
  } catch (error) {
    throw odd("uv gave an answer that cannot be read.", error);
  }
  return decoded.packages.map(({ name, version, wheels }) => {
    const found = wheels.map((wheel) => {
      const address = wheel.url ?? wheel.path ?? "";
      const uploaded = wheel["upload-time"];
      return {
        name: normalised(name),
        version,
        file: wheel.name ?? fileName(address),
        sha256: wheel.hashes.sha256,
        address,
        ...(uploaded === undefined ? {} : { uploaded: new Date(uploaded.getTime()).toISOString() }),
      };
    });
    const best = bestWheel(found, python, platform);
    if (best === undefined)
      throw odd(
        `uv chose ${name} ${version}, which has no wheel for Python ${python} on ${platform}.`,
      );
    return best;
  });
};
