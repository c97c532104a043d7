import { printable } from "../secrets/printable.ts";
import { makeSecrets, type Secrets } from "../secrets/mask.ts";
import type { Log } from "./ports.ts";

/** Milliseconds between two progress lines where the output is not a terminal. */
const QUIET_INTERVAL = 10_000;

const COLOURS = {
  dim: "\u001B[2m",
  yellow: "\u001B[33m",
  bold: "\u001B[1m",
  off: "\u001B[0m",
} as const;
const CLEAR = "\r\u001B[2K";

/** Lines, and one more line of progress at the end. */
interface Page {
  line(text: string): void;
  progress(text: string): void;
  /** Takes the line of progress away, or writes the newest one that was not shown. */
  settle(): void;
  /** Progress is shown no sooner than an interval after this. */
  begin(): void;
}

type Write = (text: string) => void;

/** On a screen progress overwrites itself. */
const screen = (write: Write, columns: () => number): Page => {
  let shown = false;
  const settle = (): void => {
    if (shown) write(CLEAR);
    shown = false;
  };
  const line = (text: string): void => {
    settle();
    write(`${text}\n`);
  };
  const progress = (text: string): void => {
    write(`${CLEAR}${text.slice(0, Math.max(20, columns() - 1))}`);
    shown = true;
  };
  return { line, progress, settle, begin: () => undefined };
};

/** In a file or a pipe progress is a line now and then, and the last one of a stage always. */
const paper = (write: Write): Page => {
  let last = 0;
  let pending: string | undefined;
  const line = (text: string): void => write(`${text}\n`);
  const progress = (text: string): void => {
    pending = text;
    if (Date.now() - last >= QUIET_INTERVAL) settle();
  };
  const settle = (): void => {
    if (pending === undefined) return;
    line(pending);
    pending = undefined;
    last = Date.now();
  };
  const begin = (): void => {
    last = Date.now();
  };
  return { line, progress, settle, begin };
};

/**
 * Log lines on standard error, with progress on one line where that is a terminal. NO_COLOR (not
 * empty) and TERM=dumb are heeded.
 */
export const terminalLog = (options: {
  debug: boolean;
  secrets?: Secrets;
  stream?: NodeJS.WriteStream;
  env?: NodeJS.ProcessEnv;
}): Log => {
  const { stream = process.stderr, secrets = makeSecrets(), env = process.env } = options;
  const isScreen = stream.isTTY && env["TERM"] !== "dumb";
  const colour = isScreen && (env["NO_COLOR"] ?? "") === "";
  const paint = (name: keyof typeof COLOURS, text: string): string =>
    colour ? `${COLOURS[name]}${text}${COLOURS.off}` : text;
  const write: Write = (text) => void stream.write(text);
  const page = isScreen ? screen(write, () => stream.columns || 80) : paper(write);
  const print = printable(secrets);
  const line = (text: string): void => page.line(print(text));
  const painted = (name: keyof typeof COLOURS, text: string): void =>
    page.line(paint(name, print(text)));
  return {
    info: line,
    warn: (text) => painted("yellow", `warning: ${text}`),
    debug: (text) => {
      if (options.debug) painted("dim", text);
    },
    group: async (title, work) => {
      painted("bold", title);
      page.begin();
      try {
        return await work();
      } finally {
        page.settle();
      }
    },
    hide: (secret) => secrets.add(secret),
    progress: (text) => page.progress(print(text)),
  };
};
