/** What a token is asked for: `repository:team/app:pull,push`. */
export type Scope = `repository:${string}:${"pull" | "pull,push" | "pull,push,delete"}`;

export const pullScope = (repository: string): Scope => `repository:${repository}:pull`;
export const pushScope = (repository: string): Scope => `repository:${repository}:pull,push`;
export const deleteScope = (repository: string): Scope =>
  `repository:${repository}:pull,push,delete`;
