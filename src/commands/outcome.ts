import type { BuildOutcome } from "./buildCommand.ts";
import type { CatalogCheckOutcome, CatalogUpdateOutcome } from "./catalogCommand.ts";
import type { CheckOutcome } from "./checkCommand.ts";
import type { DemoOutcome } from "./demoCommand.ts";
import type { DoctorOutcome } from "./doctorCommand.ts";
import type { GenerateOutcome } from "./generateCommand.ts";
import type { InitOutcome } from "./initCommand.ts";
import type { LoadOutcome } from "./loadCommand.ts";
import type { LockOutcome } from "./lockCommand.ts";
import type { CatalogMeasureOutcome } from "./measureCommand.ts";
import type { PickOutcome } from "./pickCommand.ts";
import type { PlanOutcome } from "./planCommand.ts";
import type { PromoteOutcome } from "./promoteCommand.ts";
import type { RunOutcome } from "./runCommand.ts";
import type { SmokeOutcome } from "./smokeCommand.ts";
import type { StoreListOutcome, StorePruneOutcome, StoreVerifyOutcome } from "./storeCommand.ts";
import type { UntagOutcome } from "./untagCommand.ts";
import type { WatchOutcome } from "./watchCommand.ts";

/** What any command gives back, by its `kind`. */
export type Outcome =
  | PlanOutcome
  | LockOutcome
  | GenerateOutcome
  | BuildOutcome
  | SmokeOutcome
  | PromoteOutcome
  | WatchOutcome
  | CheckOutcome
  | InitOutcome
  | PickOutcome
  | DoctorOutcome
  | RunOutcome
  | LoadOutcome
  | DemoOutcome
  | StoreListOutcome
  | StoreVerifyOutcome
  | StorePruneOutcome
  | UntagOutcome
  | CatalogCheckOutcome
  | CatalogUpdateOutcome
  | CatalogMeasureOutcome;
