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

/** Where an engine's image goes. */
export const targetOf = (to: Repository): BuildTarget =>
  isLayout(to)
    ? { kind: "layout", dir: to.dir }
    : { kind: "registry", repository: to.name, insecure: to.local };
