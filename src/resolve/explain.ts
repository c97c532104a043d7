import type { ReasonCode } from "../errors/codes.ts";
import { compareVersions } from "../catalog/versions.ts";
import type { Reason } from "../matrix/reason.ts";
import type { Question } from "../matrix/question.ts";
import { readDerivation, type Fact, type Term } from "./derivation.ts";
import { disjoint, isOpen, rangeWords } from "../catalog/ranges.ts";
import {
  againstCell,
  againstPins,
  againstRequest,
  bringer,
  isExact,
  makeStory,
  ownNeeds,
  pairs,
  type Needs,
  type Pair,
  type Story,
} from "./conflict.ts";

/** A conflict as a person is told it. */
export interface Explained {
  readonly reasons: readonly [Reason, ...Reason[]];
  /** Packages that the quarrel is about, the one to give way first. */
  readonly packages: readonly string[];
}

interface Told {
  readonly code: ReasonCode;
  readonly sentences: readonly string[];
  readonly packages: readonly string[];
}

type Teller = (story: Story) => Told | undefined;
type FactOf<K extends Fact["kind"]> = Extract<Fact, { kind: K }>;

const only = <K extends Fact["kind"]>(story: Story, kind: K): readonly FactOf<K>[] =>
  story.derivation.facts.filter((fact): fact is FactOf<K> => fact.kind === kind);

/** `cuml-cu12 26.4.0 or newer` */
const words = ({ name, range }: Term): string =>
  range === "" ? name : `${name} ${rangeWords(range)}`;

const wantedAs = (story: Story, name: string): Term =>
  story.wanted.find((term) => term.name === name) ?? { name, range: "" };

const missing: Teller = (story) => {
  const name = only(story, "missing")[0]?.name;
  return name === undefined
    ? undefined
    : {
        code: "package-missing",
        sentences: [`The package index has no package named ${name}.`],
        packages: [name],
      };
};

const noVersion: Teller = (story) => {
  const who = only(story, "no-version")[0]?.who;
  return who === undefined
    ? undefined
    : {
        code: "version-missing",
        sentences: [`The package index has no ${words(who)}.`],
        packages: [who.name],
      };
};

const tooNew: Teller = (story) => {
  const found = only(story, "only").flatMap(({ who }) =>
    story.wanted
      .filter(({ name, range }) => name === who.name && disjoint(range, who.range))
      .map((wanted) => ({ who, wanted })),
  )[0];
  if (found === undefined) return undefined;
  return {
    code: "version-missing",
    sentences: [
      `The package index has only ${words(found.who)}, and ${words(found.wanted)} is asked for.`,
    ],
    packages: [found.who.name],
  };
};

const askedTwice: Teller = (story) => {
  const tied = story.cell.flatMap((one, at) =>
    story.cell
      .slice(at + 1)
      .filter((other) => other.name === one.name && disjoint(other.range, one.range))
      .map((other) => [one, other] as const),
  )[0];
  const [first, second] = tied ?? story.wanted.filter(({ name }) => name === story.together[0]);
  if (
    (tied === undefined && story.together.length !== 1) ||
    first === undefined ||
    second === undefined
  )
    return undefined;
  return {
    code: "asked-twice",
    sentences: [`${words(first)} and ${words(second)} are asked for at once.`],
    packages: [first.name],
  };
};

const cellCuda = (story: Story): string =>
  rangeWords(
    story.cell.find(({ name }) => name === "cuda-toolkit")?.range ?? story.cell[0]?.range ?? "",
  );

const minor = (range: string): string => rangeWords(range).split(".").slice(0, 2).join(".");

/** A pin of a package that others bring along. */
const pinned: Teller = (story) => {
  const bare = only(story, "no-wheels").find(({ who }) =>
    story.pins.some(({ name, range }) => name === who.name && !disjoint(range, who.range)),
  );
  const pin = story.pins.find(({ name }) => name === bare?.who.name);
  if (pin !== undefined)
    return { code: "no-wheels", sentences: [noWheels(story, pin)], packages: [pin.name] };
  const [found] = againstPins(story);
  if (found === undefined) return undefined;
  const { need, wanted } = found;
  return {
    code: "packages-disagree",
    sentences: [`${words(need.who)} needs ${words(need.what)}, and ${words(wanted)} is asked for.`],
    packages: [wanted.name, need.who.name],
  };
};

/** Packages of one name whose builds are all for other CUDAs. */
const otherCuda: Teller = (story) => {
  const name = story.together[0];
  const facts = againstCell(story).filter(({ who }) => who.name === name);
  if (story.together.length !== 1 || name === undefined || facts.length === 0) return undefined;
  const cuda = cellCuda(story);
  const known = [...new Set(facts.map(({ what }) => minor(what.range)))].sort(compareVersions);
  const near = [
    known.filter((one) => compareVersions(one, cuda) < 0).at(-1),
    known.find((one) => compareVersions(one, cuda) > 0),
  ].filter((one) => one !== undefined);
  const wanted = wantedAs(story, name);
  const sentence =
    facts.length === 1 && wanted.range.startsWith("==")
      ? `${words(wanted)} is built for CUDA ${known[0]}, and this cell has CUDA ${cuda}.`
      : `No ${words(wanted)} on the package index is built for CUDA ${cuda}; the nearest builds are for CUDA ${near.join(" and ")}.`;
  return { code: "no-build-for-cuda", sentences: [sentence], packages: [name] };
};

