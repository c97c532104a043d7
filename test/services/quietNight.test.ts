import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { plan } from "../../src/commands/planCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { watch } from "../../src/commands/watchCommand.ts";
import { prove } from "../commands/wholeRun.ts";
import { onDockerHub, startHubListOf, type HubList } from "../fakes/dockerHub.ts";
import { putBase } from "../publish/images.ts";
import { openRepository } from "../../src/registry/openRepository.ts";

const CELLS = 12;

let world: CommandWorld;
let hub: HubList;
beforeAll(async () => {
  world = await openWorld(CELLS);
  hub = await startHubListOf(world.sys, world.registry.host);
});
afterAll(async () => {
  await hub.close();
  await world.close();
});

it("on distribution with Docker Hub's page of pushes a night is two requests, plan and watch five, and a base that is pushed again is seen", async () => {
  const { folder, registry } = world;
  const file = `${folder}/dl-env.yml`;
  await writeFile(file, (await readFile(file, "utf8")).replace(/^mirrors: .*\n/m, ""));
  const { sys, requests } = onDockerHub(world.sys, { registry: registry.host, hub: hub.origin });
  const built = await build(sys, { file });
  await prove(sys, file, built);
  await promote(sys, { file });
  const night = await watch(sys, { file });
  expect([night.exit, night.result.changed, night.result.lastLook]).toEqual([0, [], undefined]);
  const before = requests.length;
  const quiet = await watch(sys, { file });
  expect([quiet.exit, quiet.result.changed]).toEqual([0, []]);
  expect(quiet.result.lastLook).toBeDefined();
  expect(requests.length - before).toBe(2);
  expect((await plan(sys, { file })).result.cells.map(({ state }) => state)).toEqual(
    Array(CELLS).fill("linked"),
  );
  expect(requests.length - before).toBeLessThanOrEqual(5);
  await putBase(
    openRepository(world.sys)(`${registry.host}/nvidia/cuda`),
    "12.8.1-base-ubuntu24.04",
    [{ "etc/pushed": "again" }],
    { env: ["CUDA_VERSION=12.8.1"] },
  );
  const pushed = await watch(sys, { file });
  expect([pushed.exit, pushed.result.changed.length]).toEqual([0, CELLS / 6]);
}, 120_000);
