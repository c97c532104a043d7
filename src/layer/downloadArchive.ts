import { createHash } from "node:crypto";
import { foundProblem, unreachable } from "../errors/error.ts";
import { safeUrl } from "../secrets/safeUrl.ts";
import { bytes } from "../text/units.ts";
import { blobPace, LIMITS } from "../registry/answerLimits.ts";
import { atPace } from "../system/boundedBody.ts";
import { overLimit } from "./archiveLimits.ts";
import type { System } from "../system/ports.ts";
import { follow } from "../system/redirects.ts";

const wrongRedirect = (url: string, why: string): Error =>
  unreachable({
    code: "too-many-redirects",
    message: `${safeUrl(url)} ${why}.`,
    hint: "Name a mirror in dl-env.yml, then type: dl-env build",
  });

const notThere = (url: string, status: number): Error =>
  unreachable({
    code: "download-failed",
    message: `${safeUrl(url)} answered ${status}.`,
    hint: "Name a mirror under `mirrors` in dl-env.yml, then type: dl-env build",
  });

/**
 * Fetches `url` into `file`; code `download-failed` when it is not there, `archive-hash` when its
 * sha256 is not the one asked for, and then no file is left.
 */
export const downloadArchive = async (
  sys: Pick<System, "http" | "files" | "clock"> & {
    /** Told how many bytes came so far. */
    readonly onBytes?: (size: number) => void;
  },
  { url, sha256 }: { readonly url: string; readonly sha256: string },
  file: string,
): Promise<void> => {
  const { response, failure } = await follow(sys.http, url, LIMITS.redirects);
  if (failure !== undefined) throw wrongRedirect(url, failure);
  if (response.status !== 200) {
    await response.discard();
    throw notThere(url, response.status);
  }
  const hash = createHash("sha256");
  let size = 0;
  const hashed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of atPace(response.body, blobPace(safeUrl(url)), sys.clock)) {
      size += chunk.length;
      if (size > LIMITS.archiveBytes)
        throw overLimit(
          `${safeUrl(url)} sends ${bytes(size)} and more`,
          bytes(LIMITS.archiveBytes),
        );
      hash.update(chunk);
      sys.onBytes?.(size);
      yield chunk;
    }
  };
  await sys.files.write(file, hashed());
  const got = hash.digest("hex");
  if (got === sha256) return;
  await sys.files.remove(file);
  throw foundProblem({
    code: "archive-hash",
    message: `${safeUrl(url)} has sha256 ${got}, but the catalog says ${sha256}.`,
    hint: "Check the mirror and the catalog: matrix/pythons.yml",
  });
};
