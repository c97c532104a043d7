import { describe, expect, it } from "vitest";
import { wideComments } from "../../lint/commentWidth.ts";

const long = "word ".repeat(21).trimEnd();

describe("comments wider than 100 columns", () => {
  it.each([`// ${long}`, `  /** ${long} */`, `/**\n * ${long}\n */`])("are found: %s", (text) => {
    expect(wideComments(text)).toHaveLength(1);
  });

  it("are let be when they hold an address, and so is a text in one piece", () => {
    expect(wideComments(`// ${long} https://example.org`)).toEqual([]);
    expect(wideComments(`const text = "${long}";`)).toEqual([]);
  });
});
