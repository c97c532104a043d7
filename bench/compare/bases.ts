import { loadCatalog } from "../../src/catalog/load.ts";
import { minorOf } from "../../src/catalog/versions.ts";
import { makeStandIn } from "../../src/engine/standIn.ts";
import { standInLayout, standInTag } from "../../src/engine/standInNames.ts";
import { digestOf } from "../../src/registry/digest.ts";
import {
  jsonBytes,
  parseConfig,
  parseIndex,
  parseManifest,
  readSmall,
} from "../../src/registry/manifest.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { realSystem } from "../../src/system/realSystem.ts";

/** The releases of CUDA whose bases there are. */
export const RELEASES = ["12.8.1", "12.4.1", "13.0.2"] as const;

export const baseTag = (release: string): string => `${release}-base-debian12`;

/** The stand-in of this machine, made where there is none. */
const standIns = async (): Promise<Repository> => {
  const sys = realSystem();
  const from = openRepository(sys)(`oci:${standInLayout(sys)}`);
  const { cuda, drivers } = await loadCatalog(sys);
  const release = cuda.find(({ version }) => version === "12.8.1");
  if (release === undefined) throw new Error("the catalog has no CUDA 12.8.1");
  if ((await from.resolve(standInTag("12.8.1"))) === undefined)
    await makeStandIn(sys, { cuda: release, drivers }, from);
  return from;
};

/**
 * Pushes a base for each release, as their vendor would: the layers of the stand-in, and a config
 * that differs by release and by `time`, so that each push is another image under the same tag.
 */
export const pushBases = async (into: Repository, time: number): Promise<void> => {
  const from = await standIns();
  const list = await from.manifest(standInTag("12.8.1"));
  const [entry] =
    list === undefined
      ? []
      : parseIndex(list, "stand-in").manifests.filter(
          ({ platform }) => platform?.architecture === "amd64",
        );
  const stored = entry === undefined ? undefined : await from.manifest(entry.digest);
  if (stored === undefined) throw new Error("there is no stand-in");
  const manifest = parseManifest(stored, "stand-in");
  for (const { digest, size } of manifest.layers)
    await into.writeBlob({ digest, size, open: () => from.readBlob(digest) });
  const config = parseConfig(
    await readSmall(from, manifest.config),
    manifest.config.digest,
    "stand-in",
  );
  for (const release of RELEASES) {
    // What the stand-in's own says of its CUDA, said of this one.
    const env = (config.config?.Env ?? []).map((one) =>
      one.replaceAll("12.8.1", release).replaceAll("12.8", minorOf(release)),
    );
    env.push(`NV_PUSHED=${time}`);
    const bytes = jsonBytes({ ...config, config: { ...config.config, Env: env } });
    const blob = { digest: digestOf(bytes), size: bytes.byteLength };
    await into.writeBlob({
      ...blob,
      open: async function* () {
        yield bytes;
      },
    });
    const whole = JSON.parse(Buffer.from(stored.bytes).toString("utf8")) as {
      mediaType: string;
      config: object;
    };
    await into.putManifest(
      {
        bytes: jsonBytes({ ...whole, config: { ...whole.config, ...blob } }),
        mediaType: whole.mediaType,
      },
      baseTag(release),
    );
  }
};
