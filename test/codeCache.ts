/**
 * What a program of Node reads and keeps V8's code of its modules in, as a part of its
 * environment: for tests that give a program an environment of its own. Started from source, half
 * of its time goes into types and code.
 */
export const codeCache = (): Readonly<Record<string, string>> => {
  const folder = process.env["NODE_COMPILE_CACHE"];
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
};
