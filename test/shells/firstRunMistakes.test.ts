import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, symlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DOCKER_LIST, DOCKER_MANIFEST } from "../../src/registry/repository.ts";
import { lockedFiles } from "../bundle/lockedFiles.ts";
import { runAction, type StepRun } from "../bundle/runner.ts";
import { startFakeGitHub } from "../fakes/github.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";

const entry = join(import.meta.dirname, "../../src/action.ts");
const TIMEOUT = 120_000;
const BASE = "12.8.1-base-ubuntu24.04";
const sha256 = (text: string): string =>
  `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** The bases lie where anyone may read; the images where a login is asked for. */
let bases: FakeRegistry;
let closed: FakeRegistry;
/** A login is asked for here too, and may only read. */
let readable: FakeRegistry;
let folder = "";
let locks: Readonly<Record<string, string>> = {};

const request = (more: Readonly<Record<string, string>> = {}): string =>
  [
    `to: ${more["to"] ?? `${closed.host}/team/images`}`,
    "matrix:",
    `  cuda: [${more["cuda"] ?? '"12.8.1"'}]`,
    '  ubuntu: ["24.04"]',
    "  set: [tiny]",
    "sets:",
    "  tiny: [numpy]",
    `mirrors: { docker.io: "${bases.host}" }`,
    more["rest"] ?? "smoke: { require: cpu }",
    "",
  ].join("\n");

beforeAll(async () => {
  bases = await startFakeRegistry();
  const auth = {
    challenge: 'Basic realm="images"',
    accepts: (authorization: string | undefined) =>
      authorization === `Basic ${Buffer.from("ada:right").toString("base64")}`,
  };
  closed = await startFakeRegistry({ auth });
  readable = await startFakeRegistry({
    auth,
    fault: ({ method }) =>
      method === "GET" || method === "HEAD" ? undefined : { kind: "status", status: 403 },
  });
  const list = JSON.stringify({
    schemaVersion: 2,
    mediaType: DOCKER_LIST,
    manifests: [
      {
        mediaType: DOCKER_MANIFEST,
        digest: sha256(BASE),
        size: 1,
        platform: { os: "linux", architecture: "amd64" },
      },
    ],
  });
  const manifest = { mediaType: DOCKER_LIST, bytes: Buffer.from(list) };
  bases.manifests.set(
    "nvidia/cuda",
    new Map([
      [BASE, manifest],
      [sha256(list), manifest],
    ]),
  );
  folder = await mkdtemp(join(tmpdir(), "dl-env-first-"));
  locks = await lockedFiles(folder, request(), [BASE]);
}, TIMEOUT);
afterAll(async () => {
  await rm(bare, { recursive: true, force: true });
  await bases.close();
  await closed.close();
  await readable.close();
  await rm(folder, { recursive: true, force: true });
});

type Options = NonNullable<Parameters<typeof runAction>[1]>;
interface Mistake {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly file?: () => string | undefined;
  readonly options?: Options;
  readonly level?: "error" | "notice";
  /** True where the error says what is not built, and a notice at the line of the file why. */
  readonly isAtPlace?: boolean;
  /** What its annotation says: the cause, and what to type or write. */
  readonly cause: RegExp;
  readonly mend: RegExp;
}

/** A PATH of a runner that has git, and neither an engine nor a GPU. */
const bare = mkdtempSync(join(tmpdir(), "dl-env-bare-"));
symlinkSync(
  execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim(),
  join(bare, "git"),
);

/** What GitHub checks out of a pull request that adds dl-env.yml: its merge onto the base. */
const withChange = async (workspace: string): Promise<void> => {
  const git = (...args: string[]): Buffer =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.invalid", ...args], {
      cwd: workspace,
    });
  git("init", "-q", "-b", "main");
  git("commit", "-q", "--allow-empty", "-m", "before");
  git("switch", "-q", "-c", "topic");
  git("add", "-A");
  git("commit", "-q", "-m", "change");
  git("switch", "-q", "main");
  git("merge", "-q", "--no-ff", "-m", "merge", "topic");
};

const LOGIN = { "registry-username": "ada", "registry-password": "right" };
const pull = (from: string, labels: readonly string[] = []): object => ({
  repository: { full_name: "team/images", default_branch: "main" },
  pull_request: {
    number: 7,
    author_association: "NONE",
    user: { login: "eve", type: "User" },
    labels: labels.map((name) => ({ name })),
    head: { sha: "a", repo: { full_name: from } },
    base: { sha: "b", ref: "main", repo: { full_name: "team/images" } },
  },
});
const FORK: Options = { env: { GITHUB_EVENT_NAME: "pull_request" }, event: pull("eve/images") };

const MISTAKES: Readonly<Record<string, Mistake>> = {
  "no login for a registry that wants one": {
    cause: /does not allow anonymous access/,
    mend: /secrets registry-username and registry-password: gh secret set REGISTRY_PASSWORD$/m,
  },
  "a wrong token": {
    inputs: { ...LOGIN, "registry-password": "dckr_pat_mistyped" },
    cause: /does not allow this account/,
    mend: /: gh secret set REGISTRY_PASSWORD$/m,
  },
  "a secret that is not set": {
    inputs: { "registry-username": "ada", "registry-password": "" },
    cause: /registry-password is empty/,
    mend: /: gh secret set REGISTRY_PASSWORD$/m,
  },
  "a login of another registry than `to`": {
    inputs: { ...LOGIN, registry: "registry.example" },
    cause: /does not allow anonymous access/,
    mend: /The input registry is registry\.example, .* registry: 127\.0\.0\.1:\d+$/m,
  },
  "Docker Hub's OIDC without the permission": {
    inputs: {
      "registry-username": "team",
      "oidc-connection": "0f8fad5b-d9cb-469f-a165-70867728950e",
    },
    cause: /not allowed to request an id token/,
    mend: /permissions: \{ id-token: write \}$/m,
  },
  "a `to` without a repository": {
    file: () => request({ to: "ghcr.io" }),
    cause: /names a registry without a repository/,
    mend: /Write for example ghcr\.io\/you\/images/,
  },
  "no dl-env.yml": {
    file: () => undefined,
    cause: /There is no file dl-env\.yml/,
    mend: /to:/,
  },
  "a key that does not exist": {
    file: () => request({ rest: "smoke: { require: cpu }\nmatrixx: {}" }),
    cause: /matrixx/,
    mend: /matrix/,
  },
  "a CUDA that is no version": {
    file: () => request({ cuda: '"thirteen"' }),
    cause: /`thirteen`/,
    mend: /\d+\.\d+/,
  },
  "a word that the input does not know": {
    inputs: { ...LOGIN, require: "gpus" },
    cause: /The input require is "gpus", but must be one of gpu, covered, cpu/,
    mend: /Write it under `with:` as `require: gpu`$/m,
  },
  "a push to a branch that is not the default one": {
    inputs: LOGIN,
    options: { env: { GITHUB_REF: "refs/heads/try" } },
    level: "notice",
    cause: /publishes nothing to .* \(push to another branch\): Not reviewed/,
    mend: /: gh workflow run --ref BRANCH$/m,
  },
  "a night started by hand on a branch that is not the default one": {
    inputs: { command: "watch", "github-token": "ghs_t0ken", to: "oci:./images" },
    options: { env: { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_REF: "refs/heads/try" } },
    level: "notice",
    cause: /only looks, and opens no pull request or issue \(started by hand on another branch\)/,
    mend: /: gh workflow run --ref BRANCH$/m,
  },
  "the same where the registry wants a login, which such a run does not get": {
    inputs: { ...LOGIN, command: "watch", "github-token": "ghs_t0ken" },
    options: { env: { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_REF: "refs/heads/try" } },
    level: "notice",
    cause: /only looks, .*\n.*images could not be queried, so it is unknown what is missing there/,
    mend: /: gh workflow run --ref BRANCH$/m,
  },
  "a repository whose default branch is not known": {
    inputs: LOGIN,
    options: { event: { repository: { full_name: "team/images" } } },
    level: "notice",
    cause: /publishes nothing to/,
    mend: /: gh workflow run --ref BRANCH$/m,
  },
  "a pull request from a fork": {
    inputs: LOGIN,
    options: FORK,
    level: "notice",
    cause: /publishes nothing to .* \(code from a fork\)/,
    mend: /: gh workflow run --ref BRANCH$/m,
  },
  "a fork's code on a machine of one's own": {
    options: { ...FORK, env: { ...FORK.env, RUNNER_ENVIRONMENT: "self-hosted" } },
    cause: /Code from a fork never runs on a self-hosted runner/,
    mend: /runs-on: ubuntu-24\.04$/m,
  },
  "an event that strangers start with secrets": {
    options: { ...FORK, env: { GITHUB_EVENT_NAME: "pull_request_target" } },
    cause: /not allowed to do anything/,
    mend: /another event: pull_request/,
  },
  "`gpu`, where no runner may have the label": {
    inputs: LOGIN,
    file: () => request({ rest: "smoke: { require: gpu }" }),
    level: "notice",
    cause: /waits for a runner with the labels of the input gpu-runner, .* 24 hours/,
    mend: /smoke: \{ require: cpu \}$/m,
  },
  "a runner of one's own without engine, driver or toolkit": {
    inputs: { command: "doctor" },
    options: { env: { PATH: bare } },
    cause: /Container engine: neither docker nor podman/,
    mend: /^sudo \S+ .*install/m,
  },
  "a change after which a cell does not build": {
    inputs: { command: "check", sample: "1", to: "oci:./out" },
    options: {
      env: { PATH: bare, GITHUB_EVENT_NAME: "pull_request" },
      event: pull("team/images"),
      prepare: withChange,
    },
    cause: /tiny-cuda12\.8\.1-ubuntu24\.04-py3\.12 does not build from its Containerfile: /,
    mend: /: dl-env build --build engine --cells tiny-cuda12\.8\.1-ubuntu24\.04-py3\.12$/m,
  },
  "a registry without TLS": {
    inputs: LOGIN,
    file: () => request({ to: `${closed.host.replace("127.0.0.1", "0.0.0.0")}/team/images` }),
    cause: /it speaks http there, and https was asked for/,
    mend: /: curl -sSI https:/,
  },
  "a base that is private": {
    file: () => request({ to: "oci:./images" }).replace(bases.host, closed.host),
    isAtPlace: true,
    cause: /The mirror gives no list and no answer to 12\.8\.1-base-.*not allow anonymous access/,
    mend: /secrets registry-username and registry-password: gh secret set REGISTRY_PASSWORD$/m,
  },
  "gpus that are none": {
    inputs: { ...LOGIN, command: "smoke", gpus: "first" },
    cause: /The input gpus is "first", but must be auto, all, none, or different indexes/,
    mend: /Write it under `with:` as `gpus: all`$/m,
  },
  "a token that may only read": {
    inputs: { ...LOGIN, command: "build" },
    file: () => request({ to: `${readable.host}/team/images` }),
    cause: /does not allow this account to write/,
    mend: /may read and write as the secrets .*: gh secret set REGISTRY_PASSWORD$/m,
  },
  "two calls in one run with one prefix": {
    inputs: {
      ...LOGIN,
      command: "promote",
      "plan-folder": "nowhere",
      "plan-id": "0123456789abcdef",
    },
    cause: /There is no plan\.json in nowhere/,
    mend: /plan-folder: \$\{\{ runner\.temp \}\}\/dl-env-plan$/m,
  },
};

const step = ({ inputs = {}, file = request, options = {} }: Mistake): Promise<StepRun> => {
  const text = file();
  const files = text === undefined ? {} : { "dl-env.yml": text, ...locks };
  return runAction({ command: "plan", ...inputs }, { ...options, files, entry });
};

describe("a first run that goes wrong says the cause and the mend", () => {
  test.each(Object.entries(MISTAKES))(
    "%s",
    async (_, mistake) => {
      const { level = "error", isAtPlace = false, cause, mend } = mistake;
      const run = await step(mistake);
      expect([run.code !== 0, run.log]).toEqual([level === "error", expect.anything()]);
      const told = run.annotations.filter((one) => one.level === (isAtPlace ? "notice" : level));
      const messages = told.map(({ message }) => message).join("\n");
      expect(messages).toMatch(cause);
      expect(messages).toMatch(mend);
      expect(run.summary).toContain(level === "error" ? "### What went wrong" : "\n> ");
      expect(`${run.log}\n${run.summary}`).not.toContain("docker login");
    },
    TIMEOUT,
  );

  test(
    "a night whose settings do not let Actions open pull requests is green, and says so in an issue",
    async () => {
      const github = await startFakeGitHub({ token: "ghs_t0ken", mayOpenPulls: false });
      const list = bases.manifests.get("nvidia/cuda");
      list?.set("13.9.0-base-ubuntu24.04", list.get(BASE)!);
      const run = await runAction(
        { command: "watch", "github-token": "ghs_t0ken", ...LOGIN },
        {
          files: { "dl-env.yml": request(), ...locks },
          env: { GITHUB_EVENT_NAME: "schedule", GITHUB_API_URL: github.api },
          entry,
        },
      );
      list?.delete("13.9.0-base-ubuntu24.04");
      await github.close();
      expect(run.code).toBe(0);
      expect(github.issues[0]?.body).toContain("Settings, Actions, General");
    },
    TIMEOUT,
  );

  test(
    "a night whose token has expired is red, says which secret to set, and still has what to build",
    async () => {
      const github = await startFakeGitHub({ token: "ghs_t0ken" });
      const run = await runAction(
        { command: "watch", "github-token": "ghs_t0ken", "proposal-token": "old", ...LOGIN },
        {
          files: { "dl-env.yml": request(), ...locks },
          env: { GITHUB_EVENT_NAME: "schedule", GITHUB_API_URL: github.api },
          entry,
        },
      );
      await github.close();
      expect([run.code, run.outputs["changed"]]).toEqual([3, "true"]);
      expect(run.annotations[0]?.message).toMatch(/the token is not valid.*\n.*: gh secret set/);
    },
    TIMEOUT,
  );
});
