/**
 * One line of CSV, as the engines' options with several fields are read: a field with a comma, a
 * quote or a line break is quoted, and its quotes doubled.
 */
export const csvLine = (fields: readonly string[]): string =>
  fields
    .map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(",");
