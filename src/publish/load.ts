import type { Runtime } from "../engine/engine.ts";
import { foundProblem } from "../errors.ts";
import { isLayout } from "../registry/layout.ts";
import { localName } from "../registry/layoutIndex.ts";
import { parseReference } from "../registry/reference.ts";
import type { Repository } from "../registry/repository.ts";
import type { RunOptions, RunResult, System } from "../system/ports.ts";
import { archiveOf } from "./archive.ts";
import { noImage } from "./image.ts";

export interface Loaded {
  /** `localhost/dl-env:<tag>` */
  readonly name: string;
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1)?.trim() ?? "";

const call = async (sys: Pick<System, "processes">, runtime: Runtime, args: readonly string[], name: string, options: RunOptions = {}): Promise<RunResult> => {
  const result = await sys.processes.run([...runtime.argv, ...args], { env: runtime.env, ...options });
  if (result.code === 0) return result;
  const said = lastLine(result.stderr) || lastLine(result.stdout);
  throw foundProblem({
    code: "load-failed",
    message: `${runtime.name} ${runtime.version} did not take ${name}: ${said === "" ? `it ended with ${result.code}` : said.slice(0, 300)}.`,
    hint: `See whether it works, and how much room it has: ${runtime.name} info`,
  });
};

/** podman names what it reads from a folder after the folder; undefined when no image can be called so (capital letters, a colon, blanks). */
const nameByFolder = (dir: string): string | undefined => {
  try {
    const reference = parseReference(`localhost${dir}`);
    return reference.kind === "registry" && reference.tag === undefined && reference.digest === undefined ? `localhost${dir}:latest` : undefined;
  } catch {
    return undefined;
  }
};

/** podman writes an archive into a file first, so an image needs its room twice; from a folder it reads the blobs themselves. */
const pullFromLayout = async (sys: Pick<System, "processes">, runtime: Runtime, from: { dir: string; tag: string; named: string }): Promise<void> => {
  const name = localName(from.tag);
  const { stdout } = await call(sys, runtime, ["pull", "--quiet", `oci:${from.dir}:${from.tag}`], name);
  const id = lastLine(stdout);
  await call(sys, runtime, ["tag", id, name], name);
  await call(sys, runtime, ["untag", id, from.named], name);
};

/** Loads one image into an engine of this machine, with its digest kept, under `localhost/dl-env:<tag>`. Rejects with `image-missing`, or `load-failed` and what the engine said. */
export const loadInto = async (sys: Pick<System, "processes">, runtime: Runtime, repository: Repository, tag: string): Promise<Loaded> => {
  const name = localName(tag);
  if ((await repository.resolve(tag)) === undefined) throw noImage(repository, tag);
  const named = runtime.name === "podman" && isLayout(repository) ? nameByFolder(repository.dir) : undefined;
  if (named !== undefined && isLayout(repository)) await pullFromLayout(sys, runtime, { dir: repository.dir, tag, named });
  else await call(sys, runtime, ["load"], name, { input: archiveOf(repository, tag) });
  return { name };
};
