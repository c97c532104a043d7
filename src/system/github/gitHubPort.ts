import type { Octokit } from "@octokit/rest";

/**
 * What dl-env asks of GitHub; each operation is safe to repeat and updates in place what an earlier
 * run made.
 */
export interface GitHub {
  /** Default branch, and when something was last pushed (ISO date-time). One request. */
  branch(): Promise<{ readonly name: string; readonly lastPush: string }>;
  /**
   * One commit with these files on top of the default branch, on a branch that is ours alone.
   * Returns false when the branch holds just that already.
   */
  proposeFiles(change: {
    readonly branch: string;
    readonly base: string;
    readonly message: string;
    readonly files: ReadonlyMap<string, string>;
  }): Promise<boolean>;
  /**
   * Opens the pull request of that branch, or brings title and body up to date. Returns its number.
   */
  upsertPull(pull: {
    readonly branch: string;
    readonly base: string;
    readonly title: string;
    readonly body: string;
  }): Promise<number>;
  /**
   * The open issue whose body carries the marker: made, or brought up to date. Returns its number.
   */
  upsertIssue(issue: {
    readonly marker: string;
    readonly title: string;
    readonly body: string;
  }): Promise<number>;
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
