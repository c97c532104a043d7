/** `a, b, c and 4 more`: the first names of a list that may be long. */
export const fewNames = (names: readonly string[], most = 3): string =>
  names.length <= most
    ? names.join(", ")
    : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
