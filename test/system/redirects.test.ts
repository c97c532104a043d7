import { expect, test } from "vitest";
import type { Http, HttpResponse } from "../../src/system/ports.ts";
import { follow } from "../../src/system/redirects.ts";

const answers = (told: Readonly<Record<string, Partial<HttpResponse>>>): Http => ({
  request: ({ url }) =>
    Promise.resolve({
      status: 404,
      headers: {},
      body: (async function* () {})(),
      discard: () => Promise.resolve(),
      ...told[url],
    }),
});
const to = (location: string): Partial<HttpResponse> => ({ status: 302, headers: { location } });

test("an answer is read behind its redirects, a relative one too, and is the last address's", async () => {
  const http = answers({
    "https://a.example/x/1": to("2"),
    "https://a.example/x/2": to("https://b.example/"),
    "https://b.example/": { status: 200 },
  });
  expect(await follow(http, "https://a.example/x/1", 2)).toMatchObject({
    address: "https://b.example/",
    response: { status: 200 },
  });
});

test("a redirect without a place is the answer itself", async () => {
  const http = answers({ "https://a.example/": { status: 304 } });
  expect(await follow(http, "https://a.example/", 2)).toMatchObject({ response: { status: 304 } });
});

test.each([
  ["redirects from one address to the next without end", "/"],
  ["redirects to an address that cannot be read", "https://["],
])("%s: there is no answer", async (failure, location) => {
  expect(
    await follow(answers({ "https://a.example/": to(location) }), "https://a.example/", 2),
  ).toEqual({ failure });
});
