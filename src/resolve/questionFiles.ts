import { wrongRequest } from "../errors/error.ts";
import { requirementName } from "../matrix/libraryRelease.ts";
import type { Question } from "../matrix/question.ts";
import { CACHE_CONTROL, type NamedIndex } from "./namedIndexes.ts";

/**
 * Name, extras, versions: no markers, no addresses, no options, which a requirements file would all
 * take.
 */
const REQUIREMENT =
  /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9._, -]+\])?(?: *(?:===|[=~!<>]=|[<>]) *[A-Za-z0-9._*+!-]+(?: *, *(?:===|[=~!<>]=|[<>]) *[A-Za-z0-9._*+!-]+)*)?$/;

/**
 * The text of a requirements file; code `requirement` for a line that is more than a name with
 * versions.
 */
export const requirementsText = (lines: readonly string[]): string => {
  for (const line of lines) {
    if (!REQUIREMENT.test(line)) {
      throw wrongRequest({
        code: "requirement",
        message: `"${line}" is not a package with its versions.`,
        hint: "Write it like: torch ==2.6.0, numpy >=2,<3",
      });
    }
  }
  return lines.map((line) => `${line}\n`).join("");
};

/** Stands for the request where uv wants a name for it. */
export const PROJECT = "dl-env-cell";

/**
 * The requirements as a pyproject.toml, the only form in which uv can be told to take some packages
 * from one index and no others.
 */
export const projectText = (question: Question, scoped: readonly NamedIndex[]): string => {
  requirementsText(question.requirements);
  const names = question.requirements.map(requirementName);
  const sources = scoped.flatMap(({ name, packages = [] }) =>
    names
      .filter((asked) => packages.includes(asked))
      .map((asked) => `${JSON.stringify(asked)} = { index = ${JSON.stringify(name)} }`),
  );
  const indexes = scoped.map(
    ({ name, address }) =>
      `[[tool.uv.index]]\nname = ${JSON.stringify(name)}\nurl = ` +
      `${JSON.stringify(address)}\nexplicit = true\n${CACHE_CONTROL}\n`,
  );
  const project = [
    "[project]",
    `name = "${PROJECT}"`,
    'version = "0"',
    `requires-python = ">=${question.python}"`,
    `dependencies = ${JSON.stringify(question.requirements)}`,
  ];
  return [...project, "", "[tool.uv.sources]", ...new Set(sources), "", ...indexes].join("\n");
};
