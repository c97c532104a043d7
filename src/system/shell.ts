import { readFileSync, writeSync } from "node:fs";
import { styleText } from "node:util";
import { findRoot } from "./projectRoot.ts";

/**
 * Who reads our output may stop before its end (`| head`), and that is not an error of ours; a full
 * disk under it is one.
 */
const stopWriting = (error: NodeJS.ErrnoException): void => {
  if (error.code === "EPIPE") process.exit();
  try {
    writeSync(
      2,
      `error: The output cannot be written (${error.code ?? error.message}). ` +
        `[file-system]\n  Look where it goes, and whether there is room: df -h\n`,
    );
  } catch {
    // Then nobody can be told.
  }
  process.exit(3);
};

/** What the command line's shell may do to its own process. */
export const shell = {
  argv: process.argv.slice(2),
  environment: process.env,
  /** Of this project, as package.json says. */
  get version(): string {
    const { version } = JSON.parse(
      readFileSync(`${findRoot(import.meta.dirname)}/package.json`, "utf8"),
    ) as { readonly version: string };
    return version;
  },
  /**
   * Decides what a failed write means, also one of the parser's help; to be called before anything
   * is printed.
   */
  watchOutput: (): void => {
    process.stdout.on("error", stopWriting);
    process.stderr.on("error", stopWriting);
  },
  out: (text: string): void => {
    if (text === "") return;
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  },
  err: (text: string): void => {
    process.stderr.write(`${text}\n`);
  },
  /** Width of standard output where that is a terminal that knows it. */
  get columns(): number | undefined {
    return process.stdout.columns > 0 ? process.stdout.columns : undefined;
  },
  /**
   * Colours what goes to standard output, if that is a terminal with colours; NO_COLOR and
   * FORCE_COLOR are heeded.
   */
  paint: (colour: "green" | "red" | "yellow", text: string): string =>
    styleText(colour, text, { stream: process.stdout }),
  /**
   * Sets the exit code; the process ends when its work does, so that nothing printed is lost in a
   * pipe.
   */
  exit: (code: number): void => {
    process.exitCode = code;
  },
} as const;
