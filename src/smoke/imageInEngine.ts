import { callEngine, loadAs } from "../container/loadImage.ts";
import type { Runtime } from "../container/runtime.ts";
import type { CellImage } from "../plan/cellImage.ts";
import { isLayout } from "../registry/layout.ts";
import { localName } from "../registry/layoutIndex.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";

interface EngineFacts {
  readonly sys: System;
  readonly runtime: Runtime;
  /** Where the image is. */
  readonly to: Repository;
}

/**
 * Gets an image that has no tag yet into an engine, under the name of its cell, which is returned.
 */
const fetchImage = async (
  { sys, runtime, to }: EngineFacts,
  { cell, digest }: CellImage,
): Promise<string> => {
  const name = localName(cell);
  if (isLayout(to)) {
    await loadAs(sys, runtime, { repository: to, reference: digest, name });
    return name;
  }
  // Pulled by the engine itself, which then need not write the whole image into a file first.
  const reference = `${to.name}@${digest}`;
  const insecure = runtime.name === "podman" && to.local ? ["--tls-verify=false"] : [];
  await callEngine(sys, runtime, { args: ["pull", "--quiet", ...insecure, reference], name });
  await callEngine(sys, runtime, { args: ["tag", reference, name], name });
  // Takes only the other name away, since the image has one more now.
  await callEngine(sys, runtime, { args: ["rmi", reference], name });
  return name;
};

/**
 * Does `work` with the name of an image in an engine, and removes it from there unless it is to
 * stay.
 */
export const withImageInEngine = async <T>(
  facts: EngineFacts & { readonly keep: boolean },
  image: CellImage,
  work: (name: string) => Promise<T>,
): Promise<T> => {
  const { sys, runtime, keep } = facts;
  const name = await fetchImage(facts, image);
  try {
    return await work(name);
  } finally {
    if (!keep) await callEngine(sys, runtime, { args: ["rmi", "--force", name], name });
  }
};
