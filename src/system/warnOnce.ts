import type { System } from "./ports.ts";

/** The same system, which says a warning of the same text once. */
export const warnOnce = (sys: System): System => {
  const said = new Set<string>();
  const warn: System["log"]["warn"] = (text) => {
    if (said.has(text)) return;
    said.add(text);
    sys.log.warn(text);
  };
  return { ...sys, log: { ...sys.log, warn } };
};
