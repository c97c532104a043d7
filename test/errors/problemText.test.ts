import { expect, test } from "vitest";
import { wrongRequest } from "../../src/errors/error.ts";
import { errorText } from "../../src/errors/errorText.ts";
import { exitOf } from "../../src/errors/exitOf.ts";

const wrong = wrongRequest(
  {
    code: "unknown-set",
    message: "There is no set troch.",
    place: { file: "dl-env.yml", line: 4, column: 9 },
    hint: "Did you mean torch?\nset: [torch]",
  },
  {
    more: [
      {
        code: "unknown-key",
        message: "There is no key matrx.",
        place: { file: "dl-env.yml", line: 2 },
      },
    ],
    cause: new Error("inner"),
  },
);

test("every problem of a file is named with its place, code and hint", () => {
  expect(errorText(wrong, false)).toBe(
    [
      "error: dl-env.yml:4:9: There is no set troch. [unknown-set]",
      "  Did you mean torch?",
      "  set: [torch]",
      "error: dl-env.yml:2: There is no key matrx. [unknown-key]",
    ].join("\n"),
  );
});

test("causes are shown when debugging", () => {
  expect(errorText(wrong, false)).not.toContain("inner");
  expect(errorText(wrong, true)).toContain("inner");
});

test("anything that is no error of ours is shown as a fault of ours, never swallowed", () => {
  expect(errorText("a thrown string", false)).toContain("a thrown string");
  expect(errorText(new TypeError("x is undefined"), false)).toMatch(
    /\[internal\][\s\S]*x is undefined/,
  );
});

test("what the file system refuses is told with its path, without a stack", () => {
  const error = Object.assign(new Error("EISDIR: illegal operation on a directory, read"), {
    code: "EISDIR",
    path: "/some/folder",
  });
  expect(errorText(error, false)).toBe(
    "error: A file is needed, but there is a folder at /some/folder. [file-system]\n  Look at it: ls -ld /some/folder",
  );
  expect([exitOf(error), exitOf(wrong)]).toEqual([3, 2]);
});

test("a folder that cannot be made is told as that", () => {
  const error = Object.assign(new Error("ENOENT"), {
    code: "ENOENT",
    syscall: "mkdir",
    path: "/proc/x",
  });
  expect(errorText(error, false)).toBe(
    "error: No folder can be created at /proc/x. [file-system]\n  Use another path; see what is there: ls -ld /proc",
  );
});
