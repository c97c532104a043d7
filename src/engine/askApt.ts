import { aptArgument, aptCall, aptFiles, APT_MOUNTS, type AptRecipe } from "../image/aptRecipe.ts";
import { readTar } from "../layer/readTar.ts";
import type { AptAnswer } from "../resolve/aptAnswer.ts";
import type { Files, System } from "../system/ports.ts";
import { CONTAINERFILE, type BuildContext, type Engine } from "./engine.ts";
import { withFolder } from "../system/withFolder.ts";

/** Where a build leaves what apt said. */
const ANSWER = "dl-env-apt";

/**
 * A stage that asks apt in a base what it would install. `at` makes the text one that no engine
 * remembers. Pure.
 */
export const askingContainerfile = (
  recipe: AptRecipe,
  names: readonly string[],
  at: string,
): string => {
  const lines = [
    `: asked at ${at};`,
    ...aptCall(recipe, ["--ask", `/${ANSWER}`, ...names]),
    "rm -rf /tmp/apt /var/lib/apt/lists/* /var/log/apt",
  ];
  return (
    `ARG BASE\nFROM \${BASE} AS system\n${aptArgument(recipe)}RUN ${APT_MOUNTS} ` +
    `set -eu; \\\n    ${lines.join(" \\\n    ")}\n`
  );
};

const readBody = async (
  files: Files,
  { spool, start, size }: { readonly spool: string; readonly start: number; readonly size: number },
): Promise<string> => {
  const parts: Uint8Array[] = [];
  // `end` is the last byte that is read.
  if (size > 0)
    for await (const part of files.read(spool, { start, end: start + size - 1 })) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
};

const readAnswer = async (sys: System, layer: string, spool: string): Promise<AptAnswer> => {
  const entries = await readTar(sys.files, layer, spool);
  const textOf = async (name: string): Promise<string> => {
    const entry = entries.find(({ path }) => path === `${ANSWER}/${name}`);
    if (entry?.content?.kind !== "file") return "";
    return readBody(sys.files, { spool, start: entry.content.start ?? 0, size: entry.size });
  };
  return { steps: await textOf("steps"), files: await textOf("files") };
};

export interface AptQuestion {
  readonly recipe: AptRecipe;
  readonly names: readonly string[];
  /** The base, and what its build needs. */
  readonly context: Omit<BuildContext, "dir">;
  readonly work: string;
}

/**
 * What apt would install of these names in a base: apt itself is asked, in a build of its own that
 * fetches the archive's index and no package. Rejects as the engine does when apt fails; nothing is
 * kept but what the engine remembers.
 */
export const askApt = (
  sys: System,
  engine: Engine,
  { recipe, names, context, work }: AptQuestion,
): Promise<AptAnswer> =>
  withFolder(sys, work, async (dir) => {
    // Without versions of its own: what a lock held before is not part of the question.
    const { packages: _packages, ...apt } = recipe.apt;
    const aptRecipe = { ...recipe, apt };
    await sys.files.write(
      `${dir}/${CONTAINERFILE}`,
      askingContainerfile(aptRecipe, names, new Date(sys.clock.now()).toISOString()),
    );
    for (const { path, content } of aptFiles(aptRecipe))
      await sys.files.write(`${dir}/${path}`, content);
    const layer = await engine.buildSystem({ ...context, dir }, dir, (line) => sys.log.debug(line));
    return readAnswer(sys, layer.file, `${dir}/bodies`);
  });
