import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { readAtStart } from "../../action/build/readAtStart.ts";
import { onCatalogDay } from "../fakes/catalogDay.ts";
import { runAction } from "./runner.ts";

const root = join(import.meta.dirname, "..", "..");

describe("the bundle, spawned as a runner does", () => {
  test("a command that does not exist is refused with the one that was meant, exit code 2", async () => {
    const step = await runAction({ command: "plam" });
    expect(step.code).toBe(2);
    expect(step.annotations).toHaveLength(1);
    expect(step.annotations[0]?.level).toBe("error");
    expect(step.annotations[0]?.properties["title"]).toBe("bad-input");
    expect(step.annotations[0]?.message).toContain("`command: plan`");
  });

  test("without a command it says that the input is empty", async () => {
    const step = await runAction({});
    expect(step.code).toBe(2);
    expect(step.annotations[0]?.message).toContain("The input command is empty.");
  });

  test("every wrong input is told at once", async () => {
    const step = await runAction({
      command: "build",
      offline: "yes",
      "max-jobs": "1e3",
      "gpu-minutes": "-1",
      engine: "docker",
      shard: "0x1",
    });
    expect(step.code).toBe(2);
    const text = step.annotations.map(({ message }) => message).join("\n");
    for (const name of ["offline", "max-jobs", "gpu-minutes", "engine", "shard"]) {
      expect(text).toContain(`The input ${name} is `);
      expect(step.summary).toContain(`The input ${name} is `);
    }
    expect(step.summary).toContain("## dl-env failed");
  });

  test("a password without a user name is refused and not shown", async () => {
    const step = await runAction({
      command: "build",
      "registry-password": "correct horse battery",
    });
    expect(step.code).toBe(2);
    // The runner takes the command that masks it, and shows it nowhere.
    const shown = step.log.replace(/^::add-mask::.*$/gm, "");
    expect(shown).not.toContain("correct horse battery");
  });
});

const SMALL = 'to: oci:./images\nmatrix:\n  cuda: ["12.4", "12.8"]\n  ubuntu: ["24.04"]\n';

describe("each command of the bundle", () => {
  test.each(["plan", "lock", "generate", "build", "smoke", "promote", "watch", "check"])(
    "%s without dl-env.yml says which file it wants, with exit code 2 and a summary",
    async (command) => {
      const step = await runAction({ command });
      expect(step.code).toBe(2);
      expect(step.annotations.map(({ properties }) => properties["title"])).toEqual(["no-request"]);
      expect(step.summary).toContain(`## dl-env ${command} failed`);
    },
  );

  test.each(["build", "smoke", "promote"])(
    "%s refuses a plan's id without the plan",
    async (command) => {
      const step = await runAction(
        { command, "plan-id": "0123456789abcdef" },
        { files: { "dl-env.yml": SMALL } },
      );
      expect(step.code).toBe(2);
      expect(step.annotations[0]?.message).toContain("plan-folder:");
    },
  );

  test.each(["build", "smoke", "promote"])(
    "%s from a pull request may not touch a registry",
    async (command) => {
      const step = await runAction(
        { command, offline: "true" },
        {
          files: {
            "dl-env.yml": SMALL.replace("oci:./images", "registry.example.com/team/images"),
          },
          env: { GITHUB_EVENT_NAME: "pull_request" },
        },
      );
      expect(step.code).toBe(2);
      expect(step.annotations[0]?.message).toContain(
        "This run may not write to registry.example.com/team/images (code from a fork)",
      );
    },
  );

  test("a mistake in dl-env.yml is annotated at its line and column", async () => {
    const step = await runAction(
      { command: "plan" },
      { files: { "dl-env.yml": SMALL.replace("ubuntu", "ubunto") } },
    );
    expect(step.code).toBe(2);
    expect(
      step.annotations.map(({ properties }) => `${properties["file"]}:${properties["line"]}`),
    ).toContain("dl-env.yml:4");
  });

  test("plan without a network tells each verdict, and hands over what it knows", async () => {
    const folder = await mkdtemp(join(tmpdir(), "dl-env-day-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const step = await runAction(
      { command: "plan", offline: "true" },
      { files: { "dl-env.yml": SMALL }, env: { NODE_OPTIONS: await onCatalogDay(folder) } },
    );
    expect(step.code).toBe(3);
    expect(step.outputs["plan-id"]).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.parse(step.outputs["matrix"] ?? "")).toEqual({ include: [] });
    expect(step.annotations.find(({ level }) => level === "warning")).toMatchObject({
      properties: { title: "rejected: no-base-image", file: "dl-env.yml", line: "3" },
    });
    expect(step.summary).toContain("❌ rejected");
    expect(step.log).toMatch(/^::group::Planning$/m);
    expect(step.log).toMatch(/^::endgroup::$/m);
  });

  test("doctor looks at this machine and reports as JSON", async () => {
    const step = await runAction({ command: "doctor" });
    expect([0, 1]).toContain(step.code);
    expect(Object.keys(JSON.parse(step.outputs["report"] ?? "") as object)).toContain("findings");
  });
});

describe("what is committed in action/", () => {
  test("holds no path of the machine that built it", async () => {
    for (const name of (await readdir(join(root, "action"))).filter((file) => file !== "build")) {
      const text = await readFile(join(root, "action", name), "utf8");
      expect({ name, found: text.includes(root) || /file:\/\/\/\w/.test(text) }).toEqual({
        name,
        found: false,
      });
    }
  });

  test("loads GitHub's cache and API, decoders and the HTTP client only when they are asked for: they are in chunks of their own", async () => {
    const folder = process.env["DL_ENV_TEST_BUNDLE"] ?? join(root, "action");
    const chunks = (await readdir(folder)).filter((name) => name.endsWith(".js"));
    const atStart = new Set(
      [...readAtStart(join(folder, "index.js"))].map((path) => basename(path)),
    );
    expect(atStart.size).toBeGreaterThan(5);
    for (const sign of [
      "GetCacheEntryDownloadURL",
      "octokit-rest.js",
      "ZodType",
      "connectTimeout",
    ]) {
      const found: string[] = [];
      for (const name of chunks)
        if ((await readFile(join(folder, name), "utf8")).includes(sign)) found.push(name);
      expect({
        sign,
        none: found.length === 0,
        atStart: found.filter((name) => atStart.has(name)),
      }).toEqual({
        sign,
        none: false,
        atStart: [],
      });
    }
  });

  test("is what action.yml names, for node24", async () => {
    const action = parse(await readFile(join(root, "action.yml"), "utf8")) as {
      runs: Record<string, string>;
    };
    expect(action.runs).toEqual({ using: "node24", main: "action/index.js" });
  });
});
