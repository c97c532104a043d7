import { readFile, stat } from "node:fs/promises";
import { expect, test } from "vitest";
import { buildSecrets, readPipConf } from "../../src/engine/buildSecrets.ts";
import type { NamedIndex } from "../../src/resolve/namedIndexes.ts";
import { fakeSystem, folder, type FakeHost } from "./world.ts";

const secrets = async (
  host: FakeHost,
  named: readonly NamedIndex[] = [],
): Promise<{ texts: Record<string, string>; modes: number[] }> => {
  const made = await buildSecrets(fakeSystem(host), await folder(), named);
  const texts = Object.fromEntries(
    await Promise.all(
      Object.entries(made).map(async ([id, file]) => [id, await readFile(file, "utf8")] as const),
    ),
  );
  const modes = await Promise.all(
    Object.values(made).map(async (file) => (await stat(file)).mode & 0o777),
  );
  return { texts, modes };
};

test("a host that has nothing of its own to say has no secrets", async () => {
  const files = {
    "/etc/ssl/certs/ca-certificates.crt": "DISTRIBUTION",
    "/etc/pip.conf": "[global]\ncert = /etc/ssl/certs/ca-certificates.crt\n",
  };
  expect((await secrets({ files })).texts).toEqual({});
});

test("the bundle that the environment names is a private file", async () => {
  const { texts, modes } = await secrets({
    env: { REQUESTS_CA_BUNDLE: "/b", SSL_CERT_FILE: "/a" },
    files: { "/a": "A", "/b": "B" },
  });
  expect(texts).toEqual({ ca: "A" });
  expect(modes).toEqual([0o600]);
});

test("logins to indexes of one's own are variables in a private file, each for its host alone", async () => {
  const env = {
    UV_INDEX_LAB_USERNAME: "ada",
    UV_INDEX_LAB_PASSWORD: "it's $HOME",
    DL_ENV_INDEX_LAB_HOST: "h.example",
    UV_INDEX_ZOO_USERNAME: "ada",
    UV_INDEX_ZOO_PASSWORD: "canary",
  };
  const named = [
    { name: "lab", address: "https://h.example/simple", own: true },
    { name: "zoo", address: "https://z.example/simple", own: true },
  ];
  const { texts, modes } = await secrets({ env }, named);
  expect(texts).toEqual({
    indexes: "UV_INDEX_LAB_USERNAME=ada\nUV_INDEX_LAB_PASSWORD='it'\\''s $HOME'\n",
  });
  expect(modes).toEqual([0o600]);
});

test("a name that leads nowhere counts as none", async () => {
  expect(
    (await secrets({ env: { SSL_CERT_FILE: "/gone", CURL_CA_BUNDLE: "/b" }, files: { "/b": "B" } }))
      .texts,
  ).toEqual({ ca: "B" });
});

test("certificates that an administrator added make the system's bundle one", async () => {
  expect(
    (
      await secrets({
        files: {
          "/usr/local/share/ca-certificates/proxy.crt": "x",
          "/etc/ssl/certs/ca-certificates.crt": "ALL",
        },
      })
    ).texts,
  ).toEqual({ ca: "ALL" });
});

test("the package index of this host is a pip.conf without paths of this host", async () => {
  const files = {
    "/etc/pip.conf":
      "[global]\nindex-url = https://mirror.example/simple\ncert = /x\nfind-links = /opt\n[list]\nformat = json\n",
  };
  expect((await secrets({ files })).texts).toEqual({
    pip: "[global]\nindex-url = https://mirror.example/simple\n",
  });
});

test("the environment counts before files, and uv's word before pip's", async () => {
  const env = {
    PIP_INDEX_URL: "https://pip.example/simple",
    UV_DEFAULT_INDEX: "https://uv.example/simple",
    PIP_TRUSTED_HOST: "uv.example",
  };
  const { texts } = await secrets({
    env,
    files: { "/etc/pip.conf": "[global]\nindex-url = https://mirror.example/simple\n" },
  });
  expect(texts["pip"]).toBe(
    "[global]\nindex-url = https://uv.example/simple\ntrusted-host = uv.example\n",
  );
});

test("a pip.conf is read with its sections, underscores, comments and lines that go on", () => {
  const text =
    "# c\n[global]\nextra_index_url =\n    https://a.example\n    https://b.example\n; c\nindex-url: https://c.example\n[freeze]\ntimeout = 10\n[install]\ntrusted-host = a.example\n";
  expect(Object.fromEntries(readPipConf(text))).toEqual({
    "extra-index-url": "https://a.example\n    https://b.example",
    "index-url": "https://c.example",
    "trusted-host": "a.example",
  });
});
