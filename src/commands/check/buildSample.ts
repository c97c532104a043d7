import { DlEnvError } from "../../errors/error.ts";
import { checkReasons } from "../../inspect/checkReport.ts";
import { buildImages, planCells } from "../../pipeline.ts";
import { openSession, type SessionOptions } from "../../session.ts";
import type { System } from "../../system/ports.ts";
import type { TouchedCell } from "./comparePlans.ts";

/** A touched cell that was built from its Containerfile, as a try. */
export interface SampleBuild {
  readonly cell: string;
  readonly outcome: "built" | "failed";
  /** Why it failed. */
  readonly detail: string;
}

/** The first touched cells that can be built. */
export const sampleOf = (touched: readonly TouchedCell[], sample: number): string[] =>
  touched
    .filter(({ after }) => after?.verdict === "accepted" && after.state !== "unknown")
    .slice(0, sample)
    .map(({ cell }) => cell);

interface Sample {
  readonly options: SessionOptions;
  readonly cells: readonly string[];
  /** Folder for the images, which are thrown away. */
  readonly dir: string;
}

const buildOne = async (
  sys: System,
  { options, dir }: Sample,
  cell: string,
): Promise<SampleBuild> => {
  try {
    const session = await openSession(sys, {
      ...options,
      cells: [cell],
      build: "engine",
      to: `oci:${dir}/images`,
    });
    const built = await buildImages(session, await planCells(session));
    const why =
      built.failed[0]?.problem.message ??
      built.left[0]?.why ??
      built.checks.flatMap(checkReasons)[0];
    return why === undefined
      ? { cell, outcome: "built", detail: "" }
      : { cell, outcome: "failed", detail: why };
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return { cell, outcome: "failed", detail: error.message };
  }
};

/** Builds each cell of the sample, one after the other, and pushes nothing. */
export const buildSample = async (sys: System, sample: Sample): Promise<SampleBuild[]> => {
  const built: SampleBuild[] = [];
  for (const cell of sample.cells)
    built.push(await sys.log.group(`Building ${cell}`, () => buildOne(sys, sample, cell)));
  return built;
};
