export interface Credentials {
  /** Host of the registry, e.g. `docker.io`. */
  readonly host: string;
  readonly username: string;
  readonly password: string;
}

/** What of a login was given; without a host it is for the registry that `to` names. */
export type GivenLogin = Partial<Credentials>;
