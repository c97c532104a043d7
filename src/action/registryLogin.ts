import { dockerHubLogin, LONGEST_TOKEN } from "./dockerHubLogin.ts";
import type { Credentials } from "./inputCredentials.ts";
import type { ActionInputs } from "./inputs.ts";
import type { StepContext } from "./runStep.ts";

/**
 * Seconds: what makes or pulls images may take as long as its job, everything else is over in
 * minutes.
 */
const lifetime = ({ command }: ActionInputs): number =>
  command === "build" || command === "smoke" ? LONGEST_TOKEN : 3600;

/**
 * The login that this step may use, or undefined: none was given, or the table of
 * docs/threat-model.md says no. `hide` gets what must not be printed.
 */
export const loginFor = async (
  { sys, inputs, rights, row }: StepContext,
  hide: (secret: string) => void,
): Promise<Credentials | undefined> => {
  const { registry, dockerHub } = inputs;
  if (registry === undefined && dockerHub === undefined) return undefined;
  if (!rights.secrets) {
    sys.log.info(`The registry's credentials are not used in this run (${row}).`);
    return undefined;
  }
  return dockerHub === undefined
    ? registry
    : dockerHubLogin(sys, dockerHub, { seconds: lifetime(inputs), hide });
};
