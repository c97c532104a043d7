import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withLoginHelp } from "../../src/action/loginHelp.ts";
import { readInputs } from "../../src/action/inputs.ts";
import { loginFor } from "../../src/action/registryLogin.ts";
import { CODE_SECTIONS } from "../../src/errors/codes.ts";
import { limitHint, loginHint } from "../../src/errors/loginHint.ts";
import { realSystem } from "../../src/system/realSystem.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-login-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const login = async (
  to: string | undefined,
  given: Readonly<Record<string, string>>,
  secrets = true,
) => {
  if (to !== undefined) await writeFile(join(folder, "dl-env.yml"), `to: ${to}\n`);
  const real = realSystem();
  const inputs: Readonly<Record<string, string>> = {
    command: "plan",
    file: join(folder, "dl-env.yml"),
    ...given,
  };
  return loginFor(
    {
      sys: {
        ...real,
        log: { ...real.log, info: () => undefined },
        env: { ...real.env, get: (name) => (name === "GITHUB_ACTOR" ? "ada" : undefined) },
      },
      inputs: readInputs((name) => inputs[name] ?? ""),
      rights: { secrets, push: secrets, caches: "none", gpu: false },
      row: "a row",
      folder,
    },
    () => undefined,
  );
};
const PAIR = { "registry-username": "ada", "registry-password": "pw" };

describe("a login", () => {
  test.each([
    ["ghcr.io/you/images", {}, "ghcr.io"],
    ["you/images", {}, "docker.io"],
    ["registry.example:5000/you/images", {}, "registry.example:5000"],
    ["oci:./images", {}, "docker.io"],
    ["ghcr.io/you/images", { registry: "docker.io" }, "docker.io"],
    ["oci:./images", { to: "ghcr.io/you/images" }, "ghcr.io"],
    [undefined, {}, "docker.io"],
  ])("for `to: %s` with %j is one of %s", async (to, more, host) => {
    expect(await login(to, { ...PAIR, ...more })).toEqual({
      host,
      username: "ada",
      password: "pw",
    });
  });

  test("of a job after the plan is one of the registry that the plan names", async () => {
    const plan = { format: 1, id: "0123456789abcdef", to: "ghcr.io/you/images", cells: [] };
    await writeFile(join(folder, "plan.json"), JSON.stringify(plan));
    expect(
      (await login("docker.io/you/images", { ...PAIR, command: "promote", "plan-folder": folder }))
        ?.host,
    ).toBe("ghcr.io");
  });

  test("to ghcr.io is made of the run's token where none was given, and to no other registry", async () => {
    const token = { "github-token": "ghs_t" };
    expect(await login("ghcr.io/you/images", token)).toEqual({
      host: "ghcr.io",
      username: "ada",
      password: "ghs_t",
    });
    expect(await login("docker.io/you/images", token)).toBeUndefined();
    expect(await login("ghcr.io/you/images", { ...token, registry: "docker.io" })).toBeUndefined();
    expect(await login("ghcr.io/you/images", token, false)).toBeUndefined();
    expect((await login("ghcr.io/you/images", { ...token, ...PAIR }))?.password).toBe("pw");
  });

  test("of which a half is missing says which secret to set; a run that may use none does not ask for it", async () => {
    const half = { "registry-username": "ada" };
    await expect(login("you/images", half)).rejects.toMatchObject({
      message: expect.stringContaining("registry-password is empty") as string,
      hint: expect.stringMatching(/gh secret set REGISTRY_PASSWORD$/) as string,
    });
    await expect(login("you/images", { "registry-password": "pw" })).rejects.toMatchObject({
      hint: expect.stringMatching(/gh secret set REGISTRY_USERNAME$/) as string,
    });
    expect(await login("you/images", half, false)).toBeUndefined();
  });
});

describe("what to do about a refusal", () => {
  test.each(["ghcr.io", "docker.io", "registry.example"])(
    "of %s is something to give the job, and never `docker login`",
    (host) => {
      for (const hint of [loginHint(host), limitHint(host)]) {
        const told = withLoginHelp(undefined)(`It said no.\n  ${hint}\nMore.`);
        expect(told).not.toContain("docker login");
        expect(told).toMatch(/^It said no\.\n {2}.*: gh (?:secret set|run rerun) .*\nMore\.$/);
      }
    },
  );

  test("holds for the table of codes too, and no other file says `docker login`", () => {
    for (const { fix } of CODE_SECTIONS.flatMap(({ codes }) => Object.values(codes)))
      expect(withLoginHelp(undefined)(fix)).not.toContain("docker login");
    const root = join(import.meta.dirname, "../..");
    const files = globSync("src/**/*.ts", { cwd: root });
    const saying = files.filter((file) =>
      readFileSync(join(root, file), "utf8").includes("docker login"),
    );
    expect(saying.sort()).toEqual([
      "src/action/loginHelp.ts",
      "src/errors/codes/registryCodes.ts",
      "src/errors/loginHint.ts",
    ]);
  });

  test("says it where the login was for another registry", () => {
    expect(withLoginHelp("docker.io")(loginHint("ghcr.io"))).toMatch(
      /^The input registry is docker\.io, so ghcr\.io got no login.*: registry: ghcr\.io$/,
    );
  });
});
