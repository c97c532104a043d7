import { callEngine, loadAs } from "../container/loadImage.ts";
import type { Runtime } from "../container/runtime.ts";
import { watchedTransfer } from "../container/transferProgress.ts";
import { showImage, type ShownImage } from "../container/shownImage.ts";
import { DlEnvError, foundProblem } from "../errors/error.ts";
import { isLayout } from "../registry/layout.ts";
import { localName } from "../registry/layoutIndex.ts";
import type { Repository } from "../registry/repository.ts";
import { mark } from "../system/processOwner.ts";
import type { System } from "../system/ports.ts";
import type { StoredImage } from "./storedImage.ts";

interface EngineFacts {
  readonly sys: System;
  readonly runtime: Runtime;
  /** Where the image is. */
  readonly to: Repository;
}

/** An image on its way through an engine. */
interface Fetched {
  readonly stored: StoredImage;
  /** What this run calls it there; nobody else knows the name, so nobody moves or removes it. */
  readonly name: string;
}

/** How often an image is pulled whose name another process took away before it was given ours. */
const ATTEMPTS = 3;

const ownName = ({ env }: Pick<System, "env">): string =>
  `localhost/dl-env-smoke:${mark()}-${env.random(8)}`;

/**
 * Takes a name away, and with the last one the image. Not by force: what others run or have named
 * stays. Only that the name stays is worth a word, for the test is done.
 */
const removeName = async (
  { sys, runtime }: EngineFacts,
  name: string,
  tell: (text: string) => void,
): Promise<void> => {
  try {
    await callEngine(sys, runtime, { args: ["rmi", name], name });
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    if ((await showImage(sys, runtime, name)) !== undefined)
      tell(`${name} stays in ${runtime.name}: ${error.message}`);
  }
};

/** One try; false when another process took the reference away before the image had our name. */
const pulled = async (
  { sys, runtime, to }: EngineFacts,
  { stored, name }: Fetched,
  last: boolean,
): Promise<boolean> => {
  const reference = `${to.name}@${stored.digest}`;
  const insecure = runtime.name === "podman" && to.local ? ["--tls-verify=false"] : [];
  // docker's own process moves nothing; what it says of layers is all that can be seen.
  const quiet = runtime.name === "podman" ? ["--quiet"] : [];
  const args = ["pull", ...quiet, ...insecure, reference];
  await watchedTransfer(sys.log, `${reference} into ${runtime.name}`, (watched) =>
    callEngine(sys, runtime, { args, name: reference, ...watched }),
  );
  try {
    await callEngine(sys, runtime, { args: ["tag", reference, name], name: reference });
    return true;
  } catch (error) {
    const there = await showImage(sys, runtime, reference);
    if (last || there !== undefined) throw error;
    return false;
  }
};

/** Pulled by the engine itself, which then need not write the whole image into a file first. */
const pull = async (facts: EngineFacts, fetched: Fetched): Promise<void> => {
  const { sys, runtime, to } = facts;
  const reference = `${to.name}@${fetched.stored.digest}`;
  // Who pulled it before has it by this name, and keeps it.
  const before = await showImage(sys, runtime, reference);
  let attempt = 1;
  while (!(await pulled(facts, fetched, attempt === ATTEMPTS))) attempt += 1;
  // podman shows an image by its digest under names that another process has taken away already.
  if (before === undefined) await removeName(facts, reference, (text) => sys.log.debug(text));
};

/** Gets an image that has no tag yet into an engine, under a name of this run. */
const fetchImage = (facts: EngineFacts, fetched: Fetched): Promise<void> => {
  const { sys, runtime, to } = facts;
  const { stored, name } = fetched;
  return isLayout(to)
    ? loadAs(sys, runtime, { repository: to, reference: stored.digest, name })
    : pull(facts, fetched);
};

const isSame = (shown: ShownImage, stored: StoredImage): boolean =>
  [stored.configDigest, stored.digest].includes(shown.id) &&
  shown.diffIds.length === stored.diffIds.length &&
  stored.diffIds.every((diffId, index) => diffId === shown.diffIds[index]);

/** The id by which the engine runs the very image; rejects with `wrong-image` for any other. */
const verifiedId = async (
  { sys, runtime }: EngineFacts,
  { stored, name }: Fetched,
): Promise<string> => {
  const shown = await showImage(sys, runtime, name);
  if (shown !== undefined && isSame(shown, stored)) return shown.id;
  throw foundProblem({
    code: "wrong-image",
    message:
      `${stored.digest} was loaded, and ${runtime.name} has ` +
      `${shown === undefined ? "nothing" : `another image (${shown.id})`} under its ` +
      `name ${name}.`,
    hint: `See which images it has, and what else works on them: ${runtime.name} images`,
  });
};

/** An image that this run brought into an engine. */
export interface HeldImage {
  /** The engine runs it by this: a name can be moved while it runs, what is behind an id cannot. */
  readonly id: string;
  /** Leaves the image to the engine under the name of its cell. */
  keep(): Promise<void>;
  /** Takes this run's name away, and with the last name the image. Never rejects for a warning. */
  release(): Promise<void>;
}

/** Brings an image into an engine under a name of this run, which `release` takes away. */
export const bringImage = async (
  facts: EngineFacts,
  { cell, stored }: { readonly cell: string; readonly stored: StoredImage },
): Promise<HeldImage> => {
  const { sys, runtime } = facts;
  const name = ownName(sys);
  const release = (): Promise<void> => removeName(facts, name, (text) => sys.log.warn(text));
  try {
    await fetchImage(facts, { stored, name });
    const id = await verifiedId(facts, { stored, name });
    const keep = async (): Promise<void> => {
      await callEngine(sys, runtime, { args: ["tag", id, localName(cell)], name: cell });
    };
    return { id, keep, release };
  } catch (error) {
    await release();
    throw error;
  }
};
