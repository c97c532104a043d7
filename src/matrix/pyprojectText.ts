import { satisfies, validRange } from "@renovatebot/pep440";
import { parse } from "smol-toml";
import { z } from "zod";
import type { Place } from "../errors/error.ts";
import { closestOrLonger } from "../text/closest.ts";
import { oneOf } from "../text/oneOf.ts";
import { normalName } from "./checkPins.ts";
import { isRefused, parseRequirement, type RefusedRequirement } from "./requirement.ts";
import type { PlacedRequirement } from "./requirementsText.ts";

const strings = z.array(z.string());
const decoder = z.object({
  project: z
    .object({
      name: z.string().optional(),
      dependencies: strings.default([]),
      "optional-dependencies": z.record(z.string(), strings).default({}),
      "requires-python": z.string().optional(),
    })
    .optional(),
  "dependency-groups": z
    .record(z.string(), z.array(z.union([z.string(), z.object({ "include-group": z.string() })])))
    .default({}),
  tool: z.object({ poetry: z.unknown().optional() }).optional(),
});

type Project = z.output<typeof decoder>;
type Refused = RefusedRequirement & { readonly place: Place };

/** What a pyproject.toml asks for. */
export interface PyprojectText {
  readonly requirements: readonly PlacedRequirement[];
  /** PEP 440, over x.y. */
  readonly python?: string;
  readonly refused: readonly Refused[];
}

/** Which parts of it are wanted beside its dependencies. */
export interface WantedParts {
  readonly groups: readonly string[];
  readonly extras: readonly string[];
}

const missing = (kind: string, name: string, choices: readonly string[]): RefusedRequirement => {
  const near = closestOrLonger(name, choices);
  return {
    message: `There is no ${kind} \`${name}\`; there ${choices.length === 0 ? "are none" : `are ${oneOf(choices)}`}.`,
    hint: near === undefined ? `Remove it from dl-env.yml, under: sets` : `Did you mean: ${near}`,
  };
};

const byName = <T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(record).map(([name, value]) => [normalName(name), value]));

/** The texts of a group and of those that it includes, each group once. */
const groupTexts = (
  groups: ReadonlyMap<string, Project["dependency-groups"][string]>,
  name: string,
  seen = new Set<string>(),
): readonly string[] => {
  if (seen.has(name)) return [];
  seen.add(name);
  return (groups.get(name) ?? []).flatMap((entry) =>
    typeof entry === "string"
      ? [entry]
      : groupTexts(groups, normalName(entry["include-group"]), seen),
  );
};

const textsOf = (
  project: Project,
  wanted: WantedParts,
): { readonly texts: readonly string[]; readonly refused: readonly RefusedRequirement[] } => {
  const groups = byName(project["dependency-groups"]);
  const extras = byName(project.project?.["optional-dependencies"] ?? {});
  const lost = [
    ...wanted.groups
      .filter((name) => !groups.has(normalName(name)))
      .map((name) => missing("group", name, [...groups.keys()])),
    ...wanted.extras
      .filter((name) => !extras.has(normalName(name)))
      .map((name) => missing("extra", name, [...extras.keys()])),
  ];
  return {
    texts: [
      ...(project.project?.dependencies ?? []),
      ...wanted.extras.flatMap((name) => extras.get(normalName(name)) ?? []),
      ...wanted.groups.flatMap((name) => groupTexts(groups, normalName(name))),
    ],
    refused: lost,
  };
};

/** An extra of the project itself, as in `mine[gpu]` within its own extras. */
const ownExtras = (project: Project, texts: readonly string[]): readonly string[] => {
  const own = normalName(project.project?.name ?? "");
  const extras = byName(project.project?.["optional-dependencies"] ?? {});
  const seen = new Set<string>();
  const opened = (text: string): readonly string[] => {
    const parsed = parseRequirement(text);
    if (own === "" || isRefused(parsed) || parsed.name !== own) return [text];
    return parsed.extras.flatMap((extra) => {
      if (seen.has(extra)) return [];
      seen.add(extra);
      return (extras.get(extra) ?? []).flatMap(opened);
    });
  };
  return texts.flatMap(opened);
};

const OF_POETRY: RefusedRequirement = {
  message: "This file has its dependencies in Poetry's own form, which is not read.",
  hint: "Write them out and name that file: poetry export -f requirements.txt -o requirements.txt",
};

const lineOf = (text: string, part: string): number => {
  const at = text.indexOf(part);
  return at === -1 ? 1 : text.slice(0, at).split("\n").length;
};

/** Reads the text of a pyproject.toml (PEP 621, PEP 735). */
export const readPyprojectText = (
  text: string,
  file: string,
  wanted: WantedParts,
): PyprojectText => {
  const at = (part: string): Place => ({ file, line: lineOf(text, part), column: 1 });
  const refuse = (one: RefusedRequirement, part = ""): PyprojectText => ({
    requirements: [],
    refused: [{ ...one, place: at(part) }],
  });
  let project: Project;
  try {
    project = decoder.parse(parse(text));
  } catch {
    return refuse({
      message: "This is not a pyproject.toml of PEP 621.",
      hint: `See what is wrong with it: python3 -m tomllib < ${file}`,
    });
  }
  if (project.project === undefined && project.tool?.poetry !== undefined)
    return refuse(OF_POETRY, "[tool.poetry");
  const { texts, refused: lost } = textsOf(project, wanted);
  const parsed = ownExtras(project, texts).map((one) => ({ one, parsed: parseRequirement(one) }));
  const python = project.project?.["requires-python"];
  return {
    requirements: parsed.flatMap(({ one, parsed: found }) =>
      isRefused(found) ? [] : [{ ...found, place: at(one), hashes: [], isConstraint: false }],
    ),
    ...(python !== undefined && validRange(python) ? { python } : {}),
    refused: [
      ...lost.map((one) => ({ ...one, place: at("") })),
      ...parsed.flatMap(({ one, parsed: found }) =>
        isRefused(found) ? [{ ...found, place: at(one) }] : [],
      ),
    ],
  };
};

/** Whether a Python x.y is one that a project is for. */
export const isForPython = (range: string, python: string): boolean =>
  // The newest patch of a minor decides: `>=3.10.2` is for 3.10.
  satisfies(`${python}.99`, range.replaceAll(/\s+/g, "")) ||
  satisfies(`${python}.0`, range.replaceAll(/\s+/g, ""));
