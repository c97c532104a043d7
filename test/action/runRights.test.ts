import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  GPU_LABEL,
  NO_ROW,
  rowFor,
  RIGHTS_TABLE,
  type Rights,
  type Situation,
} from "../../src/action/runRights.ts";
import { situationOf, type RunFacts } from "../../src/action/situation.ts";

const rightsOf = (situation: Situation): Rights => rowFor(situation).may;

const EVENTS = [
  "push",
  "release",
  "schedule",
  "workflow_dispatch",
  "repository_dispatch",
  "pull_request",
  "pull_request_target",
  "merge_group",
  "workflow_run",
  "issue_comment",
  "issues",
  "discussion",
  "discussion_comment",
  "fork",
  "watch",
  "",
  "made_up",
];
const situations: Situation[] = EVENTS.flatMap((event) =>
  (["insider", "outsider", "bot"] as const).flatMap((actor) =>
    [true, false].flatMap((fork) =>
      [true, false].flatMap((label) =>
        (["default", "tag", "other"] as const).map((ref) => ({ event, actor, fork, label, ref })),
      ),
    ),
  ),
);

const nothing: Rights = { secrets: false, push: false, caches: "none", gpu: false };
const readOnly: Rights = { secrets: false, push: false, caches: "read", gpu: false };
const everything: Rights = { secrets: true, push: true, caches: "write", gpu: true };
const insider: Situation = {
  event: "push",
  actor: "insider",
  fork: false,
  label: false,
  ref: "default",
};

/** One situation for each row, written without looking at the table's rights. */
const ROWS: readonly [string, Situation, Rights][] = [
  [
    "code from a fork",
    { ...insider, event: "pull_request", fork: true, label: true, ref: "other" },
    readOnly,
  ],
  ["anything else from a fork", { ...insider, event: "workflow_run", fork: true }, nothing],
  [
    "events that outsiders start with the base's secrets",
    { ...insider, event: "pull_request_target" },
    nothing,
  ],
  [
    "pull request of a bot",
    { ...insider, event: "pull_request", actor: "bot", label: true, ref: "other" },
    readOnly,
  ],
  [
    "labelled pull request",
    { ...insider, event: "pull_request", label: true, ref: "other" },
    { secrets: false, push: false, caches: "read", gpu: true },
  ],
  [
    "pull request",
    { ...insider, event: "pull_request", actor: "outsider", label: true, ref: "other" },
    readOnly,
  ],
  ["merge queue", { ...insider, event: "merge_group", ref: "other" }, readOnly],
  ["push to the default branch", insider, everything],
  ["tag", { ...insider, ref: "tag" }, everything],
  [
    "push to another branch",
    { ...insider, ref: "other" },
    { secrets: false, push: false, caches: "write", gpu: false },
  ],
  ["schedule", { ...insider, event: "schedule" }, everything],
  [
    "started by hand on the default branch or a tag",
    { ...insider, event: "workflow_dispatch" },
    everything,
  ],
  [
    "started by hand on another branch",
    { ...insider, event: "workflow_dispatch", ref: "other" },
    { secrets: false, push: false, caches: "write", gpu: true },
  ],
];

describe("who may reach what", () => {
  test.each(ROWS)("%s", (name, situation, rights) => {
    expect(rowFor(situation).name).toBe(name);
    expect(rightsOf(situation)).toEqual(rights);
  });

  test("every row of the table is one of these", () => {
    expect(ROWS.map(([name]) => name)).toEqual(RIGHTS_TABLE.map(({ name }) => name));
  });

  test("what no row names gets nothing", () => {
    for (const event of ["", "made_up", "deployment"]) {
      expect(rowFor({ ...insider, event })).toBe(NO_ROW);
      expect(rightsOf({ ...insider, event })).toEqual(nothing);
    }
  });

  test("in every one of the combinations, code from a fork reaches no secret, no registry, no cache to write and no GPU", () => {
    const harmful = ({ secrets, push, gpu, caches }: Rights): boolean =>
      secrets || push || gpu || caches === "write";
    expect(
      situations.filter((situation) => situation.fork && harmful(rightsOf(situation))),
    ).toEqual([]);
  });

  test("in every one of the combinations, a push needs reviewed code: the default branch, a tag or the schedule", () => {
    const pushing = situations.filter((situation) => rightsOf(situation).push);
    expect(pushing.length).toBeGreaterThan(0);
    expect(pushing.filter(({ ref, event }) => ref === "other" && event !== "schedule")).toEqual([]);
    expect(new Set(pushing.map(({ event }) => event))).toEqual(
      new Set(["push", "release", "schedule", "workflow_dispatch", "repository_dispatch"]),
    );
  });

  test("in every one of the combinations, secrets and push go together, and no bot or outsider's pull request gets a GPU", () => {
    expect(
      situations.filter((situation) => rightsOf(situation).secrets !== rightsOf(situation).push),
    ).toEqual([]);
    expect(
      situations.filter(
        (situation) =>
          situation.event.startsWith("pull_request") &&
          situation.actor !== "insider" &&
          rightsOf(situation).gpu,
      ),
    ).toEqual([]);
  });

  test("the table in docs/threat-model.md is this one", async () => {
    const text = await readFile(join(import.meta.dirname, "../../docs/threat-model.md"), "utf8");
    const yes = (value: boolean): string => (value ? "yes" : "no");
    for (const row of [...RIGHTS_TABLE, NO_ROW]) {
      expect(text).toContain(
        `| ${row.name} | ${yes(row.may.secrets)} | ${yes(row.may.push)} | ${row.may.caches} | ${yes(row.may.gpu)} | ${row.why} |`,
      );
    }
  });
});

