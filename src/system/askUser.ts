import { fstatSync } from "node:fs";
import { createInterface } from "node:readline/promises";

export interface UserQuestion {
  readonly text: string;
  /** What an empty answer means. */
  readonly preset: string;
}

/** Whether somebody sits before this process who can be asked. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Whether answers may come from another program or a file: `printf '…' | dl-env init`. */
export const isPiped = (): boolean => {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isFile();
  } catch {
    // Standard input is closed.
    return false;
  }
};

/**
 * Asks for a line each, one after the other, on standard error so that results stay alone on
 * standard output. Fewer answers than questions when the input ended before.
 */
export const askUser = async (questions: readonly UserQuestion[]): Promise<readonly string[]> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // In a raw terminal Ctrl-C is a key; it is to end the run as it does elsewhere.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  // Read as they come: what is typed ahead of its question is not lost.
  const lines = terminal[Symbol.asyncIterator]();
  // Input may end before its last line was read, and what has ended takes no prompt.
  let ended = false;
  terminal.once("close", () => {
    ended = true;
  });
  try {
    const answers: string[] = [];
    for (const { text, preset } of questions) {
      terminal.setPrompt(`${text} [${preset}] `);
      if (!ended) terminal.prompt();
      const line = await lines.next();
      if (line.done === true) break;
      answers.push(line.value.trim() === "" ? preset : line.value.trim());
    }
    return answers;
  } finally {
    terminal.close();
  }
};
