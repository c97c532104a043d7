import type { Octokit } from "@octokit/rest";
import { unreachable } from "../errors/error.ts";

/** What dl-env asks of GitHub; each operation is safe to repeat and updates in place what an earlier run made. */
export interface GitHub {
  /** Default branch, and when something was last pushed (ISO date-time). One request. */
  branch(): Promise<{ readonly name: string; readonly lastPush: string }>;
  /** One commit with these files on top of the default branch, on a branch that is ours alone. Returns false when the branch holds just that already. */
  proposeFiles(change: {
    readonly branch: string;
    readonly base: string;
    readonly message: string;
    readonly files: ReadonlyMap<string, string>;
  }): Promise<boolean>;
  /** Opens the pull request of that branch, or brings title and body up to date. Returns its number. */
  upsertPull(pull: {
    readonly branch: string;
    readonly base: string;
    readonly title: string;
    readonly body: string;
  }): Promise<number>;
  /** The open issue whose body carries the marker: made, or brought up to date. Returns its number. */
  upsertIssue(issue: {
    readonly marker: string;
    readonly title: string;
    readonly body: string;
  }): Promise<number>;
  /** Closes the open issue with that marker, with a last word. Returns its number, or undefined when there is none. */
  settleIssue(marker: string, word: string): Promise<number | undefined>;
  /** The comment of a pull request that carries the marker: made, or brought up to date. */
  upsertComment(comment: {
    readonly pull: number;
    readonly marker: string;
    readonly body: string;
  }): Promise<void>;
}

export interface GitHubOptions {
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
  /** GITHUB_API_URL; default is github.com's. */
  readonly api?: string;
}

/** A type and not an interface, because Octokit's parameters have an index signature. */
type Repo = {
  readonly owner: string;
  readonly repo: string;
};

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && "status" in error && typeof error.status === "number"
    ? error.status
    : undefined;

const WHY: Readonly<Record<number, string>> = {
  401: "the token is not valid",
  403: "the token may not do this, or too many requests were made",
  404: "it is not there, or the token may not see it",
  422: "GitHub did not accept the values",
  429: "too many requests were made",
};

/** Tells what was tried; GitHub's own message is not repeated, because it may quote what was sent. */
const asked = async <T>(what: string, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    const status = statusOf(error);
    const why = (status === undefined ? undefined : WHY[status]) ?? "it did not answer as expected";
    throw unreachable(
      {
        code: "github-refused",
        message: `GitHub refused to ${what}: ${why}${status === undefined ? "" : ` (status ${status})`}.`,
        hint: "Look at the permissions of the job: they must grant what README.md lists under `permissions:`",
      },
      { cause: error },
    );
  }
};

const orMissing = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
};

const branchOf =
  (kit: Octokit, repo: Repo): GitHub["branch"] =>
  async () => {
    const { data } = await asked("read the repository", kit.rest.repos.get(repo));
    return { name: data.default_branch, lastPush: data.pushed_at };
  };

const propose =
  (kit: Octokit, repo: Repo): GitHub["proposeFiles"] =>
  async ({ branch, base, message, files }) => {
    const onto = await asked(
      `read the branch ${base}`,
      kit.rest.git.getRef({ ...repo, ref: `heads/${base}` }),
    );
    const parent = onto.data.object.sha;
    const below = await asked(
      "read the last commit",
      kit.rest.git.getCommit({ ...repo, commit_sha: parent }),
    );
    const tree = await asked(
      "write files",
      kit.rest.git.createTree({
        ...repo,
        base_tree: below.data.tree.sha,
        tree: [...files].map(([path, content]) => ({
          path,
          mode: "100644",
          type: "blob",
          content,
        })),
      }),
    );
    const there = await asked(
      `read the branch ${branch}`,
      orMissing(kit.rest.git.getRef({ ...repo, ref: `heads/${branch}` })),
    );
    if (there !== undefined) {
      const tip = await asked(
        `read the branch ${branch}`,
        kit.rest.git.getCommit({ ...repo, commit_sha: there.data.object.sha }),
      );
      if (tip.data.tree.sha === tree.data.sha) return false;
    }
    const commit = await asked(
      "write a commit",
      kit.rest.git.createCommit({ ...repo, message, tree: tree.data.sha, parents: [parent] }),
    );
    if (there === undefined)
      await asked(
        `make the branch ${branch}`,
        kit.rest.git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha: commit.data.sha }),
      );
    else
      await asked(
        `move the branch ${branch}`,
        kit.rest.git.updateRef({
          ...repo,
          ref: `heads/${branch}`,
          sha: commit.data.sha,
          force: true,
        }),
      );
    return true;
  };

