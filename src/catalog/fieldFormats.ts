import { validRange } from "@renovatebot/pep440";
import * as z from "zod";
import type { CatalogCode } from "../errors/codes.ts";
import { WHEEL_CUDAS } from "./libraryFacts.ts";

// The kinds of values in the files of matrix/. Every scalar arrives as text (see yaml.ts), so
// versions keep their digits.

export const text = z.string().min(1, "must not be empty");
export const texts = z.array(text);
export const version = text.regex(/^\d+\.\d+$/, "must be a version of two numbers, such as 12.8");
export const fullVersion = text.regex(
  /^\d+\.\d+\.\d+$/,
  "must be a version of three numbers, such as 12.8.1",
);
export const date = text.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date, such as 2026-11-21");
export const sha256 = text.regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");
export const digest = text.regex(/^sha256:[0-9a-f]{64}$/, "must be `sha256:` and 64 hex digits");
// A type alone: a transform would have no JSON schema for its default.
export const code = text.regex(
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  "must be words in lower case with hyphens",
) as unknown as z.ZodType<CatalogCode, string>;
export const capability = text.regex(/^\d+\.\d$/, "must be a compute capability, such as 8.9");
export const branch = text
  .regex(/^\d{3}$/, "must be a driver branch, such as 550")
  .transform(Number);
export const range = text.refine(
  (value) => validRange(value),
  "must be version ranges of PEP 440, such as >=12.4,<13",
);
/** `true` or `false`, as text; absent is false. */
export const flag = z
  .enum(["true", "false"])
  .transform((value) => value === "true")
  .default(false);

export const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const name = text.regex(NAME, "must be a name in lower case with hyphens");
export const wheelCuda = z.enum(WHEEL_CUDAS);
const APT = "[a-z0-9](?:[a-z0-9+.-]|\\{python\\})+";
/** Name of an apt package. */
export const aptPackage = text.regex(
  /^[a-z0-9][a-z0-9+.-]+$/,
  "must be the name of an apt package",
);
/** The same with `{python}` for the cell's Python. */
export const aptPackageOfPython = text.regex(
  new RegExp(`^${APT}$`),
  "must be the name of an apt package, with {python} for a Python of apt's",
);
/** A name of matrix/sources.yml or a text of its own. */
export const source = text.meta({
  description: "A name of matrix/sources.yml, or where a person can check the fact",
});
