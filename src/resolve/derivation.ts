/**
 * A package and the versions that are spoken of, e.g. `cuml-cu12>=26.4.0`; alternatives are joined
 * by `||`, none means all.
 */
export interface Term {
  readonly name: string;
  readonly range: string;
}

/** What uv takes from the index, the request and the Python before it concludes anything. */
export type Fact =
  /** `derived`: uv concluded it from other facts, so it may hold in this cell only. */
  | { readonly kind: "needs"; readonly who: Term; readonly what: Term; readonly derived?: true }
  /** On the index, but without any wheel. */
  | { readonly kind: "no-wheels"; readonly who: Term }
  | { readonly kind: "no-tag"; readonly who: Term; readonly tag: "python" | "platform" }
  | { readonly kind: "needs-python"; readonly who: Term; readonly range: string }
  | { readonly kind: "missing"; readonly name: string }
  | { readonly kind: "no-version"; readonly who: Term }
  /** All that the index has of it. */
  | { readonly kind: "only"; readonly who: Term }
  | { readonly kind: "asked"; readonly what: Term };

export interface Derivation {
  readonly facts: readonly Fact[];
  /** Packages that the last steps say are asked for: those that cannot be had together. */
  readonly asked: readonly string[];
  /**
   * Wheels that exist, from uv's hints: package -> Pythons `3.9` or platforms
   * `manylinux_2_28_x86_64`.
   */
  readonly built: ReadonlyMap<
    string,
    { readonly pythons: readonly string[]; readonly platforms: readonly string[] }
  >;
}

const VERSIONS = String.raw`(?:(?:[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)`;
const NAME = String.raw`[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[^\]]*\])?`;
const RANGE = `${VERSIONS}(?:,${VERSIONS})*`;
const TERM = `${NAME}(?:${RANGE}(?:\\|\\|${RANGE})*)?`;
const LIST = `(?: ${NAME}${RANGE})+`;

/**
 * One line, without markers, with each list of versions as one term, so that the rest can be read
 * by words.
 */
const oneLine = (text: string): string => {
  const flat = text.replace(/\{[^}]*\}/g, "").replace(/\s+/g, " ");
  const joined = (list: string): string => {
    const terms = list.trim().split(" ");
    const name = /^[^=~!<>]+/.exec(terms[0] ?? "")?.[0] ?? "";
    return ` ${name}${terms.map((term) => term.slice(name.length)).join("||")}`;
  };
  return flat
    .replace(new RegExp(`(?:all|one) of:(${LIST})`, "g"), (_, list: string) =>
      joined(list).trimStart(),
    )
    .replace(
      /only the following versions of \S+ are available:(?: \S+?[=~!<>]\S+)+/g,
      "only some are available",
    )
    .replace(/all versions of /g, "")
    .replace(/ ,/g, ",")
    .replace(/\.(?= |$)/g, " .");
};

const termOf = (text: string): Term => {
  const [, name = "", , range = ""] = /^([^[=~!<>]+)(\[[^\]]*\])?(.*)$/.exec(text) ?? [];
  return { name, range };
};

const FOLLOWS = String.raw`(?! (?:depends?|has|have|is|are|was|cannot|does|require|know|can)\b)(?![\w.=<>*|\[-]|,\S)`;

/** `A depends on B and C`: every B and C, but not the subject of the next statement. */
const needs = (line: string): Fact[] =>
  [
    ...line.matchAll(
      new RegExp(`(${TERM}) depends? on (${TERM})((?: and ${TERM}${FOLLOWS})*)`, "g"),
    ),
  ].flatMap(([, who = "", first = "", more = ""]) =>
    [first, ...more.split(" and ").filter((part) => part !== "")].map((what): Fact => {
      if (what.startsWith("Python"))
        return { kind: "needs-python", who: termOf(who), range: termOf(what).range };
      return { kind: "needs", who: termOf(who), what: termOf(what) };
    }),
  );

const simple = (
  line: string,
  pattern: string,
  make: (term: Term, match: readonly string[]) => Fact,
): Fact[] =>
  [...line.matchAll(new RegExp(pattern, "g"))].map((match) => make(termOf(match[1] ?? ""), match));

const asked = (line: string): Fact[] =>
  [...line.matchAll(new RegExp(`you require (${TERM})((?: and ${TERM}${FOLLOWS})*)`, "g"))].flatMap(
    ([, first = "", more = ""]) =>
      [first, ...more.split(" and ").filter((part) => part !== "")].map((what): Fact => ({
        kind: "asked",
        what: termOf(what),
      })),
  );

const TAG_HINT =
  /wheels for `([^`]+)` \(v[^)]*\) with the following Python \w+ tags?: ((?:`[^`]+`(?:, )?)+)/g;
const PLATFORM_HINT =
  /Wheels are available for `([^`]+)` \(v[^)]*\) on the following platforms?: ((?:`[^`]+`(?:, )?)+)/g;

const quoted = (list: string): string[] =>
  [...list.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

const builtOf = (hints: string): Map<string, { pythons: string[]; platforms: string[] }> => {
  const built = new Map<string, { pythons: string[]; platforms: string[] }>();
  const of = (name: string): { pythons: string[]; platforms: string[] } => {
    const entry = built.get(name) ?? { pythons: [], platforms: [] };
    built.set(name, entry);
    return entry;
  };
  for (const [, name = "", tags = ""] of hints.matchAll(TAG_HINT))
    of(name).pythons.push(
      ...quoted(tags)
        .flatMap((tag) => /^cp3(\d+)$/.exec(tag)?.[1] ?? [])
        .map((minor) => `3.${minor}`),
    );
  for (const [, name = "", platforms = ""] of hints.matchAll(PLATFORM_HINT))
    of(name).platforms.push(...quoted(platforms));
  return built;
};

/**
 * Reads uv's account of why nothing fits. What it does not know it leaves out: an answer may have
 * no facts.
 */
export const readDerivation = (text: string): Derivation => {
  const [account = "", ...hints] = text.split(/^hint: /m);
  const line = oneLine(account);
  const premises = line.replace(/,? we can conclude that .*? \.(?= |$)/g, " ;");
  const found = [
    ...needs(premises),
    ...needs(line).map((fact): Fact => (fact.kind === "needs" ? { ...fact, derived: true } : fact)),
    ...simple(line, `(${TERM}) ha(?:s|ve) no usable wheels`, (who) => ({ kind: "no-wheels", who })),
    ...simple(
      line,
      `(${TERM}) ha(?:s|ve) no wheels with a matching (Python|platform)`,
      (who, match) => ({
        kind: "no-tag",
        who,
        tag: match[2] === "platform" ? "platform" : "python",
      }),
    ),
    ...simple(line, `(${TERM}) was not found in`, (who) => ({ kind: "missing", name: who.name })),
    ...simple(line, `there (?:is|are) no versions? of (${TERM})`, (who) => ({
      kind: "no-version",
      who,
    })),
    ...simple(line, `only (${TERM}) is available`, (who) => ({ kind: "only", who })),
    ...asked(line),
  ];
  const facts = [
    ...new Map(
      found.toReversed().map((fact) => [JSON.stringify({ ...fact, derived: undefined }), fact]),
    ).values(),
  ].toReversed();
  return {
    facts,
    asked: [...new Set(facts.flatMap((fact) => (fact.kind === "asked" ? [fact.what.name] : [])))],
    built: builtOf(hints.join("\n")),
  };
};
