import type { Alias, Document, YAMLError } from "yaml";
import { isMap, isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { Place, RequestProblem } from "../errors/error.ts";
import { wrongRequest } from "../errors/error.ts";
import { DEEPEST, tooDeep } from "./nesting.ts";
import { readPlainYaml } from "./plainYaml.ts";

/** A parsed YAML file. Every scalar is text: `3.10` stays `3.10` and does not become 3.1. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at a path stands; the nearest parent's place when there is no such value. */
  place(path: readonly PropertyKey[]): Place;
  /** Where the key at the end of a path stands. */
  keyPlace(path: readonly PropertyKey[]): Place;
}

interface Node {
  readonly range?: readonly [number, number, number] | null;
}

const keyOf = (key: PropertyKey): string | number => (typeof key === "symbol" ? String(key) : key);

const nodeAt = (document: Document, path: readonly PropertyKey[]): Node | undefined => {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length).map(keyOf), true) as Node | undefined;
    if (node?.range) return node;
  }
  return (document.contents as Node | null) ?? undefined;
};

const keyNodeAt = (document: Document, path: readonly PropertyKey[]): Node | undefined => {
  const parent =
    path.length === 1 ? document.contents : document.getIn(path.slice(0, -1).map(keyOf), true);
  if (!isMap(parent)) return nodeAt(document, path);
  const last = String(path.at(-1));
  const pair = parent.items.find((item) => String(item.key) === last);
  return (pair?.key as Node | undefined) ?? nodeAt(document, path);
};

type SyntaxFault = Pick<YAMLError, "code" | "message" | "linePos">;

/** The parser's own words for what people write most often are hard to act on. */
const WORDS: Readonly<
  Partial<Record<YAMLError["code"], readonly [message: string, hint: string]>>
> = {
  DUPLICATE_KEY: [
    "This key occurs twice in one map.",
    "Keep one of the two, then run: dl-env plan",
  ],
  TAB_AS_INDENT: [
    "This line is indented with a tab, which YAML does not allow.",
    "Indent with spaces, then run: dl-env plan",
  ],
};

const syntaxProblem = (file: string, { code, message, linePos }: SyntaxFault): RequestProblem => {
  const at = linePos?.[0];
  // The parser repeats the position and shows the line after the first sentence.
  const sentence = (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
  const [told, hint] = WORDS[code] ?? [
    `This is not YAML: ${sentence}.`,
    "Check indentation, colons and quotes on this line, then run: dl-env plan",
  ];
  return {
    code: "yaml-syntax",
    message: told,
    place: at === undefined ? { file } : { file, line: at.line, column: at.col },
    hint,
  };
};

/**
 * After a tab the parser no longer knows which column is which; what it says of the rest is no
 * help.
 */
const worthTelling = (errors: readonly YAMLError[]): readonly YAMLError[] => {
  const tabs = errors.filter(({ code }) => code === "TAB_AS_INDENT");
  return tabs.length > 0 ? tabs : errors;
};

interface Parsed {
  readonly document: Document;
  readonly lines: LineCounter;
}

/** Comparisons of keys, 2 s; the parser compares each key of a map with all before it. */
const MOST_COMPARISONS = 50_000_000;

/** Whether two keys are the same, as the parser itself has it, until there are too many. */
const sameKeys = (file: string): ((a: unknown, b: unknown) => boolean) => {
  let left = MOST_COMPARISONS;
  return (a, b) => {
    left -= 1;
    if (left < 0)
      throw wrongRequest({
        code: "yaml-syntax",
        message: "there are more keys in one place than can be compared",
        place: { file },
        hint: "Leave out what is not needed, then run: dl-env plan",
      });
    return a === b || (isScalar(a) && isScalar(b) && a.value === b.value);
  };
};

const parsed = (text: string, file: string): Parsed => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: lines,
    uniqueKeys: sameKeys(file),
  });
  const [first, ...more] = worthTelling(document.errors).map((error) => syntaxProblem(file, error));
  if (first !== undefined) throw wrongRequest(first, { more });
  return { document, lines };
};

/** The first alias without an anchor; where all have one, the first of all. */
const wrongAlias = (
  document: Document,
): { readonly alias: Alias | undefined; readonly lost: boolean } => {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_, alias) => void aliases.push(alias) });
  const lost = aliases.find((alias) => alias.resolve(document) === undefined);
  return { alias: lost ?? aliases[0], lost: lost !== undefined };
};

/**
 * A key that no object of JavaScript can have as its own like any other: it would be lost without a
 * word.
 */
const refuseProto = ({ document, lines }: Parsed, file: string): void =>
  visit(document, {
    Pair: (_index, { key }) => {
      if (!isScalar(key) || key.value !== "__proto__") return;
      const { line, col } = lines.linePos(key.range?.[0] ?? 0);
      throw wrongRequest({
        code: "yaml-syntax",
        message: "`__proto__` cannot be a key.",
        place: { file, line, column: col },
        hint: "Use another name, then run: dl-env plan",
      });
    },
  });

/**
 * Aliases that stand for aliases can name more values than any memory holds; the parser refuses
 * them only here.
 */
const valueOf = ({ document, lines }: Parsed, file: string): unknown => {
  try {
    return document.toJS();
  } catch (error) {
    const { alias, lost } = wrongAlias(document);
    const at = alias?.range ? lines.linePos(alias.range[0]) : undefined;
    const message = lost
      ? `There is no anchor \`&${alias?.source}\` before the alias \`*${alias?.source}\`.`
      : "The aliases in this YAML expand to more values than are allowed.";
    throw wrongRequest(
      {
        code: "yaml-syntax",
        message,
        place: at === undefined ? { file } : { file, line: at.line, column: at.col },
        hint: "Write the value out, then run: dl-env plan",
      },
      { cause: error },
    );
  }
};

/** Parsers end with an overflow of the stack, which says nothing of the file. */
const refuseDeep = (text: string, file: string): void => {
  const place = tooDeep(text);
  if (place === undefined) return;
  throw wrongRequest({
    code: "yaml-syntax",
    message: `This is nested more than ${DEEPEST} levels deep.`,
    place: { file, ...place },
    hint: "Close the brackets on this line, or indent less, then run: dl-env plan",
  });
};

/**
 * Parses one YAML document; throws DlEnvError(2) `yaml-syntax` with the place of every syntax
 * error. Places are worked out when they are asked for.
 */
export const readYaml = (text: string, file: string): YamlFile => {
  refuseDeep(text, file);
  let parsedOnce: Parsed | undefined;
  const whole = (): Parsed => (parsedOnce ??= parsed(text, file));
  const placeOf = (node: Node | undefined): Place => {
    if (!node?.range) return { file };
    const { line, col } = whole().lines.linePos(node.range[0]);
    return { file, line, column: col };
  };
  const wholeValue = (): unknown => {
    refuseProto(whole(), file);
    return valueOf(whole(), file);
  };
  return {
    file,
    value: readPlainYaml(text) ?? wholeValue(),
    place: (path) => placeOf(nodeAt(whole().document, path)),
    keyPlace: (path) =>
      placeOf(
        path.length === 0 ? nodeAt(whole().document, path) : keyNodeAt(whole().document, path),
      ),
  };
};
