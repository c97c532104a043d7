export interface Credentials {
  /** Host of the registry, e.g. `docker.io`. */
  readonly host: string;
  readonly username: string;
  readonly password: string;
}
