import { describe, expect, it } from "vitest";
import { limitHint } from "../../src/errors/loginHint.ts";
import { registryRepository } from "../../src/registry/registryRepository.ts";
import { endpointOf } from "../../src/registry/endpoint.ts";
import { parseReference } from "../../src/registry/reference.ts";
import { statedWait } from "../../src/registry/statedWait.ts";
import type { HttpRequest, HttpResponse, System } from "../../src/system/ports.ts";
import { testSystem } from "./world.ts";

/** A clock of its own: it goes on to the next sleeper when all else waits. */
const virtualClock = (): {
  clock: System["clock"];
  run: (work: Promise<unknown>) => Promise<void>;
} => {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  return {
    clock: {
      now: () => now,
      sleep: (milliseconds) =>
        new Promise((wake) => sleepers.push({ at: now + milliseconds, wake })),
    },
    run: async (work) => {
      const state = { over: false };
      const end = (): void => {
        state.over = true;
      };
      void work.then(end, end);
      while (!state.over) {
        await new Promise((resolve) => setImmediate(resolve));
        sleepers.sort((a, b) => a.at - b.at);
        const next = state.over ? undefined : sleepers.shift();
        if (next === undefined) continue;
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
};

const DIGEST = `sha256:${"a".repeat(64)}`;

const answer = (status: number, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: { "docker-content-digest": DIGEST, ...headers },
  body: (async function* () {})(),
  discard: async () => undefined,
});

const hub = (
  respond: (request: HttpRequest, now: number) => HttpResponse,
  name = "docker.io/nvidia/cuda",
) => {
  const { clock, run } = virtualClock();
  const asked: { at: number; method: string; status: number }[] = [];
  const sys: System = {
    ...testSystem(),
    clock,
    http: {
      request: async (request) => {
        const response = respond(request, clock.now());
        asked.push({ at: clock.now(), method: request.method, status: response.status });
        return response;
      },
    },
  };
  const reference = parseReference(name);
  if (reference.kind !== "registry") throw new Error("no registry");
  const repository = registryRepository(sys, { endpoint: endpointOf(reference), name });
  return { repository, asked, run, clock };
};

describe("the budget of a host", () => {
  it("spreads 1,000 requests to docker.io over 140 seconds, which is the ideal, without a 429", async () => {
    const seen: number[] = [];
    const { repository, asked, run, clock } = hub((_, now) => {
      seen.push(now);
      // Docker Hub's own count: 300 in any minute, with the burst that came before it.
      return seen.filter((at) => at > now - 60_000).length > 600 ? answer(429) : answer(200);
    });
    const all = Promise.all(Array.from({ length: 1000 }, () => repository.resolve("latest")));
    await run(all);
    await all;
    const ideal = (1000 - 300) * 200;
    expect(asked.filter(({ status }) => status === 429)).toEqual([]);
    expect(asked.filter(({ at }) => at === 0)).toHaveLength(300);
    expect(Math.abs(clock.now() - ideal)).toBeLessThan(ideal * 0.05);
  });

  it("lets all requests to a host rest for as long as it asks one of them", async () => {
    const { repository, asked, run, clock } = hub(
      (_, now) => (now < 30_000 ? answer(429, { "retry-after": "30" }) : answer(200)),
      "registry.example/team/x",
    );
    const first = repository.resolve("one");
    const later = (async () => {
      await clock.sleep(1000);
      await Promise.all(Array.from({ length: 50 }, () => repository.resolve("two")));
    })();
    await run(Promise.all([first, later]));
    await Promise.all([first, later]);
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(clock.now()).toBeGreaterThanOrEqual(30_000);
    expect(clock.now()).toBeLessThan(30_000 * 1.05);
  });

  it("holds back nothing on loopback, and nothing of other hosts", async () => {
    for (const name of ["localhost:5000/x", "registry.example/x"]) {
      const { repository, run, clock } = hub(() => answer(200), name);
      const all = Promise.all(Array.from({ length: 1000 }, () => repository.resolve("latest")));
      await run(all);
      expect(clock.now()).toBe(0);
    }
  });

  it("counts GETs of manifests against the limit that the host states, and no HEADs", async () => {
    let left = 2;
    const { repository, asked, run } = hub(({ method }) => {
      if (method === "GET") left -= 1;
      return answer(method === "GET" ? 404 : 200, {
        "ratelimit-limit": "100;w=21600",
        "ratelimit-remaining": `${left};w=21600`,
      });
    });
    const work = (async () => {
      await repository.manifest("a");
      await repository.manifest("b");
      await repository.resolve("c");
      return repository.manifest("d").catch((error: unknown) => error);
    })();
    await run(work);
    expect(await work).toMatchObject({
      code: "registry-limit",
      message: "https://registry-1.docker.io allows 100 pulls in 6 hours, and none is left.",
      hint: limitHint("docker.io"),
    });
    expect(asked.map(({ method }) => method)).toEqual(["GET", "GET", "HEAD"]);
  });
});

describe("what a host says of how long it is to be left alone", () => {
  const NOW = Date.parse("2026-11-21T10:00:00Z");
  it.each<[string, Record<string, string>, number | undefined]>([
    ["seconds", { "retry-after": "3" }, 3000],
    ["parts of seconds", { "retry-after": "0.5" }, 500],
    ["a date", { "retry-after": "Sat, 21 Nov 2026 10:00:20 GMT" }, 20_000],
    ["a date that is over", { "retry-after": "Sat, 21 Nov 2026 09:00:00 GMT" }, 0],
    ["a time since the epoch", { "retry-after": String(NOW / 1000 + 7) }, 7000],
    ["milliseconds", { "retry-after-ms": "1500" }, 1500],
    ["Docker Hub's own header", { "x-retry-after": String(NOW / 1000 + 9) }, 9000],
    ["seconds until a limit is reset", { "ratelimit-reset": "11" }, 11_000],
    ["when a limit is reset", { "x-ratelimit-reset": String(NOW / 1000 + 13) }, 13_000],
    ["seconds after which it is reset", { "x-ratelimit-reset-after": "15" }, 15_000],
    ["the IETF's header", { ratelimit: '"default";r=0;t=17' }, 17_000],
    ["its older form", { ratelimit: "limit=100, remaining=0, reset=19" }, 19_000],
    ["nothing that can be read", { "retry-after": "soon" }, undefined],
    ["nothing", {}, undefined],
  ])("%s", (_, headers, expected) => {
    expect(statedWait({ status: 429, headers }, NOW)).toBe(expected);
  });

  it("is not how a limit stands, in answers that are no refusal for it", () => {
    const headers = { "x-ratelimit-reset": String(NOW / 1000 + 3600) };
    expect(statedWait({ status: 502, headers }, NOW)).toBeUndefined();
    expect(statedWait({ status: 503, headers: { "retry-after": "2" } }, NOW)).toBe(2000);
  });
});
