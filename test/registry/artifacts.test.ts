import { afterEach, describe, expect, it } from "vitest";
import { ensureKeepsArtifacts } from "../../src/registry/ensureKeepsArtifacts.ts";
import { referrersTag } from "../../src/registry/referrers.ts";
import { readProofs, writeProof } from "../../src/smoke/proofs.ts";
import { startFakeRegistry, type Asked, type FakeRegistryOptions } from "../fakes/registry.ts";
import { reportOf } from "../publish/images.ts";
import { putImage, rejection, repositoryAt, testSystem } from "./world.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (options: FakeRegistryOptions = {}) => {
  const fake = await startFakeRegistry(options);
  closing.push(fake.close);
  const again = () => repositoryAt(testSystem(), `${fake.host}/team/images`);
  return { fake, repository: again(), again };
};

const OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
const typesOf = (manifest: Record<string, unknown>) => ({
  artifact: manifest["artifactType"] as string | undefined,
  config: (manifest["config"] as { mediaType: string } | undefined)?.mediaType,
  layers: ((manifest["layers"] ?? []) as { mediaType: string }[]).map(({ mediaType }) => mediaType),
});
/** GitLab: types of artifacts and configs are held to a list. */
const listedConfigs: FakeRegistryOptions["refusesTypes"] = (manifest) => {
  const { artifact, config } = typesOf(manifest);
  const unknown = artifact ?? (config === undefined || config === OCI_CONFIG ? undefined : config);
  return unknown === undefined ? undefined : `unknown media type: ${unknown}`;
};
const listedLayers: FakeRegistryOptions["refusesTypes"] = (manifest) =>
  listedConfigs(manifest) ??
  typesOf(manifest)
    .layers.filter((type) => type.includes("dl-env"))
    .map((type) => `unknown media type: ${type}`)[0];
const immutable =
  (message = "The image tag cannot be overwritten because the repository is immutable.") =>
  (): { status: number; message: string } => ({ status: 400, message });

const isPut = ({ method, url }: Asked): boolean => method === "PUT" && url.includes("/manifests/");

describe.each([
  ["has none of its own rules", {}],
  ["lists referrers by itself", { referrersApi: true }],
  [
    "lists referrers by itself and lets no tag move",
    { referrersApi: true, refusesMove: immutable() },
  ],
  ["holds the types of configs to a list", { refusesTypes: listedConfigs }],
  ["holds the types of configs and layers to a list", { refusesTypes: listedLayers }],
  [
    "holds types to a list and lists referrers by itself",
    { refusesTypes: listedLayers, referrersApi: true },
  ],
] satisfies [string, FakeRegistryOptions][])("a registry that %s", (_, options) => {
  it("keeps each report of an image, and gives them back to another process", async () => {
    const { repository, again } = await start(options);
    await ensureKeepsArtifacts(repository);
    const digest = await putImage(repository, "{}", ["layer"]);
    const other = await putImage(repository, "{}", ["other layer"]);
    const reports = ["2026-11-02T00:00:00Z", "2026-11-01T00:00:00Z"].map((at) =>
      reportOf(digest, { at }),
    );
    for (const report of reports) await writeProof(repository, report);
    expect(await readProofs(again(), digest)).toEqual(reports);
    expect(await readProofs(again(), other)).toEqual([]);
  });

  it("is probed once; the next process finds that by few requests and writes no tag", async () => {
    const { fake, repository, again } = await start(options);
    await ensureKeepsArtifacts(repository);
    const before = fake.asked.length;
    const tags = await repository.tags();
    await ensureKeepsArtifacts(again());
    const puts = fake.asked.slice(before).filter(isPut);
    expect(puts.filter(({ url }) => !url.includes("/manifests/sha256:"))).toEqual([]);
    expect(await repository.tags()).toEqual(tags);
  });
});

