import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../src/cli/examples.ts";
import { makeProgram } from "../../src/cli/program.ts";
import type { Retyped } from "../../src/cli/typedOptions.ts";

/** What a command that was typed makes of texts. */
const retypedBy = async (argv: readonly string[]): Promise<Retyped> => {
  let found: Retyped | undefined;
  const program = makeProgram("1.2.3", (_options, _work, made) =>
    Promise.resolve(void (found = made?.retyped)),
  );
  await program.parseAsync(argv, { from: "user" });
  if (found === undefined) throw new Error("no command ran");
  return found;
};

test.each([
  ["plan -f lab.yml", "All of them: dl-env plan", "All of them: dl-env plan --file lab.yml"],
  [
    "build -f lab.yml --to oci:./x --stand-in",
    "Make it again: dl-env build && dl-env smoke && dl-env promote",
    "Make it again: dl-env build --file lab.yml --to oci:./x --stand-in && " +
      "dl-env smoke --file lab.yml --to oci:./x --stand-in && " +
      "dl-env promote --file lab.yml --to oci:./x --stand-in",
  ],
  [
    "promote --stand-in",
    "To move it all the same: dl-env promote --replace-equal",
    "To move it all the same: dl-env promote --stand-in --replace-equal",
  ],
  [
    "store prune --age 0",
    "Nothing was removed. To do it: dl-env store prune --yes",
    "Nothing was removed. To do it: dl-env store prune --age 0 --yes",
  ],
  [
    "run torch --to oci:./x",
    "Say where it is: dl-env run torch --to oci:./images",
    "Say where it is: dl-env run torch --to oci:./images",
  ],
  ["plan -f lab.yml", "See it: dl-env plan --help", "See it: dl-env plan --help"],
  ["plan -f lab.yml", "Fix it: dl-env doctor", "Fix it: dl-env doctor --file lab.yml"],
  [
    "plan --file a\u00a0b.yml",
    "See why: dl-env plan --why X",
    "See why: dl-env plan --file 'a\u00a0b.yml' --why X",
  ],
  // What was typed for the one command alone.
  ["plan --offline --json --cells a", "With a network: dl-env lock", "With a network: dl-env lock"],
  // The engine of `run` is not the one that builds.
  ["run torch --engine podman", "Build: dl-env build", "Build: dl-env build"],
  ["run torch --engine podman", "See why: dl-env doctor", "See why: dl-env doctor --engine podman"],
  ["init --to oci:./x --with torch -f a.yml", "See: dl-env plan", "See: dl-env plan --file a.yml"],
  ["plan", "All of them: dl-env plan", "All of them: dl-env plan"],
])("after `dl-env %s`: %s", async (typed, hint, retyped) => {
  expect((await retypedBy(typed.split(" ")))(hint)).toBe(retyped);
});

describe("whatever was typed, the commands that are told are understood", () => {
  const words = (line: string): string[] =>
    [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
      (match) => match[1] ?? match[2] ?? match[3] ?? "",
    );
  const lines = Object.values(EXAMPLES).flatMap((examples) => examples.map(([line]) => line));
  const about = "--file a.yml --to oci:./x --engine podman --build link --require cpu --stand-in";
  test.each([
    `build ${about}`,
    `generate ${about} --out there`,
    "store prune -f a.yml --to oci:./x --age 3",
    "catalog check -f a.yml --catalog mine",
    "run torch -f a.yml --to oci:./x --engine docker",
  ])("dl-env %s", async (typed) => {
    const retyped = await retypedBy(typed.split(" "));
    for (const line of lines.filter((one) => !one.startsWith("dl-env completion"))) {
      let ran = 0;
      const program = makeProgram("1", () => Promise.resolve(void (ran += 1)));
      await program.parseAsync(words(retyped(line)).slice(1), { from: "user" });
      expect([line, ran]).toEqual([line, 1]);
    }
    expect(retyped("dl-env plan")).toContain("--file a.yml");
  });
});
