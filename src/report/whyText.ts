import type { ExplainedCell } from "../commands/planCommand.ts";
import type { Plan } from "../plan/plan.ts";
import { bytes } from "../text/units.ts";

/**
 * Everything known about one cell's verdict: each reason with source, nearest, hint and the
 * resolver's own text, or what was chosen.
 */
export const whyText = ({ cell, verdict, notes }: ExplainedCell, plan: Plan): string => {
  const planned = plan.cells.find((one) => one.cell === cell.id);
  const lines = [`${cell.id}: ${verdict.kind}`, `  libraries: ${cell.libraries.join(", ")}`];
  if (verdict.base !== undefined)
    lines.push(
      `  base: ${verdict.base.tag}, as of ` +
        `${verdict.base.asOf.slice(0, 10)}${verdict.base.platformDigest === undefined ? "" : `, ${verdict.base.platformDigest}`}`,
    );
  if (verdict.kind === "accepted") {
    lines.push(`  lock ${verdict.lock.slice(0, 12)}, ${bytes(planned?.lock?.download ?? 0)}:`);
    for (const [name, version] of Object.entries(planned?.lock?.packages ?? {}))
      lines.push(`    ${name} ${version}`);
    for (const note of notes)
      lines.push("", `  ${note.message} [${note.code}]`, `    source: ${note.source}`);
    return lines.join("\n");
  }
  for (const reason of verdict.reasons) {
    lines.push("", `  ${reason.message} [${reason.code}]`, `    source: ${reason.source}`);
    if (reason.nearest !== undefined) lines.push(`    nearest: ${reason.nearest}`);
    if (reason.hint !== undefined) lines.push(`    ${reason.hint.replaceAll("\n", "\n    ")}`);
    if (reason.detail !== undefined)
      lines.push(
        "    output of the resolver:",
        `      ${reason.detail.trim().replaceAll("\n", "\n      ")}`,
      );
  }
  return lines.join("\n");
};
