import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";

interface Issue {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  state_reason?: string;
  comments: { id: number; body: string }[];
  pull_request?: object;
}
interface Pull {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  merged_at: string | null;
  head: { ref: string; label: string };
  base: { ref: string };
}

/** What the repository holds, for assertions. */
export interface FakeGitHub {
  readonly api: string;
  readonly refs: Map<string, string>;
  readonly issues: Issue[];
  readonly pulls: Pull[];
  /** `METHOD path`, in the order asked. */
  readonly log: string[];
  /**
   * Requests that no route answers; a test that leaves one has asked for what GitHub does not have.
   */
  readonly unexpected: string[];
  /** What its owner may change from one night to the next. */
  readonly settings: { mayOpenPulls: boolean; token: string };
  file(branch: string, path: string): string | undefined;
  commitsOf(branch: string): number;
  close(): Promise<void>;
}

type Handler = (
  match: RegExpExecArray,
  body: Record<string, unknown>,
  query: URLSearchParams,
) => [number, unknown, Record<string, string>?];

const sha = (value: unknown): string =>
  createHash("sha1").update(JSON.stringify(value)).digest("hex");

/**
 * One repository that answers as GitHub's REST description says (version 2022-11-28): status codes,
 * paging by Link, validation of what is missing, 404 for what a token may not see. `token` is the
 * only one that may write; without one nothing may be read.
 */
