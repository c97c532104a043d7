/** An index's name as uv writes it in the names of variables: `UV_INDEX_<NAME>_USERNAME`. */
export const indexVariableName = (name: string): string =>
  name.toUpperCase().replace(/[^A-Z0-9]/g, "_");

/** The variable by which a user says which host the login of an index is for. */
export const indexHostVariable = (name: string): string =>
  `DL_ENV_INDEX_${indexVariableName(name)}_HOST`;

/** The variables that hold the login of an index: its user, its password. */
export const indexLoginVariables = (name: string): readonly [string, string] => [
  `UV_INDEX_${indexVariableName(name)}_USERNAME`,
  `UV_INDEX_${indexVariableName(name)}_PASSWORD`,
];
