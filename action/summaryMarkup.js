import { t as visibleLine } from "./visible.js";
// src/report/summaryMarkup.ts
/** Characters that Markdown, HTML or GitHub's own filters read as more than themselves. */
const SPECIAL = /[&<>"'`|*_~[\]()!#@:\\$^{}=+.-]/g;
const entity = (character) => `&#${character.codePointAt(0)};`;
/** On one line, with what a reader would not see. */
const visible = (text) => visibleLine(text.replaceAll(/[\t\r\n ]+/g, " "));
/**
* A value from outside as a code span in a table cell: it starts no link, image, mention or table
* column.
*/
const code = (value) => `<code>${visible(value).replace(SPECIAL, entity)}</code>`;
/**
* A sentence, in which values from outside may stand. Mentions and addresses are broken by a word
* joiner, because GitHub looks for them after entities are decoded.
*/
const prose = (text) => visible(text).replace(/[&<>"'`|*_~[\]!#\\^]/g, entity).replace(/@(?=\w)/g, "@&#8288;").replace(/(https?|ftp|www)(?=:\/\/|\.)/gi, "$1&#8288;");
export { prose as n, code as t };