const pythonSentence = (story: Story, who: Term): string => {
  const asked = story.question.python;
  const needs = only(story, "needs-python").find(
    (fact) => fact.who.name === who.name && fact.who.range === who.range,
  );
  if (needs !== undefined)
    return `${words(who)} needs Python ${rangeWords(needs.range)}, and this cell has Python ${asked}.`;
  const built = [...(story.derivation.built.get(who.name)?.pythons ?? [])].sort(compareVersions);
  const [oldest, newest] = [built[0], built.at(-1)];
  if (oldest !== undefined && compareVersions(asked, oldest) < 0)
    return `${words(who)} needs Python ${oldest} or newer, and this cell has Python ${asked}.`;
  if (oldest !== undefined && newest !== undefined && compareVersions(asked, newest) > 0)
    return `${words(who)} has no build for Python ${asked}; its builds are for Python ${oldest} to ${newest}.`;
  return `${words(who)} has no build for Python ${asked}.`;
};

const platformSentence = (story: Story, who: Term): string => {
  const least = (story.derivation.built.get(who.name)?.platforms ?? [])
    .map((tag) => /^manylinux_(2_\d+)_x86_64$/.exec(tag)?.[1]?.replace("_", "."))
    .filter((one) => one !== undefined)
    .sort(compareVersions)[0];
  const asked = /manylinux_(2_\d+)$/.exec(story.question.platform)?.[1]?.replace("_", ".");
  if (least === undefined || asked === undefined)
    return `${words(who)} has no build for this platform.`;
  return `${words(who)} needs a system with glibc ${least} or newer, and this cell has glibc ${asked}.`;
};

/** Also true of packages that have no wheels at all, which uv does not tell apart. */
const noWheels = (story: Story, who: Term): string =>
  `${words(who)} has no wheels for Python ${story.question.python} on the package index.`;

const OLDER = "Older releases have no wheels for it.";

/** Why releases of one package cannot be installed here, newest first; without a say about other packages. */
const uninstallable = (story: Story, name: string): readonly string[] => {
  const tags = [
    ...only(story, "needs-python").map(({ who }) => ({ who, tag: "python" as const })),
    ...only(story, "no-tag"),
  ].filter(({ who }) => who.name === name);
  const wanted = wantedAs(story, name);
  if (
    !isOpen(wanted.range) &&
    !wanted.range.includes("==") &&
    tags.some(({ tag }) => tag === "python")
  )
    return [pythonSentence(story, wanted)];
  const [newest] = tags.sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)));
  const stubs = only(story, "no-wheels").some(({ who }) => who.name === name);
  if (newest === undefined) return stubs ? [noWheels(story, wanted)] : [];
  return [
    newest.tag === "python"
      ? pythonSentence(story, newest.who)
      : platformSentence(story, newest.who),
    ...(stubs ? [OLDER] : []),
  ];
};

const single: Teller = (story) => {
  const [name, ...others] = story.together;
  if (name === undefined || others.length > 0) return undefined;
  const sentences = uninstallable(story, name);
  if (sentences.length === 0) return undefined;
  const code =
    sentences[0] === noWheels(story, wantedAs(story, name))
      ? "no-wheels"
      : sentences[0]?.includes("Python") === true
        ? "no-build-for-python"
        : sentences[0]?.includes("glibc") === true
          ? "no-build-for-platform"
          : "no-wheels";
  return { code, sentences: sentences.slice(0, 2), packages: [name] };
};

const side = (story: Story, { who }: Needs): string => {
  const through = bringer(story, who);
  return through === undefined ? words(who) : `${words(who)} (for ${through})`;
};

const pairSentence = (story: Story, { one, other }: Pair): string =>
  `${side(story, one)} needs ${words(one.what)}, and ${side(story, other)} needs ${rangeWords(other.what.range)}.`;

/** First the side that leaves no room, then the one that may give way. */
const ordered = (story: Story, { one, other }: Pair): Pair => {
  const firm = ({ who, what }: Needs): number =>
    (story.together.includes(who.name) ? 4 : 0) +
    (isExact(what.range) ? 2 : 0) +
    (isOpen(who.range) ? 0 : 1);
  return firm(other) > firm(one) ? { one: other, other: one } : { one, other };
};

const sameSides = (a: Pair, b: Pair): boolean => {
  const sides = ({ one, other }: Pair): string => [one.who.name, other.who.name].sort().join(" ");
  return sides(a) === sides(b);
};

