import { describe, expect, test } from "vitest";
import { namesForUv } from "../../src/resolve/indexSecrets.ts";
import type { NamedIndex } from "../../src/resolve/namedIndexes.ts";
import { makeWorld } from "./world.ts";

const SECRET = { UV_INDEX_CORP_USERNAME: "ada", UV_INDEX_CORP_PASSWORD: "canary" };

const named = (env: Record<string, string>, index: Partial<NamedIndex> = {}) => {
  const world = makeWorld({ env });
  const warnings: string[] = [];
  const sys = {
    ...world.sys,
    log: { ...world.sys.log, warn: (text: string) => warnings.push(text) },
  };
  const forUv = namesForUv(sys);
  const one = { name: "corp", address: "https://pypi.corp.example/simple", ...index };
  const [first] = forUv([one]);
  forUv([one]);
  return { name: first?.name ?? "", address: first?.address, warnings };
};

describe("the secret of an index that a repository names", () => {
  test("is not looked for by uv, as long as nobody said which host it is for", () => {
    const { name, address, warnings } = named(SECRET);
    expect(name).toMatch(/^no-secret-[0-9a-f]{12}$/);
    expect(address).toBe("https://pypi.corp.example/simple");
    expect(warnings).toEqual([
      "UV_INDEX_CORP_PASSWORD is not sent to pypi.corp.example, which dl-env.yml or its catalog names. If it is for that host, say so: DL_ENV_INDEX_CORP_HOST=pypi.corp.example",
    ]);
  });

  test.each([
    ["the variable beside it names the host", { DL_ENV_INDEX_CORP_HOST: "pypi.corp.example" }, {}],
    [
      "the variable names several",
      { DL_ENV_INDEX_CORP_HOST: "a.example, PyPI.corp.example b.example" },
      {},
    ],
    [
      "an index of the user's own has the same name and host",
      { UV_INDEX: "x=https://x.example corp=https://pypi.corp.example/other" },
      {},
    ],
    ["the built-in catalog has this host for the name", {}, { builtInHost: "pypi.corp.example" }],
    [
      "the host is this machine, and named",
      { DL_ENV_INDEX_CORP_HOST: "127.0.0.1:8080" },
      { address: "http://127.0.0.1:8080/simple" },
    ],
  ])("is used where %s", (_, env, index) => {
    const { name, warnings } = named({ ...SECRET, ...env }, index);
    expect(name).toBe("corp");
    expect(warnings).toEqual([]);
  });

  test.each([
    ["another host is named", { DL_ENV_INDEX_CORP_HOST: "corp.example" }, {}],
    ["only the end of the host is named", { DL_ENV_INDEX_CORP_HOST: "example" }, {}],
    ["another port is named", { DL_ENV_INDEX_CORP_HOST: "pypi.corp.example:8443" }, {}],
    ["the host is named for another index", { DL_ENV_INDEX_OTHER_HOST: "pypi.corp.example" }, {}],
    [
      "a mirror leads away from the built-in catalog's host",
      {},
      { builtInHost: "pypi.nvidia.example" },
    ],
    [
      "the host hides behind a user's name",
      { DL_ENV_INDEX_CORP_HOST: "pypi.corp.example" },
      { address: "https://pypi.corp.example@evil.example/simple" },
    ],
    [
      "the address is not encrypted",
      { DL_ENV_INDEX_CORP_HOST: "pypi.corp.example" },
      { address: "http://pypi.corp.example/simple" },
    ],
    ["uv would take the name for the same", {}, { name: "CoRp" }],
  ])("is not used where %s", (_, env, index) => {
    const { name, warnings } = named({ ...SECRET, ...env }, index);
    expect(name).toMatch(/^no-secret-/);
    expect(warnings.length).toBe(1);
  });

  test("that nobody has changes nothing", () => {
    expect(named({})).toEqual({
      name: "corp",
      address: "https://pypi.corp.example/simple",
      warnings: [],
    });
  });
});
