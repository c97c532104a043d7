import type { Place } from "../errors/error.ts";
import { wrongRequest } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { registryRepository } from "./registryRepository.ts";
import { endpointOf } from "./endpoint.ts";
import { hostHealths } from "./hostHealth.ts";
import { layoutRepository } from "./layout.ts";
import { parseReference, repositoryName } from "./reference.ts";
import type { OpenRepository, Repository } from "./repository.ts";

/**
 * Opens repositories by name; the same name gives the same object, so that tokens and counters are
 * shared. Asks nothing yet.
 */
export const openRepository = (
  sys: System,
  options: {
    readonly mirrors?: Readonly<Record<string, string>>;
    /** Names of those that are written to. */
    readonly destinations?: readonly string[];
  } = {},
): OpenRepository => {
  const opened = new Map<string, Repository>();
  const health = hostHealths(sys.clock);
  return (text, place?: Place) => {
    const reference = parseReference(text, place);
    if (
      reference.kind === "registry" &&
      (reference.tag !== undefined || reference.digest !== undefined)
    ) {
      throw wrongRequest({
        code: "wrong-reference",
        message: `"${text}" names one image; a repository without tag and digest is needed.`,
        ...(place === undefined ? {} : { place }),
        hint: `Leave the rest out: to: ${repositoryName(reference)}`,
      });
    }
    const name = reference.kind === "layout" ? `oci:${reference.dir}` : repositoryName(reference);
    const present = opened.get(name);
    if (present !== undefined) return present;
    const repository =
      reference.kind === "layout"
        ? layoutRepository(sys, reference.dir, place)
        : registryRepository(sys, {
            endpoint: endpointOf(reference, options.mirrors ?? {}),
            name,
            health,
            isDestination: options.destinations?.includes(text) === true,
          });
    opened.set(name, repository);
    return repository;
  };
};
