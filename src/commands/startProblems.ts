import type { Mount } from "../container/containerArgv.ts";
import { DlEnvError, wrongRequest } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { shellWord } from "../text/shellWord.ts";
import { imageSource, requireImageThere } from "./imageSource.ts";

/** What an engine ends with that started nothing. */
const ENGINE_FAILED = 125;

/** An engine on another machine has folders of its own. */
const isRemote = ({ env }: Pick<System, "env">): boolean =>
  /^(?:tcp|ssh|https?):/.test(env.get("DOCKER_HOST") ?? env.get("CONTAINER_HOST") ?? "");

/**
 * Rejects with `run-volume` for a folder of this host that is not there: engines refuse it in words
 * of their own.
 */
export const requireFolders = async (
  sys: Pick<System, "env" | "files">,
  mounts: readonly Mount[],
): Promise<void> => {
  if (isRemote(sys)) return;
  for (const mount of mounts) {
    if (mount.kind !== "bind" || (await sys.files.stat(mount.source)) !== undefined) continue;
    throw wrongRequest({
      code: "run-volume",
      message: `${mount.source}, which is to be mounted at ${mount.target}, is not there.`,
      hint: `Make it, or name another: mkdir -p ${shellWord(mount.source)}`,
    });
  }
};

/**
 * Where an engine could not start an image of a registry, rejects with `unknown-tag` when that has
 * no such tag; whatever else may be wrong the engine has said.
 */
export const explainStart = async (sys: System, image: string, code: number): Promise<void> => {
  if (code !== ENGINE_FAILED || !image.includes("/") || image.startsWith("localhost/")) return;
  try {
    await requireImageThere(await imageSource(sys, { image }));
  } catch (error) {
    if (error instanceof DlEnvError && error.code === "unknown-tag") throw error;
    if (!(error instanceof DlEnvError)) throw error;
  }
};
