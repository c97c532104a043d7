import { unreachable } from "../errors/error.ts";
import { limitHint } from "../errors/loginHint.ts";
import type { Clock, HttpResponse } from "../system/ports.ts";

/** How often a host may be asked. */
interface Rate {
  /** Requests that may come at once. */
  readonly burst: number;
  /** Milliseconds in which as many come back. */
  readonly window: number;
}

const MINUTE = 60_000;

/**
 * Hosts that limit how often one address asks, whatever is asked; docs.docker.com, "Docker Hub
 * usage and limits" (abuse limit), as of November 2026.
 */
const RATES: Readonly<Record<string, Rate>> = {
  "https://registry-1.docker.io": { burst: 300, window: MINUTE },
};

/** After so long one pull is tried again, although none was left. */
const TRIED_AGAIN = MINUTE;

/** What a request is to its host's limits. */
export interface Asked {
  /** Whether it counts as a pull: a GET of a manifest, where a HEAD is free. */
  readonly pull: boolean;
}

/** When requests to one host may be made, for all of a run together. */
export interface HostBudget {
  /** Waits until a request may be made. Rejects with `registry-limit` where no pull is left. */
  take(asked: Asked): Promise<void>;
  /** No request is made before so many milliseconds have passed: the host asked for it. */
  rest(milliseconds: number): void;
  /** Takes up what an answer says of pulls that are left. */
  answered(headers: HttpResponse["headers"], asked: Asked): void;
}

/** `76;w=21600`: 76 within six hours. */
const counted = (value: string | undefined): { count: number; hours: number } | undefined => {
  const [, count, seconds] = /^\s*(\d+)\s*(?:;\s*w=(\d+))?/.exec(value ?? "") ?? [];
  return count === undefined
    ? undefined
    : { count: Number(count), hours: Number(seconds ?? 21_600) / 3600 };
};

/** The name under which one logs in to a host. */
const loginHost = (origin: string): string =>
  new URL(origin).host.replace(/^registry-1\.(?=docker\.io$)/, "");

/** Pulls that are left, as the host says it of each. */
const makePulls = (clock: Pick<Clock, "now">, origin: string) => {
  let left: number | undefined;
  let running = 0;
  let told = "";
  let emptySince = 0;
  return {
    begin: (): void => {
      if (left !== undefined && left - running <= 0 && clock.now() < emptySince + TRIED_AGAIN)
        throw unreachable({
          code: "registry-limit",
          message: `${origin} allows ${told}, and none is left.`,
          hint: limitHint(loginHost(origin)),
        });
      running += 1;
    },
    end: (headers: HttpResponse["headers"]): void => {
      running -= 1;
      const remaining = counted(headers["ratelimit-remaining"]);
      const limit = counted(headers["ratelimit-limit"]);
      if (remaining === undefined || limit === undefined) return;
      left = remaining.count;
      told = `${limit.count} pulls in ${limit.hours} hours`;
      if (left === 0) emptySince = clock.now();
    },
  };
};

/** The budget of a host that was not asked yet. */
export const hostBudget = (clock: Clock, origin: string): HostBudget => {
  const rate = RATES[origin];
  const pulls = makePulls(clock, origin);
  const each = rate === undefined ? 0 : rate.window / rate.burst;
  // When the bucket would be full again; how far that lies ahead says how much was taken of it.
  let full = 0;
  let quietUntil = 0;
  const turn = (): number => {
    const now = clock.now();
    if (rate === undefined) return now;
    full = Math.max(full, now, quietUntil) + each;
    return full - rate.window;
  };
  return {
    take: async ({ pull }) => {
      const mine = turn();
      for (;;) {
        const wait = Math.max(mine, quietUntil) - clock.now();
        if (wait <= 0) break;
        await clock.sleep(Math.ceil(wait));
      }
      if (pull) pulls.begin();
    },
    rest: (milliseconds) => {
      quietUntil = Math.max(quietUntil, clock.now() + milliseconds);
    },
    answered: (headers, { pull }) => {
      if (pull) pulls.end(headers);
    },
  };
};
