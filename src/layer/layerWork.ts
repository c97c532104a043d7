import type { System } from "../system/ports.ts";
import type { WheelTools } from "./installWheels.ts";
import type { TellPhase } from "./layerProgress.ts";

/** What layers are made with: uv and its Python for wheels, mirrors for archives. */
export interface LayerTools extends WheelTools {
  /** Path of a CPython of this minor version, which compiles modules for it. */
  readonly compilingPython: (minor: string) => Promise<string>;
  /**
   * Where small wheels lie unpacked while the run lasts: locks share most of them, and each has a
   * layer of its own rest. Absent where nothing is kept.
   */
  readonly wheelCache?: string;
  /** Host or address prefix -> what to use instead. */
  readonly mirrors: Readonly<Record<string, string>>;
  /**
   * Addresses of the default index and of those named, as far as they may be asked without a
   * secret. Absent where uv fetches every wheel.
   */
  readonly indexes?: (names: readonly string[]) => readonly string[];
}

/** Where and with what a layer is made. */
export interface LayerWork {
  readonly sys: System;
  readonly tools: LayerTools;
  /** Private folder. */
  readonly work: string;
  /** Told what is being done; nobody is where it is absent. */
  readonly tell?: TellPhase | undefined;
}
