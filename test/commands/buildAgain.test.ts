import { afterEach, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { writeChecks } from "../../src/inspect/storedCheckReports.ts";
import { openSession } from "../../src/session.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";

let world: CommandWorld<FakeRegistry> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const CELLS = 6;

/** Images that were linked here and have no tag, and what a second build of them comes to. */
const linked = async () => {
  const opened = await openWorldIn(CELLS, () => startFakeRegistry());
  world = opened;
  const { sys, folder, registry } = opened;
  const file = `${folder}/dl-env.yml`;
  const first = await build(sys, { file });
  const again = async () => {
    const before = registry.asked.length;
    const outcome = await build(sys, { file });
    return { ...outcome, lines: registry.lines().slice(before) };
  };
  return { sys, file, registry, first, again };
};

const digests = ({ images }: { images: readonly { cell: string; digest: string }[] }): string[] =>
  images.map(({ cell, digest }) => `${cell} ${digest}`).sort();

it("writes nothing where nothing changed, and asks for what images name and no layer of the store", async () => {
  const { first, again } = await linked();
  const { exit, result, lines } = await again();
  expect([exit, digests(result)]).toEqual([0, digests(first.result)]);
  expect(result.images.filter(({ made }) => made)).toEqual([]);
  expect(result.checks.length).toBe(CELLS);
  expect(lines.filter((line) => !/^(?:GET|HEAD) /.test(line))).toEqual([]);
  const ofStore = lines.filter((line) => line.includes("/team/images-layers/"));
  expect(ofStore.filter((line) => !/tags\/list|manifests\/checks-/.test(line))).toEqual([]);
});

it("tells again what the checks found", async () => {
  const { sys, file, first, again } = await linked();
  const [report] = first.result.checks;
  const { store } = await openSession(sys, { file });
  const finding = {
    check: "secrets",
    code: "secret-in-env" as const,
    message: "a token is inside",
    hint: "take it out",
  };
  await writeChecks({ store }, { ...report!, findings: [finding] });
  const { exit, problems } = await again();
  const said = problems.map(({ message }) => message);
  expect([exit, said]).toEqual([1, [`${report!.cell}: a token is inside`]]);
});

it("links an image again that lacks a blob, and only that one", async () => {
  const { registry, first, again } = await linked();
  const [lost] = first.result.images;
  const bytes = registry.manifests.get("team/images")?.get(lost!.digest)?.bytes;
  const { config } = JSON.parse(String(bytes)) as { config: { digest: string } };
  registry.blobs.get("team/images")?.delete(config.digest);
  const { exit, result } = await again();
  expect([exit, digests(result)]).toEqual([0, digests(first.result)]);
  const made = result.images.filter((image) => image.made).map(({ cell }) => cell);
  expect(made).toEqual([lost!.cell]);
  expect(registry.blobs.get("team/images")?.has(config.digest)).toBe(true);
});
