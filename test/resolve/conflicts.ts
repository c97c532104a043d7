import { readFileSync, readdirSync } from "node:fs";
import type { Question } from "../../src/matrix/question.ts";

export interface RecordedConflict {
  readonly name: string;
  readonly question: Question;
  /** uv 0.13.8's own text, without its warnings. */
  readonly text: string;
}

const words = (head: string, key: string): string[] =>
  (new RegExp(`^${key} (.*)$`, "m").exec(head)?.[1] ?? "").split(" ").filter((word) => word !== "");

const read = (folder: string, file: string): RecordedConflict => {
  const content = readFileSync(`${folder}/${file}`, "utf8");
  const end = content.indexOf("\n\n");
  const head = content.slice(0, end);
  return {
    name: file.replace(/\.txt$/, ""),
    question: {
      python: words(head, "python")[0] ?? "",
      platform: words(head, "platform")[0] ?? "",
      requirements: words(head, "requirements"),
      constraints: words(head, "constraints"),
      indexes: [],
    },
    text: content.slice(end).trim(),
  };
};

/**
 * Conflicts recorded from the index in November 2026, one file each: the question, then what uv
 * said.
 */
export const recordedConflicts = (
  folder = `${import.meta.dirname}/conflicts`,
): readonly RecordedConflict[] =>
  readdirSync(folder)
    .sort()
    .map((file) => read(folder, file));
