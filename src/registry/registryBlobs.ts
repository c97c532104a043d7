import { atPace } from "../system/boundedBody.ts";
import { asNetworkError } from "./networkFault.ts";
import { blobPace } from "./answerLimits.ts";
import type { RegistryContext } from "./registryContext.ts";
import { countAttempts } from "./retry.ts";
import type { Scope } from "./scope.ts";

/** A blob that is looked for, with its size where that is known. */
export interface WantedBlob {
  readonly digest: string;
  readonly size?: number | undefined;
}

/** Whether the repository has a blob, asked with these scopes; one of another size is not it. */
export const headBlob = async (
  { transport, repository, name }: RegistryContext,
  { digest, size }: WantedBlob,
  scopes: readonly Scope[],
): Promise<boolean> => {
  // A redirect to storage says that it is there; following it would cost a request.
  const response = await transport.send({
    method: "HEAD",
    to: `${repository}/blobs/${digest}`,
    scopes,
    wanted: `look for ${digest} in ${name}`,
    expect: [200, 302, 303, 307, 308, 404],
  });
  await response.discard();
  const length = response.headers["content-length"];
  // An empty length of a HEAD is some servers' way to say nothing.
  const isOther =
    response.status === 200 &&
    size !== undefined &&
    Number(length ?? 0) > 0 &&
    Number(length) !== size;
  return response.status !== 404 && !isOther;
};

/**
 * Bytes from `offset` on; a registry that ignores the range gives all, so the first `offset` bytes
 * are dropped.
 */
async function* bytesFrom(
  { transport, repository, name, pull }: RegistryContext,
  digest: string,
  offset: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
  const response = await transport.send({
    method: "GET",
    to: `${repository}/blobs/${digest}`,
    scopes: pull,
    headers,
    wanted: `read the blob ${digest} of ${name}`,
    follow: true,
    expect: [200, 206],
  });
  const pace = blobPace(`The blob ${digest} of ${name}`);
  let drop = response.status === 206 ? 0 : offset;
  for await (const chunk of atPace(response.body, pace, transport.clock)) {
    const rest = chunk.subarray(Math.min(drop, chunk.byteLength));
    drop -= chunk.byteLength - rest.byteLength;
    transport.traffic.received += chunk.byteLength;
    if (rest.byteLength > 0) yield rest;
  }
}

/** All bytes, unverified; a connection that is lost or too slow is taken up where it broke. */
export async function* readBlob(
  context: RegistryContext,
  digest: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { clock, health, endpoint } = context.transport;
  const attempts = countAttempts({ clock, health, lane: "read", faults: ["network"] });
  for (let offset = 0; ;) {
    try {
      for await (const chunk of bytesFrom(context, digest, offset)) {
        offset += chunk.byteLength;
        yield chunk;
      }
      health.answered("read", true);
      return;
    } catch (error) {
      attempts.reached(offset);
      await attempts.again(asNetworkError(error, endpoint));
    }
  }
}
