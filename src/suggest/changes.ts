import type { ReasonCode } from "../errors/codes.ts";
import type { Catalog } from "../catalog/facts.ts";
import { compareVersions, isUnder, minorOf } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";
import { withNeeds } from "../matrix/expand.ts";
import { questioner, requirementName, type Question } from "../matrix/question.ts";
import type { Request } from "../matrix/request.ts";
import { rememberRanges } from "../catalog/inRange.ts";
import { releaseFor } from "../matrix/libraryRelease.ts";
import type { Lock } from "../resolve/lock.ts";

/** One change to dl-env.yml that may make a cell possible. */
export interface Change {
  readonly kind: "pin" | "python" | "cuda" | "drop";
  readonly question: Question;
  /** The cell as it would be, for the checks of its lock. */
  readonly cell: Cell;
  /** What is done, as the beginning of a sentence: `With Python 3.13 it works`. */
  readonly says: (lock: Lock) => string;
  /** Lines for dl-env.yml; a pin is only known from the lock that was found. */
  readonly lines: (lock: Lock) => readonly string[];
}

export interface ChangeFacts {
  readonly catalog: Catalog;
  readonly request: Pick<Request, "pins" | "wheelCuda">;
  /** Whether neither the catalog's rules nor its list of bases speak against a cell. */
  readonly possible: (cell: Cell) => boolean;
}

/** At most so many values of one axis are tried, the nearest first. */
const NEAREST = 3;

const axisLine = (axis: string, value: string): string => `matrix: { ${axis}: ["${value}"] }`;

const questionFor = (
  { catalog, request }: ChangeFacts,
  cell: Cell,
  pins: Request["pins"] = request.pins,
): Question => questioner({ ...request, pins }, catalog)(cell);

/** By distance in the list; of two equally far the newer one. */
const nearest = (values: readonly string[], to: string): readonly string[] => {
  const sorted = [...new Set([...values, to])].sort(compareVersions);
  const at = sorted.indexOf(to);
  return sorted
    .map((value, index) => ({ value, distance: Math.abs(index - at) - (index > at ? 0.5 : 0) }))
    .filter(({ value }) => value !== to)
    .sort((a, b) => a.distance - b.distance)
    .map(({ value }) => value);
};

const otherPythons = (cell: Cell, facts: ChangeFacts): readonly Change[] => {
  const own = facts.catalog.ubuntu.find(({ name }) => name === cell.ubuntu)?.python;
  const known = [
    ...facts.catalog.pythons.map(({ minor }) => minor),
    ...(own === undefined ? [] : [own]),
  ];
  return nearest(known, cell.python)
    .map((python): Cell => ({
      ...cell,
      python,
      pythonFrom: python === own ? "ubuntu" : "standalone",
    }))
    .filter(facts.possible)
    .slice(0, NEAREST)
    .map((changed) => ({
      kind: "python",
      cell: changed,
      question: questionFor(facts, changed),
      says: () => `With Python ${changed.python} it works`,
      lines: () => [axisLine("python", changed.python)],
    }));
};

const otherCudas = (cell: Cell, facts: ChangeFacts): readonly Change[] => {
  const imaged = facts.catalog.cuda.filter((release) =>
    release.images[cell.ubuntu]?.includes(cell.flavor),
  );
  const newestOf = (minor: string): string | undefined =>
    imaged
      .filter(({ version }) => isUnder(version, minor))
      .map(({ version }) => version)
      .sort(compareVersions)
      .at(-1);
  return nearest(
    imaged.map(({ minor }) => minor),
    minorOf(cell.cuda),
  )
    .flatMap((minor) => newestOf(minor) ?? [])
    .map((cuda): Cell => ({ ...cell, cuda }))
    .filter(facts.possible)
    .slice(0, NEAREST)
    .map((changed) => ({
      kind: "cuda",
      cell: changed,
      question: questionFor(facts, changed),
      says: () => `With CUDA ${minorOf(changed.cuda)} it works`,
      lines: () => [axisLine("cuda", minorOf(changed.cuda))],
    }));
};

/** Libraries of the cell that ask for one of these packages, in the packages' order. */
const librariesBehind = (
  cell: Cell,
  packages: readonly string[],
  { catalog, request }: ChangeFacts,
): readonly string[] => {
  const inRange = rememberRanges();
  const asks = (name: string): readonly string[] => {
    const library = catalog.libraries.get(name);
    const release =
      library === undefined ? undefined : releaseFor(library, cell, request.wheelCuda, inRange);
    return (release?.requirements ?? []).map(requirementName);
  };
  const found = packages.flatMap((wanted) =>
    cell.libraries.filter((name) => asks(name).includes(wanted)),
  );
  return [...new Set(found)].filter((name) => !catalog.every.includes(name));
};

