import { readFile, writeFile } from "node:fs/promises";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import type { System } from "../../src/system/ports.ts";
import { onDockerHub, startHubList, type HubList } from "../fakes/dockerHub.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { prove, sha256Of } from "./wholeRun.ts";

/** A world whose bases lie on Docker Hub, of which there is a double. */
export interface HubWorld {
  readonly world: CommandWorld<FakeRegistry>;
  readonly hub: HubList;
  readonly sys: System;
  readonly file: string;
  /** All requests, as `METHOD address`. */
  readonly requests: string[];
  readonly close: () => Promise<void>;
}

/** A world on Docker Hub in which everything was promoted. `others` are tags beside the bases. */
export const openHubWorld = async (cells: number, others: number = 0): Promise<HubWorld> => {
  const world = await openWorldIn(cells, () => startFakeRegistry());
  const { manifests, host } = world.registry;
  const bases = manifests.get("nvidia/cuda");
  const any = [...(bases?.values() ?? [])][0];
  if (bases === undefined || any === undefined) throw new Error("no bases");
  const first = [...bases];
  bases.clear();
  for (const [name, stored] of first) bases.set(name, stored);
  for (let at = 0; at < others; at += 1) bases.set(`11.0.${at}-base-ubi8`, any);
  const hub = await startHubList(
    (repository) =>
      new Map(
        [...(manifests.get(repository) ?? [])]
          .filter(([key]) => !key.startsWith("sha256:"))
          .map(([key, { bytes }]) => [key, sha256Of(bytes)]),
      ),
  );
  const file = `${world.folder}/dl-env.yml`;
  await writeFile(file, (await readFile(file, "utf8")).replace(/^mirrors: .*\n/m, ""));
  const { sys, requests } = onDockerHub(world.sys, { registry: host, hub: hub.origin });
  const made: HubWorld = {
    world,
    hub,
    file,
    requests,
    sys,
    close: async () => {
      await hub.close();
      await world.close();
    },
  };
  const built = await build(made.sys, { file });
  await prove(made.sys, file, built);
  await promote(made.sys, { file });
  return made;
};
