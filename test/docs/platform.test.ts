import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { loadCatalog } from "../../src/catalog/load.ts";
import { engineChoices } from "../../src/engine/engineNames.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/platform.md"), "utf8");

const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map(
    (match) => match[1] ?? "",
  );

test("its shell is a shell's, and its mirrors are those of a dl-env.yml", async () => {
  const shells = blocks("sh");
  expect(shells.length).toBeGreaterThan(6);
  for (const script of shells) execFileSync("bash", ["-n"], { input: script });
  const [mirrors = ""] = blocks("yaml").filter((text) => text.startsWith("mirrors:"));
  const catalog = await loadCatalog(realSystem());
  const request = `to: oci:./images\nmatrix: { cuda: ["12.8"], ubuntu: ["24.04"] }\n`;
  const decode = (text: string) =>
    decodeRequest(`${request}${text}`, "dl-env.yml", { catalog, engines: engineChoices() });
  expect(Object.keys(decode(mirrors).mirrors)).toHaveLength(5);
  expect(() => decode("mirrors: { pypi.org: mirror.example }\n")).toThrow(
    expect.objectContaining({
      code: "wrong-mirror",
      hint: expect.stringContaining("export UV_DEFAULT_INDEX=") as unknown,
    }),
  );
});

test("GitLab's jobs have scripts that a shell reads, in stages that there are", () => {
  const [text = ""] = blocks("yaml").filter((one) => one.startsWith("stages:"));
  const {
    stages,
    default: shared,
    ...jobs
  } = parse(text) as {
    stages: string[];
    default: { before_script: string[] };
  } & Record<string, { stage: string; script: string[] }>;
  expect(Object.keys(jobs)).toEqual(["plan", "publish"]);
  for (const { stage, script } of Object.values(jobs)) {
    expect(stages).toContain(stage);
    execFileSync("bash", ["-n"], { input: [...shared.before_script, ...script].join("\n") });
  }
});
