import type { GitHub, RepositoryClient } from "./gitHubPort.ts";
import { gitHubRequest } from "./gitHubRefusal.ts";

/** See `GitHub.branch`. */
export const defaultBranch =
  ({ kit, repo }: RepositoryClient): GitHub["branch"] =>
  async () => {
    const { data } = await gitHubRequest("read the repository", kit.rest.repos.get(repo));
    return { name: data.default_branch, lastPush: data.pushed_at };
  };
