import type { Scope } from "./scope.ts";
import type { Transport } from "./transport.ts";

/** What requests to one repository of a registry share. */
export interface RegistryContext {
  readonly transport: Transport;
  /** Path below the host, as the registry knows it. */
  readonly repository: string;
  /** As the user wrote it, for messages. */
  readonly name: string;
  readonly pull: readonly Scope[];
  readonly push: readonly Scope[];
}
