import type { GitHub, RepositoryClient } from "./gitHubPort.ts";
import { gitHubRequest } from "./gitHubRefusal.ts";

/** See `GitHub.upsertPull`. */
export const upsertPull =
  ({ kit, repo }: RepositoryClient): GitHub["upsertPull"] =>
  async ({ branch, base, title, body }) => {
    const open = await gitHubRequest(
      "list pull requests",
      kit.rest.pulls.list({ ...repo, state: "open", head: `${repo.owner}:${branch}`, base }),
    );
    const [there] = open.data;
    if (there === undefined)
      return (
        await gitHubRequest(
          "open a pull request",
          kit.rest.pulls.create({ ...repo, head: branch, base, title, body }),
        )
      ).data.number;
    if (there.title !== title || there.body !== body)
      await gitHubRequest(
        "update the pull request",
        kit.rest.pulls.update({ ...repo, pull_number: there.number, title, body }),
      );
    return there.number;
  };
