import type { GitHub, RepositoryClient } from "./gitHubPort.ts";
import { gitHubRequest, orMissing } from "./gitHubRefusal.ts";

type Change = Parameters<GitHub["proposeFiles"]>[0];

/** A tree with the files of the change on top of a commit's. */
const treeOf = async (
  { kit, repo }: RepositoryClient,
  files: Change["files"],
  parent: string,
): Promise<string> => {
  const below = await gitHubRequest(
    "read the last commit",
    kit.rest.git.getCommit({ ...repo, commit_sha: parent }),
  );
  const entries = [...files].map(([path, content]) => ({
    path,
    mode: "100644" as const,
    type: "blob" as const,
    content,
  }));
  const tree = await gitHubRequest(
    "write files",
    kit.rest.git.createTree({ ...repo, base_tree: below.data.tree.sha, tree: entries }),
  );
  return tree.data.sha;
};

/** Ends the message of each commit of ours: a branch with another one on top is somebody's work. */
const OURS = "Proposed-by: dl-env";

/** What a branch names; undefined where there is no such branch. */
const tipOf = async (
  { kit, repo }: RepositoryClient,
  branch: string,
): Promise<{ readonly tree: string; readonly ours: boolean } | undefined> => {
  const what = `read the branch ${branch}`;
  const there = await gitHubRequest(
    what,
    orMissing(kit.rest.git.getRef({ ...repo, ref: `heads/${branch}` })),
  );
  if (there === undefined) return undefined;
  const tip = await gitHubRequest(
    what,
    kit.rest.git.getCommit({ ...repo, commit_sha: there.data.object.sha }),
  );
  return { tree: tip.data.tree.sha, ours: tip.data.message.endsWith(OURS) };
};

/** See `GitHub.proposeFiles`. */
export const proposeFiles =
  (client: RepositoryClient): GitHub["proposeFiles"] =>
  async ({ branch, base, message, files }) => {
    const { kit, repo } = client;
    const there = await tipOf(client, branch);
    if (there?.ours === false) return "edited";
    const onto = await gitHubRequest(
      `read the branch ${base}`,
      kit.rest.git.getRef({ ...repo, ref: `heads/${base}` }),
    );
    const parent = onto.data.object.sha;
    const tree = await treeOf(client, files, parent);
    if (there?.tree === tree) return "same";
    const { data } = await gitHubRequest(
      "write a commit",
      kit.rest.git.createCommit({
        ...repo,
        message: `${message}\n\n${OURS}`,
        tree,
        parents: [parent],
      }),
    );
    if (there === undefined)
      await gitHubRequest(
        `make the branch ${branch}`,
        kit.rest.git.createRef({ ...repo, ref: `refs/heads/${branch}`, sha: data.sha }),
      );
    else
      await gitHubRequest(
        `move the branch ${branch}`,
        kit.rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha: data.sha, force: true }),
      );
    return "written";
  };
