/**
 * What no line of a Containerfile can hold outside JSON: line breaks and other control characters.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
export const CONTROL_CHARACTER = /[\u0000-\u001F\u007F\u0085\u2028\u2029]/;
