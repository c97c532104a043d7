import { wrongRequest } from "../errors/error.ts";
import { destinationHost } from "./destinationHost.ts";
import { dockerHubLogin, LONGEST_TOKEN } from "./dockerHubLogin.ts";
import type { Credentials, GivenLogin } from "./inputCredentials.ts";
import type { ActionInputs } from "./inputs.ts";
import type { StepContext } from "./runStep.ts";

/**
 * Seconds: what makes or pulls images may take as long as its job, everything else is over in
 * minutes.
 */
const lifetime = ({ command }: ActionInputs): number =>
  command === "build" || command === "smoke" ? LONGEST_TOKEN : 3600;

/** GitHub's registry takes the token of the run, under the name of who started it. */
const GITHUB_REGISTRY = "ghcr.io";
/** Whose login it is where the images go to a folder: the bases come from there. */
const DOCKER_HUB = "docker.io";

const MISSING = {
  username: {
    input: "registry-username",
    hint: "Whose login is it? gh secret set REGISTRY_USERNAME",
  },
  password: {
    input: "registry-password",
    hint:
      "The secret is not set, or not shared with this repository or environment: " +
      "gh secret set REGISTRY_PASSWORD",
  },
} as const;

/** Name and password; throws `bad-input` where one of both is missing. */
const pairOf = (host: string, { username, password }: GivenLogin): Credentials => {
  if (username !== undefined && password !== undefined) return { host, username, password };
  const missing = MISSING[username === undefined ? "username" : "password"];
  throw wrongRequest({
    code: "bad-input",
    message:
      "The inputs registry-username and registry-password must be given together, but " +
      `${missing.input} is empty.`,
    hint: missing.hint,
  });
};

/** What was given, with the run's own token where that is enough; undefined for no login. */
const registryLogin = async (context: StepContext): Promise<Credentials | undefined> => {
  const { sys, inputs } = context;
  const { host: named, ...given } = inputs.registry ?? {};
  const host = named ?? (await destinationHost(context)) ?? DOCKER_HUB;
  const own =
    host === GITHUB_REGISTRY && inputs.githubToken !== undefined
      ? { username: sys.env.get("GITHUB_ACTOR") ?? "github", password: inputs.githubToken }
      : {};
  const login: GivenLogin = given.password === undefined ? { ...own, ...given } : given;
  if (login.username === undefined && login.password === undefined) return undefined;
  return pairOf(host, login);
};

/**
 * The login that this step may use, or undefined: none was given, or the table of
 * docs/threat-model.md says no. It is one of the registry that `to` names, unless the input
 * `registry` names another. `hide` gets what must not be printed.
 */
export const loginFor = async (
  context: StepContext,
  hide: (secret: string) => void,
): Promise<Credentials | undefined> => {
  const { sys, inputs, rights, row } = context;
  const { dockerHub } = inputs;
  if (!rights.secrets) {
    if (inputs.registry?.password !== undefined || dockerHub !== undefined)
      sys.log.info(`The registry's credentials are not used in this run (${row}).`);
    return undefined;
  }
  return dockerHub === undefined
    ? registryLogin(context)
    : dockerHubLogin(sys, dockerHub, { seconds: lifetime(inputs), hide });
};
