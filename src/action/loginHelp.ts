import { replaceLoginHints } from "../errors/loginHint.ts";

/** What a job lacks that a registry wants a login from, by host; ends in something to type. */
const NEEDS: Readonly<Record<string, string>> = {
  "ghcr.io":
    "Give the job `permissions: packages: write`. A package that another repository made must give " +
    "this one the role Write, on its page: Package settings, Manage Actions access. " +
    "Then: gh run rerun --failed",
  "docker.io":
    "Make an access token with Read & Write at hub.docker.com (Account settings, Personal access " +
    "tokens), and hand it over as the secret registry-password with its owner as " +
    "registry-username: gh secret set REGISTRY_PASSWORD",
};

const needsOf = (host: string): string =>
  NEEDS[host] ??
  `Hand over a login of ${host} that may read and write as the secrets registry-username and ` +
    "registry-password: gh secret set REGISTRY_PASSWORD";

/**
 * In a workflow nobody types `docker login`: the text with what to give the job instead.
 * `registry` is the input of that name, where it was given.
 */
export const withLoginHelp =
  (registry: string | undefined) =>
  (text: string): string =>
    replaceLoginHints(text, (host) =>
      registry === undefined || registry === host
        ? needsOf(host)
        : `The input registry is ${registry}, so ${host} got no login. Leave it out, and it follows ` +
          `from \`to\`; or write: registry: ${host}`,
    );
