import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DlEnvError } from "../../src/errors/error.ts";
import { openGitHub, type GitHub } from "../../src/system/github/openGitHub.ts";
import { startFakeGitHub, type FakeGitHub } from "../fakes/github.ts";

let server: FakeGitHub;
let github: GitHub;

beforeEach(async () => {
  server = await startFakeGitHub({
    token: "right",
    files: { "dl-env.yml": "old", "README.md": "stays" },
  });
  github = await openGitHub({ repository: "team/images", token: "right", api: server.api });
});
afterEach(async () => {
  const { unexpected } = server;
  await server.close();
  if (unexpected.length > 0) throw new Error(`GitHub has no such routes: ${unexpected.join(", ")}`);
});

const proposal = (text: string) => ({
  branch: "dl-env/new-cuda",
  base: "main",
  message: "Add CUDA 13.3",
  files: new Map([["dl-env.yml", text]]),
});

describe("the pull request of a night", () => {
  test("is one branch with one commit on the default branch, whatever night it is", async () => {
    expect(await github.proposeFiles(proposal("new"))).toBe("written");
    const first = await github.upsertPull({
      branch: "dl-env/new-cuda",
      base: "main",
      title: "CUDA 13.3",
      body: "a",
    });
    expect(await github.proposeFiles(proposal("newer"))).toBe("written");
    const second = await github.upsertPull({
      branch: "dl-env/new-cuda",
      base: "main",
      title: "CUDA 13.3 and 13.4",
      body: "b",
    });
    expect(second).toBe(first);
    expect(server.pulls.map(({ title, body }) => ({ title, body }))).toEqual([
      { title: "CUDA 13.3 and 13.4", body: "b" },
    ]);
    expect(server.file("dl-env/new-cuda", "dl-env.yml")).toBe("newer");
    expect(server.file("dl-env/new-cuda", "README.md")).toBe("stays");
    expect(server.commitsOf("dl-env/new-cuda")).toBe(2);
    expect(server.file("main", "dl-env.yml")).toBe("old");
  });

  test("with nothing new writes no commit and changes no text", async () => {
    await github.proposeFiles(proposal("new"));
    await github.upsertPull({ branch: "dl-env/new-cuda", base: "main", title: "t", body: "b" });
    server.log.length = 0;
    expect(await github.proposeFiles(proposal("new"))).toBe("same");
    await github.upsertPull({ branch: "dl-env/new-cuda", base: "main", title: "t", body: "b" });
    expect(server.log.filter((line) => !line.startsWith("GET"))).toEqual(["POST /git/trees"]);
  });
});

describe("issues and comments", () => {
  test("an issue is opened once, brought up to date in place, and closed with a last word", async () => {
    await github.upsertIssue({ marker: "dl-env:gone", title: "A base is gone", body: "12.4" });
    const number = server.issues[0]?.number;
    await github.upsertIssue({
      marker: "dl-env:gone",
      title: "Two bases are gone",
      body: "12.4, 12.6",
    });
    expect(await github.settleIssue("dl-env:gone", "They are back.")).toBe(number);
    expect(server.issues).toHaveLength(1);
    expect(server.issues[0]).toMatchObject({
      title: "Two bases are gone",
      state: "closed",
      state_reason: "completed",
      comments: [{ body: "They are back." }],
    });
    expect(await github.settleIssue("dl-env:gone", "again")).toBeUndefined();
  });

  test("an issue is found behind a hundred others, and another's text that quotes the marker is not taken for it", async () => {
    for (let index = 0; index < 130; index += 1)
      server.issues.push({
        number: 1000 + index,
        title: "x",
        body: "someone quotes <!-- dl-env:gone -->",
        state: "open",
        comments: [],
      });
    server.issues.push({
      number: 7,
      title: "x",
      body: "<!-- dl-env:gone -->\nold",
      state: "open",
      comments: [],
    });
    await github.upsertIssue({ marker: "dl-env:gone", title: "y", body: "new" });
    expect(server.issues.find(({ number }) => number === 7)?.title).toBe("y");
    expect(server.log.filter((line) => line === "GET /issues")).toHaveLength(2);
  });

  test("a comment is updated in place, also behind two hundred others", async () => {
    server.issues.push({
      number: 7,
      title: "x",
      body: "",
      state: "open",
      comments: Array.from({ length: 205 }, (_, id) => ({ id, body: "hello" })),
      pull_request: {},
    });
    await github.upsertComment({ pull: 7, marker: "dl-env:check", body: "first" });
    await github.upsertComment({ pull: 7, marker: "dl-env:check", body: "second" });
    const ours = server.issues[0]?.comments.filter(({ body }) => body.startsWith("<!--"));
    expect(ours?.map(({ body }) => body)).toEqual(["<!-- dl-env:check -->\nsecond"]);
    server.log.length = 0;
    await github.upsertComment({ pull: 7, marker: "dl-env:check", body: "second" });
    expect(server.log.filter((line) => !line.startsWith("GET"))).toEqual([]);
  });
});

const refusal = async (work: Promise<unknown>): Promise<DlEnvError> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DlEnvError) return error;
  throw new Error("it was not refused", { cause: error });
};

describe("what GitHub refuses", () => {
  test("a wrong token is told without the token, exit 3", async () => {
    const wrong = await openGitHub({
      repository: "team/images",
      token: "s3cr3t-token",
      api: server.api,
    });
    const error = await refusal(wrong.branch());
    expect(error).toMatchObject({
      code: "github-refused",
      exit: 3,
      message: "GitHub refused to read the repository: the token is not valid (status 401).",
    });
    expect(JSON.stringify([error.message, error.hint])).not.toContain("s3cr3t-token");
  });

  test("a token that can only read cannot comment, and the sentence says what to look at", async () => {
    const reading = await startFakeGitHub({ token: "right", may: "read" });
    reading.issues.push({
      number: 7,
      title: "x",
      body: "",
      state: "open",
      comments: [],
      pull_request: {},
    });
    const kit = await openGitHub({ repository: "team/images", token: "right", api: reading.api });
    const error = await refusal(kit.upsertComment({ pull: 7, marker: "m", body: "b" }));
    await reading.close();
    expect(error.message).toBe(
      "GitHub refused to comment: the token may not do this, or too many requests were made (status 403).",
    );
    expect(error.hint).toContain("permissions:");
  });

  test("no answer at all is told too", async () => {
    const gone = await openGitHub({
      repository: "team/images",
      token: "right",
      api: "http://127.0.0.1:9",
    });
    expect((await refusal(gone.branch())).code).toBe("github-refused");
  });
});
