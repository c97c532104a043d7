import { afterEach, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { generate } from "../../src/commands/generateCommand.ts";
import { plan } from "../../src/commands/planCommand.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";

let world: CommandWorld<FakeRegistry> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

it("cells whose base could not be read are told, and the others written", async () => {
  let denied: string | undefined;
  world = await openWorldIn(6, () =>
    startFakeRegistry({
      fault: ({ url }) =>
        denied !== undefined && url.endsWith(`/manifests/${denied}`)
          ? { kind: "status", status: 403 }
          : undefined,
    }),
  );
  const { sys, folder } = world;
  const [file, out] = [`${folder}/dl-env.yml`, `${folder}/containerfiles`];
  const { cells } = (await plan(sys, { file })).result;
  const [first] = cells;
  denied = first?.base?.tag.split(":").at(-1);
  const unread = cells.filter(({ base }) => base?.tag === first?.base?.tag).map(({ cell }) => cell);
  expect(unread.length).toBeGreaterThan(0);
  expect(unread.length).toBeLessThan(cells.length);
  const outcome = await generate(sys, { file, out });
  const { problems, exit, result } = outcome;
  expect(outcomeText(outcome)).toContain("could not be read");
  expect(exit).toBe(3);
  expect(problems).toMatchObject([{ code: "base-unread" }]);
  expect(problems[0]?.message).toContain(unread[0]);
  const written = cells.map(({ cell }) => cell).filter((cell) => !unread.includes(cell));
  expect(Object.keys(result.cells).sort()).toEqual(written.sort());
  expect(await sys.files.list(out)).toHaveLength(written.length);
  denied = undefined;
  expect(await generate(sys, { file, out })).toMatchObject({ problems: [], exit: 0 });
  expect(await sys.files.list(out)).toHaveLength(cells.length);
});
