import { createHash } from "node:crypto";
import { foundProblem, unreachable } from "../errors/error.ts";
import { safeUrl } from "../secrets/address.ts";
import type { Files, Http, HttpResponse } from "../system/ports.ts";

const REDIRECTS = 5;

const follow = async (http: Http, url: string): Promise<HttpResponse> => {
  let address = url;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const response = await http.request({ method: "GET", url: address });
    const location = response.headers["location"];
    if (response.status < 300 || response.status >= 400 || location === undefined) return response;
    await response.discard();
    address = new URL(location, address).href;
  }
  throw unreachable({
    code: "too-many-redirects",
    message: `${safeUrl(url)} leads from one address to the next without an end.`,
    hint: "Name a mirror in dl-env.yml, then type: dl-env build",
  });
};

/** Fetches `url` into `file`; code `download-failed` when it is not there, `archive-hash` when its sha256 is not the one asked for, and then no file is left. */
export const download = async (
  sys: { http: Http; files: Files },
  url: string,
  sha256: string,
  file: string,
): Promise<void> => {
  const response = await follow(sys.http, url);
  if (response.status !== 200) {
    await response.discard();
    throw unreachable({
      code: "download-failed",
      message: `${safeUrl(url)} answered ${response.status}.`,
      hint: "Name a mirror under `mirrors` in dl-env.yml, then type: dl-env build",
    });
  }
  const hash = createHash("sha256");
  const hashed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of response.body) {
      hash.update(chunk);
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
