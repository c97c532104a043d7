import type { HttpResponse } from "../system/ports.ts";
import type { Ask } from "./ask.ts";
import { absolute } from "./exchange.ts";
import type { RegistryContext } from "./registryContext.ts";

/**
 * Where an upload goes on, by the answer to one of its requests; undefined where that does not say.
 * An address of this repository's uploads is asked for where the registry was asked before, whoever
 * it names: one behind a proxy may know itself by another name, or by http. Rejects with
 * `bad-redirect` for an address that cannot be read, or is not encrypted.
 */
export const uploadAddress = (
  { transport, repository }: Pick<RegistryContext, "transport" | "repository">,
  response: Pick<HttpResponse, "headers">,
  ask: Pick<Ask, "to">,
): string | undefined => {
  const { endpoint } = transport;
  const { location, "docker-upload-uuid": id } = response.headers;
  const uploads = `/v2/${repository}/blobs/uploads/`;
  if (location === undefined)
    return id === undefined ? undefined : `${endpoint.origin}${uploads}${encodeURIComponent(id)}`;
  const at = absolute(endpoint, ask.to);
  const url = URL.canParse(location, at) ? new URL(location, at) : undefined;
  const from = url?.pathname.indexOf(uploads) ?? -1;
  return url === undefined || from === -1 || url.origin === endpoint.origin
    ? transport.location(response, ask)
    : `${endpoint.origin}${url.pathname.slice(from)}${url.search}`;
};
