import { VENV_PYTHON } from "./shebang.ts";

/** A program that an entry point asks for: what stands in `bin`. */
export interface Launcher {
  readonly name: string;
  readonly script: string;
}

/** uv's text of a launcher, with the image's interpreter: what it installs, byte for byte. */
const launcherText = (module: string, path: string): string => `#!${VENV_PYTHON}
# -*- coding: utf-8 -*-
import sys
from ${module} import ${path.split(".")[0] ?? path}
if __name__ == "__main__":
    if sys.argv[0].endswith("-script.pyw"):
        sys.argv[0] = sys.argv[0][:-11]
    elif sys.argv[0].endswith(".exe"):
        sys.argv[0] = sys.argv[0][:-4]
    sys.exit(${path}())
`;

const SECTION = /^\[([^[\]]+)\]$/;
const ENTRY = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*=\s*([A-Za-z_][\w.]*)\s*:\s*([A-Za-z_][\w.]*)$/;
/** uv gives these the number of the Python in their names. */
const NUMBERED = /^(pip|easy_install)/;

const launcherOf = (line: string): Launcher | undefined => {
  const [, name = "", module = "", path = ""] = ENTRY.exec(line) ?? [];
  if (name === "" || NUMBERED.test(name)) return undefined;
  return { name, script: launcherText(module, path) };
};

/**
 * The launchers of an `entry_points.txt`; undefined where it says anything of them that is not the
 * plain `name = module:function`, each name once.
 */
export const launchersIn = (text: string): Launcher[] | undefined => {
  const found = new Map<string, Launcher>();
  let section = "";
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === "" || /^[#;]/.test(line)) continue;
    const named = SECTION.exec(line)?.[1]?.trim();
    if (named !== undefined) section = named;
    else if (section === "console_scripts" || section === "gui_scripts") {
      const launcher = launcherOf(line);
      if (launcher === undefined || found.has(launcher.name) || raw !== raw.trimStart())
        return undefined;
      found.set(launcher.name, launcher);
    }
  }
  return [...found.values()];
};
