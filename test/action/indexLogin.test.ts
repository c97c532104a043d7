import { afterEach, describe, expect, it, vi } from "vitest";
import { withIndexRights } from "../../src/action/indexLogin.ts";
import type { StepContext } from "../../src/action/runStep.ts";

afterEach(() => vi.unstubAllEnvs());

const LOGIN = ["UV_INDEX_CORP_USERNAME", "UV_INDEX_CORP_PASSWORD"];

const seen = async (secrets: boolean) => {
  for (const name of LOGIN) vi.stubEnv(name, "canary");
  vi.stubEnv("UV_DEFAULT_INDEX", "https://index.example/simple");
  const lines: string[] = [];
  const context = {
    sys: { log: { info: (text: string) => lines.push(text) } },
    rights: { secrets },
    row: "pull request",
  } as unknown as StepContext;
  let found: (string | undefined)[] = [];
  await withIndexRights(() => {
    found = [...LOGIN, "UV_DEFAULT_INDEX"].map((name) => process.env[name]);
    return Promise.resolve({ exit: 0, outputs: {} });
  })(context);
  return { found, lines };
};

describe("logins to package indexes", () => {
  it("are not there in a run without the right to secrets, and afterwards again", async () => {
    expect(await seen(false)).toEqual({
      found: [undefined, undefined, "https://index.example/simple"],
      lines: ["Logins to package indexes are not used in this run (pull request)."],
    });
    expect(process.env["UV_INDEX_CORP_PASSWORD"]).toBe("canary");
  });

  it("are left as they are in a run that may use secrets", async () => {
    expect(await seen(true)).toEqual({
      found: ["canary", "canary", "https://index.example/simple"],
      lines: [],
    });
  });
});
