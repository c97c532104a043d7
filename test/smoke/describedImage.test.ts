import { afterEach, expect, test } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { reportOf } from "../publish/images.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { cellContainerfile } from "../../src/image/generate.ts";
import { parseIndex, parseManifest, readSmall } from "../../src/registry/manifest.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { referrersOf, referrersTag } from "../../src/registry/referrers.ts";
import { decodeLock } from "../../src/resolve/lockfile.ts";
import { openSession } from "../../src/session.ts";
import { describeImage } from "../../src/smoke/describedImage.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { REGISTRY_KINDS } from "../fakes/registryKinds.ts";

let world: CommandWorld<FakeRegistry> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** One image, built and described, and what the session had to do with it. */
const described = async (
  start: (home: string) => Promise<FakeRegistry>,
  { describe = true } = {},
) => {
  world = await openWorldIn(1, start);
  const { sys, folder } = world;
  const file = `${folder}/dl-env.yml`;
  const { planned, result } = await build(sys, { file });
  const session = await openSession(sys, { file });
  const [image] = result.images;
  if (image === undefined) throw new Error("nothing was built");
  if (describe) await describeImage(session, planned, image);
  return { session, planned, image, registry: world.registry, sys };
};

interface File {
  readonly title: string | undefined;
  readonly type: string;
  readonly text: string;
}

const filesOf = async (to: Repository, digest: string): Promise<readonly File[]> => {
  const files: File[] = [];
  for (const entry of await referrersOf(to, digest)) {
    const stored = await to.manifest(entry.digest);
    if (stored === undefined) throw new Error(`${entry.digest} is not there`);
    const { subject, annotations, layers } = parseManifest(stored, to.name);
    // Where a registry takes no subject, an annotation says it.
    expect(subject?.digest ?? annotations?.["vnd.dl-env.subject"]).toBe(digest);
    for (const layer of layers)
      files.push({
        title: layer.annotations?.["org.opencontainers.image.title"],
        type: layer.annotations?.["vnd.dl-env.type"] ?? layer.mediaType,
        text: Buffer.from(await readSmall(to, layer)).toString(),
      });
  }
  return files;
};

const titles = (files: readonly File[]): (string | undefined)[] =>
  files.map(({ title }) => title?.replace(/-[0-9a-f]{12}/, "-KEY"));

test("an image's referrers hold its Containerfile, its locks and the list of its packages", async () => {
  const { session, planned, image } = await described(() => startFakeRegistry());
  const files = await filesOf(session.to, image.digest);
  expect(titles(files)).toEqual([
    "Containerfile",
    "py3.12-KEY.json",
    "apt-24.04.json",
    "packages.spdx.json",
  ]);
  const [containerfile, lock, , list] = files.map(({ text }) => text);
  const recipe = planned.recipes.get(image.cell)!;
  const judged = planned.judged.find(({ cell }) => cell.id === image.cell)!;
  const wheels = decodeLock(lock ?? "", "lock");
  const { base } = judged.verdict;
  expect(containerfile).toBe(
    cellContainerfile({ recipe, lock: wheels, base: base!, catalog: session.catalog }),
  );
  const spdx = JSON.parse(list ?? "") as {
    spdxVersion: string;
    packages: {
      SPDXID: string;
      name: string;
      versionInfo?: string;
      externalRefs: { referenceLocator: string }[];
    }[];
    relationships: { relatedSpdxElement: string }[];
  };
  expect(spdx.spdxVersion).toBe("SPDX-2.3");
  const purls = spdx.packages.map(({ externalRefs }) => externalRefs[0]?.referenceLocator);
  expect(purls).toContain(`pkg:oci/dl-env@${image.digest.replace(":", "%3A")}`);
  expect(purls).toContain(`pkg:oci/base@${(base?.platformDigest ?? "").replace(":", "%3A")}`);
  expect(purls).toContain("pkg:deb/ubuntu/tini?arch=amd64");
  for (const { name, version } of wheels.wheels)
    expect(purls).toContain(`pkg:pypi/${name}@${version}`);
  expect(new Set(spdx.relationships.map(({ relatedSpdxElement }) => relatedSpdxElement))).toEqual(
    new Set(spdx.packages.map(({ SPDXID }) => SPDXID)),
  );
});

test("what is attached is not put again, and an index that others wrote to keeps their entries", async () => {
  const { session, planned, image, registry } = await described(() => startFakeRegistry());
  const before = registry.asked.length;
  await describeImage(session, planned, image);
  const asked = registry.asked.slice(before).map(({ method }) => method);
  expect(asked.filter((method) => method !== "GET" && method !== "HEAD")).toEqual([]);
  const index = await session.to.manifest(referrersTag(image.digest));
  expect(parseIndex(index!, "x").manifests.map(({ artifactType }) => artifactType)).toEqual([
    "application/vnd.dl-env.source.v1",
    "application/spdx+json",
  ]);
});

test("an image that another recipe made is not described by this one", async () => {
  const { session, planned, image } = await described(() => startFakeRegistry());
  const recipe = planned.recipes.get(image.cell)!;
  const labels = { ...recipe.config.labels, "io.github.dl-env.lock": "another" };
  const other = { ...recipe, config: { ...recipe.config, labels } };
  const there = (await referrersOf(session.to, image.digest)).length;
  const containerfile = { ...planned, recipes: new Map([[image.cell, other]]) };
  await describeImage(session, containerfile, image);
  expect((await referrersOf(session.to, image.digest)).length).toBe(there);
});

test("who stores reports of other jobs describes their images first, and a dry run does not", async () => {
  const { session, sys, image } = await described(() => startFakeRegistry(), { describe: false });
  const file = session.request.file;
  const proofs = [reportOf(image.digest, { cell: image.cell })];
  await promote(sys, { file, proofs, dryRun: true });
  expect(await referrersOf(session.to, image.digest)).toEqual([]);
  await promote(sys, { file, proofs });
  expect(
    (await referrersOf(session.to, image.digest)).map(({ artifactType }) => artifactType),
  ).toEqual([
    "application/vnd.dl-env.source.v1",
    "application/spdx+json",
    "application/vnd.dl-env.report.v1+json",
  ]);
});

const OF_LISTED_TYPES = REGISTRY_KINDS.filter(({ name }) => /GitLab|referrers API/.test(name));

test.each(OF_LISTED_TYPES)("$name keeps all of it", async ({ start }) => {
  const { session, image } = await described(start);
  expect(titles(await filesOf(session.to, image.digest))).toContain("packages.spdx.json");
});

test("a layout keeps it too", async () => {
  const { session, planned, image, sys } = await described(() => startFakeRegistry());
  const layout = openRepository(sys)(`oci:${world?.folder ?? ""}/images`);
  const stored = await session.to.manifest(image.digest);
  const { config } = parseManifest(stored!, "x");
  const bytes = await readSmall(session.to, config);
  await layout.writeBlob({
    digest: config.digest,
    size: config.size,
    open: async function* () {
      yield bytes;
    },
  });
  await layout.putManifest(stored!, "image");
  await describeImage({ ...session, to: layout }, planned, image);
  expect(titles(await filesOf(layout, image.digest))).toHaveLength(4);
});