const pulls =
  (kit: Octokit, repo: Repo): GitHub["upsertPull"] =>
  async ({ branch, base, title, body }) => {
    const open = await asked(
      "list pull requests",
      kit.rest.pulls.list({ ...repo, state: "open", head: `${repo.owner}:${branch}`, base }),
    );
    const [there] = open.data;
    if (there === undefined)
      return (
        await asked(
          "open a pull request",
          kit.rest.pulls.create({ ...repo, head: branch, base, title, body }),
        )
      ).data.number;
    if (there.title !== title || there.body !== body)
      await asked(
        "update the pull request",
        kit.rest.pulls.update({ ...repo, pull_number: there.number, title, body }),
      );
    return there.number;
  };

/** A body that begins with a marker that readers do not see. */
const marked = (marker: string, body: string): string => `<!-- ${marker} -->\n${body}`;
const carries = (marker: string, body: string | null | undefined): boolean =>
  body?.startsWith(`<!-- ${marker} -->`) ?? false;

const findIssue = async (
  kit: Octokit,
  repo: Repo,
  marker: string,
): Promise<{ number: number; title: string; body?: string | null | undefined } | undefined> => {
  for await (const page of kit.paginate.iterator(kit.rest.issues.listForRepo, {
    ...repo,
    state: "open",
    per_page: 100,
  })) {
    const found = page.data.find(
      (issue) => issue.pull_request === undefined && carries(marker, issue.body),
    );
    if (found !== undefined) return found;
  }
  return undefined;
};

const issues = (kit: Octokit, repo: Repo): Pick<GitHub, "upsertIssue" | "settleIssue"> => ({
  upsertIssue: async ({ marker, title, body }) => {
    const text = marked(marker, body);
    const there = await asked("list issues", findIssue(kit, repo, marker));
    if (there === undefined)
      return (await asked("open an issue", kit.rest.issues.create({ ...repo, title, body: text })))
        .data.number;
    if (there.title !== title || there.body !== text)
      await asked(
        "update the issue",
        kit.rest.issues.update({ ...repo, issue_number: there.number, title, body: text }),
      );
    return there.number;
  },
  settleIssue: async (marker, word) => {
    const there = await asked("list issues", findIssue(kit, repo, marker));
    if (there === undefined) return undefined;
    await asked(
      "comment on the issue",
      kit.rest.issues.createComment({ ...repo, issue_number: there.number, body: word }),
    );
    await asked(
      "close the issue",
      kit.rest.issues.update({
        ...repo,
        issue_number: there.number,
        state: "closed",
        state_reason: "completed",
      }),
    );
    return there.number;
  },
});

const findComment = async (
  kit: Octokit,
  repo: Repo,
  pull: number,
  marker: string,
): Promise<{ id: number; body?: string } | undefined> => {
  for await (const page of kit.paginate.iterator(kit.rest.issues.listComments, {
    ...repo,
    issue_number: pull,
    per_page: 100,
  })) {
    const found = page.data.find((comment) => carries(marker, comment.body));
    if (found !== undefined)
      return { id: found.id, ...(found.body === undefined ? {} : { body: found.body }) };
  }
  return undefined;
};

const comments =
  (kit: Octokit, repo: Repo): GitHub["upsertComment"] =>
  async ({ pull, marker, body }) => {
    const text = marked(marker, body);
    const there = await asked("list comments", findComment(kit, repo, pull, marker));
    if (there === undefined)
      await asked(
        "comment",
        kit.rest.issues.createComment({ ...repo, issue_number: pull, body: text }),
      );
    else if (there.body !== text)
      await asked(
        "update the comment",
        kit.rest.issues.updateComment({ ...repo, comment_id: there.id, body: text }),
      );
  };

/** GitHub over @octokit/rest, which is loaded here and nowhere else. */
export const openGitHub = async ({ repository, token, api }: GitHubOptions): Promise<GitHub> => {
  const { Octokit } = await import("@octokit/rest");
  const silent = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const kit = new Octokit({
    auth: token,
    userAgent: "dl-env",
    log: silent,
    ...(api === undefined ? {} : { baseUrl: api }),
  });
  const [owner = "", repo = ""] = repository.split("/");
  const where = { owner, repo };
  return {
    branch: branchOf(kit, where),
    proposeFiles: propose(kit, where),
    upsertPull: pulls(kit, where),
    ...issues(kit, where),
    upsertComment: comments(kit, where),
  };
};
