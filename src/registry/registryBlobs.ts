import { atPace } from "../system/boundedBody.ts";
import type { HttpResponse } from "../system/ports.ts";
import { asNetworkError } from "./networkFault.ts";
import { blobPace } from "./answerLimits.ts";
import type { RegistryContext } from "./registryContext.ts";
import { NO_HEAD } from "./registryManifests.ts";
import { countAttempts } from "./retry.ts";
import type { Scope } from "./scope.ts";

/** A blob that is looked for, with its size where that is known. */
export interface WantedBlob {
  readonly digest: string;
  readonly size?: number | undefined;
}

/** What is said of a blob that is there; a redirect to storage says so, and is not followed. */
const FOUND = [200, 302, 303, 307, 308];

const lookFor = async (
  { transport, repository, name }: RegistryContext,
  { digest, scopes }: { readonly digest: string; readonly scopes: readonly Scope[] },
): Promise<Pick<HttpResponse, "status" | "headers">> => {
  // One within the registry says nothing of what is at its end.
  const asked = {
    follow: "origin",
    to: `${repository}/blobs/${digest}`,
    scopes,
    wanted: `look for ${digest} in ${name}`,
  } as const;
  const expect = [...FOUND, 404];
  const head = await transport.send({ ...asked, method: "HEAD", expect: [...expect, ...NO_HEAD] });
  await head.discard();
  if (!NO_HEAD.includes(head.status)) return head;
  // Its first byte, where a HEAD is not taken; of an empty blob there is none.
  const headers = { range: "bytes=0-0" };
  const get = await transport.send({
    ...asked,
    method: "GET",
    headers,
    expect: [...expect, 206, 416],
  });
  await get.discard();
  return get;
};

/** Bytes of a blob, where the answer says them. */
const sizeIn = ({ status, headers }: Pick<HttpResponse, "status" | "headers">): number => {
  if (status === 200) return Number(headers["content-length"] ?? 0);
  return Number(/\/([0-9]+)$/.exec(headers["content-range"] ?? "")?.[1] ?? 0);
};

/** Whether the repository has a blob, asked with these scopes; one of another size is not it. */
export const headBlob = async (
  context: RegistryContext,
  { digest, size }: WantedBlob,
  scopes: readonly Scope[],
): Promise<boolean> => {
  const answer = await lookFor(context, { digest, scopes });
  const stated = sizeIn(answer);
  // An empty length of a HEAD is some servers' way to say nothing.
  const isOther = size !== undefined && stated > 0 && stated !== size;
  return answer.status !== 404 && !isOther;
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
    follow: "anywhere",
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
