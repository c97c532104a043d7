import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { pageWith, reusableWorkflows } from "../../action/build/workflowTables.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (name: string): string => readFileSync(join(root, name), "utf8");
const PAGES = ["docs/from-zero.md", "docs/gpu-runner.md", "docs/workflows.md"];
const blocks = (page: string): string[] =>
  [...read(page).matchAll(/```ya?ml\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");

test("the tables of docs/workflows.md are those of the three workflows", () => {
  expect(read("docs/workflows.md")).toBe(pageWith(read("docs/workflows.md"), reusableWorkflows()));
});

test("every file that these pages link to is there", () => {
  for (const page of PAGES) {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
      (match) => match[1] ?? "",
    );
    const missing = links.filter((link) => !existsSync(join(root, dirname(page), link)));
    expect({ page, missing }).toEqual({ page, missing: [] });
  }
});

interface Call {
  readonly uses?: string;
  readonly permissions?: object;
  readonly with?: object;
  readonly secrets?: object;
}

const shown = PAGES.flatMap(blocks);
const jobsOf = (block: string): Readonly<Record<string, Call>> | undefined =>
  (parse(block) as { jobs?: Record<string, Call> }).jobs;

test("each dl-env.yml that they show is one", async () => {
  const catalog = await loadCatalog(realSystem());
  const requests = shown.filter((block) => jobsOf(block) === undefined);
  expect(requests.length).toBeGreaterThanOrEqual(2);
  for (const text of requests)
    expect(decodeRequest(text, "dl-env.yml", { catalog }).to).toBe("docker.io/you/dl-env");
});

test("each workflow that they show grants what its callee asks for, and gives inputs and secrets that it has", () => {
  const workflows = reusableWorkflows();
  const calls = shown.flatMap((block) => Object.values(jobsOf(block) ?? {}));
  expect(calls.length).toBeGreaterThanOrEqual(3);
  for (const call of calls) {
    const name = /workflows\/([a-z]+)\.yml@v1$/.exec(call.uses ?? "")?.[1] ?? "";
    const text = workflows[name] ?? "";
    const { inputs, secrets = {} } = (
      parse(text) as { on: { workflow_call: { inputs: object; secrets?: object } } }
    ).on.workflow_call;
    const grants = /^# Permissions that a caller must grant: (.*)\.$/m.exec(text)?.[1] ?? "";
    expect(call.permissions).toEqual(parse(`{ ${grants} }`));
    const given = [...Object.keys(call.with ?? {}), ...Object.keys(call.secrets ?? {})];
    expect([...Object.keys(inputs), ...Object.keys(secrets)]).toEqual(
      expect.arrayContaining(given),
    );
  }
});
