import { describe, expect, test } from "vitest";
import { helpWords, refuseAmbiguous } from "../../src/cli/commandWords.ts";
import { makeProgram } from "../../src/cli/program.ts";

const run = makeProgram("1", () => Promise.resolve()).commands.find(
  (command) => command.name() === "run",
)!;
const refuse = (line: string): void => refuseAmbiguous(run, line.split(" "));

describe("what follows a command that is to run in a container", () => {
  test.each([
    ["mine python --version", "--version", "mine -- python --version"],
    ["mine python -V", "-V", "mine -- python -V"],
    ["mine python --help", "--help", "mine -- python --help"],
    ["--gpus none mine tar -x -f a.tar", "-f", "--gpus none mine -- tar -x -f a.tar"],
    ["mine python train.py --env=x", "--env=x", "mine -- python train.py --env=x"],
    ["mine sh -c true --name x", "--name", "mine -- sh -c true --name x"],
    ["mine jupyter python --gpus 0", "--gpus", "mine jupyter -- python --gpus 0"],
  ])("%s: is not taken for an option of dl-env", (line, word, meant) => {
    expect(() => refuse(line)).toThrow(
      expect.objectContaining({
        code: "wrong-usage",
        exit: 2,
        message: expect.stringMatching(new RegExp(`^${word} stands behind the command `)) as string,
        hint: expect.stringContaining(`For the command: dl-env run ${meant}\n`) as string,
      }),
    );
  });

  test.each([
    ["mine --gpsu all", "--gpsu", "Did you mean: --gpus\n"],
    ["--nmae x mine", "--nmae", "Did you mean: --name\n"],
    ["mine jupyter --detahc", "--detahc", "Did you mean: --detach\n"],
    ["mine --wibble", "--wibble", "Put options of dl-env before the command"],
  ])("%s: an option that is none is told with what was meant", (line, word, hint) => {
    expect(() => refuse(line)).toThrow(
      expect.objectContaining({
        code: "wrong-usage",
        message: `dl-env run has no option ${word}.`,
        hint: expect.stringMatching(new RegExp(`^${hint}`)) as string,
      }),
    );
  });

  test.each([
    "mine",
    "mine --gpus none",
    "mine jupyter ssh --gpus none --detach",
    "mine ssh --as compose",
    "mine -- python --version",
    "--gpus 0 mine -- python train.py --gpus 1",
    "--name python mine --gpus none",
    "mine python train.py --epochs 3",
    "-f a.yml mine sh -c true",
    "--help",
  ])("%s: is understood", (line) => {
    expect(() => refuse(line)).not.toThrow();
  });
});

describe("help of a command", () => {
  const program = makeProgram("1", () => Promise.resolve());
  test.each([
    ["help", "--help"],
    ["help pick", "pick --help"],
    ["help store list", "store list --help"],
    ["store help list", "store list --help"],
    ["help --help", "--help"],
    ["run help", "run help"],
    ["run torch -- man help", "run torch -- man help"],
    ["untag help", "untag help"],
    ["complete -- help", "complete -- help"],
  ])("%s is read as %s", (line, meant) => {
    expect(helpWords(program, line.split(" ")).join(" ")).toBe(meant);
  });

  test.each([
    ["help pikc", "pick", "dl-env --help"],
    ["help store lst", "list", "dl-env store --help"],
  ])("%s is refused with what was meant", (line, meant, help) => {
    expect(() => helpWords(program, line.split(" "))).toThrow(
      expect.objectContaining({
        code: "wrong-usage",
        hint: `Did you mean: ${meant}\nSee the commands: ${help}`,
      }),
    );
  });
});
