import { DlEnvError } from "../errors/error.ts";
import { isRefusal } from "./networkFault.ts";
import type { RegistryContext } from "./registryContext.ts";
import { pullScope, pushScope } from "./scope.ts";
import { uploadAddress } from "./uploadAddress.ts";

/**
 * An upload that the registry opened in place of a mount is given back. That it fails changes
 * nothing: registries forget uploads that nobody ends.
 */
const cancelUpload = async (
  { transport, repository }: RegistryContext,
  to: string,
): Promise<void> => {
  try {
    const response = await transport.send({
      method: "DELETE",
      to,
      scopes: [pushScope(repository)],
      wanted: "give back an upload",
      safe: false,
      expect: [200, 202, 204, 400, 401, 403, 404, 405, 501],
    });
    await response.discard();
  } catch (error) {
    if (!(error instanceof DlEnvError && error.exit === 3)) throw error;
  }
};

/**
 * Makes a blob of another repository of this registry available without moving bytes; false where
 * it does not do that.
 */
export const mountBlob = async (
  context: RegistryContext,
  digest: string,
  from: string,
): Promise<boolean> => {
  const { transport, repository, name } = context;
  const query = new URLSearchParams({ mount: digest, from });
  const ask = {
    method: "POST",
    to: `${repository}/blobs/uploads/?${query.toString()}`,
    scopes: [pushScope(repository), pullScope(from)],
    wanted: `mount ${digest} in ${name}`,
    body: "",
    headers: { "content-length": "0" },
    expect: [201, 202],
  } as const;
  try {
    const response = await transport.send(ask);
    await response.discard();
    if (response.status === 201) return true;
    const at = uploadAddress(context, response, ask);
    if (at !== undefined) await cancelUpload(context, at);
    return false;
  } catch (error) {
    // The registry does not mount, or its token service gives no token for two repositories.
    if (isRefusal(error)) return false;
    throw error;
  }
};
