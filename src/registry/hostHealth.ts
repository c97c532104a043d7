import { unreachable } from "../errors/error.ts";
import type { Clock } from "../system/ports.ts";
import { hostBudget, type HostBudget } from "./hostBudget.ts";
import type { FaultKind } from "./retryTable.ts";

/** Requests in a row that were given up, after which a host is asked no more for a while. */
const GIVEN_UP = 3;
/** Milliseconds for which it is then left alone. */
const LEFT_ALONE = 30_000;
/** One that lets who asks it wait is left alone for so many times as long. */
const TIMES_WAITED = 10;
/** Milliseconds without any answer after which no further attempt is made. */
const SILENCE = 30_000;
/** A host that answered so many milliseconds before its first fault is worth more attempts. */
const RECENTLY = 60_000;
/** Attempts at one request of a host that answers others. */
export const MOST_ATTEMPTS = 12;
/** Attempts at one request of a host that has not answered yet. */
export const FIRST_ATTEMPTS = 8;
/** Milliseconds for which there are so many; after that as many as the table has. */
const MORE_ATTEMPTS_TIME = 120_000;

/** What a request does there: a registry may read and yet not write. */
export type Lane = "read" | "write";

interface LaneState {
  /** Requests in a row that were given up. */
  failures: number;
  /** Until when the next request fails at once. */
  closedUntil: number;
}

/**
 * What the requests of one run have seen of one host. With it attempts count against lack of
 * progress and not for each request, and a dead host costs a run seconds and not seconds a cell.
 */
export interface HostHealth {
  /** Rejects with `registry-down` where this host was given up. After a while one may try again. */
  admit(lane: Lane): void;
  /** An answer that is no fault. `done`: what was asked for is done, so that the lane works. */
  answered(lane: Lane, done: boolean): void;
  /** An attempt that began then came to nothing. */
  faulted(began: number): void;
  /**
   * Attempts at something that was begun or went on at `since`, where the table has so many: more
   * where the host answers others, for a short time.
   */
  attempts(
    fault: { readonly kind: FaultKind | undefined; readonly since: number },
    table: number,
  ): number;
  /** Whether the host has been silent for too long to wait so many milliseconds for it. */
  isSilent(pause: number): boolean;
  /** The last attempt at a request, or at work of several ones, failed. */
  gaveUp(lane: Lane, reason: string): void;
}

const down = (origin: string, reason: string): Error =>
  unreachable({
    code: "registry-down",
    message: `${origin} is not asked any more, since requests to it failed in a row: ${reason}`,
    hint: `What is done stays. Type the command again once it answers: curl -sSI ${origin}/v2/`,
  });

interface Lanes {
  admit(lane: Lane): void;
  works(lane: Lane): void;
  /** One more request was given up, or one that is as good as `GIVEN_UP`. */
  failed(lanes: readonly Lane[], why: { readonly reason: string; readonly final: boolean }): void;
}

/** Which lanes of a host are closed, and until when. */
const makeLanes = (clock: Pick<Clock, "now">, origin: string, waited: () => number): Lanes => {
  const lanes: Record<Lane, LaneState> = {
    read: { failures: 0, closedUntil: 0 },
    write: { failures: 0, closedUntil: 0 },
  };
  let last = "";
  const close = (state: LaneState): void => {
    if (state.failures < GIVEN_UP) return;
    state.closedUntil = clock.now() + Math.max(LEFT_ALONE, TIMES_WAITED * waited());
  };
  return {
    admit: (lane) => {
      const state = lanes[lane];
      if (state.closedUntil > clock.now()) throw down(origin, last);
      // One may try; the others wait for what it finds.
      close(state);
    },
    works: (lane) => {
      lanes[lane] = { failures: 0, closedUntil: 0 };
    },
    failed: (which, { reason, final }) => {
      last = reason;
      for (const lane of which) {
        lanes[lane].failures = final ? GIVEN_UP : lanes[lane].failures + 1;
        close(lanes[lane]);
      }
    },
  };
};

/** The health of a host that nothing is known of yet. */
export const hostHealth = (clock: Pick<Clock, "now">, origin: string): HostHealth => {
  let answeredAt: number | undefined;
  let failingSince: number | undefined;
  /** Milliseconds that the last attempt took that came to nothing. */
  let waited = 0;
  const lanes = makeLanes(clock, origin, () => waited);
  const isSilent = (pause: number): boolean =>
    failingSince !== undefined && clock.now() + pause > failingSince + SILENCE;
  return {
    isSilent,
    admit: (lane) => lanes.admit(lane),
    answered: (lane, done) => {
      answeredAt = clock.now();
      failingSince = undefined;
      if (done) lanes.works(lane);
    },
    faulted: (began) => {
      waited = clock.now() - began;
      failingSince ??= Math.max(began, answeredAt ?? began);
    },
    attempts: ({ kind, since }, table) => {
      if (kind === "rate-limit" || clock.now() - since >= MORE_ATTEMPTS_TIME) return table;
      if (answeredAt === undefined) return Math.max(table, FIRST_ATTEMPTS);
      const isWell = (failingSince ?? answeredAt) - answeredAt < RECENTLY;
      return isWell ? Math.max(table, MOST_ATTEMPTS) : table;
    },
    gaveUp: (lane, reason) => {
      const which: readonly Lane[] = answeredAt === undefined ? ["read", "write"] : [lane];
      lanes.failed(which, { reason, final: isSilent(SILENCE / 3) });
    },
  };
};

/** The health of hosts, each one's shared by all that ask it in this run. */
export type HostHealths = (origin: string) => HostState;

/** What a run knows of a host, and how often it may ask it. */
export interface HostState extends HostHealth {
  readonly budget: HostBudget;
}

/** Health for each host that is asked for. */
export const hostHealths = (clock: Clock): HostHealths => {
  const known = new Map<string, HostState>();
  return (origin) => {
    const health = known.get(origin) ?? {
      ...hostHealth(clock, origin),
      budget: hostBudget(clock, origin),
    };
    known.set(origin, health);
    return health;
  };
};
