import type { HttpRequest } from "../system/ports.ts";
import type { Scope } from "./scope.ts";

/** One request to a registry. */
export interface Ask {
  readonly method: HttpRequest["method"];
  /** Path below `/v2/`, or an address that the registry gave. */
  readonly to: string;
  readonly scopes: readonly Scope[];
  /** Completes "would not …" in messages: `list tags`. */
  readonly wanted: string;
  /** Statuses that are answers; every other one is retried or thrown. */
  readonly expect: readonly number[];
  /** Whether it may be made twice. Default true: nearly all of the protocol is idempotent. */
  readonly safe?: boolean;
  /**
   * Where a redirect is followed to: `origin` is from one path of the registry to another. Default:
   * `nowhere` for reads, `origin` for writes.
   */
  readonly follow?: "anywhere" | "origin" | "nowhere";
  readonly headers?: Readonly<Record<string, string>>;
  /** A function is called again for each attempt. */
  readonly body?: string | Uint8Array | (() => AsyncIterable<Uint8Array>);
  /** Milliseconds without a sign of life; default: that of the port. */
  readonly timeout?: number;
}
