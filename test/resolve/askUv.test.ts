import { describe, expect, test } from "vitest";
import { compileArguments } from "../../src/resolve/askUv.ts";
import { projectText, requirementsText } from "../../src/resolve/questionFiles.ts";
import { wheelsOfPylock } from "../../src/resolve/pylock.ts";
import { openSizes } from "../../src/resolve/wheelSizes.ts";
import { whyUnreachable } from "../../src/resolve/indexFailures.ts";
import { makeWorld, pylock, question } from "./world.ts";

describe("argv of a question", () => {
  test("holds files and versions, and no requirement", () => {
    const argv = compileArguments(question({ requirements: ["secret-package"] }), {
      requirements: "/w/r.in",
      constraints: "/w/c.in",
    });
    expect(argv.join(" ")).toBe(
      "pip compile /w/r.in --constraints /w/c.in --system --no-preview --python-version 3.12 --python-platform x86_64-manylinux_2_35 --only-binary :all: --prerelease=if-necessary-or-explicit --resolution highest --index-strategy first-index --format pylock.toml --no-header --quiet",
    );
  });

  test.each([
    "torch",
    "torch==2.6.0",
    "cupy-cuda12x[ctk]>=14",
    "numpy >=2, <3",
    "a[b,c-d]~=1.0",
    "x!=1.*",
    "y===1.0+local",
  ])("%s is a requirement", (line) => {
    expect(requirementsText([line])).toBe(`${line}\n`);
  });

  test.each([
    "--index-url=https://x.example",
    "-e .",
    "-r other.txt",
    "torch @ https://x.example/t.whl",
    "./torch.whl",
    "torch; python_version < '3'",
    "torch\n--pre",
    "torch==",
    "torch # x",
    "",
  ])("%j is refused", (line) => {
    expect(() => requirementsText([line])).toThrow("is not a package with its versions");
  });
});

describe("an index that only some packages are taken from", () => {
  const scoped = [
    {
      name: "pytorch-cu129",
      address: "https://torch.example/whl/cu129",
      packages: ["torch", "torchvision"],
    },
  ];

  test("is told to uv as such", () => {
    expect(projectText(question({ requirements: ["numpy>=2", "torch==2.8.0"] }), scoped))
      .toBe(`[project]
name = "dl-env-cell"
version = "0"
requires-python = ">=3.12"
dependencies = ["numpy>=2","torch==2.8.0"]

[tool.uv.sources]
"torch" = { index = "pytorch-cu129" }

[[tool.uv.index]]
name = "pytorch-cu129"
url = "https://torch.example/whl/cu129"
explicit = true
cache-control = { api = "max-age=600", files = "max-age=31536000, immutable" }
`);
  });

  test("takes no requirement that is more than a name with versions", () => {
    expect(() => projectText(question({ requirements: ['x"]\n[tool.uv]'] }), scoped)).toThrow(
      "is not a package with its versions",
    );
  });
});

describe("an answer of uv", () => {
  test("gives name, version, file and sha256; names are normalised", () => {
    const [wheel] = wheelsOfPylock(
      pylock("Some_Thing", "1.0", "some_thing-1.0%2Bcu126-py3-none-any.whl"),
      question(),
    );
    expect(wheel).toMatchObject({
      name: "some-thing",
      version: "1.0",
      file: "some_thing-1.0+cu126-py3-none-any.whl",
      sha256: "cd".repeat(32),
    });
  });

  test("with a wheel for another Python is refused", () => {
    expect(() =>
      wheelsOfPylock(pylock("a", "1", "a-1-cp39-cp39-linux_x86_64.whl"), question()),
    ).toThrow("no wheel for Python 3.12");
  });

  test.each([
    "",
    "lock-version = '1.0'\npackages = 3",
    "lock-version = '1.0'\n[[packages]]\nname = 'a'\nversion = '1'\nwheels = [{url='https://x.example/a-1-py3-none-any.whl', hashes={sha256='x'}}]",
  ])("%j is refused", (text) => {
    expect(() => wheelsOfPylock(text, question())).toThrow("cannot be read");
  });
});

