import type { Fact } from "../hostFacts.ts";
import { known, unknown } from "../hostFacts.ts";
import type { System } from "../../system/ports.ts";
import { ask, outputOf, probe, whyNoAnswer } from "./askProgram.ts";

/**
 * Version of GitHub's runner, where this is a step on a self-hosted one; undefined elsewhere. A
 * runner tells steps its folders and not its version; its own work folder lies beside its programs.
 */
export const gatherRunner = async (sys: System): Promise<Fact<string> | undefined> => {
  if (sys.env.get("RUNNER_ENVIRONMENT") !== "self-hosted") return undefined;
  return probe(async () => {
    const root = /^(\/.+)\/[^/]+\/_temp\/?$/.exec(sys.env.get("RUNNER_TEMP") ?? "")?.[1];
    if (root === undefined)
      return unknown("RUNNER_TEMP is not the runner's own folder _work/_temp");
    const answer = await ask(sys, [`${root}/bin/Runner.Listener`, "--version"]);
    if (answer.kind !== "ran") return unknown(whyNoAnswer(`${root}/bin/Runner.Listener`, answer));
    const version = /\d+\.\d+\.\d+/.exec(answer.stdout)?.[0];
    return version === undefined
      ? unknown(`the runner said ${outputOf(answer)} when asked for its version`)
      : known(version);
  });
};
