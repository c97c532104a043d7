import { DlEnvError, unreachable } from "../errors/error.ts";
import { refusalStatus } from "./networkFault.ts";

const STATUSES = [400, 403, 405, 409, 412];
/**
 * How registries say it: ECR "cannot be overwritten because the repository is immutable", Harbor
 * "configured as immutable", Nexus "does not allow updating assets", ACR "locked".
 */
const WORDS = /immutab|overwrit|already exist|updating asset|protected tag|locked/i;

/** Whether a refusal means, without a word, that what is there is in the way. */
export const isConflict = (error: unknown): boolean =>
  [409, 412].includes(refusalStatus(error) ?? 0);

/**
 * The refusal of a tag that a rule of the registry holds, with the rule to write; every other error
 * as it is. `isHeld`: the tag was seen to name something else after a conflict.
 */
export const asImmutableTag = (
  error: unknown,
  { tag, name, isHeld }: { readonly tag: string; readonly name: string; readonly isHeld: boolean },
): unknown => {
  if (!(error instanceof DlEnvError) || !STATUSES.includes(refusalStatus(error) ?? 0)) return error;
  if (!isHeld && !WORDS.test(error.message)) return error;
  return unreachable(
    {
      code: "tag-immutable",
      message: `A rule of the registry keeps the tag ${tag} of ${name} from moving. ${error.message}`,
      hint:
        "Let all tags move but those that end in -r and 12 hex digits; the rule for it, by " +
        "registry, is in docs/registries.md. ECR: aws ecr put-image-tag-mutability " +
        `--image-tag-mutability MUTABLE --repository-name ${name.replace(/^[^/]*\//, "")}`,
    },
    { cause: error.cause },
  );
};
