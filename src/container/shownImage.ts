import * as z from "zod";
import { ROOT_FOLDER } from "../system/rootFolder.ts";
import type { System } from "../system/ports.ts";
import type { Runtime } from "./runtime.ts";

/** What an engine has under a name. */
export interface ShownImage {
  /** `sha256:…`, of the config or, in docker's newer store, of the manifest. */
  readonly id: string;
  readonly diffIds: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

const Inspected = z.tuple([
  z.object({
    Id: z.string(),
    RootFS: z.object({ Layers: z.array(z.string()) }),
    Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
  }),
]);

const DIGEST_PREFIX = "sha256:";

const decode = (text: string): ShownImage | undefined => {
  try {
    const [{ Id: id, RootFS: root, Config: config }] = Inspected.parse(JSON.parse(text));
    // podman leaves the prefix out.
    return {
      id: id.startsWith(DIGEST_PREFIX) ? id : `${DIGEST_PREFIX}${id}`,
      diffIds: root.Layers,
      labels: config?.Labels ?? {},
    };
  } catch {
    return undefined;
  }
};

/** The image that has this name in an engine now; undefined when there is none. */
export const showImage = async (
  sys: Pick<System, "processes">,
  runtime: Runtime,
  name: string,
): Promise<ShownImage | undefined> => {
  const { code, stdout } = await sys.processes.run([...runtime.argv, "image", "inspect", name], {
    cwd: ROOT_FOLDER,
    env: runtime.env,
  });
  return code === 0 ? decode(stdout) : undefined;
};
