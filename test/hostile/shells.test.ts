import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { DEFAULT_USER } from "../../src/matrix/imageUser.ts";
import { renderCommand, runArgv } from "../../src/container/runCommandLine.ts";
import { shellWord as pastedWord } from "../../src/text/shellWord.ts";
import type { RunSpec } from "../../src/container/runSpec.ts";
import { runWord } from "../../src/image/quote.ts";
import { batches, different, hostile, JUDGES, orRefused, SAME, SEED, valuesFor } from "./values.ts";
import * as fc from "fast-check";

test("the judges together see 50,000 values", () => {
  expect(Object.values(JUDGES).reduce((sum, count) => sum + count, 0)).toBe(50_000);
});

test("a seed brings the same values back", () => {
  expect(fc.sample(hostile, { numRuns: 50, seed: SEED })).toEqual(
    fc.sample(hostile, { numRuns: 50, seed: SEED }),
  );
});

/** What a program is given as arguments: bytes, none of them 0, and text. */
const canBeArgument = (value: string): boolean => !value.includes("\0") && value.isWellFormed();

/**
 * The words as a real shell reads them; the script comes on standard input, because one argument
 * holds 128 KiB at most.
 */
const read = (shell: string, words: readonly string[]): string[] =>
  execFileSync(shell, ["-s"], {
    input: `printf '%s\\0' ${words.join(" ")}\n`,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    cwd: "/",
    env: { PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8" },
  })
    .split("\0")
    .slice(0, -1);

describe.each(["dash", "bash", "sh"])("%s", (shell) => {
  const nth = ["dash", "bash", "sh"].indexOf(shell);

  test("reads every word of a Containerfile's command as the value it was, or it was refused", () => {
    const values = valuesFor("shells", 0.2, nth).filter((value) => value.isWellFormed());
    const quoted = values.flatMap((value) => {
      const word = orRefused(() => runWord(value));
      return word === undefined ? [] : [{ value, word }];
    });
    expect(quoted.length).toBeGreaterThan(values.length / 4);
    for (const batch of batches(
      quoted.map(({ word }) => word),
      5000,
      1 << 20,
    )) {
      const meant = quoted.splice(0, batch.length).map(({ value }) => value);
      expect(different(meant, read(shell, batch))).toEqual(SAME);
    }
  });

  test("reads every word that is to be pasted as the value it was", () => {
    const values = valuesFor("shells", nth === 0 ? 0.2 : 0.1, 10 + nth).filter(canBeArgument);
    for (const batch of batches(values, 5000, 1 << 20))
      expect(different(batch, read(shell, batch.map(pastedWord)))).toEqual(SAME);
  });
});

const spec = (values: readonly string[]): RunSpec => ({
  image: "registry.example/dl-env:torch",
  user: DEFAULT_USER,
  name: "dl-env-u0-torch",
  named: true,
  services: [],
  command: values.slice(2),
  env: { NOTE: values[0] ?? "", PASSED: null },
  gpus: { kind: "none" },
  gpuBy: "cdi",
  shmSize: "8g",
  ulimits: [],
  ports: [],
  mounts: [{ kind: "bind", source: `/srv/${values[1] ?? ""}`, target: "/data", readOnly: true }],
  labelDisabled: false,
  detached: false,
  terminal: true,
});

test("a command line printed for pasting gives its engine the words of argv, and nothing else runs", () => {
  const values = valuesFor("command").filter(canBeArgument);
  const groups = Array.from({ length: Math.ceil(values.length / 10) }, (_, at) =>
    spec(values.slice(at * 10, at * 10 + 10)),
  );
  // Each line calls a function in the engine's place, and a word of ours stands between two calls.
  for (const some of Array.from({ length: Math.ceil(groups.length / 40) }, (_, at) =>
    groups.slice(at * 40, at * 40 + 40),
  )) {
    const script = `podman() { printf '%s\\0' podman "$@"; printf 'end-of-call\\0'; }\n${some.map((one) => renderCommand(one, { name: "podman" })).join("")}`;
    const said = execFileSync("sh", ["-s"], {
      input: script,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      cwd: "/",
    })
      .split("\0")
      .slice(0, -1);
    expect(
      different(
        some.flatMap((one) => [...runArgv(one, { name: "podman" }), "end-of-call"]),
        said,
      ),
    ).toEqual(SAME);
  }
});
