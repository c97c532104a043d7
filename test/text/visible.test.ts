import { describe, expect, test } from "vitest";
import { visibleLine, visibleText } from "../../src/text/visible.ts";
import { INVISIBLE_TEXTS } from "../fakes/invisibleTexts.ts";

// oxlint-disable-next-line no-control-regex -- these are what must not be left
const ACTS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

describe("text from outside", () => {
  test.each(INVISIBLE_TEXTS)("with %s is shown and does not act", (_, text, shown) => {
    expect(visibleText(`a${text}b`)).toBe(`a${shown}b`);
    expect(visibleText(`a${text}b`)).not.toMatch(ACTS);
  });

  test("keeps line ends and tabs in a text, and shows them in a line", () => {
    expect(visibleText("a\tb\r\nc\n")).toBe("a\tb\nc\n");
    expect(visibleLine("a\tb\nc")).toBe(String.raw`a\u0009b\u000ac`);
  });

  test("keeps what people write in: letters, marks, emoji", () => {
    const text = "Größe 尺寸 साइज़ é ❌ ⚠️ 👍🏽 “x” – …";
    expect(visibleText(text)).toBe(text);
    expect(visibleLine(text)).toBe(text);
  });

  test("as JSON stays the same JSON", () => {
    const value = INVISIBLE_TEXTS.map(([, text]) => text);
    const text = visibleText(JSON.stringify({ value }, undefined, 2));
    expect(text).not.toMatch(ACTS);
    expect(JSON.parse(text)).toEqual({ value });
  });
});
