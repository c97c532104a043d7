import { visibleLine, visibleText } from "../../text/visible.ts";
import { upsertComment } from "./comments.ts";
import { defaultBranch } from "./defaultBranch.ts";
import type { GitHub } from "./gitHubPort.ts";
import { issues } from "./issues.ts";
import { proposeFiles } from "./proposedFiles.ts";
import { pullRequests } from "./pullRequests.ts";

export type { GitHub } from "./gitHubPort.ts";

export interface GitHubOptions {
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
  /** GITHUB_API_URL; default is github.com's. */
  readonly api?: string;
}

/** What stands on pages of GitHub holds nothing that a reader would not see. */
const visibly = (github: GitHub): GitHub => ({
  ...github,
  upsertPull: (pull) =>
    github.upsertPull({ ...pull, title: visibleLine(pull.title), body: visibleText(pull.body) }),
  closeProposal: (proposed, word) => github.closeProposal(proposed, visibleText(word)),
  upsertIssue: (issue) =>
    github.upsertIssue({
      ...issue,
      title: visibleLine(issue.title),
      body: visibleText(issue.body),
    }),
  settleIssue: (marker, word) => github.settleIssue(marker, visibleText(word)),
  upsertComment: (comment) => github.upsertComment({ ...comment, body: visibleText(comment.body) }),
});

/** GitHub over @octokit/rest, which is loaded here and nowhere else. */
export const openGitHub = async ({ repository, token, api }: GitHubOptions): Promise<GitHub> => {
  const { Octokit } = await import("@octokit/rest");
  const noLog = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const kit = new Octokit({
    auth: token,
    userAgent: "dl-env",
    log: noLog,
    ...(api === undefined ? {} : { baseUrl: api }),
  });
  const [owner = "", repo = ""] = repository.split("/");
  const client = { kit, repo: { owner, repo } };
  return visibly({
    branch: defaultBranch(client),
    proposeFiles: proposeFiles(client),
    ...pullRequests(client),
    ...issues(client),
    upsertComment: upsertComment(client),
  });
};
