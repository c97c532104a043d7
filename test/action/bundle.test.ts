import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
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
    const step = await runAction({ command: "build", offline: "yes", "max-jobs": "1e3", "gpu-minutes": "-1", engine: "docker", shard: "0x1" });
    expect(step.code).toBe(2);
    const text = step.annotations.map(({ message }) => message).join("\n");
    for (const name of ["offline", "max-jobs", "gpu-minutes", "engine", "shard"]) expect(text).toContain(`The input ${name} is `);
  });

  test("a password without a user name is refused and not shown", async () => {
    const step = await runAction({ command: "build", "registry-password": "correct horse battery" });
    expect(step.code).toBe(2);
    expect(step.log).not.toContain("correct horse battery");
  });
});

describe("what is committed in action/", () => {
  test("holds no path of the machine that built it", async () => {
    for (const name of (await readdir(join(root, "action"))).filter((file) => file !== "build")) {
      const text = await readFile(join(root, "action", name), "utf8");
      expect({ name, found: text.includes(root) || /file:\/\/\/\w/.test(text) }).toEqual({ name, found: false });
    }
  });

  test("is what action.yml names, for node24", async () => {
    const action = parse(await readFile(join(root, "action.yml"), "utf8")) as { runs: Record<string, string> };
    expect(action.runs).toEqual({ using: "node24", main: "action/index.js" });
  });
});
