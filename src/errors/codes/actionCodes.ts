import type { CodeSection } from "./codeSection.ts";

export const actionCodes = {
  title: "The action",
  intro: "In workflows.",
  codes: {
    "bad-input": {
      exit: 2,
      title: "An input of the action is empty or invalid.",
      fix: "Write it under `with:` as the hint shows",
    },
    "runner-unfit": {
      title: "Something keeps GPU containers from running on this runner.",
      fix: "Type what the hint shows on the runner, then there: `dl-env doctor`",
    },
    "out-of-date": {
      title: "A file in the repository differs from what its source generates now.",
      fix: "Generate it again with the command in the hint, and commit it",
    },
    "sample-failed": {
      title: "A cell that the change affects does not build from its Containerfile.",
      fix: "`dl-env build --build engine --cells CELL`",
    },
    "lint-error": {
      title: "hadolint found an error in a Containerfile.",
      fix: "Change what makes it; generated ones: `dl-env generate`",
    },
    "no-comment": {
      exit: 2,
      title: "A comment on a pull request lacks what it needs.",
      fix: "Give `plan-folder` and `github-token`, and run it on pull_request",
    },
    "git-failed": {
      exit: 2,
      title: "git could not show the earlier state.",
      fix: "Check out with the history: `fetch-depth: 0`",
    },
    "wrong-base": {
      exit: 2,
      title: "`--base` is not a full commit hash.",
      fix: "`dl-env check --base $(git rev-parse origin/main)`",
    },
    "not-from-here": {
      exit: 2,
      title: "This run may not use secrets, push, or a GPU: see docs/threat-model.md.",
      fix: "Run it from the default branch",
    },
    "wrong-plan": {
      exit: 2,
      title: "The job was given a different plan from the one it was started for.",
      fix: "Give calls in one run different prefixes, as the hint shows",
    },
    "no-id-token": {
      exit: 2,
      title: "The job is not allowed to request an id token from GitHub.",
      fix: "`permissions: { id-token: write }` for the job that calls",
    },
    "oidc-refused": {
      exit: 3,
      title: "GitHub or Docker refused the login to Docker Hub by OIDC.",
      fix: "Compare the connection's rulesets with repository, branch and environment",
    },
    "cells-unknown": {
      exit: 3,
      title: "Cells of the plan could not be judged; the others continue, and the job fails.",
      fix: "Run it again when the server answers",
    },
    "cell-left": {
      title: "An accepted cell has no image after this run; the others have.",
      fix: "`gh run rerun --failed`",
    },
    "plan-moved": {
      exit: 1,
      title: "Something outside the repository changed since the plan was made.",
      fix: "Run the workflow again from the plan",
    },
    "cannot-edit-request": {
      exit: 2,
      title: "The action cannot edit this list in dl-env.yml.",
      fix: "Write it in one line, as the hint shows",
    },
    "pulls-not-allowed": {
      exit: 3,
      title:
        "The repository's settings do not let Actions open pull requests, as is GitHub's default. " +
        "A night tells it in one issue and goes on.",
      fix: "`gh api -X PUT repos/OWNER/NAME/actions/permissions/workflow -F can_approve_pull_request_reviews=true`",
    },
    "github-refused": {
      exit: 3,
      title: "GitHub refused a request.",
      fix: "Give the job the permissions that the README lists",
    },
  },
} as const satisfies CodeSection;
