import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeUrl, withoutUserinfo } from "../../src/secrets/safeUrl.ts";
import { secretsInAuthFile } from "../../src/secrets/authFile.ts";
import { encodingsOf } from "../../src/secrets/encodings.ts";
import { secretsInEnvironment } from "../../src/secrets/environmentSecrets.ts";
import { makeSecrets } from "../../src/secrets/mask.ts";
import { CANARIES, formsOf, formsOfTools, traces } from "./canaries.ts";

const secretArbitrary = fc
  .oneof(
    fc.string({ minLength: 8, maxLength: 40 }),
    fc.string({ unit: "binary", minLength: 8, maxLength: 20 }),
  )
  .filter((text) => text.trim().length >= 8 && text.isWellFormed());
const maskFor = (secrets: readonly string[]): ((text: string) => string) =>
  makeSecrets(secrets).hide;

describe("secrets", () => {
  test("no encoding of 25 canaries is left, as we and as other programs write them", () => {
    const hide = maskFor(CANARIES);
    const text = [...CANARIES.flatMap(formsOf), ...formsOfTools(CANARIES)]
      .map((form) => `before ${form} after`)
      .join("\n");
    expect(traces(text).length).toBeGreaterThan(300);
    expect(traces(hide(text))).toEqual([]);
    expect(hide(text)).not.toMatch(/c4nary|YzRuYXJ5|M0bmFye|jNG5hcn|63346e6172/);
  });

  test("no encoding of one is left in a text", () => {
    fc.assert(
      fc.property(
        secretArbitrary,
        fc.string({ maxLength: 9 }),
        fc.string({ maxLength: 9 }),
        (secret, before, after) => {
          const mask = maskFor([secret]);
          for (const text of [
            ...formsOf(secret),
            JSON.stringify({ secret }),
            Buffer.from(before + secret + after).toString("base64"),
          ]) {
            const shown = mask(before + text + after);
            for (const form of encodingsOf(secret))
              expect(shown.includes(form) && !"***".includes(form)).toBe(false);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test("a secret that is the start of another leaves no rest", () => {
    expect(maskFor(["abcdefgh", "abcdefghijkl"])("abcdefghijkl abcdefgh")).toBe("*** ***");
  });

  test("a secret that is learned later is hidden from then on, and told on once", () => {
    const told: string[] = [];
    const secrets = makeSecrets(["first-one"], (secret) => told.push(secret));
    secrets.add("second-one");
    secrets.add("second-one");
    expect(secrets.hide("first-one second-one")).toBe("*** ***");
    expect(told).toEqual(["first-one", "second-one"]);
  });

  test("an empty or very short value masks nothing", () => {
    expect(maskFor(["", "a", "    "])("a banana    x")).toBe("a banana    x");
  });

  test("the lines of a key are masked one by one", () => {
    expect(maskFor(["-----BEGIN KEY-----\nMIIabc\n-----END KEY-----"])("x MIIabc y")).toBe(
      "x *** y",
    );
  });

  test("what nobody called a secret but looks like one is hidden: authorisations, web tokens, users of addresses", () => {
    const hide = maskFor([]);
    expect(
      hide(`Authorization: Basic ${Buffer.from("ada:pw").toString("base64")}, bearer abc123def456`),
    ).toBe("Authorization: Basic ***, bearer ***");
    expect(
      hide("eyJhbGciOi.eyJzdWIi.c2ln x https://u:p@ss@h.example/p git+https://ghp_x@h.example"),
    ).toBe("*** x https://***@h.example/p git+https://***@h.example");
  });

  test.each([
    "A registry with Basic authentication",
    "bearer of tidings",
    "oci-layout:///srv/base@sha256:00",
    "docker://base@sha256:00",
    "https://h.example/a@b",
    "https://h.example/ you@example.org",
    "// someone@example.org",
  ])("%j is left as it is", (text) => {
    expect(maskFor([])(text)).toBe(text);
  });
});

describe("where secrets are found", () => {
  test("in variables whose name says so, and in addresses of any variable", () => {
    const found = secretsInEnvironment({
      UV_INDEX_URL: "https://ada:p%40ss-1@i.example/simple",
      "INPUT_REGISTRY-PASSWORD": "pw-12345",
      GH_TOKEN: "gh-12345",
      HTTPS_PROXY: "http://proxy:8080",
      PIP_EXTRA_INDEX_URL: "https://tok-9@a/ https://b:two-2@c/",
      TOKENS: "many",
      HOME: "/root",
    });
    expect(found.sort()).toEqual(
      ["p%40ss-1", "p@ss-1", "pw-12345", "gh-12345", "tok-9", "tok-9", "two-2", "two-2"].sort(),
    );
  });

  test("in files of credentials, whatever else stands there", () => {
    const auth = Buffer.from("ada:pass-1").toString("base64");
    expect(
      secretsInAuthFile(
        JSON.stringify({
          auths: { a: { auth }, b: { identitytoken: "id-1" }, c: {} },
          credHelpers: { d: "x" },
        }),
      ),
    ).toEqual([auth, "pass-1", "id-1"]);
    expect([secretsInAuthFile("{"), secretsInAuthFile("[]"), secretsInAuthFile("")]).toEqual([
      [],
      [],
      [],
    ]);
  });
});

describe("addresses that are shown", () => {
  test.each([
    ["https://user:pw@r.example/v2/x?token=abc#f", "https://r.example/v2/x"],
    ["http://user:p@ss@r.example:80/x", "http://r.example/x"],
    ["no address//u:p@h?token=1", "no address//***@h"],
  ])("%s is shown as %s", (url, shown) => {
    expect(safeUrl(url)).toBe(shown);
  });

  test("a text keeps everything of them but the user", () => {
    expect(withoutUserinfo("get <https://u:p@h/a?b=c>, then https://h/u@x")).toBe(
      "get <https://***@h/a?b=c>, then https://h/u@x",
    );
  });
});
