import { dirname, join, resolve } from "node:path";
import type { Catalog } from "../catalog/facts.ts";
import { wrongRequest, type Place, type RequestProblem } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { isWithin } from "../system/pathWithin.ts";
import { entriesFor, type OwnPackage, type OwnPython } from "./ownPackages.ts";
import { readPyprojectText } from "./pyprojectText.ts";
import type { Request, SetFiles } from "./request.ts";
import { readRequirementsText, type PlacedRequirement } from "./requirementsText.ts";

type World = { readonly files: System["files"]; readonly env: Pick<System["env"], "cwd"> };

/** Bytes of one file, and files that one set may lead to. */
const LARGEST = 1_000_000;
const MOST = 50;

interface Read {
  readonly requirements: readonly PlacedRequirement[];
  readonly pythons: readonly OwnPython[];
  /** Of the files that were read, relative to where dl-env runs. */
  readonly paths: readonly string[];
  readonly problems: readonly RequestProblem[];
}

const fileProblem = (message: string, place: Place): RequestProblem => ({
  code: "requirements-file",
  message,
  place,
  hint: "Name a file beside dl-env.yml, such as: sets: { mine: { requirements: requirements.txt } }",
});

interface Named {
  /** From where dl-env runs. */
  readonly path: string;
  readonly place: Place;
}

/** The text of a named file, or what is wrong with it. */
const textOf = async (
  { files, env }: World,
  { path, place }: Named,
  folder: string,
): Promise<string | RequestProblem> => {
  const there = resolve(env.cwd, path);
  const real = await files.realPath(there);
  if (real === undefined) return fileProblem(`There is no file ${path}.`, place);
  const tops = await Promise.all(
    [env.cwd, resolve(env.cwd, folder)].map(async (top) => (await files.realPath(top)) ?? top),
  );
  if (!tops.some((top) => isWithin(top, real)))
    return fileProblem(`${path} lies outside the folder of dl-env.yml.`, place);
  const found = await files.stat(real);
  if (found?.kind !== "file") return fileProblem(`${path} is not a file.`, place);
  if (found.size > LARGEST) return fileProblem(`${path} is larger than 1 MB.`, place);
  const text = await files.readText(real);
  return text ?? fileProblem(`${path} cannot be read.`, place);
};

const refusals = (
  refused: readonly { readonly message: string; readonly hint: string; readonly place: Place }[],
): RequestProblem[] =>
  refused.map(({ message, hint, place }) => ({ code: "requirement", message, hint, place }));

const readRequirements = async (world: World, set: SetFiles, folder: string): Promise<Read> => {
  const requirements: PlacedRequirement[] = [];
  const problems: RequestProblem[] = [];
  const seen = new Set<string>();
  const waiting = set.requirements.map((path) => ({
    path: join(folder, path),
    place: set.place,
    isConstraint: false,
  }));
  for (const named of waiting) {
    const key = `${named.path} ${named.isConstraint}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MOST) {
      problems.push(fileProblem(`More than ${MOST} files of requirements are named.`, set.place));
      break;
    }
    const text = await textOf(world, named, folder);
    if (typeof text !== "string") {
      problems.push(text);
      continue;
    }
    const read = readRequirementsText(text, named.path, named.isConstraint);
    requirements.push(...read.requirements);
    problems.push(...refusals(read.refused));
    waiting.push(
      ...read.files.map((file) => ({ ...file, path: join(dirname(named.path), file.path) })),
    );
  }
  return { requirements, pythons: [], paths: waiting.map(({ path }) => path), problems };
};

const readPyproject = async (
  world: World,
  { pyproject, groups, extras, place }: SetFiles,
  folder: string,
): Promise<Read> => {
  const none = { requirements: [], pythons: [], paths: [] };
  if (pyproject === undefined) return { ...none, problems: [] };
  const path = join(folder, pyproject);
  const text = await textOf(world, { path, place }, folder);
  if (typeof text !== "string") return { ...none, paths: [path], problems: [text] };
  const read = readPyprojectText(text, path, { groups, extras });
  return {
    requirements: read.requirements,
    pythons: read.python === undefined ? [] : [{ python: read.python, source: path }],
    paths: [path],
    problems: refusals(read.refused),
  };
};

const sourceText = ({ file, line }: Place): string =>
  line === undefined ? file : `${file}:${line}`;

type Facts = { readonly catalog: Pick<Catalog, "libraries">; readonly folder: string };

/** What the files of one set add to a request. */
interface SetContent {
  readonly names: readonly string[];
  readonly packages: Readonly<Record<string, OwnPackage>>;
  readonly pythons: Readonly<Record<string, OwnPython>>;
}

const contentOf = ({ requirements, pythons }: Read, { catalog }: Facts): SetContent => {
  const found = requirements.map(({ place, isConstraint, hashes, ...one }) =>
    entriesFor(
      one,
      {
        source: sourceText(place),
        ...(isConstraint ? { isConstraint } : {}),
        ...(hashes.length === 0 ? {} : { hashes }),
      },
      catalog,
    ),
  );
  const byKey = pythons.map((one) => [`python ${one.python} of ${one.source}`, one] as const);
  return {
    names: [...found.flatMap(({ names }) => names), ...byKey.map(([key]) => key)],
    packages: Object.assign({}, ...found.map(({ packages }) => packages)) as SetContent["packages"],
    pythons: Object.fromEntries(byKey),
  };
};

/** The request with what the files of one of its sets hold. */
const withContent = (request: Request, set: string, content: SetContent): Request => ({
  ...request,
  sets: {
    ...request.sets,
    [set]: [...new Set([...(request.sets[set] ?? []), ...content.names])],
  },
  packages: { ...request.packages, ...content.packages },
  pythons: { ...request.pythons, ...content.pythons },
});

/**
 * The request with what the files hold that its sets name. Throws DlEnvError(2) `requirement` and
 * `requirements-file`, with the file and line of each.
 */
export const withSetFiles = async (
  world: World,
  request: Request,
  facts: Facts,
): Promise<Request> => {
  const problems: RequestProblem[] = [];
  let whole = request;
  const paths: string[] = [];
  for (const set of request.setFiles) {
    const before = problems.length;
    for (const part of [
      await readRequirements(world, set, facts.folder),
      await readPyproject(world, set, facts.folder),
    ]) {
      problems.push(...part.problems);
      paths.push(...part.paths);
      whole = withContent(whole, set.set, contentOf(part, facts));
    }
    if ((whole.sets[set.set] ?? []).length === 0 && problems.length === before)
      problems.push(fileProblem("The files of this set name no package.", set.place));
  }
  const [first, ...more] = problems;
  if (first !== undefined) throw wrongRequest(first, { more });
  return paths.length === 0 ? request : { ...whole, setPaths: [...new Set(paths)] };
};
