import type { SessionOptions } from "../../session.ts";
import type { ActionInputs } from "../inputs.ts";

/** The inputs that every command which reads dl-env.yml knows; absent where they were not given. */
export const sessionOptions = ({ file, to, engine, build, require, cells, offline, update, standIn }: ActionInputs): SessionOptions => ({
  file,
  offline,
  update,
  standIn,
  ...(to === undefined ? {} : { to }),
  ...(engine === undefined ? {} : { engine }),
  ...(build === undefined ? {} : { build }),
  ...(require === undefined ? {} : { require }),
  ...(cells.length === 0 ? {} : { cells }),
});
