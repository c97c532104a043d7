// src/text/shellWord.ts
/**
* One word of a POSIX shell: as it is when nothing in it means anything to a shell, else in single
* quotes.
*/
const shellWord = (text) => /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
export { shellWord as t };
