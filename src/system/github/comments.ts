import type { GitHub, RepositoryClient } from "./gitHubPort.ts";
import { gitHubRequest } from "./gitHubRefusal.ts";
import { carries, marked } from "./marker.ts";

const findComment = async (
  { kit, repo }: RepositoryClient,
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

/** See `GitHub.upsertComment`. */
export const upsertComment =
  (client: RepositoryClient): GitHub["upsertComment"] =>
  async ({ pull, marker, body }) => {
    const { kit, repo } = client;
    const text = marked(marker, body);
    const there = await gitHubRequest("list comments", findComment(client, pull, marker));
    if (there === undefined)
      await gitHubRequest(
        "comment",
        kit.rest.issues.createComment({ ...repo, issue_number: pull, body: text }),
      );
    else if (there.body !== text)
      await gitHubRequest(
        "update the comment",
        kit.rest.issues.updateComment({ ...repo, comment_id: there.id, body: text }),
      );
  };
