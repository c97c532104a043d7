import type { Http, HttpRequest, HttpResponse } from "./ports.ts";

/** The last answer and whose it is, or why there is none: completes "https://… ". */
type Followed =
  | { readonly response: HttpResponse; readonly address: string; readonly failure?: undefined }
  | { readonly response?: undefined; readonly address?: undefined; readonly failure: string };

const leadsOn = ({ status, headers }: HttpResponse): string | undefined =>
  status < 300 || status >= 400 ? undefined : headers["location"];

/** The address to which an answer of `address` redirects; undefined where it leads nowhere. */
export const redirectOf = (response: HttpResponse, address: string): string | undefined => {
  const location = leadsOn(response);
  return location === undefined ? undefined : URL.parse(location, address)?.href;
};

/** GETs an address behind at most so many redirects; its headers, if any, go to each of them. */
export const follow = async (
  http: Http,
  wanted: string | Pick<HttpRequest, "url" | "headers">,
  redirects: number,
): Promise<Followed> => {
  const { url, headers = {} } = typeof wanted === "string" ? { url: wanted } : wanted;
  let address = url;
  for (let hop = 0; hop <= redirects; hop += 1) {
    const response = await http.request({ method: "GET", url: address, headers });
    if (leadsOn(response) === undefined) return { response, address };
    await response.discard();
    const next = redirectOf(response, address);
    if (next === undefined) return { failure: "redirects to an address that cannot be read" };
    address = next;
  }
  return { failure: "redirects from one address to the next without end" };
};
