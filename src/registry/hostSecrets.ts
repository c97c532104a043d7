import { authFiles } from "./credentials.ts";
import type { System } from "../system/ports.ts";
import { secretsInAuthFile } from "../secrets/authFile.ts";
import { secretsInEnvironment } from "../secrets/environmentSecrets.ts";

/**
 * Every secret that this host's settings hold: variables, addresses in them, and the registries'
 * credentials. A file that cannot be read has none.
 */
export const secretsOfHost = async (
  sys: Pick<System, "files" | "env">,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string[]> => {
  const texts = await Promise.all(
    [...new Set(authFiles(sys.env))].map((file) => sys.files.readText(file).catch(() => undefined)),
  );
  return [
    ...secretsInEnvironment(environment),
    ...texts.flatMap((text) => secretsInAuthFile(text ?? "")),
  ];
};