describe("the size of a wheel", () => {
  const wheel = { sha256: "ef".repeat(32), address: "https://files.example/a-1-py3-none-any.whl" };
  const sizes = (world: ReturnType<typeof makeWorld>) =>
    openSizes(world.sys, { file: `${world.home}/sizes.json`, named: [] });

  test("is asked once by HEAD, and known in the next run", async () => {
    const world = makeWorld();
    const first = sizes(world);
    expect(await Promise.all([first.of(wheel), first.of(wheel)])).toEqual([1000, 1000]);
    await first.keep();
    expect(await sizes(world).of(wheel)).toBe(1000);
    expect(world.requests).toEqual([`HEAD ${wheel.address}`]);
  });

  test("is found behind a redirect", async () => {
    const world = makeWorld({
      http: ({ url }) =>
        url.includes("files")
          ? { status: 307, headers: { location: "//cdn.example/a" } }
          : { status: 200, headers: { "content-length": "7" } },
    });
    expect(await sizes(world).of(wheel)).toBe(7);
  });

  test("is found by a range where HEAD is not answered", async () => {
    const world = makeWorld({
      http: ({ method }) =>
        method === "HEAD"
          ? { status: 405 }
          : { status: 206, headers: { "content-range": "bytes 0-0/42" } },
    });
    expect(await sizes(world).of(wheel)).toBe(42);
  });

  test.each([
    ["an index that says nothing", () => ({ status: 404 })],
    ["redirects without end", () => ({ status: 302, headers: { location: "/again" } })],
    [
      "no answer",
      () => {
        throw new Error("no network");
      },
    ],
  ])("is 0 with %s, and asked again in the next run", async (_, http) => {
    const world = makeWorld({ http });
    const opened = sizes(world);
    expect(await opened.of(wheel)).toBe(0);
    await opened.keep();
    expect(await world.sys.files.readText(`${world.home}/sizes.json`)).toBeUndefined();
  });

  test("credentials go to the index' own host only", async () => {
    const seen: string[] = [];
    const world = makeWorld({
      env: { UV_DEFAULT_INDEX: "https://me:pw@files.example/simple" },
      http: ({ url, headers }) => {
        seen.push(`${new URL(url).host} ${headers?.["authorization"] ?? "-"}`);
        return url.includes("files.example")
          ? { status: 302, headers: { location: "https://cdn.example/a" } }
          : { status: 200, headers: { "content-length": "7" } };
      },
    });
    await sizes(world).of(wheel);
    expect(seen).toEqual([
      `files.example Basic ${Buffer.from("me:pw").toString("base64")}`,
      "cdn.example -",
    ]);
  });
});

describe("an index that gives no answer", () => {
  const NVIDIA = [{ name: "nvidia", address: "https://user:pw@nvidia.example/simple" }];
  const failed = (address: string, cause: string): string =>
    `error: Request failed after 3 retries in 6.1s\n  cause: Failed to fetch: ${address}\n  cause: ${cause}`;
  test.each([
    [
      "a closed port",
      failed(
        "http://127.0.0.1:9/simple/torch/",
        "tcp connect error\n  cause: Connection refused (os error 111)",
      ),
      "The package index could not be queried: the connection was refused.",
    ],
    [
      "an unknown host",
      failed(
        "https://x.invalid/torch/",
        "dns error\n  cause: failed to lookup address information",
      ),
      "The package index could not be queried: its host name could not be resolved.",
    ],
    [
      "a server in trouble",
      failed(
        "https://x.example/t/",
        "HTTP status server error (503 Service Unavailable) for url (https://x.example/t/)",
      ),
      "The package index could not be queried: it answered 503.",
    ],
    [
      "a certificate nobody trusts",
      failed("https://x.example/t/", "invalid peer certificate: UnknownIssuer"),
      "The package index could not be queried: no secure connection could be made.",
    ],
    [
      "a named index",
      failed("https://nvidia.example/simple/cuml-cu12/", "operation timed out"),
      "The package index nvidia could not be queried: it did not answer in time.",
    ],
    [
      "missing credentials",
      "error: No solution found when resolving dependencies\n  cause: Because torch was not found\n\nhint: An index URL (https://x.example/) could not be queried due to a lack of valid authentication credentials (401 Unauthorized)",
      "The package index could not be queried: it rejected the credentials.",
    ],
    [
      "a forbidden index",
      "error: No solution found when resolving dependencies\n\nhint: An index (https://nvidia.example/simple) returned a 403 Forbidden error.",
      "The package index nvidia could not be queried: it refused access.",
    ],
    [
      "a switched-off network",
      "error: No solution found when resolving dependencies\n\nhint: Packages were unavailable because the network was disabled.",
      "The package index could not be queried: the network was switched off for uv.",
    ],
  ])("%s is told as such, with the index named", (_, text, message) => {
    expect(whyUnreachable(text, NVIDIA, false)).toMatchObject({
      reason: { code: "index-unreachable", message, source: "resolver" },
    });
  });

  test("that the catalog names is the one to check, not some package on it; another one is checked where it failed", () => {
    const hint = (address: string): string | undefined =>
      whyUnreachable(failed(address, "operation timed out"), NVIDIA, false)?.reason.hint;
    expect(hint("https://nvidia.example/simple/tqdm/")).toBe(
      "Check the connection: curl -sSI https://nvidia.example/simple",
    );
    expect(
      whyUnreachable(
        failed("https://nvidia.example/simple/tqdm/", "operation timed out"),
        NVIDIA,
        false,
      )?.index,
    ).toEqual({ name: "nvidia", cause: "it did not answer in time" });
    expect(hint("https://x.example/t/")).toBe(
      "Check the connection: curl -sSI https://x.example/t/",
    );
    expect(
      whyUnreachable(failed("https://x.example/t/", "operation timed out"), NVIDIA, false)?.index,
    ).toBeUndefined();
  });

  test("that hangs is told as such", () => {
    expect(whyUnreachable("", [], true)?.reason.message).toBe(
      "The package index could not be queried: it did not answer in time.",
    );
  });

  test("that has no such package did answer", () => {
    expect(
      whyUnreachable(
        "error: No solution found when resolving dependencies\n  cause: Because torch was not found in the package registry and you require torch",
        [],
        false,
      ),
    ).toBeUndefined();
  });

  test("never shows credentials", () => {
    expect(
      JSON.stringify(whyUnreachable(failed("https://me:pw@x.example/t/", "timed out"), [], false)),
    ).not.toContain("pw");
  });
});
