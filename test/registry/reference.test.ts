import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DlEnvError } from "../../src/errors/error.ts";
import { endpointOf } from "../../src/registry/endpoint.ts";
import { parseReference } from "../../src/registry/reference.ts";
import { printReference } from "./printReference.ts";
import { rejection } from "./world.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

const printedOrCode = (text: string): string => {
  try {
    return printReference(parseReference(text));
  } catch (error) {
    if (error instanceof DlEnvError && error.exit === 2) return error.code;
    throw error;
  }
};

describe("parseReference", () => {
  it.each([
    ["busybox", "docker.io/library/busybox"],
    ["nvidia/cuda", "docker.io/nvidia/cuda"],
    ["nvidia/cuda:12.8.1-base-ubuntu24.04", "docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04"],
    ["docker.io/busybox", "docker.io/library/busybox"],
    ["index.docker.io/nvidia/cuda", "docker.io/nvidia/cuda"],
    ["registry.example/a/b/c:1", "registry.example/a/b/c:1"],
    ["localhost/dl-env", "localhost/dl-env"],
    ["localhost:5000/dl-env:x", "localhost:5000/dl-env:x"],
    ["127.0.0.1:5055/team/dl-env", "127.0.0.1:5055/team/dl-env"],
    ["[::1]:5000/dl-env", "[::1]:5000/dl-env"],
    [`nvidia/cuda@${DIGEST}`, `docker.io/nvidia/cuda@${DIGEST}`],
    [`registry.example/x:tag@${DIGEST}`, `registry.example/x:tag@${DIGEST}`],
    ["REGISTRY.example/x", "registry.example/x"],
    ["oci:./images", "oci:./images"],
    ["oci:/abs/with space/ü", "oci:/abs/with space/ü"],
  ])("reads %s as %s", (text, full) => {
    expect(printReference(parseReference(text))).toBe(full);
  });

  it.each([
    "",
    ":",
    "/",
    "@",
    "a//b",
    "a/",
    "/a",
    "https://registry.example/x",
    "registry.example/X/y",
    "registry.example/../x",
    "registry.example/x:",
    "registry.example/x:-tag",
    `registry.example/x:${"t".repeat(129)}`,
    `registry.example/${"a".repeat(260)}`,
    "registry.example/x@sha256:short",
    "registry.example/x@md5:0123",
    "registry.example:0/x",
    "registry.example:99999/x",
    "registry.example/x y",
    "registry.example/x\ny",
    "registry.example/x;rm -rf",
    "$(id)/x",
    "registry.example/`id`",
    "user:password@registry.example/x",
    "-registry.example/x",
    "registry.example/x?a=b",
    "registry.example/x#y",
    "oci:",
    "oci:a\u0000b",
    "oci:a\nb",
    "\u202Eregistry.example/x",
  ])("refuses %j with one sentence and exit code 2", async (text) => {
    const { code, exit, message, hint } = await rejection(
      Promise.resolve().then(() => parseReference(text)),
    );
    expect([code, exit]).toEqual(["wrong-reference", 2]);
    // eslint-disable-next-line no-control-regex -- no such character may reach a terminal
    expect(message).not.toMatch(/[\u0000-\u001f\u007f]/);
    expect(hint).toContain("to:");
  });

  it("prints what it reads the same way again, or refuses it, for any text", () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9._:@/[\]-]{0,40}$/);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          part,
          fc.tuple(part, part).map(([a, b]) => `${a}/${b}`),
        ),
        (text) => {
          const printed = printedOrCode(text);
          expect(printed === "wrong-reference" ? printed : printedOrCode(printed)).toBe(printed);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

const endpoint = (text: string, mirrors: Record<string, string> = {}) => {
  const reference = parseReference(text);
  if (reference.kind !== "registry") throw new Error(text);
  const { origin, host, repository, loopback } = endpointOf(reference, mirrors);
  return `${origin} ${host} ${repository}${loopback ? " loopback" : ""}`;
};

describe("endpointOf", () => {
  it.each([
    ["nvidia/cuda", {}, "https://registry-1.docker.io docker.io nvidia/cuda"],
    ["registry.example/x", {}, "https://registry.example registry.example x"],
    ["127.0.0.1:5000/x", {}, "http://127.0.0.1:5000 127.0.0.1:5000 x loopback"],
    ["localhost:5000/x", {}, "http://localhost:5000 localhost:5000 x loopback"],
    ["[::1]:5000/x", {}, "http://[::1]:5000 [::1]:5000 x loopback"],
    [
      "nvidia/cuda",
      { "docker.io": "mirror.example" },
      "https://mirror.example mirror.example nvidia/cuda",
    ],
    [
      "nvidia/cuda",
      { "docker.io": "mirror.example/hub/" },
      "https://mirror.example mirror.example hub/nvidia/cuda",
    ],
    [
      "nvidia/cuda",
      { "docker.io": "http://mirror.example:5000" },
      "http://mirror.example:5000 mirror.example:5000 nvidia/cuda",
    ],
    [
      "nvidia/cuda",
      { "docker.io": "127.0.0.1:5055" },
      "http://127.0.0.1:5055 127.0.0.1:5055 nvidia/cuda loopback",
    ],
    [
      "nvidia/cuda",
      { "docker.io": "a.example", "docker.io/nvidia": "b.example/nv" },
      "https://b.example b.example nv/cuda",
    ],
    [
      "nvidia/cuda",
      { "docker.io/nvid": "b.example" },
      "https://registry-1.docker.io docker.io nvidia/cuda",
    ],
    [
      "nvidia/cuda",
      { "https://docker.io": "b.example" },
      "https://b.example b.example nvidia/cuda",
    ],
    ["127.example.com/x", {}, "https://127.example.com 127.example.com x"],
    ["localhost.example.com/x", {}, "https://localhost.example.com localhost.example.com x"],
  ])("asks for %s with mirrors %j at %s", (text, mirrors, expected) => {
    expect(endpoint(text, mirrors)).toBe(expected);
  });

  it.each([
    "",
    "ftp://x.example",
    "x.example/../y",
    "x.example?y",
    "user:secret@x.example",
    "x.example/ y",
  ])("refuses the mirror %j", (value) => {
    expect(() => endpoint("nvidia/cuda", { "docker.io": value })).toThrow(
      expect.objectContaining({ code: "wrong-mirror", exit: 2 }),
    );
  });
});
