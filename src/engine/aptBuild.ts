import type { Catalog } from "../catalog/facts.ts";
import { REMAKE } from "../resolve/lockPlace.ts";
import { DlEnvError, foundProblem, unreachable } from "../errors/error.ts";
import { SNAPSHOTS_ARG } from "../image/aptRecipe.ts";
import type { Request } from "../matrix/request.ts";
import { mirrored } from "../text/mirrors.ts";
import type { Log } from "../system/ports.ts";
import { refuseStaleAptLock } from "../plan/aptLockComparison.ts";
import { wantedAptPackages } from "../plan/wantedAptPackages.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { unknownPackage } from "./unknownPackages.ts";

/**
 * Build arguments with which apt asks a mirror in place of a snapshot service; none where no mirror
 * is named.
 */
export const snapshotMirror = (
  address: string | undefined,
  mirrors: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const instead = address === undefined ? undefined : mirrored(address, mirrors);
  return instead === undefined || instead === address ? {} : { [SNAPSHOTS_ARG]: instead };
};

/**
 * Build arguments that apt needs in a cell. Refuses a lock that was made for other packages
 * (`apt-lock-stale`) before anything is fetched.
 */
export const aptArguments = (
  facts: { readonly catalog: Catalog; readonly request: Request },
  { judged, apt }: Pick<PlanInputs, "judged" | "apt">,
  cell: string,
): Readonly<Record<string, string>> => {
  const ubuntu = judged.find((one) => one.cell.id === cell)?.cell.ubuntu ?? "";
  const [lock, wanted] = [apt.get(ubuntu), wantedAptPackages(facts, judged).get(ubuntu)];
  if (lock !== undefined && wanted !== undefined) refuseStaleAptLock(lock, wanted);
  return snapshotMirror(
    facts.catalog.ubuntu.find(({ name }) => name === ubuntu)?.snapshots?.address,
    facts.request.mirrors,
  );
};

/**
 * What apt.sh says when a lock does not hold or the archive does not answer, in an engine's
 * message.
 */
const REFUSED = /: E: (apt-lock-stale|apt-lock-lacks|apt-unreachable): (.+)$/;

/**
 * apt's or apt.sh's refusal in what an engine said, as an error of its own; anything else stays
 * what it is.
 */
export const aptError = (error: unknown, cell: string): unknown => {
  if (!(error instanceof DlEnvError) || error.code !== "engine-failed") return error;
  const [, code, why = ""] = REFUSED.exec(error.message) ?? [];
  if (code === undefined) return unknownPackage(error, `The archive of the base of ${cell}`);
  if (code === "apt-unreachable") {
    return unreachable(
      {
        code: "apt-unreachable",
        message: `The apt archive could not be read: ${why}`,
        hint:
          "Name another one, such as mirrors: { snapshot.ubuntu.com: mirror.example } in " +
          "dl-env.yml; then type: dl-env build",
      },
      { cause: error.cause },
    );
  }
  const message = `The apt lock does not work in the base of ${cell}: ${why}`;
  const options = { cause: error.cause };
  if (code === "apt-lock-stale")
    return foundProblem({ code: "apt-lock-stale", message, hint: REMAKE }, options);
  // What this base's apt says is added to what it said in others.
  return foundProblem(
    {
      code: "apt-lock-lacks",
      message,
      hint: `Ask apt in this base too: dl-env lock --update --cells ${cell}`,
    },
    options,
  );
};

/**
 * Runs a build; what apt.sh refuses becomes `apt-lock-stale`, `apt-lock-lacks` or
 * `apt-unreachable`, and a package that apt does not know where nothing is locked `apt-unknown`.
 */
export const withAptErrors = async <T>(cell: string, build: () => Promise<T>): Promise<T> => {
  try {
    return await build();
  } catch (error) {
    throw aptError(error, cell);
  }
};

const WARNED = /^(?:#\d+ [\d.]+ )?W: (.+ of the base is replaced by .+)$/;

/**
 * Takes an engine's lines: apt.sh's warnings about the base are told, the rest is for debugging.
 */
export const aptLines =
  (log: Pick<Log, "warn" | "debug">): ((line: string) => void) =>
  (line) => {
    const warning = WARNED.exec(line)?.[1];
    if (warning === undefined) log.debug(line);
    else log.warn(`${warning}.`);
  };
