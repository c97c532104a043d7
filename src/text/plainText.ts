/**
 * Text from outside for a terminal: no control characters, no line breaks, at most 300 characters.
 */
export const plainText = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .slice(0, 300);
