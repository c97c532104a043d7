import type { Catalog } from "../catalog/facts.ts";
import { LABEL_PREFIX } from "../image/labels.ts";
import type { Cell } from "../matrix/cell.ts";
import { customizer } from "../matrix/customizer.ts";
import { userOf } from "../matrix/imageUser.ts";
import type { Request } from "../matrix/request.ts";
import type { Lock } from "../resolve/lock.ts";
import { hardwareOf } from "../verdict/hardware.ts";
import type { Expected } from "./imageView.ts";

/** What a cell's image is expected from, beside the cell and its lock. */
export interface ExpectedFrom {
  readonly catalog: Catalog;
  readonly request: Pick<Request, "wheelCuda" | "sudo" | "customization">;
}

/**
 * What the image of a cell is meant to be: what its label promises is held against what is in it.
 */
export const expectedOf = (
  { catalog, request }: ExpectedFrom,
  cell: Cell,
  lock: Pick<Lock, "wheels">,
): Expected => {
  const { code, runsOn } = hardwareOf({ cell, lock }, catalog);
  return {
    cuda: cell.cuda.split(".").slice(0, 2).join("."),
    wheelCuda: request.wheelCuda,
    labels: { cuda: `${LABEL_PREFIX}cuda`, wheelCuda: `${LABEL_PREFIX}cuda.wheels` },
    imports: cell.libraries.flatMap((name) => catalog.libraries.get(name)?.imports ?? []),
    mayLack: cell.libraries.flatMap((name) => catalog.libraries.get(name)?.mayLack ?? []),
    aptOfLibrary: catalog.aptOfLibrary,
    gpus: runsOn,
    gpuPackages: code.map((one) => one.package),
    sudo: request.sudo,
    user: userOf(customizer(request)(cell)),
  };
};
