import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/smoke/smokeReport.ts";
import { readCellProofs, readProofs, REPORT_TYPE, writeProof } from "../../src/smoke/proofs.ts";
import { referrersTag } from "../../src/registry/referrers.ts";
import { checkLayout } from "../registry/checkLayout.ts";
import { isLayout, layoutRepository } from "../../src/registry/layout.ts";
import type { Repository } from "../../src/registry/repository.ts";
import {
  startFakeRegistry,
  type FakeRegistry,
  type FakeRegistryOptions,
} from "../fakes/registry.ts";
import {
  blob,
  putImage,
  rejection,
  repositoryAt,
  tempFolder,
  testSystem,
} from "../registry/world.ts";
import { reportOf } from "../publish/images.ts";

const sys = testSystem();
let dir: string;
let remove: () => Promise<void>;
let fake: FakeRegistry;
beforeAll(async () => {
  ({ dir, remove } = await tempFolder());
  fake = await startFakeRegistry();
});
afterAll(async () => {
  await fake.close();
  await remove();
});

const kinds: [string, (name: string) => Repository][] = [
  ["a registry", (name) => repositoryAt(sys, `${fake.host}/team/${name}`)],
  ["a layout", (name) => layoutRepository(sys, `${dir}/${name}`)],
];

describe.each(kinds)("a proof in %s", (_what, at) => {
  it("is found again by the image's digest, and by no other", async () => {
    const repository = at("found");
    const digest = await putImage(repository, "{}", ["layer"], "image");
    const other = await putImage(repository, "{}", ["other layer"], "other");
    expect(await readProofs(repository, digest)).toEqual([]);
    const report = reportOf(digest, { gpu: true });
    const proof = await writeProof(repository, report);
    expect(await readProofs(repository, digest)).toEqual([report]);
    expect(await readProofs(repository, other)).toEqual([]);
    const proofTags = [...(await repository.tags())].filter((tag) => tag.startsWith("sha256-"));
    expect(proofTags).toEqual([
      referrersTag(digest),
      `${referrersTag(digest)}-${proof.slice(7, 23)}`,
    ]);
    expect(isLayout(repository) ? await checkLayout(sys, repository) : []).toEqual([]);
  });

  it("is listed with the others of its digest, the newest first, and once however often it is stored", async () => {
    const repository = at("several");
    const digest = await putImage(repository, "{}", ["layer"], "image");
    const reports = ["2026-11-01T00:00:00Z", "2026-11-03T00:00:00Z", "2026-11-02T00:00:00Z"].map(
      (time) => reportOf(digest, { at: time }),
    );
    for (const report of [...reports, ...reports]) await writeProof(repository, report);
    expect((await readProofs(repository, digest)).map(({ at: time }) => time)).toEqual([
      "2026-11-03T00:00:00Z",
      "2026-11-02T00:00:00Z",
      "2026-11-01T00:00:00Z",
    ]);
  });

  it.each([
    ["of the same time", "2026-11-03T10:00:00.500Z", "2026-11-03T10:00:00.500Z"],
    [
      "of one that is spelled without its fraction",
      "2026-11-03T10:00:00.500Z",
      "2026-11-03T10:00:00Z",
    ],
    ["of one that is spelled in another zone", "2026-11-03T10:00:00Z", "2026-11-03T11:00:00+02:00"],
    ["of one that says no time", "yesterday", "2026-11-03T10:00:00Z"],
  ])("that failed comes before a pass %s", async (what, failed, passed) => {
    const repository = at("failures");
    const digest = await putImage(repository, what, ["layer"], "image");
    for (const report of [
      reportOf(digest, { gpu: true, at: passed }),
      reportOf(digest, { cpu: "fail", at: failed }),
    ])
      await writeProof(repository, report);
    expect((await readProofs(repository, digest)).map(({ at: time }) => time)).toEqual([
      failed,
      passed,
    ]);
    const [newest] = await readProofs(repository, digest);
    expect(newest?.results[0]?.outcome).toBe("fail");
  });

  it("says what ran and what for, and is read by cell", async () => {
    const repository = at("subject");
    const digest = await putImage(repository, "{}", ["layer"], "image");
    const report: Report = {
      ...reportOf(digest, { cell: "torch" }),
      probes: { libraries: ["torch"], version: "0123456789ab" },
      requirement: "covered",
      platform: "linux/amd64",
      diffIds: ["sha256:1", "sha256:2"],
    };
    await writeProof(repository, report);
    expect(await readCellProofs(repository, { cell: "torch", digest })).toEqual([report]);
    expect(await readCellProofs(repository, { cell: "rapids", digest })).toEqual([]);
    await writeProof(repository, {
      ...report,
      platform: "linux/arm64",
      at: "2099-01-01T00:00:00Z",
    });
    expect(await readCellProofs(repository, { cell: "torch", digest })).toEqual([report]);
  });

  it("survives writers at the same time", async () => {
    const repository = at("together");
    const digest = await putImage(repository, "{}", ["layer"], "image");
    const times = ["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z"];
    await Promise.all(times.map((time) => writeProof(repository, reportOf(digest, { at: time }))));
    expect((await readProofs(repository, digest)).length).toBe(3);
  });

  it("needs its image to be there", async () => {
    const { code } = await rejection(writeProof(at("absent"), reportOf(blob("nothing").digest)));
    expect(code).toBe("image-missing");
  });
});

