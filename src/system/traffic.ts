import type { Http, HttpRequest, HttpResponse } from "./ports.ts";

/** Bytes of bodies that went over HTTP so far; it grows. */
export interface Traffic {
  received: number;
  sent: number;
}

const counted = async function* (
  body: AsyncIterable<Uint8Array>,
  add: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of body) {
    add(chunk.byteLength);
    yield chunk;
  }
};

const countedBody = (body: HttpRequest["body"], traffic: Traffic): HttpRequest["body"] => {
  const add = (bytes: number): void => void (traffic.sent += bytes);
  if (body === undefined) return body;
  if (typeof body === "string" || body instanceof Uint8Array) {
    add(Buffer.byteLength(body));
    return body;
  }
  return counted(body, add);
};

/** The same HTTP, with the bytes that it moves added to `traffic` as they come and go. */
export const countedHttp = (http: Http, traffic: Traffic): Http => ({
  request: async ({ body, ...request }): Promise<HttpResponse> => {
    const sent = countedBody(body, traffic);
    const response = await http.request(sent === undefined ? request : { ...request, body: sent });
    return {
      ...response,
      body: counted(response.body, (bytes) => void (traffic.received += bytes)),
    };
  },
});
