import { makeSecrets, type Secrets } from "../secrets/mask.ts";
import type { Log } from "./ports.ts";

/** Milliseconds between two progress lines where the output is not a terminal. */
const QUIET_INTERVAL = 10_000;

const COLOURS = { dim: "\u001B[2m", yellow: "\u001B[33m", bold: "\u001B[1m", off: "\u001B[0m" } as const;

/** Log lines on standard error, with progress on one line where that is a terminal. */
export const terminalLog = (options: { debug: boolean; secrets?: Secrets; stream?: NodeJS.WriteStream }): Log => {
  const stream = options.stream ?? process.stderr;
  const secrets = options.secrets ?? makeSecrets();
  const colour = stream.isTTY && process.env["NO_COLOR"] === undefined;
  const paint = (name: "dim" | "yellow" | "bold", text: string): string => (colour ? `${COLOURS[name]}${text}${COLOURS.off}` : text);
  let transient = false;
  let lastProgress = 0;
  const line = (text: string): void => {
    if (transient) stream.write("\r\u001B[2K");
    transient = false;
    stream.write(`${secrets.hide(text)}\n`);
  };
  const progress = (text: string): void => {
    if (stream.isTTY) {
      stream.write(`\r\u001B[2K${secrets.hide(text).slice(0, Math.max(20, stream.columns - 1))}`);
      transient = true;
    } else if (Date.now() - lastProgress >= QUIET_INTERVAL) {
      lastProgress = Date.now();
      line(text);
    }
  };
  return {
    info: line,
    warn: (text) => line(paint("yellow", `warning: ${text}`)),
    debug: (text) => {
      if (options.debug) line(paint("dim", text));
    },
    group: async (title, work) => {
      line(paint("bold", title));
      lastProgress = Date.now();
      const result = await work();
      if (transient) stream.write("\r\u001B[2K");
      transient = false;
      return result;
    },
    hide: (secret) => secrets.add(secret),
    progress,
  };
};
