/** Characters that Markdown, HTML or GitHub's own filters read as more than themselves. */
const SPECIAL = /[&<>"'`|*_~[\]()!#@:\\$^{}=+.-]/g;

const entity = (character: string): string => `&#${character.codePointAt(0)};`;

/** Control characters, and those that turn the direction of text, shown as what they are instead of doing it. */
// oxlint-disable-next-line no-control-regex -- these are what must not get through
const INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;

const visible = (text: string): string =>
  text
    .replace(/[\t\r\n ]+/g, " ")
    .replace(
      INVISIBLE,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
    );

/** A value from outside as a code span in a table cell: it starts no link, image, mention or table column. */
export const code = (value: string): string =>
  `<code>${visible(value).replace(SPECIAL, entity)}</code>`;

/**
 * A sentence, in which values from outside may stand. Mentions and addresses are broken by a word joiner, because GitHub
 * looks for them after entities are decoded.
 */
export const prose = (text: string): string =>
  visible(text)
    .replace(/[&<>"'`|*_~[\]!#\\^]/g, entity)
    .replace(/@(?=\w)/g, "@&#8288;")
    .replace(/(https?|ftp|www)(?=:\/\/|\.)/gi, "$1&#8288;");
