import { DlEnvError } from "../errors/error.ts";
import { refusalStatus } from "./networkFault.ts";
import type { RegistryContext } from "./registryContext.ts";
import { pullScope, pushScope } from "./scope.ts";

/**
 * An upload that the registry opened in place of a mount is given back. That it fails changes
 * nothing.
 */
const cancelUpload = async (
  { transport, repository }: RegistryContext,
  location: string,
): Promise<void> => {
  const response = await transport.send({
    method: "DELETE",
    to: location,
    scopes: [pushScope(repository)],
    wanted: "finish an upload",
    safe: false,
    expect: [200, 202, 204, 400, 401, 403, 404, 405, 501],
  });
  await response.discard();
};

/** What registries answer that do not mount: from that repository, for this account, or at all. */
const REFUSALS = [400, 401, 403, 404, 405, 415, 422, 501];

/**
 * Whether a mount was refused and an upload may be tried: by the registry, or by a token service
 * that gives no token for two repositories.
 */
const isRefused = (error: unknown): boolean =>
  REFUSALS.includes(refusalStatus(error) ?? 0) ||
  (error instanceof DlEnvError && (error.code === "login-refused" || error.code === "no-token"));

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
    await cancelUpload(context, transport.location(response, ask));
    return false;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
};
