import type { Catalog } from "../../src/catalog/facts.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import type { Request } from "../../src/matrix/request.ts";

/** A request as text, with the keys that every request needs. */
export const requestText = (matrix: string, rest = ""): string =>
  `to: oci:./images\nmatrix: { ${matrix} }\n${rest}`;

export const requestFrom = (catalog: Catalog, matrix: string, rest = ""): Request =>
  decodeRequest(requestText(matrix, rest), "dl-env.yml", { catalog });
