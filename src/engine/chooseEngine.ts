import { unreachable } from "../errors/error.ts";
import type { EngineName } from "../matrix/request.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { buildxEngine, type BuildxCall } from "./buildx.ts";
import { probeBuildx } from "./buildxProbe.ts";
import type { Engine } from "./engine.ts";
import { podmanEngine } from "./podman.ts";
import { probePodman, type PodmanRuns, type Probe } from "../container/podmanProbe.ts";

export interface EngineNeeds {
  readonly open: OpenRepository;
  /** Folder of this run, for settings of our own; it must last as long as the engine is used. */
  readonly work: string;
}

type Failed = Extract<Probe<unknown>, { ok: false }>;

const cannot = (name: string, { why, hint }: Failed): Error =>
  unreachable({
    code: "engine-unusable",
    message: `The engine ${name} that was asked for cannot be used: ${why}.`,
    hint: `Use the other one (engine: auto), or type: ${hint}`,
  });

const none = (buildx: Failed, podman: Failed): Error =>
  unreachable({
    code: "no-engine",
    message: `There is no engine here that can build: ${buildx.why}; ${podman.why}.`,
    hint: `podman is enough, and needs no daemon. Type: ${podman.hint}`,
  });

/** What a trial showed: the engine, and one sentence that says why it was taken. */
interface Chosen {
  readonly engine: Engine;
  readonly why: string;
}

const fromBuildx = (sys: System, { open }: EngineNeeds, call: BuildxCall, why: string): Chosen => ({
  engine: buildxEngine(sys, open, call),
  why: `Engine: buildx ${call.version}, ${why}.`,
});

const fromPodman = (sys: System, { open }: EngineNeeds, call: PodmanRuns, why: string): Chosen => ({
  engine: podmanEngine(sys, open, call),
  why: `Engine: podman ${call.version}, ${why}.`,
});

const automatic = async (sys: System, needs: EngineNeeds): Promise<Chosen> => {
  const buildx = await probeBuildx(sys);
  if (buildx.ok) return fromBuildx(sys, needs, buildx.call, "because it can build here");
  const podman = await probePodman(sys, needs.work);
  if (podman.ok) return fromPodman(sys, needs, podman.call, `because ${buildx.why}`);
  throw none(buildx, podman);
};

const choose = async (sys: System, wanted: EngineName, needs: EngineNeeds): Promise<Chosen> => {
  switch (wanted) {
    case "auto":
      return automatic(sys, needs);
    case "buildx": {
      const probe = await probeBuildx(sys);
      if (!probe.ok) throw cannot("buildx", probe);
      return fromBuildx(sys, needs, probe.call, "as asked");
    }
    case "podman": {
      const probe = await probePodman(sys, needs.work);
      if (!probe.ok) throw cannot("podman", probe);
      return fromPodman(sys, needs, probe.call, "as asked");
    }
  }
};

/**
 * The engine that builds on this host. It is judged by what it can do, in a trial of a second, not by its name: `buildx` and `podman` are
 * taken or refused (`engine-unusable`), `auto` takes buildx if it can, else podman, else rejects with `no-engine`. Says in the log which and why.
 */
export const chooseEngine = async (
  sys: System,
  wanted: EngineName,
  needs: EngineNeeds,
): Promise<Engine> => {
  const { engine, why } = await choose(sys, wanted, needs);
  sys.log.info(why);
  return engine;
};
