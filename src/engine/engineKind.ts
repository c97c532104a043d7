import type { Probe } from "../container/probeResult.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import type { Engine } from "./engine.ts";

/** An engine that can build on this host. */
export interface UsableEngine {
  readonly version: string;
  readonly open: (sys: System, open: OpenRepository) => Engine;
}

/** A kind of engine: all that the rest of dl-env knows of it beside its name. */
export interface EngineKind {
  /**
   * Whether it can build here, judged by what it does in a trial of a second. `work` is a folder of
   * this run, for settings of our own; it lasts as long as the engine is used.
   */
  readonly probe: (sys: System, work: string) => Promise<Probe<UsableEngine>>;
  /** What speaks for installing this one where none works: one sentence. */
  readonly advice?: string;
}
