import type { Place } from "../errors/error.ts";
import type { Request } from "./request.ts";

/** Where a path of dl-env.yml stands, for a problem; nothing where that is not known. */
export const placed = (request: Request, path: string): { readonly place?: Place } => {
  const place = request.places[path];
  return place === undefined ? {} : { place };
};
