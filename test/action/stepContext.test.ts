import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readInputs } from "../../src/action/inputs.ts";
import { contextOf } from "../../src/action/stepContext.ts";
import { allowsNothing, NO_ROW, RIGHTS_TABLE } from "../../src/action/runRights.ts";
import { realFiles } from "../../src/system/files.ts";
import type { Files, System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

let folder = "";
let touched: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-context-"));
  touched = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Files that write down the paths they were asked about. */
const watched = (): Files =>
  Object.fromEntries(
    Object.entries(realFiles).map(([name, work]) => [
      name,
      (...args: unknown[]) => {
        touched.push(String(args[0]));
        return (work as (...all: unknown[]) => unknown)(...args);
      },
    ]),
  ) as unknown as Files;

const FORK = {
  repository: { full_name: "team/images", default_branch: "main" },
  pull_request: {
    number: 1,
    author_association: "NONE",
    user: { login: "eve", type: "User" },
    labels: [],
    head: { sha: "a", repo: { full_name: "eve/images" } },
    base: { sha: "b", ref: "main", repo: { full_name: "team/images" } },
  },
};
const OWN = { repository: FORK.repository };

const opened = async (event: string, payload: object, command = "plan") => {
  await writeFile(join(folder, "event.json"), JSON.stringify(payload));
  const variables: Readonly<Record<string, string>> = {
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    GITHUB_REPOSITORY: "team/images",
    GITHUB_REF: "refs/heads/other",
    GITHUB_WORKSPACE: join(folder, "work"),
    RUNNER_TEMP: join(folder, "temp"),
  };
  const real = realSystem();
  const sys: System = {
    ...real,
    files: watched(),
    env: { ...real.env, cwd: join(folder, "work"), get: (name) => variables[name] },
  };
  return contextOf(
    sys,
    readInputs((name) => (name === "command" ? command : "")),
  );
};

const REFUSED: readonly [string, object][] = [
  ["pull_request_target", FORK],
  ["pull_request_target", OWN],
  ["workflow_run", FORK],
  ["workflow_run", OWN],
  ...["issue_comment", "issues", "discussion", "discussion_comment", "fork", "watch"].map(
    (event): [string, object] => [event, OWN],
  ),
  ["something_new", OWN],
];

describe("a run that may do nothing", () => {
  const nothing = [...RIGHTS_TABLE, NO_ROW].filter(({ may }) => allowsNothing(may));

  test("is one of these rows of the table", () => {
    expect(nothing.map(({ name }) => name)).toEqual([
      "anything else from a fork",
      "events that outsiders start with the base's secrets",
      "anything else",
    ]);
  });

  test.each(REFUSED)(
    "is refused before a file of the repository is looked at: %s with %j",
    async (event, payload) => {
      for (const command of [
        "plan",
        "check",
        "lock",
        "generate",
        "build",
        "smoke",
        "promote",
        "watch",
        "doctor",
      ]) {
        touched = [];
        await expect(opened(event, payload, command)).rejects.toMatchObject({
          code: "not-from-here",
          exit: 2,
        });
        expect(touched).toEqual([join(folder, "event.json")]);
      }
    },
  );

  test.each([
    ["pull_request", FORK, "code from a fork"],
    ["merge_group", OWN, "merge queue"],
    ["push", OWN, "push to another branch"],
  ] as const)("is not every run without secrets: %s goes on", async (event, payload, row) => {
    expect(await opened(event, payload)).toMatchObject({ row });
  });
});
