export interface Engines {
  /** host:port of a registry on loopback that takes anything. */
  readonly registry: string;
}

/** Podman with a storage of its own, buildx and a registry, which setup.ts has started. */
export const engines = (): Engines => {
  const registry = process.env["DL_ENV_TEST_REGISTRY"];
  if (registry === undefined)
    throw new Error("the engines were not started: run these tests as the project integration");
  return { registry };
};
