import type { System } from "../system/ports.ts";
import type { Uv } from "./uv.ts";
import { uvEnvironment } from "./uvEnvironment.ts";

/**
 * Options with which uv works by one Python of this machine: which one does not matter to an answer
 * for a named version, and without them uv starts every Python that it finds, in every question for
 * a version that the machine lacks (0.8 s of processor time instead of 0.2 s). None where uv finds
 * no Python. `work` is a private folder.
 */
export const resolvingPython = async (
  sys: System,
  uv: Uv,
  work: string,
): Promise<readonly string[]> => {
  const { code, stdout } = await sys.processes.run(
    // Asked for by name, so that no .python-version is looked for.
    [uv.path, "python", "find", "--system", "--no-project", "--no-config", "3"],
    { cwd: work, env: await uvEnvironment(sys) },
  );
  const path = stdout.trim();
  return code === 0 && /^\/.+$/.test(path) ? ["--python", path] : [];
};
