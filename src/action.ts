import { commandNamed } from "./action/commandTable.ts";
import { readInputs, type ActionInputs } from "./action/inputs.ts";
import { withLoginHelp } from "./action/loginHelp.ts";
import { helpedProblems, runStep, type StepCommand, type StepContext } from "./action/runStep.ts";
import { annotateProblems } from "./report/annotations.ts";
import { exitOf } from "./errors/exitOf.ts";
import { problemsOf } from "./errors/errorProblems.ts";
import { secretsInEnvironment } from "./secrets/environmentSecrets.ts";
import { makeSecrets } from "./secrets/mask.ts";
import { printable } from "./secrets/printable.ts";
import { hasRunCache } from "./system/actionsCache.ts";
import { confinedFiles } from "./system/confinedFiles.ts";
import { onInterrupt } from "./system/interrupt.ts";
import { sweepLeft } from "./system/workFolder.ts";
import { exitWith, realActionsHost } from "./system/actionsHost.ts";
import { actionsLog } from "./system/actionsLog.ts";
import { withPrivateLogin } from "./system/privateLogin.ts";
import { realSystem } from "./system/realSystem.ts";
import { shell } from "./system/shell.ts";

const host = realActionsHost();
/** Inputs are among them: the runner hands them over as variables. */
const secrets = makeSecrets(secretsInEnvironment(shell.environment));
const print = printable(secrets);

/** The step with what earlier runs learned, where it has a use for that and the runner a cache. */
const remembering = async (
  work: StepCommand,
  { sys, inputs, rights }: StepContext,
): Promise<StepCommand> => {
  const { usesCache, withCache } = await import("./action/answersCache.ts");
  if (!usesCache(inputs, rights) || !hasRunCache((name) => sys.env.get(name))) return work;
  const { actionsCache } = await import("./system/actionsCache.ts");
  return (step) => withCache(step, { cache: actionsCache(), mask: secrets.hide }, () => work(step));
};

const help = withLoginHelp(host.input("registry").trim() || undefined);

const run = async (inputs: ActionInputs): Promise<number> => {
  const traffic = { received: 0, sent: 0 };
  const plain = realSystem({ traffic });
  // A runner that cancels a job sends SIGINT, SIGTERM after 7.5 s, and kills 2.5 s later; the login
  // of this step must be gone by then.
  onInterrupt((signal) => ({
    log:
      `Interrupted by ${signal}. Finished work is kept, partial work is removed; run ` +
      "the job again to continue. [interrupted]",
  }));
  await sweepLeft(plain);
  const inputSecrets = [inputs.registry?.password, inputs.githubToken, inputs.proposalToken].filter(
    (secret) => secret !== undefined,
  );
  for (const secret of inputSecrets) host.hide(secret);
  const { secretsOfHost } = await import("./registry/hostSecrets.ts");
  for (const secret of [...inputSecrets, ...(await secretsOfHost(plain, shell.environment))])
    secrets.add(secret);
  const now = (): number => plain.clock.now();
  const shown = (text: string): string => print(help(text));
  const { log, times } = actionsLog({ print: shown, hide: secrets.add, now, traffic });
  // The repository's files are a stranger's on some runs: a link among them must not lead a step to
  // the runner's own.
  const files = confinedFiles(plain.files, plain.env.get("GITHUB_WORKSPACE") ?? plain.env.cwd);
  const sys = { ...plain, log, files };
  const { contextOf } = await import("./action/stepContext.ts");
  const context = await contextOf(sys, inputs);
  const command = await commandNamed(inputs.command);
  const hide = (secret: string): void => {
    host.hide(secret);
    secrets.add(secret);
  };
  const { loginFor } = await import("./action/registryLogin.ts");
  const { withIndexRights } = await import("./action/indexLogin.ts");
  const work: StepCommand = (step) =>
    loginFor(step, hide).then((login) =>
      withPrivateLogin(login, () => withIndexRights(command)(step)),
    );
  return runStep(await remembering(work, context), context, { host, times, print, help });
};

/**
 * Inputs that cannot be read, and a runner that is not to be used, are told like any other mistake.
 */
const main = async (): Promise<number> => {
  try {
    return await run(readInputs((name) => host.input(name)));
  } catch (error) {
    const problems = helpedProblems(problemsOf(error), help);
    for (const annotation of annotateProblems(problems))
      host.annotate({
        ...annotation,
        title: print(annotation.title),
        message: print(annotation.message),
      });
    const { renderSummary } = await import("./report/runSummary.ts");
    await host.summary(print(renderSummary({ title: "dl-env failed", problems, stages: [] })));
    return exitOf(error);
  }
};

exitWith(await main());