describe("before any work, a registry is refused", () => {
  it("that takes no artifacts in any shape, with what to change", async () => {
    const { repository } = await start({ refusesTypes: () => "only images of our own" });
    const { code, exit, message, hint } = await rejection(ensureKeepsArtifacts(repository));
    expect([code, exit]).toEqual(["types-refused", 3]);
    expect(message).toContain("only images of our own");
    expect(hint).toContain("to: registry.example/team/dl-env");
  });

  it.each([
    [
      400,
      "The image tag 'x' already exists and cannot be overwritten because the repository is immutable.",
    ],
    [412, "Failed to process request due to 'team/images:x' configured as immutable."],
    [400, "repository does not allow updating assets"],
  ])("that lets no tag move (%i %s), with the rule to write", async (status, message) => {
    const { repository } = await start({ refusesMove: () => ({ status, message }) });
    const found = await rejection(ensureKeepsArtifacts(repository));
    expect([found.code, found.exit]).toEqual(["tag-immutable", 3]);
    expect(found.message).toContain(message);
    expect(found.hint).toContain("put-image-tag-mutability");
    expect(found.hint).toContain("--repository-name team/images");
  });

  it("not for a manifest whose blobs it lost, nor for a right that lacks", async () => {
    const denied = await start({
      fault: (asked) => (isPut(asked) ? { kind: "status", status: 403 } : undefined),
    });
    expect((await rejection(ensureKeepsArtifacts(denied.repository))).code).toBe("registry-denied");
    const body = JSON.stringify({ errors: [{ code: "MANIFEST_BLOB_UNKNOWN", message: "gone" }] });
    const lost = await start({
      fault: (asked) => (isPut(asked) ? { kind: "status", status: 400, body } : undefined),
    });
    expect((await rejection(ensureKeepsArtifacts(lost.repository))).code).toBe("registry-refused");
    expect(lost.fake.asked.filter(isPut).length).toBe(1);
  });
});

describe("a registry that begins to list referrers", () => {
  it("still gives the reports that were stored under the tag of the image", async () => {
    const before = await start();
    const digest = await putImage(before.repository, "{}", ["layer"]);
    const old = reportOf(digest, { at: "2026-11-01T00:00:00Z" });
    await writeProof(before.repository, old);
    const after = await start({ referrersApi: true });
    for (const [from, into] of [
      [before.fake.manifests, after.fake.manifests],
      [before.fake.blobs, after.fake.blobs],
    ] as const)
      for (const [name, content] of from) into.set(name, new Map<string, never>(content as never));
    const report = reportOf(digest, { at: "2026-11-02T00:00:00Z" });
    await writeProof(after.repository, report);
    expect(await readProofs(after.again(), digest)).toEqual([report, old]);
    const [tag, own, ...others] = await after.repository.tags();
    expect([tag, others]).toEqual([referrersTag(digest), []]);
    expect(own).toMatch(new RegExp(`^${referrersTag(digest)}-[0-9a-f]{16}$`));
  });

  it("is asked once where it does not", async () => {
    const { fake, repository } = await start();
    for (const layer of ["a", "b", "c"])
      await readProofs(repository, await putImage(repository, "{}", [layer]));
    expect(fake.lines().filter((line) => line.includes("/referrers/")).length).toBe(1);
  });

  it("is asked once where it does not, however many ask side by side", async () => {
    const { fake, repository, again } = await start();
    const digests = await Promise.all(
      ["a", "b", "c", "d"].map((layer) => putImage(repository, "{}", [layer])),
    );
    const reader = again();
    await Promise.all(digests.map(async (digest) => reader.referrers?.(digest)));
    expect(fake.lines().filter((line) => line.includes("/referrers/")).length).toBe(1);
  });

  it("in pages gives all of them", async () => {
    const { repository, fake, again } = await start({
      referrersApi: true,
      fault: ({ url }) => {
        if (!url.includes("/referrers/") || url.includes("page=2")) return undefined;
        const body = JSON.stringify({ schemaVersion: 2, manifests: [] });
        const link = `<http://inner.example${url}?page=2>; rel="next"`;
        return { kind: "status", status: 200, headers: { link }, body };
      },
    });
    const digest = await putImage(repository, "{}", ["layer"]);
    const report = reportOf(digest, { at: "2026-11-02T00:00:00Z" });
    await writeProof(repository, report);
    expect(await readProofs(again(), digest)).toEqual([report]);
    expect(fake.lines().some((line) => line.includes("page=2"))).toBe(true);
  });

  it.each([
    ["has no address", '</elsewhere>; rel="next"', 200],
    ["is not there", '<?page=2>; rel="next"', 404],
    ["is denied", '<?page=2>; rel="next"', 403],
  ])(
    "whose next page %s gives no part of the list: a failure may be in the rest",
    async (_, link, status) => {
      const body = JSON.stringify({
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.index.v1+json",
        manifests: [],
      });
      const { repository, again } = await start({
        referrersApi: true,
        fault: ({ url }) => {
          if (!url.includes("/referrers/")) return undefined;
          return url.includes("page=2")
            ? { kind: "status", status }
            : { kind: "status", status: 200, headers: { link }, body };
        },
      });
      const digest = await putImage(repository, "{}", ["layer"]);
      const refused = await rejection(readProofs(again(), digest));
      expect([refused.code, refused.exit]).toEqual(["registry-nonsense", 3]);
    },
  );
});
