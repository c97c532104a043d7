// src/text/plainText.ts
/**
* Text from outside for a terminal: no control characters, no line breaks, at most 300 characters.
*/
const plainText = (text) => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim().slice(0, 300);
export { plainText as t };
