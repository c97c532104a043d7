/**
 * Name, text, and how it is shown: what a catalog, a tool or a registry may send to a terminal or a
 * page.
 */
export const INVISIBLE_TEXTS: readonly (readonly [string, string, string])[] = [
  ["OSC 52, which writes the clipboard", "\u001B]52;c;aGk=\u0007", "\\u001b]52;c;aGk=\\u0007"],
  ["OSC 8, a link", "\u001B]8;;http://x\u001B\\", "\\u001b]8;;http://x\\u001b\\"],
  ["CSI, which clears the screen", "\u001B[2J\u001B[H", "\\u001b[2J\\u001b[H"],
  ["C1's CSI", "\u009B31m", "\\u009b31m"],
  ["C1's OSC", "\u009D52;c;aGk=\u009C", "\\u009d52;c;aGk=\\u009c"],
  ["a carriage return", "\rerror", "\\u000derror"],
  ["a backspace and DEL", "\b\u007F", "\\u0008\\u007f"],
  ["NUL", "\u0000", "\\u0000"],
  ["a turn of direction", "\u202Etxt.exe", "\\u202etxt.exe"],
  ["an isolate", "\u2066x\u2069", "\\u2066x\\u2069"],
  ["marks of direction", "\u200E\u200F\u061C", "\\u200e\\u200f\\u061c"],
  ["zero width", "\u200B\u200C\u200D\u2060\uFEFF", "\\u200b\\u200c\\u200d\\u2060\\ufeff"],
  ["a soft hyphen", "\u00AD", "\\u00ad"],
  ["line and paragraph separators", "\u2028\u2029", "\\u2028\\u2029"],
  ["a tag", "\u{E0041}", "\\udb40\\udc41"],
  ["a filler", "\u3164", "\\u3164"],
  ["half a pair", "\uD800", "\\ud800"],
];
