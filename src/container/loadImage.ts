import { basename, join } from "node:path";
import { foundProblem } from "../errors/error.ts";
import { isLayout, type LayoutRepository } from "../registry/layout.ts";
import { localName } from "../registry/layoutIndex.ts";
import type { Repository } from "../registry/repository.ts";
import type { RunOptions, RunResult, System } from "../system/ports.ts";
import { archiveOf } from "./imageArchive.ts";
import { imageMissing } from "../registry/imageMissing.ts";
import type { Runtime } from "./runtime.ts";
import { VIEW_TAG, writeView } from "./layoutView.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";
import { bytes } from "../text/units.ts";
import { watchedTransfer } from "./transferProgress.ts";

export interface Loaded {
  /** `localhost/dl-env:<tag>` */
  readonly name: string;
}

type Needs = Pick<System, "processes" | "files" | "log">;

const WORK_PREFIX = "dl-env-load-";

const lastLine = (text: string): string => text.trim().split("\n").at(-1)?.trim() ?? "";

interface EngineCall extends Partial<RunOptions> {
  readonly args: readonly string[];
  /** The image that it is about. */
  readonly name: string;
}

/**
 * Calls an engine about an image called `name`; rejects with `load-failed` and what the engine
 * said.
 */
export const callEngine = async (
  sys: Pick<System, "processes">,
  runtime: Runtime,
  { args, name, ...options }: EngineCall,
): Promise<RunResult> => {
  const result = await sys.processes.run([...runtime.argv, ...args], {
    cwd: ROOT_FOLDER,
    env: runtime.env,
    ...options,
  });
  if (result.code === 0) return result;
  const output = lastLine(result.stderr) || lastLine(result.stdout);
  throw foundProblem({
    code: "load-failed",
    message:
      `${runtime.name} ${runtime.version} could not load ${name}: ` +
      `${output === "" ? `it ended with ${result.code}` : output.slice(0, 300)}.`,
    hint: `See whether it works, and how much room it has: ${runtime.name} info`,
  });
};

/**
 * podman writes an archive into a file first, so an image needs its room twice; from a layout it
 * reads the blobs themselves. The path is relative, because podman makes a name of it (all in lower
 * case, without colons), and that name goes again: it is this call's own, for another process may
 * load the same image now.
 */
const pullFromLayout = async (
  sys: Needs,
  runtime: Runtime,
  {
    layout,
    digest,
    name,
  }: { readonly layout: LayoutRepository; readonly digest: string; readonly name: string },
): Promise<void> => {
  const work = await sys.files.makeTemp(WORK_PREFIX);
  const own = basename(work).slice(WORK_PREFIX.length).toLowerCase();
  const view = `view-${digest.slice("sha256:".length, "sha256:".length + 12)}-${own}`;
  try {
    await writeView(sys.files, { layout, digest }, join(work, view));
    const args = ["pull", "--quiet", `oci:${view}:${VIEW_TAG}`];
    const { stdout } = await watchedTransfer(sys.log, `${name} into podman`, (watched) =>
      callEngine(sys, runtime, { args, name, cwd: work, ...watched }),
    );
    const id = lastLine(stdout);
    await callEngine(sys, runtime, { args: ["tag", id, name], name });
    await callEngine(sys, runtime, { args: ["untag", id, `localhost/${view}:latest`], name });
  } finally {
    await sys.files.remove(work);
  }
};

export interface ImageToLoad {
  readonly repository: Repository;
  /** A tag or a digest. */
  readonly reference: string;
  /** What the engine is to call it. */
  readonly name: string;
}

/** Hands the engine a tar of the image, which is made as it is read. */
const loadArchive = async (
  { processes, log }: Needs,
  runtime: Runtime,
  image: { readonly repository: Repository; readonly digest: string; readonly name: string },
): Promise<void> => {
  const { repository, digest, name } = image;
  let sent = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of archiveOf(repository, digest, name)) {
      sent += chunk.byteLength;
      yield chunk;
    }
  };
  const loading = callEngine({ processes }, runtime, { args: ["load"], name, input: counted() });
  log.progress(() => `${name} into ${runtime.name}, ${bytes(sent)} handed over`, loading);
  await loading;
};

/**
 * Loads the image behind a tag or digest into an engine of this machine under `name`, its digest
 * kept. See loadInto.
 */
export const loadAs = async (
  sys: Needs,
  runtime: Runtime,
  { repository, reference, name }: ImageToLoad,
): Promise<void> => {
  const digest = await repository.resolve(reference);
  if (digest === undefined) throw imageMissing(repository, reference);
  if (runtime.name === "podman" && isLayout(repository))
    await pullFromLayout(sys, runtime, { layout: repository, digest, name });
  else await loadArchive(sys, runtime, { repository, digest, name });
};

/**
 * Loads one image into an engine of this machine, under `localhost/dl-env:<tag>`. Rejects with
 * `image-missing`, or `load-failed` and what the engine said.
 */
export const loadInto = async (
  sys: Needs,
  runtime: Runtime,
  { repository, tag }: { readonly repository: Repository; readonly tag: string },
): Promise<Loaded> => {
  const name = localName(tag);
  await loadAs(sys, runtime, { repository, reference: tag, name });
  return { name };
};
