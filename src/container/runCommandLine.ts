import { containerArgv, containerOptions, containerTail } from "./containerArgv.ts";
import type { ContainerRun, Dialect } from "./containerArgv.ts";
import { shellLines } from "./formats/quoteFormats.ts";
import type { RunEngine } from "./runEngine.ts";
import type { RunSpec } from "./runSpec.ts";

/** A run as every container is started. */
const containerRun = (spec: RunSpec): ContainerRun => {
  const { name, named, services: _services, gpuBy: _gpuBy, terminal, ...run } = spec;
  return { ...run, ...(named ? { name } : {}), input: terminal ? "terminal" : "pipe" };
};

const dialectOf = (spec: RunSpec, { name }: Pick<RunEngine, "name">): Dialect => ({
  name,
  gpuBy: spec.gpuBy,
});

/** Options of `run`, each with its value. */
export const runOptions = (
  spec: RunSpec,
  engine: Pick<RunEngine, "name">,
): readonly (readonly string[])[] => containerOptions(dialectOf(spec, engine), containerRun(spec));

/**
 * The whole command as argv; `program` is how the engine is called where that is not plainly by its
 * name.
 */
export const runArgv = (
  spec: RunSpec,
  engine: Pick<RunEngine, "name">,
  program: readonly string[] = [engine.name],
): readonly string[] =>
  containerArgv({ ...dialectOf(spec, engine), argv: program }, containerRun(spec));

/** The same for a shell, to be read and pasted. */
export const renderCommand = (spec: RunSpec, engine: Pick<RunEngine, "name">): string => {
  const tail = containerTail(containerRun(spec));
  return `${shellLines([engine.name, "run"], runOptions(spec, engine), tail)}\n`;
};
