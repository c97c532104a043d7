import { unreachable } from "../errors/error.ts";
import { loadHostCatalog } from "../host/hostCatalog.ts";
import type { HostCatalog } from "../host/hostCatalog.ts";
import type { Runtime } from "../container/runtime.ts";
import type { HostFacts } from "../host/hostFacts.ts";
import { gatherHost } from "../host/gatherHost.ts";
import { runArgv } from "../container/runCommandLine.ts";
import { runSpec } from "../container/makeRunSpec.ts";
import { usesHostNetwork } from "../container/hostNetwork.ts";
import { chooseHostEngine, engineFor, requireGpu } from "../container/runEngine.ts";
import { COMPOSE_KEYS } from "../container/formats/compose.ts";
import { UNIT_KEYS } from "../container/formats/quadlet.ts";
import { copyKeys, readKeys, type Keys } from "../container/loginKeys.ts";
import type { Format, RunRequest } from "../container/runRequest.ts";
import { checkedImage, isForElsewhere, servicesOf } from "../container/runRequest.ts";
import { engineOf, render } from "../container/formats/render.ts";
import type { RunSpec } from "../container/runSpec.ts";
import { parseGpus } from "../container/gpuOption.ts";
import { requireNameFree } from "../container/startRefused.ts";
import { startDetached } from "../container/startDetached.ts";
import type { System } from "../system/ports.ts";
import { memoized } from "../text/memoized.ts";
import { showImage, type ShownImage } from "../container/shownImage.ts";
import { loadInto } from "../container/loadImage.ts";
import type { ImageUser } from "../matrix/imageUser.ts";
import { userOfImage } from "./userOfImage.ts";
import { readStoredImage } from "../smoke/storedImage.ts";
import { requireImageThere, type ImageSource } from "./imageSource.ts";
import { explainStart, requireFolders } from "./startProblems.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

export interface RunCommandRequest extends RunRequest {
  /** Where the image lies that the engine has to be given; absent: it has it, or pulls it. */
  readonly source?: Pick<ImageSource, "repository" | "reference">;
  /** The image's user, where dl-env.yml says it; absent: its label does. */
  readonly user?: ImageUser;
  /** How the engine is called, when not plainly by its name: argv prefix and environment. */
  readonly runtime?: Pick<Runtime, "argv" | "env">;
  /** Print this instead of starting anything. */
  readonly as?: Format;
}

export interface RunOutcome extends OutcomeOf<
  "run",
  {
    readonly engine: Runtime["name"];
    readonly spec: RunSpec;
    readonly argv?: readonly string[];
  }
> {
  /** What was asked for with `as`, to be used as it stands. */
  readonly document?: string;
  /** The exit code of a container that ran in front; the outcome's exit is 1 for any but 0. */
  readonly code?: number;
}

/** Reference of a cell's image: in a layout's case the name that `dl-env load` gives it. */
export const cellImage = (to: string, cell: string): string =>
  to.startsWith("oci:") ? `localhost/dl-env:${cell}` : `${to}:${cell}`;

/** This host, and what is known of hosts. */
interface Here {
  readonly facts: HostFacts;
  readonly catalog: HostCatalog;
}

/**
 * The file of public keys that a text mounts. A command typed here mounts the copy that a start
 * would mount: ~/.ssh/authorized_keys itself is for its owner's eyes alone. A file for elsewhere
 * names what is there, unless it was told where they are.
 */
const mountedKeys = async (
  sys: System,
  options: RunCommandRequest & { as: Format },
  { name, keys }: { readonly name: string; readonly keys: Keys | undefined },
): Promise<string | undefined> => {
  const given = options.keys?.replace(/^(?![/.])/, "./");
  switch (options.as) {
    case "docker":
    case "podman":
      return keys === undefined ? undefined : copyKeys(sys, name, keys.text);
    case "compose":
      return given ?? COMPOSE_KEYS;
    case "quadlet":
      return given ?? UNIT_KEYS;
    case "kube":
    case "devcontainer":
      return keys?.file;
  }
};

/** Keys of this host, where the text holds them or was told where they are. */
const printedKeys = async (
  sys: System,
  { as, keys }: RunCommandRequest & { as: Format },
): Promise<Keys | undefined> =>
  keys === undefined && (as === "compose" || as === "quadlet") ? undefined : readKeys(sys, keys);

const print = async (
  sys: System,
  options: RunCommandRequest & { as: Format },
  { facts, catalog }: Here,
): Promise<RunOutcome> => {
  const elsewhere = isForElsewhere(options.as);
  const engine = engineFor(engineOf(options.as, options.engine), facts);
  const cwd = elsewhere ? "." : sys.env.cwd;
  const user = options.user ?? (await userOfImage(sys, options));
  const input = { request: options, facts, catalog, engine, cwd, elsewhere, user };
  const hasSsh = servicesOf(options.command ?? []).includes("ssh");
  const keys = hasSsh ? await printedKeys(sys, options) : undefined;
  const plain = runSpec(input);
  const keysFile = hasSsh ? await mountedKeys(sys, options, { name: plain.name, keys }) : undefined;
  const spec = keysFile === undefined ? plain : runSpec({ ...input, keysFile });
  const document = render(options.as, {
    spec,
    catalog,
    ...(options.engine === "podman" ? { podman: engine } : {}),
    ...(keys === undefined ? {} : { keys: keys.text }),
  });
  return {
    kind: "run",
    result: { engine: engine.name, spec },
    document,
    problems: [],
    exit: 0,
  };
};