export const startFakeGitHub = async (
  options: {
    token: string;
    lastCommit?: string;
    files?: Readonly<Record<string, string>>;
    may?: "read" | "write";
    /** Whether the settings let Actions open pull requests; by default GitHub's do not. */
    mayOpenPulls?: boolean;
  } = { token: "t" },
): Promise<FakeGitHub> => {
  const trees = new Map<string, Record<string, string>>();
  const commits = new Map<
    string,
    { tree: string; parents: string[]; message: string; date: string }
  >();
  const refs = new Map<string, string>();
  const issues: Issue[] = [];
  const pulls: Pull[] = [];
  const settings = { mayOpenPulls: options.mayOpenPulls ?? true, token: options.token };
  const log: string[] = [];
  const unexpected: string[] = [];
  let next = 1;
  const putTree = (files: Record<string, string>): string => {
    const id = sha(files);
    trees.set(id, files);
    return id;
  };
  const putCommit = (commit: {
    tree: string;
    parents: string[];
    message: string;
    date: string;
  }): string => {
    const id = sha({ ...commit, n: commits.size });
    commits.set(id, commit);
    return id;
  };
  refs.set(
    "heads/main",
    putCommit({
      tree: putTree({ ...options.files }),
      parents: [],
      message: "first",
      date: options.lastCommit ?? "2026-11-20T00:00:00Z",
    }),
  );

  const missing: ReturnType<Handler> = [
    404,
    { message: "Not Found", documentation_url: "https://docs.github.com/rest" },
  ];
  const invalid = (field: string): ReturnType<Handler> => [
    422,
    { message: "Validation Failed", errors: [{ field, code: "missing_field" }] },
  ];
  const asRef = (name: string): object => ({
    ref: `refs/${name}`,
    object: { type: "commit", sha: refs.get(name) },
  });
  const commitBody = (id: string): object => ({
    sha: id,
    tree: { sha: commits.get(id)?.tree },
    message: commits.get(id)?.message,
    committer: { date: commits.get(id)?.date },
  });
  const paged = (
    items: readonly unknown[],
    query: URLSearchParams,
    path: string,
  ): ReturnType<Handler> => {
    const size = Math.min(100, Number(query.get("per_page") ?? 30));
    const page = Number(query.get("page") ?? 1);
    const more = items.length > page * size;
    return [
      200,
      items.slice((page - 1) * size, page * size),
      more ? { link: `<${api}${path}?per_page=${size}&page=${page + 1}>; rel="next"` } : {},
    ];
  };

  const repo = "/repos/team/images";
  const routes: [string, RegExp, Handler][] = [
    [
      "GET",
      /^$/,
      () => [
        200,
        {
          full_name: "team/images",
          default_branch: "main",
          pushed_at: options.lastCommit ?? "2026-11-20T00:00:00Z",
        },
      ],
    ],
    [
      "GET",
      /^\/git\/ref\/(heads\/[\w/.-]+)$/,
      ([, ref = ""]) => (refs.has(ref) ? [200, asRef(ref)] : missing),
    ],
    [
      "GET",
      /^\/git\/commits\/([0-9a-f]{40})$/,
      ([, id = ""]) => (commits.has(id) ? [200, commitBody(id)] : missing),
    ],
    [
      "POST",
      /^\/git\/trees$/,
      (_, body) => {
        const added = body["tree"] as
          { path: string; mode: string; type: string; content: string }[] | undefined;
        if (added === undefined) return invalid("tree");
        const id = putTree({
          ...trees.get(String(body["base_tree"])),
          ...Object.fromEntries(added.map(({ path, content }) => [path, content])),
        });
        return [201, { sha: id }];
      },
    ],
    [
      "POST",
      /^\/git\/commits$/,
      (_, body) => {
        if (typeof body["message"] !== "string" || !trees.has(String(body["tree"])))
          return invalid("tree");
        const id = putCommit({
          tree: String(body["tree"]),
          parents: body["parents"] as string[],
          message: body["message"],
          date: "2026-11-21T00:00:00Z",
        });
        return [201, commitBody(id)];
      },
    ],
    [
      "POST",
      /^\/git\/refs$/,
      (_, body) => {
        const name = String(body["ref"]).replace(/^refs\//, "");
        if (refs.has(name)) return [422, { message: "Reference already exists" }];
        refs.set(name, String(body["sha"]));
        return [201, asRef(name)];
      },
    ],
    [
      "PATCH",
      /^\/git\/refs\/(heads\/[\w/.-]+)$/,
      ([, ref = ""], body) => {
        if (!refs.has(ref)) return [422, { message: "Reference does not exist" }];
        const parents = commits.get(String(body["sha"]))?.parents ?? [];
        if (body["force"] !== true && !parents.includes(refs.get(ref) ?? ""))
          return [422, { message: "Update is not a fast forward" }];
        refs.set(ref, String(body["sha"]));
        return [200, asRef(ref)];
      },
    ],
    [
      "GET",
      /^\/pulls$/,
      (_, __, query) => [
        200,
        pulls.filter(
          (pull) =>
            [pull.state, "all"].includes(query.get("state") ?? "open") &&
            (query.get("head") === null || pull.head.label === query.get("head")) &&
            (query.get("base") === null || pull.base.ref === query.get("base")),
        ),
      ],
    ],
    [
      "POST",
      /^\/pulls$/,
      (_, body) => {
        const head = String(body["head"]);
        if (!refs.has(`heads/${head}`)) return invalid("head");
        if (!settings.mayOpenPulls)
          return [
            403,
            { message: "GitHub Actions is not permitted to create or approve pull requests." },
          ];
        if (pulls.some((pull) => pull.head.ref === head && pull.state === "open"))
          return [
            422,
            {
              message: "Validation Failed",
              errors: [{ message: `A pull request already exists for team:${head}.` }],
            },
          ];
        const pull: Pull = {
          number: next,
          title: String(body["title"]),
          body: String(body["body"]),
          state: "open",
          merged_at: null,
          head: { ref: head, label: `team:${head}` },
          base: { ref: String(body["base"]) },
        };
        next += 1;
        pulls.push(pull);
        issues.push({
          number: pull.number,
          title: pull.title,
          body: pull.body,
          state: "open",
          comments: [],
          pull_request: {},
        });
        return [201, pull];
      },
    ],
    [
      "GET",
      /^\/pulls\/(\d+)$/,
      ([, number]) => {
        const pull = pulls.find((one) => one.number === Number(number));
        return pull === undefined ? missing : [200, pull];
      },
    ],
    [
      "DELETE",
      /^\/git\/refs\/(heads\/[\w/.-]+)$/,
      ([, ref = ""]) => {
        if (!refs.delete(ref)) return [422, { message: "Reference does not exist" }];
        // GitHub closes the pull requests of a branch that is deleted.
        for (const pull of pulls) if (`heads/${pull.head.ref}` === ref) pull.state = "closed";
        return [204, undefined];
      },
    ],
    [
      "PATCH",
      /^\/pulls\/(\d+)$/,
      ([, number], body) => {
        const pull = pulls.find((one) => one.number === Number(number));
        return pull === undefined ? missing : [200, Object.assign(pull, body)];
      },
    ],
    [
      "GET",
      /^\/issues$/,
      (_, __, query) =>
        paged(
          issues.filter((issue) => [issue.state, "all"].includes(query.get("state") ?? "open")),
          query,
          `${repo}/issues`,
        ),
    ],
    [
      "POST",
      /^\/issues$/,
      (_, body) => {
        if (typeof body["title"] !== "string") return invalid("title");
        const issue: Issue = {
          number: next,
          title: body["title"],
          body: typeof body["body"] === "string" ? body["body"] : "",
          state: "open",
          comments: [],
        };
        next += 1;
        issues.push(issue);
        return [201, issue];
      },
    ],
    [
      "PATCH",
      /^\/issues\/(\d+)$/,
      ([, number], body) => {
        const issue = issues.find((one) => one.number === Number(number));
        return issue === undefined ? missing : [200, Object.assign(issue, body)];
      },
    ],
    [
      "GET",
      /^\/issues\/(\d+)\/comments$/,
      ([, number], _, query) => {
        const issue = issues.find((one) => one.number === Number(number));
        return issue === undefined
          ? missing
          : paged(issue.comments, query, `${repo}/issues/${number}/comments`);
      },
    ],
    [
      "POST",
      /^\/issues\/(\d+)\/comments$/,
      ([, number], body) => {
        const issue = issues.find((one) => one.number === Number(number));
        if (issue === undefined) return missing;
        const comment = { id: 1000 + next, body: String(body["body"]) };
        next += 1;
        issue.comments.push(comment);
        return [201, comment];
      },
    ],
    [
      "PATCH",
      /^\/issues\/comments\/(\d+)$/,
      ([, id], body) => {
        const comment = issues
          .flatMap((issue) => issue.comments)
          .find((one) => one.id === Number(id));
        return comment === undefined ? missing : [200, Object.assign(comment, body)];
      },
    ],
  ];

  const answer = (request: IncomingMessage, body: Record<string, unknown>): ReturnType<Handler> => {
    const url = new URL(request.url ?? "", "http://x");
    const method = request.method ?? "";
    log.push(`${method} ${decodeURIComponent(url.pathname.slice(repo.length))}`);
    if (request.headers.authorization !== `token ${settings.token}`)
      return [401, { message: "Bad credentials" }];
    if (!url.pathname.startsWith(repo)) return missing;
    if (method !== "GET" && options.may === "read")
      return [403, { message: "Resource not accessible by integration" }];
    for (const [wanted, path, handler] of routes) {
      const match =
        wanted === method ? path.exec(decodeURIComponent(url.pathname.slice(repo.length))) : null;
      if (match !== null) return handler(match, body, url.searchParams);
    }
    unexpected.push(`${method} ${url.pathname}`);
    return missing;
  };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const [status, value, headers] = answer(
        request,
        text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
      );
      response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
      response.end(value === undefined ? undefined : JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    api,
    refs,
    issues,
    pulls,
    log,
    unexpected,
    settings,
    file: (branch, path) =>
      trees.get(commits.get(refs.get(`heads/${branch}`) ?? "")?.tree ?? "")?.[path],
    commitsOf: (branch) => {
      let count = 0;
      for (let id = refs.get(`heads/${branch}`); id !== undefined; id = commits.get(id)?.parents[0])
        count += 1;
      return count;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
};
