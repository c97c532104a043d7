import { z } from "zod";
import type { LockedWheel } from "../resolve/lock.ts";
import { answerDeadline, LIMITS } from "../registry/answerLimits.ts";
import { safeUrl } from "../secrets/safeUrl.ts";
import { readBounded } from "../system/boundedBody.ts";
import type { System } from "../system/ports.ts";
import { follow } from "../system/redirects.ts";

/** A project's page: PyPI's largest have some MB. */
const LARGEST_PAGE = 32 << 20;

const JSON_PAGE = "application/vnd.pypi.simple.v1+json";

const decoder = z.object({
  files: z.array(
    z.object({ filename: z.string(), url: z.string(), hashes: z.record(z.string(), z.string()) }),
  ),
});

/** Link of a file on a project's page as JSON (PEP 691); undefined where it has none. */
const linkInJson = (text: string, { file, sha256 }: LockedWheel): string | undefined =>
  decoder
    .parse(JSON.parse(text))
    .files.find(({ filename, hashes }) => filename === file && hashes["sha256"] === sha256)?.url;

/** The same on a page in HTML (PEP 503), whose links end in the hash. */
const linkInHtml = (text: string, { sha256 }: LockedWheel): string | undefined =>
  new RegExp(`href\\s*=\\s*["']([^"'<>]*#sha256=${sha256})["']`, "i")
    .exec(text)?.[1]
    ?.replaceAll("&amp;", "&");

/**
 * Address of a wheel's file, by the project's page on one index, which is asked without any secret;
 * undefined where the page does not have the file of this hash. Rejects where there is no page or
 * it cannot be read.
 */
export const wheelAddress = async (
  sys: Pick<System, "http" | "clock">,
  index: string,
  wheel: LockedWheel,
): Promise<string | undefined> => {
  const page = `${index.replace(/\/+$/, "")}/${wheel.name}/`;
  const headers = { accept: `${JSON_PAGE}, text/html;q=0.2`, "accept-encoding": "identity" };
  const { response, address, failure } = await follow(
    sys.http,
    { url: page, headers },
    LIMITS.redirects,
  );
  if (failure !== undefined) throw new Error(`${safeUrl(page)} ${failure}`);
  if (response.status !== 200) {
    await response.discard();
    throw new Error(`${safeUrl(page)} answered ${String(response.status)}`);
  }
  const bytes = await readBounded(
    response.body,
    { what: `The page ${safeUrl(page)}`, bytes: LARGEST_PAGE },
    answerDeadline(sys.clock),
  );
  const text = Buffer.from(bytes).toString("utf8");
  const isJson = response.headers["content-type"]?.startsWith(JSON_PAGE) === true;
  const link = isJson ? linkInJson(text, wheel) : linkInHtml(text, wheel);
  if (link === undefined || !URL.canParse(link, address)) return undefined;
  const found = new URL(link, address);
  found.hash = "";
  return /^https?:$/.test(found.protocol) ? found.href : undefined;
};