/** The engine as it is called here. */
type Started = Pick<Runtime, "name" | "version" | "argv" | "env">;

const missing = (engine: Started, image: string): Error => {
  const tag = image.slice(image.lastIndexOf(":") + 1);
  return unreachable({
    code: "run-image-missing",
    message: `${engine.name} has no image ${image}.`,
    hint: `Say where it is: dl-env run ${tag} --to oci:./images`,
  });
};

/** What the engine has under the image's name, asked once. */
type Look = () => Promise<ShownImage | undefined>;

/** A name that nothing could be pulled under is the engine's own, or nobody has it. */
const requireInEngine = async (
  { engine, look }: { readonly engine: Started; readonly look: Look },
  { image, source }: Pick<RunCommandRequest, "image" | "source">,
): Promise<void> => {
  if (source !== undefined || !image.startsWith("localhost/")) return;
  if ((await look()) === undefined) throw missing(engine, image);
};

/**
 * An image that only a layout holds is not in the engine until it is loaded, and the engine may
 * have an older one under its name, or another project's; nothing could be pulled under that name.
 */
const bringImage = async (
  sys: System,
  { engine, look }: { readonly engine: Started; readonly look: Look },
  { image, source }: Pick<RunCommandRequest, "image" | "source">,
): Promise<void> => {
  if (!image.startsWith("localhost/")) return;
  if (source === undefined) return;
  const shown = await look();
  const { repository, reference } = source;
  const digest = await repository.resolve(reference);
  if (digest === undefined) return requireImageThere(source);
  const stored = await readStoredImage(repository, digest);
  if (shown !== undefined && [stored.configDigest, stored.digest].includes(shown.id)) return;
  await sys.log.group(`Loading ${reference}`, () =>
    loadInto(sys, engine, { repository, tag: reference }),
  );
};

const start = async (sys: System, engine: Started, spec: RunSpec): Promise<RunOutcome> => {
  const { argv: program, env } = engine;
  const argv = runArgv(spec, engine, program);
  const outcome = {
    kind: "run",
    result: { engine: engine.name, spec, argv },
    problems: [],
  } as const;
  if (!spec.detached) {
    await requireNameFree(sys, { spec, engine, program, env });
    const { code } = await sys.processes.run(argv, { cwd: ROOT_FOLDER, terminal: true, env });
    await explainStart(sys, spec.image, code);
    return { ...outcome, code, exit: code === 0 ? 0 : 1 };
  }
  // An image that the engine lacks is pulled now.
  await sys.log.group(`Starting ${spec.name}`, () =>
    startDetached(
      sys,
      { spec, engine, program, env, explain: (code) => explainStart(sys, spec.image, code) },
      argv,
    ),
  );
  return { ...outcome, exit: 0 };
};

/**
 * docker refuses `-t` where standard input is no terminal, as in scripts; a child that has ours can
 * tell.
 */
const isTerminal = async (sys: System): Promise<boolean> =>
  (await sys.processes.run(["test", "-t", "0"], { cwd: ROOT_FOLDER, terminal: true })).code === 0;

/** Starts an image on the engine that works here, or prints how to, in the format asked for. */
export const run = async (sys: System, options: RunCommandRequest): Promise<RunOutcome> => {
  checkedImage(options.image);
  const [facts, catalog] = [await gatherHost(sys), await loadHostCatalog(sys)];
  if (options.as !== undefined)
    return print(sys, { ...options, as: options.as }, { facts, catalog });
  const engine = {
    ...chooseHostEngine(facts, catalog, options.engine),
    ...(options.runtime ?? { env: {} }),
  };
  const started = { argv: [engine.name], ...engine };
  requireGpu(parseGpus(options.gpus ?? "all"), engine, { facts, catalog });
  const request = { ...options, terminal: options.terminal ?? (await isTerminal(sys)) };
  const hasServices = servicesOf(options.command ?? []).length > 0;
  const hostNetwork = hasServices && (await usesHostNetwork(sys, started));
  const lookAt = memoized((image: string) => showImage(sys, started, image));
  const look: Look = () => lookAt(options.image);
  await requireInEngine({ engine: started, look }, options);
  const user = options.user ?? (await userOfImage(sys, options, look));
  const input = { request, facts, catalog, engine, cwd: sys.env.cwd, hostNetwork, user };
  const plain = runSpec(input);
  await requireFolders(sys, plain.mounts);
  await bringImage(sys, { engine: started, look }, options);
  const keysFile = plain.services.includes("ssh")
    ? await copyKeys(sys, plain.name, (await readKeys(sys, options.keys)).text)
    : undefined;
  return start(sys, started, keysFile === undefined ? plain : runSpec({ ...input, keysFile }));
};
