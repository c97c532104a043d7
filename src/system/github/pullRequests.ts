import { unreachable } from "../../errors/error.ts";
import type { GitHub, RepositoryClient } from "./gitHubPort.ts";
import { gitHubRequest, isForbidden, orMissing } from "./gitHubRefusal.ts";
import { carries, marked } from "./marker.ts";

/** Begins the body of a pull request that was closed because it was out of date. */
const OVERTAKEN = "dl-env:overtaken";

/** GitHub's words where the settings keep Actions from opening pull requests. */
const NOT_PERMITTED = /not permitted to create/i;

const proposalState =
  ({ kit, repo }: RepositoryClient): GitHub["proposalState"] =>
  async (branch) => {
    const { data } = await gitHubRequest(
      "list pull requests",
      kit.rest.pulls.list({
        ...repo,
        state: "all",
        head: `${repo.owner}:${branch}`,
        per_page: 100,
      }),
    );
    if (data.some(({ state }) => state === "open")) return "open";
    return data.some(({ body }) => !carries(OVERTAKEN, body)) ? "decided" : "none";
  };

const openProposals =
  ({ kit, repo }: RepositoryClient): GitHub["openProposals"] =>
  async (prefix) => {
    const pulls = kit.paginate(kit.rest.pulls.list, { ...repo, state: "open", per_page: 100 });
    // A fork's branch may have any name.
    const own = `${repo.owner}:${prefix}`;
    return (await gitHubRequest("list pull requests", pulls))
      .filter(({ head }) => head.label.startsWith(own))
      .map(({ number, head }) => ({ number, branch: head.ref }));
  };

const closeProposal =
  ({ kit, repo }: RepositoryClient): GitHub["closeProposal"] =>
  async ({ number, branch }, word) => {
    const { data } = await gitHubRequest(
      "read a pull request",
      kit.rest.pulls.get({ ...repo, pull_number: number }),
    );
    await gitHubRequest(
      "comment on the pull request",
      kit.rest.issues.createComment({ ...repo, issue_number: number, body: word }),
    );
    await gitHubRequest(
      "close the pull request",
      kit.rest.pulls.update({
        ...repo,
        pull_number: number,
        state: "closed",
        body: marked(OVERTAKEN, data.body ?? ""),
      }),
    );
    await gitHubRequest(
      `delete the branch ${branch}`,
      orMissing(kit.rest.git.deleteRef({ ...repo, ref: `heads/${branch}` })),
    );
  };

type NewPull = Parameters<GitHub["upsertPull"]>[0];

const openPull = async (
  { kit, repo }: RepositoryClient,
  { branch, base, title, body }: NewPull,
): Promise<number> => {
  const work = kit.rest.pulls.create({ ...repo, head: branch, base, title, body });
  try {
    return (await work).data.number;
  } catch (error) {
    if (isForbidden(error, NOT_PERMITTED))
      throw unreachable(
        {
          code: "pulls-not-allowed",
          message: "The settings of this repository do not let Actions open pull requests.",
          hint:
            "Allow it: gh api -X PUT " +
            `repos/${repo.owner}/${repo.repo}/actions/permissions/workflow ` +
            "-F can_approve_pull_request_reviews=true",
        },
        { cause: error },
      );
    return await gitHubRequest(
      "open a pull request",
      work.then(({ data }) => data.number),
    );
  }
};

const upsertPull =
  (client: RepositoryClient): GitHub["upsertPull"] =>
  async (pull) => {
    const { kit, repo } = client;
    const { branch, base, title, body } = pull;
    const open = await gitHubRequest(
      "list pull requests",
      kit.rest.pulls.list({ ...repo, state: "open", head: `${repo.owner}:${branch}`, base }),
    );
    const [there] = open.data;
    if (there === undefined) return openPull(client, pull);
    if (there.title !== title || there.body !== body)
      await gitHubRequest(
        "update the pull request",
        kit.rest.pulls.update({ ...repo, pull_number: there.number, title, body }),
      );
    return there.number;
  };

/** See `GitHub`, about pull requests. */
export const pullRequests = (
  client: RepositoryClient,
): Pick<GitHub, "proposalState" | "openProposals" | "upsertPull" | "closeProposal"> => ({
  proposalState: proposalState(client),
  openProposals: openProposals(client),
  upsertPull: upsertPull(client),
  closeProposal: closeProposal(client),
});
