import type { Probe } from "../container/probeResult.ts";
import { unreachable } from "../errors/error.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import type { Engine } from "./engine.ts";
import type { EngineKind, UsableEngine } from "./engineKind.ts";
import { engineChoices } from "./engineNames.ts";
import { ENGINES, type EngineTable } from "./engines.ts";

export interface EngineNeeds {
  readonly open: OpenRepository;
  /** Folder of this run, for settings of our own; it must last as long as the engine is used. */
  readonly work: string;
  /** The engines there are; default all of dl-env's. */
  readonly engines?: EngineTable;
}

type Failed = Extract<Probe<unknown>, { ok: false }>;

const unknown = (name: string, engines: EngineTable): Error =>
  unreachable({
    code: "engine-unusable",
    message: `There is no engine ${name}.`,
    hint: `Use one of ${engineChoices(Object.keys(engines)).join(", ")}: --engine auto`,
  });

const cannot = (name: string, { why, hint }: Failed): Error =>
  unreachable({
    code: "engine-unusable",
    message: `The requested engine ${name} cannot be used: ${why}.`,
    hint: `Use another one (engine: auto), or type: ${hint}`,
  });

const none = (failed: readonly (Failed & Pick<EngineKind, "advice">)[]): Error => {
  const best = failed.find(({ advice }) => advice !== undefined) ?? failed.at(-1);
  return unreachable({
    code: "no-engine",
    message: `No engine on this host can build: ${failed.map(({ why }) => why).join("; ")}.`,
    hint: `${best?.advice === undefined ? "" : `${best.advice} `}Type: ${best?.hint ?? "dl-env doctor"}`,
  });
};

/** What a trial showed: the engine, and why it was taken. */
interface Chosen {
  readonly name: string;
  readonly engine: UsableEngine;
  readonly why: string;
}

/** The first of the table that can build here. */
const automatic = async (sys: System, work: string, engines: EngineTable): Promise<Chosen> => {
  const failed: (Failed & Pick<EngineKind, "advice">)[] = [];
  for (const [name, kind] of Object.entries(engines)) {
    const probe = await kind.probe(sys, work);
    const why =
      failed.length === 0
        ? "because it can build here"
        : `because ${failed.map((one) => one.why).join("; ")}`;
    if (probe.ok) return { name, engine: probe.call, why };
    failed.push({ ...probe, ...(kind.advice === undefined ? {} : { advice: kind.advice }) });
  }
  throw none(failed);
};

const choose = async (sys: System, wanted: string, needs: EngineNeeds): Promise<Chosen> => {
  const engines = needs.engines ?? ENGINES;
  if (wanted === "auto") return automatic(sys, needs.work, engines);
  const kind = Object.hasOwn(engines, wanted) ? engines[wanted] : undefined;
  if (kind === undefined) throw unknown(wanted, engines);
  const probe = await kind.probe(sys, needs.work);
  if (!probe.ok) throw cannot(wanted, probe);
  return { name: wanted, engine: probe.call, why: "as asked" };
};

/**
 * The engine that builds on this host. It is judged by what it can do, in a trial of a second, not
 * by its name: one that is named is taken or refused (`engine-unusable`), `auto` takes the first of
 * the table that can, else rejects with `no-engine`. Says in the log which and why.
 */
export const chooseEngine = async (
  sys: System,
  wanted: string,
  needs: EngineNeeds,
): Promise<Engine> => {
  const { name, engine, why } = await choose(sys, wanted, needs);
  sys.log.info(`Engine: ${name} ${engine.version}, ${why}.`);
  return engine.open(sys, needs.open);
};
