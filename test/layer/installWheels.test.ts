import { describe, expect, it } from "vitest";
import {
  installArgv,
  installError,
  venvName,
  type WheelTools,
} from "../../src/layer/installWheels.ts";
import { hashedRequirements } from "../../src/image/requirements.ts";
import type { LockedWheel } from "../../src/resolve/lock.ts";

const wheel = (name: string, version: string, digit: string): LockedWheel => ({
  name,
  version,
  file: `${name}-${version}-py3-none-any.whl`,
  sha256: digit.repeat(64),
  download: 1,
});
const TQDM = wheel("tqdm", "4.70.1", "0");
const TOOLS: WheelTools = {
  uv: "/tools/uv",
  interpreter: "/tmp/x/py/bin/python3",
  environment: () => Promise.resolve({}),
};

// As uv 0.13.8 writes them.
const MISMATCH = `Using CPython 3.11.7 interpreter at: v/bin/python
error: Failed to download \`tqdm==4.70.1\`
  cause: Hash mismatch for \`tqdm==4.70.1\`

         Expected:
           sha256:${"0".repeat(64)}

         Computed:
           sha256:${"c".repeat(64)}
`;
const NO_VERSION =
  "error: No solution found when resolving dependencies\n  cause: Because there is no version of tqdm==4.70.1 and you require tqdm==4.70.1, we can conclude that your requirements are unsatisfiable.\n";
const NO_PACKAGE =
  "error: No solution found when resolving dependencies\n  cause: Because tqdm was not found in the package registry and you require tqdm==4.70.1, we can conclude that\n         your requirements are unsatisfiable.\n";
const NO_WHEEL =
  "error: No solution found\n  cause: Because tqdm==4.70.1 has no wheels with a matching Python ABI tag (e.g., `cp312`) and you require tqdm==4.70.1, we can conclude that your requirements are unsatisfiable.\n";
const NO_CONNECTION =
  "error: Request failed after 3 retries in 9.7s\n  cause: Failed to fetch: http://user:secret@127.0.0.1:9/simple/tqdm/\n  cause: tcp connect error\n";
const FULL =
  "error: Failed to install: tqdm\n  cause: failed to write to file: No space left on device (os error 28)\n";

describe("the uv call for wheels", () => {
  it("asks for exactly the locked files, for the lock's Python and platform, and compiles nothing", () => {
    expect(
      installArgv(
        TOOLS,
        { wheels: [TQDM], python: "3.12", platform: "x86_64-manylinux_2_35" },
        { requirements: "r.txt", tree: "t" },
      ),
    ).toEqual([
      "/tools/uv",
      "pip",
      "install",
      "--no-cache",
      "--python",
      "/tmp/x/py/bin/python3",
      "--prefix",
      "t",
      "--python-version",
      "3.12",
      "--python-platform",
      "x86_64-manylinux_2_35",
      "--no-deps",
      "--only-binary",
      ":all:",
      "--require-hashes",
      "--no-compile-bytecode",
      "-r",
      "r.txt",
    ]);
  });

  it("lets any of several indexes give the file, since its hash is known", () => {
    expect(
      installArgv(
        TOOLS,
        { wheels: [TQDM], python: "3.12", platform: "p", indexes: ["pytorch"] },
        { requirements: "r.txt", tree: "t" },
      ).join(" "),
    ).toContain("--index-strategy unsafe-best-match -r");
  });

  it("reads one hashed line a wheel, sorted by name", () => {
    expect(hashedRequirements([wheel("b", "2", "b"), wheel("a", "1", "a")])).toBe(
      `a==1 --hash=sha256:${"a".repeat(64)}\nb==2 --hash=sha256:${"b".repeat(64)}\n`,
    );
    expect(venvName("/tmp/x/py/bin/python3")).toBe("py");
  });
});

describe("what uv complains of", () => {
  it.each([
    ["another hash than the lock's", MISMATCH, "wheel-hash", 1],
    ["a version that is gone", NO_VERSION, "wheel-gone", 1],
    ["a package that is gone", NO_PACKAGE, "wheel-gone", 1],
    ["a file for this Python that is gone", NO_WHEEL, "wheel-gone", 1],
    ["an index out of reach", NO_CONNECTION, "index-unreachable", 3],
    ["a full disk", FULL, "disk-full", 3],
    ["anything else", "error: the unexpected\n", "wheel-install", 1],
  ])("%s has a code, one sentence and a hint to type", (_, stderr, code, exit) => {
    const error = installError(stderr, [TQDM]);
    expect(error).toMatchObject({ code, exit });
    expect(error.message).toMatch(/^\S.*\.$/s);
    expect(error.hint).toMatch(/[Tt]ype: \S+/);
  });

  it("names wheel and both hashes", () => {
    expect(installError(MISMATCH, [TQDM]).message).toBe(
      `The index gave a wheel of tqdm==4.70.1 with sha256 ${"c".repeat(64)}, but the lock says ${"0".repeat(64)}.`,
    );
    expect(installError(NO_VERSION, [TQDM]).message).toBe(
      "The wheel tqdm-4.70.1-py3-none-any.whl is no longer on the index.",
    );
  });

  it("never repeats a password of the index' address", () => {
    const error = installError(NO_CONNECTION, [TQDM]);
    expect(`${error.message} ${error.hint} ${String(error.cause)}`).not.toContain("secret");
  });
});
