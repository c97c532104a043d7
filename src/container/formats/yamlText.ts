import { Document, visit } from "yaml";

/**
 * What stands in a scalar as it is, for every parser: lines with spaces at their ends do not, and
 * `=` alone is a value of a kind of its own in 1.1.
 */
const EVERYWHERE = /^(?!=$)(?:[ -~]*|[!-~][\n -~]*[!-~]\n?)$/;

/**
 * Letters that YAML forbids or takes for a line end, and that its writer here leaves as they are.
 */
const FORBIDDEN = /[\u007F-\u00A0\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

const escaped = (letter: string): string =>
  `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * A value as YAML that parsers of 1.1 and 1.2 read alike: `yes`, `010` and `12:30` stay text in
 * both, and no letter is lost.
 */
export const yamlText = (value: object): string => {
  const document = new Document(value, { aliasDuplicateObjects: false, compat: "yaml-1.1" });
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === "string" && !EVERYWHERE.test(node.value))
        node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0 }).replaceAll(FORBIDDEN, escaped);
};
