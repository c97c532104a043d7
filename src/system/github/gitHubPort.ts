import type { Octokit } from "@octokit/rest";

/** A pull request of ours. */
export interface Proposed {
  readonly number: number;
  readonly branch: string;
}

/**
 * What dl-env asks of GitHub; each operation is safe to repeat and updates in place what an earlier
 * run made.
 */
export interface GitHub {
  /** Default branch, and when something was last pushed (ISO date-time). One request. */
  branch(): Promise<{ readonly name: string; readonly lastPush: string }>;
  /**
   * One commit with these files on top of the default branch, on a branch that is ours alone.
   * `same`: the branch holds just that already. `edited`: somebody else committed to it, so it is
   * left as it is.
   */
  proposeFiles(change: {
    readonly branch: string;
    readonly base: string;
    readonly message: string;
    readonly files: ReadonlyMap<string, string>;
  }): Promise<"written" | "same" | "edited">;
  /**
   * What became of the pull requests of a branch. `decided`: a person merged or closed one, and
   * none is open. One that was closed by `closeProposal` is forgotten.
   */
  proposalState(branch: string): Promise<"open" | "decided" | "none">;
  /** The open pull requests whose branch begins with this. */
  openProposals(prefix: string): Promise<readonly Proposed[]>;
  /**
   * Opens the pull request of that branch, or brings title and body up to date. Returns its number;
   * rejects with `pulls-not-allowed` where the repository's settings forbid it to Actions.
   */
  upsertPull(pull: {
    readonly branch: string;
    readonly base: string;
    readonly title: string;
    readonly body: string;
  }): Promise<number>;
  /** Closes a pull request that is out of date, with a last word, and deletes its branch. */
  closeProposal(proposed: Proposed, word: string): Promise<void>;
  /**
   * The issue whose body carries the marker: made, or brought up to date where it is open. One that
   * a person closed is not opened again while it would say the same.
   */
  upsertIssue(issue: {
    readonly marker: string;
    readonly title: string;
    readonly body: string;
  }): Promise<void>;
  /**
   * Closes the open issue with that marker, with a last word. Returns its number, or undefined when
   * there is none.
   */
  settleIssue(marker: string, word: string): Promise<number | undefined>;
  /** The comment of a pull request that carries the marker: made, or brought up to date. */
  upsertComment(comment: {
    readonly pull: number;
    readonly marker: string;
    readonly body: string;
  }): Promise<void>;
}

/** A type and not an interface, because Octokit's parameters have an index signature. */
export type Repo = {
  readonly owner: string;
  readonly repo: string;
};

/** One repository, and the client that asks for it. */
export interface RepositoryClient {
  readonly kit: Octokit;
  readonly repo: Repo;
}
