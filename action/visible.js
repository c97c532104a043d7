// src/text/visible.ts
/**
* What a reader does not see, or what acts on a terminal or a page instead of being read: control
* and escape characters of both tables (C0, C1), format characters (direction, zero width, tags),
* line and paragraph separators, halves of a pair, and fillers.
*/
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u17B4\u17B5\u3164\uFFA0]/gu;
/** Also JSON's own way to write a character, so that JSON stays the same JSON. */
const escaped = (character) => Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
/** One line in which every invisible character is shown as `\u202e`, line ends and tabs too. */
const visibleLine = (text) => text.replaceAll(INVISIBLE, escaped);
/**
* Text of several lines in which every invisible character but line ends and tabs is shown as
* `\u202e`.
*/
const visibleText = (text) => text.replaceAll("\r\n", "\n").replaceAll(INVISIBLE, (character) => character === "\n" || character === "	" ? character : escaped(character));
export { visibleText as n, visibleLine as t };
