import { unreachable } from "../errors/error.ts";
import type { Repository } from "./repository.ts";

/** The error for an image that is not there. */
export const imageMissing = (to: Repository, reference: string): Error =>
  unreachable({
    code: "image-missing",
    message: `${to.name} has no image ${reference}.`,
    hint:
      "An image has its tag when it was built, tested and promoted. Type: dl-env " +
      "build && dl-env smoke && dl-env promote",
  });
