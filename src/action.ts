import { DlEnvError } from "./errors.ts";
import { commandNamed } from "./github/commandTable.ts";
import { readInputs, type ActionInputs } from "./github/inputs.ts";
import { maskFor } from "./github/mask.ts";
import { runStep } from "./github/step.ts";
import { annotateProblems } from "./report/annotations.ts";
import { problemsOf } from "./report/problem.ts";
import { exitWith, realActionsHost } from "./system/actionsHost.ts";
import { actionsLog } from "./system/actionsLog.ts";
import { withPrivateLogin } from "./system/privateLogin.ts";
import { realSystem } from "./system/real.ts";

const host = realActionsHost();

/** Names of the environment whose values the runner gave us in trust. */
const TRUSTED = ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "GITHUB_TOKEN"];

const run = async (inputs: ActionInputs): Promise<number> => {
  const plain = realSystem();
  const given = [inputs.registry?.password, inputs.githubToken].filter((secret) => secret !== undefined);
  for (const secret of given) host.hide(secret);
  const mask = maskFor([...given, ...TRUSTED.map((name) => plain.env.get(name) ?? "")]);
  const { log, times } = actionsLog({ mask, now: () => plain.clock.now() });
  const sys = { ...plain, log };
  const { contextOf } = await import("./github/context.ts");
  const context = await contextOf(sys, inputs);
  const command = await commandNamed(inputs.command);
  return withPrivateLogin(inputs.registry, () => runStep(command, context, { host, times, mask }));
};

/** Inputs that cannot be read are told like any other mistake. */
const main = async (): Promise<number> => {
  try {
    return await run(readInputs((name) => host.input(name)));
  } catch (error) {
    for (const annotation of annotateProblems(problemsOf(error))) host.annotate(annotation);
    return error instanceof DlEnvError ? error.exit : 1;
  }
};

exitWith(await main());
