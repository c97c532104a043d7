import type { GitHub, RepositoryClient } from "./gitHubPort.ts";
import { gitHubRequest } from "./gitHubRefusal.ts";
import { carries, marked } from "./marker.ts";

const findIssue = async (
  { kit, repo }: RepositoryClient,
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

const upsertIssue =
  (client: RepositoryClient): GitHub["upsertIssue"] =>
  async ({ marker, title, body }) => {
    const { kit, repo } = client;
    const text = marked(marker, body);
    const there = await gitHubRequest("list issues", findIssue(client, marker));
    if (there === undefined)
      return (
        await gitHubRequest("open an issue", kit.rest.issues.create({ ...repo, title, body: text }))
      ).data.number;
    if (there.title !== title || there.body !== text)
      await gitHubRequest(
        "update the issue",
        kit.rest.issues.update({ ...repo, issue_number: there.number, title, body: text }),
      );
    return there.number;
  };

const settleIssue =
  (client: RepositoryClient): GitHub["settleIssue"] =>
  async (marker, word) => {
    const { kit, repo } = client;
    const there = await gitHubRequest("list issues", findIssue(client, marker));
    if (there === undefined) return undefined;
    await gitHubRequest(
      "comment on the issue",
      kit.rest.issues.createComment({ ...repo, issue_number: there.number, body: word }),
    );
    await gitHubRequest(
      "close the issue",
      kit.rest.issues.update({
        ...repo,
        issue_number: there.number,
        state: "closed",
        state_reason: "completed",
      }),
    );
    return there.number;
  };

/** See `GitHub.upsertIssue` and `GitHub.settleIssue`. */
export const issues = (client: RepositoryClient): Pick<GitHub, "upsertIssue" | "settleIssue"> => ({
  upsertIssue: upsertIssue(client),
  settleIssue: settleIssue(client),
});
