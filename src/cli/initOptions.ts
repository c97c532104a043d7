import { Option, type Command } from "commander";
import type { InitRequest } from "../commands/initCommand.ts";
import { wrongRequest } from "../errors/error.ts";
import { askUser, canAsk, isPiped } from "../system/askUser.ts";
import { shell } from "../system/shell.ts";
import { command, type Common, type Perform } from "./commonOptions.ts";
import { list } from "./optionParsers.ts";

type InitFlags = Pick<Common, "json" | "debug"> &
  Omit<InitRequest, "to" | "with" | "version"> & {
    readonly to?: string;
    readonly with?: readonly string[];
  };

const HERE = "this machine's, or any where it has none";

/** What is asked, and what it is where nobody can be asked. */
const QUESTIONS = [
  {
    name: "to",
    text: "Where do images go (oci:DIR or registry/repository)?",
    preset: "oci:./images",
  },
  { name: "with", text: "Which libraries or set, comma-separated?", preset: "torch" },
  { name: "gpu", text: "For which GPU, as nvidia-smi names it?", preset: HERE },
] as const;

type Question = (typeof QUESTIONS)[number];

/**
 * Answers to the questions that options leave open. A pipe is read where no option answers any, and
 * what it does not answer is its preset; a script with options may leave its own pipe open.
 */
const answered = async (open: readonly Question[]): Promise<readonly string[]> => {
  const isAsked = canAsk();
  const answers =
    isAsked || (open.length === QUESTIONS.length && isPiped()) ? await askUser(open) : [];
  if (isAsked && answers.length < open.length)
    throw wrongRequest({
      code: "not-answered",
      message: "The questions were not answered, and nothing was written.",
      hint: "Answer by options: dl-env init --to oci:./images --with torch --gpu any",
    });
  return open.map(({ preset }, at) => answers[at] ?? preset);
};

/** The flags, with an answer or its preset for each that was not given. */
const completed = async (flags: InitFlags): Promise<InitRequest> => {
  const open = QUESTIONS.filter(({ name }) => flags[name] === undefined);
  const answers = await answered(open);
  const given = Object.fromEntries(open.map(({ name }, at) => [name, answers[at]]));
  const { gpu = flags.gpu } = given;
  const { gpu: _gpu, ...rest } = flags;
  return {
    ...rest,
    to: flags.to ?? given["to"] ?? "",
    with: flags.with ?? list(given["with"] ?? ""),
    ...(gpu === undefined || gpu === HERE ? {} : { gpu }),
    version: shell.version,
  };
};

/** `dl-env init`, which asks for what its options do not say. */
export const addInit = (program: Command, perform: Perform): void => {
  command(program, "init", "write a first dl-env.yml, from three questions or from options")
    .option(
      "-f, --file <path>",
      "file to write; one that is there is never overwritten",
      "dl-env.yml",
    )
    .option("--to <destination>", "oci:DIR or registry/repository; default: oci:./images")
    .option("--with <libraries>", "libraries, or one set, comma-separated; default: torch", list)
    .option("--gpu <names>", `GPUs as nvidia-smi names them, or any; default: ${HERE}`)
    .option("--driver <version>", "NVIDIA driver; default: this machine's")
    .option("--python <version>", "x.y; default: the Ubuntu release's own")
    .option("--ubuntu <release>", "only this Ubuntu release")
    .addOption(
      new Option("--engine <name>", "engine that will run the image").choices(["docker", "podman"]),
    )
    .option("--offline", "contact no server: use the catalog's copies of registry lists")
    .action((flags: InitFlags) =>
      perform(flags, async (sys) => {
        const { init, requireNoRequest } = await import("../commands/initCommand.ts");
        await requireNoRequest(sys, flags.file);
        return init(sys, await completed(flags));
      }),
    );
};
