import { parse, stringify } from "yaml";
import type { Catalog } from "../../src/catalog/facts.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { withOwnPackages } from "../../src/matrix/ownPackages.ts";
import { openQuestions, openScreen } from "../../src/matrix/screen.ts";
import { judge } from "../../src/verdict/judge.ts";
import { withSuggestions } from "../../src/suggest/withSuggestions.ts";
import type { Request } from "../../src/matrix/request.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import { locksOf } from "../../src/resolve/answer.ts";
import type { Lock } from "../../src/resolve/lock.ts";
import type { Resolver } from "../../src/resolve/resolve.ts";
import { nameOf } from "./plain.ts";
import type { Advice } from "./reasons.ts";

export interface Judged {
  readonly text: string;
  readonly request: Request;
  readonly cells: readonly JudgedCell[];
  readonly locks: ReadonlyMap<string, Lock>;
}

/**
 * Judges a dl-env.yml as `plan` does where no registry answers: by the catalog's copy of the tag
 * list and by the package index.
 */
export const judgeText = async (
  text: string,
  builtIn: Catalog,
  resolver: Resolver,
): Promise<Judged> => {
  const request = decodeRequest(text, "dl-env.yml", { catalog: builtIn });
  const catalog = withOwnPackages(builtIn, request);
  const screen = openScreen({ request, catalog, today: catalog.asOf, lists: new Map() });
  const screened = expandCells(request, catalog).map(screen);
  const questions = openQuestions(screened);
  const answers = await resolver.comparedWithNewest(questions, await resolver.askAll(questions));
  const judged = await withSuggestions(
    resolver.ask,
    judge(screened, { request, catalog, answers }),
    {
      catalog,
      request,
      possible: (cell) => screen(cell).question !== undefined,
      isPart: false,
    },
  );
  return { text, request, cells: judged, locks: locksOf(answers) };
};

type Json = Record<string, unknown>;

/** The entries of a set with some written anew or removed. */
const withEntries = (
  set: readonly string[],
  entries: NonNullable<Advice["entries"]>,
): readonly string[] =>
  set.flatMap((entry) => {
    const name = nameOf(entry);
    return entries.has(name) ? (entries.get(name) ?? []) : [entry];
  });

/**
 * The same dl-env.yml for this one cell, with what a hint says; undefined where that leaves nothing
 * of the set.
 */
export const textFor = (text: string, cell: Cell, advice: Advice): string | undefined => {
  const file = parse(text, { schema: "failsafe" }) as Json;
  const sets = (file["sets"] ?? {}) as Readonly<Record<string, readonly string[]>>;
  const ownSet = sets[cell.set] ?? cell.libraries;
  const entries = withEntries(ownSet, advice.entries ?? new Map());
  if (entries.length === 0) return undefined;
  // Another Ubuntu is meant with its own Python, where the cell has its release's own.
  const python =
    advice.matrix?.["ubuntu"] !== undefined && cell.pythonFrom === "ubuntu"
      ? "ubuntu"
      : cell.python;
  const matrix = {
    cuda: [cell.cuda],
    ubuntu: [cell.ubuntu],
    python: [python],
    flavor: [cell.flavor],
    set: [cell.set],
  };
  return stringify({
    ...file,
    matrix: {
      ...matrix,
      ...advice.matrix,
      ...(advice.sets === undefined || advice.matrix?.["set"] !== undefined
        ? {}
        : { set: Object.keys(advice.sets).slice(0, 1) }),
    },
    sets: {
      ...sets,
      ...(advice.entries === undefined ? {} : { [cell.set]: entries }),
      ...advice.sets,
    },
    ...(advice.pins === undefined ? {} : { pins: advice.pins }),
    ...advice.rest,
  });
};

/** The dl-env.yml of the cell that an id names, with the sets and pins of another. */
export const textOfId = (text: string, id: string): string => {
  const [, set = "", cuda = "", tag = "", python = "", flavor = "base"] =
    /^(.+)-cuda([\d.]+)-(.+)-py([\d.]+)(?:-(.+))?$/.exec(id) ?? [];
  const file = parse(text, { schema: "failsafe" }) as Json;
  return stringify({
    ...file,
    matrix: {
      cuda: [cuda],
      ubuntu: [tag.replace(/^ubuntu/, "")],
      python: [python],
      flavor: [flavor],
      set: [set],
    },
  });
};