const repository = { full_name: "team/images", default_branch: "main" };
const pull = (over: object = {}): object => ({
  repository,
  pull_request: {
    number: 7,
    author_association: "MEMBER",
    user: { login: "ada", type: "User" },
    labels: [],
    head: { sha: "a", repo: { full_name: "team/images" } },
    base: { sha: "b", ref: "main", repo: { full_name: "team/images" } },
    ...over,
  },
});
const facts = (
  over: Partial<RunFacts> & { event: string },
  payload: object | undefined,
): RunFacts => ({
  actor: "ada",
  ref: "refs/pull/7/merge",
  repository: "team/images",
  payload: payload === undefined ? undefined : JSON.stringify(payload),
  ...over,
});

describe("what the runner says, read", () => {
  test.each([
    [
      "a pull request of a member",
      facts({ event: "pull_request" }, pull()),
      { event: "pull_request", actor: "insider", fork: false, label: false, ref: "other" },
    ],
    [
      "a pull request from a fork",
      facts(
        { event: "pull_request" },
        pull({ head: { sha: "a", repo: { full_name: "eve/images" } } }),
      ),
      { actor: "insider", fork: true },
    ],
    [
      "a pull request whose fork was deleted",
      facts({ event: "pull_request" }, pull({ head: { sha: "a", repo: null } })),
      { fork: true },
    ],
    [
      "a first-time contributor",
      facts({ event: "pull_request" }, pull({ author_association: "FIRST_TIME_CONTRIBUTOR" })),
      { actor: "outsider" },
    ],
    [
      "a pull request of Dependabot",
      facts(
        { event: "pull_request", actor: "dependabot[bot]" },
        pull({ author_association: "MEMBER" }),
      ),
      { actor: "bot" },
    ],
    [
      "a bot's pull request that a person pushed to",
      facts({ event: "pull_request" }, pull({ user: { login: "renovate[bot]", type: "Bot" } })),
      { actor: "bot" },
    ],
    [
      "the label that asks for a GPU",
      facts({ event: "pull_request" }, pull({ labels: [{ name: "docs" }, { name: GPU_LABEL }] })),
      { label: true },
    ],
    [
      "a label that only looks like it",
      facts({ event: "pull_request" }, pull({ labels: [{ name: "GPU " }] })),
      { label: false },
    ],
    [
      "a push to the default branch",
      facts({ event: "push", ref: "refs/heads/main" }, { repository }),
      { actor: "insider", fork: false, ref: "default" },
    ],
    [
      "a push to a branch whose name ends like it",
      facts({ event: "push", ref: "refs/heads/x/main" }, { repository }),
      { ref: "other" },
    ],
    [
      "a push of a tag that is named like the branch",
      facts({ event: "push", ref: "refs/tags/main" }, { repository }),
      { ref: "tag" },
    ],
    [
      "a schedule, whose payload names no repository",
      facts({ event: "schedule", ref: "refs/heads/main" }, { schedule: "0 3 * * *" }),
      { ref: "default", fork: false },
    ],
    ["a payload that is missing", facts({ event: "pull_request" }, undefined), { fork: true }],
    [
      "a payload that is no JSON",
      { ...facts({ event: "pull_request" }, {}), payload: "{" },
      { fork: true },
    ],
    [
      "a payload of another shape",
      facts({ event: "pull_request" }, { pull_request: "yes" }),
      { fork: true },
    ],
    [
      "a push without a payload",
      facts({ event: "push", ref: "refs/heads/main" }, undefined),
      { ref: "other" },
    ],
  ] as const)("%s", (_, given, expected) => {
    expect(situationOf(given)).toMatchObject(expected);
  });

  test("no payload, however it is made, gives a pull request a push", () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.constantFrom("pull_request", "pull_request_target"),
        fc.string(),
        (payload, event, ref) => {
          expect(
            rightsOf(situationOf({ event, actor: "x", ref, repository: "team/images", payload }))
              .push,
          ).toBe(false);
        },
      ),
    );
  });
});
