import type { Env } from "./ports.ts";

/**
 * The folder or file that a variable names; undefined when it names none, or a relative one: that
 * would lie in the working folder, which strangers write.
 */
export const absolutePath = (env: Pick<Env, "get">, name: string): string | undefined => {
  const path = env.get(name);
  return path?.startsWith("/") === true ? path : undefined;
};
