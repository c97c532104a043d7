import { describe, expect, test } from "vitest";
import { refuseAmbiguous } from "../../src/cli/commandWords.ts";
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
