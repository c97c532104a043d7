import type { GitHub, RepositoryClient } from "./gitHubPort.ts";
import { gitHubRequest } from "./gitHubRefusal.ts";
import { carries, marked } from "./marker.ts";

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly body?: string | null | undefined;
}

/** The issues with that marker, up to the first that is open. */
const findIssues = async (
  { kit, repo }: RepositoryClient,
  marker: string,
  state: "open" | "all",
): Promise<readonly Issue[]> => {
  const found: Issue[] = [];
  for await (const page of kit.paginate.iterator(kit.rest.issues.listForRepo, {
    ...repo,
    state,
    per_page: 100,
  })) {
    for (const issue of page.data) {
      if (issue.pull_request !== undefined || !carries(marker, issue.body)) continue;
      found.push(issue);
      if (issue.state === "open") return found;
    }
  }
  return found;
};

const isOpen = ({ state }: Issue): boolean => state === "open";

const upsertIssue =
  (client: RepositoryClient): GitHub["upsertIssue"] =>
  async ({ marker, title, body }) => {
    const { kit, repo } = client;
    const text = marked(marker, body);
    const all = await gitHubRequest("list issues", findIssues(client, marker, "all"));
    const there = all.find(isOpen);
    if (there === undefined) {
      if (all.some((issue) => issue.body === text)) return;
      await gitHubRequest("open an issue", kit.rest.issues.create({ ...repo, title, body: text }));
    } else if (there.title !== title || there.body !== text)
      await gitHubRequest(
        "update the issue",
        kit.rest.issues.update({ ...repo, issue_number: there.number, title, body: text }),
      );
  };

const settleIssue =
  (client: RepositoryClient): GitHub["settleIssue"] =>
  async (marker, word) => {
    const { kit, repo } = client;
    const open = await gitHubRequest("list issues", findIssues(client, marker, "open"));
    const there = open.find(isOpen);
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
        // Should it come true again, it is news: only what a person closed is remembered.
        body: marked(`${marker} settled`, there.body ?? ""),
      }),
    );
    return there.number;
  };

/** See `GitHub.upsertIssue` and `GitHub.settleIssue`. */
export const issues = (client: RepositoryClient): Pick<GitHub, "upsertIssue" | "settleIssue"> => ({
  upsertIssue: upsertIssue(client),
  settleIssue: settleIssue(client),
});
