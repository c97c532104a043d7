type LogUpdate = ReturnType<typeof import("log-update").createLogUpdate>;

/** Lines, and below them what goes on. */
export interface Page {
  line(text: string): void;
  /** Replaces what was shown of what goes on; none takes it away. */
  progress(lines: readonly string[]): void;
}

type Stream = Pick<NodeJS.WriteStream, "write" | "columns" | "rows">;

/** So many lines of what goes on at most: the others are counted. */
const MOST_LINES = 8;

const shortened = (lines: readonly string[], columns: number): string =>
  [
    ...lines.slice(0, MOST_LINES),
    ...(lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} more`] : []),
  ]
    .map((line) => line.slice(0, Math.max(20, columns - 1)))
    .join("\n");

/** A terminal that does not know its size says 0 for both. */
const sized = (stream: Stream): NodeJS.WriteStream =>
  ({
    isTTY: true,
    write: (text: string) => stream.write(text),
    get columns() {
      return stream.columns || 80;
    },
    get rows() {
      return stream.rows || 24;
    },
  }) as unknown as NodeJS.WriteStream;

/** On a screen what goes on stands below the lines and is drawn over. */
export const screen = (stream: Stream): Page => {
  let draw: LogUpdate | undefined;
  let loading: Promise<void> | undefined;
  let shown: readonly string[] = [];
  // Loaded when something takes long enough to be shown: most commands end before.
  const load = async (): Promise<void> => {
    const { createLogUpdate } = await import("log-update");
    draw = createLogUpdate(sized(stream), { showCursor: true });
    redraw();
  };
  const redraw = (): void => {
    if (draw === undefined) loading ??= load();
    else if (shown.length === 0) draw.clear();
    else draw(shortened(shown, stream.columns || 80));
  };
  return {
    line: (text) => {
      draw?.clear();
      stream.write(`${text}\n`);
      if (shown.length > 0) redraw();
    },
    progress: (lines) => {
      if (lines.length === 0 && shown.length === 0) return;
      shown = lines;
      redraw();
    },
  };
};

/** In a file or a pipe, and where nothing may be drawn, what goes on is a line among the others. */
export const paper = (stream: Pick<Stream, "write">): Page => {
  const line = (text: string): void => void stream.write(`${text}\n`);
  return {
    line,
    progress: (lines) => {
      if (lines.length > 0) line(lines.join("; "));
    },
  };
};
