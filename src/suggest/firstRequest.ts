import type { Cell } from "../matrix/cell.ts";
import type { Request } from "../matrix/request.ts";
import { requestForCell } from "./pickRequest.ts";

export interface FirstRequest {
  readonly cell: Cell;
  /** What the cell was chosen from. */
  readonly request: Pick<Request, "sets">;
  readonly to: string;
  /** Version of dl-env, whose schema editors read. */
  readonly version: string;
  /** Whether a GPU is here to run the probes. */
  readonly gpu: boolean;
}

const PLAIN = /^[a-z0-9][\w./:@-]*$/i;

/** Where a version's schema of dl-env.yml is served: from its package. */
const schemaOf = (version: string): string =>
  `https://unpkg.com/dl-env-action@${version}/docs/schema/dl-env.schema.json`;

/** A dl-env.yml of one cell, as `init` writes it. */
export const firstRequest = ({ cell, request, to, version, gpu }: FirstRequest): string =>
  [
    `# yaml-language-server: $schema=${schemaOf(version)}`,
    "# Which images are made. See what can be built: dl-env plan",
    requestForCell(cell, {
      sets: request.sets,
      to: PLAIN.test(to) ? to : JSON.stringify(to),
    }).trimEnd(),
    ...(gpu ? [] : ["smoke:", "  require: cpu # gpu, where a machine with one runs the probes"]),
    "",
  ].join("\n");
