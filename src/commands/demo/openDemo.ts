import { reachesBases } from "../../plan/reachableBases.ts";
import { openSession, type Session } from "../../session.ts";
import type { System } from "../../system/ports.ts";

const REAL_BASES = "docker.io/nvidia/cuda";

/**
 * The example matrix, into ./images; over a stand-in for nvidia/cuda where its registry cannot be
 * reached.
 */
export const openDemo = async (
  sys: System,
): Promise<{ readonly session: Session; readonly standIn: boolean }> => {
  const example = `${sys.env.projectRoot}/examples/demo`;
  const to = `oci:${sys.env.cwd}/images`;
  const session = await openSession(sys, { file: `${example}/dl-env.yml`, to });
  if (await reachesBases(session, [REAL_BASES])) return { session, standIn: false };
  const standIn = { file: `${example}/stand-in.yml`, to, standIn: true };
  return { session: await openSession(sys, standIn), standIn: true };
};
