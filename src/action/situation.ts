import { z } from "zod";
import { GPU_LABEL, type Actor, type RefKind, type Situation } from "./runRights.ts";

const repository = z.object({ full_name: z.string() });

/**
 * The few fields of a webhook payload that decide who may do what; everything else is thrown away.
 */
const payload = z.object({
  repository: repository.extend({ default_branch: z.string().optional() }).optional(),
  sender: z.object({ type: z.string() }).optional(),
  pull_request: z
    .object({
      number: z.number().int().positive(),
      author_association: z.string(),
      user: z.object({ login: z.string(), type: z.string() }).nullish(),
      labels: z.array(z.object({ name: z.string() })).default([]),
      head: z.object({ sha: z.string(), repo: repository.nullish() }),
      base: z.object({ sha: z.string(), ref: z.string(), repo: repository }),
    })
    .optional(),
  merge_group: z.object({ base_sha: z.string() }).optional(),
});

export type Payload = z.infer<typeof payload>;

/** What the runner says in its environment. */
export interface RunFacts {
  readonly event: string;
  readonly actor: string;
  /** `refs/heads/main` */
  readonly ref: string;
  readonly repository: string;
  /** Text of the file that GITHUB_EVENT_PATH names. */
  readonly payload: string | undefined;
}

/** The payload, or undefined when there is none or it is not what GitHub documents. */
export const decodePayload = (text: string | undefined): Payload | undefined => {
  if (text === undefined) return undefined;
  try {
    const decoded = payload.safeParse(JSON.parse(text));
    return decoded.success ? decoded.data : undefined;
  } catch {
    return undefined;
  }
};

const INSIDERS = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);
const isBot = (name: string): boolean => name.endsWith("[bot]");

const actorOf = (facts: RunFacts, event: Payload | undefined): Actor => {
  const pull = event?.pull_request;
  if (
    isBot(facts.actor) ||
    event?.sender?.type === "Bot" ||
    pull?.user?.type === "Bot" ||
    isBot(pull?.user?.login ?? "")
  )
    return "bot";
  if (pull !== undefined) return INSIDERS.has(pull.author_association) ? "insider" : "outsider";
  // Events without a pull request that reach a row with rights can be started only with write
  // access.
  return "insider";
};

/** True unless both ends of a pull request are known to be this repository. */
const isFork = (facts: RunFacts, event: Payload | undefined): boolean => {
  const pull = event?.pull_request;
  if (pull !== undefined)
    return (
      pull.head.repo?.full_name !== pull.base.repo.full_name ||
      pull.base.repo.full_name !== facts.repository
    );
  return facts.event.startsWith("pull_request");
};

const refOf = (facts: RunFacts, event: Payload | undefined): RefKind => {
  if (facts.ref.startsWith("refs/tags/")) return "tag";
  if (facts.event === "schedule") return "default";
  const branch = event?.repository?.default_branch;
  return branch !== undefined && facts.ref === `refs/heads/${branch}` ? "default" : "other";
};

/** Reads the situation of a run. What is not known counts as the less trusted. */
export const situationOf = (
  facts: RunFacts,
  event: Payload | undefined = decodePayload(facts.payload),
): Situation => ({
  event: facts.event,
  actor: actorOf(facts, event),
  fork: isFork(facts, event),
  label: event?.pull_request?.labels.some(({ name }) => name === GPU_LABEL) ?? false,
  ref: refOf(facts, event),
});
