import * as core from "@actions/core";
import type { Place } from "../errors/error.ts";

/** A message that GitHub shows at a line of a file. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  readonly place?: Place;
}

/** What the runner offers a step. Everything printed is data: see actionsLog.ts. */
export interface ActionsHost {
  input(name: string): string;
  output(name: string, value: string): void;
  annotate(annotation: Annotation): void;
  /** Hides a value in everything that the runner prints from here on. */
  hide(value: string): void;
  summary(markdown: string): Promise<void>;
  readonly debugging: boolean;
}

const annotate = ({ level, title, message, place }: Annotation): void => {
  const at =
    place === undefined
      ? {}
      : {
          file: place.file,
          ...(place.line === undefined ? {} : { startLine: place.line }),
          ...(place.column === undefined ? {} : { startColumn: place.column }),
        };
  const write = { error: core.error, warning: core.warning, notice: core.notice }[level];
  write(message, { title, ...at });
};

/**
 * The runner's own, through @actions/core. Outside a runner there is no summary file, and the
 * summary is not written.
 */
export const realActionsHost = (): ActionsHost => ({
  input: (name) => core.getInput(name),
  output: (name, value) => core.setOutput(name, value),
  annotate,
  hide: (value) => core.setSecret(value),
  summary: async (markdown) => {
    if ((process.env["GITHUB_STEP_SUMMARY"] ?? "") !== "")
      await core.summary.addRaw(markdown, true).write();
  },
  debugging: core.isDebug(),
});

/** The step's exit code; GitHub takes anything but 0 as failed. */
export const exitWith = (code: number): void => {
  process.exitCode = code;
};
