import { DlEnvError } from "../errors/error.ts";
import { isRefusal, refusalStatus } from "./networkFault.ts";
import { isDigest } from "./reference.ts";
import type { RegistryContext } from "./registryContext.ts";
import { listTags } from "./tagList.ts";

/** Whether a registry that shows its list of tags to this account has none of this name. */
const isUnlisted = async (context: RegistryContext, tag: string): Promise<boolean> => {
  try {
    return !(await listTags(context)).includes(tag);
  } catch (error) {
    if (error instanceof DlEnvError && isRefusal(error)) return false;
    throw error;
  }
};

/** Asks for a manifest by its tag or digest. */
type Ask<T> = (context: RegistryContext, reference: string) => Promise<T | undefined>;

/**
 * What `ask` says of a tag; undefined where it is denied with 401 although the registry shows its
 * whole list to the same account and the tag is not in it: some say of what they lack that it may
 * not be seen. Only of a destination: the list of another repository may be that of a
 * proxy, which is not whole.
 */
export const unlessHidden = async <T>(
  context: RegistryContext,
  reference: string,
  { ask, isDestination }: { readonly ask: Ask<T>; readonly isDestination: boolean },
): Promise<T | undefined> => {
  try {
    return await ask(context, reference);
  } catch (error) {
    if (!isDestination || refusalStatus(error) !== 401 || isDigest(reference)) throw error;
    if (await isUnlisted(context, reference)) return undefined;
    throw error;
  }
};