describe("a proof", () => {
  it("is an OCI artifact whose subject is the image, under the tag that the specification names for registries without a referrers API", async () => {
    const repository = repositoryAt(sys, `${fake.host}/team/shape`);
    const digest = await putImage(repository, "{}", ["layer"], "image");
    const proof = await writeProof(repository, reportOf(digest));
    expect(referrersTag(digest)).toBe(`sha256-${digest.slice(7)}`);
    const manifest = JSON.parse(
      Buffer.from((await repository.manifest(proof))!.bytes).toString(),
    ) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      artifactType: REPORT_TYPE,
      subject: { digest, mediaType: "application/vnd.oci.image.manifest.v1+json" },
      config: { mediaType: "application/vnd.oci.empty.v1+json", size: 2 },
    });
    const index = JSON.parse(
      Buffer.from((await repository.manifest(referrersTag(digest)))!.bytes).toString(),
    ) as { manifests: unknown[] };
    expect(index.manifests).toMatchObject([{ digest: proof, artifactType: REPORT_TYPE }]);
  });

  it("is found by its own tag where another writer's index lacks it", async () => {
    const repository = repositoryAt(sys, `${fake.host}/team/undone`);
    const digest = await putImage(repository, "{}", ["layer"], "image");
    const first = reportOf(digest, { at: "2026-11-01T00:00:00Z", cpu: "fail" });
    await writeProof(repository, first);
    const before = (await repository.manifest(referrersTag(digest)))!;
    const second = reportOf(digest, { at: "2026-11-02T00:00:00Z" });
    await writeProof(repository, second);
    await repository.putManifest(before, referrersTag(digest));
    expect(await readProofs(repository, digest)).toEqual([second, first]);
  });

  it.each<[string, FakeRegistryOptions]>([
    ["lists reports in part", { referrersApi: true, listsType: () => false }],
    [
      "lists nothing that has no subject, and refuses subjects",
      {
        referrersApi: true,
        refusesTypes: ({ subject }) => (subject === undefined ? undefined : "no subject"),
      },
    ],
    [
      "has no such list and refuses subjects",
      { refusesTypes: ({ subject }) => (subject === undefined ? undefined : "no subject") },
    ],
  ])("is found by its own tag where the index lacks it and the registry %s", async (_, options) => {
    const other = await startFakeRegistry(options);
    try {
      const repository = repositoryAt(sys, `${other.host}/team/images`);
      const digest = await putImage(repository, "{}", ["layer"], "image");
      const foreign = await putImage(repository, "{}", ["other layer"], "foreign");
      const report = reportOf(digest, { cpu: "fail" });
      await writeProof(repository, report);
      expect(await readProofs(repository, digest)).toEqual([report]);
      await repository.remove(referrersTag(digest));
      expect(await readProofs(repository, digest)).toEqual([report]);
      // Whoever gives it the tag of another image's proof has proved nothing of that.
      const [own = ""] = (await repository.tags()).filter((tag) => tag.startsWith("sha256-"));
      const stored = (await repository.manifest(own))!;
      await repository.putManifest(stored, own.replace(digest.slice(7), foreign.slice(7)));
      expect(await readProofs(repository, foreign)).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it("leaves the referrers of others in the index as they are, and passes them over", async () => {
    const repository = repositoryAt(sys, `${fake.host}/team/signed`);
    const digest = await putImage(repository, "{}", ["layer"], "image");
    const signature = await putImage(repository, "{}", ["signature"]);
    const entry = {
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      digest: signature,
      size: 10,
      artifactType: "application/vnd.dev.cosign.artifact.sig.v1+json",
      data: "e30=",
    };
    await repository.putManifest(
      {
        bytes: Buffer.from(
          JSON.stringify({
            schemaVersion: 2,
            mediaType: "application/vnd.oci.image.index.v1+json",
            manifests: [entry],
          }),
        ),
        mediaType: "application/vnd.oci.image.index.v1+json",
      },
      referrersTag(digest),
    );
    const report = reportOf(digest);
    await writeProof(repository, report);
    expect(await readProofs(repository, digest)).toEqual([report]);
    const index = JSON.parse(
      Buffer.from((await repository.manifest(referrersTag(digest)))!.bytes).toString(),
    ) as { manifests: unknown[] };
    expect(index.manifests[0]).toEqual(entry);
  });

  it("of another digest does not count, whatever the index says", async () => {
    const repository = repositoryAt(sys, `${fake.host}/team/forged`);
    const tested = await putImage(repository, "{}", ["tested"], "tested");
    const untested = await putImage(repository, "{}", ["untested"], "untested");
    await writeProof(repository, reportOf(tested, { gpu: true }));
    const index = (await repository.manifest(referrersTag(tested)))!;
    await repository.putManifest(index, referrersTag(untested));
    expect(await readProofs(repository, untested)).toEqual([]);
  });

  it.each([
    ["subject", "the report inside is of another image"],
    ["report", "its subject is another image"],
  ])("whose %s alone is the image's does not count: %s", async (right) => {
    const repository = repositoryAt(sys, `${fake.host}/team/halves-${right}`);
    const image = await putImage(repository, "{}", ["image"], "image");
    const other = await putImage(repository, "{}", ["other"], "other");
    const content = blob(
      JSON.stringify(reportOf(right === "report" ? image : other, { gpu: true })),
    );
    for (const source of [content, blob("{}")]) await repository.writeBlob(source);
    const oci = "application/vnd.oci.image.manifest.v1+json";
    const artifact = {
      schemaVersion: 2,
      mediaType: oci,
      artifactType: REPORT_TYPE,
      config: {
        mediaType: "application/vnd.oci.empty.v1+json",
        digest: blob("{}").digest,
        size: 2,
      },
      layers: [{ mediaType: REPORT_TYPE, digest: content.digest, size: content.size }],
      subject: { mediaType: oci, digest: right === "subject" ? image : other, size: 1 },
    };
    const bytes = Buffer.from(JSON.stringify(artifact));
    const digest = await repository.putManifest({ bytes, mediaType: oci });
    const index = {
      schemaVersion: 2,
      mediaType: "application/vnd.oci.image.index.v1+json",
      manifests: [{ mediaType: oci, digest, size: bytes.byteLength, artifactType: REPORT_TYPE }],
    };
    await repository.putManifest(
      { bytes: Buffer.from(JSON.stringify(index)), mediaType: index.mediaType },
      referrersTag(image),
    );
    expect(await readProofs(repository, image)).toEqual([]);
  });
});
