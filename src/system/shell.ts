import { readFileSync } from "node:fs";
import { findRoot } from "./root.ts";

/** Who reads our output may stop before its end (`| head`); that is no error of ours. */
const leaveQuietly = (error: NodeJS.ErrnoException): void => {
  if (error.code === "EPIPE") process.exit();
  throw error;
};

/** What the command line's shell may do to its own process. */
export const shell = {
  argv: process.argv.slice(2),
  environment: process.env,
  /** Of this project, as package.json says. */
  get version(): string {
    const { version } = JSON.parse(readFileSync(`${findRoot(import.meta.dirname)}/package.json`, "utf8")) as { readonly version: string };
    return version;
  },
  out: (text: string): void => {
    if (text === "") return;
    if (process.stdout.listenerCount("error") === 0) process.stdout.on("error", leaveQuietly);
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  },
  err: (text: string): void => {
    if (process.stderr.listenerCount("error") === 0) process.stderr.on("error", leaveQuietly);
    process.stderr.write(`${text}\n`);
  },
  /** Sets the exit code; the process ends when its work does, so that nothing printed is lost in a pipe. */
  exit: (code: number): void => {
    process.exitCode = code;
  },
} as const;