const dropped = (cell: Cell, names: readonly string[], facts: ChangeFacts): Change | undefined => {
  const libraries = cell.libraries.filter(
    (name) => !withNeeds([name], facts.catalog).some((needed) => names.includes(needed)),
  );
  const changed: Cell = { ...cell, libraries };
  if (libraries.length === 0 || !facts.possible(changed)) return undefined;
  const listed = libraries.filter((name) => !facts.catalog.every.includes(name));
  const set = `${cell.set}-without-${names.join("-")}`;
  return {
    kind: "drop",
    cell: changed,
    question: questionFor(facts, changed),
    says: () => `Without ${names.join(", ")} it works`,
    lines: () => [`sets: { ${set}: [${listed.join(", ")}] }`, axisLine("set", set)],
  };
};

/** Each library of the quarrel alone, then all but the one that leaves no room. */
const drops = (cell: Cell, packages: readonly string[], facts: ChangeFacts): readonly Change[] => {
  const behind = librariesBehind(cell, packages, facts);
  const [yielding, firm, ...more] = behind;
  const several = yielding === undefined || more.length === 0 ? [] : [[yielding, ...more]];
  const sets = [
    ...[yielding, ...more, firm].filter((name) => name !== undefined).map((name) => [name]),
    ...several,
  ];
  return sets.flatMap((names) => dropped(cell, names, facts) ?? []);
};

/** Pins whose package is in the question, those of the quarrel first, in the packages' order. */
const pinsOfQuestion = (
  cell: Cell,
  packages: readonly string[],
  facts: ChangeFacts,
): readonly string[] => {
  const { requirements, constraints } = questionFor(facts, cell);
  const present = new Set([...requirements, ...constraints].map(requirementName));
  const pinned = Object.keys(facts.request.pins).filter((name) => present.has(name));
  return [
    ...packages.filter((name) => pinned.includes(name)),
    ...pinned.filter((name) => !packages.includes(name)),
  ];
};

/** Some pins of one's own are let go; the releases that come instead are what to write, beside the pins that stay. */
const freeing = (names: readonly string[], cell: Cell, facts: ChangeFacts): Change => {
  const kept = Object.entries(facts.request.pins).filter(([pinned]) => !names.includes(pinned));
  const found = (lock: Lock): Lock["wheels"] =>
    names.flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);
  const lines = (lock: Lock): readonly string[] => {
    const pins = [
      ...kept,
      ...found(lock).map(({ name, version }) => [name, `==${version}`] as const),
    ].map(([name, pin]) => `${name}: "${pin}"`);
    return [pins.length === 0 ? "pins: {}" : `pins: { ${pins.join(", ")} }`];
  };
  const says = (lock: Lock): string => {
    const instead = found(lock).map(({ name, version }) => `${name} ${version}`);
    return instead.length === 0
      ? `Without the pin of ${names.join(", ")} it works`
      : `With ${instead.join(", ")} it works`;
  };
  return {
    kind: "pin",
    cell,
    question: questionFor(facts, cell, Object.fromEntries(kept)),
    says,
    lines,
  };
};

/** Each pin alone, those of the quarrel first; then all that are built for one CUDA major, since an older RAPIDS is several packages at once; then all. */
const freed = (cell: Cell, packages: readonly string[], facts: ChangeFacts): readonly Change[] => {
  const pins = pinsOfQuestion(cell, packages, facts);
  const marks = Object.values(facts.catalog.wheels).flatMap(({ marks }) => marks);
  const groups = [
    ...pins.slice(0, NEAREST).map((name) => [name]),
    pins.filter((name) => marks.some((mark) => name.endsWith(mark))),
    pins,
  ];
  const distinct = new Map(
    groups.filter((names) => names.length > 0).map((names) => [[...names].sort().join(" "), names]),
  );
  return [...distinct.values()].map((names) => freeing(names, cell, facts));
};

const ORDER: Readonly<Partial<Record<ReasonCode, readonly Change["kind"][]>>> = {
  "no-build-for-python": ["pin", "python", "cuda", "drop"],
  "no-build-for-cuda": ["pin", "cuda", "drop", "python"],
  "packages-disagree": ["pin", "drop", "cuda", "python"],
  "no-wheels": ["pin", "python", "drop", "cuda"],
};

/** Changes worth asking about, the likeliest first. `packages` are those that the conflict is about, `code` its reason's. */
export const changesFor = (
  cell: Cell,
  code: ReasonCode,
  packages: readonly string[],
  facts: ChangeFacts,
): readonly Change[] => {
  const all = {
    pin: freed(cell, packages, facts),
    python: otherPythons(cell, facts),
    cuda: otherCudas(cell, facts),
    drop: drops(cell, packages, facts),
  };
  return (ORDER[code] ?? ["pin", "drop", "python", "cuda"]).flatMap((kind) => all[kind]);
};
