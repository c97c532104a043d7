// src/text/fewNames.ts
/** `a, b, c and 4 more`: the first names of a list that may be long. */
const fewNames = (names, most = 3) => names.length <= most ? names.join(", ") : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
export { fewNames as t };
