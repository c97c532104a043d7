import type { SessionOptions } from "../../session.ts";
import type { ActionInputs } from "../inputs.ts";

/** The inputs that every command which reads dl-env.yml knows; absent where they were not given. */
export const sessionOptions = ({ file, to, engine, build, cells, offline, update, standIn }: ActionInputs): SessionOptions => ({
  file,
  offline,
  update,
  standIn,
  ...(to === undefined ? {} : { to }),
  ...(engine === undefined ? {} : { engine }),
  ...(build === undefined ? {} : { build }),
  ...(cells.length === 0 ? {} : { cells }),
});
