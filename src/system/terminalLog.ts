import { printable } from "../secrets/printable.ts";
import { makeSecrets, type Secrets } from "../secrets/mask.ts";
import { liveProgress, type LiveProgress, type Say } from "./liveProgress.ts";
import type { Log } from "./ports.ts";
import { stageLine } from "./stageLine.ts";
import { paper, screen } from "./terminalPage.ts";
import type { Traffic } from "./traffic.ts";

/** Milliseconds between two times that progress is drawn on a terminal. */
const DRAWN_INTERVAL = 500;
/** The same where it is a plain line: below 10 s, with some room for a busy machine. */
const PLAIN_INTERVAL = 9000;

const COLOURS = {
  dim: "\u001B[2m",
  yellow: "\u001B[33m",
  bold: "\u001B[1m",
  off: "\u001B[0m",
} as const;

/** Stages, each with its title and what it shows of itself while it lasts. */
const groups = (
  live: LiveProgress,
  {
    begin,
    line,
  }: { readonly begin: (title: string) => void; readonly line: (title: string) => Say },
): Log["group"] => {
  let depth = 0;
  return async (title, work) => {
    begin(title);
    depth += 1;
    const over = Promise.withResolvers<void>();
    live.watch(line(title), over.promise);
    try {
      return await work();
    } finally {
      over.resolve();
      depth -= 1;
      if (depth === 0) live.end();
    }
  };
};

/**
 * Log lines on standard error, with what goes on drawn below them where that is a terminal. With
 * NO_COLOR (not empty) or TERM=dumb nothing is drawn or coloured.
 */
export const terminalLog = (options: {
  debug: boolean;
  secrets?: Secrets;
  traffic?: Traffic;
  stream?: NodeJS.WriteStream;
  env?: NodeJS.ProcessEnv;
}): Log => {
  const { stream = process.stderr, secrets = makeSecrets(), env = process.env } = options;
  const colour = stream.isTTY && env["TERM"] !== "dumb" && (env["NO_COLOR"] ?? "") === "";
  const paint = (name: keyof typeof COLOURS, text: string): string =>
    colour ? `${COLOURS[name]}${text}${COLOURS.off}` : text;
  const page = colour ? screen(stream) : paper(stream);
  const print = printable(secrets);
  const line = (text: string): void => page.line(print(text));
  const painted = (name: keyof typeof COLOURS, text: string): void =>
    page.line(paint(name, print(text)));
  const now = (): number => Date.now();
  const live = liveProgress({
    interval: colour ? DRAWN_INTERVAL : PLAIN_INTERVAL,
    now,
    show: (lines) => page.progress(lines.map(print)),
  });
  return {
    info: line,
    warn: (text) => painted("yellow", `warning: ${text}`),
    debug: (text) => {
      if (options.debug) painted("dim", text);
    },
    group: groups(live, {
      begin: (title) => painted("bold", title),
      line: (title) => stageLine(title, { now, traffic: options.traffic }),
    }),
    hide: (secret) => secrets.add(secret),
    progress: (say, until) => live.watch(say, until),
  };
};
