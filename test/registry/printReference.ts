import type { Reference } from "../../src/registry/reference.ts";

/** The reference in full: with docker.io and library/ where people leave them out. */
export const printReference = (reference: Reference): string => {
  if (reference.kind === "layout") return `oci:${reference.dir}`;
  const tag = reference.tag === undefined ? "" : `:${reference.tag}`;
  const digest = reference.digest === undefined ? "" : `@${reference.digest}`;
  return `${reference.host}/${reference.repository}${tag}${digest}`;
};
