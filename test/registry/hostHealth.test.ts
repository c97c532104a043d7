import { afterEach, describe, expect, it } from "vitest";
import { FIRST_ATTEMPTS, hostHealth, hostHealths } from "../../src/registry/hostHealth.ts";
import { unreachable } from "../../src/errors/error.ts";
import { retryRequest } from "../../src/registry/requestRetry.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { startFakeRegistry, type FakeRegistryOptions } from "../fakes/registry.ts";
import { blob, rejection, repositoryAt, testSystem } from "./world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: FakeRegistryOptions) => {
  const fake = await startFakeRegistry(options);
  closing.push(fake.close);
  const sys = testSystem();
  const open = openRepository(sys);
  return { fake, sys, open: (name: string) => open(`${fake.host}/${name}`) };
};

const paused = ({ pauses }: { pauses: readonly number[] }): number =>
  pauses.reduce((sum, pause) => sum + pause, 0);

describe("a registry that is down", () => {
  it("is given up by all repositories of a run after a few requests, in less than a minute", async () => {
    const { fake, sys, open } = await start({ fault: () => ({ kind: "status", status: 503 }) });
    const codes: string[] = [];
    for (let count = 0; count < 1000; count += 1)
      codes.push((await rejection(open(`team/r${count}`).resolve("x"))).code);
    expect(codes.slice(0, 2)).toEqual(["registry-broken", "registry-broken"]);
    expect(new Set(codes.slice(3))).toEqual(new Set(["registry-down"]));
    expect(fake.asked.length).toBeLessThan(25);
    expect(paused(sys)).toBeLessThan(60_000);
  });

  it("is told with its address, what it answered last, and exit 3", async () => {
    const { fake, open } = await start({ fault: () => ({ kind: "reset" }) });
    const all = Array.from({ length: 20 }, (_, at) => rejection(open(`team/r${at}`).tags()));
    await Promise.all(all);
    const { code, exit, message, hint } = await rejection(open("team/one-more").tags());
    expect([code, exit]).toEqual(["registry-down", 3]);
    expect(message).toContain(`http://${fake.host} is not asked any more`);
    expect(message).toContain("No answer came from");
    expect(hint).toContain(`curl -sSI http://${fake.host}/v2/`);
  });

  it("that goes down in the middle is given up after half a minute, not a minute a request", async () => {
    let down = false;
    const { sys, open } = await start({ fault: () => (down ? { kind: "reset" } : undefined) });
    await open("team/a").tags();
    down = true;
    expect((await rejection(open("team/a").tags())).code).toBe("network");
    expect((await rejection(open("team/b").tags())).code).toBe("registry-down");
    expect(paused(sys)).toBeGreaterThan(20_000);
    expect(paused(sys)).toBeLessThan(40_000);
  });

  it("is tried again after a while, once, and asked as before when it answers", async () => {
    let down = true;
    const { fake, sys, open } = await start({
      fault: () => (down ? { kind: "reset" } : undefined),
    });
    for (let count = 0; count < 4; count += 1) await rejection(open("team/a").tags());
    const before = fake.asked.length;
    await sys.clock.sleep(31_000);
    await Promise.all([0, 1, 2].map(() => rejection(open("team/a").tags())));
    expect(fake.asked.length - before).toBe(2);
    down = false;
    await sys.clock.sleep(31_000);
    expect(await open("team/a").tags()).toEqual([]);
    expect(await open("team/b").tags()).toEqual([]);
  });

  it("that lets who asks it wait is left alone for ten times as long, unless it answers others", () => {
    const clock = { now: 1_000_000 };
    const health = hostHealth({ now: () => clock.now }, "https://registry.example");
    const hang = (milliseconds: number): void => {
      const began = clock.now;
      clock.now += milliseconds;
      health.faulted(began);
    };
    hang(25_000);
    expect(health.isSilent(400)).toBe(false);
    hang(25_000);
    expect(health.isSilent(400)).toBe(true);
    health.gaveUp("read", "it did not answer.");
    clock.now += 249_000;
    expect(() => health.admit("read")).toThrow(/is not asked any more/);
    expect(() => health.admit("write")).toThrow(/is not asked any more/);
    clock.now += 2_000;
    health.admit("read");
    health.answered("read", true);
    const began = clock.now;
    clock.now += 24_000;
    health.answered("read", true);
    clock.now += 1_000;
    health.faulted(began);
    health.gaveUp("read", "it did not answer.");
    expect(() => health.admit("read")).not.toThrow();
  });

  it("whose answers come too slowly is given up at the first of them", async () => {
    const { sys } = await start({});
    const { clock } = sys;
    const health = hostHealth(clock, "https://registry.example");
    const slow = unreachable({ code: "too-slow", message: "It arrived too slowly.", hint: "x" });
    const options = {
      clock,
      exact: clock,
      health,
      lane: "read",
      expect: [200],
      safe: true,
    } as const;
    const work = async (): Promise<never> => {
      await clock.sleep(50_000);
      throw slow;
    };
    const ask = (): Promise<unknown> => retryRequest({ ...options, done: () => true }, work);
    await expect(ask()).rejects.toBe(slow);
    await expect(ask()).rejects.toMatchObject({ code: "registry-down" });
    expect(paused(sys)).toBe(50_000);
  });

  it("for writers only is still read", async () => {
    const { open } = await start({
      fault: ({ method }) => (method === "POST" ? { kind: "status", status: 500 } : undefined),
    });
    expect((await rejection(open("team/a").writeBlob(blob("one")))).code).toBe("registry-broken");
    expect((await rejection(open("team/a").writeBlob(blob("more")))).code).toBe("registry-down");
    expect(await open("team/a").tags()).toEqual([]);
  });

  it("is another one's business", async () => {
    const dead = await start({ fault: () => ({ kind: "reset" }) });
    const alive = await start({});
    const healths = hostHealths(dead.sys.clock);
    healths("https://a.example").gaveUp("read", "it did not answer.");
    for (let count = 0; count < 4; count += 1) await rejection(dead.open("team/a").tags());
    expect(await alive.open("team/a").tags()).toEqual([]);
    expect(() => healths("https://b.example").admit("read")).not.toThrow();
  });
});

describe("attempts", () => {
  it("are more where a host answers others, but not for what takes long or is limited in its rate", () => {
    let now = 1_000_000;
    const health = hostHealth({ now: () => now }, "https://registry.example");
    const network = { kind: "network", since: now } as const;
    expect(health.attempts(network, 5)).toBe(FIRST_ATTEMPTS);
    health.answered("read", true);
    expect(health.attempts(network, 5)).toBe(12);
    expect(health.attempts({ ...network, kind: "rate-limit" }, 6)).toBe(6);
    now += 121_000;
    expect(health.attempts(network, 5)).toBe(5);
  });
});

describe("a registry of which one answer in three is lost", () => {
  it.each(Array.from({ length: 20 }, (_, seed) => [seed]))(
    "answers all that is asked of it (seed %i)",
    async (seed) => {
      let state = seed * 7919 + 1;
      const next = (): number => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
        return state / 0x7fffffff;
      };
      const { fake } = await start({
        fault: () => {
          const choice = next();
          if (choice < 0.1) return { kind: "reset" };
          if (choice < 0.2) return { kind: "cut", after: 1 };
          return choice < 0.3 ? { kind: "status", status: 502 } : undefined;
        },
      });
      const repository = repositoryAt(testSystem(), `${fake.host}/team/a`);
      for (let count = 0; count < 100; count += 1)
        expect(await repository.resolve(`t${count}`)).toBeUndefined();
      expect(fake.asked.length).toBeLessThan(200);
    },
  );
});
