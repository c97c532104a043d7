/** A program on this host that can be used, and how; or why not and what to type. */
export type Probe<T> =
  | { readonly ok: true; readonly call: T }
  | { readonly ok: false; readonly why: string; readonly hint: string };