/** Other releases of a package that no Python or platform of this cell can take, newest first. */
const otherReleases = (story: Story, name: string, told: Term): string | undefined => {
  const found = only(story, "no-tag")
    .filter(
      ({ who }) =>
        who.name === name &&
        /^(?:>=|==)/.test(who.range) &&
        (told.name !== name || disjoint(who.range, told.range)),
    )
    .sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)))[0];
  if (found === undefined) return undefined;
  return found.tag === "python"
    ? pythonSentence(story, found.who)
    : platformSentence(story, found.who);
};

/** What keeps the rest of the releases from being taken, beside the first quarrel. */
const second = (story: Story, first: Pair, all: readonly Pair[]): string | undefined => {
  const names = [first.one.who.name, first.other.who.name];
  const yielding = bringer(story, first.other.who) ?? first.other.who.name;
  const asked = ({ who }: Needs): boolean => story.together.includes(who.name);
  const others = all.filter((pair) => !sameSides(pair, first));
  const further = others.filter(
    ({ one, other }) =>
      asked(one) && asked(other) && [one, other].some(({ who }) => !names.includes(who.name)),
  );
  const rest = ({ who }: Needs): boolean =>
    who.name === yielding && disjoint(who.range, first.other.who.range);
  const [next] = [...further.filter(({ one, other }) => rest(one) || rest(other)), ...further];
  if (next !== undefined) return pairSentence(story, ordered(story, next));
  const tagged = otherReleases(story, yielding, first.other.who);
  if (tagged !== undefined) return tagged;
  const brought = ({ who }: Needs): boolean => bringer(story, who) === yielding;
  const through = others.find(
    ({ one, other }) =>
      one.what.name !== first.one.what.name &&
      ((asked(one) && brought(other)) || (asked(other) && brought(one))),
  );
  if (through !== undefined) return pairSentence(story, ordered(story, through));
  const stubs = only(story, "no-wheels").find(({ who }) => who.name === yielding);
  return stubs === undefined ? undefined : noWheels(story, stubs.who);
};

const quarrel: Teller = (story) => {
  const all = pairs(story);
  const [best] = all;
  if (best === undefined) return undefined;
  const first = ordered(story, best);
  const next = second(story, first, all);
  const named = [first.other.who, first.one.who].map((who) => bringer(story, who) ?? who.name);
  return {
    code: "packages-disagree",
    sentences: [pairSentence(story, first), ...(next === undefined ? [] : [next])],
    packages: [...new Set([...named, ...story.together])],
  };
};

const request: Teller = (story) => {
  const [found] = againstRequest(story);
  if (found === undefined) return undefined;
  const { need, wanted } = found;
  return {
    code: "packages-disagree",
    sentences: [`${words(need.who)} needs ${words(need.what)}, and ${words(wanted)} is asked for.`],
    packages: [need.who.name, wanted.name],
  };
};

/** A package that nobody asked for has no wheels, and one that was asked for needs it. */
const deep: Teller = (story) => {
  const bare = [...only(story, "no-wheels"), ...only(story, "no-tag")].find(
    ({ who }) => !story.wanted.some(({ name }) => name === who.name),
  );
  const by = ownNeeds(story).find(({ what }) => what.name === bare?.who.name);
  if (bare === undefined || by === undefined) return undefined;
  const through = ownNeeds(story).find(
    ({ who, what }) => what.name === by.who.name && story.together.includes(who.name),
  );
  const sentences = [
    `${words(by.who)} needs ${bare.who.name}, which has no wheels for Python ${story.question.python} on the package index.`,
  ];
  if (through !== undefined) sentences.push(`${words(through.who)} needs ${words(through.what)}.`);
  return { code: "no-wheels", sentences, packages: [through?.who.name ?? by.who.name] };
};

const fallback = (story: Story): Told => {
  const names = story.together.slice(0, 6);
  const sentence =
    names.length < 2
      ? `The package index has nothing that fits ${names[0] ?? "what is asked"} in this cell.`
      : `These packages cannot be had together in this cell: ${names.join(", ")}.`;
  return { code: "packages-disagree", sentences: [sentence], packages: names };
};

const TELLERS: readonly Teller[] = [
  missing,
  noVersion,
  tooNew,
  askedTwice,
  pinned,
  otherCuda,
  request,
  single,
  quarrel,
  deep,
];

/** uv's account of a conflict in at most two sentences of at most 25 words, without its own words for things; uv's text goes along as `detail`. */
export const explain = (text: string, question: Question): Explained => {
  const story = makeStory(readDerivation(text), question);
  let told: Told | undefined;
  for (const teller of TELLERS) told ??= teller(story);
  const { code, sentences, packages } = told ?? fallback(story);
  return {
    reasons: [{ code, message: sentences.join(" "), source: "resolver", detail: text }],
    packages,
  };
};
