import { DlEnvError } from "../errors/error.ts";
import { isRefusal } from "./networkFault.ts";
import type { RegistryContext } from "./registryContext.ts";
import type { Removal } from "./repository.ts";
import { deleteScope } from "./scope.ts";

/** Removes a tag or, by digest, a manifest with its tags; see Repository.remove. */
export const removeManifest = async (
  { transport, repository, name }: RegistryContext,
  reference: string,
): Promise<Removal> => {
  try {
    const response = await transport.send({
      method: "DELETE",
      to: `${repository}/manifests/${reference}`,
      scopes: [deleteScope(repository)],
      wanted: `remove ${reference} from ${name}`,
      expect: [200, 202, 204, 404],
    });
    await response.discard();
    return { kind: "removed" };
  } catch (error) {
    // No right to, not supported, not for a tag that may not change, or not by tag.
    if (!(error instanceof DlEnvError) || !isRefusal(error)) throw error;
    return { kind: "refused", message: error.message };
  }
};
