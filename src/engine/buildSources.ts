import type { BaseImage } from "../registry/baseImage.ts";
import { isLayout } from "../registry/layout.ts";
import type { StoredBase } from "../registry/storedBase.ts";
import type { Repository } from "../registry/repository.ts";
import type { BaseSource, BuildTarget } from "./engine.ts";

/** Where an engine finds a base that lies in a store. */
export const baseSource = (
  store: Repository,
  base: Pick<StoredBase, "tag"> & { readonly descriptor: Pick<StoredBase["descriptor"], "digest"> },
): BaseSource =>
  isLayout(store)
    ? { kind: "layout", dir: store.dir, digest: base.descriptor.digest, tag: base.tag }
    : {
        kind: "registry",
        reference: `${store.name}@${base.descriptor.digest}`,
        insecure: store.local,
      };

/** A base that lies in a registry, as an engine's build needs it, from what is known of it. */
export const knownBase = (
  store: Repository,
  { descriptor: { digest }, manifest, config }: StoredBase,
): BaseImage => ({
  repository: store,
  tag: `${store.name}@${digest}`,
  indexDigest: digest,
  platformDigest: digest,
  manifest,
  config,
});

/** Where an engine's image goes. */
export const targetOf = (to: Repository): BuildTarget =>
  isLayout(to)
    ? { kind: "layout", dir: to.dir }
    : { kind: "registry", repository: to.name, insecure: to.local };
