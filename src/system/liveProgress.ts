/** What is to be read of work that goes on, now; a promise where it must be measured first. */
export type Say = () => string | Promise<string>;

interface Running {
  readonly say: Say;
  /** What it said last; undefined until it said something. */
  text: string | undefined;
  asking: boolean;
}

/** What goes on, shown again and again until it is over. */
export interface LiveProgress {
  /** Shows what `say` returns until `until` is settled. */
  watch(say: Say, until: Promise<unknown>): void;
  /** Nothing that goes on is shown any more. */
  end(): void;
}

interface LiveProgressOptions {
  /** Milliseconds between two times that it is shown. */
  readonly interval: number;
  readonly now: () => number;
  /** Gets one line for each thing that goes on, in the order they began; none when all is over. */
  readonly show: (lines: readonly string[]) => void;
}

/** Asks it what is to be said; what takes time to measure is shown the next time. */
const ask = async (one: Running): Promise<void> => {
  if (one.asking) return;
  one.asking = true;
  try {
    const said = one.say();
    one.text = typeof said === "string" ? said : await said;
  } catch {
    // That it could not be measured is no reason for the work to fail: it keeps its last words.
  } finally {
    one.asking = false;
  }
};

/**
 * Shows what goes on at every interval while something does; the interval runs on from one piece
 * of work to the next, so that many short ones are not silent together.
 */
export const liveProgress = ({ interval, now, show }: LiveProgressOptions): LiveProgress => {
  const running = new Set<Running>();
  let timer: NodeJS.Timeout | undefined;
  let last = now();
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const schedule = (): void => {
    timer = setTimeout(
      () => {
        last = now();
        for (const one of running) void ask(one);
        show([...running].flatMap(({ text }) => text ?? []));
        schedule();
      },
      Math.max(0, last + interval - now()),
    );
    timer.unref();
  };
  const end = (): void => {
    if (running.size === 0) return;
    running.clear();
    stop();
    show([]);
  };
  const watch: LiveProgress["watch"] = (say, until) => {
    const one: Running = { say, text: undefined, asking: false };
    running.add(one);
    void ask(one);
    if (timer === undefined) schedule();
    const over = (): void => {
      if (running.size === 1 && running.has(one)) end();
      else running.delete(one);
    };
    until.then(over, over);
  };
  return { watch, end };
};
